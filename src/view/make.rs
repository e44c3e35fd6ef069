//! A checked case → its view.

use crate::case::value::When;
use crate::case::{Case, Characterised, Event, Known, Observation, Record, Secretariat, Seen};
use crate::framework::{Dimension, find};
use crate::mapping::{self, Mapped, Mapping, Position, Status};
use crate::markdown::{self, Inline, emit};
use crate::settings::Study;
use crate::shape::list::Named;
use crate::text::Text;
use crate::view::phrase::{
    capital, facilitators_phrase, fact, full_label, item, list, people, person_name, rows, shown_actor, shown_event,
    shown_funding, shown_initiator, shown_kind, shown_nace, shown_nuts, shown_person, shown_place, shown_remark, state,
};
use crate::view::{
    Agenda, AgendaDimension, AgendaItem, Book, CaseView, DimensionView, Item, MappingView, NOT_RECORDED, RecordView,
    Row, Rows, Scene, SecretariatView, SourceView, StageView, Stages, Strip, StudyView,
};

/// The view of the workspace.
pub fn book(scene: Scene) -> Book {
    let settings = scene.settings;
    let date = settings.date;
    Book {
        title: scene.get(&settings.title),
        date: format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)),
        authors: settings.authors.iter().map(|author| author.name.clone()).collect(),
        language: settings.language.to_string(),
    }
}

/// The view of a study.
pub fn study(scene: Scene, study: &Named<Study>) -> StudyView {
    StudyView {
        id: study.id.clone(),
        title: scene.get(&study.title),
        question: scene.opt(study.question.as_ref()),
        selection: scene.opt(study.selection.as_ref()),
        method: scene.opt(study.method.as_ref()),
        validity: scene.opt(study.validity.as_ref()),
    }
}

/// The view of a case.
pub fn case(scene: Scene, case: &Case) -> CaseView {
    let empty = Record::default();
    let record = mapping::newest(&case.records).unwrap_or(&empty);
    let stated_in = record.stated_in.as_ref().or(case.stated_in.as_ref()).map(full_label).unwrap_or_default();
    let scene = Scene { stated_in: &stated_in, ..scene };
    let own_study = case.study.as_deref().and_then(|id| scene.settings.study(id));
    CaseView {
        id: case.id.to_string(),
        name: scene.get(&case.name),
        file: case.file.to_string(),
        study: own_study.map(|own| study(scene, own)).unwrap_or_default(),
        industry: fact(scene, &case.industry, |text| scene.get(text)),
        specialisation: fact(scene, &case.specialisation, |text| scene.get(text)),
        nace: case.nace.as_ref().map(shown_nace).unwrap_or_default(),
        nuts: case.nuts.as_ref().map(shown_nuts).unwrap_or_default(),
        place: fact(scene, &case.place, |place| shown_place(scene, place)),
        founded: fact(scene, &case.founded, ToString::to_string),
        initiated_by: list(&case.initiated_by, |initiator| shown_initiator(scene, initiator)),
        history: rows(&case.history, |event| shown_event(scene, event)),
        models: list(&case.models, |remark| shown_remark(scene, remark)),
        secretariat: secretariat(scene, case),
        people: rows(&people(case), |person| shown_person(scene, person)),
        sources: case
            .sources
            .iter()
            .map(|source| {
                let with = source.with.iter().filter_map(|id| case.people.iter().find(|person| *id == person.id));
                SourceView {
                    id: source.id.clone(),
                    kind: capital(&source.kind.to_string()),
                    title: scene.opt(source.title.as_ref()),
                    with: with.map(|person| person_name(scene, person)).collect(),
                    rests_on: source.rests_on.iter().map(ToString::to_string).collect(),
                    date: source.date.map(|date| date.to_string()).unwrap_or_default(),
                    reference: source.cite.as_deref().and_then(|key| scene.references.short(key)).unwrap_or_default(),
                    note: scene.opt(source.note.as_ref()),
                }
            })
            .collect(),
        stated_in: stated_in.clone(),
        references: cited(scene, case),
        record_count: case.records.len(),
        record: record_view(scene, case, record),
    }
}

