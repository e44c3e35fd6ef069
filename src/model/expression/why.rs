//! Why something is unknown.

/// Why something is unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A field is not recorded: its path.
    NotRecorded(String),
    /// A field is withheld from the readers: its path.
    Withheld(String),
    /// Coders say different things of a field: its path.
    Contested(String),
    /// A rating goes both ways: its path.
    Mixed(String),
    /// A list is open, and what is looked for is not in it: its path.
    Open(String),
    /// The bounds of quantities leave it open.
    Bounds,
    /// There is no number.
    NoNumber(NoNumber),
}

impl Why {
    /// Whether something is withheld from the readers.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Why::Withheld(_) | Why::NoNumber(NoNumber::Withheld { .. }))
    }
}

/// Why there is no number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoNumber {
    /// A figure is not recorded: the indicator, and whether it is that of the period before.
    Missing {
        /// The indicator.
        id: String,
        /// Whether it is its figure of the period before.
        last: bool,
    },
    /// A figure is withheld from the readers: the indicator, and whether it is that of the period before.
    Withheld {
        /// The indicator.
        id: String,
        /// Whether it is its figure of the period before.
        last: bool,
    },
    /// There is no record of the period before.
    NoLast,
    /// A figure is given only as more or less than something, or as a range.
    Bounded(String),
    /// A denominator is zero: its id if it is an indicator, else an empty string.
    Zero(String),
    /// The two periods differ in length: a year and a part of one.
    Periods,
    /// Amounts are in several currencies.
    Currencies,
    /// The number has more digits than can be calculated with.
    TooLarge,
    /// The definition of a figure changed since the period before.
    Changed(String),
}

impl NoNumber {
    /// The same reason, of this period or of the one before.
    pub fn of(self, last: bool) -> NoNumber {
        match self {
            NoNumber::Missing { id, .. } => NoNumber::Missing { id, last },
            NoNumber::Withheld { id, .. } => NoNumber::Withheld { id, last },
            other => other,
        }
    }
}

/// The reasons of both, each once.
pub fn together(one: &[Why], other: &[Why]) -> Vec<Why> {
    let new = other.iter().filter(|why| !one.contains(why));
    one.iter().chain(new).cloned().collect()
}
