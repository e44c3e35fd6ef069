//! A document tree → Markdown text. Prose of a case file enters a template this way, so that unclosed markup in it can't affect
//! the text that follows.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::markdown::citation::Citation;
use crate::document::markdown::escape::escape;
use crate::document::markdown::{Alignment, Block, Document, Inline, QUOTES, Table, plain};

/// How prose is embedded in a document.
pub struct Embedding<'a> {
    /// The level of the outermost headings; those below them skip no level.
    pub level: u8,
    /// A prefix that keeps the names of its footnotes distinct from all others.
    pub prefix: &'a str,
    /// The opening and the closing quotation mark.
    pub quotes: [&'a str; 2],
    /// The words that captions begin with: of tables, and of figures.
    pub captions: [&'a str; 2],
    /// Formats a citation.
    pub cite: &'a dyn Fn(&Citation) -> String,
    /// Maps the URL of an image to the one in the document.
    pub image: &'a dyn Fn(&str) -> String,
}

/// Prose as Markdown.
#[derive(Debug, Clone, Default)]
pub struct Emitted {
    /// The text.
    pub text: String,
    /// The headings that are in no other block, each with its level and text.
    pub headings: Vec<(u8, String)>,
}

/// Writes prose as Markdown.
pub fn markdown<'a>(document: &'a Document, place: &'a Embedding<'a>) -> Emitted {
    let mut emitter = Emitter { place, path: Vec::new(), notes: names(document), depth: 0, headings: Vec::new() };
    let mut lines = emitter.blocks(&document.blocks);
    for (name, blocks) in &document.notes {
        let marker = format!("[^{}]: ", emitter.note(name));
        lines.extend(indent(trimmed(emitter.blocks(blocks)), &marker, "    "));
        lines.push(String::new());
    }
    Emitted { text: trimmed(lines).join("\n"), headings: emitter.headings }
}

struct Emitter<'a> {
    place: &'a Embedding<'a>,
    /// The levels, as written, of the headings above the current block.
    path: Vec<u8>,
    /// The names of footnotes as emitted, by their names in the document.
    notes: BTreeMap<&'a str, String>,
    /// The nesting depth of the current block; 1 at the top level.
    depth: usize,
    /// The headings so far that are in no other block.
    headings: Vec<(u8, String)>,
}

/// Returns a unique name of letters, digits and hyphens only for each footnote, by its name in the document.
fn names(document: &Document) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::new();
    let mut own = |name: &str| {
        let safe: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let others = (2..).map(|count| format!("{safe}-{count}"));
        std::iter::once(safe.clone()).chain(others).find(|name| taken.insert(name.clone())).unwrap_or_default()
    };
    document.notes.keys().map(|name| (name.as_str(), own(name))).collect()
}

/// The largest number that Markdown allows for a list item.
const LARGEST: u64 = 999_999_999;

