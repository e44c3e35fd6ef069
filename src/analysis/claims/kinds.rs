//! Checks the fields and the types of conditions before anything is evaluated.

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators};

use crate::analysis::claims::fields::FieldKind;
use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::yaml::condition::Condition;

/// Checks that a condition names only fields that exist, that it compares only what is alike, and that it is true or false.
pub fn check(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    condition: &Condition,
    fields: &BTreeMap<String, FieldKind>,
) {
    let scope = fields.iter().map(|(name, kind)| (name.clone(), Typed { kind: kind.clone(), path: name.clone() }));
    let mut checker = Checker { diagnostics, source, condition, scope: scope.collect(), depth: 0 };
    let expression = condition.program.expression();
    let found = checker.kind(expression);
    if !matches!(found.kind, FieldKind::Truth | FieldKind::Any) {
        let message = format!("a condition is true or false; this is {}", found.kind.describe());
        checker.error(Code::ConditionKind, expression, message, "compare it with something, like `actors.total > 100`");
    }
}

/// The kind of an expression, and the path of the field that it names; empty if it is no field.
#[derive(Clone)]
struct Typed {
    kind: FieldKind,
    path: String,
}

impl From<FieldKind> for Typed {
    fn from(kind: FieldKind) -> Typed {
        Typed { kind, path: String::new() }
    }
}

struct Checker<'a> {
    diagnostics: &'a mut Diagnostics,
    source: &'a Arc<Source>,
    condition: &'a Condition,
    scope: Vec<(String, Typed)>,
    /// How deeply macros over lists, like `exists`, are nested at this point.
    depth: usize,
}

/// How deeply macros over lists may be nested. Every level multiplies the time that a condition takes.
const DEEPEST: usize = 4;

