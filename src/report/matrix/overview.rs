//! The table of all cases for the site: what its columns show, in which order its rows can be sorted, and by what they can be
//! filtered.

use crate::report::view::phrase::without_stage;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analysis::mapping::map;
use crate::analysis::ratings::summary;
use crate::model::case::attributes::Attributed;
use crate::model::case::{Assessment, Case, Known};
use crate::model::facts::column::Column;
use crate::model::facts::value::Value;
use crate::model::facts::{FactKind, FactSpec};
use crate::model::framework::scale::Scale;
use crate::model::framework::{Dimension, Framework};
use crate::model::settings::attribute::Attribute;
use crate::report::matrix::order::Order;
use crate::report::matrix::table::Heading;
use crate::report::view::context::Context;
use crate::report::view::facts::{content, heading_of, is_number, same, sort};
use crate::report::view::rating::median;
use crate::yaml::shape::list::Named;

/// The table of all cases.
#[derive(Debug, Serialize)]
pub struct Overview {
    /// The headings.
    pub columns: Vec<Heading>,
    /// A row for each case.
    pub rows: Vec<OverviewRow>,
    /// What the rows can be filtered by.
    pub filters: Vec<Filter>,
}

/// A case.
#[derive(Debug, Serialize)]
pub struct OverviewRow {
    /// Its id.
    pub id: String,
    /// The URL of its page; empty until the site fills it in.
    pub url: String,
    /// What the columns show.
    pub cells: Vec<OverviewCell>,
    /// The values that it has in the filters.
    pub tokens: Vec<Token>,
}

/// What a column shows of a case.
#[derive(Debug, Default, Serialize)]
pub struct OverviewCell {
    /// The text.
    pub text: String,
    /// Its place in the order of the column; empty where nothing is recorded.
    pub rank: String,
    /// Whether it is a number.
    pub number: bool,
}

/// The values that a case has in a filter.
#[derive(Debug, Serialize)]
pub struct Token {
    /// The filter's id.
    pub filter: String,
    /// The values of its options that the case has, with spaces between.
    pub values: String,
}

/// Something that cases can be filtered by.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// The id.
    pub id: String,
    /// The name.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// What can be chosen in a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The value, without spaces.
    pub value: String,
    /// The name.
    pub label: String,
    /// How many cases have it.
    pub count: usize,
}

/// The prefix of those values of a filter that stand for having no value.
const STATE: &str = "state-";

/// The facts that the table shows, in this order.
const SHOWN: [&str; 9] =
    ["name", "stage", "industry", "countries", "founded", "actors", "facilitators", "study", "observed"];

