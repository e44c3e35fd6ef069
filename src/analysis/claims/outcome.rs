//! Evaluates claims for cases: of how many they are true, which cases deviate, and which can't be decided.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::analysis::claims::over::{CASES, Groups, Measured, Members};
use crate::analysis::claims::subject::{Answer, Ground, Named, Question, Subject, Words, ask};
use crate::analysis::claims::values::{of_characteristic, of_framework};
use crate::analysis::claims::{Claim, Claims, Each, Quantifier};
use crate::model::case::Case;
use crate::model::expression::evaluate::evaluate_within;
use crate::model::expression::value::Value;
use crate::model::expression::why::{Why, together};
use crate::model::framework::{Characteristic, Framework};
use crate::yaml::condition::Condition;
use crate::yaml::shape::ids::StageId;

/// What a claim is true of, or not.
#[derive(Clone, Debug)]
pub enum Of<'c> {
    /// A case, or a pair of cases.
    Cases(Vec<&'c Case>),
    /// A characteristic of a framework, and the stage that it is looked at in.
    Characteristic(&'c Characteristic, Option<&'c StageId>),
}

/// An answer of a claim, with what it is about.
#[derive(Clone, Debug)]
pub struct Found<'c> {
    /// What it is about.
    pub of: Of<'c>,
    /// Why the answer is unknown.
    pub why: Vec<Why>,
    /// Whether only `named` decides it: the list is open, and what is asked for may be true all the same.
    pub only_named: bool,
}

/// The outcome of a claim.
#[derive(Debug, Default)]
pub struct Outcome<'c> {
    /// What it is true of.
    pub yes: Vec<Found<'c>>,
    /// What it is false of.
    pub no: Vec<Found<'c>>,
    /// What bounds of quantities leave open.
    pub undecided: Vec<Found<'c>>,
    /// What does not record something that it needs.
    pub not_recorded: Vec<Found<'c>>,
    /// For a claim on a framework, or on groups of cases, as a whole: its answer.
    pub whole: Option<Answer>,
    /// The values of its functions over cases.
    pub measured: Vec<Measured<'c>>,
}

impl<'c> Outcome<'c> {
    /// Of how many the claim is true, and how many count: those of which it is true or false. For a claim on groups of cases: how
    /// many of their cases have the value asked for, and how many there are.
    pub fn count(&self) -> (usize, usize) {
        if self.whole.is_none() {
            return (self.yes.len(), self.yes.len() + self.no.len());
        }
        let cases = self.measured.iter().flat_map(|one| &one.cases);
        let all: BTreeSet<&str> = cases.clone().map(|(case, _)| &*case.id.0).collect();
        let lacking: BTreeSet<&str> = cases.filter(|(_, lacks)| lacks.is_some()).map(|(case, _)| &*case.id.0).collect();
        (all.len() - lacking.len(), all.len())
    }

    /// Whether the claim holds; `None` if it can't be checked.
    pub fn holds(&self, claim: &Claim) -> Option<bool> {
        match &self.whole {
            Some(Answer::Yes) => Some(true),
            Some(Answer::No) => Some(false),
            Some(_) => None,
            None => {
                let (k, n) = self.count();
                (n > 0).then(|| claim.quantifier().holds(k, n))
            }
        }
    }

    /// What speaks against the claim. If it says "none", that is what its condition is true of; if it says "some" or "at least",
    /// nothing can.
    pub fn deviant(&self, claim: &Claim) -> &[Found<'c>] {
        match claim.quantifier() {
            Quantifier::All | Quantifier::Most => &self.no,
            Quantifier::None => &self.yes,
            Quantifier::Some | Quantifier::AtLeast(_) => &[],
        }
    }
}

/// The outcome of a claim without its cases, which is compared from one build to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether the claim holds; `None` if it can't be checked.
    pub holds: Option<bool>,
    /// What the claim is said of.
    pub of: SaidOf,
    /// Of how many cases or pairs it is true.
    pub k: usize,
    /// How many cases or pairs count.
    pub n: usize,
    /// Whether the undecided ones could change the verdict.
    pub could_change: bool,
}

