//! Conditions held against the fields that there are before anything is evaluated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators};

use crate::analysis::claims::fields::Kind;
use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::yaml::condition::Condition;

/// Checks a condition against the fields that it can ask for, and that it is true or false. Returns the fields that it asks
/// for, like `actors.total` or `funding.sector`.
pub fn check(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    condition: &Condition,
    fields: &BTreeMap<String, Kind>,
) -> BTreeSet<String> {
    let scope = fields.iter().map(|(name, kind)| (name.clone(), Known { kind: kind.clone(), path: name.clone() }));
    let mut checker =
        Checker { diagnostics, source, condition, scope: scope.collect(), used: BTreeSet::new(), depth: 0 };
    let expression = condition.program.expression();
    let found = checker.kind(expression);
    if !matches!(found.kind, Kind::Truth | Kind::Any) {
        let message = format!("a condition is true or false; this is {}", found.kind.describe());
        checker.error(Code::ConditionKind, expression, message, "compare it with something, like `actors.total > 100`");
    }
    checker.used
}

/// The kind of an expression, and the field that it is.
#[derive(Clone)]
struct Known {
    kind: Kind,
    path: String,
}

impl From<Kind> for Known {
    fn from(kind: Kind) -> Known {
        Known { kind, path: String::new() }
    }
}

struct Checker<'a> {
    diagnostics: &'a mut Diagnostics,
    source: &'a Arc<Source>,
    condition: &'a Condition,
    scope: Vec<(String, Known)>,
    used: BTreeSet<String>,
    /// How many lists are asked inside each other.
    depth: usize,
}

/// Lists asked inside each other multiply the time that a condition takes.
const DEEPEST: usize = 4;

