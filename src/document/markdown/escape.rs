//! Plain text → Markdown that shows exactly that text, wherever it stands: in a paragraph, at the start of a line,
//! in a heading or in a cell of a table.

use crate::base::text::{FIGURE, TABLE};

/// Escapes text for Markdown. Line breaks become spaces.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let begins =
        |word: &str| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(':') || rest.starts_with(" {"));
    if text.starts_with("Note:") || TABLE.iter().chain(&FIGURE).any(|word| begins(word)) {
        // At the start of a paragraph beside a table or figure, this would be read as its caption or note.
        let first = text.chars().next().unwrap_or('T');
        out.push_str(&format!("&#{};", first as u32));
        push(&text[first.len_utf8()..], &mut out, first);
    } else {
        push(text, &mut out, '\n');
    }
    out
}

fn push(text: &str, out: &mut String, mut before: char) {
    let mut numbering = before == '\n';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or('\n');
        let start = before == '\n';
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '#' => start || before.is_whitespace(),
            '>' | '+' | '-' | '=' | ':' => start,
            '.' | ')' => numbering && before.is_ascii_digit() && next.is_whitespace(),
            _ => false,
        };
        numbering &= c.is_ascii_digit();
        match c {
            // pulldown-cmark looks for heading attributes before it looks at backslashes.
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '\n' | '\r' => out.push(' '),
            // `special` covers a colon at the start, which after a line of text would begin a definition.
            _ => {
                if special {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::unbound;
    use crate::document::markdown::parse::document;
    use crate::document::markdown::{Block, Inline, plain};
    use proptest::prelude::*;

    fn only_text(content: &[Inline]) -> bool {
        content.iter().all(|inline| matches!(inline, Inline::Text(_)))
    }

    fn shows(text: &str) {
        let escaped = escape(text);
        let (doc, faults) = document(&format!(
            "{escaped}\n\n## {escaped}\n\n| {escaped} | b |\n|---|---|\n| {escaped} | {escaped} |\n\n- {escaped}\n"
        ));
        assert_eq!(faults, [], "{text:?}");
        let [
            Block::Paragraph(one),
            Block::Heading { content: two, id, classes, .. },
            Block::Table(table),
            Block::List { items, .. },
        ] = doc.blocks.as_slice()
        else {
            panic!("{text:?} changed the document: {:?}", doc.blocks)
        };
        assert!(id.is_none() && classes.is_empty(), "{text:?} became attributes");
        let [Block::Paragraph(three)] = items[0].as_slice() else { panic!("{text:?} changed a list: {items:?}") };
        for content in [one, two, &table.head[0], &table.rows[0][0], &table.rows[0][1], three] {
            assert!(only_text(content), "{text:?} became {content:?}");
            // A number and its unit have a space between them that lines don't break at.
            assert_eq!(unbound(&plain(content)), text);
        }
    }

    #[test]
    fn the_hard_ones() {
        for text in [
            "#*_Ø \"x\" <b>$1$</b> | [a](b) \\ ` @ ~ a//b",
            "1. one",
            "1) one",
            "- a",
            "+ a",
            "> a",
            "# a",
            "a #",
            "a ##",
            "===",
            "---",
            "***",
            ": a",
            "Table: x",
            "Table {#a}: x",
            "Note: x",
            "&amp; &#65;",
            "{#id}",
            "a {#id .c}",
            "![x](y)",
            "[^1]",
            "[@paper]",
            "~~a~~",
            "<!-- x -->",
            "https://a.b/c_d_e",
            "a*b*c",
            "snake_case_name",
            "C#",
            "\\",
            "a\\|b",
            "```",
            "=1+1",
            "@x",
            "$a$",
            "2010.",
            "a: b",
            "\"quoted\" 'it'",
            "...",
            "--",
            "$ 0",
            "5 %",
            "p. 3 | A. B",
        ] {
            shows(text);
        }
    }

    proptest! {
        #[test]
        fn every_text_shows_as_itself(text in "[ -~ØæÅ–“€]{1,40}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            shows(text);
        }
    }
}
