//! A document tree → Markdown text. Prose of a case file enters a template this way, so that nothing unclosed in it
//! can reach what follows.

use crate::markdown::escape::escape;
use crate::markdown::{Alignment, Block, Document, Inline, Table};

/// Writes a document as Markdown. Headings begin at `level` and skip none; `cite` says how a citation reads; `prefix`
/// keeps the names of footnotes apart from others.
pub fn markdown(document: &Document, level: u8, prefix: &str, cite: &dyn Fn(&str, Option<&str>) -> String) -> String {
    let mut emitter = Emitter { base: level, path: Vec::new(), prefix, cite };
    let mut lines = emitter.blocks(&document.blocks);
    for (name, blocks) in &document.notes {
        let marker = format!("[^{}]: ", emitter.note(name));
        lines.extend(indent(trimmed(emitter.blocks(blocks)), &marker, "    "));
        lines.push(String::new());
    }
    trimmed(lines).join("\n")
}

struct Emitter<'a> {
    base: u8,
    /// The levels of the headings that the present place is under, as they were written.
    path: Vec<u8>,
    prefix: &'a str,
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
                while self.path.last().is_some_and(|last| last >= level) {
                    self.path.pop();
                }
                self.path.push(*level);
                let depth = (usize::from(self.base) + self.path.len() - 1).min(6);
                vec![format!("{} {}", "#".repeat(depth), self.inlines(content).replace('\n', " "))]
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
            Block::Figure { image, .. } => vec![self.inlines(std::slice::from_ref(image))],
            Block::Rule => vec!["***".to_owned()],
        }
    }

    /// The name of a footnote: letters, digits and hyphens only, behind the prefix.
    fn note(&self, name: &str) -> String {
        let safe: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        format!("{}-{safe}", self.prefix)
    }

    fn table(&mut self, table: &Table) -> Vec<String> {
        let row = |cells: &[Vec<Inline>]| {
            // In a cell, a bar inside code wants a backslash too; everywhere else one would show.
            let code = |cell: &[Inline]| cell.iter().cloned().map(bars).collect::<Vec<_>>();
            let cells: Vec<String> = cells.iter().map(|cell| self.inlines(&code(cell)).replace('\n', " ")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = Vec::new();
        if !table.caption.is_empty() {
            lines.extend([format!("Table: {}", self.inlines(&table.caption).replace('\n', " ")), String::new()]);
        }
        lines.push(row(&table.head));
        let dashes = table.alignments.iter().map(|alignment| match alignment {
            Alignment::Start => "---",
            Alignment::Center => ":-:",
            Alignment::End => "--:",
        });
        lines.push(format!("|{}|", dashes.collect::<Vec<_>>().join("|")));
        lines.extend(table.rows.iter().map(|cells| row(cells)));
        if !table.note.is_empty() {
            lines.extend([String::new(), format!("Note: {}", self.inlines(&table.note).replace('\n', " "))]);
        }
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
                Inline::Note(name) => out.push_str(&format!("[^{}]", self.note(name))),
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
