//! The stage: by whom it was assessed and on what ground, who disagrees, what drove it, and the criteria.

use crate::model::case::words::Answer;
use crate::model::case::{Assessment, Evidence, Known, Rater, SentenceName};
use crate::model::framework::{Framework, Stage, find};
use crate::report::prose::draft::{Draft, instead, on_silence};
use crate::report::prose::types::Teller;
use crate::report::view::annual::stages::characteristic;

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let mut all = Vec::new();
    match &teller.record.stages {
        Known::Is(assessments) => {
            let mut cycles: Vec<&str> = assessments.iter().map(|one| &*one.life_cycle).collect();
            cycles.dedup();
            for id in cycles {
                let Some(cycle) = find(teller.context.frameworks, id) else { continue };
                let own: Vec<&Assessment> = assessments.iter().filter(|one| *one.life_cycle == *id).collect();
                all.extend(assessed(teller, cycle, &own));
            }
        }
        Known::None => {
            let none = Evidence::default();
            let draft = Draft::new(SentenceName::Stage, "tell-not-assessed");
            all.push(draft.tells(teller, "stage", &none, teller.context.word("not-assessed")));
        }
        Known::NotRecorded | Known::Withheld => {}
    }
    all.extend(situation(teller));
    all.extend(criteria(teller));
    all
}

/// "a latent cluster", or the name of the stage in quotation marks.
pub fn stage_in_text(teller: &Teller, stage: &Stage) -> String {
    let own = teller.own(stage.in_text.as_ref());
    own.map_or_else(|| teller.context.quoted(&teller.context.get(&stage.label)), str::to_owned)
}

fn assessed(teller: &Teller, cycle: &Framework, all: &[&Assessment]) -> Vec<Draft> {
    let (parts, whole): (Vec<&Assessment>, Vec<&Assessment>) = all.iter().copied().partition(|one| one.part.is_some());
    let differ = whole.iter().any(|one| *one.stage != *whole[0].stage);
    let mut drafts = Vec::new();
    match whole.as_slice() {
        [] => {}
        [one] => drafts.extend(by_one(teller, cycle, one)),
        several if differ => drafts.push(by_several(teller, cycle, several)),
        several => drafts.push(agreeing(teller, cycle, several)),
    }
    for one in &parts {
        drafts.extend(of_part(teller, cycle, one));
    }
    for one in all {
        if let Some(dissent) = &one.dissent {
            let text = teller.inner(&teller.context.get(dissent));
            let draft = Draft::new(SentenceName::Dissent, "tell-dissent").slot("text", text);
            drafts.push(tells(teller, cycle, draft, one));
        }
        if let Some(driver) = &one.driver {
            let label = teller.inner(&characteristic(teller.context, driver));
            let draft = Draft::new(SentenceName::Driver, "tell-driver").slot("driver", label);
            drafts.push(tells(teller, cycle, draft, one));
        }
    }
    drafts
}

fn tells(teller: &Teller, cycle: &Framework, draft: Draft, one: &Assessment) -> Draft {
    let label = cycle.stage(&one.stage).map(|stage| teller.context.get(&stage.label)).unwrap_or_default();
    draft.tells(teller, "stage", &one.evidence, label)
}

/// Confidence and place of an assessment, as they stand in brackets; empty if there is nothing.
fn aside(teller: &Teller, one: &Assessment) -> String {
    let context = teller.context;
    let sure = one
        .confidence
        .map(|own| context.say("with-confidence", &[("confidence", context.coded("confidence", own).into())]));
    let details: Vec<String> = [sure, see(teller, one)].into_iter().flatten().collect();
    teller.semicolons(&details)
}

