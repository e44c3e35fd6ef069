//! Comparing cases: the tables of the summary, as `casebook.yaml` asks for them.

pub mod cases;
pub mod claims;
pub mod content;
pub mod coverage;
pub mod displays;
pub mod evidence_id;
pub mod figure;
pub mod grade;
pub mod grid;
pub mod order;
pub mod overview;
pub mod parts;
pub mod portfolio;
pub mod predicted;
pub mod profile;
pub mod register;
pub mod signs;
pub mod table;

use crate::base::text::Text;
use crate::model::case::Case;
use crate::model::facts::column::Column;
use crate::model::framework::{Framework, find};
use crate::model::settings::tables::{ColumnSpec, Shows, TableSpec};
use crate::report::matrix::cases::heading;
use crate::report::matrix::content::Content;
use crate::report::matrix::grid::{Grid, Register};
use crate::report::matrix::order::{Order, by_name};
use crate::report::matrix::parts::{Covered, Missing, Parts, head};
use crate::report::matrix::table::{Cell, Full, Table};
use crate::report::prose::realise::finished;
use crate::report::view::context::Context;
use crate::report::view::facts::{content, heading_of, is_disputed, sort};
use crate::report::view::figure::Figure;
use crate::yaml::NodeId;
use crate::yaml::shape::ids::Id;

/// The tables of the summary, with the register of evidence where there are grids. Every caption says when a table covers
/// fewer cases than there are.
pub fn compare<'a>(context: Context<'a>, cases: &[&'a Case], order: &Order, missing: &[Missing]) -> Vec<Table> {
    let usual = if context.settings.tables.is_empty() { usual(context, cases) } else { Vec::new() };
    let specs: Vec<&TableSpec> = context.settings.tables.iter().chain(&usual).collect();
    let covered = |spec: &TableSpec| Covered::new(context, spec.study.as_deref(), cases, order, missing);
    let grids: Vec<Grid> = specs.iter().filter_map(|spec| grid(context, spec, covered(spec).cases, order)).collect();
    let register = Register::new(context, &grids);
    let mut tables: Vec<Table> = Vec::new();
    for spec in specs {
        let Some(table) = one(context, spec, covered(spec), order, (&grids, &register)) else { continue };
        let more = match &spec.show {
            Shows::Display(display) => displays::more(context, &spec.id, display, &table, &covered(spec).cases),
            _ => None,
        };
        tables.extend(std::iter::once(table).chain(more));
    }
    let evidence = register.table(context, "evidence").map(|parts| {
        let all = Covered::new(context, None, cases, order, missing);
        parts.finish(context, "evidence", context.word("table-evidence"), "", all)
    });
    tables.extend(evidence);
    tables
}

/// The figures of the summary that belong to no table.
pub fn figures(context: Context, cases: &[&Case], order: &Order) -> Vec<Figure> {
    figure::life_cycles(context, &by_name(context, cases.to_vec(), order))
}

/// The grid that a table shows, if it shows one.
fn grid<'a>(context: Context<'a>, spec: &'a TableSpec, mut cases: Vec<&'a Case>, order: &Order) -> Option<Grid<'a>> {
    let Shows::Grid { framework, dimension, life_cycle, group, order: sorted } = &spec.show else { return None };
    let framework = find(context.frameworks, framework)?;
    let life_cycle =
        life_cycle.as_deref().or(framework.life_cycle.as_deref()).and_then(|id| find(context.frameworks, id));
    for column in [sorted, group].into_iter().flatten() {
        sort(context, &mut cases, column, life_cycle, order);
    }
    let dimension = framework.dimension(dimension)?;
    Some(Grid { id: &spec.id.0, framework, dimension, life_cycle, group: group.clone(), cases })
}

