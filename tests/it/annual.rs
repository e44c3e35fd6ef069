//! Annual reports: records over years, what is computed from them, and gaps that are never filled in.

use std::collections::BTreeMap;
use std::path::Path;

use crate::workspace::{Temporary, examined, globals, repository, terminal};
use casebook::analysis::measure::{self, IndicatorValue, Pair};
use casebook::build::formats::{CSV, MARKDOWN};
use casebook::build::outcome::{BuildOutcome, verdict};
use casebook::build::workbook::workbook;
use casebook::build::workspace::Workspace;
use casebook::build::{self, BuildOptions};
use casebook::cli::init::{self, CLUSTER, Example, InitArgs, PORTFOLIO};
use casebook::cli::publish::{self, PublishArgs};
use casebook::cli::record::{self, RecordArgs};
use casebook::model::case::Case;
use casebook::model::indicator::formula::{IndicatorNumber, NoNumber};
use casebook::model::settings::Years;

fn read(folder: &std::path::Path) -> Workspace {
    let (workspace, diagnostics) = examined(folder);
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    workspace
}

/// Builds the Markdown and the tables of a year in a folder, and returns the files by name.
fn built(folder: &Temporary, years: Years) -> BTreeMap<String, String> {
    let formats = vec![MARKDOWN, CSV];
    let options = BuildOptions { formats, years: Some(years), ..BuildOptions::default() };
    let (diagnostics, _) = build::make(folder.path(), &options, terminal()).expect("the build can work");
    assert_eq!(verdict(&diagnostics), BuildOutcome::Done, "{:?}", diagnostics.sorted());
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    folder.output().into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
}

fn portfolio() -> Temporary {
    let folder = Temporary::copy_of("tests/none");
    let args = InitArgs { dir: folder.path().to_owned(), example: Some(Example::Portfolio) };
    init::run(&args, &globals(folder.path())).expect("the example can be written");
    // What was published can't be changed without a word, and these tests change it.
    std::fs::remove_dir_all(folder.path().join("published")).expect("the example has what was published");
    folder
}

/// Adds a record of a year to a case.
fn record(workspace: &Path, case: &str, year: i32) -> anyhow::Result<BuildOutcome> {
    record::run(&RecordArgs { case: case.to_owned(), year: Some(year), period: None }, &globals(workspace))
}

/// Publishes the records of 2025 of the given cases, or of all cases if none are given.
fn publish(workspace: &Path, cases: &[String]) -> anyhow::Result<BuildOutcome> {
    publish::run(&PublishArgs { cases: cases.to_vec(), year: 2025 }, &globals(workspace))
}

/// Five clusters over a few years: one merges, one has a gap and gives bounds, one is new, one is set back and counts in another
/// way. The expected reports were read and calculated by hand; `UPDATE=1` writes them anew.
#[test]
fn the_reports_of_a_small_portfolio_are_those_that_were_read() {
    let folder = Temporary::copy_of("tests/yearly");
    let files = built(&folder, Years::Some(vec![2024, 2025]));
    let annual = files.iter().filter(|(name, _)| name.starts_with("reports/") && !name.ends_with(".svg"));
    let annual: Vec<(&String, &String)> = annual.collect();
    assert!(annual.len() > 15, "{annual:?}");
    let expected = repository("tests/yearly/expected");
    for (name, text) in annual {
        let file = expected.join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
            std::fs::write(&file, text).expect("it can be written");
        }
        assert_eq!(*text, std::fs::read_to_string(&file).unwrap_or_default(), "{name}; read the change, then UPDATE=1");
    }
}

/// In the first year there is nothing to compare with, so nothing is said of the year before.
#[test]
fn a_first_year_is_compared_with_nothing() {
    let folder = Temporary::copy_of("tests/yearly");
    let files = built(&folder, Years::Some(vec![2022, 2023]));
    let [first, second] = [2022, 2023].map(|year| files[&format!("reports/{year}.md")].as_str());
    assert!(first.contains("| Indicator | 2022 |\n"), "{first}");
    assert!(!first.contains("2021") && !first.contains("two years"), "{first}");
    assert!(second.contains("| Indicator | 2022 | 2023 | Change | Least · median · most |"), "{second}");
    assert!(second.contains("two years"), "{second}");
}

