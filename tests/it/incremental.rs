//! Incremental builds: they make what changed and nothing else, and leave what a clean build would leave.

use std::path::Path;
use std::process::{Command, Stdio};

use casebook::build::formats::{CSV, Format, HTML, MARKDOWN, PDF, usual};
use casebook::build::images::{drawing, images};
use casebook::build::outcome::{BuildOutcome, verdict};
use casebook::build::print_setup::print_setup;
use casebook::build::render::case_document;
use casebook::build::{self, BuildOptions, Built};
use casebook::document::typeset::printer::Printer;
use casebook::document::typeset::world::Compiler;
use casebook::document::typeset::{Drawing, PrintJob, Project};
use casebook::model::settings::Years;
use casebook::report::report_id::ReportId;
use casebook::report::template;

use crate::workspace::{Temporary, examined, repository, terminal};

fn all() -> BuildOptions {
    BuildOptions { formats: usual().collect(), ..BuildOptions::default() }
}

fn make(workspace: &Temporary, options: &BuildOptions) -> Built {
    let (diagnostics, built) = build::make(workspace.path(), options, terminal()).expect("it can be built");
    assert_eq!(verdict(&diagnostics), BuildOutcome::Done, "{:?}", diagnostics.sorted());
    built
}

fn clear(workspace: &Temporary) {
    std::fs::remove_dir_all(workspace.path().join("out")).expect("it can be removed");
}

type Output = Vec<(String, Vec<u8>)>;

/// Returns the files that a build makes in an empty folder.
fn clean(workspace: &Temporary, options: &BuildOptions) -> Output {
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    let out = elsewhere.path().join("out");
    make(
        workspace,
        &BuildOptions {
            out: Some(out.clone()),
            formats: options.formats.clone(),
            years: options.years.clone(),
            ..BuildOptions::default()
        },
    );
    crate::workspace::files(&out)
}

fn assert_same(name: &str, one: &Output, other: &Output) {
    let names = |output: &Output| output.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{name}: the same files");
    for ((file, one), (_, other)) in one.iter().zip(other) {
        assert!(one == other, "{name}: {file} is as a clean build makes it");
    }
}

