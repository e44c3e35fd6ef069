//! The sentences on a case, each file with those on one subject. What is the same in all of them stands in `draft.rs`.

pub mod actors;
pub mod attributes;
pub mod closing;
pub mod compared;
pub mod history;
pub mod lens;
pub mod observed;
pub mod opening;
pub mod purpose;
pub mod secretariat;
pub mod stage;

use crate::report::prose::draft::Draft;
use crate::report::prose::types::Teller;

/// All sentences on a case, in the usual order. What follows a sentence stands behind it.
pub fn all(teller: &Teller) -> Vec<Draft> {
    let makers: [fn(&Teller) -> Vec<Draft>; 10] = [
        opening::drafts,
        attributes::drafts,
        actors::drafts,
        purpose::drafts,
        secretariat::drafts,
        history::drafts,
        stage::drafts,
        observed::drafts,
        compared::drafts,
        closing::drafts,
    ];
    let mut all: Vec<Draft> = makers.iter().flat_map(|make| make(teller)).collect();
    let mut flat: Vec<Draft> = Vec::with_capacity(all.len());
    for mut draft in all.drain(..) {
        let followed_by = std::mem::take(&mut draft.followed_by);
        flat.push(draft);
        flat.extend(followed_by);
    }
    flat
}
