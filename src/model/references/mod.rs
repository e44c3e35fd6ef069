//! The works that cases and frameworks cite, formatted by hayagriva. `read.rs` reads and checks `references.yaml`, `imported.rs` what other
//! programs export, `names.rs` says
//! whose names are in it, `locator.rs` which place in a work a citation means, and `dates.rs` where a day stands.

pub mod dates;
pub mod imported;
pub mod locator;
pub mod names;
pub mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    CitationFormat, FontStyle, IndependentStyle, Locale as CslLocale, LocaleCode, Style, StyleCategory, TermForm,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, ElemMeta, Library, LocatorPayload, Rendered, SpecificLocator,
};

use crate::base::source::Span;
use crate::base::text::primary;
use crate::document::markdown::citation::{Citation, CitedWork};
use crate::document::markdown::escape::escape;
use crate::model::citation_style::CitationStyle;
use crate::model::references::dates::DayFirst;
use crate::model::references::locator::Place;

/// All references of a workspace.
#[derive(Default)]
pub struct References {
    library: Library,
    keys: Vec<(String, Span)>,
    /// A cache of formatted citations, by what was asked for.
    known: Mutex<BTreeMap<Asked, Cited>>,
}

/// A key of the cache: a style, a language, and the citations.
type Asked = (String, String, Vec<Citation>);

/// The largest number of lists of cited works in the cache. Most cases of a study cite the same few works; where each cites its
/// own, a cache gains nothing.
const KNOWN: usize = 100;

/// Decodes a style. The last one is cached: a workspace has one style, and every report asks for it.
fn decoded(style: ArchivedStyle) -> Arc<Style> {
    static LAST: Mutex<Option<(ArchivedStyle, Arc<Style>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = last.as_ref().filter(|(known, _)| *known == style) {
        return known.clone();
    }
    let new = Arc::new(style.get());
    *last = Some((style, new.clone()));
    new
}

/// The works that one document cites, formatted for its text and for its list of references.
#[derive(Clone, Default)]
pub struct Cited {
    texts: BTreeMap<Citation, String>,
    narrative: BTreeMap<String, String>,
    works: Vec<String>,
}

impl Cited {
    /// Returns the citation of a work without its parentheses: "Ingstrup & Damgaard, 2013". Styles that number works keep their
    /// brackets: "`[1]`". `None` for a work that the document does not cite.
    pub fn short(&self, key: &str) -> Option<String> {
        self.texts.get(&Citation::of(key)).map(|text| inner(text).to_owned())
    }

    /// Returns the authors of a work as running text names them, with the year: "Ingstrup and Damgaard (2013)". `None` for a work
    /// that the document does not cite.
    pub fn narrative(&self, key: &str) -> Option<String> {
        self.narrative.get(key).cloned()
    }

    /// Returns a citation for running text: "(Ingstrup & Damgaard, 2013, p. 14)". `None` if the document has no such citation.
    pub fn citation(&self, citation: &Citation) -> Option<String> {
        let text = self.texts.get(citation)?;
        let stands = citation.narrative || text.is_empty() || text.starts_with(['(', '[']);
        Some(if stands { text.clone() } else { format!("({text})") })
    }

    /// Returns the list of references, each as Markdown, in the order of the style.
    pub fn works(&self) -> &[String] {
        &self.works
    }
}

/// A citation without its parentheses.
fn inner(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
}

impl References {
    /// Every key, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(key, _)| key.as_str())
    }

    /// Every key, with its position in its file.
    pub fn places(&self) -> &[(String, Span)] {
        &self.keys
    }

    /// Whether there is a reference with this key.
    pub fn contains(&self, key: &str) -> bool {
        self.library.get(key).is_some()
    }

    /// The language of a work, if its entry names one.
    pub fn language(&self, key: &str) -> Option<String> {
        Some(self.library.get(key)?.language()?.to_string())
    }

    /// Formats the works that one document cites, in a style and a language. `wanted` is in the order of the citations, since
    /// some styles number works. Citations with unknown keys are left out.
    pub fn cited(&self, style: CitationStyle, language: &str, wanted: &[Citation]) -> Cited {
        let name = style.0.names().first().copied().unwrap_or_default().to_owned();
        let key = (name, language.to_owned(), wanted.to_vec());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cited) = known().get(&key) {
            return cited.clone();
        }
        let cited = self.format(style, language, wanted);
        if known().len() < KNOWN {
            known().insert(key, cited.clone());
        }
        cited
    }

    fn format(&self, style: CitationStyle, language: &str, wanted: &[Citation]) -> Cited {
        static LOCALES: OnceLock<Vec<CslLocale>> = OnceLock::new();
        let locales = LOCALES.get_or_init(locales);
        let style = decoded(style.0);
        let Style::Independent(style) = &*style else { return Cited::default() };
        let in_language = |code: &&LocaleCode| primary(&code.0) == primary(language);
        let codes = || locales.iter().filter_map(|locale| locale.lang.as_ref());
        let exact = codes().find(|code| code.0 == language || (language == "en" && code.0 == "en-US"));
        let locale = exact.or_else(|| codes().find(in_language)).cloned();
        let mut seen = BTreeSet::new();
        let is_known = |citation: &&Citation| citation.works.iter().all(|work| self.contains(&work.key));
        let known: Vec<&Citation> = wanted.iter().filter(is_known).filter(|one| seen.insert(*one)).collect();
        Formatter { library: &self.library, style, locale, locales }.format(&known)
    }
}

