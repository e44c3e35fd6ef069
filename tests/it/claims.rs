//! Claims: what the papers claim about their cases, and how figures, bounds and gaps decide a claim.

use std::collections::{BTreeMap, BTreeSet};

use casebook::analysis::claims::outcome::{Of, evaluate};
use casebook::analysis::claims::subject::Ground;
use casebook::analysis::claims::{Claim, Quantifier};
use casebook::base::diagnostic::Diagnostics;
use casebook::base::source::Source;
use casebook::build::formats::CSV;
use casebook::model::case::Case;
use casebook::model::case::read::read;
use serde_yaml::Value as Yaml;

use crate::workspace::{Temporary, examined, repository};

/// Parses the table of claims: for each claim its cells by the names of their columns.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.expect("it can be read")).collect()
}

fn claims_of_the_papers() -> Vec<BTreeMap<String, String>> {
    rows(&std::fs::read_to_string(repository("out/en/tables/claims.csv")).expect("it is there"))
}

/// The cases that do not count: "undecided: Sound Cluster", "silent: Sound Cluster (actors)", or "none".
fn apart(row: &BTreeMap<String, String>) -> String {
    let named = |column: &str| (!row[column].is_empty()).then(|| format!("{column}: {}", row[column]));
    named("undecided").or_else(|| named("silent")).unwrap_or_else(|| "none".to_owned())
}

/// Whether each claim holds, of how many cases or pairs it is true, which deviate and which record nothing on it: worked out by
/// hand from the two papers, and written into `tests/papers/claims.csv`.
#[test]
fn the_claims_come_out_as_the_papers_say_by_hand() {
    let key = std::fs::read_to_string(repository("tests/papers/claims.csv")).expect("it is there");
    let found = claims_of_the_papers();
    let key = rows(&key);
    let ids = |rows: &[BTreeMap<String, String>]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&found), ids(&key), "every claim is in the key");
    for (row, expected) in found.iter().zip(&key) {
        let id = &expected["id"];
        assert_eq!((&row["k"], &row["n"]), (&expected["k"], &expected["n"]), "{id}");
        assert!(row["verdict"].starts_with(&expected["verdict"]), "{id}: {}", row["verdict"]);
        for column in ["deviants", "undecided", "silent"] {
            let wanted: Vec<&str> = expected[column].split("; ").filter(|name| !name.is_empty()).collect();
            let named = |name: &&&str| name.split(" against ").all(|part| row[column].contains(part));
            let all: Vec<&str> = wanted.iter().filter(named).copied().collect();
            assert_eq!(all, wanted, "{id}: {}", row[column]);
            assert_eq!(row[column].is_empty(), wanted.is_empty(), "{id}: {}", row[column]);
        }
    }
}

/// What a case does not name is told apart: whether its list is closed, or only has examples.
#[test]
fn deviants_of_open_lists_are_told_from_those_of_closed_ones() {
    let all = claims_of_the_papers();
    let row = all.iter().find(|row| row["id"] == "social-events-in-potential-clusters").expect("it is there");
    let deviants: Vec<&str> = row["deviants"].split("]); ").collect();
    assert!(deviants[0].starts_with("Designers' Cooperation (") && !deviants[0].contains("open"), "{deviants:?}");
    let open =
        deviants[1].starts_with("Lean Energy Cluster (") && deviants[1].ends_with(": not named, and the list is open");
    assert!(open, "{deviants:?}");
}

