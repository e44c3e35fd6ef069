//! What was observed, planned, given up or absent, through the framework that comes first.

use crate::analysis::mapping::Status;
use crate::model::case::{ListKind, SentenceName};
use crate::report::prose::draft::{Draft, authors_on};
use crate::report::prose::sentences::lens::{Lens, counted_in_text, lenses};
use crate::report::prose::types::Teller;

/// What was observed in more dimensions than this stands in a table.
const DIMENSIONS: usize = 3;

/// The wordings of sentences on what was observed. The first is the one that fits the stage; neighbours differ.
const WORDINGS: [&str; 3] = ["first", "middle", "last"];

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    lenses(teller).0.map_or_else(Vec::new, |mapping| Lens { teller, mapping: &mapping }.observed())
}

impl Lens<'_, '_> {
    /// Whether tables alone have what was observed: where there are many dimensions.
    fn counted(&self) -> Option<Draft> {
        (self.recorded().count() > DIMENSIONS).then(|| Draft::silent(SentenceName::Observed, "observed"))
    }

    /// What was observed, planned, given up or absent, dimension by dimension.
    fn observed(&self) -> Vec<Draft> {
        let mut all: Vec<Draft> = self.counted().into_iter().collect();
        let is_counted = !all.is_empty();
        let first = WORDINGS.iter().position(|at| *at == self.at()).unwrap_or_default();
        let mut wordings = WORDINGS.iter().cycle().skip(first);
        for mapped in self.recorded() {
            let Some(seen) = mapped.seen else { continue };
            let (inside, outside) = self.named(mapped, &seen.seen, Status::Observed);
            let count = inside.len() + outside.len();
            let (form, dimension) = counted_in_text(self.teller, mapped.dimension, count);
            if count > 0 && !is_counted {
                // Of a list of which something is withheld, what is named is not all.
                let closed = seen.kind() == ListKind::Closed && seen.withheld.is_empty();
                let message = if closed { "tell-observed-closed" } else { "tell-observed" };
                let draft = Draft::new(SentenceName::Observed, message)
                    .slot("form", form)
                    .slot("at", wordings.next().copied().unwrap_or_default())
                    .slot("dimension", dimension.clone())
                    .slot("count", count)
                    .slot("number", self.teller.count(count))
                    .slot("list", self.list(&inside, &outside, mapped));
                all.push(self.tells(draft, mapped, &seen.seen, Status::Observed));
            } else {
                let name = SentenceName::Observed;
                all.extend(authors_on(self.teller, name, "observed", seen.seen.iter(), |one| {
                    (&one.evidence, self.label_of(mapped, one))
                }));
            }
            let others = [
                ("tell-planned", &seen.planned, Status::Planned),
                ("tell-past", &seen.past, Status::Past),
                ("tell-absent", &seen.absent, Status::Absent),
            ];
            for (message, list, status) in others {
                let (inside, outside) = self.named(mapped, list, status);
                if inside.is_empty() && outside.is_empty() {
                    continue;
                }
                // That something is outside the framework matters where what is seen is counted.
                let named = [inside, outside].concat();
                let draft = Draft::new(SentenceName::Unobserved, message)
                    .slot("count", named.len())
                    .slot("list", self.teller.list(&named));
                all.push(self.tells(draft, mapped, list, status));
            }
        }
        all
    }
}
