//! What leaves the house: nothing that its readers may not know, in any byte of what was made.

use std::collections::BTreeSet;

use casebook::base::diagnostic::Diagnostics;
use casebook::base::folded::{Folded, Sought};
use casebook::base::rules::Code;
use casebook::base::source::Source;
use casebook::build::leaks::pdf;
use casebook::build::leaks::texts::texts;
use casebook::build::outcome::BuildOutcome;
use casebook::build::{self, BuildOptions, Built};
use casebook::model::case::{Case, Evidence, read};
use casebook::model::disclosed::Disclosed;
use casebook::yaml::shape::audience::Audience;

use crate::workspace::{Temporary, examined, repository, terminal};

/// The letters and digits of a text, as far as a hyphen at the end of a line and the spaces of a justified one make no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_text_of_a_pdf_is_taken_out_of_it_whole() {
    let workspace = Temporary::copy_of("tests/workspace");
    assert!(workspace.typeset().is_empty());
    let bytes = std::fs::read(workspace.path().join("out/cases/sound.pdf")).expect("it is there");
    let texts = pdf::texts(&bytes).expect("it can be read");
    let shown = letters(&texts[texts.len() - 2]);
    let report = workspace.read("out/cases/sound.md");
    let paragraphs = report.lines().filter(|line| line.starts_with(char::is_alphabetic) && line.ends_with('.'));
    let mut count = 0;
    for paragraph in paragraphs.filter(|line| !line.contains(['[', '*', '{']) && !line.starts_with("Note:")) {
        assert!(shown.contains(&letters(paragraph)), "{paragraph}: {shown}");
        count += 1;
    }
    assert!(count > 1, "{report}");
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    assert!(has("stated_in: talk"), "the attached files");
    assert!(has("Case report on Sound Cluster") && has("cases_sound.yaml"), "metadata and names of files");
    assert_eq!(pdf::texts(b"%PDF-1.7 and no more"), None);
}

/// A name of three words fills pages, with others of all lengths between, so that pages end in the middle of it.
#[test]
fn a_name_over_the_end_of_a_page_is_found() {
    let workspace = Temporary::copy_of("tests/workspace");
    let names: String =
        (0..1500).map(|at| format!("Ada Bodil Holmegaard {} ", "and ".repeat(at * 7 % 5) + "so")).collect();
    workspace.change("cases/sound.yaml", "as_of: 2025-06\n", &format!("as_of: 2025-06\n    narrative: {names}\n"));
    assert_eq!(workspace.typeset().errors(), 0);
    let bytes = std::fs::read(workspace.path().join("out/cases/sound.pdf")).expect("it is there");
    let texts = pdf::texts(&bytes).expect("it can be read");
    let name = Sought::of("Ada Bodil Holmegaard").expect("it has letters");
    assert_eq!(Folded::of(&texts[texts.len() - 2]).find(&name).len(), 1500);
}

/// The names of people in a case file.
fn names(case: &str) -> Vec<String> {
    let behind = case.lines().filter_map(|line| line.split_once("name: ")?.1.split_once(", disclosure: internal"));
    behind.map(|(name, _)| name.to_owned()).collect()
}

/// Builds a workspace for an audience with all formats, and returns its messages.
fn built(workspace: &Temporary, audience: Audience) -> casebook::base::diagnostic::Diagnostics {
    let formats = casebook::build::formats::ALL.to_vec();
    let options = BuildOptions { audience: Some(audience), formats, volume: true, ..BuildOptions::default() };
    let (diagnostics, built) = build::make(workspace.path(), &options, terminal()).expect("it can be built");
    assert!(diagnostics.errors() > 0 || matches!(built, Built::Done(_)), "something is made");
    diagnostics
}

