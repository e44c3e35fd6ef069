//! The figures of a cluster as its annual report words them: their values, their changes, and why a value can't be computed.

use crate::analysis::measure::{self, IndicatorValue, Pair};
use crate::analysis::statistics::Change;
use crate::base::decimal::rounded;
use crate::base::locale::MINUS;
use crate::base::text::primary;
use crate::model::case::figures::{ReportedFigure, Restated};
use crate::model::case::{Amount, Case, Known, Record};
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};
use crate::model::indicator::{Group, Indicator};
use crate::report::matrix::content::Content;
use crate::report::view::annual::types::{FigureRow, GroupView, RestatedRow};
use crate::report::view::context::Context;
use crate::report::view::phrase::{as_of, item};
use crate::report::view::types::ItemView;
use crate::report::view::words::{self, Difference, Measured};
use crate::yaml::shape::notation::Notation;

/// Stands behind a figure that was corrected after it was published.
pub const RESTATED: char = '†';

/// The view of a group of indicators; `None` if the case has no figure in it.
pub fn group_view(context: Context, case: &Case, group: &Group, heading: String) -> Option<GroupView> {
    let record = case.newest()?;
    let last = case.previous();
    let pair = Pair { record, last: case.of_year(record.year()? - 1) };
    let mut rows = Vec::new();
    let mut remarks = Vec::new();
    let mut is_compared = false;
    for indicator in &group.indicators {
        let now = measure::find(context.indicators, indicator, pair);
        let before = last.map(|record| {
            let own = Pair { record, last: record.year().and_then(|year| case.of_year(year - 1)) };
            measure::find(context.indicators, indicator, own)
        });
        let asked = match &now {
            IndicatorValue::NotComputable(_) => measure::is_begun(context.indicators, indicator, pair),
            now => {
                now.is_there() || before.as_ref().is_some_and(IndicatorValue::is_there) || is_restated(indicator, pair)
            }
        };
        if asked {
            is_compared |= before.as_ref().is_some_and(IndicatorValue::is_there);
            rows.push(figure_row(context, case, indicator, pair, &now, before.as_ref()));
            remarks.extend(remarks_on(context, indicator, pair, &now));
        }
    }
    let of_years = rows.iter().any(|row| !row.series.is_empty());
    let years = case.years();
    let series = years.first().zip(years.last()).filter(|_| of_years);
    let series = series.map(|(first, last)| context.periods(&first.to_string(), &last.to_string()));
    (!rows.is_empty()).then(|| GroupView {
        title: context.get(&group.title),
        heading,
        note: context.opt(group.note.as_ref()),
        rows,
        before: last.filter(|_| is_compared).map(|last| as_of(context, last)).unwrap_or_default(),
        series: series.unwrap_or_default(),
        remarks,
    })
}

fn figure_row(
    context: Context,
    case: &Case,
    indicator: &Indicator,
    pair: Pair,
    now: &IndicatorValue,
    before: Option<&IndicatorValue>,
) -> FigureRow {
    let last = case.previous().filter(|_| before.is_some());
    // The change is since the record before, whatever its year: the heading of the column gives its period.
    let since_before = measure::change(context.indicators, indicator, Pair { record: pair.record, last });
    let computed = indicator.formula.is_some();
    let period = last.map(|last| as_of(context, last)).unwrap_or_default();
    let change = match (&since_before, before) {
        (Ok(_), _) if computed && measure::looks_back(context.indicators, indicator) => None,
        (Ok(change), _) => Some(("since", shown_change(context, indicator, change))),
        (Err(NoNumber::Changed(_) | NoNumber::Periods), Some(before))
            if [now, before].iter().all(|found| found.is_there()) =>
        {
            Some(("not-comparable-with", context.word("not-comparable")))
        }
        (Err(_), _) => None,
    };
    let since = change
        .as_ref()
        .map(|(said, change)| context.say(said, &[("change", change.into()), ("period", period.into())]));
    FigureRow {
        id: indicator.id.to_string(),
        label: label(context, indicator),
        short: short_label(context, indicator),
        inner: indicator.part_of.is_some() || indicator.some_of.is_some() || indicator.some_of_last.is_some(),
        before: before.map(|before| shown(context, indicator, before).text).unwrap_or_default(),
        now: taken_back(context, indicator, pair).unwrap_or_else(|| shown(context, indicator, now)),
        change: change.map(|(_, change)| change).unwrap_or_default(),
        since: since.unwrap_or_default(),
        series: series(context, case, indicator),
    }
}

