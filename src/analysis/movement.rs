//! How figures moved since the year before, in one cluster or over several, and which of these movements a year's summary tells. No
//! words yet. The rules are stated for users in docs/annual-reports.md.

use std::cmp::{Ordering, Reverse};

use rust_decimal::Decimal;

use crate::analysis::measure::{self, Pair};
use crate::analysis::statistics::{self, Change, FEW, relative_change};
use crate::base::decimal::rounded;
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Better, Indicator, Indicators, Nature};

/// The least score with which a movement is told: a fiftieth, or two percentage points, if all clusters moved that way.
const LEAST: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// The figures of a cluster are taken together if there are at least so many of them.
const TOGETHER: usize = 3;
/// How far they moved, at least, if it is told that they did.
const FAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// The figures of one cluster in two years.
#[derive(Clone, Debug)]
pub struct Step {
    /// The index of the cluster.
    pub at: usize,
    /// The figure of the year before.
    pub then: IndicatorNumber,
    /// The figure of the year.
    pub now: IndicatorNumber,
    /// How far it moved: relative to what it was, of few things relative to twenty; a share in points.
    pub size: Decimal,
}

/// How an indicator moved in the clusters of which both years are known and can be compared.
#[derive(Clone, Debug)]
pub struct Movement<'i> {
    /// The indicator.
    pub indicator: &'i Indicator,
    /// The clusters.
    pub steps: Vec<Step>,
    /// What they came to in the year before: their sum or their median, as the indicator says.
    pub then: IndicatorNumber,
    /// What the same clusters came to in the year.
    pub now: IndicatorNumber,
    /// The difference of these two.
    pub change: Change,
    /// How far all of them moved: the change of the sum relative to it, and for shares the mean of the changes, so that no middle hides
    /// what moved beside it.
    pub size: Decimal,
}

/// How far a number moved, as a fraction of what it was; of few things as a fraction of twenty, since from 1 to 2 is a small change,
/// and from 40 to 80 a large one. A share moves in percentage points.
fn size(indicator: &Indicator, now: Decimal, then: Decimal) -> Decimal {
    if indicator.is_share() {
        return now - then;
    }
    let is_money = indicator.unit.one == "money";
    match then.abs() {
        few if few < FEW && !is_money => (now - then) / FEW,
        _ => {
            relative_change(now, then).unwrap_or_else(|| if now > then { Decimal::ONE } else { Decimal::NEGATIVE_ONE })
        }
    }
}

/// How an indicator moved over records with those of the year before; `None` if no two can be compared, or what they come to can't.
pub fn movement<'i>(indicators: &Indicators, indicator: &'i Indicator, pairs: &[Pair]) -> Option<Movement<'i>> {
    if measure::looks_back(indicators, indicator) {
        return None;
    }
    let step = |(at, pair): (usize, &Pair)| {
        measure::change(indicators, indicator, *pair).ok()?;
        let number = |pair| measure::number(indicator, &measure::find(indicators, indicator, pair)).ok();
        let (then, now) = (number(Pair { record: pair.last?, last: None })?, number(*pair)?);
        let size = size(indicator, now.value, then.value);
        Some(Step { at, then, now, size })
    };
    let steps: Vec<Step> = pairs.iter().enumerate().filter_map(step).collect();
    let own: Vec<Pair> = steps.iter().map(|step| pairs[step.at]).collect();
    let before: Vec<Pair> = own.iter().filter_map(|pair| Some(Pair { record: pair.last?, last: None })).collect();
    let [now, then] = [&own, &before].map(|pairs| measure::combine(indicators, indicator, pairs).value.ok());
    let (now, then) = (now?, then?);
    let change = statistics::difference(indicator, &now, &then).ok()?;
    let sum = |of: fn(&Step) -> Decimal| steps.iter().map(of).sum::<Decimal>();
    let count = Decimal::from(steps.len());
    let size = match indicator.is_share() {
        true => sum(|step| step.size) / count,
        false => size(indicator, sum(|step| step.now.value), sum(|step| step.then.value)),
    };
    Some(Movement { indicator, steps, then, now, change, size })
}

