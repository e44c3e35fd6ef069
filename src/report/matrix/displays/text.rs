//! Matrices with text: cases by dimensions or characteristics, in an order that the cases give (case-ordered displays; Miles, Huberman and
//! Saldaña 2014).

use crate::analysis::mapping::{Cell as Shown, CellRating, Mapped, Mapping, Status};
use crate::base::text::lower_first;
use crate::model::case::{Case, Observation};
use crate::model::framework::{Characteristic, Dimension, Framework, find};
use crate::model::settings::displays::{CellText, TextMatrix};
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::{Scope, key_quotations, words_of};
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::table::{Cell, Heading};
use crate::report::prose::realise::finished;
use crate::report::view::context::Context;
use crate::report::view::facts::{content, heading_of, sort};
use crate::report::view::phrase::status_id;
use crate::report::view::rating;

/// What stands against the cases: a dimension, or a characteristic of one.
enum Item<'a> {
    Dimension(usize, &'a Dimension),
    Characteristic(usize, usize, &'a Characteristic),
}

/// The matrix.
pub fn table<'a>(context: Context<'a>, matrix: &TextMatrix, cases: &mut Vec<&'a Case>, order: &Order) -> Option<Parts> {
    let scope = Scope::of(context, &matrix.part)?;
    let life_cycle = scope.framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    for column in [&matrix.order, &matrix.group].into_iter().flatten() {
        sort(context, cases, column, life_cycle, order);
    }
    let of = |(at, dimension): &(usize, &'a Dimension)| -> Vec<Item<'a>> {
        match matrix.part.dimension {
            Some(_) => {
                let all = dimension.characteristics.iter().enumerate();
                all.map(|(place, one)| Item::Characteristic(*at, place, one)).collect()
            }
            None => vec![Item::Dimension(*at, dimension)],
        }
    };
    let items: Vec<Item> = scope.dimensions.iter().flat_map(of).collect();
    let mapped = scope.mapped(context, cases);
    let cell = |case: &Case, mapping: Option<&Mapping>, item: &Item| {
        one(context, matrix.cells, scope.framework, (case, mapping), item)
    };
    let group = |case: &Case| matrix.group.as_ref().map(|group| content(context, case, group, life_cycle));
    let (columns, rows): (Vec<Heading>, Vec<Vec<Cell>>) = if matrix.is_turned {
        let what = context.word(if matrix.part.dimension.is_some() { "characteristic" } else { "dimension" });
        let name = |case: &Case| match group(case) {
            Some(group) => {
                let aside = group.words(context.locale);
                context.say("tell-aside", &[("text", context.short_name(case).into()), ("aside", aside.into())])
            }
            None => context.short_name(case),
        };
        let columns = std::iter::once(head(what)).chain(cases.iter().map(|case| head(name(case)))).collect();
        let row = |item: &Item| {
            let cells = mapped.iter().map(|(case, mapping)| cell(case, mapping.as_ref(), item));
            std::iter::once(Cell::plain(label(context, item))).chain(cells).collect()
        };
        (columns, items.iter().map(row).collect())
    } else {
        let first = matrix.group.iter().map(|group| head(heading_of(context, group)));
        let columns = first
            .chain([head(context.word("column-name"))])
            .chain(items.iter().map(|item| head(label(context, item))))
            .collect();
        let row = |(case, mapping): &(&'a Case, Option<Mapping<'a>>)| {
            let first = group(case).map(Cell::of).into_iter().chain([Cell::short_case(context, case)]);
            first.chain(items.iter().map(|item| cell(case, mapping.as_ref(), item))).collect()
        };
        (columns, mapped.iter().map(row).collect())
    };
    let silent = [Content::NotRecorded, Content::Word("no-summary")];
    let is_silent = rows.iter().flatten().any(|cell| silent.contains(&cell.content));
    let note = match matrix.cells {
        CellText::Quotation => context.word("matrix-quotations"),
        CellText::Summary if is_silent => context.word("matrix-summaries"),
        CellText::Observations if is_silent => finished(&context.word("key-not-recorded")),
        CellText::Summary | CellText::Observations => String::new(),
    };
    Some(Parts { kind: "text", columns, rows, note, full: None })
}

fn label(context: Context, item: &Item) -> String {
    context.get(match item {
        Item::Dimension(_, dimension) => &dimension.label,
        Item::Characteristic(_, _, characteristic) => &characteristic.label,
    })
}

/// A cell that is blank on a page, where a note says why.
fn blank(why: Content) -> Cell {
    Cell::new(why, "")
}

/// What a cell says of a case.
fn one(
    context: Context,
    cells: CellText,
    framework: &Framework,
    (case, mapping): (&Case, Option<&Mapping>),
    item: &Item,
) -> Cell {
    let Some(mapping) = mapping else { return blank(Content::NotRecorded) };
    let (Item::Dimension(at, _) | Item::Characteristic(at, ..)) = item;
    let mapped = &mapping.dimensions[*at];
    match (cells, item) {
        (CellText::Summary, _) => {
            let record = case.newest();
            let own = record.and_then(|record| record.observed.iter().find(|own| *own.framework == *framework.id));
            match own.and_then(|own| own.summary(&mapped.dimension.id)) {
                Some(text) => Cell::plain(context.get(text)),
                None => blank(Content::Word("no-summary")),
            }
        }
        (CellText::Observations, Item::Dimension(..)) => observations(context, mapped),
        (CellText::Observations, Item::Characteristic(_, place, _)) => {
            characteristic(context, mapped, &mapped.cells[*place])
        }
        (CellText::Quotation, Item::Dimension(..)) => {
            let all = mapped.cells.iter().flat_map(|cell| &cell.observations).copied().collect::<Vec<_>>();
            quotation(context, mapped, &all)
        }
        (CellText::Quotation, Item::Characteristic(_, place, _)) => {
            quotation(context, mapped, &mapped.cells[*place].observations)
        }
    }
}

/// The characteristics that a case shows of a dimension, each with its rating or status if it is not simply observed.
fn observations(context: Context, mapped: &Mapped) -> Cell {
    if !mapped.is_recorded() && !mapped.is_borrowed() {
        return blank(Content::NotRecorded);
    }
    let named = |cell: &Shown| -> Option<String> {
        let is_silent = matches!(cell.status, Status::NotMentioned | Status::NotRecorded);
        if is_silent || (cell.status == Status::Absent && cell.observations.is_empty()) {
            return None;
        }
        let label = lower_first(&context.get(&cell.characteristic.label));
        let aside = aside(context, mapped, cell);
        Some(match aside.is_empty() {
            true => label,
            false => context.say("tell-aside", &[("text", label.into()), ("aside", aside.into())]),
        })
    };
    let outside = mapped.outside().map(|one| lower_first(&one.what.shown(|text| context.get(text))));
    let all: Vec<String> = mapped.cells.iter().filter_map(named).chain(outside).collect();
    if all.is_empty() { Cell::of(Content::Word("nothing-observed")) } else { Cell::plain(all.join("; ")) }
}

/// What is said of a characteristic besides that it is observed: its rating, or another status.
fn aside(context: Context, mapped: &Mapped, cell: &Shown) -> String {
    let rated = mapped.dimension.scale.as_ref().filter(|_| cell.rating != CellRating::None);
    // Signs that no scale explains are words.
    let rated = rated.map(|scale| match cell.rating {
        CellRating::Level(_) => rating::sign(context, scale, &cell.rating),
        _ => rating::words(context, scale, &cell.rating),
    });
    let status = (cell.status != Status::Observed).then(|| context.word(status_id(cell.status)));
    rated.into_iter().chain(status).collect::<Vec<_>>().join("; ")
}

/// A characteristic: its status, or in the sources' words.
fn characteristic(context: Context, mapped: &Mapped, cell: &Shown) -> Cell {
    let words: Vec<String> = cell.observations.iter().filter_map(|one| words_of(context, one)).collect();
    let aside = aside(context, mapped, cell);
    if words.is_empty() {
        let rated = mapped.dimension.scale.as_ref().map(|scale| rating::words(context, scale, &cell.rating));
        return match (cell.status, rated.filter(|rated| !rated.is_empty())) {
            (_, Some(rated)) if cell.is_unsaid() => Cell::plain(rated),
            (Status::NotRecorded, _) => blank(Content::NotRecorded),
            (_, Some(rated)) if cell.status == Status::Observed => Cell::plain(rated),
            (_, Some(_)) => Cell::plain(aside),
            (status, None) => Cell::plain(context.word(status_id(status))),
        };
    }
    let words = words.join("; ");
    match aside.is_empty() {
        true => Cell::plain(words),
        false => Cell::plain(context.say("key", &[("sign", format!("{aside}:").into()), ("words", words.into())])),
    }
}

/// A quotation that is marked as `key`, the first in the file.
fn quotation(context: Context, mapped: &Mapped, observations: &[&Observation]) -> Cell {
    match key_quotations(observations).first() {
        Some(one) => Cell::plain(words_of(context, one).unwrap_or_default()),
        None if mapped.is_recorded() => blank(Content::Empty),
        None => blank(Content::NotRecorded),
    }
}
