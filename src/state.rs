//! What the last build left for the next one, in `.casebook/` of the output folder: so far the outcomes of claims. No document
//! depends on it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::matrix::table::Table;
use crate::source;

/// Where the outcomes of claims are, in the output folder.
pub const CLAIMS: &str = ".casebook/claims.json";

/// The most that is read of it, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Outcomes of claims in words, by the claims' ids.
pub type Outcomes = BTreeMap<String, String>;

/// The outcomes that a table of claims has.
pub fn outcomes(table: &Table) -> Outcomes {
    let said = table.rows.iter().filter_map(|row| row.get(2)).map(|cell| cell.text.clone());
    table.keys.iter().cloned().zip(said).collect()
}

/// What is left of the outcomes: their words, and the language of these, since the same outcome has other words in another.
#[derive(Serialize, Deserialize)]
struct Left {
    language: String,
    outcomes: Outcomes,
}

/// The outcomes of the last build in a language. Nothing if there was none, or if what it left can't be read.
pub fn last(out: &Path, language: &str) -> Option<Outcomes> {
    let left: Left = serde_json::from_slice(&source::bytes(out, Path::new(CLAIMS), LARGEST)?).ok()?;
    (left.language == language).then_some(left.outcomes)
}

/// Outcomes in a language as a file.
pub fn bytes(outcomes: &Outcomes, language: &str) -> Vec<u8> {
    let left = Left { language: language.to_owned(), outcomes: outcomes.clone() };
    let mut text = serde_json::to_string_pretty(&left).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// What differs from the last build, a line each. A claim that is new has nothing to differ from.
pub fn changes(last: &Outcomes, now: &Outcomes) -> Vec<String> {
    let pairs = now.iter().filter_map(|(id, now)| Some((id, last.get(id)?, now)));
    let changed = pairs.filter(|(_, last, now)| last != now);
    changed
        .map(|(id, last, now)| format!("claim `{id}` has another outcome: {now}; in the last build: {last}"))
        .collect()
}
