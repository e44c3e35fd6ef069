//! What happened in all cases, on one line of time (time-ordered displays; Miles, Huberman and Saldaña 2014).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::model::case::{Case, Event};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;
use crate::report::view::drawings::{beginning, end_of};
use crate::report::view::figure::Figure;
use crate::report::view::phrase::{full_label, shown_event};

/// The kind of figure.
pub const TIME_ORDERED: &str = "time-ordered";

/// An event of a case, with where it begins and ends on an axis of years.
struct Dated<'a> {
    case: &'a Case,
    event: &'a Event,
    from: Option<f64>,
    to: Option<f64>,
}

/// The events of all cases, in order; those without a date at the end. One that several records tell stands once.
fn events<'a>(context: Context, cases: &[&'a Case]) -> Vec<Dated<'a>> {
    let mut all: Vec<Dated> = Vec::new();
    for case in cases {
        let mut known: BTreeSet<(String, String)> = BTreeSet::new();
        let of_records = case.records.iter().flat_map(|record| record.events.entries());
        for event in case.history.entries().iter().chain(of_records) {
            let row = shown_event(context, event);
            if known.insert((row.cells[0].clone(), context.get(&event.text))) {
                let from = event.on.or(event.from).or(event.to);
                let to = if event.on.is_some() { event.on } else { event.to };
                let (from, to) = (from.map(|date| beginning(&date)), to.map(|date| end_of(&date)));
                all.push(Dated { case, event, from, to });
            }
        }
    }
    let place = |one: &Dated| one.from.unwrap_or(f64::INFINITY);
    all.sort_by(|one, other| place(one).total_cmp(&place(other)));
    all
}

/// The events with their cases. Each has a number, by which the figure names it.
pub fn table(context: Context, cases: &[&Case]) -> Parts {
    let ids = ["event-number", "when", "column-name", "what-happened", "where-from"];
    let columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    let events = events(context, cases);
    let row = |(at, one): (usize, &Dated)| {
        let shown = shown_event(context, one.event);
        vec![
            Cell::of(Content::Count(at + 1)),
            Cell::plain(shown.cells[0].as_str()),
            Cell::short_case(context, one.case),
            Cell::plain(shown.item.text),
            Cell::plain(full_label(context, &one.event.evidence)),
        ]
    };
    let rows: Vec<Vec<Cell>> = events.iter().enumerate().map(row).collect();
    let silent = cases.iter().filter(|case| !events.iter().any(|one| one.case.id == case.id));
    let silent: Vec<String> = silent.map(|case| context.short_name(case)).collect();
    let note = match silent.is_empty() {
        true => String::new(),
        false => context.say("events-silent", &[("list", context.locale.list(&silent).into())]),
    };
    let (shown, page) = without_empty(&columns, &rows);
    Parts { kind: "time-ordered", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) }
}

/// A figure has at least this many dated events, and at most this many cases and events.
const EVENTS: std::ops::RangeInclusive<usize> = 4..=120;
const CASES: usize = 30;

/// The events as a figure: a lane for each case, in which each event stands at its time with its number in the table.
pub fn figure(context: Context, id: &str, title: &str, cases: &[&Case]) -> Figure {
    let events = events(context, cases);
    let dated: Vec<(usize, &Dated, f64)> =
        events.iter().enumerate().filter_map(|(at, one)| Some((at + 1, one, one.from?))).collect();
    let first = dated.iter().map(|(_, _, from)| from.floor()).fold(f64::INFINITY, f64::min);
    let end = |one: &Dated, from: f64| one.to.unwrap_or(from).max(from);
    let last = dated.iter().map(|(_, one, from)| end(one, *from).ceil()).fold(f64::NEG_INFINITY, f64::max);
    let with_events: Vec<&&Case> =
        cases.iter().filter(|case| dated.iter().any(|(_, one, _)| one.case.id == case.id)).collect();
    if !EVENTS.contains(&dated.len()) || with_events.len() > CASES || last - first < 2.0 {
        return Figure::default();
    }
    // What stands closer together than this share of the axis stands below each other.
    let room = (last - first) * 0.035;
    let lane = |case: &Case| -> Value {
        let mut ends: Vec<f64> = Vec::new();
        let marks = dated.iter().filter(|(_, one, _)| one.case.id == case.id).map(|(number, one, from)| {
            let until = end(one, *from).max(from + room);
            let row = ends.iter().position(|last| *last <= *from).unwrap_or(ends.len());
            if row == ends.len() { ends.push(until) } else { ends[row] = until }
            json!({ "number": number.to_string(), "from": from, "to": end(one, *from), "row": row, "open": one.event.to.is_none() && one.event.on.is_none() })
        });
        let marks: Vec<Value> = marks.collect();
        json!({ "name": context.short_name(case), "rows": ends.len(), "marks": marks })
    };
    let lanes: Vec<Value> = with_events.iter().map(|case| lane(case)).collect();
    let lines = dated.iter().map(|(number, one, _)| {
        let when = &shown_event(context, one.event).cells[0];
        format!("{number}: {when}, {}: {}.", context.short_name(one.case), context.get(&one.event.text))
    });
    let alt = std::iter::once(context.word("time-ordered-alt")).chain(lines).collect::<Vec<_>>().join(" ");
    let data = json!({ "first": first, "last": last, "lanes": lanes, "note": context.word("time-ordered-note") });
    Figure::new(context, TIME_ORDERED, format!("{TIME_ORDERED}--{id}"), 0, title.to_owned(), alt, data)
}
