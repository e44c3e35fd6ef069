//! Messages: every file below `tests/check/` carries `# error[CODE]: text` above the line that is wrong (`@1` at the
//! end: on line 1 instead; `# error[CODE]@5: text`: at column 5). A missing message and an unexpected one both fail.

use std::collections::BTreeSet;

use casebook::base::diagnostic::{Diagnostics, Severity, Strictness};
use casebook::base::rules::Code;
use walkdir::WalkDir;

use crate::workspace::{Temporary, repository};

/// Line, column (0 for any), severity and code of an expected message, and a part of its text.
type Expected = (usize, usize, &'static str, String, String);

fn expectations(text: &str) -> Vec<Expected> {
    let lines: Vec<&str> = text.lines().collect();
    let mut expected = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for severity in ["error", "warning", "note"] {
            let Some((_, rest)) = line.split_once(&format!("# {severity}[")) else { continue };
            let (code, text) = rest.split_once(": ").expect("an expectation is written `# error[CODE]: text`");
            let (code, column) = code.split_once(']').expect("the code stands in brackets");
            let column = column.trim_start_matches('@').parse().unwrap_or(0);
            let text = text.trim_end_matches("#}").trim_end_matches('-').trim();
            // Several expectations above each other all apply to the line below them.
            let is_one = |line: &&&str| ["# error[", "# warning[", "# note["].iter().any(|start| line.contains(start));
            let below = at + 2 + lines[at + 1..].iter().take_while(is_one).count();
            let (text, line) = match text.strip_suffix("@1") {
                Some(text) => (text.trim(), 1),
                None => (text, below),
            };
            expected.push((line, column, severity, code.to_owned(), text.to_owned()));
        }
    }
    expected
}

fn compare(file: &str, text: &str, diagnostics: &Diagnostics, seen: &mut BTreeSet<String>) -> Vec<String> {
    let mut expected = expectations(text);
    assert!(!expected.is_empty(), "{file} expects nothing");
    let mut faults = Vec::new();
    for diagnostic in diagnostics.sorted() {
        let (name, line, column) = diagnostic.span.position();
        let severity = casebook::base::message::severity(diagnostic);
        let said = format!("{} {}", diagnostic.message, diagnostic.help.clone().unwrap_or_default());
        let code = diagnostic.code.to_string();
        let matches = |(at, from, kind, wanted, part): &Expected| {
            *at == line && [0, column].contains(from) && *kind == severity && *wanted == code && said.contains(part)
        };
        match expected.iter().position(matches) {
            Some(at) => {
                expected.remove(at);
                seen.insert(code);
            }
            None => faults.push(format!("{file}: unexpected {severity}[{code}] at {name}:{line}:{column}: {said}")),
        }
    }
    faults.extend(
        expected.iter().map(|(line, _, severity, code, text)| {
            format!("{file}: missing {severity}[{code}] on line {line}: {text}")
        }),
    );
    faults
}

