//! The values of a workbook's cells: numbers and days in the form in which tables show them, and text.

use rust_decimal::Decimal;

use crate::base::decimal::rounded;
use crate::base::locale::Locale;
use crate::model::case::Amount;
use crate::model::case::date::{Date, When};
use crate::model::case::value::{Money, Percentage, Qualifier, Quantity};
use crate::report::matrix::content::Content;
use crate::report::view::context::Context;
use crate::report::view::words::{self, Difference, Measured, telling_decimals};

/// The value of a cell.
pub enum SheetValue {
    /// Text.
    Text(String),
    /// A number, and its number format.
    Number(Decimal, String),
    /// A date, and its number format.
    Day(Date, &'static str),
}

/// How a day is written in every language.
const ISO: &str = "yyyy-mm-dd";

impl SheetValue {
    /// Converts the content of a table's cell: to a number, formatted as the table shows it, if it is one, else to its words.
    pub fn of(locale: &Locale, content: &Content) -> SheetValue {
        number_of(locale, content).unwrap_or_else(|| SheetValue::words(locale, content))
    }

    /// Converts the content of a table's cell to its words, with the mark of those of which others state something else.
    pub fn words(locale: &Locale, content: &Content) -> SheetValue {
        let words = content.words(locale);
        SheetValue::Text(match content {
            Content::Disputed(_) => locale.say("disputed", &[("text", words.into())]),
            _ => words,
        })
    }
}

/// Returns a content as a number or a day, or `None` unless it is exactly one, or one with a word such as "about" before it. What the table shows
/// beside the number is a part of its format, so that the cell holds the number and shows the same.
fn number_of(locale: &Locale, content: &Content) -> Option<SheetValue> {
    match content {
        Content::Disputed(value) => match number_of(locale, value)? {
            // The mark is a part of the number's format, so the cell remains a number.
            SheetValue::Number(number, form) => {
                let mark = quoted(locale.say("disputed", &[("text", "\u{0}".into())]).trim_start_matches('\u{0}'));
                let form: Vec<String> = form.split(';').map(|part| format!("{part}{mark}")).collect();
                Some(SheetValue::Number(number, form.join(";")))
            }
            other => Some(other),
        },
        Content::Count(count) => Some(SheetValue::number(Decimal::from(*count), 0, &Around::Plain)),
        Content::Number(number, decimals) => Some(SheetValue::number(*number, *decimals, &Around::Plain)),
        Content::Quantity(quantity) => {
            qualified(locale, content, quantity, &Around::Plain, &|own| Content::Quantity(Box::new(own)))
        }
        Content::Percentage(part) => {
            qualified(locale, content, &part.0, &Around::Percent, &|own| Content::Percentage(Box::new(Percentage(own))))
        }
        Content::Money(money) => {
            let around = Around::money(locale, &money.currency);
            let bare = |own: Quantity| {
                Content::Money(Box::new(Money { qualifier: own.qualifier, word: own.word, ..(**money).clone() }))
            };
            qualified(locale, content, &money.quantity(), &around, &bare)
        }
        Content::Measured(measured) if !measured.about => Some(SheetValue::measured(locale, measured)),
        Content::Measured(measured) => {
            let exact = Measured { about: false, ..(**measured).clone() };
            let value = SheetValue::measured(locale, &exact);
            framed(&content.words(locale), &words::measured(locale, &exact), value)
        }
        Content::Difference(difference) => changed(locale, difference),
        Content::Date(date) => day(locale, date),
        _ => None,
    }
}

/// A quantity that stands for one number: as it is, or with its qualifier in the format. `bare` makes the content of it without one.
fn qualified(
    locale: &Locale,
    content: &Content,
    quantity: &Quantity,
    around: &Around,
    bare: &dyn Fn(Quantity) -> Content,
) -> Option<SheetValue> {
    quantity.one_number()?;
    let plain = Quantity { qualifier: Qualifier::Exact, word: "", ..*quantity };
    let value = exact(&plain, around)?;
    match quantity.word.is_empty() {
        true => Some(value),
        false => framed(&content.words(locale), &bare(plain).words(locale), value),
    }
}

/// A change: its number, with the sign and the relative change in the format.
fn changed(locale: &Locale, difference: &Difference) -> Option<SheetValue> {
    let by = &difference.by;
    let shown = words::difference(locale, difference);
    let size = Measured { value: by.value.abs(), about: false, ..by.clone() };
    // Of a part of a whole, the change is in percentage points.
    let (bare, value) = match by.percent {
        true => {
            let points = rounded(size.shown(), by.decimals);
            (locale.number(points, by.decimals), SheetValue::number(points, by.decimals, &Around::Plain))
        }
        false => (words::measured(locale, &size), SheetValue::measured(locale, &size)),
    };
    let SheetValue::Number(number, form) = framed(&shown, &bare, value)? else { return None };
    Some(SheetValue::Number(if by.value.is_sign_negative() { -number } else { number }, form))
}

/// A number with all that a table shows around it in its format; `None` if the table does not show it.
fn framed(shown: &str, bare: &str, value: SheetValue) -> Option<SheetValue> {
    let SheetValue::Number(number, form) = value else { return None };
    let (before, after) = shown.split_once(bare)?;
    // The section for its sign; the sign of a change stands in what is shown before its size.
    let own = form.split(';').nth(usize::from(number.is_sign_negative()))?;
    let form = format!("{}{own}{}", quoted(before), quoted(after));
    Some(SheetValue::Number(number, format!("{form};{form}")))
}

/// A day, as its language writes days; `None` in a language whose form is not known here, of a month or a year alone, and before 1900, of which
/// Excel has no dates.
fn day(locale: &Locale, date: &Date) -> Option<SheetValue> {
    let form = match locale.language.as_str() {
        "en" => "[$-809]d mmmm yyyy",
        "da" => "[$-406]d. mmmm yyyy",
        _ => return None,
    };
    let is_day = date.day.is_some() && date.when == When::At && date.year >= 1900;
    is_day.then_some(SheetValue::Day(*date, form))
}

/// Returns a quantity as a number if it is exact, that is, without a qualifier and not a range.
pub fn exact(quantity: &Quantity, form: &Around) -> Option<SheetValue> {
    let is_exact = quantity.word.is_empty() && quantity.upper.is_none();
    is_exact.then(|| SheetValue::number(quantity.number.0, quantity.number.decimals(), form))
}

/// The text around a number.
pub enum Around {
    /// Nothing.
    Plain,
    /// A percent sign.
    Percent,
    /// A currency: the text before the amount, and the text after it.
    Money(String, String),
}

impl Around {
    /// Returns the text for a currency, before or after the amount as the language has it.
    fn money(locale: &Locale, currency: &str) -> Around {
        let around = locale.say("money", &[("currency", currency.into()), ("amount", "\u{0}".into())]);
        let (before, after) = around.split_once('\u{0}').unwrap_or_default();
        Around::Money(before.to_owned(), after.to_owned())
    }
}

impl SheetValue {
    /// Makes a number that is rounded to `decimals` and shown with as many. A percentage is passed in per cent and stored as a
    /// fraction.
    fn number(value: Decimal, decimals: usize, form: &Around) -> SheetValue {
        // Stored as it is shown, so that sheet and table can't differ.
        let shown = rounded(value, decimals);
        let whole = if shown.abs() >= Decimal::ONE_THOUSAND { "#,##0" } else { "0" };
        let digits = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
        let (before, after, value) = match form {
            Around::Plain => (String::new(), String::new(), shown),
            Around::Percent => (String::new(), " %".to_owned(), shown / Decimal::ONE_HUNDRED),
            Around::Money(before, after) => (quoted(before), quoted(after), shown),
        };
        let positive = format!("{before}{whole}{digits}{after}");
        SheetValue::Number(value, format!("{positive};{before}\"\u{2212}\"{whole}{digits}{after}"))
    }

