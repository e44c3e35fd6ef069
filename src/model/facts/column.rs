//! What columns of tables show: facts, attributes and figures, by the ids that settings use for them.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::base::rules::Code;
use crate::model::case::{Case, Known};
use crate::model::facts::value::{Reading, Value};
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::yaml::Node;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::schema::{Schemas, words};
use crate::yaml::shape::{FromYaml, Reader};

/// Something that tables of cases can show, sort by and group by.
#[derive(Clone)]
pub enum Column {
    /// A fact of all cases.
    Fact(&'static FactSpec),
    /// An attribute of the settings, by its id.
    Attribute(Arc<str>),
    /// The figure of an indicator, by its id.
    Figure(Arc<str>),
}

/// What stands before the id of an indicator.
const FIGURES: &str = "figures.";

impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.id() == other.id()
    }
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Column({})", self.id())
    }
}

impl Column {
    /// Returns the column of a fact that the program itself names, by its id.
    ///
    /// # Panics
    /// If [`FACTS`] has no such column; a test tries all ids that the program names.
    pub fn usual(id: &str) -> Column {
        Column::Fact(Column::facts().find(|fact| fact.id == id).expect("the table of facts has it"))
    }

    /// The facts that can be columns.
    pub fn facts() -> impl Iterator<Item = &'static FactSpec> {
        FACTS.iter().filter(|fact| fact.uses.column)
    }

    /// The id, as settings have it.
    pub fn id(&self) -> String {
        match self {
            Column::Fact(fact) => fact.id.to_owned(),
            Column::Attribute(id) => id.to_string(),
            Column::Figure(id) => format!("{FIGURES}{id}"),
        }
    }

    /// Whether the column shows stages, for which its table needs a life cycle.
    pub fn is_stage(&self) -> bool {
        matches!(self, Column::Fact(fact) if matches!(fact.kind, FactKind::Stages))
    }

    /// Reads what a case records. A figure that is computed is recorded by nobody.
    pub fn of<'c>(&self, case: &'c Case) -> Reading<'c> {
        let reading = match self {
            Column::Fact(fact) => return fact.of(case),
            Column::Attribute(id) => {
                case.attribute(id).map(|own| (own.value.as_ref(Value::Attribute), Some(&own.evidence)))
            }
            Column::Figure(id) => {
                let figure = case.newest().and_then(|record| record.figures.of(id)).map(|figure| &figure.amount);
                figure.map(|own| (own.value.as_ref(Value::Amount), Some(&own.evidence)))
            }
        };
        let (value, evidence) = reading.unwrap_or((Known::NotRecorded, None));
        Reading { value, evidence }
    }
}

impl FromYaml for Column {
    const NAME: &'static str = "Column";

    fn read(reader: &mut Reader, node: &Node) -> Option<Column> {
        let id = reader.d.line(node)?;
        if let Some(fact) = Column::facts().find(|fact| fact.id == id) {
            return Some(Column::Fact(fact));
        }
        if let Some(indicator) = id.strip_prefix(FIGURES) {
            reader.point(Wanted::Indicator(indicator.to_owned()), node.mark);
            return Some(Column::Figure(indicator.into()));
        }
        if FactSpec::find(&id).is_some() {
            let message = format!("`{id}` can't be a column");
            reader.d.error(Code::WrongChoice, node.mark, message, "docs/settings.md lists what can");
            return None;
        }
        reader.point(Wanted::Column(id.clone()), node.mark);
        Some(Column::Attribute(id.into()))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let facts: Vec<(&str, &str)> = Column::facts().map(|fact| (fact.id, fact.doc)).collect();
        let known = schemas.vocabulary.map(|own| own.attributes.as_slice()).unwrap_or_default();
        let own: Vec<(&str, &str)> = known.iter().map(|(id, label, _)| (id.as_str(), label.as_str())).collect();
        let figure = json!({ "type": "string", "pattern": "^figures\\.[a-z0-9-]+$" });
        let attribute = json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" });
        match (schemas.vocabulary, own.is_empty()) {
            (None, _) => json!({ "anyOf": [words(&facts), figure, attribute] }),
            (Some(_), true) => json!({ "anyOf": [words(&facts), figure] }),
            (Some(_), false) => json!({ "anyOf": [words(&facts), words(&own), figure] }),
        }
    }
}
