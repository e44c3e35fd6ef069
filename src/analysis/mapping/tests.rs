//! What users rely on when a record is mapped onto a framework: which stage it is in, what an observation says and does not
//! say, and where a characteristic is expected.

use crate::analysis::mapping::{
    Cell, Mapped, Mapping, Placement, Position, Status, assessed, assessed_parts, assessed_place, indirect, lenses,
    map, movement, outside, raters, threads, used,
};
use crate::analysis::test_support::{case_of_one, frameworks, frameworks_with};
use crate::model::case::{Case, Record};
use crate::model::framework::links::{Frameworks, Tie};
use crate::model::framework::{Framework, find};

fn record(case: &Case) -> &Record {
    case.newest().expect("it has a record")
}

fn of<'f>(frameworks: &'f Frameworks, id: &str) -> &'f Framework {
    find(frameworks, id).expect("there is such a framework")
}

/// The dimension with an id in a mapping.
fn dimension<'m, 'a>(mapping: &'m Mapping<'a>, id: &str) -> &'m Mapped<'a> {
    mapping.dimensions.iter().find(|mapped| mapped.dimension.id == *id).expect("there is such a dimension")
}

/// The cell of a task in `work`.
fn cell<'m, 'a>(mapping: &'m Mapping<'a>, task: &str) -> &'m Cell<'a> {
    let mut cells = dimension(mapping, "tasks").cells.iter();
    cells.find(|cell| cell.characteristic.id == *task).expect("there is such a task")
}

/// Maps a record onto `work`, and asks something of the mapping.
fn through_work<T>(record_text: &str, ask: impl FnOnce(&Mapping) -> T) -> T {
    let (case, frameworks) = (case_of_one("alder", record_text), frameworks());
    ask(&map(record(&case), of(&frameworks, "work"), &frameworks))
}

fn statuses(record: &str) -> Vec<Status> {
    through_work(record, |mapping| dimension(mapping, "tasks").cells.iter().map(|cell| cell.status).collect())
}

fn ids<'a>(frameworks: impl IntoIterator<Item = &'a Framework>) -> Vec<&'a str> {
    frameworks.into_iter().map(|framework| &*framework.id).collect()
}

#[test]
fn an_assessment_of_a_part_is_not_one_of_the_whole() {
    let part = "stages: [{ in: growth, is: tree, part: The suppliers }]";
    let (case, frameworks) = (case_of_one("alder", part), frameworks());
    let growth = of(&frameworks, "growth");
    assert!(raters(record(&case), growth).is_empty());
    assert!(assessed(record(&case), growth).is_none());
    assert!(assessed_place(record(&case), growth).is_none());
    assert_eq!(through_work(part, |mapping| mapping.position), Position::NotAssessed);
    assert!(lenses(record(&case), &frameworks).is_empty(), "the whole was assessed in no stage");
    let parts = assessed_parts(record(&case), growth);
    let [(part, stage)] = parts.as_slice() else { panic!("one part was assessed") };
    assert_eq!((part.get("en"), &*stage.id), ("The suppliers", "tree"));
}

#[test]
fn an_assessment_of_the_whole_stands_beside_those_of_parts() {
    let both = "stages: [{ in: growth, is: tree, part: The suppliers }, { in: growth, is: seed }]";
    let (case, frameworks) = (case_of_one("alder", both), frameworks());
    let growth = of(&frameworks, "growth");
    assert_eq!(assessed(record(&case), growth).map(|stage| &*stage.id), Some("seed"));
    assert!(assessed_parts(record(&case), growth).is_empty(), "parts stand for the whole only where it has no stage");
}

#[test]
fn parts_are_those_that_were_assessed_in_the_same_life_cycle() {
    let frameworks = frameworks();
    let of_parts =
        |record_text: &str| assessed_parts(record(&case_of_one("a", record_text)), of(&frameworks, "growth")).len();
    assert_eq!(of_parts("stages: [{ in: seasons, is: sprout, part: The suppliers }]"), 0);
    assert_eq!(of_parts("stages: [{ in: growth, is: seed, part: A }, { in: growth, is: tree, part: B }]"), 2);
    assert_eq!(of_parts("stages: not assessed"), 0);
    assert_eq!(of_parts("as_of: 2025"), 0);
}

