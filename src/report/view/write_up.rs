//! The write-up of a case as templates see it, with the key facts beside it and the evidence behind it.

use crate::base::text::capital;
use crate::report::view::facts::attributed;
use std::collections::BTreeMap;

use crate::model::case::{Case, Funding, Record};
use crate::report::prose;
use crate::report::prose::types::{By, Paragraph, Sentence, Told, WriteUp};
use crate::report::view::context::Context;
use crate::report::view::phrase::as_of;
use crate::report::view::types::{
    CaseView, EvidenceRow, ItemView, KeyFact, ParagraphView, Row, Rows, SentenceView, Stages, StepMark, StripView,
    WriteUpView,
};

/// The write-up of a case.
pub fn view(context: Context, case: &Case) -> WriteUpView {
    let made = prose::write_up(context, case);
    let all: Vec<&Sentence> = made.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences).collect();
    let mut sentences: BTreeMap<String, String> = BTreeMap::new();
    for sentence in &all {
        let known = sentences.entry(sentence.name.to_string()).or_default();
        if !known.is_empty() {
            known.push(' ');
        }
        known.push_str(&sentence.text);
    }
    let text = all.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
    WriteUpView {
        source: source(context, case),
        changed: changed(context, &made, all.len()),
        sentences,
        text,
        paragraphs: made.paragraphs.iter().map(|paragraph| paragraph_view(context, paragraph)).collect(),
        counted: made.counted,
    }
}

fn paragraph_view(context: Context, paragraph: &Paragraph) -> ParagraphView {
    let sentences: Vec<SentenceView> =
        paragraph.sentences.iter().map(|sentence| sentence_view(context, sentence)).collect();
    let text = sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
    ParagraphView { text, sentences }
}

fn sentence_view(context: Context, sentence: &Sentence) -> SentenceView {
    let fact = |told: &Told| {
        let label = context.word(told.fact.label);
        let parts =
            [("what", label.into()), ("value", told.value.as_str().into()), ("source", told.source.as_str().into())];
        context.say("sentence-fact", &parts)
    };
    let mut facts: Vec<String> = sentence.facts.iter().map(fact).collect();
    facts.dedup();
    let by = match sentence.by {
        By::Program => "program",
        By::Author => "author",
        By::Publisher => "publisher",
    };
    SentenceView { name: sentence.name.to_string(), text: sentence.text.clone(), by, facts }
}

/// "After Ingstrup and Damgaard (2013), Case presentation. The data is not dated."
fn source(context: Context, case: &Case) -> String {
    if !context.locale.tells() {
        return String::new();
    }
    let empty = Record::default();
    let record = case.newest().unwrap_or(&empty);
    let stated_in = record.stated_in.as_ref().or(case.stated_in.as_ref());
    let main = stated_in.and_then(|own| {
        let id = own.source.as_deref()?;
        let source = case.sources.iter().find(|source| source.id == id.id)?;
        let cited = source.cite.as_deref().and_then(|key| context.authors(key));
        let title = source.title.as_ref().map(|title| context.quoted(&context.get(title)));
        let label = || source.label.as_ref().map_or_else(|| source.id.clone(), |label| context.get(label));
        let name = cited.or(title).unwrap_or_else(label);
        Some(match &own.at {
            Some(at) => context.say("tell-source-at", &[("source", name.into()), ("at", context.get(at).into())]),
            None => context.say("tell-source", &[("source", name.into())]),
        })
    });
    let dated = match (&record.period, &record.as_of) {
        (None, None) => context.word("tell-undated"),
        _ => context.say("tell-dated", &[("date", as_of(context, record).into())]),
    };
    let lines: Vec<String> = main.into_iter().chain([dated]).map(|line| format!("{line}.")).collect();
    lines.join(" ")
}

