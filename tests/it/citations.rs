//! Citations and lists of works in seven styles and two languages, held against those of Pandoc's citeproc (`tests/citations/citeproc.py`);
//! `tests/citations/differences.yaml` names those that differ, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use casebook::base::diagnostic::Diagnostics;
use casebook::base::source::Source;
use casebook::document::markdown::Block;
use casebook::document::markdown::citation::Citation;
use casebook::document::markdown::parse::{NESTING, Punctuation, prose};
use casebook::model::citation_style::CitationStyle;
use casebook::model::references::read::read;
use serde::Deserialize;

use crate::workspace::repository;

#[derive(Deserialize)]
struct Expected {
    citations: BTreeMap<String, String>,
    list: Vec<String>,
}

#[derive(Deserialize)]
struct Difference {
    why: String,
    works: Vec<String>,
    styles: serde_yaml::Value,
}

impl Difference {
    fn explains(&self, style: &str, ours: &str, theirs: &str) -> bool {
        let is_of = |styles: &serde_yaml::Value| {
            styles.as_sequence().is_none_or(|styles| styles.iter().any(|own| own.as_str() == Some(style)))
        };
        is_of(&self.styles)
            && self.works.iter().any(|work| ours.contains(work.as_str()) || theirs.contains(work.as_str()))
    }
}

/// The text of a formatted work, which is Markdown.
fn plain(markdown: &str) -> String {
    let document = prose(&format!("x {markdown}"), NESTING, Punctuation::AsWritten).document;
    let Some(Block::Paragraph(content)) = document.blocks.first() else { panic!("{markdown} is a paragraph") };
    casebook::document::markdown::plain(content)[2..]
        .replace('\u{a0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn file(name: &str) -> String {
    std::fs::read_to_string(repository("tests/citations").join(name)).expect("the file is there")
}

#[test]
fn citations_are_those_of_citeproc_but_for_what_is_named() {
    let mut diagnostics = Diagnostics::default();
    let works = read(&mut diagnostics, &[Source::new("references.json", file("works.json"))]).expect("it can be read");
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    let expected: BTreeMap<String, Expected> = serde_json::from_str(&file("citeproc.json")).expect("it is JSON");
    let differences: Vec<Difference> = serde_yaml::from_str(&file("differences.yaml")).expect("it is YAML");
    assert_eq!(expected.len(), 14, "seven styles in two languages");
    let keys: Vec<String> = works.keys().map(str::to_owned).collect();
    assert_eq!(keys.len(), 20);
    let (mut used, mut wrong, mut alike) = (BTreeSet::new(), Vec::new(), 0);
    let mut compare = |place: &str, ours: String, theirs: &str| {
        let style = place.split(' ').next().unwrap_or_default();
        match differences.iter().position(|one| one.explains(style, &ours, theirs)) {
            _ if ours == *theirs => alike += 1,
            Some(at) => drop(used.insert(at)),
            None => wrong.push(format!("{place}\n  {ours}\n  {theirs}")),
        }
    };
    for (name, Expected { citations, list }) in &expected {
        let (style, language) = name.split_once(' ').expect("a style and a language");
        let style: CitationStyle = style.parse().unwrap_or_else(|error| panic!("{style}: {error}"));
        let wanted: Vec<Citation> = keys.iter().map(|key| Citation::of(key)).collect();
        let cited = works.cited(style, language, &wanted);
        for (key, wanted) in keys.iter().zip(&wanted) {
            compare(name, cited.citation(wanted).expect("it is cited"), &citations[key]);
        }
        assert_eq!(cited.works().len(), list.len(), "{name}");
        for (ours, theirs) in cited.works().iter().zip(list) {
            compare(name, plain(ours), theirs);
        }
    }
    assert!(wrong.is_empty(), "{} differ without a reason:\n{}", wrong.len(), wrong.join("\n"));
    let idle: Vec<&str> =
        differences.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, one)| one.why.as_str()).collect();
    assert!(idle.is_empty(), "these don't differ any more: {idle:?}");
    assert!(alike > 500, "{alike} of 560 are alike");
}
