//! `references.yaml`: the works that cases and frameworks cite, read and formatted by hayagriva.

use std::sync::{Arc, OnceLock};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, Library, Rendered,
};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// All references of a workspace.
#[derive(Default)]
pub struct References {
    library: Library,
    keys: Vec<String>,
    format: OnceLock<(Style, Vec<Locale>)>,
}

impl References {
    /// Every key, in the order of the file.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether there is a reference of this key.
    pub fn contains(&self, key: &str) -> bool {
        self.library.get(key).is_some()
    }

    /// One reference in APA style, as plain text. `None` for an unknown key.
    pub fn format(&self, key: &str) -> Option<String> {
        let rendered = self.render(key)?.bibliography?;
        let mut text = String::new();
        rendered.items.first()?.content.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        Some(text)
    }

    /// How a text names the work: author and year, like "Ingstrup & Damgaard, 2013".
    pub fn short(&self, key: &str) -> Option<String> {
        let rendered = self.render(key)?;
        let mut text = String::new();
        rendered.citations.first()?.citation.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        Some(inner.unwrap_or(&text).to_owned())
    }

    /// One reference alone, as citation and as entry of a bibliography.
    fn render(&self, key: &str) -> Option<Rendered> {
        let entry = self.library.get(key)?;
        let made = || (ArchivedStyle::AmericanPsychologicalAssociation.get(), locales());
        let (style, locales) = self.format.get_or_init(made);
        let Style::Independent(style) = style else { return None };
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(entry)], style, locales));
        Some(driver.finish(BibliographyRequest { style, locale: None, locale_files: locales }))
    }
}

/// Reads the references. A mistake is one message, since hayagriva stops at the first.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> References {
    let library = match hayagriva::io::from_yaml_str(source.text()) {
        Ok(library) => library,
        Err(error) => {
            let at = error.location().map_or(0, |place| source.offset(place.line(), place.column()));
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or(&text);
            let span = Span { source: source.clone(), range: at..at };
            let help = "see the hayagriva file format; the rest of this file was not checked";
            let message = format!("this reference can't be read: {what}");
            diagnostics.push(Diagnostic::error(Code::Syntax, span, message).help(help));
            return References::default();
        }
    };
    let keys = library.keys().map(str::to_owned).collect();
    References { library, keys, format: OnceLock::new() }
}
