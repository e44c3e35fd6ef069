//! What users are told of a condition before anything is evaluated: mistakes are found at their place, and what is sound is let
//! through.

use crate::analysis::claims::{self, Vocabulary, check};
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
    let (frameworks, indicators) = (frameworks(), indicators());
    let vocabulary = Vocabulary { frameworks: &frameworks, indicators: &indicators, studies: &[], attributes: &[] };
    check(&mut diagnostics, &source, &claims, vocabulary);
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
        "actors.kinds.all(k, k.kind == 'firm')",
        "actors.kinds.exists_one(k, k.kind == 'firm')",
        "'DK' in countries",
        "'To meet' in aims && aims.exists(aim, aim.contains('x'))",
        "secretariat.name == 'x' && secretariat.founded > 2000",
        "'host' in observed.work.tasks.seen && observed.work.tasks.list == 'closed'",
        "figures.firms > 3 && figures.motto == 'x' && figures.founded > 2000",
        "employment in ['full-time']",
        "name + '!' == 'A!'",
        "name.contains('x') || name.startsWith('x') || name.endsWith('x')",
        "size(funding) > actors.total",
        "actors.total * 2 > 100 && 2 - actors.total < 3.5",
        "named(funding).all(f, f.sector == 'public')",
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
        ("has(actors.totl)", "totl", "`actors` has no field `totl`"),
        ("double(size(funding)) > 1", "double", "there is no function `double`"),
        ("actors['totl'] > 1", "['totl'", "`actors` has no field `totl`"),
        ("funding.sector == 'public'", "sector", "`funding` is a list and has no field `sector`"),
        ("funding.exists(f, f.sectr == 'public')", "sectr", "`funding` has no field `sectr`"),
        ("funding.exists(f, g.sector == 'public')", "g", "there is no field `g`"),
        ("stage.grwth == 'seed'", "grwth", "`stage` has no field `grwth`"),
        ("funding.length() > 1", "length", "there is no function `length`"),
        ("funding.exists(f, true) && f.sector == 'public'", "f", "there is no field `f`"),
        ("aims.exists(aim, aim.text == 'x')", "text", "`aims` is text and has no field `text`"),
        ("stage.trade == 'x'", "trade", "`stage` has no field `trade`"),
        ("'x' in observed.seasons.tasks.seen", "seasons", "`observed` has no field `seasons`"),
        ("[totl].exists(n, true)", "totl", "there is no field `totl`"),
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
        ("-name == 'x'", "-name", "text is no number"),
        ("{'a': 1} == {'a': 1}", "{", "this can't stand in a condition"),
        ("funding[0].sector == 'public'", "[0]", "the entries of a list have no numbers"),
        ("facilitators.contains('x')", "contains", "`contains` is asked of a text and wants one; this is a number"),
        ("size(funding + 3) > 0", "+ 3", "a list is no number"),
        ("funding.exists(f, true, false)", "exists", "`exists` wants a name for the entries and a condition on them"),
        ("named(name) == 'x'", "named", "`named` wants a list; this is text"),
        ("funding.exists(f)", "exists", "`exists` wants a name for the entries and a condition on them"),
        ("funding.exists(f, f.kind)", "kind", "this is text, and not true or false"),
        ("name * 2 > 3", "* 2", "text is no number"),
        ("funding < funding", "< funding", "a list can't be more or less than another"),
        ("employment >= 'part-time'", ">= 'part-time'", "text can't be more or less than another"),
        ("has(actors.total) == 'yes'", "== 'yes'", "true or false can't be compared with text"),
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