type Change = (&'static str, fn(&Temporary));

/// Copies a template, or another built-in file, into the workspace, with `from` replaced by `to`.
fn own(workspace: &Temporary, name: &str, from: &str, to: &str) {
    let text = template::default(name).unwrap_or_else(|| panic!("there is a default {name}"));
    assert!(text.contains(from), "{name} contains {from:?}");
    workspace.write(&format!("templates/{name}"), &text.replacen(from, to, 1));
}

/// One change of each kind of input. Most of them change some output.
const CHANGES: [Change; 26] = [
    ("a case", |w| w.change("cases/birch.yaml", "name: Birch", "name: Weeping Birch")),
    ("the settings", |w| w.change("casebook.yaml", "A small portfolio", "A large portfolio")),
    ("a rule that says nothing of reports", |w| w.change("casebook.yaml", "date:", "rules: { CB0209: allow }\ndate:")),
    ("a framework", |w| w.change("frameworks/growth.yaml", "label: Growing", "label: Sprouting")),
    ("claims", |w| w.change("claims.yaml", "text: ", "text: Surely, ")),
    ("indicators", |w| w.change("indicators/own.yaml", "Boats launched", "Boats afloat")),
    ("what was published", |w| w.change("published/2024.yaml", "on: 2025-02-01", "on: 2025-02-03")),
    ("references", |w| w.write("references.yaml", "work: { type: Book, title: A work, date: 2000 }\n")),
    ("references of another program", |w| w.write("references.bib", "@book{other, title = {A work}, year = 2000}\n")),
    ("an image of the settings", |w| {
        std::fs::copy(repository("examples/portfolio/images/programme.svg"), w.path().join("logo.svg"))
            .expect("it can be copied");
        w.change("casebook.yaml", "logo: dot.png", "logo: logo.svg");
    }),
    ("the same image drawn otherwise", |w| w.change("logo.svg", "<svg ", "<svg data-drawn=\"again\" ")),
    ("the template of cases", |w| own(w, "case.md", "---\n\n", "---\n\nA line more.\n\n")),
    ("the template of summaries", |w| own(w, "summary.md", "---\n\n", "---\n\nA line more.\n\n")),
    ("the template of annual reports", |w| own(w, "report.md", "---\n\n", "---\n\nA line more.\n\n")),
    ("the template of portfolios", |w| own(w, "portfolio.md", "---\n\n", "---\n\nA line more.\n\n")),
    ("the template of pages", |w| own(w, "page.html", "<body", "<body data-own=\"yes\"")),
    ("the template again", |w| w.change("templates/case.md", "A line more.", "Another line.")),
    ("the theme", |w| own(w, "theme.typ", "#1c2226", "#1c2227")),
    ("the drawing of a figure", |w| own(w, "figures/matrix.typ", "size: 8pt", "size: 7.5pt")),
    ("the style of the site", |w| own(w, "site.css", "\n", "\n/* Ours. */\n")),
    ("the script of the site", |w| own(w, "site.js", "\n", "\n// Ours.\n")),
    ("fixed words", |w| w.write("templates/locales/en.ftl", "not-recorded = nobody says\n")),
    ("a font", |w| {
        let font = std::fs::read(repository("templates/fonts/LibertinusSans-Bold.ttf")).expect("it is there");
        let path = w.path().join("templates/fonts/own.ttf");
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        std::fs::write(path, font).expect("it can be written");
    }),
    ("a template that is gone", |w| std::fs::remove_file(w.path().join("templates/case.md")).expect("it is there")),
    ("another case", |w| w.write("cases/fir.yaml", "name: Fir\n")),
    ("a case that is gone", |w| std::fs::remove_file(w.path().join("cases/cedar.yaml")).expect("it is there")),
];

/// Makes one change after the other, builds after each, and compares with a clean build.
#[test]
fn every_kind_of_input_is_seen_when_it_changes() {
    let workspace = Temporary::copy_of("tests/yearly");
    make(&workspace, &all());
    let mut before = workspace.output();
    for (name, change) in CHANGES {
        change(&workspace);
        assert!(matches!(make(&workspace, &all()), Built::Done(_)), "{name}: something is made");
        let now = workspace.output();
        assert_same(name, &now, &clean(&workspace, &all()));
        // Reports depend on these inputs, even if these changes do not show in them.
        let quiet = ["a rule that says nothing of reports", "a font", "what was published"].contains(&name);
        assert!(quiet || now != before, "{name}: something changes");
        assert!(matches!(make(&workspace, &all()), Built::UpToDate { .. }), "{name}: then nothing is to be done");
        before = now;
    }
}

/// Returns what a dry run after a change says: which reports would be rebuilt, and why.
fn made_after(change: impl Fn(&Temporary)) -> Vec<String> {
    let workspace = Temporary::copy_of("tests/yearly");
    make(&workspace, &all());
    change(&workspace);
    match make(&workspace, &BuildOptions { dry_run: true, ..all() }) {
        Built::Planned(lines) => lines,
        _ => Vec::new(),
    }
}

#[test]
fn only_what_a_change_concerns_is_made_anew_and_a_dry_run_says_why() {
    let plan = made_after(|w| w.change("cases/birch.yaml", "name: Birch", "name: Weeping Birch"));
    let why = "cases/birch.yaml changed";
    let what = "cases/birch, reports/2025/birch, summary, index, reports/2024, reports/2025";
    assert_eq!(plan, [format!("{what}: {why}"), "6 reports would be made; nothing was written".to_owned()]);
    let plan = made_after(|w| own(w, "page.html", "<body", "<body data-own=\"yes\""));
    assert!(plan[0].ends_with("templates/page.html is new"), "{plan:?}");
    let plan = made_after(|w| own(w, "case.md", "# ", "# Case: "));
    assert!(plan[0].ends_with("index: templates/case.md is new") && !plan[0].contains("report"), "{plan:?}");
    let plan = made_after(|w| w.change("claims.yaml", "text: ", "text: Surely, "));
    assert_eq!(plan[0], "summary, index, reports/2024, reports/2025: claims.yaml changed");
    let plan = made_after(|w| std::fs::remove_file(w.path().join("out/cases/elm.pdf")).expect("it is there"));
    assert_eq!(plan[0], "cases/elm: cases/elm.pdf is missing");
    let plan = made_after(|w| w.write("out/cases/elm.md", "Something else"));
    assert_eq!(plan[0], "cases/elm: cases/elm.md is not as it was left");
    let plan = made_after(|w| std::fs::remove_file(w.path().join("cases/elm.yaml")).expect("it is there"));
    let gone = |line: &String| {
        line.starts_with("cases/elm, ") && line.ends_with("would be removed, since the case or its record is gone")
    };
    assert!(plan.iter().any(gone), "{plan:?}");
    // The test program made these reports, so casebook takes them for reports of another version.
    let workspace = Temporary::copy_of("tests/workspace");
    make(&workspace, &all());
    let mut program = Command::new(env!("CARGO_BIN_EXE_casebook"));
    let told = program.arg("--workspace").arg(workspace.path()).args(["build", "--dry-run"]).output().expect("it runs");
    let told = String::from_utf8_lossy(&told.stderr);
    assert!(told.contains("cases/sound, summary, index, site: it was made by another version of casebook"), "{told}");
}

#[test]
fn a_build_of_one_form_leaves_what_others_show() {
    let workspace = Temporary::copy_of("tests/yearly");
    // An image that is copied for HTML pages only.
    own(&workspace, "case.md", "---\n\n", "---\n\n![A dot](../../dot.png)\n\n");
    workspace.change("casebook.yaml", ", logo: dot.png", "");
    workspace.change("cases/alder.yaml", ", logo: dot.png", "");
    make(&workspace, &all());
    assert!(workspace.exists("out/images/dot.png"));
    workspace.change("cases/birch.yaml", "name: Birch", "name: Weeping Birch");
    for form in [MARKDOWN, PDF] {
        make(&workspace, &BuildOptions { formats: vec![form], force: true, ..BuildOptions::default() });
        assert!(workspace.exists("out/images/dot.png") && workspace.exists("out/cases/birch.html"), "{form:?}");
    }
}

/// Reports made with other options are never taken for those asked for now.
#[test]
fn other_forms_years_and_cases_are_seen() {
    let workspace = Temporary::copy_of("tests/yearly");
    let only = |formats: &[Format]| BuildOptions { formats: formats.to_vec(), ..BuildOptions::default() };
    let steps = [
        only(&[MARKDOWN]),
        only(&[MARKDOWN, HTML]),
        BuildOptions { cases: vec!["birch".to_owned()], ..only(&[MARKDOWN]) },
        only(&[CSV]),
        BuildOptions { years: Some(Years::Newest), ..all() },
        BuildOptions { force: true, ..all() },
    ];
    for step in steps {
        workspace.change("cases/birch.yaml", "name: Birch", "name: Birch and Birch");
        make(&workspace, &step);
    }
    make(&workspace, &all());
    assert_same("after all of them", &workspace.output(), &clean(&workspace, &all()));
    // A build of fewer formats makes the same files in them as a build of all formats, including the reports that compare cases.
    let lean = only(&[MARKDOWN, PDF, CSV]);
    clear(&workspace);
    workspace.change("casebook.yaml", "years: [2024, 2025]\n", "");
    make(&workspace, &lean);
    let few = workspace.output();
    let whole = clean(&workspace, &all());
    assert!(few.iter().filter(|(name, _)| !name.starts_with("images/")).all(|file| whole.contains(file)));
}

#[test]
fn only_files_that_a_build_made_are_removed() {
    let workspace = Temporary::copy_of("tests/yearly");
    make(&workspace, &all());
    workspace.write("out/cases/mine.md", "A note of mine");
    workspace.write("out/reports/2024/cedar-notes.txt", "Another one");
    std::fs::remove_file(workspace.path().join("cases/cedar.yaml")).expect("it is there");
    make(&workspace, &all());
    for gone in ["cases/cedar.md", "cases/cedar.pdf", "cases/cedar.html", "reports/2024/cedar.pdf"] {
        assert!(!workspace.exists(&format!("out/{gone}")), "{gone} is gone");
    }
    assert!(workspace.exists("out/cases/mine.md") && workspace.exists("out/reports/2024/cedar-notes.txt"));
    assert!(workspace.exists("out/images/dot.png"), "others still show it");
}

#[test]
fn a_second_build_says_again_what_is_doubtful() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.change("cases/sound.yaml", "sources: {", "sources: { paper: { kind: documentation },");
    let told = || {
        let (diagnostics, built) = build::make(workspace.path(), &all(), terminal()).expect("it can be built");
        let all = diagnostics
            .sorted()
            .into_iter()
            .map(|told| format!("{} {:?} {}", told.code, told.span.position(), told.message));
        (all.collect::<Vec<_>>(), matches!(built, Built::UpToDate { .. }))
    };
    let (first, second) = (told(), told());
    assert!(!first.1 && second.1 && !first.0.is_empty(), "{first:?} {second:?}");
    assert_eq!(first.0, second.0);
}