#[test]
fn raters_who_differ_leave_a_case_without_a_stage() {
    let (contested, frameworks) =
        (case_of_one("alder", "stages: [{ in: growth, is: tree }, { in: growth, is: seed }]"), frameworks());
    let growth = of(&frameworks, "growth");
    let stages: Vec<&str> = raters(record(&contested), growth).iter().map(|stage| &*stage.id).collect();
    assert_eq!(stages, ["seed", "tree"], "in the order of the life cycle");
    assert!(assessed(record(&contested), growth).is_none());
    let agreed = case_of_one("birch", "stages: [{ in: growth, is: seed, by: A }, { in: growth, is: seed, by: B }]");
    assert_eq!(assessed(record(&agreed), growth).map(|stage| &*stage.id), Some("seed"), "two who agree are one stage");
}

#[test]
fn a_stage_is_of_the_life_cycle_that_it_was_assessed_in() {
    let (case, frameworks) = (case_of_one("alder", "stages: [{ in: seasons, is: sprout }]"), frameworks());
    assert!(assessed(record(&case), of(&frameworks, "growth")).is_none(), "that has a stage of the same name");
    assert_eq!(assessed_place(record(&case), of(&frameworks, "seasons")), Some(0));
    let case = case_of_one("alder", "stages: [{ in: growth, is: tree }]");
    assert_eq!(assessed_place(record(&case), of(&frameworks, "growth")), Some(2));
}

#[test]
fn places_in_a_life_cycle_move_back_and_forward() {
    assert_eq!([movement(2, 1), movement(1, 1), movement(1, 2)], ["back", "same", "forward"]);
}

#[test]
fn a_record_stands_where_it_was_assessed() {
    for (stages, position, stage, next) in [
        ("not recorded", Position::NotAssessed, None, None),
        ("not assessed", Position::NotAssessed, None, None),
        ("withheld", Position::Withheld, None, None),
        ("[{ in: growth, is: seed }, { in: growth, is: tree }]", Position::Contested, None, None),
        ("[{ in: growth, is: stump }]", Position::NotMapped, Some("stump"), None),
        ("[{ in: growth, is: seed }]", Position::Mapped(0), Some("seed"), Some("sprout")),
        ("[{ in: growth, is: sprout }]", Position::Mapped(1), Some("sprout"), Some("tree")),
        ("[{ in: growth, is: tree }]", Position::Mapped(2), Some("tree"), None),
    ] {
        through_work(&format!("stages: {stages}"), |mapping| {
            assert_eq!(mapping.position, position, "{stages}");
            assert_eq!(mapping.stage.map(|stage| &*stage.id), stage, "{stages}");
            assert_eq!(mapping.next_stage().map(|stage| &*stage.id), next, "{stages}");
        });
    }
    let (case, frameworks) = (case_of_one("alder", "stages: [{ in: growth, is: seed }]"), frameworks());
    let trade = map(record(&case), of(&frameworks, "trade"), &frameworks);
    assert_eq!((trade.position, trade.stage.is_some()), (Position::NoLifeCycle, false));
}

/// The tasks of `work` are expected: meet in seed, teach in seed and sprout, sell in tree, host in seed and tree, plan in sprout,
/// chat nowhere.
#[test]
fn expected_early_late_and_elsewhere_are_told_apart() {
    use Placement::{Early, Elsewhere, Expected, Late, Unplaced};
    let places = |stages: &str| -> Vec<Placement> {
        through_work(&format!("stages: {stages}"), |mapping| {
            dimension(mapping, "tasks").cells.iter().map(|cell| cell.place).collect()
        })
    };
    assert_eq!(places("[{ in: growth, is: seed }]"), [Expected, Expected, Early, Expected, Early, Unplaced]);
    assert_eq!(places("[{ in: growth, is: sprout }]"), [Late, Expected, Early, Elsewhere, Expected, Unplaced]);
    assert_eq!(places("[{ in: growth, is: tree }]"), [Late, Late, Expected, Expected, Late, Unplaced]);
    for unknown in
        ["not recorded", "[{ in: growth, is: stump }]", "[{ in: growth, is: seed }, { in: growth, is: tree }]"]
    {
        assert_eq!(places(unknown), [Unplaced; 6], "{unknown}: early and late have no meaning");
    }
}

