//! Tests of what users rely on in a case with several records: which record is the newest, which is that of a year, and what was
//! known in that year; and whether a case has a name that is not public.

use crate::analysis::test_support::case;
use crate::model::case::{Case, Record};

/// Returns a case with records of these dates or periods. The number of facilitators of each is its index in the file.
fn dated(dates: &[&str]) -> Case {
    let records = dates.iter().enumerate().map(|(at, date)| match *date {
        "" => format!("  - {{ facilitators: {at} }}\n"),
        date => format!("  - {{ {date}, facilitators: {at} }}\n"),
    });
    match dates {
        [] => case("alder", ""),
        _ => case("alder", &format!("records:\n{}", records.collect::<String>())),
    }
}

/// Returns the index of a record in its file.
fn place(record: &Record) -> usize {
    let count = record.facilitators.count.value.value().expect("it has its place");
    count.number.to_string().parse().expect("it is whole")
}

fn places<'r>(records: impl IntoIterator<Item = &'r Record>) -> Vec<usize> {
    records.into_iter().map(place).collect()
}

#[test]
fn records_are_in_the_order_of_their_dates() {
    let of = |dates: &[&str]| places(dated(dates).in_order());
    assert_eq!(of(&["as_of: 2025", "as_of: 2023", "as_of: 2024"]), [1, 2, 0]);
    assert_eq!(of(&["as_of: 2024-05", "as_of: 2024-04-30", "as_of: 2024"]), [2, 1, 0], "the less exact come first");
    assert_eq!(of(&["as_of: 2024-05-02", "as_of: 2024-05-01"]), [1, 0]);
    assert_eq!(of(&["period: H2 2024", "period: H1 2024"]), [1, 0]);
    assert_eq!(of(&["period: 2024", "as_of: 2024-12-31"]), [1, 0], "a period ends after its last day");
    assert_eq!(of(&["period: Q1 2024", "as_of: 2024-04"]), [0, 1]);
    assert_eq!(of(&["as_of: 2020", "", "as_of: 2019"]), [1, 2, 0], "what has no date comes first");
    assert_eq!(of(&["", ""]), [0, 1], "without dates the file's order stands");
    assert_eq!(of(&["period: 2024", "period: H2 2024"]), [1, 0], "the longer after the shorter");
    assert_eq!(of(&["as_of: 2024", "as_of: before 2024"]), [1, 0]);
    assert_eq!(of(&[]), [0; 0]);
}

#[test]
fn the_newest_and_the_one_before_it_go_by_date() {
    let of = |dates: &[&str]| (dated(dates).newest().map(place), dated(dates).previous().map(place));
    assert_eq!(of(&[]), (None, None));
    assert_eq!(of(&[""]), (Some(0), None));
    assert_eq!(of(&["as_of: 2025", "as_of: 2023", "as_of: 2024"]), (Some(0), Some(2)));
    assert_eq!(of(&["", "as_of: 1990"]), (Some(1), Some(0)));
}

#[test]
fn the_record_of_a_year_is_that_of_the_whole_year() {
    let of = |dates: &[&str]| dated(dates).of_year(2025).map(place);
    assert_eq!(of(&["period: H1 2025", "period: 2025", "period: H2 2025"]), Some(1));
    assert_eq!(of(&["period: 2025", "period: Q4 2025"]), Some(0), "whatever stands last");
    assert_eq!(of(&["period: H2 2025", "period: H1 2025"]), Some(0), "else the last of them");
    assert_eq!(of(&["period: H1 2025"]), Some(0), "there is no other");
    assert_eq!(of(&["period: 2024/25", "as_of: 2025-12-31"]), Some(0));
    assert_eq!(of(&["as_of: 2025-03", "as_of: 2025-09"]), Some(1));
    for both in [["period: H2 2025", "period: Q4 2025"], ["period: Q4 2025", "period: H2 2025"]] {
        assert_eq!(of(&both), both.iter().position(|one| one.contains("H2")), "of two that end together the longer");
    }
    assert_eq!(of(&["period: 2024", "period: 2026", "", "as_of: about 2025"]), None, "none is of that year");
    assert_eq!(of(&[]), None);
}

