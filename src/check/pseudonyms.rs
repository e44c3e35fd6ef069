//! The key of the pseudonyms: that it is where nobody else gets it, and that somebody goes by each pseudonym.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::Gitignore;
use walkdir::WalkDir;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::model::pseudonyms::{Entry, KEY, is_key};

/// Reports a key that is not where it is read, one that git does not ignore, and notes one that `.gitignore` has and that is not there.
/// Returns whether there is one that is not read. `is_edition` says that the workspace is what others made for its readers.
pub fn place(diagnostics: &mut Diagnostics, root: &Path, is_edition: bool) -> bool {
    let misplaced = misplaced(root);
    for name in &misplaced {
        let message = "the key of the pseudonyms is not read here, and its names are not looked for";
        let help = format!(
            "move it to `{KEY}` beside `casebook.yaml`, with that line in `.gitignore`: whoever gets your files must not get it"
        );
        diagnostics.push(Diagnostic::error(Code::Key, start(name), message).help(help));
    }
    // An edition has no key.
    let is_ignored = if is_edition { None } else { is_ignored(root) };
    match (source::exists(root, KEY), is_ignored) {
        (true, Some(false)) => {
            let message = "git shares the key of the pseudonyms with everybody who gets the repository";
            let help = format!("add the line `{KEY}` to `.gitignore`, and take the file out: `git rm --cached {KEY}`");
            diagnostics.push(Diagnostic::error(Code::Key, start(KEY), message).help(help));
        }
        (false, Some(true)) if is_listed(root) => {
            let message = format!("`.gitignore` has `{KEY}`, which is not here: its names are not looked for");
            let help = "get it from whoever keeps it before you publish anything";
            diagnostics.push(Diagnostic::note(Code::Key, start(".gitignore"), message).help(help));
        }
        _ => {}
    }
    !misplaced.is_empty()
}

/// Reports pseudonyms of the key that nobody has, and no case.
pub fn known(diagnostics: &mut Diagnostics, source: &Arc<Source>, key: &[Entry], known: &BTreeSet<String>) {
    for entry in key.iter().filter(|entry| !known.contains(&entry.pseudonym.value)) {
        let message = format!("nobody and no case goes by the pseudonym `{}`", entry.pseudonym.value);
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = format!(
            "write it as in the case file: `pseudonym` of a person or case, or the name of a case; {}",
            suggest(&entry.pseudonym.value, &names)
        );
        let span = entry.pseudonym.mark.span(source);
        diagnostics.push(Diagnostic::error(Code::UnknownPerson, span, message).help(help));
    }
}

fn start(name: &str) -> Span {
    Span::start_of(&Source::new(name, ""))
}

/// The keys in folders whose files are handed on, and those beside the settings whose names are misspelt.
fn misplaced(root: &Path) -> Vec<String> {
    let folders = source::FOLDERS.into_iter().chain(["out"]);
    let entries = folders.flat_map(|folder| WalkDir::new(root.join(folder)).sort_by_file_name()).flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    let beside = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name().into_iter().flatten();
    let beside = beside.filter(|entry| entry.file_type().is_file() && entry.file_name() != KEY);
    let names = files.chain(beside).map(|entry| source::relative(root, entry.path()));
    names.filter(|name| is_key(name)).collect()
}

/// Whether git leaves the key out of what it shares; `None` if the workspace is in no repository.
fn is_ignored(root: &Path) -> Option<bool> {
    let root = root.canonicalize().ok()?;
    let top = root.ancestors().find(|folder| folder.join(".git").exists())?;
    let files = root.ancestors().take_while(|folder| folder.starts_with(top)).map(|folder| (folder, ".gitignore"));
    let own = files.chain([(top, ".git/info/exclude")]).map(|(folder, name)| ignoring(folder, name));
    // The file that is nearest decides.
    let path = root.join(KEY);
    let own = own.map(|own| own.matched_path_or_any_parents(&path, false).map(|_| ()));
    let global = || Gitignore::global().0.matched(&path, false).map(|_| ());
    let verdict = own.into_iter().find(|verdict| !verdict.is_none()).or_else(|| Some(global()));
    Some(verdict.is_some_and(|verdict| matches!(verdict, Match::Ignore(()))))
}

/// Whether the `.gitignore` beside the settings lists the key.
fn is_listed(root: &Path) -> bool {
    root.canonicalize().is_ok_and(|root| ignoring(&root, ".gitignore").matched(root.join(KEY), false).is_ignore())
}

/// What a file tells git to leave out of a folder.
fn ignoring(folder: &Path, name: &str) -> Gitignore {
    let mut builder = ignore::gitignore::GitignoreBuilder::new(folder);
    builder.add(folder.join(name));
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::is_ignored;
    use crate::base::write::create;

    fn told(files: &[(&str, &str)], workspace: &str) -> Option<bool> {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
            create(&path, text.as_bytes()).expect("it can be written");
        }
        std::fs::create_dir_all(root.path().join(workspace)).expect("it can be made");
        is_ignored(&root.path().join(workspace))
    }

    #[test]
    fn git_ignores_what_its_files_say() {
        let head = (".git/HEAD", "");
        assert_eq!(told(&[head], ""), Some(false));
        assert_eq!(told(&[head, (".gitignore", "out\npseudonyms.yaml\n")], ""), Some(true));
        assert_eq!(told(&[head, (".gitignore", "*.yaml\n!pseudonyms.yaml\n")], ""), Some(false));
        assert_eq!(told(&[head, (".gitignore", "/pseudonyms.yaml\n")], "study"), Some(false), "of the root alone");
        assert_eq!(told(&[head, (".gitignore", "pseudonyms.*\n")], "study"), Some(true));
        let nearer = ("study/.gitignore", "!pseudonyms.yaml\n");
        assert_eq!(told(&[head, (".gitignore", "pseudonyms.*\n"), nearer], "study"), Some(false));
        assert_eq!(told(&[head, (".gitignore", "study/\n")], "study"), Some(true), "with its folder");
        assert_eq!(told(&[(".git/info/exclude", "pseudonyms.yaml\n")], ""), Some(true));
    }
}
