//! The facts of a case: every field of a case or a record that can be shown, sorted, filtered, compared or claimed is one entry
//! of [`FACTS`]. Columns of tables, `order` and `group_by`, the filters of the site, the fields that conditions may name, the
//! value beside a deviant case, what changed between records, and what write-ups have to tell are all made from this table.
//!
//! It is one file, over 500 lines long, since it is that table, which is added to in one place.

pub mod column;
pub mod entry;
pub mod spelled;
pub mod value;

use crate::model::case::evidence::{Evidence, Known};
use crate::model::case::listed::Listed;
use crate::model::case::record::{Actor, Competence, ContextFigure, Funding, Goal, KindOfActor, Record};
use crate::model::case::words::{Employment, SourceKind};
use crate::model::case::{Case, Event, Initiator, Remark};
use crate::model::facts::entry::{PartKinds, kinds, words};
use crate::model::facts::value::{Entries, Extension, Reading, Value};

/// The type of a fact, known before any case is read.
#[derive(Clone, Copy)]
pub enum FactKind {
    /// Any text.
    Text,
    /// One of a closed list of words.
    Word(fn() -> Vec<&'static str>),
    /// A number.
    Number,
    /// A date, of which conditions see only the year.
    Date,
    /// The countries of a place.
    Countries,
    /// The id of a study.
    Study,
    /// The assessed stage, by life cycle.
    Stages,
    /// The answers to criteria of life cycles.
    Criteria,
    /// What was observed, by framework and dimension.
    Observed,
    /// The values of attributes.
    Attributes,
    /// The values of indicators.
    Figures,
    /// A list, with the names and kinds of the parts of its entries.
    List(fn() -> PartKinds),
}

/// How a fact is read.
#[derive(Clone, Copy)]
pub enum Read {
    /// From the case itself.
    Case(for<'c> fn(&'c Case) -> Reading<'c>),
    /// From one of its records.
    Record(for<'c> fn(&'c Record) -> Reading<'c>),
}

/// A fact of a case or a record.
pub struct FactSpec {
    /// The id, by which settings name the fact.
    pub id: &'static str,
    /// A description for editors.
    pub doc: &'static str,
    /// The id of its name in the locales.
    pub label: &'static str,
    /// The type.
    pub kind: FactKind,
    /// How it is read.
    pub read: Read,
    /// What it is used for.
    pub uses: Uses,
}

/// What a fact is used for.
#[derive(Clone, Copy, Default)]
pub struct Uses {
    /// Whether tables of cases may have it as a column, and be sorted and grouped by it.
    pub column: bool,
    /// The id of the site's filter, if the site can filter cases by it.
    pub filter: Option<&'static str>,
    /// The path of fields by which conditions may name it, if they may.
    pub condition: Option<&'static str>,
    /// Whether it is compared between the newest record and the one before.
    pub change: bool,
    /// The id of a phrase for its date beside a deviant case, if the date alone would not say what it is the date of.
    pub phrase: Option<&'static str>,
    /// Whether the write-up of a case tells it.
    pub told: Telling,
}

/// Whether the write-up of a case tells a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// Always, in a sentence.
    Always,
    /// In a sentence if it has few entries; more of them stand in a table, and a sentence counts them.
    IfFew,
    /// In a table, the key facts or the sources alone.
    #[default]
    InTables,
}

const NO_USE: Uses =
    Uses { column: false, filter: None, condition: None, change: false, phrase: None, told: Telling::InTables };
/// A column of tables.
const COLUMN: Uses = Uses { column: true, ..NO_USE };

