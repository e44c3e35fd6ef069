//! Clusters by stage, and how they moved since the year before.

use crate::analysis::mapping::{assessed_place, is_stage_withheld, movement};
use crate::base::text::capital;
use crate::model::case::{Assessment, Case, Record};
use crate::model::framework::Framework;
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::tables::{link, unique};
use crate::report::matrix::table::{Cell, Heading};
use crate::report::view::annual;
use crate::report::view::context::Context;
use crate::report::view::phrase::full_label;
use crate::report::view::phrase::without_stage;

/// Whether some of the cases were assessed in a life cycle.
pub fn is_used(cycle: &Framework, cases: &[&Case]) -> bool {
    let stages = cases.iter().filter_map(|case| case.newest()).flat_map(|record| record.stages.entries());
    !cycle.stages.is_empty() && stages.into_iter().any(|one| *one.life_cycle == *cycle.id)
}

/// Where a record stands in a life cycle.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// In the stage with this index.
    In(usize),
    /// In no one stage: nobody assessed it, or raters differ.
    NotOne,
    /// Its stage is withheld from the readers.
    Withheld,
}

fn place(record: &Record, cycle: &Framework) -> Place {
    match assessed_place(record, cycle) {
        Some(at) => Place::In(at),
        None if is_stage_withheld(record, cycle) => Place::Withheld,
        None => Place::NotOne,
    }
}

/// The clusters of each stage, and how many there were in the year before.
pub fn by_stage(context: Context, portfolio: &Portfolio, cycle: &Framework) -> Parts {
    let names = |at: Place| -> Vec<String> {
        let own = portfolio.cases.iter().filter(|case| case.newest().is_some_and(|record| place(record, cycle) == at));
        own.map(|case| context.get(&case.name)).collect()
    };
    let before = |at: Place| {
        let last = portfolio.all.iter().filter_map(|case| case.of_year(portfolio.year - 1));
        last.filter(|record| place(record, cycle) == at).count()
    };
    let is_first = portfolio.is_first();
    let row = |at: Place, label: String| {
        let own = names(at);
        let listed = if own.is_empty() { Content::None } else { Content::Text(own.join("; ")) };
        let last = (!is_first).then(|| Content::Count(before(at)));
        let cells = [Some(label.into()), last, Some(Content::Count(own.len())), Some(listed)];
        cells.into_iter().flatten().map(Cell::of).collect::<Vec<_>>()
    };
    // Before the first and behind the last stage in which a cluster is or was, there is nothing to see.
    let is_used = |at: Place| !names(at).is_empty() || before(at) > 0;
    let is_in = |at: &usize| is_used(Place::In(*at));
    let (first, last) = ((0..cycle.stages.len()).find(is_in), (0..cycle.stages.len()).rfind(is_in));
    let used = first.zip(last).map_or(0..0, |(first, last)| first..last + 1);
    let stages = used.map(|at| row(Place::In(at), context.get(&cycle.stages[at].label)));
    let none = is_used(Place::NotOne).then(|| row(Place::NotOne, context.word("no-one-stage")));
    let withheld = is_used(Place::Withheld).then(|| row(Place::Withheld, context.word("stage-withheld")));
    let lost = portfolio.absent().filter(|case| case.of_year(portfolio.year - 1).is_some()).count();
    let lost = (lost > 0).then(|| {
        let slots = [
            ("count", lost.into()),
            ("number", context.count(lost).into()),
            ("before", (portfolio.year - 1).to_string().into()),
            ("year", portfolio.year.to_string().into()),
        ];
        capital(&context.say("lost-note", &slots))
    });
    let silent = none.is_some().then(|| context.word("no-stage-note"));
    let notes: Vec<String> = std::iter::once(context.word("by-stage-note")).chain(lost).chain(silent).collect();
    let number = |text: String| Heading { text, number: true };
    let of_year = |year: i32, count: usize| {
        context.say("year-with-number", &[("year", year.to_string().into()), ("count", count.into())])
    };
    let columns = [
        Some(head(context.word("stage"))),
        (!is_first).then(|| number(of_year(portfolio.year - 1, portfolio.pairs_before().len()))),
        Some(number(of_year(portfolio.year, portfolio.cases.len()))),
        Some(head(context.say("clusters-in", &[("year", portfolio.year.to_string().into())]))),
    ];
    Parts {
        kind: "stages",
        columns: columns.into_iter().flatten().collect(),
        rows: stages.chain(none).chain(withheld).collect(),
        note: notes.join(" "),
        full: None,
    }
}

/// The clusters whose stage is not the same as in the year before, or that have a stage in only one of the two years. `None` if
/// there are none.
pub fn movements(context: Context, portfolio: &Portfolio, cycle: &Framework) -> Option<Parts> {
    let mut rows = Vec::new();
    for case in &portfolio.cases {
        let Some(record) = case.newest() else { continue };
        let last = case.of_year(portfolio.year - 1);
        let (before, now) = (last.and_then(|last| assessed_place(last, cycle)), assessed_place(record, cycle));
        let is_withheld = |record: &Record| is_stage_withheld(record, cycle);
        if before == now || last.is_none_or(is_withheld) || is_withheld(record) {
            continue;
        }
        let name = |at: Option<usize>, record: Option<&Record>| match at {
            Some(at) => context.get(cycle.stages[at].short()),
            None => without_stage(context, record),
        };
        let movement =
            before.zip(now).map(|(before, now)| context.word(&format!("movement-{}", movement(before, now))));
        let own: Vec<&Assessment> = record.stages.entries().iter().filter(|one| *one.life_cycle == *cycle.id).collect();
        let drivers = own
            .iter()
            .filter_map(|one| one.driver.as_ref())
            .map(|driver| annual::stages::characteristic(context, driver));
        let by = own.iter().filter_map(|one| one.by.as_ref()).map(|by| context.rater(by));
        let sources = own.iter().map(|one| full_label(context, &one.evidence)).filter(|label| !label.is_empty());
        let dissent = own.iter().filter_map(|one| one.dissent.as_ref()).map(|text| context.get(text));
        let joined =
            |texts: Vec<String>| if texts.is_empty() { context.not_recorded() } else { unique(texts).join("; ") };
        let says = |texts: Vec<String>| unique(texts).join("; ");
        rows.push(vec![
            link(context, portfolio, case),
            Cell::plain(name(before, last)),
            Cell::plain(name(now, Some(record))),
            Cell::plain(movement.unwrap_or_default()),
            Cell::plain(joined(drivers.collect())),
            Cell::plain(match says(sources.collect()) {
                sources if sources.is_empty() => joined(by.collect()),
                sources => format!("{} ({sources})", joined(by.collect())),
            }),
            Cell::plain(says(dissent.collect())),
        ]);
    }
    // The column of dissent is left out if it is empty.
    let dissents = rows.iter().any(|row: &Vec<Cell>| row.last().is_some_and(|last| !last.content.is_empty()));
    if !dissents {
        rows.iter_mut().for_each(|row| row.truncate(row.len() - 1));
    }
    let columns = [
        context.word("column-name"),
        (portfolio.year - 1).to_string(),
        portfolio.year.to_string(),
        context.word("movement"),
        context.word("driver-heading"),
        context.word("assessed-by-heading"),
        context.word("dissent-heading"),
    ];
    let columns = columns.into_iter().take(if dissents { 7 } else { 6 }).map(head).collect();
    (!rows.is_empty()).then(|| Parts { kind: "movements", columns, rows, note: String::new(), full: None })
}
