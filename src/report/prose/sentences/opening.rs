//! What the case is, where, since when and by whom.

use crate::base::text::Text;
use crate::model::case::{Evidence, Initiator, Known, Place, SentenceName};
use crate::report::prose::aggregate::by_kind_and_name;
use crate::report::prose::draft::{Draft, authors_words, instead, may_join, on_silence, split};
use crate::report::prose::types::{By, Teller};
use crate::report::view::phrase::shown_initiator;

/// A specialisation of so many words is told with what the case is.
const SHORT: usize = 14;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let (opening, tells_founding) = opening(teller);
    let specialisation = specialisation(teller);
    let (opening, specialisation) = with_specialisation(teller, opening, specialisation);
    let mut all = vec![opening];
    all.extend(industry_told(teller));
    all.extend(place_told(teller));
    all.extend(founded(teller, tells_founding));
    all.extend(specialisation);
    all.extend(ended(teller));
    all
}

/// The first sentence. If nobody is named who founded the case, it tells the date as well, and the second value is true.
fn opening(teller: &Teller) -> (Draft, bool) {
    let (context, case) = (teller.context, teller.case);
    let founded = case.founded.value.value().filter(|_| authors_words(teller, &case.founded.evidence).is_none());
    let with_date = founded.filter(|_| teller.tense == "present" && initiators(teller).is_none());
    let message = if with_date.is_some() { "tell-opening-founded" } else { "tell-opening" };
    let place = case.place.value.value().filter(|_| authors_words(teller, &case.place.evidence).is_none());
    let (form, place_in_text) = match place {
        Some(place) => match teller.own(place.in_text.as_ref()) {
            Some(text) => ("in-text", text.to_owned()),
            None => ("beside", context.get(&place.text)),
        },
        None => ("bare", String::new()),
    };
    let mut draft = Draft::new(SentenceName::Opening, message)
        .about_case()
        .slot("form", form)
        .slot("what", what(teller))
        .slot("place", place_in_text)
        .tells(teller, "name", &Evidence::default(), context.get(&case.name));
    if let Some(industry) = industry(teller) {
        draft = draft.tells(teller, "industry", &case.industry.evidence, context.get(industry));
    }
    if let Some(Place { text, .. }) = place {
        draft = draft.tells(teller, "place", &case.place.evidence, context.get(text));
    }
    if let Some(date) = with_date {
        draft =
            draft.slot("when", teller.when(date)).tells(teller, "founded", &case.founded.evidence, context.date(date));
    }
    (draft, with_date.is_some())
}

/// The industry, if no sentence of the author's stands in its place.
fn industry<'t>(teller: &Teller<'t>) -> Option<&'t Text> {
    let own = &teller.case.industry;
    own.value.value().filter(|_| authors_words(teller, &own.evidence).is_none())
}

/// "an ICT cluster", "a cluster in ICT", "a cluster".
fn what(teller: &Teller) -> String {
    let (form, text) = match (teller.own(teller.case.industry.in_text.as_ref()), industry(teller)) {
        (Some(own), Some(_)) => ("in-text", own.to_owned()),
        (None, Some(industry)) => ("given", teller.label(industry, None)),
        (_, None) => ("bare", String::new()),
    };
    let thing = teller.thing.indefinite.as_str();
    teller.say("tell-what", &[("form", form.into()), ("thing", thing.into()), ("industry", text.into())])
}

/// The author's sentence on the industry, if it stands in place of the program's, or nothing is recorded.
fn industry_told(teller: &Teller) -> Option<Draft> {
    let own = &teller.case.industry;
    match &own.value {
        Known::Is(text) => instead(teller, SentenceName::Opening, "industry", &own.evidence, &teller.context.get(text)),
        _ => on_silence(teller, SentenceName::Opening, "industry", &own.evidence),
    }
}

/// The author's sentence on the place, if it stands in place of the program's, or nothing is recorded.
fn place_told(teller: &Teller) -> Option<Draft> {
    let place = &teller.case.place;
    match &place.value {
        Known::Is(own) => {
            let value = teller.context.get(&own.text);
            instead(teller, SentenceName::Opening, "place", &place.evidence, &value)
        }
        _ => on_silence(teller, SentenceName::Opening, "place", &place.evidence),
    }
}

/// Those who founded the case as they stand behind "on the initiative of", if every one of them has such a form.
fn initiators(teller: &Teller) -> Option<String> {
    let all = teller.case.initiated_by.entries();
    let own: Vec<&Initiator> = all.iter().filter(|one| authors_words(teller, &one.evidence).is_none()).collect();
    if own.is_empty() { None } else { whom(teller, &own) }
}

