//! What a build writes, and what it leaves alone.

use std::collections::BTreeSet;

use casebook::base::rules::Code;
use casebook::build::attachments::attachments;
use casebook::build::edition::Scope;
use casebook::build::formats::{CSV, Format, HTML, MARKDOWN, PDF, usual};
use casebook::build::outcome::BuildOutcome;
use casebook::build::{self, BuildOptions};
use casebook::cli::init::{self, InitArgs};
use casebook::cli::new::{self, NewArgs};
use casebook::report::report_id::ReportId;
use casebook::yaml::edit::Value;

use crate::workspace::{Temporary, examined, globals, repository, terminal};

const ALL: [Format; 4] = [MARKDOWN, PDF, HTML, CSV];

#[test]
fn reports_are_not_written_among_the_files_that_they_are_made_from() {
    let workspace = Temporary::copy_of("tests/workspace");
    for (folder, allowed) in
        [(".", false), ("cases", false), ("cases/new", false), ("cases/../frameworks", false), ("out/x", true)]
    {
        let out = Some(workspace.path().join(folder));
        let options = BuildOptions { formats: vec![MARKDOWN], out, ..BuildOptions::default() };
        assert_eq!(build::make(workspace.path(), &options, terminal()).is_ok(), allowed, "{folder}");
    }
}

#[test]
fn the_ten_cases_build_without_a_word_and_equal_the_committed_reports() {
    let workspace = Temporary::copy_of(".");
    assert!(workspace.check().is_empty());
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let built = workspace.output();
    assert_eq!(built.iter().filter(|(name, _)| name.starts_with("en/cases/")).count(), 10);
    for (name, bytes) in built {
        let committed = std::fs::read(repository("out").join(&name)).unwrap_or_default();
        assert!(
            bytes == committed,
            "out/{name} is not what a build makes; run `cargo run -- build` and read the change"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_folder_pdfs_included() {
    let (one, two) = (Temporary::copy_of("."), Temporary::copy_of("."));
    assert_eq!(one.build_with(&ALL, false), BuildOutcome::Done);
    assert_eq!(two.build_with(&ALL, false), BuildOutcome::Done);
    let (first, second) = (one.output(), two.output());
    assert_eq!(first.iter().filter(|(name, _)| name.ends_with(".pdf")).count(), 22);
    for ((name, bytes), (other, others)) in first.iter().zip(&second) {
        assert_eq!(name, other);
        assert!(bytes == others, "{name} differs");
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn the_starting_workspace_builds_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let globals = globals(folder.path());
    let args = InitArgs { dir: folder.path().to_owned(), example: None };
    init::run(&args, &globals).expect("an empty folder can become a workspace");
    assert!(init::run(&args, &globals).is_err(), "nothing is replaced");
    new::run(&NewArgs { name: "Ærø \"Vind\": #1".to_owned() }, &globals).expect("a case can be added");
    let (_, diagnostics) = examined(folder.path());
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    assert!(folder.path().join("cases/aero-vind-1.yaml").is_file());
}

#[test]
fn a_case_with_a_mistake_keeps_its_old_report_and_stops_the_summary() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/second.yaml", "name: Second\n");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let (report, summary) = (workspace.read("out/cases/second.md"), workspace.read("out/summary.md"));
    workspace.change("cases/second.yaml", "name: Second", "nme: Changed");
    workspace.change("cases/sound.yaml", "Sound Cluster", "Sounder Cluster");
    assert_eq!(workspace.build(), BuildOutcome::Mistakes);
    assert_eq!(workspace.read("out/cases/second.md"), report, "the old report stays");
    assert_eq!(workspace.read("out/summary.md"), summary, "the old summary stays");
    assert!(workspace.read("out/cases/sound.md").contains("Sounder Cluster"), "the sound case is built");

    assert_eq!(workspace.build_with(&[MARKDOWN, CSV], true), BuildOutcome::Mistakes);
    let partial = workspace.read("out/summary.md");
    assert!(partial.contains("covers 1 of 2 cases"));
    for caption in partial.lines().filter(|line| line.starts_with("Table {")) {
        assert!(caption.ends_with("(1 of 2 cases)"), "{caption}");
    }
    assert!(workspace.read("out/tables/cases.csv").contains("(1 of 2 cases)"));
}

#[test]
fn a_mistake_in_a_framework_writes_nothing() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("frameworks/growth.yaml", "id: growing", "id: Growing");
    assert_eq!(workspace.build(), BuildOutcome::Mistakes);
    assert!(!workspace.exists("out"));
}

#[test]
fn unchanged_files_are_not_written_again() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.build();
    let path = workspace.path().join("out/cases/sound.md");
    let before = std::fs::metadata(&path).and_then(|data| data.modified()).expect("it was written");
    workspace.build();
    let after = std::fs::metadata(&path).and_then(|data| data.modified()).expect("it is still there");
    assert_eq!(before, after);
}

#[test]
fn a_template_of_the_workspace_takes_the_place_of_its_namesake() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("templates/case.md", "---\ntitle: {{ case.name | quoted }}\n---\n\nOnly {{ case.name }}.\n");
    assert_eq!(workspace.build_with(&ALL, false), BuildOutcome::Done);
    assert_eq!(workspace.read("out/cases/sound.md"), "---\ntitle: \"Sound Cluster\"\n---\n\nOnly Sound Cluster.\n");
    assert!(workspace.read("out/summary.md").contains("A workspace for tests"), "the other default still works");
}

