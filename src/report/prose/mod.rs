//! The write-up of a case: paragraphs made from its facts, in the language of the report. Each step of the trade (data-to-text)
//! has its file: `select` says what there is to tell, the files in `sentences/` make sentences of it, `aggregate` lets like
//! facts share one, `plan` puts them into paragraphs, `refer` says what the case is called in each, and `realise` makes the words,
//! which are all in the locales.

pub mod aggregate;
pub mod draft;
pub mod explain;
pub mod plan;
pub mod realise;
pub mod refer;
pub mod select;
pub mod sentences;

use crate::model::case::{Case, Record, SentenceName};
use crate::model::facts::FactSpec;
use crate::report::prose::draft::Draft;
use crate::report::prose::refer::Thing;
use crate::report::prose::select::LeftOut;
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

/// Writes up a case. There are no paragraphs in a language that lacks sentences.
pub fn write_up(context: Context, case: &Case) -> WriteUp {
    let empty = Record::default();
    let teller = Teller {
        context,
        case,
        record: case.newest().unwrap_or(&empty),
        thing: Thing::of(context, case),
        tense: if case.ended.is_some() { "past" } else { "present" },
    };
    if !context.locale.tells() {
        return WriteUp { counted: select::recorded(&teller), ..WriteUp::default() };
    }
    let mut drafts = sentences::all(&teller);
    let mut counted: Vec<&'static str> = drafts.iter().filter_map(|draft| draft.counted).collect();
    counted.sort_unstable();
    counted.dedup();
    drafts.retain(|draft| !draft.is_silent());
    let dropped = plan::leave_out(&teller, &mut drafts);
    let replaced = reworded(&teller, &mut drafts);
    let left_out = select::left_out(&teller, &drafts, &counted);
    let paragraphs = refer::realised(&teller, plan::paragraphs(&teller, drafts));
    WriteUp { paragraphs, left_out, counted, replaced, dropped }
}

/// Puts a person's own wordings in place of sentences. Returns how many there are.
fn reworded(teller: &Teller, drafts: &mut Vec<Draft>) -> usize {
    let language = &teller.context.locale.language;
    let mut replaced = 0;
    for (name, wording) in &teller.case.write_up.0 {
        let Some(text) = wording.is.in_language(language) else { continue };
        let Some(first) = drafts.iter().position(|draft| draft.name == *name) else { continue };
        let (own, others): (Vec<Draft>, Vec<Draft>) =
            std::mem::take(drafts).into_iter().partition(|draft| draft.name == *name);
        let facts = own.into_iter().flat_map(|draft| draft.facts).collect();
        *drafts = others;
        drafts.insert(first, Draft { facts, ..Draft::verbatim(*name, text.to_owned(), By::Publisher) });
        replaced += 1;
    }
    replaced
}
