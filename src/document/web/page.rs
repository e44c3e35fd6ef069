//! The data that the template of a page sees, and what all pages share: the fonts and the content security policy.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::document::web::body::ContentsEntry;

/// The content security policy of a page. It allows the style sheets, the script and the images beside the page, the fonts in the
/// style sheet, and nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src data:; form-action \
                          'self'; base-uri 'none'";

/// A page.
#[derive(Debug, Default, Serialize)]
pub struct Page {
    /// `index`, `summary`, `case`, `portfolio` or `report`.
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// The subtitle, shown above the title.
    pub subtitle: String,
    /// The status, like a note that it is a draft; empty if there is none.
    pub status: String,
    /// A description in one sentence.
    pub description: String,
    /// The language code.
    pub language: String,
    /// The content security policy.
    pub policy: &'static str,
    /// The relative path to the folder with the style sheets.
    pub root: String,
    /// The relative path to the start page.
    pub home: String,
    /// Links to the main pages.
    pub ways: Vec<Way>,
    /// Links to the page in every language, this one included; empty if there is only one language.
    pub languages: Vec<Way>,
    /// Links to the same content in other formats.
    pub downloads: Vec<Way>,
    /// Links to the annual reports on the same subject, by year.
    pub years: Vec<Way>,
    /// The entries of the table of contents.
    pub contents: Vec<ContentsEntry>,
    /// The content, as HTML.
    pub body: String,
}

/// A link to a page or file.
#[derive(Debug, Default, Serialize)]
pub struct Way {
    /// The link text.
    pub text: String,
    /// The target, as a relative URL.
    pub url: String,
    /// The language of the target.
    pub language: String,
    /// Whether it leads to the page that it is on.
    pub current: bool,
}

/// A font: family, weight, style, and the file.
type Face = (&'static str, &'static str, &'static str, &'static [u8]);

/// Those fonts of the PDF that the site needs.
const FACES: [Face; 5] = [
    ("Libertinus Serif", "400", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Regular.woff2")),
    ("Libertinus Serif", "400", "italic", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Italic.woff2")),
    ("Libertinus Serif", "700", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Bold.woff2")),
    ("Libertinus Sans", "400", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSans-Regular.woff2")),
    ("Libertinus Sans", "700", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSans-Bold.woff2")),
];

/// Returns a style sheet with the fonts embedded in it, since browsers load no font files that lie beside a page on disk.
pub fn fonts() -> String {
    let face = |(family, weight, style, bytes): &Face| {
        format!(
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {style}; font-display: swap; src: \
             url(data:font/woff2;base64,{}) format(\"woff2\"); }}\n",
            STANDARD.encode(bytes)
        )
    };
    format!(
        "/* Libertinus fonts, SIL Open Font License 1.1: templates/fonts/OFL.txt */\n{}",
        FACES.iter().map(face).collect::<String>()
    )
}

/// Compresses a text for embedding in a page: DEFLATE (RFC 1951), then Base64. Used for the search index, which repeats all texts
/// of the site.
pub fn packed(text: &str) -> String {
    STANDARD.encode(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9))
}

/// Returns the relative path from one file of the output folder to another; both are given relative to the folder.
pub fn way(from: &str, to: &str) -> String {
    let (mut from, mut to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    from.pop();
    let file = to.pop().unwrap_or_default();
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let down = to[same..].iter().map(|folder| format!("{folder}/"));
    std::iter::repeat_n("../".to_owned(), from.len() - same).chain(down).collect::<String>() + file
}

#[cfg(test)]
mod tests {
    use super::way;

    #[test]
    fn ways_lead_from_one_file_to_another() {
        for (from, to, wanted) in [
            ("index.html", "en/cases/a.html", "en/cases/a.html"),
            ("en/cases/a.html", "index.html", "../../index.html"),
            ("en/cases/a.html", "en/summary.html", "../summary.html"),
            ("en/cases/a.html", "da/cases/a.html", "../../da/cases/a.html"),
            ("cases/a.html", "cases/b.html", "b.html"),
        ] {
            assert_eq!(way(from, to), wanted);
        }
    }
}
