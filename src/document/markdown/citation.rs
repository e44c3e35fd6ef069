//! Citations in prose, written as Pandoc and Quarto have them: `[@key, p. 14]`, several works `[see @one, p. 3; @two]`, without the
//! authors `[-@key]`, and with the authors in the sentence `@key [p. 14]`.

/// A citation: the works that one bracket names, or the work that a sentence names.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The works, at least one.
    pub works: Vec<CitedWork>,
    /// Whether its authors are words of the sentence: "Sørensen (2020, p. 3) says so".
    pub narrative: bool,
}

/// A work in a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitedWork {
    /// The id of a source of the case, or the key of a reference.
    pub key: String,
    /// The locator: the place in the cited work.
    pub locator: Option<String>,
    /// What stands before it: "see".
    pub prefix: String,
    /// Whether the authors are left out, since the sentence names them already.
    pub bare: bool,
}

/// Stands in the text of prose before a character behind a backslash (or written as an entity) that would be a mark of a citation
/// without it: a noncharacter, which occurs in no text.
pub const ESCAPED: char = '\u{FDD2}';

/// The characters that are marks of citations.
pub const MARKS: [char; 2] = ['@', '['];

impl Citation {
    /// The citation of one work as a whole.
    pub fn of(key: &str) -> Citation {
        let work = CitedWork { key: key.to_owned(), ..CitedWork::default() };
        Citation { works: vec![work], narrative: false }
    }

    /// The citation that the text between two brackets is. `None` if it is none, or not well formed.
    pub fn between_brackets(text: &str) -> Option<Citation> {
        let mut works: Vec<CitedWork> = Vec::new();
        for part in text.split(';').map(str::trim) {
            match (work(part), works.last_mut()) {
                (Some(work), _) => works.push(work),
                // A semicolon inside a place: "pp. 3-5; 8".
                (None, Some(CitedWork { locator: Some(locator), .. })) if at_key(part).is_none() => {
                    locator.push_str("; ");
                    locator.push_str(part);
                }
                (None, _) => return None,
            }
        }
        (!works.is_empty()).then_some(Citation { works, narrative: false })
    }

    /// The citation as plain text, where nothing formats it; a sentence is left as it is written.
    pub fn written(&self) -> String {
        if let ([work], true) = (self.works.as_slice(), self.narrative) {
            let locator = work.locator.as_ref().map(|locator| format!(" [{locator}]")).unwrap_or_default();
            return format!("@{}{locator}", work.key);
        }
        let work = |work: &CitedWork| {
            let locator = work.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
            format!("{}{}{locator}", work.before(), work.key)
        };
        format!("({})", self.works.iter().map(work).collect::<Vec<_>>().join("; "))
    }
}

impl CitedWork {
    /// What stands before the work, with a space behind it; empty if nothing does.
    pub fn before(&self) -> String {
        if self.prefix.is_empty() { String::new() } else { format!("{} ", self.prefix) }
    }
}

/// Where a key begins: the byte of its `@`, which stands alone, not in an address.
fn at_key(text: &str) -> Option<usize> {
    let begins = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    text.match_indices('@').map(|(at, _)| at).find(begins)
}

/// One work in brackets: `see -@key, p. 14`.
fn work(part: &str) -> Option<CitedWork> {
    let at = at_key(part)?;
    let (before, behind) = (&part[..at], &part[at + 1..]);
    let (prefix, bare) = before.strip_suffix('-').map_or((before, false), |prefix| (prefix, true));
    if !(prefix.is_empty() || prefix.ends_with(char::is_whitespace)) || at_key(behind).is_some() {
        return None;
    }
    let end = behind.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(behind.len());
    let locator = behind[end..].trim_start_matches([',', ' ', '\n', '\t']).trim();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(CitedWork {
        key: behind[..end].to_owned(),
        locator: Some(one_line(locator)).filter(|locator| !locator.is_empty()),
        prefix: one_line(prefix),
        bare,
    })
}

/// What the key of a claim begins with, in findings.
pub const CLAIM: &str = "claim:";

/// The key that a text begins with, in a sentence.
pub fn first_key(text: &str) -> &str {
    let from = if text.starts_with(CLAIM) { CLAIM.len() } else { 0 };
    let end = text[from..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    text[..end.map_or(text.len(), |end| from + end)].trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_stands_between_brackets_is_read_again_as_it_is_written(text in "[@ab;,. \n\\-3]{0,24}") {
            if let Some(citation) = Citation::between_brackets(&text) {
                let of = |work: &CitedWork| {
                    let locator = work.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
                    format!("{}{}@{}{locator}", work.before(), if work.bare { "-" } else { "" }, work.key)
                };
                let again = citation.works.iter().map(of).collect::<Vec<_>>().join("; ");
                prop_assert_eq!(Citation::between_brackets(&again), Some(citation));
            }
        }
    }

    #[test]
    fn brackets_hold_works_with_what_stands_before_and_behind_them() {
        let work = |prefix: &str, key: &str, locator: &str, bare: bool| {
            let locator = Some(locator.to_owned()).filter(|locator| !locator.is_empty());
            CitedWork { key: key.to_owned(), locator, prefix: prefix.to_owned(), bare }
        };
        for (text, works) in [
            ("@a", vec![work("", "a", "", false)]),
            ("@a, p. 3", vec![work("", "a", "p. 3", false)]),
            ("@a p. 3", vec![work("", "a", "p. 3", false)]),
            ("@a,\n p.\n3", vec![work("", "a", "p. 3", false)]),
            ("@a; @b-2, pp. 3-5, 8", vec![work("", "a", "", false), work("", "b-2", "pp. 3-5, 8", false)]),
            ("see @a; see also -@b", vec![work("see", "a", "", false), work("see also", "b", "", true)]),
            ("-@a, p. 3; 5", vec![work("", "a", "p. 3; 5", true)]),
            ("@claim:larger", vec![work("", "claim:larger", "", false)]),
            ("@", vec![work("", "", "", false)]),
        ] {
            let citation = Citation { works, narrative: false };
            assert_eq!(Citation::between_brackets(text), Some(citation), "{text}");
        }
        for text in ["", "see", "a@b.org", "@a and @b", "see@a", "(@a)", "see; @a", "@a; see", "--@a", "@a;", "; @a"] {
            assert_eq!(Citation::between_brackets(text), None, "{text}");
        }
    }
}