impl Emitter<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        self.depth += 1;
        let mut lines = Vec::new();
        // A list right after another of its kind would be read as part of it, so such lists alternate between two markers.
        let mut other = false;
        for (at, block) in blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            other = !other && before.is_some_and(|before| goes_on(before, block));
            lines.extend(self.block(block, other));
            lines.push(String::new());
        }
        self.depth -= 1;
        lines
    }

    fn block(&mut self, block: &Block, other: bool) -> Vec<String> {
        match block {
            Block::Heading { level, content, .. } => {
                while self.path.last().is_some_and(|last| last >= level) {
                    self.path.pop();
                }
                self.path.push(*level);
                let depth = (usize::from(self.place.level) + self.path.len() - 1).min(6);
                let words = self.quoted(&plain(&mapped(content, &|inline| self.cited(inline))));
                if self.depth == 1 {
                    self.headings.push((u8::try_from(depth).unwrap_or(6), words));
                }
                vec![format!("{} {}", "#".repeat(depth), self.line(content))]
            }
            Block::Paragraph(content) => self.inlines(content).lines().map(held).collect(),
            Block::List { start, items } => {
                let mut lines = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    let marker = match start {
                        Some(start) => {
                            format!("{}{} ", (start + at as u64).min(LARGEST), if other { ")" } else { "." })
                        }
                        None => if other { "+ " } else { "- " }.to_owned(),
                    };
                    lines.extend(indent(trimmed(self.blocks(item)), &marker, &" ".repeat(marker.len())));
                }
                lines
            }
            Block::Definitions(entries) => {
                let mut lines = Vec::new();
                for (term, definitions) in entries {
                    lines.push(self.line(term));
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
            Block::Figure { image, caption } => {
                let mut lines = vec![self.line(std::slice::from_ref(image))];
                if !caption.is_empty() {
                    lines.extend([String::new(), format!("{}: {}", self.place.captions[1], self.line(caption))]);
                }
                lines
            }
            Block::Rule => vec!["***".to_owned()],
        }
    }

    /// Returns the emitted name of a footnote, with the prefix.
    fn note(&self, name: &str) -> String {
        format!("{}-{}", self.place.prefix, self.notes.get(name).map_or(name, String::as_str))
    }

    fn table(&mut self, table: &Table) -> Vec<String> {
        let row = |cells: &[Vec<Inline>]| {
            // In a table cell, a `|` must be escaped even inside code; outside tables, the backslash would show.
            let cells: Vec<String> = cells.iter().map(|cell| self.line(&barred(cell))).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = Vec::new();
        if !table.caption.is_empty() {
            let caption = format!("{}: {}", self.place.captions[0], self.line(&table.caption));
            lines.extend([caption, String::new()]);
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
            lines.extend([String::new(), format!("Note: {}", self.line(&table.note))]);
        }
        lines
    }

    /// Writes text on a single line: line breaks become spaces.
    fn line(&self, content: &[Inline]) -> String {
        let space = |inline: &Inline| match inline {
            Inline::SoftBreak | Inline::HardBreak => Inline::Text(" ".to_owned()),
            other => other.clone(),
        };
        held(&self.inlines(&mapped(content, &space)).replace('\n', " "))
    }

    /// Replaces the placeholders [`QUOTES`] with the quotation marks of the language.
    fn quoted(&self, text: &str) -> String {
        text.replace(QUOTES[0], self.place.quotes[0]).replace(QUOTES[1], self.place.quotes[1])
    }

    /// Replaces a citation with its text; returns anything else unchanged.
    fn cited(&self, inline: &Inline) -> Inline {
        match inline {
            Inline::Citation(citation) => Inline::Text((self.place.cite)(citation)),
            other => other.clone(),
        }
    }

    fn inlines(&self, content: &[Inline]) -> String {
        self.run(content, &[])
    }

    /// Writes text that is inside the marks `around`. Emphasis is written with `*`, inside other emphasis with `_`, and the other
    /// way round right after the same sign, so that no two delimiters run together.
    fn run(&self, content: &[Inline], around: &[Mark]) -> String {
        let content = joined(content, around);
        let mut out = String::new();
        // Whether the next character could keep the emphasis before it from closing.
        let mut parted = false;
        for (at, inline) in content.iter().enumerate() {
            let Some((mark, inner)) = marked(inline) else {
                let piece = behind_note(&out, self.inline(inline, content.get(at + 1)));
                out.push_str(&if parted { first_parted(&piece) } else { piece });
                parted = false;
                continue;
            };
            let inner = ends_held(&self.run(inner, &[around, &[mark]].concat()));
            if inner.is_empty() {
                continue;
            }
            let inside = around.iter().any(|mark| *mark != Mark::Strikethrough);
            let star = if inside != out.ends_with(if inside { '_' } else { '*' }) { "_" } else { "*" };
            let sign = match mark {
                Mark::Emphasis => star.to_owned(),
                Mark::Strong => star.repeat(2),
                Mark::Strikethrough => "~~".to_owned(),
            };
            let wary = sign.starts_with('_');
            if wary || !inner.starts_with(char::is_alphanumeric) {
                part_last(&mut out);
            }
            parted = wary || !inner.ends_with(char::is_alphanumeric);
            out.push_str(&format!("{sign}{inner}{sign}"));
        }
        out
    }

    fn inline(&self, inline: &Inline, next: Option<&Inline>) -> String {
        match inline {
            Inline::Text(text) => {
                let mut text = escape(&self.quoted(text));
                // An unescaped `!` would turn the link after it into an image.
                if text.ends_with('!') && next.is_some_and(|next| matches!(next, Inline::Link { .. } | Inline::Note(_)))
                {
                    text.insert(text.len() - 1, '\\');
                }
                text
            }
            Inline::Code(code) => code_span(code),
            // Prose of a case has no such sentences.
            Inline::Told { content, .. } | Inline::Foreign { content, .. } => self.inlines(content),
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Strikethrough(_) => {
                self.inlines(std::slice::from_ref(inline))
            }
            Inline::Link { url, content } if is_bare(url, content) => format!("<{}>", plain(content)),
            Inline::Link { url, content } => format!("[{}](<{}>)", self.inlines(content), target(url)),
            Inline::Image { url, alternative, .. } => {
                format!("![{}](<{}>)", escape(&self.quoted(alternative)), target(&(self.place.image)(url)))
            }
            Inline::Citation(citation) => escape(&(self.place.cite)(citation)),
            Inline::Note(name) => format!("[^{}]", self.note(name)),
            Inline::Task(ticked) => if *ticked { "[x] " } else { "[ ] " }.to_owned(),
            Inline::SoftBreak => "\n".to_owned(),
            Inline::HardBreak => "\\\n".to_owned(),
        }
    }
}

/// Whether a block would be read as a continuation of the list before it.
fn goes_on(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List { start: before, .. }, Block::List { start, .. }) => before.is_some() == start.is_some(),
        _ => false,
    }
}

