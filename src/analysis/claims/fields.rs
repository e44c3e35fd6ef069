//! What conditions can ask for: the fields of a case and of a framework with their kinds, and their values. What is not
//! recorded has no value, so that a condition that needs it can't be decided.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::analysis::mapping::{self, Mapped, Status, assessed};
use crate::analysis::measure::{Found, Pair, find};
use crate::base::text::Text;
use crate::model::case::value::{Money, Qualifier, Quantity};
use crate::model::case::words::{Form as ActorForm, Part, Period, Phase, ShareWord, Size};
use crate::model::case::{
    ActorKind, Amount, Case, Characterised, Employment, FundingKind, Initiator, Known, ListKind, Observation, Record,
    Sector, Share,
};
use crate::model::framework::Framework;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::{Indicator, Indicators};
use crate::model::settings::Study;
use crate::yaml::decode::Choice;
use crate::yaml::shape::list::Named;
use crate::yaml::shape::notation::Notation;

/// The kind of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of some words.
    Word(Vec<String>),
    /// A figure, which may have a fraction.
    Number,
    /// A count: of entries, or a whole number in the condition.
    Count,
    /// True or false.
    Truth,
    /// Entries of one kind.
    List(Box<Kind>),
    /// Fields by name.
    Map(BTreeMap<String, Kind>),
    /// Whatever it is.
    Any,
}

impl Kind {
    /// What it is in words.
    pub fn describe(&self) -> &'static str {
        match self {
            Kind::Text | Kind::Word(_) => "text",
            Kind::Number | Kind::Count => "a number",
            Kind::Truth => "true or false",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of fields",
            Kind::Any => "a value",
        }
    }
}

/// The fields of a case whose values a reader is shown where a case deviates from a claim.
pub const ROOTS: [&str; 17] = [
    "industry",
    "specialisation",
    "place",
    "countries",
    "situation",
    "founded",
    "facilitators",
    "funding",
    "initiated_by",
    "secretariat",
    "actors",
    "stage",
    "observed",
    "goals",
    "aims",
    "ambitions",
    "figures",
];

fn word<T: Choice>() -> Kind {
    Kind::Word(T::ALL.iter().map(|(word, _)| (*word).to_owned()).collect())
}

fn map<K: Into<String>>(fields: impl IntoIterator<Item = (K, Kind)>) -> Kind {
    Kind::Map(fields.into_iter().map(|(name, kind)| (name.into(), kind)).collect())
}

fn list(kind: Kind) -> Kind {
    Kind::List(Box::new(kind))
}

/// The fields of a case.
pub fn of_case(frameworks: &Frameworks, indicators: &Indicators, studies: &[Named<Study>]) -> Kind {
    let initiator = || list(map([("kind", word::<ActorKind>()), ("name", Kind::Text), ("words", Kind::Text)]));
    let stages = frameworks.iter().filter(|framework| !framework.stages.is_empty()).map(|cycle| {
        (cycle.id.to_string(), Kind::Word(cycle.stages.iter().map(|stage| stage.id.to_string()).collect()))
    });
    let observed = frameworks.iter().filter(|framework| !framework.dimensions.is_empty()).map(|framework| {
        let dimensions = framework.dimensions.iter().map(|dimension| {
            let ids = || list(Kind::Word(dimension.characteristics.iter().map(|item| item.id.to_string()).collect()));
            let lists = [("seen", ids()), ("planned", ids()), ("past", ids()), ("absent", ids())];
            let outside = [("outside", list(Kind::Text)), ("list", Kind::Word(vec!["open".into(), "closed".into()]))];
            (dimension.id.to_string(), map(lists.into_iter().chain(outside)))
        });
        (framework.id.to_string(), map(dimensions))
    });
    let kind_of_actor = map([
        ("kind", word::<ActorKind>()),
        ("size", word::<Size>()),
        ("count", Kind::Number),
        ("part", word::<Part>()),
    ]);
    let actor = map([
        ("name", Kind::Text),
        ("kind", word::<ActorKind>()),
        ("sector", word::<Sector>()),
        ("form", word::<ActorForm>()),
        ("part", Kind::Text),
    ]);
    let funding = map([
        ("kind", word::<FundingKind>()),
        ("sector", word::<Sector>()),
        ("share", word::<ShareWord>()),
        ("percent", Kind::Number),
        ("amount", Kind::Number),
        ("currency", Kind::Text),
        ("per", word::<Period>()),
        ("when", word::<Phase>()),
    ]);
    map([
        ("id", Kind::Text),
        ("name", Kind::Text),
        ("study", Kind::Word(studies.iter().map(|study| study.id.clone()).collect())),
        ("industry", Kind::Text),
        ("specialisation", Kind::Text),
        ("place", Kind::Text),
        ("countries", list(Kind::Text)),
        ("founded", Kind::Number),
        ("initiated_by", initiator()),
        ("secretariat", map([("name", Kind::Text), ("founded", Kind::Number), ("initiated_by", initiator())])),
        ("stage", map(stages)),
        ("situation", Kind::Text),
        ("actors", map([("total", Kind::Number), ("kinds", list(kind_of_actor)), ("list", list(actor))])),
        ("facilitators", Kind::Number),
        ("employment", word::<Employment>()),
        ("funding", list(funding)),
        ("aims", list(Kind::Text)),
        ("ambitions", list(Kind::Text)),
        ("goals", list(map([("text", Kind::Text), ("target", Kind::Number)]))),
        ("events", list(map([("text", Kind::Text), ("year", Kind::Number)]))),
        ("observed", map(observed)),
        ("figures", map(indicators.all().map(|indicator| (indicator.id.to_string(), kind_of(indicator))))),
    ])
}

