//! `record` and `publish` change files of the user: the lines that are meant and nothing else, however the YAML is written, and
//! whether the file is a link or has unusual permissions. If that is impossible, they refuse and write nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::base::diagnostic::Diagnostics;
use casebook::base::source::Source;
use casebook::build::outcome::BuildOutcome;
use casebook::cli::publish::{self, PublishArgs, with_status};
use casebook::cli::record::{self, RecordArgs, with_record};
use casebook::model::case::raw::RawCase;
use casebook::model::case::read::read;
use casebook::model::indicator::Indicators;
use casebook::yaml::shape::notation::Notations;
use fastrand::Rng;
use serde_yaml::Value;

use crate::workspace::{Temporary, examined, globals, repository};

/// `casebook record CASE --year YEAR`.
fn record_of(workspace: &Path, case: &str, year: i32) -> anyhow::Result<BuildOutcome> {
    record::run(&RecordArgs { case: case.to_owned(), year: Some(year), period: None }, &globals(workspace))
}

/// `casebook publish CASE… --year YEAR`.
fn publish_of(workspace: &Path, cases: &[String], year: i32) -> anyhow::Result<BuildOutcome> {
    publish::run(&PublishArgs { cases: cases.to_vec(), year }, &globals(workspace))
}

/// A workspace with one case.
fn workspace_with(text: &str) -> Temporary {
    let folder = Temporary::copy_of("tests/none");
    folder.write("casebook.yaml", "title: T\ndate: 2026-12-31\n");
    folder.write("cases/a.yaml", text);
    folder
}

/// Publishes the year 2025 of a case. Returns the new text of its file, or the error message.
fn published(text: &str) -> Result<String, String> {
    let folder = workspace_with(text);
    let result = publish_of(folder.path(), &[], 2025);
    let after = folder.read("cases/a.yaml");
    match result {
        Ok(BuildOutcome::Done) => Ok(after),
        other => {
            assert_eq!(after, text, "nothing was written");
            assert!(!folder.exists("published/2025.yaml"), "nothing is kept of what was not published");
            Err(other.err().map_or_else(|| "mistakes".to_owned(), |error| error.to_string()))
        }
    }
}

