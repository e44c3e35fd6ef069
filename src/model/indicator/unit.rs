//! Units of indicators: what a figure counts, and which units can be added or multiplied.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::base::text::{Written, is_id};
use crate::written;
use crate::yaml::shape::notation::Notation;

/// The words for figures that count nothing: an amount of money, a part of a whole, a date, a text.
pub const PLAIN: [&str; 4] = ["money", "percent", "date", "text"];

/// What a figure counts: a unit, or one unit per another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// A unit of an indicator file, or one of [`PLAIN`].
    pub one: String,
    /// The unit in the denominator, if it is a quotient.
    pub per: Option<String>,
}

/// A product of units, each with its power; empty for a plain number.
pub type Powers = BTreeMap<String, i32>;

impl Unit {
    /// Returns how figures in this unit are written.
    pub fn notation(&self) -> Notation {
        match (self.one.as_str(), &self.per) {
            ("money", None) => Notation::Money,
            ("percent", None) => Notation::Percentage,
            ("date", None) => Notation::Date,
            ("text", None) => Notation::Text,
            _ => Notation::Quantity,
        }
    }

    /// Returns the unit as a product of powers, for calculating; `None` for dates and texts.
    pub fn powers(&self) -> Option<Powers> {
        if matches!(self.notation(), Notation::Date | Notation::Text) {
            return None;
        }
        let mut powers = Powers::new();
        for (unit, power) in std::iter::once((&self.one, 1)).chain(self.per.as_ref().map(|per| (per, -1))) {
            if unit != "percent" {
                multiply(&mut powers, unit, power);
            }
        }
        Some(powers)
    }
}

/// Multiplies a product by a power of a unit.
pub fn multiply(powers: &mut Powers, unit: &str, power: i32) {
    let sum = powers.get(unit).copied().unwrap_or_default() + power;
    if sum == 0 {
        powers.remove(unit);
    } else {
        powers.insert(unit.to_owned(), sum);
    }
}

/// Writes a product of units in words: "members per staff".
pub fn shown(powers: &Powers) -> String {
    let of = |sign: i32| {
        let own = powers.iter().filter(|(_, power)| power.signum() == sign);
        own.flat_map(|(unit, power)| std::iter::repeat_n(unit.as_str(), power.unsigned_abs() as usize))
            .collect::<Vec<_>>()
            .join(" × ")
    };
    match (of(1), of(-1)) {
        (one, other) if one.is_empty() && other.is_empty() => "plain numbers".to_owned(),
        (one, other) if other.is_empty() => one,
        (one, other) => format!("{} per {other}", if one.is_empty() { "1" } else { &one }),
    }
}

impl Written for Unit {
    const KIND: &'static str = "a unit";
    const PATTERN: &'static str = "^[a-z0-9-]+( per [a-z0-9-]+)?$";
    const EXAMPLES: &'static [&'static str] = &["members", "money", "percent", "date", "text", "members per staff"];
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(text: &str) -> Result<Unit, String> {
        let (one, per) = text.split_once(" per ").map_or((text, None), |(one, per)| (one, Some(per)));
        if ["%", "per cent", "per-cent", "per_cent", "pct", "procent"].contains(&text.to_lowercase().as_str()) {
            return Err("write `percent`".to_owned());
        }
        if !std::iter::once(one).chain(per).all(is_id) {
            return Err("write the id of a unit, like `members`, or two of them: `members per staff`".to_owned());
        }
        if per.is_some() && [Some(one), per].into_iter().flatten().any(|unit| PLAIN[1..].contains(&unit)) {
            return Err("only units and money can stand beside `per`".to_owned());
        }
        Ok(Unit { one: one.to_owned(), per: per.map(str::to_owned) })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.one)?;
        self.per.as_ref().map_or(Ok(()), |per| write!(f, " per {per}"))
    }
}

written!(Unit);
