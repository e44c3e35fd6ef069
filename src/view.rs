//! What templates see: a case with its mappings as plain texts, made in one place. There are no nulls in it: a value
//! that is absent reads "not recorded", and a text that may be missing is empty.
//!
//! `docs/templates.md` describes every field for authors of templates.

use serde::Serialize;

use crate::case::{
    Actor, Case, Characterised, Disclosure, Event, Evidence, Fact, Funding, FundingKind, Initiator, KindOfActor, Known,
    Observation, Part, Period, Person, Phase, Place, Record, Remark, Sector, Share, Size,
};
use crate::case::value::{Qualifier, When};
use crate::framework::{Framework, find};
use crate::mapping::{self, Mapped, Mapping, Position, Status};
use crate::markdown::{emit, parse};
use crate::references::References;
use crate::settings::{Settings, Study};
use crate::text::Text;

/// What a reader sees where nothing is recorded.
pub const NOT_RECORDED: &str = "not recorded";

/// What makes a view out of a case.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// All frameworks.
    pub frameworks: &'a [Framework],
    /// The references.
    pub references: &'a References,
    /// The source and place that the report names once for all; only others stand beside the statements.
    pub stated_in: &'a str,
}

impl Scene<'_> {
    fn get(&self, text: &Text) -> String {
        text.get(&self.settings.language).to_owned()
    }

    fn opt(&self, text: Option<&Text>) -> String {
        text.map(|text| self.get(text)).unwrap_or_default()
    }
}

/// The whole workspace, for every template.
#[derive(Serialize)]
pub struct Book {
    /// The title of the whole.
    pub title: String,
    /// The date, as YYYY-MM-DD.
    pub date: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The language code.
    pub language: String,
}

/// A study.
#[derive(Serialize, Default)]
pub struct StudyView {
    /// The id; empty for a case without a study.
    pub id: String,
    /// The title.
    pub title: String,
    /// The question, or empty.
    pub question: String,
    /// How the cases were chosen, or empty.
    pub selection: String,
    /// How the data was gathered and analysed, or empty.
    pub method: String,
    /// How validity was checked, or empty.
    pub validity: String,
}

/// A text with where it comes from.
#[derive(Serialize, Default, Clone)]
pub struct Item {
    /// The text.
    pub text: String,
    /// Whether something is recorded.
    pub recorded: bool,
    /// Where it comes from; empty where that is the case's `stated_in`.
    pub source: String,
    /// The source's own words, or empty.
    pub words: String,
    /// The source's own sentence, or empty.
    pub quote: String,
    /// What else a reader should know, or empty.
    pub note: String,
    /// Statements that disagree.
    pub also_said: Vec<Said>,
}