impl Movement<'_> {
    /// How many clusters moved up (`Greater`), down (`Less`), or not at all.
    pub fn count(&self, way: Ordering) -> usize {
        self.steps.iter().filter(|step| way_of(step.size) == way).count()
    }

    /// Which way all of them moved.
    pub fn way(&self) -> Ordering {
        way_of(self.size)
    }

    /// How many moved the way of all, and how many the other way.
    fn with_and_against(&self) -> (usize, usize) {
        (self.count(self.way()), self.count(self.way().reverse()))
    }

    /// What decides whether it is told: how far all moved, times the clusters that moved that way without those that moved the other
    /// way, of those compared. Negative if more moved the other way.
    pub fn score(&self) -> Decimal {
        let (with, against) = self.with_and_against();
        self.size.abs() * (Decimal::from(with) - Decimal::from(against)) / Decimal::from(self.steps.len())
    }

    /// Whether what all come to does not show how the clusters moved: as many or more moved the other way, or the sum or the middle
    /// stayed, or moved another way than they.
    pub fn is_hidden(&self) -> bool {
        let (with, against) = self.with_and_against();
        self.steps.len() > 1 && with > 0 && (against >= with || way_of(self.change.by.value) != self.way())
    }

    /// Whether it has to be told in how many clusters it rose and fell: a quarter of them or more moved the other way.
    pub fn is_divided(&self) -> bool {
        let (_, against) = self.with_and_against();
        self.is_hidden() || against * 4 >= self.steps.len()
    }

    /// The cluster that moved furthest up or down; of several, the first.
    pub fn furthest(&self, way: Ordering) -> Option<&Step> {
        let own = self.steps.iter().filter(|step| way_of(step.size) == way);
        own.min_by_key(|step| (Reverse(step.size.abs()), step.at))
    }

    /// Whether it moved to the better or, where neither is better, up.
    pub fn is_gain(&self) -> bool {
        match self.indicator.better {
            Some(Better::Lower) => self.way() == Ordering::Less,
            _ => self.way() == Ordering::Greater,
        }
    }
}

fn way_of(size: Decimal) -> Ordering {
    size.cmp(&Decimal::ZERO)
}

/// What a year's summary tells of the movements, each side and what is hidden in descending order of weight.
pub struct Told<'m, 'i> {
    /// What rose, or fell where lower is better.
    pub gains: Vec<&'m Movement<'i>>,
    /// What fell, or rose where lower is better.
    pub losses: Vec<&'m Movement<'i>>,
    /// What sums and middles hide.
    pub hidden: Vec<&'m Movement<'i>>,
}

/// All headline figures that moved and have no place of their own in a summary.
pub fn movements<'i>(indicators: &'i Indicators, pairs: &[Pair]) -> Vec<Movement<'i>> {
    headlines(indicators)
        .filter_map(|indicator| movement(indicators, indicator, pairs))
        .filter(|one| one.way().is_ne())
        .collect()
}

/// The headline figures, those with a place of their own left out, that can be compared in at least one cluster.
pub fn compared<'i>(indicators: &'i Indicators, pairs: &[Pair]) -> Vec<&'i Indicator> {
    headlines(indicators).filter(|own| movement(indicators, own, pairs).is_some()).collect()
}

/// A figure as a heading was written for it: "1109 (1053)". It is what all clusters come to, in brackets the year before; where only some can
/// be compared, those stand behind a slash: "1931 / 1743 (1708)". `None` if nothing is recorded.
pub fn written(indicators: &Indicators, indicator: &Indicator, pairs: &[Pair]) -> Option<String> {
    let plain = |number: &IndicatorNumber| rounded(number.value * indicator.scale(), number.decimals).normalize();
    let all = measure::combine(indicators, indicator, pairs);
    let now = plain(&all.value.ok()?);
    Some(match movement(indicators, indicator, pairs) {
        Some(moved) if moved.steps.len() == all.of.len() => format!("{now} ({})", plain(&moved.then)),
        Some(moved) => format!("{now} / {} ({})", plain(&moved.now), plain(&moved.then)),
        None => now.to_string(),
    })
}

