//! The source of everything in a case or a record that names no other.

use std::sync::Arc;

use serde_json::json;

use crate::base::text::Text;
use crate::model::case::evidence::Evidence;
use crate::shape;
use crate::yaml::NodeKind;
use crate::yaml::decode::Fields;
use crate::yaml::shape::ids::SourceId;
use crate::yaml::shape::schema::{Help, Properties};
use crate::yaml::shape::{FromKey, FromYaml, Hidden, Reader, Stated};

/// The source of everything that names no other. It holds from here to the end of the mapping around it.
#[derive(Clone, Debug, Default)]
pub struct StatedIn(pub Option<Evidence>);

shape! {
    /// A source with a place in it.
    #[derive(Clone, Debug)]
    SourceAt("a source `{ source, at }`") {
        /// The source: an id under `sources`.
        source: SourceId = "paper",
        /// The place in it.
        at: Option<Text> = "Case presentation",
    }
}

impl std::ops::Deref for StatedIn {
    type Target = Option<Evidence>;

    fn deref(&self) -> &Option<Evidence> {
        &self.0
    }
}

impl FromKey for StatedIn {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<StatedIn> {
        let Some(node) = fields.take(key) else { return Some(StatedIn(None)) };
        let stated = match node.kind {
            NodeKind::Map(_) => match SourceAt::read(reader, node) {
                Some(read) => Stated { source: Some(reader.source(read.source.0)), at: read.at.map(Arc::from) },
                None => Stated { source: None, at: None },
            },
            _ => Stated { source: SourceId::read(reader, node).map(|id| reader.source(id.0)), at: None },
        };
        let Stated { source, at } = stated.clone();
        if source.as_ref().is_some_and(|source| source.is_hidden) {
            reader.hidden.insert(node.mark, Hidden::Silent);
        }
        reader.stated.push(stated);
        let evidence = |source| Evidence::from_source(Some(source), at);
        Some(StatedIn(source.map(evidence)))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (short, long) = (SourceId::schema(properties.schemas), SourceAt::schema(properties.schemas));
        properties.add(key, help, json!({ "anyOf": [short, long] }));
    }
}
