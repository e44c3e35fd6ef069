//! Checks that the fields named in the workspace's own templates exist, with all cases as examples.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostics;
use crate::build::render::{order, summary_parts};
use crate::build::workspace::Workspace;
use crate::model::case::Case;
use crate::report::matrix::portfolio;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::peers;
use crate::report::matrix::table::TableView;
use crate::report::template;
use crate::report::view::context::Context;
use crate::report::view::{annual, make};

/// Checks that the fields named in the workspace's own templates exist, with all cases as examples. `pages` returns the values
/// for templates of pages.
pub fn check_templates(
    diagnostics: &mut Diagnostics,
    workspace: &Workspace,
    pages: impl FnOnce() -> Vec<(&'static str, tera::Value)>,
) {
    if !workspace.templates.are_own() {
        return;
    }
    let context = workspace.context();
    let value = |value: &dyn template::Erased| value.value();
    let cases: Vec<_> = workspace.cases.iter().map(|case| make::case(context, case)).collect();
    let each = cases.iter().map(|case| value(case)).collect();
    let mut roots: BTreeMap<String, Vec<tera::Value>> = [
        ("case".to_owned(), each),
        ("cases".to_owned(), vec![value(&cases)]),
        ("book".to_owned(), vec![value(&make::book(context))]),
    ]
    .into();
    if let Ok(parts) = summary_parts(workspace, context, &[]) {
        roots.insert("across".to_owned(), vec![value(&parts.across)]);
        roots.insert("findings".to_owned(), vec![value(&parts.findings)]);
        roots.insert("studies".to_owned(), vec![value(&parts.studies)]);
        let views: Vec<TableView> = parts.tables.iter().map(|table| table.view(context.locale)).collect();
        roots.insert("tables".to_owned(), vec![value(&views)]);
        roots.insert("figures".to_owned(), vec![value(&parts.figures)]);
    }
    // The last year of each case stands for all its years.
    let annual: Vec<(i32, Case)> = workspace
        .cases
        .iter()
        .filter_map(|case| case.years().last().and_then(|year| Some((*year, case.as_of(*year)?))))
        .collect();
    let of_year = |year: i32| Context { year: Some(year), ..context };
    let mut reports: Vec<tera::Value> =
        annual.iter().map(|(year, case)| value(&annual::annual(of_year(*year), case))).collect();
    if let (Some(year), Ok(order)) = (annual.iter().map(|(year, _)| *year).max(), order(context.settings)) {
        let cases: Vec<&Case> = annual.iter().filter(|(own, _)| *own == year).map(|(_, case)| case).collect();
        let all: Vec<&Case> = workspace.cases.iter().collect();
        let portfolio = Portfolio { year, cases, all, missing: &[] };
        let (view, _) = portfolio::portfolio(of_year(year), &portfolio, &[], &workspace.claims, &order);
        reports.push(value(&view));
        let sheets = portfolio.cases.iter().map(|case| peers::sheet(of_year(year), case, &portfolio.all, year));
        roots.insert("sheet".to_owned(), sheets.map(|sheet| value(&sheet)).collect());
    }
    if !reports.is_empty() {
        roots.insert("report".to_owned(), reports);
    }
    roots.extend(pages().into_iter().map(|(name, value)| (name.to_owned(), vec![value])));
    workspace.templates.check_fields(diagnostics, &roots);
}
