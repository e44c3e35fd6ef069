//! Tables with one row per case: what their columns show, and how rows are sorted.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::analysis::mapping::{assessed, assessed_parts, raters};
use crate::base::text::Text;
use crate::model::case::value::Quantity;
use crate::model::case::{Case, Disclosure, Fact, Funding, Initiator, Known, Phase, Record, Sector, SourceKind};
use crate::model::framework::{Framework, Stage};
use crate::model::settings::tables::{Column, ColumnSpec};
use crate::report::matrix::order::Order;
use crate::report::matrix::table::Heading;
use crate::report::view::phrase::{facilitators_phrase, funding_phrase, shown_initiator};
use crate::report::view::scene::Scene;

/// Sorts cases by what a column shows, numbers by their size and stages by their order; cases that record nothing come last.
/// Cases of which it shows the same stay in their order.
pub fn sort(scene: Scene, cases: &mut [&Case], column: Column, life_cycle: Option<&Framework>, order: &Order) {
    let number = |case: &Case| size(case, column, life_cycle);
    let compare = |a: &&Case, b: &&Case| {
        let [one, other] = [a, b].map(|case| (number(case), value(scene, case, column, life_cycle)));
        match (one, other) {
            ((Some(one), _), (Some(other), _)) => one.total_cmp(&other),
            ((Some(_), _), _) => Ordering::Less,
            (_, (Some(_), _)) => Ordering::Greater,
            ((_, one), (_, other)) => {
                let missing = |text: &str| text == scene.not_recorded();
                missing(&one).cmp(&missing(&other)).then_with(|| order.compare(&one, &other))
            }
        }
    };
    cases.sort_by(compare);
}

/// Whether two cases have the same place in the order of a column.
pub fn same(scene: Scene, one: &Case, other: &Case, column: Column, life_cycle: Option<&Framework>) -> bool {
    let [one, other] = [one, other].map(|case| (size(case, column, life_cycle), case));
    match (one.0, other.0) {
        (None, None) => value(scene, one.1, column, life_cycle) == value(scene, other.1, column, life_cycle),
        (one, other) => one == other,
    }
}

/// The number that a case is sorted by in a column, if it is one.
fn size(case: &Case, column: Column, life_cycle: Option<&Framework>) -> Option<f64> {
    let year = |date: &crate::model::case::value::Date| f64::from(date.year);
    let amount = |quantity: &Quantity| quantity.number.value;
    let record = case.newest();
    match column {
        Column::Stage => stage_of(case, life_cycle).and(Some(rank(case, life_cycle) as f64)),
        Column::Founded => case.founded.value.value().map(year),
        Column::SecretariatFounded => case.secretariat.value()?.founded.value.value().map(year),
        Column::Actors => record?.actors.total.value.value().map(amount),
        Column::Facilitators => record?.facilitators.count.value.value().map(amount),
        _ => None,
    }
}

fn stage_of<'a>(case: &Case, life_cycle: Option<&'a Framework>) -> Option<&'a Stage> {
    assessed(case.newest()?, life_cycle?)
}

/// The place of a case's stage in the life cycle; cases without one come last.
fn rank(case: &Case, life_cycle: Option<&Framework>) -> usize {
    let stage = stage_of(case, life_cycle);
    let at = life_cycle.zip(stage).and_then(|(cycle, stage)| cycle.stages.iter().position(|s| *s.id == *stage.id));
    at.unwrap_or(usize::MAX)
}

fn stage_name(scene: Scene, case: &Case, life_cycle: Option<&Framework>) -> String {
    let parts = match (case.newest(), life_cycle) {
        (Some(record), Some(life_cycle)) => assessed_parts(record, life_cycle),
        _ => Vec::new(),
    };
    let language = &scene.locale.language;
    let mut parts: Vec<String> = parts
        .into_iter()
        .map(|(part, stage)| {
            scene.say(
                "stage-in-part",
                &[("stage", stage.short().get(language).into()), ("part", part.get(language).into())],
            )
        })
        .collect();
    parts.sort();
    let differ = match (case.newest(), life_cycle) {
        (Some(record), Some(life_cycle)) => raters(record, life_cycle),
        _ => Vec::new(),
    };
    match stage_of(case, life_cycle) {
        Some(stage) => scene.get(stage.short()),
        None if !differ.is_empty() => {
            let names = differ.iter().map(|stage| scene.get(stage.short()));
            let either = |one: String, other: String| scene.say("or", &[("one", one.into()), ("other", other.into())]);
            scene.say("stage-contested", &[("stages", names.reduce(either).into())])
        }
        None if !parts.is_empty() => parts.join("; "),
        None if case.newest().is_some_and(|record| matches!(record.stages, Known::None)) => scene.word("not-assessed"),
        None => scene.not_recorded(),
    }
}

