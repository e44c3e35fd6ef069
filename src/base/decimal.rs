//! Decimal arithmetic: rounding, a limit on size, and conversion to the `f64` that JSON and workbooks need.

use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds to the nearest, and halves away from zero (ISO 80000-1:2022, annex B, rule B), as spreadsheets do: to exactly `decimals` digits after the point, trailing zeros included.
///
/// ```
/// # use casebook::base::decimal::rounded;
/// # use rust_decimal::Decimal;
/// assert_eq!(rounded(Decimal::new(2675, 3), 2).to_string(), "2.68");
/// assert_eq!(rounded(Decimal::new(-125, 1), 0).to_string(), "-13");
/// assert_eq!(rounded(Decimal::from(3), 1).to_string(), "3.0");
/// assert_eq!(rounded(Decimal::new(-4, 1), 0).to_string(), "0");
/// ```
pub fn rounded(value: Decimal, decimals: usize) -> Decimal {
    let decimals = u32::try_from(decimals).map_or(Decimal::MAX_SCALE, |decimals| decimals.min(Decimal::MAX_SCALE));
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    // A number that rounds to zero loses its sign.
    if rounded.is_zero() { rounded.abs() } else { rounded }
}

/// The largest rounding error of a number that was rounded to `decimals` digits after the point.
pub fn half_of_last_digit(decimals: usize) -> Decimal {
    Decimal::new(
        5,
        u32::try_from(decimals).map_or(Decimal::MAX_SCALE, |decimals| (decimals + 1).min(Decimal::MAX_SCALE)),
    )
}

/// 10²⁴. Results of this size or more are rejected, so that all others can be shown in per cent and compared without
/// overflow checks.
const LIMIT: Decimal = Decimal::from_parts(2_701_131_776, 466_537_709, 54_210, false, 0);

/// Returns the result of a calculation if it has at most 24 digits before the point.
pub fn kept(value: Option<Decimal>) -> Option<Decimal> {
    value.filter(|value| value.abs() < LIMIT)
}

/// Returns the nearest `f64`, since JSON, CEL and the cells of workbooks have no decimal type.
pub fn to_binary(value: Decimal) -> f64 {
    // Parsing the digits rounds only once.
    value.to_string().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_limit_is_a_number_of_25_digits() {
        assert_eq!(LIMIT.to_string(), format!("1{}", "0".repeat(24)));
        assert_eq!(kept(Some(LIMIT)), None);
        assert_eq!(kept(Some(LIMIT - Decimal::ONE)), Some(LIMIT - Decimal::ONE));
        assert_eq!(kept(Some(Decimal::ONE - LIMIT)), Some(Decimal::ONE - LIMIT));
    }

    proptest! {
        #[test]
        fn a_number_of_fifteen_digits_comes_back_from_binary(digits in 0_i64..1_000_000_000_000_000, scale in 0_u32..16) {
            let number = Decimal::new(digits, scale);
            let text = format!("{:.*}", scale as usize, to_binary(number));
            prop_assert_eq!(text, number.to_string());
        }

        #[test]
        fn rounding_moves_by_half_a_digit_at_most(digits in any::<i64>(), scale in 0_u32..19, decimals in 0_usize..9) {
            let number = Decimal::new(digits, scale);
            let rounded = rounded(number, decimals);
            prop_assert_eq!(rounded.scale() as usize, decimals);
            prop_assert!((rounded - number).abs() <= Decimal::new(5, u32::try_from(decimals).unwrap_or(0) + 1));
        }
    }
}
