//! Exact fractions. What is calculated in several steps is rounded only once, where it is shown: a third of three halves is a half, and no
//! 0.4999….

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;

use crate::base::decimal::kept;

/// A number as the quotient of two whole numbers.
#[derive(Clone, Debug)]
pub struct Fraction {
    over: BigInt,
    /// Always positive.
    under: BigInt,
}

/// How many digits a number keeps that has more, those before the point included: a [`Decimal`] has room for as many.
const DIGITS: usize = 28;

fn power_of_ten(exponent: usize) -> BigInt {
    BigInt::from(10).pow(u32::try_from(exponent).unwrap_or(u32::MAX))
}

impl Fraction {
    /// Divides by another fraction; `None` if that is zero.
    pub fn checked_div(self, other: Fraction) -> Option<Fraction> {
        let sign = if other.over.sign() == Sign::Minus { -1 } else { 1 };
        (!other.is_zero())
            .then(|| Fraction { over: self.over * other.under * sign, under: self.under * other.over * sign })
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.over.sign() == Sign::NoSign
    }

    /// Returns the number with as many digits as it keeps, if they are enough to be rounded to `decimals` after the point. The
    /// others are cut off and not rounded: halves are rounded away from zero, so that what is rounded afterwards
    /// is what the fraction itself would have been rounded to.
    ///
    /// ```
    /// # use casebook::base::fraction::Fraction;
    /// # use rust_decimal::Decimal;
    /// let [one, three] = [1, 3].map(|number| Fraction::from(Decimal::from(number)));
    /// let third = one.checked_div(three.clone()).expect("it is not divided by zero");
    /// assert_eq!(third.cut(2).map(|third| third.to_string()), Some("0.3333333333333333333333333333".to_owned()));
    /// assert_eq!((third * three).cut(2), Some(Decimal::ONE));
    /// ```
    pub fn cut(&self, decimals: usize) -> Option<Decimal> {
        let before = (&self.over / &self.under).magnitude().to_string();
        let before = if before == "0" { 0 } else { before.len() };
        let scale = DIGITS.checked_sub(before)?;
        let scaled = &self.over * power_of_ten(scale);
        let digits = &scaled / &self.under;
        let is_exact = &digits * &self.under == scaled;
        // What was cut off decides about a half only if there is a digit more than those that are shown.
        if scale < decimals || (!is_exact && scale == decimals) {
            return None;
        }
        let digits =
            Decimal::try_from_i128_with_scale(i128::try_from(digits).ok()?, u32::try_from(scale).ok()?).ok()?;
        kept(Some(digits.normalize()))
    }
}

impl From<Decimal> for Fraction {
    fn from(number: Decimal) -> Fraction {
        Fraction { over: number.mantissa().into(), under: power_of_ten(number.scale() as usize) }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        (&self.over * &other.under).cmp(&(&other.over * &self.under))
    }
}

impl Add for Fraction {
    type Output = Fraction;

    fn add(self, other: Fraction) -> Fraction {
        let over = self.over * &other.under + other.over * &self.under;
        Fraction { over, under: self.under * other.under }
    }
}

impl Sub for Fraction {
    type Output = Fraction;

    fn sub(self, other: Fraction) -> Fraction {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Fraction;

    fn mul(self, other: Fraction) -> Fraction {
        Fraction { over: self.over * other.over, under: self.under * other.under }
    }
}

impl Neg for Fraction {
    type Output = Fraction;

    fn neg(self) -> Fraction {
        Fraction { over: -self.over, under: self.under }
    }
}
