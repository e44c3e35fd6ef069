//! Everything that cases record as tidy tables, for programs: a row for each thing, ids and codes in place of words, and numbers as numbers.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::analysis::mapping::{self, Cell, CellRating, Mapping, Status, is_stage_withheld, map, raters};
use crate::analysis::measure::{IndicatorValue, Pair, find};
use crate::base::decimal::{rounded, to_binary};
use crate::model::case::attributes::Attributed;
use crate::model::case::date::When;
use crate::model::case::value::Quantity;
use crate::model::case::{Amount, Case, Known, Record};
use crate::model::facts::column::Column;
use crate::model::facts::value::Value;
use crate::model::framework::Framework;
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::settings::attribute::{Attribute, AttributeKind};
use crate::model::settings::displays::Display;
use crate::model::settings::tables::{Shows, TableSpec};
use crate::report::matrix::displays::truth_table::{decimal, membership};
use crate::report::matrix::table::disarm;
use crate::report::view::annual::figures::number_text;
use crate::report::view::context::Context;
use crate::report::view::phrase::{full_label, status_id};
use crate::report::view::words::Measured;
use crate::yaml::shape::list::Named;

/// A tidy table.
pub struct DataTable {
    /// The name of its file, without the extension.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The rows; as many cells as columns.
    pub rows: Vec<Vec<Datum>>,
}

/// What a cell of a tidy table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing: why, says a column beside it.
    Empty,
    /// An id, a word or text.
    Text(String),
    /// A number.
    Number(Decimal),
}

impl Datum {
    fn text(text: impl Into<String>) -> Datum {
        let text = text.into();
        if text.is_empty() { Datum::Empty } else { Datum::Text(text) }
    }

    fn count(count: usize) -> Datum {
        Datum::Number(count.into())
    }

    /// As CSV has it: numbers with a point and a hyphen, text that a spreadsheet would take for a formula with an apostrophe before it.
    fn csv(&self) -> String {
        match self {
            Datum::Empty => String::new(),
            Datum::Text(text) => disarm(text),
            Datum::Number(number) => number.normalize().to_string(),
        }
    }

    fn json(&self) -> Json {
        match self {
            Datum::Empty => Json::Null,
            Datum::Text(text) => Json::String(text.clone()),
            Datum::Number(number) if number.is_integer() => {
                number.normalize().to_string().parse::<i64>().map_or(Json::Null, Json::from)
            }
            Datum::Number(number) => Json::from(to_binary(*number)),
        }
    }
}

/// The tables: `cases`, `records`, `attributes`, `figures`, `observations`, `coverage`, which says how many cases there are besides, and one for each
/// truth table of the settings. `of` is how many cases there are in all, `withheld` how many of these the readers may not know of.
pub fn tables<'a>(context: Context<'a>, cases: &[&'a Case], of: usize, withheld: usize) -> Vec<DataTable> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let cycles: Vec<&Framework> = context.frameworks.iter().filter(|own| !own.stages.is_empty()).collect();
    let of_cycles = || cycles.iter().flat_map(|own| [format!("stage.{}", own.id), format!("stage.{}.reason", own.id)]);
    let attributes = || context.settings.attributes.iter();
    let mut columns = names(&["case", "name", "study", "records"]);
    columns.extend(of_cycles());
    let has_currency = |own: &Named<Attribute>| own.value.kind == AttributeKind::Money;
    columns.extend(attributes().flat_map(|own| {
        let currency = has_currency(own).then(|| format!("attribute.{}.currency", own.id));
        std::iter::once(format!("attribute.{}", own.id)).chain(currency)
    }));
    let row = |case: &&Case| {
        let study = case.study.as_deref().unwrap_or_default();
        let mut row = vec![Datum::text(&*case.id), Datum::text(context.get(&case.name)), Datum::text(study)];
        row.push(Datum::count(case.records.len()));
        row.extend(cycles.iter().flat_map(|cycle| stage(case.newest(), cycle)));
        row.extend(attributes().flat_map(|own| {
            let coded = attribute(case, &own.id);
            let currency = has_currency(own).then(|| Datum::text(coded.unit));
            std::iter::once(coded.value).chain(currency)
        }));
        row
    };
    let of_cases = DataTable { name: "cases".to_owned(), columns, rows: cases.iter().map(row).collect() };
    let mut columns = names(&["case", "record", "as_of", "period"]);
    columns.extend(of_cycles());
    let of_records = each_record(cases, |case, at, record| {
        let mut row = keys(case, at);
        row.push(record.as_of.map_or(Datum::Empty, |date| Datum::text(date.written())));
        row.push(Datum::text(record.period.clone().unwrap_or_default()));
        row.extend(cycles.iter().flat_map(|cycle| stage(Some(record), cycle)));
        vec![row]
    });
    let of_attributes = cases.iter().flat_map(|case| {
        attributes().map(move |own| {
            let unit = own.value.unit.as_ref().map(|unit| context.get(unit));
            let row = [Datum::text(&*case.id), Datum::text(own.id.as_str())];
            row.into_iter().chain(attribute(case, &own.id).row(unit)).collect::<Vec<Datum>>()
        })
    });
    let of_figures = each_record(cases, |case, at, record| {
        let own = context.indicators.all().filter_map(|indicator| figure(context, case, record, indicator));
        own.map(|own| keys(case, at).into_iter().chain(own).collect()).collect()
    });
    let table = |name: &str, columns: &[&str], rows| DataTable { name: name.to_owned(), columns: names(columns), rows };
    let mut all = vec![
        of_cases,
        DataTable { name: "records".to_owned(), columns, rows: of_records },
        table("attributes", &["case", "attribute", "value", "unit", "written", "reason"], of_attributes.collect()),
        table("figures", &FIGURES, of_figures),
        table("observations", &OBSERVATIONS, observations(context, cases)),
        table(
            "coverage",
            &["cases", "of", "withheld"],
            vec![vec![Datum::count(cases.len()), Datum::count(of), Datum::count(withheld)]],
        ),
    ];
    all.extend(context.settings.tables.iter().filter_map(|spec| memberships(context, spec, cases)));
    all
}

