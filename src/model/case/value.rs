//! Small values of case files: quantities, money, durations. Each is parsed with `FromStr`, whose error is advice for the author;
//! `Display` writes it as messages show it.

mod advice;
mod number;

use std::fmt;
use std::str::FromStr;

use iso_currency::Currency;
use rust_decimal::Decimal;

use crate::base::text::Written;
use crate::model::case::value::number::SIGNS;
pub use crate::model::case::value::number::{BELOW_ZERO, Number, OVER_ALL};
use crate::written;

/// The start of a pattern: a qualifier may stand before the number.
macro_rules! qualifier {
    () => {
        r"^\s*(just about|about|roughly|approximately|ca\.|~|almost|more than|over|at least|>=|≥|>|less than|at most|<=|≤|<)?\s*"
    };
}

/// The same of amounts of money, which have one qualifier more, and their currency.
macro_rules! qualifier_of_money {
    () => {
        r"^\s*(just about|about|roughly|approximately|ca\.|~|almost|more than|over|at least|>=|≥|>|less than|at most|<=|≤|<|starting at)?\s*[A-Z]{3} +"
    };
}

/// The pattern of a number or of a range.
macro_rules! number {
    () => {
        r"[0-9]+(\.[0-9]+)?( +to +[0-9]+(\.[0-9]+)?)?"
    };
}

pub(crate) use {qualifier, qualifier_of_money};

impl Written for Quantity {
    const KIND: &'static str = "a quantity";
    const PATTERN: &'static str = concat!(qualifier!(), number!(), r"\s*$");
    const EXAMPLES: &'static [&'static str] = &["18", "about 260", "more than 600", "at least 25", "100 to 200"];
    const NUMERIC: bool = true;
}

impl Written for Money {
    const KIND: &'static str = "an amount of money";
    const PATTERN: &'static str = concat!(qualifier_of_money!(), number!(), r"\s*$");
    const EXAMPLES: &'static [&'static str] =
        &["EUR 19172500", "about DKK 2000000", "starting at EUR 805", "EUR 1000 to 2000"];
}

impl Written for Duration {
    const KIND: &'static str = "a duration";
    const PATTERN: &'static str = r"[0-9]+(\.[0-9]+)? +(year|month)s?\s*$";
    const EXAMPLES: &'static [&'static str] = &["5 years", "18 months"];
}

impl Written for Percentage {
    const KIND: &'static str = "a percentage";
    const PATTERN: &'static str = concat!(qualifier!(), number!(), r" *%\s*$");
    const EXAMPLES: &'static [&'static str] = &["60 %", "about 60 %"];
}

written!(Quantity, Money, Duration, Percentage);

/// How a source qualifies a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// The number itself.
    Exact,
    /// About, roughly, approximately.
    About,
    /// Almost: a little less.
    Almost,
    /// More than.
    MoreThan,
    /// Less than.
    LessThan,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Starting at, of a price.
    StartingAt,
}

impl Qualifier {
    const WORDS: [(&str, Qualifier); 18] = [
        ("just about", Qualifier::About),
        ("about", Qualifier::About),
        ("roughly", Qualifier::About),
        ("approximately", Qualifier::About),
        ("ca.", Qualifier::About),
        ("~", Qualifier::About),
        ("almost", Qualifier::Almost),
        ("more than", Qualifier::MoreThan),
        ("over", Qualifier::MoreThan),
        ("at least", Qualifier::AtLeast),
        (">=", Qualifier::AtLeast),
        ("≥", Qualifier::AtLeast),
        (">", Qualifier::MoreThan),
        ("less than", Qualifier::LessThan),
        ("at most", Qualifier::AtMost),
        ("<=", Qualifier::AtMost),
        ("≤", Qualifier::AtMost),
        ("<", Qualifier::LessThan),
    ];

    /// Splits off the qualifier: returns it, the source's word for it (the usual word if it is a sign like `>`), and the rest of
    /// the text.
    fn split(text: &str) -> (Qualifier, &'static str, &str) {
        let found = Self::WORDS.iter().find_map(|(word, qualifier)| {
            let rest = text.strip_prefix(word)?;
            let is_word = word.ends_with(|c: char| c.is_alphabetic() || c == '.');
            let glued = is_word && !rest.starts_with(' ');
            (!glued).then_some((*qualifier, if is_word { word } else { qualifier.word() }, rest.trim_start()))
        });
        found.unwrap_or((Qualifier::Exact, "", text))
    }

