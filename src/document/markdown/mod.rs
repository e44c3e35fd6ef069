//! Markdown text → a document tree, from which PDF and all other formats are made. There is one dialect, described in
//! `docs/templates.md`.

pub mod bind;
pub mod citation;
pub mod emit;
pub mod escape;
pub mod fault;
pub mod front;
pub mod notes;
pub mod numbering;
pub mod parse;
pub mod sentences;
pub mod targets;
pub mod trend;
pub mod typography;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::is_right_to_left;
use crate::document::markdown::citation::Citation;

/// A whole document.
#[derive(Debug, Default, Clone)]
pub struct Document {
    /// The front matter.
    pub meta: Meta,
    /// The body.
    pub blocks: Vec<Block>,
    /// Footnotes by name.
    pub notes: BTreeMap<String, Vec<Block>>,
}

impl Document {
    /// Returns the blocks without the title: a heading of level 1 at the start only repeats the title in the front matter.
    pub fn body(&self) -> &[Block] {
        match self.blocks.as_slice() {
            [Block::Heading { level: 1, .. }, rest @ ..] => rest,
            all => all,
        }
    }
}

/// What the front matter of a document says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The title.
    pub title: String,
    /// The subtitle, shown below or above the title.
    pub subtitle: String,
    /// The authors.
    pub authors: Vec<String>,
    /// The date, as YYYY-MM-DD.
    pub date: String,
    /// The date in words.
    pub dated: String,
    /// The language code.
    pub language: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// One sentence on what the document is.
    pub description: String,
    /// The status that every page shows, like a note that the document is a draft.
    pub status: String,
    /// Whether the document has a table of contents.
    pub contents: bool,
    /// Whether the document is a volume, with a title page and chapters.
    pub cover: bool,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// The level, from 1.
        level: u8,
        /// The name that links point to.
        id: Option<String>,
        /// Classes, like `landscape`.
        classes: Vec<String>,
        /// The text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; with a start number it is ordered.
    List {
        /// The first number.
        start: Option<u64>,
        /// The entries.
        items: Vec<Vec<Block>>,
    },
    /// Terms with their definitions.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A table.
    Table(Table),
    /// A quotation.
    Quote(Vec<Block>),
    /// A block of code.
    Code {
        /// The language.
        language: String,
        /// The text.
        text: String,
    },
    /// An image that stands alone.
    Figure {
        /// The image: always an [`Inline::Image`].
        image: Inline,
        /// The caption.
        caption: Vec<Inline>,
    },
    /// A horizontal line.
    Rule,
}

/// A table with one header row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The caption.
    pub caption: Vec<Inline>,
    /// The note below the table.
    pub note: Vec<Inline>,
    /// The name that links point to.
    pub id: Option<String>,
    /// Classes, like `grid` or `strip`.
    pub classes: Vec<String>,
    /// One alignment per column.
    pub alignments: Vec<Alignment>,
    /// The header.
    pub head: Vec<Vec<Inline>>,
    /// The rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

impl Table {
    /// Returns, for each column, whether its heading stands upright: true for columns of signs (cells of at most two characters)
    /// if the table has more than `most` of them.
    pub fn upright(&self, most: usize) -> Vec<bool> {
        let signs: Vec<bool> = (0..self.head.len()).map(|at| self.holds_signs(at)).collect();
        let crowded = signs.iter().filter(|sign| **sign).count() > most;
        signs.into_iter().map(|sign| crowded && sign).collect()
    }

    /// Whether a column holds only signs: cells of at most two characters.
    pub fn holds_signs(&self, at: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        !self.rows.is_empty() && cells.map(|cell| plain(cell)).all(|text| text.chars().count() <= 2)
    }
}

/// Whether a row stands above the rows that follow it: it has a first cell in strong letters, and no other.
pub fn stands_above(row: &[Vec<Inline>]) -> bool {
    let [first, rest @ ..] = row else { return false };
    matches!(first.as_slice(), [Inline::Strong(_)]) && !rest.is_empty() && rest.iter().all(Vec::is_empty)
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the start of the line, as for text.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line, as for numbers.
    End,
}

