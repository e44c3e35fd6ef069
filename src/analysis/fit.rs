//! Which stage's profile a record's observations resemble most, and how much is known at all. This is evidence beside the
//! assessed stage, never a verdict that replaces it.

use crate::analysis::mapping::{Cell, Mapped, Mapping, Position, Status};
use crate::analysis::statistics::matching;
use crate::model::framework::Stage;

/// A record compared with every stage that a framework maps.
#[derive(Debug)]
pub struct Fit<'a> {
    /// One entry per mapped stage, in the framework's order.
    pub stages: Vec<StageFit<'a>>,
    /// How many characteristics are observed, of those that the framework places in stages.
    pub observed: usize,
    /// How many characteristics that the framework places in stages are known: observed, or absent (see [`Status::Absent`]).
    pub known: usize,
    /// Whether the observations support the assessed stage.
    pub agreement: Agreement,
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
    let seen = |mapped: &&Mapped| mapped.cells.iter().any(|cell| cell.status == Status::Observed);
    let cells = mapping.dimensions.iter().filter(seen).flat_map(|mapped| &mapped.cells);
    let cells: Vec<&Cell> = cells.filter(|cell| !cell.characteristic.stages.is_empty()).collect();
    let with = |status: Status| -> Vec<&Cell> { cells.iter().copied().filter(|cell| cell.status == status).collect() };
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
    let best = stages.iter().map(|stage| stage.agreeing).max().unwrap_or_default();
    for stage in &mut stages {
        stage.nearest = stage.agreeing == best && best > 0;
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
    Some(Fit { stages, observed: observed.len(), known: observed.len() + absent.len(), agreement })
}

fn expects(stage: &Stage, cell: &Cell) -> bool {
    cell.characteristic.is_expected_in(&stage.id)
}

fn count(cells: &[&Cell], stage: &Stage) -> usize {
    cells.iter().filter(|cell| expects(stage, cell)).count()
}

#[cfg(test)]
mod tests;
