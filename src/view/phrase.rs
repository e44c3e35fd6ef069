//! Single values and entries of a case in the words that a reader sees.

use crate::case::value::Qualifier;
use crate::case::{
    Actor, ActorKind, Case, Disclosure, Event, Evidence, Fact, Funding, FundingKind, Goal, Initiator, KindOfActor,
    Known, Nace, Nuts, Part, Period, Person, Phase, Place, Record, Remark, Sector, Share, ShareWord, Size,
};
use crate::framework::find;
use crate::view::{Item, List, NOT_RECORDED, Row, Rows, Said, Scene};

// Values and entries.

/// The state of a value in words.
pub fn state<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::Is(_) => "recorded",
        Known::None => "none",
        Known::NotRecorded => NOT_RECORDED,
    }
}

/// A list of entries.
pub fn list<T>(known: &Known<Vec<T>>, show: impl Fn(&T) -> Item) -> List {
    List { state: state(known), items: known.entries().iter().map(show).collect() }
}

/// A list of rows.
pub fn rows<T>(known: &Known<Vec<T>>, show: impl Fn(&T) -> Row) -> Rows {
    Rows { state: state(known), items: known.entries().iter().map(show).collect() }
}

/// A value as a reader sees it.
pub fn fact<T>(scene: Scene, fact: &Fact<T>, show: impl Fn(&T) -> String) -> Item {
    let text = match &fact.value {
        Known::Is(value) => show(value),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    };
    let recorded = !matches!(fact.value, Known::NotRecorded);
    match recorded {
        true => item(scene, text, &fact.evidence),
        // What is not recorded has no source, but the file may say something about it.
        false => Item { recorded, source: String::new(), ..item(scene, text, &fact.evidence) },
    }
}

/// A text with its evidence.
pub fn item(scene: Scene, text: String, evidence: &Evidence) -> Item {
    Item {
        text,
        recorded: true,
        source: source_label(scene, evidence),
        words: String::new(),
        response: String::new(),
        way: String::new(),
        quote: scene.opt(evidence.quote.as_ref()),
        note: scene.opt(evidence.note.as_ref()),
        also_said: evidence
            .also_said
            .iter()
            .map(|statement| Said {
                text: scene.get(&statement.text),
                source: source_label(scene, &statement.evidence),
                quote: scene.opt(statement.evidence.quote.as_ref()),
                note: scene.opt(statement.evidence.note.as_ref()),
            })
            .collect(),
    }
}

/// Source and place, unless the report has named them for all statements: "paper, Table 2".
pub fn source_label(scene: Scene, evidence: &Evidence) -> String {
    let label = full_label(evidence);
    if label == scene.stated_in { String::new() } else { label }
}

/// Source and place in full.
pub fn full_label(evidence: &Evidence) -> String {
    match (&evidence.source, &evidence.at) {
        (Some(source), Some(at)) => format!("{source}, {at}"),
        (Some(source), None) => source.to_string(),
        (None, _) => "no source given".to_owned(),
    }
}

/// Where a cluster is, with the codes of its countries.
pub fn shown_place(scene: Scene, place: &Place) -> String {
    match place.countries.as_slice() {
        [] => scene.get(&place.text),
        countries => {
            let codes: Vec<&str> = countries.iter().map(|country| country.0.as_str()).collect();
            format!("{} ({})", scene.get(&place.text), codes.join(", "))
        }
    }
}

/// Regions: "DK01, DK05 (NUTS 2024)".
pub fn shown_nuts(nuts: &Nuts) -> String {
    let codes: Vec<&str> = nuts.codes.iter().map(|code| code.0.as_str()).collect();
    format!("{} (NUTS {})", codes.join(", "), nuts.vintage)
}

/// Activities: "28.11 (NACE Rev. 2.1)".
pub fn shown_nace(nace: &Nace) -> String {
    let codes: Vec<&str> = nace.codes.iter().map(|code| code.0.as_str()).collect();
    format!("{} (NACE Rev. {})", codes.join(", "), nace.revision)
}

/// A remark.
pub fn shown_remark(scene: Scene, remark: &Remark) -> Item {
    let case = remark.case.as_ref().map(|case| format!(" (case {case})")).unwrap_or_default();
    item(scene, format!("{}{case}", scene.get(&remark.text)), &remark.evidence)
}