fn headlines(indicators: &Indicators) -> impl Iterator<Item = &Indicator> {
    let has_place = |own: &&Indicator| matches!(own.nature, Some(Nature::Size | Nature::Budget | Nature::Horizon));
    indicators.all().filter(move |own| own.is_headline() && !has_place(own))
}

/// Which of the movements are told. Numbers are ranked among themselves by their scores, and so are shares; both take turns.
pub fn told<'m, 'i>(movements: &'m [Movement<'i>]) -> Told<'m, 'i> {
    let (hidden, plain): (Vec<&Movement>, Vec<&Movement>) = movements.iter().partition(|one| one.is_hidden());
    let plain = plain.into_iter().filter(|one| one.score() >= LEAST);
    let (gains, losses): (Vec<&Movement>, Vec<&Movement>) = plain.partition(|one| one.is_gain());
    let moved = |one: &&Movement| one.steps.iter().map(|step| step.size.abs()).sum::<Decimal>() / count_of(one);
    let mut hidden: Vec<&Movement> = hidden.into_iter().filter(|one| moved(one) >= LEAST).collect();
    hidden.sort_by_key(|one| Reverse(moved(one)));
    Told { gains: in_turns(by_score(gains)), losses: in_turns(by_score(losses)), hidden: in_turns(hidden) }
}

fn count_of(one: &Movement) -> Decimal {
    Decimal::from(one.steps.len())
}

fn by_score<'m, 'i>(mut all: Vec<&'m Movement<'i>>) -> Vec<&'m Movement<'i>> {
    all.sort_by_key(|one| Reverse(one.score()));
    all
}

/// Numbers and shares by turns, each in their order.
fn in_turns<'m, 'i>(all: Vec<&'m Movement<'i>>) -> Vec<&'m Movement<'i>> {
    let (shares, numbers): (Vec<&Movement>, Vec<&Movement>) = all.into_iter().partition(|one| one.indicator.is_share());
    let mut turns = Vec::new();
    let (mut numbers, mut shares) = (numbers.into_iter(), shares.into_iter());
    loop {
        let pair = [numbers.next(), shares.next()];
        if pair.iter().all(Option::is_none) {
            return turns;
        }
        turns.extend(pair.into_iter().flatten());
    }
}

impl Told<'_, '_> {
    /// Whether what was lost stands first: the side whose first figure has the higher score does, gains if both have the same.
    pub fn losses_first(&self) -> bool {
        let first = |side: &[&Movement]| side.first().map(|one| one.score());
        first(&self.losses) > first(&self.gains)
    }
}

/// How the figures of a group moved in one cluster, taken together.
pub struct Together {
    /// The index of the cluster.
    pub at: usize,
    /// The index of the group.
    pub group: usize,
    /// The middle of how far its figures moved.
    pub size: Decimal,
    /// How many of them moved that way.
    pub moved: usize,
    /// How many can be compared.
    pub of: usize,
}

/// The clusters in which the headline figures of a group moved far when they are taken together: the furthest first. All of them count that
/// can be compared, those that stayed too.
pub fn together(indicators: &Indicators, pairs: &[Pair], way: Ordering) -> Vec<Together> {
    let mut all = Vec::new();
    for (group, own) in indicators.groups.iter().enumerate() {
        let headlines = own.indicators.iter().filter(|own| own.is_headline());
        let figures: Vec<Movement> = headlines.filter_map(|own| movement(indicators, own, pairs)).collect();
        for at in 0..pairs.len() {
            let mut sizes: Vec<Decimal> =
                figures.iter().flat_map(|one| &one.steps).filter(|step| step.at == at).map(|step| step.size).collect();
            sizes.sort();
            if sizes.len() < TOGETHER {
                continue;
            }
            let size = (sizes[(sizes.len() - 1) / 2] + sizes[sizes.len() / 2]) / Decimal::TWO;
            let moved = sizes.iter().filter(|own| way_of(**own) == way).count();
            if way_of(size) == way && size.abs() >= FAR {
                all.push(Together { at, group, size, moved, of: sizes.len() });
            }
        }
    }
    all.sort_by_key(|one| Reverse(one.size.abs()));
    all
}

#[cfg(test)]
mod tests;
