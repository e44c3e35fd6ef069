//! Takes all texts out of a PDF, by a reader of PDFs: what its pages show, and every string and text file in it.

use std::sync::Arc;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name, Object, Stream};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

/// All texts of a PDF: what stands on its pages, joined over lines and pages; then all strings (title, outline, alternative texts, links,
/// names of files) and all files in it that are text. `None` if it can't be read.
pub fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).ok()?;
    let mut shown = Shown::default();
    let mut all = Vec::new();
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut shown);
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            if let TypedInstruction::BeginMarkedContentWithProperties(marked) = operation {
                strings(marked.1, 0, &mut all);
            }
        }
    }
    for object in pdf.objects() {
        strings(&object, 0, &mut all);
    }
    all.extend([shown.text, shown.around]);
    Some(all)
}

/// The files that a PDF carries: the description and the content of each. `None` if it can't be read.
pub fn attached(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).ok()?;
    let mut files = Vec::new();
    for object in pdf.objects() {
        let Object::Dict(entries) = object else { continue };
        let Some(file) = entries.get::<Dict>(b"EF").and_then(|own| own.get::<Stream>(b"F")) else { continue };
        let description = entries.get::<hayro_interpret::hayro_syntax::object::String>(b"Desc");
        let description = description.map(|own| decoded(own.as_bytes())).unwrap_or_default();
        files.push((description, file.decoded().ok()?.to_vec()));
    }
    Some(files)
}

/// How deep values may stand inside each other; what is deeper is an object of its own.
const DEEPEST: usize = 32;

/// Gathers the strings of an object and, of a stream, its content if that is text.
fn strings(object: &Object, depth: usize, all: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::String(own) => all.push(decoded(own.as_bytes())),
        Object::Array(items) => items.raw_iter().for_each(|item| of_item(&item, depth, all)),
        Object::Dict(entries) => entries.entries().for_each(|(_, value)| of_item(&value, depth, all)),
        Object::Stream(stream) => {
            stream.dict().entries().for_each(|(_, value)| of_item(&value, depth, all));
            // What is drawn has no type; its text was taken out where it is shown. Fonts and images have others.
            let kind = stream.dict().get::<Name>(b"Type");
            let is_text = kind.is_some_and(|kind| [&b"Metadata"[..], b"EmbeddedFile"].contains(&kind.as_ref()));
            let content = if is_text { stream.decoded().ok() } else { None };
            all.extend(content.and_then(|bytes| std::str::from_utf8(&bytes).ok().map(own_words)));
        }
        // Names are words of PDF itself.
        Object::Name(_) | Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {}
    }
}

/// The text of a stream without the words of PDF itself: of which kind metadata is.
fn own_words(text: &str) -> String {
    let kinds = text.split_once("<pdfaExtension:schemas>");
    let behind = kinds.and_then(|(_, rest)| rest.split_once("</pdfaExtension:schemas>")).map_or("", |(_, rest)| rest);
    kinds.map_or_else(|| text.to_owned(), |(before, _)| format!("{before}{behind}"))
}

/// Objects that are only referred to are gathered where they stand.
fn of_item(item: &MaybeRef<Object>, depth: usize, all: &mut Vec<String>) {
    if let MaybeRef::NotRef(object) = item {
        strings(object, depth + 1, all);
    }
}

/// A text string: UTF-16 or UTF-8 by its mark, else taken for Latin letters (ISO 32000-2, 7.9.2.2).
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// The text of pages. What stands around it, like running heads, is apart, so that a sentence goes on over the end of a page.
#[derive(Default)]
struct Shown {
    text: String,
    around: String,
    /// Whether each open part is around the text.
    open: Vec<bool>,
    /// Where the last glyph ended, and the size of its font.
    end: (Point, f64),
}

impl Device<'_> for Shown {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, base: Affine, own: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let place = base * own;
        // A thousandth of the font's size is the unit of glyphs.
        let size = place.determinant().abs().sqrt() * 1000.0;
        let start = place * Point::ZERO;
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(0.0, f64::from),
            Glyph::Type3(_) => 0.0,
        };
        let (last, _) = self.end;
        let is_around = self.open.contains(&true);
        let text = if is_around { &mut self.around } else { &mut self.text };
        if (start.y - last.y).abs() > size * 0.25 {
            text.push('\n');
        } else if start.x - last.x > size * 0.15 || last.x - start.x > size {
            text.push(' ');
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => text.push(c),
            Some(BfString::String(own)) => text.push_str(&own),
            None => text.push('\u{FFFD}'),
        }
        self.end = (place * Point::new(width, 0.0), size);
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.open.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
