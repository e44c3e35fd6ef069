//! Statistics over the numbers of several cases, and how two numbers compare. Each says what it is and where that comes from.
//! Calculated is with decimals, and rounded only when something is shown.

use crate::base::decimal::kept;
use rust_decimal::Decimal;

use crate::base::decimal::rounded;
use crate::model::indicator::Indicator;
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};

/// The sum of the numbers.
///
/// # Errors
/// If there is none, or they are amounts in several currencies.
pub fn sum(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    let (first, rest) =
        numbers.split_first().ok_or_else(|| NoNumber::Missing { id: indicator.id.to_string(), last: false })?;
    rest.iter().try_fold((*first).clone(), |sum, one| {
        if sum.currency.is_some() && one.currency.is_some() && sum.currency != one.currency {
            return Err(NoNumber::Currencies);
        }
        Ok(IndicatorNumber {
            value: kept(sum.value.checked_add(one.value)).ok_or(NoNumber::TooLarge)?,
            decimals: sum.decimals.max(one.decimals),
            about: sum.about || one.about,
            currency: sum.currency.or_else(|| one.currency.clone()),
        })
    })
}

/// The arithmetic mean: the sum of the numbers divided by how many they are (ISO 3534-1:2006, 1.15, sample mean).
///
/// # Errors
/// As for the sum.
pub fn mean(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    let sum = sum(indicator, numbers)?;
    let decimals = if sum.currency.is_some() { 0 } else { sum.decimals.max(1) };
    Ok(IndicatorNumber { value: sum.value / Decimal::from(numbers.len()), decimals, ..sum })
}

/// The median: the number in the middle of all by size, and of an even count the mean of the two in the middle (ISO 3534-1:2006,
/// 1.13, sample median).
///
/// # Errors
/// As for the sum.
pub fn median(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<IndicatorNumber, NoNumber> {
    // The currencies must be the same, as for a sum.
    let whole = sum(indicator, numbers)?;
    let sorted = sorted(numbers);
    let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    let value = (low.value + high.value) / Decimal::TWO;
    let is_whole = (value * indicator.scale()).fract().is_zero();
    let fixed = is_whole || indicator.formula.is_some() || whole.currency.is_some();
    let decimals = if fixed { whole.decimals } else { whole.decimals.max(1) };
    Ok(IndicatorNumber { value, decimals, ..whole })
}

/// How numbers spread: the least, the median and the most of them.
///
/// # Errors
/// As for the sum.
pub fn spread(indicator: &Indicator, numbers: &[&IndicatorNumber]) -> Result<[IndicatorNumber; 3], NoNumber> {
    let middle = median(indicator, numbers)?;
    let sorted = sorted(numbers);
    let [least, most] = [0, sorted.len() - 1].map(|at| sorted[at].clone());
    Ok([least, middle, most])
}

fn sorted<'n>(numbers: &[&'n IndicatorNumber]) -> Vec<&'n IndicatorNumber> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by_key(|number| number.value);
    sorted
}

/// By how much an indicator changed since the year before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The difference; of parts of a whole in percentage points, as a fraction.
    pub by: IndicatorNumber,
    /// The difference as a part of the earlier figure without its sign; nothing if that is zero, and for parts of a whole.
    pub relative: Option<Decimal>,
}

/// The relative change from one number to another: their difference divided by the size of the earlier (Eurostat, Statistics
/// Explained, Statistical concept: Percentage change and percentage points). Nothing if that is zero, or too small to divide by.
pub fn relative_change(now: Decimal, then: Decimal) -> Option<Decimal> {
    kept((now - then).checked_div(then.abs()))
}

/// A part divided by its whole. Nothing if that is zero, or too small to divide by.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    kept(part.checked_div(whole))
}

/// The difference of two numbers of an indicator, as they are shown, and the relative change.
///
/// # Errors
/// If they are in different currencies; none is in every currency.
pub fn difference(indicator: &Indicator, now: &IndicatorNumber, then: &IndicatorNumber) -> Result<Change, NoNumber> {
    if now.currency.is_some() && then.currency.is_some() && now.currency != then.currency {
        return Err(NoNumber::Currencies);
    }
    let relative = relative_change(now.value, then.value).filter(|_| !indicator.is_share());
    // What is told is the difference of what is shown.
    let shown =
        |number: &IndicatorNumber| rounded(number.value * indicator.scale(), number.decimals) / indicator.scale();
    let by = IndicatorNumber {
        value: shown(now) - shown(then),
        decimals: now.decimals.max(then.decimals),
        about: now.about || then.about,
        currency: now.currency.clone().or_else(|| then.currency.clone()),
    };
    Ok(Change { by, relative })
}

/// How much of what is known of a case agrees with a profile: the matches of the simple matching coefficient (R. R. Sokal and C. D.
/// Michener, A statistical method for evaluating systematic relationships, University of Kansas Science Bulletin 38 (1958),
/// 1409-1438), which is their share of what is known.
///
/// It agrees where something observed is expected (`hits`), and where something that is known to be absent is not: all `absent`
/// but those that are expected (`misses`). What is not known counts for nothing. So a small profile does not win by its size: what
/// a larger one expects besides is held against it only if it is known to be absent, and profiles of which the same is known are
/// tied.
pub fn matches(hits: usize, misses: usize, absent: usize) -> usize {
    hits + absent - misses
}

#[cfg(test)]
mod tests;
