//! Finds conditions that come out the same whatever a case records. A condition is tried with every combination of values that can
//! make a difference to it: the numbers that it names and those around them, the words that it names and one other, lists with
//! and without what it asks for. Where such a set of values can't be complete (calculations, parts of texts, lists made from
//! lists, functions over cases), nothing is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};
use rust_decimal::Decimal;

use crate::analysis::claims::fields::FieldKind;
use crate::model::expression::evaluate::{Scope, arguments, evaluate, path};
use crate::model::expression::value::{Group, Value};
use crate::yaml::condition::Condition;

/// The largest number of combinations that are tried.
const MOST: usize = 20_000;

/// The groups of fields that have numbers below zero.
const SIGNED: [&str; 3] = ["figures", "attributes", "observed"];

/// The longest list that is tried.
const LONGEST: usize = 12;

/// The truth that a condition has whatever is recorded; `None` if it can be both, or if that can't be told.
pub fn fixed(condition: &Condition, fields: &BTreeMap<String, FieldKind>) -> Option<bool> {
    let mut uses = Uses { fields, numbers: condition.numbers(), texts: BTreeSet::new(), paths: BTreeMap::new() };
    let expression = condition.program.expression();
    uses.collect(expression, &mut Vec::new())?;
    let domains: Vec<(&str, Vec<Value>)> =
        uses.paths.iter().map(|(path, own)| Some((path.as_str(), uses.values(path, own)?))).collect::<Option<_>>()?;
    let count = domains.iter().try_fold(1_usize, |count, (_, values)| count.checked_mul(values.len()))?;
    if count > MOST {
        return None;
    }
    let mut found: Option<bool> = None;
    for world in 0..count {
        let mut rest = world;
        let chosen = domains.iter().map(|(path, values)| {
            let value = &values[rest % values.len()];
            rest /= values.len();
            (*path, value)
        });
        let Value::Truth(truth) = evaluate(expression, &Chosen(chosen.collect())) else { return None };
        if *found.get_or_insert(truth) != truth {
            return None;
        }
    }
    found
}

fn is_literal(at: &IdedExpr) -> bool {
    matches!(&at.expr, Expr::Literal(_))
}

/// The values of fields in one combination, by their paths.
struct Chosen<'v>(BTreeMap<&'v str, &'v Value>);

impl Scope for Chosen<'_> {
    fn value(&self, path: &[&str]) -> Value {
        self.0.get(path.join(".").as_str()).map_or(Value::Unknown(Vec::new()), |value| (*value).clone())
    }
}

/// How a condition uses a field.
#[derive(Debug, Default)]
struct Use {
    kind: Option<FieldKind>,
    /// How often it is asked for entries.
    asked: usize,
    /// Whether it is asked for its size.
    sized: bool,
    /// The parts of its entries that are asked for.
    parts: BTreeSet<String>,
}

/// What a condition uses.
struct Uses<'a> {
    fields: &'a BTreeMap<String, FieldKind>,
    numbers: Vec<Decimal>,
    texts: BTreeSet<String>,
    paths: BTreeMap<String, Use>,
}

