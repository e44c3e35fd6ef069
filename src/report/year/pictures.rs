//! Pictures of annual reports: lines over all years, clusters by a figure with last year's place, the parts of a whole, and the way
//! through the stages. Each says in words what it shows, with every number that is drawn.

use crate::report::view::phrase::without_stage;
use std::cmp::Reverse;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::analysis::mapping::assessed_place;
use crate::analysis::measure::{self, Pair};
use crate::analysis::statistics;
use crate::base::decimal::to_binary;
use crate::model::case::{Case, Record};
use crate::model::framework::Framework;
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Indicator, Nature};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::view::annual::figures::{label, number_text};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::as_of;
use crate::report::view::words::share;

const LINES: &str = "lines";
const RANKING: &str = "ranking";
const PARTS: &str = "parts";
const PATH: &str = "path";

/// The kinds of figures of annual reports, with which the ids of those on all clusters begin.
pub const KINDS: [&str; 4] = [LINES, RANKING, PARTS, PATH];

/// A line has at least so many years.
const YEARS: usize = 3;
/// A ranking has at least so many clusters.
const RANKED: usize = 3;
/// A whole with more parts than this is not drawn: nobody could tell them apart.
const MOST_PARTS: usize = 9;

/// The pictures of the report on one cluster: lines of its key figures, the parts of wholes over the years, and its stages.
pub fn of_one(context: Context, case: &Case) -> Vec<Figure> {
    let at = |kind: &str| format!("{}--{kind}", case.id);
    let records = case.in_order();
    let years: Vec<String> = records.iter().map(|record| as_of(context, record)).collect();
    let pairs: Vec<Pair> = records.iter().map(|record| Pair { record, last: None }).collect();
    let number = |indicator: &Indicator, pair: &Pair| found(context, indicator, *pair);
    let panels: Vec<Panel> = glance(context)
        .filter_map(|indicator| {
            let points = pairs.iter().map(|pair| number(indicator, pair)).collect();
            Panel::new(context, indicator, points, String::new())
        })
        .collect();
    let mut all = vec![lines(context, at(LINES), 1, &years, &panels)];
    for whole in wholes(context) {
        let rows = years.iter().zip(&pairs).filter_map(|(year, pair)| {
            Some(Row { label: year.clone(), parts: parts_of(context, whole, std::slice::from_ref(pair))? })
        });
        let rows: Vec<Row> = rows.collect();
        let covers = (rows.len(), records.len());
        all.push(parts(context, at(&format!("{PARTS}-{}", whole.id)), 1, whole, &rows, covers));
    }
    let cycles = context.frameworks.iter();
    all.extend(cycles.map(|cycle| path(context, at(&format!("{PATH}-{}", cycle.id)), cycle, &records)));
    all.into_iter().filter(Figure::is_there).collect()
}

/// The pictures of the report on all clusters: lines of their totals, clusters by size, and the parts of wholes by cluster.
pub fn of_all(context: Context, portfolio: &Portfolio) -> Vec<Figure> {
    let years: Vec<i32> = years(portfolio).collect();
    let panels: Vec<Panel> =
        glance(context).filter_map(|indicator| totals(context, portfolio, indicator, &years)).collect();
    let texts: Vec<String> = years.iter().map(ToString::to_string).collect();
    let mut all = vec![lines(context, format!("{LINES}--at-a-glance"), 0, &texts, &panels)];
    let size = context.indicators.all().filter(|own| own.nature == Some(Nature::Size) && own.is_number());
    all.extend(size.map(|indicator| ranking(context, portfolio, indicator)));
    for whole in wholes(context).filter(|whole| whole.nature == Some(Nature::Budget)) {
        let together = parts_of(context, whole, &portfolio.pairs());
        let first = together.map(|parts| Row { label: context.word("all-together"), parts });
        let mut rows: Vec<(Option<Decimal>, Row)> = portfolio
            .cases
            .iter()
            .filter_map(|case| {
                let pair = Pair::of(case, portfolio.year)?;
                let size = found(context, whole, pair).map(|number| number.value);
                let parts = parts_of(context, whole, &[pair])?;
                Some((size, Row { label: context.short_name(case), parts }))
            })
            .collect();
        // Of one cluster alone, all together are the same once more.
        if rows.len() < 2 {
            continue;
        }
        rows.sort_by_key(|(size, _)| Reverse(*size));
        let covers = (rows.len(), portfolio.cases.len());
        let rows: Vec<Row> = first.into_iter().chain(rows.into_iter().map(|(_, row)| row)).collect();
        all.push(parts(context, format!("{PARTS}--{}", whole.id), 0, whole, &rows, covers));
    }
    all.into_iter().filter(Figure::is_there).collect()
}

