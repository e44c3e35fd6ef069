//! How groups of cases compare: their middles, what sets neighbours apart, what runs through all, and what no case shows.

use crate::base::text::lower_first;
use crate::model::case::Case;
use crate::model::framework::{Dimension, Framework};
use crate::model::settings::summary::SummarySentence;
use crate::report::across::group::{NAMED, Shown, dimension_slots, is_used, plural, shared, shown};
use crate::report::across::groups::{Common, Group, Grouping};
use crate::report::across::numbers::counted;
use crate::report::across::shared::{names, of_known, row};
use crate::report::across::types::{AcrossParagraph, AcrossSentence, named};
use crate::report::across::{fact, say, untold};
use crate::report::matrix::content::Content;
use crate::report::prose::sentences::lens::{framework_name, plural_of_dimension};
use crate::report::view::context::Context;
use crate::report::view::facts::{content, heading_of};

/// A group with fewer cases is not compared.
const COMPARED: usize = 2;
/// More characteristics than this are counted.
const LISTED: usize = 8;

/// The paragraphs that compare the groups.
pub fn paragraphs<'c>(context: Context<'c>, grouping: &Grouping<'c>, cases: &[&'c Case]) -> Vec<AcrossParagraph> {
    let groups: Vec<&Group> = grouping.groups.iter().filter(|group| group.cases.len() >= COMPARED).collect();
    let lenses: Vec<&Framework> = context.frameworks.iter().filter(|framework| is_used(framework, cases)).collect();
    let is_own = |framework: &&Framework| match grouping.cycle {
        Some(cycle) => framework.life_cycle.as_deref() == Some(&*cycle.id),
        None => false,
    };
    let (own, others): (Vec<&Framework>, Vec<&Framework>) = lenses.iter().copied().partition(is_own);
    let mut apart = middles(context, grouping, &groups);
    let compared = if own.is_empty() { &others } else { &own };
    for framework in compared {
        apart.extend(differences(context, grouping, framework, &groups));
    }
    let form = if grouping.by.is_stage() { "stage" } else { "value" };
    let is_withheld = |case: &&&Case| content(context, case, &grouping.by, grouping.cycle) == Content::Withheld;
    let (withheld, without): (Vec<&Case>, Vec<&Case>) = grouping.rest.iter().partition(is_withheld);
    let hidden = if grouping.by.is_stage() { "stage-withheld" } else { "value-withheld" };
    let mut all =
        vec![rest(context, grouping, "contested", &grouping.contested), rest(context, grouping, hidden, &withheld)];
    // In a workspace without life cycles nobody misses stages.
    let is_apart = grouping.by.is_stage() && context.frameworks.iter().all(|own| own.stages.is_empty());
    if !is_apart {
        all.push(rest(context, grouping, form, &without));
    }
    all.push(singles(context, grouping));
    if grouping.groups.len() > 1 {
        all.push(through(context, &own, &grouping.groups));
    }
    all.extend(own.iter().map(|framework| nowhere(context, framework, cases)));
    for framework in &others {
        let is_alone = is_apart && own.is_empty() && grouping.groups.is_empty() && others.len() == 1;
        all.extend(elsewhere(context, framework, cases, is_alone));
        all.push(nowhere(context, framework, cases));
    }
    vec![untold(context.word("across-apart-heading"), apart), untold(context.word("across-all-heading"), all)]
}

fn middles(context: Context, grouping: &Grouping, groups: &[&Group]) -> Vec<Option<AcrossSentence>> {
    let of = |what: &'static str| {
        let (mut parts, mut lacking) = (Vec::new(), Vec::new());
        for group in groups {
            let all = counted(&group.cases);
            let own = all.iter().find(|one| one.what == what);
            let name = plural(context, grouping, &group.common);
            match own.and_then(|one| Some((one.median()?, one.known.len()))) {
                Some((median, known)) => {
                    let slots = [
                        ("number", context.quantity_in_text(&median).into()),
                        ("group", name.into()),
                        ("known", of_known(context, known, group.cases.len()).into()),
                    ];
                    parts.push(context.say("across-middle", &slots));
                }
                None => lacking.push(name),
            }
        }
        let slots = [
            ("form", if lacking.is_empty() { "all" } else { "lacking" }.into()),
            ("what", context.word(what).into()),
            ("list", context.in_order(&parts).into()),
            ("lacking", context.list(&lacking).into()),
        ];
        let sentence = || say(context, SummarySentence::Middles, "across-middles", &slots, parts.clone());
        (parts.len() > 1).then(sentence)
    };
    ["across-actors", "across-facilitators"].map(of).into()
}

