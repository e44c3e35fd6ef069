//! Words: messages of the locale with what is filled in, numbers in words, lists, dates and money as running text has them.

use std::ops::Deref;

use rust_decimal::prelude::ToPrimitive;

use crate::base::text::{Text, lower_first};
use crate::model::case::Evidence;
use crate::model::case::date::Date;
use crate::model::case::value::{Duration, Money, Qualifier, Quantity};
use crate::report::prose::types::{Teller, VERBATIM};
use crate::report::view::context::Context;
use crate::report::view::phrase::full_label;
use crate::report::view::words::qualified;
use crate::yaml::NodeId;

/// The largest number that is written in words.
const IN_WORDS: usize = 12;

impl Context<'_> {
    /// A form of the word for a code of case files, if the locale has it: of `actor-hospital` the one with "a" before it.
    pub fn form(&self, kind: &str, code: impl ToString, form: &str) -> Option<String> {
        let id = format!("{kind}-{}", code.to_string().replace(' ', "-"));
        self.locale.form(&id, form)
    }

    /// A whole number of things: in words up to twelve.
    pub fn count(&self, count: usize) -> String {
        match count {
            0..=IN_WORDS => self.say("tell-number", &[("count", count.into())]),
            _ => self.locale.number(count.into(), 0),
        }
    }

    /// Names of which none is there: a, b or c.
    pub fn any_of(&self, items: &[String]) -> String {
        match items.iter().any(|item| has_comma(item)) && items.len() > 1 {
            true => self.semicolons(items),
            false => self.locale.list_or(items),
        }
    }

    /// Names in a row: a, b and c. If one has a comma in it, they are parted by semicolons; one with an "and" of its own comes
    /// first, where another can stand last.
    pub fn list(&self, items: &[String]) -> String {
        if items.iter().any(|item| has_comma(item)) && items.len() > 1 {
            return self.semicolons(items);
        }
        let and = self.locale.and();
        let (mut first, plain): (Vec<&String>, Vec<&String>) = items.iter().partition(|item| item.contains(&and));
        if first.len() > 1 && items.len() > 2 {
            return self.semicolons(items);
        }
        first.extend(plain);
        self.locale.list(&first)
    }

    /// Names in a row whose order means something: a, b and c; parted by semicolons if one has a comma in it.
    pub fn in_order(&self, items: &[String]) -> String {
        match items.iter().any(|item| has_comma(item)) && items.len() > 1 {
            true => self.semicolons(items),
            false => self.locale.list(items),
        }
    }

    /// Texts parted by semicolons.
    pub fn semicolons(&self, items: &[String]) -> String {
        items.join("; ")
    }

    /// A text of an author inside a sentence: with a small first letter, and without a full stop at its end.
    pub fn inner(&self, text: &str) -> String {
        lower_first(text.trim_end().trim_end_matches('.'))
    }

    /// A label inside a sentence: its own form for that, or with a small first letter.
    pub fn label(&self, label: &Text, in_text: Option<&Text>) -> String {
        let own = in_text.and_then(|text| text.in_language(&self.locale.language));
        own.map_or_else(|| self.inner(&self.get(label)), str::to_owned)
    }

    /// A text in the language of the report alone, if there is one.
    pub fn own<'t>(&self, text: Option<&'t Text>) -> Option<&'t str> {
        text?.in_language(&self.locale.language)
    }

    /// A quantity of things: in words if it is a whole number up to twelve without a qualifier.
    pub fn quantity_in_text(&self, quantity: &Quantity) -> String {
        let plain = quantity.qualifier == Qualifier::Exact && quantity.upper.is_none();
        let whole = quantity.number.0.to_usize().filter(|_| plain && quantity.number.0.fract().is_zero());
        match whole {
            Some(count) if count <= IN_WORDS => self.count(count),
            _ => self.quantity(quantity),
        }
    }
}

impl<'a> Deref for Teller<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

