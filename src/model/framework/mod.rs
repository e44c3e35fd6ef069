//! Frameworks: the lenses that cases are seen through. A framework with stages is a life cycle; one with
//! dimensions lists characteristics and may say which stages of a life cycle expect them.

pub mod links;
pub mod read;
pub mod scale;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::source::Source;
use crate::base::text::Text;
use crate::model::case::words::Answer;
use crate::model::framework::scale::Scale;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Lookup;
use crate::yaml::shape::ids::{Id, LifeCycleId, ReferenceKey, StageId, Stem, StudyId};
use crate::yaml::shape::link::Link;
use crate::yaml::shape::list::{ById, List, OneOrMany};
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId, NodeKind};
use crate::{choice, shape};

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
    #[derive(Clone, Debug)]
    Framework("a framework") check check {
        /// The file's stem.
        id: Stem,
        /// The title.
        title: Title = "{ en: Cluster life cycle of Enright, da: Enrights klyngelivscyklus }",
        /// What it is called inside a sentence, with its article.
        in_text: Option<Text> = "the framework of clusterpreneurs",
        /// What a reader should know about it.
        note: Option<Text> = "The lists name the most frequent characteristics",
        /// The works it rests on: keys of references.yaml.
        rests_on: OneOrMany<ReferenceKey> = "[enright-2003]",
        /// The stages, in order, if it is a life cycle.
        stages: List<Stage> = "[{ id: potential, label: Potential cluster }]",
        /// What a rising life cycle is drawn over and what rises, for a figure with the cases in the band of their stage.
        axes: Option<Axes> = "{ along: Level of activity, up: Value }",
        /// What its stages are told by, if it is a life cycle; each stage says what it expects of them.
        criteria: List<Criterion> = "[{ id: critical-mass, label: Critical mass of firms }]",
        /// The life cycle that its characteristics refer to: the id of a framework with stages.
        life_cycle: Option<LifeCycleId> = "enright",
        /// The stages of that life cycle that it has profiles for, in order.
        maps: OneOrMany<StageId> = "[potential, latent, working]",
        /// The study whose cases it was derived from: fit to these is fit to its own.
        derived_from: Option<DerivedFrom> = "{ study: nine-danish-clusters }",
        /// What facilitation aims at in each stage: a text, or aims with ids that characteristics can serve.
        aims: ById<Aims> = "{ potential: [{ id: trust, text: To build trust }] }",
        /// The dimensions.
        dimensions: List<Dimension> = "[{ id: tasks, label: Tasks, characteristics: [{ id: seminars, label: Seminars }] }]",
    }
}

shape! {
    /// What the curve of a life cycle is drawn over.
    #[derive(Clone, Debug)]
    Axes("axes `{ along, up }`") {
        /// What grows from stage to stage, along the curve.
        along: Text = "Level of activity and self-realisation",
        /// What rises with it.
        up: Text = "Value",
    }
}

/// The title of a framework. A missing title is a mistake, but the rest of the file is checked all the same.
#[derive(Clone, Debug)]
pub struct Title(pub Text);

impl std::ops::Deref for Title {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl FromKey for Title {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Title> {
        Some(Title(Text::pick(reader, fields, key).unwrap_or_default()))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        Text::describe(properties, key, help);
    }
}

shape! {
    /// Whose cases a framework was derived from.
    #[derive(Clone, Debug)]
    DerivedFrom("a mapping `{ study }`") {
        /// The study: an id under `studies` in casebook.yaml.
        study: StudyId = "nine-danish-clusters",
    }
}

shape! {
    /// A stage of a life cycle.
    #[derive(Clone, Debug)]
    Stage("a stage `{ id, label, definition }`") {
        /// The id.
        id: Id = "potential",
        /// The name.
        label: Text = "Potential cluster",
        /// What a case in this stage is called inside a sentence, with its article.
        in_text: Option<Text> = "a potential cluster",
        /// What several cases in this stage are called inside a sentence.
        plural: Option<Text> = "potential clusters",
        /// The name for narrow places.
        short: Option<Text> = "Potential",
        /// What it means.
        definition: Option<Text> = "Some of the elements of a cluster are there",
        /// What it expects of the life cycle's criteria.
        criteria: List<Expectation> = "[{ id: critical-mass, expects: no }]",
    }
}

shape! {
    /// Something that the stages of a life cycle are told by.
    #[derive(Clone, Debug)]
    Criterion("a criterion `{ id, label }`") {
        /// The id.
        id: Id = "critical-mass",
        /// The name.
        label: Text = "Critical mass of firms",
        /// What a reader should know about it.
        note: Option<Text> = "In one industry or in related ones",
    }
}

shape! {
    /// What a stage expects of a criterion.
    #[derive(Clone, Debug)]
    Expectation("an expectation `{ id, expects }`") {
        /// The id of a criterion of the life cycle.
        id: Id = "critical-mass",
        /// Whether it is met in this stage.
        expects: Answer = "no",
    }
}

/// What facilitation aims at in a stage.
#[derive(Clone, Debug)]
pub struct Aims(pub Vec<Aim>);

/// One thing that facilitation aims at.
#[derive(Clone, Debug)]
pub struct Aim {
    /// The id, if there is one, by which characteristics name the aims that they serve.
    pub id: Option<Id>,
    /// The text.
    pub text: Text,
}

shape! {
    /// An aim that characteristics can serve.
    #[derive(Clone, Debug)]
    LongAim("an aim `{ id, text }`") {
        /// The id, unique in the framework.
        id: Id = "trust",
        /// The text.
        text: Text = "To build trust",
    }
}

impl FromYaml for Aims {
    const NAME: &'static str = "Aims";

