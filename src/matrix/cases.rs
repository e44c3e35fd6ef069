//! Tables with one row per case: what their columns show, and how rows are sorted.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::case::value::Quantity;
use crate::case::{Case, Disclosure, Fact, Funding, Initiator, Known, Phase, Record, Sector, SourceKind};
use crate::framework::{Framework, Stage};
use crate::mapping::{assessed, assessed_parts, newest, raters};
use crate::matrix::Order;
use crate::matrix::table::Heading;
use crate::settings::{Column, ColumnSpec};
use crate::text::Text;
use crate::view::phrase::{facilitators_phrase, funding_phrase, shown_initiator};
use crate::view::{NOT_RECORDED, Scene};

/// Sorts cases by what a column shows, numbers by their size and stages by their order; cases that record nothing come last.
/// Cases of which it shows the same stay in their order.
pub fn sort(scene: Scene, cases: &mut [&Case], column: Column, life_cycle: Option<&Framework>, order: &Order) {
    let year = |date: &crate::case::value::Date| f64::from(date.year);
    let size = |quantity: &Quantity| quantity.number.value;
    let number = |case: &Case| -> Option<f64> {
        let record = newest(&case.records);
        match column {
            Column::Stage => stage_of(case, life_cycle).and(Some(rank(case, life_cycle) as f64)),
            Column::Founded => case.founded.value.value().map(year),
            Column::SecretariatFounded => case.secretariat.value()?.founded.value.value().map(year),
            Column::Actors => record?.actors.total.value.value().map(size),
            Column::Facilitators => record?.facilitators.count.value.value().map(size),
            _ => None,
        }
    };
    let compare = |a: &&Case, b: &&Case| {
        let [one, other] = [a, b].map(|case| (number(case), value(scene, case, column, life_cycle)));
        match (one, other) {
            ((Some(one), _), (Some(other), _)) => one.total_cmp(&other),
            ((Some(_), _), _) => Ordering::Less,
            (_, (Some(_), _)) => Ordering::Greater,
            ((_, one), (_, other)) => {
                let missing = |text: &str| text == NOT_RECORDED;
                missing(&one).cmp(&missing(&other)).then_with(|| order.compare(&one, &other))
            }
        }
    };
    cases.sort_by(compare);
}

fn stage_of<'a>(case: &Case, life_cycle: Option<&'a Framework>) -> Option<&'a Stage> {
    assessed(newest(&case.records)?, life_cycle?)
}

/// The place of a case's stage in the life cycle; cases without one come last.
fn rank(case: &Case, life_cycle: Option<&Framework>) -> usize {
    let stage = stage_of(case, life_cycle);
    let at = life_cycle.zip(stage).and_then(|(cycle, stage)| cycle.stages.iter().position(|s| *s.id == *stage.id));
    at.unwrap_or(usize::MAX)
}

fn stage_name(scene: Scene, case: &Case, life_cycle: Option<&Framework>) -> String {
    let parts = match (newest(&case.records), life_cycle) {
        (Some(record), Some(life_cycle)) => assessed_parts(record, life_cycle),
        _ => Vec::new(),
    };
    let language = &scene.settings.language;
    let mut parts: Vec<String> = parts
        .into_iter()
        .map(|(part, stage)| format!("in part: {} ({})", stage.short().get(language), part.get(language)))
        .collect();
    parts.sort();
    let differ = match (newest(&case.records), life_cycle) {
        (Some(record), Some(life_cycle)) => raters(record, life_cycle),
        _ => Vec::new(),
    };
    match stage_of(case, life_cycle) {
        Some(stage) => stage.short().get(&scene.settings.language).to_owned(),
        None if !differ.is_empty() => {
            let names: Vec<&str> = differ.iter().map(|stage| stage.short().get(language)).collect();
            format!("contested: {}", names.join(" or "))
        }
        None if !parts.is_empty() => parts.join("; "),
        None if newest(&case.records).is_some_and(|record| matches!(record.stages, Known::None)) => {
            "not assessed".to_owned()
        }
        None => NOT_RECORDED.to_owned(),
    }
}

