//! What never ends or grows without end, in a theme, a figure, a template or a text, is ended, and told of at its line.

use casebook::base::diagnostic::{Diagnostics, Severity};
use casebook::build::examine::examine;
use casebook::build::formats::{MARKDOWN, PDF};
use casebook::build::{self, BuildOptions};
use casebook::report::template::default;

use crate::workspace::{Temporary, terminal};

/// The program that typesets what may never be done.
const PROGRAM: &str = env!("CARGO_BIN_EXE_casebook");

fn built(workspace: &Temporary) -> Diagnostics {
    let formats = vec![MARKDOWN, PDF];
    let options = BuildOptions { formats, program: Some(PROGRAM.into()), ..BuildOptions::default() };
    build::make(workspace.path(), &options, terminal()).expect("the build can work").0
}

fn checked(workspace: &Temporary) -> Diagnostics {
    examine(workspace.path(), Default::default(), None, Some(PROGRAM.as_ref())).expect("the check can work").1
}

/// Each mistake: its file, the text that it marks, and what it says.
fn told(diagnostics: &Diagnostics) -> Vec<(String, String, String)> {
    let errors = diagnostics.sorted().into_iter().filter(|one| one.severity == Severity::Error);
    let told = errors.map(|one| {
        let text = one.span.source.text().get(one.span.range.clone()).unwrap_or_default();
        (one.span.source.name().to_owned(), text.to_owned(), one.message.clone())
    });
    told.collect()
}

fn with_limits(limits: &str) -> Temporary {
    let workspace = Temporary::copy_of("tests/workspace");
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", &format!("{settings}\nlimits: {{ {limits} }}\n"));
    workspace
}

/// A default file with a line before its first definition.
fn with_line(name: &str, line: &str) -> String {
    let usual = default(name).expect("there is one");
    let at = usual.find("#let ").expect("it defines something");
    format!("{}{line}\n{}", &usual[..at], &usual[at..])
}

#[test]
fn a_theme_or_a_figure_that_does_not_end_is_ended() {
    let cases = [
        ("report_memory: 300", "#let all = range(2000000000)", "more than 300 MiB of memory"),
        (
            "report_memory: 300",
            "#let all = range(100).map(_ => range(3000000).map(str))",
            "more than 300 MiB of memory",
        ),
        ("report_seconds: 1", "#let all = range(30000).map(_ => range(30000).sum())", "more than 1 second,"),
        (
            "report_seconds: 1",
            "#let all(n) = for x in range(30000) { for y in range(30000) { n = n + 1 } }; #let one = all(1)",
            "more than 1 second,",
        ),
    ];
    for (limits, line, message) in cases {
        for file in ["theme.typ", "figures/matrix.typ"] {
            let workspace = with_limits(limits);
            workspace.write(&format!("templates/{file}"), &with_line(file, line));
            for diagnostics in [checked(&workspace), built(&workspace)] {
                let told = told(&diagnostics);
                let is_right = |(own, text, said): &(String, String, String)| {
                    *own == format!("templates/{file}") && text == line && said.contains(message)
                };
                assert!(!told.is_empty() && told.iter().all(is_right), "{file}: {line}: {told:?}");
            }
            assert!(workspace.output().iter().all(|(name, _)| !name.contains("sound")), "nothing half done is left");
        }
    }
}

#[test]
fn a_text_that_takes_too_long_is_told_of_at_its_case() {
    let workspace = with_limits("report_seconds: 2");
    let signs: String = (0..20_000).map(|at| format!("Word[^n{at}]. ")).collect();
    let notes: String = (0..20_000).map(|at| format!("\n\n      [^n{at}]: Note {at}")).collect();
    let narrative = format!("  - narrative: |\n      {signs}{notes}\n    as_of: 2025-06\n");
    workspace.change("cases/sound.yaml", "  - as_of: 2025-06\n", &narrative);
    let told = told(&built(&workspace));
    assert_eq!(told.len(), 1, "{told:?}");
    let (file, text, message) = &told[0];
    assert_eq!((file.as_str(), text.as_str()), ("cases/sound.yaml", "[^"));
    assert!(message.contains("more than 2 seconds"), "{message}");
}

#[test]
fn a_template_that_does_not_end_is_ended() {
    let tens = "{% set tens = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] %}\n";
    let nested = |count: usize, body: &str| {
        let (open, close) = ("{% for x in tens %}".repeat(count), "{% endfor %}".repeat(count));
        format!("{open}{body}{close}")
    };
    let range = "range(end=1000)";
    let cases = [
        (
            format!("{{% for a in range(end=200) %}}{{% for b in {range} %}}.{{% endfor %}}{{% endfor %}}"),
            range.to_owned(),
            "more than 100000 numbers",
        ),
        (
            "{% for a in range(end=2000000000) %}.{% endfor %}".to_owned(),
            "range(end=2000000000)".to_owned(),
            "more than 100000 numbers",
        ),
        (nested(10, "."), nested(10, "."), "took more than 1 second,"),
        (nested(10, "{{ case.name }}"), nested(10, "{{ case.name }}"), "took more than 1 second,"),
        (nested(6, &"long".repeat(100)), nested(6, &"long".repeat(100)), "made more than 64 MiB of text"),
    ];
    for (line, marked, message) in cases {
        let workspace = with_limits("report_seconds: 1");
        let usual = default("case.md").expect("there is one");
        workspace.write("templates/case.md", &format!("{usual}{tens}{line}\n"));
        for diagnostics in [checked(&workspace), built(&workspace)] {
            let told = told(&diagnostics);
            let is_right = |(file, text, said): &(String, String, String)| {
                file == "templates/case.md" && *text == marked && said.contains(message)
            };
            assert!(!told.is_empty() && told.iter().all(is_right), "{line}: {told:?}");
        }
    }
}