/// Those of the names that stand in a file of a folder, or in the name of one, in whatever form.
fn found(workspace: &Temporary, names: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (file, bytes) in workspace.output() {
        let all: Vec<Folded> = std::iter::once(file.clone())
            .chain(texts(&file, &bytes).expect("it can be read"))
            .map(|text| Folded::of(&text))
            .collect();
        for name in names {
            let sought = Sought::of(name).expect("it has letters");
            if all.iter().any(|text| !text.find(&sought).is_empty())
                || bytes.windows(name.len()).any(|part| part == name.as_bytes())
            {
                found.insert(name.clone());
            }
        }
    }
    found
}

#[test]
fn for_those_who_work_on_the_study_all_names_are_there_that_the_public_may_not_know() {
    let workspace = Temporary::copy_of("tests/check/workspaces/traps");
    let case = workspace.read("cases/quay.yaml");
    let all = names(&case);
    assert_eq!(all.len(), 42, "{all:?}");
    let diagnostics = built(&workspace, Audience::Internal);
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    assert!(!workspace.exists("out/cases") && workspace.exists("out/internal/cases/quay.pdf"), "a folder of its own");
    assert!(
        workspace
            .read("out/internal/cases/quay.md")
            .contains("# The Quay\n\n**For internal use. Do not pass it on.**\n")
    );
    let comments = ["Otto Ormslev", "Poula Pindstrup", "Ulla Ulfborg", "Xenia Xanthou"];
    let named: BTreeSet<String> = all.iter().filter(|name| !comments.contains(&name.as_str())).cloned().collect();
    // People are listed by name there; so what is looked for is each trap, which the list does not fill.
    let people = case.split("people:").nth(1).and_then(|rest| rest.split("sources:").next()).expect("there is a list");
    let bare =
        case.replace(people, "\n  p1: { role: member of the board }\n  clerk: { role: assistant to Ole Ovtrup }\n");
    workspace.write("cases/quay.yaml", &bare);
    assert_eq!(built(&workspace, Audience::Internal).errors(), 0);
    assert_eq!(found(&workspace, &all), named, "comments and anchors are handed out to nobody");
}

#[test]
fn what_the_public_may_not_see_is_in_no_byte_of_what_is_made_for_it() {
    let workspace = Temporary::copy_of("tests/leaks");
    let cases = workspace.read("cases/quay.yaml");
    let all: Vec<String> = names(&cases).into_iter().chain(["Hanne Hovgaard".to_owned()]).collect();
    assert_eq!(all.len(), 17, "{all:?}");
    let diagnostics = built(&workspace, Audience::Public);
    assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
    assert_eq!(found(&workspace, &all), BTreeSet::new());
    for entry in walkdir::WalkDir::new(workspace.path().join("out/.casebook"))
        .into_iter()
        .flatten()
        .filter(|one| one.file_type().is_file())
    {
        let text = String::from_utf8_lossy(&std::fs::read(entry.path()).expect("it can be read")).into_owned();
        let text = Folded::of(&text);
        let mut words = all.iter().map(String::as_str).chain(["mill"]);
        let told = words.find(|name| !text.find(&Sought::of(name).expect("it has letters")).is_empty());
        assert_eq!(told, None, "{}", entry.path().display());
    }
    assert!(workspace.read("out/summary.md").contains("Part of one case is withheld, so that"));
    let gone = examined(workspace.path()).0.withdrawn;
    let gone: Vec<_> = gone.iter().map(|one| (&*one.case, one.people, one.sources, one.statements)).collect();
    assert_eq!(gone, [("quay", 1, 1, 1)]);
    let report = workspace.read("out/cases/quay.md");
    assert!(report.contains("Withheld from these readers: one document, one interview, three events"), "{report}");
    assert!(workspace.read("out/summary.md").contains("2 of 3 cases"));
    let of_case = ["Limfjord", "Limfjordslys", "Light Harbour", "Seventh voice"].map(str::to_owned);
    assert_eq!(found(&workspace, &of_case), BTreeSet::new());
    let report = workspace.read("out/cases/northern-cluster.md");
    assert!(report.contains("\n# Northern cluster\n") && report.contains("Rie Rask"), "{report}");
    std::fs::remove_dir_all(workspace.path().join("out")).expect("it is there");
    assert_eq!(built(&workspace, Audience::Internal).errors(), 0);
    // One of them stands in the list of people alone.
    let gone = [
        "Willy Wulff",
        "Nils Nordskov",
        "Olga Overgaard",
        "Ulla Ulfborg",
        "Poula Pindstrup",
        "Xenia Xanthou",
        "Gorm Glavind",
    ];
    let there: BTreeSet<String> = all.into_iter().filter(|name| !gone.contains(&name.as_str())).collect();
    let people = cases.split("people:").nth(1).and_then(|rest| rest.split("sources:").next()).expect("there is a list");
    workspace.write(
        "cases/quay.yaml",
        &cases.replace(
            people,
            "\n  p1: { role: facilitator }\n  p16: { role: miller, consent: { withdrawn: 2026-01-12 } }\n",
        ),
    );
    assert_eq!(built(&workspace, Audience::Internal).errors(), 0);
    let found = found(&workspace, &there.iter().cloned().chain(gone.map(str::to_owned)).collect::<Vec<_>>());
    assert_eq!(
        found, there,
        "what stands beside the list of people, and nothing of comments, images and of whoever withdrew"
    );
}

