//! Figures that compare cases: the curve of a life cycle, the heat map of a grid, the flow of clusters between stages, and the
//! distribution of clusters over indicators.

use crate::analysis::statistics;
use crate::base::decimal::to_binary;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::analysis::mapping::{
    self, Cell, CellRating, Placement, Status, assessed, assessed_place, is_stage_withheld, raters,
};
use crate::analysis::measure::{self, Pair};
use crate::model::case::Case;
use crate::model::framework::{Axes, Framework, Stage};
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::IndicatorNumber;
use crate::report::matrix::displays::data_structure::DATA_STRUCTURE;
use crate::report::matrix::displays::time_ordered::TIME_ORDERED;
use crate::report::matrix::grid::{Grid, Line};
use crate::report::view::annual::figures::{label as annual_label, number_text};
use crate::report::view::context::Context;
use crate::report::view::drawings::{ALL, legend};
use crate::report::view::facts::words;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::status_id;
use crate::report::view::rating;

const LIFE_CYCLE: &str = "life-cycle";
const HEAT_MAP: &str = "heat-map";
const FLOW: &str = "flow";
const DISTRIBUTION: &str = "distribution";

/// The kinds of figures that compare cases, with which their ids begin.
pub const KINDS: [&str; 6] = [LIFE_CYCLE, HEAT_MAP, FLOW, DISTRIBUTION, DATA_STRUCTURE, TIME_ORDERED];

/// The curves of all life cycles that have `axes` and that at least one case was assessed in.
pub fn life_cycles(context: Context, cases: &[&Case]) -> Vec<Figure> {
    context.frameworks.iter().filter_map(|cycle| life_cycle(context, cycle, cycle.axes.as_ref()?, cases)).collect()
}

/// With more cases than this, the bands of a curve show counts in place of names.
const NAMED: usize = 100;

/// The curve of a life cycle, with each case in the band of its stage; the place inside the band means nothing. Stages without
/// cases are shown between stages with cases, and left out before the first and after the last of these.
fn life_cycle(context: Context, cycle: &Framework, axes: &Axes, cases: &[&Case]) -> Option<Figure> {
    let stage_of = |case: &Case| {
        let stage = assessed(case.newest()?, cycle)?;
        cycle.stages.iter().position(|own| *own.id == *stage.id)
    };
    let taken: Vec<Option<usize>> = cases.iter().map(|case| stage_of(case)).collect();
    let (first, last) = (*taken.iter().flatten().min()?, *taken.iter().flatten().max()?);
    let counted = |names: Vec<String>| match names.len() {
        own if own > 0 && cases.len() > NAMED => vec![context.say("cases", &[("count", own.into())])],
        _ => names,
    };
    let (contested, without): (Vec<&Case>, Vec<&Case>) = cases
        .iter()
        .zip(&taken)
        .filter(|(_, stage)| stage.is_none())
        .map(|(case, _)| *case)
        .partition(|case| !differing(case, cycle).is_empty());
    let contested = contested.iter().map(|case| {
        let stages: Vec<String> = differing(case, cycle).iter().map(|own| context.get(own.short())).collect();
        format!("{} ({})", context.get(&case.name), context.locale.list_or(&stages))
    });
    let is_withheld = |case: &&Case| case.newest().is_some_and(|record| is_stage_withheld(record, cycle));
    let (withheld, without): (Vec<&Case>, Vec<&Case>) = without.into_iter().partition(is_withheld);
    let named = |cases: &[&Case]| counted(cases.iter().map(|case| context.get(&case.name)).collect());
    let names = |at: usize| -> Vec<String> {
        let own = cases.iter().zip(&taken).filter(|(_, stage)| **stage == Some(at));
        counted(own.map(|(case, _)| context.get(&case.name)).collect())
    };
    let bands: Vec<(String, Vec<String>)> =
        (first..=last).map(|at| (context.get(&cycle.stages[at].label), names(at))).collect();
    let said = |id: &str, name: &str, all: Vec<String>| {
        (!all.is_empty()).then(|| context.say(id, &[(name, context.locale.list(&all).into())]))
    };
    let drawn = first..=last;
    let stages = cycle.stages.iter().enumerate().filter(|(at, _)| !drawn.contains(at));
    let empty = stages.map(|(_, stage)| context.get(stage.short())).collect();
    let note = [
        said("figure-contested", "names", counted(contested.collect())),
        said("figure-stage-withheld", "names", named(&withheld)),
        said("figure-without-stage", "names", named(&without)),
        said("figure-empty-stages", "stages", empty),
    ];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let data = json!({
        "along": context.get(&axes.along), "up": context.get(&axes.up), "note": note,
        "bands": bands.iter().map(|(label, names)| json!({ "label": label, "names": names })).collect::<Vec<_>>(),
    });
    let lines = bands.iter().map(|(label, names)| {
        let names = if names.is_empty() { context.word("no-case") } else { names.join(", ") };
        format!("{label}: {names}.")
    });
    let axes = [("up", context.get(&axes.up).into()), ("along", context.get(&axes.along).into())];
    let alt = std::iter::once(context.say("figure-life-cycle-alt", &axes)).chain(lines);
    let alt: Vec<String> = alt.chain(Some(note).filter(|note| !note.is_empty())).collect();
    let caption = context.say("figure-life-cycle", &[("life_cycle", context.get(&cycle.title).into())]);
    Some(Figure::new(context, LIFE_CYCLE, format!("{LIFE_CYCLE}--{}", cycle.id), 0, caption, alt.join(" "), data))
}

