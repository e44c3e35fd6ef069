//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::base::message::MessageFormat;
use crate::base::terminal::ColorWhen;
use crate::build::formats::Format;
use crate::model::settings::Years;

/// Turns YAML case files about business clusters into case reports and cross-case tables
#[derive(Debug, Parser)]
#[command(
    name = "casebook",
    version,
    about,
    after_help = "Exit status: 0 done, 1 the input has mistakes, 2 it could not work"
)]
pub struct Args {
    /// The workspace: the folder with casebook.yaml [default: the nearest one upwards from here]
    #[arg(long, short = 'C', global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Say nothing but mistakes
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColorWhen,
    /// The form of messages
    #[arg(long, global = true, value_enum, default_value = "human", value_name = "FORM")]
    pub message_format: MessageFormat,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to build.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// Only this case, without the summary (repeatable)
    #[arg(long = "case", value_name = "ID")]
    pub cases: Vec<String>,
    /// Only these forms
    #[arg(long = "format", value_enum, value_delimiter = ',', value_name = "FORM")]
    pub formats: Vec<FormatArg>,
    /// What the PDFs are made of, in place of the usual forms or beside those of --format
    #[arg(long, value_enum, value_name = "WHAT")]
    pub emit: Option<EmitArg>,
    /// Write to this folder in place of out/; files there that casebook did not make are not replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace files in the folder of --out that casebook did not make
    #[arg(long, requires = "out")]
    pub overwrite: bool,
    /// Write the summary even if cases with mistakes are missing from it; every caption says so
    #[arg(long)]
    pub allow_partial: bool,
    /// Bind everything into one volume too, casebook.pdf
    #[arg(long, conflicts_with = "cases")]
    pub volume: bool,
    /// Make the annual reports on this year too, on `all` of which there are records, or on the `newest` [default: `years` in casebook.yaml]
    #[arg(long = "year", value_name = "YEAR", value_parser = years)]
    pub years: Option<Years>,
    /// Take warnings for mistakes
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build all reports and tables into out/
    Build {
        /// What to build.
        #[command(flatten)]
        what: BuildArgs,
        /// Make everything anew, whether it is up to date or not
        #[arg(long)]
        force: bool,
        /// Say what would be made and why, and write nothing
        #[arg(long, conflicts_with = "force")]
        dry_run: bool,
        /// Write where the time went into this file, for the tracing view of Chrome or ui.perfetto.dev
        #[arg(long, value_name = "FILE")]
        timings: Option<PathBuf>,
    },
    /// Build, and build again whenever a file is saved
    Watch(BuildArgs),
    /// Show the site in a browser on this machine, and build it anew whenever a file is saved
    Serve {
        /// The port [default: the first free one from 3000 on]
        #[arg(long, value_name = "PORT")]
        port: Option<u16>,
    },
    /// Check all files and write nothing
    Check {
        /// Take warnings for mistakes
        #[arg(long, value_enum, value_name = "WHAT")]
        deny: Option<Deny>,
        /// Ask for evidence, a place in a source or a quote, behind every observation
        #[arg(long)]
        strict: bool,
    },
    /// Show a table of the summary in the terminal
    Table {
        /// The table's id [default: the first one]
        name: Option<String>,
        /// Show it even if cases with mistakes are missing from it; the caption says so
        #[arg(long)]
        allow_partial: bool,
    },
    /// Tell what a message's code means, or show the whole reasoning on a case with its evidence
    Explain {
        /// A code, like CB0103, or the id of a case
        #[arg(value_name = "CODE|CASE")]
        what: String,
    },
    /// Print or write the JSON Schemas that let an editor complete and check files while you type
    Schema {
        /// Of which kind of file [default: case]
        #[arg(value_parser = crate::cli::schema::KINDS)]
        kind: Option<String>,
        /// Write all of them into schemas/ of the workspace, with its own ids
        #[arg(long, conflicts_with = "kind")]
        write: bool,
    },
    /// Make a new workspace that builds at once
    Init {
        /// The folder to make
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// Begin with a larger example: fourteen invented clusters with records of six years
        #[arg(long, value_enum, value_name = "EXAMPLE")]
        example: Option<ExampleArg>,
    },
    /// Add a case file to the workspace
    New {
        /// The cluster's name
        name: String,
    },
    /// Add a record of a period to a case file, with the figures of the period before as comments
    Record {
        /// The case
        #[arg(value_name = "CASE")]
        case: String,
        /// The year
        #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2200), required_unless_present = "period")]
        year: Option<i32>,
        /// Another period than a calendar year, like 2025/26 or "H1 2026"
        #[arg(long, value_name = "PERIOD", conflicts_with = "year")]
        period: Option<String>,
    },
    /// Freeze the records of a year: later corrections are shown as restatements
    Publish {
        /// Only these cases [default: all with a record of the year]
        #[arg(value_name = "CASE")]
        cases: Vec<String>,
        /// The year
        #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2200))]
        year: i32,
    },
    /// List all indicators, or copy files of them into indicators/, where they can be changed
    Indicators {
        /// The files to copy: structure, management, governance, finance, activities, results, label
        names: Vec<String>,
    },
    /// Write the tables and all figures as one workbook, out/casebook.xlsx
    Export {
        /// The form
        #[arg(value_enum, value_name = "FORM")]
        form: ExportArg,
        /// The years whose annual tables go along, or `all` [default: the newest]
        #[arg(long = "year", value_name = "YEAR", value_parser = years)]
        years: Option<Years>,
        /// Write to this folder in place of out/; a workbook there that casebook did not make is not replaced
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Replace a workbook in the folder of --out that casebook did not make
        #[arg(long, requires = "out")]
        overwrite: bool,
        /// Write it even if cases with mistakes are missing from it; every table says so
        #[arg(long)]
        allow_partial: bool,
    },
    /// Typeset for another process of this program, which a build of many reports begins
    #[command(hide = true)]
    Typeset,
    /// Make a workspace of invented cases to measure with
    #[command(hide = true)]
    BenchData {
        /// The folder to make
        dir: PathBuf,
        /// How many cases
        #[arg(long, default_value_t = 1000)]
        cases: usize,
        /// The same seed makes the same files
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Copy the default templates, the theme and the look of the site into templates/, where they can be changed
    Templates {
        /// Only these [default: all]
        names: Vec<String>,
    },
}

/// A year, some years, or all.
fn years(text: &str) -> Result<Years, String> {
    if let Some((_, years)) = Years::WORDS.iter().find(|(word, _)| *word == text) {
        return Ok(years.clone());
    }
    let year = |part: &str| part.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
    let years: Option<Vec<i32>> = text.split(',').map(year).collect();
    years
        .map(Years::Some)
        .ok_or_else(|| "write a year, like 2026, several with commas between them, `all` or `newest`".to_owned())
}

/// What is taken for a mistake.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Deny {
    /// All warnings that casebook.yaml says nothing of
    Warnings,
}

/// An example to begin with.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExampleArg {
    /// Fourteen invented clusters with records of six years
    Portfolio,
}

/// What PDFs are made of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EmitArg {
    /// A Typst project for each report, in typst/ of the output folder
    Typst,
}

/// A form of export.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportArg {
    /// A workbook of Excel and LibreOffice
    Xlsx,
}

/// A form of report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatArg {
    /// Markdown, with its figures as SVG
    Md,
    /// PDF
    Pdf,
    /// The site
    Html,
    /// The tables of the summary as CSV
    Csv,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Format {
        match format {
            FormatArg::Md => Format::Markdown,
            FormatArg::Pdf => Format::Pdf,
            FormatArg::Html => Format::Html,
            FormatArg::Csv => Format::Csv,
        }
    }
}
