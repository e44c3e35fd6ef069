//! What is calculated agrees with fractions that are never rounded, to the last digit shown: for random numbers, small and large,
//! negative ones too, and for those that lie on a half or beside it.

use cel::Program;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::analysis::statistics::{difference, mean, median, relative_change, share, sum};
use crate::analysis::test_support::indicators;
use crate::base::decimal::rounded;
use crate::model::indicator::formula::{IndicatorNumber, NoNumber, calculate};
use crate::model::indicator::{Indicator, Indicators};

/// A number as a fraction.
fn fraction(number: Decimal) -> BigRational {
    BigRational::new(number.mantissa().into(), power_of_ten(number.scale()))
}

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// Rounds a fraction once, halves away from zero, and returns it as a multiple of its last digit.
fn units(number: &BigRational, decimals: usize) -> BigInt {
    let scaled = number * BigRational::from_integer(power_of_ten(u32::try_from(decimals).expect("there are few")));
    // `Ratio::round` rounds halves away from zero.
    scaled.round().to_integer()
}

/// Whether a number shows the digits of a fraction.
fn shows(number: Decimal, decimals: usize, wanted: &BigRational) -> Result<(), TestCaseError> {
    let shown = rounded(number, decimals);
    prop_assert_eq!(shown.scale() as usize, decimals);
    prop_assert_eq!(BigInt::from(shown.mantissa()), units(wanted, decimals), "{} of {}", number, wanted);
    Ok(())
}

/// Whether a number is too large: it has more than 24 digits, the decimals with which it is shown included.
fn is_too_large(wanted: &BigRational, decimals: usize) -> bool {
    units(wanted, decimals).magnitude().to_string().len() > 24
}

/// Numbers as files can spell them: of at most 15 digits, often of few, and often halves.
fn written() -> impl Strategy<Value = Decimal> {
    let few = (-2000_i64..2000, 0_u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let many = (-999_999_999_999_999_i64..=999_999_999_999_999, 0_u32..15)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let halves = (-1000_i64..1000).prop_map(|half| Decimal::new(half * 10 + 5, 1));
    prop_oneof![few, many, halves]
}

fn plain(value: Decimal) -> IndicatorNumber {
    IndicatorNumber { value, decimals: value.scale() as usize, ..IndicatorNumber::default() }
}

fn euros(value: Decimal) -> IndicatorNumber {
    IndicatorNumber { currency: Some("EUR".to_owned()), ..plain(value) }
}

fn own<'i>(indicators: &'i Indicators, id: &str) -> &'i Indicator {
    indicators.find(id).expect("there is such an indicator")
}

/// Holds a result against the fraction that it should be.
fn agrees(found: &Result<IndicatorNumber, NoNumber>, wanted: &BigRational) -> Result<(), TestCaseError> {
    match found {
        Ok(found) => shows(found.value, found.decimals, wanted),
        Err(NoNumber::TooLarge) => {
            prop_assert!(is_too_large(wanted, 14), "{} is not too large", wanted);
            Ok(())
        }
        Err(other) => Err(TestCaseError::fail(format!("{other:?}"))),
    }
}

/// A formula of the indicators `a`, `b` and `c`, with its value.
#[derive(Clone, Debug)]
enum Sum {
    Number(u32),
    Input(usize),
    Minus(Box<Sum>),
    Both(char, Box<Sum>, Box<Sum>),
}

impl Sum {
    fn text(&self) -> String {
        match self {
            Sum::Number(number) => number.to_string(),
            Sum::Input(at) => ["a", "b", "c"][*at].to_owned(),
            Sum::Minus(one) => format!("-({})", one.text()),
            Sum::Both(operator, one, other) => format!("({}) {operator} ({})", one.text(), other.text()),
        }
    }

    /// The value; `None` if something is divided by zero.
    fn value(&self, inputs: &[Decimal]) -> Option<BigRational> {
        Some(match self {
            Sum::Number(number) => whole(i64::from(*number)),
            Sum::Input(at) => fraction(inputs[*at]),
            Sum::Minus(one) => -one.value(inputs)?,
            Sum::Both(operator, one, other) => {
                let (one, other) = (one.value(inputs)?, other.value(inputs)?);
                match operator {
                    '+' => one + other,
                    '-' => one - other,
                    '*' => one * other,
                    _ if other == whole(0) => return None,
                    _ => one / other,
                }
            }
        })
    }
}

