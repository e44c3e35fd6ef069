//! The table of all clusters, what they lack, and what the figures mean.

use crate::report::view::phrase::without_stage;
use cel::common::ast::IdedExpr;
use std::collections::BTreeMap;

use crate::analysis::measure::{self, IndicatorValue, Pair};
use crate::base::locale::MINUS;
use crate::base::text::bound;
use crate::model::case::period::Length;
use crate::model::case::{Amount, Case, Known};
use crate::model::framework::find;
use crate::model::indicator::formula::{Term, part};
use crate::model::indicator::{Aggregate, Group, Indicator, Nature};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Covered, Parts, below_first, head};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::table::{Cell, Full, Heading, Table};
use crate::report::view::annual;
use crate::report::view::annual::figures::{RESTATED, short_label};
use crate::report::view::context::Context;
use crate::report::view::phrase::as_of;
use crate::report::view::words::Measured;

/// The figures of the year and of the year before that were corrected after they were published; `None` if there are none.
pub fn restatements(context: Context, portfolio: &Portfolio) -> Option<Parts> {
    let mut rows = Vec::new();
    for case in &portfolio.all {
        let records = [portfolio.year - 1, portfolio.year].into_iter().filter_map(|year| case.of_year(year));
        for (record, figure, restated, indicator) in
            records.flat_map(|record| annual::figures::corrected(context, record))
        {
            let known = |amount: &Known<Amount>| match amount {
                Known::Is(amount) => Content::amount(amount, |text| context.get(text)),
                Known::None => Content::None,
                Known::NotRecorded => Content::NotRecorded,
                Known::Withheld => Content::Withheld,
            };
            let is_reported = portfolio.cases.iter().any(|own| own.id == case.id);
            rows.push(vec![
                if is_reported { link(context, portfolio, case) } else { Cell::plain(context.get(&case.name)) },
                Cell::plain(context.get(&indicator.label)),
                Cell::plain(as_of(context, record)),
                Cell::of(known(&restated.was)),
                Cell::of(known(&figure.amount.value)),
                Cell::of(Content::Date(restated.on)),
                Cell::plain(context.get(&restated.why)),
            ]);
        }
    }
    let columns = ["column-name", "indicator", "period", "published-as", "corrected-to", "corrected-on", "why"];
    let number = |id: &str| matches!(id, "published-as" | "corrected-to");
    (!rows.is_empty()).then(|| Parts {
        kind: "restatements",
        columns: columns.iter().map(|id| Heading { text: context.word(id), number: number(id) }).collect(),
        rows,
        note: String::new(),
        full: None,
    })
}

/// A cell that names a cluster, and links from the report on the portfolio to the report on the cluster.
pub fn link(context: Context, portfolio: &Portfolio, case: &Case) -> Cell {
    Cell { report: portfolio.link(case), ..Cell::plain(context.get(&case.name)) }
}