#[test]
fn a_status_that_is_shared_is_changed_in_its_own_record_alone() {
    for (text, expected) in [
        // The status of 2025 is an alias.
        (
            "records:\n  - period: 2024\n    status: &s draft\n  - period: 2025\n    status: *s\n",
            "records:\n  - period: 2024\n    status: &s draft\n  - period: 2025\n    status: published\n",
        ),
        (
            "records: [{ period: 2024, status: &s draft }, { status: *s, period: 2025 }]\n",
            "records: [{ period: 2024, status: &s draft }, { status: published, period: 2025 }]\n",
        ),
        (
            "records:\n  - period: 2024\n    status: &s draft\n  - period: 2025\n    status: *s # later\n",
            "records:\n  - period: 2024\n    status: &s draft\n  - period: 2025\n    status: published # later\n",
        ),
        // An anchor that no alias refers to stays where it is.
        (
            "records:\n  - period: 2025\n    status: &s draft\n",
            "records:\n  - period: 2025\n    status: &s published\n",
        ),
        // Two anchors have the same name, and the alias refers to the second one.
        (
            "records:\n  - period: 2025\n    status: &s draft\n  - period: 2024\n    status: &s draft\n  - period: 2023\n    status: *s\n",
            "records:\n  - period: 2025\n    status: &s published\n  - period: 2024\n    status: &s draft\n  - period: 2023\n    status: *s\n",
        ),
        // Other values that are shared stay shared.
        (
            "records:\n  - period: 2024\n    facilitators: &n 2\n  - period: 2025\n    facilitators: *n\n",
            "records:\n  - period: 2024\n    facilitators: &n 2\n  - status: published\n    period: 2025\n    facilitators: *n\n",
        ),
        // Anchors on the list and on the record, which no alias refers to.
        (
            "records: &all # c\n  - &r # d\n    period: 2025\n",
            "records: &all # c\n  - &r # d\n    status: published\n    period: 2025\n",
        ),
        ("records:\n- &k period: 2025\n", "records:\n- status: published\n  &k period: 2025\n"),
        ("records:\n  - &r { period: 2025 }\n", "records:\n  - &r { status: published, period: 2025 }\n"),
        // Tags, quotes, comments, tabs, explicit keys.
        (
            "records:\n  - period: 2025\n    status: !!str draft # not yet\n",
            "records:\n  - period: 2025\n    status: !!str published # not yet\n",
        ),
        (
            "records:\n  - \"period\": 2025\n    'status' :  \"draft\" # not yet\n",
            "records:\n  - \"period\": 2025\n    'status' :  published # not yet\n",
        ),
        (
            "records:\r\n  - period: 2025\r\n    status:\tdraft\t# not yet\r\n",
            "records:\r\n  - period: 2025\r\n    status:\tpublished\t# not yet\r\n",
        ),
        ("records:\n  - ? period\n    : 2025\n", "records:\n  - status: published\n    ? period\n    : 2025\n"),
        (
            "--- # one\nrecords:\n  - period: 2025\n    status: >-\n      draft\n    facilitators: 2\n...\n",
            "--- # one\nrecords:\n  - period: 2025\n    status: published\n    facilitators: 2\n...\n",
        ),
        ("records: [ {period: 2025,status: draft} ]", "records: [ {period: 2025,status: published} ]"),
    ] {
        let text = format!("name: A\n{text}").replacen("name: A\n---", "---", 1);
        let text = if text.starts_with("---") { text.replacen("records", "name: A\nrecords", 1) } else { text };
        let after = published(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
        let without = |text: &str| text.replacen("name: A\n", "", 1);
        assert_eq!(without(&after), expected, "{text}");
    }
}

#[test]
fn a_change_that_would_change_another_record_too_is_refused() {
    for text in [
        // The anchor is on the status that is to change, and another record refers to it.
        "records:\n  - period: 2025\n    status: &s draft\n  - period: 2024\n    status: *s\n",
        "records: [{ period: 2025, status: &s draft }, { period: 2024, status: *s }]\n",
    ] {
        let error = published(&format!("name: A\n{text}")).expect_err("it is shared");
        assert!(error.contains("`records[1].status` would mean something else too"), "{error}");
        assert!(error.contains("aliases") && error.contains("nothing was written"), "{error}");
    }
    // A merge key, a record that is an alias, a tag that YAML does not know, a second document: these are mistakes of the file.
    for text in [
        "records:\n  - &r { period: 2024, status: draft }\n  - { <<: *r, period: 2025 }\n",
        "records:\n  - &r { period: 2025, status: draft }\n  - *r\n",
        "records:\n  - period: 2025\n    status: !done draft\n",
        "records:\n  - period: 2025\n---\nname: B\n",
    ] {
        published(&format!("name: A\n{text}")).expect_err("it has mistakes");
    }
}

#[test]
fn figures_that_are_aliases_are_kept_as_what_they_stand_for() {
    let folder = Temporary::copy_of("tests/publish");
    folder.write(
        "cases/block.yaml",
        "name: Block\nstated_in: return\nsources: { return: { kind: documentation } }\nrecords:\n  - period: 2024\n    figures: { members: &m 20, staff: { is: &s 2, note: \"*s\" } }\n  - period: 2025\n    figures: { members: *m, staff: { is: *s } }\n",
    );
    let ids = ["block".to_owned()];
    assert_eq!(publish_of(folder.path(), &ids, 2025).expect("it can be published"), BuildOutcome::Done);
    let kept = folder.read("published/2025.yml");
    assert!(kept.ends_with("block:\n  on: 2026-02-01\n  figures:\n    members: 20\n    staff: 2\n"), "{kept}");
    assert_eq!(folder.check().errors(), 0, "{:?}", folder.check().sorted());
}

#[test]
fn what_was_kept_before_stays_byte_for_byte() {
    let folder = Temporary::copy_of("tests/publish");
    let before = "# Kept.\r\nolder: &o\r\n  on: 2026-01-02\r\n  figures: { members: 3 } # three\r\n\r\n# The end.\r\n";
    folder.write("published/2025.yml", before);
    publish_of(folder.path(), &["block".to_owned()], 2025).expect("it can be published");
    let after = folder.read("published/2025.yml");
    assert!(after.starts_with(before), "{after:?}");
    assert!(after[before.len()..].starts_with("block:\r\n  on: 2026-02-01\r\n"), "{after:?}");
}

#[test]
fn a_record_goes_where_it_means_nothing_else() {
    for (text, expected) in [
        ("name: A\nrecords: &r # all\n  - period: 2025\n", "  - period: 2025\n  - period: 2026\n"),
        (
            "name: A\nrecords: &r-1 # a - b\n- # c - d\n  period: 2025\n",
            "  period: 2025\n- period: 2026\n  status: draft\n",
        ),
        (
            "name: A\nrecords:\n  - period: 2025\n    situation: |\n      One\n    # of it\n# end\n",
            "    # of it\n  - period: 2026\n",
        ),
        ("---\nname: A\n...\n", "name: A\n\nrecords:\n  - period: 2026\n    status: draft\n"),
        ("  name: A\n  founded: 2010\n", "founded: 2010\n\n  records:\n    - period: 2026\n      status: draft\n"),
        ("&a\nname: A\nfounded: 2010", "founded: 2010\n\nrecords:\n  - period: 2026\n"),
    ] {
        let folder = workspace_with(text);
        record_of(folder.path(), "a", 2026).unwrap_or_else(|error| panic!("{text}\n{error}"));
        let after = folder.read("cases/a.yaml");
        assert!(after.contains(expected), "{text:?} became {after:?}");
        assert_eq!(folder.check().errors(), 0, "{after}\n{:?}", folder.check().sorted());
    }
    for text in ["name: A\nnote: &r [{ period: 2025 }]\nrecords: *r\n", "name: A\nrecords:\n  [ { period: 2025 } ]\n"] {
        let folder = workspace_with(text);
        let _ = record_of(folder.path(), "a", 2026);
        assert_eq!(folder.read("cases/a.yaml"), text);
    }
}

const DRAFT: &str = "name: A\nrecords:\n  - period: 2025\n    status: draft\n";
const PUBLISHED: &str = "name: A\nrecords:\n  - period: 2025\n    status: published\n";

#[cfg(unix)]
mod on_the_disk {
    use super::*;
    use casebook::base::rewrite::{FileChange, rewrite};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("it is there").mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("it can be set");
    }

    fn refusal(folder: &Temporary) -> String {
        let publish = publish_of(folder.path(), &[], 2025).expect_err("it is refused").to_string();
        let record = record_of(folder.path(), "a", 2026).expect_err("it is refused").to_string();
        assert!(
            publish.contains("nothing was written") && record.contains("nothing was written"),
            "{publish}\n{record}"
        );
        assert!(!folder.exists("published/2025.yaml"));
        publish
    }

    #[test]
    fn a_file_keeps_its_mode() {
        for own in [0o600, 0o640, 0o644, 0o664, 0o755, 0o666] {
            let folder = workspace_with(DRAFT);
            let path = folder.path().join("cases/a.yaml");
            set_mode(&path, own);
            publish_of(folder.path(), &[], 2025).expect("it can be published");
            assert_eq!((folder.read("cases/a.yaml").as_str(), mode(&path)), (PUBLISHED, own));
            record_of(folder.path(), "a", 2026).expect("a record can be added");
            assert_eq!(mode(&path), own);
            set_mode(&folder.path().join("published/2025.yaml"), own);
            folder.write("cases/b.yaml", &DRAFT.replace("name: A", "name: B"));
            publish_of(folder.path(), &[], 2025).expect("it can be published");
            assert_eq!(mode(&folder.path().join("published/2025.yaml")), own);
        }
    }

    #[test]
    fn a_new_file_is_as_private_as_the_umask_says() {
        let folder = workspace_with(DRAFT);
        let command = format!("umask 077; exec {} -q -C \"$1\" publish --year 2025", env!("CARGO_BIN_EXE_casebook"));
        let status = std::process::Command::new("sh").args(["-c", &command, "sh"]).arg(folder.path()).status();
        assert!(status.expect("it can be run").success());
        assert_eq!(mode(&folder.path().join("published/2025.yaml")), 0o600);
        assert_eq!(folder.read("cases/a.yaml"), PUBLISHED);
    }

    #[test]
    fn a_file_that_is_read_only_is_left_alone() {
        let folder = workspace_with(DRAFT);
        set_mode(&folder.path().join("cases/a.yaml"), 0o444);
        assert!(refusal(&folder).contains("cases/a.yaml is read-only"));
        assert_eq!(folder.read("cases/a.yaml"), DRAFT);
    }

    #[test]
    fn a_link_inside_the_workspace_stays_a_link() {
        let folder = workspace_with(DRAFT);
        let path = folder.path().join("cases/a.yaml");
        std::fs::create_dir(folder.path().join("drafts")).expect("it can be made");
        std::fs::rename(&path, folder.path().join("drafts/a.yaml")).expect("it can be moved");
        symlink("../drafts/a.yaml", &path).expect("it can be linked");
        set_mode(&folder.path().join("drafts/a.yaml"), 0o600);
        publish_of(folder.path(), &[], 2025).expect("it can be published");
        record_of(folder.path(), "a", 2026).expect("a record can be added");
        assert_eq!(std::fs::read_link(&path).expect("it is a link"), Path::new("../drafts/a.yaml"));
        assert!(folder.read("drafts/a.yaml").starts_with(PUBLISHED));
        assert_eq!(mode(&folder.path().join("drafts/a.yaml")), 0o600);
    }

    #[test]
    fn a_link_out_of_the_workspace_is_not_followed() {
        for linked in ["cases", "cases/a.yaml"] {
            let (folder, other) = (workspace_with(DRAFT), workspace_with(DRAFT));
            let path = folder.path().join(linked);
            if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) }
                .expect("it can be removed");
            symlink(other.path().join(linked), &path).expect("it can be linked");
            assert!(!matches!(publish_of(folder.path(), &[], 2025), Ok(BuildOutcome::Done)));
            let change = FileChange { name: "cases/a.yaml", old: Some(DRAFT.into()), new: PUBLISHED.into() };
            let error = rewrite(folder.path(), &[change]).expect_err("it is refused").to_string();
            assert!(
                error.contains("a link leads out of the workspace") && error.contains("nothing was written"),
                "{error}"
            );
            assert_eq!(other.read("cases/a.yaml"), DRAFT);
        }
    }

    #[test]
    fn a_file_that_somebody_else_changed_meanwhile_is_left_alone() {
        let folder = workspace_with("name: B\n");
        let change =
            |old: Option<&str>| FileChange { name: "cases/a.yaml", old: old.map(Into::into), new: PUBLISHED.into() };
        for (old, expected) in [(Some(DRAFT), "was changed by somebody else"), (None, "is there already")] {
            let error = rewrite(folder.path(), &[change(old)]).expect_err("it is refused").to_string();
            assert!(error.contains(expected), "{error}");
        }
        assert_eq!(folder.read("cases/a.yaml"), "name: B\n");
    }

    #[test]
    fn a_file_with_hard_links_is_left_alone() {
        let folder = workspace_with(DRAFT);
        let copy = folder.path().join("copy.yaml");
        std::fs::hard_link(folder.path().join("cases/a.yaml"), &copy).expect("it can be linked");
        assert!(refusal(&folder).contains("has 2 names (hard links)"));
        assert_eq!((folder.read("copy.yaml").as_str(), folder.read("cases/a.yaml").as_str()), (DRAFT, DRAFT));
        assert_eq!(std::fs::metadata(copy).expect("it is there").nlink(), 2);
    }

    #[test]
    fn if_one_file_can_not_be_changed_none_is() {
        let folder = workspace_with(DRAFT);
        folder.write("cases/b.yaml", &DRAFT.replace("name: A", "name: B"));
        set_mode(&folder.path().join("cases/b.yaml"), 0o400);
        publish_of(folder.path(), &[], 2025).expect_err("it is refused");
        assert_eq!(folder.read("cases/a.yaml"), DRAFT);
        let names: Vec<_> = std::fs::read_dir(folder.path().join("cases")).expect("it is there").flatten().collect();
        assert_eq!(names.len(), 2, "no unfinished file is left: {names:?}");
    }

    /// Runs the commands on files that are written in many ways, have unusual permissions, or are links.
    #[test]
    fn commands_change_the_lines_meant_whatever_a_file_is() {
        let originals = originals("tests/yearly/cases");
        let mut rng = Rng::with_seed(7);
        let mut counts = BTreeMap::new();
        for round in 0..60 {
            let (name, original) = &originals[rng.usize(..originals.len())];
            let id = name.trim_end_matches(".yaml");
            let mut text = vary(&mut rng, original);
            if rng.bool() {
                text.insert(0, '\u{feff}');
            }
            let folder = Temporary::copy_of("tests/yearly");
            folder.write(&format!("cases/{name}"), &text);
            let path = folder.path().join("cases").join(name);
            let own = [0o600, 0o640, 0o664, 0o755, 0o444][rng.usize(..5)];
            set_mode(&path, own);
            let link = rng.u8(..4);
            match link {
                0 => {
                    std::fs::rename(&path, folder.path().join("a")).expect("it can be moved");
                    symlink("../a", &path).expect("it can be linked");
                }
                1 => std::fs::hard_link(&path, folder.path().join("a")).expect("it can be linked"),
                _ => {}
            }
            let done = match rng.bool() {
                true => record_of(folder.path(), id, 2031),
                false => publish_of(folder.path(), &[id.to_owned()], rng.i32(2023..2026)),
            };
            let after = std::fs::read_to_string(&path).expect("it is there");
            let done = matches!(done, Ok(BuildOutcome::Done));
            assert!(!done || after == text || (own != 0o444 && link != 1), "{round}: it had to be refused");
            assert!(done || after == text, "{round}: nothing may be written\n{text}\n{after}");
            if after != text {
                let bare = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
                assert_eq!(after.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
                check_change(&bare(&text), &bare(&after));
            }
            assert!(!done || folder.check().errors() == 0, "{round}: {:?}", folder.check().sorted());
            assert_eq!(mode(&path), own, "{round}");
            assert_eq!(path.is_symlink(), link == 0, "{round}");
            assert!(link != 1 || std::fs::metadata(&path).expect("it is there").nlink() == 2, "{round}");
            *counts.entry(after != text).or_insert(0) += 1;
        }
        assert!(counts[&true] >= 10 && counts[&false] >= 10, "{counts:?}");
    }
}