/// What most cases of one group name and those of others don't: first what no other group names, then what the neighbour before
/// does not.
fn differences<'c>(
    context: Context<'c>,
    grouping: &Grouping<'c>,
    framework: &'c Framework,
    groups: &[&Group<'c>],
) -> Vec<Option<AcrossSentence>> {
    if groups.len() < COMPARED {
        return Vec::new();
    }
    let all: Vec<Vec<Shown>> = groups.iter().map(|group| shown(context, framework, &group.cases)).collect();
    // What no case names is known only of those that record it.
    let mut with_size = all.iter().zip(groups).flat_map(|(all, group)| all.iter().map(|one| (one, group.cases.len())));
    let has_gaps = with_size.any(|(one, of)| one.known.len() < of);
    let name = |at: usize| plural(context, grouping, &groups[at].common);
    let texts = |found: &[(String, String)]| found.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let tell = |at: usize, before: usize, found: &[(String, String)]| {
        let texts = texts(found);
        let slots =
            [("list", context.list(&texts).into()), ("earlier", name(before).into()), ("later", name(at).into())];
        let sentence = || say(context, SummarySentence::Apart, "across-apart", &slots, texts.clone());
        (!texts.is_empty()).then(sentence)
    };
    let others = |at: usize| (0..groups.len()).filter(move |other| *other != at).collect::<Vec<_>>();
    let only: Vec<Vec<(String, String)>> = (0..groups.len())
        .map(|at| distinct(context, &all[at], &others(at).iter().map(|other| &all[*other]).collect::<Vec<_>>()))
        .collect();
    let of_group = |(at, found): (usize, &Vec<(String, String)>)| {
        let slots = [("list", context.list(&texts(found)).into()), ("later", name(at).into())];
        (!found.is_empty()).then(|| context.say("across-only-in", &slots))
    };
    let lists: Vec<String> = only.iter().enumerate().filter_map(of_group).collect();
    let facts = only.iter().flat_map(|found| texts(found)).collect();
    let slots = [
        ("list", context.semicolons(&lists).into()),
        ("framework", framework_name(context, framework).into()),
        ("gaps", if has_gaps { "yes" } else { "no" }.into()),
    ];
    let alone = || say(context, SummarySentence::Apart, "across-only", &slots, facts);
    let mut told: Vec<Option<AcrossSentence>> = vec![(!lists.is_empty()).then(alone)];
    for at in 1..groups.len() {
        for (most, none) in [(at, at - 1), (at - 1, at)] {
            let mut found = distinct(context, &all[most], &[&all[none]]);
            found.retain(|(id, _)| !only[most].iter().any(|(own, _)| own == id));
            told.push(tell(most, none, &found));
        }
    }
    told
}

/// The characteristics that most cases of a group name and none of the other groups, each with its id and its number.
fn distinct(context: Context, most: &[Shown], others: &[&Vec<Shown>]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for own in most.iter().filter(|own| own.known.len() >= COMPARED) {
        let same = |all: &&Vec<Shown>| all.iter().position(|one| *one.dimension.id == *own.dimension.id);
        let their: Vec<&Shown> = others.iter().filter_map(|all| Some(&all[same(all)?])).collect();
        // A group that records nothing on the dimension may name the same.
        if their.len() < others.len() || their.iter().any(|one| one.known.len() < COMPARED) {
            continue;
        }
        for (at, item) in own.items.iter().enumerate() {
            let (count, of) = (item.cases.len(), own.known.len());
            if count * 2 <= of || their.iter().any(|one| one.is_mentioned[at]) {
                continue;
            }
            let slots = [
                ("form", if count == of { "all" } else { "some" }.into()),
                ("text", item.label.as_str().into()),
                ("number", context.count(count).into()),
                ("of", context.count(of).into()),
            ];
            found.push((format!("{}/{at}", own.dimension.id), context.say("across-of", &slots)));
        }
    }
    found
}

