//! Grades of the evidence that observations rest on.

use std::collections::BTreeSet;

use crate::model::case::Evidence;

/// The grade of the evidence that a cell's observations rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A place in, or a quote from, each of two or more sources.
    Several,
    /// A place in, or a quote from, one source.
    One,
    /// A source, but no place in it and no quote.
    Attributed,
    /// No source.
    Unsupported,
}

impl Grade {
    /// The grade of the evidence for what is observed. Statements under `also_said` disagree, so they are not counted as
    /// evidence.
    pub fn of<'a>(support: impl Iterator<Item = &'a Evidence>) -> Grade {
        let (mut located, mut attributed) = (BTreeSet::new(), false);
        for evidence in support {
            match &evidence.source {
                Some(source) if evidence.is_located() => {
                    located.insert(source.clone());
                }
                Some(_) => attributed = true,
                None => {}
            }
        }
        match located.len() {
            0 if attributed => Grade::Attributed,
            0 => Grade::Unsupported,
            1 => Grade::One,
            _ => Grade::Several,
        }
    }

    /// The sign of the grade.
    pub fn sign(self) -> &'static str {
        match self {
            Grade::Several => "■",
            Grade::One => "●",
            Grade::Attributed => "○",
            Grade::Unsupported => "?",
        }
    }

    /// The id of the fixed words for the grade.
    pub fn id(self) -> &'static str {
        match self {
            Grade::Several => "grade-several",
            Grade::One => "grade-one",
            Grade::Attributed => "grade-attributed",
            Grade::Unsupported => "grade-unsupported",
        }
    }
}
