//! Document tree → Typst source. It calls functions of the theme and hands them text as string literals.

use std::fmt::Write;

use crate::markdown::{Alignment, Block, Document, Inline, Table, images, plain};
use crate::typeset::escape::literal;

/// The Typst source of a document. The theme is imported from `/theme.typ`; see `docs/templates.md` for the
/// functions that it must define.
pub fn markup(document: &Document) -> String {
    let mut writer = Writer { out: String::new(), document, images: images(document) };
    writer.document();
    writer.out
}

struct Writer<'a> {
    out: String,
    document: &'a Document,
    images: Vec<&'a str>,
}

impl Writer<'_> {
    fn document(&mut self) {
        let meta = &self.document.meta;
        self.out.push_str("#import \"/theme.typ\": *\n#show: report.with(\n");
        let list = |items: &[String]| items.iter().map(|item| format!("{},", literal(item))).collect::<String>();
        let date = date(&meta.date).map_or("none".to_owned(), |(year, month, day)| {
            format!("datetime(year: {year}, month: {month}, day: {day})")
        });
        let language = if meta.language.is_empty() { "en" } else { &meta.language };
        for (key, value) in [
            ("title", format!("[{}]", breakable(&meta.title))),
            ("subtitle", literal(&meta.subtitle)),
            ("authors", format!("({})", list(&meta.authors))),
            ("keywords", format!("({})", list(&meta.keywords))),
            ("description", literal(&meta.description)),
            ("date", date),
            ("lang", literal(language)),
        ] {
            self.line(&format!("  {key}: {value},"));
        }
        self.out.push_str(")\n\n");
        // The first heading of level 1 is the title, which the theme sets from the front matter.
        let blocks = match self.document.blocks.as_slice() {
            [Block::Heading { level: 1, .. }, rest @ ..] => rest,
            all => all,
        };
        self.sections(blocks);
    }

    /// Blocks with the sections among them that stand on landscape pages.
    fn sections(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            let wide = match block {
                Block::Heading { level, classes, .. } if classes.iter().any(|class| class == "landscape") => {
                    Some(*level)
                }
                _ => None,
            };
            let Some(level) = wide else {
                self.block(block);
                rest = after;
                continue;
            };
            let ends = |block: &Block| matches!(block, Block::Heading { level: other, .. } if *other <= level);
            let end = after.iter().position(ends).unwrap_or(after.len());
            self.line("#landscape[");
            self.block(block);
            after[..end].iter().for_each(|block| self.block(block));
            self.line("]\n");
            rest = &after[end..];
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn content(&mut self, blocks: &[Block]) -> String {
        let outer = std::mem::take(&mut self.out);
        self.blocks(blocks);
        std::mem::replace(&mut self.out, outer)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content, .. } => {
                let level = level.saturating_sub(1).max(1);
                let body = self.inlines(content);
                let label = id.as_deref().map(label).unwrap_or_default();
                self.line(&format!("#heading(level: {level})[{body}]{label}\n"));
            }
            Block::Paragraph(content) => {
                let body = self.inlines(content);
                self.line(&format!("#prose[{body}]\n"));
            }
            Block::List { start, items } => {
                let items: String = items.iter().map(|item| format!("[{}],", self.content(item))).collect();
                match start {
                    Some(start) => self.line(&format!("#enum(start: {start}, {items})\n")),
                    None => self.line(&format!("#list({items})\n")),
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
                let lines: Vec<String> = text.lines().map(literal).collect();
                let language = if language.is_empty() { "none".to_owned() } else { literal(language) };
                self.line(&format!("#raw(block: true, lang: {language}, ({},).join(\"\\n\"))\n", lines.join(", ")));
            }
            Block::Figure(image) => {
                if let Inline::Image { url, alternative } = image {
                    let path = self.image_path(url);
                    self.line(&format!("#picture({path}, alt: {})\n", literal(alternative)));
                }
            }
            Block::Rule => self.line("#separator()\n"),
        }
    }

    fn definitions(&mut self, entries: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.out.push_str("#facts(");
        for (term, definitions) in entries {
            let term = self.inlines(term);
            let body: String = definitions.iter().map(|blocks| format!("[{}], ", self.tight(blocks))).collect();
            let _ = write!(self.out, "([{term}], ({body})), ");
        }
        self.out.push_str(")\n\n");
    }

    /// A definition or cell of one paragraph, without the paragraph around it.
    fn tight(&mut self, blocks: &[Block]) -> String {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            all => self.content(all),
        }
    }

    fn table(&mut self, table: &Table) {
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
        let caption =
            if table.caption.is_empty() { "none".to_owned() } else { format!("[{}]", self.inlines(&table.caption)) };
        let classes: String = table.classes.iter().map(|class| format!("{},", literal(class))).collect();
        let upright: String = shape.upright.iter().map(|upright| format!("{upright}, ")).collect();
        let label = table.id.as_deref().map(label).unwrap_or_default();
        let wide = table.classes.iter().any(|class| class == "landscape");
        self.line(if wide { "#landscape[#data-table(" } else { "#data-table(" });
        self.line(&format!("  columns: ({},),", shape.widths.join(", ")));
        self.line(&format!("  align: ({},),", aligns.join(", ")));
        self.line(&format!("  upright: ({upright}),"));
        self.line(&format!("  classes: ({classes}),"));
        self.line(&format!("  breakable: {},", shape.breakable));
        self.line(&format!("  summary: {},", literal(&summary(table))));
        self.line(&format!("  caption: {caption},"));
        let note = if table.note.is_empty() { "none".to_owned() } else { format!("[{}]", self.inlines(&table.note)) };
        self.line(&format!("  note: {note},"));
        let head = self.cells(&table.head);
        self.line(&format!("  head: ({head}),"));
        for row in &table.rows {
            let cells = self.cells(row);
            self.line(&format!("  ({cells}),"));
        }
        self.line(&format!("){label}{}\n", if wide { "]" } else { "" }));
    }

    fn cells(&mut self, cells: &[Vec<Inline>]) -> String {
        cells.iter().map(|cell| format!("[{}], ", self.inlines(cell))).collect()
    }

    fn inlines(&mut self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => breakable(text),
            Inline::Code(code) => format!("#raw({});", literal(code)),
            Inline::Emphasis(inner) => format!("#emph[{}]", self.inlines(inner)),
            Inline::Strong(inner) => format!("#strong[{}]", self.inlines(inner)),
            Inline::Strikethrough(inner) => format!("#strike[{}]", self.inlines(inner)),
            Inline::Link { url, content } => {
                let body = self.inlines(content);
                match url.strip_prefix('#') {
                    Some(id) => format!("#anchor({}, [{body}]);", literal(id)),
                    None if is_web(url) => format!("#link({})[{body}]", literal(url)),
                    None => body,
                }
            }
            Inline::Image { url, alternative } => {
                let path = self.image_path(url);
                format!("#box(image({path}, alt: {}, height: 1em))", literal(alternative))
            }
            Inline::Citation { key, locator } => {
                let locator = locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
                format!("#{};", literal(&format!("({key}{locator})")))
            }
            Inline::Note(name) => {
                let blocks = self.document.notes.get(name).cloned().unwrap_or_default();
                format!("#footnote[{}]", self.tight(&blocks))
            }
            Inline::SoftBreak => "#\" \";".to_owned(),
            Inline::HardBreak => "#linebreak();".to_owned(),
        }
    }

    /// The world serves images by their number in [`images`].
    fn image_path(&self, url: &str) -> String {
        let at = self.images.iter().position(|image| *image == url).unwrap_or_default();
        format!("\"/images/{}\"", at + 1)
    }
}

