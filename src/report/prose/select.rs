//! What there is to tell of a case, and why a fact is in no sentence.

use std::collections::BTreeSet;

use crate::model::case::{Known, Observed};
use crate::model::facts::entry::Entry;
use crate::model::facts::value::{Entries, Value};
use crate::model::facts::{FACTS, FactSpec, Telling};
use crate::report::prose::draft::Draft;
use crate::report::prose::types::{LeftOut, Teller};
use crate::yaml::NodeId;

/// A recorded fact and its position; a list has one for each entry.
struct Recorded {
    fact: &'static FactSpec,
    mark: NodeId,
}

/// All facts that are recorded of a case and its newest record.
fn all(teller: &Teller) -> Vec<Recorded> {
    let mut found = Vec::new();
    for fact in FACTS {
        let reading = fact.of(teller.case);
        let Known::Is(value) = &reading.value else { continue };
        let mut add = |mark: NodeId| found.push(Recorded { fact, mark });
        match value {
            Value::Entries(entries, _) => marks(*entries).into_iter().for_each(add),
            Value::Stages(stages) => stages.iter().for_each(|one| add(one.evidence.mark)),
            Value::Criteria(met) => {
                let answered = met.iter().filter(|met| met.answer.value.value().is_some());
                answered.for_each(|met| add(met.answer.evidence.mark));
            }
            Value::Observed(observed) => observations(observed).into_iter().for_each(add),
            Value::Attributes(all) => {
                let known = all.iter().filter(|own| own.value.value.value().is_some());
                known.for_each(|own| add(own.value.evidence.mark));
            }
            // What nobody wrote down has no place in the file.
            Value::Id(_)
            | Value::Study(_)
            | Value::Figures(_)
            | Value::Sector(_)
            | Value::People(_)
            | Value::Countries(_) => {}
            Value::Facilitators(_) => add(teller.record.facilitators.count.evidence.mark),
            _ => add(reading.evidence.map(|evidence| evidence.mark).unwrap_or_default()),
        }
    }
    found
}

fn observations(all: &[Observed]) -> Vec<NodeId> {
    let seen = all.iter().flat_map(|own| &own.dimensions).flat_map(|seen| seen.all());
    seen.flat_map(|(_, list)| list).map(|one| one.evidence.mark).collect()
}

fn marks(entries: Entries) -> Vec<NodeId> {
    fn of<T: Entry>(all: &[T]) -> Vec<NodeId> {
        all.iter().map(|entry| entry.evidence().mark).collect()
    }
    match entries {
        Entries::Initiators(all) => of(all),
        Entries::Kinds(all) => of(all),
        Entries::Actors(all) => of(all),
        Entries::Funding(all) => of(all),
        Entries::Remarks(all) => of(all),
        Entries::Goals(all) => of(all),
        Entries::Events(all) => of(all),
        Entries::Competences(all) => of(all),
        Entries::Context(all) => of(all),
    }
}

/// The ids of the lists that have entries: in a language without sentences, tables have all of them.
pub fn recorded(teller: &Teller) -> Vec<&'static str> {
    let lists = FACTS.iter().filter(|fact| matches!(fact.of(teller.case).value, Known::Is(Value::Entries(..))));
    lists.map(|fact| fact.id).collect()
}

/// The facts that no sentence tells, with the reasons.
pub fn left_out(teller: &Teller, drafts: &[Draft], counted: &[&'static str]) -> Vec<LeftOut> {
    let told: BTreeSet<(&str, NodeId)> =
        drafts.iter().flat_map(|draft| &draft.facts).map(|told| (told.fact.id, told.mark)).collect();
    let without = teller.context.settings.write_up.as_ref().map_or(&[][..], |plan| &plan.without);
    let is_counted = |id: &str| {
        // The history is counted with the events.
        counted.contains(&id) || (id == "history" && counted.contains(&"events"))
    };
    let reason = |fact: &FactSpec| match fact.uses.told {
        _ if is_counted(fact.id) => "left-out-counted",
        _ if fact.uses.told == Telling::InTables => "left-out-table",
        _ if !without.is_empty() => "left-out-by-publisher",
        _ if fact.id == "observed" => "left-out-framework",
        _ => "left-out-words",
    };
    all(teller)
        .into_iter()
        .filter(|one| !told.contains(&(one.fact.id, one.mark)))
        .map(|Recorded { fact, mark }| LeftOut { fact, mark, why: reason(fact) })
        .collect()
}
