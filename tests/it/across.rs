//! What the summary says across cases: computed anew from the files, read as plain YAML, and held against the sentences.

use std::collections::{BTreeMap, BTreeSet};

use casebook::build::outcome::BuildOutcome;
use casebook::build::render::summary_parts;
use casebook::build::workspace::Workspace;
use casebook::report::across::types::AcrossParagraph;
use serde_yaml::Value;
use walkdir::WalkDir;

use crate::workspace::{Temporary, examined, repository};

fn across(workspace: &Workspace, language: &str) -> Vec<AcrossParagraph> {
    let locale = workspace.locales.iter().find(|locale| locale.language == language).expect("it is a language");
    summary_parts(workspace, workspace.context_in(locale), &[]).expect("there is a summary").across
}

fn sentences(all: &[AcrossParagraph]) -> Vec<&str> {
    all.iter().flat_map(|paragraph| &paragraph.sentences).map(|sentence| sentence.text.as_str()).collect()
}

/// The text of a value in English; of a value in its long form, of what it is.
fn english(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text == "not recorded" => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Mapping(_) => value.get("en").or(value.get("is")).or(value.get("text")).and_then(english),
        _ => None,
    }
}

/// A case as the files have it: nothing here knows how the program reads them.
struct Raw {
    name: String,
    stage: Option<String>,
    founded: Option<String>,
    actors: Option<String>,
    facilitators: Option<String>,
    tasks: Option<BTreeSet<String>>,
    planned: BTreeSet<String>,
    /// Its newest record.
    record: Value,
}

fn raw(folder: &str) -> Vec<Raw> {
    let files = WalkDir::new(repository(folder)).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "yaml"));
    let one = |entry: walkdir::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("it can be read");
        let case: Value = serde_yaml::from_str(&text).expect("it is YAML");
        let record = &case["records"][0];
        let own = &record["observed"]["facilitator-life-cycle"]["tasks"];
        let (tasks, planned) = (&own["seen"], &own["planned"]);
        let task = |one: &Value| one.as_str().map(str::to_owned).or_else(|| Some(one.get("is")?.as_str()?.to_owned()));
        Raw {
            name: english(&case["name"]).expect("it has a name"),
            stage: record["stages"].get(0).and_then(|stage| stage["is"].as_str()).map(str::to_owned),
            founded: english(&case["founded"]),
            actors: english(&record["actors"]["total"]),
            facilitators: english(&record["facilitators"]),
            tasks: tasks.as_sequence().map(|all| all.iter().filter_map(task).collect()),
            planned: planned.as_sequence().map(|all| all.iter().filter_map(task).collect()).unwrap_or_default(),
            record: record.clone(),
        }
    };
    files.map(one).collect()
}

/// The number in a quantity: "more than 600" is 600.
fn number(text: &str) -> f64 {
    text.split(' ').next_back().and_then(|word| word.parse().ok()).expect("it ends with a number")
}

fn in_words(text: &str) -> String {
    let words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    text.parse::<usize>().ok().and_then(|own| words.get(own)).map_or(text.to_owned(), |word| (*word).to_owned())
}

/// "from 18 to about 70 actors (median 30)", of the values of a group of `of` cases.
fn range(values: &[String], what: &str, of: usize) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_by(|one, other| number(one).total_cmp(&number(other)));
    let known = if sorted.len() < of {
        format!(" (recorded for {} of the {})", in_words(&sorted.len().to_string()), in_words(&of.to_string()))
    } else {
        String::new()
    };
    let (first, last) = (in_words(&sorted[0]), in_words(&sorted[sorted.len() - 1]));
    let median = match sorted.len() {
        count if count % 2 == 1 && count > 2 => {
            format!(" (median {})", in_words(&sorted[count / 2]))
        }
        _ => String::new(),
    };
    match sorted.len() {
        2 if of > 2 => format!("Of the two whose number of {what} is known, one has {first} and the other {last}."),
        _ => format!("from {first} to {last} {what}{median}{known}"),
    }
}

