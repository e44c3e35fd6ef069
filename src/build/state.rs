//! What a build leaves for the next one, in `.casebook/` of the output folder: what each report was made from, which files it has,
//! what was doubtful, and the outcomes of claims. No document depends on it; without it, everything is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::analysis::claims::outcome::Verdict;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Fingerprint, Program, Source, Span, Stamp};
use crate::report::matrix::content::Content;
use crate::report::matrix::table::{Cell, Table};
use crate::report::report_id::ReportId;
use crate::report::view::words;

/// Where the outcomes of claims are, in the output folder.
pub const CLAIMS: &str = ".casebook/claims.json";

/// Where everything else is.
pub const STATE: &str = ".casebook/state.json";

/// Where the names of workbooks are that were written to a folder.
pub const EXPORTS: &str = ".casebook/exports.json";

/// The most that is read of any of them, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// The state of the output folder after a build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct BuildState {
    /// Where the workspace is that it was built from.
    pub workspace: String,
    /// The program that built it.
    pub program: Option<Program>,
    /// All files that the last build was made from.
    pub inputs: BTreeMap<String, Fingerprint>,
    /// The last build, if it made all that it was asked for and there was no mistake.
    pub last: Option<Last>,
    /// All reports that are there.
    pub reports: BTreeMap<ReportId, ReportEntry>,
}

/// A build that made all that it was asked for.
#[derive(Debug, Serialize, Deserialize)]
pub struct Last {
    /// What was asked for.
    pub asked: Fingerprint,
    /// The reports that are there because of it.
    pub reports: BTreeSet<ReportId>,
    /// How many of them are reports of cases.
    pub cases: usize,
    /// What was doubtful.
    pub warnings: Vec<SavedMessage>,
    /// What was said beside that.
    pub said: Vec<String>,
}

/// A report that is there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportEntry {
    /// A hash of everything that it was made from.
    pub from: Fingerprint,
    /// The files of the workspace that it alone was made from: the case's own, and the images that it shows.
    pub own: BTreeSet<String>,
    /// Its files, in all formats that were ever made and are still there.
    pub files: BTreeMap<String, Stamp>,
    /// What is doubtful in it.
    pub warnings: Vec<SavedMessage>,
}

impl BuildState {
    /// What the last build of a workspace left in an output folder: nothing if there was none, if it can't be read, or if it is of another
    /// workspace, whose reports are none of ours.
    pub fn load(out: &Path, root: &Path) -> BuildState {
        let workspace = place(root, out);
        let read = source::bytes(out, Path::new(STATE), LARGEST);
        let read = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.filter(|state: &BuildState| state.workspace == workspace)
            .unwrap_or_else(|| BuildState { workspace, ..BuildState::default() })
    }

    /// Forgets files that are not there, unless a report shows them or they are always looked for.
    pub fn forget_absent(&mut self) {
        let BuildState { inputs, reports, .. } = self;
        let absent = source::absent();
        let shown = |file: &String| reports.values().any(|entry| entry.own.contains(file));
        inputs.retain(|file, hash| *hash != absent || source::SINGLE.contains(&file.as_str()) || shown(file));
    }

