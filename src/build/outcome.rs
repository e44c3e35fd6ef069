//! How a run ended, and a check that ends it early.

use anyhow::{Result, bail};

use crate::base::diagnostic::{Diagnostics, suggest};
use crate::base::interrupt;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildOutcome {
    /// Everything that was asked for is done.
    Done,
    /// The input has mistakes, which were reported.
    Mistakes,
    /// Some files could not be written; that was reported.
    Failed,
    /// The user interrupted it before everything was done.
    Interrupted,
}

impl BuildOutcome {
    /// Returns the exit code.
    pub fn status(self) -> u8 {
        match self {
            BuildOutcome::Done => 0,
            BuildOutcome::Mistakes => 1,
            BuildOutcome::Failed => 2,
            BuildOutcome::Interrupted => interrupt::STATUS,
        }
    }
}

/// Returns [`BuildOutcome::Mistakes`] if there are mistakes, else [`BuildOutcome::Done`].
pub fn verdict(diagnostics: &Diagnostics) -> BuildOutcome {
    if diagnostics.errors() == 0 { BuildOutcome::Done } else { BuildOutcome::Mistakes }
}

/// Checks that all `wanted` cases exist, that is, are among `ids`.
///
/// # Errors
/// If one does not exist.
pub fn unknown_cases(ids: &[String], wanted: &[String]) -> Result<()> {
    let known: Vec<&str> = ids.iter().map(String::as_str).collect();
    match wanted.iter().find(|id| !known.contains(&id.as_str())) {
        Some(id) => bail!("there is no case `{id}`; {}", suggest(id, &known)),
        None => Ok(()),
    }
}
