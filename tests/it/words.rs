//! The fixed words of reports: all that the program and its templates ask for are there, and no others.

use std::collections::BTreeSet;

use casebook::base::locale::Locale;
use casebook::model::facts::FACTS;
use casebook::model::facts::column::Column;
use walkdir::WalkDir;

use crate::workspace::repository;

/// Prefixes of ids that end in a code of case files, or the like.
const MADE: [&str; 27] = [
    "tell-criteria-",
    "tell-none-",
    "thing-",
    "source-",
    "actor-",
    "actors-",
    "part-",
    "sector-",
    "across-money-",
    "form-",
    "confidence-",
    "employment-",
    "answer-",
    "funding-",
    "key-funding-",
    "qualifier-",
    "coverage-",
    "list-",
    "origin-",
    "grade-",
    "movement-",
    "progress-",
    "helix-",
    "aggregate-",
    "better-",
    "status-",
    "withheld-",
];

fn text_of(folder: &str, ending: &str) -> String {
    let entries = WalkDir::new(repository(folder)).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|own| own == ending));
    files.map(|entry| std::fs::read_to_string(entry.path()).expect("it can be read")).collect()
}

#[test]
fn every_fixed_word_is_asked_for_and_every_one_asked_for_is_there() {
    let locale = Locale::usual("en").expect("English is there");
    let (code, templates) = (text_of("src", "rs"), text_of("templates", "md") + &text_of("templates", "html"));
    for id in locale.ids() {
        let made = MADE.iter().any(|start| id.starts_with(start));
        assert!(
            made || code.contains(&format!("\"{id}\"")) || templates.contains(&format!("\"{id}\"")),
            "{id} is unused"
        );
    }
    let calls =
        ["context.word(\"", "context.say(\"", "locale.word(\"", "locale.say(\"", "page.say(2, \"", "page.say(0, \""];
    let asked = calls.iter().flat_map(|call| code.split(call).skip(1));
    let asked: BTreeSet<&str> =
        asked.filter_map(|rest| rest.split('"').next()).filter(|id| !id.contains(' ')).collect();
    assert!(asked.len() > 100, "{}", asked.len());
    for id in asked {
        assert!(locale.has(id), "{id} is asked for and is not there");
    }
}

#[test]
fn every_fact_has_a_name_in_every_language_and_a_path_of_its_own() {
    let locales = ["en", "da"].map(|language| Locale::usual(language).expect("it is in the program"));
    let mut paths = BTreeSet::new();
    for fact in FACTS {
        for locale in &locales {
            assert!(locale.has(fact.label), "{}: `{}` in {}", fact.id, fact.label, locale.language);
        }
        let path = fact.uses.condition;
        assert!(path.is_none_or(|path| paths.insert(path)), "{path:?} leads to two facts");
        assert!(FACTS.iter().filter(|other| other.id == fact.id).count() == 1, "{} stands twice", fact.id);
    }
    for id in ["name", "stage", "industry", "place", "founded", "actors"] {
        assert_eq!(Column::usual(id).id(), id);
    }
}
