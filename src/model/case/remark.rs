//! Entries of a case file that are texts: remarks, whose they are, and events.

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::date::Date;
use crate::model::case::evidence::Evidence;
use crate::shape;
use crate::yaml::decode::{Fields, is_language_map};
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::{ActorId, CaseId, EventId, Id, PhaseId};
use crate::yaml::shape::link::Link;
use crate::yaml::shape::{FromYaml, Hidden, Reader, is_word};
use crate::yaml::{Node, NodeKind, shape};
shape! {
    /// Something that happened, dated or not.
    #[derive(Clone, Debug)]
    Event("an event `{ text, on }`") check check {
        /// The id, by which another event comes `after` this one.
        id: Option<Id> = "founding",
        /// What happened, as a sentence without a full stop.
        text: Text = "The secretariat was founded",
        /// The phase that it belongs to: an id under `phases` of the case.
        phase: Option<PhaseId> = "beginning",
        /// The event that it came after, where the order is told but not dated: an id of an event of the case.
        after: Option<EventId> = "founding",
        /// When.
        on: Option<Date> = "2003-04",
        /// From when, of something that lasted.
        from: Option<Date> = "2003",
        /// Until when.
        to: Option<Date> = "2006",
        /// What drove the change: a characteristic of a framework of drivers.
        driver: Option<Link> = "{ framework: solvell-drivers, dimension: growth, is: social-capital }",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl Event {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        reader.call_hidden(fields.mark(), Hidden::Event);
        if let (Some(_), Some(mark)) = (&self.on, fields.mark_of("from").or(fields.mark_of("to"))) {
            let message = "an event is `on` a date, or goes `from` and `to`";
            reader.d.error(Code::Conflict, mark, message, "keep one of them");
        }
    }
}

/// Whose something is: an aim, money, a facilitator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The cluster's, or whatever the case is.
    Cluster,
    /// Its secretariat's.
    Secretariat,
    /// Its facilitators'.
    Facilitators,
    /// A named actor's: its id in `actors.list`.
    Actor(String),
}

impl Owner {
    /// The words for those that are no named actors.
    pub const WORDS: [(&'static str, Owner); 3] =
        [("cluster", Owner::Cluster), ("secretariat", Owner::Secretariat), ("facilitators", Owner::Facilitators)];
}

impl FromYaml for Owner {
    const NAME: &'static str = "Owner";

    fn read(reader: &mut Reader, node: &Node) -> Option<Owner> {
        if let Some((_, owner)) = Owner::WORDS.iter().find(|(word, _)| is_word(node, word)) {
            return Some(owner.clone());
        }
        let id = reader.d.id(node)?;
        reader.point(Wanted::Owner(id.clone()), node.mark);
        Some(Owner::Actor(id))
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        let words = json!({ "enum": Owner::WORDS.map(|(word, _)| word) });
        json!({ "anyOf": [words, ActorId::schema(schemas)] })
    }
}

/// A text with its evidence; the short form is just the text.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The text.
    pub text: Text,
    /// The other case that it is about, if it is about one.
    pub case: Option<CaseId>,
    /// Whose it is.
    pub of: Option<Owner>,
    /// The evidence.
    pub evidence: Evidence,
}

shape! {
    /// A remark with more than its text.
    #[derive(Clone, Debug)]
    LongRemark("an entry `{ text }`") {
        /// The text.
        text: Text = "To bring firms and researchers together",
        /// The case of this workspace that it is about, if it is about one: the id of its file.
        case: Option<CaseId> = "harbour-cluster",
        /// Whose it is: `cluster` (without it), `secretariat`, `facilitators`, or the id of an actor of `actors.list`.
        of: Option<Owner> = "secretariat",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl FromYaml for Remark {
    const NAME: &'static str = "Remark";

    fn read(reader: &mut Reader, node: &Node) -> Option<Remark> {
        let long = matches!(&node.kind, NodeKind::Map(entries) if !is_language_map(entries));
        if long || matches!(node.kind, NodeKind::List(_)) {
            return LongRemark::read(reader, node).map(|LongRemark { text, case, of, evidence }| Remark {
                text,
                case,
                of,
                evidence,
            });
        }
        let text = Text::read(reader, node)?;
        Some(Remark { text, case: None, of: None, evidence: Evidence::inherited(reader, node.mark) })
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        let (short, long) = (Text::schema(schemas), LongRemark::schema(schemas));
        json!({ "anyOf": [short, long] })
    }
}
