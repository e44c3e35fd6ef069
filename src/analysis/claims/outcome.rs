//! Evaluates claims for cases: of how many they are true, which cases deviate, and which can't be decided.

use crate::base::decimal::to_binary;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use cel::{Context, Env};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::analysis::claims::fields::{Asked, bounds, observed, values_of_case, values_of_framework};
use crate::analysis::claims::{Claim, Quantifier};
use crate::model::case::Case;
use crate::model::case::value::Quantity;
use crate::model::framework::Framework;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::{Indicator, Indicators};
use crate::yaml::condition::Condition;

/// The answer of a condition for a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is true.
    Yes,
    /// It is false.
    No,
    /// The bounds of a quantity leave it open.
    Undecided,
    /// Something that it needs is not recorded.
    NotRecorded,
}

/// The outcome of a claim.
#[derive(Debug, Default)]
pub struct Outcome<'c> {
    /// The cases, or pairs of cases, of which it is true.
    pub yes: Vec<Vec<&'c Case>>,
    /// Those of which it is false.
    pub no: Vec<Vec<&'c Case>>,
    /// Those for which the bounds of quantities leave it open.
    pub undecided: Vec<Vec<&'c Case>>,
    /// Those that don't record something that it needs.
    pub not_recorded: Vec<Vec<&'c Case>>,
    /// For a claim on a framework: whether it is true.
    pub framework: Option<bool>,
}

impl Outcome<'_> {
    /// Of how many cases or pairs the claim is true, and how many count: those of which it is true or false.
    pub fn count(&self) -> (usize, usize) {
        (self.yes.len(), self.yes.len() + self.no.len())
    }

    /// Whether the claim holds; `None` if it can't be checked.
    pub fn holds(&self, claim: &Claim) -> Option<bool> {
        let (k, n) = self.count();
        self.framework.or((n > 0).then(|| claim.quantifier().holds(k, n)))
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
    /// Of a framework.
    Framework,
}

impl Outcome<'_> {
    /// The verdict on the claim.
    pub fn verdict(&self, claim: &Claim) -> Verdict {
        let ((k, n), open, quantifier) = (self.count(), self.undecided.len(), claim.quantifier());
        let of = match (&claim.framework, &claim.pairs, quantifier) {
            (Some(_), ..) => SaidOf::Framework,
            (None, None, Quantifier::None) => SaidOf::NoCase,
            (None, Some(_), Quantifier::None) => SaidOf::NoPair,
            (None, None, _) => SaidOf::Cases,
            (None, Some(_), _) => SaidOf::Pairs,
        };
        let holds = self.holds(claim);
        let could = |decided: bool| quantifier.holds(if decided { k + open } else { k }, n + open);
        let could_change = holds.is_some() && self.framework.is_none() && could(true) != could(false);
        Verdict { holds, of, k, n, could_change }
    }
}

/// Evaluates a claim for cases, or for its framework.
pub fn evaluate<'c>(
    claim: &Claim,
    cases: &[&'c Case],
    frameworks: &Frameworks,
    indicators: &Indicators,
    language: &str,
) -> Outcome<'c> {
    let mut outcome = Outcome::default();
    if let Some(framework) = claim.framework.as_deref().and_then(|id| frameworks.iter().find(|f| *f.id == *id)) {
        let mut context = context();
        enter(&mut context, &entered(values_of_framework(framework)));
        outcome.framework = run(&claim.holds, &context);
        return outcome;
    }
    let study = claim.scope.as_ref().and_then(|scope| scope.study.as_deref());
    let numbers: Vec<f64> = conditions(claim).into_iter().flat_map(Condition::numbers).collect();
    let named = |framework: &&Framework| conditions(claim).iter().any(|condition| condition.names(&framework.id));
    let lenses: Vec<&Framework> =
        frameworks.iter().filter(|framework| !framework.dimensions.is_empty()).filter(named).collect();
    let has_figures = conditions(claim).iter().any(|condition| condition.names("figures"));
    let is_asked = |indicator: &&Indicator| conditions(claim).iter().any(|condition| condition.names(&indicator.id));
    let figures: Vec<&Indicator> = indicators.all().filter(|_| has_figures).filter(is_asked).collect();
    let asked = Asked { frameworks, language, lenses: &lenses, indicators, figures: &figures };
    let question = Question { asked, conditions: conditions(claim), numbers };
    let mut scope: Vec<Subject> = Vec::new();
    for case in cases.iter().filter(|case| study.is_none() || case.study.as_deref() == study) {
        let subject = Subject::new(case, &question);
        let condition = claim.scope.as_ref().and_then(|scope| scope.condition.as_ref());
        if outcome.admits(condition, &[("", &subject)]) {
            scope.push(subject);
        }
    }
    match &claim.pairs {
        None => scope.iter().for_each(|one| outcome.add(claim, &[("", one)])),
        Some(pairs) => {
            let [a, b] = [&pairs.a, &pairs.b].map(|side| {
                let own = scope.iter().filter(|one| outcome.admits(Some(side), &[("", one)]));
                own.collect::<Vec<&Subject>>()
            });
            for (one, other) in a.iter().flat_map(|one| b.iter().map(move |other| (*one, *other))) {
                let named = [("a", one), ("b", other)];
                if one.case.id != other.case.id && outcome.admits(pairs.condition.as_ref(), &named) {
                    outcome.add(claim, &named);
                }
            }
        }
    }
    outcome
}