/// Text whose overlong words may be broken anywhere: without a hyphen and without a character that would be copied
/// along, by spacing of almost no width (Typst drops what has none). It keeps web addresses and the like inside their column.
fn breakable(text: &str) -> String {
    const LONG: usize = 28;
    const PIECE: usize = 12;
    let mut out = String::new();
    let mut plain = String::new();
    for word in text.split_inclusive(' ') {
        if word.chars().count() <= LONG {
            plain.push_str(word);
            continue;
        }
        for (at, c) in word.chars().enumerate() {
            if at > 0 && at % PIECE == 0 {
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

/// A reference to a heading or table, from an id that may hold anything.
fn label(id: &str) -> String {
    format!("#label({})", literal(id))
}

/// Only links that a reader can follow stay links.
fn is_web(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

/// What a screen reader says of a table's structure.
fn summary(table: &Table) -> String {
    let names: Vec<String> = table.head.iter().map(|cell| plain(cell)).filter(|name| !name.is_empty()).collect();
    format!("{} rows; columns: {}.", table.rows.len(), names.join(", "))
}

/// How wide the columns of a table should be, from the lengths of their texts in characters.
struct Shape {
    widths: Vec<String>,
    /// Columns of signs whose headings stand upright, since there are too many of them side by side.
    upright: Vec<bool>,
    /// Whether the table is too long to be kept on one page.
    breakable: bool,
}

impl Shape {
    /// Texts up to this length are not broken.
    const SHORT: usize = 14;
    /// About as many characters fit side by side on an upright page.
    const PAGE: usize = 95;
    /// More columns of signs than this get upright headings.
    const SIGNS: usize = 6;

    fn of(table: &Table) -> Shape {
        let columns: Vec<Vec<String>> = (0..table.head.len())
            .map(|at| table.rows.iter().filter_map(|row| row.get(at)).map(|cell| plain(cell)).collect())
            .collect();
        let longest = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let signs: Vec<bool> = columns.iter().map(|texts| !texts.is_empty() && longest(texts) <= 2).collect();
        let crowded = signs.iter().filter(|sign| **sign).count() > Shape::SIGNS;
        let upright: Vec<bool> = signs.iter().map(|sign| *sign && crowded).collect();
        let heads: Vec<usize> = table.head.iter().map(|cell| plain(cell).chars().count()).collect();
        let natural: Vec<usize> =
            (0..heads.len()).map(|at| if upright[at] { 3 } else { longest(&columns[at]).max(heads[at]) }).collect();
        let fixed: usize = natural.iter().filter(|length| **length <= Shape::SHORT).sum();
        let long = natural.iter().filter(|length| **length > Shape::SHORT).count();
        // Where short columns leave too little for the long ones, all of them share.
        let starved = fixed + long * Shape::SHORT > Shape::PAGE;
        let mean = |texts: &[String]| texts.iter().map(|text| text.chars().count()).sum::<usize>() / texts.len().max(1);
        let widths = natural.iter().zip(&upright).zip(&columns).map(|((&length, &upright), texts)| match length {
            _ if upright => "1fr".to_owned(),
            length if crowded && length <= 40 => "auto".to_owned(),
            length if crowded => format!("{}fr", length.min(80) / 4),
            length if length <= Shape::SHORT && !starved => "auto".to_owned(),
            // A column of long texts gets more room, but not in proportion: it may take several lines.
            length => format!("{}fr", (((length + mean(texts)) as f64 / 2.0).powf(0.7) * 10.0).round()),
        });
        let text: usize = columns.iter().flatten().map(|text| text.chars().count()).sum();
        Shape { widths: widths.collect(), upright, breakable: table.rows.len() > 10 || text > 900 }
    }
}

fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
