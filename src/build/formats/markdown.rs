//! Markdown, with the figures that it shows as SVG.

use crate::build::faults::Faults;
use crate::build::formats::format::{Format, Images, Material, Needs, OutputFormat, has_extension};
use crate::build::report::Files;

/// Markdown, with its figures as SVG.
pub const MARKDOWN: Format = Format(&Markdown);

/// The folder of figures.
pub const FIGURES: &str = "figures";

struct Markdown;

impl OutputFormat for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn about(&self) -> &'static str {
        "Markdown, with its figures as SVG"
    }

    fn needs(&self) -> Needs {
        Needs { images: Images::OfCases, figures: true, ..Needs::default() }
    }

    fn extension(&self) -> Option<&'static str> {
        Some("md")
    }

    fn files(&self, material: &mut Material) -> Result<Files, Faults> {
        let Material { workspace, report, path, shown, drawn, .. } = material;
        let text = (format!("{path}.md"), report.draft.markdown.clone().into_bytes());
        let figures = shown.iter().map(|figure| {
            let file = workspace.place(&report.locale, &format!("{FIGURES}/{}.svg", figure.name));
            (file, drawn[&figure.file].clone().into_bytes())
        });
        Ok(std::iter::once(text).chain(figures).collect())
    }

    fn owns(&self, file: &str) -> bool {
        let is_figure = file.starts_with("figures/") || file.contains("/figures/");
        has_extension(file, "md") || (is_figure && has_extension(file, "svg"))
    }
}
