//! What users rely on when figures are looked up, computed, compared and aggregated: a reported figure stays as it is, and
//! where something is missing, the reason is given and nothing is filled in.

use crate::analysis::measure::{
    Combined, IndicatorValue, Pair, change, combine, find, is_begun, is_broken, looks_back, number,
};
use crate::analysis::statistics::Change;
use crate::analysis::test_support::{case, decimal, indicators, money, pair, plain, with_decimals};
use crate::model::case::Case;
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};
use crate::model::indicator::{Indicator, Indicators};

/// A case with the figures of two years; empty for a year without figures.
fn two_years(before: &str, now: &str) -> Case {
    let record = |year: i32, figures: &str| match figures {
        "" => format!("  - {{ period: {year} }}\n"),
        figures => format!("  - {{ period: {year}, figures: {{ {figures} }} }}\n"),
    };
    case("alder", &format!("records:\n{}{}", record(2024, before), record(2025, now)))
}

/// A case with the figures of 2025 alone.
fn one_year(figures: &str) -> Case {
    match figures {
        "" => case("alder", "records: [{ period: 2025 }]"),
        figures => case("alder", &format!("records: [{{ period: 2025, figures: {{ {figures} }} }}]")),
    }
}

fn own<'i>(indicators: &'i Indicators, id: &str) -> &'i Indicator {
    indicators.find(id).expect("there is such an indicator")
}

/// The number of an indicator in 2025.
fn number_of(case: &Case, id: &str) -> Result<IndicatorNumber, NoNumber> {
    let indicators = indicators();
    let own = own(&indicators, id);
    number(own, &find(&indicators, own, pair(case, 2025)))
}

/// The number of a figure of 2025.
fn given(figures: &str, id: &str) -> Result<IndicatorNumber, NoNumber> {
    number_of(&one_year(figures), id)
}

fn change_of(case: &Case, id: &str) -> Result<Change, NoNumber> {
    let indicators = indicators();
    change(&indicators, own(&indicators, id), pair(case, 2025))
}

fn missing(id: &str) -> NoNumber {
    NoNumber::Missing { id: id.to_owned(), last: false }
}

fn missing_last(id: &str) -> NoNumber {
    NoNumber::Missing { id: id.to_owned(), last: true }
}

fn bounded(id: &str) -> NoNumber {
    NoNumber::Bounded(id.to_owned())
}

#[test]
fn a_figure_is_given_denied_computed_or_not_there() {
    let (case, indicators) = (one_year("firms: 12, left: none, staff: not recorded"), indicators());
    let found = |id: &str| find(&indicators, own(&indicators, id), pair(&case, 2025));
    assert!(matches!(found("firms"), IndicatorValue::Given(figure, _) if figure.indicator == "firms"));
    assert!(matches!(found("left"), IndicatorValue::None(figure) if figure.indicator == "left"));
    assert!(matches!(found("staff"), IndicatorValue::NotRecorded), "it says that it does not know");
    assert!(matches!(found("age"), IndicatorValue::NotRecorded), "it says nothing");
    assert!(matches!(found("net"), IndicatorValue::Computed(_)));
    assert!(
        matches!(found("load"), IndicatorValue::NotComputable(NoNumber::Missing { id, last: false }) if id == "staff")
    );
    let there = ["firms", "left", "staff", "age", "net", "load"].map(|id| found(id).is_there());
    assert_eq!(there, [true, true, false, false, true, false]);
}

#[test]
fn a_withheld_figure_is_no_number_and_nothing_is_computed_with_it() {
    for id in ["firms", "load"] {
        assert!(given("firms: withheld, staff: 8", id).is_err(), "{id}");
    }
    assert!(change_of(&two_years("firms: withheld", "firms: 12"), "firms").is_err());
    assert!(change_of(&two_years("firms: 10", "firms: withheld"), "firms").is_err());
    let (indicators, cases) =
        (indicators(), [one_year("firms: 10"), one_year("firms: withheld"), one_year("firms: 14")]);
    let pairs: Vec<Pair> = cases.iter().map(|case| pair(case, 2025)).collect();
    let Combined { value, of, .. } = combine(&indicators, own(&indicators, "firms"), &pairs);
    assert_eq!(of.len(), 2, "a total and a median say of how many they are");
    assert!(value.is_ok());
}

