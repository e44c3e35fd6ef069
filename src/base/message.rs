//! Formats messages about mistakes as text, for people and for programs.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use clap::ValueEnum;
use serde_json::{Value, json};

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::steers;

/// The form of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the lines of the file and the place marked.
    Human,
    /// One line each.
    Short,
    /// One line for each code, with counts.
    Summary,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

impl MessageFormat {
    /// Formats all messages in the order given, for a terminal of `width` columns.
    pub fn render(self, diagnostics: &[&Diagnostic], color: bool, width: usize) -> String {
        let each = |line: &dyn Fn(&Diagnostic) -> String| {
            diagnostics.iter().map(|diagnostic| format!("{}\n", line(diagnostic))).collect::<String>()
        };
        match self {
            MessageFormat::Human => each(&|diagnostic| format!("{}\n", human(diagnostic, color, width))),
            MessageFormat::Short => each(&short),
            MessageFormat::Summary => summary(diagnostics),
            MessageFormat::Json => each(&|diagnostic| json_object(diagnostic).to_string()),
            MessageFormat::Sarif => format!("{:#}\n", sarif(diagnostics)),
            MessageFormat::Github => each(&github),
        }
    }
}

/// The severity of a message, as a word.
pub fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Formats one message with the lines of the file and the place marked.
pub fn human(diagnostic: &Diagnostic, color: bool, width: usize) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(width);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.to_string());
    let source = &diagnostic.span.source;
    let (own, others): (Vec<_>, Vec<_>) =
        diagnostic.labels.iter().partition(|(span, _)| span.source.name() == source.name());
    let part = Part::around(source, own.iter().map(|(span, _)| span).chain([&diagnostic.span]));
    let mut snippet = part.snippet(source).annotation(AnnotationKind::Primary.span(part.range(&diagnostic.span)));
    for (span, label) in own {
        snippet = snippet.annotation(AnnotationKind::Context.span(part.range(span)).label(visible(label)));
    }
    let mut group = Group::with_title(title).element(snippet);
    for (span, label) in others {
        let part = Part::around(&span.source, [span]);
        let other = part.snippet(&span.source);
        group = group.element(other.annotation(AnnotationKind::Context.span(part.range(span)).label(visible(label))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// The lines of a file that a message shows. The renderer gets only these, so that its cost does not grow with the file.
struct Part<'s> {
    text: &'s str,
    /// The byte offset of `text` in the file.
    start: usize,
    line: usize,
}

impl<'s> Part<'s> {
    fn around<'a>(source: &'s Source, spans: impl IntoIterator<Item = &'a Span>) -> Part<'s> {
        let ranges: Vec<Range<usize>> = spans.into_iter().map(inside).collect();
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let line = source.line_column(first).0;
        let start = source.offset(line, 1);
        let end = source.text()[last..].find('\n').map_or(source.text().len(), |at| last + at + 1);
        Part { text: &source.text()[start..end], start, line }
    }

    fn snippet(&self, source: &'s Source) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        Snippet::source(self.text).line_start(self.line).path(visible(source.name())).fold(true)
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = inside(span);
        range.start - self.start..range.end - self.start
    }
}

/// The byte range of a span up to the end of its first line, so that not all of a mapping or list is marked.
fn inside(span: &Span) -> Range<usize> {
    let text = span.source.text();
    let start = text.floor_char_boundary(span.range.start.min(text.len()));
    let end = text.floor_char_boundary(span.range.end.min(text.len())).max(start);
    let line = text[start..end].find('\n').map_or(end, |at| start + at);
    start..line
}

fn short(diagnostic: &Diagnostic) -> String {
    let (file, line, column) = diagnostic.span.position();
    let message = visible(&diagnostic.message);
    let help = diagnostic.help.as_deref().map(|help| format!(" ({})", visible(help))).unwrap_or_default();
    let text =
        format!("{}:{line}:{column}: {}[{}]: {message}{help}", visible(file), severity(diagnostic), diagnostic.code);
    text.replace('\n', " ")
}

/// One line for each code: how often, in how many files, and the first place.
fn summary(diagnostics: &[&Diagnostic]) -> String {
    let mut groups: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        groups.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let mut text = String::new();
    for (code, group) in groups {
        let mut files: Vec<&str> = group.iter().map(|diagnostic| diagnostic.span.source.name()).collect();
        files.dedup();
        let (file, line, column) = group[0].span.position();
        let places = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
        let first = format!("first at {file}:{line}:{column}");
        let severity = severity(group[0]);
        text.push_str(&format!("{:>5}  {severity}[{code}]  {} (in {places}, {first})\n", group.len(), code.rule()));
    }
    text
}

struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Lines and columns count from 1, columns in characters. The end is exclusive.
fn region(span: &Span) -> Region {
    let (line, column) = span.source.line_column(span.range.start);
    let (end_line, end_column) = span.source.line_column(span.range.end.max(span.range.start));
    Region { line, column, end_line, end_column }
}

fn json_object(diagnostic: &Diagnostic) -> Value {
    let Region { line, column, end_line, end_column } = region(&diagnostic.span);
    let labels: Vec<Value> = diagnostic.labels.iter().map(|(span, label)| {
        let Region { line, column, end_line, end_column } = region(span);
        json!({
            "file": span.source.name(), "line": line, "column": column, "end_line": end_line, "end_column": end_column,
            "message": label,
        })
    }).collect();
    json!({
        "code": diagnostic.code.to_string(), "severity": severity(diagnostic), "message": diagnostic.message,
        "file": diagnostic.span.source.name(), "line": line, "column": column, "end_line": end_line,
        "end_column": end_column, "help": diagnostic.help, "labels": labels,
    })
}

fn sarif(diagnostics: &[&Diagnostic]) -> Value {
    let place = |span: &Span| {
        let Region { line, column, end_line, end_column } = region(span);
        let uri: String = span.source.name().split('/').map(percent).collect::<Vec<_>>().join("/");
        json!({
            "artifactLocation": { "uri": uri },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        })
    };
    let rules: Vec<Value> = Code::ALL.iter().map(|code| {
        json!({ "id": code.to_string(), "shortDescription": { "text": code.rule() }, "help": { "text": code.text() } })
    }).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let help = diagnostic.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
            let related: Vec<Value> = diagnostic
                .labels
                .iter()
                .map(|(span, label)| json!({ "message": { "text": label }, "physicalLocation": place(span) }))
                .collect();
            json!({
                "ruleId": diagnostic.code.to_string(),
                "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
                "level": severity(diagnostic),
                "message": { "text": format!("{}{help}", diagnostic.message) },
                "locations": [{ "physicalLocation": place(&diagnostic.span) }],
                "relatedLocations": related,
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "casebook", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// Percent-encodes a path segment of a URI.
fn percent(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    part.bytes().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn github(diagnostic: &Diagnostic) -> String {
    let Region { line, column, end_line, end_column } = region(&diagnostic.span);
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let help = diagnostic.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    format!(
        "::{} file={},line={line},col={column},endLine={end_line},endColumn={end_column},title={}::{}",
        if diagnostic.severity == Severity::Note { "notice" } else { severity(diagnostic) },
        property(diagnostic.span.source.name()),
        diagnostic.code,
        data(&visible(&format!("{}{help}", diagnostic.message)))
    )
}

/// Replaces invisible characters except line breaks with U+FFFD: text from files could control the terminal with them.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && steers(c) { '\u{fffd}' } else { c }).collect()
}
