//! Observations of the dimensions of frameworks.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::{Evidence, Passage, WITHHELD, YesNo};
use crate::model::case::listed::Extent;
use crate::model::case::quote::Note;
use crate::model::case::words::ListKind;
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::CoderId;
use crate::yaml::shape::link::Link;
use crate::yaml::shape::list::{List, OneOrMany};
use crate::yaml::shape::schema::{Help, Lens, LensDimension, Properties, Schemas, scalar, words};
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

impl Observed {
    /// What was observed of a dimension; `None` if nothing is recorded, or only what the author finds on it.
    pub fn of(&self, dimension: &str) -> Option<&Seen> {
        self.seen(dimension).filter(|seen| {
            let is_listed = || seen.all().iter().any(|(_, list)| !list.is_empty());
            seen.summary.is_none() || seen.list.is_some() || !seen.withheld.is_empty() || is_listed()
        })
    }

    /// What the author finds on a dimension.
    pub fn summary(&self, dimension: &str) -> Option<&Text> {
        self.seen(dimension)?.summary.as_ref().map(|note| &note.0)
    }

    fn seen(&self, dimension: &str) -> Option<&Seen> {
        self.dimensions.iter().find(|seen| seen.dimension == dimension)
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
    SeenLists("a mapping with `seen`, `planned`, `past`, `absent` or `summary`") check check {
        /// `open` if the source says "for example", "such as", "and the like" (the default); `closed` if what it lists is all.
        list: Option<Extent> = "{ is: closed, words: limited to }",
        /// What the author finds on the dimension in this case, in a few words, for tables that show text.
        summary: Option<Note> = "Meets every week; trust came late",
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
    fn check(&self, reader: &mut Reader, _: &Fields) {
        let others = self.all().into_iter().filter(|(list, _)| *list != "seen");
        for (list, one) in others.flat_map(|(list, all)| all.iter().map(move |one| (list, one))) {
            if one.rating.is_some() {
                let message = format!("only what is seen is rated, and this is `{list}`");
                reader.d.error(Code::Conflict, one.evidence.mark, message, "leave `rating` out, or move it to `seen`");
            }
        }
    }

    /// Who coded the dimension, if not the author alone.
    pub fn coders(&self) -> BTreeSet<&str> {
        self.all().into_iter().flat_map(|(_, list)| list).filter_map(|one| one.by.as_deref()).collect()
    }

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
    /// How it was rated on the scale of its dimension.
    pub rating: Option<Rating>,
    /// Passages that speak against it. None of them supports it.
    pub against: Vec<Passage>,
    /// Who coded it, if not the author.
    pub by: Option<String>,
    /// Whether the coders agreed on it.
    pub is_agreed: bool,
    /// Whether its quotation is one that tables of quotations show.
    pub is_key: bool,
    /// Where it comes from.
    pub evidence: Evidence,
}

impl Observation {
    /// Whether no coder disputes it: it is the author's own, or what the coders agreed on.
    pub fn is_settled(&self) -> bool {
        self.by.is_none() || self.is_agreed
    }

    /// Whether it says that the data don't tell.
    pub fn is_missing(&self) -> bool {
        self.rating.as_ref().is_some_and(|rating| rating.0 == MISSING)
    }

    /// An observation of which no more is said.
    fn of(what: Characterised, evidence: Evidence) -> Observation {
        Observation {
            what,
            in_text: None,
            words: None,
            response: None,
            held_against: Vec::new(),
            rating: None,
            against: Vec::new(),
            by: None,
            is_agreed: false,
            is_key: false,
            evidence,
        }
    }
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
        /// How it is rated: a level of the dimension's scale, `mixed` or `missing`.
        rating: Option<Rating> = "2",
        /// Passages that speak against it, each with its place or a quotation.
        against: OneOrMany<Passage> = "{ source: interview-2, at: min. 14 }",
        /// Who coded it, where several do: an id under `coders` in casebook.yaml.
        by: Option<CoderId> = "anna",
        /// Whether this is what the coders agreed on.
        agreed: Option<YesNo> = "yes",
        /// Whether its quotation is one that tables of quotations show.
        key: Option<YesNo> = "yes",
        /// Where it comes from.
        evidence: Evidence,
    }
}

/// The word for a rating that goes both ways.
pub const MIXED: &str = "mixed";
/// The word for a rating that could not be made, since the data don't say.
pub const MISSING: &str = "missing";

/// How an observation was rated, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating(pub String);

impl FromYaml for Rating {
    const NAME: &'static str = "Rating";

    fn read(reader: &mut Reader, node: &Node) -> Option<Rating> {
        let word = reader.d.line(node)?;
        let (framework, dimension) = reader.lens.clone();
        reader.point(Wanted::Rating { framework, dimension, word: word.clone() }, node.mark);
        Some(Rating(word))
    }

    fn schema(_: &mut Schemas) -> Value {
        scalar()
    }
}

impl LongObservation {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if let Some(mark) =
            fields.mark_of("key").filter(|_| self.key == Some(YesNo::Yes) && self.evidence.quote.is_none())
        {
            let message = "`key` marks a quotation that tables show, and this has none";
            reader.d.error(Code::Conflict, mark, message, "add `quote: …`, or leave `key` out");
        }
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

impl Characterised {
    /// Whether it is the characteristic with this id.
    pub fn is(&self, id: &str) -> bool {
        matches!(self, Characterised::Known(own) if own == id)
    }

    /// What it is called; of a characteristic of the framework, its id. `get` returns a text in the language of the report.
    pub fn shown(&self, get: impl Fn(&Text) -> String) -> String {
        match self {
            Characterised::New(text) => get(text),
            Characterised::Known(id) => id.clone(),
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
            let own = LongObservation::read(reader, node)?;
            Observation {
                what: own.what,
                in_text: own.in_text,
                words: own.words,
                response: own.response,
                held_against: own.held_against.0,
                rating: own.rating,
                against: own.against.0,
                by: own.by.map(|coder| coder.0),
                is_agreed: own.agreed == Some(YesNo::Yes),
                is_key: own.key == Some(YesNo::Yes),
                evidence: own.evidence,
            }
        } else {
            let what = Characterised::Known(CharacteristicId::read(reader, node)?.0);
            let evidence = Evidence::inherited(reader, node.mark);
            Observation::of(what, evidence)
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
