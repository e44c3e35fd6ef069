//! Case and summary → Markdown and document tree, through the templates.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;

use crate::base::locale::Locale;
use crate::base::timings::timed;
use crate::build::faults::{Faults, internal, of_template};
use crate::build::workspace::Workspace;
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::parse::document;
use crate::document::markdown::{self, Block, Document};
use crate::model::case::Case;
use crate::model::references::WantedWork;
use crate::model::settings::Settings;
use crate::report::matrix::order::{Order, by_name};
use crate::report::matrix::parts::Missing;
use crate::report::matrix::portfolio;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::table::{Table, TableView};
use crate::report::report_id::{ReportId, ReportKind};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::types::{ProseView, StudyView};
use crate::report::view::{annual, make};
use crate::report::{matrix, template};

/// A report before it is typeset.
#[derive(Debug)]
pub struct Draft {
    /// Its Markdown.
    pub markdown: String,
    /// The same as a tree.
    pub document: Document,
    /// The figures that it can show.
    pub figures: Vec<Figure>,
}

/// The report of a case in a language.
///
/// # Errors
/// All mistakes of the template.
pub fn case_document(workspace: &Workspace, locale: &Locale, case: &Case) -> Result<Draft, Faults> {
    case_draft(workspace, workspace.context_in(locale), case)
}

/// The report of a case, alone or as a part of the volume.
///
/// # Errors
/// All mistakes of the template.
pub fn case_draft(workspace: &Workspace, context: Context, case: &Case) -> Result<Draft, Faults> {
    let (book, case) = timed("map and view", || (make::book(context), make::case(context, case)));
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Case, &[("book", &book), ("case", &case)])?;
    name_prose(&mut document, "narrative", &case.record.narrative);
    Ok(Draft { markdown, document, figures: case.figures().into_iter().cloned().collect() })
}

