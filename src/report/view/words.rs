//! Values and codes of case files in the words of the reports' language.

use crate::analysis::claims::outcome::{SaidOf, Verdict};
use crate::analysis::statistics::Change;
use crate::base::decimal::{rounded, to_binary};
use crate::base::locale::Locale;
use crate::base::text::capital;
use crate::model::case::Known;
use crate::model::case::date::{Date, When};
use crate::model::case::value::{Duration, Money, Number, Percentage, Quantity};
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::IndicatorNumber;
use crate::report::view::context::Context;
use fluent_bundle::FluentValue;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeSet;

impl Context<'_> {
    /// Fixed words by their id. The heading of names depends on the cases, and every table asks for it here.
    pub fn word(&self, id: &str) -> String {
        if id == "column-name" { self.heading_of_names() } else { self.locale.word(id) }
    }

    /// The heading above the names of cases: what all of them are, or "Case" where they are not all the same.
    pub fn heading_of_names(&self) -> String {
        let things: BTreeSet<Option<&str>> = self.cards.iter().map(|card| card.thing.as_deref()).collect();
        let all: Vec<Option<&str>> = things.into_iter().collect();
        match all.as_slice() {
            [] | [None] => self.locale.word("column-name"),
            [Some(thing)] => capital(&self.locale.word(&format!("thing-{thing}"))),
            _ => self.locale.word("column-case"),
        }
    }

    /// A sentence by its id, with `parts` filled in.
    pub fn say(&self, id: &str, parts: &[(&str, FluentValue)]) -> String {
        self.locale.say(id, parts)
    }

    /// A code of case files in words. The code `archival record` of the kind `source` has the words with the id
    /// `source-archival-record`.
    pub fn coded(&self, kind: &str, code: impl ToString) -> String {
        self.word(&format!("{kind}-{}", code.to_string().replace(' ', "-")))
    }

    /// The words for a value that is not recorded.
    pub fn not_recorded(&self) -> String {
        self.word("not-recorded")
    }

    /// A value in words, whatever its state.
    pub fn known<T>(&self, value: &Known<T>, show: impl Fn(&T) -> String) -> String {
        match value {
            Known::Is(value) => show(value),
            Known::None => self.word("none"),
            Known::NotRecorded => self.not_recorded(),
            Known::Withheld => self.word("withheld"),
        }
    }

    /// What a source says, in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        self.say("quotation", &[("text", text.into())])
    }

    /// A quantity: "more than 600".
    pub fn quantity(&self, quantity: &Quantity) -> String {
        self::quantity(self.locale, quantity)
    }

    /// An amount of money: "starting at EUR 805".
    pub fn money(&self, money: &Money) -> String {
        self::money(self.locale, money)
    }

    /// A part of a whole: "about 60 %".
    pub fn percentage(&self, part: &Percentage) -> String {
        self::percentage(self.locale, part)
    }

    /// A date: "about 2010".
    pub fn date(&self, date: &Date) -> String {
        self::date(self.locale, date)
    }

    /// A date as an adverbial: "in 2009", "on 23 April 2003", "about 2010".
    pub fn when(&self, date: &Date) -> String {
        let kind = match (date.when, date.day) {
            (When::About, _) => "about",
            (When::After, _) => "after",
            (When::Before, _) => "before",
            (When::At, Some(_)) => "day",
            (When::At, None) => "year",
        };
        let date = self.locale.date(date.year, date.month, date.day);
        self.say("tell-when", &[("kind", kind.into()), ("date", date.into())])
    }

    /// A number of years or months.
    pub fn duration(&self, duration: &Duration) -> String {
        let id = if duration.unit == "year" { "years" } else { "months" };
        let count = duration.number.upper.unwrap_or(duration.number.number).0;
        self.say(id, &[("count", to_binary(count).into()), ("number", self.quantity(&duration.number).into())])
    }

    /// "k of n".
    pub fn of(&self, k: usize, n: usize) -> String {
        self.locale.of(k, n)
    }

    /// "2021–2026"; a period may also be "2024/25".
    pub fn periods(&self, first: &str, last: &str) -> String {
        self.say("span-of-years", &[("from", first.to_owned().into()), ("to", last.to_owned().into())])
    }

    /// A span of time: "2001 to 2003", "from 2001", "until 2003". `None` if it has neither end.
    pub fn span(&self, from: Option<&Date>, to: Option<&Date>) -> Option<String> {
        let (from, to) = (from.map(|date| self.date(date)), to.map(|date| self.date(date)));
        match (from, to) {
            (Some(from), Some(to)) => Some(self.say("from-to", &[("from", from.into()), ("to", to.into())])),
            (Some(from), None) => Some(self.say("from", &[("from", from.into())])),
            (None, Some(to)) => Some(self.say("until", &[("to", to.into())])),
            (None, None) => None,
        }
    }
}

