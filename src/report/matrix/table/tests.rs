//! What users rely on when they open a table in a spreadsheet.

use crate::report::matrix::table::disarm;

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
