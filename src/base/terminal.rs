//! Output on the terminal: messages about mistakes, progress, tables, closing lines.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::message::{MessageFormat, visible};

/// When to use colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How the program prints.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether it uses colour.
    pub color: bool,
    /// Whether it prints nothing but mistakes.
    pub quiet: bool,
    /// The form of messages.
    pub format: MessageFormat,
}

impl Terminal {
    /// Creates a terminal. [`ColorWhen::Auto`] depends on standard error, since messages for people go there.
    pub fn new(color: ColorWhen, quiet: bool, format: MessageFormat) -> Terminal {
        let color = match color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Terminal { color, quiet, format }
    }

    /// Prints a line to the standard error stream, unless quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            print_error(&visible(line));
        }
    }

    /// Prints an error to the standard error stream, even if quiet.
    pub fn complain(&self, line: &str) {
        print_error(&format!("error: {}", visible(line)));
    }

    /// Prints all messages: to the standard error stream if [`MessageFormat::Human`], otherwise to standard output.
    ///
    /// # Errors
    /// If the stream fails.
    pub fn diagnostics(&self, diagnostics: &Diagnostics) -> anyhow::Result<()> {
        let text = self.format.render(&diagnostics.sorted(), self.color, width());
        if self.format == MessageFormat::Human {
            if !text.is_empty() {
                print_error(&text);
            }
            return Ok(());
        }
        print(&text)
    }
}

fn print_error(text: &str) {
    let mut stream = std::io::stderr().lock();
    // If this stream is closed too, there is nowhere left to report that.
    let _ = writeln!(stream, "{text}");
}

/// Prints to the standard output stream. A closed pipe is not an error.
///
/// # Errors
/// If the stream fails for another reason.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut stream = std::io::stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Returns the width of the terminal in columns; 100 if it is unknown.
pub fn width() -> usize {
    comfy_table::Table::new().width().map_or(100, usize::from)
}

/// Creates a progress bar on the standard error stream. It is hidden if quiet, or if that is not a terminal.
pub fn progress(terminal: Terminal, cases: usize) -> ProgressBar {
    let target = if terminal.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(cases as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}, {eta} left: {msg}") {
        bar.set_style(style);
    }
    bar
}

/// Formats a duration in seconds ("3.2 s"), or below one second in milliseconds.
pub fn seconds(time: Duration) -> String {
    if time.as_millis() < 1000 { format!("{} ms", time.as_millis()) } else { format!("{:.1} s", time.as_secs_f64()) }
}

/// Joins names with commas. Of more than six, only the first five are listed, with how many more there are.
pub fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 5;
    match names.len() {
        all if all > SHOWN + 1 => format!("{} and {} more", names[..SHOWN].join(", "), all - SHOWN),
        _ => names.join(", "),
    }
}

/// A number with its noun: "1 mistake", "3 mistakes".
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Says how many mistakes there are, and what to do next.
pub fn mistakes(diagnostics: &Diagnostics, next: &str) -> String {
    let sorted = diagnostics.sorted();
    let mut files: Vec<&str> =
        sorted.iter().filter(|d| d.severity == Severity::Error).map(|d| d.span.source.name()).collect();
    files.dedup();
    let it = if diagnostics.errors() == 1 { "it" } else { "them" };
    format!("{} in {}. Mend {it}, then {next}", count(diagnostics.errors(), "mistake"), count(files.len(), "file"))
}
