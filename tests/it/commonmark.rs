//! The examples of the specifications of CommonMark, footnotes and tables, as prose of a case: HTML and PDF have the same text as
//! the specification's HTML.

use std::collections::BTreeMap;
use std::io::Write;

use casebook::base::locale::Locale;
use casebook::base::threads;
use casebook::document::markdown::emit::{self, Embedding};
use casebook::document::markdown::fault::FaultKind;
use casebook::document::markdown::parse::{DEEPEST, Parsed, Punctuation, document, prose};
use casebook::document::markdown::{Block, Document, Inline, QUOTES, images, plain};
use casebook::document::typeset::world::{Compiler, PrintSetup};
use casebook::document::typeset::{self, Picture, PrintJob, Project};
use casebook::document::web::body::{Shown, Surroundings, body};
use proptest::prelude::*;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::workspace::repository;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// Reads the examples of a file in the format of CommonMark's specification.
fn examples(file: &str) -> Vec<Example> {
    let text = std::fs::read_to_string(repository("tests/commonmark").join(file)).expect("the file is there");
    let fence = "`".repeat(32);
    let (opening, closing) = (format!("{fence} example\n"), format!("\n{fence}"));
    let parts = text.split(&opening).skip(1).map(|part| part.split_once(&closing).expect("an example ends").0);
    parts
        .enumerate()
        .map(|(at, part)| {
            let part = format!("\n{part}\n").replace('→', "\t");
            let (markdown, html) = part.split_once("\n.\n").expect("an example has two parts");
            Example {
                number: at + 1,
                markdown: format!("{}\n", &markdown[1.min(markdown.len())..]),
                html: html.to_owned(),
            }
        })
        .collect()
}

fn place() -> Embedding<'static> {
    Embedding {
        level: 2,
        prefix: "x",
        quotes: ["»", "«"],
        captions: ["Table", "Figure"],
        cite: &|citation| citation.written(),
        image: &|url| url.to_owned(),
    }
}

/// Returns an example as a report contains it, and all faults in it.
fn reported(example: &Example) -> (Document, Vec<FaultKind>) {
    let Parsed { document: tree, mut faults, .. } = prose(&example.markdown, DEEPEST, Punctuation::AsWritten);
    let (mut report, late) = document(&emit::markdown(&tree, &place()).text);
    faults.extend(late);
    report.meta.title = "Example".to_owned();
    (report, faults.into_iter().map(|fault| fault.kind).collect())
}

/// Returns the text of HTML, without tags, footnote numbers and links back from footnotes.
fn said(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = match rest {
            number if number.starts_with("<sup") => number.find("</sup>").map(|at| at + "</sup>".len()),
            way_back if way_back.contains('↩') && way_back.starts_with("<a href=\"#note:") => {
                way_back.find("</a>").map(|at| at + "</a>".len())
            }
            tag => tag.find('>').map(|at| at + 1),
        };
        // Separate the cells of tables, with or without a line break between them.
        if rest.starts_with("</t") {
            text.push(' ');
        }
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Returns the words of a text in their order, or sorted if footnotes stand in other places.
fn words(text: &str, sorted: bool) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if sorted {
        words.sort();
    }
    words
}

/// Appends the text of a page to `text`, without spaces.
fn printed(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => printed(&group.frame, text),
            FrameItem::Text(piece) => {
                text.extend(piece.text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}'))
            }
            _ => {}
        }
    }
}

/// The image that stands for every image of the examples.
const PIXEL: &[u8] = include_bytes!("../check/dot.png");

/// Returns the text of a document's PDF, or why there is none.
fn in_pdf(compiler: &Compiler, locale: &Locale, report: &Document) -> Result<String, String> {
    let pictures = images(report).iter().map(|_| Picture::File(PIXEL.to_vec())).collect();
    let project = Project::new(locale, report, pictures, Vec::new());
    let paged = typst::compile::<PagedDocument>(&project.desk(compiler)).output.map_err(|all| format!("{all:?}"))?;
    let mut text = String::new();
    paged.pages().iter().for_each(|page| printed(&page.frame, &mut text));
    let job = PrintJob { name: "example".to_owned(), alike: true, document: Some(project), drawings: Vec::new() };
    typeset::print(compiler, &job).map(|_| text).map_err(|all| format!("{all:?}"))
}

/// The outcome of an example.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    /// HTML and PDF say what the specification says.
    Same,
    /// It has raw HTML, which is refused.
    RawHtml,
    /// It has an image without alternative text, which is refused.
    NoAlternative,
    /// HTML says what the specification says; no font has all of its characters, so that the PDF is refused.
    NoFont,
    /// It says something else, or can't be printed.
    Other(String),
}

