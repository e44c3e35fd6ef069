//! What speaks against a claim, and what does not count: cases, pairs and characteristics, with their values.

use crate::analysis::claims::Claim;
use crate::analysis::claims::outcome::{Found, Of, Outcome};
use crate::analysis::mapping::map;
use crate::analysis::measure::{self, IndicatorValue, Pair};
use crate::base::text::{capital, lower_first};
use crate::model::case::{Case, Characterised, Record};
use crate::model::expression::why::NoNumber;
use crate::model::expression::why::Why;
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::model::indicator::Indicator;
use crate::model::settings::attribute::Attribute;
use crate::report::matrix::claims::values::label;
use crate::report::matrix::portfolio::tables::unique;
use crate::report::prose::realise::finished;
use crate::report::view::annual::figures::{reason_text, shown};
use crate::report::view::context::Context;
use crate::report::view::facts::{attributed, statements};
use crate::report::view::lens::way_label;
use crate::report::view::phrase::full_label;
use crate::yaml::condition::Condition;
use crate::yaml::shape::list::Named;
use std::collections::BTreeMap;

/// What speaks against a claim and what does not count, in a few words: names, with values where these are short.
pub fn against_it(context: Context, claim: &Claim, [closed, open]: [&[&Found]; 2], outcome: &Outcome) -> String {
    let say = |id: &str, names: Vec<String>, what: &str| {
        let names = few(context, &names);
        (!names.is_empty()).then(|| finished(&context.say(id, &[("names", names.into()), ("what", what.into())])))
    };
    let valued = |found: &[&Found]| found.iter().map(|found| in_short(context, claim, found)).collect();
    let mut silent: Vec<(Lacks, Vec<&Found>)> = Vec::new();
    for found in &outcome.not_recorded {
        let what = lacks(context, found);
        match silent.iter_mut().find(|(known, _)| *known == what) {
            Some((_, all)) => all.push(found),
            None => silent.push((what, vec![found])),
        }
    }
    let parts = [
        say("claim-deviate", valued(closed), ""),
        say("claim-not-among", valued(open), ""),
        say("claim-undecided", outcome.undecided.iter().map(|found| in_short(context, claim, found)).collect(), ""),
    ];
    let silent = silent.into_iter().map(|(what, found)| {
        let names = silent_names(context, &found);
        let Lacks { fields, reasons } = what;
        match (fields.is_empty(), reasons.is_empty()) {
            (true, true) => say("claim-silent", names, ""),
            (false, true) => say("claim-silent-on", names, &fields.join("; ")),
            (true, false) => say("claim-silent-because", names, &reasons.join("; ")),
            (false, false) => {
                let fields = context.say("claim-nothing-on", &[("what", fields.join("; ").into())]);
                say("claim-silent-because", names, &[vec![fields], reasons].concat().join("; "))
            }
        }
    });
    parts.into_iter().chain(silent).flatten().collect::<Vec<_>>().join(" ")
}

/// The names of what records nothing. Pairs that have one case in common are named by it.
fn silent_names(context: Context, found: &[&Found]) -> Vec<String> {
    let all = found.iter().map(|found| match &found.of {
        Of::Cases(cases) => cases.as_slice(),
        Of::Characteristic(..) => &[],
    });
    let all: Vec<&[&Case]> = all.collect();
    let in_all = |case: &&&Case| all.iter().all(|cases| cases.iter().any(|own| own.id == case.id));
    let common: Vec<&&Case> = all.first().into_iter().flat_map(|first| first.iter()).filter(in_all).collect();
    match common.as_slice() {
        [case] if found.len() > 1 => {
            let parts = [("count", found.len().into()), ("name", context.short_name(case).into())];
            vec![context.say("claim-pairs-with", &parts)]
        }
        _ => found.iter().map(|found| short_name_of(context, found)).collect(),
    }
}

/// How many names stand in a row on a page; the others are counted.
const FEW: usize = 9;

fn few(context: Context, names: &[String]) -> String {
    match names.len() {
        all if all > FEW => {
            let (entries, count) = (names[..FEW - 1].join("; "), all + 1 - FEW);
            context.say("and-more", &[("entries", entries.into()), ("count", count.into())])
        }
        _ => names.join("; "),
    }
}

/// How long the values beside a name may be on a page, in characters.
const SHORT: usize = 32;

/// What a claim is not true of, with the values that it is about if these are short: "SSC (just about 200) against ØIT (about 130)".
fn in_short(context: Context, claim: &Claim, found: &Found) -> String {
    let Of::Cases(group) = &found.of else { return name_of(context, found) };
    let shown = |case: &Case| {
        let values = FACTS.iter().flat_map(|fact| sorted(said(context, case, fact, claim)));
        let values = values.map(|(text, _)| text).collect::<Vec<_>>().join("; ");
        let name = context.short_name(case);
        match values.is_empty() || values.chars().count() > SHORT {
            true => name,
            false => context.say("claim-lacks", &[("name", name.into()), ("what", values.into())]),
        }
    };
    against(context, group.iter().map(|case| shown(case)))
}

