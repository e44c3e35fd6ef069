//! Markdown text → [`Document`], with pulldown-cmark.
//!
//! It is one file, over 500 lines long, since it is one pass over the events of the parser, whose state all steps share.

use std::ops::Range;

use pulldown_cmark::{
    Alignment as Align, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, MetadataBlockKind, Options, Parser, Tag,
    TagEnd,
};

use crate::base::text::{FIGURE, TABLE, bound};
use crate::document::markdown::citation::{Citation, ESCAPED, MARKS};
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::front::front_matter;
use crate::document::markdown::notes::Notes;
use crate::document::markdown::sentences::in_sentences;
use crate::document::markdown::typography::{self, Quotes, linked};
use crate::document::markdown::{Alignment, Block, Document, Inline, QUOTES, Table, is_web, plain, report_of};

/// Parses the Markdown that a template rendered.
pub fn document(text: &str) -> (Document, Vec<Fault>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    build(Parser::new_ext(text, options).into_offset_iter(), Kind::Report, DEEPEST)
}

/// How quotation marks, and runs of hyphens or dots, are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Punctuation {
    /// They become typographic ones; double quotation marks become [`QUOTES`].
    Smart,
    /// They stay as written.
    AsWritten,
}

/// The result of parsing.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The document tree.
    pub document: Document,
    /// The faults found in the text.
    pub faults: Vec<Fault>,
    /// The positions of code, and of links and images with a title, which the tree does not record.
    pub places: ProsePlaces,
}

/// Parses the prose of a case file, which has citations but no front matter and no attributes. `nesting` is the limit on the
/// depth of quotations and lists; see [`NESTING`].
pub fn prose(text: &str, nesting: usize, punctuation: Punctuation) -> Parsed {
    let mut options = PROSE;
    options.set(Options::ENABLE_SMART_PUNCTUATION, punctuation != Punctuation::AsWritten);
    let mut citation = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        Citation::between_brackets(&link.reference)?;
        Some((CowStr::from(link.reference.into_string()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(&mut citation));
    let mut places = ProsePlaces::default();
    let (addresses, mut quotes) = (typography::addresses(text), Quotes::default());
    let in_address =
        |range: &Range<usize>| addresses.iter().any(|(own, _)| own.start <= range.start && range.end <= own.end);
    let events = parser.into_offset_iter();
    let defined = events.reference_definitions().iter();
    let defined =
        defined.map(|(_, link)| (link.dest.to_string(), link.title.as_deref().unwrap_or("").to_owned(), &link.span));
    let mut lonely: Vec<(String, String, Range<usize>)> =
        defined.map(|(url, title, range)| (url, title, range.clone())).collect();
    let events = events.map(|(event, range)| {
        places.see(&event, &range);
        if let Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) = &event {
            lonely.retain(|(url, own, _)| **url != **dest_url || **own != **title);
        }
        match event {
            // Of an address nothing is made typographic.
            Event::Text(_) if in_address(&range) => (Event::Text(CowStr::from(&text[range.clone()])), range),
            // A range of one byte: the mark was written as `"`, and not as a typographic one.
            Event::Text(mark) if range.len() == 1 && matches!(&*mark, "“" | "”") => {
                let (is_inches, opens) = quotes.inches(text, range.start, &*mark == "“");
                let own = if is_inches { '″' } else { QUOTES[usize::from(!opens)] };
                (Event::Text(CowStr::from(own.to_string())), range)
            }
            // 5'10", and no apostrophe.
            Event::Text(mark) if range.len() == 1 && matches!(&*mark, "‘" | "’") && is_feet(text, range.start) => {
                (Event::Text(CowStr::from("′")), range)
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item) => {
                quotes.reset();
                (event, range)
            }
            // Behind a backslash, or as an entity, it is no mark of a citation.
            Event::Text(mark) if mark.starts_with(MARKS) && is_escaped(text, &mark, &range) => {
                (Event::Text(CowStr::from(format!("{ESCAPED}{mark}"))), range)
            }
            event => (event, range),
        }
    });
    let (document, mut faults) = build(events, Kind::Prose, nesting);
    let lonely = lonely.into_iter().map(|(.., range)| Fault { range, kind: FaultKind::LonelyDefinition });
    faults.extend(lonely);
    faults.sort_by_key(|fault| fault.range.start);
    Parsed { document, faults, places }
}

/// Whether the mark `'` at a byte stands between two digits.
fn is_feet(text: &str, at: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text[..at].ends_with(digit) && text[at + 1..].starts_with(digit)
}

/// Whether the first character of an event's text is written behind a backslash or as an entity.
fn is_escaped(text: &str, words: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('\\') || !text[range.clone()].starts_with(&words[..1])
}

/// Byte ranges in prose that the tree does not record.
#[derive(Debug, Clone, Default)]
pub struct ProsePlaces {
    /// Code spans and blocks, each with whether it is a fenced block.
    pub code: Vec<(Range<usize>, bool)>,
    /// Links and images with a title, which no report shows.
    pub titled: Vec<Range<usize>>,
}

impl ProsePlaces {
    fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Code(_) => self.code.push((range.clone(), false)),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.code.push((range.clone(), matches!(kind, CodeBlockKind::Fenced(_))));
            }
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) if !title.is_empty() => {
                self.titled.push(range.clone());
            }
            _ => {}
        }
    }
}

