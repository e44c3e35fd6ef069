//! Document tree → PDF, with Typst.

pub mod escape;
pub mod markup;
pub mod measure;
pub mod targets;
pub mod world;

use std::ops::Range;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::locale::Locale;
use crate::markdown::Document;
use crate::typeset::measure::Outside;
use crate::typeset::world::{Attachment, Desk, Stock};

/// Why a document could not be typeset.
#[derive(Debug)]
pub struct Failure {
    /// Where in the theme it is, if it is there.
    pub theme: Option<Range<usize>>,
    /// What is wrong, as Typst says it.
    pub message: String,
    /// What Typst suggests.
    pub hints: Vec<String>,
    /// The text with characters that no font has.
    pub glyphs: Option<String>,
}

/// Makes a PDF that is PDF/A-3a and PDF/UA-1 at once. `locale` has the words that no template prints; `name` tells documents apart that have one title; `images` are
/// the files of the document's images, in their order; `attachments` go along in the PDF. Beside the bytes come the texts that run off their page.
///
/// # Errors
/// All that Typst finds wrong in the theme or with the text.
pub fn pdf(
    stock: &Stock,
    locale: &Locale,
    document: &Document,
    theme: &str,
    name: &str,
    images: Vec<Vec<u8>>,
    attachments: Vec<Attachment>,
) -> Result<(Vec<u8>, Vec<Outside>), Vec<Failure>> {
    let main = markup::markup(locale, document, &attachments);
    let desk = Desk::new(stock, main, theme.to_owned(), images, attachments);
    let result = export(&desk, name);
    // Without this, Typst's caches grow by megabytes with every document.
    comemo::evict(0);
    result
}

fn export(desk: &Desk, name: &str) -> Result<(Vec<u8>, Vec<Outside>), Vec<Failure>> {
    let describe = |all: &[SourceDiagnostic]| all.iter().map(|one| failure(desk, one)).collect::<Vec<_>>();
    let warned = typst::compile::<PagedDocument>(desk);
    let paged = warned.output.map_err(|errors| describe(&errors))?;
    let fonts: Vec<SourceDiagnostic> =
        warned.warnings.iter().filter(|warning| warning.message.contains("unknown font family")).cloned().collect();
    if !fonts.is_empty() {
        return Err(describe(&fonts));
    }
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
    let standards = standards.map_err(|error| vec![plain_failure(error.message().to_string())])?;
    let options = PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some("casebook".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&paged, &options).map_err(|errors| describe(&errors))?;
    Ok((pdf, measure::outside(&paged)))
}

fn failure(desk: &Desk, diagnostic: &SourceDiagnostic) -> Failure {
    // The error may be in a function of the theme that the document calls; then the trace leads there.
    let spans = std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let theme = spans.filter(|span| span.id() == Some(desk.theme_source().id())).find_map(|span| desk.range(span));
    let message = diagnostic.message.to_string();
    let unshowable = ["could not be displayed", "codepoint"].iter().any(|part| message.contains(part));
    let glyphs = message.split('`').nth(1).filter(|_| unshowable).map(|text| text.trim_matches('"').to_owned());
    Failure { theme, message, hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(), glyphs }
}

fn plain_failure(message: String) -> Failure {
    Failure { theme: None, message, hints: Vec::new(), glyphs: None }
}
