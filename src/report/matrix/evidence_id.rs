//! The ids of pieces of evidence in the register. An id is made of what the statement says and where it comes from, so it stays as
//! long as the statement does: whatever else is added, taken out or put in another order, and in every language of a report.

use std::collections::{BTreeMap, BTreeSet};

use siphasher::sip128::SipHasher13;

use crate::base::text::Text;
use crate::model::case::{Case, Characterised, Evidence, Observation};

/// The digits of ids: those of Crockford's base 32, which leaves out the letters that look like other digits, and u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many digits an id has: among a thousand pieces of evidence, two have the same id once in about two thousand registers.
const SHORT: usize = 6;
/// How many digits ids have that would be the same with fewer: all that 128 bits give.
const LONG: usize = 25;

/// What tells a statement from all others, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The case, the characteristic with its framework and dimension, the words of the source, the source, the place in it and
    /// the quote.
    own: u128,
    /// What other sources say, which can be added without making this another statement. It only tells statements apart that
    /// have all else in common.
    beside: u128,
}

impl Identity {
    /// The identity of an observation. Notes are not part of it, nor is the record that it stands in: a record of the next year
    /// may hold the same statement.
    pub fn new(case: &Case, framework: &str, dimension: &str, observation: &Observation) -> Identity {
        let mut own = Content::default();
        [&*case.id, framework, dimension].into_iter().for_each(|id| own.add(id));
        match &observation.what {
            Characterised::Known(id) => own.text(Some(&Text::Plain(id.clone()))),
            // An empty id is no id, so this can't be mixed up with the one above.
            Characterised::New(text) => {
                own.add("");
                own.text(Some(text));
            }
        }
        own.text(observation.words.as_ref());
        own.evidence(&observation.evidence);
        let mut said: Vec<Content> = Vec::new();
        for statement in &*observation.evidence.also_said {
            let mut content = Content::default();
            content.text(Some(&statement.text));
            content.evidence(&statement.evidence);
            said.push(content);
        }
        for passage in &observation.against {
            let mut content = Content::default();
            content.evidence(&passage.0);
            said.push(content);
        }
        said.sort();
        let beside = Content(said.into_iter().flat_map(|content| content.0).collect());
        Identity { own: own.hash(), beside: beside.hash() }
    }
}

/// What a statement consists of, part by part, each after its length, so that no two lists of parts are the same bytes on any
/// computer.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Content(Vec<u8>);

impl Content {
    /// Adds a part. How its words are broken into lines makes no difference.
    fn add(&mut self, part: &str) {
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.extend((part.len() as u64).to_le_bytes());
        self.0.extend(part.bytes());
    }

    /// Adds a text in all of its languages.
    fn text(&mut self, text: Option<&Text>) {
        match text {
            None => {}
            Some(Text::Plain(text)) => self.add(text),
            Some(Text::Languages(texts)) => texts.iter().for_each(|(language, text)| {
                self.add(language);
                self.add(text);
            }),
        }
        // No part is that long: here the text ends.
        self.0.extend(u64::MAX.to_le_bytes());
    }

    /// Adds the source, the place in it and the quote.
    fn evidence(&mut self, evidence: &Evidence) {
        self.add(evidence.source.as_deref().map_or("", |source| &source.id));
        match evidence.at.as_deref() {
            Some(Text::Plain(at)) => self.add(at),
            at => self.text(at),
        }
        self.text(evidence.quote.as_ref().map(|quote| &quote.text));
    }

    fn hash(&self) -> u128 {
        SipHasher13::new().hash(&self.0).as_u128()
    }
}

/// The ids of statements, in their order. They begin with a letter, so that a spreadsheet takes none for a number. Should two
/// different statements have the same short id, both get a long one; of statements with the same content, all but one get a
/// number behind it.
pub fn ids(statements: &[Identity]) -> Vec<String> {
    let mut known: BTreeMap<String, BTreeSet<u128>> = BTreeMap::new();
    for statement in statements {
        known.entry(digits(statement.own, SHORT)).or_default().insert(statement.own);
    }
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| statements[*at]);
    let mut ids = vec![String::new(); statements.len()];
    let mut times: BTreeMap<u128, usize> = BTreeMap::new();
    for at in order {
        let own = statements[at].own;
        let short = digits(own, SHORT);
        let id = if known[&short].len() > 1 { digits(own, LONG) } else { short };
        let times = times.entry(own).or_default();
        *times += 1;
        ids[at] = if *times == 1 { format!("e{id}") } else { format!("e{id}-{times}") };
    }
    ids
}

/// The first digits of a hash in base 32.
fn digits(hash: u128, count: usize) -> String {
    (1..=count).map(|at| char::from(DIGITS[(hash >> (128 - 5 * at)) as usize % 32])).collect()
}

#[cfg(test)]
mod tests;
