//! The fields of a case and of a framework that conditions can name, with their kinds and their values. What is not recorded
//! has no value, so a condition that needs it can't be decided.

use crate::base::decimal::to_binary;
use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::analysis::mapping::{self, Mapped, Status, assessed};
use crate::analysis::measure::{IndicatorValue, Pair, find};
use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::{Amount, Case, Characterised, Known, ListKind, Observation, Record};
use crate::model::facts::entry::{Entry, PartKind, Scalar, said};
use crate::model::facts::value::{Entries, Reading, Value};
use crate::model::facts::{FACTS, FactKind, FactSpec, Read};
use crate::model::framework::Framework;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::{Indicator, Indicators};
use crate::model::settings::Study;
use crate::yaml::shape::list::Named;
use crate::yaml::shape::notation::Notation;

/// The kind of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// One of these words.
    Word(Vec<String>),
    /// A number, which may have a fraction.
    Number,
    /// A count: of entries, or a whole number in the condition.
    Count,
    /// True or false.
    Truth,
    /// Entries of one kind.
    List(Box<FieldKind>),
    /// Fields by name.
    Map(BTreeMap<String, FieldKind>),
    /// An unknown kind, which is not checked.
    Any,
}

impl FieldKind {
    /// The kind in words, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Word(_) => "text",
            FieldKind::Number | FieldKind::Count => "a number",
            FieldKind::Truth => "true or false",
            FieldKind::List(_) => "a list",
            FieldKind::Map(_) => "a group of fields",
            FieldKind::Any => "a value",
        }
    }
}

fn map<K: Into<String>>(fields: impl IntoIterator<Item = (K, FieldKind)>) -> FieldKind {
    FieldKind::Map(fields.into_iter().map(|(name, kind)| (name.into(), kind)).collect())
}

fn list(kind: FieldKind) -> FieldKind {
    FieldKind::List(Box::new(kind))
}

/// The fields of a case that conditions may name: those of all facts, by their paths.
pub fn of_case(frameworks: &Frameworks, indicators: &Indicators, studies: &[Named<Study>]) -> FieldKind {
    let mut fields = BTreeMap::new();
    for fact in FACTS {
        let kind = match fact.kind {
            FactKind::Text => FieldKind::Text,
            FactKind::Word(words) => words_of(words()),
            FactKind::Number | FactKind::Date => FieldKind::Number,
            FactKind::Countries => list(FieldKind::Text),
            FactKind::Study => words_of(studies.iter().map(|study| study.id.as_str())),
            FactKind::Stages => stages(frameworks),
            FactKind::Observed => observations(frameworks),
            FactKind::Figures => map(indicators.all().map(|indicator| (indicator.id.to_string(), kind_of(indicator)))),
            FactKind::List(parts) => entries(&parts()),
        };
        if let Some(path) = fact.uses.condition {
            enter(&mut fields, path, kind);
        }
    }
    FieldKind::Map(fields)
}

/// Inserts the kind of a field at its path: `actors.total` is `total` in the group `actors`.
fn enter(fields: &mut BTreeMap<String, FieldKind>, path: &str, kind: FieldKind) {
    match path.split_once('.') {
        None => {
            fields.insert(path.to_owned(), kind);
        }
        Some((group, rest)) => {
            let group = fields.entry(group.to_owned()).or_insert_with(|| FieldKind::Map(BTreeMap::new()));
            if let FieldKind::Map(inner) = group {
                enter(inner, rest, kind);
            }
        }
    }
}

fn words_of<'w>(words: impl IntoIterator<Item = &'w str>) -> FieldKind {
    FieldKind::Word(words.into_iter().map(str::to_owned).collect())
}