/// The works that the case's sources and its frameworks cite, each once, in alphabetical order.
fn cited(scene: Scene, case: &Case) -> Vec<String> {
    let record = mapping::newest(&case.records);
    let lenses = record.map_or_else(Vec::new, |record| mapping::lenses(record, scene.frameworks));
    let cycles = lenses.iter().filter_map(|lens| find(scene.frameworks, lens.life_cycle.as_deref()?));
    let rests_on = lenses.iter().copied().chain(cycles).flat_map(|framework| &framework.rests_on);
    let prose = record.and_then(|record| record.narrative.as_ref()).map(|prose| scene.prose(&prose.text));
    let mut in_prose = Vec::new();
    for document in prose.iter() {
        for blocks in std::iter::once(&document.blocks).chain(document.notes.values()) {
            markdown::each_inline(blocks, &mut |inline| {
                if let Inline::Citation { key, .. } = inline {
                    in_prose.push(key.as_str());
                }
            });
        }
    }
    let keys = case
        .sources
        .iter()
        .filter_map(|source| source.cite.as_deref())
        .chain(rests_on.map(|key| &**key))
        .chain(in_prose);
    let mut works: Vec<String> = keys.filter_map(|key| scene.references.format(key)).collect();
    works.sort();
    works.dedup();
    works
}

fn record_view(scene: Scene, case: &Case, record: &Record) -> RecordView {
    let lenses = mapping::lenses(record, scene.frameworks);
    RecordView {
        as_of: as_of(record),
        stages: stages(scene, record),
        situation: fact(scene, &record.situation, |text| scene.get(text)),
        actors_total: fact(scene, &record.actors.total, ToString::to_string),
        actor_kinds: rows(&record.actors.kinds, |kind| shown_kind(scene, kind)),
        actors: rows(&record.actors.list, |actor| shown_actor(scene, actor)),
        facilitators: facilitators(scene, record),
        funding: list(&record.funding, |funding| shown_funding(scene, funding)),
        aims: list(&record.aims, |remark| shown_remark(scene, remark)),
        goals: list(&record.goals, |goal| {
            let mut text = String::new();
            if let Some(target) = goal.target {
                text.push_str(&format!("{target} "));
            }
            if let Some(unit) = &goal.unit {
                text.push_str(&format!("{} ", scene.get(unit)));
            }
            let mut text = if text.is_empty() {
                scene.get(&goal.text)
            } else {
                format!("{}: {}", scene.get(&goal.text), text.trim())
            };
            if let Some(within) = &goal.within {
                text.push_str(&format!(", within {within}"));
            }
            if let Some(place) = &goal.place {
                text.push_str(&format!(" ({})", scene.get(place)));
            }
            item(scene, text, &goal.evidence)
        }),
        ambitions: list(&record.ambitions, |remark| shown_remark(scene, remark)),
        competences: rows(&record.competences, |competence| {
            let figure = competence
                .count
                .map(|count| format!(": {count} {}", scene.opt(competence.unit.as_ref())).trim_end().to_owned());
            let text = format!("{}{}", scene.get(&competence.text), figure.unwrap_or_default());
            Row { cells: vec![scene.get(&competence.holder)], item: item(scene, text, &competence.evidence) }
        }),
        context: rows(&record.context, |figure| Row {
            cells: vec![scene.get(&figure.indicator)],
            item: item(scene, scene.get(&figure.value), &figure.evidence),
        }),
        events: events(scene, record),
        narrative: record
            .narrative
            .as_ref()
            .map(|prose| {
                let document = scene.prose(&prose.text);
                emit::markdown(&document, 3, "narrative", &|key, locator| citation(scene, case, key, locator))
            })
            .unwrap_or_default(),
        mappings: lenses
            .into_iter()
            .map(|framework| {
                let mapping = mapping::map(record, framework, scene.frameworks);
                mapping_view(scene, case, &mapping)
            })
            .collect(),
    }
}

/// The date or period of a record in words.
pub fn as_of(record: &Record) -> String {
    match (&record.period, &record.as_of) {
        (Some(period), _) => period.clone(),
        (None, Some(date)) => date.to_string(),
        (None, None) => NOT_RECORDED.to_owned(),
    }
}

fn citation(scene: Scene, case: &Case, key: &str, locator: Option<&str>) -> String {
    let source = case.sources.iter().find(|source| source.id == key);
    let cited = source.map_or(Some(key), |source| source.cite.as_deref());
    let name = cited.and_then(|key| scene.references.short(key)).unwrap_or_else(|| key.to_owned());
    match locator {
        Some(locator) => format!("({name}, {locator})"),
        None => format!("({name})"),
    }
}