    /// Makes a number from the value of an indicator.
    pub fn measured(locale: &Locale, measured: &Measured) -> SheetValue {
        let around = match &measured.currency {
            _ if measured.percent => Around::Percent,
            Some(currency) => Around::money(locale, currency),
            None => Around::Plain,
        };
        // A part that is not nothing is not shown as 0 %, nor one that is not all as 100 %.
        let decimals = match measured.percent {
            true => telling_decimals(measured.shown(), measured.decimals),
            false => measured.decimals,
        };
        SheetValue::number(measured.shown(), decimals, &around)
    }
}

/// Quotes literal text for a number format. A quotation mark ends a quotation there, and stands outside with a backslash.
fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "\"\\\"\"")) }
}

/// Returns the amount that a record gives: as a number or a date if it is exactly one, else an empty cell, and as text.
pub fn given(context: Context, amount: &Amount) -> (SheetValue, String) {
    let empty = || SheetValue::Text(String::new());
    match amount {
        Amount::Quantity(quantity) => {
            (exact(quantity, &Around::Plain).unwrap_or_else(empty), context.quantity(quantity))
        }
        Amount::Percentage(part) => (exact(&part.0, &Around::Percent).unwrap_or_else(empty), context.percentage(part)),
        Amount::Money(money) => (exact(&money.quantity(), &Around::Plain).unwrap_or_else(empty), context.money(money)),
        // Excel has no dates before 1900.
        Amount::Date(date) if date.day.is_some() && date.when == When::At && date.year >= 1900 => {
            (SheetValue::Day(*date, ISO), context.date(date))
        }
        Amount::Date(date) => (empty(), context.date(date)),
        Amount::Text(own) => (empty(), context.get(own)),
    }
}

