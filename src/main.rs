//! The program `casebook`: parses the command line, runs the command, and exits with 0, 1, 2 or, if interrupted, 130.

use std::process::ExitCode;

use casebook::base::message::visible;
use casebook::cli::args::Args;

/// Reading many small files and typesetting allocate memory all the time, which is faster with mimalloc.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Args::of_command_line().unwrap_or_else(|error| error.exit()).run() {
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
