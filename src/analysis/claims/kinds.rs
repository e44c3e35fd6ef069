//! Checks conditions before they are evaluated: that they name only fields that exist, and compare only what is alike.

mod operands;

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators};

use crate::analysis::claims::fields::FieldKind;
use crate::analysis::claims::over::FUNCTIONS;
use crate::analysis::claims::possible::fixed;
use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::expression::evaluate::arguments;
use crate::yaml::condition::{Condition, OVER_LISTS};

/// Checks the conditions of a file of claims.
pub struct Checker<'a> {
    /// Where messages go.
    pub diagnostics: &'a mut Diagnostics,
    /// The file.
    pub source: &'a Arc<Source>,
    /// The fields of a case.
    pub case: &'a BTreeMap<String, FieldKind>,
}

impl Checker<'_> {
    /// Checks that a condition names only these fields, that it compares only what is alike, and that it is true or false. Returns
    /// whether it does.
    pub fn check(&mut self, condition: &Condition, fields: BTreeMap<String, FieldKind>) -> bool {
        let before = self.diagnostics.errors();
        let scope = fields.into_iter().map(|(name, kind)| (name.clone(), Typed { kind, path: name }));
        let expression = condition.program.expression();
        let mut walk = Walk {
            diagnostics: self.diagnostics,
            source: self.source,
            case: self.case,
            condition,
            scope: scope.collect(),
            depth: 0,
            inside: None,
        };
        let found = walk.kind(expression);
        if !matches!(found.kind, FieldKind::Truth | FieldKind::Any) {
            let message = format!("a condition is true or false; this is {}", found.kind.describe());
            walk.error(
                Code::ConditionKind,
                expression,
                message,
                "compare it with something, like `actors.total > 100`",
            );
        }
        self.diagnostics.errors() == before
    }
}

/// What a condition has to be able to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// True of one case and false of another.
    Both,
    /// True of some case.
    True,
}

impl Checker<'_> {
    /// Doubts a condition that is never true, or never false, whatever a case records.
    pub fn check_fixed(&mut self, condition: &Condition, fields: &BTreeMap<String, FieldKind>, expected: Expected) {
        let never = match fixed(condition, fields) {
            Some(true) if expected == Expected::Both => "false",
            Some(false) => "true",
            _ => return,
        };
        let message = format!("this condition can never be {never}, whatever a case records");
        let help = match condition.calls(&["has"]) {
            true => {
                "`has` is true or unknown, and `!has(…)` never true: ask for a value, or put what has to be recorded into `recorded`"
            }
            false => "it decides nothing: ask for something that cases can differ in",
        };
        let span = condition.mark.span(self.source);
        self.diagnostics.push(Diagnostic::warning(Code::ConditionFixed, span, message).help(help));
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

struct Walk<'a> {
    diagnostics: &'a mut Diagnostics,
    source: &'a Arc<Source>,
    case: &'a BTreeMap<String, FieldKind>,
    condition: &'a Condition,
    scope: Vec<(String, Typed)>,
    /// How deeply functions over lists, like `exists`, are nested at this point.
    depth: usize,
    /// The function over cases whose value is being checked.
    inside: Option<String>,
}

/// Advice on what is yes or no in case files.
const ALONE: &str =
    "what is yes or no stands alone: `attributes.mandated`, or `!attributes.mandated` where it is not so";

/// How deeply functions over lists may be nested. Every level multiplies the time that a condition takes.
const DEEPEST: usize = 4;

/// The functions that are neither over lists nor over cases.
const NAMED: [&str; 6] = ["size", "has", "named", "contains", "startsWith", "endsWith"];

/// Whether a name is that of a function, and of none that there is.
fn is_unknown(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !NAMED.contains(&name)
}

/// The name that an expression is.
fn first_name(at: &IdedExpr) -> Option<&str> {
    if let Expr::Ident(name) = &at.expr { Some(name) } else { None }
}

