//! Reads and checks all files of a workspace, whatever mistakes they have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::analysis::claims::{self, Claims};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::locale::{self, Locale};
use crate::base::rules::Code;
use crate::base::source::{self, LARGEST_FILE, Source, Span};
use crate::base::text::LanguageCode;
use crate::base::threads;
use crate::base::timings::timed;
use crate::build::workspace::{Faulty, Look, Workspace, has_common_mistakes, unreadable, with_sources};
use crate::check::{self, Checker, Raw, coverage, identity, prose};
use crate::model::case::card::Card;
use crate::model::case::{self, Case};
use crate::model::framework::RawFramework;
use crate::model::framework::{self, links::Frameworks};
use crate::model::indicator::{self, Indicators};
use crate::model::published::{self, Edition};
use crate::model::references::{self, References};
use crate::model::settings::{self, Settings};
use crate::report::matrix::parts::Missing;
use crate::report::template::{self, Templates};
use crate::report::view::scene::Scene;
use crate::yaml::lookup::ByFile;
use crate::yaml::shape::ids::StudyId;
use crate::yaml::shape::notation::Notation;

/// The extensions of files that users write.
const YAML: [&str; 2] = ["yaml", "yml"];

/// What is kept of the cases when they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// All of them, open.
    Open,
    /// Their cards. With thousands of cases that is a fraction of the memory (docs/performance.md).
    Cards,
}

/// A workspace that was read and checked, whatever mistakes it has: for commands that need but a part of it. Reports are made of a
/// [`Workspace`].
pub struct Survey {
    /// All that is wrong.
    pub diagnostics: Diagnostics,
    /// The settings, if they could be read.
    pub settings: Option<Settings>,
    /// The ids of all case files, those with mistakes too.
    pub ids: Vec<String>,
    /// The frameworks that could be read.
    pub frameworks: Frameworks,
    /// The indicators: those of the program, and the workspace's own.
    pub indicators: Indicators,
    /// The references; none if they could not be read.
    pub references: References,
    /// The languages of the reports, at least one.
    locales: Vec<Arc<Locale>>,
    root: PathBuf,
    cases: Cases,
    notations: BTreeMap<String, Notation>,
    editions: Vec<Edition>,
    claims: Claims,
    templates: Templates,
    look: Look,
    common: Vec<Arc<Source>>,
}

impl Survey {
    /// The workspace, if all is sound but the cases themselves, with all that is doubtful, and with the mistakes in cases.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn sound(self) -> Result<(Workspace, Diagnostics), Diagnostics> {
        let Survey { diagnostics, ids, frameworks, indicators, references, locales, root, cases, .. } = self;
        let Survey { notations, editions, claims, templates, look, common, .. } = self;
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

    /// Whether some cases have mistakes.
    pub fn is_partial(&self) -> bool {
        !self.cases.faulty.is_empty()
    }

    /// The cases without mistakes, each with its file, if they were kept open.
    pub fn with_sources(&self) -> impl Iterator<Item = (&Case, &Arc<Source>)> {
        with_sources(&self.cases.open, &self.cases.sources)
    }

    /// What tables of indicators are made with, if the settings could be read.
    pub fn scene(&self) -> Option<Scene<'_>> {
        Some(Scene {
            settings: self.settings.as_ref()?,
            locale: self.locales.first()?,
            frameworks: &self.frameworks,
            references: &self.references,
            works: None,
            bound: false,
            indicators: &self.indicators,
            year: None,
            stated_in: "",
        })
    }
}

