//! Renders reports through the templates: from cases to Markdown and a document tree.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;

use crate::analysis::claims::Claim;
use crate::analysis::claims::outcome::{Outcome, evaluate_all};
use crate::base::locale::Locale;
use crate::base::text::{bound, is_same};
use crate::base::timings::timed;
use crate::build::faults::{Faults, internal, of_template};
use crate::build::workspace::Workspace;
use crate::document::markdown::citation::Citation;
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::front::below_title;
use crate::document::markdown::parse::document;
use crate::document::markdown::{self, Block, Document, Inline};
use crate::document::typeset::shape::turn_wide;
use crate::model::case::Case;
use crate::model::settings::Settings;
use crate::report::across::across;
use crate::report::across::types::{AcrossParagraph, Part};
use crate::report::matrix::claims::ground;
use crate::report::matrix::order::{Order, by_name};
use crate::report::matrix::parts::{Covered, Missing};
use crate::report::matrix::portfolio;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::peers;
use crate::report::matrix::table::{Table, TableView};
use crate::report::report_id::{ReportId, ReportKind};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::foreign::Foreign;
use crate::report::view::types::ParagraphView;
use crate::report::view::types::{ProseView, StudyView};
use crate::report::view::{annual, findings, make};
use crate::report::year::{Year, headings, summary};
use crate::report::{matrix, template};

/// A report before it is typeset.
#[derive(Debug)]
pub struct Draft {
    /// Its Markdown.
    pub markdown: String,
    /// The Markdown as a document tree.
    pub document: Document,
    /// The figures that it can show.
    pub figures: Vec<Figure>,
}

/// Drafts the report of a case in a language.
///
/// # Errors
/// The mistakes in the template.
pub fn case_document(workspace: &Workspace, locale: &Locale, case: &Case) -> Result<Draft, Faults> {
    case_draft(workspace, workspace.context_in(locale), case)
}

/// Drafts the report of a case, by itself or as a part of the volume.
///
/// # Errors
/// The mistakes in the template.
pub fn case_draft(workspace: &Workspace, context: Context, case: &Case) -> Result<Draft, Faults> {
    let foreign = Foreign::of(context, [case]);
    let (book, case) = timed("map and view", || (make::book(context), make::case(context, case)));
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Case, &[("book", &book), ("case", &case)])?;
    name_prose(&mut document, "narrative", &case.record.narrative);
    mark_sentences(&mut document, &case.write_up.paragraphs);
    foreign.mark(&mut document);
    Ok(Draft { markdown, document, figures: case.figures().into_iter().cloned().collect() })
}

/// Marks the sentences of a write-up in a document, so that a page can show what each rests on. A paragraph that the template
/// changed stays as it is.
fn mark_sentences(document: &mut Document, paragraphs: &[ParagraphView]) {
    let mut paragraphs = paragraphs.iter().peekable();
    for block in &mut document.blocks {
        let Block::Paragraph(content) = block else { continue };
        let Some(own) = paragraphs.next_if(|own| is_same(&own.text, &markdown::plain(content))) else { continue };
        let sentences = own.sentences.iter().map(|sentence| Inline::Told {
            content: vec![Inline::Text(bound(&sentence.text))],
            facts: sentence.facts.clone(),
        });
        *content = spaced(sentences);
    }
}

/// Marks the sentences across cases in a document, so that a page can show what each rests on, and leads from the name of a case to
/// its report.
fn mark_across(
    document: &mut Document,
    paragraphs: &[AcrossParagraph],
    from: &ReportId,
    report_on: impl Fn(&str) -> ReportId,
) {
    let mut paragraphs = paragraphs.iter().peekable();
    let part = |part: &Part| {
        let text = Inline::Text(bound(&part.text));
        if part.case.is_empty() || report_on(&part.case) == *from {
            return text;
        }
        Inline::Link { url: report_on(&part.case).seen_from(from), content: vec![text] }
    };
    let heads = |own: &AcrossParagraph, content: &[Inline]| match content {
        [first @ Inline::Emphasis(_), rest @ ..] => is_same(&own.text, markdown::plain(rest).trim_start())
            .then(|| vec![first.clone(), Inline::Text(" ".to_owned())]),
        _ => is_same(&own.text, &markdown::plain(content)).then(Vec::new),
    };
    for block in &mut document.blocks {
        let Block::Paragraph(content) = block else { continue };
        let Some(own) = paragraphs.peek() else { return };
        let Some(mut marked) = heads(own, content) else { continue };
        let sentences = own.sentences.iter().map(|sentence| Inline::Told {
            content: sentence.parts.iter().map(part).collect(),
            facts: sentence.facts.clone(),
        });
        marked.extend(spaced(sentences));
        *content = marked;
        paragraphs.next();
    }
}

