//! How a run ended, and what ends it before it begins.

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
    /// Somebody ended it before everything was done.
    Interrupted,
}

impl BuildOutcome {
    /// What the program tells the shell.
    pub fn status(self) -> u8 {
        match self {
            BuildOutcome::Done => 0,
            BuildOutcome::Mistakes => 1,
            BuildOutcome::Failed => 2,
            BuildOutcome::Interrupted => interrupt::STATUS,
        }
    }
}

/// Whether there are mistakes.
pub fn verdict(diagnostics: &Diagnostics) -> BuildOutcome {
    if diagnostics.errors() == 0 { BuildOutcome::Done } else { BuildOutcome::Mistakes }
}

/// Whether all cases that are wanted are among the `ids` of those that there are.
///
/// # Errors
/// If one is not.
pub fn unknown_cases(ids: &[String], wanted: &[String]) -> Result<()> {
    let known: Vec<&str> = ids.iter().map(String::as_str).collect();
    match wanted.iter().find(|id| !known.contains(&id.as_str())) {
        Some(id) => bail!("there is no case `{id}`; {}", suggest(id, &known)),
        None => Ok(()),
    }
}
