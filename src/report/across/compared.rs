//! How groups of cases compare: their middles, what sets neighbours apart, what runs through all, and what no case shows.

use crate::model::case::Case;
use crate::model::framework::Framework;
use crate::model::settings::summary::SummarySentence;
use crate::report::across::group::{NAMED, Shown, computed, counted, is_used, of_known, plural, shown};
use crate::report::across::groups::{Group, Grouping};
use crate::report::across::shared::{names, shares};
use crate::report::across::types::{AcrossParagraph, AcrossSentence};
use crate::report::across::{say, untold};
use crate::report::prose::sentences::lens::{framework_name, plural_of_dimension};
use crate::report::view::context::Context;

/// A group with fewer cases is not compared.
const COMPARED: usize = 2;
/// More characteristics than this are counted.
const LISTED: usize = 8;

/// The paragraphs that compare the groups.
pub fn paragraphs<'c>(context: Context<'c>, grouping: &Grouping<'c>, cases: &[&'c Case]) -> Vec<AcrossParagraph> {
    let groups: Vec<&Group> = grouping.groups.iter().filter(|group| group.cases.len() >= COMPARED).collect();
    let lenses: Vec<&Framework> =
        context.frameworks.iter().filter(|framework| is_used(context, framework, cases)).collect();
    let is_own = |framework: &&Framework| match grouping.cycle {
        Some(cycle) => framework.life_cycle.as_deref() == Some(&*cycle.id),
        None => false,
    };
    let (own, others): (Vec<&Framework>, Vec<&Framework>) = lenses.iter().copied().partition(is_own);
    let mut apart = middles(context, grouping, &groups);
    let compared = if own.is_empty() { &others } else { &own };
    for pair in groups.windows(2) {
        for framework in compared {
            apart.extend(neighbours(context, grouping, framework, (pair[0], pair[1])));
        }
    }
    let mut all: Vec<Option<AcrossSentence>> = Vec::new();
    if groups.len() > 1 {
        all.push(through(context, &own, &groups));
    }
    for framework in &others {
        all.extend(elsewhere(context, framework, cases));
    }
    all.extend(lenses.iter().map(|framework| nowhere(context, framework, cases)));
    all.push(rest(context, SummarySentence::Rest, "contested", &grouping.contested));
    all.push(rest(
        context,
        SummarySentence::Rest,
        if grouping.by.is_stage() { "stage" } else { "value" },
        &grouping.rest,
    ));
    vec![untold(context.word("across-apart-heading"), apart), untold(context.word("across-all-heading"), all)]
}

fn middles(context: Context, grouping: &Grouping, groups: &[&Group]) -> Vec<Option<AcrossSentence>> {
    let mut all: Vec<(&'static str, Vec<String>)> = Vec::new();
    for group in groups {
        for one in counted(&group.cases) {
            let Some(median) = one.median() else { continue };
            let slots = [
                ("number", computed(context, median).into()),
                ("group", plural(context, grouping, &group.common).into()),
                ("known", of_known(context, one.known.len(), group.cases.len()).into()),
            ];
            let part = context.say("across-middle", &slots);
            match all.iter_mut().find(|(what, _)| *what == one.what) {
                Some((_, parts)) => parts.push(part),
                None => all.push((one.what, vec![part])),
            }
        }
    }
    let several = all.into_iter().filter(|(_, parts)| parts.len() > 1);
    let tell = |(what, parts): (&'static str, Vec<String>)| {
        let slots = [("what", context.word(what).into()), ("list", context.in_order(&parts).into())];
        Some(say(context, SummarySentence::Middles, "across-middles", &slots, parts))
    };
    several.map(tell).collect()
}

/// What is seen in most cases of one group and in none of the other: two sentences.
fn neighbours<'c>(
    context: Context<'c>,
    grouping: &Grouping<'c>,
    framework: &'c Framework,
    (one, other): (&Group<'c>, &Group<'c>),
) -> Vec<Option<AcrossSentence>> {
    let of = |group: &Group<'c>| shown(context, framework, &group.cases);
    let (first, second) = (of(one), of(other));
    let name = |group: &Group| plural(context, grouping, &group.common);
    let tell = |form: &'static str, most: &[Shown], none: &[Shown]| {
        let found: Vec<String> = most.iter().flat_map(|own| distinct(context, own, none)).collect();
        let slots = [
            ("form", form.into()),
            ("list", context.list(&found).into()),
            ("count", found.len().into()),
            ("earlier", name(one).into()),
            ("later", name(other).into()),
        ];
        let sentence = || say(context, SummarySentence::Apart, "across-apart", &slots, found.clone());
        (!found.is_empty()).then(sentence)
    };
    vec![tell("gained", &second, &first), tell("lost", &first, &second)]
}

