//! Single values and entries of a case in the words that a reader sees.

use std::ops::Deref;

use crate::analysis::mapping::Status;
use crate::base::text::capital;
use crate::document::picture;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::observed::Observation;
use crate::model::case::record::Facilitators;
use crate::model::case::value::Qualifier;
use crate::model::case::{
    Actor, ActorKind, Case, Event, Evidence, Fact, Funding, FundingKind, Goal, Initiator, KindOfActor, Known, Nace,
    Nuts, Person, Place, Record, Remark, Share,
};
use crate::model::framework::find;
use crate::report::view::context::{Context, NOT_RECORDED};
use crate::report::view::types::{ItemView, ListView, Row, Rows, Said};

// Values and entries.

/// The state of a value, as templates see it.
pub fn state<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::Is(_) => "recorded",
        Known::None => "none",
        Known::NotRecorded => NOT_RECORDED,
        Known::Withheld => WITHHELD,
    }
}

/// A list of entries.
pub fn list<L: Deref<Target = [T]>, T>(known: &Known<L>, show: impl Fn(&T) -> ItemView) -> ListView {
    let items: Vec<ItemView> = known.entries().iter().map(show).collect();
    ListView { state: state(known), worded: items.iter().any(|item| !item.words.is_empty()), items }
}

/// A list of rows.
pub fn rows<L: Deref<Target = [T]>, T>(known: &Known<L>, show: impl Fn(&T) -> Row) -> Rows {
    Rows { state: state(known), items: known.entries().iter().map(show).collect() }
}

/// A value as a reader sees it.
pub fn fact<T>(context: Context, fact: &Fact<T>, show: impl Fn(&T) -> String) -> ItemView {
    let text = context.known(&fact.value, show);
    let recorded = !fact.value.is_unknown();
    match recorded {
        true => item(context, text, &fact.evidence),
        // What is not recorded has no source, but the file may say something about it.
        false => ItemView { recorded, source: String::new(), ..item(context, text, &fact.evidence) },
    }
}

/// A text with its evidence.
pub fn item(context: Context, text: String, evidence: &Evidence) -> ItemView {
    ItemView {
        text,
        recorded: true,
        source: source_label(context, evidence),
        words: String::new(),
        response: String::new(),
        way: String::new(),
        quote: context.opt(evidence.quote.as_ref().map(|quote| &quote.text)),
        translation: translation(context, evidence),
        note: context.opt(evidence.note.as_ref()),
        by: String::new(),
        against: Vec::new(),
        also_said: evidence
            .also_said
            .iter()
            .map(|statement| Said {
                text: context.get(&statement.text),
                who: context.opt(statement.who.as_ref()),
                ..said(context, &statement.evidence)
            })
            .collect(),
    }
}

/// What a source says at a place, without a text of the author's.
pub fn said(context: Context, evidence: &Evidence) -> Said {
    Said {
        text: String::new(),
        who: String::new(),
        source: source_label(context, evidence),
        quote: context.opt(evidence.quote.as_ref().map(|quote| &quote.text)),
        translation: translation(context, evidence),
        note: context.opt(evidence.note.as_ref()),
    }
}

/// Source and place, unless the report has named them for all statements: "paper, Table 2".
pub fn source_label(context: Context, evidence: &Evidence) -> String {
    let label = full_label(context, evidence);
    let Some(main) = context.stated_in else { return label };
    match &evidence.at {
        _ if label == full_label(context, main) => String::new(),
        Some(at) if evidence.source == main.source => context.get(at),
        _ => label,
    }
}

/// The author's translation of a quotation into the language of the report, or empty.
pub fn translation(context: Context, evidence: &Evidence) -> String {
    let translated = evidence.quote.as_ref().and_then(|quote| quote.translated.as_ref());
    translated.and_then(|text| text.in_language(&context.locale.language)).unwrap_or_default().to_owned()
}

