//! What few writers type and a reader expects: marks of feet and inches, and addresses that can be followed.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use crate::document::markdown::Inline;

/// The bare addresses in a text, of web pages and of mail: where each stands, and whether it is one of mail.
pub fn addresses(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]);
    let is_followed = |kind: &LinkKind, text: &str| {
        *kind == LinkKind::Email || ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
    };
    let all = finder.links(text).filter(|link| is_followed(link.kind(), link.as_str()));
    // A quotation mark behind an address does not belong to it.
    let without_mark = |text: &str| text.trim_end_matches(['”', '“', '’', '»', '«']).len();
    all.map(|link| {
        let end = link.start() + without_mark(link.as_str());
        (link.start()..end, *link.kind() == LinkKind::Email)
    })
    .collect()
}

/// Makes links of bare addresses.
pub fn linked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut made = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text(text) = &inline else {
            made.push(inline);
            continue;
        };
        let mut from = 0;
        for (range, is_mail) in addresses(text) {
            if range.start > from {
                made.push(Inline::Text(text[from..range.start].to_owned()));
            }
            let address = &text[range.clone()];
            let scheme = if is_mail { "mailto:" } else { "" };
            let content = vec![Inline::Text(address.to_owned())];
            made.push(Inline::Link { url: format!("{scheme}{address}"), content });
            from = range.end;
        }
        if from == 0 {
            made.push(inline);
        } else if from < text.len() {
            made.push(Inline::Text(text[from..].to_owned()));
        }
    }
    made
}

/// Tells quotation marks from marks of feet and inches in a paragraph: those behind a digit that close nothing.
#[derive(Default)]
pub struct Quotes {
    open: usize,
}

impl Quotes {
    /// Begins a paragraph anew.
    pub fn reset(&mut self) {
        self.open = 0;
    }

    /// Whether the mark `"` at a byte of the text is one of inches; if it is not, whether it opens a quotation. `opens` is what the
    /// parser takes it for.
    pub fn inches(&mut self, text: &str, at: usize, opens: bool) -> (bool, bool) {
        let behind_digit = text[..at].ends_with(|c: char| c.is_ascii_digit());
        if behind_digit && self.open == 0 {
            return (true, false);
        }
        // Behind a digit a quotation ends; none begins in the middle of a word.
        let opens = opens && !behind_digit;
        self.open = if opens { self.open + 1 } else { self.open.saturating_sub(1) };
        (false, opens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::parse::{NESTING, Punctuation, prose};
    use crate::document::markdown::{Block, QUOTES, plain};

    fn read(text: &str) -> Vec<Block> {
        prose(text, NESTING, Punctuation::Smart).document.blocks
    }

    #[test]
    fn feet_and_inches_are_no_quotations() {
        for (text, read_as) in [
            ("A 12\" pipe is 5'10\" long", "A 12″ pipe is 5′10″ long"),
            ("\"He is 12\" and 12\" long", "“He is 12” and 12″ long"),
            ("\"the man of 12\" and \"me\"", "“the man of 12” and “me”"),
            ("(\"12\") 'so' in the '90s", "(“12”) ‘so’ in the ’90s"),
            ("the 1990's", "the 1990’s"),
            ("https://example.org/a--b...c and --", "https://example.org/a--b...c and –"),
        ] {
            let Some(Block::Paragraph(content)) = read(text).pop() else { panic!("{text} is a paragraph") };
            let shown = plain(&content).replace(QUOTES[0], "“").replace(QUOTES[1], "”").replace('\u{a0}', " ");
            assert_eq!(shown, read_as, "{text}");
        }
    }

    #[test]
    fn a_caption_stands_above_or_below() {
        let captions = |text: &str| {
            let all = read(text).into_iter().map(|block| match block {
                Block::Table(table) => format!("table {}", plain(&table.caption)),
                Block::Figure { caption, .. } => format!("figure {}", plain(&caption)),
                Block::Paragraph(content) => plain(&content),
                other => format!("{other:?}"),
            });
            all.collect::<Vec<_>>()
        };
        let (table, image) = ("| a |\n|---|\n| 1 |", "![a](a.png)");
        for (text, blocks) in [
            (format!("Table: One\n\n{table}"), vec!["table One"]),
            (format!("{table}\n\nTable: One"), vec!["table One"]),
            (format!("{table}\n\nTable: Two\n\n{table}"), vec!["table ", "table Two"]),
            (format!("Table: One\n\n{table}\n\nTable: Two"), vec!["table One", "Table: Two"]),
            (format!("{image}\n\nFigure: One"), vec!["figure One"]),
            (format!("Figure: One\n\n{image}"), vec!["figure One"]),
            (format!("{image}\n\nFigure: One\n\n{image}"), vec!["figure One", "figure "]),
            (format!("Figure: One\n\n{image}\n\nFigure: Two"), vec!["Figure: One", "figure Two"]),
            (format!("Figure: One\n\n{table}"), vec!["Figure: One", "table "]),
        ] {
            assert_eq!(captions(&text), blocks, "{text}");
        }
    }

    #[test]
    fn bare_addresses_can_be_followed() {
        let links = |text: &str| {
            let found = linked(vec![Inline::Text(text.to_owned())]).into_iter();
            found
                .filter_map(|inline| if let Inline::Link { url, .. } = inline { Some(url) } else { None })
                .collect::<Vec<_>>()
        };
        for (text, url) in [
            ("See https://example.org/a_b(c).", "https://example.org/a_b(c)"),
            ("(http://example.org/?a=1&b=2)", "http://example.org/?a=1&b=2"),
            ("write to post@example.org!", "mailto:post@example.org"),
            ("“https://example.org”", "https://example.org"),
        ] {
            assert_eq!(links(text), [url], "{text}");
        }
        for text in ["example.org", "javascript://x", "ftp://a.org", "e.g. this", "a@b", "https://"] {
            assert!(links(text).is_empty(), "{text}");
        }
    }
}
