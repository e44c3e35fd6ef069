//! Values of indicators: of one record, as reported or computed, with their change since the year before; and of several cases,
//! as an aggregate.

use cel::common::ast::IdedExpr;

use rust_decimal::Decimal;

use crate::analysis::statistics::{Change, difference, exact_sum, mean, median, sum};
use crate::model::case::figures::ReportedFigure;
use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::{Amount, Case, Known, Record};
use crate::model::indicator::formula::{ExactNumber, IndicatorNumber, NoNumber, Term, calculate, inputs, part};
use crate::model::indicator::{Aggregate, Indicator, Indicators};

/// The value of an indicator in a record.
#[derive(Clone, Debug)]
pub enum IndicatorValue<'a> {
    /// The record says nothing about it.
    NotRecorded,
    /// The record reports a figure that the audience may not see. Nothing is computed in its place.
    Withheld,
    /// The record says that there is none.
    None(&'a ReportedFigure),
    /// The record reports a figure.
    Given(&'a ReportedFigure, &'a Amount),
    /// It is computed from other indicators.
    Computed(IndicatorNumber),
    /// It should be computed from other indicators, but can't be, for this reason.
    NotComputable(NoNumber),
}

impl IndicatorValue<'_> {
    /// Whether there is anything to show.
    pub fn is_there(&self) -> bool {
        !matches!(self, IndicatorValue::NotRecorded | IndicatorValue::Withheld | IndicatorValue::NotComputable(_))
    }
}

/// A record, with the record of the year before.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The record.
    pub record: &'a Record,
    /// The record of the year before, if there is one.
    pub last: Option<&'a Record>,
}

impl<'a> Pair<'a> {
    /// The record of a year, with the record of the year before. `None` if there is no record of the year.
    pub fn of(case: &'a Case, year: i32) -> Option<Pair<'a>> {
        Some(Pair { record: case.of_year(year)?, last: case.of_year(year - 1) })
    }
}

/// Looks up or computes the value of an indicator in a record.
pub fn find<'a>(indicators: &Indicators, indicator: &Indicator, pair: Pair<'a>) -> IndicatorValue<'a> {
    if indicator.formula.is_none() {
        return given(indicator, pair.record);
    }
    match exact(indicators, indicator, pair).and_then(IndicatorNumber::cut) {
        Ok(number) => IndicatorValue::Computed(number),
        Err(reason) => IndicatorValue::NotComputable(reason),
    }
}

/// The number of an indicator in a record, to calculate with: as it is reported, or computed and not rounded.
pub fn exact(indicators: &Indicators, indicator: &Indicator, pair: Pair) -> Result<ExactNumber, NoNumber> {
    let Some(formula) = &indicator.formula else {
        return number(indicator, &given(indicator, pair.record)).map(IndicatorNumber::exact);
    };
    let mut input = |id: &str, last: bool| input(indicators, id, last, pair);
    let number = calculate(formula.program.expression(), &mut input)?;
    Ok(IndicatorNumber { decimals: indicator.digits(), ..number })
}

/// Whether a record gives at least one figure that the formula of a computed indicator counts. Denominators and figures of the
/// year before are ignored.
pub fn is_begun(indicators: &Indicators, indicator: &Indicator, pair: Pair) -> bool {
    indicator.formula.as_ref().is_some_and(|formula| counts(indicators, formula.program.expression(), pair))
}

fn counts(indicators: &Indicators, expression: &IdedExpr, pair: Pair) -> bool {
    match part(expression) {
        Term::Input { id, last: false } => {
            indicators.find(&id).is_some_and(|one| find(indicators, one, pair).is_there())
        }
        Term::Operation('/', one, _) | Term::Minus(one) => counts(indicators, one, pair),
        Term::Operation(_, one, other) => counts(indicators, one, pair) || counts(indicators, other, pair),
        Term::Input { .. } | Term::Number(_) | Term::Other => false,
    }
}

/// The value of an indicator that is not computed: the figure that a record reports.
fn given<'a>(indicator: &Indicator, record: &'a Record) -> IndicatorValue<'a> {
    let Some(figure) = record.figures.of(&indicator.id) else { return IndicatorValue::NotRecorded };
    match &figure.amount.value {
        Known::NotRecorded => IndicatorValue::NotRecorded,
        Known::Withheld => IndicatorValue::Withheld,
        Known::None => IndicatorValue::None(figure),
        Known::Is(amount) => IndicatorValue::Given(figure, amount),
    }
}

/// The number of an indicator in a formula; with `last`, from the record of the year before.
fn input(indicators: &Indicators, id: &str, last: bool, pair: Pair) -> Result<ExactNumber, NoNumber> {
    let indicator = indicators.find(id).ok_or_else(|| NoNumber::Missing { id: id.to_owned(), last })?;
    let pair = match (last, pair.last) {
        (false, _) => pair,
        (true, None) => return Err(NoNumber::NoLast),
        (true, Some(_)) if is_broken(indicators, indicator, pair) => {
            return Err(NoNumber::Changed(id.to_owned()));
        }
        (true, Some(before)) if !pair.record.is_like(before) => return Err(NoNumber::Periods),
        (true, Some(before)) => Pair { record: before, last: None },
    };
    if is_nothing_left(indicators, indicator, pair) {
        return Ok(IndicatorNumber::default().exact());
    }
    exact(indicators, indicator, pair).map_err(|reason| reason.of(last))
}

