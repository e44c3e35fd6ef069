//! Decodes YAML nodes into values, and reports every mistake in their shape at its position.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, closest, listing, suggest};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::{LanguageCode, Text, is_id, plain_spaces, steers};
use crate::yaml::{Node, NodeId, NodeKind};

/// What decoding needs at every step: where messages go and the file they point into.
pub struct Decoder<'a> {
    /// Where messages go.
    pub diagnostics: &'a mut Diagnostics,
    /// The file.
    pub source: &'a Arc<Source>,
}

impl Decoder<'_> {
    /// Reports a mistake at a node.
    pub fn error(&mut self, code: Code, mark: NodeId, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, mark.span(self.source), message).help(help));
    }

    /// Reports a node of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) {
        match &node.kind {
            NodeKind::Null => self.error(
                Code::Empty,
                node.mark,
                format!("there is no value here; expected {expected}"),
                "leave the key out, or write `not recorded` or `none`",
            ),
            NodeKind::Tagged(tag) => self.error(
                Code::WrongType,
                node.mark,
                format!("`{tag}` at the start of a value makes it a tag; expected {expected}"),
                "put the value in quotes",
            ),
            _ => self.error(
                Code::WrongType,
                node.mark,
                format!("expected {expected}, found {}", node.describe()),
                match node.kind {
                    NodeKind::Map(_) if expected.contains("list") => "put a dash and a space before it: `- …`",
                    _ if expected.contains('{') => "write its keys and values, one a line or in braces",
                    _ if expected.starts_with("a mapping") || expected.starts_with("a case") => {
                        "write `key: value`, one a line"
                    }
                    NodeKind::List(_) => "write one value, without brackets or dashes",
                    NodeKind::Map(_) => "write the value itself, without keys",
                    _ if expected.contains("list") => "begin each entry with a dash, or put all in square brackets",
                    _ => "write it in the form `key: value`",
                },
            ),
        }
    }

    /// A scalar as the file spells it: text, a number, true or false.
    pub fn scalar(&mut self, node: &Node, expected: &str) -> Option<String> {
        match &node.kind {
            NodeKind::Text(text) if text.trim().is_empty() && self.sign_of(node).is_some() => {
                let span = self.sign_of(node).unwrap_or_else(|| node.mark.span(self.source));
                let message = "a sign at the start of a value wants quotes";
                let help = "write \">600\" in quotes, or `more than 600`; a block of text begins on the next line";
                self.diagnostics.push(Diagnostic::error(Code::SignWithoutQuotes, span, message).help(help));
                None
            }
            NodeKind::Text(text) if text.trim().is_empty() => {
                self.error(
                    Code::Empty,
                    node.mark,
                    format!("this text is empty; expected {expected}"),
                    "leave the key out",
                );
                None
            }
            NodeKind::Text(text) => Some(text.clone()),
            NodeKind::Bool(value) => Some(value.to_string()),
            NodeKind::Number(value) if is_as_written(value, self.source) => Some(value.clone()),
            NodeKind::Number(value) => {
                let spelled = node.mark.spelling(self.source).filter(|spelled| begins_like_number(spelled));
                Some(spelled.unwrap_or(value).to_owned())
            }
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Tagged(_) => {
                self.wrong_type(node, expected);
                None
            }
        }
    }

    /// Returns the span of a value like `>5`, which YAML took for an empty block scalar because of its first character.
    fn sign_of(&self, node: &Node) -> Option<Span> {
        let Span { source, range } = node.mark.key_span(self.source)?;
        let rest = &source.text()[range.end..];
        let value = rest.trim_start_matches([':', ' ']);
        let start = range.end + rest.len() - value.len();
        let length = value.lines().next().unwrap_or_default().trim_end().len();
        value.starts_with(['>', '|']).then_some(Span { source, range: start..start + length })
    }

    /// Parses a value from its text. `kind` is what messages call it.
    pub fn parsed<T: FromStr<Err = String>>(&mut self, node: &Node, kind: &str) -> Option<T> {
        self.parsed_by(node, kind, T::from_str)
    }

    /// Parses a value from its text by a function whose error is advice for the author. `kind` is what messages call the value.
    pub fn parsed_by<T>(&mut self, node: &Node, kind: &str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.scalar(node, kind)?;
        let text = plain_spaces(&text);
        match parse(text.trim()) {
            Ok(value) => Some(value),
            Err(help) => {
                let unknown = is_placeholder(text.trim());
                let help = if unknown { "write `not recorded`, or leave the key out".to_owned() } else { help };
                self.error(Code::WrongForm, node.mark, format!("`{}` is not {kind}", text.trim()), help);
                None
            }
        }
    }

    /// Text that a reader sees, in one language or in several.
    pub fn text(&mut self, node: &Node) -> Option<Text> {
        if let NodeKind::Map(entries) = &node.kind {
            if !is_language_map(entries) {
                self.wrong_type(node, "text");
                return None;
            }
            let mut texts = BTreeMap::new();
            for (key, value) in entries {
                if let (NodeKind::Text(name), NodeKind::Null, false) =
                    (&key.kind, &value.kind, has_colon(key, self.source))
                {
                    let (message, help) = without_value(name, key, self.source);
                    self.error(Code::UnknownKey, key.mark, message, help);
                    return None;
                }
                let (language, text) = (self.line(key)?, self.line(value)?);
                if let Err(help) = language.parse::<LanguageCode>() {
                    self.error(Code::WrongForm, key.mark, format!("`{language}` is not a language code"), help);
                }
                if texts.insert(language.clone(), text).is_some() {
                    self.error(Code::DoubledKey, key.mark, format!("`{language}` stands twice"), "keep one of the two");
                }
            }
            return Some(Text::Languages(texts));
        }
        self.line(node).map(Text::Plain)
    }

    /// Text in one line: line breaks and tabs become spaces, and other control characters are an error. Warns about
    /// placeholders.
    pub fn line(&mut self, node: &Node) -> Option<String> {
        let text = self.scalar(node, "text")?;
        let text = text.trim();
        if is_placeholder(text) {
            let message = format!("`{text}` would be printed as if a source said so");
            let doubt = Diagnostic::warning(Code::Placeholder, node.mark.span(self.source), message);
            self.diagnostics
                .push(doubt.help("write `not recorded` in lower case, `none` if there is none, or leave the key out"));
        }
        if !text.contains(steers) {
            return Some(text.to_owned());
        }
        let line = text.replace(['\n', '\r', '\t'], " ");
        if let Some(control) = line.chars().find(|c| steers(*c)) {
            let message = format!("this text contains a control character (U+{:04X})", control as u32);
            self.error(Code::WrongForm, node.mark, message, "delete it; it can't be seen in most editors");
            return None;
        }
        Some(line)
    }

    /// An id.
    pub fn id(&mut self, node: &Node) -> Option<String> {
        let id = self.scalar(node, "an id")?;
        if self.check_id(node.mark, &id) { Some(id) } else { None }
    }

    /// Whether a text has the form of an id; reports it if not.
    pub fn check_id(&mut self, mark: NodeId, id: &str) -> bool {
        if !is_id(id) {
            let help = format!("ids are lower case letters, digits and single hyphens, like `{}`", slug::slugify(id));
            self.error(Code::WrongForm, mark, format!("`{id}` can't be an id"), help);
        }
        is_id(id)
    }

    /// One of a closed set of words.
    pub fn choice<T: Choice>(&mut self, node: &Node) -> Option<T> {
        self.one_of(node, T::ALL)
    }

    /// The value of one of the words in `all`.
    pub fn one_of<T: Copy>(&mut self, node: &Node, all: &[(&str, T)]) -> Option<T> {
        let text = self.scalar(node, "one of a few words")?;
        let text = plain_spaces(&text);
        let found = all.iter().find(|(word, _)| *word == text.trim()).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
            let message = format!("`{}` is not possible here", text.trim());
            let help = match closest(text.trim(), words.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`? possible are {}", listing(&words)),
                None => format!("possible are {}", listing(&words)),
            };
            self.error(Code::WrongChoice, node.mark, message, help);
        }
        found
    }

    /// The entries of a list that must not be empty.
    pub fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            NodeKind::List(items) if items.is_empty() => {
                self.error(
                    Code::Empty,
                    node.mark,
                    "this list is empty",
                    "leave the key out if nothing is recorded, or write `none` if it is said that there is none",
                );
                items
            }
            NodeKind::List(items) => items,
            _ => {
                self.wrong_type(node, "a list");
                &[]
            }
        }
    }

    /// The keys of a mapping, to be taken one by one.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &'static str) -> Option<Fields<'n>> {
        let NodeKind::Map(entries) = &node.kind else {
            self.wrong_type(node, what);
            return None;
        };
        let mut fields = Fields {
            what,
            mark: node.mark,
            entries: Vec::new(),
            known: Vec::new(),
            missing: Vec::new(),
            instead: None,
            first: None,
            seen: BTreeMap::new(),
        };
        for (key, value) in entries {
            let name = match &key.kind {
                NodeKind::Text(text) if !text.trim().is_empty() => Cow::Borrowed(text.as_str()),
                _ => match self.scalar(key, "a key") {
                    Some(name) => Cow::Owned(name),
                    None => continue,
                },
            };
            match fields.seen.get(&name) {
                Some(first) => {
                    let lists = entries
                        .iter()
                        .filter(|(other, _)| matches!(&other.kind, NodeKind::Text(text) if *text == name));
                    let both_lists = lists.map(|(_, value)| value).all(|value| matches!(value.kind, NodeKind::List(_)));
                    let label = (first.span(self.source), "first written here".to_owned());
                    let mut doubled = Diagnostic::error(
                        Code::DoubledKey,
                        key.mark.span(self.source),
                        format!("`{name}` stands twice"),
                    );
                    doubled.labels.push(label);
                    let help = match both_lists {
                        true => "move the entries of the second below those of the first",
                        false => "keep one of the two",
                    };
                    self.diagnostics.push(doubled.help(help));
                }
                None => {
                    fields.first.get_or_insert(key.mark);
                    fields.seen.insert(name.clone(), key.mark);
                    fields.entries.push((name, key, value));
                }
            }
        }
        if entries.is_empty() {
            self.error(Code::Empty, node.mark, "this mapping is empty", format!("expected {what}"));
        }
        Some(fields)
    }
}

/// The keys of one mapping. Every key that is asked for becomes known; `finish` reports what was never asked for.
pub struct Fields<'n> {
    what: &'static str,
    mark: NodeId,
    entries: Vec<(Cow<'n, str>, &'n Node, &'n Node)>,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    instead: Option<(&'static str, &'static str)>,
    first: Option<NodeId>,
    seen: BTreeMap<Cow<'n, str>, NodeId>,
}

impl<'n> Fields<'n> {
    /// The value of a key that may be missing.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let at = self.entries.iter().position(|(name, _, _)| name == key)?;
        Some(self.entries.swap_remove(at).2)
    }

    /// The value of a required key. If it is missing, `finish` reports that.
    pub fn need(&mut self, key: &'static str) -> Option<&'n Node> {
        let found = self.take(key);
        if found.is_none() {
            self.missing.push(key);
        }
        found
    }

    /// Declares that the key `other` may replace the required `key`, which is then not reported as missing if `other`
    /// is misspelt.
    pub fn instead(&mut self, key: &'static str, other: &'static str) {
        self.instead = Some((key, other));
    }

    /// Whether a key that was not asked for may be a misspelling of one of those in `meant`.
    pub fn has_like(&self, meant: &[&str]) -> bool {
        self.entries.iter().any(|(name, _, _)| closest(name, meant.iter().copied()).is_some())
    }

    /// The position of a key, if the mapping has it.
    pub fn mark_of(&self, key: &str) -> Option<NodeId> {
        self.seen.get(key).copied()
    }

    /// All keys, with the positions of their values.
    pub fn values(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.seen.iter().map(|(key, mark)| (&**key, mark.next()))
    }

    /// The position of the mapping itself.
    pub fn mark(&self) -> NodeId {
        self.mark
    }

    /// Reports what stands where a key should be and has neither a colon nor a value, like what follows the comma of a number in braces, and takes
    /// it out.
    pub fn drop_loose(&mut self, d: &mut Decoder) {
        self.entries.retain(|(name, key, value)| {
            let is_loose = matches!(value.kind, NodeKind::Null) && !has_colon(key, d.source);
            if is_loose {
                let (message, help) = without_value(name, key, d.source);
                d.error(Code::UnknownKey, key.mark, message, help);
            }
            !is_loose
        });
    }

    /// All remaining keys with their values, for mappings whose keys are ids.
    pub fn rest(&mut self) -> Vec<(String, &'n Node, &'n Node)> {
        let rest = std::mem::take(&mut self.entries);
        rest.into_iter().map(|(name, key, value)| (name.into_owned(), key, value)).collect()
    }

    /// Reports unknown and missing keys. A required key that is misspelt gives one message, not two.
    pub fn finish(mut self, d: &mut Decoder) {
        let before = self.entries.len();
        self.drop_loose(d);
        if self.entries.len() < before {
            self.missing.clear();
        }
        for (name, key, _) in &std::mem::take(&mut self.entries) {
            let meant = closest(name, self.missing.iter().copied());
            if closest(name, self.instead.map(|(_, other)| other)).is_some() {
                self.missing.retain(|missing| self.instead.is_none_or(|(key, _)| key != *missing));
            }
            if let Some(meant) = meant {
                self.missing.retain(|missing| *missing != meant);
            }
            let free: Vec<&str> = self.known.iter().copied().filter(|key| !self.seen.contains_key(*key)).collect();
            let help = match meant.or_else(|| closest(name, free.iter().copied())) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => suggest(name, &self.known),
            };
            d.error(Code::UnknownKey, key.mark, format!("{} has no key `{name}`", self.what), help);
        }
        for key in &self.missing {
            let span = self.head(d.source);
            let message = format!("{} needs the key `{key}`", self.what);
            d.diagnostics.push(Diagnostic::error(Code::MissingKey, span, message).help(format!("add `{key}: …`")));
        }
    }

    /// Where a missing key is reported: at the key whose value the mapping is, else at the mapping's first key.
    fn head(&self, source: &Arc<Source>) -> Span {
        self.mark.key_span(source).unwrap_or_else(|| self.first.unwrap_or(self.mark).span(source))
    }
}

/// Whether the file must spell a number like this. Fractions may be spelt in other ways (`2.50`), and so may whole
/// numbers, if the file has some with a plus sign or in another base (`+5`, `0x1F`), and zero with a sign (`-0`).
fn is_as_written(value: &str, source: &Source) -> bool {
    let signed = value == "0" && source.text().contains("-0");
    value.bytes().all(|b| b.is_ascii_digit()) && !signed && !source.has_odd_numbers()
}

fn begins_like_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
}

/// Whether a text is a placeholder for an unknown value, like `n/a`. `not recorded` and `none` count too: where they
/// have a meaning, they are handled before this is called.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "n/a",
        "na",
        "not-recorded",
        "not_recorded",
        "tbd",
        "todo",
        "unknown",
        "not known",
        "not recorded",
        "none",
        "ukendt",
        "uoplyst",
        "xxx",
        "...",
        "…",
        "?",
        "-",
    ];
    let begins = text.starts_with(['n', 'N', 't', 'T', 'u', 'U', 'x', 'X', '.', '…', '?', '-']);
    begins && text.len() <= 14 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// What is wrong with a key that has neither a colon nor a value, and what to do.
fn without_value(name: &str, key: &Node, source: &Arc<Source>) -> (String, &'static str) {
    match follows_comma(key, source) {
        // In braces a comma ends a value: what comes after it looks like a key.
        true => (
            format!("`{name}` stands after a comma, which ends the value before it"),
            "put the whole value in quotes, or write a number without separators",
        ),
        false => (format!("`{name}` is no key with a value"), "put a colon and a space after the key"),
    }
}

/// Whether a key is followed by a colon. It always is, except in braces, where a key may have no value.
fn has_colon(key: &Node, source: &Arc<Source>) -> bool {
    source.text()[key.mark.span(source).range.end..].trim_start().starts_with(':')
}

/// Whether a key follows a comma, as it can in braces.
fn follows_comma(key: &Node, source: &Arc<Source>) -> bool {
    source.text()[..key.mark.span(source).range.start].trim_end().ends_with(',')
}

/// Language codes that are keys of no other mapping: if a mapping has one of them, its other keys should be codes too.
const CLEAR: [&str; 12] = ["en", "da", "de", "sv", "nb", "nn", "fi", "nl", "fr", "es", "it", "pl"];

/// Short keys of the mappings that can stand where a text can, which look like language codes and are none.
pub const NO_CODES: [&str; 3] = ["is", "at", "of"];

/// Whether a mapping is a text in several languages: its keys are language codes, or look like misspelt ones.
pub fn is_language_map(entries: &[(Node, Node)]) -> bool {
    let code = |text: &str| {
        let (language, region) = text.split_once('-').unwrap_or((text, ""));
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
        let length = (2..=3).contains(&language.len()) && region.len() <= 4;
        length && letters(language) && letters(region) && !NO_CODES.contains(&text)
    };
    let keys = || entries.iter().map(|(key, _)| if let NodeKind::Text(text) = &key.kind { text.as_str() } else { "" });
    let clear = keys().any(|key| CLEAR.contains(&key)) && !keys().any(|key| NO_CODES.contains(&key));
    !entries.is_empty() && (clear || keys().all(code))
}

/// A closed set of words that a file may use.
pub trait Choice: Copy + 'static {
    /// Every word with its value.
    const ALL: &'static [(&'static str, Self)];
}
