//! Maps a record onto a framework, so that it is "seen through" the framework: every characteristic of every dimension gets a
//! cell. The profiles of stages overlap: a characteristic that several stages expect counts in each of them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Text;
use crate::model::case::observed::{MISSING, MIXED};
use crate::model::case::{Characterised, Evidence, Known, ListKind, Observation, Record, Seen};
use crate::model::framework::links::{Frameworks, Route, Spot};
use crate::model::framework::scale::Scale;
use crate::model::framework::{Characteristic, Dimension, Framework, Stage, find};
use crate::yaml::shape::ids::StageId;

/// Where a record stands in a framework's life cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Position {
    /// The framework has no life cycle.
    NoLifeCycle,
    /// No stage was assessed: the record says so, or says nothing. [`Placement::Early`] and [`Placement::Late`] have no
    /// meaning.
    NotAssessed,
    /// The assessed stage is withheld from the readers.
    Withheld,
    /// Raters assessed different stages. [`Placement::Early`] and [`Placement::Late`] have no meaning.
    Contested,
    /// The assessed stage has no profile in this framework.
    NotMapped,
    /// The index of the assessed stage among those that the framework maps.
    Mapped(usize),
}

/// What a record shows of one characteristic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Observed.
    Observed,
    /// Observed, and there are passages that speak against it.
    Countered,
    /// Planned, not observed.
    Planned,
    /// Observed in the past, but no longer.
    Past,
    /// Said to be absent, or missing from a closed list.
    Absent,
    /// Something is recorded that the audience may not see.
    Withheld,
    /// Coders say different things of it, and have not agreed.
    Contested,
    /// Missing from an open list.
    NotMentioned,
    /// Nothing is recorded on the whole dimension.
    NotRecorded,
}

impl Status {
    /// Whether it is observed, whatever speaks against it.
    pub fn is_seen(self) -> bool {
        matches!(self, Status::Observed | Status::Countered)
    }

    /// Whether something is recorded and what is the case is still not known: readers may not see it, or coders disagree.
    pub fn is_undecided(self) -> bool {
        matches!(self, Status::Withheld | Status::Contested)
    }

    /// The status of the list that it stands in: what speaks against something observed does not make it something else.
    pub fn listed(self) -> Status {
        if self.is_seen() { Status::Observed } else { self }
    }
}

/// Where the framework expects a characteristic, relative to the record's stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// In this stage.
    Expected,
    /// Only in later stages.
    Early,
    /// Only in earlier stages.
    Late,
    /// In earlier and in later stages, but not in this one.
    Elsewhere,
    /// The framework expects it in none of the stages that it maps, or there is no single assessed stage that it maps.
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
    pub place: Placement,
    /// The observations in this framework that the status rests on.
    pub observations: Vec<&'a Observation>,
    /// How it is rated on the scale of the dimension.
    pub rating: CellRating,
    /// Observations in other frameworks that count here.
    pub borrowed: Vec<Borrowed<'a>>,
}

/// How a characteristic is rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellRating {
    /// Nobody rated it, or the readers may not know.
    None,
    /// The data don't say.
    Missing,
    /// It goes both ways.
    Mixed,
    /// The place of its level on the scale.
    Level(usize),
    /// Ratings differ: each once, levels in the order of the scale.
    Contested(Vec<CellRating>),
}

/// An observation in another framework that counts for a characteristic of this one.
#[derive(Debug)]
pub struct Borrowed<'a> {
    /// The observation.
    pub observation: &'a Observation,
    /// The route from that framework's characteristic to this one's.
    pub way: &'a Route,
}

impl<'a> Cell<'a> {
    /// All observations that the status rests on, in this and in other frameworks.
    pub fn support(&self) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().copied().chain(self.borrowed.iter().map(|borrowed| borrowed.observation))
    }

    /// The passages that speak against what is observed.
    pub fn against(&self) -> impl Iterator<Item = &'a Evidence> {
        self.support().flat_map(|observation| observation.against.iter().map(|passage| &passage.0))
    }
}

