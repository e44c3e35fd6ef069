//! Scales that observations of a dimension are rated on.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::base::locale::MINUS;
use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::observed::{MISSING, MIXED};
use crate::yaml::decode::Fields;
use crate::yaml::shape::schema::{Schemas, scalar};
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeKind};
use crate::{choice, shape};

shape! {
    /// What observations of a dimension are rated on.
    #[derive(Clone, Debug)]
    Scale("a scale `{ kind, levels }`") check check {
        /// What kind of scale it is: `ordinal` without it.
        kind: Option<ScaleKind> = "interval",
        /// Its levels, from the lowest to the highest. Beside these, every rating may be `mixed` or `missing`.
        levels: Vec<ScaleLevel> = "[-1, 0, { is: 1, label: supports it, sign: + }]",
    }
}

choice! {
    /// Kinds of scales: Stevens (1946).
    ScaleKind {
        /// Levels without an order.
        Nominal = "nominal",
        /// Levels from the lowest to the highest; of steps between them nothing is known.
        Ordinal = "ordinal",
        /// Numbers with equal steps, so that there is a mean.
        Interval = "interval",
    }
}

/// A level of a scale.
#[derive(Clone, Debug)]
pub struct ScaleLevel {
    /// As case files have it.
    pub word: String,
    /// What it means.
    pub label: Option<Text>,
    /// What stands in the cells of tables, if not the word.
    pub sign: Option<String>,
}

shape! {
    /// A level with what it means.
    #[derive(Debug)]
    LongScaleLevel("a level `{ is, label }`") {
        /// As case files have it.
        is: String = "-2",
        /// What it means.
        label: Option<Text> = "speaks strongly against it",
        /// What stands in the cells of tables, if not the word.
        sign: Option<String> = "−−",
    }
}

impl FromYaml for ScaleLevel {
    const NAME: &'static str = "ScaleLevel";

    fn read(reader: &mut Reader, node: &Node) -> Option<ScaleLevel> {
        match node.kind {
            NodeKind::Map(_) => LongScaleLevel::read(reader, node)
                .map(|LongScaleLevel { is, label, sign }| ScaleLevel { word: is, label, sign }),
            _ => Some(ScaleLevel { word: reader.d.line(node)?, label: None, sign: None }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let long = LongScaleLevel::schema(schemas);
        json!({ "anyOf": [scalar(), long] })
    }
}

impl Scale {
    /// What kind of scale it is.
    pub fn kind(&self) -> ScaleKind {
        self.kind.unwrap_or(ScaleKind::Ordinal)
    }

    /// Whether its levels have an order, so that there are a median and a range.
    pub fn is_ordered(&self) -> bool {
        self.kind() != ScaleKind::Nominal
    }

    /// The place of the level that a rating names; numbers may be written in several ways (`+1`, `1`).
    pub fn place(&self, word: &str) -> Option<usize> {
        let is_same = |level: &ScaleLevel| match (number(&level.word), number(word)) {
            (Some(one), Some(other)) => one == other,
            _ => level.word == word,
        };
        self.levels.iter().position(is_same)
    }

    /// Whether another scale has the same levels and steps, so that ratings on both can be summed up together.
    pub fn has_levels_of(&self, other: &Scale) -> bool {
        let words = |scale: &Scale| scale.levels.iter().map(|level| level.word.clone()).collect::<Vec<_>>();
        self.kind() == other.kind() && words(self) == words(other)
    }

    /// Whether all levels are numbers.
    pub fn is_numeric(&self) -> bool {
        self.levels.iter().all(|level| number(&level.word).is_some())
    }

    /// The number that a level is; `None` where levels are words.
    pub fn value(&self, place: usize) -> Option<Decimal> {
        number(&self.levels.get(place)?.word).filter(|_| self.is_numeric())
    }

    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let mark = fields.mark_of("levels").unwrap_or(fields.mark());
        let mut error = |message: String, help: &str| reader.d.error(Code::Conflict, mark, message, help);
        if self.levels.len() < 2 {
            error("a scale needs at least two levels".to_owned(), "write them from the lowest: `levels: [-1, 0, 1]`");
        }
        for (at, level) in self.levels.iter().enumerate() {
            if [MIXED, MISSING].contains(&level.word.as_str()) {
                let message = format!("`{}` is no level: every rating may be that", level.word);
                error(message, "leave it out of the levels");
            } else if self.place(&level.word) != Some(at) {
                error(format!("`{}` stands twice among the levels", level.word), "keep one of the two");
            }
        }
        let known: Option<Vec<Decimal>> = self.levels.iter().map(|level| number(&level.word)).collect();
        match (known, self.kind()) {
            (None, ScaleKind::Interval) => {
                let help = "write numbers, or `kind: ordinal` where only the order of the levels is known";
                error("the levels of a scale with equal steps are numbers".to_owned(), help);
            }
            (Some(known), ScaleKind::Interval | ScaleKind::Ordinal) => {
                let steps: Vec<Decimal> = known.windows(2).map(|pair| pair[1] - pair[0]).collect();
                let is_rising = steps.iter().all(|step| *step > Decimal::ZERO);
                let is_equal = steps.windows(2).all(|pair| pair[0] == pair[1]);
                if !is_rising && self.levels.len() > 1 {
                    let help = "write them from the lowest to the highest, or `kind: nominal` where they have no order";
                    error("these levels are not in order".to_owned(), help);
                } else if self.kind() == ScaleKind::Interval && !is_equal {
                    let help = "write levels with equal steps, or `kind: ordinal`";
                    error("the steps between these levels are not equal".to_owned(), help);
                }
            }
            _ => {}
        }
    }
}

/// The number that a word is.
fn number(word: &str) -> Option<Decimal> {
    word.replace(MINUS, "-").trim_start_matches('+').parse().ok()
}
