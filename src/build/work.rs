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
use crate::report::report_id::{ReportId, ReportKind};

/// The work of a build: lists the reports to make, and gives the reason for each.
pub struct Work<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The options of the build.
    pub options: &'a BuildOptions,
    /// The years to make annual reports on.
    pub years: &'a [i32],
    /// The inputs, and the state that the last build left.
    pub plan: &'a Plan,
    /// The output folder.
    pub out: &'a Path,
}

impl<'a> Work<'a> {
    /// Returns tasks for all reports on cases that are asked for, annual ones included, whether they are up to date or not.
    pub fn tasks(&self) -> Vec<Task<'a>> {
        let wanted: Vec<&Card> = self.workspace.cards.iter().filter(|card| self.options.wants(&card.id)).collect();
        tasks(&wanted, self.years)
    }

    /// Returns the request for a task's report: with the case's own files, and the options that affect the report.
    pub fn of_case(&self, task: &Task) -> Request {
        let own = std::iter::once(&task.card.file).chain(&task.card.images).cloned().collect();
        // Nothing is told of other cases but the names of those that it names and, in annual reports, whether there are others.
        let named = self.workspace.cards.iter().filter(|card| task.card.named.contains(&card.id));
        let named: Vec<_> = named.map(|card| &card.name.text).collect();
        let report = task.id();
        let all = (report.kind() != ReportKind::Case).then(|| self.workspace.all());
        let asked = format!("{:?} {:?} {named:?} {all:?}", self.options.formats, self.years);
        Request { report, own, asked }
    }

    /// Returns requests for the reports that compare cases. `failed` names the reports that could not be made, whose cases are
    /// left out. The start page comes after the summary, whose texts its search finds.
    pub fn across(&self, failed: &[ReportId]) -> Vec<Request> {
        let index = self.options.has(HTML).then_some(ReportId::Index);
        let volume = self.options.volume.then_some(ReportId::Volume);
        let years = self.years.iter().filter(|_| self.workspace.is_portfolio()).map(|year| ReportId::Portfolio(*year));
        let sheets = self.years.iter().flat_map(|year| {
            let among = self.workspace.among_peers(*year, failed).into_iter();
            among.map(|card| ReportId::Peers { year: *year, case: card.id.clone() })
        });
        let reports = std::iter::once(ReportId::Summary).chain(index).chain(years).chain(sheets).chain(volume);
        // All images that any case shows.
        let own: BTreeSet<String> = self.workspace.cards.iter().flat_map(|card| card.images.iter().cloned()).collect();
        let asked = format!("{:?} {:?} {failed:?}", self.options.formats, self.years);
        reports.map(|report| Request { report, own: own.clone(), asked: asked.clone() }).collect()
    }

    /// Returns the files that all reports of a format share, for each format that is asked for, with the request for them.
    pub fn shared(&self) -> Vec<(Request, Shared)> {
        let asked = formats::ALL.iter().filter(|format| self.options.has(**format));
        let shared = asked.filter_map(|format| format.shared());
        let request = |shared: &Shared| Request::of(ReportId::Shared(shared.name.to_owned()));
        shared.map(|shared| (request(&shared), shared)).collect()
    }

    /// Returns the reports that can't be made, because their case files have mistakes.
    pub fn failed(&self) -> Vec<ReportId> {
        let reports = |id: &String| {
            let annual = self.years.iter().map(|year| ReportId::Annual { year: *year, case: id.clone() });
            std::iter::once(ReportId::of_case(id)).chain(annual).collect::<Vec<_>>()
        };
        self.workspace.faulty.iter().flat_map(|faulty| reports(&faulty.id)).collect()
    }

    /// Returns the reports of the last build whose case or year is gone.
    pub fn gone(&self) -> Vec<ReportId> {
        self.plan.last.reports.keys().filter(|report| is_gone(self.workspace, report)).cloned().collect()
    }

    /// Returns why a report has to be made, or `None` if it is up to date.
    pub fn reason(&self, request: &Request) -> Option<String> {
        self.plan.reason(self.out, request)
    }

    /// Returns the lines of a dry run: what would be made, one line for each reason, and what would be removed. `mistakes` is the
    /// number of mistakes in the workspace.
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
