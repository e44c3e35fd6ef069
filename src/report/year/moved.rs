//! How figures moved, in sentences: what rose and what fell with the same room, and what sums and middles hide.

use std::cmp::Ordering;

use crate::analysis::measure;
use crate::analysis::movement::{self, Movement, Step, Told};
use crate::analysis::statistics::Change;
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Aggregate, Indicator, Nature};
use crate::model::settings::annual::YearSentence;
use crate::report::across::types::{AcrossSentence, named};
use crate::report::view::annual::figures::{label, number_text};
use crate::report::view::context::Context;
use crate::report::view::words::relative;
use crate::report::year::{Room, Year, fact, say};

/// At most so many clusters that moved equally far are named.
const NAMED: usize = 3;

/// The two sides, the one with the highest score first, then what is hidden; each with its heading.
pub fn sides(context: Context, year: &Year, told: &Told, room: Room) -> Vec<(String, Vec<AcrossSentence>)> {
    let side = |name: YearSentence, all: &[&Movement]| -> Vec<AcrossSentence> {
        if all.is_empty() {
            return none_moved(context, year, name).into_iter().collect();
        }
        let shown = || all.iter().take(room.side).enumerate();
        let is_detailed = |at: usize, one: &Movement| !year.is_one() && (at < room.detailed || one.is_divided());
        let detailed = shown().filter(|(at, one)| is_detailed(*at, one));
        let detailed = detailed.flat_map(|(at, one)| {
            with_clusters(context, year, name, one, Detail { names: at < room.detailed, unmoved: room.unmoved })
        });
        let plain: Vec<&Movement> = shown().filter(|(at, one)| !is_detailed(*at, one)).map(|(_, one)| *one).collect();
        let reasons = plain.iter().filter_map(|one| own_reason(context, year, name, one.indicator));
        let reasons: Vec<AcrossSentence> = reasons.collect();
        detailed.chain(together(context, year, name, &plain)).chain(reasons).collect()
    };
    let gains = || (context.word("year-gains"), side(YearSentence::Gains, &told.gains));
    let losses = || (context.word("year-losses"), side(YearSentence::Losses, &told.losses));
    let mut all = if told.losses_first() { vec![losses(), gains()] } else { vec![gains(), losses()] };
    let hidden = told.hidden.iter().take(room.hidden);
    let hidden = hidden.flat_map(|one| {
        with_clusters(context, year, YearSentence::Hidden, one, Detail { names: room.named, unmoved: room.unmoved })
    });
    all.push((context.word("year-hidden"), hidden.collect()));
    let clusters = clusters(context, year, room.clusters);
    all.push((context.word("year-single"), clusters.into_iter().collect()));
    all
}

/// That no headline figure moved to a side, or none clearly: those that did moved little, or others as far the other way. It says of how many
/// that can be told.
fn none_moved(context: Context, year: &Year, name: YearSentence) -> Option<AcrossSentence> {
    let compared = movement::compared(context.indicators, &year.pairs);
    let has_moved = year.movements.iter().any(|one| one.is_gain() == (name == YearSentence::Gains));
    let slots = [
        ("form", if has_moved { "clearly" } else { "none" }.into()),
        ("way", if name == YearSentence::Gains { "up" } else { "down" }.into()),
        ("count", compared.len().into()),
        ("number", context.count(compared.len()).into()),
    ];
    let facts = compared.iter().map(|own| context.get(&own.label)).collect();
    (compared.len() > 1).then(|| say(context, name, "year-none-moved", &slots, facts))
}

/// Figures that moved one way each in a sentence, others in one after the other.
fn together(context: Context, year: &Year, name: YearSentence, all: &[&Movement]) -> Vec<AcrossSentence> {
    let Some(first) = all.first().map(|one| one.way()) else { return Vec::new() };
    let mut sentences = Vec::new();
    for way in [first, first.reverse()] {
        let own: Vec<&&Movement> = all.iter().filter(|one| one.way() == way).collect();
        let parts: Vec<String> = own
            .iter()
            .enumerate()
            .map(|(at, one)| if at == 0 { moved(context, year, one, true) } else { also(context, year, one) })
            .collect();
        if !parts.is_empty() {
            let facts = own.iter().flat_map(|one| facts(context, year, one)).collect();
            sentences.push(AcrossSentence::new(name, &context.in_order(&parts), facts));
        }
    }
    sentences
}

