//! The stages of a cluster over the years, as its annual report words them.

use std::collections::BTreeMap;

use crate::analysis::mapping;
use crate::model::case::{Assessment, Case, Known};
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
    for record in records {
        let period = as_of(context, record);
        let is_first = rows.iter().all(|row: &StageRow| row.by.is_empty());
        let before = last.clone();
        let none = |state: &str| StageRow {
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
            Known::None => rows.push(none("not-assessed")),
            Known::Is(all) => {
                for assessment in all {
                    let Some(cycle) = framework_of(context.frameworks, &assessment.life_cycle) else { continue };
                    // If raters disagree, there is no single stage, and so no movement.
                    let at = mapping::assessed_place(record, cycle);
                    let movement = match (at, before.get(&*cycle.id)) {
                        (Some(at), Some(before)) => mapping::movement(*before, at),
                        (Some(_), None) if is_first => "first",
                        _ => "",
                    };
                    let row = stage_row(context, &period, cycle, assessment);
                    rows.push(StageRow { movement: if assessment.part.is_some() { "" } else { movement }, ..row });
                    last.extend(at.map(|at| (&*cycle.id, at)));
                }
            }
        }
    }
    // Where nobody ever assessed a stage there is no history.
    if rows.iter().all(|row| row.by.is_empty()) { Vec::new() } else { rows }
}

fn stage_row(context: Context, period: &str, cycle: &Framework, assessment: &Assessment) -> StageRow {
    let stage = cycle.stage(&assessment.stage).map(|stage| context.get(&stage.label)).unwrap_or_default();
    let part = assessment.part.as_ref().map(|part| {
        context.say("stage-in-part", &[("stage", stage.clone().into()), ("part", context.get(part).into())])
    });
    StageRow {
        period: period.to_owned(),
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
