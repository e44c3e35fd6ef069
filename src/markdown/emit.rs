//! A document tree → Markdown text. Prose of a case file enters a template this way, so that nothing unclosed in it
//! can reach what follows.

use crate::markdown::escape::escape;
use crate::markdown::{Alignment, Block, Inline, Table};

/// Writes blocks as Markdown. Headings begin at `level`; `cite` says how a citation reads.
pub fn markdown(blocks: &[Block], level: u8, cite: &dyn Fn(&str, Option<&str>) -> String) -> String {
    let top = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let shift = level.saturating_sub(top.min().unwrap_or(level));
    let mut emitter = Emitter { shift, cite };
    let mut lines = emitter.blocks(blocks);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

struct Emitter<'a> {
    shift: u8,
    cite: &'a dyn Fn(&str, Option<&str>) -> String,
}

impl Emitter<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            lines.extend(self.block(block));
            lines.push(String::new());
        }
        lines
    }

    fn block(&mut self, block: &Block) -> Vec<String> {
        match block {
            Block::Heading { level, content, .. } => {
                let level = usize::from((level + self.shift).min(6));
                vec![format!("{} {}", "#".repeat(level), self.inlines(content).replace('\n', " "))]
            }
            Block::Paragraph(content) => self.inlines(content).lines().map(str::to_owned).collect(),
            Block::List { start, items } => {
                let mut lines = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    let marker = start.map_or("- ".to_owned(), |start| format!("{}. ", start + at as u64));
                    lines.extend(indent(trimmed(self.blocks(item)), &marker, &" ".repeat(marker.len())));
                }
                lines
            }
            Block::Definitions(entries) => {
                let mut lines = Vec::new();
                for (term, definitions) in entries {
                    lines.push(self.inlines(term).replace('\n', " "));
                    for definition in definitions {
                        lines.extend(indent(trimmed(self.blocks(definition)), ": ", "  "));
                    }
                    lines.push(String::new());
                }
                trimmed(lines)
            }
            Block::Table(table) => self.table(table),
            Block::Quote(blocks) => indent(trimmed(self.blocks(blocks)), "> ", "> "),
            Block::Code { text, .. } => {
                let fence = "`".repeat(longest_run(text).max(2) + 1);
                let body = text.lines().map(str::to_owned);
                std::iter::once(fence.clone()).chain(body).chain(std::iter::once(fence.clone())).collect()
            }
            Block::Figure(image) => vec![self.inlines(std::slice::from_ref(image))],
            Block::Rule => vec!["---".to_owned()],
        }
    }

    fn table(&mut self, table: &Table) -> Vec<String> {
        let row = |cells: &[Vec<Inline>]| {
            // In a cell, a bar inside code wants a backslash too; everywhere else one would show.
            let code = |cell: &[Inline]| cell.iter().cloned().map(bars).collect::<Vec<_>>();
            let cells: Vec<String> = cells.iter().map(|cell| self.inlines(&code(cell)).replace('\n', " ")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = vec![row(&table.head)];
        let dashes = table.alignments.iter().map(|alignment| match alignment {
            Alignment::Start => "---",
            Alignment::Center => ":-:",
            Alignment::End => "--:",
        });
        lines.push(format!("|{}|", dashes.collect::<Vec<_>>().join("|")));
        lines.extend(table.rows.iter().map(|cells| row(cells)));
        lines
    }

    fn inlines(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for inline in content {
            match inline {
                Inline::Text(text) => out.push_str(&escape(text)),
                Inline::Code(code) => out.push_str(&code_span(code)),
                Inline::Emphasis(inner) => out.push_str(&format!("*{}*", self.inlines(inner))),
                Inline::Strong(inner) => out.push_str(&format!("**{}**", self.inlines(inner))),
                Inline::Strikethrough(inner) => out.push_str(&format!("~~{}~~", self.inlines(inner))),
                Inline::Link { url, content } => {
                    let url = url.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\\'], "");
                    out.push_str(&format!("[{}](<{url}>)", self.inlines(content)));
                }
                Inline::Image { alternative, .. } => out.push_str(&escape(alternative)),
                Inline::Citation { key, locator } => out.push_str(&escape(&(self.cite)(key, locator.as_deref()))),
                Inline::Note(_) => {}
                Inline::SoftBreak => out.push('\n'),
                Inline::HardBreak => out.push_str("\\\n"),
            }
        }
        out
    }
}

fn bars(inline: Inline) -> Inline {
    match inline {
        Inline::Code(code) => Inline::Code(code.replace('|', "\\|")),
        other => other,
    }
}

fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn indent(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let prefix = |at: usize| if at == 0 { first } else { rest };
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", prefix(at)).trim_end().to_owned()).collect()
}

/// A code span whose fence is longer than any run of backticks inside.
fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run(code) + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
