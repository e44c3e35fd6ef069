//! What sources say in their own words, wherever it stands in a case.

use crate::base::text::Text;
use crate::model::case::{Case, CaseSource, Evidence, Extent};

/// A source's own words, with what says where they come from.
type Quoted<'c> = (&'c Text, Option<&'c Evidence>);

impl Case {
    /// The evidence of all facts that a write-up may tell.
    pub fn all_evidence(&self) -> Vec<&Evidence> {
        let mut all =
            vec![&self.industry.evidence, &self.specialisation.evidence, &self.place.evidence, &self.founded.evidence];
        all.extend(self.initiated_by.entries().iter().map(|one| &one.evidence));
        all.extend(self.all_events().map(|event| &event.evidence));
        all.extend(self.models.entries().iter().map(|one| &one.evidence));
        if let Some(own) = self.secretariat.value() {
            all.extend([&own.name.evidence, &own.founded.evidence, &own.hosted_by.evidence]);
            all.extend(own.initiated_by.entries().iter().map(|one| &one.evidence));
        }
        for record in &self.records {
            all.extend([
                &record.situation.evidence,
                &record.actors.total.evidence,
                &record.facilitators.count.evidence,
            ]);
            all.extend(record.stages.entries().iter().map(|one| &one.evidence));
            all.extend(record.criteria.0.iter().map(|met| &met.answer.evidence));
            all.extend(record.actors.kinds.entries().iter().map(|one| &one.evidence));
            all.extend(record.actors.list.entries().iter().map(|one| &one.evidence));
            all.extend(record.funding.entries().iter().map(|one| &one.evidence));
            all.extend(record.aims.entries().iter().chain(record.ambitions.entries()).map(|one| &one.evidence));
            all.extend(record.goals.entries().iter().map(|one| &one.evidence));
            all.extend(record.competences.entries().iter().map(|one| &one.evidence));
            all.extend(record.context.entries().iter().map(|one| &one.evidence));
            let seen = record.observed.iter().flat_map(|own| &own.dimensions).flat_map(|seen| seen.all());
            for one in seen.flat_map(|(_, list)| list) {
                all.push(&one.evidence);
                all.extend(one.against.iter().map(|passage| &passage.0));
            }
        }
        all
    }

    /// What sources say in their own words, each with the source, if the case names one.
    pub fn quotations(&self) -> impl Iterator<Item = (&Text, Option<&CaseSource>)> {
        let quotes = self.all_evidence().into_iter().flat_map(quotes);
        let all = quotes.chain(self.words());
        all.map(|(text, evidence)| (text, self.source_of(evidence)))
    }

    /// The words of sources that stand beside what they were read as.
    fn words(&self) -> Vec<Quoted<'_>> {
        let mut all: Vec<Quoted> = Vec::new();
        let secretariats = self.secretariat.value().map_or(&[][..], |own| own.initiated_by.entries());
        let initiators = self.initiated_by.entries().iter().chain(secretariats);
        all.extend(initiators.filter_map(|one| Some((one.words.as_ref()?, Some(&one.evidence)))));
        for record in &self.records {
            let kinds = record.actors.kinds.entries().iter();
            all.extend(kinds.filter_map(|one| Some((one.words.as_ref()?, Some(&one.evidence)))));
            for seen in record.observed.iter().flat_map(|own| &own.dimensions) {
                all.extend(seen.list.as_ref().and_then(of_list));
                let observations = seen.all().into_iter().flat_map(|(_, list)| list);
                all.extend(observations.filter_map(|one| Some((one.words.as_ref()?, Some(&one.evidence)))));
            }
        }
        all
    }

    /// The source of a statement; of one that names none, the source of most statements.
    fn source_of(&self, evidence: Option<&Evidence>) -> Option<&CaseSource> {
        let own = evidence.and_then(|evidence| evidence.source.as_ref());
        let main = || self.stated_in.as_ref()?.source.as_ref();
        let id = &own.or_else(main)?.id;
        self.sources.iter().find(|source| source.id == *id).map(|source| &**source)
    }
}

/// The quotations of a statement and of those that disagree with it.
fn quotes(evidence: &Evidence) -> Vec<Quoted<'_>> {
    let also = evidence.also_said.iter().map(|said| &said.evidence);
    let all = std::iter::once(evidence).chain(also);
    all.filter_map(|own| Some((&own.quote.as_ref()?.text, Some(own)))).collect()
}

fn of_list(extent: &Extent) -> Option<Quoted<'_>> {
    Some((extent.words.as_ref()?, None))
}
