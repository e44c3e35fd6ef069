//! The reports of a build as tasks: those of cases, each on any thread, and those that cover all cases.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};

use crate::case::Case;
use crate::forms::{Format, Made, Report};
use crate::locale::Locale;
use crate::matrix::table::csv;
use crate::render::{
    Draft, Found, annual_document, case_document, files_of_case, files_of_summary, internal, portfolio_document,
    summary_document,
};
use crate::report::{self, Voice};
use crate::settings::Years;
use crate::site::{self, Texts};
use crate::state;
use crate::typeset::world::Stock;
use crate::volume;
use crate::workspace::Workspace;

/// Typst needs more stack for deeply nested documents than threads usually have.
const STACK: usize = 64 * 1024 * 1024;

/// Does something on a thread with a large stack.
pub fn roomy<T: Send>(work: impl FnOnce() -> Result<T, Found> + Send) -> Result<T, Found> {
    std::thread::scope(|scope| {
        let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match spawned.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => Err(vec![internal(&format!("failed to start a thread ({error})"))]),
        }
    })
}

/// The years to make annual reports on.
///
/// # Errors
/// If a year is asked for that no case has a record of. It may be in a file with mistakes: these are told first.
pub fn annual_years(workspace: &Workspace, asked: Option<&Years>) -> Result<Vec<i32>> {
    let known: BTreeSet<i32> = workspace.cases.iter().flat_map(Case::years).collect();
    let own = workspace.settings.as_ref().and_then(|settings| settings.years.as_ref());
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

/// The years among some that a case has a record of.
pub fn reported(case: &Case, years: &[i32]) -> Vec<i32> {
    years.iter().copied().filter(|year| case.of_year(*year).is_some()).collect()
}

/// A report that one thread makes.
pub struct Task<'a> {
    /// What it is of: a case, for an annual report as it stood in that year.
    pub case: Cow<'a, Case>,
    /// The year, of an annual report.
    pub year: Option<i32>,
    /// The years of all annual reports on the case.
    pub years: Vec<i32>,
}

impl Task<'_> {
    /// The place of the report in the folder of its language.
    pub fn name(&self) -> String {
        let id = &self.case.id;
        self.year.map_or_else(|| format!("cases/{id}"), |year| format!("reports/{year}/{id}"))
    }

    /// The report in a language, before it is typeset.
    pub fn draft(&self, workspace: &Workspace, locale: &Locale) -> Result<Draft, Found> {
        match self.year {
            Some(year) => annual_document(workspace, locale, &self.case, year),
            None => case_document(workspace, locale, &self.case),
        }
    }

    /// The report, in all languages.
    pub fn make(&self, workspace: &Workspace, formats: &[Format], stock: &Stock) -> Result<Made, Found> {
        let case = &*self.case;
        let origin = workspace.sources.iter().find(|source| source.name() == &*case.file);
        let mut made = Made::default();
        for locale in &workspace.locales {
            let draft = self.draft(workspace, locale)?;
            let name = workspace.place(locale, &self.name());
            let years = self.years.clone();
            let report = Report { name: &name, locale, draft, origin, tables: BTreeSet::new(), years };
            made.add(report.files(workspace, formats, stock, &|| files_of_case(workspace, locale, case))?);
        }
        if self.year.is_some() {
            // What is said of a case is found in its own report.
            made.texts.clear();
        }
        Ok(made)
    }
}

/// The reports of some cases, and the annual ones.
pub fn tasks<'a>(cases: &[&'a Case], years: &[i32]) -> Vec<Task<'a>> {
    let own = cases.iter().map(|case| Task { case: Cow::Borrowed(*case), year: None, years: reported(case, years) });
    let annual = years.iter().flat_map(|year| {
        let of_year = |case: &&Case| Some((case.as_of(*year)?, reported(case, years)));
        let found = cases.iter().filter_map(of_year);
        found.map(|(case, years)| Task { case: Cow::Owned(case), year: Some(*year), years }).collect::<Vec<_>>()
    });
    own.chain(annual).collect()
}

