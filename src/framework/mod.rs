//! Frameworks: the lenses that cases are seen through. A framework with stages is a life cycle; one with
//! dimensions lists characteristics and may say which stages of a life cycle expect them.

pub mod read;

use std::sync::Arc;

use crate::lookup::Lookup;
use crate::shape;
use crate::shape::ids::{Id, LifeCycleId, ReferenceKey, StageId, Stem, StudyId};
use crate::shape::list::{ById, List, OneOrMany};
use crate::shape::schema::{Help, Properties};
use crate::shape::{Field, Reader};
use crate::source::Source;
use crate::text::Text;
use crate::yaml::Mark;
use crate::yaml::decode::Fields;

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

shape! {
    /// A lens: stages, or dimensions with their characteristics.
    #[derive(Debug)]
    Framework("a framework") check check {
        /// The file's stem.
        id: Stem,
        /// The title.
        title: Title = "{ en: Cluster life cycle of Enright, da: Enrights klyngelivscyklus }",
        /// What a reader should know about it.
        note: Option<Text> = "The lists name the most frequent characteristics",
        /// The works it rests on: keys of references.yaml.
        rests_on: OneOrMany<ReferenceKey> = "[enright-2003]",
        /// The stages, in order, if it is a life cycle.
        stages: List<Stage> = "[{ id: potential, label: Potential cluster }]",
        /// The life cycle that its characteristics refer to: the id of a framework with stages.
        life_cycle: Option<LifeCycleId> = "enright",
        /// The stages of that life cycle that it has profiles for, in order.
        maps: OneOrMany<StageId> = "[potential, latent, working]",
        /// The study whose cases it was derived from: fit to these is fit to its own.
        derived_from: Option<DerivedFrom> = "{ study: nine-danish-clusters }",
        /// What facilitation aims at in each stage.
        aims: ById<Text> = "{ potential: To build trust }",
        /// The dimensions.
        dimensions: List<Dimension> = "[{ id: tasks, label: Tasks, characteristics: [{ id: seminars, label: Seminars }] }]",
    }
}

/// The title of a framework. One without is a mistake, but everything else in its file is checked all the same.
#[derive(Debug)]
pub struct Title(pub Text);

impl std::ops::Deref for Title {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Field for Title {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Title> {
        Some(Title(Text::pick(reader, fields, key).unwrap_or_default()))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        Text::describe(properties, key, help);
    }
}

shape! {
    /// Whose cases a framework was derived from.
    #[derive(Debug)]
    DerivedFrom("a mapping `{ study }`") {
        /// The study: an id under `studies` in casebook.yaml.
        study: StudyId = "nine-danish-clusters",
    }
}

shape! {
    /// A stage of a life cycle.
    #[derive(Debug)]
    Stage("a stage `{ id, label, definition }`") {
        /// The id.
        id: Id = "potential",
        /// The name.
        label: Text = "Potential cluster",
        /// The name for narrow places.
        short: Option<Text> = "Potential",
        /// What it means.
        definition: Option<Text> = "Some of the elements of a cluster are there",
    }
}

shape! {
    /// A dimension of a framework.
    #[derive(Debug)]
    Dimension("a dimension `{ id, label, characteristics }`") {
        /// The id.
        id: Id = "tasks",
        /// The name.
        label: Text = "Facilitator tasks",
        /// What a reader should know about it.
        note: Option<Text> = "The lists are not exhaustive",
        /// Its characteristics.
        characteristics: Vec<Characteristic> = "[{ id: seminars, label: Seminars, stages: [latent] }]",
    }
}

shape! {
    /// One item of a dimension.
    #[derive(Debug)]
    Characteristic("a characteristic `{ id, label, stages }`") {
        /// The id, unique in its dimension.
        id: Id = "trust-building",
        /// The name.
        label: Text = "Building trust",
        /// The stages that expect it: of those in `maps`.
        stages: OneOrMany<StageId> = "[potential]",
        /// The characteristic of a later stage that it turns into: an id of the same dimension.
        continues_as: Option<Id> = "trust-expansion",
        /// What a reader should know about it.
        note: Option<Text> = "Named most often",
        /// Where it stands in the file.
        mark: Mark,
    }
}

impl Framework {
    /// The dimension of an id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// The stage of an id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
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
        self.characteristics.iter().find(|characteristic| characteristic.id == *id)
    }
}

/// The framework of an id.
pub fn find<'f>(frameworks: &'f [Framework], id: &str) -> Option<&'f Framework> {
    frameworks.iter().find(|framework| framework.id == *id)
}
