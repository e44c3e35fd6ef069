//! How what is seen compares with what the framework expects in the stage, and what the next stage would add. The framework that
//! comes first gets several sentences, a second one a single sentence.

use crate::analysis::fit::{Agreement, fit};
use crate::analysis::mapping::{self, Cell, Mapped, Placement, Position, Status};
use crate::model::case::SentenceName;
use crate::model::framework::Stage;
use crate::report::prose::draft::{Draft, may_join};
use crate::report::prose::refer::alone;
use crate::report::prose::sentences::lens::{
    Lens, NAMED, counted_in_text, framework_name, kind_of_fit, lenses, noun, of_all,
};
use crate::report::prose::sentences::stage::stage_in_text;
use crate::report::prose::types::Teller;

/// What of the expected is seen and what is not has at most so many words in one sentence.
const ONE_SENTENCE: usize = 32;

/// A second framework names at most so many characteristics that are not seen.
const SILENT: usize = 4;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let (first, second) = lenses(teller);
    let mut all = first.as_ref().map_or_else(Vec::new, |mapping| Lens { teller, mapping }.compared());
    all.extend(second.as_ref().and_then(|mapping| Lens { teller, mapping }.in_one_sentence()));
    all
}

impl Lens<'_, '_> {
    /// How what is seen compares with what the framework expects.
    fn compared(&self) -> Vec<Draft> {
        let framework = framework_name(self.teller.context, self.mapping.framework);
        let mut all = match self.mapping.position {
            Position::Mapped(_) => self.in_stage(&framework),
            Position::Contested => self.for_each_rater(&framework),
            Position::NotMapped => {
                vec![Draft::new(SentenceName::Expected, "tell-not-mapped").slot("framework", framework)]
            }
            Position::NotAssessed | Position::Withheld | Position::NoLifeCycle => Vec::new(),
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
            self.recorded().filter_map(|mapped| mapped.listed_observed().map(|(k, n)| (mapped, k, n))).collect();
        let single = self.single_fit();
        let mut all: Vec<Draft> = match single {
            Some((mapped, k, n)) => self.fit_of_one(framework, mapped, k, n).into_iter().collect(),
            None if fits.is_empty() => Vec::new(),
            None => vec![self.fit_of_several(framework, &fits)],
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
            let own = |cell: &Cell| cell.status.is_seen() && cell.place == place && !cell.observations.is_empty();
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
            .slot("rest", self.rest(&outside))
            .slot("framework", framework.to_owned());
        Some(self.uses(draft, mapped))
    }

    /// ", but not a choir", of what is outside the framework.
    fn rest(&self, outside: &[String]) -> String {
        let slots = [("list", self.teller.any_of(outside).into())];
        if outside.is_empty() { String::new() } else { self.teller.say("tell-expected-outside", &slots) }
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
            let seen = expected.iter().filter(|cell| cell.status.is_seen()).count();
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
        // Where none is seen and some are withheld, nothing can be said.
        let can_be_said = |expected: &[&Cell]| {
            expected.iter().any(|cell| cell.status.is_seen()) || !expected.iter().any(|cell| cell.is_undecided())
        };
        let compared = stages.iter().map(|stage| (stage, expected(stage)));
        let compared = compared.filter(|(_, expected)| !expected.is_empty() && can_be_said(expected));
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
            there && !cell.status.is_seen() && cell.place != Placement::Expected
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
        let is_seen = |mapped: &&Mapped| mapped.cells.iter().filter(|cell| cell.status.is_seen()).count() > 1;
        let mapped = self.recorded().find(is_seen)?;
        let with = |status: Status| mapped.cells.iter().filter(move |cell| cell.status.listed() == status);
        let seen = with(Status::Observed).count();
        // A label that is itself a list would read as several.
        let and = teller.context.locale.and();
        let named = |cell: &Cell| match self.label(cell) {
            label if label.contains(&and) => teller.context.quoted(&label),
            label => label,
        };
        let silent: Vec<String> = with(Status::NotMentioned).map(named).collect();
        let absent: Vec<String> = with(Status::Absent).map(named).collect();
        let is_whole = with(Status::Withheld).count() == 0;
        let (kind, list) = match (seen == mapped.cells.len(), silent.is_empty(), absent.is_empty()) {
            _ if !is_whole => ("some", String::new()),
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
            .slot("framework", framework_name(teller.context, self.mapping.framework))
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
