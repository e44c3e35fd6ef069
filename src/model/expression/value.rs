//! What a part of a condition comes to: a value, or that it is unknown, and why. Unknown is neither true nor false
//! (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): "and" with something false is false and "or" with something true
//! is true, whatever the rest is; everything else that needs what is unknown is unknown too. So what is recorded in addition can
//! only decide what was unknown, and never turn what was decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::fraction::Fraction;
use crate::model::expression::number::Number;
use crate::model::expression::why::{NoNumber, Why, together};

/// A value of a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// It is unknown, for these reasons.
    Unknown(Vec<Why>),
    /// True or false.
    Truth(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(Arc<str>),
    /// Entries.
    List(Arc<List>),
    /// Fields by name.
    Group(Arc<Group>),
}

/// Entries, and what is known of what is not among them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct List {
    /// What is in the list.
    pub entries: Vec<Value>,
    /// What may be in the list or not, for these reasons.
    pub maybe: Vec<Value>,
    /// Why it is unknown whether these are in the list.
    pub doubts: Vec<Why>,
    /// What is known not to be in the list, even though it is open.
    pub lacks: Vec<Value>,
    /// If the list may have more than these: why.
    pub open: Option<Why>,
}

/// Fields by name.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// The path of the group.
    pub path: String,
    /// The fields that are recorded.
    pub fields: BTreeMap<String, Value>,
}

impl Value {
    /// A text.
    pub fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    /// Unknown for one reason.
    pub fn unknown(why: Why) -> Value {
        Value::Unknown(vec![why])
    }

    /// A list that has exactly these entries.
    pub fn closed(entries: Vec<Value>) -> Value {
        Value::List(Arc::new(List { entries, ..List::default() }))
    }