/// What a claim is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaidOf {
    /// Of cases.
    Cases,
    /// Of pairs of cases.
    Pairs,
    /// Of no case (the quantifier `none`): the counted cases speak against the claim.
    NoCase,
    /// Of no pair of cases.
    NoPair,
    /// Of groups of cases as wholes: the counted cases have the value that is asked for.
    Groups,
    /// Of a framework.
    Framework,
    /// Of characteristics of a framework.
    Characteristics,
    /// Of no characteristic.
    NoCharacteristic,
}

impl SaidOf {
    /// What a claim is said of.
    pub fn new(claim: &Claim) -> SaidOf {
        let none = claim.quantifier() == Quantifier::None;
        match (&claim.framework, &claim.each, &claim.pairs) {
            (Some(_), Some(_), _) if none => SaidOf::NoCharacteristic,
            (Some(_), Some(_), _) => SaidOf::Characteristics,
            _ if claim.is_over_cases() => SaidOf::Groups,
            (Some(_), None, _) => SaidOf::Framework,
            (None, _, None) if none => SaidOf::NoCase,
            (None, _, Some(_)) if none => SaidOf::NoPair,
            (None, _, None) => SaidOf::Cases,
            (None, _, Some(_)) => SaidOf::Pairs,
        }
    }
}

impl Outcome<'_> {
    /// How many more cases, pairs or characteristics may count: those that are undecided. A case that may stand on a side of pairs
    /// stands for any number of these.
    fn open(&self, claim: &Claim) -> usize {
        let open = self.undecided.iter().map(|found| match &found.of {
            Of::Cases(_) if claim.each.is_some() => 0,
            Of::Cases(cases) if claim.pairs.is_some() && cases.len() == 1 => self.yes.len() + self.no.len() + 1,
            Of::Cases(_) | Of::Characteristic(..) => 1,
        });
        open.sum()
    }

    /// The verdict on the claim.
    pub fn verdict(&self, claim: &Claim) -> Verdict {
        let ((k, n), quantifier) = (self.count(), claim.quantifier());
        let holds = self.holds(claim);
        let open = self.open(claim);
        let could = |decided: bool| quantifier.holds(if decided { k + open } else { k }, n + open);
        let could_change = holds.is_some() && self.whole.is_none() && could(true) != could(false);
        Verdict { holds, of: SaidOf::new(claim), k, n, could_change }
    }
}

/// Evaluates all claims for cases, each with its outcome.
pub fn evaluate_all<'c>(claims: &'c Claims, cases: &[&'c Case], ground: Ground<'c>) -> Vec<(&'c Claim, Outcome<'c>)> {
    claims.0.iter().map(|claim| (claim, evaluate(claim, cases, ground))).collect()
}

/// Evaluates a claim for cases, or for its framework.
pub fn evaluate<'c>(claim: &Claim, cases: &[&'c Case], ground: Ground<'c>) -> Outcome<'c> {
    let words = Words::of(&claim.conditions());
    let (lenses, figures) = (words.lenses(ground), words.figures(ground));
    let question = Question::new(&words, &lenses, &figures, ground);
    let mut outcome = Outcome::default();
    let study = claim.scope.as_ref().and_then(|scope| scope.study.as_deref());
    let condition = claim.scope.as_ref().and_then(|scope| scope.condition.as_ref());
    let is_on_cases = claim.framework.is_none() || claim.is_over_cases();
    let own = cases.iter().filter(|case| is_on_cases && (study.is_none() || case.study.as_deref() == study));
    let all: Vec<Subject> = own.map(|case| Subject::new(case, &question)).collect();
    let scope = outcome.members(condition, &all.iter().collect::<Vec<_>>());
    let framework = claim.framework.as_deref().and_then(|id| ground.frameworks.iter().find(|own| *own.id == *id));
    match (&claim.pairs, framework) {
        (_, Some(framework)) => outcome.add_framework(claim, framework, scope),
        (None, None) if claim.is_over_cases() => outcome.add_groups(claim, scope),
        (None, None) => scope.sure.iter().for_each(|one| outcome.add(claim, &[one])),
        (Some(pairs), None) => {
            let [a, b] = [&pairs.a, &pairs.b].map(|side| {
                let own = scope.sure.iter().copied().filter(|one| outcome.admits(Some(side), &[one]));
                own.collect::<Vec<&Subject>>()
            });
            for (one, other) in a.iter().flat_map(|one| b.iter().map(move |other| (*one, *other))) {
                if one.case.id != other.case.id && outcome.admits(pairs.condition.as_ref(), &[one, other]) {
                    outcome.add(claim, &[one, other]);
                }
            }
        }
    }
    outcome
}

