//! Values and their evidence: written short or long, with a source, the place in it, and a quote.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::quote::{Note, Quote};
use crate::shape;
use crate::yaml::decode::{Fields, is_language_map, is_placeholder};
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::ids::SourceId;
use crate::yaml::shape::list::OneOrMany;
use crate::yaml::shape::schema::{Help, Properties, or_words};
use crate::yaml::shape::{FromKey, FromYaml, Hidden, Reader, SourceName, Stated, is_word};
use crate::yaml::{Node, NodeId, NodeKind, shape};

/// A value that may be not recorded, or recorded as absent. The three states are kept apart in every table and count.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Known<T> {
    /// Nothing is recorded.
    #[default]
    NotRecorded,
    /// Something is recorded that the audience may not see. It decides nothing, like what is not recorded.
    Withheld,
    /// It is recorded that there is none.
    None,
    /// The value.
    Is(T),
}

/// The word for a value that the audience may not see.
pub const WITHHELD: &str = "withheld";

impl<T> Known<T> {
    /// Whether nothing can be said of the value: it is not recorded, or withheld.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Known::NotRecorded | Known::Withheld)
    }

    /// The same for a value that is made of it.
    pub fn as_ref<'k, U>(&'k self, make: impl FnOnce(&'k T) -> U) -> Known<U> {
        match self {
            Known::Is(value) => Known::Is(make(value)),
            Known::None => Known::None,
            Known::NotRecorded => Known::NotRecorded,
            Known::Withheld => Known::Withheld,
        }
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Known::Is(value) => Some(value),
            Known::NotRecorded | Known::Withheld | Known::None => None,
        }
    }
}

impl<L: Deref<Target = [T]>, T> Known<L> {
    /// Returns the entries of a list; empty if there are none or nothing is recorded.
    pub fn entries(&self) -> &[T] {
        self.value().map_or(&[], |list| list)
    }
}

impl<T: FromYaml> Known<T> {
    /// Reads a value, or one of the words for the other two states.
    pub fn read(reader: &mut Reader, node: &Node) -> Known<T> {
        if is_word(node, "not recorded") {
            Known::NotRecorded
        } else if is_word(node, WITHHELD) {
            Known::Withheld
        } else if is_word(node, T::NONE) {
            Known::None
        } else {
            if matches!(node.kind, NodeKind::List(_) | NodeKind::Map(_)) {
                reader.known.insert(node.mark);
            }
            T::read(reader, node).map_or(Known::NotRecorded, Known::Is)
        }
    }
}

impl<T: FromYaml> FromKey for Known<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Known<T>> {
        Some(fields.take(key).map_or(Known::NotRecorded, |node| Known::read(reader, node)))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schema = T::schema(properties.schemas);
        properties.add(key, help, or_words(schema, &["not recorded", WITHHELD, T::NONE]));
    }
}

/// The source of a statement. With a place or a quote it is evidence, without them mere attribution.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// A source of the case.
    pub source: Option<Arc<SourceName>>,
    /// The place in the source.
    pub at: Option<Arc<Text>>,
    /// Where the statement stands in the file.
    pub mark: NodeId,
    /// Details that few statements have; boxed to save memory, since a case has hundreds of statements.
    more: Option<Box<More>>,
}

/// Optional details of a statement, besides its source.
#[derive(Clone, Debug, Default)]
pub struct More {
    /// The source's own sentence.
    pub quote: Option<Quote>,
    /// What else a reader should know.
    pub note: Option<Text>,
    /// A sentence of the author's that the write-up has after its own on this, or in place of it.
    pub tell: Option<Tell>,
    /// Other statements on the same thing, shown beside this one.
    pub also_said: OneOrMany<Statement>,
    /// Why the statement is right although it looks wrong.
    pub confirmed: Option<Reason>,
}

impl More {
    /// Boxes the details; `None` if there are none.
    fn boxed(self) -> Option<Box<More>> {
        let nothing = self.quote.is_none()
            && self.note.is_none()
            && self.tell.is_none()
            && self.also_said.is_empty()
            && self.confirmed.is_none();
        (!nothing).then(|| Box::new(self))
    }
}

impl std::ops::Deref for Evidence {
    type Target = More;

    fn deref(&self) -> &More {
        static NOTHING: More =
            More { quote: None, note: None, tell: None, also_said: OneOrMany(Vec::new()), confirmed: None };
        self.more.as_deref().unwrap_or(&NOTHING)
    }
}

