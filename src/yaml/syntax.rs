//! Syntax errors in YAML: what was probably meant, and where.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{Source, Span};

const REST: &str = "the rest of this file was not checked";

/// The limits of serde_yaml: words from its error message, what is wrong, and what to do about it.
const LIMITS: [(&str, &str, &str); 2] = [
    ("recursion limit", "lists and mappings stand too deep inside each other", "128 levels are read; take some out"),
    (
        "repetition limit",
        "aliases (`*name`) stand for too much",
        "write the values out: 100 times as much as the file holds is read",
    ),
];

/// Turns an error of serde_yaml into a message that leads the user to the mistake.
pub fn syntax_error(source: &Arc<Source>, error: &serde_yaml::Error) -> Diagnostic {
    if source.text().lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Diagnostic::error(Code::Syntax, Span::start_of(source), "the file is empty");
    }
    let text = error.to_string();
    // An unclosed quote is found at the end of the file; the mistake is where it opens.
    let opened = text.split("while scanning a quoted scalar at line ").nth(1).and_then(|place| {
        let (line, column) = place.split_once(" column ")?;
        Some(source.offset(line.parse().ok()?, column.trim().parse().ok()?))
    });
    let found = || error.location().map_or(0, |place| source.offset(place.line(), place.column()));
    let at = opened.unwrap_or_else(found);
    let at = source.text().floor_char_boundary(at.min(source.text().len()));
    let slipped = spaces(source, &text, at).or_else(|| sign(source, &text, at)).or_else(|| limit(source, &text, at));
    slipped.or_else(|| in_line(source, at)).unwrap_or_else(|| no_yaml(source, &text, at))
}

/// A syntax error at a range, with advice.
fn syntax(source: &Arc<Source>, range: Range<usize>, message: impl Into<String>, help: &str) -> Diagnostic {
    let span = Span { source: source.clone(), range };
    Diagnostic::error(Code::Syntax, span, message).help(format!("{help}; {REST}"))
}

fn line_text(source: &Source, line: usize) -> &str {
    source.text()[source.offset(line, 1)..].lines().next().unwrap_or_default()
}

/// The range of a line, without the spaces around its text.
fn whole_line(source: &Source, line: usize) -> Range<usize> {
    let (start, text) = (source.offset(line, 1), line_text(source, line));
    start + text.len() - text.trim_start().len()..start + text.trim_end().len()
}

/// The range of the character at an offset; empty if a line ends there.
fn character(source: &Source, at: usize) -> Range<usize> {
    let end = source.text()[at..].chars().next().filter(|c| *c != '\n').map_or(at, |c| at + c.len_utf8());
    at..end
}

/// Finds a tab, a non-breaking space or a missing space in the line of an error or next to it.
fn spaces(source: &Arc<Source>, error: &str, at: usize) -> Option<Diagnostic> {
    let here = source.line_column(at).0;
    let near = || [here.saturating_sub(1), here].into_iter().filter(|line| *line > 0);
    let tabbed = near().chain([here + 1]).find(|line| line_text(source, *line).starts_with('\t'));
    if let Some(line) = tabbed.filter(|_| error.contains("block scalar") || error.contains("tab character")) {
        let start = source.offset(line, 1);
        return Some(syntax(source, start..start + 1, "this line begins with a tab", "indent with spaces"));
    }
    // A line that looks like `key: value`, with a non-breaking space instead of a plain one.
    let invisible = near().find_map(|line| {
        let at = line_text(source, line).find(['\u{a0}', '\u{2007}', '\u{202f}'])?;
        Some(source.offset(line, 1) + at)
    });
    if let Some(at) = invisible {
        let message = "this looks like a space and is a non-breaking one, which YAML does not take for a space";
        return Some(syntax(source, character(source, at), message, "put a plain space there"));
    }
    let (line, help) = glued(near(), |line| line_text(source, line))?;
    Some(syntax(source, whole_line(source, line), "a space is missing in this line", help))
}

/// Finds a value that starts with `>` or `|`, which begin a block scalar in YAML.
fn sign(source: &Arc<Source>, error: &str, at: usize) -> Option<Diagnostic> {
    let is_here = source.text()[at..].starts_with(['>', '|']);
    let is_sign = error.contains("block scalar") || (is_here && error.contains("cannot start any token"));
    if !is_sign {
        return None;
    }
    let start = source.offset(source.line_column(at).0, 1);
    let sign = source.text()[start..].find(['>', '|']).map_or(at, |offset| start + offset);
    let span = Span { source: source.clone(), range: sign..sign + 1 };
    let wants = Diagnostic::error(Code::SignWithoutQuotes, span, "a sign at the start of a value wants quotes");
    Some(wants.help(format!("write \">600\" in quotes, or `more than 600`; {REST}")))
}

/// A message about lists and mappings that stand too deep inside each other, at an offset.
pub fn too_deep(source: &Arc<Source>, at: usize) -> Diagnostic {
    let (_, message, help) = LIMITS[0];
    syntax(source, character(source, at), message, help)
}