/// Returns a workspace with `cases` cases: if there are many, worker processes typeset their reports.
fn large(cases: usize) -> Temporary {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    for at in 1..cases {
        workspace.write(&format!("cases/sound-{at}.yaml"), &sound.replace("Sound Cluster", &format!("Sound {at}")));
    }
    workspace
}

/// Reports and messages are the same, whether threads typeset, worker processes do, or threads do because worker processes can't
/// be started.
#[test]
fn reports_are_the_same_whoever_typesets_them() {
    let workspace = large(8);
    let mistake = "#let draw(data, look) = {\n  data.nothing\n}\n";
    for (figure, mistakes) in [(None, 0), (Some(mistake), 1)] {
        figure.iter().for_each(|text| workspace.write("templates/figures/matrix.typ", text));
        let mut outcomes = Vec::new();
        for program in [None, Some(env!("CARGO_BIN_EXE_casebook")), Some("/nowhere/casebook"), Some("/bin/false")] {
            let options = BuildOptions { program: program.map(Into::into), force: true, ..all() };
            let (diagnostics, _) = build::make(workspace.path(), &options, terminal()).expect("it can be built");
            assert_eq!(diagnostics.errors(), mistakes, "{program:?}: {:?}", diagnostics.sorted());
            let told: Vec<String> = diagnostics.sorted().iter().map(|one| format!("{one:?}")).collect();
            outcomes.push((told, workspace.output()));
            clear(&workspace);
        }
        for (told, output) in &outcomes[1..] {
            assert_eq!(*told, outcomes[0].0);
            assert_same("another process", output, &outcomes[0].1);
        }
    }
}

