//! What users rely on when claims are evaluated for cases: how many cases a condition has to be true of, what counts for and
//! against a claim, and that bounds and gaps decide no more than they can.

use crate::analysis::claims::outcome::{Found, Of, Outcome, Verdict, evaluate};
use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{Claim, Quantifier};
use crate::analysis::test_support::{case, case_of_one, claim, frameworks, indicators};
use crate::model::case::Case;
use crate::model::expression::why::{NoNumber, Why};

/// The outcome of a claim: the cases, or pairs of cases, under each answer.
#[derive(Debug, Default, PartialEq)]
struct Told {
    yes: Vec<String>,
    no: Vec<String>,
    undecided: Vec<String>,
    not_recorded: Vec<String>,
}

fn told(outcome: &Outcome) -> Told {
    let name = |found: &Found| match &found.of {
        Of::Cases(group) => group.iter().map(|case| case.id.to_string()).collect::<Vec<_>>().join(" "),
        Of::Characteristic(item, stage) => {
            std::iter::once(item.id.to_string()).chain(stage.map(|id| id.to_string())).collect::<Vec<_>>().join(" ")
        }
    };
    let names = |found: &[Found]| found.iter().map(name).collect();
    Told {
        yes: names(&outcome.yes),
        no: names(&outcome.no),
        undecided: names(&outcome.undecided),
        not_recorded: names(&outcome.not_recorded),
    }
}

/// Evaluates a claim with these keys for cases, and lets `see` look at the outcome.
fn outcome_of<T>(keys: &str, cases: &[&Case], see: impl FnOnce(&Claim, &Outcome) -> T) -> T {
    let claim: Claim = claim(keys);
    let (frameworks, indicators) = (frameworks(), indicators());
    let ground = Ground { frameworks: &frameworks, indicators: &indicators, language: "en" };
    see(&claim, &evaluate(&claim, cases, ground))
}

/// Evaluates a claim for cases. Returns the outcome, and whether the claim holds.
fn held(keys: &str, cases: &[&Case]) -> (Told, Option<bool>) {
    outcome_of(keys, cases, |claim, outcome| {
        assert_eq!(outcome.whole, None, "it is on cases");
        let (k, n) = outcome.count();
        assert_eq!((k, n), (outcome.yes.len(), outcome.yes.len() + outcome.no.len()));
        (told(outcome), outcome.holds(claim))
    })
}

fn verdict(keys: &str, cases: &[&Case]) -> Verdict {
    outcome_of(keys, cases, |claim, outcome| outcome.verdict(claim))
}

/// The answer of a condition for a case whose record has these keys.
fn answer(record: &str, condition: &str) -> &'static str {
    answer_of(&case_of_one("alder", record), &format!("holds: \"{condition}\""))
}

fn answer_of(case: &Case, keys: &str) -> &'static str {
    let (told, _) = held(keys, &[case]);
    match [told.yes.len(), told.no.len(), told.undecided.len(), told.not_recorded.len()] {
        [1, 0, 0, 0] => "yes",
        [0, 1, 0, 0] => "no",
        [0, 0, 1, 0] => "undecided",
        [0, 0, 0, 1] => "not recorded",
        [0, 0, 0, 0] => "not asked",
        _ => panic!("{keys}: one case has one answer: {told:?}"),
    }
}

