//! The command line: the global options, and the commands.

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::outcome::BuildOutcome;
use crate::cli::bench_data::{self, BenchDataArgs};
use crate::cli::build::{self, BuildArgs, ReportArgs};
use crate::cli::check::{self, CheckArgs};
use crate::cli::explain::{self, ExplainArgs};
use crate::cli::export::{self, ExportArgs};
use crate::cli::globals::Globals;
use crate::cli::indicators::{self, IndicatorsArgs};
use crate::cli::init::{self, InitArgs};
use crate::cli::new::{self, NewArgs};
use crate::cli::publish::{self, PublishArgs};
use crate::cli::record::{self, RecordArgs};
use crate::cli::schema::{self, SchemaArgs};
use crate::cli::serve::{self, ServeArgs};
use crate::cli::table::{self, TableArgs};
use crate::cli::templates::{self, TemplatesArgs};
use crate::cli::{typeset, watch};

/// Turns YAML case files about business clusters into case reports and cross-case tables
#[derive(Debug, Parser)]
#[command(
    name = "casebook",
    version,
    about,
    after_help = "Exit status: 0 done, 1 the input has mistakes, 2 it could not work"
)]
pub struct Args {
    // Clap takes the doc comment of this field for the description of the program.
    /// Turns YAML case files about business clusters into case reports and cross-case tables
    #[command(flatten)]
    pub globals: Globals,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build all reports and tables into out/
    Build(BuildArgs),
    /// Build, and build again whenever a file is saved
    Watch(ReportArgs),
    /// Show the site in a browser on this machine, and build it anew whenever a file is saved
    Serve(ServeArgs),
    /// Check all files and write nothing
    Check(CheckArgs),
    /// Show a table of the summary in the terminal
    Table(TableArgs),
    /// Tell what a message's code means, or show the whole reasoning on a case with its evidence
    Explain(ExplainArgs),
    /// Print or write the JSON Schemas that let an editor complete and check files while you type
    Schema(SchemaArgs),
    /// Make a new workspace that builds at once
    Init(InitArgs),
    /// Add a case file to the workspace
    New(NewArgs),
    /// Add a record of a period to a case file, with the figures of the period before as comments
    Record(RecordArgs),
    /// Freeze the records of a year: later corrections are shown as restatements
    Publish(PublishArgs),
    /// List all indicators, or copy files of them into indicators/, where they can be changed
    Indicators(IndicatorsArgs),
    /// Write the tables and all figures as one workbook, out/casebook.xlsx
    Export(ExportArgs),
    /// Typeset for another process of this program, which a build of many reports begins
    #[command(hide = true)]
    Typeset,
    /// Make a workspace of invented cases to measure with
    #[command(hide = true)]
    BenchData(BenchDataArgs),
    /// Copy the default templates, the theme and the look of the site into templates/, where they can be changed
    Templates(TemplatesArgs),
}

impl Args {
    /// Runs the command.
    ///
    /// # Errors
    /// If the command fails for a reason other than mistakes in the user's files.
    pub fn run(self) -> Result<BuildOutcome> {
        let globals = &self.globals;
        match self.command {
            Command::Build(args) => build::run(args, globals),
            Command::Watch(args) => watch::run(args, globals),
            Command::Serve(args) => serve::run(&args, globals),
            Command::Check(args) => check::run(&args, globals),
            Command::Table(args) => table::run(&args, globals),
            Command::Explain(args) => explain::run(&args, globals),
            Command::Schema(args) => schema::run(&args, globals),
            Command::Init(args) => init::run(&args, globals),
            Command::New(args) => new::run(&args, globals),
            Command::Record(args) => record::run(&args, globals),
            Command::Publish(args) => publish::run(&args, globals),
            Command::Indicators(args) => indicators::run(&args, globals),
            Command::Export(args) => export::run(args, globals),
            Command::Typeset => typeset::run(),
            Command::BenchData(args) => bench_data::run(&args, globals),
            Command::Templates(args) => templates::run(&args, globals),
        }
    }
}
