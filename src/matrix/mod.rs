//! Comparing cases: the tables of the summary, as `casebook.yaml` asks for them.

pub mod table;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use icu_collator::{Collator, CollatorBorrowed};

use crate::case::{Case, Characterised, Disclosure, Evidence, Fact, Known, Record, Seen};
use crate::claims::condition::Condition;
use crate::claims::outcome::{self, Outcome};
use crate::claims::{Claim, Claims, Quantifier, fields};
use crate::framework::{Framework, find};
use crate::mapping::{self, Mapping, Position, Status, assessed, assessed_parts, map, newest};
use crate::matrix::table::{Cell, Heading, Table};
use crate::settings::{Column, ColumnSpec, Shows, TableSpec};
use crate::shape::ids::Id;
use crate::text::Text;
use crate::view::phrase::{facilitators_phrase, full_label, funding_phrase, shown_initiator, shown_kind};
use crate::view::{NOT_RECORDED, Scene};
use crate::yaml::Mark;

/// More columns than this want a landscape page.
const WIDE: usize = 8;
const OBSERVED: &str = "●";
const PLANNED: &str = "○";
const PAST: &str = "◇";
const ABSENT: &str = "–";
const NOT_MENTIONED: &str = "·";

/// Compares names as the language of `sort` does.
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The order of a language code.
    ///
    /// # Errors
    /// If the code is no language; the settings are checked for that.
    pub fn new(language: &str) -> anyhow::Result<Order> {
        let locale = icu_locale_core::Locale::try_from_str(language)?;
        Ok(Order(Collator::try_new(locale.into(), Default::default())?))
    }

    /// Compares two names.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// A case that could not be used, so that it is missing from tables.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Its study.
    pub study: Option<String>,
    /// Whether its file could be read at all. If not, it may belong to any study.
    pub readable: bool,
}

/// The tables of the summary. Every caption says when a table covers fewer cases than there are.
pub fn compare(scene: Scene, cases: &[&Case], order: &Order, missing: &[Missing]) -> Vec<Table> {
    let usual = if scene.settings.tables.is_empty() { usual(scene) } else { Vec::new() };
    let specs = scene.settings.tables.iter().chain(&usual);
    specs.map(|spec| one(scene, spec, cases, order, missing)).collect()
}

/// The tables of a workspace that asks for none: all cases, then a profile or grid for each framework in use.
fn usual(scene: Scene) -> Vec<TableSpec> {
    let life_cycle = scene.frameworks.iter().find(|framework| !framework.stages.is_empty());
    let mut show = vec![Column::Name, Column::Industry, Column::Place, Column::Founded, Column::Actors];
    show.extend(life_cycle.map(|_| Column::Stage));
    let plain = |text: &str| Text::Plain(text.to_owned());
    let spec = |id: String, title: Text, show| TableSpec {
        id: Id(id, Mark::default()),
        title,
        note: None,
        study: None,
        show,
        mark: Mark::default(),
    };
    let columns = show.into_iter().map(|show| ColumnSpec { show, title: None }).collect();
    let life_cycle = life_cycle.map(|framework| framework.id.to_string());
    let shows = Shows::Cases { columns, by_stage: life_cycle.is_some(), life_cycle };
    let mut tables = vec![spec("cases".to_owned(), plain("All cases"), shows)];
    for framework in scene.frameworks.iter().filter(|framework| !framework.dimensions.is_empty()) {
        let title = framework.title.get(&scene.settings.language);
        if framework.life_cycle.is_some() {
            let shows = Shows::Profile { framework: framework.id.to_string() };
            tables.push(spec(
                format!("profile--{}", framework.id),
                plain(&format!("{title}, with the cases in it")),
                shows,
            ));
        }
        for dimension in &framework.dimensions {
            let label = dimension.label.get(&scene.settings.language);
            let shows = Shows::Grid {
                framework: framework.id.to_string(),
                dimension: dimension.id.to_string(),
                by_stage: framework.life_cycle.is_some(),
            };
            // Ids hold no two hyphens in a row, so these names can't collide.
            let id = format!("grid--{}--{}", framework.id, dimension.id);
            tables.push(spec(id, plain(&format!("{label}: all cases")), shows));
        }
    }
    tables
}

