//! Cases seen through frameworks: which stage they resemble, what depends on which observation, and that the order of files and
//! lists makes no difference.

use std::collections::BTreeSet;

use crate::workspace::{Temporary, examined, golden, repository};
use casebook::analysis::chance::{Class, chance};
use casebook::analysis::fit::{Agreement, fit};
use casebook::analysis::mapping::{Position, Status, map};
use casebook::base::locale::Locale;
use casebook::build::outcome::BuildOutcome;
use casebook::build::render::tables;
use casebook::build::workspace::Workspace;
use casebook::model::case::{Case, Characterised, Observation};
use casebook::model::framework::{Characteristic, find};
use casebook::report::matrix::table::Table;
use casebook::report::view::make;
use proptest::prelude::{ProptestConfig, any, proptest};
use serde_json::Value;

fn workspace(folder: &str) -> Workspace {
    let (workspace, diagnostics) = examined(&repository(folder));
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    workspace
}

fn case<'w>(workspace: &'w Workspace, id: &str) -> &'w Case {
    workspace.cases.iter().find(|case| case.id == *id).expect("there is such a case")
}

/// Paper A assessed nine clusters by general judgement; their tasks resemble the same stages. Nobody assessed Biomedico, and the
/// one task that it shares with the framework is expected in every stage.
#[test]
fn observations_of_the_ten_cases_resemble_their_stages() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    for case in &workspace.cases {
        let record = case.newest().expect("there is a record");
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
        let closed = if *case.id == *"designers-cooperation" { 14 } else { fit.observed };
        assert_eq!(fit.known, closed, "{}: in an open list only what is observed is known", case.id);
        for stage in &fit.stages {
            assert!(stage.expected <= 9, "{}: dimensions without observations are left out", case.id);
            assert!(stage.hits <= stage.expected.min(fit.observed), "{}", case.id);
        }
    }
}

/// The three stages expect seven, seven and nine of the fourteen tasks. Of all lists of five, far more resemble the stage that expects
/// most than one of the others, though the lists say nothing of either.
#[test]
fn in_open_lists_a_large_profile_wins_more_often_by_chance() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    let tasks = &framework.dimension("tasks").expect("tasks").characteristics;
    let class = |task: &Characteristic| Class {
        expected: framework.maps.iter().map(|stage| task.is_expected_in(stage)).collect(),
        size: 1,
    };
    let classes: Vec<Class> = tasks.iter().map(class).collect();
    let alone = |own: &str| {
        let stage: Vec<bool> = framework.maps.iter().map(|stage| **stage == *own).collect();
        let chance = chance(&classes, 5, 0, &stage).expect("there are other lists");
        (chance.lists, chance.of, chance.percent().round().to_string())
    };
    assert_eq!(alone("working"), (840, 2002, "42".to_owned()));
    assert_eq!(alone("latent"), (189, 2002, "9".to_owned()));
    assert_eq!(alone("potential"), (292, 2002, "15".to_owned()));
}

/// Five of its tasks are in the framework: four of the seven of a latent cluster, and all five of the nine of a working one.
#[test]
fn the_tasks_in_medicon_valley_point_to_two_stages() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    let mapping = map(case(&workspace, "medicon-valley").newest().expect("a record"), framework, &workspace.frameworks);
    let fit = fit(&mapping).expect("tasks are observed");
    assert_eq!((fit.observed, fit.known, fit.compared), (5, 5, 14));
    assert_eq!(fit.chance.map(|chance| (chance.lists, chance.of)), Some((840, 2002)));
    let apart = fit
        .apart()
        .map(|both| both.map(|stages| stages.iter().map(|one| (&*one.stage.id, one.hits, one.expected)).collect()));
    assert_eq!(apart, Some([vec![("latent", 4, 7)], vec![("working", 5, 9)]]));
}

