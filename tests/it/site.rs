//! The files of the site. How it behaves in a browser is tested in `tests/browser/`.

use casebook::build::formats::{HTML, TYPST, usual};
use casebook::build::outcome::BuildOutcome;

use crate::workspace::Temporary;

#[test]
fn a_site_has_a_page_for_every_report_and_all_that_pages_need() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done);
    for file in ["index.html", "summary.html", "cases/sound.html", "site.css", "site.js", "fonts.css"] {
        assert!(workspace.exists(&format!("out/{file}")), "{file}");
    }
    assert!(!workspace.exists("out/cases/sound.md") && !workspace.exists("out/figures"), "figures are in the pages");
    let page = workspace.read("out/cases/sound.html");
    assert!(page.contains("href=\"../site.css\"") && page.contains("default-src &#39;none&#39;"), "{page}");
    assert!(!page.contains("sound.pdf"), "there is no PDF to lead to");
}

#[test]
fn with_several_languages_the_start_page_of_the_first_is_where_readers_open_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("casebook.yaml", "language: en", "language: [en, da]");
    workspace.build_with(&[HTML], false);
    let (first, second) = (workspace.read("out/index.html"), workspace.read("out/da/index.html"));
    assert!(first.contains("<html lang=\"en\">") && first.contains("href=\"en/cases/sound.html\""), "{first}");
    assert!(second.contains("<html lang=\"da\">") && second.contains("href=\"../index.html\""), "{second}");
    assert!(!workspace.exists("out/en/index.html"));
    assert!(workspace.read("out/da/cases/sound.html").contains("href=\"../../en/cases/sound.html\""));
}

#[test]
fn text_of_a_case_is_text_in_its_page() {
    let workspace = Temporary::copy_of("tests/workspace");
    let hard = "</script><img src=x onerror=alert(1)>";
    workspace.change("cases/sound.yaml", "name: Sound Cluster", &format!("name: \"{hard}\""));
    let narrative =
        "    narrative: |\n      \\</script>\\<img src=x onerror=alert(1)>\n\n      ```\n      open\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", narrative);
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done);
    for file in ["out/index.html", "out/summary.html", "out/cases/sound.html"] {
        let page = workspace.read(file);
        assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"), "{file}");
        assert!(!page.contains("<img"), "{file}");
    }
}

#[test]
fn tables_and_figures_have_the_numbers_that_they_have_in_the_pdf() {
    let workspace = Temporary::copy_of("tests/five-stages");
    assert_eq!(workspace.build_with(&[HTML, TYPST], false), BuildOutcome::Done);
    let (mut compared, mut strips) = (0, 0);
    for case in ["old-dock", "summary"] {
        let name = if case == "summary" { case.to_owned() } else { format!("cases/{case}") };
        let (source, page) =
            (workspace.read(&format!("out/typst/{name}/main.typ")), workspace.read(&format!("out/{name}.html")));
        for (before, rest) in source.match_indices("number: ").map(|(at, word)| source.split_at(at + word.len())) {
            let kind =
                if before.lines().last().is_some_and(|line| line.starts_with("#chart")) { "Figure" } else { "Table" };
            let (number, caption) = rest
                .split_once(",")
                .and_then(|(n, rest)| Some((n, rest.split('"').nth(1)?)))
                .expect("it has a caption");
            assert!(page.contains(&format!("<b>{kind} {number}</b> {caption}")), "{name}: {kind} {number} {caption}");
            compared += 1;
        }
        strips += source.matches("\"strip\"").count();
    }
    assert!(compared > 5 && strips > 0, "{compared} {strips}");
}

#[test]
fn a_case_with_a_mistake_keeps_its_page_and_the_start_page() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/other.yaml", &workspace.read("cases/sound.yaml").replace("Sound Cluster", "Other"));
    workspace.build_with(&[HTML], false);
    let before = [workspace.read("out/index.html"), workspace.read("out/cases/other.html")];
    workspace.change("cases/other.yaml", "name: Other", "nam: Other");
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Mistakes);
    assert_eq!([workspace.read("out/index.html"), workspace.read("out/cases/other.html")], before);
    workspace.build_with(&[HTML], true);
    assert!(workspace.read("out/index.html").contains("Cases covered: 1 of 2"));
}

#[test]
fn the_page_the_look_and_the_script_can_be_replaced() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("templates/page.html", "<p>{{ page.kind }}: {{ page.title }}</p>\n{{ page.body | safe }}");
    workspace.write("templates/site.css", "p { color: red }");
    workspace.write("templates/site.js", "// nothing");
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done);
    assert!(workspace.read("out/index.html").starts_with("<p>index: "));
    assert_eq!(workspace.read("out/site.css"), "p { color: red }");
    assert_eq!(workspace.read("out/site.js"), "// nothing");
}

