//! Totals over all clusters, each with the number of clusters that it covers.

use crate::analysis::measure::{self, Combined, Pair};
use crate::analysis::movement::{Movement, movement};
use crate::analysis::statistics;
use crate::base::text::bound;
use crate::model::case::{Case, Length};
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};
use crate::model::indicator::{Aggregate, Group, Indicator};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::tables::unique;
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::annual::figures::{
    label as annual_label, number_text, plain_number, reason_text, short_label,
};
use crate::report::view::annual::types::FigureRow;
use crate::report::view::context::Context;
use crate::report::view::types::ItemView;
use crate::report::view::words::{Difference, Measured, difference};
use crate::report::year::pictures::{totals_over, years};

/// An indicator over all clusters: in the year, in the year before, and over those clusters of which both years can be compared.
struct Total<'s> {
    indicator: &'s Indicator,
    label: String,
    /// How the clusters are aggregated, in words.
    how: String,
    last: Content,
    last_of: Content,
    now: Content,
    now_of: Content,
    change: ChangeInBoth,
    /// The clusters of which both years can be compared.
    both: Option<Movement<'s>>,
    /// How many clusters there are, and of how many the year and the year before are known.
    of: usize,
    known: [usize; 2],
    /// What the clusters come to that give one of the years only, and their names: for whole sums.
    rest: Option<([Content; 2], String)>,
    /// The minimum, the median and the maximum of single clusters.
    spread: [Content; 3],
    /// The indices of clusters that give only bounds, which count in no total.
    bounded: Vec<usize>,
}

/// The change in the clusters for which both years are known and comparable, with their number.
#[derive(Default)]
pub struct ChangeInBoth {
    /// The change.
    pub by: Option<Difference>,
    /// In how many clusters, and how many there are in all.
    pub of: Option<(usize, usize)>,
}

