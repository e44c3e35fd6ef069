//! What keeps a display from showing anything, or all of its cases: told of when all cases are known.

use crate::analysis::truth_table::Membership;
use crate::model::case::Case;
use crate::model::facts::column::Column;
use crate::model::settings::displays::{CausalCondition, CellText, Display};
use crate::model::settings::tables::{Shows, TableSpec};
use crate::report::matrix::displays::truth_table::membership;
use crate::report::matrix::displays::{Scope, agreement};
use crate::report::view::context::Context;
use crate::yaml::NodeId;

/// A doubt about a table: where, what, and what to do.
pub type Doubt = (NodeId, String, &'static str);

/// The doubts about the tables of the summary.
pub fn doubts<'a>(context: Context<'a>, cases: &[&'a Case]) -> Vec<Doubt> {
    context.settings.tables.iter().flat_map(|spec| of_table(context, spec, cases)).collect()
}

/// What keeps cases out of a truth table.
fn of_condition(context: Context, condition: &CausalCondition, cases: &[&Case]) -> Vec<Doubt> {
    let attribute = match &condition.of {
        Some(Column::Attribute(id)) => context.attribute(id).map(|own| (id, own.kind)),
        _ => None,
    };
    if let Some((id, kind)) = attribute.filter(|(_, kind)| !kind.is_measured()) {
        let message = format!("`{id}` is of the kind `{kind}`, which has no numbers to calibrate");
        return vec![(
            condition.mark,
            message,
            "write `holds: …`, a condition in CEL, in place of `of` and `calibrate`",
        )];
    }
    let that = |is: &dyn Fn(Option<Membership>) -> bool| {
        let own = cases.iter().filter(|case| is(membership(context, condition, case)));
        own.map(|case| context.get(&case.name)).collect::<Vec<String>>()
    };
    let (unknown, half) = (that(&|own| own.is_none()), that(&|own| own == Some(0.5)));
    let mut all = Vec::new();
    if !unknown.is_empty() {
        let message = format!("`{}` is not decided for {}", condition.id, listed(&unknown));
        let help = "record what it asks for, or show a `study` of which it is known; until then they are in no row";
        all.push((condition.mark, message, help));
    }
    if !half.is_empty() {
        let message = format!("{} exactly at the crossover of `{}`", stand(&half), condition.id);
        let help = "move the crossover a little, since what is half in and half out is in no row";
        all.push((condition.mark, message, help));
    }
    all
}

fn stand(names: &[String]) -> String {
    format!("{} {}", listed(names), if names.len() == 1 { "stands" } else { "stand" })
}

fn of_table<'a>(context: Context<'a>, spec: &'a TableSpec, cases: &[&'a Case]) -> Vec<Doubt> {
    let Shows::Display(display) = &spec.show else { return Vec::new() };
    let cases: Vec<&Case> = cases.iter().filter(|case| spec.covers(case)).copied().collect();
    let one = |message: &str, help| vec![(spec.mark, message.to_owned(), help)];
    match display {
        Display::Matrix(matrix) => {
            let Some(scope) = Scope::of(context, &matrix.part) else { return Vec::new() };
            match matrix.cells {
                CellText::Summary => without_summary(context, spec.mark, &scope, &cases),
                CellText::Quotation if !has_key_quotation(context, &scope, &cases) => one(NO_KEY, MARK_ONE),
                CellText::Quotation | CellText::Observations => Vec::new(),
            }
        }
        Display::Quotes(part) => match Scope::of(context, part) {
            Some(scope) if !has_key_quotation(context, &scope, &cases) => one(NO_KEY, MARK_ONE),
            _ => Vec::new(),
        },
        Display::TruthTable(table) => {
            table.all().flat_map(|condition| of_condition(context, condition, &cases)).collect()
        }
        Display::Agreement(part) => match Scope::of(context, part) {
            Some(scope) if !agreement::is_coded_twice(context, &scope, &cases) => one(
                "nothing of this was coded by two coders in the same case",
                "say at observations who coded them: `by: …`",
            ),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

const NO_KEY: &str = "no quotation is marked as one to show";
const MARK_ONE: &str = "write `key: yes` at an observation that has a `quote`";

/// The dimensions on which no case says in words what it shows.
fn without_summary(context: Context, mark: NodeId, scope: &Scope, cases: &[&Case]) -> Vec<Doubt> {
    let says = |case: &&&Case, dimension: &str| {
        let record = case.newest();
        let own = record.and_then(|record| record.observed.iter().find(|own| *own.framework == *scope.framework.id));
        own.is_some_and(|own| own.summary(dimension).is_some())
    };
    let silent = scope.dimensions.iter().filter(|(_, own)| !cases.iter().any(|case| says(&case, &own.id)));
    let silent: Vec<String> = silent.map(|(_, own)| context.get(&own.label)).collect();
    if silent.is_empty() {
        return Vec::new();
    }
    let message = format!("no case has a text on {}", listed(&silent));
    vec![(mark, message, "write `summary: …` at the dimension in case files, or `cells: observations` here")]
}

fn has_key_quotation<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> bool {
    scope.mapped(context, cases).iter().filter_map(|(_, mapping)| mapping.as_ref()).any(|mapping| {
        let own = scope.dimensions.iter().flat_map(|(at, _)| &mapping.dimensions[*at].cells);
        own.flat_map(|cell| &cell.observations).any(|one| one.is_key && one.evidence.quote.is_some())
    })
}

/// Names in a row, the first few of many.
fn listed(names: &[String]) -> String {
    const FEW: usize = 5;
    let shown: Vec<String> = names.iter().take(FEW).map(|name| format!("“{name}”")).collect();
    match names.len().saturating_sub(FEW) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
