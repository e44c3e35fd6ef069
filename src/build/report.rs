//! A report in the stages of a build: drafted, made into files, and written.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::locale::Locale;
use crate::base::source::Source;
use crate::base::write::{Folder, Written};
use crate::build::faults::Faults;
use crate::build::leaks::LeakCheck;
use crate::build::render::Draft;
use crate::build::state::Outcomes;
use crate::report::report_id::ReportId;

/// The path in the output folder and the content of each file.
pub type Files = Vec<(String, Vec<u8>)>;

/// A drafted report, before its files are made.
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Its language.
    pub locale: Arc<Locale>,
    /// Its draft.
    pub draft: Draft,
    /// The case file that it is about, if it is about one.
    pub origin: Option<Arc<Source>>,
    /// The ids of its tables that are also written as separate files.
    pub tables: BTreeSet<String>,
    /// The years of the annual reports on its case, or on all cases.
    pub years: Vec<i32>,
}

/// The files of a report, and the messages about it.
#[derive(Default)]
pub struct Made {
    /// The files.
    pub files: Files,
    /// The outcomes of claims, if the report is the summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that the files show.
    pub images: BTreeSet<String>,
    /// The warnings, and the mistakes that keep only its PDF from being made.
    pub messages: Faults,
}

/// The result of writing the files of a report.
pub struct Settled {
    /// The path of each file in the output folder, and the result of writing it.
    pub written: Vec<(String, anyhow::Result<Written>)>,
    /// The outcomes of claims, if the report is the summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that the files show.
    pub images: BTreeSet<String>,
    /// The warnings, and the mistakes that keep only its PDF from being made.
    pub messages: Faults,
}

/// Where files go, once they were searched for names that their readers may not know.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// The output folder.
    pub folder: &'a Folder,
    /// The search.
    pub leaks: &'a LeakCheck,
}

impl Made {
    /// Searches and writes the files, and frees their contents.
    pub fn settle(self, shelf: Shelf) -> Settled {
        let Made { files, outcomes, images, messages } = self;
        let write = |(name, bytes): (String, Vec<u8>)| {
            shelf.leaks.look(&name, &bytes);
            let written = shelf.folder.write(&name, &bytes);
            (name, written)
        };
        Settled { written: files.into_iter().map(write).collect(), outcomes, images, messages }
    }

    /// Adds the files, images and messages of another report.
    pub fn add(&mut self, other: Made) {
        self.images.extend(other.images);
        self.files.extend(other.files);
        self.messages.extend(other.messages);
    }
}