/// The extensions of CommonMark that prose may use.
const PROSE: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST);

/// What kind of text is parsed.
#[derive(PartialEq)]
enum Kind {
    Report,
    Prose,
}

/// The default limit on nesting in prose: this many quotations, or twice as many lists, inside each other.
pub const NESTING: usize = 8;

/// The highest limit that the settings can set, and the limit for whole documents: Typst stops at 64 nested show rules, so it
/// can't typeset deeper quotations.
pub const DEEPEST: usize = 13;

/// An element that is being built while events come in.
enum Frame {
    Blocks { kind: BlockKind, blocks: Vec<Block>, inlines: Vec<Inline> },
    Inlines { kind: InlineKind, inlines: Vec<Inline> },
    Table { table: Table, row: Vec<Vec<Inline>>, in_head: bool },
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Code { language: String, text: String },
    Meta(String),
    Html,
}

enum BlockKind {
    Document,
    Item,
    Quote,
    Note(String),
    Definition,
}

enum InlineKind {
    Paragraph,
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
    },
    Title,
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(String),
    /// `[@key]`, or `[text][@key]`, whose text is kept.
    Citation {
        text: String,
        named: bool,
    },
    Image(String, Option<u32>),
}

impl InlineKind {
    /// Whether its text leads elsewhere, or stands for a picture, so that no sentence of it names a work.
    fn is_link(&self) -> bool {
        matches!(self, InlineKind::Link(_) | InlineKind::Image(..) | InlineKind::Citation { .. })
    }
}

struct Builder {
    frames: Vec<Frame>,
    document: Document,
    faults: Vec<Fault>,
    kind: Kind,
    notes: Notes,
    /// The limit on nesting: how many quotations may be open at once.
    nesting: usize,
    /// The number of open elements that are dropped because they are nested too deeply.
    dropped: usize,
    /// The level of the last heading; 1 at first, since the title is of level 1 whether it is written or not.
    level: u8,
}

fn build<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    kind: Kind,
    nesting: usize,
) -> (Document, Vec<Fault>) {
    let body = Frame::Blocks { kind: BlockKind::Document, blocks: Vec::new(), inlines: Vec::new() };
    let mut builder = Builder {
        frames: vec![body],
        document: Document::default(),
        faults: Vec::new(),
        kind,
        notes: Notes::default(),
        nesting,
        dropped: 0,
        level: 1,
    };
    for (event, range) in events {
        builder.event(event, range);
    }
    let mut blocks = match builder.frames.pop() {
        Some(Frame::Blocks { blocks, .. }) => blocks,
        _ => Vec::new(),
    };
    attach_captions(&mut blocks);
    builder.document.blocks = blocks;
    let faults = builder.notes.check(&mut builder.document);
    builder.faults.extend(faults);
    (builder.document, builder.faults)
}

