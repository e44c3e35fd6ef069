//! What is recorded as none, and on what nothing is recorded: of a fixed list of what a reader would miss.

use crate::model::case::{Case, Evidence, Known, Listed, Owner, Record, SentenceName};
use crate::model::framework::{Framework, find};
use crate::model::indicator::Nature;
use crate::report::prose::draft::Draft;
use crate::report::prose::sentences::lens::silent_dimensions;
use crate::report::prose::types::Teller;

/// More dimensions without observations than this are counted.
const DIMENSIONS: usize = 4;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    none(teller).into_iter().chain(missing(teller)).collect()
}

/// What the file says there is none of.
fn none(teller: &Teller) -> Option<Draft> {
    let (case, record) = (teller.case, teller.record);
    let fields = [
        ("initiated_by", matches!(case.initiated_by, Known::None)),
        ("history", matches!(case.history, Known::None)),
        ("models", matches!(case.models, Known::None)),
        ("secretariat", matches!(case.secretariat, Known::None)),
        ("actors", matches!(record.actors.total.value, Known::None)),
        ("actor_kinds", matches!(record.actors.kinds, Known::None)),
        ("actor_names", matches!(record.actors.list, Known::None)),
        ("facilitators", matches!(record.facilitators.count.value, Known::None)),
        ("funding", matches!(record.funding, Known::None)),
        ("aims", matches!(record.aims, Known::None)),
        ("goals", matches!(record.goals, Known::None)),
        ("ambitions", matches!(record.ambitions, Known::None)),
        ("events", matches!(record.events, Known::None)),
    ];
    let own: Vec<&str> = fields.iter().filter(|(_, holds)| *holds).map(|(fact, _)| *fact).collect();
    if own.is_empty() {
        return None;
    }
    let names: Vec<String> =
        own.iter().map(|fact| teller.context.word(&format!("tell-none-{}", fact.replace('_', "-")))).collect();
    let draft =
        Draft::new(SentenceName::None, "tell-none").about_case().slot("list", teller.context.locale.list_or(&names));
    let nowhere = Evidence::default();
    Some(own.iter().fold(draft, |draft, fact| draft.tells(teller, fact, &nowhere, teller.context.word("none"))))
}

/// On what nothing is recorded, in one sentence.
fn missing(teller: &Teller) -> Option<Draft> {
    let (case, record) = (teller.case, teller.record);
    let word = |id: &str| {
        let forms = [("the", teller.thing.definite.as_str()), ("genitive", teller.thing.genitive.as_str())];
        teller.say(id, &forms.map(|(name, form)| (name, form.into())))
    };
    let mut all: Vec<String> = Vec::new();
    let mut of = 0;
    let mut asked = |id: &str, count: usize, is_missing: bool| {
        of += count;
        all.extend(is_missing.then(|| word(id)));
    };
    let silent = |evidence: &Evidence| evidence.tell.is_none();
    let no_date = matches!(case.founded.value, Known::NotRecorded) && silent(&case.founded.evidence);
    let no_initiators = matches!(case.initiated_by, Known::NotRecorded);
    asked("tell-missing-founding", 2, no_date && no_initiators);
    asked("tell-missing-date", 0, no_date && !no_initiators);
    asked("tell-missing-initiators", 0, !no_date && no_initiators);
    if teller.has_members() {
        if !may_tell_of_secretariat(record) {
            secretariat(case, is_secretariat_told(record), &mut asked);
        }
        let actors = &record.actors;
        let no_actors = matches!(actors.total.value, Known::NotRecorded)
            && matches!(actors.kinds, Known::NotRecorded)
            && matches!(actors.list, Known::NotRecorded)
            && !has_figure(teller, Nature::Size);
        asked("tell-missing-actors", 1, no_actors);
    }
    let no_funding = matches!(record.funding, Known::NotRecorded) && !has_figure(teller, Nature::Budget);
    asked("tell-missing-funding", 1, no_funding);
    let [no_aims, no_goals] = [matches!(record.aims, Known::NotRecorded), matches!(record.goals, Known::NotRecorded)];
    asked("tell-missing-aims-and-goals", 1, no_aims && no_goals);
    asked("tell-missing-aims", 0, no_aims && !no_goals);
    // Nobody asks for stages where all that a case is seen through knows none.
    let lenses: Vec<&Framework> =
        record.observed.iter().filter_map(|own| find(teller.context.frameworks, &own.framework)).collect();
    let has_stages = lenses.is_empty() || lenses.iter().any(|own| own.life_cycle.is_some() || !own.stages.is_empty());
    asked("tell-missing-stage", usize::from(has_stages), has_stages && matches!(record.stages, Known::NotRecorded));
    let dimensions = silent_dimensions(teller);
    // The dimensions of a framework count as one: they are many, and often nobody asked about them.
    of += usize::from(!dimensions.is_empty());
    let missing = all.len() + usize::from(!dimensions.is_empty());
    match dimensions.len() {
        0 => {}
        count if count > DIMENSIONS => {
            all.push(teller.say("tell-missing-dimensions-counted", &[("number", teller.count(count).into())]));
        }
        _ => {
            let labels = teller.context.locale.list(&dimensions);
            all.push(teller.say("tell-missing-dimensions", &[("dimensions", labels.into())]));
        }
    }
    if all.is_empty() {
        return None;
    }
    let form = if 2 * missing > of.max(4) { "little" } else { "some" };
    // The comma at the end of a clause stays before the last of them; elsewhere the list has one.
    let before_last = all.len().checked_sub(2);
    let trimmed = |(at, text): (usize, &String)| match Some(at) == before_last {
        true => text.clone(),
        false => text.trim_end_matches(',').to_owned(),
    };
    let all: Vec<String> = all.iter().enumerate().map(trimmed).collect();
    let list = teller.context.locale.list_or(&all);
    Some(Draft::new(SentenceName::Missing, "tell-missing").slot("form", form).slot("list", list))
}