/// Formats the works of one document in a style and a language.
struct Formatter<'a> {
    library: &'a Library,
    style: &'a IndependentStyle,
    locale: Option<LocaleCode>,
    locales: &'a [CslLocale],
}

/// The key of a work, with the place in it.
type Placed = (String, Option<String>);

impl Formatter<'_> {
    fn format(&self, known: &[&Citation]) -> Cited {
        let order = self.order_of_letters(known);
        let of = |work: &CitedWork| -> Placed { (work.key.clone(), work.locator.clone()) };
        let clusters: Vec<Vec<Placed>> = known.iter().map(|citation| citation.works.iter().map(of).collect()).collect();
        let whole = self.render(&order, &clusters, None);
        // The same works in the same order, so that they have the same numbers and letters.
        let mut seen = BTreeSet::new();
        let each =
            clusters.iter().flatten().flat_map(|(key, locator)| [(key.clone(), None), (key.clone(), locator.clone())]);
        let each: Vec<Vec<Placed>> = each.filter(|one| seen.insert(one.clone())).map(|one| vec![one]).collect();
        let needs_parts = known
            .iter()
            .any(|citation| citation.works.len() > 1 || citation.works.iter().any(|work| !work.prefix.is_empty()));
        let texts = |purpose: Option<CitePurpose>| -> Vec<String> {
            self.render(&order, &each, purpose).citations.iter().map(|own| plain(&own.citation)).collect()
        };
        let prose = texts(Some(CitePurpose::Prose));
        let needs_authors =
            known.iter().any(|citation| citation.narrative || citation.works.iter().any(|work| work.bare));
        let singles = if needs_parts { texts(None) } else { Vec::new() };
        let authors = if needs_authors { texts(Some(CitePurpose::Author)) } else { Vec::new() };
        let at = |work: &CitedWork| each.iter().position(|one| one[0].0 == work.key && one[0].1 == work.locator);
        // Styles that name editors in place of authors leave them out of sentences.
        let named = |one: &Placed, text: &String| match text.trim_start().starts_with(['(', '[']) {
            true => format!("{} {}", self.editors(&one.0), text.trim_start()).trim_start().to_owned(),
            false => text.clone(),
        };
        let prose: Vec<String> = each.iter().zip(&prose).map(|(one, text)| named(&one[0], text)).collect();
        let authors: Vec<String> = each
            .iter()
            .zip(authors)
            .map(|(one, text)| match text.trim().is_empty() {
                true => self.editors(&one[0].0),
                false => text,
            })
            .collect();
        let narrative = each.iter().zip(&prose).filter(|(one, _)| one[0].1.is_none());
        let narrative = narrative.map(|(one, text)| (one[0].0.clone(), text.clone())).collect();
        let parts = Parts { at: &at, singles, prose, authors };
        let delimiter = self.style.citation.layout.delimiter.as_deref().unwrap_or("; ");
        let texts = known.iter().zip(&whole.citations).map(|(citation, rendered)| {
            ((*citation).clone(), parts.text(citation, &plain(&rendered.citation), delimiter))
        });
        let dates = self
            .locale
            .as_ref()
            .and_then(|code| DayFirst::of(self.locales.iter().find(|locale| locale.lang.as_ref() == Some(code))?));
        let works = whole.bibliography.iter().flat_map(|list| &list.items).map(|item| {
            let first = item.first_field.iter().map(|first| plain(&ElemChildren(vec![first.clone()])));
            let first: String = first.map(|first| format!("{} ", escape(first.trim()))).collect();
            format!("{first}{}", markdown(&item.content, dates.as_ref()))
        });
        Cited { texts: texts.collect(), narrative, works: works.collect() }
    }

    /// The family names of the editors of a work as words: "Jensen and Olsen", "Jensen et al."; its title where it has none.
    fn editors(&self, key: &str) -> String {
        let Some(entry) = self.library.get(key) else { return String::new() };
        let own = self.locales.iter().find(|locale| locale.lang == self.locale);
        let word = |term: OtherTerm, usual: &str| {
            let found = own.and_then(|locale| locale.term(Term::Other(term), TermForm::Long)?.single());
            found.unwrap_or(usual).to_owned()
        };
        let names: Vec<&str> = entry.editors().unwrap_or_default().iter().map(|person| person.name.as_str()).collect();
        match names.as_slice() {
            [] => entry.title().map(|title| title.value.to_string()).unwrap_or_default(),
            [one] => (*one).to_owned(),
            [one, other] => format!("{one} {} {other}", word(OtherTerm::And, "and")),
            [first, ..] => format!("{first} {}", word(OtherTerm::EtAl, "et al.")),
        }
    }

    /// The works in the order of the list, if two of them may get letters behind their year: letters follow that order (CSL 1.0.2,
    /// "year-suffix disambiguation"), and hayagriva gives them in the order of citation. Empty where there is no such order to keep.
    fn order_of_letters(&self, known: &[&Citation]) -> Vec<String> {
        let is_by_year =
            self.style.info.category.iter().any(|category| {
                matches!(category, StyleCategory::CitationFormat { format: CitationFormat::AuthorDate })
            });
        // Works that are alike in the style's eyes stay in the order of citation.
        let mut seen = BTreeSet::new();
        let keys = known.iter().flat_map(|citation| &citation.works).map(|work| work.key.as_str());
        let keys: Vec<&str> = keys.filter(|key| seen.insert(*key)).collect();
        let years = keys.iter().map(|key| self.library.get(key).and_then(|entry| Some(entry.date()?.year)));
        let years: Vec<Option<i32>> = years.collect();
        let has_twins = years.iter().enumerate().any(|(at, year)| years[..at].contains(year));
        if !is_by_year || !has_twins {
            return Vec::new();
        }
        let all: Vec<Vec<Placed>> = keys.iter().map(|key| vec![((*key).to_owned(), None)]).collect();
        let list = self.render(&[], &all, None).bibliography;
        list.into_iter().flat_map(|list| list.items).map(|item| item.key).collect()
    }

    /// Formats citations, each of one work or several, for a purpose; after hidden ones of the works in `order`.
    fn render(&self, order: &[String], clusters: &[Vec<Placed>], purpose: Option<CitePurpose>) -> Rendered {
        let places: BTreeMap<&str, Place> = clusters
            .iter()
            .flatten()
            .filter_map(|(_, locator)| Some((locator.as_deref()?, Place::of(locator.as_deref()?)?)))
            .collect();
        let mut driver = BibliographyDriver::new();
        let request = |items| CitationRequest::new(items, self.style, self.locale.clone(), self.locales, None);
        for entry in order.iter().filter_map(|key| self.library.get(key)) {
            driver.citation(request(vec![CitationItem::new(entry, None, None, true, None)]));
        }
        for cluster in clusters {
            let items = cluster.iter().filter_map(|(key, locator)| {
                let place = locator.as_deref().and_then(|locator| places.get(locator));
                let locator = place.map(|place| SpecificLocator(place.kind, LocatorPayload::Str(&place.number)));
                let item = CitationItem::with_locator(self.library.get(key)?, locator);
                Some(match purpose {
                    Some(purpose) => item.kind(purpose),
                    None => item,
                })
            });
            driver.citation(request(items.collect()));
        }
        let (style, locale) = (self.style, self.locale.clone());
        let mut rendered = driver.finish(BibliographyRequest { style, locale, locale_files: self.locales });
        rendered.citations.drain(..order.len());
        rendered
    }
}

