//! The types of what the summary says across cases.

use serde::Serialize;

use crate::model::case::Case;
use crate::report::prose::realise::finished;
use crate::report::view::context::Context;

/// Stand around the name of a case in a sentence: its start, the end of the id, and the end of the name. Noncharacters, which no
/// text has.
const NAME: [char; 3] = ['\u{FDD3}', '\u{FDD4}', '\u{FDD5}'];

/// A paragraph across cases.
#[derive(Serialize, Clone, Default)]
pub struct AcrossParagraph {
    /// Its heading.
    pub heading: String,
    /// The text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<AcrossSentence>,
}

/// A sentence across cases.
#[derive(Serialize, Clone)]
pub struct AcrossSentence {
    /// Its name, by which the settings leave it out.
    pub name: String,
    /// The text.
    pub text: String,
    /// The text in parts: those that name a case lead to its report.
    pub parts: Vec<Part>,
    /// What it rests on: the value of each case.
    pub facts: Vec<String>,
}

/// A part of a sentence.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// The id of the case that it names; empty if it names none.
    pub case: String,
}

/// The name of a case as a sentence holds it until its parts are made.
pub fn named(context: Context, case: &Case) -> String {
    let [start, middle, end] = NAME;
    format!("{start}{}{middle}{}{end}", case.id, context.get(&case.name))
}

impl AcrossSentence {
    /// Makes a sentence of a text in which names of cases are marked.
    pub fn new(name: impl ToString, text: &str, facts: Vec<String>) -> AcrossSentence {
        let parts = parts(&finished(text));
        let text = parts.iter().map(|part| part.text.as_str()).collect();
        AcrossSentence { name: name.to_string(), text, parts, facts }
    }
}

/// Parts a text at the names of cases.
fn parts(text: &str) -> Vec<Part> {
    let [start, middle, end] = NAME;
    let plain = |text: &str| Part { text: text.to_owned(), case: String::new() };
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        let Some((id, (name, then))) =
            after.split_once(middle).and_then(|(id, named)| Some((id, named.split_once(end)?)))
        else {
            break;
        };
        all.extend((!before.is_empty()).then(|| plain(before)));
        all.push(Part { text: name.to_owned(), case: id.to_owned() });
        rest = then;
    }
    all.extend((!rest.is_empty()).then(|| plain(rest)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_at_the_names_of_cases() {
        let own = |text: &str, case: &str| Part { text: text.to_owned(), case: case.to_owned() };
        let text = "\u{FDD3}one\u{FDD4}One, Inc.\u{FDD5} and \u{FDD3}two\u{FDD4}Two\u{FDD5} grew.";
        assert_eq!(parts(text), [own("One, Inc.", "one"), own(" and ", ""), own("Two", "two"), own(" grew.", "")]);
        assert_eq!(parts("None grew."), [own("None grew.", "")]);
    }
}
