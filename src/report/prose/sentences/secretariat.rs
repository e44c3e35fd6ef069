//! The secretariat, the facilitators, and the money.

use fluent_bundle::FluentValue;

use crate::model::case::value::Qualifier;
use crate::model::case::{
    Employment, Funding, FundingKind, Initiator, Known, Owner, Phase, SentenceName, Share, ShareWord,
};
use crate::report::prose::aggregate::{by_owner, counted};
use crate::report::prose::draft::{
    Draft, authors_on, authors_words, instead, may_join, number, on_silence, split, told,
};
use crate::report::prose::sentences::opening::{by_name, whom};
use crate::report::prose::sentences::purpose::of_owner;
use crate::report::prose::types::Teller;
use crate::report::view::phrase::{facilitators_phrase, funding_phrase, shown_initiator};
use crate::yaml::NodeId;

/// More sources of money than this are counted by kind, and stand in a table.
const SOURCES: usize = 6;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let mut all = secretariat(teller);
    all.extend(host(teller));
    let (facilitators, mut funding) = (facilitators(teller), funding(teller));
    if let Some(own) = facilitators {
        let own = shared(teller, own, &mut funding);
        let own = own.and_then(|own| with_secretariat(teller, &mut all, own));
        all.extend(own);
    }
    all.extend(funding);
    all
}

/// The facilitators of the case and their money, or that of the case, in one sentence. Those of the secretariat stand with its founding: what
/// is left out of a file changes no other sentence.
fn shared(teller: &Teller, facilitators: Draft, funding: &mut Vec<Draft>) -> Option<Draft> {
    let slot = |draft: &Draft, name: &str| {
        let own = draft.slots.iter().find(|(own, _)| *own == name);
        own.map(|(_, value)| match value {
            FluentValue::String(text) => text.to_string(),
            _ => String::new(),
        })
    };
    let may_join = may_join(teller, SentenceName::Facilitators, SentenceName::Funding);
    let is_plain = facilitators.message == "tell-facilitators" && facilitators.followed_by.is_empty() && may_join;
    let now = |draft: &Draft| draft.message == "tell-funding" && slot(draft, "form").as_deref() == Some("now");
    let [money] = funding.as_slice() else { return Some(facilitators) };
    if !is_plain || !now(money) || !money.followed_by.is_empty() {
        return Some(facilitators);
    }
    let owners = (slot(&facilitators, "owner").unwrap_or_default(), slot(money, "owner").unwrap_or_default());
    let message = match (owners.0.as_str(), owners.1.as_str()) {
        ("case", "facilitators") => "tell-facilitators-financed",
        ("case", "case") => "tell-facilitators-and-funding",
        _ => return Some(facilitators),
    };
    let money = funding.remove(0);
    let is_about_case = facilitators.is_about_case && message == "tell-facilitators-and-funding";
    let slots: Vec<_> = money.slots.into_iter().filter(|(name, _)| *name == "now").collect();
    let count = teller.record.facilitators.count.value.value().map_or(2.0, |count| teller.plural(count));
    let mut draft = Draft { message, is_about_case, ..facilitators }.slot("count", count);
    draft.slots.extend(slots);
    draft.facts.extend(money.facts);
    Some(draft)
}

/// Tells the facilitators of a secretariat with its founding. Returns them if they need a sentence of their own.
fn with_secretariat(teller: &Teller, all: &mut [Draft], facilitators: Draft) -> Option<Draft> {
    let is_plain = facilitators.message == "tell-facilitators" && facilitators.followed_by.is_empty();
    let is_its = teller.record.facilitators.of == Some(Owner::Secretariat);
    let founding = all.iter_mut().find(|draft| draft.message == "tell-secretariat" && draft.followed_by.is_empty());
    let Some(founding) = founding
        .filter(|_| is_plain && is_its && may_join(teller, SentenceName::Secretariat, SentenceName::Facilitators))
    else {
        return Some(facilitators);
    };
    let slots: Vec<_> = facilitators.slots.iter().map(|(name, value)| (*name, value.clone())).collect();
    founding.slots.retain(|(name, _)| *name != "rest");
    founding.slots.push(("rest", teller.say("tell-secretariat-facilitators", &slots).into()));
    founding.facts.extend(facilitators.facts);
    None
}