/// Basis, confidence and place of assessments, as they stand in brackets; empty if there is nothing.
fn ground(teller: &Teller, all: &[&Assessment]) -> String {
    let context = teller.context;
    let mut details: Vec<String> = Vec::new();
    for one in all {
        let basis = one.basis.as_ref().map(|basis| teller.say("tell-basis", &[("basis", context.get(basis).into())]));
        let sure = one
            .confidence
            .map(|own| context.say("with-confidence", &[("confidence", context.coded("confidence", own).into())]));
        for detail in [basis, sure, see(teller, one)].into_iter().flatten() {
            if !details.contains(&detail) {
                details.push(detail);
            }
        }
    }
    teller.semicolons(&details)
}

fn by_one(teller: &Teller, cycle: &Framework, one: &Assessment) -> Vec<Draft> {
    let Some(stage) = cycle.stage(&one.stage) else { return Vec::new() };
    let label = teller.context.get(&stage.label);
    if let Some(draft) = instead(teller, SentenceName::Stage, "stage", &one.evidence, &label) {
        return vec![draft];
    }
    let aside = aside(teller, one);
    let form = match (one.by.is_some(), one.basis.is_some(), aside.is_empty()) {
        (true, true, false) => "by-basis-aside",
        (true, true, true) => "by-basis",
        (true, false, false) => "by-aside",
        (true, false, true) => "by",
        (false, true, false) => "basis-aside",
        (false, true, true) => "basis",
        (false, false, false) => "aside",
        (false, false, true) => "bare",
    };
    let basis = one.basis.as_ref().map(|basis| teller.context.get(basis)).unwrap_or_default();
    let draft = Draft::new(SentenceName::Stage, "tell-stage")
        .slot("form", form)
        .slot("stage", stage_in_text(teller, stage))
        .slot("by", by(teller, one))
        .slot("basis", basis)
        .slot("aside", aside);
    vec![tells(teller, cycle, draft, one)]
}

/// Who assessed: "the secretariat", "Ingstrup and Damgaard (2013, Table 2)".
fn by(teller: &Teller, one: &Assessment) -> String {
    let Some(by) = &one.by else { return teller.context.word("tell-somebody") };
    let name = teller.context.rater(by);
    match (locator(teller, one), name.chars().next_back()) {
        (Some(at), Some(closing @ (')' | ']'))) => format!("{}, {at}{closing}", &name[..name.len() - 1]),
        _ => name,
    }
}

/// The place of an assessment in the work of those who assessed, which stands beside the year of the work.
fn locator(teller: &Teller, one: &Assessment) -> Option<String> {
    let Some(Rater::Authors(key)) = &one.by else { return None };
    let id = &one.evidence.source.as_ref()?.id;
    let source = teller.case.sources.iter().find(|source| source.id == *id)?;
    let is_own = source.cite.as_ref().is_some_and(|cited| cited.0 == key.0);
    teller.place(&one.evidence).filter(|_| is_own)?;
    one.evidence.at.as_ref().map(|at| teller.context.get(at))
}

/// The place of an assessment, where it does not stand beside the name of the work.
fn see(teller: &Teller, one: &Assessment) -> Option<String> {
    let place = teller.place(&one.evidence).filter(|_| locator(teller, one).is_none())?;
    Some(teller.say("tell-see", &[("at", place.into())]))
}

/// Raters who differ, in the order of the file, without a verdict.
fn by_several(teller: &Teller, cycle: &Framework, all: &[&Assessment]) -> Draft {
    // Who agree share a rating.
    let mut stages: Vec<(&str, Vec<String>)> = Vec::new();
    for one in all {
        match stages.iter_mut().find(|(stage, _)| *stage == &*one.stage) {
            Some((_, raters)) => raters.push(by(teller, one)),
            None => stages.push((&one.stage, vec![by(teller, one)])),
        }
    }
    let rating = |(stage, raters): &(&str, Vec<String>)| {
        let stage = cycle.stage(stage).map(|stage| stage_in_text(teller, stage)).unwrap_or_default();
        let raters = teller.context.locale.list(raters);
        teller.say("tell-rating", &[("stage", stage.into()), ("by", raters.into())])
    };
    let ratings: Vec<String> = stages.iter().map(rating).collect();
    let draft = Draft::new(SentenceName::Stage, "tell-stages-differ")
        .slot("form", if ground(teller, all).is_empty() { "bare" } else { "ground" })
        .slot("ratings", teller.context.locale.list(&ratings))
        .slot("ground", ground(teller, all));
    all.iter().fold(draft, |draft, one| tells(teller, cycle, draft, one))
}

