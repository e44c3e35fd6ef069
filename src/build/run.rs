//! One run of a build: makes what is not up to date, writes it, and leaves a state for the next build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;

use crate::analysis::peers::FEWEST_OTHERS;
use crate::base::diagnostic::Diagnostics;
use crate::base::source::{self, Fingerprint, Stamp};
use crate::base::terminal::{Terminal, some_of};
use crate::base::threads::roomy;
use crate::build::faults::Faults;
use crate::build::formats::files::Maker;
use crate::build::formats::{self, HTML};
use crate::build::leaks::LeakCheck;
use crate::build::options::BuildOptions;
use crate::build::plan::{Plan, Request};
use crate::build::report::{Made, Settled, Shelf};
use crate::build::stale::{self, Search};
use crate::build::state::{BuildState, Last, ReportEntry, STATE, SavedMessage};
use crate::build::tally::Tally;
use crate::build::tasks::{build_index, build_peers, build_portfolio, build_summary, build_tasks, build_volume};
use crate::build::work::Work;
use crate::build::workspace::Workspace;
use crate::build::{destination, site};
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Compiler;
use crate::report::report_id::{ReportId, ReportKind};

/// Up to this number of reports are typeset in the build's own process.
const FEW: usize = 4;

/// One run of a build.
pub struct BuildRun<'a> {
    /// The workspace.
    pub workspace: Workspace,
    /// The options of the build.
    pub options: &'a BuildOptions,
    /// The years to make annual reports on.
    pub years: Vec<i32>,
    /// The inputs, and the state that the last build left.
    pub plan: Plan,
    /// The output folder.
    pub out: PathBuf,
    /// The Typst compiler, set up for the workspace.
    pub compiler: Compiler,
    /// The terminal for messages.
    pub terminal: Terminal,
    /// What was written so far, and what could not be written.
    pub tally: Tally,
    /// All messages so far.
    pub diagnostics: Diagnostics,
    /// The reports that this build made or found up to date.
    pub made: BTreeSet<ReportId>,
    /// The search for names that readers may not know.
    pub leaks: LeakCheck,
    /// Files that reports had and no longer have.
    pub left: BTreeMap<String, Stamp>,
}