impl Evidence {
    /// Returns the source that is in force, for a value that names none. If there is no such source, the value is noted as
    /// unattributed.
    pub fn inherited(reader: &mut Reader, mark: NodeId) -> Evidence {
        let stated = reader.stated.last().cloned();
        if stated.as_ref().is_none_or(|stated| stated.source.is_none()) {
            reader.unattributed.push(mark);
        }
        let (source, at) = stated.map_or((None, None), |Stated { source, at }| (source, at));
        conceal(reader, mark, source.as_deref(), None);
        Evidence { source, at, mark, ..Evidence::default() }
    }

    /// What a source says at a place, with no more on it.
    pub fn from_source(source: Option<Arc<SourceName>>, at: Option<Arc<Text>>) -> Evidence {
        Evidence { source, at, ..Evidence::default() }
    }

    /// Whether both may be of the same passage of one source: neither the place nor the quotation tells them apart.
    pub fn is_same_passage(&self, other: &Evidence) -> bool {
        let quoted = |own: &Evidence| own.quote.as_ref().map(|quote| quote.text.clone());
        let is_apart = self.at != other.at || quoted(self) != quoted(other);
        self.source == other.source && !(is_apart && self.is_located() && other.is_located())
    }

    /// Whether the statement gives a place in its source, or a quote from it.
    pub fn is_located(&self) -> bool {
        self.at.is_some() || self.quote.is_some()
    }
}

/// Notes that a statement is hidden, if its source is, or if it says so itself.
fn conceal(reader: &mut Reader, mark: NodeId, source: Option<&SourceName>, disclosure: Option<Audience>) {
    if source.is_some_and(|source| source.is_hidden) {
        reader.hidden.insert(mark, Hidden::Statement);
    }
    reader.hide(mark, disclosure, Hidden::Statement);
}

impl FromKey for Evidence {
    fn pick(reader: &mut Reader, fields: &mut Fields, _: &'static str) -> Option<Evidence> {
        let place = Locator::pick(reader, fields);
        let more = More {
            quote: place.quote,
            note: Option::<Note>::pick(reader, fields, "note")?.map(|note| note.0),
            tell: Option::pick(reader, fields, "tell")?,
            also_said: OneOrMany::pick(reader, fields, "also_said")?,
            confirmed: Option::pick(reader, fields, "confirmed")?,
        };
        conceal(reader, fields.mark(), place.source.as_deref(), place.disclosure);
        let evidence = Evidence { source: place.source, at: place.at, mark: fields.mark(), more: more.boxed() };
        if evidence.source.is_none() {
            reader.unattributed.push(fields.mark());
        }
        Some(evidence)
    }

    fn describe(properties: &mut Properties, _: &'static str, _: Help) {
        Locator::describe(properties);
        let tell = Help {
            doc: &[
                "One whole sentence that the write-up has after its own sentence on this; with `instead: yes` in place of it.",
            ],
            examples: &["The source leaves open whether the firms or the cluster are meant."],
        };
        Option::<Tell>::describe(properties, "tell", tell);
        let said = Help {
            doc: &["Other statements on the same thing, where sources disagree: all stand beside each other."],
            examples: &["[{ text: There are only 180, source: report }]"],
        };
        OneOrMany::<Statement>::describe(properties, "also_said", said);
        Option::<Reason>::describe(properties, "confirmed", CONFIRMED);
    }
}

/// Why something is right although it looks wrong.
#[derive(Clone, Debug)]
pub struct Reason(pub Text);

impl FromYaml for Reason {
    const NAME: &'static str = "Reason";

    fn read(reader: &mut Reader, node: &Node) -> Option<Reason> {
        let empty = match &node.kind {
            NodeKind::Bool(_) => true,
            NodeKind::Text(text) => {
                let word = text.trim().to_lowercase();
                is_placeholder(&word) || ["yes", "no", "ja", "nej", "ok", "x"].contains(&word.as_str())
            }
            _ => false,
        };
        if empty {
            let help = "write why the value is right, in a few words, or leave the key out";
            reader.d.error(Code::WrongForm, node.mark, "this is no reason", help);
            return None;
        }
        Text::read(reader, node).map(Reason)
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        Text::schema(schemas)
    }
}

/// What an editor shows for the key `confirmed`.
const CONFIRMED: Help = Help {
    doc: &["Why it is right although it looks wrong: answers a warning in place."],
    examples: &["The report names no duration"],
};

/// A source, the place in it, and a quote from it.
struct Locator {
    source: Option<Arc<SourceName>>,
    at: Option<Arc<Text>>,
    quote: Option<Quote>,
    disclosure: Option<Audience>,
}

