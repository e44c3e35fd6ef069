//! The tables of the summary that the settings ask for.

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::{Text, is_reserved};
use crate::model::case::Case;
use crate::model::facts::column::Column;
use crate::model::settings::displays::{Display, ShowKind};
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::{FrameworkId, Id, LifeCycleId, StudyId};
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId, NodeKind};

/// The ids of tables that the summary has without being asked, if there is something to show in them.
pub const OWN_TABLES: [&str; 2] = ["claims", "evidence"];

shape! {
    /// A table of the summary.
    #[derive(Debug)]
    TableSpec("a table `{ id, title, show }`") check check {
        /// The id, which is the name of its CSV file.
        id: Id = "all-cases",
        /// The caption. In it `{cases}` stands for the number of cases that the table covers.
        title: Text = "All cases at a glance",
        /// A note below it; `{cases}` stands for the same there.
        note: Option<Text> = "Table 2 of the paper",
        /// The study whose cases it covers; all cases without one.
        study: Option<StudyId> = "nine-danish-clusters",
        /// What it shows.
        show: Shows,
        /// Where it stands in the file.
        mark: NodeId,
    }
}

impl TableSpec {
    /// Whether a case is of the study that the table covers.
    pub fn covers(&self, case: &Case) -> bool {
        self.study.is_none() || self.study == case.study
    }
}

/// What a table shows.
#[derive(Debug)]
pub enum Shows {
    /// One row per case.
    Cases {
        /// The columns.
        columns: Vec<ColumnSpec>,
        /// The life cycle whose stages are shown.
        life_cycle: Option<String>,
        /// The column that rows are sorted by; rows with equal values are sorted by name.
        order: Option<Column>,
    },
    /// How well cases fit what a framework expects; those that it was derived from are kept apart from others.
    Tested {
        /// The framework.
        framework: String,
    },
    /// For each case what its stage would have it show, what it shows, and what kind of replication that is.
    Replication {
        /// The framework.
        framework: String,
    },
    /// What a framework lists for one stage alone, and which cases show it.
    Exclusive {
        /// The framework.
        framework: String,
        /// The dimension; all of them without it.
        dimension: Option<String>,
    },
    /// The evidence that observations rest on, by case, by dimension and by kind of source.
    Coverage,
    /// A framework's characteristics by stage, with the cases' observations counted in it.
    Profile {
        /// The framework.
        framework: String,
    },
    /// What cases say in words and numbers.
    Display(Display),
    /// Cases by characteristics of a dimension.
    Grid {
        /// The framework.
        framework: String,
        /// The dimension.
        dimension: String,
        /// The life cycle whose stages are shown, if not the framework's own.
        life_cycle: Option<String>,
        /// The column that rows are grouped by.
        group: Option<Column>,
        /// The column that rows are sorted by; rows with equal values are sorted by name.
        order: Option<Column>,
    },
}

/// A column of a table of cases; the short form is just what it shows.
#[derive(Debug)]
pub struct ColumnSpec {
    /// The fact that it shows.
    pub show: Column,
    /// Its heading, if not the usual one.
    pub title: Option<Text>,
}

shape! {
    /// A column with a heading of its own.
    #[derive(Debug)]
    LongColumn("a column `{ show, title }`") {
        /// What it shows.
        show: Column = "name",
        /// Its heading.
        title: Option<Text> = "Name of cluster",
    }
}

impl TableSpec {
    fn check(&self, reader: &mut Reader, _: &Fields) {
        if OWN_TABLES.contains(&&*self.id) {
            let message = format!("casebook makes a table `{}` of its own", self.id);
            reader.d.error(Code::DoubledId, self.id.1, message, "give this table another id");
        }
        if is_reserved(&self.id) {
            let help = "give the table another id: it is the name of its CSV file";
            let message = format!("Windows reserves the name `{}`", self.id);
            reader.d.error(Code::WrongForm, self.id.1, message, help);
        }
    }
}

impl FromYaml for ColumnSpec {
    const NAME: &'static str = "ColumnSpec";

