//! Messages about mistakes as text: for people, and for machines that read them.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::choice;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::text::steers;

choice! {
    /// The form of messages.
    MessageFormat {
        /// With the lines of the file and the place marked.
        Human = "human",
        /// One line each.
        Short = "short",
        /// One line for each code, with counts.
        Summary = "summary",
        /// One JSON object a line.
        Json = "json",
        /// SARIF 2.1.0.
        Sarif = "sarif",
        /// Annotations of GitHub Actions.
        Github = "github",
    }
}

impl MessageFormat {
    /// All messages as text, in the order given.
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

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One message with the lines of the file and the place marked.
pub fn human(diagnostic: &Diagnostic, color: bool, width: usize) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(width);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.to_string());
    let source = &diagnostic.span.source;
    let snippet = Snippet::source(source.text()).path(visible(source.name())).fold(true);
    let mut snippet = snippet.annotation(AnnotationKind::Primary.span(inside(&diagnostic.span)));
    for (span, label) in diagnostic.labels.iter().filter(|(span, _)| span.source.name() == source.name()) {
        snippet = snippet.annotation(AnnotationKind::Context.span(inside(span)).label(visible(label)));
    }
    let mut group = Group::with_title(title).element(snippet);
    for (span, label) in diagnostic.labels.iter().filter(|(span, _)| span.source.name() != source.name()) {
        let other = Snippet::source(span.source.text()).path(visible(span.source.name())).fold(true);
        group = group.element(other.annotation(AnnotationKind::Context.span(inside(span)).label(visible(label))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// The first line of a span: a mapping or list is marked by that, not by all of it.
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
        text.push_str(&format!("{:>5}  {code}  {} (in {places}, {first})\n", group.len(), code.rule()));
    }
    text
}

struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Lines and columns from 1; columns count characters; the end is after the last one.
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

/// A part of a path in a web address.
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
        severity(diagnostic),
        property(diagnostic.span.source.name()),
        diagnostic.code,
        data(&visible(&format!("{}{help}", diagnostic.message)))
    )
}

/// Text from files can hold characters that steer a terminal or turn the writing direction: they are shown as such.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && steers(c) { '\u{fffd}' } else { c }).collect()
}