/// An inline element.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// A sentence with what it rests on, which a page shows when asked. Markdown has no sign for it: the program marks sentences of
    /// its own.
    Told {
        /// The sentence.
        content: Vec<Inline>,
        /// What it rests on.
        facts: Vec<String>,
    },
    /// A quotation in another language than the document. Markdown has no sign for it: the program marks those that it knows.
    Foreign {
        /// The language.
        language: String,
        /// The quotation.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// The target.
        url: String,
        /// The link text.
        content: Vec<Inline>,
    },
    /// An image.
    Image {
        /// The file, relative to the output file.
        url: String,
        /// The alternative text, for readers who can't see the image.
        alternative: String,
        /// How wide it is at most, in millimetres, if its title says so: `![Our logo](logo.svg "30mm")`.
        width: Option<u32>,
    },
    /// A citation in prose, `[@key, p. 14]`.
    Citation(Citation),
    /// A reference to a footnote.
    Note(String),
    /// The box of a task list, ticked or not.
    Task(bool),
    /// A line break in the Markdown text that is rendered as a space.
    SoftBreak,
    /// A line break that is rendered as one.
    HardBreak,
}

/// Placeholders in the tree of prose for opening and closing quotation marks that were written as `"`: noncharacters, which occur
/// in no text. When the prose enters a report, they are replaced by the quotation marks of the report's language.
pub const QUOTES: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// The text of a run of inlines without any markup.
pub fn plain(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(t) | Inline::Code(t) => text.push_str(t),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                text.push_str(&plain(inner));
            }
            Inline::Link { content, .. } | Inline::Told { content, .. } | Inline::Foreign { content, .. } => {
                text.push_str(&plain(content));
            }
            Inline::Image { alternative, .. } => text.push_str(alternative),
            Inline::Citation(citation) => text.push_str(&citation.written()),
            Inline::Note(_) | Inline::Task(_) => {}
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
        }
    }
    text
}

/// Returns the path, without its extension, of the report that a link leads to: a Markdown file in the document's folder or below
/// it. `None` for any other link.
pub fn report_of(url: &str) -> Option<&str> {
    let plain = |part: &str| !part.is_empty() && part != "." && !part.contains([':', '\\', '#', '?']);
    url.strip_suffix(".md").filter(|report| report.split('/').all(plain))
}

/// Whether a URL leads out of the document to something that readers can open anywhere: a web page or a mail address.
pub fn is_web(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

/// The class of what is set on a page in landscape format.
pub const LANDSCAPE: &str = "landscape";

/// Whether a block with these classes is set on a page in landscape format.
pub fn is_wide(classes: &[String]) -> bool {
    classes.iter().any(|class| class == LANDSCAPE)
}

/// Whether an entry of a list is a task, with a box to tick.
pub fn is_task(item: &[Block]) -> bool {
    matches!(item.first(), Some(Block::Paragraph(content)) if matches!(content.first(), Some(Inline::Task(_))))
}

/// Visits every block, outer blocks before inner ones.
pub fn each_block<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| each_block(item, visit)),
            Block::Definitions(entries) => {
                entries.iter().flat_map(|(_, definitions)| definitions).for_each(|blocks| each_block(blocks, visit));
            }
            Block::Quote(blocks) => each_block(blocks, visit),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Table(_)
            | Block::Code { .. }
            | Block::Figure { .. }
            | Block::Rule => {}
        }
    }
}

