//! Renders views as Markdown and HTML, with Tera. The default templates are in the program; a file of the same name in the
//! workspace's `templates/` takes the place of one.

pub mod fields;
pub mod spending;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::base::budget::Budget;
use crate::base::diagnostic::{Diagnostic, Diagnostics, listing, suggest};
use crate::base::locale::{Locale, meant};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::terminal::count;
use crate::base::text::{capital, lower_first};
use crate::document::markdown::escape::escape;
use crate::report::template::spending::Text;

/// The default templates by name.
pub const DEFAULTS: [(&str, &str); 25] = [
    ("case.md", include_str!("../../../templates/case.md")),
    ("components.md", include_str!("../../../templates/components.md")),
    ("peers.md", include_str!("../../../templates/peers.md")),
    ("portfolio.md", include_str!("../../../templates/portfolio.md")),
    ("report.md", include_str!("../../../templates/report.md")),
    ("summary.md", include_str!("../../../templates/summary.md")),
    ("volume.md", include_str!("../../../templates/volume.md")),
    ("page.html", include_str!("../../../templates/page.html")),
    ("site.css", include_str!("../../../templates/site.css")),
    ("site.js", include_str!("../../../templates/site.js")),
    ("theme.typ", include_str!("../../../templates/theme.typ")),
    ("figures/actors.typ", include_str!("../../../templates/figures/actors.typ")),
    ("figures/distribution.typ", include_str!("../../../templates/figures/distribution.typ")),
    ("figures/flow.typ", include_str!("../../../templates/figures/flow.typ")),
    ("figures/data-structure.typ", include_str!("../../../templates/figures/data-structure.typ")),
    ("figures/heat-map.typ", include_str!("../../../templates/figures/heat-map.typ")),
    ("figures/life-cycle.typ", include_str!("../../../templates/figures/life-cycle.typ")),
    ("figures/lines.typ", include_str!("../../../templates/figures/lines.typ")),
    ("figures/matrix.typ", include_str!("../../../templates/figures/matrix.typ")),
    ("figures/parts.typ", include_str!("../../../templates/figures/parts.typ")),
    ("figures/path.typ", include_str!("../../../templates/figures/path.typ")),
    ("figures/ranking.typ", include_str!("../../../templates/figures/ranking.typ")),
    ("figures/series.typ", include_str!("../../../templates/figures/series.typ")),
    ("figures/time-ordered.typ", include_str!("../../../templates/figures/time-ordered.typ")),
    ("figures/timeline.typ", include_str!("../../../templates/figures/timeline.typ")),
];

/// Whether a file is a template, by its name: other files are taken as they are.
fn is_template(name: &str) -> bool {
    name.ends_with(".md") || name.ends_with(".html")
}

/// The default template with a name.
pub fn default(name: &str) -> Option<&'static str> {
    DEFAULTS.iter().find(|(default, _)| *default == name).map(|(_, text)| *text)
}

/// All templates, ready to render in every language of the reports.
pub struct Templates {
    by_language: Vec<(String, Engines)>,
    sources: BTreeMap<String, Arc<Source>>,
    budget: Budget,
}

/// The templates in a language: those that make Markdown and those that make HTML, which are escaped in different ways.
struct Engines {
    markdown: Tera,
    html: Tera,
}

