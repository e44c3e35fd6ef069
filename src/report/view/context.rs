//! The context that views are made with.

use crate::base::locale::Locale;
use crate::base::text::Text;
use crate::document::markdown::Document;
use crate::model::case::card::Card;
use crate::model::case::{Case, Evidence, Passage, Rater};
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::references::References;
use crate::model::references::format::Cited;
use crate::model::settings::Settings;
use crate::model::settings::attribute::Attribute;

/// The state of a value that is not recorded, as templates see it. Readers see the words of their language.
pub const NOT_RECORDED: &str = "not recorded";

/// What the view of a case is made with.
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
    /// The works that the document cites; `None` until they are known.
    pub works: Option<&'a Cited>,
    /// Whether the report is a part of the volume, which says once what is the same for all.
    pub bound: bool,
    /// The indicators.
    pub indicators: &'a Indicators,
    /// The year that the report is on, if it is on one.
    pub year: Option<i32>,
    /// The cards of all cases, which know their names.
    pub cards: &'a [Card],
    /// The source and place that the report names once for all statements. Beside a statement it names a source, or a place in this
    /// one, only if it is another.
    pub stated_in: Option<&'a Evidence>,
}

impl<'a> Context<'a> {
    /// An attribute of the settings, by its id.
    pub fn attribute(&self, id: &str) -> Option<&'a Attribute> {
        self.settings.attributes.iter().find(|own| own.id == id).map(|own| &own.value)
    }

    /// What a case is called in the language of the report: its name or, if that is not known, its id.
    pub fn case(&self, id: &str) -> String {
        self.name_of_case(id).map_or_else(|| id.to_owned(), |name| self.get(name))
    }

    /// The name of a case by its id, also of one that is not in this edition; `None` if it is not known.
    pub fn name_of_case(&self, id: &str) -> Option<&'a Text> {
        let elsewhere = self.settings.edition.iter().flat_map(|own| own.elsewhere.iter());
        let card = self.cards.iter().find(|card| card.id == id).map(|card| &card.name.text);
        card.or_else(|| elsewhere.into_iter().find(|own| own.id == id).map(|own| &own.value))
    }

    /// Creates the context of a report on all years that stands alone, before it is known what it cites.
    pub fn new(
        settings: &'a Settings,
        locale: &'a Locale,
        frameworks: &'a Frameworks,
        references: &'a References,
        indicators: &'a Indicators,
    ) -> Context<'a> {
        Context {
            settings,
            locale,
            frameworks,
            references,
            works: None,
            bound: false,
            indicators,
            year: None,
            cards: &[],
            stated_in: None,
        }
    }
}

impl Context<'_> {
    /// A text in the language of the report.
    pub fn get(&self, text: &Text) -> String {
        // If it is missing in that language: in the first language of the reports that it has.
        let own = std::iter::once(self.locale.language.as_str());
        text.get_first(own.chain(self.settings.language.codes())).to_owned()
    }

    /// The name of a case where there is little room: its short name, or else its name.
    pub fn short_name(&self, case: &Case) -> String {
        self.get(case.short_name.as_ref().unwrap_or(&case.name))
    }

    /// How many folders below the folder of its language a report lies. `depth` is the number for a report on no year (0 for
    /// the summary, 1 for a case); a report on a year lies one folder deeper.
    pub fn depth(&self, depth: usize) -> usize {
        depth + usize::from(self.year.is_some())
    }

    /// Prose of a case as a tree.
    pub fn prose<'p>(&self, passage: &'p Passage) -> &'p Document {
        passage.document(self.settings.prose_nesting())
    }

    /// Who assessed a stage: in words, or the authors of a work as running text names them: "Ingstrup and Damgaard (2013)".
    pub fn rater(&self, rater: &Rater) -> String {
        match rater {
            Rater::Text(Text::Plain(id)) => self.coder(id),
            Rater::Text(text) => self.get(text),
            Rater::Authors(key) => self.authors(key).unwrap_or_else(|| key.to_string()),
        }
    }

    /// What a coder of the settings is called, a program with its version; who is none of them, as written.
    pub fn coder(&self, id: &str) -> String {
        let Some(coder) = self.settings.coders.iter().find(|own| own.id == id) else { return id.to_owned() };
        let name = self.get(&coder.value.name);
        match &coder.value.version {
            Some(version) => self.say("coder-program", &[("name", name.into()), ("version", self.get(version).into())]),
            None => name,
        }
    }

    /// The authors of a work as running text names them, with the year: "Ingstrup and Damgaard (2013)".
    pub fn authors(&self, key: &str) -> Option<String> {
        // Some styles write "&" even where the authors are named in the text.
        Some(self.works?.narrative(key)?.replace(" & ", &self.locale.and()))
    }

    /// A text in the language of the report; empty if there is none.
    pub fn opt(&self, text: Option<&Text>) -> String {
        text.map(|text| self.get(text)).unwrap_or_default()
    }
}
