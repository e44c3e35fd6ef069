//! The commands that write no reports: `check`, `table`, `indicators`, `explain`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::base::diagnostic::{Diagnostics, Strictness, suggest};
use crate::base::rules::Code;
use crate::base::source::{self, Source};
use crate::base::terminal::{self, Terminal, count, mistakes, seconds};
use crate::base::threads::roomy;
use crate::build::formats::{Format, traced};
use crate::build::outcome::{Outcome, unknown_cases, verdict};
use crate::build::print_setup::print_setup;
use crate::build::render::{
    case_document, check_templates, drawing, endless, images, portfolio_document, summary_document, tables, unshowable,
};
use crate::build::tasks::{Task, annual_years, build_index, tasks};
use crate::build::workspace::{Workspace, read};
use crate::build::{site, volume};
use crate::cli::terminal_table::terminal_table;
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Compiler;
use crate::document::typeset::{PrintJob, Project};
use crate::report::matrix::portfolio::tables::catalogue;
use crate::report::view::make;
use crate::report::{explain, template};

/// `casebook check`: reads and checks everything, and writes nothing.
///
/// # Errors
/// If the program could not work at all.
pub fn check(root: &Path, strictness: Strictness, terminal: Terminal) -> Result<Outcome> {
    let start = Instant::now();
    let (workspace, diagnostics) = examine(root, strictness)?;
    terminal.diagnostics(&diagnostics)?;
    let outcome = verdict(&diagnostics);
    if outcome == Outcome::Done {
        terminal.say(&format!(
            "{} and {} checked in {}, no mistakes{}. Next: casebook build",
            count(workspace.files, "case file"),
            count(workspace.frameworks.len(), "framework"),
            seconds(start.elapsed()),
            match diagnostics.warnings() {
                0 => String::new(),
                warnings => format!(", {}", count(warnings, "warning")),
            }
        ));
    } else {
        terminal.say(&mistakes(&diagnostics, "run `casebook check` again"));
    }
    // The program ends here: the system takes all memory back at once, faster than it could be given back piece by piece.
    std::mem::forget((workspace, diagnostics));
    Ok(outcome)
}

/// Reads and checks everything, and renders every report without writing it.
///
/// # Errors
/// If the program could not work at all.
pub fn examine(root: &Path, strictness: Strictness) -> Result<(Workspace, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, strictness)?;
    if workspace.sound(&diagnostics) {
        check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
    }
    if workspace.sound(&diagnostics) {
        rehearse(&mut diagnostics, &workspace);
    }
    Ok((workspace, diagnostics))
}

/// `casebook table`: a table of the summary on the terminal.
///
/// # Errors
/// If the program could not work at all, or there is no such table.
pub fn table(root: &Path, name: Option<&str>, allow_partial: bool, terminal: Terminal) -> Result<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, Strictness::default())?;
    terminal.diagnostics(&diagnostics)?;
    let Some(scene) = workspace.scene().filter(|_| workspace.sound(&diagnostics)) else {
        terminal.say(&mistakes(&diagnostics, "run `casebook table` again"));
        return Ok(Outcome::Mistakes);
    };
    if !workspace.faulty.is_empty() && !allow_partial {
        terminal.say(&mistakes(
            &diagnostics,
            "run `casebook table` again, or add --allow-partial for a table of the other cases",
        ));
        return Ok(Outcome::Mistakes);
    }
    let tables = tables(&workspace, scene, &[])?;
    let names: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let found = match name {
        Some(name) => tables.iter().find(|table| table.id == name),
        // The one that compares all cases, if the workspace has one.
        None => tables.iter().find(|table| table.kind == "cases" && table.study.is_empty()).or(tables.first()),
    };
    let Some(found) = found else {
        bail!("there is no table `{}`; {}", name.unwrap_or_default(), suggest(name.unwrap_or_default(), &names));
    };
    terminal::print(&format!("{}\n", terminal_table(scene.locale, found)))?;
    terminal.say(&format!("Tables: {}", names.join(", ")));
    Ok(verdict(&diagnostics))
}