/// All clusters with their stage and what reports show at a glance: the largest first, by the first of these figures, and what they come
/// to together below.
pub fn clusters(context: Context, portfolio: &Portfolio) -> Parts {
    let pairs: BTreeMap<&str, Pair> =
        portfolio.cases.iter().filter_map(|case| Some((&*case.id.0, Pair::of(case, portfolio.year)?))).collect();
    let found = |case: &Case, indicator: &Indicator| {
        pairs.get(&*case.id.0).map(|pair| measure::find(context.indicators, indicator, *pair))
    };
    // Indicators that no cluster has don't get a column.
    let used: Vec<&Indicator> = context
        .indicators
        .at_a_glance()
        .filter(|indicator| {
            portfolio.cases.iter().any(|case| found(case, indicator).is_some_and(|found| found.is_there()))
        })
        .collect();
    let stage = |case: &Case| {
        let all = case.newest().map_or(&[][..], |record| record.stages.entries());
        let names = all.iter().filter_map(|one| {
            let stage = find(context.frameworks, &one.life_cycle)?.stage(&one.stage)?;
            Some(context.get(stage.short()))
        });
        let names = unique(names.collect());
        if names.is_empty() { without_stage(context, case.newest()) } else { names.join("; ") }
    };
    let size = |case: &Case| {
        let number = |first: &&&Indicator| measure::number(first, &found(case, first)?).ok();
        used.first().as_ref().and_then(number).map(|number| number.value)
    };
    let mut cases = portfolio.cases.clone();
    // Those that do not give it stand last; of two that are equal the first by name.
    cases.sort_by_key(|case| std::cmp::Reverse(size(case)));
    let rows = cases.iter().map(|case| {
        let figures = used.iter().map(|indicator| {
            let found = found(case, indicator).unwrap_or(IndicatorValue::NotRecorded);
            let is_restated = matches!(&found, IndicatorValue::Given(figure, _) | IndicatorValue::None(figure) if figure.restated.is_some());
            let aside = if is_restated { RESTATED.to_string() } else { String::new() };
            Cell { aside, ..in_one_line(context, annual::figures::content(context, indicator, &found)) }
        });
        let part = pairs.get(&*case.id.0).filter(|pair| pair.record.length() != Length::Year);
        let aside = part.map(|pair| as_of(context, pair.record)).unwrap_or_default();
        let name = Cell { aside, ..link(context, portfolio, case) };
        [name, Cell::plain(stage(case))].into_iter().chain(figures).collect()
    });
    let all = used.iter().map(|indicator| {
        let combined = measure::combine(context.indicators, indicator, &portfolio.pairs());
        let content = combined
            .value
            .map_or(Content::Empty, |number| Content::Measured(Box::new(Measured::new(indicator, &number))));
        let is_middle = matches!(indicator.aggregate, Aggregate::Mean | Aggregate::Median);
        let how = is_middle.then(|| context.coded("aggregate", indicator.aggregate));
        let of = (combined.of.len() != cases.len()).then(|| context.of(combined.of.len(), cases.len()));
        let aside: Vec<String> = [how, of].into_iter().flatten().collect();
        Cell { aside: aside.join(", "), ..in_one_line(context, content) }
    });
    let first_of = [context.say("all-clusters-row", &[("count", cases.len().into())]), String::new()].map(Cell::plain);
    let mut all: Vec<Cell> = first_of.into_iter().chain(all).collect();
    all[0].heads = true;
    let heading = |text: String| Heading { text, number: true };
    let headings = used.iter().map(|indicator| heading(short_label(context, indicator)));
    // On a page the last row says which of its numbers are middles; in a file of its own the headings do.
    let sheet = used.iter().map(|indicator| {
        let label = short_label(context, indicator);
        let how = context.coded("aggregate", indicator.aggregate);
        heading(match indicator.aggregate {
            Aggregate::Mean | Aggregate::Median => {
                context.say("label-unit", &[("label", label.into()), ("unit", how.into())])
            }
            _ => label,
        })
    });
    let by = used.first().map(|first| context.inner(&context.get(&first.label))).unwrap_or_default();
    let first = || ["column-name", "stage"].map(|id| head(context.word(id))).into_iter();
    let is_restated = used.iter().any(|indicator| {
        let mut figures = pairs.values().filter_map(|pair| pair.record.figures.of(&indicator.id));
        figures.any(|figure| figure.restated.is_some())
    });
    let by = context.say("clusters-by", &[("what", by.into())]);
    let restated = is_restated.then(|| context.word("restated-in-table"));
    // One cluster has no order, and is all there are; without figures there is neither order nor sum.
    let has_sum = cases.len() > 1 && !used.is_empty();
    let note = has_sum.then_some(by).into_iter().chain(restated).collect::<Vec<_>>().join(" ");
    let rows: Vec<Vec<Cell>> = rows.chain(has_sum.then_some(all)).collect();
    let full = Full::new(first().chain(sheet).collect(), rows.clone());
    Parts { kind: "clusters", columns: first().chain(headings).collect(), rows, note, full: Some(full) }
}