/// Over all years of the example, in both languages: no row is empty, no bracket, and no column but that of the year itself says only
/// that nothing is recorded.
#[test]
fn no_line_says_only_that_there_is_nothing() {
    let folder = portfolio();
    let files = built(&folder, Years::All);
    let first = &files["en/reports/2021.md"];
    assert!(first.contains("| Stage | 2021 (of\u{a0}13) | Clusters in 2021 |"), "{first}");
    let reports = files.iter().filter(|(name, _)| name.contains("/reports/20") && name.ends_with(".md"));
    let mut tables = 0;
    for (name, text) in reports {
        assert!(!text.contains("()"), "{name} has empty brackets");
        for table in text.split("\n\n").filter(|part| part.starts_with('|')) {
            tables += 1;
            let cells = |line: &str| line.trim_matches('|').split(" |").map(|own| own.trim().to_owned()).collect();
            let head: Vec<String> = table.lines().next().map(cells).unwrap_or_default();
            let rows: Vec<Vec<String>> = table.lines().skip(2).map(cells).collect();
            for row in &rows {
                assert!(row.iter().any(|cell| !cell.is_empty()), "{name} has an empty row:\n{table}");
            }
            let is_silent = |cell: &String| cell.starts_with("not recorded") || cell.starts_with("ikke oplyst");
            // That a year gives nothing of what the year before gave is told.
            let is_own_year = |at: usize| name.contains(&format!("/reports/{}", &head[at]));
            for at in (0..head.len()).filter(|at| head[*at].is_empty() || !is_own_year(*at)) {
                let is_all = rows.len() > 1 && rows.iter().all(|row| row.get(at).is_some_and(is_silent));
                assert!(!is_all, "{name} has a column in which nothing is recorded:\n{table}");
            }
        }
    }
    assert!(tables > 1000, "{tables} tables were read");
}

#[test]
fn the_example_in_the_program_is_the_folder_of_the_repository() {
    let folder = repository("examples/portfolio");
    let mut there: Vec<String> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&folder).expect("it lies there").to_string_lossy().replace('\\', "/"))
        .filter(|name| !name.starts_with("out/") && !name.starts_with("schemas/"))
        .collect();
    there.sort();
    let mut names: Vec<&str> = PORTFOLIO.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert_eq!(names, there);
}

/// What a secretariat finds in docs/annual-reports.md can be typed as it stands in the example of one cluster, and the new record is right
/// when all of its comments are taken away.
#[test]
fn the_example_of_one_cluster_can_be_carried_on() {
    let folder = Temporary::copy_of("tests/none");
    let args = InitArgs { dir: folder.path().to_owned(), example: Some(Example::Cluster) };
    init::run(&args, &globals(folder.path())).expect("the example can be written");
    assert_eq!(CLUSTER.iter().filter(|(name, _)| name.starts_with("frameworks/")).count(), 3);
    read(folder.path());
    record(folder.path(), "havneklyngen", 2026).expect("a record can be added");
    let text = folder.read("cases/havneklyngen.yaml");
    let at = text.find("  - period: 2026").expect("it has the record");
    let new: String = text[at..].lines().map(|line| format!("{}\n", line.replacen('#', "", 1))).collect();
    let new: Vec<&str> = new.lines().filter(|line| !line.contains("Write this period's figures")).collect();
    folder.write("cases/havneklyngen.yaml", &format!("{}{}\n", &text[..at], new.join("\n")));
    let (workspace, diagnostics) = examined(folder.path());
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    let case = &workspace.cases[0];
    let newest = case.newest().expect("it has records");
    assert_eq!(
        (newest.year(), newest.figures.0.len()),
        (Some(2026), case.of_year(2025).expect("it is there").figures.0.len())
    );
    let survey =
        newest.figures.of("satisfied").and_then(|figure| figure.survey.as_ref()).expect("it keeps who answered");
    assert!(survey.response_rate.is_some() && survey.wording.is_some());
    assert!(!newest.last_agenda.is_empty());
}

