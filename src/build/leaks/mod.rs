//! The leak check: every file that was made is searched for names that its readers may not know, before any of them is put in place. It
//! reads the files as anybody could, and knows nothing of how they were made.

pub mod pdf;
pub mod texts;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::diagnostic::Diagnostic;
use crate::base::fixed_words;
use crate::base::folded::{Folded, Lookout, Sought};
use crate::base::rules::Code;
use crate::base::source::{Fingerprint, Source, Span};
use crate::build::leaks::texts::texts;
use crate::model::case::protected::{Protected, Whose};
use crate::report::template;

/// Searches files that were made.
#[derive(Default)]
pub struct LeakCheck {
    /// The folder that they are for, as messages name it.
    folder: String,
    names: Vec<Protected>,
    lookout: Option<Lookout>,
    /// Names that are words of every report, so that what was made can't be searched for them.
    pub usual: Vec<String>,
    hits: Mutex<Vec<Diagnostic>>,
    found: AtomicBool,
}

impl LeakCheck {
    /// A search for these names. `out` is the folder that the files are for.
    pub fn new(root: &Path, out: &Path, protected: &[Protected]) -> LeakCheck {
        let folder = out.strip_prefix(root).unwrap_or(out).display().to_string();
        let mut check = LeakCheck { folder, ..LeakCheck::default() };
        if protected.is_empty() {
            return check;
        }
        let own =
            template::DEFAULTS.iter().map(|(_, text)| *text).chain(fixed_words::DEFAULTS.iter().map(|(_, text)| *text));
        let own: Vec<Folded> = own.map(Folded::of).collect();
        let mut all = Vec::new();
        for (one, sought) in protected.iter().filter_map(|one| Some((one, Sought::of(&one.name)?))) {
            if own.iter().any(|text| !text.find(&sought).is_empty()) {
                check.usual.push(one.name.clone());
            } else {
                check.names.push(one.clone());
                all.push(sought);
            }
        }
        check.lookout = Lookout::new(all);
        check
    }

    /// Whether a text has a name that readers may not know.
    pub fn has_name(&self, text: &str) -> bool {
        self.lookout.as_ref().is_some_and(|lookout| lookout.first(text).is_some())
    }

    /// A hash of what is searched for.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&format!("{:?}", self.names))
    }

    /// Searches a file of the output folder, its name and its content.
    pub fn look(&self, file: &str, bytes: &[u8]) {
        let Some(lookout) = &self.lookout else { return };
        let (message, help) = match texts(file, bytes) {
            None => (
                "this file can't be read again, so it can't be searched for names".to_owned(),
                "build again; if that happens each time, leave this format out with `--format`; nothing was written",
            ),
            Some(texts) => {
                let first = std::iter::once(file.to_owned()).chain(texts).find_map(|text| lookout.first(&text));
                let Some(one) = first.and_then(|at| self.names.get(at)) else { return };
                let whose = match &one.whose {
                    Whose::Person { id, .. } => format!("the name of `{id}`"),
                    Whose::Case { id, .. } => format!("a name of the case `{id}`"),
                    Whose::Key(pseudonym) => format!("the name of `{pseudonym}`"),
                };
                (
                    format!("{whose}, which is {}, would stand in this file", one.how()),
                    "look where it comes from: words that make the name together, a figure, an image; nothing was written",
                )
            }
        };
        let span = Span::start_of(&Source::new(format!("{}/{file}", self.folder), ""));
        let hit = Diagnostic::error(Code::Leak, span, message).help(help);
        self.found.store(true, Ordering::Relaxed);
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).push(hit);
    }

    /// Whether anything was found.
    pub fn has_hits(&self) -> bool {
        self.found.load(Ordering::Relaxed)
    }

    /// What was found.
    pub fn hits(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.hits.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
