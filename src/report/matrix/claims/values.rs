//! The values of functions over cases in words, and the names of what claims ask for.

use crate::analysis::claims::Claim;
use crate::analysis::claims::over::Measured;
use crate::base::fraction::Fraction;
use crate::base::text::lower_first;
use crate::model::expression::number::Number;
use crate::model::expression::value::Value;
use crate::model::expression::why::Why;
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::model::indicator::Indicator;
use crate::report::view::annual::figures::reason_text;
use crate::report::view::context::Context;
use crate::report::view::words;
use crate::yaml::shape::notation::Notation;
use rust_decimal::Decimal;

/// The value of a function over cases in words: "potential clusters: median 30 (actors, 3 of 3 cases)"; in short without what the
/// claim says itself: "potential clusters: median 30".
pub fn measured(context: Context, claim: &Claim, one: &Measured, short: bool) -> String {
    let group = claim.groups.iter().find(|group| group.id == one.group);
    let name = match group {
        Some(group) => group.name.as_ref().map_or(group.id.clone(), |name| context.get(name)),
        None => context.word("claim-all-cases"),
    };
    let value = match &one.value {
        Value::Number(number) => bounded(context, one, number),
        Value::Unknown(why) => match why.as_slice() {
            [Why::NoNumber(why)] => reason_text(context, why),
            [Why::Withheld(_)] => context.word("withheld"),
            [Why::Contested(_)] => context.word("coded-differently"),
            [Why::Mixed(_)] => context.word("rating-mixed"),
            _ => context.word("not-recorded"),
        },
        _ => context.word("not-recorded"),
    };
    let what = label(context, &one.path).into_iter().chain(characteristics(context, claim, one));
    let what = what.map(|label| lower_first(&label)).collect::<Vec<_>>().join(", ");
    let (k, n) = (one.with().count(), one.cases.len() + one.maybe);
    let what = if short { String::new() } else { what };
    let id = match (one.function.as_str(), what.is_empty(), k == n) {
        ("median" | "min" | "max", _, true) if short => "claim-measured-all",
        ("count" | "proportion", _, true) => "claim-counted",
        ("count" | "proportion", _, false) => "claim-counted-known",
        (_, true, _) => "claim-measured",
        (_, false, _) => "claim-measured-of",
    };
    let parts = [
        ("function", one.function.as_str().into()),
        ("group", name.into()),
        ("what", what.as_str().into()),
        ("value", value.into()),
        ("k", k.into()),
        ("n", n.into()),
    ];
    let text = context.say(id, &parts);
    match id {
        "claim-counted" | "claim-counted-known" if !what.is_empty() => {
            context.say("claim-lacks", &[("name", text.into()), ("what", what.into())])
        }
        _ => text,
    }
}

/// The names of the characteristics that a function over cases asks for, in the frameworks that the claim names.
fn characteristics(context: Context, claim: &Claim, one: &Measured) -> Vec<String> {
    let named = context.frameworks.iter().filter(|framework| claim.holds.names(&framework.id));
    let items = named.flat_map(|framework| &framework.dimensions).flat_map(|dimension| &dimension.characteristics);
    let asked = items.filter(|item| one.texts.iter().any(|text| **text == *item.id.0));
    asked.map(|item| context.get(&item.label)).collect()
}

/// A number of a function over cases, or its bounds, as tables show what it is of.
fn bounded(context: Context, one: &Measured, number: &Number) -> String {
    let indicator = one.path.strip_prefix("figures.").and_then(|id| context.indicators.find(id));
    let is_date = |fact: &&FactSpec| matches!(fact.kind, FactKind::Date) && fact.uses.condition == Some(&one.path);
    let is_year = FACTS.iter().any(|fact| is_date(&fact))
        || indicator.is_some_and(|indicator| indicator.unit.notation() == Notation::Date);
    let is_part = one.function == "proportion";
    let percent = is_part || indicator.is_some_and(Indicator::is_share);
    let scale = Fraction::from(if percent && !is_part { Decimal::ONE_HUNDRED } else { Decimal::ONE });
    let shown = |bound: &Fraction| {
        let value = bound.clone().checked_div(scale.clone()).and_then(|value| value.cut(3));
        let Some(value) = value else { return context.word("claim-open") };
        if let (true, Ok(year)) = (is_year && value.fract().is_zero(), i32::try_from(value)) {
            return context.locale.date(year, None, None);
        }
        let measured =
            words::Measured { value, decimals: 0, percent, currency: number.currency.clone(), about: number.about };
        let decimals = match &number.currency {
            _ if measured.shown().fract().is_zero() => 0,
            Some(_) => 2,
            None => 1,
        };
        words::measured(context.locale, &words::Measured { decimals, ..measured })
    };
    match (&number.least, &number.most) {
        (Some(least), Some(most)) if least == most => shown(least),
        (Some(least), Some(most)) => {
            context.say("range", &[("low", shown(least).into()), ("high", shown(most).into())])
        }
        (Some(least), None) => qualified(context, "qualifier-at-least", shown(least)),
        (None, Some(most)) => qualified(context, "qualifier-at-most", shown(most)),
        (None, None) => context.word("claim-open"),
    }
}

fn qualified(context: Context, qualifier: &str, value: String) -> String {
    context.say("qualified", &[("qualifier", context.word(qualifier).into()), ("value", value.into())])
}

/// The name of the field that a path of a condition leads to, as reports call it; `None` if it is no field.
pub fn label(context: Context, path: &str) -> Option<String> {
    let is_of = |field: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let fact = FACTS.iter().find(|fact| fact.uses.condition.is_some_and(is_of))?;
    let parts: Vec<&str> = path.split('.').skip(1).collect();
    match (fact.kind, parts.as_slice()) {
        (FactKind::Attributes, [id, ..]) => context.attribute(id).map(|own| context.get(&own.label)),
        (FactKind::Figures, [id, ..]) => context.indicators.find(id).map(|indicator| context.get(&indicator.label)),
        (FactKind::Observed, [framework, dimension, ..]) => {
            let framework = context.frameworks.iter().find(|own| *own.id == **framework)?;
            let dimension = framework.dimensions.iter().find(|own| *own.id == **dimension)?;
            let rated = match parts.as_slice() {
                [_, _, "ratings", item] => dimension.characteristic(item),
                _ => None,
            };
            Some(context.get(rated.map_or(&dimension.label, |item| &item.label)))
        }
        // The heading of its column says how a case is financed.
        _ if fact.id == "funding" => Some(context.word("claim-funding")),
        _ => Some(context.word(fact.label)),
    }
}