/// Recognises an error about a limit of serde_yaml.
fn limit(source: &Arc<Source>, error: &str, at: usize) -> Option<Diagnostic> {
    let (_, message, help) = LIMITS.iter().find(|(words, ..)| error.contains(words))?;
    Some(syntax(source, character(source, at), *message, help))
}

/// Finds a common mistake in the line of an error or before it.
fn in_line(source: &Arc<Source>, at: usize) -> Option<Diagnostic> {
    let (line, message, help) = slip(source.line_column(at).0, |line| line_text(source, line))?;
    Some(syntax(source, whole_line(source, line), message, help))
}

/// Any other error, in the words of serde_yaml.
fn no_yaml(source: &Arc<Source>, error: &str, at: usize) -> Diagnostic {
    let what = error.split(" at line ").next().unwrap_or(error);
    let help = if what.contains("cannot start any token") {
        "indent with spaces, not tabs, and put a value that starts with @, ` or % in quotes"
    } else if what.contains("mapping values are not allowed") {
        "put a text that contains a colon and a space in quotes"
    } else if what.contains("more than one document") {
        return match source.text().rfind("\n---").map(|at| at + 1) {
            Some(at) => {
                let help = "one file is one case: take out the line with `---`";
                syntax(source, at..at + 3, "a second document begins here", help)
            }
            None => {
                let help = "begin the first key of the file at the start of its line";
                let message = "this line is indented more than those below it";
                syntax(source, first_text(source).range, message, help)
            }
        };
    } else {
        "check the indentation, and the quotes and brackets on this line and the one above"
    };
    syntax(source, character(source, at), format!("this is not valid YAML: {what}"), help)
}

/// Finds a line where a dash or a colon lacks its space. Returns its number, and what to do about it.
fn glued<'t>(lines: impl Iterator<Item = usize>, text: impl Fn(usize) -> &'t str) -> Option<(usize, &'static str)> {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    lines.into_iter().find_map(|line| {
        let text = text(line).trim();
        let (entry, dash) = match text.strip_prefix('-') {
            Some(rest) if rest.starts_with(|c: char| c.is_alphabetic() || c == '{') => (rest, true),
            _ => (text.trim_start_matches("- "), false),
        };
        let (key, value) = entry.split_once(':')?;
        if dash && word(key) && value.starts_with(' ') {
            return Some((line, "put a space after the dash"));
        }
        let glued = word(key) && value.starts_with(|c: char| c.is_alphanumeric());
        glued.then_some((line, "put a space after the colon"))
    })
}

/// Finds a common mistake in the line of an error or before it. Returns the number of the line, what is wrong, and what
/// to do about it.
fn slip<'t>(here: usize, text: impl Fn(usize) -> &'t str) -> Option<(usize, &'static str, &'static str)> {
    let near = [here.saturating_sub(1), here].into_iter().filter(|line| *line > 0);
    let bullet = |line: &usize| text(*line).trim_start().starts_with(['•', '·', '–', '—', '▪', '◦']);
    if let Some(line) = near.clone().find(bullet) {
        return Some((line, "this line begins with a sign that is no dash", "begin entries of a list with `- `"));
    }
    let special = |line: &usize| {
        let value = text(*line).split_once(": ").map_or("", |(_, value)| value.trim());
        let plain = |value: &str| value.starts_with(|c: char| c.is_alphanumeric() || c == ' ');
        value.starts_with(['&', '*', '[', '%', '@', '`']) && (plain(&value[1..]) && !value.ends_with([']', '}', ',']))
    };
    if let Some(line) = near.clone().find(special) {
        return Some((line, "the sign at the start of this value has a meaning in YAML", "put the value in quotes"));
    }
    // The place of a value in a clause, which begins a mapping without quotes.
    let is_bare = text(here).split_once("{value}").is_some_and(|(before, _)| {
        let is_in_mapping = before.contains('{') || before.trim_end().ends_with(':');
        is_in_mapping && before.matches('"').count().is_multiple_of(2)
    });
    if is_bare {
        return Some((here, "a brace has a meaning in YAML", "put the whole text in quotes: `\"has {value}\"`"));
    }
    // An unclosed quote swallows all lines until the next quote, so the error is reported far below.
    let open = |line: &usize| {
        let line = text(*line);
        let value = line.split_once(": ").map_or(line, |(_, value)| value).trim_start_matches(['-', ' ']);
        value.starts_with('"') && value.replace("\\\"", "").matches('"').count() == 1
    };
    let line = (1..=here).find(open)?;
    Some((line, "this text in quotes does not end on its line", "close it with another `\"`"))
}

/// The span of the first line that is neither empty nor a comment.
fn first_text(source: &Arc<Source>) -> Span {
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let start = at + line.len() - line.trim_start().len();
            return Span { source: source.clone(), range: start..at + line.trim_end().len() };
        }
        at += line.len();
    }
    Span::start_of(source)
}
