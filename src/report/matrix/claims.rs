//! What became of the claims, as a table.

use std::collections::BTreeMap;

use crate::analysis::claims::outcome::{self, Outcome};
use crate::analysis::claims::{Claim, Claims, Quantifier};
use crate::analysis::mapping::{Status, map};
use crate::analysis::measure::{self, IndicatorValue, Pair};
use crate::base::text::lower_first;
use crate::model::case::{Case, Characterised, Record};
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::model::indicator::Indicator;
use crate::report::matrix::content::Content;
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::{Covered, Missing, Parts, head};
use crate::report::matrix::table::{Cell, Table, listed};
use crate::report::view::annual::figures::shown;
use crate::report::view::facts::statements;
use crate::report::view::lens::way_label;
use crate::report::view::phrase::full_label;
use crate::report::view::scene::Scene;
use crate::yaml::condition::Condition;

/// What became of the claims: for each whether it holds, of how many cases, and which deviate.
pub fn claims(scene: Scene, claims: &Claims, cases: &[&Case], order: &Order, missing: &[Missing]) -> Option<Table> {
    if claims.0.is_empty() {
        return None;
    }
    let covered = Covered::new(scene, None, cases, order, missing);
    let rows = claims.0.iter().map(|claim| {
        let outcome = outcome::evaluate(
            claim,
            &covered.cases,
            scene.frameworks,
            scene.indicators,
            scene.settings.first_language(),
        );
        claim_row(scene, claim, &outcome)
    });
    let parts = Parts {
        kind: "claims",
        columns: ["claim", "claim-said-of", "claim-outcome", "claim-deviant", "claim-apart"]
            .map(|id| head(scene.word(id)))
            .into(),
        rows: rows.collect(),
        note: scene.word("claims-note"),
        full: None,
    };
    let mut table = parts.finish("claims", scene.word("table-claims"), "", covered);
    table.keys = claims.0.iter().map(|claim| claim.id.to_string()).collect();
    Some(table)
}

fn claim_row(scene: Scene, claim: &Claim, outcome: &Outcome) -> Vec<Cell> {
    let language = &scene.locale.language;
    let source = claim.source.as_ref().map(|source| {
        let work = scene.works.and_then(|works| works.short(&source.cite)).unwrap_or_else(|| source.cite.to_string());
        source.at.as_ref().map_or(work.clone(), |at| format!("{work}, {at}"))
    });
    let note = claim.note.as_ref().map(|note| format!(" {}", note.get(language))).unwrap_or_default();
    let text = format!("{}{}{note}", claim.text.get(language), source.map(|s| format!(" ({s})")).unwrap_or_default());
    // What deviates from "none" is what it is true of; of "some" nothing can deviate.
    let deviant = match claim.quantifier() {
        Quantifier::All | Quantifier::Most => outcome.no.as_slice(),
        Quantifier::None => &outcome.yes,
        Quantifier::Some | Quantifier::AtLeast(_) => &[],
    };
    let deviant: Vec<String> = deviant.iter().map(|group| deviation(scene, claim, group)).collect();
    let undecided = names_of(scene, "claim-undecided", &outcome.undecided);
    let not_recorded = names_of(scene, "claim-no-value", &outcome.not_recorded);
    let said_of = match (&claim.framework, claim.quantifier()) {
        (Some(_), _) => scene.word("claim-of-framework"),
        (None, Quantifier::All) => scene.word("quantifier-all"),
        (None, Quantifier::Most) => scene.word("quantifier-most"),
        (None, Quantifier::Some) => scene.word("quantifier-some"),
        (None, Quantifier::None) => scene.word("quantifier-none"),
        (None, Quantifier::AtLeast(count)) => scene.say("quantifier-at-least", &[("count", count.into())]),
    };
    let none = scene.word("none");
    let apart: Vec<String> = undecided.into_iter().chain(not_recorded).collect();
    vec![
        Cell::plain(text),
        Cell::plain(said_of),
        Cell::of(Content::Verdict(outcome.verdict(claim))),
        listed(scene.locale, &deviant, &none),
        listed(scene.locale, &apart, &none),
    ]
}

/// The names of cases, or of pairs of them: "undecided: A against B", then the others.
fn names_of(scene: Scene, what: &str, groups: &[Vec<&Case>]) -> Vec<String> {
    let name = |group: &Vec<&Case>| against(scene, group.iter().map(|case| scene.get(&case.name)));
    let mut names: Vec<String> = groups.iter().map(name).collect();
    if let Some(first) = names.first_mut() {
        *first = scene.say(what, &[("name", std::mem::take(first).into())]);
    }
    names
}