/// The years of lines over all clusters: up to the year of the report, from the first of which at least half of its clusters have a
/// record.
pub fn years(portfolio: &Portfolio) -> std::ops::RangeInclusive<i32> {
    let has = |year: i32| portfolio.cases.iter().filter(|case| case.of_year(year).is_some()).count() * 2;
    let mut first = portfolio.year;
    while has(first - 1) >= portfolio.cases.len().max(1) {
        first -= 1;
    }
    first..=portfolio.year
}

/// What an indicator comes to in each of these years, in the clusters that give it in all of them, and how many these are. `None` if they
/// are fewer than two, the years fewer than three, or its definition changed on the way.
pub fn totals_over(
    context: Context,
    portfolio: &Portfolio,
    indicator: &Indicator,
    years: &[i32],
) -> Option<(Vec<Option<IndicatorNumber>>, usize)> {
    let of = |case: &Case, year: i32| Pair::of(case, year).and_then(|pair| found(context, indicator, pair));
    // Half a year is no point on a line of whole ones.
    let is_like = |case: &Case| {
        years.windows(2).all(|two| {
            let records = [two[0], two[1]].map(|year| case.of_year(year));
            matches!(records, [Some(one), Some(other)] if other.is_like(one))
        })
    };
    let is_whole = |case: &&&Case| is_like(case) && years.iter().all(|year| of(case, *year).is_some());
    let cases: Vec<&Case> = portfolio.cases.iter().filter(is_whole).copied().collect();
    let broken = cases.iter().any(|case| {
        let mut pairs = years.iter().skip(1).filter_map(|year| Pair::of(case, *year));
        pairs.any(|pair| measure::is_broken(context.indicators, indicator, pair))
    });
    if cases.len() < 2 || years.len() < YEARS || broken {
        return None;
    }
    let total = |year: &i32| {
        let pairs: Vec<Pair> = cases.iter().filter_map(|case| Pair::of(case, *year)).collect();
        measure::combine(context.indicators, indicator, &pairs).value.ok()
    };
    Some((years.iter().map(total).collect(), cases.len()))
}

fn totals(context: Context, portfolio: &Portfolio, indicator: &Indicator, years: &[i32]) -> Option<Panel> {
    let (points, count) = totals_over(context, portfolio, indicator, years)?;
    let of = if count == portfolio.cases.len() { String::new() } else { context.of(count, portfolio.cases.len()) };
    Panel::new(context, indicator, points, of)
}

fn found(context: Context, indicator: &Indicator, pair: Pair) -> Option<IndicatorNumber> {
    measure::number(indicator, &measure::find(context.indicators, indicator, pair)).ok()
}

fn glance(context: Context<'_>) -> impl Iterator<Item = &Indicator> {
    context.indicators.at_a_glance().filter(|own| own.is_number())
}

/// The wholes among the figures at a glance whose parts can be told apart.
fn wholes(context: Context<'_>) -> impl Iterator<Item = &Indicator> {
    let count = move |whole: &Indicator| parts_in(context, whole).count();
    glance(context).filter(move |whole| (2..=MOST_PARTS).contains(&count(whole)))
}

fn parts_in<'c>(context: Context<'c>, whole: &Indicator) -> impl Iterator<Item = &'c Indicator> {
    let id = whole.id.0.clone();
    context.indicators.all().filter(move |own| own.part_of.as_ref().is_some_and(|part| part.0 == id))
}

/// A line of an indicator.
struct Panel {
    label: String,
    /// The numbers by year, as they are drawn and as they are read.
    points: Vec<Option<(f64, String)>>,
}

impl Panel {
    /// `of` says of how many clusters it is, or nothing. `None` with fewer than three numbers.
    fn new(context: Context, indicator: &Indicator, points: Vec<Option<IndicatorNumber>>, of: String) -> Option<Panel> {
        let name = label(context, indicator);
        let is_middle = measure::is_middle(indicator) && !of.is_empty();
        let kind = context.coded("aggregate", indicator.aggregate);
        let aside = [is_middle.then_some(kind), (!of.is_empty()).then_some(of)].into_iter().flatten();
        let aside: Vec<String> = aside.collect();
        let label = match aside.is_empty() {
            true => name,
            false => context.say("label-unit", &[("label", name.into()), ("unit", aside.join(", ").into())]),
        };
        let shown = |number: IndicatorNumber| {
            (to_binary(number.value * indicator.scale()), number_text(context, indicator, &number))
        };
        let points: Vec<Option<(f64, String)>> = points.into_iter().map(|number| number.map(shown)).collect();
        (points.iter().flatten().count() >= YEARS).then_some(Panel { label, points })
    }
}

