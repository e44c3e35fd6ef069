//! What ratings come to, case by case: median and range, and the mean where a scale has equal steps.

use crate::analysis::mapping::CellRating;
use crate::analysis::ratings::summary;
use crate::base::decimal::rounded;
use crate::model::case::Case;
use crate::model::framework::scale::{Scale, ScaleKind};
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::Scope;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;
use crate::report::view::rating::sign;

/// The ratings of each dimension with a scale, case by case. `None` if no dimension has a scale with an order.
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
    let mut has_mean = false;
    for (at, dimension) in &scope.dimensions {
        let Some(scale) = dimension.scale.as_ref().filter(|scale| scale.is_ordered()) else { continue };
        has_mean |= scale.kind() == ScaleKind::Interval;
        for (case, mapping) in &mapped {
            let own = mapping.as_ref().map(|mapping| &mapping.dimensions[*at]).filter(|mapped| mapped.is_recorded());
            let mut row = vec![Cell::plain(scope.head(context, dimension)), Cell::short_case(context, case)];
            let Some(own) = own else {
                row.push(Cell::of(Content::NotRecorded));
                row.resize(ids.len(), Cell::of(Content::Empty));
                rows.push(row);
                continue;
            };
            let found = summary(scale, own.cells.iter().map(|cell| &cell.rating));
            let level = |place: usize| sign(context, scale, &CellRating::Level(place));
            let between = |low: usize, high: usize| match low == high {
                true => level(low),
                false => context.say("from-to", &[("from", level(low).into()), ("to", level(high).into())]),
            };
            row.push(Cell::of(Content::Of(found.rated, own.cells.len())));
            row.push(text(
                found
                    .median
                    .map(|(low, high)| median(context, scale, (low, high)).unwrap_or_else(|| between(low, high))),
            ));
            row.push(text(found.range.map(|(low, high)| between(low, high))));
            let mean = found.mean.map(|mean| Content::Number(rounded(mean, 2), 2));
            row.push(Cell::of(mean.unwrap_or(Content::Empty)));
            row.extend([found.mixed, found.missing, found.contested].map(|count| Cell::of(Content::Count(count))));
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let (shown, page) = below_first(&columns, &rows);
    let (shown, page) = without_empty(&shown, &page);
    let note = context.word(if has_mean { "ratings-note-mean" } else { "ratings-note" });
    Some(Parts { kind: "ratings", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) })
}

/// The median as a number, where it lies between two levels with equal steps.
fn median(context: Context, scale: &Scale, (low, high): (usize, usize)) -> Option<String> {
    if low == high || scale.kind() != ScaleKind::Interval {
        return None;
    }
    let middle = (scale.value(low)? + scale.value(high)?) / rust_decimal::Decimal::TWO;
    let decimals = usize::from(!middle.is_integer());
    Some(context.locale.number(middle, decimals))
}

fn text(shown: Option<String>) -> Cell {
    shown.map_or(Cell::of(Content::Empty), Cell::plain)
}
