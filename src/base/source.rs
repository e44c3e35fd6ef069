//! Input files as text with positions. Only `write` and `rewrite` read files too, to compare what is there.

#![expect(clippy::disallowed_methods, reason = "this is where files are read")]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::hash::Hash;
use std::io::Read;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};
use walkdir::WalkDir;

use crate::base::threads;

/// The input files directly in the root of a workspace.
pub const SINGLE: [&str; 6] =
    ["casebook.yaml", "claims.yaml", "pseudonyms.yaml", REFERENCES[0], REFERENCES[1], REFERENCES[2]];

/// The files of references: Casebook's own, and those that other programs export.
pub const REFERENCES: [&str; 3] = ["references.yaml", "references.bib", "references.json"];

/// The folders with the input files of a workspace.
pub const FOLDERS: [&str; 5] = ["cases", "frameworks", "indicators", "published", "templates"];

/// The default limit on the size of an input file, in bytes: 32 MiB.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// A hash, mostly of the content of a file: 128-bit SipHash-1-3, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Hashes bytes, or anything else that can be hashed.
    pub fn of(what: &(impl Hash + ?Sized)) -> Fingerprint {
        let mut hasher = SipHasher13::new();
        what.hash(&mut hasher);
        Fingerprint(format!("{:032x}", hasher.finish128().as_u128()))
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Size and modification time of a file: enough to notice that somebody else wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// When it was written, in nanoseconds since 1970.
    modified: u128,
}

/// Returns the stamp of a file, if it exists.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let data = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let modified = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
    Some(Stamp { size: data.len(), modified })
}

/// The executable of this program. Other versions of it may make other reports of the same workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    stamp: Stamp,
    /// The hash of the file.
    pub hash: Fingerprint,
}

impl Program {
    /// Returns the running program, as it was at the first call, since its file may be replaced later. `known` is that
    /// of the last build: if its stamp still fits, the file is not read and hashed again.
    pub fn running(known: Option<&Program>) -> Option<Program> {
        static RUNNING: OnceLock<Option<Program>> = OnceLock::new();
        let look = || {
            let path = std::env::current_exe().ok()?;
            let stamp = stamp(&path)?;
            if let Some(known) = known.filter(|known| known.stamp == stamp) {
                return Some(known.clone());
            }
            Some(Program { stamp, hash: Fingerprint::of(std::fs::read(path).ok()?.as_slice()) })
        };
        RUNNING.get_or_init(look).clone()
    }
}

/// One input file: its name as the user knows it, and its text.
pub struct Source {
    name: String,
    text: String,
    lines: Vec<usize>,
    /// Whether the file begins with a byte-order mark, which is left out of `text`.
    marked: bool,
    odd_numbers: OnceLock<bool>,
    /// The place of each node of a YAML file, by `NodeId`; computed when the first one is needed.
    pub(crate) nodes: OnceLock<Located>,
}

/// Where the nodes of a YAML file stand.
#[derive(Debug, Default)]
pub struct Located {
    /// The byte ranges of all nodes in reading order.
    pub(crate) ranges: Vec<Range<usize>>,
    /// The byte ranges of what the file spells, by the index of the node, where these are others: behind an anchor or a tag, and where an
    /// alias leads.
    pub(crate) spelled: BTreeMap<usize, Range<usize>>,
}

impl Source {
    /// Creates a source from text, for built-in files and tests.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Source::of(name.into(), text.into(), false)
    }

    fn of(name: String, text: String, marked: bool) -> Arc<Source> {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Arc::new(Source { name, text, lines, marked, odd_numbers: OnceLock::new(), nodes: OnceLock::new() })
    }

    /// The path relative to the workspace, with forward slashes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the file on the disk.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_of(&self.text)
    }

    /// The bytes that the file would have with another text. Keeps a byte-order mark.
    pub fn bytes_of(&self, text: &str) -> Vec<u8> {
        let mark = if self.marked { "\u{feff}" } else { "" };
        [mark, text].concat().into_bytes()
    }

    /// The hash of the file's bytes.
    pub fn hash(&self) -> Fingerprint {
        Fingerprint::of(self.bytes().as_slice())
    }

    /// The file's name without folders and without its last extension.
    pub fn stem(&self) -> &str {
        stem(&self.name)
    }

    /// Whether the text may have whole numbers with a plus sign, or in another base than ten.
    pub fn has_odd_numbers(&self) -> bool {
        let odd = |text: &str| {
            let pairs = text.as_bytes().windows(2);
            pairs.into_iter().any(|pair| matches!(pair, [b'0', b'x' | b'o' | b'b'] | [b'+', b'0'..=b'9']))
        };
        *self.odd_numbers.get_or_init(|| odd(&self.text))
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|&start| start <= offset) - 1;
        (line + 1, self.text[self.lines[line]..offset].chars().count() + 1)
    }

    /// The byte offset of a line and a column, both from 1; the column counts characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.lines.get(line.saturating_sub(1)) else { return self.text.len() };
        let rest = &self.text[start..];
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }
}