/// If worker processes failed, a build would silently do their work itself, only slower.
#[test]
fn processes_that_typeset_answer_what_this_one_would() {
    let (read, _) = examined(&repository("."));
    let (locale, compiler) = (&read.locales[0], Compiler::new(print_setup(&read)));
    let helped = Printer::of(&compiler, Some(Path::new(env!("CARGO_BIN_EXE_casebook"))), true);
    for case in &read.cases {
        let draft = case_document(&read, locale, case).expect("it can be drafted");
        let pictures = images(&read, locale, &ReportId::of_case(&case.id), &draft).expect("they are there");
        let drawings = draft.figures.iter().map(|figure| Project::of_drawing(locale, &drawing(figure))).collect();
        let document = Some(Project::new(locale, &draft.document, pictures, Vec::new()));
        let job = PrintJob { name: case.id.to_string(), alike: true, document, drawings };
        let (here, there) = (Printer::of(&compiler, None, false).print(&job), helped.print(&job));
        assert!(here.is_ok() && here.ok() == there.ok(), "{}", case.id);
    }
    assert!(helped.is_helped());
    let failing = Printer::of(&compiler, Some(Path::new("/bin/false")), true);
    let empty = Project::of_drawing(locale, &Drawing { kind: "series", data: "{}".to_owned() });
    assert!(
        failing
            .print(&PrintJob { name: String::new(), alike: true, document: Some(empty), drawings: Vec::new() })
            .is_err()
    );
    assert!(!failing.is_helped());
}

