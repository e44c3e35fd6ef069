//! The summary of a case that is kept while its file is closed.

use std::collections::BTreeSet;

use crate::base::source::Fingerprint;
use crate::base::text::Text;
use crate::model::case::{Case, CaseName, Disclosure, Person};

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
    /// The id of the case that it became a part of.
    pub into: Option<String>,
    /// The study.
    pub study: Option<String>,
    /// The years that there are records of, in order.
    pub years: Vec<i32>,
    /// Whether the case names somebody whose name reports may not print.
    pub hides_names: bool,
    /// Names of people that may not be spread.
    pub protected: Vec<Protected>,
    /// Names of people that may be.
    pub open_names: Vec<String>,
    /// The files of the images that its prose shows.
    pub images: BTreeSet<String>,
}

/// A name that may not be spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// What must not occur.
    pub name: String,
    /// The whole name of the person.
    pub whole: String,
    /// The person's id.
    pub person: String,
    /// The role, in the first language of the reports that it has; empty without one.
    pub role: String,
    /// How far the name may be spread.
    pub disclosure: Disclosure,
}

impl Person {
    /// Whether reports may not print its name.
    pub fn is_hidden(&self) -> bool {
        self.name.is_some() && self.disclosure != Some(Disclosure::Public)
    }

    /// What must not occur in texts: what the file lists, else the name and the family name.
    fn protected(&self, id: &str) -> Vec<Protected> {
        let Some(whole) = self.name.as_deref().filter(|_| self.is_hidden()) else { return Vec::new() };
        let family = match whole.split_once(',') {
            Some((family, _)) => family.trim(),
            None => whole.rsplit(char::is_whitespace).next().unwrap_or(whole),
        };
        let names: Vec<&str> = match self.protect.is_empty() {
            true => vec![whole, family],
            false => self.protect.iter().map(String::as_str).collect(),
        };
        let protected = |name: &str| Protected {
            name: name.to_owned(),
            whole: whole.to_owned(),
            person: id.to_owned(),
            role: self.role.as_ref().map(|role| role.get("en").to_owned()).unwrap_or_default(),
            disclosure: self.disclosure.unwrap_or(Disclosure::Internal),
        };
        names.into_iter().map(protected).collect()
    }
}

impl Card {
    /// Creates the card of a case. `hash` is that of the file's content, `images` are the files that its prose shows.
    pub fn new(case: &Case, hash: Fingerprint, images: BTreeSet<String>) -> Card {
        Card {
            id: case.id.to_string(),
            file: case.file.to_string(),
            hash,
            name: case.name.clone(),
            short_name: case.short_name.clone(),
            into: case.ended.as_ref().and_then(|ended| ended.into.as_ref().map(ToString::to_string)),
            study: case.study.as_ref().map(ToString::to_string),
            years: case.years(),
            hides_names: case.hides_names(),
            protected: case.people.iter().flat_map(|person| person.protected(&person.id)).collect(),
            open_names: case.people.iter().filter(|own| !own.is_hidden()).filter_map(|own| own.name.clone()).collect(),
            images,
        }
    }
}

impl Case {
    /// Whether the case names somebody whose name reports may not print.
    pub fn hides_names(&self) -> bool {
        self.people.iter().any(|person| person.is_hidden())
    }
}
