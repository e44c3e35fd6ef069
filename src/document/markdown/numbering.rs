//! The numbers of tables, figures and footnotes. Tables and figures have the same in every format, since all are counted here; in PDFs,
//! Typst counts the footnotes itself.

use std::collections::BTreeMap;

use crate::document::markdown::{Inline, Table};

/// The counters of a document that is written from beginning to end.
#[derive(Debug, Default)]
pub struct Numbering<'d> {
    tables: usize,
    figures: usize,
    notes: Vec<&'d str>,
    by_note: BTreeMap<&'d str, usize>,
}

impl<'d> Numbering<'d> {
    /// Returns the number of the next table. `None` for a table without a caption, a strip of stages, and figures at a glance,
    /// which are not counted.
    pub fn table(&mut self, table: &Table) -> Option<usize> {
        let is_numbered =
            !table.caption.is_empty() && table.classes.iter().all(|class| class != "strip" && class != "glance");
        self.tables += usize::from(is_numbered);
        is_numbered.then_some(self.tables)
    }

    /// Returns the number of the next figure. `None` for a figure without a caption, which is not counted.
    pub fn figure(&mut self, caption: &[Inline]) -> Option<usize> {
        self.figures += usize::from(!caption.is_empty());
        (!caption.is_empty()).then_some(self.figures)
    }

    /// Returns the number of a footnote that is referred to, and whether this is the first reference to it.
    pub fn note(&mut self, name: &'d str) -> (usize, bool) {
        if let Some(number) = self.by_note.get(name) {
            return (*number, false);
        }
        self.notes.push(name);
        self.by_note.insert(name, self.notes.len());
        (self.notes.len(), true)
    }

    /// Returns the name of the footnote with this number; `None` if fewer footnotes were referred to.
    pub fn noted(&self, number: usize) -> Option<&'d str> {
        self.notes.get(number.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_counted_as_they_are_referred_to() {
        let mut numbering = Numbering::default();
        let notes = ["b", "a", "b", "c"].map(|name| numbering.note(name));
        assert_eq!(notes, [(1, true), (2, true), (1, false), (3, true)]);
        assert_eq!([0, 1, 3, 4].map(|number| numbering.noted(number)), [None, Some("b"), Some("c"), None]);
    }

    #[test]
    fn only_what_has_a_caption_and_is_no_strip_or_glance_is_counted() {
        let caption = vec![Inline::Text("Actors".to_owned())];
        let table = |classes: &[&str]| Table {
            caption: caption.clone(),
            classes: classes.iter().map(|class| (*class).to_owned()).collect(),
            ..Table::default()
        };
        let mut numbering = Numbering::default();
        let tables = [table(&[]), table(&["strip"]), Table::default(), table(&["glance"]), table(&["grid"])];
        assert_eq!(tables.map(|table| numbering.table(&table)), [Some(1), None, None, None, Some(2)]);
        assert_eq!([&caption[..], &[], &caption].map(|own| numbering.figure(own)), [Some(1), None, Some(2)]);
    }
}
