//! What was predicted of cases and what they show, what belongs to one stage alone, and what the authors find: `tests/replication`
//! has a case for every kind of replication, one that records nothing on the framework, and one without a record.

use casebook::build::outcome::BuildOutcome;

use crate::workspace::{Temporary, golden, repository};

fn built(change: impl FnOnce(&Temporary)) -> Temporary {
    let workspace = Temporary::copy_of("tests/replication");
    change(&workspace);
    assert_eq!(workspace.build(), BuildOutcome::Done);
    workspace
}

#[test]
fn a_case_shows_what_was_predicted_of_it_or_not() {
    let workspace = built(|_| ());
    let expected = repository("tests/replication/expected");
    for file in ["summary.md", "tables/predicted.csv", "tables/alone.csv", "tables/outdoors.csv"] {
        golden(&expected, file, &workspace.read(&format!("out/{file}")));
    }
}

/// A case that records nothing is a replication of nothing, whatever was expected of it.
#[test]
fn what_is_not_recorded_is_no_replication() {
    let silent = built(|workspace| {
        workspace.change("cases/birch.yaml", "    observed: { work: { beds: { seen: [prune, pick] } } }\n", "");
    });
    let table = silent.read("out/tables/predicted.csv");
    assert!(table.contains("Birch Hill,Seed garden,not recorded,,,not recorded,Begun by"), "{table}");
}

/// Without the expectation of a contrast, what is contrary is no replication; with it, what is alike is none.
#[test]
fn what_was_expected_decides_what_a_contrast_is() {
    let likeness = built(|workspace| workspace.change("cases/birch.yaml", ", expects: contrast", ""));
    let table = likeness.read("out/tables/predicted.csv");
    assert!(table.contains("Birch Hill,Seed garden,0 of 3,digging; sowing; watering,pruning; picking,neither: resembles garden in bloom more"), "{table}");
}
