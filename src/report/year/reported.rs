//! Who has reported for the year, whose figures are drafts, whose year is another, and over which clusters changes are.

use crate::model::case::date::Date;
use crate::model::case::period::Length;
use crate::model::case::{Case, Status};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::view::context::Context;
use crate::report::view::phrase::as_of;
use crate::report::year::{Year, fact, is_compared, say};

/// At most so many clusters are named; more are counted.
const NAMED: usize = 3;

/// What a reader must know of whom the report is on before its numbers; of a single cluster only that it ended.
pub fn reported(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let Some(portfolio) = year.portfolio else { return own_end(context, year).into_iter().collect() };
    let drafts: Vec<&Case> = in_state(year, |case| case.newest().is_some_and(|own| own.status == Some(Status::Draft)));
    let all = [
        Some(who(context, portfolio)),
        some(context, YearSentence::Drafts, "year-drafts", &drafts, |case| named(context, case)),
        periods(context, year, false),
        periods(context, year, true),
    ];
    let before = all.into_iter().flatten().chain(ended(context, portfolio));
    before.chain(new(context, year)).chain(compared(context, year)).collect()
}

fn in_state<'y>(year: &Year<'y>, is_so: impl Fn(&Case) -> bool) -> Vec<&'y Case> {
    year.cases.iter().copied().filter(|case| is_so(case)).collect()
}

/// How many have reported. That a cluster has not is said only of one that should have.
fn who(context: Context, portfolio: &Portfolio) -> AcrossSentence {
    let (known, of) = (portfolio.cases.len(), portfolio.of());
    // Of a file with mistakes its id is all that is known.
    let missing = portfolio.faulty().map(|missing| missing.id.clone());
    let lacking: Vec<String> = portfolio.lacking().map(|case| named(context, case)).chain(missing).collect();
    let form = match (known == of, lacking.len() <= NAMED) {
        (true, _) => "all",
        (false, true) => "named",
        (false, false) => "some",
    };
    let slots = [
        ("form", form.into()),
        ("count", of.into()),
        ("known", context.count(known).into()),
        ("reported", known.into()),
        ("of", context.count(of).into()),
        ("year", portfolio.year.to_string().into()),
        ("lacking", lacking.len().into()),
        ("names", context.list(&lacking).into()),
    ];
    let facts = portfolio
        .cases
        .iter()
        .filter_map(|case| Some(fact(context, context.get(&case.name), as_of(context, case.newest()?))));
    say(context, YearSentence::Reported, "year-reported", &slots, facts.collect())
}

/// A sentence on some clusters: named, or counted if they are many.
fn some(
    context: Context,
    name: YearSentence,
    message: &str,
    cases: &[&Case],
    show: impl Fn(&Case) -> String,
) -> Option<AcrossSentence> {
    let names: Vec<String> = cases.iter().map(|case| show(case)).collect();
    let slots = [
        ("form", if cases.len() <= NAMED { "named" } else { "counted" }.into()),
        ("count", cases.len().into()),
        ("number", context.count(cases.len()).into()),
        ("names", context.list(&names).into()),
    ];
    let facts =
        cases.iter().filter_map(|case| Some(fact(context, context.get(&case.name), as_of(context, case.newest()?))));
    (!cases.is_empty()).then(|| say(context, name, message, &slots, facts.collect()))
}

/// Clusters whose period is not the calendar year: another whole one, or only a part of it.
fn periods(context: Context, year: &Year, in_part: bool) -> Option<AcrossSentence> {
    let period = |case: &Case| case.newest().map(|record| as_of(context, record)).unwrap_or_default();
    let is_part = |case: &Case| case.newest().is_some_and(|record| record.length() != Length::Year);
    let other = in_state(year, |case| period(case) != year.year.to_string() && is_part(case) == in_part);
    let message = if in_part { "year-in-part" } else { "year-periods" };
    some(context, YearSentence::Periods, message, &other, |case| {
        context.say("tell-aside", &[("text", named(context, case).into()), ("aside", period(case).into())])
    })
}

/// How a cluster that came to an end since the year before stands in the report.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// It reports for the last time.
    Last,
    /// It became a part of another one.
    Into,
    /// It is not among them any more.
    Gone,
}

