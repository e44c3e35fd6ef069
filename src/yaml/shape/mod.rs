//! What files may hold. Each type defines in one place how it is read from YAML and what its JSON Schema is, so that
//! the program and editors can't disagree: [`FromYaml`] for values, [`FromKey`] for the fields of a mapping, and
//! `shape!` for a whole mapping.

pub mod audience;
pub mod ids;
pub mod link;
pub mod list;
pub mod notation;
pub mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::base::text::{Text, plain_spaces};
use crate::yaml::decode::{Decoder, Fields, NO_CODES};
use crate::yaml::lookup::{Lookup, Wanted};
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::notation::{AttributeForm, Form, Notation, Notations};
use crate::yaml::shape::schema::{Help, Properties, Schemas, Vocabulary, or_words};
use crate::yaml::{Node, NodeId, NodeKind};

/// What reading a file needs at every step, and what it gathers on the way.
pub struct Reader<'a> {
    /// Where messages go and the file they point into.
    pub d: Decoder<'a>,
    /// Names that point elsewhere.
    pub lookups: Vec<Lookup>,
    /// The sources of the case that have been named or defined so far.
    pub sources: Vec<Arc<SourceName>>,
    /// The sources of statements that name none themselves, the innermost last.
    pub stated: Vec<Stated>,
    /// The framework and the dimension of the observations that are being read.
    pub lens: (Arc<str>, Arc<str>),
    /// How figures and the values of attributes are written.
    pub notations: &'a Notations,
    /// How the figure or the value that is being read is written.
    pub form: Form,
    /// How the value of an attribute that is being read is written.
    pub attribute: Option<&'a AttributeForm>,
    /// The distinct sets of languages of the texts read so far.
    pub languages: Vec<Arc<[String]>>,
    /// Values without any source.
    pub unattributed: Vec<NodeId>,
    /// Observations with neither a place in a source nor a quote.
    pub unlocated: Vec<NodeId>,
    /// For whom it is read.
    pub audience: Audience,
    /// The people of the case who withdrew their consent, by id.
    pub withdrawn: BTreeSet<String>,
    /// What this audience may not see.
    pub hidden: BTreeMap<NodeId, Hidden>,
    /// The quotations, each with its source.
    pub quoted: Vec<(NodeId, Arc<SourceName>)>,
    /// The lists that may be said to be withheld, like they may be said to be not recorded.
    pub known: BTreeSet<NodeId>,
}

/// What an audience may not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// A source of this kind, by its word.
    Source(&'static str),
    /// Something that happened.
    Event,
    /// A source's own words.
    Quotation,
    /// An observation of a characteristic.
    Observation,
    /// A value, which is said to be withheld.
    Value,
    /// Any other statement.
    Statement,
    /// What is left out without being counted, like the name of a person who is shown by the role.
    Silent,
    /// A name of something that is left out: the entry that it belongs to goes too.
    Owned,
}

/// The source and place of statements that name none themselves.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The source, if its name can be read.
    pub source: Option<Arc<SourceName>>,
    /// The place in it.
    pub at: Option<Arc<Text>>,
}

/// A source of a case: its id, and what reports call it. Statements share it.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceName {
    /// The id.
    pub id: String,
    /// What reports call it, if that is not the id.
    pub label: Option<Text>,
    /// Whether the audience may not know of it.
    pub is_hidden: bool,
}

impl Deref for SourceName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.id
    }
}