#[test]
fn an_error_in_a_theme_points_into_the_theme() {
    let workspace = Temporary::copy_of("tests/workspace");
    let theme = std::fs::read_to_string(repository("templates/theme.typ")).expect("the theme is there");
    workspace.write("templates/theme.typ", &theme.replace("let hairline = 0.5pt", "let hairline = 0.5px"));
    assert_eq!(workspace.check().sorted()[0].code, Code::Theme);
    let diagnostics = workspace.typeset();
    let first = diagnostics.sorted()[0];
    assert_eq!(first.code, Code::Theme);
    let (file, line, _) = first.span.position();
    assert_eq!(file, "templates/theme.typ");
    assert!(theme.lines().nth(line - 1).is_some_and(|line| line.contains("hairline")));
}

#[test]
fn a_character_that_no_font_has_is_a_mistake_in_the_case_file() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "industry: Testing", "industry: 試驗");
    for diagnostics in [workspace.check(), workspace.typeset()] {
        assert_eq!(diagnostics.errors(), 1);
        let first = diagnostics.sorted()[0];
        assert_eq!(first.code, Code::Glyph);
        assert_eq!(first.span.position(), ("cases/sound.yaml", 3, 11));
        assert_eq!(first.message, "no font of the reports has: 試驗");
    }
}

#[test]
fn only_the_pdf_needs_a_font_that_has_all_characters() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.typeset();
    assert!(workspace.exists("out/cases/sound.pdf"));
    workspace.change("cases/sound.yaml", "industry: Testing", "industry: 試驗");
    // A build that finds the report as the last one left it says the same again.
    for _ in 0..2 {
        assert_eq!(workspace.build_with(&usual().collect::<Vec<_>>(), false), BuildOutcome::Mistakes);
        for file in ["cases/sound.md", "cases/sound.html", "summary.md", "summary.html"] {
            assert!(workspace.read(&format!("out/{file}")).contains("試驗"), "{file}");
        }
        assert!(!workspace.exists("out/cases/sound.pdf"), "it would be of another year than the page beside it");
        assert!(
            !workspace.read("out/cases/sound.html").contains("sound.pdf"),
            "no link leads to a file that is not there"
        );
        assert!(workspace.exists("out/tables/cases.csv"));
    }
    workspace.change("cases/sound.yaml", "industry: 試驗", "industry: Testing");
    assert_eq!(workspace.build_with(&usual().collect::<Vec<_>>(), false), BuildOutcome::Done);
    assert!(workspace.exists("out/cases/sound.pdf") && workspace.exists("out/summary.pdf"));
    assert!(workspace.read("out/cases/sound.html").contains("sound.pdf"));
}

#[test]
fn nothing_is_written_outside_the_output_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = casebook::base::write::Folder::open(&folder.path().join("out")).expect("it can be made");
    for name in ["../escaped.md", "/escaped.md", "a/../../escaped.md", "a\\..\\escaped.md", ""] {
        assert!(out.write(name, b"x").is_err(), "{name}");
    }
    assert!(!folder.path().join("escaped.md").exists());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), folder.path().join("out/link")).expect("a link can be made");
        assert!(out.write("link/escaped.md", b"x").is_err());
    }
}

