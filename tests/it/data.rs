//! Tidy tables: what `casebook export data` writes is what the tables of the summary count.

use std::collections::BTreeMap;

use casebook::build::formats::{CSV, MARKDOWN};
use casebook::build::outcome::BuildOutcome;
use casebook::cli::export::{self, ExportFormat, ExportOptions};

use crate::workspace::{Temporary, golden, repository, terminal};

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize::<Row>().map(|row| row.expect("it is a row"));
    rows.collect()
}

fn exported(workspace: &Temporary, format: ExportFormat) {
    let options = ExportOptions { format, ..ExportOptions::default() };
    let outcome = export::export(workspace.path(), &options, terminal()).expect("the export can work");
    assert_eq!(outcome, BuildOutcome::Done);
}

#[test]
fn tidy_tables_have_the_counts_of_the_codebook() {
    let workspace = Temporary::copy_of("tests/constructs");
    assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
    exported(&workspace, ExportFormat::Data);
    let observations = rows(&workspace.read("out/data/observations.csv"));
    let codes = rows(&workspace.read("out/en/tables/codes.csv"));
    assert_eq!(codes.len(), 12);
    for code in &codes {
        let own = observations.iter().filter(|row| row["label"] == code["Characteristic"]);
        let known =
            own.filter(|row| !["not-recorded", "withheld", "contested", "missing"].contains(&row["reason"].as_str()));
        let known: Vec<&Row> = known.collect();
        let seen = known.iter().filter(|row| row["status"] == "1").count();
        assert_eq!(format!("{seen} of {}", known.len()), code["Observed in"], "{}", code["Characteristic"]);
        // What is neither observed nor absent has no code, and says why.
        assert!(
            known
                .iter()
                .all(|row| row["status"].is_empty() == (!row["reason"].is_empty() && row["reason"] != "countered"))
        );
    }
}

/// What was read is kept in `tests/data/expected/`; `UPDATE=1` writes it anew.
#[test]
fn tidy_tables_have_codes_numbers_and_reasons() {
    for (folder, kept) in [("tests/constructs", "constructs"), ("tests/attributes", "attributes")] {
        let workspace = Temporary::copy_of(folder);
        exported(&workspace, ExportFormat::Data);
        exported(&workspace, ExportFormat::Json);
        let expected = repository("tests/data/expected").join(kept);
        let json: BTreeMap<String, Vec<BTreeMap<String, serde_json::Value>>> =
            serde_json::from_str(&workspace.read("out/data/casebook.json")).expect("it is JSON");
        assert!(
            ["cases", "records", "attributes", "figures", "observations", "coverage"]
                .iter()
                .all(|own| json.contains_key(*own))
        );
        for (name, all) in json {
            let text = workspace.read(&format!("out/data/{name}.csv"));
            golden(&expected, &format!("{name}.csv"), &text);
            assert!(!text.contains("222"), "{name} has what its readers may not see");
            // In CSV an apostrophe stands before what a spreadsheet would take for a formula.
            let plain = |(key, value): (String, String)| (key, value.strip_prefix('\'').unwrap_or(&value).to_owned());
            let table = rows(&workspace.read(&format!("out/data/{name}.csv"))).into_iter();
            let table: Vec<Row> = table.map(|row| row.into_iter().map(plain).collect()).collect();
            let of = |value: &serde_json::Value| match value {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let same: Vec<Row> =
                all.iter().map(|row| row.iter().map(|(key, value)| (key.clone(), of(value))).collect()).collect();
            assert_eq!(same, table, "{name}");
        }
    }
}
