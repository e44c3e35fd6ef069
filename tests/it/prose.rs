//! The write-ups of cases: what they come to, measured as docs/write-ups.md says, and what makes them honest.

use std::collections::{BTreeMap, BTreeSet};

use casebook::base::diagnostic::Diagnostics;
use casebook::base::fixed_words::DEFAULTS;
use casebook::base::source::Source;
use casebook::build::formats::{HTML, MARKDOWN};
use casebook::build::outcome::BuildOutcome;
use casebook::build::workspace::Workspace;
use casebook::cli::export::{self, ExportOptions};
use casebook::model::case::{Case, Known, Record, SentenceName};
use casebook::model::facts::{FACTS, Telling};
use casebook::report::prose;
use casebook::report::prose::types::{By, Sentence, WriteUp};
use casebook::report::view::context::Context;
use casebook::report::view::make;
use proptest::prelude::{ProptestConfig, any, proptest};
use walkdir::WalkDir;

use crate::lens::shuffle;
use crate::sheets::sheet;
use crate::workspace::{Temporary, examined, golden, repository, terminal};

fn read(folder: &str) -> Workspace {
    examined(&repository(folder)).0
}

fn write_up(workspace: &Workspace, language: &str, case: &Case) -> WriteUp {
    let locale =
        workspace.locales.iter().find(|locale| locale.language == language).expect("it is a language of the reports");
    let context = workspace.context_in(locale);
    let works = make::works(context, || make::cited(context, case));
    prose::write_up(Context { works: Some(&works), ..context }, case)
}

fn sentences(made: &WriteUp) -> Vec<&Sentence> {
    made.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences).collect()
}

fn text(made: &WriteUp) -> String {
    let paragraph =
        |own: &prose::types::Paragraph| own.sentences.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ");
    made.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// The words of a text; a list behind a colon counts as five words.
fn words(text: &str) -> usize {
    let all = |text: &str| text.split_whitespace().count();
    match text.split_once(": ") {
        Some((before, list)) => all(before) + all(list).min(5),
        None => all(text),
    }
}

/// LIX: words per sentence + 100 × words of more than six letters / words. Names and labels are left out of the long words: all that
/// begin with a capital inside a sentence, labels of frameworks, and lists behind colons.
fn lix<'s>(known: &[String], sentences: impl IntoIterator<Item = &'s Sentence>) -> f64 {
    let (mut all, mut long, mut count) = (0, 0, 0);
    for sentence in sentences {
        let body = sentence.text.split_once(": ").map_or(sentence.text.as_str(), |(before, _)| before);
        all += words(&sentence.text);
        count += 1;
        let is_long = |word: &&str| {
            let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
            letters.chars().count() > 6 && !letters.starts_with(char::is_uppercase)
        };
        long += without(known, body).split_whitespace().filter(is_long).count();
    }
    all as f64 / count as f64 + 100.0 * long as f64 / all as f64
}

/// The labels of frameworks and the name of a case, longest first: no other words say the same.
fn labels(workspace: &Workspace, language: &str, case: &Case) -> Vec<String> {
    let dimensions = workspace.frameworks.iter().flat_map(|own| &own.dimensions);
    let of_dimensions = dimensions.clone().flat_map(|own| [Some(&own.label), own.in_text.as_ref(), own.noun.as_ref()]);
    let items = dimensions.flat_map(|own| &own.characteristics);
    let of_items = items.flat_map(|item| [Some(&item.label), item.in_text.as_ref()]);
    let titles = workspace.frameworks.iter().flat_map(|own| [Some(&own.title.0), own.in_text.as_ref()]);
    let all = of_dimensions.chain(of_items).chain(titles).chain([Some(&case.name.text)]);
    let mut known: Vec<String> = all.flatten().map(|text| text.get(language).to_lowercase()).collect();
    let initiators = case.initiated_by.entries().iter().filter_map(|own| own.name.as_ref());
    known.extend(initiators.map(|name| name.get(language).to_lowercase()));
    known.sort_by_key(|label| std::cmp::Reverse(label.len()));
    known
}

/// A text without the labels in it, where they are words of their own; each leaves a line break.
fn without(labels: &[String], text: &str) -> String {
    labels.iter().fold(text.to_owned(), |text, label| {
        let small = text.to_lowercase();
        let is_word = |at: &usize| {
            let (before, after) = (&small[..*at], &small[at + label.len()..]);
            !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic)
        };
        // Letters that have another length in lower case would move what follows; then the measure is the stricter.
        let places: Vec<usize> = small.match_indices(label.as_str()).map(|(at, _)| at).filter(is_word).collect();
        let places = if small.len() == text.len() { places } else { Vec::new() };
        let cut = |text: String, at: &usize| format!("{}\n{}", &text[..*at], &text[at + label.len()..]);
        places.iter().rev().fold(text, cut)
    })
}

/// The first two words without articles.
fn opening(text: &str) -> String {
    let articles = ["the", "a", "an", "en", "et", "den", "det", "de"];
    let own = text.split_whitespace().filter(|word| !articles.contains(&word.to_lowercase().as_str()));
    own.take(2).collect::<Vec<_>>().join(" ")
}

/// Runs of five words that a text has twice. Names and labels are left out, since no other words say the same.
fn repeated(known: &[String], sentences: &[&Sentence]) -> Vec<String> {
    let mut runs: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in sentences {
        let text = known.iter().fold(sentence.text.to_lowercase(), |text, label| text.replace(label, "\n"));
        for part in text.lines() {
            let words: Vec<&str> =
                part.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', ':'])).collect();
            words.windows(5).for_each(|run| *runs.entry(run.join(" ")).or_default() += 1);
        }
    }
    runs.into_iter().filter(|(_, count)| *count > 1).map(|(run, _)| run).collect()
}

