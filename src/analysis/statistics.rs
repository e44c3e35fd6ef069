//! Statistics over the numbers of several cases, and comparisons of two numbers. Each function states its definition and where
//! that comes from. Calculations use decimal arithmetic; numbers are rounded only when they are shown.

use crate::base::decimal::rounded;
use crate::base::fraction::Fraction;
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::{ExactNumber, IndicatorNumber, NoNumber};
use crate::yaml::shape::notation::Notation;
use iso_currency::Currency;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The sum of the numbers.
///
/// # Errors
/// If there are no numbers, they are amounts in several currencies, or the sum is too large.
pub fn sum(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    exact_sum(indicator, numbers.iter().map(|number| (*number).clone().exact()))?.cut()
}

/// The sum of numbers that are not rounded.
///
/// # Errors
/// If there are no numbers, or they are amounts in several currencies.
pub fn exact_sum(
    indicator: &Indicator,
    mut numbers: impl Iterator<Item = ExactNumber>,
) -> Result<ExactNumber, NoNumber> {
    let first = numbers.next().ok_or_else(|| NoNumber::Missing { id: indicator.id.to_string(), last: false })?;
    numbers.try_fold(first, |sum, one| {
        if sum.currency.is_some() && one.currency.is_some() && sum.currency != one.currency {
            return Err(NoNumber::Currencies);
        }
        Ok(IndicatorNumber {
            value: sum.value + one.value,
            decimals: sum.decimals.max(one.decimals),
            about: sum.about || one.about,
            currency: sum.currency.or(one.currency),
        })
    })
}

/// The sum of two numbers divided by how many they stand for, with enough digits to be shown with `decimals` after the point.
fn divided(sum: Fraction, count: usize, decimals: usize) -> Result<Decimal, NoNumber> {
    let mean = sum.checked_div(Decimal::from(count).into());
    mean.and_then(|mean| mean.cut(decimals)).ok_or(NoNumber::TooLarge)
}

/// The most digits after the point that a currency has (ISO 4217).
const MOST_DIGITS: usize = 4;

/// The arithmetic mean: the sum of the numbers divided by their count (ISO 3534-1:2006, 1.15, sample mean).
///
/// # Errors
/// As for [`sum`].
pub fn mean(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    let sum = sum(indicator, numbers)?;
    if numbers.len() == 1 {
        return Ok(sum);
    }
    let value = divided(sum.value.into(), numbers.len(), sum.decimals.max(MOST_DIGITS) + 2)?;
    let is_money = indicator.unit.notation() == Notation::Money;
    let decimals = if is_money { digits_of_money(value, &sum) } else { sum.decimals.max(1) };
    Ok(IndicatorNumber { value, decimals, ..sum })
}

/// How many digits after the point an amount has that stands for several: those of its currency (ISO 4217, the minor unit), but none if
/// the single amounts have none and it is whole.
fn digits_of_money(value: Decimal, amounts: &IndicatorNumber) -> usize {
    let currency = amounts.currency.as_deref().and_then(Currency::from_code);
    let digits = currency.and_then(Currency::exponent).map_or(0, usize::from);
    if value.fract().is_zero() { amounts.decimals } else { digits.max(amounts.decimals) }
}

/// The median: the middle one of the sorted numbers, or, if their count is even, the mean of the two in the middle (ISO
/// 3534-1:2006, 1.13, sample median).
///
/// # Errors
/// As for [`sum`].
pub fn median(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    // The currencies must be the same, as for a sum.
    let whole = sum(indicator, numbers)?;
    let sorted = sorted(numbers);
    let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    let both = Fraction::from(low.value) + high.value.into();
    let value = divided(both, 2, whole.decimals.max(MOST_DIGITS) + 2)?;
    let is_whole = (value * indicator.scale()).fract().is_zero();
    let decimals = match &whole.currency {
        _ if is_whole || indicator.formula.is_some() => whole.decimals,
        Some(_) => digits_of_money(value, &whole),
        None => whole.decimals.max(1),
    };
    Ok(IndicatorNumber { value, decimals, ..whole })
}

