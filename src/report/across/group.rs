//! What the cases of one group say.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::mapping::{Cell, Mapping, Placement, Status, map};
use crate::base::text::Text;
use crate::model::case::{ActorKind, Case, FundingKind, Known, Listed, Part, Record, Sector};
use crate::model::framework::{Characteristic, Dimension, Framework, Stage};
use crate::model::settings::summary::SummarySentence;
use crate::report::across::groups::{Common, Group, Grouping};
use crate::report::across::numbers::numbers;
use crate::report::across::shared::{Item, names, of_known, row, shares};
use crate::report::across::types::{AcrossParagraph, AcrossSentence, named};
use crate::report::across::{fact, say, untold};
use crate::report::prose::sentences::lens::framework_name;
use crate::report::view::context::Context;
use crate::report::view::facts::heading_of;

/// At most so many cases are named; more are counted.
pub const NAMED: usize = 5;
/// More characteristics than this are counted.
const LISTED: usize = 8;

/// What the cases of a group say. One case alone is only named.
pub fn paragraph(context: Context, grouping: &Grouping, group: &Group, of: usize) -> AcrossParagraph {
    let heading = context.say("across-heading", &[("group", plural(context, grouping, &group.common).into())]);
    let mut sentences = vec![Some(members(context, grouping, group, of))];
    if group.cases.len() > 1 {
        sentences.push(founded(context, &group.cases));
        sentences.extend(numbers(context, &group.cases));
        sentences.extend([
            kinds(context, &group.cases),
            part(context, &group.cases, Part::Main),
            part(context, &group.cases, Part::Active),
            part(context, &group.cases, Part::Dominant),
            money(context, &group.cases),
        ]);
        for framework in lenses(context, grouping, &group.cases) {
            sentences.extend(seen(context, framework, group));
        }
    }
    untold(heading, sentences)
}

/// "potential clusters", or what the cases have in common.
pub fn plural(context: Context, grouping: &Grouping, common: &Common) -> String {
    match common {
        Common::Stage(stage) => match context.own(stage.plural.as_ref()) {
            Some(own) => own.to_owned(),
            None => context.say("across-in-stage", &[("stage", context.get(&stage.label).into())]),
        },
        Common::Value(value) => {
            let slots =
                [("what", context.inner(&heading_of(context, &grouping.by)).into()), ("value", value.as_str().into())];
            context.say("across-with-value", &slots)
        }
    }
}

fn members(context: Context, grouping: &Grouping, group: &Group, of: usize) -> AcrossSentence {
    let named = names(context, &group.cases, NAMED);
    let form = match (&group.common, group.cases.len(), &named) {
        (Common::Stage(_), 1, _) => "stage-one",
        (Common::Stage(_), _, Some(_)) => "stage-few",
        (Common::Stage(_), _, None) => "stage-many",
        (Common::Value(_), 1, _) => "value-one",
        (Common::Value(_), _, Some(_)) => "value-few",
        (Common::Value(_), _, None) => "value-many",
    };
    let called = |stage: &Stage, own: Option<&Text>| {
        context.own(own).map_or_else(|| context.quoted(&context.get(&stage.label)), str::to_owned)
    };
    let (one, several) = match &group.common {
        Common::Stage(stage) => (called(stage, stage.in_text.as_ref()), called(stage, stage.plural.as_ref())),
        Common::Value(value) => (value.clone(), String::new()),
    };
    let slots = [
        ("form", form.into()),
        ("group", several.into()),
        ("what", context.inner(&heading_of(context, &grouping.by)).into()),
        ("stage", one.into()),
        ("number", context.count(group.cases.len()).into()),
        ("of", context.count(of).into()),
        ("names", named.unwrap_or_default().into()),
    ];
    let facts = group.cases.iter().map(|case| context.get(&case.name)).collect();
    say(context, SummarySentence::Members, "across-members", &slots, facts)
}