fn formula() -> impl Strategy<Value = Sum> {
    let leaf = prop_oneof![(1_u32..100).prop_map(Sum::Number), (0_usize..3).prop_map(Sum::Input)];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let operator = prop::sample::select(vec!['+', '-', '*', '/']);
        prop_oneof![
            4 => (operator, inner.clone(), inner.clone())
                .prop_map(|(operator, one, other)| Sum::Both(operator, Box::new(one), Box::new(other))),
            1 => inner.prop_map(|one| Sum::Minus(Box::new(one))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_means_and_medians_are_exact(values in prop::collection::vec(written(), 1..9), money in any::<bool>()) {
        let indicators = indicators();
        let indicator = own(&indicators, if money { "budget" } else { "firms" });
        let numbers: Vec<IndicatorNumber> = values.iter().map(|one| if money { euros(*one) } else { plain(*one) }).collect();
        let numbers: Vec<&IndicatorNumber> = numbers.iter().collect();
        let exact: BigRational = values.iter().map(|one| fraction(*one)).sum();
        let mut sorted = values.clone();
        sorted.sort();
        let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        agrees(&sum(indicator, &numbers), &exact)?;
        agrees(&mean(indicator, &numbers), &(exact / whole(values.len() as i64)))?;
        let middle = (fraction(low) + fraction(high)) / whole(2);
        // The median needs the sum, for the currency.
        if let Ok(found) = median(indicator, &numbers) {
            agrees(&Ok(found), &middle)?;
        }
    }

    #[test]
    fn shares_and_changes_are_exact(part in written(), of in written(), decimals in 0_usize..4) {
        let percent = whole(100);
        if of.is_zero() {
            prop_assert_eq!((share(part, of), relative_change(part, of)), (None, None));
            return Ok(());
        }
        let ratio = fraction(part) / fraction(of);
        match share(part, of) {
            Some(found) => shows(found * Decimal::ONE_HUNDRED, decimals, &(ratio * &percent))?,
            None => prop_assert!(is_too_large(&ratio, 5)),
        }
        let change = (fraction(part) - fraction(of)) / fraction(of.abs());
        match relative_change(part, of) {
            Some(found) => shows(found * Decimal::ONE_HUNDRED, decimals, &(change * percent))?,
            None => prop_assert!(is_too_large(&change, 5)),
        }
    }

    #[test]
    fn differences_are_those_of_the_numbers_that_are_shown(now in written(), then in written()) {
        let indicators = indicators();
        let found = difference(own(&indicators, "firms"), &plain(now), &plain(then));
        let wanted = fraction(now) - fraction(then);
        match found {
            Ok(found) => shows(found.by.value, found.by.decimals, &wanted)?,
            Err(other) => prop_assert!(other == NoNumber::TooLarge && is_too_large(&wanted, 14)),
        }
    }

    #[test]
    fn formulas_are_rounded_once(formula in formula(), inputs in prop::array::uniform3(written()), decimals in 0_usize..4) {
        let program = Program::compile(&formula.text()).expect("it is a formula");
        let input = |id: &str| plain(inputs[["a", "b", "c"].iter().position(|own| *own == id).expect("it is one")]);
        let found = calculate(program.expression(), &mut |id, _| Ok(input(id).exact()))
            .and_then(|number| IndicatorNumber { decimals, ..number }.cut());
        match (found, formula.value(&inputs)) {
            (Ok(found), Some(wanted)) => shows(found.value, decimals, &wanted)?,
            (Err(NoNumber::Zero(_)), None) => {}
            (Err(NoNumber::TooLarge), Some(wanted)) => prop_assert!(is_too_large(&wanted, decimals), "{}", wanted),
            (found, wanted) => prop_assert!(false, "{found:?} and {wanted:?}"),
        }
    }
}
