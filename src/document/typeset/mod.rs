//! Document tree → PDF, with Typst.

pub mod drawing;
pub mod escape;
pub mod markup;
pub mod measure;
pub mod printer;
pub mod shape;
pub mod world;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::base::locale::Locale;
use crate::base::timings::timed;
use crate::document::markdown::Document;
use crate::document::typeset::measure::Outside;
use crate::document::typeset::world::{Attachment, Compiler, Desk, attached_paths};

/// Why a document could not be typeset.
#[derive(Debug, Serialize, Deserialize)]
pub struct Failure {
    /// Where the error is, if it is in the theme or in the file of a figure: the path in `templates/`, and the byte range.
    pub place: Option<(String, Range<usize>)>,
    /// Typst's error message.
    pub message: String,
    /// Typst's hints.
    pub hints: Vec<String>,
    /// The text with characters that no font has, if that is the error.
    pub glyphs: Option<String>,
    /// What was spent, if it was not done in time.
    pub spent: Option<Spent>,
}

impl Failure {
    fn of_budget(spent: Spent) -> Failure {
        Failure { spent: Some(spent), ..plain_failure(String::new()) }
    }
}

/// What was spent before a report was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spent {
    /// The time.
    Time,
    /// The memory.
    Memory,
    /// The process ended before, for want of stack or since something else ended it.
    Process,
}

impl Spent {
    /// The status that a process ends itself with.
    fn status(self) -> i32 {
        match self {
            Spent::Time => 71,
            Spent::Memory => 72,
            Spent::Process => 73,
        }
    }
}

/// An image of a document.
#[derive(Debug)]
pub enum Picture {
    /// The bytes of a file.
    File(Vec<u8>),
    /// A figure that Typst draws from data.
    Drawn(Drawing),
}

/// A figure that the file `figures/<kind>.typ` draws from data.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The kind, which names the file.
    pub kind: &'static str,
    /// The data, as JSON.
    pub data: String,
}

/// The files that Typst makes a document or a drawing of, besides those that all share.
#[derive(Debug, Serialize, Deserialize)]
pub struct Project {
    main: String,
    files: Vec<(String, ByteBuf)>,
}

impl Project {
    /// Creates the project of a document. `locale` has the words that no template prints; `pictures` are the document's images,
    /// in the order of `markdown::images`; `attachments` are embedded in the PDF.
    pub fn new(locale: &Locale, document: &Document, pictures: Vec<Picture>, attachments: Vec<Attachment>) -> Project {
        let main = markup::markup(locale, document, &pictures, &attachments);
        let pictures = pictures.into_iter().enumerate().map(|(at, picture)| match picture {
            Picture::File(bytes) => (markup::image_path(at), bytes),
            Picture::Drawn(drawing) => (markup::data_path(at), drawing.data.into_bytes()),
        });
        let attached = attached_paths(&attachments).into_iter().zip(attachments.into_iter().map(|file| file.bytes));
        let files = pictures.chain(attached).map(|(path, bytes)| (path, ByteBuf::from(bytes)));
        Project { main, files: files.collect() }
    }

    /// Creates the project of a figure that stands alone.
    pub fn of_drawing(locale: &Locale, drawing: &Drawing) -> Project {
        let data = (markup::data_path(0), ByteBuf::from(drawing.data.as_bytes()));
        Project { main: markup::alone(locale, drawing), files: vec![data] }
    }

    /// Returns all files that Typst reads except fonts, with their paths in the project folder; the document is `main.typ`.
    pub fn sources(&self, compiler: &Compiler) -> Vec<(String, Vec<u8>)> {
        let main = ("main.typ".to_owned(), self.main.clone().into_bytes());
        std::iter::once(main).chain(compiler.sources()).chain(self.own_files()).collect()
    }

    /// Creates the world in which the project is typeset.
    pub fn desk<'a>(&self, compiler: &'a Compiler) -> Desk<'a> {
        Desk::new(compiler, self.main.clone(), self.own_files())
    }

    fn size(&self) -> usize {
        self.main.len() + self.files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()
    }

    fn own_files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec()))
    }
}

