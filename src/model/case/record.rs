//! A record: what is known of a case at one date or for one period.

use std::fmt;

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::assessment::{Assessment, CriteriaAll};
use crate::model::case::attributes::Attributes;
use crate::model::case::date::Date;
use crate::model::case::evidence::{Evidence, Fact, Known, Reason};
use crate::model::case::figures::Figures;
use crate::model::case::listed::Listed;
use crate::model::case::observed::ObservedAll;
use crate::model::case::prose::Prose;
use crate::model::case::remark::{Event, Owner, Remark};
use crate::model::case::stated::StatedIn;
use crate::model::case::value::{Duration, Money, Percentage, Quantity};
use crate::model::case::words::{
    ActorForm, ActorKind, Employment, FundingKind, Part, Period, Phase, Sector, ShareWord, Size,
};
use crate::model::case::yearly::{Decision, FollowUp, Foreword, Grant, Member, OwnHeading, Status, Story};
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::shape::ids::{ActorId, Id, PersonId};
use crate::yaml::shape::list::{ById, List, OneOrMany};
use crate::yaml::shape::schema::{Help, Properties, Schemas, or_words, written};
use crate::yaml::shape::{FromKey, FromYaml, Reader, is_word};
use crate::yaml::{Node, NodeId, NodeKind};

shape! {
    /// What is known of a case at one date or for one period.
    #[derive(Clone, Debug, Default)]
    Record("a record") check check {
        /// The first of the names in it, among all names of the case.
        first_name: FirstName,
        /// The source of everything in this record that names no other: an id under `sources`, or `{ source, at }`.
        stated_in: StatedIn = "{ source: paper, at: Case presentation }",
        /// The date that the record is of.
        as_of: Option<Date> = "2025-11",
        /// The period that the record is of, in place of a date.
        period: Option<String> = "2025",
        /// The stages of the life cycle that somebody assessed the cluster in; `not assessed` if nobody did.
        stages: Known<Listed<Assessment>> = "[{ in: enright, is: latent, by: the authors, basis: general assessment }]",
        /// Whether the criteria of a life cycle are met: life cycle, then criterion, then `yes`, `partly` or `no`.
        criteria: CriteriaAll = "{ enright: { critical-mass: no } }",
        /// How a source describes the state of the cluster, in words that are no stage.
        situation: Fact<Text> = "Several firms have moved away",
        /// How many actors there are and of which kinds, and actors by name.
        actors: Actors = "{ total: about 60, kinds: [{ kind: firm, size: sme, part: main }] }",
        /// How many facilitators there are.
        facilitators: Facilitators = "2",
        /// How the cluster is financed.
        funding: Known<Listed<Funding>> = "[{ kind: grant, sector: public, amount: EUR 300000, over: 3 years }]",
        /// What the cluster or its secretariat is for.
        aims: Known<Listed<Remark>> = "[To bring firms and researchers together]",
        /// Goals that can be measured.
        goals: Known<Listed<Goal>> = "[{ text: New members, target: at least 20, within: 2 years }]",
        /// What is planned or hoped for, and not observed.
        ambitions: Known<Listed<Remark>> = "[To be known in all of Europe]",
        /// What actors of the region are able to do.
        competences: Known<Listed<Competence>> = "[{ holder: The hospital, text: Clinical trials }]",
        /// Figures on the region, in the source's own terms.
        context: Known<Listed<ContextFigure>> = "[{ indicator: Employment in high-tech, value: below the average }]",
        /// The timeline.
        events: Known<Listed<Event>> = "[{ text: The secretariat was founded, on: 2003 }]",
        /// What was observed: framework, then dimension, then what was seen.
        observed: ObservedAll = "{ facilitator-life-cycle: { tasks: { seen: [networking-events] } } }",
        /// Whether the report on the period is a draft, or published.
        status: Option<Status> = "draft",
        /// The values of attributes that the settings define, by id, at the time of the record.
        attributes: Attributes = "{ pupils: about 300, setting: rural }",
        /// Figures by indicator; `casebook indicators` lists those that there are.
        figures: Figures = "{ members: 118, members-left: none, budget: DKK 5200000 }",
        /// Grants, with what each is to bring about.
        grants: Known<Listed<Grant>> = "[{ title: Green shipping, funder: The region, amount: DKK 3000000 }]",
        /// What the secretariat has decided to do next, by id.
        agenda: ById<Decision> = "{ export-course: { text: A course on export, owner: The manager, due: 2027-06 } }",
        /// What became of the agenda of the record before, by the ids there.
        last_agenda: ById<FollowUp> = "{ export-course: { became: partly, why: The second course waits for a teacher } }",
        /// What somebody says before the report on the year begins.
        foreword: Option<Foreword> = "{ text: It was a year of moving house., by: Ada Holm }",
        /// Headings of its own for the report on the year.
        headings: List<OwnHeading> = "[{ of: structure, is: More members, written_for: { members: 118 (112) } }]",
        /// Successes that are worth telling.
        stories: List<Story> = "[{ title: Two firms and a boat, text: They met at a breakfast. }]",
        /// The members by name, for an appendix.
        members: List<Member> = "[{ name: Vest Shipyard, number: 12345678, kind: firm, since: 2019 }]",
        /// The members of the board: ids under `people`.
        board: OneOrMany<PersonId> = "[chair]",
        /// The staff of the secretariat: ids under `people`.
        staff: OneOrMany<PersonId> = "[manager]",
        /// Prose in Markdown. `[@id]` or `[@id, p. 14]` cites a source or a reference.
        narrative: Option<Prose> = "The secretariat reports a good year [@report].",
        /// Why it is right although it looks wrong: answers a warning in place.
        confirmed: Option<Reason> = "The initiative reported before it was founded",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

/// The index of the first name of a record in the list of all names of the case, where the names of a record are contiguous.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstName(pub usize);

impl FromKey for FirstName {
    fn pick(reader: &mut Reader, _: &mut Fields, _: &'static str) -> Option<FirstName> {
        Some(FirstName(reader.lookups.len()))
    }

    fn describe(_: &mut Properties, _: &'static str, _: Help) {}
}

impl Record {
    /// All prose of the record.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let foreword = self.foreword.iter().map(|foreword| &foreword.text);
        self.narrative.iter().chain(foreword).chain(self.stories.iter().map(|story| &story.text))
    }

    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if let (Some(_), Some(_), Some(mark)) = (&self.period, &self.as_of, fields.mark_of("as_of")) {
            let message = "a record has a date or a period, not both";
            reader.d.error(Code::Conflict, mark, message, "keep `as_of` or `period`");
        }
        if let (Some(period), None, Some(mark)) = (&self.period, self.period_end(), fields.mark_of("period")) {
            let help = "write a year, two of them, or a part of one: 2025, 2025/26, Q1 2025";
            reader.d.error(Code::WrongForm, mark.next(), format!("`{period}` is not a period"), help);
        }
    }
}

/// How many actors there are and of which kinds, and actors by name.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    /// How many.
    pub total: Fact<Quantity>,
    /// Which kinds.
    pub kinds: Known<Listed<KindOfActor>>,
    /// Named ones.
    pub list: Known<Listed<Actor>>,
}

