//! The write-up of a case for its author: each sentence with its name and the facts that it tells, each with its line, and what no
//! sentence tells, with the reason.

use std::sync::Arc;

use crate::base::message::visible;
use crate::base::source::Source;
use crate::model::case::Case;
use crate::model::facts::spelled::spelled;
use crate::report::prose::types::{By, Sentence, Told};
use crate::report::prose::write_up;
use crate::report::view::context::Context;
use crate::yaml::NodeId;

/// The write-up, as text that is at most `width` columns wide.
pub fn explained(context: Context, case: &Case, source: &Arc<Source>, width: usize) -> String {
    let made = write_up(context, case);
    let name = context.get(&case.name);
    let mut lines = vec![context.say("explain-prose", &[("name", name.into()), ("case", case.id.to_string().into())])];
    if made.paragraphs.is_empty() {
        lines.push(context.say("explain-no-prose", &[("language", context.locale.language.as_str().into())]));
    }
    for paragraph in &made.paragraphs {
        lines.push(String::new());
        for sentence in &paragraph.sentences {
            told(context, case, source, sentence, width, &mut lines);
        }
    }
    if !made.left_out.is_empty() {
        lines.push(String::new());
        lines.push(context.word("explain-left-out"));
    }
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for left in &made.left_out {
        let label = context.word(left.fact.label);
        let what = format!("{label}: {}", context.word(left.why));
        let line = source.line_column(left.mark.span(source).range.start).0;
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((what, vec![line])),
        }
    }
    for (what, mut own) in groups {
        own.sort_unstable();
        own.dedup();
        let own: Vec<String> = own.iter().map(ToString::to_string).collect();
        let slots = [("what", what.into()), ("file", source.name().into()), ("lines", own.join(", ").into())];
        lines.extend(
            wrapped(&context.say("explain-left-out-lines", &slots), width.saturating_sub(3))
                .into_iter()
                .map(|line| format!("   {line}")),
        );
    }
    lines.iter().map(|line| format!("{}\n", visible(line))).collect()
}

fn told(
    context: Context,
    case: &Case,
    source: &Arc<Source>,
    sentence: &Sentence,
    width: usize,
    lines: &mut Vec<String>,
) {
    let mark = match sentence.by {
        By::Program => String::new(),
        By::Author => format!(" ({})", context.word("explain-by-author")),
        By::Publisher => format!(" ({})", context.word("explain-by-publisher")),
    };
    lines.push(format!("{}{mark}", sentence.name));
    lines.extend(wrapped(&sentence.text, width.saturating_sub(3)).into_iter().map(|line| format!("   {line}")));
    let fact = |told: &Told| {
        let value =
            context.say("explain-fact", &[("what", told.fact.id.into()), ("value", told.value.as_str().into())]);
        format!("      {}  {value}", place(source, told.mark))
    };
    let mut facts: Vec<String> = sentence.facts.iter().map(fact).collect();
    facts.dedup();
    lines.extend(facts);
    // What a wording of one's own has to remember.
    if sentence.by == By::Program && !sentence.facts.is_empty() {
        let mut own: Vec<String> = sentence
            .facts
            .iter()
            .map(|told| format!("{}: {}", told.fact.id, serde_json::Value::from(spelled(&told.fact.of(case)))))
            .collect();
        own.dedup();
        lines.push(format!("      written_for: {{ {} }}", own.join(", ")));
    }
}

/// The file and the line of a fact.
fn place(source: &Arc<Source>, mark: NodeId) -> String {
    if mark == NodeId::default() {
        return source.name().to_owned();
    }
    format!("{}:{}", source.name(), source.line_column(mark.span(source).range.start).0)
}

/// Breaks a text into lines of at most `width` columns, between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width.max(20) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