impl Locator {
    fn pick(reader: &mut Reader, fields: &mut Fields) -> Locator {
        let named = Option::<SourceId>::pick(reader, fields, "source").flatten();
        let at = Option::<Text>::pick(reader, fields, "at").flatten().map(Arc::from);
        let quote = Option::<Quote>::pick(reader, fields, "quote").flatten();
        let disclosure = Option::<Audience>::pick(reader, fields, "disclosure").flatten();
        let (source, at) = match (named, reader.stated.last()) {
            (Some(SourceId(source)), _) => (Some(reader.source(source)), at),
            (None, Some(stated)) => (stated.source.clone(), at.or_else(|| stated.at.clone())),
            (None, None) => (None, at),
        };
        if let (Some(quote), Some(source)) = (&quote, &source) {
            reader.quoted.push((quote.mark, source.clone()));
        }
        Locator { source, at, quote, disclosure }
    }

    fn describe(properties: &mut Properties) {
        let source = Help {
            doc: &["The source of this statement: an id under `sources`. Without it the one of `stated_in`."],
            examples: &["report"],
        };
        let at =
            Help { doc: &["The place in the source: page, table, section, minute."], examples: &["p. 14", "Table 2"] };
        let quote = Help {
            doc: &["The source's own sentence; with a translation of the author's `{ text: …, da: … }`."],
            examples: &["We have just about 200 members"],
        };
        let note = Help { doc: &["What else a reader should know."], examples: &["Seen from the facilitator's side"] };
        Option::<SourceId>::describe(properties, "source", source);
        Option::<Text>::describe(properties, "at", at);
        Option::<Quote>::describe(properties, "quote", quote);
        Option::<Note>::describe(properties, "note", note);
        let disclosure = Help {
            doc: &["Who may see this statement; reports for others leave it out, and count it."],
            examples: &["internal"],
        };
        Option::<Audience>::describe(properties, "disclosure", disclosure);
    }
}

/// One sentence of the author's for the write-up.
#[derive(Clone, Debug)]
pub struct Tell {
    /// The sentence.
    pub text: Text,
    /// Whether it stands in place of the sentence of the program.
    pub instead: bool,
    /// Where it stands in the file.
    pub mark: NodeId,
}

shape! {
    /// A sentence that stands in place of the one of the program.
    LongTell("a sentence `{ is, instead }`") {
        /// The sentence.
        is: Text = "Five of the firms make biomedical technology.",
        /// Whether it stands in place of the program's own sentence.
        instead: Option<YesNo> = "yes",
    }
}

crate::choice! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

impl FromYaml for Tell {
    const NAME: &'static str = "Tell";

    fn read(reader: &mut Reader, node: &Node) -> Option<Tell> {
        let long = matches!(&node.kind, NodeKind::Map(entries) if !is_language_map(entries));
        if !long {
            return Text::read(reader, node).map(|text| Tell { text, instead: false, mark: node.mark });
        }
        let LongTell { is, instead } = LongTell::read(reader, node)?;
        Some(Tell { text: is, instead: instead == Some(YesNo::Yes), mark: node.mark })
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        let (short, long) = (Text::schema(schemas), LongTell::schema(schemas));
        json!({ "anyOf": [short, long] })
    }
}

/// Another statement on something that sources disagree about.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The text.
    pub text: Text,
    /// Whose statement it is, if not the source's own.
    pub who: Option<Text>,
    /// The evidence.
    pub evidence: Evidence,
}

impl FromYaml for Statement {
    const NAME: &'static str = "Statement";

    fn read(reader: &mut Reader, node: &Node) -> Option<Statement> {
        let mut fields = reader.d.fields(node, "a statement `{ text, source, at, quote }`")?;
        let text = Text::pick(reader, &mut fields, "text");
        let who = Option::pick(reader, &mut fields, "who")?;
        let Locator { source, at, quote, disclosure } = Locator::pick(reader, &mut fields);
        let note = Option::<Note>::pick(reader, &mut fields, "note")?.map(|note| note.0);
        conceal(reader, node.mark, source.as_deref(), disclosure);
        fields.finish(&mut reader.d);
        let more = More { quote, note, ..More::default() }.boxed();
        Some(Statement { text: text?, who, evidence: Evidence { source, at, more, mark: node.mark } })
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        schemas.define(Self::NAME, |schemas| {
            let mut properties = Properties::new(schemas);
            let text = Help { doc: &["What it says."], examples: &["There are only 180 members"] };
            Text::describe(&mut properties, "text", text);
            let who =
                Help { doc: &["Whose statement it is, if not the source's own."], examples: &["the secretariat"] };
            Option::<Text>::describe(&mut properties, "who", who);
            Locator::describe(&mut properties);
            properties.object()
        })
    }
}

