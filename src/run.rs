//! The pipeline: find, read, check, map, render, typeset, write.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::case::Case;
use crate::code::Code;
use crate::diagnostic::{Diagnostics, Rigour, suggest};
use crate::explain;
use crate::forms::{Format, Made, Report, traced};
use crate::ledger::Ledger;
use crate::locale::Locale;
use crate::matrix::portfolio;
use crate::matrix::table::csv;
use crate::render::{
    Draft, Found, annual_document, case_document, check_templates, drawing, endless, files_of_case, files_of_summary,
    images, internal, names_hidden_people, portfolio_document, summary_document, tables, unshowable,
};
use crate::report::{self, Voice, count, mistakes, seconds};
use crate::settings::{Settings, Years};
use crate::site::{self, Texts};
use crate::source::{self, Limits, Source};
use crate::state;
use crate::template;
use crate::typeset;
use crate::typeset::world::Stock;
use crate::view::make;
use crate::volume;
use crate::workspace::{Workspace, read};
use crate::write::Folder;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for is done.
    Done,
    /// The input has mistakes, which were reported.
    Mistakes,
    /// Some files could not be written; that was reported.
    Failed,
}

/// What to build.
#[derive(Debug, Default)]
pub struct BuildOptions {
    /// Only these cases and no summary; everything if empty.
    pub cases: Vec<String>,
    /// The forms to write.
    pub formats: Vec<Format>,
    /// Where to, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// Whether the summary may cover fewer cases than there are.
    pub allow_partial: bool,
    /// Whether everything is bound into one volume too.
    pub volume: bool,
    /// The years to make annual reports on, if not those of the settings.
    pub years: Option<Years>,
    /// What more is asked of the input than the settings ask.
    pub rigour: Rigour,
}

/// `casebook check`: reads and checks everything, and writes nothing.
///
/// # Errors
/// If the program could not work at all.
pub fn check(root: &Path, rigour: Rigour, voice: Voice) -> Result<Outcome> {
    let start = Instant::now();
    let (workspace, diagnostics) = examine(root, rigour)?;
    voice.diagnostics(&diagnostics)?;
    let outcome = verdict(&diagnostics);
    if outcome == Outcome::Done {
        voice.say(&format!(
            "{} and {} checked in {}, no mistakes{}. Next: casebook build",
            count(workspace.files, "case file"),
            count(workspace.frameworks.len(), "framework"),
            seconds(start.elapsed()),
            match diagnostics.warnings() {
                0 => String::new(),
                warnings => format!(", {}", count(warnings, "warning")),
            }
        ));
    } else {
        voice.say(&mistakes(&diagnostics, "run `casebook check` again"));
    }
    // The program ends here: the system takes all memory back at once, faster than it could be given back piece by piece.
    std::mem::forget((workspace, diagnostics));
    Ok(outcome)
}

/// Reads and checks everything, and renders every report without writing it.
///
/// # Errors
/// If the program could not work at all.
pub fn examine(root: &Path, rigour: Rigour) -> Result<(Workspace, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, rigour)?;
    if workspace.sound(&diagnostics) {
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
    }
    if workspace.sound(&diagnostics) {
        rehearse(&mut diagnostics, &workspace);
    }
    Ok((workspace, diagnostics))
}

/// `casebook build`: writes every report that can be written, and says what happened.
///
/// # Errors
/// If the program could not work at all.
pub fn build(root: &Path, options: &BuildOptions, voice: Voice) -> Result<Outcome> {
    let start = Instant::now();
    let (diagnostics, ledger) = make(root, options, voice)?;
    voice.diagnostics(&diagnostics)?;
    match &ledger {
        Some(ledger) => ledger.close(voice, start, &diagnostics),
        None => voice.say(&mistakes(&diagnostics, "run `casebook build` again; nothing was written")),
    }
    let broken = ledger.is_some_and(|ledger| ledger.broken);
    Ok(if broken { Outcome::Failed } else { verdict(&diagnostics) })
}

