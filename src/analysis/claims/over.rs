//! Functions over the cases of a group: `median`, `min`, `max`, `count` and `proportion`. A case that does not record what is
//! asked for is left out of the first three, and the outcome says how many have a value; in the other two it leaves the number
//! between bounds.

use std::cell::RefCell;
use std::collections::BTreeMap;

use cel::common::ast::{Expr, IdedExpr, LiteralValue};
use rust_decimal::Decimal;

use crate::analysis::claims::subject::{Answer, Subject};
use crate::base::fraction::Fraction;
use crate::model::case::Case;
use crate::model::expression::evaluate::{Scope, path};
use crate::model::expression::number::Number;
use crate::model::expression::value::Value;
use crate::model::expression::why::{NoNumber, Why, together};
use crate::yaml::condition::visit;

/// The functions over cases.
pub const FUNCTIONS: [&str; 5] = ["median", "min", "max", "count", "proportion"];

/// The group of all cases of a claim's scope.
pub const CASES: &str = "cases";

/// The value of a function over the cases of a group.
#[derive(Debug)]
pub struct Measured<'c> {
    /// The function.
    pub function: String,
    /// The id of the group.
    pub group: String,
    /// The path of the field that it asks every case for; empty if it asks for something else.
    pub path: String,
    /// The texts that it asks for: ids of characteristics, words, names.
    pub texts: Vec<String>,
    /// The value.
    pub value: Value,
    /// The cases of the group; for those without a value: why.
    pub cases: Cases<'c>,
    /// How many more cases may belong to the group, and count.
    pub maybe: usize,
}

impl<'c> Measured<'c> {
    /// The cases that have a value.
    pub fn with(&self) -> impl Iterator<Item = &'c Case> {
        self.cases.iter().filter(|(_, lacks)| lacks.is_none()).map(|(case, _)| *case)
    }
}

/// The cases of a group, and whether there may be more.
#[derive(Debug, Default)]
pub struct Members<'s, 'c> {
    /// Those that belong to it.
    pub sure: Vec<&'s Subject<'c>>,
    /// Those that may belong to it.
    pub maybe: Vec<&'s Subject<'c>>,
    /// Why it is unknown whether these do.
    pub doubts: Vec<Why>,
}

/// What a condition on groups of cases can name.
pub struct Groups<'s, 'c> {
    /// The groups by id.
    pub groups: Vec<(String, Members<'s, 'c>)>,
    /// Other fields: those of a framework.
    pub fields: BTreeMap<String, Value>,
    /// The values of functions over cases, in the order in which they were evaluated, each once.
    pub measured: RefCell<Vec<Measured<'c>>>,
}

impl Scope for Groups<'_, '_> {
    fn value(&self, path: &[&str]) -> Value {
        let root = self.fields.get(path[0]).cloned().unwrap_or(Value::Unknown(Vec::new()));
        path[1..].iter().fold(root, |value, name| value.field(name))
    }

    fn call(&self, name: &str, arguments: &[IdedExpr], bound: &[(String, Value)]) -> Option<Value> {
        let [group, asked] = arguments else { return None };
        let Expr::Ident(id) = &group.expr else { return None };
        let (_, members) = self.groups.iter().find(|(own, _)| own == id)?;
        let path = path(asked).map(|path| path.join(".")).unwrap_or_default();
        let (value, cases) = match name {
            "count" | "proportion" => counted(name, members, asked, bound),
            _ => spread(name, members, asked, bound),
        };
        let texts = texts(asked);
        let (function, group) = (name.to_owned(), id.clone());
        let maybe = members.maybe.len();
        let measured = Measured { function, group, path, texts, value: value.clone(), cases, maybe };
        let mut all = self.measured.borrow_mut();
        let is_known = |one: &Measured| {
            (&one.function, &one.group, &one.path, &one.texts, &one.value)
                == (&measured.function, &measured.group, &measured.path, &measured.texts, &measured.value)
        };
        if !all.iter().any(is_known) {
            all.push(measured);
        }
        Some(value)
    }
}

/// The texts in an expression, each once.
fn texts(expression: &IdedExpr) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    visit(expression, &mut |at| {
        if let Expr::Literal(LiteralValue::String(text)) = &at.expr {
            let text = text.inner().to_owned();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    });
    texts
}

/// The cases of a group; for those without a value: why.
pub type Cases<'c> = Vec<(&'c Case, Option<Vec<Why>>)>;

/// How many cases a condition is true of, or which part of them: between bounds, if it is unknown of some.
fn counted<'c>(
    name: &str,
    members: &Members<'_, 'c>,
    asked: &IdedExpr,
    bound: &[(String, Value)],
) -> (Value, Cases<'c>) {
    let mut yes = 0;
    let mut doubts = members.doubts.clone();
    let cases = members.sure.iter().map(|subject| {
        let lacks = match subject.answer(asked, bound) {
            Answer::Yes => {
                yes += 1;
                None
            }
            Answer::No => None,
            Answer::Undecided => Some(Vec::new()),
            Answer::NotRecorded(why) => {
                doubts = together(&doubts, &why);
                Some(why)
            }
        };
        (subject.case, lacks)
    });
    let cases: Cases = cases.collect();
    let unknown = cases.iter().filter(|(_, lacks)| lacks.is_some()).count();
    let maybe = members.maybe.iter().filter(|subject| subject.answer(asked, bound) != Answer::No).count();
    let count = |count: usize| Fraction::from(Decimal::from(count));
    let all = count(cases.len() + members.maybe.len());
    let bounds = [yes, yes + unknown + maybe].map(count);
    let [least, most] = match name {
        "proportion" if all.is_zero() => return (Value::Unknown(Vec::new()), cases),
        "proportion" => bounds.map(|count| count.checked_div(all.clone())),
        _ => bounds.map(Some),
    };
    (Value::Number(Number { doubts, ..Number::between(least, most) }), cases)
}