fn is_restated(indicator: &Indicator, pair: Pair) -> bool {
    pair.record.figures.of(&indicator.id).is_some_and(|figure| figure.restated.is_some())
}

/// The view of a figure that was published and is not recorded any more, with the published value; `None` for any other figure.
fn taken_back(context: Context, indicator: &Indicator, pair: Pair) -> Option<ItemView> {
    let figure = pair.record.figures.of(&indicator.id)?;
    let restated = figure.restated.as_ref().filter(|_| matches!(figure.amount.value, Known::NotRecorded))?;
    let was = context.known(&restated.was, |amount| amount_text(context, amount));
    let text = context.say("restated", &[("is", context.not_recorded().into()), ("was", was.into())]);
    Some(item(context, text, &figure.amount.evidence))
}

/// The name of an indicator. If it is a quantity, its unit is added, unless its words are in the name.
pub fn label(context: Context, indicator: &Indicator) -> String {
    let name = context.get(&indicator.label);
    if indicator.unit.notation() != Notation::Quantity || indicator.unit.per.is_some() {
        return name;
    }
    let unit = context.opt(context.indicators.unit(&indicator.unit.one));
    match has_words(&name, &unit, &context.locale.language) {
        true => name,
        false => context.say("label-unit", &[("label", name.into()), ("unit", unit.into())]),
    }
}

/// The name of an indicator where there is little room.
pub fn short_label(context: Context, indicator: &Indicator) -> String {
    indicator.short.as_ref().map_or_else(|| label(context, indicator), |short| context.get(short))
}

/// A word has to be so long that another one that ends in it is taken for a compound of it.
const LONG: usize = 4;

/// Languages that write compounds as one word.
const CLOSED: [&str; 7] = ["da", "de", "nb", "nl", "nn", "no", "sv"];

/// Whether a text in a language has the words of another in it, one after the other, or a single one as the end of a compound: "dage" is in
/// "kursusdage", but "tests" is not in "contests". A sign is a word of its own: "°C" is not in "Vitamin C".
fn has_words(text: &str, wanted: &str, language: &str) -> bool {
    let (text, wanted) = (words_of(text), words_of(wanted));
    let is_long = |one: &str| CLOSED.contains(&&*primary(language)) && one.chars().count() >= LONG;
    let is_compound = |own: &String| matches!(&*wanted, [one] if is_long(one) && own.ends_with(&**one));
    wanted.is_empty() || text.windows(wanted.len()).any(|own| own == wanted) || text.iter().any(is_compound)
}

/// The words and the signs of a text in lower case, without punctuation.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    for c in text.to_lowercase().chars() {
        match c.is_alphanumeric() {
            true if inside => words.last_mut().into_iter().for_each(|word| word.push(c)),
            is_letter if is_letter || !(c.is_whitespace() || "-–/()[],.;:_'’\"“”&*".contains(c)) => {
                words.push(c.to_string());
            }
            _ => {}
        }
        inside = c.is_alphanumeric();
    }
    words
}

/// The value of an indicator as a reader sees it, with its evidence.
pub fn shown(context: Context, indicator: &Indicator, found: &IndicatorValue) -> ItemView {
    let of = |figure: &ReportedFigure, text: String| {
        let text = if figure.restated.is_some() { format!("{text}{RESTATED}") } else { text };
        item(context, text, &figure.amount.evidence)
    };
    let plain = |text: String, recorded: bool| ItemView { text, recorded, ..ItemView::default() };
    match found {
        IndicatorValue::NotRecorded => plain(context.not_recorded(), false),
        IndicatorValue::Withheld => plain(context.word("withheld"), false),
        IndicatorValue::None(figure) => of(figure, context.word("none")),
        IndicatorValue::Given(figure, amount) => of(figure, amount_text(context, amount)),
        IndicatorValue::Computed(number) => plain(number_text(context, indicator, number), true),
        IndicatorValue::NotComputable(_) => plain(context.word("not-computable"), false),
    }
}

/// The value of an indicator as the content of a cell.
pub fn content(context: Context, indicator: &Indicator, found: &IndicatorValue) -> Content {
    match found {
        IndicatorValue::NotRecorded => Content::NotRecorded,
        IndicatorValue::Withheld => Content::Withheld,
        IndicatorValue::None(_) => Content::None,
        IndicatorValue::Given(_, amount) => Content::amount(amount, |text| context.get(text)),
        IndicatorValue::Computed(number) => Content::Measured(Box::new(Measured::new(indicator, number))),
        IndicatorValue::NotComputable(_) => Content::Word("not-computable"),
    }
}

