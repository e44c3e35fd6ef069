//! `casebook build`: writes every report that is not up to date.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::base::{interrupt, timings, write};
use crate::build::formats::{self, Format};
use crate::build::outcome::BuildOutcome;
use crate::build::{BuildOptions, make, tell};
use crate::cli::globals::{Globals, program};
use crate::cli::values::{Deny, Readers, strictness, years};
use crate::model::settings::Years;

/// What `casebook build` takes.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// What to build.
    #[command(flatten)]
    pub reports: ReportArgs,
    /// Rebuild everything, even reports that are up to date
    #[arg(long)]
    pub force: bool,
    /// Print what would be built and why, and write nothing
    #[arg(long, conflicts_with = "force")]
    pub dry_run: bool,
    /// Write where the time went to this file, for Chrome's trace viewer or ui.perfetto.dev
    #[arg(long, value_name = "FILE")]
    pub timings: Option<PathBuf>,
}

/// Which reports to build.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Build only the report on this case, without the summary (repeatable)
    #[arg(long = "case", value_name = "ID")]
    pub cases: Vec<String>,
    /// Only these output formats, separated by commas
    #[arg(long = "format", value_parser = one_of(formats::for_readers()), value_delimiter = ',', value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// Write what PDFs are made from, instead of the usual formats or beside those of --format
    #[arg(long, value_parser = one_of(formats::intermediate()), value_name = "WHAT")]
    pub emit: Option<Format>,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
    /// Write to this folder instead of out/; files there that casebook did not make are not replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace files in the folder of --out that casebook did not make
    #[arg(long, requires = "out")]
    pub overwrite: bool,
    /// Build the summary even if cases with mistakes are missing from it; every caption says so
    #[arg(long)]
    pub allow_partial: bool,
    /// Also bind all reports into one volume, casebook.pdf
    #[arg(long, conflicts_with = "cases")]
    pub volume: bool,
    /// Also build annual reports: on a year, several with commas between them, `all` years with records, or the `newest` [default:
    /// `years` in casebook.yaml]
    #[arg(long = "year", value_name = "YEAR", value_parser = years)]
    pub years: Option<Years>,
    /// Treat warnings as mistakes
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
}

/// Returns a parser that accepts the names of the formats.
fn one_of(formats: impl Iterator<Item = Format>) -> impl TypedValueParser<Value = Format> {
    let names = formats.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(names).try_map(|name| formats::named(&name).ok_or("there is no such format"))
}

/// Builds once, and prints the result.
///
/// # Errors
/// If the build fails for a reason other than mistakes in the user's files.
pub fn run(args: BuildArgs, globals: &Globals) -> Result<BuildOutcome> {
    let BuildArgs { reports, force, dry_run, timings } = args;
    interrupt::listen();
    if timings.is_some() {
        timings::begin();
    }
    let (start, terminal) = (Instant::now(), globals.terminal());
    let options = BuildOptions { force, dry_run, ..reports.options() };
    let built = make(&globals.root()?, &options, terminal);
    let outcome = built.and_then(|(diagnostics, built)| tell(&diagnostics, built, &options, start, terminal));
    // Timings are worth having of a build that failed too.
    let written = timings.map_or(Ok(()), |file| write::put(&file, &timings::trace()));
    outcome.and_then(|outcome| written.map(|()| outcome))
}

impl ReportArgs {
    /// Converts the arguments to the options of a build.
    pub fn options(self) -> BuildOptions {
        let ReportArgs {
            cases,
            formats,
            emit,
            readers: Readers { audience },
            out,
            overwrite,
            allow_partial,
            volume,
            years,
            deny,
        } = self;
        let mut formats: Vec<Format> = formats.into_iter().chain(emit).collect();
        if formats.is_empty() {
            formats.extend(formats::usual());
        }
        BuildOptions {
            cases,
            formats,
            audience,
            out,
            overwrite,
            allow_partial,
            volume,
            years,
            strictness: strictness(deny),
            program: program(),
            ..BuildOptions::default()
        }
    }
}
