//! The outcomes of the claims, as a table.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::claims::outcome::{Found, Of, Outcome, SaidOf, Verdict};
use crate::analysis::claims::over::Measured;
use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{Claim, ClaimSource, Quantifier};
use crate::analysis::mapping::{Status, map};
use crate::analysis::measure::{self, IndicatorValue, Pair};
use crate::base::fraction::Fraction;
use crate::base::text::lower_first;
use crate::model::case::{Case, Characterised, Record};
use crate::model::expression::number::Number;
use crate::model::expression::value::Value;
use crate::model::expression::why::NoNumber;
use crate::model::expression::why::Why;
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::model::indicator::Indicator;
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Covered, Parts, head};
use crate::report::matrix::table::{Cell, Full, Heading, Table, listed};
use crate::report::prose::realise::finished;
use crate::report::view::annual::figures::{reason_text, shown};
use crate::report::view::context::Context;
use crate::report::view::facts::statements;
use crate::report::view::lens::way_label;
use crate::report::view::phrase::full_label;
use crate::report::view::words;
use crate::yaml::condition::Condition;
use crate::yaml::shape::notation::Notation;

/// What claims are evaluated with for a report.
pub fn ground(context: Context) -> Ground {
    Ground {
        frameworks: context.frameworks,
        indicators: context.indicators,
        language: context.settings.first_language(),
    }
}

/// The columns of the table for programs, which are the same in every language.
const COLUMNS: [&str; 12] =
    ["id", "text", "scope", "quantifier", "k", "n", "verdict", "deviants", "undecided", "silent", "source", "note"];

/// The table of claims with their outcomes for the cases that are covered: for each, whether it holds, in how many cases, and which cases deviate. `None` if there are no claims.
pub fn claims(context: Context, claims: &[(&Claim, Outcome)], covered: Covered) -> Option<Table> {
    if claims.is_empty() {
        return None;
    }
    let rows: Vec<ClaimRow> = claims.iter().map(|(claim, outcome)| ClaimRow::new(context, claim, outcome)).collect();
    let (page, keys) = on_page(context, &rows);
    let columns = COLUMNS.map(|id| Heading { text: id.to_owned(), number: matches!(id, "k" | "n") });
    let parts = Parts {
        kind: "claims",
        columns: PAGE.map(|id| head(context.word(id))).into(),
        rows: page,
        note: context.word("claims-note"),
        full: Some(Full::new(columns.into(), rows.iter().map(|row| row.whole(context)))),
    };
    let mut table = parts.finish(context, "claims", context.word("table-claims"), "", covered);
    table.keys = keys;
    Some(table)
}

/// The columns on a page.
const PAGE: [&str; 2] = ["claim", "claim-outcome"];

/// A place of a source with fewer claims than this has no row of its own above them.
const OF_A_PLACE: usize = 4;

/// The rows on a page, below rows that name the work that they are taken from, and the place there if it has several; and for each
/// row the id of its claim.
fn on_page(context: Context, rows: &[ClaimRow]) -> (Vec<Vec<Cell>>, Vec<String>) {
    let of_place = |row: &ClaimRow| rows.iter().filter(|own| own.source == row.source).count() >= OF_A_PLACE;
    let mut groups: Vec<(String, bool, Vec<&ClaimRow>)> = Vec::new();
    for row in rows {
        let is_place = of_place(row);
        let name = if is_place { row.source.clone().unwrap_or_default() } else { row.work.clone() };
        match groups.iter_mut().find(|(known, ..)| *known == name) {
            Some((.., own)) => own.push(row),
            None => groups.push((name, is_place, vec![row])),
        }
    }
    // Those of one work stand together.
    let works: Vec<String> = rows.iter().map(|row| row.work.clone()).collect();
    groups.sort_by_key(|(.., own)| works.iter().position(|work| *work == own[0].work));
    let (mut page, mut keys) = (Vec::new(), Vec::new());
    let is_named = rows.iter().any(|row| row.source.is_some());
    for (name, is_place, own) in groups {
        if is_named {
            let text = if name.is_empty() { context.word("claim-without-source") } else { name };
            page.push(Cell::plain(text).above(PAGE.len()));
            keys.push(String::new());
        }
        for row in own {
            page.push(row.shown(context, is_place));
            keys.push(row.claim.id.to_string());
        }
    }
    (page, keys)
}

/// A claim with its outcome in words.
struct ClaimRow<'c> {
    claim: &'c Claim,
    source: Option<String>,
    /// The work that it is taken from, and the place there; empty without one.
    work: String,
    at: String,
    said_of: String,
    verdict: Verdict,
    values: Vec<String>,
    /// The same in short, as a page has them.
    short_values: Vec<String>,
    deviants: Vec<String>,
    undecided: Vec<String>,
    silent: Vec<String>,
    /// What speaks against it and what does not count, in short.
    against: String,
}

