//! Observations of the dimensions of frameworks.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::{Evidence, WITHHELD};
use crate::model::case::listed::Extent;
use crate::model::case::words::ListKind;
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::link::Link;
use crate::yaml::shape::list::List;
use crate::yaml::shape::schema::{Help, Lens, LensDimension, Properties, Schemas, words};
use crate::yaml::shape::{FromKey, FromYaml, Hidden, Reader, ids, is_word};
use crate::yaml::{Node, NodeKind};

/// What was observed, by framework.
#[derive(Clone, Debug, Default)]
pub struct ObservedAll(pub Vec<Observed>);

/// What was observed of one framework's dimensions.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The framework's id.
    pub framework: String,
    /// What was seen, by dimension. A dimension that is not recorded is not here.
    pub dimensions: Vec<Seen>,
}

/// What was observed of one dimension.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The dimension's id.
    pub dimension: String,
    /// What was observed of the dimension.
    pub lists: SeenLists,
}

impl std::ops::Deref for Seen {
    type Target = SeenLists;

    fn deref(&self) -> &SeenLists {
        &self.lists
    }
}

impl std::ops::Deref for ObservedAll {
    type Target = Vec<Observed>;

    fn deref(&self) -> &Vec<Observed> {
        &self.0
    }
}

shape! {
    /// What was observed of one dimension, by status.
    #[derive(Clone, Debug)]
    SeenLists("a mapping with `seen`, `planned`, `past` or `absent`") {
        /// `open` if the source says "for example", "such as", "and the like" (the default); `closed` if what it lists is all.
        list: Option<Extent> = "{ is: closed, words: limited to }",
        /// What was observed: ids of characteristics, or `{ new: … }` for what the framework does not have.
        seen: List<Observation> = "[networking-events, { new: ambassador programme }]",
        /// What is planned.
        planned: List<Observation> = "[branding]",
        /// What was once observed and is no more.
        past: List<Observation> = "[seminars]",
        /// What is said to be absent.
        absent: List<Observation> = "[lobbying]",
        /// What something is said of that the audience may not see. Casebook writes it into what it publishes.
        withheld: List<Concealed> = "[lobbying]",
    }
}

impl SeenLists {
    /// Returns whether the source lists everything; [`ListKind::Open`] unless the file says otherwise.
    pub fn kind(&self) -> ListKind {
        self.list.as_ref().map_or(ListKind::Open, |extent| extent.kind)
    }

    /// Whether something is said of a characteristic that the readers may not see.
    pub fn conceals(&self, characteristic: &str) -> bool {
        self.withheld.iter().any(|one| matches!(one, Concealed::Known(id) if id == characteristic))
    }

    /// Whether something outside the framework is observed that the readers may not see.
    pub fn conceals_new(&self) -> bool {
        self.withheld.iter().any(|one| matches!(one, Concealed::New))
    }

    /// The four lists with their names.
    pub fn all(&self) -> [(&'static str, &[Observation]); 4] {
        [("seen", &self.seen.0), ("planned", &self.planned.0), ("past", &self.past.0), ("absent", &self.absent.0)]
    }
}

/// What something is said of that the readers may not see.
#[derive(Clone, Debug)]
pub enum Concealed {
    /// The characteristic with this id.
    Known(String),
    /// Something outside the framework: `{ new: withheld }`.
    New,
}

impl FromYaml for Concealed {
    const NAME: &'static str = "Concealed";

