//! What changed from one record of a case to the next.

use crate::case::{Case, Characterised, Observation, Record};
use crate::framework::{Dimension, Framework};
use crate::mapping::{newest, previous};
use crate::text::Text;
use crate::view::make::as_of;
use crate::view::phrase::{facilitators_phrase, fact, funding_phrase, shown_goal, state};
use crate::view::{Change, ChangesView, NOT_RECORDED, Scene};

/// What differs between the newest record of a case and the one before.
pub fn changes(scene: Scene, case: &Case) -> ChangesView {
    let (Some(new), Some(old)) = (newest(&case.records), previous(&case.records)) else {
        return ChangesView { from: String::new(), to: String::new(), rows: Vec::new() };
    };
    let said = said(scene, old).into_iter().zip(said(scene, new));
    let values = said.map(|((label, before), (_, after))| Change { label: label.to_owned(), before, after });
    let values = values.filter(|change| change.before != change.after);
    let lenses = scene.frameworks.iter().flat_map(|framework| framework.dimensions.iter().map(move |d| (framework, d)));
    let observed = lenses.filter_map(|(framework, dimension)| observed(scene, framework, dimension, old, new));
    ChangesView { from: as_of(old), to: as_of(new), rows: values.chain(observed).collect() }
}

/// What a record says, in the same order for every record.
fn said(scene: Scene, record: &Record) -> Vec<(&'static str, String)> {
    let list = |state: &str, texts: Vec<String>| if texts.is_empty() { state.to_owned() } else { texts.join("; ") };
    let stages = record.stages.entries().iter().map(|assessment| {
        let cycle = scene.frameworks.iter().find(|framework| framework.id == *assessment.life_cycle);
        let stage = cycle.and_then(|cycle| cycle.stage(&assessment.stage));
        let name = stage.map(|stage| scene.get(&stage.label)).unwrap_or_default();
        assessment.part.as_ref().map_or(name.clone(), |part| format!("{name} ({})", scene.get(part)))
    });
    let stage_state = match state(&record.stages) {
        "none" => "not assessed",
        state => state,
    };
    let funding = record.funding.entries().iter().map(|funding| funding_phrase(scene, funding));
    let goals = record.goals.entries().iter().map(|goal| shown_goal(scene, goal).text);
    let aims = record.aims.entries().iter().map(|aim| scene.get(&aim.text));
    vec![
        ("Stage", list(stage_state, stages.collect())),
        ("Situation", fact(scene, &record.situation, |text: &Text| scene.get(text)).text),
        ("Actors", fact(scene, &record.actors.total, ToString::to_string).text),
        ("Facilitators", facilitators_phrase(record)),
        ("Financed", list(state(&record.funding), funding.collect())),
        ("Aims", list(state(&record.aims), aims.collect())),
        ("Goals", list(state(&record.goals), goals.collect())),
    ]
}

/// What was observed of a dimension in one of two records only; nothing if in both it is the same.
fn observed(scene: Scene, framework: &Framework, dimension: &Dimension, old: &Record, new: &Record) -> Option<Change> {
    let seen = |record: &Record| -> Option<Vec<String>> {
        let observed = record.observed.iter().find(|observed| *framework.id == *observed.framework)?;
        let seen = observed.dimensions.iter().find(|seen| *dimension.id == *seen.dimension)?;
        let label = |observation: &Observation| match &observation.what {
            Characterised::New(text) => scene.get(text),
            Characterised::Known(id) => {
                dimension.characteristic(id).map(|item| scene.get(&item.label)).unwrap_or_default()
            }
        };
        Some(seen.seen.iter().map(label).collect())
    };
    let only = |all: &Option<Vec<String>>, other: &Option<Vec<String>>, what: &str| {
        let Some(all) = all else { return NOT_RECORDED.to_owned() };
        let others = other.as_deref().unwrap_or_default();
        let only: Vec<&str> = all.iter().filter(|one| !others.contains(one)).map(String::as_str).collect();
        if only.is_empty() { "nothing else".to_owned() } else { format!("{what}: {}", only.join("; ")) }
    };
    let (before, after) = (seen(old), seen(new));
    let changed = Change {
        label: scene.get(&dimension.label),
        before: only(&before, &after, "only then"),
        after: only(&after, &before, "new"),
    };
    let same = before.is_none() == after.is_none() && changed.before == changed.after;
    (!same).then_some(changed)
}