/// How many sentences the publisher replaced or left out, if any.
fn changed(context: Context, made: &WriteUp, of: usize) -> String {
    if made.replaced + made.dropped == 0 {
        return String::new();
    }
    let form = match (made.replaced, made.dropped) {
        (_, 0) => "replaced",
        (0, _) => "dropped",
        _ => "both",
    };
    let parts = [
        ("form", form.into()),
        ("of", (of + made.dropped).into()),
        ("replaced", made.replaced.into()),
        ("dropped", made.dropped.into()),
    ];
    context.say("write-up-changed", &parts)
}

/// The key facts, in rows of at most six.
pub fn key_facts(context: Context, case: &CaseView, own: &Case) -> Vec<Vec<KeyFact>> {
    let record = &case.record;
    let funding = own.newest().map(|record| record.funding.entries()).unwrap_or_default();
    let recorded = |label: &str, item: &ItemView| {
        item.recorded.then(|| KeyFact { label: context.word(label), text: item.text.clone() })
    };
    let given = |label: &str, text: &str| {
        (!text.is_empty()).then(|| KeyFact { label: context.word(label), text: text.to_owned() })
    };
    let mut facts: Vec<KeyFact> = [
        recorded("industry", &case.industry),
        recorded("place", &case.place),
        recorded("column-founded", &case.founded),
        recorded("secretariat-founded", &case.secretariat.founded),
        recorded("actors", &record.actors_total),
        recorded("facilitators", &record.facilitators),
        given("activities", &case.nace),
        given("regions", &case.nuts),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.extend(context.settings.attributes.iter().filter(|own| own.value.is_key_fact()).filter_map(|attribute| {
        let value = own.attribute(&attribute.id)?.value.value()?;
        let label = context.get(&attribute.value.label);
        Some(KeyFact { label, text: attributed(context, &attribute.value, value) })
    }));
    if facts.len() < FEWEST {
        let more = instead_of_missing(context, case, funding);
        let lacking = FEWEST - facts.len();
        facts.extend(more.into_iter().take(lacking));
    }
    // Rows of equal length.
    let rows = facts.len().div_ceil(6).max(1);
    let across = facts.len().div_ceil(rows).max(1);
    let mut rows: Vec<Vec<KeyFact>> = facts.chunks(across).map(<[KeyFact]>::to_vec).collect();
    rows.iter_mut().for_each(|row| row.resize(across, KeyFact::default()));
    rows
}

/// With fewer key facts than this, others stand in.
const FEWEST: usize = 5;

/// A specialisation of at most so many letters is a key fact.
const SHORT: usize = 40;

/// What stands in where usual key facts are not recorded, the weightiest first.
fn instead_of_missing(context: Context, case: &CaseView, funding: &[Funding]) -> Vec<KeyFact> {
    let record = &case.record;
    let fact = |label: String, text: String| KeyFact { label, text };
    let counted = |label: &str, count: usize| (count > 0).then(|| fact(context.word(label), count.to_string()));
    let secretariat = &case.secretariat.name;
    let kind = record.actor_kinds.items.iter().find(|row| !row.cells[1].is_empty());
    let money = funding.iter().find_map(|one| Some((one.kind, one.amount.as_ref()?)));
    let events = case.history.items.len() + record.events.items.len();
    [
        secretariat.recorded.then(|| fact(context.word("secretariat"), secretariat.text.clone())),
        money.map(|(kind, amount)| fact(context.coded("key-funding", kind), context.money(amount))),
        (case.specialisation.recorded && case.specialisation.text.chars().count() <= SHORT)
            .then(|| fact(context.word("specialisation"), case.specialisation.text.clone())),
        kind.map(|row| fact(capital(&row.cells[0]), row.cells[1].clone())),
        counted("key-named-actors", record.actors.items.len()),
        counted("events", events),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What sources say of the facts that sentences tell, in their own words or at places of their own.
pub fn evidence(context: Context, case: &CaseView) -> Vec<EvidenceRow> {
    let record = &case.record;
    let mut rows: Vec<EvidenceRow> = Vec::new();
    let mut add = |fact: &str, label: &str, items: Vec<ItemView>| {
        if case.write_up.counted.contains(&fact) {
            return;
        }
        let says = |item: &ItemView| {
            let said = [&item.words, &item.quote, &item.note, &item.source];
            said.iter().any(|text| !text.is_empty()) || !item.also_said.is_empty()
        };
        let own = items.into_iter().filter(says);
        rows.extend(own.map(|item| EvidenceRow { label: context.word(label), item }));
    };
    let named = |rows: &Rows| -> Vec<ItemView> {
        let item = |row: &Row| ItemView { text: row.cells[0].clone(), ..row.item.clone() };
        rows.items.iter().map(item).collect()
    };
    add("industry", "industry", vec![case.industry.clone()]);
    add("specialisation", "specialisation", vec![case.specialisation.clone()]);
    add("place", "place", vec![case.place.clone()]);
    add("founded", "cluster-founded", vec![case.founded.clone()]);
    add("initiated_by", "cluster-initiated-by", case.initiated_by.items.clone());
    add("actors", "actors", vec![record.actors_total.clone()]);
    add("actor_kinds", "kinds-of-actors", named(&record.actor_kinds));
    add("actor_names", "actor", named(&record.actors));
    add("aims", "aims", record.aims.items.clone());
    add("goals", "goals", record.goals.items.clone());
    add("secretariat", "secretariat", vec![case.secretariat.name.clone()]);
    add("secretariat_founded", "secretariat-founded", vec![case.secretariat.founded.clone()]);
    add("secretariat_initiated_by", "secretariat-initiated-by", case.secretariat.initiated_by.items.clone());
    add("hosted_by", "hosted-by", vec![case.secretariat.hosted_by.clone()]);
    add("facilitators", "facilitators", vec![record.facilitators.clone()]);
    add("funding", "financed", record.funding.items.clone());
    add("ambitions", "ambitions", record.ambitions.items.clone());
    if !case.write_up.counted.contains(&"events") {
        add("history", "history", case.history.items.iter().map(|row| row.item.clone()).collect());
        add("events", "events", record.events.items.iter().map(|row| row.item.clone()).collect());
    }
    add("models", "models", case.models.items.clone());
    let regions = |row: &Row| ItemView { text: format!("{}: {}", row.cells[0], row.item.text), ..row.item.clone() };
    add("context", "the-region", record.context.items.iter().map(regions).collect());
    add("competences", "competences", record.competences.items.iter().map(regions).collect());
    add("situation", "situation", vec![record.situation.clone()]);
    let stages =
        record.stages.items.iter().map(|stage| ItemView { text: stage.label.clone(), ..stage.evidence.clone() });
    add("stage", "stage", stages.collect());
    rows
}

/// The stages of each life cycle that the record is assessed in, with what stands below each: raters who agree share a mark, and
/// below the stages of those who differ stands who they are.
pub fn strips(context: Context, stages: &Stages) -> Vec<StripView> {
    let mut all: Vec<StripView> = Vec::new();
    for stage in &stages.items {
        let known = all.iter_mut().find(|own| own.life_cycle == stage.life_cycle && own.part == stage.part);
        let strip = match known {
            Some(strip) => strip,
            None => {
                let steps = stage.strip.iter().map(|step| StepMark {
                    label: step.label.clone(),
                    raters: Vec::new(),
                    mark: String::new(),
                });
                all.push(StripView {
                    life_cycle: stage.life_cycle.clone(),
                    rests_on: stage.rests_on.clone(),
                    part: stage.part.clone(),
                    steps: steps.collect(),
                });
                let last = all.len() - 1;
                &mut all[last]
            }
        };
        for (step, own) in strip.steps.iter_mut().zip(&stage.strip).filter(|(_, own)| own.current) {
            debug_assert_eq!(step.label, own.label);
            step.raters.push(stage.by.clone());
        }
    }
    for strip in &mut all {
        let differ = strip.steps.iter().filter(|step| !step.raters.is_empty()).count() > 1;
        for step in strip.steps.iter_mut().filter(|step| !step.raters.is_empty()) {
            step.mark = match differ {
                true => context.say("assessed-by", &[("by", context.locale.list(&step.raters).into())]),
                false => context.word("assessed"),
            };
        }
    }
    all
}