fn secretariat(teller: &Teller) -> Vec<Draft> {
    let (context, name) = (teller.context, SentenceName::Secretariat);
    let Some(own) = teller.case.secretariat.value() else { return Vec::new() };
    let (initiators, mut told) = split(teller, name, "secretariat_initiated_by", own.initiated_by.entries(), |one| {
        (&one.evidence, shown_initiator(context, one).text)
    });
    let whom = if initiators.is_empty() { None } else { whom(teller, &initiators) };
    let called = own.name.value.value().filter(|_| authors_words(teller, &own.name.evidence).is_none());
    let since = own.founded.value.value().filter(|_| authors_words(teller, &own.founded.evidence).is_none());
    let form = match (called, since, &whom) {
        (Some(_), Some(_), Some(_)) => "name-date-initiators",
        (Some(_), Some(_), None) => "name-date",
        (Some(_), None, Some(_)) => "name-initiators",
        (Some(_), None, None) => "name",
        (None, Some(_), Some(_)) => "date-initiators",
        (None, Some(_), None) => "date",
        (None, None, Some(_)) => "initiators",
        (None, None, None) => "",
    };
    let by = |draft: Draft| {
        let all = initiators.iter().map(|one: &&Initiator| (&one.evidence, shown_initiator(context, one).text));
        draft.tells_all(teller, "secretariat_initiated_by", all)
    };
    let mut all = Vec::new();
    if !form.is_empty() {
        let mut draft = Draft::new(name, "tell-secretariat").slot("form", form).slot("rest", "");
        if let Some(called) = called {
            let text = context.get(called);
            draft = draft.slot("called", text.clone()).tells(teller, "secretariat", &own.name.evidence, text);
        }
        if let Some(since) = since {
            let value = context.date(since);
            draft = draft.slot("when", teller.when(since)).tells(
                teller,
                "secretariat_founded",
                &own.founded.evidence,
                value,
            );
        }
        all.push(match &whom {
            Some(whom) => by(draft.slot("initiators", whom.clone())),
            None => draft,
        });
    }
    if whom.is_none() && !initiators.is_empty() {
        let draft = Draft::new(name, "tell-secretariat-initiators").slot("initiators", by_name(teller, &initiators));
        all.push(by(draft));
    }
    for (fact, evidence, value) in [
        ("secretariat", &own.name.evidence, own.name.value.value().map(|text| context.get(text))),
        ("secretariat_founded", &own.founded.evidence, own.founded.value.value().map(|date| context.date(date))),
    ] {
        match value {
            Some(value) => told.extend(instead(teller, name, fact, evidence, &value)),
            None => told.extend(on_silence(teller, name, fact, evidence)),
        }
    }
    all.extend(told);
    all
}

fn host(teller: &Teller) -> Option<Draft> {
    let own = &teller.case.secretariat.value()?.hosted_by;
    let host = teller.context.get(own.value.value()?);
    instead(teller, SentenceName::Host, "hosted_by", &own.evidence, &host).or_else(|| {
        let draft = Draft::new(SentenceName::Host, "tell-host").slot("host", host.clone());
        Some(draft.tells(teller, "hosted_by", &own.evidence, host))
    })
}

fn facilitators(teller: &Teller) -> Option<Draft> {
    let (own, name) = (&teller.record.facilitators, SentenceName::Facilitators);
    let evidence = &own.count.evidence;
    let value = facilitators_phrase(teller.context, own);
    let (count, number) = match (&own.count.value, own.employment) {
        (Known::Is(count), _) => (teller.plural(count), teller.quantity(count)),
        // How they are employed may be recorded without their number.
        (Known::NotRecorded | Known::Withheld, Some(_)) => (2.0, String::new()),
        (Known::NotRecorded, None) => return on_silence(teller, name, "facilitators", evidence),
        (Known::None, _) | (Known::Withheld, None) => return None,
    };
    if let Some(draft) = instead(teller, name, "facilitators", evidence, &value) {
        return Some(draft);
    }
    let employment = match own.employment {
        Some(Employment::FullTime) => "full-time",
        Some(Employment::PartTime) => "part-time",
        None => "none",
    };
    let id = if number.is_empty() { "tell-facilitators-unnumbered" } else { "tell-facilitators-number" };
    let slots = [("count", count.into()), ("number", number.into()), ("employment", employment.into())];
    let owner = own.of.clone().unwrap_or(Owner::Cluster);
    let draft = Draft::new(name, "tell-facilitators").slot("facilitators", teller.say(id, &slots));
    let draft = Draft { is_about_case: owner == Owner::Cluster, ..of_owner(teller, draft, &owner) };
    let draft = draft.tells(teller, "facilitators", evidence, value.clone());
    if own.employment.is_none() {
        return Some(draft);
    }
    // The statement is one with that on their number, which says what differs.
    let employment = told(teller, "employment", evidence, value);
    Some(Draft { facts: [draft.facts.as_slice(), &[employment]].concat(), ..draft })
}