/// A comment above the newest record, where that comes first, stays above it.
#[test]
fn a_comment_above_the_newest_record_stays_there() {
    let folder = Temporary::copy_of("tests/none");
    folder.write("casebook.yaml", "title: T\ndate: 2027-01-01\n");
    let case = "name: A\nrecords:\n  # Counted anew by Ada.\n  - period: 2025\n  - period: 2024\n";
    folder.write("cases/a.yaml", case);
    record(folder.path(), "a", 2026).expect("a record can be added");
    let text = folder.read("cases/a.yaml");
    assert!(
        text.contains("records:\n  - period: 2026\n") && text.contains("  # Counted anew by Ada.\n  - period: 2025\n"),
        "{text}"
    );
}

#[test]
fn a_figure_that_is_taken_out_makes_a_total_of_fewer_clusters() {
    let folder = portfolio();
    let total = |folder: &Temporary| {
        let text = &built(folder, Years::Some(vec![2024]))["en/reports/2024/tables/totals--activities.csv"];
        let line = text.lines().find(|line| line.starts_with("events,")).expect("there is a total").to_owned();
        line.split(',').skip(5).take(2).collect::<Vec<_>>().join(" ")
    };
    let workspace = read(folder.path());
    let events = |case: &Case| {
        let record = case.of_year(2024).expect("every cluster has a record of 2024");
        let figure = record.figures.of("events").expect("every cluster counts events");
        figure.amount.value.value().expect("it is known").to_string().parse::<usize>().expect("it is a number")
    };
    let all: usize = workspace.cases.iter().map(events).sum();
    assert_eq!(total(&folder), format!("{all} 14 of 14"));
    let one = workspace.cases.iter().find(|case| case.id == *"sundbyen").expect("it is there");
    let count = events(one);
    let text = folder.read("cases/sundbyen.yaml");
    let at = text.find("period: 2024").expect("there is a record");
    let line = text[at..].find(&format!("\n      events: {count}\n")).expect("it counts events") + at;
    let end = line + 1 + text[line + 1..].find('\n').expect("a line follows");
    folder.write("cases/sundbyen.yaml", &format!("{}{}", &text[..line], &text[end..]));
    let parts = folder.read("cases/sundbyen.yaml");
    assert!(parts.len() < text.len());
    assert_eq!(total(&folder), format!("{} 13 of 14", all - count));
}

#[test]
fn the_report_of_a_cluster_depends_on_its_own_file_alone() {
    let folder = Temporary::copy_of("tests/yearly");
    let years = || Years::Some(vec![2025]);
    let of = |files: &BTreeMap<String, String>| files["reports/2025/elm.md"].clone();
    let before = of(&built(&folder, years()));
    folder.change("cases/alder.yaml", "staff: 2.5", "staff: 3");
    folder.change("cases/birch.yaml", "name: Birch", "name: Beech");
    assert_eq!(of(&built(&folder, years())), before);
    folder.change("cases/elm.yaml", "boats: 7", "boats: 9");
    assert_ne!(of(&built(&folder, years())), before);
}

/// The report of the year prints the story, the report of the case does not.
#[test]
fn a_work_that_only_a_story_cites_is_in_the_report_that_prints_it() {
    let folder = Temporary::copy_of("tests/yearly");
    let work = "boats:\n  type: Book\n  title: On Boats\n  author: \"Lind, Ida\"\n  date: 2019\n";
    folder.write("references.yaml", work);
    folder.change("cases/alder.yaml", "They met.", "They met [@boats, p. 4].");
    let files = built(&folder, Years::Some(vec![2025]));
    let report = &files["reports/2025/alder.md"];
    assert!(report.contains("They met (Lind, 2019, p. 4)") && report.contains("On Boats"), "{report}");
    assert!(!files["cases/alder.md"].contains("On Boats"), "{}", files["cases/alder.md"]);
    // In a style that numbers works, text and list have the same numbers.
    folder.change("casebook.yaml", "date:", "citation_style: ieee\ndate:");
    let piers = "piers:\n  type: Book\n  title: On Piers\n  author: \"Holm, Per\"\n  date: 2018\n";
    folder.write("references.yaml", &format!("{piers}{work}"));
    folder.change("cases/alder.yaml", "[@boats, p. 4].", "[@boats]. They parted [@piers].");
    let report = &built(&folder, Years::Some(vec![2025]))["reports/2025/alder.md"];
    assert!(report.contains("They met \\[1\\]. They parted \\[2\\]."), "{report}");
    let [boats, piers] = ["On Boats", "On Piers"].map(|title| report.find(title).expect("it is listed"));
    assert!(boats < piers, "{report}");
}