fn founded(context: Context, cases: &[&Case]) -> Option<AcrossSentence> {
    let known: Vec<(&Case, i32)> =
        cases.iter().filter_map(|case| Some((*case, case.founded.value.value()?.year))).collect();
    let years = known.iter().map(|(_, year)| *year);
    let (first, last) = (years.clone().min().unwrap_or_default(), years.max().unwrap_or_default());
    let form = match (known.len(), first == last, known.len() == cases.len()) {
        (0, ..) => "none",
        (1, ..) => "one",
        (2, true, true) => "both",
        (_, true, true) => "same",
        (_, false, true) => "range",
        (_, true, false) => "some-same",
        (2, false, false) => "some-pair",
        (_, false, false) => "some-range",
    };
    let slots = [
        ("form", form.into()),
        ("name", known.first().map(|(case, _)| named(context, case)).unwrap_or_default().into()),
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
        ("number", context.count(known.len()).into()),
    ];
    let facts = known.iter().map(|(case, year)| fact(context, case, year.to_string())).collect();
    Some(say(context, SummarySentence::Founded, "across-founded", &slots, facts))
}

/// Entries that cases show, from what each case shows.
fn items<'c, K: Ord>(shown: impl IntoIterator<Item = (&'c Case, K)>, label: impl Fn(&K) -> String) -> Vec<Item<'c>> {
    let mut all: BTreeMap<K, Vec<&Case>> = BTreeMap::new();
    for (case, key) in shown {
        let cases = all.entry(key).or_default();
        if !cases.iter().any(|own| own.id == case.id) {
            cases.push(case);
        }
    }
    all.into_iter().map(|(key, cases)| Item { label: label(&key), cases, is_withheld: false }).collect()
}

/// How many entries of a list are withheld.
fn lost<T>(list: &Known<Listed<T>>) -> usize {
    list.value().map_or(0, |list| list.withheld)
}

/// Says of entries that cases may show them too of which a part is withheld.
fn may_show(items: &mut [Item], withheld: &[&Case]) {
    for item in items {
        item.is_withheld = withheld.iter().any(|case| !item.cases.iter().any(|own| own.id == case.id));
    }
}

/// The cases of which entries of a list are withheld.
fn in_part<'c>(cases: &[&'c Case], lost: impl Fn(&Record) -> usize) -> Vec<&'c Case> {
    cases.iter().copied().filter(|case| case.newest().is_some_and(|record| lost(record) > 0)).collect()
}

/// A sentence on what cases share: `known` of `of` cases record anything on it.
pub fn shared(
    context: Context,
    (name, message): (SummarySentence, &str),
    slots: &[(&str, fluent_bundle::FluentValue)],
    items: &[Item],
    (known, of): (usize, usize),
) -> Option<AcrossSentence> {
    let share = if message == "across-part" { "across-in" } else { "across-share" };
    let shares = shares(context, share, items, known)?;
    let facts = items.iter().filter(|item| !item.cases.is_empty()).map(|item| {
        let cases: Vec<String> = item.cases.iter().map(|case| context.get(&case.name)).collect();
        context.say("tell-pair", &[("what", item.label.as_str().into()), ("remark", cases.join(", ").into())])
    });
    let mut all: Vec<(&str, fluent_bundle::FluentValue)> =
        vec![("shares", shares.into()), ("known", of_known(context, known, of).into())];
    all.extend(slots.iter().cloned());
    Some(say(context, name, message, &all, facts.collect()))
}

/// How many cases record something. That there is none of it is recorded too.
fn recorded(cases: &[&Case], is: impl Fn(&Record) -> bool) -> usize {
    cases.iter().filter(|case| case.newest().is_some_and(&is)).count()
}

fn kinds(context: Context, cases: &[&Case]) -> Option<AcrossSentence> {
    let known = recorded(cases, |record| !(record.actors.kinds.is_unknown() && record.actors.list.is_unknown()));
    let shown = cases.iter().flat_map(|case| entries(case).into_iter().map(|kind| (*case, kind)));
    let mut items = items(shown, |kind| kinds_of(context, kind));
    let lost = |record: &Record| lost(&record.actors.kinds) + lost(&record.actors.list);
    may_show(&mut items, &in_part(cases, lost));
    shared(context, (SummarySentence::Kinds, "across-kinds"), &[], &items, (known, cases.len()))
}

