//! Binds documents into one volume, by turning each into a chapter.

use std::collections::BTreeMap;

use crate::document::markdown::{Block, Document, Inline, report_of, targets};

/// Turns a document into a chapter: a heading of level 2 with the title, then the blocks one level deeper; footnotes are returned
/// separately. `report` is the path of the report, `prefix` keeps its ids and footnotes distinct from those of other chapters,
/// and `url` maps the URLs of images and other reports.
pub fn chapter(
    document: Document,
    report: &str,
    title: &str,
    prefix: &str,
    url: impl Fn(&str) -> String,
) -> (Vec<Block>, BTreeMap<String, Vec<Block>>) {
    let binder = Binder { prefix, url: &url };
    let title = vec![Inline::Text(title.to_owned())];
    let mut blocks =
        vec![Block::Heading { level: 2, id: Some(targets::chapter(report)), classes: Vec::new(), content: title }];
    blocks.extend(binder.blocks(document.body()));
    let notes = document.notes.iter().map(|(name, blocks)| (binder.name(name), binder.blocks(blocks))).collect();
    (blocks, notes)
}

struct Binder<'a> {
    prefix: &'a str,
    url: &'a dyn Fn(&str) -> String,
}

impl Binder<'_> {
    fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Block {
        match block {
            Block::Heading { level, id, classes, content } => Block::Heading {
                level: level + 1,
                id: id.as_deref().map(|id| self.name(id)),
                classes: classes.clone(),
                content: self.inlines(content),
            },
            Block::Paragraph(content) => Block::Paragraph(self.inlines(content)),
            Block::List { start, items } => {
                Block::List { start: *start, items: items.iter().map(|item| self.blocks(item)).collect() }
            }
            Block::Definitions(entries) => {
                let entry = |(term, definitions): &(Vec<Inline>, Vec<Vec<Block>>)| {
                    (self.inlines(term), definitions.iter().map(|definition| self.blocks(definition)).collect())
                };
                Block::Definitions(entries.iter().map(entry).collect())
            }
            Block::Table(table) => {
                let mut table = table.clone();
                table.id = table.id.map(|id| self.name(&id));
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.chain([&mut table.caption, &mut table.note]).for_each(|cell| *cell = self.inlines(cell));
                Block::Table(table)
            }
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::Figure { image, caption } => {
                Block::Figure { image: self.inline(image), caption: self.inlines(caption) }
            }
            Block::Code { .. } | Block::Rule => block.clone(),
        }
    }

    fn inlines(&self, content: &[Inline]) -> Vec<Inline> {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Inline {
        match inline {
            Inline::Emphasis(inner) => Inline::Emphasis(self.inlines(inner)),
            Inline::Strong(inner) => Inline::Strong(self.inlines(inner)),
            Inline::Strikethrough(inner) => Inline::Strikethrough(self.inlines(inner)),
            Inline::Told { content, facts } => Inline::Told { content: self.inlines(content), facts: facts.clone() },
            Inline::Foreign { language, content } => {
                Inline::Foreign { language: language.clone(), content: self.inlines(content) }
            }
            Inline::Link { url, content } => {
                let url = match url.strip_prefix('#') {
                    Some(id) => format!("#{}", self.name(id)),
                    None if report_of(url).is_some() => (self.url)(url),
                    None => url.clone(),
                };
                Inline::Link { url, content: self.inlines(content) }
            }
            Inline::Image { url, alternative, width } => {
                Inline::Image { url: (self.url)(url), alternative: alternative.clone(), width: *width }
            }
            Inline::Note(name) => Inline::Note(self.name(name)),
            other => other.clone(),
        }
    }
}
