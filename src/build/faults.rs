//! Late mistakes, which are found only when a report is made, and are traced back to the file that the user wrote.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::build::workspace::Workspace;
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::{self, Document};
use crate::document::picture;
use crate::document::typeset::Failure;
use crate::document::typeset::measure::Outside;
use crate::document::typeset::world::Compiler;

/// Messages about a report: the mistakes that keep it from being made, or warnings about it.
pub type Faults = Vec<Diagnostic>;

/// Returns messages about faults in the Markdown that a template made, each at the line of the template that made it.
pub fn of_template(workspace: &Workspace, template: &str, markdown: &str, faults: Vec<Fault>) -> Faults {
    let source = workspace.templates.source(template).cloned().unwrap_or_else(|| Source::new(template, ""));
    let message = |fault: Fault| {
        let piece = markdown.get(fault.range).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        let at = source.text().find(piece.trim()).filter(|_| !piece.trim().is_empty());
        let range = at.map_or(0..0, |at| at..at + piece.trim().len());
        let span = Span { source: source.clone(), range };
        let (message, help) = explained(fault.kind, &piece);
        Diagnostic::error(Code::Dialect, span, message).help(format!("{help}; see docs/templates.md"))
    };
    faults.into_iter().map(message).collect()
}

/// Returns what is wrong with a piece of the Markdown that a template made, and what to do about it.
fn explained(kind: FaultKind, piece: &str) -> (String, &'static str) {
    match kind {
        FaultKind::Html => (format!("the template makes raw HTML: `{piece}`"), "write it in Markdown"),
        FaultKind::Link => (
            format!("this link leads nowhere that a reader can go: `{piece}`"),
            "begin it with https://, http://, mailto: or #",
        ),
        FaultKind::NoteInNote => {
            (format!("this footnote leads to itself: `{piece}`"), "take out the reference to it inside it")
        }
        FaultKind::DoubledNote => {
            (format!("there are two footnotes of this name: `{piece}`"), "give one of them another name")
        }
        FaultKind::NoteInHead => {
            ("a footnote can't stand in the heading of a table".to_owned(), "write `Note: …` below the table")
        }
        FaultKind::LonelyNote => {
            (format!("nothing refers to this footnote: `{piece}`"), "refer to it in the text, or take it out")
        }
        FaultKind::TooDeep => ("this is nested too deeply".to_owned(), "take out some levels of quotation or list"),
        FaultKind::SkippedLevel => {
            (format!("this heading skips a level: `{piece}`"), "use one # fewer, or add the heading between")
        }
        FaultKind::NoAlternative => (
            format!("an image has no text for those who can't see it: `{piece}`"),
            "write it in the square brackets: ![what the image shows](file.png)",
        ),
        FaultKind::FrontMatter(fault) => (fault, "put texts through the filter `quoted`"),
    }
}

/// Returns messages about text of a document that can't be typeset: one about all characters that no font has, at the first of
/// them, and one about the first word that is too long to be broken into lines.
pub fn unshowable(
    workspace: &Workspace,
    compiler: &Compiler,
    document: &Document,
    origin: Option<&Arc<Source>>,
) -> Faults {
    let text = markdown::text(document);
    let mut found = Vec::new();
    let missing = compiler.missing(&text);
    if let Some(first) = missing.chars().next() {
        let mut span = written(workspace, origin, &first.to_string());
        let rest = &span.source.text()[span.range.start..];
        let run: usize = rest.chars().take_while(|c| missing.contains(*c)).map(char::len_utf8).sum();
        span.range.end = span.range.start + run;
        let message = format!("no font of the reports has: {missing}");
        let help = "write it in other characters; reports are set in fonts for Latin, Greek and Cyrillic script";
        found.push(Diagnostic::error(Code::Glyph, span, message).help(help));
    }
    if let Some(word) = endless(&text) {
        let message = format!("a word of {} characters can't be set in lines", word.chars().count());
        let mut span = written(workspace, origin, word);
        span.range.end = span.range.end.min(span.range.start + 40);
        found.push(Diagnostic::error(Code::Overflow, span, message).help("put spaces where it may be broken"));
    }
    found
}

/// The longest word that is typeset, in characters. Breaking longer ones into lines takes minutes.
const LONGEST: usize = 10_000;

/// Returns the first word of a text that is too long to be broken into lines. Such a word spans at least one multiple of
/// `LONGEST` bytes, so only the words at these offsets are looked at.
pub fn endless(text: &str) -> Option<&str> {
    let word = |at: usize| {
        let (before, after) = text.split_at(text.floor_char_boundary(at));
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = before.len() + after.find(char::is_whitespace).unwrap_or(after.len());
        &text[text.ceil_char_boundary(start)..end]
    };
    (0..text.len()).step_by(LONGEST).map(word).find(|word| word.chars().count() > LONGEST)
}