#[test]
fn the_year_before_is_the_year_before_and_no_other() {
    let case = case("alder", "records: [{ period: 2021 }, { period: 2023 }, { period: 2024 }]");
    let years =
        |year: i32| Pair::of(&case, year).map(|pair| (pair.record.year(), pair.last.and_then(|last| last.year())));
    assert_eq!(years(2024), Some((Some(2024), Some(2023))));
    assert_eq!(years(2023), Some((Some(2023), None)), "2021 is not the year before");
    assert_eq!(years(2022), None, "there is no record of it");
}

#[test]
fn a_number_is_what_is_printed_and_none_is_zero() {
    assert_eq!(given("firms: 12", "firms"), Ok(plain(12.0)));
    assert_eq!(given("firms: 12.5", "firms"), Ok(with_decimals(12.5, 1)));
    assert_eq!(given("firms: none", "firms"), Ok(plain(0.0)));
    assert_eq!(given("firms: not recorded", "firms"), Err(missing("firms")));
    assert_eq!(given("", "firms"), Err(missing("firms")));
    assert_eq!(given("founded: 2010", "founded"), Err(missing("founded")), "a date is no number");
    assert_eq!(given("motto: Onwards", "motto"), Err(missing("motto")));
    assert_eq!(given("budget: DKK 500", "budget"), Ok(money(500.0, "DKK")));
    let half = IndicatorNumber { value: decimal(0.125), decimals: 1, ..IndicatorNumber::default() };
    assert_eq!(given("share: 12.5 %", "share"), Ok(half), "a part of a whole is a fraction");
}

#[test]
fn what_has_only_bounds_is_no_number() {
    for text in ["more than 12", "at least 12", "less than 12", "at most 12", "12 to 20", "about 12 to 20"] {
        assert_eq!(given(&format!("firms: {text}"), "firms"), Err(bounded("firms")), "{text}");
    }
    for text in ["about 12", "almost 12"] {
        let about = IndicatorNumber { about: true, ..plain(12.0) };
        assert_eq!(given(&format!("firms: {text}"), "firms"), Ok(about), "{text}");
    }
    assert_eq!(given("budget: starting at EUR 805", "budget"), Err(bounded("budget")));
    assert_eq!(given("share: at most 20 %", "share"), Err(bounded("share")));
}

#[test]
fn a_computed_figure_has_the_digits_of_its_indicator() {
    assert_eq!(given("firms: 12.55, left: 2", "net"), Ok(with_decimals(10.55, 0)));
    assert_eq!(given("firms: 12, staff: 8", "load"), Ok(with_decimals(1.5, 1)));
    let about = IndicatorNumber { about: true, ..with_decimals(1.5, 1) };
    assert_eq!(given("firms: about 12, staff: 8", "load"), Ok(about));
}

#[test]
fn a_computed_figure_says_what_it_lacks() {
    assert_eq!(given("staff: 8", "load"), Err(missing("firms")));
    assert_eq!(given("firms: 8, staff: at least 2", "load"), Err(bounded("staff")));
    assert_eq!(given("firms: 8, staff: none", "load"), Err(NoNumber::Zero("staff".to_owned())));
    assert_eq!(given("staff: 8, firms: 2", "per-net"), Err(missing("left")), "of what it is computed from in turn");
}

#[test]
fn a_computed_figure_is_begun_by_what_it_counts_and_not_by_what_it_divides_by() {
    let begun = |before: &str, now: &str, id: &str| {
        let (case, indicators) = (two_years(before, now), indicators());
        is_begun(&indicators, own(&indicators, id), pair(&case, 2025))
    };
    assert!(begun("", "firms: 12", "load"), "only the denominator is missing");
    assert!(!begun("", "staff: 12", "load"));
    assert!(begun("", "firms: 12", "net") && begun("", "left: 12", "net"), "either side of a difference");
    assert!(begun("", "firms: none", "net"), "that there is none is recorded");
    assert!(begun("", "left: 1", "minus"));
    assert!(begun("", "firms: 12, left: 2", "per-net"), "what it counts is computed");
    assert!(!begun("", "firms: 12", "per-net"), "and can't be computed here");
    assert!(!begun("firms: 12", "", "rise"), "the year before begins nothing");
    assert!(begun("firms: 10", "firms: 12", "twice"));
    assert!(!begun("", "firms: 12", "firms"), "it is no computed one");
    for silent in ["load", "net", "minus", "per-net", "rise", "twice"] {
        assert!(!begun("", "", silent), "{silent}");
    }
}

