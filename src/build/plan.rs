//! Decides which reports are up to date. A report depends on all files that concern its kind (`Plan::concerns`), on files of its
//! own, on the program, and on the options of the build. A hash of all these is compared with the one of the last build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::base::source::{self, Fingerprint, Program};
use crate::build::formats::{Format, HTML};
use crate::build::state::{BuildState, ReportEntry};
use crate::build::workspace::Workspace;
use crate::document::picture;
use crate::report::report_id::{ReportId, ReportKind};

/// A report that is asked for, and what it depends on besides the files that concern all reports of its kind.
#[derive(Debug, Clone)]
pub struct Request {
    /// The report.
    pub report: ReportId,
    /// The files of the workspace that it depends on, besides those that concern all reports of its kind.
    pub own: BTreeSet<String>,
    /// The options of the build that affect it, as text.
    pub asked: String,
}

impl Request {
    /// Creates a request for a report that has no files of its own and that no options affect.
    pub fn of(report: ReportId) -> Request {
        Request { report, own: BTreeSet::new(), asked: String::new() }
    }
}

/// The inputs of a build, and the state that the last build left.
pub struct Plan {
    root: PathBuf,
    /// The state that the last build left.
    pub last: BuildState,
    /// The program that runs, if it could be identified.
    pub program: Option<Program>,
    /// All input files, with the hashes of their contents.
    pub inputs: BTreeMap<String, Fingerprint>,
    /// Whether HTML pages are asked for.
    pages: bool,
    /// For each kind of report, a hash of everything that all reports of that kind depend on.
    shared: BTreeMap<ReportKind, Fingerprint>,
    /// The templates that other templates may use parts of.
    lent: BTreeSet<String>,
}

impl Plan {
    /// Hashes all files of a workspace, and loads the state that the last build left in the output folder.
    pub fn new(root: &Path, out: &Path, formats: &[Format]) -> Plan {
        let pages = formats.contains(&HTML);
        let mut last = BuildState::load(out, root);
        let program = Program::running(last.program.as_ref());
        let inputs = source::fingerprints(root, last.names());
        last.reveal(inputs.keys());
        Plan { root: root.to_owned(), last, program, inputs, pages, shared: BTreeMap::new(), lent: BTreeSet::new() }
    }

    /// Returns whether all reports of a kind depend on a file. Files that only a single report depends on are in its [`Request`].
    fn concerns(&self, kind: ReportKind, file: &str) -> bool {
        match file {
            "templates/page.html" => self.pages && !matches!(kind, ReportKind::Volume | ReportKind::Shared),
            "templates/site.css" | "templates/site.js" => kind == ReportKind::Shared,
            "claims.yaml" => kind.compares_cases(),
            case if case.starts_with("cases/") => kind.compares_cases(),
            "casebook.yaml" => true,
            references if source::REFERENCES.contains(&references) => true,
            own => match own.strip_prefix("templates/").filter(|name| name.ends_with(".md")) {
                Some(template) => {
                    kind.has_template(template) || (kind != ReportKind::Shared && self.lent.contains(template))
                }
                None => ["frameworks/", "indicators/", "published/", "templates/"]
                    .iter()
                    .any(|folder| own.starts_with(folder)),
            },
        }
    }

    /// Marks all reports as stale, so that everything is rebuilt. The files of the last build stay known.
    pub fn distrust(&mut self) {
        self.last.last = None;
        let nothing = Fingerprint::of("");
        self.last.reports.values_mut().for_each(|entry| entry.from = nothing.clone());
    }

    /// Returns whether there is nothing to do: the last build had the same options and made everything, and nothing changed
    /// since.
    pub fn nothing_to_do(&self, out: &Path, asked: &Fingerprint) -> bool {
        let Some(last) = self.last.last.as_ref().filter(|last| last.asked == *asked) else { return false };
        let is_there =
            |report: &ReportId| self.last.reports.get(report).is_some_and(|entry| intact(out, entry).is_ok());
        self.is_same_program() && self.inputs == self.last.inputs && last.reports.iter().all(is_there)
    }

    /// Returns whether the program that runs is the one that made the last build.
    fn is_same_program(&self) -> bool {
        let hash = |program: &Option<Program>| program.as_ref().map(|program| program.hash.clone());
        self.program.is_some() && hash(&self.program) == hash(&self.last.program)
    }

