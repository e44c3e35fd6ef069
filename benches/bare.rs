//! Measures Typst alone: compiles and exports the Typst projects below a folder (made by `casebook build --emit typst`) on as
//! many threads as there are cores, and does nothing else. Prints the time in seconds, the number of documents, and the size of
//! all PDFs in bytes. `benches/peers/run.py` compares casebook with it. Typst's cache entries are evicted if the last KEPT
//! documents did not use them, as in casebook; without KEPT, all of them are evicted after each document.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads what it measures, and prints what it found"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use casebook::base::threads;
use casebook::document::typeset::world::{Compiler, Desk, PrintSetup};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use walkdir::WalkDir;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [folder, rest @ ..] = named.as_slice() else { return println!("usage: bare FOLDER [KEPT]") };
    let kept = rest.first().and_then(|kept| kept.parse().ok()).unwrap_or(0);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let projects: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name() == "main.typ")
        .filter_map(|entry| Some(entry.path().parent()?.to_owned()))
        .collect();
    let start = Instant::now();
    let mut shared = projects.first().map(|project| files(project)).unwrap_or_default();
    let theme = text(&mut shared, "theme.typ");
    let figures = shared.into_iter().filter(|(name, _)| name.starts_with("figures/"));
    let figures = figures.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("it is text"))).collect();
    let compiler = Compiler::new(PrintSetup { theme, figures, ..PrintSetup::default() });
    let sizes = threads::each(&projects, |project| compile(&compiler, project, kept));
    let bytes: usize = sizes.iter().sum();
    println!("{:.3} {} {bytes}", start.elapsed().as_secs_f64(), projects.len());
}

/// Reads the files of a project, by their paths in it.
fn files(project: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(project).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let file = |path: &Path| {
        let name = path.strip_prefix(project).expect("it lies in there").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("it can be read"))
    };
    entries.map(|entry| file(entry.path())).collect()
}

fn text(files: &mut BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.remove(name).expect("it is there")).expect("it is text")
}

/// Compiles and exports a project. Returns the size of its PDF in bytes.
fn compile(compiler: &Compiler, project: &Path, kept: usize) -> usize {
    let mut files = files(project);
    let main = text(&mut files, "main.typ");
    let desk = Desk::new(compiler, main, files);
    let document = typst::compile::<PagedDocument>(&desk).output.expect("it compiles");
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).expect("they go together");
    let ident = Smart::Custom(project.display().to_string());
    let options = PdfOptions { ident, standards, ..PdfOptions::default() };
    let size = typst_pdf::pdf(&document, &options).expect("it can be exported").len();
    comemo::evict(kept);
    size
}