/// What every case of all groups shows.
fn through<'c>(context: Context<'c>, frameworks: &[&'c Framework], groups: &[Group<'c>]) -> Option<AcrossSentence> {
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
        ("list", row(context, &labels).into()),
    ];
    let sentence = || say(context, SummarySentence::Through, "across-through", &slots, labels.clone());
    (!labels.is_empty()).then(sentence)
}

/// What all cases show through a framework that knows none of the groups: of dimensions that more than one of them records.
/// `is_alone` says whether it is all that there is to tell of them.
fn elsewhere<'c>(
    context: Context<'c>,
    framework: &'c Framework,
    cases: &[&'c Case],
    is_alone: bool,
) -> Vec<Option<AcrossSentence>> {
    let several: Vec<Shown> =
        shown(context, framework, cases).into_iter().filter(|one| one.known.len() >= COMPARED).collect();
    let tell = |one: &Shown| {
        let slots = dimension_slots(context, one.dimension);
        let name = (SummarySentence::Through, "across-observed");
        shared(context, name, &slots, &one.items, (one.known.len(), cases.len()))
    };
    let form = if is_alone { "alone" } else { "also" };
    let slots = [("framework", framework_name(context, framework).into()), ("form", form.into())];
    let lens = (!several.is_empty()).then(|| say(context, SummarySentence::Through, "across-lens", &slots, Vec::new()));
    std::iter::once(lens).chain(several.iter().map(tell)).collect()
}

/// What no case shows of a framework, and of which dimensions none records anything.
fn nowhere<'c>(context: Context<'c>, framework: &'c Framework, cases: &[&'c Case]) -> Option<AcrossSentence> {
    let all = shown(context, framework, cases);
    let several: Vec<&Shown> = all.iter().filter(|one| one.known.len() >= COMPARED).collect();
    let unseen = several.iter().flat_map(|one| one.items.iter().zip(&one.is_mentioned).filter(|(_, is)| !**is));
    let labels: Vec<String> = unseen.map(|(item, _)| item.label.clone()).collect();
    let is_recorded = |id: &str| all.iter().any(|one| *one.dimension.id == *id);
    let silent = framework.dimensions.iter().filter(|dimension| !is_recorded(&dimension.id));
    // Behind the first, which says whose they are, a noun is enough.
    let called = |(at, dimension): (usize, &Dimension)| match context.own(dimension.noun.as_ref()) {
        Some(noun) if at > 0 => noun.to_owned(),
        _ => plural_of_dimension(context, dimension),
    };
    let silent: Vec<String> = silent.enumerate().map(called).collect();
    let listed: usize = several.iter().map(|one| one.items.len()).sum();
    let is_whole = several.len() == framework.dimensions.len();
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
        ("listed", context.count(listed).into()),
        ("whole", if is_whole { "yes" } else { "no" }.into()),
        ("list", context.any_of(&labels).into()),
        ("silent", context.any_of(&silent).into()),
    ];
    let facts = labels.iter().chain(&silent).cloned().collect();
    Some(say(context, SummarySentence::Nowhere, "across-nowhere", &slots, facts))
}

/// The cases that are alone in their groups, if there are several such groups.
fn singles(context: Context, grouping: &Grouping) -> Option<AcrossSentence> {
    let alone: Vec<&Group> = grouping.groups.iter().filter(|group| group.cases.len() == 1).collect();
    if alone.len() < 2 {
        return None;
    }
    let one = |group: &&Group| {
        let case = group.cases[0];
        let value = match &group.common {
            Common::Stage(stage) => lower_first(&context.get(&stage.label)),
            Common::Value(value) => value.clone(),
        };
        (named(context, case), fact(context, case, value))
    };
    let (names, facts): (Vec<String>, Vec<String>) = alone.iter().map(one).unzip();
    let form = if names.len() > NAMED { "counted" } else { "named" };
    let slots = [
        ("form", form.into()),
        ("number", context.count(names.len()).into()),
        ("names", context.locale.list(&names).into()),
    ];
    Some(say(context, SummarySentence::Members, "across-singles", &slots, facts))
}

fn rest(context: Context, grouping: &Grouping, form: &str, cases: &[&Case]) -> Option<AcrossSentence> {
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
        ("what", heading_of(context, &grouping.by).into()),
    ];
    let facts = cases.iter().map(|case| context.get(&case.name)).collect();
    Some(say(context, SummarySentence::Rest, "across-rest", &slots, facts))
}
