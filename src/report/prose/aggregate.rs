//! Like facts share a sentence: those of one kind, of one owner, of one time. What has no order of its own gets the program's, so
//! that the order of a file makes no difference.

use std::collections::BTreeMap;

use crate::model::case::{ActorKind, Initiator, Owner};
use crate::report::prose::types::Teller;

/// More free texts than this stand in a table and not in a sentence.
pub const FEW: usize = 3;

/// Free texts that have more words than this together stand in a table and not in a sentence.
pub const WORDS: usize = 30;

/// The same for what is only hoped for.
pub const WORDS_HOPED_FOR: usize = 20;

/// Sorts initiators by their kind, then by their name.
pub fn by_kind_and_name(teller: &Teller, initiators: &mut [&Initiator]) {
    let name = |one: &Initiator| {
        let own = one.in_text.as_ref().or(one.name.as_ref()).or(one.words.as_ref());
        own.map(|text| teller.context.get(text)).unwrap_or_default()
    };
    initiators.sort_by_key(|one| (one.kind.is_none(), one.kind, name(one)));
}

/// Groups entries by whose they are, the cluster's first. Entries of one owner keep their order.
pub fn by_owner<'e, T>(entries: &[&'e T], owner: impl Fn(&T) -> Option<&Owner>) -> Vec<(Owner, Vec<&'e T>)> {
    let mut groups: BTreeMap<Owner, Vec<&T>> = BTreeMap::new();
    for entry in entries {
        groups.entry(owner(entry).cloned().unwrap_or(Owner::Cluster)).or_default().push(entry);
    }
    groups.into_iter().collect()
}

/// Counts entries by kind, in the order of the kinds; those of no stated kind come last.
pub fn by_kind(kinds: impl IntoIterator<Item = Option<ActorKind>>) -> Vec<(Option<ActorKind>, usize)> {
    let mut counts: BTreeMap<(bool, Option<ActorKind>), usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry((kind.is_none(), kind)).or_default() += 1;
    }
    counts.into_iter().map(|((_, kind), count)| (kind, count)).collect()
}

/// Counts what occurs, in order.
pub fn counted<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}
