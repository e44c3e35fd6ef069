//! Writes files. No other module does, except `rewrite`, which changes the user's own. Output is written under a
//! temporary name and renamed, so that no file is ever half written; a file that would not change is left alone. Output
//! can be made again, so it is not synced to the disk.

#![expect(clippy::disallowed_methods, reason = "this is where files are written")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow, bail};
use walkdir::WalkDir;

use crate::base::source::{self, Stamp};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is new or changed.
    Changed,
    /// It was the same already.
    Unchanged,
}

/// The lock file of a build, in the output folder.
const LOCK: &str = ".casebook/lock";

/// Prefix and suffix of the names of files that are still being written.
const UNFINISHED: (&str, &str) = (".casebook-", ".tmp");

/// A folder that files are written to.
pub struct Folder {
    root: PathBuf,
    /// Held while a build writes into it.
    lock: Option<File>,
    /// Where output waits, while a build makes it.
    staging: Option<Staging>,
}

/// What a build makes waits in a folder of its own until all of it is made: then it is put in place, or nothing is.
struct Staging {
    /// The names of the files that casebook made, which may be replaced; `None` if all may be.
    ours: Option<BTreeSet<String>>,
    /// Whether casebook has never written to the folder before.
    is_first: bool,
    /// The files that wait to be put in place.
    waiting: Mutex<BTreeSet<String>>,
    /// The files that are not ours and would have been replaced.
    in_the_way: Mutex<BTreeSet<String>>,
}

/// The folder where files wait to be put in place, in the output folder.
const WAITING: &str = ".casebook/waiting";

/// The folder in the output folder that is always ours.
const OURS: &str = ".casebook/";

impl Drop for Folder {
    /// Empties the lock file, which says that its build was not killed.
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            let _ = lock.set_len(0);
        }
    }
}

impl Folder {
    /// Opens a folder, creating it if needed.
    ///
    /// # Errors
    /// If it can't be made.
    pub fn open(path: &Path) -> Result<Folder> {
        std::fs::create_dir_all(path).with_context(|| format!("failed to make the folder {}", path.display()))?;
        let root = path.canonicalize().with_context(|| format!("failed to open the folder {}", path.display()))?;
        Ok(Folder { root, lock: None, staging: None })
    }

