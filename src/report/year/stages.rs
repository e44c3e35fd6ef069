//! In which stages clusters are assessed, and which moved since the year before.

use crate::analysis::mapping::{assessed_place, is_stage_withheld, movement, raters};
use crate::analysis::measure::Pair;
use crate::model::case::{Assessment, Case, Known};
use crate::model::framework::{Framework, Stage};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::matrix::portfolio::stages::is_used;
use crate::report::view::context::Context;
use crate::report::year::{Year, fact, say};

/// What is said of stages, for each life cycle in which a cluster is assessed.
pub fn stages(context: Context, year: &Year) -> Vec<AcrossSentence> {
    let was_used = |cycle: &Framework| year.pairs.iter().any(|pair| place_before(pair, cycle).is_some());
    let is_told = |cycle: &&Framework| is_used(cycle, &year.cases) || (year.portfolio.is_none() && was_used(cycle));
    let cycles: Vec<&Framework> = context.frameworks.iter().filter(is_told).collect();
    let several = cycles.len() > 1;
    let of = |cycle: &&Framework| match year.portfolio {
        None => of_one(context, year, cycle).into_iter().collect(),
        Some(_) => [spread(context, year, cycle, several), moves(context, year, cycle)].into_iter().flatten().collect(),
    };
    cycles.iter().flat_map(|cycle| -> Vec<AcrossSentence> { of(cycle) }).collect()
}

/// The place in the life cycle in which a cluster was assessed in the year before.
fn place_before(pair: &Pair, cycle: &Framework) -> Option<usize> {
    pair.last.and_then(|last| assessed_place(last, cycle))
}

fn in_text(context: Context, stage: &Stage) -> String {
    context.own(stage.in_text.as_ref()).map_or_else(|| context.quoted(&context.get(&stage.label)), str::to_owned)
}

/// The stage of one cluster, with who assesses it and how it moved.
fn of_one(context: Context, year: &Year, cycle: &Framework) -> Option<AcrossSentence> {
    let (case, pair) = (year.cases[0], year.pairs[0]);
    let whole: Vec<&Assessment> =
        pair.record.stages.entries().iter().filter(|one| *one.life_cycle == *cycle.id && one.part.is_none()).collect();
    let by = |one: &Assessment| one.by.as_ref().map(|by| context.inner(&context.rater(by)));
    let facts = || {
        let value = |one: &&Assessment| context.get(&cycle.stage(&one.stage)?.label).into();
        whole.iter().filter_map(value).map(|value: String| fact(context, context.get(&case.name), value)).collect()
    };
    let Some(now) = assessed_place(pair.record, cycle) else {
        let texts: Vec<String> = whole
            .iter()
            .filter_map(|one| {
                let slots = [
                    ("form", if one.by.is_some() { "by" } else { "plain" }.into()),
                    ("stage", in_text(context, cycle.stage(&one.stage)?).into()),
                    ("by", by(one).unwrap_or_default().into()),
                ];
                Some(context.say("year-stage-by", &slots))
            })
            .collect();
        let is_silent = pair.record.stages.entries().iter().all(|one| *one.life_cycle != *cycle.id);
        if is_stage_withheld(pair.record, cycle) {
            let slots = [("name", named(context, case).into())];
            return Some(say(context, YearSentence::Stages, "year-stage-withheld", &slots, facts()));
        }
        if let (true, Some(before)) = (is_silent, place_before(&pair, cycle)) {
            let slots = [
                ("form", if matches!(pair.record.stages, Known::None) { "none" } else { "silent" }.into()),
                ("name", named(context, case).into()),
                ("before", in_text(context, &cycle.stages[before]).into()),
            ];
            return Some(say(context, YearSentence::Stages, "year-stage-no-more", &slots, facts()));
        }
        let slots = [("name", named(context, case).into()), ("list", context.in_order(&texts).into())];
        return (!texts.is_empty()).then(|| say(context, YearSentence::Stages, "year-stage-differs", &slots, facts()));
    };
    let before = place_before(&pair, cycle);
    let raters: Vec<String> = whole.iter().filter_map(|one| by(one)).collect();
    let slots = [
        ("move", before.map_or("first", |before| movement(before, now)).into()),
        ("form", if raters.is_empty() { "plain" } else { "by" }.into()),
        ("name", named(context, case).into()),
        ("stage", in_text(context, &cycle.stages[now]).into()),
        ("by", context.list(&raters).into()),
        ("before", before.map(|before| in_text(context, &cycle.stages[before])).unwrap_or_default().into()),
    ];
    Some(say(context, YearSentence::Stages, "year-stage", &slots, facts()))
}

