//! Writes a tree as YAML: each value in its own spelling, without comments, anchors and tags. The same tree gives the same text.

use crate::base::source::Source;
use crate::yaml::{Node, NodeKind};

/// The YAML of a tree, which is a part of what was read from a file.
pub fn written(node: &Node, source: &Source) -> String {
    let mut text = String::new();
    match &node.kind {
        NodeKind::Map(entries) if !entries.is_empty() => map(&mut text, entries, source, 0),
        NodeKind::List(items) if !items.is_empty() => list(&mut text, items, source, 0),
        _ => {
            scalar(&mut text, node, source, 0);
            text.push('\n');
        }
    }
    text
}

fn indent(text: &mut String, depth: usize) {
    text.extend(std::iter::repeat_n("  ", depth));
}

fn map(text: &mut String, entries: &[(Node, Node)], source: &Source, depth: usize) {
    for (at, (key, value)) in entries.iter().enumerate() {
        if at > 0 {
            indent(text, depth);
        }
        match &key.kind {
            NodeKind::Text(own) => text.push_str(&in_line(own)),
            _ => scalar(text, key, source, depth),
        }
        text.push(':');
        match &value.kind {
            NodeKind::Map(inner) if !inner.is_empty() => {
                text.push('\n');
                indent(text, depth + 1);
                map(text, inner, source, depth + 1);
            }
            NodeKind::List(items) if !items.is_empty() => {
                text.push('\n');
                indent(text, depth + 1);
                list(text, items, source, depth + 1);
            }
            _ => {
                text.push(' ');
                scalar(text, value, source, depth + 1);
                text.push('\n');
            }
        }
    }
}

fn list(text: &mut String, items: &[Node], source: &Source, depth: usize) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            indent(text, depth);
        }
        text.push_str("- ");
        match &item.kind {
            NodeKind::Map(inner) if !inner.is_empty() => map(text, inner, source, depth + 1),
            NodeKind::List(inner) if !inner.is_empty() => list(text, inner, source, depth + 1),
            _ => {
                scalar(text, item, source, depth + 1);
                text.push('\n');
            }
        }
    }
}

fn scalar(text: &mut String, node: &Node, source: &Source, depth: usize) {
    match &node.kind {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(value) => {
            text.push_str(node.mark.spelling(source).filter(|own| is_number(own)).unwrap_or(value))
        }
        NodeKind::Text(own) if is_block(own) => block(text, own, depth),
        NodeKind::Text(own) => text.push_str(&in_line(own)),
        NodeKind::List(_) => text.push_str("[]"),
        NodeKind::Map(_) => text.push_str("{}"),
        NodeKind::Tagged(tag) => text.push_str(&format!("{tag} null")),
    }
}

/// Whether a spelling is read as a number wherever it stands.
fn is_number(own: &str) -> bool {
    !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte))
}

/// Whether a text of several lines can stand as it is, line by line.
fn is_block(own: &str) -> bool {
    let is_plain = |line: &str| !line.ends_with([' ', '\t']) && !line.chars().any(|c| c.is_control() || is_break(c));
    let first = own.lines().next().unwrap_or_default();
    own.contains('\n') && !first.is_empty() && !first.starts_with([' ', '\t']) && own.split('\n').all(is_plain)
}

/// Whether a character ends lines or is not read everywhere as it is written.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A text line by line. How it ends stands in its head.
fn block(text: &mut String, own: &str, depth: usize) {
    let body = own.trim_end_matches('\n');
    let ends = own.len() - body.len();
    text.push_str(match ends {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    for line in body.split('\n') {
        text.push('\n');
        if !line.is_empty() {
            indent(text, depth.max(1));
            text.push_str(line);
        }
    }
    text.extend(std::iter::repeat_n('\n', ends.saturating_sub(1)));
}

/// A text in one line: as it is where nothing in it means anything to YAML, else in quotes.
fn in_line(own: &str) -> String {
    if is_plain(own) { own.to_owned() } else { quoted(own) }
}

/// Whether a text means itself without quotes, in every version of YAML.
fn is_plain(own: &str) -> bool {
    let is_safe = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | ';' | ',' | '%' | '+' | '’' | '–')
    };
    let begins = own.starts_with(char::is_alphabetic) && !own.ends_with(' ');
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    begins && own.chars().all(is_safe) && !words.contains(&own.to_lowercase().as_str())
}

/// A text in double quotes, with the escapes that YAML and JSON share.
fn quoted(own: &str) -> String {
    let mut text = String::from("\"");
    for c in own.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c if c.is_control() || is_break(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::written;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::yaml::edit::Value;
    use crate::yaml::parse;

    fn again(text: &str) -> String {
        let source: Arc<Source> = Source::new("a.yaml", text);
        let node = parse(&mut Diagnostics::default(), &source).unwrap_or_else(|| panic!("it is YAML: {text}"));
        written(&node, &source)
    }

    #[test]
    fn what_is_written_has_no_comments_and_keeps_each_spelling() {
        let text = "# Real name\na: 7.50 # of 8\nb: [x, {c: 'no', d: 0x1F}, &e [1_000], *e]\nf: >-\n  one\n  two\ng: |\n  one\n\n  two: 2\nh: {}\ni: ~\n2: [[a], [b: c]]\n";
        let expected = "a: 7.50\nb:\n  - x\n  - c: \"no\"\n    d: 0x1F\n  - - \"1_000\"\n  - - \"1_000\"\nf: one two\ng: |\n  one\n\n  two: 2\nh: {}\ni: null\n2:\n  - - a\n  - - b: c\n";
        assert_eq!(again(text), expected);
        assert_eq!(again(expected), expected);
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let text = prop_oneof![
            "[ -~\n\t]{0,12}",
            "\\PC{0,8}",
            any::<String>(),
            "(a|b|\n| |#|:|-|\"|')*{0,10}",
            Just("yes".to_owned()),
            Just("1.0".to_owned()),
            Just("- a".to_owned()),
        ];
        let leaf = prop_oneof![
            text.prop_map(serde_json::Value::from),
            any::<i64>().prop_map(serde_json::Value::from),
            any::<bool>().prop_map(serde_json::Value::from),
            Just(serde_json::Value::Null),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
                prop::collection::hash_map("[a-z é:#\n-]{0,6}", inner, 0..5)
                    .prop_map(|all| serde_json::Value::Object(all.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_means_the_same(value in value()) {
            let text = serde_json::to_string(&value).expect("it is JSON");
            // The parser of YAML reads no lone characters that steer terminals, which JSON escapes.
            let Some(meant) = Value::of_text(&text) else { return Ok(()) };
            let out = again(&text);
            prop_assert_eq!(Value::of_text(&out), Some(meant), "{}", out);
            prop_assert_eq!(again(&out), out);
        }
    }
}
