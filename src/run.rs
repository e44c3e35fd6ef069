//! The pipeline: find, read, check, map, render, typeset, write.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::case::{self, Case};
use crate::check::{self, Raw};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::framework::{self, Framework};
use crate::markdown::parse::{FaultKind, document};
use crate::markdown::{Block, Document, Inline};
use crate::matrix::table::{Table, csv};
use crate::matrix::{self, Order};
use crate::references::{self, References};
use crate::report::{self, Voice, count, seconds};
use crate::settings::{self, Settings};
use crate::source::{self, Source, Span};
use crate::template::{self, Templates};
use crate::typeset::world::Stock;
use crate::typeset::{self, Failure};
use crate::view::{self, Scene};
use crate::write::{Folder, Written};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for is done.
    Done,
    /// The input has mistakes, which were reported.
    Mistakes,
}

/// A form in which reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// PDF.
    Pdf,
    /// The tables as CSV.
    Csv,
}

/// What to build.
#[derive(Debug)]
pub struct BuildOptions {
    /// Only these cases and no summary; everything if empty.
    pub cases: Vec<String>,
    /// The forms to write.
    pub formats: Vec<Format>,
    /// Where to, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// Whether the summary may cover fewer cases than there are.
    pub allow_partial: bool,
}

/// A workspace that was read and checked.
struct Workspace {
    root: PathBuf,
    files: usize,
    /// Files of cases with mistakes and their studies, as far as they could be read.
    faulty: Vec<(Arc<Source>, Option<String>)>,
    cases: Vec<Case>,
    frameworks: Vec<Framework>,
    references: References,
    settings: Option<Settings>,
    templates: Templates,
    theme: Arc<Source>,
    sources: Vec<Arc<Source>>,
}

impl Workspace {
    fn scene(&self) -> Option<Scene<'_>> {
        let settings = self.settings.as_ref()?;
        Some(Scene { settings, frameworks: &self.frameworks, references: &self.references, stated_in: "" })
    }

    /// Whether everything that all reports depend on is sound.
    fn sound(&self, diagnostics: &Diagnostics) -> bool {
        let in_cases: usize =
            self.sources.iter().map(|source| diagnostics.errors_in(source.name())).sum();
        diagnostics.errors() == in_cases && self.settings.is_some()
    }
}

/// Finds the workspace: the folder given, or the nearest one upwards from here with a `casebook.yaml`.
///
/// # Errors
/// If there is none.
pub fn find_workspace(given: Option<&Path>) -> Result<PathBuf> {
    match given {
        Some(path) if path.join("casebook.yaml").is_file() => Ok(path.canonicalize()?),
        Some(path) => bail!("{} is no workspace: it has no casebook.yaml", path.display()),
        None => source::workspace(Path::new(".")).context(
            "there is no casebook.yaml here or in a folder above; go to your workspace, name it with --workspace, or \
             make one with `casebook init`",
        ),
    }
}

/// `casebook check`: reads and checks everything, and writes nothing.
///
/// # Errors
/// If the program could not work at all.
pub fn check(root: &Path, voice: Voice) -> Result<Outcome> {
    let start = Instant::now();
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root)?;
    if workspace.sound(&diagnostics) {
        render_all(&mut diagnostics, &workspace);
    }
    voice.diagnostics(&diagnostics);
    let outcome = verdict(&diagnostics);
    match outcome {
        Outcome::Done => voice.say(&format!(
            "{} and {} checked in {}, no mistakes. Next: casebook build",
            count(workspace.files, "case file"),
            count(workspace.frameworks.len(), "framework"),
            seconds(start.elapsed())
        )),
        Outcome::Mistakes => voice.say(&mistakes(&diagnostics, "run `casebook check` again")),
    }
    Ok(outcome)
}

