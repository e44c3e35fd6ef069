//! Counts what a build wrote and what it could not write, and prints the result.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::locale::Locale;
use crate::base::terminal::{Terminal, count, mistakes, seconds, some_of};
use crate::base::write::{Folder, Written};
use crate::build::leaks::LeakCheck;
use crate::build::stale::Leftovers;
use crate::build::state::{self, Outcomes};
use crate::build::workspace::{Withdrawn, Workspace};
use crate::document::picture::FOLDER;
use crate::report::report_id::{ReportId, ReportKind};

/// Up to this number, files that could not be written are named one by one.
const NAMED: usize = 5;

/// If a folder has fewer leftover files than this, they are named one by one.
const MANY: usize = 4;

/// What a build wrote, and what it could not write.
pub struct Tally {
    /// The output folder.
    pub folder: Folder,
    /// The folders with copies of images, one for each language.
    image_folders: Vec<String>,
    counts: Counts,
    /// Copies of images that reports show.
    pub images: BTreeSet<String>,
    /// Reports that could not be made.
    pub failed: Vec<ReportId>,
    /// Stale files of earlier builds.
    pub leftovers: Leftovers,
    /// The number of cases that the audience may not know of.
    withheld: usize,
    /// The number of reports that have no PDF, since some of their text can't be typeset.
    pub unprinted: usize,
    /// The number of reports that were not begun, because the build was interrupted.
    pub left: usize,
    /// The number of files that could not be written.
    pub refused: usize,
    /// What is gone with people who withdrew.
    withdrawn: Vec<Withdrawn>,
    /// Names that are words of every report, so that what was made was not searched for them.
    usual: Vec<String>,
    /// Whether what was made was not put in place.
    is_withdrawn: bool,
}

/// The numbers of reports and files, by what happened to them.
#[derive(Default)]
struct Counts {
    /// Reports of cases that were made.
    cases: usize,
    /// Annual reports that were made.
    annual: usize,
    /// Reports of cases that were up to date.
    up_to_date: usize,
    /// Files that are new or changed.
    changed: usize,
    /// Files that were the same already.
    unchanged: usize,
}

impl Tally {
    /// Creates an empty tally.
    pub fn new(folder: Folder, workspace: &Workspace, leaks: &LeakCheck) -> Tally {
        Tally {
            folder,
            image_folders: workspace.locales.iter().map(|locale| workspace.place(locale, FOLDER)).collect(),
            counts: Counts::default(),
            images: BTreeSet::new(),
            failed: Vec::new(),
            leftovers: Leftovers::default(),
            withheld: workspace.withheld.len(),
            unprinted: 0,
            left: 0,
            refused: 0,
            withdrawn: workspace.withdrawn.clone(),
            usual: leaks.usual.clone(),
            is_withdrawn: false,
        }
    }

    /// Counts the files of a report, and prints an error for each that could not be written.
    pub fn note(&mut self, written: &[(String, Result<Written>)], report: &ReportId, terminal: Terminal) {
        self.note_images(written.iter().map(|(name, _)| name));
        let mut whole = true;
        for (_, written) in written {
            match written {
                Ok(Written::Changed) => self.counts.changed += 1,
                Ok(Written::Unchanged) => self.counts.unchanged += 1,
                Err(error) => {
                    self.refuse(error, terminal);
                    whole = false;
                }
            }
        }
        let made = usize::from(whole && !written.is_empty());
        match report.kind() {
            ReportKind::Case => self.counts.cases += made,
            ReportKind::Annual | ReportKind::Portfolio | ReportKind::Peers => self.counts.annual += made,
            ReportKind::Summary | ReportKind::Volume | ReportKind::Index | ReportKind::Shared => {}
        }
    }

    /// Counts a file that could not be written, and prints the error unless there were many before: if many files fail, the
    /// reason is the same.
    pub fn refuse(&mut self, error: &anyhow::Error, terminal: Terminal) {
        if self.refused < NAMED {
            terminal.complain(&format!("{error:#}"));
        }
        self.refused += 1;
    }

