//! The files of a report in the formats that are asked for: what these need is made once for all, then each makes its files.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::base::locale::Locale;
use crate::build::faults::{Faults, internal, overflow, traced, unshowable};
use crate::build::formats::ALL;
use crate::build::formats::format::{Format, Images, Material, Needs};
use crate::build::images::{drawing, file_of_image, images};
use crate::build::report::{Files, Made, Report};
use crate::build::volume;
use crate::build::workspace::Workspace;
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Attachment;
use crate::document::typeset::{self, Picture, PrintJob, Printed, Project};
use crate::document::{markdown, picture};
use crate::report::matrix::table::Table;
use crate::report::report_id::ReportId;
use crate::report::view::figure::Figure;

/// What makes files of reports.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// What the reports are about.
    pub workspace: &'a Workspace,
    /// The formats that are asked for.
    pub formats: &'a [Format],
    /// What typesets.
    pub printer: &'a Printer<'a>,
}

/// The files of a report. `attached` go along in its PDF.
///
/// # Errors
/// What keeps it from being made, at its place in a file of the user.
pub fn files(maker: Maker, report: &Report, attached: impl FnOnce() -> Vec<Attachment>) -> Result<Made, Faults> {
    let Maker { workspace, formats: asked, printer } = maker;
    let Report { id, locale, draft, origin, .. } = report;
    let (path, needs) = (workspace.path(id, locale), Needs::of(asked));
    let pictures = images(workspace, locale, id, draft)?;
    let mut made = Made {
        images: files_of_images(workspace, report, &path, &pictures),
        files: copies(workspace, report, &path, &pictures, needs.images),
        ..Made::default()
    };
    let project = (needs.pdf || needs.project).then(|| Project::new(locale, &draft.document, pictures, attached()));
    let sources = project.as_ref().filter(|_| needs.project).map(|project| project.sources(printer.compiler));
    let document = project.filter(|_| needs.pdf);
    if document.is_some() {
        let unshowable = unshowable(workspace, printer.compiler, &draft.document, origin.as_ref());
        if !unshowable.is_empty() {
            return Err(unshowable);
        }
    }
    let shown = if needs.figures { volume::shown(draft) } else { Vec::new() };
    let drawings = shown.iter().map(|figure| Project::of_drawing(locale, &drawing(figure))).collect();
    let job = PrintJob { name: path.clone(), alike: origin.is_some(), document, drawings };
    let printed = printer.print(&job).map_err(|failures| traced(workspace, &failures, origin.as_ref()))?;
    let overflows = printed.outside.iter().map(|text| overflow(workspace, &path, text, origin.as_ref()));
    made.warnings = overflows.collect();
    let drawn = described(locale, &shown, &printed);
    let (sources, pdf) = (sources.unwrap_or_default(), printed.pdf);
    let mut material = Material { workspace, report, path, asked, shown, drawn, sources, pdf };
    for format in ALL.iter().filter(|format| asked.contains(format)) {
        made.files.extend(format.files(&mut material)?);
    }
    Ok(made)
}

/// The images of a report that are files, each with its link.
fn image_files<'a>(report: &'a Report, pictures: &'a [Picture]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let urls = markdown::images(&report.draft.document).into_iter();
    urls.zip(pictures).filter_map(|(url, picture)| match picture {
        Picture::File(bytes) => Some((url, bytes.as_slice())),
        Picture::Drawn(_) => None,
    })
}

/// The files of the workspace that a report shows.
fn files_of_images(workspace: &Workspace, report: &Report, path: &str, pictures: &[Picture]) -> BTreeSet<String> {
    image_files(report, pictures).filter_map(|(url, _)| file_of_image(workspace, path, url)).collect()
}

/// Copies of the images that a report shows, to lie beside it. Its Markdown names an image of a template as it lies in the workspace, a
/// page has a copy of that too.
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

/// A table of a report in the formats in which it is a file of its own.
///
/// # Errors
/// If it can't be written, which is nobody's mistake.
pub fn table_files(maker: Maker, locale: &Locale, report: &ReportId, table: &Table) -> Result<Files, Faults> {
    let formats = ALL.iter().filter(|format| maker.formats.contains(format)).filter_map(|format| format.tables());
    let files = formats.map(|format| {
        let bytes = (format.write)(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
        Ok((maker.workspace.table(report, locale, &table.id, format.extension), bytes))
    });
    files.collect()
}

/// The figures that a report shows as SVG with their alternative texts, by their links.
fn described(locale: &Locale, shown: &[&Figure], printed: &Printed) -> BTreeMap<String, String> {
    let drawn = shown.iter().zip(&printed.drawings);
    let svg = |(figure, svg): (&&Figure, &String)| {
        (figure.file.clone(), typeset::described(svg, locale, &figure.caption, &figure.alt))
    };
    drawn.map(svg).collect()
}
