//! Figures that compare cases: the curve of a life cycle, and the heat map of a grid.

use crate::analysis::statistics;
use crate::base::decimal::to_binary;
use serde_json::{Value, json};

use crate::analysis::mapping::{self, Cell, Place, Status, assessed, assessed_place};
use crate::analysis::measure::{self, Pair};
use crate::model::case::Case;
use crate::model::framework::{Axes, Framework};
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::Number;
use crate::report::matrix::grid::{Grid, Line};
use crate::report::view::annual::figures::{label as annual_label, number_text};
use crate::report::view::drawings::{ALL, legend};
use crate::report::view::facts::words;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::status_id;
use crate::report::view::scene::Scene;

/// The curves of all life cycles that say what they are drawn over and that some case was assessed in.
pub fn life_cycles(scene: Scene, cases: &[&Case]) -> Vec<Figure> {
    scene.frameworks.iter().filter_map(|cycle| life_cycle(scene, cycle, cycle.axes.as_ref()?, cases)).collect()
}

/// More cases than this are counted in the bands of a curve.
const NAMED: usize = 100;

/// The curve of a life cycle, with each case in the band of its stage and at no place inside it. Stages that no case is in stand
/// between those that have some, and are left out before and after them.
fn life_cycle(scene: Scene, cycle: &Framework, axes: &Axes, cases: &[&Case]) -> Option<Figure> {
    let stage_of = |case: &Case| {
        let stage = assessed(case.newest()?, cycle)?;
        cycle.stages.iter().position(|own| *own.id == *stage.id)
    };
    let taken: Vec<Option<usize>> = cases.iter().map(|case| stage_of(case)).collect();
    let (first, last) = (*taken.iter().flatten().min()?, *taken.iter().flatten().max()?);
    let names = |at: Option<usize>| -> Vec<String> {
        let own = cases.iter().zip(&taken).filter(|(_, stage)| **stage == at);
        let names: Vec<String> = own.map(|(case, _)| scene.get(&case.name)).collect();
        match names.len() {
            own if own > 0 && cases.len() > NAMED => vec![scene.say("cases", &[("count", own.into())])],
            _ => names,
        }
    };
    let bands: Vec<(String, Vec<String>)> =
        (first..=last).map(|at| (scene.get(&cycle.stages[at].label), names(Some(at)))).collect();
    let said = |id: &str, name: &str, all: Vec<String>| {
        (!all.is_empty()).then(|| scene.say(id, &[(name, scene.locale.list(&all).into())]))
    };
    let drawn = first..=last;
    let stages = cycle.stages.iter().enumerate().filter(|(at, _)| !drawn.contains(at));
    let empty = stages.map(|(_, stage)| scene.get(stage.short())).collect();
    let note = [said("figure-without-stage", "names", names(None)), said("figure-empty-stages", "stages", empty)];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let data = json!({
        "along": scene.get(&axes.along), "up": scene.get(&axes.up), "note": note,
        "bands": bands.iter().map(|(label, names)| json!({ "label": label, "names": names })).collect::<Vec<_>>(),
    });
    let lines = bands.iter().map(|(label, names)| {
        let names = if names.is_empty() { scene.word("no-case") } else { names.join(", ") };
        format!("{label}: {names}.")
    });
    let axes = [("up", scene.get(&axes.up).into()), ("along", scene.get(&axes.along).into())];
    let alt = std::iter::once(scene.say("figure-life-cycle-alt", &axes)).chain(lines);
    let alt: Vec<String> = alt.chain(Some(note).filter(|note| !note.is_empty())).collect();
    let caption = scene.say("figure-life-cycle", &[("life_cycle", scene.get(&cycle.title).into())]);
    Some(Figure::new(scene, "life-cycle", format!("life-cycle--{}", cycle.id), 0, caption, alt.join(" "), data))
}

/// A grid with fewer characteristics or cases is read from its table as easily.
const LEAST: (usize, usize) = (6, 4);
/// With more cases than this no name can stand above its column.
const MOST: usize = 40;

