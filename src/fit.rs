//! Which stage's profile a record's observations resemble, and what they do not say. Evidence beside the assessed stage,
//! never a verdict in its place.

use crate::framework::Stage;
use crate::mapping::{Cell, Mapping, Position, Status};

/// A record held against every stage that a framework maps.
#[derive(Debug)]
pub struct Fit<'a> {
    /// One entry per mapped stage, in the framework's order.
    pub stages: Vec<StageFit<'a>>,
    /// How many characteristics are observed, of those that the framework places in stages.
    pub observed: usize,
    /// How many there are in the dimensions on which something is recorded.
    pub of: usize,
    /// What the observations say of the assessed stage.
    pub agreement: Agreement,
}

/// A record held against one stage.
#[derive(Debug)]
pub struct StageFit<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// How many of the characteristics that it expects are observed.
    pub hits: usize,
    /// How many it expects, in the dimensions on which something is recorded.
    pub expected: usize,
    /// The resemblance, from -1 to 1; nothing where it is not defined.
    pub phi: Option<f64>,
    /// Whether no other stage resembles the observations more, or only one of which nothing else is known.
    pub nearest: bool,
}

/// What the observations say of the assessed stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They resemble it more than any other.
    Agrees,
    /// They resemble it and another stage equally.
    Tied,
    /// They resemble another stage more.
    Tension,
    /// They resemble no stage more than chance would.
    None,
    /// There is no one assessed stage that the framework maps: there is nothing to agree with.
    Unassessed,
}

/// Two values of the measure that differ by less are equal: they come from whole numbers by a division and a root.
const EQUAL: f64 = 1e-9;

/// Holds a record against the stages of a framework's life cycle. `None` if the framework has no stages, or nothing that it
/// places in stages is observed. Dimensions on which nothing is recorded are left out, and so are observations outside the
/// framework, which it expects nowhere.
pub fn fit<'a>(mapping: &Mapping<'a>) -> Option<Fit<'a>> {
    let life_cycle = mapping.life_cycle?;
    let recorded = mapping.dimensions.iter().filter(|mapped| mapped.is_recorded());
    let cells: Vec<&Cell> =
        recorded.flat_map(|mapped| &mapped.cells).filter(|cell| !cell.characteristic.stages.is_empty()).collect();
    let is_observed = |cell: &Cell| cell.status == Status::Observed;
    let observed = cells.iter().filter(|cell| is_observed(cell)).count();
    if observed == 0 {
        return None;
    }
    let expects = |stage: &Stage, cell: &Cell| cell.characteristic.stages.iter().any(|id| **id == *stage.id);
    let stages = mapping.framework.maps.iter().filter_map(|id| life_cycle.stage(id));
    let mut stages: Vec<StageFit> = stages
        .map(|stage| {
            let own: Vec<&&Cell> = cells.iter().filter(|cell| expects(stage, cell)).collect();
            let hits = own.iter().filter(|cell| is_observed(cell)).count();
            StageFit {
                stage,
                hits,
                expected: own.len(),
                phi: phi(hits, own.len(), observed, cells.len()),
                nearest: false,
            }
        })
        .collect();
    let best = stages.iter().filter_map(|stage| stage.phi).fold(f64::NEG_INFINITY, f64::max);
    // What is known of a stage: what it expects and is observed, or absent with a ground. Stages of which the same is known
    // differ only in what nobody mentions, and so in the size of their profiles: they are tied.
    let known = |stage: &Stage| -> Vec<bool> {
        let told = |cell: &&Cell| matches!(cell.status, Status::Observed | Status::Absent);
        cells.iter().map(|cell| told(cell) && expects(stage, cell)).collect()
    };
    let leading = stages.iter().filter(|stage| best > EQUAL && stage.phi.is_some_and(|phi| best - phi < EQUAL));
    let leading: Vec<Vec<bool>> = leading.map(|stage| known(stage.stage)).collect();
    for stage in &mut stages {
        stage.nearest = stage.phi.is_some() && leading.contains(&known(stage.stage));
    }
    let nearest = stages.iter().filter(|stage| stage.nearest).count();
    let agreement = match mapping.position {
        Position::Mapped(_) if nearest == 0 => Agreement::None,
        Position::Mapped(here) => match stages.get(here) {
            Some(own) if own.nearest && nearest == 1 => Agreement::Agrees,
            Some(own) if own.nearest => Agreement::Tied,
            _ => Agreement::Tension,
        },
        Position::NoLifeCycle | Position::NotAssessed | Position::Contested | Position::NotMapped => {
            Agreement::Unassessed
        }
    };
    Some(Fit { stages, observed, of: cells.len(), agreement })
}

/// The phi coefficient of two sets among `of` things, one of `expected`, one of `observed`, with `hits` in both: Pearson's
/// correlation of the two as zeros and ones. G. U. Yule, On the methods of measuring association between two attributes,
/// Journal of the Royal Statistical Society 75 (1912), 579-652.
///
/// It is 1 where the sets are the same, 0 where they share what chance would make them share, -1 where each has what the other
/// lacks. Of observations made by chance it is 0 on average, whatever the size of the profile: so neither a small profile nor
/// a large one wins by its size. `None` where one of the sets is empty or everything, so that nothing can be told apart.
pub fn phi(hits: usize, expected: usize, observed: usize, of: usize) -> Option<f64> {
    let [hits, expected, observed, of] = [hits, expected, observed, of].map(|count| count as f64);
    let spread = expected * (of - expected) * observed * (of - observed);
    (spread > 0.0).then(|| (hits * of - expected * observed) / spread.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_sets_resemble_wholly_and_opposite_ones_not_at_all() {
        assert!((phi(3, 3, 3, 10).expect("it is defined") - 1.0).abs() < EQUAL);
        assert!((phi(0, 4, 6, 10).expect("it is defined") + 1.0).abs() < EQUAL);
        assert_eq!(phi(2, 4, 5, 10), Some(0.0), "half of both, as by chance");
        assert_eq!(phi(4, 4, 10, 10), None, "everything is observed");
        assert_eq!(phi(0, 0, 3, 10), None, "nothing is expected");
    }

    /// All sets of observations of one size are tried against profiles of every size: on average none is favoured.
    #[test]
    fn no_profile_wins_by_its_size() {
        for observed in 1..8_usize {
            for expected in 1..8_usize {
                let all = (0..1_u32 << 8).filter(|set| set.count_ones() as usize == observed);
                let profile = (1_u32 << expected) - 1;
                let values: Vec<f64> = all
                    .map(|set| {
                        phi((set & profile).count_ones() as usize, expected, observed, 8).expect("it is defined")
                    })
                    .collect();
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                assert!(mean.abs() < EQUAL, "{observed} observed, {expected} expected: {mean}");
            }
        }
    }
}
