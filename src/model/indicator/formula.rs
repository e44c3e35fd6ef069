//! Formulas of computed indicators: what may stand in one, and what it comes to.

use std::cell::RefCell;
use std::sync::Arc;

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};
use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::fraction::Fraction;
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::expression::evaluate::{self, Scope};
use crate::model::expression::number::Number;
use crate::model::expression::value::Value;
use crate::model::expression::why::Why;
use crate::model::indicator::unit::{Powers, multiply, shown};
use crate::model::indicator::{Indicator, Indicators};
use crate::yaml::condition::Condition;
use crate::yaml::shape::notation::Notation;

pub use crate::model::expression::why::NoNumber;

/// The prefix of an indicator of the period before, as in `last.members`.
const LAST: &str = "last";

/// A node of a formula.
pub enum Term<'f> {
    /// A number.
    Number(Decimal),
    /// An indicator, by its id, in this period or the one before.
    Input {
        /// The id.
        id: String,
        /// Whether it is the figure of the period before.
        last: bool,
    },
    /// One of `+`, `-`, `*` and `/`, with its operands.
    Operation(char, &'f IdedExpr, &'f IdedExpr),
    /// A negation.
    Minus(&'f IdedExpr),
    /// Something that a formula may not contain.
    Other,
}

/// The id that a name in a formula stands for: the hyphens of ids are written as underscores.
fn id(name: &str) -> String {
    name.replace('_', "-")
}

/// Returns the node that an expression of a formula stands for.
pub fn part(expression: &IdedExpr) -> Term<'_> {
    match &expression.expr {
        Expr::Literal(LiteralValue::Int(number)) => Term::Number(Decimal::from(*number.inner())),
        Expr::Literal(LiteralValue::UInt(number)) => Term::Number(Decimal::from(*number.inner())),
        Expr::Literal(LiteralValue::Double(number)) => {
            Decimal::try_from(*number.inner()).map_or(Term::Other, Term::Number)
        }
        Expr::Ident(name) => Term::Input { id: id(name), last: false },
        Expr::Select(select) => match &select.operand.expr {
            Expr::Ident(name) if name == LAST && !select.test => Term::Input { id: id(&select.field), last: true },
            _ => Term::Other,
        },
        Expr::Call(call) => match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::ADD, [one, other]) => Term::Operation('+', one, other),
            (operators::SUBSTRACT, [one, other]) => Term::Operation('-', one, other),
            (operators::MULTIPLY, [one, other]) => Term::Operation('*', one, other),
            (operators::DIVIDE, [one, other]) => Term::Operation('/', one, other),
            (operators::NEGATE, [one]) => Term::Minus(one),
            _ => Term::Other,
        },
        _ => Term::Other,
    }
}

/// A number with its currency, and whether it is only approximate. While it is calculated with, its value is an exact fraction.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct IndicatorNumber<V = Decimal> {
    /// The number; of a part of a whole one is all of it.
    pub value: V,
    /// The number of digits after the point, as it is written.
    pub decimals: usize,
    /// The currency, of an amount of money.
    pub currency: Option<String>,
    /// Whether any part of it is only approximate.
    pub about: bool,
}

/// A number of an indicator that is not rounded.
pub type ExactNumber = IndicatorNumber<Fraction>;

impl IndicatorNumber {
    /// Returns the number to calculate with.
    pub fn exact(self) -> ExactNumber {
        let IndicatorNumber { value, decimals, currency, about } = self;
        IndicatorNumber { value: value.into(), decimals, currency, about }
    }
}

impl ExactNumber {
    /// Returns the number to be shown, with enough digits to round it once.
    ///
    /// # Errors
    /// If it has more digits than that.
    pub fn cut(self) -> Result<IndicatorNumber, NoNumber> {
        let IndicatorNumber { value, decimals, currency, about } = self;
        // Percentages are shown with two digits less than they have as fractions.
        let value = value.cut(decimals + 2).ok_or(NoNumber::TooLarge)?;
        Ok(IndicatorNumber { value, decimals, currency, about })
    }
}

