//! What the template of a page sees, and what all pages have in common: the fonts, and what a page may do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::document::web::body::ContentsEntry;

/// What a page may load and do: the style sheets, the script and the images that lie beside it, the fonts in the style sheet, and
/// nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src data:; form-action \
                          'self'; base-uri 'none'";

/// A page.
#[derive(Debug, Default, Serialize)]
pub struct Page {
    /// `index`, `summary`, `case`, `portfolio` or `report`.
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// What stands above it.
    pub subtitle: String,
    /// What its state is, like that it is a draft; or empty.
    pub status: String,
    /// One sentence on what it is.
    pub description: String,
    /// The language code.
    pub language: String,
    /// What it may load and do.
    pub policy: &'static str,
    /// The way to the folder with the style sheets.
    pub root: String,
    /// The way to the start page.
    pub home: String,
    /// The ways to the main pages.
    pub ways: Vec<Way>,
    /// The ways to the same page in other languages; none if there is one language.
    pub languages: Vec<Way>,
    /// The same in other forms.
    pub downloads: Vec<Way>,
    /// The annual reports on what it is about, by year.
    pub years: Vec<Way>,
    /// Its headings.
    pub contents: Vec<ContentsEntry>,
    /// What stands on it, as HTML.
    pub body: String,
}

/// A way to a page or file.
#[derive(Debug, Default, Serialize)]
pub struct Way {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: String,
    /// The language of what it leads to.
    pub language: String,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
}

/// A font: family, weight, style, and the file.
type Face = (&'static str, &'static str, &'static str, &'static [u8]);

/// The fonts of the PDF as far as the site needs them.
const FACES: [Face; 5] = [
    ("Libertinus Serif", "400", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Regular.woff2")),
    ("Libertinus Serif", "400", "italic", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Italic.woff2")),
    ("Libertinus Serif", "700", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSerif-Bold.woff2")),
    ("Libertinus Sans", "400", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSans-Regular.woff2")),
    ("Libertinus Sans", "700", "normal", include_bytes!("../../../templates/fonts/web/LibertinusSans-Bold.woff2")),
];

/// The style sheet that has the fonts in it, since browsers load none that lie beside a page on the disk.
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

/// A text as small as it gets in a page: deflated (RFC 1951) and in base 64. The search goes through all texts of a site, which
/// would else be there twice.
pub fn packed(text: &str) -> String {
    STANDARD.encode(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9))
}

/// The way from one file of the output folder to another, both as seen from the folder.
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
