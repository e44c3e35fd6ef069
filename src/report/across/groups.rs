//! The groups of cases that the summary compares: by their stage, or by what they record of a fact.

use crate::analysis::mapping::{assessed, raters};
use crate::model::case::Case;
use crate::model::facts::column::Column;
use crate::model::framework::{Framework, Stage, find};
use crate::report::matrix::order::Order;
use crate::report::view::context::Context;
use crate::report::view::facts::{content, sort};

/// What the cases of a group have in common.
#[derive(Clone)]
pub enum Common<'c> {
    /// A stage.
    Stage(&'c Stage),
    /// The value of a fact, in words.
    Value(String),
}

/// Cases with something in common.
pub struct Group<'c> {
    /// What they have in common.
    pub common: Common<'c>,
    /// The cases, by name.
    pub cases: Vec<&'c Case>,
}

/// All groups, and the cases that are in none.
pub struct Grouping<'c> {
    /// The fact by which cases are grouped.
    pub by: Column,
    /// The life cycle whose stages are the groups.
    pub cycle: Option<&'c Framework>,
    /// The groups, in the order of the stages or of the values.
    pub groups: Vec<Group<'c>>,
    /// Cases whose raters differ.
    pub contested: Vec<&'c Case>,
    /// Cases that record nothing of the fact.
    pub rest: Vec<&'c Case>,
}

/// Groups cases as the settings ask for; by stage, if they don't ask.
pub fn grouped<'c>(context: Context<'c>, cases: &[&'c Case], order: &Order) -> Grouping<'c> {
    let plan = context.settings.summary.as_ref();
    let by = plan.and_then(|plan| plan.group_by.clone()).unwrap_or_else(|| Column::usual("stage"));
    if by.is_stage() {
        let wanted = plan.and_then(|plan| plan.life_cycle.as_ref());
        let cycle = match wanted {
            Some(id) => find(context.frameworks, id),
            None => context.frameworks.iter().find(|own| cases.iter().any(|case| stage(case, own).is_some())),
        };
        return by_stage(by, cycle, cases);
    }
    by_value(context, by, cases, order)
}

fn stage<'c>(case: &Case, cycle: &'c Framework) -> Option<&'c Stage> {
    assessed(case.newest()?, cycle)
}

fn by_stage<'c>(by: Column, cycle: Option<&'c Framework>, cases: &[&'c Case]) -> Grouping<'c> {
    let in_stage =
        |own: &Stage, case: &Case| cycle.and_then(|cycle| stage(case, cycle)).is_some_and(|one| *one.id == *own.id);
    let group = |own: &'c Stage| {
        let cases: Vec<&Case> = cases.iter().copied().filter(|case| in_stage(own, case)).collect();
        (!cases.is_empty()).then_some(Group { common: Common::Stage(own), cases })
    };
    let groups = cycle.into_iter().flat_map(|cycle| &cycle.stages).filter_map(group).collect();
    let differ = |case: &Case| cycle.zip(case.newest()).is_some_and(|(cycle, record)| raters(record, cycle).len() > 1);
    let without = cases.iter().copied().filter(|case| cycle.and_then(|cycle| stage(case, cycle)).is_none());
    let (contested, rest) = without.partition(|case| differ(case));
    Grouping { by, cycle, groups, contested, rest }
}

fn by_value<'c>(context: Context<'c>, by: Column, cases: &[&'c Case], order: &Order) -> Grouping<'c> {
    let mut sorted = cases.to_vec();
    sort(context, &mut sorted, &by, None, order);
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = Vec::new();
    for case in sorted {
        let value = match content(context, case, &by, None) {
            unknown if unknown.is_unknown() => {
                rest.push(case);
                continue;
            }
            value => value.words(context.locale),
        };
        let is_own = |group: &&mut Group| matches!(&group.common, Common::Value(own) if *own == value);
        match groups.iter_mut().find(is_own) {
            Some(group) => group.cases.push(case),
            None => groups.push(Group { common: Common::Value(value), cases: vec![case] }),
        }
    }
    Grouping { by, cycle: None, groups, contested: Vec::new(), rest }
}
