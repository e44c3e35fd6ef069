//! Tables with words and numbers: ratings, matrices with text, and the displays of the books on method, of two workspaces about what is invented:
//! five schools that are rated on constructs, and four organisations with their roles level by level.

use casebook::build::formats::{CSV, HTML, MARKDOWN, PDF};
use casebook::build::outcome::BuildOutcome;

use crate::workspace::{Temporary, filter_options, golden, repository};

/// What was read is kept in `expected/` of each workspace; `UPDATE=1` writes it anew.
#[test]
fn every_display_shows_what_the_cases_say() {
    for folder in ["tests/constructs", "tests/roles"] {
        let workspace = Temporary::copy_of(folder);
        assert_eq!(workspace.build_with(&[MARKDOWN, CSV, HTML, PDF], false), BuildOutcome::Done);
        let expected = repository(folder).join("expected");
        let is_kept = |name: &str| name.ends_with(".md") || name.ends_with(".csv");
        for (name, bytes) in workspace.output().into_iter().filter(|(name, _)| is_kept(name)) {
            golden(&expected, &name, &String::from_utf8(bytes).expect("it is text"));
        }
    }
}

/// What keeps a display from showing anything, or all of its cases, is told of at its line.
#[test]
fn what_a_display_can_not_show_is_told_of() {
    let workspace = Temporary::copy_of("tests/constructs");
    let told: Vec<(usize, String)> =
        workspace.check().sorted().iter().map(|own| (own.span.position().1, own.message.clone())).collect();
    let undecided = |id: &str| format!("`{id}` is not decided for “Quarry School”");
    let expected = [
        "no case has a text on “Climate”".to_owned(),
        undecided("vision"),
        undecided("time"),
        undecided("high"),
        undecided("some"),
    ];
    assert_eq!(told.iter().map(|(_, message)| message.clone()).collect::<Vec<_>>(), expected);
    assert!(told.windows(2).all(|pair| pair[0].0 < pair[1].0), "each at its line: {told:?}");
    let without = |cases: &[&str]| {
        for case in cases {
            let file = format!("cases/{case}.yaml");
            let text = workspace.read(&file).replace(", key: yes }", " }");
            workspace.write(&file, &text);
        }
        workspace.check().sorted().iter().map(|own| own.message.clone()).collect::<Vec<_>>()
    };
    let told = without(&["hill", "lake", "mill", "port"]);
    assert_eq!(
        told.iter().filter(|message| *message == "no quotation is marked as one to show").count(),
        2,
        "{told:?}"
    );
}

/// The start page filters by the median of each dimension with an order, and a case that rates nothing has none.
#[test]
fn the_start_page_filters_by_ratings() {
    let workspace = Temporary::copy_of("tests/constructs");
    assert_eq!(workspace.build_with(&[MARKDOWN, HTML], false), BuildOutcome::Done);
    let page = workspace.read("out/index.html");
    let of = |label: &str| filter_options(&page, label).expect("it is a filter").join(", ");
    assert_eq!(of("Leadership (median)"), "−1.5 (1), 0 (1), 1.5 (2), not recorded (1)");
    assert_eq!(of("Training (median)"), "some (1), some to much (1), much (1), not recorded (2)");
    assert_eq!(of("Climate (median)"), "−1 (1), +2 (1), not rated (1), not recorded (2)");
}

/// Two characteristics are counted together in the cases of which both are known: not where nothing is recorded, or coders differ.
#[test]
fn what_is_not_known_is_counted_together_with_nothing() {
    let workspace = Temporary::copy_of("tests/constructs");
    let cell = || {
        assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
        let table = workspace.read("out/en/tables/together.csv");
        let row = table.lines().find(|line| line.starts_with("Presence")).expect("it has the row").to_owned();
        row.split(',').nth(1).expect("it has the cell").to_owned()
    };
    assert_eq!(cell(), "3 of 4", "of five schools one records nothing");
    let per = "            - { is: presence, rating: +1, by: per, at: min. 9 }\n";
    workspace.change("cases/hill.yaml", per, "");
    workspace.change(
        "cases/hill.yaml",
        "        training:\n",
        "          absent: [{ is: presence, by: per, at: min. 9 }]\n        training:\n",
    );
    assert_eq!(cell(), "2 of 3", "coders differ on presence at Hill School");
    let lake = workspace.read("cases/lake.yaml");
    let (before, _) = lake.split_once("    observed:").expect("it has observations");
    workspace.write("cases/lake.yaml", before);
    assert_eq!(cell(), "1 of 2", "Lake School records no observation any more");
}

