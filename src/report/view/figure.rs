//! A figure: what it shows, as data, with a caption and a text for those who can't see it. The files in `templates/figures/`
//! draw it.

use serde::Serialize;
use serde_json::Value;

use crate::report::view::context::Context;

/// A figure. Where there is none, its texts are empty.
#[derive(Serialize, Clone, Debug, Default)]
pub struct Figure {
    /// The file, as seen from the report.
    pub file: String,
    /// The caption.
    pub caption: String,
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// How it is drawn: the name of a file in `templates/figures/`.
    #[serde(skip)]
    pub kind: &'static str,
    /// The name of its file in the folder of figures, without the extension.
    #[serde(skip)]
    pub name: String,
    /// What is drawn.
    #[serde(skip)]
    pub data: Value,
}

impl Figure {
    /// Creates a figure of a report that lies at a depth, as for [`Context::depth`].
    pub fn new(
        context: Context,
        kind: &'static str,
        name: String,
        depth: usize,
        caption: String,
        alt: String,
        data: Value,
    ) -> Figure {
        let name = context.year.map_or(name.clone(), |year| format!("{year}/{name}"));
        let file = format!("{}figures/{name}.svg", "../".repeat(context.depth(depth)));
        Figure { file, caption, alt, kind, name, data }
    }

    /// Whether there is a figure.
    pub fn is_there(&self) -> bool {
        !self.file.is_empty()
    }
}
