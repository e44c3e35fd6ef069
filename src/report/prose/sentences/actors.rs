//! Who takes part.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::{Actor, ActorKind, KindOfActor, Known, Part, SentenceName};
use crate::report::prose::aggregate::by_kind;
use crate::report::prose::draft::{Draft, authors_on, instead, number, on_silence, split, tabled};
use crate::report::prose::types::Teller;
use crate::report::view::phrase::{shown_actor, shown_kind};
use crate::yaml::NodeId;

/// From this number on, named actors stand in a table, and the write-up counts them.
const NAMED: usize = 4;

/// More kinds of named actors than this are only counted.
const KINDS: usize = 4;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let entries = teller.record.actors.kinds.entries();
    let (kinds, told) = split(teller, SentenceName::Kinds, "actor_kinds", entries, |kind| shown(teller, kind));
    let mut kinds = kinds;
    kinds.sort_by_key(|kind| (kind.kind, kind.size.is_some(), kind.size, kind.part));
    let mut all = total(teller, &kinds);
    all.extend(taking_part(teller, &kinds));
    all.extend(dominant(teller, &kinds));
    all.extend(told);
    all.extend(named(teller));
    all
}

fn shown<'k>(teller: &Teller, kind: &'k KindOfActor) -> (&'k crate::model::case::Evidence, String) {
    let row = shown_kind(teller.context, kind);
    let parts = row.cells.into_iter().chain([row.item.text]).filter(|part| !part.is_empty());
    (&kind.evidence, parts.collect::<Vec<_>>().join(", "))
}

/// The name of a kind of actor, in the plural: "small and medium-sized firms".
fn plural(teller: &Teller, kind: &KindOfActor) -> String {
    match (kind.kind, kind.size) {
        (ActorKind::Firm, Some(size)) => teller.context.coded("actors-firm", size),
        (other, _) => teller.form("actors", other, "many").unwrap_or_else(|| teller.context.coded("actors", other)),
    }
}

/// A number of actors of a kind: "almost 65 small and medium-sized firms", "one hospital".
fn counted(teller: &Teller, kind: &KindOfActor) -> Option<String> {
    let count = kind.count.as_ref()?;
    if teller.plural(count) == 1.0 {
        let one = match (kind.kind, kind.size) {
            (ActorKind::Firm, Some(size)) => teller.form("actors-firm", size, "one"),
            (other, _) => teller.form("actor", other, "one"),
        };
        return one;
    }
    let slots = [("number", teller.quantity(count).into()), ("kinds", plural(teller, kind).into())];
    Some(teller.say("tell-counted", &slots))
}

fn plurals(teller: &Teller, kinds: &[&KindOfActor]) -> String {
    let mut names: Vec<String> = kinds.iter().map(|kind| plural(teller, kind)).collect();
    names.dedup();
    teller.list(&names)
}

/// How many actors there are, and which kinds are counted or are most of them.
fn total(teller: &Teller, kinds: &[&KindOfActor]) -> Vec<Draft> {
    let (fact, name) = (&teller.record.actors.total, SentenceName::Actors);
    let main: Vec<&KindOfActor> =
        kinds.iter().copied().filter(|kind| kind.part == Some(Part::Main) && kind.count.is_none()).collect();
    let numbered: Vec<&KindOfActor> = kinds.iter().copied().filter(|kind| kind.count.is_some()).collect();
    let texts: Vec<String> = numbered.iter().filter_map(|kind| counted(teller, kind)).collect();
    let told = |draft: Draft, kinds: &[&KindOfActor]| {
        draft.tells_all(teller, "actor_kinds", kinds.iter().map(|kind| shown(teller, kind)))
    };
    let mut all = Vec::new();
    let value = fact.value.value().map(|total| teller.context.quantity(total));
    let own = value.as_ref().and_then(|value| instead(teller, name, "actors", &fact.evidence, value));
    let is_told_otherwise = own.is_some();
    all.extend(own);
    let mut rest = (main.as_slice(), numbered.as_slice());
    let mut counted_form = "some";
    if let (Known::Is(total), false) = (&fact.value, is_told_otherwise) {
        let number = [("count", teller.plural(total).into()), ("number", teller.quantity(total).into())];
        let exceeds = is_exceeded(total, &numbered);
        let form = match (main.is_empty(), numbered.is_empty() || exceeds) {
            (false, _) => "main",
            (true, false) => "counted",
            (true, true) => "bare",
        };
        if exceeds {
            counted_form = "more";
        }
        let draft = Draft::new(name, "tell-actors")
            .about_case()
            .slot("form", form)
            .slot("actors", teller.say("tell-actors-number", &number))
            .slot("kinds", if form == "main" { plurals(teller, &main) } else { teller.list(&texts) })
            .tells(teller, "actors", &fact.evidence, teller.context.quantity(total));
        all.push(match form {
            "main" => told(draft, &main),
            "counted" => told(draft, &numbered),
            _ => draft,
        });
        rest = match form {
            "main" => (&[], numbered.as_slice()),
            _ if exceeds => (&[], numbered.as_slice()),
            _ => (&[], &[]),
        };
    } else if matches!(fact.value, Known::NotRecorded) {
        all.extend(on_silence(teller, name, "actors", &fact.evidence));
    }
    if !rest.0.is_empty() {
        let draft = Draft::new(SentenceName::Kinds, "tell-kinds-main").slot("kinds", plurals(teller, rest.0));
        all.push(told(draft, rest.0));
    }
    if !rest.1.is_empty() {
        let draft = Draft::new(SentenceName::Kinds, "tell-kinds-counted")
            .slot("form", counted_form)
            .slot("kinds", teller.list(&texts));
        // "By kind, the source counts more": "it" would mean the source.
        let draft = if counted_form == "more" { draft } else { draft.about_case() };
        all.push(told(draft, rest.1));
    }
    all
}