#[test]
fn what_is_said_of_the_ten_cases_is_what_their_files_say() {
    let workspace = examined(&repository(".")).0;
    let told = across(&workspace, "en");
    let text = sentences(&told).join("\n");
    let mut cases = raw("cases");
    cases.sort_by_key(|case| case.name.replace('Ø', "Z"));
    let mut groups: BTreeMap<&str, Vec<&Raw>> = BTreeMap::new();
    for case in &cases {
        if let Some(stage) = &case.stage {
            groups.entry(stage).or_default().push(case);
        }
    }
    assert_eq!(groups.len(), 3);
    for (stage, own) in &groups {
        // The order of names knows that "The" is a word like others.
        let names: BTreeSet<&str> = own.iter().map(|case| case.name.as_str()).collect();
        let members = format!("Three cases are assessed as {stage} clusters: ");
        let listed = text.lines().find_map(|line| line.strip_prefix(&members)).expect("the group is told");
        let listed: BTreeSet<&str> =
            listed.trim_end_matches('.').split(", ").flat_map(|part| part.split(" and ")).collect();
        assert_eq!(listed, names);
        let actors: Vec<String> = own.iter().filter_map(|case| case.actors.clone()).collect();
        let facilitators: Vec<String> = own.iter().filter_map(|case| case.facilitators.clone()).collect();
        let both = [range(&actors, "actors", own.len()), range(&facilitators, "facilitators", own.len())];
        let (pairs, ranges): (Vec<&String>, Vec<&String>) =
            both.iter().partition(|text| text.starts_with("Of the two"));
        let ranges: Vec<&str> = ranges.into_iter().map(String::as_str).collect();
        let ranges = format!("The three have {}.", ranges.join(" and "));
        for said in pairs.into_iter().chain([&ranges]) {
            assert!(text.contains(said), "{said}\n{text}");
        }
        let years: BTreeSet<&String> = own.iter().filter_map(|case| case.founded.as_ref()).collect();
        let count = own.iter().filter(|case| case.founded.is_some()).count();
        let (first, last) = (years.first(), years.last());
        let founded = match (first, last, count) {
            (Some(first), Some(last), 3) if first == last => format!("All were founded in {first}."),
            (Some(first), Some(last), 2) => {
                format!("The two whose founding year is known date from {first} and {last}.")
            }
            (_, _, 0) => "The founding year of none of them is known.".to_owned(),
            other => panic!("the ten cases have no such group: {other:?}"),
        };
        assert!(text.contains(&founded), "{founded}\n{text}");
        let tasks: Vec<&BTreeSet<String>> = own.iter().filter_map(|case| case.tasks.as_ref()).collect();
        let line = told
            .iter()
            .find(|paragraph| paragraph.heading.to_lowercase().starts_with(stage))
            .expect("it has a heading");
        let line =
            line.sentences.iter().find(|one| one.text.starts_with("As facilitation tasks")).expect("tasks are told");
        for task in tasks.iter().flat_map(|own| own.iter()) {
            let count = tasks.iter().filter(|own| own.contains(task)).count();
            let label = label(task);
            let clause = line
                .text
                .split(';')
                .find(|clause| clause.contains(&label))
                .unwrap_or_else(|| panic!("{label}: {}", line.text));
            let is_right = match count {
                3 => clause.contains("all three name"),
                2 => clause.contains("two name") || clause.contains("are named by two each"),
                _ => own.iter().any(|case| {
                    clause.contains(&format!("{} alone names", case.name))
                        && case.tasks.as_ref().is_some_and(|own| own.contains(task))
                }),
            };
            assert!(is_right, "{stage}: {task} is named in {count}: {clause}");
        }
    }
    let stages = ["potential", "latent", "working"];
    let counted = |stage: &str, task: &str| {
        groups[stage].iter().filter(|case| case.tasks.as_ref().is_some_and(|own| own.contains(task))).count()
    };
    let all: BTreeSet<&String> = cases.iter().filter_map(|case| case.tasks.as_ref()).flatten().collect();
    let most = |stage: &str, none: &[&str]| -> BTreeSet<String> {
        // What is planned elsewhere does not set groups apart.
        let is_named = |other: &str, task: &str| {
            counted(other, task) > 0 || groups[other].iter().any(|case| case.planned.contains(task))
        };
        let is_apart = |task: &&&String| counted(stage, task) > 1 && !none.iter().any(|other| is_named(other, task));
        let said = |task: &&String| match counted(stage, task) {
            3 => format!("{} (all three)", label(task)),
            count => format!("{} ({} of three)", label(task), in_words(&count.to_string())),
        };
        all.iter().filter(is_apart).map(said).collect()
    };
    let parted = |line: &str| -> BTreeSet<String> {
        let parts = line.split("), ").flat_map(|part| part.split(") and ")).filter(|part| !part.is_empty());
        parts.map(|part| format!("{})", part.trim_end_matches(')'))).collect()
    };
    let listed = |start: &str| -> BTreeSet<String> {
        let line = text.lines().find_map(|line| line.strip_prefix(start)?.strip_suffix('.')).unwrap_or_default();
        parted(line)
    };
    let mut told = 0;
    for stage in stages {
        let others: Vec<&str> = stages.into_iter().filter(|other| *other != stage).collect();
        let only = most(stage, &others);
        told += only.len();
        let start = format!("in {stage} clusters, ");
        let line = text
            .lines()
            .find(|line| line.contains("in one group and by no case in the other groups"))
            .expect("it is told");
        let own =
            line.split(": ").nth(1).and_then(|lists| lists.split("; ").find_map(|list| list.strip_prefix(&*start)));
        assert_eq!(parted(own.unwrap_or_default().trim_end_matches('.')), only);
    }
    for pair in stages.windows(2) {
        for (own, none) in [(pair[1], pair[0]), (pair[0], pair[1])] {
            let others: Vec<&str> = stages.into_iter().filter(|other| *other != own).collect();
            let wanted: BTreeSet<String> = most(own, &[none]).difference(&most(own, &others)).cloned().collect();
            told += wanted.len();
            assert_eq!(listed(&format!("Unlike {none} clusters, {own} clusters name ")), wanted);
        }
    }
    assert_eq!(told, 7, "so many tasks set stages apart: {text}");
    assert!(text.contains("All nine cases in the groups name networking events."), "{text}");
    assert!(text.contains("Biomedico has not been assigned to any stage and belongs to no group."), "{text}");
}

