//! Plain text → HTML that shows exactly that text.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Escapes text between tags.
pub fn text(text: &str) -> String {
    written(text, |out, text| escape_html_body_text(out, text))
}

/// Escapes the value of an attribute, for use between double quotes.
pub fn attribute(text: &str) -> String {
    written(text, |out, text| escape_html(out, text))
}

/// Escapes the URL of a link, for use between double quotes.
pub fn address(url: &str) -> String {
    written(url, |out, url| escape_href(out, url))
}

fn written(text: &str, escape: impl Fn(&mut String, &str) -> std::fmt::Result) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, &shown(text)).expect("a string takes all that is written to it");
    out
}

/// Turns a name into a valid `id`: white space becomes hyphens.
pub fn id(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Replaces characters that HTML does not allow with U+FFFD, the replacement character.
fn shown(text: &str) -> String {
    let impossible = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    text.chars().map(|c| if impossible(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Decodes HTML as a browser would.
    fn read(html: &str) -> String {
        html.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    proptest! {
        #[test]
        fn every_text_shows_as_itself(own in "[ -~\\nØæ€]{0,40}") {
            let (body, value) = (text(&own), attribute(&own));
            prop_assert!(!body.contains(['<', '>']) && !value.contains(['<', '>', '"']));
            prop_assert_eq!(read(&body), own.clone());
            prop_assert_eq!(read(&value), own);
        }

        #[test]
        fn addresses_stay_where_they_are(own in "[ -~\\nØæ€]{0,40}") {
            prop_assert!(!address(&own).contains(['<', '>', '"', '\'', ' ']));
        }
    }
}