/// The case files in a folder of the repository, by name.
fn originals(folder: &str) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(repository(folder)).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml"));
    let text = |path: &Path| std::fs::read_to_string(path).expect("it can be read");
    files.map(|entry| (entry.file_name().to_string_lossy().into_owned(), text(entry.path()))).collect()
}

/// Returns how many entries two lists have in common at their starts, and how many of the others at their ends.
fn common<T: PartialEq>(one: &[T], other: &[T]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let ends = one[start..].iter().rev().zip(other[start..].iter().rev());
    (start, ends.take_while(|(one, other)| one == other).count())
}

/// Checks that a file differs from what it was only by a new record or by the status of a record, in text and in meaning.
fn check_change(before: &str, after: &str) {
    let (start, end) = common(before.as_bytes(), after.as_bytes());
    let old = &before.as_bytes()[start..before.len() - end];
    assert!(old.len() < 10 || old.starts_with(b"|") || old.starts_with(b">"), "{}", String::from_utf8_lossy(old));
    let (lines, new_lines): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let (start, end) = common(&lines, &new_lines);
    let added = new_lines[start..new_lines.len() - end].iter().map(|line| line.trim());
    let added: Vec<&str> = added.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let of = |text: &str| serde_yaml::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (was, mut is) = (of(before), of(after));
    let records = is.get_mut("records").and_then(Value::as_sequence_mut).expect("there are records");
    let old_records = was.get("records").and_then(Value::as_sequence).cloned().unwrap_or_default();
    if records.len() > old_records.len() {
        let at = records.iter().position(|own| own.get("period") == Some(&Value::from(2031))).expect("one is new");
        let record = records.remove(at);
        assert_eq!(record.as_mapping().map(serde_yaml::Mapping::len), Some(2), "{record:?}");
        if records.is_empty() {
            is.as_mapping_mut().expect("a case is a mapping").shift_remove("records");
        }
        let own = |line: &&str| ["records:", "- period: 2031", "status: draft"].contains(line);
        assert!(added.len() <= 3 && added.iter().all(own), "{added:?}");
        assert_eq!(is, was);
        return;
    }
    assert!(added.len() <= 2, "{added:?}");
    let changed = records.iter().zip(&old_records).filter(|(is, was)| is != was);
    let changed: Vec<_> = changed.map(|(is, was)| (is.get("status").cloned(), was.get("status").cloned())).collect();
    assert_eq!(changed.len(), 1, "{before}\n{after}");
    assert_eq!(changed[0].0, Some(Value::from("published")));
    for (is, was) in records.iter_mut().zip(&old_records).filter(|(is, was)| is != was) {
        let own = is.as_mapping_mut().expect("a record is a mapping");
        match was.get("status") {
            Some(status) => drop(own.insert("status".into(), status.clone())),
            None => drop(own.shift_remove("status")),
        }
    }
    assert_eq!(is, was, "{before}\n{after}");
}

