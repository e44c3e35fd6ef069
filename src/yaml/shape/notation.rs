//! How figures are written in a file.

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
