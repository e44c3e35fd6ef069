//! Text from a case file is data: it comes out exactly as written, whatever characters it has.

use casebook::base::rules::Code;
use casebook::build::formats::{CSV, HTML, MARKDOWN, PDF};
use casebook::build::outcome::BuildOutcome;
use casebook::document::markdown::parse::document;
use casebook::document::markdown::{Block, plain};

use crate::workspace::{Temporary, repository};

const HARD: &str = r##"#*_Ø "x" <b>$1$</b> | [a](b) \ ` @ ~ a//b"##;

fn hard_workspace() -> Temporary {
    let workspace = Temporary::copy_of("tests/workspace");
    let quoted = HARD.replace('\\', "\\\\").replace('"', "\\\"");
    workspace.change("cases/sound.yaml", "name: Sound Cluster", &format!("name: \"{quoted}\""));
    workspace.change("cases/sound.yaml", "{ new: something else }", &format!("{{ new: \"{quoted}\" }}"));
    workspace
}

#[test]
fn a_hard_name_is_itself_in_markdown_and_csv_and_its_pdf_can_be_made() {
    let workspace = hard_workspace();
    assert_eq!(workspace.build_with(&[MARKDOWN, PDF, CSV], false), BuildOutcome::Done);
    let (report, faults) = document(&workspace.read("out/cases/sound.md"));
    assert!(faults.is_empty());
    assert_eq!(report.meta.title, HARD);
    let Some(Block::Heading { content, .. }) = report.blocks.first() else { panic!("the title comes first") };
    assert_eq!(plain(content), HARD);
    let paragraphs: Vec<String> = report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(content) => Some(plain(content)),
            _ => None,
        })
        .collect();
    assert!(paragraphs.iter().any(|text| text.contains(HARD)), "the activity is itself in {paragraphs:?}");

    let csv = workspace.read("out/tables/cases.csv");
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let first = reader.records().next().expect("there is a row").expect("it can be read");
    assert_eq!(&first[0], HARD);
}

#[test]
fn a_name_that_is_a_formula_stays_text_in_a_spreadsheet() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "name: Sound Cluster", "name: =HYPERLINK(1)");
    workspace.build();
    assert!(workspace.read("out/tables/cases.csv").contains("'=HYPERLINK(1)"));
}

#[test]
fn an_unclosed_fence_in_prose_does_not_reach_what_follows() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "    actors:", "    narrative: |\n      ```\n      open\n    actors:");
    workspace.build();
    let (report, _) = document(&workspace.read("out/cases/sound.md"));
    let headings = report.blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count();
    assert!(headings > 5, "the headings after the fence are still headings");
}

#[test]
fn headings_tables_and_footnotes_of_prose_find_their_place() {
    let workspace = Temporary::copy_of("tests/workspace");
    let prose = "    narrative: |\n      # Big\n\n      Text.[^a b]\n\n      #### Deep\n\n      Table: Figures\n\n      | a |\n      |---|\n      \
                 | 1 |\n\n      Note: Rounded.\n\n      [^a b]: The *note*.\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", prose);
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    let report = workspace.read("out/cases/sound.md");
    for line in [
        "### Big",
        "#### Deep",
        "Table: Figures",
        "Note: Rounded.",
        "Text.[^narrative-a-b]",
        "[^narrative-a-b]: The *note*.",
    ] {
        assert!(report.lines().any(|found| found == line), "{line}\n{report}");
    }
}

