//! `casebook explain`: what a code means, or the whole reasoning on a case.

use anyhow::{Result, bail};

use crate::base::diagnostic::Strictness;
use crate::base::rules::Code;
use crate::base::terminal;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::{BuildOutcome, unknown_cases};
use crate::cli::globals::Globals;
use crate::report::explain;
use crate::report::view::make;

/// What `casebook explain` takes.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// A code, like CB0103, or the id of a case
    #[arg(value_name = "CODE|CASE")]
    pub what: String,
}

/// Prints what a code means, or the reasoning on a case. A code needs no workspace.
///
/// # Errors
/// If there is no such code or case, or no workspace for a case.
pub fn run(args: &ExplainArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (what, terminal) = (args.what.as_str(), globals.terminal());
    if let Ok(code) = what.parse::<Code>() {
        terminal::print(&format!("{code}: {}\n", code.text()))?;
        terminal.say("All codes: docs/diagnostics.md");
        return Ok(BuildOutcome::Done);
    }
    let root = globals.root();
    let looks_like_code = what.to_uppercase().strip_prefix("CB").is_some_and(|rest| rest.parse::<u16>().is_ok());
    if root.is_err() && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    let inventory = inventory(&root?, Strictness::default(), Keep::Open)?;
    let known = inventory.ids.iter().any(|id| id == what);
    if !known && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    unknown_cases(&inventory.ids, &[what.to_owned()])?;
    let next = "run `casebook explain` again";
    let (workspace, diagnostics) = match inventory.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return globals.refuse(&diagnostics, next),
    };
    let Some(case) = workspace.cases.iter().find(|case| case.id == *what) else {
        return globals.refuse(&diagnostics, next);
    };
    let context = workspace.context();
    let (newest, older) = (make::case_in_full(context, case), make::older_in_full(context, case));
    terminal::print(&explain::case(context.locale, &newest, &older, terminal::width()))?;
    Ok(BuildOutcome::Done)
}
