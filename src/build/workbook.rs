//! The Excel workbook of a language: a sheet for each table, one for all figures of records, and one for the definitions of
//! indicators. Numbers and days are stored as such, formatted as the tables show them; everything else is text. There are no formulas.

pub mod value;

use crate::analysis::measure::{IndicatorValue, Pair, find};
use crate::base::decimal::to_binary;
use crate::base::locale::Locale;
use crate::build::render::{portfolio_document, tables};
use crate::build::workbook::value::{SheetValue, given, width};
use crate::build::workspace::Workspace;
use crate::model::case::{Amount, Case, Record};
use crate::model::indicator::Indicator;
use crate::report::matrix::content::Content;
use crate::report::matrix::table::{Heading, Table, missing_row};
use crate::report::view::annual::figures::{amount_text, number_text};
use crate::report::view::annual::member_row;
use crate::report::view::context::Context;
use crate::report::view::phrase::{as_of, full_label};
use crate::report::view::words::Measured;
use anyhow::Result;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// A sheet: its name, title and note, and what is on it.
struct Sheet {
    name: String,
    title: String,
    note: String,
    columns: Vec<Heading>,
    rows: Vec<Vec<SheetValue>>,
}

/// Makes the workbook in a language, and returns its bytes. It has the annual tables of the given years.
///
/// # Errors
/// If a template fails, or the workbook can't be made.
pub fn workbook(workspace: &Workspace, locale: &Locale, years: &[i32]) -> Result<Vec<u8>> {
    let context = workspace.context_in(locale);
    let mut all: Vec<Table> = tables(workspace, context, &[])?;
    let mut named: Vec<String> = all.iter().map(|table| table.id.clone()).collect();
    for year in years {
        let (_, annual) = portfolio_document(workspace, locale, *year, &[])
            .map_err(|found| anyhow::anyhow!("{}", found.first().map_or("", |first| &first.message)))?;
        named.extend(annual.iter().map(|table| format!("{year} {}", table.id)));
        all.extend(annual);
    }
    let sheets = all.into_iter().zip(named).map(|(table, name)| of_table(locale, table, name));
    let mut sheets: Vec<Sheet> = sheets.collect();
    sheets.extend(figures(workspace, context));
    sheets.extend(members(workspace, context));
    sheets.extend(indicators(workspace, context));
    Ok(written(context, workspace.notice(), &sheets)?)
}

/// Converts a table to a sheet, with the same words as its CSV.
fn of_table(locale: &Locale, table: Table, name: String) -> Sheet {
    let last = missing_row(locale, &table);
    let (columns, rows) = table.whole();
    let value = |(content, heading): (&Content, &Heading)| match heading.number {
        true => SheetValue::of(locale, content),
        false => SheetValue::words(locale, content),
    };
    let rows: Vec<Vec<SheetValue>> =
        rows.into_iter().map(|row| row.into_iter().zip(columns).map(value).collect()).collect();
    let columns = columns.to_vec();
    let last = last.into_iter().map(|row| row.into_iter().map(SheetValue::Text).collect());
    Sheet { name, title: table.title, note: table.note, rows: rows.into_iter().chain(last).collect(), columns }
}

/// Returns the sheet of all figures of all records, computed ones too, one per row; `None` if there are none.
fn figures(workspace: &Workspace, context: Context) -> Option<Sheet> {
    let mut rows = Vec::new();
    for case in &workspace.cases {
        for record in case.in_order() {
            let last = record.year().and_then(|year| case.of_year(year - 1));
            for (group, indicator) in workspace
                .indicators
                .groups
                .iter()
                .flat_map(|group| group.indicators.iter().map(move |one| (group, one)))
            {
                let found = find(&workspace.indicators, indicator, Pair { record, last });
                rows.extend(figure(context, case, record, indicator, &found, &context.get(&group.title)));
            }
        }
    }
    let columns = [
        ("export-case", false),
        ("column-name", false),
        ("period", false),
        ("export-status", false),
        ("export-group", false),
        ("indicator-id", false),
        ("indicator", false),
        ("export-unit", false),
        ("export-value", true),
        ("export-as-written", false),
        ("source", false),
        ("published-as", false),
    ];
    (!rows.is_empty()).then(|| Sheet {
        name: "figures".to_owned(),
        title: context.word("export-figures"),
        note: context.word("export-figures-note"),
        columns: columns.map(|(id, number)| Heading { text: context.word(id), number }).into(),
        rows,
    })
}

