//! Document tree → Typst source. It calls functions of the theme and hands them text as string literals.
//!
//! It is one file, over 500 lines long, since it is one walk over the tree: a kind of block is handled once for all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::locale::Locale;
use crate::base::text::primary;
use crate::document::markdown::numbering::Numbering;
use crate::document::markdown::targets::{LinkTargets, back, chapter, is_register};
use crate::document::markdown::{
    Alignment, Block, Document, Inline, Table, each_block, each_inline_of, images, is_task, is_web, is_wide, plain,
    report_of, trend, within,
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
        turned: false,
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
    /// What they are, in the same order.
    pictures: &'a [Picture],
    /// The longest word that the present line holds.
    word: usize,
    /// Whether a table or a figure follows the present block.
    leads: bool,
    /// Whether the present page is in landscape format.
    turned: bool,
    /// What links inside the document can lead to.
    targets: LinkTargets,
    /// The table whose cells are being written.
    table: Option<&'a str>,
    /// Links in tables that are targets themselves, so far.
    placed: BTreeSet<String>,
    /// Whether a cell of a table is being written.
    in_cell: bool,
    /// Whether its row is kept together with the next one.
    kept: bool,
    /// Footnotes that are referred to outside of the cells of tables.
    in_text: BTreeSet<&'a str>,
    /// Footnotes that have a name already.
    noted: BTreeSet<String>,
    /// The numbers of tables and figures. Typst could count them, but knows them only when it has set the whole document once, and sets
    /// all of them again then.
    numbering: Numbering<'a>,
}

/// Whether a table among some blocks has small lines.
fn has_trends(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Table(table) if trend::column(table).is_some()))
}

