//! The build: decides which reports to make and in which order, makes and writes them, and says how it went.

pub mod attachments;
pub mod destination;
pub mod doubts;
pub mod edition;
pub mod examine;
pub mod faults;
pub mod formats;
pub mod glyphs;
pub mod images;
pub mod inventory;
pub mod leaks;
pub mod options;
pub mod outcome;
pub mod plan;
pub mod print_setup;
pub mod render;
pub mod report;
pub mod run;
pub mod site;
pub mod stale;
pub mod state;
pub mod tally;
pub mod tasks;
pub mod template_check;
pub mod volume;
pub mod work;
pub mod workbook;
pub mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::base::diagnostic::Diagnostics;
use crate::base::terminal::{Terminal, count, mistakes, seconds};
use crate::base::timings::timed;
use crate::base::write::Folder;
use crate::build::glyphs::lettering;
use crate::build::inventory::{Keep, inventory};
use crate::build::leaks::LeakCheck;
pub use crate::build::options::BuildOptions;
use crate::build::outcome::{BuildOutcome, unknown_cases, verdict};
use crate::build::plan::Plan;
use crate::build::print_setup::print_setup;
use crate::build::run::BuildRun;
use crate::build::state::BuildState;
use crate::build::tally::Tally;
use crate::build::tasks::annual_years;
use crate::build::template_check::check_templates;
use crate::build::work::Work;
use crate::build::workspace::has_common_mistakes;
use crate::document::typeset::world::Compiler;

/// The result of a build.
pub enum Built {
    /// Nothing had to be done.
    UpToDate {
        /// How many reports of cases are up to date.
        cases: usize,
        /// The remarks of the last build that still hold, one line each.
        said: Vec<String>,
    },
    /// Nothing could be built, since files that all reports depend on have mistakes.
    Impossible,
    /// A dry run: lines that say what would be made, and why.
    Planned(Vec<String>),
    /// The build ran, and made what could be made.
    Done(Box<Tally>),
}

/// Prints the result of a build that began at `start`, and returns its outcome.
///
/// # Errors
/// If the messages can't be printed.
pub fn tell(
    diagnostics: &Diagnostics,
    built: Built,
    options: &BuildOptions,
    start: Instant,
    terminal: Terminal,
) -> Result<BuildOutcome> {
    terminal.diagnostics(diagnostics)?;
    match built {
        Built::UpToDate { cases, said } => {
            said.iter().for_each(|line| terminal.say(line));
            let across = if options.cases.is_empty() { " and what compares them" } else { "" };
            let reports = count(cases, "case report");
            terminal.say(&format!(
                "nothing to do: {reports}{across} up to date (looked at in {})",
                seconds(start.elapsed())
            ));
        }
        Built::Impossible if options.dry_run => terminal.say(&mistakes(diagnostics, "run `casebook build`")),
        Built::Impossible => terminal.say(&mistakes(diagnostics, "run `casebook build` again; nothing was written")),
        Built::Planned(lines) => lines.iter().for_each(|line| terminal.say(line)),
        Built::Done(tally) => {
            tally.close(terminal, start, diagnostics);
            match *tally {
                Tally { left: 1.., .. } => return Ok(BuildOutcome::Interrupted),
                Tally { refused: 1.., .. } => return Ok(BuildOutcome::Failed),
                _ => {}
            }
        }
    }
    Ok(verdict(diagnostics))
}

/// Builds the workspace at `root`: makes and writes every report that is not up to date, as far as mistakes allow. Returns all
/// messages and the result.
///
/// # Errors
/// If the output folder can't be used, if a case or year that was asked for does not exist, or if files that casebook did not
/// make are in the way.
pub fn make(root: &Path, options: &BuildOptions, terminal: Terminal) -> Result<(Diagnostics, Built)> {
    let audience = destination::audience(root, options.audience);
    let out = destination::folder(root, options.out.as_deref(), audience);
    destination::check(root, &out, "a report")?;
    let asked = options.fingerprint();
    let mut plan = timed("look what changed", || Plan::new(root, &out, &options.formats));
    if options.force {
        plan.distrust();
    } else if plan.nothing_to_do(&out, &asked) {
        return Ok(up_to_date(root, plan));
    }
    let inventory = timed("read and check", || inventory(root, options.strictness, Keep::Cards, audience))?;
    unknown_cases(&inventory.ids, &options.cases)?;
    let (mut workspace, mut diagnostics) = match inventory.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return Ok((diagnostics, Built::Impossible)),
    };
    if workspace.templates.are_own() {
        diagnostics.extend(workspace.open_all(|_| false));
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
        workspace.close_all();
    }
    if has_common_mistakes(&diagnostics) {
        return Ok((diagnostics, Built::Impossible));
    }
    plan.see(&workspace);
    let mut years = annual_years(&workspace, options.years.as_ref())?;
    if options.newest_year {
        years.drain(..years.len().saturating_sub(1));
    }
    if options.dry_run {
        let work = Work { workspace: &workspace, options, years: &years, plan: &plan, out: &out };
        let lines = work.planned(diagnostics.errors());
        return Ok((diagnostics, Built::Planned(lines)));
    }
    let mut folder = Folder::alone(&out)?;
    destination::guard(&mut folder, root, &out, options.overwrite);
    // Another build may have written a new state since the plan was made.
    let mut last = BuildState::load(&out, root);
    last.reveal(plan.inputs.keys());
    if options.force {
        plan.last.workspace = last.workspace
    } else {
        plan.last = last
    }
    let compiler = Compiler::new(print_setup(&workspace));
    diagnostics.extend(lettering(&workspace, &compiler));
    let leaks = LeakCheck::new(root, &out, &workspace.protected);
    let tally = Tally::new(folder, &workspace, &leaks);
    let made = BTreeSet::new();
    let left = BTreeMap::new();
    let run =
        BuildRun { workspace, options, years, plan, out, compiler, terminal, tally, diagnostics, made, leaks, left };
    let (diagnostics, tally) = run.run()?;
    Ok((diagnostics, Built::Done(Box::new(tally))))
}

/// Returns the result of a build with nothing to do, with the warnings and remarks of the last build.
fn up_to_date(root: &Path, plan: Plan) -> (Diagnostics, Built) {
    let mut diagnostics = Diagnostics::default();
    let Some(last) = plan.last.last else { return (diagnostics, Built::Impossible) };
    last.messages.iter().filter_map(|saved| saved.again(root)).for_each(|saved| diagnostics.recall(saved));
    (diagnostics, Built::UpToDate { cases: last.cases, said: last.said })
}