/// One dimension as a record shows it.
#[derive(Debug)]
pub struct Mapped<'a> {
    /// The dimension.
    pub dimension: &'a Dimension,
    /// What is recorded on the dimension in this framework itself, `None` if nothing is.
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

impl Cell<'_> {
    /// Whether its status is [undecided](Status::is_undecided), or the data don't say.
    pub fn is_undecided(&self) -> bool {
        self.status.is_undecided() || self.is_unsaid()
    }

    /// Whether all that is recorded of it is that the data don't say.
    pub fn is_unsaid(&self) -> bool {
        self.status == Status::NotMentioned && self.rating == CellRating::Missing
    }
}

impl Mapped<'_> {
    /// Whether anything is recorded on the dimension in this framework itself. Observations in other frameworks don't count,
    /// since they say nothing about the dimension's other characteristics.
    pub fn is_recorded(&self) -> bool {
        self.seen.is_some()
    }

    /// Whether any observation in another framework counts here.
    pub fn is_borrowed(&self) -> bool {
        self.cells.iter().any(|cell| !cell.borrowed.is_empty())
    }

    /// "k of n": how many of the characteristics that the stage expects are observed; what is withheld or contested counts in neither. `None` where
    /// nothing is recorded or nothing is expected.
    pub fn expected_observed(&self) -> Option<(usize, usize)> {
        if !self.is_recorded() {
            return None;
        }
        let expected = || self.cells.iter().filter(|cell| cell.place == Placement::Expected && !cell.is_undecided());
        let observed = expected().filter(|cell| cell.status.is_seen()).count();
        Some((observed, expected().count())).filter(|(_, all)| *all > 0)
    }

    /// The same for sentences on what the framework lists: what is withheld counts among what the stage expects. `None` also where none of
    /// it is observed and something is withheld.
    pub fn listed_observed(&self) -> Option<(usize, usize)> {
        let (observed, known) = self.expected_observed()?;
        let listed = self.cells.iter().filter(|cell| cell.place == Placement::Expected).count();
        (observed > 0 || known == listed).then_some((observed, listed))
    }

    /// Observations of things that the framework does not have.
    pub fn outside(&self) -> impl Iterator<Item = &Observation> {
        outside(self.seen.map_or(&[], |seen| &seen.seen))
    }
}

/// The threads of a dimension: chains of characteristics, each of which continues as the next one (`continues_as`). A thread
/// starts with a characteristic that is not the continuation of another.
pub fn threads<'m, 'a>(mapped: &'m Mapped<'a>) -> Vec<Vec<&'m Cell<'a>>> {
    let find = |id: &str| mapped.cells.iter().find(|cell| cell.characteristic.id == *id);
    let continued = |cell: &Cell| {
        let mut others = mapped.cells.iter().filter_map(|other| other.characteristic.continues_as.as_ref());
        others.any(|id| **id == *cell.characteristic.id)
    };
    let follow = |first: &'m Cell<'a>| {
        let mut thread = vec![first];
        while let Some(next) =
            thread.last().and_then(|last| last.characteristic.continues_as.as_ref()).and_then(|id| find(id))
        {
            if thread.iter().any(|known| std::ptr::eq(*known, next)) {
                break;
            }
            thread.push(next);
        }
        thread
    };
    let first = |cell: &&Cell| cell.characteristic.continues_as.is_some() && !continued(cell);
    mapped.cells.iter().filter(first).map(follow).collect()
}

/// Filters a list of observations for those of things that the framework does not have.
pub fn outside(observations: &[Observation]) -> impl Iterator<Item = &Observation> {
    observations.iter().filter(|observation| matches!(observation.what, Characterised::New(_)))
}

/// The stage of a life cycle that a record as a whole was assessed in. `None` if there is no assessment, or raters disagree.
pub fn assessed<'a>(record: &Record, life_cycle: &'a Framework) -> Option<&'a Stage> {
    match raters(record, life_cycle).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The index in the life cycle of the stage that [`assessed`] returns.