/// A kind of markup around text.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
}

/// Returns the mark of an inline element and the content inside it; `None` if it has no mark.
fn marked(inline: &Inline) -> Option<(Mark, &[Inline])> {
    match inline {
        Inline::Emphasis(inner) => Some((Mark::Emphasis, inner)),
        Inline::Strong(inner) => Some((Mark::Strong, inner)),
        Inline::Strikethrough(inner) => Some((Mark::Strikethrough, inner)),
        _ => None,
    }
}

/// Escapes a bracket or a colon right behind the sign of a footnote, which would make a link or the note's own text of it. No text ends in a
/// square bracket without a backslash before it.
fn behind_note(before: &str, piece: String) -> String {
    let is_behind = before.ends_with(']') && !before.ends_with("\\]");
    if is_behind && piece.starts_with(['(', ':']) { format!("\\{piece}") } else { piece }
}

/// Removes redundant marks without changing the look: a mark inside another of its kind is dropped, and adjacent marks of one
/// kind are merged.
fn joined(content: &[Inline], around: &[Mark]) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (all.last_mut(), inline, marked(inline)) {
            (_, _, Some((mark, inner))) if around.contains(&mark) => all.extend(joined(inner, around)),
            (Some(Inline::Emphasis(before)), Inline::Emphasis(more), _)
            | (Some(Inline::Strong(before)), Inline::Strong(more), _)
            | (Some(Inline::Strikethrough(before)), Inline::Strikethrough(more), _) => before.extend_from_slice(more),
            (Some(Inline::Text(before)), Inline::Text(more), _) => before.push_str(more),
            _ => all.push(inline.clone()),
        }
    }
    all
}

/// Writes a character as a numeric reference (`&#65;`), which Markdown treats as punctuation and not as a letter or a space.
fn numbered(c: char) -> String {
    format!("&#{};", c as u32)
}

/// Replaces the last character, unless a space or punctuation, with a numeric reference, so that emphasis can begin after it.
fn part_last(out: &mut String) {
    if let Some(last) = out.chars().last().filter(|last| !last.is_whitespace() && !last.is_ascii_punctuation()) {
        out.truncate(out.len() - last.len_utf8());
        out.push_str(&numbered(last));
    }
}

/// Replaces the first character, unless a space or punctuation, with a numeric reference, so that emphasis can end before it.
fn first_parted(text: &str) -> String {
    match text.chars().next() {
        Some(first) if !first.is_whitespace() && !first.is_ascii_punctuation() => {
            format!("{}{}", numbered(first), &text[first.len_utf8()..])
        }
        _ => text.to_owned(),
    }
}

/// Replaces a space at either end of a text with a numeric reference, since Markdown would strip it.
fn ends_held(text: &str) -> String {
    let mut out = text.to_owned();
    if let Some(last) = out.chars().last().filter(|c| c.is_whitespace()) {
        out.truncate(out.len() - last.len_utf8());
        out.push_str(&numbered(last));
    }
    match out.chars().next() {
        Some(first) if first.is_whitespace() => format!("{}{}", numbered(first), &out[first.len_utf8()..]),
        _ => out,
    }
}

/// Protects the spaces at both ends of a line like [`ends_held`], except in a line that is only the box of a task.
fn held(line: &str) -> String {
    if line == "[ ] " || line == "[x] " { line.to_owned() } else { ends_held(line) }
}