/// Returns a random variation of a case file, which says nearly the same in another way or is no longer valid.
fn vary(rng: &mut Rng, text: &str) -> String {
    let mut text = text.trim_start_matches('\u{feff}').to_owned();
    if rng.u8(..3) > 0 {
        let mut value: Value = serde_yaml::from_str(&text).expect("the files of the repository are valid");
        if let Some(records) = value.get_mut("records").and_then(Value::as_sequence_mut) {
            // Fewer records test as much, and are read faster.
            records.drain(..records.len().saturating_sub(rng.usize(1..4)));
        }
        let mut writer = Writer { rng, out: String::new(), anchors: Vec::new() };
        writer.block(&value, 0);
        text = writer.out;
    } else if let Some((third, _)) = text.match_indices("\n  - period:").nth(2) {
        text.truncate(third + 1);
    }
    for _ in 0..rng.u8(..5) {
        text = slip(rng, &text);
    }
    if rng.u8(..4) == 0 {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    text
}

/// Changes something small in a text.
fn slip(rng: &mut Rng, text: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = rng.usize(..lines.len().max(1));
    let Some(line) = lines.get_mut(at) else { return text.to_owned() };
    let end = line.trim_end().len();
    match rng.u8(..16) {
        0 => line.insert_str(end, " # a comment - with: signs"),
        1 => line.insert_str(end, "\t "),
        2 => line.insert_str(0, &format!("{}# status: draft\n", " ".repeat(rng.usize(..9)))),
        3 => line.insert(0, '\n'),
        4 => *line = line.replacen(": ", ":\t", 1),
        5 => *line = line.replacen(": ", ":   ", 1),
        6 => *line = line.replacen(": ", ": &x ", 1),
        7 => *line = line.replacen(": ", ": !!str ", 1),
        8 => line.insert_str(end, " *x"),
        9 => lines.insert(0, "--- # the first\n".to_owned()),
        10 => lines.insert(0, "# a comment\n%YAML 1.2\n---\n".to_owned()),
        11 => lines.push("\n...\n".to_owned()),
        12 => lines.push("\n---\nname: B\n".to_owned()),
        13 if !text.contains("about_note") => lines.push("\nabout_note: |+\n  One\n\n  # Two\n\n\n".to_owned()),
        14 => line.insert_str(end, ["\u{2028}", "\u{85}", "\r", "\u{a0}"][rng.usize(..4)]),
        _ => {
            let short = text.trim_end();
            return short.to_owned();
        }
    }
    lines.concat()
}

/// Writes a value as YAML, in a style that changes from node to node.
struct Writer<'r> {
    rng: &'r mut Rng,
    out: String,
    /// The values that have an anchor, in order.
    anchors: Vec<Value>,
}

