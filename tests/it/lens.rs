//! What cases say through frameworks: which stage they resemble, what depends on which observation, and that the order of
//! files and lists says nothing.

use std::collections::BTreeSet;

use casebook::case::{Case, Characterised, Observation};
use casebook::fit::{Agreement, fit};
use casebook::framework::find;
use casebook::mapping::{Position, Status, map, newest};
use casebook::matrix::table::Table;
use casebook::render::tables;
use casebook::run::Outcome;
use casebook::view::make;
use casebook::workspace::Workspace;
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::workspace::{Temporary, repository};

fn workspace(folder: &str) -> Workspace {
    let (workspace, diagnostics) =
        casebook::run::examine(&repository(folder), Default::default()).expect("it can be read");
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    workspace
}

fn case<'w>(workspace: &'w Workspace, id: &str) -> &'w Case {
    workspace.cases.iter().find(|case| case.id == *id).expect("there is such a case")
}

/// Paper A assessed nine clusters by general judgement; their tasks resemble the same stages. Biomedico nobody assessed, and
/// the one task that it shares with the framework is expected in every stage.
#[test]
fn observations_of_the_ten_cases_resemble_their_stages() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    for case in &workspace.cases {
        let record = newest(&case.records).expect("there is a record");
        let mapping = map(record, framework, &workspace.frameworks);
        let fit = fit(&mapping).expect("tasks are observed");
        let nearest: Vec<&str> = fit.stages.iter().filter(|one| one.nearest).map(|one| &*one.stage.id).collect();
        if *case.id == *"biomedico" {
            assert_eq!(fit.agreement, Agreement::Unassessed);
            assert_eq!(nearest, ["potential", "latent", "working"], "a tie is a tie, whatever the profiles' sizes");
            continue;
        }
        let Position::Mapped(here) = mapping.position else { panic!("{} has a stage", case.id) };
        assert_eq!(nearest, [&*fit.stages[here].stage.id], "{}", case.id);
        assert_eq!(fit.agreement, Agreement::Agrees, "{}", case.id);
        assert_eq!(fit.of, 14, "{}: dimensions without observations are left out", case.id);
        for stage in &fit.stages {
            assert!(stage.hits <= stage.expected.min(fit.observed), "{}", case.id);
        }
    }
}

#[test]
fn absence_needs_a_ground_and_what_is_outside_stays_outside() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    let status = |id: &str, task: &str| {
        let mapping = map(newest(&case(&workspace, id).records).expect("a record"), framework, &workspace.frameworks);
        let tasks = mapping.dimensions.iter().find(|mapped| mapped.dimension.id == *"tasks").expect("tasks");
        tasks.cells.iter().find(|cell| cell.characteristic.id == *task).expect("the task").status
    };
    assert_eq!(status("agro-valley-denmark", "knowledge-sharing"), Status::NotMentioned);
    assert_eq!(status("designers-cooperation", "lobbying"), Status::Absent);
    assert_eq!(status("designers-cooperation", "social-events"), Status::Absent);
    for other in ["agro-food-park", "lean-energy-cluster"] {
        for task in ["lobbying", "social-events", "seminars", "matching-of-expectations"] {
            assert!(matches!(status(other, task), Status::Observed | Status::NotMentioned), "{other} {task}");
        }
    }
    let record = newest(&case(&workspace, "medicon-valley").records).expect("a record");
    let mapping = map(record, framework, &workspace.frameworks);
    let outside: Vec<&Observation> = mapping.dimensions.iter().flat_map(|mapped| mapped.outside()).collect();
    assert!(
        matches!(&outside[..], [one] if matches!(&one.what, Characterised::New(text) if text.get("en") == "Ambassador programme"))
    );
}

/// What a row of a table says, without the numbers of pieces of evidence, which shift.
fn row(table: &Table, at: usize) -> Vec<String> {
    let from = usize::from(table.kind == "register");
    let (_, rows) = table.full.as_ref().map_or((&table.columns, &table.rows), |full| (&full.columns, &full.rows));
    rows.get(at).into_iter().flatten().skip(from).map(|cell| cell.text.clone()).collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let count = table.full.as_ref().map_or(table.rows.len(), |full| full.rows.len());
    (0..count).map(|at| row(table, at)).collect()
}

fn all_tables(workspace: &Workspace) -> Vec<Table> {
    tables(workspace, workspace.scene().expect("there are settings"), &[]).expect("they can be made")
}

