//! Reads the references, and reports what can't be right in them.

use std::sync::Arc;

use hayagriva::Library;
use serde_yaml::Value as Yaml;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::model::references::References;
use crate::model::references::imported::{self, Imported, Wrong};
use crate::model::references::names;
use crate::yaml::decode::Decoder;
use crate::yaml::{Node, NodeKind, parse};

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

/// Reads the references of all files. `None` if one of them can't be read.
pub fn read(diagnostics: &mut Diagnostics, sources: &[Arc<Source>]) -> Option<References> {
    let mut references = References::default();
    let mut is_read = true;
    for source in sources {
        let own = match source.name().rsplit_once('.') {
            Some((_, "bib")) => read_imported(diagnostics, source, imported::bibtex(source.text())),
            Some((_, "json")) => read_imported(diagnostics, source, imported::csl_json(source.text())),
            _ => read_yaml(diagnostics, source),
        };
        let Some((library, keys)) = own else {
            is_read = false;
            continue;
        };
        for (key, span) in keys {
            if let Some((_, first)) = references.keys.iter().find(|(known, _)| *known == key) {
                let message = format!("two works have the key `{key}`");
                let wrong = Diagnostic::error(Code::DoubledId, span, message).label(first.clone(), "the first one");
                diagnostics.push(wrong.help("give one of them another key, or take it out"));
                continue;
            }
            references.keys.push((key, span));
        }
        library.iter().for_each(|entry| references.library.push(entry));
    }
    is_read.then_some(references)
}

/// The works of a file, and their keys with their places.
type Works = (Library, Vec<(String, Span)>);

/// Reads what another program exports. `None` if there are mistakes in it.
fn read_imported(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    imported: Result<Vec<Imported>, Vec<Wrong>>,
) -> Option<Works> {
    let span = |range| Span { source: source.clone(), range };
    let all = match imported {
        Ok(all) => all,
        Err(wrong) => {
            for wrong in wrong {
                diagnostics.push(Diagnostic::error(Code::WrongForm, span(wrong.at), wrong.message).help(wrong.help));
            }
            return None;
        }
    };
    let (mut library, mut keys) = (Library::new(), Vec::new());
    let mut is_read = true;
    for Imported { key, work, at, undated } in all {
        if let Some(written) = undated {
            let message =
                format!("the date of `{key}` is `{written}`, which names no year: the work is listed without a date");
            let help = "if it has appeared by now, give its date in the program that exports the file";
            diagnostics.push(Diagnostic::warning(Code::WrongForm, span(at.clone()), message).help(help));
        }
        let mut works = Yaml::Mapping([(key.as_str().into(), work)].into_iter().collect());
        settle_kinds(&mut works);
        match serde_yaml::from_value::<Library>(works) {
            Ok(own) => {
                own.iter().for_each(|entry| library.push(entry));
                keys.push((key, span(at)));
            }
            Err(error) => {
                let message = format!("the work `{key}` can't be read: {error}");
                let help = "correct it in the program that exports the file";
                diagnostics.push(Diagnostic::error(Code::WrongForm, span(at), message).help(help));
                is_read = false;
            }
        }
    }
    is_read.then_some((library, keys))
}

/// Reads `references.yaml`. `None` if the file is not YAML or not a mapping.
fn read_yaml(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<Works> {
    let node = parse(diagnostics, source)?;
    let before = diagnostics.errors_under(source.name());
    let mut d = Decoder { diagnostics, source };
    let entries = d.fields(&node, "a mapping of keys to works")?.rest();
    for (key, key_node, entry) in &entries {
        d.check_id(key_node.mark, key);
        check_entry(&mut d, entry);
    }
    let keys = entries.iter().map(|(key, node, _)| (key.clone(), node.mark.span(source))).collect();
    let mut works = to_value(&node);
    names::name(&mut works);
    settle_kinds(&mut works);
    let library = match serde_yaml::from_value::<Library>(works) {
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
    Some((library, keys))
}

/// Makes works of the kinds that styles know: a collection that is cited as a whole is a book with editors, which hayagriva takes for a
/// collection of an archive; a contribution to one, an entry of a work of reference, or a paper in proceedings, is a chapter of a book, whose title it prints twice otherwise, or in
/// the wrong place.
fn settle_kinds(works: &mut Yaml) {
    let Yaml::Mapping(works) = works else { return };
    for work in works.values_mut() {
        let is = |work: &Yaml, kind: &str| {
            work.get("type").and_then(Yaml::as_str).is_some_and(|own| own.eq_ignore_ascii_case(kind))
        };
        if is(work, "anthology") {
            work["type"] = "book".into();
        }
        let parents = work.get("parent").map_or(&[][..], |parent| match parent {
            Yaml::Sequence(parents) => parents,
            parent => std::slice::from_ref(parent),
        });
        let is_paper = is(work, "article") && parents.iter().any(|parent| is(parent, "proceedings"));
        if is(work, "anthos") || is(work, "entry") || is_paper {
            work["type"] = "chapter".into();
            let parents = match work.get_mut("parent") {
                Some(Yaml::Sequence(parents)) => parents.as_mut_slice(),
                Some(parent) => std::slice::from_mut(parent),
                None => &mut [],
            };
            parents
                .iter_mut()
                .filter(|parent| ["anthology", "reference", "proceedings"].iter().any(|kind| is(parent, kind)))
                .for_each(|parent| parent["type"] = "book".into());
        }
    }
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
