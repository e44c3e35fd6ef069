//! The program `casebook`: reads the command line, runs, and exits with 0, 1 or 2.

use std::process::ExitCode;

use casebook::base::message::visible;
use casebook::cli::args::Args;
use clap::Parser;

/// Reading many small files and typesetting ask for memory all the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Args::parse().run() {
        Ok(outcome) => ExitCode::from(outcome.status()),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::print_stderr, reason = "without options there is no terminal to say it on")]
fn complain(error: &anyhow::Error) {
    eprintln!("error: {}", visible(&format!("{error:#}")));
}