/// Sentences with a space between them.
fn spaced(sentences: impl Iterator<Item = Inline>) -> Vec<Inline> {
    let mut content = Vec::new();
    for sentence in sentences {
        if !content.is_empty() {
            content.push(Inline::Text(" ".to_owned()));
        }
        content.push(sentence);
    }
    content
}

/// Drafts the annual report of a case in a language.
///
/// # Errors
/// The mistakes in the template.
pub fn annual_document(workspace: &Workspace, locale: &Locale, case: &Case, year: i32) -> Result<Draft, Faults> {
    let context = Context { year: Some(year), ..workspace.context_in(locale) };
    let works = make::works(context, || make::cited_in_annual(context, case));
    let context = Context { works: Some(&works), ..context };
    let foreign = Foreign::of(context, [case]);
    let id = &case.id.0;
    let (own, order) = (case, order(context.settings)?);
    let (book, report, case) = (make::book(context), annual::annual(context, case), make::case(context, case));
    // What figures mean stands once in the report on all; of a single cluster there is none.
    let alone = Portfolio { year, cases: vec![own], all: vec![own], missing: &[] };
    let definitions = (workspace.all() == 1).then(|| portfolio::definitions(context, &alone, &order)).flatten();
    let definitions = definitions.map(|table| table.view(context.locale));
    let values: [(&'static str, &dyn template::Erased); 4] =
        [("book", &book), ("report", &report), ("case", &case), ("definitions", &definitions)];
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Annual, &values)?;
    let own = |case: &str| ReportId::Annual { year, case: case.to_owned() };
    mark_across(&mut document, &report.summary, &own(id), own);
    if let Some(foreword) = &report.foreword {
        name_prose(&mut document, "foreword", &foreword.text);
    }
    name_prose(&mut document, "narrative", &case.record.narrative);
    for (at, story) in report.stories.iter().enumerate() {
        name_prose(&mut document, &format!("story-{}", at + 1), &story.text);
    }
    foreign.mark(&mut document);
    let figures = case.figures().into_iter().cloned().chain(report.figures).collect();
    Ok(Draft { markdown, document, figures })
}

/// Drafts the annual report on all cases in a language. Returns it with its tables. `failed` names reports that could not be
/// made.
///
/// # Errors
/// The mistakes in the template.
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
        let foreword = annual::foreword::cited(context, year);
        foreword.into_iter().chain(claims.map(|key| Citation::of(&key))).chain(of_cases).collect()
    });
    let context = Context { works: Some(&works), ..context };
    let missing = missing(workspace, failed);
    let portfolio = Portfolio { year, cases, all, missing: &missing };
    let foreign = Foreign::of(context, portfolio.cases.iter().copied());
    let (report, tables) = portfolio::portfolio(context, &portfolio, &before, &workspace.claims, &order);
    let book = make::book(context);
    let values: [(&'static str, &dyn template::Erased); 2] = [("book", &book), ("report", &report)];
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Portfolio, &values)?;
    // A cluster without a record of the year has no report on it to lead to.
    let of = |case: &str| match portfolio.cases.iter().any(|own| *own.id.0 == *case) {
        true => ReportId::Annual { year, case: case.to_owned() },
        false => ReportId::Portfolio(year),
    };
    mark_across(&mut document, &report.summary, &ReportId::Portfolio(year), of);
    if let Some(foreword) = &report.foreword {
        name_prose(&mut document, "foreword", &foreword.text);
    }
    foreign.mark(&mut document);
    Ok((Draft { markdown, document, figures: report.figures }, tables))
}

