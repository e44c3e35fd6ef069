//! What users rely on when numbers are added up, ordered and compared: small sets of numbers, worked out by hand.

use crate::analysis::statistics::{
    difference, matching, mean, median, nearest, quartiles, relative_change, share, spread, sum,
};
use crate::analysis::test_support::{decimal, indicators, money, plain, with_decimals};
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};
use crate::model::indicator::{Indicator, Indicators};

fn own<'i>(indicators: &'i Indicators, id: &str) -> &'i Indicator {
    indicators.find(id).expect("there is such an indicator")
}

#[test]
fn sums_are_exact() {
    let indicators = indicators();
    let firms = own(&indicators, "firms");
    let tenths: Vec<IndicatorNumber> = [0.1, 0.2].map(|value| with_decimals(value, 1)).to_vec();
    assert_eq!(sum(firms, &tenths.iter().collect::<Vec<_>>()), Ok(with_decimals(0.3, 1)));
    let [large, one] = [999_999_999_999_999.0, 1.0].map(plain);
    let mut total = large.clone();
    for _ in 0..20 {
        total = sum(firms, &[&total, &large]).expect("it is within the limit");
    }
    assert_eq!(total.value.to_string(), "20999999999999979", "beyond what binary numbers tell apart");
    assert_eq!(sum(firms, &[&total, &one]).map(|sum| sum.value.to_string()), Ok("20999999999999980".to_owned()));
}

#[test]
fn of_no_numbers_there_is_nothing() {
    let indicators = indicators();
    let firms = own(&indicators, "firms");
    let missing = NoNumber::Missing { id: "firms".to_owned(), last: false };
    for found in [sum(firms, &[]), mean(firms, &[]), median(firms, &[])] {
        assert_eq!(found, Err(missing.clone()));
    }
    assert_eq!(spread(firms, &[]), Err(missing));
}

#[test]
fn numbers_spread_from_the_least_to_the_most() {
    let indicators = indicators();
    let of = |values: &[f64]| {
        let numbers: Vec<IndicatorNumber> = values.iter().copied().map(plain).collect();
        spread(own(&indicators, "firms"), &numbers.iter().collect::<Vec<_>>())
    };
    assert_eq!(of(&[9.0, -1.0, 2.0]), Ok([-1.0, 2.0, 9.0].map(plain)));
    assert_eq!(of(&[4.0]), Ok([4.0; 3].map(plain)));
    let [euros, kroner, none] = [money(3.0, "EUR"), money(2.0, "DKK"), plain(0.0)];
    assert_eq!(spread(own(&indicators, "budget"), &[&euros, &kroner]), Err(NoNumber::Currencies));
    assert_eq!(spread(own(&indicators, "budget"), &[&euros, &none]).map(|all| all[2].clone()), Ok(euros));
}

#[test]
fn what_can_not_be_divided_gives_nothing() {
    let [zero, tiny, large] = [0.0, 0.000_000_000_000_001, 999_999_999_999_999.0].map(decimal);
    assert_eq!(share(large, zero), None);
    assert_eq!(share(large, tiny), None, "thirty digits are too many");
    assert_eq!(share(tiny, large).map(|share| share.is_zero()), Some(true), "thirty decimals are none");
    assert_eq!(share(decimal(1.0), decimal(8.0)), Some(decimal(0.125)));
    assert_eq!([relative_change(large, zero), relative_change(large, tiny)], [None, None]);
}

#[test]
fn a_relative_change_has_the_sign_of_the_change() {
    let indicators = indicators();
    let relative = |id: &str, then: f64, now: f64| {
        difference(own(&indicators, id), &plain(now), &plain(then)).expect("they compare").relative
    };
    assert_eq!(relative("net", 100.0, 150.0), Some(decimal(0.5)));
    assert_eq!(relative("net", 100.0, 50.0), Some(decimal(-0.5)));
    assert_eq!(relative("net", -100.0, -50.0), Some(decimal(0.5)), "a smaller loss is a rise");
    assert_eq!(relative("net", -100.0, -150.0), Some(decimal(-0.5)), "a larger loss is a fall");
    assert_eq!(relative("net", -100.0, 100.0), Some(decimal(2.0)));
    assert_eq!(relative("net", 0.0, 5.0), None, "nothing is a part of zero");
    assert_eq!(relative("net", 100.0, 100.0), Some(decimal(0.0)));
    assert_eq!([relative("net", 20.0, 19.0), relative("net", 19.0, 20.0)], [None, None], "fewer than twenty");
    assert_eq!([relative("pay", 4.0, 5.0), relative("net", 20.0, 21.0)], [Some(decimal(0.25)), Some(decimal(0.05))]);
    assert_eq!(relative("share", 0.5, 0.6), None, "parts of a whole change by percentage points");
}