    /// Counts a report that is up to date, with its files.
    pub fn keep<'a>(&mut self, report: &ReportId, files: impl Iterator<Item = &'a String>) {
        self.note_images(files);
        self.counts.up_to_date += usize::from(report.kind() == ReportKind::Case);
    }

    /// Adds the copies of images among the files to `images`.
    fn note_images<'a>(&mut self, files: impl Iterator<Item = &'a String>) {
        let Tally { image_folders, images, .. } = self;
        let is_image = |file: &&String| image_folders.iter().any(|folder| file.starts_with(folder));
        images.extend(files.filter(is_image).cloned());
    }

    /// Returns whether the images of all cases are known: a report that was not made may show others.
    pub fn knows_all_images(&self, workspace: &Workspace) -> bool {
        self.failed.is_empty() && workspace.cards.len() == self.counts.cases + self.counts.up_to_date
    }

    /// Returns whether everything that was asked for was written, and no stale report or volume is left in the output folder.
    pub fn is_whole(&self) -> bool {
        self.refused == 0
            && self.left == 0
            && self.failed.is_empty()
            && self.leftovers.orphans.is_empty()
            && self.leftovers.volumes.is_empty()
    }

    /// Returns the remarks to repeat at every build as long as nothing changes.
    pub fn standing(&self) -> Vec<String> {
        let withheld = format!("{} left out, which these readers may not know of", count(self.withheld, "case"));
        if self.withheld > 0 { vec![withheld] } else { Vec::new() }
    }

    /// Says what is gone with people who withdrew. That is kept nowhere either.
    fn tell_withdrawn(&self, terminal: Terminal) {
        for Withdrawn { case, people, sources, statements } in &self.withdrawn {
            terminal.say(&format!(
                "{case}: {} withdrew; with them {} and {} are gone from everything that is made",
                if *people == 1 { "one person".to_owned() } else { format!("{people} people") },
                count(*sources, "source"),
                count(*statements, "statement")
            ));
        }
    }

    /// Says which names what was made was not searched for. The names are kept nowhere.
    fn tell_usual(&self, terminal: Terminal) {
        if !self.usual.is_empty() {
            let names: Vec<String> = self.usual.iter().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            terminal.say(&format!(
                "what was made was not searched for {names}, which all reports say; it was looked for in your files"
            ));
        }
    }

    /// Leaves the output folder as it was.
    pub fn withdraw(&mut self) {
        self.folder.withdraw();
        self.is_withdrawn = true;
    }

    /// Notes whether the messages about a report say that it has no PDF.
    pub fn note_unprinted(&mut self, messages: &[Diagnostic]) {
        self.unprinted += usize::from(messages.iter().any(|one| one.severity == Severity::Error));
    }

    /// Notes a report that could not be made.
    pub fn fail(&mut self, report: &ReportId) {
        if !self.failed.contains(report) {
            self.failed.push(report.clone());
        }
    }

    /// Prints which claims have another outcome than in the last build, and stores the outcomes for the next build.
    pub fn remember(&mut self, outcomes: &Outcomes, root: &Path, locale: &Locale, terminal: Terminal) {
        let out = self.folder.path("");
        if let Some(last) = state::last(&out, root) {
            state::changes(locale, &last, outcomes).iter().for_each(|change| terminal.say(change));
        }
        if let Err(error) = self.folder.write(state::CLAIMS, &state::bytes(outcomes, &out, root)) {
            self.refuse(&error, terminal);
        }
    }

    /// Prints the result of the build.
    pub fn close(&self, terminal: Terminal, start: Instant, diagnostics: &Diagnostics) {
        if self.is_withdrawn {
            let out = self.folder.path("");
            return terminal.say(&match self.left {
                0 => mistakes(diagnostics, "run `casebook build` again; nothing was written"),
                _ => format!("ended early: nothing was written, and {} is as it was", out.display()),
            });
        }
        self.tell_leftovers(terminal);
        self.standing().iter().for_each(|line| terminal.say(line));
        self.tell_withdrawn(terminal);
        self.tell_usual(terminal);
        if self.failed.contains(&ReportId::Summary) {
            let cases = self.failed.iter().any(|report| report.kind() == ReportKind::Case);
            let why = if cases { ": some are missing (--allow-partial writes it all the same)" } else { "" };
            terminal.say(&format!("nothing that compares cases was written{why}"));
        }
        if self.refused > NAMED {
            terminal.complain(&format!("{} could not be written either", count(self.refused - NAMED, "more file")));
        }
        if diagnostics.errors() > 0 {
            terminal.say(&mistakes(diagnostics, "run `casebook build` again"));
        }
        if self.unprinted > 0 {
            let (reports, have) = (count(self.unprinted, "report"), if self.unprinted == 1 { "has" } else { "have" });
            terminal.say(&format!("{reports} {have} no PDF, since some of the text can't be typeset"));
        }
        terminal.say(&self.closing_line(start));
    }

    /// Returns the last line: how much was written, and how long it took.
    fn closing_line(&self, start: Instant) -> String {
        let Counts { cases, annual, up_to_date, changed, unchanged } = self.counts;
        format!(
            "{}{} written to {}{}: {}, {unchanged} unchanged, in {}",
            count(cases, "case report"),
            if annual > 0 { format!(" and {}", count(annual, "annual report")) } else { String::new() },
            self.folder.path("").display(),
            if up_to_date > 0 { format!(" ({up_to_date} more up to date)") } else { String::new() },
            count(changed, "file") + " new or changed",
            seconds(start.elapsed())
        )
    }

    /// Prints what earlier builds left.
    fn tell_leftovers(&self, terminal: Terminal) {
        let Leftovers { orphans, volumes, reports, tables } = &self.leftovers;
        for (folder, tables) in tables {
            let are = if *tables == 1 { "table is" } else { "tables are" };
            terminal.say(&format!("{tables} {are} stale in {folder}: left from an earlier build"));
        }
        if !reports.is_empty() {
            let are = if reports.len() == 1 { "is" } else { "are" };
            terminal.say(&format!("{} {are} stale: left from an earlier build", some_of(reports)));
        }
        for (folder, names) in by_folder(orphans) {
            match names.as_slice() {
                few if few.len() < MANY => few.iter().for_each(|name| {
                    terminal.say(&format!("{name} belongs to no case, table or figure any more; delete it if you don't need it"));
                }),
                many => terminal.say(&format!(
                    "{} files in {folder}/ belong to no case, table or figure any more, like {}; delete them if you don't need them",
                    many.len(),
                    many[0]
                )),
            }
        }
        for volume in volumes {
            terminal.say(&format!("{volume} is left from an earlier build; `casebook build --volume` makes it anew"));
        }
    }
}

/// Groups files by folder.
fn by_folder(files: &[String]) -> BTreeMap<&str, Vec<&str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in files {
        folders.entry(name.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().push(name);
    }
    folders
}
