//! Three values: unknown is neither true nor false, and knowing more never turns what is decided.

use proptest::prelude::*;

use super::{any, *};

fn why(path: &str) -> Why {
    Why::NotRecorded(path.to_owned())
}

fn unknown(path: &str) -> Value {
    Value::unknown(why(path))
}

#[test]
fn and_and_or_are_those_of_kleene() {
    let [yes, no, open] = [Value::Truth(true), Value::Truth(false), unknown("x")];
    for (one, other, both, either) in [
        (&yes, &yes, &yes, &yes),
        (&yes, &no, &no, &yes),
        (&yes, &open, &open, &yes),
        (&no, &no, &no, &no),
        (&no, &open, &no, &open),
        (&open, &open, &open, &open),
    ] {
        for [one, other] in [[one, other], [other, one]] {
            assert_eq!(all([one.clone(), other.clone()]), *both, "{one:?} and {other:?}");
            assert_eq!(any([one.clone(), other.clone()]), *either, "{one:?} or {other:?}");
        }
    }
    assert_eq!(all([unknown("x"), unknown("y")]), Value::Unknown(vec![why("x"), why("y")]), "both reasons are kept");
    assert_eq!(all([]), Value::Truth(true));
    assert_eq!(any([]), Value::Truth(false));
}

#[test]
fn what_a_list_is_known_to_lack_is_not_in_it() {
    let list = |open| List { entries: vec![Value::text("a")], lacks: vec![Value::text("b")], open, ..List::default() };
    let is_in = |text: &str, open| Value::text(text).is_in(&Value::List(Arc::new(list(open))));
    let open = || Some(Why::Open("aims".to_owned()));
    assert_eq!(is_in("a", open()), Value::Truth(true));
    assert_eq!(is_in("b", open()), Value::Truth(false));
    assert_eq!(is_in("c", open()), Value::unknown(Why::Open("aims".to_owned())));
    assert_eq!(is_in("c", None), Value::Truth(false));
}

/// A condition on an entry: whether it is at least this number.
fn at_least(entry: &Value, bound: i32) -> Value {
    Value::Number(bound_of(bound)).is_less(entry)
}

fn bound_of(number: i32) -> Number {
    rust_decimal::Decimal::from(number).into()
}

prop_compose! {
    /// A list of numbers, of which some are unknown, and which may be open; with the numbers that it may have in truth.
    fn some_list()(
        entries in prop::collection::vec((0_i32..6, prop::bool::weighted(0.2)), 0..5),
        more in prop::collection::vec(0_i32..6, 0..3),
        is_open in prop::bool::ANY,
    ) -> (List, List) {
        let number = |number: i32| Value::Number(bound_of(number));
        let known = entries.iter().map(|(own, hidden)| if *hidden { unknown("x") } else { number(*own) });
        let open = is_open.then(|| Why::Open("list".to_owned()));
        let rest = more.iter().filter(|_| is_open).copied();
        let truth = entries.iter().map(|(own, _)| *own).chain(rest).map(number).collect();
        let list = List { entries: known.collect(), open, ..List::default() };
        (list, List { entries: truth, ..List::default() })
    }
}

proptest! {
    /// Whatever is decided of a list with gaps is decided alike when everything is known.
    #[test]
    fn knowing_more_never_turns_what_is_decided((known, truth) in some_list(), bound in -1_i32..6) {
        let is_kept = |known: Value, truth: Value| matches!(known, Value::Unknown(_)) || known == truth;
        let holds = |entry: &Value| at_least(entry, bound);
        let one = |list: &List| list.exists(holds);
        let every = |list: &List| list.exists(|entry| holds(entry).negated()).negated();
        let only = |list: &List| list.exists_one(holds);
        let count = |list: &List| Value::List(Arc::new(list.filter(holds))).size().equals(&Value::Number(2_usize.into()));
        let has = |list: &List| Value::Number(bound_of(bound)).is_in(&Value::List(Arc::new(list.clone())));
        let mapped = |list: &List| list.map(holds).exists(Value::clone);
        let checks: [&dyn Fn(&List) -> Value; 6] = [&one, &every, &only, &count, &has, &mapped];
        for (at, check) in checks.into_iter().enumerate() {
            prop_assert!(is_kept(check(&known), check(&truth)), "check {at}: {known:?} {truth:?} {bound}");
        }
    }
}
