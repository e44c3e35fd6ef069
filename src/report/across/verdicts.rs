//! How the claims fare, and which cases deviate from them most often.

use std::collections::BTreeMap;

use crate::analysis::claims::Claim;
use crate::analysis::claims::outcome::{Of, Outcome, SaidOf};
use crate::model::case::Case;
use crate::model::settings::summary::SummarySentence;
use crate::report::across::shared::names;
use crate::report::across::types::{AcrossParagraph, AcrossSentence};
use crate::report::across::{fact, say, untold};
use crate::report::view::context::Context;

/// At most so many cases are said to deviate most often.
const MOST: usize = 3;
/// At most so many claims are told in their own words.
const QUOTED: usize = 5;

/// How a claim fares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fares {
    Holds,
    InPart,
    Not,
    Unknown,
}

impl Fares {
    /// A claim that does not hold of all, but of some of what it is said of, holds in part.
    fn of(claim: &Claim, outcome: &Outcome) -> Fares {
        let verdict = outcome.verdict(claim);
        let is_of_each = matches!(verdict.of, SaidOf::Cases | SaidOf::Pairs | SaidOf::Characteristics);
        match verdict.holds {
            None => Fares::Unknown,
            Some(true) => Fares::Holds,
            Some(false) if is_of_each && verdict.k > 0 => Fares::InPart,
            Some(false) => Fares::Not,
        }
    }
}

/// How the claims fare.
pub fn paragraph(context: Context, all: &[(&Claim, Outcome)]) -> AcrossParagraph {
    let sentences = vec![counts(context, all), refuted(context, all), deviant(context, all)];
    untold(context.word("across-claims-heading"), sentences)
}

fn counts(context: Context, all: &[(&Claim, Outcome)]) -> Option<AcrossSentence> {
    if all.is_empty() {
        return None;
    }
    let of = |fares: Fares| -> Vec<&Claim> {
        all.iter().filter(|(claim, outcome)| Fares::of(claim, outcome) == fares).map(|(claim, _)| *claim).collect()
    };
    let part = |form: &'static str, fares: Fares| {
        let own = of(fares);
        let slots = [("form", form.into()), ("count", own.len().into()), ("number", context.count(own.len()).into())];
        (!own.is_empty()).then(|| context.say("across-fares", &slots))
    };
    let parts = [
        part("holds", Fares::Holds),
        part("in-part", Fares::InPart),
        part("not", Fares::Not),
        part("unknown", Fares::Unknown),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let slots = [
        ("count", all.len().into()),
        ("number", context.count(all.len()).into()),
        ("parts", clauses(context, &parts).into()),
        ("works", works(context, all).into()),
    ];
    Some(say(context, SummarySentence::Claims, "across-claims", &slots, parts))
}

/// Clauses in a row, each with a verb of its own.
fn clauses(context: Context, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let slots = [("items", first.join(", ").into()), ("last", last.as_str().into())];
            context.say("across-clauses", &slots)
        }
    }
}

/// " derived from Ingstrup and Damgaard (2013)", the works that the claims are taken from, if they are few.
fn works(context: Context, all: &[(&Claim, Outcome)]) -> String {
    let mut works: Vec<String> = Vec::new();
    for key in all.iter().filter_map(|(claim, _)| claim.source.as_ref()).map(|source| &source.cite) {
        let name = context.authors(key).unwrap_or_else(|| key.to_string());
        if !works.contains(&name) {
            works.push(name);
        }
    }
    let is_few = (1..=MOST).contains(&works.len());
    let after = || context.say("across-after", &[("works", context.in_order(&works).into())]);
    if is_few { format!(" {}", after()) } else { String::new() }
}

/// The claims that do not hold, in their own words, if they are few.
fn refuted(context: Context, all: &[(&Claim, Outcome)]) -> Option<AcrossSentence> {
    let own = all.iter().filter(|(claim, outcome)| Fares::of(claim, outcome) == Fares::Not);
    let texts: Vec<String> = own.map(|(claim, _)| context.quoted(&context.inner(&context.get(&claim.text)))).collect();
    let slots = [("list", context.semicolons(&texts).into()), ("count", texts.len().into())];
    let sentence = || say(context, SummarySentence::Claims, "across-refuted", &slots, texts.clone());
    (1..=QUOTED).contains(&texts.len()).then(sentence)
}

/// The cases that speak against most of the claims. What an open list only does not name speaks against nothing.
fn deviant(context: Context, all: &[(&Claim, Outcome)]) -> Option<AcrossSentence> {
    let mut counts: BTreeMap<&str, (usize, &Case)> = BTreeMap::new();
    for (claim, outcome) in all {
        deviating(claim, outcome).iter().for_each(|case| counts.entry(&case.id.0).or_insert((0, case)).0 += 1);
    }
    // A single claim says little of a case.
    let most = counts.values().map(|(count, _)| *count).max().filter(|most| *most > 1)?;
    let cases: Vec<&Case> = counts.values().filter(|(count, _)| *count == most).map(|(_, case)| *case).collect();
    let named = names(context, &cases, MOST)?;
    // A claim of most cases can hold without being true of each.
    let holds = all.iter().filter(|(claim, outcome)| outcome.holds(claim) == Some(true));
    let holds = holds
        .flat_map(|(claim, outcome)| deviating(claim, outcome))
        .any(|own| cases.iter().any(|case| case.id == own.id));
    let slots = [
        ("names", named.into()),
        ("cases", cases.len().into()),
        ("number", context.count(most).into()),
        ("of", context.count(all.len()).into()),
        ("holds", if holds { "yes" } else { "no" }.into()),
    ];
    let facts = counts.values().map(|(count, case)| fact(context, case, context.count(*count))).collect();
    Some(say(context, SummarySentence::Deviant, "across-deviant", &slots, facts))
}

/// The cases that speak against a claim, each once.
fn deviating<'c>(claim: &Claim, outcome: &Outcome<'c>) -> Vec<&'c Case> {
    let mut all: Vec<&Case> = Vec::new();
    for found in outcome.deviant(claim).iter().filter(|found| !found.only_named) {
        let Of::Cases(cases) = &found.of else { continue };
        // Of a pair both deviate, since nobody can say which of the two it is.
        for one in cases {
            if !all.iter().any(|case| case.id == one.id) {
                all.push(one);
            }
        }
    }
    all
}