#[test]
fn a_memo_is_in_nothing_that_is_made_for_anybody() {
    let workspace = Temporary::copy_of("tests/workspace");
    let memo = |at: usize| format!("Ask Xerxes Yxart {at}");
    let whole = |file: &str, at: usize| {
        workspace.write(file, &format!("memo: {{ en: {0}, da: {0} }}\n{1}", memo(at), workspace.read(file)));
    };
    ["cases/sound.yaml", "frameworks/facilitation.yaml", "frameworks/growth.yaml", "casebook.yaml"]
        .into_iter()
        .enumerate()
        .for_each(|(at, file)| whole(file, at));
    workspace.change(
        "cases/sound.yaml",
        "  - as_of: 2025-06\n",
        &format!("  - as_of: 2025-06\n    memo: [{}]\n", memo(5)),
    );
    let claim = format!("- {{ id: one, text: A claim, memo: {}, holds: \"founded > 2000\" }}\n", memo(6));
    workspace.write("claims.yaml", &claim);
    for audience in [Audience::Internal, Audience::Participants, Audience::Public] {
        let diagnostics = built(&workspace, audience);
        assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
        assert_eq!(found(&workspace, &["Xerxes Yxart".to_owned()]), BTreeSet::new(), "{audience}");
    }
}

#[test]
fn a_case_that_is_withheld_is_counted_everywhere_and_named_nowhere() {
    let workspace = Temporary::copy_of("examples/portfolio");
    workspace.change("cases/ostseeglas.yaml", "name:", "disclosure: internal\nname:");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    for (file, bytes) in workspace.output() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("ostseeglas") && !file.contains("ostseeglas"), "{file}");
    }
    let report = workspace.read("out/en/reports/2026.md");
    assert!(report.contains("All eleven clusters have reported for 2026"), "{report}");
    assert!(report.contains("One more cluster is withheld from these readers."), "{report}");
    let summary = workspace.read("out/en/summary.md");
    assert!(summary.contains("covers 13 of 14 cases. One case is withheld from these readers."), "{summary}");
    let table = workspace.read("out/da/reports/2026/tables/clusters.csv");
    assert!(table.contains("(11 af 12 klynger, 1 holdt tilbage)"), "{table}");
}

