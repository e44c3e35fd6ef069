//! A sound workspace, which all reports are made from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use crate::analysis::claims::Claims;
use crate::analysis::peers::are_enough;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::fixed_words;
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::base::threads;
use crate::model::case::Case;
use crate::model::case::card::Card;
use crate::model::case::protected::Protected;
use crate::model::disclosed::Disclosed;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::published::Edition;
use crate::model::references::References;
use crate::model::settings::Settings;
use crate::report::matrix::parts::Missing;
use crate::report::report_id::{ReportId, TABLES};
use crate::report::template::{self, Templates};
use crate::report::view::context::Context;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::notation::Notations;

/// A workspace without mistakes, except in some of its cases. Only
/// [`Inventory::sound`](crate::build::inventory::Inventory::sound) makes one.
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// For whom reports are made.
    pub audience: Audience,
    /// The names that it may not know.
    pub protected: Vec<Protected>,
    /// The ids of all case files that it may know of, those with mistakes too.
    pub ids: Vec<String>,
    /// Cases that can't be used, since their files have mistakes.
    pub faulty: Vec<Faulty>,
    /// Cases that the audience may not know of.
    pub withheld: Vec<Missing>,
    /// What is gone with people who withdrew their consent.
    pub withdrawn: Vec<Withdrawn>,
    /// The cards of the cases without mistakes.
    pub cards: Vec<Card>,
    /// These cases in full, while they are open.
    pub cases: Vec<Case>,
    /// All frameworks.
    pub frameworks: Frameworks,
    /// The built-in indicators, and the workspace's own.
    pub indicators: Indicators,
    /// How the figures of each indicator are written, by indicator id.
    pub(crate) notations: Notations,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// The claims; none if there is no `claims.yaml`.
    pub claims: Claims,
    /// The references.
    pub references: References,
    /// The settings.
    pub settings: Settings,
    /// All templates.
    pub templates: Templates,
    /// The languages of the reports, at least one.
    pub locales: Vec<Arc<Locale>>,
    /// The files that determine what reports look like.
    pub look: Look,
    /// The workspace's own files of fixed words.
    pub words: Vec<Arc<Source>>,
    /// The files of the cases, if they were kept in memory.
    pub(crate) sources: Vec<Arc<Source>>,
    /// The files that all cases have in common: settings, references, frameworks and claims.
    pub common: Vec<Arc<Source>>,
}

/// A case that can't be used, since its file has mistakes.
pub struct Faulty {
    /// The id: the name of its file without the extension, which may not be a valid id.
    pub id: String,
    /// What tables need to know about it, to count it as missing.
    pub missing: Missing,
}

/// What is gone with people who withdrew their consent.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The id of the case.
    pub case: String,
    /// How many people withdrew.
    pub people: usize,
    /// How many sources are gone with them.
    pub sources: usize,
    /// How many statements are gone with them.
    pub statements: usize,
}

/// The files that determine what reports look like: the workspace's own, else the default ones.
pub struct Look {
    /// The theme of PDFs.
    pub theme: Arc<Source>,
    /// The style sheet of the site.
    pub style: Arc<Source>,
    /// The script of the site.
    pub script: Arc<Source>,
    /// The files that draw figures, by their paths in `templates/`.
    pub figures: Vec<(String, Arc<Source>)>,
}

impl Look {
    /// Takes the workspace's `own` files, and the default for each file that it does not have.
    pub fn new(own: &[Arc<Source>]) -> Look {
        let file = |name: &str| {
            let own = own.iter().find(|source| source.name().strip_prefix("templates/") == Some(name)).cloned();
            let usual = || Source::new(format!("the default {name}"), template::default(name).unwrap_or_default());
            own.unwrap_or_else(usual)
        };
        let [theme, style, script] = ["theme.typ", "site.css", "site.js"].map(file);
        let figures = template::DEFAULTS.iter().filter(|(name, _)| name.starts_with("figures/"));
        let figures = figures.map(|(name, _)| ((*name).to_owned(), file(name))).collect();
        Look { theme, style, script, figures }
    }

    /// The files that the workspace has of its own.
    pub fn own(&self) -> impl Iterator<Item = &Arc<Source>> {
        let all = [&self.theme, &self.style, &self.script].into_iter();
        all.chain(self.figures.iter().map(|(_, source)| source))
            .filter(|source| source.name().starts_with("templates/"))
    }
}

impl Workspace {
    /// Whether it has several clusters, and so annual reports on all of them.
    pub fn is_portfolio(&self) -> bool {
        self.ids.len() > 1
    }

    /// How many cases there are that its readers may know of, those included that are not in it if it is an edition.
    pub fn all(&self) -> usize {
        self.ids.len() + self.settings.others()
    }

    /// Returns the cases that get a sheet on where they stand among the others in a year: none if the settings ask for no sheets, or
    /// there are too few cases. Those whose reports are in `failed` are no part of it.
    pub fn among_peers(&self, year: i32, failed: &[ReportId]) -> Vec<&Card> {
        let is_there = |card: &&Card| card.years.contains(&year) && !failed.contains(&ReportId::of_case(&card.id));
        let there: Vec<&Card> = self.cards.iter().filter(is_there).collect();
        if self.settings.has_peers() && are_enough(there.len()) { there } else { Vec::new() }
    }