/// How many clusters are assessed in each stage, and of how many no stage can be told.
fn spread(context: Context, year: &Year, cycle: &Framework, several: bool) -> Option<AcrossSentence> {
    let at = |case: &Case| case.newest().and_then(|record| assessed_place(record, cycle));
    let mut texts: Vec<String> = Vec::new();
    for (place, stage) in cycle.stages.iter().enumerate() {
        let count = year.cases.iter().filter(|case| at(case) == Some(place)).count();
        let own = if count == 1 {
            in_text(context, stage)
        } else {
            context.own(stage.plural.as_ref()).map_or_else(|| context.quoted(&context.get(&stage.label)), str::to_owned)
        };
        let slots = [
            ("place", if texts.is_empty() { "first" } else { "next" }.into()),
            ("count", count.into()),
            ("number", context.count(count).into()),
            ("stage", own.into()),
        ];
        texts.extend((count > 0).then(|| context.say("year-in-stage", &slots)));
    }
    let without: Vec<&&Case> = year.cases.iter().filter(|case| at(case).is_none()).collect();
    let differ = |case: &&&&Case| case.newest().is_some_and(|record| raters(record, cycle).len() > 1);
    let contested = without.iter().filter(differ).count();
    let silent = |case: &&&&Case| case.newest().is_none_or(|record| matches!(record.stages, Known::NotRecorded));
    let is_withheld = |case: &&&&Case| case.newest().is_some_and(|record| is_stage_withheld(record, cycle));
    let (silent, withheld) = (without.iter().filter(silent).count(), without.iter().filter(is_withheld).count());
    let rest = without.len() - contested - silent - withheld;
    let mut others: Vec<String> = Vec::new();
    for (form, count) in [("differ", contested), ("silent", silent), ("withheld", withheld), ("rest", rest)] {
        let slots = [("form", form.into()), ("count", count.into()), ("number", context.count(count).into())];
        others.extend((count > 0).then(|| context.say("year-no-stage", &slots)));
    }
    // The others are clauses of their own.
    let staged = (!texts.is_empty()).then(|| context.in_order(&texts));
    let list: Vec<String> = staged.into_iter().chain(others).collect();
    let facts = year
        .cases
        .iter()
        .filter_map(|case| Some(fact(context, context.get(&case.name), context.get(&cycle.stages[at(case)?].label))));
    let slots = [
        ("form", if several { "cycle" } else { "plain" }.into()),
        ("cycle", context.quoted(&context.get(&cycle.title)).into()),
        ("list", context.semicolons(&list).into()),
    ];
    Some(say(context, YearSentence::Stages, "year-stages", &slots, facts.collect()))
}

/// Which clusters moved to a later or an earlier stage. That none did is said of those that have a stage in both years.
fn moves(context: Context, year: &Year, cycle: &Framework) -> Option<AcrossSentence> {
    let place = |pair: &crate::analysis::measure::Pair| {
        Some((assessed_place(pair.last?, cycle)?, assessed_place(pair.record, cycle)?))
    };
    let both: Vec<(&Case, usize, usize)> =
        year.cases.iter().zip(&year.pairs).filter_map(|(case, pair)| place(pair).map(|(a, b)| (*case, a, b))).collect();
    let short = |at: usize| context.inner(&context.get(cycle.stages[at].short()));
    let mut texts: Vec<String> = Vec::new();
    let mut facts = Vec::new();
    for wanted in ["forward", "back"] {
        let mut steps: Vec<(usize, usize)> =
            both.iter().filter(|(_, a, b)| movement(*a, *b) == wanted).map(|(_, a, b)| (*a, *b)).collect();
        steps.sort_unstable();
        steps.dedup();
        for (at, (from, to)) in steps.into_iter().enumerate() {
            let own: Vec<&Case> =
                both.iter().filter(|(_, a, b)| (*a, *b) == (from, to)).map(|(case, ..)| *case).collect();
            let names: Vec<String> = own.iter().map(|case| named(context, case)).collect();
            let slots = [
                ("way", wanted.into()),
                ("place", if at == 0 { "first" } else { "next" }.into()),
                ("names", context.list(&names).into()),
                ("from", short(from).into()),
                ("to", short(to).into()),
            ];
            texts.push(context.say("year-move", &slots));
            let value = context.say("from-to", &[("from", short(from).into()), ("to", short(to).into())]);
            facts.extend(own.iter().map(|case| fact(context, context.get(&case.name), value.clone())));
        }
    }
    if texts.is_empty() {
        let slots = [("count", both.len().into()), ("number", context.count(both.len()).into())];
        return (both.len() > 1).then(|| say(context, YearSentence::Moves, "year-no-move", &slots, facts));
    }
    Some(AcrossSentence::new(YearSentence::Moves, &context.in_order(&texts), facts))
}
