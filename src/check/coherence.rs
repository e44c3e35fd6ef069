//! Rules on contradictions within a case.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::case::raw::RawCase;
use crate::model::case::{Characterised, Evidence, Record, Seen};

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
/// them with the same source, place and quotation. Several sources may say the same, and one source in several passages.
fn statuses(diagnostics: &mut Diagnostics, source: &Arc<Source>, seen: &Seen) {
    let mut known: Vec<(&str, &str, &Evidence)> = Vec::new();
    for (list, observations) in seen.all() {
        for observation in observations {
            let Characterised::Known(id) = &observation.what else { continue };
            let same = known.iter().filter(|(other, _, _)| *other == id);
            let mut same = same.filter(|(_, first, own)| *first != list || own.is_same_passage(&observation.evidence));
            match same.next() {
                Some((_, first, evidence)) if *first != list => {
                    let message = format!("`{id}` stands under `{first}` and under `{list}`");
                    let contradiction =
                        Diagnostic::error(Code::Contradiction, observation.evidence.mark.span(source), message)
                            .label(evidence.mark.span(source), "also here")
                            .help(
                                "keep one of the two; where sources disagree, write the other statement as `also_said`",
                            );
                    diagnostics.push(contradiction);
                }
                Some((_, _, evidence)) => {
                    let message = format!("`{id}` stands twice under `{list}`");
                    let doubled = Diagnostic::error(Code::DoubledId, observation.evidence.mark.span(source), message)
                        .label(evidence.mark.span(source), "first written here")
                        .help(
                            "keep one of the two; if another source or passage says the same, name it: `source: …`, `at: …`, `quote: …`",
                        );
                    diagnostics.push(doubled);
                }
                None => known.push((id, list, &observation.evidence)),
            }
        }
    }
}