/// The name of what a claim is said of, cases by their short names.
fn short_name_of(context: Context, found: &Found) -> String {
    match &found.of {
        Of::Cases(cases) => against(context, cases.iter().map(|case| context.short_name(case))),
        Of::Characteristic(..) => name_of(context, found),
    }
}

/// A case or a pair that does not count, with what it lacks: "Agro Food Park (facilitator focus)".
pub fn lacking(context: Context, found: &Found) -> String {
    let Lacks { fields, reasons } = lacks(context, found);
    let (name, names) = (name_of(context, found), [fields, reasons].concat());
    match names.is_empty() {
        true => name,
        false => context.say("claim-lacks", &[("name", name.into()), ("what", names.join("; ").into())]),
    }
}

/// What a case or a pair lacks for a claim.
#[derive(PartialEq)]
struct Lacks {
    /// The fields that are not recorded: "start-ups".
    fields: Vec<String>,
    /// Why figures can't be computed: "not computable, since there is no record of the year before".
    reasons: Vec<String>,
}

fn lacks(context: Context, found: &Found) -> Lacks {
    // Each field once; that a list is open says more than that a part of its entries is missing, and that it is withheld says most.
    let mut lacks: Vec<(String, bool)> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    let withheld =
        found.why.iter().filter_map(|why| if let Why::Withheld(path) = why { label(context, path) } else { None });
    let withheld: Vec<String> = withheld.collect();
    let is_withheld = |path: &String| label(context, path).is_some_and(|label| withheld.contains(&label));
    for why in &found.why {
        let (label, is_open) = match why {
            Why::NotRecorded(path) | Why::Open(path) if is_withheld(path) => continue,
            Why::NotRecorded(path) => (label(context, path), false),
            Why::Open(path) => (label(context, path), true),
            Why::Withheld(path) => {
                let what =
                    label(context, path).map(|what| context.say("claim-withheld", &[("what", capital(&what).into())]));
                reasons.push(what.unwrap_or_else(|| context.word("withheld")));
                continue;
            }
            Why::Contested(path) | Why::Mixed(path) => {
                let is_mixed = matches!(why, Why::Mixed(_));
                let (id, alone) =
                    if is_mixed { ("claim-mixed", "rating-mixed") } else { ("claim-contested", "coded-differently") };
                let what = label(context, path).map(|what| context.say(id, &[("what", capital(&what).into())]));
                reasons.push(what.unwrap_or_else(|| context.word(alone)));
                continue;
            }
            Why::NoNumber(NoNumber::Missing { id, last: false }) => {
                (context.indicators.find(id).map(|indicator| context.get(&indicator.label)), false)
            }
            Why::NoNumber(why) => {
                reasons.push(reason_text(context, why));
                continue;
            }
            Why::Bounds => (None, false),
        };
        let Some(label) = label.map(|label| lower_first(&label)) else { continue };
        match lacks.iter_mut().find(|(known, _)| *known == label) {
            Some((_, open)) => *open |= is_open,
            None => lacks.push((label, is_open)),
        }
    }
    let shown = lacks.into_iter().map(|(label, is_open)| match is_open {
        true => context.say("claim-open-list", &[("what", label.into())]),
        false => label,
    });
    Lacks { fields: shown.collect(), reasons: unique(reasons) }
}

/// The name of what a claim is true of, or not.
fn name_of(context: Context, found: &Found) -> String {
    match &found.of {
        Of::Cases(cases) => against(context, cases.iter().map(|case| context.get(&case.name))),
        Of::Characteristic(item, stage) => {
            let name = context.get(&item.label);
            let stages = context.frameworks.iter().flat_map(|framework| &framework.stages);
            let stage = stage.and_then(|id| stages.into_iter().find(|stage| *stage.id == **id));
            match stage {
                None => name,
                Some(stage) => {
                    let stage = lower_first(&context.get(&stage.label));
                    context.say("claim-lacks", &[("name", name.into()), ("what", stage.into())])
                }
            }
        }
    }
}

/// The names of the two cases of a pair in one phrase, or the name of a single case.
fn against(context: Context, names: impl Iterator<Item = String>) -> String {
    let pair = |one: String, other: String| context.say("against", &[("one", one.into()), ("other", other.into())]);
    names.reduce(pair).unwrap_or_default()
}

/// A case, or the two cases of a pair, that deviate: each with its values that matter to the claim, and their sources.
pub fn deviation(context: Context, claim: &Claim, found: &Found) -> String {
    let Of::Cases(group) = &found.of else { return name_of(context, found) };
    let language = &context.locale.language;
    let shown = |case: &Case| {
        let said: Vec<(String, String)> =
            FACTS.iter().flat_map(|fact| sorted(said(context, case, fact, claim))).collect();
        let one_source = said.iter().all(|(_, source)| *source == said[0].1);
        let values: Vec<String> = said
            .iter()
            .enumerate()
            .map(|(at, (text, source))| match one_source && at + 1 < said.len() {
                true => text.clone(),
                false if source.is_empty() => text.clone(),
                false => format!("{text} [{source}]"),
            })
            .collect();
        let name = case.name.get(language);
        if values.is_empty() { name.to_owned() } else { format!("{name} ({})", values.join("; ")) }
    };
    let name = against(context, group.iter().map(|case| shown(case)));
    if found.only_named { context.say("claim-not-named", &[("name", name.into())]) } else { name }
}

