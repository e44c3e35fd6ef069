//! All frameworks together, and how an observation in one counts in another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Deref;

use crate::model::framework::{Characteristic, Dimension, Framework};
use crate::yaml::shape::link::Link;

/// The position of a characteristic: the indices of its framework, its dimension and itself.
pub type Spot = (usize, usize, usize);

/// How two characteristics of different frameworks are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// They are the same.
    SameAs,
    /// The first is a part of the second.
    PartOf,
}

/// A path of ties by which an observation of one characteristic counts for another.
#[derive(Clone, Debug)]
pub struct Route {
    /// The characteristic that is observed.
    pub from: Spot,
    /// The ties, in order, each with the characteristic that it leads to.
    pub steps: Vec<(Tie, Spot)>,
}

/// All frameworks, in the order of their files.
#[derive(Debug, Default)]
pub struct Frameworks {
    all: Vec<Framework>,
    ways: BTreeMap<Spot, Vec<Route>>,
}

impl Deref for Frameworks {
    type Target = [Framework];

    fn deref(&self) -> &[Framework] {
        &self.all
    }
}

impl Frameworks {
    /// Takes frameworks whose links were checked, and finds all routes between their characteristics.
    pub fn new(all: Vec<Framework>) -> Frameworks {
        let mut ties: BTreeMap<Spot, Vec<(Tie, Spot)>> = BTreeMap::new();
        for (spot, item) in spots(&all) {
            for (tie, link) in links(item) {
                let Some(target) = find_spot(&all, link) else { continue };
                ties.entry(spot).or_default().push((tie, target));
                if tie == Tie::SameAs {
                    ties.entry(target).or_default().push((tie, spot));
                }
            }
        }
        let mut ways: BTreeMap<Spot, Vec<Route>> = BTreeMap::new();
        for &from in ties.keys() {
            for way in reach(&ties, from) {
                if let Some((_, target)) = way.steps.last() {
                    ways.entry(*target).or_default().push(way);
                }
            }
        }
        Frameworks { all, ways }
    }

    /// Returns the routes by which observations of other characteristics count for the one at `spot`.
    pub fn ways(&self, spot: Spot) -> &[Route] {
        self.ways.get(&spot).map_or(&[], Vec::as_slice)
    }

    /// Returns the position of a characteristic, by the ids of its framework, its dimension and itself.
    pub fn spot(&self, framework: &str, dimension: &str, id: &str) -> Option<Spot> {
        spot(&self.all, framework, dimension, id)
    }

    /// Returns the index of a dimension among those of all frameworks. Dimensions are compared by address.
    pub fn place(&self, dimension: &Dimension) -> Option<usize> {
        let all = self.all.iter().flat_map(|framework| &framework.dimensions);
        all.into_iter().position(|other| std::ptr::eq(other, dimension))
    }

    /// Returns the characteristic at a position, with its framework and dimension.
    pub fn at(&self, (framework, dimension, item): Spot) -> (&Framework, &Dimension, &Characteristic) {
        let framework = &self.all[framework];
        let dimension = &framework.dimensions[dimension];
        (framework, dimension, &dimension.characteristics[item])
    }
}

/// Returns all characteristics with their positions.
fn spots(all: &[Framework]) -> impl Iterator<Item = (Spot, &Characteristic)> {
    all.iter().enumerate().flat_map(|(f, framework)| {
        framework.dimensions.iter().enumerate().flat_map(move |(d, dimension)| {
            dimension.characteristics.iter().enumerate().map(move |(c, item)| ((f, d, c), item))
        })
    })
}

/// Returns the links that a characteristic itself declares.
fn links(item: &Characteristic) -> impl Iterator<Item = (Tie, &Link)> {
    let same = item.same_as.iter().map(|link| (Tie::SameAs, link));
    same.chain(item.part_of.iter().map(|link| (Tie::PartOf, link)))
}

fn find_spot(all: &[Framework], link: &Link) -> Option<Spot> {
    spot(all, &link.framework, &link.dimension, &link.is)
}

fn spot(all: &[Framework], framework: &str, dimension: &str, id: &str) -> Option<Spot> {
    let f = all.iter().position(|candidate| candidate.id == *framework)?;
    let d = all[f].dimensions.iter().position(|candidate| candidate.id == *dimension)?;
    let c = all[f].dimensions[d].characteristics.iter().position(|candidate| candidate.id == *id)?;
    Some((f, d, c))
}

/// Returns a shortest route to each characteristic that an observation of `from` counts for.
fn reach(ties: &BTreeMap<Spot, Vec<(Tie, Spot)>>, from: Spot) -> Vec<Route> {
    let mut ways: Vec<Route> = Vec::new();
    let mut known = BTreeSet::from([from]);
    let mut open = VecDeque::from([Route { from, steps: Vec::new() }]);
    while let Some(way) = open.pop_front() {
        let here = way.steps.last().map_or(from, |(_, spot)| *spot);
        for step in ties.get(&here).into_iter().flatten().filter(|(_, next)| known.insert(*next)).collect::<Vec<_>>() {
            let mut steps = way.steps.clone();
            steps.push(*step);
            open.push_back(Route { from, steps });
        }
        if !way.steps.is_empty() {
            ways.push(way);
        }
    }
    ways
}