#[test]
fn a_figure_that_is_withheld_is_not_called_unrecorded() {
    let workspace = Temporary::copy_of("examples/portfolio");
    workspace.change("casebook.yaml", "years: all", "years: [2026]");
    let figure =
        ["members: { is: 119, source: register }", "members: { is: 119, source: register, disclosure: internal }"];
    workspace.change("cases/havneklyngen.yaml", figure[0], figure[1]);
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/en/reports/2026/havneklyngen.md");
    assert!(report.contains("| withheld |") && report.contains("since “Members” is withheld"), "{report}");
    assert!(!report.contains("Recorded the year before and not any more"), "{report}");
    assert!(!report.contains("“Members” is not recorded"), "{report}");
}

#[test]
fn a_stage_that_is_withheld_is_not_called_unassessed() {
    let workspace = Temporary::copy_of("examples/portfolio");
    workspace.change("casebook.yaml", "years: all", "years: [2026]");
    let file = "cases/havneklyngen.yaml";
    let assessed = "{ in: enright, is: working, by:";
    let withheld = workspace.read(file).replace(assessed, "{ disclosure: internal, in: enright, is: working, by:");
    workspace.write(file, &withheld);
    workspace.change(
        "claims.yaml",
        "  holds: figures.satisfied >= 80\n",
        "  scope: { where: stage.enright == 'working' }\n  holds: figures.satisfied >= 80\n",
    );
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/en/reports/2026.md");
    let lines = |of: &str| report.lines().filter(|line| line.contains(of)).collect::<Vec<_>>().join("\n");
    assert!(report.contains("\n| stage withheld | 1 | 1 | Havneklyngen Vestfjord |\n"), "{}", lines("stage"));
    assert!(report.contains("| [Havneklyngen Vestfjord](2026/havneklyngen.md) | withheld |"), "{}", lines("withheld"));
    assert!(report.contains("“Stage” is withheld: Havneklyngen Vestfjord."), "{}", lines("is withheld"));
    assert!(report.contains("What is undecided, not recorded or withheld counts neither"), "{}", lines("undecided"));
    let summary = workspace.read("out/en/summary.md");
    let lines = |of: &str| summary.lines().filter(|line| line.contains(of)).collect::<Vec<_>>().join("\n");
    let chart = lines("A rising curve");
    assert!(chart.contains("Stage withheld: Havneklyngen Vestfjord."), "{chart}");
    let prose = "The stage of Havneklyngen Vestfjord is withheld, so it belongs to no group";
    assert!(summary.contains(prose), "{}", lines("no group"));
}

#[test]
fn what_is_withheld_of_the_year_before_is_no_stage_as_before() {
    let workspace = Temporary::copy_of("examples/portfolio");
    workspace.change("casebook.yaml", "years: all", "years: [2026]");
    let file = "cases/havneklyngen.yaml";
    let text = workspace.read(file);
    let assessed = "{ in: enright, is: working, by:";
    let of_2025 = text.match_indices(assessed).nth(1).expect("it is assessed in 2024, 2025 and 2026").0;
    let text = format!("{}{{ disclosure: internal, {}", &text[..of_2025], &text[of_2025 + 2..]);
    let (before, agenda) = text.rsplit_once("last_agenda:").expect("it has one");
    let agenda = agenda.replacen("became: done", "disclosure: internal, became: done", 1);
    workspace.write(file, &format!("{before}last_agenda:{agenda}"));
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/en/reports/2026/havneklyngen.md");
    let lines = |of: &str| report.lines().filter(|line| line.contains(of)).collect::<Vec<_>>().join("\n");
    assert!(report.contains("| 2025 | withheld |"), "{}", lines("| 2025"));
    assert!(!lines("| 2026 |").contains("before") && lines("| 2026 |").contains("Working"), "{}", lines("| 2026 |"));
    assert!(!report.contains("as in the year before"), "{}", lines("assess"));
    assert!(report.contains("the outcome of one is withheld"), "{}", lines("decisions"));
    assert!(!report.contains("has no record of what became"), "{}", lines("decision"));
    let all = workspace.read("out/en/reports/2026.md");
    let moved = all.split("#movements }").nth(1).and_then(|rest| rest.split("\n\n").nth(1)).expect("there is a table");
    assert!(!moved.contains("Havneklyngen"), "{moved}");
}

