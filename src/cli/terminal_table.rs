//! A table on the terminal.

use crate::base::locale::Locale;
use crate::base::message::visible;
use crate::report::matrix::table::Table;

/// A table as wide as the terminal.
fn columns(headings: Vec<String>, rows: &[Vec<String>]) -> comfy_table::Table {
    let mut drawn = comfy_table::Table::new();
    drawn.load_preset("     ──            ");
    drawn.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    drawn.set_header(headings);
    for row in rows {
        drawn.add_row(row.iter().map(|cell| visible(cell)));
    }
    drawn
}

fn trimmed(drawn: &comfy_table::Table) -> String {
    drawn.to_string().lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Formats rows of texts as a table as wide as the terminal.
pub fn plain_table(headings: &[&str], rows: &[Vec<String>]) -> String {
    trimmed(&columns(headings.iter().map(|heading| (*heading).to_owned()).collect(), rows))
}

/// Formats a table as wide as the terminal. If there are many columns of signs, their headings are numbers, with a legend below
/// the table.
pub fn terminal_table(locale: &Locale, table: &Table) -> String {
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| cell.shown(locale)).collect()).collect();
    let signs: Vec<bool> = (0..table.columns.len())
        .map(|at| rows.iter().all(|row| row[at].chars().count() <= 2) && !rows.is_empty())
        .collect();
    let crowded = signs.iter().filter(|sign| **sign).count() > 6;
    let mut legend = Vec::new();
    let mut headings = Vec::new();
    for (heading, sign) in table.columns.iter().zip(&signs) {
        if crowded && *sign {
            legend.push(format!("{:>3}  {}", legend.len() + 1, visible(&heading.text)));
            headings.push(legend.len().to_string());
        } else {
            headings.push(visible(&heading.text));
        }
    }
    let mut drawn = columns(headings, &rows);
    for (at, _) in table.columns.iter().enumerate().filter(|(_, heading)| heading.number) {
        if let Some(column) = drawn.column_mut(at) {
            column.set_cell_alignment(comfy_table::CellAlignment::Right);
        }
    }
    let mut text = visible(&table.title);
    if let Some(coverage) = table.coverage(locale) {
        text.push_str(&format!(" ({coverage})"));
    }
    text.push_str("\n\n");
    text.push_str(&trimmed(&drawn));
    if !legend.is_empty() {
        text.push_str(&format!("\n{}\n", legend.join("\n")));
    }
    if !table.note.is_empty() {
        text.push_str(&format!("\n{}\n", visible(&table.note)));
    }
    text
}