#[test]
fn a_quantity_with_bounds_decides_only_what_its_bounds_decide() {
    for (total, condition, outcome, expected) in [
        ("about 60", "actors.total < 100", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 60", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 50", "holds, in 1 of 1", "none"),
        ("more than 60", "actors.total > 100", "cannot be checked", "undecided: Sound Cluster ("),
        ("at most 60", "actors.total > 100", "does not hold: in none of 1", "none"),
        ("100 to 200", "actors.total >= 100", "holds, in 1 of 1", "none"),
        ("100 to 200", "actors.total > 150", "cannot be checked", "undecided: Sound Cluster ("),
        ("more than 60", "actors.total == 61", "cannot be checked", "undecided: Sound Cluster ("),
        ("more than 60", "actors.total != 50", "holds, in 1 of 1", "none"),
        ("100 to 200", "actors.total in [90, 150]", "cannot be checked", "undecided: Sound Cluster ("),
        ("none", "actors.total == 0", "holds, in 1 of 1", "none"),
        ("not recorded", "actors.total > 0", "cannot be checked", "silent: Sound Cluster (actors)"),
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        workspace.change("cases/sound.yaml", "about 60", total);
        workspace.write("claims.yaml", &format!("- id: claim\n  text: Claim\n  holds: {condition}\n"));
        assert!(workspace.check().is_empty(), "{condition}: {:?}", workspace.check());
        workspace.build();
        let row = rows(&workspace.read("out/tables/claims.csv")).remove(0);
        assert_eq!(row["verdict"], outcome, "{total}: {condition}");
        assert!(apart(&row).starts_with(expected), "{total}: {condition}: {}", apart(&row));
    }
}

/// Builds a workspace with one case of one record and a claim about it. Returns the row of the table of claims.
fn claimed(record: &str, condition: &str) -> BTreeMap<String, String> {
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
    let undecided = "undecided: Sound Cluster (";
    for (record, condition) in [
        (
            "funding: [{ kind: membership fee, amount: starting at EUR 67 }]",
            "named(funding).exists(f, f.amount > 100.0)",
        ),
        ("funding: [{ kind: grant, amount: more than EUR 67 }]", "named(funding).all(f, f.amount < 100.0)"),
        ("funding: [{ kind: grant, share: more than 40 % }]", "named(funding).exists(f, f.percent > 50.0)"),
        ("actors: { total: at least 40 }", "actors.total > 50"),
        ("actors: { kinds: [{ kind: firm, count: 40 to 60 }] }", "named(actors.kinds).exists(k, k.count > 50.0)"),
        ("facilitators: at most 3", "facilitators == 2"),
        ("facilitators: { is: more than 1, employment: part-time }", "facilitators > 2"),
        ("goals: [{ text: Members, target: at least 20 }]", "named(goals).exists(g, g.target >= 25.0)"),
        ("figures: { members: more than 40 }", "figures.members > 50"),
        ("figures: { budget: at most EUR 5000 }", "figures.budget > 4000"),
    ] {
        let row = claimed(record, condition);
        assert_eq!(row["verdict"], "cannot be checked", "{record}: {condition}");
        assert!(apart(&row).starts_with(undecided), "{record}: {condition}: {}", apart(&row));
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
        ("facilitators: 2", "'SE' in named(countries)", "(Denmark [talk]): not named, and the list is open"),
        ("facilitators: { is: 2, employment: part-time }", "employment == 'full-time'", "(part-time [talk])"),
        ("facilitators: 2", "facilitators > 3", "(2 [talk])"),
        (
            "events: { list: { is: closed, words: all }, are: [{ text: A fair, on: 2024 }] }",
            "events.exists(e, e.text == 'A fire')",
            "(2024: A fair [talk])",
        ),
        ("aims: { list: { is: closed, words: only }, are: [To meet] }", "'To earn' in aims", "(To meet [talk])"),
        ("goals: [{ text: Members, target: 20 }]", "goals.all(g, g.target > 30.0)", "(Members: 20 [talk])"),
        ("actors: { list: [{ name: The yard }] }", "actors.list.all(a, a.name == 'The port')", "(The yard [talk])"),
        (
            "actors: { kinds: [{ kind: firm, count: 40 }] }",
            "named(actors.kinds).exists(k, k.count > 50.0)",
            "(firms, 40 [talk]): not named, and the list is open",
        ),
    ] {
        let row = claimed(record, condition);
        assert_eq!(row["verdict"], "does not hold: in none of 1", "{condition}");
        assert_eq!(row["deviants"], format!("Sound Cluster {shown}"), "{condition}");
    }
}

