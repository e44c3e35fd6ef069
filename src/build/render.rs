//! Case and summary → Markdown and document tree, through the templates; and the way back of late mistakes to the
//! file that the user wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use serde::Serialize;

use crate::analysis::mapping;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::base::timings::timed;
use crate::build::report_id::{Kind, ReportId};
use crate::build::workspace::Workspace;
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::parse::{self, document};
use crate::document::markdown::{self, Block, Document};
use crate::document::picture;
use crate::document::typeset::measure::Outside;
use crate::document::typeset::world::{Attachment, Compiler};
use crate::document::typeset::{Drawing, Failure, Picture};
use crate::model::case::Case;
use crate::model::case::card::Card;
use crate::model::references::Wanted;
use crate::model::settings::Settings;
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::Missing;
use crate::report::matrix::portfolio;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::table::Table;
use crate::report::view::figure::Figure;
use crate::report::view::scene::Scene;
use crate::report::view::types::StudyView;
use crate::report::view::{annual, make};
use crate::report::{matrix, template};

/// What keeps a report from being made.
pub type Found = Vec<Diagnostic>;

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
pub fn case_document(workspace: &Workspace, locale: &Locale, case: &Case) -> Result<Draft, Found> {
    case_draft(workspace, workspace.scene_in(locale), case)
}

/// The report of a case, alone or as a part of the volume.
///
/// # Errors
/// All mistakes of the template.
pub fn case_draft(workspace: &Workspace, scene: Scene, case: &Case) -> Result<Draft, Found> {
    let (book, case) = timed("map and view", || (make::book(scene), make::case(scene, case)));
    let (markdown, mut document) = rendered(workspace, scene, Kind::Case, &[("book", &book), ("case", &case)])?;
    name_prose(&mut document, "narrative", &case.record.narrative);
    Ok(Draft { markdown, document, figures: case.figures().into_iter().cloned().collect() })
}