fn one(scene: Scene, spec: &TableSpec, cases: &[&Case], order: &Order, missing: &[Missing]) -> Table {
    let inside = |study: Option<&str>| spec.study.is_none() || study == spec.study.as_deref();
    let language = &scene.settings.language;
    let mut cases: Vec<&Case> = cases.iter().copied().filter(|case| inside(case.study.as_deref())).collect();
    cases.sort_by(|a, b| order.compare(a.name.get(language), b.name.get(language)).then_with(|| a.id.cmp(&b.id)));
    let lacking = missing.iter().filter(|case| !case.readable || inside(case.study.as_deref())).count();
    let (kind, columns, rows, key) = match &spec.show {
        Shows::Cases { columns, life_cycle, by_stage } => {
            let life_cycle = life_cycle.as_deref().and_then(|id| find(scene.frameworks, id));
            if *by_stage {
                cases.sort_by_key(|case| rank(case, life_cycle));
            }
            let rows = cases.iter().map(|case| {
                columns.iter().map(|column| Cell::plain(value(scene, case, column.show, life_cycle))).collect()
            });
            ("cases", columns.iter().map(|column| heading(scene, column)).collect(), rows.collect(), String::new())
        }
        Shows::Profile { framework } => match find(scene.frameworks, framework) {
            Some(framework) => profile(scene, framework, &cases),
            None => return unknown(scene, spec),
        },
        Shows::Grid { framework, dimension, by_stage } => match find(scene.frameworks, framework) {
            Some(framework) => grid(scene, framework, dimension, *by_stage, &cases),
            None => return unknown(scene, spec),
        },
    };
    let note = spec.note.as_ref().map(|note| note.get(language).to_owned()).unwrap_or_default();
    let note = [note, key].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let title = spec.title.get(language).to_owned();
    let wide = columns.len() > WIDE;
    Table {
        id: spec.id.to_string(),
        title,
        note,
        study: spec.study.as_deref().unwrap_or_default().to_owned(),
        kind,
        columns,
        rows,
        wide,
        covers: cases.len(),
        of: cases.len() + lacking,
    }
}

/// What became of the claims: for each whether it holds, of how many cases, and which deviate.
pub fn claims(scene: Scene, claims: &Claims, cases: &[&Case], order: &Order, missing: &[Missing]) -> Option<Table> {
    if claims.0.is_empty() {
        return None;
    }
    let language = &scene.settings.language;
    let mut cases = cases.to_vec();
    cases.sort_by(|a, b| order.compare(a.name.get(language), b.name.get(language)).then_with(|| a.id.cmp(&b.id)));
    let rows = claims.0.iter().map(|claim| {
        let outcome = outcome::evaluate(claim, &cases, scene.frameworks, language);
        claim_row(scene, claim, &outcome)
    });
    let columns = ["Claim", "Said of", "Outcome", "Deviant cases", "Do not count"];
    Some(Table {
        id: "claims".to_owned(),
        title: "Claims, held against the cases".to_owned(),
        note: "A case that is undecided or records nothing on a claim counts neither for nor against it.".to_owned(),
        study: String::new(),
        kind: "claims",
        columns: columns.map(|text| Heading { text: text.to_owned(), number: false }).into(),
        rows: rows.collect(),
        wide: true,
        covers: cases.len(),
        of: cases.len() + missing.len(),
    })
}