#[test]
fn a_formula_looks_at_the_year_before_where_there_is_one_that_compares() {
    let rise = |before: &str, now: &str| number_of(&two_years(before, now), "rise");
    assert_eq!(rise("firms: 10", "firms: 12").expect("both are known").value, decimal(0.2));
    assert_eq!(rise("", "firms: 12"), Err(missing_last("firms")));
    assert_eq!(rise("firms: 10", ""), Err(missing("firms")));
    assert_eq!(rise("firms: at most 10", "firms: 12"), Err(bounded("firms")));
    assert_eq!(number_of(&one_year("firms: 12"), "rise"), Err(NoNumber::NoLast));
    let broken = rise("firms: 10", "firms: { is: 12, break: Others count }");
    assert_eq!(broken, Err(NoNumber::Changed("firms".to_owned())));
}

#[test]
fn a_formula_knows_no_year_before_the_year_before() {
    let case = case(
        "alder",
        "records:\n  - { period: 2023, figures: { firms: 5 } }\n  - { period: 2024, figures: { firms: 10 } }\n  - \
         { period: 2025, figures: { firms: 12 } }",
    );
    assert_eq!(number_of(&case, "last-rise"), Err(NoNumber::NoLast));
    assert_eq!(number_of(&case, "twice").expect("it needs two years").value, decimal(0.4));
}

#[test]
fn a_part_of_a_year_is_not_held_against_a_whole_one() {
    let of = |before: &str, now: &str| {
        case(
            "alder",
            &format!(
                "records:\n  - {{ period: {before}, figures: {{ firms: 10 }} }}\n  - {{ period: {now}, figures: \
                 {{ firms: 12 }} }}"
            ),
        )
    };
    for (before, now) in [
        ("2024", "H1 2025"),
        ("H2 2024", "2025"),
        ("Q4 2024", "2024/25"),
        ("H1 2024", "Q3 2025"),
        ("Q4 2024", "H1 2025"),
        ("Q2 2024", "Q3 2025"),
        ("H2 2024", "H1 2025"),
    ] {
        assert_eq!(change_of(&of(before, now), "firms"), Err(NoNumber::Periods), "{before} and {now}");
        assert_eq!(number_of(&of(before, now), "rise"), Err(NoNumber::Periods), "{before} and {now}");
    }
    for (before, now) in [("2024", "2025"), ("FY 2024", "2025"), ("H1 2024", "H1 2025"), ("Q2 2024", "Q2 2025")] {
        assert_eq!(change_of(&of(before, now), "firms").map(|change| change.by), Ok(plain(2.0)), "{before} and {now}");
        assert_eq!(number_of(&of(before, now), "rise").expect("they compare").value, decimal(0.2));
    }
}

/// The definition of `moved` changed in 2024, so 2024 is counted like the years after it and not like those before.
#[test]
fn a_new_definition_parts_its_year_from_the_one_before() {
    let all = case(
        "alder",
        "records: [{ period: 2021 }, { period: 2022 }, { period: 2023 }, { period: 2024 }, { period: 2025 }]",
    );
    let indicators = indicators();
    let broken = |id: &str, pair: Pair| is_broken(&indicators, own(&indicators, id), pair);
    for (year, parted) in [(2022, false), (2023, false), (2024, true), (2025, false)] {
        assert_eq!(broken("moved", pair(&all, year)), parted, "{year}");
        assert!(!broken("firms", pair(&all, year)), "{year}");
        let alone = Pair { last: None, ..pair(&all, year) };
        assert_eq!(broken("moved", alone), parted, "{year}: without a record it is the year before all the same");
    }
    let over = |now: i32, before: i32| Pair { record: pair(&all, now).record, last: all.of_year(before) };
    assert!(broken("moved", over(2025, 2023)), "the change lies between");
    assert!(broken("moved", over(2025, 2021)));
    assert!(!broken("moved", over(2023, 2021)));
    let undated = case("birch", "records: [{ facilitators: 2 }]");
    let pair = Pair { record: undated.newest().expect("a record"), last: None };
    assert!(!broken("moved", pair), "without a date there is no year that anything changed in");
}

