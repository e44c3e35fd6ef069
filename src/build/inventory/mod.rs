//! Reads and checks all files of a workspace, whatever mistakes they have.

pub mod cases;
pub mod reader;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{self, Claims};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::folded::{Folded, Sought};
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::base::threads;
pub use crate::build::inventory::cases::Keep;
use crate::build::inventory::cases::{Cases, Checked, Reading, check_cases, sort_out};
use crate::build::inventory::reader::{Layout, WorkspaceReader};
use crate::build::workspace::{Look, Workspace, has_common_mistakes, usual, with_sources};
use crate::check::protected::Names;
use crate::check::{self, Raw};
use crate::document::picture;
use crate::model::case::Case;
use crate::model::case::protected::{PRIVATE, Protected};
use crate::model::disclosed::Disclosed;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::published::Edition;
use crate::model::references::References;
use crate::model::settings::{SETTINGS, Settings};
use crate::report::matrix::parts::Missing;
use crate::report::template::Templates;
use crate::report::view::context::Context;
use crate::yaml::shape::Located;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::notation::Notations;

/// A workspace that was read and checked, whatever mistakes it has. It is for commands that need only a part of it; reports are
/// made from a [`Workspace`].
pub struct Inventory {
    /// All messages.
    pub diagnostics: Diagnostics,
    /// For whom reports are made.
    audience: Audience,
    /// The names that it may not know.
    protected: Vec<Protected>,
    /// Whether there are such names in files that can't be read.
    has_unread_names: bool,
    /// The settings, if they could be read.
    pub settings: Option<Settings>,
    /// The ids of all case files that the audience may know of, those with mistakes too.
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
    notations: Notations,
    editions: Vec<Edition>,
    claims: Claims,
    templates: Templates,
    look: Look,
    words: Vec<Arc<Source>>,
    common: Vec<Arc<Source>>,
}

