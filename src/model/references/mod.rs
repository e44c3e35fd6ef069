//! `references.yaml`: the works that cases and frameworks cite, formatted by hayagriva. `read.rs` reads and checks the file, `names.rs` says
//! whose names are in it, and `locator.rs` which place in a work a citation means.

pub mod locator;
pub mod names;
pub mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale as CslLocale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, Entry, Library, LocatorPayload, SpecificLocator,
};

use crate::base::text::primary;
use crate::document::markdown::escape::escape;
use crate::model::citation_style::CitationStyle;
use crate::model::references::locator::Place;
use crate::yaml::NodeId;

/// All references of a workspace.
#[derive(Default)]
pub struct References {
    library: Library,
    keys: Vec<(String, NodeId)>,
    /// A cache of formatted citations, by what was asked for.
    known: Mutex<BTreeMap<Asked, Cited>>,
}

/// A key of the cache: a style, a language, and the works to cite.
type Asked = (String, String, Vec<WantedWork>);

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

/// A work to cite: its key, and the locator (the place in the work), if there is one.
pub type WantedWork = (String, Option<String>);

/// The works that one document cites, formatted for its text and for its list of references.
#[derive(Clone, Default)]
pub struct Cited {
    inline: BTreeMap<WantedWork, String>,
    narrative: BTreeMap<String, String>,
    works: Vec<String>,
}

impl Cited {
    /// Returns the citation of a work without its parentheses: "Ingstrup & Damgaard, 2013". Styles that number works keep their
    /// brackets: "`[1]`". `None` for a work that the document does not cite.
    pub fn short(&self, key: &str) -> Option<String> {
        let text = self.inline.get(&(key.to_owned(), None))?;
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        Some(inner.unwrap_or(text).to_owned())
    }

    /// Returns the authors of a work as running text names them, with the year: "Ingstrup and Damgaard (2013)". `None` for a work
    /// that the document does not cite.
    pub fn narrative(&self, key: &str) -> Option<String> {
        self.narrative.get(key).cloned()
    }

    /// Returns a citation for running text: "(Ingstrup & Damgaard, 2013, p. 14)". `None` if the document has no such citation.
    pub fn citation(&self, key: &str, locator: Option<&str>) -> Option<String> {
        let text = self.inline.get(&(key.to_owned(), locator.map(str::to_owned)))?;
        Some(if text.starts_with(['(', '[']) { text.clone() } else { format!("({text})") })
    }

    /// Returns the list of references, each as Markdown, in the order of the style.
    pub fn works(&self) -> &[String] {
        &self.works
    }
}

