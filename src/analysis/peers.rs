//! Where a cluster stands among others, so that nobody can tell what another one reports. What is shown are three borders, the same for
//! all: rounded quartiles, which part the clusters into four bands.

use rust_decimal::Decimal;

use crate::analysis::statistics::quartiles;
use crate::base::decimal::rounded;

/// A cluster sees where it stands among at least so many others.
pub const FEWEST_OTHERS: usize = 8;

/// Each band holds at least so many clusters, so that none is about one alone.
const FEWEST_IN_BAND: usize = 2;

/// A band has to leave room for at least so many figures as they are written: "12 to 14" members would be 12 or 13.
const FEWEST_POSSIBLE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// What subtraction tells of a figure has to be further from it than this part of it: the p % rule with ten per cent, for estimates from
/// above and from below (A. Hundepool et al., Statistical Disclosure Control, Wiley 2012, 4.2.2).
const ROOM: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// The borders between four bands of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// The borders, in ascending order; a figure on a border belongs to the band above.
    pub borders: [Decimal; 3],
    /// How many figures there are.
    pub of: usize,
}

/// Why there are no bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBands {
    /// Too few others give the figure.
    Few,
    /// A reader could tell what another one reports, or the figures are too much alike to be parted.
    Telling,
}

/// Whether so many clusters are enough for each to see where it stands.
pub fn are_enough(clusters: usize) -> bool {
    clusters > FEWEST_OTHERS
}

impl Bands {
    /// The band of a figure, from 0, the lowest, to 3.
    pub fn band(&self, figure: Decimal) -> usize {
        self.borders.iter().filter(|border| figure >= **border).count()
    }
}

/// The bands of the figures of all clusters that give one. `is_summed` says whether readers may know what they come to together.
///
/// # Errors
/// If there are fewer than [`FEWEST_OTHERS`] beside each, or a single figure could be won back.
pub fn bands(figures: &[Decimal], is_summed: bool) -> Result<Bands, NoBands> {
    if !are_enough(figures.len()) {
        return Err(NoBands::Few);
    }
    let mut ascending = figures.to_vec();
    ascending.sort();
    let exact = quartiles(&ascending).ok_or(NoBands::Few)?;
    let is_safe = |bands: &Bands| {
        are_filled(bands, &ascending) && are_wide(bands, &ascending) && !(is_summed && is_won_back(bands, &ascending))
    };
    let of = figures.len();
    let all = steps(exact[2] - exact[0]).flat_map(|step| rounded_to(exact, step));
    all.map(|borders| Bands { borders, of }).find(is_safe).ok_or(NoBands::Telling)
}

/// Three quartiles as multiples of a step: all to the nearest first, then one, two and three of them to the next one on the other side, since
/// the nearest can leave a band nearly empty.
fn rounded_to(quartiles: [Decimal; 3], step: Decimal) -> impl Iterator<Item = [Decimal; 3]> {
    let around = quartiles.map(|quartile| {
        let nearest = rounded(quartile / step, 0);
        let other = if nearest > quartile / step { nearest - Decimal::ONE } else { nearest + Decimal::ONE };
        [nearest, other].map(|multiple| (multiple * step).normalize())
    });
    let mut choices: Vec<usize> = (0..8).collect();
    choices.sort_by_key(|choice: &usize| choice.count_ones());
    choices.into_iter().map(move |choice| [0, 1, 2].map(|at| around[at][choice >> at & 1]))
}

/// The steps to which borders are rounded, the largest first: 1, 2 or 5 times a power of ten, from half to a tenth of the way between the
/// outer quartiles.
fn steps(range: Decimal) -> impl Iterator<Item = Decimal> {
    let powers = (0..=40).map(|power| match power {
        0..=20 => Decimal::from_i128_with_scale(10_i128.pow(20 - power), 0),
        _ => Decimal::new(1, power - 20),
    });
    let all = powers.flat_map(|power| [5, 2, 1].map(|part| Decimal::from(part) * power));
    all.filter(move |step| *step * Decimal::TWO <= range && *step * Decimal::TEN >= range)
}

/// Whether the borders are different, and each band holds enough.
fn are_filled(bands: &Bands, figures: &[Decimal]) -> bool {
    let mut counts = [0; 4];
    figures.iter().for_each(|figure| counts[bands.band(*figure)] += 1);
    let [low, middle, high] = bands.borders;
    low < middle && middle < high && counts.iter().all(|count| *count >= FEWEST_IN_BAND)
}

/// Whether each band between two borders holds several figures that are possible: of whole numbers at least [`FEWEST_POSSIBLE`].
fn are_wide(bands: &Bands, figures: &[Decimal]) -> bool {
    let digits = figures.iter().map(|figure| figure.normalize().scale()).max().unwrap_or_default();
    let least = FEWEST_POSSIBLE * Decimal::new(1, digits);
    let [low, middle, high] = bands.borders;
    let is_counted = figures.iter().all(|figure| *figure >= Decimal::ZERO);
    let lowest = if is_counted { low >= least } else { true };
    lowest && middle - low >= least && high - middle >= least
}

/// Whether a cluster that knows its own figure, the sum of all, the borders, and how many are in each band could tell the figure of
/// another one, because the bands of all others leave it too little room.
fn is_won_back(bands: &Bands, figures: &[Decimal]) -> bool {
    let is_counted = figures.iter().all(|figure| *figure >= Decimal::ZERO);
    let bounds = |figure: Decimal| -> Ends {
        let band = bands.band(figure);
        let floor = is_counted.then_some(Decimal::ZERO);
        [band.checked_sub(1).map(|at| bands.borders[at]).or(floor), bands.borders.get(band).copied()]
    };
    let all: Vec<(Decimal, Ends)> = figures.iter().map(|figure| (*figure, bounds(*figure))).collect();
    let sum: Decimal = figures.iter().sum();
    // At either end, what all come to that have a bound there, and how many have none.
    let [lows, highs] = [0, 1].map(|end| {
        let bounded: Vec<Decimal> = all.iter().filter_map(|(_, ends)| ends[end]).collect();
        (bounded.iter().sum::<Decimal>(), all.len() - bounded.len())
    });
    let of_rest = |end: usize, (bounded, open): (Decimal, usize), two: [&Ends; 2]| {
        let is_open = open > two.iter().filter(|own| own[end].is_none()).count();
        (!is_open).then(|| bounded - two.iter().filter_map(|own| own[end]).sum::<Decimal>())
    };
    let tells = |(own, own_ends): &(Decimal, Ends), (figure, ends): &(Decimal, Ends)| {
        let two = [own_ends, ends];
        let from = of_rest(1, highs, two).map(|rest| sum - own - rest);
        let to = of_rest(0, lows, two).map(|rest| sum - own - rest);
        // A narrow band does not say of whom it is; what subtraction tells is of this one.
        let is_near = |end: Option<Decimal>| end.is_some_and(|end| (end - figure).abs() < figure.abs() * ROOM);
        from > ends[0] && is_near(from) && !is_near(ends[0]) || to.is_some() && is_near(to) && !is_near(ends[1])
    };
    let others = |reader: usize| all.iter().enumerate().filter(move |(at, _)| *at != reader).map(|(_, other)| other);
    all.iter().enumerate().any(|(reader, own)| others(reader).any(|other| tells(own, other)))
}

/// The least and the most that a figure can be, as far as anything is known.
type Ends = [Option<Decimal>; 2];

#[cfg(test)]
mod tests;
