//! Images shown in prose: files of the workspace, named by their paths relative to its folder.

use std::io::Cursor;
use std::path::Path;

use image::{ImageFormat, ImageReader};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::base::source::{self, stem};
use crate::document::{inks, photo};

/// The folder, among the reports of one language, that holds copies of the images they show.
pub const FOLDER: &str = "images/";

/// The extensions of the image formats that are allowed.
pub const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The same extensions in capitals, as some cameras write them.
pub const CAPITALS: [&str; 6] = ["PNG", "JPG", "JPEG", "GIF", "WEBP", "SVG"];

/// The pixels that an image may have. To decode as many takes 400 MB; a page at 600 dots an inch has 35 million.
pub const LARGEST: u64 = 100_000_000;

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
    /// The image is an SVG with text in HTML, which only browsers show.
    Html,
    /// The image, or one inside a drawing, is a compressed SVG, whose content is not read here.
    Compressed,
    /// The image, or one inside a drawing, has more than [`LARGEST`] pixels: its width and height.
    TooLarge(u32, u32),
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

/// Checks that an image can be shown. `path` is relative to the workspace at `root`; `largest` is the size limit in bytes. Returns whether it
/// says where it was taken.
///
/// # Errors
/// If it can't be shown.
pub fn check(root: &Path, path: &str, largest: u64) -> Result<bool, ImageFault> {
    let ending = path[stem_end(path)..].trim_start_matches('.').to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(ImageFault::Ending);
    }
    let bytes = source::bytes(root, Path::new(path), largest).ok_or(ImageFault::Missing)?;
    match ending.as_str() {
        "svg" => check_drawing(&bytes),
        "png" => check_pixels(&bytes, ImageFormat::Png),
        "gif" => check_pixels(&bytes, ImageFormat::Gif),
        "webp" => check_pixels(&bytes, ImageFormat::WebP),
        _ => check_pixels(&bytes, ImageFormat::Jpeg)
            .and_then(|()| inks::as_light(&bytes).map(drop).map_err(ImageFault::Broken)),
    }?;
    Ok(photo::has_position(&bytes))
}

/// Checks an image of pixels: first its size, which a few bytes can say to be enormous, then the whole of it.
fn check_pixels(bytes: &[u8], format: ImageFormat) -> Result<(), ImageFault> {
    let broken = |error: image::ImageError| ImageFault::Broken(error.to_string());
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(broken)?;
    if u64::from(width) * u64::from(height) > LARGEST {
        return Err(ImageFault::TooLarge(width, height));
    }
    image::load_from_memory_with_format(bytes, format).map(drop).map_err(broken)
}

/// Checks a drawing in SVG, and the images inside it.
fn check_drawing(bytes: &[u8]) -> Result<(), ImageFault> {
    if photo::is_compressed(bytes) {
        return Err(ImageFault::Compressed);
    }
    refuse_active(bytes)?;
    match usvg::Tree::from_data(bytes, &usvg::Options::default()) {
        Ok(tree) => check_inside(tree.root()),
        Err(_) => Err(ImageFault::Broken("it is no valid SVG".to_owned())),
    }
}

/// Checks the images inside a group of a drawing, and inside its groups.
fn check_inside(group: &usvg::Group) -> Result<(), ImageFault> {
    use usvg::{ImageKind, Node};
    group.children().iter().try_for_each(|node| match node {
        Node::Group(group) => check_inside(group),
        Node::Image(image) => match image.kind() {
            ImageKind::JPEG(bytes) => check_pixels(bytes, ImageFormat::Jpeg),
            ImageKind::PNG(bytes) => check_pixels(bytes, ImageFormat::Png),
            ImageKind::GIF(bytes) => check_pixels(bytes, ImageFormat::Gif),
            ImageKind::WEBP(bytes) => check_pixels(bytes, ImageFormat::WebP),
            ImageKind::SVG(tree) => check_inside(tree.root()),
        },
        Node::Path(_) | Node::Text(_) => Ok(()),
    })
}

/// Refuses an SVG that has scripts, event handlers, HTML that may contain them, or compressed drawings. Reports come with a copy of the file, which
/// somebody may open on its own.
fn refuse_active(bytes: &[u8]) -> Result<(), ImageFault> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let Some(tree) = photo::xml(text) else { return Ok(()) };
    let is_compressed = |(_, bytes): (_, Vec<u8>)| photo::is_compressed(&bytes);
    let mut html = Ok(());
    for element in tree.descendants().filter(roxmltree::Node::is_element) {
        let acts = element.attributes().any(|attribute| {
            attribute.name().starts_with("on")
                || attribute.value().trim_start().to_lowercase().starts_with("javascript:")
        });
        match element.tag_name().name() {
            "script" => return Err(ImageFault::Active),
            _ if acts => return Err(ImageFault::Active),
            _ if element.attributes().any(|own| photo::within(own.value()).is_some_and(is_compressed)) => {
                return Err(ImageFault::Compressed);
            }
            "foreignObject" => html = Err(ImageFault::Html),
            _ => {}
        }
    }
    html
}

/// Returns the fonts that the text of a drawing in SVG asks for: for each place that names some, their families, in the order in
/// which they are to be tried, without those that name no font but a kind of it. Returns none if there is no text.
pub fn families(bytes: &[u8]) -> Vec<Vec<String>> {
    let Some(text) = std::str::from_utf8(bytes).ok() else { return Vec::new() };
    let Some(tree) = photo::xml(text) else { return Vec::new() };
    let elements = || tree.descendants().filter(roxmltree::Node::is_element);
    if !elements().any(|element| element.tag_name().name() == "text") {
        return Vec::new();
    }
    let mut lists = Vec::new();
    for element in elements() {
        lists.extend(element.attribute("font-family"));
        let sheet = element.text().filter(|_| element.tag_name().name() == "style");
        for style in element.attribute("style").into_iter().chain(sheet) {
            let values = style.split("font-family:").skip(1);
            lists.extend(values.map(|rest| rest.split([';', '}']).next().unwrap_or_default()));
        }
    }
    lists.into_iter().map(listed).filter(|families| !families.is_empty()).collect()
}

/// Returns the families of a list in CSS that name a font.
fn listed(list: &str) -> Vec<String> {
    const KINDS: [&str; 8] =
        ["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "initial"];
    let names = list.split(',').map(|name| name.trim().trim_matches(['"', '\'']).trim());
    names.filter(|name| !name.is_empty() && !KINDS.contains(name)).map(str::to_owned).collect()
}

fn stem_end(path: &str) -> usize {
    path.rfind('/').map_or(0, |at| at + 1) + stem(path).len()
}
