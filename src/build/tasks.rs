//! Makes the reports of a build: those of single cases as tasks, on several threads, and those that cover all cases.

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::base::locale::Locale;
use crate::base::terminal::{self, Terminal};
use crate::base::timings::{timed, timed_of};
use crate::base::{interrupt, threads};
use crate::build::doubts::{doubtful_headings, doubtful_tables};
use crate::build::edition::Scope;
use crate::build::faults::Faults;
use crate::build::formats::PDF;
use crate::build::formats::files::{Maker, files, table_files};
use crate::build::render::{
    Draft, annual_document, case_document, peers_document, portfolio_document, summary_document,
};
use crate::build::report::{Made, Report, Settled, Shelf};
use crate::build::site::{self, Texts};
use crate::build::workspace::Workspace;
use crate::build::{state, volume};
use crate::model::case::Case;
use crate::model::case::card::Card;
use crate::model::disclosed::Disclosed;
use crate::model::settings::Years;
use crate::report::report_id::ReportId;

/// Returns the years to make annual reports on: those in `asked`, else those in the settings, as far as there are records of
/// them.
///
/// # Errors
/// If no case has a record of a year in `asked`, unless case files with mistakes may have one.
pub fn annual_years(workspace: &Workspace, asked: Option<&Years>) -> Result<Vec<i32>> {
    let known: BTreeSet<i32> = workspace.cards.iter().flat_map(|card| card.years.iter().copied()).collect();
    let own = workspace.settings.years.as_ref();
    match asked.or(own) {
        None => Ok(Vec::new()),
        Some(Years::Newest) => {
            let of = match own {
                Some(Years::Some(years)) => years.iter().filter(|year| known.contains(year)).max(),
                _ => known.last(),
            };
            Ok(of.copied().into_iter().collect())
        }
        Some(Years::All) => Ok(known.into_iter().collect()),
        Some(Years::Some(years)) => {
            if let Some(year) = years
                .iter()
                .find(|year| !known.contains(year))
                .filter(|_| asked.is_some() && workspace.faulty.is_empty())
            {
                let there: Vec<String> = known.iter().map(ToString::to_string).collect();
                bail!("no case has a record of {year}; there are records of {}", there.join(", "));
            }
            Ok(years.iter().copied().filter(|year| known.contains(year)).collect::<BTreeSet<_>>().into_iter().collect())
        }
    }
}

/// Returns those of the years that a case has a record of.
pub fn reported(card: &Card, years: &[i32]) -> Vec<i32> {
    years.iter().copied().filter(|year| card.years.contains(year)).collect()
}

/// A report on a case, which is made on one thread.
pub struct Task<'a> {
    /// The case.
    pub card: &'a Card,
    /// The year, if it is an annual report.
    pub year: Option<i32>,
    /// The years of all annual reports on the case.
    pub years: Vec<i32>,
}

impl Task<'_> {
    /// Returns the id of the report.
    pub fn id(&self) -> ReportId {
        let report = ReportId::of_case(&self.card.id);
        self.year.map_or_else(|| report.clone(), |year| report.in_year(year))
    }

    /// Returns the case as the report shows it: as it stood in the year of an annual report, else as it is.
    pub fn case<'c>(&self, case: &'c Case) -> Cow<'c, Case> {
        self.year.and_then(|year| case.as_of(year)).map_or(Cow::Borrowed(case), Cow::Owned)
    }

    /// Drafts the report in a language.
    pub fn draft(&self, workspace: &Workspace, locale: &Locale, case: &Case) -> Result<Draft, Faults> {
        match self.year {
            Some(year) => annual_document(workspace, locale, case, year),
            None => case_document(workspace, locale, case),
        }
    }

    /// Makes the report in all languages, from the case and its file.
    pub fn make(&self, maker: Maker, opened: &Disclosed) -> Result<Made, Faults> {
        let workspace = maker.workspace;
        let case = self.case(&opened.case);
        let mut made = Made::default();
        for locale in &workspace.locales {
            let draft = timed("draft", || self.draft(workspace, locale, &case))?;
            let years = self.years.clone();
            let (origin, tables) = (Some(opened.source.clone()), BTreeSet::new());
            let report = Report { id: self.id(), locale: locale.clone(), draft, origin, tables, years };
            made.add(files(maker, &report, Scope::One(opened))?);
        }
        Ok(made)
    }
}

/// Returns tasks for the reports of the cases, then for their annual reports.
pub fn tasks<'a>(cards: &[&'a Card], years: &[i32]) -> Vec<Task<'a>> {
    let own = cards.iter().map(|card| Task { card, year: None, years: reported(card, years) });
    let annual = years.iter().flat_map(|year| {
        let found = cards.iter().filter(|card| card.years.contains(year));
        found.map(|card| Task { card, year: Some(*year), years: reported(card, years) })
    });
    own.chain(annual).collect()
}