/// The annual report of a case in a language.
///
/// # Errors
/// All mistakes of the template.
pub fn annual_document(workspace: &Workspace, locale: &Locale, case: &Case, year: i32) -> Result<Draft, Faults> {
    let context = Context { year: Some(year), ..workspace.context_in(locale) };
    let (book, report, case) = (make::book(context), annual::annual(context, case), make::case(context, case));
    let values: [(&'static str, &dyn template::Erased); 3] = [("book", &book), ("report", &report), ("case", &case)];
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Annual, &values)?;
    name_prose(&mut document, "narrative", &case.record.narrative);
    for (at, story) in report.stories.iter().enumerate() {
        name_prose(&mut document, &format!("story-{}", at + 1), &story.text);
    }
    Ok(Draft { markdown, document, figures: case.figures().into_iter().cloned().collect() })
}

/// The annual report on all clusters in a language, and its tables. `failed` names reports that could not be made.
///
/// # Errors
/// All mistakes of the template.
pub fn portfolio_document(
    workspace: &Workspace,
    locale: &Locale,
    year: i32,
    failed: &[ReportId],
) -> Result<(Draft, Vec<Table>), Faults> {
    let context = Context { year: Some(year), ..workspace.context_in(locale) };
    let order = order(context.settings)?;
    let all = by_name(context, usable(workspace, failed).collect(), &order);
    let [now, before] = [year, year - 1].map(|year| all.iter().filter_map(|case| case.as_of(year)).collect::<Vec<_>>());
    let (cases, before): (Vec<&Case>, Vec<&Case>) = (now.iter().collect(), before.iter().collect());
    let works = make::works(context, || {
        let claims = workspace.claims.0.iter().filter_map(|claim| Some(claim.source.as_ref()?.cite.to_string()));
        let of_cases = cases.iter().flat_map(|case| make::cited(context, case));
        claims.map(|key| (key, None)).chain(of_cases).collect()
    });
    let context = Context { works: Some(&works), ..context };
    let missing = missing(workspace, failed);
    let portfolio = Portfolio { year, cases, all, missing: &missing };
    let (report, tables) = portfolio::portfolio(context, &portfolio, &before, &workspace.claims, &order);
    let book = make::book(context);
    let values: [(&'static str, &dyn template::Erased); 2] = [("book", &book), ("report", &report)];
    let (markdown, document) = rendered(workspace, context, ReportKind::Portfolio, &values)?;
    Ok((Draft { markdown, document, figures: report.figures }, tables))
}

/// Cases that could not be used, or whose reports could not be made.
fn missing(workspace: &Workspace, failed: &[ReportId]) -> Vec<Missing> {
    let late = workspace.cards.iter().filter(|card| has_failed(failed, &card.id));
    let late = late.map(|card| Missing { study: card.study.clone(), readable: true });
    workspace.faulty.iter().map(|faulty| faulty.missing.clone()).chain(late).collect()
}

/// Gives the headings of prose names that no section of a report has: the name of its field and their words.
fn name_prose(document: &mut Document, field: &str, prose: &ProseView) {
    let mut headings = prose.headings.iter().peekable();
    let mut taken = BTreeSet::new();
    for block in &mut document.blocks {
        let Block::Heading { id: id @ None, level, content, .. } = block else { continue };
        let words = markdown::plain(content);
        if headings.next_if(|(own, said)| own == level && *said == words).is_some() {
            let name = format!("{field}-{}", slug::slugify(words));
            let others = (2..).map(|count| format!("{name}-{count}"));
            *id = std::iter::once(name.clone()).chain(others).find(|name| taken.insert(name.clone()));
        }
    }
}

/// The summary in a language, and its tables. `failed` names reports that could not be made.
///
/// # Errors
/// All mistakes of the template.
pub fn summary_document(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
) -> Result<(Draft, Vec<Table>), Faults> {
    summary_draft(workspace, workspace.context_in(locale), failed)
}

/// The summary and its tables, alone or as a part of the volume.
///
/// # Errors
/// All mistakes of the template.
pub fn summary_draft(
    workspace: &Workspace,
    context: Context,
    failed: &[ReportId],
) -> Result<(Draft, Vec<Table>), Faults> {
    let SummaryParts { studies, tables, figures, references } = summary_parts(workspace, context, failed)?;
    let covered = usable(workspace, failed).count();
    let book = make::book(context);
    let (covers, of) = (covered, workspace.files());
    let views: Vec<TableView> = tables.iter().map(|table| table.view(context.locale)).collect();
    let values: [(&'static str, &dyn template::Erased); 7] = [
        ("book", &book),
        ("studies", &studies),
        ("tables", &views),
        ("figures", &figures),
        ("references", &references),
        ("covers", &covers),
        ("of", &of),
    ];
    let (markdown, document) = rendered(workspace, context, ReportKind::Summary, &values)?;
    let of_tables = tables.iter().map(|table| &table.figure).filter(|figure| figure.is_there());
    let figures = figures.iter().chain(of_tables).cloned().collect();
    Ok((Draft { markdown, document, figures }, tables))
}

/// The studies, tables and figures of the summary.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn summary_parts(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Result<SummaryParts, Faults> {
    let order = order(context.settings)?;
    let works = make::works(context, || cited_in_summary(workspace, failed));
    let context = Context { works: Some(&works), ..context };
    let tables = tables(workspace, context, failed).map_err(|error| vec![internal(&error.to_string())])?;
    let sorted = by_name(context, usable(workspace, failed).collect(), &order);
    let figures = matrix::figures(context, &sorted, &order);
    Ok(SummaryParts { studies: studies(context, &sorted), tables, figures, references: works.works().to_vec() })
}

/// More cases than this are counted where a study names its own.
const NAMED: usize = 100;

/// The studies, each with the names of those of the cases that belong to it, in their order.
pub fn studies(context: Context, cases: &[&Case]) -> Vec<StudyWithCases> {
    let of_study = |id: &str| {
        let own: Vec<&&Case> = cases.iter().filter(|case| case.study.as_deref() == Some(id)).collect();
        match own.len() {
            count if count > NAMED => vec![context.say("cases", &[("count", count.into())])],
            _ => own.into_iter().map(|case| context.get(&case.name)).collect(),
        }
    };
    let studies = context.settings.studies.iter();
    studies.map(|study| StudyWithCases { study: make::study(context, study), cases: of_study(&study.id) }).collect()
}

/// The works that the summary and the reports of its cases cite.
pub fn wanted_works(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Vec<WantedWork> {
    let of_cases = usable(workspace, failed).flat_map(|case| make::cited(context, case));
    cited_in_summary(workspace, failed).into_iter().chain(of_cases).collect()
}

/// The works that the summary cites, in the order in which it does: those that claims are from, those that its cases have as
/// sources, and those that its frameworks rest on.
fn cited_in_summary(workspace: &Workspace, failed: &[ReportId]) -> Vec<WantedWork> {
    let rests_on = workspace.frameworks.iter().flat_map(|framework| &framework.rests_on).map(|key| key.to_string());
    let claims = workspace.claims.0.iter().filter_map(|claim| Some(claim.source.as_ref()?.cite.to_string()));
    let sources = usable(workspace, failed).flat_map(|case| case.sources.iter());
    let sources = sources.filter_map(|source| source.cite.as_deref()).map(str::to_owned);
    claims.chain(sources).chain(rests_on).map(|key| (key, None)).collect()
}

/// What the summary is made of.
pub struct SummaryParts {
    /// The studies, with their cases.
    pub studies: Vec<StudyWithCases>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The figures that belong to no table.
    pub figures: Vec<Figure>,
    /// The works that it cites, formatted.
    pub references: Vec<String>,
}

/// A study with the names of its cases.
#[derive(Serialize)]
pub struct StudyWithCases {
    #[serde(flatten)]
    study: StudyView,
    cases: Vec<String>,
}

/// Whether the report on a case could not be made.
pub fn has_failed(failed: &[ReportId], id: &str) -> bool {
    failed.iter().any(|report| matches!(report, ReportId::Case(case) if case == id))
}

/// The cases whose reports could be made.
pub fn usable<'a>(workspace: &'a Workspace, failed: &'a [ReportId]) -> impl Iterator<Item = &'a Case> {
    workspace.cases.iter().filter(move |case| !has_failed(failed, &case.id))
}

/// The tables of the summary.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn tables(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Result<Vec<Table>> {
    let works = make::works(context, || cited_in_summary(workspace, failed));
    let context = Context { works: Some(&works), ..context };
    let order = Order::new(context.settings.sort())?;
    let missing = missing(workspace, failed);
    let cases: Vec<&Case> = usable(workspace, failed).collect();
    let mut tables = matrix::compare(context, &cases, &order, &missing);
    tables.extend(matrix::claims::claims(context, &workspace.claims, &cases, &order, &missing));
    Ok(tables)
}

/// How names are sorted.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn order(settings: &Settings) -> Result<Order, Faults> {
    Order::new(settings.sort()).map_err(|error| vec![internal(&error.to_string())])
}

/// The template of a kind of reports with its values as Markdown, and read again.
///
/// # Errors
/// All mistakes of the template.
pub fn rendered(
    workspace: &Workspace,
    context: Context,
    kind: ReportKind,
    values: &[(&'static str, &dyn template::Erased)],
) -> Result<(String, Document), Faults> {
    let template = kind.template();
    let markdown = timed("template", || workspace.templates.render(&context.locale.language, template, values))
        .map_err(|found| vec![*found])?;
    let (mut document, mut faults) = timed("tree", || document(&markdown));
    if document.meta.title.is_empty() && faults.is_empty() {
        let fault = "the front matter has no `title`".to_owned();
        faults.push(Fault { range: 0..0, kind: FaultKind::FrontMatter(fault) });
    }
    let book = make::book(context);
    let meta = &mut document.meta;
    [(&mut meta.date, book.date), (&mut meta.language, book.language)]
        .into_iter()
        .filter(|(own, _)| own.is_empty())
        .for_each(|(own, default)| *own = default);
    if faults.is_empty() {
        return Ok((markdown, document));
    }
    Err(of_template(workspace, template, &markdown, faults))
}
