//! How often chance alone would make a record resemble the stages that it resembles.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::statistics::matching;

/// The largest number of different results of drawing from some classes that are kept apart. Frameworks as people write them
/// stay far below.
const MOST_RESULTS: usize = 50_000;

/// Characteristics that the same stages expect: for a resemblance, one is as good as the other.
#[derive(Clone, Debug)]
pub struct Class {
    /// For each stage, whether it expects them.
    pub expected: Vec<bool>,
    /// How many there are.
    pub size: usize,
}

/// A probability as a fraction of two counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// How many of all lists have the property.
    pub lists: u128,
    /// How many lists there are.
    pub of: u128,
}

impl Chance {
    /// The probability in per cent. It is 0 or 100 only if none or all of the lists have the property.
    pub fn percent(self) -> Decimal {
        // A decimal number has 96 bits, and a hundred times the count must fit. Beyond that the last bits are left out.
        let shift = (u128::BITS - self.of.leading_zeros()).saturating_sub(88);
        let of = self.of >> shift;
        let lists = match self.lists >> shift {
            _ if self.lists == 0 || self.lists == self.of => self.lists >> shift,
            lists => lists.clamp(1, of - 1),
        };
        Decimal::from(lists) * Decimal::ONE_HUNDRED / Decimal::from(of)
    }
}

/// The probability that a random list resembles exactly the same stages most as the recorded one.
///
/// A random list has as many observed characteristics and as many absent ones as the recorded one. They are drawn without
/// replacement from all that were compared, each choice being as likely as any other: the number of observed and of absent ones
/// in each class has a multivariate hypergeometric distribution (N. L. Johnson, S. Kotz and N. Balakrishnan, Discrete
/// Multivariate Distributions, 1997, chapter 39). This is the reference set of an exact randomisation test given the two counts
/// (R. A. Fisher, The Design of Experiments, 1935; E. S. Edgington, Randomization Tests, 1980). It is not a p-value: it says how often a
/// list of this length points to these stages although it says nothing of them, which depends on how large their profiles are.
///
/// `classes` has the characteristics that were compared, `observed` and `absent` say how many of them are, and `resembled` says of
/// each stage whether the recorded list resembles it most ([`nearest`](crate::analysis::statistics::nearest), after [`matching`]).
/// All lists are counted and none is drawn: class by class, with the number of ways that lead to the same counts.
///
/// Returns `None` if no stage is resembled, if there is no other stage or no other list of that length to compare with, or if there are
/// too many lists to count.
pub fn chance(classes: &[Class], observed: usize, absent: usize, resembled: &[bool]) -> Option<Chance> {
    let reference = resembled.iter().position(|is_nearest| *is_nearest).filter(|_| resembled.len() > 1)?;
    let mut left: usize = classes.iter().map(|class| class.size).sum();
    let of = binomial(left, observed)?.checked_mul(binomial(left.checked_sub(observed)?, absent)?)?;
    let nothing = Drawn { to_observe: observed, to_miss: absent, agrees: false, ahead: vec![0; resembled.len()] };
    let mut results = BTreeMap::from([(nothing, 1_u128)]);
    for (at, class) in classes.iter().enumerate() {
        left -= class.size;
        let later = Later { reference, resembled, left, room: room(&classes[at + 1..], reference, resembled.len()) };
        let mut next: BTreeMap<Drawn, u128> = BTreeMap::new();
        for (drawn, ways) in &results {
            if next.len() > MOST_RESULTS {
                return None;
            }
            for seen in 0..=class.size.min(drawn.to_observe) {
                for missing in 0..=(class.size - seen).min(drawn.to_miss) {
                    let Some(more) = drawn.with(class, seen, missing, &later) else { continue };
                    let own = binomial(class.size, seen)?.checked_mul(binomial(class.size - seen, missing)?)?;
                    let sum = next.entry(more).or_default();
                    *sum = sum.checked_add(ways.checked_mul(own)?)?;
                }
            }
        }
        results = next;
    }
    let alike = results.iter().filter(|(drawn, _)| drawn.agrees);
    Some(Chance { lists: alike.map(|(_, ways)| ways).sum(), of }).filter(|chance| chance.of > 1)
}

/// What can still be drawn after a class.
struct Later<'c> {
    /// One of the stages that should be resembled most.
    reference: usize,
    /// Of each stage, whether it should be.
    resembled: &'c [bool],
    /// How many characteristics are left.
    left: usize,
    /// For each stage, of how many of these it expects one and the reference does not, or the other way round.
    room: Vec<usize>,
}

fn room(later: &[Class], reference: usize, stages: usize) -> Vec<usize> {
    let differing = |stage| later.iter().filter(move |class| class.expected[stage] != class.expected[reference]);
    (0..stages).map(|stage| differing(stage).map(|class| class.size).sum()).collect()
}

/// What was drawn from some classes, as far as it still makes a difference.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Drawn {
    /// How many observed characteristics are still to be drawn.
    to_observe: usize,
    /// How many absent ones are.
    to_miss: usize,
    /// Whether anything agrees with the reference.
    agrees: bool,
    /// For each stage, with how many more of them it agrees than the reference does.
    ahead: Vec<isize>,
}

impl Drawn {
    /// The same, and some more of another class. `None` if no list that begins like this can have the wanted property.
    fn with(&self, class: &Class, seen: usize, missing: usize, later: &Later) -> Option<Drawn> {
        let (to_observe, to_miss) = (self.to_observe - seen, self.to_miss - missing);
        if to_observe + to_miss > later.left {
            return None;
        }
        let agreeing = |stage: usize| match class.expected[stage] {
            true => matching(seen, missing, missing),
            false => matching(0, 0, missing),
        };
        let own = agreeing(later.reference);
        let ahead = self.ahead.iter().enumerate().map(|(stage, before)| {
            let ahead = before + agreeing(stage) as isize - own as isize;
            // Each that is still to be drawn moves this by one at most.
            let room = later.room[stage].min(to_observe + to_miss) as isize;
            match later.resembled[stage] {
                true => Some(ahead).filter(|ahead| ahead.abs() <= room),
                // However far behind a stage is that can't catch up, is all the same.
                false => Some(ahead.max(-room - 1)).filter(|ahead| *ahead < room),
            }
        });
        Some(Drawn { to_observe, to_miss, agrees: self.agrees || own > 0, ahead: ahead.collect::<Option<_>>()? })
    }
}

/// In how many ways `some` of `all` things can be chosen; `None` if that is too large a number.
fn binomial(all: usize, some: usize) -> Option<u128> {
    (0..some).try_fold(1_u128, |ways, at| Some(ways.checked_mul((all - at) as u128)? / (at as u128 + 1)))
}

#[cfg(test)]
mod tests;
