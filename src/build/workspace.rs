//! A workspace: finding it, and reading and checking all of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::analysis::claims::{self, Claims};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::locale::{self, Locale};
use crate::base::rules::Code;
use crate::base::source::{self, LARGEST_FILE, Source, Span};
use crate::base::text::LanguageCode;
use crate::base::threads;
use crate::base::timings::timed;
use crate::check::{self, Checker, Raw, coverage, identity, prose};
use crate::model::case::card::Card;
use crate::model::case::{self, Case};
use crate::model::framework::{self, links::Frameworks};
use crate::model::indicator::{self, Indicators};
use crate::model::published::{self, Edition};
use crate::model::references::{self, References};
use crate::model::settings::{self, Settings};
use crate::report::matrix::parts::Missing;
use crate::report::template::{self, Templates};
use crate::report::view::scene::Scene;
use crate::yaml::shape::ids::StudyId;
use crate::yaml::shape::notation::Notation;

/// A workspace that was read and checked.
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// How many case files there are.
    pub files: usize,
    /// The ids of all case files, those with mistakes too.
    pub ids: Vec<String>,
    /// Cases that can't be used, since their files have mistakes.
    pub faulty: Vec<Faulty>,
    /// Cases without mistakes, in a few words.
    pub cards: Vec<Card>,
    /// The same in full, while they are open.
    pub cases: Vec<Case>,
    /// All frameworks.
    pub frameworks: Frameworks,
    /// The indicators: those of the program, and the workspace's own.
    pub indicators: Indicators,
    /// How figures of all indicators are written.
    notations: BTreeMap<String, Notation>,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// The claims, none if there is no such file.
    pub claims: Claims,
    /// The references.
    pub references: References,
    /// The settings, if they could be read.
    pub settings: Option<Settings>,
    /// All templates.
    pub templates: Templates,
    /// The languages of the reports.
    pub locales: Vec<Arc<Locale>>,
    /// The theme.
    pub theme: Arc<Source>,
    /// The look of the site.
    pub style: Arc<Source>,
    /// The script of the site.
    pub script: Arc<Source>,
    /// The files that draw figures, by their paths in `templates/`.
    pub figures: Vec<(String, Arc<Source>)>,
    /// The files of the cases, if they were kept.
    sources: Vec<Arc<Source>>,
    /// The files of settings and frameworks.
    pub common: Vec<Arc<Source>>,
}

/// A case that can't be used.
pub struct Faulty {
    /// Its id, as far as its file's name is one.
    pub id: String,
    /// What tables need to know of it.
    pub missing: Missing,
}

impl Workspace {
    /// What views are made with, in the first language of the reports.
    pub fn scene(&self) -> Option<Scene<'_>> {
        self.scene_in(self.locales.first()?)
    }

    /// What views are made with, in a language.
    pub fn scene_in<'s>(&'s self, locale: &'s Locale) -> Option<Scene<'s>> {
        let settings = self.settings.as_ref()?;
        Some(Scene {
            settings,
            locale,
            frameworks: &self.frameworks,
            references: &self.references,
            works: None,
            bound: false,
            indicators: &self.indicators,
            year: None,
            stated_in: "",
        })
    }

    /// The place of a report in the output folder. With several languages each has a folder of its own.
    pub fn place(&self, locale: &Locale, name: &str) -> String {
        if self.locales.len() > 1 { format!("{}/{name}", locale.language) } else { name.to_owned() }
    }

    /// Reads a case once more, with its file.
    ///
    /// # Errors
    /// If the file is not what it was when it was checked.
    pub fn open(&self, card: &Card) -> Result<(Case, Arc<Source>), Diagnostic> {
        let largest = self.settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file);
        let source = source::read(&self.root, &card.file, largest).map_err(unreadable)?;
        let read = (source.hash() == card.hash)
            .then(|| case::read::read(&mut Diagnostics::default(), &source, &self.notations))
            .flatten();
        let changed = || {
            let message = "this file was changed while reports were made of it";
            Diagnostic::error(Code::Unreadable, Span::start_of(&source), message).help("build once more")
        };
        Ok((read.ok_or_else(changed)?.case, source))
    }

    /// Opens all cases without their files, but for those that are left out: whole, or slim. What can't be opened is told.
    pub fn open_all(&mut self, whole: bool, left_out: impl Fn(&Card) -> bool + Sync) -> Vec<(String, Diagnostic)> {
        // A copy is as small as can be, and in one place: what reading took beside it is given back.
        let open = |card: &Card| self.open(card).map(|(case, _)| if whole { case.clone() } else { case.slim() });
        let opened = threads::each(&self.cards, |card| (!left_out(card)).then(|| open(card)));
        let mut faults = Vec::new();
        for (card, opened) in self.cards.iter().zip(opened) {
            match opened {
                Some(Ok(case)) => self.cases.push(case),
                Some(Err(fault)) => faults.push((card.id.clone(), fault)),
                None => {}
            }
        }
        faults
    }

    /// The file of a case: the one that was kept, or read once more. Nothing if it is gone.
    pub fn source(&self, card: &Card) -> Option<Arc<Source>> {
        let largest = self.settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file);
        let kept = self.sources.iter().find(|source| source.name() == card.file);
        kept.cloned().or_else(|| source::read(&self.root, &card.file, largest).ok())
    }

    /// Closes all cases.
    pub fn close_all(&mut self) {
        self.cases = Vec::new();
    }

    /// The cases, each with its file.
    pub fn with_sources(&self) -> impl Iterator<Item = (&Case, &Arc<Source>)> {
        let files: BTreeMap<&str, &Arc<Source>> = self.sources.iter().map(|source| (source.name(), source)).collect();
        self.cases.iter().filter_map(move |case| Some((case, *files.get(&*case.file)?)))
    }

    /// Whether everything that all reports depend on is sound: all but the cases themselves.
    pub fn sound(&self, diagnostics: &Diagnostics) -> bool {
        diagnostics.errors() == diagnostics.errors_under("cases/") && self.settings.is_some()
    }
}

