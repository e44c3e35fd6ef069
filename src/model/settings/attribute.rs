//! The attributes that cases of a workspace have besides what every case file can say.

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::YesNo;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::list::List;
use crate::yaml::shape::notation::{AttributeForm, Form, Notation};
use crate::yaml::shape::schema::{Schemas, scalar};
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeKind};
use crate::{choice, shape};

choice! {
    /// What the values of an attribute are.
    AttributeKind {
        /// Any text.
        Text = "text",
        /// How many or how much, which may be approximate: about 300.
        Quantity = "quantity",
        /// A number, which may be negative.
        Number = "number",
        /// An amount of money.
        Money = "money",
        /// A part of a whole.
        Percent = "percent",
        /// A date.
        Date = "date",
        /// Yes or no.
        YesNo = "yes or no",
        /// One of a list.
        Choice = "choice",
        /// One of a list that has an order, from the lowest to the highest.
        Order = "order",
    }
}

impl AttributeKind {
    /// Whether its values are numbers, or years.
    pub fn is_measured(self) -> bool {
        use AttributeKind::{Date, Money, Number, Percent, Quantity};
        matches!(self, Quantity | Number | Money | Percent | Date)
    }
}

/// Where the value stands in a clause.
const PLACE_OF_VALUE: &str = "{value}";

shape! {
    /// Something that cases or records say of themselves.
    #[derive(Debug)]
    Attribute("an attribute `{ label, kind }`") check check {
        /// What reports call it.
        label: Text = "Pupils",
        /// What its values are.
        kind: AttributeKind = "quantity",
        /// What a number is of; it stands behind the number.
        unit: Option<Text> = "pupils",
        /// The values of a `choice` or an `order`; those of an order from the lowest to the highest.
        of: List<Level> = "[rural, { is: urban, label: In a town }]",
        /// Whether it stands among the key facts of a case report.
        key_fact: Option<YesNo> = "yes",
        /// What one of the unit is called.
        one: Option<Text> = "pupil",
        /// What the write-up says of a case, behind its name; `{value}` is the value with its unit.
        clause: Option<Text> = "{ en: 'has {value}', da: 'har {value}' }",
    }
}

/// One of the values of an attribute.
#[derive(Clone, Debug)]
pub struct Level {
    /// As case files have it.
    pub word: String,
    /// As reports have it, if that is something else.
    pub label: Option<Text>,
}

shape! {
    /// A value with what reports call it.
    #[derive(Debug)]
    LongLevel("a value `{ is, label }`") {
        /// As case files have it.
        is: String = "urban",
        /// As reports have it.
        label: Option<Text> = "In a town",
    }
}

impl FromYaml for Level {
    const NAME: &'static str = "Level";

    fn read(reader: &mut Reader, node: &Node) -> Option<Level> {
        match node.kind {
            NodeKind::Map(_) => LongLevel::read(reader, node).map(|LongLevel { is, label }| Level { word: is, label }),
            _ => Some(Level { word: reader.d.line(node)?, label: None }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let long = LongLevel::schema(schemas);
        json!({ "anyOf": [scalar(), long] })
    }
}

impl Attribute {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        // In another language a clause makes no sense.
        if let (Some(Text::Plain(_)), Some(mark)) = (&self.clause, fields.mark_of("clause")) {
            reader.point(Wanted::Language, mark);
        }
        let mut error = |key: &str, message: String, help: &str| {
            let mark = fields.mark_of(key).unwrap_or(fields.mark());
            reader.d.error(Code::Conflict, mark, message, help);
        };
        let kind = self.kind;
        let is_listed = matches!(kind, AttributeKind::Choice | AttributeKind::Order);
        if is_listed && self.of.len() < 2 {
            let message = format!("an attribute of the kind `{kind}` needs the values that it may have");
            error("kind", message, "add `of: [rural, urban]`, at least two");
        }
        if !is_listed && !self.of.is_empty() {
            let message = format!("only a `choice` and an `order` have a list of values, and this is `{kind}`");
            error("of", message, "leave `of` out, or write `kind: choice`");
        }
        if self.unit.is_some() && !matches!(kind, AttributeKind::Quantity | AttributeKind::Number) {
            let message = format!("only a `quantity` and a `number` have a unit, and this is `{kind}`");
            error("unit", message, "leave `unit` out");
        }
        for clause in self.clause.iter().flat_map(Text::all) {
            match (clause.contains(PLACE_OF_VALUE), kind == AttributeKind::YesNo) {
                (false, false) => {
                    let message = format!("the clause `{clause}` has no place for the value");
                    error("clause", message, "write `{value}` where the value stands: `clause: \"has {value}\"`");
                }
                (true, true) => {
                    let message = format!("the clause `{clause}` is told of a `yes`, and needs no place for it");
                    error("clause", message, "write what holds then, as `clause: is obliged to take part`");
                }
                _ => {}
            }
            if clause.trim_end().ends_with('.') {
                let message = format!("the clause `{clause}` ends like a sentence, and is only a part of one");
                error(
                    "clause",
                    message,
                    "write what follows the name of a case, without a full stop: `\"has {value}\"`",
                );
            }
        }
        if self.one.is_some() && self.unit.is_none() {
            error("one", "an attribute without a unit has no word for one of it".to_owned(), "add `unit: …`");
        }
        for (at, level) in self.of.iter().enumerate() {
            if self.of[..at].iter().any(|earlier| earlier.word == level.word) {
                error("of", format!("`{}` stands twice among the values", level.word), "keep one of the two");
            }
        }
    }

    /// How its values are written.
    pub fn form(&self) -> AttributeForm {
        let (notation, negative) = match self.kind {
            AttributeKind::Number => (Notation::Quantity, true),
            AttributeKind::Quantity => (Notation::Quantity, false),
            AttributeKind::Money => (Notation::Money, true),
            AttributeKind::Percent => (Notation::Percentage, false),
            AttributeKind::Date => (Notation::Date, false),
            AttributeKind::Text => (Notation::Text, false),
            AttributeKind::YesNo => return AttributeForm::Truth,
            // Without a list, which is a mistake of its own, every word is one.
            AttributeKind::Choice | AttributeKind::Order if self.of.len() < 2 => (Notation::Text, false),
            AttributeKind::Choice | AttributeKind::Order => {
                return AttributeForm::Level(self.of.iter().map(|level| level.word.clone()).collect());
            }
        };
        AttributeForm::Amount(Form { negative, ..Form::of(notation) })
    }

    /// What the write-up says of a case with a value, in a language. `None` if the attribute has no clause in it.
    pub fn clause(&self, language: &str, value: &str) -> Option<String> {
        let clause = self.clause.as_ref()?.in_language(language)?;
        Some(clause.replace(PLACE_OF_VALUE, value))
    }

    /// The place of a value in the list of values.
    pub fn place(&self, word: &str) -> Option<usize> {
        self.of.iter().position(|level| level.word == word)
    }

    /// Whether its values are numbers or dates, which have an order of their own.
    pub fn is_number(&self) -> bool {
        self.kind.is_measured()
    }

    /// Whether it stands among the key facts of a case report.
    pub fn is_key_fact(&self) -> bool {
        self.key_fact == Some(YesNo::Yes)
    }

    /// Whether its values are from a closed list.
    pub fn is_listed(&self) -> bool {
        matches!(self.kind, AttributeKind::YesNo | AttributeKind::Choice | AttributeKind::Order)
    }
}
