//! The values of the fields of a case and of a framework, for conditions. What is not recorded has no value; a list is open
//! unless the file says that it is closed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::analysis::claims::fields;
use crate::analysis::mapping::{self, Cell, CellRating, Mapped, Status, raters};
use crate::analysis::measure::{IndicatorValue, Pair, exact, find};
use crate::analysis::ratings;
use crate::model::case::attributes::Attributed;
use crate::model::case::date::{Date, When};
use crate::model::case::value::{Money, Qualifier, Quantity};
use crate::model::case::{Amount, Case, Characterised, Known, ListKind, Observation, Record};
use crate::model::expression::number::Number;
use crate::model::expression::value::{Group, List, Value};
use crate::model::expression::why::Why;
use crate::model::facts::entry::{Entry, Scalar, said};
use crate::model::facts::value::{Entries, Extension, Reading, Value as FactValue};
use crate::model::facts::{FACTS, FactKind, FactSpec};
use crate::model::framework::links::Frameworks;
use crate::model::framework::scale::{Scale, ScaleKind};
use crate::model::framework::{Characteristic, Framework};
use crate::model::indicator::{Indicator, Indicators};

/// Picks one of several values that a field may have: at the bounds of a quantity and between them, or the stages of raters who
/// disagree. Called with the path of the field, like `actors.total`.
pub type Pick<'p> = dyn FnMut(&str, Vec<Value>) -> Value + 'p;

/// What a claim asks for, and what the values for it are made with.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// All frameworks.
    pub frameworks: &'a Frameworks,
    /// The language of texts.
    pub language: &'a str,
    /// The frameworks whose observations are asked for.
    pub lenses: &'a [&'a Framework],
    /// All indicators.
    pub indicators: &'a Indicators,
    /// The indicators whose figures are asked for.
    pub figures: &'a [&'a Indicator],
    /// The numbers that the claim names: quantities with bounds are tried at those between them.
    pub numbers: &'a [Decimal],
}

/// A group of fields with its path.
fn group(path: &str, fields: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Group(Arc::new(Group { path: path.to_owned(), fields: fields.into_iter().collect() }))
}

/// A list at a path.
fn list(path: &str, kind: ListKind, entries: Vec<Value>, lacks: Vec<Value>) -> Value {
    let open = (kind == ListKind::Open).then(|| Why::Open(path.to_owned()));
    Value::List(Arc::new(List { entries, lacks, open, ..List::default() }))
}

/// A list that may have more entries, for a reason: they are withheld, or contested.
fn may_have(more: Vec<Value>, why: Why, list: Value) -> Value {
    match list {
        Value::List(list) if !more.is_empty() => {
            let (mut maybe, mut doubts) = (list.maybe.clone(), list.doubts.clone());
            maybe.extend(more);
            doubts.push(why);
            Value::List(Arc::new(List { maybe, doubts, ..(*list).clone() }))
        }
        list => list,
    }
}

fn id(id: &str) -> Value {
    Value::text(id)
}

/// The values of the fields of a framework.
pub fn of_framework(framework: &Framework) -> BTreeMap<String, Value> {
    let dimensions = framework.dimensions.iter().map(|dimension| {
        let items = dimension.characteristics.iter().map(of_characteristic).collect();
        (dimension.id.to_string(), Value::closed(items))
    });
    let stages = Value::closed(framework.maps.iter().map(|stage| id(stage)).collect());
    [("stages".to_owned(), stages), ("dimensions".to_owned(), group("dimensions", dimensions))].into()
}

/// The values of the fields of a characteristic.
pub fn of_characteristic(item: &Characteristic) -> Value {
    let stages = item.stages.iter().map(|stage| id(stage)).collect();
    group("", [("id".to_owned(), id(&item.id)), ("stages".to_owned(), Value::closed(stages))])
}

/// The recorded values of a case, as of its newest record, for the facts whose path begins with a `wanted` field. `observed`
/// are the values that [`observed`] returns.
pub fn of_case(case: &Case, asked: Asked, wanted: &dyn Fn(&str) -> bool, observed: &Value, pick: &mut Pick) -> Value {
    let mut all = Group::default();
    for fact in FACTS {
        let Some(path) = fact.uses.condition else { continue };
        if !wanted(path.split('.').next().unwrap_or(path)) {
            continue;
        }
        let value = match (fact.kind, case.newest()) {
            (FactKind::Stages, record) => record.map(|record| assessed_stages(record, asked.frameworks, pick)),
            (FactKind::Observed, _) => Some(observed.clone()),
            (FactKind::Attributes, _) => Some(attributes(case, asked, pick)),
            (FactKind::Figures, record) => record.map(|record| {
                let last = record.year().and_then(|year| case.of_year(year - 1));
                figures(Pair { record, last }, asked, pick)
            }),
            _ => of_fact(fact, path, fact.of(case), asked, pick),
        };
        if let Some(value) = value {
            enter(&mut all, path, value);
        }
    }
    Value::Group(Arc::new(all))
}

