//! Expressions, evaluated with a few fields.

use std::collections::BTreeMap;

use cel::Env;

use super::*;

struct Some(BTreeMap<&'static str, Value>);

impl Scope for Some {
    fn value(&self, path: &[&str]) -> Value {
        let unknown = || Value::unknown(Why::NotRecorded(path.join(".")));
        self.0.get(path.join(".").as_str()).cloned().unwrap_or_else(unknown)
    }
}

fn of(text: &str) -> Value {
    let program = Env::default().compile(text).expect("it is CEL");
    let texts = ["a", "b"].map(Value::text).into();
    let scope = [
        ("two", Value::Number(2_usize.into())),
        ("zero", Value::Number(0_usize.into())),
        ("text", Value::text("abc")),
        ("group.part", Value::Number(7_usize.into())),
        ("group.with-hyphen", Value::Truth(true)),
        ("closed", Value::closed(texts)),
    ];
    evaluate(program.expression(), &Some(scope.into()))
}

#[test]
fn expressions_come_to_values() {
    for text in [
        "two + two * 3 == 8",
        "(two + two) * 3 == 12",
        "two - 5 == -3",
        "two / 4 == 0.5",
        "-two < 0",
        "two >= 2 && two <= 2 && two != 3",
        "group.part == 7",
        "group['part'] == 7",
        "group['with-hyphen']",
        "text.size() == 3 && size(text) == 3",
        "text.startsWith('a') && text.endsWith('c') && text.contains('b') && !text.contains('d')",
        "text + 'd' == 'abcd'",
        "text < 'abd'",
        "'a' in closed && !('c' in closed) && closed[1] == 'b'",
        "closed.exists(x, x == 'b') && closed.all(x, x < 'c') && closed.exists_one(x, x == 'a')",
        "closed.map(x, x + '!') == ['a!', 'b!']",
        "closed.filter(x, x != 'a') == ['b']",
        "closed + ['c'] == ['a', 'b', 'c']",
        "closed.exists(x, closed.exists(y, x < y))",
        "[1, 2].exists(two, two == 1)",
        "two == 2 ? true : missing",
        "has(two) && has(group.part)",
        "0.1 + 0.2 == 0.3",
    ] {
        assert_eq!(of(text), Value::Truth(true), "{text}");
    }
}

#[test]
fn what_is_missing_is_told() {
    let missing = |path: &str| vec![Why::NotRecorded(path.to_owned())];
    for (text, why) in [
        ("missing > 1", missing("missing")),
        ("group.other == 1", missing("group.other")),
        ("two > 1 && group.other == 1", missing("group.other")),
        ("has(missing)", missing("missing")),
        ("!has(missing)", missing("missing")),
        ("missing.exists(x, x == 1)", missing("missing")),
        ("missing[0] == 1", missing("missing")),
        ("missing.startsWith('a')", missing("missing")),
        ("text.contains(missing)", missing("missing")),
        ("missing ? two == 2 : two == 3", missing("missing")),
        ("two / zero > 1", vec![Why::NoNumber(NoNumber::Zero("zero".to_owned()))]),
        ("two / (zero + zero) > 1", vec![Why::NoNumber(NoNumber::Zero(String::new()))]),
        ("closed[5] == 'a'", Vec::new()),
        ("unheard(two)", Vec::new()),
        ("text > 3", Vec::new()),
    ] {
        assert_eq!(of(text), Value::Unknown(why), "{text}");
    }
}

#[test]
fn a_path_is_a_name_with_its_fields() {
    let path_of = |text: &str| {
        let program = Env::default().compile(text).expect("it is CEL");
        path(program.expression()).map(|path| path.join("/"))
    };
    assert_eq!(path_of("a"), Option::Some("a".to_owned()));
    assert_eq!(path_of("a.b['c-d'].e"), Option::Some("a/b/c-d/e".to_owned()));
    assert_eq!(path_of("a[0].b"), None);
    assert_eq!(path_of("a.size()"), None);
}