fn stages(scene: Scene, record: &Record) -> Stages {
    let state = match &record.stages {
        Known::Is(_) => "assessed",
        Known::None => "not assessed",
        Known::NotRecorded => NOT_RECORDED,
    };
    let items = record.stages.entries().iter().filter_map(|assessment| {
        let life_cycle = find(scene.frameworks, &assessment.life_cycle)?;
        let stage = life_cycle.stage(&assessment.stage)?;
        let strip = life_cycle
            .stages
            .iter()
            .map(|other| Strip { label: scene.get(other.short()), current: *other.id == *stage.id });
        let or_not = |text: Option<&Text>| text.map_or(NOT_RECORDED.to_owned(), |text| scene.get(text));
        Some(StageView {
            label: scene.get(&stage.label),
            definition: scene.opt(stage.definition.as_ref()),
            life_cycle: scene.get(&life_cycle.title),
            strip: strip.collect(),
            by: or_not(assessment.by.as_ref()),
            basis: or_not(assessment.basis.as_ref()),
            part: scene.opt(assessment.part.as_ref()),
            confidence: assessment.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            evidence: item(scene, String::new(), &assessment.evidence),
        })
    });
    Stages { state, items: items.collect() }
}

fn secretariat(scene: Scene, case: &Case) -> SecretariatView {
    let empty = Secretariat::default();
    let secretariat = case.secretariat.value().unwrap_or(&empty);
    SecretariatView {
        state: state(&case.secretariat),
        name: fact(scene, &secretariat.name, |text| scene.get(text)),
        founded: fact(scene, &secretariat.founded, ToString::to_string),
        initiated_by: list(&secretariat.initiated_by, |initiator| shown_initiator(scene, initiator)),
        hosted_by: fact(scene, &secretariat.hosted_by, |text| scene.get(text)),
    }
}

fn facilitators(scene: Scene, record: &Record) -> Item {
    Item { text: facilitators_phrase(record), ..fact(scene, &record.facilitators.count, ToString::to_string) }
}

fn events(scene: Scene, record: &Record) -> Rows {
    let sorted = match &record.events {
        Known::Is(events) => {
            let mut events = events.clone();
            let key = |event: &Event| event.on.or(event.from).map_or((i32::MAX, 0, 0, When::At), |date| date.key());
            events.sort_by_key(key);
            Known::Is(events)
        }
        Known::None => Known::None,
        Known::NotRecorded => Known::NotRecorded,
    };
    rows(&sorted, |event| shown_event(scene, event))
}

fn mapping_view(scene: Scene, case: &Case, mapping: &Mapping) -> MappingView {
    let framework = mapping.framework;
    let derived =
        framework.derived_from.as_ref().map(|from| &*from.study).filter(|study| case.study.as_deref() == Some(*study));
    let aim =
        |stage: &str| framework.aims.iter().find(|aim| aim.id == stage).map(|aim| scene.get(aim)).unwrap_or_default();
    let dimensions: Vec<DimensionView> =
        mapping.dimensions.iter().map(|mapped| dimension_view(scene, mapping, mapped)).collect();
    MappingView {
        id: framework.id.to_string(),
        title: scene.get(&framework.title),
        note: scene.opt(framework.note.as_ref()),
        rests_on: framework.rests_on.iter().filter_map(|key| scene.references.short(key)).collect(),
        derived_from: derived
            .and_then(|id| scene.settings.study(id))
            .map(|study| scene.get(&study.title))
            .unwrap_or_default(),
        position: match mapping.position {
            Position::NoLifeCycle => "no life cycle",
            Position::NotAssessed => "not assessed",
            Position::NotMapped => "not mapped",
            Position::Mapped(_) => "mapped",
        },
        stage: mapping.stage.map(|stage| scene.get(&stage.label)).unwrap_or_default(),
        aim: mapping.stage.map(|stage| aim(&stage.id)).unwrap_or_default(),
        not_recorded: dimensions.iter().filter(|d| !d.recorded).map(|d| d.label.clone()).collect(),
        dimensions,
        agenda: Agenda {
            stage: mapping.next_stage().map(|stage| scene.get(&stage.label)).unwrap_or_default(),
            aim: mapping.next_stage().map(|stage| aim(&stage.id)).unwrap_or_default(),
            dimensions: mapping.next_stage().map_or_else(Vec::new, |next| {
                mapping.dimensions.iter().map(|mapped| agenda(scene, mapped, &next.id)).collect()
            }),
        },
    }
}

fn agenda(scene: Scene, mapped: &Mapped, next: &str) -> AgendaDimension {
    let begin = mapped.cells.iter().filter(|cell| {
        cell.status != Status::Observed && cell.characteristic.stages.iter().any(|stage| **stage == *next)
    });
    AgendaDimension {
        label: scene.get(&mapped.dimension.label),
        recorded: mapped.seen.is_some(),
        begin: begin
            .map(|cell| AgendaItem {
                label: scene.get(&cell.characteristic.label),
                planned: cell.status == Status::Planned,
                expected_now: cell.place == mapping::Place::Expected,
            })
            .collect(),
    }
}

