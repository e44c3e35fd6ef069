//! The plans of a cluster as its annual report words them: its agenda, what frameworks suggest, and grants.

use crate::analysis::mapping::{self, Mapping};
use crate::analysis::statistics;
use crate::base::text::{Text, capital};
use crate::model::case::date::Date;
use crate::model::case::figures::Target;
use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::yearly::{Decision, Grant};
use crate::model::case::{Amount, Case, Known, Record};
use crate::report::view::annual::figures::{amount_text, label};
use crate::report::view::annual::stages::characteristic;
use crate::report::view::annual::types::{DecisionRow, GoalRow, GrantView, SuggestionRow};
use crate::report::view::context::Context;
use crate::report::view::lens::suggested;
use crate::report::view::phrase::{item, shown_logo, shown_person};
use crate::report::view::types::ItemView;
use crate::report::view::words;
use rust_decimal::Decimal;

/// How wide the logo of a grant is, in millimetres, if the file does not say.
const LOGO: u64 = 40;

fn or_not(context: Context, text: Option<String>) -> String {
    text.unwrap_or_else(|| context.not_recorded())
}

/// What a decision says in one of its columns.
type Told = fn(&DecisionRow) -> &String;

/// What is recorded of any of these decisions: columns without it are left out.
pub fn has(context: Context, rows: &[DecisionRow]) -> Vec<&'static str> {
    let silent = context.not_recorded();
    let is_told = |of: Told| rows.iter().any(|row| !of(row).is_empty() && *of(row) != silent);
    let columns: [(&'static str, Told); 5] = [
        ("owner", |row| &row.owner),
        ("due", |row| &row.due),
        ("status", |row| &row.status),
        ("why", |row| &row.why),
        ("takes_up", |row| &row.takes_up),
    ];
    columns.into_iter().filter(|(_, of)| is_told(*of)).map(|(id, _)| id).collect()
}

/// Who sees to something: in words, or somebody of the case by the id, who is named as far as may be, else by the role.
fn owner(context: Context, case: &Case, owner: &Text) -> String {
    let text = context.get(owner);
    let Some(person) = case.people.iter().find(|person| person.id == text) else { return text };
    let row = shown_person(context, &&person.value);
    let role = row.cells.first().filter(|role| !role.is_empty()).map(|role| capital(role));
    if person.shown_name().is_some() { row.item.text } else { role.unwrap_or(row.item.text) }
}

/// A decision on the agenda.
pub fn decision_row(context: Context, case: &Case, decision: &Decision) -> DecisionRow {
    DecisionRow {
        text: context.get(&decision.text),
        owner: or_not(context, decision.owner.as_ref().map(|own| owner(context, case, own))),
        due: or_not(context, decision.due.map(|due: Date| context.date(&due))),
        status: or_not(context, decision.status.map(|status| context.coded("progress", status))),
        why: String::new(),
        takes_up: decision.takes_up.as_ref().map(|link| characteristic(context, link)).unwrap_or_default(),
        evidence: item(context, String::new(), &decision.evidence),
    }
}

/// The agenda of the record before, with what became of it.
pub fn last_agenda(context: Context, case: &Case, record: &Record, before: Option<&Record>) -> Vec<DecisionRow> {
    let agenda = before.map(|before| before.agenda.iter()).into_iter().flatten();
    let row = |decision: &crate::yaml::shape::list::Named<Decision>| {
        let follow = record.last_agenda.iter().find(|follow| follow.id == decision.id);
        let became = follow.map_or(&Known::NotRecorded, |follow| &follow.became);
        DecisionRow {
            status: context.known(became, |became| context.coded("progress", became)),
            why: context.opt(follow.and_then(|follow| follow.why.as_ref())),
            ..decision_row(context, case, decision)
        }
    };
    agenda.map(row).collect()
}