impl Builder {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.too_deep(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => match self.frames.last_mut() {
                Some(Frame::Code { text: code, .. } | Frame::Meta(code)) => code.push_str(&text),
                Some(Frame::Html) => {}
                _ => self.inline(Inline::Text(bound(&text))),
            },
            Event::Code(code) => self.inline(Inline::Code(code.into_string())),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline(Inline::Text(text.into_string())),
            Event::Html(_) => {}
            // A closing tag is not reported again: the message for the opening one covers it.
            Event::InlineHtml(html) if html.starts_with("</") => {}
            Event::InlineHtml(_) => self.faults.push(Fault { range, kind: FaultKind::Html }),
            Event::FootnoteReference(name) => {
                let inside = self.frames.iter().rev().find_map(|frame| match frame {
                    Frame::Blocks { kind: BlockKind::Note(note), .. } => Some(note.clone()),
                    _ => None,
                });
                if self.frames.iter().any(|frame| matches!(frame, Frame::Table { in_head: true, .. })) {
                    self.faults.push(Fault { range: range.clone(), kind: FaultKind::NoteInHead });
                }
                let name = name.to_lowercase();
                self.notes.references.push((range, inside, name.clone()));
                self.inline(Inline::Note(name));
            }
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(ticked) => self.inline(Inline::Task(ticked)),
        }
    }

    /// Whether an event belongs to an element that is nested too deeply. Such elements are reported once and dropped, so that no
    /// later step overflows the stack. Typst needs four show rules for a quotation and two for a list.
    fn too_deep(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let open = |frame: &Frame| match frame {
            Frame::Blocks { kind: BlockKind::Quote | BlockKind::Note(_) | BlockKind::Definition, .. } => 4,
            Frame::Blocks { kind: BlockKind::Document, .. } => 0,
            _ => 1,
        };
        let next = if matches!(
            event,
            Event::Start(Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition)
        ) {
            4
        } else {
            1
        };
        // The 4 leave room for a paragraph and some emphasis.
        let full = || self.frames.iter().map(open).sum::<usize>() + next > 4 * self.nesting + 4;
        match event {
            Event::Start(_) if self.dropped > 0 || full() => {
                if self.dropped == 0 && !self.faults.iter().any(|fault| fault.kind == FaultKind::TooDeep) {
                    self.faults.push(Fault { range: range.clone(), kind: FaultKind::TooDeep });
                }
                self.dropped += 1;
                true
            }
            Event::End(_) if self.dropped > 0 => {
                self.dropped -= 1;
                true
            }
            _ => self.dropped > 0,
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let Some(frame) = self.frame(tag, range) else { return };
        // Text directly inside a tight list item becomes a paragraph of its own, which ends where a block begins.
        if !matches!(
            frame,
            Frame::Inlines {
                kind: InlineKind::Emphasis
                    | InlineKind::Strong
                    | InlineKind::Strikethrough
                    | InlineKind::Link(_)
                    | InlineKind::Citation { .. }
                    | InlineKind::Image(..),
                ..
            }
        ) {
            self.flush();
        }
        self.frames.push(frame);
    }

    /// Returns the frame that a tag opens; `None` for the rows of a table, which are part of the table's frame.
    fn frame(&mut self, tag: Tag<'_>, range: Range<usize>) -> Option<Frame> {
        let blocks = |kind| Frame::Blocks { kind, blocks: Vec::new(), inlines: Vec::new() };
        let inlines = |kind| Frame::Inlines { kind, inlines: Vec::new() };
        Some(match tag {
            Tag::Paragraph => inlines(InlineKind::Paragraph),
            Tag::Heading { level, id, classes, .. } => {
                self.go_to_level(level as u8, range);
                inlines(InlineKind::Heading {
                    level: level as u8,
                    id: id.map(CowStr::into_string),
                    classes: classes.into_iter().map(CowStr::into_string).collect(),
                })
            }
            Tag::BlockQuote(_) => blocks(BlockKind::Quote),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                Frame::Code { language, text: String::new() }
            }
            Tag::HtmlBlock => {
                self.faults.push(Fault { range, kind: FaultKind::Html });
                Frame::Html
            }
            Tag::List(start) => Frame::List { start, items: Vec::new() },
            Tag::Item => blocks(BlockKind::Item),
            Tag::FootnoteDefinition(name) => blocks(BlockKind::Note(self.note(&name, range.start))),
            Tag::DefinitionList => Frame::Definitions(Vec::new()),
            Tag::DefinitionListTitle => inlines(InlineKind::Title),
            Tag::DefinitionListDefinition => blocks(BlockKind::Definition),
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                Frame::Table { table: Table { alignments, ..Table::default() }, row: Vec::new(), in_head: false }
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Frame::Table { in_head, .. }) = self.frames.last_mut() {
                    *in_head = matches!(tag, Tag::TableHead);
                }
                return None;
            }
            Tag::TableCell => inlines(InlineKind::Cell),
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => inlines(InlineKind::Emphasis),
            Tag::Strong => inlines(InlineKind::Strong),
            Tag::Strikethrough => inlines(InlineKind::Strikethrough),
            Tag::Link { link_type, dest_url, .. } => inlines(self.link(link_type, dest_url, range)),
            Tag::Image { dest_url, title, .. } => {
                let width = title.strip_suffix("mm").and_then(|width| width.parse().ok());
                inlines(InlineKind::Image(dest_url.into_string(), width))
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                Frame::Meta(String::new())
            }
        })
    }

    /// Begins a section; in a report, a heading more than one level below the last one is reported.
    fn go_to_level(&mut self, level: u8, range: Range<usize>) {
        if self.kind == Kind::Report && level > self.level + 1 {
            self.faults.push(Fault { range, kind: FaultKind::SkippedLevel });
        }
        self.level = level;
    }

    /// Records the footnote that is defined at byte `start`, and returns the name it is kept under: a second footnote of the same
    /// name gets a new one.
    fn note(&mut self, name: &str, start: usize) -> String {
        let line = start..start + name.len() + "[^]:".len();
        // The names are compared without regard to capitals.
        let mut name = name.to_lowercase();
        if self.notes.places.contains_key(&name) {
            self.faults.push(Fault { range: line.clone(), kind: FaultKind::DoubledNote });
            name = format!("{name}-{start}");
            self.notes.doubled.insert(name.clone());
        }
        self.notes.places.insert(name.clone(), line);
        name
    }

    /// Returns the kind of a link: a citation if its reference is not defined in the text.
    fn link(&mut self, link: LinkType, url: CowStr<'_>, range: Range<usize>) -> InlineKind {
        match link {
            LinkType::ShortcutUnknown => InlineKind::Citation { text: url.into_string(), named: false },
            LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
                InlineKind::Citation { text: url.into_string(), named: true }
            }
            LinkType::Email => InlineKind::Link(format!("mailto:{url}")),
            _ => {
                // The prose of a case has no ids that a link could lead to.
                let within = url.starts_with('#') && self.kind == Kind::Prose;
                let report = self.kind == Kind::Report && report_of(&url).is_some();
                if within || !(report || url.starts_with('#') || is_web(&url)) {
                    self.faults.push(Fault { range, kind: FaultKind::Link });
                }
                InlineKind::Link(url.into_string())
            }
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        if matches!(end, TagEnd::TableHead | TagEnd::TableRow) {
            if let Some(Frame::Table { table, row, in_head }) = self.frames.last_mut() {
                let row = std::mem::take(row);
                if *in_head { table.head = row } else { table.rows.push(row) }
            }
            return;
        }
        self.flush();
        let Some(frame) = self.frames.pop() else { return };
        match frame {
            Frame::Blocks { kind, blocks, .. } => self.close_blocks(kind, blocks),
            Frame::Inlines { kind, inlines } => self.close_inlines(kind, inlines, range),
            Frame::Table { table, .. } => self.block(Block::Table(table)),
            Frame::List { start, items } => self.block(Block::List { start, items }),
            Frame::Definitions(entries) => self.block(Block::Definitions(entries)),
            Frame::Code { language, text } => self.block(Block::Code { language, text }),
            Frame::Meta(text) => match front_matter(&text) {
                Ok(meta) => self.document.meta = meta,
                Err(fault) => self.faults.push(Fault { range, kind: FaultKind::FrontMatter(fault) }),
            },
            Frame::Html => {}
        }
    }

    fn close_blocks(&mut self, kind: BlockKind, mut blocks: Vec<Block>) {
        attach_captions(&mut blocks);
        match kind {
            BlockKind::Document => {}
            BlockKind::Quote => self.block(Block::Quote(blocks)),
            BlockKind::Note(name) => {
                self.document.notes.insert(name, blocks);
            }
            BlockKind::Item => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            BlockKind::Definition => {
                if let Some(Frame::Definitions(entries)) = self.frames.last_mut()
                    && let Some((_, definitions)) = entries.last_mut()
                {
                    definitions.push(blocks);
                }
            }
        }
    }

    /// Text with the citations that its sentences are; only prose has any.
    fn with_citations(&self, inlines: Vec<Inline>, in_link: bool) -> Vec<Inline> {
        let is_link = |frame: &Frame| matches!(frame, Frame::Inlines { kind, .. } if kind.is_link());
        match self.kind {
            Kind::Prose => {
                let in_link = in_link || self.frames.iter().any(is_link);
                let cited = in_sentences(inlines, in_link);
                if in_link { cited } else { linked(cited) }
            }
            Kind::Report => inlines,
        }
    }

    fn close_inlines(&mut self, kind: InlineKind, inlines: Vec<Inline>, range: Range<usize>) {
        let inlines = self.with_citations(inlines, kind.is_link());
        match kind {
            InlineKind::Paragraph => match inlines.as_slice() {
                [image @ Inline::Image { .. }] => {
                    self.block(Block::Figure { image: image.clone(), caption: Vec::new() });
                }
                _ => self.block(Block::Paragraph(inlines)),
            },
            InlineKind::Heading { .. } if plain(&inlines).trim().is_empty() => {}
            InlineKind::Heading { level, id, classes } => {
                self.block(Block::Heading { level, id, classes, content: inlines });
            }
            InlineKind::Title => {
                if let Some(Frame::Definitions(entries)) = self.frames.last_mut() {
                    entries.push((inlines, Vec::new()));
                }
            }
            InlineKind::Cell => {
                if let Some(Frame::Table { row, .. }) = self.frames.last_mut() {
                    row.push(inlines);
                }
            }
            InlineKind::Emphasis => self.inline(Inline::Emphasis(inlines)),
            InlineKind::Strong => self.inline(Inline::Strong(inlines)),
            InlineKind::Strikethrough => self.inline(Inline::Strikethrough(inlines)),
            InlineKind::Link(url) => self.inline(Inline::Link { url, content: inlines }),
            InlineKind::Citation { text, named } => {
                if named {
                    // Two brackets beside each other: `[@one][@two]`.
                    match Citation::between_brackets(&plain(&inlines)) {
                        Some(first) => self.inline(Inline::Citation(first)),
                        None => inlines.into_iter().for_each(|inline| self.inline(inline)),
                    }
                    self.inline(Inline::Text(" ".to_owned()));
                }
                if let Some(citation) = Citation::between_brackets(&text) {
                    self.inline(Inline::Citation(citation));
                }
            }
            InlineKind::Image(url, width) => {
                let alternative = plain(&inlines);
                if alternative.trim().is_empty() {
                    self.faults.push(Fault { range, kind: FaultKind::NoAlternative });
                }
                self.inline(Inline::Image { url, alternative, width });
            }
        }
    }

    fn inline(&mut self, inline: Inline) {
        let Some(Frame::Inlines { inlines, .. } | Frame::Blocks { inlines, .. }) = self.frames.last_mut() else {
            return;
        };
        match (inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => inlines.push(inline),
        }
    }

    fn block(&mut self, block: Block) {
        self.flush();
        if let Some(Frame::Blocks { blocks, .. }) = self.frames.last_mut() {
            blocks.push(block);
        }
    }

    fn flush(&mut self) {
        let Some(Frame::Blocks { inlines, .. }) = self.frames.last_mut() else { return };
        let inlines = std::mem::take(inlines);
        if inlines.is_empty() {
            return;
        }
        let paragraph = Block::Paragraph(self.with_citations(inlines, false));
        if let Some(Frame::Blocks { blocks, .. }) = self.frames.last_mut() {
            blocks.push(paragraph);
        }
    }
}