fn dimension_view(scene: Scene, mapping: &Mapping, mapped: &Mapped) -> DimensionView {
    use crate::mapping::Place as At;
    let staged = matches!(mapping.position, Position::Mapped(_));
    let cells = |status: Status, place: &[At]| -> Vec<Item> {
        let wanted = mapped
            .cells
            .iter()
            .filter(|cell| cell.status == status && (place.is_empty() || place.contains(&cell.place)));
        wanted
            .flat_map(|cell| {
                let label = scene.get(&cell.characteristic.label);
                match cell.observations.as_slice() {
                    [] => vec![Item { text: label, recorded: true, ..Item::default() }],
                    all => all.iter().map(|observation| observed(scene, label.clone(), observation)).collect(),
                }
            })
            .collect()
    };
    let expected: &[At] = if staged { &[At::Expected] } else { &[] };
    let only = |status: Status, place: At| if staged { cells(status, &[place]) } else { Vec::new() };
    let with_outside = |mut items: Vec<Item>, list: fn(&Seen) -> &[Observation]| {
        let observations = mapped.seen.map_or(&[][..], list);
        items.extend(mapping::outside(observations).map(|observation| outside_item(scene, observation)));
        items
    };
    let mut in_stage = cells(Status::Observed, expected);
    if staged {
        in_stage.extend(cells(Status::Observed, &[At::Unplaced]));
    }
    DimensionView {
        label: scene.get(&mapped.dimension.label),
        note: notes(scene, mapped.dimension),
        recorded: mapped.seen.is_some(),
        list: mapped.seen.map_or(NOT_RECORDED.to_owned(), |seen| seen.kind().to_string()),
        fit: mapped.expected_observed().map(|(k, n)| format!("{k} of {n}")).unwrap_or_default(),
        observed: in_stage,
        early: only(Status::Observed, At::Early),
        late: only(Status::Observed, At::Late),
        elsewhere: only(Status::Observed, At::Elsewhere),
        outside: mapped.outside().map(|observation| outside_item(scene, observation)).collect(),
        absent: absent(scene, mapped, staged),
        not_mentioned: cells(Status::NotMentioned, expected),
        planned: with_outside(cells(Status::Planned, &[]), |seen| &seen.planned),
        past: with_outside(cells(Status::Past, &[]), |seen| &seen.past),
    }
}

/// What is absent: all that the source says to be, and of a closed list what the stage expects.
fn absent(scene: Scene, mapped: &Mapped, staged: bool) -> Vec<Item> {
    let absent = mapped.cells.iter().filter(|cell| {
        let expected = !staged || cell.place == mapping::Place::Expected;
        cell.status == Status::Absent && (expected || !cell.observations.is_empty())
    });
    let mut items: Vec<Item> = Vec::new();
    for cell in absent {
        let label = scene.get(&cell.characteristic.label);
        match cell.observations.as_slice() {
            [] => items.push(Item { text: label, recorded: true, ..Item::default() }),
            all => items.extend(all.iter().map(|observation| observed(scene, label.clone(), observation))),
        }
    }
    let said = mapped.seen.map_or(&[][..], |seen| &seen.absent[..]);
    items.extend(mapping::outside(said).map(|observation| outside_item(scene, observation)));
    items
}

fn outside_item(scene: Scene, observation: &Observation) -> Item {
    let label = match &observation.what {
        Characterised::New(text) => scene.get(text),
        Characterised::Known(id) => id.clone(),
    };
    observed(scene, label, observation)
}

/// What a reader should know of a dimension and of its characteristics.
fn notes(scene: Scene, dimension: &Dimension) -> String {
    let own = dimension.note.as_ref().map(|note| scene.get(note));
    let of_items = dimension
        .characteristics
        .iter()
        .filter_map(|item| Some(format!("{}: {}", scene.get(&item.label), scene.get(item.note.as_ref()?))));
    own.into_iter().chain(of_items).collect::<Vec<_>>().join(" ")
}

fn observed(scene: Scene, label: String, observation: &Observation) -> Item {
    let mut item = item(scene, label, &observation.evidence);
    item.words = scene.opt(observation.words.as_ref());
    item.response = scene.opt(observation.response.as_ref());
    item
}