#[test]
fn of_two_records_of_one_period_none_is_taken_for_its_place() {
    let of = |dates: &[&str]| dated(dates).of_year(2025).map(place);
    for doubled in [
        ["period: 2025", "period: 2025"],
        ["period: FY 2025", "period: 2025"],
        ["period: 2024/25", "period: 2025"],
        ["period: H1 2025", "period: H1 2025"],
        ["period: Q4 2025", "period: Q4 2025"],
    ] {
        assert_eq!(of(&doubled), None, "{doubled:?}");
        assert_eq!(of(&[doubled[0], "period: H1 2024", doubled[1]]), None, "{doubled:?}, wherever they stand");
    }
    assert_eq!(of(&["period: H1 2025", "period: H1 2025", "period: 2025"]), Some(2), "the year stands for itself");
    assert_eq!(of(&["period: Q1 2025", "period: Q1 2025", "period: Q2 2025"]), Some(2));
}

#[test]
fn years_are_those_of_records_each_once() {
    let of = |dates: &[&str]| dated(dates).years();
    assert_eq!(of(&["period: 2025", "period: H1 2025", "as_of: 2023-04", ""]), [2023, 2025]);
    assert_eq!(of(&["", "as_of: after 2020"]), [0; 0]);
}

#[test]
fn a_case_in_a_year_has_nothing_of_later_and_one_record_for_each_year() {
    let all = dated(&["period: 2026", "period: 2025", "period: H2 2024", "period: 2024", "as_of: 2022", ""]);
    let of = |year: i32| all.as_of(year).map(|case| places(case.records.iter()));
    assert_eq!(of(2025), Some(vec![4, 3, 1]));
    assert_eq!(of(2026), Some(vec![4, 3, 1, 0]));
    assert_eq!(of(2022), Some(vec![4]));
    assert_eq!(of(2023), None, "nothing is filled in from another year");
    assert_eq!(of(2027), None);
    assert_eq!(dated(&[""]).as_of(2025).map(|case| case.records.len()), None);
}

#[test]
fn a_name_is_protected_from_those_who_may_not_know_it() {
    use crate::yaml::shape::audience::Audience::{Internal, Participants, Public};
    let names = |text: &str, audience, disclosure| {
        let all = case("alder", text).protected(audience, disclosure);
        all.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    let person = |disclosure: &str| format!("people: {{ chair: {{ name: Ada Holm, disclosure: {disclosure} }} }}");
    let open = |text: &str, audience| names(text, audience, Public);
    assert_eq!(open(&person("internal"), Public), ["Ada Holm", "Holm"]);
    assert_eq!(open(&person("internal"), Participants), ["Ada Holm", "Holm"]);
    assert_eq!(open(&person("participants"), Public), ["Ada Holm", "Holm"]);
    assert_eq!(open(&person("participants"), Participants), [""; 0]);
    assert_eq!(open(&person("internal"), Internal), [""; 0]);
    assert_eq!(open(&person("public"), Public), [""; 0]);
    assert_eq!(open("people: { chair: { role: chair, disclosure: internal } }", Public), [""; 0], "nobody is named");
    assert_eq!(
        open("people: { a: { name: 'Holm, Ada', disclosure: internal, protect: Mrs Holm } }", Public),
        ["Mrs Holm"]
    );
    let listed = "short_name: Quay\nprotect: [Lighthouse]";
    assert_eq!(open(listed, Participants), ["Lighthouse"]);
    assert_eq!(open(listed, Internal), [""; 0]);
    assert_eq!(names(listed, Public, Internal), ["alder", "Quay", "Lighthouse"]);
    assert_eq!(names(&person("public"), Public, Internal), ["Ada Holm", "Holm", "alder"], "the strictest holds inside");
    let open = |audience, disclosure| case("alder", &person("public")).open_names(audience, disclosure);
    assert_eq!(open(Public, Public), ["Ada Holm"]);
    assert_eq!(open(Public, Internal), [""; 0], "nobody knows whom a case names of which nobody knows");
}
