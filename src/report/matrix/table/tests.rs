//! What users rely on when they open a table in a spreadsheet.

use crate::base::locale::Locale;
use crate::model::case::Amount;
use crate::model::case::value::{Money, Percentage, Quantity};
use crate::report::matrix::content::Content;
use crate::report::matrix::table::{disarm, in_csv};

#[test]
fn a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe() {
    for begins in ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"] {
        for rest in ["", "SUM(A1)", "1", " x"] {
            assert_eq!(disarm(&format!("{begins}{rest}")), format!("'{begins}{rest}"), "{begins:?}");
        }
    }
}

#[test]
fn every_other_cell_is_left_as_it_is() {
    for text in ["", "12", "a=b", "ann@example.org", "A - B", " =1", "'=1", "not recorded", "–5", "1+1"] {
        assert_eq!(disarm(text), text);
    }
}

#[test]
fn a_negative_number_is_a_number_in_csv_and_no_formula() {
    let of = |language: &str, amount: Amount| {
        let locale = Locale::usual(language).expect("it is in the program");
        in_csv(&locale, &Content::amount(&amount, |_| String::new()))
    };
    let quantity = |text: &str| Amount::Quantity(Quantity::signed(text).expect("it is one"));
    let money = |text: &str| Amount::Money(Money::signed(text).expect("it is one"));
    let percent = |text: &str| Amount::Percentage(Percentage::within(text, true, true).expect("it is one"));
    assert_eq!(of("en", quantity("-1234.5")), "-1,234.5");
    assert_eq!(of("da", quantity("-1234.5")), "-1.234,5");
    assert_eq!(of("en", percent("-12.5 %")), "-12.5 %");
    assert_eq!(of("en", quantity("about -2")), "about -2");
    assert_eq!(of("en", money("DKK -120000")), "DKK -120,000");
    // What a spreadsheet could take for a formula keeps the minus sign.
    assert_eq!(of("da", money("DKK -120000")), "\u{2212}120.000 DKK");
    assert_eq!(of("en", quantity("-5 to 3")), "\u{2212}5 to 3");
    let english = Locale::usual("en").expect("it is in the program");
    assert_eq!(in_csv(&english, &Content::Text("-1".to_owned())), "'-1", "text that somebody wrote is text");
}
