//! The outcomes of the claims, as a table.

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
use crate::report::view::context::Context;
use crate::report::view::facts::statements;
use crate::report::view::lens::way_label;
use crate::report::view::phrase::full_label;
use crate::yaml::condition::Condition;

/// The table of claims: for each, whether it holds, in how many cases, and which cases deviate. `None` if there are no claims.
pub fn claims(context: Context, claims: &Claims, cases: &[&Case], order: &Order, missing: &[Missing]) -> Option<Table> {
    if claims.0.is_empty() {
        return None;
    }
    let covered = Covered::new(context, None, cases, order, missing);
    let rows = claims.0.iter().map(|claim| {
        let outcome = outcome::evaluate(
            claim,
            &covered.cases,
            context.frameworks,
            context.indicators,
            context.settings.first_language(),
        );
        claim_row(context, claim, &outcome)
    });
    let parts = Parts {
        kind: "claims",
        columns: ["claim", "claim-said-of", "claim-outcome", "claim-deviant", "claim-apart"]
            .map(|id| head(context.word(id)))
            .into(),
        rows: rows.collect(),
        note: context.word("claims-note"),
        full: None,
    };
    let mut table = parts.finish("claims", context.word("table-claims"), "", covered);
    table.keys = claims.0.iter().map(|claim| claim.id.to_string()).collect();
    Some(table)
}

fn claim_row(context: Context, claim: &Claim, outcome: &Outcome) -> Vec<Cell> {
    let language = &context.locale.language;
    let source = claim.source.as_ref().map(|source| {
        let work = context.works.and_then(|works| works.short(&source.cite)).unwrap_or_else(|| source.cite.to_string());
        source.at.as_ref().map_or(work.clone(), |at| format!("{work}, {at}"))
    });
    let note = claim.note.as_ref().map(|note| format!(" {}", note.get(language))).unwrap_or_default();
    let text = format!("{}{}{note}", claim.text.get(language), source.map(|s| format!(" ({s})")).unwrap_or_default());
    // If a claim says "none", the cases of which its condition is true deviate; if it says "some" or "at least", no case can
    // deviate.
    let deviant = match claim.quantifier() {
        Quantifier::All | Quantifier::Most => outcome.no.as_slice(),
        Quantifier::None => &outcome.yes,
        Quantifier::Some | Quantifier::AtLeast(_) => &[],
    };
    let deviant: Vec<String> = deviant.iter().map(|group| deviation(context, claim, group)).collect();
    let undecided = names_of(context, "claim-undecided", &outcome.undecided);
    let not_recorded = names_of(context, "claim-no-value", &outcome.not_recorded);
    let said_of = match (&claim.framework, claim.quantifier()) {
        (Some(_), _) => context.word("claim-of-framework"),
        (None, Quantifier::All) => context.word("quantifier-all"),
        (None, Quantifier::Most) => context.word("quantifier-most"),
        (None, Quantifier::Some) => context.word("quantifier-some"),
        (None, Quantifier::None) => context.word("quantifier-none"),
        (None, Quantifier::AtLeast(count)) => context.say("quantifier-at-least", &[("count", count.into())]),
    };
    let none = context.word("none");
    let apart: Vec<String> = undecided.into_iter().chain(not_recorded).collect();
    vec![
        Cell::plain(text),
        Cell::plain(said_of),
        Cell::of(Content::Verdict(outcome.verdict(claim))),
        listed(context.locale, &deviant, &none),
        listed(context.locale, &apart, &none),
    ]
}

/// The names of cases, or of pairs of cases. The first is put into the phrase `what`: "undecided: A against B".
fn names_of(context: Context, what: &str, groups: &[Vec<&Case>]) -> Vec<String> {
    let name = |group: &Vec<&Case>| against(context, group.iter().map(|case| context.get(&case.name)));
    let mut names: Vec<String> = groups.iter().map(name).collect();
    if let Some(first) = names.first_mut() {
        *first = context.say(what, &[("name", std::mem::take(first).into())]);
    }
    names
}

/// The names of the two cases of a pair in one phrase, or the name of a single case.
fn against(context: Context, names: impl Iterator<Item = String>) -> String {
    let pair = |one: String, other: String| context.say("against", &[("one", one.into()), ("other", other.into())]);
    names.reduce(pair).unwrap_or_default()
}

