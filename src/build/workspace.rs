//! A sound workspace: what all reports are made of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use crate::analysis::claims::Claims;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::base::threads;
use crate::model::case::card::Card;
use crate::model::case::{self, Case};
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::published::Edition;
use crate::model::references::References;
use crate::model::settings::Settings;
use crate::report::matrix::parts::Missing;
use crate::report::report_id::{ReportId, TABLES};
use crate::report::template::{self, Templates};
use crate::report::view::context::Context;
use crate::yaml::shape::notation::Notation;

/// A workspace in which everything but some of the cases is sound. Only [`Inventory::sound`](crate::build::inventory::Inventory::sound)
/// makes one.
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
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
    pub(crate) notations: BTreeMap<String, Notation>,
    /// What was published, by year.
    pub editions: Vec<Edition>,
    /// The claims, none if there is no such file.
    pub claims: Claims,
    /// The references.
    pub references: References,
    /// The settings.
    pub settings: Settings,
    /// All templates.
    pub templates: Templates,
    /// The languages of the reports, at least one.
    pub locales: Vec<Arc<Locale>>,
    /// What reports look like.
    pub look: Look,
    /// The files of the cases, if they were kept.
    pub(crate) sources: Vec<Arc<Source>>,
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

/// What reports look like: files of the workspace, else the default ones.
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
    /// That of a workspace which has some files of its own.
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
}

impl Workspace {
    /// How many case files there are.
    pub fn files(&self) -> usize {
        self.ids.len()
    }

    /// The first language of the reports.
    pub fn first_locale(&self) -> &Arc<Locale> {
        // Settings always have a language, and each language has a locale.
        &self.locales[0]
    }

    /// What views are made with, in the first language of the reports.
    pub fn context(&self) -> Context<'_> {
        self.context_in(self.first_locale())
    }

    /// What views are made with, in a language.
    pub fn context_in<'s>(&'s self, locale: &'s Locale) -> Context<'s> {
        Context {
            settings: &self.settings,
            locale,
            frameworks: &self.frameworks,
            references: &self.references,
            works: None,
            bound: false,
            indicators: &self.indicators,
            year: None,
            stated_in: "",
        }
    }

    /// The place of a report in the output folder. With several languages each has a folder of its own.
    pub fn place(&self, locale: &Locale, name: &str) -> String {
        if self.locales.len() > 1 { format!("{}/{name}", locale.language) } else { name.to_owned() }
    }

    /// The path of a report in the output folder, without an extension.
    pub fn path(&self, report: &ReportId, locale: &Locale) -> String {
        let is_first = || self.first_locale().language == locale.language;
        match report {
            // The start page of the first language is the one that a reader of the folder opens.
            ReportId::Index if is_first() => report.to_string(),
            _ => self.place(locale, &report.to_string()),
        }
    }

    /// The path of a report's page in the output folder.
    pub fn page(&self, report: &ReportId, locale: &Locale) -> String {
        format!("{}.html", self.path(report, locale))
    }

    /// The path in the output folder of one of a report's tables as a file of its own, with an extension. Tables of a year lie in the
    /// folder of the year.
    pub fn table(&self, report: &ReportId, locale: &Locale, id: &str, extension: &str) -> String {
        let folder = match report {
            ReportId::Portfolio(_) => format!("{report}/"),
            _ => String::new(),
        };
        self.place(locale, &format!("{folder}{TABLES}/{id}.{extension}"))
    }

    /// Reads a case once more, with its file.
    ///
    /// # Errors
    /// If the file is not what it was when it was checked.
    pub fn open(&self, card: &Card) -> Result<(Case, Arc<Source>), Diagnostic> {
        let source = source::read(&self.root, &card.file, self.settings.largest_file()).map_err(unreadable)?;
        let read = (source.hash() == card.hash)
            .then(|| case::read::read(&mut Diagnostics::default(), &source, &self.notations))
            .flatten();
        let changed = || {
            let message = "this file was changed while reports were made of it";
            Diagnostic::error(Code::Unreadable, Span::start_of(&source), message).help("build once more")
        };
        Ok((read.ok_or_else(changed)?.case, source))
    }

    /// Opens all cases without their files, but for those that are left out. What can't be opened is told.
    pub fn open_all(&mut self, left_out: impl Fn(&Card) -> bool + Sync) -> Vec<Diagnostic> {
        // A copy is as small as can be, and in one place: what reading took beside it is given back.
        let open = |card: &Card| self.open(card).map(|(case, _)| case.clone());
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

    /// The file of a case: the one that was kept, or read once more. Nothing if it is gone.
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

/// Cases, each with its file.
pub(crate) fn with_sources<'a>(
    cases: &'a [Case],
    sources: &'a [Arc<Source>],
) -> impl Iterator<Item = (&'a Case, &'a Arc<Source>)> {
    let files: BTreeMap<&str, &Arc<Source>> = sources.iter().map(|source| (source.name(), source)).collect();
    cases.iter().filter_map(move |case| Some((case, *files.get(&*case.file)?)))
}

/// Whether there are mistakes in what all reports depend on: in all but the cases themselves.
pub fn has_common_mistakes(diagnostics: &Diagnostics) -> bool {
    diagnostics.errors() > diagnostics.errors_under("cases/")
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

/// A file that can't be read.
pub(crate) fn unreadable(fault: source::Unreadable) -> Diagnostic {
    let span = Span::start_of(&Source::new(fault.name, ""));
    Diagnostic::error(Code::Unreadable, span, format!("this can't be read: {}", fault.reason))
}
