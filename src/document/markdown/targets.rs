//! What links inside a document can lead to: headings, tables, rows of a register, and the links in a table themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::markdown::{Block, Document, Inline, Table, plain};

/// The names that links inside a document can lead to, each of which stands once.
#[derive(Debug, Default)]
pub struct LinkTargets {
    known: BTreeSet<String>,
}

impl LinkTargets {
    /// Gathers them.
    pub fn new(document: &Document) -> LinkTargets {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in document.blocks.iter().flat_map(names) {
            *counts.entry(name).or_default() += 1;
        }
        let mut known: BTreeSet<String> =
            counts.into_iter().filter(|(_, count)| *count == 1).map(|(name, _)| name).collect();
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for table in tables {
            let links = table.rows.iter().flatten().flatten().filter_map(inside);
            let own: Vec<String> =
                links.filter(|to| known.contains(*to)).filter_map(|to| back(table.id.as_deref(), to)).collect();
            known.extend(own);
        }
        LinkTargets { known }
    }

    /// Whether a link leads somewhere.
    pub fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }
}

/// The name by which a link in a table is a target itself: `tasks--e12` for one that leads to `#e12` in the table `#tasks`.
pub fn back(table: Option<&str>, to: &str) -> Option<String> {
    table.map(|table| format!("{table}--{to}"))
}

/// The name of the chapter that a report is in the volume.
pub fn chapter(report: &str) -> String {
    format!("report--{}", report.replace('/', "-"))
}

/// Whether the rows of a table are targets, by what their first cells say.
pub fn is_register(table: &Table) -> bool {
    table.classes.iter().any(|class| class == "register")
}

/// Where a link leads inside the document.
fn inside(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Link { url, .. } => url.strip_prefix('#'),
        _ => None,
    }
}

/// The names that a block gives: headings and tables stand on the top level of documents.
fn names(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { id, .. } => id.iter().cloned().collect(),
        Block::Table(table) => {
            let rows = table.rows.iter().filter(|_| is_register(table)).filter_map(|row| row.first());
            table.id.iter().cloned().chain(rows.map(|cell| plain(cell))).collect()
        }
        _ => Vec::new(),
    }
}