#[test]
fn every_mistake_is_reported_at_its_line_and_nothing_else() {
    let top = repository("tests/check");
    let (mut faults, mut seen, mut count) = (Vec::new(), BTreeSet::new(), 0);
    let entries = WalkDir::new(&top).sort_by_file_name().into_iter().flatten();
    let single = |entry: &walkdir::DirEntry| entry.depth() == 2 && entry.file_type().is_file();
    for entry in entries.filter(single) {
        let name = entry.path().strip_prefix(&top).expect("it lies there").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("it can be read");
        let (folder, file) = name.split_once('/').expect("it lies in a folder");
        let target = match folder {
            "settings" => "casebook.yaml".to_owned(),
            "references" => "references.yaml".to_owned(),
            "claims" => "claims.yaml".to_owned(),
            "templates" => format!("templates/{}", file.split_once('.').expect("named x.case.md").1),
            _ => format!("{folder}/{file}"),
        };
        let workspace = Temporary::copy_of("tests/workspace");
        if folder == "settings" {
            workspace.change("cases/sound.yaml", "study: tests\n", "");
        }
        workspace.write(&target, &text);
        faults.extend(compare(&name, &text, &workspace.check(), &mut seen));
        count += 1;
    }
    assert!(count > 15, "the files were found");
    for entry in std::fs::read_dir(repository("tests/check/workspaces")).expect("it is there") {
        faults.extend(whole_workspace(&entry.expect("it can be read").path(), &mut seen));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // What only files that were made can show is tried in leaks.rs and build.rs.
    for code in Code::ALL.iter().filter(|code| ![Code::Leak, Code::LargeEdition].contains(code)) {
        assert!(seen.contains(&code.to_string()), "{code} has no file in tests/check");
    }
}

/// Tests a workspace of its own, for what a single file can't show. Every file in it may carry expectations. It is built, PDFs
/// included.
fn whole_workspace(folder: &std::path::Path, seen: &mut BTreeSet<String>) -> Vec<String> {
    let name = folder.file_name().expect("it has a name").to_string_lossy();
    let workspace = Temporary::copy_of(&format!("tests/check/workspaces/{name}"));
    let diagnostics = workspace.typeset();
    let mut found: Vec<(String, usize, String, String)> = diagnostics
        .sorted()
        .iter()
        .map(|d| {
            let (file, line, _) = d.span.position();
            let severity = casebook::base::message::severity(d);
            (file.to_owned(), line, format!("{severity}[{}]", d.code), d.message.clone())
        })
        .collect();
    let mut faults = Vec::new();
    for entry in WalkDir::new(workspace.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let file = entry.path().strip_prefix(workspace.path()).expect("it lies there").to_string_lossy().into_owned();
        if file.starts_with("out/") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(entry.path()).expect("it can be read")).into_owned();
        for (line, _, severity, code, part) in expectations(&text) {
            let wanted = format!("{severity}[{code}]");
            let matches = |(at, row, what, message): &(String, usize, String, String)| {
                *at == file && *row == line && *what == wanted && message.contains(&part)
            };
            match found.iter().position(matches) {
                Some(at) => {
                    found.remove(at);
                    seen.insert(code);
                }
                None => faults.push(format!("{name}/{file}: missing {wanted} on line {line}: {part}")),
            }
        }
    }
    faults.extend(found.iter().map(|one| format!("{name}: unexpected {one:?}")));
    faults
}

#[test]
fn fifteen_mistakes_in_one_file_are_fifteen_messages_each_at_its_column() {
    let text = std::fs::read_to_string(repository("tests/check/cases/fifteen.yaml")).expect("it is there");
    let expected = expectations(&text);
    assert_eq!(expected.len(), 15);
    assert!(expected.iter().all(|(_, column, ..)| *column > 0));
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/fifteen.yaml", &text);
    assert_eq!(compare("fifteen.yaml", &text, &workspace.check(), &mut BTreeSet::new()), Vec::<String>::new());
}

#[test]
fn two_files_of_one_id_in_two_folders_are_a_mistake_and_neither_is_built() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/folder/sound.yaml", "name: Another cluster\n");
    let diagnostics = workspace.check();
    let doubled = diagnostics.sorted()[0];
    assert_eq!(doubled.code, Code::DoubledId);
    assert_eq!(doubled.labels.len(), 1);
    workspace.build();
    assert!(!workspace.exists("out/cases/sound.md"));
}

#[test]
fn files_that_cannot_be_read_are_reported_and_the_others_go_on() {
    let workspace = Temporary::copy_of("tests/workspace");
    std::fs::write(workspace.path().join("cases/latin.yaml"), b"name: Gr\xfcn\n").expect("it can be written");
    std::fs::create_dir(workspace.path().join("cases/folder.yaml")).expect("it can be made");
    let diagnostics = workspace.check();
    assert_eq!(diagnostics.errors(), 1);
    assert_eq!(diagnostics.sorted()[0].code, Code::Unreadable);
    assert!(diagnostics.sorted()[0].message.contains("UTF-8"));
    workspace.build();
    assert!(workspace.exists("out/cases/sound.md"));
    assert!(!workspace.exists("out/summary.md"));
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    let workspace = Temporary::copy_of("tests/workspace");
    let text = workspace.read("cases/sound.yaml").replace('\n', "\r\n");
    workspace.write("cases/sound.yaml", &format!("\u{feff}{text}"));
    assert!(workspace.check().is_empty());
}