/// Parts of a whole in per cent are compared in per cent: the tolerance is half of the last digit of the whole.
#[test]
fn shares_that_do_not_add_up_to_their_whole_are_doubted_in_per_cent() {
    let said = |whole: &str, part: &str| {
        let folder = Temporary::copy_of("tests/yearly");
        let own = "title: Ships\nversion: \"1\"\nindicators:\n  - { id: afloat, label: Afloat, unit: percent, aggregate: mean, source: The yard }\n  \
                   - { id: sailing, label: Sailing, unit: percent, aggregate: mean, part_of: afloat, source: The yard }\n";
        folder.write("indicators/ships.yaml", own);
        folder.write(
            "cases/oak.yaml",
            &format!("name: Oak\nrecords:\n  - period: 2025\n    figures: {{ afloat: {whole}, sailing: {part} }}\n"),
        );
        let diagnostics = folder.check();
        let found = diagnostics.sorted().into_iter().map(|one| one.message.clone());
        found.filter(|message| message.contains("add up")).collect::<Vec<String>>()
    };
    assert_eq!(said("60.5 %", "60.45 %"), Vec::<String>::new(), "60.45 % rounds to 60.5 %");
    assert_eq!(said("60.5 %", "57 %"), ["the parts of `afloat` add up to 57.0, and it is 60.5"]);
    assert_eq!(said("60 %", "59 %"), ["the parts of `afloat` add up to 59, and it is 60"]);
    for (whole, part) in
        [("60 %", "not recorded"), ("not recorded", "59 %"), ("60 %", "about 59 %"), ("at least 60 %", "59 %")]
    {
        assert_eq!(said(whole, part), Vec::<String>::new(), "{whole} and {part}: nothing is known to be wrong");
    }
}

#[test]
fn nothing_is_filled_in_from_another_year() {
    let folder = Temporary::copy_of("tests/yearly");
    let files = built(&folder, Years::Some(vec![2024, 2025]));
    assert!(!files.contains_key("reports/2024/birch.md"), "there is no record of that year");
    assert!(files["reports/2024.md"].contains("| Birch | There is no record for 2024 |"));
    let birch = &files["reports/2025/birch.md"];
    assert!(birch.contains("compared with 2023. There is no record for 2024"), "{birch}");
    assert!(birch.contains("since there is no record of the year before"), "growth has nothing to begin from");
}

#[test]
fn what_can_not_be_computed_says_why() {
    let workspace = read(&repository("tests/yearly"));
    let found = |id: &str, indicator: &str, year: i32| {
        let case = workspace.cases.iter().find(|case| case.id == *id).expect("it is there");
        let indicator = workspace.indicators.find(indicator).expect("it is there");
        let pair = Pair::of(case, year).expect("there is a record");
        match measure::find(&workspace.indicators, indicator, pair) {
            IndicatorValue::Computed(number) => Ok(number),
            IndicatorValue::NotComputable(reason) => Err(reason),
            other => panic!("{other:?}"),
        }
    };
    let number = |value: &str, decimals: usize, currency: Option<&str>| IndicatorNumber {
        value: value.parse().expect("it is a number"),
        decimals,
        currency: currency.map(str::to_owned),
        about: false,
    };
    assert_eq!(found("alder", "members-per-staff", 2025), Ok(number("6", 1, None)));
    assert_eq!(found("alder", "private-share", 2025), Ok(number("0.5", 0, None)));
    assert_eq!(found("alder", "budget-per-member", 2025).expect("it can be").currency.as_deref(), Some("EUR"));
    assert_eq!(found("dogwood", "members-per-staff", 2025), Err(NoNumber::Zero("staff".to_owned())));
    assert_eq!(found("dogwood", "members-growth", 2025), Err(NoNumber::NoLast));
    assert_eq!(found("birch", "members-per-staff", 2025), Err(NoNumber::Bounded("members".to_owned())));
    assert_eq!(found("elm", "members-growth", 2025), Err(NoNumber::Changed("members".to_owned())));
    assert_eq!(
        found("elm", "private-share", 2025),
        Err(NoNumber::Missing { id: "budget-fees".to_owned(), last: false })
    );
}

