//! Markdown prose of a case.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::{Text, primary, steers};
use crate::document::markdown::Document;
use crate::document::markdown::parse::{self, Parsed, Punctuation};
use crate::yaml::decode::is_language_map;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Hidden, Reader};
use crate::yaml::{Node, NodeId, NodeKind};

/// Markdown prose, in one language or in several.
#[derive(Clone, Debug)]
pub struct Prose(pub Vec<Passage>);

/// Prose in one language, and where it stands.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The language; `None` if the text is the same in all languages.
    pub language: Option<String>,
    /// The text.
    pub text: String,
    /// Where it stands in the file.
    pub mark: NodeId,
    /// The parsed text, once it has been asked for.
    document: OnceLock<Document>,
}

impl Passage {
    /// Parses it. At most `nesting` quotations may stand inside each other; what is deeper is left out.
    pub fn parse(&self, nesting: usize) -> Parsed {
        parse::prose(&self.text, nesting, Punctuation::Smart)
    }

    /// Its tree, which is kept: a report gathers what it cites and shows it. `nesting` must be the same at each call.
    pub fn document(&self, nesting: usize) -> &Document {
        self.document.get_or_init(|| self.parse(nesting).document)
    }
}

impl Prose {
    /// Returns the passage in a language, else one in the same language of another region, else the first.
    pub fn get(&self, language: &str) -> Option<&Passage> {
        let own = |passage: &&Passage| passage.language.as_deref().is_none_or(|own| own == language);
        let near =
            |passage: &&Passage| passage.language.as_deref().is_some_and(|own| primary(own) == primary(language));
        self.0.iter().find(own).or_else(|| self.0.iter().find(near)).or(self.0.first())
    }
}

/// The prose and the audience of `{ text, disclosure }`.
fn guarded(entries: &[(Node, Node)]) -> Option<(&Node, &Node)> {
    match entries {
        [(one, first), (other, second)] if one.is("text") && other.is("disclosure") => Some((first, second)),
        [(one, first), (other, second)] if other.is("text") && one.is("disclosure") => Some((second, first)),
        _ => None,
    }
}

impl FromYaml for Prose {
    const NAME: &'static str = "Prose";

    fn read(reader: &mut Reader, node: &Node) -> Option<Prose> {
        let NodeKind::Map(entries) = &node.kind else {
            reader.point(Wanted::Language, node.mark);
            return Some(Prose(vec![Passage::read(reader, None, node)?]));
        };
        if let Some((text, disclosure)) = guarded(entries) {
            let disclosure = Audience::read(reader, disclosure);
            reader.hide(node.mark, disclosure, Hidden::Statement);
            return Prose::read(reader, text);
        }
        if !is_language_map(entries) {
            reader.d.wrong_type(node, "Markdown text");
            return None;
        }
        // The keys are checked like those of any other text.
        let texts = reader.d.text(node)?;
        reader.spoken(&texts, node.mark);
        let passage = |(key, value): &(Node, Node)| {
            let language = reader.d.line(key)?;
            Passage::read(reader, Some(language), value)
        };
        entries.iter().map(passage).collect::<Option<Vec<_>>>().map(Prose)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (plain, mut audience) = (Text::schema(schemas), Audience::schema(schemas));
        audience["description"] = json!("Who may see it.");
        audience["examples"] = json!(["internal"]);
        let text = json!({ "allOf": [plain], "description": "The text, in Markdown.", "examples": ["She whispered."] });
        schemas.define(Self::NAME, |_| {
            json!({ "anyOf": [plain, {
                "type": "object", "required": ["text", "disclosure"], "additionalProperties": false,
                "properties": { "text": text, "disclosure": audience },
                "description": "Prose that not everybody may see: { text: …, disclosure: internal }",
            }] })
        })
    }
}

impl Passage {
    fn read(reader: &mut Reader, language: Option<String>, node: &Node) -> Option<Passage> {
        let text = reader.d.scalar(node, "Markdown text")?;
        if let Some(control) = text.chars().find(|c| steers(*c) && !matches!(c, '\n' | '\t' | '\r')) {
            let message = format!("this text contains a control character (U+{:04X})", control as u32);
            reader.d.error(Code::WrongForm, node.mark, message, "delete it; it can't be seen in most editors");
            return None;
        }
        Some(Passage { language, text, mark: node.mark, document: OnceLock::new() })
    }
}