/// A figure as a record gives it.
pub fn amount_text(context: Context, amount: &Amount) -> String {
    match amount {
        Amount::Quantity(quantity) => context.quantity(quantity),
        Amount::Money(money) => context.money(money),
        Amount::Percentage(part) => context.percentage(part),
        Amount::Date(date) => context.date(date),
        Amount::Text(text) => context.get(text),
    }
}

/// A number of an indicator in words.
pub fn number_text(context: Context, indicator: &Indicator, number: &IndicatorNumber) -> String {
    words::measured(context.locale, &Measured::new(indicator, number))
}

/// A change in words: "+6 (+5 %)", "−3 percentage points".
pub fn shown_change(context: Context, indicator: &Indicator, change: &Change) -> String {
    words::difference(context.locale, &Difference::new(indicator, change))
}

/// All years of an indicator in plain numbers, see [`FigureRow::series`]. Empty if fewer than three years have a number.
fn series(context: Context, case: &Case, indicator: &Indicator) -> String {
    let years = case.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    let mut points: Vec<String> = Vec::new();
    let mut known = 0;
    let (mut currency, mut earlier) = (None, None);
    for year in *first..=*last {
        let pair = Pair::of(case, year);
        let number =
            pair.and_then(|pair| measure::number(indicator, &measure::find(context.indicators, indicator, pair)).ok());
        let broken = pair.map(|pair| Pair { last: earlier, ..pair }).is_some_and(|pair| {
            let unlike = |earlier: &Record| !earlier.is_like(pair.record);
            pair.last.is_some_and(unlike) || measure::is_broken(context.indicators, indicator, pair)
        });
        earlier = pair.map(|pair| pair.record).or(earlier);
        let now = number.as_ref().and_then(|number| number.currency.clone());
        if known > 0 && (broken || (now.is_some() && currency.is_some() && now != currency)) {
            points.push("|".to_owned());
        }
        currency = now.or(currency);
        known += usize::from(number.is_some());
        points.push(number.map_or_else(|| "–".to_owned(), |number| plain_number(indicator, &number)));
    }
    if known < 3 || !indicator.is_number() { String::new() } else { points.join(" ") }
}