shape! {
    /// What is said of the actors.
    #[derive(Clone, Debug)]
    LongActors("a mapping with `total`, `kinds` or `list`") {
        /// How many actors there are.
        total: Fact<Quantity> = "about 60",
        /// Which kinds of actors there are.
        kinds: Known<Listed<KindOfActor>> = "[{ kind: firm, size: sme, part: main }]",
        /// Actors by name.
        list: Known<Listed<Actor>> = "[{ name: The university, sector: public, part: research }]",
    }
}

impl FromKey for Actors {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Actors> {
        let Some(node) = fields.take(key) else { return Some(Actors::default()) };
        if is_word(node, "none") || is_word(node, "not recorded") {
            return Some(Actors { total: Fact::read(reader, node, |_, _| {}), ..Actors::default() });
        }
        let long = LongActors::read(reader, node);
        Some(long.map_or_else(Actors::default, |LongActors { total, kinds, list }| Actors { total, kinds, list }))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let long = LongActors::schema(properties.schemas);
        properties.add(key, help, or_words(long, &["not recorded", "none"]));
    }
}

/// How many facilitators there are, and whether they work full-time.
#[derive(Clone, Debug, Default)]
pub struct Facilitators {
    /// How many.
    pub count: Fact<Quantity>,
    /// Full-time or part-time.
    pub employment: Option<Employment>,
    /// Whose they are.
    pub of: Option<Owner>,
}

impl FromKey for Facilitators {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Facilitators> {
        let Some(node) = fields.take(key) else { return Some(Facilitators::default()) };
        let (mut employment, mut of) = (None, None);
        let count = Fact::read(reader, node, |reader, fields| {
            employment = Option::<Employment>::pick(reader, fields, "employment").flatten();
            of = Option::<Owner>::pick(reader, fields, "of").flatten();
        });
        Some(Facilitators { count, employment, of })
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let employment = Help { doc: &["Whether they work full-time."], examples: &["full-time"] };
        let schema = Fact::<Quantity>::schema(properties.schemas, |properties| {
            Option::<Employment>::describe(properties, "employment", employment);
            let of = Help {
                doc: &["Whose they are: `cluster` (without it), `secretariat`, or the id of an actor."],
                examples: &["secretariat"],
            };
            Option::<Owner>::describe(properties, "of", of);
        });
        properties.add(key, help, schema);
    }
}

shape! {
    /// A kind of actor that takes part.
    #[derive(Clone, Debug)]
    KindOfActor("a kind of actor `{ kind, part }`") {
        /// The kind.
        kind: ActorKind = "firm",
        /// The size of firms.
        size: Option<Size> = "sme",
        /// How many.
        count: Option<Quantity> = "about 40",
        /// How much of the cluster they are.
        part: Option<Part> = "main",
        /// The source's own words.
        words: Option<Text> = "mainly small firms",
        /// Where it comes from.
        evidence: Evidence,
    }
}

