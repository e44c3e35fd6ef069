//! How far coders agree, by dimension and for the stages of a life cycle, and where they differ.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::analysis::agreement::{Coded, Metric, alpha, kappa, shared, weighted_kappa};
use crate::base::decimal::rounded;
use crate::model::case::observed::{MISSING, MIXED};
use crate::model::case::{Case, Seen};
use crate::model::framework::scale::{Scale, ScaleKind};
use crate::model::framework::{Dimension, Framework, find};
use crate::report::matrix::content::Content;
use crate::report::matrix::displays::Scope;
use crate::report::matrix::parts::{Parts, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading, Table};
use crate::report::view::context::Context;
use crate::report::view::rating::level_words;

/// A measure that corrects for chance needs at least so many units.
const FEWEST: usize = 2;

/// What several coders coded: units by coders, with the categories in words.
struct Sheet<'a> {
    /// What was coded.
    what: String,
    /// What is known of the distances between categories, and their values if they have some.
    metric: Metric,
    values: Vec<Decimal>,
    /// The categories in words.
    categories: Vec<String>,
    /// The coders.
    coders: Vec<String>,
    /// The units: the case and what of it.
    units: Vec<(&'a Case, String)>,
    /// What each coder gave each unit.
    coded: Coded,
}

/// The measures of agreement: for each thing that was coded a row for every two coders, and one for all.
pub fn table<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let ids = ["coded-what", "coders", "units", "agreement", "kappa", "weighted-kappa", "alpha"];
    let mut columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    columns[2..].iter_mut().for_each(|heading| heading.number = true);
    let (mut rows, mut coded) = (Vec::new(), BTreeSet::new());
    for sheet in sheets(context, scope, cases) {
        coded.extend(sheet.units.iter().map(|(case, _)| &case.id.0));
        let is_ordered = sheet.metric != Metric::Nominal && sheet.categories.len() > 2;
        let count = sheet.coders.len();
        for one in 0..count {
            for other in one + 1..count {
                let found = shared(&sheet.coded, one, other);
                if found.units == 0 {
                    continue;
                }
                let names = context.locale.list(&[sheet.coders[one].clone(), sheet.coders[other].clone()]);
                let measure = |value: Option<Decimal>| measure(context, value.filter(|_| found.units >= FEWEST));
                let weighted = is_ordered.then(|| weighted_kappa(&sheet.coded, one, other)).map(measure);
                let mut row = vec![Cell::plain(sheet.what.as_str()), Cell::plain(names)];
                row.push(Cell::of(Content::Count(found.units)));
                row.push(Cell::of(Content::Of(found.agreed, found.units)));
                row.push(measure(kappa(&sheet.coded, one, other)));
                row.push(weighted.unwrap_or(Cell::of(Content::Empty)));
                let of_two = (count == 2).then(|| alpha(&sheet.coded, sheet.metric, &sheet.values).0);
                row.push(of_two.map_or(Cell::of(Content::Empty), measure));
                rows.push(row);
            }
        }
        if count > 2 {
            let (value, units, _) = alpha(&sheet.coded, sheet.metric, &sheet.values);
            let mut row = vec![Cell::plain(sheet.what.as_str()), Cell::plain(context.word("all-coders"))];
            row.push(Cell::of(Content::Count(units)));
            row.resize(6, Cell::of(Content::Empty));
            row.push(measure(context, value.filter(|_| units >= FEWEST)));
            rows.push(row);
        }
    }
    let note = match rows.is_empty() {
        true => context.word("agreement-none"),
        false => {
            let covered: Vec<String> =
                cases.iter().filter(|case| coded.contains(&case.id.0)).map(|case| context.short_name(case)).collect();
            context.say("agreement-note", &[("list", context.locale.list(&covered).into())])
        }
    };
    let (shown, page) = without_empty(&columns, &rows);
    Some(Parts { kind: "agreement", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) })
}

