//! Edits YAML files of the user: replaces the intended bytes, and nothing else. The changed text is parsed before it is
//! written, and refused unless it means exactly what was intended.

use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::Diagnostics;
use crate::base::rewrite::FileChange;
use crate::base::source::Source;
use crate::yaml::places::Step;
use crate::yaml::{Node, NodeKind, parse};

/// The meaning of a YAML value, regardless of its position and spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping in its order.
    Map(Vec<(Value, Value)>),
    /// A value with this tag.
    Tagged(String),
}

impl Value {
    /// Parses a YAML text, with aliases resolved. Returns `None` if it is not valid.
    pub fn of(source: &Arc<Source>) -> Option<Value> {
        parse(&mut Diagnostics::default(), source).map(|node| Value::from(&node))
    }

    /// Parses a short YAML text on its own.
    pub fn of_text(text: &str) -> Option<Value> {
        Value::of(&Source::new("", text))
    }

    /// Returns the value at a path.
    pub fn find(&mut self, path: &[Step]) -> Option<&mut Value> {
        path.iter().try_fold(self, |value, step| match (step, value) {
            (Step::At(at), Value::List(items)) => items.get_mut(*at),
            (Step::Key(name), Value::Map(entries)) => {
                entries.iter_mut().find(|(key, _)| key.is_called(name)).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// The entries of a mapping.
    pub fn entries(&mut self) -> Option<&mut Vec<(Value, Value)>> {
        if let Value::Map(entries) = self { Some(entries) } else { None }
    }

    /// The entries of a list.
    pub fn items(&mut self) -> Option<&mut Vec<Value>> {
        if let Value::List(items) = self { Some(items) } else { None }
    }

    /// Whether this is a key of that name.
    pub fn is_called(&self, name: &str) -> bool {
        matches!(self, Value::Text(own) | Value::Number(own) if own == name)
    }

    /// Returns the path to the first difference from another value, like `.records[0]`; `None` if both are the same.
    /// The path is empty if they differ as a whole.
    fn difference(&self, other: &Value) -> Option<String> {
        let (parts, same_length): (Vec<_>, bool) = match (self, other) {
            (Value::List(own), Value::List(others)) => {
                let pairs = own.iter().zip(others).enumerate();
                (pairs.map(|(at, (own, other))| (format!("[{at}]"), own, other)).collect(), own.len() == others.len())
            }
            (Value::Map(own), Value::Map(others)) if own.iter().zip(others).all(|(own, other)| own.0 == other.0) => {
                let pairs = own.iter().zip(others);
                let parts = pairs.map(|((key, own), (_, other))| (key.as_step(), own, other));
                (parts.collect(), own.len() == others.len())
            }
            _ => return (self != other).then(String::new),
        };
        let inside = parts.into_iter().find_map(|(step, own, other)| Some(step + &own.difference(other)?));
        inside.or((!same_length).then(String::new))
    }

    fn as_step(&self) -> String {
        match self {
            Value::Text(name) | Value::Number(name) => format!(".{name}"),
            _ => ".?".to_owned(),
        }
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Value {
        match &node.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Bool(value) => Value::Bool(*value),
            NodeKind::Number(value) => Value::Number(value.clone()),
            NodeKind::Text(value) => Value::Text(value.clone()),
            NodeKind::List(items) => Value::List(items.iter().map(Value::from).collect()),
            NodeKind::Map(entries) => {
                Value::Map(entries.iter().map(|(key, value)| (key.into(), value.into())).collect())
            }
            NodeKind::Tagged(tag) => Value::Tagged(tag.clone()),
        }
    }
}

/// A file of the user with the intended change, and no other.
#[derive(Debug)]
pub struct Revision {
    source: Arc<Source>,
    text: String,
}

impl Revision {
    /// Replaces a byte range of a file with a text. `what` names the changed part in messages. `meant` makes the same
    /// change to the parsed file, or returns `None` if it can't be made.
    ///
    /// # Errors
    /// If the file is not valid before or after the change, if `meant` returns `None`, or if the changed file means
    /// anything other than what `meant` makes of it.
    pub fn new(
        source: &Arc<Source>,
        (range, text): (Range<usize>, &str),
        what: &str,
        meant: impl FnOnce(&mut Value) -> Option<()>,
    ) -> Result<Revision> {
        let file = source.name();
        let old = source.text();
        let text = format!("{}{text}{}", &old[..range.start], &old[range.end..]);
        let mut expected =
            Value::of(source).with_context(|| format!("{file} is not valid YAML; run `casebook check`"))?;
        let advice = match has_aliases(old) {
            // Without a line break at the end, text added after a block scalar there becomes part of its last line.
            _ if !old.ends_with('\n') => END_LINE,
            true => WRITE_OUT,
            false => BY_HAND,
        };
        let refused = |why: &str| format!("{what} can't be changed in {file} ({why}); {advice}; nothing was written");
        if meant(&mut expected).is_none() {
            bail!(refused("it is not written where it would have to be"));
        }
        let Some(found) = Value::of(&Source::new(file, text.clone())) else {
            bail!(refused("the file would not be valid any more"));
        };
        match expected.difference(&found) {
            Some(place) if place.is_empty() => bail!(refused("the whole file would mean something else")),
            Some(place) => {
                bail!(refused(&format!("`{}` would mean something else too", place.trim_start_matches('.'))))
            }
            None => Ok(Revision { source: source.clone(), text }),
        }
    }

    /// The whole text after the change.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The change to the file on the disk.
    pub fn change(&self) -> FileChange<'_> {
        FileChange { name: self.source.name(), old: Some(self.source.bytes()), new: self.source.bytes_of(&self.text) }
    }
}

/// Advice for a file that can't be changed.
const BY_HAND: &str = "change it by hand";

/// Advice if the last line of the file has no line break.
const END_LINE: &str = "end the last line of the file with a line break and run this again, or change it by hand";

/// Advice if values are shared through aliases.
const WRITE_OUT: &str = "write out what stands behind aliases (`*name`) and run this again, or change it by hand";

/// Whether a text may have aliases.
fn has_aliases(text: &str) -> bool {
    text.match_indices('*').any(|(at, _)| {
        let before = text[..at].ends_with([' ', '\t', '[', '{', ',', '\n']);
        before && text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}