/// The median, the least or the greatest of the values that cases have. Each of the three rises with every value, so that its
/// bounds are those of the bounds.
fn spread<'c>(
    name: &str,
    members: &Members<'_, 'c>,
    asked: &IdedExpr,
    bound: &[(String, Value)],
) -> (Value, Cases<'c>) {
    let mut numbers: Vec<Number> = Vec::new();
    let cases = members.sure.iter().map(|subject| match subject.number(asked, bound) {
        Some(number) => {
            numbers.push(number);
            (subject.case, None)
        }
        None => (subject.case, Some(subject.why(asked, bound))),
    });
    let cases: Cases = cases.collect();
    let maybe: Vec<Number> = members.maybe.iter().filter_map(|subject| subject.number(asked, bound)).collect();
    if numbers.is_empty() {
        let why = cases.iter().filter_map(|(_, lacks)| lacks.clone()).reduce(|one, other| together(&one, &other));
        return (Value::Unknown(why.unwrap_or_default()), cases);
    }
    let currency = numbers.iter().chain(&maybe).find_map(|number| number.currency.clone());
    let money = Number { currency: currency.clone(), ..Number::default() };
    if numbers.iter().chain(&maybe).any(|number| number.is_other_money(&money)) {
        return (Value::unknown(Why::NoNumber(NoNumber::Currencies)), cases);
    }
    let about = is_about(name, &numbers);
    let doubts = numbers.iter().fold(members.doubts.clone(), |doubts, number| together(&doubts, &number.doubts));
    // Each of the cases that may belong to the group may be left out.
    let (mut least, mut most) = hull(name, &numbers);
    for more in subsets(&maybe) {
        let Some(more) = more else {
            return (Value::Number(Number { about, currency, doubts, ..Number::default() }), cases);
        };
        let (low, high) = hull(name, &numbers.iter().cloned().chain(more).collect::<Vec<_>>());
        least = least.zip(low).map(|(one, other)| one.min(other));
        most = most.zip(high).map(|(one, other)| one.max(other));
    }
    (Value::Number(Number { about, currency, doubts, ..Number::between(least, most) }), cases)
}

/// The largest number of cases that may belong to a group of which every choice is tried.
const MOST_MAYBE: usize = 8;

/// Every choice of some of the numbers; a single `None` if there are too many.
fn subsets(numbers: &[Number]) -> Vec<Option<Vec<Number>>> {
    if numbers.len() > MOST_MAYBE {
        return vec![None];
    }
    let chosen = |choice: u32| numbers.iter().enumerate().filter(move |(at, _)| choice >> at & 1 == 1);
    (1..1_u32 << numbers.len()).map(|choice| Some(chosen(choice).map(|(_, number)| number.clone()).collect())).collect()
}

/// Whether the median, the least or the greatest is only approximate: those numbers are that it is made of.
fn is_about(name: &str, numbers: &[Number]) -> bool {
    let mut sorted: Vec<&Number> = numbers.iter().collect();
    sorted.sort_by(|one, other| one.least.cmp(&other.least));
    let last = sorted.len() - 1;
    let made_of = match name {
        "min" => [0, 0],
        "max" => [last, last],
        _ => [last / 2, sorted.len() / 2],
    };
    made_of.iter().any(|at| sorted[*at].about)
}

/// The bounds of the median, the least or the greatest of numbers with bounds.
fn hull(name: &str, numbers: &[Number]) -> (Option<Fraction>, Option<Fraction>) {
    // Without a lower bound a number lies below all others, without an upper one above them.
    let mut least: Vec<Option<Fraction>> = numbers.iter().map(|number| number.least.clone()).collect();
    least.sort();
    let mut most: Vec<Option<Fraction>> = numbers.iter().map(|number| number.most.clone()).collect();
    most.sort_by_key(|bound| (bound.is_none(), bound.clone()));
    (of_sorted(name, &least), of_sorted(name, &most))
}

/// The first, the last or the middle one of sorted bounds; of two in the middle, their mean (ISO 3534-1:2006, 1.13, sample
/// median).
fn of_sorted(name: &str, sorted: &[Option<Fraction>]) -> Option<Fraction> {
    match name {
        "min" => sorted.first()?.clone(),
        "max" => sorted.last()?.clone(),
        _ => {
            let (low, high) = (sorted[(sorted.len() - 1) / 2].clone()?, sorted[sorted.len() / 2].clone()?);
            (low + high).checked_div(Fraction::from(Decimal::TWO))
        }
    }
}
