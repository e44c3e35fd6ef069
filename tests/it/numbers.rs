//! Numbers are right to the last digit, however a file spells them and wherever they are shown. Each folder in `tests/numbers/` is a
//! small workspace with what once went wrong.

use std::collections::BTreeMap;

use casebook::base::rules::Code;
use casebook::build::formats::{CSV, Format, HTML, MARKDOWN, PDF};
use casebook::build::outcome::{BuildOutcome, verdict};
use casebook::build::{self, BuildOptions};
use casebook::cli::export::{self, ExportOptions};
use casebook::model::settings::Years;

use crate::sheets::{SheetCell, sheet};
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
    let rows = text.lines().filter(|line| {
        ["", "– "].iter().any(|before| {
            let start = format!("| {before}{name} ");
            line.strip_prefix(&start).is_some_and(|rest| rest.starts_with(['|', '*']))
        })
    });
    rows.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

#[test]
fn a_mean_of_money_keeps_the_cents() {
    let folder = built("mean");
    let report = folder.read("out/reports/2025.md");
    assert!(row(&report, "MM (mean)").contains("| EUR 1.50 |"), "{report}");
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
    let read = |figures: &str| {
        let folder = Temporary::copy_of("tests/numbers/mean");
        folder.write("cases/c1.yaml", &format!("name: n1\nrecords:\n  - period: 2025\n    {figures}\n"));
        exported(&folder, &[MARKDOWN, CSV]);
        row(&folder.read("out/reports/2025/c1.md"), "A (things)")
    };
    for figures in [
        // What a comment and a text say of an anchor is none.
        "figures:\n      b: &n 2.50\n      # &n 7.5 was said\n      a: *n",
        "figures: { b: &n 2.50, c: { is: 5, note: \"see &n 7.5\" }, a: *n }",
        "figures: { b: &n 2.50, c: { is: 5, note: 'see &n 7.5 there' }, a: *n }",
        "narrative: R&n 7.5\n    figures: { b: &n 2.50, c: { is: 5, note: &nn 7.5 }, a: *n }",
        "figures: { c: { is: 5, note: &n old }, b: &n 2.50, a: *n }",
        // An alias may stand for all that is said of a figure.
        "figures:\n      b: &n { is: 2.50 }\n      a: *n",
        "figures:\n      b: { is: &n 2.50 }\n      a: { is: *n, note: x }",
        "figures:\n      b: &m { is: &n 2.50, note: *n }\n      a: *m",
        // A value may stand below its anchor and its tag.
        "figures:\n      b: 1\n      a: &n # why\n        2.50",
        "figures:\n      b: 1\n      a: !!float # why\n        2.50",
        "figures: { b: 1, a: !<tag:yaml.org,2002:float> 2.50 }",
        "figures: { b: &1 2.50, a: *1 }",
    ] {
        assert!(read(figures).contains("| 2.50 "), "{figures}: {}", read(figures));
    }
    for ambiguous in [
        "{ total: &n 5, list: none }\n    facilitators: &m { is: 1.000 }",
        "not recorded\n    facilitators: &n # x\n      1.000",
    ] {
        let folder = Temporary::copy_of("tests/numbers/anchor-number");
        folder.write("cases/a.yaml", &format!("name: A\nrecords:\n  - as_of: 2025\n    actors: {ambiguous}\n"));
        assert!(folder.check().sorted().iter().any(|one| one.code == Code::WrongForm), "{ambiguous}");
    }
    let folder = Temporary::copy_of("tests/numbers/anchor-number");
    assert_eq!(folder.check().errors(), 2, "at the anchor and at the alias: {:?}", folder.check().sorted());
}

/// Builds the annual reports on 2025 in some formats, and the workbook.
pub(crate) fn exported(folder: &Temporary, formats: &[Format]) {
    let years = Some(Years::Some(vec![2025]));
    let options = BuildOptions { formats: formats.to_vec(), years: years.clone(), ..BuildOptions::default() };
    let (diagnostics, _) = build::make(folder.path(), &options, terminal()).expect("the build can work");
    assert_eq!(verdict(&diagnostics), BuildOutcome::Done, "{:?}", diagnostics.sorted());
    let options = ExportOptions { years, ..ExportOptions::default() };
    let outcome = export::export(folder.path(), &options, terminal()).expect("the export can work");
    assert_eq!(outcome, BuildOutcome::Done);
}

