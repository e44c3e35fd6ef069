//! What the money of a year comes to, where it is from, and for how long there is any.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::analysis::measure::{self, Pair};
use crate::analysis::{movement, statistics};
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Indicator, Nature};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::AcrossSentence;
use crate::report::view::annual::figures::number_text;
use crate::report::view::context::Context;
use crate::report::view::words::{relative, share};
use crate::report::year::moved::{in_clusters, in_its_place, what};
use crate::report::year::{Year, fact, say};

/// So many sources of money are named.
const SOURCES: usize = 3;

/// Budget, its sources, and the time for which it is secured.
pub fn money(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let budget = context.indicators.all().find(|own| own.nature == Some(Nature::Budget) && own.is_number());
    let mut all = Vec::new();
    if let Some(budget) = budget {
        all.extend(total(context, year, budget));
        all.extend(sources(context, year, budget));
    }
    all.extend(in_its_place(context, year, Nature::Horizon, YearSentence::Horizon, false));
    all
}

/// What the budgets come to, and how they changed in the clusters that give both years.
fn total(context: Context, year: &Year, budget: &Indicator) -> Option<AcrossSentence> {
    let combined = measure::combine(context.indicators, budget, &year.pairs);
    let now = combined.value.ok()?;
    let moved = movement::movement(context.indicators, budget, &year.pairs);
    let change = moved.as_ref().filter(|one| !one.change.by.value.is_zero());
    let by = change.map(|one| IndicatorNumber { value: one.change.by.value.abs(), ..one.change.by.clone() });
    let known = combined.of.len();
    let in_both = moved.as_ref().map_or(0, |one| one.steps.len());
    let change_form = match (&moved, change) {
        (Some(_), Some(one)) if one.way().is_gt() => "rose",
        (Some(_), Some(_)) => "fell",
        (Some(_), None) => "stayed",
        (None, _) => "none",
    };
    let slots = [
        ("scope", if year.portfolio.is_none() { "one" } else { "all" }.into()),
        ("change", change_form.into()),
        ("count", known.into()),
        ("number", context.count(known).into()),
        ("now", number_text(context, budget, &now).into()),
        ("by", by.map(|by| number_text(context, budget, &by)).unwrap_or_default().into()),
        (
            "part",
            change
                .and_then(|one| one.change.relative)
                .map_or_else(String::new, |part| relative(context.locale, part))
                .into(),
        ),
        ("form", if in_both == known { "all" } else { "some" }.into()),
        ("both", context.count(in_both).into()),
    ];
    let facts = combined
        .of
        .iter()
        .map(|(at, number)| fact(context, context.get(&year.cases[*at].name), number_text(context, budget, number)));
    let text = context.say("year-budget", &slots);
    let divided = moved.as_ref().filter(|one| year.portfolio.is_some() && one.is_divided());
    let text = divided.map_or_else(|| text.clone(), |one| in_clusters(context, year, one, &text));
    Some(AcrossSentence::new(YearSentence::Budget, &text, facts.collect()))
}

/// The largest sources of money, in the clusters that give the budget and every part of it.
fn sources(context: Context, year: &Year, budget: &Indicator) -> Option<AcrossSentence> {
    let number = |indicator: &Indicator, pair: &Pair| measure::part_number(context.indicators, indicator, *pair);
    let is_part = |one: &&Indicator| one.part_of.as_ref().is_some_and(|whole| whole.0 == budget.id.0);
    let parts: Vec<&Indicator> = context.indicators.all().filter(is_part).collect();
    let known = |pair: &&Pair| number(budget, pair).is_some() && parts.iter().all(|part| number(part, pair).is_some());
    let pairs: Vec<&Pair> = year.pairs.iter().filter(known).collect();
    let sum = |indicator: &Indicator| -> Option<Decimal> {
        let all: Vec<IndicatorNumber> = pairs.iter().filter_map(|pair| number(indicator, pair)).collect();
        statistics::sum(indicator, &all.iter().collect::<Vec<_>>()).ok().map(|sum| sum.value)
    };
    let whole = sum(budget).filter(|_| !parts.is_empty())?;
    let mut all: Vec<(&Indicator, Decimal)> =
        parts.iter().filter_map(|part| Some((*part, statistics::share(sum(part)?, whole)?))).collect();
    all.retain(|(_, part)| !part.is_zero());
    all.sort_by_key(|(_, part)| Reverse(*part));
    let texts: Vec<String> = all
        .iter()
        .take(SOURCES)
        .map(|(part, of)| {
            let of = share(context.locale, *of * Decimal::ONE_HUNDRED, 0);
            context.say("tell-aside", &[("text", what(context, part).into()), ("aside", of.into())])
        })
        .collect();
    let covers = combined_count(context, year, budget);
    let slots = [
        ("form", if pairs.len() == covers { "all" } else { "some" }.into()),
        ("count", texts.len().into()),
        ("number", context.count(pairs.len()).into()),
        ("givers", pairs.len().into()),
        ("list", context.in_order(&texts).into()),
    ];
    let facts = all.iter().map(|(part, of)| {
        fact(context, context.get(&part.label), share(context.locale, *of * Decimal::ONE_HUNDRED, 0))
    });
    (!texts.is_empty()).then(|| say(context, YearSentence::Sources, "year-sources", &slots, facts.collect()))
}

fn combined_count(context: Context, year: &Year, budget: &Indicator) -> usize {
    measure::combine(context.indicators, budget, &year.pairs).of.len()
}
