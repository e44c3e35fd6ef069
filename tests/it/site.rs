//! The site, as far as its files show it. What a browser makes of it is tried in `tests/browser/`.

use casebook::run::{Format, Outcome};

use crate::workspace::Temporary;

#[test]
fn a_site_has_a_page_for_every_report_and_all_that_pages_need() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert_eq!(workspace.build_with(&[Format::Html], false), Outcome::Done);
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
    workspace.build_with(&[Format::Html], false);
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
    assert_eq!(workspace.build_with(&[Format::Html], false), Outcome::Done);
    for file in ["out/index.html", "out/summary.html", "out/cases/sound.html"] {
        let page = workspace.read(file);
        assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"), "{file}");
        assert!(!page.contains("<img"), "{file}");
    }
}

#[test]
fn a_case_with_a_mistake_keeps_its_page_and_the_start_page() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/other.yaml", &workspace.read("cases/sound.yaml").replace("Sound Cluster", "Other"));
    workspace.build_with(&[Format::Html], false);
    let before = [workspace.read("out/index.html"), workspace.read("out/cases/other.html")];
    workspace.change("cases/other.yaml", "name: Other", "nam: Other");
    assert_eq!(workspace.build_with(&[Format::Html], false), Outcome::Mistakes);
    assert_eq!([workspace.read("out/index.html"), workspace.read("out/cases/other.html")], before);
    workspace.build_with(&[Format::Html], true);
    assert!(workspace.read("out/index.html").contains("Cases covered: 1 of 2"));
}

#[test]
fn the_page_the_look_and_the_script_can_be_replaced() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("templates/page.html", "<p>{{ page.kind }}: {{ page.title }}</p>\n{{ page.body | safe }}");
    workspace.write("templates/site.css", "p { color: red }");
    workspace.write("templates/site.js", "// nothing");
    assert_eq!(workspace.build_with(&[Format::Html], false), Outcome::Done);
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
    assert_eq!(workspace.build_with(&[Format::Html], false), Outcome::Done);
    let page = workspace.read("out/cases/sound.html");
    assert!(page.contains("<img src=\"../images/a%20dot.png\" alt=\"A &lt;dot&gt;\""), "{page}");
    assert!(workspace.exists("out/images/a dot.png"));
}
