//! The state that a build leaves for the next one, in `.casebook/` of the output folder: what each report was made from, its
//! files, its warnings, and the outcomes of claims. No document depends on the state; without it, everything is rebuilt.

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

/// The file with the outcomes of claims, relative to the output folder.
pub const CLAIMS: &str = ".casebook/claims.json";

/// The file with everything else, relative to the output folder.
pub const STATE: &str = ".casebook/state.json";

/// The file that lists the workbooks that were exported to a folder, relative to that folder.
pub const EXPORTS: &str = ".casebook/exports.json";

/// What a hash in place of a name begins with; no file of a workspace does.
const CONCEALED: &str = "#";

fn concealed(name: &str) -> String {
    format!("{CONCEALED}{}", Fingerprint::of(name))
}

/// The size of the largest file that is read here, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// The state of the output folder after a build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct BuildState {
    /// The path of the workspace: relative to the output folder if that lies inside the workspace, else absolute.
    pub workspace: String,
    /// The program that built it.
    pub program: Option<Program>,
    /// All input files of the last build, with the hashes of their contents.
    pub inputs: BTreeMap<String, Fingerprint>,
    /// The last build, if it made everything that was asked for and found no mistakes.
    pub last: Option<Last>,
    /// All reports in the output folder.
    pub reports: BTreeMap<ReportId, ReportEntry>,
    /// A hash of the names that all of them were searched for.
    #[serde(default)]
    pub searched: Option<Fingerprint>,
}

/// A build that made everything that was asked for.
#[derive(Debug, Serialize, Deserialize)]
pub struct Last {
    /// A hash of its options.
    pub asked: Fingerprint,
    /// The reports that it made or found up to date.
    pub reports: BTreeSet<ReportId>,
    /// How many of them are reports of cases.
    pub cases: usize,
    /// Its warnings and notes.
    pub messages: Vec<SavedMessage>,
    /// The remarks that hold until something changes, one line each.
    pub said: Vec<String>,
}

/// A report in the output folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportEntry {
    /// A hash of everything that it was made from.
    pub from: Fingerprint,
    /// The input files of this report alone: the case file, and the images that it shows.
    pub own: BTreeSet<String>,
    /// Its files in the output folder, including those in formats that only earlier builds made.
    pub files: BTreeMap<String, Stamp>,
    /// The messages about it.
    pub messages: Vec<SavedMessage>,
}

impl BuildState {
    /// Loads the state that the last build of a workspace left in an output folder. It is empty if there is none, if it can't be
    /// read, or if it belongs to another workspace, whose reports are not ours to touch.
    pub fn load(out: &Path, root: &Path) -> BuildState {
        let workspace = place(root, out);
        let read = source::bytes(out, Path::new(STATE), LARGEST);
        let read = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.filter(|state: &BuildState| state.workspace == workspace)
            .unwrap_or_else(|| BuildState { workspace, ..BuildState::default() })
    }

    /// Puts hashes in place of the names of input files that readers of the folder may not know.
    pub fn conceal(&mut self, is_secret: impl Fn(&str) -> bool) {
        let named = |name: String| if is_secret(&name) { concealed(&name) } else { name };
        self.inputs = std::mem::take(&mut self.inputs).into_iter().map(|(name, hash)| (named(name), hash)).collect();
    }

    /// Puts back the names that hashes stand for, as far as they are among these.
    pub fn reveal<'a>(&mut self, names: impl IntoIterator<Item = &'a String>) {
        if self.inputs.keys().any(|name| name.starts_with(CONCEALED)) {
            for name in names {
                let hash = self.inputs.remove(&concealed(name));
                self.inputs.extend(hash.map(|hash| (name.clone(), hash)));
            }
        }
    }

    /// The names of the input files, as far as they are known.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.inputs.keys().filter(|name| !name.starts_with(CONCEALED))
    }

    /// Drops from the state the inputs that do not exist, except those that a report shows and those that every build looks for.
    pub fn forget_absent(&mut self) {
        let BuildState { inputs, reports, .. } = self;
        let absent = source::absent();
        let shown = |file: &String| reports.values().any(|entry| entry.own.contains(file));
        inputs.retain(|file, hash| *hash != absent || source::SINGLE.contains(&file.as_str()) || shown(file));
    }

    /// Returns the state as JSON.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Returns the files in an output folder that a build or an export made, from whatever workspace and with whatever version of the
