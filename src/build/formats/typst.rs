//! The intermediate format that PDFs are made from: a Typst project for each report.

use crate::build::faults::Faults;
use crate::build::formats::format::{Format, Material, Needs, OutputFormat, Shared};
use crate::build::report::Files;
use crate::document::typeset::world::SANS;

/// The Typst projects.
pub const TYPST: Format = Format(&Typst);

/// The folder inside the output folder for Typst projects.
const FOLDER: &str = "typst/";

struct Typst;

impl OutputFormat for Typst {
    fn name(&self) -> &'static str {
        "typst"
    }

    fn about(&self) -> &'static str {
        "A Typst project for each report, in typst/ of the output folder"
    }

    fn is_for_readers(&self) -> bool {
        false
    }

    fn needs(&self) -> Needs {
        Needs { project: true, ..Needs::default() }
    }

    fn files(&self, material: &mut Material) -> Result<Files, Faults> {
        let path = &material.path;
        let sources = std::mem::take(&mut material.sources).into_iter();
        Ok(sources.map(|(file, bytes)| (format!("{FOLDER}{path}/{file}"), bytes)).collect())
    }

    fn shared(&self) -> Option<Shared> {
        Some(Shared { name: "typst", files: |_| typefaces() })
    }

    fn folder(&self) -> Option<&'static str> {
        Some(FOLDER)
    }
}

/// Returns the fonts that are not built into Typst.
fn typefaces() -> Files {
    (1..).zip(SANS).map(|(at, bytes)| (format!("{FOLDER}fonts/{at}.ttf"), bytes.to_vec())).collect()
}
