//! A record seen through a framework, as sentences name what is in it.

use crate::analysis::mapping::{self, Cell, CellRating, Mapped, Mapping, Placement, Position, Status};
use crate::model::case::{Characterised, Observation};
use crate::model::framework::{Dimension, Framework};
use crate::report::prose::draft::Draft;
use crate::report::prose::types::Teller;
use crate::report::view::context::Context;
use crate::report::view::phrase::{outside_label, status_id};
use crate::report::view::rating;

/// More characteristics than this are counted by dimension.
pub const NAMED: usize = 8;

/// The framework that the write-up is about, and a second one: of those with observations first the one that knows the stage of the
/// case, then as in the file.
pub fn lenses<'t>(teller: &Teller<'t>) -> (Option<Mapping<'t>>, Option<Mapping<'t>>) {
    let frameworks = teller.context.frameworks;
    let all = mapping::lenses(teller.record, frameworks).into_iter();
    let mut all: Vec<Mapping> = all.map(|framework| mapping::map(teller.record, framework, frameworks)).collect();
    all.retain(|mapping| mapping.dimensions.iter().any(Mapped::is_recorded));
    let staged = |mapping: &Mapping| matches!(mapping.position, Position::Mapped(_) | Position::Contested);
    all.sort_by_key(|mapping| !staged(mapping));
    let mut all = all.into_iter();
    (all.next(), all.next())
}

/// The name of a framework inside a sentence.
pub fn framework_name(context: Context, framework: &Framework) -> String {
    let own = context.own(framework.in_text.as_ref()).map(str::to_owned);
    let titled = || context.say("tell-framework", &[("title", context.get(&framework.title).into())]);
    own.unwrap_or_else(titled)
}

/// The characteristics of a dimension inside a sentence: "the facilitation tasks", or its label in quotation marks.
pub fn plural_of_dimension(context: Context, dimension: &Dimension) -> String {
    let own = context.own(dimension.in_text.as_ref()).map(str::to_owned);
    own.unwrap_or_else(|| context.quoted(&context.get(&dimension.label)))
}

/// The name of a dimension inside a sentence, and whether it is one for that.
pub fn dimension_in_text(teller: &Teller, dimension: &Dimension) -> (&'static str, String) {
    match teller.own(dimension.in_text.as_ref()) {
        Some(own) => ("in-text", own.to_owned()),
        None => ("label", plural_of_dimension(teller.context, dimension)),
    }
}

/// The name of a dimension behind a number of its characteristics: for several its noun, if it has one.
pub fn counted_in_text(teller: &Teller, dimension: &Dimension, count: usize) -> (&'static str, String) {
    match teller.own(dimension.noun.as_ref()) {
        Some(noun) if count > 1 => ("noun", noun.to_owned()),
        _ => dimension_in_text(teller, dimension),
    }
}

/// What the characteristics of a dimension are, as a plural without an article: "tasks".
pub fn noun(teller: &Teller, dimension: &Dimension) -> String {
    let own = teller.own(dimension.noun.as_ref()).map(str::to_owned);
    own.unwrap_or_else(|| teller.context.word("tell-characteristics"))
}

/// What the characteristics of several dimensions are: of a single one, its noun.
pub fn of_all(teller: &Teller, dimensions: &[&Mapped]) -> String {
    match dimensions {
        [one] => noun(teller, one.dimension),
        _ => teller.context.word("tell-characteristics"),
    }
}

/// A record seen through a framework.
pub struct Lens<'l, 't> {
    /// What the sentences are made with.
    pub teller: &'l Teller<'t>,
    /// The record as the framework sees it.
    pub mapping: &'l Mapping<'t>,
}