/// Returns a figure as a row, or `None` if it is neither recorded nor computable.
fn figure(
    context: Context,
    case: &Case,
    record: &Record,
    indicator: &Indicator,
    found: &IndicatorValue,
    group: &str,
) -> Option<Vec<SheetValue>> {
    let text = |text: String| SheetValue::Text(text);
    let empty = || SheetValue::Text(String::new());
    let unit = match &found {
        IndicatorValue::Given(_, Amount::Money(money)) => money.currency.clone(),
        IndicatorValue::Computed(number) => number.currency.clone().unwrap_or_else(|| indicator.unit.to_string()),
        _ => indicator.unit.to_string(),
    };
    let (value, written, own) = match found {
        IndicatorValue::NotRecorded | IndicatorValue::Withheld | IndicatorValue::NotComputable(_) => return None,
        IndicatorValue::None(figure) => {
            (SheetValue::Number(Decimal::ZERO, "0".to_owned()), context.word("none"), Some(*figure))
        }
        IndicatorValue::Computed(number) => {
            let shown = number_text(context, indicator, number);
            let measured = Measured::new(indicator, number);
            let value = if number.about { empty() } else { SheetValue::measured(context.locale, &measured) };
            (value, shown, None)
        }
        IndicatorValue::Given(figure, amount) => {
            let (value, written) = given(context, amount);
            (value, written, Some(*figure))
        }
    };
    let source = own.map_or_else(|| context.word("computed"), |figure| full_label(context, &figure.amount.evidence));
    let was = own.and_then(|figure| figure.restated.as_ref());
    let was = was.map(|restated| context.known(&restated.was, |amount| amount_text(context, amount)));
    let status = record.status.map(|status| context.coded("status", status)).unwrap_or_default();
    Some(vec![
        text(case.id.to_string()),
        text(context.get(&case.name)),
        text(as_of(context, record)),
        text(status),
        text(group.to_owned()),
        text(indicator.id.to_string()),
        text(context.get(&indicator.label)),
        text(unit),
        value,
        text(written),
        text(source),
        text(was.unwrap_or_default()),
    ])
}

/// Returns the sheet of members by name, of the newest record of each cluster that has a list. `None` if none has.
fn members(workspace: &Workspace, context: Context) -> Option<Sheet> {
    let of_case = |case: &Case| {
        let listed: Vec<&Record> = case.in_order().into_iter().filter(|record| !record.members.is_empty()).collect();
        let newest = listed.last().copied();
        let rows = newest.into_iter().flat_map(|record| record.members.iter().map(move |member| (record, member)));
        rows.map(|(record, member)| {
            let cluster = [case.id.to_string(), context.get(&case.name), as_of(context, record)];
            cluster.into_iter().chain(member_row(context, member)).map(SheetValue::Text).collect()
        })
        .collect::<Vec<Vec<SheetValue>>>()
    };
    let rows: Vec<Vec<SheetValue>> = workspace.cases.iter().flat_map(of_case).collect();
    let columns = ["export-case", "column-name", "period", "name", "member-number", "kind", "member-since"];
    (!rows.is_empty()).then(|| Sheet {
        name: "members".to_owned(),
        title: context.word("members-by-name"),
        note: String::new(),
        columns: columns.map(|id| Heading { text: context.word(id), number: false }).into(),
        rows,
    })
}

/// Returns the sheet of definitions: of all indicators that records give figures of, or that are computed. `None` if no record
/// gives any figure.
fn indicators(workspace: &Workspace, context: Context) -> Option<Sheet> {
    let records = workspace.cases.iter().flat_map(|case| case.records.iter());
    let given: BTreeSet<&str> =
        records.flat_map(|record| &record.figures.0).map(|figure| figure.indicator.as_str()).collect();
    let mut rows = Vec::new();
    for group in &workspace.indicators.groups {
        let used = |one: &&Indicator| one.formula.is_some() || given.contains(&*one.id.0);
        for indicator in group.indicators.iter().filter(used) {
            let better = indicator.better.map(|one| context.coded("better", one)).unwrap_or_default();
            let formula = indicator.formula.as_ref().map(|formula| formula.text.clone()).unwrap_or_default();
            let cells = [
                indicator.id.to_string(),
                context.get(&indicator.label),
                context.get(&group.title),
                indicator.unit.to_string(),
                context.coded("aggregate", indicator.aggregate),
                better,
                context.opt(indicator.definition.as_ref()),
                formula,
                context.get(&indicator.source),
                group.version.clone(),
            ];
            rows.push(cells.map(SheetValue::Text).into());
        }
    }
    let columns = [
        "indicator-id",
        "indicator",
        "export-group",
        "export-unit",
        "together",
        "export-better",
        "definition",
        "export-formula",
        "source-of-definition",
        "version",
    ];
    (!given.is_empty()).then(|| Sheet {
        name: "indicators".to_owned(),
        title: context.word("definitions"),
        note: String::new(),
        columns: columns.map(|id| Heading { text: context.word(id), number: false }).into(),
        rows,
    })
}

/// The number of the paper size A4 in a workbook.
const A4: u8 = 9;

