//! What stands out in the year, as sentences that are computed and not written.

use crate::analysis::claims::{Claims, outcome};
use crate::analysis::mapping::{assessed_place, movement};
use crate::analysis::measure::{self, Pair};
use crate::model::case::Case;
use crate::model::framework::Framework;
use crate::model::indicator::{Aggregate, Indicator};
use crate::report::matrix::claims::ground;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::tables::glance;
use crate::report::view::annual::figures::{label as annual_label, shown_change};
use crate::report::view::context::Context;
use rust_decimal::Decimal;

/// For how many indicators, at most, the largest growth is named.
const GROWTHS: usize = 3;
/// With fewer clusters to compare, none is said to have grown most.
const COMPARED: usize = 3;

/// What stands out in the year, as sentences that were computed.
pub fn highlights(
    context: Context,
    portfolio: &Portfolio,
    before: &[&Case],
    cycles: &[&Framework],
    claims: &Claims,
) -> Vec<String> {
    let mut all: Vec<String> = glance(context)
        .into_iter()
        .filter(|one| one.aggregate == Aggregate::Sum && one.formula.is_none())
        .filter_map(|indicator| largest(context, portfolio, indicator))
        .take(GROWTHS)
        .collect();
    for cycle in cycles {
        for (id, wanted) in [("highlight-forward", "forward"), ("highlight-back", "back")] {
            let names: Vec<String> = portfolio
                .cases
                .iter()
                .filter_map(|case| {
                    let before = assessed_place(case.of_year(portfolio.year - 1)?, cycle)?;
                    let now = assessed_place(case.newest()?, cycle)?;
                    let step = [
                        ("name", context.get(&case.name).into()),
                        ("from", context.get(cycle.stages[before].short()).into()),
                        ("to", context.get(cycle.stages[now].short()).into()),
                    ];
                    (movement(before, now) == wanted).then(|| context.say("highlight-step", &step))
                })
                .collect();
            if !names.is_empty() {
                all.push(context.say(id, &[("names", context.locale.list(&names).into())]));
            }
        }
    }
    all.extend(turned(context, portfolio, before, claims));
    let ended =
        portfolio.all.iter().filter(|case| case.ended.as_ref().is_some_and(|end| end.on.year == portfolio.year));
    let ended: Vec<String> = ended.map(|case| context.get(&case.name)).collect();
    if !ended.is_empty() {
        all.push(context.say("highlight-ended", &[("names", context.locale.list(&ended).into())]));
    }
    let first = portfolio.cases.iter().filter(|case| case.years().first() == Some(&portfolio.year));
    let first: Vec<String> = first.map(|case| context.get(&case.name)).collect();
    if !first.is_empty() && first.len() < portfolio.cases.len() {
        all.push(context.say("highlight-first", &[("names", context.locale.list(&first).into())]));
    }
    all
}

/// The sentence on the cluster in which an indicator rose most, relative to the year before.
fn largest(context: Context, portfolio: &Portfolio, indicator: &Indicator) -> Option<String> {
    let changes = portfolio.cases.iter().filter_map(|case| {
        let pair = Pair::of(case, portfolio.year)?;
        let change = measure::change(context.indicators, indicator, pair).ok()?;
        Some((change.relative?, case, change))
    });
    let changes: Vec<_> = changes.collect();
    let (relative, case, change) = changes.iter().max_by(|one, other| {
        // Of two that rose by the same share, the first by id.
        one.0.cmp(&other.0).then_with(|| other.1.id.cmp(&one.1.id))
    })?;
    let parts = [
        ("what", annual_label(context, indicator).into()),
        ("name", context.get(&case.name).into()),
        ("change", shown_change(context, indicator, change).into()),
        ("of", context.of(changes.len(), portfolio.cases.len()).into()),
    ];
    (*relative > Decimal::ZERO && changes.len() >= COMPARED).then(|| context.say("highlight-largest", &parts))
}

/// The claims that hold in the year and did not in the year before, or the other way round. Only clusters with a record of both
/// years count, so that a verdict does not change because other clusters report.
fn turned<'a>(context: Context, portfolio: &Portfolio<'a>, before: &[&'a Case], claims: &Claims) -> Vec<String> {
    let ground = ground(context);
    let held = |claim, cases: &[&Case]| {
        let outcome = outcome::evaluate(claim, cases, ground);
        (outcome.holds(claim), outcome.count())
    };
    let common = |own: &[&'a Case], others: &[&Case]| -> Vec<&'a Case> {
        own.iter().copied().filter(|case| others.iter().any(|other| other.id == case.id)).collect()
    };
    let (before, cases) = (common(before, &portfolio.cases), common(&portfolio.cases, before));
    let mut all = Vec::new();
    for claim in &claims.0 {
        let ((last, (k_last, n_last)), (now, (k, n))) = (held(claim, &before), held(claim, &cases));
        if let (Some(last), Some(now)) = (last, now)
            && last != now
        {
            let parts = [
                ("claim", context.quoted(claim.text.get(&context.locale.language)).into()),
                ("before", context.of(k_last, n_last).into()),
                ("now", context.of(k, n).into()),
            ];
            let id = match (now, claim.is_over_cases() || claim.framework.is_some()) {
                (true, false) => "highlight-claim-holds",
                (false, false) => "highlight-claim-fails",
                (true, true) => "highlight-claim-holds-whole",
                (false, true) => "highlight-claim-fails-whole",
            };
            all.push(context.say(id, &parts));
        }
    }
    all
}