/// Inserts a value at its path: `actors.total` is `total` in the group `actors`.
fn enter(all: &mut Group, path: &str, value: Value) {
    let Some((outer, inner)) = path.split_once('.') else {
        all.fields.insert(path.to_owned(), value);
        return;
    };
    let group = all.fields.entry(outer.to_owned()).or_insert_with(|| group(outer, []));
    if let Value::Group(group) = group {
        Arc::make_mut(group).fields.insert(inner.to_owned(), value);
    }
}

fn withheld(path: &str) -> Option<Value> {
    Some(Value::unknown(Why::Withheld(path.to_owned())))
}

/// The value of a fact. If the case says that there is none, a number is zero and a list is empty and closed.
fn of_fact(fact: &FactSpec, path: &str, reading: Reading, asked: Asked, pick: &mut Pick) -> Option<Value> {
    let value = match (reading.value, fact.kind) {
        (Known::Is(value), _) => value,
        (Known::None, FactKind::Number) => return Some(Value::Number(Decimal::ZERO.into())),
        (Known::None, FactKind::List(_)) => return Some(Value::closed(Vec::new())),
        (Known::Withheld, _) => return withheld(path),
        (Known::None | Known::NotRecorded, _) => return None,
    };
    match value {
        FactValue::Text(text) => Some(Value::text(text.get(asked.language))),
        FactValue::Id(own) | FactValue::Study(own) => Some(id(own)),
        FactValue::Word { word, .. } => Some(id(&word)),
        FactValue::Quantity(quantity) => Some(quantity_at(path, &quantity, NONE_BELOW, asked, pick)),
        FactValue::Date(date) => Some(year_at(path, date, asked, pick)),
        FactValue::Place(place) => Some(Value::text(place.text.get(asked.language))),
        FactValue::Countries(place) => {
            let codes: Vec<Value> = place.countries.iter().map(|country| id(&country.0)).collect();
            (!codes.is_empty()).then(|| list(path, ListKind::Open, codes, Vec::new()))
        }
        FactValue::Facilitators(all) => match &all.count.value {
            Known::Is(count) => Some(quantity_at(path, count, NONE_BELOW, asked, pick)),
            Known::None => Some(Value::Number(Decimal::ZERO.into())),
            Known::Withheld => withheld(path),
            Known::NotRecorded => None,
        },
        FactValue::Entries(entries, Extension { kind, withheld }) => {
            let entries = match entries {
                Entries::Initiators(all) => entries_of(all, path, asked, pick),
                Entries::Kinds(all) => entries_of(all, path, asked, pick),
                Entries::Actors(all) => entries_of(all, path, asked, pick),
                Entries::Funding(all) => entries_of(all, path, asked, pick),
                Entries::Remarks(all) => entries_of(all, path, asked, pick),
                Entries::Goals(all) => entries_of(all, path, asked, pick),
                Entries::Events(all) => entries_of(all, path, asked, pick),
                Entries::Competences(all) => entries_of(all, path, asked, pick),
                Entries::Context(all) => entries_of(all, path, asked, pick),
            };
            let unknown = Value::unknown(Why::Withheld(path.to_owned()));
            Some(may_have(
                vec![unknown; withheld],
                Why::Withheld(path.to_owned()),
                list(path, kind, entries, Vec::new()),
            ))
        }
        // Conditions can't name people, an end, criteria or the sector of funding. Stages, observations and figures are not single values; the
        // caller makes them.
        FactValue::People(_)
        | FactValue::Ended(_)
        | FactValue::Criteria(_)
        | FactValue::Sector(_)
        | FactValue::Stages(_)
        | FactValue::Observed(_)
        | FactValue::Attributes(_)
        | FactValue::Attribute(_)
        | FactValue::Amount(_)
        | FactValue::Figures(_) => None,
    }
}

