//! The attributes of a case or a record: what the settings define besides what every case file has. How their values are written is known
//! to the reader of the file (`shape::Reader::notations`).

use serde_json::{Map, Value, json};

use crate::base::text::Text;
use crate::model::case::date::Date;
use crate::model::case::evidence::Fact;
use crate::model::case::figures::Amount;
use crate::model::case::signed::{SignedMoney, SignedQuantity};
use crate::model::case::value::{Percentage, Quantity};
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::notation::{AttributeForm, Form, Notation};
use crate::yaml::shape::schema::{Help, Properties, Schemas, words};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId};

/// What an attribute is in a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Attributed {
    /// An amount, a date or text.
    Amount(Amount),
    /// One of the words that the settings list.
    Level(String),
    /// Yes or no.
    Truth(bool),
}

impl FromYaml for Attributed {
    const NAME: &'static str = "Attributed";

    fn read(reader: &mut Reader, node: &Node) -> Option<Attributed> {
        match reader.attribute? {
            AttributeForm::Amount(form) => {
                reader.form = *form;
                Amount::read(reader, node).map(Attributed::Amount)
            }
            AttributeForm::Level(levels) => {
                let all: Vec<(&str, &String)> = levels.iter().map(|word| (word.as_str(), word)).collect();
                reader.d.one_of(node, &all).map(|word| Attributed::Level(word.clone()))
            }
            AttributeForm::Truth => {
                let all = [("yes", true), ("no", false)];
                reader.d.one_of(node, &all).map(Attributed::Truth)
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        Amount::schema(schemas)
    }
}

/// The schema of values that are written in a form.
fn schema_of(schemas: &mut Schemas, form: &AttributeForm) -> Value {
    let own = match form {
        AttributeForm::Truth => return words(&[("yes", ""), ("no", "")]),
        AttributeForm::Level(levels) => {
            return words(&levels.iter().map(|word| (word.as_str(), "")).collect::<Vec<_>>());
        }
        AttributeForm::Amount(form) => form,
    };
    match own.notation {
        Notation::Money => SignedMoney::schema(schemas),
        Notation::Percentage => Percentage::schema(schemas),
        Notation::Date => Date::schema(schemas),
        Notation::Text => Text::schema(schemas),
        _ if own.negative => SignedQuantity::schema(schemas),
        _ => Quantity::schema(schemas),
    }
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub struct AttributeValue {
    /// The attribute's id.
    pub attribute: String,
    /// The position of the id in the file.
    pub key: NodeId,
    /// How it is written, if it is an amount, a date or text.
    pub form: Option<Form>,
    /// The value.
    pub value: Fact<Attributed>,
}

/// The values of attributes, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Attributes(pub Vec<AttributeValue>);

impl Attributes {
    /// Returns the value of an attribute; `None` if nothing is recorded of it.
    pub fn of(&self, attribute: &str) -> Option<&Fact<Attributed>> {
        self.0.iter().find(|own| own.attribute == attribute).map(|own| &own.value)
    }
}

impl FromKey for Attributes {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Attributes> {
        let mut all = Attributes::default();
        let Some(mut inner) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of attributes")) else {
            return Some(all);
        };
        inner.drop_loose(&mut reader.d);
        for (attribute, key, node) in inner.rest() {
            reader.point(Wanted::Attribute(attribute.clone()), key.mark);
            // Of one that there is not, nobody knows how its values are written.
            let Some(own) = reader.notations.attribute(&attribute) else { continue };
            reader.attribute = Some(own);
            let value = Fact::read(reader, node, |_, _| {});
            let form = if let AttributeForm::Amount(form) = own { Some(*form) } else { None };
            all.0.push(AttributeValue { attribute, key: key.mark, form, value });
        }
        reader.attribute = None;
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schemas = &mut *properties.schemas;
        let mut schema = json!({ "type": "object", "minProperties": 1 });
        match schemas.vocabulary.map(|vocabulary| &vocabulary.attributes).filter(|known| !known.is_empty()) {
            None => {
                schema["additionalProperties"] =
                    schemas.define("AttributeValue", |schemas| Fact::<Attributed>::schema(schemas, |_| {}));
            }
            Some(known) => {
                let mut all = Map::new();
                for (id, label, form) in known {
                    let value = schema_of(schemas, form);
                    let mut value = Fact::<Attributed>::schema_of(schemas, value, |_| {});
                    value["description"] = Value::String(label.clone());
                    all.insert(id.clone(), value);
                }
                schema["properties"] = Value::Object(all);
                schema["additionalProperties"] = json!(false);
            }
        }
        properties.add(key, help, schema);
    }
}