/// Whether actors counted by kind are surely more than all of them, as statements of several sources can have it. Counts of one kind
/// overlap, so only the largest is taken; what is no exact count decides nothing.
fn is_exceeded(total: &Quantity, numbered: &[&KindOfActor]) -> bool {
    let mut counts: BTreeMap<ActorKind, Decimal> = BTreeMap::new();
    for (kind, count) in numbered.iter().filter_map(|one| Some((one.kind, one.count.as_ref()?))) {
        if count.qualifier == Qualifier::Exact {
            let largest = counts.entry(kind).or_default();
            *largest = count.number.0.max(*largest);
        }
    }
    let most = total.upper.unwrap_or(total.number);
    total.qualifier == Qualifier::Exact && counts.into_values().sum::<Decimal>() > most.0
}

/// Which kinds take part, and which of them actively.
fn taking_part(teller: &Teller, kinds: &[&KindOfActor]) -> Vec<Draft> {
    let with = |part: Option<Part>| -> Vec<&KindOfActor> {
        kinds.iter().copied().filter(|kind| kind.part == part && kind.count.is_none()).collect()
    };
    let (participating, active, bare) = (with(Some(Part::Participating)), with(Some(Part::Active)), with(None));
    let form = match (participating.is_empty(), active.is_empty()) {
        (false, false) => "both",
        (false, true) => "participating",
        (true, false) => "active",
        (true, true) => "",
    };
    let told = |draft: Draft, kinds: &[&KindOfActor]| {
        draft.tells_all(teller, "actor_kinds", kinds.iter().map(|kind| shown(teller, kind)))
    };
    let mut all = Vec::new();
    if !form.is_empty() {
        let draft = Draft::new(SentenceName::Kinds, "tell-kinds-part")
            .slot("form", form)
            .slot("participating", plurals(teller, &participating))
            .slot("active", plurals(teller, &active));
        all.push(told(told(draft, &participating), &active));
    }
    if !bare.is_empty() {
        let draft = Draft::new(SentenceName::Kinds, "tell-kinds").slot("kinds", plurals(teller, &bare));
        all.push(told(draft, &bare));
    }
    all
}

fn dominant(teller: &Teller, kinds: &[&KindOfActor]) -> Option<Draft> {
    let own: Vec<&KindOfActor> =
        kinds.iter().copied().filter(|kind| kind.part == Some(Part::Dominant) && kind.count.is_none()).collect();
    if own.is_empty() {
        return None;
    }
    let draft = Draft::new(SentenceName::Dominant, "tell-dominant").slot("kinds", plurals(teller, &own));
    Some(draft.tells_all(teller, "actor_kinds", own.iter().map(|kind| shown(teller, kind))))
}

