//! The order of sentences and paragraphs: general before particular.

use crate::model::case::SentenceName::{self, *};
use crate::report::prose::draft::Draft;
use crate::report::prose::refer::alone;
use crate::report::prose::types::Teller;

/// The usual plan: what stands together, in order.
const PLAN: [&[SentenceName]; 5] = [
    &[Opening, Founded, Ended, Models, History, Specialisation, Attributes, Actors, Kinds, Dominant, NamedActors],
    &[
        Aims,
        Goals,
        Secretariat,
        SecretariatAims,
        Host,
        Facilitators,
        Funding,
        Observed,
        Unobserved,
        Against,
        Contested,
        Ambitions,
    ],
    &[Events, Region, Competences],
    &[
        Situation,
        Stage,
        Dissent,
        Driver,
        Criteria,
        Expected,
        Unseen,
        OtherStage,
        Derived,
        Resembles,
        NextStage,
        SecondFramework,
    ],
    &[SentenceName::None, Missing],
];

/// What a new paragraph may begin with, where one is too long.
const STARTS: [SentenceName; 15] = [
    Actors,
    Kinds,
    NamedActors,
    Aims,
    Goals,
    Secretariat,
    Facilitators,
    Funding,
    Observed,
    Unobserved,
    History,
    Events,
    Region,
    Stage,
    NextStage,
];

/// A paragraph has at least so many words, if there are others to join it to.
const FEWEST_WORDS: usize = 40;
/// A paragraph has at most so many words.
const MOST_WORDS: usize = 110;

/// Leaves out the sentences that the settings name. Returns how many that are.
pub fn leave_out(teller: &Teller, drafts: &mut Vec<Draft>) -> usize {
    let before = drafts.len();
    drafts.retain(|draft| !is_left_out(teller, draft.name));
    before - drafts.len()
}

/// Whether the settings leave a sentence out.
pub fn is_left_out(teller: &Teller, name: SentenceName) -> bool {
    teller.context.settings.write_up.as_ref().is_some_and(|plan| plan.without.contains(&name))
}

/// Puts sentences into paragraphs, by the plan of the settings and then the usual one.
pub fn paragraphs(teller: &Teller, mut drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let own: Vec<&[SentenceName]> = match &teller.context.settings.write_up {
        Some(plan) => plan.paragraphs.iter().map(Vec::as_slice).collect(),
        Option::None => Vec::new(),
    };
    let has_own = !own.is_empty();
    let plan: Vec<&[SentenceName]> = own.into_iter().chain(PLAN).collect();
    let place = |name: SentenceName| {
        let find = |(at, names): (usize, &&[SentenceName])| Some((at, names.iter().position(|own| *own == name)?));
        plan.iter().enumerate().find_map(find).unwrap_or((usize::MAX, 0))
    };
    drafts.sort_by_key(|draft| place(draft.name));
    let mut paragraphs: Vec<Vec<Draft>> = Vec::new();
    let mut last = usize::MAX;
    for draft in drafts {
        let (at, _) = place(draft.name);
        match paragraphs.last_mut().filter(|_| at == last) {
            Some(paragraph) => paragraph.push(draft),
            Option::None => paragraphs.push(vec![draft]),
        }
        last = at;
    }
    // Whoever writes a plan of their own means its paragraphs.
    if has_own { paragraphs } else { balanced(teller, paragraphs) }
}

fn words(teller: &Teller, drafts: &[Draft]) -> usize {
    drafts.iter().map(|draft| alone(teller, draft).split_whitespace().count()).sum()
}

/// Joins paragraphs that are too short to the next, and parts those that are too long. What closes the write-up may be short.
fn balanced(teller: &Teller, paragraphs: Vec<Vec<Draft>>) -> Vec<Vec<Draft>> {
    let is_closing = |drafts: &[Draft]| drafts.iter().all(|draft| matches!(draft.name, SentenceName::None | Missing));
    let (closing, body): (Vec<_>, Vec<_>) = paragraphs.into_iter().partition(|drafts| is_closing(drafts));
    let mut joined = body;
    // The first paragraph that is too short joins the shorter of its neighbours, until none is.
    while joined.len() > 1 {
        let lengths: Vec<usize> = joined.iter().map(|own| words(teller, own)).collect();
        let is_short = |at: &usize| joined[*at].len() < 2 || lengths[*at] < FEWEST_WORDS;
        let Some(at) = (0..joined.len()).find(is_short) else { break };
        let before = at.checked_sub(1).map(|before| lengths[before]);
        let to_next = lengths.get(at + 1).is_some_and(|next| before.is_none_or(|before| *next < before));
        let first = if to_next { at } else { at - 1 };
        let second = joined.remove(first + 1);
        joined[first].extend(second);
    }
    joined.into_iter().flat_map(|drafts| parted(teller, drafts)).chain(closing).collect()
}

/// Parts a paragraph that is too long where its halves are most alike in length.
fn parted(teller: &Teller, mut drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let lengths: Vec<usize> = drafts.iter().map(|draft| words(teller, std::slice::from_ref(draft))).collect();
    let all: usize = lengths.iter().sum();
    let ends = |at: &usize| {
        let first: usize = lengths[..*at].iter().sum();
        first >= FEWEST_WORDS && all - first >= FEWEST_WORDS
    };
    let halves = |at: &usize| lengths[..*at].iter().sum::<usize>().abs_diff(all / 2);
    // What follows a sentence and has its name stays with it.
    let may_start = |at: &usize| STARTS.contains(&drafts[*at].name) && drafts[*at].name != drafts[*at - 1].name;
    let best = (2..drafts.len().saturating_sub(1)).filter(may_start).filter(ends).min_by_key(halves);
    match best.filter(|_| all > MOST_WORDS) {
        Some(at) => {
            let rest = drafts.split_off(at);
            [parted(teller, drafts), parted(teller, rest)].into_iter().flatten().collect()
        }
        Option::None => vec![drafts],
    }
}
