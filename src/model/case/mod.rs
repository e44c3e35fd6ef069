//! A case: one cluster or cluster initiative, and what its file records about it. The types say what a file may hold; `shape!`
//! derives the reader and the schema from them.
//!
//! `read` turns YAML into a [`Case`], together with the names in it that still have to be looked up elsewhere ([`raw::RawCase`]);
//! `check` looks them up and lets the case through.

pub mod assessment;
pub mod attributes;
pub mod card;
pub mod codes;
pub mod consent;
pub mod date;
pub mod evidence;
pub mod figures;
pub mod in_time;
pub mod listed;
pub mod observed;
pub mod period;
pub mod person;
pub mod prose;
pub mod protected;
pub mod quotations;
pub mod quote;
pub mod raw;
pub mod read;
pub mod record;
pub mod remark;
pub mod selection;
pub mod signed;
pub mod stated;
pub mod value;
pub mod withheld;
pub mod words;
pub mod write_up;
pub mod yearly;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::{LanguageCode, Text};
use crate::model::case::attributes::Attributes;
use crate::model::case::date::Date;
use crate::model::settings::value::Between;
use crate::shape;
use crate::yaml::decode::{Choice, Fields};
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::ids::{FileName, PersonId, ReferenceKey, SourceId, Stem, StudyId};
use crate::yaml::shape::list::{ById, List, OneOrMany};
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Hidden, Located, Reader, SourceName, ids, is_word};
use crate::yaml::{Node, NodeId, NodeKind};

pub use crate::model::case::assessment::{Assessment, Rater};
pub use crate::model::case::codes::{Country, Nace, Nuts};
pub use crate::model::case::consent::{Consent, Quoting};
pub use crate::model::case::evidence::{Evidence, Fact, Known, Reason, Statement, Tell};
pub use crate::model::case::figures::{Amount, Figures};
pub use crate::model::case::listed::{Extent, Listed};
pub use crate::model::case::observed::{Characterised, Observation, Observed, Seen};
pub use crate::model::case::period::Length;
pub use crate::model::case::person::Person;
pub use crate::model::case::prose::{Passage, Prose};
pub use crate::model::case::quote::{Note, Quote};
pub use crate::model::case::record::{Actor, Competence, ContextFigure, Funding, Goal, KindOfActor, Record, Share};
pub use crate::model::case::remark::{Event, Owner, Remark};
pub use crate::model::case::selection::{Expected, Selection};
pub use crate::model::case::stated::StatedIn;
pub use crate::model::case::withheld::{Withheld, WithheldSources};
pub use crate::model::case::words::{
    ActorForm, ActorKind, Confidence, Employment, FundingKind, ListKind, Part, Period, Phase, Sector, ShareWord, Size,
    SourceKind,
};
pub use crate::model::case::write_up::{SentenceName, Wordings};
pub use crate::model::case::yearly::{Ended, Helix, Progress, Status};

