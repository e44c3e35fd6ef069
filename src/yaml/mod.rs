//! YAML text → a tree of nodes, each of which knows where it stands.
//!
//! serde_yaml reads (fast, and it refuses alias bombs and deep nesting); it keeps no positions. So every node gets
//! a number in reading order, and the numbers are matched with the events of a second parser the first time a
//! message needs a place, or a number the way it was spelt.

pub mod condition;
pub mod decode;
pub mod edit;
pub mod lookup;
pub mod places;
pub mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Counter, Source, Span};

/// The number of a node in its file, by which its place is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// The node that is read next: of a key its value.
    pub fn next(self) -> NodeId {
        NodeId(self.0 + 1)
    }

    /// Where the node stands.
    pub fn span(self, source: &Arc<Source>) -> Span {
        let nodes = source.nodes.get_or_init(|| locate(source.text()));
        // Where the second parser gives up earlier than the first, what follows stands after the last place it saw.
        let range = nodes.get(self.0 as usize).or(nodes.last()).cloned().unwrap_or(0..0);
        Span { source: source.clone(), range }
    }

    /// Where the key stands that this value belongs to; nothing for an entry of a list and for the whole file.
    pub fn key_span(self, source: &Arc<Source>) -> Option<Span> {
        // Nodes are numbered in reading order, so a key comes just before its value.
        let (key, value) = (NodeId(self.0.checked_sub(1)?).span(source), self.span(source));
        let between = source.text().get(key.range.end..value.range.start)?;
        between.trim_start().starts_with(':').then_some(key)
    }
}

/// A value of a YAML file.
#[derive(Debug)]
pub struct Node {
    /// Where it stands.
    pub mark: NodeId,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of YAML values. Mappings keep their order and doubled keys.
#[derive(Debug)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is usually written; the file's own spelling is found by its place.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<(Node, Node)>),
    /// A value behind a tag like `!x`.
    Tagged(String),
}

impl Node {
    /// The kind in words, for messages.
    pub fn describe(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "nothing",
            NodeKind::Bool(_) => "true or false",
            NodeKind::Number(_) => "a number",
            NodeKind::Text(_) => "text",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
            NodeKind::Tagged(_) => "a value with a tag",
        }
    }
}

