//! Document tree → PDF, with Typst.

pub mod drawing;
pub mod escape;
pub mod markup;
pub mod measure;
pub mod world;

use std::ops::Range;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::locale::Locale;
use crate::markdown::Document;
use crate::timings::timed;
use crate::typeset::measure::Outside;
use crate::typeset::world::{Attachment, Desk, Stock, attached_paths};

/// Why a document could not be typeset.
#[derive(Debug)]
pub struct Failure {
    /// Where it is, if it is in the theme or in the file of a figure: its path in `templates/`, and the place in it.
    pub place: Option<(String, Range<usize>)>,
    /// What is wrong, as Typst says it.
    pub message: String,
    /// What Typst suggests.
    pub hints: Vec<String>,
    /// The text with characters that no font has.
    pub glyphs: Option<String>,
}

/// What an image of a document is.
#[derive(Debug)]
pub enum Picture {
    /// The bytes of a file.
    File(Vec<u8>),
    /// Something that is drawn.
    Drawn(Drawing),
}

/// Something to draw: by the file `figures/<kind>.typ`, from data.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Which file draws it.
    pub kind: &'static str,
    /// The data, as JSON.
    pub data: String,
}

/// Makes a PDF that is PDF/A-3a and PDF/UA-1 at once. `locale` has the words that no template prints; `name` tells documents apart that have one title; `pictures` are
/// the document's images, in their order; `attachments` go along in the PDF. Beside the bytes come the texts that run off their page.
///
/// # Errors
/// All that Typst finds wrong in the theme or with the text.
pub fn pdf(
    stock: &Stock,
    locale: &Locale,
    document: &Document,
    theme: &str,
    name: &str,
    pictures: Vec<Picture>,
    attachments: Vec<Attachment>,
) -> Result<(Vec<u8>, Vec<Outside>), Vec<Failure>> {
    let main = markup::markup(locale, document, &pictures, &attachments);
    let pictures = pictures.into_iter().enumerate().map(|(at, picture)| match picture {
        Picture::File(bytes) => (markup::image_path(at), bytes),
        Picture::Drawn(drawing) => (markup::data_path(at), drawing.data.into_bytes()),
    });
    let files =
        pictures.chain(attached_paths(&attachments).into_iter().zip(attachments.into_iter().map(|file| file.bytes)));
    let desk = Desk::new(stock, main, theme.to_owned(), files);
    export(&desk, name)
}

/// Empties Typst's caches, which otherwise grow by megabytes with every document. Documents and drawings of one report share what they
/// have in them, so that a theme is evaluated once for all.
pub fn forget() {
    comemo::evict(0);
}

/// The Typst project that [`pdf`] typesets, by paths in its folder: `main.typ`, and all that it reads but fonts.
pub fn sources(
    stock: &Stock,
    locale: &Locale,
    document: &Document,
    theme: &str,
    pictures: &[Picture],
    attachments: &[Attachment],
) -> Vec<(String, Vec<u8>)> {
    let main = markup::markup(locale, document, pictures, attachments);
    let pictures = pictures.iter().enumerate().map(|(at, picture)| match picture {
        Picture::File(bytes) => (markup::image_path(at), bytes.clone()),
        Picture::Drawn(drawing) => (markup::data_path(at), drawing.data.clone().into_bytes()),
    });
    let attached = attached_paths(attachments).into_iter().zip(attachments.iter().map(|file| file.bytes.clone()));
    let own = [("main.typ", main), ("theme.typ", theme.to_owned())];
    let own = own.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes()));
    own.chain(stock.sources()).chain(pictures).chain(attached).collect()
}

/// Draws a figure as SVG, with a title and a text for those who can't see it.
///
/// # Errors
/// All that Typst finds wrong in the theme or in the file of the figure.
pub fn svg(
    stock: &Stock,
    locale: &Locale,
    theme: &str,
    drawing: &Drawing,
    title: &str,
    description: &str,
) -> Result<String, Vec<Failure>> {
    let data = (markup::data_path(0), drawing.data.clone().into_bytes());
    let desk = Desk::new(stock, markup::alone(locale, drawing), theme.to_owned(), [data]);
    drawn(&desk).map(|svg| described(&svg, locale, title, description))
}

fn drawn(desk: &Desk) -> Result<String, Vec<Failure>> {
    let paged = timed("draw", || typst::compile::<PagedDocument>(desk)).output;
    let paged = paged.map_err(|errors| errors.iter().map(|one| failure(desk, one)).collect::<Vec<_>>())?;
    let page = paged.pages().first().ok_or_else(|| vec![plain_failure("a figure has no page".to_owned())])?;
    Ok(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
}

/// An SVG with a title and a description, in a language.
fn described(svg: &str, locale: &Locale, title: &str, description: &str) -> String {
    let text = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let Some((head, body)) = svg.split_once('>') else { return svg.to_owned() };
    let language = text(&locale.language);
    format!(
        "{head} role=\"img\" lang=\"{language}\"><title>{}</title><desc>{}</desc>{body}",
        text(title),
        text(description)
    )
}

fn export(desk: &Desk, name: &str) -> Result<(Vec<u8>, Vec<Outside>), Vec<Failure>> {
    let describe = |all: &[SourceDiagnostic]| all.iter().map(|one| failure(desk, one)).collect::<Vec<_>>();
    let warned = timed("typeset", || typst::compile::<PagedDocument>(desk));
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
    let pdf = timed("export", || typst_pdf::pdf(&paged, &options)).map_err(|errors| describe(&errors))?;
    Ok((pdf, measure::outside(&paged)))
}

fn failure(desk: &Desk, diagnostic: &SourceDiagnostic) -> Failure {
    // The error may be in a function of the theme that the document calls; then the trace leads there.
    let spans = std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    let place = spans.into_iter().find_map(|span| Some((desk.own_file(span.id()?)?, desk.range(span)?)));
    let message = diagnostic.message.to_string();
    // A figure's file without the function that is asked of it.
    let module = message.strip_prefix("module `").and_then(|rest| rest.split('`').next());
    let place =
        place.or_else(|| module.map(|name| (format!("figures/{}.typ", name.trim_start_matches("draw-")), 0..0)));
    let unshowable = ["could not be displayed", "codepoint"].iter().any(|part| message.contains(part));
    let glyphs = message.split('`').nth(1).filter(|_| unshowable).map(|text| text.trim_matches('"').to_owned());
    Failure { place, message, hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(), glyphs }
}

fn plain_failure(message: String) -> Failure {
    Failure { place: None, message, hints: Vec::new(), glyphs: None }
}