/// Escapes a URL for use between angle brackets, including inside tables.
fn target(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '|' => out.push_str("%7C"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Puts a backslash before each `|` in code.
fn barred(content: &[Inline]) -> Vec<Inline> {
    mapped(content, &|inline| match inline {
        Inline::Code(code) => Inline::Code(code.replace('|', "\\|")),
        other => other.clone(),
    })
}

/// Applies `change` to every inline element that contains no others.
fn mapped(content: &[Inline], change: &dyn Fn(&Inline) -> Inline) -> Vec<Inline> {
    let piece = |inline: &Inline| match inline {
        Inline::Emphasis(inner) => Inline::Emphasis(mapped(inner, change)),
        Inline::Strong(inner) => Inline::Strong(mapped(inner, change)),
        Inline::Strikethrough(inner) => Inline::Strikethrough(mapped(inner, change)),
        Inline::Told { content, facts } => Inline::Told { content: mapped(content, change), facts: facts.clone() },
        Inline::Foreign { language, content } => {
            Inline::Foreign { language: language.clone(), content: mapped(content, change) }
        }
        Inline::Link { url, content } => Inline::Link { url: url.clone(), content: mapped(content, change) },
        other => change(other),
    };
    content.iter().map(piece).collect()
}

fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Prefixes the first line with `first` and the others with `rest`. No lines at all become one line with the marker.
fn indent(mut lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    if lines.is_empty() {
        lines.push(String::new());
    }
    let prefix = |at: usize| if at == 0 { first } else { rest };
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", prefix(at)).trim_end().to_owned()).collect()
}

/// A code span whose fence is longer than any run of backticks inside.
fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run(code) + 1);
    let stripped = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
    let pad = if stripped || code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Whether the text of a link is its address, so that it can be written `<https://example.org>`.
fn is_bare(url: &str, content: &[Inline]) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\');
    let (address, is_written) = match url.strip_prefix("mailto:") {
        Some(address) => (address, is_mail(address)),
        None => (url, url.chars().all(is_plain)),
    };
    is_written && matches!(content, [Inline::Text(text)] if text == address)
}

/// Whether Markdown takes a text between angle brackets for an address of mail (CommonMark 0.31.2, "email autolink"), also at the beginning of
/// a line, where `<?` and `<!` begin HTML.
fn is_mail(address: &str) -> bool {
    let is_label = |label: &str| {
        let is_end = |c: char| c.is_ascii_alphanumeric();
        let is_inner = label.chars().all(|c| is_end(c) || c == '-');
        (1..=63).contains(&label.len()) && is_inner && label.starts_with(is_end) && label.ends_with(is_end)
    };
    address.split_once('@').is_some_and(|(local, domain)| {
        let is_local = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        local.starts_with(|c: char| c.is_ascii_alphanumeric())
            && local.chars().all(is_local)
            && domain.split('.').all(is_label)
    })
}

#[cfg(test)]
mod tests {
    use crate::document::markdown::emit::{Embedding, markdown};
    use crate::document::markdown::parse::{NESTING, Punctuation, document, prose};
    use crate::document::markdown::{Block, Inline};

    /// What is written again is read again as the same link: between angle brackets only what Markdown takes for an address.
    #[test]
    fn an_address_that_is_written_again_leads_where_it_led() {
        let place = Embedding {
            level: 3,
            prefix: "narrative",
            quotes: ["“", "”"],
            captions: ["Table", "Figure"],
            cite: &|citation| citation.written(),
            image: &|url| url.to_owned(),
        };
        let long = "a".repeat(64);
        let links_of = |blocks: Vec<Block>| {
            let inlines = blocks.into_iter().flat_map(|block| match block {
                Block::Paragraph(content) => content,
                _ => Vec::new(),
            });
            let url = |own| if let Inline::Link { url, .. } = own { Some(url) } else { None };
            inlines.filter_map(url).collect::<Vec<String>>()
        };
        let links = |text: &str| {
            let (read, faults) = document(&format!("---\ntitle: T\n---\n\n# T\n\n{text}\n"));
            assert!(faults.is_empty(), "{text}: {faults:?}");
            links_of(read.blocks)
        };
        for address in [
            "post@example.org".to_owned(),
            "?post@example.org".to_owned(),
            "!post@example.org".to_owned(),
            "/post@example.org".to_owned(),
            "?-post@example.org".to_owned(),
            format!("post@{long}.org"),
            format!("post@example.{long}"),
            "post@ex--ample.org".to_owned(),
            "pøst@example.org".to_owned(),
            "post@exæmple.org".to_owned(),
            "p+o$s%t@example.org".to_owned(),
            "https://example.org/a_b(c)".to_owned(),
            format!("https://{long}.org"),
        ] {
            for before in ["See ", ""] {
                let tree = prose(&format!("{before}{address}."), NESTING, Punctuation::Smart).document;
                let written = markdown(&tree, &place).text;
                assert_eq!(links(&written), links_of(tree.blocks), "{address}: {written}");
            }
        }
    }
}
