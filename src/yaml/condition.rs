//! Conditions and formulas in CEL: compiled once, with the places of what is in them.

use std::fmt;
use std::sync::Arc;

use cel::Program;
use cel::common::ast::IdedExpr;
use serde_json::{Value, json};

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{Form, Reader};
use crate::yaml::{Mark, Node};

/// A condition in CEL.
#[derive(Clone)]
pub struct Condition {
    /// The text.
    pub text: String,
    /// What evaluates it.
    pub program: Arc<Program>,
    /// Where it stands.
    pub mark: Mark,
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Condition({:?})", self.text)
    }
}

impl Form for Condition {
    const NAME: &'static str = "Condition";

    fn read(reader: &mut Reader, node: &Node) -> Option<Condition> {
        let text = reader.d.scalar(node, "a condition in CEL")?;
        match Program::compile(&text) {
            Ok(program) => Some(Condition { text, program: Arc::new(program), mark: node.mark }),
            Err(errors) => {
                let first = errors.errors.first();
                let column = first.map_or(1, |error| usize::try_from(error.pos.1).unwrap_or(1).max(1));
                let what = first.map_or("", |error| error.msg.lines().next().unwrap_or_default());
                let what = what.trim_start_matches("Syntax error: ").split(" expecting ").next().unwrap_or_default();
                let what = if what.contains("Recursion limit") { "it is nested too deeply" } else { what };
                let span = place(reader.d.source, node.mark, &text, column - 1, 1);
                let message = format!("this condition can't be read: {what}");
                reader.d.diagnostics.push(Diagnostic::error(Code::ConditionSyntax, span, message).help(advice(&text)));
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": ["string", "boolean"] })
    }
}

/// What to write in place of what is often written.
fn advice(text: &str) -> &'static str {
    let single = text.replace("==", "").replace("!=", "").replace("<=", "").replace(">=", "");
    let word = |word: &str| text.to_lowercase().split_whitespace().any(|part| part == word);
    match () {
        () if text.contains(['“', '”', '‘', '’', '„']) => "write straight quotes: 'public'",
        () if text.contains(['≥', '≤', '≠']) || single.contains("=>") || single.contains("=<") => {
            "write >= for at least, <= for at most, != for another"
        }
        () if word("and") || word("or") || word("not") => "write && for and, || for or, ! for not",
        () if single.contains('=') => "write == to ask whether two are the same",
        () => {
            "check the quotes and brackets, and write numbers without separators; a whole condition with quotes in it is best \
             put on a line of its own after `>-`"
        }
    }
}

impl Condition {
    /// Where a part of the condition stands in the file.
    pub fn span(&self, source: &Arc<Source>, part: &IdedExpr) -> Span {
        let info = self.program.source_info();
        let (from, to) = info.offset_for(part.id).unwrap_or((0, u32::MAX));
        let length = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX).clamp(1, 10_000) + 1;
        let from = usize::try_from(from).unwrap_or(0);
        let (from, length) = whole_word(&self.text, from, length);
        place(source, self.mark, &self.text, from, length)
    }

    /// Whether the condition names a field, as a word of its own.
    pub fn names(&self, field: &str) -> bool {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        self.text
            .match_indices(field)
            .any(|(at, _)| !self.text[..at].ends_with(word) && !self.text[at + field.len()..].starts_with(word))
    }

    /// Whether the condition begins a path with a field: `founded`, or `a.founded` where it compares two cases, and not the
    /// `founded` of `secretariat.founded`.
    pub fn asks(&self, field: &str) -> bool {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        self.text.match_indices(field).any(|(at, _)| {
            let before = &self.text[..at];
            let side = ["a.", "b."].iter().find_map(|side| before.strip_suffix(side));
            let begins = |before: &str| !before.ends_with(word) && !before.ends_with('.');
            (begins(before) || side.is_some_and(begins)) && !self.text[at + field.len()..].starts_with(word)
        })
    }

    /// The numbers in the condition.
    pub fn numbers(&self) -> Vec<f64> {
        let parts = self.text.split(|c: char| !c.is_ascii_digit() && c != '.');
        parts.filter_map(|part| part.parse().ok()).collect()
    }
}

/// Where some bytes of a condition stand in the file; all of it where the file's text is not the condition's.
fn place(source: &Arc<Source>, mark: Mark, text: &str, from: usize, length: usize) -> Span {
    let whole = mark.span(source);
    let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let (from, to) = (boundary(from), boundary(from.saturating_add(length)));
    if let Some(start) = source.text()[whole.range.clone()].find(text) {
        let start = whole.range.start + start;
        return Span { source: source.clone(), range: start + from..start + to };
    }
    // In a block of text and between quotes lines are folded and signs escaped: the same word is counted in both.
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let here = &text[from..];
    let length = here.find(|c: char| !word(c)).filter(|end| *end > 0).unwrap_or(1.min(here.len()));
    let token = &here[..here.floor_char_boundary(length)];
    let before = text[..from].matches(token).count();
    let found = source.text()[whole.range.start..].match_indices(token).nth(before).filter(|_| !token.is_empty());
    match found {
        Some((at, _)) => {
            let start = whole.range.start + at;
            Span { source: source.clone(), range: start..start + token.len() }
        }
        None => whole,
    }
}

/// CEL places a field at the dot before it and a call at the bracket behind it: where the name itself stands.
fn whole_word(text: &str, from: usize, length: usize) -> (usize, usize) {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let Some(rest) = text.get(from..) else { return (from, length) };
    if let Some(field) = rest.strip_prefix('.') {
        return (from + 1, field.find(|c: char| !word(c)).unwrap_or(field.len()).max(1));
    }
    if rest.starts_with('(') {
        let start = text[..from].rfind(|c: char| !word(c)).map_or(0, |at| at + 1);
        if start < from {
            return (start, from - start);
        }
    }
    (from, length)
}