/// The kind of an indicator's figures; of a date its year.
fn kind_of(indicator: &Indicator) -> Kind {
    if indicator.unit.notation() == Notation::Text { Kind::Text } else { Kind::Number }
}

/// The fields of a framework.
pub fn of_framework(framework: &Framework) -> Kind {
    let dimensions = framework.dimensions.iter().map(|dimension| {
        let stages = Kind::Word(framework.maps.iter().map(|stage| stage.to_string()).collect());
        (dimension.id.to_string(), list(map([("id", Kind::Text), ("stages", list(stages))])))
    });
    map([("stages", list(Kind::Text)), ("dimensions", map(dimensions))])
}

/// A framework's own values.
pub fn values_of_framework(framework: &Framework) -> Map<String, Value> {
    let dimensions: Map<String, Value> = framework
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
    [("stages".to_owned(), json!(stages)), ("dimensions".to_owned(), Value::Object(dimensions))].into_iter().collect()
}

/// Which number stands for a quantity that only has bounds: called with its field, like `actors.total`.
pub type Pick<'p> = dyn FnMut(&str, &Quantity) -> f64 + 'p;

/// What values are made with.
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

/// What is recorded of a case, from its newest record.
pub fn values_of_case(case: &Case, asked: Asked, observed: &Value, pick: &mut Pick) -> Map<String, Value> {
    let language = asked.language;
    let mut values = Values { all: Map::new(), language };
    values.set("id", json!(&*case.id));
    values.set("name", json!(case.name.get(language)));
    values.maybe("study", case.study.as_deref().map(|study| json!(study)));
    values.text("industry", &case.industry.value);
    values.text("specialisation", &case.specialisation.value);
    let place = case.place.value.value();
    values.maybe("place", place.map(|place| json!(place.text.get(language))));
    let countries: Option<Vec<&str>> = place.map(|place| place.countries.iter().map(|c| c.0.as_str()).collect());
    values.maybe("countries", countries.filter(|all| !all.is_empty()).map(|all| json!(all)));
    values.maybe("founded", case.founded.value.value().map(|date| json!(f64::from(date.year))));
    values.maybe("initiated_by", initiators(&case.initiated_by, language));
    if let Known::Is(secretariat) = &case.secretariat {
        let mut own = Values { all: Map::new(), language };
        own.text("name", &secretariat.name.value);
        own.maybe("founded", secretariat.founded.value.value().map(|date| json!(f64::from(date.year))));
        own.maybe("initiated_by", initiators(&secretariat.initiated_by, language));
        values.set("secretariat", Value::Object(own.all));
    }
    if let Some(record) = case.newest() {
        values.record(record, asked.frameworks, pick);
        values.set("observed", observed.clone());
        let last = record.year().and_then(|year| case.of_year(year - 1));
        values.figures(Pair { record, last }, asked, pick);
    }
    values.all
}

