//! Lists, and mappings from ids.

use std::ops::Deref;

use serde_json::{Value, json};

use crate::yaml::decode::Fields;
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Reader, ids};
use crate::yaml::{Node, NodeId, NodeKind};

/// A list that must not be empty.
impl<T: FromYaml> FromYaml for Vec<T> {
    const NAME: &'static str = "List";
    const NONE: &'static str = T::NONE;

    fn read(reader: &mut Reader, node: &Node) -> Option<Vec<T>> {
        let items = reader.d.list(node);
        Some(items.iter().filter_map(|item| T::read(reader, item)).collect())
    }

    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "type": "array", "minItems": 1, "items": T::schema(schemas) })
    }
}

/// A list that may be left out.
#[derive(Clone, Debug)]
pub struct List<T>(pub Vec<T>);

/// A list that may be left out, or one value that stands for a list of one.
#[derive(Clone, Debug)]
pub struct OneOrMany<T>(pub Vec<T>);

/// A mapping from ids that may be left out.
#[derive(Clone, Debug)]
pub struct ById<T> {
    /// The entries that could be read.
    pub entries: Vec<Named<T>>,
    /// The ids of all entries.
    pub ids: Vec<String>,
}

/// An entry of a mapping from ids.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The id.
    pub id: String,
    /// The position of the id.
    pub key: NodeId,
    /// The value of the entry.
    pub value: T,
}

macro_rules! holds_many {
    ($($name:ident),+) => {$(
        impl<T> Default for $name<T> {
            fn default() -> $name<T> {
                $name(Vec::new())
            }
        }

        impl<T> Deref for $name<T> {
            type Target = Vec<T>;

            fn deref(&self) -> &Vec<T> {
                &self.0
            }
        }

        impl<'a, T> IntoIterator for &'a $name<T> {
            type Item = &'a T;
            type IntoIter = std::slice::Iter<'a, T>;

            fn into_iter(self) -> std::slice::Iter<'a, T> {
                self.0.iter()
            }
        }
    )+};
}

holds_many!(List, OneOrMany);

impl<T> Default for ById<T> {
    fn default() -> ById<T> {
        ById { entries: Vec::new(), ids: Vec::new() }
    }
}

impl<T> Deref for ById<T> {
    type Target = Vec<Named<T>>;

    fn deref(&self) -> &Vec<Named<T>> {
        &self.entries
    }
}

impl<T> Deref for Named<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: FromYaml> FromKey for List<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<List<T>> {
        let read = fields.take(key).and_then(|node| Vec::read(reader, node));
        Some(List(read.unwrap_or_default()))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schema = Vec::<T>::schema(properties.schemas);
        properties.add(key, help, schema);
    }
}

impl<T: FromYaml> OneOrMany<T> {
    /// Reads a list, or one value.
    pub fn read(reader: &mut Reader, node: &Node) -> OneOrMany<T> {
        let read = match node.kind {
            NodeKind::List(_) => Vec::read(reader, node),
            _ => T::read(reader, node).map(|one| vec![one]),
        };
        OneOrMany(read.unwrap_or_default())
    }
}

impl<T: FromYaml> FromKey for OneOrMany<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<OneOrMany<T>> {
        Some(fields.take(key).map(|node| OneOrMany::read(reader, node)).unwrap_or_default())
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (one, many) = (T::schema(properties.schemas), Vec::<T>::schema(properties.schemas));
        properties.add(key, help, json!({ "anyOf": [many, one] }));
    }
}

impl<T: FromYaml> FromKey for ById<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<ById<T>> {
        let mut all = ById::default();
        let Some(mut inner) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of ids")) else {
            return Some(all);
        };
        for (id, key, node) in inner.rest() {
            reader.d.check_id(key.mark, &id);
            all.ids.push(id.clone());
            all.entries.extend(T::read(reader, node).map(|value| Named { id, key: key.mark, value }));
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let inner = T::schema(properties.schemas);
        let schema = json!({
            "type": "object", "minProperties": 1, "propertyNames": ids::schema(None), "additionalProperties": inner,
        });
        properties.add(key, help, schema);
    }
}
