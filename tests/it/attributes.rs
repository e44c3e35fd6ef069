//! Attributes of one's own: in tables, groups, filters, claims and case reports, of a workspace about invented schools.

use casebook::build::formats::{CSV, HTML, MARKDOWN};
use casebook::build::outcome::BuildOutcome;

use crate::workspace::{Temporary, filter_options, golden, repository};

/// What was read is kept in `tests/attributes/expected/`; `UPDATE=1` writes it anew.
#[test]
fn attributes_are_in_tables_groups_claims_and_case_reports() {
    let workspace = Temporary::copy_of("tests/attributes");
    assert!(workspace.check().is_empty(), "{:?}", workspace.check().sorted());
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let expected = repository("tests/attributes/expected");
    for (name, bytes) in workspace.output().into_iter().filter(|(name, _)| !name.ends_with(".svg")) {
        let text = String::from_utf8(bytes).expect("it is text");
        golden(&expected, &name, &text);
        assert!(!text.contains("222"), "{name} has what its readers may not see");
    }
}

/// The start page filters by what has a closed list of values, and leaves out what no case says anything of.
#[test]
fn the_start_page_filters_by_attributes() {
    let workspace = Temporary::copy_of("tests/attributes");
    assert_eq!(workspace.build_with(&[MARKDOWN, CSV, HTML], false), BuildOutcome::Done);
    let page = workspace.read("out/index.html");
    let of = |label: &str| filter_options(&page, label);
    let options = |all: &[&str]| Some(all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
    assert_eq!(of("Setting"), options(&["In the country (3)", "In a town (2)", "withheld (1)"]));
    assert_eq!(of("Success"), options(&["low (1)", "moderate (1)", "high (2)", "none (1)", "not recorded (1)"]));
    assert_eq!(of("Mandated"), options(&["no (1)", "yes (3)", "not recorded (2)"]));
    for (absent, why) in
        [("Pupils", "a number"), ("Motto", "a text"), ("Industry", "no case has one"), ("Study", "none")]
    {
        assert_eq!(of(absent), None, "{absent}: {why}");
    }
    let heads: Vec<&str> =
        page.split("<th scope=\"col\"").skip(1).filter_map(|one| one.split_once('>')?.1.split('<').next()).collect();
    assert_eq!(heads, ["School", "Framework", "Pupils", "Setting"]);
}

/// An annual report without figures says that they are withheld only where some were recorded, whatever else is withheld.
#[test]
fn figures_are_withheld_only_where_some_were_recorded() {
    let workspace = Temporary::copy_of("tests/attributes");
    workspace.change("casebook.yaml", "date: 2026-11-30", "date: 2026-11-30\nyears: [2025]");
    workspace.change("cases/alder.yaml", "{ members: 10 }", "{ members: { is: 10, disclosure: internal } }");
    workspace.change("cases/birch.yaml", "    figures: { members: 20 }\n", "");
    workspace.change("cases/birch.yaml", "mandated: no", "mandated: { is: no, disclosure: internal }");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let figures = |case: &str| {
        let report = workspace.read(&format!("out/en/reports/2025/{case}.md"));
        let rest = report.split("## Figures").nth(1).expect("it has the section").to_owned();
        rest.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
    };
    assert_eq!(figures("alder"), "Withheld.");
    assert_eq!(figures("birch"), "No figures are recorded for this period.");
}
