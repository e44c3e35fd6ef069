//! The figures of a case: matrix, timeline, actors and series.

use crate::base::decimal::to_binary;
use crate::base::text::capital;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::analysis::mapping::{Cell, Mapped, Mapping, Position, Status};
use crate::model::case::date::{Date, When};
use crate::model::case::value::Quantity;
use crate::model::case::{Actor, ActorKind, Case, Event, Known, Record, Sector};
use crate::model::framework::Stage;
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::{as_of, outside_label, shown_event, status_id};

/// The legend of a figure: each status with its name.
pub fn legend(context: Context, statuses: &[Status]) -> Value {
    statuses
        .iter()
        .map(|status| json!({ "status": status_id(*status), "label": context.word(status_id(*status)) }))
        .collect()
}

/// A record as a matrix of a framework's dimensions by its stages. Empty if the framework has no stages, or nothing is
/// recorded.
pub fn matrix(context: Context, case: &Case, mapping: &Mapping) -> Figure {
    let framework = mapping.framework;
    let stage = |id| mapping.life_cycle.and_then(|cycle| cycle.stage(id));
    let stages: Vec<&Stage> = framework.maps.iter().filter_map(|id| stage(id)).collect();
    if stages.is_empty() || !mapping.dimensions.iter().any(Mapped::is_recorded) {
        return Figure::default();
    }
    let staged = |mapped: &&Mapped| mapped.cells.iter().any(|cell| !cell.characteristic.stages.is_empty());
    // A row that only says that nothing is recorded says nothing.
    let dimensions: Vec<&Mapped> =
        mapping.dimensions.iter().filter(staged).filter(|mapped| mapped.is_recorded()).collect();
    if dimensions.is_empty() || !matches!(mapping.position, Position::Mapped(_) | Position::Contested) {
        return Figure::default();
    }
    let used = |status: &Status| dimensions.iter().flat_map(|mapped| &mapped.cells).any(|cell| cell.status == *status);
    let statuses: Vec<Status> = ALL.into_iter().filter(used).collect();
    let assessed = match mapping.position {
        Position::Mapped(at) => Some(at),
        _ => None,
    };
    let data = json!({
        "stages": stages.iter().map(|stage| context.get(stage.short())).collect::<Vec<_>>(),
        "rows": dimensions.iter().map(|mapped| matrix_row(context, mapped, &stages)).collect::<Vec<_>>(),
        "assessed": assessed,
        "legend": legend(context, &statuses),
        "mark": context.word("assessed"),
        "not_recorded": context.not_recorded(),
    });
    let title = context.get(&framework.title);
    let lines = dimensions.iter().map(|mapped| in_words(context, mapped, &statuses));
    let alt = std::iter::once(said(context, "figure-matrix-alt", "framework", title.clone())).chain(lines);
    let alt = alt.collect::<Vec<_>>().join(" ");
    let caption = said(context, "figure-matrix", "framework", title);
    Figure::new(context, "matrix", format!("{}--{}", case.id, framework.id), 1, caption, alt, data)
}

/// A dimension by the stages that expect its characteristics.
fn matrix_row(context: Context, mapped: &Mapped, stages: &[&Stage]) -> Value {
    let entry =
        |cell: &Cell| json!({ "label": context.get(&cell.characteristic.label), "status": status_id(cell.status) });
    let of_stage = |stage: &&Stage| -> Vec<Value> {
        let expects = |cell: &&Cell| cell.characteristic.is_expected_in(&stage.id);
        mapped.cells.iter().filter(expects).map(entry).collect()
    };
    let outside: Vec<String> = mapped.outside().map(|one| outside_label(context, one)).collect();
    let outside = (!outside.is_empty()).then(|| said(context, "figure-outside", "names", outside.join("; ")));
    json!({
        "label": context.get(&mapped.dimension.label),
        "recorded": mapped.is_recorded(),
        "cells": stages.iter().map(of_stage).collect::<Vec<_>>(),
        "outside": outside.unwrap_or_default(),
    })
}

/// A dimension of the matrix in words, for those who can't see it: "Tasks – observed: meetings, export; planned: fairs."
fn in_words(context: Context, mapped: &Mapped, statuses: &[Status]) -> String {
    let by_status = statuses.iter().filter_map(|status| {
        let own = mapped.cells.iter().filter(|cell| cell.status == *status);
        let names: Vec<String> = own.map(|cell| context.get(&cell.characteristic.label)).collect();
        (!names.is_empty()).then(|| format!("{}: {}", context.word(status_id(*status)), names.join(", ")))
    });
    let all = if mapped.is_recorded() { by_status.collect::<Vec<_>>().join("; ") } else { context.not_recorded() };
    format!("{} – {all}.", context.get(&mapped.dimension.label))
}