/// The default tables, for a workspace that asks for none: all cases, then the tables of each framework in use, then the
/// coverage.
fn usual(context: Context, cases: &[&Case]) -> Vec<TableSpec> {
    let life_cycle = context.frameworks.iter().find(|framework| !framework.stages.is_empty());
    let mut show = Vec::from(["name", "industry", "place", "founded", "actors"].map(Column::usual));
    show.extend(life_cycle.map(|_| Column::usual("stage")));
    let plain = Text::Plain;
    let spec = |id: String, title: Text, show| TableSpec {
        id: Id(id, NodeId::default()),
        title,
        note: None,
        study: None,
        show,
        mark: NodeId::default(),
    };
    let columns = show.into_iter().map(|show| ColumnSpec { show, title: None }).collect();
    let life_cycle = life_cycle.map(|framework| framework.id.to_string());
    let order = life_cycle.is_some().then(|| Column::usual("stage"));
    let shows = Shows::Cases { columns, life_cycle, order };
    let mut tables = vec![spec("cases".to_owned(), plain(context.word("table-cases")), shows)];
    let observed = |framework: &&Framework| {
        let records = cases.iter().filter_map(|case| case.newest());
        records.flat_map(|record| record.observed.iter()).any(|observed| *framework.id == *observed.framework)
    };
    let in_use: Vec<&Framework> = context.frameworks.iter().filter(observed).collect();
    for framework in &in_use {
        let title = |id: &str| plain(context.say(id, &[("framework", context.get(&framework.title).into())]));
        if framework.life_cycle.is_some() {
            let shows = Shows::Profile { framework: framework.id.to_string() };
            tables.push(spec(format!("profile--{}", framework.id), title("table-profile"), shows));
        }
        if framework.life_cycle.is_some() {
            let shows = Shows::Replication { framework: framework.id.to_string() };
            tables.push(spec(format!("replication--{}", framework.id), title("table-replication"), shows));
        }
        for dimension in &framework.dimensions {
            let title = context.say("table-grid", &[("dimension", context.get(&dimension.label).into())]);
            let shows = Shows::Grid {
                framework: framework.id.to_string(),
                dimension: dimension.id.to_string(),
                life_cycle: None,
                group: framework.life_cycle.is_some().then(|| Column::usual("stage")),
                order: None,
            };
            // Ids hold no two hyphens in a row, so these names can't collide.
            let id = format!("grid--{}--{}", framework.id, dimension.id);
            tables.push(spec(id, plain(title), shows));
        }
        if framework.life_cycle.is_some() {
            let shows = Shows::Tested { framework: framework.id.to_string() };
            tables.push(spec(format!("tested--{}", framework.id), title("table-tested"), shows));
        }
    }
    if !in_use.is_empty() {
        tables.push(spec("coverage".to_owned(), plain(context.word("table-coverage")), Shows::Coverage));
    }
    tables
}

/// One table; `None` if its framework does not exist, which the check of the settings has reported.
fn one<'a>(
    context: Context<'a>,
    spec: &TableSpec,
    mut covered: Covered<'a>,
    order: &Order,
    (grids, register): (&[Grid<'a>], &Register<'a>),
) -> Option<Table> {
    let framework = |id: &str| find(context.frameworks, id);
    let parts = match &spec.show {
        Shows::Cases { columns, life_cycle, order: sorted } => {
            let life_cycle = life_cycle.as_deref().and_then(framework);
            if let Some(column) = sorted {
                sort(context, &mut covered.cases, column, life_cycle, order);
            }
            list(context, &spec.id, columns, life_cycle, &covered.cases, order)
        }
        Shows::Profile { framework: id } => profile::profile(context, framework(id)?, &covered.cases),
        Shows::Tested { framework: id } => profile::tested(context, framework(id)?, &covered.cases),
        Shows::Grid { .. } => grids.iter().find(|grid| *grid.id == *spec.id)?.table(context, register),
        Shows::Replication { framework: id } => predicted::replication(context, framework(id)?, &covered.cases),
        Shows::Exclusive { framework: id, dimension } => {
            predicted::exclusive(context, framework(id)?, dimension.as_deref(), &covered.cases)
        }
        Shows::Display(display) => displays::table(context, &spec.id, display, &mut covered.cases, order)?,
        Shows::Coverage => coverage::coverage(context, &spec.id, &covered.cases),
    };
    let count = context.locale.number(covered.cases.len().into(), 0);
    let counted = |text: &Text| context.get(text).replace(CASES_COVERED, &count);
    let note = spec.note.as_ref().map(counted).unwrap_or_default();
    let title = captioned(context, counted(&spec.title), &spec.title, &covered);
    let grid = grids.iter().find(|grid| *grid.id == *spec.id);
    let figure = match &spec.show {
        Shows::Display(display) => displays::figure(context, &spec.id, display, &title, &covered.cases),
        _ => grid.map(|grid| figure::heat_map(context, grid, &title)).unwrap_or_default(),
    };
    Some(Table { figure, ..parts.finish(context, &spec.id, title, &note, covered) })
}

