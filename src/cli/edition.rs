//! `casebook edition`: writes what reports are made from, as far as their readers may see it, as a workspace of its own; or takes that
//! out of a PDF.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::source::{self, LARGEST_FILE};
use crate::base::terminal::{Terminal, count, mistakes};
use crate::base::write::Folder;
use crate::build::destination;
use crate::build::edition::{EditionFile, Scope, edition};
use crate::build::inventory::{Keep, inventory};
use crate::build::leaks::{LeakCheck, pdf};
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::values::Readers;
use crate::yaml::shape::audience::Audience;

/// What `casebook edition` takes.
#[derive(Debug, clap::Args)]
pub struct EditionArgs {
    /// The folder to write, which must be empty or not be there yet
    pub dir: PathBuf,
    /// For whom.
    #[command(flatten)]
    pub readers: Readers,
    /// Take it out of a PDF that casebook made, in place of making it
    #[arg(long, value_name = "PDF", conflicts_with = "audience")]
    pub from: Option<PathBuf>,
}

/// Writes an edition.
///
/// # Errors
/// If the folder is not empty, or something can't be read or written.
pub fn run(args: &EditionArgs, globals: &Globals) -> Result<BuildOutcome> {
    let terminal = globals.terminal();
    if globals.root().is_ok_and(|root| source::is_among_sources(&root, &args.dir) && !is_root(&root, &args.dir)) {
        bail!("an edition can't be written to {}, among the files that it is made from", args.dir.display());
    }
    if std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) || args.dir.is_file() {
        bail!("{} is there already, and is not empty; name a new folder", args.dir.display());
    }
    let files = match &args.from {
        Some(from) => carried(from)?,
        None => match made(&globals.root()?, args, terminal)? {
            Some(files) => files,
            None => return Ok(BuildOutcome::Mistakes),
        },
    };
    let folder = Folder::open(&args.dir)?;
    for file in &files {
        folder.write(&file.name, &file.bytes)?;
    }
    let dir = args.dir.display();
    terminal.say(&format!("{} written to {dir}", count(files.len(), "file")));
    terminal.say(&format!("`casebook build --workspace {dir}` makes reports of them"));
    Ok(BuildOutcome::Done)
}

/// The edition of the workspace; `None` if there are mistakes in it, which are told.
fn made(root: &Path, args: &EditionArgs, terminal: Terminal) -> Result<Option<Vec<EditionFile>>> {
    let audience = destination::audience(root, args.readers.audience);
    let inventory = inventory(root, Strictness::default(), Keep::Cards, audience)?;
    terminal.diagnostics(&inventory.diagnostics)?;
    let refused = |diagnostics: &Diagnostics| terminal.say(&mistakes(diagnostics, "run `casebook edition` again"));
    let is_partial = inventory.is_partial();
    let workspace = match inventory.sound() {
        Ok((workspace, _)) if !is_partial => workspace,
        Ok((_, diagnostics)) | Err(diagnostics) => {
            refused(&diagnostics);
            return Ok(None);
        }
    };
    match workspace.audience {
        Audience::Public => {}
        Audience::Participants => terminal.say("this edition is for participants, and not to be published"),
        Audience::Internal => terminal.say("this edition is for internal use, and not to be published"),
    }
    let files = edition(&workspace, None, Scope::All(&[]), &BTreeSet::new(), u64::MAX);
    let files = files.context("a file was changed meanwhile; run this again")?;
    let leaks = LeakCheck::new(root, &args.dir, &workspace.protected);
    files.iter().for_each(|file| leaks.look(&file.name, &file.bytes));
    if !leaks.has_hits() {
        return Ok(Some(files));
    }
    let mut found = Diagnostics::default();
    found.extend(leaks.hits());
    terminal.diagnostics(&found)?;
    refused(&found);
    Ok(None)
}

fn is_root(root: &Path, dir: &Path) -> bool {
    source::place(dir).is_some_and(|dir| dir == root)
}

/// Whether a name is a path inside a workspace, and to no hidden file.
fn is_plain(name: &str) -> bool {
    let is_plain =
        |part: Component| matches!(part, Component::Normal(part) if !part.to_string_lossy().starts_with('.'));
    !name.is_empty() && !name.contains('\\') && Path::new(name).components().all(is_plain)
}

/// The edition that a PDF carries.
fn carried(from: &Path) -> Result<Vec<EditionFile>> {
    let folder = from.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = from.file_name().context("name a PDF")?;
    let bytes = source::bytes(folder, Path::new(name), LARGEST_FILE * 16);
    let bytes = bytes.with_context(|| format!("{} can't be read", from.display()))?;
    let files = pdf::attached(&bytes).with_context(|| format!("{} is no PDF that can be read", from.display()))?;
    let named = |(description, bytes): (String, Vec<u8>)| {
        let name = description.rsplit_once(": ").map(|(_, name)| name.to_owned());
        name.filter(|name| is_plain(name)).map(|name| EditionFile { name, bytes })
    };
    let files: Option<Vec<EditionFile>> = files.into_iter().map(named).collect();
    let mut files = files.unwrap_or_default();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let is_below = |one: &EditionFile, other: &EditionFile| {
        other.name.strip_prefix(&one.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let clashes = |at: usize| files[at + 1..].iter().any(|other| is_below(&files[at], other));
    if files.is_empty() || (0..files.len()).any(clashes) {
        bail!("{} carries nothing that it was made from", from.display());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn only_plain_files_are_taken_out_of_a_pdf() {
        assert!(is_plain("cases/north/a.yaml") && is_plain("images/a b.png"));
        for name in ["", "../a", "/etc/a", ".git/config", "a/.b", "a\\b", "./../a"] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
