//! Goals, what became of the agenda of the year before, what was decided, labels that end, and what is not recorded any more.

use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::yearly::{Decision, Progress};
use crate::model::case::{Amount, Case, Goal, Known, Record};
use crate::model::indicator::{Indicator, Nature};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::view::context::Context;
use crate::report::year::moved::what;
use crate::report::year::{Year, fact, say};
use crate::yaml::shape::list::Named;
use rust_decimal::Decimal;

/// At most so many decisions of a cluster, or clusters, are named; more are counted.
const NAMED: usize = 3;
/// A label is told of if it ends within so many months after the period.
const SOON: i32 = 12;

/// Goals, decisions and labels.
pub fn plans(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let all = [goals(context, year), followed(context, year), decided(context, year)];
    all.into_iter().flatten().chain(labels(context, year)).collect()
}

/// "23 are not yet reached; on one nothing is recorded": how many there are of each kind, those that there are none of left out.
fn counted(context: Context, thing: &'static str, kinds: &[(&'static str, usize)]) -> String {
    let (mut texts, mut apart): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let all: usize = kinds.iter().map(|(_, count)| count).sum();
    for (form, count) in kinds.iter().filter(|(_, count)| *count > 0) {
        // What nothing is known of stands apart from what became of the others, in a clause of its own.
        let is_apart = matches!(*form, "silent" | "withheld");
        let place = match (texts.is_empty() && !(is_apart && *count < all), *count == all) {
            (true, true) if all == 1 => "only",
            (true, true) if all == 2 => "both",
            (true, true) => "all",
            (true, false) => "first",
            (false, _) => "next",
        };
        let slots = [
            ("form", (*form).into()),
            ("thing", thing.into()),
            ("place", place.into()),
            ("count", (*count).into()),
            ("number", context.count(*count).into()),
        ];
        let own = if is_apart { &mut apart } else { &mut texts };
        own.push(context.say("year-kind", &slots));
    }
    let told = (!texts.is_empty()).then(|| context.in_order(&texts));
    context.semicolons(&told.into_iter().chain(apart).collect::<Vec<_>>())
}

/// How many goals are reached. A goal without a number in it, or without what is reached, is one on which nothing is recorded.
fn goals(context: Context, year: &Year) -> Option<AcrossSentence> {
    let all: Vec<(&Case, &Goal)> = each(year, |record| record.goals.entries());
    let (mut reached, mut missed, mut open) = (0, 0, 0);
    for (_, goal) in &all {
        match goal.reached.zip(goal.target).and_then(|(reached, target)| is_reached(&reached, &target)) {
            Some(true) => reached += 1,
            Some(false) => missed += 1,
            None => open += 1,
        }
    }
    let facts = all.iter().map(|(case, goal)| fact(context, context.get(&case.name), context.get(&goal.text)));
    let slots = [
        ("count", all.len().into()),
        ("number", context.count(all.len()).into()),
        ("list", counted(context, "goal", &[("reached", reached), ("missed", missed), ("silent", open)]).into()),
    ];
    (!all.is_empty()).then(|| say(context, YearSentence::Goals, "year-goals", &slots, facts.collect()))
}

