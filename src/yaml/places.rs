//! Byte ranges of the values in a YAML text, so that one can be changed and the rest kept byte for byte. The parent
//! module `yaml` finds spans for messages, by the number of a node; this one finds ranges by keys and indexes, without
//! anchors, tags and comments.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::yaml::quoted;

/// How deeply values may be nested. `yaml::parse` allows less.
const DEEPEST: usize = 256;

/// One step of the path to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An entry of a list, counted from 0.
    At(usize),
}

/// The values of one YAML text, with their byte ranges.
pub struct Places<'t> {
    text: &'t str,
    root: Extent,
    anchored: BTreeMap<usize, Extent>,
    end: usize,
}

/// A value and its byte range.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Its byte range, without its anchor, its tag, and comments after it.
    pub range: Range<usize>,
    /// The kind of value.
    pub shape: Shape,
}

/// The kind of a value, with the values inside it.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Text, a number, or anything else that is neither a list nor a mapping. Quotes and escapes are resolved.
    Scalar(String),
    /// A list.
    List(Vec<Extent>, Style),
    /// A mapping.
    Map(Vec<(Extent, Extent)>, Style),
    /// An alias of the anchor with this number.
    Alias(usize),
}

/// How a list or a mapping is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// On lines of its own, by indentation.
    Block,
    /// In brackets: `[…]` or `{…}`.
    Flow,
}

/// A list or a mapping.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Collection {
    List,
    Map,
}

impl Extent {
    /// Visits every scalar in it, keys included, in the order of the text, with its value.
    pub fn each_scalar(&self, visit: &mut dyn FnMut(&Extent, &str)) {
        match &self.shape {
            Shape::Scalar(value) => visit(self, value),
            Shape::List(items, _) => items.iter().for_each(|item| item.each_scalar(visit)),
            Shape::Map(entries, _) => entries.iter().for_each(|(key, value)| {
                key.each_scalar(visit);
                value.each_scalar(visit);
            }),
            Shape::Alias(_) => {}
        }
    }
}