#[test]
fn absence_needs_a_ground() {
    use Status::{Absent, NotMentioned, NotRecorded, Observed, Past, Planned};
    let all = "seen: [meet], planned: [teach], past: [sell], absent: [host]";
    let open = statuses(&format!("observed: {{ work: {{ tasks: {{ {all} }} }} }}"));
    assert_eq!(open, [Observed, Planned, Past, Absent, NotMentioned, NotMentioned]);
    let closed = statuses(&format!("observed: {{ work: {{ tasks: {{ list: closed, {all} }} }} }}"));
    assert_eq!(closed, [Observed, Planned, Past, Absent, Absent, Absent]);
    assert_eq!(statuses("observed: { work: { tasks: { list: closed } } }"), [Absent; 6]);
    assert_eq!(statuses("observed: { work: { tasks: not recorded } }"), [NotRecorded; 6]);
    assert_eq!(
        statuses("observed: { work: { roles: { seen: [lead] } } }"),
        [NotRecorded; 6],
        "another dimension says nothing"
    );
    assert_eq!(
        statuses("observed: { trade: { acts: { seen: [fair] } } }"),
        [NotRecorded; 6],
        "another framework says nothing"
    );
    assert_eq!(statuses("as_of: 2025"), [NotRecorded; 6]);
}

#[test]
fn what_counts_by_way_of_another_framework_never_overrules_the_source() {
    for (own, status) in [("absent", Status::Absent), ("planned", Status::Planned), ("past", Status::Past)] {
        for (seen, task) in [("talk", "meet"), ("class", "teach")] {
            let text = format!(
                "observed: {{ work: {{ tasks: {{ {own}: [{task}] }} }}, trade: {{ acts: {{ seen: [{seen}] }} }} }}"
            );
            through_work(&text, |mapping| {
                let cell = cell(mapping, task);
                assert_eq!(cell.status, status, "{own} {task}");
                assert_eq!((cell.observations.len(), cell.borrowed.len()), (1, 1), "both are kept");
                assert_eq!(cell.support().count(), 2);
            });
        }
    }
}

#[test]
fn what_counts_by_way_of_another_framework_breaks_the_silence_of_the_source() {
    for silence in ["", "work: { tasks: { seen: [sell] } }, ", "work: { tasks: { list: closed, seen: [sell] } }, "] {
        let text = format!("observed: {{ {silence}trade: {{ acts: {{ seen: [talk] }} }} }}");
        through_work(&text, |mapping| {
            assert_eq!(cell(mapping, "meet").status, Status::Observed, "{silence}");
            assert!(cell(mapping, "meet").observations.is_empty(), "{silence}");
            assert_ne!(cell(mapping, "teach").status, Status::Observed, "{silence}: only what was seen is lent");
            assert!(cell(mapping, "teach").borrowed.is_empty(), "{silence}");
            let tasks = dimension(mapping, "tasks");
            assert!(tasks.is_borrowed(), "{silence}");
            assert_eq!(tasks.is_recorded(), !silence.is_empty(), "what is lent records nothing of the dimension's own");
            assert!(!dimension(mapping, "roles").is_borrowed(), "{silence}");
        });
    }
}

#[test]
fn what_another_framework_withholds_is_neither_there_nor_absent() {
    for (own, meet, teach) in [
        ("", Status::Withheld, Status::NotRecorded),
        ("work: { tasks: { seen: [sell] } }, ", Status::Withheld, Status::NotMentioned),
        ("work: { tasks: { list: closed, seen: [sell] } }, ", Status::Withheld, Status::Absent),
        ("work: { tasks: { seen: [meet] } }, ", Status::Observed, Status::NotMentioned),
        ("work: { tasks: { absent: [meet] } }, ", Status::Absent, Status::NotMentioned),
    ] {
        through_work(&format!("observed: {{ {own}trade: {{ acts: {{ withheld: [talk] }} }} }}"), |mapping| {
            assert_eq!([cell(mapping, "meet").status, cell(mapping, "teach").status], [meet, teach], "{own}");
        });
    }
}

