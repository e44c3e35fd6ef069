//! Facts of a case in words: as cells of tables, as statements with their sources, and for the comparison of two records.

use rust_decimal::Decimal;
use std::collections::BTreeSet;

use crate::analysis::mapping::{assessed, assessed_parts, is_stage_withheld, raters};
use crate::analysis::measure::{self, Pair};
use crate::base::text::{Text, lower_first};
use crate::model::case::attributes::Attributed;
use crate::model::case::listed::Listed;
use crate::model::case::{
    Amount, Assessment, Case, Evidence, Funding, Initiator, KindOfActor, Known, Person, Phase, Record, Sector,
};
use crate::model::facts::column::Column;
use crate::model::facts::entry::Entry;
use crate::model::facts::value::{Entries, Extension, Reading, Value};
use crate::model::facts::{FactKind, FactSpec};
use crate::model::framework::{Framework, Stage, find};
use crate::model::indicator::Indicator;
use crate::model::settings::attribute::{Attribute, AttributeKind};
use crate::report::matrix::content::Content;
use crate::report::matrix::order::Order;
use crate::report::view::annual::figures;
use crate::report::view::context::Context;
use crate::report::view::phrase::{
    facilitators_phrase, funding_phrase, shown_actor, shown_event, shown_goal, shown_initiator, shown_kind,
    shown_remark,
};
use crate::report::view::types::Row;

/// The usual heading of a column.
pub fn heading_of(context: Context, column: &Column) -> String {
    match column {
        Column::Fact(fact) => context.word(fact.label),
        Column::Attribute(id) => context.attribute(id).map(|own| attribute_label(context, own)).unwrap_or_default(),
        Column::Figure(id) => context.indicators.find(id).map(|own| context.get(&own.label)).unwrap_or_default(),
    }
}

/// What an attribute is called, with its unit unless that says the same.
pub fn attribute_label(context: Context, attribute: &Attribute) -> String {
    let label = context.get(&attribute.label);
    match attribute.unit.as_ref().map(|unit| context.get(unit)).filter(|unit| lower_first(&label) != *unit) {
        Some(unit) => context.say("label-unit", &[("label", label.into()), ("unit", unit.into())]),
        None => label,
    }
}

/// Whether a column shows numbers or dates.
pub fn is_number(context: Context, column: &Column) -> bool {
    match column {
        Column::Fact(fact) => matches!(fact.kind, FactKind::Number | FactKind::Date),
        Column::Attribute(id) => context.attribute(id).is_some_and(Attribute::is_number),
        Column::Figure(id) => context.indicators.find(id).is_some_and(Indicator::is_number),
    }
}

/// Whether a column shows dates.
pub fn is_date(context: Context, column: &Column) -> bool {
    match column {
        Column::Fact(fact) => matches!(fact.kind, FactKind::Date),
        Column::Attribute(id) => context.attribute(id).is_some_and(|own| own.kind == AttributeKind::Date),
        Column::Figure(_) => false,
    }
}

/// What a column shows of a case. A column of stages shows those in `life_cycle`.
pub fn content(context: Context, case: &Case, column: &Column, life_cycle: Option<&Framework>) -> Content {
    if column.is_stage() {
        return stage(context, case, life_cycle);
    }
    if let Column::Figure(id) = column {
        return figure(context, case, id);
    }
    match column.of(case).value {
        Known::Is(Value::Attribute(Attributed::Level(word))) => Content::Text(level(context, column, word)),
        Known::Is(value) => content_of(context, &value),
        Known::None => Content::None,
        Known::NotRecorded => Content::NotRecorded,
        Known::Withheld => Content::Withheld,
    }
}

/// The value of an indicator for the newest record of a case.
fn figure(context: Context, case: &Case, id: &str) -> Content {
    let Some((indicator, record)) = context.indicators.find(id).zip(case.newest()) else { return Content::NotRecorded };
    let last = record.year().and_then(|year| case.of_year(year - 1));
    figures::content(context, indicator, &measure::find(context.indicators, indicator, Pair { record, last }))
}

/// What an attribute is in a case, in words; a number with its unit unless its label says that.
pub fn attributed(context: Context, attribute: &Attribute, value: &Attributed) -> String {
    let text = match value {
        Attributed::Level(word) => return level_label(context, attribute, word),
        Attributed::Truth(_) | Attributed::Amount(_) => {
            content_of(context, &Value::Attribute(value)).words(context.locale)
        }
    };
    let is_said = |unit: &String| lower_first(&context.get(&attribute.label)) == *unit;
    match attribute.unit.as_ref().map(|unit| context.get(unit)).filter(|unit| !is_said(unit)) {
        Some(unit) => format!("{text}\u{a0}{unit}"),
        None => text,
    }
}

