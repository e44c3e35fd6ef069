//! Editions: what reports were made from makes the same reports.

use std::path::{Path, PathBuf};

use casebook::build::outcome::BuildOutcome;
use casebook::build::{self, BuildOptions, Built, formats};
use casebook::cli::edition::{EditionArgs, run};
use casebook::cli::values::Readers;
use casebook::yaml::shape::audience::Audience;

use crate::workspace::{Temporary, examined, files, globals, repository, terminal};

/// Writes the edition of a workspace for an audience, or the one in a PDF, into a folder, and returns its files.
fn edition(root: &Path, audience: Audience, from: Option<PathBuf>, dir: &Path) -> Vec<(String, Vec<u8>)> {
    let args = EditionArgs { dir: dir.to_owned(), readers: Readers { audience: Some(audience) }, from };
    assert_eq!(run(&args, &globals(root)).expect("it can be written"), BuildOutcome::Done, "{}", root.display());
    files(dir)
}

/// Builds PDFs, those of the volume too.
fn print(root: &Path, audience: Option<Audience>) -> Vec<(String, Vec<u8>)> {
    let options = BuildOptions { audience, formats: vec![formats::PDF], volume: true, ..BuildOptions::default() };
    let (diagnostics, built) = build::make(root, &options, terminal()).expect("it can be built");
    assert!(matches!(built, Built::Done(_)) && diagnostics.errors() == 0, "{:?}", diagnostics.sorted());
    files(&root.join("out")).into_iter().filter(|(name, _)| name.ends_with(".pdf")).collect()
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn what_a_pdf_carries_makes_the_same_pdf() {
    let workspace = Temporary::copy_of("tests/editions");
    // A font that differs from one of the program's by a byte at its end, which no font needs.
    let mut font = std::fs::read(repository("templates/fonts/LibertinusSans-Italic.ttf")).expect("it is there");
    font.push(0);
    std::fs::create_dir_all(workspace.path().join("templates/fonts")).expect("it can be made");
    std::fs::write(workspace.path().join("templates/fonts/own.ttf"), &font).expect("it can be written");
    for audience in [Audience::Public, Audience::Internal] {
        let all = print(workspace.path(), Some(audience));
        let sheets =
            all.iter().filter(|(name, _)| name.starts_with(if audience == Audience::Public { "" } else { "internal" }));
        for (name, bytes) in sheets {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let root = folder.path().join("edition");
            let carried = edition(workspace.path(), audience, Some(workspace.path().join("out").join(name)), &root);
            assert!(names(&carried).contains(&"templates/fonts/own.ttf"), "{:?}", names(&carried));
            let again = print(&root, None);
            let (_, again) = again.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name} is not made"));
            assert!(again == bytes, "{name} is another one when it is made of {:?}", names(&carried));
        }
    }
}

#[test]
fn an_edition_has_what_its_report_is_made_of_and_nothing_else() {
    let workspace = Temporary::copy_of("tests/editions");
    print(workspace.path(), None);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let root = folder.path().join("edition");
    let own = edition(
        workspace.path(),
        Audience::Public,
        Some(workspace.path().join("out/en/cases/northern-cluster.pdf")),
        &root,
    );
    assert_eq!(
        names(&own),
        [
            "casebook.yaml",
            "cases/north/northern-cluster.yaml",
            "frameworks/facilitation.yaml",
            "frameworks/growth.yaml",
            "images/lamp.jpg",
            "indicators/lamps.yaml",
            "indicators/structure.yaml",
            "references.yaml",
            "templates/case.md",
            "templates/harbour.svg",
            "templates/locales/da.ftl",
            "templates/locales/en.ftl",
            "templates/theme.typ",
        ]
    );
    let texts: Vec<String> = own.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for part in
        ["Private", "Rie", "Lights", "Letter of", "never-2022", "abstract", "title: Letters", "forewords", "tables:"]
    {
        let found: Vec<&str> =
            names(&own).into_iter().zip(&texts).filter(|(_, text)| text.contains(part)).map(|(name, _)| name).collect();
        assert_eq!(found, [""; 0], "{part}");
    }
    assert!(texts[0].contains("western-cluster: The West") && !texts[0].contains("others"), "{}", texts[0]);
}