/// The stages that raters see a case in, which has no stage that all agree on; empty if nobody assessed it as a whole.
fn differing<'f>(case: &Case, cycle: &'f Framework) -> Vec<&'f Stage> {
    case.newest().map(|record| raters(record, cycle)).unwrap_or_default()
}

/// A heat map has at least this many characteristics and cases. A smaller grid is read just as easily from its table.
const LEAST: (usize, usize) = (6, 4);
/// A heat map has at most this many cases. With more, their names would not fit above the columns.
const MOST: usize = 40;

/// The heat map of a grid: characteristics by cases, in groups of cases side by side, with marks where a case's stage expects a
/// characteristic. Empty if the grid is too small or too large.
pub fn heat_map<'a>(context: Context<'a>, grid: &Grid<'a>, title: &str) -> Figure {
    if !grid.fits(context) {
        return Figure::default();
    }
    let lines = grid.lines(context);
    let group = |line: &Line| {
        grid.group.as_ref().map(|group| words(context, line.case, group, grid.life_cycle)).unwrap_or_default()
    };
    let groups: Vec<String> = lines.iter().map(group).collect();
    let Some(first) = lines.iter().find(|line| !line.cells.is_empty()) else { return Figure::default() };
    if first.cells.len() < LEAST.0 || !(LEAST.1..=MOST).contains(&lines.len()) {
        return Figure::default();
    }
    let cell = |line: &Line, at: usize| match line.cells.get(at) {
        Some(Cell { status, place, .. }) => (*status, *place == Placement::Expected),
        None => (Status::NotRecorded, false),
    };
    let scale = grid.dimension.scale.as_ref();
    let sign = |line: &Line, at: usize| {
        let own = scale.zip(line.cells.get(at)).map(|(scale, cell)| rating::sign(context, scale, &cell.rating));
        own.unwrap_or_default()
    };
    let shade = |line: &Line, at: usize| match (scale, line.cells.get(at).map(|cell| &cell.rating)) {
        (Some(scale), Some(CellRating::Level(place))) if scale.is_ordered() => {
            *place as f64 / (scale.levels.len() - 1).max(1) as f64
        }
        _ => 0.0,
    };
    let rated = lines.iter().flat_map(|line| &line.cells).map(|cell| &cell.rating);
    let rated = scale.map(|scale| rating::key(context, scale, rated)).unwrap_or_default();
    let counted = |at: usize| {
        let is_decided = |line: &&Line| line.cells.get(at).is_none_or(|cell| !cell.is_undecided());
        let recorded = lines.iter().filter(|line| line.seen.is_some()).filter(is_decided);
        let observed = recorded.clone().filter(|line| cell(line, at).0.is_seen());
        context.of(observed.count(), recorded.count())
    };
    let labels: Vec<String> = first.cells.iter().map(|cell| context.get(&cell.characteristic.label)).collect();
    let rows = labels.iter().enumerate().map(|(at, label)| {
        let cells = lines.iter().map(|line| {
            let (status, expected) = cell(line, at);
            json!({ "status": status_id(status), "expected": expected, "sign": sign(line, at), "shade": shade(line, at) })
        });
        json!({ "label": label, "cells": cells.collect::<Vec<_>>(), "count": counted(at) })
    });
    let rows: Vec<Value> = rows.collect();
    // A rating stands in place of the sign of a status.
    let shows = |line: &Line, at: usize, status: Status| cell(line, at).0 == status && sign(line, at).is_empty();
    let used = |status: &Status| lines.iter().any(|line| (0..labels.len()).any(|at| shows(line, at, *status)));
    let statuses: Vec<Status> = ALL.into_iter().filter(used).collect();
    let expects = lines.iter().any(|line| (0..labels.len()).any(|at| cell(line, at).1));
    let names: Vec<String> = lines.iter().map(|line| context.short_name(line.case)).collect();
    let outside = |line: &Line| line.seen.map_or(0, |seen| mapping::outside(&seen.seen).count());
    let outside: Vec<usize> = lines.iter().map(outside).collect();
    let data = json!({
        "cases": names, "groups": groups, "rows": rows, "legend": legend(context, &statuses), "ratings": rated,
        "expects": expects,
        "expected": context.word("figure-expected"), "count": context.word("figure-observed-in"),
        "outside": { "label": context.word("outside-heading"), "counts": outside },
    });
    let named = |at: usize, is: &dyn Fn(Status, bool) -> bool| -> String {
        let own = lines.iter().zip(&names).filter(|(line, _)| {
            let (status, expected) = cell(line, at);
            is(status, expected)
        });
        let name = |(line, name): (&Line, &String)| match sign(line, at) {
            sign if sign.is_empty() => name.clone(),
            sign => context.say("tell-aside", &[("text", name.as_str().into()), ("aside", sign.into())]),
        };
        own.map(name).collect::<Vec<_>>().join(", ")
    };
    let alt = labels.iter().enumerate().map(|(at, label)| {
        let own = named(at, &|status, _| status.is_seen());
        let own = if own.is_empty() { context.word("none") } else { own };
        let others =
            [Status::Countered, Status::Planned, Status::Past, Status::Absent, Status::Withheld, Status::Contested]
                .map(|other| (context.word(status_id(other)), named(at, &|status, _| status == other)));
        let missing = named(at, &|status, expected| expected && status == Status::NotMentioned);
        let silent = named(at, &|status, _| status == Status::NotRecorded);
        let more = [("figure-expected-not-mentioned", missing), ("not-recorded", silent)];
        let others = others.into_iter().chain(more.map(|(id, names)| (context.word(id), names)));
        let others = others.filter(|(_, names)| !names.is_empty()).map(|(what, names)| format!("; {what}: {names}"));
        format!("{label} – {}: {own}{}.", counted(at), others.collect::<String>())
    });
    let more = outside.iter().zip(&names).filter(|(count, _)| **count > 0);
    let more: Vec<String> = more.map(|(count, name)| format!("{name} {count}")).collect();
    let more = (!more.is_empty()).then(|| format!("{}: {}.", context.word("outside-heading"), more.join(", ")));
    let alt = std::iter::once(context.word("figure-heat-map-alt")).chain(alt).chain(more);
    let alt = alt.collect::<Vec<_>>().join(" ");
    let caption = context.say("figure-heat-map", &[("table", title.into())]);
    Figure::new(context, HEAT_MAP, format!("{HEAT_MAP}--{}", grid.id), 0, caption, alt, data)
}