impl<'c> ClaimRow<'c> {
    fn new(context: Context, claim: &'c Claim, outcome: &Outcome) -> ClaimRow<'c> {
        let source = claim.source.as_ref().map(|source| {
            let work = work(context, source);
            source.at.as_ref().map_or(work.clone(), |at| format!("{work}, {}", context.get(at)))
        });
        let cited = claim.source.as_ref();
        let at = context.opt(cited.and_then(|source| source.at.as_ref()));
        let (open, closed): (Vec<&Found>, Vec<&Found>) =
            outcome.deviant(claim).iter().partition(|found| found.only_named);
        let deviant = |found: &&Found| deviation(context, claim, found);
        let verdict = outcome.verdict(claim);
        ClaimRow {
            claim,
            source,
            work: cited.map(|source| work(context, source)).unwrap_or_default(),
            at: if at.is_empty() { at } else { format!("({at})") },
            said_of: said_of(context, claim, verdict.of),
            verdict,
            values: outcome.measured.iter().map(|one| measured(context, claim, one, false)).collect(),
            short_values: outcome.measured.iter().map(|one| measured(context, claim, one, true)).collect(),
            deviants: closed.iter().chain(&open).map(deviant).collect(),
            undecided: outcome.undecided.iter().map(|found| deviation(context, claim, found)).collect(),
            silent: outcome.not_recorded.iter().map(|found| lacking(context, found)).collect(),
            against: against_it(context, claim, [&closed, &open], outcome),
        }
    }

    /// The verdict with the values of functions over cases.
    fn outcome(&self, context: Context, values: &[String]) -> String {
        let verdict = words::verdict(context.locale, &self.verdict);
        if values.is_empty() {
            return verdict;
        }
        context.say("claim-with-values", &[("verdict", verdict.into()), ("values", values.join("; ").into())])
    }

    /// The outcome on a page, with of how many the claim is said unless it is said of all.
    fn short_outcome(&self, context: Context) -> String {
        let Verdict { of, holds, k, n, .. } = self.verdict;
        let plain = match holds {
            Some(true) => "claim-holds",
            Some(false) => "claim-does-not-hold",
            None => "claim-unchecked",
        };
        // Where all cases have the values, the values say enough.
        let outcome = match of {
            SaidOf::Groups if k == n && !self.short_values.is_empty() => {
                let (verdict, values) = (context.word(plain), self.short_values.join("; "));
                context.say("claim-with-values", &[("verdict", verdict.into()), ("values", values.into())])
            }
            _ => self.outcome(context, &self.short_values),
        };
        match (self.verdict.of, self.claim.quantifier()) {
            (SaidOf::Framework | SaidOf::Groups, _) | (_, Quantifier::All | Quantifier::None) => outcome,
            _ => {
                let parts = [("of", self.said_of.as_str().into()), ("outcome", outcome.into())];
                context.say("claim-outcome-of", &parts)
            }
        }
    }

    /// The cells on a page; `is_placed` if a row above it names its place in the source.
    fn shown(&self, context: Context, is_placed: bool) -> Vec<Cell> {
        let language = &context.locale.language;
        let note = self.claim.note.as_ref().map(|note| note.get(language));
        let aside = [Some(self.at.as_str()).filter(|_| !is_placed), note, Some(self.against.as_str())];
        let aside = aside.into_iter().flatten().filter(|text| !text.is_empty());
        vec![
            Cell {
                aside: aside.collect::<Vec<_>>().join(" "),
                ..Cell::plain(self.claim.text.get(language))
            },
            Cell::new(Content::Verdict(self.verdict), self.short_outcome(context)),
        ]
    }

    /// The cells for programs.
    fn whole(&self, context: Context) -> Vec<Cell> {
        let language = &context.locale.language;
        let counts = |count: usize| match self.verdict.of {
            SaidOf::Framework => Cell::of(Content::Empty),
            _ => Cell::of(Content::Count(count)),
        };
        let text = |text: Option<&str>| text.map_or(Cell::of(Content::Empty), Cell::plain);
        vec![
            Cell::plain(self.claim.id.to_string()),
            Cell::plain(self.claim.text.get(language)),
            text(scope(self.claim).as_deref()),
            Cell::plain(self.said_of.as_str()),
            counts(self.verdict.k),
            counts(self.verdict.n),
            Cell::plain(self.outcome(context, &self.values)),
            listed(context.locale, &self.deviants, ""),
            listed(context.locale, &self.undecided, ""),
            listed(context.locale, &self.silent, ""),
            text(self.source.as_deref()),
            text(self.claim.note.as_ref().map(|note| note.get(language))),
        ]
    }
}

/// The name of the work that a claim is taken from.
fn work(context: Context, source: &ClaimSource) -> String {
    context.works.and_then(|works| works.short(&source.cite)).unwrap_or_else(|| source.cite.to_string())
}

/// Of how many a claim is said.
fn said_of(context: Context, claim: &Claim, of: SaidOf) -> String {
    match (of, claim.quantifier()) {
        (SaidOf::Framework, _) => context.word("claim-of-framework"),
        (SaidOf::Groups, _) => context.word("claim-of-groups"),
        (_, Quantifier::All) => context.word("quantifier-all"),
        (_, Quantifier::Most) => context.word("quantifier-most"),
        (_, Quantifier::Some) => context.word("quantifier-some"),
        (_, Quantifier::None) => context.word("quantifier-none"),
        (_, Quantifier::AtLeast(count)) => context.say("quantifier-at-least", &[("count", count.into())]),
    }
}

/// What a claim is about, in the words of its file.
fn scope(claim: &Claim) -> Option<String> {
    let mut parts = Vec::new();
    let mut add = |key: &str, text: &str| parts.push(format!("{key}: {text}"));
    if let Some(scope) = &claim.scope {
        scope.study.iter().for_each(|study| add("study", study));
        scope.condition.iter().for_each(|condition| add("where", &condition.text));
    }
    if let Some(pairs) = &claim.pairs {
        add("a", &pairs.a.text);
        add("b", &pairs.b.text);
        pairs.condition.iter().for_each(|condition| add("pairs where", &condition.text));
    }
    claim.framework.iter().for_each(|framework| add("framework", framework));
    if let Some(each) = &claim.each {
        let per = each.per.map(|_| " per stage").unwrap_or_default();
        add("each", &format!("{}{per}", each.of));
        each.condition.iter().for_each(|condition| add("where", &condition.text));
    }
    claim.groups.iter().for_each(|group| add(&group.id, &group.condition.text));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The value of a function over cases in words: "potential clusters: median 30 (actors, 3 of 3 cases)"; in short without what the
/// claim says itself: "potential clusters: median 30".
fn measured(context: Context, claim: &Claim, one: &Measured, short: bool) -> String {
    let group = claim.groups.iter().find(|group| group.id == one.group);
    let name = match group {
        Some(group) => group.name.as_ref().map_or(group.id.clone(), |name| context.get(name)),
        None => context.word("claim-all-cases"),
    };
    let value = match &one.value {
        Value::Number(number) => bounded(context, one, number),
        Value::Unknown(why) => match why.as_slice() {
            [Why::NoNumber(why)] => reason_text(context, why),
            _ => context.word("not-recorded"),
        },
        _ => context.word("not-recorded"),
    };
    let what = label(context, &one.path).into_iter().chain(characteristics(context, claim, one));
    let what = what.map(|label| lower_first(&label)).collect::<Vec<_>>().join(", ");
    let (k, n) = (one.with().count(), one.cases.len() + one.maybe);
    let what = if short { String::new() } else { what };
    let id = match (one.function.as_str(), what.is_empty(), k == n) {
        ("median" | "min" | "max", _, true) if short => "claim-measured-all",
        ("count" | "proportion", _, true) => "claim-counted",
        ("count" | "proportion", _, false) => "claim-counted-known",
        (_, true, _) => "claim-measured",
        (_, false, _) => "claim-measured-of",
    };
    let parts = [
        ("function", one.function.as_str().into()),
        ("group", name.into()),
        ("what", what.as_str().into()),
        ("value", value.into()),
        ("k", k.into()),
        ("n", n.into()),
    ];
    let text = context.say(id, &parts);
    match id {
        "claim-counted" | "claim-counted-known" if !what.is_empty() => {
            context.say("claim-lacks", &[("name", text.into()), ("what", what.into())])
        }
        _ => text,
    }
}

/// The names of the characteristics that a function over cases asks for, in the frameworks that the claim names.
fn characteristics(context: Context, claim: &Claim, one: &Measured) -> Vec<String> {
    let named = context.frameworks.iter().filter(|framework| claim.holds.names(&framework.id));
    let items = named.flat_map(|framework| &framework.dimensions).flat_map(|dimension| &dimension.characteristics);
    let asked = items.filter(|item| one.texts.iter().any(|text| **text == *item.id.0));
    asked.map(|item| context.get(&item.label)).collect()
}

/// A number of a function over cases, or its bounds, as tables show what it is of.
fn bounded(context: Context, one: &Measured, number: &Number) -> String {
    let indicator = one.path.strip_prefix("figures.").and_then(|id| context.indicators.find(id));
    let is_date = |fact: &&FactSpec| matches!(fact.kind, FactKind::Date) && fact.uses.condition == Some(&one.path);
    let is_year = FACTS.iter().any(|fact| is_date(&fact))
        || indicator.is_some_and(|indicator| indicator.unit.notation() == Notation::Date);
    let is_part = one.function == "proportion";
    let percent = is_part || indicator.is_some_and(Indicator::is_share);
    let scale = Fraction::from(if percent && !is_part { Decimal::ONE_HUNDRED } else { Decimal::ONE });
    let shown = |bound: &Fraction| {
        let value = bound.clone().checked_div(scale.clone()).and_then(|value| value.cut(3));
        let Some(value) = value else { return context.word("claim-open") };
        if let (true, Ok(year)) = (is_year && value.fract().is_zero(), i32::try_from(value)) {
            return context.locale.date(year, None, None);
        }
        let measured =
            words::Measured { value, decimals: 0, percent, currency: number.currency.clone(), about: number.about };
        let decimals = match &number.currency {
            _ if measured.shown().fract().is_zero() => 0,
            Some(_) => 2,
            None => 1,
        };
        words::measured(context.locale, &words::Measured { decimals, ..measured })
    };
    match (&number.least, &number.most) {
        (Some(least), Some(most)) if least == most => shown(least),
        (Some(least), Some(most)) => {
            context.say("range", &[("low", shown(least).into()), ("high", shown(most).into())])
        }
        (Some(least), None) => qualified(context, "qualifier-at-least", shown(least)),
        (None, Some(most)) => qualified(context, "qualifier-at-most", shown(most)),
        (None, None) => context.word("claim-open"),
    }
}

fn qualified(context: Context, qualifier: &str, value: String) -> String {
    context.say("qualified", &[("qualifier", context.word(qualifier).into()), ("value", value.into())])
}

/// The name of the field that a path of a condition leads to, as reports call it; `None` if it is no field.
fn label(context: Context, path: &str) -> Option<String> {
    let is_of = |field: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let fact = FACTS.iter().find(|fact| fact.uses.condition.is_some_and(is_of))?;
    let parts: Vec<&str> = path.split('.').skip(1).collect();
    match (fact.kind, parts.as_slice()) {
        (FactKind::Figures, [id, ..]) => context.indicators.find(id).map(|indicator| context.get(&indicator.label)),
        (FactKind::Observed, [framework, dimension, ..]) => {
            let framework = context.frameworks.iter().find(|own| *own.id == **framework)?;
            let dimension = framework.dimensions.iter().find(|own| *own.id == **dimension)?;
            Some(context.get(&dimension.label))
        }
        // The heading of its column says how a case is financed.
        _ if fact.id == "funding" => Some(context.word("claim-funding")),
        _ => Some(context.word(fact.label)),
    }
}

/// What speaks against a claim and what does not count, in a few words: names, with values where these are short.
fn against_it(context: Context, claim: &Claim, [closed, open]: [&[&Found]; 2], outcome: &Outcome) -> String {
    let say = |id: &str, names: Vec<String>, what: &str| {
        let names = few(context, &names);
        (!names.is_empty()).then(|| finished(&context.say(id, &[("names", names.into()), ("what", what.into())])))
    };
    let valued = |found: &[&Found]| found.iter().map(|found| in_short(context, claim, found)).collect();
    let mut silent: Vec<(String, Vec<&Found>)> = Vec::new();
    for found in &outcome.not_recorded {
        let what = lacks(context, found).join("; ");
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
        if what.is_empty() { say("claim-silent", names, "") } else { say("claim-silent-on", names, &what) }
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
const SHORT: usize = 24;

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
fn lacking(context: Context, found: &Found) -> String {
    let (name, names) = (name_of(context, found), lacks(context, found));
    match names.is_empty() {
        true => name,
        false => context.say("claim-lacks", &[("name", name.into()), ("what", names.join("; ").into())]),
    }
}

/// What a case or a pair lacks for a claim.
fn lacks(context: Context, found: &Found) -> Vec<String> {
    // Each field once; that a list is open says more than that a part of its entries is missing.
    let mut lacks: Vec<(String, bool)> = Vec::new();
    for why in &found.why {
        let (label, is_open) = match why {
            Why::NotRecorded(path) => (label(context, path), false),
            Why::Open(path) => (label(context, path), true),
            Why::NoNumber(NoNumber::Missing { id, last: false }) => {
                (context.indicators.find(id).map(|indicator| context.get(&indicator.label)), false)
            }
            Why::NoNumber(why) => (Some(reason_text(context, why)), false),
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
    shown.collect()
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
fn deviation(context: Context, claim: &Claim, found: &Found) -> String {
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
        (FactKind::Figures, Some(record)) => figures(context, case, record, condition),
        _ => {
            let said = statements(context, fact, fact.of(case)).into_iter();
            said.map(|(text, evidence)| (text, evidence.map(|one| full_label(context, one)).unwrap_or_default()))
                .collect()
        }
    }
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
            for cell in mapped.cells.iter().filter(|cell| cell.status == Status::Observed) {
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
