//! Images that prose shows: files of the workspace, named as seen from its folder.

use std::path::Path;

use percent_encoding::percent_decode_str;
use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage, SvgImage};

use crate::source::{self, stem};

/// The folder of a language's reports that has copies of the images that they show.
pub const FOLDER: &str = "images/";

/// What an image may be, by the ending of its name.
pub const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// Why an image can't be shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is on another host.
    Elsewhere,
    /// Its path does not begin in the folder of the workspace, or leads out of it.
    Outside,
    /// Its name has none of the [`ENDINGS`].
    Ending,
    /// There is no such file, or it can't be read.
    Missing,
    /// What is in it is not what its name says; as the reader of images says it.
    Broken(String),
}

/// The file that the link of an image names, relative to the workspace.
///
/// # Errors
/// If it can't be one.
pub fn path(url: &str) -> Result<String, Fault> {
    let scheme = url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if scheme || url.starts_with("//") {
        return Err(Fault::Elsewhere);
    }
    let decoded = percent_decode_str(url).decode_utf8().map_err(|_| Fault::Missing)?;
    let plain = |part: &str| !part.is_empty() && part != ".." && part != ".";
    let decoded = decoded.strip_prefix("./").unwrap_or(&decoded);
    if !decoded.split('/').all(plain) || decoded.contains(['\\', ':', '\0']) {
        return Err(Fault::Outside);
    }
    Ok(decoded.to_owned())
}

/// How a report that lies in a folder names its copy of an image of the workspace.
pub fn shown(path: &str) -> String {
    format!("../{FOLDER}{path}")
}

/// The image of the workspace whose copy a report shows.
pub fn original(url: &str) -> Option<&str> {
    url.strip_prefix("../").unwrap_or(url).strip_prefix(FOLDER)
}

/// Looks whether the file of an image, relative to the workspace, can be shown.
///
/// # Errors
/// If it can't.
pub fn check(root: &Path, path: &str, largest: u64) -> Result<(), Fault> {
    let ending = path[stem_end(path)..].trim_start_matches('.').to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(Fault::Ending);
    }
    let bytes = Bytes::new(source::bytes(root, Path::new(path), largest).ok_or(Fault::Missing)?);
    let raster = |format| RasterImage::new(bytes.clone(), RasterFormat::Exchange(format), Smart::Auto).map(|_| ());
    let read = match ending.as_str() {
        "png" => raster(ExchangeFormat::Png),
        "gif" => raster(ExchangeFormat::Gif),
        "webp" => raster(ExchangeFormat::Webp),
        "svg" => SvgImage::new(bytes.clone()).map(|_| ()).map_err(|_| "it is no valid SVG".into()),
        _ => raster(ExchangeFormat::Jpg),
    };
    read.map_err(|error| Fault::Broken(error.to_string()))
}

fn stem_end(path: &str) -> usize {
    path.rfind('/').map_or(0, |at| at + 1) + stem(path).len()
}
