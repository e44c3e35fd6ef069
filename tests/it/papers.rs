//! The ten cases: their tables match the papers cell by cell, and the facts of the papers show in the reports.

use crate::workspace::repository;

fn csv(table: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(repository("out/en/tables").join(table)).expect("the table is committed");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.expect("it can be read").iter().map(str::to_owned).collect()).collect()
}

/// Reads the rows of a file in `tests/papers/`: one row a line, with ` | ` between cells.
fn expected(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(repository("tests/papers").join(file)).expect("the file is there");
    text.lines().map(|line| line.split(" | ").map(str::to_owned).collect()).collect()
}

#[test]
fn table_1_is_the_papers() {
    assert_eq!(csv("interviewed.csv"), expected("table-1.txt"));
}

#[test]
fn table_2_is_the_papers() {
    assert_eq!(csv("basic-information.csv"), expected("table-2.txt"));
}

#[test]
fn figure_2_has_the_papers_characteristics_in_each_stage() {
    let profile = csv("facilitator-framework.csv");
    let mut found = Vec::new();
    for (at, stage) in ["potential", "latent", "working"].iter().enumerate() {
        for row in profile.iter().filter(|row| row[at + 2].starts_with("expected")) {
            found.push(vec![(*stage).to_owned(), row[0].clone(), row[1].clone()]);
        }
    }
    let mut wanted = expected("figure-2.txt");
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
}

/// `tests/papers/facts.txt`: a case's id in brackets, then one fact a line that its report must show.
#[test]
fn every_fact_of_the_papers_shows_in_the_reports() {
    let text = std::fs::read_to_string(repository("tests/papers/facts.txt")).expect("the file is there");
    let (mut report, mut name, mut missing, mut count) = (String::new(), String::new(), Vec::new(), 0);
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(id) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            name = id.to_owned();
            report =
                std::fs::read_to_string(repository("out/en/cases").join(format!("{id}.md"))).expect("it is committed");
            report = report.replace('\u{a0}', " ");
        } else {
            count += 1;
            if !report.contains(line) {
                missing.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(count > 100, "the facts were read");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
