//! Tests of what users rely on when they write the period of a record.

use crate::analysis::test_support::case_of_one;
use crate::model::case::date::When;
use crate::model::case::{Length, Record};

fn record(keys: &str) -> Record {
    case_of_one("alder", keys).newest().expect("it has a record").clone()
}

/// Returns a record with a period that was not checked by reading it.
fn unchecked(period: &str) -> Record {
    Record { period: Some(period.to_owned()), ..Record::default() }
}

#[test]
fn a_period_ends_in_its_last_month() {
    for (period, end) in [
        ("2025", (2025, 12)),
        ("FY 2025", (2025, 12)),
        ("H1 2025", (2025, 6)),
        ("H2 2025", (2025, 12)),
        ("Q1 2025", (2025, 3)),
        ("Q2 2025", (2025, 6)),
        ("Q3 2025", (2025, 9)),
        ("Q4 2025", (2025, 12)),
        ("2024/25", (2025, 12)),
        ("2024/2025", (2025, 12)),
        ("1999/00", (2000, 12)),
        ("1999/2000", (2000, 12)),
    ] {
        let record = record(&format!("period: {period}"));
        assert_eq!(record.period_end(), Some(end), "{period}");
        assert_eq!(record.year(), Some(end.0), "{period}");
        let date = record.date().expect("a period has a date");
        assert_eq!((date.year, date.month, date.day, date.when), (end.0, None, None, When::At), "{period}");
    }
    assert_eq!(unchecked(" 2025 ").period_end(), Some((2025, 12)), "spaces around it say nothing");
}

#[test]
fn what_is_no_period_has_no_end() {
    for period in [
        "",
        "25",
        "02025",
        "20x5",
        "+025",
        "Q5 2025",
        "H3 2025",
        "q1 2025",
        "H1 25",
        "2024/26",
        "2024/23",
        "2024/24",
        "2024/2026",
        "2024/x5",
        "24/25",
        "2024/5",
    ] {
        let record = unchecked(period);
        assert_eq!(record.period_end(), None, "{period}");
        assert_eq!((record.year(), record.date()), (None, None), "{period}");
    }
}

#[test]
fn a_part_of_a_year_is_not_the_year_nor_another_part() {
    for (keys, whole, length) in [
        ("period: 2025", true, Length::Year),
        ("period: FY 2025", true, Length::Year),
        ("period: 2024/25", true, Length::Year),
        ("period: H1 2025", false, Length::Half),
        ("period: H2 2025", false, Length::Half),
        ("period: Q1 2025", false, Length::Quarter),
        ("period: Q4 2025", false, Length::Quarter),
        ("as_of: 2025", false, Length::Year),
        ("as_of: 2025-12-31", false, Length::Year),
        ("facilitators: 2", false, Length::Year),
    ] {
        let record = record(keys);
        assert_eq!((record.is_whole_year(), record.length()), (whole, length), "{keys}");
    }
    assert_eq!(unchecked(" H1 2025").length(), Length::Half);
}

#[test]
fn a_period_may_be_written_in_several_ways() {
    let same = |one: &str, other: &str| unchecked(one).is_of_period_of(&unchecked(other));
    assert!(same("2025", "FY 2025") && same("2024/25", "2025") && same("Q1 2025", " Q1 2025 "));
    assert!(!same("H2 2025", "2025") && !same("H2 2025", "Q4 2025") && !same("2024", "2025"));
    assert!(!same("spring", "spring"), "what is no period is that of nothing");
    assert!(!record("as_of: 2025").is_of_period_of(&record("as_of: 2025")), "a date is no period");
}

#[test]
fn a_date_is_of_its_year_unless_it_is_only_near_it() {
    let dated = |keys: &str| (record(keys).year(), record(keys).date().map(|date| date.year));
    assert_eq!(dated("as_of: 2025-11-03"), (Some(2025), Some(2025)));
    assert_eq!(dated("as_of: 2025"), (Some(2025), Some(2025)));
    for near in ["about", "after", "before"] {
        assert_eq!(dated(&format!("as_of: {near} 2025")), (None, Some(2025)), "{near}");
    }
    assert_eq!(dated("facilitators: 2"), (None, None), "a record without a date is of no year");
    assert_eq!(record("as_of: 2025-11-03").date().and_then(|date| date.day), Some(3));
}