/// Raters who agree.
fn agreeing(teller: &Teller, cycle: &Framework, all: &[&Assessment]) -> Draft {
    let raters: Vec<String> = all.iter().map(|one| by(teller, one)).collect();
    let stage = cycle.stage(&all[0].stage).map(|stage| stage_in_text(teller, stage)).unwrap_or_default();
    let form = match (raters.len(), ground(teller, all).is_empty()) {
        (2, false) => "both-ground",
        (2, true) => "both",
        (_, false) => "all-ground",
        (_, true) => "all",
    };
    let draft = Draft::new(SentenceName::Stage, "tell-stages-agree")
        .slot("form", form)
        .slot("stage", stage)
        .slot("raters", teller.context.locale.list(&raters))
        .slot("ground", ground(teller, all));
    all.iter().fold(draft, |draft, one| tells(teller, cycle, draft, one))
}

fn of_part(teller: &Teller, cycle: &Framework, one: &Assessment) -> Option<Draft> {
    let (stage, part) = (cycle.stage(&one.stage)?, one.part.as_ref()?);
    let draft = Draft::new(SentenceName::Stage, "tell-stage-of-part")
        .slot("part", teller.context.get(part))
        .slot("stage", teller.context.get(stage.short()))
        .slot("by", by(teller, one));
    Some(tells(teller, cycle, draft, one))
}

fn situation(teller: &Teller) -> Option<Draft> {
    let (fact, name) = (&teller.record.situation, SentenceName::Situation);
    let Some(text) = fact.value.value() else { return on_silence(teller, name, "situation", &fact.evidence) };
    let shown = teller.context.get(text);
    instead(teller, name, "situation", &fact.evidence, &shown).or_else(|| {
        let draft = Draft::new(name, "tell-situation").slot("text", teller.inner(&shown));
        Some(draft.tells(teller, "situation", &fact.evidence, shown))
    })
}

/// Which criteria of a life cycle are met, partly met and not met.
fn criteria(teller: &Teller) -> Vec<Draft> {
    let context = teller.context;
    let mut cycles: Vec<&str> = teller.record.criteria.0.iter().map(|met| met.life_cycle.as_str()).collect();
    cycles.dedup();
    let of_cycle = |id: &&str| {
        let cycle = find(context.frameworks, id)?;
        let answered = |answer: Answer| {
            let own = teller
                .record
                .criteria
                .0
                .iter()
                .filter(move |met| met.life_cycle == **id && met.answer.value.value() == Some(&answer));
            let labels = own.filter_map(|met| cycle.criteria.iter().find(|one| *one.id == *met.criterion));
            let labels: Vec<String> = labels.map(|one| teller.label(&one.label, None)).collect();
            let message = format!("tell-criteria-{answer}");
            (!labels.is_empty()).then(|| teller.say(&message, &[("list", teller.list(&labels).into())]))
        };
        let parts: Vec<String> = [Answer::Yes, Answer::Partly, Answer::No].into_iter().filter_map(answered).collect();
        if parts.is_empty() {
            return None;
        }
        let draft = Draft::new(SentenceName::Criteria, "tell-criteria")
            .slot("cycle", context.get(&cycle.title))
            .slot("parts", teller.semicolons(&parts));
        let own = teller.record.criteria.0.iter().filter(|met| met.life_cycle == **id);
        Some(own.fold(draft, |draft, met| match met.answer.value.value() {
            Some(answer) => draft.tells(teller, "criteria", &met.answer.evidence, context.coded("answer", answer)),
            None => draft,
        }))
    };
    cycles.iter().filter_map(of_cycle).collect()
}
