//! Late mistakes, which are found only when a report is made, and are traced back to the file that the user wrote.

use std::sync::Arc;

use crate::base::budget::Budget;
use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::terminal::count;
use crate::build::workspace::Workspace;
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::typeset::measure::Outside;
use crate::document::typeset::{Failure, Spent};
use crate::report::template::{default, is_own, own_line};

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
        FaultKind::LonelyDefinition => {
            (format!("no link uses this definition: `{piece}`"), "take it out, or refer to it in the text")
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

/// Returns a message about the first word of a text that is too long to be broken into lines.
pub fn unbreakable(workspace: &Workspace, text: &str, origin: Option<&Arc<Source>>) -> Option<Diagnostic> {
    let word = endless(text)?;
    let message = format!("a word of {} characters can't be set in lines", word.chars().count());
    let mut span = written(workspace, origin, word);
    span.range.end = span.range.end.min(span.range.start + 40);
    Some(Diagnostic::error(Code::Overflow, span, message).help("put spaces where it may be broken"))
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
    if let Some(spent) = failure.spent {
        return overspent(workspace, spent, origin);
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

/// Returns a message about a report that took more than its budget: at the first loop of the workspace's own theme and figures, which may
/// not end, else at the case.
fn overspent(workspace: &Workspace, spent: Spent, origin: Option<&Arc<Source>>) -> Diagnostic {
    let Budget { seconds, mebibytes } = workspace.settings.budget();
    let (message, help) = match spent {
        Spent::Time => (
            format!("typesetting this report took more than {}, and was ended", count(seconds as usize, "second")),
            format!("if it only takes longer, write `limits: {{ report_seconds: {} }}` in casebook.yaml", seconds * 3),
        ),
        Spent::Memory => (
            format!("typesetting this report took more than {mebibytes} MiB of memory, and was ended"),
            format!("if it only needs more, write `limits: {{ report_memory: {} }}` in casebook.yaml", mebibytes * 2),
        ),
        Spent::Process => (
            "the process that typeset this report ended before it was done".to_owned(),
            "build again; if that happens each time, make the report or its theme simpler".to_owned(),
        ),
    };
    let look = [("theme.typ", &workspace.look.theme)].into_iter();
    let look = look.chain(workspace.look.figures.iter().map(|(name, source)| (name.as_str(), source)));
    let own = look.filter(|(name, source)| is_own(name, source));
    let loops = own.filter_map(|(name, source)| {
        Some((source, own_line(source.text(), default(name).unwrap_or_default(), &["while ", "for ", "range("])?))
    });
    match loops.into_iter().next() {
        Some((source, range)) => {
            let help = format!("look whether this loop ends, and whether it goes over few things; {help}");
            Diagnostic::error(Code::Theme, Span { source: source.clone(), range }, message).help(help)
        }
        None => {
            let help = format!("make the text shorter, above all its footnotes; {help}");
            Diagnostic::error(Code::Overflow, written(workspace, origin, "[^"), message).help(help)
        }
    }
}

/// Returns a warning about text that runs off its page.
pub fn overflow(workspace: &Workspace, path: &str, outside: &Outside, origin: Option<&Arc<Source>>) -> Diagnostic {
    let message = format!("`{}` runs off page {} of {path}.pdf", outside.text, outside.page);
    let help = "shorten it, or give the table fewer columns; the Markdown and the CSV have all of it";
    Diagnostic::warning(Code::Overflow, written(workspace, origin, &outside.text), message).help(help)
}

/// Finds where a text of a document was written: in the case's own file, else in the first other file that contains it. If no
/// file does, returns the start of the case file, else of the settings, else of the theme.
pub fn written(workspace: &Workspace, origin: Option<&Arc<Source>>, text: &str) -> Span {
    let written = files(workspace, origin).chain(workspace.templates.own().cloned());
    match written.filter_map(|source| source.text().find(text).map(|at| (source, at))).next() {
        Some((source, at)) => Span { source, range: at..at + text.len() },
        None => Span::start_of(origin.or(workspace.common.first()).unwrap_or(&workspace.look.theme)),
    }
}

/// Returns the YAML files that the texts of a report may come from: that of its case, what all cases have in common, and the cases.
pub fn files<'w>(workspace: &'w Workspace, origin: Option<&'w Arc<Source>>) -> impl Iterator<Item = Arc<Source>> + 'w {
    let common = workspace.common.iter().chain(&workspace.indicators.sources);
    let cases = workspace.cards.iter().filter(move |_| origin.is_none());
    origin.into_iter().chain(common).cloned().chain(cases.filter_map(|card| workspace.source(card)))
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
