//! A case as its file gives it, with the names in it that are still to be looked up elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::source::Source;
use crate::model::case::Case;
use crate::yaml::NodeId;
use crate::yaml::lookup::Lookup;
use crate::yaml::shape::{Hidden, SourceName};

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
    /// What the audience that it was read for may not see.
    pub hidden: BTreeMap<NodeId, Hidden>,
    /// The quotations, each with its source.
    pub quoted: Vec<(NodeId, Arc<SourceName>)>,
    /// The lists that may be said to be withheld.
    pub known: BTreeSet<NodeId>,
}