impl<'t> Places<'t> {
    /// Finds the byte ranges of all values. `None` if the text is not valid, is empty, or holds several documents.
    pub fn of(text: &'t str) -> Option<Places<'t>> {
        let mut finder = Finder::new(text);
        // YAML allows a tab between a key and its value, but this parser does not.
        let spaced = text.replace('\t', " ");
        let mut documents = 0;
        let mut end = text.len();
        for event in Parser::new_from_str(&spaced) {
            let (event, span) = event.ok()?;
            let range = finder.bytes(span);
            match event {
                Event::DocumentStart(_) => documents += 1,
                Event::DocumentEnd if !range.is_empty() => end = range.start,
                event => finder.take(&event, range)?,
            }
        }
        let root = finder.root.filter(|_| documents == 1)?;
        Some(Places { text, root, anchored: finder.anchored, end })
    }

    /// The root value of the text.
    pub fn root(&self) -> &Extent {
        &self.root
    }

    /// Where the document ends: at the end of the text, or where a line with `...` begins.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Returns the value at a path. Follows aliases on the way, but not one at its end.
    pub fn find(&self, path: &[Step]) -> Option<&Extent> {
        path.iter().try_fold(&self.root, |place, step| match (step, &self.target(place)?.shape) {
            (Step::At(at), Shape::List(items, _)) => items.get(*at),
            (Step::Key(name), Shape::Map(entries, _)) => {
                entries.iter().find(|(key, _)| self.is_called(key, name)).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Returns the value behind an alias; any other value is returned itself.
    pub fn target<'p>(&'p self, place: &'p Extent) -> Option<&'p Extent> {
        match place.shape {
            Shape::Alias(anchor) => self.anchored.get(&anchor),
            _ => Some(place),
        }
    }

    fn is_called(&self, key: &Extent, name: &str) -> bool {
        matches!(self.target(key).map(|key| &key.shape), Some(Shape::Scalar(own)) if own == name)
    }

    /// The column of a byte offset in characters, from 0.
    pub fn column(&self, at: usize) -> usize {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[line..at].chars().count()
    }

    /// Returns the text of a value, indented no further than it has to be.
    pub fn written(&self, place: &Extent) -> String {
        self.set_out(place.range.start, &self.text[place.range.clone()])
    }

    /// Like [`Places::written`], with aliases replaced by the text of their values. `None` if an alias contains itself.
    pub fn written_out(&self, place: &Extent) -> Option<String> {
        let target = self.target(place)?;
        Some(self.set_out(target.range.start, &self.without_aliases(target, DEEPEST)?))
    }

    fn without_aliases(&self, place: &Extent, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let mut aliases = Vec::new();
        collect_aliases(place, &mut aliases);
        let (mut text, mut at) = (String::new(), place.range.start);
        for (range, anchor) in aliases {
            text.push_str(&self.text[at..range.start]);
            text.push_str(&self.without_aliases(self.anchored.get(&anchor)?, depth)?);
            at = range.end;
        }
        text.push_str(&self.text[at..place.range.end]);
        Some(text)
    }

    /// Removes from all lines but the first the indentation that they have because the text began at byte `start`.
    fn set_out(&self, start: usize, text: &str) -> String {
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let mut lines = text.trim_end().lines();
        let first = lines.next().unwrap_or_default();
        // The lines of a block scalar have an indentation of their own, regardless of the column of its `|` or `>`.
        let shallowest = || lines.clone().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
        let column = if first.starts_with(['|', '>']) { shallowest() } else { self.column(start) };
        let rest = lines.map(|line| &line[indent(line).min(column)..]);
        std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n")
    }
}

/// Collects the aliases in a value with the numbers of their anchors, in the order of the text.
fn collect_aliases(place: &Extent, out: &mut Vec<(Range<usize>, usize)>) {
    match &place.shape {
        Shape::Alias(anchor) => out.push((place.range.clone(), *anchor)),
        Shape::Scalar(_) => {}
        Shape::List(items, _) => items.iter().for_each(|item| collect_aliases(item, out)),
        Shape::Map(entries, _) => entries.iter().for_each(|(key, value)| {
            collect_aliases(key, out);
            collect_aliases(value, out);
        }),
    }
}

/// Builds the tree from the events of the parser.
struct Finder<'t> {
    text: &'t str,
    /// The byte offset of each character, since the parser counts characters.
    offsets: Vec<usize>,
    open: Vec<Open>,
    anchored: BTreeMap<usize, Extent>,
    /// Where the last value ended or the last collection began.
    cursor: usize,
    root: Option<Extent>,
}

/// A collection whose end has not been seen.
struct Open {
    start: usize,
    style: Style,
    kind: Collection,
    anchor: usize,
    children: Vec<Extent>,
}

impl<'t> Finder<'t> {
    fn new(text: &'t str) -> Finder<'t> {
        let offsets = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
        Finder { text, offsets, open: Vec::new(), anchored: BTreeMap::new(), cursor: 0, root: None }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let byte = |index: usize| self.offsets.get(index).copied().unwrap_or(self.text.len());
        let start = byte(span.start.index());
        start..byte(span.end.index()).max(start)
    }

    /// Handles one event. Returns `None` if no tree can be built.
    fn take(&mut self, event: &Event, range: Range<usize>) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let range = self.scalar(*style, range);
                self.close(Extent { range, shape: Shape::Scalar(text.to_string()) }, *anchor)
            }
            Event::Alias(anchor) => self.close(Extent { range, shape: Shape::Alias(*anchor) }, 0),
            Event::SequenceStart(anchor, _) => self.begin(Collection::List, *anchor, range),
            Event::MappingStart(anchor, _) => self.begin(Collection::Map, *anchor, range),
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Some(())
            }
        }
    }

    /// Returns the byte range of a scalar without its anchor and tag. A block scalar begins with its `|` or `>`.
    fn scalar(&self, style: ScalarStyle, range: Range<usize>) -> Range<usize> {
        let start = self.behind_properties(range.clone());
        match style {
            ScalarStyle::Plain => start..range.end,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(self.text, start..range.end),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let head = self.sign(self.cursor.min(start)..start, &['|', '>']).unwrap_or(start);
                head..head + self.text[head..range.end].trim_end().len()
            }
        }
    }