    fn read(reader: &mut Reader, node: &Node) -> Option<Concealed> {
        match node.get("new") {
            Some(_) => Some(Concealed::New),
            None => CharacteristicId::read(reader, node).map(|id| Concealed::Known(id.0)),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let id = CharacteristicId::schema(schemas);
        let mut properties = Properties::new(schemas);
        let new = Help { doc: &["Something that the framework does not have."], examples: &[WITHHELD] };
        properties.add("new", new, json!({ "enum": [WITHHELD] }));
        json!({ "anyOf": [id, properties.object()] })
    }
}

/// A characteristic that a record lists as seen, planned, past or absent.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Which characteristic.
    pub what: Characterised,
    /// What something outside the framework is called inside a sentence.
    pub in_text: Option<Text>,
    /// The source's own words.
    pub words: Option<Text>,
    /// What was done about it.
    pub response: Option<Text>,
    /// The characteristics that something outside the framework was held against, and found to be another.
    pub held_against: Vec<Link>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A characteristic of the framework, or something that the framework does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Characterised {
    /// The id of a characteristic.
    Known(String),
    /// Something outside the framework.
    New(Text),
}

shape! {
    /// An observation of which more is said than the characteristic.
    #[derive(Clone, Debug)]
    LongObservation("an observation `{ is, words }` or `{ new }`") check check {
        /// The characteristic.
        what: Characterised,
        /// With `new`: what it is called inside a sentence, with its article.
        in_text: Option<Text> = "an ambassador programme",
        /// The source's own words for it.
        words: Option<Text> = "branding and raising awareness",
        /// What was done about it, for dilemmas and the like.
        response: Option<Text> = "A second office was opened",
        /// With `new`: the characteristics that it was held against, and found to be another.
        held_against: List<Link> = "[{ framework: facilitator-life-cycle, dimension: focus, is: locating-new-actors }]",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl LongObservation {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if !matches!(self.what, Characterised::Known(_)) {
            return;
        }
        if let Some(mark) = fields.mark_of("held_against") {
            let message = "only something outside the framework is held against its characteristics";
            reader.d.error(Code::Conflict, mark, message, "write `new` in place of `is`, or leave `held_against` out");
        }
        if let Some(mark) = fields.mark_of("in_text") {
            let message = "a characteristic of the framework is called in sentences what the framework calls it";
            let help = "write `in_text` at the characteristic in the file of the framework, or `new` in place of `is`";
            reader.d.error(Code::Conflict, mark, message, help);
        }
    }
}

impl std::fmt::Display for Characterised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Characterised::Known(id) => f.write_str(id),
            Characterised::New(text) => f.write_str(text.get("en")),
        }
    }
}

/// The id of a characteristic of the dimension that is being read.
#[derive(Clone, Debug)]
pub struct CharacteristicId(pub String);

impl FromYaml for CharacteristicId {
    const NAME: &'static str = "CharacteristicId";

    fn read(reader: &mut Reader, node: &Node) -> Option<CharacteristicId> {
        let id = reader.d.line(node)?;
        let (framework, dimension) = reader.lens.clone();
        reader.point(Wanted::Characteristic { framework, dimension, id: id.clone(), or_new: true }, node.mark);
        Some(CharacteristicId(id))
    }

    fn schema(_: &mut Schemas) -> Value {
        ids::schema(None)
    }
}

impl FromKey for Characterised {
    fn pick(reader: &mut Reader, fields: &mut Fields, _: &'static str) -> Option<Characterised> {
        fields.instead("is", "new");
        let Some(new) = fields.take("new") else {
            return CharacteristicId::pick(reader, fields, "is").map(|id| Characterised::Known(id.0));
        };
        if let Some(known) = fields.take("is") {
            let help = "keep `is` for a characteristic of the framework, `new` for one that it lacks";
            reader.d.error(Code::Conflict, known.mark, "an observation has `is` or `new`, not both", help);
        }
        Text::read(reader, new).map(Characterised::New)
    }

    fn describe(properties: &mut Properties, _: &'static str, _: Help) {
        let is = Help { doc: &["The id of a characteristic of the framework."], examples: &["branding"] };
        let new = Help { doc: &["Something that the framework does not have."], examples: &["ambassador programme"] };
        let (known, text) = (CharacteristicId::schema(properties.schemas), Text::schema(properties.schemas));
        properties.add("is", is, known);
        properties.add("new", new, text);
        properties.require_one(&["is", "new"]);
    }
}

impl FromYaml for Observation {
    const NAME: &'static str = "Observation";