/// `casebook build`: writes every report that can be written.
///
/// # Errors
/// If the program could not work at all.
pub fn build(root: &Path, options: &BuildOptions, voice: Voice) -> Result<Outcome> {
    let start = Instant::now();
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root)?;
    unknown_cases(&workspace, &options.cases)?;
    if !workspace.sound(&diagnostics) {
        voice.diagnostics(&diagnostics);
        voice.say(&mistakes(&diagnostics, "nothing was written; run `casebook build` again"));
        return Ok(Outcome::Mistakes);
    }
    let folder = Folder::open(&options.out.clone().unwrap_or_else(|| root.join("out")))?;
    let mut ledger = Ledger::default();
    let wanted: Vec<&Case> = workspace
        .cases
        .iter()
        .filter(|case| options.cases.is_empty() || options.cases.contains(&case.id))
        .collect();
    let built = build_cases(&workspace, &wanted, options, voice);
    for (case, result) in wanted.iter().zip(built) {
        match result {
            Ok(files) => ledger.write(&folder, &files, 1, voice),
            Err(found) => {
                found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
                ledger.failed.push(format!("cases/{}", case.id));
            }
        }
    }
    for (source, _) in &workspace.faulty {
        if options.cases.is_empty() || options.cases.iter().any(|id| id == source.stem()) {
            ledger.failed.push(format!("cases/{}", source.stem()));
        }
    }
    if options.cases.is_empty() {
        if ledger.failed.is_empty() || options.allow_partial {
            match build_summary(&workspace, options, &ledger.failed) {
                Ok(files) => ledger.write(&folder, &files, 0, voice),
                Err(found) => {
                    found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
                    ledger.failed.push("summary".to_owned());
                }
            }
        } else {
            ledger.failed.push("summary".to_owned());
        }
    }
    voice.diagnostics(&diagnostics);
    ledger.close(&folder, voice, start, &diagnostics);
    Ok(if ledger.broken { Outcome::Mistakes } else { verdict(&diagnostics) })
}

/// `casebook table`: a table of the summary on the terminal.
///
/// # Errors
/// If the program could not work at all, or there is no such table.
pub fn table(root: &Path, name: Option<&str>, allow_partial: bool, voice: Voice) -> Result<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root)?;
    voice.diagnostics(&diagnostics);
    let Some(scene) = workspace.scene().filter(|_| workspace.sound(&diagnostics)) else {
        voice.say(&mistakes(&diagnostics, "run `casebook table` again"));
        return Ok(Outcome::Mistakes);
    };
    if !workspace.faulty.is_empty() && !allow_partial {
        voice.say(&mistakes(&diagnostics, "or add --allow-partial for a table of the other cases"));
        return Ok(Outcome::Mistakes);
    }
    let tables = tables(&workspace, scene, &[])?;
    let names: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let found = match name {
        Some(name) => tables.iter().find(|table| table.id == name),
        None => tables.first(),
    };
    let Some(found) = found else {
        bail!("there is no table `{}`; {}", name.unwrap_or_default(), crate::diagnostic::suggest(name.unwrap_or_default(), &names));
    };
    report::print(&format!("{}\n", report::terminal_table(found)))?;
    voice.say(&format!("Tables: {}", names.join(", ")));
    Ok(verdict(&diagnostics))
}

/// What was written and what was not.
#[derive(Default)]
struct Ledger {
    reports: usize,
    changed: usize,
    unchanged: usize,
    failed: Vec<String>,
    broken: bool,
}

impl Ledger {
    /// Writes the files of one report. What the disk refuses is said, and the others go on.
    fn write(&mut self, folder: &Folder, files: &[(String, Vec<u8>)], reports: usize, voice: Voice) {
        for (name, bytes) in files {
            match folder.write(name, bytes) {
                Ok(Written::Changed) => self.changed += 1,
                Ok(Written::Unchanged) => self.unchanged += 1,
                Err(error) => {
                    voice.say(&format!("error: {error:#}"));
                    self.broken = true;
                }
            }
        }
        self.reports += reports;
    }