/// The workspaces of the tests, which have cases of many kinds.
const WORKSPACES: [&str; 8] = [
    "tests/five-stages",
    "tests/schools",
    "tests/write-ups",
    "tests/workspace",
    "tests/unlike",
    "tests/yearly",
    "tests/pdf/hard",
    "examples/portfolio",
];

const LANGUAGES: [&str; 2] = ["en", "da"];

/// Writes a measure past the test harness, which shows only what failing tests print.
fn say(measure: &str) {
    use std::io::Write;
    writeln!(std::io::stdout(), "{measure}").expect("it can be written");
}

/// What is wrong with the measures of the write-ups of a workspace.
///
/// A case of few facts has a short text, so the length and the number of paragraphs are bounds for the ten cases alone.
fn measured(folder: &str) -> Vec<String> {
    let is_whole = folder == ".";
    let workspace = read(folder);
    let mut faults = Vec::new();
    for locale in &workspace.locales {
        let language = locale.language.as_str();
        let mut openings: BTreeMap<String, usize> = BTreeMap::new();
        let mut of_all = 0;
        for case in &workspace.cases {
            let made = write_up(&workspace, language, case);
            let all = sentences(&made);
            let id = format!("{language} {}", case.id);
            let mut check = |holds: bool, what: String| {
                if !holds {
                    faults.push(format!("{id}: {what}"));
                }
            };
            let count = text(&made).split_whitespace().count();
            check((if is_whole { 120 } else { 0 }..=320).contains(&count), format!("{count} words"));
            let lengths: Vec<f64> = all.iter().map(|one| words(&one.text) as f64).collect();
            let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
            let spread = (lengths.iter().map(|own| (own - mean).powi(2)).sum::<f64>() / lengths.len() as f64).sqrt();
            check(!is_whole || (14.0..=22.0).contains(&mean), format!("{mean:.1} words a sentence"));
            check(!is_whole || spread >= 5.0, format!("spread {spread:.1}"));
            for one in &all {
                check(words(&one.text) <= 35, format!("{} words: {}", words(&one.text), one.text));
            }
            let known = labels(&workspace, language, case);
            let of_text = lix(&known, all.iter().copied());
            check(language != "da" || of_text <= 55.0, format!("LIX {of_text:.0}"));
            let long = all.iter().filter(|one| words(&one.text) > 30).count();
            check(
                !is_whole || long * 10 <= all.len(),
                format!("{long} of {} sentences have more than 30 words", all.len()),
            );
            let facts: usize = all.iter().map(|one| one.facts.len()).sum();
            let density = 100.0 * facts as f64 / count as f64;
            check(!is_whole || density >= 10.0, format!("{density:.1} facts in 100 words"));
            say(&format!(
                "{id}: {count} words, {} sentences of {mean:.1} ± {spread:.1}, LIX {of_text:.0}, {} paragraphs, {density:.1} facts in 100 words",
                all.len(),
                made.paragraphs.len()
            ));
            check(
                (if is_whole { 3 } else { 1 }..=6).contains(&made.paragraphs.len()),
                format!("{} paragraphs", made.paragraphs.len()),
            );
            for (at, paragraph) in made.paragraphs.iter().enumerate() {
                let is_last = at + 1 == made.paragraphs.len();
                let count: usize = paragraph.sentences.iter().map(|one| one.text.split_whitespace().count()).sum();
                let of_paragraph = lix(&known, &paragraph.sentences);
                check(language != "da" || of_paragraph <= 60.0, format!("paragraph {at} has LIX {of_paragraph:.0}"));
                check(
                    !is_whole || is_last || paragraph.sentences.len() > 1,
                    format!("paragraph {at} has one sentence"),
                );
                check(!is_whole || is_last || (40..=110).contains(&count), format!("paragraph {at} has {count} words"));
                let own: Vec<String> = paragraph.sentences.iter().map(|one| opening(&one.text)).collect();
                for pair in own.windows(2) {
                    check(pair[0] != pair[1], format!("two sentences begin with {}", pair[0]));
                }
            }
            for run in repeated(&known, &all) {
                check(false, format!("says twice: {run}"));
            }
            let mut own: BTreeMap<String, usize> = BTreeMap::new();
            for one in &all {
                *own.entry(opening(&one.text)).or_default() += 1;
            }
            for (opening, count) in &own {
                check(*count <= 3, format!("{count} sentences begin with {opening}"));
                *openings.entry(opening.clone()).or_default() += count;
                of_all += count;
            }
        }
        for (opening, count) in openings.iter().filter(|(_, count)| is_whole && **count * 4 > of_all) {
            faults.push(format!("{language}: {count} of {of_all} sentences begin with {opening}"));
        }
    }
    faults
}