/// The table of all cases. `cases` must be sorted by name.
pub fn overview(context: Context, cases: &[&Case], order: &Order) -> Overview {
    let life_cycle = context.frameworks.iter().find(|framework| !framework.stages.is_empty());
    let in_use = |cycle: &&Framework| {
        let mut all = cases.iter().flat_map(|case| assessments(case));
        all.any(|one| *one.life_cycle == *cycle.id)
    };
    let cycles: Vec<&Framework> = context.frameworks.iter().filter(in_use).collect();
    let has_studies = cases.iter().any(|case| case.study.is_some());
    let facts = SHOWN.map(|id| FactSpec::find(id).expect("the table of facts has what the site shows"));
    let facts: Vec<&FactSpec> =
        facts.into_iter().filter(|fact| has_studies || !matches!(fact.kind, FactKind::Study)).collect();
    let mut filters: Vec<Filtered> = facts
        .iter()
        .filter_map(|fact| {
            let id = fact.uses.filter?;
            Some(filter(cases, order, id, (Some(fact), context.word(fact.label)), &|case| {
                values(context, &cycles, fact, case)
            }))
        })
        .collect();
    filters.extend(context.settings.attributes.iter().enumerate().filter(|(_, own)| own.value.is_listed()).map(
        |(at, own)| {
            let id = format!("attribute{}", at + 1);
            let label = context.get(&own.value.label);
            filter(cases, order, &id, (None, label), &|case| attributes(context, own, case))
        },
    ));
    filters.extend(rated(context).enumerate().map(|(at, (framework, dimension, scale))| {
        let label = context.say("median-of", &[("dimension", context.get(&dimension.label).into())]);
        filter(cases, order, &format!("rating{}", at + 1), (None, label), &|case| {
            median_of(context, (framework, dimension, scale), case)
        })
    }));
    let ranked = |column: Column| {
        let number = is_number(context, &column);
        let heading = Heading { text: heading_of(context, &column), number };
        (heading, ranked(context, cases, &column, life_cycle, order, number))
    };
    // With one life cycle, stages have its order and its names; with several, the stages in all of them are listed.
    let in_order = |fact: &FactSpec| matches!(fact.kind, FactKind::Stages) && cycles.len() <= 1;
    let mut columns: Vec<(Heading, Vec<OverviewCell>)> = facts
        .iter()
        .map(|fact| match filters.iter().find(|own| own.fact.is_some_and(|own| own.id == fact.id)) {
            Some(filtered) if !in_order(fact) => named(filtered),
            _ => ranked(Column::Fact(fact)),
        })
        .collect();
    let shown = context.settings.attributes.iter().filter(|own| own.value.is_key_fact());
    columns.extend(shown.map(|own| ranked(Column::Attribute(own.id.as_str().into()))));
    // What no case says anything of is left out.
    let silent = context.not_recorded();
    let is_told = |cells: &[OverviewCell]| cells.iter().any(|cell| cell.text != silent);
    columns.retain(|(_, cells)| is_told(cells));
    filters.retain(|own| own.filter.options.iter().any(|option| !option.value.starts_with(STATE)));
    let rows = cases.iter().enumerate().map(|(at, case)| OverviewRow {
        id: case.id.to_string(),
        url: String::new(),
        cells: columns.iter_mut().map(|(_, cells)| std::mem::take(&mut cells[at])).collect(),
        tokens: filters
            .iter()
            .map(|own| Token { filter: own.filter.id.clone(), values: own.tokens[at].join(" ") })
            .collect(),
    });
    let rows = rows.collect();
    Overview {
        columns: columns.into_iter().map(|(heading, _)| heading).collect(),
        rows,
        filters: filters.into_iter().map(|own| own.filter).collect(),
    }
}

/// The cells of a column with their ranks in its order. Cells with equal values have equal ranks.
fn ranked(
    context: Context,
    cases: &[&Case],
    column: &Column,
    life_cycle: Option<&Framework>,
    order: &Order,
    number: bool,
) -> Vec<OverviewCell> {
    let mut sorted = cases.to_vec();
    sort(context, &mut sorted, column, life_cycle, order);
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, case) in sorted.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| sorted[before]);
        let tied = before.filter(|before| same(context, before, case, column, life_cycle));
        let rank = tied.and_then(|before| ranks.get(&*before.id).copied()).unwrap_or(at);
        ranks.insert(&case.id, rank);
    }
    cases
        .iter()
        .map(|case| {
            let content = content(context, case, column, life_cycle);
            let rank = ranks.get(&*case.id).filter(|_| content.is_value());
            let text = content.words(context.locale);
            OverviewCell { rank: rank.map(ToString::to_string).unwrap_or_default(), text, number }
        })
        .collect()
}

/// The values that a case has in a filter: for each a sort key, its id and its name; values with equal keys are sorted by name.
/// If it has none, the reason in words: nothing is recorded, or the case says that there is none.
type Values = Result<Vec<(usize, String, String)>, String>;

/// A filter by a fact, and for each case the values of its options that it has.
struct Filtered {
    /// The fact, if it is by one.
    fact: Option<&'static FactSpec>,
    filter: Filter,
    tokens: Vec<Vec<String>>,
}