/// The heat map of a grid: characteristics by cases, groups of cases side by side, with what each group's stage expects.
pub fn heat_map<'a>(scene: Scene<'a>, grid: &Grid<'a>, title: &str) -> Figure {
    if !grid.fits(scene) {
        return Figure::default();
    }
    let lines = grid.lines(scene);
    let group =
        |line: &Line| grid.group.map(|group| words(scene, line.case, group, grid.life_cycle)).unwrap_or_default();
    let groups: Vec<String> = lines.iter().map(group).collect();
    let Some(first) = lines.iter().find(|line| !line.cells.is_empty()) else { return Figure::default() };
    if first.cells.len() < LEAST.0 || !(LEAST.1..=MOST).contains(&lines.len()) {
        return Figure::default();
    }
    let cell = |line: &Line, at: usize| match line.cells.get(at) {
        Some(Cell { status, place, .. }) => (*status, *place == Place::Expected),
        None => (Status::NotRecorded, false),
    };
    let counted = |at: usize| {
        let recorded = lines.iter().filter(|line| line.seen.is_some());
        let observed = recorded.clone().filter(|line| cell(line, at).0 == Status::Observed);
        scene.of(observed.count(), recorded.count())
    };
    let labels: Vec<String> = first.cells.iter().map(|cell| scene.get(&cell.characteristic.label)).collect();
    let rows = labels.iter().enumerate().map(|(at, label)| {
        let cells = lines.iter().map(|line| {
            let (status, expected) = cell(line, at);
            json!({ "status": status_id(status), "expected": expected })
        });
        json!({ "label": label, "cells": cells.collect::<Vec<_>>(), "count": counted(at) })
    });
    let rows: Vec<Value> = rows.collect();
    let used = |status: &Status| lines.iter().any(|line| (0..labels.len()).any(|at| cell(line, at).0 == *status));
    let statuses: Vec<Status> = ALL.into_iter().filter(used).collect();
    let expects = lines.iter().any(|line| (0..labels.len()).any(|at| cell(line, at).1));
    let names: Vec<String> = lines.iter().map(|line| scene.get(&line.case.name)).collect();
    let outside = |line: &Line| line.seen.map_or(0, |seen| mapping::outside(&seen.seen).count());
    let outside: Vec<usize> = lines.iter().map(outside).collect();
    let data = json!({
        "cases": names, "groups": groups, "rows": rows, "legend": legend(scene, &statuses), "expects": expects,
        "expected": scene.word("figure-expected"), "count": scene.word("figure-observed-in"),
        "outside": { "label": scene.word("outside-heading"), "counts": outside },
    });
    let alt = labels.iter().enumerate().map(|(at, label)| {
        let own = lines.iter().zip(&names).filter(|(line, _)| cell(line, at).0 == Status::Observed);
        let own: Vec<&str> = own.map(|(_, name)| name.as_str()).collect();
        let own = if own.is_empty() { scene.word("none") } else { own.join(", ") };
        format!("{label} – {}: {own}.", counted(at))
    });
    let more = outside.iter().zip(&names).filter(|(count, _)| **count > 0);
    let more: Vec<String> = more.map(|(count, name)| format!("{name} {count}")).collect();
    let more = (!more.is_empty()).then(|| format!("{}: {}.", scene.word("outside-heading"), more.join(", ")));
    let alt = std::iter::once(scene.word("figure-heat-map-alt")).chain(alt).chain(more);
    let alt = alt.collect::<Vec<_>>().join(" ");
    let caption = scene.say("figure-heat-map", &[("table", title.into())]);
    Figure::new(scene, "heat-map", format!("heat-map--{}", grid.id), 0, caption, alt, data)
}

/// Fewer clusters than this that moved or stayed are told by their table alone.
const FLOWING: usize = 2;

