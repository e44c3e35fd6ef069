//! The layers of the source, called rooms: which module may import which. Which modules may read, write and print is in
//! `clippy.toml`.

use std::collections::{BTreeMap, BTreeSet};

use walkdir::WalkDir;

use crate::workspace::repository;

/// The rooms of the source, from the lowest layer up: a module imports only from its own room and from those before it.
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

/// The files that lie in no room: the two crate roots.
const OUTSIDE: [&str; 2] = ["lib.rs", "main.rs"];

/// Returns the room of a file: its first folder.
fn room(file: &str) -> Option<&str> {
    file.split_once('/').map(|(room, _)| room)
}

/// Returns the code of a file without its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or(text)
}

/// Returns the files of the program, without those that contain only tests.
fn program() -> BTreeMap<String, String> {
    let mut all = sources();
    all.retain(|file, _| !file.ends_with("/tests.rs") && !file.ends_with("/test_support.rs"));
    all
}

/// Returns the modules that a file imports, as paths from the crate root. A line may have several.
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
    for (file, text) in program() {
        let Some(own) = room(&file).and_then(rank) else { continue };
        for path in imports(&text) {
            let other = path.split("::").next().unwrap_or_default();
            if let Some(other_rank) = rank(other) {
                assert!(other_rank <= own, "{file} imports {path}, of a room after its own");
            }
        }
    }
}

/// Returns the module of a file, as a path from the crate root.
fn module(file: &str) -> String {
    file.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

/// Returns the module that a path leads into: `model::case::value` for `model::case::value::Date`.
fn leads_to(path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    (1..=parts.len()).rev().map(|end| parts[..end].join("::")).find(|module| modules.contains(module))
}

/// Returns for each module the modules that it imports.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let all = program();
    let modules: BTreeSet<String> = all.keys().map(|file| module(file)).collect();
    let graph = all.iter().map(|(file, text)| {
        // `use crate::report::view::{annual, make}` imports two modules.
        let listed =
            code(text).split("use crate::").skip(1).filter_map(|rest| rest.split_once(';')?.0.split_once("::{"));
        let listed = listed.flat_map(|(path, names)| {
            let names = names.trim_end_matches(['}', '\n']).split(',');
            names.map(move |name| format!("{path}::{}", name.trim())).collect::<Vec<_>>()
        });
        let single = imports(text).filter(|path| !path.ends_with("::")).map(str::to_owned);
        let paths = single.chain(listed);
        let own = module(file);
        let others = paths.filter_map(|path| leads_to(&path, &modules)).filter(|other| *other != own).collect();
        (own.clone(), others)
    });
    graph.collect()
}

#[test]
fn no_imports_run_in_a_circle() {
    let mut graph = graph();
    // A module that imports none of the remaining ones is in no cycle.
    while let Some(done) = graph.iter().find(|(_, others)| others.is_empty()).map(|(own, _)| own.clone()) {
        graph.remove(&done);
        for others in graph.values_mut() {
            others.remove(&done);
        }
    }
    assert!(graph.is_empty(), "in circles, or on the way to one: {graph:#?}");
}

#[test]
fn long_files_say_why() {
    const MOST: usize = 500;
    for (file, text) in program() {
        let reason = text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("one file"));
        assert!(
            code(&text).lines().count() <= MOST || reason,
            "{file} has over {MOST} lines, and does not say why it is one file"
        );
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
fn every_file_says_what_it_is_for() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} begins without a word");
    }
}
