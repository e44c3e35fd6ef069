//! What views are made with.

use crate::base::locale::Locale;
use crate::base::text::Text;
use crate::document::markdown::Document;
use crate::model::case::Passage;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::references::{Cited, References};
use crate::model::settings::Settings;

/// The state of a value of which nothing is recorded, for templates; readers see the words of their language.
pub const NOT_RECORDED: &str = "not recorded";

/// What makes a view out of a case.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The language of the report.
    pub locale: &'a Locale,
    /// All frameworks.
    pub frameworks: &'a Frameworks,
    /// The references.
    pub references: &'a References,
    /// The works that the document cites, as far as that is known yet.
    pub works: Option<&'a Cited>,
    /// Whether the report is a part of the volume, which says once what is the same for all.
    pub bound: bool,
    /// The indicators.
    pub indicators: &'a Indicators,
    /// The year that the report is on, if it is on one.
    pub year: Option<i32>,
    /// The source and place that the report names once for all; only others stand beside the statements.
    pub stated_in: &'a str,
}

impl Context<'_> {
    /// A text in the language of the reports.
    pub fn get(&self, text: &Text) -> String {
        // Where it is missing, in the first language of the reports that it is in.
        let own = std::iter::once(self.locale.language.as_str());
        text.get_first(own.chain(self.settings.language.codes())).to_owned()
    }

    /// How many folders deep in that of its language a report lies which lies so deep among those that are on no year.
    pub fn depth(&self, depth: usize) -> usize {
        depth + usize::from(self.year.is_some())
    }

    /// Prose of a case as a tree.
    pub fn prose<'p>(&self, passage: &'p Passage) -> &'p Document {
        &passage.parsed(self.settings.prose_nesting()).document
    }

    /// A text that may be missing, else an empty one.
    pub fn opt(&self, text: Option<&Text>) -> String {
        text.map(|text| self.get(text)).unwrap_or_default()
    }
}
