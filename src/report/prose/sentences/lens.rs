//! What was observed through frameworks, how that compares with what they expect in the stage, and what the next stage would add.
//! The framework that comes first gets several sentences, a second one a single sentence.

use crate::analysis::fit::{Agreement, fit};
use crate::analysis::mapping::{self, Cell, Mapped, Mapping, Placement, Position, Status};
use crate::model::case::{ListKind, Observation, SentenceName};
use crate::model::framework::{Dimension, Framework, Stage};
use crate::report::prose::draft::{Draft, authors_on, may_join};
use crate::report::prose::refer::alone;
use crate::report::prose::sentences::stage::stage_in_text;
use crate::report::prose::types::Teller;
use crate::report::view::phrase::{outside_label, status_id};

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let (first, second) = lenses(teller);
    let mut all = Vec::new();
    if let Some(mapping) = &first {
        let lens = Lens { teller, mapping };
        all.extend(lens.observed());
        all.extend(lens.compared());
    }
    all.extend(second.as_ref().and_then(|mapping| Lens { teller, mapping }.in_one_sentence()));
    all
}

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
pub fn framework_in_text(teller: &Teller, framework: &Framework) -> String {
    let own = teller.own(framework.in_text.as_ref()).map(str::to_owned);
    let titled = || teller.say("tell-framework", &[("title", teller.context.get(&framework.title).into())]);
    own.unwrap_or_else(titled)
}

/// The name of a dimension inside a sentence, and whether it is one for that.
fn dimension_in_text(teller: &Teller, dimension: &Dimension) -> (&'static str, String) {
    match teller.own(dimension.in_text.as_ref()) {
        Some(own) => ("in-text", own.to_owned()),
        None => ("label", teller.context.quoted(&teller.context.get(&dimension.label))),
    }
}

/// The name of a dimension behind a number of its characteristics: for several its noun, if it has one.
fn counted_in_text(teller: &Teller, dimension: &Dimension, count: usize) -> (&'static str, String) {
    match teller.own(dimension.noun.as_ref()) {
        Some(noun) if count > 1 => ("noun", noun.to_owned()),
        _ => dimension_in_text(teller, dimension),
    }
}

/// What the characteristics of a dimension are, as a plural without an article: "tasks".
fn noun(teller: &Teller, dimension: &Dimension) -> String {
    let own = teller.own(dimension.noun.as_ref()).map(str::to_owned);
    own.unwrap_or_else(|| teller.context.word("tell-characteristics"))
}

/// What the characteristics of several dimensions are: of a single one, its noun.
fn of_all(teller: &Teller, dimensions: &[&Mapped]) -> String {
    match dimensions {
        [one] => noun(teller, one.dimension),
        _ => teller.context.word("tell-characteristics"),
    }
}

/// A record seen through a framework.
struct Lens<'l, 't> {
    teller: &'l Teller<'t>,
    mapping: &'l Mapping<'t>,
}