fn number(locale: &Locale, number: Number) -> String {
    locale.number(number.0, number.decimals())
}

/// `value` with the source's qualifier, if it has one: "about 260".
pub fn qualified(locale: &Locale, word: &str, value: String) -> String {
    if word.is_empty() {
        return value;
    }
    let qualifier = locale.word(&format!("qualifier-{}", word.trim_end_matches('.').replace(' ', "-")));
    locale.say("qualified", &[("qualifier", qualifier.into()), ("value", value.into())])
}

/// A quantity: "more than 600".
pub fn quantity(locale: &Locale, quantity: &Quantity) -> String {
    qualified(locale, quantity.word, unqualified(locale, quantity))
}

/// A number or a range, without its qualifier: "100 to 200".
fn unqualified(locale: &Locale, quantity: &Quantity) -> String {
    let low = number(locale, quantity.number);
    match quantity.upper {
        Some(high) => locale.say("range", &[("low", low.into()), ("high", number(locale, high).into())]),
        None => low,
    }
}

/// An amount of money: "starting at EUR 805".
pub fn money(locale: &Locale, money: &Money) -> String {
    let amount = unqualified(locale, &money.quantity());
    let parts = [("currency", money.currency.as_str().into()), ("amount", amount.into())];
    qualified(locale, money.word, locale.say("money", &parts))
}

/// A part of a whole: "about 60 %".
pub fn percentage(locale: &Locale, part: &Percentage) -> String {
    locale.say("percentage", &[("number", quantity(locale, &part.0).into())])
}

/// The most decimals of a percentage that would print as nothing or as all with fewer.
const MOST_DECIMALS: usize = 9;

/// A computed part of a whole, given in per cent: "13 %". One that would print as nothing or as all without being it is "under 1 %" or
/// "over 99 %"; a negative one has as many decimals as it takes to tell: "−0.1 %".
pub fn share(locale: &Locale, percent: Decimal, decimals: usize) -> String {
    let shown = rounded(percent, decimals);
    let step = Decimal::new(1, u32::try_from(decimals).unwrap_or_default());
    let print = |percent: Decimal| locale.say("percentage", &[("number", locale.number(percent, decimals).into())]);
    let all = Decimal::ONE_HUNDRED;
    if percent < Decimal::ZERO {
        let decimals = telling_decimals(percent, decimals);
        return locale.say("percentage", &[("number", locale.number(percent, decimals).into())]);
    }
    if shown.is_zero() && percent > Decimal::ZERO {
        return locale.say("share-under", &[("share", print(step).into())]);
    }
    if shown == all && percent < all {
        return locale.say("share-over", &[("share", print(all - step).into())]);
    }
    print(shown)
}

/// The least decimals, from `decimals` on, with which a percentage prints neither as nothing nor as all without being it.
pub fn telling_decimals(percent: Decimal, decimals: usize) -> usize {
    let tells = |decimals: &usize| {
        let shown = rounded(percent, *decimals);
        shown == percent || !(shown.is_zero() || shown.abs() == Decimal::ONE_HUNDRED)
    };
    (decimals..MOST_DECIMALS).find(tells).unwrap_or(MOST_DECIMALS)
}

