//! Headings that are findings: what the figures of a group show, in the words of their indicators.

use crate::analysis::movement::{self, Movement, Told};
use crate::base::text::capital;
use crate::check::headings::is_current;
use crate::model::case::yearly::OwnHeading;
use crate::model::indicator::{Group, Indicators, Nature};
use crate::model::settings::annual::Headings;
use crate::report::view::context::Context;
use crate::report::year::Year;
use crate::report::year::moved::what;

/// What a figure did, without numbers: "more firms took part".
fn clause(context: Context, one: &Movement) -> String {
    let (own, message) = match one.way().is_lt() {
        true => (&one.indicator.fell, "year-fell"),
        false => (&one.indicator.rose, "year-rose"),
    };
    let own = context.own(own.as_ref()).map(str::to_owned);
    own.unwrap_or_else(|| context.say(message, &[("what", what(context, one.indicator).into())]))
}

/// What figures with a place of their own did, first, and then the first of both sides, the one with the highest score before the other.
fn joined(context: Context, placed: &[Movement], told: &Told) -> String {
    let sides = match told.losses_first() {
        true => [told.losses.first(), told.gains.first()],
        false => [told.gains.first(), told.losses.first()],
    };
    let placed = placed.iter().filter(|one| one.way().is_ne() && !one.is_hidden());
    let clauses: Vec<String> =
        placed.chain(sides.into_iter().flatten().copied()).map(|one| clause(context, one)).collect();
    capital(&context.semicolons(&clauses))
}

/// The heading in the words of an author, if there is one that was written for the figures of the year.
fn own(context: Context, year: &Year, group: Option<&Group>) -> Option<String> {
    let all: &[OwnHeading] = match year.portfolio {
        Some(portfolio) => context.settings.own_headings(portfolio.year),
        None => &year.pairs.first()?.record.headings,
    };
    let id = group.map(|group| &*group.id.0);
    let heading = all.iter().find(|heading| heading.of.as_deref() == id)?;
    is_current(heading, context.indicators, &year.pairs).then(|| context.get(&heading.is.value))
}

/// The heading of the summary: an author's, or what the size did, and the first figure of each side. Empty if nothing moved, or headings are plain.
pub fn of_summary(context: Context, year: &Year) -> String {
    if let Some(own) = own(context, year, None) {
        return own;
    }
    if !has_findings(context) {
        return String::new();
    }
    let placed = placed(context.indicators, year, |nature| nature == Nature::Size);
    joined(context, &placed, &movement::told(&year.movements))
}

/// The heading of a group of indicators: an author's, what its figures did, or its title.
pub fn of_group(context: Context, year: Option<&Year>, group: &Group) -> String {
    let title = || context.get(&group.title);
    if let Some(own) = year.and_then(|year| own(context, year, Some(group))) {
        return own;
    }
    let Some(year) = year.filter(|_| has_findings(context)) else { return title() };
    let is_own = |one: &Movement| group.indicators.iter().any(|own| own.id.0 == one.indicator.id.0);
    let all: Vec<Movement> = year.movements.iter().filter(|one| is_own(one)).cloned().collect();
    let placed: Vec<Movement> =
        placed(context.indicators, year, |nature| matches!(nature, Nature::Size | Nature::Budget | Nature::Horizon))
            .into_iter()
            .filter(is_own)
            .collect();
    let heading = joined(context, &placed, &movement::told(&all));
    if heading.is_empty() { title() } else { heading }
}

fn has_findings(context: Context) -> bool {
    let own = context.settings.annual.as_ref().and_then(|plan| plan.headings);
    context.locale.has("year-moved") && own != Some(Headings::Plain)
}

fn placed<'i>(indicators: &'i Indicators, year: &Year, is_wanted: impl Fn(Nature) -> bool) -> Vec<Movement<'i>> {
    let own = indicators.all().filter(|own| own.is_number() && own.nature.is_some_and(&is_wanted));
    own.filter_map(|indicator| movement::movement(indicators, indicator, &year.pairs)).collect()
}