/// What is told of a movement beside how many clusters moved each way.
#[derive(Clone, Copy)]
struct Detail {
    /// The clusters that moved furthest.
    names: bool,
    /// In how many it did not move.
    unmoved: bool,
}

/// A movement with the number of clusters that moved each way and, if there is room, those that moved furthest, with what these say of
/// it.
fn with_clusters(
    context: Context,
    year: &Year,
    name: YearSentence,
    one: &Movement,
    Detail { names, unmoved }: Detail,
) -> Vec<AcrossSentence> {
    let is_alone = year.is_one() || one.steps.len() == 1;
    // "Up in seven of ten clusters" says in how many already.
    let is_named = one.count(one.way()) == furthest(one, one.way(), names).len();
    let first = match (one.is_hidden(), total(context, year, one)) {
        (true, _) => hidden(context, year, one),
        (false, Some(total)) => total,
        (false, None) => moved(context, year, one, is_alone || is_named),
    };
    if is_alone {
        return vec![AcrossSentence::new(name, &first, facts(context, year, one))];
    }
    let first_way = if one.way().is_eq() { Ordering::Greater } else { one.way() };
    let ways: Vec<(Ordering, Vec<&Step>)> =
        [first_way, first_way.reverse()].into_iter().map(|way| (way, furthest(one, way, names))).collect();
    let texts: Vec<String> = ways
        .iter()
        .enumerate()
        .filter(|(_, (way, _))| one.count(*way) > 0)
        .map(|(at, (way, steps))| clause(context, year, one, *way, steps, at == 0 || one.count(first_way) == 0))
        .chain(self::unmoved(context, one).filter(|_| unmoved))
        .collect();
    let slots = [("text", first.into()), ("ways", context.in_order(&texts).into())];
    let sentence = say(context, name, "year-in-clusters", &slots, facts(context, year, one));
    let named = ways.into_iter().flat_map(|(_, steps)| steps);
    std::iter::once(sentence).chain(named.filter_map(|step| reason(context, year, name, one, step))).collect()
}

/// "the number of members is 996; in the twelve clusters that give both years the change is from 741 to 781 (+5.4 %)": what is told first,
/// where more clusters give the year than both years. `None` of what is told only as a change.
fn total(context: Context, year: &Year, one: &Movement) -> Option<String> {
    let combined = measure::combine(context.indicators, one.indicator, &year.pairs);
    let has_place = one.indicator.nature == Some(Nature::Size) && one.indicator.aggregate == Aggregate::Sum;
    let now = combined.value.ok().filter(|_| has_place && combined.of.len() != one.steps.len())?;
    let slots = [
        ("what", what(context, one.indicator).into()),
        ("now", number_text(context, one.indicator, &now).into()),
        ("count", one.steps.len().into()),
        ("number", context.count(one.steps.len()).into()),
        ("numbers", from_to(context, one.indicator, &one.then, &one.now, Some(&one.change)).into()),
    ];
    Some(context.say("year-of-both", &slots))
}

/// The clusters that moved furthest one way, if they are to be named: one, or up to [`NAMED`] that moved equally far; none of more.
fn furthest<'m>(one: &'m Movement, way: Ordering, names: bool) -> Vec<&'m Step> {
    let Some(first) = one.furthest(way) else { return Vec::new() };
    let all: Vec<&Step> = one.steps.iter().filter(|step| step.size == first.size).collect();
    if all.len() > NAMED || !names { Vec::new() } else { all }
}