/// The heading of a column.
pub fn heading(scene: Scene, column: &ColumnSpec) -> Heading {
    let text = column.title.as_ref().map_or_else(|| heading_of(column.show).to_owned(), |title| scene.get(title));
    Heading { text, number: matches!(column.show, Column::Actors | Column::Facilitators) }
}

/// The usual heading of a column.
pub fn heading_of(column: Column) -> &'static str {
    match column {
        Column::Name => "Cluster",
        Column::Study => "Study",
        Column::Industry => "Industry",
        Column::Place => "Place",
        Column::Founded => "Founded",
        Column::Secretariat => "Name of secretariat",
        Column::SecretariatFounded => "Secretariat founded",
        Column::Stage => "Stage",
        Column::Actors => "Actors",
        Column::Facilitators => "Facilitators",
        Column::Interviewed => "Interviewed",
        Column::Funding => "Financed",
        Column::InitiatedBy => "Initiated by",
        Column::Sector => "Whose money",
    }
}

/// What a column shows of a case.
pub fn value(scene: Scene, case: &Case, column: Column, life_cycle: Option<&Framework>) -> String {
    let language = &scene.settings.language;
    let empty = Record::default();
    let record = newest(&case.records).unwrap_or(&empty);
    let text = |fact: &Fact<Text>| shown(fact, |text| text.get(language).to_owned());
    match column {
        Column::Name => case.name.get(language).to_owned(),
        Column::Study => match case.study.as_deref().and_then(|id| scene.settings.study(id)) {
            Some(study) => study.title.get(language).to_owned(),
            None => NOT_RECORDED.to_owned(),
        },
        Column::Industry => text(&case.industry),
        Column::Place => shown(&case.place, |place| place.text.get(language).to_owned()),
        Column::Founded => shown(&case.founded, ToString::to_string),
        Column::Secretariat => match &case.secretariat {
            Known::Is(secretariat) => text(&secretariat.name),
            Known::None => "none".to_owned(),
            Known::NotRecorded => NOT_RECORDED.to_owned(),
        },
        Column::SecretariatFounded => match &case.secretariat {
            Known::Is(secretariat) => shown(&secretariat.founded, ToString::to_string),
            Known::None => "none".to_owned(),
            Known::NotRecorded => NOT_RECORDED.to_owned(),
        },
        Column::Stage => stage_name(scene, case, life_cycle),
        Column::Actors => shown(&record.actors.total, ToString::to_string),
        Column::Facilitators => facilitators_phrase(record),
        Column::Interviewed => interviewed(scene, case),
        Column::Funding => joined(&record.funding, |all| funding_phrases(scene, all)),
        Column::InitiatedBy => joined(&case.initiated_by, |all| initiators(scene, all)),
        Column::Sector => sector(&record.funding),
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
            let role = || person.role.as_ref().map(|role| role.get(&scene.settings.language).to_owned());
            public.cloned().or_else(role).unwrap_or_else(|| "not named".to_owned())
        })
        .collect();
    let names: BTreeSet<String> = names.into_iter().collect();
    if names.is_empty() { NOT_RECORDED.to_owned() } else { names.into_iter().collect::<Vec<_>>().join("; ") }
}

/// Entries one after the other. Their order in the file says nothing, so `show` sorts them.
fn joined<T>(entries: &Known<Vec<T>>, show: impl Fn(&[T]) -> Vec<String>) -> String {
    match entries {
        Known::Is(all) => show(all).join("; "),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    }
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
fn sector(funding: &Known<Vec<Funding>>) -> String {
    let sectors: BTreeSet<Sector> = funding.entries().iter().filter_map(|one| one.sector).collect();
    let silent = funding.entries().iter().any(|one| one.sector.is_none());
    let said = |sector: &str| if silent { format!("{sector}; in part not recorded") } else { sector.to_owned() };
    match (funding, sectors.len()) {
        (Known::None, _) => "none".to_owned(),
        (_, 0) => NOT_RECORDED.to_owned(),
        (_, 1) => said(&sectors.iter().map(ToString::to_string).collect::<String>()),
        _ => said(&Sector::Mixed.to_string()),
    }
}

/// A value in words, whatever its state.
pub fn shown<T>(fact: &Fact<T>, show: impl Fn(&T) -> String) -> String {
    match &fact.value {
        Known::Is(value) => show(value),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    }
}
