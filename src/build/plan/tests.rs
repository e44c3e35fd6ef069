//! Tests of what users rely on in incremental builds: which files a report depends on, why it is rebuilt, and that only files
//! that a build made are removed.

#![expect(clippy::disallowed_methods, reason = "tests write files of their own")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::base::source::{self, Fingerprint, Program};
use crate::base::write::Folder;
use crate::build::formats::HTML;
use crate::build::plan::{Plan, Request};
use crate::build::stale::sweep;
use crate::build::state::{BuildState, Last, ReportEntry};
use crate::report::report_id::{ReportId, ReportKind};

/// A plan without a workspace and without an earlier build.
fn plan(pages: bool) -> Plan {
    Plan {
        root: PathBuf::new(),
        last: BuildState::default(),
        program: Some(program("now")),
        inputs: BTreeMap::new(),
        pages,
        shared: BTreeMap::new(),
        lent: BTreeSet::new(),
    }
}

fn program(hash: &str) -> Program {
    let stamp = json!({ "size": 1, "modified": 1 });
    serde_json::from_value(json!({ "stamp": stamp, "hash": hash })).expect("it is a program")
}

fn files(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A request for the report of a case, with its own files and its options.
fn request(own: &[&str], asked: &str) -> Request {
    Request { report: ReportId::of_case("alder"), own: files(own), asked: asked.to_owned() }
}

fn inputs(of: &[(&str, &str)]) -> BTreeMap<String, Fingerprint> {
    of.iter().map(|(name, content)| ((*name).to_owned(), Fingerprint::of(*content))).collect()
}

/// The entry of a report in the state of the last build, with its own input files and without files in the output folder.
fn entry(from: Fingerprint, own: &[&str]) -> ReportEntry {
    ReportEntry { from, own: files(own), files: BTreeMap::new(), messages: Vec::new() }
}

/// A plan with the inputs `now`, after a build by the same program with the inputs `before` whose only report is `cases/alder`.
fn built(before: &[(&str, &str)], now: &[(&str, &str)]) -> Plan {
    let mut plan = Plan { inputs: inputs(before), ..plan(true) };
    let entry = entry(plan.from(&request(&["cases/alder.yaml"], "pdf")), &["cases/alder.yaml"]);
    plan.last.program = Some(program("now"));
    plan.last.inputs = inputs(before);
    plan.last.reports.insert(ReportId::of_case("alder"), entry);
    Plan { inputs: inputs(now), ..plan }
}

fn reason(plan: &Plan, asked: &str) -> Option<String> {
    plan.reason(Path::new("nowhere"), &request(&["cases/alder.yaml"], asked))
}

#[test]
fn a_name_is_read_back_as_the_report_that_it_is_of() {
    for (name, kind) in [
        ("cases/alder", ReportKind::Case),
        ("reports/2025/alder", ReportKind::Annual),
        ("reports/2025", ReportKind::Portfolio),
        ("peers/2025/alder", ReportKind::Peers),
        ("summary", ReportKind::Summary),
        ("casebook", ReportKind::Volume),
        ("index", ReportKind::Index),
        ("site", ReportKind::Shared),
        ("typst", ReportKind::Shared),
    ] {
        let report: ReportId = name.parse().expect("every name is one");
        assert_eq!((report.kind(), report.to_string().as_str()), (kind, name));
    }
}

/// For each file, which kinds of reports are made from it, in the order of [`ReportKind::ALL`].
#[test]
fn each_file_concerns_the_reports_that_are_made_from_it() {
    let names = ["case", "annual", "summary", "portfolio", "peers", "volume", "index", "site"];
    for (file, concerned) in [
        ("casebook.yaml", "case annual summary portfolio peers volume index site"),
        ("references.yaml", "case annual summary portfolio peers volume index site"),
        ("frameworks/growth.yaml", "case annual summary portfolio peers volume index site"),
        ("indicators/own.yaml", "case annual summary portfolio peers volume index site"),
        ("published/2024.yaml", "case annual summary portfolio peers volume index site"),
        ("templates/theme.typ", "case annual summary portfolio peers volume index site"),
        ("claims.yaml", "summary portfolio peers volume index"),
        ("cases/alder.yaml", "summary portfolio peers volume index"),
        ("templates/page.html", "case annual summary portfolio peers index"),
        ("templates/site.css", "site"),
        ("templates/site.js", "site"),
        ("templates/case.md", "case volume index"),
        ("templates/report.md", "annual index"),
        ("templates/summary.md", "summary volume index"),
        ("templates/portfolio.md", "portfolio index"),
        ("templates/peers.md", "peers index"),
        ("templates/volume.md", "volume index"),
        ("templates/other.md", "index"),
        ("dot.png", ""),
        ("notes/templates/case.md", ""),
    ] {
        let plan = plan(true);
        let of =
            ReportKind::ALL.iter().zip(names).filter(|(kind, _)| plan.concerns(**kind, file)).map(|(_, name)| name);
        assert_eq!(of.collect::<Vec<_>>().join(" "), concerned, "{file}");
    }
}

#[test]
fn where_no_pages_are_asked_for_their_template_concerns_nothing() {
    assert!(ReportKind::ALL.iter().all(|kind| !plan(false).concerns(*kind, "templates/page.html")));
}

#[test]
fn a_template_that_others_may_use_parts_of_concerns_all_texts() {
    let lent = Plan { lent: files(&["parts.md"]), ..plan(true) };
    let of = |file: &str| ReportKind::ALL.iter().filter(|kind| lent.concerns(**kind, file)).count();
    assert_eq!(of("templates/parts.md"), 7, "all but what pages share");
    assert!(!lent.concerns(ReportKind::Shared, "templates/parts.md"));
    assert_eq!(of("templates/other.md"), 1);
}

#[test]
fn what_was_not_made_yet_is_made() {
    assert_eq!(reason(&plan(true), "pdf").as_deref(), Some("it was not made yet"));
}

#[test]
fn what_is_as_it_was_is_up_to_date() {
    let same = [("casebook.yaml", "a"), ("cases/alder.yaml", "b")];
    assert_eq!(reason(&built(&same, &same), "pdf"), None);
}

#[test]
fn a_report_is_made_anew_for_what_it_is_made_from() {
    let before = [("casebook.yaml", "a"), ("cases/alder.yaml", "b"), ("frameworks/f.yaml", "c"), ("claims.yaml", "d")];
    let after = |name: &str, content: Option<&str>| {
        let rest = before.into_iter().filter(|(own, _)| *own != name);
        let now: Vec<(&str, &str)> = rest.chain(content.map(|content| (name, content))).collect();
        let mut plan = built(&before, &now);
        // In a build, one hash covers everything that all reports of a kind depend on; here, any other hash stands for it.
        plan.last.reports.get_mut(&ReportId::of_case("alder")).expect("it is there").from =
            Fingerprint::of("other files");
        reason(&plan, "pdf").expect("its digest is another")
    };
    assert_eq!(after("cases/alder.yaml", Some("new")), "cases/alder.yaml changed");
    assert_eq!(after("casebook.yaml", Some("new")), "casebook.yaml changed");
    assert_eq!(after("frameworks/f.yaml", None), "frameworks/f.yaml is gone");
    assert_eq!(after("frameworks/g.yaml", Some("new")), "frameworks/g.yaml is new");
    let other = "other formats or years were asked for, or files changed before a build that left it out";
    assert_eq!(after("claims.yaml", Some("new")), other, "claims are no part of a case's report");
    assert_eq!(after("cases/birch.yaml", Some("new")), other, "nor are other cases");
}

#[test]
fn of_several_changes_the_first_is_told_and_how_many_more_there_are() {
    let before = [("casebook.yaml", "a"), ("cases/alder.yaml", "b"), ("references.yaml", "c")];
    let plan = built(&before, &[("casebook.yaml", "new"), ("cases/alder.yaml", "new"), ("references.yaml", "new")]);
    assert_eq!(reason(&plan, "pdf").as_deref(), Some("casebook.yaml changed, and 2 more"));
}

#[test]
fn a_file_that_was_not_there_and_is_not_there_did_not_change() {
    let absent = |mut plan: Plan| {
        plan.last.inputs.insert("claims.yaml".to_owned(), source::absent());
        plan.inputs.insert("claims.yaml".to_owned(), source::absent());
        plan
    };
    let plan = absent(built(&[("a", "a")], &[("a", "a")]));
    assert_eq!(plan.change(&"claims.yaml".to_owned()), None);
    assert_eq!(plan.change(&"a".to_owned()), None);
    assert_eq!(plan.change(&"nowhere".to_owned()), None);
    let mut gone = built(&[("a", "a")], &[]);
    gone.inputs.insert("a".to_owned(), source::absent());
    assert_eq!(gone.change(&"a".to_owned()), Some("is gone"));
    let mut new = built(&[], &[("a", "a")]);
    new.last.inputs.insert("a".to_owned(), source::absent());
    assert_eq!(new.change(&"a".to_owned()), Some("is new"));
}

#[test]
fn another_program_or_an_unknown_one_makes_everything_anew() {
    let same = [("cases/alder.yaml", "b")];
    let other = Plan { program: Some(program("newer")), ..built(&same, &[("cases/alder.yaml", "new")]) };
    assert_eq!(reason(&other, "pdf").as_deref(), Some("it was made by another version of casebook"));
    let unknown = Plan { program: None, ..built(&same, &same) };
    assert_eq!(reason(&unknown, "pdf").as_deref(), Some("it was made by another version of casebook"));
    assert!(!unknown.is_same_program());
    let mut never = built(&same, &same);
    (never.program, never.last.program) = (None, None);
    assert!(!never.is_same_program(), "two that nobody knows need not be the same");
}

#[test]
fn what_was_asked_for_in_another_way_is_made_anew() {
    let same = [("cases/alder.yaml", "b")];
    let told = reason(&built(&same, &same), "html").expect("it was asked for as PDF");
    assert!(told.starts_with("other formats or years were asked for"), "{told}");
}

#[test]
fn what_is_distrusted_is_made_anew_and_its_files_are_still_known() {
    let same = [("cases/alder.yaml", "b")];
    let mut plan = built(&same, &same);
    plan.last.last = Some(asked("all", &[]));
    plan.distrust();
    assert!(plan.last.last.is_none());
    assert!(reason(&plan, "pdf").is_some());
    assert!(plan.last.reports[&ReportId::of_case("alder")].own.contains("cases/alder.yaml"));
}

/// A finished build with its options and its reports.
fn asked(what: &str, reports: &[&str]) -> Last {
    Last {
        asked: Fingerprint::of(what),
        reports: reports.iter().map(|case| ReportId::of_case(case)).collect(),
        cases: 1,
        messages: Vec::new(),
        said: Vec::new(),
    }
}

#[test]
fn there_is_nothing_to_do_only_if_all_is_as_the_last_build_left_it() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let same = [("cases/alder.yaml", "b")];
    let finished = || {
        std::fs::write(out.path().join("alder.md"), "text").expect("it can be written");
        let mut plan = built(&same, &same);
        plan.last.last = Some(asked("all", &["alder"]));
        let stamp = source::stamp(&out.path().join("alder.md")).expect("it is there");
        let entry = plan.last.reports.get_mut(&ReportId::of_case("alder")).expect("it is there");
        entry.files.insert("alder.md".to_owned(), stamp);
        plan
    };
    let nothing = |plan: &Plan, what: &str| plan.nothing_to_do(out.path(), &Fingerprint::of(what));
    assert!(nothing(&finished(), "all"));
    assert!(!nothing(&finished(), "one case"), "something else was asked for");
    let mut unfinished = finished();
    unfinished.last.last = None;
    assert!(!nothing(&unfinished, "all"), "the last build did not finish");
    assert!(!nothing(&Plan { program: Some(program("newer")), ..finished() }, "all"));
    assert!(!nothing(&Plan { inputs: inputs(&[("cases/alder.yaml", "new")]), ..finished() }, "all"));
    let mut lost = finished();
    lost.last.reports.clear();
    assert!(!nothing(&lost, "all"), "a report of it is not there any more");

    let why = |plan: &Plan| plan.reason(out.path(), &request(&["cases/alder.yaml"], "pdf"));
    let left = finished();
    assert_eq!(why(&left), None);
    std::fs::write(out.path().join("alder.md"), "somebody else's").expect("it can be written");
    assert!(!nothing(&left, "all"));
    assert_eq!(why(&left).as_deref(), Some("alder.md is not as it was left"));
    std::fs::remove_file(out.path().join("alder.md")).expect("it can be removed");
    assert!(!nothing(&left, "all"));
    assert_eq!(why(&left).as_deref(), Some("alder.md is missing"));
}

