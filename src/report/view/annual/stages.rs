//! The stages of a cluster over the years, as its annual report words them.

use std::collections::BTreeMap;

use crate::analysis::mapping;
use crate::model::case::{Assessment, Case, Known, Record};
use crate::model::framework::{Framework, find as framework_of};
use crate::report::view::annual::types::StageRow;
use crate::report::view::context::Context;
use crate::report::view::phrase::{as_of, item};
use crate::report::view::types::ItemView;
use crate::yaml::shape::link::Link;

/// The stages of a case in all of its records, in order; a row for each assessment.
pub fn stages(context: Context, case: &Case) -> Vec<StageRow> {
    let records = case.in_order();
    let mut rows = Vec::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    // Of what comes after a stage that is withheld, nobody can say whether it is the first, or how it moved.
    let mut is_hidden = false;
    for record in records {
        let period = as_of(context, record);
        let is_first = !is_hidden && rows.iter().all(|row: &StageRow| row.by.is_empty());
        let before = last.clone();
        let none = |state: &str| StageRow {
            year: record.year(),
            period: period.clone(),
            stage: context.word(state),
            movement: "",
            by: String::new(),
            basis: String::new(),
            dissent: String::new(),
            driver: String::new(),
            evidence: ItemView::default(),
        };
        match &record.stages {
            Known::NotRecorded => rows.push(none("not-recorded")),
            Known::Withheld => {
                rows.push(none("withheld"));
                last.clear();
                is_hidden = true;
            }
            Known::None => rows.push(none("not-assessed")),
            Known::Is(all) => {
                for assessment in all.iter() {
                    let Some(cycle) = framework_of(context.frameworks, &assessment.life_cycle) else { continue };
                    // If raters disagree, there is no single stage, and so no movement.
                    let at = mapping::assessed_place(record, cycle);
                    let movement = match (at, before.get(&*cycle.id)) {
                        (Some(at), Some(before)) => mapping::movement(*before, at),
                        (Some(_), None) if is_first => "first",
                        _ => "",
                    };
                    let row = stage_row(context, record, cycle, assessment);
                    rows.push(StageRow { movement: if assessment.part.is_some() { "" } else { movement }, ..row });
                    last.extend(at.map(|at| (&*cycle.id, at)));
                }
                if all.withheld > 0 {
                    rows.push(none("withheld"));
                    last.retain(|cycle, _| all.iter().any(|own| *own.life_cycle == **cycle && own.part.is_none()));
                    is_hidden = true;
                }
            }
        }
    }
    // Where nobody ever assessed a stage there is no history.
    if rows.iter().all(|row| row.by.is_empty()) { Vec::new() } else { in_spans(context, rows) }
}

/// Rows of years that follow each other and say the same of a stage as one row.
fn in_spans(context: Context, rows: Vec<StageRow>) -> Vec<StageRow> {
    let mut spans: Vec<(StageRow, StageRow)> = Vec::new();
    for row in rows {
        match spans.last_mut() {
            Some((_, last)) if goes_on(last, &row) => *last = row,
            _ => spans.push((row.clone(), row)),
        }
    }
    let span = |(first, last): (StageRow, StageRow)| match first.year == last.year {
        true => first,
        false => StageRow { period: context.periods(&first.period, &last.period), ..first },
    };
    spans.into_iter().map(span).collect()
}

/// Whether a row says of the year after what the one before says of its own: as before, by the same people, on the same basis.
fn goes_on(before: &StageRow, row: &StageRow) -> bool {
    let says = |row: &StageRow| !row.dissent.is_empty() || !row.driver.is_empty();
    let own = |row: &StageRow| (row.stage.clone(), row.by.clone(), row.basis.clone(), row.evidence.clone());
    row.year.is_some()
        && row.year == before.year.map(|year| year + 1)
        && (before.movement, row.movement) == ("same", "same")
        && own(before) == own(row)
        && !says(before)
        && !says(row)
}

fn stage_row(context: Context, record: &Record, cycle: &Framework, assessment: &Assessment) -> StageRow {
    let stage = cycle.stage(&assessment.stage).map(|stage| context.get(&stage.label)).unwrap_or_default();
    let part = assessment.part.as_ref().map(|part| {
        context.say("stage-in-part", &[("stage", stage.clone().into()), ("part", context.get(part).into())])
    });
    StageRow {
        year: record.year(),
        period: as_of(context, record),
        stage: part.unwrap_or(stage),
        movement: "",
        by: assessment.by.as_ref().map_or_else(|| context.not_recorded(), |by| context.rater(by)),
        basis: assessment.basis.as_ref().map_or_else(|| context.not_recorded(), |basis| context.get(basis)),
        dissent: context.opt(assessment.dissent.as_ref()),
        driver: assessment.driver.as_ref().map(|driver| characteristic(context, driver)).unwrap_or_default(),
        evidence: item(context, String::new(), &assessment.evidence),
    }
}

/// The name of a characteristic.
pub fn characteristic(context: Context, link: &Link) -> String {
    let named = framework_of(context.frameworks, &link.framework)
        .and_then(|framework| framework.dimension(&link.dimension)?.characteristic(&link.is));
    named.map(|one| context.get(&one.label)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(year: i32, movement: &'static str) -> StageRow {
        StageRow {
            year: Some(year),
            period: year.to_string(),
            stage: "Latent cluster".to_owned(),
            movement,
            by: "the office".to_owned(),
            basis: "talk".to_owned(),
            dissent: String::new(),
            driver: String::new(),
            evidence: ItemView::default(),
        }
    }

    #[test]
    fn a_year_goes_on_with_the_one_before_only_if_it_says_the_same() {
        let before = row(2023, "same");
        assert!(goes_on(&before, &row(2024, "same")));
        assert!(!goes_on(&before, &row(2025, "same")), "a year between them has no record");
        assert!(!goes_on(&before, &row(2023, "same")), "two assessments of one year");
        assert!(!goes_on(&row(2023, "forward"), &row(2024, "same")), "the year of the movement stands alone");
        assert!(!goes_on(&row(2023, ""), &row(2024, "")), "raters who disagree");
        let other = |change: fn(&mut StageRow)| {
            let mut row = row(2024, "same");
            change(&mut row);
            row
        };
        for said in [
            other(|row| row.stage.push('s')),
            other(|row| row.by.push('s')),
            other(|row| row.basis.push('s')),
            other(|row| row.dissent.push('s')),
            other(|row| row.driver.push('s')),
            other(|row| row.evidence.source.push('s')),
            other(|row| row.year = None),
        ] {
            assert!(!goes_on(&before, &said), "{:?}", said.period);
        }
    }
}
