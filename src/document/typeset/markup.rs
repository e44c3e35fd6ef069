//! Document tree → Typst source. It calls functions of the theme and hands them text as string literals.
//!
//! It is one file, over 500 lines long, since it is one walk over the tree, which handles each kind of block in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::locale::Locale;
use crate::base::text::{is_right_to_left, primary};
use crate::document::markdown::numbering::Numbering;
use crate::document::markdown::targets::{LinkTargets, back, chapter, entry};
use crate::document::markdown::{
    Alignment, Block, Document, Inline, Table, each_block, each_inline_of, images, is_task, is_turned, is_web, is_wide,
    plain, report_of, stands_above, trend, within,
};
use crate::document::typeset::escape::{argument, literal};
use crate::document::typeset::shape::Shape;
use crate::document::typeset::world::{Attachment, attached_paths};
use crate::document::typeset::{Drawing, Picture};

/// The Typst source of a document. The theme is imported from `/theme.typ`; see `docs/templates.md` for the
/// functions that it must define.
pub fn markup(locale: &Locale, document: &Document, pictures: &[Picture], attachments: &[Attachment]) -> String {
    let mut writer = Writer {
        out: String::new(),
        document,
        locale,
        images: images(document),
        pictures,
        word: WORD,
        leads: false,
        targets: LinkTargets::new(document),
        table: None,
        placed: BTreeSet::new(),
        in_cell: false,
        kept: false,
        in_text: noted_in_text(document),
        noted: BTreeSet::new(),
        numbering: Numbering::default(),
    };
    writer.document(attachments);
    writer.out
}

struct Writer<'a> {
    out: String,
    document: &'a Document,
    locale: &'a Locale,
    images: Vec<&'a str>,
    /// The contents of `images`, in the same order.
    pictures: &'a [Picture],
    /// The length of the longest word that fits into the current line, in characters.
    word: usize,
    /// Whether a table or a figure follows the current block.
    leads: bool,
    /// The targets of links inside the document.
    targets: LinkTargets,
    /// The table whose cells are being written.
    table: Option<&'a str>,
    /// The names of the links in tables that have been made targets so far.
    placed: BTreeSet<String>,
    /// Whether a cell of a table is being written.
    in_cell: bool,
    /// Whether the current row of a table is kept together with the next one.
    kept: bool,
    /// Footnotes that are referred to outside table cells.
    in_text: BTreeSet<&'a str>,
    /// Footnotes that have been written with a label already.
    noted: BTreeSet<String>,
    /// The numbers of tables and figures. Typst could count them, but it knows the numbers only once it has typeset the whole
    /// document, and then typesets all tables and figures again.
    numbering: Numbering<'a>,
}

/// What the theme makes of a section, by the class of its heading.
const WRAPPERS: [&str; 2] = ["lead", "together"];

/// The function of the theme that gets a whole section.
fn wrapper(classes: &[String]) -> Option<&'static str> {
    WRAPPERS.into_iter().find(|own| classes.iter().any(|class| class == own))
}

/// Whether a block stays with the next one: a paragraph above a table or a figure, a line that stands between a heading and its text,
/// and one row of figures at a glance above another.
fn leads(before: Option<&Block>, block: &Block, next: Option<&Block>) -> bool {
    let is_glance = |table: &Table| table.classes.iter().any(|class| class == "glance");
    match (block, next) {
        (Block::Table(own), Some(Block::Table(next))) => is_glance(own) && is_glance(next),
        (Block::Table(_), _) => false,
        (_, Some(Block::Table(_) | Block::Figure { .. })) => true,
        (Block::Paragraph(line), Some(Block::Paragraph(_))) => {
            matches!(before, Some(Block::Heading { .. })) && plain(line).chars().count() <= LINE
        }
        _ => false,
    }
}

/// Whether a heading has a class.
fn has_class(blocks: &[Block], wanted: &str) -> bool {
    let has = |classes: &[String]| classes.iter().any(|class| class == wanted);
    blocks.iter().any(|block| matches!(block, Block::Heading { classes, .. } if has(classes)))
}

