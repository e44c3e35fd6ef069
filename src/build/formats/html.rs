//! The site: a page for each report, with its figures inside, and the style sheets and the script that all pages share.

use crate::build::faults::Faults;
use crate::build::formats::csv::CSV;
use crate::build::formats::format::{Format, Images, Material, Needs, OutputFormat, Shared, has_extension};
use crate::build::formats::pdf::PDF;
use crate::build::report::Files;
use crate::build::site::{self, Beside};

/// The site.
pub const HTML: Format = Format(&Html);

struct Html;

impl OutputFormat for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "The site"
    }

    fn needs(&self) -> Needs {
        Needs { images: Images::All, figures: true, ..Needs::default() }
    }

    fn extension(&self) -> Option<&'static str> {
        Some("html")
    }

    fn files(&self, material: &mut Material) -> Result<Files, Faults> {
        let beside = Beside { pdf: material.is_asked(PDF), csv: material.is_asked(CSV) };
        let (page, texts) = site::report(material.workspace, material.report, &material.drawn, beside)?;
        let mut files = vec![(format!("{}.html", material.path), page.into_bytes())];
        if material.report.id.kind().is_searched() {
            files.push((site::texts_file(&material.path), serde_json::to_vec(&texts).unwrap_or_default()));
        }
        Ok(files)
    }

    fn shared(&self) -> Option<Shared> {
        Some(Shared { name: "site", files: site::shared })
    }

    fn owns(&self, file: &str) -> bool {
        ["html", "json", "css", "js"].iter().any(|extension| has_extension(file, extension))
    }
}
