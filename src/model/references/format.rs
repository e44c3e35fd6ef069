//! Citations and lists of references as a style has them. What a style has no form for, several works of which one has a word before it or
//! works without their authors, is put together from citations of single works.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Locale as CslLocale, LocaleCode, StyleCategory, TermForm,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, Library,
    LocatorPayload, Rendered, SpecificLocator,
};

use crate::document::markdown::citation::{Citation, CitedWork};
use crate::document::markdown::escape::escape;
use crate::model::references::dates::DayFirst;
use crate::model::references::listed::{self, plain};
use crate::model::references::locator::Place;

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

/// Formats the works of one document in a style and a language.
pub struct Formatter<'a> {
    /// All works of the workspace.
    pub library: &'a Library,
    /// The style.
    pub style: &'a IndependentStyle,
    /// The locale of the language, if CSL has one.
    pub locale: Option<LocaleCode>,
    /// All locales of CSL.
    pub locales: &'a [CslLocale],
}

/// The key of a work, with the place in it.
type Placed = (String, Option<String>);

impl Formatter<'_> {
    /// Formats citations, each once.
    pub fn format(&self, known: &[&Citation]) -> Cited {
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
            let own = self.library.get(&item.key).map(listed::words).unwrap_or_default();
            format!("{first}{}", listed::markdown(&item.content, dates.as_ref(), &own))
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