/// How far cases belong to the conditions and the outcome of a truth table, in the form that programs for qualitative comparative analysis read: a
/// column `caseid`, then one for each condition, with an underscore for the hyphen of its id, and one for the outcome. What is not decided is
/// empty. `None` for another kind of table.
fn memberships(context: Context, spec: &TableSpec, cases: &[&Case]) -> Option<DataTable> {
    let Shows::Display(Display::TruthTable(own)) = &spec.show else { return None };
    let columns = std::iter::once("caseid".to_owned()).chain(own.all().map(|one| one.id.replace('-', "_"))).collect();
    let row = |case: &&Case| {
        let number = |one| membership(context, one, case).map_or(Datum::Empty, |own| Datum::Number(decimal(own, 6)));
        std::iter::once(Datum::text(&*case.id)).chain(own.all().map(number)).collect()
    };
    let rows = cases.iter().filter(|case| spec.covers(case)).map(row).collect();
    Some(DataTable { name: format!("truth-table-{}", spec.id), columns, rows })
}

/// The columns of `figures`: a row for each record and indicator that it reports, or that is computed.
const FIGURES: [&str; 10] =
    ["case", "record", "indicator", "value", "unit", "written", "reason", "computed", "source", "published_as"];

/// The figure of an indicator behind the keys of its record; `None` if it is neither reported nor computed.
fn figure(context: Context, case: &Case, record: &Record, indicator: &Indicator) -> Option<Vec<Datum>> {
    let last = record.year().and_then(|year| case.of_year(year - 1));
    let (coded, reported) = match (record.figures.of(&indicator.id), indicator.formula.is_some()) {
        (Some(own), _) => {
            let coded = match &own.amount.value {
                Known::Is(own) => amount(own),
                known => Coded::plain(Datum::Empty, reason(known)),
            };
            (coded, Some(own))
        }
        (None, true) => match find(context.indicators, indicator, Pair { record, last }) {
            IndicatorValue::Computed(number) => (computed(context, indicator, &number), None),
            _ => return None,
        },
        (None, false) => return None,
    };
    let source = reported.map(|own| full_label(context, &own.amount.evidence)).unwrap_or_default();
    let was = reported.and_then(|own| own.restated.as_ref()).and_then(|own| own.was.value()).map(Amount::written);
    let mut row = vec![Datum::text(&*indicator.id.0)];
    row.extend(coded.row(None));
    row.extend([Datum::count(usize::from(reported.is_none())), Datum::text(source)]);
    row.push(Datum::text(was.unwrap_or_default()));
    Some(row)
}

