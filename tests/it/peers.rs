//! Where a cluster stands among the others: its sheet names none of them, and what it shows is computed anew from the files, and attacked
//! as a curious reader would.

use casebook::build::BuildOptions;
use casebook::build::formats::{CSV, MARKDOWN};
use casebook::model::settings::Years;

use crate::workspace::{Temporary, examined, terminal};
use crate::year::{Figures, example, figures};

const SUMMED: [(&str, &str); 3] =
    [("Members", "members"), ("Events", "events"), ("Projects running", "projects-running")];

fn with_peers() -> Temporary {
    let folder = example();
    folder.change("casebook.yaml", "years: all", "years: [2026]\nannual: { peers: anonymous }");
    folder
}

/// Changes a figure in the newest record of another cluster.
fn newest(folder: &Temporary, figure: &str, value: &str) {
    let mut text = folder.read("cases/vindkysten.yaml");
    let at = text.rfind(&format!("      {figure}: ")).expect("the newest record gives it");
    let end = at + text[at..].find('\n').expect("the line ends");
    text.replace_range(at..end, &format!("      {figure}: {value}"));
    folder.write("cases/vindkysten.yaml", &text);
}

fn build(folder: &Temporary) -> Vec<String> {
    let options =
        BuildOptions { formats: vec![MARKDOWN, CSV], years: Some(Years::Some(vec![2026])), ..BuildOptions::default() };
    let (diagnostics, _) = casebook::build::make(folder.path(), &options, terminal()).expect("the build can work");
    diagnostics.sorted().iter().map(|found| format!("{found:?}")).collect()
}

/// A row of a sheet: the figure, the cluster's own, the borders, its band, and how many others give it.
#[derive(Debug, PartialEq)]
struct Row {
    label: String,
    own: f64,
    borders: [f64; 3],
    band: usize,
    others: usize,
}

fn plain(text: &str) -> f64 {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().unwrap_or_else(|_| panic!("{text} is a number"))
}

fn rows(sheet: &str) -> Vec<Row> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let table = sheet.lines().filter(|line| line.starts_with("| ") && line.contains('●'));
    let row = |line: &str| {
        let cells = cells(line);
        let [label, own, bands @ .., others] = cells.as_slice() else { panic!("{line} has cells") };
        assert_eq!(bands.len(), 4, "{line}");
        let ends = |at: usize| bands[at].split(" to ").map(plain).collect::<Vec<_>>();
        let borders = [plain(&bands[0]), ends(1)[1], plain(&bands[3])];
        assert_eq!((ends(1)[0], ends(2)), (borders[0], vec![borders[1], borders[2]]), "{line}: bands have no gaps");
        let band = bands.iter().position(|band| band.contains('●')).expect("the line has the mark");
        Row { label: label.clone(), own: plain(own), borders, band, others: others.parse().expect("a number") }
    };
    table.map(row).collect()
}

/// The ids and names of the clusters, with their sheets in English.
fn sheets(folder: &Temporary) -> Vec<(String, String, String)> {
    let (workspace, _) = examined(folder.path());
    let there = workspace.cases.iter().filter(|case| case.of_year(2026).is_some());
    let sheet = |id: &str| folder.read(&format!("out/en/peers/2026/{id}.md"));
    there.map(|case| (case.id.to_string(), case.name.get("en").to_owned(), sheet(&case.id))).collect()
}

fn of<'f>(figures: &'f Figures, id: &'f str) -> impl Iterator<Item = (&'f str, f64)> {
    figures.iter().filter_map(move |(name, years)| Some((name.as_str(), *years.get(&2026)?.get(id)?)))
}

#[test]
fn a_sheet_names_no_other_cluster_and_shows_what_the_files_say() {
    let folder = with_peers();
    build(&folder);
    let (sheets, figures) = (sheets(&folder), figures());
    assert_eq!(sheets.len(), 12, "two of the fourteen have no record of the year");
    for (id, name, sheet) in &sheets {
        for (_, other, _) in sheets.iter().filter(|(other, ..)| other != id) {
            assert!(!sheet.contains(other.as_str()), "the sheet of {name} names {other}");
        }
        let rows = rows(sheet);
        assert!(rows.len() >= 5, "{name} has {} rows:\n{sheet}", rows.len());
        for (label, indicator) in SUMMED {
            let Some(row) = rows.iter().find(|row| row.label == label) else { continue };
            let own = of(&figures, indicator).find(|(other, _)| other == name).expect("it is recorded").1;
            assert!((row.own - own).abs() < 0.01, "{name}, {label}: {} is {own}", row.own);
            let band = row.borders.iter().filter(|border| own >= **border).count();
            assert_eq!(row.band, band, "{name}, {label}: {row:?}");
        }
        assert!(sheet.contains(&format!("{name} is ")), "sentences come first:\n{sheet}");
    }
}

#[test]
fn sheets_laid_side_by_side_say_no_more_than_one() {
    let folder = with_peers();
    build(&folder);
    let all: Vec<Vec<Row>> = sheets(&folder).iter().map(|(.., sheet)| rows(sheet)).collect();
    for row in all.iter().flatten() {
        let same = all.iter().flatten().filter(|other| other.label == row.label);
        assert!(same.into_iter().all(|other| (other.borders, other.others) == (row.borders, row.others)), "{row:?}");
    }
}