    fn read(reader: &mut Reader, node: &Node) -> Option<Observation> {
        let observation = if matches!(node.kind, NodeKind::Map(_)) {
            let LongObservation { what, in_text, words, response, held_against, evidence } =
                LongObservation::read(reader, node)?;
            Observation { what, in_text, words, response, held_against: held_against.0, evidence }
        } else {
            let what = Characterised::Known(CharacteristicId::read(reader, node)?.0);
            let evidence = Evidence::inherited(reader, node.mark);
            Observation { what, in_text: None, words: None, response: None, held_against: Vec::new(), evidence }
        };
        reader.call_hidden(node.mark, Hidden::Observation);
        if !observation.evidence.is_located() {
            reader.unlocated.push(node.mark);
        }
        Some(observation)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (CharacteristicId::schema(schemas), LongObservation::schema(schemas));
        schemas.define(Self::NAME, |_| json!({ "anyOf": [short, long] }))
    }
}

impl FromKey for ObservedAll {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<ObservedAll> {
        let mut all = ObservedAll::default();
        let Some(mut frameworks) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of frameworks"))
        else {
            return Some(all);
        };
        for (framework, key, node) in frameworks.rest() {
            reader.point(Wanted::Framework(framework.clone()), key.mark);
            let Some(mut dimensions) = reader.d.fields(node, "a mapping of dimensions") else { continue };
            let shared: Arc<str> = framework.as_str().into();
            let mut observed = Observed { framework: framework.clone(), dimensions: Vec::new() };
            for (dimension, key, node) in dimensions.rest() {
                reader.lens = (shared.clone(), dimension.as_str().into());
                let wanted = Wanted::Dimension { framework: framework.clone(), dimension: dimension.clone() };
                reader.point(wanted, key.mark);
                if is_word(node, "not recorded") {
                    continue;
                }
                observed.dimensions.extend(SeenLists::read(reader, node).map(|lists| Seen { dimension, lists }));
            }
            all.0.push(observed);
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let lists = SeenLists::schema(properties.schemas);
        let dimension = json!({ "anyOf": [lists, { "enum": ["not recorded"] }] });
        let schema = match properties.schemas.vocabulary {
            None => {
                let dimensions = json!({ "type": "object", "minProperties": 1, "additionalProperties": dimension });
                json!({ "type": "object", "minProperties": 1, "additionalProperties": dimensions })
            }
            Some(vocabulary) => {
                let frameworks: Map<String, Value> =
                    vocabulary.lenses.iter().map(|lens| (lens.id.clone(), lens_of(properties.schemas, lens))).collect();
                json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": frameworks })
            }
        };
        properties.add(key, help, schema);
    }
}

/// Returns the schema of the observations of a known framework.
fn lens_of(schemas: &mut Schemas, lens: &Lens) -> Value {
    let dimension = |dimension: &LensDimension| {
        let lists = lists_of(schemas, &dimension.characteristics);
        let schema = json!({ "description": dimension.label, "anyOf": [lists, { "enum": ["not recorded"] }] });
        (dimension.id.clone(), schema)
    };
    let dimensions: Map<String, Value> = lens.dimensions.iter().map(dimension).collect();
    json!({
        "description": lens.title, "type": "object", "minProperties": 1, "additionalProperties": false,
        "properties": dimensions,
    })
}

/// Returns the schema of the lists of a dimension whose characteristics are known.
fn lists_of(schemas: &mut Schemas, known: &[(String, String)]) -> Value {
    let id = words(&known.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect::<Vec<_>>());
    let resolve = |schemas: &Schemas, name: &str| schemas.definition(name).cloned().unwrap_or_default();
    SeenLists::schema(schemas);
    let mut long = resolve(schemas, LongObservation::NAME);
    let help = long["properties"]["is"]["description"].clone();
    long["properties"]["is"] = id.clone();
    long["properties"]["is"]["description"] = help;
    let mut lists = resolve(schemas, SeenLists::NAME);
    for key in ["seen", "planned", "past", "absent"] {
        lists["properties"][key]["items"] = json!({ "anyOf": [id, long] });
    }
    lists
}