fn sorted(mut said: Vec<(String, String)>) -> Vec<(String, String)> {
    said.sort();
    said
}

/// Whether the condition `holds` of a claim names a field or a part of it. In a claim that compares two cases, paths of fields
/// begin with `a.` or `b.`.
fn asks(claim: &Claim, field: &str) -> bool {
    claim.holds.paths().iter().any(|path| {
        let side = || ["a.", "b."].iter().find_map(|side| path.strip_prefix(side));
        let own = if claim.pairs.is_some() { side().unwrap_or(path) } else { path };
        own.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// What a case says of a fact, as a reader sees it, each statement with its source. Empty if the claim's condition does not
/// name the fact.
fn said(context: Context, case: &Case, fact: &FactSpec, claim: &Claim) -> Vec<(String, String)> {
    if !fact.uses.condition.is_some_and(|path| asks(claim, path)) {
        return Vec::new();
    }
    let condition = &claim.holds;
    match (fact.kind, case.newest()) {
        (FactKind::Observed, Some(record)) => observations(context, record, condition),
        (FactKind::Attributes, _) => attributes(context, case, condition),
        (FactKind::Figures, Some(record)) => figures(context, case, record, condition),
        _ => {
            let said = statements(context, fact, fact.of(case)).into_iter();
            said.map(|(text, evidence)| (text, evidence.map(|one| full_label(context, one)).unwrap_or_default()))
                .collect()
        }
    }
}

/// The attributes that a condition names, each with its source: "Setting: rural".
fn attributes(context: Context, case: &Case, condition: &Condition) -> Vec<(String, String)> {
    let named = context.settings.attributes.iter().filter(|own| condition.names(&own.id));
    let shown = |own: &Named<Attribute>| {
        let value = case.attribute(&own.id)?;
        let text = context.known(&value.value, |value| attributed(context, &own.value, value));
        let parts = [("what", context.get(&own.value.label).into()), ("remark", text.into())];
        Some((context.say("remark", &parts), full_label(context, &value.evidence)))
    };
    named.filter_map(shown).collect()
}

/// The figures that a condition names, each with its source: "Members: 118".
fn figures(context: Context, case: &Case, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let last = record.year().and_then(|year| case.of_year(year - 1));
    let named = context.indicators.all().filter(|indicator| condition.names(&indicator.id));
    let shown = |indicator: &Indicator| {
        let found = measure::find(context.indicators, indicator, Pair { record, last });
        let text = shown(context, indicator, &found).text;
        let source = match &found {
            IndicatorValue::Given(figure, _) | IndicatorValue::None(figure) => {
                full_label(context, &figure.amount.evidence)
            }
            _ => context.word("computed"),
        };
        let parts = [("what", context.get(&indicator.label).into()), ("remark", text.into())];
        (context.say("remark", &parts), source)
    };
    named.map(shown).collect()
}

/// What was observed of the dimensions that a condition names, grouped by source: "tasks: seminars, branding".
fn observations(context: Context, record: &Record, condition: &Condition) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for framework in context.frameworks.iter().filter(|framework| condition.names(&framework.id)) {
        for mapped in map(record, framework, context.frameworks).dimensions {
            if !condition.names(&mapped.dimension.id) || !mapped.is_recorded() {
                continue;
            }
            let mut by_source: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for cell in mapped.cells.iter().filter(|cell| cell.status.is_seen()) {
                let name = lower_first(&context.get(&cell.characteristic.label));
                let own = cell.observations.iter().map(|one| (full_label(context, &one.evidence), name.clone()));
                let others = cell.borrowed.iter().map(|borrowed| {
                    let way = way_label(context, borrowed.way);
                    let name = context.say("name-by-way", &[("name", name.as_str().into()), ("way", way.into())]);
                    (full_label(context, &borrowed.observation.evidence), name)
                });
                own.chain(others).for_each(|(source, name)| by_source.entry(source).or_default().push(name));
            }
            for one in mapped.outside() {
                if let Characterised::New(text) = &one.what {
                    let name = lower_first(&context.get(text));
                    by_source.entry(full_label(context, &one.evidence)).or_default().push(name);
                }
            }
            let dimension = lower_first(&context.get(&mapped.dimension.label));
            said.extend(by_source.into_iter().map(|(source, mut names)| {
                names.sort();
                let parts = [("dimension", dimension.as_str().into()), ("names", names.join(", ").into())];
                (context.say("observed-of", &parts), source)
            }));
        }
    }
    said
}
