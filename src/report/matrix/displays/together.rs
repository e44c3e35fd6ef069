//! How often characteristics of a dimension occur together.

use crate::analysis::mapping::{Mapped, Mapping};
use crate::model::case::Case;
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::Scope;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;

/// A matrix has at most so many characteristics on a page; of more, the pairs that occur are listed.
const MOST: usize = 12;

/// In how many cases two characteristics are both observed, of those that record the dimension and of which both are known or not mentioned:
/// what is withheld or contested counts in neither.
pub fn table<'a>(context: Context<'a>, id: &str, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let (at, dimension) = *scope.dimensions.first()?;
    let mapped = scope.mapped(context, cases);
    let of = |mapping: &'_ Mapping<'a>| mapping.dimensions[at].is_recorded();
    let known: Vec<&Mapped> = mapped
        .iter()
        .filter_map(|(_, mapping)| mapping.as_ref())
        .filter(|mapping| of(mapping))
        .map(|mapping| &mapping.dimensions[at])
        .collect();
    let labels: Vec<String> = dimension.characteristics.iter().map(|item| context.get(&item.label)).collect();
    let count = |one: usize, other: usize| {
        let decided = known.iter().filter(|own| [one, other].iter().all(|place| !own.cells[*place].is_undecided()));
        let both = decided.clone().filter(|own| [one, other].iter().all(|place| own.cells[*place].status.is_seen()));
        (both.count(), decided.count())
    };
    let cell = |one: usize, other: usize| match count(one, other) {
        (_, 0) => Cell::of(Content::NotRecorded),
        (both, all) => Cell::of(Content::Of(both, all)),
    };
    let columns: Vec<Heading> =
        std::iter::once(context.word("characteristic")).chain(labels.iter().cloned()).map(head).collect();
    let row = |(place, label): (usize, &String)| {
        let cells = (0..labels.len()).map(|other| cell(place, other));
        std::iter::once(Cell::plain(label.as_str())).chain(cells).collect::<Vec<Cell>>()
    };
    let rows: Vec<Vec<Cell>> = labels.iter().enumerate().map(row).collect();
    let note = context.word("together-note");
    if labels.len() <= MOST {
        return Some(Parts { kind: "together", columns, rows, note, full: None });
    }
    let pairs = (0..labels.len()).flat_map(|one| (one + 1..labels.len()).map(move |other| (one, other)));
    let mut pairs: Vec<((usize, usize), usize)> =
        pairs.map(|pair| (pair, count(pair.0, pair.1).0)).filter(|(_, both)| *both > 0).collect();
    pairs.sort_by_key(|(_, both)| std::cmp::Reverse(*both));
    let most = context.settings.table_rows();
    let left = pairs.len().saturating_sub(most);
    let page = pairs.iter().take(most).map(|((one, other), _)| {
        vec![Cell::plain(labels[*one].as_str()), Cell::plain(labels[*other].as_str()), cell(*one, *other)]
    });
    let heads = ["characteristic", "together-with", "observed-in"].map(|id| head(context.word(id)));
    let more = context.say("together-pairs", &[("table", id.into()), ("count", left.into())]);
    let (page, full) = (page.collect(), Some(Full::new(columns, rows)));
    Some(Parts { kind: "together", columns: heads.into(), rows: page, note: format!("{note} {more}"), full })
}