#[test]
fn a_new_record_leaves_the_rest_of_a_file_as_it_is() {
    let folder = portfolio();
    let cases: Vec<String> =
        PORTFOLIO.iter().filter_map(|(name, _)| name.strip_prefix("cases/")).map(str::to_owned).collect();
    for file in cases {
        let (name, id) = (format!("cases/{file}"), file.trim_end_matches(".yaml"));
        let before = folder.read(&name);
        record(folder.path(), id, 2027).expect("a record can be added");
        let after = folder.read(&name);
        let common = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
        let rest = before.len() - common;
        assert_eq!(before[common..], after[after.len() - rest..], "{name}");
        let new = &after[common..after.len() - rest];
        assert!(new.contains("- period: 2027"), "{new}");
        let plain = new.lines().filter(|line| !line.trim_start().starts_with('#'));
        assert_eq!(plain.map(str::trim).collect::<Vec<_>>(), ["- period: 2027", "status: draft"], "{name}");
        assert!(record(folder.path(), id, 2027).is_err(), "there is one already");
    }
    let workspace = read(folder.path());
    assert!(workspace.cases.iter().all(|case| case.years().last() == Some(&2027)));
}

#[test]
fn a_record_finds_its_place_however_the_file_is_written() {
    for (text, expected) in [
        ("name: A\n", "name: A\n\nrecords:\n  - period: 2026\n"),
        ("name: A", "name: A\n\nrecords:\n  - period: 2026\n"),
        ("name: A\nrecords:\n- period: 2025\n# end\n", "records:\n- period: 2025\n- period: 2026\n"),
        (
            "name: A\r\nrecords:\r\n  - period: 2025\r\n",
            "  - period: 2025\r\n  - period: 2026\r\n    status: draft\r\n",
        ),
        ("name: A\nrecords:\n  - period: 2025\n  - period: 2024\n", "records:\n  - period: 2026\n"),
        ("records:\n  - { period: 2025 } # last\n\nname: A\n", "# last\n  - period: 2026\n"),
        ("records:\n  - period: 2025\n    # of it\nname: A\n", "    # of it\n  - period: 2026\n"),
    ] {
        let folder = Temporary::copy_of("tests/workspace");
        folder.write("cases/a.yaml", text);
        record(folder.path(), "a", 2026).expect("a record can be added");
        let after = folder.read("cases/a.yaml");
        assert!(after.contains(expected), "{text:?} became {after:?}");
    }
    for text in ["name: A\nrecords: [{ period: 2025 }]\n", "{ name: A, founded: 2010 }\n"] {
        let folder = Temporary::copy_of("tests/workspace");
        folder.write("cases/a.yaml", text);
        let refused = record(folder.path(), "a", 2026).expect_err("nothing can be added");
        assert!(refused.to_string().contains("brackets"), "{refused}");
        assert_eq!(folder.read("cases/a.yaml"), text);
    }
}

#[test]
fn what_was_published_is_kept_and_a_correction_is_restated() {
    let folder = Temporary::copy_of("tests/yearly");
    publish(folder.path(), &[]).expect("it can be published");
    assert!(
        folder.read("cases/elm.yaml").contains("period: 2025, status: published"),
        "{}",
        folder.read("cases/elm.yaml")
    );
    assert!(folder.read("cases/birch.yaml").contains("status: published, period: 2025"));
    let kept = folder.read("published/2025.yaml");
    assert!(kept.contains("alder:\n  on: 2026-02-01\n  figures:\n    members: 15\n"), "{kept}");
    assert_eq!(folder.check().errors(), 0, "{:?}", folder.check().sorted());
    publish(folder.path(), &[]).expect("it can be asked again");
    assert_eq!(folder.read("published/2025.yaml"), kept, "what was published stays");
    folder.change("cases/elm.yaml", "boats: 7", "boats: 9");
    assert_eq!(folder.check().errors(), 1);
    folder.change(
        "cases/elm.yaml",
        "boats: 9",
        "boats: { is: 9, restated: { was: 7, on: 2026-05-01, why: Two lay behind } }",
    );
    assert_eq!(folder.check().errors(), 0, "{:?}", folder.check().sorted());
    let elm = &built(&folder, Years::Some(vec![2025]))["reports/2025/elm.md"];
    assert!(elm.contains("| Boats launched | 2025 | 7 | 9 | 1 May 2026 | Two lay behind |"), "{elm}");
}

