//! Tables that show what cases say in words and numbers, besides grids: the displays of the books on method.

use rust_decimal::Decimal;

use crate::base::rules::Code;
use crate::base::text::{Text, Written};
use crate::model::case::evidence::YesNo;
use crate::model::facts::column::Column;
use crate::yaml::NodeId;
use crate::yaml::condition::Condition;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::{FrameworkId, Id};
use crate::yaml::shape::list::{List, OneOrMany};
use crate::yaml::shape::schema::{Help, Properties};
use crate::yaml::shape::{FromKey, Reader};
use crate::{choice, shape, written};

/// What a display shows.
#[derive(Debug)]
pub enum Display {
    /// Cases by dimensions, or by the characteristics of one, with text in the cells.
    Matrix(TextMatrix),
    /// Quotations by characteristic.
    Quotes(Part),
    /// From the sources' words to characteristics and dimensions.
    DataStructure(Part),
    /// The sources of all cases.
    Sources,
    /// The characteristics of a framework with what they mean.
    Codebook(Part),
    /// What happened in all cases, in order.
    TimeOrdered,
    /// How often characteristics occur together.
    Together(Part),
    /// Which conditions come with an outcome.
    TruthTable(TruthTable),
    /// What ratings come to.
    Ratings(Part),
    /// How far coders agree.
    Agreement(Part),
}

/// A framework, or one dimension of it.
#[derive(Debug)]
pub struct Part {
    /// The framework.
    pub framework: String,
    /// The dimension; all of them without it.
    pub dimension: Option<String>,
}

/// A matrix with text.
#[derive(Debug)]
pub struct TextMatrix {
    /// What stands against the cases: the dimensions of a framework, or the characteristics of one dimension.
    pub part: Part,
    /// What a cell has.
    pub cells: CellText,
    /// Whether cases are columns.
    pub is_turned: bool,
    /// What cases are grouped by.
    pub group: Option<Column>,
    /// What cases are sorted by, before they are by name.
    pub order: Option<Column>,
}

choice! {
    /// What a cell of a matrix with text has.
    CellText {
        /// What the author finds on the dimension.
        Summary = "summary",
        /// What was observed.
        Observations = "observations",
        /// A quotation that is marked as `key`.
        Quotation = "quotation",
    }
}

/// The combinations of conditions that cases have, with their outcomes: Ragin (1987, 2008).
#[derive(Debug)]
pub struct TruthTable {
    /// The conditions.
    pub conditions: Vec<CausalCondition>,
    /// The outcome.
    pub outcome: CausalCondition,
}