impl BuildRun<'_> {
    /// Makes everything that is asked for and not up to date, searches it for names that its readers may not know, and puts it in place. If
    /// such a name is found, or the build is interrupted, nothing is written. Returns all messages, and what was written.
    ///
    /// # Errors
    /// If files that casebook did not make are in the way.
    pub fn run(mut self) -> Result<(Diagnostics, Tally)> {
        self.cases();
        if self.options.cases.is_empty() && self.tally.left == 0 {
            self.across_cases();
        }
        self.shared();
        self.diagnostics.extend(self.leaks.hits());
        if self.leaks.has_hits() || self.tally.left > 0 {
            self.tally.withdraw();
            return Ok((self.diagnostics, self.tally));
        }
        for error in destination::settle(&mut self.tally.folder, &self.out)? {
            self.tally.refuse(&error, self.terminal);
        }
        Ok(self.close())
    }

    /// A printer for a single report.
    fn printer(&self) -> Printer<'_> {
        Printer::of(&self.compiler, self.options.program.as_deref(), false)
    }

    fn work(&self) -> Work<'_> {
        let BuildRun { workspace, options, years, plan, out, .. } = self;
        Work { workspace, options, years, plan, out }
    }

    /// Makes the reports of cases, each of which is written as soon as it is made.
    fn cases(&mut self) {
        let (work, shelf) = (self.work(), Shelf { folder: &self.tally.folder, leaks: &self.leaks });
        let (mut fresh, mut stale, mut requests) = (Vec::new(), Vec::new(), Vec::new());
        for task in work.tasks() {
            let request = work.of_case(&task);
            if work.reason(&request).is_none() {
                fresh.push(request.report);
            } else {
                stale.push(task);
                requests.push(request);
            }
        }
        let failed = work.failed();
        // A few reports are typeset in less time than a worker process needs to start.
        let printer = Printer::of(&self.compiler, self.options.program.as_deref(), stale.len() > FEW);
        let maker = Maker { workspace: &self.workspace, formats: &self.options.formats, printer: &printer };
        let built = build_tasks(maker, &stale, shelf, self.terminal);
        drop(printer);
        fresh.into_iter().for_each(|report| self.keep(report));
        for (request, result) in requests.into_iter().zip(built) {
            match result {
                Some(result) => drop(self.note(request, result)),
                None => self.tally.left += 1,
            }
        }
        let is_wanted = |report: &ReportId| report.case().is_none_or(|case| self.options.wants(case));
        self.tally.failed.extend(failed.into_iter().filter(is_wanted));
    }

    /// Makes the reports that cover all cases: the summary with its tables, the start page, the annual reports on all cases, and
    /// the volume if it is asked for.
    fn across_cases(&mut self) {
        if !self.options.volume {
            self.tally.leftovers.volumes = self.search().volumes();
        }
        self.tell_of_no_peers();
        let all = self.work().across(&self.tally.failed);
        let reports: Vec<ReportId> = all.iter().map(|request| request.report.clone()).collect();
        if !self.tally.failed.is_empty() && !self.options.allow_partial {
            return reports.iter().for_each(|report| self.tally.fail(report));
        }
        let (stale, fresh): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|request| self.work().reason(request).is_some());
        fresh.into_iter().for_each(|request| self.keep(request.report));
        if stale.is_empty() {
            return;
        }
        let failed = std::mem::take(&mut self.tally.failed);
        let faults = self.workspace.open_all(|card| failed.contains(&ReportId::of_case(&card.id)));
        self.tally.failed = failed;
        if !faults.is_empty() {
            self.diagnostics.extend(faults);
            return reports.iter().for_each(|report| self.tally.fail(report));
        }
        for request in stale {
            let is_summary = request.report == ReportId::Summary;
            let made = if is_summary { self.summary(request) } else { self.other_across(request) };
            if is_summary && !made {
                return reports.iter().for_each(|report| self.tally.fail(report));
            }
        }
    }

    /// Tells of which years there are no sheets among peers, although the settings ask for them.
    fn tell_of_no_peers(&self) {
        let has_none = |year: &&i32| self.workspace.among_peers(**year, &self.tally.failed).is_empty();
        let years: Vec<String> = self.years.iter().filter(has_none).map(ToString::to_string).collect();
        if self.workspace.settings.has_peers() && !years.is_empty() {
            let (years, others) = (years.join(", "), FEWEST_OTHERS);
            self.terminal.say(&format!(
                "no sheets among peers for {years}: they need {others} clusters beside each that has a record"
            ));
        }
    }

    /// Makes the summary. Returns whether it could be made.
    fn summary(&mut self, request: Request) -> bool {
        let (formats, printer) = (&self.options.formats, self.printer());
        let maker = Maker { workspace: &self.workspace, formats, printer: &printer };
        let made = roomy(|| build_summary(maker, &self.years, &self.tally.failed));
        let Some(settled) = self.settle(request, made) else { return false };
        if formats.iter().any(|format| format.tables().is_some()) {
            let old = self.search().old_tables(&settled.written);
            self.tally.leftovers.orphans.extend(old);
        }
        // While cases are missing, a different outcome does not mean that anything changed.
        if let Some(outcomes) = settled.outcomes.filter(|_| self.tally.failed.is_empty()) {
            self.tally.remember(&outcomes, &self.workspace.root, self.workspace.first_locale(), self.terminal);
        }
        true
    }

    /// Makes another report that compares cases. Returns whether it could be made.
    fn other_across(&mut self, request: Request) -> bool {
        let (workspace, failed, printer) = (&self.workspace, &self.tally.failed, self.printer());
        let maker = Maker { workspace, formats: &self.options.formats, printer: &printer };
        let made = match request.report {
            ReportId::Index => {
                let texts = site::texts(&self.tally.folder, self.searched_pages().iter());
                build_index(workspace, failed, &texts, &self.years)
            }
            ReportId::Portfolio(year) => roomy(|| build_portfolio(maker, year, &self.years, failed)),
            ReportId::Peers { year, ref case } => roomy(|| build_peers(maker, (year, &self.years), case, failed)),
            _ => roomy(|| build_volume(maker, failed)),
        };
        self.settle(request, made).is_some()
    }

    /// Returns the paths of the pages that a search goes through, without an extension.
    fn searched_pages(&self) -> Vec<String> {
        let workspace = &self.workspace;
        let cases = workspace.cards.iter().map(|card| ReportId::of_case(&card.id));
        let cases = cases.filter(|report| !self.tally.failed.contains(report));
        let reports = cases.chain(std::iter::once(ReportId::Summary));
        let paths = |report: ReportId| workspace.locales.iter().map(move |locale| workspace.path(&report, locale));
        reports.flat_map(paths).collect()
    }

    /// Makes the files that all reports of a format share, like the style sheet of pages.
    fn shared(&mut self) {
        for (request, shared) in self.work().shared() {
            if self.work().reason(&request).is_none() {
                self.keep(request.report);
                continue;
            }
            let files = (shared.files)(&self.workspace);
            self.settle(request, Ok(Made { files, ..Made::default() }));
        }
        let lonely = self.options.has(HTML) && !self.tally.folder.has("index.html");
        if lonely && self.tally.refused == 0 {
            self.terminal.say("the pages lead to a start page and a summary, which a build of all cases makes");
        }
    }

    /// Notes a report that is up to date, and repeats the messages about it.
    fn keep(&mut self, report: ReportId) {
        let Some(entry) = self.plan.last.reports.get(&report) else { return };
        let messages: Faults = entry.messages.iter().filter_map(|saved| saved.again(&self.workspace.root)).collect();
        self.tally.note_unprinted(&messages);
        self.diagnostics.extend(messages);
        self.tally.keep(&report, entry.files.keys());
        if self.plan.last.searched.as_ref() != Some(&self.leaks.fingerprint()) {
            let files = entry.files.keys().filter_map(|file| Some((file, self.tally.folder.read(file)?)));
            files.for_each(|(file, bytes)| self.leaks.look(file, &bytes));
        }
        self.made.insert(report);
    }

    /// Writes the files of a report, or notes that it could not be made.
    fn settle(&mut self, request: Request, made: Result<Made, Faults>) -> Option<Settled> {
        let shelf = Shelf { folder: &self.tally.folder, leaks: &self.leaks };
        let settled = made.map(|made| made.settle(shelf));
        self.note(request, settled)
    }

    /// Notes the written files of a report, or that it could not be made.
    fn note(&mut self, request: Request, result: Result<Settled, Faults>) -> Option<Settled> {
        let mut settled = match result {
            Ok(settled) => settled,
            Err(found) => {
                self.diagnostics.extend(found);
                self.tally.fail(&request.report);
                return None;
            }
        };
        let messages = settled.messages.iter().map(SavedMessage::new).collect();
        self.tally.note_unprinted(&settled.messages);
        self.diagnostics.extend(std::mem::take(&mut settled.messages));
        self.tally.note(&settled.written, &request.report, self.terminal);
        let stamps = settled.written.iter().map(|(file, written)| {
            let stamp = written.as_ref().ok().and_then(|_| self.tally.folder.stamp(file))?;
            Some((file.clone(), stamp))
        });
        if let Some(files) = stamps.collect::<Option<BTreeMap<_, _>>>() {
            self.enter(request, &settled.images, files, messages);
        }
        Some(settled)
    }

    /// Enters a written report into the state.
    fn enter(
        &mut self,
        mut request: Request,
        images: &BTreeSet<String>,
        mut files: BTreeMap<String, Stamp>,
        messages: Vec<SavedMessage>,
    ) {
        request.own.extend(images.iter().cloned());
        self.plan.add(&request.own);
        let from = self.plan.from(&request);
        let Request { report, own, .. } = request;
        let old = self.plan.last.reports.remove(&report).map(|old| old.files).unwrap_or_default();
        let old: Vec<_> = old.into_iter().filter(|(file, _)| !files.contains_key(file)).collect();
        for (file, stamp) in old {
            // Files in formats that were not asked for stay, with the images that they show.
            if self.makes_all_of(&file) {
                self.left.insert(file, stamp)
            } else {
                files.insert(file, stamp)
            };
        }
        self.plan.last.reports.insert(report.clone(), ReportEntry { from, own, files, messages });
        self.made.insert(report);
    }

    /// Returns whether all formats that a file may belong to are asked for.
    fn makes_all_of(&self, file: &str) -> bool {
        formats::owners(file).into_iter().all(|format| self.options.has(format))
    }

    fn search(&self) -> Search<'_> {
        Search { folder: &self.tally.folder, workspace: &self.workspace }
    }

    /// Removes the files of what is gone, looks for leftovers, and writes the state for the next build.
    fn close(mut self) -> (Diagnostics, Tally) {
        let changed = self.distrust_changed();
        self.remove_gone();
        self.find_leftovers();
        let whole = self.tally.is_whole() && changed.is_empty() && self.diagnostics.errors() == 0;
        let BuildRun { workspace, options, plan, mut tally, diagnostics, made, terminal, leaks, .. } = self;
        let messages: Vec<SavedMessage> = diagnostics.sorted().into_iter().map(SavedMessage::new).collect();
        // The folder may be handed out, so nothing is kept in it that its readers may not know. The next build finds it anew.
        let is_secret =
            |text: &str| leaks.has_name(text) || workspace.withheld.iter().any(|one| source::stem(text) == one.id);
        let whole = whole && !messages.iter().any(|message| message.texts().any(is_secret));
        let last = whole.then(|| Last {
            asked: options.fingerprint(),
            cases: made.iter().filter(|report| report.kind() == ReportKind::Case).count(),
            reports: made,
            messages,
            said: tally.standing(),
        });
        let Plan { last: BuildState { workspace, reports, searched, .. }, program, inputs, .. } = plan;
        // A build of some cases looks through the reports on these alone.
        let searched = if options.cases.is_empty() { Some(leaks.fingerprint()) } else { searched };
        let mut state = BuildState { workspace, program, inputs, last, reports, searched };
        state.forget_absent();
        state.conceal(is_secret);
        if let Err(error) = tally.folder.write(STATE, &state.bytes()) {
            tally.refuse(&error, terminal);
        }
        (diagnostics, tally)
    }

    /// Finds the input files that changed during the build, and marks the reports that were made from them as stale. Returns the
    /// files.
    fn distrust_changed(&mut self) -> BTreeSet<String> {
        let changed = self.plan.look_again();
        if !changed.is_empty() {
            let names: Vec<String> = changed.iter().cloned().collect();
            let were = if names.len() == 1 { "was" } else { "were" };
            self.terminal.say(&format!("{} {were} changed while reports were made; build once more", some_of(&names)));
        }
        let made_from: Vec<_> = self.made.iter().filter(|report| self.plan.is_made_from(report, &changed)).collect();
        for report in made_from {
            if let Some(entry) = self.plan.last.reports.get_mut(report) {
                entry.from = Fingerprint::of("");
            }
        }
        changed
    }

    /// Removes the files of reports whose case or year is gone, and files that reports no longer have.
    fn remove_gone(&mut self) {
        let complete = self.options.cases.is_empty() && self.tally.left == 0;
        // With mistakes, it is unknown whether a case is gone or only can't be read.
        if complete && self.diagnostics.errors() == 0 {
            for report in self.work().gone() {
                self.left.extend(self.plan.last.reports.remove(&report).into_iter().flat_map(|entry| entry.files));
            }
        }
        let left = std::mem::take(&mut self.left);
        let removed = stale::sweep(&self.tally.folder, left, &self.plan.last.reports);
        self.tally.leftovers.orphans.retain(|orphan| !removed.contains(orphan));
        if !removed.is_empty() {
            let belong = if removed.len() == 1 { "belongs" } else { "belong" };
            self.terminal.say(&format!("removed {}, which {belong} to no report any more", some_of(&removed)));
        }
    }

    /// Looks for stale files that earlier builds left.
    fn find_leftovers(&mut self) {
        let search = self.search();
        let mut orphans = search.orphans();
        if formats::with_images().all(|format| self.options.has(format)) && self.tally.knows_all_images(&self.workspace)
        {
            orphans.extend(search.images_but(&self.tally.images));
        }
        let reports = search.reports(&self.tally.failed);
        let is_summary_stale = self.tally.failed.contains(&ReportId::Summary);
        let tables = if is_summary_stale { search.tables() } else { Vec::new() };
        let leftovers = &mut self.tally.leftovers;
        leftovers.orphans.extend(orphans);
        (leftovers.reports, leftovers.tables) = (reports, tables);
    }
}