/// Actors by name: a few each by itself, more of them counted by kind.
fn named(teller: &Teller) -> Vec<Draft> {
    let (name, fact) = (SentenceName::NamedActors, "actor_names");
    let entries = teller.record.actors.list.entries();
    let show = |actor: &Actor| teller.context.get(&actor.name);
    if entries.len() >= NAMED {
        let kinds = by_kind(entries.iter().map(|actor| actor.kind));
        // Where the kinds are told already, how many of them the table has says nothing more.
        if kinds.len() > KINDS && !teller.record.actors.kinds.entries().is_empty() {
            return tabled(teller, name, fact, entries, |actor| (&actor.evidence, show(actor)));
        }
        let counts = kinds.iter().map(|(kind, count)| {
            let slots = [("number", teller.count(*count).into()), ("kinds", kinds_named(teller, *kind).into())];
            match (count, kind) {
                (1, Some(kind)) => teller.form("actor", kind, "one").unwrap_or_default(),
                (1, None) => teller.context.word("tell-one-of-no-kind"),
                _ => teller.say("tell-counted", &slots),
            }
        });
        let counts: Vec<String> = counts.collect();
        let draft = Draft::new(name, "tell-actors-counted")
            .slot("form", if kinds.len() > KINDS { "many" } else { "kinds" })
            .slot("number", teller.count(entries.len()))
            .slot("kinds", teller.list(&counts))
            .slot("of", teller.count(kinds.iter().filter(|(kind, _)| kind.is_some()).count()));
        let told = if kinds.len() > KINDS { Vec::new() } else { counts };
        let all = std::iter::once(teller.count(entries.len())).chain(told);
        let facts = all.map(|count| number(fact, NodeId::default(), count)).collect();
        let counted = Draft { counted: Some(fact), facts, ..draft };
        let told = authors_on(teller, name, fact, entries, |actor| (&actor.evidence, show(actor)));
        return std::iter::once(counted).chain(told).collect();
    }
    let (own, told) = split(teller, name, fact, entries, |actor| (&actor.evidence, show(actor)));
    let mut all = Vec::new();
    if !own.is_empty() {
        let mut own = own;
        own.sort_by_key(|actor| (actor.kind.is_none(), actor.kind, show(actor)));
        let groups = alike(teller, &own);
        let draft = Draft::new(name, "tell-actors-named").slot("actors", teller.list(&groups));
        all.push(draft.tells_all(teller, fact, own.iter().map(|actor| (&actor.evidence, show(actor)))));
    }
    all.extend(told);
    all
}

fn kinds_named(teller: &Teller, kind: Option<ActorKind>) -> String {
    match kind {
        Some(kind) => teller.form("actors", kind, "many").unwrap_or_else(|| teller.context.coded("actors", kind)),
        None => teller.context.word("tell-of-no-kind"),
    }
}

/// Actors of which the same is said share it: "the University of Copenhagen and Lund University (knowledge institutions; …)".
fn alike(teller: &Teller, actors: &[&Actor]) -> Vec<String> {
    let mut groups: Vec<(Vec<String>, Vec<String>, Option<ActorKind>)> = Vec::new();
    for actor in actors {
        let own = teller.own(actor.in_text.as_ref()).map(str::to_owned);
        let name = own.unwrap_or_else(|| teller.context.get(&actor.name));
        let row = shown_actor(teller.context, teller.record.actors.list.entries(), actor);
        // The kind comes later, since it may be that of several.
        let alone = actor.kind.filter(|_| actor.form.is_none());
        let said =
            [(alone.is_none() && (actor.kind.is_some() || actor.form.is_some()), 1), (actor.sector.is_some(), 2)];
        let is_member = !actor.member_of.is_empty();
        let when = is_member || actor.joined.is_some() || actor.from.is_some() || actor.to.is_some();
        let cells =
            said.into_iter().chain([(when, 3)]).filter(|(holds, _)| *holds).map(|(_, at)| row.cells[at].clone());
        let part = actor.part.is_some().then(|| teller.inner(&row.item.text));
        let details: Vec<String> = cells.chain(part).collect();
        match groups.iter_mut().find(|(_, known, kind)| *known == details && *kind == alone) {
            Some((names, ..)) => names.push(name),
            None => groups.push((vec![name], details, alone)),
        }
    }
    let text = |(names, details, kind): &(Vec<String>, Vec<String>, Option<ActorKind>)| {
        let alone = details.is_empty() && groups.len() == 1 && names.len() == 1;
        if let Some(one) = kind.filter(|_| alone).and_then(|kind| teller.form("actor", kind, "a")) {
            return teller.say("tell-actor-of-kind", &[("name", names[0].as_str().into()), ("kind", one.into())]);
        }
        let kind = kind.map(|kind| match names.len() {
            1 => teller.context.coded("actor", kind),
            _ => kinds_named(teller, Some(kind)),
        });
        let details: Vec<String> = kind.into_iter().chain(details.iter().cloned()).collect();
        let names = teller.list(names);
        let aside = teller.semicolons(&details);
        match details.is_empty() {
            true => names,
            false => teller.say("tell-aside", &[("text", names.into()), ("aside", aside.into())]),
        }
    };
    groups.iter().map(text).collect()
}
