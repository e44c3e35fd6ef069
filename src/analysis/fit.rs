//! Which stage's profile a record's observations resemble most, and how much is known at all. This is evidence beside the
//! assessed stage, never a verdict that replaces it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::analysis::chance::{Chance, Class, chance};
use crate::analysis::mapping::{Cell, Mapped, Mapping, Position, Status};
use crate::analysis::statistics::{matching, nearest};
use crate::model::framework::Stage;

/// A record compared with every stage that a framework maps.
#[derive(Debug)]
pub struct Fit<'a> {
    /// One entry per mapped stage, in the framework's order.
    pub stages: Vec<StageFit<'a>>,
    /// How many characteristics are compared: all that the framework places in stages, in the dimensions with observations.
    pub compared: usize,
    /// How many of them are observed.
    pub observed: usize,
    /// How many of them are known: observed, or absent (see [`Status::Absent`]).
    pub known: usize,
    /// How often a random list of as many observed and as many absent characteristics would resemble the same stages most.
    /// `None` as [`chance`] says.
    pub chance: Option<Chance>,
    /// Whether the observations support the assessed stage.
    pub agreement: Agreement,
}

impl<'a> Fit<'a> {
    /// The stages to which the two shares point, if these are different stages: first those of which the largest part of what
    /// they expect is observed, then those that expect the largest part of what is observed. A large profile tends to have the
    /// second share, a small one the first. `None` if a stage is among both.
    pub fn apart(&self) -> Option<[Vec<&StageFit<'a>>; 2]> {
        let expecting = self.stages.iter().filter(|stage| stage.expected > 0);
        let fullest =
            largest(expecting.collect(), |one, other| (one.hits * other.expected).cmp(&(other.hits * one.expected)));
        let widest = largest(self.stages.iter().collect(), |one, other| one.hits.cmp(&other.hits));
        let both = fullest.iter().any(|one| widest.iter().any(|other| std::ptr::eq(*one, *other)));
        (!both && !fullest.is_empty()).then_some([fullest, widest])
    }
}

/// The stages than which none is larger.
fn largest<'s, 'a>(
    stages: Vec<&'s StageFit<'a>>,
    compare: impl Fn(&StageFit, &StageFit) -> Ordering,
) -> Vec<&'s StageFit<'a>> {
    let beaten = |one: &StageFit| stages.iter().any(|other| compare(other, one).is_gt());
    stages.iter().copied().filter(|one| !beaten(one)).collect()
}

/// A record compared with one stage.
#[derive(Debug)]
pub struct StageFit<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// How many of the characteristics that it expects are observed.
    pub hits: usize,
    /// How many characteristics it expects, in the dimensions with observations.
    pub expected: usize,
    /// How many of the known characteristics agree with it, see [`matching`].
    pub agreeing: usize,
    /// Whether no other stage agrees more. False for all stages if nothing agrees.
    pub nearest: bool,
}

/// Whether the observations support the assessed stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They resemble it more than any other stage.
    Agrees,
    /// They resemble it and another stage equally.
    Tied,
    /// They resemble another stage more.
    Tension,
    /// They resemble no stage at all.
    None,
    /// There is no single assessed stage that the framework maps, so there is nothing to compare with.
    Unassessed,
}

/// Compares a record with the stages of a framework's life cycle. Returns `None` if the framework has no life cycle, or if no
/// characteristic that it places in stages is observed. Dimensions without observations are left out, and so are observations
/// outside the framework, since no stage expects them.
pub fn fit<'a>(mapping: &Mapping<'a>) -> Option<Fit<'a>> {
    let life_cycle = mapping.life_cycle?;
    let seen = |mapped: &&Mapped| mapped.cells.iter().any(|cell| cell.status.is_seen());
    let cells = mapping.dimensions.iter().filter(seen).flat_map(|mapped| &mapped.cells);
    // What is withheld speaks for no stage, and against none.
    let cells: Vec<&Cell> =
        cells.filter(|cell| !cell.characteristic.stages.is_empty() && !cell.is_undecided()).collect();
    let with = |status: Status| -> Vec<&Cell> {
        cells.iter().copied().filter(|cell| cell.status.listed() == status).collect()
    };
    let (observed, absent) = (with(Status::Observed), with(Status::Absent));
    if observed.is_empty() {
        return None;
    }
    let stages = mapping.framework.maps.iter().filter_map(|id| life_cycle.stage(id));
    let mut stages: Vec<StageFit> = stages
        .map(|stage| {
            let [hits, misses, expected] = [&observed, &absent, &cells].map(|cells| count(cells, stage));
            StageFit { stage, hits, expected, agreeing: matching(hits, misses, absent.len()), nearest: false }
        })
        .collect();
    let agreeing: Vec<usize> = stages.iter().map(|stage| stage.agreeing).collect();
    let resembled = nearest(&agreeing);
    for (stage, is_nearest) in stages.iter_mut().zip(&resembled) {
        stage.nearest = *is_nearest;
    }
    let nearest = stages.iter().filter(|stage| stage.nearest).count();
    let chance = chance(&classes(&cells, &stages), observed.len(), absent.len(), &resembled);
    let agreement = match mapping.position {
        Position::Mapped(_) if nearest == 0 => Agreement::None,
        Position::Mapped(here) => match stages.get(here) {
            Some(own) if own.nearest && nearest == 1 => Agreement::Agrees,
            Some(own) if own.nearest => Agreement::Tied,
            _ => Agreement::Tension,
        },
        Position::NoLifeCycle
        | Position::NotAssessed
        | Position::Withheld
        | Position::Contested
        | Position::NotMapped => Agreement::Unassessed,
    };
    let known = observed.len() + absent.len();
    Some(Fit { stages, compared: cells.len(), observed: observed.len(), known, chance, agreement })
}

fn expects(stage: &Stage, cell: &Cell) -> bool {
    cell.characteristic.is_expected_in(&stage.id)
}

/// How many characteristics the same stages expect.
fn classes(cells: &[&Cell], stages: &[StageFit]) -> Vec<Class> {
    let mut sizes: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    for cell in cells {
        *sizes.entry(stages.iter().map(|stage| expects(stage.stage, cell)).collect()).or_default() += 1;
    }
    sizes.into_iter().map(|(expected, size)| Class { expected, size }).collect()
}

fn count(cells: &[&Cell], stage: &Stage) -> usize {
    cells.iter().filter(|cell| expects(stage, cell)).count()
}

#[cfg(test)]
mod tests;
