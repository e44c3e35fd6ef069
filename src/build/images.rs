//! The images of reports: figures that are drawn, and files of the workspace.

use std::path::Path;

use crate::base::diagnostic::Diagnostic;
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::build::faults::Faults;
use crate::build::render::Draft;
use crate::build::workspace::Workspace;
use crate::document::typeset::{Drawing, Picture};
use crate::document::{markdown, photo, picture};
use crate::report::report_id::ReportId;
use crate::report::view::figure::Figure;

/// Finds the images of a report in a language: figures, or files, which must lie in the workspace.
///
/// # Errors
/// The first image that does not exist.
pub fn images(
    workspace: &Workspace,
    locale: &Locale,
    report: &ReportId,
    draft: &Draft,
) -> Result<Vec<Picture>, Faults> {
    let (path, template) = (workspace.path(report, locale), report.kind().template());
    // A link to a report that the volume does not contain.
    let bound = |url: &str| *report == ReportId::Volume && url.ends_with(".md");
    let read = |url: &str| {
        if bound(url) {
            return None;
        }
        if let Some(figure) = draft.figures.iter().find(|figure| figure.file == *url) {
            return Some(Picture::Drawn(drawing(figure)));
        }
        let largest = workspace.settings.largest_file();
        let bytes = source::bytes(&workspace.root, Path::new(&file_of_image(workspace, &path, url)?), largest)?;
        Some(Picture::File(photo::shown(bytes)))
    };
    let missing = |url: &str| {
        let source = workspace.templates.source(template).cloned().unwrap_or_else(|| Source::new(template, ""));
        let at = source.text().find(url).map_or(0..0, |at| at..at + url.len());
        let (message, help) = match bound(url) {
            true => (
                format!("there is no report `{url}` to bind here"),
                "bind summary.md or a case, as cases/ID.md, once each and in a paragraph of its own",
            ),
            false => (
                format!("there is no image `{url}` in the workspace"),
                "name it as seen from the report's own place in out/, like ../../templates/logo.svg",
            ),
        };
        vec![Diagnostic::error(Code::Dialect, Span { source, range: at }, message).help(help)]
    };
    markdown::images(&draft.document).into_iter().map(|url| read(url).ok_or_else(|| missing(url))).collect()
}

/// Returns the file of the workspace that an image link of a report stands for. The link leads to a copy of the image, or to the
/// image itself, relative to the report's path in `out/`.
pub fn file_of_image(workspace: &Workspace, path: &str, url: &str) -> Option<String> {
    let copied = picture::original(url).filter(|path| source::exists(&workspace.root, path));
    copied.or_else(|| from_report(path, url))
}

/// Converts a figure to a drawing for Typst.
pub fn drawing(figure: &Figure) -> Drawing {
    Drawing { kind: figure.kind, data: figure.data.to_string() }
}

/// Converts a path relative to a report in `out/` to one relative to the workspace. Returns `None` if it leads out of the
/// workspace.
fn from_report(report: &str, url: &str) -> Option<String> {
    let mut path: Vec<&str> = std::iter::once("out").chain(report.split('/')).collect();
    path.pop();
    for part in url.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}