#[test]
fn files_that_changed_during_a_build_are_found_at_its_end() {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(root.path().join("cases")).expect("it can be made");
    let write = |name: &str, text: &str| std::fs::write(root.path().join(name), text).expect("it can be written");
    write("casebook.yaml", "title: A");
    write("cases/alder.yaml", "name: Alder");
    write("cases/birch.yaml", "name: Birch");
    let plan = Plan::new(root.path(), &root.path().join("out"), &[HTML]);
    assert!(plan.look_again().is_empty());
    write("cases/alder.yaml", "name: Another");
    write("cases/cedar.yaml", "name: Cedar");
    std::fs::remove_file(root.path().join("cases/birch.yaml")).expect("it can be removed");
    assert_eq!(plan.look_again(), files(&["cases/alder.yaml", "cases/birch.yaml", "cases/cedar.yaml"]));
}

#[test]
fn files_that_a_report_shows_are_taken_in_once() {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(root.path().join("logo.svg"), "a").expect("it can be written");
    let mut plan = Plan { root: root.path().to_owned(), ..plan(true) };
    plan.inputs.insert("seen.svg".to_owned(), Fingerprint::of("as it was"));
    plan.add(&files(&["logo.svg", "seen.svg", "gone.svg"]));
    assert_eq!(plan.inputs["logo.svg"], source::hash(root.path(), "logo.svg"));
    assert_eq!(plan.inputs["seen.svg"], Fingerprint::of("as it was"));
    assert_eq!(plan.inputs["gone.svg"], source::absent());
}