/// The maximum length of a cell's text, in characters: a limit of Excel.
const CELL: usize = 32_767;
/// The maximum width of a column, in characters.
const WIDEST: usize = 60;

/// Writes the sheets to a workbook, after a sheet that lists them and says for whom they are, and returns its bytes.
fn written(context: Context, notice: Option<&str>, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = context.settings.date;
    let (year, month, day) = (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
    let created = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1900).max(1900), month, day)?;
    let authors: Vec<&str> = context.settings.authors.iter().map(|author| author.name.as_str()).collect();
    // The date comes from the settings and not from the clock, so that the same input gives the same bytes.
    let properties = DocProperties::new()
        .set_title(context.get(&context.settings.title))
        .set_author(authors.join("; "))
        .set_creation_datetime(&created);
    book.set_properties(&properties);
    let names = names(sheets);
    let listed = names.iter().zip(sheets).map(|(name, sheet)| {
        [name.clone(), sheet.title.clone(), sheet.note.clone()].map(SheetValue::Text).into_iter().collect()
    });
    let notices =
        notice.map(|id| context.word(id)).into_iter().chain(Some(context.opt(context.settings.notice.as_ref())));
    let notices = notices.filter(|text| !text.is_empty());
    let notices = notices.map(|text| [text, String::new(), String::new()].map(SheetValue::Text).into());
    let first = Sheet {
        name: String::new(),
        title: String::new(),
        note: String::new(),
        columns: ["export-sheet", "export-title", "export-note"]
            .map(|id| Heading { text: context.word(id), number: false })
            .into(),
        rows: notices.chain(listed).collect(),
    };
    let contents = context.word("export-contents");
    let page = book.add_worksheet().set_name(&contents)?;
    fill(page, &first)?;
    let before = first.rows.len() - names.len();
    for (at, name) in names.iter().enumerate() {
        let row = u32::try_from(before + at + 1).unwrap_or(u32::MAX);
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        page.write_url(row, 0, link)?;
    }
    for (name, sheet) in names.iter().zip(sheets) {
        fill(book.add_worksheet().set_name(name)?, sheet)?;
    }
    book.save_to_buffer()
}

/// Returns unique names for the sheets, of at most 31 characters: a limit of Excel.
fn names(sheets: &[Sheet]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let name = |sheet: &Sheet| {
        let cut = |room: usize| sheet.name.chars().take(room).collect::<String>();
        let numbered = (2..).map(|count| format!("{}~{count}", cut(31 - 1 - count.to_string().len())));
        let name = std::iter::once(cut(31)).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        name
    };
    sheets.iter().map(name).collect()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let row_of = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, heading) in sheet.columns.iter().enumerate() {
        page.write_string_with_format(0, column(at), cell_text(&heading.text), &head)?;
        let widest = sheet.rows.iter().filter_map(|row| row.get(at)).map(width).max().unwrap_or_default();
        // The button of the filter stands in the heading.
        let own = (heading.text.chars().count() + 4).min(20).max(widest + 2).min(WIDEST);
        page.set_column_width(column(at), own as f64)?;
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        for (place, value) in row.iter().enumerate() {
            let (row, column) = (row_of(at + 1), column(place));
            match value {
                SheetValue::Text(text) if text.is_empty() => {}
                // What is wider than its column goes on below, so that a page shows all of it.
                SheetValue::Text(text) if width(value) > WIDEST => {
                    page.write_string_with_format(row, column, cell_text(text), &wrapped)?;
                }
                SheetValue::Text(text) => {
                    page.write_string(row, column, cell_text(text))?;
                }
                SheetValue::Number(number, format) => {
                    page.write_number_with_format(
                        row,
                        column,
                        to_binary(*number),
                        &Format::new().set_num_format(format),
                    )?;
                }
                SheetValue::Day(date, form) => {
                    let (year, month, of_month) = (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
                    let own = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1900).max(1900), month, of_month)?;
                    page.write_datetime_with_format(row, column, &own, &Format::new().set_num_format(*form))?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 1)?;
    // On paper: as wide as a page of A4 in landscape format, with the headings on every page.
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    page.set_header(format!("&L{}", printed(&sheet.title))).set_footer("&C&P / &N");
    if let Some(last) = sheet.columns.len().checked_sub(1).filter(|_| !sheet.rows.is_empty()) {
        page.autofilter(0, 0, row_of(sheet.rows.len()), column(last))?;
    }
    Ok(())
}

/// A text in the header of a page, of which Excel allows 255 characters; `&` begins a code there.
fn printed(title: &str) -> String {
    title.chars().take(120).collect::<String>().replace('&', "&&")
}

/// Truncates a text to what a cell can hold.
fn cell_text(text: &str) -> String {
    text.chars().take(CELL).collect()
}
