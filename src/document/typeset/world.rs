//! What Typst may see: the document, the theme, its images and the embedded fonts, all in memory. No other file, no
//! network, no clock.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontFlags, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

use crate::base::budget::Budget;

/// The fonts that are needed and that Typst does not include.
pub const SANS: [&[u8]; 3] = [
    include_bytes!("../../../templates/fonts/LibertinusSans-Regular.ttf"),
    include_bytes!("../../../templates/fonts/LibertinusSans-Italic.ttf"),
    include_bytes!("../../../templates/fonts/LibertinusSans-Bold.ttf"),
];

/// The default theme, which a theme can build upon.
const DEFAULT_THEME: &str = include_str!("../../../templates/theme.typ");

/// What a workspace provides for all of its documents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PrintSetup {
    /// Its theme.
    pub theme: String,
    /// Its own fonts.
    pub fonts: Vec<Vec<u8>>,
    /// Images that a theme may show, by their paths in `templates/`.
    pub images: Vec<(String, Vec<u8>)>,
    /// The files that draw figures, by their paths in `templates/`.
    pub figures: Vec<(String, String)>,
    /// Whether the theme or a file that draws figures is the workspace's own.
    pub is_own: bool,
    /// What a report may take.
    pub budget: Budget,
}

/// What all documents share, prepared once: fonts, Typst's library, the theme, and the files that draw figures.
pub struct Compiler {
    /// What the workspace provides.
    pub setup: PrintSetup,
    library: LazyHash<Library>,
    fonts: FontStore,
    images: Vec<(FileId, Bytes)>,
    default_theme: Source,
    theme: Source,
    /// The files that draw figures, with their paths in `templates/`.
    figures: Vec<(String, Source)>,
}

impl Compiler {
    /// Prepares what all documents share.
    pub fn new(setup: PrintSetup) -> Compiler {
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        let own = setup.fonts.iter().filter(|data| !SANS.contains(&data.as_slice())).cloned().map(Bytes::new);
        for data in SANS.into_iter().map(Bytes::new).chain(own) {
            let faces = Font::iter(data);
            fonts.extend(faces.map(|font| {
                let info: FontInfo = font.info().clone();
                (font, info)
            }));
        }
        let features = [Feature::A11yExtras].into_iter().collect();
        let images = setup.images.iter().filter_map(|(name, data)| Some((file_id(name)?, Bytes::new(data.clone()))));
        let figures = setup.figures.iter();
        let figures =
            figures.filter_map(|(name, text)| Some((name.clone(), Source::new(file_id(name)?, text.clone()))));
        Compiler {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            fonts,
            images: images.collect(),
            default_theme: Source::new(expect_id("default.typ"), DEFAULT_THEME.to_owned()),
            theme: Source::new(expect_id("theme.typ"), setup.theme.clone()),
            figures: figures.collect(),
            setup,
        }
    }

    /// Returns the files that every document can import and the images that a theme may show, as pairs of path and content.
    pub fn sources(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let themes = [("theme.typ", &self.theme), ("default.typ", &self.default_theme)];
        let themes = themes.into_iter().map(|(name, source)| (name.to_owned(), source));
        let figures = self.figures.iter().map(|(name, source)| (name.clone(), source));
        let texts = themes.chain(figures).map(|(name, source)| (name, source.text().as_bytes().to_vec()));
        let images = self.images.iter().map(|(id, data)| (id.vpath().get_without_slash().to_owned(), data.to_vec()));
        texts.chain(images)
    }

    /// Whether there is a font of this family; capitals make no difference.
    pub fn has_family(&self, family: &str) -> bool {
        self.fonts.book().contains_family(&family.to_lowercase())
    }

    /// Returns the characters of a text that no font has, each once, in the order of the text.
    pub fn missing(&self, text: &str) -> String {
        let book = self.fonts.book();
        let infos: Vec<&FontInfo> = (0..).map_while(|at| book.info(at)).collect();
        let mut known = BTreeSet::new();
        // Every text font has the printable characters of ASCII.
        let strange = text.chars().filter(|c| !matches!(c, ' '..='~') && !is_invisible(*c));
        let new = strange.filter(|c| known.insert(*c));
        let has = |info: &FontInfo, c: char| info.coverage.contains(c as u32) && (!is_shaped(c) || is_for_text(info));
        new.filter(|c| !infos.iter().any(|info| has(info, *c))).collect()
    }
}

/// Whether a character is of a script whose letters join or stand above each other, so that a font for code or for formulas, which has
/// them one by one, is of no use: those from Hebrew to Mongolian in the order of Unicode.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{10ff}' | '\u{1200}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a font is one for running text. New Computer Modern has a few letters of many scripts, for formulas.
fn is_for_text(info: &FontInfo) -> bool {
    let is_special = info.flags.intersects(FontFlags::MONOSPACE | FontFlags::MATH);
    !is_special && !info.family.starts_with("New Computer Modern")
}

/// Whether a character is a space or only controls how others are typeset: no font needs to have it.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// A file that a document was made from and that is attached to its PDF.
#[derive(Debug)]
pub struct Attachment {
    /// Its path in the workspace.
    pub name: String,
    /// What it is, with its path.
    pub description: String,
    /// Its media type.
    pub media: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Returns the paths at which a document finds its attachments, in the same order. Readers of the PDF see these names, and
/// programs that extract files from a PDF expect no folders in them.
pub fn attached_paths(attachments: &[Attachment]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for file in attachments {
        let mut path = file.name.replace('/', "_");
        while paths.contains(&path) {
            path.insert(0, '_');
        }
        paths.push(path);
    }
    paths
}

/// The Typst [`World`] of one document.
pub struct Desk<'a> {
    compiler: &'a Compiler,
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> Desk<'a> {
    /// Creates a world from the source of the main file, and other files by their paths.
    pub fn new(compiler: &'a Compiler, main: String, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Desk<'a> {
        let files = files.into_iter().filter_map(|(path, data)| Some((file_id(&path)?, Bytes::new(data))));
        Desk { compiler, files: files.collect(), main: Source::new(expect_id("main.typ"), main) }
    }

    /// Returns the path in `templates/` of a file that a user can change (the theme, or one that draws figures), else `None`.
    pub fn own_file(&self, id: FileId) -> Option<String> {
        if id == self.compiler.theme.id() {
            return Some("theme.typ".to_owned());
        }
        self.compiler.figures.iter().find(|(_, source)| source.id() == id).map(|(name, _)| name.clone())
    }

    /// Returns the byte range, in the theme, of the name of the function that the document calls at byte `at`.
    pub fn called_at(&self, at: usize) -> Option<Range<usize>> {
        let name = self.main.text().get(..at)?.lines().rev().find_map(called)?;
        let start = self.compiler.theme.text().find(&format!("let {name}("))? + "let ".len();
        Some(start..start + name.len())
    }
}

/// Returns the name of the function that a line of a document calls last.
fn called(line: &str) -> Option<&str> {
    let (name, _) = line.rsplit_once('#')?.1.split_once('(')?;
    name.chars().all(|c| c.is_ascii_lowercase() || c == '-').then_some(name)
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

fn expect_id(path: &str) -> FileId {
    file_id(path).expect("a plain file name is a valid path")
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.compiler.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.compiler.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.compiler.theme, &self.compiler.default_theme]
            .into_iter()
            .chain(self.compiler.figures.iter().map(|(_, source)| source))
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .chain(&self.compiler.images)
            .find(|(file, _)| *file == id)
            .map(|(_, data)| data.clone())
            .ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.compiler.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