#[test]
fn a_break_in_a_figure_breaks_what_is_computed_from_it() {
    let indicators = indicators();
    let broken = |before: &str, now: &str, id: &str| {
        is_broken(&indicators, own(&indicators, id), pair(&two_years(before, now), 2025))
    };
    let now = "firms: { is: 12, break: Others count }, left: 2";
    assert!(broken("firms: 10", now, "firms"));
    assert!(broken("", now, "net") && broken("", now, "per-net"), "over however many steps");
    assert!(!broken("", now, "left") && !broken("", now, "minus"));
    assert!(!broken("firms: { is: 12, break: Others count }", "firms: 12", "firms"), "that was a year ago");
    assert!(!broken("", "", "net"));
    let of_2024 = case("alder", "records: [{ period: 2023 }, { period: 2024 }]");
    let is_broken_in_2024 = |id: &str| is_broken(&indicators, own(&indicators, id), pair(&of_2024, 2024));
    assert!(is_broken_in_2024("with-moved"));
    assert!(!is_broken_in_2024("last-moved"), "it has nothing of its own year from the changed one");
}

#[test]
fn a_change_is_told_only_of_two_numbers_that_compare() {
    let by = |before: &str, now: &str| change_of(&two_years(before, now), "firms");
    let two = by("firms: 20", "firms: 24").expect("both are known");
    assert_eq!((two.by, two.relative), (plain(4.0), Some(decimal(0.2))));
    let few = by("firms: 19", "firms: 24").expect("both are known");
    assert_eq!((few.by, few.relative), (plain(5.0), None), "fewer than twenty are told in things");
    assert_eq!(by("firms: none", "firms: 12").expect("none is a number").by, plain(12.0));
    assert_eq!(by("firms: 10", "firms: none").expect("none is a number").by, plain(-10.0));
    assert_eq!(by("", "firms: 12"), Err(missing_last("firms")));
    assert_eq!(by("firms: 10", ""), Err(missing("firms")));
    assert_eq!(by("firms: 10", "firms: not recorded"), Err(missing("firms")));
    assert_eq!(by("firms: over 10", "firms: 12"), Err(bounded("firms")));
    assert_eq!(by("firms: 10", "firms: { is: 12, break: W }"), Err(NoNumber::Changed("firms".to_owned())));
    assert_eq!(change_of(&one_year("firms: 12"), "firms"), Err(NoNumber::NoLast));
}

#[test]
fn a_computed_figure_of_the_year_before_is_computed_from_that_year() {
    let case = two_years("firms: 10, left: 1", "firms: 12, left: 2");
    assert_eq!(change_of(&case, "net").expect("both are computed").by, plain(1.0));
    assert_eq!(number_of(&case, "last-net"), Ok(plain(11.0)), "nine of the year before and two");
    assert_eq!(change_of(&case, "rise"), Err(NoNumber::NoLast), "for 2024 there is no year before");
}

/// Aggregates an indicator over several cases with these figures of 2025.
fn of_all(id: &str, figures: &[&str]) -> Combined {
    let (cases, indicators) = (figures.iter().map(|one| one_year(one)).collect::<Vec<_>>(), indicators());
    let pairs: Vec<Pair> = cases.iter().map(|case| pair(case, 2025)).collect();
    combine(&indicators, own(&indicators, id), &pairs)
}

#[test]
fn together_says_which_cases_it_is_of() {
    let all = of_all("firms", &["firms: 1", "", "firms: at least 5", "firms: 2", "firms: not recorded", "firms: none"]);
    assert_eq!(all.value, Ok(plain(3.0)));
    assert_eq!(all.of, [(0, plain(1.0)), (3, plain(2.0)), (5, plain(0.0))]);
    assert_eq!(all.bounded, [2]);
}

#[test]
fn where_no_case_has_a_number_nothing_stands_for_all() {
    for id in ["firms", "staff", "age", "load", "rank"] {
        let none = of_all(id, &["", ""]);
        assert_eq!((none.value, none.of.len(), none.bounded.len()), (Err(missing(id)), 0, 0), "{id}");
        assert_eq!(of_all(id, &[]).value, Err(missing(id)), "{id}");
    }
    for id in ["firms", "staff", "age", "rank"] {
        let bound = of_all(id, &[&format!("{id}: at least 2"), ""]);
        assert_eq!((bound.value, bound.bounded), (Err(bounded(id)), vec![0]), "{id}: there is something all the same");
    }
    assert_eq!(of_all("rank", &["rank: 1", "rank: 2"]).value, Err(missing("rank")), "ranks are not put together");
}

