//! What can only be checked once all files are read: names that point elsewhere, and the languages of texts. Reading
//! collects these lookups, `check` does them.

use std::sync::Arc;

use crate::base::source::Source;
use crate::yaml::NodeId;

/// Names that point elsewhere, grouped by the file that they are in.
pub type ByFile = Vec<(Arc<Source>, Vec<Lookup>)>;

/// A name that points elsewhere, and its position.
#[derive(Debug)]
pub struct Lookup {
    /// What it should name.
    pub wanted: Wanted,
    /// Its position.
    pub mark: NodeId,
}

/// What a name should point to, or which languages a text should be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All languages of the reports. Holds those that a text is in.
    Languages(Arc<[String]>),
    /// A language for prose that names none, which is a mistake only if reports are in several.
    Language,
    /// A study of the settings.
    Study(String),
    /// A source of the case.
    Source(String),
    /// A person of the case.
    Person(String),
    /// A named actor of the case.
    Actor(String),
    /// Whose something is: a named actor of the case, where one of the fixed words (`secretariat`) is not meant.
    Owner(String),
    /// An event of the case.
    Event(String),
    /// A phase of the case.
    Phase(String),
    /// The word for what the case is: an id of `thing-…` in the locales.
    Thing(String),
    /// A reference.
    Reference(String),
    /// Another case.
    Case(String),
    /// An attribute of cases.
    Attribute(String),
    /// What a column can show: a fact or an attribute.
    Column(String),
    /// An indicator.
    Indicator(String),
    /// A group of indicators.
    Group(String),
    /// A framework.
    Framework(String),
    /// A framework that has a life cycle.
    Staged(String),
    /// A framework that is itself a life cycle, with stages.
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
    /// A level of a dimension's scale.
    Rating {
        /// The framework.
        framework: Arc<str>,
        /// The dimension.
        dimension: Arc<str>,
        /// The rating.
        word: String,
    },
    /// A framework of which a dimension (that one, if it is named) has a scale with an order.
    Ordered {
        /// The framework.
        framework: String,
        /// The dimension.
        dimension: Option<String>,
    },
    /// A coder of the settings.
    Coder(String),
    /// A characteristic of a dimension.
    Characteristic {
        /// The framework.
        framework: Arc<str>,
        /// The dimension.
        dimension: Arc<str>,
        /// The characteristic.
        id: String,
        /// Whether something new, which the framework lacks, may be named instead.
        or_new: bool,
    },
}
