//! Finds fields that a template names and that do not exist, and those that it prints although they are no text. Tera silently treats an unknown field in a condition or an
//! argument as undefined, so every path like `case.industry.text` is checked against the fields that exist before anything is
//! rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::Value;

/// A field that does not exist.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where it stands in the template.
    pub range: Range<usize>,
    /// The path before it.
    pub owner: String,
    /// Its name.
    pub field: String,
    /// The fields that exist there.
    pub known: Vec<String>,
}

/// Something that a template prints as a whole, and that has parts: it would be JSON.
#[derive(Debug, PartialEq, Eq)]
pub struct Whole {
    /// Where it stands in the template.
    pub range: Range<usize>,
    /// Its path.
    pub path: String,
    /// Its fields, or those of its entries.
    pub fields: Vec<String>,
    /// Whether it is a list.
    pub is_list: bool,
}

/// How a template uses fields wrongly.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Misused {
    /// Fields that do not exist.
    pub unknown: Vec<Unknown>,
    /// What has parts, and is printed as a whole.
    pub wholes: Vec<Whole>,
}

/// What a name stands for: all values that it can have, or `None` if they are not known.
type Meaning = Option<Vec<Value>>;

/// All unknown fields of a template, and all that it prints as a whole. `roots` are the names that paths begin with, each with all the values that it can have;
/// loops define further names inside them.
pub fn misused(text: &str, roots: &BTreeMap<String, Vec<Value>>) -> Misused {
    let mut scopes: Vec<BTreeMap<&str, Meaning>> =
        vec![roots.iter().map(|(name, values)| (name.as_str(), Some(values.clone()))).collect()];
    let mut found = Misused::default();
    for (start, tag) in tags(text) {
        found.wholes.extend(printed(&scopes, start, tag));
        for (at, path) in paths(tag) {
            let values = path.split('.').next().and_then(|name| meaning(&scopes, name));
            let Some((from, to, known)) = values.and_then(|values| missing(&values, path)) else { continue };
            let (owner, field) = (path[..from - 1].to_owned(), path[from..to].to_owned());
            found.unknown.push(Unknown { range: start + at + from..start + at + to, owner, field, known });
        }
        let words: Vec<&str> = tag.trim_matches(['{', '}', '%', '-', ' ', '\n']).split_whitespace().collect();
        match words.as_slice() {
            _ if tag.starts_with("{{") => {}
            ["for", name, "in", path] => {
                let over = meaning(&scopes, path.split('.').next().unwrap_or(path));
                let rest = path.split_once('.').map_or("", |(_, rest)| rest);
                let elements = over.map(|values| follow(&values, rest));
                let elements =
                    elements.map(|lists| lists.iter().filter_map(Value::as_array).flatten().cloned().collect());
                scopes.push([(*name, elements)].into_iter().collect());
            }
            // A loop over keys and values, or over the result of a filter: the values of its names are not known.
            ["for", names @ ..] => {
                let names = names.iter().take_while(|word| **word != "in").map(|name| (name.trim_matches(','), None));
                scopes.push(names.collect());
            }
            ["component", ..] => {
                let inside =
                    tag.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
                let name = |argument: &'_ str| argument.split([':', '=']).next().unwrap_or_default().trim().len();
                let arguments = inside.split(',').map(|argument| argument.trim_start());
                scopes.push(arguments.map(|argument| (&argument[..name(argument)], None)).collect());
            }
            ["endfor" | "endcomponent", ..] if scopes.len() > 1 => {
                scopes.pop();
            }
            ["set" | "set_global", name, ..] => {
                if let Some(scope) = scopes.last_mut() {
                    scope.insert(*name, None);
                }
            }
            _ => {}
        }
    }
    found
}

/// What a tag prints, if that has parts: `{{ case.industry }}`, `{{ case.aims.items }}`. The filter `list` takes the texts of entries.
fn printed(scopes: &[BTreeMap<&str, Meaning>], start: usize, tag: &str) -> Option<Whole> {
    let inside = tag.strip_prefix("{{")?.trim_start_matches('-').trim_end_matches(['}', '-']);
    let path = inside.split('|').next()?.trim();
    if path.is_empty() || !path.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.') {
        return None;
    }
    let filters: Vec<&str> = inside.split('|').skip(1).map(str::trim).collect();
    let of_texts =
        |filter: &&&str| ["list", "sentence", "lower_first", "upper_first", "safe", "quoted"].contains(*filter);
    if filters.iter().filter(of_texts).count() != filters.len() {
        return None;
    }
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let values = follow(&meaning(scopes, name)?, rest);
    let entries: Vec<&Value> = values.iter().filter_map(Value::as_array).flatten().collect();
    let is_list = !entries.is_empty();
    let is_joined = filters.first() == Some(&"list");
    let parts: Vec<&Value> = if is_list { entries } else { values.iter().collect() };
    let maps: Vec<_> = parts.iter().filter_map(|value| value.as_map()).collect();
    let fields: BTreeSet<String> = maps.iter().flat_map(|map| map.keys().map(ToString::to_string)).collect();
    let is_whole =
        if is_list { !is_joined || !fields.contains("text") && !fields.is_empty() } else { !fields.is_empty() };
    let at = start + tag.find(path)?;
    is_whole.then(|| Whole {
        range: at..at + path.len(),
        path: path.to_owned(),
        fields: fields.into_iter().collect(),
        is_list,
    })
}

fn meaning(scopes: &[BTreeMap<&str, Meaning>], name: &str) -> Meaning {
    scopes.iter().rev().find_map(|scope| scope.get(name)).cloned().flatten()
}

