//! The clusters of a year: those with a record of it, and why others have none.

use crate::analysis::measure::Pair;
use crate::analysis::peers::are_enough;
use crate::model::case::Case;
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::{Covered, Missing};
use crate::report::report_id::ReportId;
use crate::report::view::context::Context;

/// The clusters of a year, as they stood then.
pub struct Portfolio<'a> {
    /// The year.
    pub year: i32,
    /// Clusters with a record of the year, by name.
    pub cases: Vec<&'a Case>,
    /// All cases that could be used.
    pub all: Vec<&'a Case>,
    /// Cases that could not be used.
    pub missing: &'a [Missing],
}

/// Why a cluster has no record of a year.
pub enum Absence {
    /// It was founded later.
    NotYet,
    /// Nobody says when it was founded, and its records begin later.
    NotBegun,
    /// It had come to its end.
    Ended,
    /// For no known reason: it should have one.
    NoRecord,
}

/// Why a cluster has no record of a year.
pub fn absence(case: &Case, year: i32) -> Absence {
    let founded = case.founded.value.value();
    if case.ended.as_ref().is_some_and(|ended| ended.on.year < year) {
        Absence::Ended
    } else if founded.is_some_and(|date| date.year > year) {
        Absence::NotYet
    } else if founded.is_none() && case.years().first().is_some_and(|first| *first > year) {
        Absence::NotBegun
    } else {
        Absence::NoRecord
    }
}

impl Portfolio<'_> {
    /// The link from the report on all clusters to the report on one of them.
    pub fn link(&self, case: &Case) -> String {
        let all = ReportId::Portfolio(self.year);
        ReportId::Annual { year: self.year, case: case.id.to_string() }.seen_from(&all)
    }

    /// The link from the report on all clusters to the sheet on where one of them stands; empty if there are no sheets.
    pub fn link_to_peers(&self, context: Context, case: &Case) -> String {
        let is_shown = context.settings.has_peers() && are_enough(self.cases.len());
        let sheet = ReportId::Peers { year: self.year, case: case.id.to_string() };
        if is_shown { sheet.seen_from(&ReportId::Portfolio(self.year)) } else { String::new() }
    }

    /// How many clusters there are in the year that readers may know of: those with a record, and those that should have one.
    pub fn of(&self) -> usize {
        self.cases.len() + self.lacking().count() + self.faulty().count()
    }

    /// Clusters whose files have mistakes.
    pub fn faulty(&self) -> impl Iterator<Item = &Missing> {
        self.missing.iter().filter(|missing| !missing.is_withheld)
    }

    /// How many clusters readers may not know of; whether these have a record of the year, is not told.
    pub fn withheld(&self) -> usize {
        self.missing.len() - self.faulty().count()
    }

    /// Clusters that should have a record of the year and have none.
    pub fn lacking(&self) -> impl Iterator<Item = &Case> {
        self.absent().filter(|case| matches!(absence(case, self.year), Absence::NoRecord))
    }

    /// Clusters without a record of the year.
    pub fn absent(&self) -> impl Iterator<Item = &Case> {
        self.all.iter().copied().filter(|case| case.of_year(self.year).is_none())
    }

    /// The records of the year with those of the year before.
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        self.cases.iter().filter_map(|case| Pair::of(case, self.year)).collect()
    }

    /// The records of the year before, with those before them, of all clusters that have one.
    pub fn pairs_before(&self) -> Vec<Pair<'_>> {
        self.all.iter().filter_map(|case| Pair::of(case, self.year - 1)).collect()
    }

    /// Whether no cluster has a record of the year before, so that there is nothing to compare with.
    pub fn is_first(&self) -> bool {
        self.pairs_before().is_empty()
    }

    /// How many clusters there were in the year before.
    pub fn of_before(&self) -> usize {
        let year = self.year - 1;
        let there = |case: &&&Case| case.of_year(year).is_some() || matches!(absence(case, year), Absence::NoRecord);
        self.all.iter().filter(there).count() + self.faulty().count()
    }

    /// The clusters of the year, as the cases that a table covers.
    pub fn covered(&self, context: Context, order: &Order) -> Covered<'_> {
        let mut covered = Covered::new(context, None, &self.cases, order, &[]);
        covered.withheld = self.withheld();
        covered.of = self.of() + covered.withheld;
        covered.unit = "clusters";
        covered
    }
}
