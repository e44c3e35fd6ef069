//! What users rely on when a year is summed up: both sides are told by one rule, silence decides nothing, and nothing that moved is
//! hidden by a sum or a middle.

use std::cmp::Ordering;

use crate::analysis::measure::Pair;
use crate::analysis::movement::{Movement, compared, movement, movements, together, told};
use crate::analysis::test_support::{case, decimal, indicators};
use crate::model::case::Case;
use crate::model::indicator::Indicators;

/// Cases with the figures of two years each.
fn cases(figures: &[(&str, &str)]) -> Vec<Case> {
    let record = |year: i32, figures: &str| format!("  - {{ period: {year}, figures: {{ {figures} }} }}\n");
    let both = |(then, now): &(&str, &str)| format!("records:\n{}{}", record(2025, then), record(2026, now));
    figures.iter().enumerate().map(|(at, figures)| case(&format!("c{at}"), &both(figures))).collect()
}

fn pairs(cases: &[Case]) -> Vec<Pair<'_>> {
    cases.iter().filter_map(|case| Pair::of(case, 2026)).collect()
}

/// Calls `with` with the movement of an indicator.
fn with<T>(id: &str, figures: &[(&str, &str)], with: impl FnOnce(Option<&Movement>) -> T) -> T {
    let (indicators, cases) = (indicators(), cases(figures));
    let own = indicators.find(id).expect("there is such an indicator");
    with(movement(&indicators, own, &pairs(&cases)).as_ref())
}

/// The ids of what is told: gains, losses, what is hidden.
fn ids(indicators: &Indicators, figures: &[(&str, &str)]) -> [Vec<String>; 3] {
    let cases = cases(figures);
    let all = movements(indicators, &pairs(&cases));
    let told = told(&all);
    [told.gains, told.losses, told.hidden].map(|side| side.iter().map(|one| one.indicator.id.to_string()).collect())
}

#[test]
fn a_movement_is_weighed_by_its_size_and_by_how_many_moved_that_way() {
    let three = [("firms: 50", "firms: 60"), ("firms: 50", "firms: 45"), ("firms: 100", "firms: 125")];
    with("firms", &three, |one| {
        let one = one.expect("it can be compared");
        assert_eq!((one.size, one.score()), (decimal(0.15), decimal(0.15) / decimal(3.0)), "(2 - 1) of 3");
        assert_eq!((one.count(Ordering::Greater), one.count(Ordering::Less)), (2, 1));
        assert!(one.is_divided() && !one.is_hidden());
        assert_eq!(one.furthest(Ordering::Greater).map(|step| step.at), Some(2), "25 % are more than 20 %");
    });
}

#[test]
fn few_things_are_weighed_as_a_part_of_twenty_and_shares_by_points() {
    with("firms", &[("firms: 1", "firms: 2")], |one| assert_eq!(one.expect("it compares").size, decimal(0.05)));
    with("firms", &[("firms: none", "firms: 2")], |one| assert_eq!(one.expect("it compares").size, decimal(0.1)));
    with("firms", &[("firms: 20", "firms: 11")], |one| assert_eq!(one.expect("it compares").size, decimal(-0.45)));
    with("rate", &[("rate: 70 %", "rate: 12 %")], |one| assert_eq!(one.expect("it compares").size, decimal(-0.58)));
}

#[test]
fn what_is_not_recorded_in_one_of_the_years_moves_nothing() {
    let two =
        [("firms: 50", "firms: 60"), ("firms: 50", "left: 1"), ("left: 1", "firms: 7"), ("firms: 9", "firms: over 9")];
    with("firms", &two, |one| assert_eq!(one.expect("one compares").steps.len(), 1));
    with("firms", &[("left: 1", "firms: 7")], |one| assert!(one.is_none()));
    with("firms", &[("firms: not recorded", "firms: 7")], |one| assert!(one.is_none()));
    let cases = cases(&[("left: 1", "left: 1, firms: 3")]);
    let own = indicators();
    let compared: Vec<&str> = compared(&own, &pairs(&cases)).iter().map(|own| &*own.id.0).collect();
    assert_eq!(compared, ["left"], "what did not move can be compared too");
}

#[test]
fn lower_is_better_decides_the_side_and_the_same_rule_holds_for_both() {
    let indicators = indicators();
    let moved = [("firms: 50, left: 40", "firms: 60, left: 30")];
    assert_eq!(ids(&indicators, &moved)[0], ["left", "firms"], "both are gains, the larger first");
    let mirrored = [("firms: 50, left: 40", "firms: 40, left: 50")];
    assert_eq!(ids(&indicators, &mirrored)[1], ["left", "firms"]);
    let little = [("firms: 100, left: 100", "firms: 101, left: 101")];
    assert_eq!(
        ids(&indicators, &little),
        [const { Vec::<String>::new() }; 3],
        "one in a hundred is not worth a sentence"
    );
}

#[test]
fn what_a_sum_or_a_middle_hides_is_told_as_that() {
    let indicators = indicators();
    let outweighed = [("firms: 100", "firms: 200"), ("firms: 50", "firms: 40"), ("firms: 50", "firms: 40")];
    assert_eq!(
        ids(&indicators, &outweighed),
        [vec![], vec![], vec!["firms".to_owned()]],
        "the sum rose, two of three fell"
    );
    let middle = [("rate: 70 %", "rate: 12 %"), ("rate: 72 %", "rate: 72 %"), ("rate: 80 %", "rate: 81 %")];
    assert_eq!(ids(&indicators, &middle)[2], ["rate"], "the middle stayed");
    with("rate", &middle, |one| assert!(one.expect("it compares").is_hidden()));
    with("rate", &middle[..1], |one| assert!(!one.expect("it compares").is_hidden(), "one cluster hides nothing"));
}

#[test]
fn the_figures_of_a_cluster_are_taken_together_where_there_are_three() {
    let indicators = indicators();
    let of = |figures: &[(&str, &str)], way: Ordering| {
        let cases = cases(figures);
        together(&indicators, &pairs(&cases), way).iter().map(|own| (own.at, own.moved, own.of)).collect::<Vec<_>>()
    };
    let stays = ("firms: 50, age: 40, rate: 50 %", "firms: 51, age: 40, rate: 50 %");
    let falls = ("firms: 50, age: 40, rate: 50 %", "firms: 35, age: 28, rate: 55 %");
    assert_eq!(of(&[stays, falls], Ordering::Less), [(1, 2, 3)]);
    let one_stays = ("firms: 50, age: 40, rate: 50 %", "firms: 35, age: 28, rate: 50 %");
    assert_eq!(of(&[stays, one_stays], Ordering::Less), [(1, 2, 3)], "what stayed counts among all");
    assert_eq!(of(&[stays, falls], Ordering::Greater), []);
    assert_eq!(of(&[stays, ("firms: 50, age: 40", "firms: 5, age: 4")], Ordering::Less), [], "of two nothing is said");
}

#[test]
fn the_side_that_moved_further_stands_first() {
    let own = indicators();
    let first = |figures: &[(&str, &str)]| {
        let cases = cases(figures);
        let all = movements(&own, &pairs(&cases));
        told(&all).losses_first()
    };
    assert!(first(&[("firms: 50, age: 50", "firms: 30, age: 60")]));
    assert!(!first(&[("firms: 50, age: 50", "firms: 40, age: 70")]));
    assert!(!first(&[("firms: 50, age: 50", "firms: 40, age: 60")]), "gains, if both are alike");
}