pub fn assessed_place(record: &Record, life_cycle: &Framework) -> Option<usize> {
    let stage = assessed(record, life_cycle)?;
    life_cycle.stages.iter().position(|own| *own.id == *stage.id)
}

/// How a stage's index in a life cycle compares with an earlier one: `back`, `same` or `forward`.
pub fn movement(before: usize, now: usize) -> &'static str {
    match now.cmp(&before) {
        Ordering::Less => "back",
        Ordering::Equal => "same",
        Ordering::Greater => "forward",
    }
}

/// The stages that a record as a whole was assessed in, without duplicates and in the order of the life cycle: of what raters agreed
/// on, else of all. With more than one, raters disagree.
pub fn raters<'a>(record: &Record, life_cycle: &'a Framework) -> Vec<&'a Stage> {
    let own = record.stages.entries().iter();
    let whole: Vec<_> = own.filter(|one| *one.life_cycle == *life_cycle.id && one.part.is_none()).collect();
    let is_settled = whole.iter().any(|one| one.is_agreed());
    let told = |stage: &Stage| whole.iter().any(|one| (one.is_agreed() || !is_settled) && *one.stage == *stage.id);
    life_cycle.stages.iter().filter(|stage| told(stage)).collect()
}

/// Whether the stage of a record in a life cycle is withheld from the readers: all assessments are, or some are and none that is left says
/// it.
pub fn is_stage_withheld(record: &Record, life_cycle: &Framework) -> bool {
    match &record.stages {
        Known::Withheld => true,
        Known::Is(all) => all.withheld > 0 && raters(record, life_cycle).is_empty(),
        Known::None | Known::NotRecorded => false,
    }
}

/// The stages of a life cycle that parts of a cluster were assessed in, each as part and stage. Empty if the whole was
/// assessed.
pub fn assessed_parts<'a>(record: &'a Record, life_cycle: &'a Framework) -> Vec<(&'a Text, &'a Stage)> {
    if !raters(record, life_cycle).is_empty() {
        return Vec::new();
    }
    let all = record.stages.entries().iter().filter(|assessment| *assessment.life_cycle == *life_cycle.id);
    all.filter_map(|assessment| Some((assessment.part.as_ref()?, life_cycle.stage(&assessment.stage)?))).collect()
}

/// The frameworks that a record is seen through: first those that it has observations for, in the order of its file, then those
/// with a life cycle that it was assessed in. Frameworks without dimensions are left out.
pub fn lenses<'a>(record: &Record, frameworks: &'a Frameworks) -> Vec<&'a Framework> {
    let observed = |framework: &Framework| record.observed.iter().any(|observed| *framework.id == *observed.framework);
    let staged = |framework: &Framework| {
        let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(frameworks, id));
        life_cycle.is_some_and(|life_cycle| !raters(record, life_cycle).is_empty())
    };
    let mut lenses: Vec<&Framework> =
        frameworks.iter().filter(|f| !f.dimensions.is_empty() && (observed(f) || staged(f))).collect();
    let place =
        |framework: &Framework| record.observed.iter().position(|observed| *framework.id == *observed.framework);
    lenses.sort_by_key(|framework| place(framework).unwrap_or(usize::MAX));
    lenses
}

/// The mappings of a record onto frameworks that are not among its [`lenses`], but in which observations in other frameworks
/// count.
pub fn indirect<'a>(record: &'a Record, frameworks: &'a Frameworks) -> Vec<Mapping<'a>> {
    let direct = lenses(record, frameworks);
    let others = frameworks.iter().filter(|framework| !direct.iter().any(|own| std::ptr::eq(*own, *framework)));
    let mappings = others.map(|framework| map(record, framework, frameworks));
    mappings.filter(|mapping| mapping.dimensions.iter().any(Mapped::is_borrowed)).collect()
}

