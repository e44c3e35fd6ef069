//! Text that readers see, in one language or several, and the form of ids.

use iso_currency::Currency;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;

use oxilangtag::LanguageTag;

/// Text that a reader sees, in one language or in several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    /// The same in every language.
    Plain(String),
    /// By language code.
    Languages(BTreeMap<String, String>),
}

impl Default for Text {
    fn default() -> Text {
        Text::Plain(String::new())
    }
}

impl Text {
    /// Whether the text equals `other` in one of its languages, ignoring case.
    pub fn says(&self, other: &str) -> bool {
        self.all().into_iter().any(|text| text.to_lowercase() == other.to_lowercase())
    }

    /// Returns the text in all languages that it has.
    pub fn all(&self) -> Vec<&str> {
        match self {
            Text::Plain(text) => vec![text],
            Text::Languages(texts) => texts.values().map(String::as_str).collect(),
        }
    }

    /// Returns the number of its words, in the language where that is highest: what depends on it is the same in every language.
    pub fn words(&self) -> usize {
        self.all().into_iter().map(|text| text.split_whitespace().count()).max().unwrap_or_default()
    }

    /// Whether the text has a version in a language, even if only for another region.
    fn speaks(&self, language: &str) -> bool {
        match self {
            Text::Plain(_) => true,
            Text::Languages(texts) => texts.keys().any(|own| primary(own) == primary(language)),
        }
    }

    /// Returns the text in a language, if it has a version in it.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        self.speaks(language).then(|| self.get(language))
    }

    /// Returns the text in the first of `languages` that it has; without any of these, what [`Text::get`] gives for `en`.
    pub fn get_first<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &str {
        let spoken = languages.into_iter().find(|language| self.speaks(language));
        self.get(spoken.unwrap_or("en"))
    }

    /// Returns the text in a language, else in the same language for another region, else in the first that there is.
    pub fn get(&self, language: &str) -> &str {
        match self {
            Text::Plain(text) => text,
            Text::Languages(texts) => {
                let own = texts.get(language).or_else(|| texts.get(&primary(language)));
                let near = || texts.iter().find(|(tag, _)| primary(tag) == primary(language)).map(|(_, text)| text);
                own.or_else(near).or_else(|| texts.values().next()).map_or("", String::as_str)
            }
        }
    }
}

/// Words that the captions of tables begin with in Markdown, in the languages of the program.
pub const TABLE: [&str; 2] = ["Table", "Tabel"];
/// Words that the captions of figures begin with.
pub const FIGURE: [&str; 2] = ["Figure", "Figur"];

/// Returns a language code without its region: `en` for `en-GB`.
pub fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_lowercase()
}

/// A scalar value that files hold as text. The error of its `FromStr` is advice for the author.
pub trait Written: FromStr<Err = String> {
    /// What such a value is called in messages.
    const KIND: &'static str;
    /// A regular expression for its form, for editors. Parsing is stricter.
    const PATTERN: &'static str;
    /// Examples of its form.
    const EXAMPLES: &'static [&'static str];
    /// Whether a bare YAML number can be such a value.
    const NUMERIC: bool = false;
}

/// Replaces non-breaking spaces, which word processors insert unasked, with plain ones.
pub fn plain_spaces(text: &str) -> Cow<'_, str> {
    const FIXED: [char; 3] = ['\u{a0}', '\u{2007}', '\u{202f}'];
    if text.is_ascii() || !text.contains(FIXED) { Cow::Borrowed(text) } else { Cow::Owned(text.replace(FIXED, " ")) }
}