/// Whether any table among the blocks has sparklines.
fn has_trends(blocks: &[Block]) -> bool {
    blocks
        .iter()
        .any(|block| matches!(block, Block::Table(table) if trend::column(table).is_some() || trend::has_lines(table)))
}

impl<'a> Writer<'a> {
    fn document(&mut self, attachments: &[Attachment]) {
        let meta = &self.document.meta;
        // Themes that were made before there were sparklines do not define `trend`.
        if has_trends(&self.document.blocks) {
            self.out.push_str("#import \"/default.typ\": trend\n");
        }
        for own in WRAPPERS.into_iter().chain(["sections"]).filter(|own| has_class(&self.document.blocks, own)) {
            let _ = writeln!(self.out, "#import \"/default.typ\": {own}");
        }
        self.out.push_str("#import \"/theme.typ\": *\n");
        let kinds = self.pictures.iter().filter_map(|picture| match picture {
            Picture::Drawn(drawing) => Some(drawing.kind),
            Picture::File(_) => None,
        });
        for kind in kinds.collect::<BTreeSet<_>>() {
            self.line(&format!("#import \"/figures/{kind}.typ\" as draw-{kind}"));
        }
        // Typst takes language and region separately: `en-GB` is `en` and `GB`.
        let mut tag = if meta.language.is_empty() { "en" } else { &meta.language }.split('-');
        let language = tag.next().unwrap_or_default();
        if let Some(region) = tag.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase())) {
            self.line(&format!("#set text(region: {})", literal(region)));
        }
        self.out.push_str("#show: report.with(\n");
        let list = |items: &[String]| items.iter().map(|item| format!("{},", literal(item))).collect::<String>();
        let date = date(&meta.date).map_or("none".to_owned(), |(year, month, day)| {
            format!("datetime(year: {year}, month: {month}, day: {day})")
        });
        for (key, value) in [
            ("title", format!("[{}]", breakable(&meta.title, WORD))),
            ("subtitle", literal(&meta.subtitle)),
            ("authors", format!("({})", list(&meta.authors))),
            ("keywords", format!("({})", list(&meta.keywords))),
            ("description", literal(&meta.description)),
            ("date", date),
            ("lang", literal(language)),
        ] {
            self.line(&format!("  {key}: {value},"));
        }
        if !meta.dated.is_empty() {
            let dated = literal(&meta.dated);
            self.line(&format!("  dated: {dated},"));
        }
        if !meta.status.is_empty() {
            let status = literal(&meta.status);
            self.line(&format!("  status: {status},"));
        }
        for (key, holds) in [("contents", meta.contents), ("cover", meta.cover)] {
            if holds {
                self.line(&format!("  {key}: true,"));
            }
        }
        self.out.push_str(")\n\n");
        for (file, path) in attachments.iter().zip(attached_paths(attachments)) {
            let path = literal(&format!("/{path}"));
            let description = literal(&file.description);
            let media = literal(file.media);
            self.line(&format!(
                "#pdf.attach({path}, relationship: \"source\", mime-type: {media}, description: {description})"
            ));
        }
        self.sections(self.document.body());
    }

    /// Writes blocks, with sections of the class `landscape` on landscape pages.
    fn sections(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            self.leads = leads(None, block, after.first());
            let end = match block {
                Block::Heading { classes, .. } if let Some(own) = wrapper(classes) => {
                    let ends = |block: &Block| matches!(block, Block::Heading { .. });
                    let end = after.iter().position(ends).unwrap_or(after.len());
                    self.line(&format!("#{own}["));
                    self.blocks(&rest[..=end]);
                    self.line("]\n");
                    rest = &after[end..];
                    continue;
                }
                Block::Heading { level, classes, .. } if is_wide(classes) => {
                    let ends = |block: &Block| matches!(block, Block::Heading { level: other, .. } if other <= level);
                    after.iter().position(ends).unwrap_or(after.len())
                }
                _ if is_wide_table(block) => 0,
                // A heading and a paragraph go to the landscape page together with the table right below them.
                Block::Heading { .. } | Block::Paragraph(_) if after.first().is_some_and(is_wide_table) => 1,
                Block::Heading { .. } if matches!(after, [Block::Paragraph(_), table, ..] if is_wide_table(table)) => 2,
                _ => {
                    self.block(block);
                    rest = after;
                    continue;
                }
            };
            self.line("#landscape[");
            self.block(block);
            self.blocks(&after[..end]);
            rest = &after[end..];
            // Wide tables that follow each other share their pages.
            while let Some(end) = rest.iter().take(2).position(is_wide_table) {
                if end == 1 && !matches!(rest[0], Block::Paragraph(_)) {
                    break;
                }
                self.blocks(&rest[..=end]);
                rest = &rest[end + 1..];
            }
            self.line("]\n");
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.leads = leads(blocks[..at].last(), block, blocks.get(at + 1));
            self.block(block);
        }
        self.leads = false;
    }

    fn content(&mut self, blocks: &'a [Block]) -> String {
        let outer = std::mem::take(&mut self.out);
        self.blocks(blocks);
        std::mem::replace(&mut self.out, outer)
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, id, classes, content } => {
                let level = level.saturating_sub(1).max(1);
                if classes.iter().any(|class| class == "sections") {
                    self.line("#sections(look)");
                }
                if classes.iter().any(|class| class == "page") {
                    self.line("#pagebreak(weak: true)");
                }
                let body = argument(&self.directed(content));
                let label = id.as_deref().map(label).unwrap_or_default();
                self.line(&format!("#heading(level: {level}, {body}){label}\n"));
            }
            Block::Paragraph(content) => {
                let leads = self.leads && plain(content).chars().count() <= INTRODUCTION;
                let leads = if leads { "leads: true, " } else { "" };
                let body = argument(&self.inlines(content));
                let call = turned(content, format!("#prose({leads}{body})"));
                self.line(&format!("{call}\n"));
            }
            Block::List { start, items } => {
                let tasks = items.iter().all(|item| is_task(item));
                let items: String = items.iter().map(|item| format!("[{}],", self.item(item, tasks))).collect();
                // The boxes of tasks replace the usual list markers.
                let marker = if tasks { "marker: none, body-indent: 0pt, " } else { "" };
                let list = match start {
                    Some(start) => format!("#enum(start: {start}, {items})"),
                    None => format!("#list({marker}{items})"),
                };
                let list =
                    if is_turned(std::slice::from_ref(block)) { format!("#text(dir: rtl)[{list}]") } else { list };
                self.line(&format!("{list}\n"));
            }
            Block::Definitions(entries) => self.definitions(entries),
            Block::Table(table) => self.table(table),
            Block::Quote(blocks) => {
                let body = self.content(blocks);
                self.line(&format!("#quote(block: true)[{body}]\n"));
            }
            Block::Code { language, text } => {
                // [`literal`] can't hold line breaks, so a block of code is joined from its lines.
                let mut lines: Vec<String> = text.lines().map(literal).collect();
                if lines.is_empty() {
                    lines.push(literal(""));
                }
                let language = if language.is_empty() { "none".to_owned() } else { literal(language) };
                self.line(&format!("#raw(block: true, lang: {language}, ({},).join(\"\\n\"))\n", lines.join(", ")));
            }
            Block::Figure { image, caption } => self.figure(image, caption),
            Block::Rule => self.line("#separator()\n"),
        }
    }

    /// Writes an item of a list. In a task, the blocks after the first are indented, since the box takes the place where the text
    /// would begin.
    fn item(&mut self, item: &'a [Block], task: bool) -> String {
        match item.split_first() {
            Some((first, rest)) if task && !rest.is_empty() => {
                let first = self.content(std::slice::from_ref(first));
                format!("{first}#pad(left: 1.4em)[{}]", self.content(rest))
            }
            _ => self.content(item),
        }
    }

    fn figure(&mut self, image: &'a Inline, caption: &'a [Inline]) {
        let Inline::Image { url, alternative, width } = image else { return };
        let (at, alternative) = (self.place(url), literal(alternative));
        let caption = match self.numbering.figure(caption) {
            None => String::new(),
            Some(number) => format!(", number: {number}, caption: {}", argument(&self.inlines(caption))),
        };
        let text = match self.pictures.get(at) {
            Some(Picture::Drawn(Drawing { kind, .. })) => {
                let drawn = format!("draw-{kind}.draw(json({}), look)", literal(&format!("/{}", data_path(at))));
                format!("#chart({drawn}, alt: {alternative}{caption})\n")
            }
            _ => {
                let width = width.map(|width| format!(", width: {width}mm")).unwrap_or_default();
                let path = literal(&format!("/{}", image_path(at)));
                format!("#picture({path}, alt: {alternative}{caption}{width})\n")
            }
        };
        self.line(&text);
    }

    fn definitions(&mut self, entries: &'a [(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.out.push_str("#facts(");
        for (term, definitions) in entries {
            let term = argument(&self.inlines(term));
            let body: String =
                definitions.iter().map(|blocks| format!("{}, ", argument(&self.tight(blocks)))).collect();
            let _ = write!(self.out, "({term}, ({body})), ");
        }
        self.out.push_str(")\n\n");
    }

    /// Writes a definition or footnote, without wrapping its first text in a paragraph.
    fn tight(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [Block::Paragraph(content)] => self.directed(content),
            [Block::Paragraph(content), rest @ ..] => {
                let first = self.directed(content);
                format!("{first}#parbreak();{}", self.content(rest))
            }
            all => self.content(all),
        }
    }

    fn table(&mut self, table: &'a Table) {
        let shape = Shape::of(table);
        let aligns: Vec<&str> = table
            .alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::Start => "start",
                Alignment::Center => "center",
                Alignment::End => "end",
            })
            .collect();
        let some =
            |content: &[Inline], markup: String| if content.is_empty() { "none".to_owned() } else { argument(&markup) };
        let caption = some(&table.caption, self.inlines(&table.caption));
        let classes: String = table.classes.iter().map(|class| format!("{},", literal(class))).collect();
        let upright: String = shape.upright.iter().map(|upright| format!("{upright}, ")).collect();
        let own = table.id.as_deref().map(label).unwrap_or_default();
        self.line("#data-table(");
        self.line(&format!("  columns: ({},),", shape.widths.join(", ")));
        self.line(&format!("  align: ({},),", aligns.join(", ")));
        self.line(&format!("  upright: ({upright}),"));
        self.line(&format!("  classes: ({classes}),"));
        self.line(&format!("  breakable: {},", shape.breakable));
        if self.leads {
            self.line("  leads: true,");
        }
        self.line(&format!("  dense: {},", shape.dense));
        self.line(&format!("  whole: {},", shape.whole));
        self.line(&format!("  summary: {},", literal(&summary(self.locale, table))));
        if let Some(number) = self.numbering.table(table) {
            self.line(&format!("  number: {number},"));
        }
        self.line(&format!("  caption: {caption},"));
        let note = some(&table.note, self.inlines(&table.note));
        self.line(&format!("  note: {note},"));
        let head_words: Vec<usize> =
            shape.words.iter().zip(&shape.upright).map(|(word, turned)| if *turned { WORD } else { *word }).collect();
        let head = self.cells(&table.head, &head_words, "");
        self.line(&format!("  head: ({head}),"));
        self.table = table.id.as_deref();
        for (at, row) in table.rows.iter().enumerate() {
            self.kept = table.rows.len() > 3 && (at == 0 || at == table.rows.len() - 2);
            let mark = entry(table, row).filter(|name| self.targets.has(name)).map(|name| label(&name));
            let first = (0..row.len()).find(|column| trend::is_drawn(table, at, *column)).unwrap_or(row.len());
            let drawn = row.iter().enumerate().skip(first).map(|(column, cell)| self.trend(table, column, cell));
            let drawn: String = drawn.collect();
            let row = &row[..first];
            if stands_above(row) {
                let cell = self.cells(&row[..1], &[WORD], "");
                self.line(&format!("  ({cell}),"));
                continue;
            }
            let cells = self.cells(row, &shape.words, mark.as_deref().unwrap_or_default());
            self.line(&format!("  ({cells}{drawn}),"));
        }
        (self.table, self.kept) = (None, false);
        self.line(&format!("){own}\n"));
    }

    /// Writes a cell with a sparkline, or as text if it has no numbers to draw.
    fn trend(&mut self, table: &'a Table, at: usize, cell: &'a [Inline]) -> String {
        let text = plain(cell);
        match trend::line(&text) {
            Some(svg) => {
                format!("[#trend({}, {}, look)], ", literal(&svg), literal(&trend::described(table, at, &text)))
            }
            None => format!("{}, ", argument(&self.inlines(cell))),
        }
    }

    /// Writes cells. `words` has the length of the longest word that fits into each column; `mark`, if not empty, makes the first
    /// cell a target.
    fn cells(&mut self, cells: &'a [Vec<Inline>], words: &[usize], mark: &str) -> String {
        let mut out = String::new();
        self.in_cell = true;
        for (at, cell) in cells.iter().enumerate() {
            self.word = words.get(at).copied().unwrap_or(WORD);
            let mark = if at == 0 { mark } else { "" };
            let content = self.directed(cell) + mark;
            let _ = write!(out, "{}, ", argument(&content));
        }
        self.word = WORD;
        self.in_cell = false;
        out
    }

    /// Writes a run of text that stands alone, from right to left if it begins so.
    fn directed(&mut self, content: &'a [Inline]) -> String {
        let body = self.inlines(content);
        turned(content, body)
    }

    fn inlines(&mut self, content: &'a [Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> String {
        match inline {
            Inline::Text(text) => breakable(text, self.word),
            Inline::Code(code) => format!("#raw({});", literal(code)),
            Inline::Emphasis(inner) => format!("#emph[{}]", self.inlines(inner)),
            Inline::Strong(inner) => format!("#strong[{}]", self.inlines(inner)),
            Inline::Strikethrough(inner) => format!("#strike[{}]", self.inlines(inner)),
            Inline::Told { content, .. } => self.inlines(content),
            Inline::Foreign { language, content } => {
                format!("#text(lang: {})[{}]", literal(&primary(language)), self.inlines(content))
            }
            Inline::Link { url, content } => {
                let body = self.inlines(content);
                // In the volume, other reports are chapters; a report alone can't link to them.
                let chapter = report_of(url).map(chapter);
                match url.strip_prefix('#').or(chapter.as_deref()) {
                    Some(id) if self.targets.has(id) => {
                        let own = back(self.table, id).filter(|own| self.placed.insert(own.clone()));
                        format!("#link({})[{body}]{}", label_of(id), own.as_deref().map(label).unwrap_or_default())
                    }
                    Some(_) => body,
                    None if is_web(url) => format!("#link({})[{body}]", literal(url)),
                    None => body,
                }
            }
            Inline::Image { url, alternative, .. } => {
                let path = literal(&format!("/{}", image_path(self.place(url))));
                format!("#box(image({path}, alt: {}, height: 1em))", literal(alternative))
            }
            Inline::Citation(citation) => format!("#{};", literal(&citation.written())),
            Inline::Note(name) => {
                let mark = format!("note:{name}");
                if self.noted.contains(name) {
                    return format!("#footnote({})", label_of(&mark));
                }
                // A footnote that the text outside tables refers to as well is written there.
                if self.in_cell && self.in_text.contains(name.as_str()) {
                    return format!("#footnote({})", label_of(&mark));
                }
                // Typst may lay out rows that are kept together more than once, but a label may occur only once.
                let named = !self.kept && self.noted.insert(name.clone());
                let document = self.document;
                let blocks = document.notes.get(name).map_or(&[][..], Vec::as_slice);
                let own = if named { label(&mark) } else { String::new() };
                format!("#footnote[{}]{own}", self.tight(blocks))
            }
            Inline::Task(ticked) => {
                let sign = if *ticked { "☑" } else { "☐" };
                format!("#text(font: \"DejaVu Sans Mono\", {});", literal(&format!("{sign} ")))
            }
            Inline::SoftBreak => "#\" \";".to_owned(),
            Inline::HardBreak => "#linebreak();".to_owned(),
        }
    }

    /// Returns the index of an image in [`images`], from which its path in the world is made.
    fn place(&self, url: &str) -> usize {
        self.images.iter().position(|image| *image == url).unwrap_or_default()
    }
}