shape! {
    /// One cluster or cluster initiative.
    #[derive(Clone, Debug)]
    Case("a case") check check {
        /// The file's stem.
        id: Stem,
        /// The file, relative to the workspace.
        file: FileName,
        /// Where statements come from, by id.
        sources: Sources = "{ talk: { kind: interview, with: manager, date: 2025-11-03 } }",
        /// The source of everything in the file that names no other: an id under `sources`, or `{ source, at }`.
        stated_in: StatedIn = "paper",
        /// The name of the cluster.
        name: CaseName = "Copenhagen Cleantech Cluster",
        /// A shorter name for narrow columns, signs and drawings; its name by default.
        short_name: Option<Text> = "Cleantech",
        /// What it is: the id of a word with its forms in the locales, like `cluster` (without it), `initiative`, `network`, `school`.
        is_a: Option<Thing> = "initiative",
        /// The study it belongs to: an id under `studies` in casebook.yaml.
        study: Option<StudyId> = "nine-danish-clusters",
        /// Why it was selected for its study: text, or `{ reason, expects }`.
        selection: Option<Selection> = "Rich in data, and the youngest of its stage",
        /// The industry.
        industry: IndustryFact = "Cleantech",
        /// What it is specialised in within its industry: a noun phrase.
        specialisation: Fact<Text> = "Wind turbines at sea",
        /// Where it is: text, or `{ text, countries }`.
        place: PlaceFact = "{ text: Copenhagen capital region, countries: [DK] }",
        /// Its regions by the NUTS classification, with the vintage of the codes.
        nuts: Option<Nuts> = "{ vintage: 2024, codes: [DK01] }",
        /// Its activities by the NACE classification, with the revision of the codes.
        nace: Option<Nace> = "{ revision: 2.1, codes: ['28.11'] }",
        /// When the cluster was founded. A secretariat has its own year.
        founded: Fact<Date> = "2010",
        /// When it came to its end, if it did: closed, or a part of another cluster.
        ended: Option<Ended> = "{ on: 2025-12, into: harbour-cluster }",
        /// Where questions go, in the reports on its periods.
        contact: Option<Text> = "Harbour Office, post@harbour.example",
        /// Who brought the cluster about.
        initiated_by: Known<Listed<Initiator>> = "[{ kind: public authority, words: the region }]",
        /// The values of attributes that the settings define, by id; a newer record may have its own.
        attributes: Attributes = "{ pupils: about 300, setting: rural }",
        /// The phases of its history by id, each with its name; events say which they belong to.
        phases: ById<Text> = "{ beginning: The beginning }",
        /// What came before the cluster.
        history: Known<Listed<Event>> = "[{ text: First meetings of five firms, on: 2003 }]",
        /// The clusters it takes as its model.
        models: Known<Listed<Remark>> = "[The Italian districts]",
        /// The organisation that runs the cluster's daily work.
        secretariat: Known<Secretariat> = "{ name: Harbour Office, founded: 2018 }",
        /// A person's own wording of sentences of the write-up, by their names; `casebook explain CASE --prose` lists them.
        write_up: Wordings = "{ stage: { is: The board sees it as latent., written_for: { stage: latent } } }",
        /// Who may know of the case at all: it is left out of what is made for others, and counted. With `pseudonym`, who may know its
        /// name.
        disclosure: Option<Audience> = "internal",
        /// What the case is called wherever its name may not be known. Its file is named after it.
        pseudonym: Option<Located<Text>> = "Northern cluster",
        /// What must not occur in anything that is made for others than those who work on the study.
        protect: OneOrMany<String> = "[Project Lighthouse]",
        /// How much was left out, since its readers may not see it. Casebook writes it into what it publishes.
        withheld: Option<Withheld> = "{ statements: 12 }",
        /// People by id. Reports print a name only for those who may know it.
        people: ById<Person> = "{ manager: { role: cluster manager } }",
        /// What is known at one date or for one period; one record or many.
        records: List<Record> = "[{ as_of: 2025-11, facilitators: 2 }]",
    }
}

impl Case {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        person::check_protected(reader, fields.mark_of("protect"), &self.protect);
        self.check_pseudonyms(reader);
        if let (Some(mark), None) = (fields.mark_of("pseudonym"), fields.mark_of("disclosure")) {
            let message = "a pseudonym of a case needs a disclosure: who may know its name";
            reader.d.error(Code::MissingKey, mark, message, "add `disclosure: internal` or `participants`");
        }
        // Whoever may know the name could find it under its pseudonym in what is made for others.
        let is_known = self.disclosure.is_some_and(|own| reader.audience.may_see(own));
        let pseudonym = fields.mark_of("pseudonym").filter(|_| is_known);
        let private = fields.mark_of("protect").into_iter().chain(pseudonym);
        let private: Vec<NodeId> = private.filter(|_| reader.audience != Audience::Internal).collect();
        reader.hidden.extend(private.into_iter().map(|key| (key.next(), Hidden::Silent)));
    }
}

/// The sources of a case. They are read first, so that every statement knows what its source is called.
#[derive(Clone, Debug, Default)]
pub struct Sources(pub ById<CaseSource>);

impl std::ops::Deref for Sources {
    type Target = ById<CaseSource>;

    fn deref(&self) -> &ById<CaseSource> {
        &self.0
    }
}