/// Turns the first letter into lower case, unless it begins an abbreviation like "ICT".
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    // "ICT" and "BioMed" are names.
    let first_word = text.split_whitespace().next().unwrap_or_default();
    let next_is_lower = !first_word.chars().skip(1).any(char::is_uppercase)
        && chars.clone().nth(1).is_none_or(|c| c.is_lowercase() || c.is_whitespace());
    match chars.next() {
        Some(first) if next_is_lower => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

const NO_BREAK: char = '\u{a0}';

/// Words in front of a number that it belongs to.
const BEFORE_NUMBERS: [&str; 32] = [
    "Table", "Tabel", "Figure", "Figur", "Chapter", "Kapitel", "Appendix", "Bilag", "p.", "pp.", "s.", "ss.", "§",
    "§§", "nr.", "no.", "No.", "Nr.", "nos.", "vol.", "Vol.", "fig.", "Fig.", "tab.", "kap.", "ch.", "art.", "Art.",
    "kr.", "€", "$", "£",
];

/// Words behind a number that belong to it.
const BEHIND_NUMBERS: [&str; 27] = [
    "%",
    "‰",
    "€",
    "$",
    "£",
    "kr.",
    "kr",
    "mio.",
    "mia.",
    "million",
    "billion",
    "millioner",
    "milliarder",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "g",
    "t",
    "ha",
    "kW",
    "MW",
    "GW",
    "kWh",
    "MWh",
    "°C",
];

/// A text whose numbers stay with their units, amounts with their currencies, "p." with its page and initials with their names: the space
/// between them becomes one that lines don't break at.
pub fn bound(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        out.push(if belongs(word, next) { NO_BREAK } else { ' ' });
    }
    out
}

/// Whether two texts are the same but for the spaces that lines don't break at.
pub fn is_same(one: &str, other: &str) -> bool {
    unbound(one) == unbound(other)
}

/// A text with spaces that lines break at in place of others.
pub fn unbound(text: &str) -> Cow<'_, str> {
    if text.contains(NO_BREAK) { Cow::Owned(text.replace(NO_BREAK, " ")) } else { Cow::Borrowed(text) }
}

/// Whether a word and the next one stay in one line.
fn belongs(word: &str, next: &str) -> bool {
    let opening = |c: char| matches!(c, '(' | '[' | '“' | '„' | '»' | '‘' | '–' | '—' | '−' | '+' | '-' | '±');
    let closing = |c: char| matches!(c, ')' | ']' | '”' | '“' | '«' | '’' | ',' | ';' | ':' | '.' | '!' | '?' | '*');
    let is_currency = |word: &str| word.len() == 3 && Currency::from_code(word).is_some();
    let (word, unit) = (word.trim_start_matches(opening), next.trim_end_matches(closing));
    let is_unit = is_currency(unit)
        || BEHIND_NUMBERS.iter().any(|own| *own == next || own.trim_end_matches('.') == unit || *own == unit);
    let begins = next.trim_start_matches(opening).starts_with(|c: char| c.is_ascii_digit());
    word.ends_with(|c: char| c.is_ascii_digit()) && is_unit
        || (BEFORE_NUMBERS.contains(&word) || is_currency(word)) && begins
        || is_initial(word) && next.starts_with(char::is_uppercase)
}

/// Whether a word is an initial like "J.", or several of them, "J.R.".
fn is_initial(word: &str) -> bool {
    let parts: Vec<&str> = word.split_terminator('.').collect();
    let is_letter = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    word.ends_with('.') && !parts.is_empty() && parts.iter().all(is_letter)
}

/// Whether a text runs from right to left: its first letter of a strong direction is of such a script (Unicode Standard Annex #9,
/// rules P2 and P3).
pub fn is_right_to_left(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// Whether a character is invisible: a control character, a mark of the writing direction, a byte-order mark, or a noncharacter that
/// Unicode keeps for the use inside programs.
pub fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || matches!(c, '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
}

/// Whether a text is an id: at most 100 lower-case letters, digits and single hyphens, with no hyphen at either end.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Whether Windows reserves a file name of this id for a device.
pub fn is_reserved(id: &str) -> bool {
    matches!(id, "con" | "prn" | "aux" | "nul")
        || (id.len() == 4 && (id.starts_with("com") || id.starts_with("lpt")) && id.as_bytes()[3].is_ascii_digit())
}

/// A language by its code in BCP 47.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageCode(pub String);

impl Written for LanguageCode {
    const KIND: &'static str = "a language code";
    const PATTERN: &'static str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
    const EXAMPLES: &'static [&'static str] = &["en", "da", "en-GB"];
}