/// The quotation of a statement in quotes, with the author's translation behind it; `None` if it has none.
pub fn quotation(context: Context, evidence: &Evidence) -> Option<String> {
    let words = context.quoted(&context.get(&evidence.quote.as_ref()?.text));
    Some(match translation(context, evidence) {
        text if text.is_empty() => words,
        text => format!("{words} {}", context.say("translated", &[("text", text.into())])),
    })
}

/// Source and place in full.
pub fn full_label(context: Context, evidence: &Evidence) -> String {
    let Some(source) = &evidence.source else { return context.word("no-source") };
    let source = source.label.as_ref().map_or_else(|| source.id.clone(), |label| context.get(label));
    match &evidence.at {
        Some(at) => format!("{source}, {}", context.get(at)),
        None => source,
    }
}

/// Where a cluster is, with the codes of its countries.
pub fn shown_place(context: Context, place: &Place) -> String {
    match place.countries.as_slice() {
        [] => context.get(&place.text),
        countries => {
            let codes: Vec<&str> = countries.iter().map(|country| country.0.as_str()).collect();
            format!("{} ({})", context.get(&place.text), codes.join(", "))
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
pub fn shown_remark(context: Context, remark: &Remark) -> ItemView {
    let case = remark.case.as_ref().map(|case| context.say("of-case", &[("case", context.case(case).into())]));
    let case = case.map(|case| format!(" ({case})")).unwrap_or_default();
    item(context, format!("{}{case}", context.get(&remark.text)), &remark.evidence)
}

/// A goal: "New members: at least 20 firms, within 2 years (in the region)".
pub fn shown_goal(context: Context, goal: &Goal) -> ItemView {
    let mut text = context.get(&goal.text);
    let target = goal.target.map(|target| context.quantity(&target));
    let parts: Vec<String> = target.into_iter().chain(goal.unit.as_ref().map(|unit| context.get(unit))).collect();
    if !parts.is_empty() {
        text.push_str(&format!(": {}", parts.join(" ")));
    }
    if let Some(within) = &goal.within {
        text = context.say("goal-within", &[("goal", text.into()), ("within", context.duration(within).into())]);
    }
    if let Some(place) = &goal.place {
        text.push_str(&format!(" ({})", context.get(place)));
    }
    item(context, text, &goal.evidence)
}

/// Who brought something about.
pub fn shown_initiator(context: Context, initiator: &Initiator) -> ItemView {
    let kind = initiator.kind.map(|kind| context.coded("actor", kind));
    let text = match (&initiator.name, &initiator.words, kind) {
        (Some(name), _, Some(kind)) => format!("{} ({kind})", context.get(name)),
        (Some(name), _, None) => context.get(name),
        (None, Some(words), _) => context.quoted(&context.get(words)),
        (None, None, Some(kind)) => kind,
        (None, None, None) => context.not_recorded(),
    };
    let words = initiator
        .words
        .as_ref()
        .map(|words| context.get(words))
        .filter(|words| initiator.name.is_some() && *words != text);
    ItemView { words: words.unwrap_or_default(), ..item(context, text, &initiator.evidence) }
}

/// What happened when.
pub fn shown_event(context: Context, event: &Event) -> Row {
    let when = event.on.map(|on| context.date(&on)).or_else(|| context.span(event.from.as_ref(), event.to.as_ref()));
    let when = when.unwrap_or_else(|| context.word("undated"));
    let driver = event.driver.as_ref().and_then(|link| {
        let framework = find(context.frameworks, &link.framework)?;
        let driver = framework.dimension(&link.dimension)?.characteristic(&link.is)?;
        Some(format!(" ({})", context.say("driver", &[("driver", context.get(&driver.label).into())])))
    });
    let text = format!("{}{}", context.get(&event.text), driver.unwrap_or_default());
    Row { cells: vec![when], item: item(context, text, &event.evidence) }
}

/// Why a record has no one stage in a life cycle: it is not recorded, withheld or not assessed, or raters differ.
pub fn without_stage(context: Context, record: Option<&Record>) -> String {
    context.word(match record.map(|record| &record.stages) {
        Some(Known::Is(all)) if all.withheld > 0 => "withheld",
        Some(Known::Is(_)) => "no-one-stage",
        Some(Known::None) => "not-assessed",
        Some(Known::Withheld) => "withheld",
        Some(Known::NotRecorded) | None => "not-recorded",
    })
}

/// All people whom the case lists; not recorded if it lists nobody.
pub fn people(case: &Case) -> Known<Vec<&Person>> {
    if case.people.is_empty() { Known::NotRecorded } else { Known::Is(case.people.iter().map(|p| &p.value).collect()) }
}

/// What a person is called: the name or the pseudonym, else the role.
pub fn person_name(context: Context, person: &Person) -> String {
    let role =
        || person.role.as_ref().map(|role| context.get(role)).unwrap_or_else(|| context.word("person-not-named"));
    person.shown_name().cloned().unwrap_or_else(role)
}

/// A person with the role: "Ada Holm (cluster manager)"; the role alone of somebody who is not named.
pub fn person_and_role(context: Context, person: &Person) -> String {
    match (&person.role, person.shown_name().is_some()) {
        (Some(role), true) => format!("{} ({})", person_name(context, person), context.get(role)),
        _ => person_name(context, person),
    }
}

/// A person: role, organisation, and the name if it is public.
pub fn shown_person(context: Context, person: &&Person) -> Row {
    let role = context.opt(person.role.as_ref());
    let organisation = context.opt(person.organisation.as_ref());
    let name = person.shown_name().cloned().unwrap_or_else(|| context.word("not-named"));
    Row { cells: vec![role, organisation], item: item(context, name, &person.evidence) }
}

/// A kind of actor: what, how many, and its part.
pub fn shown_kind(context: Context, kind: &KindOfActor) -> Row {
    let name = match (kind.kind, kind.size) {
        (ActorKind::Firm, Some(size)) => context.coded("actors-firm", size),
        (other, Some(size)) => {
            let parts = [("actors", context.coded("actors", other).into()), ("size", size.to_string().into())];
            context.say("actors-sized", &parts)
        }
        (other, None) => context.coded("actors", other),
    };
    let part = kind.part.map(|part| context.coded("part", part)).unwrap_or_default();
    let count = kind.count.map(|count| context.quantity(&count)).unwrap_or_default();
    let mut item = item(context, part, &kind.evidence);
    item.words = context.opt(kind.words.as_ref());
    Row { cells: vec![capital(&name), count], item }
}

/// A named actor: name, kind, sector, when it took part, and the part played.
pub fn shown_actor(context: Context, all: &[Actor], actor: &Actor) -> Row {
    let or_not = |text: Option<String>| text.unwrap_or_else(|| context.not_recorded());
    let period = context.span(actor.from.as_ref(), actor.to.as_ref());
    let groups: Vec<String> = actor.member_of.iter().filter_map(|id| actor_in_text(context, all, &id.0)).collect();
    let member_of =
        (!groups.is_empty()).then(|| context.say("member-of", &[("groups", context.locale.list(&groups).into())]));
    let joined = actor.joined.iter().map(|joined| context.get(joined));
    let when: Vec<String> = member_of.into_iter().chain(joined).chain(period).collect();
    let when = or_not((!when.is_empty()).then_some(when.join("; ")));
    let part = or_not(actor.part.as_ref().map(|part| context.get(part)));
    let mut kind = or_not(actor.kind.map(|kind| context.coded("actor", kind)));
    if let Some(form) = actor.form {
        kind = format!("{kind}, {}", context.coded("form", form));
    }
    let sector = or_not(actor.sector.map(|sector| context.coded("sector", sector)));
    Row { cells: vec![context.get(&actor.name), kind, sector, when], item: item(context, part, &actor.evidence) }
}

/// An actor inside a sentence, by its id among all that a record names.
pub fn actor_in_text(context: Context, all: &[Actor], id: &str) -> Option<String> {
    let actor = all.iter().find(|actor| actor.id.as_deref() == Some(id))?;
    let own = actor.in_text.as_ref().and_then(|text| text.in_language(&context.locale.language));
    Some(own.map_or_else(|| context.get(&actor.name), str::to_owned))
}

/// One way of financing.
pub fn shown_funding(context: Context, funding: &Funding) -> ItemView {
    item(context, funding_phrase(context, funding), &funding.evidence)
}

/// How many facilitators there are: "1, full-time".
pub fn facilitators_phrase(context: Context, facilitators: &Facilitators) -> String {
    let count = context.known(&facilitators.count.value, |count| context.quantity(count));
    match facilitators.employment {
        Some(employment) => {
            let employment = context.coded("employment", employment);
            context.say("facilitators-of", &[("count", count.into()), ("employment", employment.into())])
        }
        None => count,
    }
}

/// Funding in one phrase: "mostly by a public grant of EUR 19,172,500 over 5 years".
pub fn funding_phrase(context: Context, funding: &Funding) -> String {
    let code = |code: Option<String>, other: &str| code.map_or(other.to_owned(), |code| code.replace(' ', "-"));
    let sector = code(funding.sector.map(|sector| sector.to_string()), "not-recorded");
    let per = code(funding.per.map(|per| per.to_string()), "once");
    let one_grant = funding.kind == FundingKind::Grant && funding.amount.is_some();
    let what = if one_grant {
        context.say("funding-one-grant", &[("sector", sector.into())])
    } else {
        let kind = code(Some(funding.kind.to_string()), "");
        context.say("funding-kind", &[("sector", sector.into()), ("per", per.as_str().into()), ("kind", kind.into())])
    };
    let amount = funding.amount.as_ref().map(|amount| {
        let id = if amount.qualifier == Qualifier::StartingAt { "funding-starting" } else { "funding-amount" };
        let per = if one_grant { per.as_str() } else { "once" };
        context.say(id, &[("amount", context.money(amount).into()), ("per", per.into())])
    });
    let share = funding.share.as_ref().map(|share| match share {
        Share::Word(word) => context.coded("funding", word),
        Share::Percent(part) => context.say("funding-part", &[("part", context.percentage(part).into())]),
    });
    let when = funding.when.map(|when| context.coded("funding", when));
    let from = funding.from.as_ref().map(|from| context.say("funding-from", &[("from", context.get(from).into())]));
    let over =
        funding.over.as_ref().map(|over| context.say("funding-over", &[("over", context.duration(over).into())]));
    let parts =
        [("when", when), ("share", share), ("what", Some(what)), ("from", from), ("amount", amount), ("over", over)];
    context.say("funding", &parts.map(|(name, part)| (name, part.unwrap_or_default().into())))
}

/// The date or period of a record in words.
pub fn as_of(context: Context, record: &Record) -> String {
    match (&record.period, &record.as_of) {
        (Some(period), _) => period.clone(),
        (None, Some(date)) => context.date(date),
        (None, None) => context.not_recorded(),
    }
}

/// The id of the fixed words for a status.
pub fn status_id(status: Status) -> &'static str {
    match status {
        Status::Observed => "observed",
        Status::Countered => "countered",
        Status::Planned => "planned",
        Status::Past => "past",
        Status::Absent => "absent",
        Status::Withheld => "withheld",
        Status::Contested => "coded-differently",
        Status::NotMentioned => "not-mentioned",
        Status::NotRecorded => "not-recorded",
    }
}

/// The name of what was observed outside the framework; for a characteristic of the framework, its id.
pub fn outside_label(context: Context, observation: &Observation) -> String {
    observation.what.shown(|text| context.get(text))
}

/// The link to an image of the workspace, in a report that lies at a depth, as for [`Context::depth`]. Empty if the path can't
/// be that of an image in the workspace.
pub fn shown_logo(context: Context, path: &str, depth: usize) -> String {
    picture::path(path).map(|path| picture::shown(&path, context.depth(depth))).unwrap_or_default()
}
