//! Messages about mistakes in the user's files: what they are and how they are collected. `message` formats them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::rules::Code;
use crate::base::source::Span;

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The file can't be used as it stands.
    Error,
    /// The file can be used, but probably does not say what was meant.
    Warning,
    /// Worth knowing, but it may well be intended.
    Note,
}

/// What becomes of a warning or a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is left out.
    Allow,
    /// It is reported as a warning.
    Warn,
    /// It is reported as an error.
    Deny,
}

/// One message about one mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where the mistake is.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: String,
    /// Related places, each with a text that says what is there.
    pub labels: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake that keeps the file from being used.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, severity: Severity::Error, span, message: message.into(), labels: Vec::new(), help: None }
    }

    /// Something doubtful that does not keep the file from being used.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// Something to know.
    pub fn note(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, span, message) }
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds a related place.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push((span, text.into()));
        self
    }
}

/// What a run demands of the input beyond `casebook.yaml`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strictness {
    /// Whether warnings without a level in the settings become errors.
    pub deny_warnings: bool,
    /// Whether every observation must have evidence, whatever the settings say.
    pub evidence: bool,
}

/// The messages of a run, in the order in which they were found, each once.
#[derive(Default, Debug)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    levels: BTreeMap<Code, Level>,
    strictness: Strictness,
    known: BTreeSet<(Code, String, usize, String)>,
    faulty: BTreeMap<String, usize>,
}

impl Diagnostics {
    /// Sets the level of each code and the strictness of the run, for messages that are added from now on.
    pub fn set_levels(&mut self, levels: BTreeMap<Code, Level>, strictness: Strictness) {
        (self.levels, self.strictness) = (levels, strictness);
    }

    /// Creates an empty collection with the same levels and strictness, for a file that is checked on its own.
    pub fn apart(&self) -> Diagnostics {
        Diagnostics { levels: self.levels.clone(), strictness: self.strictness, ..Diagnostics::default() }
    }

    /// All messages, in the order in which they were found.
    pub fn into_all(self) -> Vec<Diagnostic> {
        self.all
    }

    /// Whether every observation must have evidence.
    pub fn wants_evidence(&self) -> bool {
        self.strictness.evidence
    }

    /// Adds a message at the level of its code: allowed ones are left out, denied ones become errors. A message that is
    /// there already is not added again, since a mistake in a template shows up in every report.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Note {
            match self.levels.get(&diagnostic.code) {
                Some(Level::Allow) => return,
                Some(Level::Deny) => diagnostic.severity = Severity::Error,
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                None => {}
            }
        } else if diagnostic.severity == Severity::Warning {
            match self.levels.get(&diagnostic.code) {
                _ if self.strictness.evidence && diagnostic.code == Code::NoEvidence => {
                    diagnostic.severity = Severity::Error;
                }
                Some(Level::Allow) => return,
                Some(Level::Deny) => diagnostic.severity = Severity::Error,
                Some(Level::Warn) => {}
                None if diagnostic.code.is_off() => return,
                None if self.strictness.deny_warnings => diagnostic.severity = Severity::Error,
                None => {}
            }
        }
        let span = &diagnostic.span;
        let key = (diagnostic.code, span.source.name().to_owned(), span.range.start, diagnostic.message.clone());
        if self.known.insert(key) {
            if diagnostic.severity == Severity::Error {
                *self.faulty.entry(span.source.name().to_owned()).or_default() += 1;
            }
            self.all.push(diagnostic);
        }
    }

    /// Adds a message as an earlier run left it, with its level applied already.
    pub fn recall(&mut self, diagnostic: Diagnostic) {
        self.all.push(diagnostic);
    }

    /// Adds messages.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Whether an error starts inside a span.
    pub fn errors_within(&self, span: &Span) -> bool {
        let inside =
            |d: &&Diagnostic| d.span.source.name() == span.source.name() && span.range.contains(&d.span.range.start);
        self.errors_under(span.source.name()) > 0
            && self.all.iter().filter(|d| d.severity == Severity::Error).any(|d| inside(&d))
    }

    /// Whether a file has an error in its shape, which is one with a code below 200.
    pub fn is_misshapen(&self, file: &str) -> bool {
        self.errors_under(file) > 0
            && self
                .all
                .iter()
                .any(|d| (d.code as u16) < 200 && d.severity == Severity::Error && d.span.source.name() == file)
    }

    /// All messages, sorted by file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.all.iter().collect();
        // Files that all cases depend on come first.
        all.sort_by_key(|d| {
            (
                d.span.source.name().starts_with("cases/"),
                d.span.source.name(),
                d.span.range.start,
                d.span.range.end,
                d.code,
            )
        });
        all
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.all.iter().filter(|d| d.severity == Severity::Warning).count()
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.faulty.values().sum()
    }

    /// How many errors are in a file or, if `place` ends with a slash, in all files of that folder.
    pub fn errors_under(&self, place: &str) -> usize {
        match place.ends_with('/') {
            true => self.faulty.iter().filter(|(name, _)| name.starts_with(place)).map(|(_, count)| count).sum(),
            false => self.faulty.get(place).copied().unwrap_or_default(),
        }
    }

    /// Whether there are no messages.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Returns the known name that is closest to a misspelt one, if any is close enough to be meant.
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase().replace(['_', ' '], "-");
            (strsim::damerau_levenshtein(&folded, &other), candidate)
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count().max(name.chars().count()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Help for an unknown name: the closest known one, else all known ones.
pub fn suggest(name: &str, known: &[&str]) -> String {
    match closest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => "there are none so far".to_owned(),
        None => format!("possible are {}", listing(known)),
    }
}

/// Names in a row: "`a`, `b` and `c`".
pub fn listing(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
