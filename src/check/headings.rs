//! Whether headings in the words of authors were written for the figures that there are.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::analysis::measure::Pair;
use crate::analysis::movement::written;
use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::case::yearly::OwnHeading;
use crate::model::indicator::{Indicator, Indicators};
use crate::yaml::NodeId;

/// What headings lack, or were written for other figures than those of the records. `source` is the file that they are in.
pub fn check(
    source: &Arc<Source>,
    headings: &[OwnHeading],
    indicators: &Indicators,
    pairs: &[Pair],
) -> Vec<Diagnostic> {
    let doubled = headings.iter().enumerate().filter_map(|(at, heading)| {
        let is_same = |other: &OwnHeading| other.of.as_deref() == heading.of.as_deref();
        let message = "there is another heading for the same place";
        let span = heading.is.mark.span(source);
        let help = "take one of them out";
        headings[..at].iter().any(is_same).then(|| Diagnostic::error(Code::Conflict, span, message).help(help))
    });
    headings.iter().flat_map(|heading| of_heading(source, heading, indicators, pairs)).chain(doubled).collect()
}

/// Whether a heading was written for the figures of the records.
pub fn is_current(heading: &OwnHeading, indicators: &Indicators, pairs: &[Pair]) -> bool {
    let is_so = |(id, value, _): &(String, String, _)| {
        let now = indicators.find(id).and_then(|own| written(indicators, own, pairs));
        now.is_some_and(|now| are_same(&now, value))
    };
    heading.written_for.as_ref().is_some_and(|figures| figures.0.iter().all(is_so))
}

fn of_heading(source: &Arc<Source>, heading: &OwnHeading, indicators: &Indicators, pairs: &[Pair]) -> Vec<Diagnostic> {
    let now = |own: &Indicator| written(indicators, own, pairs);
    let Some(written_for) = &heading.written_for else {
        let figures = figures(heading, indicators);
        let figures: Vec<String> = figures.filter_map(|own| Some(format!("{}: {}", own.id, now(own)?))).collect();
        let help = match figures.is_empty() {
            true => "there are no figures of this year yet that it could be written for".to_owned(),
            false => format!("add those that it speaks of: `written_for: {{ {} }}`", figures.join(", ")),
        };
        let message = "this heading does not say which figures it was written for";
        return vec![Diagnostic::error(Code::MissingKey, heading.is.mark.span(source), message).help(help)];
    };
    let fault = |(id, value, mark): &(String, String, NodeId)| {
        let span = mark.span(source);
        // A name that means nothing was found when names were looked up.
        let own = indicators.find(id)?;
        let now = now(own).unwrap_or_else(|| "not recorded".to_owned());
        let message = format!(
            "the heading was written for {id} `{value}`, which is `{now}` now; reports have the one that figures make"
        );
        let help = "read the heading again, mend it, and write the new value here";
        (!are_same(&now, value)).then(|| Diagnostic::warning(Code::OldWording, span, message).help(help))
    };
    written_for.0.iter().filter_map(fault).collect()
}

/// Whether two figures are the same, however they are written: "79 % (71.0 %)" is "79 (71)".
fn are_same(one: &str, other: &str) -> bool {
    let numbers = |text: &str| -> Vec<Decimal> {
        let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
        parts.filter_map(|part| part.parse().ok()).map(|number: Decimal| number.normalize()).collect()
    };
    match (numbers(one), numbers(other)) {
        (own, others) if own.is_empty() && others.is_empty() => one == other,
        (own, others) => own == others,
    }
}

/// The figures that a heading may speak of: the headline figures of its group, or those at a glance.
fn figures<'i>(heading: &OwnHeading, indicators: &'i Indicators) -> Box<dyn Iterator<Item = &'i Indicator> + 'i> {
    let Some(of) = &heading.of else { return Box::new(indicators.at_a_glance()) };
    let group = indicators.groups.iter().find(|group| *group.id == **of);
    Box::new(group.into_iter().flat_map(|group| &group.indicators).filter(|own| own.is_headline()))
}
