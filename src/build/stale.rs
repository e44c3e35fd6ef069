//! Stale files in the output folder: reports whose case or year is gone, files that reports no longer have, and files of earlier
//! builds that no state lists.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::base::fixed_words;
use crate::base::source::{self, Stamp};
use crate::base::write::{Folder, Written};
use crate::build::formats::markdown::FIGURES;
use crate::build::formats::{report_extensions, table_extensions};
use crate::build::state::ReportEntry;
use crate::build::workspace::Workspace;
use crate::document::picture::{CAPITALS, ENDINGS, FOLDER};
use crate::model::case::card::Card;
use crate::report::matrix::figure;
use crate::report::report_id::{CASES, ReportId, TABLES};
use crate::report::year::pictures;

/// Returns whether the case or the year that a report was about is gone. As long as a case file has mistakes, its years are
/// unknown and therefore not gone.
pub fn is_gone(workspace: &Workspace, report: &ReportId) -> bool {
    let has_record = |card: &Card, year: i32| card.years.contains(&year);
    let is_faulty = |id: &str| workspace.faulty.iter().any(|faulty| faulty.id == id);
    match report {
        ReportId::Case(id) => !workspace.ids.contains(id),
        ReportId::Annual { year, case } => {
            !is_faulty(case) && !workspace.cards.iter().any(|card| card.id == *case && has_record(card, *year))
        }
        ReportId::Peers { year, case } => {
            !is_faulty(case) && !workspace.among_peers(*year, &[]).iter().any(|card| card.id == *case)
        }
        ReportId::Portfolio(year) => {
            !workspace.is_portfolio()
                || workspace.faulty.is_empty() && !workspace.cards.iter().any(|card| has_record(card, *year))
        }
        ReportId::Summary | ReportId::Volume | ReportId::Index | ReportId::Shared(_) => false,
    }
}

/// Removes files that no report has any more: those of reports that are gone, and those that a report no longer has. Only files
/// listed in `left` are removed, and only if they are as the build left them. Returns their names.
pub fn sweep(folder: &Folder, left: BTreeMap<String, Stamp>, reports: &BTreeMap<ReportId, ReportEntry>) -> Vec<String> {
    let kept: BTreeSet<&String> = reports.values().flat_map(|entry| entry.files.keys()).collect();
    let gone = left.into_iter().filter(|(name, stamp)| !kept.contains(name) && folder.stamp(name) == Some(*stamp));
    gone.filter(|(name, _)| folder.remove(name)).map(|(name, _)| name).collect()
}

/// Files of earlier builds in the output folder that this build neither made nor removed.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// Files that belong to no case, table or figure any more.
    pub orphans: Vec<String>,
    /// Volumes, if this build makes none.
    pub volumes: Vec<String>,
    /// Files of reports that could not be made.
    pub reports: Vec<String>,
    /// Folders of tables that could not be made, each with its number of tables.
    pub tables: Vec<(String, usize)>,
}

/// A search for stale files in the output folder.
pub struct Search<'a> {
    /// The output folder.
    pub folder: &'a Folder,
    /// The workspace.
    pub workspace: &'a Workspace,
}