    fn read(reader: &mut Reader, node: &Node) -> Option<Aims> {
        let NodeKind::List(_) = node.kind else {
            return Text::read(reader, node).map(|text| Aims(vec![Aim { id: None, text }]));
        };
        let listed = Vec::<LongAim>::read(reader, node)?;
        Some(Aims(listed.into_iter().map(|LongAim { id, text }| Aim { id: Some(id), text }).collect()))
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (Text::schema(schemas), Vec::<LongAim>::schema(schemas));
        json!({ "anyOf": [long, short] })
    }
}

shape! {
    /// A dimension of a framework.
    #[derive(Clone, Debug)]
    Dimension("a dimension `{ id, label, characteristics }`") {
        /// The id.
        id: Id = "tasks",
        /// The name.
        label: Text = "Facilitator tasks",
        /// What its characteristics are called inside a sentence: a plural with its article.
        in_text: Option<Text> = "the facilitators’ tasks",
        /// What its characteristics are, as a plural without an article.
        noun: Option<Text> = "tasks",
        /// What a reader should know about it.
        note: Option<Text> = "The lists are not exhaustive",
        /// What observations of it are rated on.
        scale: Option<Scale> = "{ levels: [-2, -1, 0, 1, 2] }",
        /// Its characteristics.
        characteristics: Vec<Characteristic> = "[{ id: seminars, label: Seminars, stages: [latent] }]",
    }
}

shape! {
    /// One item of a dimension.
    #[derive(Clone, Debug)]
    Characteristic("a characteristic `{ id, label, stages }`") {
        /// The id, unique in its dimension.
        id: Id = "trust-building",
        /// The name.
        label: Text = "Building trust",
        /// The name inside a sentence, if it begins with a capital there too or has another form.
        in_text: Option<Text> = "R&D projects",
        /// What it means, and what counts as it: for a codebook.
        definition: Option<Text> = "Whatever brings members together to get to know each other",
        /// The stages that expect it: of those in `maps`.
        stages: OneOrMany<StageId> = "[potential]",
        /// The characteristic of a later stage that it turns into: an id of the same dimension.
        continues_as: Option<Id> = "trust-expansion",
        /// The aims that it serves: ids under `aims`.
        serves: OneOrMany<Id> = "trust",
        /// Whether it was there before the cases were looked at, or emerged from them.
        origin: Option<Origin> = "emergent",
        /// Characteristics of other frameworks that are the same: an observation of one counts in the other.
        same_as: OneOrMany<Link> = "{ framework: zagorsek, dimension: attributes, is: credible }",
        /// Characteristics of other frameworks that it is a part of: an observation of it counts in them.
        part_of: OneOrMany<Link> = "{ framework: molina-morales, dimension: activities, is: training }",
        /// What a reader should know about it.
        note: Option<Text> = "Named most often",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

impl Characteristic {
    /// Whether a stage expects it.
    pub fn is_expected_in(&self, stage: &str) -> bool {
        self.stages.iter().any(|own| **own == *stage)
    }
}

choice! {
    /// Where a characteristic comes from.
    Origin {
        /// From theory, before the cases were looked at.
        APriori = "a priori",
        /// From the cases.
        Emergent = "emergent",
    }
}

impl Framework {
    /// Returns the dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// Returns the stage with this id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }
}

impl Stage {
    /// Returns the name for narrow places, or the full name if there is none.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }
}

impl Dimension {
    /// Returns the characteristic with this id.
    pub fn characteristic(&self, id: &str) -> Option<&Characteristic> {
        self.characteristics.iter().find(|characteristic| characteristic.id == *id)
    }
}

/// Returns the framework with this id.
pub fn find<'f>(frameworks: &'f [Framework], id: &str) -> Option<&'f Framework> {
    frameworks.iter().find(|framework| framework.id == *id)
}