/// Whether a target is reached: as much as it, or, of one that is a limit (`less than 10`, `at most 5`), no more. `None` where bounds leave
/// that open.
fn is_reached(reached: &Quantity, target: &Quantity) -> Option<bool> {
    let (low, high) = bounds(reached)?;
    let wanted = target.number.0;
    let is_most = |fits: &dyn Fn(Decimal) -> bool| high.is_some_and(fits);
    let (is_met, is_missed) = match target.qualifier {
        Qualifier::LessThan => (is_most(&|most| most < wanted), low >= wanted),
        Qualifier::AtMost => (is_most(&|most| most <= wanted), low > wanted),
        Qualifier::MoreThan => (low > wanted, is_most(&|most| most <= wanted)),
        _ => (low >= wanted, is_most(&|most| most < wanted)),
    };
    match (is_met, is_missed) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The least and the most that a quantity can be; of a lower bound there is no most. `None` if it is only approximate, or has no least.
fn bounds(quantity: &Quantity) -> Option<(Decimal, Option<Decimal>)> {
    let low = quantity.number.0;
    match (quantity.qualifier, quantity.upper) {
        (Qualifier::Exact, None) => Some((low, Some(low))),
        (Qualifier::Exact, Some(high)) => Some((low, Some(high.0))),
        (Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::StartingAt, None) => Some((low, None)),
        _ => None,
    }
}

/// What became of what was decided the year before.
fn followed(context: Context, year: &Year) -> Option<AcrossSentence> {
    let mut kinds: Vec<(&'static str, usize)> =
        ["done", "begun", "partly", "decided", "dropped", "withheld", "silent"].map(|form| (form, 0)).into();
    let mut facts = Vec::new();
    let mut all = 0;
    for (case, pair) in year.cases.iter().zip(&year.pairs) {
        for decision in pair.last.into_iter().flat_map(|last| last.agenda.iter()) {
            let followed = pair.record.last_agenda.iter().find(|one| one.id == decision.id);
            let form = match followed.map(|one| &one.became) {
                Some(Known::Is(Progress::Done)) => "done",
                Some(Known::Is(Progress::Begun)) => "begun",
                Some(Known::Is(Progress::Partly)) => "partly",
                Some(Known::Is(Progress::Decided)) => "decided",
                Some(Known::Is(Progress::Dropped)) => "dropped",
                Some(Known::Withheld) => "withheld",
                Some(Known::None | Known::NotRecorded) | None => "silent",
            };
            kinds.iter_mut().filter(|(own, _)| *own == form).for_each(|(_, count)| *count += 1);
            facts.push(fact(context, context.get(&case.name), context.get(&decision.text)));
            all += 1;
        }
    }
    let slots = [
        ("count", all.into()),
        ("number", context.count(all).into()),
        ("list", counted(context, "decision", &kinds).into()),
    ];
    (all > 0).then(|| say(context, YearSentence::Followed, "year-followed", &slots, facts))
}

/// What one cluster decided, or how many decisions all took. What was on the agenda of the year before already is not new.
fn decided(context: Context, year: &Year) -> Option<AcrossSentence> {
    let pairs = year.cases.iter().zip(&year.pairs);
    let all: Vec<(&Case, &Named<Decision>)> = pairs
        .flat_map(|(case, pair)| {
            let known = |own: &&Named<Decision>| {
                pair.last.is_some_and(|last| last.agenda.iter().any(|before| before.id == own.id))
            };
            pair.record.agenda.iter().filter(move |own| !known(own)).map(|own| (*case, own))
        })
        .collect();
    let names: Vec<String> = all.iter().map(|(_, one)| context.get(&one.text)).collect();
    let slots = [
        ("form", listed(year, all.len()).into()),
        ("count", all.len().into()),
        ("number", context.count(all.len()).into()),
        ("list", context.semicolons(&names).into()),
    ];
    let facts = all.iter().map(|(case, one)| fact(context, context.get(&case.name), context.get(&one.text)));
    (!all.is_empty()).then(|| say(context, YearSentence::Decided, "year-decided", &slots, facts.collect()))
}

/// How entries are told: those of one cluster by name if they are few, those of several by their number.
fn listed(year: &Year, count: usize) -> &'static str {
    match (year.portfolio.is_none(), count <= NAMED) {
        (true, true) => "list",
        (true, false) => "one",
        (false, _) => "all",
    }
}

/// What the records of the year have of something, each with its cluster.
fn each<'y, T>(year: &Year<'y>, of: impl Fn(&'y Record) -> &'y [T]) -> Vec<(&'y Case, &'y T)> {
    let pairs = year.cases.iter().zip(&year.pairs);
    pairs.flat_map(|(case, pair)| of(pair.record).iter().map(move |one| (*case, one))).collect()
}

/// Labels that end within a year after the period.
fn labels(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let all = context.indicators.all().filter(|own| own.nature == Some(Nature::Expiry));
    all.filter_map(|indicator| label_of(context, year, indicator)).collect()
}

fn label_of(context: Context, year: &Year, indicator: &Indicator) -> Option<AcrossSentence> {
    let mut ending = Vec::new();
    for (case, pair) in year.cases.iter().zip(&year.pairs) {
        let figure = pair.record.figures.of(&indicator.id).and_then(|figure| figure.amount.value.value());
        let (Some(Amount::Date(until)), Some((end, month))) = (figure, pair.record.period_end()) else { continue };
        let months = (until.year - end) * 12 + i32::from(until.month.unwrap_or(12)) - i32::from(month);
        // One that has ended already is doubted where it is recorded.
        if (0..=SOON).contains(&months) {
            ending.push((*case, context.date(until)));
        }
    }
    let names: Vec<String> = ending
        .iter()
        .map(|(case, date)| {
            context.say("tell-aside", &[("text", named(context, case).into()), ("aside", date.as_str().into())])
        })
        .collect();
    let form = match (year.portfolio.is_none(), ending.len() <= NAMED) {
        (true, _) => "one",
        (false, true) => "named",
        (false, false) => "all",
    };
    let slots = [
        ("form", form.into()),
        ("what", what(context, indicator).into()),
        ("number", context.count(ending.len()).into()),
        ("names", context.list(&names).into()),
        ("date", ending.first().map(|(_, date)| date.clone()).unwrap_or_default().into()),
    ];
    let facts = ending.iter().map(|(case, date)| fact(context, context.get(&case.name), date.clone()));
    (!ending.is_empty()).then(|| say(context, YearSentence::Labels, "year-labels", &slots, facts.collect()))
}

/// Figures that were recorded the year before and are not any more. One that is withheld may be.
pub fn missing(context: Context, year: &Year) -> Option<AcrossSentence> {
    let is_given = |record: &Record, indicator: &Indicator| {
        let figure = record.figures.of(&indicator.id);
        figure.is_some_and(|figure| !figure.amount.value.is_unknown())
    };
    let mut all = Vec::new();
    for (case, pair) in year.cases.iter().zip(&year.pairs) {
        let Some(last) = pair.last else { continue };
        for indicator in context.indicators.all().filter(|own| own.formula.is_none()) {
            let now = pair.record.figures.of(&indicator.id).map(|figure| &figure.amount.value);
            let is_withheld = matches!(now, Some(Known::Withheld));
            if is_given(last, indicator) && !is_given(pair.record, indicator) && !is_withheld {
                all.push((*case, indicator));
            }
        }
    }
    let clusters = year.cases.iter().filter(|case| all.iter().any(|(own, _)| own.id == case.id)).count();
    let names: Vec<String> = all.iter().take(NAMED).map(|(_, one)| context.inner(&context.get(&one.label))).collect();
    let slots = [
        ("form", listed(year, all.len()).into()),
        ("count", all.len().into()),
        ("number", context.count(all.len()).into()),
        ("clusters", clusters.into()),
        ("of", context.count(clusters).into()),
        ("list", context.list(&names).into()),
    ];
    let facts = all.iter().map(|(case, one)| fact(context, context.get(&case.name), context.get(&one.label)));
    (!all.is_empty()).then(|| say(context, YearSentence::Missing, "year-missing", &slots, facts.collect()))
}