/// Initiators inside a sentence: "the regional authorities and a firm". `None` if one of them has no such form.
pub fn whom(teller: &Teller, initiators: &[&Initiator]) -> Option<String> {
    let mut sorted = initiators.to_vec();
    by_kind_and_name(teller, &mut sorted);
    let one = |initiator: &&Initiator| match (teller.own(initiator.in_text.as_ref()), &initiator.name, initiator.kind) {
        (Some(own), _, _) => Some(own.to_owned()),
        (None, None, Some(kind)) => teller.form("actor", kind, "a"),
        _ => None,
    };
    let texts: Option<Vec<String>> = sorted.iter().map(one).collect();
    Some(teller.list(&texts?))
}

/// Initiators behind a colon, which needs no articles.
pub fn by_name(teller: &Teller, initiators: &[&Initiator]) -> String {
    let mut sorted = initiators.to_vec();
    by_kind_and_name(teller, &mut sorted);
    let texts: Vec<String> = sorted.iter().map(|one| shown_initiator(teller.context, one).text).collect();
    teller.list(&texts)
}

fn founded(teller: &Teller, is_told: bool) -> Vec<Draft> {
    let (context, case, name) = (teller.context, teller.case, SentenceName::Founded);
    let evidence = &case.founded.evidence;
    let show = |one: &Initiator| (one.evidence.clone(), shown_initiator(context, one).text);
    let (own, mut told) =
        split(teller, name, "initiated_by", case.initiated_by.entries(), |one| (&one.evidence, show(one).1));
    let whom = if own.is_empty() { None } else { whom(teller, &own) };
    let date = match &case.founded.value {
        Known::Is(date) => match instead(teller, name, "founded", evidence, &context.date(date)) {
            Some(draft) => {
                told.insert(0, draft);
                None
            }
            None => Some(date).filter(|_| !is_told),
        },
        _ => {
            told.splice(0..0, on_silence(teller, name, "founded", evidence));
            None
        }
    };
    let form = match (date, &whom) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "date",
        (None, Some(_)) => "initiators",
        (None, None) => "",
    };
    let mut all = Vec::new();
    let by = || own.iter().map(|one| (&one.evidence, shown_initiator(context, one).text)).collect::<Vec<_>>();
    if !form.is_empty() {
        let mut draft = Draft::new(name, "tell-founded").about_case().slot("form", form);
        if let Some(date) = date {
            draft = draft.slot("when", teller.when(date)).tells(teller, "founded", evidence, context.date(date));
        }
        if let Some(whom) = &whom {
            draft = draft.slot("initiators", whom.clone()).tells_all(teller, "initiated_by", by());
        }
        all.push(draft);
    }
    if whom.is_none() && !own.is_empty() {
        let draft = Draft::new(name, "tell-initiators").slot("initiators", by_name(teller, &own));
        all.push(draft.tells_all(teller, "initiated_by", by()));
    }
    all.extend(told);
    all
}

fn specialisation(teller: &Teller) -> Option<Draft> {
    let (fact, name) = (&teller.case.specialisation, SentenceName::Specialisation);
    let Some(text) = fact.value.value() else { return on_silence(teller, name, "specialisation", &fact.evidence) };
    let shown = teller.context.get(text);
    instead(teller, name, "specialisation", &fact.evidence, &shown).or_else(|| {
        let draft = Draft::new(name, "tell-specialisation").about_case().slot("text", teller.inner(&shown));
        Some(draft.tells(teller, "specialisation", &fact.evidence, shown))
    })
}

/// What the case specialises in, told with what it is if that is short.
fn with_specialisation(teller: &Teller, opening: Draft, own: Option<Draft>) -> (Draft, Option<Draft>) {
    let is_short = teller.case.specialisation.value.value().is_some_and(|text| text.words() <= SHORT);
    let may_join = may_join(teller, SentenceName::Opening, SentenceName::Specialisation);
    match own {
        Some(own) if own.by == By::Program && own.followed_by.is_empty() && is_short && may_join => {
            let slots: Vec<_> = own.slots.iter().map(|(name, value)| (*name, value.clone())).collect();
            let rest = teller.say("tell-specialising", &slots);
            (Draft { facts: [opening.facts.as_slice(), &own.facts].concat(), ..opening }.slot("rest", rest), None)
        }
        own => (opening.slot("rest", ""), own),
    }
}

fn ended(teller: &Teller) -> Option<Draft> {
    let ended = teller.case.ended.as_ref()?;
    let form = match (&ended.into, &ended.why) {
        (Some(_), Some(_)) => "into-why",
        (Some(_), None) => "into",
        (None, Some(_)) => "closed-why",
        (None, None) => "closed",
    };
    let into = ended.into.as_ref().map(|into| teller.context.case(into)).unwrap_or_default();
    let why = ended.why.as_ref().map(|why| teller.inner(&teller.context.get(why))).unwrap_or_default();
    let draft = Draft::new(SentenceName::Ended, "tell-ended")
        .about_case()
        .slot("form", form)
        .slot("when", teller.when(&ended.on))
        .slot("into", into)
        .slot("why", why);
    Some(draft.tells(teller, "ended", &Evidence::default(), teller.context.date(&ended.on)))
}