/// Returns the value of a figure in the workbook, and the figure in words.
fn exported_figure(folder: &Temporary, language: &str, case: &str, indicator: &str) -> (SheetCell, String) {
    let (case_id, id, value, written) = match language {
        "en" => ("Case", "Id", "Value", "As written"),
        _ => ("Case", "Id", "Værdi", "Som skrevet"),
    };
    let rows = sheet(&folder.path().join(format!("out/{language}/casebook.xlsx")), "figures");
    let is = |row: &&BTreeMap<String, SheetCell>| {
        row[case_id].value == case && row[id].value == indicator && row.values().any(|cell| cell.value == "2025")
    };
    let row = rows.iter().find(is).unwrap_or_else(|| panic!("{case}, {indicator}: {rows:?}"));
    (row.get(value).cloned().unwrap_or_default(), row[written].value.clone())
}

#[test]
fn what_is_below_zero_has_a_minus_sign_and_is_a_number() {
    let folder = Temporary::copy_of("tests/numbers/below-zero");
    exported(&folder, &[MARKDOWN, HTML, CSV, PDF]);
    for (language, result, warmth, growth) in [
        ("en", "DKK \u{2212}120,000", "\u{2212}4.5", "\u{2212}12.5 %"),
        ("da", "\u{2212}120.000 DKK", "\u{2212}4,5", "\u{2212}12,5 %"),
    ] {
        let report = folder.read(&format!("out/{language}/reports/2025/north.md"));
        for (label, shown) in [("Result", result), ("Warmth (degrees)", warmth), ("Growth", growth)] {
            assert!(row(&report, label).contains(&format!("| {shown} ")), "{label}: {report}");
        }
        let page = folder.read(&format!("out/{language}/reports/2025/north.html")).replace('\u{a0}', " ");
        assert!([result, warmth, growth].iter().all(|shown| page.contains(shown)), "{language}");
        let number = |figure: &str| exported_figure(&folder, language, "north", figure);
        for (figure, stored, format, shown) in [
            ("result", "-120000", "#,##0;\"\u{2212}\"#,##0", result),
            ("warmth", "-4.5", "0.0;\"\u{2212}\"0.0", warmth),
            ("growth", "-0.125", "0.0 %;\"\u{2212}\"0.0 %", growth),
        ] {
            let (cell, written) = number(figure);
            assert!(cell.is_number && !cell.is_formula, "{figure}: {cell:?}");
            assert_eq!((cell.value.as_str(), cell.format.as_str(), written.as_str()), (stored, format, shown));
        }
    }
    let clusters = folder.read("out/en/reports/2025/tables/clusters.csv");
    assert!(clusters.contains("North,not recorded,\"DKK -120,000\",-4.5\r\n"), "{clusters}");
    let totals = folder.read("out/en/reports/2025/tables/totals--i.csv");
    assert!(totals.lines().any(|line| line.starts_with("result,") && line.contains(",\"DKK -150,000\",2 of 2,")));
    let report = folder.read("out/en/reports/2025.md");
    assert!(row(&report, "Result").contains("| DKK 40,000 | DKK \u{2212}120,000 |"), "{report}");
    assert!(folder.exists("out/en/reports/2025/north.pdf"));
}

/// A percentage over 100 % is one where its indicator says that there may be such; a range of money is told as the bound that it is.
#[test]
fn growth_may_exceed_all_and_a_range_of_money_counts_in_no_sum() {
    let folder = Temporary::copy_of("tests/numbers/below-zero");
    exported(&folder, &[MARKDOWN, CSV]);
    for (language, fund, least) in [
        ("en", "DKK 100,000 to 200,000", "more than DKK 5,000"),
        ("da", "100.000 til 200.000 DKK", "mere end 5.000 DKK"),
    ] {
        let report = folder.read(&format!("out/{language}/reports/2025/north.md"));
        assert!(row(&report, "Costs").contains("| 130 % "), "{report}");
        assert!(row(&report, "Fund").contains(&format!("| {fund} ")), "{report}");
        assert!(row(&report, "Least").contains(&format!("| {least} ")), "{report}");
        let (cell, written) = exported_figure(&folder, language, "north", "fund");
        assert_eq!((cell, written.as_str()), (SheetCell::default(), fund), "a range is no number");
    }
    let report = folder.read("out/en/reports/2025.md");
    assert!(row(&report, "Fund").contains("| DKK 1,000 *1 of 2* |"), "{report}");
    assert!(report.contains("Fund: given only as a bound, and not in the figure, by North."), "{report}");
    assert!(row(&report, "Growth (mean)").contains("118.8 %"), "{report}");
}

