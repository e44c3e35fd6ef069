//! Facts as columns of tables, by the ids that settings use for them.

use serde_json::Value as Json;

use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::yaml::Node;
use crate::yaml::shape::schema::{Schemas, words};
use crate::yaml::shape::{FromYaml, Reader};

/// A fact that tables of cases can show, sort by and group by.
#[derive(Clone, Copy)]
pub struct Column(pub &'static FactSpec);

impl std::ops::Deref for Column {
    type Target = FactSpec;

    fn deref(&self) -> &FactSpec {
        self.0
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Column({})", self.id)
    }
}

impl Column {
    /// Returns the column of a fact, by its id.
    pub fn find(id: &str) -> Option<Column> {
        FactSpec::find(id).filter(|fact| fact.uses.column).map(Column)
    }

    /// Returns the column of a fact that the program itself names, by its id.
    ///
    /// # Panics
    /// If [`FACTS`] has no such column; a test tries all ids that the program names.
    pub fn usual(id: &str) -> Column {
        Column::find(id).expect("the table of facts has it")
    }

    /// Whether the column shows stages, for which its table needs a life cycle.
    pub fn is_stage(self) -> bool {
        matches!(self.kind, FactKind::Stages)
    }

    fn all() -> impl Iterator<Item = &'static FactSpec> {
        FACTS.iter().filter(|fact| fact.uses.column)
    }
}

impl FromYaml for Column {
    const NAME: &'static str = "Column";

    fn read(reader: &mut Reader, node: &Node) -> Option<Column> {
        let all: Vec<(&str, Column)> = Column::all().map(|fact| (fact.id, Column(fact))).collect();
        reader.d.one_of(node, &all)
    }

    fn schema(_: &mut Schemas) -> Json {
        let all: Vec<(&str, &str)> = Column::all().map(|fact| (fact.id, fact.doc)).collect();
        words(&all)
    }
}
