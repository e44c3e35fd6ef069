//! The table of how well observations are supported by evidence.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::case::{Case, Characterised, Observation, Record};
use crate::model::framework::{Dimension, Framework};
use crate::report::matrix::content::Content;
use crate::report::matrix::grade::Grade;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;
use crate::report::view::phrase::outside_label;

/// The table of coverage: how many observations have evidence of each grade, by case, by dimension, and by kind of source.
pub fn coverage(context: Context, id: &str, cases: &[&Case]) -> Parts {
    let mut by_case: Vec<Count> = Vec::new();
    let mut by_kind: BTreeMap<String, Count> = BTreeMap::new();
    let empty = Record::default();
    let used = |framework: &Framework, dimension: &Dimension| {
        let records = cases.iter().filter_map(|case| case.newest());
        records
            .flat_map(|record| record.observed.iter())
            .any(|all| *framework.id == *all.framework && all.of(&dimension.id).is_some())
    };
    let lenses =
        context.frameworks.iter().flat_map(|framework| framework.dimensions.iter().map(move |d| (framework, d)));
    let lenses: Vec<(&Framework, &Dimension)> = lenses.filter(|(framework, d)| used(framework, d)).collect();
    let mut by_dimension: Vec<Count> = lenses.iter().map(|(_, d)| Count::new(context.get(&d.label))).collect();
    for case in cases {
        let mut own = Count { short: Some(context.short_name(case)), ..Count::new(context.get(&case.name)) };
        let record = case.newest().unwrap_or(&empty);
        for ((framework, dimension), of_dimension) in lenses.iter().zip(&mut by_dimension) {
            let all = record.observed.iter().find(|observed| *framework.id == *observed.framework);
            let seen = all.and_then(|all| all.of(&dimension.id));
            let Some(seen) = seen else {
                own.not_recorded += 1;
                of_dimension.not_recorded += 1;
                continue;
            };
            for support in by_characteristic(context, &seen.seen) {
                let grade = Grade::of(support.iter().map(|observation| &observation.evidence));
                own.add(grade);
                of_dimension.add(grade);
                let kinds: BTreeSet<String> =
                    support.iter().map(|observation| kind(context, case, observation)).collect();
                for kind in kinds {
                    by_kind.entry(kind.clone()).or_insert_with(|| Count::new(kind)).add(grade);
                }
            }
        }
        by_case.push(own);
    }
    let columns = ["of-what", "which", "observed", "several", "one", "named", "none", "gaps"];
    let mut columns: Vec<Heading> = columns.map(|id| head(context.word(&format!("coverage-{id}")))).into();
    columns.iter_mut().skip(2).for_each(|heading| heading.number = true);
    let groups = [
        ("coverage-case", true, by_case),
        ("dimension", true, by_dimension),
        ("coverage-kind", false, by_kind.into_values().collect()),
    ];
    let rows = groups.into_iter().flat_map(|(what, gaps, counts)| {
        let what = context.word(what);
        counts.into_iter().map(move |count| count.row(&what, gaps)).collect::<Vec<_>>()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let note = context.word("coverage-note");
    if cases.len() <= context.settings.table_rows() {
        let (head, page) = on_page(&columns, &rows);
        return Parts { kind: "coverage", columns: head, rows: page, note, full: Some(Full::new(columns, rows)) };
    }
    let (head, without_cases) = on_page(&columns, &rows[cases.len()..]);
    let counts = context.say("coverage-counts", &[("cases", cases.len().into()), ("table", id.into())]);
    let full = Some(Full::new(columns.clone(), rows));
    Parts { kind: "coverage", columns: head, rows: without_cases, note: format!("{note} {counts}"), full }
}

/// The table as a page shows it: below each other what is counted by, without grades that nothing has.
fn on_page(columns: &[Heading], rows: &[Vec<Cell>]) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let (head, page) = below_first(columns, rows);
    without_empty(&head, &page)
}

/// Groups observations by what was observed, since several sources may say the same.
fn by_characteristic<'a>(context: Context, observations: &'a [Observation]) -> Vec<Vec<&'a Observation>> {
    let mut all: BTreeMap<(bool, String), Vec<&Observation>> = BTreeMap::new();
    for observation in observations {
        let known = matches!(observation.what, Characterised::Known(_));
        all.entry((known, outside_label(context, observation).to_lowercase())).or_default().push(observation);
    }
    all.into_values().collect()
}

/// The kind of the source of an observation.
fn kind(context: Context, case: &Case, observation: &Observation) -> String {
    let source = observation.evidence.source.as_deref();
    let found = source.and_then(|id| case.sources.iter().find(|source| source.id == id.id));
    found.map_or_else(|| context.word("no-source"), |source| context.coded("source", source.kind))
}

struct Count {
    name: String,
    /// A shorter name, for a page.
    short: Option<String>,
    grades: BTreeMap<Grade, usize>,
    not_recorded: usize,
}

impl Count {
    fn new(name: String) -> Count {
        Count { name, short: None, grades: BTreeMap::new(), not_recorded: 0 }
    }

    fn add(&mut self, grade: Grade) {
        *self.grades.entry(grade).or_default() += 1;
    }

    fn row(self, what: &str, gaps: bool) -> Vec<Cell> {
        let all: usize = self.grades.values().sum();
        let of = |grade| self.grades.get(&grade).copied().unwrap_or_default();
        let grades = [Grade::Several, Grade::One, Grade::Attributed, Grade::Unsupported].map(of);
        let name = Cell { short: self.short, ..Cell::plain(self.name) };
        let mut row = vec![Cell::plain(what), name, Cell::of(Content::Count(all))];
        row.extend(grades.map(|count| Cell::of(Content::Count(count))));
        row.push(Cell::of(if gaps { Content::Count(self.not_recorded) } else { Content::Empty }));
        row
    }
}
