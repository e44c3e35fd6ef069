//! `casebook indicators`: lists all indicators on the terminal, or copies the built-in files of indicators, so that they can be
//! changed.

use std::path::Path;

use anyhow::{Result, bail};

use crate::base::diagnostic::{Strictness, suggest};
use crate::base::terminal::{self, Terminal};
use crate::base::write::create;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::terminal_table::terminal_table;
use crate::model::indicator::DEFAULTS;
use crate::report::matrix::portfolio::tables::catalogue;
use crate::yaml::shape::audience::Audience;

/// What `casebook indicators` takes.
#[derive(Debug, clap::Args)]
pub struct IndicatorsArgs {
    /// The files to copy: structure, management, governance, finance, activities, results, label [default: list all indicators]
    pub names: Vec<String>,
}

/// Lists all indicators, or copies the files that are named.
///
/// # Errors
/// If there is no such built-in file, or if the command fails for a reason other than mistakes in the user's files.
pub fn run(args: &IndicatorsArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, terminal) = (globals.root()?, globals.terminal());
    if args.names.is_empty() { list(&root, globals) } else { copy(&root, &args.names, terminal) }
}

/// Prints all indicators, built-in and own, computed ones too.
fn list(root: &Path, globals: &Globals) -> Result<BuildOutcome> {
    // Only mistakes in indicators matter here.
    let inventory = inventory(root, Strictness::default(), Keep::Cards, Audience::Internal)?;
    let Some(context) = inventory.context().filter(|_| inventory.diagnostics.errors_under("indicators/") == 0) else {
        return globals.refuse(&inventory.diagnostics, "run `casebook indicators` again");
    };
    for table in catalogue(context) {
        terminal::print(&format!("{}\n", terminal_table(context.locale, &table)))?;
    }
    globals.terminal().say("Records give them by id under `figures`; those with a formula are computed. `casebook indicators NAME` copies a file, to be changed");
    Ok(BuildOutcome::Done)
}

/// Copies the named built-in files of indicators. Existing files are left alone.
fn copy(root: &Path, names: &[String], terminal: Terminal) -> Result<BuildOutcome> {
    let known: Vec<&str> = DEFAULTS.iter().map(|(name, _)| *name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no file of indicators `{name}`; {}", suggest(name, &known));
    }
    for (name, text) in DEFAULTS.iter().filter(|(name, _)| names.iter().any(|own| own == name)) {
        let file = format!("indicators/{name}.yaml");
        if root.join(&file).exists() {
            terminal.say(&format!("{file} is there already and was left alone"));
            continue;
        }
        create(&root.join(&file), text.as_bytes())?;
        terminal.say(&format!("made {file}; delete it to have the program's own again"));
    }
    Ok(BuildOutcome::Done)
}
