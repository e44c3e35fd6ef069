//! Checks of operators and of functions on values: that their operands are alike, and of the kind that they want.

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};
use rust_decimal::Decimal;

use super::{ALONE, Walk};
use crate::analysis::claims::fields::FieldKind;
use crate::base::diagnostic::suggest;
use crate::base::rules::Code;

impl Walk<'_> {
    /// Checks a function or an operator whose arguments are all evaluated. Returns the kind of its result.
    pub(super) fn applied(&mut self, at: &IdedExpr, name: &str, arguments: &[&IdedExpr]) -> FieldKind {
        let kinds: Vec<FieldKind> = arguments.iter().map(|argument| self.kind(argument).kind).collect();
        match (name, kinds.as_slice()) {
            (operators::EQUALS | operators::NOT_EQUALS, [one, other]) => {
                self.comparable(at, one, other);
                self.possible_in_both([one, other], arguments);
                FieldKind::Truth
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [one, other],
            ) => {
                self.ordered(at, one, other);
                self.proportion(arguments);
                FieldKind::Truth
            }
            (operators::IN, [one, many]) => {
                self.contains(at, one, many, arguments[0], arguments[1]);
                FieldKind::Truth
            }
            (operators::ADD, [one @ FieldKind::List(_), other @ FieldKind::List(_)]) => {
                self.comparable(at, one, other);
                self.possible_in_both([one, other], arguments);
                one.clone()
            }
            (operators::ADD, [FieldKind::Text | FieldKind::Word(_), FieldKind::Text | FieldKind::Word(_)]) => {
                FieldKind::Text
            }
            (operators::ADD | operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE, [one, other]) => {
                self.calculated(at, [one, other]);
                FieldKind::Number
            }
            (operators::NEGATE, [one]) => {
                self.calculated(at, [one, one]);
                FieldKind::Number
            }
            ("size", [of]) => {
                let has_size = matches!(of, FieldKind::List(_) | FieldKind::Text | FieldKind::Word(_) | FieldKind::Any);
                if !has_size {
                    let message = format!("{} has no size", of.describe());
                    self.error(Code::ConditionKind, at, message, "ask a list for its size");
                }
                FieldKind::Number
            }
            ("contains" | "startsWith" | "endsWith", [one, other]) => {
                let is_text = |kind: &&FieldKind| matches!(kind, FieldKind::Text | FieldKind::Word(_) | FieldKind::Any);
                if let Some(wrong) = [one, other].into_iter().find(|kind| !is_text(kind)) {
                    let message = format!("`{name}` is asked of a text and wants one; this is {}", wrong.describe());
                    self.error(Code::ConditionKind, at, message, "write `name.contains('Valley')`, say");
                }
                FieldKind::Truth
            }
            (name, _) => {
                let message = format!("`{name}` can't be asked like this");
                self.error(Code::ConditionKind, at, message, "docs/claims.md has an example of every function");
                FieldKind::Any
            }
        }
    }

    /// Checks the operands of `<`, `<=`, `>` and `>=`.
    fn ordered(&mut self, at: &IdedExpr, one: &FieldKind, other: &FieldKind) {
        self.comparable(at, one, other);
        for kind in [one, other] {
            if !matches!(kind, FieldKind::Number | FieldKind::Text | FieldKind::Any) {
                let message = format!("{} can't be more or less than another", kind.describe());
                let help = match kind {
                    FieldKind::Word(words) if words.len() > 1 => {
                        let last: Vec<String> =
                            words.iter().rev().take(2).rev().map(|word| format!("'{word}'")).collect();
                        format!("name the words that are meant: `… in [{}]`", last.join(", "))
                    }
                    _ => "compare numbers, or ask with == whether two are the same".to_owned(),
                };
                self.error(Code::ConditionKind, at, message, help);
            }
        }
    }

    /// Reports a proportion that is compared with a number outside 0 and 1, which is surely meant in per cent.
    fn proportion(&mut self, operands: &[&IdedExpr]) {
        let is_proportion = |at: &&IdedExpr| matches!(&at.expr, Expr::Call(call) if call.func_name == "proportion");
        if !operands.iter().any(is_proportion) {
            return;
        }
        for at in operands {
            let number = match &at.expr {
                Expr::Literal(LiteralValue::Int(whole)) => Decimal::from(*whole.inner()),
                Expr::Literal(LiteralValue::Double(number)) => Decimal::try_from(*number.inner()).unwrap_or_default(),
                _ => continue,
            };
            if number > Decimal::ONE {
                let message = "a proportion lies between 0 and 1".to_owned();
                self.error(Code::ConditionNever, at, message, "write 0.5 for half of the cases");
            }
        }
    }

    /// Checks the operands of an arithmetic operator.
    fn calculated(&mut self, at: &IdedExpr, operands: [&FieldKind; 2]) {
        let is_number = |kind: &&FieldKind| matches!(kind, FieldKind::Number | FieldKind::Any);
        if let Some(wrong) = operands.into_iter().find(|kind| !is_number(kind)) {
            self.error(Code::ConditionKind, at, format!("{} is no number", wrong.describe()), "calculate with numbers");
        }
    }

    fn comparable(&mut self, at: &IdedExpr, one: &FieldKind, other: &FieldKind) {
        if !alike(one, other) {
            let message = format!("{} can't be compared with {}", one.describe(), other.describe());
            let is_truth = [one, other].iter().any(|kind| matches!(kind, FieldKind::Truth));
            self.error(
                Code::ConditionKind,
                at,
                message,
                if is_truth { ALONE } else { "put text in quotes, and numbers without" },
            );
        }
    }

    /// Checks each of two operands against the kind of the other.
    fn possible_in_both(&mut self, [one, other]: [&FieldKind; 2], arguments: &[&IdedExpr]) {
        let pairs = [(one, arguments[1]), (other, arguments[0])];
        pairs.into_iter().for_each(|(kind, literal)| self.possible(kind, literal));
    }

    /// Reports a text that a field can never equal, or have in its list, because the field allows only certain words.
    fn possible(&mut self, kind: &FieldKind, literal: &IdedExpr) {
        if let (FieldKind::List(inner), Expr::List(list)) = (kind, &literal.expr) {
            list.elements.iter().for_each(|element| self.possible(inner, element));
            return;
        }
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
            if !matches!(many, FieldKind::Any) {
                let message = format!("nothing can be in {}", many.describe());
                self.error(Code::ConditionKind, at, message, "write a list after `in`: ['solely', 'mainly']");
            }
            return;
        };
        self.comparable(at, one, inner);
        self.possible(inner, element);
        if let Expr::List(list) = &list.expr {
            list.elements.iter().for_each(|literal| self.possible(one, literal));
        }
    }
}

fn alike(one: &FieldKind, other: &FieldKind) -> bool {
    let text = |kind: &FieldKind| matches!(kind, FieldKind::Text | FieldKind::Word(_));
    match (one, other) {
        (FieldKind::Any, _) | (_, FieldKind::Any) => true,
        (FieldKind::List(one), FieldKind::List(other)) => alike(one, other),
        _ => (text(one) && text(other)) || one == other,
    }
}