/// Takes each observation of the ten cases out in turn: the rows that change are those about it, and no others.
#[test]
fn taking_an_observation_out_changes_what_depends_on_it_and_nothing_else() {
    let mut workspace = workspace(".");
    let before = all_tables(&workspace);
    let (mut taken, mut claims_changed) = (0, BTreeSet::new());
    for c in 0..workspace.cases.len() {
        for f in 0..workspace.cases[c].records.0[0].observed.0.len() {
            for d in 0..workspace.cases[c].records.0[0].observed.0[f].dimensions.len() {
                for s in 0..workspace.cases[c].records.0[0].observed.0[f].dimensions[d].lists.seen.0.len() {
                    let agenda = |workspace: &Workspace| {
                        let scene = workspace.scene().expect("there are settings");
                        serde_json::to_value(&make::case(scene, &workspace.cases[c]).record.mappings)
                            .expect("it is JSON")
                    };
                    let (whole, name) = (agenda(&workspace), workspace.cases[c].name.get("en").to_owned());
                    let observed = &mut workspace.cases[c].records.0[0].observed.0[f];
                    let (framework, dimension) = (observed.framework.clone(), observed.dimensions[d].dimension.clone());
                    let out = observed.dimensions[d].lists.seen.0.remove(s);
                    let changed = changes(&before, &all_tables(&workspace));
                    let label = match &out.what {
                        Characterised::New(text) => text.get("en").to_owned(),
                        Characterised::Known(id) => {
                            let found = find(&workspace.frameworks, &framework).expect("it is there");
                            let item = found.dimension(&dimension).expect("it is there").characteristic(id);
                            item.expect("it is there").label.get("en").to_owned()
                        }
                    };
                    let about = format!("{name}: {label} ({dimension})");
                    for change in &changed {
                        let fits = match change.kind {
                            "grid" => change.row.contains(&name) && change.cells == 1,
                            "register" => change.row[0] == name && change.row[1].starts_with(&label),
                            "profile" => change.row[1] == label && change.cells == 1,
                            "tested" => change.row[1].starts_with(&label),
                            "coverage" => change.row[1] == name || change.row[0] != "Case",
                            "claims" => {
                                claims_changed.insert(change.row[0].clone());
                                let claim = workspace
                                    .claims
                                    .0
                                    .iter()
                                    .find(|claim| change.row[0].starts_with(claim.text.get("en")));
                                claim.expect("it is a claim").holds.names("observed")
                            }
                            _ => false,
                        };
                        assert!(fits, "{about} is not in {:?} of {}", change.row, change.table);
                    }
                    let shown = before.iter().any(|table| table.kind == "grid" && table.id == dimension);
                    let in_grid =
                        changed.iter().filter(|change| change.kind == "grid" && change.table == dimension).count();
                    assert_eq!(in_grid, usize::from(shown), "{about} is one cell of its grid");
                    assert!(changed.iter().any(|change| change.kind == "coverage"), "{about} is counted");
                    let view = agenda(&workspace);
                    assert_ne!(view, whole, "{about} is in the report of its case");
                    for (one, other) in
                        whole.as_array().into_iter().flatten().zip(view.as_array().into_iter().flatten())
                    {
                        let same = one == other || one["id"] == *framework;
                        assert!(same, "{about} is nothing to {}", one["id"]);
                    }
                    workspace.cases[c].records.0[0].observed.0[f].dimensions[d].lists.seen.0.insert(s, out);
                    taken += 1;
                }
            }
        }
    }
    assert_eq!(taken, 145);
    assert!(claims_changed.len() >= 5, "claims on what is observed depend on it: {claims_changed:?}");
    assert!(changes(&before, &all_tables(&workspace)).is_empty(), "all is back in its place");
}

#[derive(Debug)]
struct Change {
    table: String,
    kind: &'static str,
    row: Vec<String>,
    /// How many cells of the row differ.
    cells: usize,
}

/// The rows of tables that differ: those that changed, and those that are gone or new.
fn changes(before: &[Table], after: &[Table]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (one, other) in before.iter().zip(after) {
        assert_eq!(one.id, other.id);
        let (old, new) = (rows(one), rows(other));
        let change =
            |row: &Vec<String>, cells| Change { table: one.id.clone(), kind: one.kind, row: row.clone(), cells };
        if old.len() == new.len() {
            for (old, new) in old.iter().zip(&new).filter(|(old, new)| old != new) {
                let cells = old.iter().zip(new).filter(|(old, new)| old != new).count();
                changes.push(change(old, cells));
            }
            continue;
        }
        changes.extend(old.iter().filter(|row| !new.contains(row)).map(|row| change(row, row.len())));
        changes.extend(new.iter().filter(|row| !old.contains(row)).map(|row| change(row, row.len())));
    }
    changes
}

