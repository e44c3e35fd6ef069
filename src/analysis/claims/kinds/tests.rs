//! What users are told of a condition before anything is evaluated: mistakes are found at their place, and what is sound is let
//! through.

use crate::analysis::claims::{self, check};
use crate::analysis::test_support::{frameworks, indicators};
use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;

/// Returns what is said of a condition on a case: the rest of it from the place that is pointed at, and the message.
fn said(condition: &str) -> Vec<(String, String)> {
    said_of("", condition)
}

/// The same with other keys of the claim before it, each on a line of its own.
fn said_of(keys: &str, condition: &str) -> Vec<(String, String)> {
    let source =
        Source::new("claims.yaml", format!("- id: claim\n  text: Claim\n{keys}  holds: >-\n    {condition}\n"));
    let mut diagnostics = Diagnostics::default();
    let (claims, _) = claims::read(&mut diagnostics, &source);
    check(&mut diagnostics, &source, &claims, &frameworks(), &indicators(), &[]);
    let rest = |at: usize| source.text()[at..].trim_end().to_owned();
    diagnostics.sorted().into_iter().map(|one| (rest(one.span.range.start), one.message.clone())).collect()
}

#[test]
fn sound_conditions_are_let_through() {
    for condition in [
        "actors.total > 100",
        "actors.total * 2.0 >= 100.0 && !(founded < 2000)",
        "facilitators == 2 || employment == 'full-time'",
        "-actors.total < 0.0",
        "size(funding) > 1",
        "size(name) > 3",
        "funding.exists(f, f.sector == 'public' && has(f.share))",
        "funding.filter(f, f.sector == 'public').size() == 1",
        "funding.map(f, f.kind).exists(kind, kind == 'grant')",
        "funding[0].sector == 'public'",
        "actors.kinds.all(k, k.kind == 'firm')",
        "actors.kinds.exists_one(k, k.kind == 'firm')",
        "'DK' in countries",
        "'To meet' in aims && aims.exists(aim, aim.contains('x'))",
        "secretariat.name == 'x' && secretariat.founded > 2000",
        "'host' in observed.work.tasks.seen && observed.work.tasks.list == 'closed'",
        "figures.firms > 3 && figures.motto == 'x' && figures.founded > 2000",
        "employment in ['full-time', 'part-time']",
        "name + '!' == 'A!'",
        "name.contains('x') || name.startsWith('x') || name.endsWith('x')",
        "double(size(funding)) > actors.total",
        "int(actors.total) > 3 && string(size(funding)) == '3'",
        "has(actors.total) ? actors.total > 1 : founded > 2",
        "stage.growth == 'seed'",
        "stage['growth'] == 'seed'",
        "[1, 2].exists(n, n > 1)",
        "[1].all(a, [1].all(b, [1].all(c, [1].all(d, founded > 1))))",
        "name < 'm'",
    ] {
        assert_eq!(said(condition), [], "{condition}");
    }
}

#[test]
fn a_field_that_is_not_there_is_told_at_its_place() {
    for (condition, part, message) in [
        ("totl > 1", "totl", "there is no field `totl`"),
        ("actors.totl > 1", "totl", "`actors` has no field `totl`"),
        ("has(actors.totl)", "has", "`actors` has no field `totl`"),
        ("actors['totl'] > 1", "['totl'", "`actors` has no field `totl`"),
        ("funding.sector == 'public'", "sector", "`funding` is a list and has no field `sector`"),
        ("funding.exists(f, f.sectr == 'public')", "sectr", "`funding` has no field `sectr`"),
        ("funding[0].sectr == 'public'", "sectr", "`funding` has no field `sectr`"),
        ("funding.exists(f, g.sector == 'public')", "g", "there is no field `g`"),
        ("stage.grwth == 'seed'", "grwth", "`stage` has no field `grwth`"),
        ("funding.length() > 1", "length", "there is no function `length`"),
        ("funding.exists(f, true) && f.sector == 'public'", "f", "there is no field `f`"),
        ("aims.exists(aim, aim.text == 'x')", "text", "`aims` is text and has no field `text`"),
        ("stage.trade == 'x'", "trade", "`stage` has no field `trade`"),
        ("'x' in observed.seasons.tasks.seen", "seasons", "`observed` has no field `seasons`"),
        ("[totl].exists(n, true)", "totl", "there is no field `totl`"),
        ("{'a': totl} == {'a': 1}", "totl", "there is no field `totl`"),
        ("funding[totl].sector == 'public'", "totl", "there is no field `totl`"),
        ("(true ? founded : totl) > 1", "totl", "there is no field `totl`"),
    ] {
        let found = said(condition);
        assert!(found.len() == 1 && found[0].0.starts_with(part) && found[0].1 == message, "{condition}: {found:?}");
    }
}

#[test]
fn what_is_unlike_is_not_compared_or_calculated_with() {
    for (condition, part, message) in [
        ("size(funding)", "size", "a condition is true or false; this is a number"),
        ("actors.total > '100'", "> '100'", "a number can't be compared with text"),
        ("actors.total == name", "== name", "a number can't be compared with text"),
        ("1 in countries", "in countries", "a number can't be compared with text"),
        ("1 in aims", "in aims", "a number can't be compared with text"),
        ("figures.motto > 3", "> 3", "text can't be compared with a number"),
        ("figures.firms == 'x'", "== 'x'", "a number can't be compared with text"),
        ("'x' in name", "in name", "nothing can be in text"),
        ("actors.total * 2 > 100.0", "* 2", "a figure can't be calculated with a whole number"),
        ("2 - actors.total > 100.0", "- actors", "a figure can't be calculated with a whole number"),
        ("name * 2 > 3", "* 2", "text is no number"),
        ("funding < funding", "< funding", "a list can't be more or less than another"),
        ("name && true", "name", "this is text, and not true or false"),
        ("true || founded", "founded", "this is a number, and not true or false"),
        ("!name", "name", "this is text, and not true or false"),
        ("name ? true : false", "name", "this is text, and not true or false"),
        ("size(founded) > 1", "size", "a number has no size"),
        ("founded.exists(f, true)", "founded", "a number has no entries"),
        ("employment == 'fulltime'", "'fulltime'", "this can never be `fulltime`"),
        ("'fulltime' != employment", "'fulltime'", "this can never be `fulltime`"),
        ("employment in ['full-time', 'never']", "'never'", "this can never be `never`"),
        ("stage.growth == 'sed'", "'sed'", "this can never be `sed`"),
        (
            "[1].all(a, [1].all(b, [1].all(c, [1].all(d, [1].all(e, founded > 1)))))",
            "[1].all(e",
            "more than 4 lists are asked inside each other",
        ),
    ] {
        let found = said(condition);
        let is_told = found.iter().any(|(rest, told)| rest.starts_with(part) && told == message);
        assert!(is_told, "{condition}: {found:?}");
    }
}

#[test]
fn a_framework_is_asked_for_what_it_has() {
    let of_framework = |condition: &str| said_of("  framework: growth\n", condition);
    assert_eq!(of_framework("size(stages) > 1"), []);
    assert_eq!(of_framework("actors.total > 1")[0].1, "there is no field `actors`");
    let pairs = "  pairs: { a: founded > 2000, b: founded > 2010 }\n";
    assert_eq!(said_of(pairs, "a.founded < b.founded"), []);
    assert_eq!(said_of(pairs, "founded < b.founded")[0].1, "there is no field `founded`");
}