/// Whether the record gives a figure of this nature: of a year, that says how many members or how much money there is.
fn has_figure(teller: &Teller, nature: Nature) -> bool {
    let mut own = teller.context.indicators.all().filter(|own| own.nature == Some(nature));
    own.any(|own| teller.record.figures.of(&own.id).is_some_and(|one| !matches!(one.amount.value, Known::NotRecorded)))
}

/// Whether something is withheld that may tell of a secretariat.
fn may_tell_of_secretariat(record: &Record) -> bool {
    fn lacks<T>(list: &Known<Listed<T>>) -> bool {
        matches!(list, Known::Withheld) || list.value().is_some_and(|list| list.withheld > 0)
    }
    matches!(record.facilitators.count.value, Known::Withheld)
        || lacks(&record.funding)
        || lacks(&record.aims)
        || lacks(&record.ambitions)
        || lacks(&record.goals)
}

/// Whether anything else tells of a secretariat.
fn is_secretariat_told(record: &Record) -> bool {
    let is_its = |owner: Option<&Owner>| owner == Some(&Owner::Secretariat);
    is_its(record.facilitators.of.as_ref())
        || record.funding.entries().iter().any(|one| is_its(one.of.as_ref()))
        || record.aims.entries().iter().chain(record.ambitions.entries()).any(|one| is_its(one.of.as_ref()))
        || record.goals.entries().iter().any(|one| is_its(one.of.as_ref()))
}

/// `is_told`: whether other facts tell of it.
fn secretariat(case: &Case, is_told: bool, asked: &mut impl FnMut(&str, usize, bool)) {
    let Some(own) = case.secretariat.value() else {
        let is_silent = matches!(case.secretariat, Known::NotRecorded);
        asked("tell-missing-secretariat-details", 1, is_silent && is_told);
        asked("tell-missing-secretariat", 0, is_silent && !is_told);
        return;
    };
    let no_name = matches!(own.name.value, Known::NotRecorded);
    let no_initiators = matches!(own.initiated_by, Known::NotRecorded);
    let no_date = matches!(own.founded.value, Known::NotRecorded);
    let whole = no_name && no_initiators && no_date;
    let is_told = is_told || !matches!(own.hosted_by.value, Known::NotRecorded);
    asked("tell-missing-secretariat-details", 1, whole && is_told);
    asked("tell-missing-secretariat", 0, whole && !is_told);
    asked("tell-missing-secretariat-name-and-initiators", 0, !whole && no_name && no_initiators);
    asked("tell-missing-secretariat-name", 0, !whole && no_name && !no_initiators);
    asked("tell-missing-secretariat-initiators", 0, !whole && !no_name && no_initiators);
}
