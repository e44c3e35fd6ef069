//! The codebook: every characteristic of a framework, what it means, which stages expect it, and how often it was observed.

use std::collections::BTreeSet;

use crate::analysis::mapping::{Cell as Shown, Mapping};
use crate::model::case::{Case, Observation};
use crate::model::framework::find;
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::Scope;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;

/// The codebook.
pub fn table<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let life_cycle = scope.framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    let mapped = scope.mapped(context, cases);
    let ids = ["dimension", "characteristic", "definition", "expected-in", "observed-in", "passages"];
    let mut columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    columns[5].number = true;
    let mut rows = Vec::new();
    for (at, dimension) in &scope.dimensions {
        for (place, item) in dimension.characteristics.iter().enumerate() {
            let of = |mapping: &'_ Mapping<'a>| mapping.dimensions[*at].is_recorded();
            let known = mapped.iter().filter_map(|(_, mapping)| mapping.as_ref()).filter(|mapping| of(mapping));
            let cells: Vec<&Shown> = known.map(|mapping| &mapping.dimensions[*at].cells[place]).collect();
            let decided = || cells.iter().filter(|cell| !cell.is_undecided());
            let observed = decided().filter(|cell| cell.status.is_seen()).count();
            let counted = match decided().count() {
                0 => Content::NotRecorded,
                all => Content::Of(observed, all),
            };
            let seen = cells.iter().filter(|cell| cell.status.is_seen());
            let passages: usize = seen.map(|cell| passages(cell)).sum();
            let stage = |id: &str| life_cycle.and_then(|cycle| cycle.stage(id)).map(|stage| context.get(stage.short()));
            let stages: Vec<String> = item.stages.iter().filter_map(|id| stage(id)).collect();
            let meaning = item.definition.as_ref().or(item.note.as_ref()).map(|text| context.get(text));
            rows.push(vec![
                Cell::plain(scope.head(context, dimension)),
                Cell::plain(context.get(&item.label)),
                Cell::plain(meaning.unwrap_or_default()),
                Cell::plain(stages.join(", ")),
                Cell::of(counted),
                Cell::of(Content::Count(passages)),
            ]);
        }
    }
    let (shown, page) = below_first(&columns, &rows);
    let (shown, page) = without_empty(&shown, &page);
    let note = context.word("codebook-note");
    Some(Parts { kind: "codebook", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) })
}

/// The passages that an observation rests on; one that several coders found is one.
fn passages(cell: &Shown) -> usize {
    let place = |one: &Observation| {
        let own = &one.evidence;
        (
            own.source.as_ref().map(|source| source.id.clone()),
            own.at.clone(),
            own.quote.as_ref().map(|quote| quote.text.clone()),
        )
    };
    cell.support().map(place).collect::<BTreeSet<_>>().len()
}