fn claim_row(scene: Scene, claim: &Claim, outcome: &Outcome) -> Vec<Cell> {
    let language = &scene.settings.language;
    let source = claim.source.as_ref().map(|source| {
        let work = scene.references.short(&source.cite).unwrap_or_else(|| source.cite.to_string());
        source.at.as_ref().map_or(work.clone(), |at| format!("{work}, {at}"))
    });
    let note = claim.note.as_ref().map(|note| format!(" {}", note.get(language))).unwrap_or_default();
    let text = format!("{}{}{note}", claim.text.get(language), source.map(|s| format!(" ({s})")).unwrap_or_default());
    let (k, n) = outcome.count();
    let unit = if claim.pairs.is_some() { " pairs" } else { "" };
    let verdict = match (outcome.framework, outcome.holds(claim)) {
        (Some(true), _) => "holds".to_owned(),
        (Some(false), _) => "does not hold".to_owned(),
        (None, None) => "cannot be checked".to_owned(),
        (None, Some(true)) => format!("holds, in {k} of {n}{unit}"),
        (None, Some(false)) => format!("does not hold: in {k} of {n}{unit}"),
    };
    // What deviates from "none" is what it is true of; of "some" nothing can deviate.
    let deviant = match claim.quantifier() {
        Quantifier::All | Quantifier::Most => outcome.no.as_slice(),
        Quantifier::None => &outcome.yes,
        Quantifier::Some | Quantifier::AtLeast(_) => &[],
    };
    let deviant: Vec<String> = deviant.iter().map(|group| deviation(scene, claim, group)).collect();
    let undecided = names_of(language, "undecided", &outcome.undecided);
    let not_recorded = names_of(language, "not recorded", &outcome.not_recorded);
    let said_of = match &claim.framework {
        Some(_) => "the framework".to_owned(),
        None => claim.quantifier().to_string(),
    };
    let apart: Vec<String> = undecided.into_iter().chain(not_recorded).collect();
    vec![Cell::plain(text), Cell::plain(said_of), Cell::plain(verdict), long_cell(&deviant), long_cell(&apart)]
}

/// The names of cases, or of pairs of them: "undecided: A against B", then the others.
fn names_of(language: &str, what: &str, groups: &[Vec<&Case>]) -> Vec<String> {
    let name =
        |group: &Vec<&Case>| group.iter().map(|case| case.name.get(language)).collect::<Vec<_>>().join(" against ");
    let mut names: Vec<String> = groups.iter().map(name).collect();
    if let Some(first) = names.first_mut() {
        *first = format!("{what}: {first}");
    }
    names
}

/// How many entries are listed on a page, and in a cell of a CSV file, which spreadsheets cut after 32,767 signs.
const LISTED: [usize; 2] = [20, 100];

/// Entries one after the other: of many the first, and how many more there are.
fn long_cell(entries: &[String]) -> Cell {
    let listed = |most: usize| match entries.len() {
        0 => "none".to_owned(),
        all if all > most => format!("{}; and {} more", entries[..most].join("; "), all - most),
        _ => entries.join("; "),
    };
    let [short, text] = LISTED.map(listed);
    Cell { text, short }
}

/// The cases that deviate, each with the value that does and where that comes from.
fn deviation(scene: Scene, claim: &Claim, group: &[&Case]) -> String {
    let language = &scene.settings.language;
    let shown = |case: &Case| {
        let roots = fields::ROOTS.iter().filter(|root| claim.holds.asks(root));
        let said: Vec<(String, String)> = roots.flat_map(|root| said(scene, case, root, &claim.holds)).collect();
        let one_source = said.iter().all(|(_, source)| *source == said[0].1);
        let values: Vec<String> = said
            .iter()
            .enumerate()
            .map(|(at, (text, source))| match one_source && at + 1 < said.len() {
                true => text.clone(),
                false => format!("{text} [{source}]"),
            })
            .collect();
        let name = case.name.get(language);
        if values.is_empty() { name.to_owned() } else { format!("{name} ({})", values.join("; ")) }
    };
    group.iter().map(|case| shown(case)).collect::<Vec<_>>().join(" against ")
}

