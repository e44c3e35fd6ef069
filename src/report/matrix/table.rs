//! A finished table: headings and cells as text, and how it becomes CSV.

use anyhow::Result;
use csv::StringRecord;
use serde::Serialize;

use crate::base::locale::Locale;
use crate::model::case::Case;
use crate::report::view::figure::Figure;
use crate::report::view::scene::Scene;

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
    /// `cases`, `profile`, `grid`, `tested`, `coverage`, `register` or `claims`.
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
    /// The same as a figure.
    pub figure: Figure,
    /// The ids of what the rows are about, where that has ids.
    #[serde(skip)]
    pub keys: Vec<String>,
    /// All of it, where the page has only counts: for CSV.
    #[serde(skip)]
    pub full: Option<Full>,
}

/// A table that is too large for a page, in words alone: it may have hundreds of thousands of cells.
#[derive(Debug)]
pub struct Full {
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<StringRecord>,
}

impl Full {
    /// Rows one by one, of which nothing is kept but their words.
    pub fn new(columns: Vec<Heading>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Full {
        Full { columns, rows: rows.into_iter().map(|row| words(&row)).collect() }
    }
}

/// A row in words.
pub fn words(row: &[Cell]) -> StringRecord {
    let mut words = StringRecord::with_capacity(row.iter().map(|cell| cell.text.len()).sum(), row.len());
    row.iter().for_each(|cell| words.push_field(&cell.text));
    words
}

/// A column's heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The text.
    pub text: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// A cell: words for CSV, a short form for the page.
#[derive(Debug, Default, Serialize, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says in words.
    pub text: String,
    /// What stands on the page; a sign where words would not fit.
    pub short: String,
    /// Where it leads: what stands on the page instead, piece by piece.
    pub links: Vec<Link>,
    /// The report of the case that it names, as the summary sees it; empty if it names none.
    pub report: String,
}

/// A link inside the document.
#[derive(Debug, Serialize, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub to: String,
}

impl Cell {
    /// A cell that says the same in CSV and on the page.
    pub fn plain(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { short: text.clone(), text, ..Cell::default() }
    }

    /// A cell that names a case, and leads to its report.
    pub fn case(scene: Scene, case: &Case) -> Cell {
        Cell { report: format!("cases/{}.md", case.id), ..Cell::plain(scene.get(&case.name)) }
    }

    /// A cell with words for CSV and something shorter for the page.
    pub fn new(text: impl Into<String>, short: impl Into<String>) -> Cell {
        Cell { text: text.into(), short: short.into(), ..Cell::default() }
    }
}

/// How many entries are listed on a page, and in a cell of a CSV file, which spreadsheets cut after 32,767 signs.
const LISTED: [usize; 2] = [20, 100];

/// Entries one after the other: of many the first, and how many more there are. `nothing` stands where there are none.
pub fn listed(locale: &Locale, entries: &[String], nothing: &str) -> Cell {
    let text = |most: usize| match entries.len() {
        0 => nothing.to_owned(),
        all if all > most => {
            let parts = [("entries", entries[..most].join("; ").into()), ("count", (all - most).into())];
            locale.say("and-more", &parts)
        }
        _ => entries.join("; "),
    };
    let [short, text] = LISTED.map(text);
    Cell { text, short, ..Cell::default() }
}

/// The table as CSV: UTF-8 with a byte-order mark (Excel needs it), CRLF, one header row. Cells that a spreadsheet
/// would take for a formula get an apostrophe before them, which spreadsheets do not show. A table that covers fewer
/// cases than there are says so in a last row.
///
/// # Errors
/// Never with a well-formed table; an error of the CSV writer is passed on.
pub fn csv(locale: &Locale, table: &Table) -> Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    match &table.full {
        Some(full) => {
            writer.write_record(full.columns.iter().map(|heading| disarm(&heading.text)))?;
            full.rows.iter().try_for_each(|row| writer.write_record(row.iter().map(disarm)))?;
        }
        None => {
            writer.write_record(table.columns.iter().map(|heading| disarm(&heading.text)))?;
            table.rows.iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| disarm(&cell.text))))?;
        }
    }
    if let Some(last) = missing_row(locale, table) {
        writer.write_record(last)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The last row of a table on a sheet that covers fewer cases than there are: what it covers.
pub fn missing_row(locale: &Locale, table: &Table) -> Option<Vec<String>> {
    let columns = table.full.as_ref().map_or(table.columns.len(), |full| full.columns.len());
    if table.covers >= table.of || columns == 0 {
        return None;
    }
    let mut row = vec![locale.say("csv-covers", &[("covers", table.covers.into()), ("of", table.of.into())])];
    row.resize(columns, String::new());
    Some(row)
}

fn disarm(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests;