#[test]
fn images_tasks_and_footnotes_of_prose_are_in_every_report() {
    let workspace = Temporary::copy_of("tests/workspace");
    std::fs::create_dir(workspace.path().join("my photos")).expect("it can be made");
    std::fs::copy(repository("tests/check/dot.png"), workspace.path().join("my photos/dot.png")).expect("it is there");
    let prose = "    narrative: |\n      ![A dot, enlarged](<my photos/dot.png>)\n\n      Figure: A *dot*.\n\n      - [x] seen\n      - [ ] \
                 forgotten\n\n      One[^a] and again[^a], and[^b].\n\n      [^a]: First, with another[^c].\n\n      [^b]: Second.\n\n      \
                 [^c]: Third.\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", prose);
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    let report = workspace.read("out/cases/sound.md");
    for line in [
        "![A dot, enlarged](<../images/my%20photos/dot.png>)",
        "Figure: A *dot*.",
        "- [x] seen",
        "- [ ] forgotten",
        "One[^narrative-a] and again[^narrative-a], and[^narrative-b].",
        "[^narrative-a]: First, with another[^narrative-c].",
    ] {
        assert!(report.lines().any(|found| found == line), "{line}\n{report}");
    }
    assert!(workspace.exists("out/images/my photos/dot.png"));
}

#[test]
fn an_image_that_is_not_what_its_name_says_is_a_mistake() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("dot.png", "no image");
    workspace.change("cases/sound.yaml", "    actors:", "    narrative: |\n      ![A dot](dot.png)\n    actors:");
    let diagnostics = workspace.check();
    let found: Vec<_> = diagnostics.sorted().iter().map(|one| (one.span.position().1, one.message.clone())).collect();
    assert!(matches!(found.as_slice(), [(_, message)] if message.contains("can't be read")), "{found:?}");
}

#[test]
fn footnotes_keep_apart_whatever_their_names_are_made_of() {
    let workspace = Temporary::copy_of("tests/workspace");
    let prose = "    narrative: |\n      One[^a.b], two[^a_b], three[^A], and one again[^a.b].\n\n      [^a.b]: Dot.\n\n      [^a_b]: \
                 Line.\n\n      [^a]: Capital.\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", prose);
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    let report = workspace.read("out/cases/sound.md");
    for note in ["Dot.", "Line.", "Capital."] {
        assert_eq!(report.matches(note).count(), 1, "{report}");
    }
}

/// What stands right behind the sign of a footnote is text, and makes no link and no other note of it.
#[test]
fn what_stands_behind_the_sign_of_a_footnote_is_text() {
    let note = "      [^a]: A note.\n";
    for (line, shown) in [
        (r"Text[^a]\(b)", "Text(b)"),
        (r"Text[^a]\(\)", "Text()"),
        (r"Text[^a]&#40;b)", "Text(b)"),
        (r"[^a]\: after", ": after"),
        (r"Text[^a]: after", "Text: after"),
        (r"Text[^a]\[b\]", "Text[b]"),
        (r"Text[^a]\[b\](c)", "Text[b](c)"),
        (r"Text[^a]*(b)*", "Text(b)"),
        (r"*Text[^a]*\(b)", "Text(b)"),
        (r"Text[^a][^a]\(b)", "Text(b)"),
        (r"Text[^a]`(b)`", "Text(b)"),
        (r"Text\]\(b)[^a]", "Text](b)"),
        (r"Text[^a]\(b\)[c](https://c.example)", "Text(b)c"),
    ] {
        for (start, end) in [("", ""), ("- ", ""), ("> ", ""), ("| a |\n      |---|\n      | ", " |")] {
            let workspace = Temporary::copy_of("tests/workspace");
            let prose = format!("    narrative: |\n      {start}{line}{end}\n\n{note}    actors:");
            workspace.change("cases/sound.yaml", "    actors:", &prose);
            assert_eq!(workspace.build(), BuildOutcome::Done, "{start}{line}");
            let text = workspace.read("out/cases/sound.md");
            let (report, faults) = document(&text);
            assert_eq!(faults, [], "{start}{line}");
            let told = format!("{:?}", report.blocks);
            assert!(!told.contains("^a"), "{start}{line} became {told}");
            let all = all_text(&report.blocks);
            assert!(all.iter().any(|own| own == shown), "{start}{line} is shown as {all:?}");
        }
    }
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change(
        "cases/sound.yaml",
        "    actors:",
        "    narrative: |\n      [^(](\\)\n\n      [^(]: A note.\n    actors:",
    );
    assert_eq!(workspace.build(), BuildOutcome::Done);
}

