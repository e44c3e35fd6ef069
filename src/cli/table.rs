//! `casebook table`: a table of the summary on the terminal.

use anyhow::{Result, bail};

use crate::base::diagnostic::{Strictness, suggest};
use crate::base::terminal;
use crate::build::destination;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::{BuildOutcome, verdict};
use crate::build::render::tables;
use crate::cli::globals::Globals;
use crate::cli::terminal_table::terminal_table;
use crate::cli::values::Readers;

/// What `casebook table` takes.
#[derive(Debug, clap::Args)]
pub struct TableArgs {
    /// The id of the table [default: the one that compares all cases, else the first]
    pub name: Option<String>,
    /// Show it even if cases with mistakes are missing; the caption says so
    #[arg(long)]
    pub allow_partial: bool,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
}

/// Prints a table.
///
/// # Errors
/// If there is no such table, or if the command fails for a reason other than mistakes in the user's files.
pub fn run(args: &TableArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (name, terminal) = (args.name.as_deref(), globals.terminal());
    let root = globals.root()?;
    let audience = destination::audience(&root, args.readers.audience);
    let (workspace, diagnostics) = match inventory(&root, Strictness::default(), Keep::Open, audience)?.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return globals.refuse(&diagnostics, "run `casebook table` again"),
    };
    if !workspace.faulty.is_empty() && !args.allow_partial {
        let next = "run `casebook table` again, or add --allow-partial for a table of the other cases";
        return globals.refuse(&diagnostics, next);
    }
    terminal.diagnostics(&diagnostics)?;
    let context = workspace.context();
    let tables = tables(&workspace, context, &[])?;
    let names: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let found = match name {
        Some(name) => tables.iter().find(|table| table.id == name),
        // The table that compares all cases, if the workspace has one.
        None => tables.iter().find(|table| table.kind == "cases" && table.study.is_empty()).or(tables.first()),
    };
    let Some(found) = found else {
        bail!("there is no table `{}`; {}", name.unwrap_or_default(), suggest(name.unwrap_or_default(), &names));
    };
    terminal::print(&format!("{}\n", terminal_table(context.locale, found)))?;
    terminal.say(&format!("Tables: {}", names.join(", ")));
    Ok(verdict(&diagnostics))
}