/// Loads the default templates, and those of the workspace, which replace defaults or stand beside them. Reports mistakes of
/// syntax.
pub fn load(diagnostics: &mut Diagnostics, own: &[Arc<Source>], locales: &[Arc<Locale>], budget: Budget) -> Templates {
    let mut sources: BTreeMap<String, Arc<Source>> = BTreeMap::new();
    for (name, text) in DEFAULTS.iter().filter(|(name, _)| is_template(name)) {
        sources.insert((*name).to_owned(), Source::new(format!("the default template {name}"), *text));
    }
    for source in own {
        let name = source.name().strip_prefix("templates/").unwrap_or(source.name()).to_owned();
        sources.insert(name, source.clone());
    }
    let mut tera = Tera::new();
    tera.register_function("range", spending::range);
    tera.register_filter("lower_first", |value: &str, _: Kwargs, _: &State| lower_first(value));
    tera.register_filter("upper_first", |value: &str, _: Kwargs, _: &State| capital(value));
    tera.register_filter("sentence", |value: &str, _: Kwargs, _: &State| -> String {
        let ended = value.ends_with(['.', '!', '?', '…', '”', '»', '"']);
        if ended || value.is_empty() { value.to_owned() } else { format!("{value}.") }
    });
    let texts = |ending: &str| -> Vec<(String, String)> {
        let own = sources.iter().filter(|(name, _)| name.ends_with(ending));
        own.map(|(name, source)| (name.clone(), source.text().to_owned())).collect()
    };
    let mut by_language = Vec::new();
    for (at, locale) in locales.iter().enumerate() {
        let mut markdown = tera.clone();
        speak(&mut markdown, locale);
        let mut html = markdown.clone();
        // `quoted` is only for front matter, which HTML does not have.
        markdown.register_filter("quoted", |value: &str, _: Kwargs, _: &State| -> tera::Value {
            tera::Value::safe_string(&serde_json::Value::from(value).to_string())
        });
        markdown.autoescape_on([".md"]);
        markdown.set_escape_fn(escape_markdown);
        for (engine, ending, usual) in [(&mut markdown, ".md", "case.md"), (&mut html, ".html", "page.html")] {
            if let Err(error) = engine.add_raw_templates(texts(ending))
                && at == 0
            {
                diagnostics.push(describe(&error, &sources, usual));
            }
        }
        by_language.push((locale.language.clone(), Engines { markdown, html }));
    }
    if let Some(locale) = locales.first() {
        check_words(diagnostics, &sources, locale);
    }
    Templates { by_language, sources, budget }
}

/// Registers the filters that give templates the words of a language: `t`, as in `"stage" | t`, whose arguments are filled into
/// the words, and `list`, as in `names | list`.
fn speak(tera: &mut Tera, locale: &Arc<Locale>) {
    let words = locale.clone();
    tera.register_filter("t", move |value: &str, arguments: Kwargs, _: &State| -> String {
        let parts: Vec<(String, FluentValue)> =
            arguments.iter().map(|(name, value)| (name.to_string(), filled_in(value))).collect();
        let parts: Vec<(&str, FluentValue)> = parts.iter().map(|(name, part)| (name.as_str(), part.clone())).collect();
        words.say(&value.replace(' ', "-"), &parts)
    });
    let lists = locale.clone();
    tera.register_filter("list", move |items: Vec<tera::Value>, _: Kwargs, _: &State| {
        let texts: Vec<String> = items.iter().map(|item| text_of(item).to_string()).collect();
        lists.list(&texts)
    });
}

/// The text of an item, like an aim or a source; anything else is what it is.
fn text_of(value: &tera::Value) -> &tera::Value {
    value.get_from_path("text").unwrap_or(value)
}

/// Converts an argument that a template fills into fixed words. Numbers stay numbers.
fn filled_in(value: &tera::Value) -> FluentValue<'static> {
    let value = text_of(value);
    let number = serde_json::to_value(value).ok().and_then(|value| value.as_f64());
    number.map_or_else(|| value.to_string().into(), FluentValue::from)
}

/// Reports fixed words that a template names and that do not exist.
fn check_words(diagnostics: &mut Diagnostics, sources: &BTreeMap<String, Arc<Source>>, locale: &Locale) {
    for source in sources.values() {
        let text = source.text();
        for (end, _) in
            text.match_indices("\" | t").filter(|(at, _)| !text[at + 5..].starts_with(char::is_alphanumeric))
        {
            let start = text[..end].rfind('"').map_or(end, |at| at + 1);
            let id = &text[start..end];
            if !locale.has(&id.replace(' ', "-")) {
                let span = Span { source: source.clone(), range: start..end };
                let message = format!("there are no fixed words `{id}`");
                let known = locale.ids();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                diagnostics.push(Diagnostic::error(Code::TemplateField, span, message).help(meant(id, &known)));
            }
        }
    }
}

