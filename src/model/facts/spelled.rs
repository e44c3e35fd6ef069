//! The values of facts in one line, the same in every language of reports: what a person's own wording of a sentence remembers.

use crate::base::text::Text;
use crate::model::case::assessment::Rater;
use crate::model::case::attributes::Attributed;
use crate::model::case::evidence::{Known, WITHHELD};
use crate::model::facts::entry::{Entry, Scalar, said};
use crate::model::facts::value::{Entries, Reading, Value};

/// The value of a fact: "about 130", or of a list "kind: firm, part: main; kind: hospital".
pub fn spelled(reading: &Reading) -> String {
    match &reading.value {
        Known::NotRecorded => "not recorded".to_owned(),
        Known::Withheld => WITHHELD.to_owned(),
        Known::None => "none".to_owned(),
        Known::Is(value) => value_of(value),
    }
}

fn own(text: &Text) -> String {
    text.get("en").to_owned()
}

fn value_of(value: &Value) -> String {
    match value {
        Value::Text(text) => own(text),
        Value::Id(id) | Value::Study(id) => (*id).to_owned(),
        Value::Word { word, .. } => word.clone(),
        Value::Quantity(quantity) => quantity.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Place(place) => own(&place.text),
        Value::Countries(place) => joined(place.countries.iter().map(ToString::to_string), ", "),
        Value::Facilitators(all) => match (&all.count.value, all.employment) {
            (Known::Is(count), Some(employment)) => format!("{count}, {employment}"),
            (Known::Is(count), None) => count.to_string(),
            (_, Some(employment)) => employment.to_string(),
            (Known::None, None) => "none".to_owned(),
            (Known::NotRecorded, None) => "not recorded".to_owned(),
            (Known::Withheld, None) => WITHHELD.to_owned(),
        },
        Value::Stages(all) => {
            let by = |rater: &Rater| match rater {
                Rater::Text(text) => own(text),
                Rater::Authors(key) => key.to_string(),
            };
            let one = all.iter().map(|one| match &one.by {
                Some(rater) => format!("{} (by {})", one.stage, by(rater)),
                None => one.stage.to_string(),
            });
            joined(one, "; ")
        }
        Value::Ended(ended) => ended.on.to_string(),
        Value::Criteria(all) => {
            let one = all.iter().filter_map(|met| Some(format!("{}: {}", met.criterion, met.answer.value.value()?)));
            joined(one, "; ")
        }
        Value::Observed(all) => {
            let lists = all.iter().flat_map(|own| &own.dimensions).map(|seen| {
                let named = seen.seen.iter().map(|one| one.what.to_string());
                format!("{}: {}", seen.dimension, joined(named, ", "))
            });
            joined(lists, "; ")
        }
        Value::Figures(figures) => figures.0.len().to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Attribute(Attributed::Amount(amount)) => amount.to_string(),
        Value::Attribute(Attributed::Level(word)) => word.clone(),
        Value::Attribute(Attributed::Truth(truth)) => if *truth { "yes" } else { "no" }.to_owned(),
        Value::Attributes(all) => {
            let one = all.iter().map(|own| {
                let value = own.value.value.as_ref(Value::Attribute);
                format!("{}: {}", own.attribute, spelled(&Reading { value, evidence: None }))
            });
            joined(one, "; ")
        }
        Value::People(people) => people.len().to_string(),
        Value::Sector(all) => list(all),
        Value::Entries(entries, _) => entries_of(*entries),
    }
}

fn entries_of(entries: Entries) -> String {
    match entries {
        Entries::Initiators(all) => list(all),
        Entries::Kinds(all) => list(all),
        Entries::Actors(all) => list(all),
        Entries::Funding(all) => list(all),
        Entries::Remarks(all) => list(all),
        Entries::Goals(all) => list(all),
        Entries::Events(all) => list(all),
        Entries::Competences(all) => list(all),
        Entries::Context(all) => list(all),
    }
}

fn list<T: Entry>(all: &[T]) -> String {
    joined(all.iter().map(entry), "; ")
}

/// An entry of a list with all its parts: "kind: firm, part: main".
pub fn entry<T: Entry>(entry: &T) -> String {
    let part = |(name, value): (&'static str, Scalar)| {
        let value = match value {
            Scalar::Text(text) => own(text),
            Scalar::Word(word) => word,
            Scalar::Quantity(quantity) => quantity.to_string(),
            Scalar::Money(money) => money.to_string(),
            Scalar::Date(date) => date.to_string(),
        };
        if name.is_empty() { value } else { format!("{name}: {value}") }
    };
    joined(said(entry).into_iter().map(part), ", ")
}

fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}