/// Returns the footnotes that a document refers to outside the cells of its tables.
fn noted_in_text(document: &Document) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, isize> = BTreeMap::new();
    each_inline_of(document, &mut |inline| {
        if let Inline::Note(name) = inline {
            *counts.entry(name).or_default() += 1;
        }
    });
    for blocks in std::iter::once(&document.blocks).chain(document.notes.values()) {
        each_block(blocks, &mut |block| {
            let Block::Table(table) = block else { return };
            for cell in table.rows.iter().flatten() {
                within(cell, &mut |inline| {
                    if let Inline::Note(name) = inline {
                        *counts.entry(name).or_default() -= 1;
                    }
                });
            }
        });
    }
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name).collect()
}

/// Returns the path in the world of an image that is a file, by its index.
pub fn image_path(at: usize) -> String {
    format!("images/{}", at + 1)
}

/// Returns the path in the world of the data of an image that is drawn, by its index.
pub fn data_path(at: usize) -> String {
    format!("data/{}.json", at + 1)
}

/// Returns the Typst source of a figure on a page of its own, which is as high as the figure.
pub fn alone(locale: &Locale, drawing: &Drawing) -> String {
    let (language, data) = (literal(&primary(&locale.language)), literal(&format!("/{}", data_path(0))));
    format!(
        "#import \"/theme.typ\": look\n#import \"/figures/{}.typ\": draw\n#set page(width: 160mm, height: auto, margin: 4mm, fill: \
         white)\n#set text(lang: {language})\n#draw(json({data}), look)\n",
        drawing.kind
    )
}

