//! Citation styles: those of the Citation Style Language that hayagriva has.

use std::collections::BTreeSet;
use std::str::FromStr;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::Style;

use serde_json::{Value, json};

use crate::base::diagnostic::closest;
use crate::yaml::Node;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};

/// Styles of which hayagriva leaves the authors out.
const WITHOUT_AUTHORS: [&str; 2] = ["nlm-citation-sequence", "nlm-citation-sequence-superscript"];

/// A style of the Citation Style Language, by its name in hayagriva's archive.
#[derive(Clone, Copy, Debug)]
pub struct CitationStyle(pub ArchivedStyle);

impl Default for CitationStyle {
    fn default() -> CitationStyle {
        CitationStyle(ArchivedStyle::AmericanPsychologicalAssociation)
    }
}

impl CitationStyle {
    /// Whether a style can be chosen: it makes a list of references, and hayagriva prints it whole.
    pub fn can_be_chosen(style: ArchivedStyle) -> bool {
        CitationStyle::lists(style) && !WITHOUT_AUTHORS.iter().any(|name| style.names().contains(name))
    }

    /// Whether a style makes a list of references.
    fn lists(style: ArchivedStyle) -> bool {
        matches!(style.get(), Style::Independent(style) if style.bibliography.is_some())
    }
}

impl FromYaml for CitationStyle {
    const NAME: &'static str = "CitationStyle";

    fn read(reader: &mut Reader, node: &Node) -> Option<CitationStyle> {
        reader.d.parsed(node, "a citation style")
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(Self::NAME, |_| {
            let styles = ArchivedStyle::all().iter().filter(|style| CitationStyle::can_be_chosen(**style));
            let names: BTreeSet<&str> = styles.flat_map(|style| style.names()).copied().collect();
            json!({ "enum": names, "description": "A style of the Citation Style Language" })
        })
    }
}

impl FromStr for CitationStyle {
    type Err = String;

    fn from_str(text: &str) -> Result<CitationStyle, String> {
        let found = ArchivedStyle::by_name(text);
        if found.is_some_and(|style| !CitationStyle::lists(style)) {
            return Err("this style makes no list of references; take another one".to_owned());
        }
        if found.is_some_and(|style| !CitationStyle::can_be_chosen(style)) {
            return Err(
                "this style would be printed without authors; take `springer-vancouver` or `elsevier-vancouver`"
                    .to_owned(),
            );
        }
        let names = || ArchivedStyle::all().iter().flat_map(|style| style.names()).copied();
        let usual =
            || "write the name of a style, like apa, chicago-author-date, ieee or springer-vancouver".to_owned();
        found.map(CitationStyle).ok_or_else(|| {
            let near: Vec<String> =
                names().filter(|name| name.contains(text)).map(|name| format!("`{name}`")).collect();
            match (closest(text, names()), near.as_slice()) {
                (_, [_, ..]) if near.len() < 12 => format!("possible are {}", near.join(", ")),
                (Some(close), _) => format!("did you mean `{close}`?"),
                _ => usual(),
            }
        })
    }
}
