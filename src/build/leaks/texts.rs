//! Takes the texts out of files that were made, however these were made: pages, tables, workbooks, drawings, PDFs.

use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::build::leaks::pdf;
use crate::document::photo;

/// All texts of a file, by its name and content; none of one that is a picture. `None` of a document that can't be read, so that nobody knows
/// what it says.
pub fn texts(name: &str, bytes: &[u8]) -> Option<Vec<String>> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    match ending {
        "pdf" => pdf::texts(bytes),
        "xlsx" | "docx" => of_archive(bytes),
        "svg" if photo::is_compressed(bytes) => None,
        _ => Some(std::str::from_utf8(bytes).map_or_else(|_| Vec::new(), |text| of_text(ending, text))),
    }
}

/// The names and texts of all files in an archive; `None` if it can't be read whole.
fn of_archive(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        let (name, mut content) = (file.name().ok()?.into_owned(), Vec::new());
        file.read_to_end(&mut content).ok()?;
        all.extend(texts(&name, &content)?);
        all.push(name);
    }
    Some(all)
}

/// A text as it stands and, if it is marked up, as a reader sees it.
fn of_text(ending: &str, text: &str) -> Vec<String> {
    let all = match ending {
        "html" | "svg" | "xml" | "rels" => vec![without_outlines(text), seen(text)],
        "md" | "csv" => vec![text.to_owned(), html_escape::decode_html_entities(text).into_owned()],
        _ => vec![text.to_owned()],
    };
    all.into_iter().chain(packed(text)).collect()
}

/// A drawing without the outlines of its letters and lines, which are most of it.
fn without_outlines(text: &str) -> String {
    const OUTLINE: &str = " d=\"";
    let mut parts = text.split(OUTLINE);
    let first = parts.next().unwrap_or_default().to_owned();
    // An outline is a letter and a number, or nothing that is left out here.
    let is_outline =
        |value: &str| value.bytes().all(|byte| byte.is_ascii_digit() || b"MmLlHhVvCcSsQqTtAaZz .,-+e".contains(&byte));
    parts.fold(first, |left, part| match part.split_once('"') {
        Some((value, rest)) if is_outline(value) => left + rest,
        _ => left + OUTLINE + part,
    })
}

/// Tags that stand inside words and sentences.
const INSIDE: [&str; 19] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "t",
    "u", "wbr",
];

/// The text of a page without its tags. Whatever parts lines parts words too.
fn seen(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !INSIDE.contains(&name) {
            text.push('\n');
        }
        rest = tag.find('>').map_or("", |end| &tag[end + 1..]);
    }
    text.push_str(rest);
    html_escape::decode_html_entities(&text).into_owned()
}

/// The fewest signs of Base64 that are taken for something packed, like the index of the search in a page.
const PACKED: usize = 64;

/// What is packed in a text: DEFLATE in Base64.
fn packed(text: &str) -> Vec<String> {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let parts = text.split(|c: char| !is_base64(c)).filter(|part| part.len() >= PACKED);
    let unpacked = parts.filter_map(|part| miniz_oxide::inflate::decompress_to_vec(&STANDARD.decode(part).ok()?).ok());
    unpacked.filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{packed, seen, texts};
    use crate::document::web::page;

    #[test]
    fn a_page_is_read_as_a_reader_sees_it() {
        assert_eq!(
            seen("<p>Ada <em>Ho</em>lm&shy;s &amp; <b>A</b></p><td>x</td><td>y"),
            "\nAda Holm\u{ad}s & A\n\nx\n\ny"
        );
        assert_eq!(texts("a.md", b"Ada H&#111;lm").unwrap_or_default().concat(), "Ada H&#111;lmAda Holm");
        assert_eq!(texts("a.png", &[0x89, 0xFF, 0x00]), Some(Vec::new()));
        assert_eq!(texts("a.pdf", b"%PDF-1.7 and no more"), None);
        assert_eq!(texts("a.xlsx", b"PK and no more"), None);
        assert_eq!(texts("a.svg", &[0x1F, 0x8B, 8, 0]), None, "a compressed drawing");
    }

    #[test]
    fn a_drawing_is_read_without_its_outlines() {
        let drawing = "<g title=\"Quay\"><path d=\"M 1 2L-3.5 4Z\" class=\"x\"/><b d=\"Ada Holm\"/></g>";
        assert_eq!(
            texts("a.svg", drawing.as_bytes()).unwrap_or_default()[0],
            "<g title=\"Quay\"><path class=\"x\"/><b d=\"Ada Holm\"/></g>"
        );
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let text = "The quay of Ada Holm, and of all who came by it in the years after the harbour was built";
        let index = page::packed(text);
        assert_eq!(packed(&format!("<script>let index = \"{index}\"</script>")), [text]);
        assert_eq!(packed("no long word"), [""; 0]);
    }
}