    fn close(&self, folder: &Folder, voice: Voice, start: Instant, diagnostics: &Diagnostics) {
        for name in &self.failed {
            let old = ["md", "pdf"].iter().map(|ending| format!("{name}.{ending}"));
            for stale in old.filter(|file| folder.path(file).is_file()) {
                voice.say(&format!("{stale} is stale: it is left from an earlier build"));
            }
        }
        if self.failed.iter().any(|name| name == "summary") {
            voice.say("the summary and its tables were not written: cases are missing (--allow-partial writes them all the same)");
        }
        if diagnostics.errors() > 0 {
            voice.say(&mistakes(diagnostics, "run `casebook build` again"));
        }
        voice.say(&format!(
            "{} written to {}: {}, {} unchanged, in {}",
            count(self.reports, "case report"),
            folder.path("").display(),
            count(self.changed, "file") + " new or changed",
            self.unchanged,
            seconds(start.elapsed())
        ));
    }
}

fn verdict(diagnostics: &Diagnostics) -> Outcome {
    if diagnostics.errors() == 0 { Outcome::Done } else { Outcome::Mistakes }
}

fn mistakes(diagnostics: &Diagnostics, next: &str) -> String {
    let sorted = diagnostics.sorted();
    let mut files: Vec<&str> = sorted
        .iter()
        .filter(|d| d.severity == crate::diagnostic::Severity::Error)
        .map(|d| d.span.source.name())
        .collect();
    files.dedup();
    format!("{} in {}. Mend them, then {next}", count(diagnostics.errors(), "mistake"), count(files.len(), "file"))
}

/// Reads and checks a whole workspace.
fn read(diagnostics: &mut Diagnostics, root: &Path) -> Result<Workspace> {
    let settings_source = one(diagnostics, root, "casebook.yaml");
    let settings = settings_source
        .and_then(|source| Some((settings::read(diagnostics, &source)?, source)));
    let references = match source::exists(root, "references.yaml") {
        true => one(diagnostics, root, "references.yaml").map(|source| references::read(diagnostics, &source)),
        false => None,
    };
    let framework_sources = all(diagnostics, root, "frameworks", &["yaml", "yml"]);
    let read: Vec<_> = framework_sources.iter().map(|source| framework::read::read(diagnostics, source)).collect();
    let unread = framework_sources.iter().zip(&read).filter(|(_, framework)| framework.is_none());
    let unread_frameworks = unread.map(|(source, _)| source.stem().to_owned()).collect();
    let frameworks: Vec<_> = read.into_iter().flatten().collect();
    let template_sources = all(diagnostics, root, "templates", &["md", "typ"]);
    let (themes, own): (Vec<_>, Vec<_>) = template_sources.into_iter().partition(|source| source.name().ends_with(".typ"));
    let templates = template::load(diagnostics, &own);
    let theme = themes.into_iter().find(|source| source.name() == "templates/theme.typ");
    let theme = theme.unwrap_or_else(|| Source::new("the default theme.typ", default_theme()));
    let sources = all(diagnostics, root, "cases", &["yaml", "yml"]);
    let files = sources.len();
    let read: Vec<_> = sources.iter().map(|source| case::read::read(diagnostics, source)).collect();
    let studies: Vec<Option<String>> =
        read.iter().map(|raw| raw.as_ref().and_then(|raw| raw.case.study.clone())).collect();
    let raw = Raw {
        settings,
        references: references.unwrap_or_default(),
        frameworks,
        unread_frameworks,
        cases: read.into_iter().flatten().collect(),
    };
    let (checked, settings, references) = check::check(diagnostics, raw);
    let faulty = sources.iter().cloned().zip(studies);
    let faulty = faulty.filter(|(source, _)| diagnostics.errors_in(source.name()) > 0).collect();
    Ok(Workspace {
        root: root.to_owned(),
        files,
        faulty,
        cases: checked.cases,
        frameworks: checked.frameworks,
        references,
        settings,
        templates,
        theme,
        sources,
    })
}

fn default_theme() -> &'static str {
    template::DEFAULTS.iter().find(|(name, _)| *name == "theme.typ").map_or("", |(_, text)| text)
}

fn one(diagnostics: &mut Diagnostics, root: &Path, name: &str) -> Option<Arc<Source>> {
    match source::read(root, name) {
        Ok(source) => Some(source),
        Err(fault) => {
            unreadable(diagnostics, fault);
            None
        }
    }
}

