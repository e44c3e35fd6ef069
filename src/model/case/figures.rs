//! The figures of a record: amounts by indicator, each in the notation of its indicator. The indicators are known to the reader
//! of the file (`shape::Reader::notations`).

use std::fmt;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::{Text, Written};
use crate::model::case::date::Date;
use crate::model::case::evidence::{Fact, Known};
use crate::model::case::signed::{Rate, SignedMoney, SignedQuantity};
use crate::model::case::value::{BELOW_ZERO, Duration, Money, Number, OVER_ALL, Percentage, Quantity};
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::notation::{Form, Notation, Span};
use crate::yaml::shape::schema::{Help, Properties, Schemas, written};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId};

/// The value of a figure, in the notation of its indicator.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// A quantity.
    Quantity(Quantity),
    /// An amount of money.
    Money(Money),
    /// A part of a whole.
    Percentage(Percentage),
    /// A date.
    Date(Date),
    /// Text.
    Text(Text),
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Quantity(quantity) => quantity.fmt(f),
            Amount::Money(money) => money.fmt(f),
            Amount::Percentage(part) => part.fmt(f),
            Amount::Date(date) => date.fmt(f),
            Amount::Text(text) => f.write_str(text.get("en")),
        }
    }
}

impl Amount {
    /// The amount as it would stand in a file.
    pub fn written(&self) -> String {
        match self {
            Amount::Text(_) => self.to_string(),
            Amount::Date(date) => date.written(),
            // Messages part digits in groups; files do not.
            _ => self.to_string().replace(',', ""),
        }
    }
}

impl FromYaml for Amount {
    const NAME: &'static str = "Amount";

    fn read(reader: &mut Reader, node: &Node) -> Option<Amount> {
        let form = reader.form;
        let is_attribute = reader.attribute.is_some();
        let possible = |advice| possible(advice, form, is_attribute);
        match form.notation {
            Notation::Quantity | Notation::Computed if form.negative => {
                reader.d.parsed_by(node, Quantity::KIND, Quantity::signed).map(Amount::Quantity)
            }
            Notation::Quantity | Notation::Computed => {
                let parse =
                    |text: &str| text.parse().or_else(|advice| lasting(text, form).ok_or(advice)).map_err(possible);
                reader.d.parsed_by(node, Quantity::KIND, parse).map(Amount::Quantity)
            }
            Notation::Money => reader.d.parsed_by(node, Money::KIND, Money::signed).map(Amount::Money),
            Notation::Percentage => {
                let parse = |text: &str| Percentage::within(text, form.negative, form.over).map_err(possible);
                reader.d.parsed_by(node, Percentage::KIND, parse).map(Amount::Percentage)
            }
            Notation::Date => Date::read(reader, node).map(Amount::Date),
            Notation::Text => Text::read(reader, node).map(Amount::Text),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let all = [
            SignedQuantity::schema(schemas),
            SignedMoney::schema(schemas),
            written::<Rate>(),
            Date::schema(schemas),
            Text::schema(schemas),
        ];
        schemas.define(Self::NAME, |_| json!({ "anyOf": all }))
    }
}

/// A duration as a number of the months or years that a figure counts: "1 year" is 12 months. `None` if it is no duration, or no whole
/// number of them.
fn lasting(text: &str, form: Form) -> Option<Quantity> {
    let duration: Duration = text.parse().ok()?;
    let twelve = Decimal::from(12);
    let number = |own: Number| match (form.of?, duration.unit) {
        (Span::Months, "year") => Some(Number(own.0.checked_mul(twelve)?)),
        (Span::Years, "month") => (own.0 % twelve).is_zero().then_some(Number(own.0 / twelve)),
        (Span::Months | Span::Years, _) => Some(own),
    };
    let upper = match duration.number.upper {
        Some(upper) => Some(number(upper)?),
        None => None,
    };
    Some(Quantity { number: number(duration.number.number)?, upper, ..duration.number })
}

/// A number of months or years, or a duration: what a figure of time may be, for its schema.
struct Time;

impl FromYaml for Time {
    const NAME: &'static str = "Time";

