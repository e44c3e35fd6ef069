//! That lists are counted as they would be if each was written down.

use rust_decimal::Decimal;

use crate::analysis::chance::{Chance, Class, binomial, chance};
use crate::analysis::statistics::{matching, nearest};

/// Classes, each as the stages that expect it (`X`) or not (`.`), and its size.
fn classes(all: &[(&str, usize)]) -> Vec<Class> {
    let class = |(expected, size): &(&str, usize)| Class {
        expected: expected.chars().map(|sign| sign == 'X').collect(),
        size: *size,
    };
    all.iter().map(class).collect()
}

/// Tries every list: each characteristic is observed, absent, or neither.
fn brute_force(classes: &[Class], observed: usize, absent: usize, resembled: &[bool]) -> Chance {
    let all: Vec<&[bool]> =
        classes.iter().flat_map(|class| std::iter::repeat_n(class.expected.as_slice(), class.size)).collect();
    let (mut lists, mut of) = (0, 0);
    for code in 0..3_usize.pow(all.len() as u32) {
        let state = |at: usize| code / 3_usize.pow(at as u32) % 3;
        let count = |wanted: usize, holds: &dyn Fn(usize) -> bool| {
            (0..all.len()).filter(|at| state(*at) == wanted && holds(*at)).count()
        };
        if count(1, &|_| true) != observed || count(2, &|_| true) != absent {
            continue;
        }
        let agreeing = (0..resembled.len())
            .map(|stage| matching(count(1, &|at| all[at][stage]), count(2, &|at| all[at][stage]), absent));
        of += 1;
        lists += u128::from(nearest(&agreeing.collect::<Vec<_>>()) == resembled);
    }
    Chance { lists, of }
}

#[test]
fn counting_by_classes_is_counting_one_by_one() {
    for all in [
        &[("X..", 3), (".X.", 2), ("..X", 1), ("XXX", 2)][..],
        &[("XX.", 2), (".XX", 2), ("...", 2), ("X.X", 1)],
        &[("X..", 4), ("X.X", 1), (".X.", 1)],
        &[("X..", 0), (".X.", 3), ("...", 3)],
    ] {
        let classes = classes(all);
        let size: usize = classes.iter().map(|class| class.size).sum();
        for (observed, absent) in (0..=size).flat_map(|o| (0..=size - o).map(move |a| (o, a))) {
            for code in 0..8 {
                let resembled = [code & 1 > 0, code & 2 > 0, code & 4 > 0];
                let one_by_one = brute_force(&classes, observed, absent, &resembled);
                let expected = Some(one_by_one).filter(|chance| chance.of > 1 && code > 0);
                assert_eq!(chance(&classes, observed, absent, &resembled), expected, "{all:?} {observed} {absent}");
            }
        }
    }
}

/// Of six characteristics two are for the first stage, one for the second, and three for both.
#[test]
fn a_larger_profile_is_resembled_more_often() {
    let classes = classes(&[("X.", 2), (".X", 1), ("XX", 3)]);
    let of = |resembled| chance(&classes, 2, 0, resembled).map(|chance| (chance.lists, chance.of));
    assert_eq!(of(&[true, false]), Some((7, 15)), "both of its own, or one of them and one of both");
    assert_eq!(of(&[false, true]), Some((3, 15)));
    assert_eq!(of(&[true, true]), Some((5, 15)), "two of both, or one of each");
    assert_eq!(of(&[false, false]), None, "that would be no resemblance");
}

#[test]
fn what_is_absent_is_drawn_too() {
    let classes = classes(&[("X.", 1), (".X", 1), ("..", 1)]);
    let of = |observed, absent| chance(&classes, observed, absent, &[true, false]).map(|found| (found.lists, found.of));
    assert_eq!(of(1, 0), Some((1, 3)), "only its own one");
    assert_eq!(of(1, 1), Some((3, 6)), "its own one, whatever is absent; or that of none, and the other's is absent");
    assert_eq!(of(0, 1), Some((1, 3)), "that the other's is absent");
}

#[test]
fn without_another_list_nothing_is_said() {
    let classes = classes(&[("X.", 2), (".X", 1)]);
    assert_eq!(chance(&classes, 3, 0, &[true, false]), None, "all are observed");
    assert_eq!(chance(&classes, 0, 3, &[true, false]), None, "all are absent");
    assert_eq!(chance(&classes, 0, 0, &[false, false]), None, "nothing is known");
    assert_eq!(chance(&classes, 4, 0, &[true, false]), None, "there are no four");
    assert!(chance(&classes, 2, 1, &[true, false]).is_some(), "all are known, but they could be others");
    assert_eq!(chance(&[], 0, 0, &[]), None);
    let single = Class { expected: vec![true], size: 4 };
    assert_eq!(chance(&[single], 2, 0, &[true]), None, "there is no other stage");
}

#[test]
fn what_is_too_much_to_count_is_not_guessed() {
    assert_eq!(chance(&classes(&[("X.", 200), (".X", 200)]), 200, 0, &[true, false]), None, "larger than 128 bits");
    // Five stages, and as many characteristics for each set of them.
    let every = |size| {
        let expected = |set: usize| (0..5).map(|stage| set >> stage & 1 == 1).collect();
        (1..32).map(|set| Class { expected: expected(set), size }).collect::<Vec<_>>()
    };
    let first = [true, false, false, false, false];
    assert_eq!(chance(&every(5), 40, 40, &first), None, "too many results");
    assert!(chance(&every(1), 5, 0, &first).is_some());
}

#[test]
fn per_cent_are_exact_and_never_all_or_nothing_by_rounding() {
    let percent = |lists, of| Chance { lists, of }.percent();
    assert_eq!(percent(1, 8), Decimal::new(125, 1));
    assert_eq!(percent(840, 2002).round_dp(3), Decimal::new(41_958, 3));
    assert_eq!(percent(0, 3), Decimal::ZERO);
    assert_eq!(percent(3, 3), Decimal::ONE_HUNDRED);
    let many = u128::MAX;
    assert!(percent(1, many) > Decimal::ZERO && percent(1, many) < Decimal::new(1, 20));
    assert!(percent(many - 1, many) < Decimal::ONE_HUNDRED);
    assert_eq!(percent(many, many), Decimal::ONE_HUNDRED);
    assert_eq!(percent(0, many), Decimal::ZERO);
    assert_eq!(percent(many / 2, many).round_dp(10), Decimal::from(50));
}

#[test]
fn binomials_are_those_of_pascals_triangle() {
    for all in 1..60 {
        for some in 1..all {
            let above = binomial(all - 1, some - 1).zip(binomial(all - 1, some)).map(|(one, other)| one + other);
            assert_eq!(binomial(all, some), above);
        }
        assert_eq!([binomial(all, 0), binomial(all, all), binomial(all, all + 1)], [Some(1), Some(1), Some(0)]);
    }
    assert_eq!(binomial(14, 5), Some(2002));
}