/// Which kinds of actors are most of them, active or dominant.
fn part(context: Context, cases: &[&Case], part: Part) -> Option<AcrossSentence> {
    let known = recorded(cases, |record| !record.actors.kinds.is_unknown());
    let of = |case: &'_ Case| {
        let all = case.newest().map_or(&[][..], |record| record.actors.kinds.entries());
        all.iter().filter(|own| own.part == Some(part)).map(|own| (own.kind, own.size)).collect::<Vec<_>>()
    };
    let shown = cases.iter().flat_map(|case| of(case).into_iter().map(|kind| (*case, kind)));
    let items = items(shown, |(kind, size)| match (kind, size) {
        (ActorKind::Firm, Some(size)) => context.coded("actors-firm", size),
        _ => kinds_of(context, kind),
    });
    // What one case alone says of it stands in its report.
    if items.iter().all(|item| item.cases.len() < 2) {
        return None;
    }
    // What holds of all is said of all first.
    let is_of_all = known > 1 && items.iter().all(|item| item.cases.len() == known);
    let labels: Vec<String> = items.iter().map(|item| item.label.clone()).collect();
    let slots = [
        ("part", part.to_string().into()),
        ("whole", if is_of_all { "yes" } else { "no" }.into()),
        ("both", if known == 2 { "yes" } else { "no" }.into()),
        ("number", context.count(known).into()),
        ("items", row(context, &labels).into()),
    ];
    shared(context, (SummarySentence::Kinds, "across-part"), &slots, &items, (known, cases.len()))
}

fn kinds_of(context: Context, kind: &ActorKind) -> String {
    context.form("actors", kind, "many").unwrap_or_else(|| context.coded("actors", kind))
}

/// The kinds of actors that a case names.
fn entries(case: &Case) -> Vec<ActorKind> {
    let Some(record) = case.newest() else { return Vec::new() };
    let kinds = record.actors.kinds.entries().iter().map(|own| own.kind);
    kinds.chain(record.actors.list.entries().iter().filter_map(|own| own.kind)).collect()
}

fn money(context: Context, cases: &[&Case]) -> Option<AcrossSentence> {
    /// Whose money it is, and what kind of money.
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Money {
        Of(Sector),
        Kind(FundingKind),
    }
    let of = |case: &Case| {
        let all = case.newest().map_or(&[][..], |record| record.funding.entries());
        let sectors = all.iter().filter_map(|one| one.sector).map(Money::Of);
        let kinds = all.iter().filter(|one| one.kind != FundingKind::Funds).map(|one| Money::Kind(one.kind));
        sectors.chain(kinds).collect::<Vec<_>>()
    };
    let known = recorded(cases, |record| !record.funding.is_unknown());
    let shown = cases.iter().flat_map(|case| of(case).into_iter().map(|money| (*case, money)));
    let label = |money: &Money| match money {
        Money::Of(sector) => context.coded("across-money", sector),
        Money::Kind(kind) => {
            let id = format!("tell-money-{}", kind.to_string().replace(' ', "-"));
            context.say(&id, &[("sector", "none".into()), ("per", "once".into())])
        }
    };
    let mut items = items(shown, label);
    may_show(&mut items, &in_part(cases, |record| lost(&record.funding)));
    shared(context, (SummarySentence::Money, "across-money"), &[], &items, (known, cases.len()))
}

/// The frameworks that cases of a group are told through: those of the life cycle; without one, all that are in use.
fn lenses<'c>(context: Context<'c>, grouping: &Grouping<'c>, cases: &[&Case]) -> Vec<&'c Framework> {
    let of_cycle = |own: &&Framework| match grouping.cycle {
        Some(cycle) => own.life_cycle.as_deref() == Some(&*cycle.id),
        None => true,
    };
    context.frameworks.iter().filter(of_cycle).filter(|own| is_used(own, cases)).collect()
}