/// The entries of a list, in its short form or in `{ list, are }`; `None` if it is not recorded.
fn entries(list: &Value) -> Option<Vec<Value>> {
    match list {
        Value::Sequence(all) => Some(all.clone()),
        Value::Mapping(_) => list.get("are").and_then(entries),
        Value::String(text) if text == "none" => Some(Vec::new()),
        _ => None,
    }
}

/// What cases say: for each thing in words the cases that say it, and how many of them say anything of it.
fn said<'r>(cases: &[&'r Raw], of: impl Fn(&Value) -> Option<Vec<String>>) -> (BTreeMap<String, Vec<&'r str>>, usize) {
    let (mut all, mut known): (BTreeMap<String, Vec<&str>>, usize) = Default::default();
    for case in cases {
        let Some(own) = of(&case.record) else { continue };
        known += 1;
        for thing in own.into_iter().collect::<BTreeSet<_>>() {
            all.entry(thing).or_default().push(&case.name);
        }
    }
    (all, known)
}

/// Whether a sentence says of a thing who names it: all, two of them, one by name; of more than six, most and fewer with their number.
fn tells(text: &str, thing: &str, cases: &[&str], known: usize) -> bool {
    let text = text.trim_end_matches('.');
    let (count, all) = (in_words(&cases.len().to_string()), in_words(&known.to_string()));
    let is_it = |clause: &&str| {
        clause.split([',', ';']).any(|part| part.ends_with(thing) || part.contains(&format!("{thing} ")))
    };
    let clause =
        text.split(';').find(|clause| is_it(clause) || clause.contains(&format!("{thing},"))).unwrap_or_default();
    let at = clause.find(thing).unwrap_or_default();
    // The words that a list of names begins with, nearest before it.
    let verbs = [" name ", " names "];
    let before = verbs.iter().filter_map(|verb| clause[..at].rfind(verb)).max();
    let who = before.map(|end| clause[..end].rsplit([',', ';']).next().unwrap_or_default());
    let who = who.map(|who| who.rsplit(" and ").next().unwrap_or_default().trim());
    let is_each = clause.contains(&format!("named by {count} each"));
    match (cases.len(), known) {
        (1, _) => who == Some(&format!("{} alone", cases[0])),
        (own, _) if own == known => who.is_some_and(|who| who.ends_with(&format!("all {all}"))),
        (_, 1..=6) => is_each || who == Some(count.as_str()),
        _ => clause.contains(&format!("{thing} ({count})")),
    }
}