/// The name of a file without folders and without its last extension.
pub fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({:?})", self.name)
    }
}

/// A byte range in a source.
#[derive(Clone, Debug)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// Byte offsets into its text.
    pub range: Range<usize>,
}

impl Span {
    /// The start of a file, for messages about the file as a whole.
    pub fn start_of(source: &Arc<Source>) -> Span {
        Span { source: source.clone(), range: 0..0 }
    }

    /// File name, line and column, the last two from 1.
    pub fn position(&self) -> (&str, usize, usize) {
        let (line, column) = self.source.line_column(self.range.start);
        (self.source.name(), line, column)
    }
}

/// A file that could not be read, and why, in words for its author.
#[derive(Debug)]
pub struct Unreadable {
    /// The path relative to the workspace.
    pub name: String,
    /// What is wrong.
    pub reason: String,
}

/// Reads one file of the workspace, of at most `largest` bytes. `name` is relative to `root`.
pub fn read(root: &Path, name: &str, largest: u64) -> Result<Arc<Source>, Unreadable> {
    let fail = |reason: String| Unreadable { name: name.to_owned(), reason };
    let path = root.join(name);
    let data = std::fs::metadata(&path).map_err(|error| fail(describe(&error)))?;
    if !data.is_file() {
        return Err(fail("this is not a file".to_owned()));
    }
    if std::fs::symlink_metadata(&path).is_ok_and(|own| own.is_symlink()) && !is_inside(root, &path) {
        return Err(fail("this link leads out of the workspace".to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(data.len().min(largest)).unwrap_or_default() + 1);
    // Check the size of what was read as well: a file can grow meanwhile, and some report no size.
    let opened =
        if data.len() > largest { None } else { Some(File::open(&path).map_err(|error| fail(describe(&error)))?) };
    if let Some(file) = &opened {
        file.take(largest + 1).read_to_end(&mut bytes).map_err(|error| fail(describe(&error)))?;
    }
    if opened.is_none() || bytes.len() as u64 > largest {
        let most = largest / 1024 / 1024;
        return Err(fail(format!(
            "the file is larger than {most} MiB; if it must be, write a larger `limits: {{ file_size: … }}` in casebook.yaml"
        )));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => {
            Ok(Source::of(name.to_owned(), text['\u{feff}'.len_utf8()..].to_owned(), true))
        }
        Ok(text) => Ok(Source::of(name.to_owned(), text, false)),
        Err(error) => {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count();
            Err(fail(format!("line {} is not UTF-8 text; save the file with UTF-8 encoding", line + 1)))
        }
    }
}

/// Whether a file of the workspace exists.
pub fn exists(root: &Path, name: &str) -> bool {
    root.join(name).is_file()
}

/// Reads the bytes of a file. Returns `None` if it can't be read, has over `largest` bytes or lies outside the workspace.
pub fn bytes(root: &Path, name: &Path, largest: u64) -> Option<Vec<u8>> {
    let path = root.join(name);
    let data = std::fs::metadata(&path).ok()?;
    let readable = data.is_file() && data.len() <= largest && is_inside(root, &path);
    if readable { std::fs::read(&path).ok() } else { None }
}

/// Whether a path leads to something in the workspace, with all symbolic links followed.
fn is_inside(root: &Path, path: &Path) -> bool {
    let home = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    path.canonicalize().is_ok_and(|path| path.starts_with(home))
}

/// Whether a folder is the root of the workspace, one of its input folders, or inside one. It need not exist yet.
pub fn is_among_sources(root: &Path, folder: &Path) -> bool {
    let (Ok(home), Some(place)) = (root.canonicalize(), place(folder)) else { return false };
    place == home || FOLDERS.iter().any(|own| place.starts_with(home.join(own)))
}

/// The absolute path with all symbolic links followed. The file or folder need not exist yet.
pub fn place(path: &Path) -> Option<PathBuf> {
    let full = std::path::absolute(path).ok()?;
    let there = full.ancestors().find_map(|part| Some((part.canonicalize().ok()?, full.strip_prefix(part).ok()?)));
    let (there, rest) = there?;
    Some(rest.components().fold(there, |mut place, part| {
        match part {
            // A folder that does not exist yet can't be a link, so `..` leads back to the one before it.
            Component::ParentDir => drop(place.pop()),
            part => place.push(part),
        }
        place
    }))
}

/// Finds all files below `root/folder` with one of the extensions, sorted by name. Hidden files and folders are left
/// out. Returns separately what can't be read: links to folders, and links that lead nowhere or out of the workspace. A
/// missing folder has no files.
pub fn find(root: &Path, folder: &str, extensions: &[&str]) -> (Vec<String>, Vec<Unreadable>) {
    let (mut names, mut faults) = (Vec::new(), Vec::new());
    let top = root.join(folder);
    if !top.is_dir() {
        return (names, faults);
    }
    let home = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
    };
    for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().map_or(folder.to_owned(), |path| relative(root, path));
                faults.push(Unreadable { name, reason: error.to_string() });
                continue;
            }
        };
        if entry.file_type().is_symlink() && entry.path().is_dir() {
            let reason = "this link to a folder is not followed; copy the folder here".to_owned();
            faults.push(Unreadable { name: relative(root, entry.path()), reason });
            continue;
        }
        let wanted = entry.path().extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e));
        if !wanted || entry.file_type().is_dir() {
            continue;
        }
        let name = relative(root, entry.path());
        let link = entry.path_is_symlink();
        let inside = !link || entry.path().canonicalize().is_ok_and(|path| path.starts_with(&home));
        if inside {
            names.push(name);
        } else {
            faults.push(Unreadable { name, reason: "this link leads out of the workspace, or nowhere".to_owned() });
        }
    }
    (names, faults)
}