/// The entries of a list, each as a group of its parts.
fn entries_of<T: Entry>(all: &[T], path: &str, asked: Asked, pick: &mut Pick) -> Vec<Value> {
    let mut part = |(name, scalar): (&'static str, Scalar)| {
        let own = format!("{path}.{name}");
        let value = match scalar {
            Scalar::Text(text) => Value::text(text.get(asked.language)),
            Scalar::Word(word) => id(&word),
            Scalar::Quantity(quantity) => quantity_at(&own, &quantity, NONE_BELOW, asked, pick),
            Scalar::Money(money) => money_at(&own, money, NONE_BELOW, asked, pick),
            Scalar::Date(date) => year_at(&own, date, asked, pick),
        };
        (name.to_owned(), value)
    };
    let mut entry = |entry: &T| {
        let mut parts = said(entry).into_iter().map(&mut part);
        match T::PARTS {
            [one] if one.name.is_empty() => {
                parts.next().map_or(Value::unknown(Why::NotRecorded(path.to_owned())), |(_, value)| value)
            }
            _ => group(path, parts),
        }
    };
    all.iter().map(&mut entry).collect()
}

/// The stage that a record was assessed in, by life cycle: that of each rater, where they disagree.
fn assessed_stages(record: &Record, frameworks: &Frameworks, pick: &mut Pick) -> Value {
    if matches!(record.stages, Known::Withheld) {
        return Value::unknown(Why::Withheld("stage".to_owned()));
    }
    let stages = frameworks.iter().filter_map(|cycle| {
        if mapping::is_stage_withheld(record, cycle) {
            return Some((cycle.id.to_string(), Value::unknown(Why::Withheld("stage".to_owned()))));
        }
        let mut stages: Vec<Value> = raters(record, cycle).iter().map(|stage| id(&stage.id)).collect();
        let stage = if stages.len() > 1 { pick(&format!("stage.{}", cycle.id), stages) } else { stages.pop()? };
        Some((cycle.id.to_string(), stage))
    });
    group("stage", stages)
}

/// The values of attributes, by id: those of the newest record, and what only the case itself has.
fn attributes(case: &Case, asked: Asked, pick: &mut Pick) -> Value {
    let mut all = Vec::new();
    for own in case.all_attributes() {
        let path = format!("attributes.{}", own.attribute);
        let value = match &own.value.value {
            Known::Is(Attributed::Truth(truth)) => Value::Truth(*truth),
            Known::Is(Attributed::Level(word)) => id(word),
            Known::Is(Attributed::Amount(amount)) => {
                let floor = if own.form.is_some_and(|form| form.negative) { None } else { NONE_BELOW };
                amount_at(&path, amount, floor, asked, pick)
            }
            // Of a number none is zero; a date, a text or a choice that there is none of is no value.
            Known::None if own.form.is_some_and(|form| form.is_number()) => Value::Number(Decimal::ZERO.into()),
            Known::Withheld => Value::unknown(Why::Withheld(path)),
            Known::None | Known::NotRecorded => continue,
        };
        all.push((own.attribute.clone(), value));
    }
    group("attributes", all)
}

/// An amount, a date or text.
fn amount_at(path: &str, amount: &Amount, floor: Option<Decimal>, asked: Asked, pick: &mut Pick) -> Value {
    match amount {
        Amount::Quantity(quantity) => quantity_at(path, quantity, floor, asked, pick),
        Amount::Percentage(part) => quantity_at(path, &part.0, floor, asked, pick),
        Amount::Money(money) => money_at(path, money, floor, asked, pick),
        Amount::Date(date) => year_at(path, *date, asked, pick),
        Amount::Text(text) => Value::text(text.get(asked.language)),
    }
}

/// The values of indicators, by id. Percentages are in per cent; a date is its year.
fn figures(pair: Pair, asked: Asked, pick: &mut Pick) -> Value {
    let mut all = Vec::new();
    for indicator in asked.figures {
        let path = format!("figures.{}", indicator.id);
        let floor = if indicator.form().negative { None } else { NONE_BELOW };
        let value = match find(asked.indicators, indicator, pair) {
            IndicatorValue::NotRecorded => continue,
            IndicatorValue::Withheld => Value::unknown(Why::Withheld(path)),
            IndicatorValue::NotComputable(why) => Value::unknown(Why::NoNumber(why)),
            IndicatorValue::None(_) => Value::Number(Decimal::ZERO.into()),
            IndicatorValue::Computed(_) => match exact(asked.indicators, indicator, pair) {
                Ok(number) => Value::Number(Number {
                    currency: number.currency,
                    about: number.about,
                    ..(number.value * indicator.scale().into()).into()
                }),
                Err(why) => Value::unknown(Why::NoNumber(why)),
            },
            IndicatorValue::Given(_, amount) => amount_at(&path, amount, floor, asked, pick),
        };
        all.push((indicator.id.to_string(), value));
    }
    group("figures", all)
}