/// Writes every report that can be written. Without a ledger nothing could be, since what all reports depend on has
/// mistakes.
///
/// # Errors
/// If the program could not work at all.
pub fn make(root: &Path, options: &BuildOptions, voice: Voice) -> Result<(Diagnostics, Option<Ledger>)> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, options.rigour)?;
    unknown_cases(&workspace, &options.cases)?;
    if workspace.sound(&diagnostics) {
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
    }
    if !workspace.sound(&diagnostics) {
        return Ok((diagnostics, None));
    }
    let out = options.out.clone().unwrap_or_else(|| root.join("out"));
    if source::is_among_sources(root, &out) {
        bail!("reports can't be written to {}, among the files that they are made from", out.display());
    }
    let folder = Folder::open(&out)?;
    let mut ledger = Ledger::new(folder, &workspace);
    let wanted: Vec<&Case> = workspace
        .cases
        .iter()
        .filter(|case| options.cases.is_empty() || options.cases.iter().any(|id| case.id == *id))
        .collect();
    let stock = stock(&workspace);
    let carries = options.formats.contains(&Format::Pdf);
    ledger.kept = wanted.iter().filter(|case| carries && names_hidden_people(case)).count();
    let years = annual_years(&workspace, options.years.as_ref())?;
    let tasks = tasks(&wanted, &years);
    let built = build_tasks(&workspace, &tasks, &options.formats, &stock, voice);
    let mut texts = Vec::new();
    for (task, result) in tasks.iter().zip(built) {
        let made = settle(&mut ledger, &mut diagnostics, &task.name(), result, voice);
        texts.extend(made.into_iter().flat_map(|made| made.texts));
    }
    for faulty in &workspace.faulty {
        if options.cases.is_empty() || options.cases.contains(&faulty.id) {
            ledger.failed.push(format!("cases/{}", faulty.id));
        }
    }
    if options.cases.is_empty() {
        let build = Build { workspace: &workspace, options, years: &years, stock: &stock, voice };
        across_cases(build, texts, &mut ledger, &mut diagnostics);
    }
    if options.formats.contains(&Format::Html) {
        ledger.write(&site::shared(&workspace), "site", voice);
        if !ledger.folder.path("index.html").is_file() {
            voice.say("the pages lead to a start page and a summary, which a build of all cases makes");
        }
    }
    let images = [Format::Markdown, Format::Html].iter().all(|form| options.formats.contains(form));
    ledger.find_orphans(&workspace, images);
    Ok((diagnostics, Some(ledger)))
}

/// What a build is made with.
#[derive(Clone, Copy)]
struct Build<'a> {
    workspace: &'a Workspace,
    options: &'a BuildOptions,
    years: &'a [i32],
    stock: &'a Stock,
    voice: Voice,
}

/// Writes what covers all cases: the summary, its tables, the start page, and the volume if it is asked for.
fn across_cases(build: Build, mut texts: Vec<Texts>, ledger: &mut Ledger, diagnostics: &mut Diagnostics) {
    let Build { workspace, options, years, stock, voice } = build;
    if !options.volume {
        ledger.find_volumes();
    }
    let whole = ledger.failed.is_empty();
    let made = (whole || options.allow_partial).then(|| {
        let made = roomy(|| build_summary(workspace, years, &options.formats, stock, &ledger.failed));
        settle(ledger, diagnostics, "summary", made, voice)
    });
    let Some(mut made) = made.flatten() else {
        let lacking = ["summary", "index"].into_iter().chain(options.volume.then_some("casebook"));
        lacking.for_each(|name| ledger.fail(name));
        years.iter().for_each(|year| ledger.fail(&format!("reports/{year}")));
        return;
    };
    if options.formats.contains(&Format::Csv) {
        ledger.find_old_tables(&made.files);
    }
    if options.formats.contains(&Format::Html) {
        texts.append(&mut made.texts);
        let made = build_index(workspace, &ledger.failed, &texts, years);
        settle(ledger, diagnostics, "index", made, voice);
    }
    // With cases missing, an outcome says nothing of what changed.
    if let Some(outcomes) = made.outcomes.filter(|_| whole) {
        ledger.remember(&outcomes, voice);
    }
    for year in years {
        let made = roomy(|| build_portfolio(workspace, *year, years, &options.formats, stock, &ledger.failed));
        settle(ledger, diagnostics, &format!("reports/{year}"), made, voice);
    }
    if options.volume {
        let made = roomy(|| build_volume(workspace, stock, &ledger.failed));
        settle(ledger, diagnostics, "casebook", made, voice);
    }
}

