//! Numbers are right to the last digit, however a file spells them and wherever they are shown. Each folder in `tests/numbers/` is a
//! small workspace with what once went wrong.

use casebook::base::rules::Code;
use casebook::build::formats::{CSV, MARKDOWN};
use casebook::build::outcome::{BuildOutcome, verdict};
use casebook::build::{self, BuildOptions};
use casebook::model::settings::Years;

use crate::workspace::{Temporary, terminal};

/// Builds the annual reports on 2025 in a copy of a workspace.
fn built(name: &str) -> Temporary {
    let folder = Temporary::copy_of(&format!("tests/numbers/{name}"));
    let options =
        BuildOptions { formats: vec![MARKDOWN, CSV], years: Some(Years::Some(vec![2025])), ..BuildOptions::default() };
    let (diagnostics, _) = build::make(folder.path(), &options, terminal()).expect("the build can work");
    assert_eq!(verdict(&diagnostics), BuildOutcome::Done, "{:?}", diagnostics.sorted());
    folder
}

/// Returns the row of a table that begins with a name, as it stands in a report.
fn row(text: &str, name: &str) -> String {
    let rows = text
        .lines()
        .filter(|line| line.starts_with(&format!("| {name} |")) || line.starts_with(&format!("| – {name} |")));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_mean_of_money_keeps_the_cents() {
    let folder = built("mean");
    let report = folder.read("out/reports/2025.md");
    assert!(row(&report, "MM (mean)").contains("| EUR 1.50 ("), "{report}");
    let csv = folder.read("out/reports/2025/tables/totals--i.csv");
    assert!(csv.lines().any(|line| line.starts_with("mm,MM,mean,") && line.contains(",EUR 1.50,2 of 2,")), "{csv}");
}

#[test]
fn halves_go_away_from_zero() {
    let folder = built("half-percent");
    let report = folder.read("out/reports/2025/c0.md");
    assert!(row(&report, "Q").contains("13 %"), "{report}");
    assert!(row(&report, "Q1").contains("12.5 %"), "{report}");
}

#[test]
fn every_row_shows_its_unit() {
    let folder = built("unit-substring");
    let report = folder.read("out/reports/2025/a.md");
    for label in ["Contests held (tests)", "Cotton sold (ton)", "Sugar (ton)"] {
        assert!(report.contains(label), "{label}: {report}");
    }
}

/// Whatever stands before a number, it is read as it is spelled.
#[test]
fn a_number_is_held_to_its_spelling_behind_anchors_aliases_and_tags() {
    let said = |figure: &str| {
        let folder = Temporary::copy_of("tests/numbers/anchor-number");
        folder.write("cases/a.yaml", &format!("name: A\nrecords:\n  - as_of: 2025\n    facilitators: {figure}\n"));
        let diagnostics = folder.check();
        let form = diagnostics.sorted().into_iter().filter(|one| one.code == Code::WrongForm);
        form.map(|one| (one.code, one.span.position().2)).collect::<Vec<_>>()
    };
    let at_the_number = [(Code::WrongForm, 19)];
    for ambiguous in
        ["1.000", "&n 1.000", "!!float 1.000", "!!float &n 1.000", "&n !!float 1.000", "&a 12.500", "{ is: 1.000 }"]
    {
        let found = said(ambiguous);
        assert!(found.len() == 1 && found[0].0 == Code::WrongForm, "{ambiguous}: {found:?}");
    }
    assert_eq!(said("1.000"), at_the_number);
    for wrong in ["&a 0x10", "&a 1e3", "!!int 0x10", "!!int +5", "&n +5"] {
        assert!(said(wrong).iter().any(|(code, _)| *code == Code::WrongForm), "{wrong}");
    }
    for sound in ["18", "&n 18", "!!int 18", "&n !!int 18", "{ is: &n 18 }", "!!str 18", "&n 2.5", "!!float 2.5"] {
        assert_eq!(said(sound), [], "{sound}");
    }
    let folder = Temporary::copy_of("tests/numbers/anchor-number");
    assert_eq!(folder.check().errors(), 2, "at the anchor and at the alias: {:?}", folder.check().sorted());
}