/// Where coders differ: each unit with what each of them gave it. `None` where they agree on all. `of` is the table of measures.
pub fn differing<'a>(
    context: Context<'a>,
    id: &str,
    scope: &Scope<'a>,
    of: &Table,
    cases: &[&'a Case],
) -> Option<Table> {
    let ids = ["coded-what", "column-name", "unit-of-coding", "coded-as"];
    let columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    let mut rows = Vec::new();
    for sheet in sheets(context, scope, cases) {
        for ((case, unit), own) in sheet.units.iter().zip(&sheet.coded) {
            let given: BTreeSet<usize> = own.iter().flatten().copied().collect();
            if given.len() < 2 {
                continue;
            }
            let each = own.iter().zip(&sheet.coders).filter_map(|(own, coder)| {
                let slots = [("coder", coder.as_str().into()), ("status", sheet.categories[(*own)?].as_str().into())];
                Some(context.say("coded-by", &slots))
            });
            rows.push(vec![
                Cell::plain(sheet.what.as_str()),
                Cell::short_case(context, case),
                Cell::plain(unit.as_str()),
                Cell::plain(each.collect::<Vec<_>>().join("; ")),
            ]);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let title = context.say("agreement-differing", &[("table", of.title.as_str().into())]);
    let parts = Parts { kind: "differing", columns, rows, note: String::new(), full: None };
    // Ids hold no two hyphens in a row, so this name can't collide.
    Some(parts.beside(context, &format!("{id}--differing"), title, of))
}

/// Whether anything was coded by two coders or more.
pub fn is_coded_twice<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> bool {
    !sheets(context, scope, cases).is_empty()
}

/// A measure with two digits, or the word that there is none.
fn measure(context: Context, value: Option<Decimal>) -> Cell {
    match value {
        Some(value) => Cell::of(Content::Number(rounded(value, 2), 2)),
        None => Cell::new(Content::Word("no-measure"), context.word("no-measure")),
    }
}

/// All that was coded by two coders or more: which characteristics are there, how they are rated, and in which stage cases are.
fn sheets<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Vec<Sheet<'a>> {
    let mut all = Vec::new();
    for (_, dimension) in &scope.dimensions {
        all.extend(presence(context, scope.framework, dimension, cases));
        all.extend(dimension.scale.as_ref().and_then(|scale| rated(context, scope.framework, dimension, scale, cases)));
    }
    let cycle = scope.framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    all.extend(
        cycle
            .or(Some(scope.framework))
            .filter(|own| !own.stages.is_empty())
            .and_then(|own| staged(context, own, cases)),
    );
    all
}

/// What a record has on a dimension, where two coders or more coded it.
fn coded_by_several<'a>(framework: &Framework, dimension: &Dimension, case: &'a Case) -> Option<&'a Seen> {
    let observed = case.newest()?.observed.iter().find(|own| *own.framework == *framework.id)?;
    observed.of(&dimension.id).filter(|seen| seen.coders().len() > 1)
}

/// The coders of a dimension in all cases, by their ids.
fn coders<'a>(framework: &Framework, dimension: &Dimension, cases: &[&'a Case]) -> Vec<&'a str> {
    let all = cases.iter().filter_map(|case| coded_by_several(framework, dimension, case));
    let all: BTreeSet<&str> = all.flat_map(|seen| seen.coders()).collect();
    all.into_iter().collect()
}

/// Whether each coder sees each characteristic: one who coded the dimension of a case and does not list it there does not.
fn presence<'a>(
    context: Context,
    framework: &Framework,
    dimension: &Dimension,
    cases: &[&'a Case],
) -> Option<Sheet<'a>> {
    let coders = coders(framework, dimension, cases);
    let (mut units, mut coded) = (Vec::new(), Vec::new());
    for case in cases {
        let Some(seen) = coded_by_several(framework, dimension, case) else { continue };
        let own = seen.coders();
        // What is listed without a coder was coded by nobody in particular.
        let is_coders = |id: &str| seen.seen.iter().filter(|one| one.what.is(id)).all(|one| one.by.is_some());
        for item in dimension.characteristics.iter().filter(|item| is_coders(&item.id)) {
            let sees = |coder: &str| {
                let mut all = seen.seen.iter().filter(|one| one.by.as_deref() == Some(coder));
                all.any(|one| one.what.is(&item.id) && !one.is_missing())
            };
            units.push((*case, context.get(&item.label)));
            coded.push(coders.iter().map(|coder| own.contains(coder).then(|| usize::from(sees(coder)))).collect());
        }
    }
    let sheet = Sheet {
        what: context.get(&dimension.label),
        metric: Metric::Nominal,
        values: Vec::new(),
        categories: ["not-observed", "observed"].map(|id| context.word(id)).into(),
        coders: coders.iter().map(|coder| context.coder(coder)).collect(),
        units,
        coded,
    };
    (!sheet.units.is_empty()).then_some(sheet)
}