/// A statement that disagrees.
#[derive(Serialize, Clone)]
pub struct Said {
    /// What it says.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// A list that may be unrecorded or said to be empty.
#[derive(Serialize)]
pub struct List {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The entries.
    pub items: Vec<Item>,
}

/// A table row: something named, something said of it.
#[derive(Serialize, Clone)]
pub struct Row {
    /// The first columns.
    pub cells: Vec<String>,
    /// What stands in the last ones.
    pub item: Item,
}

/// A list of rows.
#[derive(Serialize)]
pub struct Rows {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The rows.
    pub items: Vec<Row>,
}

/// The secretariat.
#[derive(Serialize)]
pub struct SecretariatView {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The name.
    pub name: Item,
    /// When it was founded.
    pub founded: Item,
    /// Who brought it about.
    pub initiated_by: List,
    /// Where it is seated.
    pub hosted_by: Item,
}

/// A source of the case.
#[derive(Serialize)]
pub struct SourceView {
    /// The id.
    pub id: String,
    /// The kind.
    pub kind: String,
    /// The title, or empty.
    pub title: String,
    /// The people interviewed.
    pub with: Vec<String>,
    /// The date, or empty.
    pub date: String,
    /// The reference, short, or empty.
    pub reference: String,
    /// What else a reader should know, or empty.
    pub note: String,
}

/// An assessed stage.
#[derive(Serialize)]
pub struct StageView {
    /// The stage's name.
    pub label: String,
    /// Its definition, or empty.
    pub definition: String,
    /// The life cycle's title.
    pub life_cycle: String,
    /// All stages of the life cycle, in order.
    pub strip: Vec<Strip>,
    /// Who assessed it, or "not recorded".
    pub by: String,
    /// On what basis, or "not recorded".
    pub basis: String,
    /// Of which part, or empty for the whole.
    pub part: String,
    /// How confident, or empty.
    pub confidence: String,
    /// Where it comes from.
    pub source: String,
    /// What else a reader should know, or empty.
    pub note: String,
}

/// One stage of a life cycle.
#[derive(Serialize)]
pub struct Strip {
    /// The name for narrow places.
    pub label: String,
    /// Whether the case was assessed in it.
    pub current: bool,
}

/// All stages that a record was assessed in.
#[derive(Serialize)]
pub struct Stages {
    /// `assessed`, `not assessed` or `not recorded`.
    pub state: &'static str,
    /// The assessments.
    pub items: Vec<StageView>,
}

/// What is known at one date.
#[derive(Serialize)]
pub struct RecordView {
    /// The date or period, or "not recorded".
    pub as_of: String,
    /// Assessed stages.
    pub stages: Stages,
    /// The state in words that are no stage.
    pub situation: Item,
    /// How many actors.
    pub actors_total: Item,
    /// Kinds of actors: kind, number, part.
    pub actor_kinds: Rows,
    /// Named actors: name, kind, sector, form; the item is the part played.
    pub actors: Rows,
    /// How many facilitators.
    pub facilitators: Item,
    /// Funding.
    pub funding: List,
    /// What the cluster is for.
    pub aims: List,
    /// Goals that can be measured.
    pub goals: List,
    /// Planned or hoped for.
    pub ambitions: List,
    /// What actors of the region are able to do: who; the item is what.
    pub competences: Rows,
    /// Figures on the region: indicator; the item is the figure.
    pub context: Rows,
    /// The timeline: when; the item is what.
    pub events: Rows,
    /// Prose as Markdown, or empty.
    pub narrative: String,
    /// How the record is seen through each framework.
    pub mappings: Vec<MappingView>,
}

/// A record seen through a framework.
#[derive(Serialize)]
pub struct MappingView {
    /// The framework's id.
    pub id: String,
    /// The framework's title.
    pub title: String,
    /// What a reader should know about it, or empty.
    pub note: String,
    /// References that it rests on, short.
    pub rests_on: Vec<String>,
    /// The title of the study that it was derived from if the case belongs to it, else empty.
    pub derived_from: String,
    /// `mapped`, `not mapped`, `not assessed` or `no life cycle`.
    pub position: &'static str,
    /// The assessed stage, or empty.
    pub stage: String,
    /// What facilitation aims at in this stage, or empty.
    pub aim: String,
    /// The dimensions.
    pub dimensions: Vec<DimensionView>,
    /// Labels of the dimensions on which nothing is recorded.
    pub not_recorded: Vec<String>,
    /// What the framework suggests to begin next.
    pub agenda: Agenda,
}

/// A dimension as a record shows it.
#[derive(Serialize)]
pub struct DimensionView {
    /// The name.
    pub label: String,
    /// What a reader should know about it, or empty.
    pub note: String,
    /// Whether anything is recorded.
    pub recorded: bool,
    /// `open` or `closed`.
    pub list: String,
    /// "k of n", or empty.
    pub fit: String,
    /// Observed, and expected in this stage; without a stage all that is observed.
    pub observed: Vec<Item>,
    /// Observed, expected only in later stages.
    pub early: Vec<Item>,
    /// Observed, expected only in earlier stages.
    pub late: Vec<Item>,
    /// Observed, expected in earlier and later stages but not in this one.
    pub elsewhere: Vec<Item>,
    /// Observed, not in the framework.
    pub outside: Vec<Item>,
    /// Expected in this stage and said to be absent; without a stage all that is absent.
    pub absent: Vec<Item>,
    /// Expected in this stage and not mentioned; without a stage all that is not mentioned.
    pub not_mentioned: Vec<Item>,
    /// Planned.
    pub planned: Vec<Item>,
    /// Once observed and no more.
    pub past: Vec<Item>,
}

/// What the framework suggests to begin next.
#[derive(Serialize)]
pub struct Agenda {
    /// The next stage, or empty if the framework has none.
    pub stage: String,
    /// What facilitation aims at in it, or empty.
    pub aim: String,
    /// What to begin, by dimension.
    pub dimensions: Vec<AgendaDimension>,
}

/// What to begin in one dimension.
#[derive(Serialize)]
pub struct AgendaDimension {
    /// The name.
    pub label: String,
    /// Whether anything is recorded on it.
    pub recorded: bool,
    /// What the next stage expects and the record does not show.
    pub begin: Vec<AgendaItem>,
}

/// One thing to begin.
#[derive(Serialize)]
pub struct AgendaItem {
    /// The characteristic.
    pub label: String,
    /// Whether it is planned already.
    pub planned: bool,
    /// Whether the present stage expects it too.
    pub expected_now: bool,
}

/// A case.
#[derive(Serialize)]
pub struct CaseView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The file.
    pub file: String,
    /// The study.
    pub study: StudyView,
    /// The industry.
    pub industry: Item,
    /// What it is specialised in.
    pub specialisation: Item,
    /// Where it is.
    pub place: Item,
    /// When it was founded.
    pub founded: Item,
    /// Who brought it about.
    pub initiated_by: List,
    /// What came before: when; the item is what.
    pub history: Rows,
    /// Its models.
    pub models: List,
    /// The secretariat.
    pub secretariat: SecretariatView,
    /// The people: role; the item is the name if it is public.
    pub people: Rows,
    /// The sources.
    pub sources: Vec<SourceView>,
    /// The source and place of every statement that names none, or empty.
    pub stated_in: String,
    /// The works that the sources and the frameworks cite, formatted.
    pub references: Vec<String>,
    /// How many records the file has.
    pub record_count: usize,
    /// The newest record.
    pub record: RecordView,
}