/// A case whose total of actors is this YAML value.
fn with_total(id: &str, total: &str) -> Case {
    case_of_one(id, &format!("actors: {{ total: {total} }}"))
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_claim_is_true_of_some_cases_false_of_others_and_the_rest_do_not_count() {
    let all = [("a", "120"), ("b", "80"), ("c", "more than 60"), ("d", "not recorded"), ("e", "about 200")];
    let cases = all.map(|(id, total)| with_total(id, total));
    let (told, holds) = held("holds: actors.total > 100\nquantifier: most", &cases.each_ref());
    let expected =
        Told { yes: list(&["a", "e"]), no: list(&["b"]), undecided: list(&["c"]), not_recorded: list(&["d"]) };
    assert_eq!(told, expected);
    assert_eq!(holds, Some(true), "of two in three");
    assert_eq!(held("holds: actors.total > 100", &cases.each_ref()).1, Some(false), "it is said of all");
}

/// A verdict says so if the cases that are undecided could turn it, and only then.
#[test]
fn a_verdict_could_change_only_by_what_is_undecided() {
    let [yes, no, open] = ["200", "50", "100 to 300"].map(|total| with_total("alder", total));
    let could_change = |quantifier: &str, cases: &[&Case]| {
        verdict(&format!("holds: actors.total > 150\nquantifier: {quantifier}"), cases).could_change
    };
    for (quantifier, cases, expected) in [
        ("all", vec![&yes, &open], true),
        ("all", vec![&no, &open], false),
        ("all", vec![&yes, &no], false),
        ("most", vec![&yes, &yes, &no, &open], true),
        ("most", vec![&yes, &yes, &open], false),
        ("some", vec![&no, &open], true),
        ("some", vec![&yes, &open], false),
        ("none", vec![&no, &open], true),
        ("none", vec![&yes, &open], false),
        ("all", vec![&open], false),
    ] {
        assert_eq!(could_change(quantifier, &cases), expected, "{quantifier} of {}", cases.len());
    }
}

#[test]
fn a_claim_that_no_case_decides_cannot_be_checked() {
    let cases = [with_total("a", "more than 60"), with_total("b", "not recorded"), case("c", "")];
    for quantifier in ["all", "most", "some", "none", "at least 1"] {
        let keys = format!("holds: actors.total > 100\nquantifier: {quantifier}");
        assert_eq!(held(&keys, &cases.each_ref()).1, None, "{quantifier}: silence decides nothing");
        assert_eq!(held(&keys, &[]).1, None, "{quantifier}: no cases");
    }
}

#[test]
fn quantifiers_say_of_how_many() {
    for (text, k, n, holds) in [
        ("all", 3, 3, true),
        ("all", 2, 3, false),
        ("most", 2, 3, true),
        ("most", 1, 2, false),
        ("most", 1, 3, false),
        ("some", 1, 9, true),
        ("some", 0, 9, false),
        ("none", 0, 2, true),
        ("none", 1, 2, false),
        ("at least 2", 3, 9, true),
        ("at least 2", 2, 9, true),
        ("at least 2", 1, 9, false),
    ] {
        let quantifier: Quantifier = text.parse().expect("it is one");
        assert_eq!(quantifier.holds(k, n), holds, "{text}: {k} of {n}");
        assert_eq!(quantifier.to_string(), text);
    }
    for text in ["", "any", "at least", "at least 0", "at least -1", "at least x", "2"] {
        assert!(text.parse::<Quantifier>().is_err(), "{text}");
    }
    assert_eq!(claim("holds: 'true'").quantifier(), Quantifier::All, "what is said of none in particular is of all");
    assert_eq!(claim("holds: 'true'\nquantifier: some").quantifier(), Quantifier::Some);
}

#[test]
fn a_number_that_is_exact_or_about_right_decides() {
    for (total, condition, expected) in [
        ("100", "actors.total > 100", "no"),
        ("100", "actors.total >= 100", "yes"),
        ("about 100", "actors.total == 100", "yes"),
        ("almost 100", "actors.total < 100", "no"),
        ("none", "actors.total == 0", "yes"),
        ("none", "actors.total > 0", "no"),
    ] {
        assert_eq!(answer(&format!("actors: {{ total: {total} }}"), condition), expected, "{total}: {condition}");
    }
}

/// Each bound is tried against a number below, at and above it.
#[test]
fn a_quantity_with_bounds_decides_only_what_its_bounds_decide() {
    for (total, condition, expected) in [
        ("at most 60", "actors.total <= 60", "yes"),
        ("at most 60", "actors.total < 60", "undecided"),
        ("at most 60", "actors.total == 60", "undecided"),
        ("at most 60", "actors.total > 60", "no"),
        ("at most 60", "actors.total >= 0", "yes"),
        ("at most 60", "actors.total > 0", "undecided"),
        ("at most 60", "actors.total > 10", "undecided"),
        ("less than 60", "actors.total < 60", "yes"),
        ("less than 60", "actors.total < 59", "undecided"),
        ("less than 60", "actors.total == 60", "no"),
        ("less than 60", "actors.total >= 0", "yes"),
        ("at least 60", "actors.total >= 60", "yes"),
        ("at least 60", "actors.total > 60", "undecided"),
        ("at least 60", "actors.total < 60", "no"),
        ("at least 60", "actors.total < 1000000", "undecided"),
        ("more than 60", "actors.total > 60", "yes"),
        ("more than 60", "actors.total >= 61", "undecided"),
        ("more than 60", "actors.total == 60", "no"),
        ("more than 60", "actors.total > 61 && actors.total < 63", "undecided"),
        ("more than 60", "actors.total <= 63 || actors.total > 63", "yes"),
        ("more than 60", "actors.total > 59", "yes"),
        ("100 to 200", "actors.total >= 100 && actors.total <= 200", "yes"),
        ("100 to 200", "actors.total > 100", "undecided"),
        ("100 to 200", "actors.total < 200", "undecided"),
        ("100 to 200", "actors.total < 100", "no"),
        ("100 to 200", "actors.total > 200", "no"),
        ("about 100 to 200", "actors.total > 150", "undecided"),
    ] {
        assert_eq!(answer(&format!("actors: {{ total: {total} }}"), condition), expected, "{total}: {condition}");
    }
}

#[test]
fn numbers_between_the_bounds_are_tried_too() {
    for (condition, expected) in [
        ("actors.total != 150", "undecided"),
        ("actors.total in [90.0, 150.0]", "undecided"),
        ("actors.total in [90.0, 250.0]", "no"),
        ("actors.total > 120 && actors.total < 180", "undecided"),
        ("actors.total <= 120 || actors.total >= 180", "undecided"),
        ("actors.total / 2 > 60 && actors.total / 2 < 61", "undecided"),
        ("actors.total <= 150 || actors.total > 150", "yes"),
        ("actors.total == 100", "undecided"),
        ("actors.total != 200", "undecided"),
    ] {
        assert_eq!(answer("actors: { total: 100 to 200 }", condition), expected, "{condition}");
    }
}

#[test]
fn every_quantity_that_a_claim_asks_for_is_tried_at_its_bounds() {
    for (record, condition) in [
        ("actors: { total: more than 5 }", "actors.total > 7"),
        ("actors: { kinds: [{ kind: firm, count: more than 5 }] }", "named(actors.kinds).exists(k, k.count > 7)"),
        ("facilitators: more than 5", "facilitators > 7"),
        ("funding: [{ kind: grant, share: at least 50 % }]", "named(funding).exists(f, f.percent > 70)"),
        ("goals: [{ text: Members, target: at least 5 }]", "named(goals).exists(g, g.target > 7)"),
        ("figures: { firms: more than 5 }", "figures.firms > 7"),
        ("figures: { budget: more than DKK 5 }", "figures.budget > 7"),
        ("figures: { share: at least 5 % }", "figures.share > 7"),
    ] {
        assert_eq!(answer(record, condition), "undecided", "{record}");
        assert_eq!(answer(record, &condition.replace('7', "4")), "yes", "{record}");
    }
}

/// Whether a missing value matters may depend on where a quantity lies between its bounds. Then the claim is neither true nor
/// false, and it is the missing value that keeps it from being decided.
#[test]
fn what_is_unknown_in_one_of_two_worlds_is_not_recorded() {
    let total = "actors: { total: more than 60 }";
    assert_eq!(answer(total, "actors.total < 100 || facilitators > 2"), "not recorded", "true below, unknown above");
    assert_eq!(answer(total, "actors.total > 100 && facilitators > 2"), "not recorded", "false below, unknown above");
    assert_eq!(answer(total, "actors.total > 60 || facilitators > 2"), "yes", "true wherever it is");
    assert_eq!(answer(total, "actors.total < 60 && facilitators > 2"), "no", "false wherever it is");
    let both = "actors: { total: more than 60 }, facilitators: 3";
    assert_eq!(answer(both, "actors.total < 100 || facilitators > 2"), "yes");
    assert_eq!(answer(both, "actors.total < 100 && facilitators > 2"), "undecided");
    let range = "actors: { total: 100 to 200 }";
    let three = "actors.total == 100 || (actors.total == 150 && facilitators > 2)";
    assert_eq!(answer(range, three), "not recorded", "true, unknown and false");
}

#[test]
fn what_is_not_recorded_decides_nothing() {
    for condition in [
        "actors.total > 100",
        "facilitators > 2",
        "size(funding) > 0",
        "stage.growth == 'seed'",
        "'meet' in observed.work.tasks.seen",
        "figures.firms > 2",
        "figures.load > 2",
        "industry == 'Wind'",
        "founded > 2000",
        "actors.kinds.exists(k, k.count > 1)",
    ] {
        assert_eq!(answer("as_of: 2025", condition), "not recorded", "{condition}");
        assert_eq!(answer_of(&case("alder", ""), &format!("holds: \"{condition}\"")), "not recorded", "{condition}");
    }
}

#[test]
fn what_is_withheld_decides_nothing_either() {
    let record = "stages: withheld, facilitators: withheld, funding: withheld, actors: { total: withheld, kinds: withheld }, \
                  figures: { firms: withheld, staff: 8 }, observed: { work: { tasks: { seen: [sell], withheld: [meet] } } }";
    let case = case("alder", &format!("industry: withheld\nfounded: withheld\nrecords: [{{ {record} }}]"));
    let field = |path: &str| vec![Why::Withheld(path.to_owned())];
    let tasks = "observed.work.tasks";
    for (condition, why) in [
        ("actors.total > 100", field("actors.total")),
        ("facilitators > 2", field("facilitators")),
        ("size(funding) > 0", field("funding")),
        ("stage.growth == 'seed'", field("stage")),
        ("figures.firms > 2", field("figures.firms")),
        ("figures.load > 2", vec![Why::NoNumber(NoNumber::Withheld { id: "firms".to_owned(), last: false })]),
        ("'meet' in observed.work.tasks.seen", [field(tasks), vec![Why::Open(tasks.to_owned())]].concat()),
        ("'meet' in named(observed.work.tasks.seen)", field(tasks)),
        ("'meet' in named(observed.work.tasks.planned)", field(tasks)),
        ("industry == 'Wind'", field("industry")),
        ("founded > 2000", field("founded")),
        ("actors.kinds.exists(k, k.count > 1)", field("actors.kinds")),
    ] {
        for condition in [condition.to_owned(), format!("!({condition})")] {
            let keys = format!("holds: \"{condition}\"");
            assert_eq!(answer_of(&case, &keys), "not recorded", "{condition}");
            outcome_of(&keys, &[&case], |_, outcome| assert_eq!(outcome.not_recorded[0].why, why, "{condition}"));
        }
    }
    let known = "holds: \"'sell' in observed.work.tasks.seen && figures.staff == 8\"";
    assert_eq!(answer_of(&case, known), "yes", "what stands beside it is known");
}

#[test]
fn conditions_ask_for_attributes_of_the_newest_record_and_else_of_the_case() {
    let of_case = "attributes: { pupils: about 310, setting: rural, open: yes }";
    let case = case(
        "alder",
        &format!(
            "{of_case}\nrecords: [{{ as_of: 2024, attributes: {{ pupils: 900 }} }}, {{ as_of: 2025, \
         attributes: {{ setting: urban, open: not recorded }} }}]"
        ),
    );
    for (condition, expected) in [
        ("attributes.pupils > 300", "yes"),
        ("attributes.pupils > 800", "no"),
        ("attributes.setting == 'urban'", "yes"),
        ("attributes.setting == 'rural'", "no"),
        ("attributes.open", "not recorded"),
        ("attributes.change > 0", "not recorded"),
    ] {
        assert_eq!(answer_of(&case, &format!("holds: \"{condition}\"")), expected, "{condition}");
    }
    for (value, condition, expected) in [
        ("pupils: 100 to 120", "attributes.pupils > 90", "yes"),
        ("pupils: 100 to 120", "attributes.pupils > 110", "undecided"),
        ("pupils: none", "attributes.pupils == 0", "yes"),
        ("pupils: less than 10", "attributes.pupils >= 0", "yes"),
        ("pupils: withheld", "attributes.pupils > 0", "not recorded"),
        ("opened: none", "attributes.opened < 2000", "not recorded"),
        ("setting: none", "attributes.setting != 'urban'", "not recorded"),
        ("open: none", "!attributes.open", "not recorded"),
        ("open: no", "attributes.open", "no"),
        ("open: no", "!attributes.open", "yes"),
        ("open: withheld", "!attributes.open", "not recorded"),
        ("setting: withheld", "attributes.setting != 'urban'", "not recorded"),
    ] {
        let case = case_of_one("alder", &format!("attributes: {{ {value} }}"));
        assert_eq!(answer_of(&case, &format!("holds: \"{condition}\"")), expected, "{value}: {condition}");
    }
}

/// Of a list of which entries are withheld, what is left decides only what no further entry could change.
#[test]
fn a_list_of_which_entries_are_withheld_decides_no_more_than_what_is_left() {
    let record = "funding: { list: { is: closed, words: solely }, are: [{ kind: grant, sector: public }], withheld: 1 }, \
                  observed: { work: { tasks: { list: closed, seen: [meet], withheld: [{ new: withheld }, sell] } } }, \
                  stages: { are: [{ in: growth, is: seed, part: The suppliers }], withheld: 1 }";
    let case = case_of_one("alder", record);
    for (condition, expected) in [
        ("funding.exists(f, f.sector == 'public')", "yes"),
        ("size(funding) > 0", "yes"),
        ("size(funding) > 2", "no"),
        ("funding.exists(f, f.sector == 'private')", "not recorded"),
        ("funding.all(f, f.sector == 'public')", "not recorded"),
        ("named(funding).all(f, f.sector == 'public')", "not recorded"),
        ("size(named(funding)) == 1", "not recorded"),
        ("'meet' in observed.work.tasks.seen", "yes"),
        ("'teach' in observed.work.tasks.seen", "no"),
        ("'sell' in observed.work.tasks.seen", "not recorded"),
        ("'sell' in named(observed.work.tasks.seen)", "not recorded"),
        ("size(named(observed.work.tasks.outside)) == 0", "not recorded"),
        ("stage.growth == 'seed'", "not recorded"),
    ] {
        assert_eq!(answer_of(&case, &format!("holds: \"{condition}\"")), expected, "{condition}");
    }
    let of = |why: Why| vec![why];
    for (condition, why) in [
        ("size(named(funding)) == 1", of(Why::Withheld("funding".to_owned()))),
        ("stage.growth == 'seed'", of(Why::Withheld("stage".to_owned()))),
    ] {
        outcome_of(&format!("holds: \"{condition}\""), &[&case], |_, outcome| {
            assert_eq!(outcome.not_recorded[0].why, why, "{condition}");
        });
    }
}

#[test]
fn conditions_ask_for_what_is_recorded() {
    let record = "stages: [{ in: growth, is: seed }], facilitators: 3, observed: { trade: { acts: { seen: [talk] } }, \
                  work: { tasks: { list: closed, seen: [sell] } } }, figures: { firms: 12, staff: 8 }, \
                  funding: [{ kind: grant, sector: public }]";
    for (condition, expected) in [
        ("stage.growth == 'seed'", "yes"),
        ("stage.growth == 'tree'", "no"),
        ("'sell' in observed.work.tasks.seen", "yes"),
        ("'meet' in observed.work.tasks.seen", "yes"),
        ("'teach' in observed.work.tasks.seen", "no"),
        ("'talk' in observed.trade.acts.seen", "yes"),
        ("observed.work.tasks.list == 'closed'", "yes"),
        ("'lead' in observed.work.roles.seen", "not recorded"),
        ("'thank' in observed.trade.acts.seen", "not recorded"),
        ("figures.firms > 11", "yes"),
        ("figures.load == 1.5", "yes"),
        ("figures.left > 0", "not recorded"),
        ("funding.exists(f, f.sector == 'public')", "yes"),
        ("funding.exists(f, f.sector == 'private')", "not recorded"),
        ("facilitators", "not recorded"),
    ] {
        assert_eq!(answer(record, condition), expected, "{condition}");
    }
    let parts = "stages: [{ in: growth, is: seed, part: The suppliers }]";
    assert_eq!(answer(parts, "stage.growth == 'seed'"), "not recorded", "a part is not the whole");
    assert_eq!(answer("funding: none", "size(funding) == 0"), "yes", "that there is none is recorded");
}

#[test]
fn conditions_ask_for_the_case_and_for_its_newest_record() {
    let alder = case(
        "alder",
        "study: nine\nindustry: Wind\nplace: { text: The harbour, countries: [DK] }\nfounded: 2003\n\
         initiated_by: [{ kind: firm, name: Boatyard }]\nsecretariat: { name: Office, founded: 2010 }\n\
         records:\n  - { period: 2025, facilitators: 3, figures: { firms: 12, share: 5 %, budget: DKK 500, founded: 1999, motto: On }, \
         aims: [Trust], ambitions: none, events: [{ text: Founded, on: 2003 }], goals: [{ text: Members, target: 20 }], \
         actors: { kinds: [{ kind: firm, size: sme }], list: [{ name: Yard, sector: private }] }, \
         observed: { work: { tasks: { seen: [meet, { new: Dancing }], planned: [sell], absent: [host] } } } }\n  \
         - { period: 2024, facilitators: 1, figures: { firms: 10 }, situation: Quiet }\n",
    );
    for (condition, expected) in [
        ("id == 'alder' && name == 'alder' && study == 'nine'", "yes"),
        ("industry == 'Wind' && place == 'The harbour' && 'DK' in countries", "yes"),
        ("founded == 2003 && secretariat.founded == 2010 && secretariat.name == 'Office'", "yes"),
        ("initiated_by.exists(i, i.kind == 'firm' && i.name == 'Boatyard')", "yes"),
        ("size(secretariat.initiated_by) == 0", "not recorded"),
        ("specialisation == 'Wind'", "not recorded"),
        ("facilitators == 3", "yes"),
        ("situation == 'Quiet'", "not recorded"),
        ("'Trust' in aims && size(ambitions) == 0 && size(aims) >= 1", "yes"),
        ("size(aims) == 1", "not recorded"),
        ("events.exists(e, e.year == 2003) && goals.exists(g, g.target == 20)", "yes"),
        ("actors.kinds.exists(k, k.size == 'sme') && actors.list.exists(a, a.sector == 'private')", "yes"),
        ("actors.list.exists(a, a.kind == 'firm')", "not recorded"),
        ("figures.share == 5 && figures.budget == 500 && figures.founded == 1999 && figures.motto == 'On'", "yes"),
        ("figures.rise == 20", "yes"),
        ("'sell' in observed.work.tasks.planned && 'host' in observed.work.tasks.absent", "yes"),
        ("observed.work.tasks.seen == ['meet']", "not recorded"),
        ("named(observed.work.tasks.seen) == ['meet'] && named(observed.work.tasks.outside) == ['Dancing']", "yes"),
        ("'host' in observed.work.tasks.seen || 'meet' in observed.work.tasks.absent", "no"),
        ("size(observed.work.tasks.past) == 0", "not recorded"),
        ("observed.work.tasks.list == 'open'", "not recorded"),
    ] {
        assert_eq!(answer_of(&alder, &format!("holds: \"{condition}\"")), expected, "{condition}");
    }
}

/// `has` is true of what is recorded, and unknown of what is not: that nobody wrote it down is no finding.
#[test]
fn whether_something_is_recorded_is_true_or_unknown() {
    for (condition, expected) in [
        ("has(facilitators)", "yes"),
        ("has(actors.total)", "not recorded"),
        ("!has(actors.total)", "not recorded"),
        ("!has(facilitators)", "no"),
        ("has(secretariat.name)", "not recorded"),
        ("funding.exists(f, has(f.kind))", "yes"),
        ("funding.exists(f, has(f.share))", "not recorded"),
        ("funding.exists(f, !has(f.share))", "not recorded"),
    ] {
        assert_eq!(answer("facilitators: 2, funding: [{ kind: grant }]", condition), expected, "{condition}");
    }
    assert_eq!(answer_of(&case("alder", ""), "holds: has(actors.total)"), "not recorded", "there is no record");
}

#[test]
fn a_claim_may_say_itself_when_a_case_counts() {
    let keys = "holds: facilitators > 2\nrecorded: actors.total > 100";
    let of = |record: &str| answer_of(&case_of_one("alder", record), keys);
    assert_eq!(of("facilitators: 3, actors: { total: 200 }"), "yes");
    assert_eq!(of("facilitators: 1, actors: { total: 200 }"), "no");
    assert_eq!(of("facilitators: 3, actors: { total: 50 }"), "not recorded", "it does not count");
    assert_eq!(of("facilitators: 3, actors: { total: more than 50 }"), "not recorded", "nobody knows whether it does");
    assert_eq!(of("facilitators: 3"), "not recorded");
    assert_eq!(of("actors: { total: 200 }"), "not recorded");
}

#[test]
fn a_scope_leaves_out_the_cases_that_a_claim_is_not_about() {
    let keys = "holds: facilitators > 2\nscope: { where: actors.total > 100 }";
    let of = |record: &str| answer_of(&case_of_one("alder", record), keys);
    assert_eq!(of("facilitators: 3, actors: { total: 200 }"), "yes");
    assert_eq!(of("facilitators: 3, actors: { total: 50 }"), "not asked");
    assert_eq!(of("facilitators: 3, actors: { total: more than 50 }"), "undecided", "nobody knows whether it is meant");
    assert_eq!(of("facilitators: 3"), "not recorded");
}

#[test]
fn a_scope_may_be_a_study() {
    let cases = [
        case("a", "study: nine\nrecords: [{ facilitators: 3 }]"),
        case("b", "study: ten\nrecords: [{ facilitators: 3 }]"),
        case("c", "records: [{ facilitators: 3 }]"),
    ];
    let yes = |keys: &str| held(&format!("holds: facilitators > 2{keys}"), &cases.each_ref()).0.yes;
    assert_eq!(yes("\nscope: { study: nine }"), ["a"]);
    assert_eq!(yes("\nscope: { study: ten, where: facilitators > 1 }"), ["b"]);
    assert_eq!(yes(""), ["a", "b", "c"], "without a scope it is about all cases");
}

#[test]
fn every_case_of_one_side_is_compared_with_every_case_of_the_other() {
    let cases = [with_total("a", "10"), with_total("b", "20"), with_total("c", "300"), with_total("d", "200")];
    let keys =
        "pairs: { a: actors.total < 100, b: actors.total >= 100 }\nholds: b.actors.total > a.actors.total + 190.0";
    let (told, holds) = held(keys, &cases.each_ref());
    assert_eq!(told, Told { yes: list(&["a c", "b c"]), no: list(&["a d", "b d"]), ..Told::default() });
    assert_eq!(holds, Some(false));
}

#[test]
fn no_case_is_compared_with_itself() {
    let cases = [with_total("a", "10"), with_total("b", "20")];
    let keys = "pairs: { a: actors.total > 0, b: actors.total > 0 }\nholds: a.actors.total < b.actors.total";
    assert_eq!(held(keys, &cases.each_ref()).0, Told { yes: list(&["a b"]), no: list(&["b a"]), ..Told::default() });
    let one = "pairs: { a: actors.total > 0, b: actors.total > 0, where: a.actors.total < b.actors.total }\n\
               holds: a.actors.total < b.actors.total";
    assert_eq!(held(one, &cases.each_ref()).0, Told { yes: list(&["a b"]), ..Told::default() });
}

#[test]
fn a_case_that_may_stand_on_either_side_of_a_pair_is_named_once() {
    let cases = [with_total("a", "10"), case("b", ""), with_total("c", "more than 5")];
    let keys = "pairs: { a: actors.total > 7, b: actors.total > 8 }\nholds: a.actors.total < b.actors.total";
    let expected = Told { not_recorded: list(&["b"]), undecided: list(&["c"]), ..Told::default() };
    assert_eq!(held(keys, &cases.each_ref()).0, expected);
}

#[test]
fn a_pair_that_may_be_meant_is_named_as_a_pair() {
    let cases =
        [with_total("a", "10"), with_total("b", "more than 5"), case_of_one("c", "actors: none, facilitators: 1")];
    let keys = "pairs: { a: actors.total == 10, b: actors.total > 5, where: b.actors.total > 20 }\nholds: 'true'";
    let told = held(keys, &cases.each_ref()).0;
    assert_eq!(told.undecided, ["b", "a b"], "whether it is the case of ten, and whether it is over twenty");
    assert_eq!((told.yes, told.no), (Vec::new(), Vec::new()));
}

#[test]
fn a_pair_is_decided_only_if_it_is_so_wherever_both_are_in_their_bounds() {
    let pair = |one: &str, other: &str| {
        let cases = [
            case_of_one("a", &format!("facilitators: 1, actors: {{ total: {one} }}")),
            case_of_one("b", &format!("facilitators: 2, actors: {{ total: {other} }}")),
        ];
        let keys = "pairs: { a: facilitators == 1, b: facilitators == 2 }\nholds: a.actors.total < b.actors.total";
        let told = held(keys, &cases.each_ref()).0;
        [told.yes.len(), told.no.len(), told.undecided.len(), told.not_recorded.len()]
    };
    assert_eq!(pair("100", "200"), [1, 0, 0, 0]);
    assert_eq!(pair("200", "100"), [0, 1, 0, 0]);
    assert_eq!(pair("100 to 200", "201"), [1, 0, 0, 0]);
    assert_eq!(pair("100 to 200", "150"), [0, 0, 1, 0]);
    assert_eq!(pair("150", "100 to 200"), [0, 0, 1, 0]);
    assert_eq!(pair("100 to 200", "150 to 300"), [0, 0, 1, 0]);
    assert_eq!(pair("100 to 200", "more than 200"), [1, 0, 0, 0]);
    assert_eq!(pair("100 to 200", "not recorded"), [0, 0, 0, 1]);
}

/// Quantities that a claim does not ask for are not tried at their bounds, however many there are.
#[test]
fn bounds_that_a_claim_does_not_ask_for_leave_it_decided() {
    let kinds = vec!["{ kind: firm, count: at least 2 }"; 30].join(", ");
    let record = format!("actors: {{ total: 100, kinds: [{kinds}] }}");
    assert_eq!(answer(&record, "actors.total > 50"), "yes");
}

/// Every kind of actor whose number only has bounds doubles the number of worlds that a claim has to be true in.
#[test]
fn too_many_bounds_leave_a_claim_undecided() {
    let kinds = |count: usize| vec!["{ kind: firm, count: more than 5 }"; count].join(", ");
    let of = |count: usize, condition: &str| {
        answer(&format!("facilitators: 3, actors: {{ kinds: [{}] }}", kinds(count)), condition)
    };
    assert_eq!(of(10, "named(actors.kinds).all(k, k.count > 1)"), "yes", "1024 worlds are tried");
    assert_eq!(of(11, "named(actors.kinds).all(k, k.count > 1)"), "undecided", "2048 are not");
    assert_eq!(of(11, "facilitators == 3"), "yes", "what the claim does not ask for makes no worlds");
    assert_eq!(of(80, "named(actors.kinds).all(k, k.count > 1)"), "undecided", "more than a computer can count");
}

#[test]
fn a_claim_on_a_framework_is_true_or_false_of_it_alone() {
    let of = |holds: &str, quantifier: &str| {
        let alder = case_of_one("alder", "facilitators: 2");
        let keys = format!("framework: work\nholds: \"{holds}\"\nquantifier: {quantifier}");
        outcome_of(&keys, &[&alder], |claim, outcome| {
            assert_eq!((told(outcome), outcome.count()), (Told::default(), (0, 0)), "no case is asked");
            outcome.holds(claim)
        })
    };
    assert_eq!(of("size(stages) == 3", "all"), Some(true));
    assert_eq!(of("size(stages) == 4", "none"), Some(false));
    assert_eq!(of("dimensions.tasks.exists(t, t.id == 'chat' && size(t.stages) == 0)", "all"), Some(true));
    assert_eq!(of("dimensions.tasks.filter(t, 'seed' in t.stages).size() == 3", "all"), Some(true));
    assert_eq!(of("dimensions.other.exists(t, t.id == 'chat')", "all"), None, "it has no such dimension");
}

/// A list is open unless the file says that it is closed: then what is not in it is not there.
#[test]
fn an_open_list_decides_only_what_is_in_it() {
    let open = "funding: [{ kind: grant, sector: public }, { kind: funds, sector: private }]";
    let closed =
        "funding: { list: { is: closed, words: solely }, are: [{ kind: grant, sector: public }, { kind: funds }] }";
    for (condition, of_open, of_closed) in [
        ("funding.exists(f, f.sector == 'public')", "yes", "yes"),
        ("funding.exists(f, f.sector == 'mixed')", "not recorded", "not recorded"),
        ("funding.exists(f, f.kind == 'membership fee')", "not recorded", "no"),
        ("!funding.exists(f, f.kind == 'membership fee')", "not recorded", "yes"),
        ("funding.all(f, f.kind in ['grant', 'funds'])", "not recorded", "yes"),
        ("funding.all(f, f.kind == 'grant')", "no", "no"),
        ("funding.all(f, f.sector == 'public')", "no", "not recorded"),
        ("funding.exists_one(f, f.kind == 'grant')", "not recorded", "yes"),
        ("size(funding) == 2", "not recorded", "yes"),
        ("size(funding) >= 2", "yes", "yes"),
        ("size(funding) > 2", "not recorded", "no"),
        ("size(funding.filter(f, f.kind == 'grant')) == 1", "not recorded", "yes"),
        ("size(funding.filter(f, f.sector == 'public')) >= 1", "yes", "yes"),
        ("size(funding.filter(f, f.sector == 'public')) < 2", "not recorded", "not recorded"),
        ("'loan' in funding.map(f, f.kind)", "not recorded", "no"),
        ("'grant' in funding.map(f, f.kind)", "yes", "yes"),
        ("size(named(funding)) == 2", "yes", "yes"),
        ("named(funding).exists(f, f.kind == 'membership fee')", "no", "no"),
    ] {
        assert_eq!(answer(open, condition), of_open, "open: {condition}");
        assert_eq!(answer(closed, condition), of_closed, "closed: {condition}");
        assert_eq!(answer("facilitators: 1", condition), "not recorded", "nothing: {condition}");
    }
    assert_eq!(
        answer("funding: none", "funding.exists(f, f.sector == 'public')"),
        "no",
        "none is a list that is closed"
    );
}

/// What a case does not name, in a list that is open, is told from what it does not have.
#[test]
fn a_deviant_that_only_does_not_name_something_is_marked() {
    let only_named = |record: &str| {
        let case = case_of_one("alder", record);
        outcome_of("holds: \"named(aims).exists(a, a == 'Trust')\"", &[&case], |claim, outcome| {
            outcome.deviant(claim).iter().map(|found| found.only_named).collect::<Vec<_>>()
        })
    };
    assert_eq!(only_named("aims: [Growth]"), [true]);
    assert_eq!(only_named("aims: { list: { is: closed, words: only }, are: [Growth] }"), [false]);
    assert!(only_named("aims: [Growth, Trust]").is_empty());
    assert!(only_named("facilitators: 2").is_empty());
}

/// "And" and "or" are decided by what is known, if that is enough.
#[test]
fn what_is_unknown_does_not_keep_a_condition_from_being_decided() {
    for (condition, expected) in [
        ("facilitators > 2 || actors.total > 5", "yes"),
        ("actors.total > 5 || facilitators > 2", "yes"),
        ("facilitators < 2 && actors.total > 5", "no"),
        ("actors.total > 5 && facilitators < 2", "no"),
        ("facilitators > 2 && actors.total > 5", "not recorded"),
        ("facilitators < 2 || actors.total > 5", "not recorded"),
        ("!(actors.total > 5)", "not recorded"),
        ("actors.total > 5 ? facilitators > 2 : facilitators > 1", "yes"),
        ("actors.total > 5 ? facilitators > 2 : facilitators > 3", "not recorded"),
        ("facilitators / actors.total > 1", "not recorded"),
        ("actors.total > 5 || actors.total <= 5", "not recorded"),
    ] {
        assert_eq!(answer("facilitators: 3", condition), expected, "{condition}");
    }
}

#[test]
fn what_has_no_number_decides_nothing() {
    let none = "facilitators: none, actors: { total: 12 }, figures: { budget: EUR 5 }, funding: [{ kind: grant, amount: DKK 10 }]";
    for (condition, expected) in [
        ("actors.total / facilitators > 10", "not recorded"),
        ("actors.total / facilitators <= 10", "not recorded"),
        ("actors.total / (facilitators - 12.0) < 0", "yes"),
        ("actors.total / 5 == 2.4", "yes"),
        ("0.1 + 0.2 == 0.3", "yes"),
        ("actors.total * 999999999999999999 * 999999999999999999 > 1", "yes"),
        ("actors.total / 7 * 7 == 12", "yes"),
        ("funding.exists(f, f.amount > figures.budget)", "not recorded"),
        ("funding.exists(f, f.amount > 9)", "yes"),
    ] {
        assert_eq!(answer(none, condition), expected, "{condition}");
    }
}

/// Where raters disagree, a case is asked for at the stage of each: it may belong to the claim only if one of them says so.
#[test]
fn a_stage_that_raters_disagree_on_is_that_of_each() {
    let contested = "stages: [{ in: growth, is: seed }, { in: growth, is: tree }], facilitators: 3";
    for (condition, expected) in [
        ("stage.growth == 'seed'", "undecided"),
        ("stage.growth == 'sprout'", "no"),
        ("stage.growth in ['seed', 'tree']", "yes"),
        ("stage.growth != 'sprout'", "yes"),
    ] {
        assert_eq!(answer(contested, condition), expected, "{condition}");
    }
    let of = |stage: &str| {
        answer_of(
            &case_of_one("alder", contested),
            &format!("holds: facilitators > 2\nscope: {{ where: stage.growth == '{stage}' }}"),
        )
    };
    assert_eq!(of("tree"), "undecided");
    assert_eq!(of("sprout"), "not asked", "no rater puts it there");
}

const GROUPS: &str = "groups: { few: { where: facilitators < 3 }, many: { where: facilitators >= 3 } }\n";

fn grouped(id: &str, facilitators: &str, total: &str) -> Case {
    case_of_one(id, &format!("facilitators: {facilitators}, actors: {{ total: {total} }}"))
}

#[test]
fn groups_are_compared_as_wholes() {
    let cases = [
        grouped("a", "1", "10"),
        grouped("b", "2", "40"),
        grouped("c", "2", "not recorded"),
        grouped("d", "3", "20"),
        grouped("e", "5", "100"),
        grouped("f", "not recorded", "1000"),
        grouped("g", "4", "60"),
    ];
    let of = |holds: &str| verdict(&format!("{GROUPS}holds: \"{holds}\""), &cases.each_ref());
    for (holds, expected, (k, n)) in [
        ("median(few, actors.total) < median(many, actors.total)", Some(true), (5, 6)),
        ("median(few, actors.total) == 25", None, (2, 3)),
        ("median(few, actors.total) >= 25", Some(true), (2, 3)),
        ("median(many, actors.total) == 60", None, (3, 3)),
        ("median(many, actors.total) >= 60", Some(true), (3, 3)),
        ("min(few, actors.total) == 10", Some(true), (2, 3)),
        ("max(few, actors.total) == 40", None, (2, 3)),
        ("max(cases, actors.total) == 1000", Some(true), (6, 7)),
        ("count(many, actors.total > 50) == 2", None, (3, 3)),
        ("count(many, actors.total > 50) >= 2", Some(true), (3, 3)),
        ("count(few, actors.total > 20) == 1", None, (2, 3)),
        ("count(few, actors.total > 20) >= 1", Some(true), (2, 3)),
        ("count(few, actors.total > 20) >= 3", None, (2, 3)),
        ("count(few, actors.total > 20) >= 4", Some(false), (2, 3)),
        ("count(many, actors.total > 50) < 2", Some(false), (3, 3)),
        ("count(many, actors.total > 50) == 3", None, (3, 3)),
        ("proportion(cases, actors.total > 20) > 0.5", Some(true), (6, 7)),
        ("proportion(cases, actors.total > 50) > 0.5", None, (6, 7)),
        ("median(few, founded) > 2000", None, (0, 3)),
    ] {
        let found = of(holds);
        assert_eq!((found.holds, (found.k, found.n)), (expected, (k, n)), "{holds}");
    }
}

#[test]
fn the_median_of_numbers_with_bounds_lies_between_those_of_the_bounds() {
    let cases = [grouped("a", "1", "10"), grouped("b", "2", "20 to 30"), grouped("c", "2", "more than 25")];
    let of = |holds: &str| verdict(&format!("holds: \"{holds}\""), &cases.each_ref()).holds;
    assert_eq!(of("median(cases, actors.total) >= 20"), Some(true));
    assert_eq!(of("median(cases, actors.total) > 20"), None);
    assert_eq!(of("median(cases, actors.total) <= 30"), Some(true));
    assert_eq!(of("max(cases, actors.total) > 25"), Some(true));
    assert_eq!(of("max(cases, actors.total) < 1000"), None);
    assert_eq!(of("min(cases, actors.total) == 10"), Some(true));
    assert_eq!(of("count(cases, actors.total > 22) >= 1"), Some(true));
    assert_eq!(of("count(cases, actors.total > 22) >= 2"), None);
}

#[test]
fn the_outcome_of_groups_names_the_cases_without_a_value() {
    let cases = [grouped("a", "1", "10"), grouped("b", "2", "not recorded"), grouped("c", "not recorded", "5")];
    let keys = format!("{GROUPS}holds: max(few, actors.total) > 1");
    let told = outcome_of(&keys, &cases.each_ref(), |_, outcome| told(outcome));
    assert_eq!(told, Told { not_recorded: list(&["c", "b"]), ..Told::default() });
}

#[test]
fn a_claim_may_be_on_each_characteristic_of_a_framework() {
    let keys = |each: &str, holds: &str| format!("framework: work\neach: {each}\nquantifier: some\nholds: \"{holds}\"");
    let of = |each: &str, holds: &str| outcome_of(&keys(each, holds), &[], |_, outcome| told(outcome));
    let all = of("{ of: tasks }", "size(c.stages) > 1");
    assert_eq!(all.yes.len() + all.no.len(), 6, "{all:?}");
    let shared = of("{ of: tasks, where: size(c.stages) > 1 }", "'seed' in c.stages");
    assert_eq!(shared.yes.len() + shared.no.len(), all.yes.len());
    let per = of("{ of: tasks, per: stage }", "s == 'seed'");
    assert!(per.yes.iter().all(|name| name.ends_with(" seed")) && per.yes.len() == 3, "{per:?}");
    assert!(per.no.iter().all(|name| !name.ends_with(" seed")), "{per:?}");
}

/// The cases are asked for what the framework expects, characteristic by characteristic.
#[test]
fn a_claim_on_characteristics_counts_the_cases_that_show_them() {
    let case = |id: &str, seen: &str| {
        case_of_one(
            id,
            &format!("stages: [{{ in: growth, is: seed }}], observed: {{ work: {{ tasks: {{ seen: [{seen}] }} }} }}"),
        )
    };
    let cases = [case("a", "meet, sell"), case("b", "meet"), case_of_one("c", "facilitators: 2")];
    let keys = "framework: work\neach: { of: tasks, where: \"'seed' in c.stages\" }\n\
                holds: count(cases, c.id in named(observed.work.tasks.seen)) >= ";
    let of = |least: usize| outcome_of(&format!("{keys}{least}"), &cases.each_ref(), |_, outcome| told(outcome));
    assert_eq!(of(2), Told { yes: list(&["meet"]), no: list(&["teach", "host"]), ..Told::default() });
    let silent = list(&["teach", "host"]);
    assert_eq!(of(1), Told { yes: list(&["meet"]), not_recorded: silent, ..Told::default() }, "the third case may");
}

/// A deficit has no lower bound where only an upper one is given; a number of actors can't be below zero.
#[test]
fn what_may_be_negative_has_no_lower_bound() {
    assert_eq!(answer("figures: { budget: at most DKK 5 }", "figures.budget >= 0"), "undecided");
    assert_eq!(answer("figures: { budget: at most DKK 5 }", "figures.budget < -1000"), "undecided");
    assert_eq!(answer("figures: { budget: DKK -5 }", "figures.budget < 0"), "yes");
    assert_eq!(answer("figures: { firms: at most 5 }", "figures.firms >= 0"), "yes");
    assert_eq!(answer("actors: { total: less than 5 }", "actors.total >= 0"), "yes");
}

/// A date before or after another has a bound, as a quantity has.
#[test]
fn a_date_before_or_after_another_decides_only_what_it_can() {
    for (founded, condition, expected) in [
        ("after 2010", "founded > 2010", "yes"),
        ("after 2010", "founded > 2015", "undecided"),
        ("after 2010", "founded < 2010", "no"),
        ("after 2010-03", "founded > 2010", "undecided"),
        ("before 1999", "founded < 1999", "yes"),
        ("before 1999", "founded < 1990", "undecided"),
        ("before 1999", "founded >= 1999", "no"),
        ("about 2003", "founded == 2003", "yes"),
    ] {
        let alder = case("alder", &format!("founded: {founded}"));
        assert_eq!(answer_of(&alder, &format!("holds: {condition}")), expected, "{founded}: {condition}");
    }
}

/// The words that close a list close what is seen. What is told by two sources is one thing.
#[test]
fn what_is_planned_is_never_known_to_be_all() {
    let record = "observed: { work: { tasks: { list: { is: closed, words: all }, seen: [meet], planned: [sell, { is: sell, at: p. 2 }] } } }";
    for (condition, expected) in [
        ("'plan' in observed.work.tasks.seen", "no"),
        ("'plan' in observed.work.tasks.planned", "not recorded"),
        ("observed.work.tasks.past.exists(p, p == 'host')", "not recorded"),
        ("size(observed.work.tasks.planned) >= 2", "not recorded"),
        ("size(named(observed.work.tasks.planned)) == 1", "yes"),
    ] {
        assert_eq!(answer(record, condition), expected, "{condition}");
    }
}

/// A group or a list of which nothing is recorded is not recorded.
#[test]
fn a_group_without_fields_is_not_recorded() {
    for (record, condition, expected) in [
        ("facilitators: 2", "has(figures)", "not recorded"),
        ("figures: { firms: 2 }", "has(figures) && figures.firms > 1", "yes"),
        ("facilitators: 2", "has(stage)", "not recorded"),
        ("facilitators: 2", "has(observed.work)", "not recorded"),
        (
            "observed: { work: { tasks: { seen: [meet] } } }",
            "has(observed.work) && has(observed.work.tasks.seen)",
            "yes",
        ),
        ("observed: { work: { tasks: { seen: [meet] } } }", "has(observed.work.tasks.planned)", "not recorded"),
        ("funding: none", "has(funding)", "yes"),
    ] {
        assert_eq!(answer(record, condition), expected, "{record}: {condition}");
    }
}

/// A case of which it is open whether it belongs to a group, or to the scope, may turn what is said of it.
#[test]
fn who_may_belong_to_a_group_widens_what_is_known_of_it() {
    let contested = "stages: [{ in: growth, is: seed }, { in: growth, is: tree }]";
    let cases = [
        case_of_one("a", "stages: [{ in: growth, is: seed }], actors: { total: 35 }"),
        case_of_one("b", &format!("{contested}, actors: {{ total: 200 }}")),
        case_of_one("c", "stages: [{ in: growth, is: tree }], actors: { total: 1 }"),
    ];
    let groups = "groups: { seed: { where: stage.growth == 'seed' } }\n";
    let of = |keys: &str| verdict(keys, &cases.each_ref()).holds;
    for (holds, expected) in [
        ("max(seed, actors.total) < 100", None),
        ("max(seed, actors.total) >= 35", Some(true)),
        ("min(seed, actors.total) <= 35", Some(true)),
        ("median(seed, actors.total) > 117", None),
        ("median(seed, actors.total) <= 117.5", Some(true)),
        ("count(seed, actors.total > 100) == 0", None),
        ("count(seed, actors.total > 300) == 0", Some(true)),
        ("count(seed, actors.total > 0) <= 2", Some(true)),
    ] {
        assert_eq!(of(&format!("{groups}holds: {holds}")), expected, "{holds}");
    }
    let scope = "scope: { where: stage.growth == 'seed' }\n";
    assert_eq!(of(&format!("{scope}holds: max(cases, actors.total) < 100")), None);
    assert_eq!(of(&format!("{scope}holds: count(cases, actors.total > 0) < 3")), Some(true));
    assert_eq!(of(&format!("{scope}holds: count(cases, actors.total > 0) < 2")), None);
}

/// A value that has too many combinations of bounds is a value all the same.
#[test]
fn a_case_with_too_many_bounds_has_an_unknown_value_and_not_none() {
    let kinds = ["{ kind: firm, count: more than 5 }"; 12].join(", ");
    let cases = [
        case_of_one("a", &format!("actors: {{ total: 10, kinds: [{kinds}] }}")),
        case_of_one("b", "actors: { total: 50 }"),
    ];
    let of = |holds: &str| verdict(&format!("holds: {holds}"), &cases.each_ref()).holds;
    assert_eq!(of("min(cases, actors.total) >= 20"), Some(false));
    assert_eq!(of("min(cases, actors.total) >= 20 && count(cases, actors.total > 0) >= 0"), Some(false));
    assert_eq!(of("min(cases, actors.total + size(actors.kinds.filter(k, k.count > 7))) >= 20"), None);
}

#[test]
fn amounts_in_two_currencies_have_no_median_whatever_comes_first() {
    let cases = [("a", "none"), ("b", "EUR 5000"), ("c", "DKK 9000")]
        .map(|(id, budget)| case_of_one(id, &format!("figures: {{ budget: {budget} }}")));
    let of = |cases: &[&Case]| verdict("holds: median(cases, figures.budget) > 1", cases).holds;
    assert_eq!(of(&cases.each_ref()), None);
    assert_eq!(of(&[&cases[0], &cases[1]]), Some(true));
}

/// What is undecided of a case changes nothing of claims on characteristics, and a case that may stand on a side of pairs stands for many.
#[test]
fn what_is_undecided_could_change_only_what_it_is_about() {
    let contested = "stages: [{ in: growth, is: seed }, { in: growth, is: tree }], actors: { total: 1 }";
    let cases = [
        grouped("a", "1", "10"),
        grouped("b", "1", "20"),
        case_of_one("c", "stages: [{ in: growth, is: tree }], actors: { total: 15 }"),
        case_of_one("d", contested),
    ];
    let pairs = "pairs: { a: facilitators == 1, b: stage.growth == 'tree' }\nquantifier: some\nholds: a.actors.total < b.actors.total";
    assert!(!verdict(pairs, &cases.each_ref()).could_change, "one pair is enough");
    assert!(verdict(&pairs.replace("some", "most"), &cases.each_ref()).could_change);
    let each = "framework: work\neach: { of: tasks }\nquantifier: some\n\
                groups: { seed: { where: stage.growth == 'seed' } }\nholds: count(seed, actors.total > 100) == 0";
    assert!(!verdict(each, &cases.each_ref()).could_change);
}