fn all(diagnostics: &mut Diagnostics, root: &Path, folder: &str, extensions: &[&str]) -> Vec<Arc<Source>> {
    let (names, faults) = source::find(root, folder, extensions);
    faults.into_iter().for_each(|fault| unreadable(diagnostics, fault));
    names.iter().filter_map(|name| one(diagnostics, root, name)).collect()
}

fn unreadable(diagnostics: &mut Diagnostics, fault: source::Unreadable) {
    let span = Span::start_of(&Source::new(fault.name, ""));
    diagnostics.push(Diagnostic::error(Code::Unreadable, span, format!("this can't be read: {}", fault.reason)));
}

fn unknown_cases(workspace: &Workspace, wanted: &[String]) -> Result<()> {
    let known: Vec<&str> = workspace.sources.iter().map(|source| source.stem()).collect();
    for id in wanted.iter().filter(|id| !known.contains(&id.as_str())) {
        bail!("there is no case `{id}`; {}", crate::diagnostic::suggest(id, &known));
    }
    Ok(())
}

/// Renders every template once, so that `check` finds what `build` would.
fn render_all(diagnostics: &mut Diagnostics, workspace: &Workspace) {
    let mut found: Vec<Diagnostic> = Vec::new();
    for case in &workspace.cases {
        found.extend(case_document(workspace, case).err().into_iter().flatten());
    }
    if workspace.faulty.is_empty() {
        found.extend(summary_document(workspace, &[]).err().into_iter().flatten());
    }
    push_once(diagnostics, found);
}

/// One mistake in a template shows in every report; it is one message.
fn push_once(diagnostics: &mut Diagnostics, found: Vec<Diagnostic>) {
    let key = |d: &Diagnostic| (d.span.source.name().to_owned(), d.span.range.start, d.message.clone());
    let mut seen: Vec<(String, usize, String)> = Vec::new();
    for diagnostic in found {
        if !seen.contains(&key(&diagnostic)) {
            seen.push(key(&diagnostic));
            diagnostics.push(diagnostic);
        }
    }
}

type Files = Vec<(String, Vec<u8>)>;
type Found = Vec<Diagnostic>;

/// All case reports, in order, whatever thread made them. Plain threads with large stacks: Typst uses rayon itself,
/// and documents as rayon tasks would pile up on one stack.
fn build_cases(workspace: &Workspace, cases: &[&Case], options: &BuildOptions, voice: Voice) -> Vec<Result<Files, Found>> {
    const STACK: usize = 64 * 1024 * 1024;
    let stock = options.formats.contains(&Format::Pdf).then(Stock::new);
    let bar = report::progress(voice, cases.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<Files, Found>>>> = Mutex::new(cases.iter().map(|_| None).collect());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = cases.get(at) else { break };
            bar.set_message(case.id.clone());
            let result = build_case(workspace, case, options, stock.as_ref());
            if let Ok(mut results) = results.lock() {
                results[at] = Some(result);
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(cases.len().max(1));
        for _ in 0..threads {
            let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            if spawned.is_err() {
                work();
            }
        }
    });
    bar.finish_and_clear();
    let results = results.into_inner().unwrap_or_default();
    results.into_iter().map(|result| result.unwrap_or_else(|| Err(Vec::new()))).collect()
}

fn build_case(workspace: &Workspace, case: &Case, options: &BuildOptions, stock: Option<&Stock>) -> Result<Files, Found> {
    let (markdown, document) = case_document(workspace, case)?;
    let name = format!("cases/{}", case.id);
    let origin = workspace.sources.iter().find(|source| source.name() == case.file);
    report_files(workspace, &name, markdown, &document, options, stock, origin)
}

fn build_summary(workspace: &Workspace, options: &BuildOptions, failed: &[String]) -> Result<Files, Found> {
    let (markdown, document, tables) = summary_document(workspace, failed)?;
    let stock = options.formats.contains(&Format::Pdf).then(Stock::new);
    let mut files = report_files(workspace, "summary", markdown, &document, options, stock.as_ref(), None)?;
    if options.formats.contains(&Format::Csv) {
        for table in &tables {
            let bytes = csv(table).map_err(|error| vec![internal(&error.to_string())])?;
            files.push((format!("tables/{}.csv", table.id), bytes));
        }
    }
    Ok(files)
}

