//! What ratings come to: how many there are, their median and range, and their mean where a scale has equal steps.

use rust_decimal::Decimal;

use crate::analysis::mapping::CellRating;
use crate::model::framework::scale::{Scale, ScaleKind};

/// What several ratings on a scale come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many have a level.
    pub rated: usize,
    /// How many go both ways.
    pub mixed: usize,
    /// How many could not be made.
    pub missing: usize,
    /// On how many coders differ.
    pub contested: usize,
    /// The places of the lower and the upper median, which are the same for an odd number of ratings (Conover 1999); `None` without a
    /// rating, or an order.
    pub median: Option<(usize, usize)>,
    /// The places of the lowest and the highest rating; `None` without a rating, or an order.
    pub range: Option<(usize, usize)>,
    /// The arithmetic mean; `None` without a rating, or equal steps.
    pub mean: Option<Decimal>,
}

/// Sums up ratings on a scale. What is mixed, missing or contested is counted, and is in no median and no mean.
pub fn summary<'r>(scale: &Scale, ratings: impl Iterator<Item = &'r CellRating>) -> Summary {
    let (mut places, mut mixed, mut missing, mut contested) = (Vec::new(), 0, 0, 0);
    for rating in ratings {
        match rating {
            CellRating::None => {}
            CellRating::Level(place) => places.push(*place),
            CellRating::Mixed => mixed += 1,
            CellRating::Missing => missing += 1,
            CellRating::Contested(_) => contested += 1,
        }
    }
    places.sort_unstable();
    let rated = places.len();
    let of = |pick: fn(&[usize]) -> (usize, usize)| (scale.is_ordered() && rated > 0).then(|| pick(&places));
    let sum: Option<Decimal> = places.iter().map(|place| scale.value(*place)).sum();
    let mean = sum.filter(|_| scale.kind() == ScaleKind::Interval && rated > 0).map(|sum| sum / Decimal::from(rated));
    Summary {
        rated,
        mixed,
        missing,
        contested,
        median: of(|places| (places[(places.len() - 1) / 2], places[places.len() / 2])),
        range: of(|places| (places[0], places[places.len() - 1])),
        mean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_support::scale;
    use CellRating::{Contested, Level, Missing, Mixed, None};

    #[test]
    fn ordinal_ratings_have_a_median_and_a_range_and_no_mean() {
        let own = scale("{ levels: [little, some, much] }");
        let all = [Level(2), Level(0), None, Level(1), Mixed, Missing, Contested(vec![Level(0), Level(2)])];
        let found = summary(&own, all.iter());
        assert_eq!((found.rated, found.mixed, found.missing, found.contested), (3, 1, 1, 1));
        assert_eq!((found.median, found.range, found.mean), (Some((1, 1)), Some((0, 2)), Option::None));
        assert_eq!(summary(&own, [Level(0), Level(2)].iter()).median, Some((0, 2)), "it lies between the two");
        // Numbers alone make no equal steps.
        assert_eq!(summary(&scale("{ levels: [0, 1, 5] }"), [Level(0), Level(2)].iter()).mean, Option::None);
    }

    #[test]
    fn only_equal_steps_have_a_mean() {
        let own = scale("{ kind: interval, levels: [-2, -1, 0, +1, +2] }");
        let found = summary(&own, [Level(0), Level(3), Level(4), Mixed].iter());
        assert_eq!((found.median, found.mean), (Some((3, 3)), Decimal::new(1, 0).checked_div(3.into())));
    }

    #[test]
    fn without_an_order_or_a_rating_there_is_nothing_in_the_middle() {
        let nominal = summary(&scale("{ kind: nominal, levels: [a, b] }"), [Level(0), Level(1)].iter());
        assert_eq!(
            (nominal.rated, nominal.median, nominal.range, nominal.mean),
            (2, Option::None, Option::None, Option::None)
        );
        let empty = summary(&scale("{ kind: interval, levels: [0, 1] }"), [None, Missing].iter());
        assert_eq!((empty.rated, empty.missing, empty.median, empty.mean), (0, 1, Option::None, Option::None));
    }
}
