//! How far coders agree: the share of agreement, Cohen's κ, weighted κ, and Krippendorff's α. Each of a table of units by coders, in which a
//! value is the place of a category on a scale, and a unit that a coder did not code has none.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// What is known of the distances between categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// They are the same or not.
    Nominal,
    /// They have an order.
    Ordinal,
    /// Their values have equal steps.
    Interval,
}

/// Units by coders: for each unit the place of the category that each coder gave it.
pub type Coded = Vec<Vec<Option<usize>>>;

/// Agreement of two coders on a number of units.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// On how many units they agree.
    pub agreed: usize,
    /// How many units both coded.
    pub units: usize,
}

/// On how many of the units that both coded two coders agree.
pub fn shared(coded: &Coded, one: usize, other: usize) -> Shared {
    let pairs = pairs(coded, one, other);
    Shared { agreed: pairs.iter().filter(|(one, other)| one == other).count(), units: pairs.len() }
}

/// The categories that two coders gave to each unit that both coded.
fn pairs(coded: &Coded, one: usize, other: usize) -> Vec<(usize, usize)> {
    coded.iter().filter_map(|unit| Some((unit[one]?, unit[other]?))).collect()
}

/// Cohen's κ of two coders: (p − e) / (1 − e), where p is the share of units on which they agree, and e the share that would agree by chance,
/// given how often each uses each category (Cohen 1960). `None` where there are no units, or both use one category alone.
pub fn kappa(coded: &Coded, one: usize, other: usize) -> Option<Decimal> {
    weighted(&pairs(coded, one, other), |a, b| Decimal::from(u8::from(a != b)))
}

/// Weighted κ of two coders: 1 − Σ v·o / Σ v·e, where o are the shares of pairs of categories that occur, e those that would by chance, and v the
/// squared distance of their places on the scale (Cohen 1968). `None` as for [`kappa`].
pub fn weighted_kappa(coded: &Coded, one: usize, other: usize) -> Option<Decimal> {
    let distance = |a: usize, b: usize| Decimal::from(a.abs_diff(b) * a.abs_diff(b));
    weighted(&pairs(coded, one, other), distance)
}

fn weighted(pairs: &[(usize, usize)], distance: impl Fn(usize, usize) -> Decimal) -> Option<Decimal> {
    let n = Decimal::from(pairs.len());
    let observed: Decimal = pairs.iter().map(|(a, b)| distance(*a, *b)).sum();
    let expected = pairs.iter().flat_map(|(a, _)| pairs.iter().map(|(_, b)| distance(*a, *b))).sum::<Decimal>();
    // Σ v·o and Σ v·e, both times n².
    Some(Decimal::ONE - (observed * n).checked_div(expected)?)
}