/// Reads a file. `None` after a syntax error, which is one message.
pub fn parse(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<Node> {
    let counter = Counter::default();
    let deserializer = serde_yaml::Deserializer::from_str(source.text());
    match (NodeSeed { counter: &counter }).deserialize(deserializer) {
        Ok(node) => {
            cut_off(diagnostics, source);
            Some(node)
        }
        Err(error) => {
            diagnostics.push(syntax_error(source, &error));
            None
        }
    }
}

/// Doubts values that end where `#` begins a word: what follows is read by nobody.
fn cut_off(diagnostics: &mut Diagnostics, source: &Arc<Source>) {
    let text = source.text();
    let word = |at: usize| text[..at].ends_with(' ') && text[at + 1..].starts_with(char::is_alphanumeric);
    let signs = text.match_indices('#').map(|(at, _)| at).filter(|at| word(*at));
    let begins: BTreeSet<usize> = signs.map(|at| at - 1).collect();
    if begins.is_empty() {
        return;
    }
    let ends = source.nodes.get_or_init(|| locate(text)).iter();
    let plain = |end: &usize| *end > 0 && !text[..*end].ends_with(['"', '\'', ']', '}', ':']);
    let ends: BTreeSet<usize> = ends.map(|range| text[..range.end].trim_end().len()).filter(plain).collect();
    for at in begins.intersection(&ends) {
        let end = text[*at..].find('\n').map_or(text.len(), |line| at + line);
        let span = Span { source: source.clone(), range: at + 1..end };
        let doubt = Diagnostic::warning(Code::CutOff, span, "this is a comment, and no part of the value before it");
        diagnostics.push(doubt.help("put the whole value in quotes; for a comment, put a space behind the `#`"));
    }
}

const REST: &str = "the rest of this file was not checked";

/// The limits of serde_yaml, by what its message says of each: what is wrong, and what to do about it.
const LIMITS: [(&str, &str, &str); 2] = [
    ("recursion limit", "lists and mappings stand too deep inside each other", "128 levels are read; take some out"),
    (
        "repetition limit",
        "aliases (`*name`) stand for too much",
        "write the values out: 100 times as much as the file holds is read",
    ),
];

fn syntax_error(source: &Arc<Source>, error: &serde_yaml::Error) -> Diagnostic {
    if source.text().lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Diagnostic::error(Code::Syntax, Span::start_of(source), "the file is empty");
    }
    let text = error.to_string();
    // An unclosed quote is found at the end of the file; the mistake is where it opens.
    let opened = text.split("while scanning a quoted scalar at line ").nth(1).and_then(|place| {
        let (line, column) = place.split_once(" column ")?;
        Some(source.offset(line.parse().ok()?, column.trim().parse().ok()?))
    });
    let found = || error.location().map_or(0, |place| source.offset(place.line(), place.column()));
    let at = opened.unwrap_or_else(found);
    let at = source.text().floor_char_boundary(at.min(source.text().len()));
    let end = source.text()[at..].chars().next().filter(|c| *c != '\n').map_or(at, |c| at + c.len_utf8());
    let span = Span { source: source.clone(), range: at..end };
    let sign_here = source.text()[at..].starts_with(['>', '|']);
    let line_text = |line: usize| source.text()[source.offset(line, 1)..].lines().next().unwrap_or_default();
    let here = source.line_column(at).0;
    let tabbed = [here.saturating_sub(1), here, here + 1]
        .into_iter()
        .find(|line| *line > 0 && line_text(*line).starts_with('\t'));
    if let Some(line) = tabbed.filter(|_| text.contains("block scalar") || text.contains("tab character")) {
        let start = source.offset(line, 1);
        let span = Span { source: source.clone(), range: start..start + 1 };
        return Diagnostic::error(Code::Syntax, span, "this line begins with a tab")
            .help(format!("indent with spaces; {REST}"));
    }
    // A line that looks like `key: value`, with an invisible character where the space should be.
    let invisible = [here.saturating_sub(1), here].into_iter().filter(|line| *line > 0).find_map(|line| {
        let at = line_text(line).find(['\u{a0}', '\u{2007}', '\u{202f}'])?;
        Some(source.offset(line, 1) + at)
    });
    if let Some(at) = invisible {
        let end = at + source.text()[at..].chars().next().map_or(0, char::len_utf8);
        let span = Span { source: source.clone(), range: at..end };
        let message = "this looks like a space and is a non-breaking one, which YAML does not take for a space";
        return Diagnostic::error(Code::Syntax, span, message).help(format!("put a plain space there; {REST}"));
    }
    if let Some((line, help)) = glued([here.saturating_sub(1), here].into_iter().filter(|line| *line > 0), line_text) {
        let start = source.offset(line, 1);
        let text = line_text(line);
        let range = start + text.len() - text.trim_start().len()..start + text.trim_end().len();
        let span = Span { source: source.clone(), range };
        return Diagnostic::error(Code::Syntax, span, "a space is missing in this line")
            .help(format!("{help}; {REST}"));
    }
    if text.contains("block scalar") || (sign_here && text.contains("cannot start any token")) {
        let line = source.line_column(at).0;
        let start = source.offset(line, 1);
        let sign = source.text()[start..].find(['>', '|']).map_or(at, |offset| start + offset);
        let span = Span { source: source.clone(), range: sign..sign + 1 };
        return Diagnostic::error(Code::SignWithoutQuotes, span, "a sign at the start of a value wants quotes")
            .help(format!("write \">600\" in quotes, or `more than 600`; {REST}"));
    }
    if let Some((_, message, help)) = LIMITS.iter().find(|(words, ..)| text.contains(words)) {
        return Diagnostic::error(Code::Syntax, span, *message).help(format!("{help}; {REST}"));
    }
    if let Some((line, message, help)) = slip(here, line_text) {
        let start = source.offset(line, 1);
        let text = line_text(line);
        let range = start + text.len() - text.trim_start().len()..start + text.trim_end().len();
        let span = Span { source: source.clone(), range };
        return Diagnostic::error(Code::Syntax, span, message).help(format!("{help}; {REST}"));
    }
    let what = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let help = if what.contains("cannot start any token") {
        "indent with spaces, not tabs, and put a value that starts with @, ` or % in quotes"
    } else if what.contains("mapping values are not allowed") {
        "put a text that contains a colon and a space in quotes"
    } else if what.contains("more than one document") {
        let second = source.text().rfind("\n---").map(|at| at + 1);
        return match second {
            Some(at) => Diagnostic::error(
                Code::Syntax,
                Span { source: source.clone(), range: at..at + 3 },
                "a second document begins here",
            )
            .help(format!("one file is one case: take out the line with `---`; {REST}")),
            None => {
                Diagnostic::error(Code::Syntax, first_text(source), "this line is indented more than those below it")
                    .help(format!("begin the first key of the file at the start of its line; {REST}"))
            }
        };
    } else {
        "check the indentation, and the quotes and brackets on this line and the one above"
    };
    Diagnostic::error(Code::Syntax, span, format!("this is not valid YAML: {what}")).help(format!("{help}; {REST}"))
}

