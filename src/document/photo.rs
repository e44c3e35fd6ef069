//! Images as they go out: without what cameras and programs write into them about who made them, when and where; upright; and no larger
//! than a page in print needs.

use std::io::Cursor;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_url::DataUrl;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageResult};
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use crate::document::inks;

/// The pixels that the longer side of an image needs: 300 an inch over the width of an A4 page.
const LONGEST: u32 = 2480;

/// The quality of the JPEG that is made, of 100: no loss that an eye finds.
const QUALITY: u8 = 95;

/// Returns a file as reports show it. One that can't be read stays as it is.
pub fn shown(bytes: Vec<u8>) -> Vec<u8> {
    let light = inks::as_light(&bytes).ok().flatten().unwrap_or(bytes);
    clean(&light).unwrap_or(light)
}

/// Returns a file without what is said in it about it; `None` if it is of a kind that is not known here, or can't be read. The result is
/// cached, since many reports show the same image.
#[comemo::memoize]
fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => anew(bytes, JpegDecoder::new(Cursor::new(bytes))).or_else(|| jpeg(bytes)),
        Ok(ImageFormat::Png) => anew(bytes, PngDecoder::new(Cursor::new(bytes))).or_else(|| png(bytes)),
        Ok(ImageFormat::WebP) => anew(bytes, WebPDecoder::new(Cursor::new(bytes))).or_else(|| webp(bytes)),
        Ok(ImageFormat::Gif) => gif(bytes),
        _ => drawing(std::str::from_utf8(bytes).ok()?).map(String::into_bytes),
    }
}

/// Makes an image anew that is to be turned, or is larger than print needs; `None` of one that is neither.
fn anew<D: ImageDecoder>(bytes: &[u8], decoder: ImageResult<D>) -> Option<Vec<u8>> {
    let mut decoder = decoder.ok()?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if orientation == Orientation::NoTransforms && width.max(height) <= LONGEST {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    if width.max(height) > LONGEST {
        image = image.resize(LONGEST, LONGEST, FilterType::Lanczos3);
    }
    let mut made = Vec::new();
    match image::guess_format(bytes).ok()? {
        ImageFormat::Jpeg => written(&image, JpegEncoder::new_with_quality(&mut made, QUALITY), profile),
        ImageFormat::Png => written(&image, image::codecs::png::PngEncoder::new(&mut made), profile),
        _ => written(&image, image::codecs::webp::WebPEncoder::new_lossless(&mut made), profile),
    }?;
    Some(made)
}

fn written(image: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> Option<()> {
    // Without its profile, an image shows colours that are near its own.
    profile.into_iter().for_each(|profile| drop(encoder.set_icc_profile(profile)));
    image.write_with_encoder(encoder).ok()
}

/// Keeps of a JPEG its pixels, how they are to be read, and its profile.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    file.segments_mut().retain(|segment| match segment.marker() {
        markers::APP0 | markers::APP14 => true,
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP1 | markers::APP3..=markers::APP13 | markers::APP15 | markers::COM => false,
        _ => true,
    });
    Some(file.encoder().bytes().to_vec())
}

/// The parts of a PNG that say how it looks (PNG 3, 5.6 and 11.3); the rest is left out.
const LOOKS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    file.chunks_mut().retain(|chunk| LOOKS.contains(&&chunk.kind()));
    Some(file.encoder().bytes().to_vec())
}

/// The flags in the head of a WebP that say that it has EXIF and XMP.
const TOLD: u8 = 0x08 | 0x04;

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    file.chunks_mut().retain(|chunk| ![*b"EXIF", *b"XMP "].contains(&chunk.id()));
    for chunk in file.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        let mut head = chunk.content().data()?.to_vec();
        *head.first_mut()? &= !TOLD;
        *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(head.into()));
    }
    Some(file.encoder().bytes().to_vec())
}

