//! Figures, citations, languages and the volume: what print adds to the reports.

use std::collections::BTreeSet;

use casebook::build::formats::MARKDOWN;
use casebook::build::images::images;
use casebook::build::outcome::BuildOutcome;
use casebook::build::print_setup::print_setup;
use casebook::build::render::case_document;
use casebook::build::{BuildOptions, Built};
use casebook::document::markdown::{Block, Document, plain};
use casebook::document::typeset::Project;
use casebook::document::typeset::world::Compiler;
use casebook::report::report_id::ReportId;
use casebook::report::template::default;
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::workspace::{Temporary, examined, repository};

fn lines<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.starts_with(start)).collect()
}

#[test]
fn figures_have_captions_and_texts_written_from_the_data() {
    let workspace = Temporary::copy_of("tests/pdf/hard");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/en/cases/lange-ord.md");
    let figures = lines(&report, "![");
    let expected = std::fs::read_to_string(repository("tests/pdf/hard/figures.md")).expect("it is there");
    assert_eq!(figures.join("\n\n"), expected.trim_end(), "the figures of the report in English");
    assert_eq!(lines(&report, "Figure: ").len(), figures.len());
    for (name, language) in [("timeline", "en"), ("actors", "da"), ("series", "da")] {
        let svg = workspace.read(&format!("out/{language}/figures/lange-ord--{name}.svg"));
        assert!(svg.contains(&format!("lang=\"{language}\"><title>")) && svg.contains("</title><desc>"), "{name}");
    }
    // A figure that the template does not show is not drawn.
    workspace.change("templates/case.md", "{% if case.series.file -%}", "{% if false -%}");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    assert!(!workspace.read("out/en/cases/lange-ord.md").contains("--series.svg"));
}

/// Returns where a text stands in a document: the page, and the position on it in points.
fn places(document: &PagedDocument, text: &str) -> BTreeSet<(usize, i64, i64)> {
    fn walk(frame: &Frame, to: Point, text: &str, found: &mut impl FnMut(Point)) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, to + *at, text, found),
                FrameItem::Text(piece) if piece.text == text => found(to + *at),
                _ => {}
            }
        }
    }
    let mut places = BTreeSet::new();
    for (page, own) in document.pages().iter().enumerate() {
        walk(&own.frame, Point::zero(), text, &mut |point| {
            places.insert((page, point.x.to_pt() as i64, point.y.to_pt() as i64));
        });
    }
    places
}

#[test]
fn a_figure_that_is_taller_than_a_page_goes_on_upon_the_next() {
    let workspace = Temporary::copy_of("tests/workspace");
    let events: String = (1900..2000).map(|year| format!("  - text: Happened\n    on: {year}\n")).collect();
    workspace.change("cases/sound.yaml", "\nrecords:", &format!("\nhistory:\n{events}\nrecords:"));
    let usual = "(top: 30mm, bottom: 28mm, x: 30mm)";
    for margin in [usual, "(y: 10%, x: 30mm)", "(top: 8em, bottom: 20mm, x: 30mm)", "20mm"] {
        let theme = default("theme.typ").expect("there is one").replacen(usual, margin, 1);
        workspace.write("templates/theme.typ", &theme);
        let (read, _) = examined(workspace.path());
        let (locale, compiler) = (&read.locales[0], Compiler::new(print_setup(&read)));
        let draft = case_document(&read, locale, &read.cases[0]).expect("it can be drafted");
        let pictures = images(&read, locale, &ReportId::of_case("sound"), &draft).expect("they are there");
        let project = Project::new(locale, &draft.document, pictures, Vec::new());
        let document = typst::compile::<PagedDocument>(&project.desk(&compiler)).output.expect("it can be typeset");
        // Each of the 100 events stands once in the figure and once in the table, and no two at the same position.
        assert_eq!(places(&document, "Happened").len(), 200, "{margin}");
    }
}

#[test]
fn the_reports_of_the_ten_cases_are_short_and_say_little_of_silence() {
    let (read, _) = examined(&repository("."));
    let compiler = Compiler::new(print_setup(&read));
    for locale in &read.locales {
        for case in &read.cases {
            let draft = case_document(&read, locale, case).expect("it can be drafted");
            let silent = draft.markdown.matches(&locale.word("not-recorded")).count();
            assert!(silent <= 3, "{} {}: {silent} times not recorded", locale.language, case.id);
            let pictures = images(&read, locale, &ReportId::of_case(&case.id), &draft).expect("they are there");
            let project = Project::new(locale, &draft.document, pictures, Vec::new());
            let document = typst::compile::<PagedDocument>(&project.desk(&compiler)).output.expect("it can be typeset");
            let most = if case.study.as_deref() == Some("nine-danish-clusters") { 4 } else { 8 };
            let pages = document.pages().len();
            assert!((2..=most).contains(&pages), "{} {}: {pages} pages", locale.language, case.id);
        }
    }
}