/// How wide a value is shown, in characters.
pub fn width(value: &SheetValue) -> usize {
    match value {
        SheetValue::Text(text) => text.chars().count(),
        SheetValue::Number(_, format) => format.split(';').next().unwrap_or_default().len().max(8),
        SheetValue::Day(..) => 18,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{SheetValue, number_of, quoted};
    use crate::base::locale::Locale;
    use crate::model::case::Amount;
    use crate::model::case::value::Quantity;
    use crate::report::matrix::content::Content;
    use crate::report::view::words::{Difference, Measured};

    /// Returns the number and the number format that a sheet stores for an amount of a case file.
    fn sheet(amount: Amount) -> Option<(String, String)> {
        let english = Locale::usual("en").expect("it is in the program");
        match number_of(&english, &Content::amount(&amount, |text| text.get("en").to_owned()))? {
            SheetValue::Number(number, format) => Some((number.to_string(), format)),
            SheetValue::Text(_) | SheetValue::Day(..) => None,
        }
    }

    #[test]
    fn exact_values_are_numbers_and_others_are_not() {
        let quantity = |text: &str| Amount::Quantity(text.parse().expect("it is one"));
        assert_eq!(sheet(quantity("12")), Some(("12".to_owned(), "0;\"\u{2212}\"0".to_owned())));
        assert_eq!(sheet(quantity("1234.5")), Some(("1234.5".to_owned(), "#,##0.0;\"\u{2212}\"#,##0.0".to_owned())));
        for text in ["more than 12", "at most 12", "12 to 15"] {
            assert_eq!(sheet(quantity(text)), None, "{text}");
        }
        // What qualifies a number is shown by its format.
        let about = ("1234".to_owned(), "\"about \"#,##0;\"about \"#,##0".to_owned());
        assert_eq!(sheet(quantity("about 1234")), Some(about));
        // Below zero it has the section for that, in which nothing else puts a sign.
        let below = Amount::Quantity(Quantity::signed("about -12").expect("it is one"));
        let form = "\"about \"\"\u{2212}\"0;\"about \"\"\u{2212}\"0";
        assert_eq!(sheet(below), Some(("-12".to_owned(), form.to_owned())));
        let percent = |text: &str| Amount::Percentage(text.parse().expect("it is one"));
        assert_eq!(sheet(percent("44 %")), Some(("0.44".to_owned(), "0 %;\"\u{2212}\"0 %".to_owned())));
        assert_eq!(sheet(percent("about 44 %")).map(|(number, _)| number), Some("0.44".to_owned()));
        assert_eq!(sheet(percent("more than 44 %")), None);
        let money = |text: &str| Amount::Money(text.parse().expect("it is one"));
        let (number, format) = sheet(money("EUR 1234")).expect("it is exact");
        assert_eq!((number.as_str(), format.as_str()), ("1234", "\"EUR \"#,##0;\"EUR \"\"\u{2212}\"#,##0"));
        assert_eq!(sheet(money("starting at EUR 67")), None);
    }

    #[test]
    fn a_change_is_a_number_with_all_that_is_shown_of_it() {
        let english = Locale::usual("en").expect("it is in the program");
        let of = |value: i64, relative: Option<Decimal>| {
            let by = Measured { value: value.into(), decimals: 0, percent: false, currency: None, about: false };
            let content = Content::Difference(Box::new(Difference { by, relative, moved: value != 0 }));
            match number_of(&english, &content)? {
                SheetValue::Number(number, form) => Some((number.to_string(), form)),
                SheetValue::Text(_) | SheetValue::Day(..) => None,
            }
        };
        let half = Some(Decimal::new(5, 1));
        let rise = "\"+\"0\" (+50 %)\";\"+\"0\" (+50 %)\"".replace(" %", "\u{a0}%");
        let fall = "\"\u{2212}\"0;\"\u{2212}\"0".to_owned();
        assert_eq!(
            of(6, half).map(|(number, form)| (number, form.replace(" %", "\u{a0}%"))),
            Some(("6".to_owned(), rise))
        );
        assert_eq!(of(-6, None), Some(("-6".to_owned(), fall)));
        assert_eq!(of(0, None), None, "that there is none is a word");
    }

    #[test]
    fn what_stands_around_a_number_is_data() {
        assert_eq!(quoted("a \"b\""), r#""a "\""b"\""""#, "an empty quotation at the end says nothing");
    }

    #[test]
    fn what_is_no_value_is_no_number() {
        let english = Locale::usual("en").expect("it is in the program");
        for content in [Content::Empty, Content::NotRecorded, Content::None, Content::Of(1, 2), Content::from("12")] {
            assert!(number_of(&english, &content).is_none(), "{content:?}");
        }
    }
}
