//! Why a case was selected for its study, and what was expected of it.

use serde_json::{Value, json};

use crate::base::text::Text;
use crate::yaml::decode::is_language_map;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeKind};
use crate::{choice, shape};

/// Why a case was selected, and what was expected of it.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The reason.
    pub reason: Text,
    /// What was expected of it beside the other cases.
    pub expects: Expected,
}

shape! {
    /// Why a case was selected, with what was expected of it.
    #[derive(Clone, Debug)]
    LongSelection("a selection `{ reason, expects }`") {
        /// The reason.
        reason: Text = "The only one without public money",
        /// What was expected of it beside the other cases: `likeness` (without it) or `contrast`.
        expects: Option<Expected> = "contrast",
    }
}

choice! {
    /// What was expected of a case when it was selected (Yin, Case Study Research: literal and theoretical replication).
    Expected {
        /// That it shows what its stage predicts, as the others of its stage do.
        Likeness = "likeness",
        /// That it shows something else, for a reason that was known before.
        Contrast = "contrast",
    }
}

impl FromYaml for Selection {
    const NAME: &'static str = "Selection";

    fn read(reader: &mut Reader, node: &Node) -> Option<Selection> {
        let long = matches!(&node.kind, NodeKind::Map(entries) if !is_language_map(entries));
        if !long {
            return Text::read(reader, node).map(|reason| Selection { reason, expects: Expected::Likeness });
        }
        let LongSelection { reason, expects } = LongSelection::read(reader, node)?;
        Some(Selection { reason, expects: expects.unwrap_or(Expected::Likeness) })
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (Text::schema(schemas), LongSelection::schema(schemas));
        json!({ "anyOf": [short, long] })
    }
}