/// `casebook indicators`: all indicators that records can give figures of, on the terminal.
///
/// # Errors
/// If the program could not work at all.
pub fn indicators(root: &Path, terminal: Terminal) -> Result<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, root, Strictness::default())?;
    let Some(scene) = workspace.scene().filter(|_| diagnostics.errors_under("indicators/") == 0) else {
        terminal.diagnostics(&diagnostics)?;
        terminal.say(&mistakes(&diagnostics, "run `casebook indicators` again"));
        return Ok(Outcome::Mistakes);
    };
    for table in catalogue(scene) {
        terminal::print(&format!("{}\n", terminal_table(scene.locale, &table)))?;
    }
    terminal.say("Records give them by id under `figures`; those with a formula are computed. `casebook indicators NAME` copies a file, to be changed");
    Ok(Outcome::Done)
}

/// `casebook explain`: what a code means, or the whole reasoning on a case. `root` finds the workspace.
///
/// # Errors
/// If there is no such code or case, or no workspace for a case.
pub fn explain(what: &str, root: impl FnOnce() -> Result<PathBuf>, terminal: Terminal) -> Result<Outcome> {
    if let Ok(code) = what.parse::<Code>() {
        terminal::print(&format!("{code}: {}\n", code.text()))?;
        terminal.say("All codes: docs/diagnostics.md");
        return Ok(Outcome::Done);
    }
    let root = root();
    let looks_like_code = what.to_uppercase().strip_prefix("CB").is_some_and(|rest| rest.parse::<u16>().is_ok());
    if root.is_err() && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    let mut diagnostics = Diagnostics::default();
    let workspace = read(&mut diagnostics, &root?, Strictness::default())?;
    let known = workspace.ids.iter().any(|id| id == what);
    if !known && looks_like_code {
        bail!("there is no code `{what}`; docs/diagnostics.md lists all");
    }
    unknown_cases(&workspace, &[what.to_owned()])?;
    let found = workspace.cases.iter().find(|case| case.id == *what).filter(|_| workspace.sound(&diagnostics));
    let (Some(case), Some(scene)) = (found, workspace.scene()) else {
        terminal.diagnostics(&diagnostics)?;
        terminal.say(&mistakes(&diagnostics, "run `casebook explain` again"));
        return Ok(Outcome::Mistakes);
    };
    let (newest, older) = (make::case_in_full(scene, case), make::older_in_full(scene, case));
    terminal::print(&explain::case(scene.locale, &newest, &older, terminal::width()))?;
    Ok(Outcome::Done)
}