    /// Returns the offset of a value in a range that may begin with its anchor and tag.
    fn behind_properties(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end && self.text[at..].starts_with(['&', '!']) {
            let word = self.text[at..range.end].find(char::is_whitespace);
            at = self.behind_space(word.map_or(range.end, |length| at + length)..range.end);
        }
        at
    }

    /// Returns the offset in a range of what comes after spaces, line ends and comments.
    fn behind_space(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        loop {
            let rest = &self.text[at..range.end];
            at += rest.len() - rest.trim_start().len();
            if !self.text[at..range.end].starts_with('#') {
                return at;
            }
            at = self.text[at..range.end].find('\n').map_or(range.end, |line| at + line);
        }
    }

    /// Returns the offset of one of `signs` in the range before a value, past its colon, anchor and tag.
    fn sign(&self, range: Range<usize>, signs: &[char]) -> Option<usize> {
        let mut at = self.behind_space(range.clone());
        while at < range.end && !self.text[at..].starts_with(signs) {
            let rest = &self.text[at..range.end];
            let length = if rest.starts_with(['&', '!']) {
                rest.find(char::is_whitespace)?
            } else {
                rest.chars().next().map_or(1, char::len_utf8)
            };
            at = self.behind_space(at + length..range.end);
        }
        (at < range.end).then_some(at)
    }