#[test]
fn what_is_not_recorded_has_no_value_in_any_claim() {
    for (condition, lacks) in [
        ("industry == 'Wind' || facilitators > 3", "industry; facilitators"),
        ("funding.exists(f, f.amount > 100.0)", "funding"),
        ("employment == 'full-time'", "employment"),
        ("events.exists(e, e.text == 'A fire')", "events"),
        ("actors.total > 3", "actors"),
        ("situation == 'good'", "situation"),
        ("stage.growth == 'growing'", "stage"),
        ("'meetings' in observed.facilitation.tasks.seen", "tasks of the secretariat"),
        ("figures.members > 3", "members"),
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        workspace.write("cases/sound.yaml", "name: Sound Cluster\nrecords:\n  - as_of: 2025-11\n");
        workspace.write("claims.yaml", &format!("- id: claim\n  text: Claim\n  holds: >-\n    {condition}\n"));
        workspace.build_with(&[CSV], false);
        let row = rows(&workspace.read("out/tables/claims.csv")).remove(0);
        assert_eq!(row["verdict"], "cannot be checked", "{condition}");
        assert_eq!(row["silent"], format!("Sound Cluster ({lacks})"), "{condition}");
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
    assert_eq!((row["verdict"].as_str(), row["silent"].as_str()), ("cannot be checked", "Other (actors)"));
}

/// `tests/silence`: a case that says hardly anything, and claims that it can't decide. The note of each says what it lacks.
#[test]
fn silence_decides_nothing_of_any_claim() {
    let workspace = Temporary::copy_of("tests/silence");
    workspace.build_with(&[CSV], false);
    let rows = rows(&workspace.read("out/tables/claims.csv"));
    assert!(rows.len() > 10, "the claims were read");
    for row in rows {
        let id = &row["id"];
        assert!(row["verdict"].starts_with("cannot be checked"), "{id}: {}", row["verdict"]);
        assert!(row["silent"].starts_with(&format!("A ({}", row["note"])), "{id}: {}", row["silent"]);
        assert_eq!((row["deviants"].as_str(), row["undecided"].as_str()), ("", ""), "{id}");
    }
}

/// Every case that is the same as this one but for one thing less: a key or an entry of a list. Left alone is what is no fact of
/// the case: its records as such with their dates, the assessments of single raters, and why a figure can't be compared.
fn with_one_thing_less(case: &Yaml) -> Vec<(String, Yaml)> {
    fn holes(value: &Yaml, path: &[String], found: &mut Vec<Vec<String>>) {
        let mut below = |key: String, inner: &Yaml, is_fact: bool| {
            let own: Vec<String> = path.iter().cloned().chain([key]).collect();
            if is_fact {
                found.push(own.clone());
            }
            holes(inner, &own, found);
        };
        let fixed = [
            "records",
            "as_of",
            "period",
            "name",
            "sources",
            "people",
            "break",
            "narrative",
            "note",
            "words",
            "quote",
            "at",
        ];
        match value {
            Yaml::Mapping(entries) => entries.iter().for_each(|(key, inner)| {
                let key = key.as_str().unwrap_or_default().to_owned();
                let is_fact = !fixed.contains(&key.as_str());
                if is_fact || key == "records" {
                    below(key, inner, is_fact);
                }
            }),
            Yaml::Sequence(entries) => {
                let is_fact = !matches!(path.last().map(String::as_str), Some("records" | "stages"));
                entries.iter().enumerate().for_each(|(at, inner)| below(at.to_string(), inner, is_fact));
            }
            _ => {}
        }
    }
    fn without(value: &Yaml, path: &[String]) -> Yaml {
        let (key, rest) = path.split_first().expect("it leads somewhere");
        let mut value = value.clone();
        match &mut value {
            Yaml::Mapping(entries) => {
                match rest {
                    [] => entries.remove(key.as_str()),
                    _ => entries.get_mut(key.as_str()).map(|inner| std::mem::replace(inner, without(inner, rest))),
                };
                // Of a closed list an entry is taken out, and the list is opened.
                if rest.len() == 1 && ["seen", "planned", "past", "absent", "are"].contains(&key.as_str()) {
                    entries.remove("list");
                }
            }
            Yaml::Sequence(entries) => {
                let at: usize = key.parse().expect("it is a number");
                match rest {
                    [] => drop(entries.remove(at)),
                    _ => entries[at] = without(&entries[at], rest),
                }
            }
            _ => {}
        }
        value
    }
    let mut found = Vec::new();
    holes(case, &[], &mut found);
    found.into_iter().map(|path| (path.join("."), without(case, &path))).collect()
}

/// What supports a claim: the cases or pairs that it is true of, or, if it says "none", false of.
fn support(claim: &Claim, cases: &[&Case], ground: Ground) -> BTreeSet<Vec<String>> {
    let outcome = evaluate(claim, cases, ground);
    let found = if claim.quantifier() == Quantifier::None { &outcome.no } else { &outcome.yes };
    let names = found.iter().filter_map(|found| match &found.of {
        Of::Cases(group) => Some(group.iter().map(|case| case.id.to_string()).collect()),
        Of::Characteristic(..) => None,
    });
    names.collect()
}

/// Silence decides nothing: whatever is taken out of a case, it never comes to support a claim that it did not support before.
#[test]
fn what_is_not_recorded_never_turns_a_case_into_support() {
    let (mut tried, mut supported) = (0, 0);
    for folder in [".", "tests/five-stages", "tests/yearly"] {
        let root = repository(folder);
        let (workspace, _) = examined(&root);
        let notations = workspace.indicators.notations();
        let language = workspace.settings.first_language();
        let ground = Ground { frameworks: &workspace.frameworks, indicators: &workspace.indicators, language };
        let on_cases = |claim: &&Claim| claim.framework.is_none() && !claim.is_over_cases();
        let claims: Vec<&Claim> = workspace.claims.0.iter().filter(on_cases).collect();
        for case in &workspace.cases {
            let text = std::fs::read_to_string(root.join(&*case.file)).expect("it can be read");
            let yaml: Yaml = serde_yaml::from_str(&text).expect("it is YAML");
            let before: Vec<_> = claims.iter().map(|claim| support_of(claim, case, &workspace.cases, ground)).collect();
            supported += before.iter().map(BTreeSet::len).sum::<usize>();
            for (hole, less) in with_one_thing_less(&yaml) {
                let source = Source::new(&*case.file, serde_yaml::to_string(&less).expect("it can be written"));
                let mut diagnostics = Diagnostics::default();
                let Some(raw) = read(&mut diagnostics, &source, &notations).filter(|_| diagnostics.errors() == 0)
                else {
                    continue;
                };
                tried += 1;
                for (claim, before) in claims.iter().zip(&before) {
                    let now = support_of(claim, &raw.case, &workspace.cases, ground);
                    assert!(
                        now.is_subset(before),
                        "{folder}, {}: without {hole}: {now:?} support `{}`",
                        case.id,
                        claim.id
                    );
                }
            }
        }
    }
    assert!(tried > 1000 && supported > 50, "{tried} cases with one thing less, {supported} times support");
}

/// What supports a claim: of one case, or, for a claim on pairs, of the case in its place among all.
fn support_of(claim: &Claim, case: &Case, all: &[Case], ground: Ground) -> BTreeSet<Vec<String>> {
    if claim.pairs.is_none() {
        return support(claim, &[case], ground);
    }
    let others = all.iter().map(|other| if other.id == case.id { case } else { other });
    support(claim, &others.collect::<Vec<_>>(), ground)
}