#[test]
fn the_write_ups_of_the_ten_cases_have_the_length_and_shape_of_a_persons() {
    let faults = measured(".");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_write_ups_of_other_cases_have_sentences_of_a_persons() {
    let faults: Vec<String> = WORKSPACES
        .iter()
        .flat_map(|folder| measured(folder).into_iter().map(move |fault| format!("{folder} {fault}")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Cases that are hard to tell (one fact, forty sources of money, three hundred actors, odd names, statements that differ, raters who
/// differ, plans alone, an end) and a study of schools, in both languages. Their reports were read; `UPDATE=1` writes them anew.
#[test]
fn cases_that_are_hard_to_tell_and_schools_have_the_reports_that_were_read() {
    for folder in ["tests/write-ups", "tests/schools"] {
        let workspace = Temporary::copy_of(folder);
        assert_eq!(workspace.build(), BuildOutcome::Done, "{folder}");
        let made: Vec<_> = workspace.output().into_iter().filter(|(name, _)| name.ends_with(".md")).collect();
        let expected = repository(folder).join("expected");
        for (name, bytes) in &made {
            let text = String::from_utf8(bytes.clone()).expect("it is text");
            golden(&expected, name, &text);
            let is_case = folder == "tests/schools" && name.contains("/cases/");
            for foreign in ["cluster", "klynge", "secretariat", "sekretariat", "actor", "aktør"] {
                assert!(!is_case || !text.to_lowercase().contains(foreign), "{name} speaks of {foreign}");
            }
        }
        let kept = WalkDir::new(&expected).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
        assert!(!made.is_empty() && made.len() == kept, "{folder}: {kept} reports are kept, {} are made", made.len());
    }
}

/// Sentences with names, numbers and lists masked: what is left is the program's.
fn masked(text: &str) -> String {
    let body = text.split_once(": ").map_or(text, |(before, _)| before);
    let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let danish = ["én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"];
    let mask = |word: &str| {
        let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_number = numbers.contains(&bare.as_str()) || danish.contains(&bare.as_str());
        match () {
            () if is_number || bare.starts_with(|c: char| c.is_ascii_digit()) => "#".to_owned(),
            () if bare.starts_with(char::is_uppercase) => "N".to_owned(),
            () => bare,
        }
    };
    body.split_whitespace().map(mask).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_sentence_stands_in_most_of_the_nine_reports() {
    let workspace = read(".");
    for language in LANGUAGES {
        let nine = workspace.cases.iter().filter(|case| *case.id != *"biomedico");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut grams: Vec<BTreeSet<String>> = Vec::new();
        for case in nine {
            let made = write_up(&workspace, language, case);
            let mut own = BTreeSet::new();
            let mut runs = BTreeSet::new();
            for one in sentences(&made) {
                let masked = masked(&one.text);
                let words: Vec<&str> = masked.split(' ').collect();
                runs.extend(words.windows(4).map(|run| run.join(" ")));
                // The sentence on the stage, and that the framework was derived from the cases, are the same by intent.
                if !["tell-stage", "tell-derived"].contains(&one.message) && words.len() > 4 {
                    own.insert(masked);
                }
            }
            grams.push(runs);
            own.into_iter().for_each(|masked| *counts.entry(masked).or_default() += 1);
        }
        let often: Vec<_> = counts.iter().filter(|(_, count)| **count > 6).collect();
        assert!(often.is_empty(), "{language}: {often:?}");
        let mut likeness: Vec<f64> = Vec::new();
        for (at, one) in grams.iter().enumerate() {
            for other in &grams[at + 1..] {
                likeness.push(one.intersection(other).count() as f64 / one.union(other).count() as f64);
            }
        }
        likeness.sort_by(f64::total_cmp);
        say(&format!("{language}: median likeness {:.2}", likeness[likeness.len() / 2]));
        assert!(likeness[likeness.len() / 2] <= 0.35, "{language}: {:?}", likeness[likeness.len() / 2]);
    }
}

#[test]
fn every_fact_that_is_always_told_is_told_and_each_other_has_its_reason() {
    for folder in [".", "tests/five-stages", "tests/schools", "tests/write-ups", "tests/workspace", "tests/unlike"] {
        let workspace = read(folder);
        for locale in &workspace.locales {
            for case in &workspace.cases {
                let made = write_up(&workspace, &locale.language, case);
                let counted = |id: &str| made.counted.contains(&id);
                for left in &made.left_out {
                    let excused = counted(left.fact.id)
                        || (left.fact.id == "observed" && left.why == "left-out-framework")
                        // Words alone are evidence, and no name.
                        || left.why == "left-out-words" && left.fact.id.ends_with("initiated_by");
                    assert!(
                        left.fact.uses.told != Telling::Always || excused,
                        "{folder} {}: {} is not told ({})",
                        case.id,
                        left.fact.id,
                        left.why
                    );
                    assert_ne!(locale.word(left.why), left.why, "the reason has words");
                }
                for sentence in sentences(&made) {
                    let needs = sentence.by == By::Program
                        && !matches!(
                            sentence.name,
                            SentenceName::Missing
                                | SentenceName::Derived
                                | SentenceName::Unseen
                                | SentenceName::NextStage
                                | SentenceName::OtherStage
                                | SentenceName::Expected
                        );
                    let is_counting = matches!(
                        sentence.message,
                        "tell-events-counted" | "tell-actors-counted" | "tell-funding-counted"
                    );
                    assert!(
                        !needs || is_counting || !sentence.facts.is_empty() || sentence.name == SentenceName::Opening,
                        "{folder} {}: {} tells nothing",
                        case.id,
                        sentence.text
                    );
                }
            }
        }
    }
    let always = FACTS.iter().filter(|fact| fact.uses.told == Telling::Always).count();
    assert!(always > 12, "{always} facts are always told");
}

/// What is wrong with the form of a text, whatever it says.
fn malformed(text: &str) -> Option<&'static str> {
    let has = |part: &str| text.contains(part);
    let ends = text
        .split(['\n'])
        .filter(|line| !line.is_empty())
        .all(|line| line.ends_with(['.', '!', '?', '”', '»', ')', '"']));
    let lower = text.match_indices(". ").any(|(at, _)| {
        let before = text[..at].rsplit(' ').next().unwrap_or_default();
        before.chars().count() > 5 && text[at + 2..].starts_with(|c: char| c.is_lowercase())
    });
    [
        (has("  "), "two spaces"),
        (has(" ,") || has(" .") || has(" ;") || has(" :"), "a space before a sign"),
        (has("..") && !has("..."), "two full stops"),
        (has("()") || has("“”") || has("»«"), "empty brackets"),
        (has("{") || has("}") || has("None") || has("tell-") || has("\u{FDD2}"), "something of the program's"),
        (has(": .") || has(":.") || has("; ."), "a list without entries"),
        (has(" a a ") || has(" a an ") || has(" the the "), "two articles"),
        (!ends, "no full stop at the end"),
        (lower, "a small letter behind a full stop"),
    ]
    .into_iter()
    .find_map(|(wrong, what)| wrong.then_some(what))
}

#[test]
fn texts_of_all_workspaces_are_well_formed_in_both_languages() {
    let mut count = 0;
    for folder in WORKSPACES.into_iter().chain(["."]) {
        let workspace = read(folder);
        for locale in &workspace.locales {
            for case in &workspace.cases {
                let text = text(&write_up(&workspace, &locale.language, case));
                assert_eq!(malformed(&text), None, "{folder} {} {}: {text}", locale.language, case.id);
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count} texts");
}

/// Parses a case file in the workspace of the ten cases.
fn parsed(workspace: &Workspace, yaml: &str) -> Option<Case> {
    let source = Source::new("cases/made-up.yaml", yaml);
    let read =
        casebook::model::case::read::read(&mut Diagnostics::default(), &source, &workspace.indicators.notations())?;
    Some(read.case)
}

/// A case that records everything, in blocks that can each be left out: what stands at the top, and what stands in the record.
const TOP: &[&str] = &[
    "is_a: initiative\n",
    "industry: { is: Ships, in_text: { en: a cluster of ships, da: en skibsklynge } }\n",
    "industry: Ships\n",
    "specialisation: Small boats\n",
    "place: { text: Hull, in_text: { en: in Hull, da: i Hull } }\n",
    "place: Hull\n",
    "founded: about 2010\n",
    "founded: 2010-04-23\n",
    "initiated_by: [{ kind: firm }, { kind: hospital }]\n",
    "initiated_by: [{ name: Ada's yard }, { kind: firm, in_text: a yard }]\n",
    "ended: { on: 2025-12, why: The grant had come to its end }\n",
    "secretariat: { name: Dock Inc., founded: 2011, initiated_by: [{ kind: public authority }], hosted_by: the town hall }\n",
    "secretariat: { founded: 2011 }\n",
    "secretariat: { initiated_by: [{ name: The town }] }\n",
    "secretariat: none\n",
    "history: [{ text: Boats were built, on: 1900 }, { text: They still are }]\n",
    "models: [{ text: The Italian districts }]\n",
];
const RECORD: &[&str] = &[
    "    as_of: 2025-11\n",
    "    stages: [{ in: enright, is: latent, by: { cite: paper-a }, basis: general assessment, dissent: Two see it as working }]\n",
    "    stages: [{ in: enright, is: latent, by: us }, { in: enright, is: working, by: the board, confidence: low }]\n",
    "    stages: [{ in: enright, is: latent, by: us }, { in: enright, is: latent, by: the board }]\n",
    "    stages: not assessed\n",
    "    stages: [{ in: enright, is: working, part: the suppliers }]\n",
    "    criteria: { enright: { critical-mass: yes, synergy: no, interaction: partly } }\n",
    "    situation: { is: Firms move away, also_said: [{ text: Nobody moves, who: the mayor }] }\n",
    "    actors: { total: 12, kinds: [{ kind: firm, size: sme, part: main }, { kind: hospital, count: 1 }, { kind: other, part: active }] }\n",
    "    actors: { kinds: [{ kind: firm, count: about 40 }, { kind: venture capital, part: dominant }, { kind: public authority, part: participating }] }\n",
    "    actors: { total: none, list: [{ name: The yard, kind: firm, part: Builds boats }, { name: Smith & Co., kind: firm, part: Builds boats }] }\n",
    "    actors: { total: more than 600 }\n",
    "    facilitators: { is: 1, employment: full-time, of: secretariat }\n",
    "    facilitators: 13\n",
    "    facilitators: none\n",
    "    funding: [{ kind: grant, sector: public, share: mostly, amount: EUR 300000, over: 3 years }, { kind: funds, share: supplementary }]\n",
    "    funding: [{ kind: membership fee, amount: starting at EUR 805, per: year, when: present, of: secretariat }, { kind: grant, from: the EU, when: initial, of: secretariat }]\n",
    "    funding: [{ kind: funds, share: 60 %, of: facilitators }]\n",
    "    funding: none\n",
    "    aims: [To build boats, { text: To sell them, of: secretariat }]\n",
    "    aims: [To a, To b, To c, To d, To e]\n",
    "    goals: [{ text: New boats, target: at least 20, unit: boats, within: 2 years, where: in Hull, reached: 3 }]\n",
    "    ambitions: [A second dock]\n",
    "    competences: [{ holder: The yard, text: Welding, count: 3, unit: welders }]\n",
    "    context: [{ indicator: Rain, value: Much }]\n",
    "    events: [{ text: The dock was opened, on: 2003-02 }, { text: It was closed, from: 2004, to: 2005 }]\n",
    "    observed: { facilitator-life-cycle: { tasks: { seen: [seminars, { new: a choir }], planned: [branding], past: [lobbying], absent: [social-events] } } }\n",
    "    observed: { facilitator-life-cycle: { tasks: { list: { is: closed, words: that is all }, seen: [seminars] }, role: { seen: [networker] } }, clusterpreneurs: { actor-types: { seen: [policy] } } }\n",
    "    observed: { clusterpreneurs: { sectors: { seen: [public] }, form: { planned: [formalised] } } }\n",
    "    observed: { facilitator-life-cycle: { tasks: { planned: [seminars] } } }\n",
];

/// A case file with those blocks that the bits ask for; of several blocks with one key the first.
fn made_up(bits: u64) -> String {
    let mut yaml =
        "name: The Dock Inc.\nsources: { talk: { kind: interview } }\nstated_in: { source: talk, at: p. 3 }\n"
            .to_owned();
    let mut bits = bits;
    let mut chosen = |blocks: &[&str], yaml: &mut String| {
        let mut keys = BTreeSet::new();
        for block in blocks {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = block.trim_start().split(':').next().unwrap_or_default().to_owned();
            if (bits >> 33).is_multiple_of(2) && keys.insert(key) {
                yaml.push_str(block);
            }
        }
    };
    chosen(TOP, &mut yaml);
    let mut record = String::new();
    chosen(RECORD, &mut record);
    if !record.is_empty() {
        yaml.push_str("records:\n  -\n");
        yaml.push_str(&record);
    }
    yaml
}

#[test]
fn a_thousand_cases_with_each_field_there_or_not_are_well_formed() {
    let workspace = read(".");
    let mut messages: BTreeSet<&'static str> = BTreeSet::new();
    for seed in 0..1000 {
        let yaml = made_up(seed * 7919 + 13);
        let case = parsed(&workspace, &yaml).unwrap_or_else(|| panic!("it can be read: {yaml}"));
        for language in LANGUAGES {
            let made = write_up(&workspace, language, &case);
            let text = text(&made);
            assert_eq!(malformed(&text), None, "{language}: {text}\n{yaml}");
            messages.extend(sentences(&made).iter().map(|one| one.message));
            for one in sentences(&made) {
                assert!(!one.text.starts_with(|c: char| c.is_ascii_digit()), "{language}: {}", one.text);
            }
        }
    }
    assert!(messages.len() > 40, "{} kinds of sentences: {messages:?}", messages.len());
}

#[test]
fn what_is_not_recorded_is_never_denied_and_what_is_left_out_changes_nothing_else() {
    let workspace = read(".");
    // One block less: sentences on other facts are the same, but for those that compare, count or close.
    let compares = |name: SentenceName| {
        use SentenceName::*;
        matches!(
            name,
            Missing
                | None
                | Expected
                | Unseen
                | OtherStage
                | Derived
                | Resembles
                | NextStage
                | SecondFramework
                | Opening
                | Founded
        )
    };
    let set = |made: &WriteUp| -> BTreeSet<(String, Vec<String>)> {
        let own = sentences(made).into_iter().filter(|one| !compares(one.name) && !one.facts.is_empty());
        own.map(|one| {
            (one.message.to_owned(), one.facts.iter().map(|told| format!("{} {}", told.fact.id, told.value)).collect())
        })
        .collect()
    };
    let ids = |made: &WriteUp| -> BTreeSet<String> {
        sentences(made)
            .iter()
            .flat_map(|one| &one.facts)
            .map(|told| format!("{} {}", told.fact.id, told.value))
            .collect()
    };
    let mut compared = 0;
    for seed in 0..120 {
        let yaml = made_up(seed * 104_729 + 7);
        let Some(whole) = parsed(&workspace, &yaml) else { continue };
        for block in RECORD.iter().filter(|block| yaml.contains(**block)) {
            let Some(less) = parsed(&workspace, &yaml.replacen(block, "", 1)) else { continue };
            if less.records.is_empty() {
                continue;
            }
            for language in LANGUAGES {
                let (one, other) = (write_up(&workspace, language, &whole), write_up(&workspace, language, &less));
                let gone: BTreeSet<String> = ids(&one).difference(&ids(&other)).cloned().collect();
                let untouched =
                    set(&one).into_iter().filter(|(_, facts)| !facts.iter().any(|fact| gone.contains(fact)));
                let now = set(&other);
                for sentence in untouched {
                    // Facilitators and their money may share a sentence or have one each.
                    let shared =
                        ["tell-funding", "tell-facilitators"].iter().any(|start| sentence.0.starts_with(start));
                    assert!(
                        now.contains(&sentence) || shared,
                        "{language}: {sentence:?} is gone without {block}\n{yaml}"
                    );
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn a_case_that_records_nothing_is_said_to_record_little_and_nothing_is_denied() {
    let workspace = read(".");
    let bare = parsed(&workspace, "name: Silent\n").expect("it can be read");
    for language in LANGUAGES {
        let made = write_up(&workspace, language, &bare);
        let all = sentences(&made);
        assert!(all.len() <= 2, "{}", text(&made));
        let closing = all.last().expect("it says so");
        assert_eq!(closing.name, SentenceName::Missing);
        assert!(closing.text.split_whitespace().count() <= 45, "{}", closing.text);
        for one in &all[..all.len() - 1] {
            for denial in [" no ", " none ", " not ", " ikke ", " ingen "] {
                assert!(!one.text.contains(denial), "{}", one.text);
            }
        }
    }
}

/// Words that no message of a write-up has: praise, blame, causes of ours, and what time makes wrong.
const BANNED: [&[&str]; 2] = [
    &[
        "only",
        "just",
        "merely",
        "even",
        "impressive",
        "remarkable",
        "strong",
        "weak",
        "successful",
        "unfortunately",
        "fortunately",
        "however",
        "despite",
        "because",
        "therefore",
        "thus",
        "clearly",
        "significant",
        "improved",
        "worsened",
        "today",
        "currently",
        "recently",
        "failed",
        "various",
    ],
    &[
        "kun",
        "blot",
        "endda",
        "imponerende",
        "bemærkelsesværdig",
        "stærk",
        "svag",
        "desværre",
        "heldigvis",
        "dog",
        "trods",
        "fordi",
        "derfor",
        "således",
        "tydeligvis",
        "markant",
        "forbedret",
        "forværret",
        "aktuelt",
        "mislykkedes",
    ],
];

#[test]
fn no_message_of_a_write_up_praises_blames_or_explains() {
    for ((language, text), banned) in DEFAULTS.iter().zip(BANNED) {
        let start = text.find("tell-number = ").expect("the sentences are there");
        let end = text.find("explain-prose = ").expect("what explain says follows");
        // Across cases, "only" says what no other group names.
        let across = text.find("across-title = ").expect("what is said across cases is there");
        let lines = text[start..across].lines().map(|line| (line, false));
        let lines = lines.chain(text[across..end].lines().map(|line| (line, true)));
        for (line, is_across) in lines.filter(|(line, _)| !line.starts_with('#')) {
            let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            for word in banned {
                // "således" stands before a colon, as a pointer and not as a conclusion.
                let is_pointer = *word == "således" && line.contains("således:");
                let is_exact = is_across && ["only", "kun"].contains(word);
                assert!(
                    is_pointer || is_exact || !words.iter().any(|own| own == word),
                    "{language}: `{word}` in {line}"
                );
            }
        }
        for phrase in
            ["due to", "thanks to", "led to", "resulted in", "på grund af", "takket være", "førte til", "i dag"]
        {
            assert!(!text[start..end].contains(phrase), "{language}: {phrase}");
        }
    }
}

/// The numbers of a text, words for numbers included.
fn numbers(text: &str) -> Vec<u64> {
    const WORDS: [(&str, u64); 24] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("én", 1),
        ("ét", 1),
        ("to", 2),
        ("tre", 3),
        ("fire", 4),
        ("fem", 5),
        ("seks", 6),
        ("syv", 7),
        ("otte", 8),
        ("ni", 9),
        ("ti", 10),
        ("elleve", 11),
    ];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let number = |word: &str| {
        let word = bare(word);
        let digits: String = word.chars().filter(|c| !matches!(c, ',' | '.')).collect();
        digits.parse().ok().or_else(|| WORDS.iter().find(|(own, _)| *own == word).map(|(_, number)| *number))
    };
    text.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter_map(number).collect()
}

#[test]
fn every_number_of_a_text_is_a_value_or_a_count_of_its_facts() {
    let workspace = read(".");
    let mut read_back = 0;
    for language in LANGUAGES {
        for case in &workspace.cases {
            let made = write_up(&workspace, language, case);
            for one in sentences(&made).iter().filter(|one| one.by == By::Program && one.message != "tell-differ") {
                // In English "to" is no number.
                let own = if language == "en" {
                    one.text.replace(" to ", " ").replace(": to ", " ")
                } else {
                    one.text.clone()
                };
                let values: BTreeSet<u64> =
                    one.facts.iter().flat_map(|told| numbers(&format!("{} {}", told.value, told.source))).collect();
                let count = one.facts.len() as u64;
                for number in numbers(&own) {
                    // Counts of a framework's characteristics are at most 14, those of events and actors are tested beside.
                    let is_count = number == count
                        || number <= 14
                        || ["tell-events-counted", "tell-actors-counted"].contains(&one.message);
                    let is_year_of_work = one.name == SentenceName::Stage && [2013, 2008].contains(&number);
                    assert!(
                        values.contains(&number) || is_count || is_year_of_work,
                        "{language} {}: {number} in {}",
                        case.id,
                        one.text
                    );
                    read_back += 1;
                }
            }
        }
    }
    assert!(read_back > 150, "{read_back}");
}

fn shuffle_sets(case: &mut Case, seed: &mut u64) {
    fn listed<T>(list: &mut Known<casebook::model::case::Listed<T>>, seed: &mut u64) {
        if let Known::Is(list) = list {
            shuffle(&mut list.entries, seed);
        }
    }
    listed(&mut case.initiated_by, seed);
    if let Known::Is(own) = &mut case.secretariat {
        listed(&mut own.initiated_by, seed);
    }
    let of_record = |record: &mut Record, seed: &mut u64| {
        listed(&mut record.actors.kinds, seed);
        listed(&mut record.actors.list, seed);
        listed(&mut record.funding, seed);
        for seen in record.observed.0.iter_mut().flat_map(|own| &mut own.dimensions) {
            let lists = &mut seen.lists;
            [&mut lists.seen, &mut lists.planned, &mut lists.past, &mut lists.absent]
                .into_iter()
                .for_each(|list| shuffle(&mut list.0, seed));
        }
    };
    case.records.0.iter_mut().for_each(|record| of_record(record, seed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_lists_that_are_sets_changes_no_letter(seed in any::<u64>()) {
        let workspace = read(".");
        let mut seed = seed;
        // What the author tells instead stands in the order of the file.
        for case in workspace.cases.iter().filter(|case| *case.id != *"biomedico") {
            let mut shuffled = case.clone();
            shuffle_sets(&mut shuffled, &mut seed);
            for language in LANGUAGES {
                assert_eq!(text(&write_up(&workspace, language, &shuffled)), text(&write_up(&workspace, language, case)), "{}", case.id);
            }
        }
    }
}

#[test]
fn a_persons_own_wording_stands_in_place_of_a_sentence_until_its_facts_change() {
    let workspace = Temporary::copy_of("tests/workspace");
    let own = "write_up: { actors: { is: Some sixty belong to it., written_for: { actors: about 60 } } }\nrecords:";
    workspace.change("cases/sound.yaml", "records:", own);
    assert_eq!(workspace.check().sorted().len(), 0);
    assert_eq!(workspace.build(), casebook::build::outcome::BuildOutcome::Done);
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("Some sixty belong to it.") && !report.contains("It has about 60 actors"), "{report}");
    assert!(report.contains("the publisher replaced 1"), "{report}");
    workspace.change("cases/sound.yaml", "total: about 60", "total: about 70");
    let found = workspace.check();
    let [one] = found.sorted()[..] else { panic!("{:?}", found.sorted()) };
    assert_eq!(one.message, "the sentence `actors` was written for actors `about 60`, which is `about 70` now");
}

#[test]
fn a_workspace_reorders_and_leaves_out_sentences() {
    let workspace = Temporary::copy_of("tests/workspace");
    let settings = workspace.read("casebook.yaml");
    workspace.write(
        "casebook.yaml",
        &format!("{settings}write_up: {{ paragraphs: [[stage], [opening, actors]], without: [missing] }}\n"),
    );
    assert_eq!(workspace.check().sorted().len(), 0, "{:?}", workspace.check().sorted());
    assert_eq!(workspace.build(), casebook::build::outcome::BuildOutcome::Done);
    let report = workspace.read("out/cases/sound.md");
    let at = |part: &str| report.find(part).unwrap_or_else(|| panic!("{part} is in {report}"));
    assert!(at("is classed as") < at("is a cluster in testing"), "{report}");
    assert!(!report.contains("is recorded on"), "{report}");
}

#[test]
fn a_language_without_sentences_has_facts_and_tables_and_one_warning() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("casebook.yaml", "language: en", "language: [en, de]");
    let found = workspace.check();
    let about: Vec<_> = found.sorted().into_iter().filter(|one| one.message.contains("no write-up")).collect();
    let [one] = about[..] else { panic!("{:?}", found.sorted()) };
    assert!(one.help.as_ref().is_some_and(|help| help.contains("`tell-opening`")), "{:?}", one.help);
    workspace.build();
    let report = workspace.read("out/de/cases/sound.md");
    assert!(!report.contains("## The case") && report.contains("about 60"), "{report}");
}

#[test]
fn a_sentence_of_the_authors_in_one_language_silences_no_fact_in_another() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("casebook.yaml", "language: en", "language: [en, da]");
    let tell = "tell: { is: { en: The author tells it. }, instead: yes }";
    let facts = format!(
        "industry: Testing\nfounded: {{ is: 1991, {tell} }}\nplace: {{ is: Hull, {tell} }}\n\
         initiated_by: [{{ name: The Crown, {tell} }}]\n\
         secretariat: {{ name: {{ is: Crow House, {tell} }}, founded: {{ is: 1992, {tell} }} }}"
    );
    workspace.change("cases/sound.yaml", "industry: Testing", &facts);
    workspace.build();
    let write_up = |language: &str, heading: &str| {
        let report = workspace.read(&format!("out/{language}/cases/sound.md"));
        let (_, own) = report.split_once(heading).unwrap_or_else(|| panic!("{report}"));
        own.split("\n## ").next().unwrap_or_default().to_owned()
    };
    let (english, danish) = (write_up("en", "\n## The case\n"), write_up("da", "\n## Casen\n"));
    for value in ["1991", "Hull", "The Crown", "Crow House", "1992"] {
        assert!(danish.contains(value), "{value}: {danish}");
        assert!(!english.contains(value), "{value}: {english}");
    }
}

#[test]
fn a_persons_wording_of_a_sentence_that_is_not_there_is_told_all_the_same() {
    let workspace = Temporary::copy_of("tests/workspace");
    let wording = "write_up: { founded: { is: It is a child of 2009., written_for: { founded: not recorded } } }";
    workspace.change("cases/sound.yaml", "industry: Testing", &format!("industry: Testing\n{wording}"));
    assert!(workspace.check().is_empty(), "{:?}", workspace.check().sorted());
    workspace.build();
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("is a cluster in testing. It is a child of 2009."), "{report}");
}

#[test]
fn a_secretariat_that_has_an_aim_is_not_said_to_be_unknown() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "    actors:", "    aims: [{ text: To test, of: secretariat }]\n    actors:");
    workspace.build();
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("The aim of the cluster’s secretariat is to test."), "{report}");
    assert!(report.contains("on the name or the establishment of the secretariat"), "{report}");
    assert!(!report.contains("on a secretariat"), "{report}");
}

#[test]
fn tables_mark_what_others_state_differently_and_tell_of_dissent() {
    let workspace = Temporary::copy_of("tests/write-ups");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let summary = workspace.read("out/en/summary.md");
    assert!(summary.contains("| 180 † |"), "{summary}");
    assert!(summary.contains(" †](#"), "an observation: {summary}");
    assert_eq!(summary.matches("Note: †: others state something else").count(), 1, "{summary}");
    let dissent = "Dissent on the stage of Three Eyes: The harbour master sees no stage at all.";
    assert!(summary.contains(dissent), "{summary}");
    let csv = workspace.read("out/en/tables/cases.csv");
    assert!(csv.contains(",180,") && !csv.contains('†'), "a program that reads the table wants the value: {csv}");
    export::export(workspace.path(), &ExportOptions::default(), terminal()).expect("the export can work");
    let rows = sheet(&workspace.path().join("out/en/casebook.xlsx"), "cases");
    let actors = rows.iter().find_map(|row| row.values().find(|cell| cell.value == "180"));
    let actors = actors.unwrap_or_else(|| panic!("{rows:?}"));
    assert!(actors.is_number && actors.format.contains("\" †\""), "it is marked and remains a number: {actors:?}");
}

/// One sentence of the author's on two facts is told once, and stays where one of them is left out or reworded.
#[test]
fn a_sentence_that_two_facts_share_is_told_once_and_is_not_lost_with_one_of_them() {
    let facts =
        "founded: { is: 2001, tell: It was a wet day. }\nspecialisation: { is: Ropes, tell: It was a wet day. }";
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "industry: Testing", &format!("industry: Testing\n{facts}"));
    let told = || {
        assert_eq!(workspace.build(), BuildOutcome::Done);
        workspace.read("out/cases/sound.md").matches("It was a wet day.").count()
    };
    assert_eq!(told(), 1);
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}write_up: {{ without: [opening] }}\n"));
    assert_eq!(told(), 1, "the opening, which tells the founding, is left out");
}

/// A sentence that is told with another is not told a second time beside a person's words for the whole.
#[test]
fn a_persons_wording_of_a_joined_sentence_stands_for_all_of_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    let wording = "write_up: { opening: { is: Sound Cluster tests ropes., written_for: { name: Sound Cluster, industry: Testing, \
                   specialisation: Ropes } } }";
    workspace.change(
        "cases/sound.yaml",
        "industry: Testing",
        &format!("industry: Testing\nspecialisation: Ropes\n{wording}"),
    );
    assert!(workspace.check().is_empty(), "{:?}", workspace.check().sorted());
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("Sound Cluster tests ropes.") && !report.contains("specialis"), "{report}");
    workspace.change("cases/sound.yaml", "specialisation: Ropes\n", "");
    assert_eq!(workspace.check().sorted().len(), 1, "{:?}", workspace.check().sorted());
}

/// A screen reader says a quotation in the language that it is in. What the author translates is marked in no language.
#[test]
fn quotations_in_another_language_are_marked_with_it_on_pages() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("casebook.yaml", "language: en", "language: [en, da]");
    workspace.change(
        "cases/sound.yaml",
        "{ talk: { kind: interview } }",
        "{ talk: { kind: interview, language: da } }",
    );
    workspace.change(
        "cases/sound.yaml",
        "seen: [meetings, {",
        "seen: [{ is: meetings, words: vi mødes jævnligt, also_said: [{ text: No meetings, quote: der er ingen møder }] }, {",
    );
    workspace.change(
        "cases/sound.yaml",
        "planned: [export]",
        "planned: [{ is: export, words: { en: abroad, da: i udlandet } }]",
    );
    assert_eq!(workspace.build_with(&[MARKDOWN, HTML], false), BuildOutcome::Done);
    let page = workspace.read("out/en/cases/sound.html");
    for own in ["“vi mødes jævnligt”", "“der er ingen møder”"] {
        assert!(page.contains(&format!("<span lang=\"da\">{own}</span>")), "{own}: {page}");
    }
    let marked = page.matches("<span lang=\"da\">").count();
    assert_eq!(
        page.matches("vi mødes").count() + page.matches("der er ingen").count(),
        marked,
        "all are marked: {page}"
    );
    assert!(page.contains("abroad"), "{page}");
    let own = workspace.read("out/da/cases/sound.html");
    assert!(own.contains("»vi mødes jævnligt«") && !own.contains("<span lang"), "{own}");
    assert!(!workspace.read("out/en/cases/sound.md").contains("span"), "Markdown has no sign for it");
}

/// Each sentence on a page leads to the facts that it rests on, whatever spaces and links its reader needs in it.
#[test]
fn every_sentence_of_a_write_up_has_its_facts_on_its_page() {
    let mut count = 0;
    for folder in ["tests/write-ups", "tests/schools", "tests/five-stages"] {
        let workspace = Temporary::copy_of(folder);
        assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done, "{folder}");
        let own = read(folder);
        for locale in &own.locales {
            for case in &own.cases {
                let made = write_up(&own, &locale.language, case);
                let made = sentences(&made).iter().filter(|sentence| !sentence.facts.is_empty()).count();
                let language = if own.locales.len() > 1 { format!("{}/", locale.language) } else { String::new() };
                let page = workspace.read(&format!("out/{language}cases/{}.html", case.id));
                let marked = page.matches("<a class=\"why\"").count();
                assert_eq!(marked, made, "{folder} {} {}", locale.language, case.id);
                count += made;
            }
        }
    }
    assert!(count > 100, "{count} sentences");
}