/// Kills builds at random moments: the files that exist then are whole, and the next build leaves what a clean build would leave.
#[test]
fn a_build_that_is_killed_leaves_nothing_half_done_and_the_next_one_repairs_it() {
    const KILLS: usize = 200;
    let workspace = large(5);
    let titles = ["A workspace for tests", "A workspace that is built again and again"];
    let set = |from: usize, to: usize| workspace.change("casebook.yaml", titles[from], titles[to]);
    let first = clean(&workspace, &all());
    set(0, 1);
    let expected = [first, clean(&workspace, &all())];
    let start = std::time::Instant::now();
    run_program(workspace.path()).wait().expect("it ends");
    let whole = start.elapsed();
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..KILLS {
        let at = round % 2;
        set(1 - at, at);
        let mut program = run_program(workspace.path());
        std::thread::sleep(whole.mul_f64(random.f64() * 1.1));
        program.kill().expect("it can be killed");
        program.wait().expect("it ends");
        for (name, bytes) in workspace.output().iter().filter(|(name, _)| !name.ends_with(".tmp")) {
            let versions = expected.iter().flatten().filter(|(own, _)| own == name);
            assert!(versions.map(|(_, own)| own).any(|own| own == bytes), "round {round}: {name} is half there");
        }
        assert!(run_program(workspace.path()).wait().expect("it ends").success());
        assert_same(&format!("round {round}"), &workspace.output(), &expected[at]);
    }
}

fn run_program(workspace: &Path) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    let command = command.args(["--quiet", "--workspace"]).arg(workspace).arg("build");
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be run")
}

#[test]
fn a_dry_run_promises_no_comparison_that_mistakes_will_prevent() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("cases/broken.yaml", "name: Broken\nsomething: else\n");
    let dry = BuildOptions { dry_run: true, ..all() };
    let planned = |options: &BuildOptions| match build::make(workspace.path(), options, terminal()) {
        Ok((_, Built::Planned(lines))) => lines.join("\n"),
        _ => panic!("it says what it would do"),
    };
    let told = planned(&dry);
    assert!(told.contains("what compares cases would not be made") && !told.contains("summary"), "{told}");
    assert!(!told.contains("up to date"), "{told}");
    assert!(planned(&BuildOptions { allow_partial: true, ..dry }).contains("summary"));
}

/// Two workspaces may write to one place by mistake. Neither takes the other's reports for its own.
#[test]
fn a_build_removes_no_reports_of_another_workspace() {
    let (one, other) = (Temporary::copy_of("tests/yearly"), Temporary::copy_of("tests/workspace"));
    let out = one.path().join("elsewhere");
    let options = BuildOptions { out: Some(out.clone()), ..all() };
    make(&one, &options);
    make(&other, &options);
    assert!(out.join("cases/elm.pdf").is_file() && out.join("cases/sound.pdf").is_file());
}