/// Whether cases record anything through a framework.
pub fn is_used(framework: &Framework, cases: &[&Case]) -> bool {
    let of = |case: &&Case| {
        case.newest().is_some_and(|record| record.observed.iter().any(|own| *own.framework == *framework.id))
    };
    cases.iter().any(of)
}

/// A case seen through a framework.
pub fn mapped<'c>(context: Context<'c>, case: &'c Case, framework: &'c Framework) -> Option<Mapping<'c>> {
    Some(map(case.newest()?, framework, context.frameworks))
}

/// A dimension as the cases that record something on it show it.
pub struct Shown<'c> {
    /// The dimension.
    pub dimension: &'c Dimension,
    /// The cases that record something on it.
    pub known: Vec<&'c Case>,
    /// Each characteristic with the cases that show it.
    pub items: Vec<Item<'c>>,
    /// Of each whether a case says anything of it: that it is there, planned, past or absent.
    pub is_mentioned: Vec<bool>,
}

/// Whether a source says anything of a characteristic, or may do so where readers may not see it. One that is missing from a closed list is not mentioned.
fn is_mentioned(cell: &Cell) -> bool {
    match cell.status {
        Status::Observed | Status::Countered | Status::Contested | Status::Planned | Status::Past => true,
        Status::Absent => !cell.observations.is_empty(),
        // It may be mentioned.
        Status::Withheld => true,
        Status::NotMentioned | Status::NotRecorded => false,
    }
}

/// What cases show of the dimensions of a framework on which any of them records something.
pub fn shown<'c>(context: Context<'c>, framework: &'c Framework, cases: &[&'c Case]) -> Vec<Shown<'c>> {
    let all: Vec<(&Case, Mapping)> =
        cases.iter().filter_map(|case| Some((*case, mapped(context, case, framework)?))).collect();
    let of = |(at, dimension): (usize, &'c Dimension)| {
        let own: Vec<&(&Case, Mapping)> = all.iter().filter(|(_, map)| map.dimensions[at].is_recorded()).collect();
        let item = |(place, one): (usize, &'c Characteristic)| {
            let is_seen = |map: &Mapping| map.dimensions[at].cells[place].status.is_seen();
            let cases = own.iter().filter(|(_, map)| is_seen(map)).map(|(case, _)| *case).collect();
            let is_withheld = own.iter().any(|(_, map)| map.dimensions[at].cells[place].is_undecided());
            Item { label: context.label(&one.label, one.in_text.as_ref()), cases, is_withheld }
        };
        let items = dimension.characteristics.iter().enumerate().map(item).collect();
        let of_any = |place: usize| own.iter().any(|(_, map)| is_mentioned(&map.dimensions[at].cells[place]));
        let is_mentioned = (0..dimension.characteristics.len()).map(of_any).collect();
        let known = own.iter().map(|(case, _)| *case).collect();
        (!own.is_empty()).then_some(Shown { dimension, known, items, is_mentioned })
    };
    framework.dimensions.iter().enumerate().filter_map(of).collect()
}

/// What the characteristics of a dimension are called, and whether it is a noun.
pub fn dimension_slots(
    context: Context,
    dimension: &Dimension,
) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    let (form, name) = match context.own(dimension.noun.as_ref()) {
        Some(noun) => ("noun", noun.to_owned()),
        None => ("label", context.quoted(&context.get(&dimension.label))),
    };
    [("form", form.into()), ("dimension", name.into())]
}

