//! A report on its way: drafted, made into files, and written.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::locale::Locale;
use crate::base::source::Source;
use crate::base::write::{Folder, Written};
use crate::build::faults::Faults;
use crate::build::render::Draft;
use crate::build::state::Outcomes;
use crate::report::report_id::ReportId;

/// Files by their paths in the output folder.
pub type Files = Vec<(String, Vec<u8>)>;

/// A report that is to be written.
pub struct Report {
    /// What it is about.
    pub id: ReportId,
    /// The language.
    pub locale: Arc<Locale>,
    /// What it says.
    pub draft: Draft,
    /// The case file that it is about, if it is about one.
    pub origin: Option<Arc<Source>>,
    /// The ids of its tables that are files of their own too.
    pub tables: BTreeSet<String>,
    /// The years of the annual reports on what it is about.
    pub years: Vec<i32>,
}

/// The files of a report, and what is doubtful in them.
#[derive(Default)]
pub struct Made {
    /// The files.
    pub files: Files,
    /// The outcomes of claims, of a summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that they show.
    pub images: BTreeSet<String>,
    /// What is doubtful.
    pub warnings: Faults,
}

/// What became of the files of a report.
pub struct Settled {
    /// What became of each, by its place in the output folder.
    pub written: Vec<(String, anyhow::Result<Written>)>,
    /// The outcomes of claims, of a summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that they show.
    pub images: BTreeSet<String>,
    /// What is doubtful.
    pub warnings: Faults,
}

impl Made {
    /// Writes the files, and forgets what is in them.
    pub fn settle(self, folder: &Folder) -> Settled {
        let Made { files, outcomes, images, warnings } = self;
        let write = |(name, bytes): (String, Vec<u8>)| {
            let written = folder.write(&name, &bytes);
            (name, written)
        };
        Settled { written: files.into_iter().map(write).collect(), outcomes, images, warnings }
    }

    /// Takes in those of another report.
    pub fn add(&mut self, other: Made) {
        self.images.extend(other.images);
        self.files.extend(other.files);
        self.warnings.extend(other.warnings);
    }
}
