//! Tables that show what cases say in words and numbers, besides grids: each kind in a file of its own.

pub mod agreement;
pub mod codebook;
pub mod data_structure;
pub mod doubts;
pub mod quotes;
pub mod ratings;
pub mod sources;
pub mod text;
pub mod time_ordered;
pub mod together;
pub mod truth_table;

use crate::analysis::mapping::{Mapping, map};
use crate::base::text::capital;
use crate::model::case::{Case, Observation};
use crate::model::framework::{Dimension, Framework, find};
use crate::model::settings::displays::{Display, Part};
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::Parts;
use crate::report::matrix::table::Table;
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::quotation;

/// A display as a table; `None` if its framework or dimension does not exist, which the check of the settings has reported. `cases` are by name,
/// and are put into the order in which the display has them.
pub fn table<'a>(
    context: Context<'a>,
    id: &str,
    display: &Display,
    cases: &mut Vec<&'a Case>,
    order: &Order,
) -> Option<Parts> {
    match display {
        Display::Matrix(matrix) => text::table(context, matrix, cases, order),
        Display::Quotes(part) => quotes::table(context, &Scope::of(context, part)?, cases),
        Display::DataStructure(part) => data_structure::table(context, &Scope::of(context, part)?, cases),
        Display::Sources => Some(sources::table(context, cases)),
        Display::Codebook(part) => codebook::table(context, &Scope::of(context, part)?, cases),
        Display::TimeOrdered => Some(time_ordered::table(context, cases)),
        Display::Together(part) => together::table(context, id, &Scope::of(context, part)?, cases),
        Display::TruthTable(table) => Some(truth_table::table(context, table, cases)),
        Display::Ratings(part) => ratings::table(context, &Scope::of(context, part)?, cases),
        Display::Agreement(part) => agreement::table(context, &Scope::of(context, part)?, cases),
    }
}

/// The figure of a display, with the title of its table; an empty one for those that have none.
pub fn figure(context: Context, id: &str, display: &Display, title: &str, cases: &[&Case]) -> Figure {
    match display {
        Display::DataStructure(part) => match Scope::of(context, part) {
            Some(scope) => data_structure::figure(context, id, &scope, title, cases),
            None => Figure::default(),
        },
        Display::TimeOrdered => time_ordered::figure(context, id, title, cases),
        _ => Figure::default(),
    }
}

/// What stands behind the table of a display: for agreement, where coders differ.
pub fn more(context: Context, id: &str, display: &Display, table: &Table, cases: &[&Case]) -> Option<Table> {
    let Display::Agreement(part) = display else { return None };
    agreement::differing(context, id, &Scope::of(context, part)?, table, cases)
}

/// A framework, with those of its dimensions that a display shows.
pub struct Scope<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The dimensions, each with its place in the framework.
    pub dimensions: Vec<(usize, &'a Dimension)>,
}

impl<'a> Scope<'a> {
    fn of(context: Context<'a>, part: &Part) -> Option<Scope<'a>> {
        let framework = find(context.frameworks, &part.framework)?;
        let is_shown = |dimension: &Dimension| part.dimension.as_ref().is_none_or(|id| dimension.id == *id);
        let dimensions: Vec<_> = framework.dimensions.iter().enumerate().filter(|(_, own)| is_shown(own)).collect();
        (!dimensions.is_empty()).then_some(Scope { framework, dimensions })
    }

    /// Each case with its newest record as the framework sees it; `None` for a case without a record.
    pub fn mapped(&self, context: Context<'a>, cases: &[&'a Case]) -> Vec<(&'a Case, Option<Mapping<'a>>)> {
        let of = |case: &'a Case| Some(map(case.newest()?, self.framework, context.frameworks));
        cases.iter().map(|case| (*case, of(case))).collect()
    }

    /// What a row above others says of a dimension.
    pub fn head(&self, context: Context, dimension: &Dimension) -> String {
        capital(&context.get(&dimension.label))
    }
}

/// A sentence that names the cases of which a table shows nothing; `None` if it shows something of each.
pub fn unshown(context: Context, cases: &[&Case], is_shown: impl Fn(&Case) -> bool) -> Option<String> {
    let names: Vec<String> = cases.iter().filter(|case| !is_shown(case)).map(|case| context.short_name(case)).collect();
    (!names.is_empty()).then(|| context.say("nothing-shown-of", &[("list", context.locale.list(&names).into())]))
}

/// The quotations that are marked as `key`, of observations in the order of the file.
pub fn key_quotations<'o>(observations: &[&'o Observation]) -> Vec<&'o Observation> {
    observations.iter().copied().filter(|one| one.is_key && one.evidence.quote.is_some()).collect()
}

/// What a source says in an observation: its quotation, or the words that stand beside what it was read as, in quotes.
pub fn words_of(context: Context, observation: &Observation) -> Option<String> {
    let words = || observation.words.as_ref().map(|words| context.quoted(&context.get(words)));
    quotation(context, &observation.evidence).or_else(words)
}