/// The view of the workspace.
pub fn book(scene: Scene) -> Book {
    let settings = scene.settings;
    let date = settings.date;
    Book {
        title: scene.get(&settings.title),
        date: format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)),
        authors: settings.authors.clone(),
        language: settings.language.clone(),
    }
}

/// The view of a study.
pub fn study(scene: Scene, study: &Study) -> StudyView {
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
        id: case.id.clone(),
        name: scene.get(&case.name),
        file: case.file.clone(),
        study: own_study.map(|own| study(scene, own)).unwrap_or_default(),
        industry: fact(scene, &case.industry, |text| scene.get(text)),
        specialisation: fact(scene, &case.specialisation, |text| scene.get(text)),
        place: fact(scene, &case.place, |place| shown_place(scene, place)),
        founded: fact(scene, &case.founded, ToString::to_string),
        initiated_by: list(&case.initiated_by, |initiator| shown_initiator(scene, initiator)),
        history: rows(&case.history, |event| shown_event(scene, event)),
        models: list(&case.models, |remark| shown_remark(scene, remark)),
        secretariat: secretariat(scene, case),
        people: rows(&people(case), |person| shown_person(scene, person)),
        sources: case.sources.iter().map(|source| {
            let with = source.with.iter().filter_map(|id| case.people.iter().find(|person| person.id == *id));
            SourceView {
                id: source.id.clone(),
                kind: capital(&source.kind.to_string()),
                title: scene.opt(source.title.as_ref()),
                with: with.map(|person| person_name(scene, person)).collect(),
                date: source.date.map(|date| date.to_string()).unwrap_or_default(),
                reference: source.cite.as_deref().and_then(|key| scene.references.short(key)).unwrap_or_default(),
                note: scene.opt(source.note.as_ref()),
            }
        }).collect(),
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
    let keys = case.sources.iter().filter_map(|source| source.cite.as_ref()).chain(rests_on);
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
        actors_total: fact(scene, &record.actors_total, ToString::to_string),
        actor_kinds: rows(&record.actor_kinds, |kind| shown_kind(scene, kind)),
        actors: rows(&record.actors, |actor| shown_actor(scene, actor)),
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
            let mut text = if text.is_empty() { scene.get(&goal.text) } else { format!("{}: {}", scene.get(&goal.text), text.trim()) };
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
            let figure = competence.count.map(|count| {
                format!(": {count} {}", scene.opt(competence.unit.as_ref())).trim_end().to_owned()
            });
            let text = format!("{}{}", scene.get(&competence.text), figure.unwrap_or_default());
            Row { cells: vec![scene.get(&competence.holder)], item: item(scene, text, &competence.evidence) }
        }),
        context: rows(&record.context, |figure| Row {
            cells: vec![scene.get(&figure.indicator)],
            item: item(scene, scene.get(&figure.value), &figure.evidence),
        }),
        events: events(scene, record),
        narrative: record.narrative.as_ref().map(|prose| {
            let (document, _) = parse::prose(&prose.text);
            emit::markdown(&document.blocks, 3, &|key, locator| citation(scene, case, key, locator))
        }).unwrap_or_default(),
        mappings: lenses.into_iter().map(|framework| {
            let mapping = mapping::map(record, framework, scene.frameworks);
            mapping_view(scene, case, &mapping)
        }).collect(),
    }
}