impl FromKey for Sources {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Sources> {
        let all = ById::<CaseSource>::pick(reader, fields, key)?;
        // Those that `rests_on` names are known already, and not yet what they are called.
        reader.sources.clear();
        for own in all.iter() {
            let is_withdrawn =
                !own.with.is_empty() && own.with.iter().all(|person| reader.withdrawn.contains(&person.0));
            let disclosure = if is_withdrawn { None } else { Some(own.disclosure.unwrap_or(Audience::Public)) };
            let is_hidden = disclosure.is_none_or(|disclosure| !reader.audience.may_see(disclosure));
            if is_hidden {
                let kind = SourceKind::ALL.iter().find(|(_, kind)| *kind == own.kind);
                reader.hidden.insert(own.mark, kind.map_or(Hidden::Statement, |(word, _)| Hidden::Source(word)));
            }
            let name = SourceName { id: own.id.clone(), label: own.label.clone(), is_hidden };
            reader.sources.push(Arc::new(name));
        }
        Some(Sources(all))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        ById::<CaseSource>::describe(properties, key, help);
    }
}

/// The name of a case. A case without a name is rejected, but the rest of its file is checked all the same.
#[derive(Clone, Debug, Default)]
pub struct CaseName {
    /// The name, empty if it can't be read.
    pub text: Text,
    /// Where it stands.
    pub mark: NodeId,
}

impl std::ops::Deref for CaseName {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

impl FromKey for CaseName {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<CaseName> {
        let Some(node) = fields.need(key) else { return Some(CaseName::default()) };
        if ["none", "not recorded"].iter().any(|word| is_word(node, word)) || matches!(node.kind, NodeKind::Null) {
            let help = "write the name of the cluster; one that may not be printed can be called `Cluster A`";
            reader.d.error(Code::Empty, node.mark, "a case needs a name", help);
            return Some(CaseName::default());
        }
        Some(CaseName { text: Text::read(reader, node).unwrap_or_default(), mark: node.mark })
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        Text::describe(properties, key, help);
    }
}

/// What a case is, by the id of a word in the locales, and its position.
#[derive(Clone, Debug)]
pub struct Thing(pub String, pub NodeId);

impl FromYaml for Thing {
    const NAME: &'static str = "Thing";

    fn read(reader: &mut Reader, node: &Node) -> Option<Thing> {
        let id = reader.d.id(node)?;
        reader.point(Wanted::Thing(id.clone()), node.mark);
        Some(Thing(id, node.mark))
    }

    fn schema(_: &mut Schemas) -> Value {
        ids::schema(None)
    }
}

/// The industry of a case, with the form that it has in a sentence.
#[derive(Clone, Debug, Default)]
pub struct IndustryFact {
    /// The industry.
    pub fact: Fact<Text>,
    /// What a cluster of the industry is called, with its article.
    pub in_text: Option<Text>,
}

impl std::ops::Deref for IndustryFact {
    type Target = Fact<Text>;