/// The hashes of all files that reports may depend on: those in the root and in the folders of the workspace, whatever
/// their names, and `others`. A file that does not exist is included, with the hash [`absent`].
pub fn fingerprints<'a>(root: &Path, others: impl Iterator<Item = &'a String>) -> BTreeMap<String, Fingerprint> {
    let own = SINGLE.map(str::to_owned);
    let mut names: BTreeSet<String> = own.into_iter().chain(misspelt(root)).chain(others.cloned()).collect();
    for folder in FOLDERS {
        let entries = WalkDir::new(root.join(folder)).into_iter().flatten();
        names.extend(entries.filter(|entry| !entry.file_type().is_dir()).map(|entry| relative(root, entry.path())));
    }
    let names: Vec<String> = names.into_iter().collect();
    let hashes = threads::each(&names, |name| hash(root, name));
    names.into_iter().zip(hashes).collect()
}

/// The hash that stands for a file that does not exist.
pub fn absent() -> Fingerprint {
    Fingerprint::of(&std::io::ErrorKind::NotFound)
}

/// Returns the hash of a file of the workspace. If it can't be read, the hash stands for the reason.
pub fn hash(root: &Path, name: &str) -> Fingerprint {
    let path = root.join(name);
    let is_link = || std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink());
    // Reading something that is not a regular file may never end, and nothing outside the workspace is read.
    match std::fs::metadata(&path) {
        Ok(data) if !data.is_file() || (is_link() && !is_inside(root, &path)) => Fingerprint::of("no file"),
        Ok(_) => std::fs::read(&path)
            .map_or_else(|error| Fingerprint::of(&error.kind()), |bytes| Fingerprint::of(bytes.as_slice())),
        Err(error) => Fingerprint::of(&error.kind()),
    }
}