/// Actors, money and what is seen through the other framework, computed from the files; and the claims, from what was found by hand.
#[test]
fn what_else_is_said_of_the_ten_cases_is_what_their_files_say() {
    let told = across(&examined(&repository(".")).0, "en");
    let mut cases = raw("cases");
    cases.sort_by_key(|case| case.name.replace('Ø', "Z"));
    let sentence = |heading: &str, start: &str| -> Option<String> {
        let paragraph = told.iter().find(|own| own.heading.to_lowercase() == heading)?;
        Some(paragraph.sentences.iter().find(|own| own.text.starts_with(start))?.text.clone())
    };
    let word = |kind: &str| match kind {
        "firm" => "firms",
        "knowledge institution" => "knowledge institutions",
        "public authority" => "public authorities",
        "business service" => "business service organisations",
        other => panic!("the nine cases have no {other}"),
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let kinds = |record: &Value| {
        let [kinds, list] = ["kinds", "list"].map(|key| entries(&record["actors"][key]));
        let is_known = kinds.is_some() || list.is_some();
        let all = kinds.into_iter().chain(list).flatten().filter_map(|one| text(&one["kind"]));
        is_known.then(|| all.map(|kind| word(&kind).to_owned()).collect::<Vec<_>>())
    };
    let money = |record: &Value| {
        let of = |one: Value| {
            let sector =
                text(&one["sector"]).filter(|sector| sector != "not recorded").map(|sector| format!("{sector} money"));
            let kind = text(&one["kind"]).and_then(|kind| match kind.as_str() {
                "grant" => Some("grants".to_owned()),
                "membership fee" => Some("membership fees".to_owned()),
                "funds" => None,
                other => Some(other.to_owned()),
            });
            sector.into_iter().chain(kind)
        };
        entries(&record["funding"]).map(|all| all.into_iter().flat_map(of).collect::<Vec<_>>())
    };
    let part = |part: &'static str| {
        move |record: &Value| {
            let all = entries(&record["actors"]["kinds"])?.into_iter().filter(|one| one["part"] == part);
            let named = |one: Value| match (one["kind"].as_str(), one["size"].as_str()) {
                (Some("firm"), Some("sme")) => "small and medium-sized firms".to_owned(),
                (Some("firm"), Some(size)) => format!("{size} firms"),
                (kind, _) => word(kind.unwrap_or_default()).to_owned(),
            };
            Some(all.map(named).collect::<Vec<_>>())
        }
    };
    for stage in ["potential", "latent", "working"] {
        let own: Vec<&Raw> = cases.iter().filter(|case| case.stage.as_deref() == Some(stage)).collect();
        let heading = format!("{stage} clusters");
        for (start, (things, known)) in [("As actors", said(&own, kinds)), ("As sources of funding", said(&own, money))]
        {
            assert_eq!(known, 3, "all of a stage record it");
            let text = sentence(&heading, start).expect("it is told");
            for (thing, who) in &things {
                assert!(tells(&text, thing, who, known), "{stage}: {thing} by {who:?}: {text}");
                assert!(
                    who.len() == 1 || !tells(&text, thing, &who[1..], known),
                    "one fewer is something else: {text}"
                );
            }
            let [named, more] = [" name ", " names "].map(|verb| text.matches(verb).count());
            assert!(named + more + text.matches("are named by").count() <= things.len(), "{text}");
        }
        for (role, whole) in
            [("main", "most of the actors are"), ("active", "are described as active"), ("dominant", "dominant")]
        {
            let (things, known) = said(&own, part(role));
            let line = told.iter().find(|own| own.heading.to_lowercase() == heading);
            let line = line.and_then(|own| own.sentences.iter().find(|own| own.text.contains(whole)));
            let is_told = things.values().any(|who| who.len() > 1);
            assert_eq!(line.is_some(), is_told, "{stage}, {role}: {things:?}");
            for (thing, who) in things.iter().filter(|_| is_told) {
                let text = &line.expect("it is told").text;
                let place = match who.len() {
                    1 => format!("{thing} in {} alone", who[0]),
                    count if count == known => "In all three, ".to_owned(),
                    count => format!("{thing} in {}", in_words(&count.to_string())),
                };
                assert!(text.contains(thing.as_str()) && text.contains(&place), "{place}: {text}");
            }
        }
    }
    let framework = std::fs::read_to_string(repository("frameworks/clusterpreneurs.yaml")).expect("it is there");
    let framework: Value = serde_yaml::from_str(&framework).expect("it is YAML");
    let all: Vec<&Raw> = cases.iter().collect();
    let mut compared = 0;
    for dimension in framework["dimensions"].as_sequence().expect("it has dimensions") {
        let seen = |record: &Value| {
            let own = &record["observed"]["clusterpreneurs"][dimension["id"].as_str()?]["seen"];
            let ids = own.as_sequence()?.iter().filter_map(|one| text(one).or_else(|| text(one.get("is")?)));
            let items = dimension["characteristics"].as_sequence()?;
            let label = |id: String| {
                let item = items.iter().find(|item| item["id"] == id.as_str())?;
                english(&item["in_text"]).or_else(|| {
                    let label = english(&item["label"])?;
                    let mut letters = label.chars();
                    Some(letters.next()?.to_lowercase().chain(letters).collect())
                })
            };
            Some(ids.filter_map(label).collect::<Vec<_>>())
        };
        let (things, known) = said(&all, seen);
        let noun = english(&dimension["noun"]).expect("it is a noun");
        let line = sentence("across all cases", &format!("As {noun}"));
        assert_eq!(line.is_some(), known > 1, "{noun}: what one case alone records is not compared");
        let Some(line) = line else { continue };
        compared += 1;
        let recorded = format!("(recorded for {} of the ten)", in_words(&known.to_string()));
        assert_eq!(line.contains("(recorded for"), known < 10, "{line}");
        assert!(known == 10 || line.contains(&recorded), "{recorded}: {line}");
        for (thing, who) in &things {
            assert!(tells(&line, thing, who, known), "{thing} by {who:?} of {known}: {line}");
            assert!(who.len() == 1 || !tells(&line, thing, &who[1..], known), "one fewer is something else: {line}");
        }
    }
    assert_eq!(compared, 4, "so many dimensions are recorded of several cases");
    plans_and_gaps(&told, &cases, &framework);
    claims_fare(&sentence("the claims", "In all, ").expect("it is told"), &told, &cases);
}

