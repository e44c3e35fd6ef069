//! What several coders, ratings and passages against an observation make of its status.

use crate::analysis::mapping::{CellRating, Status, map, rating};
use crate::analysis::test_support::{case_of_one, frameworks_with};
use crate::model::case::Observation;

const RATED: &str = "title: Rated\ndimensions: [{ id: tasks, label: Tasks, scale: { levels: [-1, 0, +1] }, characteristics: [{ id: meet, label: Meetings }, { id: teach, label: Teaching }] }]";

/// The status and the rating of `meet`, and the status of `teach`, where lists are as given.
fn shown(lists: &str) -> (Status, CellRating, Status) {
    let case = case_of_one("alder", &format!("observed: {{ rated: {{ tasks: {{ {lists} }} }} }}"));
    let frameworks = frameworks_with(&[("rated", RATED)]);
    let framework = frameworks.iter().find(|own| own.id == *"rated").expect("it is there");
    let mapping = map(case.newest().expect("it has a record"), framework, &frameworks);
    let cells = &mapping.dimensions[0].cells;
    (cells[0].status, cells[0].rating.clone(), cells[1].status)
}

fn status(lists: &str) -> Status {
    shown(lists).0
}

#[test]
fn a_passage_against_an_observation_takes_nothing_from_it_and_is_a_status_of_its_own() {
    let against = "against: { at: p. 3 }";
    assert_eq!(status(&format!("seen: [{{ is: meet, {against} }}]")), Status::Countered);
    assert_eq!(
        status(&format!("seen: [{{ is: meet, at: p. 1 }}, {{ is: meet, at: p. 2, {against} }}]")),
        Status::Countered
    );
    assert!(Status::Countered.is_seen() && !Status::Countered.is_undecided());
    // Against what is not said to be there, it changes nothing.
    assert_eq!(status(&format!("planned: [{{ is: meet, {against} }}]")), Status::Planned);
    assert_eq!(status(&format!("absent: [{{ is: meet, {against} }}]")), Status::Absent);
}

#[test]
fn what_coders_say_of_a_characteristic_is_what_all_of_them_say() {
    let (ida, per) = ("by: ida", "by: per");
    // One coder alone is nobody's opponent.
    assert_eq!(status(&format!("seen: [{{ is: meet, {ida} }}]")), Status::Observed);
    assert_eq!(status(&format!("seen: [{{ is: meet, {ida} }}, {{ is: meet, {per} }}]")), Status::Observed);
    assert_eq!(status(&format!("seen: [{{ is: meet, {ida} }}], absent: [{{ is: meet, {per} }}]")), Status::Contested);
    // Who coded the dimension and is silent does not say the same.
    let silent = format!("seen: [{{ is: meet, {ida} }}, {{ is: teach, {ida} }}, {{ is: teach, {per} }}]");
    assert_eq!((shown(&silent).0, shown(&silent).2), (Status::Contested, Status::Observed));
    // Of what no coder mentions, all say the same.
    assert_eq!(shown(&format!("list: closed, seen: [{{ is: meet, {ida} }}, {{ is: meet, {per} }}]")).2, Status::Absent);
    assert_eq!(shown(&format!("seen: [{{ is: meet, {ida} }}, {{ is: meet, {per} }}]")).2, Status::NotMentioned);
}

#[test]
fn what_coders_agreed_on_and_what_the_author_says_settles_it() {
    let differ = "seen: [{ is: meet, by: ida }], absent: [{ is: meet, by: per, agreed: yes }]";
    assert_eq!(status(differ), Status::Absent);
    assert_eq!(status("seen: [{ is: meet, by: ida, agreed: yes }], absent: [{ is: meet, by: per }]"), Status::Observed);
    assert_eq!(
        status(
            "seen: [{ is: meet, by: ida }], absent: [{ is: meet, by: per }, teach], planned: [{ is: meet, at: p. 2 }]"
        ),
        Status::Planned
    );
}