/// What reports call one of the values of an attribute.
pub fn level_label(context: Context, attribute: &Attribute, word: &str) -> String {
    let label = attribute.of.iter().find(|level| level.word == word).and_then(|level| level.label.as_ref());
    label.map_or_else(|| word.to_owned(), |label| context.get(label))
}

/// The same in a column.
fn level(context: Context, column: &Column, word: &str) -> String {
    let Column::Attribute(id) = column else { return word.to_owned() };
    context.attribute(id).map_or_else(|| word.to_owned(), |own| level_label(context, own, word))
}

/// What a column shows of a case, in words.
pub fn words(context: Context, case: &Case, column: &Column, life_cycle: Option<&Framework>) -> String {
    content(context, case, column, life_cycle).words(context.locale)
}

fn content_of(context: Context, value: &Value) -> Content {
    match value {
        Value::Text(text) => Content::Text(context.get(text)),
        Value::Id(id) => Content::Text((*id).to_owned()),
        Value::Study(id) => match context.settings.study(id) {
            Some(study) => Content::Text(context.get(&study.title)),
            None => Content::NotRecorded,
        },
        Value::Word { set, word } => Content::Text(context.coded(set, word)),
        Value::Quantity(quantity) => Content::Quantity(Box::new(*quantity)),
        Value::Date(date) => Content::Date(*date),
        Value::Place(place) => Content::Text(context.get(&place.text)),
        Value::Countries(place) => {
            let names: Vec<String> = place.countries.iter().map(|one| context.locale.country(&one.0)).collect();
            if names.is_empty() { Content::NotRecorded } else { Content::Text(names.join("; ")) }
        }
        Value::Facilitators(all) => match (&all.count.value, all.employment) {
            (Known::Is(count), None) => Content::Quantity(Box::new(*count)),
            _ => Content::Text(facilitators_phrase(context, all)),
        },
        Value::Stages(all) => Content::Text(labels(context, all).join("; ")),
        Value::Observed(all) => {
            let titles = all.iter().filter_map(|own| find(context.frameworks, &own.framework));
            Content::Text(titles.map(|framework| context.get(&framework.title)).collect::<Vec<_>>().join("; "))
        }
        Value::Ended(ended) => Content::Date(ended.on),
        Value::Criteria(all) => Content::Count(all.len()),
        Value::Figures(figures) => Content::Count(figures.0.len()),
        Value::Amount(amount) => Content::amount(amount, |text| context.get(text)),
        Value::Attribute(Attributed::Amount(amount)) => Content::amount(amount, |text| context.get(text)),
        Value::Attribute(Attributed::Truth(truth)) => {
            Content::Text(context.word(if *truth { "answer-yes" } else { "answer-no" }))
        }
        Value::Attribute(Attributed::Level(word)) => Content::Text(word.clone()),
        Value::Attributes(_) => Content::Empty,
        Value::People(people) => Content::Text(named(context, people)),
        Value::Sector(funding) => sector(context, funding),
        Value::Entries(Entries::Funding(all), _) => Content::Text(by_phase(context, all).join("; ")),
        Value::Entries(entries, _) => {
            let mut texts: Vec<String> = statements_of(context, *entries).into_iter().map(|(text, _)| text).collect();
            texts.sort();
            Content::Text(texts.join("; "))
        }
    }
}

// The order of cases in a column.

/// The key by which a case is sorted in a column: first numbers by their size and stages by their order, then words, then what
/// is withheld or not recorded.
#[derive(Debug, PartialEq)]
enum Key {
    Number(Decimal),
    Words(String),
    Withheld,
    NotRecorded,
}

fn key(context: Context, case: &Case, column: &Column, life_cycle: Option<&Framework>) -> Key {
    if let Some(number) = number(context, case, column, life_cycle) {
        return Key::Number(number);
    }
    match content(context, case, column, life_cycle) {
        Content::NotRecorded => Key::NotRecorded,
        Content::Withheld => Key::Withheld,
        content => Key::Words(content.words(context.locale)),
    }
}

/// The one number that a case has in a column of an attribute or a figure: none is nought, and bounds are no number. A date counts by its year.
pub fn one_number(context: Context, case: &Case, column: &Column) -> Option<Decimal> {
    match column.of(case).value {
        Known::Is(Value::Attribute(Attributed::Amount(amount))) => match amount {
            Amount::Quantity(quantity) => quantity.one_number(),
            Amount::Percentage(part) => part.0.one_number(),
            Amount::Money(money) => money.quantity().one_number(),
            Amount::Date(date) => Some(Decimal::from(date.year)),
            Amount::Text(_) => None,
        },
        Known::Is(Value::Attribute(_)) => None,
        _ => number(context, case, column, None),
    }
}