/// The citations of single works, from which those are put together that the style has no form for.
struct Parts<'a> {
    /// Which of them a work is.
    at: &'a dyn Fn(&CitedWork) -> Option<usize>,
    /// "(Sørensen, 2020, p. 3)"
    singles: Vec<String>,
    /// "Sørensen (2020, p. 3)"
    prose: Vec<String>,
    /// "Sørensen"
    authors: Vec<String>,
}

impl Parts<'_> {
    /// The text of a citation; `whole` is what the style makes of all its works together.
    fn text(&self, citation: &Citation, whole: &str, delimiter: &str) -> String {
        match citation.works.as_slice() {
            [work] if citation.narrative => {
                let (authors, rest) = self.apart(work);
                format!("{authors} {rest}").trim_end().to_owned()
            }
            [work] if work.prefix.is_empty() && !work.bare => with_place(whole, work),
            works => {
                let is_told = |work: &CitedWork| {
                    work.locator
                        .as_deref()
                        .is_none_or(|locator| Place::of(locator).is_some_and(|place| whole.contains(&place.number)))
                };
                if works.iter().all(|work| work.prefix.is_empty() && !work.bare && is_told(work)) {
                    return with_place(whole, &CitedWork::default());
                }
                let each: Vec<String> = works.iter().map(|work| self.single(work)).collect();
                let in_parentheses = each.iter().all(|text| text.starts_with('('));
                let each = works.iter().zip(&each).map(|(work, text)| format!("{}{}", work.before(), inner(text)));
                let all = each.collect::<Vec<_>>().join(if in_parentheses { "; " } else { delimiter });
                if in_parentheses { format!("({all})") } else { all }
            }
        }
    }

    /// A work among others: "(Sørensen, 2020, p. 3)", or "(2020, p. 3)" without its authors.
    fn single(&self, work: &CitedWork) -> String {
        match work.bare {
            true => self.apart(work).1,
            false => with_place(&self.of(&self.singles, work), work),
        }
    }

    /// The authors as words, and the rest of the citation: "Sørensen" and "(2020, p. 3)".
    fn apart(&self, work: &CitedWork) -> (String, String) {
        let (authors, prose) = (self.of(&self.authors, work), self.of(&self.prose, work));
        let authors = authors.trim();
        let rest = prose.strip_prefix(authors).unwrap_or(&prose).trim();
        // A style that names no year has nothing left to say.
        let rest = with_place(rest, work);
        (authors.to_owned(), if rest == "()" { String::new() } else { rest })
    }

    fn of(&self, texts: &[String], work: &CitedWork) -> String {
        (self.at)(work).and_then(|at| texts.get(at)).cloned().unwrap_or_default()
    }
}