/// Finds the workspace: the folder given, or the nearest one upwards from here with a `casebook.yaml`.
///
/// # Errors
/// If there is none.
pub fn find_workspace(given: Option<&Path>) -> Result<PathBuf> {
    match given {
        Some(path) if path.join("casebook.yaml").is_file() => Ok(path.canonicalize()?),
        Some(path) if path.join("casebook.yml").is_file() => {
            bail!("rename {} to casebook.yaml", path.join("casebook.yml").display())
        }
        Some(path) => bail!("{} is no workspace: it has no casebook.yaml", path.display()),
        None => source::workspace(Path::new(".")).context(
            "there is no casebook.yaml here or in a folder above; go to your workspace, name it with --workspace, or \
             make one with `casebook init`",
        ),
    }
}

/// Reads and checks a whole workspace. `strictness` asks more of it than the settings do.
///
/// # Errors
/// If the program could not work at all.
pub fn read(diagnostics: &mut Diagnostics, root: &Path, strictness: Strictness) -> Result<Workspace> {
    survey(diagnostics, root, strictness, Keep::Open)
}

/// What is kept of the cases when they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// All of them, open.
    Open,
    /// Their cards.
    Cards,
}

/// Reads and checks a whole workspace, and keeps no more of its cases than is asked for.
///
/// # Errors
/// If the program could not work at all.
pub fn survey(diagnostics: &mut Diagnostics, root: &Path, strictness: Strictness, keep: Keep) -> Result<Workspace> {
    let source = one(diagnostics, root, "casebook.yaml", LARGEST_FILE);
    let mut common: Vec<Arc<Source>> = source.iter().cloned().collect();
    let mut lookups = Vec::new();
    let settings = source.and_then(|source| {
        let (settings, names) = settings::read(diagnostics, &source);
        lookups.push((source, names));
        settings
    });
    let rules = settings.as_ref().map(|settings: &Settings| settings.rules.0.clone()).unwrap_or_default();
    diagnostics.set_levels(rules, strictness);
    let largest = settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file);
    let has_references = source::exists(root, "references.yaml");
    let references_source = if_there(diagnostics, root, "references.yaml", largest);
    common.extend(references_source.clone());
    let references = references_source.as_ref().and_then(|source| references::read(diagnostics, source));
    let claims_source = if_there(diagnostics, root, "claims.yaml", largest);
    let claims = claims_source.as_ref().map_or_else(Claims::default, |source| {
        let (claims, names) = claims::read(diagnostics, source);
        lookups.push((source.clone(), names));
        claims
    });
    let framework_sources = all(diagnostics, root, "frameworks", &["yaml", "yml"], largest);
    let read: Vec<_> = framework_sources.iter().map(|source| framework::read::read(diagnostics, source)).collect();
    common.extend(framework_sources.iter().cloned());
    let unread = framework_sources.iter().zip(&read).filter(|(_, framework)| framework.is_none());
    let unread = unread.map(|(source, _)| source.stem().to_owned());
    let not_read = source::find(root, "frameworks", &["yaml", "yml"]).0.into_iter();
    let not_read = not_read.filter(|name| !framework_sources.iter().any(|source| source.name() == name));
    let unread_frameworks = unread.chain(not_read.map(|name| source::stem(&name).to_owned())).collect();
    let frameworks: Vec<_> = read.into_iter().flatten().collect();
    let indicator_sources = all(diagnostics, root, "indicators", &["yaml", "yml"], largest);
    let (indicators, names) = indicator::read::read(diagnostics, &indicator_sources);
    lookups.extend(names);
    let notations = indicators.notations();
    let editions = all(diagnostics, root, published::FOLDER, &["yaml", "yml"], largest);
    let editions: Vec<Edition> = editions
        .iter()
        .filter_map(|source| {
            let (edition, names) = published::read(diagnostics, source, &notations)?;
            lookups.push((source.clone(), names));
            Some(edition)
        })
        .collect();
    let template_sources = all(diagnostics, root, "templates", &["md", "html", "typ", "css", "js"], largest);
    let plain = |source: &Arc<Source>| [".typ", ".css", ".js"].iter().any(|ending| source.name().ends_with(ending));
    let (as_they_are, own): (Vec<_>, Vec<_>) = template_sources.into_iter().partition(plain);
    let words = all(diagnostics, root, "templates/locales", &["ftl"], largest);
    let english = ["en"];
    let languages: Vec<&str> =
        settings.as_ref().map_or(english.to_vec(), |settings| settings.language.codes().collect());
    let mark =
        |at: usize| common.first().zip(settings.as_ref()?.language.mark(at)).map(|(source, mark)| mark.span(source));
    let locales = locale::load(diagnostics, &languages, &words, mark)?;
    let locales: Vec<Arc<Locale>> = locales.into_iter().map(Arc::new).collect();
    let templates = template::load(diagnostics, &own, &locales);
    // A file of the workspace, else the default one.
    let file = |name: &str| {
        let own = as_they_are.iter().find(|source| source.name().strip_prefix("templates/") == Some(name)).cloned();
        let usual = || Source::new(format!("the default {name}"), template::default(name).unwrap_or_default());
        own.unwrap_or_else(usual)
    };
    let figures = template::DEFAULTS.iter().filter(|(name, _)| name.starts_with("figures/"));
    let figures: Vec<(String, Arc<Source>)> = figures.map(|(name, _)| ((*name).to_owned(), file(name))).collect();
    let [theme, style, script] = ["theme.typ", "site.css", "site.js"].map(file);
    let (names, faults) = source::find(root, "cases", &["yaml", "yml"]);
    let all_names: Vec<String> = names.iter().chain(faults.iter().map(|fault| &fault.name)).cloned().collect();
    diagnostics.extend(faults.into_iter().map(unreadable));
    if all_names.is_empty() {
        let span = Span::start_of(&Source::new("casebook.yaml", ""));
        let nothing = Diagnostic::error(Code::NoCases, span, "there is no case file in cases/");
        diagnostics.push(nothing.help("add one with `casebook new NAME`; its name ends in .yaml"));
    }
    let drawn: Vec<&str> = figures.iter().map(|(name, _)| name.as_str()).collect();
    let is_language = |name: &str| name.parse::<LanguageCode>().is_ok();
    for name in source::misnamed_templates(root, &drawn, is_language) {
        let span = Span::start_of(&Source::new(name, ""));
        let ignored = Diagnostic::warning(Code::Misnamed, span, "this file is not read, because of its name");
        diagnostics
            .push(ignored.help("docs/templates.md lists the names of templates; fixed words are in locales/CODE.ftl"));
    }
    let other = source::misspelt(root);
    for name in ["cases", "frameworks", "indicators", "published"]
        .into_iter()
        .flat_map(|folder| source::misnamed(root, folder))
        .chain(other)
    {
        let span = Span::start_of(&Source::new(name, ""));
        let ignored = Diagnostic::warning(Code::Misnamed, span, "this file is not read, because of its name");
        diagnostics.push(ignored.help("its name should end in .yaml, in lower case, and not begin with a dot"));
    }
    let raw = Raw {
        root: root.to_owned(),
        settings,
        lookups,
        references_unread: has_references && references.is_none(),
        references,
        references_source,
        indicators,
        editions,
        frameworks,
        unread_frameworks,
        case_ids: all_names.iter().map(|name| source::stem(name).to_owned()).collect(),
    };
    check::common(diagnostics, &raw);
    let examined = examine(diagnostics, &raw, &names, (largest, &notations), keep);
    let frameworks = Frameworks::new(raw.frameworks.into_iter().map(|raw| raw.framework).collect());
    if let (Some(source), Some(settings)) = (&claims_source, &raw.settings) {
        claims::check(diagnostics, source, &claims, &frameworks, &raw.indicators, &settings.studies);
    }
    common.extend(claims_source);
    let broken: BTreeSet<&str> =
        all_names.iter().filter(|name| diagnostics.errors_under(name) > 0).map(|name| source::stem(name)).collect();
    let mut studies: BTreeMap<String, Option<String>> = BTreeMap::new();
    let (mut cards, mut cases, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for one in examined {
        if one.readable {
            studies.insert(one.card.file.clone(), one.card.study.clone());
        }
        // Of two cases with one id, neither is used: their reports would have one name.
        if broken.contains(&*one.card.id) {
            continue;
        }
        cards.push(one.card);
        let (case, source) = one.open.unzip();
        cases.extend(case);
        sources.extend(source);
    }
    let faulty = all_names.iter().filter(|name| broken.contains(source::stem(name))).map(|name| {
        let read = studies.get(name);
        let study = read.cloned().flatten();
        Faulty { id: source::stem(name).to_owned(), missing: Missing { study, readable: read.is_some() } }
    });
    let faulty: Vec<Faulty> = faulty.collect();
    Ok(Workspace {
        root: root.to_owned(),
        files: all_names.len(),
        ids: all_names.iter().map(|name| source::stem(name).to_owned()).collect(),
        faulty,
        cards,
        cases,
        frameworks,
        indicators: raw.indicators,
        notations,
        editions: raw.editions,
        claims,
        references: raw.references.unwrap_or_default(),
        settings: raw.settings,
        templates,
        locales,
        theme,
        style,
        script,
        figures,
        sources,
        common,
    })
}