/// All facts. Tables show them in the order that the settings ask for; everything else uses this order.
pub static FACTS: &[FactSpec] = &[
    FactSpec {
        id: "id",
        doc: "The id of the case.",
        label: "fact-id",
        kind: FactKind::Text,
        read: Read::Case(|case| of_file(Value::Id(&case.id))),
        uses: Uses { condition: Some("id"), ..NO_USE },
    },
    FactSpec {
        id: "name",
        doc: "The case's name.",
        label: "column-name",
        kind: FactKind::Text,
        read: Read::Case(|case| of_file(Value::Text(&case.name))),
        uses: Uses { told: Telling::Always, condition: Some("name"), ..COLUMN },
    },
    FactSpec {
        id: "ended",
        doc: "When and why it came to its end.",
        label: "fact-ended",
        kind: FactKind::Text,
        read: Read::Case(|case| Reading {
            value: case.ended.as_ref().map_or(Known::NotRecorded, |ended| Known::Is(Value::Ended(ended))),
            evidence: None,
        }),
        uses: Uses { told: Telling::Always, ..NO_USE },
    },
    FactSpec {
        id: "selection",
        doc: "Why the case was selected for its study.",
        label: "selection",
        kind: FactKind::Text,
        read: Read::Case(|case| Reading {
            value: case
                .selection
                .as_ref()
                .map_or(Known::NotRecorded, |selection| Known::Is(Value::Text(&selection.reason))),
            evidence: None,
        }),
        uses: COLUMN,
    },
    FactSpec {
        id: "study",
        doc: "The study.",
        label: "study",
        kind: FactKind::Study,
        read: Read::Case(|case| Reading {
            value: case.study.as_deref().map_or(Known::NotRecorded, |study| Known::Is(Value::Study(study))),
            evidence: None,
        }),
        uses: Uses { condition: Some("study"), filter: Some("study"), ..COLUMN },
    },
    FactSpec {
        id: "industry",
        doc: "The industry.",
        label: "industry",
        kind: FactKind::Text,
        read: Read::Case(|case| Reading::of(&case.industry.value, &case.industry.evidence, Value::Text)),
        uses: Uses { told: Telling::Always, condition: Some("industry"), filter: Some("industry"), ..COLUMN },
    },
    FactSpec {
        id: "specialisation",
        doc: "What the cluster is specialised in.",
        label: "specialisation",
        kind: FactKind::Text,
        read: Read::Case(|case| Reading::of(&case.specialisation.value, &case.specialisation.evidence, Value::Text)),
        uses: Uses { told: Telling::Always, condition: Some("specialisation"), ..NO_USE },
    },
    FactSpec {
        id: "place",
        doc: "The place.",
        label: "place",
        kind: FactKind::Text,
        read: Read::Case(|case| Reading::of(&case.place.value, &case.place.evidence, Value::Place)),
        uses: Uses { told: Telling::Always, condition: Some("place"), ..COLUMN },
    },
    FactSpec {
        id: "countries",
        doc: "The countries of the place.",
        label: "country",
        kind: FactKind::Countries,
        read: Read::Case(|case| Reading::of(&case.place.value, &case.place.evidence, Value::Countries)),
        uses: Uses { condition: Some("countries"), filter: Some("country"), ..NO_USE },
    },
    FactSpec {
        id: "situation",
        doc: "The state of the cluster, in words that are no stage.",
        label: "situation",
        kind: FactKind::Text,
        read: Read::Record(|record| Reading::of(&record.situation.value, &record.situation.evidence, Value::Text)),
        uses: Uses { told: Telling::Always, condition: Some("situation"), ..NO_USE },
    },
    FactSpec {
        id: "founded",
        doc: "When the cluster was founded.",
        label: "column-founded",
        kind: FactKind::Date,
        read: Read::Case(|case| Reading::of(&case.founded.value, &case.founded.evidence, |date| Value::Date(*date))),
        uses: Uses { told: Telling::Always, condition: Some("founded"), ..COLUMN },
    },
    FactSpec {
        id: "secretariat",
        doc: "The secretariat's name.",
        label: "name-of-secretariat",
        kind: FactKind::Text,
        read: Read::Case(|case| {
            of_part(&case.secretariat, |own| Reading::of(&own.name.value, &own.name.evidence, Value::Text))
        }),
        uses: Uses { told: Telling::Always, condition: Some("secretariat.name"), ..COLUMN },
    },
    FactSpec {
        id: "secretariat_founded",
        doc: "When the secretariat was founded.",
        label: "secretariat-founded",
        kind: FactKind::Date,
        read: Read::Case(|case| {
            of_part(&case.secretariat, |own| {
                Reading::of(&own.founded.value, &own.founded.evidence, |date| Value::Date(*date))
            })
        }),
        uses: Uses {
            told: Telling::Always,
            condition: Some("secretariat.founded"),
            phrase: Some("founded-in"),
            ..COLUMN
        },
    },
    FactSpec {
        id: "secretariat_initiated_by",
        doc: "Who brought the secretariat about.",
        label: "column-initiated-by",
        kind: FactKind::List(kinds::<Initiator>),
        read: Read::Case(|case| {
            of_part(&case.secretariat, |own| Reading::list(&own.initiated_by, Entries::Initiators))
        }),
        uses: Uses { told: Telling::Always, condition: Some("secretariat.initiated_by"), ..NO_USE },
    },
    FactSpec {
        id: "hosted_by",
        doc: "Where the secretariat is seated.",
        label: "hosted-by",
        kind: FactKind::Text,
        read: Read::Case(|case| {
            of_part(&case.secretariat, |own| Reading::of(&own.hosted_by.value, &own.hosted_by.evidence, Value::Text))
        }),
        uses: Uses { told: Telling::Always, ..NO_USE },
    },
    FactSpec {
        id: "criteria",
        doc: "Whether the criteria of a life cycle are met.",
        label: "criteria",
        kind: FactKind::Criteria,
        read: Read::Record(|record| Reading {
            value: match record.criteria.0.as_slice() {
                [] => Known::NotRecorded,
                all => Known::Is(Value::Criteria(all)),
            },
            evidence: None,
        }),
        uses: Uses { told: Telling::Always, ..NO_USE },
    },
    FactSpec {
        id: "stage",
        doc: "The assessed stage.",
        label: "stage",
        kind: FactKind::Stages,
        read: Read::Record(|record| Reading { value: record.stages.as_ref(|all| Value::Stages(all)), evidence: None }),
        uses: Uses { told: Telling::Always, condition: Some("stage"), filter: Some("stage"), change: true, ..COLUMN },
    },
    FactSpec {
        id: "actors",
        doc: "How many actors.",
        label: "actors",
        kind: FactKind::Number,
        read: Read::Record(|record| {
            let total = &record.actors.total;
            Reading::of(&total.value, &total.evidence, |total| Value::Quantity(*total))
        }),
        uses: Uses { told: Telling::Always, condition: Some("actors.total"), change: true, ..COLUMN },
    },
    FactSpec {
        id: "actor_kinds",
        doc: "Which kinds of actors.",
        label: "kinds-of-actors",
        kind: FactKind::List(kinds::<KindOfActor>),
        read: Read::Record(|record| Reading::list(&record.actors.kinds, Entries::Kinds)),
        uses: Uses { told: Telling::Always, condition: Some("actors.kinds"), change: true, ..NO_USE },
    },
    FactSpec {
        id: "actor_names",
        doc: "Actors by name.",
        label: "actors-by-name",
        kind: FactKind::List(kinds::<Actor>),
        read: Read::Record(|record| Reading::list(&record.actors.list, Entries::Actors)),
        uses: Uses { told: Telling::IfFew, condition: Some("actors.list"), change: true, ..NO_USE },
    },
    FactSpec {
        id: "facilitators",
        doc: "How many facilitators.",
        label: "facilitators",
        kind: FactKind::Number,
        read: Read::Record(facilitators),
        uses: Uses { told: Telling::Always, condition: Some("facilitators"), change: true, ..COLUMN },
    },
    FactSpec {
        id: "employment",
        doc: "Whether the facilitators work full-time.",
        label: "fact-employment",
        kind: FactKind::Word(words::<Employment>),
        read: Read::Record(|record| {
            let word = record.facilitators.employment.map(|word| Value::word("employment", word));
            Reading {
                value: match (word, &record.facilitators.count.value) {
                    (Some(word), _) => Known::Is(word),
                    (None, Known::Withheld) => Known::Withheld,
                    (None, _) => Known::NotRecorded,
                },
                evidence: Some(&record.facilitators.count.evidence),
            }
        }),
        uses: Uses { told: Telling::Always, condition: Some("employment"), ..NO_USE },
    },
    FactSpec {
        id: "interviewed",
        doc: "The people interviewed.",
        label: "column-interviewed",
        kind: FactKind::Text,
        read: Read::Case(interviewed),
        uses: COLUMN,
    },
    FactSpec {
        id: "funding",
        doc: "The funding.",
        label: "financed",
        kind: FactKind::List(kinds::<Funding>),
        read: Read::Record(|record| Reading::list(&record.funding, Entries::Funding)),
        uses: Uses { told: Telling::IfFew, condition: Some("funding"), change: true, ..COLUMN },
    },
    FactSpec {
        id: "initiated_by",
        doc: "Who brought the cluster about.",
        label: "column-initiated-by",
        kind: FactKind::List(kinds::<Initiator>),
        read: Read::Case(|case| Reading::list(&case.initiated_by, Entries::Initiators)),
        uses: Uses { told: Telling::Always, condition: Some("initiated_by"), ..COLUMN },
    },
    FactSpec {
        id: "sector",
        doc: "Whose money finances it: public, private or mixed.",
        label: "column-sector",
        kind: FactKind::Text,
        read: Read::Record(|record| Reading { value: record.funding.as_ref(Value::Sector), evidence: None }),
        uses: COLUMN,
    },
    FactSpec {
        id: "aims",
        doc: "What the cluster is for.",
        label: "aims",
        kind: FactKind::List(kinds::<Remark>),
        read: Read::Record(|record| Reading::list(&record.aims, Entries::Remarks)),
        uses: Uses { told: Telling::IfFew, condition: Some("aims"), change: true, ..NO_USE },
    },
    FactSpec {
        id: "goals",
        doc: "Goals that can be measured.",
        label: "goals",
        kind: FactKind::List(kinds::<Goal>),
        read: Read::Record(|record| Reading::list(&record.goals, Entries::Goals)),
        uses: Uses { told: Telling::IfFew, condition: Some("goals"), change: true, ..NO_USE },
    },
    FactSpec {
        id: "ambitions",
        doc: "What is planned or hoped for.",
        label: "ambitions",
        kind: FactKind::List(kinds::<Remark>),
        read: Read::Record(|record| Reading::list(&record.ambitions, Entries::Remarks)),
        uses: Uses { told: Telling::IfFew, condition: Some("ambitions"), change: true, ..NO_USE },
    },
    FactSpec {
        id: "history",
        doc: "What came before the case.",
        label: "history",
        kind: FactKind::List(kinds::<Event>),
        read: Read::Case(|case| Reading::list(&case.history, Entries::Events)),
        uses: Uses { told: Telling::IfFew, ..NO_USE },
    },
    FactSpec {
        id: "models",
        doc: "What it takes as its model.",
        label: "models",
        kind: FactKind::List(kinds::<Remark>),
        read: Read::Case(|case| Reading::list(&case.models, Entries::Remarks)),
        uses: Uses { told: Telling::IfFew, ..NO_USE },
    },
    FactSpec {
        id: "competences",
        doc: "What actors of the region are able to do.",
        label: "competences",
        kind: FactKind::List(kinds::<Competence>),
        read: Read::Record(|record| Reading::list(&record.competences, Entries::Competences)),
        uses: Uses { told: Telling::IfFew, ..NO_USE },
    },
    FactSpec {
        id: "events",
        doc: "What happened.",
        label: "events",
        kind: FactKind::List(kinds::<Event>),
        read: Read::Record(|record| Reading::list(&record.events, Entries::Events)),
        uses: Uses { told: Telling::IfFew, condition: Some("events"), ..NO_USE },
    },
    FactSpec {
        id: "context",
        doc: "Figures on the region.",
        label: "the-region",
        kind: FactKind::List(kinds::<ContextFigure>),
        read: Read::Record(|record| Reading::list(&record.context, Entries::Context)),
        uses: Uses { told: Telling::IfFew, condition: Some("context"), ..NO_USE },
    },
    FactSpec {
        id: "observed",
        doc: "What was observed, by framework.",
        label: "framework",
        kind: FactKind::Observed,
        read: Read::Record(|record| Reading {
            value: if record.observed.is_empty() {
                Known::NotRecorded
            } else {
                Known::Is(Value::Observed(&record.observed))
            },
            evidence: None,
        }),
        uses: Uses { told: Telling::Always, condition: Some("observed"), filter: Some("framework"), ..NO_USE },
    },
    FactSpec {
        id: "attributes",
        doc: "The attributes that the settings define.",
        label: "attributes",
        kind: FactKind::Attributes,
        read: Read::Case(|case| of_file(Value::Attributes(case.all_attributes()))),
        uses: Uses { condition: Some("attributes"), ..NO_USE },
    },
    FactSpec {
        id: "figures",
        doc: "The values of indicators.",
        label: "figures",
        kind: FactKind::Figures,
        read: Read::Record(|record| of_file(Value::Figures(&record.figures))),
        uses: Uses { condition: Some("figures"), ..NO_USE },
    },
];