/// Writes what was made of a report, or notes that it could not be made.
fn settle(
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
    name: &str,
    result: Result<Made, Found>,
    voice: Voice,
) -> Option<Made> {
    match result {
        Ok(mut made) => {
            diagnostics.extend(std::mem::take(&mut made.warnings));
            ledger.write(&made.files, name, voice);
            Some(made)
        }
        Err(found) => {
            diagnostics.extend(found);
            ledger.fail(name);
            None
        }
    }
}

/// What all documents are typeset with: the fonts in `templates/fonts/` of the workspace too, and the images that its theme may
/// show, which lie beside it.
fn stock(workspace: &Workspace) -> Stock {
    let largest = workspace.settings.as_ref().map_or_else(Limits::default, Settings::limits).file_size;
    let read = |name: &String| source::bytes(&workspace.root, Path::new(name), largest);
    let (fonts, _) = source::find(&workspace.root, "templates/fonts", &["ttf", "otf"]);
    let (images, _) = source::find(&workspace.root, "templates", &["svg", "png", "jpg", "jpeg"]);
    let beside = |name: &String| Some((name.strip_prefix("templates/")?.to_owned(), read(name)?));
    let figures = workspace.figures.iter().map(|(name, source)| (name.clone(), source.text().to_owned())).collect();
    Stock::new(fonts.iter().filter_map(read).collect(), images.iter().filter_map(beside).collect(), figures)
}

/// `casebook table`: a table of the summary on the terminal.
///
/// # Errors
/// If the program could not work at all, or there is no such table.
pub fn table(root: &Path, name: Option<&str>, allow_partial: bool, voice: Voice) -> Result<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, Rigour::default())?;
    voice.diagnostics(&diagnostics)?;
    let Some(scene) = workspace.scene().filter(|_| workspace.sound(&diagnostics)) else {
        voice.say(&mistakes(&diagnostics, "run `casebook table` again"));
        return Ok(Outcome::Mistakes);
    };
    if !workspace.faulty.is_empty() && !allow_partial {
        voice.say(&mistakes(
            &diagnostics,
            "run `casebook table` again, or add --allow-partial for a table of the other cases",
        ));
        return Ok(Outcome::Mistakes);
    }
    let tables = tables(&workspace, scene, &[])?;
    let names: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let found = match name {
        Some(name) => tables.iter().find(|table| table.id == name),
        // The one that compares all cases, if the workspace has one.
        None => tables.iter().find(|table| table.kind == "cases" && table.study.is_empty()).or(tables.first()),
    };
    let Some(found) = found else {
        bail!("there is no table `{}`; {}", name.unwrap_or_default(), suggest(name.unwrap_or_default(), &names));
    };
    report::print(&format!("{}\n", report::terminal_table(scene.locale, found)))?;
    voice.say(&format!("Tables: {}", names.join(", ")));
    Ok(verdict(&diagnostics))
}