/// All reports of cases, in order, whatever thread made them. Plain threads with large stacks: Typst uses rayon itself,
/// and documents as rayon tasks would pile up on one stack.
pub fn build_tasks(
    workspace: &Workspace,
    tasks: &[Task],
    formats: &[Format],
    stock: &Stock,
    voice: Voice,
) -> Vec<Result<Made, Found>> {
    let bar = report::progress(voice, tasks.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<Made, Found>>>> = Mutex::new(tasks.iter().map(|_| None).collect());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = tasks.get(at) else { break };
            bar.set_message(task.name());
            let result = task.make(workspace, formats, stock);
            if let Ok(mut results) = results.lock() {
                results[at] = Some(result);
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(tasks.len().max(1));
        for _ in 0..threads {
            let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            if spawned.is_err() {
                work();
            }
        }
    });
    bar.finish_and_clear();
    let results = results.into_inner().unwrap_or_default();
    let lost = || Err(vec![internal("this report was not made, for no reason that is known")]);
    results.into_iter().map(|result| result.unwrap_or_else(lost)).collect()
}

/// The annual report on all clusters, in all languages, with its tables as CSV.
pub fn build_portfolio(
    workspace: &Workspace,
    year: i32,
    years: &[i32],
    formats: &[Format],
    stock: &Stock,
    failed: &[String],
) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let (draft, tables) = portfolio_document(workspace, locale, year, failed)?;
        let name = workspace.place(locale, &format!("reports/{year}"));
        let ids = tables.iter().map(|table| table.id.clone()).collect();
        let report = Report { name: &name, locale, draft, origin: None, tables: ids, years: years.to_vec() };
        made.add(report.files(workspace, formats, stock, &|| files_of_summary(workspace, locale, failed))?);
        made.texts.clear();
        for table in tables.iter().filter(|_| formats.contains(&Format::Csv)) {
            let bytes = csv(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
            made.files.push((workspace.place(locale, &format!("reports/{year}/tables/{}.csv", table.id)), bytes));
        }
    }
    Ok(made)
}

/// The summary, in all languages, with its tables as CSV.
///
/// # Errors
/// What keeps it from being made.
pub fn build_summary(
    workspace: &Workspace,
    years: &[i32],
    formats: &[Format],
    stock: &Stock,
    failed: &[String],
) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let (draft, tables) = summary_document(workspace, locale, failed)?;
        let name = workspace.place(locale, "summary");
        let ids = tables.iter().map(|table| table.id.clone()).collect();
        let report = Report { name: &name, locale, draft, origin: None, tables: ids, years: years.to_vec() };
        made.add(report.files(workspace, formats, stock, &|| files_of_summary(workspace, locale, failed))?);
        let claims = tables.iter().find(|table| table.kind == "claims");
        // The first language stands for all: outcomes are the same in each.
        made.outcomes.get_or_insert(claims.map(state::outcomes).unwrap_or_default());
        for table in tables.iter().filter(|_| formats.contains(&Format::Csv)) {
            let bytes = csv(locale, table).map_err(|error| vec![internal(&error.to_string())])?;
            made.files.push((workspace.place(locale, &format!("tables/{}.csv", table.id)), bytes));
        }
    }
    Ok(made)
}

/// The start page of the site, in all languages.
pub fn build_index(workspace: &Workspace, failed: &[String], texts: &[Texts], years: &[i32]) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let page = site::index(workspace, locale, failed, texts, years)?;
        made.files.push((site::index_file(workspace, locale), page.into_bytes()));
    }
    Ok(made)
}

/// Everything in one volume, in all languages. It exists as PDF alone: its parts are Markdown already.
pub fn build_volume(workspace: &Workspace, stock: &Stock, failed: &[String]) -> Result<Made, Found> {
    let mut made = Made::default();
    for locale in &workspace.locales {
        let draft = volume::draft(workspace, locale, failed)?;
        let name = workspace.place(locale, "casebook");
        let report = Report { name: &name, locale, draft, origin: None, tables: BTreeSet::new(), years: Vec::new() };
        let attached = || files_of_summary(workspace, locale, failed);
        made.add(report.files(workspace, &[Format::Pdf], stock, &attached)?);
    }
    Ok(made)
}