/// Whether an indicator is a part of a whole that a record does not give, and those parts that it gives add up to the whole exactly: then
/// nothing is left for the others, and formulas and pictures take it for nothing. The figure itself stays not recorded.
pub fn is_nothing_left(indicators: &Indicators, indicator: &Indicator, pair: Pair) -> bool {
    let Some(whole) = indicator.part_of.as_ref().and_then(|id| indicators.find(id)) else { return false };
    if !matches!(given(indicator, pair.record), IndicatorValue::NotRecorded) {
        return false;
    }
    let is_other =
        |one: &&Indicator| one.id.0 != indicator.id.0 && one.part_of.as_ref().is_some_and(|own| own.0 == whole.id.0);
    let known = |one: &Indicator| number(one, &given(one, pair.record)).ok().filter(|number| !number.about);
    let others = indicators.all().filter(is_other);
    let others = others.filter(|one| !matches!(given(one, pair.record), IndicatorValue::NotRecorded));
    let others: Option<Vec<IndicatorNumber>> = others.map(known).collect();
    let sum = others.filter(|all| !all.is_empty()).and_then(|all| sum(whole, &all.iter().collect::<Vec<_>>()).ok());
    sum.zip(known(whole)).is_some_and(|(sum, whole)| sum.value == whole.value && sum.currency == whole.currency)
}

/// The number of a part of a whole: as it is recorded, or nothing, see [`is_nothing_left`]. `None` if it is not known.
pub fn part_number(indicators: &Indicators, part: &Indicator, pair: Pair) -> Option<IndicatorNumber> {
    match is_nothing_left(indicators, part, pair) {
        true => Some(IndicatorNumber::default()),
        false => number(part, &find(indicators, part, pair)).ok(),
    }
}

/// The parts of wholes that a computed indicator takes for nothing, see [`is_nothing_left`].
pub fn taken_for_nothing<'i>(indicators: &'i Indicators, indicator: &Indicator, pair: Pair) -> Vec<&'i Indicator> {
    let inputs = indicator.formula.iter().flat_map(|formula| inputs(formula.program.expression()));
    let own = inputs.filter(|(_, last)| !last).filter_map(|(id, _)| indicators.find(&id));
    own.filter(|one| is_nothing_left(indicators, one, pair)).collect()
}

/// The number of an indicator's value. Percentages are given as fractions; "none" is zero.
///
/// # Errors
/// The reason why there is no single number.
pub fn number(indicator: &Indicator, found: &IndicatorValue) -> Result<IndicatorNumber, NoNumber> {
    let missing = || NoNumber::Missing { id: indicator.id.to_string(), last: false };
    match found {
        IndicatorValue::NotRecorded => Err(missing()),
        IndicatorValue::Withheld => Err(NoNumber::Withheld { id: indicator.id.to_string(), last: false }),
        IndicatorValue::NotComputable(reason) => Err(reason.clone()),
        IndicatorValue::None(_) => Ok(IndicatorNumber::default()),
        IndicatorValue::Computed(number) => Ok(number.clone()),
        IndicatorValue::Given(_, amount) => match amount {
            Amount::Quantity(quantity) => plain(indicator, quantity),
            Amount::Percentage(part) => plain(indicator, &part.0)
                .map(|number| IndicatorNumber { value: number.value / Decimal::ONE_HUNDRED, ..number }),
            Amount::Money(money) => plain(indicator, &money.quantity())
                .map(|number| IndicatorNumber { currency: Some(money.currency.clone()), ..number }),
            Amount::Date(_) | Amount::Text(_) => Err(missing()),
        },
    }
}

/// The number of a quantity that is exact, about or almost. A quantity with bounds has no single number, which is an error.
fn plain(indicator: &Indicator, quantity: &Quantity) -> Result<IndicatorNumber, NoNumber> {
    let value = quantity.one_number().ok_or_else(|| NoNumber::Bounded(indicator.id.to_string()))?;
    let about = quantity.qualifier != Qualifier::Exact;
    Ok(IndicatorNumber { value, decimals: quantity.number.decimals(), about, currency: None })
}

/// Whether an indicator's figures in the two records can't be compared, because its definition, or that of an indicator that it
/// is computed from, changed in between.
pub fn is_broken(indicators: &Indicators, indicator: &Indicator, pair: Pair) -> bool {
    let year = pair.record.year().unwrap_or_default();
    let since = pair.last.and_then(Record::year).unwrap_or(year - 1);
    let within = |changed: u64| i32::try_from(changed).is_ok_and(|changed| since < changed && changed <= year);
    let changed = indicator.changed.iter().any(|changed| within(changed.year.0));
    let broken = pair.record.figures.of(&indicator.id).is_some_and(|figure| figure.broken.is_some());
    let inputs = indicator.formula.iter().flat_map(|formula| inputs(formula.program.expression()));
    let mut made_of = inputs.filter(|(_, last)| !last).filter_map(|(id, _)| indicators.find(&id));
    changed || broken || made_of.any(|one| is_broken(indicators, one, pair))
}