/// A flow has at least this many clusters with a stage in both years. For fewer, the table is enough.
const FLOWING: usize = 2;

/// The flow of clusters between the stages of a life cycle, from the year before to `year`.
pub fn flow(context: Context, cycle: &Framework, year: i32, cases: &[&Case], before: usize) -> Figure {
    let place = |case: &Case, year: i32| assessed_place(case.of_year(year)?, cycle);
    let moves: Vec<(usize, usize)> =
        cases.iter().filter_map(|case| Some((place(case, year - 1)?, place(case, year)?))).collect();
    // Where nothing moved, a table says it.
    let has_moved = moves.iter().any(|(from, to)| from != to);
    let least = moves.iter().flat_map(|(from, to)| [from, to]).min();
    let Some(first) = least.filter(|_| moves.len() >= FLOWING && has_moved) else { return Figure::default() };
    let last = moves.iter().flat_map(|(from, to)| [from, to]).max().unwrap_or(first);
    let stages: Vec<usize> = (*first..=*last).collect();
    let count = |from: usize, to: usize| moves.iter().filter(|step| **step == (from, to)).count();
    let sum = |at: usize, end: fn(&(usize, usize)) -> usize| moves.iter().filter(|step| end(step) == at).count();
    let name = |at: usize| context.get(cycle.stages[at].short());
    let bands: Vec<Value> = stages
        .iter()
        .flat_map(|from| stages.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| count(*from, *to) > 0)
        .map(|(from, to)| json!({ "from": from - first, "to": to - first, "count": count(from, to) }))
        .collect();
    let column = |end: fn(&(usize, usize)) -> usize| stages.iter().map(|at| sum(*at, end)).collect::<Vec<_>>();
    let left_out = cases.len() + before - moves.len();
    let note = (left_out > 0).then(|| context.say("figure-flow-note", &[("count", left_out.into())]));
    let data = json!({
        "stages": stages.iter().map(|at| name(*at)).collect::<Vec<_>>(),
        "years": [(year - 1).to_string(), year.to_string()],
        "before": column(|step| step.0), "now": column(|step| step.1),
        "bands": bands, "note": note.clone().unwrap_or_default(),
    });
    let lines = stages.iter().flat_map(|from| stages.iter().map(move |to| (*from, *to)));
    let lines = lines.filter(|(from, to)| count(*from, *to) > 0).map(|(from, to)| {
        let parts = [("from", name(from).into()), ("to", name(to).into()), ("count", count(from, to).into())];
        context.say("figure-flow-band", &parts)
    });
    let years = [("from", (year - 1).to_string().into()), ("to", year.to_string().into())];
    let alt: Vec<String> = std::iter::once(context.say("figure-flow-alt", &years)).chain(lines).chain(note).collect();
    let caption = context.say("figure-flow", &years);
    Figure::new(context, FLOW, format!("{FLOW}--{}", cycle.id), 0, caption, alt.join(" "), data)
}

