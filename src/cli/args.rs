//! The command line: the global options, and the commands.

use anyhow::Result;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::build::outcome::BuildOutcome;
use crate::cli::bench_data::{self, BenchDataArgs};
use crate::cli::build::{self, BuildArgs, ReportArgs};
use crate::cli::check::{self, CheckArgs};
use crate::cli::edition::{self, EditionArgs};
use crate::cli::explain::{self, ExplainArgs};
use crate::cli::export::{self, ExportArgs};
use crate::cli::frameworks::{self, FrameworksArgs};
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
    after_help = "Exit status: 0 done, 1 the input has mistakes, 2 the program could not work, 130 interrupted"
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

/// An error that suggests commands, without those that are hidden.
fn without_hidden(mut error: clap::Error) -> clap::Error {
    let kind = ContextKind::SuggestedSubcommand;
    let command = Args::command();
    let is_shown = |name: &String| command.find_subcommand(name).is_none_or(|own| !own.is_hide_set());
    let suggested = match error.remove(kind) {
        Some(ContextValue::Strings(names)) => names.into_iter().filter(is_shown).collect(),
        Some(ContextValue::String(name)) => Some(name).into_iter().filter(is_shown).collect(),
        _ => Vec::new(),
    };
    if !suggested.is_empty() {
        error.insert(kind, ContextValue::Strings(suggested));
    }
    error
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build all reports and tables into out/
    Build(BuildArgs),
    /// Build, and rebuild whenever a file is saved
    Watch(ReportArgs),
    /// Serve the site on this machine, and rebuild it whenever a file is saved
    Serve(ServeArgs),
    /// Check all files and write nothing
    Check(CheckArgs),
    /// Show a table of the summary in the terminal
    Table(TableArgs),
    /// Explain the code of a message, or show how a case was mapped and on what evidence
    Explain(ExplainArgs),
    /// Print or write the JSON Schemas that let an editor complete and check files while you type
    Schema(SchemaArgs),
    /// Create a workspace with an example, ready to build
    Init(InitArgs),
    /// Add a case file to the workspace
    New(NewArgs),
    /// Add a record of a year or another period to a case file, with the previous figures as comments
    Record(RecordArgs),
    /// Mark the records of a year as published: later corrections are shown as restatements
    Publish(PublishArgs),
    /// List the frameworks of the program, or copy some of them with the works that they rest on
    Frameworks(FrameworksArgs),
    /// List all indicators, or copy files of them into indicators/ to change them
    Indicators(IndicatorsArgs),
    /// Export all tables and figures to an Excel workbook, out/casebook.xlsx
    Export(ExportArgs),
    /// Write what the reports are made from, as far as readers may see it, as a workspace to deposit; or take it out of a PDF
    Edition(EditionArgs),
    /// Run as a worker process that typesets for a build
    #[command(hide = true)]
    Typeset,
    /// Create a workspace of invented cases for benchmarks
    #[command(hide = true)]
    BenchData(BenchDataArgs),
    /// Copy the default templates, the theme and the style of the site into templates/ to change them
    Templates(TemplatesArgs),
}

impl Args {
    /// Parses the command line.
    ///
    /// # Errors
    /// What is wrong with it; no hidden command is suggested for one that there is not.
    pub fn of_command_line() -> Result<Args, clap::Error> {
        Args::try_parse().map_err(without_hidden)
    }

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
            Command::Frameworks(args) => frameworks::run(&args, globals),
            Command::Indicators(args) => indicators::run(&args, globals),
            Command::Export(args) => export::run(args, globals),
            Command::Edition(args) => edition::run(&args, globals),
            Command::Typeset => typeset::run(),
            Command::BenchData(args) => bench_data::run(&args, globals),
            Command::Templates(args) => templates::run(&args, globals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Args, without_hidden};
    use clap::Parser as _;

    #[test]
    fn a_hidden_command_is_never_suggested() {
        let told = |name: &str| {
            let error = Args::try_parse_from(["casebook", name]).expect_err("there is no such command");
            without_hidden(error).to_string()
        };
        assert!(told("buidl").contains("'build'"), "{}", told("buidl"));
        for hidden in ["bench-dat", "typese"] {
            assert!(!told(hidden).contains("similar"), "{}", told(hidden));
        }
    }
}