/// Lines of several indicators over the same years, side by side.
fn lines(context: Context, name: String, depth: usize, years: &[String], panels: &[Panel]) -> Figure {
    if panels.is_empty() {
        return Figure::default();
    }
    let point = |point: &Option<(f64, String)>| match point {
        Some((value, text)) => json!({ "value": value, "text": text }),
        None => Value::Null,
    };
    let rows: Vec<Value> = panels
        .iter()
        .map(|panel| json!({ "label": panel.label, "points": panel.points.iter().map(point).collect::<Vec<_>>() }))
        .collect();
    let told = panels.iter().map(|panel| {
        let values = years.iter().zip(&panel.points).map(|(year, point)| {
            let text = point.as_ref().map_or_else(|| context.word("figure-no-number"), |(_, text)| text.clone());
            format!("{year}: {text}")
        });
        format!("{} – {}.", panel.label, values.collect::<Vec<_>>().join("; "))
    });
    let alt = std::iter::once(context.word("figure-lines-alt")).chain(told).collect::<Vec<_>>().join(" ");
    let caption = context.word("figure-lines");
    Figure::new(context, LINES, name, depth, caption, alt, json!({ "years": years, "panels": rows }))
}

/// Clusters by an indicator, the largest first, each with its figure of the year before.
fn ranking(context: Context, portfolio: &Portfolio, indicator: &Indicator) -> Figure {
    let mut rows: Vec<(&Case, IndicatorNumber, Option<IndicatorNumber>)> = portfolio
        .cases
        .iter()
        .filter_map(|case| {
            let pair = Pair::of(case, portfolio.year)?;
            let now = found(context, indicator, pair)?;
            let is_like = measure::change(context.indicators, indicator, pair).is_ok();
            let before = pair.last.filter(|_| is_like).map(|record| Pair { record, last: None });
            Some((*case, now, before.and_then(|before| found(context, indicator, before))))
        })
        .collect();
    if rows.len() < RANKED {
        return Figure::default();
    }
    rows.sort_by_key(|(_, now, _)| Reverse(now.value));
    let text = |number: &IndicatorNumber| number_text(context, indicator, number);
    let value = |number: &IndicatorNumber| to_binary(number.value * indicator.scale());
    let drawn: Vec<Value> = rows
        .iter()
        .map(|(case, now, before)| {
            json!({
                "label": context.short_name(case), "value": value(now), "text": text(now),
                "before": before.as_ref().map(value),
            })
        })
        .collect();
    let told = rows.iter().map(|(case, now, before)| {
        let slots = [
            ("form", if before.is_some() { "both" } else { "one" }.into()),
            ("name", context.get(&case.name).into()),
            ("now", text(now).into()),
            ("before", before.as_ref().map(text).unwrap_or_default().into()),
        ];
        context.say("figure-ranking-line", &slots)
    });
    let is_compared = rows.iter().any(|(.., before)| before.is_some());
    let slots = [
        ("what", label(context, indicator).into()),
        ("from", (portfolio.year - 1).to_string().into()),
        ("to", portfolio.year.to_string().into()),
        ("covers", context.of(rows.len(), portfolio.cases.len()).into()),
        ("form", if rows.len() == portfolio.cases.len() { "all" } else { "some" }.into()),
    ];
    let id = if is_compared { "figure-ranking-alt" } else { "figure-ranking-alt-first" };
    let alt = std::iter::once(context.say(id, &slots[..3])).chain(told).collect::<Vec<_>>().join(" ");
    let note = if is_compared { (portfolio.year - 1).to_string() } else { String::new() };
    let data = json!({ "rows": drawn, "note": note });
    let caption = context.say("figure-ranking", &slots);
    Figure::new(context, RANKING, format!("{RANKING}--{}", indicator.id), 0, caption, alt, data)
}

/// The parts of a whole in one row.
struct Row {
    label: String,
    /// Each part as a fraction of the whole, in the order of the indicators.
    parts: Vec<Decimal>,
}

