//! Images that prose shows: files of the workspace, named as seen from its folder.

use std::path::Path;

use image::ImageFormat;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::base::source::{self, stem};

/// The folder of a language's reports that has copies of the images that they show.
pub const FOLDER: &str = "images/";

/// What an image may be, by the ending of its name.
pub const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The same as some cameras write them.
pub const CAPITALS: [&str; 6] = ["PNG", "JPG", "JPEG", "GIF", "WEBP", "SVG"];

/// Why an image can't be shown.
#[derive(Debug, PartialEq, Eq)]
pub enum ImageFault {
    /// It is on another host.
    Elsewhere,
    /// Its path does not begin in the folder of the workspace, or leads out of it.
    Outside,
    /// Its name has none of the [`ENDINGS`].
    Ending,
    /// It is a drawing that could act on a reader's machine.
    Active,
    /// There is no such file, or it can't be read.
    Missing,
    /// What is in it is not what its name says; as the reader of images says it.
    Broken(String),
}

/// The file that the link of an image names, relative to the workspace.
///
/// # Errors
/// If it can't be one.
pub fn path(url: &str) -> Result<String, ImageFault> {
    let scheme = url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if scheme || url.starts_with("//") {
        return Err(ImageFault::Elsewhere);
    }
    let decoded = percent_decode_str(url).decode_utf8().map_err(|_| ImageFault::Missing)?;
    // What a build made is no source of another one, and what is hidden is not read.
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    let decoded = decoded.strip_prefix("./").unwrap_or(&decoded);
    if !decoded.split('/').all(plain) || decoded.contains(['\\', ':', '\0']) || decoded.starts_with("out/") {
        return Err(ImageFault::Outside);
    }
    Ok(decoded.to_owned())
}

/// How a report that lies so many folders deep names its copy of an image of the workspace.
pub fn shown(path: &str, depth: usize) -> String {
    format!("{}{FOLDER}{}", "../".repeat(depth), encoded(path))
}

/// A path as a link has it.
pub fn encoded(path: &str) -> String {
    const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(path, &PLAIN).to_string()
}

/// The image of the workspace whose copy a report shows.
pub fn original(url: &str) -> Option<String> {
    let path = url.trim_start_matches("../").strip_prefix(FOLDER)?;
    Some(percent_decode_str(path).decode_utf8().ok()?.into_owned())
}

/// Looks whether the file of an image, relative to the workspace, can be shown.
///
/// # Errors
/// If it can't.
pub fn check(root: &Path, path: &str, largest: u64) -> Result<(), ImageFault> {
    let ending = path[stem_end(path)..].trim_start_matches('.').to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(ImageFault::Ending);
    }
    let bytes = source::bytes(root, Path::new(path), largest).ok_or(ImageFault::Missing)?;
    if ending == "svg" && is_active(&bytes) {
        return Err(ImageFault::Active);
    }
    let format = match ending.as_str() {
        "svg" => {
            let tree = usvg::Tree::from_data(&bytes, &usvg::Options::default());
            return tree.map(drop).map_err(|_| ImageFault::Broken("it is no valid SVG".to_owned()));
        }
        "png" => ImageFormat::Png,
        "gif" => ImageFormat::Gif,
        "webp" => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    let read = image::load_from_memory_with_format(&bytes, format);
    read.map(drop).map_err(|error| ImageFault::Broken(error.to_string()))
}

/// Whether a drawing has scripts, or HTML that may have some. It goes along with reports, where somebody may open it alone.
fn is_active(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Ok(tree) = roxmltree::Document::parse(text) else { return false };
    let mut elements = tree.descendants().filter(roxmltree::Node::is_element);
    elements.any(|element| {
        let own = ["script", "foreignObject"].contains(&element.tag_name().name());
        own || element.attributes().any(|attribute| {
            attribute.name().starts_with("on")
                || attribute.value().trim_start().to_lowercase().starts_with("javascript:")
        })
    })
}

fn stem_end(path: &str) -> usize {
    path.rfind('/').map_or(0, |at| at + 1) + stem(path).len()
}
