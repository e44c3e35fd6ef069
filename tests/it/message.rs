//! The formats of messages.

use casebook::base::message::MessageFormat;
use serde_json::Value;

use crate::workspace::{Temporary, repository};

fn render(format: MessageFormat) -> String {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/bad one.yaml", "name: Bad\nindustri: \"Ærø\\u202e\"\n");
    workspace.write("cases/folder/sound.yaml", "name: Ærø, 100 %\nfounded: Ø\n");
    format.render(&workspace.check().sorted(), false, 100)
}

#[test]
fn people_get_the_line_with_the_place_marked_and_nothing_that_steers_the_terminal() {
    let text = render(MessageFormat::Human);
    assert!(text.contains("error[CB0103]: a case has no key `industri`"));
    assert!(text.contains("cases/bad one.yaml:2:1"));
    assert!(text.contains("help: did you mean `industry`?"));
    assert!(!text.contains(['\u{202e}', '\u{1b}']));
}

#[test]
fn short_and_summary_are_one_line_each() {
    let text = render(MessageFormat::Short);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(text.contains("cases/folder/sound.yaml:2:10: error[CB0107]: `Ø` is not a date (write a year"));
    let text = render(MessageFormat::Summary);
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.lines().any(|line| line.starts_with("    2  error[CB0107]") && line.contains("in 2 files")), "{text}");
}

#[test]
fn json_has_every_field_and_columns_count_characters() {
    let objects: Vec<Value> =
        render(MessageFormat::Json).lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    let date = objects.iter().find(|object| object["message"] == "`Ø` is not a date").expect("it is reported");
    for (key, value) in [("line", 2), ("column", 10), ("end_line", 2), ("end_column", 11)] {
        assert_eq!(date[key], value, "{key}");
    }
    assert_eq!(date["file"], "cases/folder/sound.yaml");
    assert_eq!(date["severity"], "error");
    let doubled = objects.iter().find(|object| object["code"] == "CB0301").expect("it is reported");
    assert_eq!(doubled["file"], "cases/sound.yaml");
    assert_eq!(doubled["labels"][0]["file"], "cases/folder/sound.yaml");
}

#[test]
fn sarif_names_its_rules_and_places() {
    let log: Value = serde_json::from_str(&render(MessageFormat::Sarif)).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    for result in run["results"].as_array().expect("there are results") {
        let index = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let uri = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "cases/bad%20one.yaml");
}

/// The schema is the one of the OASIS committee, copied from the crate `serde-sarif`.
#[test]
fn sarif_is_valid_against_its_schema() {
    let schema = std::fs::read_to_string(repository("tests/sarif/sarif-schema-2.1.0.json")).expect("it is there");
    // One of its patterns has an unmatched closing bracket.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let validator = jsonschema::draft7::new(&serde_json::from_str(&schema).expect("it is JSON")).expect("it is valid");
    let log: Value = serde_json::from_str(&render(MessageFormat::Sarif)).expect("it is JSON");
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut wrong = log;
    wrong["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&wrong), "the schema would say so");
}

#[test]
fn annotations_keep_to_one_line() {
    let text = render(MessageFormat::Github);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(text.lines().all(|line| line.starts_with("::error file=cases/")));
    assert!(text.contains("title=CB0103::a case has no key `industri`%0Adid you mean `industry`?"));
}
