//! The parts of the entries of lists: how conditions name each part, its kind, and how it is read.

use crate::base::text::Text;
use crate::model::case::Initiator;
use crate::model::case::date::Date;
use crate::model::case::evidence::Evidence;
use crate::model::case::record::{Actor, Competence, ContextFigure, Funding, Goal, KindOfActor, Share};
use crate::model::case::remark::{Event, Remark};
use crate::model::case::value::{Money, Quantity};
use crate::model::case::words::{
    ActorForm, ActorKind, FundingKind, Part as ActorPart, Period, Phase, Sector, ShareWord, Size,
};
use crate::yaml::decode::Choice;

/// The value of a part of an entry.
#[derive(Clone, Debug)]
pub enum Scalar<'c> {
    /// Text that a reader sees.
    Text(&'c Text),
    /// A word of a closed list, or a code.
    Word(String),
    /// A quantity, which may have bounds.
    Quantity(Quantity),
    /// An amount of money.
    Money(&'c Money),
    /// A date.
    Date(Date),
}

/// The kind of a part.
#[derive(Clone, Copy)]
pub enum PartKind {
    /// Any text.
    Text,
    /// One of a closed list of words.
    Word(fn() -> Vec<&'static str>),
    /// A number.
    Number,
    /// A date, of which conditions see only the year.
    Date,
}

/// A part of the entries of a list.
pub struct EntryPart<T: 'static> {
    /// The name that conditions use.
    pub name: &'static str,
    /// Its kind.
    pub kind: PartKind,
    /// Reads the part; `None` if the entry does not give it.
    pub read: for<'c> fn(&'c T) -> Option<Scalar<'c>>,
}

/// An entry of a list, with its evidence.
pub trait Entry: Sized + 'static {
    /// The parts. If the only part has an empty name, the entry itself is that part.
    const PARTS: &'static [EntryPart<Self>];

    /// Returns the source of the entry and its position in the file.
    fn evidence(&self) -> &Evidence;
}

/// All words of a closed list.
pub fn words<T: Choice>() -> Vec<&'static str> {
    T::ALL.iter().map(|(word, _)| *word).collect()
}

fn word<'c>(word: impl ToString) -> Option<Scalar<'c>> {
    Some(Scalar::Word(word.to_string()))
}

const fn part<T>(name: &'static str, kind: PartKind, read: for<'c> fn(&'c T) -> Option<Scalar<'c>>) -> EntryPart<T> {
    EntryPart { name, kind, read }
}

impl Entry for Initiator {
    const PARTS: &'static [EntryPart<Initiator>] = &[
        part("kind", PartKind::Word(words::<ActorKind>), |one| one.kind.and_then(word)),
        part("name", PartKind::Text, |one| one.name.as_ref().map(Scalar::Text)),
        part("words", PartKind::Text, |one| one.words.as_ref().map(Scalar::Text)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for KindOfActor {
    const PARTS: &'static [EntryPart<KindOfActor>] = &[
        part("kind", PartKind::Word(words::<ActorKind>), |kind| word(kind.kind)),
        part("size", PartKind::Word(words::<Size>), |kind| kind.size.and_then(word)),
        part("count", PartKind::Number, |kind| kind.count.map(Scalar::Quantity)),
        part("part", PartKind::Word(words::<ActorPart>), |kind| kind.part.and_then(word)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Actor {
    const PARTS: &'static [EntryPart<Actor>] = &[
        part("name", PartKind::Text, |actor| Some(Scalar::Text(&actor.name))),
        part("kind", PartKind::Word(words::<ActorKind>), |actor| actor.kind.and_then(word)),
        part("sector", PartKind::Word(words::<Sector>), |actor| actor.sector.and_then(word)),
        part("form", PartKind::Word(words::<ActorForm>), |actor| actor.form.and_then(word)),
        part("part", PartKind::Text, |actor| actor.part.as_ref().map(Scalar::Text)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Funding {
    const PARTS: &'static [EntryPart<Funding>] = &[
        part("kind", PartKind::Word(words::<FundingKind>), |one| word(one.kind)),
        part("sector", PartKind::Word(words::<Sector>), |one| one.sector.and_then(word)),
        part("share", PartKind::Word(words::<ShareWord>), |one| match one.share {
            Some(Share::Word(share)) => word(share),
            Some(Share::Percent(_)) | None => None,
        }),
        part("percent", PartKind::Number, |one| match one.share {
            Some(Share::Percent(share)) => Some(Scalar::Quantity(share.0)),
            Some(Share::Word(_)) | None => None,
        }),
        part("amount", PartKind::Number, |one| one.amount.as_ref().map(Scalar::Money)),
        part("currency", PartKind::Text, |one| one.amount.as_ref().and_then(|amount| word(&amount.currency))),
        part("per", PartKind::Word(words::<Period>), |one| one.per.and_then(word)),
        part("when", PartKind::Word(words::<Phase>), |one| one.when.and_then(word)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Remark {
    const PARTS: &'static [EntryPart<Remark>] = &[part("", PartKind::Text, |remark| Some(Scalar::Text(&remark.text)))];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Goal {
    const PARTS: &'static [EntryPart<Goal>] = &[
        part("text", PartKind::Text, |goal| Some(Scalar::Text(&goal.text))),
        part("target", PartKind::Number, |goal| goal.target.map(Scalar::Quantity)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Event {
    const PARTS: &'static [EntryPart<Event>] = &[
        part("text", PartKind::Text, |event| Some(Scalar::Text(&event.text))),
        part("year", PartKind::Date, |event| event.on.or(event.from).map(Scalar::Date)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for Competence {
    const PARTS: &'static [EntryPart<Competence>] = &[
        part("holder", PartKind::Text, |own| Some(Scalar::Text(&own.holder))),
        part("text", PartKind::Text, |own| Some(Scalar::Text(&own.text))),
        part("count", PartKind::Number, |own| own.count.map(Scalar::Quantity)),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Entry for ContextFigure {
    const PARTS: &'static [EntryPart<ContextFigure>] = &[
        part("indicator", PartKind::Text, |figure| Some(Scalar::Text(&figure.indicator))),
        part("value", PartKind::Text, |figure| Some(Scalar::Text(&figure.value))),
    ];

    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// The names and kinds of the parts of a list's entries.
pub type PartKinds = Vec<(&'static str, PartKind)>;

/// Returns the names and kinds of the parts of an entry.
pub fn kinds<T: Entry>() -> PartKinds {
    T::PARTS.iter().map(|part| (part.name, part.kind)).collect()
}

/// Returns the names and values of the parts that an entry gives; the others are left out.
pub fn said<T: Entry>(entry: &T) -> Vec<(&'static str, Scalar<'_>)> {
    T::PARTS.iter().filter_map(|part| Some((part.name, (part.read)(entry)?))).collect()
}
