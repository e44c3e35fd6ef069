//! `--out`: casebook does not replace files that it did not make.

use std::path::Path;

use casebook::build::formats::{CSV, HTML, MARKDOWN};
use casebook::build::{self, BuildOptions};
use casebook::cli::export::{self, ExportOptions};

use crate::workspace::{Temporary, files, terminal};

/// Builds into a folder. Returns the error message if the build is refused.
fn build_into(workspace: &Path, out: &Path, overwrite: bool) -> Result<(), String> {
    let formats = vec![MARKDOWN, CSV, HTML];
    let options = BuildOptions { formats, out: Some(out.to_owned()), overwrite, ..BuildOptions::default() };
    let (diagnostics, _) = build::make(workspace, &options, terminal()).map_err(|error| error.to_string())?;
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    Ok(())
}

fn export_into(workspace: &Path, out: &Path, overwrite: bool) -> Result<(), String> {
    let options = ExportOptions { out: Some(out.to_owned()), overwrite, ..ExportOptions::default() };
    export::export(workspace, &options, terminal()).map(drop).map_err(|error| error.to_string())
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
    std::fs::write(path, text).expect("it can be written");
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn files_that_are_in_the_way_stop_a_build_before_anything_is_written() {
    let workspace = Temporary::copy_of("tests/yearly");
    let out = tempfile::tempdir().expect("it can be made");
    let out = out.path();
    for (name, text) in
        [("index.html", "My page"), ("site.css", "b {}"), ("notes/index.html", "Mine"), ("cases/x.md", "x")]
    {
        write(out, name, text);
    }
    let before = files(out);
    let error = build_into(workspace.path(), out, false).expect_err("files are in the way");
    assert!(error.contains("index.html is in the way, and 1 more: casebook did not make it"), "{error}");
    assert!(error.contains("--overwrite") && error.ends_with("nothing was written"), "{error}");
    assert_eq!(files(out), before);
    assert!(!out.join(".casebook").exists(), "nothing at all is left behind");
    build_into(workspace.path(), out, true).expect("it may replace them");
    assert_ne!(read(out, "index.html"), "My page");
    assert_eq!((read(out, "notes/index.html").as_str(), read(out, "cases/x.md").as_str()), ("Mine", "x"));
    workspace.change("cases/elm.yaml", "boats: 7", "boats: 9");
    build_into(workspace.path(), out, false).expect("they are casebook's now");
    assert!(!out.join(".casebook/waiting").exists());
    write(out, "notes/more.html", "Mine too");
    workspace.change("cases/elm.yaml", "name: Elm", "name: Elm Bank");
    build_into(workspace.path(), out, false).expect("other files are in nobody's way");
    assert!(read(out, "cases/elm.md").contains("Elm Bank"));
    let clean = tempfile::tempdir().expect("it can be made");
    build_into(workspace.path(), clean.path(), false).expect("an empty folder is free");
    let own = files(out).into_iter().filter(|(name, _)| !name.starts_with("notes") && name != "cases/x.md");
    assert!(own.eq(files(clean.path())), "what was held back is what is written at once");
}

#[test]
fn files_of_the_same_content_are_in_nobodys_way() {
    let workspace = Temporary::copy_of("tests/yearly");
    let out = tempfile::tempdir().expect("it can be made");
    let out = out.path();
    build_into(workspace.path(), out, false).expect("an empty folder is free");
    let made = files(out);
    std::fs::remove_dir_all(out.join(".casebook")).expect("it can be removed");
    build_into(workspace.path(), out, false).expect("all of them are as they would be made");
    std::fs::remove_dir_all(out.join(".casebook")).expect("it can be removed");
    write(out, "cases/elm.md", "Mine");
    let error = build_into(workspace.path(), out, false).expect_err("one is another one now");
    assert!(error.contains("elm.md is in the way: casebook did not make it"), "{error}");
    std::fs::remove_file(out.join("cases/elm.md")).expect("it can be removed");
    build_into(workspace.path(), out, false).expect("it is not in the way any more");
    assert!(files(out) == made);
    std::fs::remove_dir_all(out.join(".casebook")).expect("it can be removed");
    std::fs::remove_dir_all(out.join("cases")).expect("it can be removed");
    write(out, "cases", "A file where a folder would have to be");
    let error = build_into(workspace.path(), out, false).expect_err("it is in the way");
    assert!(error.contains("cases is in the way"), "{error}");
}

#[test]
fn the_output_folder_of_the_workspace_needs_no_permission() {
    let workspace = Temporary::copy_of("tests/yearly");
    for (name, text) in [("out/cases/elm.md", "An older one, from a clone"), ("out/index.html", "Old")] {
        workspace.write(name, text);
    }
    build_into(workspace.path(), &workspace.path().join("out"), false).expect("it is casebook's own");
    assert!(workspace.read("out/cases/elm.md").contains("Elm"));
    workspace.write("out/casebook.xlsx", "An older one");
    export_into(workspace.path(), &workspace.path().join("out"), false).expect("it is casebook's own");
}

#[test]
fn a_new_report_does_not_replace_what_stands_in_its_place() {
    let workspace = Temporary::copy_of("tests/yearly");
    let out = tempfile::tempdir().expect("it can be made");
    let out = out.path();
    build_into(workspace.path(), out, false).expect("an empty folder is free");
    write(out, "cases/fir.md", "My own notes");
    workspace.write("cases/fir.yaml", &workspace.read("cases/elm.yaml").replace("name: Elm", "name: Fir"));
    let before = files(out);
    let error = build_into(workspace.path(), out, false).expect_err("a file is in the way");
    assert!(error.contains("fir.md is in the way: "), "{error}");
    assert!(files(out) == before);
    std::fs::remove_file(out.join("cases/fir.md")).expect("it can be removed");
    build_into(workspace.path(), out, false).expect("it is not in the way any more");
    assert!(read(out, "cases/fir.md").contains("Fir"));
}

#[test]
fn a_workbook_does_not_replace_another_one() {
    let workspace = Temporary::copy_of("tests/yearly");
    let out = tempfile::tempdir().expect("it can be made");
    let out = out.path();
    write(out, "casebook.xlsx", "My own figures");
    let error = export_into(workspace.path(), out, false).expect_err("it is in the way");
    assert!(error.contains("casebook.xlsx is in the way") && error.contains("--overwrite"), "{error}");
    assert_eq!(files(out).len(), 1);
    assert_eq!(read(out, "casebook.xlsx"), "My own figures");
    export_into(workspace.path(), out, true).expect("it may be replaced");
    workspace.change("cases/elm.yaml", "boats: 7", "boats: 9");
    export_into(workspace.path(), out, false).expect("it is casebook's now");
    build_into(workspace.path(), out, false).expect("reports can lie beside it");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_to_folders_of_the_system() {
    let workspace = Temporary::copy_of("tests/yearly");
    for folder in ["/", "/etc", "/etc/casebook-test", "/usr", "/tmp/none/../../etc", "/tmp"] {
        let error = build_into(workspace.path(), Path::new(folder), true).expect_err("it is a folder of the system");
        assert!(error.contains("folder of the system"), "{folder}: {error}");
        export_into(workspace.path(), Path::new(folder), true).expect_err("it is a folder of the system");
    }
    let sources = workspace.path().join("cases/out");
    assert!(build_into(workspace.path(), &sources, true).expect_err("cases lie there").contains("among the files"));
}
