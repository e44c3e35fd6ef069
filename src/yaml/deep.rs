//! The slower reader, for files that the settings allow to be nested deeper, or to repeat more by aliases, than serde_yaml
//! ever reads. It makes the same tree with the same numbers.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use serde::Deserializer;

use crate::base::source::{Counter, Limits};
use crate::yaml::{Kind, KindVisitor, Mark, Node};

/// Why a file can't be read.
pub enum Fault {
    /// Lists and mappings stand deeper inside each other than is allowed, at this character.
    Nesting(usize),
    /// Aliases stand for more than is allowed, at this character.
    Repetition(usize),
    /// It is not YAML: what is wrong, at which character.
    Syntax(String, usize),
}

/// Reads one document.
///
/// # Errors
/// If it goes beyond the limits or is not YAML.
pub fn read(text: &str, limits: Limits) -> Result<Node, Fault> {
    let mut events = Vec::new();
    let mut documents = 0;
    // A tab can stand between a key and its value, which this parser does not know.
    let spaced = tabs_as_spaces(text);
    for event in Parser::new_from_str(&spaced) {
        let (event, span) = event.map_err(|error| Fault::Syntax(error.info().to_owned(), error.marker().index()))?;
        documents += usize::from(matches!(event, Event::DocumentStart(_)));
        if documents > 1 {
            return Err(Fault::Syntax("a second document begins here".to_owned(), span.start.index()));
        }
        if matches!(event, Event::Alias(_) | Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)) {
            events.push((event, span.start.index()));
        } else if matches!(event, Event::SequenceEnd | Event::MappingEnd) {
            events.push((event, span.end.index()));
        }
    }
    let anchors = events.iter().enumerate().filter_map(|(at, (event, _))| match event {
        Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
            Some((*anchor, at))
        }
        _ => None,
    });
    let anchors = anchors.collect();
    let most = events.len() as u64 * limits.yaml_repetition;
    let mut builder = Builder { events: &events, anchors, limits, counter: Counter::default(), most };
    builder.node(&mut 0, 0)
}

struct Builder<'e> {
    events: &'e [(Event<'e>, usize)],
    anchors: BTreeMap<usize, usize>,
    limits: Limits,
    counter: Counter,
    /// How many nodes there may be.
    most: u64,
}

impl Builder<'_> {
    /// The node that begins at an event, and everything in it; leaves `at` behind it.
    fn node(&mut self, at: &mut usize, depth: usize) -> Result<Node, Fault> {
        let events = self.events;
        let Some((event, place)) = events.get(*at) else {
            return Ok(Node { mark: Mark(self.counter.next()), kind: Kind::Null });
        };
        if depth > self.limits.yaml_nesting {
            return Err(Fault::Nesting(*place));
        }
        *at += 1;
        if let Event::Alias(anchor) = event {
            return self.node(&mut self.anchors.get(anchor).copied().unwrap_or(events.len()), depth + 1);
        }
        let mark = Mark(self.counter.next());
        if u64::from(mark.0) > self.most {
            return Err(Fault::Repetition(*place));
        }
        let kind = match event {
            Event::Scalar(text, ScalarStyle::Plain, _, tag) if !is_string(tag.as_deref()) => plain(text),
            Event::Scalar(text, ..) => Kind::Text(text.to_string()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                while !matches!(events.get(*at), None | Some((Event::SequenceEnd, _))) {
                    items.push(self.node(at, depth + 1)?);
                }
                Kind::List(items)
            }
            _ => {
                let mut entries = Vec::new();
                while !matches!(events.get(*at), None | Some((Event::MappingEnd, _))) {
                    entries.push((self.node(at, depth + 1)?, self.node(at, depth + 1)?));
                }
                Kind::Map(entries)
            }
        };
        *at += usize::from(matches!(kind, Kind::List(_) | Kind::Map(_)));
        Ok(Node { mark, kind: tag_of(event).map_or(kind, Kind::Tagged) })
    }
}

/// Whether a value carries the tag `!!str`.
fn is_string(tag: Option<&Tag>) -> bool {
    tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str")
}

/// A text in which tabs that stand between a colon or a dash and a value are spaces: others may belong to a value.
fn tabs_as_spaces(text: &str) -> String {
    let mut before = ' ';
    let mut between = false;
    let replace = |c: char| {
        between = c == '\t' && (between || matches!(before, ':' | '-' | ' ' | '\n'));
        before = c;
        if between { ' ' } else { c }
    };
    text.chars().map(replace).collect()
}

/// The tag of the author's own that a value carries.
fn tag_of(event: &Event) -> Option<String> {
    let (Event::Scalar(_, _, _, tag) | Event::SequenceStart(_, tag) | Event::MappingStart(_, tag)) = event else {
        return None;
    };
    let tag = tag.as_ref().filter(|tag| !tag.is_yaml_core_schema())?;
    Some(format!("{}{}", tag.handle.trim_start_matches('!'), tag.suffix))
}

/// What a text without quotes is: serde_yaml decides, as it does for all other files.
fn plain(text: &str) -> Kind {
    if text.is_empty() {
        return Kind::Null;
    }
    let counter = Counter::default();
    match serde_yaml::Deserializer::from_str(text).deserialize_any(KindVisitor { counter: &counter }) {
        Ok(kind @ (Kind::Null | Kind::Bool(_) | Kind::Number(_))) => kind,
        _ => Kind::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;

    /// All YAML files of the project, real ones and ones with mistakes.
    fn texts() -> Vec<(String, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["cases", "frameworks", "tests"];
        let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).into_iter().flatten());
        let read = |path: &Path| Some((path.display().to_string(), std::fs::read_to_string(path).ok()?));
        files
            .filter(|file| file.path().extension().is_some_and(|extension| extension == "yaml"))
            .filter_map(|file| read(file.path()))
            .collect()
    }

    #[test]
    fn tabs_tags_and_second_documents_are_read_as_usual() {
        for text in
            ["name:\tK\nlist: [a,\tb]\n", "a: !!str 12\nb: 12\n", "a: &x [1, 2]\nb: *x\n", "a: 'x\ty'\nb: x\ty\n"]
        {
            let usual = crate::yaml::parse(&mut Diagnostics::default(), &Source::new("x.yaml", text));
            let deep = read(text, Limits::default()).ok();
            assert_eq!(format!("{usual:?}"), format!("{deep:?}"), "{text:?}");
        }
        assert!(matches!(read("a: 1\n---\nb: 2\n", Limits::default()), Err(Fault::Syntax(..))));
    }

    #[test]
    fn both_readers_make_the_same_tree() {
        let mut compared = 0;
        for (name, text) in texts() {
            let source = Source::new(name.as_str(), text.as_str());
            let Some(usual) = crate::yaml::parse(&mut Diagnostics::default(), &source) else { continue };
            let deep = read(&text, Limits::default()).unwrap_or_else(|_| panic!("{name} can be read"));
            assert_eq!(format!("{usual:?}"), format!("{deep:?}"), "{name}");
            compared += 1;
        }
        assert!(compared > 40, "{compared} files");
    }
}