/// Renders reports, so that `check` finds what `build` would, as far as that does not need all pages laid out. The program's own
/// templates and theme hold for every case, so only those of the workspace are tried, and reports with characters that no font
/// may have.
fn rehearse(diagnostics: &mut Diagnostics, workspace: &Workspace) {
    let compiler = Compiler::new(print_setup(workspace));
    let printer = Printer::new(&compiler);
    let before = diagnostics.errors();
    let own_templates = workspace.templates.are_own();
    // A character can also be written as its number.
    let entity = |rest: &str| {
        rest.find(';').is_some_and(|end| end < 40 && rest[..end].chars().all(|c| c == '#' || c.is_ascii_alphanumeric()))
    };
    let hidden = |text: &str| {
        let backslash = text.contains('\\');
        let escaped = backslash && ["\\u", "\\U", "\\x"].iter().any(|escape| text.contains(escape));
        escaped || text.match_indices('&').any(|(at, _)| entity(&text[at + 1..]))
    };
    let strange = |source: &Arc<Source>| {
        let text = source.text();
        hidden(text) || endless(text).is_some() || (!text.is_ascii() && !compiler.missing(text).is_empty())
    };
    let years = annual_years(workspace, None).unwrap_or_default();
    let all = own_templates || workspace.common.iter().any(strange);
    let mut any = all;
    for (card, (case, source)) in workspace.cards.iter().zip(workspace.with_sources()) {
        if !all && !strange(source) {
            continue;
        }
        any = true;
        for task in tasks(&[card], &years) {
            let case = task.case(case);
            for locale in &workspace.locales {
                match task.draft(workspace, locale, &case) {
                    Ok(draft) => {
                        diagnostics.extend(unshowable(workspace, &compiler, &draft.document, Some(source)));
                        let name = workspace.place(locale, &task.name());
                        diagnostics.extend(images(workspace, &name, &draft).err().into_iter().flatten());
                    }
                    Err(found) => diagnostics.extend(found),
                }
            }
        }
    }
    let own_theme = template::default("theme.typ").is_none_or(|text| text != workspace.theme.text());
    // Typst has words of its own for some languages, and no font for all of them.
    let foreign = workspace.locales.iter().any(|locale| !["en", "da"].contains(&locale.language.as_str()));
    let first = workspace.cards.first().zip(workspace.with_sources().next());
    let first = first.filter(|_| own_templates || own_theme || foreign);
    if let Some((card, opened)) = first.filter(|_| diagnostics.errors() == before) {
        let task = Task { card, year: None, years: Vec::new() };
        let made = roomy(|| task.make(workspace, opened, &[Format::Pdf, Format::Html], &printer));
        diagnostics.extend(made.map_or_else(|found| found, |made| made.warnings));
    }
    let before = diagnostics.errors();
    if own_templates && before == 0 {
        let pages = build_index(workspace, &[], &[], &[]).map(|_| ());
        diagnostics.extend(pages.err().into_iter().flatten());
        for locale in &workspace.locales {
            let bound = volume::draft(workspace, locale, &[]);
            let missing =
                bound.and_then(|draft| images(workspace, &workspace.place(locale, "casebook"), &draft).map(|_| ()));
            diagnostics.extend(missing.err().into_iter().flatten());
        }
    }
    own_figures(diagnostics, workspace, &printer);
    for locale in workspace.locales.iter().filter(|_| any && workspace.faulty.is_empty()) {
        for year in &years {
            match portfolio_document(workspace, locale, *year, &[]) {
                Ok((draft, _)) => diagnostics.extend(unshowable(workspace, &compiler, &draft.document, None)),
                Err(found) => diagnostics.extend(found),
            }
        }
        match summary_document(workspace, locale, &[]) {
            Ok((draft, _)) => diagnostics.extend(unshowable(workspace, &compiler, &draft.document, None)),
            Err(found) => diagnostics.extend(found),
        }
    }
}

/// Draws one figure of every kind that the workspace draws itself, if any case or the summary has one.
fn own_figures(diagnostics: &mut Diagnostics, workspace: &Workspace, printer: &Printer) {
    let own =
        |(name, source): &&(String, Arc<Source>)| template::default(name).is_none_or(|text| text != source.text());
    let mut kinds: BTreeSet<&str> = workspace.figures.iter().filter(own).map(|(name, _)| source::stem(name)).collect();
    let Some(locale) = workspace.locales.first().filter(|_| !kinds.is_empty()) else { return };
    let of_summary = summary_document(workspace, locale, &[]).map_or_else(|_| Vec::new(), |(draft, _)| draft.figures);
    let of_cases = workspace.cases.iter().filter_map(|case| Some(case_document(workspace, locale, case).ok()?.figures));
    for figure in of_cases.flatten().chain(of_summary) {
        if kinds.remove(figure.kind) {
            let drawings = vec![Project::of_drawing(locale, &drawing(&figure))];
            let drawn = printer.print(&PrintJob { name: String::new(), alike: true, document: None, drawings });
            diagnostics.extend(drawn.err().into_iter().flat_map(|failures| traced(workspace, &failures, None)));
        }
    }
}