/// A number after a gap is drawn, as a page typesets it, and what is withheld turns no claim and is no total of nothing.
#[test]
fn a_figure_that_is_withheld_leaves_a_gap_and_turns_nothing() {
    let workspace = Temporary::copy_of("examples/portfolio");
    workspace.change("casebook.yaml", "years: all", "years: [2026]");
    let figure = ["      projects-running: 7\n", "      projects-running: { is: 7, disclosure: internal }\n"];
    workspace.change("cases/plegma-naftilias.yaml", figure[0], figure[1]);
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let yearly = Temporary::copy_of("tests/yearly");
    let members_left = "members-left: 1, staff: 2";
    yearly.change(
        "cases/alder.yaml",
        members_left,
        "members-left: { is: 1, disclosure: internal }, staff: { is: 2, disclosure: internal }",
    );
    assert_eq!(yearly.build(), BuildOutcome::Done);
    let report = yearly.read("out/reports/2025.md");
    let line = report.lines().find(|line| line.contains("Members that left")).expect("it is there");
    assert!(line.contains("| withheld") && !line.contains("not recorded"), "{line}");
    assert!(!report.contains("Held the year before"), "{report}");
}

/// A list of which entries are withheld is neither shorter than before nor said to be all, and nobody is alone in it.
#[test]
fn a_list_of_which_entries_are_withheld_is_said_to_lack_them() {
    let workspace = Temporary::copy_of("tests/workspace");
    let head =
        "name: Sound Cluster\nindustry: Testing\nsources: { talk: { kind: interview } }\nstated_in: talk\nrecords:\n";
    let record = |year: i32, more: &str, seen: &str| {
        format!(
            "  - as_of: {year}\n    stages: [{{ in: growth, is: growing, by: us }}]\n    funding: [{{ kind: grant, sector: public }}{more}]\n    \
             observed: {{ facilitation: {{ tasks: {{ list: {{ is: closed, words: solely }}, seen: [meetings{seen}] }} }} }}\n"
        )
    };
    let hidden =
        [", { kind: membership fee, sector: private, disclosure: internal }", ", { is: export, disclosure: internal }"];
    workspace
        .write("cases/sound.yaml", &format!("{head}{}{}", record(2024, hidden[0], ""), record(2025, "", hidden[1])));
    workspace.write("cases/other.yaml", &format!("{}{}", head.replace("Sound", "Other"), record(2025, hidden[0], "")));
    workspace.write(
        "cases/third.yaml",
        &format!(
            "{}{}",
            head.replace("Sound", "Third"),
            record(2025, ", { kind: membership fee, sector: private }", ", export")
        ),
    );
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let report = workspace.read("out/cases/sound.md");
    assert!(report.contains("| by public grants; withheld | by public grants |"), "{report}");
    assert!(!report.contains("as complete"), "{report}");
    let summary = workspace.read("out/summary.md");
    assert!(
        !summary.contains("Third Cluster alone names private") && !summary.contains("Third Cluster alone names export"),
        "{summary}"
    );
    assert!(summary.contains("Third Cluster names private money"), "{summary}");
}

#[test]
fn a_name_that_is_made_only_in_a_report_is_found_before_anything_is_written() {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    let people = "people: { chair: { role: chair, name: Ada Holm, disclosure: internal, protect: [Ada Holm] } }\n";
    workspace.write("cases/sound.yaml", &format!("{people}{sound}"));
    assert_eq!(built(&workspace, Audience::Public).errors(), 0);
    let before = workspace.output();
    // The two words stand in two cells of one row.
    let facts = "industry: Ada\nplace: Holm\n";
    workspace.write("cases/sound.yaml", &format!("{people}{}", sound.replace("industry: Testing\n", facts)));
    let told = built(&workspace, Audience::Public);
    let leaks: Vec<&str> =
        told.sorted().into_iter().filter(|one| one.code == Code::Leak).map(|one| one.span.source.name()).collect();
    assert!(leaks.iter().all(|file| file.starts_with("out/")) && !leaks.is_empty(), "{told:?}");
    assert_eq!(workspace.output(), before, "nothing is written");
    assert_eq!(built(&workspace, Audience::Internal).errors(), 0);
}