#[test]
fn a_mistake_in_the_file_of_a_figure_is_reported_at_its_line() {
    let workspace = Temporary::copy_of("tests/pdf/hard");
    workspace.write("templates/figures/series.typ", "#let draw(data, look) = {\n  data.nothing\n}\n");
    let diagnostics = workspace.typeset();
    let found = diagnostics.sorted();
    let (file, line, _) = found.first().expect("it is a mistake").span.position();
    assert_eq!((file, line), ("templates/figures/series.typ", 2), "{found:?}");
}

#[test]
fn a_work_is_cited_in_the_style_of_the_settings() {
    for (style, cited, listed) in [
        ("apa", "(Known, 2020, p. 3)", "- Known, A. (2020). *A known work*."),
        ("ieee", "\\[1, p. 3\\]", "- \\[1\\] A. Known, “A known work,” 2020."),
        ("chicago-author-date", "(Known 2020, 3)", "- Known, Ada. 2020. *A Known Work*."),
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        let settings = workspace.read("casebook.yaml");
        workspace.write("casebook.yaml", &format!("{settings}citation_style: {style}\n"));
        let case = workspace.read("cases/sound.yaml");
        workspace.write("cases/sound.yaml", &format!("{case}    narrative: As said before [@known-2020, p. 3].\n"));
        assert_eq!(workspace.build(), BuildOutcome::Done, "{style}");
        let report = workspace.read("out/cases/sound.md");
        assert!(report.contains(&format!("As said before {cited}.")), "{style}: {report}");
        assert!(report.contains(listed), "{style}: {:?}", lines(&report, "- "));
    }
}

#[test]
fn fixed_words_of_the_workspace_take_the_place_of_the_programs() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("templates/locales/en.ftl", "industry = Trade\n");
    assert!(workspace.check().is_empty(), "the other words are the program's");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("| Trade | Actors |"), "{report}");
}

#[test]
fn each_language_has_a_folder_and_what_another_build_left_is_named() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    // Without the state, the build can't know that these files were made by a build: it names them and does not remove them.
    std::fs::remove_file(workspace.path().join("out/.casebook/state.json")).expect("it is there");
    workspace.change("casebook.yaml", "language: en", "language: [en, da]");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    assert!(workspace.exists("out/en/cases/sound.md") && workspace.exists("out/da/tables/cases.csv"));
    assert!(workspace.read("out/da/cases/sound.md").contains("| omkring 60 |"));
    let options = BuildOptions { formats: vec![MARKDOWN], ..BuildOptions::default() };
    let outcome = casebook::build::make(workspace.path(), &options, crate::workspace::terminal());
    let Ok((_, Built::Done(tally))) = outcome else { panic!("it can be built") };
    let orphans = tally.leftovers.orphans;
    for left in ["cases/sound.md", "summary.md", "tables/cases.csv"] {
        assert!(orphans.iter().any(|name| name == left), "{left} is not among {orphans:?}");
    }
}

fn headings(document: &Document, wanted: u8) -> Vec<String> {
    let own = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, content, .. } if *level == wanted => Some(plain(content)),
        _ => None,
    });
    own.collect()
}

#[test]
fn the_volume_binds_all_reports_with_one_list_of_works() {
    let (workspace, _) = examined(&repository("."));
    for locale in &workspace.locales {
        let volume = casebook::build::volume::draft(&workspace, locale, &[]).expect("it can be bound");
        let chapters = headings(&volume.document, 2);
        assert_eq!(chapters.len(), 2 + 1 + 10 + 1, "{chapters:?}");
        assert_eq!(chapters[3], "Agro Food Park");
        assert_eq!(chapters[12], "Øresund IT");
        assert_eq!(chapters[13], locale.word("references"));
        // Method and references stand once, not in every chapter.
        let below = headings(&volume.document, 4);
        assert!(!below.contains(&locale.word("references")), "{below:?}");
        let urls = casebook::document::markdown::images(&volume.document);
        assert!(urls.len() > 10 && urls.iter().all(|url| url.starts_with("figures/")), "{urls:?}");
        assert!(urls.iter().all(|url| volume.figures.iter().any(|figure| figure.file == **url)));
    }
}

#[test]
fn a_template_of_the_volume_decides_what_is_in_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace
        .write("templates/volume.md", "---\ntitle: Only one\n---\n\n# Only one\n\n![The sound one](cases/sound.md)\n");
    let (read, diagnostics) = examined(workspace.path());
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    let volume = casebook::build::volume::draft(&read, &read.locales[0], &[]).expect("it can be bound");
    assert_eq!(headings(&volume.document, 2), ["The sound one"]);
    // A report that does not exist.
    workspace.change("templates/volume.md", "cases/sound.md", "cases/sund.md");
    assert_eq!(workspace.bind().errors(), 1);
}
