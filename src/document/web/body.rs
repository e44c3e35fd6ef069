//! Document tree → the HTML body of a page, with its table of contents and the passages of its search index.
//!
//! It is one file, over 500 lines long, since it is one walk over the tree, side by side with the one for Typst.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::base::locale::Locale;
use crate::base::text::is_right_to_left;
use crate::document::markdown::numbering::Numbering;
use crate::document::markdown::targets::{LinkTargets, back, entry};
use crate::document::markdown::{
    Alignment, Block, Document, Inline, Table, is_task, is_turned, is_web, plain, report_of, stands_above, trend,
};
use crate::document::web::escape::{address, attribute, id, text};

/// The body of a page.
#[derive(Debug, Default)]
pub struct Body {
    /// The HTML, without the title.
    pub html: String,
    /// The entries of the table of contents: the main headings and, if the front matter asks for contents, the tables.
    pub contents: Vec<ContentsEntry>,
    /// The passages for the search index.
    pub passages: Vec<SearchPassage>,
}

/// An entry of the table of contents: a heading or a table.
#[derive(Debug, Default, Serialize)]
pub struct ContentsEntry {
    /// The id that links lead to.
    pub id: String,
    /// The text.
    pub text: String,
    /// 2 for headings, 3 for tables.
    pub level: u8,
}

/// A passage of a page, for the search index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPassage {
    /// The id that a link to the passage leads to.
    pub id: String,
    /// The heading above the passage.
    pub heading: String,
    /// The text.
    pub text: String,
    /// The id of the table that the passage is a row of, empty if that table has no id; `None` if it is no row.
    pub row_of: Option<String>,
}

/// How an image is shown on a page.
pub enum Shown {
    /// A drawing, as SVG.
    Drawing(String),
    /// A file, by its URL as seen from the page.
    File(String),
}

/// The files that belong to a page.
pub struct Surroundings<'a> {
    /// Returns how an image is shown, given its URL in the document.
    pub show: &'a dyn Fn(&str) -> Shown,
    /// Returns the URL of a table's CSV file, if there is one, given the table's id.
    pub sheet: &'a dyn Fn(&str) -> Option<String>,
}

/// Renders a document as the body of a page.
pub fn body<'a>(locale: &'a Locale, document: &'a Document, around: &'a Surroundings<'a>) -> Body {
    let mut writer = Writer {
        locale,
        document,
        around,
        targets: LinkTargets::new(document),
        out: String::new(),
        made: Body::default(),
        ids: OWN.iter().map(|id| (*id).to_owned()).collect(),
        next: BTreeMap::new(),
        numbering: Numbering::default(),
        told: Vec::new(),
        table: None,
        place: (String::new(), String::new()),
        register: register(document),
    };
    writer.blocks(document.body());
    writer.facts();
    writer.footnotes();
    Body { html: writer.out, ..writer.made }
}

/// The ids of the page template. Ids that the body makes up contain a colon, which no id of a heading does.
const OWN: [&str; 10] =
    ["main", "newest", "years", "contents", "search", "query", "cases", "passages", "words", "mistakes"];

/// Returns the names of the rows of all registers.
fn register(document: &Document) -> BTreeSet<String> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(|table| table.rows.iter().filter_map(|row| entry(table, row))).collect()
}

/// Whether a table shows its rows below each other on a narrow screen: one of several columns of words, and none of signs or figures at
/// a glance, which stay as they are.
fn folds(table: &Table, upright: &[bool]) -> bool {
    let signs = (1..table.head.len()).any(|at| table.holds_signs(at));
    let drawn = ["glance", "trends", "strip"].iter().any(|own| table.classes.iter().any(|class| class == own));
    table.head.len() > 3 && !signs && !drawn && !upright.contains(&true)
}

struct Writer<'a> {
    locale: &'a Locale,
    document: &'a Document,
    around: &'a Surroundings<'a>,
    /// The targets of links inside the document.
    targets: LinkTargets,
    out: String,
    made: Body,
    /// All ids so far.
    ids: BTreeSet<String>,
    /// The number that the next id gets, by the id that was wanted.
    next: BTreeMap<String, usize>,
    /// The numbers of tables, figures and footnotes.
    numbering: Numbering<'a>,
    /// What each sentence so far that has it rests on.
    told: Vec<&'a [String]>,
    /// The table whose cells are being written.
    table: Option<&'a str>,
    /// The id and the text of the last heading; inside a table or register row, the id is that of the table or row.
    place: (String, String),
    /// The names of the rows of all registers.
    register: BTreeSet<String>,
}