/// The cases of a pair, or one alone.
fn against(scene: Scene, names: impl Iterator<Item = String>) -> String {
    let pair = |one: String, other: String| scene.say("against", &[("one", one.into()), ("other", other.into())]);
    names.reduce(pair).unwrap_or_default()
}

/// The cases that deviate, each with the value that does and where that comes from.
fn deviation(scene: Scene, claim: &Claim, group: &[&Case]) -> String {
    let language = &scene.locale.language;
    let shown = |case: &Case| {
        let said: Vec<(String, String)> =
            FACTS.iter().flat_map(|fact| sorted(said(scene, case, fact, claim))).collect();
        let one_source = said.iter().all(|(_, source)| *source == said[0].1);
        let values: Vec<String> = said
            .iter()
            .enumerate()
            .map(|(at, (text, source))| match one_source && at + 1 < said.len() {
                true => text.clone(),
                false if source.is_empty() => text.clone(),
                false => format!("{text} [{source}]"),
            })
            .collect();
        let name = case.name.get(language);
        if values.is_empty() { name.to_owned() } else { format!("{name} ({})", values.join("; ")) }
    };
    against(scene, group.iter().map(|case| shown(case)))
}

fn sorted(mut said: Vec<(String, String)>) -> Vec<(String, String)> {
    said.sort();
    said
}

/// Whether what a claim holds asks for a field or a part of it. Where it compares two cases, their fields stand behind `a` and `b`.
fn asks(claim: &Claim, field: &str) -> bool {
    claim.holds.paths().iter().any(|path| {
        let side = || ["a.", "b."].iter().find_map(|side| path.strip_prefix(side));
        let own = if claim.pairs.is_some() { side().unwrap_or(path) } else { path };
        own.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// What a case says of a fact that a condition asks for, as a reader sees it, each statement with its source.
fn said(scene: Scene, case: &Case, fact: &FactSpec, claim: &Claim) -> Vec<(String, String)> {
    if !fact.uses.condition.is_some_and(|path| asks(claim, path)) {
        return Vec::new();
    }
    let condition = &claim.holds;
    match (fact.kind, case.newest()) {
        (FactKind::Observed, Some(record)) => observations(scene, record, condition),
        (FactKind::Figures, Some(record)) => figures(scene, case, record, condition),
        _ => {
            let said = statements(scene, fact, fact.of(case)).into_iter();
            said.map(|(text, evidence)| (text, evidence.map(|one| full_label(scene, one)).unwrap_or_default()))
                .collect()
        }
    }
}

/// The figures that a condition names: "Members: 118".
fn figures(scene: Scene, case: &Case, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let last = record.year().and_then(|year| case.of_year(year - 1));
    let named = scene.indicators.all().filter(|indicator| condition.names(&indicator.id));
    let shown = |indicator: &Indicator| {
        let found = measure::find(scene.indicators, indicator, Pair { record, last });
        let text = shown(scene, indicator, &found).text;
        let source = match &found {
            IndicatorValue::Given(figure, _) | IndicatorValue::None(figure) => {
                full_label(scene, &figure.amount.evidence)
            }
            _ => scene.word("computed"),
        };
        let parts = [("what", scene.get(&indicator.label).into()), ("remark", text.into())];
        (scene.say("remark", &parts), source)
    };
    named.map(shown).collect()
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
                let name = lower_first(&scene.get(&cell.characteristic.label));
                let own = cell.observations.iter().map(|one| (full_label(scene, &one.evidence), name.clone()));
                let others = cell.borrowed.iter().map(|borrowed| {
                    let way = way_label(scene, borrowed.way);
                    let name = scene.say("name-by-way", &[("name", name.as_str().into()), ("way", way.into())]);
                    (full_label(scene, &borrowed.observation.evidence), name)
                });
                own.chain(others).for_each(|(source, name)| by_source.entry(source).or_default().push(name));
            }
            for one in mapped.outside() {
                if let Characterised::New(text) = &one.what {
                    let name = lower_first(&scene.get(text));
                    by_source.entry(full_label(scene, &one.evidence)).or_default().push(name);
                }
            }
            let dimension = lower_first(&scene.get(&mapped.dimension.label));
            said.extend(by_source.into_iter().map(|(source, mut names)| {
                names.sort();
                let parts = [("dimension", dimension.as_str().into()), ("names", names.join(", ").into())];
                (scene.say("observed-of", &parts), source)
            }));
        }
    }
    said
}
