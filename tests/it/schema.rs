//! The JSON Schemas for editors: the files in `schemas/` are up to date, they describe every key, and they agree with the check.

use std::path::Path;

use casebook::base::diagnostic::Strictness;
use casebook::build::inventory::{Keep, inventory};
use casebook::cli::schema::{KINDS, file, text, vocabulary};
use casebook::yaml::decode::NO_CODES;
use casebook::yaml::memo::MEMO;
use casebook::yaml::shape::audience::Audience;
use serde_json::Value;
use walkdir::WalkDir;

use crate::workspace::{Temporary, repository};

fn schema(kind: &str) -> Value {
    serde_json::from_str(&text(kind, None).expect("there is a schema")).expect("it is JSON")
}

fn yaml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("it can be read");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let entries = WalkDir::new(repository(folder)).sort_by_file_name().into_iter().flatten();
    entries.map(|entry| entry.path().to_owned()).filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect()
}

/// Collects every key of every mapping, with its schema.
fn keys<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.extend(properties.iter().map(|(key, schema)| (key.as_str(), schema)));
            }
            map.values().for_each(|value| keys(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_files_in_schemas_are_those_that_the_program_prints() {
    let mut old = Vec::new();
    for kind in KINDS {
        let path = repository(&file(kind));
        let wanted = text(kind, None).expect("there is a schema");
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        if found != wanted && std::env::var_os("UPDATE").is_some() && std::env::var_os("CI").is_none() {
            std::fs::create_dir_all(repository("schemas")).expect("the folder can be made");
            std::fs::write(&path, &wanted).expect("it can be written");
        }
        old.extend((found != wanted).then_some(kind));
    }
    assert!(old.is_empty(), "the schemas of {old:?} are not up to date; run `UPDATE=1 cargo test` twice");
}

/// Returns whether a value may be a text in several languages, and collects the keys of the other mappings that it may be.
fn beside_languages<'v>(root: &'v Value, value: &'v Value, keys: &mut Vec<&'v str>) -> bool {
    let target = value["$ref"].as_str().and_then(|path| root.pointer(&path[1..])).unwrap_or(value);
    keys.extend(target["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()));
    let alternatives = target["anyOf"].as_array().into_iter().flatten();
    let inner = alternatives.map(|alternative| beside_languages(root, alternative, keys));
    inner.fold(target["propertyNames"]["pattern"].is_string(), |found, inner| found | inner)
}

/// Collects every schema that offers alternatives.
fn choices<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(map) => {
            found.extend(map.contains_key("anyOf").then_some(value));
            map.values().for_each(|value| choices(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| choices(item, found)),
        _ => {}
    }
}

#[test]
fn no_key_that_can_stand_where_a_text_can_is_taken_for_a_language() {
    let root = schema("case");
    let mut found = Vec::new();
    choices(&root, &mut found);
    let mut short: Vec<&str> = Vec::new();
    for choice in found {
        let mut keys = Vec::new();
        if beside_languages(&root, choice, &mut keys) {
            short.extend(keys.into_iter().filter(|key| key.len() <= 3));
        }
    }
    short.sort_unstable();
    short.dedup();
    let mut listed = NO_CODES.to_vec();
    listed.sort_unstable();
    assert_eq!(short, listed);
}

#[test]
fn every_key_has_a_description_and_an_example_that_is_valid_for_it() {
    let rules = casebook::base::rules::Code::ALL;
    for kind in KINDS {
        let schema = schema(kind);
        let mut found = Vec::new();
        keys(&schema, &mut found);
        assert!(found.len() > 10, "the keys of {kind} were found");
        for (key, described) in found {
            if rules.iter().any(|code| code.to_string() == key) {
                continue;
            }
            assert!(described["description"].as_str().is_some_and(|text| text.len() > 3), "{kind}: {key} is described");
            let mut part = described.clone();
            part["definitions"] = schema["definitions"].clone();
            let validator = jsonschema::draft7::new(&part).expect("the schema is valid");
            // `is` is the value of any fact and `are` the entries of any list, so that there is no example that suits all.
            let examples = described["examples"].as_array().expect("there is a list of examples");
            assert!(!examples.is_empty() || ["is", "are"].contains(&key), "{kind}: {key} has an example");
            for example in examples {
                assert!(validator.is_valid(example), "{kind}: {key}: {example} is valid");
            }
        }
    }
}

#[test]
fn every_key_is_in_the_documentation() {
    for (kind, page) in
        KINDS.into_iter().zip(["case-files.md", "frameworks.md", "indicators.md", "settings.md", "claims.md"])
    {
        let schema = schema(kind);
        let mut found = Vec::new();
        keys(&schema, &mut found);
        let text = std::fs::read_to_string(repository("docs").join(page)).expect("it is there");
        for (key, _) in found {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            let named = text
                .match_indices(key)
                .any(|(at, _)| !text[..at].ends_with(word) && !text[at + key.len()..].starts_with(word));
            // What can stand in all files is described once.
            let is_elsewhere = key.starts_with("CB") || (key == MEMO && kind != "case");
            assert!(named || is_elsewhere, "docs/{page} does not name the key `{key}`");
        }
    }
}

#[test]
fn files_without_mistakes_are_valid() {
    for (kind, paths) in [
        ("case", [files("cases"), files("tests/workspace/cases"), files("examples/portfolio/cases")].concat()),
        ("framework", [files("frameworks"), files("tests/workspace/frameworks")].concat()),
        ("indicators", files("indicators")),
        (
            "casebook",
            ["casebook.yaml", "tests/workspace/casebook.yaml", "examples/portfolio/casebook.yaml"]
                .map(repository)
                .into(),
        ),
        ("claims", ["claims.yaml", "examples/portfolio/claims.yaml"].map(repository).into()),
    ] {
        let validator = jsonschema::draft7::new(&schema(kind)).expect("the schema is valid");
        for path in paths {
            let faults: Vec<String> = validator
                .iter_errors(&yaml(&path))
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{}: {}", path.display(), faults.join("\n"));
        }
    }
}

#[test]
fn files_with_mistakes_of_shape_are_not_valid() {
    let shape = ["CB0103", "CB0104", "CB0106", "CB0107", "CB0108", "CB0109"];
    let mut count = 0;
    for (kind, folder) in [
        ("case", "cases"),
        ("framework", "frameworks"),
        ("indicators", "indicators"),
        ("casebook", "settings"),
        ("claims", "claims"),
    ] {
        let validator = jsonschema::draft7::new(&schema(kind)).expect("the schema is valid");
        for path in files(&format!("tests/check/{folder}")) {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let misshapen = shape.iter().any(|code| text.contains(&format!("# error[{code}]")) && !text.contains("@1"));
            // If the file is no YAML or has a duplicate key, there is nothing to validate.
            let Ok(value) = serde_yaml::from_str::<Value>(&text) else { continue };
            // A schema can't forbid invisible characters.
            if misshapen && !path.ends_with("control.yaml") {
                assert!(!validator.is_valid(&value), "{} has mistakes", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 3, "the files were found");
}

#[test]
fn the_schemas_of_a_workspace_offer_its_ids() {
    let workspace = Temporary::copy_of("tests/workspace");
    let read =
        inventory(workspace.path(), Strictness::default(), Keep::Cards, Audience::Internal).expect("it can be read");
    let text = text("case", Some(&vocabulary(&read))).expect("there is a schema");
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("the schema is valid");
    let sound = yaml(&workspace.path().join("cases/sound.yaml"));
    let faults: Vec<String> = validator.iter_errors(&sound).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    for (from, to) in [("study: tests", "study: test"), ("in: growth", "in: groth"), ("facilitation:", "facilitatio:")]
    {
        let text = workspace.read("cases/sound.yaml");
        assert!(text.contains(from), "{from}");
        let value: Value = serde_yaml::from_str(&text.replace(from, to)).expect("it is YAML");
        assert!(!validator.is_valid(&value), "{to} is not an id of the workspace");
    }
}
