//! A number means what its digits say, however YAML spells it: plain, in quotes, behind an anchor, an alias or a tag, with any qualifier; or
//! the check refuses it. What is read is what every output shows.

use std::collections::BTreeMap;
use std::fmt::Write;

use casebook::base::diagnostic::Diagnostics;
use casebook::base::locale::Locale;
use casebook::base::source::Source;
use casebook::build::formats::{CSV, HTML, MARKDOWN};
use casebook::model::case::read::read;
use casebook::model::case::{Amount, Known};
use casebook::report::matrix::content::Content;
use casebook::yaml::shape::notation::{Form, Notation, Notations};
use proptest::prelude::*;

use crate::numbers::exported;
use crate::sheets::sheet;
use crate::workspace::Temporary;

/// What a figure is: a quantity, money or a percentage, each of which may be negative here and over 100 %.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Quantity,
    Money,
    Percentage,
}

/// A number as a file says it, apart from how YAML spells that.
#[derive(Clone, Debug)]
struct Said {
    kind: Kind,
    qualifier: &'static str,
    negative: bool,
    /// The digits before the point, without zeros at their start.
    whole: String,
    /// The digits after the point, zeros at their end included.
    fraction: String,
    /// Whether there is a space before the percent sign.
    spaced: bool,
}

/// The qualifiers that files may write, and how English and Danish reports show them.
const QUALIFIERS: [[&str; 3]; 13] = [
    ["", "", ""],
    ["about ", "about ", "omkring "],
    ["~", "about ", "omkring "],
    ["almost ", "almost ", "næsten "],
    ["more than ", "more than ", "mere end "],
    ["> ", "more than ", "mere end "],
    ["over ", "over ", "over "],
    ["at least ", "at least ", "mindst "],
    [">=", "at least ", "mindst "],
    ["less than ", "less than ", "mindre end "],
    ["<", "less than ", "mindre end "],
    ["at most ", "at most ", "højst "],
    ["≤", "at most ", "højst "],
];

impl Said {
    fn digits(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{}", self.whole, self.fraction)
    }

    fn text(&self) -> String {
        let digits = self.digits();
        let value = match self.kind {
            Kind::Quantity => digits,
            Kind::Money => format!("DKK {digits}"),
            Kind::Percentage => format!("{digits}{}%", if self.spaced { " " } else { "" }),
        };
        format!("{}{value}", self.qualifier)
    }

    /// How a report shows it.
    fn shown(&self, language: &str) -> String {
        let (group, point, word) = if language == "en" { (',', '.', 1) } else { ('.', ',', 2) };
        let mut number = if self.negative { "\u{2212}".to_owned() } else { String::new() };
        for (at, digit) in self.whole.chars().enumerate() {
            if at > 0 && (self.whole.len() - at).is_multiple_of(3) {
                number.push(group);
            }
            number.push(digit);
        }
        if !self.fraction.is_empty() {
            let _ = write!(number, "{point}{}", self.fraction);
        }
        let value = match (self.kind, language) {
            (Kind::Quantity, _) => number,
            (Kind::Money, "en") => format!("DKK {number}"),
            (Kind::Money, _) => format!("{number} DKK"),
            (Kind::Percentage, _) => format!("{number} %"),
        };
        let [_, english, danish] = QUALIFIERS.into_iter().find(|[own, ..]| *own == self.qualifier).expect("it is one");
        format!("{}{value}", [english, danish][word - 1])
    }
}

fn said() -> impl Strategy<Value = Said> {
    let kind = prop::sample::select(vec![Kind::Quantity, Kind::Quantity, Kind::Money, Kind::Percentage]);
    let qualifier = prop::sample::select(QUALIFIERS.map(|[own, ..]| own).to_vec());
    let whole = prop_oneof![Just("0".to_owned()), "[1-9][0-9]{0,2}", "[1-9][0-9]{3,10}"];
    let fraction = prop_oneof![3 => Just(String::new()), 1 => "[0-9]{1,2}", 1 => "[0-9]{0,1}0", 1 => "[0-9]{3,4}"];
    (kind, qualifier, prop::bool::weighted(0.3), whole, fraction, any::<bool>()).prop_map(
        |(kind, qualifier, negative, whole, fraction, spaced)| Said {
            kind,
            qualifier,
            negative,
            whole,
            fraction,
            spaced,
        },
    )
}

