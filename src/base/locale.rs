//! Locales of reports: the fixed words, which no case file contains (Fluent), and the format of numbers, dates and
//! lists (ICU4X).

use crate::base::decimal::rounded;
use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context, Result};
use fixed_decimal::Decimal as FixedDecimal;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, InlineExpression, Message, PatternElement};
use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as DateFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_locale::names::{DisplayNamesPreferences, LanguageIdentifierDisplayName, RegionDisplayName};
use icu_locale_core::subtags::Region;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use crate::base::diagnostic::{Diagnostic, Diagnostics, closest, suggest};
use crate::base::fixed_words::{
    DEFAULTS, SENTENCE, THING, displayed, inline_parts, messages, start_of, things_of, untold,
};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::{FIGURE, TABLE, primary};

/// The minus sign. Hyphens would be taken for bullets and for signs of formulas, and are shorter.
pub const MINUS: char = '\u{2212}';

/// The folder in which a workspace has fixed words of its own.
pub const FOLDER: &str = "templates/locales/";

type Words = FluentBundle<FluentResource>;

/// A language of reports, with its fixed words and formats.
pub struct Locale {
    /// Its code in BCP 47.
    pub language: String,
    /// Fixed words, in order of lookup: the workspace's, the built-in ones, then those of the fallback languages.
    words: Vec<Arc<Words>>,
    decimals: DecimalFormatter,
    days: DateFormatter<Gregorian, YMD>,
    months: DateFormatter<Gregorian, YM>,
    lists: ListFormatter,
    choices: ListFormatter,
    names: DisplayNamesPreferences,
    things: Vec<String>,
    tells: bool,
}

/// What every sentence of a write-up can have filled in, beside what is its own: the case at the start of a sentence, inside one,
/// and what is its.
const COMMON: [&str; 7] = ["subject", "it", "the", "genitive", "possessive", "tense", "name"];

/// Creates a formatter of dates that has the digits of its language. ICU4X 2.4 does not load them by itself where the pattern fixes a
/// numbering system, as that of Brazil does, and then panics in debug builds.
macro_rules! with_digits {
    ($preferences:expr, $fields:expr) => {{
        let preferences = $preferences;
        let mut names =
            FixedCalendarDateTimeNames::from_formatter(preferences, DateFormatter::try_new(preferences, $fields)?);
        names.include_decimal_formatter()?;
        names.try_into_formatter($fields).map_err(|(error, _)| error)?
    }};
}

impl Locale {
    /// Creates a locale with built-in fixed words alone: those of the language or, if there are none, English ones.
    ///
    /// # Errors
    /// If `language` is not a language code; the settings are checked for that.
    pub fn usual(language: &str) -> Result<Locale> {
        let texts: Vec<&str> = built_in(language).into_iter().collect();
        Locale::new(language, chain(&[], &usual(), &[language]), &texts)
    }

    /// `texts` are the files of fixed words in the language itself.
    fn new(language: &str, words: Vec<Arc<Words>>, texts: &[&str]) -> Result<Locale> {
        // Bare `en` would format dates as in the United States; reports are for Europe.
        let tag = if language == "en" { "en-001" } else { language };
        let tag = icu_locale_core::Locale::try_from_str(tag).context("no language code")?;
        Ok(Locale {
            language: language.to_owned(),
            words,
            decimals: DecimalFormatter::try_new((&tag).into(), Default::default())?,
            days: with_digits!((&tag).into(), YMD::long()),
            months: with_digits!((&tag).into(), YM::long()),
            lists: ListFormatter::try_new_and((&tag).into(), Default::default())?,
            choices: ListFormatter::try_new_or((&tag).into(), Default::default())?,
            names: (&tag).into(),
            things: things_of(texts),
            tells: untold(texts).is_empty(),
        })
    }

    /// Whether an id has fixed words, even if only in a fallback language.
    pub fn has(&self, id: &str) -> bool {
        self.words.iter().any(|words| words.has_message(id))
    }

    /// The ids of all fixed words.
    pub fn ids(&self) -> Vec<String> {
        messages(DEFAULTS[0].1).into_iter().map(|(id, _)| id).collect()
    }