/// What the reports say of chance and of the two shares, in sentences of their own in each language. A record that shows nothing of a
/// framework has none.
#[test]
fn reports_say_how_often_chance_would_give_the_resemblance() {
    let workspace = Temporary::copy_of(".");
    let silent = "name: Silent\nrecords: [{ as_of: not recorded, stages: [{ in: enright, is: latent, by: us, basis: guess }] }]\n";
    workspace.write("cases/north-jutland/silent.yaml", silent);
    let contested = "name: Two Views\nrecords: [{ as_of: not recorded, stages: [\
                     { in: enright, is: latent, by: us, basis: guess }, { in: enright, is: working, by: them, basis: guess }] }]\n";
    workspace.write("cases/north-jutland/two-views.yaml", contested);
    workspace.build();
    let report = |name: &str| workspace.read(&format!("out/{name}.md"));
    for (name, sentence) in [
        (
            "en/cases/medicon-valley",
            "Of all lists of 5 of the 14 characteristics compared here, 42 % would resemble Working more than any other stage.",
        ),
        (
            "en/cases/medicon-valley",
            "for Latent (4 of 7) than for Working (5 of 9); of what is observed, a larger part is expected in Working (5 of 5) than in Latent (4 of 5).",
        ),
        (
            "da/cases/medicon-valley",
            "Af det forventede er en større del observeret for Latent (4 af 7) end for Fungerende (5 af 9), mens",
        ),
        (
            "da/cases/designers-cooperation",
            "Af alle lister, hvor 5 af de 14 kendetegn, der er sammenlignet her, er observeret og 9 er fraværende, ville 25 %",
        ),
    ] {
        let text = report(name).replace('\u{a0}', " ");
        assert!(text.contains(sentence), "{name}: {sentence}");
    }
    assert!(!report("en/cases/oresund-it").contains("point to different stages"));
    let summary = report("en/summary");
    assert!(
        summary.contains("Contested: Two Views (Latent or Working). Without an assessed stage: Biomedico."),
        "{summary}"
    );
    let views = report("en/cases/two-views");
    assert!(
        views.contains("classed differently, as a latent cluster by us and as a working cluster by them"),
        "{views}"
    );
    // One or two known characteristics are too few to compare.
    assert!(!report("en/cases/biomedico").contains("compared here"));
    let text = report("en/cases/silent");
    assert!(text.contains("Latent") && !text.contains("compared here") && !text.contains("two shares"));
}

#[test]
fn absence_needs_a_ground_and_what_is_outside_stays_outside() {
    let workspace = workspace(".");
    let framework = find(&workspace.frameworks, "facilitator-life-cycle").expect("it is there");
    let status = |id: &str, task: &str| {
        let mapping = map(case(&workspace, id).newest().expect("a record"), framework, &workspace.frameworks);
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
    let record = case(&workspace, "medicon-valley").newest().expect("a record");
    let mapping = map(record, framework, &workspace.frameworks);
    let outside: Vec<&Observation> = mapping.dimensions.iter().flat_map(|mapped| mapped.outside()).collect();
    assert!(
        matches!(&outside[..], [one] if matches!(&one.what, Characterised::New(text) if text.get("en") == "Ambassador programme"))
    );
}

/// Returns the words of a table's row.
fn row(table: &Table, at: usize) -> Vec<String> {
    let (_, rows) = table.whole();
    let english = Locale::usual("en").expect("it is in the program");
    rows.get(at).into_iter().flatten().map(|content| content.words(&english)).collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    (0..table.whole().1.len()).map(|at| row(table, at)).collect()
}

fn all_tables(workspace: &Workspace) -> Vec<Table> {
    tables(workspace, workspace.context(), &[]).expect("they can be made")
}

/// Removes each observation of the ten cases in turn: only rows that are about it change.
#[test]
fn taking_an_observation_out_changes_what_depends_on_it_and_nothing_else() {
    let mut workspace = workspace(".");
    let before = all_tables(&workspace);
    let mut claims = BTreeSet::new();
    let all = observations(&workspace);
    assert_eq!(all.len(), 144);
    for at in all {
        let whole = lenses(&workspace, at);
        let about = about(&workspace, at);
        let out = seen(&mut workspace, at).remove(at.3);
        let changed = changes(&before, &all_tables(&workspace));
        for change in &changed {
            assert!(about.explains(&workspace, change), "{about:?} is not in {:?} of {}", change.row, change.table);
            claims.extend((change.kind == "claims").then(|| change.row[0].clone()));
        }
        let shown = before.iter().any(|table| table.kind == "grid" && table.id == about.dimension);
        let cells = changed.iter().filter(|change| change.kind == "grid" && change.table == about.dimension).count();
        assert_eq!(cells, usize::from(shown), "{about:?} is one cell of its grid");
        assert!(changed.iter().any(|change| change.kind == "coverage"), "{about:?} is counted");
        let evidence = changed.iter().filter(|change| change.kind == "register").count();
        assert!(evidence <= 1, "{about:?} is one piece of evidence, and all others keep their ids");
        let view = lenses(&workspace, at);
        assert_ne!(view, whole, "{about:?} is in the report of its case");
        for (one, other) in pairs(&whole, &view).filter(|(one, other)| one != other) {
            assert_eq!(one["id"], *about.framework, "{about:?} is nothing to another framework");
            let dimensions = pairs(&one["dimensions"], &other["dimensions"]);
            let agenda = pairs(&one["agenda"]["dimensions"], &other["agenda"]["dimensions"]);
            for (one, _) in dimensions.chain(agenda).filter(|(one, other)| one != other) {
                assert_eq!(one["label"], *about.heading, "{about:?} is nothing to another dimension or its agenda");
            }
        }
        seen(&mut workspace, at).insert(at.3, out);
    }
    assert!(claims.len() >= 5, "claims on what is observed depend on it: {claims:?}");
    assert!(changes(&before, &all_tables(&workspace)).is_empty(), "all is back in its place");
}

/// The indexes of an observation: of its case, its framework, its dimension, and its own among what was seen.
type At = (usize, usize, usize, usize);

fn observations(workspace: &Workspace) -> Vec<At> {
    let mut all = Vec::new();
    for (c, case) in workspace.cases.iter().enumerate() {
        for (f, observed) in case.records[0].observed.iter().enumerate() {
            for (d, dimension) in observed.dimensions.iter().enumerate() {
                all.extend((0..dimension.seen.len()).map(|s| (c, f, d, s)));
            }
        }
    }
    all
}

fn seen(workspace: &mut Workspace, (c, f, d, _): At) -> &mut Vec<Observation> {
    &mut workspace.cases[c].records.0[0].observed.0[f].dimensions[d].lists.seen.0
}

/// Returns the mappings of the case to all frameworks, as JSON.
fn lenses(workspace: &Workspace, at: At) -> Value {
    let context = workspace.context();
    serde_json::to_value(&make::case(context, &workspace.cases[at.0]).record.mappings).expect("it is JSON")
}

fn pairs<'v>(one: &'v Value, other: &'v Value) -> impl Iterator<Item = (&'v Value, &'v Value)> {
    one.as_array().into_iter().flatten().zip(other.as_array().into_iter().flatten())
}

