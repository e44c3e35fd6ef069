//! A case: one cluster or cluster initiative, and what its file records of it.
//!
//! `read` makes a [`Case`] out of YAML together with the names in it that still have to be looked up elsewhere
//! ([`RawCase`]); `check` looks them up and lets the case through.

pub mod raw;
pub mod read;
mod record;
pub mod value;
pub mod words;

use crate::case::value::{Date, Duration, Money, Quantity};
use crate::text::Text;
use crate::yaml::Mark;

pub use crate::case::raw::RawCase;
pub use crate::case::words::{
    ActorKind, Confidence, Disclosure, Employment, Form, FundingKind, ListKind, Part, Period, Phase, Sector, Share,
    Size, SourceKind,
};

/// What a file says of one thing. The three states stay three in every table and count.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Known<T> {
    /// Nobody says.
    #[default]
    NotRecorded,
    /// It is said that there is none.
    None,
    /// The value.
    Is(T),
}

impl<T> Known<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Known::Is(value) => Some(value),
            Known::NotRecorded | Known::None => None,
        }
    }
}

impl<T> Known<Vec<T>> {
    /// The entries, none if nothing is recorded.
    pub fn entries(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}

/// Where a statement comes from. With a place or a quote it is evidence, else attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The id of a source of the case.
    pub source: Option<String>,
    /// The place in the source.
    pub at: Option<String>,
    /// The source's own sentence.
    pub quote: Option<Text>,
    /// What else a reader should know.
    pub note: Option<Text>,
    /// Other statements on the same thing, which stand beside it.
    pub also_said: Vec<Statement>,
    /// Why it is right although it looks wrong.
    pub confirmed: Option<Text>,
    /// Where the statement stands in the file.
    pub mark: Mark,
}

