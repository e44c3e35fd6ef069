//! What users rely on when a cluster sees where it stands: bands that everybody can know, and nobody's figures.

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::analysis::peers::{Bands, NoBands, bands};

fn numbers(figures: &[i64]) -> Vec<Decimal> {
    figures.iter().map(|figure| Decimal::from(*figure)).collect()
}

fn borders(figures: &[i64], is_summed: bool) -> Result<[String; 3], NoBands> {
    bands(&numbers(figures), is_summed).map(|bands| bands.borders.map(|border| border.to_string()))
}

const MEMBERS: [i64; 12] = [12, 19, 27, 36, 41, 52, 63, 77, 90, 118, 131, 160];

#[test]
fn borders_are_rounded_quartiles() {
    // The quartiles are 33.75, 57.5 and 97; half of the way between the outer ones is 31.6.
    assert_eq!(borders(&MEMBERS, true).unwrap(), ["40", "60", "100"]);
    let shares: Vec<Decimal> = MEMBERS.iter().map(|part| Decimal::new(*part, 3)).collect();
    let borders = bands(&shares, false).unwrap().borders;
    assert_eq!(borders, ["0.04", "0.06", "0.1"].map(|border| border.parse().unwrap()));
}

#[test]
fn a_border_moves_to_the_other_side_where_a_band_would_be_nearly_empty() {
    // The lower quartile is 41.75: below 40, the nearest ten, there is one figure.
    let figures = [39, 40, 41, 42, 50, 59, 68, 70, 73, 87, 120, 146];
    assert_eq!(borders(&figures, true).unwrap(), ["50", "60", "80"]);
}

#[test]
fn a_band_has_room_for_three_different_figures() {
    // Half of all have 12 or 13: a band from 12 to 14 would say nearly which.
    let months = [3, 5, 7, 9, 12, 12, 13, 13, 14, 30, 36, 36];
    if let Ok([low, middle, high]) = bands(&numbers(&months), false).map(|bands| bands.borders) {
        assert!(middle - low >= Decimal::from(3) && high - middle >= Decimal::from(3), "{low} {middle} {high}");
    }
    assert_eq!(borders(&[0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5], false), Err(NoBands::Telling), "under 1 is 0");
}

#[test]
fn a_figure_on_a_border_belongs_to_the_band_above() {
    let bands = Bands { borders: [40, 60, 100].map(Decimal::from), of: 12 };
    for (figure, band) in [(39, 0), (40, 1), (59, 1), (60, 2), (99, 2), (100, 3), (4000, 3), (-5, 0)] {
        assert_eq!(bands.band(Decimal::from(figure)), band, "{figure}");
    }
}

#[test]
fn there_are_no_bands_without_eight_others() {
    assert_eq!(borders(&MEMBERS[..8], true), Err(NoBands::Few));
    assert!(borders(&MEMBERS[..9], true).is_ok());
    assert_eq!(borders(&[], true), Err(NoBands::Few));
}

#[test]
fn there_are_no_bands_of_figures_that_are_much_alike() {
    assert_eq!(borders(&[7; 12], false), Err(NoBands::Telling));
    assert_eq!(borders(&[7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 90, 200], false), Err(NoBands::Telling));
}

#[test]
fn there_are_no_bands_where_the_sum_tells_the_largest() {
    let mut figures = MEMBERS;
    figures[11] = 9000;
    assert_eq!(borders(&figures, true), Err(NoBands::Telling), "the sum less the others in their bands is nearly 9000");
    assert!(borders(&figures, false).is_ok(), "a sum that nobody knows tells nothing");
    assert!(borders(&MEMBERS, true).is_ok());
}

/// The least and the most that the figure of one can be for another one who knows its own, the sum, the borders and who is in which band:
/// found by trying, not by calculating; and what the band alone says.
fn possible(bands: &Bands, figures: &[i64], reader: usize, other: usize) -> [(i64, i64); 2] {
    let whole = |border: Decimal| i64::try_from(border.ceil()).unwrap();
    let sum: i64 = figures.iter().sum();
    let ends = |at: usize| {
        let band = bands.band(Decimal::from(figures[at]));
        let low = if band == 0 { 0 } else { whole(bands.borders[band - 1]) };
        (low, bands.borders.get(band).map_or(sum, |border| whole(*border)))
    };
    let rest: Vec<(i64, i64)> = (0..figures.len()).filter(|at| *at != reader && *at != other).map(ends).collect();
    let left = sum - figures[reader];
    let (lows, highs): (i64, i64) = rest.iter().fold((0, 0), |(lows, highs), (low, high)| (lows + low, highs + high));
    let (low, high) = ends(other);
    let fits = |figure: &i64| (lows..=highs).contains(&(left - figure));
    let found = |mut range: Box<dyn Iterator<Item = i64>>| range.find(|figure| fits(figure)).unwrap();
    [(found(Box::new(low..=high)), found(Box::new((low..=high).rev()))), (low, high)]
}

proptest! {
    #[test]
    fn no_figure_can_be_won_back_from_sum_and_borders(
        mut figures in proptest::collection::vec(0_i64..400, 9..16),
        factor in 1_i64..60,
    ) {
        // Some are much larger than all others.
        figures[0] *= factor;
        if let Ok(bands) = bands(&numbers(&figures), true) {
            for reader in 0..figures.len() {
                for other in (0..figures.len()).filter(|other| *other != reader) {
                    let figure = figures[other];
                    let is_near = |end: i64| (end - figure).abs() * 10 < figure;
                    let [(least, most), (low, high)] = possible(&bands, &figures, reader, other);
                    prop_assert!(!is_near(least) || is_near(low) || least == low, "{figure} is at least {least}");
                    prop_assert!(!is_near(most) || is_near(high) || most == high, "{figure} is at most {most}");
                }
            }
        }
    }

    #[test]
    fn order_says_nothing(mut figures in proptest::collection::vec(0_i64..400, 9..16)) {
        let one = borders(&figures, true);
        figures.reverse();
        prop_assert_eq!(one, borders(&figures, true));
    }
}