/// What a case says in a field, as a reader sees it, each with its source.
fn said(scene: Scene, case: &Case, field: &str, condition: &Condition) -> Vec<(String, String)> {
    let empty = Record::default();
    let record = newest(&case.records).unwrap_or(&empty);
    let with_source = |text: String, evidence: &Evidence| (text, full_label(evidence));
    let text = |fact: &Fact<Text>| vec![with_source(shown(fact, |text| scene.get(text)), &fact.evidence)];
    match field {
        "industry" => text(&case.industry),
        "situation" => text(&record.situation),
        "founded" => vec![with_source(shown(&case.founded, ToString::to_string), &case.founded.evidence)],
        "secretariat" => case.secretariat.value().map_or_else(Vec::new, |own| {
            let founded =
                (format!("founded {}", shown(&own.founded, ToString::to_string)), full_label(&own.founded.evidence));
            let name = (shown(&own.name, |text| scene.get(text)), full_label(&own.name.evidence));
            let by = own
                .initiated_by
                .entries()
                .iter()
                .map(|one| (shown_initiator(scene, one).text, full_label(&one.evidence)));
            let asked = |field: &str| condition.names(field);
            let mut all = Vec::new();
            all.extend(asked("founded").then_some(founded));
            all.extend(asked("name").then_some(name));
            all.extend(by.filter(|_| asked("initiated_by")));
            all
        }),
        "goals" => record
            .goals
            .entries()
            .iter()
            .map(|goal| {
                let target = goal.target.map(|target| format!(": {target}")).unwrap_or_default();
                (format!("{}{target}", scene.get(&goal.text)), full_label(&goal.evidence))
            })
            .collect(),
        "aims" => record.aims.entries().iter().map(|aim| (scene.get(&aim.text), full_label(&aim.evidence))).collect(),
        "ambitions" => {
            record.ambitions.entries().iter().map(|one| (scene.get(&one.text), full_label(&one.evidence))).collect()
        }
        "place" | "countries" => {
            vec![(shown(&case.place, |place| scene.get(&place.text)), full_label(&case.place.evidence))]
        }
        "specialisation" => text(&case.specialisation),
        "facilitators" => vec![with_source(facilitators_phrase(record), &record.facilitators.count.evidence)],
        "funding" => {
            let entries = record.funding.entries().iter();
            entries.map(|funding| with_source(funding_phrase(scene, funding), &funding.evidence)).collect()
        }
        "initiated_by" => {
            let own = case.initiated_by.entries().iter();
            own.map(|initiator| with_source(shown_initiator(scene, initiator).text, &initiator.evidence)).collect()
        }
        "actors" if condition.names("total") => {
            vec![with_source(shown(&record.actors.total, ToString::to_string), &record.actors.total.evidence)]
        }
        "actors" => record
            .actors
            .kinds
            .entries()
            .iter()
            .map(|kind| {
                let row = shown_kind(scene, kind);
                let part = if row.item.text.is_empty() { String::new() } else { format!(": {}", row.item.text) };
                with_source(format!("{}{part}", row.cells[0].to_lowercase()), &kind.evidence)
            })
            .collect(),
        "stage" => {
            record.stages.entries().iter().map(|stage| with_source(stage.stage.to_string(), &stage.evidence)).collect()
        }
        "observed" => {
            let seen = record.observed.iter().flat_map(|observed| &observed.dimensions);
            seen.filter(|seen| condition.names(&seen.dimension)).map(|seen| observations(scene, seen)).collect()
        }
        _ => Vec::new(),
    }
}

/// What was observed of a dimension: "tasks: seminars, branding".
fn observations(scene: Scene, seen: &Seen) -> (String, String) {
    let names = seen.lists.seen.iter().map(|observation| match &observation.what {
        Characterised::Known(id) => id.replace('-', " "),
        Characterised::New(text) => scene.get(text),
    });
    let source = seen.lists.seen.first().map(|first| full_label(&first.evidence)).unwrap_or_default();
    (format!("{}: {}", seen.dimension.replace('-', " "), names.collect::<Vec<_>>().join(", ")), source)
}

/// A table of a framework that does not exist; checking the settings has reported it.
fn unknown(scene: Scene, spec: &TableSpec) -> Table {
    Table {
        id: spec.id.to_string(),
        title: spec.title.get(&scene.settings.language).to_owned(),
        note: String::new(),
        study: String::new(),
        kind: "cases",
        columns: Vec::new(),
        rows: Vec::new(),
        wide: false,
        covers: 0,
        of: 0,
    }
}

fn stage_of<'a>(case: &Case, life_cycle: Option<&'a Framework>) -> Option<&'a crate::framework::Stage> {
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
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(part, stage)| format!("in part: {} ({})", stage.short().get(language), part.get(language)))
        .collect();
    match stage_of(case, life_cycle) {
        Some(stage) => stage.short().get(&scene.settings.language).to_owned(),
        None if !parts.is_empty() => parts.join("; "),
        None if newest(&case.records).is_some_and(|record| matches!(record.stages, Known::None)) => {
            "not assessed".to_owned()
        }
        None => NOT_RECORDED.to_owned(),
    }
}

