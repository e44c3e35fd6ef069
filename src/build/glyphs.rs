//! Text that the fonts of the reports have no characters for: in the files of the user, and in drawings.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::build::faults::{Faults, files, unbreakable, written};
use crate::build::workspace::Workspace;
use crate::document::markdown::parse::{NESTING, Punctuation, prose};
use crate::document::markdown::{self, Document};
use crate::document::picture;
use crate::document::typeset::world::Compiler;
use crate::yaml::places::Places;

/// What to do about characters that no font has.
const HELP: &str = "write it in other characters, or put a font that has them into templates/fonts/";

/// Returns messages about text of a document that can't be typeset: one for each value with characters that no font has, and one
/// about the first word that is too long to be broken into lines.
pub fn unshowable(
    workspace: &Workspace,
    compiler: &Compiler,
    document: &Document,
    origin: Option<&Arc<Source>>,
) -> Faults {
    let text = markdown::text(document);
    let mut rest = compiler.missing(&text);
    let mut found = Vec::new();
    if !rest.is_empty() {
        for source in files(workspace, origin) {
            for (range, strange) in strange_values(source.text(), &rest) {
                found.push((Span { source: source.clone(), range }, strange));
            }
        }
        rest.retain(|c| !found.iter().any(|(_, strange)| strange.contains(c)));
        // From a template, or words of the program in another language.
        if let Some(first) = rest.chars().next() {
            found.push((written(workspace, origin, &first.to_string()), rest));
        }
    }
    let message = |(span, strange): (Span, String)| {
        Diagnostic::error(Code::Glyph, span, format!("no font of the reports has: {strange}")).help(HELP)
    };
    found.into_iter().map(message).chain(unbreakable(workspace, &text, origin)).collect()
}

/// Returns the values of a YAML text that have one of the `missing` characters, as written or as an escape or an entity: where
/// the first of them stands, else the value, and which they are, each once.
fn strange_values(text: &str, missing: &str) -> Vec<(Range<usize>, String)> {
    let is_missing = |c: &char| missing.contains(*c);
    let mut found = Vec::new();
    let Some(places) = Places::of(text) else { return found };
    places.root().each_scalar(&mut |place, value| {
        let decoded = if value.contains('&') { prose_text(value) } else { String::new() };
        let mut strange = String::new();
        for c in value.chars().chain(decoded.chars()).filter(is_missing) {
            if !strange.contains(c) {
                strange.push(c);
            }
        }
        if strange.is_empty() {
            return;
        }
        let own = &text[place.range.clone()];
        let run = own.find(|c| is_missing(&c)).map(|from| {
            let length: usize = own[from..].chars().take_while(is_missing).map(char::len_utf8).sum();
            place.range.start + from..place.range.start + from + length
        });
        found.push((run.unwrap_or_else(|| place.range.clone()), strange));
    });
    found
}

/// Returns the text that prose shows.
fn prose_text(value: &str) -> String {
    markdown::text(&prose(value, NESTING, Punctuation::AsWritten).document)
}

/// Returns a warning about each drawing of cases and settings that has text in a font that the reports don't have.
pub fn lettering(workspace: &Workspace, compiler: &Compiler) -> Faults {
    let of_settings = workspace.settings.images(true).filter_map(|image| picture::path(&image.value).ok());
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