/// What is observed of a case through the frameworks that are asked for.
pub fn observed(case: &Case, asked: Asked) -> Value {
    let frameworks = asked.lenses.iter().filter_map(|framework| {
        let mapping = mapping::map(case.newest()?, framework, asked.frameworks);
        let path = format!("observed.{}", framework.id);
        let recorded = mapping.dimensions.iter().filter(|mapped| mapped.is_recorded());
        let dimensions = recorded.map(|mapped| {
            let own = format!("{path}.{}", mapped.dimension.id);
            (mapped.dimension.id.to_string(), observed_of(mapped, &own, asked.language))
        });
        Some((framework.id.to_string(), group(&path, dimensions)))
    });
    group("observed", frameworks)
}

/// The ratings of a dimension, and what they come to: see [`fields::SUMMARIES`]. What is missing is not recorded.
fn rated(mapped: &Mapped, scale: &Scale, path: &str) -> Vec<(String, Value)> {
    let own = format!("{path}.ratings");
    let level = |place: usize| match scale.value(place) {
        Some(number) => Value::Number(number.into()),
        None => id(&scale.levels[place].word),
    };
    let of = |cell: &Cell| {
        let at = format!("{own}.{}", cell.characteristic.id);
        let value = match &cell.rating {
            CellRating::None | CellRating::Missing => return None,
            CellRating::Level(place) => level(*place),
            CellRating::Mixed => Value::unknown(Why::Mixed(at)),
            CellRating::Contested(_) => Value::unknown(Why::Contested(at)),
        };
        Some((cell.characteristic.id.to_string(), value))
    };
    let mut all = vec![("ratings".to_owned(), group(&own, mapped.cells.iter().filter_map(of)))];
    let found = ratings::summary(scale, mapped.cells.iter().map(|cell| &cell.rating));
    if let (true, Some((low, high)), Some((lowest, highest))) = (scale.is_numeric(), found.median, found.range) {
        let median = match (scale.kind(), scale.value(low).zip(scale.value(high))) {
            (ScaleKind::Interval, Some((low, high))) => Value::Number(((low + high) / Decimal::TWO).into()),
            _ if low == high => level(low),
            // Between two levels there is nothing.
            _ => Value::unknown(Why::Bounds),
        };
        all.extend(fields::SUMMARIES.map(str::to_owned).into_iter().zip([median, level(lowest), level(highest)]));
    }
    all
}

/// What was observed of a dimension, directly and through other frameworks.
fn observed_of(mapped: &Mapped, path: &str, language: &str) -> Value {
    let kind = mapped.seen.map_or(ListKind::Open, |seen| seen.kind());
    let with = |status: Status| -> Vec<Value> {
        let cells = mapped.cells.iter().filter(|cell| cell.status.listed() == status);
        cells.map(|cell| id(&cell.characteristic.id)).collect()
    };
    let listed = |name: &str| -> Vec<Value> {
        let lists = mapped.seen.map(|seen| seen.all());
        let own =
            lists.into_iter().flatten().filter(|(own, _)| *own == name).flat_map(|(_, observations)| observations);
        once(own.filter_map(|observation| match &observation.what {
            Characterised::Known(known) => Some(id(known)),
            Characterised::New(_) => None,
        }))
    };
    let outside = |observation: &Observation| match &observation.what {
        Characterised::New(text) => Some(Value::text(text.get(language))),
        Characterised::Known(_) => None,
    };
    // The words that close a list close what is seen, and not what is planned or past.
    let (seen, absent) = (with(Status::Observed), with(Status::Absent));
    let own = |kind: ListKind, entries: Vec<Value>, lacks: Vec<Value>| {
        let all = list(path, kind, entries, lacks);
        let all = may_have(with(Status::Withheld), Why::Withheld(path.to_owned()), all);
        may_have(with(Status::Contested), Why::Contested(path.to_owned()), all)
    };
    let new = mapped.seen.filter(|seen| seen.conceals_new());
    let new: Vec<Value> = new.map(|_| Value::unknown(Why::Withheld(path.to_owned()))).into_iter().collect();
    let mut fields = vec![
        ("seen".to_owned(), own(kind, seen.clone(), absent.clone())),
        ("planned".to_owned(), own(ListKind::Open, listed("planned"), Vec::new())),
        ("past".to_owned(), own(ListKind::Open, listed("past"), Vec::new())),
        ("absent".to_owned(), own(kind, absent, seen)),
        (
            "outside".to_owned(),
            may_have(
                new,
                Why::Withheld(path.to_owned()),
                list(path, kind, once(mapped.outside().filter_map(outside)), Vec::new()),
            ),
        ),
    ];
    fields.extend(mapped.dimension.scale.iter().flat_map(|scale| rated(mapped, scale, path)));
    // That a list is open is no finding: it may have been the source's last word or not.
    if kind == ListKind::Closed {
        fields.push(("list".to_owned(), id(&kind.to_string())));
    }
    group(path, fields)
}