/// What an observation is about.
#[derive(Debug)]
struct About {
    case: String,
    framework: String,
    dimension: String,
    heading: String,
    label: String,
}

fn about(workspace: &Workspace, (c, f, d, s): At) -> About {
    let case = &workspace.cases[c];
    let observed = &case.records[0].observed[f];
    let framework = find(&workspace.frameworks, &observed.framework).expect("it is there");
    let dimension = framework.dimension(&observed.dimensions[d].dimension).expect("it is there");
    let label = match &observed.dimensions[d].seen[s].what {
        Characterised::New(text) => text.get("en"),
        Characterised::Known(id) => dimension.characteristic(id).expect("it is there").label.get("en"),
    };
    About {
        case: case.name.get("en").to_owned(),
        framework: framework.id.to_string(),
        dimension: dimension.id.to_string(),
        heading: dimension.label.get("en").to_owned(),
        label: label.to_owned(),
    }
}

impl About {
    /// Returns whether a changed row is about the observation.
    fn explains(&self, workspace: &Workspace, change: &Change) -> bool {
        let row = &change.row;
        match change.kind {
            "grid" => row.contains(&self.case) && change.cells == 1,
            "register" => row[1] == self.case && row[2].starts_with(&self.label),
            "profile" => row[1] == self.label && change.cells == 1,
            "tested" => row[1].starts_with(&self.label),
            // What it shows, and with it what it resembles.
            "replication" => row[0] == self.case && change.cells >= 2,
            "exclusive" => row.iter().any(|cell| cell.contains(&self.label)),
            "coverage" => row[1] == self.case || row[1] == self.heading || row[0] == "Kind of source",
            "claims" => {
                let mut claims = workspace.claims.0.iter();
                let claim = claims.find(|claim| *claim.id == row[0]).expect("it is a claim");
                claim.holds.names(&self.dimension)
            }
            _ => false,
        }
    }
}

#[derive(Debug)]
struct Change {
    table: String,
    kind: &'static str,
    row: Vec<String>,
    /// How many cells of the row differ.
    cells: usize,
}

/// Returns the rows of tables that differ: those that changed, and those that are gone or new.
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