/// All statuses, in the order of legends.
pub const ALL: [Status; 9] = [
    Status::Observed,
    Status::Countered,
    Status::Planned,
    Status::Past,
    Status::Absent,
    Status::Withheld,
    Status::Contested,
    Status::NotMentioned,
    Status::NotRecorded,
];

fn said(context: Context, id: &str, name: &str, part: String) -> String {
    context.say(id, &[(name, part.into())])
}

/// A timeline has at least this many dated events. For fewer, the table is enough.
const EVENTS: usize = 5;

/// The timeline of a case. Empty if its table says as much.
pub fn timeline(context: Context, case: &Case) -> Figure {
    let of_records = case.records.iter().flat_map(|record| record.events.entries());
    let all = || case.history.entries().iter().chain(of_records.clone());
    let is_undated = |event: &&Event| event.on.or(event.from).or(event.to).is_none();
    let undated: BTreeSet<String> = all().filter(is_undated).map(|event| context.get(&event.text)).collect();
    let mut events: Vec<(f64, Option<f64>, &Event)> = all()
        .filter_map(|event| {
            let from = event.on.or(event.from).or(event.to)?;
            let to = if event.on.is_some() { event.on } else { event.to };
            Some((beginning(&from), to.map(|to| end_of(&to)), event))
        })
        .collect();
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| context.get(&a.2.text).cmp(&context.get(&b.2.text))));
    events.dedup_by_key(|(from, to, event)| (from.to_bits(), to.map(f64::to_bits), context.get(&event.text)));
    let first = events.iter().map(|(from, ..)| from.floor()).fold(f64::INFINITY, f64::min);
    // An event without an end reaches at least to the end of the year in which it begins.
    let end = |from: f64, to: Option<f64>| to.unwrap_or(from.floor() + 1.0).ceil();
    let last = events.iter().map(|(from, to, _)| end(*from, *to)).fold(f64::NEG_INFINITY, f64::max);
    if events.len() < EVENTS || last - first < 2.0 {
        return Figure::default();
    }
    let rows = events.iter().map(|(from, to, event)| {
        let row = shown_event(context, event);
        let ends = [event.from.as_ref(), event.to.as_ref(), event.on.as_ref()];
        let qualified = |when: When| ends.iter().flatten().any(|date| date.when == when);
        // A bar whose end is uncertain fades out on that side.
        let (left, right) =
            (qualified(When::Before) || event.on.or(event.from).is_none(), qualified(When::After) || to.is_none());
        let about = qualified(When::About);
        json!({
            "from": from, "to": to.unwrap_or(last), "left": left || about, "right": right || about,
            "when": row.cells[0], "text": context.get(&event.text),
        })
    });
    let left_out = context.say("figure-undated", &[("count", undated.len().into())]);
    let notes = [Some(context.word("figure-bars")), (!undated.is_empty()).then(|| format!("{left_out}."))];
    let note = notes.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let data = json!({ "first": first, "last": last, "events": rows.collect::<Vec<_>>(), "note": note });
    let lines = events
        .iter()
        .map(|(_, _, event)| format!("{}: {}.", shown_event(context, event).cells[0], context.get(&event.text)));
    let caption = said(context, "figure-timeline", "name", context.get(&case.name));
    let alt = std::iter::once(context.word("figure-timeline-alt")).chain(lines).chain(notes[1].clone());
    let alt = alt.collect::<Vec<_>>().join(" ");
    Figure::new(context, "timeline", format!("{}--timeline", case.id), 1, caption, alt, data)
}

/// Where a year, a month or a day begins on an axis of years; a qualifier such as "about" makes no difference.
pub fn beginning(date: &Date) -> f64 {
    let month = f64::from(date.month.unwrap_or(1) - 1);
    let day = f64::from(date.day.unwrap_or(1) - 1);
    f64::from(date.year) + (month + day / 31.0) / 12.0
}

/// Where a year or a month ends on an axis of years; a day has no extent.
pub fn end_of(date: &Date) -> f64 {
    match (date.month, date.day) {
        (_, Some(_)) => beginning(date),
        (Some(month), None) => f64::from(date.year) + f64::from(month) / 12.0,
        (None, None) => f64::from(date.year) + 1.0,
    }
}

/// The figure of actors has at least this many named actors. For fewer, the table is enough.
const ACTORS: usize = 6;

