//! `build`: which reports are made, in which order, and what becomes of them.

pub mod examine;
pub mod formats;
pub mod outcome;
pub mod plan;
pub mod print_setup;
pub mod render;
pub mod site;
pub mod state;
pub mod tally;
pub mod tasks;
pub mod volume;
pub mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::source::{self, Fingerprint, Stamp};
use crate::base::terminal::{self, Terminal, count, mistakes, seconds};
use crate::base::threads::roomy;
use crate::base::timings::timed;
use crate::base::write::Folder;
use crate::build::formats::{Format, Made, Settled, TYPST};
use crate::build::outcome::{Outcome, unknown_cases, verdict};
use crate::build::plan::Plan;
use crate::build::print_setup::print_setup;
use crate::build::render::{Found, check_templates};
use crate::build::state::{Entry, Last, STATE, SavedMessage, State};
use crate::build::tally::Tally;
use crate::build::tasks::{
    Task, annual_years, build_index, build_portfolio, build_summary, build_tasks, build_volume, draft_summary, tasks,
};
use crate::build::workspace::{Keep, Workspace, survey};
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::{Compiler, SANS};
use crate::model::case::card::Card;
use crate::model::settings::Years;

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
    /// Whether of several years only the newest is made, for who waits.
    pub newest_year: bool,
    /// What more is asked of the input than the settings ask.
    pub strictness: Strictness,
    /// Whether everything is made anew, whatever is there.
    pub force: bool,
    /// Whether nothing is made, and only said what would be.
    pub dry_run: bool,
    /// The program whose processes typeset many reports; without one, threads do.
    pub program: Option<PathBuf>,
}

impl BuildOptions {
    /// What tells what is asked for from anything else.
    fn asked(&self) -> Fingerprint {
        let BuildOptions { cases, formats, out: _, allow_partial, volume, years, newest_year, strictness, .. } = self;
        let (denied, evidence) = (strictness.deny_warnings, strictness.evidence);
        Fingerprint::of(&format!("{cases:?}{formats:?}{allow_partial}{volume}{years:?}{newest_year}{denied}{evidence}"))
    }

    fn wants(&self, id: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|wanted| wanted == id)
    }

    fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}

/// What all reports of a form share, as a report of its own.
const SHARED: [(Format, &str); 2] = [(Format::Html, "site"), (Format::Typst, "typst")];

/// So many reports are typeset in the process that builds.
const FEW: usize = 4;

/// What became of a build.
pub enum Built {
    /// Nothing had to be done: so many reports of cases are up to date, and what was said of them then.
    UpToDate(usize, Vec<String>),
    /// Nothing could be done, since what all reports depend on has mistakes.
    Impossible,
    /// What would be done, and why.
    Planned(Vec<String>),
    /// What could be done is done.
    Done(Box<Tally>),
}

/// Says what became of a build that began at some time.
///
/// # Errors
/// If nothing can be printed.
pub fn tell(
    diagnostics: &Diagnostics,
    built: Built,
    options: &BuildOptions,
    start: Instant,
    terminal: Terminal,
) -> Result<Outcome> {
    terminal.diagnostics(diagnostics)?;
    match built {
        Built::UpToDate(cases, said) => {
            said.iter().for_each(|line| terminal.say(line));
            let across = if options.cases.is_empty() { " and what compares them" } else { "" };
            let reports = count(cases, "case report");
            terminal.say(&format!(
                "nothing to do: {reports}{across} up to date (looked at in {})",
                seconds(start.elapsed())
            ));
        }
        Built::Impossible if options.dry_run => terminal.say(&mistakes(diagnostics, "run `casebook build`")),
        Built::Impossible => terminal.say(&mistakes(diagnostics, "run `casebook build` again; nothing was written")),
        Built::Planned(lines) => lines.iter().for_each(|line| terminal.say(line)),
        Built::Done(tally) => {
            tally.close(terminal, start, diagnostics);
            match *tally {
                Tally { left: 1.., .. } => return Ok(Outcome::Interrupted),
                Tally { refused: 1.., .. } => return Ok(Outcome::Failed),
                _ => {}
            }
        }
    }
    Ok(verdict(diagnostics))
}

