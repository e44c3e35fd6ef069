//! A case as its file gives it, with the names in it that are still to be looked up elsewhere.

use std::sync::Arc;

use crate::base::source::Source;
use crate::model::case::Case;
use crate::yaml::NodeId;
use crate::yaml::lookup::Lookup;

/// A case that nobody has checked against frameworks, settings and references yet.
#[derive(Debug)]
pub struct RawCase {
    /// The file.
    pub source: Arc<Source>,
    /// What the file says.
    pub case: Case,
    /// Every name in it that points elsewhere.
    pub lookups: Vec<Lookup>,
    /// Values without any source.
    pub unattributed: Vec<NodeId>,
    /// Observations without a place in a source or a quote.
    pub unlocated: Vec<NodeId>,
    /// Whether a study is given that can't be read.
    pub study_unclear: bool,
}