#[test]
fn a_sum_has_the_digits_and_the_currency_of_its_parts() {
    assert_eq!(of_all("firms", &["firms: 1.25", "firms: 2"]).value, Ok(with_decimals(3.25, 2)));
    assert_eq!(of_all("firms", &["firms: 1", "firms: 2.5"]).value, Ok(with_decimals(3.5, 1)));
    for figures in [["firms: about 1", "firms: 2"], ["firms: 1", "firms: about 2"]] {
        assert_eq!(of_all("firms", &figures).value, Ok(IndicatorNumber { about: true, ..plain(3.0) }));
    }
    assert_eq!(of_all("budget", &["budget: DKK 1", "budget: DKK 2"]).value, Ok(money(3.0, "DKK")));
    assert_eq!(of_all("budget", &["budget: none", "budget: DKK 2"]).value, Ok(money(2.0, "DKK")));
    assert_eq!(of_all("budget", &["budget: DKK 2", "budget: none"]).value, Ok(money(2.0, "DKK")));
    assert_eq!(of_all("budget", &["budget: DKK 1", "budget: EUR 2"]).value, Err(NoNumber::Currencies));
}

#[test]
fn a_mean_is_of_the_cases_that_have_a_number_and_has_a_digit_more_than_whole_ones() {
    assert_eq!(of_all("staff", &["staff: 1", "staff: 2", ""]).value, Ok(with_decimals(1.5, 1)));
    assert_eq!(of_all("staff", &["staff: 2", "staff: 2"]).value, Ok(with_decimals(2.0, 1)));
    assert_eq!(of_all("staff", &["staff: 1.25", "staff: 2"]).value, Ok(with_decimals(1.625, 2)));
    assert_eq!(of_all("staff", &["staff: none", "staff: 3"]).value, Ok(with_decimals(1.5, 1)), "none counts");
    let pay =
        |figures: &[&str]| of_all("pay", figures).value.map(|pay| (pay.value.normalize().to_string(), pay.decimals));
    assert_eq!(pay(&["pay: DKK 100.50", "pay: DKK 200"]), Ok(("150.25".to_owned(), 2)));
    assert_eq!(pay(&["pay: EUR 1", "pay: EUR 2"]), Ok(("1.5".to_owned(), 2)), "euros have cents");
    assert_eq!(pay(&["pay: EUR 1", "pay: EUR 3"]), Ok(("2".to_owned(), 0)), "which whole amounts do not need");
    assert_eq!(pay(&["pay: JPY 1", "pay: JPY 2"]), Ok(("1.5".to_owned(), 0)), "yen have none");
    assert_eq!(pay(&["pay: TND 1", "pay: TND 2"]), Ok(("1.5".to_owned(), 3)), "dinars have millimes");
    assert_eq!(of_all("pay", &["pay: DKK 1", "pay: EUR 2"]).value, Err(NoNumber::Currencies));
}

#[test]
fn a_median_is_the_one_in_the_middle() {
    let age = |figures: &[&str]| of_all("age", figures).value;
    assert_eq!(age(&["age: 9", "age: 1", "age: 2"]), Ok(plain(2.0)));
    assert_eq!(age(&["age: 7"]), Ok(plain(7.0)));
    assert_eq!(age(&["age: 4", "age: 9", "age: 1", "age: 2"]), Ok(plain(3.0)), "a whole one has no digit more");
    assert_eq!(age(&["age: 2", "age: 1"]), Ok(with_decimals(1.5, 1)));
    assert_eq!(age(&["age: 2.25", "age: 1"]), Ok(with_decimals(1.625, 2)));
    let half = of_all("rate", &["rate: 10 %", "rate: 15 %"]).value.expect("it has a median");
    assert_eq!(half.value, decimal(0.125));
    assert_eq!(half.decimals, 1, "12.5 %");
    let whole = of_all("rate", &["rate: 10 %", "rate: 14 %"]).value.expect("it has a median");
    assert_eq!(whole.value, decimal(0.12));
    assert_eq!(whole.decimals, 0, "12 %");
    let fee = of_all("fee", &["fee: DKK 1", "fee: DKK 2"]).value.expect("it has a median");
    assert_eq!((fee.value, fee.decimals), (decimal(1.5), 2), "with the digits of its currency");
    assert_eq!(of_all("fee", &["fee: DKK 1", "fee: EUR 2"]).value, Err(NoNumber::Currencies));
    assert_eq!(of_all("minus", &["left: 1", "left: 2"]).value, Ok(plain(-1.5)), "a computed one has its own digits");
}