/// A date: "about 2010".
pub fn date(locale: &Locale, date: &Date) -> String {
    let day = locale.date(date.year, date.month, date.day);
    let id = match date.when {
        When::At => return day,
        When::About => "date-about",
        When::After => "date-after",
        When::Before => "date-before",
    };
    locale.say(id, &[("date", day.into())])
}

/// A number of an indicator: "−3", "44 %", "about EUR 1,000".
pub fn measured(locale: &Locale, measured: &Measured) -> String {
    if measured.percent {
        return about(locale, measured.about, share(locale, measured.shown(), measured.decimals));
    }
    let number = locale.number(measured.shown(), measured.decimals);
    let text = match &measured.currency {
        Some(currency) => locale.say("money", &[("currency", currency.as_str().into()), ("amount", number.into())]),
        None => number,
    };
    about(locale, measured.about, text)
}

/// A change of an indicator: "+6 (+5 %)", "−3 percentage points".
pub fn difference(locale: &Locale, difference: &Difference) -> String {
    let Measured { value, decimals, percent, ref currency, about: is_about } = difference.by;
    let none = if difference.moved { "hardly-a-change" } else { "no-change" };
    if percent {
        let points = rounded(value.abs() * Decimal::ONE_HUNDRED, decimals);
        if points.is_zero() {
            return locale.word(none);
        }
        let text = about(locale, is_about, format!("{}{}", sign(value), locale.number(points, decimals)));
        return locale.say("points", &[("count", to_binary(points).into()), ("number", text.into())]);
    }
    if value.is_zero() {
        return locale.word(none);
    }
    let amount = locale.number(value.abs(), decimals);
    let amount = match currency {
        Some(currency) => locale.say("money", &[("currency", currency.as_str().into()), ("amount", amount.into())]),
        None => amount,
    };
    let by = about(locale, is_about, format!("{}{amount}", sign(value)));
    let Some(part) = difference.relative else { return by };
    locale.say("change", &[("by", by.into()), ("part", relative(locale, part).into())])
}

/// A relative change, given as a fraction: "+26 %", "−7.0 %". One that is not nothing does not print as 0.0 %.
pub fn relative(locale: &Locale, relative: Decimal) -> String {
    let (percent, digits) = (relative.abs() * Decimal::ONE_HUNDRED, usize::from(relative.abs() < Decimal::new(1, 1)));
    let is_little = rounded(percent, digits).is_zero() && !percent.is_zero();
    match is_little {
        true => share(locale, percent, digits),
        false => format!(
            "{}{}",
            sign(relative),
            locale.say("percentage", &[("number", locale.number(percent, digits).into())])
        ),
    }
}

/// The verdict on a claim: "holds, in 2 of 3 cases".
pub fn verdict(locale: &Locale, verdict: &Verdict) -> String {
    let id = match (verdict.of, verdict.holds) {
        (_, None) => "claim-unchecked",
        (SaidOf::Framework, Some(true)) => "claim-holds",
        (SaidOf::Framework, Some(false)) => "claim-does-not-hold",
        (SaidOf::Groups, Some(true)) => "claim-groups-hold",
        (SaidOf::Groups, Some(false)) => "claim-groups-fail",
        (SaidOf::Cases | SaidOf::Pairs | SaidOf::Characteristics, Some(true)) => "claim-holds-in",
        (SaidOf::Cases | SaidOf::Pairs | SaidOf::Characteristics, Some(false)) => "claim-fails-in",
        // For a claim of "none", `k` counts the cases that speak against it.
        (SaidOf::NoCase | SaidOf::NoPair | SaidOf::NoCharacteristic, Some(true)) => "claim-none-holds",
        (SaidOf::NoCase | SaidOf::NoPair | SaidOf::NoCharacteristic, Some(false)) => "claim-none-fails",
    };
    let unit = match verdict.of {
        SaidOf::Pairs | SaidOf::NoPair => "pairs",
        SaidOf::Characteristics | SaidOf::NoCharacteristic => "characteristics",
        SaidOf::Cases | SaidOf::NoCase | SaidOf::Groups | SaidOf::Framework => "cases",
    };
    let text = locale.say(id, &[("k", verdict.k.into()), ("n", verdict.n.into()), ("unit", unit.into())]);
    if verdict.could_change { locale.say("claim-could-change", &[("verdict", text.into())]) } else { text }
}