/// What coders agree on decides; their passages, quotations and what speaks against it stay.
#[test]
fn what_coders_recorded_stays_where_they_agreed() {
    let against = "against: { at: p. 3 }";
    let agreed = "{ is: meet, rating: -1, agreed: yes }";
    let both =
        format!("seen: [{{ is: meet, rating: -1, by: ida, {against} }}, {{ is: meet, rating: 0, by: per }}, {agreed}]");
    let case = case_of_one("alder", &format!("observed: {{ rated: {{ tasks: {{ {both} }} }} }}"));
    let frameworks = frameworks_with(&[("rated", RATED)]);
    let framework = frameworks.iter().find(|own| own.id == *"rated").expect("it is there");
    let mapping = map(case.newest().expect("it has a record"), framework, &frameworks);
    let cell = &mapping.dimensions[0].cells[0];
    assert_eq!((cell.status, &cell.rating), (Status::Countered, &CellRating::Level(0)));
    assert_eq!((cell.support().count(), cell.against().count()), (3, 1));
    // Of those who were outvoted nothing supports it.
    let outvoted =
        "seen: [{ is: meet, by: ida, at: p. 1 }], absent: [{ is: meet, by: per, at: p. 2 }, { is: meet, agreed: yes }]";
    assert_eq!(status(outvoted), Status::Absent);
}

/// Where the data don't say, nothing is decided, whatever kind of list it is.
#[test]
fn what_the_data_do_not_say_is_undecided() {
    for list in ["", "list: closed, "] {
        let case = case_of_one(
            "alder",
            &format!("observed: {{ rated: {{ tasks: {{ {list}seen: [{{ is: meet, rating: missing }}, teach] }} }} }}"),
        );
        let frameworks = frameworks_with(&[("rated", RATED)]);
        let framework = frameworks.iter().find(|own| own.id == *"rated").expect("it is there");
        let mapping = map(case.newest().expect("it has a record"), framework, &frameworks);
        let cells = &mapping.dimensions[0].cells;
        assert!(cells[0].is_undecided() && cells[0].is_unsaid(), "{list}");
        assert!(!cells[1].is_undecided());
    }
}

#[test]
fn a_rating_is_one_or_contested_and_what_is_missing_is_not_mentioned() {
    assert_eq!(shown("seen: [meet]").1, CellRating::None);
    assert_eq!(shown("seen: [{ is: meet, rating: +1 }]").1, CellRating::Level(2));
    assert_eq!(
        shown("seen: [{ is: meet, rating: 1, at: p. 1 }, { is: meet, rating: +1, at: p. 2 }]").1,
        CellRating::Level(2)
    );
    assert_eq!(shown("seen: [{ is: meet, rating: mixed }]").1, CellRating::Mixed);
    let (status, rating, _) = shown("list: closed, seen: [{ is: meet, rating: missing }]");
    assert_eq!((status, rating), (Status::NotMentioned, CellRating::Missing), "a closed list does not deny it");
    // A passage that leaves it open takes nothing from another one.
    let (status, rating, _) =
        shown("seen: [{ is: meet, rating: missing, at: p. 1 }, { is: meet, rating: -1, at: p. 2 }]");
    assert_eq!((status, rating), (Status::Observed, CellRating::Level(0)));
    let both = "seen: [{ is: meet, rating: +1, by: ida }, { is: meet, rating: -1, by: per }]";
    let (status, rating, _) = shown(both);
    let levels = vec![CellRating::Level(0), CellRating::Level(2)];
    assert_eq!(
        (status, rating),
        (Status::Observed, CellRating::Contested(levels)),
        "that it is there is not contested"
    );
    let agreed = both.replace("by: per }", "by: per, agreed: yes }");
    assert_eq!(shown(&agreed).1, CellRating::Level(0));
    let missing = both.replace("rating: -1", "rating: missing");
    assert_eq!(shown(&missing).0, Status::Contested, "one coder finds nothing in the data");
}

#[test]
fn without_observations_there_is_no_rating() {
    let case = case_of_one("alder", "observed: { rated: { tasks: { summary: They met, seen: [meet] } } }");
    let seen = &case.newest().expect("it has a record").observed[0];
    assert!(seen.of("tasks").is_some() && seen.summary("tasks").is_some());
    let alone = case_of_one("alder", "observed: { rated: { tasks: { summary: They met } } }");
    let seen = &alone.newest().expect("it has a record").observed[0];
    assert!(seen.of("tasks").is_none(), "what the author finds is no observation");
    let frameworks = frameworks_with(&[("rated", RATED)]);
    let scale = frameworks.iter().find_map(|own| own.dimensions[..].first()?.scale.as_ref()).expect("it has a scale");
    assert_eq!(rating(scale, &[] as &[&Observation]), CellRating::None);
}
