//! What annual reports say first: computed anew from the files, read as plain YAML, and held against the sentences; and that a fall is
//! told as a rise of its size is.

use std::collections::BTreeMap;

use casebook::build::formats::{HTML, MARKDOWN};
use casebook::build::workspace::Workspace;
use casebook::build::{self, BuildOptions};
use casebook::cli::init::{self, Example, InitArgs};
use casebook::model::case::Case;
use casebook::model::settings::Years;
use casebook::report::across::types::{AcrossParagraph, AcrossSentence};
use casebook::report::matrix::portfolio::clusters::Portfolio;
use casebook::report::view::context::Context;
use casebook::report::year::pictures::totals_over;
use casebook::report::year::{Year, summary};
use serde_yaml::Value;

use crate::workspace::{Temporary, examined, globals, repository, terminal};

const YEAR: i32 = 2026;

/// A paragraph by its heading in English.
fn paragraph<'p>(all: &'p [AcrossParagraph], heading: &str) -> &'p str {
    all.iter().find(|own| own.heading == heading).map_or("", |own| &own.text)
}

fn context<'w>(workspace: &'w Workspace, language: &str, year: i32) -> Context<'w> {
    let locale = workspace.locales.iter().find(|locale| locale.language == language).expect("it is a language");
    Context { year: Some(year), ..workspace.context_in(locale) }
}

/// The summary of all clusters.
fn of_all(workspace: &Workspace, language: &str, year: i32) -> Vec<AcrossParagraph> {
    let now: Vec<Case> = workspace.cases.iter().filter_map(|case| case.as_of(year)).collect();
    let (cases, all) = (now.iter().collect(), workspace.cases.iter().collect());
    let portfolio = Portfolio { year, cases, all, missing: &[] };
    summary(context(workspace, language, year), &Year::of_all(&workspace.indicators, &portfolio))
}

/// The summary of one cluster.
fn of_one(workspace: &Workspace, id: &str, year: i32) -> Vec<AcrossParagraph> {
    let case = workspace.cases.iter().find(|case| *case.id.0 == *id).expect("it is there");
    let case = case.as_of(year).expect("it has a record of the year");
    let own = Year::of_one(&workspace.indicators, &case, year).expect("it has a record of the year");
    summary(context(workspace, "en", year), &own)
}

pub(crate) fn example() -> Temporary {
    let folder = Temporary::copy_of("tests/none");
    let args = InitArgs { dir: folder.path().to_owned(), example: Some(Example::Portfolio) };
    init::run(&args, &globals(folder.path())).expect("the example can be written");
    // What was published can't be changed without a word, and these tests change it.
    std::fs::remove_dir_all(folder.path().join("published")).expect("the example has what was published");
    folder
}

fn files(folder: &Temporary) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("cases"))
        .expect("there are cases")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The year in which a period ends.
fn year_of(period: &Value) -> i32 {
    let text = period.as_str().map_or_else(|| period.as_i64().expect("a year").to_string(), str::to_owned);
    match text.split_once('/') {
        Some((first, last)) => format!("{}{last}", &first[..4 - last.len()]).parse().expect("it ends in a year"),
        None => text.parse().expect("it is a year"),
    }
}

/// A number as a file gives it; a percentage in per cent.
fn number(value: &Value) -> Option<f64> {
    let text = match value {
        Value::Mapping(_) => return number(value.get("is")?),
        Value::Number(number) => return number.as_f64(),
        Value::String(text) => text.as_str(),
        _ => return None,
    };
    if text == "none" {
        return Some(0.0);
    }
    text.trim_start_matches("about ")
        .trim_start_matches("EUR ")
        .trim_start_matches("DKK ")
        .trim_end_matches(" %")
        .parse()
        .ok()
}

/// The figures of all clusters by name, year and indicator, as plain YAML: nothing here knows how the program reads them.
pub(crate) type Figures = BTreeMap<String, BTreeMap<i32, BTreeMap<String, f64>>>;

pub(crate) fn figures() -> Figures {
    let mut all = Figures::new();
    for entry in std::fs::read_dir(repository("examples/portfolio/cases")).expect("there are cases") {
        let text = std::fs::read_to_string(entry.expect("it can be read").path()).expect("it can be read");
        let case: Value = serde_yaml::from_str(&text).expect("it is YAML");
        let own =
            all.entry(case["name"].as_str().or(case["name"]["en"].as_str()).expect("a name").to_owned()).or_default();
        for record in case["records"].as_sequence().expect("there are records") {
            let of_year = own.entry(year_of(&record["period"])).or_default();
            let given = record["figures"].as_mapping().into_iter().flatten();
            for (id, value) in given {
                let id = id.as_str().expect("an id");
                of_year.extend(number(value).map(|own| (id.to_owned(), own)));
                // What counts in another way than the year before is not compared.
                of_year.extend(value.get("break").map(|_| (format!("{id} breaks"), 0.0)));
            }
        }
    }
    all
}