/// Visits every inline element in the blocks, outer elements before inner ones.
pub fn each_inline<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Inline)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => within(content, visit),
            Block::List { items, .. } => items.iter().for_each(|item| each_inline(item, visit)),
            Block::Definitions(entries) => {
                for (term, definitions) in entries {
                    within(term, visit);
                    definitions.iter().for_each(|definition| each_inline(definition, visit));
                }
            }
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                [&table.caption, &table.note].into_iter().chain(cells).for_each(|content| within(content, visit));
            }
            Block::Quote(blocks) => each_inline(blocks, visit),
            Block::Figure { image, caption } => {
                visit(image);
                within(caption, visit);
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

/// Visits every inline element of a text, outer elements before inner ones.
pub fn within<'d>(content: &'d [Inline], visit: &mut dyn FnMut(&'d Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Told { content: inner, .. }
            | Inline::Foreign { content: inner, .. } => within(inner, visit),
            Inline::Link { content, .. } => within(content, visit),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Citation(_)
            | Inline::Note(_)
            | Inline::Task(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

/// Visits every inline element of a document, those of the body before those of the footnotes.
pub fn each_inline_of<'d>(document: &'d Document, visit: &mut dyn FnMut(&'d Inline)) {
    std::iter::once(&document.blocks).chain(document.notes.values()).for_each(|blocks| each_inline(blocks, visit));
}

/// Whether blocks run from right to left: their first paragraph does.
pub fn is_turned(blocks: &[Block]) -> bool {
    let mut first = None;
    each_block(blocks, &mut |block| match block {
        Block::Paragraph(content) if first.is_none() => first = Some(is_right_to_left(&plain(content))),
        _ => {}
    });
    first.unwrap_or_default()
}

/// Returns the URLs of all images of a document, each once, in alphabetical order.
pub fn images(document: &Document) -> Vec<&str> {
    let mut urls = BTreeSet::new();
    each_inline_of(document, &mut |inline| {
        if let Inline::Image { url, .. } = inline {
            urls.insert(url.as_str());
        }
    });
    urls.into_iter().collect()
}

/// Returns all text of a document, title and code included, with each piece on its own line. Used to check its characters.
pub fn text(document: &Document) -> String {
    let meta = &document.meta;
    let mut text = format!("{}\n{}\n{}\n", meta.title, meta.subtitle, meta.authors.join("\n"));
    for blocks in std::iter::once(&document.blocks).chain(document.notes.values()) {
        each_inline(blocks, &mut |inline| {
            if let Inline::Text(piece) | Inline::Code(piece) = inline {
                text.push_str(piece);
                text.push('\n');
            }
        });
        each_block(blocks, &mut |block| {
            if let Block::Code { text: code, .. } = block {
                text.push_str(code);
            }
        });
    }
    text
}

/// Puts what `change` makes of a piece of text in its place, in the whole document.
pub fn change_texts(document: &mut Document, change: &mut dyn FnMut(&str) -> Option<Vec<Inline>>) {
    change_blocks(&mut document.blocks, change);
    document.notes.values_mut().for_each(|blocks| change_blocks(blocks, change));
}

fn change_blocks(blocks: &mut [Block], change: &mut dyn FnMut(&str) -> Option<Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => change_content(content, change),
            Block::List { items, .. } => items.iter_mut().for_each(|item| change_blocks(item, change)),
            Block::Definitions(entries) => {
                for (term, definitions) in entries {
                    change_content(term, change);
                    definitions.iter_mut().for_each(|definition| change_blocks(definition, change));
                }
            }
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                [&mut table.caption, &mut table.note]
                    .into_iter()
                    .chain(cells)
                    .for_each(|content| change_content(content, change));
            }
            Block::Quote(blocks) => change_blocks(blocks, change),
            Block::Figure { caption, .. } => change_content(caption, change),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn change_content(content: &mut Vec<Inline>, change: &mut dyn FnMut(&str) -> Option<Vec<Inline>>) {
    let mut changed = Vec::with_capacity(content.len());
    for mut inline in std::mem::take(content) {
        match &mut inline {
            Inline::Text(text) => {
                if let Some(parts) = change(text) {
                    changed.extend(parts);
                    continue;
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Told { content: inner, .. }
            | Inline::Foreign { content: inner, .. } => change_content(inner, change),
            Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Citation(_)
            | Inline::Note(_)
            | Inline::Task(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
        changed.push(inline);
    }
    *content = changed;
}