/// The ways in which YAML can spell a text that is a value: each replaces `V`, and the name of the figure `F`.
const SPELLINGS: [&str; 25] = [
    "F: V",
    "F:   V   ",
    "F: V # a note",
    "F: \"V\"",
    "F: 'V'",
    "F: &n V",
    "F: &n \"V\"",
    "F: !!str V",
    "F: !!str \"V\"",
    "F: !!str &n V",
    "F: &n !!str V",
    "F: ! V",
    "F: { is: V }",
    "F: { is: \"V\" }",
    "F: { is: &n V }",
    "F: { is: !!str V, note: 5 }",
    "F: &n { is: V }",
    "F: >-\n        V",
    "F: |\n        V",
    "F: |-\n        V\n",
    "F:\n        V",
    "F:\n        is: V",
    "other: &n V\n      F: *n",
    "other: &n \"V\"\n      F: *n",
    "other: { is: &n V }\n      F: { is: *n }",
];

/// Spellings of numbers alone.
const TAGGED: [&str; 4] = ["F: !!float V", "F: !!int V", "F: &n !!int V", "F: !!float &n V"];

/// Reads a record with figures; `F` is named by its kind. `None` if there is a mistake.
fn figure(kind: Kind, figures: &str) -> Option<Amount> {
    let form = |notation| Form { notation, negative: true, over: true, of: None };
    let notation = match kind {
        Kind::Quantity => Notation::Quantity,
        Kind::Money => Notation::Money,
        Kind::Percentage => Notation::Percentage,
    };
    let forms = BTreeMap::from(["f", "other"].map(|id| (id.to_owned(), form(notation))));
    let notations = Notations { figures: forms, ..Notations::default() };
    let text = format!("name: A\nrecords:\n  - period: 2025\n    figures:\n      {figures}\n");
    let mut diagnostics = Diagnostics::default();
    let raw = read(&mut diagnostics, &Source::new("cases/a.yaml", text), &notations)?;
    let figure = raw.case.records.first()?.figures.of("f")?.clone();
    match figure.amount.value {
        Known::Is(amount) if diagnostics.errors() == 0 => Some(amount),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is read is what is written, in all spellings: if one of them is refused, it is since YAML has it mean something else.
    #[test]
    fn what_is_read_is_what_is_written(said in said()) {
        let text = said.text();
        let plain = figure(said.kind, &format!("f: \"{text}\""));
        let numeric = matches!(said.kind, Kind::Quantity) && said.qualifier.is_empty();
        let tagged = if numeric { &TAGGED[..] } else { &[] };
        for spelling in SPELLINGS.iter().chain(tagged) {
            let yaml = spelling.replace('F', "f").replace('V', &text);
            let Some(amount) = figure(said.kind, &yaml) else { continue };
            prop_assert_eq!(Some(&amount), plain.as_ref(), "{}", yaml);
            for language in ["en", "da"] {
                let locale = Locale::usual(language).expect("it is in the program");
                let shown = Content::amount(&amount, |_| String::new()).words(&locale);
                prop_assert_eq!(shown, said.shown(language), "{}", yaml);
            }
        }
        let ambiguous = said.fraction.len() == 3 && said.whole.len() <= 3 && said.whole != "0";
        let nothing = said.negative && format!("{}{}", said.whole, said.fraction).bytes().all(|digit| digit == b'0');
        prop_assert_eq!(plain.is_none(), ambiguous || nothing, "{}", text);
    }

    /// No spelling of a number that means another number somewhere is read at all.
    #[test]
    fn what_programs_read_in_two_ways_is_refused(digits in "[0-9]{1,6}", at in 0_usize..18) {
        let odd = [
            format!("+{digits}"), format!("0{digits}"), format!("0x{digits}"), format!("0o{digits}"), format!("{digits}e3"),
            format!("{digits}."), format!(".{digits}"), format!("1_{digits}"), format!("1,{digits}"), format!("1'{digits}"),
            format!("--{digits}"), format!("- {digits}"), format!("{digits}-"), format!("1:{digits}"), format!("-0{digits}"),
            format!("0b{digits}"), format!("\u{ff11}{digits}"), format!("{digits}.5.5"),
        ][at].clone();
        for spelling in SPELLINGS.iter().chain(&TAGGED) {
            for (kind, text) in [
                (Kind::Quantity, odd.clone()), (Kind::Money, format!("DKK {odd}")), (Kind::Percentage, format!("{odd} %")),
            ] {
                let yaml = spelling.replace('F', "f").replace('V', &text);
                prop_assert_eq!(figure(kind, &yaml), None, "{}", yaml);
            }
        }
    }
}

/// Some numbers in all spellings, each as a case of its own, in a workspace that is built in two languages: read, Markdown, pages, CSV and
/// the workbook all have the same number.
#[test]
fn every_output_shows_the_number_that_is_written() {
    let folder = Temporary::copy_of("tests/numbers/below-zero");
    for case in ["north", "south"] {
        std::fs::remove_file(folder.path().join(format!("cases/{case}.yaml"))).expect("it is there");
    }
    let said = |kind, negative, whole: &str, fraction: &str| {
        let (whole, fraction) = (whole.to_owned(), fraction.to_owned());
        Said { kind, qualifier: "", negative, whole, fraction, spaced: true }
    };
    let numbers = [
        said(Kind::Quantity, true, "1234", "50"),
        said(Kind::Money, true, "120000", ""),
        said(Kind::Percentage, false, "120", "5"),
        said(Kind::Money, false, "999999999999", "99"),
        said(Kind::Quantity, false, "0", "0625"),
    ];
    let mut cases = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        for (spelling, text) in
            SPELLINGS.iter().enumerate().filter(|(_, text)| !text.contains("other") && !text.contains(": ! "))
        {
            let [id, name] = [format!("c{at}-{spelling}"), format!("N{at}S{spelling}")];
            let indicator = match number.kind {
                Kind::Quantity => "warmth",
                Kind::Money => "result",
                Kind::Percentage => "growth",
            };
            let figure = text.replace('F', indicator).replace('V', &number.text());
            folder.write(
                &format!("cases/{id}.yaml"),
                &format!("name: {name}\nrecords:\n  - period: 2025\n    figures:\n      {figure}\n"),
            );
            cases.push((id, name, indicator, number));
        }
    }
    exported(&folder, &[MARKDOWN, HTML, CSV]);
    for language in ["en", "da"] {
        let rows = sheet(&folder.path().join(format!("out/{language}/casebook.xlsx")), "figures");
        let column = |id: &str| if language == "da" && id == "Value" { "Værdi".to_owned() } else { id.to_owned() };
        for (id, name, indicator, number) in &cases {
            let shown = number.shown(language);
            let report = folder.read(&format!("out/{language}/reports/2025/{id}.md"));
            assert!(report.contains(&format!("| {shown} ")), "{id}: {shown} in {report}");
            let page = folder.read(&format!("out/{language}/reports/2025/{id}.html")).replace('\u{a0}', " ");
            assert!(page.contains(&shown.replace('\u{a0}', " ")), "{id}: {shown}");
            let row = rows.iter().find(|row| row["Case"].value == *id && row["Id"].value == *indicator);
            let cell = &row.unwrap_or_else(|| panic!("{id} has a row"))[&column("Value")];
            let stored: f64 = cell.value.parse().expect("it is a number");
            let wanted: f64 = number.digits().parse().expect("it is a number");
            let wanted = if matches!(number.kind, Kind::Percentage) { wanted / 100.0 } else { wanted };
            assert!(cell.is_number && (stored - wanted).abs() <= wanted.abs() * 1e-15, "{id}: {cell:?}");
            if *indicator != "growth" {
                let csv = folder.read(&format!("out/{language}/reports/2025/tables/clusters.csv"));
                let line = csv.lines().find(|line| line.starts_with(&format!("{name},"))).expect("it has a row");
                let cell =
                    if language == "da" && *indicator == "result" { shown } else { shown.replace('\u{2212}', "-") };
                assert!(line.contains(&cell), "{id}: {cell} in {line}");
            }
        }
    }
}
