//! What a build wrote and what it did not, what an earlier one left, and how all that is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::Diagnostics;
use crate::base::terminal::{Terminal, count, mistakes, seconds, some_of};
use crate::base::write::{Folder, Written};
use crate::base::{locale, source};
use crate::build::site;
use crate::build::state::{self, Outcomes};
use crate::build::workspace::Workspace;
use crate::document::picture::{CAPITALS, ENDINGS, FOLDER};

/// Of so many files each is named that the disk refuses.
const TOLD: usize = 5;

/// What was written and what was not.
pub struct Tally {
    /// Where it is written.
    pub folder: Folder,
    /// The folders of the languages in it, each with a slash at its end; an empty one if there is one language.
    folders: Vec<String>,
    /// The first language of the reports.
    language: String,
    reports: usize,
    annual: usize,
    /// Reports of cases that need not be made.
    up_to_date: usize,
    /// Copies of images that reports show.
    images: BTreeSet<String>,
    changed: usize,
    unchanged: usize,
    /// Reports that could not be made, like `cases/x`.
    pub failed: Vec<String>,
    /// Reports of cases that are gone, and tables that the summary does not have any more.
    pub orphans: Vec<String>,
    /// Volumes of an earlier build, of which this one makes none.
    unbound: Vec<String>,
    /// How many case files do not go along in PDFs, since they have names that are not public.
    pub kept: usize,
    /// How many reports were not begun, because somebody asked for an end.
    pub left: usize,
    /// How many files the disk refused.
    pub refused: usize,
}

impl Tally {
    /// An empty one.
    pub fn new(folder: Folder, workspace: &Workspace) -> Tally {
        Tally {
            folder,
            folders: workspace.locales.iter().map(|locale| workspace.place(locale, "")).collect(),
            language: workspace.locales.first().map(|first| first.language.clone()).unwrap_or_default(),
            reports: 0,
            annual: 0,
            up_to_date: 0,
            images: BTreeSet::new(),
            changed: 0,
            unchanged: 0,
            failed: Vec::new(),
            orphans: Vec::new(),
            unbound: Vec::new(),
            kept: 0,
            left: 0,
            refused: 0,
        }
    }

    /// Notes what became of the files of what is called so, like `cases/x`. What the disk refused is said.
    pub fn note(&mut self, written: &[(String, Result<Written>)], name: &str, terminal: Terminal) {
        let mut whole = true;
        for (name, written) in written {
            if self.folders.iter().any(|folder| name.starts_with(&format!("{folder}{FOLDER}"))) {
                self.images.insert(name.clone());
            }
            match written {
                Ok(Written::Changed) => self.changed += 1,
                Ok(Written::Unchanged) => self.unchanged += 1,
                Err(error) => {
                    self.refuse(error, terminal);
                    whole = false;
                }
            }
        }
        let made = usize::from(whole && !written.is_empty());
        self.reports += if name.starts_with("cases/") { made } else { 0 };
        self.annual += if name.starts_with("reports/") { made } else { 0 };
    }

    /// Notes that the disk refused a file. When many are refused, it is for the same reason.
    pub fn refuse(&mut self, error: &anyhow::Error, terminal: Terminal) {
        if self.refused < TOLD {
            terminal.complain(&format!("{error:#}"));
        }
        self.refused += 1;
    }