/// The plain text of every paragraph and cell, those inside of lists and quotations too.
fn all_text(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Paragraph(content) => vec![plain(content)],
        Block::List { items, .. } => items.iter().flat_map(|item| all_text(item)).collect(),
        Block::Quote(inner) => all_text(inner),
        Block::Table(table) => table.rows.iter().flatten().map(|cell| plain(cell)).collect(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

#[test]
fn footnotes_stand_in_long_tables_too() {
    let workspace = Temporary::copy_of("tests/workspace");
    let rows: String = (0..120).map(|row| format!("      | {row}[^1] | b |\n")).collect();
    let prose = format!(
        "    narrative: |\n      | a | b |\n      |---|---|\n{rows}\n      After[^1].\n\n      [^1]: Rounded.\n    actors:"
    );
    workspace.change("cases/sound.yaml", "    actors:", &prose);
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
}

#[test]
fn prose_of_many_notes_headings_and_tables_takes_no_time_to_speak_of() {
    // Each would take minutes if the time grew with the square of the length.
    for (count, piece) in [(3000, "a[^N]\n\n[^N]: b[^M]\n"), (20_000, "# a\n"), (6000, "| a |\n|---|\n")] {
        let text: String = (0..count)
            .map(|at| piece.replace('N', &format!("n{at}")).replace('M', &format!("n{}", (at + 1) % count)) + "\n")
            .collect();
        let parsed = casebook::document::markdown::parse::prose(
            &text,
            8,
            casebook::document::markdown::parse::Punctuation::AsWritten,
        );
        let locale = casebook::base::locale::Locale::usual("en").expect("it is in the program");
        let show = |url: &str| casebook::document::web::body::Shown::File(url.to_owned());
        let around = casebook::document::web::body::Surroundings { show: &show, sheet: &|_| None };
        assert!(casebook::document::web::body::body(&locale, &parsed.document, &around).html.len() > count);
    }
}

/// Returns the messages on a narrative: the line in the narrative, from 1, and the text.
fn said_of(narrative: &str) -> Vec<(usize, String)> {
    let workspace = Temporary::copy_of("tests/workspace");
    let lines: String = narrative.lines().map(|line| format!("      {line}\n")).collect();
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n{lines}    actors:"));
    let diagnostics = workspace.check();
    let sorted = diagnostics.sorted();
    sorted.iter().map(|one| (one.span.position().1.saturating_sub(9), one.message.clone())).collect()
}

/// The tree of prose has noncharacters of its own where quotation marks were written.
#[test]
fn noncharacters_are_refused() {
    for sign in ['\u{fdd0}', '\u{fdd1}', '\u{fdef}'] {
        let said = said_of(&format!("One{sign}two"));
        assert!(said[0].1.contains(&format!("U+{:04X}", sign as u32)), "{said:?}");
    }
}

#[test]
fn sound_prose_is_not_doubted() {
    for sound in [
        "Mail <office@cluster.dk>.",
        "Escaped \\[@talk] and \\[^1] only.",
        "Code `[^1]`, `![x](a b.png)`, `[@nobody]` and `Figure: x`.",
        "| a | b |\n|---|---|\n| x \\| y | `p` |",
        "Indented:\n\n    | a | b |\n    |---|---|\n    | 1 | 2 | 3 |",
        "- a\n\n  ```\n  code\n  ```\n\n- b",
        "> ~~~\n> code\n> ~~~",
        "````\n```\ncode\n````",
        "[link](https://en.wikipedia.org/wiki/Cluster_(business)) and <https://a.b/c%20d>",
        "One | two | three, and |x| + |y|.",
        "Table: Table: x\n\n| a |\n|---|\n| 1 |",
    ] {
        assert_eq!(said_of(sound), [], "{sound}");
    }
}

#[test]
fn a_mistake_that_stands_in_code_too_is_found_where_it_is_one() {
    for (text, line, part) in [
        ("Code `[@nope]`\n\nand [@nope].", 3, "`nope` is neither"),
        ("Code `[^1]`\n\nand[^1].", 3, "there is no footnote [^1]"),
        ("One\n\nand[^\"1\"].", 3, "there is no footnote [^\"1\"]"),
        ("One\n\n![Harbour](my photo.jpg \"The harbour\")", 3, "since `my photo.jpg \"The harbour\"` has spaces"),
        ("Code `![x](nope.png)`\n\n![x](nope.png)", 3, "no image `nope.png`"),
        ("```\nFigure: x\n```\n\nFigure: x", 5, "`Figure:` is no caption"),
        ("```\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n```\n\n| a |\n|---|\n| 1 | 2 |", 9, "2 cells"),
        ("- a\n\n  ```\n  code\n\n- b\n\n```\nx\n```", 3, "nothing ends this block"),
    ] {
        let said = said_of(text);
        assert!(
            matches!(said.as_slice(), [(at, message)] if *at == line && message.contains(part)),
            "{text}\n{said:?}"
        );
    }
}

#[test]
fn a_footnote_of_the_text_and_of_a_table_is_one() {
    let locale = casebook::base::locale::Locale::usual("en").expect("it is in the program");
    for text in [
        "| a |\n|---|\n| x[^1] |\n\nLater[^1].\n\n[^1]: Note.",
        "Before[^1].\n\n| a |\n|---|\n| x[^1] |\n\n[^1]: Note.",
        "| a |\n|---|\n| 1 |\n| x[^1] |\n| y[^1] |\n| 2 |\n| 3 |\n\n[^1]: Note.",
    ] {
        let (tree, faults) = document(text);
        assert_eq!(faults, [], "{text}");
        let typst = casebook::document::typeset::markup::markup(&locale, &tree, &[], &[]);
        assert_eq!(typst.matches("#footnote[").count(), 1, "{typst}");
    }
}

#[test]
fn a_row_with_more_cells_than_its_table_is_doubted() {
    let workspace = Temporary::copy_of("tests/workspace");
    let table =
        "    narrative: |\n      | a | b |\n      |---|---|\n      | 1 \\| one | 2 |\n      | 1 | 2 | 3 |\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", table);
    let diagnostics = workspace.check();
    let found: Vec<_> = diagnostics.sorted().iter().map(|one| (one.span.position().1, one.message.clone())).collect();
    assert_eq!(found, [(13, "this row has 3 cells, and the table 2 columns".to_owned())]);
}

#[test]
fn quotation_marks_are_those_of_the_language_but_for_those_that_stand_as_they_stand() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("casebook.yaml", "language: en", "language: da");
    let prose = "    narrative: |\n      Han sagde \"ja\" og “nej”.\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", prose);
    workspace.build();
    assert!(workspace.read("out/cases/sound.md").contains("Han sagde »ja« og “nej”."));
}