/// The caption of a table with the number of its cases, unless it counts them itself. That some are missing says the template.
fn captioned(context: Context, title: String, as_written: &Text, covered: &Covered) -> String {
    if context.get(as_written).contains(CASES_COVERED) || covered.cases.len() < covered.of {
        return title;
    }
    let cases = context.say("cases", &[("count", covered.cases.len().into())]);
    context.say("title-counted", &[("title", title.into()), ("cases", cases.into())])
}

/// What stands in a title or a note for the number of cases that the table covers.
const CASES_COVERED: &str = "{cases}";

/// Who disagrees with the assessed stage of a case, a sentence for each.
fn dissents(context: Context, case: &Case, life_cycle: Option<&Framework>) -> Vec<String> {
    let all = case.newest().map_or(&[][..], |record| record.stages.entries());
    let own = all.iter().filter(|one| life_cycle.is_none_or(|cycle| *cycle.id == *one.life_cycle));
    let say = |text: &Text| {
        let slots = [("case", context.get(&case.name).into()), ("text", context.get(text).into())];
        finished(&context.say("note-dissent", &slots))
    };
    own.filter_map(|one| one.dissent.as_ref()).map(say).collect()
}

/// A table with one row per case. If there are too many cases for a page, the page shows counts by stage.
fn list(
    context: Context,
    id: &str,
    columns: &[ColumnSpec],
    life_cycle: Option<&Framework>,
    cases: &[&Case],
    order: &Order,
) -> Parts {
    let disputed = |case: &Case, column: &Column| is_disputed(context, case, column, life_cycle);
    let cell = |case: &Case, column: &Column| match column {
        Column::Fact(fact) if fact.id == "name" => Cell::case(context, case),
        _ => {
            let shown = Cell::of(content(context, case, column, life_cycle));
            if disputed(case, column) { shown.disputed(context) } else { shown }
        }
    };
    let row = |case: &&Case| columns.iter().map(|column| cell(case, &column.show)).collect();
    let headings = columns.iter().map(|column| heading(context, column)).collect();
    let rows = cases.iter().map(row);
    let shows_stage = columns.iter().any(|column| column.show.is_stage());
    let dissents: Vec<String> = if shows_stage {
        cases.iter().flat_map(|case| dissents(context, case, life_cycle)).collect()
    } else {
        Vec::new()
    };
    if cases.len() <= context.settings.table_rows() {
        let is_marked = cases.iter().any(|case| columns.iter().any(|column| disputed(case, &column.show)));
        let note = is_marked.then(|| context.word("note-disputed")).into_iter().chain(dissents);
        let note = note.collect::<Vec<_>>().join(" ");
        return Parts { kind: "cases", columns: headings, rows: rows.collect(), note, full: None };
    }
    let by = Column::usual("stage");
    let mut stages: Vec<(Content, usize)> = Vec::new();
    let mut by_stage: Vec<&Case> = cases.to_vec();
    sort(context, &mut by_stage, &by, life_cycle, order);
    for case in by_stage {
        let stage = content(context, case, &by, life_cycle);
        match stages.last_mut().filter(|(known, _)| *known == stage) {
            Some((_, count)) => *count += 1,
            None => stages.push((stage, 1)),
        }
    }
    let counts = stages.into_iter().map(|(stage, count)| vec![Cell::of(stage), Cell::of(Content::Count(count))]);
    let mut counted = vec![head(heading_of(context, &by)), head(context.word("cases-heading"))];
    counted[1].number = true;
    let mut note = context.say("table-counts", &[("cases", cases.len().into()), ("table", id.into())]);
    if !dissents.is_empty() {
        note = format!("{note} {}", context.say("note-dissents", &[("count", dissents.len().into())]));
    }
    Parts { kind: "cases", columns: counted, rows: counts.collect(), note, full: Some(Full::new(headings, rows)) }
}