impl References {
    /// Every key, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(key, _)| key.as_str())
    }

    /// Every key, with its position in the file.
    pub fn places(&self) -> &[(String, NodeId)] {
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
    /// some styles number works. Unknown keys are left out.
    pub fn cited(&self, style: CitationStyle, language: &str, wanted: &[WantedWork]) -> Cited {
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

    fn format(&self, style: CitationStyle, language: &str, wanted: &[WantedWork]) -> Cited {
        static LOCALES: OnceLock<Vec<CslLocale>> = OnceLock::new();
        let locales = LOCALES.get_or_init(locales);
        let style = decoded(style.0);
        let Style::Independent(style) = &*style else { return Cited::default() };
        let in_language = |code: &&LocaleCode| primary(&code.0) == primary(language);
        let codes = || locales.iter().filter_map(|locale| locale.lang.as_ref());
        let exact = codes().find(|code| code.0 == language || (language == "en" && code.0 == "en-US"));
        let locale = exact.or_else(|| codes().find(in_language)).cloned();
        let mut seen = BTreeSet::new();
        let known = wanted.iter().filter(|(key, _)| self.contains(key)).filter(|one| seen.insert(*one));
        let known: Vec<&WantedWork> = known.collect();
        let places: BTreeMap<&str, Place> = known
            .iter()
            .filter_map(|(_, locator)| Some((locator.as_deref()?, Place::of(locator.as_deref()?)?)))
            .collect();
        let mut driver = BibliographyDriver::new();
        for (key, locator) in &known {
            let Some(entry) = self.library.get(key) else { continue };
            let place = places.get(locator.as_deref().unwrap_or_default());
            let item = CitationItem::with_locator(
                entry,
                place.map(|place| SpecificLocator(place.kind, LocatorPayload::Str(&place.number))),
            );
            driver.citation(CitationRequest::new(vec![item], style, locale.clone(), locales, None));
        }
        let narrative = self.narrative(style, locale.clone(), locales, &known);
        let rendered = driver.finish(BibliographyRequest { style, locale, locale_files: locales });
        let inline = known.iter().zip(&rendered.citations).map(|((key, locator), citation)| {
            let mut text = plain(&citation.citation).trim_end_matches('.').to_owned();
            // A place that the style does not know or leaves out is added as the document writes it.
            let place = locator.as_deref().and_then(|locator| places.get(locator));
            let is_told = place.is_some_and(|place| text.contains(&place.number));
            let written = place.map(|place| place.text.as_str()).or(locator.as_deref());
            if let Some(place) = written.filter(|_| !is_told) {
                let inside = text.trim_end_matches([')', ']']).len();
                text.insert_str(inside, &format!(", {place}"));
            }
            // A number that the style sets as superscript is put in brackets here.
            let number = text.split(", ").next().is_some_and(|first| first.bytes().all(|b| b.is_ascii_digit()));
            ((key.clone(), locator.clone()), if number { format!("[{text}]") } else { text })
        });
        let works = rendered.bibliography.iter().flat_map(|list| &list.items).map(|item| {
            let first = item.first_field.iter().map(|first| plain(&ElemChildren(vec![first.clone()])));
            let first: String = first.map(|first| format!("{} ", escape(first.trim()))).collect();
            format!("{first}{}", markdown(&item.content))
        });
        Cited { inline: inline.collect(), narrative, works: works.collect() }
    }

    /// Returns how running text names the authors of works, by their keys.
    fn narrative(
        &self,
        style: &IndependentStyle,
        locale: Option<LocaleCode>,
        locales: &[CslLocale],
        known: &[&WantedWork],
    ) -> BTreeMap<String, String> {
        let keys: BTreeSet<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
        let entries: Vec<(&str, &Entry)> = keys.iter().filter_map(|key| Some((*key, self.library.get(key)?))).collect();
        let mut driver = BibliographyDriver::new();
        for (_, entry) in &entries {
            let item = CitationItem::with_entry(*entry).kind(CitePurpose::Prose);
            driver.citation(CitationRequest::new(vec![item], style, locale.clone(), locales, None));
        }
        let rendered = driver.finish(BibliographyRequest { style, locale, locale_files: locales });
        let texts = rendered.citations.iter().map(|citation| plain(&citation.citation));
        entries.iter().map(|(key, _)| (*key).to_owned()).zip(texts).collect()
    }
}

fn plain(content: &ElemChildren) -> String {
    let mut text = String::new();
    match content.write_buf(&mut text, BufWriteFormat::Plain) {
        Ok(()) => text,
        Err(_) => String::new(),
    }
}

/// A formatted work as Markdown: text with emphasis and links.
fn markdown(content: &ElemChildren) -> String {
    let mut pieces: Vec<(String, Option<String>, bool)> = Vec::new();
    gather(content, &mut pieces);
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
fn gather(content: &ElemChildren, pieces: &mut Vec<(String, Option<String>, bool)>) {
    for child in &content.0 {
        let (text, url, emphasised) = match child {
            ElemChild::Elem(inner) => {
                gather(&inner.children, pieces);
                continue;
            }
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
    // Some styles leave doubled punctuation where a part is missing, or where a title ends in punctuation of its own.
    for (text, ..) in pieces.iter_mut() {
        for (doubled, single) in [("?.", "?"), ("!.", "!"), (",)", ")"), (",.", ".")] {
            *text = text.replace(doubled, single);
        }
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;

    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::model::citation_style::CitationStyle;
    use crate::model::references::{References, read};

    const WORKS: &str = "z:\n  type: article\n  title: Clusters and their works\n  author: [\"Sørensen, Åse\"]\n  date: 2020\n  page-range: 1-20\n  parent: { type: periodical, title: An invented journal, volume: 3, issue: 1 }\n  serial-number: { doi: \"10.1016/S0000-0000(20)00001-5\" }\nm:\n  type: report\n  title: The clusters of a year\n  author: Uddannelses- og Forskningsministeriet\n  date: 2024\nv:\n  type: book\n  title: A book\n  author: [\"de Vries, Joey\"]\n  date: 2014\n  publisher: An invented press\n";

    fn works() -> References {
        let mut diagnostics = Diagnostics::default();
        let read = read::read(&mut diagnostics, &Source::new("references.yaml", WORKS)).expect("it can be read");
        assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
        read
    }

    fn wanted(key: &str, locator: Option<&str>) -> (String, Option<String>) {
        (key.to_owned(), locator.map(str::to_owned))
    }

    #[test]
    fn every_style_that_can_be_chosen_names_authors_and_leads_to_the_doi() {
        let works = works();
        for style in ArchivedStyle::all().iter().filter(|style| CitationStyle::can_be_chosen(**style)) {
            let all = ["z", "m", "v"].map(|key| wanted(key, None));
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
        let asked = [
            wanted("z", Some("pp. 3-5")),
            wanted("m", None),
            wanted("v", Some("p. xii")),
            wanted("v", Some("kapitel 3")),
            wanted("v", Some("the annex")),
        ];
        let apa = works.cited(CitationStyle::default(), "en", &asked);
        let cited =
            |(key, locator): &(String, Option<String>)| apa.citation(key, locator.as_deref()).expect("it is cited");
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
        assert_eq!(danish.citation("z", Some("pp. 3-5")).as_deref(), Some("(Sørensen, 2020, s. 3–5)"));
    }
}