impl<'a> Reader<'a> {
    /// Creates a reader of a file.
    pub fn new(diagnostics: &'a mut Diagnostics, source: &'a Arc<Source>) -> Reader<'a> {
        static NO_NOTATIONS: Notations = Notations { figures: BTreeMap::new(), attributes: BTreeMap::new() };
        Reader {
            d: Decoder { diagnostics, source },
            notations: &NO_NOTATIONS,
            form: Form::of(Notation::Quantity),
            attribute: None,
            lookups: Vec::new(),
            sources: Vec::new(),
            stated: Vec::new(),
            lens: ("".into(), "".into()),
            languages: Vec::new(),
            unattributed: Vec::new(),
            unlocated: Vec::new(),
            audience: Audience::Internal,
            withdrawn: BTreeSet::new(),
            hidden: BTreeMap::new(),
            quoted: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// Notes that something is hidden, if the audience may not see what is disclosed so far.
    pub fn hide(&mut self, mark: NodeId, disclosure: Option<Audience>, what: Hidden) {
        if disclosure.is_some_and(|disclosure| !self.audience.may_see(disclosure)) {
            self.hidden.insert(mark, what);
        }
    }

    /// Says of something that was found to be hidden what it is.
    pub fn call_hidden(&mut self, mark: NodeId, what: Hidden) {
        self.hidden.entry(mark).and_modify(|own| *own = what);
    }

    /// Records which languages a text is in, unless it is the same in all. The set is shared, since most texts of a
    /// file have the same one.
    pub fn spoken(&mut self, text: &Text, mark: NodeId) {
        let Text::Languages(texts) = text else { return };
        let known = self.languages.iter().find(|known| known.iter().eq(texts.keys())).cloned();
        let languages = known.unwrap_or_else(|| {
            let new: Arc<[String]> = texts.keys().cloned().collect();
            self.languages.push(new.clone());
            new
        });
        self.point(Wanted::Languages(languages), mark);
    }

    /// Returns the source of the case with this id, which all its statements share.
    pub fn source(&mut self, id: String) -> Arc<SourceName> {
        if let Some(known) = self.sources.iter().find(|known| known.id == id) {
            return known.clone();
        }
        let new = Arc::new(SourceName { id, label: None, is_hidden: false });
        self.sources.push(new.clone());
        new
    }

    /// Records a name that points elsewhere.
    pub fn point(&mut self, wanted: Wanted, mark: NodeId) {
        self.lookups.push(Lookup { wanted, mark });
    }
}

/// A type whose values can be read from YAML, with its JSON Schema.
pub trait FromYaml: Sized {
    /// What the schema calls such a value.
    const NAME: &'static str;
    /// The word that says that there is none.
    const NONE: &'static str = "none";

    /// Reads a value. Returns `None` if it can't be read, which is reported.
    fn read(reader: &mut Reader, node: &Node) -> Option<Self>;

    /// The JSON Schema of such values.
    fn schema(schemas: &mut Schemas) -> Value;
}

/// The schema of a file that holds a `T`; `vocabulary` has the ids that an editor can offer.
pub fn schema_of<T: FromYaml>(title: &str, vocabulary: Option<&Vocabulary>) -> Value {
    let mut schemas = Schemas::new(vocabulary);
    T::schema(&mut schemas);
    schemas.document(title, T::NAME)
}

/// A field of a mapping: usually the value of a key, but it may also take several keys or none.
pub trait FromKey: Sized {
    /// Takes the field from a mapping. Returns `None` if it is required but missing or unreadable, which is reported.
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Self>;

    /// Adds the keys that the field takes to the schema.
    fn describe(properties: &mut Properties, key: &'static str, help: Help);
}

/// A required value.
impl<T: FromYaml> FromKey for T {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<T> {
        fields.need(key).and_then(|node| T::read(reader, node))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schema = T::schema(properties.schemas);
        properties.add(key, help, schema);
        properties.require(key);
    }
}

/// A value that may be missing or `not recorded`.
impl<T: FromYaml> FromKey for Option<T> {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Option<T>> {
        let node = fields.take(key).filter(|node| !is_word(node, "not recorded"));
        Some(node.and_then(|node| T::read(reader, node)))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let schema = T::schema(properties.schemas);
        properties.add(key, help, or_words(schema, &["not recorded"]));
    }
}

/// The position of the mapping itself; takes no key.
impl FromKey for NodeId {
    fn pick(_: &mut Reader, fields: &mut Fields, _: &'static str) -> Option<NodeId> {
        Some(fields.mark())
    }