impl FactSpec {
    /// Returns the fact with this id.
    pub fn find(id: &str) -> Option<&'static FactSpec> {
        FACTS.iter().find(|fact| fact.id == id)
    }

    /// Returns the fact with this id, which the program itself names.
    pub fn known(id: &str) -> &'static FactSpec {
        FactSpec::find(id).unwrap_or_else(|| unreachable!("the table of facts has no {id}"))
    }

    /// Reads the fact from a case; a fact of records is read from the newest record.
    pub fn of<'c>(&self, case: &'c Case) -> Reading<'c> {
        match self.read {
            Read::Case(read) => read(case),
            Read::Record(read) => case.newest().map_or(Reading::nothing(), read),
        }
    }

    /// Reads the fact from a record; a fact of the case itself reads as not recorded.
    pub fn of_record<'c>(&self, record: &'c Record) -> Reading<'c> {
        match self.read {
            Read::Case(_) => Reading::nothing(),
            Read::Record(read) => read(record),
        }
    }
}

impl<'c> Value<'c> {
    /// A word of a closed list.
    fn word(set: &'static str, word: impl ToString) -> Value<'c> {
        Value::Word { set, word: word.to_string() }
    }
}

impl<'c> Reading<'c> {
    /// Returns a reading that is not recorded.
    pub fn nothing() -> Reading<'c> {
        Reading { value: Known::NotRecorded, evidence: None }
    }

