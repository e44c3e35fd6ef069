//! Small values of the settings: days, identifiers with a check digit, and numbers within limits.

use std::ops::Deref;
use std::str::FromStr;

use serde_json::Value;

use crate::base::text::{LanguageCode, Written};
use crate::document::markdown::parse::DEEPEST;
use crate::model::case::date::{Date, When};
use crate::written;
use crate::yaml::Node;
use crate::yaml::shape::schema::{Schemas, written};
use crate::yaml::shape::{FromYaml, Reader};

/// An ISSN: the number of a series of publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issn(pub String);

impl Written for Issn {
    const KIND: &'static str = "an ISSN";
    const PATTERN: &'static str = "^[0-9]{4}-[0-9]{3}[0-9X]$";
    const EXAMPLES: &'static [&'static str] = &["2049-3630"];
}

impl FromStr for Issn {
    type Err = String;

    /// Checks the form and the last character, a check digit with the weights 8 to 2 modulo 11 (ISO 3297).
    fn from_str(text: &str) -> Result<Issn, String> {
        let signs: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        let form = text.len() == 9 && text.as_bytes().get(4) == Some(&b'-') && signs.len() == 8;
        let digits: Option<Vec<u32>> = signs.iter().take(7).map(|c| c.to_digit(10)).collect();
        let Some(digits) = digits.filter(|_| form) else {
            return Err("write two groups of four digits, like 2049-3630".to_owned());
        };
        let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let wanted = match (11 - sum % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        match signs[7] == wanted {
            true => Ok(Issn(text.to_owned())),
            false => {
                Err("its last sign does not fit the others: a digit is mistyped or two have changed places".to_owned())
            }
        }
    }
}

/// A full date.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl Deref for Day {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.0
    }
}

impl Written for Day {
    const KIND: &'static str = "a full date";
    const PATTERN: &'static str = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$";
    const EXAMPLES: &'static [&'static str] = &["2026-11-21"];
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        let help = "write a full date like 2026-11-21: it stands in every document, since nothing reads the clock";
        let date: Option<Date> = text.parse().ok();
        let day = date.filter(|date| date.day.is_some() && date.when == When::At);
        day.map(Day).ok_or_else(|| help.to_owned())
    }
}

/// An ORCID: the identifier of a researcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orcid(pub String);

impl Written for Orcid {
    const KIND: &'static str = "an ORCID identifier";
    const PATTERN: &'static str = r"^(https://orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$";
    const EXAMPLES: &'static [&'static str] = &["0000-0002-1825-0097"];
}

impl FromStr for Orcid {
    type Err = String;

    /// Checks the form and the last character, a check digit by ISO 7064 MOD 11-2, as ORCID describes it in "Structure of the
    /// ORCID Identifier".
    fn from_str(text: &str) -> Result<Orcid, String> {
        let own = text.strip_prefix("https://orcid.org/").unwrap_or(text);
        let groups: Vec<&str> = own.split('-').collect();
        let (digits, last) = own.split_at_checked(own.len().saturating_sub(1)).unwrap_or(("", ""));
        let form = groups.len() == 4
            && groups.iter().all(|group| group.len() == 4)
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !form {
            return Err("write four groups of four digits, like 0000-0002-1825-0097".to_owned());
        }
        let total =
            digits.bytes().filter(u8::is_ascii_digit).fold(0, |total, b| (total + u32::from(b - b'0')) * 2 % 11);
        let wanted = match (12 - total % 11) % 11 {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        };
        match wanted == last {
            true => Ok(Orcid(own.to_owned())),
            false => {
                Err("its last sign does not fit the others: a digit is mistyped or two have changed places".to_owned())
            }
        }
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug)]
pub struct Between<const LEAST: u64, const MOST: u64>(pub u64);

/// A size in MiB, or a number of cells or rows.
pub type Size = Between<1, 1_000_000>;
/// A depth of nesting that Typst can typeset.
pub type ProseDepth = Between<1, { DEEPEST as u64 }>;

impl<const LEAST: u64, const MOST: u64> Written for Between<LEAST, MOST> {
    const KIND: &'static str = "a number that is possible here";
    const PATTERN: &'static str = "^[0-9]+$";
    const EXAMPLES: &'static [&'static str] = &["12"];
    const NUMERIC: bool = true;
}

impl<const LEAST: u64, const MOST: u64> FromStr for Between<LEAST, MOST> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (LEAST..=MOST).contains(number));
        number.map(Between).ok_or_else(|| format!("write a number from {LEAST} to {MOST}, without a unit"))
    }
}

written!(Day, LanguageCode, Orcid, Issn);

impl<const LEAST: u64, const MOST: u64> FromYaml for Between<LEAST, MOST> {
    const NAME: &'static str = "Between";

    fn read(reader: &mut Reader, node: &Node) -> Option<Self> {
        reader.d.parsed(node, Self::KIND)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(&format!("From{LEAST}To{MOST}"), |_| written::<Self>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_researchers_are_known_by_their_check_digit() {
        for right in [
            "0000-0002-1825-0097",
            "0000-0001-5109-3700",
            "0000-0002-1694-233X",
            "https://orcid.org/0000-0002-1825-0097",
        ] {
            assert!(right.parse::<Orcid>().is_ok(), "{right}");
        }
        for wrong in ["0000-0002-1825-0098", "0000-0002-8125-0097", "0000000218250097", "", "0000-0002-1825-009x"] {
            assert!(wrong.parse::<Orcid>().is_err(), "{wrong}");
        }
    }
}