/// Returns how many failures are worth showing: only the first after an unclosed bracket, since Typst misreads everything that
/// follows.
fn first_only(failures: &[Failure]) -> usize {
    let unclosed =
        failures.first().is_some_and(|first| first.message.contains("unclosed") || first.message.contains("expected"));
    if unclosed { 1 } else { failures.len() }
}

/// Returns messages about the errors that Typst found.
pub fn traced(workspace: &Workspace, failures: &[Failure], origin: Option<&Arc<Source>>) -> Faults {
    failures.iter().take(first_only(failures)).map(|one| trace(workspace, one, origin)).collect()
}

/// Traces an error of Typst back to a file that the user wrote: the theme, the file of a figure, or the case.
fn trace(workspace: &Workspace, failure: &Failure, origin: Option<&Arc<Source>>) -> Diagnostic {
    if let Some(text) = &failure.glyphs {
        let message = format!("no font of the report has the characters `{text}`");
        let help = "write it in other characters, or set a font that has them in templates/theme.typ";
        return Diagnostic::error(Code::Glyph, written(workspace, origin, text), message).help(help);
    }
    let (file, range) = failure.place.clone().unwrap_or_default();
    let figure = workspace.look.figures.iter().find(|(name, _)| *name == file).map(|(_, source)| source);
    let span = Span { source: figure.unwrap_or(&workspace.look.theme).clone(), range };
    let help = match failure.hints.as_slice() {
        [] if figure.is_some() => "docs/templates.md says how a figure is drawn".to_owned(),
        [] => "docs/templates.md says what a theme must define".to_owned(),
        hints => hints.join("; "),
    };
    Diagnostic::error(Code::Theme, span, failure.message.clone()).help(help)
}

/// Returns a warning about text that runs off its page.
pub fn overflow(workspace: &Workspace, path: &str, outside: &Outside, origin: Option<&Arc<Source>>) -> Diagnostic {
    let message = format!("`{}` runs off page {} of {path}.pdf", outside.text, outside.page);
    let help = "shorten it, or give the table fewer columns; the Markdown and the CSV have all of it";
    Diagnostic::warning(Code::Overflow, written(workspace, origin, &outside.text), message).help(help)
}

/// Returns a warning about each drawing of cases and settings that has text in a font that the reports don't have.
pub fn lettering(workspace: &Workspace, compiler: &Compiler) -> Faults {
    let of_settings = workspace.settings.images().filter_map(|image| picture::path(&image.value).ok());
    let of_cases =
        workspace.cards.iter().flat_map(|card| card.images.iter().map(move |file| (Some(card), file.clone())));
    let mut warned = BTreeSet::new();
    let mut found = Vec::new();
    for (card, file) in of_settings.map(|file| (None, file)).chain(of_cases) {
        if !file.to_lowercase().ends_with(".svg") || !warned.insert(file.clone()) {
            continue;
        }
        let bytes = source::bytes(&workspace.root, Path::new(&file), workspace.settings.largest_file());
        let lists = picture::families(&bytes.unwrap_or_default());
        let missing = lists.iter().find(|list| !list.iter().any(|family| compiler.has_family(family)));
        if let Some(family) = missing.and_then(|list| list.first()) {
            let origin = card.and_then(|card| workspace.source(card));
            let message =
                format!("the text of the drawing `{file}` is to be in {family}, which the reports don't have");
            let help = "save its text as paths, or put the font into templates/fonts/; else another font is taken";
            let span = written(workspace, origin.as_ref(), &file);
            found.push(Diagnostic::warning(Code::Glyph, span, message).help(help));
        }
    }
    found
}

/// Finds where a text of a document was written: in the case's own file, else in the first other file that contains it. If no
/// file does, returns the start of the case file, else of the settings, else of the theme.
fn written(workspace: &Workspace, origin: Option<&Arc<Source>>, text: &str) -> Span {
    let near = origin.into_iter().chain(&workspace.common).cloned();
    let candidates = near.chain(workspace.cards.iter().filter_map(|card| workspace.source(card)));
    let found = candidates.filter_map(|source| source.text().find(text).map(|at| (source, at))).next();
    match found {
        Some((source, at)) => Span { source, range: at..at + text.len() },
        None => Span::start_of(origin.or(workspace.common.first()).unwrap_or(&workspace.look.theme)),
    }
}

/// Returns a message about an internal error, which is no mistake of the user.
pub fn internal(message: &str) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, Span::start_of(&Source::new("casebook.yaml", "")), message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, endless};

    #[test]
    fn a_word_without_end_is_found_wherever_it_stands() {
        for before in ["", "a b ", &"ø ".repeat(7000), &"a\u{2003}".repeat(4000)] {
            for (length, endless_one) in [(LONGEST, false), (LONGEST + 1, true), (3 * LONGEST, true)] {
                let text = format!("{before}{}\nafter", "ø".repeat(length));
                assert_eq!(endless(&text).is_some(), endless_one, "{length}");
            }
        }
    }
}
