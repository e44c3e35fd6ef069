//! Indicators: what the figures of a record mean, as data. The program includes those that cluster organisations usually report
//! (`indicators/`). A file in the workspace's `indicators/` replaces the program's file of the same name, or is added to them.

pub mod formula;
pub mod read;
pub mod unit;

use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::source::Source;
use crate::base::text::Text;
use crate::model::indicator::unit::Unit;
use crate::model::settings::value::Between;
use crate::yaml::condition::Condition;
use crate::yaml::shape::Located;
use crate::yaml::shape::ids::{Id, Stem};
use crate::yaml::shape::list::{ById, List, OneOrMany};
use crate::yaml::shape::notation::{Form, Notation, Notations, Span};
use crate::{choice, shape};

/// The indicator files of the program by name, in the order in which reports show them.
pub const DEFAULTS: [(&str, &str); 7] = [
    ("structure", include_str!("../../../indicators/structure.yaml")),
    ("management", include_str!("../../../indicators/management.yaml")),
    ("governance", include_str!("../../../indicators/governance.yaml")),
    ("finance", include_str!("../../../indicators/finance.yaml")),
    ("activities", include_str!("../../../indicators/activities.yaml")),
    ("results", include_str!("../../../indicators/results.yaml")),
    ("label", include_str!("../../../indicators/label.yaml")),
];

shape! {
    /// Indicators that belong together.
    #[derive(Debug)]
    Group("a file of indicators") {
        /// The file's stem.
        id: Stem,
        /// What they are about.
        title: Text = "{ en: Members and firms, da: Medlemmer og virksomheder }",
        /// What a reader should know about all of them.
        note: Option<Text> = "Counted on the last day of the period",
        /// The version of the definitions.
        version: String = "1.0",
        /// The units that figures are counted in, by id, with the words for them.
        units: ById<Text> = "{ members: { en: members, da: medlemmer } }",
        /// The indicators that a report shows at a glance: ids of this file.
        at_a_glance: OneOrMany<Id> = "[members]",
        /// The indicators, in the order of reports.
        indicators: Vec<Indicator> = "[{ id: members, label: Members, unit: members, aggregate: sum, source: Our statutes }]",
    }
}

shape! {
    /// Something that records give a figure of.
    #[derive(Debug)]
    Indicator("an indicator `{ id, label, unit, aggregate, source }`") check check {
        /// The id, unique among all indicators.
        id: Id = "members",
        /// The name.
        label: Text = "Members",
        /// What counts, and what does not.
        definition: Option<Text> = "Organisations that have joined in writing",
        /// What is counted: the id of a unit, one unit per another, or `money`, `percent`, `date`, `text`.
        unit: Located<Unit> = "members",
        /// What stands for several cases together.
        aggregate: Aggregate = "sum",
        /// Which of it is better: on which side of a year's summary a change is told. It is printed nowhere.
        better: Option<Better> = "higher",
        /// Whether a year's summary may tell how it moved. Without it: if it is a number that records give, no part or subset of another, and its values can be put together.
        headline: Option<Headline> = "yes",
        /// The name where there is little room, with its unit if that is not plain.
        short: Option<Text> = "Innovators",
        /// What it is called inside a sentence.
        in_text: Option<Text> = "{ en: the number of start-ups, da: antallet af nystartede virksomheder }",
        /// What a heading says where it rose, without numbers.
        rose: Option<Text> = "{ en: more firms took part, da: flere virksomheder deltog }",
        /// What a heading says where it fell, without numbers.
        fell: Option<Text> = "{ en: fewer firms took part, da: færre virksomheder deltog }",
        /// Where the definition comes from.
        source: Text = "Criterion 1.1 of the label",
        /// The indicator that it is one of the parts of: the parts of a whole add up to it.
        part_of: Option<Id> = "members",
        /// The indicator that it counts some of: it can't be more.
        some_of: Option<Id> = "members",
        /// The indicator that it counts some of as it was in the period before.
        some_of_last: Option<Id> = "members",
        /// The indicator that it adds to since the period before, like new members to members.
        adds_to: Option<Id> = "members",
        /// The indicator that it takes from since the period before, like members that left from members.
        takes_from: Option<Id> = "members",
        /// Which figures are possible beside the usual ones: negative ones, which only amounts of money can be without it, and percentages over 100 %.
        may_be: OneOrMany<MayBe> = "[negative, over 100 %]",
        /// How it is computed from other indicators, in CEL. In a formula hyphens of ids are underscores; `last.members` is that of the period before.
        formula: Option<Condition> = "members / staff",
        /// How many digits after the point a computed figure has.
        decimals: Option<Digits> = "1",
        /// The rise in per cent from one period to the next beyond which a figure wants to be confirmed, and the fall that such a rise would make up for; 100 by default.
        jump: Option<Rise> = "50",
        /// What it is besides: the result of a survey, whose figures say how many answered; a date after which something has expired; or what a year's summary tells in its own place: the size, the budget, or for how long there is money.
        nature: Option<Nature> = "survey",
        /// When its definition changed: figures before and after are not compared.
        changed: List<Changed> = "[{ in: 2024, what: Associated members count too }]",
    }
}

shape! {
    /// A change of a definition.
    #[derive(Debug)]
    Changed("a change `{ in, what }`") {
        /// The year from which the new definition holds.
        year("in"): Year = "2024",
        /// What changed.
        what: Text = "Associated members count too",
    }
}