fn report_files(
    workspace: &Workspace,
    name: &str,
    markdown: String,
    document: &Document,
    options: &BuildOptions,
    stock: Option<&Stock>,
    origin: Option<&Arc<Source>>,
) -> Result<Files, Found> {
    let mut files = Vec::new();
    if let Some(stock) = stock {
        let images = images(workspace, name, document)?;
        let pdf = typeset::pdf(stock, document, workspace.theme.text(), name, images);
        let pdf = pdf.map_err(|failures| failures.iter().map(|one| trace(workspace, one, origin)).collect::<Found>())?;
        files.push((format!("{name}.pdf"), pdf));
    }
    if options.formats.contains(&Format::Markdown) {
        files.insert(0, (format!("{name}.md"), markdown.into_bytes()));
    }
    Ok(files)
}

fn case_document(workspace: &Workspace, case: &Case) -> Result<(String, Document), Found> {
    let scene = workspace.scene().ok_or_else(Vec::new)?;
    let (book, case) = (view::book(scene), view::case(scene, case));
    rendered(workspace, "case.md", &[("book", &book), ("case", &case)])
}

fn summary_document(workspace: &Workspace, failed: &[String]) -> Result<(String, Document, Vec<Table>), Found> {
    let scene = workspace.scene().ok_or_else(Vec::new)?;
    let order = order(scene.settings)?;
    let tables = tables(workspace, scene, failed).map_err(|error| vec![internal(&error.to_string())])?;
    let mut sorted: Vec<&Case> = usable(workspace, failed).collect();
    let name = |case: &Case| case.name.get(&scene.settings.language).to_owned();
    sorted.sort_by(|a, b| order.compare(&name(a), &name(b)));
    let studies: Vec<StudyWithCases> = scene.settings.studies.iter().map(|study| StudyWithCases {
        study: view::study(scene, study),
        cases: sorted.iter().filter(|case| case.study.as_deref() == Some(&study.id)).map(|case| name(case)).collect(),
    }).collect();
    let book = view::book(scene);
    let (covers, of) = (sorted.len(), workspace.files);
    let values: [(&'static str, &dyn template::Erased); 5] =
        [("book", &book), ("studies", &studies), ("tables", &tables), ("covers", &covers), ("of", &of)];
    let (markdown, document) = rendered(workspace, "summary.md", &values)?;
    Ok((markdown, document, tables))
}

/// A study with the names of its cases.
#[derive(serde::Serialize)]
struct StudyWithCases {
    #[serde(flatten)]
    study: view::StudyView,
    cases: Vec<String>,
}

/// The cases whose reports could be made.
fn usable<'a>(workspace: &'a Workspace, failed: &'a [String]) -> impl Iterator<Item = &'a Case> {
    workspace.cases.iter().filter(move |case| !failed.contains(&format!("cases/{}", case.id)))
}

fn tables(workspace: &Workspace, scene: Scene, failed: &[String]) -> Result<Vec<Table>> {
    let order = Order::new(&scene.settings.sort)?;
    let late = workspace.cases.iter().filter(|case| failed.contains(&format!("cases/{}", case.id)));
    let missing: Vec<Option<String>> =
        workspace.faulty.iter().map(|(_, study)| study.clone()).chain(late.map(|case| case.study.clone())).collect();
    let cases: Vec<&Case> = usable(workspace, failed).collect();
    Ok(matrix::compare(scene, &cases, &order, &missing))
}

fn order(settings: &Settings) -> Result<Order, Found> {
    Order::new(&settings.sort).map_err(|error| vec![internal(&error.to_string())])
}

fn rendered(
    workspace: &Workspace,
    template: &str,
    values: &[(&'static str, &dyn template::Erased)],
) -> Result<(String, Document), Found> {
    let markdown = workspace.templates.render(template, values).map_err(|found| vec![*found])?;
    let (document, faults) = document(&markdown);
    if faults.is_empty() {
        return Ok((markdown, document));
    }
    let source = workspace.templates.source(template).cloned().unwrap_or_else(|| Source::new(template, ""));
    Err(faults.into_iter().map(|fault| {
        let piece = markdown.get(fault.range).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        let at = source.text().find(piece.trim()).filter(|_| !piece.trim().is_empty());
        let range = at.map_or(0..0, |at| at..at + piece.trim().len());
        let span = Span { source: source.clone(), range };
        let (message, help) = match fault.kind {
            FaultKind::Html => (format!("the template makes raw HTML: `{piece}`"), "write it in Markdown"),
            FaultKind::Image => ("an image can't stand here".to_owned(), "take it out"),
            FaultKind::NoAlternative => (
                format!("an image has no text for those who can't see it: `{piece}`"),
                "write it in the square brackets: ![what the image shows](file.png)",
            ),
            FaultKind::FrontMatter(fault) => (fault, "put texts through the filter `quoted`"),
        };
        Diagnostic::error(Code::Dialect, span, message).help(format!("{help}; see docs/templates.md"))
    }).collect())
}

/// The files of a document's images, which must lie in the workspace.
fn images(workspace: &Workspace, name: &str, document: &Document) -> Result<Vec<Vec<u8>>, Found> {
    let mut urls = Vec::new();
    image_urls(&document.blocks, &mut urls);
    let place = workspace.root.join("out").join(name);
    let folder = place.parent().unwrap_or(&workspace.root);
    urls.iter().map(|url| {
        let path = folder.join(url);
        let inside = path.canonicalize().is_ok_and(|path| path.starts_with(&workspace.root));
        source::bytes(&path).filter(|_| inside).ok_or_else(|| {
            let source = workspace.templates.source("case.md").cloned().unwrap_or_else(|| Source::new("case.md", ""));
            let at = source.text().find(url.as_str()).map_or(0..0, |at| at..at + url.len());
            let message = format!("there is no image `{url}` in the workspace");
            let help = "name it as seen from the report's own place in out/, like ../../templates/logo.svg";
            vec![Diagnostic::error(Code::Dialect, Span { source, range: at }, message).help(help)]
        })
    }).collect()
}

fn image_urls(blocks: &[Block], urls: &mut Vec<String>) {
    fn inlines(content: &[Inline], urls: &mut Vec<String>) {
        for inline in content {
            match inline {
                Inline::Image { url, .. } => urls.push(url.clone()),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => inlines(inner, urls),
                Inline::Link { content, .. } => inlines(content, urls),
                Inline::Text(_) | Inline::Code(_) | Inline::Citation { .. } | Inline::Note(_) | Inline::SoftBreak
                | Inline::HardBreak => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, urls),
            Block::List { items, .. } => items.iter().for_each(|item| image_urls(item, urls)),
            Block::Definitions(entries) => {
                for (term, definitions) in entries {
                    inlines(term, urls);
                    definitions.iter().for_each(|definition| image_urls(definition, urls));
                }
            }
            Block::Table(table) => {
                inlines(&table.caption, urls);
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(cell, urls));
            }
            Block::Quote(blocks) => image_urls(blocks, urls),
            Block::Figure { url, .. } => urls.push(url.clone()),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

/// Leads an error of Typst back to a file that the user wrote: the theme, or the case.
fn trace(workspace: &Workspace, failure: &Failure, origin: Option<&Arc<Source>>) -> Diagnostic {
    if let Some(text) = &failure.glyphs {
        let source = origin.cloned().unwrap_or_else(|| workspace.theme.clone());
        let at = source.text().find(text.as_str()).map_or(0..0, |at| at..at + text.len());
        let message = format!("no font of the report has the characters `{text}`");
        let help = "write it in other characters, or set a font that has them in templates/theme.typ";
        return Diagnostic::error(Code::Glyph, Span { source, range: at }, message).help(help);
    }
    let range = failure.theme.clone().unwrap_or(0..0);
    let span = Span { source: workspace.theme.clone(), range };
    let help = match failure.hints.as_slice() {
        [] => "docs/templates.md says what a theme must define".to_owned(),
        hints => hints.join("; "),
    };
    Diagnostic::error(Code::Theme, span, failure.message.clone()).help(help)
}

fn internal(message: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Span::start_of(&Source::new("casebook.yaml", "")), message.to_owned())
}
