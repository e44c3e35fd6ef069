//! The types of a write-up, and what its sentences are made with.

use crate::base::fixed_words::FORMS;
use crate::model::case::{Case, Record, SentenceName};
use crate::model::facts::FactSpec;
use crate::report::view::context::Context;
use crate::yaml::NodeId;

/// The write-up of a case.
#[derive(Default)]
pub struct WriteUp {
    /// Its paragraphs; none in a language without sentences for it.
    pub paragraphs: Vec<Paragraph>,
    /// The facts that no sentence tells, each with the reason.
    pub left_out: Vec<LeftOut>,
    /// The ids of facts of which sentences tell only how many entries there are: a table has them.
    pub counted: Vec<&'static str>,
    /// How many sentences the publisher replaced by others.
    pub replaced: usize,
    /// How many sentences the publisher left out.
    pub dropped: usize,
}

/// A paragraph of a write-up.
pub struct Paragraph {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence of a write-up.
pub struct Sentence {
    /// Its name, which settings and case files use for it.
    pub name: SentenceName,
    /// The message that it was made of; empty for a sentence of the author's.
    pub message: &'static str,
    /// The sentence.
    pub text: String,
    /// The facts that it tells.
    pub facts: Vec<Told>,
    /// Whose words it is.
    pub by: By,
}

/// Whose words a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The program's.
    Program,
    /// The author's of the case file (`tell`).
    Author,
    /// Those of a person who replaced the program's (`write_up`).
    Publisher,
}

/// A fact that a sentence tells.
#[derive(Clone)]
pub struct Told {
    /// Which fact of a case it is.
    pub fact: &'static FactSpec,
    /// Its value, in words of the report.
    pub value: String,
    /// Where it stands in the case file.
    pub mark: NodeId,
    /// Its source and the place in it.
    pub source: String,
}

/// What the sentences on a case are made with.
pub struct Teller<'a> {
    /// The context of the report.
    pub context: Context<'a>,
    /// The case.
    pub case: &'a Case,
    /// Its newest record.
    pub record: &'a Record,
    /// What it is, with its forms.
    pub thing: Thing,
    /// `past` for a case that has ended, else `present`.
    pub tense: &'static str,
}

/// A fact that no sentence tells.
pub struct LeftOut {
    /// The fact.
    pub fact: &'static FactSpec,
    /// Where it stands in the case file.
    pub mark: NodeId,
    /// The id of the words for the reason.
    pub why: &'static str,
}

/// Stands before a name, so that a sentence that begins with it keeps its first letter as it is: a noncharacter, which no text
/// has.
pub const VERBATIM: char = '\u{FDD2}';

/// The word for what a case is, in all its forms.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// a cluster
    pub indefinite: String,
    /// the cluster
    pub definite: String,
    /// the cluster's
    pub genitive: String,
    /// it
    pub pronoun: String,
    /// its
    pub possessive: String,
    /// clusters
    pub plural: String,
}

impl Thing {
    /// The word for a case: `is_a` of its file, or a cluster.
    pub fn of(context: Context, case: &Case) -> Thing {
        let id = format!("thing-{}", case.is_a.as_ref().map_or("cluster", |thing| &thing.0));
        let [indefinite, definite, genitive, pronoun, possessive, plural] =
            FORMS.map(|form| context.locale.form(&id, form).unwrap_or_default());
        Thing { indefinite, definite, genitive, pronoun, possessive, plural }
    }
}
