//! A case as conditions see it: with every combination of the values that what is known of it allows.

use std::collections::BTreeSet;

use cel::common::ast::IdedExpr;
use rust_decimal::Decimal;

use crate::analysis::claims::values::{Asked, observed, of_case};
use crate::model::case::Case;
use crate::model::expression::evaluate::{Scope, evaluate_within};
use crate::model::expression::number::Number;
use crate::model::expression::value::{List, Value};
use crate::model::expression::why::{Why, together};
use crate::model::framework::Framework;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::{Indicator, Indicators};
use crate::yaml::condition::Condition;

/// The answer of a condition for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is true.
    Yes,
    /// It is false.
    No,
    /// The bounds of a quantity leave it open, or raters who disagree.
    Undecided,
    /// Something that it needs is not recorded, or a list is open.
    NotRecorded(Vec<Why>),
}

/// The largest number of combinations of values that are tried. With more, the answer is undecided.
const MOST_WORLDS: usize = 1024;

/// What a claim asks of every case.
pub struct Question<'a> {
    /// What the values are made with.
    asked: Asked<'a>,
    /// The names in its conditions. Values are made only for the fields that they name.
    names: &'a BTreeSet<&'a str>,
}

impl<'a> Question<'a> {
    /// What conditions ask of every case, given the words in them.
    pub fn new(
        words: &'a Words,
        lenses: &'a [&'a Framework],
        figures: &'a [&'a Indicator],
        ground: Ground<'a>,
    ) -> Question<'a> {
        let Ground { frameworks, indicators, language } = ground;
        let asked = Asked { frameworks, language, lenses, indicators, figures, numbers: &words.numbers };
        Question { asked, names: &words.names }
    }

    /// Whether a condition may ask for a field. Only the last name of its path is looked for, since any `total` may be the one
    /// of `actors`.
    fn asks(&self, path: &str) -> bool {
        self.names.contains(path.rsplit('.').next().unwrap_or(path))
    }
}

/// The numbers and the names in conditions.
pub struct Words<'c> {
    numbers: Vec<Decimal>,
    names: BTreeSet<&'c str>,
}

impl<'c> Words<'c> {
    /// The numbers and the names in these conditions.
    pub fn of(conditions: &[&'c Condition]) -> Words<'c> {
        let numbers = conditions.iter().flat_map(|condition| condition.numbers()).collect();
        Words { numbers, names: conditions.iter().flat_map(|condition| condition.fields()).collect() }
    }

    /// The frameworks whose observations are asked for.
    pub fn lenses<'a>(&self, ground: Ground<'a>) -> Vec<&'a Framework> {
        let lenses = ground.frameworks.iter().filter(|framework| !framework.dimensions.is_empty());
        lenses.filter(|framework| self.names.contains(&*framework.id.0)).collect()
    }

    /// The indicators whose figures are asked for.
    pub fn figures<'a>(&self, ground: Ground<'a>) -> Vec<&'a Indicator> {
        let has_figures = self.names.contains("figures");
        let asked = |own: &&Indicator| has_figures && self.names.contains(&*own.id.0);
        ground.indicators.all().filter(asked).collect()
    }
}

/// What claims are evaluated with.
#[derive(Clone, Copy)]
pub struct Ground<'c> {
    /// All frameworks.
    pub frameworks: &'c Frameworks,
    /// All indicators.
    pub indicators: &'c Indicators,
    /// The language of texts.
    pub language: &'c str,
}

/// A case with its values. A quantity that only has bounds is tried at several numbers, and a stage on which raters disagree at
/// that of each; every combination of these gives a "world", a complete set of values.
#[derive(Debug)]
pub struct Subject<'c> {
    /// The case.
    pub case: &'c Case,
    /// Empty if there would be more than [`MOST_WORLDS`].
    worlds: Vec<Value>,
}

impl<'c> Subject<'c> {
    /// A case with its values for a claim.
    pub fn new(case: &'c Case, question: &Question) -> Subject<'c> {
        let asked = question.asked;
        let wanted = |field: &str| question.names.contains(field);
        let observed = observed(case, asked);
        let mut counts: Vec<usize> = Vec::new();
        let first = |values: Vec<Value>| values.into_iter().next().unwrap_or(Value::Unknown(Vec::new()));
        of_case(case, asked, &wanted, &observed, &mut |path, values| {
            if question.asks(path) {
                counts.push(values.len());
            }
            first(values)
        });
        let count = counts.iter().try_fold(1_usize, |count, one| count.checked_mul(*one)).unwrap_or(usize::MAX);
        let world = |world: usize| {
            let mut rest = world;
            of_case(case, asked, &wanted, &observed, &mut |path, mut values| {
                if !question.asks(path) {
                    return first(values);
                }
                let at = rest % values.len();
                rest /= values.len();
                values.swap_remove(at)
            })
        };
        let worlds = if count > MOST_WORLDS { Vec::new() } else { (0..count).map(world).collect() };
        Subject { case, worlds }
    }

    /// The answer of an expression within a condition.
    pub fn answer(&self, expression: &IdedExpr, bound: &[(String, Value)]) -> Answer {
        decided(self.values(expression, bound))
    }

    /// The value of an expression in every world.
    fn values(&self, expression: &IdedExpr, bound: &[(String, Value)]) -> impl Iterator<Item = Value> {
        self.worlds.iter().map(move |world| evaluate_within(expression, &Fields(world, Named::All), bound))
    }

    /// The number that an expression comes to, with the outermost bounds of all worlds; `None` if there is none in one of them.
    pub fn number(&self, expression: &IdedExpr, bound: &[(String, Value)]) -> Option<Number> {
        if self.worlds.is_empty() {
            return Some(Number::between(None, None));
        }
        let mut numbers = self.values(expression, bound).map(|value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        });
        let first = numbers.next()??;
        numbers.try_fold(first, |hull, number| {
            let number = number?;
            Some(Number {
                least: hull.least.clone().zip(number.least).map(|(one, other)| one.min(other)),
                most: hull.most.clone().zip(number.most).map(|(one, other)| one.max(other)),
                about: hull.about || number.about,
                ..hull
            })
        })
    }

