//! What a format of reports is: how it is asked for, what it is made of, which files a report has in it, and what of an output folder
//! belongs to it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use anyhow::Result;

use crate::base::locale::Locale;
use crate::build::faults::Faults;
use crate::build::report::{Files, Report};
use crate::build::workspace::Workspace;
use crate::report::matrix::table::Table;
use crate::report::view::figure::Figure;

/// A format of reports.
pub trait OutputFormat: Sync {
    /// What it is called on the command line.
    fn name(&self) -> &'static str;

    /// What the help says of it.
    fn about(&self) -> &'static str;

    /// Whether it is for readers. If not, it is what another format is made of, and made only if it is asked for.
    fn is_for_readers(&self) -> bool {
        true
    }

    /// What its files are made of, beside the report as a tree.
    fn needs(&self) -> Needs {
        Needs::default()
    }

    /// The files of a report.
    ///
    /// # Errors
    /// What keeps it from being made.
    fn files(&self, material: &mut Material) -> Result<Files, Faults>;

    /// The extension of the one file that a report is in this format, if it is one file.
    fn extension(&self) -> Option<&'static str> {
        None
    }

    /// How tables become files of their own in it.
    fn tables(&self) -> Option<TableFormat> {
        None
    }

    /// What all reports share in it.
    fn shared(&self) -> Option<Shared> {
        None
    }

    /// The folder of the output folder that it has for itself, with a slash at its end.
    fn folder(&self) -> Option<&'static str> {
        None
    }

    /// Whether a file of the output folder belongs to it, of those that lie in no folder of a format and are no copies of images.
    fn owns(&self, file: &str) -> bool {
        let extensions = [self.extension(), self.tables().map(|tables| tables.extension)];
        extensions.into_iter().flatten().any(|extension| has_extension(file, extension))
    }
}

/// Whether a file has an extension.
pub fn has_extension(file: &str, extension: &str) -> bool {
    file.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.'))
}

/// One of the formats.
#[derive(Clone, Copy)]
pub struct Format(pub &'static dyn OutputFormat);

impl Deref for Format {
    type Target = dyn OutputFormat;

    fn deref(&self) -> &(dyn OutputFormat + 'static) {
        self.0
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.name() == other.name()
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the files of a format are made of, beside the report as a tree. It is made once for all formats that are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// The images that have copies beside the report.
    pub images: Images,
    /// The figures that the report shows, as SVG.
    pub figures: bool,
    /// The report as a Typst project.
    pub project: bool,
    /// The report as PDF.
    pub pdf: bool,
}

/// Which images of a report have copies beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Images {
    /// None.
    #[default]
    None,
    /// Those of cases; one of a template is named as it lies in the workspace.
    OfCases,
    /// Those of templates too.
    All,
}

impl Needs {
    /// What all of some formats need.
    pub fn of(formats: &[Format]) -> Needs {
        formats.iter().map(|format| format.needs()).fold(Needs::default(), |one, other| Needs {
            images: one.images.max(other.images),
            figures: one.figures || other.figures,
            project: one.project || other.project,
            pdf: one.pdf || other.pdf,
        })
    }
}

/// What the files of a report are made of.
pub struct Material<'a> {
    /// What it is about.
    pub workspace: &'a Workspace,
    /// The report.
    pub report: &'a Report,
    /// Its path in the output folder, without an extension.
    pub path: String,
    /// The formats that are asked for.
    pub asked: &'a [Format],
    /// The figures that it shows, if a format needs them.
    pub shown: Vec<&'a Figure>,
    /// The same as SVG, by their links.
    pub drawn: BTreeMap<String, String>,
    /// The files of the Typst project that it is, if a format needs them.
    pub sources: Files,
    /// It as PDF, if a format needs that.
    pub pdf: Option<Vec<u8>>,
}

impl Material<'_> {
    /// Whether a format is asked for.
    pub fn is_asked(&self, format: Format) -> bool {
        self.asked.contains(&format)
    }
}

/// How a table becomes a file of its own.
pub struct TableFormat {
    /// The extension of the file.
    pub extension: &'static str,
    /// What is in the file.
    pub write: fn(&Locale, &Table) -> Result<Vec<u8>>,
}

/// What all reports of a format share.
pub struct Shared {
    /// What it is called among the reports.
    pub name: &'static str,
    /// Its files.
    pub files: fn(&Workspace) -> Files,
}