#[test]
fn a_share_of_sums_is_not_the_mean_of_shares() {
    let load = of_all("load", &["firms: 10, staff: 1", "firms: 20, staff: 9"]);
    assert_eq!(load.value, Ok(with_decimals(3.0, 1)), "thirty firms and ten people");
    assert_eq!(load.of.len(), 2);
    let partly = of_all("load", &["firms: 10, staff: 2", "firms: 20", "staff: 9", "firms: 1, staff: none"]);
    assert_eq!(partly.value, Ok(with_decimals(5.0, 1)), "only cases of which both are known");
    assert_eq!(partly.of.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_share_of_sums_looks_back_case_by_case() {
    let cases = [two_years("firms: 10", "firms: 20"), two_years("firms: 30", "firms: 40"), one_year("firms: 9")];
    let indicators = indicators();
    let pairs: Vec<Pair> = cases.iter().map(|case| pair(case, 2025)).collect();
    let rise = combine(&indicators, own(&indicators, "rise"), &pairs);
    assert_eq!(rise.value, Ok(with_decimals(0.5, 0)), "from forty to sixty");
    assert_eq!(
        rise.of.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        [0, 1],
        "without a year before it does not count"
    );
}

#[test]
fn an_indicator_looks_back_by_itself_or_by_what_it_is_computed_from() {
    let indicators = indicators();
    let back = |id: &str| looks_back(&indicators, own(&indicators, id));
    assert!(back("rise") && back("last-moved"));
    assert!(back("twice"), "by way of another one");
    assert!(!back("firms") && !back("net") && !back("per-net"));
}

#[test]
fn what_has_too_many_digits_is_not_computed() {
    let huge = "firms: 999999999999999, staff: 0.00000000000001";
    assert_eq!(given(huge, "load"), Err(NoNumber::TooLarge), "a quotient of 29 digits");
    assert_eq!(given("firms: 999999999999999, staff: 0.001", "load").map(|load| load.decimals), Ok(1));
}

#[test]
fn a_part_that_is_not_recorded_is_nothing_only_where_the_others_add_up() {
    let share = |figures: &str| number_of(&one_year(figures), "pot-share").map(|number| number.value);
    assert_eq!(share("pot: EUR 100, pot-a: EUR 60, pot-c: EUR 40"), Ok(decimal(0.6)), "60 and 40 are all of it");
    assert_eq!(share("pot: EUR 100, pot-a: EUR 60, pot-c: EUR 30"), Err(missing("pot-b")), "ten are missing");
    assert_eq!(share("pot: EUR 100, pot-a: EUR 100"), Ok(decimal(1.0)), "nothing is left for two");
    assert_eq!(share("pot: EUR 100, pot-a: EUR 60"), Err(missing("pot-b")), "forty are left for two");
    let bound = "pot: EUR 100, pot-a: EUR 100, pot-c: at most EUR 5";
    assert_eq!(share(bound), Err(missing("pot-b")), "a bound is no sum");
    assert_eq!(
        share("pot: about EUR 100, pot-a: EUR 60, pot-c: EUR 40"),
        Err(missing("pot-b")),
        "about is not exactly"
    );
    assert_eq!(share("pot-a: EUR 60, pot-c: EUR 40"), Err(missing("pot-b")), "there is no whole");
    assert_eq!(share("pot: EUR 100, pot-a: EUR 60, pot-b: not recorded, pot-c: EUR 40"), Ok(decimal(0.6)));
    let (indicators, case) = (indicators(), one_year("pot: EUR 100, pot-a: EUR 60, pot-c: EUR 40"));
    let own = find(&indicators, own(&indicators, "pot-b"), pair(&case, 2025));
    assert!(matches!(own, IndicatorValue::NotRecorded), "the figure itself stays not recorded");
}