    /// Why an expression comes to nothing; empty if it comes to something.
    pub fn why(&self, expression: &IdedExpr, bound: &[(String, Value)]) -> Vec<Why> {
        let unknown = self.values(expression, bound).filter_map(|value| match value {
            Value::Unknown(why) => Some(why),
            _ => None,
        });
        unknown.reduce(|one, other| together(&one, &other)).unwrap_or_default()
    }
}

/// What `named(list)` says of an open list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// That it has no more than what is named.
    All,
    /// No more than the list itself says.
    Some,
}

/// The fields of a case, by their paths.
struct Fields<'v>(&'v Value, Named);

impl Scope for Fields<'_> {
    fn value(&self, path: &[&str]) -> Value {
        match path {
            [] => Value::Unknown(Vec::new()),
            [first, rest @ ..] => match rest.iter().fold(self.0.field(first), |value, name| value.field(name)) {
                // Of a group of which nothing is recorded, the field is what is missing.
                Value::Unknown(why) if matches!(why.as_slice(), [Why::NotRecorded(group)] if is_group(group, path)) => {
                    // Of what is observed, a dimension is recorded or not.
                    Value::unknown(Why::NotRecorded(path[..path.len().min(3)].join(".")))
                }
                value => value,
            },
        }
    }

    fn named(&self, list: &List) -> List {
        as_named(self.1, list)
    }
}

/// Whether a path leads into a group: of `observed.work.tasks.seen`, `observed` and `observed.work`, of whose dimensions none is known then.
fn is_group(group: &str, path: &[&str]) -> bool {
    (1..path.len().min(3)).any(|end| path[..end].join(".") == group)
}

fn as_named(named: Named, list: &List) -> List {
    match named {
        Named::All => list.named(),
        Named::Some => list.clone(),
    }
}

/// The fields of two cases, which a condition calls `a` and `b`.
struct Both<'v>([&'v Value; 2], Named);

impl Scope for Both<'_> {
    fn value(&self, path: &[&str]) -> Value {
        let Both([a, b], named) = *self;
        match path {
            ["a", rest @ ..] if !rest.is_empty() => Fields(a, named).value(rest),
            ["b", rest @ ..] if !rest.is_empty() => Fields(b, named).value(rest),
            _ => Value::Unknown(Vec::new()),
        }
    }

    fn named(&self, list: &List) -> List {
        as_named(self.1, list)
    }
}

/// Evaluates a condition for a case, or for two, in every world. It is decided only if all worlds give the same answer.
pub fn ask(condition: &Condition, subjects: &[&Subject], named: Named) -> Answer {
    let expression = condition.program.expression();
    match subjects {
        [one] => decided(one.worlds.iter().map(|world| evaluate_within(expression, &Fields(world, named), &[]))),
        [one, other] if one.worlds.len() * other.worlds.len() > MOST_WORLDS => Answer::Undecided,
        [one, other] => {
            let pairs = one.worlds.iter().flat_map(|a| other.worlds.iter().map(move |b| Both([a, b], named)));
            decided(pairs.map(|both| evaluate_within(expression, &both, &[])))
        }
        _ => Answer::Undecided,
    }
}

/// The answer that the values of a condition in all worlds give together.
fn decided(values: impl Iterator<Item = Value>) -> Answer {
    let mut truths = BTreeSet::new();
    let (mut missing, mut is_open): (Option<Vec<Why>>, bool) = (None, false);
    for value in values {
        match value {
            Value::Truth(truth) => {
                truths.insert(truth);
            }
            Value::Unknown(why) if !why.is_empty() && why.iter().all(|why| *why == Why::Bounds) => is_open = true,
            Value::Unknown(why) => missing = Some(together(&missing.unwrap_or_default(), &why)),
            _ => missing = Some(missing.unwrap_or_default()),
        }
    }
    match (missing, truths.into_iter().collect::<Vec<_>>().as_slice()) {
        (Some(why), _) => Answer::NotRecorded(why),
        (None, [true]) if !is_open => Answer::Yes,
        (None, [false]) if !is_open => Answer::No,
        _ => Answer::Undecided,
    }
}
