//! How a run ended, and what ends it before it begins.

use anyhow::{Result, bail};

use crate::base::diagnostic::{Diagnostics, suggest};
use crate::base::interrupt;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for is done.
    Done,
    /// The input has mistakes, which were reported.
    Mistakes,
    /// Some files could not be written; that was reported.
    Failed,
    /// Somebody ended it before everything was done.
    Interrupted,
}

impl Outcome {
    /// What the program tells the shell.
    pub fn status(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Mistakes => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => interrupt::STATUS,
        }
    }
}

/// Whether there are mistakes.
pub fn verdict(diagnostics: &Diagnostics) -> Outcome {
    if diagnostics.errors() == 0 { Outcome::Done } else { Outcome::Mistakes }
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