/// The parts of a report that are to be typeset.
#[derive(Debug, Serialize, Deserialize)]
pub struct PrintJob {
    /// A name that distinguishes the document from others with the same title.
    pub name: String,
    /// Whether the report is one of many that have much in common.
    pub alike: bool,
    /// The document, if it is wanted.
    pub document: Option<Project>,
    /// Figures that stand alone.
    pub drawings: Vec<Project>,
}

impl PrintJob {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.document.is_none() && self.drawings.is_empty()
    }

    /// The size of the text and of the data that it is made of, in bytes, without images.
    pub fn size(&self) -> usize {
        self.document.iter().map(|project| project.main.len()).chain(self.drawings.iter().map(Project::size)).sum()
    }
}

/// The result of a [`PrintJob`].
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    /// The document as PDF/A-3a and PDF/UA-1 at once.
    #[serde(with = "serde_bytes")]
    pub pdf: Option<Vec<u8>>,
    /// The texts of the document that run off their page.
    pub outside: Vec<Outside>,
    /// The figures as SVG.
    pub drawings: Vec<String>,
}

/// The number of reports after which Typst's caches drop what none of them used. Reports have much in common, but each takes
/// megabytes of memory (docs/performance.md).
const KEPT: usize = 4;

/// Typesets a job in this process, then removes old entries from Typst's caches, which would otherwise grow with every document.
/// What recent reports contained stays cached.
///
/// # Errors
/// All errors that Typst finds in the theme, in the file of a figure or in the text.
pub fn print(compiler: &Compiler, job: &PrintJob) -> Result<Printed, Vec<Failure>> {
    let printed = printed(compiler, job);
    comemo::evict(if job.alike { KEPT } else { 0 });
    printed
}

fn printed(compiler: &Compiler, job: &PrintJob) -> Result<Printed, Vec<Failure>> {
    let document = job.document.as_ref().map(|project| export(&project.desk(compiler), &job.name)).transpose()?;
    let (pdf, outside) = document.map_or_else(|| (None, Vec::new()), |(pdf, outside)| (Some(pdf), outside));
    let drawings = job.drawings.iter().map(|project| drawn(&project.desk(compiler))).collect::<Result<_, _>>()?;
    Ok(Printed { pdf, outside, drawings })
}

fn drawn(desk: &Desk) -> Result<String, Vec<Failure>> {
    let paged = timed("draw", || typst::compile::<PagedDocument>(desk)).output;
    let paged = paged.map_err(|errors| errors.iter().map(|one| failure(desk, one)).collect::<Vec<_>>())?;
    let page = paged.pages().first().ok_or_else(|| vec![plain_failure("a figure has no page".to_owned())])?;
    Ok(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
}

/// Adds a title and a description to an SVG, for readers who can't see it, in the language of `locale`.
pub fn described(svg: &str, locale: &Locale, title: &str, description: &str) -> String {
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
    // The file of a figure lacks the function that is called.
    let module = message.strip_prefix("module `").and_then(|rest| rest.split('`').next());
    let place =
        place.or_else(|| module.map(|name| (format!("figures/{}.typ", name.trim_start_matches("draw-")), 0..0)));
    // A function of the theme does not accept its arguments.
    let place = place.or_else(|| Some(("theme.typ".to_owned(), desk.called_at(desk.range(diagnostic.span)?.start)?)));
    let unshowable = ["could not be displayed", "codepoint"].iter().any(|part| message.contains(part));
    let glyphs = message.split('`').nth(1).filter(|_| unshowable).map(|text| text.trim_matches('"').to_owned());
    Failure {
        place,
        message,
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        glyphs,
        spent: None,
    }
}

fn plain_failure(message: String) -> Failure {
    Failure { place: None, message, hints: Vec::new(), glyphs: None, spent: None }
}