struct Values<'l> {
    all: Map<String, Value>,
    language: &'l str,
}

impl Values<'_> {
    fn set(&mut self, key: &str, value: Value) {
        self.all.insert(key.to_owned(), value);
    }

    fn maybe(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    fn text(&mut self, key: &str, text: &Known<Text>) {
        self.maybe(key, text.value().map(|text| json!(text.get(self.language))));
    }

    fn list<T>(&mut self, key: &str, entries: &Known<Vec<T>>, show: impl FnMut(&T) -> Value) {
        match entries {
            Known::Is(entries) => self.set(key, entries.iter().map(show).collect()),
            Known::None => self.set(key, json!([])),
            Known::NotRecorded => {}
        }
    }

    fn quantity(&mut self, key: &str, field: &str, quantity: &Known<Quantity>, pick: &mut Pick) {
        match quantity {
            Known::Is(quantity) => self.set(key, number(field, quantity, pick)),
            Known::None => self.set(key, json!(0.0)),
            Known::NotRecorded => {}
        }
    }

    /// Figures by indicator: parts of a whole in per cent, of a date its year.
    fn figures(&mut self, pair: Pair, asked: Asked, pick: &mut Pick) {
        let mut own = Values { all: Map::new(), language: self.language };
        for indicator in asked.figures {
            let id = &*indicator.id;
            match find(asked.indicators, indicator, pair) {
                Found::NotRecorded | Found::NotComputable(_) => {}
                Found::None(_) => own.set(id, json!(0.0)),
                Found::Computed(computed) => {
                    let shown = if indicator.unit.one == "percent" { 100.0 } else { 1.0 };
                    own.set(id, json!(computed.value * shown));
                }
                Found::Given(_, Amount::Quantity(quantity)) => own.set(id, number("figures", quantity, pick)),
                Found::Given(_, Amount::Percentage(part)) => own.set(id, number("figures", &part.0, pick)),
                Found::Given(_, Amount::Money(money)) => {
                    let Money { qualifier, word, amount, .. } = money;
                    let quantity = Quantity { qualifier: *qualifier, word, number: *amount, upper: None };
                    own.set(id, number("figures", &quantity, pick));
                }
                Found::Given(_, Amount::Date(date)) => own.set(id, json!(f64::from(date.year))),
                Found::Given(_, Amount::Text(text)) => own.set(id, json!(text.get(self.language))),
            }
        }
        self.set("figures", Value::Object(own.all));
    }

    fn record(&mut self, record: &Record, frameworks: &Frameworks, pick: &mut Pick) {
        let language = self.language;
        let stages =
            frameworks.iter().filter_map(|cycle| Some((cycle.id.to_string(), json!(&*assessed(record, cycle)?.id))));
        self.set("stage", Value::Object(stages.collect()));
        self.text("situation", &record.situation.value);
        let mut actors = Values { all: Map::new(), language };
        actors.quantity("total", "actors.total", &record.actors.total.value, pick);
        actors.list("kinds", &record.actors.kinds, |kind| {
            let mut entry = Values { all: Map::new(), language };
            entry.set("kind", json!(kind.kind.to_string()));
            entry.maybe("size", kind.size.map(|size| json!(size.to_string())));
            entry.maybe("count", kind.count.map(|count| number("actors.kinds.count", &count, pick)));
            entry.maybe("part", kind.part.map(|part| json!(part.to_string())));
            Value::Object(entry.all)
        });
        actors.list("list", &record.actors.list, |actor| {
            let mut entry = Values { all: Map::new(), language };
            entry.set("name", json!(actor.name.get(language)));
            entry.maybe("kind", actor.kind.map(|kind| json!(kind.to_string())));
            entry.maybe("sector", actor.sector.map(|sector| json!(sector.to_string())));
            entry.maybe("form", actor.form.map(|form| json!(form.to_string())));
            entry.maybe("part", actor.part.as_ref().map(|part| json!(part.get(language))));
            Value::Object(entry.all)
        });
        self.set("actors", Value::Object(actors.all));
        self.quantity("facilitators", "facilitators", &record.facilitators.count.value, pick);
        self.maybe("employment", record.facilitators.employment.map(|employment| json!(employment.to_string())));
        self.list("funding", &record.funding, |funding| {
            let mut entry = Values { all: Map::new(), language };
            entry.set("kind", json!(funding.kind.to_string()));
            entry.maybe("sector", funding.sector.map(|sector| json!(sector.to_string())));
            match funding.share {
                Some(Share::Word(word)) => entry.set("share", json!(word.to_string())),
                Some(Share::Percent(part)) => entry.set("percent", number("funding.percent", &part.0, pick)),
                None => {}
            }
            let amount = funding.amount.as_ref().map(|amount| Quantity {
                qualifier: amount.qualifier,
                word: amount.word,
                number: amount.amount,
                upper: None,
            });
            entry.maybe("amount", amount.map(|amount| number("funding.amount", &amount, pick)));
            entry.maybe("currency", funding.amount.as_ref().map(|amount| json!(amount.currency)));
            entry.maybe("per", funding.per.map(|per| json!(per.to_string())));
            entry.maybe("when", funding.when.map(|when| json!(when.to_string())));
            Value::Object(entry.all)
        });
        self.list("aims", &record.aims, |remark| json!(remark.text.get(language)));
        self.list("ambitions", &record.ambitions, |remark| json!(remark.text.get(language)));
        self.list("goals", &record.goals, |goal| {
            let mut entry = Values { all: Map::new(), language };
            entry.set("text", json!(goal.text.get(language)));
            entry.maybe("target", goal.target.map(|target| number("goals.target", &target, pick)));
            Value::Object(entry.all)
        });
        self.list("events", &record.events, |event| {
            let mut entry = Values { all: Map::new(), language };
            entry.set("text", json!(event.text.get(language)));
            entry.maybe("year", event.on.or(event.from).map(|date| json!(f64::from(date.year))));
            Value::Object(entry.all)
        });
    }
}