/// A cell whose number is not parted from its unit on a page.
fn in_one_line(context: Context, content: Content) -> Cell {
    let short = bound(&content.words(context.locale));
    Cell { short: Some(short), ..Cell::of(content) }
}

/// Who has which label and until when, the first to end first: for each group of indicators with an expiry date, with the title of the
/// group.
pub fn labels(context: Context, portfolio: &Portfolio) -> Vec<(String, String, Parts)> {
    let groups = context.indicators.groups.iter();
    groups
        .filter_map(|group| {
            Some((group.id.to_string(), context.get(&group.title), labels_of(context, portfolio, group)?))
        })
        .collect()
}

fn labels_of(context: Context, portfolio: &Portfolio, group: &Group) -> Option<Parts> {
    let expiry = group.indicators.iter().find(|one| one.nature == Some(Nature::Expiry))?;
    let pairs: Vec<(&Case, Pair)> =
        portfolio.cases.iter().filter_map(|case| Some((*case, Pair::of(case, portfolio.year)?))).collect();
    let found = |pair: &Pair<'_>, one: &Indicator| {
        let own = measure::find(context.indicators, one, *pair);
        if own.is_there() { Some(annual::figures::content(context, one, &own)) } else { None }
    };
    let lacking = |pair: &Pair, one: &Indicator| match measure::find(context.indicators, one, *pair) {
        IndicatorValue::Withheld => Content::Withheld,
        _ => Content::NotRecorded,
    };
    let used: Vec<&Indicator> =
        group.indicators.iter().filter(|one| pairs.iter().any(|(_, pair)| found(pair, one).is_some())).collect();
    let until = |pair: &Pair| match found(pair, expiry) {
        Some(Content::Date(date)) => Some((date.year, date.month, date.day)),
        _ => None,
    };
    let mut own: Vec<&(&Case, Pair)> =
        pairs.iter().filter(|(_, pair)| used.iter().any(|one| found(pair, one).is_some())).collect();
    own.sort_by_key(|(_, pair)| (until(pair).is_none(), until(pair)));
    let rows: Vec<Vec<Cell>> = own
        .iter()
        .map(|(case, pair)| {
            let cells = used.iter().map(|one| Cell::of(found(pair, one).unwrap_or_else(|| lacking(pair, one))));
            std::iter::once(link(context, portfolio, case)).chain(cells).collect()
        })
        .collect();
    let heading = |one: &&Indicator| Heading { text: short_label(context, one), number: one.is_number() };
    (!rows.is_empty()).then(|| Parts {
        kind: "labels",
        columns: std::iter::once(head(context.word("column-name"))).chain(used.iter().map(heading)).collect(),
        rows,
        note: context.say("labels-note", &[("without", (portfolio.cases.len() - own.len()).into())]),
        full: None,
    })
}

/// Which figures clusters lack, of those that at least one cluster gives in the year; `None` if none lacks any.
pub fn lacking(context: Context, portfolio: &Portfolio) -> Option<Parts> {
    let asked = asked(context, portfolio);
    let rows = portfolio.cases.iter().filter_map(|case| {
        let (k, n, lacking) = recorded(case, portfolio.year, &asked);
        let names = named_together(context, &asked, &lacking);
        let row = || vec![link(context, portfolio, case), Cell::of(Content::Of(k, n)), Cell::plain(names.join("; "))];
        (!names.is_empty()).then(row)
    });
    let without = portfolio.lacking().map(|case| {
        let why = context.say("no-record-for", &[("year", portfolio.year.to_string().into())]);
        vec![Cell::plain(context.get(&case.name)), Cell::of(Content::Of(0, asked.len())), Cell::plain(why)]
    });
    let rows: Vec<Vec<Cell>> = rows.chain(without).collect();
    (!rows.is_empty()).then(|| Parts {
        kind: "lacking",
        columns: ["column-name", "figures-recorded", "figures-lacking"].map(|id| head(context.word(id))).into(),
        rows,
        note: context.word("lacking-note"),
        full: None,
    })
}

