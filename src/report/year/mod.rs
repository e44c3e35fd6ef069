//! What a year came to, in paragraphs that stand first in the annual report on a cluster, and in that on all of them. Which movements
//! are told, `analysis/movement.rs` decides; here they become sentences, as everywhere messages of the locale, and each keeps what it
//! rests on. The rules are stated for users in docs/annual-reports.md.

pub mod headings;
pub mod money;
pub mod moved;
pub mod pictures;
pub mod plans;
pub mod reported;
pub mod stages;

use fluent_bundle::FluentValue;

use crate::analysis::measure::Pair;
use crate::analysis::movement::{self, Movement};
use crate::base::text::bound;
use crate::model::case::Case;
use crate::model::indicator::{Indicators, Nature};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossParagraph, AcrossSentence};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::view::context::Context;

/// The summary has at most so many words: with the figures at a glance it fits a page.
const WORDS: usize = 350;

/// The clusters of a year beside the year before.
pub struct Year<'a> {
    /// The year.
    pub year: i32,
    /// The clusters with a record of the year, as they stood then.
    pub cases: Vec<&'a Case>,
    /// Their records of the year with those of the year before, in the same order.
    pub pairs: Vec<Pair<'a>>,
    /// How the headline figures moved.
    pub movements: Vec<Movement<'a>>,
    /// The portfolio, if it is one; else this is the year of a single cluster.
    pub portfolio: Option<&'a Portfolio<'a>>,
}

impl<'a> Year<'a> {
    /// The year of a single cluster; `None` if it has no record of it.
    pub fn of_one(indicators: &'a Indicators, case: &'a Case, year: i32) -> Option<Year<'a>> {
        let pairs = vec![Pair::of(case, year)?];
        let movements = movement::movements(indicators, &pairs);
        Some(Year { year, cases: vec![case], pairs, movements, portfolio: None })
    }

    /// The year of a portfolio.
    pub fn of_all(indicators: &'a Indicators, portfolio: &'a Portfolio<'a>) -> Year<'a> {
        let pair = |case: &&'a Case| Some((*case, Pair::of(case, portfolio.year)?));
        let (cases, pairs): (Vec<&Case>, Vec<Pair>) = portfolio.cases.iter().filter_map(pair).unzip();
        // What less than half of the clusters can compare is left to the tables.
        let half = pairs.iter().filter(|pair| is_compared(pair)).count().div_ceil(2);
        let mut movements = movement::movements(indicators, &pairs);
        movements.retain(|one| one.steps.len() >= half);
        Year { year: portfolio.year, cases, pairs, movements, portfolio: Some(portfolio) }
    }

    /// How many clusters have records of both years that can be compared.
    pub fn compared(&self) -> usize {
        self.pairs.iter().filter(|pair| is_compared(pair)).count()
    }

    fn is_one(&self) -> bool {
        self.portfolio.is_none()
    }
}

/// Whether a record is compared with that of the year before: both are of periods of one length.
pub fn is_compared(pair: &Pair) -> bool {
    pair.last.is_some_and(|last| pair.record.is_like(last))
}

/// How much there is room for, in figures.
#[derive(Clone, Copy)]
pub struct Room {
    /// How many figures each side has at most.
    side: usize,
    /// How many figures are told that sums hide.
    hidden: usize,
    /// How many figures of each side are told with the clusters in which they moved furthest.
    detailed: usize,
    /// Whether the size is told with them too.
    size: bool,
    /// Whether what sums hide is.
    named: bool,
    /// Whether it is said in how many clusters a figure did not move.
    unmoved: bool,
    /// In how many single clusters, each way, it is told that the figures of a group moved far.
    clusters: usize,
}

