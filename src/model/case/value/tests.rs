//! What users rely on when they write numbers, money, percentages and durations.

use std::fmt;
use std::str::FromStr;

use proptest::prelude::*;

use crate::model::case::date::Date;
use crate::model::case::value::{BELOW_ZERO, Duration, Money, OVER_ALL, Percentage, Quantity};

fn shown<T: FromStr<Err = String> + fmt::Display>(text: &str) -> String {
    text.parse::<T>().map_or_else(|advice| format!("! {advice}"), |value| value.to_string())
}

#[test]
fn quantities_keep_their_qualifier() {
    for (written, expected) in [
        ("18", "18"),
        ("just about 200", "just about 200"),
        ("roughly 260", "roughly 260"),
        ("more than 600", "more than 600"),
        (">600", "more than 600"),
        (">= 25", "at least 25"),
        ("almost 65", "almost 65"),
        ("~1000", "about 1,000"),
        ("100 to 200", "100 to 200"),
        ("2.5", "2.5"),
        ("19172500", "19,172,500"),
    ] {
        assert_eq!(shown::<Quantity>(written), expected);
    }
    for wrong in [
        "",
        "many",
        "1,000",
        "1.000",
        "200 to 100",
        "about",
        "-5",
        "more than 5 to 6",
        "0.1234567890123456",
        "almost65x",
        "1e3",
        "٣",
        "007",
        "00502.805",
    ] {
        assert!(shown::<Quantity>(wrong).starts_with('!'), "{wrong}");
    }
}

#[test]
fn what_is_nearly_a_quantity_gets_the_right_advice() {
    for (wrong, advice) in [
        ("2-3", "write `2 to 3`"),
        ("2–3", "write `2 to 3`"),
        ("200+", "write `at least 200`"),
        ("cirka 2", "write `about 2`"),
        ("Not recorded", "write `not recorded`, or leave the key out"),
        (
            "3 FTE",
            "write the number alone, like `3`; what is counted is said elsewhere, under `unit` of a goal or of an attribute",
        ),
        (
            "at least 20 members",
            "write the number alone, like `at least 20`; what is counted is said elsewhere, under `unit` of a goal or of an attribute",
        ),
        ("1,000", "write the number without separators, like 19172500, and decimals with a point"),
        ("1 000", "write `1000`"),
    ] {
        assert_eq!(wrong.parse::<Quantity>().expect_err("it is none"), advice, "{wrong}");
    }
}

#[test]
fn money_dates_and_durations() {
    assert_eq!(shown::<Money>("starting at EUR 805"), "starting at EUR 805");
    assert_eq!(shown::<Money>("EUR 19172500"), "EUR 19,172,500");
    assert_eq!(shown::<Money>("EUR 1000 to 2000"), "EUR 1,000 to 2,000");
    assert_eq!(shown::<Money>("about DKK 100000 to 200000"), "about DKK 100,000 to 200,000");
    assert_eq!(shown::<Money>("EUR 1 to EUR 2"), "! write the currency once, like `EUR 1000 to 2000`");
    for wrong in ["EUR 2 to 1", "more than EUR 1 to 2", "starting at EUR 1 to 2", "EUR 1 to", "EUR 1 to 2 to 3"] {
        assert!(shown::<Money>(wrong).starts_with('!'), "{wrong}");
    }
    assert!(shown::<Money>("€ 805").starts_with('!'));
    for none in ["XXX 5", "XTS 5", "EURO 5", "QQQ 5"] {
        assert!(shown::<Money>(none).starts_with('!'), "{none}");
    }
    for share in ["100 %", "90 to 100 %", "at least 100 %", "less than 100 %"] {
        assert_eq!(shown::<Percentage>(share), share);
    }
    for share in ["101 %", "more than 100 %", "over 100 %", "90 to 100.5 %", ">100 %"] {
        assert_eq!(shown::<Percentage>(share), "! a part is at most 100 %", "{share}");
    }
    assert_eq!(shown::<Date>("2003-04-23"), "23 April 2003");
    assert_eq!(shown::<Date>("about 2010"), "about 2010");
    assert!(shown::<Date>("2003-02-30").starts_with("! there is no such day"));
    assert!(shown::<Date>("23.4.2003").starts_with('!'));
    for none in ["0000", "0000-05", "about 0000"] {
        assert_eq!(shown::<Date>(none), "! there is no year 0; the first is 0001", "{none}");
    }
    assert_eq!(shown::<Date>("0001"), "1");
    assert_eq!(shown::<Duration>("5 years"), "5 years");
    assert_eq!(shown::<Duration>("1 year"), "1 year");
}

