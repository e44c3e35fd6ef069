//! Images shown in prose: files of the workspace, named by their paths relative to its folder.

use std::path::Path;

use image::ImageFormat;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::base::source::{self, stem};

/// The folder, among the reports of one language, that holds copies of the images they show.
pub const FOLDER: &str = "images/";

/// The extensions of the image formats that are allowed.
pub const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The same extensions in capitals, as some cameras write them.
pub const CAPITALS: [&str; 6] = ["PNG", "JPG", "JPEG", "GIF", "WEBP", "SVG"];

/// Why an image can't be shown.
#[derive(Debug, PartialEq, Eq)]
pub enum ImageFault {
    /// The URL has a scheme or a host, so it names no file of the workspace.
    Elsewhere,
    /// The path is not relative to the workspace, leads out of it, or leads to a hidden file or into `out/`.
    Outside,
    /// The file name has none of the extensions in [`ENDINGS`].
    Ending,
    /// The image is an SVG that could run code on a reader's machine.
    Active,
    /// The file does not exist or can't be read.
    Missing,
    /// The content is not valid in the format that the extension names; holds the decoder's message.
    Broken(String),
}

/// Returns the path, relative to the workspace, of the file that the URL of an image names.
///
/// # Errors
/// If the URL can't name a file of the workspace.
pub fn path(url: &str) -> Result<String, ImageFault> {
    let scheme = url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if scheme || url.starts_with("//") {
        return Err(ImageFault::Elsewhere);
    }
    let decoded = percent_decode_str(url).decode_utf8().map_err(|_| ImageFault::Missing)?;
    // The output of one build is no input of another, and hidden files are not read.
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    let decoded = decoded.strip_prefix("./").unwrap_or(&decoded);
    if !decoded.split('/').all(plain) || decoded.contains(['\\', ':', '\0']) || decoded.starts_with("out/") {
        return Err(ImageFault::Outside);
    }
    Ok(decoded.to_owned())
}

/// Returns the URL by which a report `depth` folders deep names its copy of the workspace's image at `path`.
pub fn shown(path: &str, depth: usize) -> String {
    format!("{}{FOLDER}{}", "../".repeat(depth), encoded(path))
}

/// Percent-encodes a path for use in a link.
pub fn encoded(path: &str) -> String {
    const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(path, &PLAIN).to_string()
}

/// Returns the path of the workspace's image whose copy a URL names: the inverse of [`shown`].
pub fn original(url: &str) -> Option<String> {
    let path = url.trim_start_matches("../").strip_prefix(FOLDER)?;
    Some(percent_decode_str(path).decode_utf8().ok()?.into_owned())
}

/// Checks that an image can be shown. `path` is relative to the workspace at `root`; `largest` is the size limit in bytes.
///
/// # Errors
/// If it can't be shown.
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

/// Whether an SVG has scripts, event handlers, or HTML that may contain them. Reports come with a copy of the file, which
/// somebody may open on its own.
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