fn heading(scene: Scene, column: &ColumnSpec) -> Heading {
    let text = match &column.title {
        Some(title) => title.get(&scene.settings.language).to_owned(),
        None => match column.show {
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
        }
        .to_owned(),
    };
    Heading { text, number: matches!(column.show, Column::Actors | Column::Facilitators) }
}

fn value(scene: Scene, case: &Case, column: Column, life_cycle: Option<&Framework>) -> String {
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
        Column::Funding => match &record.funding {
            Known::Is(all) => all.iter().map(|funding| funding_phrase(scene, funding)).collect::<Vec<_>>().join("; "),
            Known::None => "none".to_owned(),
            Known::NotRecorded => NOT_RECORDED.to_owned(),
        },
    }
}

/// The people of all interviews: by name where it is public, else by role.
fn interviewed(scene: Scene, case: &Case) -> String {
    let interviews = case.sources.iter().filter(|source| source.kind == crate::case::SourceKind::Interview);
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
    if names.is_empty() { NOT_RECORDED.to_owned() } else { names.join("; ") }
}

fn shown<T>(fact: &Fact<T>, show: impl Fn(&T) -> String) -> String {
    match &fact.value {
        Known::Is(value) => show(value),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    }
}

type Parts = (&'static str, Vec<Heading>, Vec<Vec<Cell>>, String);

/// A framework's characteristics by stage: where it expects them, and in how many of the stage's cases they were
/// observed ("2 of 3"). Cases on whose dimension nothing is recorded count neither for nor against.
fn profile(scene: Scene, framework: &Framework, cases: &[&Case]) -> Parts {
    let language = &scene.settings.language;
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(scene.frameworks, id));
    let text = |text: &Text| text.get(language).to_owned();
    let head = |text: String| Heading { text, number: false };
    let mut columns = vec![head("Dimension".to_owned()), head("Characteristic".to_owned())];
    let stages: Vec<_> = framework.maps.iter().filter_map(|id| life_cycle?.stage(id)).collect();
    columns.extend(stages.iter().map(|stage| head(text(&stage.label))));
    let mappings: Vec<Mapping> = cases
        .iter()
        .filter_map(|case| newest(&case.records))
        .map(|record| map(record, framework, scene.frameworks))
        .collect();
    let mut rows = Vec::new();
    for (at, dimension) in framework.dimensions.iter().enumerate() {
        for (item, characteristic) in dimension.characteristics.iter().enumerate() {
            let mut row = vec![Cell::plain(text(&dimension.label)), Cell::plain(text(&characteristic.label))];
            row.extend((0..stages.len()).map(|stage| {
                let here = mappings.iter().filter(|mapping| mapping.position == Position::Mapped(stage));
                let expected = characteristic.stages.iter().any(|id| **id == *framework.maps[stage]);
                let (mut cases, mut observed, mut recorded) = (0, 0, 0);
                for mapping in here {
                    cases += 1;
                    let mapped = &mapping.dimensions[at];
                    recorded += usize::from(mapped.seen.is_some());
                    observed += usize::from(mapped.cells[item].status == Status::Observed);
                }
                count_cell(expected, observed, recorded, cases)
            }));
            rows.push(row);
        }
    }
    let placed = |case: &&&Case| {
        let record = newest(&case.records);
        let mapping = record.map(|record| map(record, framework, scene.frameworks));
        mapping.is_some_and(|mapping| matches!(mapping.position, Position::Mapped(_)))
    };
    let elsewhere: Vec<&str> = cases.iter().filter(|case| !placed(case)).map(|case| case.name.get(language)).collect();
    let mut key = format!(
        "{OBSERVED} expected in this stage by the framework. \"k of n\": observed in k of the n cases of the stage on \
         which the dimension is recorded."
    );
    if !elsewhere.is_empty() {
        let count = format!("{} of {}", elsewhere.len(), cases.len());
        key.push_str(&format!(
            " Not in this table, since no stage that the framework describes was assessed, are {count} cases: {}.",
            elsewhere.join(", ")
        ));
    }
    ("profile", columns, rows, key)
}