impl Lens<'_, '_> {
    /// The dimensions on which something is recorded.
    pub fn recorded(&self) -> impl Iterator<Item = &Mapped<'_>> {
        self.mapping.dimensions.iter().filter(|mapped| mapped.is_recorded())
    }

    /// The name of a characteristic inside a sentence.
    pub fn label(&self, cell: &Cell) -> String {
        self.teller.label(&cell.characteristic.label, cell.characteristic.in_text.as_ref())
    }

    /// What something outside the framework is called inside a sentence.
    pub fn outside(&self, one: &Observation) -> String {
        let own = self.teller.own(one.in_text.as_ref()).map(str::to_owned);
        own.unwrap_or_else(|| self.teller.inner(&outside_label(self.teller.context, one)))
    }

    /// What a list of observations names: labels of the framework's characteristics in its order, then what is outside it.
    pub fn named(&self, mapped: &Mapped, list: &[Observation], status: Status) -> (Vec<String>, Vec<String>) {
        let own = mapped.cells.iter().filter(|cell| cell.status.listed() == status && !cell.observations.is_empty());
        let mut outside: Vec<String> = mapping::outside(list).map(|one| self.outside(one)).collect();
        outside.sort();
        outside.dedup();
        let rated = |cell: &Cell| match mapped.dimension.scale.as_ref() {
            Some(scale) if cell.rating != CellRating::None => {
                let sign = match &cell.rating {
                    CellRating::Mixed => self.teller.word("rating-mixed"),
                    CellRating::Contested(all) => {
                        let signs: Vec<String> =
                            all.iter().map(|one| rating::sign(self.teller.context, scale, one)).collect();
                        self.teller.say("rating-contested", &[("list", self.teller.locale.list(&signs).into())])
                    }
                    rating => rating::sign(self.teller.context, scale, rating),
                };
                self.teller.say("tell-aside", &[("text", self.label(cell).into()), ("aside", sign.into())])
            }
            _ => self.label(cell),
        };
        (own.map(rated).collect(), outside)
    }

    /// What an observation is called: what it shows of the framework, or what it is outside of it.
    pub fn label_of(&self, mapped: &Mapped, one: &Observation) -> String {
        let own = mapped.cells.iter().find(|cell| cell.observations.iter().any(|own| std::ptr::eq(*own, one)));
        own.map_or_else(|| self.outside(one), |cell| self.label(cell))
    }

    /// Adds observations as facts that a sentence tells.
    pub fn tells(&self, draft: Draft, mapped: &Mapped, list: &[Observation], status: Status) -> Draft {
        // What is contested is not told as what is there.
        let is_told = |one: &&Observation| {
            let own = mapped.cells.iter().find(|cell| cell.observations.iter().any(|own| std::ptr::eq(*own, *one)));
            own.map_or(!matches!(one.what, Characterised::Known(_)), |cell| cell.status.listed() == status)
        };
        let told = list.iter().filter(is_told);
        let mut all: Vec<(String, &Observation)> = told.map(|one| (self.label_of(mapped, one), one)).collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all.into_iter().fold(draft, |draft, (label, one)| {
            let words = one.words.as_ref().map(|words| self.teller.context.quoted(&self.teller.context.get(words)));
            let named = || match status {
                Status::Observed => String::new(),
                _ => self.teller.inner(&self.teller.context.word(status_id(status))),
            };
            let stated = words.unwrap_or_else(named);
            draft.tells_as(self.teller, "observed", &one.evidence, label, &stated)
        })
    }

    /// The only dimension for which the framework expects something, with how much of that is observed and how much there is. What
    /// counts by way of another framework is not named in the list, and then there is none.
    pub fn single_fit(&self) -> Option<(&Mapped<'_>, usize, usize)> {
        let mut all = self.recorded().filter_map(|mapped| mapped.listed_observed().map(|(k, n)| (mapped, k, n)));
        let one = all.next().filter(|(mapped, k, _)| own_expected(mapped) == *k);
        one.filter(|_| all.next().is_none() && matches!(self.mapping.position, Position::Mapped(_)))
    }

    /// "a, b and c, the last of which is not in the framework", unless the comparison with the framework says so.
    pub fn list(&self, inside: &[String], outside: &[String], of: &Mapped) -> String {
        let teller = self.teller;
        let framework = framework_name(teller.context, self.mapping.framework);
        let all = [inside, outside].concat();
        let is_some = |k: usize| kind_of_fit(all.len(), k) == "some";
        let is_told = self.single_fit().is_some_and(|(own, k, _)| std::ptr::eq(own, of) && is_some(k));
        if outside.is_empty() || is_told {
            return teller.list(&all);
        }
        let slots = [
            ("list", teller.in_order(&all).into()),
            ("count", outside.len().into()),
            ("number", teller.count(outside.len()).into()),
            ("all", all.len().into()),
            ("framework", framework.into()),
        ];
        teller.say(if inside.is_empty() { "tell-outside" } else { "tell-inside-and-outside" }, &slots)
    }

    /// Where the stage of the case stands among those that the framework maps: sentences have wordings for each.
    pub fn at(&self) -> &'static str {
        match self.mapping.position {
            Position::Mapped(0) => "first",
            Position::Mapped(_) if self.mapping.next_stage().is_none() => "last",
            Position::Mapped(_) => "middle",
            _ => "none",
        }
    }

    /// Characteristics of the framework by name, if they are few, else how many of each dimension.
    pub fn named_or_counted(&self, cells: &[(&Mapped, &Cell)], name: impl Fn(&Cell) -> String) -> Vec<String> {
        if cells.len() <= NAMED {
            return cells.iter().map(|(_, cell)| name(cell)).collect();
        }
        let counts = self.recorded().filter_map(|mapped| {
            let count = cells.iter().filter(|(own, _)| std::ptr::eq(*own, mapped)).count();
            (count > 0).then(|| self.some_of(mapped, count))
        });
        counts.collect()
    }

    /// "three competencies", "one of the facilitators’ roles"
    pub fn some_of(&self, mapped: &Mapped, count: usize) -> String {
        let teller = self.teller;
        let (form, dimension) = counted_in_text(teller, mapped.dimension, count);
        let slots = [("form", form.into()), ("number", teller.count(count).into()), ("dimension", dimension.into())];
        teller.say("tell-some-of", &slots)
    }

    /// The characteristics of all dimensions for which something holds, each with its dimension.
    pub fn cells(&self, holds: impl Fn(&Cell) -> bool) -> Vec<(&Mapped<'_>, &Cell<'_>)> {
        let all = self.recorded().flat_map(|mapped| mapped.cells.iter().map(move |cell| (mapped, cell)));
        all.filter(|(_, cell)| holds(cell)).collect()
    }
}

