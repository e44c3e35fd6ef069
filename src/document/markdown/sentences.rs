//! Works that sentences name: `@key says so`, `@key [p. 14] says so`.

use crate::document::markdown::Inline;
use crate::document::markdown::citation::{Citation, CitedWork, ESCAPED, first_key};

/// Makes citations of what is written `@key` or `@key [p. 14]` in sentences, unless `in_link`, and takes out the marks of [`ESCAPED`].
pub fn in_sentences(inlines: Vec<Inline>, in_link: bool) -> Vec<Inline> {
    let mut made = Vec::with_capacity(inlines.len());
    let mut run = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => run.push_str(&text),
            Inline::SoftBreak => run.push('\n'),
            other => {
                split(&mut made, &std::mem::take(&mut run), in_link);
                made.push(other);
            }
        }
    }
    split(&mut made, &run, in_link);
    made
}

/// Text with line breaks, as inlines, with the citations in it.
fn split(made: &mut Vec<Inline>, mut text: &str, in_link: bool) {
    while let Some((at, key)) = next(text).filter(|_| !in_link) {
        words(made, &text[..at]);
        text = &text[at + 1 + key.len()..];
        let locator = text.trim_start_matches([' ', '\n']).strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let locator = locator.filter(|(inside, _)| !inside.contains(['[', ESCAPED]) && !inside.trim().is_empty());
        let mut work = CitedWork { key: key.to_owned(), ..CitedWork::default() };
        if let Some((inside, rest)) = locator {
            work.locator = Some(inside.split_whitespace().collect::<Vec<_>>().join(" "));
            text = rest;
        }
        made.push(Inline::Citation(Citation { works: vec![work], narrative: true }));
    }
    words(made, text);
}

/// The first key in a sentence: the byte of its `@`, and the key. Inside brackets that are no citation, none is meant.
fn next(text: &str) -> Option<(usize, &str)> {
    let begins = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == ESCAPED);
    let is_outside = |at: &usize| {
        let open = text[..*at].rfind(['[', ']']).is_some_and(|last| text[last..].starts_with('['));
        let closes = text[*at..].find(['[', ']']).is_some_and(|next| text[*at + next..].starts_with(']'));
        !open && !closes
    };
    let all = text.match_indices('@').map(|(at, _)| at).filter(begins).filter(is_outside);
    all.map(|at| (at, first_key(&text[at + 1..]))).find(|(_, key)| !key.is_empty())
}

fn words(made: &mut Vec<Inline>, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            made.push(Inline::SoftBreak);
        }
        if !line.is_empty() {
            made.push(Inline::Text(line.replace(ESCAPED, "")));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_letter_of_a_sentence_is_lost(text in "[]\\[@ab;,. \n\\-\u{FDD2}]{0,24}") {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ESCAPED).collect::<String>();
            let whole: String = in_sentences(vec![Inline::Text(text.clone())], false).iter().map(|inline| match inline {
                Inline::Text(text) => text.clone(),
                Inline::Citation(citation) => citation.written(),
                _ => String::new(),
            }).collect();
            prop_assert_eq!(bare(&whole), bare(&text));
        }
    }

    #[test]
    fn a_sentence_names_works_with_their_places() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let named = |key: &str, locator: Option<&str>| {
            let work = CitedWork { key: key.into(), locator: locator.map(str::to_owned), ..CitedWork::default() };
            Inline::Citation(Citation { works: vec![work], narrative: true })
        };
        for (before, after) in [
            ("As @a says", vec![text("As "), named("a", None), text(" says")]),
            ("@a [p. 3].", vec![named("a", Some("p. 3")), text(".")]),
            ("@a\n[p.\n3]", vec![named("a", Some("p. 3"))]),
            ("@a-b's and @c", vec![named("a-b", None), text("'s and "), named("c", None)]),
            ("@a []", vec![named("a", None), text(" []")]),
            ("@a \u{FDD2}[p. 3]", vec![named("a", None), text(" [p. 3]")]),
            ("\u{FDD2}@a, me@b.org, @ c", vec![text("@a, me@b.org, @ c")]),
            ("[see @a and b], c @a]", vec![text("[see @a and b], c @a]")]),
            ("x\ny", vec![text("x"), Inline::SoftBreak, text("y")]),
        ] {
            let run = before.split_inclusive('\n').flat_map(|line| {
                let own = text(line.trim_end_matches('\n'));
                if line.ends_with('\n') { vec![own, Inline::SoftBreak] } else { vec![own] }
            });
            assert_eq!(in_sentences(run.collect(), false), after, "{before}");
        }
        assert_eq!(in_sentences(vec![text("@a")], true), [text("@a")], "a link leads elsewhere");
    }
}