/// What is planned, what all share, what none shows, who is in no group, and how the middles compare, computed from the files.
fn plans_and_gaps(told: &[AcrossParagraph], cases: &[Raw], others: &Value) {
    let all: Vec<&str> = told.iter().flat_map(|own| &own.sentences).map(|own| own.text.as_str()).collect();
    let with = |part: &str| all.iter().copied().filter(|text| text.contains(part)).collect::<Vec<_>>();
    let placed: Vec<&Raw> = cases.iter().filter(|case| case.stage.is_some()).collect();
    let plans: Vec<String> = placed
        .iter()
        .filter(|case| !case.planned.is_empty())
        .map(|case| {
            let labels: Vec<String> = case.planned.iter().map(|task| label(task)).collect();
            format!("{} plans {}.", case.name, labels.join(" and "))
        })
        .collect();
    assert_eq!(with(" plans "), plans);
    let tasks: Vec<&BTreeSet<String>> = placed.iter().filter_map(|case| case.tasks.as_ref()).collect();
    assert_eq!(tasks.len(), placed.len(), "all record their tasks");
    let shared = tasks[0].iter().filter(|task| tasks.iter().all(|own| own.contains(*task))).map(|task| label(task));
    let shared: Vec<String> = shared.collect();
    let (count, of) = (in_words(&placed.len().to_string()), shared.join(" and "));
    assert_eq!(with("cases in the groups name"), [format!("All {count} cases in the groups name {of}.")]);
    let rest: Vec<&str> = cases.iter().filter(|case| case.stage.is_none()).map(|case| case.name.as_str()).collect();
    let apart = format!("{} has not been assigned to any stage and belongs to no group.", rest.join(" and "));
    assert_eq!(with("belongs to no group"), [apart.as_str()]);
    // A dimension is silent if no case has more of it than that nothing is recorded.
    let own = std::fs::read_to_string(repository("frameworks/facilitator-life-cycle.yaml")).expect("it is there");
    let own: Value = serde_yaml::from_str(&own).expect("it is YAML");
    let is_recorded = |framework: &str, dimension: &Value, case: &Raw| {
        let id = dimension["id"].as_str().expect("it has an id");
        case.record["observed"][framework][id].is_mapping()
    };
    let [silent] = with("For no case is anything recorded on")[..] else { panic!("it is told once: {all:?}") };
    for dimension in own["dimensions"].as_sequence().expect("it has dimensions") {
        let noun = english(&dimension["noun"]).expect("it is a noun");
        let nobody = !cases.iter().any(|case| is_recorded("facilitator-life-cycle", dimension, case));
        assert_eq!(silent.contains(&noun), nobody, "{noun}: {silent}");
    }
    let [unseen] = with("Of what the clusterpreneur framework lists, no source mentions")[..] else {
        panic!("it is told once: {all:?}")
    };
    for dimension in others["dimensions"].as_sequence().expect("it has dimensions") {
        let known: Vec<&Raw> = cases.iter().filter(|case| is_recorded("clusterpreneurs", dimension, case)).collect();
        let said = serde_yaml::to_string(
            &known
                .iter()
                .map(|case| &case.record["observed"]["clusterpreneurs"][dimension["id"].as_str().unwrap_or_default()])
                .collect::<Vec<_>>(),
        );
        let said = said.expect("it can be written");
        for item in dimension["characteristics"].as_sequence().expect("it has some") {
            let id = item["id"].as_str().expect("it has an id");
            let text = english(&item["in_text"]).or_else(|| english(&item["label"])).expect("it has a label");
            let is_named = said.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == id);
            let is_told = unseen.to_lowercase().contains(&text.to_lowercase());
            assert_eq!(is_told, known.len() > 1 && !is_named, "{id}: {unseen}");
        }
    }
    for (what, of) in [
        ("actors", (|case: &Raw| case.actors.clone()) as fn(&Raw) -> Option<String>),
        ("facilitators", |case| case.facilitators.clone()),
    ] {
        let [line] = with(&format!("The median number of {what} is"))[..] else { panic!("it is told once: {all:?}") };
        for stage in ["potential", "latent", "working"] {
            let mut values: Vec<String> =
                placed.iter().filter(|case| case.stage.as_deref() == Some(stage)).filter_map(|case| of(case)).collect();
            values.sort_by(|one, other| number(one).total_cmp(&number(other)));
            let said = match values.len() {
                3 => format!("{} in {stage} clusters", in_words(&values[1])),
                _ => format!("for {stage} clusters too few numbers are known for a median"),
            };
            assert!(line.contains(&said), "{said}: {line}");
        }
    }
}