    /// As a file.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// The files of an output folder that a build or an export made, of whatever workspace and with whatever version of the program.
pub fn made(out: &Path) -> BTreeSet<String> {
    let read = |name: &str| source::bytes(out, Path::new(name), LARGEST);
    let state: Option<Value> = read(STATE).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let reports = state.as_ref().and_then(|state| state["reports"].as_object());
    let files = reports.into_iter().flat_map(|reports| reports.values()).filter_map(|entry| entry["files"].as_object());
    files.flat_map(|files| files.keys().cloned()).chain(exports(out)).collect()
}

/// The workbooks that were written to an output folder.
pub fn exports(out: &Path) -> BTreeSet<String> {
    let read = source::bytes(out, Path::new(EXPORTS), LARGEST);
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Where a workspace is, as seen from its output folder: inside of it, that is the same wherever both are moved to.
fn place(root: &Path, out: &Path) -> String {
    let [root, out] = [root, out].map(|path| path.canonicalize().or_else(|_| std::path::absolute(path)));
    let (root, out) = (root.unwrap_or_default(), out.unwrap_or_default());
    let inside = out.strip_prefix(&root).map(|inside| inside.components().map(|_| "..").collect::<Vec<_>>().join("/"));
    inside.unwrap_or_else(|_| root.display().to_string())
}

/// A message as it is kept: of its files, only the names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMessage {
    code: String,
    note: bool,
    place: SavedSpan,
    message: String,
    labels: Vec<(SavedSpan, String)>,
    help: Option<String>,
}

/// A file, and a range of bytes in it.
type SavedSpan = (String, usize, usize);

impl SavedMessage {
    /// A warning or a note.
    pub fn new(diagnostic: &Diagnostic) -> SavedMessage {
        let place = |span: &Span| (span.source.name().to_owned(), span.range.start, span.range.end);
        SavedMessage {
            code: diagnostic.code.to_string(),
            note: diagnostic.severity == Severity::Note,
            place: place(&diagnostic.span),
            message: diagnostic.message.clone(),
            labels: diagnostic.labels.iter().map(|(span, text)| (place(span), text.clone())).collect(),
            help: diagnostic.help.clone(),
        }
    }

    /// The message, with its files as they are now. Nothing if the program does not know its code.
    pub fn again(&self, root: &Path) -> Option<Diagnostic> {
        let span = |(name, start, end): &SavedSpan| {
            let source = source::read(root, name, LARGEST);
            let source: Arc<Source> = source.unwrap_or_else(|_| Source::new(name.as_str(), ""));
            let end = (*end).min(source.text().len());
            Span { range: (*start).min(end)..end, source }
        };
        let code: Code = self.code.parse().ok()?;
        let (place, message) = (span(&self.place), self.message.as_str());
        let told =
            if self.note { Diagnostic::note(code, place, message) } else { Diagnostic::warning(code, place, message) };
        let labels = self.labels.iter().map(|(place, text)| (span(place), text.clone())).collect();
        Some(Diagnostic { labels, help: self.help.clone(), ..told })
    }
}

/// What became of claims, by their ids.
pub type Outcomes = BTreeMap<String, Verdict>;

/// The outcomes that a table of claims has.
pub fn outcomes(table: &Table) -> Outcomes {
    let verdict = |row: &Vec<Cell>| {
        row.iter().find_map(|cell| match cell.content {
            Content::Verdict(verdict) => Some(verdict),
            _ => None,
        })
    };
    table.keys.iter().cloned().zip(table.rows.iter().filter_map(verdict)).collect()
}

/// What is left of the outcomes.
#[derive(Serialize, Deserialize)]
struct Left {
    /// Where the workspace is.
    workspace: String,
    outcomes: Outcomes,
}

/// The outcomes of the last build of a workspace. Nothing if there was none, or if what it left can't be read.
pub fn last(out: &Path, root: &Path) -> Option<Outcomes> {
    let left: Left = serde_json::from_slice(&source::bytes(out, Path::new(CLAIMS), LARGEST)?).ok()?;
    (left.workspace == place(root, out)).then_some(left.outcomes)
}

/// Outcomes of a workspace as a file.
pub fn bytes(outcomes: &Outcomes, out: &Path, root: &Path) -> Vec<u8> {
    let left = Left { workspace: place(root, out), outcomes: outcomes.clone() };
    let mut text = serde_json::to_string_pretty(&left).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// What differs from the last build, a line each in the words of a language. A claim that is new has nothing to differ from.
pub fn changes(locale: &Locale, last: &Outcomes, now: &Outcomes) -> Vec<String> {
    let pairs = now.iter().filter_map(|(id, now)| Some((id, last.get(id)?, now)));
    let changed = pairs.filter(|(_, last, now)| last != now);
    let words = |verdict: &Verdict| words::verdict(locale, verdict);
    changed
        .map(|(id, last, now)| {
            format!("claim `{id}` has another outcome: {}; in the last build: {}", words(now), words(last))
        })
        .collect()
}