#[test]
fn a_characteristic_taken_out_of_a_framework_is_missed_at_the_line_that_uses_it() {
    let workspace = Temporary::copy_of(".");
    let line = "      - { id: lobbying, stages: [potential], label: { en: Lobbying, da: Lobbyarbejde } }\n";
    workspace.change("frameworks/facilitator-life-cycle.yaml", line, "");
    let diagnostics = workspace.check();
    let places: Vec<(String, String)> = diagnostics
        .sorted()
        .iter()
        .map(|diagnostic| {
            let (file, line, _) = diagnostic.span.position();
            let text = workspace.read(file);
            (file.to_owned(), text.lines().nth(line - 1).expect("the line is there").to_owned())
        })
        .collect();
    let files: Vec<&str> = places.iter().map(|(file, _)| file.as_str()).collect();
    let folder = "cases/nine-danish-clusters";
    assert_eq!(files, [format!("{folder}/agro-food-park.yaml"), format!("{folder}/lean-energy-cluster.yaml")]);
    assert!(places.iter().all(|(_, line)| line.contains("lobbying")));
}

#[test]
fn a_workspace_without_cases_and_files_with_odd_names_are_pointed_out() {
    let workspace = Temporary::copy_of("tests/workspace");
    for name in ["cases/k.yaml.txt", "cases/z.YAML", "cases/.hidden.yaml"] {
        workspace.write(name, "name: Ignored\n");
    }
    workspace.write("cases/README.md", "Notes on the cases\n");
    let diagnostics = workspace.check();
    assert!(diagnostics.sorted().iter().all(|diagnostic| diagnostic.code == Code::Misnamed));
    assert_eq!(diagnostics.sorted().len(), 3);
    std::fs::remove_file(workspace.path().join("cases/sound.yaml")).expect("it is there");
    assert!(workspace.check().sorted().iter().any(|diagnostic| diagnostic.code == Code::NoCases));
    workspace.build();
    assert!(!workspace.exists("out"), "an empty summary takes no other's place");
}

#[test]
fn evidence_is_asked_for_only_where_the_settings_say_so() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert!(workspace.check().is_empty());
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}rules: {{ CB0207: warn }}\n"));
    let diagnostics = workspace.check();
    let found = diagnostics.sorted();
    assert_eq!((found.len(), found[0].code, found[0].span.position().1), (1, Code::NoEvidence, 12));
    assert!(found[0].message.contains("2 other values"), "{}", found[0].message);
}

#[test]
fn a_strict_check_asks_for_evidence_behind_every_observation_whatever_the_settings_say() {
    let workspace = Temporary::copy_of("tests/workspace");
    let case = workspace.read("cases/sound.yaml");
    workspace
        .write("cases/unsourced.yaml", &case.replace("name: Sound", "name: Other").replace("stated_in: talk\n", ""));
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}rules: {{ CB0207: allow, CB0205: allow, CB0206: allow }}\n"));
    let strictness = Strictness { deny_warnings: false, evidence: true };
    let (_, diagnostics) =
        casebook::build::examine::examine(workspace.path(), strictness, None, None).expect("the check can work");
    let found = diagnostics.sorted();
    assert_eq!(found.len(), 6, "three observations of each case: {found:?}");
    assert!(found.iter().all(|found| found.code == Code::NoEvidence && found.severity == Severity::Error));
    assert_eq!(found.iter().filter(|found| found.message.contains("no place in it")).count(), 3);
    assert_eq!(found.iter().filter(|found| found.message.contains("has no source")).count(), 3);
}

#[test]
fn doubts_can_be_allowed_and_denied_and_mistakes_can_not() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/doubtful.yaml", "name: Doubtful\nindustry: Food\n");
    let errors = |deny_warnings| {
        let strictness = Strictness { deny_warnings, evidence: false };
        casebook::build::examine::examine(workspace.path(), strictness, None, None)
            .expect("the check can work")
            .1
            .errors()
    };
    assert_eq!((workspace.check().sorted().len(), errors(false), errors(true)), (1, 0, 1));
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}rules: {{ CB0205: deny }}\n"));
    assert_eq!(errors(false), 1);
    workspace.write("casebook.yaml", &format!("{settings}rules: {{ CB0205: allow }}\n"));
    assert!(workspace.check().is_empty());
    assert_eq!(errors(true), 0, "what is allowed by name stays allowed");
}