/// The attribute of an element whose text runs from right to left; empty for any other.
fn direction(content: &[Inline]) -> &'static str {
    if is_right_to_left(&plain(content)) { RIGHT_TO_LEFT } else { "" }
}

/// The same of blocks.
fn direction_of(blocks: &[Block]) -> &'static str {
    if is_turned(blocks) { RIGHT_TO_LEFT } else { "" }
}

const RIGHT_TO_LEFT: &str = " dir=\"rtl\"";

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// Renders blocks into a string of their own.
    fn content(&mut self, blocks: &'a [Block]) -> String {
        let outer = std::mem::take(&mut self.out);
        self.blocks(blocks);
        std::mem::replace(&mut self.out, outer)
    }

    /// Renders blocks, without `<p>` around a first paragraph that stands alone or is followed only by lists.
    fn tight(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [Block::Paragraph(content)] => {
                self.found(plain(content));
                self.directed(content)
            }
            [Block::Paragraph(content), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List { .. })) => {
                self.found(plain(content));
                let first = self.directed(content);
                first + &self.content(rest)
            }
            all => self.content(all),
        }
    }

    /// Renders a run of text that stands alone in its element, from right to left if it begins so.
    fn directed(&mut self, content: &'a [Inline]) -> String {
        let body = self.inlines(content);
        match direction(content) {
            "" => body,
            direction => format!("<div{direction}>{body}</div>"),
        }
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    /// Adds a text to the passages for the search index.
    fn found(&mut self, text: String) {
        self.found_in(None, text);
    }

    fn found_in(&mut self, row_of: Option<String>, text: String) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            let (id, heading) = self.place.clone();
            self.made.passages.push(SearchPassage { id, heading, text: words.join(" "), row_of });
        }
    }

    /// Returns an id that no other element has: the wanted one, with a number if it is taken.
    fn name(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let next = self.next.entry(wanted.to_owned()).or_insert(1);
        loop {
            let name = if *next == 1 { wanted.to_owned() } else { format!("{wanted}-{next}") };
            *next += 1;
            if self.ids.insert(name.clone()) {
                return name;
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, id: own, content, .. } => {
                let level = (*level).clamp(2, 6);
                let words = plain(content);
                let name = self.name(&own.as_deref().map_or_else(|| slug::slugify(&words), id));
                let body = self.inlines(content);
                let direction = direction(content);
                self.push(&format!("<h{level} id=\"{}\"{direction}>{body}</h{level}>", attribute(&name)));
                self.place = (name.clone(), words.clone());
                self.found(words.clone());
                if level == 2 {
                    self.made.contents.push(ContentsEntry { id: name, text: words, level });
                }
            }
            Block::Paragraph(content) => {
                self.found(plain(content));
                let body = self.inlines(content);
                let direction = direction(content);
                self.push(&format!("<p{direction}>{body}</p>"));
            }
            Block::List { start, items } => self.list(*start, items, direction_of(std::slice::from_ref(block))),
            Block::Definitions(entries) => self.definitions(entries),
            Block::Table(table) if table.classes.iter().any(|class| class == "strip") && table.rows.len() == 1 => {
                self.strip(table);
            }
            Block::Table(table) => self.table(table),
            Block::Quote(blocks) => {
                let body = self.content(blocks);
                self.push(&format!("<blockquote{}>\n{body}</blockquote>", direction_of(blocks)));
            }
            Block::Code { text: code, .. } => {
                self.found(code.clone());
                // `tabindex` lets code that is too wide be scrolled with the keyboard too.
                self.push(&format!("<pre tabindex=\"0\"><code>{}</code></pre>", text(code)));
            }
            Block::Figure { image, caption } => self.figure(image, caption),
            Block::Rule => self.push("<hr>"),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>], turned: &str) {
        let tasks = items.iter().all(|item| is_task(item));
        let (open, close) = match start {
            Some(1) => (format!("<ol{turned}>"), "</ol>"),
            Some(start) => (format!("<ol{turned} start=\"{start}\">"), "</ol>"),
            None if tasks => (format!("<ul{turned} class=\"tasks\">"), "</ul>"),
            None => (format!("<ul{turned}>"), "</ul>"),
        };
        self.push(&open);
        for item in items {
            let body = self.tight(item);
            self.push(&format!("<li>{}</li>", body.trim_end()));
        }
        self.push(close);
    }

    fn definitions(&mut self, entries: &'a [(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.push("<dl>");
        for (term, definitions) in entries {
            let name = self.inlines(term);
            let _ = write!(self.out, "<div><dt>{name}</dt>");
            let before = self.made.passages.len();
            for blocks in definitions {
                let body = self.tight(blocks);
                let _ = write!(self.out, "<dd>{}</dd>", body.trim_end());
            }
            self.push("</div>");
            // Term and text are one passage, so that a search finds a fact by either.
            let said: Vec<String> = self.made.passages.split_off(before).into_iter().map(|one| one.text).collect();
            self.found(format!("{}: {}", plain(term), said.join(" ")));
        }
        self.push("</dl>");
    }

    /// Renders a strip: the stages of a life cycle in a row.
    fn strip(&mut self, table: &'a Table) {
        let caption = self.inlines(&table.caption);
        let name = self.name("strip:1");
        self.push(&format!("<div class=\"strip\"><p id=\"{name}\">{caption}</p>\n<ol aria-labelledby=\"{name}\">"));
        let marks = table.rows.first().map_or(&[][..], Vec::as_slice);
        for (at, stage) in table.head.iter().enumerate() {
            let mark = marks.get(at).map_or(&[][..], Vec::as_slice);
            let stage = self.inlines(stage);
            if plain(mark).trim().is_empty() {
                self.push(&format!("<li>{stage}</li>"));
            } else {
                let mark = self.inlines(mark);
                self.push(&format!("<li class=\"here\">{stage} <span>{mark}</span></li>"));
            }
        }
        self.push("</ol></div>");
    }

    /// Returns the word and number that a caption begins with; `word` is the word's id in the locale.
    fn caption_number(&self, word: &str, number: usize) -> String {
        format!("<b>{} {number}</b> ", text(&self.locale.word(word)))
    }

    fn table(&mut self, table: &'a Table) {
        let captioned = !table.caption.is_empty();
        let name = self.name(&table.id.as_deref().map_or_else(|| "t:1".to_owned(), id));
        let classes: Vec<String> =
            table.classes.iter().filter(|class| *class != "landscape").map(|class| attribute(class)).collect();
        let kinds = [vec!["table".to_owned()], classes].concat().join(" ");
        self.push(&format!("<figure class=\"{kinds}\" id=\"{}\">", attribute(&name)));
        let outer = std::mem::replace(&mut self.place.0, name.clone());
        let caption_id = self.name("c:1");
        if captioned {
            self.found(plain(&table.caption));
            let number = self.numbering.table(table);
            let caption = self.inlines(&table.caption);
            if let Some(number) = number.filter(|_| self.document.meta.contents) {
                let text = format!("{} {number} {}", self.locale.word("caption-table"), plain(&table.caption));
                self.made.contents.push(ContentsEntry { id: name.clone(), text, level: 3 });
            }
            let sheet = table.id.as_deref().and_then(|id| (self.around.sheet)(id)).map(|file| {
                let said = attribute(&format!("CSV: {}", plain(&table.caption)));
                format!(" <a class=\"sheet\" href=\"{}\" aria-label=\"{said}\">CSV</a>", address(&file))
            });
            let number = number.map(|number| self.caption_number("caption-table", number)).unwrap_or_default();
            let caption = format!("<span id=\"{}\">{number}{caption}</span>", attribute(&caption_id));
            self.push(&format!("<figcaption>{caption}{}</figcaption>", sheet.unwrap_or_default()));
        }
        let labelled = match captioned {
            true => format!(" aria-labelledby=\"{}\"", attribute(&caption_id)),
            false => format!(" aria-label=\"{}\"", attribute(&self.locale.word("caption-table"))),
        };
        // A table that is wider than the page can be scrolled inside its frame; `tabindex` lets the keyboard do so too.
        let upright = table.upright(6);
        let folds = folds(table, &upright);
        let (own, group, line) = match folds {
            true => (" class=\"folds\" role=\"table\"", " role=\"rowgroup\"", " role=\"row\""),
            false => ("", "", ""),
        };
        self.push(&format!(
            "<div class=\"frame\" role=\"group\" tabindex=\"0\"{labelled}>\n<table{own}{labelled}>{}\n<thead{group}><tr{line}>",
            columns(table)
        ));
        self.table = table.id.as_deref();
        for (at, cell) in table.head.iter().enumerate() {
            let class = class(table, at, upright[at]);
            let body = self.inlines(cell);
            // An empty cell in the head is no header cell.
            match body.is_empty() {
                true => self.push("<td></td>"),
                false if upright[at] => self.push(&format!("<th scope=\"col\"{class}><span>{body}</span></th>")),
                false if folds => self.push(&format!("<th scope=\"col\" role=\"columnheader\"{class}>{body}</th>")),
                false => self.push(&format!("<th scope=\"col\"{class}>{body}</th>")),
            }
        }
        self.push(&format!("</tr></thead>\n<tbody{group}>"));
        for at in 0..table.rows.len() {
            self.row(table, at, &upright, folds);
        }
        self.table = None;
        self.push("</tbody>\n</table>\n</div>");
        if !table.note.is_empty() {
            self.found(plain(&table.note));
            let note = self.inlines(&table.note);
            self.push(&format!("<p class=\"note\">{note}</p>"));
        }
        self.push("</figure>");
        self.place.0 = outer;
    }

    /// Writes a row. If the table folds on a narrow screen, each cell knows the heading of its column, and all keep their roles.
    fn row(&mut self, table: &'a Table, line: usize, upright: &[bool], folds: bool) {
        let row = &table.rows[line];
        let own = entry(table, row).filter(|name| self.targets.has(name));
        let mark = match &own {
            Some(own) => {
                let name = self.name(&id(own));
                format!(" id=\"{}\"", attribute(&name))
            }
            None => String::new(),
        };
        let said: Vec<String> = row.iter().map(|cell| plain(cell)).filter(|cell| !cell.trim().is_empty()).collect();
        let outer = self.place.0.clone();
        if let Some(own) = &own {
            self.place.0 = id(own);
        }
        self.found_in(Some(table.id.clone().unwrap_or_default()), said.join(" · "));
        self.place.0 = outer;
        if stands_above(row) {
            let (across, body) = (row.len(), self.inlines(&row[0]));
            let [line, cell] = if folds { [" role=\"row\"", " role=\"rowheader\""] } else { [""; 2] };
            let _ = write!(
                self.out,
                "<tr{line} class=\"above\"><th scope=\"row\"{cell} colspan=\"{across}\">{body}</th></tr>"
            );
            return;
        }
        let role = if folds { " role=\"row\"" } else { "" };
        let _ = write!(self.out, "<tr{role}{mark}>");
        for (at, cell) in row.iter().enumerate() {
            let class =
                if upright.get(at) == Some(&true) { " class=\"center\"".to_owned() } else { class(table, at, false) };
            let drawn = trend::is_drawn(table, line, at).then(|| plain(cell)).and_then(|text| {
                let label = attribute(&trend::described(table, at, &text));
                Some(trend::line(&text)?.replacen(
                    "<svg ",
                    &format!("<svg class=\"trend\" role=\"img\" aria-label=\"{label}\" "),
                    1,
                ))
            });
            let body = drawn.unwrap_or_else(|| self.directed(cell));
            // Figures at a glance have column headers only, no row headers.
            let names = at == 0 && !body.is_empty() && table.classes.iter().all(|class| class != "glance");
            let (tag, end) = if names { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let role = match (folds, names) {
                (false, _) => String::new(),
                (true, true) => " role=\"rowheader\"".to_owned(),
                (true, false) => {
                    let head = table.head.get(at).map(|head| plain(head)).unwrap_or_default();
                    format!(" role=\"cell\" data-head=\"{}\"", attribute(&head))
                }
            };
            let _ = write!(self.out, "<{tag}{role}{class}>{body}</{end}>");
        }
        self.push("</tr>");
    }

    fn figure(&mut self, image: &'a Inline, caption: &'a [Inline]) {
        let Inline::Image { url, alternative, width } = image else { return };
        self.found(plain(caption));
        let shown = match (self.around.show)(url) {
            Shown::Drawing(svg) => svg,
            Shown::File(file) => picture(&file, alternative, *width),
        };
        let Some(number) = self.numbering.figure(caption) else {
            self.push(&format!("<p class=\"picture\">{shown}</p>"));
            return;
        };
        let name = self.name("c:1");
        let (number, caption) = (self.caption_number("caption-figure", number), self.inlines(caption));
        self.push(&format!(
            "<figure class=\"chart\">\n<div class=\"frame\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{name}\">{shown}</div>\n<figcaption \
             id=\"{name}\">{number}{caption}</figcaption>\n</figure>"
        ));
    }

    fn inlines(&mut self, content: &'a [Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> String {
        match inline {
            Inline::Text(words) => text(words),
            Inline::Code(code) => format!("<code>{}</code>", text(code)),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Strikethrough(inner) => format!("<del>{}</del>", self.inlines(inner)),
            Inline::Told { content, facts } => self.told(content, facts),
            Inline::Foreign { language, content } => {
                format!("<span lang=\"{}\">{}</span>", attribute(language), self.inlines(content))
            }
            Inline::Link { url, content } => self.link(url, content),
            Inline::Image { url, alternative, width } => match (self.around.show)(url) {
                Shown::Drawing(svg) => svg,
                Shown::File(file) => picture(&file, alternative, *width),
            },
            Inline::Citation(citation) => text(&citation.written()),
            Inline::Note(name) => self.note(name),
            Inline::Task(ticked) => {
                let word = self.locale.word(if *ticked { "task-done" } else { "task-open" });
                let ticked = if *ticked { " checked" } else { "" };
                format!("<input type=\"checkbox\" disabled{ticked} aria-label=\"{}\"> ", attribute(&word))
            }
            Inline::SoftBreak => "\n".to_owned(),
            Inline::HardBreak => "<br>\n".to_owned(),
        }
    }

    fn link(&mut self, url: &'a str, content: &'a [Inline]) -> String {
        let body = self.inlines(content);
        if let Some(to) = url.strip_prefix('#') {
            if !self.targets.has(to) {
                return body;
            }
            let own = back(self.table, to).filter(|own| self.ids.insert(id(own)));
            let own = own.map(|own| format!(" id=\"{}\"", attribute(&id(&own)))).unwrap_or_default();
            // To those who can't see the table, a lone sign is like any other, so the label adds the target.
            let sign = plain(content);
            let alone = sign.chars().count() == 1 && !sign.contains(char::is_alphanumeric);
            let sign = (self.register.contains(to) && alone).then_some(sign);
            let said = sign.map(|sign| format!(" aria-label=\"{}\"", attribute(&format!("{sign} {to}"))));
            return format!("<a href=\"#{}\"{own}{}>{body}</a>", address(&id(to)), said.unwrap_or_default());
        }
        match url {
            web if is_web(web) => {
                format!("<a href=\"{}\">{body}</a>", address(web))
            }
            report => match report_of(report) {
                Some(report) => format!("<a href=\"{}.html\">{body}</a>", address(report)),
                None => body,
            },
        }
    }

    fn note(&mut self, name: &'a str) -> String {
        let (number, is_first) = self.numbering.note(name);
        let own = if is_first { format!(" id=\"note:{number}:ref\"") } else { String::new() };
        format!("<sup><a href=\"#note:{number}\"{own} role=\"doc-noteref\">{number}</a></sup>")
    }

    /// Renders a sentence with the link to what it rests on, which a page shows when asked.
    fn told(&mut self, content: &'a [Inline], facts: &'a [String]) -> String {
        let body = self.inlines(content);
        if facts.is_empty() {
            return body;
        }
        self.told.push(facts);
        let at = self.told.len();
        let said = attribute(&self.locale.word("site-rests-on"));
        format!("{body}<a class=\"why\" id=\"told:{at}\" href=\"#why:{at}\" aria-label=\"{said} {at}\">{at}</a>")
    }

    /// Renders what sentences rest on, as a list that a page shows when asked.
    fn facts(&mut self) {
        if self.told.is_empty() {
            return;
        }
        let title = attribute(&self.locale.word("site-what-it-rests-on"));
        let way_back = attribute(&self.locale.word("site-to-sentence"));
        self.push(&format!("<section class=\"whys\" aria-label=\"{title}\">\n<h2>{title}</h2>\n<ol>"));
        for (at, facts) in std::mem::take(&mut self.told).into_iter().enumerate() {
            let at = at + 1;
            let facts: Vec<String> = facts.iter().map(|fact| text(fact)).collect();
            let back = format!("<a href=\"#told:{at}\" aria-label=\"{way_back} {at}\">↩</a>");
            self.push(&format!("<li id=\"why:{at}\">{} {back}</li>", facts.join("<br>")));
        }
        self.push("</ol>\n</section>");
    }

    /// Renders the footnotes at the end of the page, each with a link back.
    fn footnotes(&mut self) {
        if self.numbering.noted(1).is_none() {
            return;
        }
        let title = self.locale.word("footnotes");
        let way_back = attribute(&self.locale.word("footnote-back"));
        self.push(&format!(
            "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{}\">\n<ol>",
            attribute(&title)
        ));
        let mut at = 1;
        // Footnotes may refer to further ones, so the list can grow meanwhile.
        while let Some(name) = self.numbering.noted(at) {
            self.place = (format!("note:{at}"), title.clone());
            let document = self.document;
            let blocks = document.notes.get(name).map_or(&[][..], Vec::as_slice);
            let body = self.tight(blocks);
            let back =
                format!(" <a href=\"#note:{at}:ref\" role=\"doc-backlink\" aria-label=\"{way_back} {at}\">↩</a>");
            let (body, end) = match body.trim_end().strip_suffix("</p>") {
                Some(body) => (body.to_owned(), "</p>"),
                None => (body.trim_end().to_owned(), ""),
            };
            self.push(&format!("<li id=\"note:{at}\">{body}{back}{end}</li>"));
            at += 1;
        }
        self.push("</ol>\n</section>");
    }
}

