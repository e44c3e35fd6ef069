//! PDF.

use crate::build::faults::Faults;
use crate::build::formats::format::{Format, Material, Needs, OutputFormat};
use crate::build::report::Files;

/// PDF.
pub const PDF: Format = Format(&Pdf);

struct Pdf;

impl OutputFormat for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn about(&self) -> &'static str {
        "PDF"
    }

    fn needs(&self) -> Needs {
        Needs { pdf: true, ..Needs::default() }
    }

    fn extension(&self) -> Option<&'static str> {
        Some("pdf")
    }

    fn files(&self, material: &mut Material) -> Result<Files, Faults> {
        Ok(material.pdf.take().map(|pdf| (format!("{}.pdf", material.path), pdf)).into_iter().collect())
    }
}