    /// Returns the fixed words with an id.
    pub fn word(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// Formats the message with an id, with `parts` as its variables. Spaces that an empty variable leaves behind are
    /// removed. An unknown id is returned as it is.
    pub fn say(&self, id: &str, parts: &[(&str, FluentValue)]) -> String {
        let found = self.words.iter().find_map(|words| Some((words, words.get_message(id)?.value()?)));
        let Some((words, pattern)) = found else { return id.to_owned() };
        let mut arguments = FluentArgs::with_capacity(parts.len());
        parts.iter().for_each(|(name, value)| arguments.set(*name, value.clone()));
        let text = words.format_pattern(pattern, Some(&arguments), &mut Vec::new());
        let mut tidy = String::with_capacity(text.len());
        for part in text.split([' ', '\n']).filter(|part| !part.is_empty()) {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(part);
        }
        // A name that ends with a full stop, at the end of a sentence: "Mill Road Inc."
        let has_stop = matches!(pattern.elements.last(), Some(PatternElement::TextElement { value }) if *value == ".");
        if has_stop && tidy.ends_with("..") && !tidy.ends_with("...") {
            tidy.pop();
        }
        tidy
    }

    /// Returns the opening and the closing quotation mark.
    pub fn quotes(&self) -> [String; 2] {
        let around = self.say("quotation", &[("text", "\u{0}".into())]);
        around.split_once('\u{0}').map_or_else(Default::default, |(open, close)| [open.to_owned(), close.to_owned()])
    }

    /// Formats "k of n".
    pub fn of(&self, k: usize, n: usize) -> String {
        self.say("k-of-n", &[("k", k.into()), ("n", n.into())])
    }

    /// Formats a number with `decimals` decimals and digit grouping: 19,172,500. A negative one has a minus sign before it and
    /// not a hyphen, in every language.
    pub fn number(&self, value: Decimal, decimals: usize) -> String {
        let value = rounded(value, decimals);
        let text = value.abs().to_string();
        let size = text.parse::<FixedDecimal>().map_or(text, |number| self.decimals.format(&number).to_string());
        if value.is_sign_negative() { format!("{MINUS}{size}") } else { size }
    }

    /// Formats a day, a month or a year: 23 April 2003. Of a date that does not exist, only the year is shown.
    pub fn date(&self, year: i32, month: Option<u8>, day: Option<u8>) -> String {
        let date = Day::try_new_gregorian(year, month.unwrap_or(1), day.unwrap_or(1)).ok();
        match (date, month, day) {
            (Some(date), Some(_), Some(_)) => self.days.format(&date).to_string(),
            (Some(date), Some(_), None) => self.months.format(&date).to_string(),
            _ => year.to_string(),
        }
    }

    /// Returns the name of a country by its ISO 3166 code, or the code if the language has no name for it.
    pub fn country(&self, code: &str) -> String {
        let region = code.parse::<Region>().ok();
        let name = region.and_then(|region| RegionDisplayName::try_new_light(self.names, region).ok());
        name.map_or_else(|| code.to_owned(), |name| name.as_borrowed().to_string())
    }

    /// Returns the language's name in that language, capitalised.
    pub fn own_name(&self) -> String {
        let own = icu_locale_core::Locale::try_from_str(&self.language).ok();
        let name = own
            .and_then(|own| LanguageIdentifierDisplayName::try_new_light(self.names, own.id, Default::default()).ok());
        let name = name.map_or_else(|| self.language.clone(), |name| name.as_borrowed().to_string());
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Joins items as the language does: a, b and c.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        self.lists.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// What stands between two items of a list: " and ".
    pub fn and(&self) -> String {
        self.list(&["\u{0}", "\u{0}"]).replace('\u{0}', "")
    }

    /// Joins items of which one or another is meant: a, b or c.
    pub fn list_or(&self, items: &[impl AsRef<str>]) -> String {
        self.choices.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// Formats an attribute of a message, like a form of a word. `None` if no language in the chain has it.
    pub fn form(&self, id: &str, attribute: &str) -> Option<String> {
        self.words.iter().find_map(|words| {
            let own = words.get_message(id)?.get_attribute(attribute)?;
            Some(words.format_pattern(own.value(), None, &mut Vec::new()).into_owned())
        })
    }

    /// The ids of the words for what a case can be, without `thing-`, that have all their forms in this language.
    pub fn things(&self) -> &[String] {
        &self.things
    }

    /// Whether the language has all sentences of write-ups. If one is missing, reports have no write-up in it.
    pub fn tells(&self) -> bool {
        self.tells
    }
}

/// Loads the locales of reports. `own` are the workspace's files of fixed words; `span` says where the settings name
/// the language at an index. Missing words are reported as warnings, unreadable ones as errors.
///
/// # Errors
/// If one of `languages` is not a language code; the settings are checked for that.
pub fn load(
    diagnostics: &mut Diagnostics,
    languages: &[&str],
    own: &[Arc<Source>],
    span: impl Fn(usize) -> Option<Span>,
) -> Result<Vec<Locale>> {
    let mut files: Vec<(&str, Arc<Words>)> = Vec::new();
    for source in own {
        check(diagnostics, source);
        files.push((source.stem(), Arc::new(bundle(source.stem(), source.text()))));
    }
    let usual = usual();
    // Captions may begin with the English words in every language, so no language needs words of its own for them.
    let usual_words = |id: &String| ![SENTENCE, THING, "caption-"].iter().any(|start| id.starts_with(start));
    let english = messages(DEFAULTS[0].1).into_iter().map(|(id, _)| id).filter(usual_words);
    let english: Vec<String> = english.collect();
    let mut locales = Vec::new();
    for (at, language) in languages.iter().enumerate() {
        let first = languages[0];
        let words = chain(&files, &usual, &[language, first]);
        let of_its_own = chain(&files, &usual, &[language]);
        let of_its_own = &of_its_own[..of_its_own.len() - 1];
        let lacking: Vec<&str> =
            english.iter().map(String::as_str).filter(|id| !of_its_own.iter().any(|one| one.has_message(id))).collect();
        let file = own.iter().find(|source| source.stem() == *language);
        let place = file.map(Span::start_of).or_else(|| span(at));
        if let Some(place) = place.filter(|_| !lacking.is_empty()) {
            let named = lacking.iter().take(5).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let message = match of_its_own.is_empty() {
                true => format!("there are no fixed words for reports in `{language}`"),
                false => format!(
                    "{} fixed words of reports have no text in `{language}`: {named}{}",
                    lacking.len(),
                    if lacking.len() > 5 { " …" } else { "" }
                ),
            };
            let other = if primary(first) == primary(language) { "en" } else { first };
            let help = format!(
                "they are shown in `{other}`; write them into {FOLDER}{language}.ftl: `casebook templates locales/en.ftl` copies all of them to begin with"
            );
            diagnostics.push(Diagnostic::warning(Code::Untranslated, place, message).help(help));
        }
        let texts: Vec<&str> = own
            .iter()
            .filter(|source| [*language, &primary(language)].contains(&source.stem()))
            .map(|source| source.text())
            .chain(built_in(language))
            .collect::<Vec<&str>>();
        if let Some(place) = file.map(Span::start_of).or_else(|| span(at)) {
            diagnostics.extend(without_sentences(language, &untold(&texts), place));
        }
        locales.push(Locale::new(language, words, &texts)?);
    }
    Ok(locales)
}

/// The built-in files of fixed words in a language.
fn built_in(language: &str) -> Option<&'static str> {
    DEFAULTS.iter().find(|(name, _)| *name == primary(language)).map(|(_, text)| *text)
}

/// A warning that reports in a language have no write-up, if sentences of it are missing.
fn without_sentences(language: &str, untold: &[String], place: Span) -> Option<Diagnostic> {
    if untold.is_empty() {
        return None;
    }
    let message =
        format!("case reports in `{language}` have no write-up, since {} of its sentences are missing", untold.len());
    let all = untold.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let help =
        format!("they show facts and tables in its place; write the sentences into {FOLDER}{language}.ftl: {all}");
    Some(Diagnostic::warning(Code::Untranslated, place, message).help(help))
}

/// The built-in fixed words, English first.
fn usual() -> Vec<(&'static str, Arc<Words>)> {
    DEFAULTS.iter().map(|(language, text)| (*language, Arc::new(bundle(language, text)))).collect()
}

/// The fixed words to look up ids in, in order: for each language the workspace's, then the built-in ones; English last.
fn chain(own: &[(&str, Arc<Words>)], usual: &[(&str, Arc<Words>)], languages: &[&str]) -> Vec<Arc<Words>> {
    let mut chain = Vec::new();
    for language in languages {
        for name in [(*language).to_owned(), primary(language)] {
            chain.extend(own.iter().filter(|(own, _)| *own == name).map(|(_, words)| words.clone()));
        }
        chain.extend(usual.iter().filter(|(name, _)| *name == primary(language)).map(|(_, words)| words.clone()));
    }
    chain.extend(usual.first().map(|(_, english)| english.clone()));
    chain
}

/// Parses a file of fixed words, leaving out those that can't be parsed.
fn bundle(language: &str, text: &str) -> Words {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let mut words = Words::new_concurrent(vec![language.parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Fluent would put bidirectional isolation marks around variables, and these would be printed.
    words.set_use_isolating(false);
    words.set_formatter(Some(grouped));
    words.add_resource_overriding(resource);
    words
}

/// Formats whole numbers in messages, with digit grouping.
struct Grouped(DecimalFormatter);

impl Memoizable for Grouped {
    type Args = ();
    type Error = anyhow::Error;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Grouped> {
        let tag = icu_locale_core::Locale::try_from_str(&language.to_string())?;
        Ok(Grouped(DecimalFormatter::try_new((&tag).into(), Default::default())?))
    }
}

fn grouped(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let number: FixedDecimal = format!("{:.0}", number.value).parse().ok()?;
    memoizer.with_try_get::<Grouped, _, _>((), |own| own.0.format(&number).to_string()).ok()
}

/// Help for an unknown id: the closest known one, else where all of them are listed.
pub fn meant(id: &str, known: &[&str]) -> String {
    let all = "docs/languages.md tells where all of them are".to_owned();
    closest(id, known.iter().copied()).map_or(all, |close| format!("did you mean `{close}`?"))
}

/// Reports duplicate ids, and references to messages or terms (`{ name }`) where a variable (`{ $name }`) is expected.
fn twice_or_named(diagnostics: &mut Diagnostics, source: &Arc<Source>) {
    let resource = fluent_syntax::parser::parse(source.text()).unwrap_or_else(|(resource, _)| resource);
    let mut seen = BTreeSet::new();
    for entry in &resource.body {
        let Entry::Message(Message { id, value: Some(pattern), .. }) = entry else { continue };
        if !seen.insert(id.name) {
            let last = source.text().rfind(&format!("\n{}", id.name)).map_or(0, |at| at + 1);
            let span = Span { source: source.clone(), range: last..last + id.name.len() };
            let doubled = Diagnostic::error(Code::FixedWords, span, format!("`{}` stands twice", id.name));
            diagnostics.push(doubled.help("keep one of the two"));
        }
        inline_parts(pattern, &mut |inline| {
            let name = match inline {
                InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => id.name,
                _ => return,
            };
            let own = start_of(source.text(), id.name);
            let text = &source.text()[own..];
            let start = text.match_indices(name).find(|(at, _)| text[..*at].trim_end().ends_with(['{', '-']));
            let at = own + start.map_or(0, |(at, _)| at);
            let span = Span { source: source.clone(), range: at..at + name.len() };
            let message = format!("`{{ {name} }}` fills nothing in");
            let help = format!("what is filled in has a dollar sign: {{ ${name} }}");
            diagnostics.push(Diagnostic::error(Code::FixedWords, span, message).help(help));
        });
    }
}

/// Checks a file of fixed words: that it can be parsed, that casebook knows all its ids and variables, that no variable
/// that must be printed is missing, and that its words for captions are allowed.
fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>) {
    if let Err((_, errors)) = fluent_syntax::parser::parse(source.text()) {
        for error in errors {
            let span = Span { source: source.clone(), range: error.pos.start..error.pos.start };
            let message = format!("these fixed words can't be read: {}", error.kind.to_string().to_lowercase());
            let help = "a line is `id = text`, and what runs on is set in; docs/languages.md shows how";
            diagnostics.push(Diagnostic::error(Code::FixedWords, span, message).help(help));
        }
    }
    twice_or_named(diagnostics, source);
    let known = messages(DEFAULTS[0].1);
    let ids: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
    let words_of_file = bundle(source.stem(), source.text());
    for (id, words) in [("caption-table", TABLE), ("caption-figure", FIGURE)] {
        let pattern = words_of_file.get_message(id).and_then(|message| message.value());
        let own = pattern.map(|pattern| words_of_file.format_pattern(pattern, None, &mut Vec::new()));
        if let Some(own) = own.filter(|own| !words.contains(&&**own)) {
            let at = start_of(source.text(), id);
            let span = Span { source: source.clone(), range: at..at + id.len() };
            let message = format!("`{id}` is `{own}`, which begins no caption");
            let help = format!("write {}", words.join(" or "));
            diagnostics.push(Diagnostic::error(Code::FixedWords, span, message).help(help));
        }
    }
    let (shown, own) = (displayed(DEFAULTS[0].1), displayed(source.text()));
    for (id, parts) in messages(source.text()) {
        let at = start_of(source.text(), &id);
        let span = Span { source: source.clone(), range: at..at + id.len() };
        if id.starts_with(THING) {
            continue;
        }
        let Some((_, usual)) = known.iter().find(|(own, _)| *own == id) else {
            let message = format!("no report has the fixed words `{id}`");
            diagnostics.push(Diagnostic::error(Code::FixedWords, span, message).help(meant(&id, &ids)));
            continue;
        };
        let lost =
            shown.get(&id).into_iter().flatten().filter(|part| !own.get(&id).is_some_and(|own| own.contains(*part)));
        for part in lost.filter(|part| !(id.starts_with(SENTENCE) && COMMON.contains(&part.as_str()))) {
            let message = format!("`{id}` leaves out what is filled in as `${part}`");
            let help = format!("put {{ ${part} }} where it should stand");
            diagnostics.push(Diagnostic::warning(Code::FixedWords, span.clone(), message).help(help));
        }
        let is_common = |part: &&String| id.starts_with(SENTENCE) && COMMON.contains(&part.as_str());
        for part in parts.difference(usual).filter(|part| !is_common(part)) {
            let names: Vec<&str> = usual.iter().map(String::as_str).collect();
            let help = match names.is_empty() {
                true => "nothing is filled in here".to_owned(),
                false => suggest(part, &names),
            };
            let message = format!("`${part}` is not filled in at `{id}`");
            diagnostics.push(Diagnostic::error(Code::FixedWords, span.clone(), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::every_language;

    #[test]
    fn every_language_that_the_settings_take_has_its_formats() {
        let words = chain(&[], &usual(), &["en"]);
        for code in every_language() {
            let code = code.as_str();
            let locale = Locale::new(code, words.clone(), &[]).unwrap_or_else(|error| panic!("{code}: {error}"));
            let large = locale.number(Decimal::from(-19_172_500), 1);
            let dates =
                [locale.date(2003, Some(4), Some(23)), locale.date(2003, Some(4), None), locale.date(2003, None, None)];
            for date in dates {
                assert!(date.chars().filter(|c| c.is_numeric()).count() >= 4, "{code}: {date}");
            }
            let texts = [
                locale.country("DK"),
                locale.own_name(),
                locale.list(&["a", "b", "c"]),
                locale.list_or(&["a", "b"]),
                locale.and(),
            ];
            assert!(texts.iter().all(|text| !text.is_empty()), "{code}: {texts:?}");
            assert!(
                large.starts_with(MINUS) && large.chars().filter(|c| c.is_numeric()).count() == 9,
                "{code}: {large}"
            );
            let counted = bundle(code, "counted = { $n ->\n  [one] one\n *[other] { $n }\n } things");
            let pattern = counted.get_message("counted").and_then(|message| message.value()).expect("it is there");
            let mut counts = FluentArgs::new();
            counts.set("n", 1_234_567);
            let mut errors = Vec::new();
            let text = counted.format_pattern(pattern, Some(&counts), &mut errors);
            assert!(text.ends_with(" things") && errors.is_empty(), "{code}: {text} {errors:?}");
        }
    }

    #[test]
    fn numbers_dates_and_lists_are_those_of_the_language() {
        let [en, da] = ["en", "da"].map(|language| Locale::usual(language).expect("both are in the program"));
        assert_eq!(
            [en.number(Decimal::from(19_172_500), 0), da.number(Decimal::from(19_172_500), 0)],
            ["19,172,500", "19.172.500"]
        );
        assert_eq!([en.number(Decimal::new(25, 1), 1), da.number(Decimal::new(25, 1), 1)], ["2.5", "2,5"]);
        assert_eq!(en.date(2003, Some(4), Some(23)), "23 April 2003");
        assert_eq!(da.date(2003, Some(4), Some(23)), "23. april 2003");
        assert_eq!([en.date(2003, Some(4), None), da.date(2003, Some(4), None)], ["April 2003", "april 2003"]);
        assert_eq!([en.date(2003, None, None), da.date(2003, None, None)], ["2003", "2003"]);
        assert_eq!([en.list(&["a", "b", "c"]), da.list(&["a", "b", "c"])], ["a, b and c", "a, b og c"]);
        assert_eq!(da.of(2, 1500), "2 af 1.500");
    }

    #[test]
    fn all_languages_of_the_program_have_the_same_words_and_fill_in_the_same() {
        let english = messages(DEFAULTS[0].1);
        for (language, text) in DEFAULTS {
            assert!(fluent_syntax::parser::parse(text).is_ok(), "{language}");
            assert_eq!(messages(text).len(), english.len(), "{language}");
            for (id, parts) in messages(text) {
                let usual = english.iter().find(|(own, _)| *own == id).map(|(_, parts)| parts);
                // What every sentence of a write-up has may be used in any of them.
                let own: BTreeSet<String> = match id.starts_with(SENTENCE) {
                    true => parts.into_iter().filter(|part| !COMMON.contains(&part.as_str())).collect(),
                    false => parts,
                };
                assert!(usual.is_some_and(|usual| own.is_subset(usual)), "{language}: {id}");
            }
        }
    }
}
