//! Who has reported for the year, whose figures are drafts, whose year is another, and over which clusters changes are.

use crate::model::case::date::Date;
use crate::model::case::{Case, Status};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::view::context::Context;
use crate::report::view::phrase::as_of;
use crate::report::year::{Year, fact, say};

/// At most so many clusters are named; more are counted.
const NAMED: usize = 3;

/// What a reader must know of whom the report is on before its numbers; nothing of a single cluster.
pub fn reported(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let Some(portfolio) = year.portfolio else { return Vec::new() };
    let drafts: Vec<&Case> = in_state(year, |case| case.newest().is_some_and(|own| own.status == Some(Status::Draft)));
    let all = [
        Some(who(context, portfolio)),
        some(context, YearSentence::Drafts, "year-drafts", &drafts, |case| named(context, case)),
        periods(context, year),
        ended(context, portfolio, true),
        ended(context, portfolio, false),
        new(context, year),
        compared(context, year),
    ];
    all.into_iter().flatten().collect()
}

fn in_state<'y>(year: &Year<'y>, is_so: impl Fn(&Case) -> bool) -> Vec<&'y Case> {
    year.cases.iter().copied().filter(|case| is_so(case)).collect()
}

/// How many have reported. That a cluster has not is said only of one that should have.
fn who(context: Context, portfolio: &Portfolio) -> AcrossSentence {
    let (known, of) = (portfolio.cases.len(), portfolio.of());
    // Of a file with mistakes its id is all that is known.
    let missing = portfolio.missing.iter().map(|missing| missing.id.clone());
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

/// Clusters whose period is not the calendar year.
fn periods(context: Context, year: &Year) -> Option<AcrossSentence> {
    let period = |case: &Case| case.newest().map(|record| as_of(context, record)).unwrap_or_default();
    let other = in_state(year, |case| period(case) != year.year.to_string());
    some(context, YearSentence::Periods, "year-periods", &other, |case| {
        context.say("tell-aside", &[("text", named(context, case).into()), ("aside", period(case).into())])
    })
}

/// Clusters that came to an end since the year before: those that report for the last time, or those that are not among them any more.
fn ended(context: Context, portfolio: &Portfolio, report: bool) -> Option<AcrossSentence> {
    let since = |on: &Date| on.year == portfolio.year || on.year == portfolio.year - 1;
    let is_told = |case: &&&Case| {
        let is_over = case.ended.as_ref().is_some_and(|end| since(&end.on));
        is_over && case.of_year(portfolio.year).is_some() == report
    };
    let all: Vec<&Case> = portfolio.all.iter().filter(is_told).copied().collect();
    let on = |case: &Case| case.ended.as_ref().map(|end| context.date(&end.on)).unwrap_or_default();
    let facts = all.iter().map(|case| fact(context, context.get(&case.name), on(case))).collect();
    let dated =
        |case: &Case| context.say("tell-aside", &[("text", named(context, case).into()), ("aside", on(case).into())]);
    let names: Vec<String> =
        all.iter().map(|case| if all.len() == 1 { named(context, case) } else { dated(case) }).collect();
    let first = all.first().and_then(|case| case.ended.as_ref());
    let slots = [
        ("form", if report { "last" } else { "gone" }.into()),
        ("count", all.len().into()),
        ("when", first.map(|end| context.when(&end.on)).unwrap_or_default().into()),
        ("names", context.locale.list(&names).into()),
    ];
    (!all.is_empty()).then(|| say(context, YearSentence::Others, "year-ended", &slots, facts))
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
    let both = year.cases.iter().zip(&year.pairs).filter(|(_, pair)| pair.last.is_some());
    let facts = both.map(|(case, _)| context.get(&case.name)).collect();
    (count > 0).then(|| say(context, YearSentence::Compared, "year-compared", &slots, facts))
}
