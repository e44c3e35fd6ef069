//! JSON Schemas of files, in draft-07, which is what editors support.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::text::Written;
use crate::yaml::memo::MEMO;
use crate::yaml::shape::notation::{AttributeForm, Form};

/// What an editor shows for a key: lines of text, and examples of values in YAML.
#[derive(Clone, Copy)]
pub struct Help {
    /// The doc comment of the field.
    pub doc: &'static [&'static str],
    /// Examples of its value, in YAML.
    pub examples: &'static [&'static str],
}

/// Ids of a workspace that an editor can offer.
#[derive(Default, Debug)]
pub struct Vocabulary {
    /// Studies.
    pub studies: Vec<String>,
    /// Keys of references.
    pub references: Vec<String>,
    /// Cases.
    pub cases: Vec<String>,
    /// Coders.
    pub coders: Vec<String>,
    /// Indicators that records give figures of: id, label, and how their figures are written.
    pub indicators: Vec<(String, String, Form)>,
    /// Attributes of cases: id, label, and how their values are written.
    pub attributes: Vec<(String, String, AttributeForm)>,
    /// Life cycles.
    pub life_cycles: Vec<String>,
    /// Stages of all life cycles.
    pub stages: Vec<String>,
    /// Frameworks with dimensions.
    pub lenses: Vec<Lens>,
}

/// A framework with its dimensions, and the ids and labels of their characteristics.
#[derive(Debug)]
pub struct Lens {
    /// The framework's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The dimensions.
    pub dimensions: Vec<LensDimension>,
}

/// A dimension of a framework.
#[derive(Debug)]
pub struct LensDimension {
    /// The dimension's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The id and the label of each of its characteristics.
    pub characteristics: Vec<(String, String)>,
}

/// A schema under construction, with its named definitions.
#[derive(Default)]
pub struct Schemas<'v> {
    definitions: BTreeMap<String, Value>,
    /// The ids of a workspace, if they are to be offered.
    pub vocabulary: Option<&'v Vocabulary>,
}

impl Schemas<'_> {
    /// Returns a reference to a definition. `make` makes it the first time.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), Value::Null);
            let made = make(self);
            self.definitions.insert(name.to_owned(), made);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// Returns a definition that was made already.
    pub fn definition(&self, name: &str) -> Option<&Value> {
        self.definitions.get(name)
    }
}

/// The schema of a mapping under construction.
pub struct Properties<'s, 'v> {
    /// The schema that it is a part of.
    pub schemas: &'s mut Schemas<'v>,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    one_of: Vec<&'static str>,
}

impl<'s, 'v> Properties<'s, 'v> {
    /// Creates the schema of a mapping without keys.
    pub fn new(schemas: &'s mut Schemas<'v>) -> Properties<'s, 'v> {
        Properties { schemas, properties: Map::new(), required: Vec::new(), one_of: Vec::new() }
    }

    /// Adds a key with the schema of its values.
    pub fn add(&mut self, key: &'static str, help: Help, schema: Value) {
        let doc: Vec<&str> = help.doc.iter().map(|line| line.trim()).collect();
        let examples: Vec<Value> = help.examples.iter().filter_map(|text| serde_yaml::from_str(text).ok()).collect();
        // In draft-07, validation ignores all keywords beside `$ref`, but editors show them.
        let mut described = json!({ "description": doc.join(" ").trim(), "examples": examples });
        if let (Value::Object(described), Value::Object(schema)) = (&mut described, schema) {
            described.extend(schema);
        }
        self.properties.insert(key.to_owned(), described);
    }

    /// Makes a key required.
    pub fn require(&mut self, key: &'static str) {
        self.required.push(key);
    }

    /// Requires exactly one of some keys.
    pub fn require_one(&mut self, keys: &[&'static str]) {
        self.one_of.extend(keys);
    }

    /// Returns the finished schema of the mapping, which allows no other keys.
    pub fn object(mut self) -> Value {
        let memo = Help {
            doc: &["A note of yours for nobody else: no report shows it, and nothing that is handed out has it."],
            examples: &["Ask her for the year once more"],
        };
        let schema = self.schemas.define("Memo", |_| {
            let texts = json!({ "type": "object", "additionalProperties": scalar() });
            json!({ "anyOf": [scalar(), texts, { "type": "array", "items": scalar() }] })
        });
        self.add(MEMO, memo, schema);
        let mut object = json!({
            "type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": self.properties, "required": self.required,
        });
        if !self.one_of.is_empty() {
            object["oneOf"] = self.one_of.iter().map(|key| json!({ "required": [key] })).collect();
        }
        object
    }
}

impl<'v> Schemas<'v> {
    /// Creates a schema without definitions.
    pub fn new(vocabulary: Option<&'v Vocabulary>) -> Schemas<'v> {
        Schemas { definitions: BTreeMap::new(), vocabulary }
    }

    /// Returns the schema of a whole file. The definition `part` becomes its root.
    pub fn document(mut self, title: &str, part: &str) -> Value {
        let mut root = self.definitions.remove(part).unwrap_or_default();
        if let Value::Object(root) = &mut root {
            root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
            root.insert("title".to_owned(), json!(title));
            root.insert("definitions".to_owned(), json!(self.definitions));
        }
        root
    }
}

/// Text in one line, even if YAML takes it for a number or a boolean.
pub fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
}

/// One of some words, each with its meaning.
pub fn words(words: &[(&str, &str)]) -> Value {
    // YAML takes some words for numbers.
    let number = |word: &str| serde_json::from_str::<Value>(word).ok().filter(Value::is_number);
    let forms = words.iter().flat_map(|(word, doc)| [Some(json!(word)), number(word)].map(|form| (form, doc.trim())));
    let (values, docs): (Vec<Value>, Vec<&str>) = forms.filter_map(|(form, doc)| Some((form?, doc))).unzip();
    json!({ "enum": values, "enumDescriptions": docs })
}

/// A value that is parsed from its text, by its pattern.
pub fn written<T: Written>() -> Value {
    let forms = T::EXAMPLES.iter().map(|example| format!("`{example}`")).collect::<Vec<_>>().join(", ");
    let text = format!("{}: {forms}", T::KIND);
    json!({
        "type": if T::NUMERIC { json!(["string", "number"]) } else { json!("string") }, "pattern": T::PATTERN,
        "patternErrorMessage": format!("This is not {text}"),
    })
}

/// Extends a schema to allow some words as well.
pub fn or_words(mut schema: Value, words: &[&str]) -> Value {
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.extend(words.iter().map(|word| json!(word)));
        if let Some(Value::Array(docs)) = schema.get_mut("enumDescriptions") {
            docs.extend(words.iter().map(|_| json!("")));
        }
        return schema;
    }
    json!({ "anyOf": [schema, { "enum": words }] })
}