    /// A field of a group; unknown if it is not recorded.
    pub fn field(&self, name: &str) -> Value {
        match self {
            Value::Group(group) => group.fields.get(name).cloned().unwrap_or_else(|| {
                let path = if group.path.is_empty() { name.to_owned() } else { format!("{}.{name}", group.path) };
                Value::unknown(Why::NotRecorded(path))
            }),
            Value::Unknown(_) => self.clone(),
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// Whether anything is recorded: true or unknown. Of an open list without entries, and of a group without fields, nothing is.
    pub fn is_recorded(&self) -> Value {
        match self {
            Value::Unknown(why) => Value::Unknown(why.clone()),
            Value::List(list) if list.entries.is_empty() => {
                list.open.clone().map_or(Value::Truth(true), Value::unknown)
            }
            Value::Group(group) => {
                let is_known = |field: &Value| field.is_recorded() == Value::Truth(true);
                match group.fields.values().any(is_known) {
                    true => Value::Truth(true),
                    false => Value::unknown(Why::NotRecorded(group.path.clone())),
                }
            }
            _ => Value::Truth(true),
        }
    }

    /// Whether it is not the case.
    pub fn negated(self) -> Value {
        match self {
            Value::Truth(truth) => Value::Truth(!truth),
            Value::Unknown(why) => Value::Unknown(why),
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// Whether both are the same.
    pub fn equals(&self, other: &Value) -> Value {
        match (self, other) {
            (Value::Unknown(one), Value::Unknown(other)) => Value::Unknown(together(one, other)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why.clone()),
            (Value::Number(one), Value::Number(other)) => compared(one, other, Number::equals),
            (Value::Text(one), Value::Text(other)) => Value::Truth(one == other),
            (Value::Truth(one), Value::Truth(other)) => Value::Truth(one == other),
            (Value::List(one), Value::List(other)) => one.equals(other),
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// Whether it is less than another; of text, whether it comes before it.
    pub fn is_less(&self, other: &Value) -> Value {
        match (self, other) {
            (Value::Unknown(one), Value::Unknown(other)) => Value::Unknown(together(one, other)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why.clone()),
            (Value::Number(one), Value::Number(other)) => compared(one, other, Number::is_less),
            (Value::Text(one), Value::Text(other)) => Value::Truth(one < other),
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// Adds, subtracts, multiplies or divides two numbers.
    pub fn calculated(&self, operator: char, other: &Value) -> Value {
        match (self, other) {
            (Value::Unknown(one), Value::Unknown(other)) => Value::Unknown(together(one, other)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why.clone()),
            (Value::Number(one), Value::Number(other)) => match one.calculated(operator, other) {
                Ok(number) => Value::Number(number),
                Err(why) => Value::unknown(Why::NoNumber(why)),
            },
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// Whether it is in a list.
    pub fn is_in(&self, list: &Value) -> Value {
        match (self, list) {
            (Value::Unknown(one), Value::Unknown(other)) => Value::Unknown(together(one, other)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why.clone()),
            (one, Value::List(list)) => {
                let is_it = |other: &Value| one.equals(other);
                match list.lacks.contains(one) {
                    true => Value::Truth(false),
                    false => list.exists(is_it),
                }
            }
            _ => Value::Unknown(Vec::new()),
        }
    }

    /// How many entries a list has, or how many characters a text.
    pub fn size(&self) -> Value {
        match self {
            Value::List(list) => {
                let least = list.entries.len();
                let count = |count: usize| Fraction::from(Decimal::from(count));
                let most = list.open.is_none().then(|| count(least + list.maybe.len()));
                let doubts = list.doubts.iter().chain(&list.open).cloned().collect();
                Value::Number(Number { doubts, ..Number::between(Some(count(least)), most) })
            }
            Value::Text(text) => Value::Number(text.chars().count().into()),
            Value::Unknown(_) => self.clone(),
            _ => Value::Unknown(Vec::new()),
        }
    }
}

/// Compares two numbers. Amounts in different currencies can't be compared.
fn compared(one: &Number, other: &Number, how: impl Fn(&Number, &Number) -> Option<bool>) -> Value {
    if one.is_other_money(other) {
        return Value::unknown(Why::NoNumber(NoNumber::Currencies));
    }
    how(one, other).map_or_else(
        || match together(&one.doubts, &other.doubts) {
            doubts if doubts.is_empty() => Value::unknown(Why::Bounds),
            doubts => Value::Unknown(doubts),
        },
        Value::Truth,
    )
}

/// Whether all are true: false if one is false, whatever the others are.
pub fn all(truths: impl IntoIterator<Item = Value>) -> Value {
    let mut unknown: Option<Vec<Why>> = None;
    for truth in truths {
        match truth {
            Value::Truth(true) => {}
            Value::Truth(false) => return Value::Truth(false),
            Value::Unknown(why) => unknown = Some(together(&unknown.unwrap_or_default(), &why)),
            _ => unknown = Some(unknown.unwrap_or_default()),
        }
    }
    unknown.map_or(Value::Truth(true), Value::Unknown)
}

/// Whether any is true: true if one is true, whatever the others are.
pub fn any(truths: impl IntoIterator<Item = Value>) -> Value {
    all(truths.into_iter().map(Value::negated)).negated()
}

impl List {
    /// Whether the entries of two lists are the same, one by one.
    fn equals(&self, other: &List) -> Value {
        let unsure: Vec<Why> =
            [self, other].into_iter().flat_map(|list| list.doubts.iter().chain(&list.open)).cloned().collect();
        if !unsure.is_empty() || !self.maybe.is_empty() || !other.maybe.is_empty() {
            return Value::Unknown(unsure);
        }
        if self.entries.len() != other.entries.len() {
            return Value::Truth(false);
        }
        all(self.entries.iter().zip(&other.entries).map(|(one, other)| one.equals(other)))
    }

    /// Whether `holds` is true of any entry. Over an open list that is true or unknown.
    pub fn exists(&self, mut holds: impl FnMut(&Value) -> Value) -> Value {
        let sure: Vec<Value> = self.entries.iter().map(&mut holds).collect();
        let unsure = self.maybe.iter().map(|one| match holds(one) {
            Value::Truth(true) => Value::Unknown(self.doubts.clone()),
            other => other,
        });
        let unsure: Vec<Value> = unsure.collect();
        let open = self.open.iter().map(|why| Value::unknown(why.clone()));
        any(sure.into_iter().chain(unsure).chain(open))
    }

    /// Whether `holds` is true of exactly one entry.
    pub fn exists_one(&self, holds: impl FnMut(&Value) -> Value) -> Value {
        let found = self.filter(holds);
        let is_complete = found.maybe.is_empty() && found.open.is_none();
        match found.entries.len() {
            0 | 1 if !is_complete => Value::Unknown(found.doubts.iter().chain(&found.open).cloned().collect()),
            count => Value::Truth(count == 1),
        }
    }

    /// The entries of which `holds` is true, with those of which it is unknown as what may be in it.
    pub fn filter(&self, mut holds: impl FnMut(&Value) -> Value) -> List {
        let mut kept = List { open: self.open.clone(), lacks: self.lacks.clone(), ..List::default() };
        for entry in &self.entries {
            match holds(entry) {
                Value::Truth(true) => kept.entries.push(entry.clone()),
                Value::Truth(false) => {}
                Value::Unknown(why) => {
                    kept.maybe.push(entry.clone());
                    kept.doubts = together(&kept.doubts, &why);
                }
                _ => kept.maybe.push(entry.clone()),
            }
        }
        for entry in &self.maybe {
            if holds(entry) != Value::Truth(false) {
                kept.maybe.push(entry.clone());
                kept.doubts = together(&kept.doubts, &self.doubts);
            }
        }
        kept
    }

    /// The values of `value` for the entries.
    pub fn map(&self, mut value: impl FnMut(&Value) -> Value) -> List {
        List {
            entries: self.entries.iter().map(&mut value).collect(),
            maybe: self.maybe.iter().map(&mut value).collect(),
            doubts: self.doubts.clone(),
            lacks: Vec::new(),
            open: self.open.clone(),
        }
    }

    /// The list as if it were closed: all that is named.
    pub fn named(&self) -> List {
        List { open: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
