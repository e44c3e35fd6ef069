//! Markdown, with the figures that it shows as SVG.

use std::collections::BTreeSet;

use crate::build::faults::Faults;
use crate::build::formats::format::{Format, Images, Material, Needs, OutputFormat, has_extension};
use crate::build::images::file_of_image;
use crate::build::report::{Files, Report};
use crate::build::workspace::Workspace;
use crate::document::{markdown, picture};
use crate::yaml::shape::audience::Audience;

/// Markdown, with its figures as SVG.
pub const MARKDOWN: Format = Format(&Markdown);

/// The folder of figures.
pub const FIGURES: &str = "figures";

/// The Markdown of a report. What is not for the public lies one folder deeper than templates think, and so do the images that they show.
fn markdown(workspace: &Workspace, report: &Report, path: &str) -> String {
    let mut text = report.draft.markdown.clone();
    if workspace.audience == Audience::Public {
        return text;
    }
    let images: BTreeSet<&str> = markdown::images(&report.draft.document).into_iter().collect();
    let lies_beside =
        |url: &str| picture::original(url).is_some() || report.draft.figures.iter().any(|figure| figure.file == *url);
    for url in images.into_iter().filter(|url| !lies_beside(url) && file_of_image(workspace, path, url).is_some()) {
        for end in [")", " "] {
            text = text.replace(&format!("]({url}{end}"), &format!("](../{url}{end}"));
        }
    }
    text
}

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
        let text = (format!("{path}.md"), markdown(workspace, report, path).into_bytes());
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