/// The names of indicators that a cluster lacks; of a group of which it lacks all that are asked for, its title and how many they are.
fn named_together(context: Context, asked: &[&Indicator], lacking: &[&Indicator]) -> Vec<String> {
    let within = |group: &Group, all: &[&Indicator]| -> Vec<String> {
        let own = all.iter().filter(|one| group.indicators.iter().any(|own| own.id.0 == one.id.0));
        own.map(|one| context.get(&one.label)).collect()
    };
    let of_group = |group: &Group| {
        let (asked, lacking) = (within(group, asked), within(group, lacking));
        if lacking.len() < 2 || lacking.len() < asked.len() {
            return lacking;
        }
        let slots = [("text", context.get(&group.title).into()), ("aside", lacking.len().to_string().into())];
        vec![context.say("tell-aside", &slots)]
    };
    context.indicators.groups.iter().flat_map(of_group).collect()
}

/// The indicators for which at least one cluster gives a figure in the year.
pub fn asked<'s>(context: Context<'s>, portfolio: &Portfolio) -> Vec<&'s Indicator> {
    let given = |indicator: &&Indicator| {
        portfolio.cases.iter().any(|case| {
            let figure = case.of_year(portfolio.year).and_then(|record| record.figures.of(&indicator.id));
            figure.is_some_and(|figure| !figure.amount.value.is_unknown())
        })
    };
    context.indicators.all().filter(|indicator| indicator.formula.is_none()).filter(given).collect()
}

/// How many of the `asked` indicators a cluster gives, of how many, and which of them it does not give. What is withheld counts in
/// neither.
pub fn recorded<'i>(case: &Case, year: i32, asked: &[&'i Indicator]) -> (usize, usize, Vec<&'i Indicator>) {
    let value = |indicator: &Indicator| {
        let figure = case.of_year(year).and_then(|record| record.figures.of(&indicator.id));
        figure.map(|figure| &figure.amount.value)
    };
    let (mut given, mut lacking) = (0, Vec::new());
    for indicator in asked {
        match value(indicator) {
            Some(Known::Withheld) => {}
            None | Some(Known::NotRecorded) => lacking.push(*indicator),
            Some(Known::None | Known::Is(_)) => given += 1,
        }
    }
    (given, given + lacking.len(), lacking)
}

/// The definitions of the indicators that clusters give figures of, or that are computed from such figures; `None` if there are
/// none.
pub fn definitions(context: Context, portfolio: &Portfolio) -> Option<Parts> {
    let pairs = portfolio.pairs();
    let used = |indicator: &&Indicator| {
        pairs.iter().any(|pair| measure::find(context.indicators, indicator, *pair).is_there())
    };
    let mut rows = Vec::new();
    let mut full = Vec::new();
    for group in &context.indicators.groups {
        for indicator in group.indicators.iter().filter(used) {
            let formula = indicator.formula.as_ref().map(|formula| {
                let formula = in_words(context, formula.program.expression(), 0);
                context.say("computed-as", &[("formula", formula.into())])
            });
            let definition = indicator.definition.as_ref().map(|text| context.get(text));
            let text = [definition, formula].into_iter().flatten().collect::<Vec<_>>().join(". ");
            let (label, source) = (context.get(&indicator.label), context.get(&indicator.source));
            let how = context.coded("aggregate", indicator.aggregate);
            rows.push([&source, &label, &text].map(|text| Cell::plain(text.as_str())).to_vec());
            let all = [&indicator.id.0, &label, &text, &how, &source, &group.version];
            full.push(all.map(|text| Cell::plain(text.as_str())).to_vec());
        }
    }
    let named = |ids: &[&str]| ids.iter().map(|id| head(context.word(id))).collect::<Vec<_>>();
    // What has one source stands below it, in the order in which sources are named first.
    let mut sources: Vec<String> = rows.iter().map(|row: &Vec<Cell>| row[0].content.words(context.locale)).collect();
    sources = unique(sources);
    rows.sort_by_key(|row| sources.iter().position(|own| *own == row[0].content.words(context.locale)));
    let rows = bare_together(context, rows);
    let (columns, rows) = below_first(&named(&["source-of-definition", "indicator", "definition"]), &rows);
    let all = ["indicator-id", "indicator", "definition", "together", "source-of-definition", "version"];
    (!rows.is_empty()).then(|| Parts {
        kind: "definitions",
        columns,
        rows,
        note: String::new(),
        full: Some(Full::new(named(&all), full)),
    })
}

