//! The program `casebook`: reads the command line, runs, and exits with 0, 1 or 2.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use casebook::base::diagnostic::Strictness;
use casebook::base::terminal::Terminal;
use casebook::base::threads::roomy;
use casebook::base::{interrupt, timings, write};
use casebook::build::formats::Format;
use casebook::build::outcome::Outcome;
use casebook::build::{self, BuildOptions, workspace};
use casebook::cli::args::{Args, BuildArgs, Command, Deny, EmitArg, ExampleArg, ExportArg};
use casebook::cli::bench_data::bench_data;
use casebook::cli::export::{self, ExportOptions};
use casebook::cli::publish::publish;
use casebook::cli::record::{self, Period};
use casebook::cli::start::{self, Example};
use casebook::cli::{run, serve, watch};
use casebook::document::typeset::printer;
use clap::Parser;

/// Reading many small files and typesetting ask for memory all the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(args.color, args.quiet, args.message_format);
    match execute(args, terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::STATUS),
        Err(error) => {
            eprintln!("error: {}", casebook::base::message::visible(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

fn strictness(deny: Option<Deny>, evidence: bool) -> Strictness {
    Strictness { deny_warnings: deny.is_some(), evidence }
}

/// This program, to be begun once more. On Linux that is so even when its file was replaced meanwhile.
fn program() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Some(running.to_owned()) } else { std::env::current_exe().ok() }
}

fn build_options(args: BuildArgs) -> BuildOptions {
    let BuildArgs { cases, formats, emit, out, allow_partial, volume, years, deny } = args;
    let usual = if formats.is_empty() && emit.is_none() { Format::ALL.to_vec() } else { Vec::new() };
    let asked = formats.into_iter().map(Format::from).chain(emit.map(|EmitArg::Typst| Format::Typst));
    let formats = usual.into_iter().chain(asked).collect();
    BuildOptions {
        cases,
        formats,
        out,
        allow_partial,
        volume,
        years,
        strictness: strictness(deny, false),
        program: program(),
        ..BuildOptions::default()
    }
}

fn execute(args: Args, terminal: Terminal) -> anyhow::Result<Outcome> {
    let workspace = || workspace::find_workspace(args.workspace.as_deref());
    match args.command {
        Command::Build { what, force, dry_run, timings } => {
            interrupt::listen();
            let options = BuildOptions { force, dry_run, ..build_options(what) };
            timings.iter().for_each(|_| timings::begin());
            let outcome = build::build(&workspace()?, &options, terminal);
            let written = timings.map_or(Ok(()), |file| write::put(&file, &timings::trace()));
            outcome.and_then(|outcome| written.map(|()| outcome))
        }
        Command::Watch(what) => watch::watch(&workspace()?, &build_options(what), terminal),
        Command::Serve { port } => serve::serve(&workspace()?, port, terminal),
        Command::Check { deny, strict } => run::check(&workspace()?, strictness(deny, strict), terminal),
        Command::Table { name, allow_partial } => run::table(&workspace()?, name.as_deref(), allow_partial, terminal),
        Command::Explain { what } => run::explain(&what, workspace, terminal),
        Command::Schema { write: true, .. } => start::write_schemas(&workspace()?, terminal),
        Command::Schema { kind, .. } => {
            let named = args.workspace.as_deref().map(|path| workspace::find_workspace(Some(path))).transpose()?;
            start::print_schema(kind.as_deref().unwrap_or("case"), named.as_deref())
        }
        Command::Init { dir, example } => {
            let example = match example {
                Some(ExampleArg::Portfolio) => Example::Portfolio,
                None => Example::Small,
            };
            start::init(&dir, example, terminal)
        }
        Command::New { name } => start::new_case(&workspace()?, &name, terminal),
        Command::Record { case, year, period } => {
            let period = year.map(Period::Year).or(period.map(Period::Named));
            record::record(&workspace()?, &case, &period.context("a record needs a year or a period")?, terminal)
        }
        Command::Publish { cases, year } => publish(&workspace()?, &cases, year, terminal),
        Command::Indicators { names } if names.is_empty() => run::indicators(&workspace()?, terminal),
        Command::Indicators { names } => start::indicators(&workspace()?, &names, terminal),
        Command::Export { form: ExportArg::Xlsx, years, out, allow_partial } => {
            export::xlsx(&workspace()?, &ExportOptions { years, out, allow_partial }, terminal)
        }
        Command::BenchData { dir, cases, seed } => bench_data(&dir, cases, seed, terminal),
        Command::Typeset => {
            interrupt::listen();
            roomy(printer::help)?;
            Ok(Outcome::Done)
        }
        Command::Templates { names } => start::templates(&workspace()?, &names, terminal),
    }
}