impl<'s> Total<'s> {
    /// Aggregates an indicator over the records of two years; `None` if no cluster gives anything in either.
    fn new(context: Context<'s>, portfolio: &Portfolio, indicator: &'s Indicator) -> Option<Total<'s>> {
        let (now, before) = (portfolio.pairs(), portfolio.pairs_before());
        let (of, of_before) = (portfolio.of(), portfolio.of_before());
        let combined = measure::combine(context.indicators, indicator, &now);
        let last = measure::combine(context.indicators, indicator, &before);
        if [&combined, &last].iter().all(|one| one.of.is_empty() && one.bounded.is_empty()) {
            return None;
        }
        let both = movement(context.indicators, indicator, &now);
        Some(Total {
            indicator,
            label: annual_label(context, indicator),
            how: context.coded("aggregate", indicator.aggregate),
            last: value(context, indicator, &last),
            last_of: Content::Of(last.of.len(), of_before),
            now: value(context, indicator, &combined),
            now_of: Content::Of(combined.of.len(), of),
            change: like_for_like(context, indicator, &now, of),
            rest: both.as_ref().and_then(|both| rest(context, portfolio, both)),
            both,
            of,
            known: [combined.of.len(), last.of.len()],
            spread: spread(indicator, &combined),
            bounded: combined.bounded,
        })
    }

    /// Whether it is counted in another indicator.
    fn is_inner(&self) -> bool {
        let Indicator { part_of, some_of, some_of_last, .. } = self.indicator;
        part_of.is_some() || some_of.is_some() || some_of_last.is_some()
    }

    /// The row on a page, and the row below it on clusters that give one of the years only. Figures that are compared are of the same
    /// clusters; of how many, is said where it is not all. If no cluster has a record of the year before, nothing is compared.
    fn rows(&self, context: Context, portfolio: &Portfolio) -> Vec<Vec<Cell>> {
        let words = |content: &Content| content.words(context.locale);
        let named = match self.indicator.aggregate {
            Aggregate::Mean | Aggregate::Median => {
                let parts = [("label", self.label.as_str().into()), ("unit", self.how.as_str().into())];
                context.say("label-unit", &parts)
            }
            _ => self.label.clone(),
        };
        let named = Content::Text(if self.is_inner() { format!("– {named}") } else { named });
        let of = |known: usize, of: usize| if known == of { String::new() } else { context.of(known, of) };
        // The currency stands in the other columns; a dash would let the line break.
        let bare = |content: &Content| match content {
            Content::Measured(own) => {
                words(&Content::Measured(Box::new(Measured { currency: None, ..(**own).clone() })))
            }
            other => words(other),
        };
        let range = self.spread.each_ref().map(bare).join("\u{a0}·\u{a0}").replace(' ', "\u{a0}");
        let range = if self.known[0] > 1 { Content::Text(range) } else { Content::Empty };
        let now = Cell { aside: of(self.known[0], self.of), ..Cell::of(self.now.clone()) };
        if portfolio.is_first() {
            return vec![vec![Cell::of(named), now, Cell::of(range)]];
        }
        let Some(both) = &self.both else {
            // Of a formula that looks back itself, the year before is of other clusters.
            let is_left = measure::looks_back(context.indicators, self.indicator);
            let last = if is_left { Content::Empty } else { self.last.clone() };
            let before = Cell {
                aside: if is_left { String::new() } else { of(self.known[1], portfolio.of_before()) },
                ..Cell::of(last)
            };
            return vec![vec![Cell::of(named), before, now, Cell::of(Content::Empty), Cell::of(range)]];
        };
        let by = Content::Text(bound(&words(&self.change.contents().0)));
        let [then, now] = [&both.then, &both.now].map(|number| measured(self.indicator, number));
        let first = Cell { aside: of(both.steps.len(), self.of), ..Cell::of(named) };
        let own = vec![first, Cell::of(then), Cell::of(now), Cell::of(by), Cell::of(range)];
        let below = self.rest.as_ref().map(|([then, now], names)| {
            let label = context.say("totals-rest", &[("names", names.as_str().into())]);
            let label = Content::Text(format!("– {label}"));
            [label, then.clone(), now.clone(), Content::Empty, Content::Empty].map(Cell::of).into()
        });
        std::iter::once(own).chain(below).collect()
    }

    /// The row in CSV and workbooks: each value in a cell of its own.
    fn full_row(&self) -> Vec<Cell> {
        let (by, compared) = self.change.contents();
        let [least, middle, most] = self.spread.clone();
        let cells = [
            Content::Text(self.indicator.id.0.clone()),
            Content::Text(self.label.clone()),
            Content::Text(self.how.clone()),
            self.last.clone(),
            self.last_of.clone(),
            self.now.clone(),
            self.now_of.clone(),
            by,
            compared,
            least,
            middle,
            most,
        ];
        cells.map(Cell::of).into()
    }

    /// The notes on the indicator below the table.
    fn notes(&self, context: Context, portfolio: &Portfolio) -> Vec<String> {
        let what = context.get(&self.indicator.label);
        let mut notes = Vec::new();
        if !self.bounded.is_empty() {
            let names: Vec<String> = self.bounded.iter().map(|at| context.get(&portfolio.cases[*at].name)).collect();
            let parts = [("what", what.as_str().into()), ("names", context.locale.list(&names).into())];
            notes.push(context.say("bounded", &parts));
        }
        if self.indicator.changed.iter().any(|changed| i32::try_from(changed.year.0) == Ok(portfolio.year)) {
            let parts = [("what", what.into()), ("year", portfolio.year.to_string().into())];
            notes.push(context.say("definition-changed-in", &parts));
        }
        notes
    }
}

impl ChangeInBoth {
    /// The change, and the number of clusters that it covers, as contents of cells.
    fn contents(&self) -> (Content, Content) {
        let by = self.by.clone().map_or(Content::Empty, |by| Content::Difference(Box::new(by)));
        (by, self.of.map_or(Content::Empty, |(k, n)| Content::Of(k, n)))
    }
}

