//! Numbers with bounds: what is decided of them is decided wherever they lie, and what is calculated with them has room for all of
//! it.

use proptest::prelude::*;

use super::*;

fn number(least: i32, most: i32) -> Number {
    Number::between(Some(of(least)), Some(of(most)))
}

fn of(number: i32) -> Fraction {
    Decimal::from(number).into()
}

#[test]
fn bounds_that_meet_leave_it_open() {
    assert_eq!(number(1, 3).is_less(&number(4, 9)), Some(true));
    assert_eq!(number(1, 4).is_less(&number(4, 9)), None);
    assert_eq!(number(4, 9).is_less(&number(1, 4)), Some(false));
    assert_eq!(number(3, 3).equals(&number(3, 3)), Some(true));
    assert_eq!(number(3, 4).equals(&number(3, 3)), None);
    assert_eq!(number(3, 4).equals(&number(5, 5)), Some(false));
    assert_eq!(Number::between(Some(of(1)), None).is_less(&number(0, 0)), Some(false));
    assert_eq!(Number::between(None, Some(of(1))).is_less(&number(2, 2)), Some(true));
    assert_eq!(Number::between(None, None).equals(&number(2, 2)), None);
}

#[test]
fn a_divisor_that_is_or_may_be_zero_gives_no_number() {
    assert_eq!(number(1, 1).calculated('/', &number(0, 0)), Err(NoNumber::Zero(String::new())));
    assert_eq!(number(1, 1).calculated('/', &number(0, 2)), Err(NoNumber::Bounded(String::new())));
    assert_eq!(number(1, 1).calculated('/', &number(-1, 2)), Err(NoNumber::Bounded(String::new())));
    assert_eq!(number(6, 6).calculated('/', &number(-3, -2)), Ok(number(-3, -2)));
    assert_eq!(number(6, 6).calculated('/', &Number::between(None, Some(of(-1)))), Ok(number(-6, 0)));
    assert_eq!(number(6, 6).calculated('/', &Number::between(Some(of(2)), None)), Ok(number(0, 3)));
}

#[test]
fn money_is_calculated_with_in_one_currency() {
    let of = |currency: &str| Number { currency: Some(currency.to_owned()), ..number(6, 6) };
    assert_eq!(of("EUR").calculated('+', &of("DKK")), Err(NoNumber::Currencies));
    assert_eq!(of("EUR").calculated('/', &of("EUR")), Ok(number(1, 1)), "the quotient of two amounts is no money");
    assert_eq!(of("EUR").calculated('*', &number(1, 1)), Ok(of("EUR")));
    assert_eq!(number(1, 1).calculated('*', &of("EUR")), Ok(of("EUR")));
}

prop_compose! {
    /// A number with bounds, or one without an upper or a lower one, and a number between these.
    fn some_number()(least in -20_i32..20, width in 0_i32..9, open in 0_u8..6, at in 0_i32..9) -> (Number, Fraction) {
        let most = least + width;
        let inside = of(least + at % (width + 1));
        let bound = |bound: i32, is_open: bool| (!is_open).then(|| of(bound));
        (Number::between(bound(least, open == 0), bound(most, open == 1)), inside)
    }
}

proptest! {
    #[test]
    fn what_is_calculated_lies_between_the_bounds(
        (one, a) in some_number(),
        (other, b) in some_number(),
        operator in prop::sample::select(vec!['+', '-', '*', '/']),
    ) {
        let exact = Number::from(a.clone()).calculated(operator, &b.into());
        if let (Ok(exact), Ok(found)) = (exact, one.calculated(operator, &other)) {
            let value = exact.exact().expect("it is of two numbers");
            prop_assert!(found.least.as_ref().is_none_or(|least| least <= value), "{one:?} {operator} {other:?} = {found:?}, {value:?}");
            prop_assert!(found.most.as_ref().is_none_or(|most| value <= most), "{one:?} {operator} {other:?} = {found:?}, {value:?}");
        }
    }

    #[test]
    fn what_is_decided_by_bounds_is_true_of_every_number_between_them((one, a) in some_number(), (other, b) in some_number()) {
        prop_assert!(one.is_less(&other).is_none_or(|less| less == (a < b)));
        prop_assert!(one.equals(&other).is_none_or(|equal| equal == (a == b)));
    }
}