#[test]
fn two_builds_do_not_write_into_one_folder() {
    let workspace = Temporary::copy_of("tests/workspace");
    make(&workspace, &all());
    let lock = std::fs::File::open(workspace.path().join("out/.casebook/lock")).expect("it is there");
    std::fs::write(workspace.path().join("out/.casebook/lock"), " (process 7)").expect("it can be written");
    lock.try_lock().expect("nobody holds it");
    workspace.change("cases/sound.yaml", "Sound", "Quiet");
    let error = build::make(workspace.path(), &all(), terminal()).err().expect("another one holds it").to_string();
    assert!(error.starts_with("another build (process 7) writes to "), "{error}");
    drop(lock);
    make(&workspace, &all());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_repaired_later() {
    let workspace = Temporary::copy_of("tests/workspace");
    make(&workspace, &all());
    // A folder in the place of the file can't be replaced, whoever runs the test.
    let path = workspace.path().join("out/cases/sound.md");
    std::fs::remove_file(&path).expect("it is there");
    std::fs::create_dir_all(path.join("something")).expect("it can be made");
    let Built::Done(tally) = make(&workspace, &all()) else { panic!("something is made") };
    assert_eq!(tally.refused, 1);
    drop(tally);
    std::fs::remove_dir_all(&path).expect("it is there");
    make(&workspace, &all());
    assert_same("repaired", &workspace.output(), &clean(&workspace, &all()));
}

/// Limits files to some kilobytes, so that writing fails as on a full disk.
#[cfg(unix)]
#[test]
fn what_the_disk_refuses_is_told_and_repaired_later() {
    let workspace = large(3);
    let mut shell = Command::new("sh");
    let build = "trap '' XFSZ; ulimit -f 16; exec \"$0\" --workspace \"$1\" build";
    let shell = shell.args(["-c", build, env!("CARGO_BIN_EXE_casebook")]).arg(workspace.path());
    let refused = shell.output().expect("there is a shell");
    let told = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(told.contains("failed to write") && told.contains("cases/sound-1.pdf"), "{told}");
    let whole = clean(&workspace, &all());
    for (name, bytes) in workspace.output() {
        assert!(whole.contains(&(name.clone(), bytes)), "{name} is whole or not there");
    }
    make(&workspace, &all());
    assert_same("after it", &workspace.output(), &whole);
}

/// A case file that is deleted while reports are made leaves no report, or one that the next build removes.
#[test]
fn a_case_file_may_go_during_a_build() {
    let workspace = large(60);
    let mut program = run_program(workspace.path());
    while !workspace.exists("out/cases/sound.pdf") {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    std::fs::remove_file(workspace.path().join("cases/sound-9.yaml")).expect("it is there");
    program.wait().expect("it ends");
    assert!(run_program(workspace.path()).wait().expect("it ends").success());
    assert_same("without it", &workspace.output(), &clean(&workspace, &all()));
    assert!(!workspace.exists("out/cases/sound-9.pdf"));
}

/// Typst's own threads have small stacks. Documents must not pile up on them.
#[test]
fn five_hundred_documents_need_no_larger_stacks() {
    let workspace = large(500);
    let mut program = Command::new(env!("CARGO_BIN_EXE_casebook"));
    let program = program.arg("--workspace").arg(workspace.path()).args(["build", "--format", "pdf"]);
    let told = program.env_remove("RUST_MIN_STACK").output().expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let pdfs = workspace
        .output()
        .iter()
        .filter(|(name, bytes)| name.starts_with("cases/") && bytes.starts_with(b"%PDF"))
        .count();
    assert_eq!(pdfs, 500);
}

/// A table that is gone with its claims is removed, and not named once more as one that nothing keeps up to date.
#[test]
fn what_a_build_removes_it_does_not_ask_the_user_to_delete() {
    let workspace = Temporary::copy_of("tests/workspace");
    workspace.write("claims.yaml", "- id: claim\n  text: Claim\n  holds: actors.total > 10\n");
    let build = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_casebook"));
        let told = program.arg("--workspace").arg(workspace.path()).args(["build", "--format", "md,csv"]).output();
        String::from_utf8_lossy(&told.expect("it runs").stderr).into_owned()
    };
    build();
    assert!(workspace.exists("out/tables/claims.csv"));
    std::fs::remove_file(workspace.path().join("claims.yaml")).expect("it is there");
    let told = build();
    assert!(told.contains("removed tables/claims.csv"), "{told}");
    assert!(!workspace.exists("out/tables/claims.csv") && !told.contains("delete"), "{told}");
}

/// The first Ctrl-C keeps what is done, and the next build goes on from there.
#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_the_folder_as_it_was() {
    let workspace = large(60);
    let mut program = run_program(workspace.path());
    // Only names are read: a file that the build is writing may be gone before it can be opened.
    let done = || {
        let names =
            std::fs::read_dir(workspace.path().join("out/.casebook/waiting/cases")).into_iter().flatten().flatten();
        names.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "pdf")).count()
    };
    while done() < 4 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let told =
        Command::new("kill").args(["-INT", &program.id().to_string()]).status().expect("there is such a program");
    assert!(told.success());
    assert_eq!(program.wait().expect("it ends").code(), Some(130));
    assert!(!workspace.exists("out/.casebook") && !workspace.exists("out/cases"), "a folder that was new");
    assert!(matches!(make(&workspace, &all()), Built::Done(_)), "all is made");
    assert_same("after it", &workspace.output(), &clean(&workspace, &all()));
}