    /// Opens and locks a folder for one build. What is written waits until [`Folder::release`] puts it in place. Removes unfinished files
    /// of an earlier build that was killed.
    ///
    /// # Errors
    /// If another build writes into it, or it can't be made.
    pub fn alone(path: &Path) -> Result<Folder> {
        let mut folder = Folder::open(path)?;
        let lock = folder.path(LOCK);
        let mut own = WalkDir::new(folder.path(OURS)).min_depth(1).into_iter().flatten();
        let is_first = own.all(|entry| entry.path() == lock);
        let failed = |error: std::io::Error| refused(&lock, &error);
        std::fs::create_dir_all(folder.path(".casebook")).map_err(failed)?;
        let is_link = std::fs::symlink_metadata(&lock).is_ok_and(|data| !data.is_file());
        if is_link || !folder.holds(&lock) {
            bail!("failed to write {} (a link leads to something else)", lock.display());
        }
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&lock);
        let file = file.as_mut().map_err(|error| refused(&lock, error))?;
        let mut holder = String::new();
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(&lock).unwrap_or_default();
                bail!("another build{holder} writes to {}; wait until it is done, or end it", folder.root.display());
            }
            // Some network file systems support no locks.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        file.read_to_string(&mut holder).map_err(failed)?;
        if !holder.is_empty() {
            folder.sweep();
            let _ = std::fs::remove_dir_all(folder.path(WAITING));
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
        write!(file, " (process {})", std::process::id()).map_err(failed)?;
        folder.lock = Some(file.try_clone().map_err(failed)?);
        let (waiting, in_the_way) = (Mutex::default(), Mutex::default());
        folder.staging = Some(Staging { ours: None, is_first, waiting, in_the_way });
        Ok(folder)
    }

    /// Whether the folder of a path lies in this one, with all links followed. If it does not exist yet, the nearest
    /// one above it that does exist decides, since that is where it would be made.
    fn holds(&self, path: &Path) -> bool {
        let there = path.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
        there.is_some_and(|folder| folder.starts_with(&self.root))
    }

    /// Removes unfinished files, except in folders inside this one that are output folders with a lock of their own.
    fn sweep(&self) {
        let unfinished = |name: &str| name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1);
        let entries = WalkDir::new(&self.root).into_iter();
        let entries = entries.filter_entry(|entry| entry.depth() == 0 || !entry.path().join(LOCK).exists()).flatten();
        for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(unfinished)) {
            let _ = std::fs::remove_file(entry.path());
        }
    }

    /// The full path of a file in this folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file, unless it has the same content already. `name` is relative, with forward slashes.
    ///
    /// # Errors
    /// If the name leads out of the folder, or writing fails.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<Written> {
        if !is_plain(name) {
            bail!("failed to write {name} (it would lie outside {})", self.root.display());
        }
        let path = self.path(name);
        let parent = path.parent().unwrap_or(&self.root);
        if !self.holds(&path) {
            bail!("failed to write {name} (a link leads out of {})", self.root.display());
        }
        if std::fs::read(&path).is_ok_and(|old| old == bytes) {
            return Ok(Written::Unchanged);
        }
        match &self.staging {
            Some(staging) => self.hold_back(staging, name, bytes),
            None => place(&path, parent, bytes).map(|()| Written::Changed),
        }
    }

    /// Protects all files from being replaced, except those named in `ours`.
    pub fn guard(&mut self, ours: BTreeSet<String>) {
        self.staging.iter_mut().for_each(|staging| staging.ours = Some(ours.clone()));
    }

    /// Writes a file to the folder where it waits, or records what is in its way: a file that is not ours, at the same
    /// path or where a folder of that path would be. Reports that show the same image write it one after the other.
    fn hold_back(&self, staging: &Staging, name: &str, bytes: &[u8]) -> Result<Written> {
        let ours = staging.ours.as_ref();
        let is_ours = |name: &str| name.starts_with(OURS) || ours.is_none_or(|ours| ours.contains(name));
        let own = std::fs::symlink_metadata(self.path(name)).is_ok() && !is_ours(name);
        let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
        let blocked = folders.into_iter().find(|folder| {
            let path = self.path(folder);
            std::fs::symlink_metadata(&path).is_ok() && !path.is_dir() && !is_ours(folder)
        });
        if let Some(there) = blocked.or(own.then_some(name)) {
            locked(&staging.in_the_way).insert(there.to_owned());
            return Ok(Written::Changed);
        }
        let (path, mut waiting) = (self.path(WAITING).join(name), locked(&staging.waiting));
        if waiting.contains(name) && std::fs::read(&path).is_ok_and(|old| old == bytes) {
            return Ok(Written::Unchanged);
        }
        place(&path, path.parent().unwrap_or(&self.root), bytes)?;
        waiting.insert(name.to_owned());
        Ok(Written::Changed)
    }

    /// The names of the files that are not ours and would have been replaced.
    pub fn in_the_way(&self) -> Vec<String> {
        self.staging.iter().flat_map(|staging| locked(&staging.in_the_way).clone()).collect()
    }

    /// Puts the waiting files in place; from now on files are written at once. Returns an error for each file where that failed.
    pub fn release(&mut self) -> Vec<anyhow::Error> {
        let Some(staging) = self.staging.take() else { return Vec::new() };
        let names = locked(&staging.waiting).clone();
        let failed = names.iter().filter_map(|name| self.put_in_place(name).err()).collect();
        let _ = std::fs::remove_dir_all(self.path(WAITING));
        failed
    }

    fn put_in_place(&self, name: &str) -> Result<()> {
        let (waiting, path) = (self.path(WAITING).join(name), self.path(name));
        let parent = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(parent).with_context(|| format!("failed to make the folder {}", parent.display()))?;
        // A folder inside this one can be on another disk, where renaming fails.
        std::fs::rename(&waiting, &path)
            .or_else(|_| replace(&path, parent, &std::fs::read(&waiting)?))
            .map_err(|error| refused(&path, &error))
    }

    /// Deletes the waiting files. A folder that was new to casebook is left as it was.
    pub fn withdraw(&mut self) {
        let is_first = self.staging.take().is_some_and(|staging| staging.is_first);
        let own = if is_first { OURS } else { WAITING };
        if is_first {
            self.lock = None;
        }
        let _ = std::fs::remove_dir_all(self.path(own));
    }

    /// The names of all files in the folder, except those in `.casebook/`.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let ours = self.path(OURS);
        let entries = WalkDir::new(&self.root).into_iter().filter_entry(move |entry| entry.path() != ours).flatten();
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        files.map(|entry| source::relative(&self.root, entry.path()))
    }

    /// Removes a file, and the folder that it was in if that is empty then. Returns whether the file was removed.
    pub fn remove(&self, name: &str) -> bool {
        let path = self.path(name);
        let removed = is_plain(name) && self.holds(&path) && std::fs::remove_file(&path).is_ok();
        if let Some(parent) = path.parent().filter(|parent| removed && **parent != self.root) {
            let _ = std::fs::remove_dir(parent);
        }
        removed
    }

    /// The stamp of a file of this folder, or of the one that waits to take its place; `None` if there is neither.
    pub fn stamp(&self, name: &str) -> Option<Stamp> {
        source::stamp(&self.now(name))
    }

    /// The content of a file of this folder, or of the one that waits to take its place; `None` if there is neither.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.now(name)).ok()
    }

    /// Whether there is such a file, or one waits to be put in place.
    pub fn has(&self, name: &str) -> bool {
        self.now(name).is_file()
    }

    /// Where a file is now: waiting, or in place.
    fn now(&self, name: &str) -> PathBuf {
        let waits = self.staging.as_ref().is_some_and(|staging| locked(&staging.waiting).contains(name));
        if waits { self.path(WAITING).join(name) } else { self.path(name) }
    }
}