/// Holds what is said of the claims against `tests/papers/claims.csv`, which was made by hand.
fn claims_fare(text: &str, told: &[AcrossParagraph], cases: &[Raw]) {
    let file = std::fs::read_to_string(repository("claims.yaml")).expect("it is there");
    let claims: Value = serde_yaml::from_str(&file).expect("it is YAML");
    // A claim on groups as a whole, or that something is the case nowhere, holds or does not.
    let is_whole = |id: &str| {
        let all = claims.as_sequence().expect("it is a list");
        all.iter().any(|claim| claim["id"] == id && (claim.get("groups").is_some() || claim["quantifier"] == "none"))
    };
    let mut by_hand = csv::Reader::from_path(repository("tests/papers/claims.csv")).expect("it is there");
    let (mut fares, mut deviant): (BTreeMap<&str, usize>, BTreeMap<String, usize>) = Default::default();
    for row in by_hand.records() {
        let row = row.expect("it is a row");
        let fare = match (&row[3], row[1].parse::<usize>()) {
            ("holds", _) => "hold",
            ("does not hold", Ok(1..)) if !is_whole(&row[0]) => "hold for some only",
            ("does not hold", _) => "do not hold",
            _ => "cannot be checked",
        };
        *fares.entry(fare).or_default() += 1;
        let names = row[4].split("; ").flat_map(|pair| pair.split(" against ")).filter(|name| !name.is_empty());
        // What an open list only does not name speaks against nothing.
        let all = claims.as_sequence().expect("it is a list").iter();
        let holds = all.filter(|claim| claim["id"] == row[0]).find_map(|claim| claim["holds"].as_str());
        let is_named = holds.is_some_and(|holds| holds.contains("named(") && holds.contains(".tasks"));
        let is_closed = |name: &str| {
            let case = cases.iter().find(|case| case.name == name);
            let list = case.map(|case| &case.record["observed"]["facilitator-life-cycle"]["tasks"]["list"]);
            list.is_some_and(|list| *list == "closed" || list["is"] == "closed")
        };
        for name in names.collect::<BTreeSet<_>>().into_iter().filter(|name| !is_named || is_closed(name)) {
            *deviant.entry(name.to_owned()).or_default() += 1;
        }
    }
    for (fare, count) in &fares {
        let said = format!("{} {fare}", in_words(&count.to_string()));
        assert!(text.contains(&said), "{said}: {text}");
    }
    let most = deviant.values().max().copied().unwrap_or_default();
    let who: Vec<&String> = deviant.iter().filter(|(_, count)| **count == most).map(|(name, _)| name).collect();
    let all = told.iter().flat_map(|own| &own.sentences).find(|own| own.name == "deviant").expect("it is told");
    assert!(who.iter().all(|name| all.text.contains(name.as_str())), "{who:?}: {}", all.text);
    assert!(all.text.contains(&format!("({} of the 72", in_words(&most.to_string()))), "{most}: {}", all.text);
}

/// The label of a task inside a sentence.
fn label(id: &str) -> String {
    let text = std::fs::read_to_string(repository("frameworks/facilitator-life-cycle.yaml")).expect("it is there");
    let framework: Value = serde_yaml::from_str(&text).expect("it is YAML");
    let dimensions = framework["dimensions"].as_sequence().expect("it has dimensions");
    let tasks = dimensions.iter().find(|one| one["id"] == "tasks").expect("it has tasks");
    let own = tasks["characteristics"].as_sequence().expect("they are listed").iter().find(|one| one["id"] == id);
    let text = own.and_then(|one| english(&one["label"])).expect("it has a label");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[test]
fn a_changed_fact_changes_the_sentences_that_tell_it_and_no_other() {
    let told = |change: &dyn Fn(&Temporary)| -> BTreeSet<(String, String)> {
        let workspace = Temporary::copy_of(".");
        change(&workspace);
        let all = across(&examined(workspace.path()).0, "en");
        let named = |paragraph: &AcrossParagraph| {
            let one = |sentence: &casebook::report::across::types::AcrossSentence| {
                (sentence.name.clone(), sentence.text.clone())
            };
            paragraph.sentences.iter().map(one).collect::<Vec<_>>()
        };
        all.iter().flat_map(named).collect()
    };
    let before = told(&|_| {});
    let file = "cases/nine-danish-clusters/lean-energy-cluster.yaml";
    let changes: [(&str, &str, &[&str]); 8] = [
        ("is: 30,", "is: 31,", &["numbers", "middles"]),
        ("is: 30,", "is: not recorded,", &["numbers", "middles"]),
        ("founded: 2009", "founded: 2007", &["founded"]),
        ("      - kind: grant\n        sector: public", "      - kind: grant\n        sector: private", &["money"]),
        (
            "kind: public authority\n          part: active",
            "kind: knowledge institution\n          part: active",
            &["kinds"],
        ),
        ("planned:", "past:", &["planned", "observed"]),
        ("- { is: lobbying,", "- { is: social-events,", &["observed", "apart"]),
        ("name: Lean Energy Cluster", "name: Lean Power Cluster", &["members", "money", "observed", "planned"]),
    ];
    for (from, to, names) in changes {
        let after = told(&|workspace| workspace.change(file, from, to));
        // Claims may be about any fact.
        let changed: BTreeSet<&str> = before
            .symmetric_difference(&after)
            .map(|(name, _)| name.as_str())
            .filter(|name| !["claims", "deviant"].contains(name))
            .collect();
        assert!(!changed.is_empty(), "{to}: something changes");
        assert!(changed.iter().all(|name| names.contains(name)), "{to}: {changed:?}");
    }
}

#[test]
fn a_single_case_gets_no_comparison_and_a_group_of_one_is_named_alone() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert!(across(&examined(workspace.path()).0, "en").is_empty());
    let other = "name: Other\nindustry: Testing\nrecords: [{ as_of: 2025, stages: [{ in: growth, is: beginning, by: us }], actors: { total: 10 } }]\n";
    workspace.write("cases/other.yaml", other);
    let all = across(&examined(workspace.path()).0, "en");
    let text = sentences(&all).join("\n");
    assert_eq!(
        text.matches("Other and Sound Cluster are alone in their groups and are not compared.").count(),
        1,
        "{text}"
    );
    assert!(!text.contains(" have ") && !text.contains("most of the actors"), "{text}");
    // Beside groups that are compared, a single group of one is named where it stands.
    workspace.write("cases/third.yaml", &other.replace("Other", "Third"));
    let text = sentences(&across(&examined(workspace.path()).0, "en")).join("\n");
    assert!(text.contains("One case, Sound Cluster, is assessed as"), "{text}");
    assert!(text.contains("; a group of one is not compared."), "{text}");
}