    /// Adds input files, wherever they are in the workspace, unless they are known already.
    pub fn add<'a>(&mut self, files: impl IntoIterator<Item = &'a String>) {
        for file in files {
            if !self.inputs.contains_key(file) {
                self.inputs.insert(file.clone(), source::hash(&self.root, file));
            }
        }
    }

    /// Takes over the hashes of the cases as they were read, which may be newer, adds the images that cases and settings name,
    /// and computes for each kind of report the hash of what all its reports depend on.
    pub fn see(&mut self, workspace: &Workspace) {
        for card in &workspace.cards {
            self.inputs.insert(card.file.clone(), card.hash.clone());
            self.add(&card.images);
        }
        let images: Vec<String> =
            workspace.settings.images(true).filter_map(|image| picture::path(&image.value).ok()).collect();
        self.add(&images);
        self.lent = workspace.templates.lent().into_iter().map(str::to_owned).collect();
        let program = self.program.as_ref().map(|program| &program.hash);
        let shared = |kind: ReportKind| {
            let files = self.inputs.iter().filter(|(file, _)| self.concerns(kind, file));
            Fingerprint::of(&(program, files.collect::<Vec<_>>()))
        };
        self.shared = ReportKind::ALL.into_iter().map(|kind| (kind, shared(kind))).collect();
    }

    /// Returns a hash of everything that a report depends on.
    pub fn from(&self, request: &Request) -> Fingerprint {
        let own: Vec<_> = request.own.iter().map(|file| (file, self.inputs.get(file))).collect();
        Fingerprint::of(&(self.shared.get(&request.report.kind()), own, &request.asked))
    }

    /// Returns why a report has to be made, in words, or `None` if it is up to date.
    pub fn reason(&self, out: &Path, request: &Request) -> Option<String> {
        let Request { report, own, .. } = request;
        let Some(entry) = self.last.reports.get(report) else { return Some("it was not made yet".to_owned()) };
        let is_known = self.program.is_some();
        let with_images = Request { own: own.union(&entry.own).cloned().collect(), ..request.clone() };
        if is_known && entry.from == self.from(&with_images) {
            return intact(out, entry).err();
        }
        if !self.is_same_program() {
            return Some("it was made by another version of casebook".to_owned());
        }
        let kind = report.kind();
        let concerned = |file: &&String| self.concerns(kind, file) || own.contains(*file) || entry.own.contains(*file);
        let names: BTreeSet<&String> = self.inputs.keys().chain(self.last.inputs.keys()).filter(concerned).collect();
        let mut changes = names.into_iter().filter_map(|file| Some(format!("{file} {}", self.change(file)?)));
        match (changes.next(), changes.count()) {
            (None, _) => Some(
                "other formats or years were asked for, or files changed before a build that left it out".to_owned(),
            ),
            (Some(first), 0) => Some(first),
            (Some(first), more) => Some(format!("{first}, and {more} more")),
        }
    }

    /// Returns what happened to a file since the last build, in words, or `None` if it did not change.
    fn change(&self, file: &String) -> Option<&'static str> {
        let there = |hash: Option<&Fingerprint>| hash.filter(|hash| **hash != source::absent()).cloned();
        match (there(self.last.inputs.get(file)), there(self.inputs.get(file))) {
            (Some(old), Some(new)) if old != new => Some("changed"),
            (Some(_), None) => Some("is gone"),
            (None, Some(_)) => Some("is new"),
            _ => None,
        }
    }

    /// Hashes the inputs again at the end of a build. Returns the files that changed, appeared or vanished since its beginning.
    pub fn look_again(&self) -> BTreeSet<String> {
        let now = source::fingerprints(&self.root, self.inputs.keys());
        now.into_iter().filter(|(file, hash)| self.inputs.get(file) != Some(hash)).map(|(file, _)| file).collect()
    }

    /// Returns whether a report depends on any of the files.
    pub fn is_made_from(&self, report: &ReportId, files: &BTreeSet<String>) -> bool {
        let own = self.last.reports.get(report).map(|entry| &entry.own);
        files.iter().any(|file| self.concerns(report.kind(), file) || own.is_some_and(|own| own.contains(file)))
    }
}

/// Checks that all files of a report are as the last build left them.
///
/// # Errors
/// Says what happened to the first file that is not.
fn intact(out: &Path, entry: &ReportEntry) -> Result<(), String> {
    for (name, known) in &entry.files {
        match source::stamp(&out.join(name)) {
            Some(stamp) if stamp == *known => {}
            Some(_) => return Err(format!("{name} is not as it was left")),
            None => return Err(format!("{name} is missing")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
