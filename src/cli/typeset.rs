//! The hidden command `typeset`: the worker process that typesets for a build of many reports.

use anyhow::Result;

use crate::base::interrupt;
use crate::base::threads::roomy;
use crate::build::outcome::BuildOutcome;
use crate::document::typeset::printer;

/// Typesets the jobs that come on standard input, until that is closed.
///
/// # Errors
/// If a job can't be read, or its result can't be written.
pub fn run() -> Result<BuildOutcome> {
    interrupt::listen();
    roomy(printer::help)?;
    Ok(BuildOutcome::Done)
}