/// Rows of source, name and definition in which those of one source that have no definition stand in one row, the last of the source.
fn bare_together(context: Context, rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let text = |cell: &Cell| cell.content.words(context.locale);
    let of_source = |group: &[Vec<Cell>]| {
        let (bare, defined): (Vec<Vec<Cell>>, Vec<Vec<Cell>>) =
            group.iter().cloned().partition(|row| text(&row[2]).is_empty());
        let names: Vec<String> = bare.iter().map(|row| text(&row[1])).collect();
        let row = || vec![group[0][0].clone(), Cell::plain(names.join("; ")), Cell::plain("")];
        defined.into_iter().chain((!names.is_empty()).then(row)).collect::<Vec<_>>()
    };
    rows.chunk_by(|one, other| text(&one[0]) == text(&other[0])).flat_map(of_source).collect()
}

/// A formula in the names of its indicators: "Members ÷ Staff of the secretariat". What binds less than `around` stands in brackets.
fn in_words(context: Context, expression: &IdedExpr, around: u8) -> String {
    match part(expression) {
        Term::Number(number) => context.locale.number(number, number.scale() as usize),
        Term::Input { id, last } => {
            let name = context.indicators.find(&id).map_or(id, |one| context.inner(&context.get(&one.label)));
            if last { context.say("formula-last", &[("what", name.into())]) } else { name }
        }
        Term::Operation(sign, one, other) => {
            let (own, shown) = match sign {
                '*' => (2, '×'),
                '/' => (2, '÷'),
                '-' => (1, MINUS),
                _ => (1, '+'),
            };
            // What is taken from or divides binds as if it were around brackets.
            let right = own + u8::from(matches!(sign, '-' | '/'));
            let text = format!("{} {shown} {}", in_words(context, one, own), in_words(context, other, right));
            if own < around { format!("({text})") } else { text }
        }
        Term::Minus(one) => format!("{MINUS}{}", in_words(context, one, 3)),
        Term::Other => String::new(),
    }
}

/// All indicators, for the terminal, in one table for each file: id, name, unit, kind of aggregate, and the formula, if there
/// is one.
pub fn catalogue(context: Context) -> Vec<Table> {
    let of = |group: &Group| {
        let row = |indicator: &Indicator| {
            let formula = indicator.formula.as_ref().map(|formula| formula.text.clone()).unwrap_or_default();
            let how = context.coded("aggregate", indicator.aggregate);
            [indicator.id.to_string(), context.get(&indicator.label), indicator.unit.to_string(), how, formula]
                .map(Cell::plain)
                .to_vec()
        };
        let columns = ["indicator-id", "indicator", "export-unit", "together", "export-formula"];
        let parts = Parts {
            kind: "definitions",
            columns: columns.map(|id| head(context.word(id))).into(),
            rows: group.indicators.iter().map(row).collect(),
            note: String::new(),
            full: None,
        };
        let title = format!("{} ({}.yaml, {})", context.get(&group.title), &*group.id, group.version);
        let none = Covered { study: String::new(), cases: Vec::new(), of: 0, withheld: 0, unit: "clusters" };
        parts.finish(context, &group.id, title, "", none)
    };
    context.indicators.groups.iter().map(of).collect()
}

/// Removes all but the first of equal texts.
pub fn unique(mut texts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    texts.retain(|text| {
        let new = !seen.contains(text);
        seen.push(text.clone());
        new
    });
    texts
}