impl<'c> Outcome<'c> {
    /// Whether a claim is about a case, or a pair of cases. Where that can't be decided, the case or pair is added to those
    /// that do not count.
    fn admits(&mut self, condition: Option<&Condition>, named: &[(&str, &Subject<'c>)]) -> bool {
        let apart = match condition.map_or(Answer::Yes, |condition| ask(condition, named)) {
            Answer::Yes => return true,
            Answer::No => return false,
            Answer::Undecided => &mut self.undecided,
            Answer::NotRecorded => &mut self.not_recorded,
        };
        let group: Vec<&'c Case> = named.iter().map(|(_, subject)| subject.case).collect();
        let same = |other: &Vec<&Case>| other.iter().map(|case| &case.id).eq(group.iter().map(|case| &case.id));
        if !apart.iter().any(same) {
            apart.push(group);
        }
        false
    }

    /// Evaluates a claim for a case, or a pair of cases, and adds the answer.
    fn add(&mut self, claim: &Claim, named: &[(&str, &Subject<'c>)]) {
        let counts = claim.recorded.as_ref().is_none_or(|recorded| ask(recorded, named) == Answer::Yes);
        let answer = if counts { ask(&claim.holds, named) } else { Answer::NotRecorded };
        let group = named.iter().map(|(_, subject)| subject.case).collect();
        match answer {
            Answer::Yes => self.yes.push(group),
            Answer::No => self.no.push(group),
            Answer::Undecided => self.undecided.push(group),
            Answer::NotRecorded => self.not_recorded.push(group),
        }
    }
}

/// The largest number of combinations of values for quantities with bounds that are tried. With more, the answer is undecided.
const MOST_WORLDS: usize = 256;

/// What a claim asks of every case.
struct Question<'a> {
    asked: Asked<'a>,
    /// All of its conditions. Values are made only for the fields that they name.
    conditions: Vec<&'a Condition>,
    /// The numbers in its conditions.
    numbers: Vec<f64>,
}

impl Question<'_> {
    /// Whether a condition may ask for a field. Only the last name of its path is looked for, since any `total` may be the one
    /// of `actors`.
    fn asks(&self, path: &str) -> bool {
        let last = path.rsplit('.').next().unwrap_or(path);
        self.conditions.iter().any(|condition| condition.names(last))
    }
}

/// A case with its values. A quantity that only has bounds is tried at several numbers; each combination of such numbers gives
/// a "world", a complete set of values.
struct Subject<'c> {
    case: &'c Case,
    /// Empty if there would be more than [`MOST_WORLDS`].
    worlds: Vec<cel::Value>,
}

impl<'c> Subject<'c> {
    fn new(case: &'c Case, question: &Question) -> Subject<'c> {
        let Question { asked, conditions, numbers } = question;
        let wanted = |field: &str| conditions.iter().any(|condition| condition.names(field));
        let observed = observed(case, *asked);
        // The numbers that each quantity with bounds is tried at: its bounds, and the numbers between them that the claim
        // names.
        let mut tried: Vec<Vec<f64>> = Vec::new();
        values_of_case(case, *asked, &wanted, &observed, &mut |field, quantity| {
            if let Some((least, most)) = bounds(quantity).filter(|_| question.asks(field)) {
                let between = numbers.iter().copied().filter(|number| (least..=most).contains(number));
                tried.push([least, most].into_iter().chain(between).collect());
            }
            to_binary(quantity.number.0)
        });
        let count =
            tried.iter().try_fold(1_usize, |count, values| count.checked_mul(values.len())).unwrap_or(usize::MAX);
        let world = |world: usize| {
            let (mut rest, mut at) = (world, 0);
            let mut pick = |field: &str, quantity: &Quantity| {
                let Some(values) = tried.get(at).filter(|_| question.asks(field)) else {
                    return to_binary(quantity.number.0);
                };
                let value = values[rest % values.len()];
                (rest, at) = (rest / values.len(), at + 1);
                value
            };
            entered(values_of_case(case, *asked, &wanted, &observed, &mut pick))
        };
        let worlds = if count > MOST_WORLDS { Vec::new() } else { (0..count).map(world).collect() };
        Subject { case, worlds }
    }
}

/// Converts values to CEL, which can represent everything that JSON can.
fn entered(values: Map<String, Value>) -> cel::Value {
    cel::to_value(Value::Object(values)).unwrap_or(cel::Value::Null)
}

/// Adds each entry of a map to a CEL context, as a variable of its name.
fn enter(context: &mut Context, values: &cel::Value) {
    let cel::Value::Map(values) = values else { return };
    for (name, value) in values.map.iter() {
        context.add_variable_from_value(name.to_string(), value.clone());
    }
}

/// Evaluates a condition for a case, or for two cases by name, in every world. It is decided only if all worlds give the same
/// answer.
fn ask(condition: &Condition, subjects: &[(&str, &Subject)]) -> Answer {
    if subjects.iter().any(|(_, subject)| subject.worlds.is_empty()) {
        return Answer::Undecided;
    }
    let mut answers: BTreeSet<Option<bool>> = BTreeSet::new();
    match subjects {
        [("", subject)] => {
            for world in &subject.worlds {
                let mut context = context();
                enter(&mut context, world);
                answers.insert(run(condition, &context));
            }
        }
        [(a, one), (b, other)] => {
            for (left, right) in one.worlds.iter().flat_map(|left| other.worlds.iter().map(move |right| (left, right)))
            {
                let mut context = context();
                for (name, world) in [(*a, left), (*b, right)] {
                    context.add_variable_from_value(name, world.clone());
                }
                answers.insert(run(condition, &context));
            }
        }
        _ => {}
    }
    let answers: Vec<Option<bool>> = answers.into_iter().collect();
    match answers.as_slice() {
        [Some(true)] => Answer::Yes,
        [Some(false)] => Answer::No,
        [Some(_), Some(_)] => Answer::Undecided,
        _ => Answer::NotRecorded,
    }
}

/// A CEL context without values. CEL's standard library in it is made only once.
fn context() -> Context<'static, 'static> {
    static STANDARD: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));
    Context::with_env(STANDARD.clone())
}

/// All conditions of a claim.
fn conditions(claim: &Claim) -> Vec<&Condition> {
    let scope = claim.scope.iter().filter_map(|scope| scope.condition.as_ref());
    let pairs = claim.pairs.iter().flat_map(|pairs| [Some(&pairs.a), Some(&pairs.b), pairs.condition.as_ref()]);
    let own = [Some(&claim.holds), claim.recorded.as_ref()].into_iter();
    own.chain(pairs).flatten().chain(scope).collect()
}

/// Evaluates a condition; `None` if a value that it needs is missing.
fn run(condition: &Condition, context: &Context) -> Option<bool> {
    match condition.program.execute(context) {
        Ok(cel::Value::Bool(answer)) => Some(answer),
        // A field is not recorded, a divisor is zero, or a list has no such entry: the answer is unknown.
        Ok(_) | Err(_) => None,
    }
}
