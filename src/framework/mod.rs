//! Frameworks: the lenses that cases are seen through. A framework with stages is a life cycle; one with
//! dimensions lists characteristics and may say which stages of a life cycle expect them.

pub mod read;

use std::sync::Arc;

use crate::lookup::Lookup;
use crate::source::Source;
use crate::text::Text;
use crate::yaml::Mark;

/// A framework as its file gives it, with the names that are still to be looked up elsewhere.
#[derive(Debug)]
pub struct RawFramework {
    /// The file.
    pub source: Arc<Source>,
    /// What the file says.
    pub framework: Framework,
    /// Every name in it that points elsewhere.
    pub lookups: Vec<Lookup>,
}

/// A lens: stages, or dimensions with their characteristics.
#[derive(Debug)]
pub struct Framework {
    /// The file's stem.
    pub id: String,
    /// The title.
    pub title: Text,
    /// What a reader should know about it.
    pub note: Option<Text>,
    /// Keys of the references it rests on.
    pub rests_on: Vec<String>,
    /// The stages, in order, if it is a life cycle.
    pub stages: Vec<Stage>,
    /// The life cycle that its characteristics refer to.
    pub life_cycle: Option<String>,
    /// The stages of that life cycle that it has profiles for, in order.
    pub maps: Vec<String>,
    /// The study whose cases it was derived from.
    pub derived_from: Option<String>,
    /// What facilitation aims at in each stage.
    pub aims: Vec<(String, Text)>,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
}

/// A stage of a life cycle.
#[derive(Debug)]
pub struct Stage {
    /// The id.
    pub id: String,
    /// The name.
    pub label: Text,
    /// The name for narrow places.
    pub short: Option<Text>,
    /// What it means.
    pub definition: Option<Text>,
}

/// A dimension of a framework.
#[derive(Debug)]
pub struct Dimension {
    /// The id.
    pub id: String,
    /// The name.
    pub label: Text,
    /// What a reader should know about it.
    pub note: Option<Text>,
    /// Its characteristics.
    pub characteristics: Vec<Characteristic>,
}

/// One item of a dimension.
#[derive(Debug)]
pub struct Characteristic {
    /// The id, unique in its dimension.
    pub id: String,
    /// The name.
    pub label: Text,
    /// The stages that expect it.
    pub stages: Vec<String>,
    /// The characteristic of a later stage that it turns into.
    pub continues_as: Option<String>,
    /// What a reader should know about it.
    pub note: Option<Text>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Framework {
    /// The dimension of an id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The stage of an id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

impl Stage {
    /// The name for narrow places, else the full one.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }
}

impl Dimension {
    /// The characteristic of an id.
    pub fn characteristic(&self, id: &str) -> Option<&Characteristic> {
        self.characteristics.iter().find(|characteristic| characteristic.id == id)
    }
}

/// The framework of an id.
pub fn find<'f>(frameworks: &'f [Framework], id: &str) -> Option<&'f Framework> {
    frameworks.iter().find(|framework| framework.id == id)
}