fn alignment(align: Align) -> Alignment {
    match align {
        Align::None | Align::Left => Alignment::Start,
        Align::Center => Alignment::Center,
        Align::Right => Alignment::End,
    }
}

/// Attaches captions and notes to their tables and images. A paragraph `Table {#id .class}: caption` right before a table is its
/// caption, or right after it if no other table follows; a paragraph `Figure: caption` right after an image is the image's caption, or
/// right before it. The attributes come before the colon, where text from a case file never is.
fn attach_captions(blocks: &mut Vec<Block>) {
    let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let next = rest.peek();
        let block = match (done.last_mut(), block) {
            (Some(Block::Table(table)), Block::Paragraph(content)) => {
                if let Some(note) = read_note(&content).filter(|_| table.note.is_empty()) {
                    table.note = note;
                    continue;
                }
                let is_free = table.caption.is_empty() && !matches!(next, Some(Block::Table(_)));
                if let Some(caption) = read_caption(&content, &TABLE).filter(|_| is_free) {
                    (table.id, table.classes, table.caption) = caption;
                    continue;
                }
                Block::Paragraph(content)
            }
            (Some(Block::Figure { caption, .. }), Block::Paragraph(content)) => match read_caption(&content, &FIGURE) {
                Some((_, _, words)) if caption.is_empty() => {
                    *caption = words;
                    continue;
                }
                _ => Block::Paragraph(content),
            },
            (Some(Block::Paragraph(content)), Block::Table(mut table)) => {
                if let Some(caption) = read_caption(content, &TABLE) {
                    (table.id, table.classes, table.caption) = caption;
                    done.pop();
                }
                Block::Table(table)
            }
            (Some(Block::Paragraph(content)), Block::Figure { image, .. }) => {
                let is_below = matches!(next, Some(Block::Paragraph(own)) if read_caption(own, &FIGURE).is_some());
                let above = read_caption(content, &FIGURE).filter(|_| !is_below);
                let caption = above.map(|(_, _, words)| words);
                if caption.is_some() {
                    done.pop();
                }
                Block::Figure { image, caption: caption.unwrap_or_default() }
            }
            (_, block) => block,
        };
        done.push(block);
    }
    *blocks = done;
}