    /// Returns the id of the words that every document has on its first page, if it is not for the public.
    pub fn notice(&self) -> Option<&'static str> {
        match self.audience {
            Audience::Public => None,
            Audience::Participants => Some("for-participants"),
            Audience::Internal => Some("for-internal"),
        }
    }

    /// Returns the number of all case files, including those with mistakes and those that the audience may not know of.
    pub fn files(&self) -> usize {
        self.ids.len() + self.withheld.len()
    }

    /// The first language of the reports.
    pub fn first_locale(&self) -> &Arc<Locale> {
        // Settings always have a language, and each language has a locale.
        &self.locales[0]
    }

    /// Returns the context for making views, in the first language of the reports.
    pub fn context(&self) -> Context<'_> {
        self.context_in(self.first_locale())
    }

    /// Returns the context for making views, in a language.
    pub fn context_in<'s>(&'s self, locale: &'s Locale) -> Context<'s> {
        let context = Context::new(&self.settings, locale, &self.frameworks, &self.references, &self.indicators);
        Context { cards: &self.cards, ..context }
    }

    /// Returns the path of a file in the output folder. With several languages, each has its own folder.
    pub fn place(&self, locale: &Locale, name: &str) -> String {
        if self.locales.len() > 1 { format!("{}/{name}", locale.language) } else { name.to_owned() }
    }

    /// Returns the path of a report in the output folder, without an extension.
    pub fn path(&self, report: &ReportId, locale: &Locale) -> String {
        let is_first = || self.first_locale().language == locale.language;
        match report {
            // The start page of the first language lies at the top, where readers look first.
            ReportId::Index if is_first() => report.to_string(),
            _ => self.place(locale, &report.to_string()),
        }
    }

    /// Returns the path of a report's page in the output folder.
    pub fn page(&self, report: &ReportId, locale: &Locale) -> String {
        format!("{}.html", self.path(report, locale))
    }

    /// Returns the path in the output folder of a report's table as a separate file. Tables of an annual report lie in the folder
    /// of its year.
    pub fn table(&self, report: &ReportId, locale: &Locale, id: &str, extension: &str) -> String {
        let folder = match report {
            ReportId::Portfolio(_) => format!("{report}/"),
            _ => String::new(),
        };
        self.place(locale, &format!("{folder}{TABLES}/{id}.{extension}"))
    }

    /// Reads a case again, for the audience.
    ///
    /// # Errors
    /// If the file can't be read, or has changed since it was checked.
    pub fn open(&self, card: &Card) -> Result<Disclosed, Diagnostic> {
        let source = source::read(&self.root, &card.file, self.settings.largest_file()).map_err(unreadable)?;
        let read =
            (source.hash() == card.hash).then(|| Disclosed::read(&source, &self.notations, self.audience)).flatten();
        let changed = || {
            let message = "this file was changed while reports were made of it";
            Diagnostic::error(Code::Unreadable, Span::start_of(&source), message).help("build once more")
        };
        read.ok_or_else(changed)
    }

    /// Opens all cases except those that are `left_out`, and does not keep their files. Returns a message for each case that
    /// can't be opened.
    pub fn open_all(&mut self, left_out: impl Fn(&Card) -> bool + Sync) -> Vec<Diagnostic> {
        // A clone takes as little memory as possible, all in one place; what reading allocated besides is freed.
        let open = |card: &Card| self.open(card).map(|opened| opened.case.clone());
        let opened = threads::each(&self.cards, |card| (!left_out(card)).then(|| open(card)));
        let mut faults = Vec::new();
        for opened in opened.into_iter().flatten() {
            match opened {
                Ok(case) => self.cases.push(case),
                Err(fault) => faults.push(fault),
            }
        }
        faults
    }

    /// Returns the file of a case: the one kept in memory, else read again. Returns `None` if it can't be read.
    pub fn source(&self, card: &Card) -> Option<Arc<Source>> {
        let kept = self.sources.iter().find(|source| source.name() == card.file);
        kept.cloned().or_else(|| source::read(&self.root, &card.file, self.settings.largest_file()).ok())
    }

    /// Closes all cases.
    pub fn close_all(&mut self) {
        self.cases = Vec::new();
    }

    /// The cases, each with its file.
    pub fn with_sources(&self) -> impl Iterator<Item = (&Case, &Arc<Source>)> {
        with_sources(&self.cases, &self.sources)
    }
}

/// The program's own file of that name; empty if it has none.
pub fn usual(source: &Source) -> &'static str {
    let Some(name) = source.name().strip_prefix("templates/") else { return "" };
    let words = || {
        let language = name.strip_prefix("locales/")?.strip_suffix(".ftl")?;
        fixed_words::DEFAULTS.iter().find(|(own, _)| *own == language).map(|(_, text)| *text)
    };
    template::default(name).or_else(words).unwrap_or_default()
}

/// Cases, each with its file.
pub(crate) fn with_sources<'a>(
    cases: &'a [Case],
    sources: &'a [Arc<Source>],
) -> impl Iterator<Item = (&'a Case, &'a Arc<Source>)> {
    let files: BTreeMap<&str, &Arc<Source>> = sources.iter().map(|source| (source.name(), source)).collect();
    cases.iter().filter_map(move |case| Some((case, *files.get(&*case.file)?)))
}

/// Returns whether there are mistakes in files that all reports depend on, that is, in any file outside of `cases/`.
pub fn has_common_mistakes(diagnostics: &Diagnostics) -> bool {
    diagnostics.errors() > diagnostics.errors_under("cases/")
}

/// Finds the workspace: the given folder, else the nearest folder with a `casebook.yaml`, from the current one upwards.
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

/// Returns the message about a file that can't be read.
pub(crate) fn unreadable(fault: source::Unreadable) -> Diagnostic {
    let span = Span::start_of(&Source::new(fault.name, ""));
    Diagnostic::error(Code::Unreadable, span, format!("this can't be read: {}", fault.reason))
}
