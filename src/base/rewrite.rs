//! Changes the user's own files; commands do that in no other way. A file keeps its mode and its owner, a symbolic link
//! stays a link, and a file with hard links is refused. Several files are changed only if all of them can be.

#![expect(clippy::disallowed_methods, reason = "this is where files of the user are read again and put in place")]

use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempPath;

use crate::base::source::{self, Stamp};
use crate::base::write::{is_plain, refused, unfinished, unfinished_new};

/// A change to one file of a workspace.
#[derive(Debug)]
pub struct FileChange<'a> {
    /// The file, relative to the workspace, with forward slashes.
    pub name: &'a str,
    /// Its content as it was read; `None` if it is a new file.
    pub old: Option<Vec<u8>>,
    /// Its content after the change.
    pub new: Vec<u8>,
}

/// Changes files of the user: all of them, or none if one can't be changed.
///
/// # Errors
/// If a file has changed since it was read, is read-only or has hard links; if a link leads out of the workspace or two
/// lead to one file; or if writing fails.
pub fn rewrite(root: &Path, changes: &[FileChange]) -> Result<()> {
    let home = root.canonicalize().with_context(|| format!("failed to open the folder {}", root.display()))?;
    let staged = changes.iter().map(|change| Staged::new(&home, change)).collect::<Result<Vec<_>>>()?;
    let mut targets = BTreeSet::new();
    if let Some(twice) = staged.iter().find(|file| !targets.insert(&file.target)) {
        bail!("two links of the workspace lead to {}; keep one of them; {NOTHING}", twice.target.display());
    }
    for (done, file) in staged.into_iter().enumerate() {
        file.commit().map_err(|error| match done {
            0 => anyhow!("{error:#}; {NOTHING}"),
            _ => anyhow!("{error:#}; what was changed before it stays changed ({done}); run this again"),
        })?;
    }
    Ok(())
}

/// The end of every message about a refused change.
const NOTHING: &str = "nothing was written";

/// A complete temporary file, in the same folder as the file that it is to replace.
struct Staged {
    file: TempPath,
    target: PathBuf,
    /// The stamp of the file to replace, taken just before its content was compared with what was read.
    old: Option<Stamp>,
}

impl Staged {
    fn new(home: &Path, change: &FileChange) -> Result<Staged> {
        let target = target(home, change)?;
        let old = source::stamp(&target);
        let data = change.old.as_ref().map(|old| replaceable(change.name, &target, old)).transpose()?;
        let parent = target.parent().unwrap_or(home);
        let file = staged(parent, &change.new, data.as_ref()).map_err(|error| refused(&target, &error))?;
        Ok(Staged { file, target, old })
    }

    fn commit(self) -> Result<()> {
        let Staged { file, target, old } = self;
        if source::stamp(&target) != old {
            bail!("{} was changed by somebody else meanwhile", target.display());
        }
        file.persist(&target).map_err(|failed| refused(&target, &failed.error))?;
        // Sync the folder too, so that the new name is on the disk; not every system can do that.
        if let Some(folder) = target.parent().and_then(|parent| File::open(parent).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// The path of the file to change, with links followed. It must be in the workspace.
fn target(home: &Path, change: &FileChange) -> Result<PathBuf> {
    let name = change.name;
    if !is_plain(name) {
        bail!("{name} would lie outside the workspace; {NOTHING}");
    }
    let path = home.join(name);
    let Some(parent) = path.parent() else { bail!("{name} is no file; {NOTHING}") };
    if change.old.is_none() {
        std::fs::create_dir_all(parent).with_context(|| format!("failed to make the folder {}", parent.display()))?;
    }
    let there = if change.old.is_some() { path.canonicalize() } else { parent.canonicalize() };
    let there = there.map_err(|error| anyhow!("failed to open {name} ({error}); {NOTHING}"))?;
    if !there.starts_with(home) {
        bail!(
            "{name} is not changed, since a link leads out of the workspace, to {}; copy the file into the workspace; {NOTHING}",
            there.display()
        );
    }
    let target = match (&change.old, path.file_name()) {
        (None, Some(file)) => there.join(file),
        _ => return Ok(there),
    };
    if target.symlink_metadata().is_ok() {
        bail!("{name} is there already; run this again; {NOTHING}");
    }
    Ok(target)
}

/// Checks that a file still has the content that was read, and can be replaced: it is writable and has no hard links.
/// Returns its metadata, which the new file is to keep.
fn replaceable(name: &str, target: &Path, old: &[u8]) -> Result<Metadata> {
    let data = std::fs::metadata(target).map_err(|error| refused(target, &error))?;
    if std::fs::read(target).ok().as_deref() != Some(old) {
        bail!("{name} was changed by somebody else meanwhile; run this again; {NOTHING}");
    }
    if data.permissions().readonly() {
        bail!("{name} is read-only; make it writable, and run this again; {NOTHING}");
    }
    let links = hard_links(&data);
    if links > 1 {
        bail!(
            "{name} has {links} names (hard links), and would part from the others; put a copy or a symbolic link in place of it, and run this again; {NOTHING}"
        );
    }
    Ok(data)
}

/// Writes a temporary file and syncs it to the disk, with the mode and the owner of the file that it is to replace.
fn staged(parent: &Path, bytes: &[u8], old: Option<&Metadata>) -> std::io::Result<TempPath> {
    let mut file = if old.is_some() { unfinished(parent) } else { unfinished_new(parent) }?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(file.as_file(), old);
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

#[cfg(unix)]
fn hard_links(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(data)
}

/// On other systems, the standard library can't count hard links.
#[cfg(not(unix))]
fn hard_links(_: &Metadata) -> u64 {
    1
}

/// Gives a file the owner and the group of another one, as far as the system lets this user do that.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(own) = file.metadata() else { return };
    if own.gid() != old.gid() {
        let _ = fchown(file, None, Some(old.gid()));
    }
    if own.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}