impl Lens<'_, '_> {
    fn recorded(&self) -> impl Iterator<Item = &Mapped<'_>> {
        self.mapping.dimensions.iter().filter(|mapped| mapped.is_recorded())
    }

    fn label(&self, cell: &Cell) -> String {
        self.teller.label(&cell.characteristic.label, cell.characteristic.in_text.as_ref())
    }

    /// What something outside the framework is called inside a sentence.
    fn outside(&self, one: &Observation) -> String {
        let own = self.teller.own(one.in_text.as_ref()).map(str::to_owned);
        own.unwrap_or_else(|| self.teller.inner(&outside_label(self.teller.context, one)))
    }

    /// What a list of observations names: labels of the framework's characteristics in its order, then what is outside it.
    fn named(&self, mapped: &Mapped, list: &[Observation], status: Status) -> (Vec<String>, Vec<String>) {
        let own = mapped.cells.iter().filter(|cell| cell.status == status && !cell.observations.is_empty());
        let mut outside: Vec<String> = mapping::outside(list).map(|one| self.outside(one)).collect();
        outside.sort();
        outside.dedup();
        (own.map(|cell| self.label(cell)).collect(), outside)
    }

    /// What an observation is called: what it shows of the framework, or what it is outside of it.
    fn label_of(&self, mapped: &Mapped, one: &Observation) -> String {
        let own = mapped.cells.iter().find(|cell| cell.observations.iter().any(|own| std::ptr::eq(*own, one)));
        own.map_or_else(|| self.outside(one), |cell| self.label(cell))
    }

    /// Adds observations as facts that a sentence tells.
    fn tells(&self, draft: Draft, mapped: &Mapped, list: &[Observation], status: Status) -> Draft {
        let mut all: Vec<(String, &Observation)> = list.iter().map(|one| (self.label_of(mapped, one), one)).collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all.into_iter().fold(draft, |draft, (label, one)| {
            let words = one.words.as_ref().map(|words| self.teller.context.quoted(&self.teller.context.get(words)));
            let stated = words.unwrap_or_else(|| self.teller.inner(&self.teller.context.word(status_id(status))));
            draft.tells_as(self.teller, "observed", &one.evidence, label, &stated)
        })
    }

    /// "a, b and c, the last of which is not in the framework"
    fn list(&self, inside: &[String], outside: &[String]) -> String {
        let teller = self.teller;
        let framework = framework_in_text(teller, self.mapping.framework);
        if outside.is_empty() {
            return teller.list(inside);
        }
        let all = [inside, outside].concat();
        let slots = [
            ("list", teller.in_order(&all).into()),
            ("count", outside.len().into()),
            ("number", teller.count(outside.len()).into()),
            ("framework", framework.into()),
        ];
        teller.say(if inside.is_empty() { "tell-outside" } else { "tell-inside-and-outside" }, &slots)
    }

    /// Where the stage of the case stands among those that the framework maps: sentences have wordings for each.
    fn at(&self) -> &'static str {
        match self.mapping.position {
            Position::Mapped(0) => "first",
            Position::Mapped(_) if self.mapping.next_stage().is_none() => "last",
            Position::Mapped(_) => "middle",
            _ => "none",
        }
    }

    /// Whether tables alone have what was observed: where there are many dimensions.
    fn counted(&self) -> Option<Draft> {
        (self.recorded().count() > DIMENSIONS).then(|| Draft::silent(SentenceName::Observed, "observed"))
    }

    /// Characteristics of the framework by name, if they are few, else how many of each dimension.
    fn named_or_counted(&self, cells: &[(&Mapped, &Cell)], name: impl Fn(&Cell) -> String) -> Vec<String> {
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
    fn some_of(&self, mapped: &Mapped, count: usize) -> String {
        let teller = self.teller;
        let (form, dimension) = counted_in_text(teller, mapped.dimension, count);
        let slots = [("form", form.into()), ("number", teller.count(count).into()), ("dimension", dimension.into())];
        teller.say("tell-some-of", &slots)
    }

    /// The characteristics of all dimensions for which something holds, each with its dimension.
    fn cells(&self, holds: impl Fn(&Cell) -> bool) -> Vec<(&Mapped<'_>, &Cell<'_>)> {
        let all = self.recorded().flat_map(|mapped| mapped.cells.iter().map(move |cell| (mapped, cell)));
        all.filter(|(_, cell)| holds(cell)).collect()
    }

    /// What was observed, planned, given up or absent, dimension by dimension.
    fn observed(&self) -> Vec<Draft> {
        let mut all: Vec<Draft> = self.counted().into_iter().collect();
        let is_counted = !all.is_empty();
        let first = WORDINGS.iter().position(|at| *at == self.at()).unwrap_or_default();
        let mut wordings = WORDINGS.iter().cycle().skip(first);
        for mapped in self.recorded() {
            let Some(seen) = mapped.seen else { continue };
            let (inside, outside) = self.named(mapped, &seen.seen, Status::Observed);
            let count = inside.len() + outside.len();
            let (form, dimension) = counted_in_text(self.teller, mapped.dimension, count);
            if count > 0 && !is_counted {
                let closed = seen.kind() == ListKind::Closed;
                let message = if closed { "tell-observed-closed" } else { "tell-observed" };
                let draft = Draft::new(SentenceName::Observed, message)
                    .slot("form", form)
                    .slot("at", wordings.next().copied().unwrap_or_default())
                    .slot("dimension", dimension.clone())
                    .slot("count", count)
                    .slot("number", self.teller.count(count))
                    .slot("list", self.list(&inside, &outside));
                all.push(self.tells(draft, mapped, &seen.seen, Status::Observed));
            } else {
                let name = SentenceName::Observed;
                all.extend(authors_on(self.teller, name, "observed", seen.seen.iter(), |one| {
                    (&one.evidence, self.label_of(mapped, one))
                }));
            }
            let others = [
                ("tell-planned", &seen.planned, Status::Planned),
                ("tell-past", &seen.past, Status::Past),
                ("tell-absent", &seen.absent, Status::Absent),
            ];
            for (message, list, status) in others {
                let (inside, outside) = self.named(mapped, list, status);
                if inside.is_empty() && outside.is_empty() {
                    continue;
                }
                // That something is outside the framework matters where what is seen is counted.
                let named = [inside, outside].concat();
                let draft = Draft::new(SentenceName::Unobserved, message).slot("list", self.teller.list(&named));
                all.push(self.tells(draft, mapped, list, status));
            }
        }
        all
    }

    /// How what is seen compares with what the framework expects.
    fn compared(&self) -> Vec<Draft> {
        let framework = framework_in_text(self.teller, self.mapping.framework);
        let mut all = match self.mapping.position {
            Position::Mapped(_) => self.in_stage(&framework),
            Position::Contested => self.for_each_rater(&framework),
            Position::NotMapped => {
                vec![Draft::new(SentenceName::Expected, "tell-not-mapped").slot("framework", framework)]
            }
            Position::NotAssessed | Position::NoLifeCycle => Vec::new(),
        };
        let next = self.mapping.next_stage();
        let case = self.teller.case.study.as_deref();
        let is_derived = self.mapping.framework.derived_from.as_ref().is_some_and(|from| case == Some(&*from.study));
        let is_last = matches!(self.mapping.position, Position::Mapped(_)) && next.is_none();
        let is_derived = is_derived && !all.is_empty();
        let joined = is_derived && is_last && may_join(self.teller, SentenceName::Derived, SentenceName::NextStage);
        if is_derived {
            let form = if joined { "last" } else { "bare" };
            all.push(Draft::new(SentenceName::Derived, "tell-derived").slot("form", form));
        }
        if is_last && !joined {
            all.push(Draft::new(SentenceName::NextStage, "tell-last-stage"));
        }
        all.extend(self.resembles());
        all.extend(next.and_then(|stage| self.added(stage)));
        all
    }

    fn in_stage(&self, framework: &str) -> Vec<Draft> {
        let teller = self.teller;
        let fits: Vec<(&Mapped, usize, usize)> =
            self.recorded().filter_map(|mapped| mapped.expected_observed().map(|(k, n)| (mapped, k, n))).collect();
        let mut all: Vec<Draft> = match fits.as_slice() {
            [] => Vec::new(),
            // What counts by way of another framework is not named in the list.
            [(mapped, k, n)] if own_expected(mapped) == *k => {
                self.fit_of_one(framework, mapped, *k, *n).into_iter().collect()
            }
            several => vec![self.fit_of_several(framework, several)],
        };
        let open = self.unseen(Status::NotMentioned, "tell-unseen-open");
        let closed = self.unseen(Status::Absent, "tell-unseen-closed");
        let mut unseen: Vec<Draft> = open.into_iter().chain(closed).collect();
        if let ([expected], [rest]) = (all.as_slice(), unseen.as_slice())
            && let Some(whole) = self.in_one(expected, rest)
        {
            (all, unseen) = (vec![whole], Vec::new());
        }
        all.extend(unseen);
        for (place, form) in [(Placement::Early, "early"), (Placement::Late, "late"), (Placement::Elsewhere, "other")] {
            let own =
                |cell: &Cell| cell.status == Status::Observed && cell.place == place && !cell.observations.is_empty();
            let labels = self.named_or_counted(&self.cells(own), |cell| self.label(cell));
            if !labels.is_empty() {
                let draft = Draft::new(SentenceName::OtherStage, "tell-other-stage").slot("form", form);
                all.push(draft.slot("list", teller.list(&labels)));
            }
        }
        all
    }

    /// What of the expected is seen and what is not, in one sentence if that is not too long.
    fn in_one(&self, expected: &Draft, unseen: &Draft) -> Option<Draft> {
        let teller = self.teller;
        let texts = [expected, unseen].map(|draft| alone(teller, draft));
        let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        if words > ONE_SENTENCE || !may_join(teller, SentenceName::Expected, SentenceName::Unseen) {
            return None;
        }
        let [first, second] = texts.map(|text| teller.inner(&text));
        let draft = Draft::new(SentenceName::Expected, "tell-expected-and-unseen")
            .slot("expected", first)
            .slot("unseen", second);
        let facts = [expected, unseen].into_iter().flat_map(|draft| draft.facts.clone()).collect();
        Some(Draft { facts, ..draft })
    }

    /// How what is seen of the only dimension with observations compares with what is expected.
    fn fit_of_one(&self, framework: &str, mapped: &Mapped, k: usize, n: usize) -> Option<Draft> {
        let teller = self.teller;
        let (inside, outside) = self.named(mapped, &mapped.seen?.seen, Status::Observed);
        let observed = inside.len() + outside.len();
        let form = kind_of_fit(observed, k);
        let message = match form {
            "all" => "tell-expected-all",
            "some" => "tell-expected-some",
            _ => "tell-expected",
        };
        let draft = Draft::new(SentenceName::Expected, message)
            .slot("form", form)
            .slot("at", self.at())
            .slot("count", k)
            .slot("number", teller.count(k))
            .slot("observed", teller.count(observed))
            .slot("noun", noun(teller, mapped.dimension))
            .slot("of", teller.count(n))
            .slot("framework", framework.to_owned());
        Some(self.uses(draft, mapped))
    }

    /// The same of several dimensions, in one sentence.
    fn fit_of_several(&self, framework: &str, fits: &[(&Mapped, usize, usize)]) -> Draft {
        let teller = self.teller;
        let part = |(mapped, k, n): &(&Mapped, usize, usize)| {
            let (form, dimension) = counted_in_text(teller, mapped.dimension, *n);
            let share = match (*k, *n) {
                (0, _) => "none",
                (1, 1) => "single",
                (2, 2) => "both",
                (k, n) if k == n && n > 1 => "all",
                _ => "some",
            };
            let slots = [
                ("form", form.into()),
                ("share", share.into()),
                ("number", teller.count(*k).into()),
                ("of", teller.count(*n).into()),
                ("dimension", dimension.into()),
            ];
            teller.say("tell-expected-part", &slots)
        };
        let parts: Vec<String> = fits.iter().map(part).collect();
        let draft = Draft::new(SentenceName::Expected, "tell-expected-of")
            .slot("framework", framework.to_owned())
            .slot("parts", teller.list(&parts));
        fits.iter().fold(draft, |draft, (mapped, ..)| self.uses(draft, mapped))
    }

    /// Adds the observations of a dimension as facts that a sentence rests on, which others tell.
    fn uses(&self, mut draft: Draft, mapped: &Mapped) -> Draft {
        let Some(seen) = mapped.seen else { return draft };
        let told = self.tells(Draft::new(draft.name, ""), mapped, &seen.seen, Status::Observed);
        draft.facts.extend(told.facts);
        draft
    }

    /// What the framework expects in the stage and the record does not show.
    fn unseen(&self, status: Status, message: &'static str) -> Option<Draft> {
        let own =
            |cell: &Cell| cell.status == status && cell.place == Placement::Expected && cell.observations.is_empty();
        let cells = self.cells(own);
        if cells.is_empty() {
            return None;
        }
        let labels: Vec<String> = cells.iter().map(|(_, cell)| self.label(cell)).collect();
        let any = match labels.len() > NAMED {
            true => self.teller.say("tell-others", &[("number", self.teller.count(labels.len()).into())]),
            false => self.teller.any_of(&labels),
        };
        // That a list is complete is told with what it names, if it names anything.
        let names_something = |mapped: &Mapped| mapped.seen.is_some_and(|seen| !seen.seen.is_empty());
        let is_list_told = self.recorded().filter(|mapped| mapped.cells.iter().any(own)).all(names_something);
        let draft = Draft::new(SentenceName::Unseen, message).slot("at", self.at());
        let draft = draft.slot("form", if is_list_told { "told" } else { "untold" });
        Some(draft.slot("any", any))
    }

    /// Raters who differ: the comparison for the stage of each.
    fn for_each_rater(&self, framework: &str) -> Vec<Draft> {
        let Some(cycle) = self.mapping.life_cycle else { return Vec::new() };
        let teller = self.teller;
        let stages = mapping::raters(teller.record, cycle);
        let expected = |stage: &Stage| {
            let cells = self.recorded().flat_map(|mapped| &mapped.cells);
            cells.filter(|cell| cell.characteristic.is_expected_in(&stage.id)).collect::<Vec<_>>()
        };
        let one = |(at, (stage, expected)): (usize, (&&Stage, Vec<&Cell>))| {
            let seen = expected.iter().filter(|cell| cell.status == Status::Observed).count();
            let of = expected.len();
            let share = match seen {
                0 => "none",
                seen if seen == of => "all",
                _ => "some",
            };
            let draft = Draft::new(SentenceName::Expected, "tell-expected-as")
                .slot("form", if at == 0 { "first" } else { "more" })
                .slot("share", share)
                .slot("total", of)
                .slot("noun", of_all(teller, &self.recorded().collect::<Vec<_>>()))
                .slot("stage", stage_in_text(self.teller, stage))
                .slot("framework", framework.to_owned())
                .slot("count", seen)
                .slot("number", self.teller.count(seen))
                .slot("of", self.teller.count(of));
            self.recorded().fold(draft, |draft, mapped| self.uses(draft, mapped))
        };
        let compared = stages.iter().map(|stage| (stage, expected(stage))).filter(|(_, expected)| !expected.is_empty());
        compared.enumerate().map(one).collect()
    }

    /// Which stage the observations resemble, where it is not the assessed one.
    fn resembles(&self) -> Option<Draft> {
        let fit = fit(self.mapping).filter(|fit| fit.agreement == Agreement::Tension)?;
        let nearest: Vec<_> = fit.stages.iter().filter(|stage| stage.nearest).collect();
        let names: Vec<String> = nearest.iter().map(|stage| stage_in_text(self.teller, stage.stage)).collect();
        let agreeing = nearest.first().map_or(0, |stage| stage.agreeing);
        let draft = Draft::new(SentenceName::Resembles, "tell-resembles")
            .slot("stages", self.teller.context.locale.list(&names))
            .slot("number", self.teller.count(agreeing))
            .slot("of", self.teller.count(fit.known));
        Some(self.recorded().fold(draft, |draft, mapped| self.uses(draft, mapped)))
    }

    /// What the next stage expects beyond this one and is not seen.
    fn added(&self, stage: &Stage) -> Option<Draft> {
        let is_new = |cell: &Cell| {
            let there = cell.characteristic.is_expected_in(&stage.id);
            there && cell.status != Status::Observed && cell.place != Placement::Expected
        };
        let label = |cell: &Cell| match cell.status {
            Status::Planned => {
                let aside = self.teller.context.word("item-planned");
                self.teller.say("tell-aside", &[("text", self.label(cell).into()), ("aside", aside.into())])
            }
            _ => self.label(cell),
        };
        let labels = self.named_or_counted(&self.cells(is_new), label);
        if labels.is_empty() {
            return None;
        }
        let draft = Draft::new(SentenceName::NextStage, "tell-next-stage")
            .slot("stage", stage_in_text(self.teller, stage))
            .slot("list", self.teller.list(&labels));
        Some(draft)
    }

    /// What a second framework says, in one sentence: of its first dimension with observations.
    fn in_one_sentence(&self) -> Option<Draft> {
        let teller = self.teller;
        // One characteristic of many says nothing of a framework.
        let is_seen = |mapped: &&Mapped| mapped.cells.iter().filter(|cell| cell.status == Status::Observed).count() > 1;
        let mapped = self.recorded().find(is_seen)?;
        let with = |status: Status| mapped.cells.iter().filter(move |cell| cell.status == status);
        let seen = with(Status::Observed).count();
        // A label that is itself a list would read as several.
        let and = teller.context.locale.and();
        let named = |cell: &Cell| match self.label(cell) {
            label if label.contains(&and) => teller.context.quoted(&label),
            label => label,
        };
        let silent: Vec<String> = with(Status::NotMentioned).map(named).collect();
        let absent: Vec<String> = with(Status::Absent).map(named).collect();
        let (kind, list) = match (seen == mapped.cells.len(), silent.is_empty(), absent.is_empty()) {
            (true, ..) => ("all", String::new()),
            // A long list of what is not mentioned tells nothing.
            (false, false, _) if silent.len() <= SILENT => ("silent", teller.list(&silent)),
            (false, true, false) if absent.len() <= SILENT => ("absent", teller.list(&absent)),
            _ => ("some", String::new()),
        };
        let draft = Draft::new(SentenceName::SecondFramework, "tell-second-framework")
            .slot("form", kind)
            .slot("at", at_of(teller))
            .slot("noun", noun(teller, mapped.dimension))
            .slot("framework", framework_in_text(teller, self.mapping.framework))
            .slot("number", teller.count(seen))
            .slot("of", teller.count(mapped.cells.len()))
            .slot("silent", silent.len())
            .slot("total", mapped.cells.len())
            .slot("list", list);
        Some(self.tells(draft, mapped, mapped.seen.map_or(&[], |seen| &seen.seen), Status::Observed))
    }
}