/// The date or period of a record in words.
pub fn as_of(record: &Record) -> String {
    match (&record.period, &record.as_of) {
        (Some(period), _) => period.clone(),
        (None, Known::Is(date)) => date.to_string(),
        (None, Known::None | Known::NotRecorded) => NOT_RECORDED.to_owned(),
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
        let strip = life_cycle.stages.iter().map(|other| Strip {
            label: scene.get(other.short()),
            current: other.id == stage.id,
        });
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
            source: source_label(scene, &assessment.evidence),
            note: scene.opt(assessment.evidence.note.as_ref()),
        })
    });
    Stages { state, items: items.collect() }
}

fn secretariat(scene: Scene, case: &Case) -> SecretariatView {
    let empty = crate::case::Secretariat::default();
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
    let mut item = fact(scene, &record.facilitators, ToString::to_string);
    if let Some(employment) = record.employment {
        item.text = format!("{}, {employment}", item.text);
    }
    item
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
    let derived = framework.derived_from.as_deref().filter(|study| case.study.as_deref() == Some(*study));
    let aim = |stage: &str| {
        framework.aims.iter().find(|(id, _)| id == stage).map(|(_, aim)| scene.get(aim)).unwrap_or_default()
    };
    let dimensions: Vec<DimensionView> =
        mapping.dimensions.iter().map(|mapped| dimension_view(scene, mapping, mapped)).collect();
    MappingView {
        id: framework.id.clone(),
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
        cell.status != Status::Observed && cell.characteristic.stages.iter().any(|stage| stage == next)
    });
    AgendaDimension {
        label: scene.get(&mapped.dimension.label),
        recorded: mapped.seen.is_some(),
        begin: begin.map(|cell| AgendaItem {
            label: scene.get(&cell.characteristic.label),
            planned: cell.status == Status::Planned,
            expected_now: cell.place == mapping::Place::Expected,
        }).collect(),
    }
}

fn dimension_view(scene: Scene, mapping: &Mapping, mapped: &Mapped) -> DimensionView {
    use crate::mapping::Place as At;
    let staged = matches!(mapping.position, Position::Mapped(_));
    let cells = |status: Status, place: &[At]| -> Vec<Item> {
        let wanted = mapped.cells.iter().filter(|cell| {
            cell.status == status && (place.is_empty() || place.contains(&cell.place))
        });
        wanted.flat_map(|cell| {
            let label = scene.get(&cell.characteristic.label);
            match cell.observations.as_slice() {
                [] => vec![Item { text: label, recorded: true, ..Item::default() }],
                all => all.iter().map(|observation| observed(scene, label.clone(), observation)).collect(),
            }
        }).collect()
    };
    let expected: &[At] = if staged { &[At::Expected] } else { &[] };
    let only = |status: Status, place: At| if staged { cells(status, &[place]) } else { Vec::new() };
    let mut in_stage = cells(Status::Observed, expected);
    if staged {
        in_stage.extend(cells(Status::Observed, &[At::Unplaced]));
    }
    DimensionView {
        label: scene.get(&mapped.dimension.label),
        note: scene.opt(mapped.dimension.note.as_ref()),
        recorded: mapped.seen.is_some(),
        list: mapped.seen.map_or(NOT_RECORDED.to_owned(), |seen| seen.list.to_string()),
        fit: mapped.expected_observed().map(|(k, n)| format!("{k} of {n}")).unwrap_or_default(),
        observed: in_stage,
        early: only(Status::Observed, At::Early),
        late: only(Status::Observed, At::Late),
        elsewhere: only(Status::Observed, At::Elsewhere),
        outside: mapped.outside().map(|observation| {
            let label = match &observation.what {
                Characterised::New(text) => scene.get(text),
                Characterised::Known(id) => id.clone(),
            };
            observed(scene, label, observation)
        }).collect(),
        absent: cells(Status::Absent, expected),
        not_mentioned: cells(Status::NotMentioned, expected),
        planned: cells(Status::Planned, &[]),
        past: cells(Status::Past, &[]),
    }
}