impl Templates {
    /// Renders one template in a language.
    ///
    /// # Errors
    /// A message on what the template asks for that does not exist, at its place in the template.
    pub fn render(
        &self,
        language: &str,
        name: &str,
        values: &[(&'static str, &dyn Erased)],
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        for (key, value) in values {
            context.insert_value(*key, value.value());
        }
        let Some((_, engines)) = self.by_language.iter().find(|(own, _)| own == language) else {
            return Ok(String::new());
        };
        let html = name.ends_with(".html");
        let engine = if html { &engines.html } else { &engines.markdown };
        let mut text = Text::default();
        spending::begin(self.budget.seconds);
        engine.render_to(name, &context, &mut text).map_err(|error| Box::new(self.failed(&error, name)))?;
        let text = String::from_utf8_lossy(&text.0);
        Ok(if html { text.into_owned() } else { tidy(&text) })
    }

    /// A message about a template that could not be rendered. What took too much has no place, so the first loop is shown that the
    /// default template does not have.
    fn failed(&self, error: &tera::Error, name: &str) -> Diagnostic {
        let what = match error.kind() {
            ErrorKind::Io(io::ErrorKind::TimedOut) => {
                format!("took more than {}", count(self.budget.seconds as usize, "second"))
            }
            ErrorKind::Io(io::ErrorKind::FileTooLarge) => format!("made more than {} MiB of text", spending::MEBIBYTES),
            _ => return describe(error, &self.sources, name),
        };
        let of = |name: &str, source: &Arc<Source>| {
            let range = own_line(source.text(), default(name).unwrap_or_default(), &["for "])?;
            Some(Span { source: source.clone(), range })
        };
        let own = self.sources.get(name).and_then(|source| of(name, source));
        let loops = own.or_else(|| self.sources.iter().find_map(|(name, source)| of(name, source)));
        let span = loops.or_else(|| self.sources.get(name).map(Span::start_of));
        let span = span.unwrap_or_else(|| Span::start_of(&Source::new(name, "")));
        let help = "look whether a loop stands in a loop, and how many things each goes over; if it only takes longer, write a larger \
                    `limits: { report_seconds: … }` in casebook.yaml";
        Diagnostic::error(Code::TemplateField, span, format!("rendering this template {what}, and was ended"))
            .help(help)
    }

    /// Checks every field that the workspace's own templates name. `roots` are the names that paths begin with, each with all the
    /// values that it can have.
    pub fn check_fields(&self, diagnostics: &mut Diagnostics, roots: &BTreeMap<String, Vec<tera::Value>>) {
        for (name, source) in self.sources.iter().filter(|(name, source)| is_own(name, source)) {
            let mut roots = roots.clone();
            // In these, `case` exists only inside loops.
            if ["summary.md", "volume.md"].contains(&name.as_str()) {
                roots.remove("case");
            }
            let found = fields::misused(source.text(), &roots);
            for unknown in found.unknown {
                let names: Vec<&str> = unknown.known.iter().map(String::as_str).collect();
                let message = format!("`{}` has no field `{}`", unknown.owner, unknown.field);
                let help = format!("{}; docs/templates.md lists everything", suggest(&unknown.field, &names));
                let span = Span { source: source.clone(), range: unknown.range };
                diagnostics.push(Diagnostic::error(Code::TemplateField, span, message).help(help));
            }
            for whole in found.wholes {
                let names: Vec<&str> = whole.fields.iter().map(String::as_str).collect();
                let message = format!(
                    "`{}` is {}, and no text",
                    whole.path,
                    if whole.is_list { "a list" } else { "a thing with parts" }
                );
                let help = match (whole.is_list, names.is_empty()) {
                    (true, true) => format!("write `{{{{ {} | list }}}}`", whole.path),
                    (true, false) => format!("write a loop over it, and print one of {}", listing(&names)),
                    (false, _) => format!("print one of its parts: {}", listing(&names)),
                };
                let span = Span { source: source.clone(), range: whole.range };
                diagnostics.push(Diagnostic::error(Code::TemplateField, span, message).help(help));
            }
        }
    }

    /// Whether the workspace has templates of its own. Those of the program are known to work for every case.
    pub fn are_own(&self) -> bool {
        self.own().next().is_some()
    }

    /// The files of the templates that the workspace has of its own.
    pub fn own(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sources.iter().filter(|(name, source)| is_own(name, source)).map(|(_, source)| source)
    }

    /// The templates that others may depend on: those that define components, and all of them if any template includes or
    /// extends another.
    pub fn lent(&self) -> BTreeSet<&str> {
        let has = |text: &str, tags: &[&str]| {
            let mut begun = text.split("{%").skip(1).map(|rest| rest.trim_start_matches('-').trim_start());
            begun.any(|rest| tags.iter().any(|tag| rest.starts_with(tag)))
        };
        let all = self.sources.values().any(|source| has(source.text(), &["include", "extends"]));
        let lent = self.sources.iter().filter(|(_, source)| all || has(source.text(), &["component"]));
        lent.map(|(name, _)| name.as_str()).collect()
    }

    /// The file of a template.
    pub fn source(&self, name: &str) -> Option<&Arc<Source>> {
        self.sources.get(name)
    }
}

/// A view of any type, as Tera's value.
pub trait Erased {
    /// The value.
    fn value(&self) -> tera::Value;
}

impl<T: Serialize> Erased for T {
    fn value(&self) -> tera::Value {
        tera::Value::from_serializable(self)
    }
}

/// Whether a file of `templates/` is the workspace's own: it is not a default, or differs from it.
pub fn is_own(name: &str, source: &Source) -> bool {
    default(name).is_none_or(|text| text != source.text())
}

/// The first line of a file that has one of some words and that the default of the same name does not have, without the spaces around it.
pub fn own_line(text: &str, usual: &str, words: &[&str]) -> Option<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let own = line.trim();
        let is_own = words.iter().any(|word| own.contains(word)) && !usual.lines().any(|usual| usual.trim() == own);
        is_own.then(|| start..start + own.len())
    })
}

