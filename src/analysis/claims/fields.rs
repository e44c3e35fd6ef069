//! The fields of a case and of a framework that conditions can name, with their kinds.

use std::collections::BTreeMap;

use crate::model::case::observed::MIXED;
use crate::model::facts::entry::PartKind;
use crate::model::facts::{FACTS, FactKind};
use crate::model::framework::links::Frameworks;
use crate::model::framework::scale::Scale;
use crate::model::framework::{Dimension, Framework};
use crate::model::indicator::{Indicator, Indicators};
use crate::model::settings::Study;
use crate::model::settings::attribute::Attribute;
use crate::yaml::shape::list::Named;
use crate::yaml::shape::notation::{AttributeForm, Notation};

/// The kind of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// One of these words.
    Word(Vec<String>),
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// Entries of one kind.
    List(Box<FieldKind>),
    /// Fields by name.
    Map(BTreeMap<String, FieldKind>),
    /// A group of cases, which functions over cases go through.
    Cases,
    /// An unknown kind, which is not checked.
    Any,
}

impl FieldKind {
    /// The kind in words, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Word(_) => "text",
            FieldKind::Number => "a number",
            FieldKind::Truth => "true or false",
            FieldKind::List(_) => "a list",
            FieldKind::Map(_) => "a group of fields",
            FieldKind::Cases => "a group of cases",
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
pub fn of_case(
    frameworks: &Frameworks,
    indicators: &Indicators,
    studies: &[Named<Study>],
    attributes: &[Named<Attribute>],
) -> BTreeMap<String, FieldKind> {
    let mut fields = BTreeMap::new();
    for fact in FACTS {
        let kind = match fact.kind {
            FactKind::Text | FactKind::Criteria => FieldKind::Text,
            FactKind::Word(words) => words_of(words()),
            FactKind::Number | FactKind::Date => FieldKind::Number,
            FactKind::Countries => list(FieldKind::Text),
            FactKind::Study => words_of(studies.iter().map(|study| study.id.as_str())),
            FactKind::Stages => stages(frameworks),
            FactKind::Observed => observations(frameworks),
            FactKind::Attributes => map(attributes.iter().map(|own| (own.id.as_str(), kind_of_attribute(own)))),
            FactKind::Figures => map(indicators.all().map(|indicator| (indicator.id.to_string(), kind_of(indicator)))),
            FactKind::List(parts) => entries(&parts()),
        };
        if let Some(path) = fact.uses.condition {
            enter(&mut fields, path, kind);
        }
    }
    fields
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
            let rated = dimension.scale.iter().flat_map(|scale| ratings(dimension, scale));
            (dimension.id.to_string(), map(lists.into_iter().chain(outside).chain(rated)))
        });
        (framework.id.to_string(), map(dimensions))
    }))
}

/// The ratings of a dimension's characteristics: numbers, or levels by their words; and of numbers with an order what they come to.
fn ratings(dimension: &Dimension, scale: &Scale) -> Vec<(&'static str, FieldKind)> {
    let words = || scale.levels.iter().map(|level| level.word.as_str()).chain([MIXED]);
    let kind = || if scale.is_numeric() { FieldKind::Number } else { words_of(words()) };
    let mut all = vec![("ratings", map(dimension.characteristics.iter().map(|item| (item.id.to_string(), kind()))))];
    if scale.is_numeric() && scale.is_ordered() {
        all.extend(SUMMARIES.map(|name| (name, FieldKind::Number)));
    }
    all
}

/// What the ratings of a dimension come to, as conditions name it.
pub const SUMMARIES: [&str; 3] = ["median", "lowest", "highest"];

/// The kind of the values of an attribute. A date is a number: its year.
fn kind_of_attribute(attribute: &Attribute) -> FieldKind {
    match attribute.form() {
        AttributeForm::Truth => FieldKind::Truth,
        AttributeForm::Level(words) => words_of(words.iter().map(String::as_str)),
        AttributeForm::Amount(form) if form.notation == Notation::Text => FieldKind::Text,
        AttributeForm::Amount(_) => FieldKind::Number,
    }
}

/// The kind of an indicator's figures. A date is a number: its year.
fn kind_of(indicator: &Indicator) -> FieldKind {
    if indicator.unit.notation() == Notation::Text { FieldKind::Text } else { FieldKind::Number }
}

/// The fields of a framework.
pub fn of_framework(framework: &Framework) -> BTreeMap<String, FieldKind> {
    let dimensions = framework
        .dimensions
        .iter()
        .map(|dimension| (dimension.id.to_string(), list(of_characteristic(framework, &dimension.id))));
    let fields = [("stages", list(stage_of(framework))), ("dimensions", map(dimensions))];
    fields.map(|(name, kind)| (name.to_owned(), kind)).into()
}

/// The fields of a characteristic of a dimension.
pub fn of_characteristic(framework: &Framework, dimension: &str) -> FieldKind {
    let dimension = framework.dimensions.iter().find(|own| *own.id == *dimension);
    let ids = dimension.iter().flat_map(|own| &own.characteristics).map(|own| &*own.id.0);
    map([("id", words_of(ids)), ("stages", list(stage_of(framework)))])
}

/// The id of a stage that a framework maps.
pub fn stage_of(framework: &Framework) -> FieldKind {
    FieldKind::Word(framework.maps.iter().map(|stage| stage.to_string()).collect())
}