impl Checker<'_> {
    fn error(&mut self, code: Code, at: &IdedExpr, message: String, help: impl Into<String>) {
        let span = self.condition.span(self.source, at);
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn kind(&mut self, expression: &IdedExpr) -> Known {
        match &expression.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Kind::Truth,
                LiteralValue::Int(_) | LiteralValue::UInt(_) => Kind::Count,
                LiteralValue::Double(_) => Kind::Number,
                LiteralValue::String(_) => Kind::Text,
                LiteralValue::Bytes(_) | LiteralValue::Null => Kind::Any,
            }
            .into(),
            Expr::Ident(name) => self.ident(expression, name),
            Expr::Select(select) => self.select(expression, select),
            Expr::Call(call) => self.call(expression, call),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::List(list) => {
                let kinds: Vec<Kind> = list.elements.iter().map(|element| self.kind(element).kind).collect();
                Kind::List(Box::new(kinds.into_iter().next().unwrap_or(Kind::Any))).into()
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.kind(&entry.value);
                    }
                }
                Kind::Any.into()
            }
            Expr::Struct(_) | Expr::Unspecified => Kind::Any.into(),
        }
    }

    fn ident(&mut self, at: &IdedExpr, name: &str) -> Known {
        let found = self.scope.iter().rev().find(|(known, _)| known == name).map(|(_, known)| known.clone());
        if let Some(known) = found {
            self.used.extend((!known.path.is_empty()).then(|| known.path.clone()));
            return known;
        }
        let names: Vec<&str> =
            self.scope.iter().map(|(name, _)| name.as_str()).filter(|name| !name.starts_with('@')).collect();
        let help = format!("{} (text wants quotes: '{name}')", suggest(name, &names));
        self.error(Code::ConditionField, at, format!("there is no field `{name}`"), help);
        Kind::Any.into()
    }

    fn select(&mut self, at: &IdedExpr, select: &SelectExpr) -> Known {
        let of = self.kind(&select.operand);
        let field = self.field(at, of, &select.field);
        if select.test { Kind::Truth.into() } else { field }
    }

    fn field(&mut self, at: &IdedExpr, of: Known, name: &str) -> Known {
        match of.kind {
            Kind::Map(fields) => {
                let path = format!("{}.{name}", of.path);
                if let Some(kind) = fields.get(name) {
                    self.used.remove(&of.path);
                    self.used.insert(path.clone());
                    return Known { kind: kind.clone(), path };
                }
                let names: Vec<&str> = fields.keys().map(String::as_str).collect();
                let help = suggest(name, &names);
                self.error(Code::ConditionField, at, format!("`{}` has no field `{name}`", of.path), help);
                Kind::Any.into()
            }
            Kind::Any => Kind::Any.into(),
            other => {
                let message = format!("`{}` is {} and has no field `{name}`", of.path, other.describe());
                let help = "ask one of its entries: `funding.exists(f, f.sector == 'public')`";
                self.error(Code::ConditionField, at, message, help);
                Kind::Any.into()
            }
        }
    }

    fn call(&mut self, at: &IdedExpr, call: &CallExpr) -> Known {
        let arguments: Vec<&IdedExpr> = call.target.iter().map(|target| &**target).chain(&call.args).collect();
        match (call.func_name.as_str(), arguments.as_slice()) {
            (operators::INDEX, [of, index]) => return self.index(at, of, index),
            (operators::LOGICAL_AND | operators::LOGICAL_OR | operators::LOGICAL_NOT, _) => {
                for argument in &arguments {
                    self.truth(argument);
                }
                return Kind::Truth.into();
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.truth(condition);
                let kind = self.kind(yes);
                self.kind(no);
                return kind;
            }
            (operators::NOT_STRICTLY_FALSE, _) => return Kind::Truth.into(),
            _ => {}
        }
        let kinds: Vec<Kind> = arguments.iter().map(|argument| self.kind(argument).kind).collect();
        match (call.func_name.as_str(), kinds.as_slice()) {
            (operators::EQUALS | operators::NOT_EQUALS, [one, other]) => {
                self.comparable(at, one, other);
                let pairs = [(one, arguments[1]), (other, arguments[0])];
                pairs.into_iter().for_each(|(kind, literal)| self.possible(kind, literal));
                Kind::Truth
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [one, other],
            ) => {
                self.comparable(at, one, other);
                for kind in [one, other] {
                    if !matches!(kind, Kind::Number | Kind::Count | Kind::Text | Kind::Any) {
                        let message = format!("{} can't be more or less than another", kind.describe());
                        self.error(Code::ConditionKind, at, message, "compare numbers, or ask with == whether two are the same");
                    }
                }
                Kind::Truth
            }
            (operators::IN, [one, many]) => {
                self.contains(at, one, many, arguments[0], arguments[1]);
                Kind::Truth
            }
            (operators::ADD, [Kind::List(_), _]) => kinds[0].clone(),
            (operators::ADD, [Kind::Text | Kind::Word(_), Kind::Text | Kind::Word(_)]) => Kind::Text,
            (
                operators::ADD | operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO,
                [one, other],
            ) => {
                let mixed = matches!((one, other), (Kind::Number, Kind::Count) | (Kind::Count, Kind::Number));
                if mixed {
                    let message = "a figure can't be calculated with a whole number".to_owned();
                    self.error(Code::ConditionKind, at, message, "write it with a point, like 2.0, or `double(size(…))`");
                } else if !matches!((one, other), (Kind::Any, _) | (_, Kind::Any)) && !is_number(one) {
                    self.error(Code::ConditionKind, at, format!("{} is no number", one.describe()), "calculate with numbers");
                }
                if [one, other].contains(&&Kind::Number) { Kind::Number } else { Kind::Count }
            }
            (operators::NEGATE, [one]) => one.clone(),
            ("size", [of]) => {
                if !matches!(of, Kind::List(_) | Kind::Map(_) | Kind::Text | Kind::Word(_) | Kind::Any) {
                    self.error(Code::ConditionKind, at, format!("{} has no size", of.describe()), "ask a list for its size");
                }
                Kind::Count
            }
            ("double", [_]) => Kind::Number,
            ("int", [_]) => Kind::Count,
            ("string", [_]) => Kind::Text,
            ("contains" | "startsWith" | "endsWith", [_, _]) => Kind::Truth,
            (name, _) => {
                let help = "there are size, exists, all, exists_one, filter, map, has, contains, startsWith, endsWith and double";
                self.error(Code::ConditionField, at, format!("there is no function `{name}`"), help);
                Kind::Any
            }
        }
        .into()
    }

    fn index(&mut self, at: &IdedExpr, of: &IdedExpr, index: &IdedExpr) -> Known {
        let known = self.kind(of);
        match (&known.kind, &index.expr) {
            (Kind::Map(_), Expr::Literal(LiteralValue::String(name))) => {
                let name = name.inner().to_owned();
                self.field(at, known, &name)
            }
            (Kind::List(element), _) => {
                self.kind(index);
                Known { kind: (**element).clone(), path: known.path }
            }
            _ => {
                self.kind(index);
                Kind::Any.into()
            }
        }
    }

    fn truth(&mut self, expression: &IdedExpr) {
        let found = self.kind(expression).kind;
        if !matches!(found, Kind::Truth | Kind::Any) {
            let message = format!("this is {}, and not true or false", found.describe());
            self.error(Code::ConditionKind, expression, message, "compare it with something");
        }
    }

    fn comparable(&mut self, at: &IdedExpr, one: &Kind, other: &Kind) {
        if !alike(one, other) {
            let message = format!("{} can't be compared with {}", one.describe(), other.describe());
            self.error(Code::ConditionKind, at, message, "put text in quotes, and numbers without");
        }
    }

    /// A field of a few words can't be another one.
    fn possible(&mut self, kind: &Kind, literal: &IdedExpr) {
        let (Kind::Word(words), Expr::Literal(LiteralValue::String(text))) = (kind, &literal.expr) else { return };
        let text = text.inner();
        if !words.iter().any(|word| word == text) {
            let names: Vec<&str> = words.iter().map(String::as_str).collect();
            let help = suggest(text, &names);
            self.error(Code::ConditionNever, literal, format!("this can never be `{text}`"), help);
        }
    }

    fn contains(&mut self, at: &IdedExpr, one: &Kind, many: &Kind, element: &IdedExpr, list: &IdedExpr) {
        let Kind::List(inner) = many else {
            if !matches!(many, Kind::Any | Kind::Map(_)) {
                let message = format!("nothing can be in {}", many.describe());
                self.error(Code::ConditionKind, at, message, "write a list after `in`: ['solely', 'mainly']");
            }
            return;
        };
        self.comparable(at, one, inner);
        self.possible(inner, element);
        if let (Kind::Word(_), Expr::List(list)) = (one, &list.expr) {
            list.elements.iter().for_each(|literal| self.possible(one, literal));
        }
    }

    fn comprehension(&mut self, comprehension: &ComprehensionExpr) -> Known {
        let range = self.kind(&comprehension.iter_range);
        let element = match range.kind {
            Kind::List(element) => Known { kind: *element, path: range.path },
            Kind::Map(_) | Kind::Any => Kind::Any.into(),
            other => {
                let message = format!("{} has no entries", other.describe());
                self.error(Code::ConditionKind, &comprehension.iter_range, message, "ask a list");
                Kind::Any.into()
            }
        };
        let start = self.kind(&comprehension.accu_init).kind;
        // A list that is put together holds what the field holds, as far as that is known.
        let gathered = match start {
            Kind::List(_) => Kind::List(Box::new(Kind::Any)),
            other => other,
        };
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("more than {DEEPEST} lists are asked inside each other");
            self.error(Code::ConditionKind, &comprehension.iter_range, message, "make several claims of it");
        }
        let outer = self.scope.len();
        self.scope.push((comprehension.iter_var.clone(), element));
        self.scope.push((comprehension.accu_var.clone(), gathered.into()));
        self.kind(&comprehension.loop_step);
        let result = self.kind(&comprehension.result);
        self.scope.truncate(outer);
        self.depth -= 1;
        result
    }
}

fn is_number(kind: &Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Count)
}

fn alike(one: &Kind, other: &Kind) -> bool {
    let text = |kind: &Kind| matches!(kind, Kind::Text | Kind::Word(_));
    match (one, other) {
        (Kind::Any, _) | (_, Kind::Any) => true,
        (Kind::List(one), Kind::List(other)) => alike(one, other),
        _ => (is_number(one) && is_number(other)) || (text(one) && text(other)) || one == other,
    }
}