/// Each source of the ten cases is hidden in turn, and each person with whom it was made withdraws. What then is left out is what rests on it.
#[test]
fn what_is_hidden_takes_along_exactly_what_rests_on_it() {
    let (workspace, _) = examined(&repository(""));
    let mut count = 0;
    for (case, source) in workspace.with_sources() {
        for own in case.sources.iter() {
            let hidden = hidden(source.text(), &own.id);
            let file = Source::new(source.name(), hidden.clone());
            let seen =
                |audience| Disclosed::read(&file, &workspace.indicators.notations(), audience).expect("it can be read");
            let (public, internal) = (seen(Audience::Public), seen(Audience::Internal));
            assert!(internal.case.withheld.is_none(), "{}: {}", case.id, own.id);
            let rests = |evidence: &&Evidence| evidence.source.as_ref().is_some_and(|source| source.id == own.id);
            let [all, left] = [&internal.case, &public.case].map(Case::all_evidence);
            assert!(!left.iter().any(&rests), "{}: {} is left", case.id, own.id);
            let others = |all: &[&Evidence]| all.iter().filter(|one| one.source.is_some() && !rests(one)).count();
            let lost = others(&all) - others(&left);
            // Whoever names what was left out goes too; in these cases nobody does.
            assert_eq!(lost, 0, "{}: more is left out than what rests on {}", case.id, own.id);
            assert!(public.case.withheld.is_some(), "{}: {} is counted", case.id, own.id);
            let again = Source::new(source.name(), public.text());
            let twice =
                Disclosed::read(&again, &workspace.indicators.notations(), Audience::Public).expect("it can be read");
            assert_eq!(twice.text(), public.text(), "{}: what is left is left", case.id);
            let mut wrong = Diagnostics::default();
            read::read(&mut wrong, &again, &workspace.indicators.notations());
            assert_eq!(wrong.errors(), 0, "{}: {:?} in {}", case.id, wrong.sorted(), public.text());
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

/// Somebody withdraws with whom each source of the ten cases was made, in turn: what rests on that source is gone for everybody, and
/// the rest stays.
#[test]
fn whoever_withdraws_takes_along_exactly_what_rests_on_them() {
    let (workspace, _) = examined(&repository("."));
    let notations = workspace.indicators.notations();
    let mut count = 0;
    for (case, source) in workspace.with_sources().filter(|(case, _)| !case.people.is_empty()) {
        for own in case.sources.iter().filter(|own| own.with.is_empty()) {
            let line = format!("\n  {}:\n", own.id);
            let with = source.text().replacen(&line, &format!("{line}    with: gone\n"), 1);
            let seen = |consent: &str, audience| {
                let person = format!("\npeople:\n  gone: {{ role: clerk{consent} }}\n");
                let text = with.replacen("\npeople:\n", &person, 1);
                Disclosed::read(&Source::new(source.name(), text), &notations, audience).expect("it can be read")
            };
            let before = seen("", Audience::Internal);
            assert!(before.case.sources.iter().any(|one| one.id == own.id && !one.with.is_empty()), "{}", own.id);
            let rests = |evidence: &Evidence| evidence.source.as_ref().is_some_and(|source| source.id == own.id);
            let others = |case: &Case| {
                let all = case.all_evidence();
                all.iter().filter(|one| one.source.is_some() && !rests(one)).count()
            };
            for audience in [Audience::Internal, Audience::Public] {
                let after = seen(", consent: { withdrawn: 2026-11-01 }", audience);
                assert!(!after.case.all_evidence().into_iter().any(rests), "{}: {} is left", case.id, own.id);
                assert_eq!(others(&after.case), others(&before.case), "{}: {} for {audience}", case.id, own.id);
                let ids = |case: &Case| case.sources.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
                let left: Vec<String> = ids(&before.case).into_iter().filter(|id| *id != own.id).collect();
                assert_eq!(ids(&after.case), left, "{}: {}", case.id, own.id);
                assert!(after.case.people.iter().all(|person| person.id != "gone"), "{}", case.id);
            }
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}

/// All people of the ten cases become internal: the lines of reports that have a name change, and no other.
#[test]
fn a_name_that_becomes_internal_changes_the_lines_that_have_it_and_no_other() {
    let workspace = Temporary::copy_of(".");
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let before = workspace.output();
    let (read, _) = examined(workspace.path());
    let mut names = Vec::new();
    for (case, source) in read.with_sources() {
        let Some(name) = case.people.iter().find_map(|person| person.name.clone()) else { continue };
        // Family names are those of authors too.
        let internal = format!("    disclosure: internal\n    protect: {name}\n");
        let text = source.text().replace("    disclosure: public\n", &internal);
        names.push(name);
        workspace.write(source.name(), &text);
    }
    assert_eq!(names.len(), 9);
    let told = workspace.check();
    assert_eq!(told.errors(), 0, "{:?}", told.sorted());
    assert_eq!(workspace.build(), BuildOutcome::Done);
    let (after, mut changed) = (workspace.output(), 0);
    assert_eq!(before.len(), after.len());
    for ((file, before), (_, after)) in before.iter().zip(&after) {
        let [before, after] = [before, after].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(before.lines().count(), after.lines().count(), "{file}");
        for (before, after) in before.lines().zip(after.lines()) {
            let has_name = names.iter().any(|name| before.contains(name));
            assert_eq!(before != after, has_name, "{file}: {before} became {after}");
            assert!(!names.iter().any(|name| after.contains(name)), "{file}: {after}");
            changed += usize::from(has_name);
        }
    }
    assert!(changed >= 18, "{changed}");
}

/// A case file in which a source is internal.
fn hidden(text: &str, id: &str) -> String {
    let (head, rest) = text.split_once("\nsources:\n").expect("there are sources");
    let line = format!("  {id}:\n");
    let (before, behind) = rest.split_once(&line).unwrap_or_else(|| panic!("{id} is written below its key: {rest}"));
    format!("{head}\nsources:\n{before}{line}    disclosure: internal\n{behind}")
}

/// Whatever can't be read is kept back: it may be what protects somebody.
#[test]
fn what_cannot_be_read_protects() {
    let workspace = Temporary::copy_of("tests/workspace");
    let sound = workspace.read("cases/sound.yaml");
    workspace.write("cases/mill.yaml", "name: Secret Mill\ndisclosure: internl\n");
    workspace.write("cases/sound.yaml", &sound.replace("industry: Testing", "industry: Like Secret Mill"));
    let told = built(&workspace, Audience::Public);
    assert!(
        told.sorted().iter().any(|one| one.code == Code::Protected && one.span.source.name() == "cases/sound.yaml")
    );
    workspace.write("cases/mill.yaml", "name: [Secret Mill\n");
    assert_eq!(built(&workspace, Audience::Public).errors(), 1, "it has no word that protects");
    assert!(workspace.exists("out/cases/sound.md"));
    std::fs::remove_dir_all(workspace.path().join("out")).expect("it is there");
    workspace.write("casebook.yaml", &format!("{}disclosure: internal\n", workspace.read("casebook.yaml")));
    assert_eq!(built(&workspace, Audience::Public).errors(), 2, "by the settings its name may not be known");
    assert!(!workspace.exists("out/cases"));
}