/// The parts of a whole over some records, as fractions of it; `None` unless one of the records gives the whole and every part of it.
/// Records that do not are left out.
fn parts_of(context: Context, whole: &Indicator, pairs: &[Pair]) -> Option<Vec<Decimal>> {
    let all: Vec<&Indicator> = std::iter::once(whole).chain(parts_in(context, whole)).collect();
    let numbers = |pair: &Pair| -> Option<Vec<IndicatorNumber>> {
        all.iter().map(|one| measure::part_number(context.indicators, one, *pair)).collect()
    };
    let known: Vec<Vec<IndicatorNumber>> = pairs.iter().filter_map(numbers).collect();
    let sum = |at: usize| {
        let column: Vec<&IndicatorNumber> = known.iter().map(|numbers| &numbers[at]).collect();
        statistics::sum(all[at], &column).ok().map(|sum| sum.value)
    };
    let total = sum(0).filter(|total| !total.is_zero() && !known.is_empty())?;
    let parts: Option<Vec<Decimal>> = (1..all.len()).map(|at| statistics::share(sum(at)?, total)).collect();
    // What is below nothing can't be a part of a bar.
    parts.filter(|parts| parts.iter().all(|part| !part.is_sign_negative() || part.is_zero()))
}

/// Bars with the parts of a whole, of so many of all clusters or years.
fn parts(
    context: Context,
    name: String,
    depth: usize,
    whole: &Indicator,
    rows: &[Row],
    (covers, of): (usize, usize),
) -> Figure {
    if rows.len() < 2 {
        return Figure::default();
    }
    // A part that is nothing everywhere has no room in a bar, and none in its key.
    let is_there = |at: usize| rows.iter().any(|row| row.parts.get(at).is_some_and(|part| !part.is_zero()));
    let there: Vec<usize> = (0..parts_in(context, whole).count()).filter(|at| is_there(*at)).collect();
    let labels: Vec<String> = parts_in(context, whole).map(|part| context.get(&part.label)).collect();
    let labels: Vec<&String> = there.iter().filter_map(|at| labels.get(*at)).collect();
    let of_row = |row: &Row| there.iter().filter_map(|at| row.parts.get(*at).copied()).collect::<Vec<_>>();
    let percent = |part: &Decimal| share(context.locale, *part * Decimal::ONE_HUNDRED, 0);
    let drawn: Vec<Value> = rows
        .iter()
        .map(|row| {
            let parts: Vec<Value> =
                of_row(row).iter().map(|part| json!({ "value": to_binary(*part), "text": percent(part) })).collect();
            json!({ "label": row.label, "parts": parts })
        })
        .collect();
    let told = rows.iter().map(|row| {
        let parts = labels.iter().zip(of_row(row)).map(|(label, part)| format!("{label} {}", percent(&part)));
        format!("{}: {}.", row.label, parts.collect::<Vec<_>>().join("; "))
    });
    let slots = [
        ("what", context.get(&whole.label).into()),
        (
            "form",
            if covers == of {
                "all"
            } else if depth == 0 {
                "clusters"
            } else {
                "years"
            }
            .into(),
        ),
        ("covers", context.of(covers, of).into()),
    ];
    let alt = std::iter::once(context.say("figure-parts-alt", &slots[..1])).chain(told).collect::<Vec<_>>().join(" ");
    let caption = context.say("figure-parts", &slots);
    Figure::new(context, PARTS, name, depth, caption, alt, json!({ "labels": labels, "rows": drawn }))
}

/// The stages of a cluster over its records, if it was assessed in at least two, and more than one of them.
fn path(context: Context, name: String, cycle: &Framework, records: &[&Record]) -> Figure {
    let places: Vec<Option<usize>> = records.iter().map(|record| assessed_place(record, cycle)).collect();
    let known: Vec<usize> = places.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else { return Figure::default() };
    if first == last {
        return Figure::default();
    }
    let stages: Vec<String> = (*first..=*last).map(|at| context.get(cycle.stages[at].short())).collect();
    let years: Vec<String> = records.iter().map(|record| as_of(context, record)).collect();
    let told = records.iter().zip(&years).zip(&places).map(|((record, year), place)| {
        let stage =
            place.map_or_else(|| without_stage(context, Some(record)), |at| context.get(cycle.stages[at].short()));
        format!("{year}: {stage}.")
    });
    let slots = [("life_cycle", context.get(&cycle.title).into())];
    let alt = std::iter::once(context.say("figure-path-alt", &slots)).chain(told).collect::<Vec<_>>().join(" ");
    let places: Vec<Option<usize>> = places.into_iter().map(|place| place.map(|at| at - first)).collect();
    let data = json!({ "stages": stages, "years": years, "places": places });
    Figure::new(context, PATH, name, 1, context.say("figure-path", &slots), alt, data)
}
