//! Text that readers see, in one language or several, and the form of ids.

use std::collections::BTreeMap;
use std::str::FromStr;

/// Text that a reader sees, in one language or in several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    /// The same in every language.
    Plain(String),
    /// By language code.
    Languages(BTreeMap<String, String>),
}

impl Default for Text {
    fn default() -> Text {
        Text::Plain(String::new())
    }
}

impl Text {
    /// The text in a language; where it is missing, in the same language of another region, else in the first that there is.
    pub fn get(&self, language: &str) -> &str {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        match self {
            Text::Plain(text) => text,
            Text::Languages(texts) => {
                let own = texts.get(language).or_else(|| texts.get(&primary(language)));
                let near = || texts.iter().find(|(tag, _)| primary(tag) == primary(language)).map(|(_, text)| text);
                own.or_else(near).or_else(|| texts.values().next()).map_or("", String::as_str)
            }
        }
    }
}

/// A small value that a file writes as text. The error of `FromStr` is advice for the author.
pub trait Written: FromStr<Err = String> {
    /// What it is, for messages.
    const KIND: &'static str;
    /// A regular expression for its form, for editors; the reading itself is stricter.
    const PATTERN: &'static str;
    /// How it is written.
    const EXAMPLES: &'static [&'static str];
    /// Whether a bare number is one.
    const NUMERIC: bool = false;
}

/// Whether a character steers a terminal or turns the direction of writing, and can't be seen itself.
pub fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || c == '\u{feff}'
}

/// Checks the form of an id: lower case letters, digits and single hyphens, beginning with a letter or digit.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Whether Windows reserves a file name of this id for a device.
pub fn is_reserved(id: &str) -> bool {
    matches!(id, "con" | "prn" | "aux" | "nul")
        || (id.len() == 4 && (id.starts_with("com") || id.starts_with("lpt")) && id.as_bytes()[3].is_ascii_digit())
}
