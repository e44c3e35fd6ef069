//! `casebook check`: reads and checks everything, and writes nothing.

use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::Strictness;
use crate::base::terminal::{count, mistakes, seconds};
use crate::build::examine::examine;
use crate::build::outcome::{BuildOutcome, verdict};
use crate::cli::globals::{Globals, program};
use crate::cli::values::{Deny, Readers, strictness};

/// What `casebook check` takes.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Treat warnings as mistakes
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Require evidence for every observation: a place in a source, or a quotation
    #[arg(long)]
    pub strict: bool,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
}

/// Checks the workspace, and says what is wrong.
///
/// # Errors
/// If the check fails for a reason other than mistakes in the user's files.
pub fn run(args: &CheckArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (start, terminal) = (Instant::now(), globals.terminal());
    let strictness = Strictness { evidence: args.strict, ..strictness(args.deny) };
    let (workspace, diagnostics) = examine(&globals.root()?, strictness, args.readers.audience, program().as_deref())?;
    terminal.diagnostics(&diagnostics)?;
    let outcome = verdict(&diagnostics);
    match workspace.as_ref().filter(|_| outcome == BuildOutcome::Done) {
        Some(workspace) => terminal.say(&format!(
            "{} and {} checked in {}, no mistakes{}. Next: casebook build",
            count(workspace.files(), "case file"),
            count(workspace.frameworks.len(), "framework"),
            seconds(start.elapsed()),
            match diagnostics.warnings() {
                0 => String::new(),
                warnings => format!(", {}", count(warnings, "warning")),
            }
        )),
        None => terminal.say(&mistakes(&diagnostics, "run `casebook check` again")),
    }
    // The program ends here. Leaving the memory to the system is faster than freeing it piece by piece.
    std::mem::forget((workspace, diagnostics));
    Ok(outcome)
}