/// The table of totals for the indicators of a group; `None` if no cluster gives any of them.
pub fn totals(context: Context, portfolio: &Portfolio, group: &Group) -> Option<Parts> {
    let asked = group.indicators.iter().filter(|one| one.is_number() && one.aggregate != Aggregate::None);
    let all: Vec<Total> = asked.filter_map(|indicator| Total::new(context, portfolio, indicator)).collect();
    if all.is_empty() {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = all.iter().flat_map(|total| total.rows(context, portfolio)).collect();
    let (mut columns, full_columns) = headings(context, portfolio);
    // Single clusters have no range.
    if rows.iter().all(|row| row.last().is_none_or(|range| range.content.is_empty())) {
        columns.pop();
        rows.iter_mut().for_each(|row| row.truncate(columns.len()));
    }
    let notes = all.iter().flat_map(|total| total.notes(context, portfolio));
    let note = in_part(context, portfolio).into_iter().chain(notes);
    let full = Full::new(full_columns, all.iter().map(Total::full_row));
    Some(Parts { kind: "totals", columns, rows, note: note.collect::<Vec<_>>().join(" "), full: Some(full) })
}

/// The headings on a page, and those in CSV and workbooks.
fn headings(context: Context, portfolio: &Portfolio) -> (Vec<Heading>, Vec<Heading>) {
    let number = |text: String| Heading { text, number: true };
    let clusters = |year: i32| context.say("clusters-in", &[("year", year.to_string().into())]);
    let (year, last) = (portfolio.year, portfolio.year - 1);
    let range = number(context.word("least-middle-most"));
    let page = if portfolio.is_first() {
        vec![head(context.word("indicator")), number(year.to_string()), range]
    } else {
        let change = number(context.word("change-heading"));
        vec![head(context.word("indicator")), number(last.to_string()), number(year.to_string()), change, range]
    };
    let sheet = vec![
        head(context.word("indicator-id")),
        head(context.word("indicator")),
        head(context.word("together")),
        number(last.to_string()),
        head(clusters(last)),
        number(year.to_string()),
        head(clusters(year)),
        number(context.word("change-in-both")),
        head(context.word("clusters-in-both")),
        number(context.word("least")),
        number(context.word("middle")),
        number(context.word("most")),
    ];
    (page, sheet)
}

/// At most so many clusters are named in a row; more are counted.
const NAMED: usize = 3;

/// What the clusters come to that give one of the two years only, with their names: of whole sums that are shown at a glance, so that the totals of all clusters can
/// be told from those that are compared. `None` if there are none.
fn rest(context: Context, portfolio: &Portfolio, both: &Movement) -> Option<([Content; 2], String)> {
    let indicator = both.indicator;
    let is_whole =
        [&indicator.part_of, &indicator.some_of, &indicator.some_of_last].iter().all(|whole| whole.is_none());
    let is_shown = context.indicators.at_a_glance().any(|one| one.id.0 == indicator.id.0);
    if indicator.aggregate != Aggregate::Sum || !is_whole || !is_shown || indicator.formula.is_some() {
        return None;
    }
    let compared: Vec<&str> = both.steps.iter().map(|step| &*portfolio.cases[step.at].id.0).collect();
    let mut names = Vec::new();
    let mut contents = [Content::Empty, Content::Empty];
    for (content, year) in contents.iter_mut().zip([portfolio.year - 1, portfolio.year]) {
        let others = portfolio.all.iter().filter(|case| !compared.contains(&&*case.id.0));
        let pairs: Vec<(&Case, Pair)> = others.filter_map(|case| Some((*case, Pair::of(case, year)?))).collect();
        let only: Vec<Pair> = pairs.iter().map(|(_, pair)| *pair).collect();
        let combined = measure::combine(context.indicators, indicator, &only);
        if combined.of.is_empty() {
            continue;
        }
        *content = value(context, indicator, &combined);
        names.extend(combined.of.iter().map(|(at, _)| context.get(&pairs[*at].0.name)));
    }
    let names = unique(names);
    let named = if names.len() > NAMED {
        context.say("cases", &[("count", names.len().into())])
    } else {
        context.locale.list(&names)
    };
    (!names.is_empty()).then_some((contents, named))
}

/// The note on clusters whose record covers only a part of the year; `None` if there are none.
fn in_part(context: Context, portfolio: &Portfolio) -> Option<String> {
    let in_part = |case: &&&Case| case.of_year(portfolio.year).is_some_and(|record| record.length() != Length::Year);
    let names: Vec<String> = portfolio.cases.iter().filter(in_part).map(|case| context.get(&case.name)).collect();
    (!names.is_empty()).then(|| context.say("part-of-year", &[("names", context.locale.list(&names).into())]))
}

/// An aggregate as the content of a cell, or the reason why there is none.
fn value(context: Context, indicator: &Indicator, combined: &Combined) -> Content {
    match &combined.value {
        Ok(number) => measured(indicator, number),
        Err(NoNumber::Missing { .. }) if indicator.formula.is_some() => Content::Word("not-computable"),
        Err(NoNumber::Missing { .. }) => Content::NotRecorded,
        Err(NoNumber::Withheld { .. }) => Content::Withheld,
        Err(reason) => Content::Text(reason_text(context, reason)),
    }
}

fn measured(indicator: &Indicator, number: &IndicatorNumber) -> Content {
    Content::Measured(Box::new(Measured::new(indicator, number)))
}

/// The change since the year before in the clusters for which both years are known and comparable, with their number out of
/// `of`.
pub fn like_for_like(context: Context, indicator: &Indicator, pairs: &[Pair], of: usize) -> ChangeInBoth {
    let known = |pair: &&Pair| measure::change(context.indicators, indicator, **pair).is_ok();
    let both: Vec<Pair> = pairs.iter().filter(known).copied().collect();
    // If a formula refers to the year before, its value for that year would need a third year.
    if both.is_empty() || measure::looks_back(context.indicators, indicator) {
        return ChangeInBoth::default();
    }
    let last: Vec<Pair> = both.iter().filter_map(|pair| Some(Pair { record: pair.last?, last: None })).collect();
    let (now, before) = (
        measure::combine(context.indicators, indicator, &both),
        measure::combine(context.indicators, indicator, &last),
    );
    let change = now.value.ok().zip(before.value.ok());
    let change = change.and_then(|(now, before)| statistics::difference(indicator, &now, &before).ok());
    ChangeInBoth { by: change.map(|change| Difference::new(indicator, &change)), of: Some((both.len(), of)) }
}

/// The minimum, the median and the maximum of single clusters; empty if fewer than two clusters have a number.
fn spread(indicator: &Indicator, combined: &Combined) -> [Content; 3] {
    let numbers: Vec<&IndicatorNumber> = combined.of.iter().map(|(_, number)| number).collect();
    let spread = statistics::spread(indicator, &numbers).ok().filter(|_| numbers.len() > 1);
    spread.map_or([Content::Empty, Content::Empty, Content::Empty], |all| all.map(|one| measured(indicator, &one)))
}

/// The totals of the indicators that reports show at a glance, with their changes and small lines. How many clusters a total covers is
/// said where it is not all.
pub fn at_a_glance(context: Context, portfolio: &Portfolio) -> Vec<FigureRow> {
    let pairs = portfolio.pairs();
    let row = |indicator: &Indicator| {
        let combined = measure::combine(context.indicators, indicator, &pairs);
        if combined.of.is_empty() && combined.bounded.is_empty() {
            return None;
        }
        let known = (combined.of.len(), portfolio.of());
        let change = like_for_like(context, indicator, &pairs, portfolio.of());
        let (text, since) = match &combined.value {
            Ok(number) => (number_text(context, indicator, number), since(context, known, &change)),
            Err(reason) => (context.word("not-computable"), reason_text(context, reason)),
        };
        Some(FigureRow {
            id: indicator.id.to_string(),
            label: annual_label(context, indicator),
            short: short_label(context, indicator),
            now: ItemView { text, recorded: combined.value.is_ok(), ..ItemView::default() },
            since,
            series: series(context, portfolio, indicator),
            ..FigureRow::default()
        })
    };
    context.indicators.at_a_glance().filter_map(row).collect()
}

/// "+73 (+7.0 %)", and of how many clusters a total and its change are, where that is not all.
fn since(context: Context, (known, of): (usize, usize), change: &ChangeInBoth) -> String {
    let changed = change.by.as_ref().map(|by| difference(context.locale, by)).unwrap_or_default();
    let compared = change.of.map_or(known, |(compared, _)| compared);
    let form = match (changed.is_empty(), known == of, compared == known) {
        (true, true, _) => return String::new(),
        (true, false, _) => "of",
        (false, true, true) => return changed,
        (false, _, true) => "changed",
        (false, true, false) => "compared",
        (false, false, false) => "both",
    };
    let slots = [
        ("form", form.into()),
        ("of", context.of(known, of).into()),
        ("change", changed.into()),
        ("compared", context.of(compared, of).into()),
    ];
    context.say("glance-of", &slots)
}

/// "2021 to 2026"
pub fn years_text(context: Context, portfolio: &Portfolio) -> String {
    let years = years(portfolio);
    context.periods(&years.start().to_string(), &years.end().to_string())
}

/// The small line of an indicator over all clusters, see [`totals_over`]; empty where there is none.
fn series(context: Context, portfolio: &Portfolio, indicator: &Indicator) -> String {
    let years: Vec<i32> = years(portfolio).collect();
    let Some((points, _)) = totals_over(context, portfolio, indicator, &years) else { return String::new() };
    let shown = |point: &Option<IndicatorNumber>| {
        point.as_ref().map_or_else(|| "–".to_owned(), |number| plain_number(indicator, number))
    };
    points.iter().map(shown).collect::<Vec<_>>().join(" ")
}