#[test]
fn a_record_is_published_whole_or_not_at_all() {
    let folder = Temporary::copy_of("tests/publish");
    let before = folder.read("cases/doubtful.yaml");
    assert_eq!(publish(folder.path(), &[]).expect("it is refused in order"), BuildOutcome::Mistakes);
    assert_eq!(folder.read("cases/doubtful.yaml"), before);
    assert!(!folder.path().join("published/2025.yaml").exists());
    let sound = ["block", "marked", "restated", "wide"].map(str::to_owned);
    let sources: Vec<String> = sound.iter().map(|id| folder.read(&format!("cases/{id}.yaml"))).collect();
    assert_eq!(publish(folder.path(), &sound).expect("they can be published"), BuildOutcome::Done);
    let kept = folder.read("published/2025.yml");
    assert_eq!(kept, std::fs::read_to_string(repository("tests/publish/expected/2025.yml")).expect("it is there"));
    assert_eq!(folder.check().errors(), 0, "{:?}", folder.check().sorted());
    for (id, before) in sound.iter().zip(sources) {
        let after = folder.read(&format!("cases/{id}.yaml"));
        let status = ["status: published\r\n    ", "status: published\n    ", "status: published, "];
        let without = |text: &str| status.iter().fold(text.to_owned(), |text, status| text.replacen(status, "", 1));
        assert_ne!(after, without(&after), "{id} is published");
        assert_eq!(without(&after), without(&before), "{id}: {after}");
    }
    folder.change("cases/wide.yaml", "status: published", "status: draft");
    publish(folder.path(), &sound).expect("it can be asked again");
    assert!(folder.read("cases/wide.yaml").contains("status: published"));
    assert_eq!(folder.read("published/2025.yml"), kept);
}

#[test]
fn periods_definitions_and_assessments_that_are_unlike_are_not_compared() {
    let folder = Temporary::copy_of("tests/unlike");
    let files = built(&folder, Years::Some(vec![2025]));
    let expected = repository("tests/unlike/expected");
    for name in ["2025.md", "2025/gap.md", "2025/half.md", "2025/two-raters.md", "2025/negative.md"] {
        let text = &files[&format!("reports/{name}")];
        let file = expected.join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
            std::fs::write(&file, text).expect("it can be written");
        }
        assert_eq!(*text, std::fs::read_to_string(&file).unwrap_or_default(), "{name}; read the change, then UPDATE=1");
    }
}

#[test]
fn indicators_in_a_circle_are_told_and_not_computed() {
    let folder = Temporary::copy_of("tests/circle");
    let diagnostics = folder.check();
    assert!(diagnostics.errors() > 0);
    assert!(
        diagnostics.sorted().iter().any(|told| told.message == "`aa` is computed from itself, by way of bb"),
        "{:?}",
        diagnostics.sorted()
    );
}

#[test]
fn the_workbook_has_the_same_bytes_each_time() {
    let workspace = read(&repository("tests/yearly"));
    let made = || workbook(&workspace, &workspace.locales[0], &[2024, 2025]).expect("it can be made");
    assert!(made() == made());
    assert!(made().starts_with(b"PK"));
}

#[test]
fn a_year_without_records_is_no_year() {
    let folder = Temporary::copy_of("tests/yearly");
    let options = BuildOptions { years: Some(Years::Some(vec![2031])), ..BuildOptions::default() };
    let refused = build::make(folder.path(), &options, terminal()).err().expect("there is no such year");
    assert!(refused.to_string().contains("2023, 2024, 2025"), "{refused}");
}

/// Members by name are an appendix of the report and a sheet of the workbook, with their numbers as they are written.
#[test]
fn members_by_name_are_listed_as_they_are_written() {
    let folder = Temporary::copy_of("tests/yearly");
    let report = &built(&folder, Years::Some(vec![2025]))["reports/2025/alder.md"];
    assert!(report.contains("| Boatyard | 01234567 | Firm | March 2019 |"), "{report}");
    assert!(report.contains("| \\=HYPERLINK(\\|) |  |  |  |"), "{report}");
    let workspace = read(folder.path());
    let bytes = workbook(&workspace, workspace.first_locale(), &[2025]).expect("the workbook can be made");
    assert!(bytes.len() > 1000);
}