#[test]
fn rules_in_prose_are_not_taken_for_front_matter() {
    let workspace = Temporary::copy_of("tests/workspace");
    let prose = "> ---\n      >\n      > text\n\n      ---\n\n      a: b\n\n      ---\n\n      after";
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n      {prose}\n    actors:"));
    assert!(workspace.typeset().is_empty());
    assert!(workspace.read("out/cases/sound.md").contains("after"));
}

#[test]
fn prose_that_leads_to_itself_or_holds_nothing_ends_in_a_message_or_a_report() {
    let cases = [
        ("x[^a]\n\n      [^a]: y[^a]", false),
        ("```\n      ```\n\n      #\n\n      text", true),
        ("[this study][@talk] and [@talk, p. 3]", true),
    ];
    for (prose, sound) in cases {
        let workspace = Temporary::copy_of("tests/workspace");
        workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n      {prose}\n    actors:"));
        assert_eq!(workspace.typeset().is_empty(), sound, "{prose}");
        if prose.contains("this study") {
            assert!(workspace.read("out/cases/sound.md").contains("this study (talk) and (talk, p. 3)"));
        }
    }
}

#[test]
fn a_value_behind_an_anchor_or_an_alias_is_the_value() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "industry: Testing", "industry: &n 2010\nspecialisation: *n\nfounded: *n");
    workspace.build();
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("| 2010 | 2010 | about 60 |"), "{report}");
    assert!(report.contains(", specialising in 2010."), "{report}");
}

