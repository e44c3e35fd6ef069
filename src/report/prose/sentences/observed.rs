//! What was observed, planned, given up or absent, through the framework that comes first.

use crate::analysis::mapping::{Cell, Mapped, Status};
use crate::model::case::{Evidence, ListKind, SentenceName};
use crate::report::prose::draft::{Draft, authors_on, told};
use crate::report::prose::sentences::lens::{Lens, counted_in_text, lenses};
use crate::report::prose::types::{Teller, Told};
use crate::report::view::phrase::{full_label, quotation};

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
            if !is_counted {
                all.extend(mapped.cells.iter().filter_map(|cell| self.against(cell)));
                all.extend(self.contested(mapped));
            }
        }
        all
    }

    /// Which passages speak against what is observed.
    fn against(&self, cell: &Cell) -> Option<Draft> {
        let teller = self.teller;
        let passages: Vec<&Evidence> = cell.against().filter(|_| cell.status == Status::Countered).collect();
        let at = |evidence: &&Evidence| {
            let place = teller.place(evidence).unwrap_or_else(|| full_label(teller.context, evidence));
            match quotation(teller.context, evidence) {
                Some(words) => teller.say("tell-passage", &[("words", words.into()), ("at", place.into())]),
                None => place,
            }
        };
        let places: Vec<String> = passages.iter().map(at).collect();
        let draft = Draft::new(SentenceName::Against, "tell-against")
            .slot("count", places.len())
            .slot("number", teller.count(places.len()))
            .slot("what", self.label(cell))
            .slot("at", teller.semicolons(&places));
        let supported = cell.support().map(|one| (&one.evidence, self.label(cell)));
        (!places.is_empty()).then(|| {
            supported.fold(draft, |draft, (evidence, label)| Draft {
                facts: draft.facts.into_iter().chain([told(teller, "observed", evidence, label)]).collect(),
                ..draft
            })
        })
    }

    /// What the coders do not agree on.
    fn contested(&self, mapped: &Mapped) -> Option<Draft> {
        let teller = self.teller;
        let cells: Vec<&Cell> = mapped.cells.iter().filter(|cell| cell.status == Status::Contested).collect();
        let labels: Vec<String> = cells.iter().map(|cell| self.label(cell)).collect();
        let of = |cell: &&Cell| -> Vec<Told> {
            let told = cell.observations.iter().map(|one| told(teller, "observed", &one.evidence, self.label(cell)));
            told.collect()
        };
        let facts = cells.iter().flat_map(of).collect();
        let draft = Draft::new(SentenceName::Contested, "tell-contested").slot("list", teller.list(&labels));
        (!labels.is_empty()).then_some(Draft { facts, ..draft })
    }
}
