//! The works of a list of references as Markdown.

use std::ops::Range;

use hayagriva::citationberg::FontStyle;
use hayagriva::{BufWriteFormat, ElemChild, ElemChildren, ElemMeta, Entry};

use crate::document::markdown::escape::escape;
use crate::model::references::dates::DayFirst;

/// A piece of a formatted work.
struct Piece {
    text: String,
    /// Where it leads.
    url: Option<String>,
    emphasised: bool,
}

/// A formatted work as Markdown: text with emphasis and links. `own` has what [`words`] says of the work.
pub fn markdown(content: &ElemChildren, dates: Option<&DayFirst>, own: &[String]) -> String {
    let mut pieces: Vec<Piece> = Vec::new();
    gather(content, dates, &mut pieces);
    settle(&mut pieces, own);
    let mut out = String::new();
    for Piece { text, url, emphasised } in pieces {
        let bare = text.trim();
        let (before, after) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        out.push_str(&text[..before]);
        let shown = if out.is_empty() { escape(bare) } else { escape(&format!("x{bare}"))[1..].to_owned() };
        match url {
            _ if bare.is_empty() => continue,
            Some(url) if url == bare => out.push_str(&format!("<{url}>")),
            Some(url) => out.push_str(&format!("[{shown}](<{}>)", url.replace([' ', '<', '>', '\n'], ""))),
            None if emphasised => out.push_str(&format!("*{shown}*")),
            None => out.push_str(&shown),
        }
        out.push_str(&text[text.len() - after..]);
    }
    out
}

/// Collects the pieces of a formatted work. Adjacent text of the same emphasis is merged.
fn gather(content: &ElemChildren, dates: Option<&DayFirst>, pieces: &mut Vec<Piece>) {
    for child in &content.0 {
        let (text, url, emphasised) = match child {
            ElemChild::Elem(inner) => match dates.filter(|_| inner.meta == Some(ElemMeta::Date)) {
                Some(dates) => (dates.applied(&plain(&inner.children)), None, false),
                None => {
                    gather(&inner.children, dates, pieces);
                    continue;
                }
            },
            ElemChild::Text(text) => (text.text.clone(), None, text.formatting.font_style == FontStyle::Italic),
            ElemChild::Markup(text) => (text.clone(), None, false),
            ElemChild::Link { text, url } => (text.text.clone(), Some(url.clone()), false),
            ElemChild::Transparent { .. } => continue,
        };
        match pieces.last_mut() {
            Some(last) if url.is_none() && last.url.is_none() && last.emphasised == emphasised => {
                last.text.push_str(&text);
            }
            _ => pieces.push(Piece { text, url, emphasised }),
        }
    }
}

/// Takes out the doubled punctuation that styles leave where a part is missing, or where a title or a name ends in punctuation of its own.
/// What the words of a work hold themselves stays as it is: "The .NET platform".
fn settle(pieces: &mut [Piece], own: &[String]) {
    const DOUBLED: [(&str, &str); 13] = [
        ("?.", "?"),
        ("!.", "!"),
        (",)", ")"),
        (",.", "."),
        (" :", ":"),
        (" ,", ","),
        (";:", ";"),
        (". .", "."),
        (".. ", ". "),
        ("..,", ".,"),
        (".,.", ".,"),
        ("  ", " "),
        (" .", "."),
    ];
    for piece in pieces.iter_mut().filter(|piece| piece.url.is_none()) {
        for (doubled, single) in DOUBLED {
            piece.text = replaced(&piece.text, doubled, single, own);
        }
        if piece.text.ends_with("..") && !piece.text.ends_with("...") {
            piece.text.pop();
        }
    }
    for at in 1..pieces.len() {
        let (before, after) = pieces.split_at_mut(at);
        let (Some(last), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        if next.url.is_some() {
            continue;
        }
        let is_stop = next.text.starts_with('.') && !next.text.starts_with("...");
        if is_stop && last.text.trim_end().ends_with(['.', '?', '!']) {
            next.text.remove(0);
        }
        if next.text.starts_with([':', ',', ';', '.']) && last.text.ends_with(' ') {
            last.text.truncate(last.text.trim_end().len());
        }
        if next.text.starts_with(':') && last.text.ends_with(';') {
            next.text.remove(0);
        }
    }
}

/// A text with every `doubled` replaced, but for those that lie within words of the work itself.
fn replaced(text: &str, doubled: &str, single: &str, own: &[String]) -> String {
    let kept: Vec<Range<usize>> = own.iter().flat_map(|words| found(text, words)).collect();
    let mut out = String::new();
    let mut last = 0;
    for (at, _) in text.match_indices(doubled) {
        let end = at + doubled.len();
        if kept.iter().any(|words| words.start <= at && end <= words.end) {
            continue;
        }
        out.push_str(&text[last..at]);
        out.push_str(single);
        last = end;
    }
    out + &text[last..]
}

/// Where some words stand in a text, however they are capitalised.
fn found(text: &str, words: &str) -> Vec<Range<usize>> {
    let alike = |one: char, other: char| one == other || one.to_lowercase().eq(other.to_lowercase());
    let from = |start: usize| {
        let mut rest = text[start..].char_indices();
        let all = words.chars().all(|word| rest.next().is_some_and(|(_, own)| alike(own, word)));
        all.then(|| start..rest.next().map_or(text.len(), |(at, _)| start + at))
    };
    text.char_indices().filter(|_| !words.is_empty()).filter_map(|(at, _)| from(at)).collect()
}

/// The words of a work that are printed as they are: its titles, those of what it is a part of, and who published them.
pub fn words(entry: &Entry) -> Vec<String> {
    let title = entry.title();
    let short = title.and_then(|title| title.short.as_deref()).map(ToString::to_string);
    let publisher = entry.publisher().and_then(|own| own.name());
    let own = [title, publisher].into_iter().flatten().map(|own| own.value.to_string()).chain(short);
    own.chain(entry.parents().iter().flat_map(words)).collect()
}

/// The text of what hayagriva formatted.
pub fn plain(content: &ElemChildren) -> String {
    let mut text = String::new();
    match content.write_buf(&mut text, BufWriteFormat::Plain) {
        Ok(()) => text,
        Err(_) => String::new(),
    }
}
