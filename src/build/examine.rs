//! The part of `check` beyond reading: renders reports without writing them, to find the mistakes that a build would find.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::source::{self, Source};
use crate::base::threads::roomy;
use crate::build::doubts::{doubtful_headings, doubtful_tables};
use crate::build::faults::{endless, traced};
use crate::build::formats::files::Maker;
use crate::build::formats::{HTML, PDF};
use crate::build::glyphs::{lettering, unshowable};
use crate::build::images::{drawing, images};
use crate::build::inventory::{Keep, inventory};
use crate::build::print_setup::print_setup;
use crate::build::render::{case_document, portfolio_document, summary_document};
use crate::build::tasks::{Task, annual_years, build_index, tasks};
use crate::build::template_check::check_templates;
use crate::build::workspace::{Workspace, has_common_mistakes};
use crate::build::{destination, site, volume};
use crate::document::typeset::printer::Printer;
use crate::document::typeset::world::Compiler;
use crate::document::typeset::{PrintJob, Project};
use crate::report::report_id::ReportId;
use crate::report::template;
use crate::yaml::shape::audience::Audience;

/// Reads and checks all files, and renders reports without writing them. Returns all messages, and the workspace unless there are
/// mistakes outside of the cases. `audience` is for whom, if not for those whom the settings name; `program` is started to typeset what may never be done.
///
/// # Errors
/// If the built-in words of reports can't be loaded.
pub fn examine(
    root: &Path,
    strictness: Strictness,
    audience: Option<Audience>,
    program: Option<&Path>,
) -> Result<(Option<Workspace>, Diagnostics)> {
    let audience = destination::audience(root, audience);
    let (workspace, mut diagnostics) = match inventory(root, strictness, Keep::Open, audience)?.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return Ok((None, diagnostics)),
    };
    check_templates(&mut diagnostics, &workspace, || site::samples(&workspace));
    if has_common_mistakes(&diagnostics) {
        return Ok((None, diagnostics));
    }
    Rehearsal { workspace: &workspace, diagnostics: &mut diagnostics, program }.run();
    Ok((Some(workspace), diagnostics))
}

/// Renders reports to find the mistakes that `build` would find, except those that show only when all pages are laid out. The
/// built-in templates and theme work for every case, so reports are rendered only if the workspace has its own templates, or if a
/// file may contain text that can't be typeset.
struct Rehearsal<'a> {
    workspace: &'a Workspace,
    diagnostics: &'a mut Diagnostics,
    program: Option<&'a Path>,
}

