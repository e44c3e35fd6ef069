//! `build`: which reports are made, in which order, and what becomes of them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::case::Card;
use crate::diagnostic::{Diagnostics, Rigour};
use crate::forms::{Format, Made, Settled};
use crate::ledger::Ledger;
use crate::render::{Found, check_templates};
use crate::report::{Voice, mistakes};
use crate::run::{Outcome, stock, unknown_cases, verdict};
use crate::settings::Years;
use crate::site::{self, Texts};
use crate::source;
use crate::tasks::{annual_years, build_index, build_portfolio, build_summary, build_tasks, build_volume, tasks};
use crate::threads::roomy;
use crate::typeset::world::Stock;
use crate::workspace::{Keep, Workspace, survey};
use crate::write::Folder;

/// What to build.
#[derive(Debug, Default)]
pub struct BuildOptions {
    /// Only these cases and no summary; everything if empty.
    pub cases: Vec<String>,
    /// The forms to write.
    pub formats: Vec<Format>,
    /// Where to, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// Whether the summary may cover fewer cases than there are.
    pub allow_partial: bool,
    /// Whether everything is bound into one volume too.
    pub volume: bool,
    /// The years to make annual reports on, if not those of the settings.
    pub years: Option<Years>,
    /// Whether of several years only the newest is made, for who waits.
    pub newest_year: bool,
    /// What more is asked of the input than the settings ask.
    pub rigour: Rigour,
}

/// `casebook build`: writes every report that can be written, and says what happened.
///
/// # Errors
/// If the program could not work at all.
pub fn build(root: &Path, options: &BuildOptions, voice: Voice) -> Result<Outcome> {
    let start = Instant::now();
    let (diagnostics, ledger) = make(root, options, voice)?;
    voice.diagnostics(&diagnostics)?;
    let Some(ledger) = ledger else {
        voice.say(&mistakes(&diagnostics, "run `casebook build` again; nothing was written"));
        return Ok(verdict(&diagnostics));
    };
    ledger.close(voice, start, &diagnostics);
    Ok(match ledger {
        ledger if ledger.left > 0 => Outcome::Interrupted,
        ledger if ledger.broken => Outcome::Failed,
        _ => verdict(&diagnostics),
    })
}

/// Writes every report that can be written. Without a ledger nothing could be, since what all reports depend on has
/// mistakes.
///
/// # Errors
/// If the program could not work at all.
pub fn make(root: &Path, options: &BuildOptions, voice: Voice) -> Result<(Diagnostics, Option<Ledger>)> {
    let out = options.out.clone().unwrap_or_else(|| root.join("out"));
    if source::is_among_sources(root, &out) {
        bail!("reports can't be written to {}, among the files that they are made from", out.display());
    }
    let mut diagnostics = Diagnostics::default();
    let mut workspace = survey(&mut diagnostics, root, options.rigour, Keep::Cards)?;
    unknown_cases(&workspace, &options.cases)?;
    if workspace.sound(&diagnostics) && workspace.templates.are_own() {
        diagnostics.extend(workspace.open_all(|_| false).into_iter().map(|(_, fault)| fault));
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
        workspace.close_all();
    }
    if !workspace.sound(&diagnostics) {
        return Ok((diagnostics, None));
    }
    let folder = Folder::alone(&out)?;
    let mut years = annual_years(&workspace, options.years.as_ref())?;
    if options.newest_year {
        years.drain(..years.len().saturating_sub(1));
    }
    let stock = stock(&workspace);
    let ledger = Ledger::new(folder, &workspace);
    let mut build = Build { workspace, options, years, stock, voice, ledger, diagnostics, texts: Vec::new() };
    build.cases();
    if options.cases.is_empty() && build.ledger.left == 0 {
        build.across_cases();
    }
    build.shared();
    let Build { workspace, mut ledger, diagnostics, .. } = build;
    let images = [Format::Markdown, Format::Html].iter().all(|form| options.formats.contains(form));
    ledger.find_orphans(&workspace, images);
    Ok((diagnostics, Some(ledger)))
}

/// A build under way.
struct Build<'a> {
    workspace: Workspace,
    options: &'a BuildOptions,
    years: Vec<i32>,
    stock: Stock,
    voice: Voice,
    ledger: Ledger,
    diagnostics: Diagnostics,
    /// What a search can find in the reports.
    texts: Vec<Texts>,
}