impl FromStr for LanguageCode {
    type Err = String;

    /// Accepts only valid BCP 47 tags in their usual case whose language is in ISO 639.
    fn from_str(text: &str) -> Result<LanguageCode, String> {
        let help = || "write a language code of BCP 47, like en, da or en-GB".to_owned();
        let tag = LanguageTag::parse_and_normalize(text).map_err(|_| help())?;
        let language = tag.primary_language();
        if !is_known_language(language) {
            return Err(match confused_with_country(language) {
                Some(meant) => format!("`{language}` is a country; did you mean the language `{meant}`?"),
                None => format!("there is no language `{language}` in ISO 639; {}", help()),
            });
        }
        // Sorting needs a Unicode locale, and some old tags of BCP 47 are none.
        if !(2..=3).contains(&language.len()) || icu_locale_core::Locale::try_from_str(text).is_err() {
            return Err(help());
        }
        match tag.as_str() == text {
            true => Ok(LanguageCode(text.to_owned())),
            false => Err(format!("write it as `{}`", tag.as_str())),
        }
    }
}

/// Returns every language of two or three letters that the settings take, and some with a script, a region or a variant.
#[cfg(test)]
pub fn every_language() -> Vec<String> {
    const PARTED: &str = "ar-EG az-Cyrl bs-Cyrl de-AT de-CH en-US es-419 fa-AF fr-CA hi-Latn ks-Deva ms-Arab pa-Arab pt-BR pt-PT \
                          sl-rozaj sr-Latn sr-Latn-ME uz-Arab zh-Hans zh-Hant zh-Hant-HK";
    let two: Vec<String> = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}"))).collect();
    let three = two.iter().flat_map(|two| ('a'..='z').map(move |c| format!("{two}{c}")));
    let parted: Vec<String> = PARTED.split(' ').map(str::to_owned).collect();
    let all = two.iter().cloned().chain(three).chain(parted.clone());
    let taken: Vec<String> = all.filter(|code| code.parse::<LanguageCode>().is_ok()).collect();
    assert!(taken.len() > 7_000 && taken.ends_with(&parted), "{} languages", taken.len());
    taken
}

/// Whether a code of two or three letters is a language of ISO 639.
fn is_known_language(code: &str) -> bool {
    isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code)).is_some()
}

/// Returns the language that is probably meant by the code of a country.
fn confused_with_country(code: &str) -> Option<&'static str> {
    [
        ("dk", "da"),
        ("cz", "cs"),
        ("gr", "el"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("ua", "uk"),
        ("at", "de"),
        ("us", "en"),
        ("gb", "en"),
    ]
    .into_iter()
    .find(|(country, _)| *country == code)
    .map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stays_in_one_line() {
        for text in [
            "12_%",
            "(12_%)",
            "EUR_1,200",
            "1.200_kr.",
            "DKK_4.5_million",
            "€_12",
            "p._14",
            "pp._3–5",
            "(§_4)",
            "nr._12",
            "s._3",
            "J._R._Smith",
            "(J._Smith)",
            "5_km,",
            "−8.6_%",
            "20_MW.",
            "Fig._2",
            "A. the",
            "12 firms",
            "in EUR and",
            "kr. per",
            "vitamins",
            "USA. The",
            "1990 to 2000",
            "the p. of",
            "no. of",
            "12 months",
        ] {
            assert_eq!(bound(&text.replace('_', " ")), text.replace('_', "\u{a0}"), "{text}");
        }
    }

    #[test]
    fn languages_are_tags_of_bcp_47_in_their_usual_form() {
        for right in ["en", "da", "en-GB", "nds"] {
            assert!(right.parse::<LanguageCode>().is_ok(), "{right}");
        }
        for wrong in ["", "EN", "en-gb", "english language", "e", "d_k", "dk", "xx"] {
            assert!(wrong.parse::<LanguageCode>().is_err(), "{wrong}");
        }
    }
}
