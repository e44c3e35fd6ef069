//! `references.yaml`: the works that cases and frameworks cite, read and formatted by hayagriva.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale as CslLocale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, Entry, Library, LocatorPayload, SpecificLocator,
};

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::base::text::primary;
use crate::document::markdown::escape::escape;
use crate::model::citation_style::CitationStyle;
use crate::yaml::decode::Decoder;
use crate::yaml::{Node, NodeId, NodeKind, parse};
use serde_yaml::Value as Yaml;

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
        let mut driver = BibliographyDriver::new();
        for (key, locator) in &known {
            let Some(entry) = self.library.get(key) else { continue };
            let page = locator.as_deref().and_then(page);
            let item = CitationItem::with_locator(
                entry,
                page.map(|page| SpecificLocator(Locator::Page, LocatorPayload::Str(page))),
            );
            driver.citation(CitationRequest::new(vec![item], style, locale.clone(), locales, None));
        }
        let narrative = self.narrative(style, locale.clone(), locales, &known);
        let rendered = driver.finish(BibliographyRequest { style, locale, locale_files: locales });
        let inline = known.iter().zip(&rendered.citations).map(|((key, locator), citation)| {
            let mut text = plain(&citation.citation).trim_end_matches('.').to_owned();
            // A locator that is not a page, or that the style leaves out, is added as the document writes it.
            let told = |locator: &&str| page(locator).is_some_and(|page| text.contains(page));
            if let Some(place) = locator.as_deref().filter(|locator| !told(locator)) {
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

/// Returns the page of a locator like "p. 14", "pp. 14–16", "s. 14" or "14".
fn page(locator: &str) -> Option<&str> {
    let rest = ["pp.", "p.", "pages", "page", "side", "s."].iter().find_map(|word| locator.strip_prefix(word));
    let rest = rest.unwrap_or(locator).trim();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
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
            Some(url) => out.push_str(&format!("[{shown}]({})", url.replace(['(', ')', ' ', '<', '>'], ""))),
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

/// The fields of an entry in hayagriva's file format.
const FIELDS: [&str; 28] = [
    "type",
    "parent",
    "title",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];

/// Fields of other formats, and what to write for them in this one.
const ELSEWHERE: [(&str, &str); 12] = [
    ("doi", "serial-number: { doi: … }"),
    ("isbn", "serial-number: { isbn: … }"),
    ("issn", "serial-number: { issn: … }"),
    ("journal", "parent: { type: periodical, title: … }"),
    ("booktitle", "parent: { type: anthology, title: … }"),
    ("year", "date: 2010"),
    ("pages", "page-range: 12-34"),
    ("number", "issue: …"),
    ("address", "location: …"),
    ("institution", "organization: …"),
    ("school", "organization: …"),
    ("authors", "author: [\"Last, First\", …]"),
];

/// Reads the references. `None` if the file is not YAML or not a mapping.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<References> {
    let node = parse(diagnostics, source)?;
    let before = diagnostics.errors_under(source.name());
    let mut d = Decoder { diagnostics, source };
    let entries = d.fields(&node, "a mapping of keys to works")?.rest();
    for (key, key_node, entry) in &entries {
        d.check_id(key_node.mark, key);
        check_entry(&mut d, entry);
    }
    let keys = entries.iter().map(|(key, node, _)| (key.clone(), node.mark)).collect();
    let library = match hayagriva::io::from_yaml_str(source.text()) {
        Ok(library) => library,
        Err(error) => {
            // hayagriva stops at the first mistake, so each field is tried on its own.
            for (_, _, entry) in &entries {
                check_has_type(&mut d, entry);
                try_entry(&mut d, entry);
            }
            if d.diagnostics.errors_under(source.name()) == before {
                d.error(Code::WrongForm, node.mark, format!("these references can't be read: {error}"), FORMAT);
            }
            Library::new()
        }
    };
    Some(References { library, keys, known: Mutex::default() })
}

const FORMAT: &str = "docs/settings.md leads to the format of references";

/// Reports unknown and doubled fields of a work and of its parents, and identifiers that can't be right.
fn check_entry(d: &mut Decoder, entry: &Node) {
    let Some(mut fields) = d.fields(entry, "a work `{ type, title, author, date }`") else { return };
    for (name, key, value) in fields.rest() {
        match name.as_str() {
            "parent" => one_or_many(value).iter().for_each(|parent| check_entry(d, parent)),
            "serial-number" => check_identifiers(d, value),
            _ if FIELDS.contains(&name.as_str()) => {}
            _ => {
                let usual =
                    ELSEWHERE.iter().find(|(other, _)| *other == name).map(|(_, place)| format!("write `{place}`"));
                let help = usual.unwrap_or_else(|| suggest(&name, &FIELDS));
                d.error(Code::UnknownKey, key.mark, format!("a work has no key `{name}`"), help);
            }
        }
    }
}

fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Reports identifiers named in capitals, and malformed DOIs. A DOI has a prefix `10.` with four to nine digits, a slash, and a
/// suffix (DOI Handbook, section 2.2; the pattern that Crossref recommends).
fn check_identifiers(d: &mut Decoder, node: &Node) {
    let NodeKind::Map(entries) = &node.kind else { return };
    for (key, value) in entries {
        let (NodeKind::Text(name), NodeKind::Text(doi)) = (&key.kind, &value.kind) else { continue };
        let lower = name.to_lowercase();
        if ["doi", "isbn", "issn"].contains(&lower.as_str()) && lower != *name {
            d.error(
                Code::UnknownKey,
                key.mark,
                format!("there is no kind of number `{name}`"),
                format!("did you mean `{lower}`?"),
            );
        }
        if lower != "doi" {
            continue;
        }
        let bare = ["https://doi.org/", "http://dx.doi.org/", "doi:"].iter().find_map(|start| doi.strip_prefix(start));
        let digits = |part: &str| (4..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let prefix =
            |part: &str| part.strip_prefix("10.").is_some_and(|rest| rest.split('.').next().is_some_and(digits));
        let sound = doi
            .split_once('/')
            .is_some_and(|(start, rest)| prefix(start) && !rest.is_empty() && !doi.contains(char::is_whitespace));
        let help = match bare {
            Some(bare) => format!("write it without what stands before the number: `{bare}`"),
            None => "a DOI begins with `10.`, four to nine digits and a slash, like 10.1016/0024-6301".to_owned(),
        };
        if !sound {
            d.error(Code::WrongForm, value.mark, format!("`{doi}` is not a DOI"), help);
        }
    }
}

/// Reports a work without a type. A work that is another one's `parent` need not have one.
fn check_has_type(d: &mut Decoder, entry: &Node) {
    let NodeKind::Map(fields) = &entry.kind else { return };
    if !fields.iter().any(|(key, _)| matches!(&key.kind, NodeKind::Text(key) if key == "type")) {
        let help = "add `type: article`, `book`, `chapter`, `report`, `web` or another kind of work";
        let span = entry.mark.key_span(d.source).unwrap_or_else(|| entry.mark.span(d.source));
        d.diagnostics.push(Diagnostic::error(Code::MissingKey, span, "a work needs the key `type`").help(help));
    }
}

/// Reports every field that hayagriva can't read.
fn try_entry(d: &mut Decoder, entry: &Node) {
    let NodeKind::Map(fields) = &entry.kind else { return };
    for (key, value) in fields {
        match &key.kind {
            NodeKind::Text(name) if name == "parent" => one_or_many(value).iter().for_each(|one| try_entry(d, one)),
            NodeKind::Text(name) if name == "type" => try_field(d, name, value, Yaml::Mapping(Default::default())),
            NodeKind::Text(name) => {
                let kind = Yaml::Mapping([("type".into(), "misc".into())].into_iter().collect());
                try_field(d, name, value, kind);
            }
            _ => {}
        }
    }
}

fn try_field(d: &mut Decoder, name: &str, node: &Node, mut entry: Yaml) {
    if let Yaml::Mapping(entry) = &mut entry {
        entry.insert(name.into(), to_value(node));
    }
    let library = Yaml::Mapping([("work".into(), entry)].into_iter().collect());
    let Err(error) = serde_yaml::from_value::<Library>(library) else { return };
    let error = error.to_string();
    let written = match &node.kind {
        NodeKind::Text(text) | NodeKind::Number(text) => format!("`{text}`"),
        _ => node.describe().to_owned(),
    };
    let possible: Vec<&str> =
        error.split("expected one of ").skip(1).flat_map(|list| list.split('`').skip(1).step_by(2)).collect();
    let help = match (&node.kind, possible.is_empty()) {
        (NodeKind::Text(text), false) => suggest(text, &possible),
        _ => format!("{}; {FORMAT}", error.split(": ").last().unwrap_or_default()),
    };
    d.error(Code::WrongForm, node.mark, format!("{written} can't be the `{name}` of a work"), help);
}

fn to_value(node: &Node) -> Yaml {
    match &node.kind {
        NodeKind::Null | NodeKind::Tagged(_) => Yaml::Null,
        NodeKind::Bool(value) => Yaml::Bool(*value),
        NodeKind::Number(text) => serde_yaml::from_str(text).unwrap_or(Yaml::Null),
        NodeKind::Text(text) => Yaml::String(text.clone()),
        NodeKind::List(items) => Yaml::Sequence(items.iter().map(to_value).collect()),
        NodeKind::Map(entries) => {
            Yaml::Mapping(entries.iter().map(|(key, value)| (to_value(key), to_value(value))).collect())
        }
    }
}
