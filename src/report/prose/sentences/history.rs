//! How the case came to be, and the region.

use crate::model::case::{Event, SentenceName};
use crate::report::prose::aggregate::WORDS;
use crate::report::prose::draft::{Draft, authors_on, number, split, tabled};
use crate::report::prose::sentences::purpose::is_long;
use crate::report::prose::types::Teller;
use crate::report::view::phrase::{shown_event, shown_remark};
use crate::yaml::NodeId;

/// More events than this stand in a table, and the write-up counts them.
const EVENTS: usize = 3;
/// More figures on the region, or competences, than this stand in a table.
const REGION: usize = 3;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let history = teller.case.history.entries();
    let events: Vec<&Event> = teller.case.records.iter().flat_map(|record| record.events.entries()).collect();
    let mut all = Vec::new();
    if history.len() + events.len() > EVENTS {
        let text = |event: &Event| shown_event(teller.context, event).item.text;
        all.push(counted(teller, history, &events));
        all.extend(authors_on(teller, SentenceName::History, "history", history, |event| {
            (&event.evidence, text(event))
        }));
        all.extend(authors_on(teller, SentenceName::Events, "events", events, |event| (&event.evidence, text(event))));
    } else {
        all.extend(few(teller, SentenceName::History, "history", history.iter()));
        all.extend(few(teller, SentenceName::Events, "events", events.iter().copied()));
    }
    all.extend(models(teller));
    all.extend(region(teller));
    all.extend(competences(teller));
    all
}

/// Each event in a sentence of its own, with its date behind it.
fn few<'e>(teller: &Teller, name: SentenceName, fact: &str, events: impl Iterator<Item = &'e Event>) -> Vec<Draft> {
    let show = |event: &Event| shown_event(teller.context, event).item.text;
    let (own, told) = split(teller, name, fact, events, |event| (&event.evidence, show(event)));
    let one = |event: &&Event| {
        let row = shown_event(teller.context, event);
        let is_dated = event.on.is_some() || event.from.is_some() || event.to.is_some();
        Draft::new(name, "tell-event")
            .slot("form", if is_dated { "dated" } else { "undated" })
            .slot("text", row.item.text.trim_end().trim_end_matches('.').to_owned())
            .slot("date", row.cells[0].clone())
            .tells(teller, fact, &event.evidence, row.item.text)
    };
    own.iter().map(one).chain(told).collect()
}

/// How many events there are, from when to when, and in which phases.
fn counted(teller: &Teller, history: &[Event], events: &[&Event]) -> Draft {
    let all = history.iter().chain(events.iter().copied());
    let mut years: Vec<i32> =
        all.clone().flat_map(|event| [event.on, event.from, event.to]).flatten().map(|date| date.year).collect();
    years.sort_unstable();
    let span = years.first().zip(years.last()).filter(|(first, last)| first < last);
    let phases = teller.case.phases.iter().filter_map(|phase| {
        let own = all.clone().filter(|event| event.phase.as_deref() == Some(phase.id.as_str())).count();
        let label = teller.label(&phase.value, None);
        let slots = [("what", label.into()), ("number", teller.count(own).into())];
        (own > 0).then(|| (phase.key, teller.say("tell-times", &slots)))
    });
    let (marks, phases): (Vec<NodeId>, Vec<String>) = phases.unzip();
    let events_of_all = history.len() + events.len();
    let rest = all.clone().filter(|event| event.phase.is_none()).count();
    let form = match (span.is_some(), phases.is_empty(), rest) {
        (true, false, 0) => "span-phases",
        (true, false, _) => "span-phases-rest",
        (true, true, _) => "span",
        (false, false, 0) => "phases",
        (false, false, _) => "phases-rest",
        (false, true, _) => "bare",
    };
    let (first, last) = span.map_or_else(Default::default, |(first, last)| (first.to_string(), last.to_string()));
    let in_phases = [
        ("count", phases.len().into()),
        ("number", teller.count(phases.len()).into()),
        ("phases", teller.list(&phases).into()),
    ];
    let draft = Draft::new(SentenceName::Events, "tell-events-counted")
        .slot("form", form)
        .slot("number", teller.count(events_of_all))
        .slot("first", first)
        .slot("last", last)
        .slot("count", events_of_all - rest)
        .slot("placed", teller.count(events_of_all - rest))
        .slot("phases", teller.say("tell-phases", &in_phases));
    let all = std::iter::once((NodeId::default(), teller.count(events_of_all)));
    let counts = all.chain(marks.into_iter().zip(phases));
    Draft {
        counted: Some("events"),
        facts: counts.map(|(mark, count)| number("events", mark, count)).collect(),
        ..draft
    }
}

