//! Changes to YAML files of the user: the bytes that are meant, and nothing else. A changed text is read again before it is put in place,
//! and refused if it means anything but what was meant.

use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::Diagnostics;
use crate::base::rewrite::FileChange;
use crate::base::source::Source;
use crate::yaml::places::Step;
use crate::yaml::{Node, NodeKind, parse};

/// What a YAML value means, without its place and its spelling.
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
    /// A value behind a tag.
    Tagged(String),
}

impl Value {
    /// What a YAML text means, with what aliases in it stand for. Nothing if it is not valid.
    pub fn of(source: &Arc<Source>) -> Option<Value> {
        parse(&mut Diagnostics::default(), source).map(|node| Value::from(&node))
    }

    /// What a short text means where it stands alone.
    pub fn of_text(text: &str) -> Option<Value> {
        Value::of(&Source::new("", text))
    }

    /// The value that a path leads to.
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

    /// Where this first differs from another value, as a path in words; nothing if both are the same.
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

/// A file of the user with the change that was meant, and no other.
#[derive(Debug)]
pub struct Revision {
    source: Arc<Source>,
    text: String,
}

impl Revision {
    /// Puts a text in place of some bytes of a file. `what` names what is changed, in the message if something else would be too; `meant`
    /// changes the meaning of the file as it should be changed, and returns nothing if that can't be.
    ///
    /// # Errors
    /// If the changed file would not be valid, or mean anything but what was meant.
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
            // What is written behind a block of text that ends the file ends a line of that block.
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

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The change to the file on the disk.
    pub fn change(&self) -> FileChange<'_> {
        FileChange { name: self.source.name(), old: Some(self.source.bytes()), new: self.source.bytes_of(&self.text) }
    }
}

/// What to do about a file that can't be changed.
const BY_HAND: &str = "change it by hand";

/// What to do if the file ends within a line.
const END_LINE: &str = "end the last line of the file with a line break and run this again, or change it by hand";

/// What to do if values are shared.
const WRITE_OUT: &str = "write out what stands behind aliases (`*name`) and run this again, or change it by hand";

/// Whether a text may have aliases.
fn has_aliases(text: &str) -> bool {
    text.match_indices('*').any(|(at, _)| {
        let before = text[..at].ends_with([' ', '\t', '[', '{', ',', '\n']);
        before && text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}
