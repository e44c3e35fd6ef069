//! Claims: what the papers claim about their cases, and how figures, bounds and gaps decide a claim.

use casebook::build::formats::CSV;

use crate::workspace::{Temporary, repository};

/// Parses the table of claims. Its columns are the claim, what it is said of, its outcome, deviant cases, and what does not
/// count.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.expect("it can be read").iter().map(str::to_owned).collect()).collect()
}

fn of_the_papers(beginning: &str) -> Vec<String> {
    let csv = std::fs::read_to_string(repository("out/en/tables/claims.csv")).expect("it is there");
    let all = rows(&csv);
    assert!(all.len() >= 26, "twenty claims of one paper and six of the other");
    all.into_iter()
        .find(|row| row[0].starts_with(beginning))
        .unwrap_or_else(|| panic!("no claim begins with {beginning}"))
}

#[test]
fn public_funding_of_potential_clusters_holds_in_two_of_three() {
    let row = of_the_papers("Public authorities provide most of the funding");
    assert_eq!(row[2], "does not hold: only in 2 of 3");
    assert!(row[3].starts_with("Agro Food Park (mainly by private funds"), "{}", row[3]);
}

#[test]
fn later_clusters_are_larger_in_24_of_27_pairs() {
    let row = of_the_papers("Clusters of a later stage have more actors");
    assert_eq!(row[2], "does not hold: only in 24 of 27 pairs");
    for pair in [
        ["Copenhagen Cleantech Cluster (195", "against Øresund IT (about 130"],
        ["The Stainless Steel Cluster (just about 200", "against Øresund IT (about 130"],
        ["Designers' Cooperation (about 70", "against Agro Valley Denmark (40"],
    ] {
        let deviation = row[3].split("; ").find(|text| text.starts_with(pair[0]));
        assert!(deviation.is_some_and(|text| text.contains(pair[1])), "{pair:?} in {}", row[3]);
    }
}

#[test]
fn what_no_case_records_cannot_be_checked() {
    let row = of_the_papers("Facilitators of latent clusters expand trust");
    assert_eq!(row[2], "cannot be checked");
    assert_eq!(row[4], "no value: Agro Valley Denmark; Copenhagen Cleantech Cluster; The Stainless Steel Cluster");
}

