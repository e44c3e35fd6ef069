//! A report in all its forms: Markdown, PDF and a page of the site, with the figures and images that go along.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::locale::Locale;
use crate::base::source::Source;
use crate::base::write::{Folder, Written};
use crate::build::render::{Draft, Found, drawing, file_of_image, images, overflow, trace, unshowable};
use crate::build::report_id::ReportId;
use crate::build::site::{self, Beside};
use crate::build::state::Outcomes;
use crate::build::volume;
use crate::build::workspace::Workspace;
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Attachment;
use crate::document::typeset::{self, Failure, Picture, PrintJob, Project};
use crate::document::{markdown, picture};

/// A form in which reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with its figures as SVG.
    Markdown,
    /// PDF.
    Pdf,
    /// The site.
    Html,
    /// The tables as CSV.
    Csv,
    /// What Typst makes the PDF of.
    Typst,
}

/// The folder of the output folder that has Typst projects.
pub const TYPST: &str = "typst/";

impl Format {
    /// All that are for readers.
    pub const ALL: [Format; 4] = [Format::Markdown, Format::Pdf, Format::Html, Format::Csv];

    /// The form that a file of the output folder belongs to, if it belongs to one alone: copies of images go along with two.
    pub fn of(file: &str) -> Option<Format> {
        if file.starts_with(TYPST) {
            return Some(Format::Typst);
        }
        if file.starts_with("images/") || file.contains("/images/") {
            return None;
        }
        let of_figure = file.starts_with("figures/") || file.contains("/figures/");
        match file.rsplit_once('.')?.1 {
            "md" => Some(Format::Markdown),
            "svg" if of_figure => Some(Format::Markdown),
            "pdf" => Some(Format::Pdf),
            "html" | "json" | "css" | "js" => Some(Format::Html),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// The files of a report, and what is doubtful in them.
#[derive(Default)]
pub struct Made {
    /// Each by its place in the output folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// The outcomes of claims, of a summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that they show.
    pub images: BTreeSet<String>,
    /// What is doubtful.
    pub warnings: Found,
}

/// What became of the files of a report.
pub struct Settled {
    /// What became of each, by its place in the output folder.
    pub written: Vec<(String, anyhow::Result<Written>)>,
    /// The outcomes of claims, of a summary.
    pub outcomes: Option<Outcomes>,
    /// The images of the workspace that they show.
    pub images: BTreeSet<String>,
    /// What is doubtful.
    pub warnings: Found,
}

impl Made {
    /// Writes the files, and forgets what is in them.
    pub fn settle(self, folder: &Folder) -> Settled {
        let Made { files, outcomes, images, warnings } = self;
        let write = |(name, bytes): (String, Vec<u8>)| {
            let written = folder.write(&name, &bytes);
            (name, written)
        };
        Settled { written: files.into_iter().map(write).collect(), outcomes, images, warnings }
    }

    /// Takes in those of another report.
    pub fn add(&mut self, other: Made) {
        self.images.extend(other.images);
        self.files.extend(other.files);
        self.warnings.extend(other.warnings);
    }
}

/// How many failures are worth showing: after an unclosed bracket Typst misreads all that follows.
fn first_only(failures: &[Failure]) -> usize {
    let unclosed =
        failures.first().is_some_and(|first| first.message.contains("unclosed") || first.message.contains("expected"));
    if unclosed { 1 } else { failures.len() }
}

/// Messages about what Typst found wrong.
pub fn traced(workspace: &Workspace, failures: &[Failure], origin: Option<&Arc<Source>>) -> Found {
    failures.iter().take(first_only(failures)).map(|one| trace(workspace, one, origin)).collect()
}

/// A report that is to be written.
pub struct Report {
    /// What it is about.
    pub id: ReportId,
    /// The language.
    pub locale: Arc<Locale>,
    /// What it says.
    pub draft: Draft,
    /// The case file that it is about, if it is about one.
    pub origin: Option<Arc<Source>>,
    /// The ids of its tables that are sheets of their own too.
    pub tables: BTreeSet<String>,
    /// The years of the annual reports on what it is about.
    pub years: Vec<i32>,
}

impl Report {
    /// Its files in the forms that are asked for. `attached` go along in the PDF.
    ///
    /// # Errors
    /// What keeps it from being made, at its place in a file of the user.
    pub fn files(
        self,
        workspace: &Workspace,
        formats: &[Format],
        printer: &Printer,
        attached: &dyn Fn() -> Vec<Attachment>,
    ) -> Result<Made, Found> {
        let Report { id, locale, draft, origin, tables, years } = &self;
        let path = &id.path(workspace, locale);
        let has = |form: Format| formats.contains(&form);
        let [markdown, html] = [Format::Markdown, Format::Html].map(has);
        let pictures = images(workspace, locale, id, draft)?;
        let mut made = Made::default();
        let urls = markdown::images(&draft.document).into_iter().zip(&pictures);
        let files = urls.filter(|(_, picture)| matches!(picture, Picture::File(_)));
        made.images = files.filter_map(|(url, _)| file_of_image(workspace, path, url)).collect();
        if markdown || html {
            made.files = self.copies(workspace, &pictures, html);
        }
        let shown = if markdown || html { volume::shown(draft) } else { Vec::new() };
        let project = has(Format::Pdf) || has(Format::Typst);
        let project = project.then(|| Project::new(locale, &draft.document, pictures, attached()));
        if let Some(project) = project.as_ref().filter(|_| has(Format::Typst)) {
            let sources = project.sources(printer.compiler).into_iter();
            made.files.extend(sources.map(|(file, bytes)| (format!("{TYPST}{path}/{file}"), bytes)));
        }
        let document = project.filter(|_| has(Format::Pdf));
        let unshowable =
            document.as_ref().map(|_| unshowable(workspace, printer.compiler, &draft.document, origin.as_ref()));
        if let Some(found) = unshowable.filter(|found| !found.is_empty()) {
            return Err(found);
        }
        let drawings = shown.iter().map(|figure| Project::of_drawing(locale, &drawing(figure))).collect();
        let printed = printer.print(&PrintJob { name: path.clone(), alike: origin.is_some(), document, drawings });
        let printed = printed.map_err(|failures| traced(workspace, &failures, origin.as_ref()))?;
        made.warnings = printed.outside.iter().map(|text| overflow(workspace, path, text, origin.as_ref())).collect();
        made.files.extend(printed.pdf.map(|pdf| (format!("{path}.pdf"), pdf)));
        let described = shown
            .iter()
            .zip(&printed.drawings)
            .map(|(figure, svg)| (figure.file.clone(), typeset::described(svg, locale, &figure.caption, &figure.alt)));
        let drawn: BTreeMap<String, String> = described.collect();
        if markdown {
            let figures = shown.iter().map(|figure| {
                let file = workspace.place(locale, &format!("figures/{}.svg", figure.name));
                (file, drawn[&figure.file].clone().into_bytes())
            });
            made.files.extend(figures);
        }
        if html {
            let beside = Beside { pdf: has(Format::Pdf), csv: has(Format::Csv), years };
            let (page, texts) = site::report(workspace, locale, id, draft, &drawn, tables, beside)?;
            made.files.push((id.page(workspace, locale), page.into_bytes()));
            if id.kind().is_searched() {
                made.files.push((site::texts_file(path), serde_json::to_vec(&texts).unwrap_or_default()));
            }
        }
        if markdown {
            made.files.insert(0, (format!("{path}.md"), self.draft.markdown.into_bytes()));
        }
        Ok(made)
    }

    /// Copies of the images that it shows, to lie beside it. Its Markdown names an image of a template as it lies in the workspace, a
    /// page (`html`) has a copy of that too.
    fn copies(&self, workspace: &Workspace, pictures: &[Picture], html: bool) -> Vec<(String, Vec<u8>)> {
        let report = self.id.path(workspace, &self.locale);
        let urls = markdown::images(&self.draft.document);
        let copies = urls.into_iter().zip(pictures).filter(|(url, _)| html || picture::original(url).is_some());
        let copies = copies.filter_map(|(url, picture)| {
            let Picture::File(bytes) = picture else { return None };
            let path = file_of_image(workspace, &report, url)?;
            Some((workspace.place(&self.locale, &format!("{}{path}", picture::FOLDER)), bytes.clone()))
        });
        copies.collect()
    }
}