/// A line among some in which a dash or a colon lacks its space, and what to do about it.
fn glued<'t>(lines: impl Iterator<Item = usize>, text: impl Fn(usize) -> &'t str) -> Option<(usize, &'static str)> {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    lines.into_iter().find_map(|line| {
        let text = text(line).trim();
        let (entry, dash) = match text.strip_prefix('-') {
            Some(rest) if rest.starts_with(|c: char| c.is_alphabetic() || c == '{') => (rest, true),
            _ => (text.trim_start_matches("- "), false),
        };
        let (key, value) = entry.split_once(':')?;
        if dash && word(key) && value.starts_with(' ') {
            return Some((line, "put a space after the dash"));
        }
        let glued = word(key) && value.starts_with(|c: char| c.is_alphanumeric());
        glued.then_some((line, "put a space after the colon"))
    })
}

/// Something that is no YAML in the line of a mistake or before it: what it is, and what to do about it.
fn slip<'t>(here: usize, text: impl Fn(usize) -> &'t str) -> Option<(usize, &'static str, &'static str)> {
    let near = [here.saturating_sub(1), here].into_iter().filter(|line| *line > 0);
    let bullet = |line: &usize| text(*line).trim_start().starts_with(['•', '·', '–', '—', '▪', '◦']);
    if let Some(line) = near.clone().find(bullet) {
        return Some((line, "this line begins with a sign that is no dash", "begin entries of a list with `- `"));
    }
    let special = |line: &usize| {
        let value = text(*line).split_once(": ").map_or("", |(_, value)| value.trim());
        let plain = |value: &str| value.starts_with(|c: char| c.is_alphanumeric() || c == ' ');
        value.starts_with(['&', '*', '[', '%', '@', '`']) && (plain(&value[1..]) && !value.ends_with([']', '}', ',']))
    };
    if let Some(line) = near.clone().find(special) {
        return Some((line, "the sign at the start of this value has a meaning in YAML", "put the value in quotes"));
    }
    // A quote that is not closed swallows lines until the next one, so the mistake shows far below.
    let open = |line: &usize| {
        let line = text(*line);
        let value = line.split_once(": ").map_or(line, |(_, value)| value).trim_start_matches(['-', ' ']);
        value.starts_with('"') && value.replace("\\\"", "").matches('"').count() == 1
    };
    let line = (1..=here).find(open)?;
    Some((line, "this text in quotes does not end on its line", "close it with another `\"`"))
}

/// The first line that is not empty and no comment.
fn first_text(source: &Arc<Source>) -> Span {
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let start = at + line.len() - line.trim_start().len();
            return Span { source: source.clone(), range: start..at + line.trim_end().len() };
        }
        at += line.len();
    }
    Span::start_of(source)
}

struct NodeSeed<'a> {
    counter: &'a Counter,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let mark = NodeId(self.counter.next());
        deserializer.deserialize_any(KindVisitor { counter: self.counter }).map(|kind| Node { mark, kind })
    }
}

struct KindVisitor<'a> {
    counter: &'a Counter,
}