#[test]
fn what_may_be_negative_is_read_with_its_sign() {
    let number = |text: &str| Quantity::signed(text).map_or_else(|advice| format!("! {advice}"), |n| n.to_string());
    let money = |text: &str| Money::signed(text).map_or_else(|advice| format!("! {advice}"), |n| n.to_string());
    for (written, expected) in [
        ("-5", "-5"),
        ("\u{2212}5", "-5"),
        ("-1234.50", "-1,234.50"),
        ("about -5", "about -5"),
        ("> -5", "more than -5"),
        ("-200 to -100", "-200 to -100"),
        ("-5 to 5", "-5 to 5"),
        ("5", "5"),
        ("0", "0"),
        ("-0", "! write zero without a sign"),
        ("-0.0", "! write zero without a sign"),
        ("-100 to -200", "! write the smaller number first, like `100 to 200`"),
        ("-1.000", "! this can be read in two ways: write 1000 for thousands, or 1.0000 for decimals"),
    ] {
        assert_eq!(number(written), expected, "{written}");
    }
    for wrong in ["--5", "- 5", "-", "-007", "+5", "\u{2013}5", "5-"] {
        assert!(number(wrong).starts_with('!'), "{wrong}");
    }
    assert_eq!(money("DKK -120000"), "DKK -120,000");
    assert_eq!(money("about DKK \u{2212}120000"), "about DKK -120,000");
    assert_eq!(money("DKK -200 to -100"), "DKK -200 to -100");
    assert_eq!(money("-DKK 120000"), "! write the sign before the number, like `DKK -120000`");
    assert_eq!(shown::<Quantity>("-5"), format!("! {BELOW_ZERO}"));
    assert_eq!(shown::<Money>("DKK -5"), format!("! {BELOW_ZERO}"));
    assert_eq!(shown::<Percentage>("-5 %"), format!("! {BELOW_ZERO}"));
}

#[test]
fn percentages_beyond_a_part_are_read_only_where_they_may_be() {
    let of = |text: &str, negative, over| Percentage::within(text, negative, over).map(|part| part.to_string());
    assert_eq!(of("-5 %", true, false), Ok("-5 %".to_owned()));
    assert_eq!(of("120 %", false, true), Ok("120 %".to_owned()));
    assert_eq!(of("more than 100 %", false, true), Ok("more than 100 %".to_owned()));
    assert_eq!(of("-5 to 120%", true, true), Ok("-5 to 120 %".to_owned()));
    assert_eq!(of("120 %", true, false), Err(OVER_ALL.to_owned()));
    assert_eq!(of("-5 %", false, true), Err(BELOW_ZERO.to_owned()));
}

#[test]
fn what_is_nearly_money_is_told_as_it_would_be_written() {
    let advice = |text: &str| text.parse::<Money>().expect_err("it is not written like that");
    for (written, expected) in [
        ("DKK 1,35 mio.", "write `DKK 1350000`"),
        ("DKK 1.35 million", "write `DKK 1350000`"),
        ("1,35 mio. kr.", "write `DKK 1350000`, or SEK, NOK or ISK"),
        ("DKK 4.550.000", "write `DKK 4550000`"),
        ("DKK 4 550 000", "write `DKK 4550000`"),
        ("DKK 4,550,000.50", "write `DKK 4550000.5`"),
        ("DKK 4.550.000,50", "write `DKK 4550000.5`"),
        ("kr. 1350000", "write `DKK 1350000`, or SEK, NOK or ISK"),
        ("1350000 kr", "write `DKK 1350000`, or SEK, NOK or ISK"),
        ("\u{20ac} 805", "write `EUR 805`"),
        ("805 EUR", "write `EUR 805`"),
        ("eur 805", "write `EUR 805`"),
        ("250 tkr.", "write `DKK 250000`, or SEK, NOK or ISK"),
        ("ingen", "write `none`"),
    ] {
        assert_eq!(advice(written), expected, "{written}");
    }
    assert!(advice("DKK 1.350").contains("two ways"), "a thousand or one and a bit?");
    assert!(advice("DKK 1,350").contains("without separators"), "the same with a comma");
    assert!(advice("1350000").contains("the currency's code"));
}

#[test]
fn what_is_no_number_is_told_where_it_belongs() {
    let advice = |text: &str| text.parse::<Quantity>().expect_err("it is no number alone");
    assert!(advice("85 %").contains("write the number alone, like `85`") && advice("85 %").contains("`unit`"));
    assert!(
        advice("DKK 100000")
            .starts_with("write the number alone, like `100000`; a goal has its unit under `unit: DKK`")
    );
    assert!(advice("DKK 100000").ends_with("is an attribute of `kind: money`"));
    assert_eq!([advice("ingen"), advice("nul")], ["write `none`; of a goal or a survey, write `0`"; 2]);
    assert_eq!([advice("none"), advice("1,5"), advice("2 310")], ["write `0`", "write `1.5`", "write `2310`"]);
    assert!(advice("1,500").contains("without separators"), "a thousand and a half, or one and a half?");
    let share = |text: &str| text.parse::<Percentage>().expect_err("it is no percentage");
    assert_eq!([share("8"), share("about 8")], ["write `8 %`", "write `about 8 %`"]);
}

proptest! {
    #[test]
    fn what_prints_reads_back_as_the_same(number in 0u32..10_000_000, at in 0usize..8) {
        let word = ["", "about ", "almost ", "more than ", "less than ", "at least ", "at most ", "~"][at];
        let quantity: Quantity = format!("{word}{number}").parse().expect("the form is right");
        let again: Quantity = quantity.to_string().replace(',', "").parse().expect("it printed itself");
        prop_assert_eq!(quantity, again);
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in ".*") {
        let _ = (text.parse::<Quantity>(), text.parse::<Money>(), text.parse::<Date>(), text.parse::<Duration>());
    }
}
