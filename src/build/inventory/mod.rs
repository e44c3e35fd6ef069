//! Reads and checks all files of a workspace, whatever mistakes they have.

pub mod cases;
pub mod reader;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{self, Claims};
use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::locale::Locale;
use crate::base::source::{self, Source};
use crate::base::threads;
pub use crate::build::inventory::cases::Keep;
use crate::build::inventory::cases::{Cases, Checked, Reading, check_cases, sort_out};
use crate::build::inventory::reader::{Layout, WorkspaceReader};
use crate::build::workspace::{Look, Workspace, has_common_mistakes, with_sources};
use crate::check::{self, Raw, protected};
use crate::model::case::Case;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::published::Edition;
use crate::model::references::References;
use crate::model::settings::Settings;
use crate::report::template::{self, Templates};
use crate::report::view::context::Context;
use crate::yaml::shape::notation::Form;

/// A workspace that was read and checked, whatever mistakes it has. It is for commands that need only a part of it; reports are
/// made from a [`Workspace`].
pub struct Inventory {
    /// All messages.
    pub diagnostics: Diagnostics,
    /// The settings, if they could be read.
    pub settings: Option<Settings>,
    /// The ids of all case files, those with mistakes too.
    pub ids: Vec<String>,
    /// The frameworks that could be read.
    pub frameworks: Frameworks,
    /// The built-in indicators, and the workspace's own.
    pub indicators: Indicators,
    /// The references; none if they could not be read.
    pub references: References,
    /// The languages of the reports, at least one.
    locales: Vec<Arc<Locale>>,
    root: PathBuf,
    cases: Cases,
    notations: BTreeMap<String, Form>,
    editions: Vec<Edition>,
    claims: Claims,
    templates: Templates,
    look: Look,
    common: Vec<Arc<Source>>,
}

impl Inventory {
    /// Returns the workspace and all messages, if there are no mistakes except in cases.
    ///
    /// # Errors
    /// All messages, if there are other mistakes.
    pub fn sound(self) -> Result<(Workspace, Diagnostics), Diagnostics> {
        let Inventory { diagnostics, ids, frameworks, indicators, references, locales, root, cases, .. } = self;
        let Inventory { notations, editions, claims, templates, look, common, .. } = self;
        let Some(settings) = self.settings.filter(|_| !has_common_mistakes(&diagnostics)) else {
            return Err(diagnostics);
        };
        let Cases { faulty, cards, open: cases, sources } = cases;
        let workspace = Workspace {
            root,
            ids,
            faulty,
            cards,
            cases,
            frameworks,
            indicators,
            notations,
            editions,
            claims,
            references,
            settings,
            templates,
            locales,
            look,
            sources,
            common,
        };
        Ok((workspace, diagnostics))
    }

    /// Returns whether some cases have mistakes.
    pub fn is_partial(&self) -> bool {
        !self.cases.faulty.is_empty()
    }

    /// The cases without mistakes, each with its file, if they were kept open.
    pub fn with_sources(&self) -> impl Iterator<Item = (&Case, &Arc<Source>)> {
        with_sources(&self.cases.open, &self.cases.sources)
    }

    /// Returns the context for tables of indicators, if the settings could be read.
    pub fn context(&self) -> Option<Context<'_>> {
        let (settings, locale) = (self.settings.as_ref()?, self.locales.first()?);
        Some(Context::new(settings, locale, &self.frameworks, &self.references, &self.indicators))
    }
}

/// The words for what a case can be that every language of the reports has.
fn things(locales: &[Arc<Locale>]) -> Vec<String> {
    let Some((first, others)) = locales.split_first() else { return Vec::new() };
    first.things().iter().filter(|id| others.iter().all(|locale| locale.things().contains(id))).cloned().collect()
}

