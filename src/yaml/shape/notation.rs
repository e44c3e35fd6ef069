//! How figures and the values of attributes are written in a file, and which are possible.

use std::collections::BTreeMap;

/// How the figures of an indicator are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As a quantity.
    Quantity,
    /// As an amount of money.
    Money,
    /// As a part of a whole.
    Percentage,
    /// As a date.
    Date,
    /// As text.
    Text,
    /// Not at all: they are computed from others.
    Computed,
}

/// How the figures of an indicator are written, and which of them are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// How they are written.
    pub notation: Notation,
    /// Whether they can be negative.
    pub negative: bool,
    /// Whether percentages can be over 100 %.
    pub over: bool,
    /// Of what duration they are a number, if they are of one.
    pub of: Option<Span>,
}

/// A unit of time that figures can count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Form {
    /// A notation without negative numbers and without percentages over 100 %.
    pub const fn of(notation: Notation) -> Form {
        Form { notation, negative: false, over: false, of: None }
    }

    /// Whether it is of numbers, of which none is zero.
    pub fn is_number(self) -> bool {
        matches!(self.notation, Notation::Quantity | Notation::Money | Notation::Percentage | Notation::Computed)
    }
}

/// How the values of an attribute are written.
#[derive(Clone, Debug)]
pub enum AttributeForm {
    /// As an amount, a date or text.
    Amount(Form),
    /// As one of these words.
    Level(Vec<String>),
    /// As yes or no.
    Truth,
}

/// How everything is written that a workspace defines itself.
#[derive(Clone, Debug, Default)]
pub struct Notations {
    /// The figures of indicators, by id.
    pub figures: BTreeMap<String, Form>,
    /// The values of attributes, by id.
    pub attributes: BTreeMap<String, AttributeForm>,
}

impl Notations {
    /// How an attribute is written; `None` if there is none of this id.
    pub fn attribute(&self, id: &str) -> Option<&AttributeForm> {
        self.attributes.get(id)
    }
}