#[test]
fn an_image_goes_along_with_the_site() {
    let workspace = Temporary::copy_of("tests/workspace");
    std::fs::copy(crate::workspace::repository("tests/check/dot.png"), workspace.path().join("a dot.png"))
        .expect("it is there");
    let narrative = "    narrative: |\n      ![A <dot>](<a dot.png>)\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", &narrative.replace("<dot>", "\\<dot>"));
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done);
    let page = workspace.read("out/cases/sound.html");
    assert!(page.contains("<img src=\"../images/a%20dot.png\" alt=\"A &lt;dot&gt;\""), "{page}");
    assert!(workspace.exists("out/images/a dot.png"));
}

#[test]
fn headings_of_prose_take_no_name_that_the_page_or_the_report_has() {
    let workspace = Temporary::copy_of("tests/workspace");
    let headings = ["Words", "Passages", "Main", "Sources", "Note 1", "Mistakes"];
    let prose: String = headings.iter().map(|heading| format!("      ## {heading}\n\n      Text.\n\n")).collect();
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n{prose}    actors:"));
    workspace.build_with(&[HTML], false);
    let page = workspace.read("out/cases/sound.html");
    assert!(page.contains("<h2 id=\"sources\">Sources</h2>"), "links to the section of the report stay");
    assert!(
        page.contains("<h3 id=\"narrative-sources\">Sources</h3>") && page.contains("<h3 id=\"narrative-note-1\">")
    );
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
}

#[test]
fn what_a_case_has_none_of_is_not_what_is_not_recorded_of_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    let stages = "    stages: [{ in: growth, is: growing, by: us, basis: tests }]\n";
    workspace.write("cases/none.yaml", &sound.replace("Testing", "none").replace(stages, "    stages: not assessed\n"));
    workspace.write("cases/silent.yaml", &sound.replace("industry: Testing\n", "").replace(stages, ""));
    assert_eq!(workspace.build_with(&[HTML], false), BuildOutcome::Done);
    let page = workspace.read("out/index.html");
    for option in ["Testing (1)", "none (1)", "not recorded (1)", "not assessed (1)"] {
        assert!(page.contains(&format!(">{option}</option>")), "{option}\n{page}");
    }
    assert!(page.contains("<td data-rank=\"\">none</td>"), "what is none has no place in the order, and comes last");
}

#[test]
fn front_matter_quotes_are_no_way_around_the_escape_of_pages() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("templates/page.html", "{{ page.title | quoted }}");
    let diagnostics = workspace.check();
    assert_eq!(diagnostics.errors(), 1, "{:?}", diagnostics.sorted());
}

#[test]
fn a_drawing_with_scripts_and_what_a_build_made_are_no_images_of_prose() {
    let scripts = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><SCRIPT/></svg>";
    for (drawing, url, message) in [
        (scripts.replace("SCRIPT", "script"), "drawing.svg", "has scripts"),
        (scripts.replace("SCRIPT", "rect onload=\"alert(1)\""), "drawing.svg", "has scripts"),
        (scripts.replace("<SCRIPT/>", ""), "out/drawing.svg", "does not lead to a file"),
        (scripts.replace("<SCRIPT/>", ""), ".drawing.svg", "does not lead to a file"),
        (scripts.replace("<SCRIPT/>", ""), "Drawing.svg", "did you mean `drawing.svg`?"),
    ] {
        let workspace = Temporary::copy_of("tests/workspace");
        for file in ["drawing.svg", "out/drawing.svg", ".drawing.svg"] {
            workspace.write(file, &drawing);
        }
        let prose = format!("    narrative: |\n      ![A drawing]({url})\n    actors:");
        workspace.change("cases/sound.yaml", "    actors:", &prose);
        let diagnostics = workspace.check();
        let found: Vec<String> = diagnostics
            .sorted()
            .iter()
            .map(|one| format!("{} {}", one.message, one.help.clone().unwrap_or_default()))
            .collect();
        assert!(matches!(found.as_slice(), [one] if one.contains(message)), "{url}: {found:?}");
    }
}

#[test]
fn images_with_odd_names_are_found_from_every_form() {
    let workspace = Temporary::copy_of("tests/workspace");
    let names = ["a b.png", "fig#1.png", "a%20b.png", "ÆØ|å.PNG"];
    let dot = std::fs::read(crate::workspace::repository("tests/check/dot.png")).expect("it is there");
    let mut prose = String::new();
    for name in names {
        std::fs::write(workspace.path().join(name), &dot).expect("it can be written");
        let link = name.replace('%', "%25").replace(' ', "%20").replace('#', "%23");
        prose.push_str(&format!("      ![A dot](<{link}>)\n\n"));
    }
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n{prose}    actors:"));
    assert!(workspace.check().is_empty(), "{:?}", workspace.check().sorted());
    assert_eq!(workspace.build_with(&usual().collect::<Vec<_>>(), false), BuildOutcome::Done);
    let page = workspace.read("out/cases/sound.html");
    for (name, link) in names.iter().zip(["a%20b.png", "fig%231.png", "a%2520b.png", "%C3%86%C3%98%7C%C3%A5.PNG"]) {
        assert!(workspace.exists(&format!("out/images/{name}")), "{name}");
        assert!(page.contains(&format!("src=\"../images/{link}\"")), "{link}\n{page}");
    }
}
