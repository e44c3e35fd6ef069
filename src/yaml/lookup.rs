//! What a file leaves to be compared with other files: names that point elsewhere, and the languages of its texts. Reading
//! collects it, `check` looks it up.

use std::sync::Arc;

use crate::base::source::Source;
use crate::yaml::NodeId;

/// Names that point elsewhere, by the file that they stand in.
pub type ByFile = Vec<(Arc<Source>, Vec<Lookup>)>;

/// A name that points elsewhere, and where it stands.
#[derive(Debug)]
pub struct Lookup {
    /// What it should name.
    pub wanted: Wanted,
    /// Where it stands.
    pub mark: NodeId,
}

/// What a name points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Every language of the reports: those that a text is in.
    Languages(Arc<[String]>),
    /// A language for prose that names none.
    Language,
    /// A study of the settings.
    Study(String),
    /// A source of the case.
    Source(String),
    /// A person of the case.
    Person(String),
    /// A reference.
    Reference(String),
    /// Another case.
    Case(String),
    /// An indicator.
    Indicator(String),
    /// A framework.
    Framework(String),
    /// A framework on a life cycle.
    Staged(String),
    /// A framework that is a life cycle.
    LifeCycle(String),
    /// A stage of a life cycle.
    Stage {
        /// The life cycle.
        life_cycle: String,
        /// The stage.
        stage: String,
    },
    /// A criterion of a life cycle.
    Criterion {
        /// The life cycle.
        life_cycle: String,
        /// The criterion.
        criterion: String,
    },
    /// A dimension of a framework.
    Dimension {
        /// The framework.
        framework: String,
        /// The dimension.
        dimension: String,
    },
    /// A characteristic of a dimension.
    Characteristic {
        /// The framework.
        framework: Arc<str>,
        /// The dimension.
        dimension: Arc<str>,
        /// The characteristic.
        id: String,
        /// Whether something that the framework lacks can stand in its place.
        or_new: bool,
    },
}
