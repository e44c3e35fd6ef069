//! Makes the files of a report in the formats that are asked for: first what these formats need, once for all of them, then the
//! files of each format.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::base::locale::Locale;
use crate::build::attachments::{attachments, too_large};
use crate::build::edition::Scope;
use crate::build::faults::{Faults, internal, overflow, traced};
use crate::build::formats::ALL;
use crate::build::formats::format::{Format, Images, Material, Needs};
use crate::build::glyphs::unshowable;
use crate::build::images::{drawing, file_of_image, images};
use crate::build::report::{Files, Made, Report};
use crate::build::volume;
use crate::build::workspace::Workspace;
use crate::document::typeset::printer::Printer;
use crate::document::typeset::{self, Picture, PrintJob, Printed, Project};
use crate::document::{markdown, picture};
use crate::report::matrix::table::Table;
use crate::report::report_id::ReportId;
use crate::report::view::figure::Figure;

/// Everything that is needed to make the files of reports.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The formats that are asked for.
    pub formats: &'a [Format],
    /// The printer, which typesets documents and figures.
    pub printer: &'a Printer<'a>,
}

/// Makes the files of a report. `scope` says what its PDF carries.
///
/// # Errors
/// The mistakes that keep it from being made, each at its place in a file of the user.
pub fn files(maker: Maker, report: &Report, scope: Scope) -> Result<Made, Faults> {
    let Maker { workspace, formats: asked, printer } = maker;
    let Report { id, locale, draft, origin, .. } = report;
    let (path, needs) = (workspace.path(id, locale), Needs::of(asked));
    let pictures = images(workspace, locale, id, draft)?;
    let mut made = Made {
        images: files_of_images(workspace, report, &path, &pictures),
        files: copies(workspace, report, &path, &pictures, needs.images),
        ..Made::default()
    };
    let is_typeset = needs.pdf || needs.project;
    let attached = is_typeset.then(|| attachments(workspace, locale, id, scope, &made.images));
    let is_too_large = attached.as_ref().is_some_and(Option::is_none);
    let project = attached.map(|own| Project::new(locale, &draft.document, pictures, own.unwrap_or_default()));
    let sources = project.as_ref().filter(|_| needs.project).map(|project| project.sources(printer.compiler));
    // Without the PDF, everything else can still be made: other formats need no fonts.
    if needs.pdf {
        made.messages = unshowable(workspace, printer.compiler, &draft.document, origin.as_ref());
    }
    let can_print = made.messages.is_empty();
    let asked: Vec<Format> = asked.iter().copied().filter(|format| can_print || !format.needs().pdf).collect();
    let document = project.filter(|_| needs.pdf && can_print);
    let shown = if needs.figures { volume::shown(draft) } else { Vec::new() };
    let drawings = shown.iter().map(|figure| Project::of_drawing(locale, &drawing(figure))).collect();
    let job = PrintJob { name: path.clone(), alike: origin.is_some(), document, drawings };
    let printed = printer.print(&job).map_err(|failures| traced(workspace, &failures, origin.as_ref()))?;
    let overflows = printed.outside.iter().map(|text| overflow(workspace, &path, text, origin.as_ref()));
    made.messages.extend(overflows);
    made.messages.extend(is_too_large.then(|| too_large(workspace, &path)));
    let drawn = described(locale, &shown, &printed);
    let (sources, pdf) = (sources.unwrap_or_default(), printed.pdf);
    let mut material = Material { workspace, report, path, asked: &asked, shown, drawn, sources, pdf };
    for format in ALL.iter().filter(|format| asked.contains(format)) {
        made.files.extend(format.files(&mut material)?);
    }
    Ok(made)
}

/// Returns those images of a report that are files: the link and the content of each.
fn image_files<'a>(report: &'a Report, pictures: &'a [Picture]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let urls = markdown::images(&report.draft.document).into_iter();
    urls.zip(pictures).filter_map(|(url, picture)| match picture {
        Picture::File(bytes) => Some((url, bytes.as_slice())),
        Picture::Drawn(_) => None,
    })
}

/// Returns the image files of the workspace that a report shows.
fn files_of_images(workspace: &Workspace, report: &Report, path: &str, pictures: &[Picture]) -> BTreeSet<String> {
    image_files(report, pictures).filter_map(|(url, _)| file_of_image(workspace, path, url)).collect()
}

/// Returns copies of the images that a report shows, to lie beside it. The Markdown links to an image of a template where it lies
/// in the workspace; a page needs a copy of that too.
fn copies(workspace: &Workspace, report: &Report, path: &str, pictures: &[Picture], images: Images) -> Files {
    let is_copied = |url: &str| match images {
        Images::None => false,
        Images::OfCases => picture::original(url).is_some(),
        Images::All => true,
    };
    let copies = image_files(report, pictures).filter(|(url, _)| is_copied(url)).filter_map(|(url, bytes)| {
        let file = file_of_image(workspace, path, url)?;
        Some((workspace.place(&report.locale, &format!("{}{file}", picture::FOLDER)), bytes.to_vec()))
    });
    copies.collect()
}

/// Returns the files of a table, in the formats that write tables as separate files.
///
/// # Errors
/// If a file can't be made, which is an internal error.
pub fn table_files(maker: Maker, locale: &Locale, report: &ReportId, table: &Table) -> Result<Files, Faults> {
    let formats = ALL.iter().filter(|format| maker.formats.contains(format)).filter_map(|format| format.tables());
    let files = formats.map(|format| {
        let bytes = (format.write)(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
        Ok((maker.workspace.table(report, locale, &table.id, format.extension), bytes))
    });
    files.collect()
}

/// Returns the figures that a report shows, by their links, as SVG with alternative texts.
fn described(locale: &Locale, shown: &[&Figure], printed: &Printed) -> BTreeMap<String, String> {
    let drawn = shown.iter().zip(&printed.drawings);
    let svg = |(figure, svg): (&&Figure, &String)| {
        (figure.file.clone(), typeset::described(svg, locale, &figure.caption, &figure.alt))
    };
    drawn.map(svg).collect()
}