/// The numbers of named actors by kind and sector. Empty if there are few of them.
pub fn actors(context: Context, case: &Case, record: &Record) -> Figure {
    let actors = record.actors.list.entries();
    if actors.len() < ACTORS {
        return Figure::default();
    }
    let kind = |actor: &Actor| actor.kind.map_or_else(|| context.not_recorded(), |kind| context.coded("actors", kind));
    let sectors = [Some(Sector::Public), Some(Sector::Private), Some(Sector::Mixed), None];
    let sectors: Vec<Option<Sector>> =
        sectors.into_iter().filter(|sector| actors.iter().any(|actor| actor.sector == *sector)).collect();
    let mut kinds: Vec<(Option<ActorKind>, String)> = Vec::new();
    for actor in actors {
        if !kinds.iter().any(|(known, _)| *known == actor.kind) {
            kinds.push((actor.kind, kind(actor)));
        }
    }
    kinds.sort_by_key(|(kind, _)| (kind.is_none(), *kind));
    let sector_name = |sector: &Option<Sector>| {
        sector.map_or_else(|| context.not_recorded(), |sector| context.coded("sector", sector))
    };
    let count = |kind: &Option<ActorKind>, sector: &Option<Sector>| {
        actors.iter().filter(|actor| actor.kind == *kind && actor.sector == *sector).count()
    };
    let rows: Vec<Value> = kinds
        .iter()
        .map(|(kind, label)| json!({ "label": capital(label), "counts": sectors.iter().map(|sector| count(kind, sector)).collect::<Vec<_>>() }))
        .collect();
    let data = json!({ "sectors": sectors.iter().map(|sector| capital(&sector_name(sector))).collect::<Vec<_>>(), "rows": rows });
    let lines = kinds.iter().map(|(kind, label)| {
        let counts = sectors.iter().filter(|sector| count(kind, sector) > 0);
        let counts: Vec<String> =
            counts.map(|sector| format!("{} {}", count(kind, sector), sector_name(sector))).collect();
        format!("{}: {}.", capital(label), counts.join(", "))
    });
    let caption = context.say("figure-actors", &[("count", actors.len().into())]);
    let alt = std::iter::once(context.word("figure-actors-alt")).chain(lines).collect::<Vec<_>>().join(" ");
    Figure::new(context, "actors", format!("{}--actors", case.id), 1, caption, alt, data)
}

/// The number in each record, in order, with its words; `None` where nothing is recorded.
type Points = Vec<Option<(f64, String)>>;

/// A series has at least this many records with a number.
const RECORDS: usize = 3;

/// Numbers that several records give, each kind in a small chart of its own. Empty if none is recorded often enough. What is
/// not recorded leaves a gap.
pub fn series(context: Context, case: &Case) -> Figure {
    let records = case.in_order();
    let number = |known: &Known<Quantity>| {
        known.value().map(|quantity| (to_binary(quantity.number.0), context.quantity(quantity)))
    };
    let measures: [(&str, Points); 2] = [
        ("actors", records.iter().map(|record| number(&record.actors.total.value)).collect()),
        ("facilitators", records.iter().map(|record| number(&record.facilitators.count.value)).collect()),
    ];
    let often = |(_, points): &&(&str, Points)| points.iter().flatten().count() >= RECORDS;
    let measures: Vec<_> = measures.iter().filter(often).collect();
    if measures.is_empty() {
        return Figure::default();
    }
    let dates: Vec<String> = records.iter().map(|record| as_of(context, record)).collect();
    // The place of each record in time, from 0 to 1. If any date is missing, the records are spaced evenly.
    let at = |record: &&Record| match (record.period_end(), &record.as_of) {
        (Some((year, month)), _) => Some(f64::from(year) + f64::from(month) / 12.0),
        (None, Some(date)) => Some(beginning(date)),
        (None, None) => None,
    };
    let times: Option<Vec<f64>> = records.iter().map(at).collect();
    let times = times.unwrap_or_else(|| (0..records.len()).map(|at| at as f64).collect());
    let (first, last) = (times[0], times[times.len() - 1]);
    let positions: Vec<f64> =
        times.iter().map(|time| if last > first { (time - first) / (last - first) } else { 0.0 }).collect();
    let panels = measures.iter().map(|(id, points)| {
        let points =
            points.iter().map(|point| point.as_ref().map(|(value, text)| json!({ "value": value, "text": text })));
        json!({ "label": context.word(id), "points": points.collect::<Vec<_>>() })
    });
    let data = json!({ "dates": dates, "positions": positions, "panels": panels.collect::<Vec<_>>() });
    let lines = measures.iter().map(|(id, points)| {
        let values = dates.iter().zip(points).map(|(date, point)| {
            let value = point.as_ref().map_or_else(|| context.word("figure-no-number"), |(_, text)| text.clone());
            format!("{date}: {value}")
        });
        format!("{} – {}.", context.word(id), values.collect::<Vec<_>>().join("; "))
    });
    let caption = said(context, "figure-series", "name", context.get(&case.name));
    let alt = std::iter::once(context.word("figure-series-alt")).chain(lines).collect::<Vec<_>>().join(" ");
    Figure::new(context, "series", format!("{}--series", case.id), 1, caption, alt, data)
}