/// What all frameworks suggest to begin next, each with the decision that takes it up.
pub fn suggestions(context: Context, record: &Record) -> Vec<SuggestionRow> {
    let lenses = mapping::lenses(record, context.frameworks);
    let mappings: Vec<Mapping> =
        lenses.into_iter().map(|framework| mapping::map(record, framework, context.frameworks)).collect();
    let mut rows = Vec::new();
    for mapping in &mappings {
        let Some(next) = mapping.next_stage() else { continue };
        for (dimension, cell) in suggested(mapping, next) {
            let takes_up = |decision: &Decision| {
                decision.takes_up.as_ref().is_some_and(|link| {
                    *link.framework == *mapping.framework.id
                        && *link.dimension == *dimension.id
                        && *link.is == *cell.characteristic.id
                })
            };
            let decision = record.agenda.iter().find(|decision| takes_up(decision));
            rows.push(SuggestionRow {
                framework: context.get(&mapping.framework.title),
                dimension: context.get(&dimension.label),
                label: context.get(&cell.characteristic.label),
                stage: context.get(&next.label),
                expected_now: cell.place == mapping::Placement::Expected,
                planned: cell.status == mapping::Status::Planned,
                decision: decision.map(|decision| context.get(&decision.text)).unwrap_or_default(),
            });
        }
    }
    rows
}

/// A quantity as a part of another, in per cent. Empty if one of them has bounds, or the whole is zero.
pub fn part_of(context: Context, part: &Quantity, whole: &Quantity) -> String {
    let known = |one: &Quantity| {
        one.upper.is_none() && matches!(one.qualifier, Qualifier::Exact | Qualifier::About | Qualifier::Almost)
    };
    let share = statistics::share(part.number.0, whole.number.0).filter(|_| known(part) && known(whole));
    let Some(share) = share else { return String::new() };
    let share = words::share(context.locale, share * Decimal::ONE_HUNDRED, 0);
    if [part, whole].iter().all(|one| one.qualifier == Qualifier::Exact) {
        return share;
    }
    context.say("qualified", &[("qualifier", context.word("qualifier-about").into()), ("value", share.into())])
}

/// A grant with its targets.
pub fn grant_view(context: Context, grant: &Grant) -> GrantView {
    let funder = context.get(&grant.funder);
    let logo_text = context.opt(grant.logo_text.as_ref());
    GrantView {
        title: context.get(&grant.title),
        period: or_not(context, context.span(grant.from.as_ref(), grant.to.as_ref())),
        amount: or_not(context, grant.amount.as_ref().map(|amount| context.money(amount))),
        co_financing: or_not(context, grant.co_financing.as_ref().map(|amount| context.money(amount))),
        targets: grant.targets.0.iter().map(|target| target_row(context, target)).collect(),
        acknowledgement: context.opt(grant.acknowledgement.as_ref()),
        logo: grant.logo.as_ref().map(|logo| shown_logo(context, &logo.value, 1)).unwrap_or_default(),
        logo_width: grant.logo_width.as_ref().map_or(LOGO, |width| width.0),
        logo_text: if logo_text.is_empty() { funder.clone() } else { logo_text },
        funder,
    }
}

fn target_row(context: Context, target: &Target) -> GoalRow {
    let share = match (target.actual.value(), target.target.value()) {
        (Some(Amount::Quantity(part)), Some(Amount::Quantity(whole))) => Some(part_of(context, part, whole)),
        (Some(Amount::Money(part)), Some(Amount::Money(whole))) if part.currency == whole.currency => {
            Some(part_of(context, &part.quantity(), &whole.quantity()))
        }
        _ => None,
    };
    GoalRow {
        text: context.indicators.find(&target.indicator).map(|one| label(context, one)).unwrap_or_default(),
        target: context.known(&target.target, |amount| amount_text(context, amount)),
        reached: context.known(&target.actual, |amount| amount_text(context, amount)),
        share: share.unwrap_or_default(),
        evidence: ItemView::default(),
    }
}