fn escape_markdown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    spending::piece()?;
    out.write_all(escape(text).as_bytes())
}

/// Takes out what templates leave behind: spaces at line ends, and more than one empty line in a row; but not in blocks
/// of code.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let ticks = &bare[..bare.len() - bare.trim_start_matches('`').len()];
        match fence {
            Some(open) if bare.trim_end() == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let line = if fence.is_some() { line } else { line.trim_end() };
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if fence.is_some() || (empty < 2 && !(line.is_empty() && out.is_empty())) {
            out.push_str(line);
            out.push('\n');
        }
    }
    format!("{}\n", out.trim_end())
}

fn describe(error: &tera::Error, sources: &BTreeMap<String, Arc<Source>>, name: &str) -> Diagnostic {
    let fallback = || sources.get(name).map(Span::start_of).unwrap_or_else(|| Span::start_of(&Source::new(name, "")));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
            let span = match sources.get(report.filename()) {
                Some(source) => Span { source: source.clone(), range: report.span().range.clone() },
                None => fallback(),
            };
            let code = if syntax { Code::TemplateSyntax } else { Code::TemplateField };
            let (message, help) = advise(report.message());
            Diagnostic::error(code, span, message).help(help)
        }
        other => {
            let text = other.to_string();
            let (message, span) = placed(&text, sources).unwrap_or_else(|| (lower(&text), fallback()));
            Diagnostic::error(Code::TemplateSyntax, span, message)
                .help("docs/templates.md describes what a template can do")
        }
    }
}

/// Some of Tera's messages carry their place as text: "error: Unknown filter `x`", then " --> case.md:5:16", the column
/// from 1.
fn placed(text: &str, sources: &BTreeMap<String, Arc<Source>>) -> Option<(String, Span)> {
    let message = text.lines().next()?.trim_start_matches("error: ");
    let place = text.split("--> ").nth(1)?.lines().next()?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.trim().parse().ok()?, parts.next()?.parse().ok()?);
    let source = sources.get(parts.next()?)?;
    let start = source.offset(line, column);
    let marks =
        text.lines().filter(|line| line.contains('^')).map(|line| line.matches('^').count()).next().unwrap_or(1);
    let end = source.text().floor_char_boundary((start + marks).min(source.text().len()));
    Some((lower(message), Span { source: source.clone(), range: start..end.max(start) }))
}

/// Splits Tera's message into what is wrong and what there is instead.
fn advise(message: &str) -> (String, String) {
    const GENERAL: &str = "docs/templates.md lists everything that a template can use";
    let (what, available) = ["Available fields: ", "Available variables: "]
        .iter()
        .find_map(|marker| message.split_once(marker))
        .unwrap_or((message, ""));
    let what = lower(what.trim());
    let asked = what.split('`').nth(1).unwrap_or_default().rsplit('.').next().unwrap_or_default();
    let names: Vec<&str> = available.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let help = if names.is_empty() { GENERAL.to_owned() } else { format!("{}; {GENERAL}", suggest(asked, &names)) };
    (what, help)
}

fn lower(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
