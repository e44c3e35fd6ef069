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
pub mod types;

use crate::model::case::{Case, Record};
use crate::report::prose::draft::Draft;
use crate::report::prose::types::{By, Teller, Thing, WriteUp};
use crate::report::view::context::Context;

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
    let drafts = told_once(drafts);
    let left_out = select::left_out(&teller, &drafts, &counted);
    let paragraphs = refer::realised(&teller, plan::paragraphs(&teller, drafts));
    WriteUp { paragraphs, left_out, counted, replaced, dropped }
}

/// A sentence of the author's that stands at several facts is told once.
fn told_once(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut all: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match all.iter_mut().find(|other| draft.by == By::Author && other.by == By::Author && other.text == draft.text)
        {
            Some(same) => same.facts.extend(draft.facts),
            None => all.push(draft),
        }
    }
    all
}

/// Puts a person's own wordings in place of sentences. Returns how many there are.
fn reworded(teller: &Teller, drafts: &mut Vec<Draft>) -> usize {
    let language = &teller.context.locale.language;
    let mut replaced = 0;
    for (name, wording) in &teller.case.write_up.0 {
        let Some(text) = wording.is.in_language(language) else { continue };
        if plan::is_left_out(teller, *name) {
            continue;
        }
        // Where the program has no such sentence, the person's is told all the same: nothing that somebody wrote is lost.
        let first = drafts.iter().position(|draft| draft.name == *name).unwrap_or(drafts.len());
        let (own, others): (Vec<Draft>, Vec<Draft>) =
            std::mem::take(drafts).into_iter().partition(|draft| draft.name == *name);
        let facts = own.into_iter().flat_map(|draft| draft.facts).collect();
        *drafts = others;
        drafts.insert(first, Draft { facts, ..Draft::verbatim(*name, text.to_owned(), By::Publisher) });
        replaced += 1;
    }
    replaced
}
