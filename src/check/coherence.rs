//! Rules on contradictions within a case.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::case::raw::RawCase;
use crate::model::case::{Characterised, Observation, Record, Seen};

/// Looks for statements of a case that contradict each other.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase) {
    periods(diagnostics, &raw.source, &raw.case.records);
    records(diagnostics, &raw.source, &raw.case.records);
    let observed = raw.case.records.iter().flat_map(|record| record.observed.iter());
    observed.flat_map(|observed| &observed.dimensions).for_each(|seen| statuses(diagnostics, &raw.source, seen));
}

/// Reports records of the same period, and those of one date of which one has figures: only the place in the file would say which of
/// them reports calculate with.
fn periods(diagnostics: &mut Diagnostics, source: &Arc<Source>, records: &[Record]) {
    for (at, record) in records.iter().enumerate() {
        let has_figures = |one: &Record| !one.figures.0.is_empty();
        let is_same = |first: &&Record| match (&record.period, &first.period, &record.as_of) {
            (Some(_), Some(_), _) => record.is_of_period_of(first),
            (None, None, Some(date)) => first.as_of == Some(*date) && (has_figures(record) || has_figures(first)),
            _ => false,
        };
        let Some(first) = records[..at].iter().find(is_same) else { continue };
        let message = match (record.year().filter(|_| record.is_whole_year()), record.date()) {
            (Some(year), _) => format!("two records of this case are of the year {year}"),
            (None, Some(date)) if record.period.is_none() => {
                format!("two records of this case have the date {date}, and figures")
            }
            _ => format!("two records of this case are of {}", record.period.as_deref().unwrap_or_default().trim()),
        };
        let help = "make one record of the two, or give this one the date or the period that it is of: `H1 2025` is the first half of a year";
        let doubled = Diagnostic::error(Code::DoubledRecord, record.mark.span(source), message);
        diagnostics.push(doubled.label(first.mark.span(source), "the first one").help(help));
    }
}

/// Reports records without figures that have the same date, or none. A report shows only one of them, so the other would never be
/// seen.
fn records(diagnostics: &mut Diagnostics, source: &Arc<Source>, records: &[Record]) {
    let date = |record: &Record| record.as_of.map(|date| date.to_string());
    let mut dated: BTreeMap<Option<String>, &Record> = BTreeMap::new();
    let open = |record: &&Record| record.confirmed.is_none() && record.period.is_none();
    for record in records.iter().filter(open) {
        let date = date(record);
        if let Some(first) = dated.get(&date) {
            let figures = |record: &Record| !record.figures.0.is_empty();
            if date.is_some() && (figures(record) || figures(first)) {
                continue;
            }
            let when = date.map_or("no date".to_owned(), |date| format!("the date {date}"));
            let message = format!("two records of this case have {when}; reports show only one of them");
            let doubled = Diagnostic::warning(Code::DoubledRecord, record.mark.span(source), message)
                .label(first.mark.span(source), "the first one")
                .help("give them different dates, or make one record of the two");
            diagnostics.push(doubled);
        } else {
            dated.insert(date, record);
        }
    }
}

/// Reports characteristics that stand in more than one of the lists `seen`, `planned`, `past` and `absent`, or twice in one of
/// them with the same source, place and quotation. Several sources may say the same, and one source in several passages; what
/// several coders say may differ, unless they agreed on both.
fn statuses(diagnostics: &mut Diagnostics, source: &Arc<Source>, seen: &Seen) {
    let mut known: Vec<(&str, &str, &Observation)> = Vec::new();
    for (list, observations) in seen.all() {
        for observation in observations {
            let Characterised::Known(id) = &observation.what else { continue };
            let mut same = known.iter().filter(|(other, _, own)| *other == id && is_of_one(own, observation));
            let found = |(_, first, own): &(&str, &str, &Observation)| {
                Some((own.evidence.mark, fault(id, (first, own), (list, observation))?))
            };
            if let Some((first, (code, message, label, help))) = same.find_map(found) {
                let wrong = Diagnostic::error(code, observation.evidence.mark.span(source), message);
                diagnostics.push(wrong.label(first.span(source), label).help(help));
            }
            known.push((id, list, observation));
        }
    }
}

/// Whether two observations may not contradict each other: one coder's, the author's, or what coders agreed on.
fn is_of_one(one: &Observation, other: &Observation) -> bool {
    one.by == other.by || (one.is_settled() && other.is_settled())
}

/// What is wrong with two observations of a characteristic, each with the list that it stands in.
fn fault(
    id: &str,
    (first, own): (&str, &Observation),
    (list, other): (&str, &Observation),
) -> Option<(Code, String, &'static str, &'static str)> {
    if first != list {
        let help = "keep one of the two; where sources disagree, write the other statement as `also_said`, where one passage speaks against it, as `against`";
        let message = format!("`{id}` stands under `{first}` and under `{list}`");
        return Some((Code::Contradiction, message, "also here", help));
    }
    let ratings = own.rating.as_ref().zip(other.rating.as_ref()).filter(|(one, other)| one != other);
    if let Some((one, other)) = ratings {
        let help = "rate it once, or say who coded it: `by: …`";
        let message = format!("`{id}` is rated {} and {}", one.0, other.0);
        return Some((Code::Contradiction, message, "rated here too", help));
    }
    own.evidence.is_same_passage(&other.evidence).then(|| {
        let help = "keep one of the two; if another source or passage says the same, name it: `source: …`, `at: …`, `quote: …`";
        (Code::DoubledId, format!("`{id}` stands twice under `{list}`"), "first written here", help)
    })
}
