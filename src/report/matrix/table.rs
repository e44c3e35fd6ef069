//! A finished table of headings and cells, and how it becomes CSV or the view that templates see.

use anyhow::Result;
use serde::Serialize;

use crate::base::locale::{Locale, MINUS};
use crate::model::case::Case;
use crate::report::matrix::content::Content;
use crate::report::report_id::ReportId;
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;

/// A table of the summary or of a portfolio.
#[derive(Debug)]
pub struct Table {
    /// The id, which is the name of its CSV file.
    pub id: String,
    /// The caption.
    pub title: String,
    /// The note below the table, or empty.
    pub note: String,
    /// The study whose cases it covers; empty for all cases.
    pub study: String,
    /// In the summary `cases`, `profile`, `grid`, `counts`, `tested`, `replication`, `exclusive`, `coverage`, `register` or
    /// `claims`. In a portfolio also
    /// `stages`, `movements`, `totals`, `restatements`, `clusters`, `lacking` or `definitions`.
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
    /// How many of these are not for its readers to know of.
    pub withheld: usize,
    /// What they are called: `cases`, or `clusters` in an annual report.
    pub unit: &'static str,
    /// The table as a figure; empty if there is none.
    pub figure: Figure,
    /// The ids of the things that the rows are about, if these have ids; else empty.
    pub keys: Vec<String>,
    /// The full table for CSV and workbooks, if the page shows less or something else.
    pub full: Option<Full>,
}

/// A table as templates see it.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// The id, which is the name of its CSV file.
    pub id: String,
    /// The caption.
    pub title: String,
    /// The note below the table, or empty.
    pub note: String,
    /// The study whose cases it covers; empty for all cases.
    pub study: String,
    /// In the summary `cases`, `profile`, `grid`, `counts`, `tested`, `replication`, `exclusive`, `coverage`, `register` or
    /// `claims`. In a portfolio also
    /// `stages`, `movements`, `totals`, `restatements`, `clusters`, `lacking` or `definitions`.
    pub kind: &'static str,
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows; as many cells as headings.
    pub rows: Vec<Vec<CellView>>,
    /// Whether it is too wide for an upright page.
    pub wide: bool,
    /// How many cases it covers.
    pub covers: usize,
    /// How many cases it should cover.
    pub of: usize,
    /// Of how many cases it is: "12 of 13 cases"; empty if it covers all.
    pub coverage: String,
    /// The table as a figure; empty if there is none.
    pub figure: Figure,
}

impl Table {
    /// The table in the words of a language, for templates.
    pub fn view(&self, locale: &Locale) -> TableView {
        TableView {
            id: self.id.clone(),
            title: self.title.clone(),
            note: self.note.clone(),
            study: self.study.clone(),
            kind: self.kind,
            columns: self.columns.clone(),
            rows: self.rows.iter().map(|row| row.iter().map(|cell| cell.view(locale)).collect()).collect(),
            wide: self.wide,
            covers: self.covers,
            of: self.of,
            coverage: self.coverage(locale).unwrap_or_default(),
            figure: self.figure.clone(),
        }
    }

    /// Of how many cases it is, and how many are withheld: "12 of 13 cases"; `None` if it covers all.
    pub fn coverage(&self, locale: &Locale) -> Option<String> {
        let (covers, of, withheld) = (self.covers.into(), self.of.into(), self.withheld.into());
        let slots = [("covers", covers), ("of", of), ("unit", self.unit.into()), ("withheld", withheld)];
        (self.covers < self.of).then(|| locale.say("table-covers", &slots))
    }

    /// The headings and the contents of the full table, for CSV and workbooks.
    pub fn whole(&self) -> (&[Heading], Vec<Vec<&Content>>) {
        match &self.full {
            Some(full) => (&full.columns, full.rows.iter().map(|row| row.iter().collect()).collect()),
            None => {
                (&self.columns, self.rows.iter().map(|row| row.iter().map(|cell| &cell.content).collect()).collect())
            }
        }
    }
}

/// A table for CSV and workbooks: what its cells hold, without what only a page needs.
#[derive(Debug)]
pub struct Full {
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Vec<Content>>,
}

impl Full {
    /// Takes the rows one by one, and keeps only what their cells hold.
    pub fn new(columns: Vec<Heading>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Full {
        let rows = rows.into_iter().map(|row| row.into_iter().map(|cell| cell.content).collect());
        Full { columns, rows: rows.collect() }
    }
}

/// A column's heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The text.
    pub text: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// A cell: a value, and how a page shows it.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// What the page shows if the words would not fit: a sign, a count, the first of many entries.
    pub short: Option<String>,
    /// The links that the page shows in place of the text, if there are any.
    pub links: Vec<Link>,
    /// The relative link to the report of the case that the cell names; empty if it names none.
    pub report: String,
    /// Whether it stands above the rows that follow it.
    pub heads: bool,
    /// What a page says behind it in smaller letters, or empty.
    pub aside: String,
}