impl Walk<'_> {
    fn error(&mut self, code: Code, at: &IdedExpr, message: String, help: impl Into<String>) {
        let span = self.condition.span(self.source, at);
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn kind(&mut self, expression: &IdedExpr) -> Typed {
        match &expression.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => FieldKind::Truth,
                LiteralValue::Int(_) | LiteralValue::UInt(_) | LiteralValue::Double(_) => FieldKind::Number,
                LiteralValue::String(_) => FieldKind::Text,
                LiteralValue::Bytes(_) | LiteralValue::Null => FieldKind::Any,
            }
            .into(),
            Expr::Ident(name) => self.ident(expression, name),
            Expr::Select(select) => self.select(expression, select),
            Expr::Call(call) => self.call(expression, call),
            Expr::List(list) => {
                let kinds: Vec<FieldKind> = list.elements.iter().map(|element| self.kind(element).kind).collect();
                FieldKind::List(Box::new(kinds.into_iter().next().unwrap_or(FieldKind::Any))).into()
            }
            Expr::Comprehension(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                let message = "this can't stand in a condition".to_owned();
                self.error(Code::ConditionKind, expression, message, "write fields, values and lists of values");
                FieldKind::Any.into()
            }
        }
    }

    fn ident(&mut self, at: &IdedExpr, name: &str) -> Typed {
        let found = self.scope.iter().rev().find(|(known, _)| known == name).map(|(_, known)| known.clone());
        if let Some(known) = found {
            return known;
        }
        let is_over = self.scope.iter().any(|(_, known)| known.kind == FieldKind::Cases);
        if is_over && self.case.contains_key(name) {
            let message = format!("`{name}` is a field of one case, and this condition is on groups of cases");
            let help = "put it into a function over cases: `count(cases, facilitators > 2) >= 5`";
            self.error(Code::ConditionField, at, message, help);
            return FieldKind::Any.into();
        }
        if ["yes", "no"].contains(&name) {
            self.error(Code::ConditionField, at, format!("there is no field `{name}`"), ALONE);
            return FieldKind::Any.into();
        }
        let names: Vec<&str> = self.scope.iter().map(|(name, _)| name.as_str()).collect();
        let help = format!("{} (text wants quotes: '{name}')", suggest(name, &names));
        self.error(Code::ConditionField, at, format!("there is no field `{name}`"), help);
        FieldKind::Any.into()
    }

    fn select(&mut self, at: &IdedExpr, select: &SelectExpr) -> Typed {
        let of = self.kind(&select.operand);
        self.field(at, of, &select.field)
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
            FieldKind::Cases => {
                let message = format!("`{}` is a group of cases and has no field `{name}`", of.path);
                let help = format!("ask a function over cases: `median({}, {name})`", of.path);
                self.error(Code::ConditionField, at, message, help);
                FieldKind::Any.into()
            }
            other => {
                let message = format!("`{}` is {} and has no field `{name}`", of.path, other.describe());
                let help = "ask one of its entries: `funding.exists(f, f.sector == 'public')`";
                self.error(Code::ConditionField, at, message, help);
                FieldKind::Any.into()
            }
        }
    }

    /// Reports a subtraction that is the hyphen of an id: `figures.members-new`. Returns whether it is one.
    fn is_hyphen(&mut self, at: &IdedExpr, one: &IdedExpr, other: &IdedExpr) -> bool {
        let (Expr::Select(select), Some(rest)) = (&one.expr, first_name(other)) else { return false };
        let of = self.kind(&select.operand);
        let FieldKind::Map(fields) = &of.kind else { return false };
        let begins = format!("{}-{rest}", select.field);
        let Some(own) = fields.keys().find(|own| own.as_str() == begins || own.starts_with(&format!("{begins}-")))
        else {
            return false;
        };
        let message = format!("`{begins}` is a subtraction here");
        let help = format!("an id with a hyphen stands in brackets: `{}['{own}']`", of.path);
        self.error(Code::ConditionField, at, message, help);
        true
    }

    fn call(&mut self, at: &IdedExpr, call: &CallExpr) -> Typed {
        let name = call.func_name.as_str();
        let arguments = arguments(call);
        match (name, arguments.as_slice()) {
            (operators::SUBSTRACT, [one, other]) if self.is_hyphen(at, one, other) => FieldKind::Any.into(),
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
            (operators::HAS, [one]) => {
                self.kind(one);
                FieldKind::Truth.into()
            }
            ("named", [of]) => self.named(at, of),
            (name, [of, variable, body]) if OVER_LISTS.contains(&name) => {
                self.over_list(at, name, [of, variable, body])
            }
            (name, _) if OVER_LISTS.contains(&name) => {
                let message = format!("`{name}` wants a name for the entries and a condition on them");
                let help = format!("write `funding.{name}(f, f.sector == 'public')`");
                self.error(Code::ConditionKind, at, message, help);
                FieldKind::Any.into()
            }
            (name, _) if FUNCTIONS.contains(&name) => self.over_cases(at, call).into(),
            (name, _) if is_unknown(name) => {
                // Its arguments are not looked at: what they stand for depends on the function.
                let help = match name {
                    "double" | "int" => "leave it out: numbers are compared as they are".to_owned(),
                    _ => suggest(name, &[&NAMED[..], &OVER_LISTS[..], &FUNCTIONS[..]].concat()),
                };
                self.error(Code::ConditionField, at, format!("there is no function `{name}`"), help);
                FieldKind::Any.into()
            }
            (name, _) => self.applied(at, name, &arguments).into(),
        }
    }

    /// Checks a function over cases: `median(latent, actors.total)`. Returns the kind of its result.
    fn over_cases(&mut self, at: &IdedExpr, call: &CallExpr) -> FieldKind {
        let name = call.func_name.as_str();
        let groups: Vec<String> =
            self.scope.iter().filter(|(_, known)| known.kind == FieldKind::Cases).map(|(id, _)| id.clone()).collect();
        let outer = self.inside.as_deref();
        if groups.is_empty() || outer.is_some() {
            let here = if outer.is_some() { "stands in another" } else { "stands in a condition on one case" };
            let message = format!("`{name}` is a function over cases, and {here}");
            let help = "functions over cases stand in `holds` of a claim with `groups`, or of one on `cases`, and not in `pairs`";
            self.error(Code::ConditionKind, at, message, help);
            return FieldKind::Number;
        }
        let (None, [group, value]) = (&call.target, call.args.as_slice()) else {
            let message = format!("`{name}` wants a group of cases and what to ask each of them");
            let asked = if matches!(name, "count" | "proportion") { "facilitators > 2" } else { "actors.total" };
            let help = format!("write `{name}({}, {asked})`", groups[0]);
            self.error(Code::ConditionKind, at, message, help);
            return FieldKind::Number;
        };
        if !matches!(&group.expr, Expr::Ident(own) if groups.contains(own)) {
            let names: Vec<&str> = groups.iter().map(String::as_str).collect();
            let written = match &group.expr {
                Expr::Ident(own) => own.as_str(),
                _ => "",
            };
            let message = format!("the first argument of `{name}` is a group of cases");
            self.error(Code::ConditionField, group, message, suggest(written, &names));
        }
        let case =
            self.case.iter().map(|(name, kind)| (name.clone(), Typed { kind: kind.clone(), path: name.clone() }));
        let before = self.scope.clone();
        // Within the function the fields of a case can be named, and groups can't.
        self.scope.retain(|(_, known)| known.kind != FieldKind::Cases);
        self.scope.splice(0..0, case);
        self.inside = Some(name.to_owned());
        let found = self.kind(value).kind;
        self.inside = None;
        self.scope = before;
        let (wanted, is_right) = match name {
            "count" | "proportion" => ("true or false", matches!(found, FieldKind::Truth | FieldKind::Any)),
            _ => ("a number", matches!(found, FieldKind::Number | FieldKind::Any)),
        };
        if !is_right {
            let message = format!("`{name}` wants {wanted} of each case; this is {}", found.describe());
            let help = match wanted {
                "a number" => "ask for a number, like `actors.total`, or count: `count(cases, industry == 'ICT')`",
                _ => "compare it with something: `count(cases, actors.total > 100)`",
            };
            self.error(Code::ConditionKind, value, message, help);
        }
        FieldKind::Number
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
                let element = (**element).clone();
                let message = "the entries of a list have no numbers".to_owned();
                self.error(
                    Code::ConditionKind,
                    at,
                    message,
                    "ask all of them: `funding.exists(f, f.sector == 'public')`",
                );
                Typed { kind: element, path: known.path }
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

    /// Checks `named(list)`.
    fn named(&mut self, at: &IdedExpr, of: &IdedExpr) -> Typed {
        let list = self.kind(of);
        if !matches!(list.kind, FieldKind::List(_) | FieldKind::Any) {
            let message = format!("`named` wants a list; this is {}", list.kind.describe());
            self.error(Code::ConditionKind, at, message, "write `named(funding)`, say");
        }
        list
    }

    /// Checks `list.exists(x, …)` and its kind.
    fn over_list(&mut self, at: &IdedExpr, name: &str, [of, variable, body]: [&IdedExpr; 3]) -> Typed {
        let range = self.kind(of);
        let element = match range.kind.clone() {
            FieldKind::List(element) => Typed { kind: *element, path: range.path.clone() },
            FieldKind::Any => FieldKind::Any.into(),
            other => {
                let message = format!("{} has no entries", other.describe());
                self.error(Code::ConditionKind, of, message, "ask a list");
                FieldKind::Any.into()
            }
        };
        let Expr::Ident(variable) = &variable.expr else {
            let message = format!("`{name}` wants a name for the entries");
            self.error(Code::ConditionKind, at, message, format!("write `funding.{name}(f, f.sector == 'public')`"));
            return FieldKind::Any.into();
        };
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("more than {DEEPEST} lists are asked inside each other");
            self.error(Code::ConditionKind, of, message, "make several claims of it");
        }
        self.scope.push((variable.clone(), element));
        let found = if name == operators::MAP {
            self.kind(body)
        } else {
            self.truth(body);
            FieldKind::Truth.into()
        };
        self.scope.pop();
        self.depth -= 1;
        match name {
            operators::FILTER => range,
            operators::MAP => FieldKind::List(Box::new(found.kind)).into(),
            _ => FieldKind::Truth.into(),
        }
    }
}

#[cfg(test)]
mod tests;
