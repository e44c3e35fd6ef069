//! Advice on what is nearly a quantity.

use rust_decimal::Decimal;

use crate::model::case::value::Money;

/// Returns advice on what to write in place of a text that is not a quantity, but nearly one.
pub(super) fn of_quantity(text: &str, rest: &str, advice: String) -> String {
    let lower = text.to_lowercase();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_none(&lower) {
        return "write `none`; of a goal or a survey, write `0`".to_owned();
    }
    if lower == "none" {
        return "write `0`".to_owned();
    }
    if ["not recorded", "n/a", "na", "unknown", "?", "ukendt", "-", "–"].contains(&lower.as_str()) {
        return "write `not recorded`, or leave the key out".to_owned();
    }
    let scientific = rest.to_lowercase().split_once('e').is_some_and(|(digits, power)| {
        digits.parse::<Decimal>().is_ok() && power.trim_start_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit())
    });
    if let Some(value) = Decimal::from_scientific(rest).ok().filter(|_| scientific) {
        return format!("write the number out: `{}`", value.normalize());
    }
    if let Some((low, high)) =
        rest.split_once(['-', '–']).filter(|(low, high)| number(low.trim()) && number(high.trim()))
    {
        return format!("write `{} to {}`", low.trim(), high.trim());
    }
    if let Some(least) = rest.strip_suffix('+').filter(|least| number(least)) {
        return format!("write `at least {least}`");
    }
    for (danish, word) in [
        ("ca ", "about"),
        ("cirka ", "about"),
        ("omkring ", "about"),
        ("mere end ", "more than"),
        ("mindst ", "at least"),
        ("højst ", "at most"),
        ("næsten ", "almost"),
    ] {
        if let Some(rest) = lower.strip_prefix(danish) {
            return format!("write `{word} {}`", rest.trim());
        }
    }
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() && rest[digits.len()..].trim_start().starts_with(|c: char| c.is_alphabetic() || c == '%') {
        let start = text.len() - rest.len();
        return format!(
            "write the number alone, like `{}{digits}`; what is counted is said elsewhere, under `unit` of a goal or of an attribute",
            &text[..start]
        );
    }
    if let Ok(money) = text.parse::<Money>() {
        let amount = money.amount.0.normalize();
        return format!(
            "write the number alone, like `{amount}`; a goal has its unit under `unit: {}`, and an amount of money is an attribute of `kind: money`",
            money.currency
        );
    }
    if rest.bytes().any(|b| b.is_ascii_digit()) {
        return advice;
    }
    "write a number like 18, `about 260`, `more than 600` or `100 to 200`".to_owned()
}

/// Whether a word says that there is none.
fn is_none(word: &str) -> bool {
    ["ingen", "intet", "nul", "zero", "nothing", "keine"].contains(&word)
}

/// Signs and words of currencies, with their codes, and those that share them.
const CURRENCIES: [(&str, &str, &str); 7] = [
    ("kr.", "DKK", ", or SEK, NOK or ISK"),
    ("kr", "DKK", ", or SEK, NOK or ISK"),
    ("kroner", "DKK", ", or SEK, NOK or ISK"),
    ("€", "EUR", ""),
    ("euro", "EUR", ""),
    ("£", "GBP", ""),
    ("$", "USD", ""),
];

/// Words for powers of ten behind an amount.
const POWERS: [(&str, u32); 14] = [
    ("mio.", 6),
    ("mio", 6),
    ("mill.", 6),
    ("million", 6),
    ("millions", 6),
    ("millioner", 6),
    ("mia.", 9),
    ("milliard", 9),
    ("milliarder", 9),
    ("billion", 9),
    ("t.", 3),
    ("t", 3),
    ("tusind", 3),
    ("thousand", 3),
];

/// Advice on what is nearly an amount of money, with the amount as it would be written; `None` if it can't be told.
pub(super) fn of_money(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if is_none(&lower) {
        return Some("write `none`".to_owned());
    }
    let mut rest = lower.as_str();
    let mut currency: Option<(String, &str)> = None;
    for (word, code, others) in CURRENCIES {
        if let Some(own) = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)) {
            (rest, currency) = (own.trim(), Some((code.to_owned(), others)));
            break;
        }
    }
    if currency.is_none() {
        let is_code = |word: &str| word.len() == 3 && iso_currency::Currency::from_code(&word.to_uppercase()).is_some();
        let (first, last) = (rest.split(' ').next()?, rest.rsplit(' ').next()?);
        if is_code(first) {
            (currency, rest) = (Some((first.to_uppercase(), "")), rest[first.len()..].trim());
        } else if is_code(last) {
            (currency, rest) = (Some((last.to_uppercase(), "")), rest[..rest.len() - last.len()].trim());
        }
    }
    let (code, others) = currency?;
    let power = POWERS.iter().find_map(|(word, power)| Some((rest.strip_suffix(word)?.trim(), *power)));
    let (digits, power) = power.unwrap_or((rest, 0));
    let amount = read_grouped(digits, power > 0)?.checked_mul(Decimal::from(10_u64.checked_pow(power)?))?;
    Some(format!("write `{code} {}`{others}", amount.normalize()))
}

/// A number with separators of thousands and of decimals as people write them; `None` if it can be read in two ways. Before a word like
/// "million" a single separator is that of decimals.
fn read_grouped(text: &str, before_power: bool) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || text.contains(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
    {
        return None;
    }
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let last = text.rfind(['.', ',']).map(|at| &text[at + 1..]).unwrap_or_default();
    let is_decimal = match marks.as_slice() {
        [] => false,
        [_] => before_power || last.len() != 3,
        [.., one, other] if one != other => true,
        _ => last.len() != 3,
    };
    if marks.len() == 1 && !before_power && last.len() == 3 {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let scale = if is_decimal { u32::try_from(last.len()).ok()? } else { 0 };
    Decimal::try_from_i128_with_scale(digits.parse().ok()?, scale).ok()
}