impl Uses<'_> {
    /// Collects the fields that an expression uses. `bound` has the variables of lists, each with the path of its list. `None` if
    /// the expression has something that can't be tried completely.
    fn collect(&mut self, at: &IdedExpr, bound: &mut Vec<(String, String)>) -> Option<()> {
        if let Some(path) = path(at) {
            return self.field(&path, bound).map(|_| ());
        }
        match &at.expr {
            Expr::Literal(LiteralValue::String(text)) => {
                self.texts.insert(text.inner().to_owned());
                Some(())
            }
            Expr::Literal(_) => Some(()),
            Expr::List(list) => list.elements.iter().try_for_each(|element| match &element.expr {
                Expr::Literal(_) => self.collect(element, bound),
                _ => None,
            }),
            Expr::Call(call) => self.call(call, bound),
            _ => None,
        }
    }

    fn call(&mut self, call: &CallExpr, bound: &mut Vec<(String, String)>) -> Option<()> {
        let arguments = arguments(call);
        match (call.func_name.as_str(), arguments.as_slice()) {
            (operators::EXISTS | operators::ALL, [of, variable, body]) => {
                let list = self.list(of, bound)?;
                let Expr::Ident(variable) = &variable.expr else { return None };
                bound.push((variable.clone(), list));
                let found = self.collect(body, bound);
                bound.pop();
                found
            }
            (operators::IN, [one, many]) => {
                self.collect(one, bound)?;
                match &many.expr {
                    Expr::List(_) => self.collect(many, bound),
                    _ => self.list(many, bound).filter(|_| is_literal(one)).map(|_| ()),
                }
            }
            ("size", [of]) => {
                let list = self.list(of, bound)?;
                let found = self.paths.get_mut(&list)?;
                (found.asked, found.sized) = (found.asked - 1, true);
                Some(())
            }
            (operators::EQUALS | operators::NOT_EQUALS, [one, other]) => {
                // Of two texts that are not named it is open whether they are the same.
                let is_sound = is_literal(one) || is_literal(other) || self.are_numbers(&[one, other], bound);
                [one, other].into_iter().filter(|_| is_sound).try_fold((), |(), one| self.collect(one, bound))?;
                is_sound.then_some(())
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [one, other],
            ) => {
                self.are_numbers(&[one, other], bound).then_some(())?;
                self.collect(one, bound)?;
                self.collect(other, bound)
            }
            (
                operators::LOGICAL_AND
                | operators::LOGICAL_OR
                | operators::LOGICAL_NOT
                | operators::CONDITIONAL
                | operators::HAS,
                all,
            ) => all.iter().try_for_each(|one| self.collect(one, bound)),
            _ => None,
        }
    }

    /// A list that is asked for its entries: a field, or `named(field)`. Returns its path.
    fn list(&mut self, of: &IdedExpr, bound: &[(String, String)]) -> Option<String> {
        let of = match &of.expr {
            Expr::Call(call) if call.func_name == "named" => arguments(call).into_iter().next()?,
            _ => of,
        };
        let own = path(of)?;
        if bound.iter().any(|(name, _)| name == own[0]) {
            return None;
        }
        let path = self.field(&own, bound)?;
        let found = self.paths.get_mut(&path)?;
        found.asked += 1;
        matches!(found.kind, Some(FieldKind::List(_))).then_some(path)
    }

    /// Notes a field, or the part of an entry that a variable stands for. Returns the path of the field.
    fn field(&mut self, path: &[&str], bound: &[(String, String)]) -> Option<String> {
        if let Some((_, list)) = bound.iter().rev().find(|(name, _)| name == path[0]) {
            let [_, parts @ ..] = path else { return None };
            if let [part] = parts {
                self.paths.get_mut(list)?.parts.insert((*part).to_owned());
            }
            return (parts.len() < 2).then(|| list.clone());
        }
        let mut kind = self.fields.get(path[0])?;
        for name in &path[1..] {
            let FieldKind::Map(fields) = kind else { return None };
            kind = fields.get(*name)?;
        }
        let joined = path.join(".");
        self.paths.entry(joined.clone()).or_default().kind.get_or_insert_with(|| kind.clone());
        Some(joined)
    }

    /// The values of a field that can make a difference.
    fn values(&self, path: &str, own: &Use) -> Option<Vec<Value>> {
        match own.kind.as_ref()? {
            // That a list is open is no value that a condition could see.
            FieldKind::Word(words) if path.starts_with("observed.") => {
                Some(self.words(&words.iter().filter(|word| *word != "open").cloned().collect::<Vec<_>>()))
            }
            FieldKind::Number => Some(self.numbers(path.split('.').any(|name| SIGNED.contains(&name)))),
            FieldKind::List(element) => self.lists(element, own),
            kind => self.scalars(kind),
        }
    }

    fn scalars(&self, kind: &FieldKind) -> Option<Vec<Value>> {
        match kind {
            FieldKind::Text => {
                let other = std::iter::once("\u{1}");
                Some(self.texts.iter().map(String::as_str).chain(other).map(Value::text).collect())
            }
            FieldKind::Word(words) => Some(self.words(words)),
            FieldKind::Number => Some(self.numbers(false)),
            FieldKind::Truth => Some([true, false].map(Value::Truth).into()),
            FieldKind::List(_) | FieldKind::Map(_) | FieldKind::Cases | FieldKind::Any => None,
        }
    }

    /// Whether these are numbers: literals, sizes, and fields.
    fn are_numbers(&self, all: &[&IdedExpr], bound: &[(String, String)]) -> bool {
        all.iter().all(|at| match &at.expr {
            Expr::Literal(literal) => !matches!(literal, LiteralValue::String(_) | LiteralValue::Boolean(_)),
            Expr::Call(call) => call.func_name == "size",
            _ => path(at).is_some_and(|path| matches!(self.kind(&path, bound), Some(FieldKind::Number))),
        })
    }

    /// The kind of a field, or of the part of an entry that a variable stands for.
    fn kind(&self, path: &[&str], bound: &[(String, String)]) -> Option<&FieldKind> {
        let list = bound.iter().rev().find(|(name, _)| name == path[0]).map(|(_, list)| list.split('.').collect());
        let of = |path: &[&str]| {
            let first = self.fields.get(path[0])?;
            path[1..].iter().try_fold(first, |kind, name| match kind {
                FieldKind::Map(fields) => fields.get(*name),
                _ => None,
            })
        };
        let Some(list) = list else { return of(path) };
        let list: Vec<&str> = list;
        let Some(FieldKind::List(element)) = of(&list) else { return None };
        path[1..].iter().try_fold(&**element, |kind, name| match kind {
            FieldKind::Map(fields) => fields.get(*name),
            _ => None,
        })
    }

    /// How many fields, and parts of entries, may have numbers.
    fn fields_with_numbers(&self) -> usize {
        let of = |own: &Use| match &own.kind {
            Some(FieldKind::Number) => 1,
            Some(FieldKind::List(_)) => own.asked.max(1),
            _ => 0,
        };
        self.paths.values().map(of).sum::<usize>().max(1)
    }

    /// The words that the condition names, and one that it does not name.
    fn words(&self, words: &[String]) -> Vec<Value> {
        let (named, others): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| self.texts.contains(*word));
        named.into_iter().chain(others.into_iter().take(1)).map(|word| Value::text(word)).collect()
    }

    /// The numbers that the condition names, with one between each two, one below and one above all.
    fn numbers(&self, is_signed: bool) -> Vec<Value> {
        let mut numbers = self.numbers.clone();
        numbers.extend([Decimal::ZERO]);
        numbers.sort();
        numbers.dedup();
        // As many between each two, and beyond the ends, as there are fields that may have them.
        let steps = || (1..=self.fields_with_numbers()).map(Decimal::from);
        let part = Decimal::from(self.fields_with_numbers() + 1);
        let between =
            numbers.windows(2).flat_map(|pair| steps().map(|step| pair[0] + (pair[1] - pair[0]) * step / part));
        let between: Vec<Decimal> = between.collect();
        let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
        let beyond = steps().flat_map(|step| [first - step, last + step]);
        numbers.extend(between.into_iter().chain(beyond));
        numbers.retain(|number| is_signed || *number >= Decimal::ZERO);
        numbers.into_iter().map(|number| Value::Number(number.into())).collect()
    }

    /// Lists with every combination of as many entries as the condition asks for, and of every length that it asks for.
    fn lists(&self, element: &FieldKind, own: &Use) -> Option<Vec<Value>> {
        if own.sized && own.asked > 0 {
            return None;
        }
        let entries = self.entries(element, own)?;
        let asked = u32::try_from(own.asked).ok()?;
        if entries.len().checked_pow(asked).is_none_or(|count| count > MOST / 4) {
            return None;
        }
        let mut lists: Vec<Vec<Value>> = vec![Vec::new()];
        let mut last = lists.clone();
        for _ in 0..own.asked {
            last = last
                .iter()
                .flat_map(|list| entries.iter().map(|entry| list.iter().chain([entry]).cloned().collect()))
                .collect();
            lists.extend(last.iter().cloned());
        }
        if own.sized {
            let longest = self.numbers.iter().max().and_then(|most| usize::try_from(most.ceil()).ok()).unwrap_or(0) + 1;
            if longest > LONGEST {
                return None;
            }
            lists.extend((1..=longest).map(|length| vec![entries[0].clone(); length]));
        }
        Some(lists.into_iter().map(Value::closed).collect())
    }

    fn entries(&self, element: &FieldKind, own: &Use) -> Option<Vec<Value>> {
        let FieldKind::Map(parts) = element else { return self.scalars(element) };
        let mut all = vec![Group::default()];
        for name in &own.parts {
            let values = self.scalars(parts.get(name)?)?;
            all = all
                .iter()
                .flat_map(|group| {
                    values.iter().map(|value| {
                        let mut group = group.clone();
                        group.fields.insert(name.clone(), value.clone());
                        group
                    })
                })
                .collect();
            if all.len() > MOST {
                return None;
            }
        }
        Some(all.into_iter().map(|group| Value::Group(Arc::new(group))).collect())
    }
}