/// A change from one half of a year to a quarter of another is none, in no table and no formula; from half to half it is one.
#[test]
fn only_periods_of_one_length_are_compared() {
    let folder = Temporary::copy_of("tests/numbers/mean");
    let records = |before: &str, now: &str| {
        let of = |period: &str, a: u8| format!("  - period: {period}\n    figures: {{ a: {a}, mm: EUR {a} }}\n");
        folder.write("cases/c1.yaml", &format!("name: n1\nrecords:\n{}{}", of(before, 100), of(now, 150)));
        exported(&folder, &[MARKDOWN, CSV]);
        let (one, all) = (folder.read("out/reports/2025/c1.md"), folder.read("out/reports/2025.md"));
        (row(&one, "A (things)"), row(&one, "Growth"), row(&all, "A (things)"))
    };
    for (before, now) in [("H1 2024", "Q3 2025"), ("Q4 2024", "H2 2025"), ("H2 2024", "2025"), ("2024", "Q4 2025")] {
        let (change, growth, totals) = records(before, now);
        assert!(change.contains("not comparable") && !change.contains('+'), "{before}, {now}: {change}");
        assert!(growth.contains("not computable"), "{before}, {now}: {growth}");
        assert!(!totals.contains('+'), "{before}, {now}: {totals}");
    }
    for (before, now) in [("H1 2024", "H1 2025"), ("Q3 2024", "Q3 2025"), ("2023/24", "2025")] {
        let (change, growth, totals) = records(before, now);
        assert!(change.contains("+50 (+50 %)") && growth.contains("50 %"), "{before}, {now}: {change} {growth}");
        assert!(totals.contains("+50 (+50 %)"), "{before}, {now}: {totals}");
    }
}

/// Whichever of two records of one year stands first, both are named, and nothing is made from either.
#[test]
fn two_records_of_one_year_are_a_mistake_wherever_they_stand() {
    for [first, second] in [["2025", "FY 2025"], ["2024/25", "2025"], ["H1 2025", "H1 2025"]] {
        let folder = Temporary::copy_of("tests/numbers/mean");
        let of = |period: &str, a: u8| format!("  - {{ period: {period}, confirmed: both, figures: {{ a: {a} }} }}\n");
        folder.write("cases/c1.yaml", &format!("name: n1\nrecords:\n{}{}", of(first, 1), of(second, 2)));
        let found = folder.check();
        let found: Vec<_> = found.sorted().into_iter().filter(|one| one.code == Code::DoubledRecord).collect();
        let [doubled] = found.as_slice() else { panic!("{first}, {second}: {found:?}") };
        assert_eq!((doubled.span.position().1, doubled.labels[0].0.position().1), (4, 3), "{first}, {second}");
        assert_eq!(folder.build(), BuildOutcome::Mistakes);
        assert!(!folder.exists("out/cases/c1.md") && !folder.exists("out/summary.md"), "{first}, {second}");
    }
}

/// A number that is computed in steps, or from computed ones, is rounded once, when all is done.
#[test]
fn a_third_of_three_is_one() {
    let folder = Temporary::copy_of("tests/numbers/mean");
    let indicator = |id: &str, unit: &str, formula: &str| {
        format!(
            "  - {{ id: {id}, label: {id}, unit: {unit}, aggregate: share of sums, formula: {formula}, source: s }}\n"
        )
    };
    let mut text = folder.read("indicators/i.yaml");
    text.push_str(&indicator("all", "percent", "a / b * b / a"));
    text.push_str(&indicator("third", "percent", "a / b"));
    text.push_str(&indicator("thirds", "percent", "third + third + third"));
    text.push_str(&indicator("nothing", "percent", "third - a / b"));
    text.push_str(&indicator("undone", "percent", "a / (third * b - a)"));
    folder.write("indicators/i.yaml", &text);
    for case in ["c1", "c2"] {
        folder.write(
            &format!("cases/{case}.yaml"),
            &format!("name: {case}\nrecords: [{{ period: 2025, figures: {{ a: 1, b: 3 }} }}]\n"),
        );
    }
    exported(&folder, &[MARKDOWN, CSV]);
    for report in ["out/reports/2025/c1.md", "out/reports/2025.md"].map(|file| folder.read(file)) {
        for (label, shown) in [("all", "100 %"), ("third", "33 %"), ("thirds", "100 %"), ("nothing", "0 %")] {
            assert!(row(&report, label).contains(&format!("| {shown}")), "{label}: {report}");
        }
    }
    assert!(row(&folder.read("out/reports/2025/c1.md"), "undone").contains("not computable"));
}