#[test]
fn no_figure_of_another_can_be_won_back_from_a_sheet_and_the_totals() {
    let folder = with_peers();
    build(&folder);
    let (sheets, figures) = (sheets(&folder), figures());
    let mut tried = 0;
    for (label, indicator) in SUMMED {
        let all: Vec<(&str, f64)> = of(&figures, indicator).collect();
        let total: f64 = all.iter().map(|(_, own)| own).sum();
        for (_, name, sheet) in &sheets {
            let Some(row) = rows(sheet).into_iter().find(|row| row.label == label) else { continue };
            let own = row.own;
            let ends = |figure: f64| {
                let band = row.borders.iter().filter(|border| figure >= **border).count();
                (if band == 0 { 0.0 } else { row.borders[band - 1] }, row.borders.get(band).copied().unwrap_or(total))
            };
            for (other, figure) in all.iter().filter(|(other, _)| other != name) {
                let rest =
                    || all.iter().filter(|(one, _)| one != name && one != other).map(|(_, figure)| ends(*figure));
                let left = total - own;
                let least = ends(*figure).0.max(left - rest().map(|(_, high)| high).sum::<f64>());
                let most = ends(*figure).1.min(left - rest().map(|(low, _)| low).sum::<f64>());
                tried += 1;
                let ((low, high), is_near) = (ends(*figure), |end: f64| (end - figure).abs() < figure / 10.0);
                // A narrow band does not say of whom it is.
                let is_told = is_near(least) && !is_near(low) || is_near(most) && !is_near(high);
                assert!(!is_told, "{name} knows {label} of {other}: {least} to {most}, is {figure}");
            }
        }
    }
    assert!(tried > 100, "the attack was made {tried} times");
}

#[test]
fn a_figure_that_the_total_would_tell_is_not_placed() {
    let folder = with_peers();
    build(&folder);
    let is_placed = || sheets(&folder).iter().flat_map(|(.., sheet)| rows(sheet)).any(|row| row.label == "Events");
    assert!(is_placed());
    // One cluster alone holds nearly all events: the total less what the bands say at least is its own figure.
    newest(&folder, "events", "{ is: 90000, confirmed: A test }");
    build(&folder);
    assert!(!is_placed());
    let sheet = folder.read("out/en/peers/2026/havneklyngen.md");
    assert!(sheet.contains("it could be told what another cluster reports: "), "{sheet}");
}

#[test]
fn a_cluster_sees_itself_among_eight_others_or_not_at_all() {
    for (clusters, is_there) in [(8, false), (9, true)] {
        let folder = with_peers();
        let (workspace, _) = examined(folder.path());
        let there = workspace.cases.iter().filter(|case| case.of_year(2026).is_some());
        for case in there.skip(clusters) {
            std::fs::remove_file(folder.path().join(format!("cases/{}.yaml", case.id))).expect("it can be removed");
        }
        build(&folder);
        assert_eq!(folder.exists("out/en/peers/2026"), is_there, "{clusters} clusters");
    }
}

#[test]
fn a_cluster_that_gives_no_figure_counts_among_nobody() {
    let members = |folder: &Temporary| {
        let sheet = folder.read("out/en/peers/2026/havneklyngen.md");
        rows(&sheet).into_iter().find(|row| row.label == "Members").expect("members are placed")
    };
    let [silent, gone] = [with_peers(), with_peers()];
    newest(&silent, "members", "not recorded");
    std::fs::remove_file(gone.path().join("cases/vindkysten.yaml")).expect("it can be removed");
    build(&silent);
    build(&gone);
    assert_eq!(members(&silent).others, 10, "itself and the silent one are not among twelve clusters' others");
    assert_eq!(members(&silent), members(&gone), "silence is no zero, and moves no border");
}

#[test]
fn the_annual_report_of_a_cluster_depends_on_no_other_and_sheets_go_with_their_setting() {
    let folder = with_peers();
    build(&folder);
    let report = folder.read("out/en/reports/2026/havneklyngen.md");
    let sheet = folder.read("out/en/peers/2026/havneklyngen.md");
    newest(&folder, "members", "not recorded");
    build(&folder);
    assert_eq!(folder.read("out/en/reports/2026/havneklyngen.md"), report);
    assert_ne!(folder.read("out/en/peers/2026/havneklyngen.md"), sheet, "a sheet depends on all");
    let silent = folder.read("out/en/peers/2026/vindkysten.md");
    assert!(
        silent.contains("Without a number here, though eight others or more give one: the number of members."),
        "{silent}"
    );
    assert!(!silent.contains("| Members |") && !silent.contains("By the number of members"), "silence is in no band");
    let portfolio = folder.read("out/en/reports/2026.md");
    assert!(portfolio.contains("](../peers/2026/havneklyngen.md)"), "the report on all leads to the sheets");
    folder.change("casebook.yaml", "annual: { peers: anonymous }", "");
    build(&folder);
    assert!(!folder.exists("out/en/peers/2026/havneklyngen.md"), "sheets go with their setting");
    assert!(!folder.read("out/en/reports/2026.md").contains("peers/"));
}