#[test]
fn an_edition_of_an_edition_is_itself() {
    for folder in [
        ".",
        "tests/editions",
        "tests/pdf/hard",
        "examples/portfolio",
        "tests/leaks",
        "tests/workspace",
        "tests/silence",
        "tests/attributes",
        "tests/unlike",
    ] {
        let workspace = Temporary::copy_of(folder);
        for audience in [Audience::Public, Audience::Participants, Audience::Internal] {
            let place = tempfile::tempdir().expect("a temporary folder can be made");
            let (first, second) = (place.path().join("first"), place.path().join("second"));
            let one = edition(workspace.path(), audience, None, &first);
            let other = edition(&first, audience, None, &second);
            assert_eq!(names(&one), names(&other), "{folder} for {audience}");
            let changed: Vec<&str> =
                one.iter().zip(&other).filter(|(one, other)| one != other).map(|(one, _)| one.0.as_str()).collect();
            assert_eq!(changed, [""; 0], "{folder} for {audience}");
            assert!(!one.is_empty());
        }
    }
}

#[test]
fn what_became_of_something_goes_with_what_was_decided() {
    let workspace = Temporary::copy_of("tests/yearly");
    workspace.change("cases/alder.yaml", "agenda: { course: {", "agenda: { course: { disclosure: internal,");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let made = edition(workspace.path(), Audience::Public, None, folder.path());
    let case = made.iter().find(|(name, _)| name == "cases/alder.yaml").expect("it is there");
    let text = String::from_utf8_lossy(&case.1);
    assert!(!text.contains("A course") && !text.contains("Rain"), "{text}");
    let (_, diagnostics) = examined(folder.path());
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
}

#[test]
fn what_the_public_may_not_see_is_not_shown_to_it_by_way_of_another_edition() {
    let workspace = Temporary::copy_of("tests/editions");
    workspace.change("casebook.yaml", "disclosure: internal", "disclosure: participants");
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let (first, second) = (place.path().join("first"), place.path().join("second"));
    let participants = edition(workspace.path(), Audience::Participants, None, &first);
    assert!(names(&participants).contains(&"cases/hidden.yaml"), "{:?}", names(&participants));
    let public = edition(&first, Audience::Public, None, &second);
    assert!(!names(&public).contains(&"cases/hidden.yaml"), "{:?}", names(&public));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("deposit/note.txt", "mine");
    let args = EditionArgs { dir: workspace.path().join("deposit"), readers: Readers { audience: None }, from: None };
    let error = run(&args, &globals(workspace.path())).expect_err("it is not empty");
    assert!(error.to_string().contains("is not empty"), "{error}");
    let other = EditionArgs { dir: workspace.path().join("new"), from: Some(repository("README.md")), ..args };
    let error = run(&other, &globals(workspace.path())).expect_err("it is no PDF");
    assert!(error.to_string().contains("no PDF"), "{error}");
    assert!(!workspace.exists("new"));
    let among =
        EditionArgs { dir: workspace.path().join("cases/deposit"), readers: Readers { audience: None }, from: None };
    let error = run(&among, &globals(workspace.path())).expect_err("it lies among the files");
    assert!(error.to_string().contains("among the files"), "{error}");
}

/// Templates name images as seen from `out/`; what is not for the public lies one folder deeper.
#[test]
fn the_markdown_of_every_audience_leads_to_the_images_of_templates() {
    let workspace = Temporary::copy_of("tests/editions");
    for (audience, folder) in [(Audience::Public, ""), (Audience::Internal, "internal/")] {
        let formats = vec![formats::MARKDOWN];
        let options = BuildOptions { audience: Some(audience), formats, ..BuildOptions::default() };
        build::make(workspace.path(), &options, terminal()).expect("it can be built");
        let report = format!("out/{folder}en/cases/northern-cluster.md");
        let text = workspace.read(&report);
        let links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        let files = links.iter().filter(|link| link.ends_with(".svg") || link.ends_with(".jpg"));
        let place = workspace.path().join(&report).parent().expect("it lies in a folder").to_owned();
        let lost: Vec<&&str> = files.clone().filter(|link| !place.join(link).exists()).collect();
        assert!(lost.is_empty() && files.count() > 1, "{folder}: {lost:?}");
    }
}

#[test]
fn one_of_a_thing_is_counted_by_its_gender() {
    let workspace = Temporary::copy_of("tests/editions");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/da/cases/northern-cluster.md");
    let told = "Holdt tilbage for disse læsere: ét dokument, én observation af et kendetegn og ét andet udsagn.";
    assert!(report.contains(told), "{report}");
}
