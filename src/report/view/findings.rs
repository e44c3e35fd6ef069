//! What the authors find across the cases, in their own words, with the verdicts on the claims that they name.

use crate::analysis::claims::Claim;
use crate::analysis::claims::outcome::{Outcome, SaidOf};
use crate::document::markdown::citation::{CLAIM, Citation};
use crate::model::case::Passage;
use crate::report::view::context::Context;
use crate::report::view::make::{citations, cited_work, embedded};
use crate::report::view::types::ProseView;

/// The findings in the language of the report; empty if there are none. Where they name a claim, its verdict stands.
pub fn findings(context: Context, claims: &[(&Claim, Outcome)]) -> ProseView {
    let cite = |citation: &Citation| {
        let key = citation.works.first().and_then(|work| work.key.strip_prefix(CLAIM));
        let claim = key.and_then(|id| claims.iter().find(|(claim, _)| *claim.id == *id));
        if let Some((claim, outcome)) = claim {
            return verdict(context, claim, outcome);
        }
        cited_work(context, citation)
    };
    passage(context).map(|own| embedded(context, "findings", own, &cite)).unwrap_or_default()
}

/// The works that the findings cite.
pub fn cited(context: Context) -> Vec<Citation> {
    let all = passage(context).map(|own| citations(context, own)).unwrap_or_default();
    all.into_iter().filter(|citation| citation.works.iter().all(|work| !work.key.starts_with(CLAIM))).collect()
}

/// The verdict on a claim in brackets: "(holds, in 24 of 27 pairs)".
fn verdict(context: Context, claim: &Claim, outcome: &Outcome) -> String {
    let verdict = outcome.verdict(claim);
    let holds = match verdict.holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    let of = match verdict.of {
        _ if verdict.holds.is_none() => "nothing",
        SaidOf::Framework => "nothing",
        SaidOf::Groups => "groups",
        SaidOf::Pairs | SaidOf::NoPair => "pairs",
        SaidOf::Characteristics | SaidOf::NoCharacteristic => "characteristics",
        SaidOf::Cases | SaidOf::NoCase => "cases",
    };
    let is_contrary = matches!(verdict.of, SaidOf::NoCase | SaidOf::NoPair | SaidOf::NoCharacteristic);
    let parts = [
        ("holds", holds.into()),
        ("of", of.into()),
        ("contrary", if is_contrary { "yes" } else { "no" }.into()),
        ("k", verdict.k.into()),
        ("n", verdict.n.into()),
        ("changes", if verdict.could_change { "yes" } else { "no" }.into()),
    ];
    context.say("finding-verdict", &parts)
}

fn passage(context: Context<'_>) -> Option<&Passage> {
    context.settings.findings.as_ref()?.get(&context.locale.language)
}