#[test]
fn a_report_is_made_from_what_concerns_its_kind_and_from_its_own_files() {
    let plan = built(&[], &[]);
    let made_from = |report: &str, file: &str| {
        let report = report.parse().expect("it is a name");
        plan.is_made_from(&report, &files(&["nothing.txt", file]))
    };
    assert!(made_from("cases/alder", "cases/alder.yaml"), "its own");
    assert!(made_from("cases/alder", "casebook.yaml"));
    assert!(!made_from("cases/alder", "cases/birch.yaml"));
    assert!(!made_from("cases/birch", "cases/alder.yaml"), "a report that was not made has no files");
    assert!(made_from("summary", "cases/birch.yaml"));
}

#[test]
fn what_tells_a_report_s_files_from_others_depends_on_each_of_them() {
    let mut plan = built(&[], &[("cases/alder.yaml", "a"), ("logo.svg", "b")]);
    let own = ["cases/alder.yaml"];
    let before = plan.from(&request(&own, "pdf"));
    assert_eq!(plan.from(&request(&own, "pdf")), before);
    assert_ne!(plan.from(&request(&own, "html")), before);
    assert_ne!(plan.from(&request(&["cases/alder.yaml", "logo.svg"], "pdf")), before);
    plan.shared.insert(ReportKind::Case, Fingerprint::of("frameworks"));
    assert_ne!(plan.from(&request(&own, "pdf")), before);
    let shared = plan.from(&request(&own, "pdf"));
    plan.shared.insert(ReportKind::Summary, Fingerprint::of("claims"));
    assert_eq!(plan.from(&request(&own, "pdf")), shared, "what other kinds have in common says nothing");
    plan.inputs.insert("cases/alder.yaml".to_owned(), Fingerprint::of("new"));
    assert_ne!(plan.from(&request(&own, "pdf")), shared);
}

#[test]
fn only_files_that_no_report_has_and_that_are_as_they_were_left_are_swept_away() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = Folder::open(out.path()).expect("it can be opened");
    let left: BTreeMap<String, source::Stamp> = ["kept.md", "old.md", "changed.md", "gone.md"]
        .map(|name| {
            std::fs::write(out.path().join(name), "text").expect("it can be written");
            (name.to_owned(), source::stamp(&out.path().join(name)).expect("it is there"))
        })
        .into();
    std::fs::write(out.path().join("changed.md"), "somebody else's").expect("it can be written");
    std::fs::write(out.path().join("other.md"), "somebody else's").expect("it can be written");
    std::fs::remove_file(out.path().join("gone.md")).expect("it can be removed");
    let mut kept = entry(Fingerprint::of(""), &[]);
    kept.files.insert("kept.md".to_owned(), left["kept.md"]);
    let reports = BTreeMap::from([(ReportId::of_case("alder"), kept)]);
    assert_eq!(sweep(&folder, left, &reports), ["old.md"]);
    let there = ["kept.md", "old.md", "changed.md", "other.md"].map(|name| out.path().join(name).exists());
    assert_eq!(there, [true, false, true, true]);
}