/// Locks a mutex, even if a thread panicked while it held it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a relative name stays inside its folder, as far as the name alone can tell: links are not followed.
pub(crate) fn is_plain(name: &str) -> bool {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    plain && !name.contains('\\')
}

/// Creates a new file of the user, whole or not at all, and its folder if needed. Never replaces a file.
///
/// # Errors
/// If the file exists already, or writing fails.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    let parent = folder_of(path);
    std::fs::create_dir_all(parent).with_context(|| format!("failed to make the folder {}", parent.display()))?;
    let made = unfinished_new(parent).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(path) {
            Err(failed) if failed.error.kind() != ErrorKind::AlreadyExists => directly(path, bytes),
            done => done.map(drop).map_err(|failed| failed.error),
        }
    });
    made.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => anyhow!("failed to make {}: it is there already", path.display()),
        _ => refused(path, &error),
    })
}

/// Creates a new file without a temporary one, for file systems that can't rename a file only where there is none, nor link it.
fn directly(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let written = std::fs::File::create_new(path)?.write_all(bytes);
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written
}

/// Writes a file that the user named and can be made again, and its folder if needed. Replaces the file if it exists.
///
/// # Errors
/// If writing fails.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    place(path, folder_of(path), bytes)
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates a temporary file in `parent`, where it is to be renamed. Only its owner may read it.
pub(crate) fn unfinished(parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).tempfile_in(parent)
}

/// Like [`unfinished`], for a new file of the user: its mode follows the umask.
#[cfg(unix)]
pub(crate) fn unfinished_new(parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let usual = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).permissions(usual).tempfile_in(parent)
}

#[cfg(not(unix))]
pub(crate) fn unfinished_new(parent: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    unfinished(parent)
}

/// Writes a file into the folder `parent`, creating that if needed.
fn place(path: &Path, parent: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::create_dir_all(parent).with_context(|| format!("failed to make the folder {}", parent.display()))?;
    replace(path, parent, bytes).map_err(|error| refused(path, &error))
}

fn replace(path: &Path, parent: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = unfinished(parent)?;
    file.write_all(bytes)?;
    readable(&file)?;
    file.persist(path).map(drop).map_err(|failed| failed.error)
}

/// Lets everybody read a file: temporary files are for their owner alone, but output is for publishing.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

/// Turns an error of the system into a message that says what to do about it.
pub(crate) fn refused(path: &Path, error: &std::io::Error) -> anyhow::Error {
    let help = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "is it open in another program, or is the folder read-only?"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk, and build again",
        _ => {
            // The source of the error lacks the name of the temporary file, which tells the user nothing.
            let plain = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            return anyhow!("failed to write {}: {plain}", path.display());
        }
    };
    anyhow!("failed to write {}: {} ({help})", path.display(), error.kind())
}