/// What the cases show through a framework, what it lists for their stage besides, and what is planned.
fn seen<'c>(context: Context<'c>, framework: &'c Framework, group: &Group<'c>) -> Vec<Option<AcrossSentence>> {
    let cases = &group.cases;
    let mut all = Vec::new();
    for one in shown(context, framework, cases) {
        let slots = dimension_slots(context, one.dimension);
        let name = (SummarySentence::Observed, "across-observed");
        all.push(shared(context, name, &slots, &one.items, (one.known.len(), cases.len())));
    }
    let cells: Vec<(&Case, Mapping)> =
        cases.iter().filter_map(|case| Some((*case, mapped(context, case, framework)?))).collect();
    // Cases that have something else in common stand in several stages.
    if matches!(group.common, Common::Stage(_)) {
        all.push(unseen(context, framework, &cells, cases.len()));
    }
    all.push(planned(context, &cells));
    all
}

/// The characteristics for which something holds in a case: those of dimensions on which something is recorded.
fn holding<'m, 'c>(map: &'m Mapping<'c>, holds: impl Fn(&Cell) -> bool + 'm) -> impl Iterator<Item = &'m Cell<'c>> {
    let recorded = map.dimensions.iter().filter(|one| one.is_recorded());
    recorded.flat_map(|one| &one.cells).filter(move |cell| holds(cell))
}

/// The places of characteristics for which something holds in a case.
fn places(map: &Mapping, holds: impl Fn(&Cell) -> bool) -> Vec<(usize, usize)> {
    let recorded = map.dimensions.iter().enumerate().filter(|(_, one)| one.is_recorded());
    let all = recorded.flat_map(|(at, one)| one.cells.iter().enumerate().map(move |(place, cell)| (at, place, cell)));
    all.filter(|(.., cell)| holds(cell)).map(|(at, place, _)| (at, place)).collect()
}

fn unseen(context: Context, framework: &Framework, all: &[(&Case, Mapping)], of: usize) -> Option<AcrossSentence> {
    let known = all.iter().filter(|(_, map)| map.dimensions.iter().any(|one| one.is_recorded())).count();
    let expected = |cell: &Cell| cell.place == Placement::Expected;
    // Cells of one characteristic stand at the same place in all mappings.
    let mentioned: BTreeSet<(usize, usize)> = all.iter().flat_map(|(_, map)| places(map, is_mentioned)).collect();
    let mut labels: Vec<String> = Vec::new();
    for (_, map) in all {
        for (at, place) in places(map, expected).into_iter().filter(|own| !mentioned.contains(own)) {
            let cell = &map.dimensions[at].cells[place];
            let label = context.label(&cell.characteristic.label, cell.characteristic.in_text.as_ref());
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    if labels.is_empty() {
        return None;
    }
    let slots = [
        ("form", if labels.len() > LISTED { "many" } else { "few" }.into()),
        ("framework", framework_name(context, framework).into()),
        ("number", context.count(labels.len()).into()),
        ("list", context.any_of(&labels).into()),
        ("known", of_known(context, known, of).into()),
    ];
    Some(say(context, SummarySentence::Unseen, "across-unseen", &slots, labels))
}

fn planned(context: Context, all: &[(&Case, Mapping)]) -> Option<AcrossSentence> {
    let of = |map: &Mapping| -> Vec<String> {
        let own = holding(map, |cell| cell.status == Status::Planned);
        own.map(|cell| context.label(&cell.characteristic.label, cell.characteristic.in_text.as_ref())).collect()
    };
    let planned: Vec<(&Case, Vec<String>)> =
        all.iter().map(|(case, map)| (*case, of(map))).filter(|(_, labels)| !labels.is_empty()).collect();
    if planned.is_empty() {
        return None;
    }
    let facts = planned.iter().map(|(case, labels)| fact(context, case, labels.join(", "))).collect();
    let part = |(case, labels): &(&Case, Vec<String>)| {
        let slots = [("list", row(context, labels).into()), ("name", named(context, case).into())];
        context.say("across-planned-in", &slots)
    };
    let form = if planned.len() > NAMED { "many" } else { "few" };
    let list: Vec<String> = planned.iter().map(part).collect();
    let slots = [
        ("form", form.into()),
        ("number", context.count(planned.len()).into()),
        ("list", context.semicolons(&list).into()),
    ];
    Some(say(context, SummarySentence::Planned, "across-planned", &slots, facts))
}
