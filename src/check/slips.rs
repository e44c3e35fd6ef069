//! Finds valid Markdown in prose that is surely not what the author meant: it would be printed literally, or not at all.

use std::ops::Range;

use crate::base::text::{FIGURE, TABLE};
use crate::document::markdown::parse::ProsePlaces;
use crate::document::markdown::{Block, Document, Inline, QUOTES, each_block, plain};
use crate::document::typeset::shape::breaks_words;

/// Something that was probably meant otherwise.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// All slips of a text that was read as a document. `bare` is the text [`without_code`].
pub fn slips(text: &str, bare: &str, places: &ProsePlaces, document: &Document) -> Vec<Slip> {
    let mut found = Vec::new();
    for blocks in std::iter::once(&document.blocks).chain(document.notes.values()) {
        each_block(blocks, &mut |block| match block {
            Block::Paragraph(content) => paragraph(bare, content, &mut found),
            Block::Table(table) if breaks_words(table) => found.push(Slip {
                range: table.head.iter().map(|cell| at(bare, &plain(cell))).find(|at| !at.is_empty()).unwrap_or(0..0),
                message: format!("the {} columns of this table do not fit a page", table.head.len()),
                help: "words are broken, even where the page is turned: make two tables of it, or shorten the texts",
            }),
            _ => {}
        });
    }
    let fenced = places.code.iter().filter(|(_, fenced)| *fenced);
    found.extend(fenced.filter_map(|(range, _)| fence(text, range.clone())));
    found.extend(rows(bare));
    found.extend(places.titled.iter().map(|range| Slip {
        range: range.clone(),
        message: "reports do not show the title of this link or image".to_owned(),
        help: "say it in the text, or in the caption of the image",
    }));
    found.sort_by_key(|slip| slip.range.start);
    found
}

/// A text with its code replaced by spaces, byte for byte, since nothing in code is Markdown. Everything else stays at its
/// place.
pub fn without_code(text: &str, places: &ProsePlaces) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for (range, _) in &places.code {
        bare.push_str(&text[from..range.start]);
        bare.extend(text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = range.end;
    }
    bare + &text[from..]
}

/// The first place of a piece of a document in its text; `0..0` if it is not written there in the same form.
fn at(text: &str, piece: &str) -> Range<usize> {
    text.find(piece).map_or(0..0, |at| at..at + piece.len())
}

fn paragraph(text: &str, content: &[Inline], found: &mut Vec<Slip>) {
    let words = plain(content);
    let captions = [
        (FIGURE, "no image stands beside it", "put it right below or above an image, with an empty line between them"),
        (TABLE, "no table stands beside it", "put it right above or below a table, with an empty line between them"),
    ];
    for (own, lacking, help) in captions {
        let Some(word) = own.iter().map(|word| format!("{word}:")).find(|word| words.starts_with(word)) else {
            continue;
        };
        let message = format!("`{word}` is no caption here, since {lacking}");
        found.push(Slip { range: at(text, &word), message, help });
    }
    let lines: Vec<String> =
        content.split(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak)).map(plain).collect();
    let row = |line: &String| line.trim().len() > 1 && line.trim().starts_with('|') && line.trim().ends_with('|');
    if lines.len() > 1 && lines.iter().all(row) {
        let message = "these rows are no table".to_owned();
        found.push(Slip {
            range: at(text, lines[0].trim()),
            message,
            help: "write a line |---|---| below the first one",
        });
    }
    for inline in content {
        let Inline::Text(own) = inline else { continue };
        // As it was written, so that it is found in the text and can be shown.
        let own = own.replace(QUOTES, "\"");
        for (start, rest) in own.match_indices("[^").map(|(start, _)| (start, &own[start..])) {
            if let Some(end) = rest.find(']').filter(|end| *end > 2 && !rest[..*end].contains(' ')) {
                let name = &own[start..start + end + 1];
                let range = at(text, name);
                // After a backslash, no footnote is meant.
                if text[..range.start].ends_with('\\') {
                    continue;
                }
                let message = format!("there is no footnote {name}");
                found.push(Slip { range, message, help: "write it below, like [^1]: The note" });
            }
        }
        for (start, _) in own.match_indices("](") {
            let address = own[start + 2..].split(')').next().unwrap_or_default();
            if address.contains(' ') && own[..start].contains('[') {
                let written = format!("]({address}");
                let message = format!("this is no link or image, since `{address}` has spaces in it");
                let help = "put the address in angle brackets: ![…](<images/my photo.jpg>)";
                found.push(Slip { range: at(text, &written), message, help });
            }
        }
    }
}

/// A line without the indentation and the `>` of lists and quotations around it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// Reports a fenced block of code that has no closing fence.
fn fence(text: &str, range: Range<usize>) -> Option<Slip> {
    let block = text[range.clone()].trim_end();
    let sign = block.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = block.len() - block.trim_start_matches(sign).len();
    let last = block.lines().skip(1).last().map(bare).unwrap_or_default();
    let closed = last.len() >= run && last.trim_end().chars().all(|c| c == sign);
    (!closed).then(|| Slip {
        range: range.start..range.start + run,
        message: "nothing ends this block of code but the end of what it stands in".to_owned(),
        help: "write the same signs in a line of their own where it should end",
    })
}

/// Reports rows of tables with more cells than the heading has: reports would not show the last ones.
fn rows(text: &str) -> Vec<Slip> {
    let cells = |line: &str| {
        let own = bare(line.trim_end());
        let own = own.strip_prefix('|').unwrap_or(own);
        let bars = own.match_indices('|').filter(|(at, _)| !own[..*at].ends_with('\\')).count();
        if own.ends_with('|') && !own.ends_with("\\|") { bars } else { bars + 1 }
    };
    let rule = |line: &str| {
        let own = bare(line.trim_end());
        own.contains('-') && own.contains('|') && own.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    let mut found = Vec::new();
    let mut columns: Option<usize> = None;
    let (mut start, mut before) = (0, "");
    for line in text.split_inclusive('\n') {
        match columns {
            Some(most) if line.contains('|') => {
                let own = cells(line);
                if own > most {
                    let message = format!("this row has {own} cells, and the table {most} columns");
                    let help = "take one out, or give the table another heading; a bar in a text is written \\|";
                    found.push(Slip { range: start..start + line.trim_end().len(), message, help });
                }
            }
            Some(_) => columns = None,
            None if rule(line) && before.contains('|') && cells(before) == cells(line) => columns = Some(cells(line)),
            None => {}
        }
        before = line;
        start += line.len();
    }
    found
}
