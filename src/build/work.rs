//! Which reports a build has to make, in which order, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::terminal::{count, some_of};
use crate::build::formats::format::Shared;
use crate::build::formats::{self, HTML};
use crate::build::options::BuildOptions;
use crate::build::plan::{Plan, Request};
use crate::build::stale::is_gone;
use crate::build::tasks::{Task, tasks};
use crate::build::workspace::Workspace;
use crate::model::case::card::Card;
use crate::report::report_id::ReportId;

/// What a build has to do, and with what.
pub struct Work<'a> {
    /// What the reports are about.
    pub workspace: &'a Workspace,
    /// What is asked for.
    pub options: &'a BuildOptions,
    /// The years that annual reports are made on.
    pub years: &'a [i32],
    /// What is up to date.
    pub plan: &'a Plan,
    /// The output folder.
    pub out: &'a Path,
}

impl<'a> Work<'a> {
    /// The reports on cases.
    pub fn tasks(&self) -> Vec<Task<'a>> {
        let wanted: Vec<&Card> = self.workspace.cards.iter().filter(|card| self.options.wants(&card.id)).collect();
        tasks(&wanted, self.years)
    }

    /// A report on a case as it is asked for.
    pub fn of_case(&self, task: &Task) -> Request {
        let own = std::iter::once(&task.card.file).chain(&task.card.images).cloned().collect();
        Request { report: task.id(), own, asked: format!("{:?} {:?}", self.options.formats, self.years) }
    }

    /// The reports that compare cases, but for those that `failed`. The start page comes after the summary, which it finds texts of.
    pub fn across(&self, failed: &[ReportId]) -> Vec<Request> {
        let index = self.options.has(HTML).then_some(ReportId::Index);
        let volume = self.options.volume.then_some(ReportId::Volume);
        let years = self.years.iter().map(|year| ReportId::Portfolio(*year));
        let reports = std::iter::once(ReportId::Summary).chain(index).chain(years).chain(volume);
        // All images that any case shows.
        let own: BTreeSet<String> = self.workspace.cards.iter().flat_map(|card| card.images.iter().cloned()).collect();
        let asked = format!("{:?} {:?} {failed:?}", self.options.formats, self.years);
        reports.map(|report| Request { report, own: own.clone(), asked: asked.clone() }).collect()
    }

    /// What all reports of the formats that are asked for share.
    pub fn shared(&self) -> Vec<(Request, Shared)> {
        let asked = formats::ALL.iter().filter(|format| self.options.has(**format));
        let shared = asked.filter_map(|format| format.shared());
        let request = |shared: &Shared| Request::of(ReportId::Shared(shared.name.to_owned()));
        shared.map(|shared| (request(&shared), shared)).collect()
    }

    /// The reports that can't be made since files of cases have mistakes.
    pub fn failed(&self) -> Vec<ReportId> {
        let reports = |id: &String| {
            let annual = self.years.iter().map(|year| ReportId::Annual { year: *year, case: id.clone() });
            std::iter::once(ReportId::of_case(id)).chain(annual).collect::<Vec<_>>()
        };
        self.workspace.faulty.iter().flat_map(|faulty| reports(&faulty.id)).collect()
    }

    /// The reports of the last build whose case or year is gone.
    pub fn gone(&self) -> Vec<ReportId> {
        self.plan.last.reports.keys().filter(|report| is_gone(self.workspace, report)).cloned().collect()
    }

    /// Why a report has to be made; nothing if it is up to date.
    pub fn reason(&self, request: &Request) -> Option<String> {
        self.plan.reason(self.out, request)
    }

    /// What would be made and why, a line for each reason, and what would be removed.
    pub fn planned(&self, mistakes: usize) -> Vec<String> {
        let compares = self.options.cases.is_empty();
        let failed = self.failed();
        let is_partial = !failed.is_empty() && !self.options.allow_partial;
        let of_cases = self.tasks().into_iter().map(|task| self.of_case(&task));
        let across = if compares && !is_partial { self.across(&failed) } else { Vec::new() };
        let shared = self.shared().into_iter().map(|(request, _)| request);
        let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for request in of_cases.chain(across).chain(shared) {
            if let Some(reason) = self.reason(&request) {
                reasons.entry(reason).or_default().push(request.report.to_string());
            }
        }
        let mut lines: Vec<String> =
            reasons.iter().map(|(reason, names)| format!("{}: {reason}", some_of(names))).collect();
        if compares && is_partial {
            lines.push("what compares cases would not be made, since some are missing".to_owned());
        }
        let gone = if compares && mistakes == 0 { self.gone() } else { Vec::new() };
        let gone: BTreeSet<String> = gone.iter().map(ToString::to_string).collect();
        let gone: Vec<String> = gone.into_iter().collect();
        if !gone.is_empty() {
            lines.push(format!("{}: would be removed, since the case or its record is gone", some_of(&gone)));
        }
        lines.push(match reasons.values().map(Vec::len).sum() {
            0 if gone.is_empty() && mistakes == 0 => "nothing would be made: everything is up to date".to_owned(),
            all => format!("{} would be made; nothing was written", count(all, "report")),
        });
        lines
    }
}
