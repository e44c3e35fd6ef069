//! The targets of links inside a document: headings, tables, rows of a register, and links in tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::markdown::{Block, Document, Inline, Table, plain, stands_above};

/// The names of all link targets of a document. A name that occurs twice is no target.
#[derive(Debug, Default)]
pub struct LinkTargets {
    known: BTreeSet<String>,
}

impl LinkTargets {
    /// Collects the targets of a document.
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

    /// Whether there is a target of this name.
    pub fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }
}

/// Returns the name by which a link in a table is itself a target: `tasks--e7k2m9x` for a link to `#e7k2m9x` in the table `#tasks`.
/// `None` if the table has no id.
pub fn back(table: Option<&str>, to: &str) -> Option<String> {
    table.map(|table| format!("{table}--{to}"))
}

/// Returns the name of a report's chapter in the volume.
pub fn chapter(report: &str) -> String {
    format!("report--{}", report.replace('/', "-"))
}

/// Whether a table is a register: its rows are targets, named by the text of their first cells.
fn is_register(table: &Table) -> bool {
    table.classes.iter().any(|class| class == "register")
}

/// Returns the name by which links lead to a row of a register; `None` for any other row.
pub fn entry(table: &Table, row: &[Vec<Inline>]) -> Option<String> {
    row.first().filter(|_| is_register(table) && !stands_above(row)).map(|first| plain(first))
}

/// Returns the name that a link inside the document leads to; `None` for anything else.
fn inside(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Link { url, .. } => url.strip_prefix('#'),
        _ => None,
    }
}

/// Returns the names of the targets in a block. Inner blocks need no look: headings and tables are at the top level of documents.
fn names(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { id, .. } => id.iter().cloned().collect(),
        Block::Table(table) => {
            table.id.iter().cloned().chain(table.rows.iter().filter_map(|row| entry(table, row))).collect()
        }
        _ => Vec::new(),
    }
}