/// Reads and checks a whole workspace, and keeps no more of its cases than is asked for. `strictness` asks more of it than the settings
/// do.
///
/// # Errors
/// If the program could not work at all.
pub fn survey(root: &Path, strictness: Strictness, keep: Keep) -> Result<Survey> {
    let mut reader = Reader::new(root);
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
    let Reader { mut diagnostics, largest, mut common, lookups, .. } = reader;
    let raw = Raw {
        root: root.to_owned(),
        settings,
        lookups,
        references_unread: references.is_unread(),
        references: references.read,
        references_source: references.source,
        indicators,
        editions,
        frameworks: frameworks.read,
        unread_frameworks: frameworks.unread,
        case_ids: names.ids(),
    };
    check::common(&mut diagnostics, &raw);
    let checked =
        check_cases(&mut diagnostics, &raw, &names.readable, Reading { largest, notations: &notations, keep });
    let frameworks = Frameworks::new(raw.frameworks.into_iter().map(|raw| raw.framework).collect());
    if let (Some(source), Some(settings)) = (&claims_source, &raw.settings) {
        claims::check(&mut diagnostics, source, &claims, &frameworks, &raw.indicators, &settings.studies);
    }
    common.extend(claims_source);
    Ok(Survey {
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

/// Reads the files of a workspace, one kind after the other.
struct Reader<'a> {
    root: &'a Path,
    diagnostics: Diagnostics,
    /// The size of the largest file that is read, in bytes.
    largest: u64,
    /// The files that all cases have in common.
    common: Vec<Arc<Source>>,
    /// The names in them that are still to be looked up.
    lookups: ByFile,
}

/// References as they were read.
struct ReadReferences {
    source: Option<Arc<Source>>,
    read: Option<References>,
    /// Whether there is a file of them.
    exists: bool,
}

impl ReadReferences {
    /// Whether there are references of which nobody knows which.
    fn is_unread(&self) -> bool {
        self.exists && self.read.is_none()
    }
}

/// Frameworks as they were read.
struct ReadFrameworks {
    read: Vec<RawFramework>,
    /// The ids of those that could not be read.
    unread: Vec<String>,
}

/// What reports are laid out with.
struct Layout {
    templates: Templates,
    locales: Vec<Arc<Locale>>,
    look: Look,
}

/// The names of case files.
struct CaseNames {
    /// Those that are files which can be read.
    readable: Vec<String>,
    /// All of them.
    all: Vec<String>,
}

impl CaseNames {
    fn ids(&self) -> Vec<String> {
        self.all.iter().map(|name| source::stem(name).to_owned()).collect()
    }
}

impl<'a> Reader<'a> {
    fn new(root: &'a Path) -> Reader<'a> {
        let (common, lookups) = (Vec::new(), ByFile::new());
        Reader { root, diagnostics: Diagnostics::default(), largest: LARGEST_FILE, common, lookups }
    }

    fn settings(&mut self, strictness: Strictness) -> Option<Settings> {
        let source = self.one("casebook.yaml");
        self.common.extend(source.clone());
        let settings = source.and_then(|source| {
            let (settings, names) = settings::read(&mut self.diagnostics, &source);
            self.lookups.push((source, names));
            settings
        });
        let rules = settings.as_ref().map(|settings| settings.rules.0.clone()).unwrap_or_default();
        self.diagnostics.set_levels(rules, strictness);
        self.largest = settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file);
        settings
    }

    fn references(&mut self) -> ReadReferences {
        let exists = source::exists(self.root, "references.yaml");
        let source = self.if_there("references.yaml");
        self.common.extend(source.clone());
        let read = source.as_ref().and_then(|source| references::read(&mut self.diagnostics, source));
        ReadReferences { source, read, exists }
    }

    fn claims(&mut self) -> (Option<Arc<Source>>, Claims) {
        let source = self.if_there("claims.yaml");
        let claims = source.as_ref().map_or_else(Claims::default, |source| {
            let (claims, names) = claims::read(&mut self.diagnostics, source);
            self.lookups.push((source.clone(), names));
            claims
        });
        (source, claims)
    }

    fn frameworks(&mut self) -> ReadFrameworks {
        let sources = self.all("frameworks", &YAML);
        let read: Vec<_> = sources.iter().map(|source| framework::read::read(&mut self.diagnostics, source)).collect();
        let unread = sources.iter().zip(&read).filter(|(_, framework)| framework.is_none());
        let unread = unread.map(|(source, _)| source.stem().to_owned());
        let names = source::find(self.root, "frameworks", &YAML).0.into_iter();
        let unreadable = names.filter(|name| !sources.iter().any(|source| source.name() == name));
        let unread = unread.chain(unreadable.map(|name| source::stem(&name).to_owned())).collect();
        self.common.extend(sources);
        ReadFrameworks { read: read.into_iter().flatten().collect(), unread }
    }

    fn indicators(&mut self) -> Indicators {
        let sources = self.all("indicators", &YAML);
        let (indicators, names) = indicator::read::read(&mut self.diagnostics, &sources);
        self.lookups.extend(names);
        indicators
    }

    fn editions(&mut self, notations: &BTreeMap<String, Notation>) -> Vec<Edition> {
        let sources = self.all(published::FOLDER, &YAML);
        let read = |source: Arc<Source>| {
            let (edition, names) = published::read(&mut self.diagnostics, &source, notations)?;
            self.lookups.push((source, names));
            Some(edition)
        };
        sources.into_iter().filter_map(read).collect()
    }

    /// Templates, fixed words, and what reports look like.
    fn layout(&mut self, settings: Option<&Settings>) -> Result<Layout> {
        let sources = self.all("templates", &["md", "html", "typ", "css", "js"]);
        let is_plain = |source: &Arc<Source>| [".typ", ".css", ".js"].iter().any(|end| source.name().ends_with(end));
        let (plain, own): (Vec<_>, Vec<_>) = sources.into_iter().partition(is_plain);
        let words = self.all("templates/locales", &["ftl"]);
        let languages: Vec<&str> = settings.map_or_else(|| vec!["en"], |settings| settings.language.codes().collect());
        let file = self.common.first();
        let mark = |at: usize| file.zip(settings?.language.mark(at)).map(|(source, mark)| mark.span(source));
        let locales = locale::load(&mut self.diagnostics, &languages, &words, mark)?;
        let locales: Vec<Arc<Locale>> = locales.into_iter().map(Arc::new).collect();
        let templates = template::load(&mut self.diagnostics, &own, &locales);
        Ok(Layout { templates, locales, look: Look::new(&plain) })
    }

    fn case_names(&mut self) -> CaseNames {
        let (readable, faults) = source::find(self.root, "cases", &YAML);
        let all: Vec<String> = readable.iter().chain(faults.iter().map(|fault| &fault.name)).cloned().collect();
        self.diagnostics.extend(faults.into_iter().map(unreadable));
        if all.is_empty() {
            let span = Span::start_of(&Source::new("casebook.yaml", ""));
            let nothing = Diagnostic::error(Code::NoCases, span, "there is no case file in cases/");
            self.diagnostics.push(nothing.help("add one with `casebook new NAME`; its name ends in .yaml"));
        }
        CaseNames { readable, all }
    }

    /// Points out files that look like some of a workspace and are not read, because of their names.
    fn point_out_misnamed(&mut self, look: &Look) {
        let drawn: Vec<&str> = look.figures.iter().map(|(name, _)| name.as_str()).collect();
        let is_language = |name: &str| name.parse::<LanguageCode>().is_ok();
        let templates = source::misnamed_templates(self.root, &drawn, is_language);
        let help = "docs/templates.md lists the names of templates; fixed words are in locales/CODE.ftl";
        let templates = templates.into_iter().map(|name| misnamed(name).help(help));
        let folders = ["cases", "frameworks", "indicators", "published"].into_iter();
        let others = folders.flat_map(|folder| source::misnamed(self.root, folder));
        let others = others.chain(source::misspelt(self.root));
        let help = "its name should end in .yaml, in lower case, and not begin with a dot";
        let others = others.map(|name| misnamed(name).help(help));
        self.diagnostics.extend(templates.chain(others));
    }

    /// A file that a workspace need not have.
    fn if_there(&mut self, name: &str) -> Option<Arc<Source>> {
        source::exists(self.root, name).then(|| self.one(name)).flatten()
    }

    fn one(&mut self, name: &str) -> Option<Arc<Source>> {
        read_file(&mut self.diagnostics, self.root, name, self.largest)
    }

    /// The files of a folder that have one of some extensions.
    fn all(&mut self, folder: &str, extensions: &[&str]) -> Vec<Arc<Source>> {
        let (names, faults) = source::find(self.root, folder, extensions);
        self.diagnostics.extend(faults.into_iter().map(unreadable));
        names.iter().filter_map(|name| self.one(name)).collect()
    }
}

/// A case that was read and checked, apart from the others.
struct Checked {
    card: Card,
    /// Whether its study is known. If not, it may belong to any.
    readable: bool,
    /// The case and its file, if they are to be kept.
    open: Option<(Case, Arc<Source>)>,
}

/// How cases are read.
struct Reading<'a> {
    /// The size of the largest file that is read, in bytes.
    largest: u64,
    notations: &'a BTreeMap<String, Notation>,
    keep: Keep,
}

/// Reads and checks all cases, on all cores. Those whose files are no YAML are left out.
fn check_cases(diagnostics: &mut Diagnostics, raw: &Raw, names: &[String], reading: Reading) -> Vec<Checked> {
    let none = References::default();
    let checker = Checker::new(raw, diagnostics, &none);
    let rules = diagnostics.apart();
    let is_known = |id: &StudyId| raw.settings.as_ref().is_some_and(|settings| settings.study(id).is_some());
    let work = |name: &String| {
        let mut found = rules.apart();
        let source = read_file(&mut found, &raw.root, name, reading.largest);
        let read = source.and_then(|source| timed("read", || case::read::read(&mut found, &source, reading.notations)));
        let checked = read.map(|read| {
            let prose::Named { mut cited, images } = timed("check", || checker.case(&mut found, &read));
            cited.extend(coverage::cited(&read).map(str::to_owned));
            let readable = !read.study_unclear && read.case.study.as_ref().is_none_or(is_known);
            let card = Card::new(&read.case, read.source.hash(), images);
            let open = (reading.keep == Keep::Open).then_some((read.case, read.source));
            (Checked { card, readable, open }, cited)
        });
        (found.into_all(), checked)
    };
    let mut cited = BTreeSet::new();
    let mut all = Vec::new();
    for (found, checked) in threads::each(names, work) {
        diagnostics.extend(found);
        if let Some((checked, own)) = checked {
            cited.extend(own);
            all.push(checked);
        }
    }
    let again = |card: &Card| {
        source::read(&raw.root, &card.file, reading.largest).unwrap_or_else(|_| Source::new(&*card.file, ""))
    };
    identity::cases(diagnostics, all.iter().map(|one| &one.card), again);
    coverage::works(diagnostics, raw, &cited);
    all
}

/// The cases of a workspace, those without mistakes apart from the others.
struct Cases {
    faulty: Vec<Faulty>,
    cards: Vec<Card>,
    /// Those that were kept open.
    open: Vec<Case>,
    /// Their files.
    sources: Vec<Arc<Source>>,
}

/// Parts cases without mistakes from those with some. Of two cases with one id, neither is used: their reports would have one name.
fn sort_out(diagnostics: &Diagnostics, checked: Vec<Checked>, names: &[String]) -> Cases {
    let has_mistakes = |name: &&String| diagnostics.errors_under(name) > 0;
    let broken: BTreeSet<&str> = names.iter().filter(has_mistakes).map(|name| source::stem(name)).collect();
    let mut studies: BTreeMap<String, Option<String>> = BTreeMap::new();
    let (mut cards, mut open, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for one in checked {
        if one.readable {
            studies.insert(one.card.file.clone(), one.card.study.clone());
        }
        if broken.contains(&*one.card.id) {
            continue;
        }
        cards.push(one.card);
        let (case, source) = one.open.unzip();
        open.extend(case);
        sources.extend(source);
    }
    let faulty = names.iter().filter(|name| broken.contains(source::stem(name))).map(|name| {
        let read = studies.get(name);
        let study = read.cloned().flatten();
        Faulty { id: source::stem(name).to_owned(), missing: Missing { study, readable: read.is_some() } }
    });
    Cases { faulty: faulty.collect(), cards, open, sources }
}

fn read_file(diagnostics: &mut Diagnostics, root: &Path, name: &str, largest: u64) -> Option<Arc<Source>> {
    match source::read(root, name, largest) {
        Ok(source) => Some(source),
        Err(fault) => {
            diagnostics.push(unreadable(fault));
            None
        }
    }
}

fn misnamed(name: String) -> Diagnostic {
    let span = Span::start_of(&Source::new(name, ""));
    Diagnostic::warning(Code::Misnamed, span, "this file is not read, because of its name")
}