    /// Notes a report that is up to date, with its files.
    pub fn keep<'a>(&mut self, name: &str, files: impl Iterator<Item = &'a String>) {
        for file in files {
            if self.folders.iter().any(|folder| file.starts_with(&format!("{folder}{FOLDER}"))) {
                self.images.insert(file.clone());
            }
        }
        self.up_to_date += usize::from(name.starts_with("cases/"));
    }

    /// Whether everything that was asked for is there, and nothing that nobody asked for.
    pub fn is_whole(&self) -> bool {
        self.refused == 0
            && self.left == 0
            && self.failed.is_empty()
            && self.orphans.is_empty()
            && self.unbound.is_empty()
    }

    /// What is to be said as long as nothing changes.
    pub fn standing(&self) -> Vec<String> {
        let kept = format!(
            "{} left out of the PDFs, which carry the other files that they are made of: names in there are not public",
            count(self.kept, "case file")
        );
        if self.kept > 0 { vec![kept] } else { Vec::new() }
    }

    /// Notes a report that could not be made.
    pub fn fail(&mut self, name: &str) {
        if !self.failed.iter().any(|failed| failed == name) {
            self.failed.push(name.to_owned());
        }
    }

    /// Says which claims have another outcome than in the last build, and leaves those of this one for the next.
    pub fn remember(&mut self, outcomes: &Outcomes, root: &Path, terminal: Terminal) {
        let out = self.folder.path("");
        if let Some(last) = state::last(&out, root, &self.language) {
            state::changes(&last, outcomes).iter().for_each(|change| terminal.say(change));
        }
        if let Err(error) = self.folder.write(state::CLAIMS, &state::bytes(outcomes, &out, root, &self.language)) {
            self.refuse(&error, terminal);
        }
    }

    /// Notes tables in the output folder that the summary does not have any more.
    pub fn find_old_tables(&mut self, made: &[(String, Result<Written>)]) {
        let known = |name: &String| made.iter().any(|(made, _)| made == name);
        let out = self.folder.path("");
        let all = self.folders.iter().flat_map(|folder| source::find(&out, &format!("{folder}tables"), &["csv"]).0);
        self.orphans.extend(all.filter(|name| !known(name)));
    }

    /// Notes reports in the output folder whose case is gone, or that a build in other languages left.
    /// Images are known where all forms that show some were made, as `images` says.
    pub fn find_orphans(&mut self, workspace: &Workspace, images: bool) {
        let out = self.folder.path("");
        let ids: BTreeSet<&str> = workspace.ids.iter().map(String::as_str).collect();
        let known = |name: &str| {
            let id = source::stem(name);
            ids.contains(id)
        };
        let folders = self.folders.iter();
        let reports =
            folders.clone().flat_map(|folder| source::find(&out, &format!("{folder}cases"), &["md", "pdf", "html"]).0);
        let gone = reports.filter(|name| !known(name));
        // Figures of a case begin with its id, others with what they show.
        let own = |name: &str| {
            source::stem(name).split_once("--").is_some_and(|(id, _)| {
                ids.contains(id) || ["life-cycle", "heat-map", "flow", "distribution"].contains(&id)
            })
        };
        let figures = folders.flat_map(|folder| source::find(&out, &format!("{folder}figures"), &["svg"]).0);
        let gone = gone.chain(figures.filter(|name| !own(name)));
        // With one language its reports are in the folder itself, with several each has a folder in it.
        let others = match workspace.locales.len() {
            1 => locale::DEFAULTS.iter().map(|(language, _)| format!("{language}/")).collect(),
            _ => vec![String::new()],
        };
        let left = others.iter().flat_map(|folder| {
            let single = ["summary.md", "summary.pdf", "summary.html"].map(|name| format!("{folder}{name}"));
            let endings = [["md", "pdf", "html", "csv"].as_slice(), &ENDINGS, &CAPITALS].concat();
            let many = ["cases", "tables", "figures", "images"]
                .map(|name| source::find(&out, &format!("{folder}{name}"), &endings).0);
            let single = single.into_iter().filter(|name| out.join(name).is_file());
            single.chain(many.into_iter().flatten()).collect::<Vec<_>>()
        });
        let starts: Vec<String> = workspace.locales.iter().map(|locale| site::index_file(workspace, locale)).collect();
        let folders_of_languages = locale::DEFAULTS.iter().map(|(language, _)| format!("{language}/"));
        let old_starts: BTreeSet<String> = self
            .folders
            .iter()
            .cloned()
            .chain(folders_of_languages)
            .map(|folder| format!("{folder}index.html"))
            .collect();
        let old_starts = old_starts.into_iter().filter(|name| !starts.contains(name) && out.join(name).is_file());
        // Copies of images that no report shows any more; a report that was not made may still show them.
        let whole = images && self.failed.is_empty() && workspace.cards.len() == self.reports + self.up_to_date;
        let images = self.folders.iter().filter(|_| whole);
        let endings = [ENDINGS.as_slice(), &CAPITALS].concat();
        let images = images.flat_map(|folder| source::find(&out, &format!("{folder}{FOLDER}"), &endings).0);
        let unused = images.filter(|name| !self.images.contains(name));
        let all: Vec<String> = gone.chain(left).chain(old_starts).chain(unused).collect();
        self.orphans.extend(all);
    }

    /// Notes volumes that an earlier build left.
    pub fn find_volumes(&mut self) {
        let volumes = self.folders.iter().map(|folder| format!("{folder}casebook.pdf"));
        self.unbound = volumes.filter(|name| self.folder.path(name).is_file()).collect();
    }

    fn orphans_by_folder(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in &self.orphans {
            folders.entry(name.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().push(name);
        }
        folders
    }

    /// Says what became of everything.
    pub fn close(&self, terminal: Terminal, start: Instant, diagnostics: &Diagnostics) {
        let summary = self.failed.iter().any(|name| name == "summary");
        let reports = self.folders.iter().flat_map(|folder| {
            let names = self.failed.iter();
            names.flat_map(move |name| ["md", "pdf", "html"].map(|ending| format!("{folder}{name}.{ending}")))
        });
        let first = self.failed.iter().filter(|name| *name == "index").map(|_| "index.html".to_owned());
        let reports: BTreeSet<String> = reports.chain(first).collect();
        for folder in self.folders.iter().filter(|_| summary) {
            let tables = source::find(&self.folder.path(""), &format!("{folder}tables"), &["csv"]).0.len();
            if tables > 0 {
                let what = if tables == 1 { "table is" } else { "tables are" };
                terminal.say(&format!("{tables} {what} stale in {folder}tables/: left from an earlier build"));
            }
        }
        let stale: Vec<String> = reports.into_iter().filter(|file| self.folder.path(file).is_file()).collect();
        if !stale.is_empty() {
            let are = if stale.len() == 1 { "is" } else { "are" };
            terminal.say(&format!("{} {are} stale: left from an earlier build", some_of(&stale)));
        }
        for (folder, names) in self.orphans_by_folder() {
            match names.as_slice() {
                few if few.len() < 4 => few.iter().for_each(|name| {
                    terminal.say(&format!("{name} belongs to no case, table or figure any more; delete it if you don't need it"));
                }),
                many => terminal.say(&format!(
                    "{} files in {folder}/ belong to no case, table or figure any more, like {}; delete them if you don't need them",
                    many.len(),
                    many[0]
                )),
            }
        }
        for volume in &self.unbound {
            terminal.say(&format!("{volume} is left from an earlier build; `casebook build --volume` makes it anew"));
        }
        self.standing().iter().for_each(|line| terminal.say(line));
        if summary {
            let cases = self.failed.iter().any(|name| name.starts_with("cases/"));
            let why = if cases { ": some are missing (--allow-partial writes it all the same)" } else { "" };
            terminal.say(&format!("nothing that compares cases was written{why}"));
        }
        if self.refused > TOLD {
            terminal.complain(&format!("{} could not be written either", count(self.refused - TOLD, "more file")));
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
        terminal.say(&format!(
            "{}{} written to {}{}: {}, {} unchanged, in {}",
            count(self.reports, "case report"),
            if self.annual > 0 { format!(" and {}", count(self.annual, "annual report")) } else { String::new() },
            self.folder.path("").display(),
            if self.up_to_date > 0 { format!(" ({} more up to date)", self.up_to_date) } else { String::new() },
            count(self.changed, "file") + " new or changed",
            self.unchanged,
            seconds(start.elapsed())
        ));
    }
}