/// Writes every report that can be written and is not up to date.
///
/// # Errors
/// If the program could not work at all.
pub fn make(root: &Path, options: &BuildOptions, terminal: Terminal) -> Result<(Diagnostics, Built)> {
    let out = options.out.clone().unwrap_or_else(|| root.join("out"));
    if source::is_among_sources(root, &out) {
        bail!("reports can't be written to {}, among the files that they are made from", out.display());
    }
    let asked = options.asked();
    let mut plan = timed("look what changed", || Plan::new(root, &out, options.has(Format::Html)));
    let mut diagnostics = Diagnostics::default();
    if options.force {
        plan.distrust();
    } else if plan.nothing_to_do(&out, &asked) {
        let Some(last) = plan.last.last else { return Ok((diagnostics, Built::Impossible)) };
        last.warnings.iter().filter_map(|told| told.again(root)).for_each(|told| diagnostics.recall(told));
        return Ok((diagnostics, Built::UpToDate(last.cases, last.said)));
    }
    let mut workspace = timed("read and check", || survey(&mut diagnostics, root, options.strictness, Keep::Cards))?;
    unknown_cases(&workspace, &options.cases)?;
    if workspace.sound(&diagnostics) && workspace.templates.are_own() {
        diagnostics.extend(workspace.open_all(true, |_| false).into_iter().map(|(_, fault)| fault));
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
        workspace.close_all();
    }
    if !workspace.sound(&diagnostics) {
        return Ok((diagnostics, Built::Impossible));
    }
    plan.see(&workspace);
    let mut years = annual_years(&workspace, options.years.as_ref())?;
    if options.newest_year {
        years.drain(..years.len().saturating_sub(1));
    }
    if options.dry_run {
        let work = Work { workspace: &workspace, options, years: &years, plan: &plan, out: &out };
        let lines = planned(&work, diagnostics.errors());
        return Ok((diagnostics, Built::Planned(lines)));
    }
    let folder = Folder::alone(&out)?;
    // Another build may have ended meanwhile.
    let last = State::load(&out, root);
    if options.force {
        plan.last.workspace = last.workspace
    } else {
        plan.last = last
    }
    let compiler = Compiler::new(print_setup(&workspace));
    let tally = Tally::new(folder, &workspace);
    let made = BTreeSet::new();
    let left = BTreeMap::new();
    let mut build = Build { workspace, options, years, plan, out, compiler, terminal, tally, diagnostics, made, left };
    build.cases();
    if options.cases.is_empty() && build.tally.left == 0 {
        build.across_cases();
    }
    build.shared();
    Ok(build.close(asked))
}

/// What a build has to do, and with what.
struct Work<'a> {
    workspace: &'a Workspace,
    options: &'a BuildOptions,
    years: &'a [i32],
    plan: &'a Plan,
    out: &'a Path,
}

impl Work<'_> {
    fn tasks(&self) -> Vec<Task<'_>> {
        let wanted: Vec<&Card> = self.workspace.cards.iter().filter(|card| self.options.wants(&card.id)).collect();
        tasks(&wanted, self.years)
    }

    /// What of a build reports of cases depend on.
    fn asked(&self) -> String {
        format!("{:?} {:?}", self.options.formats, self.years)
    }

    /// The reports that compare cases. The start page comes after the summary, which it finds texts of.
    fn across(&self) -> Vec<String> {
        let index = self.options.has(Format::Html).then(|| "index".to_owned());
        let volume = self.options.volume.then(|| "casebook".to_owned());
        let years = self.years.iter().map(|year| format!("reports/{year}"));
        std::iter::once("summary".to_owned()).chain(index).chain(years).chain(volume).collect()
    }

    /// The reports of the last build whose case or year is gone.
    fn gone(&self) -> Vec<String> {
        self.plan.last.reports.keys().filter(|name| self.workspace.is_gone(name)).cloned().collect()
    }

    /// The images that any case shows.
    fn images(&self) -> BTreeSet<String> {
        self.workspace.cards.iter().flat_map(|card| card.images.iter().cloned()).collect()
    }

    /// Why a report has to be made; nothing if it is up to date.
    fn reason(&self, report: &str, own: &BTreeSet<String>, asked: &str) -> Option<String> {
        self.plan.reason(self.out, report, own, asked)
    }
}

/// The files that a report of a case alone is made from.
fn own_files(card: &Card) -> BTreeSet<String> {
    std::iter::once(card.file.clone()).chain(card.images.iter().cloned()).collect()
}

