//! What is counted of cases: ranges, and middles of three or more numbers.

use rust_decimal::Decimal;

use crate::model::case::value::{Number, Qualifier, Quantity};
use crate::model::case::{Case, Known};
use crate::model::settings::summary::SummarySentence;
use crate::report::across::shared::of_known;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::across::{fact, say};
use crate::report::view::context::Context;

/// With fewer numbers a middle says nothing.
const MIDDLE: usize = 3;

/// The number that cases give for something that is counted.
pub struct Counted<'c> {
    /// The id of the word for what is counted.
    pub what: &'static str,
    /// The cases that give one, with it.
    pub known: Vec<(&'c Case, Quantity)>,
}

/// What is counted of cases: actors and facilitators.
pub fn counted<'c>(cases: &[&'c Case]) -> Vec<Counted<'c>> {
    let of = |what, read: fn(&Case) -> Option<Quantity>| {
        let known = cases.iter().filter_map(|case| Some((*case, read(case)?)));
        Counted { what, known: known.collect() }
    };
    let all = vec![
        of("across-actors", |case| number_of(&case.newest()?.actors.total.value)),
        of("across-facilitators", |case| number_of(&case.newest()?.facilitators.count.value)),
    ];
    all.into_iter().filter(|one| !one.known.is_empty()).collect()
}

/// What a case says there is none of is zero; what it does not record is no number.
fn number_of(value: &Known<Quantity>) -> Option<Quantity> {
    match value {
        Known::Is(quantity) => Some(*quantity),
        Known::None => Some(exactly(Decimal::ZERO)),
        Known::NotRecorded | Known::Withheld => None,
    }
}

fn exactly(number: Decimal) -> Quantity {
    Quantity { qualifier: Qualifier::Exact, word: "", number: Number(number), upper: None }
}

/// The upper end of a quantity, which is a range or a number.
fn upper(quantity: &Quantity) -> Decimal {
    quantity.upper.unwrap_or(quantity.number).0
}

impl Counted<'_> {
    /// The median: the middle one of the sorted numbers, with its qualifier, or the mean of the two in the middle (ISO 3534-1:2006,
    /// 1.13), which is about right if one of the two is. `None` of fewer than three.
    pub fn median(&self) -> Option<Quantity> {
        let mut sorted: Vec<Quantity> = self.known.iter().map(|(_, quantity)| *quantity).collect();
        sorted.sort_by_key(|quantity| quantity.number.0);
        if sorted.len() < MIDDLE {
            return None;
        }
        let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        if sorted.len() % 2 == 1 {
            return Some(low);
        }
        let mean = exactly(((low.number.0 + high.number.0) / Decimal::TWO).normalize());
        let is_exact = [low, high].iter().all(|one| one.qualifier == Qualifier::Exact && one.upper.is_none());
        Some(if is_exact { mean } else { Quantity { qualifier: Qualifier::About, word: "about", ..mean } })
    }
}

/// The numbers of a group: those that make a range in one sentence, and those that only two of more cases record in one each.
pub fn numbers(context: Context, cases: &[&Case]) -> Vec<Option<AcrossSentence>> {
    let facts = |one: &Counted| -> Vec<String> {
        let value = |quantity: &Quantity| {
            let slots =
                [("number", context.quantity_in_text(quantity).into()), ("what", context.word(one.what).into())];
            context.say("across-counted", &slots)
        };
        one.known.iter().map(|(case, quantity)| fact(context, case, value(quantity))).collect()
    };
    let all = counted(cases);
    let (pairs, ranges): (Vec<&Counted>, Vec<&Counted>) =
        all.iter().partition(|one| one.known.len() == 2 && cases.len() > 2);
    let texts: Vec<String> = ranges.iter().map(|one| range(context, one, cases.len())).collect();
    let slots = [("number", context.count(cases.len()).into()), ("list", context.in_order(&texts).into())];
    let ranges = || {
        let facts = ranges.iter().flat_map(|one| facts(one)).collect();
        say(context, SummarySentence::Numbers, "across-numbers", &slots, facts)
    };
    let pair = |one: &&Counted| {
        let [least, most] = both(context, one);
        let slots = [("what", context.word(one.what).into()), ("least", least.into()), ("most", most.into())];
        Some(say(context, SummarySentence::Numbers, "across-pair", &slots, facts(one)))
    };
    std::iter::once((!texts.is_empty()).then(ranges)).chain(pairs.iter().map(pair)).collect()
}

/// The numbers of two cases, the smaller one first, in words or in digits alike; zero is a digit.
fn both(context: Context, counted: &Counted) -> [String; 2] {
    let mut two: Vec<&Quantity> = counted.known.iter().map(|(_, own)| own).collect();
    two.sort_by_key(|own| own.number.0);
    let is_digit = |own: &Quantity| own.number.0.is_zero() || context.quantity_in_text(own) == context.quantity(own);
    let in_digits = two.iter().any(|own| is_digit(own));
    let text = |own: &Quantity| if in_digits { context.quantity(own) } else { context.quantity_in_text(own) };
    [two.first(), two.last()].map(|own| own.map(|own| text(own)).unwrap_or_default())
}

/// The least number, the largest and the median (empty where there is none), in words or in digits alike.
fn ends(context: Context, counted: &Counted) -> [String; 3] {
    let all = || counted.known.iter().map(|(_, quantity)| *quantity);
    // Of a range the lower end is the least, and the upper end the most.
    let least = all().min_by_key(|own| own.number.0).map(|own| Quantity { upper: None, ..own });
    let most = all().max_by_key(upper).map(|own| Quantity { number: Number(upper(&own)), upper: None, ..own });
    // Numbers that are compared are all words or all digits.
    let in_digits =
        [least, most].into_iter().flatten().any(|own| context.quantity_in_text(&own) == context.quantity(&own));
    [least, most, counted.median()].map(|quantity| {
        let text = |own: Quantity| if in_digits { context.quantity(&own) } else { context.quantity_in_text(&own) };
        quantity.map(text).unwrap_or_default()
    })
}

/// "from 18 to about 70 actors (median 30)"
fn range(context: Context, counted: &Counted, of: usize) -> String {
    let [least, most, median] = ends(context, counted);
    // Two numbers beside each other are no range.
    let numbers = || counted.known.iter().map(|(_, own)| own);
    let is_exact = numbers().all(|own| own.qualifier == Qualifier::Exact && own.upper.is_none());
    let values = || numbers().map(|own| own.number.0);
    let step = values().max().zip(values().min()).map(|(most, least)| most - least);
    let is_next = is_exact && step == Some(Decimal::ONE);
    let form = match (counted.known.len(), least == most, is_next, median.is_empty()) {
        (1, ..) => "one",
        (_, true, ..) => "each",
        (_, _, true, false) => "next-median",
        (_, _, true, true) => "next",
        (_, _, false, false) => "median",
        _ => "range",
    };
    let slots = [
        ("form", form.into()),
        ("name", counted.known.first().map(|(case, _)| named(context, case)).unwrap_or_default().into()),
        ("least", least.into()),
        ("most", most.into()),
        ("what", context.word(counted.what).into()),
        ("median", median.into()),
        ("known", of_known(context, counted.known.len(), of).into()),
    ];
    context.say("across-range", &slots)
}