    fn deref(&self) -> &Fact<Text> {
        &self.fact
    }
}

impl FromKey for IndustryFact {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<IndustryFact> {
        let Some(node) = fields.take(key) else { return Some(IndustryFact::default()) };
        let mut in_text = None;
        let fact = Fact::read(reader, node, |reader, fields| {
            in_text = Option::<Text>::pick(reader, fields, "in_text").flatten();
        });
        Some(IndustryFact { fact, in_text })
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let in_text = Help {
            doc: &["What a cluster of the industry is called in a sentence, with its article."],
            examples: &["an ICT cluster"],
        };
        let schema = properties.schemas.define("Industry", |schemas| {
            Fact::<Text>::schema(schemas, |properties| Option::<Text>::describe(properties, "in_text", in_text))
        });
        properties.add(key, help, schema);
    }
}

/// Where a cluster is.
#[derive(Clone, Debug)]
pub struct Place {
    /// In words.
    pub text: Text,
    /// How it stands in a sentence, with its preposition.
    pub in_text: Option<Text>,
    /// Its countries.
    pub countries: OneOrMany<Country>,
}

shape! {
    /// A place with its countries.
    #[derive(Clone, Debug)]
    LongPlace("a place `{ text, countries }`") {
        /// The place in words.
        text: Text = "Copenhagen capital region",
        /// How it stands in a sentence, with its preposition and article.
        in_text: Option<Text> = "in the Copenhagen capital region",
        /// The countries by their codes in ISO 3166.
        countries: OneOrMany<Country> = "[DK, SE]",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl FromYaml for Place {
    const NAME: &'static str = "Place";

    fn read(reader: &mut Reader, node: &Node) -> Option<Place> {
        Text::read(reader, node).map(|text| Place { text, in_text: None, countries: OneOrMany::default() })
    }

    fn schema(schemas: &mut Schemas) -> Value {
        Text::schema(schemas)
    }
}

/// A place with its evidence. It has a long form of its own, [`LongPlace`], besides the one that all values have.
#[derive(Clone, Debug, Default)]
pub struct PlaceFact(pub Fact<Place>);

impl std::ops::Deref for PlaceFact {
    type Target = Fact<Place>;

    fn deref(&self) -> &Fact<Place> {
        &self.0
    }
}

impl FromKey for PlaceFact {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<PlaceFact> {
        let Some(node) = fields.take(key) else { return Some(PlaceFact::default()) };
        let own = ["text", "in_text", "countries"];
        let is_place = |entries: &[(Node, Node)]| {
            entries.iter().any(|(key, _)| matches!(&key.kind, NodeKind::Text(key) if own.contains(&key.as_str())))
        };
        if !matches!(&node.kind, NodeKind::Map(entries) if is_place(entries)) {
            return Some(PlaceFact(Fact::read(reader, node, |_, _| {})));
        }
        let Some(LongPlace { text, in_text, countries, evidence }) = LongPlace::read(reader, node) else {
            return Some(PlaceFact::default());
        };
        reader.call_hidden(node.mark, Hidden::Value);
        Some(PlaceFact(Fact { value: Known::Is(Place { text, in_text, countries }), evidence }))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (long, usual) = (LongPlace::schema(properties.schemas), Fact::<Place>::schema(properties.schemas, |_| {}));
        properties.add(key, help, json!({ "anyOf": [usual, long] }));
    }
}

shape! {
    /// Somebody who brought a cluster or secretariat about.
    #[derive(Clone, Debug)]
    Initiator("an initiator `{ kind, name, words }`") check check {
        /// The kind of actor.
        kind: Option<ActorKind> = "public authority",
        /// The name.
        name: Option<Text> = "Region of Southern Denmark",
        /// The name, or who it was, inside a sentence, with its article.
        in_text: Option<Text> = "the Region of Southern Denmark",
        /// The source's own words.
        words: Option<Text> = "a handful of enthusiasts",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl Initiator {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if self.kind.is_none() && self.name.is_none() && self.words.is_none() {
            let message = "this initiator says nothing of who it is";
            reader.d.error(Code::MissingKey, fields.mark(), message, "add `kind`, `name` or `words`");
        }
    }
}

shape! {
    /// The organisation that runs a cluster's daily work.
    #[derive(Clone, Debug, Default)]
    Secretariat("a secretariat `{ name, founded, initiated_by }`") {
        /// The name.
        name: Fact<Text> = "Harbour Office",
        /// When it was founded.
        founded: Fact<Date> = "2018",
        /// Who brought it about.
        initiated_by: Known<Listed<Initiator>> = "[{ kind: firm }]",
        /// Where it is seated.
        hosted_by: Fact<Text> = "A university",
    }
}

shape! {
    /// Where statements come from.
    #[derive(Clone, Debug)]
    CaseSource("a source `{ kind, cite }`") {
        /// What reports call it; the id without it.
        label: Option<Text> = "{ en: paper, da: artikel }",
        /// The kind: Yin's six.
        kind: SourceKind = "interview",
        /// The title.
        title: Option<Text> = "Annual report of the secretariat",
        /// The key of a work in references.yaml.
        cite: Option<ReferenceKey> = "paper-a",
        /// The language that it is in; without it that of the work. Quotations from it are marked with it in other languages.
        language: Option<LanguageCode> = "da",
        /// The sources that it rests on itself, like the interviews that a paper reports: ids under `sources`.
        rests_on: OneOrMany<SourceId> = "[interview, documents]",
        /// The people interviewed: ids under `people`.
        with: OneOrMany<PersonId> = "[manager]",
        /// The date.
        date: Option<Date> = "2025-11-03",
        /// How long it is: an interview in minutes, a document in pages.
        length: Option<Text> = "75 minutes",
        /// How many there are, if it stands for several.
        number: Option<Between<1, 1_000_000>> = "12",
        /// What else a reader should know.
        note: Option<Note> = "By telephone",
        /// Who may know of it; what rests on it alone is left out for all others.
        disclosure: Option<Audience> = "internal",
        /// Why it is right although it looks wrong: answers a warning in place.
        confirmed: Option<Reason> = "The talk looked back on 2010",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

#[cfg(test)]
mod tests;