/// The kind of a list, given the parts of its entries. If the only part has no name, an entry is that part itself.
fn entries(parts: &[(&'static str, PartKind)]) -> FieldKind {
    let kind = |kind: &PartKind| match kind {
        PartKind::Text => FieldKind::Text,
        PartKind::Word(words) => words_of(words()),
        PartKind::Number | PartKind::Date => FieldKind::Number,
    };
    match parts {
        [("", one)] => list(kind(one)),
        _ => list(map(parts.iter().map(|(name, part)| (*name, kind(part))))),
    }
}

/// The stages of every life cycle.
fn stages(frameworks: &Frameworks) -> FieldKind {
    let cycles = frameworks.iter().filter(|framework| !framework.stages.is_empty());
    map(cycles.map(|cycle| (cycle.id.to_string(), words_of(cycle.stages.iter().map(|stage| &*stage.id.0)))))
}

/// What can be observed through every framework.
fn observations(frameworks: &Frameworks) -> FieldKind {
    let lenses = frameworks.iter().filter(|framework| !framework.dimensions.is_empty());
    map(lenses.map(|framework| {
        let dimensions = framework.dimensions.iter().map(|dimension| {
            let ids = || list(words_of(dimension.characteristics.iter().map(|item| &*item.id.0)));
            let lists = [("seen", ids()), ("planned", ids()), ("past", ids()), ("absent", ids())];
            let outside = [("outside", list(FieldKind::Text)), ("list", words_of(["open", "closed"]))];
            (dimension.id.to_string(), map(lists.into_iter().chain(outside)))
        });
        (framework.id.to_string(), map(dimensions))
    }))
}

/// The kind of an indicator's figures. A date is a number: its year.
fn kind_of(indicator: &Indicator) -> FieldKind {
    if indicator.unit.notation() == Notation::Text { FieldKind::Text } else { FieldKind::Number }
}

/// The fields of a framework.
pub fn of_framework(framework: &Framework) -> FieldKind {
    let dimensions = framework.dimensions.iter().map(|dimension| {
        let stages = FieldKind::Word(framework.maps.iter().map(|stage| stage.to_string()).collect());
        (dimension.id.to_string(), list(map([("id", FieldKind::Text), ("stages", list(stages))])))
    });
    map([("stages", list(FieldKind::Text)), ("dimensions", map(dimensions))])
}

/// The values of the fields of a framework.
pub fn values_of_framework(framework: &Framework) -> Map<String, Json> {
    let dimensions: Map<String, Json> = framework
        .dimensions
        .iter()
        .map(|dimension| {
            let items = dimension.characteristics.iter().map(|item| {
                let stages: Vec<&str> = item.stages.iter().map(|stage| &**stage).collect();
                json!({ "id": &*item.id, "stages": stages })
            });
            (dimension.id.to_string(), items.collect())
        })
        .collect();
    let stages: Vec<&str> = framework.maps.iter().map(|stage| &**stage).collect();
    [("stages".to_owned(), json!(stages)), ("dimensions".to_owned(), Json::Object(dimensions))].into_iter().collect()
}

/// Picks the number that stands for a quantity that only has bounds. Called with the path of the quantity's field, like
/// `actors.total`.
pub type Pick<'p> = dyn FnMut(&str, &Quantity) -> f64 + 'p;

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
}

/// The recorded values of a case, as of its newest record, for the facts whose path begins with a `wanted` field. `observed`
/// are the values that [`observed`] returns.
pub fn values_of_case(
    case: &Case,
    asked: Asked,
    wanted: &dyn Fn(&str) -> bool,
    observed: &Json,
    pick: &mut Pick,
) -> Map<String, Json> {
    let mut all = Map::new();
    for fact in FACTS {
        let Some(path) = fact.uses.condition else { continue };
        let (root, in_record) = (path.split('.').next().unwrap_or(path), matches!(fact.read, Read::Record(_)));
        let record = case.newest();
        if !wanted(root) || (in_record && record.is_none()) {
            continue;
        }
        let value = match (fact.kind, record) {
            (FactKind::Stages, Some(record)) => Some(assessed_stages(record, asked.frameworks)),
            (FactKind::Observed, _) => Some(observed.clone()),
            (FactKind::Figures, Some(record)) => {
                let last = record.year().and_then(|year| case.of_year(year - 1));
                Some(figures(Pair { record, last }, asked, pick))
            }
            _ => value(fact, path, fact.of(case), asked.language, pick),
        };
        // The groups of a record exist even if the record says nothing in them.
        set(&mut all, path, value, in_record);
    }
    all
}

/// Inserts a value at its path. Groups on the way are made if there is a value, or, with `always`, in any case.
fn set(all: &mut Map<String, Json>, path: &str, value: Option<Json>, always: bool) {
    match path.split_once('.') {
        None => all.extend(value.map(|value| (path.to_owned(), value))),
        Some((group, rest)) if always || value.is_some() => {
            let group = all.entry(group).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(inner) = group {
                set(inner, rest, value, always);
            }
        }
        Some(_) => {}
    }
}

/// The value of a fact for conditions. If the case says that there is none, a number is zero and a list is empty.
fn value(fact: &FactSpec, path: &str, reading: Reading, language: &str, pick: &mut Pick) -> Option<Json> {
    let value = match (reading.value, fact.kind) {
        (Known::Is(value), _) => value,
        (Known::None, FactKind::Number) => return Some(json!(0.0)),
        (Known::None, FactKind::List(_)) => return Some(json!([])),
        (Known::None | Known::NotRecorded, _) => return None,
    };
    match value {
        Value::Text(text) => Some(json!(text.get(language))),
        Value::Id(id) | Value::Study(id) => Some(json!(id)),
        Value::Word { word, .. } => Some(json!(word)),
        Value::Quantity(quantity) => Some(number(path, &quantity, pick)),
        Value::Date(date) => Some(json!(f64::from(date.year))),
        Value::Place(place) => Some(json!(place.text.get(language))),
        Value::Countries(place) => {
            let codes: Vec<&str> = place.countries.iter().map(|country| country.0.as_str()).collect();
            (!codes.is_empty()).then(|| json!(codes))
        }
        Value::Facilitators(all) => match &all.count.value {
            Known::Is(count) => Some(number(path, count, pick)),
            Known::None => Some(json!(0.0)),
            Known::NotRecorded => None,
        },
        Value::Entries(entries) => Some(match entries {
            Entries::Initiators(all) => list_of(all, path, language, pick),
            Entries::Kinds(all) => list_of(all, path, language, pick),
            Entries::Actors(all) => list_of(all, path, language, pick),
            Entries::Funding(all) => list_of(all, path, language, pick),
            Entries::Remarks(all) => list_of(all, path, language, pick),
            Entries::Goals(all) => list_of(all, path, language, pick),
            Entries::Events(all) => list_of(all, path, language, pick),
        }),
        // Conditions can't name people or the sector of funding. Stages, observations and figures are not single values; the
        // caller makes them.
        Value::People(_) | Value::Sector(_) | Value::Stages(_) | Value::Observed(_) | Value::Figures(_) => None,
    }
}

/// The entries of a list, each as a map of its parts.
fn list_of<T: Entry>(all: &[T], path: &str, language: &str, pick: &mut Pick) -> Json {
    let mut part = |(name, scalar): (&'static str, Scalar)| {
        let value = match scalar {
            Scalar::Text(text) => json!(text.get(language)),
            Scalar::Word(word) => json!(word),
            Scalar::Quantity(quantity) => number(&format!("{path}.{name}"), &quantity, pick),
            Scalar::Date(date) => json!(f64::from(date.year)),
        };
        (name.to_owned(), value)
    };
    let mut entry = |entry: &T| {
        let parts: Map<String, Json> = said(entry).into_iter().map(&mut part).collect();
        if T::PARTS[0].name.is_empty() {
            parts.into_iter().next().map_or(Json::Null, |(_, value)| value)
        } else {
            Json::Object(parts)
        }
    };
    all.iter().map(&mut entry).collect()
}

/// The stage that a record was assessed in, by life cycle.
fn assessed_stages(record: &Record, frameworks: &Frameworks) -> Json {
    let stages =
        frameworks.iter().filter_map(|cycle| Some((cycle.id.to_string(), json!(&*assessed(record, cycle)?.id))));
    Json::Object(stages.collect())
}

/// The values of indicators, by id. Percentages are in per cent; a date is its year.
fn figures(pair: Pair, asked: Asked, pick: &mut Pick) -> Json {
    let mut all = Map::new();
    for indicator in asked.figures {
        let value = match find(asked.indicators, indicator, pair) {
            IndicatorValue::NotRecorded | IndicatorValue::NotComputable(_) => continue,
            IndicatorValue::None(_) => json!(0.0),
            IndicatorValue::Computed(computed) => {
                json!(to_binary(computed.value * indicator.scale()))
            }
            IndicatorValue::Given(_, Amount::Quantity(quantity)) => number("figures", quantity, pick),
            IndicatorValue::Given(_, Amount::Percentage(part)) => number("figures", &part.0, pick),
            IndicatorValue::Given(_, Amount::Money(money)) => number("figures", &money.quantity(), pick),
            IndicatorValue::Given(_, Amount::Date(date)) => json!(f64::from(date.year)),
            IndicatorValue::Given(_, Amount::Text(text)) => json!(text.get(asked.language)),
        };
        all.insert(indicator.id.to_string(), value);
    }
    Json::Object(all)
}

/// What is observed of a case through the frameworks that are asked for.
pub fn observed(case: &Case, asked: Asked) -> Json {
    let mut all = Map::new();
    for framework in asked.lenses {
        let Some(record) = case.newest() else { continue };
        let mapping = mapping::map(record, framework, asked.frameworks);
        let recorded = mapping.dimensions.iter().filter(|mapped| mapped.is_recorded());
        let dimensions = recorded.map(|mapped| (mapped.dimension.id.to_string(), observed_of(mapped, asked.language)));
        all.insert(framework.id.to_string(), Json::Object(dimensions.collect()));
    }
    Json::Object(all)
}

/// What was observed of a dimension, directly and through other frameworks.
fn observed_of(mapped: &Mapped, language: &str) -> Json {
    let mut lists = Map::new();
    for (name, observations) in mapped.seen.map(|seen| seen.all()).into_iter().flatten() {
        let ids = observations.iter().filter_map(|observation| match &observation.what {
            Characterised::Known(id) => Some(json!(id)),
            Characterised::New(_) => None,
        });
        lists.insert(name.to_owned(), ids.collect());
    }
    let seen = mapped.cells.iter().filter(|cell| cell.status == Status::Observed);
    lists.insert("seen".to_owned(), seen.map(|cell| json!(&*cell.characteristic.id)).collect());
    let outside = |observation: &Observation| match &observation.what {
        Characterised::New(text) => Some(json!(text.get(language))),
        Characterised::Known(_) => None,
    };
    lists.insert("outside".to_owned(), mapped.outside().filter_map(outside).collect());
    let kind = mapped.seen.map_or(ListKind::Open, |seen| seen.kind());
    lists.insert("list".to_owned(), json!(kind.to_string()));
    Json::Object(lists)
}

/// A quantity as a number: its printed number if it is exact, about or almost, else the one that `pick` chooses.
fn number(field: &str, quantity: &Quantity, pick: &mut Pick) -> Json {
    json!(match bounds(quantity) {
        None => to_binary(quantity.number.0),
        Some(_) => pick(field, quantity),
    })
}

/// The lower and the upper bound of a quantity; `None` if it is a single number.
pub fn bounds(quantity: &Quantity) -> Option<(f64, f64)> {
    let number = to_binary(quantity.number.0);
    if let Some(upper) = quantity.upper {
        return Some((number, to_binary(upper.0)));
    }
    match quantity.qualifier {
        Qualifier::Exact | Qualifier::About | Qualifier::Almost => None,
        Qualifier::MoreThan => Some((number.next_up(), f64::MAX)),
        Qualifier::AtLeast | Qualifier::StartingAt => Some((number, f64::MAX)),
        Qualifier::LessThan => Some((0.0, number.next_down())),
        Qualifier::AtMost => Some((0.0, number)),
    }
}
