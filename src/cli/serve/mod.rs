//! `casebook serve`: serves the site on this machine, and rebuilds it whenever a file of the workspace is saved.

pub mod http;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::{Diagnostics, Severity, Strictness};
use crate::base::message::human;
use crate::base::terminal::{Terminal, count, mistakes, seconds};
use crate::base::write::Folder;
use crate::build::formats::{CSV, HTML};
use crate::build::outcome::BuildOutcome;
use crate::build::{BuildOptions, Built, destination, make};
use crate::cli::globals::Globals;
use crate::cli::serve::http::{Shelf, State, listen};
use crate::cli::values::Readers;
use crate::cli::watch::follow;
use crate::yaml::shape::audience::Audience;

/// The folder that the site is built in: a separate one, so that the reports in the output folder stay as they are.
const FOLDER: &str = "out/.casebook/site";

/// The width of messages in a browser, in characters.
const WIDTH: usize = 100;

/// What `casebook serve` takes.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// The port to listen on [default: the first free one from 3000 on]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
}

/// Builds the site, serves it on a loopback port, and rebuilds it at every change, until the program is ended.
///
/// # Errors
/// If the port is taken, or if the first build fails for a reason other than mistakes in the user's files.
pub fn run(args: &ServeArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, terminal) = (globals.root()?, globals.terminal());
    let audience = destination::audience(&root, args.readers.audience);
    let folder = destination::folder(&root, Some(&root.join(FOLDER)), audience);
    // The folder must exist before the watcher starts, which would take it for a change.
    Folder::open(&folder)?;
    let shelf = Arc::new(Shelf::new(folder));
    let address = listen(shelf.clone(), args.port)?;
    let mut said = false;
    follow(&root, &root.join(FOLDER), terminal, || {
        let start = Instant::now();
        match build(&root, audience, terminal) {
            Ok((diagnostics, state)) => {
                terminal.diagnostics(&diagnostics)?;
                let built = format!("site built in {}", seconds(start.elapsed()));
                let wrong = || mistakes(&diagnostics, "save; the site shows it at once");
                terminal.say(&if diagnostics.errors() > 0 { wrong() } else { built });
                shelf.put(state);
            }
            // The reason may pass, like a folder that is just being moved.
            Err(error) if said => {
                terminal.complain(&format!("{error:#}"));
                shelf.put(State::failed(&format!("{error:#}")));
            }
            Err(error) => return Err(error),
        }
        if !std::mem::replace(&mut said, true) {
            terminal.say(&format!(
                "The site is at http://{address}/ and shows every file as soon as it is saved. PDFs are made by `casebook build`. \
                 Ctrl-C ends this"
            ));
        }
        Ok(())
    })
}

/// Builds the site. Pages that can't be built stay as they were, and the start page says how many cases it covers.
fn build(root: &Path, audience: Audience, terminal: Terminal) -> Result<(Diagnostics, State)> {
    let options = BuildOptions {
        formats: vec![HTML, CSV],
        audience: Some(audience),
        out: Some(root.join(FOLDER)),
        allow_partial: true,
        newest_year: true,
        strictness: Strictness::default(),
        ..BuildOptions::default()
    };
    let (diagnostics, built) = make(root, &options, terminal)?;
    let mut state = state(&diagnostics);
    if let Built::Done(tally) = built {
        if tally.refused > 0 {
            state.mistakes.push("some files could not be written; the terminal says which".to_owned());
        }
        state.gone = tally.leftovers.orphans.into_iter().collect();
    }
    Ok((diagnostics, state))
}

/// Returns what browsers are told about a build: its mistakes, as on a terminal.
fn state(diagnostics: &Diagnostics) -> State {
    let sorted = diagnostics.sorted();
    let wrong = sorted.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let mistakes = wrong.map(|diagnostic| human(diagnostic, false, WIDTH));
    State { title: count(diagnostics.errors(), "mistake"), mistakes: mistakes.collect(), ..State::default() }
}