/// Makes and writes the reports of all tasks. The results are in the order of the tasks; `None` stands for a report that was not
/// begun because the build was interrupted.
pub fn build_tasks(
    maker: Maker,
    tasks: &[Task],
    shelf: Shelf,
    terminal: Terminal,
) -> Vec<Option<Result<Settled, Faults>>> {
    let bar = terminal::progress(terminal, tasks.len());
    let results = threads::each(tasks, |task| {
        if interrupt::asked() {
            return None;
        }
        let name = task.id().to_string();
        bar.set_message(name.clone());
        let opened = timed("open", || maker.workspace.open(task.card)).map_err(|fault| vec![fault]);
        let made = opened.and_then(|opened| timed_of("report", &name, || task.make(maker, &opened)));
        let settled = made.map(|made| timed("write", || made.settle(shelf)));
        bar.inc(1);
        Some(settled)
    });
    bar.finish_and_clear();
    results
}

/// Makes the annual report on all cases, in all languages, with its tables as CSV.
///
/// # Errors
/// The mistakes that keep it from being made.
pub fn build_portfolio(maker: Maker, year: i32, years: &[i32], failed: &[ReportId]) -> Result<Made, Faults> {
    let workspace = maker.workspace;
    let mut made = Made::default();
    made.messages.extend(doubtful_headings(workspace, year, failed));
    for locale in &workspace.locales {
        let (draft, tables) = portfolio_document(workspace, locale, year, failed)?;
        let ids = tables.iter().map(|table| table.id.clone()).collect();
        let (id, years) = (ReportId::Portfolio(year), years.to_vec());
        let report = Report { id, locale: locale.clone(), draft, origin: None, tables: ids, years };
        made.add(files(maker, &report, Scope::All(failed))?);
        for table in tables {
            made.files.extend(table_files(maker, locale, &report.id, &table)?);
        }
    }
    Ok(made)
}

/// Makes the sheet on where a case stands among the others in a year, in all languages. Only the case's own file is attached.
///
/// # Errors
/// The mistakes that keep it from being made.
pub fn build_peers(
    maker: Maker,
    (year, years): (i32, &[i32]),
    case: &str,
    failed: &[ReportId],
) -> Result<Made, Faults> {
    let workspace = maker.workspace;
    let mut made = Made::default();
    let card = workspace.cards.iter().find(|card| card.id == case);
    let own = card.and_then(|card| Some((workspace.open(card).ok()?, reported(card, years))));
    let case = workspace.cases.iter().find(|own| *own.id == *case);
    let Some((case, (opened, years))) = case.zip(own) else { return Ok(made) };
    for locale in &workspace.locales {
        let draft = peers_document(workspace, locale, year, case, failed)?;
        let id = ReportId::Peers { year, case: case.id.to_string() };
        let (origin, tables, years) = (Some(opened.source.clone()), BTreeSet::new(), years.clone());
        let report = Report { id, locale: locale.clone(), draft, origin, tables, years };
        made.add(files(maker, &report, Scope::One(&opened))?);
    }
    Ok(made)
}

/// Makes the summary in all languages and formats, with its tables as CSV and the outcomes of claims.
///
/// # Errors
/// The mistakes that keep it from being made.
pub fn build_summary(maker: Maker, years: &[i32], failed: &[ReportId]) -> Result<Made, Faults> {
    let workspace = maker.workspace;
    let mut made = Made::default();
    made.messages.extend(doubtful_tables(workspace, failed));
    for locale in &workspace.locales {
        let (draft, tables) = timed("tables", || summary_document(workspace, locale, failed))?;
        let claims = tables.iter().find(|table| table.kind == "claims");
        // The outcomes are the same in all languages, so those of the first are enough.
        made.outcomes.get_or_insert(claims.map(state::outcomes).unwrap_or_default());
        for table in &tables {
            made.files.extend(table_files(maker, locale, &ReportId::Summary, table)?);
        }
        let tables = tables.into_iter().map(|table| table.id).collect();
        let (locale, years) = (locale.clone(), years.to_vec());
        let report = Report { id: ReportId::Summary, locale, draft, origin: None, tables, years };
        made.add(files(maker, &report, Scope::All(failed))?);
    }
    Ok(made)
}

/// Makes the start page of the site, in all languages.
pub fn build_index(workspace: &Workspace, failed: &[ReportId], texts: &[Texts], years: &[i32]) -> Result<Made, Faults> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let page = site::index(workspace, locale, failed, texts, years)?;
        made.files.push((workspace.page(&ReportId::Index, locale), page.into_bytes()));
    }
    Ok(made)
}

/// Makes the volume in all languages, as PDF only: its parts exist as Markdown already.
///
/// # Errors
/// The mistakes that keep it from being made.
pub fn build_volume(maker: Maker, failed: &[ReportId]) -> Result<Made, Faults> {
    let workspace = maker.workspace;
    let mut made = Made::default();
    for locale in &workspace.locales {
        let draft = volume::draft(workspace, locale, failed)?;
        let (tables, years) = (BTreeSet::new(), Vec::new());
        let report = Report { id: ReportId::Volume, locale: locale.clone(), draft, origin: None, tables, years };
        made.add(files(Maker { formats: &[PDF], ..maker }, &report, Scope::All(failed))?);
    }
    Ok(made)
}