/// Labels of the dimensions of the first framework on which nothing is recorded.
pub fn silent_dimensions(teller: &Teller) -> Vec<String> {
    let frameworks = teller.context.frameworks;
    let first = match lenses(teller).0 {
        Some(mapping) => Some(mapping.framework),
        None => mapping::lenses(teller.record, frameworks).into_iter().next(),
    };
    let Some(framework) = first else { return Vec::new() };
    let mapping = mapping::map(teller.record, framework, frameworks);
    let silent = mapping.dimensions.iter().filter(|mapped| !mapped.is_recorded() && !mapped.is_borrowed());
    let silent: Vec<&Dimension> = silent.map(|mapped| mapped.dimension).collect();
    // "The facilitators’ roles, points of focus or competencies": only the first says whose they are.
    let label = |(at, dimension): (usize, &&Dimension)| match teller.own(dimension.noun.as_ref()) {
        Some(noun) if at > 0 => noun.to_owned(),
        _ => teller.label(&dimension.label, dimension.in_text.as_ref()),
    };
    silent.iter().enumerate().map(label).collect()
}

/// How many characteristics that are expected are observed in the list itself, and not by way of another framework.
fn own_expected(mapped: &Mapped) -> usize {
    let is_own = |cell: &&Cell| cell.status.is_seen() && !cell.observations.is_empty();
    mapped.cells.iter().filter(|cell| cell.place == Placement::Expected).filter(is_own).count()
}

/// How many of what is observed are expected.
pub fn kind_of_fit(observed: usize, expected: usize) -> &'static str {
    match (observed, expected) {
        (0, _) => "nothing",
        (1, 1) => "one",
        (1, 0) => "one-not",
        (_, 0) => "none",
        (observed, expected) if observed == expected => "all",
        _ => "some",
    }
}