/// `casebook indicators`: all indicators that records can give figures of, on the terminal.
///
/// # Errors
/// If the program could not work at all.
pub fn indicators(root: &Path, voice: Voice) -> Result<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, Rigour::default())?;
    let Some(scene) = workspace.scene().filter(|_| diagnostics.errors_under("indicators/") == 0) else {
        voice.diagnostics(&diagnostics)?;
        voice.say(&mistakes(&diagnostics, "run `casebook indicators` again"));
        return Ok(Outcome::Mistakes);
    };
    for table in portfolio::catalogue(scene) {
        report::print(&format!("{}\n", report::terminal_table(scene.locale, &table)))?;
    }
    voice.say("Records give them by id under `figures`; those with a formula are computed. `casebook indicators NAME` copies a file, to be changed");
    Ok(Outcome::Done)
}

/// `casebook explain`: what a code means, or the whole reasoning on a case. `root` finds the workspace.
///
/// # Errors
/// If there is no such code or case, or no workspace for a case.
pub fn explain(what: &str, root: impl FnOnce() -> Result<PathBuf>, voice: Voice) -> Result<Outcome> {
    if let Ok(code) = what.parse::<Code>() {
        report::print(&format!("{code}: {}\n", code.text()))?;
        voice.say("All codes: docs/diagnostics.md");
        return Ok(Outcome::Done);
    }
    let root = root();
    let looks_like_code = what.to_uppercase().strip_prefix("CB").is_some_and(|rest| rest.parse::<u16>().is_ok());
    if root.is_err() && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, &root?, Rigour::default())?;
    let known = workspace.ids.iter().any(|id| id == what);
    if !known && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    unknown_cases(&workspace, &[what.to_owned()])?;
    let found = workspace.cases.iter().find(|case| case.id == *what).filter(|_| workspace.sound(&diagnostics));
    let (Some(case), Some(scene)) = (found, workspace.scene()) else {
        voice.diagnostics(&diagnostics)?;
        voice.say(&mistakes(&diagnostics, "run `casebook explain` again"));
        return Ok(Outcome::Mistakes);
    };
    let (newest, older) = (make::case_in_full(scene, case), make::older_in_full(scene, case));
    report::print(&explain::case(scene.locale, &newest, &older, report::width()))?;
    Ok(Outcome::Done)
}

/// Whether there are mistakes.
pub fn verdict(diagnostics: &Diagnostics) -> Outcome {
    if diagnostics.errors() == 0 { Outcome::Done } else { Outcome::Mistakes }
}

/// Whether all of some cases are there.
///
/// # Errors
/// If one is not.
pub fn unknown_cases(workspace: &Workspace, wanted: &[String]) -> Result<()> {
    let faulty = workspace.faulty.iter().map(|faulty| faulty.id.as_str());
    let known: Vec<&str> = workspace.sources.iter().map(|source| source.stem()).chain(faulty).collect();
    match wanted.iter().find(|id| !known.contains(&id.as_str())) {
        Some(id) => bail!("there is no case `{id}`; {}", suggest(id, &known)),
        None => Ok(()),
    }
}