/// What would be made and why, a line for each reason, and what would be removed.
fn planned(work: &Work, mistakes: usize) -> Vec<String> {
    let options = work.options;
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut note = |name: String, reason: Option<String>| {
        if let Some(reason) = reason {
            reasons.entry(reason).or_default().push(name);
        }
    };
    for task in work.tasks() {
        let reason = work.reason(&task.name(), &own_files(task.card), &work.asked());
        note(task.name(), reason);
    }
    let failed = work.workspace.failed(work.years);
    let across = options.cases.is_empty() && (failed.is_empty() || options.allow_partial);
    for name in work.across().into_iter().filter(|_| across) {
        let reason = work.reason(&name, &work.images(), &across_asked(options, work.years, &failed));
        note(name, reason);
    }
    for (_, name) in SHARED.into_iter().filter(|(form, _)| options.has(*form)) {
        note(name.to_owned(), work.reason(name, &BTreeSet::new(), ""));
    }
    let mut lines: Vec<String> =
        reasons.iter().map(|(reason, names)| format!("{}: {reason}", terminal::some_of(names))).collect();
    if options.cases.is_empty() && !across {
        lines.push("what compares cases would not be made, since some are missing".to_owned());
    }
    let gone = if options.cases.is_empty() && mistakes == 0 { work.gone() } else { Vec::new() };
    if !gone.is_empty() {
        lines.push(format!("{}: would be removed, since the case or its record is gone", terminal::some_of(&gone)));
    }
    lines.push(match reasons.values().map(Vec::len).sum() {
        0 if gone.is_empty() && mistakes == 0 => "nothing would be made: everything is up to date".to_owned(),
        all => format!("{} would be made; nothing was written", count(all, "report")),
    });
    lines
}

/// What of a build reports that compare cases depend on.
fn across_asked(options: &BuildOptions, years: &[i32], failed: &[String]) -> String {
    format!("{:?} {years:?} {failed:?}", options.formats)
}

/// A build under way.
struct Build<'a> {
    workspace: Workspace,
    options: &'a BuildOptions,
    years: Vec<i32>,
    plan: Plan,
    out: PathBuf,
    compiler: Compiler,
    terminal: Terminal,
    tally: Tally,
    diagnostics: Diagnostics,
    /// The reports that are there because of it.
    made: BTreeSet<String>,
    /// Files that reports had and have no more.
    left: BTreeMap<String, Stamp>,
}

