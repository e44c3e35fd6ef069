//! Values and codes of case files in the words of the reports' language.

use fluent_bundle::FluentValue;

use crate::model::case::Known;
use crate::model::case::value::{Date, Duration, Money, Number, Percentage, Quantity, When};
use crate::report::view::scene::Scene;

impl Scene<'_> {
    /// Fixed words by their id.
    pub fn word(&self, id: &str) -> String {
        self.locale.word(id)
    }

    /// A sentence by its id, with what is filled in.
    pub fn say(&self, id: &str, parts: &[(&str, FluentValue)]) -> String {
        self.locale.say(id, parts)
    }

    /// A code of case files in words: of the kind `source` the code `archival record` has the id `source-archival-record`.
    pub fn coded(&self, kind: &str, code: impl ToString) -> String {
        self.word(&format!("{kind}-{}", code.to_string().replace(' ', "-")))
    }

    /// What stands where nothing is recorded.
    pub fn not_recorded(&self) -> String {
        self.word("not-recorded")
    }

    /// A value in words, whatever its state.
    pub fn known<T>(&self, value: &Known<T>, show: impl Fn(&T) -> String) -> String {
        match value {
            Known::Is(value) => show(value),
            Known::None => self.word("none"),
            Known::NotRecorded => self.not_recorded(),
        }
    }

    /// What a source says, in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        self.say("quotation", &[("text", text.into())])
    }

    fn number(&self, number: Number) -> String {
        self.locale.number(number.value, number.decimals)
    }

    /// `value` with the source's qualifier, if it has one: "about 260".
    fn qualified(&self, word: &str, value: String) -> String {
        if word.is_empty() {
            return value;
        }
        let qualifier = self.coded("qualifier", word.trim_end_matches('.'));
        self.say("qualified", &[("qualifier", qualifier.into()), ("value", value.into())])
    }

    /// A quantity: "more than 600".
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let low = self.number(quantity.number);
        let value = match quantity.upper {
            Some(high) => self.say("range", &[("low", low.into()), ("high", self.number(high).into())]),
            None => low,
        };
        self.qualified(quantity.word, value)
    }

    /// An amount of money: "starting at EUR 805".
    pub fn money(&self, money: &Money) -> String {
        let amount = self.number(money.amount);
        let parts = [("currency", money.currency.as_str().into()), ("amount", amount.into())];
        self.qualified(money.word, self.say("money", &parts))
    }

    /// A part of a whole: "about 60 %".
    pub fn percentage(&self, part: &Percentage) -> String {
        self.say("percentage", &[("number", self.quantity(&part.0).into())])
    }

    /// A date: "about 2010".
    pub fn date(&self, date: &Date) -> String {
        let day = self.locale.date(date.year, date.month, date.day);
        let id = match date.when {
            When::At => return day,
            When::About => "date-about",
            When::After => "date-after",
            When::Before => "date-before",
        };
        self.say(id, &[("date", day.into())])
    }

    /// A number of years or months.
    pub fn duration(&self, duration: &Duration) -> String {
        let id = if duration.unit == "year" { "years" } else { "months" };
        let count = duration.number.upper.unwrap_or(duration.number.number).value;
        self.say(id, &[("count", count.into()), ("number", self.quantity(&duration.number).into())])
    }

    /// "k of n".
    pub fn of(&self, k: usize, n: usize) -> String {
        self.locale.of(k, n)
    }

    /// A span of time: "2001 to 2003", "from 2001", "until 2003"; nothing without both ends.
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