/// The number that a case is sorted by in a column: for a date the year, for a stage its index in the life cycle. `None` if the
/// case is not sorted by a number.
pub fn number(context: Context, case: &Case, column: &Column, life_cycle: Option<&Framework>) -> Option<Decimal> {
    if column.is_stage() {
        let stage = stage_of(case, life_cycle)?;
        return life_cycle?.stages.iter().position(|own| *own.id == *stage.id).map(Decimal::from);
    }
    if let Column::Figure(id) = column {
        let (indicator, record) = context.indicators.find(id).zip(case.newest())?;
        let last = record.year().and_then(|year| case.of_year(year - 1));
        let found = measure::find(context.indicators, indicator, Pair { record, last });
        return measure::number(indicator, &found).ok().map(|number| number.value);
    }
    match column.of(case).value {
        Known::Is(Value::Attribute(Attributed::Level(word))) => {
            let Column::Attribute(id) = column else { return None };
            let attribute = context.attribute(id)?;
            attribute.place(word).map(Decimal::from)
        }
        Known::Is(Value::Attribute(Attributed::Amount(amount))) => match amount {
            Amount::Quantity(quantity) => Some(quantity.number.0),
            Amount::Percentage(part) => Some(part.0.number.0),
            Amount::Money(money) => Some(money.quantity().number.0),
            Amount::Date(date) => Some(Decimal::from(date.year)),
            Amount::Text(_) => None,
        },
        Known::Is(Value::Quantity(quantity)) => Some(quantity.number.0),
        Known::Is(Value::Date(date)) => Some(Decimal::from(date.year)),
        Known::Is(Value::Facilitators(all)) => all.count.value.value().map(|count| count.number.0),
        // Of a number, none is nought; a date that there is none of is nowhere.
        Known::None if is_number(context, column) && !is_date(context, column) => Some(Decimal::ZERO),
        _ => None,
    }
}

/// Sorts cases by what a column shows. Cases for which it shows the same keep their order.
pub fn sort(context: Context, cases: &mut [&Case], column: &Column, life_cycle: Option<&Framework>, order: &Order) {
    let rank = |key: &Key| match key {
        Key::Number(_) => 0,
        Key::Words(_) => 1,
        Key::Withheld => 2,
        Key::NotRecorded => 3,
    };
    let compare = |one: &Key, other: &Key| match (one, other) {
        (Key::Number(one), Key::Number(other)) => one.cmp(other),
        (Key::Words(one), Key::Words(other)) => order.compare(one, other),
        (one, other) => rank(one).cmp(&rank(other)),
    };
    let mut keyed: Vec<(Key, &Case)> =
        cases.iter().map(|case| (key(context, case, column, life_cycle), *case)).collect();
    keyed.sort_by(|(one, _), (other, _)| compare(one, other));
    cases.iter_mut().zip(keyed).for_each(|(place, (_, case))| *place = case);
}

/// Whether two cases have the same place in the order of a column.
pub fn same(context: Context, one: &Case, other: &Case, column: &Column, life_cycle: Option<&Framework>) -> bool {
    key(context, one, column, life_cycle) == key(context, other, column, life_cycle)
}

// Stages.

fn stage_of<'a>(case: &Case, life_cycle: Option<&'a Framework>) -> Option<&'a Stage> {
    assessed(case.newest()?, life_cycle?)
}

/// The stage of a case in a life cycle. If raters disagree, all of their stages; if only parts of the cluster were assessed,
/// the stages of these.
fn stage(context: Context, case: &Case, life_cycle: Option<&Framework>) -> Content {
    if let Some(stage) = stage_of(case, life_cycle) {
        return Content::Text(context.get(stage.short()));
    }
    let Some(record) = case.newest() else { return Content::NotRecorded };
    let (differ, parts) =
        life_cycle.map_or_else(Default::default, |cycle| (raters(record, cycle), assessed_parts(record, cycle)));
    if !differ.is_empty() {
        let names = differ.iter().map(|stage| context.get(stage.short()));
        let either = |one: String, other: String| context.say("or", &[("one", one.into()), ("other", other.into())]);
        return Content::Text(context.say("stage-contested", &[("stages", names.reduce(either).into())]));
    }
    let language = &context.locale.language;
    let part = |(part, stage): (&Text, &Stage)| {
        let parts = [("stage", stage.short().get(language).into()), ("part", part.get(language).into())];
        context.say("stage-in-part", &parts)
    };
    let mut parts: Vec<String> = parts.into_iter().map(part).collect();
    parts.sort();
    match (parts.is_empty(), &record.stages) {
        (false, _) => Content::Text(parts.join("; ")),
        (true, Known::None) => Content::Word("not-assessed"),
        (true, _) if life_cycle.is_some_and(|cycle| is_stage_withheld(record, cycle)) => Content::Withheld,
        (true, _) => Content::NotRecorded,
    }
}