fn count_cell(expected: bool, observed: usize, recorded: usize, cases: usize) -> Cell {
    let count = match (cases, recorded) {
        (0, _) => "no case".to_owned(),
        (_, 0) => NOT_RECORDED.to_owned(),
        (_, recorded) => format!("{observed} of {recorded}"),
    };
    match expected {
        true => Cell { text: format!("expected, {count}"), short: format!("{OBSERVED} {count}") },
        false if observed > 0 => Cell { text: format!("not expected, {count}"), short: count },
        false => Cell { text: "not expected".to_owned(), short: String::new() },
    }
}

/// Cases by the characteristics of one dimension.
fn grid(scene: Scene, framework: &Framework, dimension: &str, by_stage: bool, cases: &[&Case]) -> Parts {
    let language = &scene.settings.language;
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(scene.frameworks, id));
    let at = framework.dimensions.iter().position(|d| *d.id == *dimension).unwrap_or(0);
    let head = |text: String| Heading { text, number: false };
    let by_stage = by_stage && life_cycle.is_some();
    let mut columns = vec![head("Cluster".to_owned())];
    if by_stage {
        columns.insert(0, head("Stage".to_owned()));
    }
    let characteristics = framework.dimensions.get(at).map_or(&[][..], |d| d.characteristics.as_slice());
    columns.extend(characteristics.iter().map(|item| head(item.label.get(language).to_owned())));
    columns.push(head("Outside the framework".to_owned()));
    let mut cases = cases.to_vec();
    if by_stage {
        cases.sort_by_key(|case| rank(case, life_cycle));
    }
    let empty = Record::default();
    let rows = cases.iter().map(|case| {
        let record = newest(&case.records).unwrap_or(&empty);
        let mapping = map(record, framework, scene.frameworks);
        let mut row = Vec::new();
        if by_stage {
            row.push(Cell::plain(stage_name(scene, case, life_cycle)));
        }
        row.push(Cell::plain(case.name.get(language)));
        if let Some(mapped) = mapping.dimensions.get(at) {
            row.extend(mapped.cells.iter().map(|cell| status_cell(cell.status)));
            let outside: Vec<String> = mapped.outside().map(|o| outside_label(scene, o)).collect();
            let others = mapped.seen.map_or_else(Vec::new, |seen| {
                [("planned", &seen.planned), ("past", &seen.past), ("absent", &seen.absent)]
                    .into_iter()
                    .flat_map(|(status, all)| mapping::outside(all).map(move |o| (status, o)))
                    .map(|(status, o)| format!("{status}: {}", outside_label(scene, o)))
                    .collect()
            });
            row.push(match mapped.seen {
                None => Cell { text: NOT_RECORDED.to_owned(), short: String::new() },
                Some(_) if outside.is_empty() && others.is_empty() => {
                    Cell { text: "nothing observed".to_owned(), short: String::new() }
                }
                Some(_) => {
                    let short = if outside.is_empty() { String::new() } else { outside.len().to_string() };
                    Cell { text: [outside, others].concat().join("; "), short }
                }
            });
        }
        row
    });
    let key = format!(
        "{OBSERVED} observed; {PLANNED} planned; {PAST} past; {ABSENT} absent; {NOT_MENTIONED} not mentioned; blank: \
         not recorded. The last column counts what was observed outside the framework."
    );
    ("grid", columns, rows.collect(), key)
}

fn outside_label(scene: Scene, observation: &crate::case::Observation) -> String {
    match &observation.what {
        crate::case::Characterised::New(text) => text.get(&scene.settings.language).to_owned(),
        crate::case::Characterised::Known(id) => id.clone(),
    }
}

fn status_cell(status: Status) -> Cell {
    let (text, short) = match status {
        Status::Observed => ("observed", OBSERVED),
        Status::Planned => ("planned", PLANNED),
        Status::Past => ("past", PAST),
        Status::Absent => ("absent", ABSENT),
        Status::NotMentioned => ("not mentioned", NOT_MENTIONED),
        Status::NotRecorded => (NOT_RECORDED, ""),
    };
    Cell { text: text.to_owned(), short: short.to_owned() }
}
