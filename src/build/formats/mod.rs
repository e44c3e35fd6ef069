//! The formats of reports. Each has a module of its own, and a line in the list here: nothing else needs to know of it.

pub mod csv;
pub mod files;
pub mod format;
pub mod html;
pub mod markdown;
pub mod pdf;
pub mod typst;

pub use crate::build::formats::csv::CSV;
pub use crate::build::formats::format::Format;
pub use crate::build::formats::html::HTML;
pub use crate::build::formats::markdown::MARKDOWN;
pub use crate::build::formats::pdf::PDF;
pub use crate::build::formats::typst::TYPST;

use crate::build::formats::format::Images;
use crate::document::picture::FOLDER;

/// All formats. The files of a report are made and written in this order.
pub const ALL: &[Format] = &[MARKDOWN, PDF, HTML, CSV, TYPST];

/// The formats for readers, which are made if none is asked for.
pub fn for_readers() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| format.is_for_readers())
}

/// The formats for who wants to see what others are made of.
pub fn intermediate() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| !format.is_for_readers())
}

/// The format that a name on the command line means.
pub fn named(name: &str) -> Option<Format> {
    ALL.iter().copied().find(|format| format.name() == name)
}

/// The formats that a file of the output folder may belong to: copies of images go along with more than one, every other file belongs to
/// one alone.
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

/// The formats that copies of images go along with.
pub fn with_images() -> impl Iterator<Item = Format> {
    ALL.iter().copied().filter(|format| format.needs().images != Images::None)
}

/// The extensions of the formats in which a report is one file.
pub fn report_extensions() -> Vec<&'static str> {
    ALL.iter().filter_map(|format| format.extension()).collect()
}

/// The extensions of the formats in which a table is a file of its own.
pub fn table_extensions() -> Vec<&'static str> {
    ALL.iter().filter_map(|format| format.tables()).map(|tables| tables.extension).collect()
}