#[test]
fn code_in_prose_keeps_its_lines() {
    let workspace = Temporary::copy_of("tests/workspace");
    let prose = "    narrative: |\n      ```\n      one\n\n\n      two\n      ```\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", prose);
    workspace.build();
    assert!(workspace.read("out/cases/sound.md").contains("```\none\n\n\ntwo\n```\n"));
}

#[test]
fn numbers_are_what_the_file_says_and_not_what_yaml_makes_of_them() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change(
        "cases/sound.yaml",
        "industry: Testing",
        "industry: 3.0\nspecialisation: 1e3\nnace: { revision: 2, codes: [62.0, 01.00] }",
    );
    assert!(workspace.check().is_empty(), "{:?}", workspace.check());
    workspace.build();
    let report = workspace.read("out/cases/sound.md");
    for text in ["| 3.0 |", ", specialising in 1e3.", "| 62.0, 01.00 (NACE Rev. 2) |"] {
        assert!(report.contains(text), "{text}{report}");
    }
    workspace.change("cases/sound.yaml", "about 60", "1.000");
    assert_eq!(workspace.check().errors(), 1, "1.000 can be read in two ways");
}

/// One language of each script that reports are likely to be asked in: a whole build either sets it, from right to left where it runs
/// so, or says at the value that no font has it, and makes all but the PDF.
#[test]
fn a_script_is_set_or_refused_and_right_to_left_where_it_runs_so() {
    for (language, name, is_set) in [
        ("da", "Klyngen på Ærø", true),
        ("cs", "Žluťoučký kůň", true),
        ("vi", "Tiếng Việt", true),
        ("el", "Πλέγμα Ναυτιλίας", true),
        ("ru", "Зелёная река", true),
        ("hy", "Կլաստեր", true),
        ("he", "אשכול הנמל", true),
        ("ar", "تجمع الميناء", false),
        ("fa", "خوشه بندر", false),
        ("hi", "बंदरगाह", false),
        ("bn", "বন্দর", false),
        ("th", "ท่าเรือ", false),
        ("ka", "ნავსადგური", false),
        ("am", "ወደብ", false),
        ("zh", "港口集群", false),
        ("ja", "みなと", false),
        ("ko", "항구", false),
    ] {
        let folder = Temporary::copy_of("tests/none");
        folder.write("casebook.yaml", &format!("title: T\ndate: 2026-12-31\nlanguage: {language}\n"));
        let case = format!(
            "name: \"{name}\"\nsources: {{ s: {{ kind: interview }} }}\nstated_in: s\nrecords:\n  - as_of: 2025-03-01\n    actors: {{ \
             total: 1234 }}\n    narrative: \"{name}, 12 %. [@s]\\n\\n- {name}, 3\\n- {name}, 4\"\n"
        );
        folder.write("cases/a.yaml", &case);
        let found = folder.check();
        let glyphs: Vec<String> =
            found.sorted().iter().filter(|one| one.code == Code::Glyph).map(|one| one.message.clone()).collect();
        assert_eq!(glyphs.is_empty(), is_set, "{language}: {glyphs:?}");
        folder.build_with(&[MARKDOWN, HTML, PDF], false);
        assert_eq!(folder.exists("out/cases/a.pdf"), is_set, "{language}");
        let page = folder.read("out/cases/a.html");
        assert!(page.contains(&format!("{name}, 12")), "{language}: {page}");
        let is_right_to_left = ["he", "ar", "fa"].contains(&language);
        for tag in ["p", "ul"] {
            assert_eq!(page.contains(&format!("<{tag} dir=\"rtl\">")), is_right_to_left, "{language}");
        }
    }
}