/// "up in seven of ten clusters, most in Vindkysten (from 29 to 52)"
fn clause(context: Context, year: &Year, one: &Movement, way: Ordering, steps: &[&Step], is_first: bool) -> String {
    let count = one.count(way);
    let names: Vec<String> = steps
        .iter()
        .map(|step| {
            let slots = [
                ("text", named(context, year.cases[step.at]).into()),
                ("aside", step_text(context, year, one.indicator, step).into()),
            ];
            context.say("tell-aside", &slots)
        })
        .collect();
    let form = match (count == names.len(), names.is_empty()) {
        (true, _) => "one",
        (false, false) => "named",
        (false, true) => "plain",
    };
    // Of a middle it is said already of how many it is.
    let all = match (is_first && !measure::is_middle(one.indicator), count == one.steps.len()) {
        (false, _) => "no",
        (true, true) => "all",
        (true, false) => "of",
    };
    let of = context.say(
        "year-of",
        &[
            ("form", all.into()),
            ("count", count.into()),
            ("number", context.count(count).into()),
            ("of", context.count(one.steps.len()).into()),
        ],
    );
    let slots = [
        ("way", word(way).into()),
        ("form", form.into()),
        ("of", of.into()),
        ("names", context.in_order(&names).into()),
    ];
    context.say("year-way", &slots)
}

/// A sentence with in how many clusters a figure rose and fell behind it.
pub fn in_clusters(context: Context, year: &Year, one: &Movement, text: &str) -> String {
    let ways = [one.way(), one.way().reverse()];
    let told = ways.iter().filter(|way| way.is_ne() && one.count(**way) > 0);
    let texts = told.enumerate().map(|(at, way)| clause(context, year, one, *way, &[], at == 0));
    let texts: Vec<String> = texts.chain(unmoved(context, one)).collect();
    context.say("year-in-clusters", &[("text", text.into()), ("ways", context.in_order(&texts).into())])
}

/// "unchanged in three", so that the clusters add up; `None` if all moved, or none did.
fn unmoved(context: Context, one: &Movement) -> Option<String> {
    let count = one.count(Ordering::Equal);
    let slots = [("number", context.count(count).into())];
    (count > 0 && count < one.steps.len()).then(|| context.say("year-unmoved", &slots))
}

fn word(way: Ordering) -> &'static str {
    if way == Ordering::Less { "down" } else { "up" }
}

/// "from 88 % to 70 %, 22 answers"
fn step_text(context: Context, year: &Year, indicator: &Indicator, step: &Step) -> String {
    let text = from_to(context, indicator, &step.then, &step.now, None);
    let figure = year.pairs[step.at].record.figures.of(&indicator.id);
    match figure.and_then(|figure| figure.survey.as_ref()) {
        Some(survey) => {
            let slots = [("numbers", text.into()), ("answers", context.quantity(&survey.n).into())];
            context.say("year-answers", &slots)
        }
        None => text,
    }
}

/// What the file of a cluster tells of a figure that is named, as its own words.
fn reason(context: Context, year: &Year, name: YearSentence, one: &Movement, step: &Step) -> Option<AcrossSentence> {
    let figure = year.pairs[step.at].record.figures.of(&one.indicator.id)?;
    let text = context.own(figure.amount.evidence.tell.as_ref().map(|tell| &tell.text))?;
    let case = year.cases[step.at];
    let slots = [("name", named(context, case).into()), ("text", context.quoted(text).into())];
    Some(say(context, name, "year-reason", &slots, vec![fact(context, context.get(&case.name), text.to_owned())]))
}

/// What a cluster writes on a figure in its own report, in its own words.
fn own_reason(context: Context, year: &Year, name: YearSentence, indicator: &Indicator) -> Option<AcrossSentence> {
    let pair = year.pairs.first().filter(|_| year.is_one())?;
    let figure = pair.record.figures.of(&indicator.id)?;
    let text = context.own(figure.amount.evidence.tell.as_ref().map(|tell| &tell.text))?;
    let slots = [("what", what(context, indicator).into()), ("text", context.quoted(text).into())];
    let facts = vec![fact(context, context.get(&indicator.label), text.to_owned())];
    Some(say(context, name, "year-reason-own", &slots, facts))
}

