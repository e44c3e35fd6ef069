//! Evaluates an expression: one walk over the tree that CEL's parser makes, for conditions and for formulas.

use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};
use rust_decimal::Decimal;

use crate::base::decimal::kept;
use crate::model::expression::number::Number;
use crate::model::expression::value::{List, Value, all, any};
use crate::model::expression::why::NoNumber;
use crate::model::expression::why::{Why, together};

/// What the names in an expression stand for.
pub trait Scope {
    /// The value of a field, by its path: `["actors", "total"]`.
    fn value(&self, path: &[&str]) -> Value;

    /// What `named(list)` makes of a list: all that is named.
    fn named(&self, list: &List) -> List {
        list.named()
    }

    /// The value of a function that is not one of those that every condition has; `None` if there is no such function.
    fn call(&self, _name: &str, _arguments: &[IdedExpr], _bound: &[(String, Value)]) -> Option<Value> {
        None
    }
}

/// The value of an expression.
pub fn evaluate(expression: &IdedExpr, scope: &dyn Scope) -> Value {
    evaluate_within(expression, scope, &[])
}

/// The value of an expression in which some variables stand for entries of lists around it.
pub fn evaluate_within(expression: &IdedExpr, scope: &dyn Scope, bound: &[(String, Value)]) -> Value {
    Evaluation { scope, bound: bound.to_vec() }.value(expression)
}

/// The path of a field that an expression names: `actors.total`, or `observed['facilitator-life-cycle'].tasks`. `None` if it is
/// no path.
pub fn path(expression: &IdedExpr) -> Option<Vec<&str>> {
    match &expression.expr {
        Expr::Ident(name) => Some(vec![name]),
        Expr::Select(select) => {
            let mut path = path(&select.operand)?;
            path.push(&select.field);
            Some(path)
        }
        Expr::Call(call) if call.func_name == operators::INDEX => {
            let arguments = arguments(call);
            let [of, index] = arguments.as_slice() else { return None };
            let Expr::Literal(LiteralValue::String(name)) = &index.expr else { return None };
            let mut path = path(of)?;
            path.push(name.inner());
            Some(path)
        }
        _ => None,
    }
}

/// The target of a call, if it has one, and its arguments: `x.size()` is `size(x)`.
pub fn arguments(call: &CallExpr) -> Vec<&IdedExpr> {
    call.target.iter().map(|target| &**target).chain(&call.args).collect()
}

struct Evaluation<'e> {
    scope: &'e dyn Scope,
    /// The variables of the lists that are being gone through, the innermost last.
    bound: Vec<(String, Value)>,
}