/// Evaluates a formula. `input` returns the value of an indicator, given its id and whether it is that of the period before.
///
/// # Errors
/// Why the formula gives no number.
pub fn calculate(
    expression: &IdedExpr,
    input: &mut dyn FnMut(&str, bool) -> Result<ExactNumber, NoNumber>,
) -> Result<ExactNumber, NoNumber> {
    let number = evaluate::number(expression, &Inputs(RefCell::new(input))).map_err(|why| match why {
        NoNumber::Zero(name) => NoNumber::Zero(id(name.strip_prefix("last.").unwrap_or(&name))),
        other => other,
    })?;
    let value = number.exact().cloned().ok_or(NoNumber::Bounded(String::new()))?;
    Ok(IndicatorNumber { value, decimals: number.decimals, currency: number.currency, about: number.about })
}

/// Gives the value of an indicator, given its id and whether it is that of the period before.
type Input<'i> = dyn FnMut(&str, bool) -> Result<ExactNumber, NoNumber> + 'i;

/// The indicators that a formula names.
struct Inputs<'i>(RefCell<&'i mut Input<'i>>);

impl Scope for Inputs<'_> {
    fn value(&self, path: &[&str]) -> Value {
        let found = match path {
            [own] => self.0.borrow_mut()(&id(own), false),
            [first, own] if *first == LAST => self.0.borrow_mut()(&id(own), true),
            _ => Err(NoNumber::Missing { id: String::new(), last: false }),
        };
        match found {
            Ok(number) => Value::Number(number.into()),
            Err(why) => Value::unknown(Why::NoNumber(why)),
        }
    }
}

impl From<ExactNumber> for Number {
    fn from(number: ExactNumber) -> Number {
        let IndicatorNumber { value, decimals, currency, about } = number;
        Number { decimals, currency, about, ..value.into() }
    }
}

/// Returns the ids of the indicators in a formula, each with whether it is that of the period before.
pub fn inputs(expression: &IdedExpr) -> Vec<(String, bool)> {
    match part(expression) {
        Term::Input { id, last } => vec![(id, last)],
        Term::Minus(one) => inputs(one),
        Term::Operation(_, one, other) => inputs(one).into_iter().chain(inputs(other)).collect(),
        Term::Number(_) | Term::Other => Vec::new(),
    }
}

/// Checks the formula of an indicator: that the indicators it names exist, that it adds and subtracts only like units, and that
/// the result has the indicator's unit.
pub fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>, own: &Indicator, all: &Indicators) {
    let Some(formula) = &own.formula else { return };
    let before = diagnostics.errors();
    let mut checker = Checker { diagnostics, source, formula, own, all };
    let found = checker.powers(formula.program.expression());
    let (Some(found), Some(wanted)) = (found, own.unit.powers()) else { return };
    if diagnostics.errors() == before && found != wanted {
        let message = format!("this formula gives {}, and `{}` is in `{}`", shown(&found), own.id, *own.unit);
        let help =
            "correct the formula or the unit: `percent` is of plain numbers, a quotient is written `members per staff`";
        let wrong = Diagnostic::error(Code::UnlikeUnits, formula.span(source, formula.program.expression()), message);
        diagnostics.push(wrong.help(help));
    }
}

struct Checker<'a> {
    diagnostics: &'a mut Diagnostics,
    source: &'a Arc<Source>,
    formula: &'a Condition,
    own: &'a Indicator,
    all: &'a Indicators,
}