impl Teller<'_> {
    /// A quantity of things: in words if it is a whole number up to twelve without a qualifier.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        self.quantity_in_text(quantity)
    }

    /// The number that decides between one and more: 1 only if it is exactly one.
    pub fn plural(&self, quantity: &Quantity) -> f64 {
        let one = quantity.qualifier == Qualifier::Exact && quantity.upper.is_none();
        if one { quantity.number.0.to_f64().unwrap_or(2.0) } else { 2.0 }
    }

    /// A number of years or months, in words up to twelve.
    pub fn duration(&self, duration: &Duration) -> String {
        let id = if duration.unit == "year" { "years" } else { "months" };
        let slots =
            [("count", self.plural(&duration.number).into()), ("number", self.quantity(&duration.number).into())];
        self.say(id, &slots)
    }

    /// Whether what the case is has members and a secretariat: a cluster does, a school does not.
    pub fn has_members(&self) -> bool {
        let id = format!("thing-{}", self.case.is_a.as_ref().map_or("cluster", |thing| &thing.0));
        self.context.locale.form(&id, "members").is_some()
    }

    /// The place of a statement; with its source, if that is not the one of most statements. `None` if the report names it once for all.
    pub fn place(&self, evidence: &Evidence) -> Option<String> {
        let stated_in = self.record.stated_in.as_ref().or(self.case.stated_in.as_ref());
        let is_main = stated_in.is_some_and(|own| own.source == evidence.source);
        let is_named = stated_in.is_some_and(|own| own.source == evidence.source && own.at == evidence.at);
        match &evidence.at {
            _ if is_named => None,
            Some(at) if is_main => Some(self.context.get(at)),
            _ => Some(full_label(self.context, evidence)),
        }
    }

    /// What an attribute is called inside a sentence, by the place of its value in the case file.
    pub fn attribute_at(&self, mark: NodeId) -> String {
        let is_there = |id: &str| self.case.attribute(id).is_some_and(|own| own.evidence.mark == mark);
        let own = self.context.settings.attributes.iter().find(|own| is_there(&own.id));
        own.map(|own| self.label(&own.value.label, None)).unwrap_or_default()
    }

    /// A date as an adverbial: "in 2009", "on 23 April 2003", "about 2010".
    pub fn when(&self, date: &Date) -> String {
        self.context.when(date)
    }

    /// An amount of money as running text has it: "805 euro". "Starting at" is left to the message around it.
    pub fn money(&self, money: &Money) -> String {
        let (locale, bare) =
            (self.context.locale, Quantity { qualifier: Qualifier::Exact, word: "", ..money.quantity() });
        let slots = [("currency", money.currency.as_str().into()), ("amount", self.context.quantity(&bare).into())];
        let amount = self.say("tell-money", &slots);
        let word = if money.qualifier == Qualifier::StartingAt { "" } else { money.word };
        qualified(locale, word, amount)
    }
}

/// Whether a text has a comma or a semicolon outside of brackets, other than that of a number.
fn has_comma(text: &str) -> bool {
    let (mut depth, mut before) = (0, ' ');
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let is_in_number = before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        if depth == 0 && matches!(c, ',' | ';') && !is_in_number {
            return true;
        }
        before = c;
    }
    false
}

/// Finishes a sentence: a capital at its start unless a name stands there, and a full stop unless it has an end.
pub fn finished(text: &str) -> String {
    let mut letters = text.chars();
    let text = match letters.next() {
        Some(VERBATIM) => letters.collect::<String>(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => return String::new(),
    };
    let text = text.replace(VERBATIM, "");
    let end = text.trim_end_matches(['"', '”', '»', '’', ')', ']']);
    if end.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::has_comma;

    #[test]
    fn the_comma_of_a_number_parts_nothing() {
        for plain in ["works with EUR 120,000", "1,5 procent", "a firm (in Møn, since 2009)", "3,000"] {
            assert!(!has_comma(plain), "{plain}");
        }
        for parted in ["a firm, a school", "in 2009, 3 firms", "a; b", "EUR 120,000, about", "12, a", "a,1"] {
            assert!(has_comma(parted), "{parted}");
        }
    }
}