/// How clusters moved between the stages of a life cycle from the year before to a year.
pub fn flow(scene: Scene, cycle: &Framework, year: i32, cases: &[&Case]) -> Figure {
    let place = |case: &Case, year: i32| assessed_place(case.of_year(year)?, cycle);
    let moves: Vec<(usize, usize)> =
        cases.iter().filter_map(|case| Some((place(case, year - 1)?, place(case, year)?))).collect();
    let Some(first) = moves.iter().flat_map(|(from, to)| [from, to]).min().filter(|_| moves.len() >= FLOWING) else {
        return Figure::default();
    };
    let last = moves.iter().flat_map(|(from, to)| [from, to]).max().unwrap_or(first);
    let stages: Vec<usize> = (*first..=*last).collect();
    let count = |from: usize, to: usize| moves.iter().filter(|step| **step == (from, to)).count();
    let sum = |at: usize, end: fn(&(usize, usize)) -> usize| moves.iter().filter(|step| end(step) == at).count();
    let name = |at: usize| scene.get(cycle.stages[at].short());
    let bands: Vec<Value> = stages
        .iter()
        .flat_map(|from| stages.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| count(*from, *to) > 0)
        .map(|(from, to)| json!({ "from": from - first, "to": to - first, "count": count(from, to) }))
        .collect();
    let column = |end: fn(&(usize, usize)) -> usize| stages.iter().map(|at| sum(*at, end)).collect::<Vec<_>>();
    let left_out = cases.len() - moves.len();
    let note = (left_out > 0).then(|| scene.say("figure-flow-note", &[("count", left_out.into())]));
    let data = json!({
        "stages": stages.iter().map(|at| name(*at)).collect::<Vec<_>>(),
        "years": [(year - 1).to_string(), year.to_string()],
        "before": column(|step| step.0), "now": column(|step| step.1),
        "bands": bands, "note": note.clone().unwrap_or_default(),
    });
    let lines = stages.iter().flat_map(|from| stages.iter().map(move |to| (*from, *to)));
    let lines = lines.filter(|(from, to)| count(*from, *to) > 0).map(|(from, to)| {
        let parts = [("from", name(from).into()), ("to", name(to).into()), ("count", count(from, to).into())];
        scene.say("figure-flow-band", &parts)
    });
    let years = [("from", (year - 1).to_string().into()), ("to", year.to_string().into())];
    let alt: Vec<String> = std::iter::once(scene.say("figure-flow-alt", &years)).chain(lines).chain(note).collect();
    let caption = scene.say("figure-flow", &years);
    Figure::new(scene, "flow", format!("flow--{}", cycle.id), 0, caption, alt.join(" "), data)
}

/// With fewer clusters than this there is nothing to spread.
const SPREAD: usize = 4;

/// How the clusters of a year spread over some indicators, a line for each indicator.
pub fn distributions(scene: Scene, indicators: &[&Indicator], cases: &[&Case], year: i32) -> Figure {
    let pairs: Vec<Pair> = cases.iter().filter_map(|case| Pair::of(case, year)).collect();
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for indicator in indicators.iter().filter(|indicator| indicator.is_number()) {
        let combined = measure::combine(scene.indicators, indicator, &pairs);
        let mut numbers: Vec<&Number> = combined.of.iter().map(|(_, number)| number).collect();
        numbers.sort_by_key(|number| number.value);
        let spread = statistics::spread(indicator, &numbers).ok().filter(|_| numbers.len() >= SPREAD);
        let Some([least, middle, most]) = spread else { continue };
        let text = |number: &Number| number_text(scene, indicator, number);
        let label = annual_label(scene, indicator);
        let count = scene.of(numbers.len(), cases.len());
        lines.push(scene.say(
            "figure-distribution-line",
            &[
                ("what", label.as_str().into()),
                ("least", text(&least).into()),
                ("middle", text(&middle).into()),
                ("most", text(&most).into()),
                ("of", count.as_str().into()),
            ],
        ));
        rows.push(json!({
            "label": label, "values": numbers.iter().map(|number| to_binary(number.value)).collect::<Vec<_>>(),
            "middle": to_binary(middle.value), "least": text(&least), "median": text(&middle), "most": text(&most), "count": count,
        }));
    }
    if rows.is_empty() {
        return Figure::default();
    }
    let data = json!({ "rows": rows, "note": scene.word("figure-distribution-note") });
    let alt: Vec<String> = std::iter::once(scene.word("figure-distribution-alt")).chain(lines).collect();
    let caption = scene.say("figure-distribution", &[("year", year.to_string().into())]);
    Figure::new(scene, "distribution", "distribution--at-a-glance".to_owned(), 0, caption, alt.join(" "), data)
}