impl Rehearsal<'_> {
    fn run(mut self) {
        let of_years = self.workspace.settings.annual.iter().flat_map(|plan| &*plan.own_headings);
        for year in of_years.filter_map(|own| own.id.parse().ok()) {
            self.diagnostics.extend(doubtful_headings(self.workspace, year, &[]));
        }
        self.diagnostics.extend(doubtful_tables(self.workspace, &[]));
        let compiler = Compiler::new(print_setup(self.workspace));
        self.diagnostics.extend(lettering(self.workspace, &compiler));
        let printer = Printer::of(&compiler, self.program, false);
        let years = annual_years(self.workspace, None).unwrap_or_default();
        let has_own_templates = self.workspace.templates.are_own();
        let before = self.diagnostics.errors();
        let is_strange = |source: &Arc<Source>| is_strange(&compiler, source.text());
        let mut common = self.workspace.common.iter().chain(&self.workspace.indicators.sources);
        let all = has_own_templates || common.any(is_strange);
        let any = self.cases(&compiler, &years, |source| all || is_strange(source)) || all;
        if self.diagnostics.errors() == before {
            self.typeset_first(&printer);
        }
        if has_own_templates && self.diagnostics.errors() == 0 {
            self.start_page_and_volume();
        }
        self.own_figures(&printer);
        if any && self.workspace.faulty.is_empty() {
            self.comparisons(&compiler, &years);
        }
    }

    /// Renders the reports of the cases for whose files `is_tried` is true. Returns whether there are any.
    fn cases(&mut self, compiler: &Compiler, years: &[i32], is_tried: impl Fn(&Arc<Source>) -> bool) -> bool {
        let workspace = self.workspace;
        let opened = workspace.cards.iter().zip(workspace.with_sources());
        let mut any = false;
        for (card, (case, source)) in opened.filter(|(_, (_, source))| is_tried(source)) {
            any = true;
            for task in tasks(&[card], years) {
                let case = task.case(case);
                for locale in &workspace.locales {
                    match task.draft(workspace, locale, &case) {
                        Ok(draft) => {
                            self.diagnostics.extend(unshowable(workspace, compiler, &draft.document, Some(source)));
                            let missing = images(workspace, locale, &task.id(), &draft).err();
                            self.diagnostics.extend(missing.into_iter().flatten());
                        }
                        Err(found) => self.diagnostics.extend(found),
                    }
                }
            }
        }
        any
    }

    /// Typesets the report of the first case, unless the workspace uses only the built-in templates and theme, and only languages
    /// that casebook is tested in.
    fn typeset_first(&mut self, printer: &Printer) {
        let workspace = self.workspace;
        let own_theme = template::is_own("theme.typ", &workspace.look.theme);
        // Typst adds its own words in some languages, and the fonts do not cover all of these.
        let foreign = workspace.locales.iter().any(|locale| !["en", "da"].contains(&locale.language.as_str()));
        if !(workspace.templates.are_own() || own_theme || foreign) {
            return;
        }
        let opened = workspace.cards.first().and_then(|card| Some((card, workspace.open(card).ok()?)));
        let Some((card, opened)) = opened else { return };
        let task = Task { card, year: None, years: Vec::new() };
        let maker = Maker { workspace, formats: &[PDF, HTML], printer };
        let made = roomy(|| task.make(maker, &opened));
        self.diagnostics.extend(made.map_or_else(|found| found, |made| made.messages));
    }

    fn start_page_and_volume(&mut self) {
        let workspace = self.workspace;
        let pages = build_index(workspace, &[], &[], &[]);
        self.diagnostics.extend(pages.err().into_iter().flatten());
        for locale in &workspace.locales {
            let bound = volume::draft(workspace, locale, &[]);
            let missing = bound.and_then(|draft| images(workspace, locale, &ReportId::Volume, &draft));
            self.diagnostics.extend(missing.err().into_iter().flatten());
        }
    }

    /// Draws one figure of every kind that the workspace has its own drawing file for, if a case or the summary has such a
    /// figure.
    fn own_figures(&mut self, printer: &Printer) {
        let (workspace, locale) = (self.workspace, self.workspace.first_locale());
        let own = workspace.look.figures.iter().filter(|(name, source)| template::is_own(name, source));
        let mut kinds: BTreeSet<&str> = own.map(|(name, _)| source::stem(name)).collect();
        if kinds.is_empty() {
            return;
        }
        let summary = summary_document(workspace, locale, &[]);
        let of_summary = summary.map_or_else(|_| Vec::new(), |(draft, _)| draft.figures);
        let of_case = |case| Some(case_document(workspace, locale, case).ok()?.figures);
        for figure in workspace.cases.iter().filter_map(of_case).flatten().chain(of_summary) {
            if kinds.remove(figure.kind) {
                let drawings = vec![Project::of_drawing(locale, &drawing(&figure))];
                let drawn = printer.print(&PrintJob { name: String::new(), alike: true, document: None, drawings });
                let failed = drawn.err().into_iter().flat_map(|failures| traced(workspace, &failures, None));
                self.diagnostics.extend(failed);
            }
        }
    }

    /// Renders the annual reports on all cases, and the summary.
    fn comparisons(&mut self, compiler: &Compiler, years: &[i32]) {
        let workspace = self.workspace;
        for locale in &workspace.locales {
            let annual = years.iter().map(|year| portfolio_document(workspace, locale, *year, &[]));
            for drafted in annual.chain(std::iter::once_with(|| summary_document(workspace, locale, &[]))) {
                match drafted {
                    Ok((draft, _)) => {
                        self.diagnostics.extend(unshowable(workspace, compiler, &draft.document, None));
                    }
                    Err(found) => self.diagnostics.extend(found),
                }
            }
        }
    }
}

/// Returns whether a file may contain text that can't be typeset: characters that no font has, written literally, as an escape or
/// as an entity, or a word that is too long to be broken into lines.
fn is_strange(compiler: &Compiler, text: &str) -> bool {
    let is_entity = |rest: &str| {
        rest.find(';').is_some_and(|end| end < 40 && rest[..end].chars().all(|c| c == '#' || c.is_ascii_alphanumeric()))
    };
    let has_escape = text.contains('\\') && ["\\u", "\\U", "\\x"].iter().any(|escape| text.contains(escape));
    let has_entity = || text.match_indices('&').any(|(at, _)| is_entity(&text[at + 1..]));
    has_escape || has_entity() || endless(text).is_some() || (!text.is_ascii() && !compiler.missing(text).is_empty())
}
