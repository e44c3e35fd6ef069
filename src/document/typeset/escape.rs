//! Plain text → a Typst string literal. Data never becomes Typst markup.

/// Writes a text as a string literal, with its quotes. Only backslashes and quotes need escaping; line breaks and tabs become
/// spaces, and other control characters are dropped, since no font has them.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\\' | '"' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes markup as an argument of a function: as a string if it is plain text, else as content. Content carries its position in
/// the source, so Typst would not recognise the same text in another report and would typeset it again.
pub fn argument(markup: &str) -> String {
    lone_literal(markup).map_or_else(|| format!("[{markup}]"), str::to_owned)
}

/// Returns the string literal if the markup consists of nothing else.
fn lone_literal(markup: &str) -> Option<&str> {
    let literal = markup.strip_prefix('#')?.strip_suffix(';')?;
    let mut inner = literal.strip_prefix('"')?.strip_suffix('"')?.chars();
    while let Some(c) = inner.next() {
        match c {
            '\\' => drop(inner.next()?),
            '"' => return None,
            _ => {}
        }
    }
    Some(literal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_alone_is_a_string_and_all_else_content(one in "[a;#\"\\\\\\[\\]]*", other in "[a;#\"\\\\\\[\\]]*") {
            let markup = |text: &str| format!("#{};", literal(text));
            prop_assert_eq!(argument(&markup(&one)), literal(&one));
            let both = markup(&one) + &markup(&other);
            prop_assert_eq!(argument(&both), format!("[{both}]"));
            let strong = format!("#strong[{}]", markup(&one));
            prop_assert_eq!(argument(&strong), format!("[{strong}]"));
        }

        #[test]
        fn every_text_reads_back_as_itself(text in "\\PC*") {
            let root = typst::syntax::parse_code(&literal(&text));
            let found = root.children().find_map(|node| node.cast::<typst::syntax::ast::Str>());
            prop_assert_eq!(found.expect("a string").get().to_string(), text);
        }
    }
}