/// A fact that is different in most cases makes one sentence on those that are alone, and not a heading for each.
#[test]
fn cases_alone_in_their_groups_are_told_together() {
    let workspace = Temporary::copy_of(".");
    workspace.change("casebook.yaml", "tables:\n", "summary: { group_by: industry }\ntables:\n");
    let all = across(&examined(workspace.path()).0, "en");
    let text = sentences(&all).join("\n");
    assert!(
        text.contains(
            "Of two cases the industry is “Cleantech”: Copenhagen Cleantech Cluster and Lean Energy Cluster."
        ),
        "{text}"
    );
    assert!(text.contains("Six cases are alone in their groups and are not compared."), "{text}");
    assert_eq!(all.iter().filter(|paragraph| paragraph.heading.starts_with("cases with")).count(), 2, "{text}");
}

#[test]
fn cases_that_record_nothing_count_nowhere() {
    let workspace = Temporary::copy_of("tests/workspace");
    for id in ["a", "b", "c"] {
        let text = format!(
            "name: Silent {id}\nrecords: [{{ as_of: 2025, stages: [{{ in: growth, is: growing, by: us }}] }}]\n"
        );
        workspace.write(&format!("cases/{id}.yaml"), &text);
    }
    let text = sentences(&across(&examined(workspace.path()).0, "en")).join("\n");
    assert!(text.contains("60 actors (recorded for Sound Cluster alone)"), "{text}");
    assert!(!text.contains("all four") && !text.contains("All four"), "{text}");
    assert!(
        text.contains(
            "Under “Tasks of the secretariat” (recorded for one of the four), Sound Cluster names regular meetings"
        ),
        "{text}"
    );
    assert!(text.contains("or joint projects (recorded for one of the four)"), "{text}");
}

#[test]
fn many_cases_are_counted_and_grouped_by_what_the_settings_say() {
    let workspace = Temporary::copy_of("tests/workspace");
    for at in 0..40 {
        let industry = if at % 4 == 0 { "Ropes" } else { "Ships" };
        let text = format!(
            "name: Case {at:02}\nindustry: {industry}\nsources: {{ talk: {{ kind: interview }} }}\nstated_in: talk\nrecords: [{{ as_of: 2025, stages: [{{ in: growth, is: growing, by: us }}], \
             actors: {{ total: {} }} }}]\n",
            at + 10
        );
        workspace.write(&format!("cases/case-{at}.yaml"), &text);
    }
    let all = across(&examined(workspace.path()).0, "en");
    let text = sentences(&all).join("\n");
    assert!(text.contains("are assessed as") && !text.contains("Case 07"), "{text}");
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}summary: {{ group_by: industry, without: [claims] }}\n"));
    assert_eq!(workspace.check().sorted().len(), 0, "{:?}", workspace.check().sorted());
    let all = across(&examined(workspace.path()).0, "en");
    let text = sentences(&all).join("\n");
    assert!(text.contains("Of ten of the") && text.contains("the industry is “Ropes”"), "{text}");
    assert!(!all.iter().any(|paragraph| paragraph.heading == "The claims"), "{text}");
}

#[test]
fn the_summary_begins_with_what_the_cases_say_and_names_lead_to_reports() {
    let workspace = Temporary::copy_of("tests/write-ups");
    assert_eq!(
        workspace.build_with(&[casebook::build::formats::MARKDOWN, casebook::build::formats::HTML], false),
        BuildOutcome::Done
    );
    let summary = workspace.read("out/en/summary.md");
    let at = |part: &str| summary.find(part).unwrap_or_else(|| panic!("{part}: {summary}"));
    assert!(at("## What the cases say") < at("## Tables"), "{summary}");
    let page = workspace.read("out/en/summary.html");
    assert!(
        page.contains("<a href=\"cases/three-raters.html\">Three Eyes</a> differ, so it belongs to no group."),
        "{page}"
    );
}