/// A case without sources is named below the table of sources, and has no row with a nought.
#[test]
fn a_case_without_sources_is_named() {
    let workspace = Temporary::copy_of("tests/constructs");
    assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
    assert!(!workspace.read("out/en/tables/material.csv").contains("Quarry"));
    let summary = workspace.read("out/en/summary.md");
    let note = summary.split("#material").nth(1).and_then(|rest| rest.split("Note: ").nth(1)).expect("it has a note");
    let note = note.lines().next().unwrap_or_default();
    assert!(note.contains("Quarry School"), "{note}");
    let quarry = workspace.read("cases/quarry.yaml");
    workspace
        .write("cases/quarry.yaml", &format!("{quarry}sources: {{ talk: {{ kind: interview }} }}\nstated_in: talk\n"));
    assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
    let table = workspace.read("out/en/tables/material.csv");
    let row = table.lines().find(|line| line.starts_with("Quarry")).expect("it has a row now");
    assert_eq!(row, "Quarry School,talk,interview,,not recorded,,1");
}

/// A rating that goes both ways decides nothing, on a scale of words as on one of numbers.
#[test]
fn a_mixed_rating_decides_no_claim() {
    let workspace = Temporary::copy_of("tests/constructs");
    let undecided = || {
        assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
        let table = workspace.read("out/en/tables/claims.csv");
        table.lines().find(|line| line.starts_with("coaching,")).expect("it has the claim").to_owned()
    };
    assert!(!undecided().contains("is rated mixed"), "{}", undecided());
    workspace.change("cases/hill.yaml", "{ is: coaching, rating: some,", "{ is: coaching, rating: mixed,");
    assert!(undecided().contains("Hill School (“Coaching” is rated mixed)"), "{}", undecided());
}

/// A case of which only bounds are known, or that stands at the crossover, is in no row of a truth table, and a number that there is none of is nought.
#[test]
fn a_truth_table_takes_no_bound_for_a_number() {
    let workspace = Temporary::copy_of("tests/constructs");
    let membership = |pupils: &str| {
        let hill = workspace.read("cases/hill.yaml");
        let (before, rest) = hill.split_once("pupils: ").expect("it has pupils");
        let (_, rest) = rest.split_once(", outcome").expect("it has an outcome");
        workspace.write("cases/hill.yaml", &format!("{before}pupils: {pupils}, outcome{rest}"));
        assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
        let summary = workspace.read("out/en/summary.md");
        let note =
            summary.split("#memberships").nth(1).and_then(|rest| rest.split("Note: ").nth(1)).expect("it has a note");
        note.lines().next().unwrap_or_default().contains("Hill School (Large school")
    };
    assert!(!membership("420") && !membership("about 420") && !membership("none"));
    for unknown in ["more than 300", "at most 500", "200 to 420", "250", "not recorded"] {
        assert!(membership(unknown), "{unknown}");
    }
}

/// What the material does not say is no "not so" anywhere: the heat map, the codebook and the table of pairs count alike.
#[test]
fn what_the_material_does_not_say_is_in_no_count() {
    let workspace = Temporary::copy_of("tests/constructs");
    assert_eq!(workspace.build_with(&[MARKDOWN, CSV], false), BuildOutcome::Done);
    let summary = workspace.read("out/en/summary.md");
    assert!(summary.contains("Praise in public – 1 of 3: Port School"), "{summary}");
    assert!(summary.contains("| Praise in public |  | 1 of 3 | 1 |"), "{summary}");
    assert!(workspace.read("out/en/tables/together.csv").contains("Praise in public,1 of 3,"));
}