    fn read(_: &mut Reader, _: &Node) -> Option<Time> {
        None
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let all = [Quantity::schema(schemas), Duration::schema(schemas)];
        schemas.define(Self::NAME, |_| json!({ "anyOf": all }))
    }
}

/// Adds to the advice on a figure what its indicator, or the attribute, could say to make it possible.
fn possible(advice: String, form: Form, is_attribute: bool) -> String {
    let word = match advice.as_str() {
        BELOW_ZERO if is_attribute => {
            return format!("{advice}; an attribute that can be is of `kind: number` in casebook.yaml");
        }
        BELOW_ZERO => "negative",
        OVER_ALL if form.notation == Notation::Percentage => "over 100 %",
        _ => return advice,
    };
    format!("{advice}; if figures of this indicator can be, say so in its file: `may_be: {word}`")
}

/// A figure that a record reports for an indicator.
#[derive(Clone, Debug)]
pub struct ReportedFigure {
    /// The indicator's id.
    pub indicator: String,
    /// The position of the id in the file.
    pub key: NodeId,
    /// The value.
    pub amount: Fact<Amount>,
    /// What was published before, if the figure was corrected since.
    pub restated: Option<Restated>,
    /// Who was asked, if the figure is the result of a survey.
    pub survey: Option<Survey>,
    /// Why it can't be compared with the period before.
    pub broken: Option<Text>,
}

shape! {
    /// What was published before a figure was corrected.
    #[derive(Clone, Debug)]
    Restated("a restatement `{ was, on, why }`") {
        /// The figure as it was published.
        was: Known<Amount> = "118",
        /// When it was corrected.
        on: Date = "2026-09-01",
        /// Why.
        why: Text = "Two members had been counted twice",
    }
}

shape! {
    /// Who was asked in a survey, and what.
    #[derive(Clone, Debug)]
    Survey("a survey `{ n, response_rate, wording, year }`") {
        /// How many answered.
        n: Quantity = "45",
        /// How many of those who were asked.
        response_rate: Option<Percentage> = "38 %",
        /// The wording of the question.
        wording: Option<Text> = "How satisfied are you with the cluster?",
        /// When they were asked.
        year: Option<Date> = "2026",
    }
}

/// The figures of a record, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Figures(pub Vec<ReportedFigure>);

impl Figures {
    /// Returns the figure of an indicator.
    pub fn of(&self, indicator: &str) -> Option<&ReportedFigure> {
        self.0.iter().find(|figure| figure.indicator == indicator)
    }
}

/// Looks up an indicator and sets the reader's notation for its value. Returns `false` if there is no such indicator or if it is
/// computed: then the value can't be read.
fn known_indicator(reader: &mut Reader, id: &str, key: NodeId) -> bool {
    reader.point(Wanted::Indicator(id.to_owned()), key);
    match reader.notations.figures.get(id) {
        Some(Form { notation: Notation::Computed, .. }) => {
            let help = "leave it out: it is computed from other figures; `casebook indicators` shows how";
            reader.d.error(Code::Conflict, key, format!("`{id}` is computed, and no figure of a record"), help);
            false
        }
        Some(form) => {
            reader.form = *form;
            true
        }
        None => false,
    }
}

impl FromKey for Figures {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Figures> {
        let mut all = Figures::default();
        let Some(mut inner) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of indicators")) else {
            return Some(all);
        };
        inner.drop_loose(&mut reader.d);
        for (indicator, key, node) in inner.rest() {
            if !known_indicator(reader, &indicator, key.mark) {
                continue;
            }
            let (mut restated, mut survey, mut broken) = (None, None, None);
            let amount = Fact::read(reader, node, |reader, fields| {
                restated = Option::<Restated>::pick(reader, fields, "restated").flatten();
                survey = Option::<Survey>::pick(reader, fields, "survey").flatten();
                broken = Option::<Text>::pick(reader, fields, "break").flatten();
            });
            all.0.push(ReportedFigure { indicator, key: key.mark, amount, restated, survey, broken });
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schemas = &mut *properties.schemas;
        let more = |properties: &mut Properties| {
            let restated = Help {
                doc: &["What was published before, of a figure that was corrected since: reports show both."],
                examples: &["{ was: 118, on: 2026-09-01, why: Two members had been counted twice }"],
            };
            let survey = Help {
                doc: &["Who was asked, of the result of a survey."],
                examples: &["{ n: 45, response_rate: 38 %, wording: How satisfied are you?, year: 2026 }"],
            };
            let broken = Help {
                doc: &["Why the figure can't be compared with the period before."],
                examples: &["Associated members count since 2026"],
            };
            Option::<Restated>::describe(properties, "restated", restated);
            Option::<Survey>::describe(properties, "survey", survey);
            Option::<Text>::describe(properties, "break", broken);
        };
        let mut schema = json!({ "type": "object", "minProperties": 1 });
        match schemas.vocabulary.map(|vocabulary| &vocabulary.indicators).filter(|known| !known.is_empty()) {
            None => {
                let figure = schemas.define("Figure", |schemas| Fact::<Amount>::schema(schemas, more));
                schema["additionalProperties"] = figure;
            }
            Some(known) => {
                let mut all = serde_json::Map::new();
                for (id, label, form) in known {
                    let figure = match form.notation {
                        Notation::Money => schemas.define("FigureOfMoney", |s| Fact::<SignedMoney>::schema(s, more)),
                        Notation::Percentage if form.negative => {
                            schemas.define("FigureOfRate", |s| Fact::<Rate>::schema(s, more))
                        }
                        Notation::Percentage => {
                            schemas.define("FigureOfShare", |s| Fact::<Percentage>::schema(s, more))
                        }
                        Notation::Date => schemas.define("FigureOfDate", |s| Fact::<Date>::schema(s, more)),
                        Notation::Text => schemas.define("FigureOfText", |s| Fact::<Text>::schema(s, more)),
                        _ if form.of.is_some() => schemas.define("FigureOfTime", |s| Fact::<Time>::schema(s, more)),
                        _ if form.negative => {
                            schemas.define("FigureOfNumber", |s| Fact::<SignedQuantity>::schema(s, more))
                        }
                        _ => schemas.define("FigureOfCount", |s| Fact::<Quantity>::schema(s, more)),
                    };
                    all.insert(id.clone(), json!({ "description": label, "allOf": [figure] }));
                }
                schema["properties"] = Value::Object(all);
                schema["additionalProperties"] = json!(false);
            }
        }
        properties.add(key, help, schema);
    }
}

/// What a grant is to bring about, by indicator.
#[derive(Clone, Debug, Default)]
pub struct Targets(pub Vec<Target>);

/// How much of an indicator a grant is to bring about, and how much it did.
#[derive(Clone, Debug)]
pub struct Target {
    /// The indicator's id.
    pub indicator: String,
    /// The amount to be reached.
    pub target: Known<Amount>,
    /// The amount reached so far.
    pub actual: Known<Amount>,
}

shape! {
    /// How much a grant is to bring about, and how much it did.
    #[derive(Debug)]
    LongTarget("a target `{ target, actual }`") {
        /// How much it is to be, over all of the grant.
        target: Known<Amount> = "30",
        /// How much it is so far.
        actual: Known<Amount> = "22",
    }
}

impl FromKey for Targets {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Targets> {
        let mut all = Targets::default();
        let Some(mut inner) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of indicators")) else {
            return Some(all);
        };
        for (indicator, key, node) in inner.rest() {
            if known_indicator(reader, &indicator, key.mark)
                && let Some(LongTarget { target, actual }) = LongTarget::read(reader, node)
            {
                all.0.push(Target { indicator, target, actual });
            }
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let target = LongTarget::schema(properties.schemas);
        properties.add(key, help, json!({ "type": "object", "minProperties": 1, "additionalProperties": target }));
    }
}