impl Checker<'_> {
    fn error(&mut self, code: Code, at: &IdedExpr, message: String, help: impl Into<String>) {
        let span = self.condition.span(self.source, at);
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn kind(&mut self, expression: &IdedExpr) -> Typed {
        match &expression.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => FieldKind::Truth,
                LiteralValue::Int(_) | LiteralValue::UInt(_) => FieldKind::Count,
                LiteralValue::Double(_) => FieldKind::Number,
                LiteralValue::String(_) => FieldKind::Text,
                LiteralValue::Bytes(_) | LiteralValue::Null => FieldKind::Any,
            }
            .into(),
            Expr::Ident(name) => self.ident(expression, name),
            Expr::Select(select) => self.select(expression, select),
            Expr::Call(call) => self.call(expression, call),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::List(list) => {
                let kinds: Vec<FieldKind> = list.elements.iter().map(|element| self.kind(element).kind).collect();
                FieldKind::List(Box::new(kinds.into_iter().next().unwrap_or(FieldKind::Any))).into()
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.kind(&entry.value);
                    }
                }
                FieldKind::Any.into()
            }
            Expr::Struct(_) | Expr::Unspecified => FieldKind::Any.into(),
        }
    }

    fn ident(&mut self, at: &IdedExpr, name: &str) -> Typed {
        let found = self.scope.iter().rev().find(|(known, _)| known == name).map(|(_, known)| known.clone());
        if let Some(known) = found {
            return known;
        }
        let names: Vec<&str> =
            self.scope.iter().map(|(name, _)| name.as_str()).filter(|name| !name.starts_with('@')).collect();
        let help = format!("{} (text wants quotes: '{name}')", suggest(name, &names));
        self.error(Code::ConditionField, at, format!("there is no field `{name}`"), help);
        FieldKind::Any.into()
    }

    fn select(&mut self, at: &IdedExpr, select: &SelectExpr) -> Typed {
        let of = self.kind(&select.operand);
        let field = self.field(at, of, &select.field);
        if select.test { FieldKind::Truth.into() } else { field }
    }

    fn field(&mut self, at: &IdedExpr, of: Typed, name: &str) -> Typed {
        match of.kind {
            FieldKind::Map(fields) => {
                let path = format!("{}.{name}", of.path);
                if let Some(kind) = fields.get(name) {
                    return Typed { kind: kind.clone(), path };
                }
                let names: Vec<&str> = fields.keys().map(String::as_str).collect();
                let help = suggest(name, &names);
                self.error(Code::ConditionField, at, format!("`{}` has no field `{name}`", of.path), help);
                FieldKind::Any.into()
            }
            FieldKind::Any => FieldKind::Any.into(),
            other => {
                let message = format!("`{}` is {} and has no field `{name}`", of.path, other.describe());
                let help = "ask one of its entries: `funding.exists(f, f.sector == 'public')`";
                self.error(Code::ConditionField, at, message, help);
                FieldKind::Any.into()
            }
        }
    }

    fn call(&mut self, at: &IdedExpr, call: &CallExpr) -> Typed {
        let arguments: Vec<&IdedExpr> = call.target.iter().map(|target| &**target).chain(&call.args).collect();
        match (call.func_name.as_str(), arguments.as_slice()) {
            (operators::INDEX, [of, index]) => self.index(at, of, index),
            (operators::LOGICAL_AND | operators::LOGICAL_OR | operators::LOGICAL_NOT, _) => {
                for argument in &arguments {
                    self.truth(argument);
                }
                FieldKind::Truth.into()
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.truth(condition);
                let kind = self.kind(yes);
                self.kind(no);
                kind
            }
            (operators::NOT_STRICTLY_FALSE, _) => FieldKind::Truth.into(),
            (name, _) => self.applied(at, name, &arguments).into(),
        }
    }

    /// Checks a function or an operator whose arguments are all evaluated. Returns the kind of its result.
    fn applied(&mut self, at: &IdedExpr, name: &str, arguments: &[&IdedExpr]) -> FieldKind {
        let kinds: Vec<FieldKind> = arguments.iter().map(|argument| self.kind(argument).kind).collect();
        match (name, kinds.as_slice()) {
            (operators::EQUALS | operators::NOT_EQUALS, [one, other]) => {
                self.comparable(at, one, other);
                let pairs = [(one, arguments[1]), (other, arguments[0])];
                pairs.into_iter().for_each(|(kind, literal)| self.possible(kind, literal));
                FieldKind::Truth
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [one, other],
            ) => {
                self.ordered(at, one, other);
                FieldKind::Truth
            }
            (operators::IN, [one, many]) => {
                self.contains(at, one, many, arguments[0], arguments[1]);
                FieldKind::Truth
            }
            (operators::ADD, [FieldKind::List(_), _]) => kinds[0].clone(),
            (operators::ADD, [FieldKind::Text | FieldKind::Word(_), FieldKind::Text | FieldKind::Word(_)]) => {
                FieldKind::Text
            }
            (
                operators::ADD | operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO,
                [one, other],
            ) => self.calculated(at, one, other),
            (operators::NEGATE, [one]) => one.clone(),
            ("size", [of]) => {
                if !matches!(
                    of,
                    FieldKind::List(_) | FieldKind::Map(_) | FieldKind::Text | FieldKind::Word(_) | FieldKind::Any
                ) {
                    self.error(
                        Code::ConditionKind,
                        at,
                        format!("{} has no size", of.describe()),
                        "ask a list for its size",
                    );
                }
                FieldKind::Count
            }
            ("double", [_]) => FieldKind::Number,
            ("int", [_]) => FieldKind::Count,
            ("string", [_]) => FieldKind::Text,
            ("contains" | "startsWith" | "endsWith", [_, _]) => FieldKind::Truth,
            (name, _) => {
                let help = "there are size, exists, all, exists_one, filter, map, has, contains, startsWith, endsWith and double";
                self.error(Code::ConditionField, at, format!("there is no function `{name}`"), help);
                FieldKind::Any
            }
        }
    }

    /// Checks the operands of `<`, `<=`, `>` and `>=`.
    fn ordered(&mut self, at: &IdedExpr, one: &FieldKind, other: &FieldKind) {
        self.comparable(at, one, other);
        for kind in [one, other] {
            if !matches!(kind, FieldKind::Number | FieldKind::Count | FieldKind::Text | FieldKind::Any) {
                let message = format!("{} can't be more or less than another", kind.describe());
                let help = "compare numbers, or ask with == whether two are the same";
                self.error(Code::ConditionKind, at, message, help);
            }
        }
    }

    /// Checks the operands of an arithmetic operator. Returns the kind of its result.
    fn calculated(&mut self, at: &IdedExpr, one: &FieldKind, other: &FieldKind) -> FieldKind {
        use FieldKind::{Any, Count, Number};
        if matches!((one, other), (Number, Count) | (Count, Number)) {
            let message = "a figure can't be calculated with a whole number".to_owned();
            self.error(Code::ConditionKind, at, message, "write it with a point, like 2.0, or `double(size(…))`");
        } else if !matches!((one, other), (Any, _) | (_, Any)) && !is_number(one) {
            let message = format!("{} is no number", one.describe());
            self.error(Code::ConditionKind, at, message, "calculate with numbers");
        }
        if [one, other].contains(&&Number) { Number } else { Count }
    }

    fn index(&mut self, at: &IdedExpr, of: &IdedExpr, index: &IdedExpr) -> Typed {
        let known = self.kind(of);
        match (&known.kind, &index.expr) {
            (FieldKind::Map(_), Expr::Literal(LiteralValue::String(name))) => {
                let name = name.inner().to_owned();
                self.field(at, known, &name)
            }
            (FieldKind::List(element), _) => {
                self.kind(index);
                Typed { kind: (**element).clone(), path: known.path }
            }
            _ => {
                self.kind(index);
                FieldKind::Any.into()
            }
        }
    }

    fn truth(&mut self, expression: &IdedExpr) {
        let found = self.kind(expression).kind;
        if !matches!(found, FieldKind::Truth | FieldKind::Any) {
            let message = format!("this is {}, and not true or false", found.describe());
            self.error(Code::ConditionKind, expression, message, "compare it with something");
        }
    }

    fn comparable(&mut self, at: &IdedExpr, one: &FieldKind, other: &FieldKind) {
        if !alike(one, other) {
            let message = format!("{} can't be compared with {}", one.describe(), other.describe());
            self.error(Code::ConditionKind, at, message, "put text in quotes, and numbers without");
        }
    }

    /// Reports a text that a field can never equal, because the field allows only certain words.
    fn possible(&mut self, kind: &FieldKind, literal: &IdedExpr) {
        let (FieldKind::Word(words), Expr::Literal(LiteralValue::String(text))) = (kind, &literal.expr) else { return };
        let text = text.inner();
        if !words.iter().any(|word| word == text) {
            let names: Vec<&str> = words.iter().map(String::as_str).collect();
            let help = suggest(text, &names);
            self.error(Code::ConditionNever, literal, format!("this can never be `{text}`"), help);
        }
    }

    fn contains(&mut self, at: &IdedExpr, one: &FieldKind, many: &FieldKind, element: &IdedExpr, list: &IdedExpr) {
        let FieldKind::List(inner) = many else {
            if !matches!(many, FieldKind::Any | FieldKind::Map(_)) {
                let message = format!("nothing can be in {}", many.describe());
                self.error(Code::ConditionKind, at, message, "write a list after `in`: ['solely', 'mainly']");
            }
            return;
        };
        self.comparable(at, one, inner);
        self.possible(inner, element);
        if let (FieldKind::Word(_), Expr::List(list)) = (one, &list.expr) {
            list.elements.iter().for_each(|literal| self.possible(one, literal));
        }
    }

    fn comprehension(&mut self, comprehension: &ComprehensionExpr) -> Typed {
        let range = self.kind(&comprehension.iter_range);
        let element = match range.kind {
            FieldKind::List(element) => Typed { kind: *element, path: range.path },
            FieldKind::Map(_) | FieldKind::Any => FieldKind::Any.into(),
            other => {
                let message = format!("{} has no entries", other.describe());
                self.error(Code::ConditionKind, &comprehension.iter_range, message, "ask a list");
                FieldKind::Any.into()
            }
        };
        // A macro that builds a list begins with an empty one, the kind of whose entries is not known.
        let gathered = self.kind(&comprehension.accu_init);
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("more than {DEEPEST} lists are asked inside each other");
            self.error(Code::ConditionKind, &comprehension.iter_range, message, "make several claims of it");
        }
        let outer = self.scope.len();
        self.scope.push((comprehension.iter_var.clone(), element));
        self.scope.push((comprehension.accu_var.clone(), gathered));
        self.kind(&comprehension.loop_step);
        let result = self.kind(&comprehension.result);
        self.scope.truncate(outer);
        self.depth -= 1;
        result
    }
}

fn is_number(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Number | FieldKind::Count)
}

fn alike(one: &FieldKind, other: &FieldKind) -> bool {
    let text = |kind: &FieldKind| matches!(kind, FieldKind::Text | FieldKind::Word(_));
    match (one, other) {
        (FieldKind::Any, _) | (_, FieldKind::Any) => true,
        (FieldKind::List(one), FieldKind::List(other)) => alike(one, other),
        _ => (is_number(one) && is_number(other)) || (text(one) && text(other)) || one == other,
    }
}

#[cfg(test)]
mod tests;