/// Leaves out of a GIF comments, and what programs add except how often it is repeated (GIF89a, 24 and 26).
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks = |mut at: usize| {
        while let Some(size @ 1..) = bytes.get(at).copied() {
            at += 1 + usize::from(size);
        }
        at + 1
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let (end, is_kept) = match (*bytes.get(at)?, bytes.get(at + 1).copied()) {
            (0x3B, _) => {
                kept.push(0x3B);
                return Some(kept);
            }
            (0x2C, _) => (blocks(at + 11 + table(*bytes.get(at + 9)?)), true),
            (0x21, Some(0xFF)) => (blocks(at + 2), bytes.get(at + 3..at + 11)? == b"NETSCAPE"),
            (0x21, label) => (blocks(at + 2), label != Some(0xFE)),
            _ => return None,
        };
        kept.extend(bytes.get(at..end).filter(|_| is_kept).into_iter().flatten());
        at = end;
    }
}

/// Reads the text of a drawing, which may begin with a DTD. `None` if it is no XML.
pub fn xml(text: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).ok()
}

/// The namespaces of what a drawing shows.
const DRAWN: [&str; 4] = [
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/XML/1998/namespace",
];

/// Leaves out of a drawing its comments, its metadata and what programs keep in it for themselves, and makes the images in it as they go
/// out.
fn drawing(text: &str) -> Option<String> {
    let tree = xml(text)?;
    // What programs keep for themselves has names of their own.
    let is_drawn = |space: Option<&str>| space.is_none_or(|space| DRAWN.contains(&space));
    let is_told = |node: &roxmltree::Node| {
        let is_foreign = node.is_element() && !is_drawn(node.tag_name().namespace());
        node.is_comment() || node.is_pi() || is_foreign || node.tag_name().name() == "metadata"
    };
    let parts = tree.descendants().filter(is_told).map(|node| (node.range(), String::new()));
    let attributes = tree.descendants().flat_map(|node| node.attributes());
    let changed = attributes.filter_map(|own| match own.name() {
        _ if !is_drawn(own.namespace()) => Some((own.range(), String::new())),
        "href" => Some((own.range_value(), image_within(own.value())?)),
        _ => None,
    });
    let mut changes: Vec<(Range<usize>, String)> = parts.chain(changed).collect();
    changes.sort_by_key(|(range, _)| range.start);
    let (mut left, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in changes.into_iter().filter(|(range, _)| !range.is_empty()) {
        if range.start >= at {
            left.push_str(&text[at..range.start]);
            left.push_str(&new);
        }
        at = at.max(range.end);
    }
    Some(left + &text[at..])
}

/// The image that a drawing has in itself (RFC 2397), with its media type; `None` if the link is to something else.
pub fn within(link: &str) -> Option<(String, Vec<u8>)> {
    let url = DataUrl::process(link).ok()?;
    let (bytes, _) = url.decode_to_vec().ok()?;
    let kind = url.mime_type();
    Some((format!("{}/{}", kind.type_, kind.subtype), bytes))
}

/// An image that a drawing has in itself, as it goes out; `None` if the link is to something else, or nothing changes.
fn image_within(link: &str) -> Option<String> {
    let (kind, bytes) = within(link)?;
    let made = shown(bytes.clone());
    (made != bytes).then(|| format!("data:{kind};base64,{}", STANDARD.encode(made)))
}

/// Whether a file is compressed with gzip (RFC 1952), as drawings in `.svgz` files are.
pub fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// Whether an image says where it was taken.
pub fn has_position(bytes: &[u8]) -> bool {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    read.is_ok_and(|exif| exif.fields().any(|field| field.tag.context() == exif::Context::Gps))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use base64::Engine as _;

    use image::{DynamicImage, Frame, ImageFormat, Rgba, RgbaImage};

    use super::{STANDARD, drawing, gif, shown};

    fn picture(width: u32, height: u32) -> DynamicImage {
        DynamicImage::from(RgbaImage::from_fn(width, height, |x, y| Rgba([(x % 250) as u8, (y % 250) as u8, 90, 255])))
    }

    #[test]
    fn an_image_of_many_pixels_is_made_as_large_as_print_needs() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let mut bytes = Cursor::new(Vec::new());
            let large = picture(3000, 600).to_rgb8();
            large.write_to(&mut bytes, format).expect("it can be written");
            let made = shown(bytes.into_inner());
            assert_eq!(image::guess_format(&made).ok(), Some(format));
            let made = image::load_from_memory(&made).expect("it can be read");
            assert_eq!((made.width(), made.height()), (2480, 496));
        }
        let mut bytes = Cursor::new(Vec::new());
        picture(30, 6).write_to(&mut bytes, ImageFormat::Png).expect("it can be written");
        let small = bytes.into_inner();
        assert_eq!(shown(small.clone()), small, "nothing is to be left out of it");
    }

    #[test]
    fn comments_are_left_out_of_a_gif_and_frames_stay() {
        let mut bytes = Vec::new();
        let frame = |width| Frame::new(picture(width, 4).to_rgba8());
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        encoder.encode_frames([frame(4), frame(4)]).expect("they can be written");
        drop(encoder);
        let plain = gif(&bytes).expect("it is a GIF");
        assert_eq!(plain, bytes);
        let comment = [&[0x21, 0xFE, 8][..], b"Ada Holm", &[0]].concat();
        let program = [&[0x21, 0xFF, 11][..], b"XMP DataXMP", &[3], b"Ada", &[0]].concat();
        let head = 13 + if bytes[10] & 0x80 == 0 { 0 } else { 3 << ((bytes[10] & 7) + 1) };
        let told = [&bytes[..head], &comment, &program, &bytes[head..]].concat();
        assert_eq!(gif(&told), Some(bytes));
        assert_eq!(gif(&told[..told.len() - 1]), None, "it ends too early");
        assert_eq!(gif(b"GIF89a"), None);
    }

    #[test]
    fn comments_and_metadata_are_left_out_of_a_drawing() {
        let told = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:s='urn:s' s:docname='/home/ada/quay.svg'><!-- Ada --><metadata><a/></metadata>\
                    <g><!-- <b/> --><title>Quay</title></g></svg>";
        let left = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:s='urn:s' ><g><title>Quay</title></g></svg>";
        assert_eq!(drawing(told).as_deref(), Some(left));
        assert_eq!(drawing(left).as_deref(), Some(left));
        assert_eq!(drawing("no drawing"), None);
        let program = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n\
                       <svg xmlns='http://www.w3.org/2000/svg' xmlns:i='urn:i'><!-- Ada --><i:view at='/home/ada'><g/></i:view>\
                       <g i:export-filename='/home/ada/quay.png' id='a'/></svg>";
        let left = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n\
                    <svg xmlns='http://www.w3.org/2000/svg' xmlns:i='urn:i'><g  id='a'/></svg>";
        assert_eq!(drawing(program).as_deref(), Some(left));
    }

    #[test]
    fn an_image_within_a_drawing_goes_out_without_what_is_said_in_it() {
        let signed = include_bytes!("../../tests/leaks/images/signed.png").to_vec();
        let within = |bytes: &[u8]| {
            let data = STANDARD.encode(bytes);
            let (start, end) = data.split_at(40);
            // Programs break long lines.
            format!(
                "<svg xmlns:x='http://www.w3.org/1999/xlink'><image x:href='data:image/png;base64,{start}\n {end}'/></svg>"
            )
        };
        let made = drawing(&within(&signed)).expect("it is a drawing");
        let clean = STANDARD.encode(shown(signed.clone()));
        assert!(made.contains(&format!("x:href='data:image/png;base64,{clean}'")), "{made}");
        assert_eq!(drawing(&made).as_deref(), Some(made.as_str()));
        let inner = format!("data:image/svg+xml;base64,{}", STANDARD.encode(within(&signed)));
        let outer = format!("<svg><image href='{inner}'/></svg>");
        assert!(drawing(&outer).is_some_and(|made| made != outer), "one drawing within another");
        let other =
            "<svg><use href='#mark'/><a href='https://a.example'>b</a><image href='data:image/png;base64,%'/></svg>";
        assert_eq!(drawing(other).as_deref(), Some(other));
    }
}