/// Renders reports, so that `check` finds what `build` would, as far as that does not need all pages laid out. The program's own
/// templates and theme hold for every case, so only those of the workspace are tried, and reports with characters that no font
/// may have.
fn rehearse(diagnostics: &mut Diagnostics, workspace: &Workspace) {
    let stock = stock(workspace);
    let before = diagnostics.errors();
    let own_templates = workspace.templates.are_own();
    // A character can also be written as its number.
    let entity = |rest: &str| {
        rest.find(';').is_some_and(|end| end < 40 && rest[..end].chars().all(|c| c == '#' || c.is_ascii_alphanumeric()))
    };
    let hidden = |text: &str| {
        let backslash = text.contains('\\');
        let escaped = backslash && ["\\u", "\\U", "\\x"].iter().any(|escape| text.contains(escape));
        escaped || text.match_indices('&').any(|(at, _)| entity(&text[at + 1..]))
    };
    let strange = |source: &Arc<Source>| {
        let text = source.text();
        hidden(text) || endless(text).is_some() || (!text.is_ascii() && !stock.missing(text).is_empty())
    };
    let years = annual_years(workspace, None).unwrap_or_default();
    let all = own_templates || workspace.common.iter().any(strange);
    let mut any = all;
    for (case, source) in workspace.with_sources() {
        if !all && !strange(source) {
            continue;
        }
        any = true;
        for task in tasks(&[case], &years) {
            for locale in &workspace.locales {
                match task.draft(workspace, locale) {
                    Ok(draft) => {
                        diagnostics.extend(unshowable(workspace, &stock, &draft.document, Some(source)));
                        let name = workspace.place(locale, &task.name());
                        diagnostics.extend(images(workspace, &name, &draft).err().into_iter().flatten());
                    }
                    Err(found) => diagnostics.extend(found),
                }
            }
        }
    }
    let own_theme = template::default("theme.typ").is_none_or(|text| text != workspace.theme.text());
    // Typst has words of its own for some languages, and no font for all of them.
    let foreign = workspace.locales.iter().any(|locale| !["en", "da"].contains(&locale.language.as_str()));
    let first = workspace.cases.first().filter(|_| own_templates || own_theme || foreign);
    if let Some(case) = first.filter(|_| diagnostics.errors() == before) {
        let task = Task { case: Cow::Borrowed(case), year: None, years: Vec::new() };
        let made = roomy(|| task.make(workspace, &[Format::Pdf, Format::Html], &stock));
        diagnostics.extend(made.map_or_else(|found| found, |made| made.warnings));
    }
    let before = diagnostics.errors();
    if own_templates && before == 0 {
        let pages = build_index(workspace, &[], &[], &[]).map(|_| ());
        diagnostics.extend(pages.err().into_iter().flatten());
        for locale in &workspace.locales {
            let bound = volume::draft(workspace, locale, &[]);
            let missing =
                bound.and_then(|draft| images(workspace, &workspace.place(locale, "casebook"), &draft).map(|_| ()));
            diagnostics.extend(missing.err().into_iter().flatten());
        }
    }
    own_figures(diagnostics, workspace, &stock);
    for locale in workspace.locales.iter().filter(|_| any && workspace.faulty.is_empty()) {
        for year in &years {
            match portfolio_document(workspace, locale, *year, &[]) {
                Ok((draft, _)) => diagnostics.extend(unshowable(workspace, &stock, &draft.document, None)),
                Err(found) => diagnostics.extend(found),
            }
        }
        match summary_document(workspace, locale, &[]) {
            Ok((draft, _)) => diagnostics.extend(unshowable(workspace, &stock, &draft.document, None)),
            Err(found) => diagnostics.extend(found),
        }
    }
}

/// Draws one figure of every kind that the workspace draws itself, if any case or the summary has one.
fn own_figures(diagnostics: &mut Diagnostics, workspace: &Workspace, stock: &Stock) {
    let own =
        |(name, source): &&(String, Arc<Source>)| template::default(name).is_none_or(|text| text != source.text());
    let mut kinds: BTreeSet<&str> = workspace.figures.iter().filter(own).map(|(name, _)| source::stem(name)).collect();
    let Some(locale) = workspace.locales.first().filter(|_| !kinds.is_empty()) else { return };
    let of_summary = summary_document(workspace, locale, &[]).map_or_else(|_| Vec::new(), |(draft, _)| draft.figures);
    let of_cases = workspace.cases.iter().filter_map(|case| Some(case_document(workspace, locale, case).ok()?.figures));
    for figure in of_cases.flatten().chain(of_summary) {
        if kinds.remove(figure.kind) {
            let theme = workspace.theme.text();
            let drawn = typeset::svg(stock, locale, theme, &drawing(&figure), &figure.caption, &figure.alt);
            diagnostics.extend(drawn.err().into_iter().flat_map(|failures| traced(workspace, &failures, None)));
        }
    }
}

