//! What a build wrote and what it did not, and how all that is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::Diagnostics;
use crate::base::locale::Locale;
use crate::base::terminal::{Terminal, count, mistakes, seconds, some_of};
use crate::base::write::{Folder, Written};
use crate::build::stale::Leftovers;
use crate::build::state::{self, Outcomes};
use crate::build::workspace::Workspace;
use crate::document::picture::FOLDER;
use crate::report::report_id::{ReportId, ReportKind};

/// Of so many files each is named that the disk refuses.
const NAMED: usize = 5;

/// Of fewer files than this that are left in a folder each is named.
const MANY: usize = 4;

/// What was written and what was not.
pub struct Tally {
    /// Where it is written.
    pub folder: Folder,
    /// Where the copies of images lie, in each language.
    image_folders: Vec<String>,
    counts: Counts,
    /// Copies of images that reports show.
    pub images: BTreeSet<String>,
    /// Reports that could not be made.
    pub failed: Vec<ReportId>,
    /// What earlier builds left.
    pub leftovers: Leftovers,
    /// How many case files are left out of PDFs, since they have names that are not public.
    pub withheld: usize,
    /// How many reports were not begun, because somebody asked for an end.
    pub left: usize,
    /// How many files the disk refused.
    pub refused: usize,
}

/// How many reports and files there are of each sort.
#[derive(Default)]
struct Counts {
    /// Reports of cases that were made.
    cases: usize,
    /// Annual reports that were made.
    annual: usize,
    /// Reports of cases that need not be made.
    up_to_date: usize,
    /// Files that are new or changed.
    changed: usize,
    /// Files that are what they were.
    unchanged: usize,
}

impl Tally {
    /// An empty one.
    pub fn new(folder: Folder, workspace: &Workspace) -> Tally {
        Tally {
            folder,
            image_folders: workspace.locales.iter().map(|locale| workspace.place(locale, FOLDER)).collect(),
            counts: Counts::default(),
            images: BTreeSet::new(),
            failed: Vec::new(),
            leftovers: Leftovers::default(),
            withheld: 0,
            left: 0,
            refused: 0,
        }
    }

    /// Notes what became of the files of a report. What the disk refused is said.
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
            ReportKind::Annual | ReportKind::Portfolio => self.counts.annual += made,
            ReportKind::Summary | ReportKind::Volume | ReportKind::Index | ReportKind::Shared => {}
        }
    }

    /// Notes that the disk refused a file. When many are refused, it is for the same reason.
    pub fn refuse(&mut self, error: &anyhow::Error, terminal: Terminal) {
        if self.refused < NAMED {
            terminal.complain(&format!("{error:#}"));
        }
        self.refused += 1;
    }

    /// Notes a report that is up to date, with its files.
    pub fn keep<'a>(&mut self, report: &ReportId, files: impl Iterator<Item = &'a String>) {
        self.note_images(files);
        self.counts.up_to_date += usize::from(report.kind() == ReportKind::Case);
    }

    /// Notes which of some files are copies of images.
    fn note_images<'a>(&mut self, files: impl Iterator<Item = &'a String>) {
        let Tally { image_folders, images, .. } = self;
        let is_image = |file: &&String| image_folders.iter().any(|folder| file.starts_with(folder));
        images.extend(files.filter(is_image).cloned());
    }

    /// Whether the images of all cases are known. A report that was not made may show others.
    pub fn knows_all_images(&self, workspace: &Workspace) -> bool {
        self.failed.is_empty() && workspace.cards.len() == self.counts.cases + self.counts.up_to_date
    }

    /// Whether everything that was asked for is there, and nothing that nobody asked for.
    pub fn is_whole(&self) -> bool {
        self.refused == 0
            && self.left == 0
            && self.failed.is_empty()
            && self.leftovers.orphans.is_empty()
            && self.leftovers.volumes.is_empty()
    }

    /// What is to be said as long as nothing changes.
    pub fn standing(&self) -> Vec<String> {
        let withheld = format!(
            "{} left out of the PDFs, which carry the other files that they are made of: names in there are not public",
            count(self.withheld, "case file")
        );
        if self.withheld > 0 { vec![withheld] } else { Vec::new() }
    }

    /// Notes a report that could not be made.
    pub fn fail(&mut self, report: &ReportId) {
        if !self.failed.contains(report) {
            self.failed.push(report.clone());
        }
    }

    /// Says which claims have another outcome than in the last build, and leaves those of this one for the next.
    pub fn remember(&mut self, outcomes: &Outcomes, root: &Path, locale: &Locale, terminal: Terminal) {
        let out = self.folder.path("");
        if let Some(last) = state::last(&out, root) {
            state::changes(locale, &last, outcomes).iter().for_each(|change| terminal.say(change));
        }
        if let Err(error) = self.folder.write(state::CLAIMS, &state::bytes(outcomes, &out, root)) {
            self.refuse(&error, terminal);
        }
    }

    /// Says what became of everything.
    pub fn close(&self, terminal: Terminal, start: Instant, diagnostics: &Diagnostics) {
        self.tell_leftovers(terminal);
        self.standing().iter().for_each(|line| terminal.say(line));
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
        if self.left > 0 {
            terminal.say(&format!(
                "ended early: {} not made, and nothing that compares cases; they are as they were",
                count(self.left, "report")
            ));
        }
        terminal.say(&self.closing_line(start));
    }

    /// How much was written, and how long that took.
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

    /// Says what earlier builds left.
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

/// Files by the folders that they lie in.
fn by_folder(files: &[String]) -> BTreeMap<&str, Vec<&str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in files {
        folders.entry(name.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().push(name);
    }
    folders
}
