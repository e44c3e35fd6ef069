//! What stands beside a statement: the source's own sentence, and what else a reader should know.

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::{LanguageCode, Text};
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::schema::{Schemas, scalar};
use crate::yaml::shape::{FromYaml, Hidden, Reader};
use crate::yaml::{Node, NodeId, NodeKind};

/// What else a reader should know: a text, or `{ text, disclosure }`.
#[derive(Clone, Debug)]
pub struct Note(pub Text);

shape! {
    /// A text that not everybody may see.
    Guarded("a text `{ text, disclosure }`") check check {
        /// The text.
        text: Text = "She asked not to be named",
        /// Who may see it.
        disclosure: Audience = "internal",
    }
}

impl Guarded {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        reader.hide(fields.mark(), Some(self.disclosure), Hidden::Statement);
    }
}

impl FromYaml for Note {
    const NAME: &'static str = "Note";

    fn read(reader: &mut Reader, node: &Node) -> Option<Note> {
        match node.get("disclosure") {
            Some(_) => Guarded::read(reader, node).map(|guarded| Note(guarded.text)),
            None => Text::read(reader, node).map(Note),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (plain, guarded) = (Text::schema(schemas), Guarded::schema(schemas));
        json!({ "anyOf": [plain, guarded] })
    }
}

/// What a source says in its own words, with a translation if the author gives one.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The source's words.
    pub text: Text,
    /// The author's translations, by language.
    pub translated: Option<Text>,
    /// Where it stands in the file.
    pub mark: NodeId,
}

impl FromYaml for Quote {
    const NAME: &'static str = "Quote";

    fn read(reader: &mut Reader, node: &Node) -> Option<Quote> {
        let (NodeKind::Map(entries), Some(text)) = (&node.kind, node.get("text")) else {
            return Text::read(reader, node).map(|text| Quote { text, translated: None, mark: node.mark });
        };
        let is_own = |(key, _): &&(Node, Node)| key.is("text") || key.is("disclosure");
        // A quotation need not be translated into every language of the reports.
        let text = reader.d.text(text)?;
        let disclosure = node.get("disclosure").and_then(|node| Audience::read(reader, node));
        reader.hide(node.mark, disclosure, Hidden::Quotation);
        let mut translations = std::collections::BTreeMap::new();
        for (key, value) in entries.iter().filter(|entry| !is_own(entry)) {
            let (Some(language), Some(text)) = (reader.d.line(key), reader.d.line(value)) else { continue };
            match language.parse::<LanguageCode>() {
                Ok(LanguageCode(language)) => _ = translations.insert(language, text),
                Err(advice) => {
                    reader.d.error(Code::WrongForm, key.mark, format!("`{language}` is no language"), advice)
                }
            }
        }
        let translated = (!translations.is_empty()).then_some(Text::Languages(translations));
        Some(Quote { text, translated, mark: node.mark })
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let text = Text::schema(schemas);
        let mut disclosure = Audience::schema(schemas);
        disclosure["description"] = json!("Who may see it.");
        disclosure["examples"] = json!(["internal"]);
        let mut own = scalar();
        own["description"] = json!("The source's own words.");
        own["examples"] = json!(["new jobs every year"]);
        schemas.define(Self::NAME, |_| {
            json!({ "anyOf": [text, {
                "type": "object", "required": ["text"], "properties": { "text": own, "disclosure": disclosure },
                "propertyNames": { "pattern": "^(text|disclosure|[A-Za-z]{2,3}(-[A-Za-z]{0,4})?)$" },
                "additionalProperties": scalar(),
                "description": "The source's words and translations of the author's: { text: …, da: … }",
            }] })
        })
    }
}