#[test]
fn a_link_out_of_the_workspace_is_not_followed() {
    #[cfg(unix)]
    {
        let workspace = Temporary::copy_of("tests/workspace");
        let outside = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::write(outside.path().join("secret.yaml"), "name: Secret\n").expect("it can be written");
        let link = workspace.path().join("cases/secret.yaml");
        std::os::unix::fs::symlink(outside.path().join("secret.yaml"), link).expect("a link can be made");
        assert_eq!(workspace.check().sorted()[0].code, Code::Unreadable);
        workspace.build();
        assert!(!workspace.exists("out/cases/secret.md"));
    }
}

#[test]
fn a_case_that_cannot_be_read_may_be_missing_from_any_study() {
    let workspace = Temporary::copy_of("tests/workspace");
    let table = "tables: [{ id: tests, title: Tests, show: cases, study: tests, columns: [name] }]\n";
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}{table}"));
    workspace.write("cases/broken.yaml", "name: \"unclosed\nstudy: tests\n");
    workspace.write("cases/other.yaml", "nme: Of no study\n");
    workspace.build_with(&[MARKDOWN, CSV], true);
    assert!(workspace.read("out/tables/tests.csv").contains("(1 of 2 cases)"));
    workspace.write("cases/other.yaml", "name: Of a study that is misspelt\nstudy: tets\n");
    workspace.build_with(&[MARKDOWN, CSV], true);
    assert!(workspace.read("out/tables/tests.csv").contains("(1 of 3 cases)"));
}

/// A framework with a grid of forty columns, and words that no page is wide enough for.
#[test]
fn nothing_runs_off_the_page() {
    let workspace = Temporary::copy_of("tests/workspace");
    let items: String = (1..=40)
        .map(|at| format!("      - {{ id: c{at}, label: Characteristic number {at} with a long name }}\n"))
        .collect();
    let framework = "title: Wide\ndimensions:\n  - id: all\n    label: All\n    characteristics:\n";
    workspace.write("frameworks/wide.yaml", &format!("{framework}{items}"));
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(8);
    let url = format!("https://example.org/{}", "a-very-long-path/".repeat(12));
    workspace.write(
        "cases/wide.yaml",
        &format!(
            "name: {long}\nindustry: {url}\nsources: {{ talk: {{ kind: interview, note: {long} }} }}\nstated_in: talk\nrecords:\n  \
             - actors: {{ kinds: [{{ kind: firm, words: {long} }}] }}\n    observed:\n      wide:\n        all: {{ seen: \
             [c1, c40, {{ new: {url}, words: {long} }}] }}\n"
        ),
    );
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    assert!(workspace.exists("out/summary.pdf"));
}

#[test]
fn what_runs_off_the_page_is_said() {
    let workspace = Temporary::copy_of("tests/workspace");
    let theme = std::fs::read_to_string(repository("templates/theme.typ")).expect("the theme is there");
    let shifted = theme.replace("leads: false) = block(", "leads: false) = block(inset: (left: 200mm), ");
    assert_ne!(theme, shifted);
    workspace.write("templates/theme.typ", &shifted);
    let diagnostics = workspace.typeset();
    assert!(diagnostics.sorted().iter().all(|diagnostic| diagnostic.code == Code::Overflow));
    assert!(!diagnostics.is_empty());
}

#[test]
fn a_template_can_show_images_of_the_workspace_and_no_others() {
    let template = |url: &str| {
        format!("---\ntitle: {{{{ case.name | quoted }}}}\n---\n\n![A logo]({url})\n\nText ![again]({url}).\n")
    };
    let workspace = Temporary::copy_of("tests/workspace");
    let square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
    workspace.write("templates/logo.svg", square);
    workspace.write("templates/case.md", &template("../../templates/logo.svg"));
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    for url in ["../../templates/none.svg", "../../../logo.svg", "/etc/hostname", "https://example.org/logo.svg"] {
        workspace.write("templates/case.md", &template(url));
        let diagnostics = workspace.typeset();
        assert_eq!(diagnostics.sorted()[0].code, Code::Dialect, "{url}");
        assert_eq!(diagnostics.sorted()[0].span.position().1, 5, "{url}");
    }
}

#[test]
fn a_language_may_have_a_region() {
    let workspace = Temporary::copy_of("tests/workspace");
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{}\nlanguage: en-GB\n", settings.replace("language: en\n", "")));
    assert!(workspace.typeset().is_empty());
    assert!(workspace.exists("out/cases/sound.pdf"));
}

