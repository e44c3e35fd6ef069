//! The interface of output formats: the name of a format, what its files are made from, which files a report has in it, and which
//! files of an output folder belong to it.

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

/// An output format of reports.
pub trait OutputFormat: Sync {
    /// Returns the name of the format on the command line.
    fn name(&self) -> &'static str;

    /// Returns the description of the format in `--help`.
    fn about(&self) -> &'static str;

    /// Returns whether the format is for readers. If not, it is an intermediate format that another one is made from, and is made
    /// only if it is asked for.
    fn is_for_readers(&self) -> bool {
        true
    }

    /// Returns whether the format is made if no format is asked for.
    fn is_usual(&self) -> bool {
        self.is_for_readers()
    }

    /// Returns what the files of the format are made from, besides the report's document tree.
    fn needs(&self) -> Needs {
        Needs::default()
    }

    /// Makes the files of a report.
    ///
    /// # Errors
    /// The mistakes that keep it from being made.
    fn files(&self, material: &mut Material) -> Result<Files, Faults>;

    /// Returns the extension of a report in this format, if a report is a single file.
    fn extension(&self) -> Option<&'static str> {
        None
    }

    /// Returns how the format writes tables as separate files, if it does.
    fn tables(&self) -> Option<TableFormat> {
        None
    }

    /// Returns the files that all reports in this format share, if there are any.
    fn shared(&self) -> Option<Shared> {
        None
    }

    /// Returns the folder inside the output folder that the format has for itself, if any, with a trailing slash.
    fn folder(&self) -> Option<&'static str> {
        None
    }

    /// Returns whether a file of the output folder belongs to the format. It is not called for copies of images, nor for files in
    /// a [`folder`](OutputFormat::folder) of a format.
    fn owns(&self, file: &str) -> bool {
        let extensions = [self.extension(), self.tables().map(|tables| tables.extension)];
        extensions.into_iter().flatten().any(|extension| has_extension(file, extension))
    }
}

/// Returns whether a file has an extension, which is given without a dot.
pub fn has_extension(file: &str, extension: &str) -> bool {
    file.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.'))
}

/// One of the formats. Two are equal if they have the same name.
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

/// What the files of a format are made from, besides the report's document tree. Each is made once for all formats that are asked
/// for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// The images that are copied.
    pub images: Images,
    /// Whether the figures that the report shows are needed as SVG.
    pub figures: bool,
    /// Whether the report is needed as a Typst project.
    pub project: bool,
    /// Whether the report is needed as PDF.
    pub pdf: bool,
}

/// Which images of a report have copies beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Images {
    /// None.
    #[default]
    None,
    /// Those of cases. An image of a template is linked where it lies in the workspace.
    OfCases,
    /// Those of cases and of templates.
    All,
}

impl Needs {
    /// Returns everything that any of the formats needs.
    pub fn of(formats: &[Format]) -> Needs {
        formats.iter().map(|format| format.needs()).fold(Needs::default(), |one, other| Needs {
            images: one.images.max(other.images),
            figures: one.figures || other.figures,
            project: one.project || other.project,
            pdf: one.pdf || other.pdf,
        })
    }
}

/// What the files of a report are made from.
pub struct Material<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The report.
    pub report: &'a Report,
    /// Its path in the output folder, without an extension.
    pub path: String,
    /// The formats that are asked for.
    pub asked: &'a [Format],
    /// The figures that it shows, if a format needs them.
    pub shown: Vec<&'a Figure>,
    /// These figures as SVG, by their links.
    pub drawn: BTreeMap<String, String>,
    /// The files of the report as a Typst project, if a format needs them.
    pub sources: Files,
    /// The report as PDF, if a format needs it.
    pub pdf: Option<Vec<u8>>,
}

impl Material<'_> {
    /// Returns whether a format is asked for.
    pub fn is_asked(&self, format: Format) -> bool {
        self.asked.contains(&format)
    }
}

/// How a table is written as a separate file.
pub struct TableFormat {
    /// The extension of the file.
    pub extension: &'static str,
    /// Returns the content of the file.
    pub write: fn(&Locale, &Table) -> Result<Vec<u8>>,
}

/// The files that all reports of a format share.
pub struct Shared {
    /// The name under which they are listed among the reports.
    pub name: &'static str,
    /// Returns the files.
    pub files: fn(&Workspace) -> Files,
}