impl<'c> Outcome<'c> {
    /// Whether a claim is about a case, or a pair of cases. Where that can't be decided, the case or pair is added to those
    /// that do not count.
    fn admits(&mut self, condition: Option<&Condition>, subjects: &[&Subject<'c>]) -> bool {
        let answer = condition.map_or(Answer::Yes, |condition| ask(condition, subjects, Named::All));
        let is_admitted = answer == Answer::Yes;
        self.set_apart(answer, subjects);
        is_admitted
    }

    /// Adds a case or a pair to those that do not count, if it can't be decided whether a claim is about it.
    fn set_apart(&mut self, answer: Answer, subjects: &[&Subject<'c>]) {
        let (apart, why) = match answer {
            Answer::Yes | Answer::No => return,
            Answer::Undecided => (&mut self.undecided, Vec::new()),
            Answer::NotRecorded(why) => (&mut self.not_recorded, why),
        };
        let found = found(subjects, why);
        let is_same = |other: &Found| match (&other.of, &found.of) {
            (Of::Cases(one), Of::Cases(other)) => one.iter().map(|case| &case.id).eq(other.iter().map(|case| &case.id)),
            _ => false,
        };
        if !apart.iter().any(is_same) {
            apart.push(found);
        }
    }

    /// Evaluates a claim for a case, or a pair of cases, and adds the answer.
    fn add(&mut self, claim: &Claim, subjects: &[&Subject<'c>]) {
        let counts = claim.recorded.as_ref().map_or(Answer::Yes, |recorded| ask(recorded, subjects, Named::All));
        let answer = match counts {
            Answer::Yes => ask(&claim.holds, subjects, Named::All),
            Answer::NotRecorded(why) => Answer::NotRecorded(why),
            Answer::No | Answer::Undecided => Answer::NotRecorded(Vec::new()),
        };
        let only_named =
            matches!(answer, Answer::Yes | Answer::No) && ask(&claim.holds, subjects, Named::Some) != answer;
        self.push(answer, Found { only_named, ..found(subjects, Vec::new()) });
    }

    fn push(&mut self, answer: Answer, found: Found<'c>) {
        match answer {
            Answer::Yes => self.yes.push(found),
            Answer::No => self.no.push(found),
            Answer::Undecided => self.undecided.push(found),
            Answer::NotRecorded(why) => self.not_recorded.push(Found { why, ..found }),
        }
    }

    /// Evaluates a claim on groups of cases as wholes.
    fn add_groups(&mut self, claim: &Claim, scope: Members<'_, 'c>) {
        let groups = self.groups(claim, scope, Vec::new());
        let value = evaluate_within(claim.holds.program.expression(), &groups, &[]);
        self.whole = Some(as_answer(value));
        self.take(groups);
    }

    /// The groups that a claim names. Cases of which it can't be decided whether they belong to one are added to those that do not
    /// count.
    fn groups<'s>(&mut self, claim: &Claim, scope: Members<'s, 'c>, fields: Vec<(String, Value)>) -> Groups<'s, 'c> {
        let mut groups = Vec::new();
        for group in claim.groups.iter().filter(|group| claim.holds.names(&group.id)) {
            let mut members = self.members(Some(&group.condition), &scope.sure);
            let out = |subject: &&&Subject| ask(&group.condition, &[subject], Named::All) == Answer::No;
            members.maybe.extend(scope.maybe.iter().filter(|subject| !out(subject)));
            members.doubts = together(&members.doubts, &scope.doubts);
            groups.push((group.id.clone(), members));
        }
        groups.push((CASES.to_owned(), scope));
        Groups { groups, fields: fields.into_iter().collect(), measured: RefCell::default() }
    }

    /// The cases of which a condition is true, and those that it may be true of, which are added to those that do not count.
    fn members<'s>(&mut self, condition: Option<&Condition>, all: &[&'s Subject<'c>]) -> Members<'s, 'c> {
        let mut members = Members::default();
        for subject in all {
            let answer = condition.map_or(Answer::Yes, |condition| ask(condition, &[subject], Named::All));
            match &answer {
                Answer::Yes => members.sure.push(*subject),
                Answer::No => {}
                Answer::Undecided => members.maybe.push(*subject),
                Answer::NotRecorded(why) => {
                    members.maybe.push(*subject);
                    members.doubts = together(&members.doubts, why);
                }
            }
            self.set_apart(answer, &[subject]);
        }
        members
    }

    /// Keeps the values of functions over cases, and which cases have none.
    fn take(&mut self, groups: Groups<'_, 'c>) {
        self.measured = groups.measured.into_inner();
        for (case, lacks) in self.measured.iter().flat_map(|one| &one.cases) {
            let Some(why) = lacks else { continue };
            let is_it = |found: &Found| matches!(&found.of, Of::Cases(own) if own[0].id == case.id);
            if !self.not_recorded.iter().chain(&self.undecided).any(is_it) {
                let found = Found { of: Of::Cases(vec![case]), why: why.clone(), only_named: false };
                let apart = if why.is_empty() { &mut self.undecided } else { &mut self.not_recorded };
                apart.push(found);
            }
        }
    }

    /// Evaluates a claim on a framework, as a whole or of each of its characteristics.
    fn add_framework(&mut self, claim: &Claim, framework: &'c Framework, scope: Members<'_, 'c>) {
        let groups = self.groups(claim, scope, of_framework(framework).into_iter().collect());
        let expression = claim.holds.program.expression();
        let Some(each) = &claim.each else {
            self.whole = Some(as_answer(evaluate_within(expression, &groups, &[])));
            if claim.is_over_cases() {
                self.take(groups);
            }
            return;
        };
        for (item, stage) in characteristics(framework, each) {
            let stage_id = stage.map(|stage| ("s".to_owned(), Value::text(stage)));
            let bound: Vec<_> = [("c".to_owned(), of_characteristic(item))].into_iter().chain(stage_id).collect();
            let counts = each.condition.as_ref().map_or(Answer::Yes, |condition| {
                as_answer(evaluate_within(condition.program.expression(), &groups, &bound))
            });
            if counts == Answer::Yes {
                let of = Of::Characteristic(item, stage);
                let answer = as_answer(evaluate_within(expression, &groups, &bound));
                self.push(answer, Found { of, why: Vec::new(), only_named: false });
            }
        }
    }
}

/// The characteristics that a claim goes through, each with the stage that it is looked at in.
fn characteristics<'c>(framework: &'c Framework, each: &Each) -> Vec<(&'c Characteristic, Option<&'c StageId>)> {
    let dimension = framework.dimensions.iter().filter(|dimension| *dimension.id == *each.of);
    let items = dimension.flat_map(|dimension| &dimension.characteristics);
    if each.per.is_none() {
        return items.map(|item| (item, None)).collect();
    }
    items.flat_map(|item| item.stages.iter().map(move |stage| (item, Some(stage)))).collect()
}

fn found<'c>(subjects: &[&Subject<'c>], why: Vec<Why>) -> Found<'c> {
    Found { of: Of::Cases(subjects.iter().map(|subject| subject.case).collect()), why, only_named: false }
}

/// The answer of a condition that is evaluated once.
fn as_answer(value: Value) -> Answer {
    match value {
        Value::Truth(true) => Answer::Yes,
        Value::Truth(false) => Answer::No,
        Value::Unknown(why) if !why.is_empty() && why.iter().all(|why| *why == Why::Bounds) => Answer::Undecided,
        Value::Unknown(why) => Answer::NotRecorded(why),
        _ => Answer::NotRecorded(Vec::new()),
    }
}
