//! Quotations, theme by theme, with who said them.

use std::collections::BTreeSet;

use crate::model::case::{Case, Observation};
use crate::model::facts::column::Column;
use crate::model::framework::find;
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::{Scope, key_quotations, unshown, words_of};
use crate::report::matrix::parts::{Parts, head, without_empty};
use crate::report::matrix::table::{Cell, Full};
use crate::report::view::context::Context;
use crate::report::view::facts::content;
use crate::report::view::phrase::full_label;

/// The quotations that are marked as `key`, below what they are on. Themes of which none is marked are counted.
pub fn table<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let life_cycle = scope.framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    let mapped = scope.mapped(context, cases);
    let ids =
        ["dimension", "characteristic", "quotation-heading", "speaker", "column-name", "column-stage", "where-from"];
    let columns = ids.map(|id| head(context.word(id)));
    let (mut page, mut full, mut unmarked, mut quoted) = (Vec::new(), Vec::new(), 0, BTreeSet::new());
    for (at, dimension) in &scope.dimensions {
        for (place, characteristic) in dimension.characteristics.iter().enumerate() {
            let label = context.get(&characteristic.label);
            let mut rows: Vec<Vec<Cell>> = Vec::new();
            let mut is_quoted = false;
            for (case, mapping) in &mapped {
                let Some(mapping) = mapping else { continue };
                let observations = &mapping.dimensions[*at].cells[place].observations;
                is_quoted |= observations.iter().any(|one| one.evidence.quote.is_some());
                for one in key_quotations(observations) {
                    quoted.insert(&*case.id);
                    let stage = match life_cycle {
                        Some(cycle) => Cell::of(content(context, case, &Column::usual("stage"), Some(cycle))),
                        None => Cell::of(Content::Empty),
                    };
                    rows.push(vec![
                        Cell::plain(context.get(&dimension.label)),
                        Cell::plain(label.as_str()),
                        Cell::plain(words_of(context, one).unwrap_or_default()),
                        Cell::plain(speaker(context, case, one)),
                        Cell::short_case(context, case),
                        stage,
                        Cell::plain(full_label(context, &one.evidence)),
                    ]);
                }
            }
            unmarked += usize::from(is_quoted && rows.is_empty());
            if !rows.is_empty() {
                page.push(Cell::plain(label).above(ids.len() - 2));
                page.extend(rows.iter().map(|row| row[2..].to_vec()));
                full.extend(rows);
            }
        }
    }
    let unmarked = (unmarked > 0).then(|| context.say("quotes-unmarked", &[("count", unmarked.into())]));
    let note: Vec<String> =
        unmarked.into_iter().chain(unshown(context, cases, |case| quoted.contains(&*case.id))).collect();
    let (shown, page) = without_empty(&columns[2..], &page);
    Some(Parts {
        kind: "quotes",
        columns: shown,
        rows: page,
        note: note.join(" "),
        full: Some(Full::new(columns.into(), full)),
    })
}

/// The roles of those who were interviewed in the source of an observation; of another source its kind.
fn speaker(context: Context, case: &Case, observation: &Observation) -> String {
    let named = observation.evidence.source.as_deref();
    let Some(source) = named.and_then(|named| case.sources.iter().find(|own| own.id == named.id)) else {
        return String::new();
    };
    let people = source.with.iter().filter_map(|id| case.people.iter().find(|own| *own.id == **id));
    let roles: Vec<String> = people.filter_map(|own| own.value.role.as_ref().map(|role| context.get(role))).collect();
    if roles.is_empty() { context.coded("source", source.kind) } else { roles.join("; ") }
}