fn observed(scene: Scene, label: String, observation: &Observation) -> Item {
    let mut item = item(scene, label, &observation.evidence);
    item.words = scene.opt(observation.words.as_ref());
    if let Some(response) = &observation.response {
        item.note = [item.note, scene.get(response)].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" ");
    }
    item
}

// Values and entries.

fn state<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::Is(_) => "recorded",
        Known::None => "none",
        Known::NotRecorded => NOT_RECORDED,
    }
}

fn list<T>(known: &Known<Vec<T>>, show: impl Fn(&T) -> Item) -> List {
    List { state: state(known), items: known.entries().iter().map(show).collect() }
}

fn rows<T>(known: &Known<Vec<T>>, show: impl Fn(&T) -> Row) -> Rows {
    Rows { state: state(known), items: known.entries().iter().map(show).collect() }
}

/// A value as a reader sees it.
pub fn fact<T>(scene: Scene, fact: &Fact<T>, show: impl Fn(&T) -> String) -> Item {
    let text = match &fact.value {
        Known::Is(value) => show(value),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    };
    let recorded = !matches!(fact.value, Known::NotRecorded);
    match recorded {
        true => item(scene, text, &fact.evidence),
        // What is not recorded has no source, but the file may say something about it.
        false => Item { recorded, source: String::new(), ..item(scene, text, &fact.evidence) },
    }
}

fn item(scene: Scene, text: String, evidence: &Evidence) -> Item {
    Item {
        text,
        recorded: true,
        source: source_label(scene, evidence),
        words: String::new(),
        quote: scene.opt(evidence.quote.as_ref()),
        note: scene.opt(evidence.note.as_ref()),
        also_said: evidence.also_said.iter().map(|statement| Said {
            text: scene.get(&statement.text),
            source: source_label(scene, &statement.evidence),
        }).collect(),
    }
}

/// Source and place, unless the report has named them for all statements: "paper, Table 2".
fn source_label(scene: Scene, evidence: &Evidence) -> String {
    let label = full_label(evidence);
    if label == scene.stated_in { String::new() } else { label }
}

fn full_label(evidence: &Evidence) -> String {
    match (&evidence.source, &evidence.at) {
        (Some(source), Some(at)) => format!("{source}, {at}"),
        (Some(source), None) => source.clone(),
        (None, _) => "no source given".to_owned(),
    }
}

/// Where a cluster is, with its countries only when the words don't do.
fn shown_place(scene: Scene, place: &Place) -> String {
    scene.get(&place.text)
}

fn shown_remark(scene: Scene, remark: &Remark) -> Item {
    item(scene, scene.get(&remark.text), &remark.evidence)
}

fn shown_initiator(scene: Scene, initiator: &Initiator) -> Item {
    let kind = initiator.kind.map(|kind| kind.to_string());
    let text = match (&initiator.name, &initiator.words, kind) {
        (Some(name), _, Some(kind)) => format!("{} ({kind})", scene.get(name)),
        (Some(name), _, None) => scene.get(name),
        (None, Some(words), _) => scene.get(words),
        (None, None, Some(kind)) => kind,
        (None, None, None) => NOT_RECORDED.to_owned(),
    };
    item(scene, text, &initiator.evidence)
}

fn shown_event(scene: Scene, event: &Event) -> Row {
    let when = match (event.on, event.from, event.to) {
        (Some(on), _, _) => on.to_string(),
        (None, Some(from), Some(to)) => format!("{from} to {to}"),
        (None, Some(from), None) => format!("from {from}"),
        (None, None, Some(to)) => format!("until {to}"),
        (None, None, None) => "undated".to_owned(),
    };
    Row { cells: vec![when], item: item(scene, scene.get(&event.text), &event.evidence) }
}

/// Everybody whom the case lists, as a list that may be unrecorded.
fn people(case: &Case) -> Known<Vec<&Person>> {
    if case.people.is_empty() { Known::NotRecorded } else { Known::Is(case.people.iter().collect()) }
}

