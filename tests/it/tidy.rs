//! The layers of the source: which module may import which, and who may read, write and print.

use std::collections::BTreeMap;

use walkdir::WalkDir;

use crate::workspace::repository;

/// The rooms of the source, from the ground up: a module imports from its own room and from those before it.
const ROOMS: [&str; 9] = ["base", "yaml", "document", "model", "analysis", "check", "report", "build", "cli"];

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

/// The files that lie in no room: the two roots, and what unit tests share.
const OUTSIDE: [&str; 3] = ["lib.rs", "main.rs", "test_support.rs"];

/// The room of a file: its first folder.
fn room(file: &str) -> Option<&str> {
    file.split_once('/').map(|(room, _)| room)
}

/// The program text without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The modules that a file imports, as paths from the crate's root: all of every line.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let lines = code(text).lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split("crate::").skip(1)).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn every_module_has_a_room() {
    for (file, _) in sources() {
        assert!(room(&file).map_or(OUTSIDE.contains(&&*file), |room| ROOMS.contains(&room)), "{file} lies in no room");
    }
}

#[test]
fn imports_run_one_way_between_rooms() {
    let rank = |room: &str| ROOMS.iter().position(|name| *name == room);
    for (file, text) in sources() {
        let Some(own) = room(&file).and_then(rank) else { continue };
        for path in imports(&text) {
            let other = path.split("::").next().unwrap_or_default();
            if let Some(other_rank) = rank(other) {
                assert!(other_rank <= own, "{file} imports {path}, of a room after its own");
            }
        }
    }
}

#[test]
fn the_document_half_knows_no_cases() {
    for (file, text) in sources().iter().filter(|(file, _)| room(file) == Some("document")) {
        for path in imports(text) {
            assert!(path.starts_with("base::") || path.starts_with("document::"), "{file} imports {path}");
        }
    }
}

#[test]
fn reading_writing_and_printing_have_their_places() {
    let rules = [
        ("std::fs::read", ["base/source.rs", "base/write.rs", "base/rewrite.rs"].as_slice()),
        ("persist", &["base/write.rs", "base/rewrite.rs"]),
        ("fs::write", &[]),
        ("File::create", &["base/write.rs"]),
        ("fs::rename", &["base/write.rs"]),
        ("println!", &["main.rs"]),
        ("HashMap<", &["yaml/mod.rs"]),
        ("SystemTime", &[]),
    ];
    // Unit tests that do not stand in the file of their code.
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("/tests.rs")) {
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