/// All frameworks that a record's report rests on: its [`lenses`], those of its [`indirect`] mappings, the life cycles of all
/// these, and the life cycles that it was assessed in.
pub fn used<'a>(record: &'a Record, frameworks: &'a Frameworks) -> Vec<&'a Framework> {
    let indirect = indirect(record, frameworks).into_iter().map(|mapping| mapping.framework);
    let mut used: Vec<&Framework> = lenses(record, frameworks).into_iter().chain(indirect).collect();
    let assessed = record.stages.entries().iter().map(|assessment| &*assessment.life_cycle);
    let cycles: BTreeSet<&str> = used.iter().filter_map(|lens| lens.life_cycle.as_deref()).chain(assessed).collect();
    used.extend(cycles.into_iter().filter_map(|id| find(frameworks, id)));
    used
}

/// Maps a record onto a framework.
pub fn map<'a>(record: &'a Record, framework: &'a Framework, frameworks: &'a Frameworks) -> Mapping<'a> {
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(frameworks, id));
    let stage = life_cycle.and_then(|life_cycle| assessed(record, life_cycle));
    let position = match (life_cycle, stage) {
        (None, _) => Position::NoLifeCycle,
        (Some(life_cycle), None) if raters(record, life_cycle).len() > 1 => Position::Contested,
        (Some(life_cycle), None) if is_stage_withheld(record, life_cycle) => Position::Withheld,
        (Some(_), None) => Position::NotAssessed,
        (Some(_), Some(stage)) => match framework.maps.iter().position(|id| **id == *stage.id) {
            Some(at) => Position::Mapped(at),
            None => Position::NotMapped,
        },
    };
    let observed = record.observed.iter().find(|observed| *framework.id == *observed.framework);
    let own = frameworks.iter().position(|other| other.id == framework.id).unwrap_or(usize::MAX);
    let dimensions = framework.dimensions.iter().enumerate().map(|(at, dimension)| {
        let seen = observed.and_then(|observed| observed.of(&dimension.id));
        let items = 0..dimension.characteristics.len();
        let all: Vec<_> = items.map(|item| borrowed(record, frameworks, (own, at, item))).collect();
        let cells = dimension.characteristics.iter().zip(all).map(|(characteristic, (borrowed, is_withheld))| {
            let (own, observations) = status(characteristic, seen);
            // What the source itself says of the characteristic takes precedence. Its silence, even in a closed list, does not
            // contradict an observation in another framework.
            let status = match observations.is_empty() {
                true if !borrowed.is_empty() => seen_as(borrowed.iter().map(|borrowed| borrowed.observation)),
                true if is_withheld => Status::Withheld,
                _ => own,
            };
            let place = place(characteristic, position, &framework.maps);
            let scale = dimension.scale.as_ref();
            let rating = scale.map_or(CellRating::None, |scale| rating(scale, &observations));
            Cell { characteristic, status, place, observations, rating, borrowed }
        });
        Mapped { dimension, seen, cells: cells.collect() }
    });
    Mapping { framework, life_cycle, position, stage, dimensions: dimensions.collect() }
}

/// The observations in other frameworks that count for a characteristic: of what is the same, or a part of it.
fn borrowed<'a>(record: &'a Record, frameworks: &'a Frameworks, spot: Spot) -> (Vec<Borrowed<'a>>, bool) {
    let (mut all, mut is_withheld) = (Vec::new(), false);
    for way in frameworks.ways(spot) {
        let (framework, dimension, item) = frameworks.at(way.from);
        let observed = record.observed.iter().find(|observed| *framework.id == *observed.framework);
        let seen = observed.and_then(|all| all.of(&dimension.id));
        let (status, observations) = status(item, seen);
        if status.is_seen() {
            all.extend(observations.into_iter().map(|observation| Borrowed { observation, way }));
        }
        is_withheld |= seen.is_some_and(|seen| seen.conceals(&item.id));
    }
    (all, is_withheld)
}