/// The system may kill worker processes: then the build does their work.
#[cfg(target_os = "linux")]
#[test]
fn a_build_does_not_need_the_processes_that_typeset_for_it() {
    let workspace = large(60);
    let mut program = run_program(workspace.path());
    let mut killed = 0;
    while killed == 0 && program.try_wait().expect("it is ours").is_none() {
        for child in children(program.id()) {
            let told = Command::new("kill").args(["-KILL", &child.to_string()]).status().expect("it can be run");
            killed += usize::from(told.success());
        }
    }
    assert!(killed > 0, "it has helpers");
    assert!(program.wait().expect("it ends").success());
    assert_same("without help", &workspace.output(), &clean(&workspace, &all()));
}

/// Returns the child processes of a process.
#[cfg(target_os = "linux")]
fn children(of: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").expect("Linux has it").flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // The id of the parent is the second field after the name, which stands in parentheses and may contain anything.
    let parent = |number: &u32| {
        let text = std::fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
        text.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
    };
    numbers.filter(|number| parent(number) == Some(of)).collect()
}

/// If a table has too many rows, the report shows counts, and the CSV has all rows.
#[test]
fn large_tables_are_counted_in_reports_and_whole_as_csv() {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    for (name, stage) in [("one", "growing"), ("two", "growing"), ("three", "beginning")] {
        let text =
            sound.replace("Sound Cluster", &format!("Sound {name}")).replace("is: growing", &format!("is: {stage}"));
        workspace.write(&format!("cases/{name}.yaml"), &text);
    }
    make(&workspace, &all());
    let whole = workspace.output();
    workspace.change("casebook.yaml", "language: en", "language: en\nlimits: { table_rows: 3 }");
    make(&workspace, &all());
    let summary = workspace.read("out/summary.md");
    let squeezed: String = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed.contains("4 cases are too many rows for a page"), "{summary}");
    let counts = ["| Beginning | 1 |", "| Growing | 3 |"];
    assert!(counts.iter().all(|row| squeezed.contains(row)), "{summary}");
    for (name, bytes) in whole.iter().filter(|(name, _)| name.ends_with(".csv")) {
        assert!(workspace.output().iter().any(|(own, now)| own == name && now == bytes), "{name} has all rows");
    }
}

/// A build leaves alone what may not be its own: a file that somebody else wrote in the place of a report, reports of cases in a
/// folder that can't be read, and files that links lead to.
#[cfg(unix)]
#[test]
fn what_somebody_else_wrote_is_neither_removed_nor_emptied() {
    use std::os::unix::fs::symlink;
    let workspace = Temporary::copy_of("tests/yearly");
    workspace.write("cases/sub/fir.yaml", "name: Fir\n");
    make(&workspace, &all());
    workspace.write("out/cases/cedar.md", "Something of mine");
    std::fs::remove_file(workspace.path().join("cases/cedar.yaml")).expect("it is there");
    make(&workspace, &all());
    assert_eq!(workspace.read("out/cases/cedar.md"), "Something of mine");
    assert!(!workspace.exists("out/cases/cedar.pdf"));
    std::fs::rename(workspace.path().join("cases/sub"), workspace.path().join("moved")).expect("it can be moved");
    symlink(workspace.path().join("moved"), workspace.path().join("cases/sub")).expect("a link can be made");
    assert!(build::make(workspace.path(), &all(), terminal()).is_ok());
    assert!(workspace.exists("out/cases/fir.md"), "nobody knows that it is gone");
    std::fs::remove_file(workspace.path().join("cases/sub")).expect("the link is there");
    let mine = workspace.path().join("mine.txt");
    std::fs::write(&mine, "Mine").expect("it can be written");
    let lock = workspace.path().join("out/.casebook/lock");
    std::fs::remove_file(&lock).expect("it is there");
    symlink(&mine, &lock).expect("a link can be made");
    assert!(build::make(workspace.path(), &BuildOptions { force: true, ..all() }, terminal()).is_err());
    assert_eq!(workspace.read("mine.txt"), "Mine");
}
