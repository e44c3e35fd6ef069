//! Which cases belong to what claims are about, asked of one case after the other while they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::claims::subject::{Answer, Ground, Named, Question, Subject, Words, ask};
use crate::analysis::claims::{Claim, Claims};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::model::case::Case;
use crate::yaml::NodeId;
use crate::yaml::condition::Condition;

/// A condition that says which cases belong to a claim.
struct Part<'c> {
    condition: Option<&'c Condition>,
    mark: NodeId,
    what: &'static str,
}

/// What a claim says of which cases belong to it: its scope first, then the two sides of its pairs and its groups.
fn parts(claim: &Claim) -> Vec<Part<'_>> {
    fn part<'c>(condition: &'c Condition, what: &'static str) -> Part<'c> {
        Part { condition: Some(condition), mark: condition.mark, what }
    }
    let scope = claim.scope.iter().map(|scope| match &scope.condition {
        Some(condition) => part(condition, "this scope"),
        None => Part { condition: None, mark: claim.mark, what: "the scope of this claim" },
    });
    let sides =
        claim.pairs.iter().flat_map(|pairs| [&pairs.a, &pairs.b]).map(|side| part(side, "this side of the pairs"));
    let groups = claim.groups.iter().map(|group| part(&group.condition, "this group"));
    scope.chain(sides).chain(groups).collect()
}

/// Whether a case may belong to each part of each claim, in their order: as it stands now, or as it stood in a year of its own,
/// which annual reports are on.
pub fn may_belong(claims: &Claims, case: &Case, ground: Ground) -> Vec<bool> {
    let of = |case: &Case| {
        // Many claims are about the same cases: they are known by the texts of their conditions.
        type Texts<'c> = (Option<&'c str>, Vec<Option<&'c str>>);
        let mut known: BTreeMap<Texts, Vec<bool>> = BTreeMap::new();
        let belongs = claims.0.iter().flat_map(|claim| {
            let study = claim.scope.as_ref().and_then(|scope| scope.study.as_deref());
            let texts = parts(claim).into_iter().map(|part| part.condition.map(|own| own.text.as_str())).collect();
            known.entry((study, texts)).or_insert_with(|| may_belong_to(claim, case, ground)).clone()
        });
        belongs.collect::<Vec<bool>>()
    };
    let mut may = of(case);
    let mut years = case.years();
    years.pop();
    for year in years {
        if may.iter().all(|own| *own) {
            break;
        }
        let then = case.as_of(year).map(|case| of(&case)).unwrap_or_default();
        may.iter_mut().zip(then).for_each(|(own, then)| *own |= then);
    }
    may
}

fn may_belong_to(claim: &Claim, case: &Case, ground: Ground) -> Vec<bool> {
    let parts = parts(claim);
    let study = claim.scope.as_ref().and_then(|scope| scope.study.as_deref());
    if study.is_some() && case.study.as_deref() != study {
        return vec![false; parts.len()];
    }
    let conditions: Vec<&Condition> = parts.iter().filter_map(|part| part.condition).collect();
    if conditions.is_empty() {
        return vec![true; parts.len()];
    }
    let words = Words::of(&conditions);
    let (lenses, figures) = (words.lenses(ground), words.figures(ground));
    let subject = Subject::new(case, &Question::new(&words, &lenses, &figures, ground));
    let belongs = |part: &Part| part.condition.is_none_or(|own| ask(own, &[&subject], Named::All) != Answer::No);
    let in_scope = claim.scope.is_none() || belongs(&parts[0]);
    parts.iter().map(|part| in_scope && belongs(part)).collect()
}

/// Doubts scopes, sides and groups that no case may belong to. `may` has the answers of [`may_belong`] for all cases.
pub fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>, claims: &Claims, may: &[&[bool]]) {
    for (at, part) in claims.0.iter().flat_map(parts).enumerate() {
        if may.iter().all(|own| !own[at]) {
            let message = format!("no case belongs to {}", part.what);
            let help = "the claim can't be checked: compare the condition with what the cases record";
            let doubt = Diagnostic::warning(Code::EmptyScope, part.mark.span(source), message);
            diagnostics.push(doubt.help(help));
        }
    }
}