fn outcome(example: &Example, compiler: &Compiler, locale: &Locale, sorted: bool) -> Became {
    let (report, faults) = reported(example);
    let around = Surroundings { show: &|url| Shown::File(url.to_owned()), sheet: &|_| None };
    let html = body(locale, &report, &around).html;
    let pdf = in_pdf(compiler, locale, &report);
    if faults.contains(&FaultKind::Html) {
        // Without what is refused, the rest must still make a page and a PDF.
        return pdf.map_or_else(Became::Other, |_| Became::RawHtml);
    }
    if faults.contains(&FaultKind::NoAlternative) {
        return if pdf.is_err() { Became::NoAlternative } else { Became::Other("no image may be silent".to_owned()) };
    }
    let (wanted, found) = (words(&said(&example.html), sorted), words(&said(&html), sorted));
    if wanted != found {
        return Became::Other(format!("HTML\n wanted {wanted:?}\n  found {found:?}\n{html}"));
    }
    if !compiler.missing(&casebook::document::markdown::text(&report)).is_empty() {
        return Became::NoFont;
    }
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        if sorted {
            letters.sort_unstable();
        }
        letters.into_iter().collect::<String>()
    };
    match pdf.map(|text| letters(&text)) {
        Ok(text) if text == letters(&said(&example.html)) => Became::Same,
        Ok(text) => Became::Other(format!("PDF\n wanted {}\n  found {text}", letters(&said(&example.html)))),
        Err(error) => Became::Other(error),
    }
}

/// Tests all examples of a file. Returns their number, and how many there are of each outcome.
fn all(file: &str, sorted: bool) -> (usize, BTreeMap<&'static str, usize>) {
    let theme = std::fs::read_to_string(repository("tests/commonmark/theme.typ")).expect("the theme is there");
    let compiler = Compiler::new(PrintSetup { theme, ..PrintSetup::default() });
    let locale = Locale::usual("en").expect("it is in the program");
    let examples = examples(file);
    let mut counts = BTreeMap::new();
    let mut wrong = Vec::new();
    let outcomes = threads::each(&examples, |example| outcome(example, &compiler, &locale, sorted));
    for (example, outcome) in examples.iter().zip(outcomes) {
        let name = match outcome {
            Became::Same => "the same text in HTML and PDF",
            Became::RawHtml => "raw HTML, which is refused",
            Became::NoAlternative => "an image without a text, which is refused",
            Became::NoFont => "the same text in HTML, and a character that no font has",
            Became::Other(what) => {
                wrong.push(format!("{file} {}\n{}{what}\n", example.number, example.markdown));
                "another text"
            }
        };
        *counts.entry(name).or_default() += 1;
    }
    assert!(wrong.is_empty(), "{} of {} of {file}:\n\n{}", wrong.len(), examples.len(), wrong.join("\n"));
    // Written past the test harness, which shows only what failing tests print.
    let through: usize = counts.values().sum();
    writeln!(std::io::stdout(), "{file}: {through} of {} examples go through: {counts:?}", examples.len())
        .expect("it can be printed");
    (examples.len(), counts)
}

#[test]
fn all_examples_of_commonmark_go_through() {
    let (count, _) = all("commonmark.txt", false);
    assert_eq!(count, 652);
}

#[test]
fn all_examples_of_footnotes_and_tables_go_through() {
    let [notes, tables, more] = [("footnotes.txt", true), ("table.txt", false), ("gfm_table.txt", false)]
        .map(|(file, sorted)| all(file, sorted).0);
    assert_eq!([notes, tables, more], [26, 28, 9]);
}

/// All text of a document, without spaces.
fn letters(document: &Document) -> String {
    casebook::document::markdown::text(document).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the headings at the top level of a document, each with its level and its words, as `emit::Emitted` lists them.
fn headings_of(document: &Document) -> Vec<(u8, String)> {
    let heading = |block: &Block| match block {
        Block::Heading { level, content, .. } => Some((*level, plain(content))),
        _ => None,
    };
    document.blocks.iter().filter_map(heading).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn prose_of_any_shape_says_in_a_report_what_it_said(text in "[*_`~#>|:!Ø”\"=\\[\\]()<&;\\\\+.^ax1 \\-\n]{0,40}") {
        for smart in [false, true] {
            same_in_report(&text, if smart { Punctuation::Smart } else { Punctuation::AsWritten })?;
        }
    }
}

fn same_in_report(text: &str, punctuation: Punctuation) -> Result<(), TestCaseError> {
    let Parsed { document: tree, faults, .. } = prose(text, DEEPEST, punctuation);
    // What is refused does not get into a report.
    prop_assume!(faults.iter().all(|fault| matches!(fault.kind, FaultKind::Link | FaultKind::NoAlternative)));
    let emit::Emitted { text: written, headings } = emit::markdown(&tree, &place());
    let (mut report, late) = document(&format!("{written}\n\nafter"));
    let circles = late.iter().any(|fault| !matches!(fault.kind, FaultKind::Link | FaultKind::NoAlternative));
    prop_assert!(!circles, "{late:?}\n{written}");
    let after = report.blocks.pop();
    prop_assert_eq!(after, Some(Block::Paragraph(vec![Inline::Text("after".to_owned())])), "{}", written);
    let quoted = letters(&tree).replace(QUOTES[0], "»").replace(QUOTES[1], "«");
    prop_assert_eq!(letters(&report), quoted, "{}", written);
    // A line that ends between initials is one line now, which may not break there.
    let spaced = |all: Vec<(u8, String)>| all.into_iter().map(|(level, text)| (level, text.replace('\u{a0}', " ")));
    prop_assert!(spaced(headings_of(&report)).eq(spaced(headings)), "{}", written);
    prop_assert!(!written.contains(QUOTES), "{}", written);
    Ok(())
}
