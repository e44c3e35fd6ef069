//! What the cases say, in paragraphs that stand first in the summary: one for each group of cases, then what sets neighbouring
//! groups apart, what runs through all, and how the claims fare. Made as the write-up of a case is: sentences are messages of the
//! locale, and each keeps what it rests on. A group of one gets no comparison, and a case that records nothing counts nowhere.

pub mod compared;
pub mod group;
pub mod groups;
pub mod numbers;
pub mod shared;
pub mod types;
pub mod verdicts;

use crate::analysis::claims::Claim;
use crate::analysis::claims::outcome::Outcome;
use crate::model::case::Case;
use crate::model::settings::summary::SummarySentence;
use crate::report::across::groups::grouped;
use crate::report::across::types::{AcrossParagraph, AcrossSentence};
use crate::report::matrix::order::Order;
use crate::report::view::context::Context;

/// The paragraphs across cases, which are sorted by name; `claims` have their outcomes. None for a single case, and in a language without sentences for them.
pub fn across<'c>(
    context: Context<'c>,
    cases: &[&'c Case],
    claims: &[(&Claim, Outcome)],
    order: &Order,
) -> Vec<AcrossParagraph> {
    if cases.len() < 2 || !context.locale.has("across-members") {
        return Vec::new();
    }
    let grouping = grouped(context, cases, order);
    // A single group of one is named where it stands; several are named together, behind those that can be compared.
    let singles = grouping.groups.iter().filter(|group| group.cases.len() == 1).count();
    let groups = grouping.groups.iter().filter(|group| group.cases.len() > 1 || singles == 1);
    let mut all: Vec<AcrossParagraph> =
        groups.map(|group| group::paragraph(context, &grouping, group, cases.len())).collect();
    all.extend(compared::paragraphs(context, &grouping, cases));
    all.push(verdicts::paragraph(context, claims));
    let without = context.settings.summary.as_ref().map_or(&[][..], |plan| &plan.without);
    let is_kept = |sentence: &AcrossSentence| !without.iter().any(|name| name.to_string() == sentence.name);
    for paragraph in &mut all {
        paragraph.sentences.retain(is_kept);
        let texts: Vec<&str> = paragraph.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        paragraph.text = texts.join(" ");
    }
    all.retain(|paragraph| !paragraph.sentences.is_empty());
    all
}

/// A paragraph whose text is made when its sentences are known.
fn untold(heading: String, sentences: Vec<Option<AcrossSentence>>) -> AcrossParagraph {
    AcrossParagraph { heading, text: String::new(), sentences: sentences.into_iter().flatten().collect() }
}

/// A sentence of a message that rests on facts.
fn say(
    context: Context,
    name: SummarySentence,
    message: &str,
    slots: &[(&str, fluent_bundle::FluentValue)],
    facts: Vec<String>,
) -> AcrossSentence {
    AcrossSentence::new(name, &context.say(message, slots), facts)
}

/// "Agro Food Park: 18", what a sentence rests on.
fn fact(context: Context, case: &Case, value: String) -> String {
    context.say("tell-pair", &[("what", context.get(&case.name).into()), ("remark", value.into())])
}
