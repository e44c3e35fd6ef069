//! Lists that a source may have given in full. A list is open unless the file says that it is closed, with the source's words.

use std::ops::Deref;

use serde_json::{Value, json};

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::words::ListKind;
use crate::model::settings::value::Size;
use crate::shape;
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Hidden, Reader};
use crate::yaml::{Node, NodeKind};

/// Whether a source lists everything, and by which words it says so.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Whether it does.
    pub kind: ListKind,
    /// The source's own words that close the list, or leave it open.
    pub words: Option<Text>,
}

shape! {
    /// Whether a source lists everything, with its words.
    #[derive(Clone, Debug)]
    LongExtent("`open`, `closed` or `{ is: closed, words }`") {
        /// Whether it does.
        kind("is"): ListKind = "closed",
        /// The source's own words that say so.
        words: Option<Text> = "limited to",
    }
}

impl FromYaml for Extent {
    const NAME: &'static str = "Extent";

    fn read(reader: &mut Reader, node: &Node) -> Option<Extent> {
        // They are the words of the source that is in force.
        if reader.stated.last().and_then(|stated| stated.source.as_ref()).is_some_and(|source| source.is_hidden) {
            reader.hidden.insert(node.mark, Hidden::Silent);
        }
        let extent = match node.kind {
            NodeKind::Map(_) => {
                LongExtent::read(reader, node).map(|LongExtent { kind, words }| Extent { kind, words })?
            }
            _ => Extent { kind: ListKind::read(reader, node)?, words: None },
        };
        if extent.kind == ListKind::Closed && extent.words.is_none() {
            let message = "nothing says that this list is closed";
            let help =
                "write the source's words, as in `list: { is: closed, words: limited to }`, or leave the list open";
            let doubt = Diagnostic::warning(Code::ClosedUnsaid, node.mark.span(reader.d.source), message);
            reader.d.diagnostics.push(doubt.help(help));
        }
        Some(extent)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (ListKind::schema(schemas), LongExtent::schema(schemas));
        schemas.define(Self::NAME, |_| json!({ "anyOf": [short, long] }))
    }
}

/// A list, and whether it is closed. In a file it is a list, or `{ list: closed, are: [ … ] }`.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Whether the source lists everything; `None` if the file says nothing about it.
    pub extent: Option<Extent>,
    /// How many more entries there are that the readers may not see.
    pub withheld: usize,
}

impl<T> Listed<T> {
    /// Whether the source lists everything; [`ListKind::Open`] unless the file says otherwise.
    pub fn kind(&self) -> ListKind {
        self.extent.as_ref().map_or(ListKind::Open, |extent| extent.kind)
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

/// The long form of a list.
struct LongList<T>(Listed<T>);

impl<T: FromYaml> LongList<T> {
    fn read(reader: &mut Reader, node: &Node) -> Option<LongList<T>> {
        let mut fields = reader.d.fields(node, "a list, or `{ list: closed, are: [ … ] }`")?;
        let extent = Option::<Extent>::pick(reader, &mut fields, "list").flatten();
        let entries = fields.need("are").and_then(|node| Vec::read(reader, node));
        let withheld = Option::<Size>::pick(reader, &mut fields, WITHHELD).flatten();
        fields.finish(&mut reader.d);
        Some(LongList(Listed { entries: entries?, extent, withheld: withheld.map_or(0, |number| number.0 as usize) }))
    }
}

impl<T: FromYaml> FromYaml for Listed<T> {
    const NAME: &'static str = "Listed";
    const NONE: &'static str = T::NONE;

    fn read(reader: &mut Reader, node: &Node) -> Option<Listed<T>> {
        match &node.kind {
            NodeKind::Map(entries) if entries.iter().any(|(key, _)| is_key(key)) => {
                LongList::read(reader, node).map(|long| long.0)
            }
            _ => Vec::read(reader, node).map(|entries| Listed { entries, extent: None, withheld: 0 }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let entries = Vec::<T>::schema(schemas);
        let mut properties = Properties::new(schemas);
        let list =
            Help { doc: &["Whether the source lists everything, with the words that say so."], examples: &["open"] };
        Option::<Extent>::describe(&mut properties, "list", list);
        properties.add("are", Help { doc: &["The entries."], examples: &[] }, entries.clone());
        properties.require("are");
        let withheld = Help {
            doc: &["How many entries the readers may not see. Casebook writes it into what it publishes."],
            examples: &["1"],
        };
        Option::<Size>::describe(&mut properties, WITHHELD, withheld);
        json!({ "anyOf": [entries, properties.object()] })
    }
}

/// Whether a key is one of the long form of a list, and not of an entry that was written without its dash.
fn is_key(key: &Node) -> bool {
    matches!(&key.kind, NodeKind::Text(text) if text == "list" || text == "are")
}