/// How an indicator changed since the year before.
///
/// # Errors
/// The reason why the two years can't be compared.
pub fn change(indicators: &Indicators, indicator: &Indicator, pair: Pair) -> Result<Change, NoNumber> {
    let before = pair.last.ok_or(NoNumber::NoLast)?;
    if is_broken(indicators, indicator, pair) {
        return Err(NoNumber::Changed(indicator.id.to_string()));
    }
    if !pair.record.is_like(before) {
        return Err(NoNumber::Periods);
    }
    let now = number(indicator, &find(indicators, indicator, pair))?;
    let then = number(indicator, &find(indicators, indicator, Pair { record: before, last: None }));
    let then = then.map_err(|reason| reason.of(true))?;
    difference(indicator, &now, &then)
}

/// An indicator over several cases: the aggregate, and which cases it covers.
#[derive(Clone, Debug)]
pub struct Combined {
    /// The aggregate: the sum, the mean, the median or the quotient of sums.
    pub value: Result<IndicatorNumber, NoNumber>,
    /// The numbers of the cases that have one, each with the index of its case.
    pub of: Vec<(usize, IndicatorNumber)>,
    /// The indices of the cases that give only bounds, which can't be added up.
    pub bounded: Vec<usize>,
}

/// Aggregates an indicator over several records. For a quotient of sums, a case counts only if every figure in the formula is
/// known.
pub fn combine(indicators: &Indicators, indicator: &Indicator, pairs: &[Pair]) -> Combined {
    let all: Vec<Result<IndicatorNumber, NoNumber>> =
        pairs.iter().map(|pair| number(indicator, &find(indicators, indicator, *pair))).collect();
    let is_bounded =
        |(at, one): (usize, &Result<IndicatorNumber, NoNumber>)| matches!(one, Err(NoNumber::Bounded(_))).then_some(at);
    let bounded: Vec<usize> = all.iter().enumerate().filter_map(is_bounded).collect();
    let is_withheld = all.iter().any(|one| matches!(one, Err(NoNumber::Withheld { .. })));
    let of: Vec<(usize, IndicatorNumber)> =
        all.into_iter().enumerate().filter_map(|(at, one)| Some((at, one.ok()?))).collect();
    let counted: Vec<Pair> = of.iter().map(|(at, _)| pairs[*at]).collect();
    let numbers: Vec<&IndicatorNumber> = of.iter().map(|(_, number)| number).collect();
    let value = match indicator.aggregate {
        _ if of.is_empty() && !bounded.is_empty() => Err(NoNumber::Bounded(indicator.id.to_string())),
        _ if of.is_empty() && is_withheld => Err(NoNumber::Withheld { id: indicator.id.to_string(), last: false }),
        Aggregate::Sum => sum(indicator, &numbers),
        Aggregate::Mean => mean(indicator, &numbers),
        Aggregate::Median => median(indicator, &numbers),
        Aggregate::ShareOfSums => share_of_sums(indicators, indicator, &counted),
        Aggregate::None => Err(NoNumber::Missing { id: indicator.id.to_string(), last: false }),
    };
    Combined { value, of, bounded }
}

/// Evaluates the indicator's formula with the sum of each of its inputs over all records.
fn share_of_sums(indicators: &Indicators, indicator: &Indicator, pairs: &[Pair]) -> Result<IndicatorNumber, NoNumber> {
    let missing = || NoNumber::Missing { id: indicator.id.to_string(), last: false };
    let formula = indicator.formula.as_ref().filter(|_| !pairs.is_empty()).ok_or_else(missing)?;
    let sum_of = |id: &str, last: bool| {
        let own = indicators.find(id).ok_or_else(missing)?;
        let numbers: Vec<ExactNumber> =
            pairs.iter().map(|pair| input(indicators, id, last, *pair)).collect::<Result<_, _>>()?;
        exact_sum(own, numbers.into_iter())
    };
    let number = calculate(formula.program.expression(), &mut |id, last| sum_of(id, last))?;
    IndicatorNumber { decimals: indicator.digits(), ..number }.cut()
}

/// Whether a middle stands for several cases together.
pub fn is_middle(indicator: &Indicator) -> bool {
    matches!(indicator.aggregate, Aggregate::Mean | Aggregate::Median)
}

/// Whether the formula of an indicator, or of anything that it is computed from, refers to the year before.
pub fn looks_back(indicators: &Indicators, indicator: &Indicator) -> bool {
    let inputs = indicator.formula.iter().flat_map(|formula| inputs(formula.program.expression()));
    let mut inputs = inputs.map(|(id, last)| (indicators.find(&id), last));
    inputs.any(|(one, last)| last || one.is_some_and(|one| looks_back(indicators, one)))
}

#[cfg(test)]
mod tests;
