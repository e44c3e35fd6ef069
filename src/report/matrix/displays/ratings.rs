//! What ratings come to, case by case, in each dimension and in those together that have one scale: median and range, and the mean where a scale has equal steps.

use crate::analysis::mapping::{self, Mapped};
use crate::analysis::ratings::summary;
use crate::base::decimal::rounded;
use crate::base::text::{capital, lower_first};
use crate::model::case::Case;
use crate::model::framework::Dimension;
use crate::model::framework::scale::{Scale, ScaleKind};
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::Scope;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;
use crate::report::view::rating::{between, median};

/// The ratings of each dimension with a scale, case by case, and of those with the same scale together. `None` if no dimension has a scale with an order.
pub fn table<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let mapped = scope.mapped(context, cases);
    let ids = [
        "dimension",
        "column-name",
        "rated-of",
        "median",
        "range-of",
        "mean",
        "rated-mixed",
        "rated-missing",
        "rated-contested",
    ];
    let mut columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    columns[3..].iter_mut().for_each(|heading| heading.number = true);
    let mut rows = Vec::new();
    let parts = parts(context, scope);
    for part in &parts {
        for (case, mapping) in &mapped {
            let mut row = vec![part.head.clone(), Cell::short_case(context, case)];
            let own = mapping.as_ref().map(|mapping| part.places.iter().map(|at| &mapping.dimensions[*at]));
            match own.filter(|own| own.clone().any(Mapped::is_recorded)) {
                Some(own) => {
                    let cells = own.filter(|mapped| mapped.is_recorded()).flat_map(|mapped| &mapped.cells);
                    row.extend(come_to(context, part.scale, cells));
                }
                None => {
                    row.push(Cell::of(Content::NotRecorded));
                    row.resize(ids.len(), Cell::of(Content::Empty));
                }
            }
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let (shown, page) = below_first(&columns, &rows);
    let (shown, page) = without_empty(&shown, &page);
    let has_mean = parts.iter().any(|part| part.scale.kind() == ScaleKind::Interval);
    let note = context.word(if has_mean { "ratings-note-mean" } else { "ratings-note" });
    Some(Parts { kind: "ratings", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) })
}

/// What is summed up together.
struct Part<'a> {
    head: Cell,
    /// The positions of its dimensions.
    places: Vec<usize>,
    scale: &'a Scale,
}

/// Each dimension whose scale has an order, and then those together that are rated on the same one.
fn parts<'a>(context: Context<'a>, scope: &Scope<'a>) -> Vec<Part<'a>> {
    let with_scale = scope.dimensions.iter().filter_map(|(at, dimension)| {
        let scale = dimension.scale.as_ref().filter(|scale| scale.is_ordered())?;
        Some((*at, *dimension, scale))
    });
    let all: Vec<(usize, &Dimension, &Scale)> = with_scale.collect();
    let mut parts = Vec::new();
    for (at, dimension, scale) in &all {
        parts.push(Part { head: Cell::plain(scope.head(context, dimension)), places: vec![*at], scale });
    }
    for (position, (_, _, scale)) in all.iter().enumerate() {
        let same: Vec<_> = all.iter().filter(|(_, _, other)| other.has_levels_of(scale)).collect();
        let is_first = all[..position].iter().all(|(_, _, earlier)| !earlier.has_levels_of(scale));
        if is_first && same.len() > 1 {
            let names: Vec<String> = same.iter().map(|(_, own, _)| lower_first(&context.get(&own.label))).collect();
            let head = capital(&context.say("together-head", &[("list", context.list(&names).into())]));
            parts.push(Part { head: Cell::plain(head), places: same.iter().map(|(at, _, _)| *at).collect(), scale });
        }
    }
    parts
}

/// How many are rated, median, range and mean, and how many are mixed, missing and contested.
fn come_to<'c>(
    context: Context,
    scale: &Scale,
    cells: impl Iterator<Item = &'c mapping::Cell<'c>> + Clone,
) -> Vec<Cell> {
    let found = summary(scale, cells.clone().map(|cell| &cell.rating));
    let median = found.median.map(|own| median(context, scale, own));
    let mean = found.mean.map_or(Content::Empty, |mean| Content::Number(rounded(mean, 2), 2));
    let rated = Cell::of(Content::Of(found.rated, cells.count()));
    let counts = [found.mixed, found.missing, found.contested].map(|count| Cell::of(Content::Count(count)));
    let mut all = vec![rated, text(median), text(found.range.map(|own| between(context, scale, own))), Cell::of(mean)];
    all.extend(counts);
    all
}

fn text(shown: Option<String>) -> Cell {
    shown.map_or(Cell::of(Content::Empty), Cell::plain)
}