/// Drafts the sheet on where a case stands among the others in a year, in a language.
///
/// # Errors
/// The mistakes in the template.
pub fn peers_document(
    workspace: &Workspace,
    locale: &Locale,
    year: i32,
    case: &Case,
    failed: &[ReportId],
) -> Result<Draft, Faults> {
    let context = Context { year: Some(year), ..workspace.context_in(locale) };
    let all: Vec<&Case> = usable(workspace, failed).collect();
    let (book, sheet) = (make::book(context), peers::sheet(context, case, &all, year));
    let values: [(&'static str, &dyn template::Erased); 2] = [("book", &book), ("sheet", &sheet)];
    let (markdown, document) = rendered(workspace, context, ReportKind::Peers, &values)?;
    Ok(Draft { markdown, document, figures: Vec::new() })
}

/// What a year came to, in a line and in paragraphs: of all cases, or of the only one.
pub fn year_in_short(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
    year: i32,
) -> (String, Vec<AcrossParagraph>) {
    let context = Context { year: Some(year), ..workspace.context_in(locale) };
    let all: Vec<&Case> = usable(workspace, failed).collect();
    let now: Vec<Case> = all.iter().filter_map(|case| case.as_of(year)).collect();
    let missing = missing(workspace, failed);
    let portfolio = Portfolio { year, cases: now.iter().collect(), all, missing: &missing };
    let own = match now.as_slice() {
        [one] if !workspace.is_portfolio() => Year::of_one(context.indicators, one, year),
        _ => Some(Year::of_all(context.indicators, &portfolio)),
    };
    own.map(|own| (headings::of_summary(context, &own), summary(context, &own))).unwrap_or_default()
}

/// Returns the cases that could not be used, or whose reports could not be made.
fn missing(workspace: &Workspace, failed: &[ReportId]) -> Vec<Missing> {
    let late = workspace.cards.iter().filter(|card| has_failed(failed, &card.id));
    let late =
        late.map(|card| Missing { id: card.id.clone(), study: card.study.clone(), readable: true, is_withheld: false });
    let faulty = workspace.faulty.iter().map(|faulty| &faulty.missing);
    faulty.chain(&workspace.withheld).cloned().chain(late).collect()
}

/// Sets the ids of headings in prose. They are made from the name of the field and the words of the heading, so that no section
/// of the report has the same id.
fn name_prose(document: &mut Document, field: &str, prose: &ProseView) {
    let mut headings = prose.headings.iter().peekable();
    let mut taken = BTreeSet::new();
    for block in &mut document.blocks {
        let Block::Heading { id: id @ None, level, content, .. } = block else { continue };
        let words = markdown::plain(content);
        if headings.next_if(|(own, said)| own == level && is_same(said, &words)).is_some() {
            let name = format!("{field}-{}", slug::slugify(words));
            let others = (2..).map(|count| format!("{name}-{count}"));
            *id = std::iter::once(name.clone()).chain(others).find(|name| taken.insert(name.clone()));
        }
    }
}

/// Drafts the summary in a language. Returns it with its tables. `failed` names reports that could not be made.
///
/// # Errors
/// The mistakes in the template.
pub fn summary_document(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
) -> Result<(Draft, Vec<Table>), Faults> {
    summary_draft(workspace, workspace.context_in(locale), failed)
}

/// Drafts the summary, by itself or as a part of the volume. Returns it with its tables.
///
/// # Errors
/// The mistakes in the template.
pub fn summary_draft(
    workspace: &Workspace,
    context: Context,
    failed: &[ReportId],
) -> Result<(Draft, Vec<Table>), Faults> {
    let SummaryParts { across, findings, studies, tables, figures, references } =
        summary_parts(workspace, context, failed)?;
    let covered = usable(workspace, failed).count();
    let book = make::book(context);
    let (covers, of) = (covered, workspace.files());
    let views: Vec<TableView> = tables.iter().map(|table| table.view(context.locale)).collect();
    let (withheld, withheld_in) =
        (workspace.withheld.len(), usable(workspace, failed).filter(|case| case.lacks()).count());
    let values: [(&'static str, &dyn template::Erased); 11] = [
        ("book", &book),
        ("withheld", &withheld),
        ("withheld_in", &withheld_in),
        ("across", &across),
        ("findings", &findings),
        ("studies", &studies),
        ("tables", &views),
        ("figures", &figures),
        ("references", &references),
        ("covers", &covers),
        ("of", &of),
    ];
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Summary, &values)?;
    mark_across(&mut document, &across, &ReportId::Summary, |case| ReportId::Case(case.into()));
    name_prose(&mut document, "findings", &findings);
    Foreign::of(context, usable(workspace, failed)).mark(&mut document);
    let of_tables = tables.iter().map(|table| &table.figure).filter(|figure| figure.is_there());
    let figures = figures.iter().chain(of_tables).cloned().collect();
    Ok((Draft { markdown, document, figures }, tables))
}

/// Returns the studies, tables, figures and references of the summary.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn summary_parts(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Result<SummaryParts, Faults> {
    let order = order(context.settings)?;
    let works = make::works(context, || cited_in_summary(workspace, context, failed));
    let context = Context { works: Some(&works), ..context };
    let sorted = by_name(context, usable(workspace, failed).collect(), &order);
    let outcomes = evaluate_all(&workspace.claims, &sorted, ground(context));
    let tables = tables_of(context, &sorted, &outcomes, &order, &missing(workspace, failed));
    let figures = matrix::figures(context, &sorted, &order);
    let across = across(context, &sorted, &outcomes, &order);
    let findings = findings::findings(context, &outcomes);
    let studies = studies(context, &sorted);
    Ok(SummaryParts { across, findings, studies, tables, figures, references: works.works().to_vec() })
}

/// If a study has more cases than this, its cases are counted instead of named.
const NAMED: usize = 100;

/// Returns the studies, each with the names of its cases, in the order of `cases`.
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

/// Returns the works that the summary and the reports of its cases cite.
pub fn wanted_works(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Vec<Citation> {
    let of_cases = usable(workspace, failed).flat_map(|case| make::cited(context, case));
    cited_in_summary(workspace, context, failed).into_iter().chain(of_cases).collect()
}

/// Returns the works that the summary cites, in the order of citation: those of the findings, the sources of claims, the sources of its cases, and the
/// works that its frameworks rest on.
fn cited_in_summary(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Vec<Citation> {
    let rests_on = workspace.frameworks.iter().flat_map(|framework| &framework.rests_on).map(|key| key.to_string());
    let claims = workspace.claims.0.iter().filter_map(|claim| Some(claim.source.as_ref()?.cite.to_string()));
    let sources = usable(workspace, failed).flat_map(|case| case.sources.iter());
    let sources = sources.filter_map(|source| source.cite.as_deref()).map(str::to_owned);
    let rest = claims.chain(sources).chain(rests_on).map(|key| Citation::of(&key));
    findings::cited(context).into_iter().chain(rest).collect()
}

/// The parts that the summary is made from.
pub struct SummaryParts {
    /// What the cases say, in paragraphs.
    pub across: Vec<AcrossParagraph>,
    /// What the authors find.
    pub findings: ProseView,
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

/// Returns whether the report on a case is among the reports that could not be made.
pub fn has_failed(failed: &[ReportId], id: &str) -> bool {
    failed.iter().any(|report| matches!(report, ReportId::Case(case) if case == id))
}

/// Returns the cases whose reports could be made.
pub fn usable<'a>(workspace: &'a Workspace, failed: &'a [ReportId]) -> impl Iterator<Item = &'a Case> {
    workspace.cases.iter().filter(move |case| !has_failed(failed, &case.id))
}

/// Returns the tables of the summary.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn tables(workspace: &Workspace, context: Context, failed: &[ReportId]) -> Result<Vec<Table>> {
    let works = make::works(context, || cited_in_summary(workspace, context, failed));
    let context = Context { works: Some(&works), ..context };
    let order = Order::new(context.settings.sort())?;
    let cases = by_name(context, usable(workspace, failed).collect(), &order);
    let outcomes = evaluate_all(&workspace.claims, &cases, ground(context));
    Ok(tables_of(context, &cases, &outcomes, &order, &missing(workspace, failed)))
}

fn tables_of(
    context: Context,
    cases: &[&Case],
    outcomes: &[(&Claim, Outcome)],
    order: &Order,
    missing: &[Missing],
) -> Vec<Table> {
    let mut tables = matrix::compare(context, cases, order, missing);
    tables.extend(matrix::claims::claims(context, outcomes, Covered::new(context, None, cases, order, missing)));
    tables
}

/// Returns the order in which names are sorted.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn order(settings: &Settings) -> Result<Order, Faults> {
    Order::new(settings.sort()).map_err(|error| vec![internal(&error.to_string())])
}

/// Renders the template of a kind of report with its values. Returns the Markdown, and the document tree parsed from it.
///
/// # Errors
/// The mistakes in the template.
pub fn rendered(
    workspace: &Workspace,
    context: Context,
    kind: ReportKind,
    values: &[(&'static str, &dyn template::Erased)],
) -> Result<(String, Document), Faults> {
    let template = kind.template();
    let markdown = timed("template", || workspace.templates.render(&context.locale.language, template, values))
        .map_err(|found| vec![*found])?;
    let markdown = match workspace.notice() {
        Some(id) => below_title(&markdown, &format!("**{}**", context.word(id))),
        None => markdown,
    };
    let (mut document, mut faults) = timed("tree", || document(&markdown));
    turn_wide(&mut document.blocks);
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
