//! A record seen through a framework: every characteristic of every dimension gets a cell. Sets, not a partition:
//! a characteristic that several stages expect counts in each of them.

use crate::case::{Characterised, ListKind, Observation, Record, Seen};
use crate::framework::{Characteristic, Dimension, Framework, Stage, find};
use crate::shape::ids::StageId;
use crate::text::Text;

/// Where a record stands in a framework's life cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Position {
    /// The framework has no life cycle.
    NoLifeCycle,
    /// Nobody assessed a stage, and the record says so or says nothing. Early and late have no meaning.
    NotAssessed,
    /// The assessed stage has no profile in this framework.
    NotMapped,
    /// The place of the assessed stage among those that the framework maps.
    Mapped(usize),
}

/// What a record shows of one characteristic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Observed.
    Observed,
    /// Planned, not observed.
    Planned,
    /// Observed once, no more.
    Past,
    /// Said to be absent, or not in a list that is closed.
    Absent,
    /// Not in a list that is open.
    NotMentioned,
    /// Nothing is recorded on the whole dimension.
    NotRecorded,
}

/// Where the framework expects a characteristic, seen from the record's stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In this stage.
    Expected,
    /// Only in later stages.
    Early,
    /// Only in earlier stages.
    Late,
    /// In earlier and in later stages, but not in this one.
    Elsewhere,
    /// The framework names no stages for it, or the record's stage is not known to it.
    Unplaced,
}

/// One characteristic as a record shows it.
#[derive(Debug)]
pub struct Cell<'a> {
    /// The characteristic.
    pub characteristic: &'a Characteristic,
    /// What the record shows.
    pub status: Status,
    /// Where the framework expects it.
    pub place: Place,
    /// What the status rests on.
    pub observations: Vec<&'a Observation>,
}

/// One dimension as a record shows it.
#[derive(Debug)]
pub struct Mapped<'a> {
    /// The dimension.
    pub dimension: &'a Dimension,
    /// What is recorded, `None` for nothing.
    pub seen: Option<&'a Seen>,
    /// One cell per characteristic, in the framework's order.
    pub cells: Vec<Cell<'a>>,
}

/// A record seen through a framework.
#[derive(Debug)]
pub struct Mapping<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Its life cycle.
    pub life_cycle: Option<&'a Framework>,
    /// Where the record stands.
    pub position: Position,
    /// The assessed stage, whether the framework maps it or not.
    pub stage: Option<&'a Stage>,
    /// One entry per dimension, in the framework's order.
    pub dimensions: Vec<Mapped<'a>>,
}

impl<'a> Mapping<'a> {
    /// The next stage that the framework maps, if there is one.
    pub fn next_stage(&self) -> Option<&'a Stage> {
        let Position::Mapped(at) = self.position else { return None };
        self.life_cycle?.stage(self.framework.maps.get(at + 1)?)
    }
}

impl Mapped<'_> {
    /// "k of n": how many of the characteristics that the stage expects are observed. `None` where nothing is
    /// recorded or nothing is expected.
    pub fn expected_observed(&self) -> Option<(usize, usize)> {
        self.seen?;
        let expected = || self.cells.iter().filter(|cell| cell.place == Place::Expected);
        let observed = expected().filter(|cell| cell.status == Status::Observed).count();
        Some((observed, expected().count())).filter(|(_, all)| *all > 0)
    }

    /// What was observed that the framework does not have.
    pub fn outside(&self) -> impl Iterator<Item = &Observation> {
        outside(self.seen.map_or(&[], |seen| &seen.seen))
    }
}

/// Of a list of observations, those that the framework does not have.
pub fn outside(observations: &[Observation]) -> impl Iterator<Item = &Observation> {
    observations.iter().filter(|observation| matches!(observation.what, Characterised::New(_)))
}

/// The stage of a life cycle that a record was assessed in as a whole; where raters differ, the first.
pub fn assessed<'a>(record: &Record, life_cycle: &'a Framework) -> Option<&'a Stage> {
    let whole = record.stages.entries().iter().find(|a| *a.life_cycle == *life_cycle.id && a.part.is_none())?;
    life_cycle.stage(&whole.stage)
}

/// Stages of a life cycle that parts of a cluster were assessed in, where the whole was not: the part and the stage.
pub fn assessed_parts<'a>(record: &'a Record, life_cycle: &'a Framework) -> Vec<(&'a Text, &'a Stage)> {
    if assessed(record, life_cycle).is_some() {
        return Vec::new();
    }
    let all = record.stages.entries().iter().filter(|assessment| *assessment.life_cycle == *life_cycle.id);
    all.filter_map(|assessment| Some((assessment.part.as_ref()?, life_cycle.stage(&assessment.stage)?))).collect()
}