fn funding(teller: &Teller) -> Vec<Draft> {
    let (name, fact, entries) = (SentenceName::Funding, "funding", teller.record.funding.entries());
    let show = |one: &Funding| funding_phrase(teller.context, one);
    if entries.len() > SOURCES {
        let counts = counted(entries.iter().map(|one| one.kind)).into_iter().map(|(kind, count)| {
            let kind = teller.context.coded("tell-money", kind);
            teller.say("tell-times", &[("what", kind.into()), ("number", teller.count(count).into())])
        });
        let counts: Vec<String> = counts.collect();
        let draft = Draft::new(name, "tell-funding-counted")
            .about_case()
            .slot("number", teller.count(entries.len()))
            .slot("kinds", teller.list(&counts));
        let all = std::iter::once(teller.count(entries.len())).chain(counts);
        let facts = all.map(|count| number(fact, NodeId::default(), count)).collect();
        let counted = Draft { counted: Some(fact), facts, ..draft };
        let told = authors_on(teller, name, fact, entries, |one| (&one.evidence, show(one)));
        return std::iter::once(counted).chain(told).collect();
    }
    let (own, told) = split(teller, name, fact, entries, |one| (&one.evidence, show(one)));
    let groups = by_owner(&own, |one: &Funding| one.of.as_ref());
    let one = |(owner, entries): &(Owner, Vec<&Funding>)| {
        let (mut first, mut now): (Vec<&Funding>, Vec<&Funding>) =
            entries.iter().copied().partition(|one| one.when == Some(Phase::Initial));
        // The main share comes first, a part comes last; then the kinds in the program's order.
        let key = |one: &&Funding| (is_part(one), one.share.is_none(), one.kind, one.sector, show(one));
        first.sort_by_key(key);
        now.sort_by_key(key);
        let draft = |form: &'static str, own: &[&Funding]| {
            let texts: Vec<String> = own.iter().map(|one| paid_by(teller, one)).collect();
            let draft = Draft::new(name, "tell-funding").slot("form", form).slot("now", teller.list(&texts));
            let draft = Draft { is_about_case: *owner == Owner::Cluster, ..of_owner(teller, draft, owner) };
            draft.tells_all(teller, fact, own.iter().map(|one| (&one.evidence, show(one))))
        };
        // Of data that is not dated nobody can say what is "now".
        let is_dated = teller.record.as_of.is_some() || teller.record.period.is_some();
        let is_of_study = !first.is_empty() || now.iter().any(|one| one.when == Some(Phase::Present));
        let later = if is_of_study && !is_dated { "study" } else { "now" };
        let parts = [("first", first), (later, now)].into_iter().filter(|(_, own)| !own.is_empty());
        parts.map(|(form, own)| draft(form, &own)).collect::<Vec<_>>()
    };
    groups.iter().flat_map(one).chain(told).collect()
}

/// Whether the money is said to be only a part of all of it.
fn is_part(funding: &Funding) -> bool {
    matches!(funding.share, Some(Share::Word(ShareWord::Partly | ShareWord::Supplementary)))
}

/// "mainly by private funds", "by annual membership fees from EUR 805".
fn paid_by(teller: &Teller, funding: &Funding) -> String {
    let (share, part) = match &funding.share {
        Some(Share::Word(word)) => (word.to_string(), String::new()),
        Some(Share::Percent(part)) => ("percent".to_owned(), teller.context.percentage(part)),
        None => ("none".to_owned(), String::new()),
    };
    let slots = [("share", share.into()), ("part", part.into()), ("money", money(teller, funding).into())];
    teller.say("tell-paid-by", &slots)
}

/// The money itself: "a public grant of EUR 6,700,000 over 3 years".
fn money(teller: &Teller, funding: &Funding) -> String {
    let sector = funding.sector.map_or("none".to_owned(), |sector| sector.to_string());
    let per = funding.per.map_or("once".to_owned(), |per| per.to_string());
    let is_one_grant = funding.kind == FundingKind::Grant && funding.amount.is_some();
    let id = match funding.kind {
        FundingKind::Grant if is_one_grant => "tell-one-grant",
        FundingKind::Grant => "tell-money-grant",
        FundingKind::MembershipFee => "tell-money-membership-fee",
        FundingKind::ProjectFunding => "tell-money-project-funding",
        FundingKind::UniversityFunding => "tell-money-university-funding",
        FundingKind::Funds => "tell-money-funds",
    };
    let mut text = teller.say(id, &[("sector", sector.as_str().into()), ("per", per.as_str().into())]);
    // Fees have no variants by whose they are.
    if funding.kind == FundingKind::MembershipFee && funding.sector.is_some() {
        let aside = teller.context.coded("sector", &sector);
        text = teller.say("tell-aside", &[("text", text.into()), ("aside", aside.into())]);
    }
    let mut wrap = |id: &str, name: &'static str, value: String| {
        text = teller.say(id, &[("money", std::mem::take(&mut text).into()), (name, value.into())]);
    };
    if let Some(from) = &funding.from {
        let own = funding.kind == FundingKind::UniversityFunding && funding.sector.is_none();
        wrap(if own { "tell-money-from-universities" } else { "tell-money-from" }, "from", teller.context.get(from));
    }
    if let Some(amount) = &funding.amount {
        let from_on = amount.qualifier == Qualifier::StartingAt;
        wrap(if from_on { "tell-money-starting" } else { "tell-money-of" }, "amount", teller.money(amount));
    }
    if funding.per.is_some() && funding.kind != FundingKind::MembershipFee {
        wrap("tell-money-per", "per", per);
    }
    if let Some(over) = &funding.over {
        wrap("tell-money-over", "over", teller.duration(over));
    }
    text
}
