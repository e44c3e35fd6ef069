//! References to footnotes: finds cycles, and footnotes that nothing refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::{Block, Document, Inline};

/// The footnotes of a text and the references to them.
#[derive(Default)]
pub struct Notes {
    /// The references: byte range, the footnote that the reference is in (`None` in the body), and the footnote that it leads to.
    pub references: Vec<(Range<usize>, Option<String>, String)>,
    /// The byte ranges of the labels of footnotes, by name.
    pub places: BTreeMap<String, Range<usize>>,
    /// Footnotes whose name was taken by an earlier one, by the new names that they were given.
    pub doubled: BTreeSet<String>,
}

impl Notes {
    /// Finds footnotes that lead to themselves, and footnotes that nothing refers to. References to the latter are added at the
    /// end of the document, so that no text is lost.
    pub fn check(&self, document: &mut Document) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut leads: BTreeMap<Option<&str>, Vec<(&Range<usize>, &str)>> = BTreeMap::new();
        for (range, from, to) in &self.references {
            leads.entry(from.as_deref()).or_default().push((range, to));
        }
        let nothing = Vec::new();
        // A depth-first search from the body, then from every footnote that it did not reach. A reference to a footnote that is
        // still open closes a cycle.
        let (mut open, mut done): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
        let (mut circles, mut lonely) = (Vec::new(), Vec::new());
        let starts = std::iter::once(None).chain(document.notes.keys().map(|note| Some(note.as_str())));
        for start in starts {
            if let Some(note) = start {
                if done.contains(note) {
                    continue;
                }
                lonely.push(note.to_owned());
                open.insert(note);
            }
            let mut path = vec![(start, leads.get(&start).unwrap_or(&nothing).iter())];
            while let Some((from, rest)) = path.last_mut() {
                match rest.next() {
                    Some((range, to)) if open.contains(to) => circles.push((*range).clone()),
                    Some((_, to)) if !done.contains(to) => {
                        open.insert(to);
                        path.push((Some(to), leads.get(&Some(*to)).unwrap_or(&nothing).iter()));
                    }
                    Some(_) => {}
                    None => {
                        if let Some(note) = from {
                            open.remove(*note);
                            done.insert(note);
                        }
                        path.pop();
                    }
                }
            }
        }
        faults.extend(circles.into_iter().map(|range| Fault { range, kind: FaultKind::NoteInNote }));
        for note in lonely.iter().filter(|note| !self.doubled.contains(*note)) {
            let range = self.places.get(note).cloned().unwrap_or_default();
            faults.push(Fault { range, kind: FaultKind::LonelyNote });
        }
        if !lonely.is_empty() {
            document.blocks.push(Block::Paragraph(lonely.into_iter().map(Inline::Note).collect()));
        }
        faults
    }
}