impl Inventory {
    /// Returns the workspace and all messages, if there are no mistakes except in cases.
    ///
    /// # Errors
    /// All messages, if there are other mistakes.
    pub fn sound(self) -> Result<(Workspace, Diagnostics), Diagnostics> {
        let Inventory { diagnostics, ids, frameworks, indicators, references, locales, root, cases, .. } = self;
        let Inventory { notations, editions, claims, templates, look, words, common, audience, protected, .. } = self;
        let is_sound = !has_common_mistakes(&diagnostics) && !self.has_unread_names;
        let Some(settings) = self.settings.filter(|_| is_sound) else {
            return Err(diagnostics);
        };
        let Cases { faulty, withheld, withdrawn, cards, open: cases, sources } = cases;
        let workspace = Workspace {
            root,
            audience,
            protected,
            ids,
            faulty,
            withheld,
            withdrawn,
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
            words,
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

/// What people and cases go by: their pseudonyms, and the names of cases.
fn goers(cases: &[Checked]) -> BTreeSet<String> {
    let pseudonyms = cases.iter().flat_map(|one| &one.pseudonyms).map(|own| own.value.clone());
    pseudonyms.chain(cases.iter().flat_map(|one| &one.case_names).cloned()).collect()
}

/// Reports names that the audience may not know, of cases and of the key, in the files that are `common` to all cases and in those of the
/// cases. Returns these names.
fn protect<'a>(
    diagnostics: &mut Diagnostics,
    cases: &[Checked],
    keyed: &[Protected],
    (root, reading): (&Path, &Reading),
    common: impl Iterator<Item = &'a Arc<Source>>,
) -> Vec<Protected> {
    let open: Vec<&str> = cases.iter().flat_map(|one| &one.open_names).map(String::as_str).collect();
    let names = Names::new(cases.iter().flat_map(|one| &one.protected).chain(keyed), &open);
    if names.is_empty() {
        return Vec::new();
    }
    for source in common {
        names.check(diagnostics, source, usual(source));
    }
    let rules = diagnostics.apart();
    let shown: Vec<&Checked> = cases.iter().filter(|one| one.is_shown()).collect();
    let found = threads::each(&shown, |one| {
        let mut found = rules.apart();
        let source = source::read(root, &one.card().file, reading.largest).ok();
        if let Some((source, disclosed)) =
            source.and_then(|own| Disclosed::read(&own, reading.notations, reading.audience).map(|read| (own, read)))
        {
            names.check_case(&mut found, &source, &disclosed);
        }
        found.into_all()
    });
    found.into_iter().for_each(|found| diagnostics.extend(found));
    names.all().cloned().collect()
}

/// The images that are text: drawings which cases, settings and templates show.
fn drawings(raw: &Raw, cases: &[Checked], largest: u64) -> Vec<Arc<Source>> {
    let of_cases = cases.iter().filter(|one| one.is_shown()).flat_map(|one| one.card().images.iter().cloned());
    let of_settings =
        raw.settings.iter().flat_map(|settings| settings.images(true)).filter_map(|own| picture::path(&own.value).ok());
    let of_templates = source::find(&raw.root, "templates", &["svg"]).0;
    let all: BTreeSet<String> = of_cases.chain(of_settings).chain(of_templates).collect();
    let drawings = all.into_iter().filter(|name| name.to_lowercase().ends_with(".svg"));
    drawings.filter_map(|name| source::read(&raw.root, &name, largest).ok()).collect()
}

/// Reports pseudonyms that are names of others.
fn check_pseudonyms(diagnostics: &mut Diagnostics, cases: &[Checked], root: &Path, largest: u64) {
    let open: Vec<Folded> = cases.iter().flat_map(|one| &one.open_names).map(|name| Folded::of(name)).collect();
    for (case, pseudonym) in cases.iter().flat_map(|one| one.pseudonyms.iter().map(move |own| (one, own))) {
        let Some(sought) = Sought::of(&pseudonym.value) else { continue };
        let is_name = open.iter().any(|name| !name.find(&sought).is_empty());
        if let Some(source) = source::read(root, &case.card().file, largest).ok().filter(|_| is_name) {
            let message = format!("the pseudonym `{}` is the name of somebody else", pseudonym.value);
            let conflict = Diagnostic::error(Code::Conflict, pseudonym.mark.span(&source), message);
            diagnostics.push(conflict.help("choose one that nobody has, like M1"));
        }
    }
}

/// Reports cases that are named by others and that readers may not know of.
fn check_withheld(diagnostics: &mut Diagnostics, cases: &[Checked], root: &Path, largest: u64) {
    let withheld: BTreeSet<&str> = cases.iter().filter(|one| !one.is_shown()).map(|one| &*one.card().id).collect();
    let shown = cases.iter().filter(|one| one.is_shown());
    let named = shown.flat_map(|one| one.cases_named.iter().map(move |own| (one, own)));
    // An id of several words is looked for everywhere, as a name is.
    let is_missed = |own: &Located<String>| withheld.contains(own.value.as_str()) && !own.value.contains('-');
    for (case, own) in named.filter(|(_, own)| is_missed(own)) {
        let Ok(source) = source::read(root, &case.card().file, largest) else { continue };
        let message = format!("the readers of this may not know of the case `{}`", own.value);
        let help = "leave this out, or give the entry `disclosure: internal`, if it can have one";
        diagnostics.push(Diagnostic::error(Code::Protected, own.mark.span(&source), message).help(help));
    }
}

/// Reports case files that can't be read and may have names that not everybody may know: these could stand in others.
fn unread_names(
    diagnostics: &mut Diagnostics,
    raw: &Raw,
    names: &[String],
    cases: &[Checked],
    reading: &Reading,
) -> bool {
    let (root, largest) = (&raw.root, reading.largest);
    let usual = raw.settings.as_ref().and_then(|settings| settings.disclosure);
    // Its own name may be one of them, though the file says nothing of it.
    let is_withheld = usual.is_some_and(|usual| !reading.audience.may_see(usual));
    let is_unread = |name: &&String| !cases.iter().any(|one| one.card().file == **name);
    let protects = cases.iter().any(|one| !one.protected.is_empty());
    let may_have = |name: &&String| {
        is_withheld
            || match source::bytes(root, Path::new(name.as_str()), largest) {
                Some(bytes) => PRIVATE.iter().any(|key| bytes.windows(key.len()).any(|part| part == key.as_bytes())),
                None => protects,
            }
    };
    let unread: Vec<&String> = names.iter().filter(is_unread).filter(may_have).collect();
    for name in &unread {
        let span = Span::start_of(&Source::new(name.as_str(), ""));
        let message = "the names in this file that may not be spread are not known as long as it can't be read";
        let help = "mend it first: until then nothing is made, since the other files may have these names";
        diagnostics.push(Diagnostic::error(Code::Protected, span, message).help(help));
    }
    !unread.is_empty()
}

/// The cases that the readers of an edition may not know of.
fn withheld(settings: &Settings) -> impl Iterator<Item = Missing> {
    let all = settings.edition.iter().flat_map(|own| &own.withheld);
    all.flat_map(|own| {
        let study = own.study.as_ref().map(ToString::to_string);
        let missing = Missing { id: String::new(), study, readable: true, is_withheld: true };
        std::iter::repeat_n(missing, own.number.0 as usize)
    })
}

/// Reads and checks a whole workspace for an audience. `strictness` adds checks to those of the settings, and `keep` says what is kept of
/// the cases.
///
/// # Errors
/// If the built-in words of reports can't be loaded.
pub fn inventory(root: &Path, strictness: Strictness, keep: Keep, audience: Audience) -> Result<Inventory> {
    let mut reader = WorkspaceReader::new(root);
    let settings = reader.settings(strictness);
    let references = reader.references();
    let (claims_source, claims) = reader.claims();
    let frameworks = reader.frameworks();
    let indicators = reader.indicators();
    let attributes = settings.iter().flat_map(|settings| settings.attributes.iter());
    let attributes = attributes.map(|own| (own.id.clone(), own.value.form())).collect();
    let notations = Notations { attributes, ..indicators.notations() };
    let editions = reader.editions(&notations);
    let (key_source, key) = reader.pseudonyms();
    let Layout { templates, locales, look, words } = reader.layout(settings.as_ref())?;
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
    if let Some(settings) = &raw.settings {
        let vocabulary = claims::Vocabulary {
            frameworks: &frameworks,
            indicators: &raw.indicators,
            studies: &settings.studies,
            attributes: &settings.attributes,
        };
        if let Some(source) = &claims_source {
            claims::check(&mut diagnostics, source, &claims, vocabulary);
        }
        if let Some((source, _)) = raw.lookups.iter().find(|(source, _)| source.name() == SETTINGS) {
            claims::check_tables(&mut diagnostics, source, &settings.conditions(), vocabulary);
        }
    }
    let language = raw.settings.as_ref().map_or("", Settings::first_language);
    let ground = Ground { frameworks: &frameworks, indicators: &raw.indicators, language };
    let claims_to_ask = (!claims.0.is_empty() && diagnostics.errors() == 0).then_some((&claims, ground));
    let reading = Reading { largest, notations: &notations, keep, audience, claims: claims_to_ask };
    let checked = check_cases(&mut diagnostics, &raw, &names.readable, &reading);
    let is_asked = claims_to_ask.is_some() && diagnostics.errors() == 0 && !checked.is_empty();
    if let (Some(source), true) = (&claims_source, is_asked) {
        let may: Vec<&[bool]> = checked.iter().map(|one| one.may_belong.as_slice()).collect();
        claims::scope::check(&mut diagnostics, source, &claims, &may);
    }
    common.extend(claims_source);
    check_pseudonyms(&mut diagnostics, &checked, &raw.root, largest);
    check_withheld(&mut diagnostics, &checked, &raw.root, largest);
    let is_edition = raw.settings.as_ref().is_some_and(|settings| settings.edition.is_some());
    let has_unread_key = check::pseudonyms::place(&mut diagnostics, root, is_edition);
    if let Some(source) = key_source.filter(|_| checked.len() == names.all.len()) {
        check::pseudonyms::known(&mut diagnostics, &source, &key, &goers(&checked));
    }
    let drawings = drawings(&raw, &checked, largest);
    let own = common.iter().chain(templates.own()).chain(look.own()).chain(&words).chain(&drawings);
    let of_cases = checked.iter().flat_map(|one| &one.case_names).cloned().collect();
    let keyed = key.iter().filter(|_| audience != Audience::Internal).flat_map(|entry| entry.protected(&of_cases));
    let keyed: Vec<Protected> = keyed.collect();
    let protected = protect(&mut diagnostics, &checked, &keyed, (&raw.root, &reading), own);
    let is_open = audience == Audience::Internal;
    let has_unread_names = !is_open && unread_names(&mut diagnostics, &raw, &names.all, &checked, &reading);
    let has_unread_names = has_unread_names || has_unread_key;
    let mut cases = sort_out(&diagnostics, checked, &names.all);
    cases.withheld.extend(raw.settings.iter().flat_map(withheld));
    let is_shown = |id: &String| !cases.withheld.iter().any(|one| one.id == *id);
    Ok(Inventory {
        audience,
        protected,
        has_unread_names,
        diagnostics,
        settings: raw.settings,
        ids: raw.case_ids.into_iter().filter(is_shown).collect(),
        cases,
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
        words,
        common,
    })
}