/// The minimum, the median and the maximum of the numbers.
///
/// # Errors
/// As for [`sum`].
pub fn spread(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<[IndicatorNumber; 3], NoNumber> {
    let middle = median(indicator, numbers)?;
    let sorted = sorted(numbers);
    let [least, most] = [0, sorted.len() - 1].map(|at| sorted[at].clone());
    Ok([least, middle, most])
}

/// The lower quartile, the median and the upper quartile of some numbers, in ascending order: the value at a quarter, a half and three
/// quarters of the way from the first to the last, interpolated between neighbours (R. J. Hyndman and Y. Fan, Sample Quantiles in
/// Statistical Packages, The American Statistician 50 (1996), 361-365, definition 7; QUARTILE.INC in spreadsheets). `None` of no numbers.
pub fn quartiles(ascending: &[Decimal]) -> Option<[Decimal; 3]> {
    let last = Decimal::from(ascending.len().checked_sub(1)?);
    let at = |part: i64| {
        let place = last * Decimal::new(part * 25, 2);
        let below = place.floor().to_usize()?;
        let low = *ascending.get(below)?;
        let high = *ascending.get(below + 1).unwrap_or(&low);
        Some(low + (high - low) * place.fract())
    };
    Some([at(1)?, at(2)?, at(3)?])
}

fn sorted<'n>(numbers: &[&'n IndicatorNumber]) -> Vec<&'n IndicatorNumber> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by_key(|number| number.value);
    sorted
}

/// By how much an indicator changed since the year before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The difference. For percentages it is in percentage points, as a fraction (0.03 for 3 points).
    pub by: IndicatorNumber,
    /// The difference divided by the absolute value of the earlier figure. `None` for percentages, and of fewer things than [`FEW`] in
    /// one of the two years: of four firms one more is 25 %.
    pub relative: Option<Decimal>,
    /// Whether the two numbers differ before they are rounded.
    pub moved: bool,
}

/// Changes of fewer things than this are told in things and not in per cent.
pub const FEW: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// With how many digits after the point a share is shown at most, as a fraction.
const SHARE_DIGITS: usize = 5;

/// The relative change from one number to another, as a fraction: their difference divided by the absolute value of the earlier
/// one (Eurostat, Statistics Explained, Statistical concept: Percentage change and percentage points). `None` if the earlier
/// one is zero, or too small to divide by.
pub fn relative_change(now: Decimal, then: Decimal) -> Option<Decimal> {
    let by = Fraction::from(now) - then.into();
    by.checked_div(then.abs().into())?.cut(SHARE_DIGITS)
}

/// A part divided by its whole, as a fraction. `None` if the whole is zero, or too small to divide by.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    Fraction::from(part).checked_div(whole.into())?.cut(SHARE_DIGITS)
}

/// The difference of two numbers of an indicator, both rounded as they are shown, and the relative change of the unrounded
/// ones.
///
/// # Errors
/// If the numbers are in different currencies, or the difference has too many digits. A number without a currency, as "none" is, can be compared with any.
pub fn difference(indicator: &Indicator, now: &IndicatorNumber, then: &IndicatorNumber) -> Result<Change, NoNumber> {
    if now.currency.is_some() && then.currency.is_some() && now.currency != then.currency {
        return Err(NoNumber::Currencies);
    }
    let is_few = indicator.unit.one != "money" && [now, then].iter().any(|number| number.value.abs() < FEW);
    let relative = relative_change(now.value, then.value).filter(|_| !indicator.is_share() && !is_few);
    // Readers see the rounded numbers, so the difference must be that of the rounded numbers.
    let shown =
        |number: &IndicatorNumber| rounded(number.value * indicator.scale(), number.decimals) / indicator.scale();
    let decimals = now.decimals.max(then.decimals);
    let by = Fraction::from(shown(now)) - shown(then).into();
    let by = IndicatorNumber {
        value: by.cut(decimals + 2).ok_or(NoNumber::TooLarge)?,
        decimals,
        about: now.about || then.about,
        currency: now.currency.clone().or_else(|| then.currency.clone()),
    };
    Ok(Change { by, relative, moved: now.value != then.value })
}

/// How many of the known characteristics of a case agree with a profile. These are the matches of the simple matching
/// coefficient (R. R. Sokal and C. D. Michener, A statistical method for evaluating systematic relationships, University of
/// Kansas Science Bulletin 38 (1958), 1409-1438), which divides them by the number of known characteristics.
///
/// A characteristic agrees if it is observed and expected (`hits`), or known to be absent and not expected. `absent` counts all
/// that are known to be absent, `misses` those of them that are expected. Unknown characteristics count for nothing. So a
/// profile does not win by being small: what a larger one expects in addition counts against it only if it is known to be
/// absent, and profiles that differ only in unknown characteristics are tied.
///
/// A larger profile wins more often by chance where little is known to be absent: whatever is observed, more of it is expected there.
/// How often is what [`chance`](crate::analysis::chance::chance) counts.
pub fn matching(hits: usize, misses: usize, absent: usize) -> usize {
    hits + absent - misses
}

/// Which profiles a case resembles most: those with which as much agrees ([`matching`]) as with any other. None if nothing agrees with
/// any of them.
pub fn nearest(agreeing: &[usize]) -> Vec<bool> {
    let best = agreeing.iter().copied().max().unwrap_or_default();
    agreeing.iter().map(|count| *count == best && best > 0).collect()
}

#[cfg(test)]
mod exact;
#[cfg(test)]
mod tests;