/// The annual report of a case in a language.
///
/// # Errors
/// All mistakes of the template.
pub fn annual_document(workspace: &Workspace, locale: &Locale, case: &Case, year: i32) -> Result<Draft, Found> {
    let scene = Scene { year: Some(year), ..workspace.scene_in(locale) };
    let (book, report, case) = (make::book(scene), annual::annual(scene, case), make::case(scene, case));
    let values: [(&'static str, &dyn template::Erased); 3] = [("book", &book), ("report", &report), ("case", &case)];
    let (markdown, mut document) = rendered(workspace, scene, Kind::Annual, &values)?;
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
) -> Result<(Draft, Vec<Table>), Found> {
    let scene = Scene { year: Some(year), ..workspace.scene_in(locale) };
    let order = order(scene.settings)?;
    let mut all: Vec<&Case> = usable(workspace, failed).collect();
    all.sort_by(|a, b| order.compare(&scene.get(&a.name), &scene.get(&b.name)).then_with(|| a.id.cmp(&b.id)));
    let [now, before] = [year, year - 1].map(|year| all.iter().filter_map(|case| case.as_of(year)).collect::<Vec<_>>());
    let (cases, before): (Vec<&Case>, Vec<&Case>) = (now.iter().collect(), before.iter().collect());
    let works = make::works(scene, || {
        let claims = workspace.claims.0.iter().filter_map(|claim| Some(claim.source.as_ref()?.cite.to_string()));
        let of_cases = cases.iter().flat_map(|case| make::cited(scene, case));
        claims.map(|key| (key, None)).chain(of_cases).collect()
    });
    let scene = Scene { works: Some(&works), ..scene };
    let missing = missing(workspace, failed);
    let portfolio = Portfolio { year, cases, all, missing: &missing };
    let report = portfolio::portfolio(scene, &portfolio, &before, &workspace.claims, &order);
    let book = make::book(scene);
    let values: [(&'static str, &dyn template::Erased); 2] = [("book", &book), ("report", &report)];
    let (markdown, document) = rendered(workspace, scene, Kind::Portfolio, &values)?;
    Ok((Draft { markdown, document, figures: report.figures }, report.tables))
}

/// Cases that could not be used, or whose reports could not be made.
fn missing(workspace: &Workspace, failed: &[ReportId]) -> Vec<Missing> {
    let late = workspace.cards.iter().filter(|card| has_failed(failed, &card.id));
    let late = late.map(|card| Missing { study: card.study.clone(), readable: true });
    workspace.faulty.iter().map(|faulty| faulty.missing.clone()).chain(late).collect()
}

/// Gives the headings of prose names that no section of a report has: the name of its field and their words.
fn name_prose(document: &mut Document, field: &str, text: &str) {
    let (prose, _) = parse::document(text);
    let mut headings = prose.blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).peekable();
    let mut taken = BTreeSet::new();
    for block in &mut document.blocks {
        if headings.peek().is_none_or(|heading| *heading != block) {
            continue;
        }
        headings.next();
        if let Block::Heading { id, content, .. } = block {
            let name = format!("{field}-{}", slug::slugify(markdown::plain(content)));
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
) -> Result<(Draft, Vec<Table>), Found> {
    summary_draft(workspace, workspace.scene_in(locale), failed)
}

/// The summary and its tables, alone or as a part of the volume.
///
/// # Errors
/// All mistakes of the template.
pub fn summary_draft(workspace: &Workspace, scene: Scene, failed: &[ReportId]) -> Result<(Draft, Vec<Table>), Found> {
    let SummaryParts { studies, tables, figures, references } = summary_parts(workspace, scene, failed)?;
    let covered = usable(workspace, failed).count();
    let book = make::book(scene);
    let (covers, of) = (covered, workspace.files());
    let values: [(&'static str, &dyn template::Erased); 7] = [
        ("book", &book),
        ("studies", &studies),
        ("tables", &tables),
        ("figures", &figures),
        ("references", &references),
        ("covers", &covers),
        ("of", &of),
    ];
    let (markdown, document) = rendered(workspace, scene, Kind::Summary, &values)?;
    let of_tables = tables.iter().map(|table| &table.figure).filter(|figure| figure.is_there());
    let figures = figures.iter().chain(of_tables).cloned().collect();
    Ok((Draft { markdown, document, figures }, tables))
}

/// The studies and the tables of the summary.
fn summary_parts(workspace: &Workspace, scene: Scene, failed: &[ReportId]) -> Result<SummaryParts, Found> {
    let order = order(scene.settings)?;
    let works = make::works(scene, || cited_in_summary(workspace, failed));
    let scene = Scene { works: Some(&works), ..scene };
    let tables = tables(workspace, scene, failed).map_err(|error| vec![internal(&error.to_string())])?;
    let mut sorted: Vec<&Case> = usable(workspace, failed).collect();
    sorted.sort_by(|a, b| order.compare(&scene.get(&a.name), &scene.get(&b.name)));
    let figures = matrix::figures(scene, &sorted, &order);
    Ok(SummaryParts { studies: studies(scene, &sorted), tables, figures, references: works.works().to_vec() })
}

/// More cases than this are counted where a study names its own.
const NAMED: usize = 100;

/// The studies, each with the names of those of the cases that belong to it, in their order.
pub fn studies(scene: Scene, cases: &[&Case]) -> Vec<StudyWithCases> {
    let of_study = |id: &str| {
        let own: Vec<&&Case> = cases.iter().filter(|case| case.study.as_deref() == Some(id)).collect();
        match own.len() {
            count if count > NAMED => vec![scene.say("cases", &[("count", count.into())])],
            _ => own.into_iter().map(|case| scene.get(&case.name)).collect(),
        }
    };
    let studies = scene.settings.studies.iter();
    studies.map(|study| StudyWithCases { study: make::study(scene, study), cases: of_study(&study.id) }).collect()
}

/// The works that the summary and the reports of its cases cite.
pub fn wanted_works(workspace: &Workspace, scene: Scene, failed: &[ReportId]) -> Vec<Wanted> {
    let of_cases = usable(workspace, failed).flat_map(|case| make::cited(scene, case));
    cited_in_summary(workspace, failed).into_iter().chain(of_cases).collect()
}

/// The works that the summary cites, in the order in which it does: those that claims are from, those that its cases have as
/// sources, and those that its frameworks rest on.
fn cited_in_summary(workspace: &Workspace, failed: &[ReportId]) -> Vec<Wanted> {
    let rests_on = workspace.frameworks.iter().flat_map(|framework| &framework.rests_on).map(|key| key.to_string());
    let claims = workspace.claims.0.iter().filter_map(|claim| Some(claim.source.as_ref()?.cite.to_string()));
    let sources = usable(workspace, failed).flat_map(|case| case.sources.iter());
    let sources = sources.filter_map(|source| source.cite.as_deref()).map(str::to_owned);
    claims.chain(sources).chain(rests_on).map(|key| (key, None)).collect()
}

/// What the summary is made of.
struct SummaryParts {
    studies: Vec<StudyWithCases>,
    tables: Vec<Table>,
    /// The figures that belong to no table.
    figures: Vec<Figure>,
    /// The works that it cites, formatted.
    references: Vec<String>,
}

/// A study with the names of its cases.
#[derive(Serialize)]
pub struct StudyWithCases {
    #[serde(flatten)]
    study: StudyView,
    cases: Vec<String>,
}

/// Whether the report on a case could not be made.
fn has_failed(failed: &[ReportId], id: &str) -> bool {
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
pub fn tables(workspace: &Workspace, scene: Scene, failed: &[ReportId]) -> Result<Vec<Table>> {
    let works = make::works(scene, || cited_in_summary(workspace, failed));
    let scene = Scene { works: Some(&works), ..scene };
    let order = Order::new(scene.settings.sort())?;
    let missing = missing(workspace, failed);
    let cases: Vec<&Case> = usable(workspace, failed).collect();
    let mut tables = matrix::compare(scene, &cases, &order, &missing);
    tables.extend(matrix::claims::claims(scene, &workspace.claims, &cases, &order, &missing));
    Ok(tables)
}

/// How names are sorted.
///
/// # Errors
/// If the language of `sort` is unknown.
pub fn order(settings: &Settings) -> Result<Order, Found> {
    Order::new(settings.sort()).map_err(|error| vec![internal(&error.to_string())])
}

/// The template of a kind of reports with its values as Markdown, and read again.
///
/// # Errors
/// All mistakes of the template.
pub fn rendered(
    workspace: &Workspace,
    scene: Scene,
    kind: Kind,
    values: &[(&'static str, &dyn template::Erased)],
) -> Result<(String, Document), Found> {
    let template = kind.template();
    let markdown = timed("template", || workspace.templates.render(&scene.locale.language, template, values))
        .map_err(|found| vec![*found])?;
    let (mut document, mut faults) = timed("tree", || document(&markdown));
    if document.meta.title.is_empty() && faults.is_empty() {
        let fault = "the front matter has no `title`".to_owned();
        faults.push(Fault { range: 0..0, kind: FaultKind::FrontMatter(fault) });
    }
    let book = make::book(scene);
    let meta = &mut document.meta;
    [(&mut meta.date, book.date), (&mut meta.language, book.language)]
        .into_iter()
        .filter(|(own, _)| own.is_empty())
        .for_each(|(own, default)| *own = default);
    if faults.is_empty() {
        return Ok((markdown, document));
    }
    let source = workspace.templates.source(template).cloned().unwrap_or_else(|| Source::new(template, ""));
    Err(faults
        .into_iter()
        .map(|fault| {
            let piece = markdown.get(fault.range).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
            let at = source.text().find(piece.trim()).filter(|_| !piece.trim().is_empty());
            let range = at.map_or(0..0, |at| at..at + piece.trim().len());
            let span = Span { source: source.clone(), range };
            let (message, help) = match fault.kind {
                FaultKind::Html => (format!("the template makes raw HTML: `{piece}`"), "write it in Markdown"),
                FaultKind::Link => (
                    format!("this link leads nowhere that a reader can go: `{piece}`"),
                    "begin it with https://, http://, mailto: or #",
                ),
                FaultKind::NoteInNote => {
                    (format!("this footnote leads to itself: `{piece}`"), "take out the reference to it inside it")
                }
                FaultKind::DoubledNote => {
                    (format!("there are two footnotes of this name: `{piece}`"), "give one of them another name")
                }
                FaultKind::NoteInHead => {
                    ("a footnote can't stand in the heading of a table".to_owned(), "write `Note: …` below the table")
                }
                FaultKind::LonelyNote => {
                    (format!("nothing refers to this footnote: `{piece}`"), "refer to it in the text, or take it out")
                }
                FaultKind::TooDeep => {
                    ("this is nested too deeply".to_owned(), "take out some levels of quotation or list")
                }
                FaultKind::SkippedLevel => {
                    (format!("this heading skips a level: `{piece}`"), "use one # fewer, or add the heading between")
                }
                FaultKind::NoAlternative => (
                    format!("an image has no text for those who can't see it: `{piece}`"),
                    "write it in the square brackets: ![what the image shows](file.png)",
                ),
                FaultKind::FrontMatter(fault) => (fault, "put texts through the filter `quoted`"),
            };
            Diagnostic::error(Code::Dialect, span, message).help(format!("{help}; see docs/templates.md"))
        })
        .collect())
}

/// Checks the fields that the workspace's own templates name, with all cases as examples; `pages` are the values that templates of
/// pages see.
pub fn check_templates(
    diagnostics: &mut Diagnostics,
    workspace: &Workspace,
    pages: impl FnOnce() -> Vec<(&'static str, tera::Value)>,
) {
    if !workspace.templates.are_own() {
        return;
    }
    let scene = workspace.scene();
    let value = |value: &dyn template::Erased| value.value();
    let cases: Vec<_> = workspace.cases.iter().map(|case| make::case(scene, case)).collect();
    let each = cases.iter().map(|case| value(case)).collect();
    let mut roots: BTreeMap<String, Vec<tera::Value>> = [
        ("case".to_owned(), each),
        ("cases".to_owned(), vec![value(&cases)]),
        ("book".to_owned(), vec![value(&make::book(scene))]),
    ]
    .into();
    if let Ok(parts) = summary_parts(workspace, scene, &[]) {
        roots.insert("studies".to_owned(), vec![value(&parts.studies)]);
        roots.insert("tables".to_owned(), vec![value(&parts.tables)]);
        roots.insert("figures".to_owned(), vec![value(&parts.figures)]);
    }
    // The last years that there are records of stand for all.
    let annual: Vec<(i32, Case)> = workspace
        .cases
        .iter()
        .filter_map(|case| case.years().last().and_then(|year| Some((*year, case.as_of(*year)?))))
        .collect();
    let of_year = |year: i32| Scene { year: Some(year), ..scene };
    let mut reports: Vec<tera::Value> =
        annual.iter().map(|(year, case)| value(&annual::annual(of_year(*year), case))).collect();
    if let (Some(year), Ok(order)) = (annual.iter().map(|(year, _)| *year).max(), order(scene.settings)) {
        let cases: Vec<&Case> = annual.iter().filter(|(own, _)| *own == year).map(|(_, case)| case).collect();
        let all: Vec<&Case> = workspace.cases.iter().collect();
        let portfolio = Portfolio { year, cases, all, missing: &[] };
        reports.push(value(&portfolio::portfolio(of_year(year), &portfolio, &[], &workspace.claims, &order)));
    }
    if !reports.is_empty() {
        roots.insert("report".to_owned(), reports);
    }
    roots.extend(pages().into_iter().map(|(name, value)| (name.to_owned(), vec![value])));
    workspace.templates.check_fields(diagnostics, &roots);
}

/// What of a document no page can show: characters that no font has, as one message at the first of them, and words that no lines
/// can be made of.
pub fn unshowable(
    workspace: &Workspace,
    compiler: &Compiler,
    document: &Document,
    origin: Option<&Arc<Source>>,
) -> Found {
    let text = markdown::text(document);
    let mut found = Vec::new();
    let missing = compiler.missing(&text);
    if let Some(first) = missing.chars().next() {
        let mut span = written(workspace, origin, &first.to_string());
        let rest = &span.source.text()[span.range.start..];
        let run: usize = rest.chars().take_while(|c| missing.contains(*c)).map(char::len_utf8).sum();
        span.range.end = span.range.start + run;
        let message = format!("no font of the reports has: {missing}");
        let help = "write it in other characters; reports are set in fonts for Latin, Greek and Cyrillic script";
        found.push(Diagnostic::error(Code::Glyph, span, message).help(help));
    }
    if let Some(word) = endless(&text) {
        let message = format!("a word of {} characters can't be set in lines", word.chars().count());
        let mut span = written(workspace, origin, word);
        span.range.end = span.range.end.min(span.range.start + 40);
        found.push(Diagnostic::error(Code::Overflow, span, message).help("put spaces where it may be broken"));
    }
    found
}

/// The longest word that lines are made of, in characters: beyond it, that takes minutes.
const LONGEST: usize = 10_000;

/// The first word of a text that no lines can be made of. Such a word holds one of the places that lie as far apart as it is long, so
/// only the words at these are looked at.
pub fn endless(text: &str) -> Option<&str> {
    let word = |at: usize| {
        let (before, after) = text.split_at(text.floor_char_boundary(at));
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = before.len() + after.find(char::is_whitespace).unwrap_or(after.len());
        &text[text.ceil_char_boundary(start)..end]
    };
    (0..text.len()).step_by(LONGEST).map(word).find(|word| word.chars().count() > LONGEST)
}

/// What the images of a report in a language are: figures, or files, which must lie in the workspace.
///
/// # Errors
/// An image that is not there.
pub fn images(workspace: &Workspace, locale: &Locale, report: &ReportId, draft: &Draft) -> Result<Vec<Picture>, Found> {
    let (path, template) = (report.path(workspace, locale), report.kind().template());
    // A report that was not bound.
    let bound = |url: &str| *report == ReportId::Volume && url.ends_with(".md");
    let read = |url: &str| {
        if bound(url) {
            return None;
        }
        if let Some(figure) = draft.figures.iter().find(|figure| figure.file == *url) {
            return Some(Picture::Drawn(drawing(figure)));
        }
        let largest = workspace.settings.largest_file();
        source::bytes(&workspace.root, Path::new(&file_of_image(workspace, &path, url)?), largest).map(Picture::File)
    };
    let missing = |url: &str| {
        let source = workspace.templates.source(template).cloned().unwrap_or_else(|| Source::new(template, ""));
        let at = source.text().find(url).map_or(0..0, |at| at..at + url.len());
        let (message, help) = match bound(url) {
            true => (
                format!("there is no report `{url}` to bind here"),
                "bind summary.md or a case, as cases/ID.md, once each and in a paragraph of its own",
            ),
            false => (
                format!("there is no image `{url}` in the workspace"),
                "name it as seen from the report's own place in out/, like ../../templates/logo.svg",
            ),
        };
        vec![Diagnostic::error(Code::Dialect, Span { source, range: at }, message).help(help)]
    };
    markdown::images(&draft.document).into_iter().map(|url| read(url).ok_or_else(|| missing(url))).collect()
}

/// The file of an image, as seen from the workspace, that a report at a path in `out/` shows: one of which it has a copy, else one
/// that its link leads to.
pub fn file_of_image(workspace: &Workspace, path: &str, url: &str) -> Option<String> {
    let copied = picture::original(url).filter(|path| source::exists(&workspace.root, path));
    copied.or_else(|| from_report(path, url))
}

/// A figure as something to draw.
pub fn drawing(figure: &Figure) -> Drawing {
    Drawing { kind: figure.kind, data: figure.data.to_string() }
}

/// A path as seen from a report in `out/`, seen from the workspace; nothing if it leads out of that.
fn from_report(report: &str, url: &str) -> Option<String> {
    let mut path: Vec<&str> = std::iter::once("out").chain(report.split('/')).collect();
    path.pop();
    for part in url.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

/// The files that the report of a case was made from: its own (but not where that has a name that is not public), the frameworks that it is seen through, the references and the
/// settings.
pub fn files_of_case(workspace: &Workspace, locale: &Locale, case: &Case, own: &Arc<Source>) -> Vec<Attachment> {
    let used = case.newest().map_or_else(Vec::new, |record| mapping::used(record, &workspace.frameworks));
    let used: BTreeSet<&str> = used.into_iter().map(|framework| &*framework.id).collect();
    let common = workspace.common.iter().filter(|source| match source.name().strip_prefix("frameworks/") {
        Some(_) => used.contains(source.stem()),
        None => source.name() != "claims.yaml",
    });
    let own = Some(own).filter(|_| !case.hides_names());
    attachments(common.chain(indicators_of(workspace, [case])).chain(own), locale)
}

/// The files of the indicators that records of some cases give figures of.
pub fn indicators_of<'w, 'c>(
    workspace: &'w Workspace,
    cases: impl IntoIterator<Item = &'c Case>,
) -> impl Iterator<Item = &'w Arc<Source>> {
    let records = cases.into_iter().flat_map(|case| case.records.iter());
    let given: BTreeSet<&str> =
        records.flat_map(|record| &record.figures.0).map(|figure| figure.indicator.as_str()).collect();
    let groups = workspace.indicators.groups.iter().zip(&workspace.indicators.sources);
    let used = groups.filter(|(group, _)| group.indicators.iter().any(|one| given.contains(&*one.id.0)));
    used.map(|(_, source)| source).collect::<Vec<_>>().into_iter()
}

/// The files that the summary was made from: everything that its cases have in common, and the cases themselves, but for those with names
/// that are not public. Of more cases than a table shows, each report carries its own alone; `indicators` are the files of those that they give figures of.
pub fn files_of_summary(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
    indicators: &[Arc<Source>],
) -> Vec<Attachment> {
    let most = workspace.settings.table_rows();
    let covered = workspace.cards.iter().filter(|card| !has_failed(failed, &card.id));
    let covered: Vec<&Card> = covered.collect();
    let open = covered.iter().filter(|card| covered.len() <= most && !card.hides_names);
    let cases: Vec<Arc<Source>> = open.filter_map(|card| workspace.source(card)).collect();
    attachments(workspace.common.iter().chain(indicators).chain(&cases), locale)
}

/// Files to go along with a document, by name.
fn attachments<'w>(sources: impl Iterator<Item = &'w Arc<Source>>, locale: &Locale) -> Vec<Attachment> {
    let attach = |source: &Arc<Source>| Attachment {
        name: source.name().to_owned(),
        description: locale.word(match source.name() {
            "casebook.yaml" => "attached-settings",
            "references.yaml" => "attached-references",
            "claims.yaml" => "attached-claims",
            name if name.starts_with("frameworks/") => "attached-framework",
            name if name.starts_with("indicators/") => "attached-indicators",
            _ => "attached-case",
        }),
        bytes: source.bytes(),
    };
    let mut all: Vec<Attachment> = sources.map(attach).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// How many failures are worth showing: after an unclosed bracket Typst misreads all that follows.
fn first_only(failures: &[Failure]) -> usize {
    let unclosed =
        failures.first().is_some_and(|first| first.message.contains("unclosed") || first.message.contains("expected"));
    if unclosed { 1 } else { failures.len() }
}

/// Messages about what Typst found wrong.
pub fn traced(workspace: &Workspace, failures: &[Failure], origin: Option<&Arc<Source>>) -> Found {
    failures.iter().take(first_only(failures)).map(|one| trace(workspace, one, origin)).collect()
}

/// Leads an error of Typst back to a file that the user wrote: the theme, or the case.
fn trace(workspace: &Workspace, failure: &Failure, origin: Option<&Arc<Source>>) -> Diagnostic {
    if let Some(text) = &failure.glyphs {
        let message = format!("no font of the report has the characters `{text}`");
        let help = "write it in other characters, or set a font that has them in templates/theme.typ";
        return Diagnostic::error(Code::Glyph, written(workspace, origin, text), message).help(help);
    }
    let (file, range) = failure.place.clone().unwrap_or_default();
    let figure = workspace.look.figures.iter().find(|(name, _)| *name == file).map(|(_, source)| source);
    let span = Span { source: figure.unwrap_or(&workspace.look.theme).clone(), range };
    let help = match failure.hints.as_slice() {
        [] if figure.is_some() => "docs/templates.md says how a figure is drawn".to_owned(),
        [] => "docs/templates.md says what a theme must define".to_owned(),
        hints => hints.join("; "),
    };
    Diagnostic::error(Code::Theme, span, failure.message.clone()).help(help)
}

/// A text that runs off its page.
pub fn overflow(workspace: &Workspace, path: &str, outside: &Outside, origin: Option<&Arc<Source>>) -> Diagnostic {
    let message = format!("`{}` runs off page {} of {path}.pdf", outside.text, outside.page);
    let help = "shorten it, or give the table fewer columns; the Markdown and the CSV have all of it";
    Diagnostic::warning(Code::Overflow, written(workspace, origin, &outside.text), message).help(help)
}

/// Where a text of a document was written: in the case's own file, else in the first one that has it, else in the
/// theme, which sets all other text.
fn written(workspace: &Workspace, origin: Option<&Arc<Source>>, text: &str) -> Span {
    let near = origin.into_iter().chain(&workspace.common).cloned();
    let candidates = near.chain(workspace.cards.iter().filter_map(|card| workspace.source(card)));
    let found = candidates.filter_map(|source| source.text().find(text).map(|at| (source, at))).next();
    match found {
        Some((source, at)) => Span { source, range: at..at + text.len() },
        None => Span::start_of(origin.or(workspace.common.first()).unwrap_or(&workspace.look.theme)),
    }
}

/// A fault that is nobody's mistake.
pub fn internal(message: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Span::start_of(&Source::new("casebook.yaml", "")), message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, endless};

    #[test]
    fn a_word_without_end_is_found_wherever_it_stands() {
        for before in ["", "a b ", &"ø ".repeat(7000), &"a\u{2003}".repeat(4000)] {
            for (length, endless_one) in [(LONGEST, false), (LONGEST + 1, true), (3 * LONGEST, true)] {
                let text = format!("{before}{}\nafter", "ø".repeat(length));
                assert_eq!(endless(&text).is_some(), endless_one, "{length}");
            }
        }
    }
}
