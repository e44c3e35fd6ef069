//! The summary of a case that is kept while its file is closed.

use std::collections::BTreeSet;

use crate::base::source::Fingerprint;
use crate::base::text::Text;
use crate::model::case::{Case, CaseName};

/// What a build keeps of a case between its check and its report, so that thousands of cases need not be in memory at once.
#[derive(Debug, Clone)]
pub struct Card {
    /// The id.
    pub id: String,
    /// The file, relative to the workspace.
    pub file: String,
    /// The hash of the file's content when it was checked.
    pub hash: Fingerprint,
    /// The name.
    pub name: CaseName,
    /// Its shorter name, if it has one.
    pub short_name: Option<Text>,
    /// The ids of other cases that it names.
    pub named: BTreeSet<String>,
    /// What it is, if not a cluster.
    pub thing: Option<String>,
    /// The study.
    pub study: Option<String>,
    /// The years that there are records of, in order.
    pub years: Vec<i32>,
    /// The files of the images that its prose shows.
    pub images: BTreeSet<String>,
}

impl Card {
    /// Creates the card of a case. `hash` is that of the file's content, `named` are the ids of other cases that it names, `images` the files
    /// that its prose shows.
    pub fn new(case: &Case, hash: Fingerprint, named: BTreeSet<String>, images: BTreeSet<String>) -> Card {
        Card {
            id: case.id.to_string(),
            file: case.file.to_string(),
            hash,
            name: case.name.clone(),
            short_name: case.short_name.clone(),
            named,
            thing: case.is_a.as_ref().map(|thing| thing.0.clone()),
            study: case.study.as_ref().map(ToString::to_string),
            years: case.years(),
            images,
        }
    }
}
