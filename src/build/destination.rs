//! The output folder: which folders may not be written to, and which files in a folder may not be replaced.
//!
//! `out/` of the workspace is casebook's own. In any other folder, a file that was made by no build and no export stays as it is,
//! unless `--overwrite` is given.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::base::diagnostic::Diagnostics;
use crate::base::source::{self, LARGEST_FILE};
use crate::base::write::Folder;
use crate::build::state;
use crate::model::settings;
use crate::yaml::shape::audience::Audience;

/// System folders that may not be written to, nor may any folder inside them. In lower case.
const SYSTEM: [&str; 22] = [
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/lib32",
    "/lib64",
    "/private/etc",
    "/proc",
    "/program files",
    "/program files (x86)",
    "/programdata",
    "/sbin",
    "/sys",
    "/system",
    "/usr/bin",
    "/usr/include",
    "/usr/lib",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/sbin",
    "/windows",
];

/// Folders that may not be written to themselves, while folders inside them may. In lower case.
const SHARED: [&str; 26] = [
    "/applications",
    "/dev/shm",
    "/home",
    "/library",
    "/media",
    "/mnt",
    "/network",
    "/opt",
    "/private",
    "/private/tmp",
    "/private/var",
    "/private/var/tmp",
    "/root",
    "/run",
    "/srv",
    "/tmp",
    "/users",
    "/usr",
    "/usr/local",
    "/usr/share",
    "/var",
    "/var/lib",
    "/var/log",
    "/var/tmp",
    "/var/www",
    "/volumes",
];

/// For whom a build is made: `asked`, else as the settings say, else for the public.
pub fn audience(root: &Path, asked: Option<Audience>) -> Audience {
    let of_settings = || {
        let source = source::read(root, "casebook.yaml", LARGEST_FILE).ok()?;
        // Nothing else of the settings is needed here, and few have this key.
        let settings =
            source.text().contains("audience").then(|| settings::read(&mut Diagnostics::default(), &source).0);
        settings??.audience
    };
    asked.or_else(of_settings).unwrap_or(Audience::Public)
}

/// The folder that a build writes to: `out/` of the workspace or another one, and in it one for each audience other than the public.
pub fn folder(root: &Path, out: Option<&Path>, audience: Audience) -> PathBuf {
    let out = out.map_or_else(|| root.join("out"), Path::to_owned);
    if audience == Audience::Public { out } else { out.join(audience.to_string()) }
}

/// Checks that a folder may be written to at all. `what` names what would be written, for the error message.
///
/// # Errors
/// If the folder lies among the input files of the workspace, can't be found, or is a system folder or a home folder.
pub fn check(root: &Path, out: &Path, what: &str) -> Result<()> {
    if source::is_among_sources(root, out) {
        bail!("{what} can't be written to {}, among the files that it is made from", out.display());
    }
    let Some(place) = source::place(out) else {
        bail!("{what} can't be written to {}, which can't be found", out.display());
    };
    if is_of_the_system(&place) {
        bail!(
            "{what} can't be written to {}, which is a folder of the system or a home folder; name a folder inside a folder of yours, like --out site",
            out.display()
        );
    }
    Ok(())
}

/// Returns whether a folder is the root of a drive, a home folder, or a system folder.
fn is_of_the_system(place: &Path) -> bool {
    let homes = ["HOME", "USERPROFILE"].into_iter().filter_map(std::env::var_os);
    let is_home = homes.filter_map(|home| source::place(Path::new(&home))).any(|home| home == place);
    let text = place.to_string_lossy().replace('\\', "/").to_lowercase();
    let text = text.trim_start_matches("//?/");
    // Drop the drive letter of Windows: system folders have the same path on all drives.
    let text = text.split_once(':').map_or(text, |(drive, path)| if drive.len() == 1 { path } else { text });
    let text = text.trim_end_matches('/');
    let is_users = text.rsplit_once('/').is_some_and(|(parent, _)| parent == "/home" || parent == "/users");
    let is_inside = |own: &str| text.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_system = SYSTEM.iter().any(|own| is_inside(own)) && !text.starts_with("/dev/shm/");
    text.is_empty() || is_home || is_users || is_system || SHARED.contains(&text)
}

/// Returns whether a folder is casebook's own: `out/` of the workspace, or a folder inside it.
pub fn is_own(root: &Path, out: &Path) -> bool {
    match (source::place(out), source::place(&root.join("out"))) {
        (Some(place), Some(own)) => place.starts_with(own),
        _ => false,
    }
}

/// Keeps a folder from replacing files that casebook did not make, by holding back what is written until [`settle`]. Does nothing
/// if there are no such files, if the folder is casebook's own, or with `overwrite`.
pub fn guard(folder: &mut Folder, root: &Path, out: &Path, overwrite: bool) {
    if overwrite || is_own(root, out) {
        return;
    }
    let made = state::made(out);
    if folder.files().any(|name| !made.contains(&name)) {
        folder.guard(made);
    }
}

/// Puts the files that a folder held back into place, if none of them would replace a file that casebook did not make. Returns an
/// error for each file that could not be put into place.
///
/// # Errors
/// If files are in the way. Nothing is written then.
pub fn settle(folder: &mut Folder, out: &Path) -> Result<Vec<anyhow::Error>> {
    let in_the_way = folder.in_the_way();
    let Some((first, rest)) = in_the_way.split_first() else { return Ok(folder.release()) };
    folder.withdraw();
    let (these, more) = match rest.len() {
        0 => ("it may be replaced", String::new()),
        1 => ("they may be replaced", ", and 1 more".to_owned()),
        number => ("they may be replaced", format!(", and {number} more")),
    };
    let first = out.join(first);
    Err(anyhow!(
        "{} is in the way{more}: casebook did not make it; write to another folder, or add --overwrite if {these}; nothing was written",
        first.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_the_system_are_known_on_all_systems() {
        for path in [
            "/",
            "/etc",
            "/etc/casebook",
            "/usr",
            "/usr/bin",
            "/home",
            "/home/ada",
            "/Users/ada",
            "/System/Library",
            "/tmp",
            "/dev",
            r"\\?\C:\",
            r"C:\",
            r"C:\Windows\System32",
            r"\\?\C:\Program Files",
            r"D:\Users\Ada",
        ] {
            assert!(is_of_the_system(Path::new(path)), "{path}");
        }
        for path in [
            "/out",
            "/home/ada/site",
            "/tmp/site",
            "/usr/local/www",
            "/var/www/html",
            "/dev/shm/a",
            "/etcetera",
            r"C:\site",
        ] {
            assert!(!is_of_the_system(Path::new(path)), "{path}");
        }
    }
}