/// Typst needs more stack for deeply nested documents than threads usually have.
const STACK: usize = 64 * 1024 * 1024;

/// Does something on a thread with a large stack.
fn roomy<T: Send>(work: impl FnOnce() -> Result<T, Found> + Send) -> Result<T, Found> {
    std::thread::scope(|scope| {
        let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match spawned.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => Err(vec![internal(&format!("failed to start a thread ({error})"))]),
        }
    })
}

/// The years to make annual reports on.
///
/// # Errors
/// If a year is asked for that no case has a record of.
pub fn annual_years(workspace: &Workspace, asked: Option<&Years>) -> Result<Vec<i32>> {
    let known: BTreeSet<i32> = workspace.cases.iter().flat_map(Case::years).collect();
    let own = workspace.settings.as_ref().and_then(|settings| settings.years.as_ref());
    match asked.or(own) {
        None => Ok(Vec::new()),
        Some(Years::All) => Ok(known.into_iter().collect()),
        Some(Years::Some(years)) => {
            if let Some(year) = years.iter().find(|year| !known.contains(year)).filter(|_| asked.is_some()) {
                let there: Vec<String> = known.iter().map(ToString::to_string).collect();
                bail!("no case has a record of {year}; there are records of {}", there.join(", "));
            }
            Ok(years.iter().copied().collect::<BTreeSet<_>>().into_iter().collect())
        }
    }
}

/// The years among some that a case has a record of.
fn reported(case: &Case, years: &[i32]) -> Vec<i32> {
    years.iter().copied().filter(|year| case.of_year(*year).is_some()).collect()
}

/// The reports of some cases, and the annual ones.
fn tasks<'a>(cases: &[&'a Case], years: &[i32]) -> Vec<Task<'a>> {
    let own = cases.iter().map(|case| Task { case: Cow::Borrowed(*case), year: None, years: reported(case, years) });
    let annual = years.iter().flat_map(|year| {
        let of_year = |case: &&Case| Some((case.as_of(*year)?, reported(case, years)));
        let found = cases.iter().filter_map(of_year);
        found.map(|(case, years)| Task { case: Cow::Owned(case), year: Some(*year), years }).collect::<Vec<_>>()
    });
    own.chain(annual).collect()
}

/// A report that one thread makes.
struct Task<'a> {
    /// What it is of: a case, for an annual report as it stood in that year.
    case: Cow<'a, Case>,
    /// The year, of an annual report.
    year: Option<i32>,
    /// The years of all annual reports on the case.
    years: Vec<i32>,
}

impl Task<'_> {
    /// The place of the report in the folder of its language.
    fn name(&self) -> String {
        let id = &self.case.id;
        self.year.map_or_else(|| format!("cases/{id}"), |year| format!("reports/{year}/{id}"))
    }

    /// The report in a language, before it is typeset.
    fn draft(&self, workspace: &Workspace, locale: &Locale) -> Result<Draft, Found> {
        match self.year {
            Some(year) => annual_document(workspace, locale, &self.case, year),
            None => case_document(workspace, locale, &self.case),
        }
    }

    /// The report, in all languages.
    fn make(&self, workspace: &Workspace, formats: &[Format], stock: &Stock) -> Result<Made, Found> {
        let case = &*self.case;
        let origin = workspace.sources.iter().find(|source| source.name() == &*case.file);
        let mut made = Made::default();
        for locale in &workspace.locales {
            let draft = self.draft(workspace, locale)?;
            let name = workspace.place(locale, &self.name());
            let years = self.years.clone();
            let report = Report { name: &name, locale, draft, origin, tables: BTreeSet::new(), years };
            made.add(report.files(workspace, formats, stock, &|| files_of_case(workspace, locale, case))?);
        }
        if self.year.is_some() {
            // What is said of a case is found in its own report.
            made.texts.clear();
        }
        Ok(made)
    }
}