/// A number without digit grouping. Percentages are in per cent.
pub fn plain_number(indicator: &Indicator, number: &IndicatorNumber) -> String {
    let text = rounded(number.value * indicator.scale(), number.decimals).to_string().replace('-', &MINUS.to_string());
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// The remarks on a row: why it can't be computed or compared, and who answered a survey.
fn remarks_on(context: Context, indicator: &Indicator, pair: Pair, now: &IndicatorValue) -> Vec<String> {
    let name = context.get(&indicator.label);
    let mut remarks = Vec::new();
    if let IndicatorValue::NotComputable(reason) = now {
        let why = reason_text(context, reason);
        remarks.push(context.say("remark", &[("what", name.clone().into()), ("remark", why.into())]));
    }
    if let IndicatorValue::Computed(_) = now {
        let nothing = measure::taken_for_nothing(context.indicators, indicator, pair);
        remarks.extend(nothing.iter().map(|part| {
            let part = context.get(&part.label);
            context.say("taken-for-nothing", &[("what", name.as_str().into()), ("part", part.into())])
        }));
    }
    let figure = pair.record.figures.of(&indicator.id);
    let before = pair.last.and_then(|last| last.figures.of(&indicator.id));
    for restated in [before, figure].into_iter().flatten().filter_map(|figure| figure.restated.as_ref()) {
        let slots = [
            ("what", name.as_str().into()),
            ("was", context.known(&restated.was, |amount| amount_text(context, amount)).into()),
            ("on", context.date(&restated.on).into()),
            ("why", context.get(&restated.why).into()),
        ];
        remarks.push(context.say("restated-remark", &slots));
    }
    let year = pair.record.year().and_then(|year| u64::try_from(year).ok());
    let changed = indicator.changed.iter().find(|changed| Some(changed.year.0) == year).map(|changed| &changed.what);
    if let Some(what) = figure.and_then(|figure| figure.broken.as_ref()).or(changed) {
        remarks.push(
            context.say("definition-changed", &[("what", name.clone().into()), ("change", context.get(what).into())]),
        );
    }
    if let Some(tell) = figure.and_then(|figure| figure.amount.evidence.tell.as_ref()) {
        let said = context.quoted(&context.get(&tell.text));
        remarks.push(context.say("remark", &[("what", name.clone().into()), ("remark", said.into())]));
    }
    if let Some(survey) = figure.and_then(|figure| figure.survey.as_ref()) {
        let rate = survey
            .response_rate
            .map(|rate| context.say("response-rate", &[("rate", context.percentage(&rate).into())]));
        let year = survey.year.map(|year| context.date(&year));
        let wording = survey.wording.as_ref().map(|wording| context.quoted(&context.get(wording)));
        let count = context.say("answered", &[("count", context.quantity(&survey.n).into())]);
        let parts: Vec<String> = [Some(count), rate, year, wording].into_iter().flatten().collect();
        remarks.push(context.say("remark", &[("what", name.into()), ("remark", parts.join("; ").into())]));
    }
    remarks
}

/// The reason why there is no number, in words.
pub fn reason_text(context: Context, reason: &NoNumber) -> String {
    let name =
        |id: &str| context.indicators.find(id).map(|one| context.get(&one.label)).unwrap_or_else(|| id.to_owned());
    match reason {
        NoNumber::Missing { id, last: false } => context.say("reason-missing", &[("what", name(id).into())]),
        NoNumber::Missing { id, last: true } => context.say("reason-missing-last", &[("what", name(id).into())]),
        NoNumber::Withheld { id, last: false } => context.say("reason-withheld", &[("what", name(id).into())]),
        NoNumber::Withheld { id, last: true } => context.say("reason-withheld-last", &[("what", name(id).into())]),
        NoNumber::NoLast => context.word("reason-no-last"),
        NoNumber::Bounded(id) => context.say("reason-bounded", &[("what", name(id).into())]),
        NoNumber::Zero(id) if id.is_empty() => context.word("reason-zero-sum"),
        NoNumber::Zero(id) => context.say("reason-zero", &[("what", name(id).into())]),
        NoNumber::Periods => context.word("reason-periods"),
        NoNumber::Currencies => context.word("reason-currencies"),
        NoNumber::TooLarge => context.word("reason-too-large"),
        NoNumber::Changed(id) => context.say("reason-changed", &[("what", name(id).into())]),
    }
}

/// The figures of a record that were corrected after they were published: record, figure, correction and indicator.
pub fn corrected<'r>(
    context: Context<'r>,
    record: &'r Record,
) -> impl Iterator<Item = (&'r Record, &'r ReportedFigure, &'r Restated, &'r Indicator)> {
    let corrected = record.figures.0.iter().filter_map(|figure| Some((figure, figure.restated.as_ref()?)));
    corrected.filter_map(move |(figure, restated)| {
        Some((record, figure, restated, context.indicators.find(&figure.indicator)?))
    })
}

/// The figures of a record that were corrected after they were published, in words.
pub fn restated(context: Context, record: &Record) -> Vec<RestatedRow> {
    let rows = corrected(context, record).map(|(record, figure, restated, indicator)| RestatedRow {
        label: context.get(&indicator.label),
        period: as_of(context, record),
        was: context.known(&restated.was, |amount| amount_text(context, amount)),
        is: context.known(&figure.amount.value, |amount| amount_text(context, amount)),
        on: context.date(&restated.on),
        why: context.get(&restated.why),
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn a_unit_that_the_name_has_is_not_said_twice() {
        for (name, unit) in [
            ("Medlemmer", "medlemmer"),
            ("Dage med kurser", "dage"),
            ("Personalets kursusdage", "dage"),
            ("Arbejdsgrupper", "grupper"),
            ("Netværksarrangementer", "arrangementer"),
            ("Årsværk i sekretariatet", "årsværk"),
            ("Anything", ""),
        ] {
            assert!(has_words(name, unit, "da-DK"), "{name}: {unit}");
        }
        assert!(has_words("Full-time equivalents of staff", "full-time equivalents", "en"));
        assert!(!has_words("Contests held", "tests", "en") && !has_words("Workgroups", "groups", "en"));
        for (name, unit) in [
            ("Members", "member organisations"),
            ("Vitamin C", "°C"),
            ("Dagene i alt", "dage"),
            ("Horizon", "months"),
            ("Forår", "år"),
            ("Memberships", "members"),
        ] {
            assert!(!has_words(name, unit, "da"), "{name}: {unit}");
        }
    }
}