/// The characteristics that most cases show, and none of the other group, each with its number.
fn distinct(context: Context, most: &Shown, none: &[Shown]) -> Vec<String> {
    let Some(other) = none.iter().find(|other| *other.dimension.id == *most.dimension.id) else { return Vec::new() };
    if most.known.len() < COMPARED || other.known.len() < COMPARED {
        return Vec::new();
    }
    let pairs = most.items.iter().zip(&other.items);
    let found = pairs.filter(|(own, their)| own.cases.len() * 2 > most.known.len() && their.cases.is_empty());
    found
        .map(|(own, _)| {
            let slots = [
                ("text", own.label.as_str().into()),
                ("number", context.count(own.cases.len()).into()),
                ("of", context.count(most.known.len()).into()),
            ];
            context.say("across-of", &slots)
        })
        .collect()
}

/// What every case of all groups shows.
fn through<'c>(context: Context<'c>, frameworks: &[&'c Framework], groups: &[&Group<'c>]) -> Option<AcrossSentence> {
    let cases: Vec<&Case> = groups.iter().flat_map(|group| group.cases.iter().copied()).collect();
    let all: Vec<Shown> = frameworks.iter().flat_map(|framework| shown(context, framework, &cases)).collect();
    let whole = all.iter().filter(|one| one.known.len() == cases.len());
    let labels: Vec<String> = whole
        .flat_map(|one| one.items.iter().filter(|item| item.cases.len() == cases.len()))
        .map(|item| item.label.clone())
        .collect();
    let slots = [
        ("number", context.count(cases.len()).into()),
        ("count", labels.len().into()),
        ("list", context.list(&labels).into()),
    ];
    let sentence = || say(context, SummarySentence::Through, "across-through", &slots, labels.clone());
    (!labels.is_empty()).then(sentence)
}

/// What all cases show through a framework that knows none of the groups: of dimensions that more than one of them records.
fn elsewhere<'c>(context: Context<'c>, framework: &'c Framework, cases: &[&'c Case]) -> Vec<Option<AcrossSentence>> {
    let several = shown(context, framework, cases).into_iter().filter(|one| one.known.len() >= COMPARED);
    let tell = |one: Shown| {
        let shares = shares(context, &one.items, one.known.len())?;
        let slots = [
            ("dimension", plural_of_dimension(context, one.dimension).into()),
            ("framework", framework_name(context, framework).into()),
            ("shares", shares.into()),
            ("known", of_known(context, one.known.len(), cases.len()).into()),
        ];
        let facts = one.items.iter().filter(|item| !item.cases.is_empty());
        let facts = facts.map(|item| {
            let names: Vec<String> = item.cases.iter().map(|case| context.get(&case.name)).collect();
            context.say("tell-pair", &[("what", item.label.as_str().into()), ("remark", names.join(", ").into())])
        });
        Some(say(context, SummarySentence::Through, "across-observed-in", &slots, facts.collect()))
    };
    several.map(tell).collect()
}

/// What no case shows of a framework, and of which dimensions none records anything.
fn nowhere<'c>(context: Context<'c>, framework: &'c Framework, cases: &[&'c Case]) -> Option<AcrossSentence> {
    let all = shown(context, framework, cases);
    let several: Vec<&Shown> = all.iter().filter(|one| one.known.len() >= COMPARED).collect();
    let unseen = several.iter().flat_map(|one| one.items.iter().filter(|item| item.cases.is_empty()));
    let labels: Vec<String> = unseen.map(|item| item.label.clone()).collect();
    let is_recorded = |id: &str| all.iter().any(|one| *one.dimension.id == *id);
    let silent = framework.dimensions.iter().filter(|dimension| !is_recorded(&dimension.id));
    let silent: Vec<String> = silent.map(|dimension| plural_of_dimension(context, dimension)).collect();
    let form = match (labels.len(), silent.is_empty()) {
        (0, true) => return None,
        (0, false) => "silent",
        (1..=LISTED, true) => "few",
        (1..=LISTED, false) => "few-silent",
        (_, true) => "many",
        (_, false) => "many-silent",
    };
    let slots = [
        ("form", form.into()),
        ("framework", framework_name(context, framework).into()),
        ("number", context.count(labels.len()).into()),
        ("list", context.any_of(&labels).into()),
        ("silent", context.any_of(&silent).into()),
    ];
    let facts = labels.iter().chain(&silent).cloned().collect();
    Some(say(context, SummarySentence::Nowhere, "across-nowhere", &slots, facts))
}

fn rest(context: Context, name: SummarySentence, form: &str, cases: &[&Case]) -> Option<AcrossSentence> {
    if cases.is_empty() {
        return None;
    }
    let named = names(context, cases, NAMED);
    let slots = [
        ("form", form.into()),
        ("who", if named.is_some() { "named" } else { "counted" }.into()),
        ("count", cases.len().into()),
        ("number", context.count(cases.len()).into()),
        ("names", named.unwrap_or_default().into()),
    ];
    let facts = cases.iter().map(|case| context.get(&case.name)).collect();
    Some(say(context, name, "across-rest", &slots, facts))
}