/// A computed number, rounded as reports have it; a part of a whole in per cent.
fn computed(context: Context, indicator: &Indicator, number: &IndicatorNumber) -> Coded {
    let shown = Measured::new(indicator, number);
    let unit = match (shown.percent, &number.currency) {
        (true, _) => "%".to_owned(),
        (false, currency) => currency.clone().unwrap_or_default(),
    };
    let written = number_text(context, indicator, number);
    Coded { value: Datum::Number(rounded(shown.shown(), shown.decimals)), unit, written, reason: "" }
}

/// The columns of `observations`: a row for each case, record, framework, dimension and characteristic.
const OBSERVATIONS: [&str; 15] = [
    "case",
    "record",
    "framework",
    "dimension",
    "characteristic",
    "label",
    "status",
    "reason",
    "expected",
    "rating",
    "rating_reason",
    "passages",
    "sources",
    "against",
    "stage",
];

fn observations<'a>(context: Context<'a>, cases: &[&'a Case]) -> Vec<Vec<Datum>> {
    let frameworks: Vec<&Framework> = context.frameworks.iter().filter(|own| !own.dimensions.is_empty()).collect();
    each_record(cases, |case, at, record| {
        let of = |framework: &&'a Framework| rows(context, (case, at), &map(record, framework, context.frameworks));
        frameworks.iter().flat_map(of).collect()
    })
}

fn rows(context: Context, (case, at): (&Case, usize), mapping: &Mapping) -> Vec<Vec<Datum>> {
    let stage = mapping.stage.map_or(Datum::Empty, |stage| Datum::text(&*stage.id));
    let mut all = Vec::new();
    for mapped in &mapping.dimensions {
        for cell in &mapped.cells {
            let (status, reason) = if cell.is_unsaid() { (Datum::Empty, "missing") } else { code(cell.status) };
            let scale = mapped.dimension.scale.as_ref();
            let (rating, why) = match (&cell.rating, scale) {
                (CellRating::Level(place), Some(scale)) => {
                    let word = || Datum::text(scale.levels[*place].word.as_str());
                    (scale.value(*place).map_or_else(word, Datum::Number), "")
                }
                (CellRating::Mixed, _) => (Datum::Empty, "mixed"),
                (CellRating::Missing, _) => (Datum::Empty, "missing"),
                (CellRating::Contested(_), _) => (Datum::Empty, "contested"),
                _ => (Datum::Empty, ""),
            };
            let mut row = keys(case, at);
            row.extend([
                Datum::text(&*mapping.framework.id),
                Datum::text(&*mapped.dimension.id),
                Datum::text(&*cell.characteristic.id),
                Datum::text(context.get(&cell.characteristic.label)),
                status,
                Datum::text(reason),
                expected(cell),
                rating,
                Datum::text(why),
                Datum::count(cell.support().count()),
                Datum::count(
                    cell.support().filter_map(|one| one.evidence.source.clone()).collect::<BTreeSet<_>>().len(),
                ),
                Datum::count(cell.against().count()),
                stage.clone(),
            ]);
            all.push(row);
        }
    }
    all
}

/// A status as a code: 1 for what is observed, 0 for what is absent, and nothing with a reason for what is neither.
fn code(status: Status) -> (Datum, &'static str) {
    match status {
        Status::Observed => (Datum::count(1), ""),
        Status::Countered => (Datum::count(1), "countered"),
        Status::Absent => (Datum::count(0), ""),
        Status::Contested => (Datum::Empty, "contested"),
        other => (Datum::Empty, status_id(other)),
    }
}

/// Whether the stage of the case expects a characteristic; nothing where it has none that the framework maps.
fn expected(cell: &Cell) -> Datum {
    match cell.place {
        mapping::Placement::Expected => Datum::count(1),
        mapping::Placement::Early | mapping::Placement::Late | mapping::Placement::Elsewhere => Datum::count(0),
        mapping::Placement::Unplaced => Datum::Empty,
    }
}

/// A case and its record, by their keys: records are numbered from the first in the file.
fn keys(case: &Case, at: usize) -> Vec<Datum> {
    vec![Datum::text(&*case.id), Datum::count(at + 1)]
}

fn each_record<'a>(cases: &[&'a Case], of: impl Fn(&'a Case, usize, &'a Record) -> Vec<Vec<Datum>>) -> Vec<Vec<Datum>> {
    let all =
        cases.iter().flat_map(|case| case.records.iter().enumerate().map(move |(at, record)| (*case, at, record)));
    all.flat_map(|(case, at, record)| of(case, at, record)).collect()
}

