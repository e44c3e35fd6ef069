//! `casebook export`: writes the tables and all figures as one workbook for each language, or all that cases record as tidy tables.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::terminal::{Terminal, mistakes};
use crate::base::write::Folder;
use crate::build::destination;
use crate::build::inventory::{Keep, inventory};
use crate::build::leaks::LeakCheck;
use crate::build::outcome::{BuildOutcome, verdict};
use crate::build::state::{self, EXPORTS};
use crate::build::tasks::annual_years;
use crate::build::workbook::workbook;
use crate::build::workspace::Workspace;
use crate::cli::globals::Globals;
use crate::cli::values::{Readers, years};
use crate::model::case::Case;
use crate::model::settings::Years;
use crate::report::data;
use crate::yaml::shape::audience::Audience;

/// What `casebook export` takes.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// The output format
    #[arg(value_enum, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// The years whose annual tables to include: one, several with commas between them, or `all` [default: the newest]
    #[arg(long = "year", value_name = "YEAR", value_parser = years)]
    pub years: Option<Years>,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
    /// Write to this folder instead of out/; a workbook there that casebook did not make is not replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace files in the folder of --out that casebook did not make
    #[arg(long, requires = "out")]
    pub overwrite: bool,
    /// Export even if cases with mistakes are missing; every table says so
    #[arg(long)]
    pub allow_partial: bool,
}

/// What to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A workbook for Excel and LibreOffice
    #[default]
    Xlsx,
    /// All that cases record as tidy tables for R, Python and fsQCA: CSV files in data/
    Data,
    /// The same as one file, data/casebook.json
    Json,
}

/// Exports in the format that is asked for.
///
/// # Errors
/// If the export fails for a reason other than mistakes in the user's files.
pub fn run(args: ExportArgs, globals: &Globals) -> Result<BuildOutcome> {
    let ExportArgs { format, years, readers: Readers { audience }, out, overwrite, allow_partial } = args;
    export(
        &globals.root()?,
        &ExportOptions { format, years, audience, out, allow_partial, overwrite },
        globals.terminal(),
    )
}

/// What to export, and how.
#[derive(Debug, Default)]
pub struct ExportOptions {
    /// What.
    pub format: ExportFormat,
    /// The years whose annual tables are included, if not the newest.
    pub years: Option<Years>,
    /// For whom, if not for those whom the settings name.
    pub audience: Option<Audience>,
    /// The folder to write to, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// Whether tables may cover fewer cases than there are.
    pub allow_partial: bool,
    /// Whether a workbook that casebook did not make may be replaced, in a folder that is not casebook's own.
    pub overwrite: bool,
}

/// Writes one workbook for each language of the reports, or the tidy tables.
///
/// # Errors
/// If the export fails for a reason other than mistakes in the user's files.
pub fn export(root: &Path, options: &ExportOptions, terminal: Terminal) -> Result<BuildOutcome> {
    let audience = destination::audience(root, options.audience);
    let inventory = inventory(root, Strictness::default(), Keep::Open, audience)?;
    terminal.diagnostics(&inventory.diagnostics)?;
    let lacks = inventory.is_partial() && !options.allow_partial;
    let hint = if lacks { ", or add --allow-partial for the other cases" } else { "" };
    let refused = |diagnostics: &Diagnostics| {
        terminal.say(&mistakes(diagnostics, &format!("run `casebook export` again{hint}")));
        Ok(BuildOutcome::Mistakes)
    };
    let (workspace, diagnostics) = match inventory.sound() {
        Ok(sound) if !lacks => sound,
        Ok((_, diagnostics)) | Err(diagnostics) => return refused(&diagnostics),
    };
    let out = destination::folder(root, options.out.as_deref(), audience);
    destination::check(root, &out, "an export")?;
    let books = match options.format {
        ExportFormat::Xlsx => books(&workspace, options.years.as_ref())?,
        ExportFormat::Data | ExportFormat::Json => data(&workspace, options.format)?,
    };
    let leaks = LeakCheck::new(root, &out, &workspace.protected);
    books.iter().for_each(|(name, bytes)| leaks.look(name, bytes));
    if leaks.has_hits() {
        let mut found = Diagnostics::default();
        found.extend(leaks.hits());
        terminal.diagnostics(&found)?;
        return refused(&found);
    }
    write_books(root, &out, &books, options.overwrite)?;
    books.iter().for_each(|(name, _)| terminal.say(&format!("wrote {}", out.join(name).display())));
    Ok(verdict(&diagnostics))
}

/// A workbook for each language of the reports.
fn books(workspace: &Workspace, years: Option<&Years>) -> Result<Vec<(String, Vec<u8>)>> {
    let years = annual_years(workspace, years.or(Some(&Years::Newest)))?;
    let book = |locale| Ok((workspace.place(locale, "casebook.xlsx"), workbook(workspace, locale, &years)?));
    workspace.locales.iter().map(|locale| book(locale)).collect()
}

/// The tidy tables, with labels in the first language of the reports.
fn data(workspace: &Workspace, format: ExportFormat) -> Result<Vec<(String, Vec<u8>)>> {
    let cases: Vec<&Case> = workspace.cases.iter().collect();
    let tables = data::tables(workspace.context(), &cases, workspace.all(), workspace.withheld.len());
    if format == ExportFormat::Json {
        return Ok(vec![("data/casebook.json".to_owned(), data::json(&tables)?)]);
    }
    tables.iter().map(|table| Ok((format!("data/{}.csv", table.name), data::csv(table)?))).collect()
}

/// Writes workbooks into a folder. Unless that is casebook's own, notes in it that casebook made them.
fn write_books(root: &Path, out: &Path, books: &[(String, Vec<u8>)], overwrite: bool) -> Result<()> {
    if destination::is_own(root, out) {
        let folder = Folder::open(out)?;
        return books.iter().try_for_each(|(name, bytes)| folder.write(name, bytes).map(drop));
    }
    let mut folder = Folder::alone(out)?;
    destination::guard(&mut folder, root, out, overwrite);
    for (name, bytes) in books {
        folder.write(name, bytes)?;
    }
    if let Some(error) = destination::settle(&mut folder, out)?.into_iter().next() {
        return Err(error);
    }
    let mut made = state::exports(out);
    made.extend(books.iter().map(|(name, _)| name.clone()));
    folder.write(EXPORTS, &serde_json::to_vec(&made)?).map(drop)
}
