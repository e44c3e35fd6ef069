//! What tables are made of: the cases that they cover, and their parts before they are a table.

use crate::model::case::Case;
use crate::report::matrix::order::{Order, by_name};
use crate::report::matrix::table::{Cell, Full, Heading, Table};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;

/// More columns than this want a landscape page.
const WIDE: usize = 8;

/// A case that could not be used, so that it is missing from tables.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Its study.
    pub study: Option<String>,
    /// Whether its file could be read at all. If not, it may belong to any study.
    pub readable: bool,
}

/// The cases that a table covers, by name, and how many it should cover.
pub struct Covered<'a> {
    /// The study, or empty for all cases.
    pub study: String,
    /// The cases.
    pub cases: Vec<&'a Case>,
    /// How many there should be.
    pub of: usize,
}

impl<'a> Covered<'a> {
    /// Those of a study, or of all studies, that are used, with those that are missing counted.
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
        let lacking = missing.iter().filter(|case| !case.readable || inside(case.study.as_deref())).count();
        Covered { study: study.unwrap_or_default().to_owned(), of: cases.len() + lacking, cases }
    }
}

/// What makes a table, but for its title and the cases that it covers.
pub struct Parts {
    /// The kind of table.
    pub kind: &'static str,
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What stands below it, or empty.
    pub note: String,
    /// All of it, where the page has only counts.
    pub full: Option<Full>,
}

impl Parts {
    /// The table, with a note of its own before that of its kind.
    pub fn finish(self, id: &str, title: String, note: &str, covered: Covered) -> Table {
        let Parts { kind, columns, rows, note: own, full } = self;
        let note = [note, &own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let wide = columns.len() > WIDE || matches!(kind, "tested" | "register" | "claims");
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
            keys: Vec::new(),
            full,
            figure: Figure::default(),
        }
    }
}

/// A heading over text.
pub fn head(text: String) -> Heading {
    Heading { text, number: false }
}
