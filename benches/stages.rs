//! Measures each stage of the pipeline, with 10, 100 and 1,000 invented cases: `cargo bench --bench stages`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebook::analysis::mapping::map;
use casebook::base::message::MessageFormat;
use casebook::base::source::{self, LARGEST_FILE, Source};
use casebook::base::terminal::ColorWhen;
use casebook::base::threads;
use casebook::build::examine::examine;
use casebook::build::formats::files::Maker;
use casebook::build::formats::{Format, MARKDOWN, PDF};
use casebook::build::print_setup::print_setup;
use casebook::build::render::{Draft, case_document, tables};
use casebook::build::tasks::{Task, tasks};
use casebook::build::workspace::Workspace;
use casebook::cli::bench_data::{self, BenchDataArgs};

use casebook::cli::globals::Globals;
use casebook::document::markdown::parse::document;
use casebook::document::typeset::printer::Printer;
use casebook::document::typeset::world::Compiler;
use casebook::model::case::Case;
use casebook::report::view::make;
use divan::{Bencher, black_box};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [10, 100, 1000];

/// The sizes for typesetting, which would take a minute for a thousand cases.
const TYPESET: [usize; 2] = [10, 100];

fn main() {
    divan::main();
}

/// A workspace with a given number of cases.
struct Data {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Data {
    fn new(cases: usize) -> Data {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path().join("workspace");
        let (color, message_format) = (ColorWhen::Never, MessageFormat::Human);
        let globals = Globals { workspace: None, quiet: true, color, message_format };
        bench_data::run(&BenchDataArgs { dir: root.clone(), cases, seed: 1 }, &globals).expect("it can be made");
        Data { _folder: folder, root: root.canonicalize().expect("it is there") }
    }

    fn read(&self) -> Workspace {
        examine(&self.root, Default::default(), None, None).expect("it can be read").0.expect("it is sound")
    }

    fn names(&self) -> Vec<String> {
        source::find(&self.root, "cases", &["yaml"]).0
    }
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let names = data.names();
    let read = |name: &String| source::read(&data.root, name, LARGEST_FILE).expect("it can be read");
    bencher.bench(|| names.iter().map(read).collect::<Vec<Arc<Source>>>());
}

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    bencher.bench(|| examine(black_box(&data.root), Default::default(), None, None).expect("it can be read"));
}

#[divan::bench(args = SIZES)]
fn map_to_frameworks(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    let records: Vec<_> = workspace.cases.iter().filter_map(Case::newest).collect();
    bencher.bench(|| {
        for record in &records {
            for framework in workspace.frameworks.iter() {
                black_box(map(record, framework, &workspace.frameworks));
            }
        }
    });
}

#[divan::bench(args = SIZES)]
fn tables_of_summary(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    bencher.bench(|| tables(&workspace, workspace.context(), &[]).expect("they can be made"));
}

#[divan::bench(args = SIZES)]
fn view(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    let context = workspace.context();
    bencher
        .bench(|| workspace.cases.iter().map(|case| make::case(context, case)).for_each(|view| drop(black_box(view))));
}

fn draft(workspace: &Workspace, case: &Case) -> Draft {
    case_document(workspace, &workspace.locales[0], case).expect("it can be made")
}

/// Makes views, and from them, through templates, Markdown and a document tree.
#[divan::bench(args = SIZES)]
fn template(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    bencher.bench(|| workspace.cases.iter().for_each(|case| drop(black_box(draft(&workspace, case)))));
}

#[divan::bench(args = SIZES)]
fn tree(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    let texts: Vec<String> = workspace.cases.iter().map(|case| draft(&workspace, case).markdown).collect();
    bencher.bench(|| texts.iter().for_each(|text| drop(black_box(document(text)))));
}

fn make_all(workspace: &Workspace, printer: &Printer, format: Format) {
    let cards: Vec<_> = workspace.cards.iter().collect();
    let make = |task: &Task| {
        let opened = workspace.open(task.card).expect("it is as it was");
        task.make(Maker { workspace, formats: &[format], printer }, &opened).map(drop).expect("it can be made");
    };
    threads::each(&tasks(&cards, &[]), make);
}

/// Makes whole reports, in one format, on all cores.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn export_markdown(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    let compiler = Compiler::new(print_setup(&workspace));
    let printer = Printer::of(&compiler, None, false);
    bencher.bench(|| make_all(&workspace, &printer, MARKDOWN));
}

#[divan::bench(args = TYPESET, sample_count = 3, sample_size = 1)]
fn typeset_and_export_pdf(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    let workspace = data.read();
    let compiler = Compiler::new(print_setup(&workspace));
    let printer = Printer::of(&compiler, None, false);
    bencher.bench(|| make_all(&workspace, &printer, PDF));
}

#[divan::bench(args = SIZES)]
fn nothing_to_do(bencher: Bencher, cases: usize) {
    let data = Data::new(cases);
    bencher.bench(|| source::fingerprints(Path::new(black_box(&data.root)), std::iter::empty()));
}