/// A goal: "New members: at least 20 firms, within 2 years (in the region)".
pub fn shown_goal(scene: Scene, goal: &Goal) -> Item {
    let mut text = scene.get(&goal.text);
    let target = goal.target.map(|target| target.to_string());
    let parts: Vec<String> = target.into_iter().chain(goal.unit.as_ref().map(|unit| scene.get(unit))).collect();
    if !parts.is_empty() {
        text.push_str(&format!(": {}", parts.join(" ")));
    }
    if let Some(within) = &goal.within {
        text.push_str(&format!(", within {within}"));
    }
    if let Some(place) = &goal.place {
        text.push_str(&format!(" ({})", scene.get(place)));
    }
    item(scene, text, &goal.evidence)
}

/// Who brought something about.
pub fn shown_initiator(scene: Scene, initiator: &Initiator) -> Item {
    let kind = initiator.kind.map(|kind| kind.to_string());
    let text = match (&initiator.name, &initiator.words, kind) {
        (Some(name), _, Some(kind)) => format!("{} ({kind})", scene.get(name)),
        (Some(name), _, None) => scene.get(name),
        (None, Some(words), _) => scene.get(words),
        (None, None, Some(kind)) => kind,
        (None, None, None) => NOT_RECORDED.to_owned(),
    };
    let words = initiator.words.as_ref().map(|words| scene.get(words)).filter(|words| *words != text);
    Item { words: words.unwrap_or_default(), ..item(scene, text, &initiator.evidence) }
}

/// What happened when.
pub fn shown_event(scene: Scene, event: &Event) -> Row {
    let when = match (event.on, event.from, event.to) {
        (Some(on), _, _) => on.to_string(),
        (None, Some(from), Some(to)) => format!("{from} to {to}"),
        (None, Some(from), None) => format!("from {from}"),
        (None, None, Some(to)) => format!("until {to}"),
        (None, None, None) => "undated".to_owned(),
    };
    let driver = event.driver.as_ref().and_then(|link| {
        let framework = find(scene.frameworks, &link.framework)?;
        let driver = framework.dimension(&link.dimension)?.characteristic(&link.is)?;
        Some(format!(" (driver of change: {})", scene.get(&driver.label)))
    });
    let text = format!("{}{}", scene.get(&event.text), driver.unwrap_or_default());
    Row { cells: vec![when], item: item(scene, text, &event.evidence) }
}

/// Everybody whom the case lists, as a list that may be unrecorded.
pub fn people(case: &Case) -> Known<Vec<&Person>> {
    if case.people.is_empty() { Known::NotRecorded } else { Known::Is(case.people.iter().map(|p| &p.value).collect()) }
}

/// The name if it may be published, else the role.
pub fn person_name(scene: Scene, person: &Person) -> String {
    let public = person.name.as_ref().filter(|_| person.disclosure == Some(Disclosure::Public));
    let role = || person.role.as_ref().map(|role| scene.get(role)).unwrap_or_else(|| "a person not named".to_owned());
    public.cloned().unwrap_or_else(role)
}

/// A person: role, organisation, and the name if it is public.
pub fn shown_person(scene: Scene, person: &&Person) -> Row {
    let public = person.name.as_ref().filter(|_| person.disclosure == Some(Disclosure::Public));
    let role = scene.opt(person.role.as_ref());
    let organisation = scene.opt(person.organisation.as_ref());
    let name = public.cloned().unwrap_or_else(|| "not named".to_owned());
    Row { cells: vec![role, organisation], item: item(scene, name, &person.evidence) }
}