/// A case that was read and checked, apart from the others.
struct Examined {
    card: Card,
    /// Whether its study is known. If not, it may belong to any.
    readable: bool,
    /// The case and its file, if they are to be kept.
    open: Option<(Case, Arc<Source>)>,
}

/// Reads and checks all cases, on all cores. Those whose files are no YAML are left out.
fn examine(
    diagnostics: &mut Diagnostics,
    raw: &Raw,
    names: &[String],
    (largest, notations): (u64, &BTreeMap<String, Notation>),
    keep: Keep,
) -> Vec<Examined> {
    let none = References::default();
    let checker = Checker::new(raw, diagnostics, &none);
    let rules = diagnostics.apart();
    let known = |id: &StudyId| raw.settings.as_ref().is_some_and(|settings| settings.study(id).is_some());
    let work = |name: &String| {
        let mut found = rules.apart();
        let source = one(&mut found, &raw.root, name, largest);
        let read = source.and_then(|source| timed("read", || case::read::read(&mut found, &source, notations)));
        let examined = read.map(|read| {
            let prose::Named { mut cited, images } = timed("check", || checker.case(&mut found, &read));
            cited.extend(coverage::cited(&read).map(str::to_owned));
            let readable = !read.study_unclear && read.case.study.as_ref().is_none_or(known);
            let card = Card::new(&read.case, read.source.hash(), images);
            let open = (keep == Keep::Open).then_some((read.case, read.source));
            (Examined { card, readable, open }, cited)
        });
        (found.into_all(), examined)
    };
    let mut cited = BTreeSet::new();
    let mut all = Vec::new();
    for (found, examined) in threads::each(names, work) {
        diagnostics.extend(found);
        if let Some((examined, own)) = examined {
            cited.extend(own);
            all.push(examined);
        }
    }
    let again =
        |card: &Card| source::read(&raw.root, &card.file, largest).unwrap_or_else(|_| Source::new(&*card.file, ""));
    identity::cases(diagnostics, all.iter().map(|one| &one.card), again);
    coverage::works(diagnostics, raw, &cited);
    all
}

/// A file that a workspace need not have.
fn if_there(diagnostics: &mut Diagnostics, root: &Path, name: &str, largest: u64) -> Option<Arc<Source>> {
    source::exists(root, name).then(|| one(diagnostics, root, name, largest)).flatten()
}

fn one(diagnostics: &mut Diagnostics, root: &Path, name: &str, largest: u64) -> Option<Arc<Source>> {
    match source::read(root, name, largest) {
        Ok(source) => Some(source),
        Err(fault) => {
            diagnostics.push(unreadable(fault));
            None
        }
    }
}

fn all(
    diagnostics: &mut Diagnostics,
    root: &Path,
    folder: &str,
    extensions: &[&str],
    largest: u64,
) -> Vec<Arc<Source>> {
    let (names, faults) = source::find(root, folder, extensions);
    diagnostics.extend(faults.into_iter().map(unreadable));
    names.iter().filter_map(|name| one(diagnostics, root, name, largest)).collect()
}

fn unreadable(fault: source::Unreadable) -> Diagnostic {
    let span = Span::start_of(&Source::new(fault.name, ""));
    Diagnostic::error(Code::Unreadable, span, format!("this can't be read: {}", fault.reason))
}