/// Files that nobody would write, but that may turn up, end in a message, never in a crash or a hang.
#[test]
fn hostile_files_end_in_a_message() {
    let workspace = Temporary::copy_of("tests/workspace");
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ('a'..'i').zip('b'..='i') {
        let aliases = vec![format!("*{before}"); 9].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{aliases}]\n"));
    }
    let quotes = "> ".repeat(10_000);
    let files = [
        ("bomb", bomb),
        ("deep", format!("name: {}{}\n", "[".repeat(10_000), "]".repeat(10_000))),
        ("zero", "name: a\0b\n".to_owned()),
        ("long", format!("name: Long\nindustri: {}\n", "x".repeat(5_000_000))),
        (
            "quotes",
            format!(
                "name: Quotes\nsources: {{ t: {{ kind: interview }} }}\nstated_in: t\nrecords:\n  - narrative: |\n      {quotes}x\n"
            ),
        ),
        ("alias", "name: &n Alias Ø\nfounded: *n\n".to_owned()),
        (
            "word",
            format!(
                "name: Word\nsources: {{ t: {{ kind: interview }} }}\nstated_in: t\nrecords:\n  - narrative: {}\n",
                "x".repeat(5_000_000)
            ),
        ),
    ];
    for (name, text) in &files {
        workspace.write(&format!("cases/{name}.yaml"), text);
    }
    let diagnostics = workspace.check();
    for (name, _) in &files {
        assert_eq!(diagnostics.errors_under(&format!("cases/{name}.yaml")), 1, "{name}");
    }
    assert_eq!(diagnostics.errors(), files.len());
}

#[test]
fn files_that_are_too_large_are_named_with_the_limit_and_the_limit_can_be_raised() {
    let workspace = Temporary::copy_of("tests/workspace");
    // A sparse file of a gigabyte, which takes no space on the disk.
    let huge = std::fs::File::create(workspace.path().join("cases/huge.yaml")).expect("it can be made");
    huge.set_len(1 << 30).expect("it can be long");
    let long = format!("# {}\nname: Long\n", "x".repeat(3 << 20));
    workspace.write("cases/long.yaml", &long);
    let settings = workspace.read("casebook.yaml");
    let found = |limits: &str| {
        workspace.write("casebook.yaml", &format!("{settings}{limits}"));
        let diagnostics = workspace.check();
        diagnostics.sorted().iter().map(|d| (d.span.source.name().to_owned(), d.message.clone())).collect::<Vec<_>>()
    };
    let usual = found("");
    assert_eq!(usual.len(), 1, "{usual:?}");
    assert!(usual[0].0 == "cases/huge.yaml" && usual[0].1.contains("larger than 32 MiB"), "{usual:?}");
    assert_eq!(found("limits: { file_size: 2 }\n").len(), 2, "the limit holds for every file");
    assert!(found("limits: { file_size: 2 }\n")[1].1.contains("file_size"), "the message says how to raise it");

    std::fs::remove_file(workspace.path().join("cases/huge.yaml")).expect("it is there");
    let quotes = format!("name: Deep\nrecords:\n  - narrative: |\n      {}x\n", "> ".repeat(12));
    workspace.write("cases/long.yaml", &quotes);
    let deep = found("");
    assert!(deep.len() == 1 && deep[0].1.contains("nested too deeply"), "{deep:?}");
    assert_eq!(found("limits: { prose_nesting: 13 }\n"), []);
    assert!(workspace.typeset().is_empty(), "what is let through can be typeset");
}