impl Build<'_> {
    fn work(&self) -> Work<'_> {
        let Build { workspace, options, years, plan, out, .. } = self;
        Work { workspace, options, years, plan, out }
    }

    /// Makes the reports of cases, each of which is written as soon as it is made.
    fn cases(&mut self) {
        let (work, folder) = (self.work(), &self.tally.folder);
        let asked = work.asked();
        let (mut fresh, mut stale) = (Vec::new(), Vec::new());
        for task in work.tasks() {
            let reason = work.reason(&task.name(), &own_files(task.card), &asked);
            if reason.is_some() { stale.push(task) } else { fresh.push(task.name()) }
        }
        // A few reports are typeset before another process is ready.
        let program = self.options.program.as_ref().filter(|_| stale.len() > FEW);
        let printer = program
            .map_or_else(|| Printer::new(&self.compiler), |program| Printer::with_helpers(&self.compiler, program));
        let built = build_tasks(&self.workspace, &stale, &self.options.formats, &printer, folder, self.terminal);
        drop(printer);
        let names: Vec<_> = stale.iter().map(|task| (task.name(), own_files(task.card))).collect();
        if self.options.has(Format::Pdf) {
            let wanted = self.workspace.cards.iter().filter(|card| self.options.wants(&card.id));
            self.tally.kept = wanted.filter(|card| card.hides_names).count();
        }
        fresh.into_iter().for_each(|name| self.keep(name));
        for ((name, own), result) in names.into_iter().zip(built) {
            match result {
                Some(result) => drop(self.note(&name, own, &asked, result)),
                None => self.tally.left += 1,
            }
        }
        let wanted = |name: &String| self.options.wants(source::stem(name));
        self.tally.failed.extend(self.workspace.failed(&self.years).into_iter().filter(wanted));
    }

    /// Makes what covers all cases: the summary, its tables, the start page, and the volume if it is asked for.
    fn across_cases(&mut self) {
        let options = self.options;
        if !options.volume {
            self.tally.find_volumes();
        }
        let all = self.work().across();
        if !self.tally.failed.is_empty() && !options.allow_partial {
            return all.iter().for_each(|name| self.tally.fail(name));
        }
        let images = self.work().images();
        let asked = across_asked(options, &self.years, &self.tally.failed);
        let is_stale = |name: &String| self.work().reason(name, &images, &asked).is_some();
        let mut stale: BTreeSet<String> = all.iter().filter(|name| is_stale(name)).cloned().collect();
        let fresh: Vec<String> = all.iter().filter(|name| !stale.contains(*name)).cloned().collect();
        fresh.into_iter().for_each(|name| self.keep(name));
        if stale.is_empty() {
            return;
        }
        // Annual reports and the volume print what records tell, and the start page is made last.
        let lean = stale.len() == 1 && stale.contains("summary");
        let failed = std::mem::take(&mut self.tally.failed);
        let faults = self.workspace.open_all(!lean, |card| failed.contains(&format!("cases/{}", card.id)));
        self.tally.failed = failed;
        if !faults.is_empty() {
            self.diagnostics.extend(faults.into_iter().map(|(_, fault)| fault));
            return all.iter().for_each(|name| self.tally.fail(name));
        }
        if stale.remove("summary") && !self.summary(lean, &images, &asked) {
            return all.iter().for_each(|name| self.tally.fail(name));
        }
        for name in all.iter().filter(|name| stale.contains(*name)) {
            let (workspace, printer, failed) = (&self.workspace, &Printer::new(&self.compiler), &self.tally.failed);
            let made = match name.as_str() {
                "index" => {
                    let texts = site::texts(&self.out, self.pages().iter());
                    build_index(workspace, failed, &texts, &self.years)
                }
                "casebook" => roomy(|| build_volume(workspace, printer, failed)),
                portfolio => {
                    let year = source::stem(portfolio).parse().unwrap_or_default();
                    roomy(|| build_portfolio(workspace, year, &self.years, &options.formats, printer, failed))
                }
            };
            self.settle(name, images.clone(), &asked, made);
        }
    }

    /// Makes the summary. Whether it could be made.
    fn summary(&mut self, lean: bool, images: &BTreeSet<String>, asked: &str) -> bool {
        let formats = &self.options.formats;
        let drafted =
            roomy(|| timed("tables", || draft_summary(&self.workspace, &self.years, formats, &self.tally.failed)));
        if lean {
            self.workspace.close_all();
        }
        let made = drafted.and_then(|drafted| {
            roomy(|| {
                build_summary(&self.workspace, drafted, formats, &Printer::new(&self.compiler), &self.tally.failed)
            })
        });
        let Some(settled) = self.settle("summary", images.clone(), asked, made) else { return false };
        if formats.contains(&Format::Csv) {
            self.tally.find_old_tables(&settled.written);
        }
        // With cases missing, an outcome says nothing of what changed.
        if let Some(outcomes) = settled.outcomes.filter(|_| self.tally.failed.is_empty()) {
            self.tally.remember(&outcomes, &self.workspace.root, self.terminal);
        }
        true
    }

    /// The places of the pages that a search goes through, but for their endings.
    fn pages(&self) -> Vec<String> {
        let cases = self.workspace.cards.iter().map(|card| format!("cases/{}", card.id));
        let there = cases.filter(|name| !self.tally.failed.contains(name)).chain(std::iter::once("summary".to_owned()));
        let locales = &self.workspace.locales;
        there.flat_map(|name| locales.iter().map(move |locale| self.workspace.place(locale, &name))).collect()
    }

    /// Makes what all reports of a form share: the look of pages, and typefaces for Typst.
    fn shared(&mut self) {
        let typefaces =
            || (1..).zip(SANS).map(|(at, bytes)| (format!("{TYPST}fonts/{at}.ttf"), bytes.to_vec())).collect();
        for (form, name) in SHARED {
            if !self.options.has(form) {
                continue;
            }
            if self.work().reason(name, &BTreeSet::new(), "").is_none() {
                self.keep(name.to_owned());
                continue;
            }
            let files = if form == Format::Html { site::shared(&self.workspace) } else { typefaces() };
            self.settle(name, BTreeSet::new(), "", Ok(Made { files, ..Made::default() }));
        }
        let lonely = self.options.has(Format::Html) && !self.tally.folder.path("index.html").is_file();
        if lonely && self.tally.refused == 0 {
            self.terminal.say("the pages lead to a start page and a summary, which a build of all cases makes");
        }
    }

    /// Notes a report that is up to date.
    fn keep(&mut self, name: String) {
        let Some(entry) = self.plan.last.reports.get(&name) else { return };
        entry
            .warnings
            .iter()
            .filter_map(|told| told.again(&self.workspace.root))
            .for_each(|told| self.diagnostics.push(told));
        self.tally.keep(&name, entry.files.keys());
        self.made.insert(name);
    }

    /// Writes what was made of a report, or notes that it could not be made.
    fn settle(&mut self, name: &str, own: BTreeSet<String>, asked: &str, made: Result<Made, Found>) -> Option<Settled> {
        let settled = made.map(|made| made.settle(&self.tally.folder));
        self.note(name, own, asked, settled)
    }

    /// Notes what was written of a report, or that it could not be made.
    fn note(
        &mut self,
        name: &str,
        mut own: BTreeSet<String>,
        asked: &str,
        result: Result<Settled, Found>,
    ) -> Option<Settled> {
        let mut settled = match result {
            Ok(settled) => settled,
            Err(found) => {
                self.diagnostics.extend(found);
                self.tally.fail(name);
                return None;
            }
        };
        let warnings = settled.warnings.iter().map(SavedMessage::new).collect();
        self.diagnostics.extend(std::mem::take(&mut settled.warnings));
        self.tally.note(&settled.written, name, self.terminal);
        own.extend(settled.images.iter().cloned());
        let stamps = settled.written.iter().map(|(file, written)| {
            let stamp = written.as_ref().ok().and_then(|_| self.tally.folder.stamp(file))?;
            Some((file.clone(), stamp))
        });
        if let Some(mut files) = stamps.collect::<Option<BTreeMap<_, _>>>() {
            self.plan.add(&own);
            let from = self.plan.from(name, &own, asked);
            let old = self.plan.last.reports.remove(name).map(|old| old.files).unwrap_or_default();
            for (file, stamp) in old.into_iter().filter(|(file, _)| !settled.written.iter().any(|(own, _)| own == file))
            {
                // A form that was not asked for stays as it is, with the images that it shows.
                let both = [Format::Markdown, Format::Html].iter().all(|format| self.options.has(*format));
                match Format::of(&file).map_or(both, |format| self.options.has(format)) {
                    true => drop(self.left.insert(file, stamp)),
                    false => drop(files.insert(file, stamp)),
                }
            }
            self.plan.last.reports.insert(name.to_owned(), Entry { from, own, files, warnings });
            self.made.insert(name.to_owned());
        }
        Some(settled)
    }

    /// Removes what is gone, and leaves the state for the next build.
    fn close(mut self, asked: Fingerprint) -> (Diagnostics, Built) {
        let changed = self.plan.look_again();
        if !changed.is_empty() {
            let names: Vec<String> = changed.iter().cloned().collect();
            let were = if names.len() == 1 { "was" } else { "were" };
            self.terminal
                .say(&format!("{} {were} changed while reports were made; build once more", terminal::some_of(&names)));
        }
        for name in self.made.iter().filter(|name| self.plan.is_made_from(name, &changed)).cloned().collect::<Vec<_>>()
        {
            if let Some(entry) = self.plan.last.reports.get_mut(&name) {
                entry.from = Fingerprint::of("");
            }
        }
        let complete = self.options.cases.is_empty() && self.tally.left == 0;
        // With mistakes, nobody knows whether a case is gone or only can't be read.
        if complete && self.diagnostics.errors() == 0 {
            for name in self.work().gone() {
                self.left.extend(self.plan.last.reports.remove(&name).into_iter().flat_map(|entry| entry.files));
            }
        }
        let Build { workspace, options, plan, mut tally, diagnostics, made, left, terminal, .. } = self;
        let removed = plan::sweep(&tally.folder, left, &plan.last.reports);
        if !removed.is_empty() {
            terminal.say(&format!("removed {}, which belong to no report any more", terminal::some_of(&removed)));
        }
        let images = [Format::Markdown, Format::Html].iter().all(|form| options.has(*form));
        tally.find_orphans(&workspace, images);
        let whole = tally.is_whole() && changed.is_empty() && diagnostics.errors() == 0;
        let last = whole.then(|| Last {
            asked,
            cases: made.iter().filter(|name| name.starts_with("cases/")).count(),
            reports: made,
            warnings: diagnostics.sorted().into_iter().map(SavedMessage::new).collect(),
            said: tally.standing(),
        });
        let mut state = State {
            workspace: plan.last.workspace,
            program: plan.program,
            inputs: plan.inputs,
            last,
            reports: plan.last.reports,
        };
        state.forget_absent();
        if let Err(error) = tally.folder.write(STATE, &state.bytes()) {
            tally.refuse(&error, terminal);
        }
        (diagnostics, Built::Done(Box::new(tally)))
    }
}