/// The heading of a column.
pub fn heading(scene: Scene, column: &ColumnSpec) -> Heading {
    let text = column.title.as_ref().map_or_else(|| heading_of(scene, column.show), |title| scene.get(title));
    Heading { text, number: matches!(column.show, Column::Actors | Column::Facilitators) }
}

/// The usual heading of a column.
pub fn heading_of(scene: Scene, column: Column) -> String {
    scene.word(match column {
        Column::Name => "column-name",
        Column::Study => "study",
        Column::Industry => "industry",
        Column::Place => "place",
        Column::Founded => "column-founded",
        Column::Secretariat => "name-of-secretariat",
        Column::SecretariatFounded => "secretariat-founded",
        Column::Stage => "stage",
        Column::Actors => "actors",
        Column::Facilitators => "facilitators",
        Column::Interviewed => "column-interviewed",
        Column::Funding => "financed",
        Column::InitiatedBy => "column-initiated-by",
        Column::Sector => "column-sector",
    })
}

/// What a column shows of a case.
pub fn value(scene: Scene, case: &Case, column: Column, life_cycle: Option<&Framework>) -> String {
    let empty = Record::default();
    let record = case.newest().unwrap_or(&empty);
    let text = |fact: &Fact<Text>| scene.known(&fact.value, |text| scene.get(text));
    match column {
        Column::Name => scene.get(&case.name),
        Column::Study => match case.study.as_deref().and_then(|id| scene.settings.study(id)) {
            Some(study) => scene.get(&study.title),
            None => scene.not_recorded(),
        },
        Column::Industry => text(&case.industry),
        Column::Place => scene.known(&case.place.value, |place| scene.get(&place.text)),
        Column::Founded => scene.known(&case.founded.value, |date| scene.date(date)),
        Column::Secretariat => scene.known(&case.secretariat, |secretariat| text(&secretariat.name)),
        Column::SecretariatFounded => scene
            .known(&case.secretariat, |secretariat| scene.known(&secretariat.founded.value, |date| scene.date(date))),
        Column::Stage => stage_name(scene, case, life_cycle),
        Column::Actors => scene.known(&record.actors.total.value, |total| scene.quantity(total)),
        Column::Facilitators => facilitators_phrase(scene, record),
        Column::Interviewed => interviewed(scene, case),
        Column::Funding => scene.known(&record.funding, |all| funding_phrases(scene, all).join("; ")),
        Column::InitiatedBy => scene.known(&case.initiated_by, |all| initiators(scene, all).join("; ")),
        Column::Sector => sector(scene, &record.funding),
    }
}

/// The people of all interviews: by name where it is public, else by role.
fn interviewed(scene: Scene, case: &Case) -> String {
    let interviews = case.sources.iter().filter(|source| source.kind == SourceKind::Interview);
    let mut named = BTreeSet::new();
    let people = interviews
        .flat_map(|source| &source.with)
        .filter(|id| named.insert(&***id))
        .filter_map(|id| case.people.iter().find(|p| **id == p.id));
    let names: Vec<String> = people
        .map(|person| {
            let public = person.name.as_ref().filter(|_| person.disclosure == Some(Disclosure::Public));
            let role = || person.role.as_ref().map(|role| scene.get(role));
            public.cloned().or_else(role).unwrap_or_else(|| scene.word("not-named"))
        })
        .collect();
    let names: BTreeSet<String> = names.into_iter().collect();
    if names.is_empty() { scene.not_recorded() } else { names.into_iter().collect::<Vec<_>>().join("; ") }
}

/// Ways of financing, those of the beginning first.
fn funding_phrases(scene: Scene, all: &[Funding]) -> Vec<String> {
    let phase = |funding: &Funding| match funding.when {
        Some(Phase::Initial) => 0,
        Some(Phase::Present) => 1,
        None => 2,
    };
    let mut phrases: Vec<(u8, String)> = all.iter().map(|one| (phase(one), funding_phrase(scene, one))).collect();
    phrases.sort();
    phrases.into_iter().map(|(_, phrase)| phrase).collect()
}

fn initiators(scene: Scene, all: &[Initiator]) -> Vec<String> {
    let mut names: Vec<String> = all.iter().map(|one| shown_initiator(scene, one).text).collect();
    names.sort();
    names
}

/// Whose money finances a cluster: public, private, or mixed where it is both.
fn sector(scene: Scene, funding: &Known<Vec<Funding>>) -> String {
    let sectors: BTreeSet<Sector> = funding.entries().iter().filter_map(|one| one.sector).collect();
    let silent = funding.entries().iter().any(|one| one.sector.is_none());
    let said = |sector: Sector| {
        let sector = scene.coded("sector", sector);
        if silent { scene.say("sector-in-part", &[("sector", sector.into())]) } else { sector }
    };
    match (funding, sectors.len()) {
        (Known::None, _) => scene.word("none"),
        (_, 0) => scene.not_recorded(),
        (_, 1) => sectors.iter().map(|sector| said(*sector)).collect(),
        _ => said(Sector::Mixed),
    }
}