fn sign(value: Decimal) -> &'static str {
    match value.cmp(&Decimal::ZERO) {
        Ordering::Greater => "+",
        Ordering::Less => "\u{2212}",
        Ordering::Equal => "±",
    }
}

fn about(locale: &Locale, is_about: bool, text: String) -> String {
    match is_about {
        true => {
            locale.say("qualified", &[("qualifier", locale.word("qualifier-about").into()), ("value", text.into())])
        }
        false => text,
    }
}

/// A number of an indicator as tables show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The value; a percentage as a fraction.
    pub value: Decimal,
    /// Digits after the point, as it is shown.
    pub decimals: usize,
    /// Whether it is shown in per cent.
    pub percent: bool,
    /// The currency of an amount.
    pub currency: Option<String>,
    /// Whether it is an approximation.
    pub about: bool,
}

impl Measured {
    /// The value as it is shown: of a part of a whole in per cent.
    pub fn shown(&self) -> Decimal {
        if self.percent { self.value * Decimal::ONE_HUNDRED } else { self.value }
    }

    /// A number of an indicator.
    pub fn new(indicator: &Indicator, number: &IndicatorNumber) -> Measured {
        let percent = indicator.is_share();
        let computed = percent && indicator.formula.is_some();
        Measured {
            value: number.value,
            decimals: if computed { indicator.digits() } else { number.decimals },
            percent,
            currency: number.currency.clone(),
            about: number.about,
        }
    }
}

/// How much an indicator changed, as tables show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// By how much.
    pub by: Measured,
    /// The change relative to the value before, as a fraction, where that has a meaning.
    pub relative: Option<Decimal>,
    /// Whether there is a change, if only one that rounding hides.
    pub moved: bool,
}

impl Difference {
    /// A change of an indicator.
    pub fn new(indicator: &Indicator, change: &Change) -> Difference {
        let percent = indicator.is_share();
        let by = Measured { decimals: change.by.decimals, percent, ..Measured::new(indicator, &change.by) };
        Difference { by, relative: change.relative, moved: change.moved }
    }
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::base::locale::Locale;

    #[test]
    fn a_share_that_is_not_nothing_or_all_does_not_print_as_that() {
        let english = Locale::usual("en").expect("it is in the program");
        for (percent, decimals, expected) in [
            ("0", 0, "0 %"),
            ("0.4", 0, "under 1 %"),
            ("0.5", 0, "1 %"),
            ("0.04", 1, "under 0.1 %"),
            ("12.5", 0, "13 %"),
            ("99.4", 0, "99 %"),
            ("99.5", 0, "over 99 %"),
            ("99.96", 1, "over 99.9 %"),
            ("100", 0, "100 %"),
            ("100.4", 0, "100 %"),
            ("-12.5", 0, "\u{2212}13 %"),
            ("-0.1", 0, "\u{2212}0.1 %"),
            ("-0.5", 0, "\u{2212}1 %"),
            ("-99.96", 1, "\u{2212}99.96 %"),
            ("-100", 0, "\u{2212}100 %"),
        ] {
            let percent_of = percent.parse().expect("it is a number");
            assert_eq!(share(&english, percent_of, decimals), expected, "{percent}");
        }
    }
}