/// The name if it may be published, else the role.
fn person_name(scene: Scene, person: &Person) -> String {
    let public = person.name.as_ref().filter(|_| person.disclosure == Some(Disclosure::Public));
    let role = || person.role.as_ref().map(|role| scene.get(role)).unwrap_or_else(|| "a person not named".to_owned());
    public.cloned().unwrap_or_else(role)
}

fn shown_person(scene: Scene, person: &&Person) -> Row {
    let public = person.name.as_ref().filter(|_| person.disclosure == Some(Disclosure::Public));
    let role = scene.opt(person.role.as_ref());
    let organisation = scene.opt(person.organisation.as_ref());
    let name = public.cloned().unwrap_or_else(|| "not named".to_owned());
    Row { cells: vec![role, organisation], item: item(scene, name, &person.evidence) }
}

fn shown_kind(scene: Scene, kind: &KindOfActor) -> Row {
    let name = match (kind.kind, kind.size) {
        (crate::case::ActorKind::Firm, Some(Size::Micro)) => "very small firms".to_owned(),
        (crate::case::ActorKind::Firm, Some(Size::Sme)) => "small and medium-sized firms".to_owned(),
        (crate::case::ActorKind::Firm, Some(Size::Large)) => "large firms".to_owned(),
        (other, _) => plural(&other.to_string()),
    };
    let part = match kind.part {
        Some(Part::Main) => "most of the actors",
        Some(Part::Dominant) => "dominant",
        Some(Part::Active) => "active",
        Some(Part::Participating) => "participating",
        None => "",
    };
    let count = kind.count.map(|count| count.to_string()).unwrap_or_default();
    let mut item = item(scene, part.to_owned(), &kind.evidence);
    item.words = scene.opt(kind.words.as_ref());
    Row { cells: vec![capital(&name), count], item }
}

fn shown_actor(scene: Scene, actor: &Actor) -> Row {
    let or_blank = |text: Option<String>| text.unwrap_or_else(|| NOT_RECORDED.to_owned());
    let period = match (actor.from, actor.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    };
    let parts = [scene.opt(actor.part.as_ref()), scene.opt(actor.joined.as_ref()), period];
    let part = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let part = if part.is_empty() { NOT_RECORDED.to_owned() } else { part };
    let mut kind = or_blank(actor.kind.map(|kind| kind.to_string()));
    if let Some(form) = actor.form {
        kind = format!("{kind}, {form}");
    }
    let sector = or_blank(actor.sector.map(|sector| sector.to_string()));
    Row { cells: vec![scene.get(&actor.name), kind, sector], item: item(scene, part, &actor.evidence) }
}

fn shown_funding(scene: Scene, funding: &Funding) -> Item {
    item(scene, funding_phrase(scene, funding), &funding.evidence)
}

/// Funding in one phrase: "mostly by a public grant of EUR 19,172,500 over 5 years".
pub fn funding_phrase(scene: Scene, funding: &Funding) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(funding.when.map(|when| match when {
        Phase::Initial => "initially".to_owned(),
        Phase::Present => "at present".to_owned(),
    }));
    words.extend(funding.share.map(|share| match share {
        Share::Supplementary => "supplemented".to_owned(),
        share => share.to_string(),
    }));
    words.push("by".to_owned());
    let mut what: Vec<String> = Vec::new();
    what.extend(funding.sector.map(|sector| match sector {
        Sector::Mixed => "public and private".to_owned(),
        sector => sector.to_string(),
    }));
    match funding.kind {
        FundingKind::Grant => what.insert(0, "a".to_owned()),
        _ if funding.per == Some(Period::Year) => what.push("annual".to_owned()),
        _ if funding.per == Some(Period::Month) => what.push("monthly".to_owned()),
        _ => {}
    }
    what.push(match funding.kind {
        FundingKind::MembershipFee => "membership fees".to_owned(),
        kind => kind.to_string(),
    });
    words.extend(what);
    if let Some(from) = &funding.from {
        words.push(format!("from {}", scene.get(from)));
    }
    if let Some(amount) = &funding.amount {
        let of = if amount.qualifier == Qualifier::StartingAt { "" } else { "of " };
        words.push(format!("{of}{amount}"));
    }
    if funding.kind == FundingKind::Grant {
        words.extend(funding.per.map(|per| format!("per {per}")));
    }
    words.extend(funding.over.as_ref().map(|over| format!("over {over}")));
    words.join(" ")
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if word == "other" || word == "venture capital" => word.to_owned(),
        None => format!("{word}s"),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