/// How each coder rates each characteristic. Where a scale has an order, what is mixed has no place on it and is no unit.
fn rated<'a>(
    context: Context,
    framework: &Framework,
    dimension: &Dimension,
    scale: &Scale,
    cases: &[&'a Case],
) -> Option<Sheet<'a>> {
    let coders = coders(framework, dimension, cases);
    let (mut units, mut coded): (Vec<(&Case, String)>, Coded) = (Vec::new(), Vec::new());
    for case in cases {
        let Some(seen) = coded_by_several(framework, dimension, case) else { continue };
        for item in &dimension.characteristics {
            let of = |coder: &str| {
                let mut all = seen.seen.iter().filter(|one| one.by.as_deref() == Some(coder) && one.what.is(&item.id));
                match all.find_map(|one| one.rating.as_ref())?.0.as_str() {
                    MISSING => None,
                    MIXED => (!scale.is_ordered()).then_some(scale.levels.len()),
                    word => scale.place(word),
                }
            };
            let own: Vec<Option<usize>> = coders.iter().map(|coder| of(coder)).collect();
            if own.iter().flatten().count() > 1 {
                units.push((*case, context.get(&item.label)));
                coded.push(own);
            }
        }
    }
    let values = (0..scale.levels.len()).filter_map(|place| scale.value(place)).collect();
    let metric = match scale.kind() {
        ScaleKind::Nominal => Metric::Nominal,
        ScaleKind::Ordinal => Metric::Ordinal,
        ScaleKind::Interval => Metric::Interval,
    };
    let levels = scale.levels.iter().map(|level| level_words(context, level));
    let sheet = Sheet {
        what: context.say("ratings-of", &[("dimension", context.get(&dimension.label).into())]),
        metric,
        values,
        categories: levels.chain([context.word("rating-mixed")]).collect(),
        coders: coders.iter().map(|coder| context.coder(coder)).collect(),
        units,
        coded,
    };
    (!sheet.units.is_empty()).then_some(sheet)
}

/// In which stage each of those who assessed them sees cases.
fn staged<'a>(context: Context, cycle: &Framework, cases: &[&'a Case]) -> Option<Sheet<'a>> {
    let given = |case: &'a Case| {
        let all = case.newest().map_or(&[][..], |record| record.stages.entries()).iter();
        let whole = all.filter(|one| *one.life_cycle == *cycle.id && one.part.is_none());
        whole.filter_map(|one| {
            let place = cycle.stages.iter().position(|stage| *stage.id == *one.stage)?;
            Some((context.rater(one.by.as_ref()?), place))
        })
    };
    let several: Vec<&&Case> =
        cases.iter().filter(|case| given(case).map(|(by, _)| by).collect::<BTreeSet<_>>().len() > 1).collect();
    let raters: BTreeSet<String> = several.iter().flat_map(|case| given(case)).map(|(by, _)| by).collect();
    let coders: Vec<String> = raters.into_iter().collect();
    let of = |case: &&&'a Case| -> Vec<Option<usize>> {
        coders.iter().map(|coder| given(case).find(|(by, _)| by == coder).map(|(_, place)| place)).collect()
    };
    let sheet = Sheet {
        what: context.say("stage-in", &[("life_cycle", context.get(&cycle.title).into())]),
        metric: Metric::Ordinal,
        values: Vec::new(),
        categories: cycle.stages.iter().map(|stage| context.get(&stage.label)).collect(),
        units: several.iter().map(|case| (**case, context.word("column-stage"))).collect(),
        coded: several.iter().map(of).collect(),
        coders,
    };
    (!sheet.units.is_empty()).then_some(sheet)
}