/// An indicator has a distribution if at least this many clusters have a number.
const SPREAD: usize = 4;

/// The distribution of the clusters of a year over some indicators, a line for each indicator.
pub fn distributions(context: Context, indicators: &[&Indicator], cases: &[&Case], year: i32) -> Figure {
    let pairs: Vec<Pair> = cases.iter().filter_map(|case| Pair::of(case, year)).collect();
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for indicator in indicators.iter().filter(|indicator| indicator.is_number()) {
        let combined = measure::combine(context.indicators, indicator, &pairs);
        let mut of: Vec<&(usize, IndicatorNumber)> = combined.of.iter().collect();
        of.sort_by_key(|(at, number)| (number.value, *at));
        let numbers: Vec<&IndicatorNumber> = of.iter().map(|(_, number)| number).collect();
        let values: Vec<Decimal> = numbers.iter().map(|number| number.value).collect();
        let spread = statistics::spread(indicator, &numbers).ok().filter(|_| numbers.len() >= SPREAD);
        let (Some([least, middle, most]), Some([low, _, high])) = (spread, statistics::quartiles(&values)) else {
            continue;
        };
        let text = |number: &IndicatorNumber| number_text(context, indicator, number);
        let quartile = |value: Decimal| text(&IndicatorNumber { value, ..middle.clone() });
        // Who stands at an end, if it is one cluster alone.
        let named = |number: &IndicatorNumber| {
            let own: Vec<&usize> = of.iter().filter(|(_, own)| own.value == number.value).map(|(at, _)| at).collect();
            if let [one] = own.as_slice() { context.short_name(cases[**one]) } else { String::new() }
        };
        let label = annual_label(context, indicator);
        let count = if numbers.len() == cases.len() { String::new() } else { context.of(numbers.len(), cases.len()) };
        lines.push(context.say(
            "figure-distribution-line",
            &[
                ("form", if count.is_empty() { "all" } else { "some" }.into()),
                ("what", label.as_str().into()),
                ("least", text(&least).into()),
                ("low", quartile(low).into()),
                ("middle", text(&middle).into()),
                ("high", quartile(high).into()),
                ("most", text(&most).into()),
                ("of", count.as_str().into()),
            ],
        ));
        rows.push(json!({
            "label": label, "values": values.iter().map(|value| to_binary(*value)).collect::<Vec<_>>(),
            "quartiles": [to_binary(low), to_binary(high)], "middle": to_binary(middle.value), "median": text(&middle), "count": count,
            "least": text(&least), "least_name": named(&least), "most": text(&most), "most_name": named(&most),
        }));
    }
    if rows.is_empty() {
        return Figure::default();
    }
    let data = json!({ "rows": rows, "note": context.word("figure-distribution-note") });
    let alt: Vec<String> = std::iter::once(context.word("figure-distribution-alt")).chain(lines).collect();
    let caption = context.say("figure-distribution", &[("year", year.to_string().into())]);
    Figure::new(context, DISTRIBUTION, format!("{DISTRIBUTION}--at-a-glance"), 0, caption, alt.join(" "), data)
}