/// program.
pub fn made(out: &Path) -> BTreeSet<String> {
    let read = |name: &str| source::bytes(out, Path::new(name), LARGEST);
    let state: Option<Value> = read(STATE).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let reports = state.as_ref().and_then(|state| state["reports"].as_object());
    let files = reports.into_iter().flat_map(|reports| reports.values()).filter_map(|entry| entry["files"].as_object());
    files.flat_map(|files| files.keys().cloned()).chain(exports(out)).collect()
}

/// Returns the workbooks that were exported to a folder.
pub fn exports(out: &Path) -> BTreeSet<String> {
    let read = source::bytes(out, Path::new(EXPORTS), LARGEST);
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Returns the path of a workspace: relative to the output folder if that lies inside the workspace, so that both can be moved
/// together, else absolute.
fn place(root: &Path, out: &Path) -> String {
    let [root, out] = [root, out].map(|path| path.canonicalize().or_else(|_| std::path::absolute(path)));
    let (root, out) = (root.unwrap_or_default(), out.unwrap_or_default());
    let inside = out.strip_prefix(&root).map(|inside| inside.components().map(|_| "..").collect::<Vec<_>>().join("/"));
    inside.unwrap_or_else(|_| root.display().to_string())
}

/// A message in the state. Files are stored by name only, without their text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMessage {
    code: String,
    severity: Severity,
    place: SavedSpan,
    message: String,
    labels: Vec<(SavedSpan, String)>,
    help: Option<String>,
}

/// A file, and a range of bytes in it.
type SavedSpan = (String, usize, usize);

impl SavedMessage {
    /// All that it says: the file, the message and the advice.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.iter().flat_map(|(place, text)| [place.0.as_str(), text.as_str()]);
        [self.place.0.as_str(), &self.message].into_iter().chain(self.help.as_deref()).chain(labels)
    }

    /// Converts a message for storing it.
    pub fn new(diagnostic: &Diagnostic) -> SavedMessage {
        let place = |span: &Span| (span.source.name().to_owned(), span.range.start, span.range.end);
        SavedMessage {
            code: diagnostic.code.to_string(),
            severity: diagnostic.severity,
            place: place(&diagnostic.span),
            message: diagnostic.message.clone(),
            labels: diagnostic.labels.iter().map(|(span, text)| (place(span), text.clone())).collect(),
            help: diagnostic.help.clone(),
        }
    }

    /// Restores the message, with its files as they are now. Returns `None` if this version of the program does not know its
    /// code.
    pub fn again(&self, root: &Path) -> Option<Diagnostic> {
        let span = |(name, start, end): &SavedSpan| {
            let source = source::read(root, name, LARGEST);
            let source: Arc<Source> = source.unwrap_or_else(|_| Source::new(name.as_str(), ""));
            let end = (*end).min(source.text().len());
            Span { range: (*start).min(end)..end, source }
        };
        let code: Code = self.code.parse().ok()?;
        let labels = self.labels.iter().map(|(place, text)| (span(place), text.clone())).collect();
        let (severity, message, help) = (self.severity, self.message.clone(), self.help.clone());
        Some(Diagnostic { code, severity, span: span(&self.place), message, labels, help })
    }
}

/// The outcomes of claims, by claim id.
pub type Outcomes = BTreeMap<String, Verdict>;

/// Returns the outcomes in a table of claims.
pub fn outcomes(table: &Table) -> Outcomes {
    let verdict = |row: &[Cell]| {
        row.iter().find_map(|cell| match cell.content {
            Content::Verdict(verdict) => Some(verdict),
            _ => None,
        })
    };
    table.keys.iter().zip(&table.rows).filter_map(|(claim, row)| Some((claim.clone(), verdict(row)?))).collect()
}

/// The outcomes as they are stored.
#[derive(Serialize, Deserialize)]
struct Left {
    /// The path of the workspace, as in [`BuildState`].
    workspace: String,
    outcomes: Outcomes,
}

/// Loads the outcomes of the last build of a workspace. Returns `None` if there are none, if they can't be read, or if they
/// belong to another workspace.
pub fn last(out: &Path, root: &Path) -> Option<Outcomes> {
    let left: Left = serde_json::from_slice(&source::bytes(out, Path::new(CLAIMS), LARGEST)?).ok()?;
    (left.workspace == place(root, out)).then_some(left.outcomes)
}

/// Returns the outcomes of a workspace as the content of the file [`CLAIMS`].
pub fn bytes(outcomes: &Outcomes, out: &Path, root: &Path) -> Vec<u8> {
    let left = Left { workspace: place(root, out), outcomes: outcomes.clone() };
    let mut text = serde_json::to_string_pretty(&left).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// Returns one line for each claim whose outcome differs from that of the last build, with both outcomes in the words of a
/// language. New claims are left out.
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
