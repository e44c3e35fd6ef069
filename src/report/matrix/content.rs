//! The content of a table cell: a value that becomes words only at the end, for a language and a format.

use crate::analysis::claims::outcome::Verdict;
use crate::analysis::mapping::Status;
use crate::base::locale::Locale;
use crate::base::text::Text;
use crate::model::case::Amount;
use crate::model::case::date::Date;
use crate::model::case::value::{Money, Percentage, Quantity};
use crate::report::matrix::grade::Grade;
use crate::report::view::phrase::status_id;
use crate::report::view::words::{self, Difference, Measured};
use rust_decimal::Decimal;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Names, phrases and sentences, in the language of the table.
    Text(String),
    /// Nothing is recorded.
    NotRecorded,
    /// Something is recorded that the readers may not see.
    Withheld,
    /// The case says that there is none.
    None,
    /// The id of a fixed word that says why there is no value.
    Word(&'static str),
    /// How many.
    Count(usize),
    /// "k of n".
    Of(usize, usize),
    /// A quantity.
    Quantity(Box<Quantity>),
    /// An amount of money.
    Money(Box<Money>),
    /// A part of a whole.
    Percentage(Box<Percentage>),
    /// A date.
    Date(Date),
    /// A number that was computed.
    Measured(Box<Measured>),
    /// A number with so many digits behind the point.
    Number(Decimal, usize),
    /// A change.
    Difference(Box<Difference>),
    /// A count inside a phrase that says what is counted, with the id of the phrase.
    Counted(&'static str, Box<Content>),
    /// A value of which others state something else: pages and workbooks mark it, CSV has the value alone.
    Disputed(Box<Content>),
    /// The verdict on a claim.
    Verdict(Verdict),
    /// What a record shows of a characteristic and, if it is observed, on what evidence and whether only through other
    /// frameworks; with how it is rated.
    Status {
        /// What it shows.
        status: Status,
        /// The grade of the evidence; `None` if the characteristic is not observed.
        grade: Option<Grade>,
        /// Whether it is observed only through other frameworks.
        by_way: bool,
        /// How it is rated, in the language of the table; empty if it is not.
        rating: String,
    },
}

impl Content {
    /// The amount that a record gives for an indicator. `get` returns a text in the language of the report.
    pub fn amount(amount: &Amount, get: impl Fn(&Text) -> String) -> Content {
        match amount {
            Amount::Quantity(quantity) => Content::Quantity(Box::new(*quantity)),
            Amount::Money(money) => Content::Money(Box::new(money.clone())),
            Amount::Percentage(part) => Content::Percentage(Box::new(*part)),
            Amount::Date(date) => Content::Date(*date),
            Amount::Text(text) => Content::Text(get(text)),
        }
    }

    /// Returns the content in the words of a language.
    pub fn words(&self, locale: &Locale) -> String {
        match self {
            Content::Empty => String::new(),
            Content::Text(text) => text.clone(),
            Content::NotRecorded => locale.word("not-recorded"),
            Content::Withheld => locale.word("withheld"),
            Content::None => locale.word("none"),
            Content::Word(id) => locale.word(id),
            Content::Count(count) => count.to_string(),
            Content::Of(k, n) => locale.of(*k, *n),
            Content::Quantity(quantity) => words::quantity(locale, quantity),
            Content::Money(money) => words::money(locale, money),
            Content::Percentage(part) => words::percentage(locale, part),
            Content::Date(date) => words::date(locale, date),
            Content::Measured(measured) => words::measured(locale, measured),
            Content::Number(number, decimals) => locale.number(*number, *decimals),
            Content::Difference(difference) => words::difference(locale, difference),
            Content::Counted(id, count) => locale.say(id, &[("count", count.words(locale).into())]),
            Content::Disputed(value) => value.words(locale),
            Content::Verdict(verdict) => words::verdict(locale, verdict),
            Content::Status { status, grade, by_way, rating } => {
                let shown = match grade {
                    Some(grade) => {
                        let id = match (by_way, status) {
                            (true, _) => "cell-observed-by-way",
                            (false, Status::Countered) => "cell-countered",
                            (false, _) => "cell-observed",
                        };
                        locale.say(id, &[("grade", locale.word(grade.id()).into())])
                    }
                    None => locale.word(status_id(*status)),
                };
                if rating.is_empty() {
                    return shown;
                }
                locale.say("cell-rated", &[("rating", rating.as_str().into()), ("status", shown.into())])
            }
        }
    }

    /// Whether it is a value, and does not say that there is none.
    pub fn is_value(&self) -> bool {
        !self.is_unknown() && !matches!(self, Content::None | Content::Word(_))
    }

    /// Whether readers don't learn from it what is the case.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Content::Empty | Content::NotRecorded | Content::Withheld)
    }

    /// Whether it has no text at all.
    pub fn is_empty(&self) -> bool {
        matches!(self, Content::Empty) || matches!(self, Content::Text(text) if text.is_empty())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Content {
        Content::Text(text)
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        Content::Text(text.to_owned())
    }
}
