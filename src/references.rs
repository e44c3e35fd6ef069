//! `references.yaml`: the works that cases and frameworks cite, read and formatted by hayagriva.

use std::sync::{Arc, OnceLock};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, Library, Rendered,
};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::source::Source;
use crate::yaml::decode::Decoder;
use crate::yaml::{Kind, Node, parse};
use serde_yaml::Value;

/// All references of a workspace.
#[derive(Default)]
pub struct References {
    library: Library,
    keys: Vec<String>,
    format: OnceLock<(Style, Vec<Locale>)>,
}

impl References {
    /// Every key, in the order of the file.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether there is a reference of this key.
    pub fn contains(&self, key: &str) -> bool {
        self.library.get(key).is_some()
    }

    /// One reference in APA style, as plain text. `None` for an unknown key.
    pub fn format(&self, key: &str) -> Option<String> {
        let rendered = self.render(key)?.bibliography?;
        let mut text = String::new();
        rendered.items.first()?.content.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        Some(text)
    }

    /// How a text names the work: author and year, like "Ingstrup & Damgaard, 2013".
    pub fn short(&self, key: &str) -> Option<String> {
        let rendered = self.render(key)?;
        let mut text = String::new();
        rendered.citations.first()?.citation.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        Some(inner.unwrap_or(&text).to_owned())
    }

    /// One reference alone, as citation and as entry of a bibliography.
    fn render(&self, key: &str) -> Option<Rendered> {
        let entry = self.library.get(key)?;
        let made = || (ArchivedStyle::AmericanPsychologicalAssociation.get(), locales());
        let (style, locales) = self.format.get_or_init(made);
        let Style::Independent(style) = style else { return None };
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(entry)], style, locales));
        Some(driver.finish(BibliographyRequest { style, locale: None, locale_files: locales }))
    }
}

/// What an entry can say: the fields of hayagriva's file format.
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

/// What other formats have as fields, and where it stands in this one.
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

/// Reads the references. `None` if the file is not YAML or no mapping.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<References> {
    let node = parse(diagnostics, source)?;
    let before = diagnostics.errors_under(source.name());
    let mut d = Decoder { diagnostics, source };
    let entries = d.fields(&node, "a mapping of keys to works")?.rest();
    for (key, key_node, entry) in &entries {
        d.check_id(key_node.mark, key);
        check_entry(&mut d, entry);
    }
    let keys = entries.iter().map(|(key, _, _)| key.clone()).collect();
    let library = match hayagriva::io::from_yaml_str(source.text()) {
        Ok(library) => library,
        Err(error) => {
            // hayagriva stops at the first mistake: each field is tried alone.
            for (_, _, entry) in &entries {
                try_entry(&mut d, entry, true);
            }
            if d.diagnostics.errors_under(source.name()) == before {
                d.error(Code::WrongForm, node.mark, format!("these references can't be read: {error}"), FORMAT);
            }
            Library::new()
        }
    };
    Some(References { library, keys, format: OnceLock::new() })
}

const FORMAT: &str = "docs/settings.md leads to the format of references";

/// Reports unknown and doubled fields of a work and of what it is a part of, and identifiers that can't be right.
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
        Kind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// A DOI by its form: a prefix `10.` with four to nine digits, a slash, and a suffix (DOI Handbook, section 2.2; the form that
/// Crossref recommends to match).
fn check_identifiers(d: &mut Decoder, node: &Node) {
    let Kind::Map(entries) = &node.kind else { return };
    for (key, value) in entries {
        let (Kind::Text(name), Kind::Text(doi)) = (&key.kind, &value.kind) else { continue };
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

/// Reports every field that hayagriva can't read.
fn try_entry(d: &mut Decoder, entry: &Node, whole: bool) {
    let Kind::Map(fields) = &entry.kind else { return };
    if whole && !fields.iter().any(|(key, _)| matches!(&key.kind, Kind::Text(key) if key == "type")) {
        let help = "add `type: article`, `book`, `chapter`, `report`, `web` or another kind of work";
        let span = entry.mark.key_span(d.source).unwrap_or_else(|| entry.mark.span(d.source));
        d.diagnostics.push(Diagnostic::error(Code::MissingKey, span, "a work needs the key `type`").help(help));
    }
    for (key, value) in fields {
        match &key.kind {
            Kind::Text(name) if name == "parent" => one_or_many(value).iter().for_each(|one| try_entry(d, one, false)),
            Kind::Text(name) if name == "type" => try_field(d, name, value, Value::Mapping(Default::default())),
            Kind::Text(name) => {
                let kind = Value::Mapping([("type".into(), "misc".into())].into_iter().collect());
                try_field(d, name, value, kind);
            }
            _ => {}
        }
    }
}

fn try_field(d: &mut Decoder, name: &str, node: &Node, mut entry: Value) {
    if let Value::Mapping(entry) = &mut entry {
        entry.insert(name.into(), to_value(node));
    }
    let library = Value::Mapping([("work".into(), entry)].into_iter().collect());
    let Err(error) = serde_yaml::from_value::<Library>(library) else { return };
    let error = error.to_string();
    let written = match &node.kind {
        Kind::Text(text) | Kind::Number(text) => format!("`{text}`"),
        _ => node.describe().to_owned(),
    };
    let possible: Vec<&str> =
        error.split("expected one of ").skip(1).flat_map(|list| list.split('`').skip(1).step_by(2)).collect();
    let help = match (&node.kind, possible.is_empty()) {
        (Kind::Text(text), false) => suggest(text, &possible),
        _ => format!("{}; {FORMAT}", error.split(": ").last().unwrap_or_default()),
    };
    d.error(Code::WrongForm, node.mark, format!("{written} can't be the `{name}` of a work"), help);
}

fn to_value(node: &Node) -> Value {
    match &node.kind {
        Kind::Null | Kind::Tagged(_) => Value::Null,
        Kind::Bool(value) => Value::Bool(*value),
        Kind::Number(text) => serde_yaml::from_str(text).unwrap_or(Value::Null),
        Kind::Text(text) => Value::String(text.clone()),
        Kind::List(items) => Value::Sequence(items.iter().map(to_value).collect()),
        Kind::Map(entries) => {
            Value::Mapping(entries.iter().map(|(key, value)| (to_value(key), to_value(value))).collect())
        }
    }
}