/// What is observed of a case through the frameworks that are asked for.
pub fn observed(case: &Case, asked: Asked) -> Value {
    let mut all = Map::new();
    for framework in asked.lenses {
        let Some(record) = case.newest() else { continue };
        let mapping = mapping::map(record, framework, asked.frameworks);
        let recorded = mapping.dimensions.iter().filter(|mapped| mapped.is_recorded());
        let dimensions = recorded.map(|mapped| (mapped.dimension.id.to_string(), observed_of(mapped, asked.language)));
        all.insert(framework.id.to_string(), Value::Object(dimensions.collect()));
    }
    Value::Object(all)
}

/// What was observed of a dimension, of its own and through other frameworks.
fn observed_of(mapped: &Mapped, language: &str) -> Value {
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
    Value::Object(lists)
}

fn initiators(all: &Known<Vec<Initiator>>, language: &str) -> Option<Value> {
    let mut values = Values { all: Map::new(), language };
    values.list("all", all, |initiator| {
        let mut entry = Values { all: Map::new(), language };
        entry.maybe("kind", initiator.kind.map(|kind| json!(kind.to_string())));
        entry.maybe("name", initiator.name.as_ref().map(|name| json!(name.get(language))));
        entry.maybe("words", initiator.words.as_ref().map(|words| json!(words.get(language))));
        Value::Object(entry.all)
    });
    values.all.remove("all")
}

/// A quantity as a number: the one that is printed if it is exact, about or almost, else one within its bounds.
fn number(field: &str, quantity: &Quantity, pick: &mut Pick) -> Value {
    json!(match bounds(quantity) {
        None => quantity.number.value,
        Some(_) => pick(field, quantity),
    })
}

/// The least and the most that a quantity can be, if it is not one number.
pub fn bounds(quantity: &Quantity) -> Option<(f64, f64)> {
    let number = quantity.number.value;
    if let Some(upper) = quantity.upper {
        return Some((number, upper.value));
    }
    match quantity.qualifier {
        Qualifier::Exact | Qualifier::About | Qualifier::Almost => None,
        Qualifier::MoreThan => Some((number.next_up(), f64::MAX)),
        Qualifier::AtLeast | Qualifier::StartingAt => Some((number, f64::MAX)),
        Qualifier::LessThan => Some((0.0, number.next_down())),
        Qualifier::AtMost => Some((0.0, number)),
    }
}