/// Another statement on something that sources disagree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub text: Text,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A value with where it comes from.
#[derive(Clone, Debug)]
pub struct Fact<T> {
    /// The value.
    pub value: Known<T>,
    /// Where it comes from.
    pub evidence: Evidence,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl<T> Default for Fact<T> {
    fn default() -> Fact<T> {
        Fact { value: Known::NotRecorded, evidence: Evidence::default(), mark: Mark::default() }
    }
}

/// One cluster or cluster initiative.
#[derive(Debug)]
pub struct Case {
    /// The file's stem.
    pub id: String,
    /// The file, relative to the workspace.
    pub file: String,
    /// The name.
    pub name: Text,
    /// The study it belongs to.
    pub study: Option<String>,
    /// The industry.
    pub industry: Fact<Text>,
    /// What it is specialised in.
    pub specialisation: Fact<Text>,
    /// Where it is.
    pub place: Fact<Place>,
    /// When the cluster was founded.
    pub founded: Fact<Date>,
    /// Who brought the cluster about.
    pub initiated_by: Known<Vec<Initiator>>,
    /// What came before.
    pub history: Known<Vec<Event>>,
    /// The clusters it takes as its model.
    pub models: Known<Vec<Remark>>,
    /// The secretariat.
    pub secretariat: Known<Secretariat>,
    /// People by id.
    pub people: Vec<Person>,
    /// Sources by id.
    pub sources: Vec<CaseSource>,
    /// Where everything is stated that names nothing else.
    pub stated_in: Option<Evidence>,
    /// What is known at which date.
    pub records: Vec<Record>,
}

/// Where a cluster is.
#[derive(Clone, Debug)]
pub struct Place {
    /// In words.
    pub text: Text,
    /// ISO 3166 codes of its countries.
    pub countries: Vec<String>,
}

/// Somebody who brought a cluster or secretariat about.
#[derive(Clone, Debug)]
pub struct Initiator {
    /// The kind of actor.
    pub kind: Option<ActorKind>,
    /// The name.
    pub name: Option<Text>,
    /// The source's own words.
    pub words: Option<Text>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A text with where it comes from.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The text.
    pub text: Text,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// Something that happened, dated or not.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happened.
    pub text: Text,
    /// When.
    pub on: Option<Date>,
    /// From when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// The organisation that runs a cluster's daily work.
#[derive(Debug, Default)]
pub struct Secretariat {
    /// The name.
    pub name: Fact<Text>,
    /// When it was founded.
    pub founded: Fact<Date>,
    /// Who brought it about.
    pub initiated_by: Known<Vec<Initiator>>,
    /// Where it is seated.
    pub hosted_by: Fact<Text>,
}

/// Somebody whom the case names.
#[derive(Debug)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The role.
    pub role: Option<Text>,
    /// The name.
    pub name: Option<String>,
    /// The organisation.
    pub organisation: Option<Text>,
    /// How far the name may be spread.
    pub disclosure: Option<Disclosure>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// Where statements come from.
#[derive(Debug)]
pub struct CaseSource {
    /// The id.
    pub id: String,
    /// The kind.
    pub kind: SourceKind,
    /// The title.
    pub title: Option<Text>,
    /// The key of a reference.
    pub cite: Option<String>,
    /// The people interviewed.
    pub with: Vec<String>,
    /// The date.
    pub date: Option<Date>,
    /// What else a reader should know.
    pub note: Option<Text>,
    /// Why it is right although it looks wrong.
    pub confirmed: Option<Text>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// What is known of a case at one date or for one period.
#[derive(Debug, Default)]
pub struct Record {
    /// The date.
    pub as_of: Known<Date>,
    /// The period, instead of a date.
    pub period: Option<String>,
    /// Where everything in it is stated that names nothing else.
    pub stated_in: Option<Evidence>,
    /// Assessed stages; `None` is "not assessed".
    pub stages: Known<Vec<Assessment>>,
    /// The state in words that are no stage.
    pub situation: Fact<Text>,
    /// How many actors.
    pub actors_total: Fact<Quantity>,
    /// Which kinds of actors.
    pub actor_kinds: Known<Vec<KindOfActor>>,
    /// Named actors.
    pub actors: Known<Vec<Actor>>,
    /// How many facilitators.
    pub facilitators: Fact<Quantity>,
    /// Whether they work full-time.
    pub employment: Option<Employment>,
    /// Funding.
    pub funding: Known<Vec<Funding>>,
    /// What the cluster or its secretariat is for.
    pub aims: Known<Vec<Remark>>,
    /// Goals that can be measured.
    pub goals: Known<Vec<Goal>>,
    /// Planned or hoped for.
    pub ambitions: Known<Vec<Remark>>,
    /// What actors of the region are able to do.
    pub competences: Known<Vec<Competence>>,
    /// Figures on the region.
    pub context: Known<Vec<ContextFigure>>,
    /// The timeline.
    pub events: Known<Vec<Event>>,
    /// What was observed, by framework.
    pub observed: Vec<Observed>,
    /// Prose in Markdown.
    pub narrative: Option<Prose>,
    /// Why it is right although it looks wrong.
    pub confirmed: Option<Text>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// Markdown prose and where it stands.
#[derive(Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// A stage that somebody assessed a cluster in.
#[derive(Debug)]
pub struct Assessment {
    /// The life cycle: the id of a framework.
    pub life_cycle: String,
    /// The stage.
    pub stage: String,
    /// Who assessed it.
    pub by: Option<Text>,
    /// On what basis.
    pub basis: Option<Text>,
    /// Of which part, if not of the whole.
    pub part: Option<Text>,
    /// How confident.
    pub confidence: Option<Confidence>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A kind of actor that takes part.
#[derive(Debug)]
pub struct KindOfActor {
    /// The kind.
    pub kind: ActorKind,
    /// The size of firms.
    pub size: Option<Size>,
    /// How many.
    pub count: Option<Quantity>,
    /// How much of the cluster they are.
    pub part: Option<Part>,
    /// The source's own words.
    pub words: Option<Text>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A named actor.
#[derive(Debug)]
pub struct Actor {
    /// The name.
    pub name: Text,
    /// The kind.
    pub kind: Option<ActorKind>,
    /// Public or private.
    pub sector: Option<Sector>,
    /// Informal or formalised.
    pub form: Option<Form>,
    /// The part played.
    pub part: Option<Text>,
    /// When it joined, where the order is told but not dated.
    pub joined: Option<Text>,
    /// From when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// One way in which a cluster is financed.
#[derive(Debug)]
pub struct Funding {
    /// The kind.
    pub kind: FundingKind,
    /// Whose money.
    pub sector: Option<Sector>,
    /// From whom.
    pub from: Option<Text>,
    /// How much of all funding.
    pub share: Option<Share>,
    /// The amount.
    pub amount: Option<Money>,
    /// Per year or month.
    pub per: Option<Period>,
    /// Over how long.
    pub over: Option<Duration>,
    /// At the beginning or now.
    pub when: Option<Phase>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A goal that can be measured.
#[derive(Debug)]
pub struct Goal {
    /// What is to be reached.
    pub text: Text,
    /// How much.
    pub target: Option<Quantity>,
    /// Of what.
    pub unit: Option<Text>,
    /// In what time.
    pub within: Option<Duration>,
    /// Where.
    pub place: Option<Text>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// What an actor of the region is able to do.
#[derive(Debug)]
pub struct Competence {
    /// Who.
    pub holder: Text,
    /// What.
    pub text: Text,
    /// How many.
    pub count: Option<Quantity>,
    /// Of what.
    pub unit: Option<Text>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A figure on the region, in the source's own terms.
#[derive(Debug)]
pub struct ContextFigure {
    /// What is measured.
    pub indicator: Text,
    /// What the source says of it.
    pub value: Text,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// What was observed of one framework's dimensions.
#[derive(Debug)]
pub struct Observed {
    /// The framework's id.
    pub framework: String,
    /// What was seen, by dimension. A dimension that is not recorded is not here.
    pub dimensions: Vec<Seen>,
}

/// What was observed of one dimension.
#[derive(Debug)]
pub struct Seen {
    /// The dimension's id.
    pub dimension: String,
    /// Whether the source lists everything.
    pub list: ListKind,
    /// What was observed.
    pub seen: Vec<Observation>,
    /// What is planned.
    pub planned: Vec<Observation>,
    /// What was once observed and is no more.
    pub past: Vec<Observation>,
    /// What is said to be absent.
    pub absent: Vec<Observation>,
}

/// A characteristic seen in a record.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Which characteristic.
    pub what: Characterised,
    /// The source's own words.
    pub words: Option<Text>,
    /// What was done about it.
    pub response: Option<Text>,
    /// Where it comes from.
    pub evidence: Evidence,
}

/// A characteristic of the framework, or something that the framework does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Characterised {
    /// The id of a characteristic.
    Known(String),
    /// Something outside the framework.
    New(Text),
}