/// Puts a list into another order, by a number.
fn shuffle<T>(list: &mut [T], seed: &mut u64) {
    for at in (1..list.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}

fn shuffle_case(case: &mut Case, seed: &mut u64) {
    use casebook::case::Known;
    fn known<T>(list: &mut Known<Vec<T>>, seed: &mut u64) {
        if let Known::Is(list) = list {
            shuffle(list, seed);
        }
    }
    known(&mut case.initiated_by, seed);
    known(&mut case.history, seed);
    shuffle(&mut case.sources.entries, seed);
    shuffle(&mut case.people.entries, seed);
    for record in &mut case.records.0 {
        known(&mut record.stages, seed);
        known(&mut record.actors.kinds, seed);
        known(&mut record.actors.list, seed);
        known(&mut record.funding, seed);
        known(&mut record.goals, seed);
        known(&mut record.aims, seed);
        known(&mut record.ambitions, seed);
        known(&mut record.events, seed);
        shuffle(&mut record.observed.0, seed);
        for observed in &mut record.observed.0 {
            shuffle(&mut observed.dimensions, seed);
            for seen in &mut observed.dimensions {
                let lists = &mut seen.lists;
                [&mut lists.seen, &mut lists.planned, &mut lists.past, &mut lists.absent]
                    .into_iter()
                    .for_each(|list| shuffle(&mut list.0, seed));
            }
        }
    }
    // Records have dates of their own.
    shuffle(&mut case.records.0, seed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_and_lists_changes_no_table(seed in any::<u64>()) {
        for folder in [".", "tests/five-stages"] {
            let mut seed = seed;
            let mut workspace = workspace(folder);
            let json = |workspace: &Workspace| serde_json::to_string(&all_tables(workspace)).expect("it is JSON");
            let before = json(&workspace);
            shuffle(&mut workspace.cases, &mut seed);
            workspace.cases.iter_mut().for_each(|case| shuffle_case(case, &mut seed));
            assert_eq!(json(&workspace), before, "{folder}");
        }
    }
}

/// A framework of five stages and three dimensions with four cases, as a researcher would write it. Its reports were read and
/// are kept in `tests/five-stages/expected/`; `UPDATE=1` writes them anew.
#[test]
fn a_workspace_of_ones_own_has_no_sentence_of_somebody_elses() {
    let workspace = Temporary::copy_of("tests/five-stages");
    assert_eq!(workspace.build(), Outcome::Done);
    let expected = repository("tests/five-stages/expected");
    let built = workspace.output();
    assert_eq!(built.iter().filter(|(name, _)| name.starts_with("cases/")).count(), 4);
    for (name, bytes) in built {
        let file = expected.join(&name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
            std::fs::write(&file, &bytes).expect("it can be written");
        }
        let text = String::from_utf8(bytes).expect("it is text");
        assert_eq!(text, std::fs::read_to_string(&file).unwrap_or_default(), "{name}; read the change, then UPDATE=1");
        for foreign in ["facilitation", "Danish", "Denmark", "Ingstrup", "Enright", "triple helix", "Clusterpreneur"] {
            assert!(!text.contains(foreign), "{name} speaks of {foreign}");
        }
    }
}

#[test]
fn a_claim_with_another_outcome_is_told_from_the_last_build() {
    use casebook::state::{Outcomes, changes, last};
    let workspace = Temporary::copy_of("tests/five-stages");
    let out = workspace.path().join("out");
    assert!(last(&out).is_none(), "there was no build");
    assert_eq!(workspace.build(), Outcome::Done);
    let first: Outcomes = last(&out).expect("the build left its outcomes");
    assert_eq!(first.len(), 3);
    workspace.change(
        "cases/south-quay.yaml",
        "seen: [newsletter, training]",
        "seen: [newsletter, training, shared-cranes]",
    );
    assert_eq!(workspace.build(), Outcome::Done);
    let told = changes(&first, &last(&out).expect("and so did this one"));
    assert!(
        matches!(&told[..], [one] if one.contains("mature-harbours-share-cranes") && one.contains("in 1 of 1")),
        "{told:?}"
    );
    workspace.write("cases/south-quay.yaml", "nme: South Quay\n");
    workspace.build_with(&[casebook::run::Format::Markdown], true);
    assert_eq!(last(&out).expect("they are there").len(), 3);
    assert!(
        last(&out).expect("they are there")["mature-harbours-share-cranes"].contains("1 of 1"),
        "a part is no outcome"
    );
}