/// Shuffles a list. `seed` is the state of the random number generator.
pub(crate) fn shuffle<T>(list: &mut [T], seed: &mut u64) {
    for at in (1..list.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}

fn shuffle_case(case: &mut Case, seed: &mut u64) {
    use casebook::model::case::{Known, Listed};
    fn listed<T>(list: &mut Known<Listed<T>>, seed: &mut u64) {
        if let Known::Is(list) = list {
            shuffle(&mut list.entries, seed);
        }
    }
    listed(&mut case.initiated_by, seed);
    listed(&mut case.history, seed);
    shuffle(&mut case.sources.0.entries, seed);
    shuffle(&mut case.people.entries, seed);
    for record in &mut case.records.0 {
        listed(&mut record.stages, seed);
        listed(&mut record.actors.kinds, seed);
        listed(&mut record.actors.list, seed);
        listed(&mut record.funding, seed);
        listed(&mut record.goals, seed);
        listed(&mut record.aims, seed);
        listed(&mut record.ambitions, seed);
        listed(&mut record.events, seed);
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
    // Records have dates, so that their order makes no difference either.
    shuffle(&mut case.records.0, seed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_and_lists_changes_no_table(seed in any::<u64>()) {
        for folder in [".", "tests/five-stages"] {
            let mut seed = seed;
            let mut workspace = workspace(folder);
            let json = |workspace: &Workspace| {
                let views = all_tables(workspace).iter().map(|table| table.view(&workspace.locales[0])).collect::<Vec<_>>();
                serde_json::to_string(&views).expect("it is JSON")
            };
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
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let expected = repository("tests/five-stages/expected");
    let built = workspace.output();
    assert_eq!(built.iter().filter(|(name, _)| name.starts_with("cases/")).count(), 4);
    // Figures are left out: their texts in the reports say what they show.
    for (name, bytes) in built.into_iter().filter(|(name, _)| !name.ends_with(".svg")) {
        let text = String::from_utf8(bytes).expect("it is text");
        golden(&expected, &name, &text);
        for foreign in ["facilitation", "Danish", "Denmark", "Ingstrup", "Enright", "triple helix", "Clusterpreneur"] {
            assert!(!text.contains(foreign), "{name} speaks of {foreign}");
        }
    }
}

#[test]
fn the_reasoning_on_a_case_is_told_with_its_evidence() {
    let workspace = workspace("tests/five-stages");
    for id in ["north-quay", "south-quay", "river-works"] {
        let (context, case) = (workspace.context(), case(&workspace, id));
        let (view, older) = (make::case_in_full(context, case), make::older_in_full(context, case));
        let text = casebook::report::explain::case(context.locale, &view, &older, 100);
        golden(&repository("tests/five-stages/expected"), &format!("explain-{id}.txt"), &text);
        assert!(text.lines().all(|line| line.chars().count() <= 140), "{id} stays narrow");
    }
}

#[test]
fn a_claim_with_another_outcome_is_told_from_the_last_build() {
    use casebook::build::state::{Outcomes, changes, last};
    let workspace = Temporary::copy_of("tests/five-stages");
    let out = workspace.path().join("out");
    assert!(last(&out, workspace.path()).is_none(), "there was no build");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let first: Outcomes = last(&out, workspace.path()).expect("the build left its outcomes");
    assert_eq!(first.len(), 3);
    workspace.change(
        "cases/south-quay.yaml",
        "seen: [newsletter, training]",
        "seen: [newsletter, training, shared-cranes]",
    );
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let english = Locale::usual("en").expect("it is in the program");
    let told = changes(&english, &first, &last(&out, workspace.path()).expect("and so did this one"));
    assert!(
        matches!(&told[..], [one] if one.contains("mature-harbours-share-cranes") && one.contains("in 1 of 1")),
        "{told:?}"
    );
    let south_quay = workspace.read("cases/south-quay.yaml");
    workspace.write("cases/south-quay.yaml", "nme: South Quay\n");
    workspace.build_with(&[casebook::build::formats::MARKDOWN], true);
    assert_eq!(last(&out, workspace.path()).expect("they are there").len(), 3);
    let kept = last(&out, workspace.path()).expect("they are there")["mature-harbours-share-cranes"];
    assert_eq!((kept.k, kept.n), (1, 1), "a part is no outcome");
    // The outcomes are stored without words, so that a build in another language reports no changes.
    workspace.write("cases/south-quay.yaml", &south_quay);
    workspace.change("casebook.yaml", "date: 2026-02-01", "date: 2026-02-01\nlanguage: da");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    assert_eq!(last(&out, workspace.path()).expect("they are there")["mature-harbours-share-cranes"], kept);
}