/// The frameworks that a record is seen through: those that it has observations for, in the order of the file, and
/// those whose life cycle it has an assessed stage of.
pub fn lenses<'a>(record: &Record, frameworks: &'a [Framework]) -> Vec<&'a Framework> {
    let observed = |framework: &Framework| record.observed.iter().any(|observed| *framework.id == *observed.framework);
    let staged = |framework: &Framework| {
        let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(frameworks, id));
        life_cycle.is_some_and(|life_cycle| assessed(record, life_cycle).is_some())
    };
    let mut lenses: Vec<&Framework> =
        frameworks.iter().filter(|f| !f.dimensions.is_empty() && (observed(f) || staged(f))).collect();
    let place =
        |framework: &Framework| record.observed.iter().position(|observed| *framework.id == *observed.framework);
    lenses.sort_by_key(|framework| place(framework).unwrap_or(usize::MAX));
    lenses
}

/// Sees a record through a framework.
pub fn map<'a>(record: &'a Record, framework: &'a Framework, frameworks: &'a [Framework]) -> Mapping<'a> {
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(frameworks, id));
    let stage = life_cycle.and_then(|life_cycle| assessed(record, life_cycle));
    let position = match (life_cycle, stage) {
        (None, _) => Position::NoLifeCycle,
        (Some(_), None) => Position::NotAssessed,
        (Some(_), Some(stage)) => match framework.maps.iter().position(|id| **id == *stage.id) {
            Some(at) => Position::Mapped(at),
            None => Position::NotMapped,
        },
    };
    let observed = record.observed.iter().find(|observed| *framework.id == *observed.framework);
    let dimensions = framework.dimensions.iter().map(|dimension| {
        let seen =
            observed.and_then(|observed| observed.dimensions.iter().find(|seen| *dimension.id == *seen.dimension));
        let cells = dimension.characteristics.iter().map(|characteristic| {
            let (status, observations) = status(characteristic, seen);
            Cell { characteristic, status, place: place(characteristic, position, &framework.maps), observations }
        });
        Mapped { dimension, seen, cells: cells.collect() }
    });
    Mapping { framework, life_cycle, position, stage, dimensions: dimensions.collect() }
}

/// Absence needs a ground: a closed list, or the source says so.
fn status<'a>(characteristic: &Characteristic, seen: Option<&'a Seen>) -> (Status, Vec<&'a Observation>) {
    let Some(seen) = seen else { return (Status::NotRecorded, Vec::new()) };
    let of = |list: &'a [Observation]| -> Vec<&'a Observation> {
        list.iter().filter(|o| o.what == Characterised::Known(characteristic.id.0.clone())).collect()
    };
    let recorded = [
        (Status::Observed, of(&seen.seen)),
        (Status::Planned, of(&seen.planned)),
        (Status::Past, of(&seen.past)),
        (Status::Absent, of(&seen.absent)),
    ];
    let silent = if seen.kind() == ListKind::Closed { Status::Absent } else { Status::NotMentioned };
    recorded.into_iter().find(|(_, found)| !found.is_empty()).unwrap_or((silent, Vec::new()))
}

fn place(characteristic: &Characteristic, position: Position, maps: &[StageId]) -> Place {
    let Position::Mapped(here) = position else { return Place::Unplaced };
    let at: Vec<usize> =
        characteristic.stages.iter().filter_map(|stage| maps.iter().position(|id| **id == **stage)).collect();
    if at.is_empty() {
        Place::Unplaced
    } else if at.contains(&here) {
        Place::Expected
    } else if at.iter().all(|stage| *stage > here) {
        Place::Early
    } else if at.iter().all(|stage| *stage < here) {
        Place::Late
    } else {
        Place::Elsewhere
    }
}

/// The newest record of a case; where dates are missing or equal, the last in the file.
pub fn newest(records: &[Record]) -> Option<&Record> {
    let key = |record: &Record| match (&record.period, &record.as_of) {
        (Some(_), _) => record.period_end().map_or((0, 0, 0), |(year, month)| (year, month, 32)),
        (None, Some(date)) => (date.year, date.month.unwrap_or(0), date.day.unwrap_or(0)),
        (None, None) => (0, 0, 0),
    };
    records.iter().max_by_key(|record| key(record))
}
