//! Claims held against the cases: of how many they are true, which cases deviate, and which can't be decided.

use std::collections::BTreeSet;

use cel::Context;
use serde_json::{Map, Value};

use crate::case::Case;
use crate::case::value::Quantity;
use crate::claims::Claim;
use crate::claims::condition::Condition;
use crate::claims::fields::{bounds, values_of_case, values_of_framework};
use crate::framework::Framework;

/// What a condition says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is true.
    Yes,
    /// It is false.
    No,
    /// The bounds of a quantity can't decide it.
    Undecided,
    /// Something that it needs is not recorded.
    NotRecorded,
}

/// What became of a claim.
#[derive(Debug, Default)]
pub struct Outcome<'c> {
    /// Cases, or pairs of them, of which it is true.
    pub yes: Vec<Vec<&'c Case>>,
    /// Those of which it is not.
    pub no: Vec<Vec<&'c Case>>,
    /// Those that the bounds of quantities can't decide.
    pub undecided: Vec<Vec<&'c Case>>,
    /// Those that record nothing on it.
    pub not_recorded: Vec<Vec<&'c Case>>,
    /// For a claim on a framework: whether it is true.
    pub framework: Option<bool>,
}

impl Outcome<'_> {
    /// Of how many it is true, and how many count.
    pub fn count(&self) -> (usize, usize) {
        (self.yes.len(), self.yes.len() + self.no.len())
    }

    /// Whether the claim holds; nothing if it can't be checked.
    pub fn holds(&self, claim: &Claim) -> Option<bool> {
        let (k, n) = self.count();
        self.framework.or((n > 0).then(|| claim.quantifier().holds(k, n)))
    }
}

/// Holds a claim against cases, or against its framework.
pub fn evaluate<'c>(claim: &Claim, cases: &[&'c Case], frameworks: &[Framework], language: &str) -> Outcome<'c> {
    let mut outcome = Outcome::default();
    if let Some(framework) = claim.framework.as_deref().and_then(|id| frameworks.iter().find(|f| *f.id == *id)) {
        let mut context = Context::default();
        enter(&mut context, values_of_framework(framework));
        outcome.framework = run(&claim.holds, &context);
        return outcome;
    }
    let study = claim.scope.as_ref().and_then(|scope| scope.study.as_deref());
    let inside = |case: &&&Case| study.is_none() || case.study.as_deref() == study;
    let condition = claim.scope.as_ref().and_then(|scope| scope.condition.as_ref());
    let matches = |condition: &Condition, case: &Case| ask(condition, &[("", case)], language) == Answer::Yes;
    let scope: Vec<&Case> = cases.iter().filter(inside).copied().collect();
    let scope: Vec<&Case> =
        scope.into_iter().filter(|case| condition.is_none_or(|condition| matches(condition, case))).collect();
    let groups: Vec<Vec<&Case>> = match &claim.pairs {
        None => scope.into_iter().map(|case| vec![case]).collect(),
        Some(pairs) => {
            let (a, b): (Vec<_>, Vec<_>) = (
                scope.iter().copied().filter(|case| matches(&pairs.a, case)).collect(),
                scope.iter().copied().filter(|case| matches(&pairs.b, case)).collect(),
            );
            let pairs_of = a.iter().flat_map(|one| b.iter().map(move |other| vec![*one, *other]));
            let counts = |pair: &Vec<&Case>| {
                let named = [("a", pair[0]), ("b", pair[1])];
                pair[0].id != pair[1].id
                    && pairs.condition.as_ref().is_none_or(|condition| ask(condition, &named, language) == Answer::Yes)
            };
            pairs_of.filter(counts).collect()
        }
    };
    for group in groups {
        let named: Vec<(&str, &Case)> = match group.as_slice() {
            [case] => vec![("", *case)],
            all => ["a", "b"].into_iter().zip(all.iter().copied()).collect(),
        };
        let counts = claim.recorded.as_ref().is_none_or(|recorded| ask(recorded, &named, language) == Answer::Yes);
        let answer = if counts { ask(&claim.holds, &named, language) } else { Answer::NotRecorded };
        match answer {
            Answer::Yes => outcome.yes.push(group),
            Answer::No => outcome.no.push(group),
            Answer::Undecided => outcome.undecided.push(group),
            Answer::NotRecorded => outcome.not_recorded.push(group),
        }
    }
    outcome
}

/// More quantities with bounds than this are not tried in all combinations: the answer is undecided.
const MOST_BOUNDED: usize = 12;

/// Asks a condition of a case, or of two cases by name. A quantity that only has bounds is tried at both of them, in all
/// combinations: only if the answer is the same each time is it decided.
fn ask(condition: &Condition, cases: &[(&str, &Case)], language: &str) -> Answer {
    let used = fields_of(condition);
    let mut bounded = 0;
    answer(condition, cases, language, &mut |field, quantity| {
        bounded += usize::from(used.contains(field));
        quantity.number.value
    });
    if bounded > MOST_BOUNDED {
        return Answer::Undecided;
    }
    let mut answers: BTreeSet<Option<bool>> = BTreeSet::new();
    for world in 0..1_usize << bounded {
        let mut at = 0;
        let mut pick = |field: &str, quantity: &Quantity| {
            let (least, most) = bounds(quantity).unwrap_or((quantity.number.value, quantity.number.value));
            if !used.contains(field) {
                return least;
            }
            at += 1;
            if world >> (at - 1) & 1 == 0 { least } else { most }
        };
        answers.insert(answer(condition, cases, language, &mut pick));
    }
    let answers: Vec<Option<bool>> = answers.into_iter().collect();
    match answers.as_slice() {
        [Some(true)] => Answer::Yes,
        [Some(false)] => Answer::No,
        [Some(_), Some(_)] => Answer::Undecided,
        _ => Answer::NotRecorded,
    }
}

/// The names of fields in a condition, to know which quantities matter: `total` may be one of `actors.total`.
fn fields_of(condition: &Condition) -> BTreeSet<&'static str> {
    const QUANTITIES: [&str; 5] =
        ["actors.total", "actors.kinds.count", "facilitators", "funding.percent", "goals.target"];
    let named = |field: &&str| field.rsplit('.').next().is_some_and(|last| condition.text.contains(last));
    QUANTITIES.into_iter().filter(named).collect()
}

fn answer(
    condition: &Condition,
    cases: &[(&str, &Case)],
    language: &str,
    pick: &mut dyn FnMut(&str, &Quantity) -> f64,
) -> Option<bool> {
    let mut context = Context::default();
    for (name, case) in cases {
        let values = values_of_case(case, language, pick);
        match *name {
            "" => enter(&mut context, values),
            name => enter(&mut context, [(name.to_owned(), Value::Object(values))].into_iter().collect()),
        }
    }
    run(condition, &context)
}

fn enter(context: &mut Context, values: Map<String, Value>) {
    for (name, value) in values {
        // Only values that JSON has are entered, and CEL takes all of them.
        let _ = context.add_variable(name, value);
    }
}

/// Evaluates; nothing if a value that it needs is not there.
fn run(condition: &Condition, context: &Context) -> Option<bool> {
    match condition.program.execute(context) {
        Ok(cel::Value::Bool(answer)) => Some(answer),
        // A field that is not recorded, a division by zero, an entry that a list does not have: nothing is known then.
        Ok(_) | Err(_) => None,
    }
}