impl<'de> Visitor<'de> for KindVisitor<'_> {
    type Value = NodeKind;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<NodeKind, E> {
        Ok(NodeKind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<NodeKind, E> {
        Ok(NodeKind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<NodeKind, E> {
        Ok(NodeKind::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<NodeKind, E> {
        Ok(NodeKind::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<NodeKind, E> {
        Ok(NodeKind::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<NodeKind, E> {
        Ok(NodeKind::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<NodeKind, E> {
        // With a point, also where there is no fraction: the file may say 1.000.
        Ok(NodeKind::Number(format!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<NodeKind, E> {
        Ok(NodeKind::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<NodeKind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(NodeSeed { counter: self.counter })? {
            items.push(item);
        }
        Ok(NodeKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeKind, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(NodeSeed { counter: self.counter })? {
            entries.push((key, map.next_value_seed(NodeSeed { counter: self.counter })?));
        }
        Ok(NodeKind::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<NodeKind, A::Error> {
        // The value behind the tag takes no number of its own: the node that carries the tag has one already.
        let (tag, value) = data.variant::<String>()?;
        value.newtype_variant_seed(Untag { counter: self.counter })?;
        Ok(NodeKind::Tagged(tag))
    }
}

struct Untag<'a> {
    counter: &'a Counter,
}

impl<'de> DeserializeSeed<'de> for Untag<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(KindVisitor { counter: self.counter }).map(|_| ())
    }
}

/// The byte ranges of all nodes in reading order, from the events of a parser that keeps positions.
fn locate(text: &str) -> Vec<Range<usize>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(text.len());
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut anchors: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    // A tab can stand between a key and its value, which this parser does not know.
    let spaced = text.replace('\t', " ");
    for event in Parser::new_from_str(&spaced) {
        let Ok((event, span)) = event else { break };
        let range = byte(span.start.index())..byte(span.end.index());
        match event {
            Event::Scalar(_, style, anchor, _) => {
                if anchor > 0 {
                    anchors.insert(anchor, ranges.len()..ranges.len() + 1);
                }
                ranges.push(match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => first_line(text, range),
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(text, range),
                    ScalarStyle::Plain => range,
                });
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((ranges.len(), anchor));
                ranges.push(range);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((first, anchor)) = open.pop() {
                    let end = ranges.last().map_or(range.end, |last| last.end);
                    ranges[first].end = ranges[first].end.max(end).max(ranges[first].start);
                    if anchor > 0 {
                        anchors.insert(anchor, first..ranges.len());
                    }
                }
            }
            // serde_yaml reads what the alias stands for once more, so its nodes are numbered once more; all of
            // them stand where the alias does.
            Event::Alias(anchor) => {
                let count = anchors.get(&anchor).map_or(1, ExactSizeIterator::len);
                ranges.extend(std::iter::repeat_n(range, count));
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }
    ranges
}

/// A text in quotes without what the parser counts to it behind the closing one.
fn quoted(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let Some(quote) = inside.chars().next() else { return range };
    let mut chars = inside.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'');
        if (c == '\\' && quote == '"') || (c == quote && doubled) {
            chars.next();
        } else if c == quote {
            return range.start..range.start + at + 1;
        }
    }
    range
}

/// The part of a block of text that a message should mark.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or_default().len();
    range.start..range.start + line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'n>(node: &'n Node, out: &mut Vec<(&'n str, NodeId)>) {
        match &node.kind {
            NodeKind::Text(text) => out.push((text, node.mark)),
            NodeKind::List(items) => items.iter().for_each(|item| texts(item, out)),
            NodeKind::Map(entries) => entries.iter().for_each(|(key, value)| {
                texts(key, out);
                texts(value, out);
            }),
            NodeKind::Null | NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::Tagged(_) => {}
        }
    }

    #[test]
    fn every_text_is_found_where_it_stands() {
        let text = "a: x\nlist: [ø, {k: 'v'}, !t y]\nanchor: &n {p: q}\nagain: *n\nempty:\nblock: |\n  one\n  two\ntab:\tt # c\nz: \"w\"\n";
        let source = Source::new("t.yaml", text);
        let mut diagnostics = Diagnostics::default();
        let node = parse(&mut diagnostics, &source).expect("the text is valid");
        let mut found = Vec::new();
        texts(&node, &mut found);
        for (word, mark) in found {
            let span = mark.span(&source);
            let there = &text[span.range.clone()];
            let plain = there.trim_matches(['\'', '"']);
            assert!(word.starts_with(plain.trim()) || there == "*n" || there.contains('|'), "{word:?} at {there:?}");
        }
        let last = node.kind;
        let NodeKind::Map(entries) = last else { panic!("a mapping") };
        let (key, value) = &entries[entries.len() - 1];
        assert_eq!(&text[key.mark.span(&source).range], "z");
        assert_eq!(&text[value.mark.span(&source).range], "\"w\"");
    }
}