shape! {
    /// A condition, or an outcome.
    #[derive(Debug)]
    CausalCondition("a condition `{ id, label, holds }` or `{ id, label, of, calibrate }`") check check {
        /// The id, which heads its column in CSV.
        id: Id = "vision",
        /// What reports call it.
        label: Text = "Shared vision",
        /// Whether a case has it, in CEL.
        holds: Option<Condition> = "attributes.pupils > 100",
        /// The attribute or figure whose numbers are calibrated to memberships between 0 and 1.
        of: Option<Column> = "pupils",
        /// With `of`: the numbers at which a case is fully out, at the crossover, and fully in.
        calibrate: OneOrMany<Anchor> = "[100, 250, 500]",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

/// A number at which a membership is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor(pub Decimal);

impl std::str::FromStr for Anchor {
    type Err = String;

    fn from_str(text: &str) -> Result<Anchor, String> {
        text.parse().map(Anchor).map_err(|_| "write a number without separators, like 250 or -0.5".to_owned())
    }
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Written for Anchor {
    const KIND: &'static str = "a number";
    const PATTERN: &'static str = r"^-?[0-9]+(\.[0-9]+)?$";
    const EXAMPLES: &'static [&'static str] = &["250", "-0.5"];
    const NUMERIC: bool = true;
}

written!(Anchor);

impl CausalCondition {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let mut error = |key: &str, message: &str, help: &str| {
            let mark = fields.mark_of(key).unwrap_or(fields.mark());
            reader.d.error(Code::Conflict, mark, message, help);
        };
        let anchors: Vec<Decimal> = self.calibrate.iter().map(|anchor| anchor.0).collect();
        match (&self.holds, &self.of) {
            (Some(_), Some(_)) => error("of", "a condition holds or not, or it is calibrated", "keep `holds` or `of`"),
            (None, None) => error(
                "id",
                "nothing says when a case has this",
                "add `holds: …`, a condition in CEL, or `of` and `calibrate`",
            ),
            (Some(_), None) if !anchors.is_empty() => {
                error(
                    "calibrate",
                    "only numbers are calibrated",
                    "leave `calibrate` out, or write `of` in place of `holds`",
                );
            }
            (None, Some(_)) => {
                let rises = anchors.windows(2).all(|pair| pair[0] < pair[1]);
                let falls = anchors.windows(2).all(|pair| pair[0] > pair[1]);
                if anchors.len() != 3 || !(rises || falls) {
                    let help = "write `calibrate: [100, 250, 500]`; falling numbers make high ones count as out";
                    error("calibrate", "a calibration has three numbers: fully out, crossover and fully in", help);
                }
            }
            _ => {}
        }
    }
}

impl Part {
    /// Reads the keys `framework` and `dimension`.
    fn pick(reader: &mut Reader, fields: &mut Fields) -> Option<Part> {
        let framework = FrameworkId::pick(reader, fields, "framework");
        let dimension = Option::<Id>::pick(reader, fields, "dimension")?;
        if let (Some(framework), Some(dimension)) = (&framework, &dimension) {
            let wanted = Wanted::Dimension { framework: framework.to_string(), dimension: dimension.to_string() };
            reader.point(wanted, dimension.1);
        }
        Some(Part { framework: framework?.0, dimension: dimension.map(|id| id.0) })
    }

    /// The same for a table of a single dimension.
    fn pick_one(reader: &mut Reader, fields: &mut Fields) -> Option<Part> {
        let is_missing = fields.mark_of("dimension").is_none();
        let part = Part::pick(reader, fields);
        if is_missing {
            let help = "add `dimension: …`, whose characteristics it shows";
            reader.d.error(Code::MissingKey, fields.mark(), "this table needs the key `dimension`", help);
        }
        part
    }
}

choice! {
    /// The kinds of tables.
    ShowKind {
        /// One row per case.
        Cases = "cases",
        /// A framework's profile with counts.
        Profile = "profile",
        /// Cases by characteristics.
        Grid = "grid",
        /// How cases fare with what a framework expects.
        Tested = "tested",
        /// What cases were predicted to show, and what they show.
        Replication = "replication",
        /// What is listed for one stage alone.
        Exclusive = "exclusive",
        /// On what evidence observations rest.
        Coverage = "coverage",
        /// Cases by dimensions or characteristics, with text in the cells.
        Matrix = "matrix",
        /// Quotations by characteristic.
        Quotes = "quotes",
        /// From the sources' words to characteristics and dimensions.
        DataStructure = "data-structure",
        /// The sources of all cases.
        Sources = "sources",
        /// The characteristics of a framework with what they mean.
        Codebook = "codebook",
        /// What happened in all cases, in order.
        TimeOrdered = "time-ordered",
        /// How often characteristics occur together.
        Together = "together",
        /// Which conditions come with an outcome.
        TruthTable = "truth-table",
        /// What ratings come to.
        Ratings = "ratings",
        /// How far coders agree.
        Agreement = "agreement",
    }
}

impl Display {
    /// Reads the keys of a kind of display; `None` for another kind of table.
    pub fn pick(reader: &mut Reader, fields: &mut Fields, kind: ShowKind) -> Option<Display> {
        Some(match kind {
            ShowKind::Matrix => Display::Matrix(TextMatrix::pick(reader, fields)?),
            ShowKind::Quotes => Display::Quotes(Part::pick(reader, fields)?),
            ShowKind::DataStructure => Display::DataStructure(Part::pick(reader, fields)?),
            ShowKind::Sources => Display::Sources,
            ShowKind::Codebook => Display::Codebook(Part::pick(reader, fields)?),
            ShowKind::TimeOrdered => Display::TimeOrdered,
            ShowKind::Together => Display::Together(Part::pick_one(reader, fields)?),
            ShowKind::TruthTable => Display::TruthTable(TruthTable::pick(reader, fields)?),
            ShowKind::Ratings => {
                let Part { framework, dimension } = Part::pick(reader, fields)?;
                let wanted = Wanted::Ordered { framework: framework.clone(), dimension: dimension.clone() };
                reader.point(wanted, fields.mark_of("framework").unwrap_or(fields.mark()));
                Display::Ratings(Part { framework, dimension })
            }
            ShowKind::Agreement => Display::Agreement(Part::pick(reader, fields)?),
            ShowKind::Cases
            | ShowKind::Profile
            | ShowKind::Grid
            | ShowKind::Tested
            | ShowKind::Replication
            | ShowKind::Exclusive
            | ShowKind::Coverage => return None,
        })
    }

    /// Describes the keys that only displays have.
    pub fn describe(properties: &mut Properties) {
        let help = |doc: &'static [&'static str], examples| Help { doc, examples };
        Option::<CellText>::describe(
            properties,
            "cells",
            help(
                &[
                    "What the cells of a matrix have: `summary` without it, `observations` where it is of one dimension.",
                ],
                &["quotation"],
            ),
        );
        Option::<YesNo>::describe(
            properties,
            "turned",
            help(&["Whether the cases of a matrix are its columns."], &["yes"]),
        );
        List::<CausalCondition>::describe(
            properties,
            "conditions",
            help(
                &["The conditions of a truth table."],
                &["[{ id: large, label: Many pupils, holds: attributes.pupils > 300 }]"],
            ),
        );
        Option::<CausalCondition>::describe(
            properties,
            "outcome",
            help(
                &["The outcome of a truth table."],
                &["{ id: success, label: Success, holds: attributes.outcome == 'high' }"],
            ),
        );
    }
}

