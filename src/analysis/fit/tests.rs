//! What users rely on when a case is compared with stages: what counts, what does not, and when stages are tied.

use crate::analysis::fit::{Agreement, StageFit, fit};
use crate::analysis::mapping::map;
use crate::analysis::test_support::{case_of_one, frameworks, frameworks_with};
use crate::model::framework::find;
use crate::model::framework::links::Frameworks;

/// For each stage: its id, hits, how many characteristics it expects, how many agree, and whether it is nearest.
type Line = (String, usize, usize, usize, bool);

struct Seen {
    lines: Vec<Line>,
    compared: usize,
    observed: usize,
    known: usize,
    agreement: Agreement,
    /// How many lists of all resemble the same stages.
    chance: Option<(u128, u128)>,
    /// The stages to which the two shares point, if they differ.
    apart: Option<[Vec<String>; 2]>,
}

impl Seen {
    fn nearest(&self) -> Vec<&str> {
        self.lines.iter().filter(|line| line.4).map(|line| line.0.as_str()).collect()
    }
}

fn seen_in(frameworks: &Frameworks, framework: &str, record: &str) -> Option<Seen> {
    let case = case_of_one("alder", record);
    let framework = find(frameworks, framework).expect("there is such a framework");
    let mapping = map(case.newest().expect("it has a record"), framework, frameworks);
    let fit = fit(&mapping)?;
    let lines = fit.stages.iter().map(|s| (s.stage.id.to_string(), s.hits, s.expected, s.agreeing, s.nearest));
    let ids = |stages: Vec<&StageFit>| stages.iter().map(|one| one.stage.id.to_string()).collect();
    Some(Seen {
        lines: lines.collect(),
        compared: fit.compared,
        observed: fit.observed,
        known: fit.known,
        agreement: fit.agreement,
        chance: fit.chance.map(|chance| (chance.lists, chance.of)),
        apart: fit.apart().map(|both| both.map(ids)),
    })
}

/// Compares a record with the stages of `work`.
fn seen(record: &str) -> Option<Seen> {
    seen_in(&frameworks(), "work", record)
}

#[test]
fn without_an_observation_there_is_no_fit() {
    for (why, record) in [
        ("the record says nothing", "as_of: 2025"),
        ("a stage is no observation", "stages: [{ in: growth, is: seed }]"),
        ("absence alone resembles nothing", "observed: { work: { tasks: { absent: [meet, sell] } } }"),
        ("a closed list of nothing is absence", "observed: { work: { tasks: { list: closed } } }"),
        ("plans are not observed", "observed: { work: { tasks: { planned: [meet] } } }"),
        ("the past is not observed", "observed: { work: { tasks: { past: [meet] } } }"),
        ("what the framework expects in no stage", "observed: { work: { tasks: { seen: [chat] } } }"),
        ("what the framework does not have", "observed: { work: { tasks: { seen: [{ new: Dancing }] } } }"),
        ("another framework's own", "observed: { trade: { acts: { seen: [fair] } } }"),
    ] {
        assert!(seen(record).is_none(), "{why}");
    }
}

#[test]
fn a_framework_without_a_life_cycle_has_no_stages_to_resemble() {
    assert!(seen_in(&frameworks(), "trade", "observed: { trade: { acts: { seen: [fair] } } }").is_none());
}

#[test]
fn what_is_observed_and_what_is_absent_with_a_ground_count() {
    let found = seen("observed: { work: { tasks: { list: closed, seen: [meet, teach, chat] } } }").expect("a fit");
    assert_eq!((found.observed, found.known), (2, 5), "chatting belongs to no stage, leading is not recorded");
    let lines = [("seed", 2, 3, 4, true), ("sprout", 1, 2, 3, false), ("tree", 0, 2, 1, false)];
    let lines = lines.map(|(id, hits, expected, agreeing, nearest)| (id.to_owned(), hits, expected, agreeing, nearest));
    assert_eq!(found.lines, lines, "the stage that no profile is of, is not among them");
}