choice! {
    /// What stands for several cases together.
    Aggregate {
        /// Their sum.
        Sum = "sum",
        /// Their mean.
        Mean = "mean",
        /// The one in the middle.
        Median = "median",
        /// The formula, of the sums of what is in it.
        ShareOfSums = "share of sums",
        /// Nothing.
        None = "none",
    }
}

choice! {
    /// Which figures of an indicator are possible beside the usual ones.
    MayBe {
        /// Numbers and percentages below zero.
        Negative = "negative",
        /// Percentages of more than the whole, like growth.
        Over = "over 100 %",
    }
}

choice! {
    /// Which of it is better.
    Better {
        /// More of it.
        Higher = "higher",
        /// Less of it.
        Lower = "lower",
        /// Neither.
        Neither = "neither",
    }
}

choice! {
    /// Whether a year's summary may tell how an indicator moved.
    Headline {
        /// It may.
        Yes = "yes",
        /// Tables have it.
        No = "no",
    }
}

choice! {
    /// What an indicator is besides.
    Nature {
        /// The result of asking people.
        Survey = "survey",
        /// A date after which something has expired.
        Expiry = "expiry date",
        /// How large a cluster is: a year's summary tells it first.
        Size = "size",
        /// All the money of a period: a year's summary tells it with its parts.
        Budget = "budget",
        /// For how long there is money.
        Horizon = "horizon",
    }
}

/// How many digits a computed figure has after the point: from 0 to 3.
pub type Digits = Between<0, 3>;
/// A rise in per cent.
pub type Rise = Between<1, 100_000>;
/// A year.
pub type Year = Between<1900, 2200>;

impl Indicator {
    /// Returns how its figures are written, and which are possible. Accounts know deficits, so an amount of money can be negative.
    pub fn form(&self) -> Form {
        let notation = if self.formula.is_some() { Notation::Computed } else { self.unit.notation() };
        let negative = notation == Notation::Money || self.may_be.contains(&MayBe::Negative);
        let of = match (self.unit.one.as_str(), &self.unit.per) {
            ("months", None) => Some(Span::Months),
            ("years", None) => Some(Span::Years),
            _ => None,
        };
        Form { notation, negative, over: self.may_be.contains(&MayBe::Over), of }
    }

    /// Whether its figures are numbers.
    pub fn is_number(&self) -> bool {
        !matches!(self.unit.notation(), Notation::Date | Notation::Text)
    }

    /// Whether its figures are parts of a whole, which are fractions in calculations and shown in per cent.
    pub fn is_share(&self) -> bool {
        self.unit.one == "percent"
    }

    /// Returns the factor that its numbers are multiplied by when they are shown.
    pub fn scale(&self) -> Decimal {
        if self.is_share() { Decimal::ONE_HUNDRED } else { Decimal::ONE }
    }

    /// Whether a year's summary may tell how it moved, since the file says so, or since it is a number that records give, stands for
    /// itself, and can be put together.
    pub fn is_headline(&self) -> bool {
        let is_own = [&self.part_of, &self.some_of, &self.some_of_last].iter().all(|whole| whole.is_none());
        let usual = is_own && self.formula.is_none() && self.aggregate != Aggregate::None;
        self.is_number() && self.headline.map_or(usual, |own| own == Headline::Yes)
    }

    /// Returns how many digits a computed figure has after the point.
    pub fn digits(&self) -> usize {
        let usual = if self.unit.notation() == Notation::Percentage { 0 } else { 1 };
        self.decimals.as_ref().map_or(usual, |digits| digits.0 as usize)
    }
}

/// All indicators of a workspace: the program's and its own.
#[derive(Debug, Default)]
pub struct Indicators {
    /// The indicators by file, in the order of reports.
    pub groups: Vec<Group>,
    /// The files, in the same order.
    pub sources: Vec<Arc<Source>>,
    /// What could not be read, because of mistakes in its file.
    pub unread: Unread,
}

/// Indicators that could not be read. Names that lead to these are not dangling: the mistake is where they are.
#[derive(Debug, Default)]
pub struct Unread {
    /// The ids of those that are written down.
    pub ids: BTreeSet<String>,
    /// The ids of groups.
    pub groups: BTreeSet<String>,
    /// The units of these groups.
    pub units: BTreeSet<String>,
    /// Whether a file is not even YAML, so that any indicator may be in it.
    pub any: bool,
}

impl Indicators {
    /// Returns all indicators, in the order of reports.
    pub fn all(&self) -> impl Iterator<Item = &Indicator> {
        self.groups.iter().flat_map(|group| &group.indicators)
    }

    /// Returns the indicators that reports show at a glance.
    pub fn at_a_glance(&self) -> impl Iterator<Item = &Indicator> {
        self.groups.iter().flat_map(|group| &group.at_a_glance).filter_map(|id| self.find(id))
    }

    /// Returns the indicator with this id.
    pub fn find(&self, id: &str) -> Option<&Indicator> {
        self.all().find(|indicator| indicator.id == *id)
    }

    /// Whether there may be an indicator with this id, which could not be read.
    pub fn is_unread(&self, id: &str) -> bool {
        self.unread.any || self.unread.ids.contains(id)
    }

    /// Returns the words for a unit.
    pub fn unit(&self, id: &str) -> Option<&Text> {
        let mut units = self.groups.iter().flat_map(|group| group.units.iter());
        units.find(|unit| unit.id == id).map(|unit| &unit.value)
    }

    /// Returns how figures are written, by the ids of their indicators.
    pub fn notations(&self) -> Notations {
        let figures = self.all().map(|indicator| (indicator.id.to_string(), indicator.form())).collect();
        Notations { figures, ..Notations::default() }
    }
}
