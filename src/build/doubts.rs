//! Doubts that show only when all cases are known: headings that were written for other figures, and tables that have nothing to show.

use crate::analysis::measure::Pair;
use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::build::render::usable;
use crate::build::workspace::Workspace;
use crate::check;
use crate::model::case::Case;
use crate::model::settings::SETTINGS;
use crate::report::matrix::displays;
use crate::report::report_id::ReportId;

/// Warnings of headings of the report on all cases in a year that were written for other figures. There are none while cases are missing,
/// since the figures are then not those of all.
pub fn doubtful_headings(workspace: &Workspace, year: i32, failed: &[ReportId]) -> Vec<Diagnostic> {
    let headings = workspace.settings.own_headings(year);
    if !(workspace.faulty.is_empty() && failed.is_empty()) {
        return Vec::new();
    }
    let Some(settings) = workspace.common.iter().find(|source| source.name() == SETTINGS) else {
        return Vec::new();
    };
    let pairs: Vec<Pair> = usable(workspace, failed).filter_map(|case| Pair::of(case, year)).collect();
    check::headings::check(settings, headings, &workspace.indicators, &pairs)
}

/// Warnings of tables of the summary that have nothing to show, or can't show all of their cases. There are none while cases are missing.
pub fn doubtful_tables(workspace: &Workspace, failed: &[ReportId]) -> Vec<Diagnostic> {
    let settings = workspace.common.iter().find(|source| source.name() == SETTINGS);
    let Some(settings) = settings.filter(|_| workspace.faulty.is_empty() && failed.is_empty()) else {
        return Vec::new();
    };
    let cases: Vec<&Case> = usable(workspace, failed).collect();
    let doubts = displays::doubts::doubts(workspace.context(), &cases).into_iter();
    let told = |(mark, message, help): displays::doubts::Doubt| {
        Diagnostic::warning(Code::NothingToShow, mark.span(settings), message).help(help)
    };
    doubts.map(told).collect()
}