/// The names of the stages in assessments, each with the part of the cluster that was assessed, if it was not the whole.
fn labels(context: Context, all: &[Assessment]) -> Vec<String> {
    let label = |assessment: &Assessment| {
        let cycle = find(context.frameworks, &assessment.life_cycle);
        let stage = cycle.and_then(|cycle| cycle.stage(&assessment.stage));
        let name = stage.map(|stage| context.get(&stage.label)).unwrap_or_default();
        assessment.part.as_ref().map_or(name.clone(), |part| format!("{name} ({})", context.get(part)))
    };
    all.iter().map(label).collect()
}

// Statements, each with its source.

/// What a case says of a fact: a statement for each entry, with its evidence, which is `None` if the statement comes from the
/// case file itself.
pub fn statements<'c>(context: Context, fact: &FactSpec, reading: Reading<'c>) -> Vec<(String, Option<&'c Evidence>)> {
    let value = match reading.value {
        Known::Is(Value::Entries(entries, _)) => {
            return statements_of(context, entries)
                .into_iter()
                .map(|(text, evidence)| (text, Some(evidence)))
                .collect();
        }
        Known::Is(Value::Stages(all)) => {
            let short = |one: &Assessment| {
                Some(context.get(find(context.frameworks, &one.life_cycle)?.stage(&one.stage)?.short()))
            };
            return all.iter().filter_map(|one| Some((short(one)?, Some(&one.evidence)))).collect();
        }
        Known::Is(value) => content_of(context, &value),
        Known::None => Content::None,
        Known::NotRecorded => Content::NotRecorded,
        Known::Withheld => Content::Withheld,
    };
    let text = value.words(context.locale);
    let text = fact.uses.phrase.map_or(text.clone(), |id| context.say(id, &[("date", text.into())]));
    vec![(text, reading.evidence)]
}

/// Whether somebody states something else than what a column shows of a case (`also_said`). A column of stages shows those in
/// `life_cycle`.
pub fn is_disputed(context: Context, case: &Case, column: &Column, life_cycle: Option<&Framework>) -> bool {
    let reading = column.of(case);
    let is_disputed = |evidence: &Evidence| !evidence.also_said.is_empty();
    let of_entries = match &reading.value {
        Known::Is(Value::Entries(entries, _)) => {
            statements_of(context, *entries).into_iter().any(|(_, evidence)| is_disputed(evidence))
        }
        Known::Is(Value::Sector(funding)) => funding.iter().any(|one| is_disputed(&one.evidence)),
        Known::Is(Value::Stages(all)) => {
            let own = |one: &&Assessment| life_cycle.is_none_or(|cycle| *cycle.id == *one.life_cycle);
            all.iter().filter(own).any(|one| is_disputed(&one.evidence))
        }
        _ => false,
    };
    of_entries || reading.evidence.is_some_and(is_disputed)
}

fn statements_of<'c>(context: Context, entries: Entries<'c>) -> Vec<(String, &'c Evidence)> {
    fn all<T: Entry>(entries: &[T], text: impl Fn(&T) -> String) -> Vec<(String, &Evidence)> {
        entries.iter().map(|entry| (text(entry), entry.evidence())).collect()
    }
    match entries {
        Entries::Initiators(own) => all(own, |one: &Initiator| shown_initiator(context, one).text),
        Entries::Kinds(own) => all(own, |kind| kind_and_part(context, kind)),
        Entries::Actors(own) => all(own, |actor| in_row(context, shown_actor(context, own, actor))),
        Entries::Funding(own) => all(own, |one| funding_phrase(context, one)),
        Entries::Remarks(own) => all(own, |remark| shown_remark(context, remark).text),
        Entries::Goals(own) => all(own, |goal| shown_goal(context, goal).text),
        Entries::Events(own) => all(own, |event| {
            let row = shown_event(context, event);
            format!("{}: {}", row.cells.join(", "), row.item.text)
        }),
        Entries::Competences(own) => all(own, |one| {
            let parts = [("what", context.get(&one.holder).into()), ("remark", context.get(&one.text).into())];
            context.say("remark", &parts)
        }),
        Entries::Context(own) => all(own, |figure| {
            let parts =
                [("what", context.get(&figure.indicator).into()), ("remark", context.get(&figure.value).into())];
            context.say("remark", &parts)
        }),
    }
}

