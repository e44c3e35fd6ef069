//! The parts of a table before it is put together, and the cases that it covers.

use crate::document::typeset::shape::is_too_wide;
use crate::model::case::Case;
use crate::report::matrix::content::Content;
use crate::report::matrix::order::{Order, by_name};
use crate::report::matrix::table::{Cell, Full, Heading, Table};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;

/// A case that is missing from tables: it could not be used, or its readers may not know of it.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Its id, which is all that is known of its name. Of one that is withheld, nobody may know it.
    pub id: String,
    /// Its study.
    pub study: Option<String>,
    /// Whether its file could be read at all. If not, it may belong to any study.
    pub readable: bool,
    /// Whether its readers may not know of it.
    pub is_withheld: bool,
}

/// The cases that a table covers, by name, and how many it should cover.
pub struct Covered<'a> {
    /// The study, or empty for all cases.
    pub study: String,
    /// The cases.
    pub cases: Vec<&'a Case>,
    /// How many there should be.
    pub of: usize,
    /// How many of these its readers may not know of.
    pub withheld: usize,
    /// What they are called: `cases`, or `clusters` in an annual report.
    pub unit: &'static str,
}

impl<'a> Covered<'a> {
    /// The cases of a study, or all cases, sorted by name. Missing cases that belong to these, or may belong to them, are
    /// counted in `of`.
    pub fn new(
        context: Context,
        study: Option<&str>,
        cases: &[&'a Case],
        order: &Order,
        missing: &[Missing],
    ) -> Covered<'a> {
        let inside = |own: Option<&str>| study.is_none() || own == study;
        let own = cases.iter().copied().filter(|case| inside(case.study.as_deref()));
        let cases = by_name(context, own.collect(), order);
        let lacking = missing.iter().filter(|case| !case.readable || inside(case.study.as_deref()));
        let (withheld, faulty): (Vec<&Missing>, Vec<&Missing>) = lacking.partition(|case| case.is_withheld);
        let of = cases.len() + withheld.len() + faulty.len();
        Covered { study: study.unwrap_or_default().to_owned(), of, withheld: withheld.len(), cases, unit: "cases" }
    }
}

/// A table without its title and the cases that it covers.
pub struct Parts {
    /// The kind of table.
    pub kind: &'static str,
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The note below the table, or empty.
    pub note: String,
    /// The full table for CSV and workbooks, if the page shows less or something else.
    pub full: Option<Full>,
}

impl Parts {
    /// Makes the table. `note` comes before the note that the parts have.
    pub fn finish(self, context: Context, id: &str, title: String, note: &str, covered: Covered) -> Table {
        let Parts { kind, columns, rows, note: own, full } = self;
        let note = [note, &own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let head: Vec<String> = columns.iter().map(|heading| heading.text.clone()).collect();
        let text = |cell: &Cell| match cell.links.as_slice() {
            [] => cell.shown(context.locale),
            links => links.iter().map(|link| link.text.as_str()).collect::<Vec<_>>().join(", "),
        };
        let below = rows.iter().filter(|row| row.iter().all(|cell| !cell.heads));
        let texts: Vec<Vec<String>> = below.map(|row| row.iter().map(text).collect()).collect();
        let wide = is_too_wide(&head, &texts);
        let (covers, of) = (covered.cases.len(), covered.of);
        Table {
            id: id.to_owned(),
            title,
            note,
            study: covered.study,
            kind,
            columns,
            rows,
            wide,
            covers,
            of,
            withheld: covered.withheld,
            unit: covered.unit,
            keys: Vec::new(),
            full,
            figure: Figure::default(),
        }
    }
}

impl Parts {
    /// Makes a table that stands behind another one, and covers the same cases.
    pub fn beside(self, context: Context, id: &str, title: String, other: &Table) -> Table {
        let cases = Covered {
            study: other.study.clone(),
            cases: Vec::new(),
            of: other.of,
            withheld: other.withheld,
            unit: other.unit,
        };
        Table { covers: other.covers, ..self.finish(context, id, title, "", cases) }
    }
}

/// A table without the columns in which no row says anything.
pub fn without_empty(columns: &[Heading], rows: &[Vec<Cell>]) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let says = |cell: &Cell| cell.content.is_value() && !cell.content.is_empty() && cell.content != Content::Count(0);
    let is_kept = |at: &usize| *at == 0 || rows.iter().any(|row| says(&row[*at]));
    let kept: Vec<usize> = (0..columns.len()).filter(is_kept).collect();
    let head = kept.iter().map(|at| columns[*at].clone()).collect();
    (head, rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect())
}

/// A table whose rows stand below what their first cells say, each once.
pub fn below_first(columns: &[Heading], rows: &[Vec<Cell>]) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let width = columns.len() - 1;
    let groups = rows.chunk_by(|one, other| one[0].content == other[0].content);
    let below = |group: &[Vec<Cell>]| -> Vec<Vec<Cell>> {
        let above = group[0][0].clone().above(width);
        std::iter::once(above).chain(group.iter().map(|row| row[1..].to_vec())).collect()
    };
    (columns[1..].to_vec(), groups.flat_map(below).collect())
}

/// A heading over text.
pub fn head(text: String) -> Heading {
    Heading { text, number: false }
}