impl Search<'_> {
    /// Returns the folders of the languages, each with a trailing slash; an empty string if there is only one language.
    fn folders(&self) -> Vec<String> {
        self.workspace.locales.iter().map(|locale| self.workspace.place(locale, "")).collect()
    }

    fn find(&self, folder: &str, extensions: &[&str]) -> Vec<String> {
        source::find(&self.folder.path(""), folder, extensions).0
    }

    fn is_file(&self, name: &str) -> bool {
        self.folder.path(name).is_file()
    }

    /// Returns the tables that the summary no longer has. `written` are the files of the summary that was just written.
    pub fn old_tables(&self, written: &[(String, Result<Written>)]) -> Vec<String> {
        let is_made = |name: &String| written.iter().any(|(made, _)| made == name);
        let all =
            self.folders().into_iter().flat_map(|folder| self.find(&format!("{folder}{TABLES}"), &table_extensions()));
        all.filter(|name| !is_made(name)).collect()
    }

    /// Returns the volumes that an earlier build made.
    pub fn volumes(&self) -> Vec<String> {
        let path = |locale| format!("{}.pdf", self.workspace.path(&ReportId::Volume, locale));
        let volumes = self.workspace.locales.iter().map(|locale| path(locale));
        volumes.filter(|name| self.is_file(name)).collect()
    }

    /// Returns the existing files of reports that could not be made.
    pub fn reports(&self, failed: &[ReportId]) -> Vec<String> {
        let locales = || self.workspace.locales.iter();
        let of_report = |report: &ReportId| {
            let paths: Vec<String> = locales().map(|locale| self.workspace.path(report, locale)).collect();
            paths
                .into_iter()
                .flat_map(|path| report_extensions().into_iter().map(move |extension| format!("{path}.{extension}")))
        };
        let files: BTreeSet<String> = failed.iter().flat_map(of_report).collect();
        files.into_iter().filter(|file| self.is_file(file)).collect()
    }

    /// Returns the folders that contain tables, each with its number of tables.
    pub fn tables(&self) -> Vec<(String, usize)> {
        let folders = self.folders().into_iter().map(|folder| format!("{folder}{TABLES}"));
        let counted = folders.map(|folder| (format!("{folder}/"), self.find(&folder, &table_extensions()).len()));
        counted.filter(|(_, tables)| *tables > 0).collect()
    }

    /// Returns reports and figures whose case is gone, and what a build in other languages left.
    pub fn orphans(&self) -> Vec<String> {
        let all = [self.reports_of_no_case(), self.figures_of_nothing(), self.other_layout(), self.old_starts()];
        all.concat()
    }

    fn reports_of_no_case(&self) -> Vec<String> {
        let ids = self.ids();
        let reports =
            self.folders().into_iter().flat_map(|folder| self.find(&format!("{folder}{CASES}"), &report_extensions()));
        reports.filter(|name| !ids.contains(source::stem(name))).collect()
    }

    /// Returns figures that belong to nothing any more. The name of a figure begins with the id of its case, or with what it
    /// shows if it belongs to no case.
    fn figures_of_nothing(&self) -> Vec<String> {
        let ids = self.ids();
        let is_known = |name: &str| {
            source::stem(name)
                .split_once("--")
                .is_some_and(|(id, _)| ids.contains(id) || figure::KINDS.contains(&id) || pictures::KINDS.contains(&id))
        };
        let figures = self.folders().into_iter().flat_map(|folder| self.find(&format!("{folder}{FIGURES}"), &["svg"]));
        figures.filter(|name| !is_known(name)).collect()
    }

    /// Returns files that lie where no language has its reports. With a single language, reports lie in the output folder itself;
    /// with several, each language has a folder in it.
    fn other_layout(&self) -> Vec<String> {
        let others = match self.workspace.locales.len() {
            1 => fixed_words::DEFAULTS.iter().map(|(language, _)| format!("{language}/")).collect(),
            _ => vec![String::new()],
        };
        let extensions = [&*report_extensions(), &table_extensions(), &ENDINGS, &CAPITALS].concat();
        let left = others.iter().flat_map(|folder| {
            let summaries =
                report_extensions().into_iter().map(|extension| format!("{folder}{}.{extension}", ReportId::Summary));
            let many =
                [CASES, TABLES, FIGURES, "images"].map(|name| self.find(&format!("{folder}{name}"), &extensions));
            let summaries = summaries.filter(|name| self.is_file(name));
            summaries.chain(many.into_iter().flatten()).collect::<Vec<_>>()
        });
        left.collect()
    }

    /// Returns start pages in places where there should be none any more.
    fn old_starts(&self) -> Vec<String> {
        let locales = || self.workspace.locales.iter();
        let starts: Vec<String> = locales().map(|locale| self.workspace.page(&ReportId::Index, locale)).collect();
        let of_languages = fixed_words::DEFAULTS.iter().map(|(language, _)| format!("{language}/"));
        let folders: BTreeSet<String> = self.folders().into_iter().chain(of_languages).collect();
        let possible = folders.into_iter().map(|folder| format!("{folder}{}.html", ReportId::Index));
        possible.filter(|name| !starts.contains(name) && self.is_file(name)).collect()
    }

    /// Returns the copies of images that no report shows, that is, all except `shown`.
    pub fn images_but(&self, shown: &BTreeSet<String>) -> Vec<String> {
        let extensions = [ENDINGS.as_slice(), &CAPITALS].concat();
        let images = self.folders().into_iter().flat_map(|folder| self.find(&format!("{folder}{FOLDER}"), &extensions));
        images.filter(|name| !shown.contains(name)).collect()
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.workspace.ids.iter().map(String::as_str).collect()
    }
}