shape! {
    /// A named actor.
    #[derive(Clone, Debug)]
    Actor("an actor `{ name, kind, sector, part }`") {
        /// The id, by which others are a `member_of` this one and aims or money are `of` it.
        id: Option<Id> = "university",
        /// The name.
        name: Text = "Aalborg University",
        /// The name inside a sentence, with its article: `{ en: the University of Copenhagen }`.
        in_text: Option<Text> = "the University of Copenhagen",
        /// The kind.
        kind: Option<ActorKind> = "knowledge institution",
        /// Public or private.
        sector: Option<Sector> = "public",
        /// Informal or formalised.
        form: Option<ActorForm> = "formalised",
        /// The part played.
        part: Option<Text> = "research in biomedicine",
        /// The actors that it is a member of: ids in `actors.list`.
        member_of: OneOrMany<ActorId> = "competence-group",
        /// When it joined, where the order is told but not dated.
        joined: Option<Text> = "after the county",
        /// From when.
        from: Option<Date> = "2000",
        /// Until when.
        to: Option<Date> = "2004",
        /// Where it comes from.
        evidence: Evidence,
    }
}

shape! {
    /// One way in which a cluster is financed.
    #[derive(Clone, Debug)]
    Funding("a funding `{ kind, sector, share, amount }`") {
        /// The kind.
        kind: FundingKind = "grant",
        /// Whose money it is.
        sector: Option<Sector> = "public",
        /// From whom, as it stands behind "from".
        from: Option<Text> = "the region",
        /// Whose money it is: `cluster` (without it), `secretariat`, `facilitators`, or the id of an actor of `actors.list`.
        of: Option<Owner> = "secretariat",
        /// How much of all funding, in a word or in per cent.
        share: Option<Share> = "mostly",
        /// The amount: the currency's code in ISO 4217, then the number.
        amount: Option<Money> = "EUR 300000",
        /// Per year or per month.
        per: Option<Period> = "year",
        /// Over how long.
        over: Option<Duration> = "3 years",
        /// At the beginning or at the time of the record.
        when: Option<Phase> = "present",
        /// Where it comes from.
        evidence: Evidence,
    }
}

/// How much of all funding one kind is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// In the source's words.
    Word(ShareWord),
    /// In per cent.
    Percent(Percentage),
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Share::Word(word) => word.fmt(f),
            Share::Percent(percentage) => percentage.fmt(f),
        }
    }
}

impl FromYaml for Share {
    const NAME: &'static str = "Share";

    fn read(reader: &mut Reader, node: &Node) -> Option<Share> {
        let in_per_cent = match &node.kind {
            NodeKind::Text(text) => text.contains('%') || text.trim_start().starts_with(|c: char| c.is_ascii_digit()),
            NodeKind::Number(_) => true,
            _ => false,
        };
        match in_per_cent {
            true => reader.d.parsed(node, "a percentage").map(Share::Percent),
            false => ShareWord::read(reader, node).map(Share::Word),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (word, percentage) = (ShareWord::schema(schemas), written::<Percentage>());
        schemas.define(Self::NAME, |_| json!({ "anyOf": [word, percentage] }))
    }
}

shape! {
    /// A goal that can be measured.
    #[derive(Clone, Debug)]
    Goal("a goal `{ text, target, within }`") {
        /// What is to be reached.
        text: Text = "New members",
        /// How much.
        target: Option<Quantity> = "at least 20",
        /// Of what.
        unit: Option<Text> = "firms",
        /// How much of it is reached.
        reached: Option<Quantity> = "14",
        /// In what time.
        within: Option<Duration> = "2 years",
        /// Where.
        place("where"): Option<Text> = "in the region",
        /// Whose goal it is: `cluster` (without it), `secretariat`, `facilitators`, or the id of an actor of `actors.list`.
        of: Option<Owner> = "secretariat",
        /// Where it comes from.
        evidence: Evidence,
    }
}

shape! {
    /// What an actor of the region is able to do.
    #[derive(Clone, Debug)]
    Competence("a competence `{ holder, text }`") {
        /// Who is able to.
        holder: Text = "The hospital",
        /// What.
        text: Text = "Clinical trials",
        /// How many.
        count: Option<Quantity> = "12",
        /// Of what.
        unit: Option<Text> = "researchers",
        /// Where it comes from.
        evidence: Evidence,
    }
}

shape! {
    /// A figure on the region, in the source's own terms.
    #[derive(Clone, Debug)]
    ContextFigure("a figure on the region `{ indicator, value }`") {
        /// What is measured.
        indicator: Text = "Employment in high-tech industries",
        /// What the source says of it.
        value: Text = "3.1 per cent in 2001",
        /// Where it comes from.
        evidence: Evidence,
    }
}

#[cfg(test)]
mod tests;
