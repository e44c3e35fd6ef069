//! Checks raw cases, frameworks and settings. Only what passes is mapped and printed: after the check, no name is dangling.

pub mod coherence;
pub mod consent;
pub mod coverage;
pub mod figures;
pub mod headings;
pub mod identity;
pub mod lookup;
pub mod plausibility;
pub mod prose;
pub mod protected;
pub mod pseudonyms;
pub mod slips;
pub mod telling;

use std::path::PathBuf;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::LARGEST_FILE;
use crate::document::markdown::parse::NESTING;
use crate::model::case::date::Date;
use crate::model::case::raw::RawCase;
use crate::model::framework::RawFramework;
use crate::model::indicator::Indicators;
use crate::model::published::{self, Edition};
use crate::model::references::References;
use crate::model::settings::Settings;
use crate::yaml::lookup::ByFile;

/// Everything that was read, before it is checked.
pub struct Raw {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The settings, if nothing obligatory is missing.
    pub settings: Option<Settings>,
    /// The names in the settings and in the claims that point elsewhere, by file.
    pub lookups: ByFile,
    /// The references, `None` if there is no such file.
    pub references: Option<References>,
    /// Whether there is such a file but it can't be read. Then citations can't be checked.
    pub references_unread: bool,
    /// The indicators.
    pub indicators: Indicators,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// Frameworks that could be read.
    pub frameworks: Vec<RawFramework>,
    /// Ids of frameworks that could not be read. Names that lead to these are not dangling.
    pub unread_frameworks: Vec<String>,
    /// The ids of the words for what a case can be, like `cluster`, that every language of the reports has.
    pub things: Vec<String>,
    /// The ids of the claims.
    pub claim_ids: Vec<String>,
    /// The ids of all case files, including those that can't be read.
    pub case_ids: Vec<String>,
}

/// Checks everything but the cases.
pub fn common(diagnostics: &mut Diagnostics, raw: &Raw) {
    identity::frameworks(diagnostics, &raw.frameworks);
    let tables = lookup::Tables::new(raw, diagnostics);
    for RawFramework { source, framework, lookups } in &raw.frameworks {
        lookup::resolve(diagnostics, source, lookups, &tables, None);
        lookup::threads(diagnostics, source, framework);
        lookup::mapped(diagnostics, source, framework, &tables);
    }
    for (source, lookups) in &raw.lookups {
        lookup::resolve(diagnostics, source, lookups, &tables, None);
    }
    let findings = raw.settings.as_ref().and_then(|settings| settings.findings.as_ref());
    if let (Some(prose), Some((source, _)), false) = (findings, raw.lookups.first(), raw.references_unread) {
        prose::of_settings(diagnostics, source, prose, &raw.claim_ids, &raw.ground(&References::default()));
    }
    let forewords = raw.settings.iter().flat_map(Settings::forewords);
    for (foreword, (source, _)) in forewords.filter_map(|own| Some((own, raw.lookups.first()?))) {
        if !raw.references_unread {
            prose::of_settings(diagnostics, source, &foreword.text, &[], &raw.ground(&References::default()));
        }
    }
    for (logo, (source, _)) in raw
        .settings
        .iter()
        .flat_map(|settings| settings.images(true))
        .filter_map(|own| Some((own, raw.lookups.first()?)))
    {
        prose::logo(diagnostics, source, logo, &raw.ground(&References::default()));
    }
}

impl Raw {
    fn ground<'a>(&'a self, none: &'a References) -> prose::Ground<'a> {
        prose::Ground {
            root: &self.root,
            largest: self.settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file),
            references: self.references.as_ref().unwrap_or(none),
            is_unread: self.references_unread,
            nesting: self.settings.as_ref().map_or(NESTING, Settings::prose_nesting),
        }
    }
}

/// Checks cases one by one, and holds what they are checked against.
pub struct Checker<'a> {
    raw: &'a Raw,
    tables: lookup::Tables<'a>,
    ground: prose::Ground<'a>,
    today: Option<Date>,
    /// Whether indicators can be computed. With errors in their files they can't: formulas may refer to each other in a cycle.
    computes: bool,
}

impl<'a> Checker<'a> {
    /// Creates a checker from what was read, once everything but the cases is checked. `none` is used if there are no
    /// references.
    pub fn new(raw: &'a Raw, diagnostics: &Diagnostics, none: &'a References) -> Checker<'a> {
        Checker {
            raw,
            tables: lookup::Tables::new(raw, diagnostics),
            ground: raw.ground(none),
            today: raw.settings.as_ref().map(|settings| *settings.date),
            computes: diagnostics.errors_under("indicators/") == 0,
        }
    }

    /// Checks a case. Returns the citations and images in its prose.
    pub fn case(&self, diagnostics: &mut Diagnostics, raw_case: &RawCase) -> prose::ProseUses {
        lookup::resolve(diagnostics, &raw_case.source, &raw_case.lookups, &self.tables, Some(raw_case));
        identity::sources(diagnostics, raw_case, self.ground.references);
        let named = prose::check(diagnostics, raw_case, &self.ground);
        coherence::check(diagnostics, raw_case);
        plausibility::check(diagnostics, raw_case, self.today);
        telling::check(diagnostics, raw_case);
        if self.computes {
            figures::check(diagnostics, raw_case, &self.raw.indicators, self.today);
        }
        published::check(diagnostics, &raw_case.source, &raw_case.case, &self.raw.editions);
        coverage::check(diagnostics, raw_case, &named.cited);
        named
    }
}