/// "the number of start-ups fell from 20 to 11", and in how many clusters, if that is to be said.
fn moved(context: Context, year: &Year, one: &Movement, with_number: bool) -> String {
    let numbers = match with_number {
        true => numbers(context, year, one),
        false => from_to(context, one.indicator, &one.then, &one.now, Some(&one.change)),
    };
    said(context, year, one, "year-moved", one.way(), numbers)
}

/// "participation in events from 4,638 to 5,194 (+12 %)", behind another that moved the same way
fn also(context: Context, year: &Year, one: &Movement) -> String {
    said(context, year, one, "year-also", one.way(), numbers(context, year, one))
}

/// "satisfaction rose from 78.5 % to 79 % in the median of twelve clusters", or that what all come to stayed.
fn hidden(context: Context, year: &Year, one: &Movement) -> String {
    if !one.change.by.value.is_zero() {
        let way = if one.change.by.value.is_sign_negative() { Ordering::Less } else { Ordering::Greater };
        let numbers = from_to(context, one.indicator, &one.then, &one.now, Some(&one.change));
        return said(context, year, one, "year-moved", way, numbers);
    }
    said(context, year, one, "year-stood", Ordering::Equal, String::new())
}

/// A sentence on a movement.
fn said(context: Context, year: &Year, one: &Movement, message: &str, way: Ordering, numbers: String) -> String {
    let now = number_text(context, one.indicator, &one.now);
    let slots = [
        ("way", word(way).into()),
        ("middle", middle(one, year).into()),
        ("clusters", context.count(one.steps.len()).into()),
        ("what", what(context, one.indicator).into()),
        ("numbers", numbers.into()),
        ("now", now.into()),
    ];
    context.say(message, &slots)
}

/// How several clusters are put together; of one alone there is nothing to put together.
fn middle(one: &Movement, year: &Year) -> &'static str {
    if year.is_one() || one.steps.len() == 1 { "sum" } else { how(one.indicator) }
}

fn how(indicator: &Indicator) -> &'static str {
    match indicator.aggregate {
        Aggregate::Median => "median",
        Aggregate::Mean => "mean",
        Aggregate::Sum | Aggregate::ShareOfSums | Aggregate::None => "sum",
    }
}

/// What an indicator is called inside a sentence.
pub fn what(context: Context, indicator: &Indicator) -> String {
    context.own(indicator.in_text.as_ref()).map_or_else(|| context.inner(&label(context, indicator)), str::to_owned)
}

/// "from 216 to 246 (+14 %) in ten clusters"; the clusters are named by number where they are not those of all comparisons.
fn numbers(context: Context, year: &Year, one: &Movement) -> String {
    let text = match one.steps.as_slice() {
        [step] if year.is_one() && one.indicator.nature == Some(Nature::Survey) => {
            step_text(context, year, one.indicator, step)
        }
        _ => from_to(context, one.indicator, &one.then, &one.now, Some(&one.change)),
    };
    let says_clusters = measure::is_middle(one.indicator) && one.steps.len() > 1;
    let is_all = year.is_one() || one.steps.len() == year.compared() || says_clusters;
    if is_all {
        return text;
    }
    let slots = [
        ("numbers", text.into()),
        ("count", one.steps.len().into()),
        ("number", context.count(one.steps.len()).into()),
        ("name", one.steps.first().map(|step| named(context, year.cases[step.at])).unwrap_or_default().into()),
    ];
    context.say("year-in-some", &slots)
}