impl Evaluation<'_> {
    fn value(&mut self, at: &IdedExpr) -> Value {
        if let Some(path) = path(at) {
            return self.named(&path);
        }
        match &at.expr {
            Expr::Literal(literal) => constant(literal),
            Expr::Select(select) => self.value(&select.operand).field(&select.field),
            Expr::Call(call) => self.call(call),
            Expr::List(list) => Value::closed(list.elements.iter().map(|element| self.value(element)).collect()),
            _ => Value::Unknown(Vec::new()),
        }
    }

    fn named(&self, path: &[&str]) -> Value {
        match self.bound.iter().rev().find(|(name, _)| name == path[0]) {
            Some((_, value)) => path[1..].iter().fold(value.clone(), |value, name| value.field(name)),
            None => self.scope.value(path),
        }
    }

    fn call(&mut self, call: &CallExpr) -> Value {
        let arguments = arguments(call);
        match (call.func_name.as_str(), arguments.as_slice()) {
            // All operands are evaluated, even where the first decides: the values of functions over cases are shown.
            (operators::LOGICAL_AND, many) => all(many.iter().map(|one| self.value(one)).collect::<Vec<_>>()),
            (operators::LOGICAL_OR, many) => any(many.iter().map(|one| self.value(one)).collect::<Vec<_>>()),
            (operators::LOGICAL_NOT, [one]) => self.value(one).negated(),
            (operators::CONDITIONAL, [condition, yes, no]) => self.conditional(condition, yes, no),
            (operators::NEGATE, [one]) => match self.value(one) {
                Value::Number(number) => Value::Number(number.negated()),
                other => other,
            },
            (operators::HAS, [one]) => self.value(one).is_recorded(),
            (
                operators::ALL | operators::EXISTS | operators::EXISTS_ONE | operators::FILTER | operators::MAP,
                [of, variable, body],
            ) => self.over(call.func_name.as_str(), of, variable, body),
            ("named", [of]) => match self.value(of) {
                Value::List(list) => Value::List(Arc::new(self.scope.named(&list))),
                other => other,
            },
            ("size", [of]) => {
                let of = self.value(of);
                of.size()
            }
            (_, [one, other]) => {
                if let Some(value) = self.operated(&call.func_name, one, other) {
                    return value;
                }
                self.scoped(call)
            }
            _ => self.scoped(call),
        }
    }

    fn scoped(&self, call: &CallExpr) -> Value {
        self.scope.call(&call.func_name, &call.args, &self.bound).unwrap_or(Value::Unknown(Vec::new()))
    }

    /// The value of an operator or a function of two values; `None` if it is neither.
    fn operated(&mut self, name: &str, one: &IdedExpr, other: &IdedExpr) -> Option<Value> {
        let is_known = matches!(
            name,
            operators::EQUALS
                | operators::NOT_EQUALS
                | operators::LESS
                | operators::LESS_EQUALS
                | operators::GREATER
                | operators::GREATER_EQUALS
                | operators::IN
                | operators::ADD
                | operators::SUBSTRACT
                | operators::MULTIPLY
                | operators::DIVIDE
                | operators::INDEX
                | "contains"
                | "startsWith"
                | "endsWith"
        );
        if !is_known {
            return None;
        }
        let (left, right) = (self.value(one), self.value(other));
        Some(match name {
            operators::EQUALS => left.equals(&right),
            operators::NOT_EQUALS => left.equals(&right).negated(),
            operators::LESS => left.is_less(&right),
            operators::LESS_EQUALS => right.is_less(&left).negated(),
            operators::GREATER => right.is_less(&left),
            operators::GREATER_EQUALS => left.is_less(&right).negated(),
            operators::IN => left.is_in(&right),
            operators::ADD => added(&left, &right),
            operators::SUBSTRACT => left.calculated('-', &right),
            operators::MULTIPLY => left.calculated('*', &right),
            operators::DIVIDE => match (left.calculated('/', &right), path(other)) {
                (Value::Unknown(why), Some(path)) if why == [Why::NoNumber(NoNumber::Zero(String::new()))] => {
                    Value::unknown(Why::NoNumber(NoNumber::Zero(path.join("."))))
                }
                (quotient, _) => quotient,
            },
            operators::INDEX => entry(&left, &right),
            name => of_text(name, &left, &right),
        })
    }

    /// `condition ? yes : no`. If the condition is unknown, the value is known only if both are the same.
    fn conditional(&mut self, condition: &IdedExpr, yes: &IdedExpr, no: &IdedExpr) -> Value {
        match self.value(condition) {
            Value::Truth(true) => self.value(yes),
            Value::Truth(false) => self.value(no),
            Value::Unknown(why) => {
                let (yes, no) = (self.value(yes), self.value(no));
                if yes == no { yes } else { Value::Unknown(why) }
            }
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// `list.exists(x, …)` and its kind.
    fn over(&mut self, name: &str, of: &IdedExpr, variable: &IdedExpr, body: &IdedExpr) -> Value {
        let list = match self.value(of) {
            Value::List(list) => list,
            other => return other,
        };
        let Expr::Ident(variable) = &variable.expr else { return Value::Unknown(Vec::new()) };
        let mut each = |entry: &Value| {
            self.bound.push((variable.clone(), entry.clone()));
            let value = self.value(body);
            self.bound.pop();
            value
        };
        match name {
            operators::EXISTS => list.exists(each),
            operators::ALL => list.exists(|entry| each(entry).negated()).negated(),
            operators::EXISTS_ONE => list.exists_one(each),
            operators::FILTER => Value::List(Arc::new(list.filter(each))),
            _ => Value::List(Arc::new(list.map(each))),
        }
    }
}

fn constant(literal: &LiteralValue) -> Value {
    let number = |number: Option<Decimal>| match kept(number) {
        Some(number) => Value::Number(number.into()),
        None => Value::unknown(Why::NoNumber(NoNumber::TooLarge)),
    };
    match literal {
        LiteralValue::Boolean(truth) => Value::Truth(*truth.inner()),
        LiteralValue::Int(whole) => number(Some(Decimal::from(*whole.inner()))),
        LiteralValue::UInt(whole) => number(Some(Decimal::from(*whole.inner()))),
        LiteralValue::Double(fraction) => number(Decimal::try_from(*fraction.inner()).ok()),
        LiteralValue::String(text) => Value::text(text.inner()),
        LiteralValue::Bytes(_) | LiteralValue::Null => Value::Unknown(Vec::new()),
    }
}

/// The sum of two numbers, two texts one after the other, or two lists as one.
fn added(one: &Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => Value::Text(format!("{one}{other}").into()),
        (Value::List(one), Value::List(other)) => {
            let both = |one: &[Value], other: &[Value]| one.iter().chain(other).cloned().collect();
            Value::List(Arc::new(List {
                entries: both(&one.entries, &other.entries),
                maybe: both(&one.maybe, &other.maybe),
                doubts: together(&one.doubts, &other.doubts),
                lacks: one.lacks.iter().filter(|value| other.lacks.contains(value)).cloned().collect(),
                open: one.open.clone().or_else(|| other.open.clone()),
            }))
        }
        _ => one.calculated('+', other),
    }
}

/// An entry of a list by its number, from zero.
fn entry(list: &Value, at: &Value) -> Value {
    match (list, at) {
        (Value::List(list), Value::Number(at)) if list.maybe.is_empty() => {
            let at = at.exact().and_then(|at| usize::try_from(at.cut(0)?).ok());
            let unknown = || Value::Unknown(list.open.iter().cloned().collect());
            at.and_then(|at| list.entries.get(at)).cloned().unwrap_or_else(unknown)
        }
        (Value::Unknown(_), _) => list.clone(),
        _ => Value::Unknown(Vec::new()),
    }
}

/// Whether a text contains another, or begins or ends with it.
fn of_text(name: &str, one: &Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Text(text), Value::Text(part)) => Value::Truth(match name {
            "contains" => text.contains(&**part),
            "startsWith" => text.starts_with(&**part),
            _ => text.ends_with(&**part),
        }),
        (Value::Unknown(one), Value::Unknown(other)) => Value::Unknown(together(one, other)),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why.clone()),
        _ => Value::Unknown(Vec::new()),
    }
}

/// The number that an expression comes to.
///
/// # Errors
/// Why there is none.
pub fn number(expression: &IdedExpr, scope: &dyn Scope) -> Result<Number, NoNumber> {
    let none = || NoNumber::Missing { id: String::new(), last: false };
    match evaluate(expression, scope) {
        Value::Number(number) => Ok(number),
        Value::Unknown(why) => Err(why
            .into_iter()
            .find_map(|why| match why {
                Why::NoNumber(why) => Some(why),
                _ => None,
            })
            .unwrap_or_else(none)),
        _ => Err(none()),
    }
}

#[cfg(test)]
mod tests;