impl<'a> Writer<'a> {
    fn document(&mut self, attachments: &[Attachment]) {
        let meta = &self.document.meta;
        // Themes that were made before there were small lines have none of their own.
        if has_trends(&self.document.blocks) {
            self.out.push_str("#import \"/default.typ\": trend\n");
        }
        self.out.push_str("#import \"/theme.typ\": *\n");
        let kinds = self.pictures.iter().filter_map(|picture| match picture {
            Picture::Drawn(drawing) => Some(drawing.kind),
            Picture::File(_) => None,
        });
        for kind in kinds.collect::<BTreeSet<_>>() {
            self.line(&format!("#import \"/figures/{kind}.typ\" as draw-{kind}"));
        }
        // Typst knows languages and regions apart: `en-GB` is the one and the other.
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
            self.line(&format!(
                "#pdf.attach({path}, relationship: \"source\", mime-type: \"application/yaml\", description: {description})"
            ));
        }
        self.sections(self.document.body());
    }

    /// Blocks with the sections among them that stand on landscape pages.
    fn sections(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            self.leads = matches!(after.first(), Some(Block::Table(_) | Block::Figure { .. }));
            let end = match block {
                Block::Heading { level, classes, .. } if is_wide(classes) => {
                    let ends = |block: &Block| matches!(block, Block::Heading { level: other, .. } if other <= level);
                    after.iter().position(ends).unwrap_or(after.len())
                }
                // A heading does not stay behind when its table turns the page.
                Block::Heading { .. } if matches!(after.first(), Some(Block::Table(table)) if is_wide(&table.classes)) => {
                    1
                }
                _ => {
                    self.block(block);
                    rest = after;
                    continue;
                }
            };
            self.line("#landscape[");
            self.turned = true;
            self.block(block);
            self.blocks(&after[..end]);
            self.turned = false;
            self.line("]\n");
            rest = &after[end..];
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.leads = matches!(blocks.get(at + 1), Some(Block::Table(_) | Block::Figure { .. }));
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
                if classes.iter().any(|class| class == "page") {
                    self.line("#pagebreak(weak: true)");
                }
                let body = argument(&self.inlines(content));
                let label = id.as_deref().map(label).unwrap_or_default();
                self.line(&format!("#heading(level: {level}, {body}){label}\n"));
            }
            Block::Paragraph(content) => {
                let leads = if self.leads { "leads: true, " } else { "" };
                let body = argument(&self.inlines(content));
                self.line(&format!("#prose({leads}{body})\n"));
            }
            Block::List { start, items } => {
                let tasks = items.iter().all(|item| is_task(item));
                let items: String = items.iter().map(|item| format!("[{}],", self.item(item, tasks))).collect();
                // The boxes of tasks stand in place of the usual marks.
                let marker = if tasks { "marker: none, body-indent: 0pt, " } else { "" };
                match start {
                    Some(start) => self.line(&format!("#enum(start: {start}, {items})\n")),
                    None => self.line(&format!("#list({marker}{items})\n")),
                }
            }
            Block::Definitions(entries) => self.definitions(entries),
            Block::Table(table) => self.table(table),
            Block::Quote(blocks) => {
                let body = self.content(blocks);
                self.line(&format!("#quote(block: true)[{body}]\n"));
            }
            Block::Code { language, text } => {
                // Line breaks are what a literal can't hold, so a block of code is joined from its lines.
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

    /// An entry of a list. Below a task, what belongs to it is set in, since its box stands where the text begins.
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
        let Inline::Image { url, alternative } = image else { return };
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
            _ => format!("#picture({}, alt: {alternative}{caption})\n", literal(&format!("/{}", image_path(at)))),
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

    /// A definition or footnote, without the paragraph around what it begins with.
    fn tight(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), rest @ ..] => {
                let first = self.inlines(content);
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
        let wide = is_wide(&table.classes) && !self.turned;
        self.line(if wide { "#landscape[#data-table(" } else { "#data-table(" });
        self.line(&format!("  columns: ({},),", shape.widths.join(", ")));
        self.line(&format!("  align: ({},),", aligns.join(", ")));
        self.line(&format!("  upright: ({upright}),"));
        self.line(&format!("  classes: ({classes}),"));
        self.line(&format!("  breakable: {},", shape.breakable));
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
            let name = row.first().filter(|_| is_register(table)).map(|first| plain(first));
            let mark = name.filter(|name| self.targets.has(name)).map(|name| label(&name));
            let (row, drawn) = match trend::column(table) {
                Some(last) => (&row[..last], row.get(last).map(|cell| self.trend(table, cell))),
                None => (row.as_slice(), None),
            };
            let cells = self.cells(row, &shape.words, mark.as_deref().unwrap_or_default());
            self.line(&format!("  ({cells}{}),", drawn.unwrap_or_default()));
        }
        (self.table, self.kept) = (None, false);
        self.line(&format!("){own}{}\n", if wide { "]" } else { "" }));
    }

    /// A cell with a small line.
    fn trend(&mut self, table: &'a Table, cell: &'a [Inline]) -> String {
        let text = plain(cell);
        match trend::line(&text) {
            Some(svg) => {
                format!("[#trend({}, {}, look)], ", literal(&svg), literal(&trend::described(table, &text)))
            }
            None => format!("{}, ", argument(&self.inlines(cell))),
        }
    }

    /// Cells; `mark` makes the first one a target.
    fn cells(&mut self, cells: &'a [Vec<Inline>], words: &[usize], mark: &str) -> String {
        let mut out = String::new();
        self.in_cell = true;
        for (at, cell) in cells.iter().enumerate() {
            self.word = words.get(at).copied().unwrap_or(WORD);
            let mark = if at == 0 { mark } else { "" };
            let content = self.inlines(cell) + mark;
            let _ = write!(out, "{}, ", argument(&content));
        }
        self.word = WORD;
        self.in_cell = false;
        out
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
            Inline::Link { url, content } => {
                let body = self.inlines(content);
                // In the volume other reports are chapters; a report alone has no way to them.
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
            Inline::Image { url, alternative } => {
                let path = literal(&format!("/{}", image_path(self.place(url))));
                format!("#box(image({path}, alt: {}, height: 1em))", literal(alternative))
            }
            Inline::Citation { key, locator } => {
                let locator = locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
                format!("#{};", literal(&format!("({key}{locator})")))
            }
            Inline::Note(name) => {
                let mark = format!("note:{name}");
                if self.noted.contains(name) {
                    return format!("#footnote({})", label_of(&mark));
                }
                // What the text refers to as well stands where it does that.
                if self.in_cell && self.in_text.contains(name.as_str()) {
                    return format!("#footnote({})", label_of(&mark));
                }
                // Typst may lay the rows that are kept together out more than once, and a name may stand only once.
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

    /// The number of an image in [`images`], by which the world serves it.
    fn place(&self, url: &str) -> usize {
        self.images.iter().position(|image| *image == url).unwrap_or_default()
    }
}

/// The footnotes that a document refers to outside of the cells of its tables.
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

/// Where the world has an image that is a file.
pub fn image_path(at: usize) -> String {
    format!("images/{}", at + 1)
}

/// Where the world has the data of an image that is drawn.
pub fn data_path(at: usize) -> String {
    format!("data/{}.json", at + 1)
}

/// The Typst source of a figure that stands on a page of its own, as large as it is.
pub fn alone(locale: &Locale, drawing: &Drawing) -> String {
    let (language, data) = (literal(&primary(&locale.language)), literal(&format!("/{}", data_path(0))));
    format!(
        "#import \"/theme.typ\": look\n#import \"/figures/{}.typ\": draw\n#set page(width: 160mm, height: auto, margin: 4mm, fill: \
         white)\n#set text(lang: {language})\n#draw(json({data}), look)\n",
        drawing.kind
    )
}

/// The longest word that a line of running text or a title is sure to hold.
const WORD: usize = 28;

/// Text whose words longer than `longest` may be broken: without a hyphen and without a character that would be copied
/// along, by spacing of almost no width (Typst drops what has none). It keeps web addresses and the like inside their
/// column.
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

/// The mark of a target, from an id that may hold anything.
fn label(id: &str) -> String {
    format!("#{}", label_of(id))
}

/// The name of a target.
fn label_of(id: &str) -> String {
    format!("label({})", literal(id))
}

/// What a screen reader says of a table's structure.
fn summary(locale: &Locale, table: &Table) -> String {
    let names: Vec<String> = table.head.iter().map(|cell| plain(cell)).filter(|name| !name.is_empty()).collect();
    locale.say("table-summary", &[("count", table.rows.len().into()), ("columns", names.join(", ").into())])
}

fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
