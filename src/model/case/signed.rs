//! The same small values where they may be negative, or more than the whole, as figures of some indicators may.

use std::str::FromStr;

use crate::base::text::Written;
use crate::model::case::value::{Money, Percentage, Quantity, qualifier, qualifier_of_money};
use crate::written;

/// The pattern of a number or of a range.
macro_rules! signed_number {
    () => {
        r"[-−]?[0-9]+(\.[0-9]+)?( +to +[-−]?[0-9]+(\.[0-9]+)?)?"
    };
}

impl Written for SignedQuantity {
    const KIND: &'static str = Quantity::KIND;
    const PATTERN: &'static str = concat!(qualifier!(), signed_number!(), r"\s*$");
    const EXAMPLES: &'static [&'static str] = &["18", "-3", "about 260", "100 to 200"];
    const NUMERIC: bool = true;
}

impl Written for SignedMoney {
    const KIND: &'static str = Money::KIND;
    const PATTERN: &'static str = concat!(qualifier_of_money!(), signed_number!(), r"\s*$");
    const EXAMPLES: &'static [&'static str] = &["EUR 19172500", "DKK -120000", "about DKK 2000000", "EUR 1000 to 2000"];
}

impl Written for Rate {
    const KIND: &'static str = Percentage::KIND;
    const PATTERN: &'static str = concat!(qualifier!(), signed_number!(), r" *%\s*$");
    const EXAMPLES: &'static [&'static str] = &["60 %", "-3 %", "about 120 %"];
}

written!(SignedQuantity, SignedMoney, Rate);

/// A quantity that may be negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedQuantity(pub Quantity);

impl FromStr for SignedQuantity {
    type Err = String;

    fn from_str(text: &str) -> Result<SignedQuantity, String> {
        Quantity::signed(text).map(SignedQuantity)
    }
}

/// An amount of money that may be negative.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedMoney(pub Money);

impl FromStr for SignedMoney {
    type Err = String;

    fn from_str(text: &str) -> Result<SignedMoney, String> {
        Money::signed(text).map(SignedMoney)
    }
}

/// A percentage that may be negative, or over 100 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate(pub Percentage);

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Rate, String> {
        Percentage::within(text, true, true).map(Rate)
    }
}
