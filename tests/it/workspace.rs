//! Temporary workspaces for tests.

use std::path::{Path, PathBuf};

use casebook::base::diagnostic::Diagnostics;
use casebook::base::message::MessageFormat;
use casebook::base::source::SINGLE;
use casebook::base::terminal::{ColorWhen, Terminal};
use casebook::build::examine::examine;
use casebook::build::formats::{CSV, Format, MARKDOWN, PDF};
use casebook::build::outcome::{BuildOutcome, verdict};
use casebook::build::workspace::Workspace;
use casebook::build::{self, BuildOptions};
use casebook::cli::globals::Globals;
use walkdir::WalkDir;

/// Holds a file that a build made against the one that was read and kept in `expected`; `UPDATE=1` writes it anew.
pub(crate) fn golden(expected: &Path, name: &str, made: &str) {
    let file = expected.join(name);
    if std::env::var_os("UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
        std::fs::write(&file, made).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(made, kept, "{}; read the change, then UPDATE=1", file.display());
}

/// A folder that is gone when the test is over.
pub(crate) struct Temporary(tempfile::TempDir);

impl Temporary {
    /// A copy of a folder of the repository, without `out/`.
    pub(crate) fn copy_of(folder: &str) -> Temporary {
        let temporary = Temporary(tempfile::tempdir().expect("a temporary folder can be made"));
        let files = SINGLE.into_iter().chain(["dot.png"]);
        let folders = ["cases", "frameworks", "images", "indicators", "published", "templates"];
        for part in files.chain(folders) {
            copy(&repository(folder).join(part), &temporary.path().join(part));
        }
        temporary
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    /// Replaces text in a file, which must be there.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} contains {from:?}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// Builds without PDFs.
    pub(crate) fn build(&self) -> BuildOutcome {
        self.build_with(&[MARKDOWN, CSV], false)
    }

    pub(crate) fn build_with(&self, formats: &[Format], allow_partial: bool) -> BuildOutcome {
        let options = BuildOptions { formats: formats.to_vec(), allow_partial, ..BuildOptions::default() };
        // The terminal is quiet, so that the build prints nothing into the output of the tests.
        let (diagnostics, _) = build::make(self.path(), &options, terminal()).expect("the build can work");
        verdict(&diagnostics)
    }

    /// Checks the workspace, and returns all messages.
    pub(crate) fn check(&self) -> Diagnostics {
        examine(self.path(), Default::default(), None, None).expect("the check can work").1
    }

    /// Builds the workspace with PDFs, and returns all messages.
    pub(crate) fn typeset(&self) -> Diagnostics {
        self.make(BuildOptions { formats: vec![MARKDOWN, PDF, CSV], ..BuildOptions::default() })
    }

    /// Builds the volume too, and returns all messages.
    pub(crate) fn bind(&self) -> Diagnostics {
        self.make(BuildOptions { formats: vec![PDF], volume: true, ..BuildOptions::default() })
    }

    fn make(&self, options: BuildOptions) -> Diagnostics {
        build::make(self.path(), &options, terminal()).expect("the build can work").0
    }

    /// Returns all files in `out/` with their bytes, without the state for the next build.
    pub(crate) fn output(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.path().join("out"))
    }
}

/// Checks a workspace that has no mistakes except in cases, and returns it with all messages.
pub(crate) fn examined(folder: &Path) -> (Workspace, Diagnostics) {
    let (workspace, diagnostics) = examine(folder, Default::default(), None, None).expect("the check can work");
    let Some(workspace) = workspace else { panic!("it is not sound: {:?}", diagnostics.sorted()) };
    (workspace, diagnostics)
}

/// Returns all files in an output folder with their bytes, without the state for the next build.
pub(crate) fn files(out: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = WalkDir::new(out).sort_by_file_name().into_iter().map(|entry| entry.expect("it can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file() && !entry.path().starts_with(out.join(".casebook")));
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(out).expect("it lies in there").to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("it can be read"))
        })
        .collect()
}

/// Returns the path of a folder or a file of the repository.
pub(crate) fn repository(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

pub(crate) fn terminal() -> Terminal {
    Terminal::new(ColorWhen::Never, true, MessageFormat::Human)
}

/// Returns the global options for a workspace.
pub(crate) fn globals(workspace: &Path) -> Globals {
    Globals {
        workspace: Some(workspace.to_owned()),
        quiet: true,
        color: ColorWhen::Never,
        message_format: MessageFormat::Human,
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let target = match entry.path().strip_prefix(from) {
            Ok(rest) if rest.as_os_str().is_empty() => to.to_owned(),
            Ok(rest) => to.join(rest),
            Err(_) => continue,
        };
        std::fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::copy(entry.path(), target).expect("the file can be copied");
    }
}

/// What can be chosen in a filter of the start page, each with how many cases have it; `None` if there is no such filter.
pub(crate) fn filter_options(page: &str, label: &str) -> Option<Vec<String>> {
    let rest = page.split(&format!("<label>{label}\n")).nth(1)?.split("</select>").next()?;
    let options = rest.split("<option ").skip(2).filter_map(|one| one.split_once('>')?.1.split('<').next());
    Some(options.map(str::to_owned).collect())
}