/// From the most to the least, with equal room for both sides.
const ROOMS: [Room; 9] = [
    Room { side: 4, hidden: 3, detailed: 2, size: true, named: true, unmoved: true, clusters: 2 },
    Room { side: 4, hidden: 2, detailed: 1, size: true, named: true, unmoved: true, clusters: 2 },
    Room { side: 3, hidden: 2, detailed: 1, size: true, named: true, unmoved: true, clusters: 2 },
    Room { side: 2, hidden: 2, detailed: 1, size: true, named: true, unmoved: true, clusters: 2 },
    Room { side: 2, hidden: 2, detailed: 1, size: false, named: true, unmoved: true, clusters: 2 },
    Room { side: 2, hidden: 1, detailed: 1, size: false, named: true, unmoved: true, clusters: 2 },
    Room { side: 2, hidden: 1, detailed: 1, size: false, named: false, unmoved: true, clusters: 2 },
    Room { side: 2, hidden: 1, detailed: 1, size: false, named: false, unmoved: false, clusters: 2 },
    Room { side: 2, hidden: 1, detailed: 1, size: false, named: false, unmoved: false, clusters: 1 },
];

/// The paragraphs on a year; none in a language without sentences for them. What does not fit is shortened from the end, and never on
/// one side alone.
pub fn summary(context: Context, year: &Year) -> Vec<AcrossParagraph> {
    if !context.locale.has("year-moved") {
        return Vec::new();
    }
    let made = |room: &Room| paragraphs(context, year, *room);
    let fits = |all: &Vec<AcrossParagraph>| words(all) <= WORDS;
    let mut all = ROOMS.iter().map(made).find(fits).unwrap_or_else(|| made(&ROOMS[ROOMS.len() - 1]));
    while !fits(&all) && all.len() > 1 {
        let last = all.len() - 1;
        all[last].sentences.pop();
        told(&mut all[last]);
        all.retain(|paragraph| !paragraph.sentences.is_empty());
    }
    all
}

fn words(all: &[AcrossParagraph]) -> usize {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    all.iter().map(|paragraph| paragraph.text.split_whitespace().filter(is_word).count()).sum()
}

fn paragraphs(context: Context, year: &Year, room: Room) -> Vec<AcrossParagraph> {
    let told = movement::told(&year.movements);
    let sides = moved::sides(context, year, &told, room);
    let mut all = vec![(String::new(), reported::reported(context, year))];
    let mut first = stages::stages(context, year);
    first.extend(moved::in_its_place(context, year, Nature::Size, YearSentence::Size, room.size));
    all.push((context.word("year-stages-and-size"), first));
    all.extend(sides);
    let mut last = money::money(context, year);
    last.extend(plans::plans(context, year));
    last.extend(plans::missing(context, year));
    all.push((context.word("year-money-and-plans"), last));
    let without = context.settings.annual.as_ref().map_or(&[][..], |plan| &plan.without);
    let is_kept = |sentence: &AcrossSentence| !without.iter().any(|name| name.to_string() == sentence.name);
    let paragraph = |(heading, sentences): (String, Vec<AcrossSentence>)| {
        let sentences = sentences.into_iter().filter(is_kept).map(in_one_line).collect();
        let mut paragraph = AcrossParagraph { heading, text: String::new(), sentences };
        self::told(&mut paragraph);
        paragraph
    };
    let all = all.into_iter().map(paragraph);
    all.filter(|paragraph| !paragraph.sentences.is_empty()).collect()
}

/// A sentence in which no number is parted from its unit.
fn in_one_line(mut sentence: AcrossSentence) -> AcrossSentence {
    sentence.text = bound(&sentence.text);
    sentence.parts.iter_mut().for_each(|part| part.text = bound(&part.text));
    sentence
}

/// Sets the text of a paragraph to that of its sentences.
fn told(paragraph: &mut AcrossParagraph) {
    let texts: Vec<&str> = paragraph.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    paragraph.text = texts.join(" ");
}

/// A sentence of a message that rests on facts.
fn say(
    context: Context,
    name: YearSentence,
    message: &str,
    slots: &[(&str, FluentValue)],
    facts: Vec<String>,
) -> AcrossSentence {
    AcrossSentence::new(name, &context.say(message, slots), facts)
}

/// "Agro Food Park: 18", what a sentence rests on.
fn fact(context: Context, what: String, value: String) -> String {
    context.say("tell-pair", &[("what", what.into()), ("remark", value.into())])
}