/// The text of a citation with the place in the work: one that the style does not know or leaves out is added as the document writes
/// it. A number that the style sets as superscript is put in brackets.
fn with_place(text: &str, work: &CitedWork) -> String {
    let mut text = text.trim_end_matches('.').to_owned();
    let place = work.locator.as_deref().and_then(Place::of);
    let is_told = place.as_ref().is_some_and(|place| text.contains(&place.number));
    let written = place.as_ref().map(|place| place.text.as_str()).or(work.locator.as_deref());
    if let Some(place) = written.filter(|_| !is_told) {
        let inside = text.trim_end_matches([')', ']']).len();
        text.insert_str(inside, &format!(", {place}"));
    }
    let is_number =
        text.split(", ").next().is_some_and(|first| !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()));
    if is_number { format!("[{text}]") } else { text }
}

fn plain(content: &ElemChildren) -> String {
    let mut text = String::new();
    match content.write_buf(&mut text, BufWriteFormat::Plain) {
        Ok(()) => text,
        Err(_) => String::new(),
    }
}

/// A formatted work as Markdown: text with emphasis and links.
fn markdown(content: &ElemChildren, dates: Option<&DayFirst>) -> String {
    let mut pieces: Vec<(String, Option<String>, bool)> = Vec::new();
    gather(content, dates, &mut pieces);
    let mut out = String::new();
    for (text, url, emphasised) in pieces {
        let bare = text.trim();
        let (before, after) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        out.push_str(&text[..before]);
        let shown = if out.is_empty() { escape(bare) } else { escape(&format!("x{bare}"))[1..].to_owned() };
        match url {
            _ if bare.is_empty() => continue,
            Some(url) if url == bare => out.push_str(&format!("<{url}>")),
            Some(url) => out.push_str(&format!("[{shown}](<{}>)", url.replace([' ', '<', '>', '\n'], ""))),
            None if emphasised => out.push_str(&format!("*{shown}*")),
            None => out.push_str(&shown),
        }
        out.push_str(&text[text.len() - after..]);
    }
    out
}