/// Reports names that may not be spread, in the files that are `common` to all cases and in those of the cases.
fn protect<'a>(
    diagnostics: &mut Diagnostics,
    cases: &[Checked],
    root: &Path,
    largest: u64,
    common: impl Iterator<Item = &'a Arc<Source>>,
) {
    let cards = || cases.iter().map(Checked::card);
    let open: Vec<&str> = cards().flat_map(|card| &card.open_names).map(String::as_str).collect();
    let names = protected::Names::new(cards().flat_map(|card| &card.protected), &open);
    if names.is_empty() {
        return;
    }
    for source in common {
        let usual = source.name().strip_prefix("templates/").and_then(template::default).unwrap_or_default();
        names.check(diagnostics, source, usual);
    }
    let rules = diagnostics.apart();
    let files: Vec<&str> = cards().map(|card| &*card.file).collect();
    let found = threads::each(&files, |file| {
        let mut found = rules.apart();
        if let Ok(source) = source::read(root, file, largest) {
            names.check(&mut found, &source, "");
        }
        found.into_all()
    });
    found.into_iter().for_each(|found| diagnostics.extend(found));
}

/// Reads and checks a whole workspace. `strictness` adds checks to those of the settings, and `keep` says what is kept of the
/// cases.
///
/// # Errors
/// If the built-in words of reports can't be loaded.
pub fn inventory(root: &Path, strictness: Strictness, keep: Keep) -> Result<Inventory> {
    let mut reader = WorkspaceReader::new(root);
    let settings = reader.settings(strictness);
    let references = reader.references();
    let (claims_source, claims) = reader.claims();
    let frameworks = reader.frameworks();
    let indicators = reader.indicators();
    let notations = indicators.notations();
    let editions = reader.editions(&notations);
    let Layout { templates, locales, look } = reader.layout(settings.as_ref())?;
    let names = reader.case_names();
    reader.point_out_misnamed(&look);
    let WorkspaceReader { mut diagnostics, largest, mut common, lookups, .. } = reader;
    let raw = Raw {
        root: root.to_owned(),
        settings,
        lookups,
        references_unread: references.is_unread(),
        references: references.read,
        indicators,
        editions,
        frameworks: frameworks.read,
        unread_frameworks: frameworks.unread,
        things: things(&locales),
        claim_ids: claims.0.iter().map(|claim| claim.id.to_string()).collect(),
        case_ids: names.ids(),
    };
    check::common(&mut diagnostics, &raw);
    let frameworks = Frameworks::new(raw.frameworks.iter().map(|raw| raw.framework.clone()).collect());
    if let (Some(source), Some(settings)) = (&claims_source, &raw.settings) {
        let vocabulary =
            claims::Vocabulary { frameworks: &frameworks, indicators: &raw.indicators, studies: &settings.studies };
        claims::check(&mut diagnostics, source, &claims, vocabulary);
    }
    let language = raw.settings.as_ref().map_or("", Settings::first_language);
    let ground = Ground { frameworks: &frameworks, indicators: &raw.indicators, language };
    let claims_to_ask = (!claims.0.is_empty() && diagnostics.errors() == 0).then_some((&claims, ground));
    let reading = Reading { largest, notations: &notations, keep, claims: claims_to_ask };
    let checked = check_cases(&mut diagnostics, &raw, &names.readable, reading);
    let is_asked = claims_to_ask.is_some() && diagnostics.errors() == 0 && !checked.is_empty();
    if let (Some(source), true) = (&claims_source, is_asked) {
        let may: Vec<&[bool]> = checked.iter().map(|one| one.may_belong.as_slice()).collect();
        claims::scope::check(&mut diagnostics, source, &claims, &may);
    }
    common.extend(claims_source);
    protect(&mut diagnostics, &checked, &raw.root, largest, common.iter().chain(templates.own()).chain(look.own()));
    Ok(Inventory {
        cases: sort_out(&diagnostics, checked, &names.all),
        diagnostics,
        settings: raw.settings,
        ids: raw.case_ids,
        frameworks,
        indicators: raw.indicators,
        references: raw.references.unwrap_or_default(),
        locales,
        root: root.to_owned(),
        notations,
        editions: raw.editions,
        claims,
        templates,
        look,
        common,
    })
}