/// A sum that has more digits than can be calculated with is not shown with wrong ones.
#[test]
fn a_sum_has_all_its_digits_or_there_is_none() {
    let folder = Temporary::copy_of("tests/numbers/mean");
    let totals = |one: &str, other: &str| {
        for (case, a) in [("c1", one), ("c2", other)] {
            folder.write(
                &format!("cases/{case}.yaml"),
                &format!("name: {case}\nrecords: [{{ period: 2025, figures: {{ a: {a} }} }}]\n"),
            );
        }
        exported(&folder, &[MARKDOWN, CSV]);
        row(&folder.read("out/reports/2025.md"), "A (things)")
    };
    assert!(totals("999999999999999", "0.00001").contains("| 999,999,999,999,999.00001 |"));
    let too_many = totals("999999999999999", "0.00000000000009");
    assert!(too_many.contains("not computable, since the number has more than 24 digits"), "{too_many}");
}

/// The signs of a unit belong to it: what is in degrees is not in the name of a vitamin.
#[test]
fn a_unit_of_signs_is_shown_too() {
    let folder = Temporary::copy_of("tests/numbers/unit-substring");
    let text = folder.read("indicators/i.yaml");
    let text = text.replace("ton: ton }", "ton: ton, warmth: °C, angle: °, of-all: \"% of things\", square: m² }");
    let more = [
        ("v", "Vitamin C", "warmth"),
        ("w", "Angle", "angle"),
        ("x", "Part of things", "of-all"),
        ("y", "Room (m²)", "square"),
    ];
    let more = more.map(|(id, label, unit)| {
        format!("  - {{ id: {id}, label: {label}, unit: {unit}, aggregate: sum, source: s }}\n")
    });
    folder.write("indicators/i.yaml", &format!("{text}{}", more.concat()));
    folder.write("cases/a.yaml", "name: A\nrecords: [{ period: 2025, figures: { a: 1, v: 2, w: 3, x: 4, y: 5 } }]\n");
    exported(&folder, &[MARKDOWN, CSV]);
    let report = folder.read("out/reports/2025/a.md");
    for label in ["| Vitamin C (°C) |", "| Angle (°) |", "| Part of things (% of things) |", "| Room (m²) |"] {
        assert!(report.contains(label), "{label}: {report}");
    }
}

/// What is not nothing does not print as nothing, and what is not whole not as whole: in changes, negative shares and means of money.
#[test]
fn what_is_nearly_nothing_or_nearly_whole_is_not_it() {
    let folder = Temporary::copy_of("tests/numbers/mean");
    folder.change("indicators/i.yaml", "aggregate: sum, source: s", "aggregate: sum, may_be: negative, source: s");
    let write = |case: &str, figures: [&str; 2]| {
        let of = |year: u16, figures: &str| format!("  - {{ period: {year}, figures: {{ {figures} }} }}\n");
        let records = [of(2024, figures[0]), of(2025, figures[1])].concat();
        folder.write(&format!("cases/{case}.yaml"), &format!("name: {case}\nrecords:\n{records}"));
    };
    write("c1", ["a: 10000, mm: EUR 2", "a: 10001, b: 3, mm: EUR 1.9960"]);
    write("c2", ["a: -1, mm: EUR 2", "a: -1, b: 1000, mm: EUR 2"]);
    exported(&folder, &[MARKDOWN, CSV]);
    let one = folder.read("out/reports/2025/c1.md");
    assert!(row(&one, "A (things)").contains("+1 (under 0.1 %)"), "{one}");
    let other = folder.read("out/reports/2025/c2.md");
    assert!(row(&other, "Q").contains("| \u{2212}0.1 %"), "{other}");
    write("c1", ["a: 1, mm: none", "a: 1, mm: none"]);
    write("c2", ["a: 1, mm: none", "a: 1, mm: none"]);
    exported(&folder, &[MARKDOWN, CSV]);
    assert!(row(&folder.read("out/reports/2025.md"), "MM (mean)").contains("| 0 | 0 |"));
    for at in 0..250 {
        let amount = if at == 0 { "EUR 1" } else { "EUR 2" };
        write(&format!("c{at}"), ["a: 1", &format!("a: 1, mm: {amount}")]);
    }
    exported(&folder, &[CSV]);
    let totals = folder.read("out/reports/2025/tables/totals--i.csv");
    assert!(totals.lines().any(|line| line.starts_with("mm,") && line.contains(",EUR 2.00,250 of 250,")), "{totals}");
}