    fn describe(_: &mut Properties, _: &'static str, _: Help) {}
}

/// A value and its position.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its position.
    pub mark: NodeId,
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: FromYaml> FromYaml for Located<T> {
    const NAME: &'static str = T::NAME;

    fn read(reader: &mut Reader, node: &Node) -> Option<Located<T>> {
        T::read(reader, node).map(|value| Located { value, mark: node.mark })
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
}

/// Whether a node is exactly this word. Its spaces may be non-breaking ones.
pub fn is_word(node: &Node, word: &str) -> bool {
    let NodeKind::Text(text) = &node.kind else { return false };
    let text = text.trim();
    // A non-breaking space takes two or three bytes, so most other texts are ruled out by their length.
    let longer = text.len().wrapping_sub(word.len());
    text == word || ((1..=2 * word.len()).contains(&longer) && plain_spaces(text) == word)
}

/// Text that a reader sees, in one language or in several.
impl FromYaml for Text {
    const NAME: &'static str = "Text";

    fn read(reader: &mut Reader, node: &Node) -> Option<Text> {
        let text = reader.d.text(node)?;
        reader.spoken(&text, node.mark);
        Some(text)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(Self::NAME, |_| {
            json!({ "anyOf": [schema::scalar(), {
                "type": "object", "minProperties": 1, "propertyNames": { "pattern": format!("^(?!({})$)[A-Za-z]{{2,3}}(-[A-Za-z]{{0,4}})?$", NO_CODES.join("|")) },
                "additionalProperties": schema::scalar(), "description": "The text in several languages: { en: …, da: … }",
            }] })
        })
    }
}

/// Text in one line.
impl FromYaml for String {
    const NAME: &'static str = "Line";

    fn read(reader: &mut Reader, node: &Node) -> Option<String> {
        reader.d.line(node)
    }

    fn schema(_: &mut Schemas) -> Value {
        schema::scalar()
    }
}

/// Defines a mapping: the struct, how it is read, and its JSON Schema. The doc comment of a field is what editors show
/// for its key, and the text after `=` is an example of its value in YAML. A key that differs from the
/// field's name follows it in parentheses.
#[macro_export]
macro_rules! shape {
    (
        $(#[$meta:meta])*
        $name:ident($what:literal) $(none $none:literal)? $(check $check:ident)? {
            $( $(#[doc = $doc:literal])+ $field:ident $(($key:literal))? : $ty:ty $(= $example:literal)? ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        pub struct $name { $( $(#[doc = $doc])+ pub $field: $ty ),+ }

        impl $crate::yaml::shape::FromYaml for $name {
            const NAME: &'static str = stringify!($name);
            $(const NONE: &'static str = $none;)?

            fn read(reader: &mut $crate::yaml::shape::Reader, node: &$crate::yaml::Node) -> Option<$name> {
                let mut fields = reader.d.fields(node, $what)?;
                let outer = reader.stated.len();
                $( let $field = <$ty as $crate::yaml::shape::FromKey>::pick(reader, &mut fields, $crate::key_of!($field $($key)?),
                ); )+
                let made = (|| Some($name { $( $field: $field? ),+ }))();
                $( if let Some(made) = &made { made.$check(reader, &fields); } )?
                fields.finish(&mut reader.d);
                reader.stated.truncate(outer);
                made
            }

            fn schema(schemas: &mut $crate::yaml::shape::schema::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| {
                    let mut properties = $crate::yaml::shape::schema::Properties::new(schemas);
                    $( <$ty as $crate::yaml::shape::FromKey>::describe(
                        &mut properties,
                        $crate::key_of!($field $($key)?),
                        $crate::yaml::shape::schema::Help { doc: &[$($doc),+], examples: &[$($example)?] },
                    ); )+
                    properties.object()
                })
            }
        }
    };
}

/// The key of a field: its own name, or another one.
#[macro_export]
#[doc(hidden)]
macro_rules! key_of {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// Defines an enum whose values are written as words, with `Display` for the word. The doc comments of the variants are
/// what editors show.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $doc])* $variant),+ }

        impl $crate::yaml::decode::Choice for $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($word, $name::$variant)),+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $($name::$variant => $word),+ })
            }
        }

        impl $crate::yaml::shape::FromYaml for $name {
            const NAME: &'static str = stringify!($name);

            fn read(reader: &mut $crate::yaml::shape::Reader, node: &$crate::yaml::Node) -> Option<$name> {
                reader.d.choice(node)
            }

            fn schema(_: &mut $crate::yaml::shape::schema::Schemas) -> serde_json::Value {
                $crate::yaml::shape::schema::words(&[$(($word, concat!($($doc),*))),+])
            }
        }
    };
}

/// Implements `FromYaml` for types that are parsed from their text with `Written`.
#[macro_export]
macro_rules! written {
    ($($name:ident),+) => {$(
        impl $crate::yaml::shape::FromYaml for $name {
            const NAME: &'static str = stringify!($name);

            fn read(reader: &mut $crate::yaml::shape::Reader, node: &$crate::yaml::Node) -> Option<$name> {
                reader.d.parsed(node, <$name as $crate::base::text::Written>::KIND)
            }

            fn schema(schemas: &mut $crate::yaml::shape::schema::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |_| $crate::yaml::shape::schema::written::<$name>())
            }
        }
    )+};
}