/// The stage of a record in a life cycle, or why there is none.
fn stage(record: Option<&Record>, cycle: &Framework) -> [Datum; 2] {
    let Some(record) = record else { return [Datum::Empty, Datum::text("not-recorded")] };
    let reason = match raters(record, cycle).as_slice() {
        [one] => return [Datum::text(&*one.id), Datum::Empty],
        [] if is_stage_withheld(record, cycle) => "withheld",
        [] if matches!(record.stages, Known::None) => "none",
        [] => "not-recorded",
        _ => "contested",
    };
    [Datum::Empty, Datum::text(reason)]
}

/// A value as programs read it.
struct Coded {
    /// A number, a word or text; nothing where there is none, or only bounds of a number.
    value: Datum,
    /// The unit of a value that has one of its own: `%`, or a currency.
    unit: String,
    /// The value as the file has it, with qualifiers such as "about".
    written: String,
    /// Why there is no value.
    reason: &'static str,
}

impl Coded {
    fn row(self, unit: Option<String>) -> [Datum; 4] {
        let unit = if self.unit.is_empty() { unit.unwrap_or_default() } else { self.unit };
        [self.value, Datum::text(unit), Datum::text(self.written), Datum::text(self.reason)]
    }

    fn plain(value: Datum, reason: &'static str) -> Coded {
        Coded { value, unit: String::new(), written: String::new(), reason }
    }
}

/// The value of an attribute.
fn attribute(case: &Case, id: &str) -> Coded {
    match Column::Attribute(id.into()).of(case).value {
        Known::Is(Value::Attribute(Attributed::Amount(own))) => amount(own),
        Known::Is(Value::Attribute(Attributed::Level(word))) => Coded::plain(Datum::text(word.as_str()), ""),
        Known::Is(Value::Attribute(Attributed::Truth(truth))) => Coded::plain(Datum::count(usize::from(*truth)), ""),
        known => Coded::plain(Datum::Empty, reason(&known)),
    }
}

/// An amount. Of one with bounds alone there is no number.
fn amount(amount: &Amount) -> Coded {
    let written = amount.written();
    let number = |quantity: &Quantity, unit: String| match quantity.one_number() {
        Some(value) => Coded { value: Datum::Number(value), unit, written: written.clone(), reason: "" },
        None => Coded { value: Datum::Empty, unit, written: written.clone(), reason: "bounds" },
    };
    match amount {
        Amount::Quantity(quantity) => number(quantity, String::new()),
        Amount::Percentage(part) => number(&part.0, "%".to_owned()),
        Amount::Money(money) => number(&money.quantity(), money.currency.clone()),
        Amount::Date(date) => match date.when {
            When::At | When::About => {
                Coded { value: Datum::text(date.iso()), unit: String::new(), written, reason: "" }
            }
            When::After | When::Before => Coded { value: Datum::Empty, unit: String::new(), written, reason: "bounds" },
        },
        Amount::Text(text) => Coded::plain(Datum::text(text.get("en")), ""),
    }
}

/// Why there is no value; empty if there is one.
fn reason<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::NotRecorded => "not-recorded",
        Known::Withheld => "withheld",
        Known::None => "none",
        Known::Is(_) => "",
    }
}

/// A table as CSV: UTF-8, with a comma between cells and a header.
///
/// # Errors
/// Never with a well-formed table; an error of the CSV writer is passed on.
pub fn csv(table: &DataTable) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Datum::csv))?;
    }
    Ok(writer.into_inner()?)
}

/// All tables as one JSON object, each a list of rows by the names of their columns.
///
/// # Errors
/// Never; an error of the JSON writer is passed on.
pub fn json(tables: &[DataTable]) -> anyhow::Result<Vec<u8>> {
    let row = |table: &DataTable, row: &Vec<Datum>| {
        let cells = table.columns.iter().cloned().zip(row.iter().map(Datum::json));
        Json::Object(cells.collect::<Map<_, _>>())
    };
    let all = tables.iter().map(|table| {
        let rows = table.rows.iter().map(|own| row(table, own)).collect();
        (table.name.clone(), Json::Array(rows))
    });
    let mut bytes = serde_json::to_vec_pretty(&Json::Object(all.collect()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