/// All reports of cases, in order, whatever thread made them. Plain threads with large stacks: Typst uses rayon itself,
/// and documents as rayon tasks would pile up on one stack.
fn build_tasks(
    workspace: &Workspace,
    tasks: &[Task],
    formats: &[Format],
    stock: &Stock,
    voice: Voice,
) -> Vec<Result<Made, Found>> {
    let bar = report::progress(voice, tasks.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<Made, Found>>>> = Mutex::new(tasks.iter().map(|_| None).collect());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = tasks.get(at) else { break };
            bar.set_message(task.name());
            let result = task.make(workspace, formats, stock);
            if let Ok(mut results) = results.lock() {
                results[at] = Some(result);
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(tasks.len().max(1));
        for _ in 0..threads {
            let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            if spawned.is_err() {
                work();
            }
        }
    });
    bar.finish_and_clear();
    let results = results.into_inner().unwrap_or_default();
    let lost = || Err(vec![internal("this report was not made, for no reason that is known")]);
    results.into_iter().map(|result| result.unwrap_or_else(lost)).collect()
}

/// The annual report on all clusters, in all languages, with its tables as CSV.
fn build_portfolio(
    workspace: &Workspace,
    year: i32,
    years: &[i32],
    formats: &[Format],
    stock: &Stock,
    failed: &[String],
) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let (draft, tables) = portfolio_document(workspace, locale, year, failed)?;
        let name = workspace.place(locale, &format!("reports/{year}"));
        let ids = tables.iter().map(|table| table.id.clone()).collect();
        let report = Report { name: &name, locale, draft, origin: None, tables: ids, years: years.to_vec() };
        made.add(report.files(workspace, formats, stock, &|| files_of_summary(workspace, locale, failed))?);
        made.texts.clear();
        for table in tables.iter().filter(|_| formats.contains(&Format::Csv)) {
            let bytes = csv(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
            made.files.push((workspace.place(locale, &format!("reports/{year}/tables/{}.csv", table.id)), bytes));
        }
    }
    Ok(made)
}

fn build_summary(
    workspace: &Workspace,
    years: &[i32],
    formats: &[Format],
    stock: &Stock,
    failed: &[String],
) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let (draft, tables) = summary_document(workspace, locale, failed)?;
        let name = workspace.place(locale, "summary");
        let ids = tables.iter().map(|table| table.id.clone()).collect();
        let report = Report { name: &name, locale, draft, origin: None, tables: ids, years: years.to_vec() };
        made.add(report.files(workspace, formats, stock, &|| files_of_summary(workspace, locale, failed))?);
        let claims = tables.iter().find(|table| table.kind == "claims");
        // The first language stands for all: outcomes are the same in each.
        made.outcomes.get_or_insert(claims.map(state::outcomes).unwrap_or_default());
        for table in tables.iter().filter(|_| formats.contains(&Format::Csv)) {
            let bytes = csv(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
            made.files.push((workspace.place(locale, &format!("tables/{}.csv", table.id)), bytes));
        }
    }
    Ok(made)
}

/// The start page of the site, in all languages.
fn build_index(workspace: &Workspace, failed: &[String], texts: &[Texts], years: &[i32]) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let page = site::index(workspace, locale, failed, texts, years)?;
        made.files.push((site::index_file(workspace, locale), page.into_bytes()));
    }
    Ok(made)
}

/// Everything in one volume, in all languages. It exists as PDF alone: its parts are Markdown already.
fn build_volume(workspace: &Workspace, stock: &Stock, failed: &[String]) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let draft = volume::draft(workspace, locale, failed)?;
        let name = workspace.place(locale, "casebook");
        let report = Report { name: &name, locale, draft, origin: None, tables: BTreeSet::new(), years: Vec::new() };
        let attached = || files_of_summary(workspace, locale, failed);
        made.add(report.files(workspace, &[Format::Pdf], stock, &attached)?);
    }
    Ok(made)
}
