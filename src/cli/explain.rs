//! `casebook explain`: what a code means, or the whole reasoning on a case.

use anyhow::{Result, bail};

use crate::base::diagnostic::Strictness;
use crate::base::diagnostic::suggest;
use crate::base::rules::Code;
use crate::base::terminal;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::{BuildOutcome, unknown_cases};
use crate::build::workspace::Workspace;
use crate::cli::globals::Globals;
use crate::model::case::Case;
use crate::report::explain;
use crate::report::prose::explain::explained;
use crate::report::view::context::Context;
use crate::report::view::make;
use crate::yaml::shape::audience::Audience;

/// What `casebook explain` takes.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// A code, like CB0103, or the id of a case
    #[arg(value_name = "CODE|CASE")]
    pub what: String,
    /// Of a case, show each sentence of its write-up with the facts that it tells, and what is left out and why
    #[arg(long)]
    pub prose: bool,
    /// The language of the write-up, if reports are in several; the first by default
    #[arg(long, value_name = "CODE", requires = "prose")]
    pub language: Option<String>,
}

/// Prints the write-up of a case, sentence by sentence.
fn prose(workspace: &Workspace, case: &Case, language: Option<&str>) -> Result<BuildOutcome> {
    let wanted = language.unwrap_or(&workspace.first_locale().language);
    let Some(locale) = workspace.locales.iter().find(|locale| locale.language == wanted) else {
        let known: Vec<&str> = workspace.locales.iter().map(|locale| locale.language.as_str()).collect();
        bail!("there are no reports in `{wanted}`; {}", suggest(wanted, &known));
    };
    let Some((_, source)) = workspace.with_sources().find(|(own, _)| own.id == case.id) else {
        return Ok(BuildOutcome::Done);
    };
    let context = workspace.context_in(locale);
    let works = make::works(context, || make::cited(context, case));
    let context = Context { works: Some(&works), ..context };
    terminal::print(&explained(context, case, source, terminal::width()))?;
    Ok(BuildOutcome::Done)
}

/// Prints what a code means, or the reasoning on a case. A code needs no workspace.
///
/// # Errors
/// If there is no such code or case, or no workspace for a case.
pub fn run(args: &ExplainArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (what, terminal) = (args.what.as_str(), globals.terminal());
    if let Ok(code) = what.parse::<Code>() {
        terminal::print(&format!("{code}: {}\n", code.text()))?;
        terminal.say("All codes: docs/diagnostics.md");
        return Ok(BuildOutcome::Done);
    }
    let root = globals.root();
    let looks_like_code = what.to_uppercase().strip_prefix("CB").is_some_and(|rest| rest.parse::<u16>().is_ok());
    if root.is_err() && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    let inventory = inventory(&root?, Strictness::default(), Keep::Open, Audience::Internal)?;
    let known = inventory.ids.iter().any(|id| id == what);
    if !known && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    unknown_cases(&inventory.ids, &[what.to_owned()])?;
    let next = "run `casebook explain` again";
    let (workspace, diagnostics) = match inventory.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return globals.refuse(&diagnostics, next),
    };
    let Some(case) = workspace.cases.iter().find(|case| case.id == *what) else {
        return globals.refuse(&diagnostics, next);
    };
    if args.prose {
        return prose(&workspace, case, args.language.as_deref());
    }
    let context = workspace.context();
    let (newest, older) = (make::case_in_full(context, case), make::older_in_full(context, case));
    terminal::print(&explain::case(context.locale, &newest, &older, terminal::width()))?;
    Ok(BuildOutcome::Done)
}
