//! Numbers as case files have them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// A number that keeps the decimals with which it is written in the file.
///
/// ```
/// # use casebook::model::case::value::Number;
/// let number: Number = "2.50".parse()?;
/// assert_eq!(number.to_string(), "2.50");
/// assert!("1.000".parse::<Number>().is_err(), "a thousand or one?");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Number(pub Decimal);

impl PartialEq for Number {
    /// Whether both are written the same: 2.5 and 2.50 are not, though they are as large.
    fn eq(&self, other: &Number) -> bool {
        self.0 == other.0 && self.decimals() == other.decimals()
    }
}

impl Number {
    /// Returns the number of digits after the point, as written in the file.
    pub fn decimals(self) -> usize {
        self.0.scale() as usize
    }

    /// Reads a number that may be negative, with a hyphen or a minus sign before it.
    ///
    /// # Errors
    /// Advice for the author.
    pub fn signed(text: &str) -> Result<Number, String> {
        let Some(size) = text.strip_prefix(SIGNS) else { return text.parse() };
        let Number(size) = size.parse()?;
        if size.is_zero() {
            return Err("write zero without a sign".to_owned());
        }
        Ok(Number(-size))
    }
}

/// The signs of negative numbers: the hyphen of keyboards, and the minus sign.
pub(super) const SIGNS: [char; 2] = ['-', '\u{2212}'];

/// Advice on a negative number where there can be none.
pub const BELOW_ZERO: &str = "this can't be less than zero";
/// Advice on a part that is more than its whole.
pub const OVER_ALL: &str = "a part is at most 100 %";

impl FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Number, String> {
        if text.strip_prefix(SIGNS).is_some_and(|size| size.starts_with(|c: char| c.is_ascii_digit())) {
            return Err(BELOW_ZERO.to_owned());
        }
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let first_wrong = text.find(|c: char| !c.is_ascii_digit() && c != '.');
        let separated = first_wrong.is_some_and(|at| {
            let (before, after) =
                (&text[..at], text[at..].trim_start_matches([',', ' ', '\u{a0}', '_', '\'', '\u{202f}']));
            after.len() < text.len() - at
                && before.ends_with(|c: char| c.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_digit())
        });
        if let Some(meant) = without_separators(text).filter(|_| separated) {
            return Err(format!("write `{meant}`"));
        }
        if separated {
            return Err("write the number without separators, like 19172500, and decimals with a point".to_owned());
        }
        if !digits(whole) || (text.contains('.') && !digits(fraction)) || whole.len() + fraction.len() > 15 {
            return Err("write a number like 18 or 2.5".to_owned());
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err("write the number without zeros at its start".to_owned());
        }
        if fraction.len() == 3 && whole.len() <= 3 && whole != "0" {
            return Err(format!(
                "this can be read in two ways: write {whole}{fraction} for thousands, or {text}0 for decimals"
            ));
        }
        text.parse().map(Number).map_err(|_| "write a number like 18 or 2.5".to_owned())
    }
}

/// A number with separators as it would be written without them: `1,5` is 1.5, and `2 310` is 2310. `None` where a comma may part thousands or
/// decimals, or it is no number.
fn without_separators(text: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_' | '\'')).collect();
    let (whole, fraction) = groups.split_once(',').unwrap_or((&groups, ""));
    match fraction.len() {
        0 if !text.contains(',') && digits(whole) => Some(whole.to_owned()),
        1 | 2 if digits(whole) && digits(fraction) => Some(format!("{whole}.{fraction}")),
        _ => None,
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.abs().to_string();
        f.write_str(if self.0.is_sign_negative() { "-" } else { "" })?;
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, d)| (w, Some(d)));
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        match fraction {
            Some(fraction) => write!(f, "{grouped}.{fraction}"),
            None => f.write_str(&grouped),
        }
    }
}