/// Functions over cases stand where groups of cases are compared, and fields of one case stand inside them.
#[test]
fn functions_over_cases_and_fields_of_one_case_are_told_apart() {
    let groups = "  groups: { few: { where: facilitators < 3 } }\n";
    for condition in [
        "median(cases, actors.total) > 3",
        "median(few, actors.total) < max(cases, actors.total) && count(few, industry == 'ICT') > 2",
        "proportion(cases, funding.exists(f, f.sector == 'public')) >= 0.5",
    ] {
        assert_eq!(said_of(groups, condition), [], "{condition}");
    }
    for (condition, part, message) in [
        (
            "median(few, actors.total) > facilitators",
            "facilitators",
            "`facilitators` is a field of one case, and this condition is on groups of cases",
        ),
        ("median(few, industry) > 3", "industry", "`median` wants a number of each case; this is text"),
        ("count(few, facilitators) > 3", "facilitators", "`count` wants true or false of each case; this is a number"),
        ("median(actors.total) > 3", "median", "`median` wants a group of cases and what to ask each of them"),
        ("median(many, actors.total) > 3", "many", "the first argument of `median` is a group of cases"),
        (
            "median(few, median(few, founded)) > 3",
            "median(few, founded",
            "`median` is a function over cases, and stands in another",
        ),
        ("few.total > 3 && median(few, founded) > 3", "total", "`few` is a group of cases and has no field `total`"),
        ("median(few, few) > 3", "few)", "there is no field `few`"),
        ("proportion(few, founded > 2000) > 50", "50", "a proportion lies between 0 and 1"),
        ("meidan(few, founded) > 3", "meidan", "there is no function `meidan`"),
        ("median(few, actors.totl) > 3", "totl", "`actors` has no field `totl`"),
    ] {
        let found = said_of(groups, condition);
        let is_told = found.iter().any(|(rest, told)| rest.starts_with(part) && told == message);
        assert!(is_told, "{condition}: {found:?}");
    }
    let here = "  scope: { where: \"median(cases, founded) > 2000\" }\n";
    assert_eq!(
        said_of(here, "founded > 3")[0].1,
        "`median` is a function over cases, and stands in a condition on one case"
    );
    let pairs = "  pairs: { a: founded > 2000, b: founded > 2010 }\n";
    let said = said_of(pairs, "median(cases, a.founded) > 3");
    assert!(
        said.iter().any(|(_, told)| told == "this claim compares groups as wholes, and not cases in pairs"),
        "{said:?}"
    );
}

#[test]
fn keys_that_do_not_go_together_are_told() {
    for (keys, condition, message) in [
        (
            "  groups: { few: { where: founded > 1 } }\n",
            "founded > 3",
            "this claim has groups, and its condition no function over cases",
        ),
        (
            "  quantifier: most\n",
            "median(cases, founded) > 3",
            "this claim is true or false as a whole, since its condition has a function over cases",
        ),
        (
            "  recorded: founded > 1\n",
            "median(cases, founded) > 3",
            "this claim is true or false as a whole, since its condition has a function over cases",
        ),
        ("  each: { of: tasks }\n", "founded > 3", "`each` goes through the characteristics of a framework"),
        ("  framework: work\n  scope: { study: nine }\n", "size(stages) > 1", "a claim is on a framework or on cases"),
        ("  framework: work\n  each: { of: taks }\n", "size(c.stages) > 1", "`work` has no dimension `taks`"),
        ("  framework: work\n  each: { of: tasks }\n", "c.id == 'met'", "this can never be `met`"),
        ("  framework: work\n  each: { of: tasks, per: stage }\n", "s == 'sed'", "this can never be `sed`"),
        (
            "  framework: work\n  each: { of: tasks, where: size(c.stags) > 1 }\n",
            "size(c.stages) > 1",
            "`c` has no field `stags`",
        ),
    ] {
        let found = said_of(keys, condition);
        assert!(found.iter().any(|(_, told)| told == message), "{keys} {condition}: {found:?}");
    }
    assert_eq!(said_of("  framework: work\n  each: { of: tasks, per: stage }\n", "s in c.stages"), []);
    assert_eq!(
        said_of("  framework: work\n  scope: { where: founded > 1 }\n", "count(cases, founded > 3) > size(stages)"),
        []
    );
}

/// A condition that comes out the same whatever a case records says nothing of any case.
#[test]
fn a_condition_that_is_never_true_or_never_false_is_doubted() {
    for (condition, never) in [
        ("actors.total >= 0", "false"),
        ("actors.total < 0", "true"),
        ("actors.total < 5 || actors.total >= 5", "false"),
        ("actors.total > 5 && actors.total < 2", "true"),
        ("stage.growth == 'seed' && stage.growth == 'tree'", "true"),
        ("stage.growth == 'seed' || stage.growth != 'seed'", "false"),
        ("employment == 'full-time' || employment == 'part-time'", "false"),
        ("industry == 'Wind' && industry == 'ICT'", "true"),
        ("!has(actors.total)", "true"),
        ("has(actors.total)", "false"),
        ("has(facilitators) || facilitators > 2", "false"),
        ("size(funding) >= 0", "false"),
        ("size(funding) > 3 && size(funding) < 2", "true"),
        ("funding.exists(f, f.kind == 'grant') && funding.all(f, f.kind != 'grant')", "true"),
        ("funding.exists(f, f.sector == 'public' && f.sector == 'private')", "true"),
        ("'sell' in observed.work.tasks.seen || !('sell' in observed.work.tasks.seen)", "false"),
        ("observed.work.tasks.list == 'open'", "true"),
        ("observed.work.tasks.list == 'closed'", "false"),
        ("true", "false"),
        ("1 > 2", "true"),
    ] {
        let message = format!("this condition can never be {never}, whatever a case records");
        let found: Vec<String> = said(condition).into_iter().map(|(_, message)| message).collect();
        assert_eq!(found, [message], "{condition}");
    }
    let pairs = "  pairs: { a: founded > 2000, b: founded > 2010 }\n";
    assert_eq!(said_of(pairs, "a.founded < b.founded || a.founded >= b.founded").len(), 1);
}

