//! The ids of pieces of evidence: whoever has noted one finds it again, in every language and format, whatever else changed.

use std::collections::{BTreeMap, BTreeSet};

use casebook::build::formats::{CSV, HTML, MARKDOWN};
use casebook::build::outcome::BuildOutcome;

use crate::workspace::Temporary;

const MEDICON_VALLEY: &str = "cases/nine-danish-clusters/medicon-valley.yaml";
const FACT: &str = "            - { is: knowledge-sharing, words: knowledge sharing }\n";

/// The rows of the register in CSV, by id, without what tells where they are used.
fn register(workspace: &Temporary, language: &str) -> BTreeMap<String, Vec<String>> {
    let text = workspace.read(&format!("out/{language}/tables/evidence.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = rows.collect();
    let by_id: BTreeMap<String, Vec<String>> = rows.iter().map(|row| (row[0].clone(), row[1..5].to_vec())).collect();
    assert_eq!(by_id.len(), rows.len(), "no id is there twice");
    by_id
}

fn ids(register: &BTreeMap<String, Vec<String>>) -> BTreeSet<&String> {
    register.keys().collect()
}

#[test]
fn a_fact_that_is_taken_out_or_added_changes_no_other_id() {
    let workspace = Temporary::copy_of(".");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let (whole, danish) = (register(&workspace, "en"), register(&workspace, "da"));
    assert_eq!(ids(&whole), ids(&danish), "an id is of no language");
    assert!(whole.len() > 100);

    workspace.change(MEDICON_VALLEY, FACT, "");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    for (language, before) in [("en", &whole), ("da", &danish)] {
        let after = register(&workspace, language);
        let gone: Vec<&Vec<String>> =
            before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(_, row)| row).collect();
        assert!(matches!(gone[..], [row] if row[0] == "Medicon Valley" && row[2] == "knowledge sharing"), "{gone:?}");
        assert_eq!(after.len() + 1, before.len());
        assert!(after.iter().all(|(id, row)| before[id] == *row), "{language}: all others are what they were");
    }

    let more = format!("            - {{ new: Dancing, words: dancing }}\n{FACT}");
    workspace.change(MEDICON_VALLEY, "          seen:\n", &format!("          seen:\n{more}"));
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let after = register(&workspace, "en");
    assert_eq!(after.len(), whole.len() + 1);
    assert!(whole.iter().all(|(id, row)| after[id] == *row), "the fact is back with its id, though at another place");
}

/// The names between `before` and `after` in a text.
fn between<'t>(text: &'t str, before: &str, after: char) -> BTreeSet<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(name, _)| name).collect()
}

#[test]
fn signs_lead_to_evidence_by_its_id_and_evidence_leads_back() {
    let workspace = Temporary::copy_of(".");
    assert_eq!(workspace.build_with(&[MARKDOWN, HTML, CSV], false), BuildOutcome::Done);
    let register = register(&workspace, "en");
    let ids: BTreeSet<&str> = register.keys().map(String::as_str).collect();

    let markdown = workspace.read("out/en/summary.md");
    let links = between(&markdown, "(#e", ')');
    let wanted: BTreeSet<&str> = ids.iter().map(|id| &id[1..]).collect();
    assert!(links.len() > 100 && links.is_subset(&wanted), "every sign leads to a row of the register");

    let page = workspace.read("out/en/summary.html");
    let (targets, ways) = (between(&page, " id=\"", '"'), between(&page, " href=\"#", '"'));
    assert!(ids.is_subset(&targets), "every row of the register is a target");
    let back: BTreeSet<&&str> = ways.iter().filter(|way| way.contains("--e")).collect();
    assert!(back.len() > 100 && back.iter().all(|way| targets.contains(**way)), "and leads back to what is there");
}