/// An indicator as its file has it.
struct Raw {
    id: String,
    what: String,
    unit: String,
    aggregate: String,
}

fn indicators() -> Vec<Raw> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(repository("indicators")).expect("there are indicators") {
        let text = std::fs::read_to_string(entry.expect("it can be read").path()).expect("it can be read");
        let file: Value = serde_yaml::from_str(&text).expect("it is YAML");
        for own in file["indicators"].as_sequence().expect("there are indicators") {
            let text = |key: &str| own[key].as_str().unwrap_or_default().to_owned();
            let Some(what) = own["in_text"]["en"].as_str() else { continue };
            all.push(Raw { id: text("id"), what: what.to_owned(), unit: text("unit"), aggregate: text("aggregate") });
        }
    }
    all
}

impl Raw {
    /// A number as English prints it.
    fn print(&self, number: f64) -> String {
        let rounded = (number * 10.0).round() / 10.0;
        let whole = rounded.trunc() as i64;
        let mut digits = whole.to_string();
        let mut at = digits.len();
        while at > 3 {
            at -= 3;
            digits.insert(at, ',');
        }
        let tenth = ((rounded - rounded.trunc()) * 10.0).round() as i64;
        let text = if tenth == 0 { digits } else { format!("{digits}.{tenth}") };
        match self.unit.as_str() {
            "money" => format!("EUR {text}"),
            "percent" => format!("{text} %"),
            _ => text,
        }
    }

    fn together(&self, mut numbers: Vec<f64>) -> f64 {
        numbers.sort_by(f64::total_cmp);
        match self.aggregate.as_str() {
            "median" => (numbers[(numbers.len() - 1) / 2] + numbers[numbers.len() / 2]) / 2.0,
            _ => numbers.iter().sum(),
        }
    }
}

/// The figures of an indicator in both years, of the clusters that have them: name, then, now.
fn both(figures: &Figures, id: &str, year: i32) -> Vec<(String, f64, f64)> {
    let of = |(name, years): (&String, &BTreeMap<i32, BTreeMap<String, f64>>)| {
        let own = years.get(&year)?;
        if own.contains_key(&format!("{id} breaks")) {
            return None;
        }
        Some((name.clone(), *years.get(&(year - 1))?.get(id)?, *own.get(id)?))
    };
    figures.iter().filter_map(of).collect()
}

