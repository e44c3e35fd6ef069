//! Advice on what is nearly a quantity.

use rust_decimal::Decimal;

/// Returns advice on what to write in place of a text that is not a quantity, but nearly one.
pub(super) fn of_quantity(text: &str, rest: &str, advice: String) -> String {
    let lower = text.to_lowercase();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
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
        return format!("write the number alone, like `{}{digits}`; what is counted is said elsewhere", &text[..start]);
    }
    if rest.bytes().any(|b| b.is_ascii_digit()) {
        return advice;
    }
    "write a number like 18, `about 260`, `more than 600` or `100 to 200`".to_owned()
}
