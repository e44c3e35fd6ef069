//! Truth tables: which combinations of conditions come with an outcome (Ragin 1987, 2008). Combinations are not minimised.

/// How far a case belongs to a set: 0 is out, 1 in.
pub type Membership = f64;

/// A combination of conditions that at least one case has.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// Whether each condition is there.
    pub conditions: Vec<bool>,
    /// The indexes of the cases that have it: those that belong to it by more than half.
    pub cases: Vec<usize>,
    /// How many of these have the outcome.
    pub with_outcome: usize,
    /// How far belonging to the combination goes along with the outcome: Σ min(x, y) / Σ x over all cases (Ragin 2008); for
    /// memberships of 0 and 1 the share of its cases that have the outcome.
    pub consistency: Membership,
}

impl Combination {
    /// Whether its cases differ in the outcome.
    pub fn is_contradictory(&self) -> bool {
        self.with_outcome > 0 && self.with_outcome < self.cases.len()
    }
}

/// The membership that a number has, by the direct method of calibration: the log odds are 3 at the number that is fully in, 0 at the
/// crossover and −3 at the one that is fully out, in proportion between and beyond (Ragin 2008).
pub fn calibrated(number: f64, [out, crossover, inside]: [f64; 3]) -> Membership {
    let deviation = number - crossover;
    let is_up = (deviation >= 0.0) == (inside > crossover);
    let odds = if is_up { 3.0 * deviation / (inside - crossover) } else { -3.0 * deviation / (out - crossover) };
    1.0 / (1.0 + (-odds).exp())
}

/// The combinations that cases have, the most frequent first and then in the order of their conditions, those that are there before those that
/// are not. Each case has the memberships in the conditions and, last, in the outcome; none is exactly half.
pub fn combinations(cases: &[Vec<Membership>]) -> Vec<Combination> {
    let mut found: Vec<Combination> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let Some((outcome, conditions)) = case.split_last() else { continue };
        let own: Vec<bool> = conditions.iter().map(|membership| *membership > 0.5).collect();
        let has_outcome = usize::from(*outcome > 0.5);
        match found.iter_mut().find(|known| known.conditions == own) {
            Some(known) => {
                known.cases.push(at);
                known.with_outcome += has_outcome;
            }
            None => found.push(Combination {
                consistency: consistency(cases, &own),
                conditions: own,
                cases: vec![at],
                with_outcome: has_outcome,
            }),
        }
    }
    found.sort_by(|one, other| {
        other.cases.len().cmp(&one.cases.len()).then_with(|| other.conditions.cmp(&one.conditions))
    });
    found
}

fn consistency(cases: &[Vec<Membership>], combination: &[bool]) -> Membership {
    let of = |case: &Vec<Membership>| {
        let parts = case.iter().zip(combination).map(|(own, is_there)| if *is_there { *own } else { 1.0 - own });
        (parts.fold(1.0, f64::min), case.last().copied().unwrap_or_default())
    };
    let all: Vec<(f64, f64)> = cases.iter().map(of).collect();
    all.iter().map(|(x, y)| x.min(*y)).sum::<f64>() / all.iter().map(|(x, _)| x).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_with_the_same_conditions_share_a_row_and_may_contradict_each_other() {
        let cases = [[1.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0]].map(Vec::from);
        let found = combinations(&cases);
        let [first, second] = found.as_slice() else { panic!("two combinations, not {found:?}") };
        assert_eq!(
            (first.conditions.as_slice(), first.cases.as_slice(), first.with_outcome),
            (&[true, false][..], &[0, 1, 3][..], 2)
        );
        assert!(first.is_contradictory() && !second.is_contradictory());
        assert!((first.consistency - 2.0 / 3.0).abs() < 1e-9 && (second.consistency - 1.0).abs() < 1e-9);
    }

    /// Ragin (2008): incomes per head of 2,500, 5,000 and 20,000 dollars are out, between and in.
    #[test]
    fn incomes_are_calibrated_as_published() {
        for (income, membership) in
            [(40_110.0, 1.0), (20_060.0, 0.95), (17_090.0, 0.92), (7_470.0, 0.62), (5_000.0, 0.5), (2_980.0, 0.08)]
        {
            let found = calibrated(income, [2_500.0, 5_000.0, 20_000.0]);
            assert!((found - membership).abs() < 0.006, "{income}: {found}");
        }
        // Falling anchors make high numbers count as out.
        assert!(calibrated(500.0, [450.0, 250.0, 100.0]) < 0.05 && calibrated(50.0, [450.0, 250.0, 100.0]) > 0.95);
    }

    #[test]
    fn the_consistency_of_memberships_is_the_sum_of_the_smaller_over_the_sum() {
        let cases = [[0.8, 0.6], [0.6, 0.9], [0.2, 0.3]].map(Vec::from);
        let found = combinations(&cases);
        assert!((found[0].consistency - (0.6 + 0.6 + 0.2) / 1.6).abs() < 1e-9, "{found:?}");
    }
}