/// A kind of actor, how many there are, and how much of the cluster they are: "small firms, about 40: main".
fn kind_and_part(context: Context, kind: &KindOfActor) -> String {
    let row = shown_kind(context, kind);
    let count = kind.count.map(|count| format!(", {}", context.quantity(&count))).unwrap_or_default();
    let part = if row.item.text.is_empty() { String::new() } else { format!(": {}", row.item.text) };
    format!("{}{count}{part}", row.cells[0].to_lowercase())
}

/// The cells of a row, separated by commas, without those that are empty or "not recorded".
fn in_row(context: Context, row: Row) -> String {
    let nothing = context.not_recorded();
    let cells = row.cells.into_iter().chain([row.item.text]);
    cells.filter(|cell| !cell.is_empty() && *cell != nothing).collect::<Vec<_>>().join(", ")
}

// Comparison of records.

/// What a record says of a fact, in words that differ only if the meaning does: lists are sorted, since their order means
/// nothing.
pub fn compared(context: Context, fact: &FactSpec, record: &Record) -> String {
    // Of a list of which entries are withheld, that is said too.
    let sorted = |mut texts: Vec<String>, withheld: usize| {
        texts.sort();
        texts.extend((withheld > 0).then(|| context.word("withheld")));
        texts.join("; ")
    };
    match fact.of_record(record).value {
        Known::Is(Value::Stages(all)) => {
            sorted(labels(context, all), record.stages.value().map_or(0, |all| all.withheld))
        }
        Known::Is(Value::Entries(Entries::Kinds(all), Extension { withheld, .. })) => {
            sorted(all.iter().map(|kind| in_row(context, shown_kind(context, kind))).collect(), withheld)
        }
        Known::Is(Value::Entries(entries, Extension { withheld, .. })) => {
            sorted(statements_of(context, entries).into_iter().map(|(text, _)| text).collect(), withheld)
        }
        Known::Is(value) => content_of(context, &value).words(context.locale),
        Known::None if matches!(fact.kind, FactKind::Stages) => context.word("not-assessed"),
        Known::None => context.word("none"),
        Known::NotRecorded => context.not_recorded(),
        Known::Withheld => context.word("withheld"),
    }
}

// Values that are made from several others.

/// People by name where it is public, else by role, each once.
fn named(context: Context, people: &[&Person]) -> String {
    let name = |person: &&Person| {
        let role = || person.role.as_ref().map(|role| context.get(role));
        person.shown_name().cloned().or_else(role).unwrap_or_else(|| context.word("not-named"))
    };
    let names: BTreeSet<String> = people.iter().map(name).collect();
    names.into_iter().collect::<Vec<_>>().join("; ")
}

/// Ways of financing, those of the beginning first.
fn by_phase(context: Context, all: &[Funding]) -> Vec<String> {
    let phase = |funding: &Funding| match funding.when {
        Some(Phase::Initial) => 0,
        Some(Phase::Present) => 1,
        None => 2,
    };
    let mut phrases: Vec<(u8, String)> = all.iter().map(|one| (phase(one), funding_phrase(context, one))).collect();
    phrases.sort();
    phrases.into_iter().map(|(_, phrase)| phrase).collect()
}

/// Whose money finances a cluster: public, private, or mixed where it is both.
fn sector(context: Context, funding: &Listed<Funding>) -> Content {
    let sectors: BTreeSet<Sector> = funding.iter().filter_map(|one| one.sector).collect();
    let silent = funding.withheld > 0 || funding.iter().any(|one| one.sector.is_none());
    let said = |sector: Sector| {
        let sector = context.coded("sector", sector);
        let id = if funding.withheld > 0 { "sector-in-part-withheld" } else { "sector-in-part" };
        let part = || context.say(id, &[("sector", sector.as_str().into())]);
        Content::Text(if silent { part() } else { sector.clone() })
    };
    match sectors.len() {
        0 if funding.withheld > 0 => Content::Withheld,
        0 => Content::NotRecorded,
        1 => sectors.first().map_or(Content::NotRecorded, |sector| said(*sector)),
        _ => said(Sector::Mixed),
    }
}