/// The length of the longest word that surely fits into a line of running text or a title, in characters.
const WORD: usize = 28;

/// Writes text in which words longer than `longest` may be broken, which keeps web addresses and the like inside their column.
/// Words are broken at spacing of almost no width (Typst drops spacing of none), so there is no hyphen and no character that
/// would be copied along.
fn breakable(text: &str, longest: usize) -> String {
    let mut out = String::new();
    let mut plain = String::new();
    for word in text.split_inclusive([' ', '-']) {
        if word.trim_end().chars().count() <= longest {
            plain.push_str(word);
            continue;
        }
        for (at, c) in word.chars().enumerate() {
            if at > 0 && at % (longest / 2).clamp(1, 12) == 0 {
                out.push_str(&format!("#{};#h(0.001pt);", literal(&plain)));
                plain.clear();
            }
            plain.push(c);
        }
    }
    if !plain.is_empty() || out.is_empty() {
        out.push_str(&format!("#{};", literal(&plain)));
    }
    out
}

/// Writes the label that makes a target of what is before it; the id may contain any characters.
fn label(id: &str) -> String {
    format!("#{}", label_of(id))
}

/// Writes the name of a target, to refer to it.
fn label_of(id: &str) -> String {
    format!("label({})", literal(id))
}

/// A paragraph that leads to a table or a figure stays with it, unless it is longer than this, in characters.
const INTRODUCTION: usize = 400;

/// Whether a block is a table that needs a page in landscape format.
fn is_wide_table(block: &Block) -> bool {
    matches!(block, Block::Table(table) if is_wide(&table.classes))
}

/// Markup that sets a run of text from right to left if it begins so.
fn turned(content: &[Inline], markup: String) -> String {
    if is_right_to_left(&plain(content)) { format!("#text(dir: rtl)[{markup}]") } else { markup }
}

/// Returns what a screen reader says about the structure of a table.
fn summary(locale: &Locale, table: &Table) -> String {
    let names: Vec<String> = table.head.iter().map(|cell| plain(cell)).filter(|name| !name.is_empty()).collect();
    locale.say("table-summary", &[("count", table.rows.len().into()), ("columns", names.join(", ").into())])
}

fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// A paragraph between a heading and the text below stays with that text, unless it is longer than this, in characters.
const LINE: usize = 160;