/// Returns the text of a paragraph `Note: …`, which right after a table is the table's note.
fn read_note(content: &[Inline]) -> Option<Vec<Inline>> {
    let Some(Inline::Text(first)) = content.first() else { return None };
    let mut note = vec![Inline::Text(first.strip_prefix("Note:")?.trim_start().to_owned())];
    note.extend_from_slice(&content[1..]);
    Some(note)
}

type Caption = (Option<String>, Vec<String>, Vec<Inline>);

fn read_caption(content: &[Inline], words: &[&str]) -> Option<Caption> {
    let Some(Inline::Text(first)) = content.first() else { return None };
    let rest =
        words.iter().find_map(|word| Some(first.strip_prefix(word)?).filter(|rest| rest.starts_with([':', ' '])))?;
    let (attributes, rest) = match rest.strip_prefix(" {") {
        Some(inner) => inner.split_once("}:")?,
        None => ("", rest.strip_prefix(':')?),
    };
    let id = attributes.split_whitespace().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    let classes = attributes.split_whitespace().filter_map(|word| word.strip_prefix('.')).map(str::to_owned).collect();
    let mut caption = vec![Inline::Text(rest.trim_start().to_owned())];
    caption.extend_from_slice(&content[1..]);
    Some((id, classes, caption))
}