/// "from 20 to 11", with the change in per cent where both are twenty or more: "from 140 to 176 (+26 %)".
fn from_to(
    context: Context,
    indicator: &Indicator,
    then: &IndicatorNumber,
    now: &IndicatorNumber,
    change: Option<&Change>,
) -> String {
    let part = change.and_then(|change| change.relative).map(|part| relative(context.locale, part));
    let slots = [
        ("form", if part.is_some() { "part" } else { "plain" }.into()),
        ("then", number_text(context, indicator, then).into()),
        ("now", number_text(context, indicator, now).into()),
        ("part", part.unwrap_or_default().into()),
    ];
    context.say("year-from-to", &slots)
}

fn facts(context: Context, year: &Year, one: &Movement) -> Vec<String> {
    let value = |step: &Step| from_to(context, one.indicator, &step.then, &step.now, None);
    one.steps.iter().map(|step| fact(context, context.get(&year.cases[step.at].name), value(step))).collect()
}

/// What is told in a place of its own: the size, or for how long there is money. Where the years can't be compared, the figure of the
/// year alone.
pub fn in_its_place(
    context: Context,
    year: &Year,
    nature: Nature,
    name: YearSentence,
    with_names: bool,
) -> Vec<AcrossSentence> {
    let own = context.indicators.all().filter(|own| own.nature == Some(nature) && own.is_number());
    own.flat_map(|indicator| {
        let moved = movement::movement(context.indicators, indicator, &year.pairs).filter(|one| one.way().is_ne());
        let Some(one) = moved else { return stands(context, year, name, indicator).into_iter().collect::<Vec<_>>() };
        match with_names || one.is_divided() || total(context, year, &one).is_some() {
            true => with_clusters(context, year, name, &one, Detail { names: with_names, unmoved: true }),
            false => together(context, year, name, &[&one]),
        }
        .into_iter()
        .chain(own_reason(context, year, name, indicator))
        .collect()
    })
    .collect()
}

/// "The number of members is 118", for one cluster or several; `None` if none gives it.
fn stands(context: Context, year: &Year, name: YearSentence, indicator: &Indicator) -> Option<AcrossSentence> {
    let combined = measure::combine(context.indicators, indicator, &year.pairs);
    let now = combined.value.ok()?;
    let moved = movement::movement(context.indicators, indicator, &year.pairs);
    let is_same = moved.is_some_and(|one| one.change.by.value.is_zero() && one.steps.len() == combined.of.len());
    let form = match (is_same, combined.of.len() == year.cases.len()) {
        (true, _) => "same",
        (false, true) => "alone",
        (false, false) => "some",
    };
    let slots = [
        ("form", form.into()),
        ("middle", if year.is_one() { "sum" } else { how(indicator) }.into()),
        ("number", context.count(combined.of.len()).into()),
        ("what", what(context, indicator).into()),
        ("now", number_text(context, indicator, &now).into()),
    ];
    let facts = combined
        .of
        .iter()
        .map(|(at, number)| fact(context, context.get(&year.cases[*at].name), number_text(context, indicator, number)));
    Some(say(context, name, "year-stands", &slots, facts.collect()))
}

/// In which single clusters the figures of a group moved far, both ways with the same rule.
fn clusters(context: Context, year: &Year, most: usize) -> Option<AcrossSentence> {
    if year.is_one() {
        return None;
    }
    let mut texts = Vec::new();
    let mut facts = Vec::new();
    for way in [Ordering::Less, Ordering::Greater] {
        for own in movement::together(context.indicators, &year.pairs, way).iter().take(most) {
            let case = year.cases[own.at];
            let slots = [
                ("way", word(way).into()),
                ("name", named(context, case).into()),
                ("group", context.quoted(&context.get(&context.indicators.groups[own.group].title)).into()),
                ("moved", context.count(own.moved).into()),
                ("of", context.count(own.of).into()),
                ("form", if own.moved == own.of { "all" } else { "some" }.into()),
            ];
            texts.push(context.say("year-cluster", &slots));
            facts.push(fact(context, context.get(&case.name), context.of(own.moved, own.of)));
        }
    }
    (!texts.is_empty()).then(|| AcrossSentence::new(YearSentence::Clusters, &context.semicolons(&texts), facts))
}