impl Writer<'_> {
    fn block(&mut self, value: &Value, depth: usize) {
        let indent = " ".repeat(depth);
        match value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    self.gap(&indent);
                    let key = self.scalar(key, false);
                    let colon = [":", ": ", " :", ":  "][self.rng.usize(..4)].trim_end().to_owned();
                    self.out.push_str(&format!("{indent}{key}{colon}"));
                    let flat = self.rng.u8(..3) == 0 && value.is_sequence();
                    self.below(value, if flat { depth } else { depth + 2 });
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    self.gap(&indent);
                    self.out.push_str(&format!("{indent}-"));
                    self.below(item, depth + 2);
                }
            }
            _ => {
                let text = self.scalar(value, false);
                self.out.push_str(&format!("{indent}{text}\n"));
            }
        }
    }

    /// Writes a value after a key or a dash.
    fn below(&mut self, value: &Value, depth: usize) {
        if let Some(number) = self.anchors.iter().position(|own| own == value).filter(|_| self.rng.bool()) {
            self.out.push_str(&format!(" *n{number}"));
        } else {
            if self.rng.u8(..12) == 0 && !self.anchors.contains(value) {
                self.out.push_str(&format!(" &n{}", self.anchors.len()));
                self.anchors.push(value.clone());
            }
            let is_block = |value: &Value| match value {
                Value::Mapping(entries) => !entries.is_empty(),
                Value::Sequence(items) => !items.is_empty(),
                _ => false,
            };
            if is_block(value) && self.rng.u8(..4) > 0 {
                self.comment();
                self.out.push('\n');
                self.block(value, depth);
                return;
            }
            let text = value.as_str().filter(|text| text.len() > 30 && !text.contains(['\n', '\t'])).map(str::to_owned);
            if let Some(text) = text.filter(|text| self.rng.bool() && text.trim() == *text) {
                let sign = ["|-", ">-", "| # a block"][self.rng.usize(..3)];
                self.out.push_str(&format!(" {sign}\n{}{text}\n", " ".repeat(depth + 2)));
                return;
            }
            let text = self.flow(value);
            self.out.push_str(&format!(" {text}"));
        }
        self.comment();
        self.out.push('\n');
    }

    fn flow(&mut self, value: &Value) -> String {
        match value {
            Value::Mapping(entries) => {
                let all: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", self.scalar(key, true), self.flow(value)))
                    .collect();
                if self.rng.bool() { format!("{{ {} }}", all.join(", ")) } else { format!("{{{}}}", all.join(" ,")) }
            }
            Value::Sequence(items) => {
                let all: Vec<String> = items.iter().map(|item| self.flow(item)).collect();
                format!("[{}]", all.join(", "))
            }
            _ => self.scalar(value, true),
        }
    }

    fn scalar(&mut self, value: &Value, is_flow: bool) -> String {
        let Some(text) = value.as_str() else {
            return serde_json::to_string(value).expect("it is a scalar");
        };
        let safe = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || (c == ' ' && !is_flow);
        let plain =
            text.starts_with(char::is_alphabetic) && text.ends_with(char::is_alphanumeric) && text.chars().all(safe);
        let plain = plain && serde_yaml::from_str::<Value>(text).is_ok_and(|read| read == *value);
        match self.rng.u8(..4) {
            0 | 1 if plain => text.to_owned(),
            2 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            _ => serde_json::to_string(text).expect("it is text"),
        }
    }

    fn comment(&mut self) {
        if self.rng.u8(..6) == 0 {
            self.out.push_str([" # a comment", "\t# - a: comment", "  #"][self.rng.usize(..3)]);
        }
    }

    fn gap(&mut self, indent: &str) {
        match self.rng.u8(..20) {
            0 => self.out.push('\n'),
            1 => self.out.push_str(&format!("{indent}# - period: 2019\n")),
            2 => self.out.push_str("# at the edge\n"),
            _ => {}
        }
    }
}