    /// Returns the usual word for the qualifier.
    fn word(self) -> &'static str {
        match self {
            Qualifier::Exact => "",
            Qualifier::About => "about",
            Qualifier::Almost => "almost",
            Qualifier::MoreThan => "more than",
            Qualifier::LessThan => "less than",
            Qualifier::AtLeast => "at least",
            Qualifier::AtMost => "at most",
            Qualifier::StartingAt => "starting at",
        }
    }
}

/// A number as a source gives it: exact, qualified, or a range.
///
/// ```
/// # use casebook::model::case::value::{Qualifier, Quantity};
/// let total: Quantity = "more than 600".parse()?;
/// assert_eq!(total.qualifier, Qualifier::MoreThan);
/// assert_eq!("~1000".parse::<Quantity>()?.to_string(), "about 1,000");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// How it is qualified.
    pub qualifier: Qualifier,
    /// The source's word for that: "about", "roughly", "just about"; empty if exact.
    pub word: &'static str,
    /// The number, or the lower end of a range.
    pub number: Number,
    /// The upper end of a range.
    pub upper: Option<Number>,
}

/// How numbers are read: [`Number::from_str`] or [`Number::signed`].
type ReadNumber = fn(&str) -> Result<Number, String>;

impl Quantity {
    /// Reads a quantity that may be negative.
    ///
    /// # Errors
    /// Advice for the author.
    pub fn signed(text: &str) -> Result<Quantity, String> {
        Quantity::read_as(text, Number::signed)
    }

    /// The one number that it stands for: exact, about or almost. `None` for bounds and ranges.
    pub fn one_number(&self) -> Option<Decimal> {
        let is_one = matches!(self.qualifier, Qualifier::Exact | Qualifier::About | Qualifier::Almost);
        (is_one && self.upper.is_none()).then_some(self.number.0)
    }

    fn read_as(text: &str, read: ReadNumber) -> Result<Quantity, String> {
        let (qualifier, word, rest) = Qualifier::split(text.trim());
        if let Some((low, high)) = rest.split_once(" to ") {
            let (number, upper) = range(qualifier, low, high, read)?;
            return Ok(Quantity { qualifier, word, number, upper: Some(upper) });
        }
        let number = read(rest).map_err(|advice| advice::of_quantity(text.trim(), rest, advice))?;
        Ok(Quantity { qualifier, word, number, upper: None })
    }
}

/// Reads the two ends of a range.
fn range(qualifier: Qualifier, low: &str, high: &str, read: ReadNumber) -> Result<(Number, Number), String> {
    let (low, high) = (read(low.trim())?, read(high.trim())?);
    if !matches!(qualifier, Qualifier::Exact | Qualifier::About) {
        return Err("a range has no further qualifier: write `100 to 200` or `about 100 to 200`".to_owned());
    }
    if high.0 < low.0 {
        return Err("write the smaller number first, like `100 to 200`".to_owned());
    }
    Ok((low, high))
}

impl FromStr for Quantity {
    type Err = String;

    fn from_str(text: &str) -> Result<Quantity, String> {
        Quantity::read_as(text, Number::from_str)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", spaced(self.word), self.number)?;
        self.upper.map_or(Ok(()), |upper| write!(f, " to {upper}"))
    }
}

fn spaced(word: &str) -> String {
    if word.is_empty() { String::new() } else { format!("{word} ") }
}

/// An amount of money in one currency.
///
/// ```
/// # use casebook::model::case::value::Money;
/// let fee: Money = "starting at EUR 805".parse()?;
/// assert_eq!((fee.currency.as_str(), fee.to_string().as_str()), ("EUR", "starting at EUR 805"));
/// assert!("€ 805".parse::<Money>().is_err(), "currencies are ISO 4217 codes");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How the amount is qualified.
    pub qualifier: Qualifier,
    /// The source's word for that.
    pub word: &'static str,
    /// The ISO 4217 code.
    pub currency: String,
    /// The amount in whole units of the currency, or the lower end of a range.
    pub amount: Number,
    /// The upper end of a range.
    pub upper: Option<Number>,
}

impl Money {
    /// The amount without its currency.
    pub fn quantity(&self) -> Quantity {
        Quantity { qualifier: self.qualifier, word: self.word, number: self.amount, upper: self.upper }
    }

    /// Reads an amount that may be negative.
    ///
    /// # Errors
    /// Advice for the author.
    pub fn signed(text: &str) -> Result<Money, String> {
        Money::read_as(text, Number::signed)
    }

