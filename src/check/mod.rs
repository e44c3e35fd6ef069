//! Raw cases, frameworks and settings → checked ones. Only what passes here is mapped and printed: after it, no
//! name is dangling.

pub mod coherence;
pub mod coverage;
pub mod figures;
pub mod identity;
pub mod lookup;
pub mod plausibility;
pub mod prose;
pub mod slips;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::case::{Case, RawCase};
use crate::diagnostic::Diagnostics;
use crate::framework::RawFramework;
use crate::framework::links::Frameworks;
use crate::indicator::Indicators;
use crate::lookup::ByFile;
use crate::markdown::parse::NESTING;
use crate::published::{self, Edition};
use crate::references::References;
use crate::settings::Settings;
use crate::source::{Limits, Source};

/// Everything that was read, before it is checked.
pub struct Raw {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The settings, if nothing obligatory is missing.
    pub settings: Option<Settings>,
    /// The names in the settings and in the claims that point elsewhere, by file.
    pub lookups: ByFile,
    /// The references, nothing if there is no such file.
    pub references: Option<References>,
    /// The file of references.
    pub references_source: Option<Arc<Source>>,
    /// Whether there is such a file and it can't be read: then nobody knows what names in it lead to.
    pub references_unread: bool,
    /// The indicators.
    pub indicators: Indicators,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// Frameworks that could be read.
    pub frameworks: Vec<RawFramework>,
    /// Ids of frameworks that could not: what names them is not dangling.
    pub unread_frameworks: Vec<String>,
    /// The ids of all case files, those that can't be read too.
    pub case_ids: Vec<String>,
    /// Cases that could be read.
    pub cases: Vec<RawCase>,
}

/// What passed.
pub struct Checked {
    /// Cases without mistakes, in the order in which they were read.
    pub cases: Vec<Case>,
    /// All frameworks.
    pub frameworks: Frameworks,
    /// The indicators.
    pub indicators: Indicators,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// The settings, if they could be read.
    pub settings: Option<Settings>,
    /// The references, none if there is no such file.
    pub references: References,
}

/// Checks everything that was read, and lets through the cases whose files have no mistakes.
pub fn check(diagnostics: &mut Diagnostics, raw: Raw) -> Checked {
    identity::cases(diagnostics, &raw.cases);
    identity::frameworks(diagnostics, &raw.frameworks);
    {
        let none = References::default();
        let references = raw.references.as_ref().unwrap_or(&none);
        let tables = lookup::Tables::new(&raw, diagnostics);
        let ground = prose::Ground {
            root: &raw.root,
            largest: raw.settings.as_ref().map_or_else(Limits::default, Settings::limits).file_size,
            references,
            nesting: raw.settings.as_ref().map_or(NESTING, Settings::prose_nesting),
        };
        for RawFramework { source, framework, lookups } in &raw.frameworks {
            lookup::resolve(diagnostics, source, lookups, &tables, None);
            lookup::threads(diagnostics, source, framework);
            lookup::mapped(diagnostics, source, framework, &tables);
        }
        let mut in_prose = BTreeSet::new();
        for raw_case in &raw.cases {
            lookup::resolve(diagnostics, &raw_case.source, &raw_case.lookups, &tables, Some(raw_case));
            identity::sources(diagnostics, raw_case, references);
            let cited = prose::check(diagnostics, raw_case, &ground);
            let grants = raw_case.case.records.iter().flat_map(|record| record.grants.entries());
            grants.filter_map(|grant| grant.logo.as_ref()).for_each(|logo| {
                prose::logo(diagnostics, &raw_case.source, logo, &ground);
            });
            coherence::check(diagnostics, raw_case);
            plausibility::check(diagnostics, raw_case, raw.settings.as_ref().map(|settings| *settings.date));
            // What is computed in a circle can't be computed.
            if diagnostics.errors_under("indicators/") == 0 {
                let today = raw.settings.as_ref().map(|settings| *settings.date);
                figures::check(diagnostics, raw_case, &raw.indicators, today);
            }
            published::check(diagnostics, &raw_case.source, &raw_case.case, &raw.editions);
            coverage::check(diagnostics, raw_case, &cited);
            in_prose.extend(cited);
        }
        coverage::works(diagnostics, &raw, in_prose);
        for (source, lookups) in &raw.lookups {
            lookup::resolve(diagnostics, source, lookups, &tables, None);
        }
        let logo = raw.settings.as_ref().and_then(|settings| settings.colophon.as_ref()?.logo.as_ref());
        if let Some((logo, (source, _))) = logo.zip(raw.lookups.first()) {
            prose::logo(diagnostics, source, logo, &ground);
        }
    }
    let sound = |raw: &RawCase| diagnostics.errors_under(raw.source.name()) == 0;
    let cases = raw.cases.into_iter().filter(sound).map(|raw| raw.case).collect();
    let frameworks = Frameworks::new(raw.frameworks.into_iter().map(|raw| raw.framework).collect());
    Checked {
        cases,
        frameworks,
        indicators: raw.indicators,
        editions: raw.editions,
        settings: raw.settings,
        references: raw.references.unwrap_or_default(),
    }
}
