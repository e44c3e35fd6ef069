//! A finished table: headings and cells as text, and how it becomes CSV.

use anyhow::Result;
use serde::Serialize;

/// A table of the summary.
#[derive(Debug, Serialize)]
pub struct Table {
    /// The id, which is the name of its CSV file.
    pub id: String,
    /// The caption.
    pub title: String,
    /// What stands below it, or empty.
    pub note: String,
    /// The study whose cases it covers; empty for all cases.
    pub study: String,
    /// `cases`, `profile`, `grid` or `claims`.
    pub kind: &'static str,
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows; as many cells as headings.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is too wide for an upright page.
    pub wide: bool,
    /// How many cases it covers.
    pub covers: usize,
    /// How many cases it should cover.
    pub of: usize,
}

/// A column's heading.
#[derive(Debug, Serialize)]
pub struct Heading {
    /// The text.
    pub text: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// A cell: words for CSV, a short form for the page.
#[derive(Debug, Serialize, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says in words.
    pub text: String,
    /// What stands on the page; a sign where words would not fit.
    pub short: String,
}

impl Cell {
    /// A cell that says the same in CSV and on the page.
    pub fn plain(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { short: text.clone(), text }
    }
}

/// The table as CSV: UTF-8 with a byte-order mark (Excel needs it), CRLF, one header row. Cells that a spreadsheet
/// would take for a formula get an apostrophe before them, which spreadsheets do not show. A table that covers fewer
/// cases than there are says so in a last row.
///
/// # Errors
/// Never with a well-formed table; an error of the CSV writer is passed on.
pub fn csv(table: &Table) -> Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(table.columns.iter().map(|heading| disarm(&heading.text)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| disarm(&cell.text)))?;
    }
    if table.covers < table.of && !table.columns.is_empty() {
        let mut last = vec![format!("({} of {} cases)", table.covers, table.of)];
        last.resize(table.columns.len(), String::new());
        writer.write_record(last)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn disarm(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