    /// A value with its evidence.
    fn of<T>(value: &'c Known<T>, evidence: &'c Evidence, make: impl FnOnce(&'c T) -> Value<'c>) -> Reading<'c> {
        Reading { value: value.as_ref(make), evidence: Some(evidence) }
    }

    /// A list, whose entries have their own evidence.
    fn list<T>(all: &'c Known<Listed<T>>, make: impl FnOnce(&'c [T]) -> Entries<'c>) -> Reading<'c> {
        Reading {
            value: all.as_ref(|all| Value::Entries(make(all), Extension { kind: all.kind(), withheld: all.withheld })),
            evidence: None,
        }
    }
}

/// Returns a value that the file gives about itself, which needs no source.
fn of_file(value: Value) -> Reading {
    Reading { value: Known::Is(value), evidence: None }
}

/// Reads a value of a part of the case, which may itself be not recorded or said not to exist.
fn of_part<'c, T>(part: &'c Known<T>, read: impl FnOnce(&'c T) -> Reading<'c>) -> Reading<'c> {
    match part {
        Known::Is(part) => read(part),
        Known::None => Reading { value: Known::None, evidence: None },
        Known::NotRecorded => Reading::nothing(),
        Known::Withheld => Reading { value: Known::Withheld, evidence: None },
    }
}