/// A passage of a source that speaks against something.
#[derive(Clone, Debug)]
pub struct Passage(pub Evidence);

impl FromYaml for Passage {
    const NAME: &'static str = "Passage";

    fn read(reader: &mut Reader, node: &Node) -> Option<Passage> {
        let mut fields = reader.d.fields(node, "a passage `{ source, at, quote }`")?;
        let Locator { source, at, quote, disclosure } = Locator::pick(reader, &mut fields);
        let note = Option::<Note>::pick(reader, &mut fields, "note")?.map(|note| note.0);
        conceal(reader, node.mark, source.as_deref(), disclosure);
        let is_placed = ["at", "quote"].iter().any(|key| fields.mark_of(key).is_some());
        if !is_placed {
            let help = "add `at: …`, the page, section or minute, or `quote: …`, its words";
            reader.d.error(
                Code::MissingKey,
                node.mark,
                "a passage that speaks against something needs its place",
                help,
            );
        }
        fields.finish(&mut reader.d);
        let more = More { quote, note, ..More::default() }.boxed();
        Some(Passage(Evidence { source, at, more, mark: node.mark }))
    }

    fn schema(schemas: &mut shape::schema::Schemas) -> Value {
        schemas.define(Self::NAME, |schemas| {
            let mut properties = Properties::new(schemas);
            Locator::describe(&mut properties);
            properties.object()
        })
    }
}

/// A value with its evidence, written short or long.
#[derive(Clone, Debug)]
pub struct Fact<T> {
    /// The value.
    pub value: Known<T>,
    /// The evidence.
    pub evidence: Evidence,
}

impl<T> Default for Fact<T> {
    fn default() -> Fact<T> {
        Fact { value: Known::NotRecorded, evidence: Evidence::default() }
    }
}

impl<T: FromYaml> Fact<T> {
    /// Reads a value; `more` reads further keys of its long form.
    pub fn read(reader: &mut Reader, node: &Node, more: impl FnOnce(&mut Reader, &mut Fields)) -> Fact<T> {
        let long = matches!(&node.kind, NodeKind::Map(entries) if !is_language_map(entries));
        if !long {
            let value = Known::read(reader, node);
            let silent = value.is_unknown();
            let evidence = if silent { Evidence::default() } else { Evidence::inherited(reader, node.mark) };
            reader.call_hidden(node.mark, Hidden::Value);
            return Fact { value, evidence };
        }
        let Some(mut fields) = reader.d.fields(node, "a value `{ is, source, at, quote, note }`") else {
            return Fact::default();
        };
        let value = fields.need("is").map_or(Known::NotRecorded, |node| Known::read(reader, node));
        more(reader, &mut fields);
        let evidence = Evidence::pick(reader, &mut fields, "").unwrap_or_default();
        reader.call_hidden(node.mark, Hidden::Value);
        fields.finish(&mut reader.d);
        Fact { value, evidence }
    }

    /// Returns the schema of the value, short or long; `more` describes further keys of its long form.
    pub fn schema(schemas: &mut shape::schema::Schemas, more: impl FnOnce(&mut Properties)) -> Value {
        let value = T::schema(schemas);
        Fact::<T>::schema_of(schemas, value, more)
    }

    /// Returns the schema of the value, short or long, where that has a schema of its own.
    pub fn schema_of(schemas: &mut shape::schema::Schemas, value: Value, more: impl FnOnce(&mut Properties)) -> Value {
        let short = or_words(value, &["not recorded", WITHHELD, T::NONE]);
        let mut properties = Properties::new(schemas);
        let is = Help { doc: &["The value itself."], examples: &[] };
        properties.add("is", is, short.clone());
        properties.require("is");
        more(&mut properties);
        Evidence::describe(&mut properties, "", is);
        json!({ "anyOf": [short, properties.object()] })
    }
}

impl<T: FromYaml> FromKey for Fact<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Fact<T>> {
        Some(fields.take(key).map_or_else(Fact::default, |node| Fact::read(reader, node, |_, _| {})))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let name = format!("{}Value", T::NAME);
        let schema = properties.schemas.define(&name, |schemas| Fact::<T>::schema(schemas, |_| {}));
        properties.add(key, help, schema);
    }
}