/// Where the stage of the case stands in the framework that comes first.
fn at_of(teller: &Teller) -> &'static str {
    lenses(teller).0.as_ref().map_or("none", |mapping| Lens { teller, mapping }.at())
}

/// What was observed in more dimensions than this stands in a table.
const DIMENSIONS: usize = 3;

/// More characteristics than this are counted by dimension.
const NAMED: usize = 8;

/// The wordings of sentences on what was observed. The first is the one that fits the stage; neighbours differ.
const WORDINGS: [&str; 3] = ["first", "middle", "last"];

/// What of the expected is seen and what is not has at most so many words in one sentence.
const ONE_SENTENCE: usize = 32;

/// A second framework names at most so many characteristics that are not seen.
const SILENT: usize = 4;

/// How many characteristics that are expected are observed in the list itself, and not by way of another framework.
fn own_expected(mapped: &Mapped) -> usize {
    let is_own = |cell: &&Cell| cell.status == Status::Observed && !cell.observations.is_empty();
    mapped.cells.iter().filter(|cell| cell.place == Placement::Expected).filter(is_own).count()
}

/// How many of what is observed are expected.
fn kind_of_fit(observed: usize, expected: usize) -> &'static str {
    match (observed, expected) {
        (0, _) => "nothing",
        (1, 1) => "one",
        (1, 0) => "one-not",
        (_, 0) => "none",
        (observed, expected) if observed == expected => "all",
        _ => "some",
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