impl Checker<'_> {
    fn error(&mut self, code: Code, at: &IdedExpr, message: String, help: impl Into<String>) -> Option<Powers> {
        let span = self.formula.span(self.source, at);
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
        None
    }

    /// Returns the units of an expression; `None` if a mistake was reported.
    fn powers(&mut self, at: &IdedExpr) -> Option<Powers> {
        match part(at) {
            Term::Number(_) => Some(Powers::new()),
            Term::Minus(one) => self.powers(one),
            Term::Input { id, last } => self.input(at, &id, last),
            Term::Operation(operator, one, other) => {
                let (left, right) = (self.powers(one), self.powers(other));
                let (mut left, right) = (left?, right?);
                match operator {
                    '+' | '-' if left != right => {
                        let what = if operator == '+' { "added to" } else { "taken from" };
                        let (first, second) = if operator == '+' { (&left, &right) } else { (&right, &left) };
                        let message = format!("{} can't be {what} {}", shown(first), shown(second));
                        self.error(Code::UnlikeUnits, at, message, "add and subtract only what has one unit")
                    }
                    '+' | '-' => Some(left),
                    _ => {
                        let sign = if operator == '*' { 1 } else { -1 };
                        right.iter().for_each(|(unit, power)| multiply(&mut left, unit, sign * power));
                        Some(left)
                    }
                }
            }
            Term::Other => {
                let help = "a formula has indicators, numbers, + - * / and brackets";
                self.error(Code::ConditionKind, at, "this can't be calculated".to_owned(), help)
            }
        }
    }

    fn input(&mut self, at: &IdedExpr, id: &str, last: bool) -> Option<Powers> {
        let Some(indicator) = self.all.find(id) else {
            if self.all.is_unread(id) {
                return None;
            }
            let written = id.replace('-', "_");
            let known: Vec<String> = self.all.all().map(|one| one.id.replace('-', "_")).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            // A hyphen is a minus sign: `members-left` is read as `members` minus `left`.
            let hyphen =
                known.iter().find(|name| self.formula.text.contains(&name.replace('_', "-")) && name.contains('_'));
            let help = match hyphen {
                Some(name) => format!("write `{name}`: in a formula the hyphens of ids are underscores"),
                None => suggest(&written, &known),
            };
            return self.error(Code::ConditionField, at, format!("there is no indicator `{written}`"), help);
        };
        if *indicator.id == *self.own.id && !last {
            let help = "compute it from others, or from its own figure of the period before";
            return self.error(Code::Conflict, at, format!("`{id}` is computed from itself"), help);
        }
        if matches!(indicator.unit.notation(), Notation::Date | Notation::Text) {
            let message = format!("`{id}` is a {}, and no number", *indicator.unit);
            return self.error(Code::ConditionKind, at, message, "calculate with numbers");
        }
        indicator.unit.powers()
    }
}

/// Reports an indicator that is computed from itself by way of others.
pub fn circles(diagnostics: &mut Diagnostics, source: &Arc<Source>, own: &Indicator, all: &Indicators) {
    let Some(formula) = &own.formula else { return };
    // A formula that names its own indicator is reported where it does so.
    let others = computed_from(own).into_iter().filter(|id| *own.id != **id);
    let mut seen = Vec::new();
    if let Some(way) = others.into_iter().find_map(|id| way(&id, own, all, &mut seen)) {
        let message = format!("`{}` is computed from itself, by way of {}", own.id, way.join(", "));
        let wrong = Diagnostic::error(Code::Conflict, formula.mark.span(source), message);
        diagnostics.push(wrong.help("compute one of them from figures that records give"));
    }
}

/// Returns the chain of indicators by which `id` is computed from `to`: `id` first, without `to`. `None` if there is none.
fn way(id: &str, to: &Indicator, all: &Indicators, seen: &mut Vec<String>) -> Option<Vec<String>> {
    if *to.id == *id {
        return Some(Vec::new());
    }
    if seen.iter().any(|own| own == id) {
        return None;
    }
    seen.push(id.to_owned());
    let rest = computed_from(all.find(id)?).iter().find_map(|next| way(next, to, all, seen))?;
    Some(std::iter::once(id.to_owned()).chain(rest).collect())
}

/// Returns the indicators of the same period that a computed indicator is made of.
fn computed_from(indicator: &Indicator) -> Vec<String> {
    let inputs = indicator.formula.iter().flat_map(|formula| inputs(formula.program.expression()));
    inputs.filter(|(_, last)| !last).map(|(id, _)| id).collect()
}