/// The year of a date. Of one that is before or after another it is picked from several, see [`tried`].
fn year_at(path: &str, date: Date, asked: Asked, pick: &mut Pick) -> Value {
    let year = Decimal::from(date.year);
    // Of a month or a day it is open whether the year is another one.
    let step = if date.month.is_some() { Decimal::ZERO } else { Decimal::ONE };
    match date.when {
        When::At => Value::Number(year.into()),
        When::About => Value::Number(Number { about: true, ..year.into() }),
        When::After => pick(path, tried(Some(year + step), None, asked.numbers)),
        When::Before => pick(path, tried(NONE_BELOW, Some(year - step), asked.numbers)),
    }
}

/// Values, each once: several sources may tell of one thing.
fn once(values: impl Iterator<Item = Value>) -> Vec<Value> {
    values.fold(Vec::new(), |mut known, value| {
        if !known.contains(&value) {
            known.push(value);
        }
        known
    })
}

/// The floor of what can't be negative.
const NONE_BELOW: Option<Decimal> = Some(Decimal::ZERO);

/// An amount of money, in its currency.
fn money_at(path: &str, money: &Money, floor: Option<Decimal>, asked: Asked, pick: &mut Pick) -> Value {
    match quantity_at(path, &money.quantity(), floor, asked, pick) {
        Value::Number(number) => Value::Number(Number { currency: Some(money.currency.clone()), ..number }),
        other => other,
    }
}

/// A quantity as a number. If it only has bounds, it is picked from several, see [`tried`]. `floor` is the least that it can be at
/// all.
fn quantity_at(path: &str, quantity: &Quantity, floor: Option<Decimal>, asked: Asked, pick: &mut Pick) -> Value {
    let own = quantity.number.0;
    let Some((least, most)) = bounds(quantity, floor) else {
        let about = quantity.qualifier != Qualifier::Exact;
        return Value::Number(Number { about, ..own.into() });
    };
    pick(path, tried(least, most, asked.numbers))
}

/// The values that are tried of a number of which only bounds are known: the bounds, the numbers between them that a claim names, and
/// everything between and beyond these.
fn tried(least: Option<Decimal>, most: Option<Decimal>, named: &[Decimal]) -> Vec<Value> {
    let within =
        |number: &Decimal| least.is_none_or(|least| least <= *number) && most.is_none_or(|most| *number <= most);
    let mut points: Vec<Decimal> = least.into_iter().chain(most).collect();
    points.extend(named.iter().copied().filter(within));
    points.sort();
    points.dedup();
    let above = |point: Decimal| Some((point + step(point)).into());
    let below = |point: Decimal| Some((point - step(point)).into());
    let between = points.windows(2).map(|pair| Number::between(above(pair[0]), below(pair[1])));
    let between = between.filter(|number| number.least <= number.most);
    let first = points.first().filter(|_| least.is_none()).map(|first| Number::between(None, below(*first)));
    let last = points.last().filter(|_| most.is_none()).map(|last| Number::between(above(*last), None));
    let all = points.iter().copied().map(Number::from).chain(between).chain(first).chain(last);
    all.map(Value::Number).collect()
}

/// The lower and the upper bound of a quantity, if it has them; `None` if it is a single number.
fn bounds(quantity: &Quantity, floor: Option<Decimal>) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let number = quantity.number.0;
    if let Some(upper) = quantity.upper {
        return Some((Some(number), Some(upper.0)));
    }
    match quantity.qualifier {
        Qualifier::Exact | Qualifier::About | Qualifier::Almost => None,
        Qualifier::MoreThan => Some((Some(number + step(number)), None)),
        Qualifier::AtLeast | Qualifier::StartingAt => Some((Some(number), None)),
        Qualifier::LessThan => Some((floor, Some(number - step(number)))),
        Qualifier::AtMost => Some((floor, Some(number))),
    }
}

/// A number so small that it can just be added to another.
fn step(number: Decimal) -> Decimal {
    let before_point = number.trunc().abs().mantissa().to_string().len();
    Decimal::new(1, u32::try_from(27_usize.saturating_sub(before_point)).unwrap_or_default())
}