/// Reads how many facilitators there are; their employment may be recorded without a number.
fn facilitators(record: &Record) -> Reading<'_> {
    let own = &record.facilitators;
    let value = match (&own.count.value, own.employment) {
        (Known::Is(_), _) | (_, Some(_)) => Known::Is(Value::Facilitators(own)),
        (Known::None, None) => Known::None,
        (Known::NotRecorded, None) => Known::NotRecorded,
        (Known::Withheld, None) => Known::Withheld,
    };
    Reading { value, evidence: Some(&own.count.evidence) }
}

/// Returns the people of all interviews, each once.
fn interviewed(case: &Case) -> Reading<'_> {
    let interviews = case.sources.iter().filter(|source| source.kind == SourceKind::Interview);
    let mut people: Vec<&str> = Vec::new();
    for id in interviews.flat_map(|source| &source.with) {
        if !people.contains(&&**id) {
            people.push(id);
        }
    }
    let people: Vec<_> = people
        .into_iter()
        .filter_map(|id| case.people.iter().find(|own| *own.id == *id))
        .map(|own| &own.value)
        .collect();
    let hidden = case.withheld.iter().flat_map(|all| all.sources.iter());
    let value = match people.is_empty() {
        false => Known::Is(Value::People(people)),
        true if hidden.into_iter().any(|own| own.kind == SourceKind::Interview) => Known::Withheld,
        true => Known::NotRecorded,
    };
    Reading { value, evidence: None }
}