#[test]
fn a_stage_is_withheld_if_an_assessment_is_that_may_say_it() {
    for (stages, is_withheld) in [
        ("withheld", true),
        ("not assessed", false),
        ("[{ in: growth, is: seed }]", false),
        ("{ are: [{ in: growth, is: seed }], withheld: 1 }", false),
        ("{ are: [{ in: growth, is: seed, part: The suppliers }], withheld: 1 }", true),
        ("{ are: [{ in: seasons, is: spring }], withheld: 1 }", true),
    ] {
        let expected = if is_withheld { Position::Withheld } else { Position::NotAssessed };
        through_work(&format!("stages: {stages}"), |mapping| {
            assert_eq!(mapping.position == expected, is_withheld || stages == "not assessed", "{stages}");
        });
    }
}

#[test]
fn only_what_was_observed_is_lent() {
    for list in ["planned", "past", "absent"] {
        let text = format!("observed: {{ trade: {{ acts: {{ {list}: [talk] }} }} }}");
        through_work(&text, |mapping| {
            assert_eq!(cell(mapping, "meet").status, Status::NotRecorded, "{list}");
            assert!(!dimension(mapping, "tasks").is_borrowed(), "{list}");
        });
    }
}

#[test]
fn the_same_counts_both_ways_and_a_part_for_its_whole_alone() {
    let frameworks = frameworks();
    let lent = |text: &str, id: &str| {
        let case = case_of_one("alder", text);
        let mapping = map(record(&case), of(&frameworks, id), &frameworks);
        let cells = mapping.dimensions.iter().flat_map(|mapped| &mapped.cells);
        let lent = cells.filter(|cell| !cell.borrowed.is_empty());
        let line = |cell: &Cell| (cell.characteristic.id.to_string(), cell.borrowed[0].way.steps[0].0);
        lent.map(line).collect::<Vec<_>>()
    };
    assert_eq!(lent("observed: { trade: { acts: { seen: [talk] } } }", "work"), [("meet".to_owned(), Tie::SameAs)]);
    assert_eq!(lent("observed: { work: { tasks: { seen: [meet] } } }", "trade"), [("talk".to_owned(), Tie::SameAs)]);
    assert_eq!(lent("observed: { trade: { acts: { seen: [class] } } }", "work"), [("teach".to_owned(), Tie::PartOf)]);
    assert!(
        lent("observed: { work: { tasks: { seen: [teach] } } }", "trade").is_empty(),
        "the whole does not show its part"
    );
    assert!(
        lent("observed: { trade: { acts: { seen: [{ new: talk }] } } }", "work").is_empty(),
        "a new thing of the same name"
    );
}

#[test]
fn expected_and_observed_are_counted_where_something_is_recorded_and_expected() {
    let counted = |text: &str| through_work(text, |mapping| dimension(mapping, "tasks").expected_observed());
    let seed = "stages: [{ in: growth, is: seed }]";
    assert_eq!(counted(&format!("{seed}, observed: {{ work: {{ tasks: {{ seen: [meet, sell] }} }} }}")), Some((1, 3)));
    assert_eq!(counted(&format!("{seed}, observed: {{ work: {{ tasks: {{ planned: [meet] }} }} }}")), Some((0, 3)));
    let withheld = format!("{seed}, observed: {{ work: {{ tasks: {{ seen: [sell], withheld: [meet] }} }} }}");
    assert_eq!(counted(&withheld), Some((0, 2)), "what is withheld counts in neither");
    let listed = |text: &str| through_work(text, |mapping| dimension(mapping, "tasks").listed_observed());
    assert_eq!(listed(&withheld), None, "none can't be said of three of which one is withheld");
    let withheld = format!("{seed}, observed: {{ work: {{ tasks: {{ seen: [meet], withheld: [teach] }} }} }}");
    assert_eq!((counted(&withheld), listed(&withheld)), (Some((1, 2)), Some((1, 3))), "the framework lists three");
    assert_eq!(counted(seed), None, "nothing is recorded");
    assert_eq!(counted(&format!("{seed}, observed: {{ trade: {{ acts: {{ seen: [talk] }} }} }}")), None, "of its own");
    assert_eq!(counted("observed: { work: { tasks: { seen: [meet] } } }"), None, "without a stage nothing is expected");
    let roles =
        format!("{} observed: {{ work: {{ roles: {{ seen: [lead] }} }} }}", "stages: [{ in: growth, is: tree }],");
    assert_eq!(through_work(&roles, |mapping| dimension(mapping, "roles").expected_observed()), None);
}

