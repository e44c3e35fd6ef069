//! The examples of YAML in the documentation: each is what the schemas take, so that nobody copies what is no longer so.

use casebook::cli::schema::{KINDS, text};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::workspace::repository;

/// A file that no schema describes, by its page and its first line: names by pseudonym.
const WITHOUT_SCHEMA: [(&str, &str); 1] = [("informants.md", "M1: Ada Holm")];

/// What a part of a file can be: each mapping of each schema, without asking that it is whole.
fn shapes() -> Vec<Validator> {
    let mut all = Vec::new();
    for kind in KINDS {
        let root: Value = serde_json::from_str(&text(kind, None).expect("there is a schema")).expect("it is JSON");
        let definitions = root["definitions"].clone();
        let mut shape = |schema: &Value| {
            let mut own = schema.clone();
            let Some(fields) = own.as_object_mut().filter(|fields| fields.contains_key("properties")) else { return };
            fields.remove("required");
            fields.insert("definitions".to_owned(), definitions.clone());
            all.push(jsonschema::validator_for(&own).expect("it is a schema"));
        };
        shape(&root);
        definitions.as_object().into_iter().flatten().for_each(|(_, schema)| shape(schema));
    }
    all
}

/// Whether a value is a part of a file, a list of parts of one kind, or such parts by their ids.
fn fits(shapes: &[Validator], value: &Value) -> bool {
    let parts: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) if fields.values().all(Value::is_object) => fields.values().collect(),
        _ => Vec::new(),
    };
    let takes = |shape: &&Validator| {
        shape.is_valid(value) || (!parts.is_empty() && parts.iter().all(|part| shape.is_valid(part)))
    };
    shapes.iter().any(|shape| takes(&shape))
}

/// The text of a block without the indentation that all of its lines have.
fn dedented(block: &str) -> String {
    let lines = || block.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or_default();
    block.lines().map(|line| format!("{}\n", line.get(indent..).unwrap_or_default())).collect()
}

#[test]
fn every_example_of_the_documentation_is_valid() {
    let shapes = shapes();
    let pages = std::fs::read_dir(repository("docs")).expect("there is documentation").flatten();
    let mut paths: Vec<_> = pages.map(|entry| entry.path()).collect();
    paths.push(repository("README.md"));
    paths.sort();
    // Of the rules, a test of their own reads the examples.
    paths.retain(|path| path.extension().is_some_and(|own| own == "md") && !path.ends_with("diagnostics.md"));
    let (mut read, mut wrong) = (0, Vec::new());
    for path in paths {
        let page = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let prose = std::fs::read_to_string(&path).expect("it can be read");
        for block in prose.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let first = block.lines().next().unwrap_or_default();
            if WITHOUT_SCHEMA.contains(&(page.as_str(), first)) {
                continue;
            }
            read += 1;
            match serde_yaml::from_str::<Value>(&dedented(block)) {
                Ok(value) if fits(&shapes, &value) => {}
                Ok(_) => wrong.push(format!("{page}: no schema takes the example that begins with `{first}`")),
                Err(error) => wrong.push(format!("{page}: `{first}`: {error}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read > 25, "{read} examples were found");
}

#[test]
fn what_is_misspelt_in_an_example_is_found() {
    let shapes = shapes();
    assert!(fits(&shapes, &json!({ "attributes": { "pupils": { "label": "Pupils", "kind": "quantity" } } })));
    assert!(!fits(&shapes, &json!({ "attributes": { "pupils": { "label": "Pupils", "kin": "quantity" } } })));
    assert!(!fits(&shapes, &json!({ "attribute": { "pupils": { "label": "Pupils", "kind": "quantity" } } })));
    assert!(!fits(&shapes, &json!([{ "is": "vision", "ratings": 2 }])));
}
