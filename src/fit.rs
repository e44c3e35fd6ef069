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
    /// The resemblance, at most 1; nothing where it is not defined.
    pub kappa: Option<f64>,
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
    let observed: Vec<&Cell> = cells.iter().copied().filter(|cell| cell.status == Status::Observed).collect();
    let absent: Vec<&Cell> = cells.iter().copied().filter(|cell| cell.status == Status::Absent).collect();
    if observed.is_empty() {
        return None;
    }
    let stages = mapping.framework.maps.iter().filter_map(|id| life_cycle.stage(id));
    let mut stages: Vec<StageFit> = stages
        .map(|stage| {
            let [hits, misses, expected] = [&observed, &absent, &cells].map(|cells| count(cells, stage));
            let kappa = kappa(hits, misses, expected, [observed.len(), absent.len(), cells.len()]);
            StageFit { stage, hits, expected, kappa, nearest: false }
        })
        .collect();
    let best = stages.iter().filter_map(|stage| stage.kappa).fold(f64::NEG_INFINITY, f64::max);
    // Of some stages exactly the same is known: they differ in what nobody mentions, and so in their size. They are tied.
    let known =
        |stage: &Stage| -> Vec<bool> { observed.iter().chain(&absent).map(|cell| expects(stage, cell)).collect() };
    let leading = stages.iter().filter(|stage| best > EQUAL && stage.kappa.is_some_and(|kappa| best - kappa < EQUAL));
    let leading: Vec<Vec<bool>> = leading.map(|stage| known(stage.stage)).collect();
    for stage in &mut stages {
        stage.nearest = leading.contains(&known(stage.stage));
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
    Some(Fit { stages, observed: observed.len(), of: cells.len(), agreement })
}

fn expects(stage: &Stage, cell: &Cell) -> bool {
    cell.characteristic.stages.iter().any(|id| **id == *stage.id)
}

fn count(cells: &[&Cell], stage: &Stage) -> usize {
    cells.iter().filter(|cell| expects(stage, cell)).count()
}

/// How what is known of a case agrees with a stage's profile: the kappa coefficient of J. Cohen, A coefficient of agreement for
/// nominal scales, Educational and Psychological Measurement 20 (1960), 37-46.
///
/// Known is what is observed, and what is absent with a ground; what is not mentioned is not known and counts for nothing. The
/// two agree where something observed is expected (`hits` of `observed`), and where something absent is not (all `absent` but
/// `misses`). Kappa is (p - c) / (1 - c), where p is the share of what is known on which they agree, and c the share to
/// which a profile of the same size would agree by chance, if its `expected` of all `of` characteristics were drawn.
///
/// It is 1 if they agree on everything and 0 if no more than by chance. Over all profiles of one size it is 0 on average: so
/// neither a small profile nor a large one wins by its size. `None` if a profile of everything can't but agree.
pub fn kappa(hits: usize, misses: usize, expected: usize, [observed, absent, of]: [usize; 3]) -> Option<f64> {
    let [hits, misses, expected, observed, absent, of] =
        [hits, misses, expected, observed, absent, of].map(|count| count as f64);
    let known = observed + absent;
    let share = (hits + absent - misses) / known;
    let drawn = expected / of;
    let chance = (observed * drawn + absent * (1.0 - drawn)) / known;
    (known > 0.0 && chance < 1.0 - EQUAL).then(|| (share - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(hits: usize, misses: usize, expected: usize, known: [usize; 3]) -> f64 {
        kappa(hits, misses, expected, known).expect("it is defined")
    }

    #[test]
    fn agreement_is_one_and_chance_is_nothing() {
        assert!(
            (value(3, 0, 4, [3, 2, 10]) - 1.0).abs() < EQUAL,
            "all that is observed is expected, nothing absent is"
        );
        assert!(value(2, 0, 5, [4, 0, 10]).abs() < EQUAL, "half of what is observed, and half of everything");
        assert!(value(0, 2, 5, [4, 2, 10]) < -0.9, "the one is what the other is not");
        assert_eq!(kappa(4, 0, 10, [4, 0, 10]), None, "everything is expected");
    }

    #[test]
    fn a_small_profile_does_not_win_over_one_that_explains_more() {
        let (small, large) = (value(1, 0, 1, [2, 0, 10]), value(2, 0, 5, [2, 0, 10]));
        assert!(large > small, "{large} {small}");
        assert!(
            (value(1, 0, 2, [1, 0, 10]) - value(1, 0, 7, [1, 0, 10])).abs() < EQUAL,
            "what is shared tells no two apart"
        );
    }

    /// All profiles of each size are tried against what is known of a case: on average none agrees.
    #[test]
    fn no_profile_wins_by_its_size() {
        for (observed, absent) in [(1, 0), (3, 0), (2, 2), (1, 4), (5, 3)] {
            for expected in 1..8_usize {
                let profiles = (0..1_u32 << 8).filter(|set| set.count_ones() as usize == expected);
                let values: Vec<f64> = profiles
                    .map(|set| {
                        let hits = (set & ((1 << observed) - 1)).count_ones() as usize;
                        let misses = ((set >> observed) & ((1 << absent) - 1)).count_ones() as usize;
                        value(hits, misses, expected, [observed, absent, 8])
                    })
                    .collect();
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                assert!(mean.abs() < EQUAL, "{observed} observed, {absent} absent, {expected} expected: {mean}");
            }
        }
    }
}