#[test]
fn a_difference_is_of_what_is_shown() {
    let indicators = indicators();
    let by = |id: &str, then: IndicatorNumber, now: IndicatorNumber| {
        difference(own(&indicators, id), &now, &then).expect("they compare").by
    };
    let net = by("net", with_decimals(1.4, 0), with_decimals(2.6, 0));
    assert_eq!(net, plain(2.0), "3 less 1");
    assert_eq!(by("net", with_decimals(1.0, 0), with_decimals(2.25, 2)).decimals, 2);
    assert_eq!(by("net", with_decimals(1.25, 2), with_decimals(2.0, 0)).decimals, 2);
    let share = by("share", with_decimals(0.1, 0), with_decimals(0.126, 0));
    assert_eq!(share.value, decimal(0.03));
    let share = by("share", with_decimals(0.1, 1), with_decimals(0.126, 1));
    assert_eq!(share.value, decimal(0.026));
}

#[test]
fn a_difference_of_something_about_right_is_about_right() {
    let indicators = indicators();
    let about = |then: bool, now: bool| {
        let [then, now] = [then, now].map(|about| IndicatorNumber { about, ..plain(1.0) });
        difference(own(&indicators, "net"), &now, &then).expect("they compare").by.about
    };
    assert_eq!([about(false, false), about(true, false), about(false, true)], [false, true, true]);
}

#[test]
fn amounts_in_two_currencies_have_no_difference() {
    let indicators = indicators();
    let by = |then: IndicatorNumber, now: IndicatorNumber| {
        difference(own(&indicators, "budget"), &now, &then).map(|change| change.by)
    };
    assert_eq!(by(money(1.0, "DKK"), money(3.0, "DKK")), Ok(money(2.0, "DKK")));
    assert_eq!(by(money(1.0, "DKK"), money(3.0, "EUR")), Err(NoNumber::Currencies));
    assert_eq!(by(plain(0.0), money(3.0, "EUR")), Ok(money(3.0, "EUR")), "none is in every currency");
    assert_eq!(by(money(3.0, "EUR"), plain(0.0)), Ok(money(-3.0, "EUR")));
    assert_eq!(by(plain(0.0), plain(0.0)), Ok(plain(0.0)));
}

#[test]
fn what_is_observed_should_be_expected_and_what_is_absent_should_not() {
    assert_eq!(matching(3, 0, 2), 5, "all that is observed is expected, nothing absent is");
    assert_eq!(matching(0, 2, 2), 0, "the one is what the other is not");
    assert_eq!(matching(1, 1, 3), 3);
    assert_eq!(matching(0, 0, 0), 0);
}

/// A profile that expects one characteristic more agrees with as much or more, unless that one is known to be absent, so none wins for
/// being small. In open lists it is the large ones that win. This tries every profile of six characteristics, each of which is observed, absent or unknown.
#[test]
fn no_profile_wins_for_being_small() {
    let count = |set: u32| set.count_ones() as usize;
    for observed in 0..64_u32 {
        for absent in (0..64_u32).filter(|absent| absent & observed == 0) {
            let agreeing = |profile: u32| matching(count(observed & profile), count(absent & profile), count(absent));
            for (profile, more) in (0..64_u32).flat_map(|profile| (0..6).map(move |at| (profile, 1 << at))) {
                let (smaller, larger) = (agreeing(profile & !more), agreeing(profile | more));
                match (observed & more != 0, absent & more != 0) {
                    (true, _) => assert_eq!(larger, smaller + 1),
                    (_, true) => assert_eq!(larger, smaller - 1),
                    _ => assert_eq!(larger, smaller),
                }
            }
        }
    }
}

#[test]
fn the_nearest_are_all_with_which_most_agrees() {
    assert_eq!(nearest(&[3, 1, 3]), [true, false, true]);
    assert_eq!(nearest(&[1, 2, 0]), [false, true, false]);
    assert_eq!(nearest(&[0, 0]), [false, false], "nothing agrees with any");
    assert!(nearest(&[]).is_empty());
}

#[test]
fn quartiles_are_those_of_a_spreadsheet() {
    let of = |numbers: &[f64]| quartiles(&numbers.iter().map(|number| decimal(*number)).collect::<Vec<_>>());
    let three = |numbers: [f64; 3]| Some(numbers.map(decimal));
    assert_eq!(of(&[1.0, 2.0, 3.0, 4.0]), three([1.75, 2.5, 3.25]));
    assert_eq!(of(&[1.0, 2.0, 4.0, 7.0, 9.0]), three([2.0, 4.0, 7.0]));
    assert_eq!(of(&[5.0]), three([5.0, 5.0, 5.0]));
    assert_eq!(of(&[]), None);
}