fn case_of(source: &Arc<Source>, notations: &Notations) -> Option<RawCase> {
    read(&mut Diagnostics::default(), source, notations)
}

/// Changes a thousand variations of the files of the repository: only what is meant changes, and the rest stays as it was.
#[test]
fn a_thousand_variations_keep_what_is_not_meant() {
    let folders =
        ["cases", "examples/portfolio/cases", "tests/publish/cases", "tests/yearly/cases", "tests/unlike/cases"];
    let originals: Vec<(String, String)> = folders.iter().flat_map(|folder| originals(folder)).collect();
    let (workspace, _) = examined(&repository("examples/portfolio"));
    let indicators: &Indicators = &workspace.indicators;
    let notations = indicators.notations();
    let mut rng = Rng::with_seed(2025);
    let (mut changed, mut refused) = ([0, 0], [0, 0]);
    for _ in 0..1000 {
        let (_, original) = &originals[rng.usize(..originals.len())];
        let source = Source::new("cases/a.yaml", vary(&mut rng, original));
        let Some(RawCase { case, .. }) = case_of(&source, &notations) else { continue };
        // A duplicate key is a mistake, with which no command goes on.
        if serde_yaml::from_str::<Value>(source.text()).is_err() {
            continue;
        }
        let mut note = |which: usize, result: anyhow::Result<String>| match result {
            Ok(after) => {
                changed[which] += 1;
                check_change(source.text(), &after);
            }
            Err(_) => refused[which] += 1,
        };
        let added = with_record(indicators, &case, &source, "2031", 2031);
        note(0, added.map(|revision| revision.text().to_owned()));
        if let Some(at) = (!case.records.is_empty()).then(|| rng.usize(..case.records.len())) {
            let is_published = case.records[at].status == Some(casebook::model::case::Status::Published);
            if !is_published {
                note(1, with_status(&source, at, 2025).map(|revision| revision.text().to_owned()));
            }
        }
    }
    assert!(changed[0] > 300 && changed[1] > 150, "changed {changed:?}, refused {refused:?}");
    assert!(refused[0] + refused[1] < (changed[0] + changed[1]) / 2, "changed {changed:?}, refused {refused:?}");
}