/// Makes the filter `id` by a fact. `label` is the name of the fact.
fn filter(
    cases: &[&Case],
    order: &Order,
    id: &str,
    (fact, label): (Option<&'static FactSpec>, String),
    values: &dyn Fn(&Case) -> Values,
) -> Filtered {
    let of_cases: Vec<Values> = cases.iter().map(|case| values(case)).collect();
    let mut all: Vec<(usize, String, String)> = of_cases.iter().flatten().flatten().cloned().collect();
    all.sort_by(|one, other| {
        one.0.cmp(&other.0).then_with(|| order.compare(&one.2, &other.2)).then_with(|| one.1.cmp(&other.1))
    });
    all.dedup();
    let own = |values: &Values, (_, own, _): &(usize, String, String)| {
        values.as_ref().is_ok_and(|values| values.iter().any(|(_, id, _)| id == own))
    };
    // Options for having no value come after the others, one for each reason.
    let states: BTreeSet<&String> = of_cases.iter().filter_map(|values| values.as_ref().err()).collect();
    let token = |at: usize| format!("{id}-{}", at + 1);
    let state =
        |label: &String| format!("{STATE}{}", states.iter().position(|own| *own == label).unwrap_or_default() + 1);
    let tokens = of_cases.iter().map(|values| match values {
        Ok(_) => all.iter().enumerate().filter(|(_, one)| own(values, one)).map(|(at, _)| token(at)).collect(),
        Err(label) => vec![state(label)],
    });
    let tokens: Vec<Vec<String>> = tokens.collect();
    let chosen = all.iter().enumerate().map(|(at, one)| (token(at), one.2.clone()));
    let chosen = chosen.chain(states.iter().map(|label| (state(label), (*label).clone())));
    let options = chosen.map(|(value, label)| {
        let count = tokens.iter().filter(|tokens| tokens.contains(&value)).count();
        Choice { value, label, count }
    });
    let options = options.collect();
    Filtered { fact, filter: Filter { id: id.to_owned(), label, options }, tokens }
}

/// A column that shows the names of the options of a filter that each case has.
fn named(Filtered { filter, tokens, .. }: &Filtered) -> (Heading, Vec<OverviewCell>) {
    let cells = tokens.iter().map(|tokens| {
        let chosen = filter.options.iter().enumerate().filter(|(_, option)| tokens.contains(&option.value));
        let chosen: Vec<(usize, &Choice)> = chosen.collect();
        let names: Vec<&str> = chosen.iter().map(|(_, option)| option.label.as_str()).collect();
        let recorded = !tokens.iter().any(|token| token.starts_with(STATE));
        let rank = chosen.first().filter(|_| recorded).map(|(at, _)| at.to_string()).unwrap_or_default();
        OverviewCell { text: names.join("; "), rank, number: false }
    });
    (Heading { text: filter.label.clone(), number: false }, cells.collect())
}

/// The assessments of a case's newest record.
fn assessments(case: &Case) -> &[Assessment] {
    case.newest().map_or(&[], |record| record.stages.entries())
}

/// The stages that a case was assessed in. If several life cycles are in use, each stage is named with its life cycle.
fn stages(context: Context, cycles: &[&Framework], case: &Case) -> Values {
    let stage = |(at, cycle): (usize, &&Framework), id: &str| {
        let place = cycle.stages.iter().position(|stage| *stage.id == *id)?;
        let name = context.get(cycle.stages[place].short());
        let name = if cycles.len() > 1 { format!("{name} ({})", context.get(&cycle.title)) } else { name };
        Some((at * 1000 + place, format!("{}-{id}", cycle.id), name))
    };
    let found = assessments(case).iter().filter_map(|one| {
        let cycle = cycles.iter().enumerate().find(|(_, cycle)| *cycle.id == *one.life_cycle)?;
        stage(cycle, &one.stage)
    });
    let found: Vec<(usize, String, String)> = found.collect();
    if found.is_empty() { Err(without_stage(context, case.newest())) } else { Ok(found) }
}

/// The value of an attribute that a case can be filtered by.
fn attributes(context: Context, attribute: &Named<Attribute>, case: &Case) -> Values {
    let column = Column::Attribute(attribute.id.as_str().into());
    let content = content(context, case, &column, None);
    let name = content.words(context.locale);
    let place = match column.of(case).value {
        Known::Is(Value::Attribute(Attributed::Level(word))) => attribute.value.place(word).unwrap_or_default(),
        _ => 0,
    };
    match column.of(case).value {
        Known::Is(_) => Ok(vec![(place, name.clone(), name)]),
        Known::None | Known::NotRecorded | Known::Withheld => Err(name),
    }
}

/// The dimensions whose ratings have a median, each with its framework and its scale.
fn rated<'a>(context: Context<'a>) -> impl Iterator<Item = (&'a Framework, &'a Dimension, &'a Scale)> {
    let dimensions = context.frameworks.iter().flat_map(|own| own.dimensions.iter().map(move |one| (own, one)));
    dimensions.filter_map(|(own, one)| Some((own, one, one.scale.as_ref().filter(|scale| scale.is_ordered())?)))
}