    fn read_as(text: &str, read: ReadNumber) -> Result<Money, String> {
        let text = text.trim();
        let usual = "write the currency's code and the amount, like `EUR 19172500` or `starting at EUR 805`";
        let advice = || advice::of_money(text).unwrap_or_else(|| usual.to_owned());
        let (qualifier, word, rest) = match text.strip_prefix("starting at ") {
            Some(rest) => (Qualifier::StartingAt, "starting at", rest.trim_start()),
            None => Qualifier::split(text),
        };
        if let Some(size) = rest.strip_prefix(SIGNS).filter(|size| size.parse::<Money>().is_ok()) {
            let size: Money = size.parse()?;
            return Err(format!("write the sign before the number, like `{} -{}`", size.currency, size.amount.0));
        }
        let (currency, amount) = rest.split_once(' ').ok_or_else(advice)?;
        if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(advice());
        }
        // ISO 4217 also has codes for what is in no currency, and for testing.
        if Currency::from_code(currency).is_none() || matches!(currency, "XXX" | "XTS") {
            return Err(format!("`{currency}` is no currency of ISO 4217; write its code, like DKK, EUR or USD"));
        }
        let (amount, upper) = match amount.split_once(" to ") {
            Some((_, high)) if high.trim_start().starts_with(currency) => {
                return Err(format!("write the currency once, like `{currency} 1000 to 2000`"));
            }
            Some((low, high)) => range(qualifier, low, high, read).map(|(low, high)| (low, Some(high)))?,
            None => {
                let read = read(amount.trim());
                (read.map_err(|own| advice::of_money(text).unwrap_or(own))?, None)
            }
        };
        Ok(Money { qualifier, word, currency: currency.to_owned(), amount, upper })
    }
}

impl FromStr for Money {
    type Err = String;

    fn from_str(text: &str) -> Result<Money, String> {
        Money::read_as(text, Number::from_str)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", spaced(self.word), self.currency, self.amount)?;
        self.upper.map_or(Ok(()), |upper| write!(f, " to {upper}"))
    }
}

/// A part of a whole in per cent.
///
/// ```
/// # use casebook::model::case::value::Percentage;
/// let share: Percentage = "about 60 %".parse()?;
/// assert_eq!(share.to_string(), "about 60 %");
/// assert!("120 %".parse::<Percentage>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percentage(pub Quantity);

impl Percentage {
    /// Reads a percentage, which may be `negative`, or `over` 100 %.
    ///
    /// # Errors
    /// Advice for the author.
    pub fn within(text: &str, negative: bool, over: bool) -> Result<Percentage, String> {
        let advice = || match text.trim().parse::<Quantity>() {
            Ok(_) => format!("write `{} %`", text.trim()),
            Err(_) => "write a percentage like `60 %` or `about 60 %`".to_owned(),
        };
        let text = text.trim().strip_suffix('%').ok_or_else(advice)?.trim_end();
        let number = Quantity::read_as(text, if negative { Number::signed } else { Number::from_str })?;
        let most = number.upper.unwrap_or(number.number).0;
        let is_more = number.qualifier == Qualifier::MoreThan && most == Decimal::ONE_HUNDRED;
        if !over && (most > Decimal::ONE_HUNDRED || is_more) {
            return Err(OVER_ALL.to_owned());
        }
        Ok(Percentage(number))
    }
}

impl FromStr for Percentage {
    type Err = String;

    fn from_str(text: &str) -> Result<Percentage, String> {
        Percentage::within(text, false, false)
    }
}

impl fmt::Display for Percentage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// A number of years or months.
///
/// ```
/// # use casebook::model::case::value::Duration;
/// assert_eq!("18 months".parse::<Duration>()?.to_string(), "18 months");
/// assert!("18 moons".parse::<Duration>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// How many.
    pub number: Quantity,
    /// `year` or `month`.
    pub unit: &'static str,
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Duration, String> {
        let advice = || "write a duration like `5 years` or `18 months`".to_owned();
        let (number, unit) = text.trim().rsplit_once(' ').ok_or_else(advice)?;
        let unit = match unit {
            "year" | "years" => "year",
            "month" | "months" => "month",
            _ => return Err(advice()),
        };
        Ok(Duration { number: number.parse()?, unit })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let single = self.number.upper.is_none() && self.number.number.0 == Decimal::ONE;
        write!(f, "{} {}{}", self.number, self.unit, if single { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests;