/// The status of a characteristic, and the observations that it rests on. Absence needs a reason: a closed list, or a source
/// that says so. Where several coders coded the dimension, it is what all of them say, or what they agreed on.
fn status<'a>(characteristic: &Characteristic, seen: Option<&'a Seen>) -> (Status, Vec<&'a Observation>) {
    let Some(seen) = seen else { return (Status::NotRecorded, Vec::new()) };
    let of = |list: &'a [Observation]| list.iter().filter(|one| one.what.is(&characteristic.id));
    let with = |status: Status, list| of(list).map(move |one| (status, one));
    let said: Vec<(Status, &Observation)> = with(Status::Observed, &seen.seen)
        .chain(with(Status::Planned, &seen.planned))
        .chain(with(Status::Past, &seen.past))
        .chain(with(Status::Absent, &seen.absent))
        .map(|(status, one)| (if one.is_missing() { Status::NotMentioned } else { status }, one))
        .collect();
    let is_settled = said.iter().any(|(_, one)| one.is_settled());
    if !is_settled && !said.is_empty() && !is_unanimous(&said, &seen.coders()) {
        return (Status::Contested, said.into_iter().map(|(_, one)| one).collect());
    }
    let silent = if seen.conceals(&characteristic.id) {
        Status::Withheld
    } else if seen.kind() == ListKind::Closed {
        Status::Absent
    } else {
        Status::NotMentioned
    };
    // What the author says, or the coders agreed on, settles it; passages of coders who say the same support it.
    let deciding = || said.iter().filter(|(_, one)| !is_settled || one.is_settled()).map(|(status, _)| *status);
    // A passage that leaves it open takes nothing from another one that says it.
    let status = deciding().find(|status| *status != Status::NotMentioned);
    let status = status.or_else(|| deciding().next()).unwrap_or(silent);
    let on: Vec<&Observation> = said.into_iter().filter(|(own, _)| *own == status).map(|(_, one)| one).collect();
    (if status == Status::Observed { seen_as(on.iter().copied()) } else { status }, on)
}

/// The status of what observations say is there.
fn seen_as<'a>(mut observations: impl Iterator<Item = &'a Observation>) -> Status {
    if observations.any(|one| !one.against.is_empty()) { Status::Countered } else { Status::Observed }
}

/// Whether all coders say the same, and none of them is silent.
fn is_unanimous(said: &[(Status, &Observation)], coders: &BTreeSet<&str>) -> bool {
    let of = |coder: &str| -> BTreeSet<String> {
        let own = said.iter().filter(|(_, one)| one.by.as_deref() == Some(coder));
        own.map(|(status, _)| format!("{status:?}")).collect()
    };
    let mut all = coders.iter().map(|coder| of(coder));
    let first = all.next();
    all.all(|own| Some(own) == first)
}

/// How observations of one characteristic rate it; what coders agreed on, or the author says, stands for all of them.
pub fn rating(scale: &Scale, observations: &[&Observation]) -> CellRating {
    let is_settled = observations.iter().any(|one| one.is_settled());
    let of = |one: &&Observation| match one.rating.as_ref()?.0.as_str() {
        MIXED => Some((usize::MAX - 1, CellRating::Mixed)),
        MISSING => Some((usize::MAX, CellRating::Missing)),
        word => scale.place(word).map(|place| (place, CellRating::Level(place))),
    };
    let deciding = observations.iter().filter(|one| !is_settled || one.is_settled());
    let all: BTreeMap<usize, CellRating> = deciding.filter_map(of).collect();
    let mut all: Vec<CellRating> = all.into_values().collect();
    match all.len() {
        0 => CellRating::None,
        1 => all.remove(0),
        _ => CellRating::Contested(all),
    }
}

fn place(characteristic: &Characteristic, position: Position, maps: &[StageId]) -> Placement {
    let Position::Mapped(here) = position else { return Placement::Unplaced };
    let at: Vec<usize> =
        characteristic.stages.iter().filter_map(|stage| maps.iter().position(|id| **id == **stage)).collect();
    if at.is_empty() {
        Placement::Unplaced
    } else if at.contains(&here) {
        Placement::Expected
    } else if at.iter().all(|stage| *stage > here) {
        Placement::Early
    } else if at.iter().all(|stage| *stage < here) {
        Placement::Late
    } else {
        Placement::Elsewhere
    }
}

#[cfg(test)]
mod coded;
#[cfg(test)]
mod tests;
