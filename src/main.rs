//! The program `casebook`: reads the command line, runs, and exits with 0, 1 or 2.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use casebook::base::diagnostic::Rigour;
use casebook::base::terminal::Voice;
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
use casebook::document::typeset::press;
use clap::Parser;

/// Reading many small files and typesetting ask for memory all the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let voice = Voice::new(args.color, args.quiet, args.message_format);
    match execute(args, voice) {
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

fn rigour(deny: Option<Deny>, evidence: bool) -> Rigour {
    Rigour { deny_warnings: deny.is_some(), evidence }
}

/// This program, to be begun once more. On Linux that is so even when its file was replaced meanwhile.
fn program() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Some(running.to_owned()) } else { std::env::current_exe().ok() }
}

fn build_options(args: BuildArgs) -> BuildOptions {
    let BuildArgs { cases, formats, emit, out, overwrite, allow_partial, volume, years, deny } = args;
    let usual = if formats.is_empty() && emit.is_none() { Format::ALL.to_vec() } else { Vec::new() };
    let asked = formats.into_iter().map(Format::from).chain(emit.map(|EmitArg::Typst| Format::Typst));
    let formats = usual.into_iter().chain(asked).collect();
    BuildOptions {
        cases,
        formats,
        out,
        overwrite,
        allow_partial,
        volume,
        years,
        rigour: rigour(deny, false),
        program: program(),
        ..BuildOptions::default()
    }
}

fn execute(args: Args, voice: Voice) -> anyhow::Result<Outcome> {
    let workspace = || workspace::find_workspace(args.workspace.as_deref());
    match args.command {
        Command::Build { what, force, dry_run, timings } => {
            interrupt::listen();
            let options = BuildOptions { force, dry_run, ..build_options(what) };
            timings.iter().for_each(|_| timings::begin());
            let outcome = build::build(&workspace()?, &options, voice);
            let written = timings.map_or(Ok(()), |file| write::put(&file, &timings::trace()));
            outcome.and_then(|outcome| written.map(|()| outcome))
        }
        Command::Watch(what) => watch::watch(&workspace()?, &build_options(what), voice),
        Command::Serve { port } => serve::serve(&workspace()?, port, voice),
        Command::Check { deny, strict } => run::check(&workspace()?, rigour(deny, strict), voice),
        Command::Table { name, allow_partial } => run::table(&workspace()?, name.as_deref(), allow_partial, voice),
        Command::Explain { what } => run::explain(&what, workspace, voice),
        Command::Schema { write: true, .. } => start::write_schemas(&workspace()?, voice),
        Command::Schema { kind, .. } => {
            let named = args.workspace.as_deref().map(|path| workspace::find_workspace(Some(path))).transpose()?;
            start::print_schema(kind.as_deref().unwrap_or("case"), named.as_deref())
        }
        Command::Init { dir, example } => {
            let example = match example {
                Some(ExampleArg::Portfolio) => Example::Portfolio,
                None => Example::Small,
            };
            start::init(&dir, example, voice)
        }
        Command::New { name } => start::new_case(&workspace()?, &name, voice),
        Command::Record { case, year, period } => {
            let period = year.map(Period::Year).or(period.map(Period::Named));
            record::record(&workspace()?, &case, &period.context("a record needs a year or a period")?, voice)
        }
        Command::Publish { cases, year } => publish(&workspace()?, &cases, year, voice),
        Command::Indicators { names } if names.is_empty() => run::indicators(&workspace()?, voice),
        Command::Indicators { names } => start::indicators(&workspace()?, &names, voice),
        Command::Export { form: ExportArg::Xlsx, years, out, overwrite, allow_partial } => {
            export::xlsx(&workspace()?, &ExportOptions { years, out, allow_partial, overwrite }, voice)
        }
        Command::BenchData { dir, cases, seed } => bench_data(&dir, cases, seed, voice),
        Command::Typeset => {
            interrupt::listen();
            roomy(press::help)?;
            Ok(Outcome::Done)
        }
        Command::Templates { names } => start::templates(&workspace()?, &names, voice),
    }
}