/// Nothing is said of conditions that cases can differ in, nor of those that can't be tried completely.
#[test]
fn a_condition_that_cases_can_differ_in_is_not_doubted() {
    for condition in [
        "actors.total > 0",
        "size(funding) > 3",
        "size(funding) == 2",
        "industry == 'Wind' || industry == 'ICT'",
        "funding.exists(f, f.sector == 'public') && funding.exists(f, f.sector == 'private')",
        "funding.all(f, f.sector == 'public' && f.share in ['solely', 'mainly'])",
        "'sell' in observed.work.tasks.seen && 'meet' in observed.work.tasks.seen && 'plan' in observed.work.tasks.seen",
        "['sell', 'meet', 'plan', 'host'].all(id, id in observed.work.tasks.seen)",
        "figures.firms >= 0",
        "figures.firms - figures.staff > 0",
        "actors.total / 2 > 1000",
        "name.contains('x')",
        "size(funding.filter(f, f.kind == 'grant')) > 2",
        "actors.total > facilitators",
        "aims.exists(aim, aim == 'Trust')",
        "founded > 2000 && founded < secretariat.founded && secretariat.founded < 2020",
        "facilitators > 2 && facilitators < actors.total && actors.total < 9",
        "name == place",
        "industry != name",
        "industry > 'M'",
        "name <= 'M'",
        "actors.kinds.exists(k, actors.kinds.exists(l, k.kind != l.kind))",
        "size(funding) >= 2 && !funding.exists(f, f.sector == 'public')",
        "size(funding) > 2 && funding.exists(f, f.kind == 'grant') && funding.exists(f, f.kind == 'membership fee')",
        "size(observed.work.tasks.seen) >= 2 && !('meet' in observed.work.tasks.seen)",
        "industry in aims",
    ] {
        assert_eq!(said(condition), [], "{condition}");
    }
    let pairs = "  pairs: { a: founded > 2000, b: founded > 2010 }\n";
    for condition in [
        "a.industry == b.industry",
        "a.employment != b.employment",
        "a.stage.growth == b.stage.growth",
        "a.actors.total > 50 && a.actors.total < b.actors.total && b.actors.total < 200",
    ] {
        assert_eq!(said_of(pairs, condition), [], "{condition}");
    }
    let pairs = "  pairs: { a: founded > 2000, b: founded > 2010 }\n";
    assert_eq!(said_of(pairs, "a.actors.total < b.actors.total"), []);
    let recorded = "  recorded: has(actors.total)\n";
    assert_eq!(said_of(recorded, "facilitators > 2"), [], "that is what `recorded` is for");
    assert_eq!(said_of("  recorded: '!has(actors.total)'\n", "facilitators > 2").len(), 1);
}

#[test]
fn a_word_that_no_field_has_is_told_wherever_it_stands() {
    for condition in [
        "observed.work.tasks.seen == ['hosst']",
        "['hosst'] == observed.work.tasks.seen",
        "observed.work.tasks.seen != ['host', 'hosst']",
        "'hosst' in observed.work.tasks.seen",
        "'hosst' in observed.work.tasks.seen + observed.work.tasks.absent",
        "observed.work.tasks.seen + ['hosst'] == ['host']",
        "observed.work.tasks.seen in [['host'], ['hosst']]",
        "observed.work.tasks.seen.exists(task, task == 'hosst')",
        "observed.work.tasks.seen.all(task, task in ['host', 'hosst'])",
        "observed.work.tasks.seen.filter(task, task != 'host') == ['hosst']",
        "observed.work.tasks.seen.map(task, task) == ['hosst']",
        "(true ? observed.work.tasks.seen : observed.work.tasks.absent) == ['hosst']",
    ] {
        let found = said(condition);
        let is_told =
            found.iter().any(|(at, message)| at.starts_with("'hosst'") && message == "this can never be `hosst`");
        assert!(is_told, "{condition}: {found:?}");
        let right = condition.replace("hosst", "host");
        let is_told = said(&right).iter().any(|(_, message)| message.contains("can never be `"));
        assert!(!is_told, "{right}: {:?}", said(&right));
    }
}