impl TextMatrix {
    fn pick(reader: &mut Reader, fields: &mut Fields) -> Option<TextMatrix> {
        let part = Part::pick(reader, fields);
        let cells = Option::<CellText>::pick(reader, fields, "cells")?;
        let turned = Option::<YesNo>::pick(reader, fields, "turned")?;
        let group = Option::<Column>::pick(reader, fields, "group_by")?;
        let order = Option::<Column>::pick(reader, fields, "order")?;
        let part = part?;
        for (key, column) in [("group_by", &group), ("order", &order)] {
            if column.as_ref().is_some_and(Column::is_stage) {
                reader.point(Wanted::Staged(part.framework.clone()), fields.mark_of(key).unwrap_or(fields.mark()));
            }
        }
        if let (Some(CellText::Summary), Some(_)) = (cells, &part.dimension) {
            let help = "leave `dimension` out, or write `cells: observations` or `cells: quotation`";
            let message = "a summary is of a whole dimension, and not of each characteristic";
            reader.d.error(Code::Conflict, fields.mark_of("cells").unwrap_or(fields.mark()), message, help);
        }
        let usual = if part.dimension.is_some() { CellText::Observations } else { CellText::Summary };
        Some(TextMatrix { part, cells: cells.unwrap_or(usual), is_turned: turned == Some(YesNo::Yes), group, order })
    }
}

impl TruthTable {
    fn pick(reader: &mut Reader, fields: &mut Fields) -> Option<TruthTable> {
        let conditions = Vec::<CausalCondition>::pick(reader, fields, "conditions");
        let outcome = CausalCondition::pick(reader, fields, "outcome");
        let (conditions, outcome) = (conditions?, outcome?);
        let ids: Vec<&Id> = conditions.iter().chain([&outcome]).map(|own| &own.id).collect();
        for (at, id) in ids.iter().enumerate() {
            if ids[..at].iter().any(|earlier| ***earlier == ***id) {
                let message = format!("`{id}` stands twice among the conditions and the outcome");
                reader.d.error(Code::DoubledId, id.1, message, "give one of the two another id");
            }
        }
        Some(TruthTable { conditions, outcome })
    }

    /// The conditions and the outcome.
    pub fn all(&self) -> impl Iterator<Item = &CausalCondition> {
        self.conditions.iter().chain([&self.outcome])
    }
}