/// A cell as templates see it.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// What it says in words.
    pub text: String,
    /// What the page shows: the text, or something shorter if that would not fit.
    pub short: String,
    /// The links that the page shows in place of the text, if there are any.
    pub links: Vec<Link>,
    /// The relative link to the report of the case that the cell names; empty if it names none.
    pub report: String,
    /// Whether it stands above the rows that follow it.
    pub heads: bool,
    /// What a page says behind it in smaller letters, or empty.
    pub aside: String,
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
    /// A cell that shows what it holds.
    pub fn of(content: Content) -> Cell {
        Cell { content, short: None, links: Vec::new(), report: String::new(), heads: false, aside: String::new() }
    }

    /// A row that stands above those that follow it, in a table of so many columns.
    pub fn above(self, columns: usize) -> Vec<Cell> {
        let rest = (1..columns).map(|_| Cell::of(Content::Empty));
        std::iter::once(Cell { heads: true, ..self }).chain(rest).collect()
    }

    /// A cell of text.
    pub fn plain(text: impl Into<String>) -> Cell {
        Cell::of(Content::Text(text.into()))
    }

    /// A cell that names a case, and links from the summary to its report.
    pub fn case(context: Context, case: &Case) -> Cell {
        Cell {
            report: ReportId::of_case(&case.id).seen_from(&ReportId::Summary),
            ..Cell::plain(context.get(&case.name))
        }
    }

    /// The same with the short name of the case, where there is little room.
    pub fn short_case(context: Context, case: &Case) -> Cell {
        Cell { short: Some(context.short_name(case)), ..Cell::case(context, case) }
    }

    /// The same, with a mark that others state something else; a note below the table explains it.
    pub fn disputed(mut self, context: Context) -> Cell {
        let marked = |text: &str| context.say("disputed", &[("text", text.into())]);
        self.short = Some(marked(&self.shown(context.locale)));
        self.links.iter_mut().for_each(|link| link.text = marked(&link.text));
        self.content = Content::Disputed(Box::new(self.content));
        self
    }

    /// A cell that shows something shorter on the page than the words of its content.
    pub fn new(content: impl Into<Content>, short: impl Into<String>) -> Cell {
        Cell { short: Some(short.into()), ..Cell::of(content.into()) }
    }

    /// What the page shows.
    pub fn shown(&self, locale: &Locale) -> String {
        self.short.clone().unwrap_or_else(|| self.content.words(locale))
    }

    fn view(&self, locale: &Locale) -> CellView {
        let text = self.content.words(locale);
        let short = self.short.clone().unwrap_or_else(|| text.clone());
        CellView {
            text,
            short,
            links: self.links.clone(),
            report: self.report.clone(),
            heads: self.heads,
            aside: self.aside.clone(),
        }
    }
}

/// How many entries are listed at most: on a page, and in a CSV cell, which spreadsheets cut off after 32,767 characters.
const LISTED: [usize; 2] = [20, 100];

/// A cell that lists cases: by their names, and on a page by their short names. `entry` makes an entry of a name.
pub fn listed_cases<'c>(
    context: Context,
    cases: impl Iterator<Item = &'c Case>,
    entry: impl Fn(&Case, String) -> String,
) -> Cell {
    let cases: Vec<&Case> = cases.collect();
    let of = |name: &dyn Fn(&Case) -> String| {
        let entries: Vec<String> = cases.iter().map(|case| entry(case, name(case))).collect();
        listed(context.locale, &entries, "")
    };
    let (whole, page) = (of(&|case| context.get(&case.name)), of(&|case| context.short_name(case)));
    Cell { short: page.short, ..whole }
}

/// A cell that lists entries; of many only the first, with the number of the others. Without entries it shows `nothing`.
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
    Cell::new(text, short)
}

/// The table as CSV: UTF-8 with a byte-order mark (Excel needs it), CRLF, one header row. Text that a spreadsheet
/// would take for a formula gets an apostrophe before it, which is seen there. A table that covers fewer cases than there
/// are says so in a last row.
///
/// # Errors
/// Never with a well-formed table; an error of the CSV writer is passed on.
pub fn csv(locale: &Locale, table: &Table) -> Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let (columns, rows) = table.whole();
    writer.write_record(columns.iter().map(|heading| disarm(&heading.text)))?;
    for row in rows {
        writer.write_record(row.into_iter().map(|content| in_csv(locale, content)))?;
    }
    if let Some(last) = missing_row(locale, table) {
        writer.write_record(last)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The last row in CSV and workbooks of a table that covers fewer cases than there are: it says how many. `None` if the table
/// covers all.
pub fn missing_row(locale: &Locale, table: &Table) -> Option<Vec<String>> {
    let columns = table.full.as_ref().map_or(table.columns.len(), |full| full.columns.len());
    if columns == 0 {
        return None;
    }
    let mut row = vec![format!("({})", table.coverage(locale)?)];
    row.resize(columns, String::new());
    Some(row)
}

/// What a cell of CSV says: its words. A negative number has a hyphen in place of the minus sign, since programs read only that as
/// a number; a number is no formula, and needs no apostrophe. Where words follow the number that begins a cell, as currencies do in some
/// languages, the minus sign stays: with a hyphen the cell would be a formula.
fn in_csv(locale: &Locale, content: &Content) -> String {
    let words = content.words(locale);
    if !matches!(
        content,
        Content::Quantity(_) | Content::Percentage(_) | Content::Money(_) | Content::Measured(_) | Content::Number(..)
    ) {
        return disarm(&words);
    }
    let plain = words.replace(MINUS, "-");
    let size = plain.trim_start_matches('-').trim_end_matches([' ', '\u{a0}', '%']);
    let alone = size.chars().all(|c| c.is_numeric() || ",.\u{a0}\u{202f}".contains(c));
    if alone || !plain.starts_with('-') { plain } else { words }
}

/// Text as CSV has it: with an apostrophe before what a spreadsheet would take for a formula.
pub fn disarm(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests;