/// Collects the pieces of a formatted work: the text, the URL of a link, and whether the text is emphasised. Adjacent text of the
/// same emphasis is merged.
fn gather(content: &ElemChildren, dates: Option<&DayFirst>, pieces: &mut Vec<(String, Option<String>, bool)>) {
    for child in &content.0 {
        let (text, url, emphasised) = match child {
            ElemChild::Elem(inner) => match dates.filter(|_| inner.meta == Some(ElemMeta::Date)) {
                Some(dates) => (dates.applied(&plain(&inner.children)), None, false),
                None => {
                    gather(&inner.children, dates, pieces);
                    continue;
                }
            },
            ElemChild::Text(text) => (text.text.clone(), None, text.formatting.font_style == FontStyle::Italic),
            ElemChild::Markup(text) => (text.clone(), None, false),
            ElemChild::Link { text, url } => (text.text.clone(), Some(url.clone()), false),
            ElemChild::Transparent { .. } => continue,
        };
        match pieces.last_mut() {
            Some((last, None, same)) if url.is_none() && *same == emphasised => last.push_str(&text),
            _ => pieces.push((text, url, emphasised)),
        }
    }
    settle(pieces);
}

/// Takes out the doubled punctuation that styles leave where a part is missing, or where a title or a name ends in punctuation of its own:
/// inside pieces and between them.
fn settle(pieces: &mut [(String, Option<String>, bool)]) {
    const DOUBLED: [(&str, &str); 13] = [
        ("?.", "?"),
        ("!.", "!"),
        (",)", ")"),
        (",.", "."),
        (" :", ":"),
        (" ,", ","),
        (";:", ";"),
        (". .", "."),
        (".. ", ". "),
        ("..,", ".,"),
        (".,.", ".,"),
        ("  ", " "),
        (" .", "."),
    ];
    for (text, url, _) in pieces.iter_mut() {
        for (doubled, single) in DOUBLED.iter().filter(|_| url.is_none()) {
            *text = text.replace(doubled, single);
        }
        if url.is_none() && text.ends_with("..") && !text.ends_with("...") {
            text.pop();
        }
    }
    for at in 1..pieces.len() {
        let (before, own) = pieces.split_at_mut(at);
        let (Some((last, ..)), Some((next, None, _))) = (before.last_mut(), own.first_mut()) else { continue };
        let is_stop = next.starts_with('.') && !next.starts_with("...");
        if is_stop && last.trim_end().ends_with(['.', '?', '!']) {
            next.remove(0);
        }
        if next.starts_with([':', ',', ';', '.']) && last.ends_with(' ') {
            last.truncate(last.trim_end().len());
        }
        if next.starts_with(':') && last.ends_with(';') {
            next.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;

    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::document::markdown::Inline;
    use crate::document::markdown::citation::Citation;
    use crate::document::markdown::sentences::in_sentences;
    use crate::model::citation_style::CitationStyle;
    use crate::model::references::{References, read};

    const WORKS: &str = "z:\n  type: article\n  title: Clusters and their works\n  author: [\"Sørensen, Åse\"]\n  date: 2020\n  page-range: 1-20\n  parent: { type: periodical, title: An invented journal, volume: 3, issue: 1 }\n  serial-number: { doi: \"10.1016/S0000-0000(20)00001-5\" }\nm:\n  type: report\n  title: The clusters of a year\n  author: Uddannelses- og Forskningsministeriet\n  date: 2024\nv:\n  type: book\n  title: A book\n  author: [\"de Vries, Joey\"]\n  date: 2014\n  publisher: An invented press\n";

    fn works() -> References {
        read_works(WORKS)
    }

    fn read_works(works: &str) -> References {
        let mut diagnostics = Diagnostics::default();
        let read = read::read(&mut diagnostics, &[Source::new("references.yaml", works)]).expect("it can be read");
        assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
        read
    }

    /// A citation as prose has it: between brackets, or in the sentence.
    fn wanted(text: &str) -> Citation {
        match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            Some(inside) => Citation::between_brackets(inside).expect("it is well formed"),
            None => match in_sentences(vec![Inline::Text(text.to_owned())], false).pop() {
                Some(Inline::Citation(citation)) => citation,
                other => panic!("{other:?} is no citation"),
            },
        }
    }

    #[test]
    fn every_style_that_can_be_chosen_names_authors_and_leads_to_the_doi() {
        let works = works();
        for style in ArchivedStyle::all().iter().filter(|style| CitationStyle::can_be_chosen(**style)) {
            let all = ["z", "m", "v"].map(Citation::of);
            let list = works.cited(CitationStyle(*style), "en", &all).works().join("\n");
            for name in ["rensen", "Forskningsministeriet", "Vries"] {
                assert!(
                    list.to_lowercase().contains(&name.to_lowercase()),
                    "{:?}: {name} is not in\n{list}",
                    style.names()
                );
            }
            if list.contains("doi.org") {
                assert!(
                    list.contains("<https://doi.org/10.1016/S0000-0000(20)00001-5>"),
                    "{:?}: {list}",
                    style.names()
                );
            }
        }
    }

    #[test]
    fn names_and_places_are_cited_as_they_are() {
        let works = works();
        let asked = ["[@z, pp. 3-5]", "[@m]", "[@v, p. xii]", "[@v, kapitel 3]", "[@v, the annex]"].map(wanted);
        let apa = works.cited(CitationStyle::default(), "en", &asked);
        let cited = |citation: &Citation| apa.citation(citation).expect("it is cited");
        assert_eq!(
            asked.iter().map(cited).collect::<Vec<_>>(),
            [
                "(Sørensen, 2020, pp. 3–5)",
                "(Uddannelses- og Forskningsministeriet, 2024)",
                "(de Vries, 2014, p. xii)",
                "(de Vries, 2014, Chapter 3)",
                "(de Vries, 2014, the annex)",
            ]
        );
        let danish = works.cited(CitationStyle::default(), "da", &asked);
        assert_eq!(danish.citation(&wanted("[@z, pp. 3-5]")).as_deref(), Some("(Sørensen, 2020, s. 3–5)"));
    }

    /// What hayagriva makes otherwise: letters in the order of citation, a collection of an archive, "marts 1", no name.
    #[test]
    fn letters_follow_the_list_and_days_their_language() {
        let works = read_works(
            "zebra: { type: report, title: Zebras, author: \"Hansen, Per\", date: 2021 }\n\
             apple: { type: report, title: Apples, author: \"Hansen, Per\", date: 2021 }\n\
             edited: { type: anthology, title: An edited book, editor: [\"Jensen, Ida\", \"Olsen, Ole\"], date: 2018 }\n\
             day: { type: web, title: Nyt 3 marts, author: \"Berg, Liv\", date: 2022-03-01 }\n",
        );
        let asked = ["[@zebra]", "[@apple]", "@edited", "[@day]"].map(wanted);
        let of = |style: ArchivedStyle, language: &str| {
            let cited = works.cited(CitationStyle(style), language, &asked);
            (
                asked.iter().map(|one| cited.citation(one).expect("it is cited")).collect::<Vec<_>>(),
                cited.works().join("\n"),
            )
        };
        let (cited, list) = of(ArchivedStyle::AmericanPsychologicalAssociation, "da");
        assert_eq!(cited, ["(Hansen, 2021b)", "(Hansen, 2021a)", "Jensen & Olsen (2018)", "(Berg, 2022)"]);
        assert!(list.contains("Hansen, P. (2021a). *Apples*.\nHansen, P. (2021b). *Zebras*."), "{list}");
        assert!(list.contains("Jensen, I., & Olsen, O. (red.). (2018). *An edited book*."), "{list}");
        assert!(list.contains("Berg, L. (2022, 1. marts). *Nyt 3 marts*."), "{list}");
        let (cited, _) = of(ArchivedStyle::ChicagoAuthorDate, "da");
        assert_eq!(cited[2], "Jensen og Olsen (2018)");
        let (cited, _) = of(ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers, "en");
        assert_eq!(cited[..2], ["[1]", "[2]"], "numbers follow the text");
    }

    /// Several works, works with a word before them, without their authors and with the authors in the sentence: as Pandoc has them.
    #[test]
    fn citations_have_the_forms_that_pandoc_gives_them() {
        let works = works();
        let asked = [
            "[@z; @v, p. 3]",
            "[see @z, pp. 3-5; also @v]",
            "[-@v]",
            "[-@v, p. 3]",
            "@v [p. 3]",
            "@m",
            "[@z; -@v, p. 3]",
            "[@z; @v, the annex]",
            "@z [the annex]",
        ];
        let of = |style: ArchivedStyle| {
            let wanted = asked.map(wanted);
            let cited = works.cited(CitationStyle(style), "en", &wanted);
            wanted.iter().map(|one| cited.citation(one).expect("it is cited")).collect::<Vec<_>>()
        };
        assert_eq!(
            of(ArchivedStyle::AmericanPsychologicalAssociation),
            [
                "(de Vries, 2014, p. 3; Sørensen, 2020)",
                "(see Sørensen, 2020, pp. 3–5; also de Vries, 2014)",
                "(2014)",
                "(2014, p. 3)",
                "de Vries (2014, p. 3)",
                "Uddannelses- og Forskningsministeriet (2024)",
                "(Sørensen, 2020; 2014, p. 3)",
                "(Sørensen, 2020; de Vries, 2014, the annex)",
                "Sørensen (2020, the annex)",
            ]
        );
        assert_eq!(
            of(ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers),
            [
                "[1], [2, p. 3]",
                "(see [1, pp. 3–5], also [2])",
                "[2]",
                "[2, p. 3]",
                "J. de Vries [2, p. 3]",
                "Uddannelses- og Forskningsministeriet [3]",
                "[1], [2, p. 3]",
                "[1], [2, the annex]",
                "Å. Sørensen [1, the annex]",
            ]
        );
    }
}