/// Krippendorff's α of all coders: 1 − D / E, where D is the disagreement within units and E that which is expected by chance, over all pairs of
/// values of units that two coders or more coded (Krippendorff 2004). `values` are those of the categories, for
/// [`Metric::Interval`]. With how many units and how many of their values it was made. `None` where nothing can differ.
pub fn alpha(coded: &Coded, metric: Metric, values: &[Decimal]) -> (Option<Decimal>, usize, usize) {
    let units: Vec<Vec<usize>> = coded.iter().map(|unit| unit.iter().flatten().copied().collect()).collect();
    let units: Vec<Vec<usize>> = units.into_iter().filter(|unit: &Vec<usize>| unit.len() > 1).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    units.iter().flatten().for_each(|value| *counts.entry(*value).or_default() += 1);
    let n: usize = counts.values().sum();
    let distance = |a: usize, b: usize| -> Decimal {
        match metric {
            Metric::Nominal => Decimal::from(u8::from(a != b)),
            // All values from the one to the other, those at the ends by half.
            Metric::Ordinal => {
                let (low, high) = (a.min(b), a.max(b));
                let of = |at: usize| Decimal::from(counts.get(&at).copied().unwrap_or_default());
                let between: Decimal = counts.range(low..=high).map(|(_, count)| Decimal::from(*count)).sum();
                let steps = between - (of(low) + of(high)) / Decimal::TWO;
                steps * steps
            }
            Metric::Interval => {
                let steps = values[a] - values[b];
                steps * steps
            }
        }
    };
    let within = units.iter().map(|unit| {
        let all: Decimal = unit.iter().flat_map(|a| unit.iter().map(|b| distance(*a, *b))).sum();
        all / Decimal::from(unit.len() - 1)
    });
    let within: Decimal = within.sum();
    let between: Decimal = counts
        .iter()
        .flat_map(|one| counts.iter().map(move |other| (one, other)))
        .map(|((a, of_a), (b, of_b))| Decimal::from(of_a * of_b) * distance(*a, *b))
        .sum();
    let ratio = (within * Decimal::from(n.saturating_sub(1))).checked_div(between);
    (ratio.map(|ratio| Decimal::ONE - ratio), units.len(), n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::decimal::rounded;

    /// The matrix of three coders and fifteen units of which α is published for three kinds of scales.
    fn classic() -> Coded {
        let coders = ["*****3412113 3*3", "1*21334 3*******", "**2134 4*211 33*4"];
        let of = |text: &str| -> Vec<Option<usize>> {
            text.chars().filter(|c| *c != ' ').map(|c| c.to_digit(10).map(|digit| digit as usize - 1)).collect()
        };
        let all = coders.map(of);
        (0..15).map(|unit| all.iter().map(|coder| coder[unit]).collect()).collect()
    }

    fn shown(value: Option<Decimal>) -> String {
        value.map_or("none".to_owned(), |value| rounded(value, 3).to_string())
    }

    #[test]
    fn alpha_is_that_of_the_published_matrix() {
        let values: Vec<Decimal> = (1..=4).map(Decimal::from).collect();
        for (metric, published) in [(Metric::Nominal, "0.691"), (Metric::Ordinal, "0.807"), (Metric::Interval, "0.811")]
        {
            let (alpha, units, n) = alpha(&classic(), metric, &values);
            assert_eq!((shown(alpha).as_str(), units, n), (published, 12, 26), "{metric:?}");
        }
    }

    /// By hand: 35 of 50 agree, and 25 would by chance.
    #[test]
    fn kappa_is_what_is_left_beyond_chance() {
        let cells = [((0, 0), 20), ((0, 1), 5), ((1, 0), 10), ((1, 1), 15)];
        let coded: Coded =
            cells.iter().flat_map(|((a, b), count)| std::iter::repeat_n(vec![Some(*a), Some(*b)], *count)).collect();
        assert_eq!(shared(&coded, 0, 1), Shared { agreed: 35, units: 50 });
        assert_eq!(shown(kappa(&coded, 0, 1)), "0.400");
        assert_eq!(shown(weighted_kappa(&coded, 0, 1)), "0.400", "with two categories weights make no difference");
    }

    /// By hand: of near disagreements Σ v·o is 1/4 and Σ v·e 20/16, of far ones 4/4 and 26/16.
    #[test]
    fn a_weighted_kappa_counts_near_disagreements_less() {
        let near: Coded =
            vec![vec![Some(0), Some(1)], vec![Some(1), Some(1)], vec![Some(2), Some(2)], vec![Some(0), Some(0)]];
        let far: Coded =
            vec![vec![Some(0), Some(2)], vec![Some(1), Some(1)], vec![Some(2), Some(2)], vec![Some(0), Some(0)]];
        let of = |coded: &Coded| (shown(kappa(coded, 0, 1)), shown(weighted_kappa(coded, 0, 1)));
        assert_eq!(of(&near), ("0.636".to_owned(), "0.800".to_owned()));
        assert_eq!(of(&far), ("0.636".to_owned(), "0.385".to_owned()));
    }

    #[test]
    fn where_nothing_can_differ_there_is_no_measure() {
        let same: Coded = vec![vec![Some(0), Some(0)]; 5];
        assert_eq!((kappa(&same, 0, 1), alpha(&same, Metric::Nominal, &[]).0), (None, None));
        let apart: Coded = vec![vec![Some(0), None], vec![None, Some(1)]];
        assert_eq!(shared(&apart, 0, 1), Shared { agreed: 0, units: 0 });
        assert_eq!((kappa(&apart, 0, 1), alpha(&apart, Metric::Nominal, &[])), (None, (None, 0, 0)));
    }

    #[test]
    fn what_one_alone_coded_counts_for_nothing() {
        let both: Coded = vec![vec![Some(0), Some(0)], vec![Some(1), Some(0)], vec![Some(1), Some(1)]];
        let mut more = both.clone();
        more.extend([vec![Some(1), None], vec![None, Some(0)]]);
        assert_eq!(kappa(&both, 0, 1), kappa(&more, 0, 1));
        assert_eq!(alpha(&both, Metric::Nominal, &[]), alpha(&more, Metric::Nominal, &[]));
    }
}