impl Build<'_> {
    fn wants(&self, id: &str) -> bool {
        self.options.cases.is_empty() || self.options.cases.iter().any(|wanted| wanted == id)
    }

    /// Makes the reports of cases, each of which is written as soon as it is made.
    fn cases(&mut self) {
        let wanted: Vec<&Card> = self.workspace.cards.iter().filter(|card| self.wants(&card.id)).collect();
        if self.options.formats.contains(&Format::Pdf) {
            self.ledger.kept = wanted.iter().filter(|card| card.hides_names).count();
        }
        let tasks = tasks(&wanted, &self.years);
        let folder = &self.ledger.folder;
        let built = build_tasks(&self.workspace, &tasks, &self.options.formats, &self.stock, folder, self.voice);
        let names: Vec<String> = tasks.iter().map(|task| task.name()).collect();
        for (name, result) in names.iter().zip(built) {
            match result {
                Some(result) => {
                    let settled = self.note(name, result);
                    self.texts.extend(settled.into_iter().flat_map(|settled| settled.texts));
                }
                None => self.ledger.left += 1,
            }
        }
        for faulty in &self.workspace.faulty {
            if self.options.cases.is_empty() || self.options.cases.contains(&faulty.id) {
                self.ledger.failed.push(format!("cases/{}", faulty.id));
                self.ledger.failed.extend(self.years.iter().map(|year| format!("reports/{year}/{}", faulty.id)));
            }
        }
    }

    /// Makes what covers all cases: the summary, its tables, the start page, and the volume if it is asked for.
    fn across_cases(&mut self) {
        let Build { options, voice, .. } = *self;
        if !options.volume {
            self.ledger.find_volumes();
        }
        let failed = std::mem::take(&mut self.ledger.failed);
        let faults = self.workspace.open_all(|card| failed.contains(&format!("cases/{}", card.id)));
        self.ledger.failed = failed;
        for (id, fault) in faults {
            self.diagnostics.push(fault);
            self.ledger.fail(&format!("cases/{id}"));
        }
        let whole = self.ledger.failed.is_empty();
        let settled = (whole || options.allow_partial).then(|| {
            let made = roomy(|| {
                build_summary(&self.workspace, &self.years, &options.formats, &self.stock, &self.ledger.failed)
            });
            self.settle("summary", made)
        });
        let Some(settled) = settled.flatten() else {
            let lacking = ["summary", "index"].into_iter().chain(options.volume.then_some("casebook"));
            lacking.for_each(|name| self.ledger.fail(name));
            self.years.iter().for_each(|year| self.ledger.fail(&format!("reports/{year}")));
            return;
        };
        if options.formats.contains(&Format::Csv) {
            self.ledger.find_old_tables(&settled.written);
        }
        if options.formats.contains(&Format::Html) {
            let mut texts = std::mem::take(&mut self.texts);
            texts.extend(settled.texts);
            let made = build_index(&self.workspace, &self.ledger.failed, &texts, &self.years);
            self.settle("index", made);
        }
        // With cases missing, an outcome says nothing of what changed.
        if let Some(outcomes) = settled.outcomes.filter(|_| whole) {
            self.ledger.remember(&outcomes, voice);
        }
        for year in self.years.clone() {
            let made = roomy(|| {
                let failed = &self.ledger.failed;
                build_portfolio(&self.workspace, year, &self.years, &options.formats, &self.stock, failed)
            });
            self.settle(&format!("reports/{year}"), made);
        }
        if options.volume {
            let made = roomy(|| build_volume(&self.workspace, &self.stock, &self.ledger.failed));
            self.settle("casebook", made);
        }
    }

    /// Makes what all pages share.
    fn shared(&mut self) {
        if !self.options.formats.contains(&Format::Html) {
            return;
        }
        self.settle("site", Ok(Made { files: site::shared(&self.workspace), ..Made::default() }));
        if !self.ledger.folder.path("index.html").is_file() {
            self.voice.say("the pages lead to a start page and a summary, which a build of all cases makes");
        }
    }

    /// Writes what was made of a report, or notes that it could not be made.
    fn settle(&mut self, name: &str, made: Result<Made, Found>) -> Option<Settled> {
        let settled = made.map(|made| made.settle(&self.ledger.folder));
        self.note(name, settled)
    }

    /// Notes what was written of a report, or that it could not be made.
    fn note(&mut self, name: &str, result: Result<Settled, Found>) -> Option<Settled> {
        match result {
            Ok(mut settled) => {
                self.diagnostics.extend(std::mem::take(&mut settled.warnings));
                self.ledger.note(&settled.written, name, self.voice);
                Some(settled)
            }
            Err(found) => {
                self.diagnostics.extend(found);
                self.ledger.fail(name);
                None
            }
        }
    }
}
