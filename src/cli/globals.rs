//! The options that all commands have.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::base::diagnostic::Diagnostics;
use crate::base::message::MessageFormat;
use crate::base::terminal::{ColorWhen, Terminal, mistakes};
use crate::build::outcome::BuildOutcome;
use crate::build::workspace::find_workspace;

/// The options that all commands have.
#[derive(Debug, clap::Args)]
pub struct Globals {
    /// The workspace: a folder with casebook.yaml [default: this folder or the nearest one above it]
    #[arg(long, short = 'C', global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Print nothing but messages about mistakes and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColorWhen,
    /// The output format of messages
    #[arg(long, global = true, value_enum, default_value = "human", value_name = "FORMAT")]
    pub message_format: MessageFormat,
}

impl Globals {
    /// Returns the folder of the workspace.
    ///
    /// # Errors
    /// If there is none.
    pub fn root(&self) -> Result<PathBuf> {
        find_workspace(self.workspace.as_deref())
    }

    /// Prints the messages, and what to do next, for a command that can't go on.
    ///
    /// # Errors
    /// If the messages can't be printed.
    pub fn refuse(&self, diagnostics: &Diagnostics, next: &str) -> Result<BuildOutcome> {
        self.terminal().diagnostics(diagnostics)?;
        self.terminal().say(&mistakes(diagnostics, next));
        Ok(BuildOutcome::Mistakes)
    }

    /// Returns the terminal, set up by these options.
    pub fn terminal(&self) -> Terminal {
        Terminal::new(self.color, self.quiet, self.message_format)
    }
}

/// Returns the path to start this program again. On Linux, it leads to the program that runs even if its file was replaced
/// meanwhile.
pub fn program() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Some(running.to_owned()) } else { std::env::current_exe().ok() }
}