/// Clusters that came to an end since the year before. Of those that became a part of another one, each has a sentence.
fn ended(context: Context, portfolio: &Portfolio) -> Vec<AcrossSentence> {
    let since = |on: &Date| on.year == portfolio.year || on.year == portfolio.year - 1;
    let of = |wanted: End| -> Vec<&Case> {
        let is_told = |case: &&&Case| {
            let Some(end) = case.ended.as_ref().filter(|end| since(&end.on)) else { return false };
            let own = match (case.of_year(portfolio.year), &end.into) {
                (Some(_), _) => End::Last,
                (None, Some(_)) => End::Into,
                (None, None) => End::Gone,
            };
            own == wanted
        };
        portfolio.all.iter().filter(is_told).copied().collect()
    };
    let parts = of(End::Into).into_iter().map(|case| vec![case]);
    let all = std::iter::once((End::Last, of(End::Last))).chain(parts.map(|one| (End::Into, one)));
    let all = all.chain(std::iter::once((End::Gone, of(End::Gone))));
    all.filter_map(|(end, cases)| ends(context, portfolio, end, &cases)).collect()
}

fn ends(context: Context, portfolio: &Portfolio, end: End, all: &[&Case]) -> Option<AcrossSentence> {
    let first = all.first()?.ended.as_ref()?;
    let on = |case: &Case| case.ended.as_ref().map(|end| context.date(&end.on)).unwrap_or_default();
    let facts = all.iter().map(|case| fact(context, context.get(&case.name), on(case))).collect();
    let dated =
        |case: &Case| context.say("tell-aside", &[("text", named(context, case).into()), ("aside", on(case).into())]);
    let names: Vec<String> =
        all.iter().map(|case| if all.len() == 1 { named(context, case) } else { dated(case) }).collect();
    let into = first.into.as_ref().map(|into| {
        let other = portfolio.all.iter().find(|case| case.id.0 == into.0);
        other.map_or_else(|| into.to_string(), |case| named(context, case))
    });
    let form = match end {
        End::Last => "last",
        End::Into => "into",
        End::Gone => "gone",
    };
    let slots = [
        ("form", form.into()),
        ("count", all.len().into()),
        ("when", context.when(&first.on).into()),
        ("why", "none".into()),
        ("into", into.unwrap_or_default().into()),
        ("names", context.locale.list(&names).into()),
    ];
    Some(say(context, YearSentence::Others, "year-ended", &slots, facts))
}

/// That a cluster came to an end, and why, in its own report.
fn own_end(context: Context, year: &Year) -> Option<AcrossSentence> {
    let case = year.cases.first()?;
    let end = case.ended.as_ref().filter(|end| end.on.year <= year.year)?;
    let why = end.why.as_ref().map(|why| context.get(why));
    let into = end.into.as_ref().map(|into| context.case(into));
    let slots = [
        ("form", if into.is_some() { "into" } else { "own" }.into()),
        ("into", into.unwrap_or_default().into()),
        ("count", 1.into()),
        ("when", context.when(&end.on).into()),
        ("why", if why.is_some() { "given" } else { "none" }.into()),
        ("text", why.map(|why| context.quoted(&why)).unwrap_or_default().into()),
        ("names", named(context, case).into()),
    ];
    Some(say(context, YearSentence::Others, "year-ended", &slots, vec![context.date(&end.on)]))
}

/// Clusters that report for the first time, unless all do.
fn new(context: Context, year: &Year) -> Option<AcrossSentence> {
    let first = in_state(year, |case| case.years().first() == Some(&year.year));
    let is_told = first.len() < year.cases.len();
    some(context, YearSentence::Others, "year-new", &first, |case| named(context, case)).filter(|_| is_told)
}

/// Over how many clusters changes are.
fn compared(context: Context, year: &Year) -> Option<AcrossSentence> {
    let count = year.compared();
    let slots = [
        ("form", if count == year.cases.len() { "all" } else { "some" }.into()),
        ("count", count.into()),
        ("number", context.count(count).into()),
    ];
    let both = year.cases.iter().zip(&year.pairs).filter(|(_, pair)| is_compared(pair));
    let facts = both.map(|(case, _)| context.get(&case.name)).collect();
    (count > 0).then(|| say(context, YearSentence::Compared, "year-compared", &slots, facts))
}