/// `root` and all folders below it, sorted by name, except hidden ones, and directly in `root` those named in `without`.
pub fn folders(root: &Path, without: &[&str]) -> Vec<PathBuf> {
    let wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_str().unwrap_or_default();
        let left_out = name.starts_with('.') || (entry.depth() == 1 && without.contains(&name));
        entry.depth() == 0 || (entry.file_type().is_dir() && !left_out)
    };
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(wanted).flatten();
    entries.map(walkdir::DirEntry::into_path).collect()
}

/// The files directly in `root/folder`, as paths relative to `root`, sorted by name.
pub fn beside(root: &Path, folder: &str) -> Vec<String> {
    let entries = WalkDir::new(root.join(folder)).min_depth(1).max_depth(1).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| relative(root, entry.path())).collect()
}

/// Files below `root/folder` that look like YAML but that [`find`] does not find, since their names begin with a dot or
/// end in something like `.yaml.txt` or `.YAML`. Sorted.
pub fn misnamed(root: &Path, folder: &str) -> Vec<String> {
    let files = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten();
    let suspicious = |path: &str| {
        let lower = path.to_lowercase();
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let read = !hidden && (path.ends_with(".yaml") || path.ends_with(".yml"));
        !read && (lower.contains(".yaml") || lower.contains(".yml"))
    };
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| relative(root, entry.path()))
        .filter(|path| suspicious(path))
        .collect()
}

/// Files in `templates/` that are not read because of their names: fixed words of no known language, an unknown figure,
/// a theme under another name. `figures` are the names of the known figures. Sorted.
pub fn misnamed_templates(root: &Path, figures: &[&str], is_language: impl Fn(&str) -> bool) -> Vec<String> {
    let files = WalkDir::new(root.join("templates")).sort_by_file_name().into_iter().flatten();
    let unknown = |path: &str| {
        let name = path.strip_prefix("templates/").unwrap_or(path);
        match name.split_once('/') {
            Some(("locales", file)) => !file.strip_suffix(".ftl").is_some_and(&is_language),
            Some(("figures", _)) => !figures.contains(&name),
            Some(_) => false,
            None => {
                let other = |ending: &str, usual: &str| name.ends_with(ending) && name != usual;
                let hidden = |ending: &str| name.contains(ending) && !name.ends_with(ending);
                other(".typ", "theme.typ")
                    || other(".css", "site.css")
                    || other(".js", "site.js")
                    || [".typ", ".md", ".html", ".css"].into_iter().any(hidden)
            }
        }
    };
    let names = files.filter(|entry| entry.file_type().is_file()).map(|entry| relative(root, entry.path()));
    names.filter(|path| unknown(path)).collect()
}

/// Files and folders in the root of the workspace that are not read because their names are misspelt: `Claims.yaml`,
/// `references.yml`, `Cases`. Sorted.
pub fn misspelt(root: &Path) -> Vec<String> {
    let is_input = |name: &str| SINGLE.iter().chain(&FOLDERS).any(|own| *own == name);
    let looks_like = |name: &str| !is_input(name) && is_input(&usual_spelling(name));
    let entries = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name().into_iter().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    // On a case-insensitive file system, the file is read all the same.
    names.filter(|name| looks_like(name) && !is_read(root, name)).collect()
}

fn usual_spelling(name: &str) -> String {
    name.to_lowercase().replace(".yml", ".yaml")
}

/// Whether a name and its usual spelling lead to the same file.
fn is_read(root: &Path, name: &str) -> bool {
    let usual = root.join(usual_spelling(name));
    match (usual.canonicalize(), root.join(name).canonicalize()) {
        (Ok(usual), Ok(own)) => usual == own,
        _ => false,
    }
}

/// Finds the workspace that `start` is in: the nearest folder upwards with a `casebook.yaml`.
pub fn workspace(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join("casebook.yaml").is_file()).map(Path::to_owned)
}

/// The path relative to `root`, with forward slashes.
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "this program may not read it (permission denied)".to_owned(),
        _ => error.to_string(),
    }
}

/// Hands out the numbers of nodes while a file is read.
#[derive(Default)]
pub(crate) struct Counter(Cell<u32>);

impl Counter {
    pub(crate) fn next(&self) -> u32 {
        self.0.replace(self.0.get() + 1)
    }
}