#[test]
fn what_the_framework_does_not_have_stays_outside() {
    let text = "observed: { work: { tasks: { seen: [meet, { new: Dancing }], planned: [{ new: Singing }] } } }";
    through_work(text, |mapping| {
        let tasks = dimension(mapping, "tasks");
        assert_eq!(tasks.outside().count(), 1, "what is planned is not observed");
        let seen = tasks.seen.expect("it is recorded");
        assert_eq!(
            [outside(&seen.seen).count(), outside(&seen.planned).count(), outside(&seen.past).count()],
            [1, 1, 0]
        );
        assert_eq!(dimension(mapping, "roles").outside().count(), 0);
    });
}

#[test]
fn a_thread_begins_where_nothing_leads_to_it() {
    let threads = |id: &str| {
        through_work("as_of: 2025", |mapping| {
            let ids =
                |thread: Vec<&Cell>| thread.iter().map(|cell| cell.characteristic.id.to_string()).collect::<Vec<_>>();
            threads(dimension(mapping, id)).into_iter().map(ids).collect::<Vec<_>>()
        })
    };
    assert_eq!(threads("tasks"), [["meet", "teach", "sell"]]);
    assert!(threads("roles").is_empty());
}

/// Adds a framework `grove` with the life cycle of `work` and without links to or from it. Its file comes before that of
/// `work`.
fn with_grove() -> Frameworks {
    let text = "title: Grove\nlife_cycle: growth\nmaps: [seed]\ndimensions: [{ id: paths, label: P, characteristics: \
                [{ id: dig, label: D, stages: [seed] }] }]";
    frameworks_with(&[("grove", text)])
}

#[test]
fn a_record_is_seen_through_what_was_observed_and_what_has_its_stage() {
    let frameworks = with_grove();
    let seen = |text: &str| ids(lenses(record(&case_of_one("alder", text)), &frameworks));
    assert!(seen("as_of: 2025").is_empty());
    assert!(seen("stages: not assessed").is_empty());
    assert_eq!(seen("observed: { trade: { acts: { seen: [fair] } } }"), ["trade"]);
    assert_eq!(
        seen("observed: { work: { tasks: { seen: [meet] } }, trade: { acts: { seen: [fair] } } }"),
        ["work", "trade"]
    );
    assert_eq!(
        seen("observed: { trade: { acts: { seen: [fair] } }, work: { tasks: { seen: [meet] } } }"),
        ["trade", "work"]
    );
    assert_eq!(seen("stages: [{ in: growth, is: seed }]"), ["work", "grove"], "life cycles are no lenses");
    let both = "stages: [{ in: growth, is: seed }], observed: { grove: { paths: { seen: [dig] } } }";
    assert_eq!(seen(both), ["grove", "work"], "what was observed comes first");
    assert!(seen("stages: [{ in: seasons, is: winter }]").is_empty(), "no framework is of that life cycle");
}

#[test]
fn other_frameworks_are_shown_only_where_something_counts_there() {
    let frameworks = with_grove();
    let seen = |text: &str| {
        let case = case_of_one("alder", text);
        ids(indirect(record(&case), &frameworks).into_iter().map(|mapping| mapping.framework))
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(seen("observed: { trade: { acts: { seen: [talk] } } }"), ["work"]);
    assert_eq!(seen("observed: { work: { tasks: { seen: [meet] } } }"), ["trade"]);
    assert!(seen("observed: { trade: { acts: { seen: [fair] } } }").is_empty());
    assert!(
        seen("observed: { trade: { acts: { seen: [talk] } }, work: { tasks: { seen: [sell] } } }").is_empty(),
        "both are lenses"
    );
    assert!(seen("as_of: 2025").is_empty());
}

#[test]
fn a_report_rests_on_its_lenses_their_life_cycles_and_those_of_assessments() {
    let frameworks = with_grove();
    let used = |text: &str| {
        let case = case_of_one("alder", text);
        ids(used(record(&case), &frameworks)).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(used("observed: { trade: { acts: { seen: [fair] } } }"), ["trade"]);
    assert_eq!(used("observed: { trade: { acts: { seen: [talk] } } }"), ["trade", "work", "growth"]);
    assert_eq!(used("stages: [{ in: seasons, is: winter }]"), ["seasons"]);
    assert_eq!(used("stages: [{ in: growth, is: seed, part: A }]"), ["growth"]);
    assert!(used("as_of: 2025").is_empty());
}
