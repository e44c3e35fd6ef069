//! Cases, frameworks, indicators and claims from a few lines of YAML, for unit tests. They are read like files, but names in
//! them that point elsewhere are not looked up; text that can't be read fails the test.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::analysis::claims::{self, Claim};
use crate::analysis::measure::Pair;
use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::model::case::{self, Case};
use crate::model::framework::links::Frameworks;
use crate::model::framework::scale::Scale;
use crate::model::framework::{self, Framework};
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Group, Indicators};
use crate::yaml::memo::parse;
use crate::yaml::shape::notation::{AttributeForm, Form, Notation, Notations};
use crate::yaml::shape::{FromYaml, Reader};

const FRAMEWORKS: [(&str, &str); 4] = [
    ("growth", include_str!("../../tests/small/frameworks/growth.yaml")),
    ("seasons", include_str!("../../tests/small/frameworks/seasons.yaml")),
    ("trade", include_str!("../../tests/small/frameworks/trade.yaml")),
    ("work", include_str!("../../tests/small/frameworks/work.yaml")),
];

/// How figures are written, and four attributes.
fn notations() -> Notations {
    let levels = AttributeForm::Level(["rural", "urban"].map(str::to_owned).into());
    let pupils = AttributeForm::Amount(Form::of(Notation::Quantity));
    let opened = AttributeForm::Amount(Form::of(Notation::Date));
    let attributes = [("pupils", pupils), ("setting", levels), ("open", AttributeForm::Truth), ("opened", opened)];
    let attributes = attributes.map(|(id, form)| (id.to_owned(), form)).into();
    Notations { attributes, ..indicators().notations() }
}

/// The frameworks of `tests/small`.
pub(crate) fn frameworks() -> Frameworks {
    frameworks_with(&[])
}

/// The frameworks of `tests/small`, and some more by id.
pub(crate) fn frameworks_with(more: &[(&str, &str)]) -> Frameworks {
    Frameworks::new(FRAMEWORKS.iter().chain(more).map(|(id, text)| framework(id, text)).collect())
}

fn framework(id: &str, text: &str) -> Framework {
    read(&format!("frameworks/{id}.yaml"), text, |diagnostics, source| {
        framework::read::read(diagnostics, source).expect("it is a framework").framework
    })
}

/// A scale, as a framework has it.
pub(crate) fn scale(text: &str) -> Scale {
    let dimension = format!("[{{ id: d, label: D, scale: {text}, characteristics: [{{ id: a, label: A }}] }}]");
    let own = framework("scaled", &format!("title: Scaled\ndimensions: {dimension}"));
    own.dimensions.iter().find_map(|dimension| dimension.scale.clone()).expect("it has a scale")
}

/// The indicators of `tests/small`.
pub(crate) fn indicators() -> Indicators {
    let text = include_str!("../../tests/small/indicators/small.yaml");
    read("indicators/small.yaml", text, |diagnostics, source| {
        let node = parse(diagnostics, source).expect("it is YAML");
        let group = Group::read(&mut Reader::new(diagnostics, source), &node).expect("it is a file of indicators");
        Indicators { groups: vec![group], sources: vec![source.clone()], ..Indicators::default() }
    })
}

/// A case with the name `id`. Its figures may be of the indicators in [`indicators`].
pub(crate) fn case(id: &str, text: &str) -> Case {
    read(&format!("cases/{id}.yaml"), &format!("name: {id}\n{text}\n"), |diagnostics, source| {
        case::read::read(diagnostics, source, &notations()).expect("it is a case").case
    })
}

/// A case with one record, which has these keys: `as_of: 2024, facilitators: 2`.
pub(crate) fn case_of_one(id: &str, record: &str) -> Case {
    case(id, &format!("records: [{{ {record} }}]"))
}

/// The record of a year, with the record of the year before.
pub(crate) fn pair(case: &Case, year: i32) -> Pair<'_> {
    Pair::of(case, year).expect("there is a record of the year")
}

/// A claim with these keys in addition to its id and its text.
pub(crate) fn claim(text: &str) -> Claim {
    let keys = text.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let text = format!("- id: claim\n  text: Claim\n{keys}");
    read("claims.yaml", &text, |diagnostics, source| claims::read(diagnostics, source).0.0.remove(0))
}

fn read<T>(name: &str, text: &str, read: impl FnOnce(&mut Diagnostics, &Arc<Source>) -> T) -> T {
    let mut diagnostics = Diagnostics::default();
    let found = read(&mut diagnostics, &Source::new(name, text));
    assert_eq!(diagnostics.errors(), 0, "{:?}\n{text}", diagnostics.sorted());
    found
}

/// A decimal number as a test writes it.
pub(crate) fn decimal(value: f64) -> Decimal {
    Decimal::try_from(value).expect("it has a place in a decimal")
}

/// A number without unit or decimals.
pub(crate) fn plain(value: f64) -> IndicatorNumber {
    IndicatorNumber { value: decimal(value), ..IndicatorNumber::default() }
}

/// A number shown with `decimals` decimals.
pub(crate) fn with_decimals(value: f64, decimals: usize) -> IndicatorNumber {
    IndicatorNumber { value: decimal(value), decimals, ..IndicatorNumber::default() }
}

/// An amount of money.
pub(crate) fn money(value: f64, currency: &str) -> IndicatorNumber {
    IndicatorNumber { value: decimal(value), currency: Some(currency.to_owned()), ..IndicatorNumber::default() }
}
