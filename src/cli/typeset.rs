//! The hidden command `typeset`: typesets for a build of many reports, in a process of its own.

use anyhow::Result;

use crate::base::interrupt;
use crate::base::threads::roomy;
use crate::build::outcome::BuildOutcome;
use crate::document::typeset::printer;

/// Typesets what it is asked for on the standard input, until that is closed.
///
/// # Errors
/// If it can't understand or answer.
pub fn run() -> Result<BuildOutcome> {
    interrupt::listen();
    roomy(printer::help)?;
    Ok(BuildOutcome::Done)
}