/// A kind of actor: what, how many, and its part.
pub fn shown_kind(scene: Scene, kind: &KindOfActor) -> Row {
    let name = match (kind.kind, kind.size) {
        (ActorKind::Firm, Some(Size::Micro)) => "very small firms".to_owned(),
        (ActorKind::Firm, Some(Size::Sme)) => "small and medium-sized firms".to_owned(),
        (ActorKind::Firm, Some(Size::Large)) => "large firms".to_owned(),
        (other, Some(size)) => format!("{} ({size})", plural(&other.to_string())),
        (other, None) => plural(&other.to_string()),
    };
    let part = match kind.part {
        Some(Part::Main) => "most of the actors",
        Some(Part::Dominant) => "dominant",
        Some(Part::Active) => "active",
        Some(Part::Participating) => "participating",
        None => "",
    };
    let count = kind.count.map(|count| count.to_string()).unwrap_or_default();
    let mut item = item(scene, part.to_owned(), &kind.evidence);
    item.words = scene.opt(kind.words.as_ref());
    Row { cells: vec![capital(&name), count], item }
}

/// A named actor: name, kind, sector, when it took part, and the part played.
pub fn shown_actor(scene: Scene, actor: &Actor) -> Row {
    let or_blank = |text: Option<String>| text.unwrap_or_else(|| NOT_RECORDED.to_owned());
    let period = match (actor.from, actor.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    };
    let when = [scene.opt(actor.joined.as_ref()), period].into_iter().filter(|part| !part.is_empty());
    let when = when.collect::<Vec<_>>().join("; ");
    let when = or_blank((!when.is_empty()).then_some(when));
    let part = or_blank(actor.part.as_ref().map(|part| scene.get(part)));
    let mut kind = or_blank(actor.kind.map(|kind| kind.to_string()));
    if let Some(form) = actor.form {
        kind = format!("{kind}, {form}");
    }
    let sector = or_blank(actor.sector.map(|sector| sector.to_string()));
    Row { cells: vec![scene.get(&actor.name), kind, sector, when], item: item(scene, part, &actor.evidence) }
}

/// One way of financing.
pub fn shown_funding(scene: Scene, funding: &Funding) -> Item {
    item(scene, funding_phrase(scene, funding), &funding.evidence)
}

/// How many facilitators there are: "1, full-time".
pub fn facilitators_phrase(record: &Record) -> String {
    let count = match &record.facilitators.count.value {
        Known::Is(count) => count.to_string(),
        Known::None => "none".to_owned(),
        Known::NotRecorded => NOT_RECORDED.to_owned(),
    };
    record.facilitators.employment.map_or(count.clone(), |employment| format!("{count}, {employment}"))
}

/// Funding in one phrase: "mostly by a public grant of EUR 19,172,500 over 5 years".
pub fn funding_phrase(scene: Scene, funding: &Funding) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(funding.when.map(|when| match when {
        Phase::Initial => "initially".to_owned(),
        Phase::Present => "at present".to_owned(),
    }));
    words.extend(funding.share.map(|share| match share {
        Share::Word(ShareWord::Supplementary) => "supplemented".to_owned(),
        Share::Word(word) => word.to_string(),
        Share::Percent(part) => format!("{part} financed"),
    }));
    words.push("by".to_owned());
    let mut what: Vec<String> = Vec::new();
    what.extend(funding.sector.map(|sector| match sector {
        Sector::Mixed => "public and private".to_owned(),
        sector => sector.to_string(),
    }));
    match funding.kind {
        FundingKind::Grant if funding.amount.is_some() => what.insert(0, "a".to_owned()),
        _ if funding.per == Some(Period::Year) => what.push("annual".to_owned()),
        _ if funding.per == Some(Period::Month) => what.push("monthly".to_owned()),
        _ => {}
    }
    what.push(match funding.kind {
        FundingKind::MembershipFee => "membership fees".to_owned(),
        FundingKind::Grant if funding.amount.is_none() => "grants".to_owned(),
        kind => kind.to_string(),
    });
    words.extend(what);
    if let Some(from) = &funding.from {
        words.push(format!("from {}", scene.get(from)));
    }
    if let Some(amount) = &funding.amount {
        let of = if amount.qualifier == Qualifier::StartingAt { "" } else { "of " };
        words.push(format!("{of}{amount}"));
    }
    if funding.kind == FundingKind::Grant && funding.amount.is_some() {
        words.extend(funding.per.map(|per| format!("per {per}")));
    }
    words.extend(funding.over.as_ref().map(|over| format!("over {over}")));
    words.join(" ")
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if word == "other" || word == "venture capital" => word.to_owned(),
        None => format!("{word}s"),
    }
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