/// Returns the `class` attribute of a cell; empty if it has no classes.
fn class(table: &Table, at: usize, upright: bool) -> String {
    let own = match table.alignments.get(at) {
        Some(Alignment::Center) => "center",
        Some(Alignment::End) => "end",
        _ => "",
    };
    let classes: Vec<&str> =
        [own, if upright { "upright" } else { "" }].into_iter().filter(|class| !class.is_empty()).collect();
    if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
}

/// Returns a `<colgroup>` that marks columns of sentences (over 40 characters on average), which need more room than those of a
/// word or two; empty if there are none.
fn columns(table: &Table) -> String {
    let long = |at: usize| {
        let texts: Vec<usize> =
            table.rows.iter().filter_map(|row| row.get(at)).map(|cell| plain(cell).chars().count()).collect();
        texts.iter().sum::<usize>() > 40 * texts.len()
    };
    let long: Vec<bool> = (0..table.head.len()).map(long).collect();
    if !long.contains(&true) {
        return String::new();
    }
    let column = |long: &bool| if *long { "<col class=\"long\">" } else { "<col>" };
    format!("\n<colgroup>{}</colgroup>", long.iter().map(column).collect::<String>())
}

fn picture(file: &str, alternative: &str, width: Option<u32>) -> String {
    // A millimetre has 96/25.4 pixels of CSS.
    let width = width.map(|width| format!(" width=\"{}\"", width * 960 / 254)).unwrap_or_default();
    format!("<img src=\"{}\" alt=\"{}\"{width}>", address(file), attribute(alternative))
}

#[cfg(test)]
mod tests {
    use super::OWN;

    #[test]
    fn every_id_of_the_template_of_pages_is_kept_from_headings() {
        let page = include_str!("../../../templates/page.html");
        let ids = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let missing: Vec<&str> = ids.filter(|id| !id.contains(['{', ':']) && !OWN.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
