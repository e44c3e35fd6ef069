//! What became of the claims, as a table.

use std::collections::BTreeMap;

use crate::case::{Case, Characterised, Evidence, Fact, Record};
use crate::claims::condition::Condition;
use crate::claims::outcome::{self, Outcome};
use crate::claims::{Claim, Claims, Quantifier, fields};
use crate::mapping::{Status, map, newest};
use crate::matrix::cases::shown;
use crate::matrix::table::{Cell, Table, listed};
use crate::matrix::{Covered, Missing, Order, Parts, head};
use crate::text::Text;
use crate::view::Scene;
use crate::view::lens::way_label;
use crate::view::phrase::{facilitators_phrase, full_label, funding_phrase, shown_initiator, shown_kind};

/// What became of the claims: for each whether it holds, of how many cases, and which deviate.
pub fn claims(scene: Scene, claims: &Claims, cases: &[&Case], order: &Order, missing: &[Missing]) -> Option<Table> {
    if claims.0.is_empty() {
        return None;
    }
    let covered = Covered::new(scene, None, cases, order, missing);
    let rows = claims.0.iter().map(|claim| {
        let outcome = outcome::evaluate(claim, &covered.cases, scene.frameworks, &scene.settings.language);
        claim_row(scene, claim, &outcome)
    });
    let parts = Parts {
        kind: "claims",
        columns: ["Claim", "Said of", "Outcome", "Deviant cases", "Do not count"].map(head).into(),
        rows: rows.collect(),
        note: "What is undecided, and what has no value (not recorded, not assessed or contested), counts neither for nor against a \
               claim."
            .to_owned(),
        full: None,
    };
    let mut table = parts.finish("claims", "Claims, held against the cases".to_owned(), "", covered);
    table.keys = claims.0.iter().map(|claim| claim.id.to_string()).collect();
    Some(table)
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
    let open = outcome.undecided.len();
    let could = |decided: bool| claim.quantifier().holds(if decided { k + open } else { k }, n + open);
    let verdict = match outcome.holds(claim) {
        Some(_) if outcome.framework.is_none() && could(true) != could(false) => {
            format!("{verdict} (the undecided could change that)")
        }
        _ => verdict,
    };
    // What deviates from "none" is what it is true of; of "some" nothing can deviate.
    let deviant = match claim.quantifier() {
        Quantifier::All | Quantifier::Most => outcome.no.as_slice(),
        Quantifier::None => &outcome.yes,
        Quantifier::Some | Quantifier::AtLeast(_) => &[],
    };
    let deviant: Vec<String> = deviant.iter().map(|group| deviation(scene, claim, group)).collect();
    let undecided = names_of(language, "undecided", &outcome.undecided);
    let not_recorded = names_of(language, "no value", &outcome.not_recorded);
    let said_of = match &claim.framework {
        Some(_) => "the framework".to_owned(),
        None => claim.quantifier().to_string(),
    };
    let apart: Vec<String> = undecided.into_iter().chain(not_recorded).collect();
    vec![
        Cell::plain(text),
        Cell::plain(said_of),
        Cell::plain(verdict),
        listed(&deviant, "none"),
        listed(&apart, "none"),
    ]
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

/// The cases that deviate, each with the value that does and where that comes from.
fn deviation(scene: Scene, claim: &Claim, group: &[&Case]) -> String {
    let language = &scene.settings.language;
    let shown = |case: &Case| {
        let roots = fields::ROOTS.iter().filter(|root| claim.holds.asks(root));
        let sorted = |root: &&str| {
            let mut entries = said(scene, case, root, &claim.holds);
            entries.sort();
            entries
        };
        let said: Vec<(String, String)> = roots.flat_map(sorted).collect();
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
        "observed" => observations(scene, record, condition),
        _ => Vec::new(),
    }
}

/// What was observed of the dimensions that a condition names, by where it comes from: "tasks: seminars, branding".
fn observations(scene: Scene, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for framework in scene.frameworks.iter().filter(|framework| condition.names(&framework.id)) {
        for mapped in map(record, framework, scene.frameworks).dimensions {
            if !condition.names(&mapped.dimension.id) || !mapped.is_recorded() {
                continue;
            }
            let mut by_source: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for cell in mapped.cells.iter().filter(|cell| cell.status == Status::Observed) {
                let name = cell.characteristic.id.replace('-', " ");
                let own = cell.observations.iter().map(|one| (full_label(&one.evidence), name.clone()));
                let others = cell.borrowed.iter().map(|borrowed| {
                    let way = way_label(scene, borrowed.way);
                    (full_label(&borrowed.observation.evidence), format!("{name} by way of {way}"))
                });
                own.chain(others).for_each(|(source, name)| by_source.entry(source).or_default().push(name));
            }
            for one in mapped.outside() {
                if let Characterised::New(text) = &one.what {
                    by_source.entry(full_label(&one.evidence)).or_default().push(scene.get(text));
                }
            }
            let dimension = mapped.dimension.id.replace('-', " ");
            said.extend(by_source.into_iter().map(|(source, mut names)| {
                names.sort();
                (format!("{dimension}: {}", names.join(", ")), source)
            }));
        }
    }
    said
}
