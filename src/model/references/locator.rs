//! The place in a work that a citation means: pages, a chapter, a table. Styles write its label in the language of the report.

use hayagriva::citationberg::taxonomy::Locator;

/// Words before a place, in the languages of the program, and what they say it is; the longer of two that begin alike first.
const WORDS: [(&str, Locator); 43] = [
    ("pages", Locator::Page),
    ("page", Locator::Page),
    ("pp.", Locator::Page),
    ("pp", Locator::Page),
    ("p.", Locator::Page),
    ("sider", Locator::Page),
    ("siderne", Locator::Page),
    ("side", Locator::Page),
    ("ss.", Locator::Page),
    ("s.", Locator::Page),
    ("chapters", Locator::Chapter),
    ("chapter", Locator::Chapter),
    ("chap.", Locator::Chapter),
    ("ch.", Locator::Chapter),
    ("kapitel", Locator::Chapter),
    ("kap.", Locator::Chapter),
    ("sections", Locator::Section),
    ("section", Locator::Section),
    ("sec.", Locator::Section),
    ("§§", Locator::Section),
    ("§", Locator::Section),
    ("afsnit", Locator::Section),
    ("paragraphs", Locator::Paragraph),
    ("paragraph", Locator::Paragraph),
    ("para.", Locator::Paragraph),
    ("figures", Locator::Figure),
    ("figure", Locator::Figure),
    ("fig.", Locator::Figure),
    ("figur", Locator::Figure),
    ("volumes", Locator::Volume),
    ("volume", Locator::Volume),
    ("vol.", Locator::Volume),
    ("bind", Locator::Volume),
    ("bd.", Locator::Volume),
    ("part", Locator::Part),
    ("del", Locator::Part),
    ("note", Locator::Note),
    ("tables", Locator::Table),
    ("table", Locator::Table),
    ("tabel", Locator::Table),
    ("appendix", Locator::Appendix),
    ("app.", Locator::Appendix),
    ("bilag", Locator::Appendix),
];

/// A place in a work.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: Locator,
    /// Its number or numbers, with a dash between the ends of a range.
    pub number: String,
    /// All of it as the author writes it, with that dash.
    pub text: String,
}

impl Place {
    /// The place that a locator like "pp. 3-5", "s. 14", "p. xii" or "14" means. `None` if it is in other words.
    pub fn of(locator: &str) -> Option<Place> {
        let locator = locator.trim();
        let behind = |(word, kind): &(&str, Locator)| {
            let (head, rest) = (locator.get(..word.len())?, locator.get(word.len()..)?);
            // A word ends where it ends: "side" is not in "sidebar".
            let is_whole = !word.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
            (is_whole && head.eq_ignore_ascii_case(word)).then_some((rest, *kind))
        };
        let found = WORDS.iter().find_map(behind);
        let has_word = found.is_some();
        let (number, kind) = found.map_or((locator, Locator::Page), |(rest, kind)| (rest.trim(), kind));
        let is_number = number.starts_with(|c: char| c.is_ascii_digit()) || has_word && is_roman(number);
        let word = &locator[..locator.len() - number.len()];
        is_number.then(|| Place { kind, number: dashed(number), text: format!("{word}{}", dashed(number)) })
    }
}

/// Whether a text begins with a Roman number, like "xii" or "iv–ix".
fn is_roman(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !first.is_empty() && first.to_lowercase().chars().all(|c| "ivxlcdm".contains(c))
}

/// A range with a dash: hyphens of all kinds and dashes, with or without spaces, between two numbers.
fn dashed(number: &str) -> String {
    const HYPHENS: [char; 6] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—'];
    let parts: Vec<&str> = number.split(HYPHENS).map(str::trim).collect();
    let is_range = parts.iter().all(|part| part.starts_with(|c: char| c.is_ascii_digit()) || is_roman(part));
    if is_range { parts.join("–") } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_its_word_says_with_a_dash_in_its_range() {
        use Locator::{Appendix, Chapter, Figure, Page, Section, Table};
        for (locator, kind, number) in [
            ("p. 14", Page, "14"),
            ("14", Page, "14"),
            ("pp. 3-5", Page, "3–5"),
            ("pp. 3 - 5", Page, "3–5"),
            ("pp. 3\u{2011}5", Page, "3–5"),
            ("s. 3–5", Page, "3–5"),
            ("sider 3-5, 8", Page, "3–5, 8"),
            ("side 14", Page, "14"),
            ("Pages 14", Page, "14"),
            ("p. xii", Page, "xii"),
            ("pp. iv-ix", Page, "iv–ix"),
            ("14f.", Page, "14f."),
            ("ch. 3", Chapter, "3"),
            ("kapitel 3", Chapter, "3"),
            ("§ 4", Section, "4"),
            ("fig. 2", Figure, "2"),
            ("tabel 2", Table, "2"),
            ("Bilag 1", Appendix, "1"),
        ] {
            let place = Place::of(locator).expect("it is a place");
            assert_eq!((place.kind, place.number.as_str()), (kind, number), "{locator}");
            assert!(place.text.ends_with(number), "{}", place.text);
        }
        for locator in ["table A", "xii", "the annex", "sidebar 3", "line of reasoning", "s.", ""] {
            assert_eq!(Place::of(locator), None, "{locator}");
        }
    }
}