#[test]
fn yaml_that_is_nested_or_repeats_too_much_is_one_mistake() {
    let workspace = Temporary::copy_of("tests/workspace");
    let found = |text: &str| {
        workspace.write("cases/much.yaml", text);
        let diagnostics = workspace.check();
        diagnostics.sorted().iter().map(|d| d.message.clone()).collect::<Vec<_>>()
    };
    let nested = |levels: usize| format!("name: {}{}\n", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(found(&nested(200)), ["lists and mappings stand too deep inside each other"]);
    assert_eq!(found(&nested(100)).len(), 1, "it is read, and is no name");
    // So many levels took half a minute, where no comma stands between the brackets.
    for begun in ["[", "{a: ", "[[], ", "- ", "? ", "[{"] {
        let deep = format!("name:\n  {}\n", begun.repeat(100_000));
        assert_eq!(found(&deep), ["lists and mappings stand too deep inside each other"], "{begun}");
    }
    for text in
        [format!("'{}'", "[".repeat(200)), format!("A # {}", "{".repeat(200)), format!("\"{}\"", "[{".repeat(200))]
    {
        let read = found(&format!("name: {text}\n"));
        assert!(!read.iter().any(|message| message.contains("too deep")), "brackets in a text nest nothing: {read:?}");
    }

    let list = |name: &str, of: &str| format!("{name}: &{name} [{}]\n", vec![of; 30].join(", "));
    let bomb = list("a", "x") + &list("b", "*a") + &list("c", "*b") + &list("d", "*c");
    assert_eq!(found(&bomb), ["aliases (`*name`) stand for too much"]);
    let endless = found("name: &a [*a]\n");
    assert_eq!(endless.len(), 1, "{endless:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_or_out_and_special_files_end_in_a_message() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let workspace = Temporary::copy_of("tests/workspace");
    let cases = workspace.path().join("cases");
    symlink(cases.join("round.yaml"), cases.join("again.yaml")).expect("it can be made");
    symlink(cases.join("again.yaml"), cases.join("round.yaml")).expect("it can be made");
    symlink("..", cases.join("up")).expect("it can be made");
    symlink("/etc/hostname", cases.join("out.yaml")).expect("it can be made");
    std::os::unix::net::UnixListener::bind(cases.join("socket.yaml")).expect("it can be made");
    workspace.write("cases/locked.yaml", "name: Locked\n");
    std::fs::set_permissions(cases.join("locked.yaml"), PermissionsExt::from_mode(0o000)).expect("it can be locked");
    let diagnostics = workspace.check();
    let named: Vec<&str> = diagnostics.sorted().iter().map(|d| d.span.source.name()).collect();
    let mut expected = vec![
        "cases/again.yaml",
        "cases/locked.yaml",
        "cases/out.yaml",
        "cases/round.yaml",
        "cases/socket.yaml",
        "cases/up",
    ];
    // Some users, like root, may read everything.
    if std::fs::read(cases.join("locked.yaml")).is_ok() {
        expected.retain(|name| *name != "cases/locked.yaml");
    }
    assert_eq!(named, expected);
    assert!(diagnostics.sorted().iter().all(|d| d.code == Code::Unreadable));
}

/// A case file that vanishes, again and again, between being found and being read: the check goes on with the others.
#[test]
fn a_file_that_vanishes_while_it_is_read_ends_in_a_message() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let workspace = Temporary::copy_of("tests/workspace");
    let file = workspace.path().join("cases/here-and-gone.yaml");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                std::fs::write(&file, "name: Here and gone\n").expect("it can be written");
                std::fs::remove_file(&file).expect("it is there");
            }
        });
        let all: Vec<Diagnostics> = (0..50).map(|_| workspace.check()).collect();
        done.store(true, Ordering::Relaxed);
        for diagnostics in all {
            let found = diagnostics.sorted();
            let gone = |code: Code| matches!(code, Code::Unreadable | Code::Syntax);
            assert!(
                found.iter().all(|d| gone(d.code) && d.span.source.name() == "cases/here-and-gone.yaml"),
                "{found:?}"
            );
        }
    });
}

#[test]
fn two_frameworks_of_one_id_are_a_mistake() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("frameworks/growth.yml", &workspace.read("frameworks/growth.yaml"));
    assert_eq!(workspace.check().sorted()[0].code, Code::DoubledId);
}
