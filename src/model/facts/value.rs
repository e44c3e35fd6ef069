//! The value of a fact, as a case has it: typed, and not yet in words.

use crate::base::text::Text;
use crate::model::case::assessment::{Assessment, Met};
use crate::model::case::attributes::{AttributeValue, Attributed};
use crate::model::case::date::Date;
use crate::model::case::evidence::{Evidence, Known};
use crate::model::case::figures::{Amount, Figures};
use crate::model::case::listed::Listed;
use crate::model::case::observed::Observed;
use crate::model::case::record::{Actor, Competence, ContextFigure, Facilitators, Funding, Goal, KindOfActor};
use crate::model::case::remark::{Event, Remark};
use crate::model::case::value::Quantity;
use crate::model::case::words::ListKind;
use crate::model::case::{Ended, Initiator, Person, Place};

/// The value of a fact in a case, with its evidence.
#[derive(Clone, Debug)]
pub struct Reading<'c> {
    /// The value, in one of its three states.
    pub value: Known<Value<'c>>,
    /// The source of the value and its position in the file. `None` for a list, whose entries have their own evidence, and for
    /// what the file says about itself (its name, its study).
    pub evidence: Option<&'c Evidence>,
}

/// A value of a fact.
#[derive(Clone, Debug)]
pub enum Value<'c> {
    /// Text that a reader sees.
    Text(&'c Text),
    /// The id of something.
    Id(&'c str),
    /// The id of a study in the settings.
    Study(&'c str),
    /// One of a closed list of words.
    Word {
        /// The prefix of the ids of the translations of these words.
        set: &'static str,
        /// The word, as written in case files.
        word: String,
    },
    /// A quantity, which may have bounds.
    Quantity(Quantity),
    /// A date.
    Date(Date),
    /// A place with its countries.
    Place(&'c Place),
    /// The countries of a place.
    Countries(&'c Place),
    /// How many facilitators there are, and how they are employed.
    Facilitators(&'c Facilitators),
    /// The assessments of a record, in all life cycles.
    Stages(&'c [Assessment]),
    /// That it came to its end.
    Ended(&'c Ended),
    /// The answers to criteria of life cycles.
    Criteria(&'c [Met]),
    /// What was observed, by framework.
    Observed(&'c [Observed]),
    /// The values of indicators.
    Figures(&'c Figures),
    /// The figure of an indicator.
    Amount(&'c Amount),
    /// What an attribute is.
    Attribute(&'c Attributed),
    /// All attributes that the case records, by their ids.
    Attributes(Vec<&'c AttributeValue>),
    /// People.
    People(Vec<&'c Person>),
    /// All funding of a cluster, which says whose money finances it: public, private or mixed.
    Sector(&'c Listed<Funding>),
    /// A list, and how much of it is there.
    Entries(Entries<'c>, Extension),
}

/// How much of a list is there.
#[derive(Clone, Copy, Debug)]
pub struct Extension {
    /// Whether the source lists everything.
    pub kind: ListKind,
    /// How many more entries there are that the readers may not see.
    pub withheld: usize,
}

/// A list of entries of one kind.
#[derive(Clone, Copy, Debug)]
pub enum Entries<'c> {
    /// Who brought something about.
    Initiators(&'c [Initiator]),
    /// Kinds of actors.
    Kinds(&'c [KindOfActor]),
    /// Actors by name.
    Actors(&'c [Actor]),
    /// Ways of financing.
    Funding(&'c [Funding]),
    /// Remarks.
    Remarks(&'c [Remark]),
    /// Goals.
    Goals(&'c [Goal]),
    /// Events.
    Events(&'c [Event]),
    /// What actors of the region are able to do.
    Competences(&'c [Competence]),
    /// Figures on the region.
    Context(&'c [ContextFigure]),
}