fn in_words(number: usize) -> String {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Every "NAME (from A to B" in a clause, as name, A and B.
fn named(text: &str) -> Vec<(&str, &str, &str)> {
    let ends = |c: char| matches!(c, ',' | ')');
    let parts = text.split(" (from ").collect::<Vec<_>>();
    let of = |pair: &[&'_ str]| -> (usize, usize, usize) {
        let name = ["most in ", "up in ", "down in ", " and "]
            .iter()
            .filter_map(|start| Some(pair[0].rfind(start)? + start.len()));
        (
            name.max().expect("a name stands before it"),
            pair[1].find(" to ").expect("a number"),
            pair[1].find(ends).expect("it ends"),
        )
    };
    // A comma inside a number does not end it.
    let number_end = |text: &str, from: usize| {
        let mut end = from;
        while let Some(next) = text[end..].find(ends) {
            let at = end + next;
            let in_number = text[at..].starts_with(',') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !in_number {
                return at;
            }
            end = at + 1;
        }
        text.len()
    };
    parts
        .windows(2)
        .map(|pair| {
            let (name, to, _) = of(pair);
            (&pair[0][name..], &pair[1][..to], &pair[1][to + 4..number_end(pair[1], to + 4)])
        })
        .collect()
}

/// Holds a sentence on movements against the figures. Returns how many indicators it found.
fn hold(sentence: &AcrossSentence, figures: &Figures, year: i32) -> usize {
    // A sum of which a part is only approximate is so itself.
    let text = &sentence.text.replace('\u{a0}', " ").replace("about ", "");
    let lower = text.to_lowercase();
    let mut found = 0;
    for own in indicators() {
        let starts = ["rose", "fell"].map(|verb| format!("{} {verb} from ", own.what));
        if let Some((_, change)) = lower.split_once("the change is ").filter(|_| lower.starts_with(&own.what)) {
            let pairs = both(figures, &own.id, year);
            let sum = |of: fn(&(String, f64, f64)) -> f64| own.print(pairs.iter().map(of).sum());
            assert!(change.starts_with(&format!("from {} to {}", sum(|own| own.1), sum(|own| own.2))), "{text}");
            found += 1;
            continue;
        }
        let also = format!("{} from ", own.what);
        let Some(start) = starts.iter().chain([&also]).find(|start| lower.contains(&start.to_lowercase())) else {
            continue;
        };
        found += 1;
        let pairs = both(figures, &own.id, year);
        let then = own.together(pairs.iter().map(|(_, then, _)| *then).collect());
        let now = own.together(pairs.iter().map(|(.., now)| *now).collect());
        let middle = match own.aggregate == "median" && pairs.len() > 1 {
            true => format!(" in the median of {} clusters", in_words(pairs.len())),
            false => String::new(),
        };
        let wanted = format!("{start}{} to {}", own.print(then), own.print(now)).to_lowercase();
        assert!(lower.contains(&middle), "{year} {}: {middle}\n{text}", own.id);
        assert!(lower.contains(&wanted), "{year} {}: {wanted}\n{text}", own.id);
        assert!(!start.contains(" rose") || now > then, "{text}");
        assert!(!start.contains(" fell") || now < then, "{text}");
        let rest = &text[lower.find(&wanted).expect("it is there") + wanted.len()..];
        if own.unit == "members" && then >= 20.0 && now >= 20.0 && !start.contains("median") {
            let part = (now - then) / then * 100.0;
            let (sign, part) = (if part < 0.0 { "\u{2212}" } else { "+" }, part.abs());
            let part = if part < 10.0 { format!("{part:.1}") } else { format!("{part:.0}") };
            assert!(rest.starts_with(&format!(" ({sign}{part} %)")), "{part}: {text}");
        }
        let Some((_, ways)) = text.split_once(": ").filter(|_| text.contains("up in") || text.contains("down in"))
        else {
            continue;
        };
        let count = |up: bool| pairs.iter().filter(|(_, then, now)| if up { now > then } else { now < then }).count();
        for (way, up) in [("up in ", true), ("down in ", false)] {
            let Some(at) = ways.find(way) else {
                assert_eq!(count(up), 0, "{text}");
                continue;
            };
            let rest = &ways[at + way.len()..];
            let words = [
                format!("{} ", in_words(count(up))),
                format!("all {} ", in_words(count(up))),
                format!("{},", in_words(count(up))),
                format!("{}.", in_words(count(up))),
            ];
            let is_name = pairs.iter().any(|(name, ..)| rest.starts_with(name.as_str()));
            assert!(is_name || words.iter().any(|own| rest.starts_with(own)), "{} {way}: {text}", count(up));
        }
        for (name, then, now) in named(ways) {
            let (_, own_then, own_now) =
                pairs.iter().find(|(own, ..)| own == name).unwrap_or_else(|| panic!("{name} is no cluster: {text}"));
            assert_eq!((own.print(*own_then), own.print(*own_now)), (then.to_owned(), now.to_owned()), "{text}");
        }
    }
    found
}

/// That a stage was assessed the year before, and is not now, is told as a movement is.
#[test]
fn a_cluster_that_is_not_assessed_any_more_is_told_of() {
    let folder = example();
    let stages = |folder: &Temporary| {
        let (workspace, _) = examined(folder.path());
        paragraph(&of_one(&workspace, "jardvarmi", 2024), "Stages and size").to_owned()
    };
    let told = "Ísbrún jarðvarmi is not assessed this year; the year before it was assessed as a latent cluster.";
    assert!(stages(&folder).starts_with(told), "{}", stages(&folder));
    folder.change("cases/jardvarmi.yaml", "    stages: not assessed\n", "");
    let told =
        "No stage of Ísbrún jarðvarmi is recorded this year; the year before it was assessed as a latent cluster.";
    assert!(stages(&folder).starts_with(told), "{}", stages(&folder));
}

#[test]
fn every_number_of_the_summary_is_that_of_the_files() {
    let (workspace, _) = examined(&repository("examples/portfolio"));
    let figures = figures();
    for year in 2022..=YEAR {
        let all = of_all(&workspace, "en", year);
        let mut found = 0;
        for sentence in all.iter().flat_map(|own| &own.sentences) {
            let own = hold(sentence, &figures, year);
            let is_moved = ["size", "gains", "losses", "hidden", "horizon"].contains(&sentence.name.as_str());
            let is_plain =
                sentence.text.contains("headline figures that can be compared") || sentence.text.contains(" is ");
            assert!(own > 0 || !is_moved || is_plain, "{year}: {}", sentence.text);
            found += own;
        }
        assert!(found >= 4, "{year}: {all:#?}", all = all.iter().map(|own| &own.text).collect::<Vec<_>>());
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
        let words: usize = all.iter().map(|own| own.text.split(' ').filter(is_word).count()).sum();
        assert!((150..=350).contains(&words), "{year}: {words}");
    }
    for case in &workspace.cases {
        let one = BTreeMap::from([("one".to_owned(), figures[&case.name.get("en").to_owned()].clone())]);
        for year in case.years().into_iter().filter(|year| case.of_year(year - 1).is_some()) {
            let all = of_one(&workspace, &case.id.0, year);
            let found: usize = all.iter().flat_map(|own| &own.sentences).map(|own| hold(own, &one, year)).sum();
            assert!(found > 2, "{} {year}: {:?}", case.id, all.iter().map(|own| &own.text).collect::<Vec<_>>());
        }
    }
}

/// Writes the figures of a year anew: `change` gets the id, the figure of the year before, and that of the year.
fn rewritten(text: &str, year: i32, change: impl Fn(&str, f64, f64) -> Option<f64>) -> String {
    let case: Value = serde_yaml::from_str(text).expect("it is YAML");
    let of = |wanted: i32| {
        let mut records = case["records"].as_sequence().expect("there are records").iter();
        records.find(|record| year_of(&record["period"]) == wanted).map(|record| record["figures"].clone())
    };
    let (Some(then), Some(now)) = (of(year - 1), of(year)) else { return text.to_owned() };
    let mut in_year = false;
    let line = |line: &str| {
        if let Some(period) = line.trim_start().strip_prefix("- period: ") {
            in_year = year_of(&Value::from(period)) == year;
        }
        let id = line
            .trim()
            .split_once(": ")
            .map(|(id, _)| id)
            .filter(|_| in_year && line.starts_with("      ") && !line.starts_with("       "));
        let Some((id, old, own)) = id.and_then(|id| Some((id, number(&then[id])?, number(&now[id])?))) else {
            return line.to_owned();
        };
        let Some(new) = change(id, old, own) else { return line.to_owned() };
        let (own, new) = (own.to_string(), ((new * 10.0).round() / 10.0).to_string());
        let at = line.find(&format!("{id}: ")).expect("it names it") + id.len() + 2;
        let own = if line[at..].starts_with("none") { "none".to_owned() } else { own };
        assert!(line[at..].contains(&own), "{own} in {line}");
        format!("{}{}", &line[..at], line[at..].replacen(&own, &new, 1))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn change(folder: &Temporary, file: &str, year: i32, with: impl Fn(&str, f64, f64) -> Option<f64>) {
    let name = format!("cases/{file}");
    let text = folder.read(&name);
    folder.write(&name, &rewritten(&text, year, with));
}

/// The indicators that a paragraph tells, in order.
fn told(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut all: Vec<(usize, String)> = indicators()
        .into_iter()
        .filter_map(|own| Some((lower.find(&format!("{} ", own.what.to_lowercase()))?, own.id)))
        .collect();
    all.sort();
    all.into_iter().map(|(_, id)| id).collect()
}

/// The new figure is as far below the old one as it was above: the sides are exchanged.
#[test]
fn a_mirrored_year_tells_the_same_figures_with_the_sides_exchanged() {
    let folder = example();
    let most = |id: &str| if ["satisfied", "benefited"].contains(&id) { 100.0 } else { f64::MAX };
    let is_possible = |id: &str, then: f64, now: f64| (0.0..=most(id)).contains(&(2.0 * then - now));
    // What can't be mirrored stays.
    for file in files(&folder) {
        change(&folder, &file, YEAR, |id, then, now| (!is_possible(id, then, now)).then_some(then));
    }
    let (workspace, _) = examined(folder.path());
    let before = of_all(&workspace, "en", YEAR);
    let singles = ["vindkysten", "fodevaredalen", "nordlys-design"].map(|id| (id, of_one(&workspace, id, YEAR)));
    for file in files(&folder) {
        change(&folder, &file, YEAR, |_, then, now| Some(2.0 * then - now));
    }
    let (workspace, _) = examined(folder.path());
    assert_eq!(workspace.cases.len(), 14, "all files can be read");
    let after = of_all(&workspace, "en", YEAR);
    let sides = |all: &[AcrossParagraph], headings: [&str; 2]| headings.map(|own| paragraph(all, own).to_owned());
    let compare = |before: &[AcrossParagraph], after: &[AcrossParagraph], what: &str| {
        let own = sides(before, ["Gains", "Losses"]);
        let mirrored = sides(after, ["Losses", "Gains"]);
        for (own, mirrored) in own.iter().zip(&mirrored) {
            assert_eq!(told(own), told(mirrored), "{what}\n{own}\n{mirrored}");
            let words = [own, mirrored].map(|text| text.split(' ').count() as f64);
            assert!((words[0] / words[1] - 1.0).abs() <= 0.25, "{what}\n{own}\n{mirrored}");
        }
        assert!(own.iter().all(|side| !told(side).is_empty()), "{what}: {own:?}");
    };
    compare(&before, &after, "all");
    for (id, before) in singles {
        compare(&before, &of_one(&workspace, id, YEAR), id);
    }
}

/// Results of one cluster near zero, 30 % lower or 30 % higher are in the summary of all, and in its own.
#[test]
fn what_happened_to_one_cluster_is_in_the_summary_of_all_and_in_its_own() {
    let results: Vec<&str> = vec!["firms-active", "firms-innovations", "jobs", "start-ups", "satisfied", "benefited"];
    for (part, heading, verb) in [(0.03, "Losses", "fell"), (0.7, "Losses", "fell"), (1.3, "Gains", "rose")] {
        for id in ["havneklyngen", "dolina-mleka", "zelena-reka"] {
            let folder = example();
            let near = |own: &str, then: f64, _: f64| {
                let most = if ["satisfied", "benefited"].contains(&own) { 100.0 } else { f64::MAX };
                results.contains(&own).then(|| (then * part).round().min(most))
            };
            change(&folder, &format!("{id}.yaml"), YEAR, near);
            // Parts of a figure that is near zero can't be more than it.
            change(&folder, &format!("{id}.yaml"), YEAR, |own, then, now| {
                let is_part = own.starts_with("firms-")
                    && !results.contains(&own)
                    && !own.contains("participating")
                    && !own.contains("specialised");
                (is_part && part < 1.0).then(|| (then.min(now) * part).floor())
            });
            let (workspace, _) = examined(folder.path());
            let all = of_all(&workspace, "en", YEAR);
            let case = workspace.cases.iter().find(|case| *case.id.0 == *id).expect("it is there");
            let name = case.name.get("en").to_owned();
            let text: Vec<&str> = all.iter().map(|own| own.text.as_str()).collect();
            let is_own = |clause: &str| clause.contains(&name) && clause.contains(&format!("under “Results” {verb}"));
            let mut sentences = all.iter().flat_map(|own| &own.sentences);
            let is_told = sentences.any(|own| own.name == "clusters" && own.text.split("; ").any(is_own));
            assert!(is_told, "{part} {id}: {text:#?}");
            let own = of_one(&workspace, id, YEAR);
            let own = told(paragraph(&own, heading));
            assert!(own.iter().any(|own| results.contains(&own.as_str())), "{part} {id}: {own:?}");
        }
    }
}

/// Silence is no fall: a figure that is taken out is told nowhere as a change, and is counted as not recorded any more.
#[test]
fn a_figure_that_is_not_recorded_any_more_is_no_fall() {
    let folder = Temporary::copy_of("tests/yearly");
    let sentences = || {
        let (workspace, _) = examined(folder.path());
        let own = of_one(&workspace, "alder", 2025);
        own.iter().flat_map(|own| &own.sentences).map(|own| (own.name.clone(), own.text.clone())).collect::<Vec<_>>()
    };
    let before = sentences();
    assert!(
        before.contains(&("size".to_owned(), "The number of members rose from 12 to 15.".to_owned())),
        "{before:?}"
    );
    assert!(before.iter().all(|(name, _)| name != "missing"), "{before:?}");
    folder.change("cases/alder.yaml", "      members: { is: 15, source: register, at: p. 3 }\n", "");
    let after = sentences();
    let missing = ("missing".to_owned(), "Recorded the year before and not any more: members.".to_owned());
    assert!(after.contains(&missing), "{after:?}");
    assert!(after.iter().all(|(name, text)| name != "size" && !text.contains("number of members rose")), "{after:?}");
    let rest = |all: &[(String, String)]| {
        let own = |(name, _): &&(String, String)| !["size", "missing"].contains(&name.as_str());
        all.iter().filter(own).cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(&before), rest(&after), "nothing else is told in another way");
}

/// What one cluster writes on a figure is quoted where it is named for it, as its own words.
#[test]
fn a_reason_is_told_as_the_words_of_the_cluster_that_gives_it() {
    let folder = example();
    let text = folder.read("cases/ostseeglas.yaml");
    let at = text.rfind("      start-ups: 3\n").expect("it has three start-ups");
    let tell = "      start-ups: { is: 3, tell: { en: Two works have closed, da: To værker er lukket } }";
    folder
        .write("cases/ostseeglas.yaml", &format!("{}{tell}{}", &text[..at], &text[at + "      start-ups: 3".len()..]));
    let (workspace, _) = examined(folder.path());
    let (english, danish) = (of_all(&workspace, "en", YEAR), of_all(&workspace, "da", YEAR));
    assert!(
        english.iter().any(|own| own.text.contains("Ostseeglas writes on this: “Two works have closed”.")),
        "{:?}",
        english.iter().map(|own| &own.text).collect::<Vec<_>>()
    );
    assert!(danish.iter().any(|own| own.text.contains("Ostseeglas skriver herom: »To værker er lukket«.")));
    let file = folder.read("cases/ostseeglas.yaml");
    let at = file.rfind("      matchmakings: 23").expect("it is recorded");
    let line = "      matchmakings: { is: 23, tell: Our broker was ill }";
    folder.write(
        "cases/ostseeglas.yaml",
        &format!("{}{line}{}", &file[..at], &file[at + "      matchmakings: 23".len()..]),
    );
    let (workspace, _) = examined(folder.path());
    let own = of_one(&workspace, "ostseeglas", YEAR);
    let told = own.iter().any(|own| own.text.contains("On the number of matchmakings: “Our broker was ill”."));
    assert!(told, "its own report has its words too: {:?}", own.iter().map(|own| &own.text).collect::<Vec<_>>());
}

/// The figure of a survey says how many answered wherever it is told of one cluster.
#[test]
fn what_a_survey_found_says_how_many_answered() {
    let (workspace, _) = examined(&repository("examples/portfolio"));
    let own = of_one(&workspace, "obuda-optika", YEAR);
    let text = paragraph(&own, "Losses");
    let (_, rest) = text.split_once("with an economic benefit from the cluster from 56").expect("it fell");
    let (_, answers) = rest.split_once(" to 38\u{a0}%, ").expect("it says to what");
    let count: String = answers.chars().take_while(char::is_ascii_digit).collect();
    let file = std::fs::read_to_string(repository("examples/portfolio/cases/obuda-optika.yaml")).expect("it is there");
    let line = file.lines().rfind(|line| line.starts_with("      benefited:")).expect("it is recorded");
    assert!(line.contains(&format!("n: {count},")), "{answers}: {line}");
}

/// What was on the agenda of the year before already is not new.
#[test]
fn what_was_on_the_agenda_before_is_no_new_decision() {
    let folder = Temporary::copy_of("tests/yearly");
    let agenda = |before: &str, now: &str| {
        let records = [(2024, before), (2025, now)];
        let record = |(year, agenda): (i32, &str)| {
            format!("  - {{ period: {year}, figures: {{ members: 5 }}, agenda: {{ {agenda} }} }}\n")
        };
        folder.write(
            "cases/ash.yaml",
            &format!(
                "name: Ash\nstated_in: return\nsources: {{ return: {{ kind: interview }} }}\nrecords:\n{}",
                records.map(record).concat()
            ),
        );
        let (workspace, _) = examined(folder.path());
        let all = of_one(&workspace, "ash", 2025);
        all.iter().flat_map(|own| &own.sentences).find(|own| own.name == "decided").map(|own| own.text.clone())
    };
    let (oven, fair) = ("oven: { text: An oven, status: begun }", "fair: { text: Nordic Glass Week }");
    assert_eq!(agenda(oven, &format!("{oven}, {fair}")).as_deref(), Some("New decisions: Nordic Glass Week."));
    assert_eq!(agenda(oven, oven), None);
}

/// Half a year is no point on a line of whole years, and is not among those that are compared.
#[test]
fn a_part_of_a_year_is_not_compared_with_a_whole_one() {
    let folder = example();
    let before = of_all(&examined(folder.path()).0, "en", YEAR)[0].text.clone();
    assert!(before.contains("changes are those of all twelve"), "{before}");
    folder.change("cases/vindkysten.yaml", "  - period: 2026", "  - period: H1 2026");
    let (workspace, _) = examined(folder.path());
    let after = of_all(&workspace, "en", YEAR)[0].text.clone();
    assert!(
        after.contains("Vindkysten (H1 2026) reports for a part of the year alone; sums have that part."),
        "{after}"
    );
    assert!(after.contains("changes are those of the eleven with records of both years"), "{after}");
    let now: Vec<Case> = workspace.cases.iter().filter_map(|case| case.as_of(YEAR)).collect();
    let portfolio =
        Portfolio { year: YEAR, cases: now.iter().collect(), all: workspace.cases.iter().collect(), missing: &[] };
    let events = workspace.indicators.find("events").expect("it is an indicator");
    let (points, count) =
        totals_over(context(&workspace, "en", YEAR), &portfolio, events, &[2024, 2025, 2026]).expect("a line");
    let others: f64 = figures()
        .iter()
        .filter(|(name, _)| *name != "Vindkysten")
        .filter_map(|(_, years)| {
            [2024, 2025, 2026].iter().map(|year| years.get(year)?.get("events").copied()).collect::<Option<Vec<_>>>()
        })
        .map(|years| years[2])
        .sum();
    let last = points[2].as_ref().expect("it is known").value.to_string();
    assert_eq!(last, others.to_string(), "of {count} clusters");
}

/// Of a single cluster there is no report on all: its site leads with its own newest one.
#[test]
fn a_single_cluster_has_no_report_on_all_and_its_site_leads_with_its_own() {
    let folder = example();
    for file in files(&folder).iter().filter(|file| *file != "vindkysten.yaml") {
        std::fs::remove_file(folder.path().join("cases").join(file)).expect("it can be removed");
    }
    let options = BuildOptions { formats: vec![HTML], years: Some(Years::All), ..BuildOptions::default() };
    build::make(folder.path(), &options, terminal()).expect("the build can work");
    assert!(folder.exists("out/en/reports/2026/vindkysten.html") && !folder.exists("out/en/reports/2026.html"));
    let start = folder.read("out/index.html");
    let newest = "<h2 id=\"newest\"><a href=\"en/reports/2026/vindkysten.html\">Annual stage report 2026</a></h2>";
    assert!(start.contains(newest) && start.contains("Membership grew"), "{}", &start[..start.len().min(6000)]);
    assert!(start.contains("en/reports/2024/vindkysten.html"), "the other years are there too");
}

/// A cluster whose file has mistakes is named in the report on all, and counted among those that should have reported.
#[test]
fn a_cluster_whose_file_has_mistakes_is_named_in_the_report_on_all() {
    let folder = Temporary::copy_of("tests/yearly");
    folder.change("cases/elm.yaml", "name: Elm", "name: [Elm]");
    let options = BuildOptions {
        formats: vec![MARKDOWN],
        years: Some(Years::Some(vec![2025])),
        allow_partial: true,
        ..BuildOptions::default()
    };
    build::make(folder.path(), &options, terminal()).expect("the build can work");
    let report = folder.read("out/reports/2025.md");
    assert!(report.contains("Three of four clusters have reported for 2025; elm has not."), "{report}");
    assert!(report.contains("| elm | "), "{report}");
}

/// That none is reached is said of goals only where it is recorded of each; one that says nothing is told apart.
#[test]
fn a_goal_that_records_nothing_is_neither_reached_nor_missed() {
    let folder = Temporary::copy_of("tests/yearly");
    let goals = |text: &str| {
        let own = folder.read("cases/alder.yaml");
        let line = own.lines().find(|line| line.starts_with("    goals:")).expect("it has goals").to_owned();
        folder.change("cases/alder.yaml", &line, &format!("    goals: [{text}]"));
        let (workspace, _) = examined(folder.path());
        let all = of_one(&workspace, "alder", 2025);
        let told = all.iter().flat_map(|own| &own.sentences).find(|own| own.name == "goals");
        told.expect("goals are told").text.clone()
    };
    let (missed, silent) = ("{ text: A, target: 4, reached: 3 }", "{ text: B, target: 4 }");
    assert_eq!(goals(&format!("{missed}, {missed}")), "Of two goals, neither is reached yet.");
    assert_eq!(
        goals(&format!("{missed}, {silent}")),
        "Of two goals, one is not yet reached; on one nothing is recorded."
    );
    // A limit is kept below, not reached above.
    for (goal, is_reached) in [
        ("target: less than 10, reached: 8", true),
        ("target: less than 10, reached: 10", false),
        ("target: at most 5, reached: 5", true),
        ("target: at most 5, reached: 6", false),
        ("target: more than 5, reached: 5", false),
        ("target: more than 5, reached: 6", true),
        ("target: at least 5, reached: 5", true),
    ] {
        let expected = if is_reached { "The one goal is reached." } else { "The one goal is not yet reached." };
        assert_eq!(goals(&format!("{{ text: D, {goal} }}")), expected, "{goal}");
    }
    assert_eq!(goals(&format!("{silent}, {silent}")), "Of two goals, neither has a record of whether it is reached.");
    assert_eq!(
        goals("{ text: C, target: 4, reached: at least 2 }"),
        "The one goal has no record of whether it is reached."
    );
}

/// A heading of an author's own in the record of the year, and in the settings for the report on all.
fn with_headings(folder: &Temporary, own: &str, all: &str) {
    let text = folder.read("cases/havneklyngen.yaml");
    let at = text.rfind("    figures:\n").expect("the newest record has figures");
    folder.write("cases/havneklyngen.yaml", &format!("{}    headings: [{own}]\n{}", &text[..at], &text[at..]));
    let settings = format!("years: [2026]\nannual: {{ own_headings: {{ 2026: [{all}] }} }}");
    folder.change("casebook.yaml", "years: all", &settings);
}

fn built(folder: &Temporary) -> (String, String) {
    let options = BuildOptions { formats: vec![MARKDOWN], ..BuildOptions::default() };
    build::make(folder.path(), &options, terminal()).expect("the build can work");
    (folder.read("out/en/reports/2026/havneklyngen.md"), folder.read("out/en/reports/2026.md"))
}

const OWN: &str = "{ of: structure, is: A house of our own, written_for: { members: 119 (115) } }";
const ALL: &str = "{ is: A year to remember, written_for: { members: 1109 (1036), start-ups: 11 (20) } }";

#[test]
fn a_heading_of_ones_own_stands_as_long_as_its_figures_do() {
    let folder = example();
    with_headings(&folder, OWN, ALL);
    assert!(found(&folder, "CB0404").is_empty());
    let (one, all) = built(&folder);
    assert!(one.contains("### A house of our own\n") && all.contains("## A year to remember {"), "{all}");
    // Another figure, and then none.
    let text = folder.read("cases/havneklyngen.yaml");
    let at = text.rfind("      members: ").expect("the newest record gives it");
    let end = at + text[at..].find('\n').expect("the line ends");
    for figure in ["{ is: 121, confirmed: A test }", "not recorded"] {
        folder.write("cases/havneklyngen.yaml", &format!("{}      members: {figure}{}", &text[..at], &text[end..]));
        let (one, all) = built(&folder);
        assert!(!one.contains("A house of our own") && !all.contains("A year to remember"), "members: {figure}");
        assert_eq!(found(&folder, "CB0404").len(), 2, "members: {figure}");
    }
}

/// The messages of a rule, with what to do.
fn found(folder: &Temporary, code: &str) -> Vec<String> {
    let all = folder.check();
    let own = all.sorted().into_iter().filter(|found| found.code.to_string() == code);
    own.map(|found| format!("{}: {}", found.message, found.help.clone().unwrap_or_default())).collect()
}

#[test]
fn a_heading_of_ones_own_says_what_it_was_written_for() {
    let folder = example();
    with_headings(&folder, "{ of: structure, is: A house of our own }", "{ of: finance, is: Money }");
    let missing = found(&folder, "CB0104");
    assert_eq!(missing.len(), 1, "what is wrong with cases comes first");
    assert!(missing[0].contains("written_for: { members: 119 (115), members-new: 8 (9)"), "{missing:?}");
    folder.change("cases/havneklyngen.yaml", "    headings: [{ of: structure, is: A house of our own }]\n", "");
    let missing = found(&folder, "CB0104");
    assert!(missing[0].contains("budget: 8766000 / 8253000 (7862000)"), "{missing:?}");
}

#[test]
fn a_cluster_that_ended_is_named_with_whether_it_still_reports() {
    let folder = example();
    let (workspace, _) = examined(folder.path());
    let figures = figures();
    let mut told = Vec::new();
    for year in 2021..=2026 {
        let text = of_all(&workspace, "en", year).iter().map(|own| own.text.clone()).collect::<Vec<_>>().join(" ");
        for sentence in text.split_inclusive(". ").filter(|sentence| sentence.contains(" ended ")) {
            let (name, rest) = sentence.split_once(" ended ").expect("it has the word");
            let reports = figures[name].contains_key(&year);
            assert_eq!(rest.contains("reports for the last time"), reports, "{year}: {sentence}");
            assert_eq!(rest.contains("is not among them"), !reports, "{year}: {sentence}");
            told.push((year, name.to_owned()));
        }
    }
    let expected = [(2024, "Emballageringen"), (2025, "Mosekraft"), (2026, "Mosekraft")];
    assert_eq!(told, expected.map(|(year, name)| (year, name.to_owned())));
    let reported = of_all(&workspace, "en", 2025)[0].text.clone();
    assert!(reported.contains("Emballageringen became a part of Fødevaredalen in December 2024."), "{reported}");
    assert!(of_one(&workspace, "mosekraft", 2025)[0].text.starts_with("Mosekraft ended in December 2025"));
}

#[test]
fn one_is_not_spoken_of_as_many() {
    let folder = example();
    let (workspace, _) = examined(folder.path());
    for (language, wrong) in [
        ("en", ["one clusters", "one of one cluster are", "one goals", "one are", "of two goals, none"]),
        ("da", ["én klynger", "ét mål er alle", "en klynger", "to beslutninger fra året før blev alle", "1 klynger"]),
    ] {
        for year in 2021..=2026 {
            let all = of_all(&workspace, language, year);
            let own = workspace.cases.iter().filter_map(|case| case.as_of(year));
            let own = own.filter_map(|case| {
                Some(summary(context(&workspace, language, year), &Year::of_one(&workspace.indicators, &case, year)?))
            });
            for paragraph in std::iter::once(all).chain(own).flatten() {
                let text = paragraph.text.to_lowercase();
                let found = wrong.iter().find(|wrong| text.contains(**wrong));
                assert_eq!(found, None, "{year}: {text}");
            }
        }
    }
}
