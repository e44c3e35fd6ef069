//! What users rely on when they note the id of a piece of evidence.

use crate::analysis::test_support::case_of_one;
use crate::report::matrix::evidence_id::{Identity, ids};

/// What a record of one case says of the tasks in `work`, with an id for each.
fn ids_of(record: &str) -> Vec<String> {
    ids(&identities("alder", record))
}

fn identities(case: &str, record: &str) -> Vec<Identity> {
    let case = case_of_one(case, record);
    let seen = case.newest().into_iter().flat_map(|record| record.observed.iter()).flat_map(|observed| {
        let of = |dimension| (observed.framework.as_str(), dimension);
        observed.dimensions.iter().map(of).collect::<Vec<_>>()
    });
    let all = seen.flat_map(|(framework, seen)| seen.seen.0.iter().map(move |one| (framework, &seen.dimension, one)));
    all.map(|(framework, dimension, one)| Identity::new(&case, framework, dimension, one)).collect()
}

/// The ids of observations of tasks.
fn tasks(seen: &str) -> Vec<String> {
    ids_of(&format!("observed: {{ work: {{ tasks: {{ seen: [{seen}] }} }} }}"))
}

const ONE: &str = "{ is: meet, words: They meet, source: paper, at: p. 3, quote: We meet. }";

/// This very id may stand in a paper or a letter, so it has to stay in every version of the program.
#[test]
fn an_id_is_the_same_in_all_versions_and_on_all_computers() {
    assert_eq!(tasks(ONE), ["ech5858"]);
}

#[test]
fn a_record_without_observations_has_no_ids() {
    assert!(ids_of("as_of: 2025").is_empty());
    assert!(ids_of("observed: { work: { tasks: { list: closed } } }").is_empty());
}

#[test]
fn others_that_come_go_or_move_change_no_id() {
    let [meet, plan, sell] = [ONE, "plan", "{ new: Dancing, at: p. 3 }"];
    let all = tasks(&format!("{meet}, {plan}, {sell}"));
    let [a, b, c] = all.as_slice() else { panic!("there are three") };
    assert!(a != b && b != c && a != c);
    assert_eq!(tasks(&format!("{sell}, {plan}, {meet}")), [c.clone(), b.clone(), a.clone()]);
    for (left, expected) in [([meet, plan], [a, b]), ([meet, sell], [a, c]), ([plan, sell], [b, c])] {
        assert_eq!(tasks(&left.join(", ")).iter().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn what_a_statement_says_and_where_it_comes_from_is_its_id() {
    let statements = [
        ONE,
        "{ is: plan, words: They meet, source: paper, at: p. 3, quote: We meet. }",
        "{ new: meet, words: They meet, source: paper, at: p. 3, quote: We meet. }",
        "{ is: meet, words: They talk, source: paper, at: p. 3, quote: We meet. }",
        "{ is: meet, words: They meet, source: report, at: p. 3, quote: We meet. }",
        "{ is: meet, words: They meet, source: paper, at: p. 4, quote: We meet. }",
        "{ is: meet, words: They meet, source: paper, at: p. 3, quote: We sing. }",
        "{ is: meet, words: They meet, source: paper, at: p. 3 }",
        "{ is: meet, source: paper, at: p. 3, quote: They meet }",
        "{ is: meet, words: p. 3, source: paper }",
        "{ is: meet, source: paper, at: p. 3 }",
        "meet",
    ];
    let mut all: Vec<String> = statements.iter().flat_map(|one| tasks(one)).collect();
    all.extend(ids_of(&format!("observed: {{ work: {{ roles: {{ seen: [{ONE}] }} }} }}")));
    all.extend(ids_of(&format!("observed: {{ trade: {{ tasks: {{ seen: [{ONE}] }} }} }}")));
    all.extend(ids(&identities("birch", &format!("observed: {{ work: {{ tasks: {{ seen: [{ONE}] }} }} }}"))));
    assert_eq!(all.len(), statements.len() + 3);
    for (at, id) in all.iter().enumerate() {
        assert!(!all[..at].contains(id), "{at}: another one has {id} too");
    }
}

#[test]
fn what_only_explains_a_statement_is_not_its_id() {
    let with = |more: &str| tasks(&ONE.replace(" }", &format!(", {more} }}")));
    assert_eq!(with("note: It rains"), tasks(ONE));
    assert_eq!(with("also_said: { text: They never meet, source: report }"), tasks(ONE));
    let broken = ONE.replace("They meet", "'They\n\n  meet '");
    assert_eq!(tasks(&broken), tasks(ONE), "where a line ends says nothing");
    let later = format!("as_of: 2025, observed: {{ work: {{ tasks: {{ seen: [{ONE}] }} }} }}");
    assert_eq!(ids_of(&later), tasks(ONE), "nor does the record in which the statement stands");
    let inherited = "stated_in: { source: paper, at: p. 3 }, observed: { work: { tasks: { seen: [{ is: meet, words: They meet, quote: We meet. }] } } }";
    assert_eq!(ids_of(inherited), tasks(ONE), "nor where the source is named");
}

#[test]
fn statements_of_the_same_content_are_counted() {
    let [one] = &tasks(ONE)[..] else { panic!("there is one") };
    assert_eq!(tasks(&format!("{ONE}, plan, {ONE}, {ONE}"))[2..], [format!("{one}-2"), format!("{one}-3")]);
    // Which of them comes first, what others say decides, and not the order in the file.
    let denied = ONE.replace(" }", ", also_said: { text: Never } }");
    let [here, there] = [tasks(&format!("{ONE}, {denied}")), tasks(&format!("{denied}, {ONE}"))];
    assert_eq!(here, there.into_iter().rev().collect::<Vec<_>>());
    assert_ne!(here[0], here[1]);
}

#[test]
fn different_statements_whose_ids_begin_alike_have_longer_ones() {
    let identity = |own: u128| Identity { own, beside: 0 };
    let [low, high] = [identity(1 << 3), identity(2 << 3)];
    let other = identity(1 << 127);
    let all = ids(&[low, other, high, low]);
    let zeros = "0".repeat(24);
    assert_eq!(all, [format!("e{zeros}1"), "eg00000".to_owned(), format!("e{zeros}2"), format!("e{zeros}1-2")]);
    assert_eq!(ids(&[low, low]), ["e000000", "e000000-2"], "the same content is no clash");
}
