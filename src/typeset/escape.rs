//! Plain text → a Typst string literal. Data never becomes Typst markup.

/// A string literal with its quotes. Only backslash and quote need escaping in one; control characters are left out,
/// since no font has them.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_reads_back_as_itself(text in "\\PC*") {
            let root = typst::syntax::parse_code(&literal(&text));
            let found = root.children().find_map(|node| node.cast::<typst::syntax::ast::Str>());
            prop_assert_eq!(found.expect("a string").get().to_string(), text);
        }
    }
}