    fn read(reader: &mut Reader, node: &Node) -> Option<ColumnSpec> {
        match node.kind {
            NodeKind::Map(_) => {
                LongColumn::read(reader, node).map(|LongColumn { show, title }| ColumnSpec { show, title })
            }
            _ => Some(ColumnSpec { show: Column::read(reader, node)?, title: None }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (Column::schema(schemas), LongColumn::schema(schemas));
        json!({ "anyOf": [short, long] })
    }
}

/// The keys of a table depend on what it shows.
impl FromKey for Shows {
    fn pick(reader: &mut Reader, fields: &mut Fields, _: &'static str) -> Option<Shows> {
        match ShowKind::pick(reader, fields, "show") {
            Some(ShowKind::Cases) => Shows::cases(reader, fields),
            Some(ShowKind::Profile) => Shows::staged(reader, fields).map(|framework| Shows::Profile { framework }),
            Some(ShowKind::Grid) => Shows::grid(reader, fields),
            Some(ShowKind::Tested) => Shows::staged(reader, fields).map(|framework| Shows::Tested { framework }),
            Some(ShowKind::Replication) => {
                Shows::staged(reader, fields).map(|framework| Shows::Replication { framework })
            }
            Some(ShowKind::Exclusive) => Shows::exclusive(reader, fields),
            Some(ShowKind::Coverage) => Some(Shows::Coverage),
            Some(kind) => Display::pick(reader, fields, kind).map(Shows::Display),
            None => {
                // Without knowing what is shown, no key can be called unknown, so all are taken.
                fields.rest();
                None
            }
        }
    }

    fn describe(properties: &mut Properties, _: &'static str, _: Help) {
        let help = |doc: &'static [&'static str], examples| Help { doc, examples };
        ShowKind::describe(properties, "show", help(&["What the table shows."], &["cases"]));
        Option::<Vec<ColumnSpec>>::describe(
            properties,
            "columns",
            help(&["The columns of a table of cases."], &["[name, stage, { show: actors, title: Members }]"]),
        );
        Option::<LifeCycleId>::describe(
            properties,
            "life_cycle",
            help(
                &[
                    "The life cycle of the stages in a table of cases or a grid; a grid has that of its framework without it.",
                ],
                &["enright"],
            ),
        );
        let order = help(
            &["What the cases of a table, a grid or a matrix are sorted by, before they are by name."],
            &["stage"],
        );
        Option::<Column>::describe(properties, "order", order);
        let framework = help(&["The framework that the table is about."], &["facilitator-life-cycle"]);
        Option::<FrameworkId>::describe(properties, "framework", framework);
        Option::<Id>::describe(
            properties,
            "dimension",
            help(
                &["The dimension that the table is about; of some kinds all of the framework without it."],
                &["tasks"],
            ),
        );
        let group = help(&["What the cases of a grid or a matrix are grouped by."], &["stage"]);
        Option::<Column>::describe(properties, "group_by", group);
        Display::describe(properties);
    }
}

impl Shows {
    /// Reads the key `framework`, whose framework must refer to a life cycle.
    fn staged(reader: &mut Reader, fields: &mut Fields) -> Option<String> {
        let framework = FrameworkId::pick(reader, fields, "framework")?.0;
        let mark = fields.mark_of("framework").unwrap_or(fields.mark());
        reader.point(Wanted::Staged(framework.clone()), mark);
        Some(framework)
    }

    fn exclusive(reader: &mut Reader, fields: &mut Fields) -> Option<Shows> {
        let framework = Shows::staged(reader, fields);
        let dimension = Option::<Id>::pick(reader, fields, "dimension")?;
        if let (Some(framework), Some(dimension)) = (&framework, &dimension) {
            let wanted = Wanted::Dimension { framework: framework.clone(), dimension: dimension.to_string() };
            reader.point(wanted, dimension.1);
        }
        Some(Shows::Exclusive { framework: framework?, dimension: dimension.map(|id| id.0) })
    }

    fn cases(reader: &mut Reader, fields: &mut Fields) -> Option<Shows> {
        let columns = Vec::<ColumnSpec>::pick(reader, fields, "columns");
        let life_cycle = Option::<LifeCycleId>::pick(reader, fields, "life_cycle")?;
        let order = Option::<Column>::pick(reader, fields, "order")?;
        let stages = order.as_ref().is_some_and(Column::is_stage)
            || columns.iter().flatten().any(|column| column.show.is_stage());
        if stages && fields.mark_of("life_cycle").is_none() {
            let help = "add `life_cycle: …`, the id of a framework with stages";
            let message = "a table with stages needs the key `life_cycle`";
            reader.d.error(Code::MissingKey, fields.mark(), message, help);
        }
        Some(Shows::Cases { columns: columns?, life_cycle: life_cycle.map(|id| id.0), order })
    }

    fn grid(reader: &mut Reader, fields: &mut Fields) -> Option<Shows> {
        let framework = FrameworkId::pick(reader, fields, "framework");
        let dimension = Id::pick(reader, fields, "dimension");
        if let (Some(framework), Some(dimension)) = (&framework, &dimension) {
            let wanted = Wanted::Dimension { framework: framework.to_string(), dimension: dimension.to_string() };
            reader.point(wanted, dimension.1);
        }
        let life_cycle = Option::<LifeCycleId>::pick(reader, fields, "life_cycle")?;
        let group = Option::<Column>::pick(reader, fields, "group_by")?;
        let order = Option::<Column>::pick(reader, fields, "order")?;
        if let (Some(framework), None) = (&framework, &life_cycle) {
            let keys = [("group_by", &group), ("order", &order)].into_iter();
            for (key, _) in keys.filter(|(_, column)| column.as_ref().is_some_and(Column::is_stage)) {
                let mark = fields.mark_of(key).unwrap_or(fields.mark());
                reader.point(Wanted::Staged(framework.to_string()), mark);
            }
        }
        let life_cycle = life_cycle.map(|id| id.0);
        Some(Shows::Grid { framework: framework?.0, dimension: dimension?.0, life_cycle, group, order })
    }
}