#[test]
fn plans_the_past_and_silence_count_for_nothing() {
    let open = seen("observed: { work: { tasks: { seen: [sell], planned: [meet], past: [plan] } } }").expect("a fit");
    assert_eq!((open.observed, open.known), (1, 1));
    assert_eq!(open.lines.iter().map(|line| line.3).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(open.nearest(), ["tree"]);
}

#[test]
fn what_is_withheld_speaks_for_no_stage_and_against_none() {
    let known = seen("observed: { work: { tasks: { seen: [teach] } } }").expect("a fit");
    let withheld = seen("observed: { work: { tasks: { seen: [teach], withheld: [meet] } } }").expect("a fit");
    assert_eq!((withheld.observed, withheld.known), (known.observed, known.known));
    let expected = |found: &Seen| found.lines.iter().map(|line| (line.0.clone(), line.2)).collect::<Vec<_>>();
    assert_eq!(expected(&known)[0], ("seed".to_owned(), 3));
    assert_eq!(expected(&withheld)[0], ("seed".to_owned(), 2), "whether it meets what is expected is not known");
    assert!(seen("observed: { work: { tasks: { withheld: [meet] } } }").is_none());
}

#[test]
fn a_dimension_in_which_nothing_is_observed_is_left_out() {
    let found = seen("observed: { work: { tasks: { seen: [meet] }, roles: { absent: [lead] } } }").expect("a fit");
    assert_eq!((found.observed, found.known), (1, 1), "that nobody leads is known, but of another dimension");
    assert_eq!(found.lines[0].2, 3, "leading is not expected in the dimension of tasks");
    let both = seen("observed: { work: { tasks: { seen: [meet] }, roles: { seen: [lead] } } }").expect("a fit");
    assert_eq!((both.observed, both.lines[0].1, both.lines[0].2), (2, 2, 4));
}

#[test]
fn what_was_seen_through_another_framework_counts() {
    let found = seen("observed: { trade: { acts: { seen: [talk] } } }").expect("a fit");
    assert_eq!((found.observed, found.known, found.nearest()), (1, 1, vec!["seed"]));
}

#[test]
fn the_assessed_stage_agrees_is_tied_or_in_tension() {
    let agreement = |stages: &str, tasks: &str| {
        seen(&format!("stages: {stages}, observed: {{ work: {{ tasks: {{ seen: {tasks} }} }} }}"))
            .expect("a fit")
            .agreement
    };
    let one = |stage: &str| format!("[{{ in: growth, is: {stage} }}]");
    assert_eq!(agreement(&one("seed"), "[meet]"), Agreement::Agrees);
    assert_eq!(agreement(&one("tree"), "[sell]"), Agreement::Agrees);
    assert_eq!(agreement(&one("sprout"), "[meet]"), Agreement::Tension);
    assert_eq!(agreement(&one("seed"), "[teach]"), Agreement::Tied);
    assert_eq!(agreement(&one("sprout"), "[teach]"), Agreement::Tied);
    assert_eq!(agreement(&one("tree"), "[teach]"), Agreement::Tension, "others are tied, and it is none of them");
}

#[test]
fn without_one_assessed_stage_there_is_nothing_to_agree_with() {
    for stages in [
        "not recorded",
        "not assessed",
        "[{ in: growth, is: stump }]",
        "[{ in: growth, is: seed }, { in: growth, is: tree }]",
        "[{ in: seasons, is: sprout }]",
        "[{ in: growth, is: seed, part: The suppliers }]",
    ] {
        let found =
            seen(&format!("stages: {stages}, observed: {{ work: {{ tasks: {{ seen: [meet] }} }} }}")).expect("a fit");
        assert_eq!(found.agreement, Agreement::Unassessed, "{stages}");
        assert_eq!(found.nearest(), ["seed"], "{stages}: what it resembles does not depend on that");
    }
}

#[test]
fn stages_of_which_the_same_is_known_are_tied_whatever_their_size() {
    let found = seen("observed: { work: { tasks: { seen: [host] } } }").expect("a fit");
    assert_eq!(found.nearest(), ["seed", "tree"], "one expects three tasks, the other two");
}

/// The only observed characteristic is expected in a stage that the framework does not map.
#[test]
fn where_nothing_agrees_no_stage_is_nearest() {
    let text = "title: Odd\nlife_cycle: growth\nmaps: [seed, tree]\ndimensions: [{ id: tasks, label: T, characteristics: \
                [{ id: rot, label: R, stages: [stump] }] }]";
    let frameworks = frameworks_with(&[("odd", text)]);
    for (stages, agreement) in
        [("[{ in: growth, is: seed }]", Agreement::None), ("not recorded", Agreement::Unassessed)]
    {
        let record = format!("stages: {stages}, observed: {{ odd: {{ tasks: {{ seen: [rot] }} }} }}");
        let found = seen_in(&frameworks, "odd", &record).expect("something is observed");
        assert_eq!(found.lines.iter().map(|line| line.3).collect::<Vec<_>>(), [0, 0]);
        assert!(found.nearest().is_empty(), "{stages}: all stages are as far away as they can be");
        assert_eq!(found.agreement, agreement, "{stages}");
        assert_eq!(found.chance, None, "{stages}: there is no resemblance that chance could make");
        assert_eq!(found.apart, None, "{stages}");
    }
}

/// In `work`, five tasks are placed in stages: `seed` expects three of them, `sprout` and `tree` two each.
#[test]
fn chance_is_counted_over_what_is_compared() {
    let chance = |record: &str| {
        let found = seen(&format!("observed: {{ work: {{ {record} }} }}")).expect("a fit");
        (found.compared, found.nearest().join(" "), found.chance)
    };
    let expected = |compared, nearest: &str, lists, of| (compared, nearest.to_owned(), Some((lists, of)));
    assert_eq!(chance("tasks: { seen: [meet] }"), expected(5, "seed", 1, 5), "meeting alone is only for seeds");
    assert_eq!(chance("tasks: { seen: [teach] }"), expected(5, "seed sprout", 1, 5), "a tie is of the same stages");
    assert_eq!(chance("tasks: { seen: [meet, chat] }"), expected(5, "seed", 1, 5), "chatting is placed nowhere");
    assert_eq!(chance("tasks: { seen: [meet, { new: Dancing }] }"), expected(5, "seed", 1, 5));
    assert_eq!(chance("tasks: { seen: [meet], planned: [plan], past: [sell] }"), expected(5, "seed", 1, 5));
    assert_eq!(chance("tasks: { seen: [meet, teach] }"), expected(5, "seed", 3, 10), "any two of its three");
    assert_eq!(chance("tasks: { seen: [meet], absent: [sell] }"), expected(5, "seed", 4, 20));
    assert_eq!(chance("tasks: { seen: [meet] }, roles: { absent: [lead] }"), expected(5, "seed", 1, 5));
    assert_eq!(chance("tasks: { seen: [meet] }, roles: { seen: [lead] }"), expected(6, "seed", 6, 15));
    assert_eq!(
        chance("tasks: { seen: [meet, teach, sell, host, plan] }"),
        (5, "seed".to_owned(), None),
        "all there is"
    );
}

/// The same closed list of everything: what is known is all, and only which of it is observed could be otherwise.
#[test]
fn chance_of_a_closed_list_is_over_what_could_be_in_it() {
    let found = seen("observed: { work: { tasks: { list: closed, seen: [meet, teach] } } }").expect("a fit");
    assert_eq!((found.known, found.nearest()), (5, vec!["seed"]));
    assert_eq!(found.chance.map(|chance| chance.1), Some(10));
}

#[test]
fn the_two_shares_may_point_to_different_stages() {
    let text = "title: Odd\nlife_cycle: growth\nmaps: [seed, sprout, tree]\ndimensions: [{ id: tasks, label: T, characteristics: [\
                { id: a, label: A, stages: [seed, tree] }, { id: b, label: B, stages: [seed] }, { id: c, label: C, stages: [tree] }, \
                { id: d, label: D, stages: [tree] }, { id: e, label: E, stages: [tree] }, { id: f, label: F, stages: [sprout] }, \
                { id: g, label: G, stages: [sprout] }] }]";
    let frameworks = frameworks_with(&[("odd", text)]);
    let apart = |tasks: &str| {
        let record = format!("observed: {{ odd: {{ tasks: {{ seen: [{tasks}] }} }} }}");
        seen_in(&frameworks, "odd", &record).expect("a fit").apart
    };
    let stages = |both: [&[&str]; 2]| Some(both.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()));
    assert_eq!(apart("a, c, d"), None, "three of four, and three of three");
    assert_eq!(apart("b, c, d"), None, "seed and tree have half of what they expect, and the largest part is of tree");
    assert_eq!(apart("a, c, f"), None, "the same half of seed, sprout and tree, and most is of tree");
    assert_eq!(apart("a, c, f, g"), None, "sprout is full, and as much is of it as of tree");
    assert_eq!(
        apart("c, d, e, f, g"),
        stages([&["sprout"], &["tree"]]),
        "two of two, three of four; but three of five are of tree"
    );
    assert_eq!(apart("a, b, c, d, f, g"), stages([&["seed", "sprout"], &["tree"]]), "two are full, and tree has more");
    assert_eq!(apart("a"), None, "a half of seed, a quarter of tree, and one of one for both");
}
