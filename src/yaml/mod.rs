//! Parses YAML text into a tree of nodes, each with its position in the file.
//!
//! serde_yaml parses: it is fast, and refuses alias bombs and deep nesting, but keeps no positions. So every node is
//! numbered in reading order. The first time a position or the original spelling of a number is needed, a second parser
//! runs over the file, and its events are matched with the nodes by their order.

pub mod condition;
pub mod decode;
pub mod edit;
pub mod lookup;
pub mod memo;
pub mod places;
pub mod shape;
pub mod syntax;
pub mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Counter, Located, Source, Span};
use crate::yaml::syntax::{syntax_error, too_deep};

/// The number of a node in its file, in reading order, from which [`NodeId::span`] finds its position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// The number of a node that stands in no file.
    pub const NOWHERE: NodeId = NodeId(u32::MAX);

    /// The next node in reading order: for a key, its value.
    pub fn next(self) -> NodeId {
        NodeId(self.0 + 1)
    }

    /// Returns the span of the node in its file.
    pub fn span(self, source: &Arc<Source>) -> Span {
        let nodes = source.nodes.get_or_init(|| locate(source.text()));
        // If the second parser gives up earlier than the first, all later nodes get the last span that it saw.
        let range = nodes.ranges.get(self.0 as usize).or(nodes.ranges.last()).cloned().unwrap_or(0..0);
        Span { source: source.clone(), range }
    }

    /// Returns the range of a scalar in its file; of a block of text all of it, where a span is its first line.
    pub fn whole(self, source: &Arc<Source>) -> Range<usize> {
        let range = self.span(source).range;
        let before =
            source.text()[..range.start].trim_end().trim_end_matches(|c: char| "+-".contains(c) || c.is_ascii_digit());
        if !before.ends_with(['|', '>']) {
            return range;
        }
        let next = source.nodes.get().and_then(|nodes| nodes.ranges.get(self.0 as usize + 1));
        range.start..next.map_or(source.text().len(), |next| next.start.max(range.end))
    }

    /// Returns how the file spells the node, if that is a plain scalar: without its anchor and its tag, and for an alias what it stands
    /// for. `None` if the second parser did not come so far.
    pub fn spelling(self, source: &Source) -> Option<&str> {
        let nodes = source.nodes.get_or_init(|| locate(source.text()));
        let at = self.0 as usize;
        let range = nodes.spelled.get(&at).or_else(|| nodes.ranges.get(at))?;
        source.text().get(range.clone()).map(str::trim)
    }

    /// Returns the span of the key that this value belongs to; `None` for an entry of a list and for the whole file.
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
    /// Its position.
    pub mark: NodeId,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of YAML values. Mappings keep their order and duplicate keys.
#[derive(Debug)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in its usual spelling. The file's own spelling is found by its position.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<(Node, Node)>),
    /// A value with a tag like `!x`, of which only the tag is kept.
    Tagged(String),
}

impl Node {
    /// Whether it is this text.
    pub fn is(&self, own: &str) -> bool {
        matches!(&self.kind, NodeKind::Text(text) if text == own)
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[(Node, Node)] {
        if let NodeKind::Map(entries) = &self.kind { entries } else { &[] }
    }

    /// The value of a key of a mapping, if it has that.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(own, _)| own.is(key)).map(|(_, value)| value)
    }

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

/// Parses a file. Returns `None` after a syntax error, which is reported as one message.
pub fn parse(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<Node> {
    // serde_yaml finds it too, in a time that grows with the square of the depth.
    if let Some(at) = beyond_depth(source.text()) {
        diagnostics.push(too_deep(source, at));
        return None;
    }
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

/// How many lists and mappings may stand inside each other: the limit of serde_yaml.
const DEEPEST: usize = 128;

/// Returns where lists and mappings in brackets stand deeper inside each other than is read.
fn beyond_depth(text: &str) -> Option<usize> {
    // Brackets in texts and comments count here too; only where there are so many, they are told apart.
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    if most <= DEEPEST {
        return None;
    }
    let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
    let mut depth = 0;
    for event in Parser::new_from_str(&text.replace('\t', " ")) {
        match event {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), span)) if depth == DEEPEST => {
                return Some(byte(span.start.index()));
            }
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), _)) => depth += 1,
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => depth -= 1,
            Ok(_) => {}
            // It looks some brackets ahead, and has a limit of its own.
            Err(error) => return error.info().contains("recursion limit").then(|| byte(error.marker().index())),
        }
    }
    None
}

/// Warns about values that end where `#` begins a word: in YAML, the rest of the line is a comment.
fn cut_off(diagnostics: &mut Diagnostics, source: &Arc<Source>) {
    let text = source.text();
    let word = |at: usize| text[..at].ends_with(' ') && text[at + 1..].starts_with(char::is_alphanumeric);
    let signs = text.match_indices('#').map(|(at, _)| at).filter(|at| word(*at));
    let begins: BTreeSet<usize> = signs.map(|at| at - 1).collect();
    if begins.is_empty() {
        return;
    }
    let ends = source.nodes.get_or_init(|| locate(text)).ranges.iter();
    let plain = |end: &usize| *end > 0 && !text[..*end].ends_with(['"', '\'', ']', '}', ':']);
    let ends: BTreeSet<usize> = ends.map(|range| text[..range.end].trim_end().len()).filter(plain).collect();
    for at in begins.intersection(&ends) {
        let end = text[*at..].find('\n').map_or(text.len(), |line| at + line);
        let span = Span { source: source.clone(), range: at + 1..end };
        let doubt = Diagnostic::warning(Code::CutOff, span, "this is a comment, and no part of the value before it");
        diagnostics.push(doubt.help("put the whole value in quotes; for a comment, put a space behind the `#`"));
    }
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
        // `{:?}` writes a point even without a fraction, so that the original spelling is looked up: it may be 1.000.
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
        // The tagged value takes no number of its own: the node with the tag has one already.
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

/// The places of all nodes, from the events of a parser that keeps positions.
fn locate(text: &str) -> Located {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(text.len());
    let Located { mut ranges, mut spelled } = Located::default();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut anchors: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    // YAML allows a tab between a key and its value, but this parser does not.
    let spaced = text.replace('\t', " ");
    for event in Parser::new_from_str(&spaced) {
        let Ok((event, span)) = event else { break };
        let range = byte(span.start.index())..byte(span.end.index());
        match event {
            Event::Scalar(value, style, anchor, _) => {
                if anchor > 0 {
                    anchors.insert(anchor, ranges.len()..ranges.len() + 1);
                }
                let written = text[range.clone()].trim_end();
                if style == ScalarStyle::Plain && written.len() > value.len() && written.ends_with(&*value) {
                    let end = range.start + written.len();
                    spelled.insert(ranges.len(), end - value.len()..end);
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
            // serde_yaml reads the value behind an alias again, so its nodes are numbered again. All of them get the
            // span of the alias.
            Event::Alias(anchor) => {
                let Some(meant) = anchors.get(&anchor).cloned() else {
                    ranges.push(range);
                    continue;
                };
                for own in meant {
                    let there = spelled.get(&own).unwrap_or(&ranges[own]).clone();
                    spelled.insert(ranges.len(), there);
                    ranges.push(range.clone());
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }
    Located { ranges, spelled }
}

/// Ends the range of a quoted text at its closing quote: the parser may include what follows.
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

/// Returns the range of the first line of a block scalar, which is what a message should mark.
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