#[test]
fn pdfs_carry_what_they_were_made_from_as_far_as_their_readers_may_see_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    workspace.write("cases/marked.yaml", &format!("\u{feff}{}", sound.replace("Sound Cluster", "Marked Cluster")));
    let person =
        "people: { chair: { role: chair, name: Ada Holm, disclosure: internal } } # Ada Holm, see the letter\n";
    workspace.write("cases/hidden.yaml", &format!("{}{person}", sound.replace("Sound Cluster", "hidden")));
    let (read, diagnostics) = examined(workspace.path());
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    let common = ["casebook.yaml", "frameworks/facilitation.yaml", "frameworks/growth.yaml", "references.yaml"];
    for own in ["cases/hidden.yaml", "cases/marked.yaml", "cases/sound.yaml"] {
        let card = read.cards.iter().find(|card| card.file == own).expect("it is there");
        let opened = read.open(card).unwrap_or_else(|fault| panic!("{fault:?}"));
        let carried = attachments(
            &read,
            &read.locales[0],
            &ReportId::of_case(&opened.case.id),
            Scope::One(&opened),
            &BTreeSet::new(),
        )
        .expect("it is small");
        let names: Vec<&str> = carried.iter().map(|file| file.name.as_str()).collect();
        let mut expected: Vec<&str> = common.into_iter().chain([own]).collect();
        expected.sort_unstable();
        assert_eq!(names, expected, "{own}");
        for file in &carried {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains("Holm") && !text.contains(" # "), "{}: {text}", file.name);
            let [written, meant] =
                [&text, &*workspace.read(&file.name)].map(|text| Value::of_text(text.trim_start_matches('\u{feff}')));
            let is_same =
                ["cases/hidden.yaml", "casebook.yaml", "references.yaml"].contains(&&*file.name) || written == meant;
            assert!(is_same, "{} means the same", file.name);
        }
    }
    let failed = [ReportId::of_case("marked")];
    for (failed, count) in [(&[][..], 3), (&failed, 0)] {
        let all = attachments(&read, &read.locales[0], &ReportId::Summary, Scope::All(failed), &BTreeSet::new());
        let all = all.expect("it is small");
        let cases = all.iter().filter(|file| file.name.starts_with("cases/"));
        assert_eq!(cases.count(), count, "a summary from which cases are missing carries nothing");
    }
    let settings = workspace.read("casebook.yaml");
    let path = "h1 ".repeat(400_000);
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0 {path}'/></svg>");
    workspace.write("templates/large.svg", &drawing);
    for (none, is_told) in [("attachments: none\n", false), ("limits: { edition_size: 1 }\n", true)] {
        workspace.write("casebook.yaml", &format!("{settings}{none}"));
        let (read, _) = examined(workspace.path());
        let opened = read.open(&read.cards[0]).unwrap_or_else(|fault| panic!("{fault:?}"));
        for (report, scope) in [(ReportId::of_case("a"), Scope::One(&opened)), (ReportId::Summary, Scope::All(&[]))] {
            let attached = attachments(&read, &read.locales[0], &report, scope, &BTreeSet::new());
            assert!(attached.map_or(is_told, |all| all.is_empty() && !is_told), "{none}");
        }
    }
    let told = workspace.typeset();
    let notes: Vec<&str> = told
        .sorted()
        .into_iter()
        .filter(|one| one.code == Code::LargeEdition)
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(notes.len(), 4, "three cases and the summary: {notes:?}");
}

/// The example of `docs/themes.md`: typefaces, a colour and a logo in less than fifteen lines.
#[test]
fn a_theme_that_changes_typefaces_colour_and_logo_is_short() {
    let docs = std::fs::read_to_string(repository("docs/themes.md")).expect("it is there");
    let theme = docs.split("```typst\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has an example");
    assert!(theme.lines().count() < 15);
    let workspace = Temporary::copy_of("tests/workspace");
    assert!(workspace.typeset().is_empty());
    let usual = std::fs::read(workspace.path().join("out/cases/sound.pdf")).expect("it is there");
    workspace.write("templates/theme.typ", theme);
    workspace.write(
        "templates/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' fill='#7a1f3d'/></svg>",
    );
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    assert_ne!(std::fs::read(workspace.path().join("out/cases/sound.pdf")).expect("it is there"), usual);
    workspace.change("templates/theme.typ", "New Computer Modern", "Old Computer Modern");
    let diagnostics = workspace.typeset();
    let found = diagnostics.sorted();
    assert!(
        found.iter().all(|found| found.code == Code::Theme && found.message.contains("old computer modern")),
        "{found:?}"
    );
    assert!(!found.is_empty());
}