/// A case, or the two cases of a pair, that deviate: each with its values that matter to the claim, and their sources.
fn deviation(context: Context, claim: &Claim, group: &[&Case]) -> String {
    let language = &context.locale.language;
    let shown = |case: &Case| {
        let said: Vec<(String, String)> =
            FACTS.iter().flat_map(|fact| sorted(said(context, case, fact, claim))).collect();
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
    against(context, group.iter().map(|case| shown(case)))
}

fn sorted(mut said: Vec<(String, String)>) -> Vec<(String, String)> {
    said.sort();
    said
}

/// Whether the condition `holds` of a claim names a field or a part of it. In a claim that compares two cases, paths of fields
/// begin with `a.` or `b.`.
fn asks(claim: &Claim, field: &str) -> bool {
    claim.holds.paths().iter().any(|path| {
        let side = || ["a.", "b."].iter().find_map(|side| path.strip_prefix(side));
        let own = if claim.pairs.is_some() { side().unwrap_or(path) } else { path };
        own.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// What a case says of a fact, as a reader sees it, each statement with its source. Empty if the claim's condition does not
/// name the fact.
fn said(context: Context, case: &Case, fact: &FactSpec, claim: &Claim) -> Vec<(String, String)> {
    if !fact.uses.condition.is_some_and(|path| asks(claim, path)) {
        return Vec::new();
    }
    let condition = &claim.holds;
    match (fact.kind, case.newest()) {
        (FactKind::Observed, Some(record)) => observations(context, record, condition),
        (FactKind::Figures, Some(record)) => figures(context, case, record, condition),
        _ => {
            let said = statements(context, fact, fact.of(case)).into_iter();
            said.map(|(text, evidence)| (text, evidence.map(|one| full_label(context, one)).unwrap_or_default()))
                .collect()
        }
    }
}

/// The figures that a condition names, each with its source: "Members: 118".
fn figures(context: Context, case: &Case, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let last = record.year().and_then(|year| case.of_year(year - 1));
    let named = context.indicators.all().filter(|indicator| condition.names(&indicator.id));
    let shown = |indicator: &Indicator| {
        let found = measure::find(context.indicators, indicator, Pair { record, last });
        let text = shown(context, indicator, &found).text;
        let source = match &found {
            IndicatorValue::Given(figure, _) | IndicatorValue::None(figure) => {
                full_label(context, &figure.amount.evidence)
            }
            _ => context.word("computed"),
        };
        let parts = [("what", context.get(&indicator.label).into()), ("remark", text.into())];
        (context.say("remark", &parts), source)
    };
    named.map(shown).collect()
}

/// What was observed of the dimensions that a condition names, grouped by source: "tasks: seminars, branding".
fn observations(context: Context, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for framework in context.frameworks.iter().filter(|framework| condition.names(&framework.id)) {
        for mapped in map(record, framework, context.frameworks).dimensions {
            if !condition.names(&mapped.dimension.id) || !mapped.is_recorded() {
                continue;
            }
            let mut by_source: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for cell in mapped.cells.iter().filter(|cell| cell.status == Status::Observed) {
                let name = lower_first(&context.get(&cell.characteristic.label));
                let own = cell.observations.iter().map(|one| (full_label(context, &one.evidence), name.clone()));
                let others = cell.borrowed.iter().map(|borrowed| {
                    let way = way_label(context, borrowed.way);
                    let name = context.say("name-by-way", &[("name", name.as_str().into()), ("way", way.into())]);
                    (full_label(context, &borrowed.observation.evidence), name)
                });
                own.chain(others).for_each(|(source, name)| by_source.entry(source).or_default().push(name));
            }
            for one in mapped.outside() {
                if let Characterised::New(text) = &one.what {
                    let name = lower_first(&context.get(text));
                    by_source.entry(full_label(context, &one.evidence)).or_default().push(name);
                }
            }
            let dimension = lower_first(&context.get(&mapped.dimension.label));
            said.extend(by_source.into_iter().map(|(source, mut names)| {
                names.sort();
                let parts = [("dimension", dimension.as_str().into()), ("names", names.join(", ").into())];
                (context.say("observed-of", &parts), source)
            }));
        }
    }
    said
}
