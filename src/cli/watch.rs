//! `casebook watch`: builds, and builds again whenever a file of the workspace is saved.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, anyhow};
use typst_kit::watcher::Watcher;

use crate::base::source;
use crate::base::terminal::Terminal;
use crate::build::outcome::BuildOutcome;
use crate::build::{Built, destination, make, tell};
use crate::cli::build::ReportArgs;
use crate::cli::globals::Globals;
use crate::yaml::shape::audience::Audience;

/// Builds, and builds again at every change, until the program is ended. A build makes only what changed, reports of cases first.
///
/// # Errors
/// If the first build fails for a reason other than mistakes in the user's files.
pub fn run(args: ReportArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, options, terminal) = (globals.root()?, args.options(), globals.terminal());
    let mut first = true;
    let out = destination::folder(&root, options.out.as_deref(), Audience::Public);
    follow(&root, &out, terminal, || {
        let start = Instant::now();
        match make(&root, &options, terminal) {
            Ok((_, Built::UpToDate { .. })) if !first => {}
            Ok((diagnostics, built)) => drop(tell(&diagnostics, built, &options, start, terminal)?),
            // The reason may pass, like a folder that is just being moved.
            Err(error) if !first => terminal.complain(&format!("{error:#}")),
            Err(error) => return Err(error),
        }
        if std::mem::take(&mut first) {
            terminal.say("Every file that is saved is built at once. Ctrl-C ends this");
        }
        Ok(())
    })
}

/// Calls `work` now, and again whenever a file of the workspace outside of `out` has changed, until the program is ended.
///
/// # Errors
/// If `work` fails, or if the system can't watch for changes.
pub fn follow(
    root: &Path,
    out: &Path,
    terminal: Terminal,
    mut work: impl FnMut() -> Result<()>,
) -> Result<BuildOutcome> {
    let mut watcher = Watcher::new(None).map_err(|error| anyhow!("{error}"))?;
    loop {
        // Updating the watcher before the work catches changes during it. All folders are registered again each time, since to
        // the system, a folder that was removed and made again is another one.
        let looked = watcher.update([]).and_then(|()| watcher.update(watched(root, out)));
        if let Err(error) = looked {
            terminal.complain(&format!("{error}; some changes may be missed"));
        }
        work()?;
        watcher.wait().map_err(|error| anyhow!("{error}"))?;
    }
}

/// Returns the folders to watch: all those of the workspace except output folders, since prose may show images from any of them.
fn watched(root: &Path, out: &Path) -> Vec<PathBuf> {
    let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let folders = source::folders(root, &["out", "target", "node_modules"]);
    folders.into_iter().filter(|folder| !folder.starts_with(&out)).collect()
}