fn models(teller: &Teller) -> Vec<Draft> {
    let (name, fact, entries) = (SentenceName::Models, "models", teller.case.models.entries());
    let show = |remark: &crate::model::case::Remark| shown_remark(teller.context, remark).text;
    if is_long(entries.iter().map(|remark| &remark.text), WORDS) {
        return tabled(teller, name, fact, entries, |remark| (&remark.evidence, show(remark)));
    }
    let (own, mut told) = split(teller, name, fact, entries, |remark| (&remark.evidence, show(remark)));
    if !own.is_empty() {
        let texts: Vec<String> = own.iter().map(|remark| teller.inner(&show(remark))).collect();
        let draft = Draft::new(name, "tell-models").about_case().slot("list", teller.in_order(&texts));
        told.insert(0, draft.tells_all(teller, fact, own.iter().map(|remark| (&remark.evidence, show(remark)))));
    }
    told
}

fn region(teller: &Teller) -> Vec<Draft> {
    let (name, fact, entries) = (SentenceName::Region, "context", teller.record.context.entries());
    let show = |one: &crate::model::case::ContextFigure| {
        let parts =
            [("what", teller.label(&one.indicator, None).into()), ("remark", teller.label(&one.value, None).into())];
        teller.say("tell-pair", &parts)
    };
    if entries.len() > REGION {
        return tabled(teller, name, fact, entries, |one| (&one.evidence, show(one)));
    }
    let (own, mut told) = split(teller, name, fact, entries, |one| (&one.evidence, show(one)));
    if !own.is_empty() {
        let texts: Vec<String> = own.iter().map(|one| show(one)).collect();
        let draft = Draft::new(name, "tell-region").slot("list", teller.semicolons(&texts));
        told.insert(0, draft.tells_all(teller, fact, own.iter().map(|one| (&one.evidence, show(one)))));
    }
    told
}

fn competences(teller: &Teller) -> Vec<Draft> {
    let (name, fact, entries) = (SentenceName::Competences, "competences", teller.record.competences.entries());
    let show = |one: &crate::model::case::Competence| {
        let context = teller.context;
        let number = one.count.map(|count| context.quantity(&count));
        let measure: Vec<String> = number.into_iter().chain(one.unit.as_ref().map(|unit| context.get(unit))).collect();
        let text = teller.label(&one.text, None);
        let text = match measure.is_empty() {
            true => text,
            false => teller.say("tell-aside", &[("text", text.into()), ("aside", measure.join("\u{a0}").into())]),
        };
        teller.say("tell-pair", &[("what", context.get(&one.holder).into()), ("remark", text.into())])
    };
    if entries.len() > REGION {
        return tabled(teller, name, fact, entries, |one| (&one.evidence, show(one)));
    }
    let (own, mut told) = split(teller, name, fact, entries, |one| (&one.evidence, show(one)));
    if !own.is_empty() {
        let texts: Vec<String> = own.iter().map(|one| show(one)).collect();
        let draft = Draft::new(name, "tell-competences").slot("list", teller.semicolons(&texts));
        told.insert(0, draft.tells_all(teller, fact, own.iter().map(|one| (&one.evidence, show(one)))));
    }
    told
}
