//! What changed from one record of a case to the next.

use crate::analysis::fit::fit;
use crate::analysis::mapping::{Status, map};
use crate::model::case::observed::SeenLists;
use crate::model::case::{Case, Characterised, Observation, Record};
use crate::model::facts::FACTS;
use crate::model::framework::{Dimension, Framework};
use crate::report::view::context::Context;
use crate::report::view::facts::compared;
use crate::report::view::lens::criteria;
use crate::report::view::phrase::as_of;
use crate::report::view::types::{ChangeRow, ChangesView};

/// The differences between the newest record of a case and the one before, in everything that reports compare: stages,
/// criteria, situation, actors, facilitators, funding, aims, goals, ambitions, observations, and the stages that these
/// resemble.
pub fn changes(context: Context, case: &Case) -> ChangesView {
    let (Some(new), Some(old)) = (case.newest(), case.previous()) else {
        return ChangesView { from: String::new(), to: String::new(), rows: Vec::new() };
    };
    let facts = FACTS.iter().filter(|fact| fact.uses.change);
    let values = facts.map(|fact| ChangeRow {
        label: context.word(fact.label),
        before: compared(context, fact, old),
        after: compared(context, fact, new),
    });
    let lenses =
        context.frameworks.iter().flat_map(|framework| framework.dimensions.iter().map(move |d| (framework, d)));
    let observed = lenses.filter_map(|(framework, dimension)| observed(context, framework, dimension, old, new));
    let values = values.chain(answers(context, old, new)).chain(resemblances(context, old, new));
    let rows = values.filter(|change| change.before != change.after);
    ChangesView { from: as_of(context, old), to: as_of(context, new), rows: rows.chain(observed).collect() }
}

/// The answers of two records to the criteria of life cycles.
fn answers(context: Context, old: &Record, new: &Record) -> Vec<ChangeRow> {
    let of = |record: &Record| {
        let cycles = criteria(context, record).into_iter();
        let rows = cycles.flat_map(|cycle| cycle.rows.into_iter().map(|row| (row.label, row.answer.text)));
        rows.collect::<Vec<_>>()
    };
    let (before, after) = (of(old), of(new));
    let mut labels: Vec<&String> = before.iter().chain(&after).map(|(label, _)| label).collect();
    labels.dedup();
    let answer = |all: &[(String, String)], label: &str| {
        let found = all.iter().find(|(own, _)| own == label);
        found.map_or_else(|| context.not_recorded(), |(_, answer)| answer.clone())
    };
    let mut changes: Vec<ChangeRow> = Vec::new();
    for label in labels {
        if !changes.iter().any(|change| change.label == *label) {
            changes.push(ChangeRow {
                label: label.clone(),
                before: answer(&before, label),
                after: answer(&after, label),
            });
        }
    }
    changes
}

/// Which stages two records resemble, by framework.
fn resemblances<'s>(
    context: Context<'s>,
    old: &'s Record,
    new: &'s Record,
) -> impl Iterator<Item = ChangeRow> + use<'s> {
    let nearest = move |record: &Record, framework: &Framework| {
        let mapping = map(record, framework, context.frameworks);
        let Some(fit) = fit(&mapping) else {
            let is_withheld =
                mapping.dimensions.iter().any(|own| own.cells.iter().any(|cell| cell.status == Status::Withheld));
            return context.word(if is_withheld { "withheld" } else { "not-recorded" });
        };
        let stages = fit.stages.iter().filter(|stage| stage.nearest);
        let names: Vec<String> = stages
            .map(|stage| {
                let (agreeing, known) = (stage.agreeing.into(), fit.known.into());
                let name = context.get(stage.stage.short()).into();
                context.say("nearest-stage", &[("stage", name), ("agreeing", agreeing), ("known", known)])
            })
            .collect();
        if names.is_empty() { context.word("none-of-the-stages") } else { names.join("; ") }
    };
    context.frameworks.iter().filter(|framework| framework.life_cycle.is_some()).map(move |framework| ChangeRow {
        label: context.say("resembles-most", &[("framework", context.get(&framework.title).into())]),
        before: nearest(old, framework),
        after: nearest(new, framework),
    })
}

/// What only one of two records names in a dimension, with its status; `None` if both name the same.
fn observed(
    context: Context,
    framework: &Framework,
    dimension: &Dimension,
    old: &Record,
    new: &Record,
) -> Option<ChangeRow> {
    let seen = |record: &'_ Record| -> Option<SeenLists> {
        let observed = record.observed.iter().find(|observed| *framework.id == *observed.framework)?;
        let seen = observed.of(&dimension.id)?;
        Some(seen.lists.clone())
    };
    // Of what the other record withholds, nobody can say that only one of the two names it.
    let named = |record: &Record, other: &Record| -> Option<Vec<String>> {
        let (seen, other) = (seen(record)?, seen(other));
        let is_comparable = |one: &Observation| match (&one.what, &other) {
            (Characterised::Known(id), Some(other)) => !other.conceals(id),
            (Characterised::New(_), Some(other)) => !other.conceals_new(),
            (_, None) => true,
        };
        let label = |status: &str, observation: &Observation| {
            let label = match &observation.what {
                Characterised::New(text) => context.get(text),
                Characterised::Known(id) => {
                    dimension.characteristic(id).map(|item| context.get(&item.label)).unwrap_or_default()
                }
            };
            if status == "seen" { label } else { format!("{label} ({})", context.word(status)) }
        };
        let all = seen.all().into_iter();
        let mut names: Vec<String> = all
            .flat_map(|(status, list)| list.iter().filter(|one| is_comparable(one)).map(move |one| label(status, one)))
            .collect();
        names.sort();
        names.dedup();
        Some(names)
    };
    let (before, after) = (named(old, new), named(new, old));
    if before == after {
        return None;
    }
    let only = |own: &Option<Vec<String>>, other: &Option<Vec<String>>| match (own, other) {
        (None, _) => context.not_recorded(),
        (Some(own), None) if own.is_empty() => context.word("withheld"),
        (Some(own), None) => own.join("; "),
        (Some(own), Some(other)) => {
            let only: Vec<&str> = own.iter().filter(|one| !other.contains(one)).map(String::as_str).collect();
            if only.is_empty() {
                "–".to_owned()
            } else {
                context.say("only-here", &[("what", only.join("; ").into())])
            }
        }
    };
    Some(ChangeRow {
        label: context.get(&dimension.label),
        before: only(&before, &after),
        after: only(&after, &before),
    })
}