#[test]
fn a_quantity_with_bounds_decides_only_what_its_bounds_decide() {
    for (total, condition, outcome, apart) in [
        ("about 60", "actors.total < 100", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 60", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 50", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 100", "cannot be checked", "undecided: Sound Cluster"),
        ("at most 60", "actors.total > 100", "does not hold: only in 0 of 1", "none"),
        ("100 to 200", "actors.total >= 100", "holds, in 1 of 1", "none"),
        ("100 to 200", "actors.total > 150", "cannot be checked", "undecided: Sound Cluster"),
        ("more than 60", "actors.total == 61", "cannot be checked", "undecided: Sound Cluster"),
        ("more than 60", "actors.total != 50", "holds, in 1 of 1", "none"),
        ("100 to 200", "actors.total in [90, 150]", "cannot be checked", "undecided: Sound Cluster"),
        ("none", "actors.total == 0", "holds, in 1 of 1", "none"),
        ("not recorded", "actors.total > 0", "cannot be checked", "no value: Sound Cluster"),
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        workspace.change("cases/sound.yaml", "about 60", total);
        workspace.write("claims.yaml", &format!("- id: claim\n  text: Claim\n  holds: {condition}\n"));
        assert!(workspace.check().is_empty(), "{condition}: {:?}", workspace.check());
        workspace.build();
        let row = rows(&workspace.read("out/tables/claims.csv")).remove(0);
        assert_eq!((row[2].as_str(), row[4].as_str()), (outcome, apart), "{total}: {condition}");
    }
}

/// Builds a workspace with one case of one record and a claim about it. Returns the row of the table of claims.
fn claimed(record: &str, condition: &str) -> Vec<String> {
    let workspace = Temporary::copy_of("tests/workspace");
    let case = "name: Sound Cluster\nstudy: tests\nindustry: Boats\nfounded: 2010\nplace: { text: The Sound, countries: [DK] }\n\
                sources: { talk: { kind: interview } }\nstated_in: talk\n";
    workspace.write("cases/sound.yaml", &format!("{case}records:\n  - as_of: 2025-11\n    {record}\n"));
    let claim = format!("- id: claim\n  text: Claim\n  holds: >-\n    {condition}\n");
    workspace.write("claims.yaml", &claim);
    assert_eq!(workspace.check().errors(), 0, "{condition}: {:?}", workspace.check().sorted());
    workspace.build_with(&[CSV], false);
    rows(&workspace.read("out/tables/claims.csv")).remove(0)
}

#[test]
fn every_quantity_with_bounds_is_tried_at_both() {
    let undecided = "undecided: Sound Cluster";
    for (record, condition) in [
        ("funding: [{ kind: membership fee, amount: starting at EUR 67 }]", "funding.exists(f, f.amount > 100.0)"),
        ("funding: [{ kind: grant, amount: more than EUR 67 }]", "funding.all(f, f.amount < 100.0)"),
        ("funding: [{ kind: grant, share: more than 40 % }]", "funding.exists(f, f.percent > 50.0)"),
        ("actors: { total: at least 40 }", "actors.total > 50"),
        ("actors: { kinds: [{ kind: firm, count: 40 to 60 }] }", "actors.kinds.exists(k, k.count > 50.0)"),
        ("facilitators: at most 3", "facilitators == 2"),
        ("facilitators: { is: more than 1, employment: part-time }", "facilitators > 2"),
        ("goals: [{ text: Members, target: at least 20 }]", "goals.exists(g, g.target >= 25.0)"),
        ("figures: { members: more than 40 }", "figures.members > 50"),
        ("figures: { budget: at most EUR 5000 }", "figures.budget > 4000"),
    ] {
        let row = claimed(record, condition);
        assert_eq!((row[2].as_str(), row[4].as_str()), ("cannot be checked", undecided), "{record}: {condition}");
    }
}

#[test]
fn a_deviant_case_shows_its_value_whatever_the_claim_asks_for() {
    for (record, condition, shown) in [
        ("facilitators: 2", "name == 'Other'", "(Sound Cluster)"),
        ("facilitators: 2", "id == 'other'", "(sound)"),
        ("facilitators: 2", "study != 'tests'", "(Tests)"),
        ("facilitators: 2", "industry == 'Wind'", "(Boats [talk])"),
        ("facilitators: 2", "founded > 2015", "(2010 [talk])"),
        ("facilitators: 2", "'SE' in countries", "(Denmark [talk])"),
        ("facilitators: { is: 2, employment: part-time }", "employment == 'full-time'", "(part-time [talk])"),
        ("facilitators: 2", "facilitators > 3", "(2 [talk])"),
        ("events: [{ text: A fair, on: 2024 }]", "events.exists(e, e.text == 'A fire')", "(2024: A fair [talk])"),
        ("aims: [To meet]", "'To earn' in aims", "(To meet [talk])"),
        ("goals: [{ text: Members, target: 20 }]", "goals.exists(g, g.target > 30.0)", "(Members: 20 [talk])"),
        ("actors: { list: [{ name: The yard }] }", "actors.list.exists(a, a.name == 'The port')", "(The yard [talk])"),
        (
            "actors: { kinds: [{ kind: firm, count: 40 }] }",
            "actors.kinds.exists(k, k.count > 50.0)",
            "(firms, 40 [talk])",
        ),
    ] {
        let row = claimed(record, condition);
        assert_eq!(row[2], "does not hold: only in 0 of 1", "{condition}");
        assert_eq!(row[3], format!("Sound Cluster {shown}"), "{condition}");
    }
}

#[test]
fn what_is_not_recorded_has_no_value_in_any_claim() {
    for condition in [
        "industry == 'Wind' || facilitators > 3",
        "funding.exists(f, f.amount > 100.0)",
        "employment == 'full-time'",
        "events.exists(e, e.text == 'A fire')",
        "actors.total > 3",
        "situation == 'good'",
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        workspace.write("cases/sound.yaml", "name: Sound Cluster\nrecords:\n  - as_of: 2025-11\n");
        workspace.write("claims.yaml", &format!("- id: claim\n  text: Claim\n  holds: >-\n    {condition}\n"));
        workspace.build_with(&[CSV], false);
        let row = rows(&workspace.read("out/tables/claims.csv")).remove(0);
        assert_eq!((row[2].as_str(), row[4].as_str()), ("cannot be checked", "no value: Sound Cluster"), "{condition}");
    }
}

#[test]
fn a_case_that_may_stand_on_either_side_of_a_pair_is_named() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/other.yaml", "name: Other\n");
    let claim = "- id: claim\n  text: Claim\n  pairs: { a: actors.total > 10, b: actors.total > 20 }\n  holds: a.facilitators < b.facilitators\n";
    workspace.write("claims.yaml", claim);
    workspace.build();
    let row = rows(&workspace.read("out/tables/claims.csv")).remove(0);
    assert_eq!((row[2].as_str(), row[4].as_str()), ("cannot be checked", "no value: Other"));
}