    fn begin(&mut self, kind: Collection, anchor: usize, range: Range<usize>) -> Option<()> {
        let mut start = self.behind_properties(range.clone());
        // A collection in block style begins where its first entry does, and has no brackets.
        let style = if self.text[start..range.end].starts_with(['[', '{']) { Style::Flow } else { Style::Block };
        let in_map = self.open.last().is_some_and(|open| open.kind == Collection::Map);
        if kind == Collection::List && style == Style::Block && in_map {
            // A list that is indented no further than its key begins, for the parser, only after its first dash.
            start = self.sign(self.cursor.min(start)..start, &['-']).unwrap_or(start);
        }
        self.cursor = if style == Style::Flow { start + 1 } else { start };
        self.open.push(Open { start, style, kind, anchor, children: Vec::new() });
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn end(&mut self, range: Range<usize>) -> Option<()> {
        let Open { start, style, kind, anchor, children } = self.open.pop()?;
        let last = children.last().map_or(start, |last| last.range.end);
        let bracket = self.text[range.start..].chars().next().map_or(0, char::len_utf8);
        let end = if style == Style::Flow { range.start + bracket } else { last.max(start) };
        let shape = match kind {
            Collection::Map => Shape::Map(pairs(children), style),
            Collection::List => Shape::List(children, style),
        };
        self.close(Extent { range: start..end, shape }, anchor)
    }

    /// Adds a value that has ended to the collection that it is in.
    fn close(&mut self, place: Extent, anchor: usize) -> Option<()> {
        self.cursor = self.cursor.max(place.range.end);
        if anchor > 0 {
            self.anchored.insert(anchor, place.clone());
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(place),
            None => self.root = Some(place),
        }
        Some(())
    }
}

/// Groups a sequence of alternating keys and values into pairs.
fn pairs(children: Vec<Extent>) -> Vec<(Extent, Extent)> {
    let mut children = children.into_iter();
    std::iter::from_fn(|| Some((children.next()?, children.next()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Step::{At, Key};

    fn found<'t>(text: &'t str, path: &[Step]) -> &'t str {
        let places = Places::of(text).unwrap_or_else(|| panic!("{text:?} is valid"));
        let place = places.find(path).unwrap_or_else(|| panic!("{path:?} is in {text:?}"));
        &text[place.range.clone()]
    }

    #[test]
    fn a_value_is_found_however_it_is_written() {
        for (text, path, expected) in [
            ("a: b", vec![Key("a")], "b"),
            ("a: b # c\n", vec![Key("a")], "b"),
            ("a:\tb\t# c\n", vec![Key("a")], "b"),
            ("\"a\" : 'b'  # c\n", vec![Key("a")], "'b'"),
            ("\"a\" : 'b'  # c\n", vec![Key("a")], "'b'"),
            ("'a': \"b\\\"\" # \" c\n", vec![Key("a")], "\"b\\\"\""),
            ("a: &x b\n", vec![Key("a")], "b"),
            ("a: !!str &x 'b'\n", vec![Key("a")], "'b'"),
            ("a: &x\n  !!map # c\n  b: c\n", vec![Key("a")], "b: c"),
            ("a: &x b\nc: *x # d\n", vec![Key("c")], "*x"),
            ("a: &x { b: c }\nd: *x\n", vec![Key("d"), Key("b")], "c"),
            ("a: &x [ b , c ] # d\n", vec![Key("a")], "[ b , c ]"),
            ("a: [ b , { c: d } ]\n", vec![Key("a"), At(1)], "{ c: d }"),
            ("a:\r\n  - b\r\n  - c: d\r\n", vec![Key("a"), At(1), Key("c")], "d"),
            ("a: b\n  c\n\n  d # e\nf: g\n", vec![Key("a")], "b\n  c\n\n  d"),
            ("a: |- # b\n  c\n  d\n\n# e\nf: g\n", vec![Key("a")], "|- # b\n  c\n  d"),
            ("a: &x >\n  b\n", vec![Key("a")], ">\n  b"),
            ("a:\n- |\n  b\n- |\n  c\n", vec![Key("a"), At(1)], "|\n  c"),
            ("a: &x-y # z - z\n- b\n- c\n", vec![Key("a")], "- b\n- c"),
            ("a:\n- - b\n  - c\n- - d\n", vec![Key("a"), At(1)], "- d"),
            ("---\na: b\n...\n", vec![Key("a")], "b"),
            ("? a\n: b\n", vec![Key("a")], "b"),
            ("æ: ø\né: { å: \"ü\" }\n", vec![Key("é"), Key("å")], "\"ü\""),
            ("a:\n  - &m\n    b: c\n  - &k d: e\n", vec![Key("a"), At(1)], "&k d: e"),
        ] {
            assert_eq!(found(text, &path), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_one_document_has_no_places() {
        for text in ["", "# a\n", "a: b\n---\nc: d\n", "a: [\n", "a: *x\n"] {
            assert!(Places::of(text).is_none(), "{text:?}");
        }
        assert!(Places::of(&"[".repeat(5000)).is_none());
    }

    /// Asserts that the range of a value lies in `around`, and the ranges of the values inside it in its own.
    fn check(places: &Places, place: &Extent, around: &Range<usize>) {
        let Extent { range, shape } = place;
        assert!(
            range.start <= range.end && around.start <= range.start && range.end <= around.end,
            "{:?}",
            places.text
        );
        places.written(place);
        places.written_out(place);
        match shape {
            Shape::List(items, _) => items.iter().for_each(|item| check(places, item, range)),
            Shape::Map(entries, _) => entries.iter().for_each(|(key, value)| {
                check(places, key, range);
                check(places, value, range);
            }),
            Shape::Scalar(_) | Shape::Alias(_) => {}
        }
    }

    #[test]
    fn every_text_has_places_in_it_or_none() {
        let parts = [
            "a", "b", "ø", ": ", ":", " ", "\n", "\r\n", "  ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "!t ",
            "!!str ", "# c", "'", "\"", "|\n", ">-\n  ", "? ", "\t", "---\n", "...\n", "\u{2028}", "\u{feff}", "|2\n",
            "<<: ", "\\",
        ];
        let mut rng = fastrand::Rng::with_seed(11);
        let mut valid = 0;
        for _ in 0..20_000 {
            let text: String = (0..rng.usize(1..14)).map(|_| parts[rng.usize(..parts.len())]).collect();
            if let Some(places) = Places::of(&text) {
                valid += 1;
                check(&places, places.root(), &(0..text.len()));
            }
        }
        assert!(valid > 1000, "{valid}");
    }

    #[test]
    fn a_value_is_written_without_its_aliases_and_set_in_no_further_than_need_be() {
        let text = "a: &x 20\nb: { c: *x, d: [*x] }\ne: *x\nf:\n    g: 1\n    h:\n      i: 2\n";
        let places = Places::of(text).expect("it is valid");
        let out = |key: &str| places.find(&[Key(key)]).and_then(|place| places.written_out(place));
        assert_eq!(out("b").as_deref(), Some("{ c: 20, d: [20] }"));
        assert_eq!(out("e").as_deref(), Some("20"));
        assert_eq!(out("f").as_deref(), Some("g: 1\nh:\n  i: 2"));
    }
}