/// The median of a case's ratings in a dimension, that it can be filtered by; without one, whether there are ratings at all.
fn median_of(context: Context, (framework, dimension, scale): (&Framework, &Dimension, &Scale), case: &Case) -> Values {
    let mapping = case.newest().map(|record| map(record, framework, context.frameworks));
    let mapped = mapping.as_ref().and_then(|own| own.dimensions.iter().find(|one| *one.dimension.id == *dimension.id));
    let Some(mapped) = mapped.filter(|mapped| mapped.is_recorded()) else {
        return Err(context.not_recorded());
    };
    let found = summary(scale, mapped.cells.iter().map(|cell| &cell.rating));
    match found.median {
        Some((low, high)) => {
            let name = median(context, scale, (low, high));
            Ok(vec![(low + high, name.clone(), name)])
        }
        None if found.mixed + found.missing + found.contested > 0 => Err(context.word("without-median")),
        None => Err(context.word("not-rated")),
    }
}

/// The values of a fact that a case can be filtered by.
fn values(context: Context, cycles: &[&Framework], fact: &'static FactSpec, case: &Case) -> Values {
    let reading = fact.of(case);
    let state = |value: &Known<Value>| {
        context.word(match value {
            Known::None => "none",
            Known::Withheld => "withheld",
            Known::Is(_) | Known::NotRecorded => "not-recorded",
        })
    };
    let one = |id: String, name: String| vec![(0, id, name)];
    let found = match &reading.value {
        _ if matches!(fact.kind, FactKind::Stages) => return stages(context, cycles, case),
        Known::Is(Value::Countries(place)) => {
            let countries = place.countries.iter();
            countries.map(|country| (0, country.0.clone(), context.locale.country(&country.0))).collect()
        }
        Known::Is(Value::Study(id)) => match context.settings.study(id) {
            Some(study) => one(study.id.clone(), context.get(&study.title)),
            None => Vec::new(),
        },
        Known::Is(Value::Observed(all)) => {
            let seen = context.frameworks.iter().filter(|one| all.iter().any(|own| *own.framework == *one.id));
            seen.map(|framework| (0, framework.id.to_string(), context.get(&framework.title))).collect()
        }
        Known::Is(_) => {
            let name = words(context, case, fact);
            one(name.clone(), name)
        }
        Known::None | Known::NotRecorded | Known::Withheld => Vec::new(),
    };
    match (found.is_empty(), fact.kind) {
        (false, _) => Ok(found),
        // A case that names no study belongs to none.
        (true, FactKind::Study) => Err(context.word("none")),
        (true, _) => Err(state(&reading.value)),
    }
}

/// What a case says of a fact, in words.
fn words(context: Context, case: &Case, fact: &'static FactSpec) -> String {
    content(context, case, &Column::Fact(fact), None).words(context.locale)
}
