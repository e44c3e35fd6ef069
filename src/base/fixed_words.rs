//! The files of fixed words (Fluent) as texts: which messages one has, what they fill in, and which sentences of write-ups.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};

/// The built-in languages, each with all its fixed words. English comes first.
pub const DEFAULTS: [(&str, &str); 2] =
    [("en", include_str!("../../templates/locales/en.ftl")), ("da", include_str!("../../templates/locales/da.ftl"))];

/// What the ids of the sentences of write-ups begin with.
pub const SENTENCE: &str = "tell-";

/// What the ids of the words for what a case can be begin with.
pub const THING: &str = "thing-";

/// The forms of such a word.
pub const FORMS: [&str; 6] = ["indefinite", "definite", "genitive", "pronoun", "possessive", "plural"];

/// What a file of fixed words has for write-ups.
struct WriteUpWords {
    /// The ids of sentences.
    sentences: BTreeSet<String>,
    /// The words for what a case can be that have all their forms, without `thing-`.
    things: BTreeSet<String>,
}

impl WriteUpWords {
    /// Reads a file. Those of the program are read once.
    fn of(text: &str) -> Arc<WriteUpWords> {
        static BUILT_IN: OnceLock<Vec<Arc<WriteUpWords>>> = OnceLock::new();
        let Some(at) = DEFAULTS.iter().position(|(_, own)| *own == text) else { return WriteUpWords::read(text) };
        BUILT_IN.get_or_init(|| DEFAULTS.iter().map(|(_, text)| WriteUpWords::read(text)).collect())[at].clone()
    }

    fn read(text: &str) -> Arc<WriteUpWords> {
        let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(own, _)| own);
        let mut words = WriteUpWords { sentences: BTreeSet::new(), things: BTreeSet::new() };
        for entry in resource.body {
            let Entry::Message(Message { id, attributes, .. }) = entry else { continue };
            if id.name.starts_with(SENTENCE) {
                words.sentences.insert(id.name.to_owned());
            }
            let is_whole = FORMS.iter().all(|form| attributes.iter().any(|own| own.id.name == *form));
            words.things.extend(id.name.strip_prefix(THING).filter(|_| is_whole).map(str::to_owned));
        }
        Arc::new(words)
    }
}

/// The ids of the sentences of write-ups that none of the files has.
pub fn untold(texts: &[&str]) -> Vec<String> {
    let own: Vec<Arc<WriteUpWords>> = texts.iter().map(|text| WriteUpWords::of(text)).collect();
    let all = WriteUpWords::of(DEFAULTS[0].1);
    all.sentences.iter().filter(|id| !own.iter().any(|own| own.sentences.contains(*id))).cloned().collect()
}

/// The ids of the words for what a case can be that have all their forms in one of the files, without `thing-`.
pub fn things_of(texts: &[&str]) -> Vec<String> {
    let all: BTreeSet<String> = texts.iter().flat_map(|text| WriteUpWords::of(text).things.clone()).collect();
    all.into_iter().collect()
}

/// The ids of all messages in a file, each with the names of its variables.
pub fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let all = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(Message { id, value: Some(pattern), .. }) => {
            let mut parts = BTreeSet::new();
            filled_in(pattern, &mut parts);
            Some((id.name.to_owned(), parts))
        }
        _ => None,
    });
    all.collect()
}

fn filled_in(pattern: &Pattern<&str>, parts: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => parts.extend(variable(inline)),
            Expression::Select { selector, variants } => {
                parts.extend(variable(selector));
                variants.iter().for_each(|variant| filled_in(&variant.value, parts));
            }
        }
    }
}

/// The variables that each message in a file prints in any of its variants, in contrast to those that only select one.
pub fn displayed(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(Message { id, value: Some(pattern), .. }) = entry {
            let shown = all.entry(id.name.to_owned()).or_default();
            inline_parts(pattern, &mut |inline| shown.extend(variable(inline)));
        }
    }
    all
}

/// Visits every inline expression (`{ … }`) of a message, in all its variants.
pub fn inline_parts(pattern: &Pattern<&str>, visit: &mut dyn FnMut(&InlineExpression<&str>)) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => visit(inline),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().for_each(|variant| inline_parts(&variant.value, visit));
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn variable(expression: &InlineExpression<&str>) -> Option<String> {
    match expression {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional.first().and_then(variable),
        _ => None,
    }
}

/// The byte offset of the message with an id, or 0 if there is none.
pub fn start_of(text: &str, id: &str) -> usize {
    let begins = |at: &usize| *at == 0 || text[..*at].ends_with('\n');
    let ends = |at: &usize| !text[at + id.len()..].starts_with(['-', '_']);
    text.match_indices(id).map(|(at, _)| at).filter(begins).find(ends).unwrap_or(0)
}