/// The tags of a template, without comments, each with its place.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let close = match text[open..].get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = text[open..].find(close).map_or(text.len(), |end| open + end + 2);
        if close != "#}" {
            found.push((open, &text[open..end]));
        }
        at = end;
    }
    found
}

/// All paths in a tag, like `case.name`, outside of quoted texts, each with its place.
fn paths(tag: &str) -> Vec<(usize, &str)> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = tag[at..].chars().next() {
        let length = match c {
            '"' | '\'' => tag[at + 1..].find(c).map_or(tag.len() - at, |end| end + 2),
            c if part(c) => tag[at..].find(|c| !part(c)).unwrap_or(tag.len() - at),
            c => c.len_utf8(),
        };
        let word = &tag[at..at + length];
        if c.is_ascii_alphabetic() && word.trim_end_matches('.').contains('.') {
            found.push((at, word.trim_end_matches('.')));
        }
        at += length;
    }
    found
}

/// The values at the end of a path; `rest` is what follows its first name.
fn follow(values: &[Value], rest: &str) -> Vec<Value> {
    let mut values = values.to_vec();
    for field in rest.split('.').filter(|field| !field.is_empty()) {
        values = values.iter().filter_map(|value| member(value, field)).collect();
    }
    values
}

fn member(value: &Value, field: &str) -> Option<Value> {
    value.as_map()?.iter().find(|(key, _)| key.to_string() == field).map(|(_, value)| value.clone())
}

/// The first field of a path that none of the values has: its start and its end in the path, and the fields that exist there.
fn missing(values: &[Value], path: &str) -> Option<(usize, usize, Vec<String>)> {
    let mut values = values.to_vec();
    let mut at = path.find('.')? + 1;
    for field in path[at..].split('.') {
        let maps: Vec<&Value> = values.iter().filter(|value| value.as_map().is_some()).collect();
        if maps.is_empty() {
            return None;
        }
        let next: Vec<Value> = maps.iter().filter_map(|map| member(map, field)).collect();
        if next.is_empty() {
            let keys = maps.iter().filter_map(|map| map.as_map()).flat_map(|map| map.keys().map(ToString::to_string));
            let known: BTreeSet<String> = keys.collect();
            return Some((at, at + field.len(), known.into_iter().collect()));
        }
        values = next;
        at += field.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(text: &str) -> Vec<String> {
        let case = json!({ "name": "A", "many": [{ "one": 1 }], "few": [], "list": { "items": [{ "other": 2 }] } });
        let roots = [("case".to_owned(), vec![Value::from_serializable(&case)])].into_iter().collect();
        let found = misused(text, &roots).unknown;
        found.into_iter().map(|unknown| format!("{}.{}", unknown.owner, unknown.field)).collect()
    }

    #[test]
    fn what_has_parts_is_not_printed_as_a_whole() {
        let case = json!({
            "name": "A", "names": ["B", "C"], "none": [], "industry": { "text": "Glass", "note": "" },
            "items": [{ "text": "One" }], "rows": [{ "cells": [] }],
        });
        let roots = [("case".to_owned(), vec![Value::from_serializable(&case)])].into_iter().collect();
        let wholes = |text: &str| misused(text, &roots).wholes.into_iter().map(|own| own.path).collect::<Vec<_>>();
        for (text, path) in [
            ("{{ case.industry }}", "case.industry"),
            ("{{- case.industry | sentence -}}", "case.industry"),
            ("{{ case }}", "case"),
            ("{{ case.items }}", "case.items"),
            ("{{ case.names }}", "case.names"),
            ("{{ case.rows | list }}", "case.rows"),
            ("{% for row in case.items %}{{ row }}{% endfor %}", "row"),
        ] {
            assert_eq!(wholes(text), [path], "{text}");
        }
        for text in [
            "{{ case.industry.text }}",
            "{{ case.names | list }}",
            "{{ case.items | list | sentence }}",
            "{{ case.items | length }}",
            "{{ case.name | upper_first }}",
            "{{ case.none | list }}",
            "{{ \"a\" | t(items=case.items) }}",
            "{{ <from item={case.industry} /> }}",
            "{% for row in case.items %}{{ row.text }}{% endfor %}",
        ] {
            assert!(wholes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn names_mean_what_the_innermost_loop_says() {
        assert_eq!(fields("{{ case.name }} {{ case.nme }}"), ["case.nme"]);
        assert_eq!(fields("{% for row in case.many %}{{ row.one }}{{ row.other }}{% endfor %}"), ["row.other"]);
        // The same name for elements of two kinds, where the second list happens to be empty.
        let twice =
            "{% for row in case.many %}{{ row.one }}{% endfor %}{% for row in case.few %}{{ row.two }}{% endfor %}";
        assert!(fields(twice).is_empty());
        let nested =
            "{% for a in case.many %}{% for a in case.list.items %}{{ a.other }}{% endfor %}{{ a.one }}{% endfor %}";
        assert!(fields(nested).is_empty());
        assert_eq!(fields("{%- for a in case.many -%}{% endfor %}{{ a.other }}{{ case.x }}"), ["case.x"]);
    }

    #[test]
    fn what_is_not_known_is_not_doubted() {
        for text in [
            "{% for row in range(end=60) %}{{ row.x }}{% endfor %}",
            "{% for k, v in case.many %}{{ v.x }}{% endfor %}",
            "{% set case = 1 %}{{ case.x }}",
            "{% component c(case, b: string) %}{{ case.x }}{% endcomponent c %}",
            "{# {{ case.x }} #}{{ \"case.x\" }} {{ 1.5 }}",
            "{{ other.x }} { case.x }",
        ] {
            assert!(fields(text).is_empty(), "{text}: {:?}", fields(text));
        }
    }
}