fn told_of(cases: &[(&str, &str)]) -> String {
    let workspace = Temporary::copy_of("tests/workspace");
    std::fs::remove_file(workspace.path().join("cases/sound.yaml")).expect("it is there");
    for (id, record) in cases {
        let head =
            format!("name: Case {id}\nindustry: Ropes\nsources: {{ talk: {{ kind: interview }} }}\nstated_in: talk\n");
        let stage = "stages: [{ in: growth, is: growing, by: us }]";
        workspace
            .write(&format!("cases/{id}.yaml"), &format!("{head}records:\n  - as_of: 2025\n    {stage}\n{record}"));
    }
    let found = workspace.check();
    assert_eq!(found.errors(), 0, "{:?}", found.sorted());
    sentences(&across(&examined(workspace.path()).0, "en")).join("\n")
}

/// "None" is recorded, and is zero; a range has two ends, and a median keeps the qualifier of the number in the middle.
#[test]
fn none_is_a_number_and_qualifiers_and_ranges_stay() {
    let text = told_of(&[
        ("a", "    facilitators: none\n    actors: { total: 10 to 15 }\n    funding: none\n"),
        ("b", "    facilitators: 3\n    actors: { total: about 20 }\n    funding: [{ kind: grant, sector: public }]\n"),
        ("c", "    facilitators: 5\n    actors: { total: 30 to 40 }\n"),
    ]);
    assert!(
        text.contains("from 10 to 40 actors (median about 20) and from no to five facilitators (median three)"),
        "{text}"
    );
    // Two of the three say something of their money, and one of these that there is none.
    assert!(
        text.contains(
            "As sources of funding (recorded for two of the three), Case b alone names public money and grants"
        ),
        "{text}"
    );
}

/// Only firms have names by size, whatever kind of actor has a size.
#[test]
fn actors_of_any_kind_and_size_have_a_name() {
    let kinds = "    actors: { kinds: [{ kind: knowledge institution, size: large, part: active }, { kind: firm, size: sme, part: main }] }\n";
    let text = told_of(&[("a", kinds), ("b", kinds)]);
    assert!(text.contains("In both, knowledge institutions are described as active."), "{text}");
    assert!(text.contains("In both, most of the actors are small and medium-sized firms."), "{text}");
}

/// A source that tells of a plan, or that something is absent, mentions it.
#[test]
fn what_is_planned_or_absent_is_not_said_to_be_unmentioned() {
    let seen = |lists: &str| format!("    observed: {{ facilitation: {{ tasks: {{ {lists} }} }} }}\n");
    let [a, b] = [seen("seen: [meetings], planned: [joint-projects]"), seen("seen: [meetings], absent: [export]")];
    let text = told_of(&[("a", &a), ("b", &b)]);
    assert!(text.contains("Case a plans joint projects"), "{text}");
    let unmentioned: Vec<&str> = text.lines().filter(|line| line.contains("no source mentions")).collect();
    assert!(!unmentioned.is_empty(), "{text}");
    assert!(unmentioned.iter().all(|line| !line.contains("joint projects") && !line.contains("export")), "{text}");
}

/// What sets a group apart needs another group that is compared, and says where some cases record nothing on it.
#[test]
fn silence_and_a_group_without_another_set_nothing_apart() {
    let workspace = Temporary::copy_of("tests/workspace");
    std::fs::remove_file(workspace.path().join("cases/sound.yaml")).expect("it is there");
    let write = |id: &str, stage: &str, seen: &str| {
        let observed = match seen {
            "" => String::new(),
            seen => format!("    observed: {{ facilitation: {{ tasks: {{ seen: [{seen}] }} }} }}\n"),
        };
        let head =
            format!("name: Case {id}\nindustry: Ropes\nsources: {{ talk: {{ kind: interview }} }}\nstated_in: talk\n");
        let record =
            format!("records:\n  - as_of: 2025\n    stages: [{{ in: growth, is: {stage}, by: us }}]\n{observed}");
        workspace.write(&format!("cases/{id}.yaml"), &(head + &record));
    };
    let text = || sentences(&across(&examined(workspace.path()).0, "en")).join("\n");
    for id in ["a", "b"] {
        write(id, "growing", "meetings");
    }
    write("c", "beginning", "joint-projects");
    assert!(!text().contains("by no case"), "a group of one is nothing to compare with: {}", text());
    write("d", "beginning", "joint-projects");
    assert!(text().contains("by no case in the other groups compared: "), "{}", text());
    write("e", "beginning", "");
    assert!(text().contains("by no case in the other groups compared, as far as recorded: "), "{}", text());
}

/// Two of three numbers are each case's own: zero is a number, and a range stays one.
#[test]
fn two_numbers_are_those_of_the_two_cases() {
    let text = told_of(&[
        ("a", "    facilitators: none\n    actors: { total: 3 to 5 }\n"),
        ("b", "    facilitators: 5\n    actors: { total: 4 }\n"),
        ("c", ""),
    ]);
    assert!(text.contains("Of the two whose number of facilitators is known, one has 0 and the other 5."), "{text}");
    let actors = text.lines().find(|line| line.starts_with("Of the two whose number of actors")).expect("it is told");
    assert!(actors.contains("3 to 5") || actors.contains("three to five"), "{actors}");
    assert!(actors.contains(" 4") || actors.contains("four"), "{actors}");
}
