//! The output formats of reports. Each has its own module and an entry in [`ALL`]; nothing else needs to know of it.

pub mod csv;
pub mod files;
pub mod format;
pub mod html;
pub mod markdown;
pub mod pdf;
pub mod png;
pub mod typst;

pub use crate::build::formats::csv::CSV;
pub use crate::build::formats::format::Format;
pub use crate::build::formats::html::HTML;
pub use crate::build::formats::markdown::MARKDOWN;
pub use crate::build::formats::pdf::PDF;
pub use crate::build::formats::png::PNG;
pub use crate::build::formats::typst::TYPST;

use crate::build::formats::format::Images;
use crate::document::picture::FOLDER;

/// All formats. The files of a report are made and written in this order.
pub const ALL: &[Format] = &[MARKDOWN, PDF, HTML, CSV, PNG, TYPST];

/// Returns the formats that are made if no format is asked for.
pub fn usual() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| format.is_usual())
}

/// Returns the formats for readers.
pub fn for_readers() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| format.is_for_readers())
}

/// Returns the intermediate formats, for users who want to see what another format is made from.
pub fn intermediate() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| !format.is_for_readers())
}

/// Returns the format that has the given name on the command line, if there is one.
pub fn named(name: &str) -> Option<Format> {
    ALL.iter().copied().find(|format| format.name() == name)
}

/// Returns the formats that a file of the output folder may belong to: a copy of an image belongs to all formats that use copies,
/// every other file to a single format.
pub fn owners(file: &str) -> Vec<Format> {
    let in_folder = ALL.iter().find(|format| format.folder().is_some_and(|folder| file.starts_with(folder)));
    if let Some(format) = in_folder {
        return vec![*format];
    }
    let is_image = file.starts_with(FOLDER) || file.contains(&format!("/{FOLDER}"));
    match ALL.iter().find(|format| !is_image && format.owns(file)) {
        Some(format) => vec![*format],
        None => with_images().collect(),
    }
}

/// Returns the formats that use copies of images.
pub fn with_images() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| format.needs().images != Images::None)
}

/// Returns the extensions of the formats in which a report is a single file.
pub fn report_extensions() -> Vec<&'static str> {
    ALL.iter().filter_map(|format| format.extension()).collect()
}

/// Returns the extensions of the formats in which a table is a separate file.
pub fn table_extensions() -> Vec<&'static str> {
    ALL.iter().filter_map(|format| format.tables()).map(|tables| tables.extension).collect()
}
