//! The layers of the source: which module may import which, and who may read, write and print.

use std::collections::BTreeMap;

use walkdir::WalkDir;

use crate::workspace::repository;

/// Every module may import those that stand before it.
const ORDER: [&str; 48] = [
    "threads",
    "timings",
    "interrupt",
    "source",
    "code",
    "diagnostic",
    "text",
    "locale",
    "yaml",
    "lookup",
    "shape",
    "condition",
    "markdown",
    "picture",
    "case",
    "framework",
    "references",
    "settings",
    "indicator",
    "measure",
    "published",
    "check",
    "mapping",
    "fit",
    "claims",
    "view",
    "matrix",
    "template",
    "typeset",
    "web",
    "workspace",
    "schema",
    "render",
    "volume",
    "site",
    "write",
    "state",
    "plan",
    "forms",
    "message",
    "report",
    "ledger",
    "explain",
    "tasks",
    "run",
    "build",
    "watch",
    "serve",
];

fn sources() -> BTreeMap<String, String> {
    let top = repository("src");
    let entries = WalkDir::new(&top).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(&top).expect("it lies there").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(entry.path()).expect("it can be read"))
        })
        .collect()
}

fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The program text without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn imports_run_one_way() {
    let rank = |module: &str| ORDER.iter().position(|name| *name == module);
    for (file, text) in sources() {
        let Some(own) = rank(module(&file)) else { continue };
        for line in code(&text).lines() {
            let Some((_, path)) = line.split_once("crate::") else { continue };
            let other = path.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
            if let Some(other_rank) = rank(other) {
                assert!(other_rank <= own, "{file} imports {other}, which stands after it");
            }
        }
    }
}

#[test]
fn the_document_half_knows_no_cases() {
    for (file, text) in sources().iter().filter(|(file, _)| ["typeset", "web", "markdown"].contains(&module(file))) {
        for other in ["case", "framework", "check", "mapping", "view", "matrix", "settings"] {
            assert!(!code(text).contains(&format!("crate::{other}")), "{file} imports {other}");
        }
    }
}

#[test]
fn reading_writing_and_printing_have_their_places() {
    let rules = [
        ("std::fs::read", ["source.rs", "write.rs"].as_slice()),
        ("fs::write", &[]),
        ("File::create", &["write.rs"]),
        ("println!", &["main.rs"]),
        ("HashMap<", &["yaml/mod.rs"]),
        ("SystemTime", &[]),
    ];
    for (file, text) in sources() {
        for (word, places) in rules {
            assert!(!code(&text).contains(word) || places.contains(&file.as_str()), "{file} uses {word}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} begins without a word");
    }
}
