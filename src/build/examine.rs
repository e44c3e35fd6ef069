//! What `check` does beyond reading: renders reports without writing them, so that it finds what a build would.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::source::{self, Source};
use crate::base::threads::roomy;
use crate::build::formats::{HTML, PDF};
use crate::build::print_setup::print_setup;
use crate::build::render::{
    case_document, check_templates, drawing, endless, images, portfolio_document, summary_document, traced, unshowable,
};
use crate::build::report_id::ReportId;
use crate::build::survey::{Keep, survey};
use crate::build::tasks::{Task, annual_years, build_index, tasks};
use crate::build::workspace::{Workspace, has_common_mistakes};
use crate::build::{site, volume};
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Compiler;
use crate::document::typeset::{PrintJob, Project};
use crate::report::template;

/// Reads and checks everything, and renders every report without writing it. There is a workspace if all but the cases is sound.
///
/// # Errors
/// If the program could not work at all.
pub fn examine(root: &Path, strictness: Strictness) -> Result<(Option<Workspace>, Diagnostics)> {
    let (workspace, mut diagnostics) = match survey(root, strictness, Keep::Open)?.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return Ok((None, diagnostics)),
    };
    check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
    if has_common_mistakes(&diagnostics) {
        return Ok((None, diagnostics));
    }
    rehearse(&mut diagnostics, &workspace);
    Ok((Some(workspace), diagnostics))
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
                        diagnostics.extend(images(workspace, locale, &task.id(), &draft).err().into_iter().flatten());
                    }
                    Err(found) => diagnostics.extend(found),
                }
            }
        }
    }
    let own_theme = template::default("theme.typ").is_none_or(|text| text != workspace.look.theme.text());
    // Typst has words of its own for some languages, and no font for all of them.
    let foreign = workspace.locales.iter().any(|locale| !["en", "da"].contains(&locale.language.as_str()));
    let first = workspace.cards.first().zip(workspace.with_sources().next());
    let first = first.filter(|_| own_templates || own_theme || foreign);
    if let Some((card, opened)) = first.filter(|_| diagnostics.errors() == before) {
        let task = Task { card, year: None, years: Vec::new() };
        let made = roomy(|| task.make(workspace, opened, &[PDF, HTML], &printer));
        diagnostics.extend(made.map_or_else(|found| found, |made| made.warnings));
    }
    let before = diagnostics.errors();
    if own_templates && before == 0 {
        let pages = build_index(workspace, &[], &[], &[]).map(|_| ());
        diagnostics.extend(pages.err().into_iter().flatten());
        for locale in &workspace.locales {
            let bound = volume::draft(workspace, locale, &[]);
            let missing = bound.and_then(|draft| images(workspace, locale, &ReportId::Volume, &draft).map(|_| ()));
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
    let mut kinds: BTreeSet<&str> =
        workspace.look.figures.iter().filter(own).map(|(name, _)| source::stem(name)).collect();
    if kinds.is_empty() {
        return;
    }
    let locale = workspace.first_locale();
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
