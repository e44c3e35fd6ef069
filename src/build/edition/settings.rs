//! The settings of an edition: those that its reports read, and what these say of cases that are not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::base::text::Text;
use crate::build::edition::Scope;
use crate::build::render::has_failed;
use crate::build::workspace::Workspace;
use crate::document::picture;
use crate::model::case::card::Card;
use crate::model::settings::{EDITION, SETTINGS};
use crate::report::report_id::{ReportId, ReportKind};
use crate::yaml::memo::parse;
use crate::yaml::shape::audience::Audience;
use crate::yaml::written::written;
use crate::yaml::{Node, NodeId, NodeKind};

/// Keys that are made anew, or say how messages are treated.
const DECIDED: [&str; 3] = ["audience", "rules", EDITION];

/// Keys of the cross-case summary.
const SUMMARY: [&str; 3] = ["summary", "tables", "findings"];

/// Keys of annual reports.
const ANNUAL: [&str; 3] = ["annual", "colophon", "years"];

/// Keys of the annual report on all cases, under `annual`.
const PORTFOLIO: [&str; 2] = ["forewords", "own_headings"];

/// The keys that reports of a kind do not read: of the settings, and under `annual`.
fn unread(kind: ReportKind) -> (Vec<&'static str>, &'static [&'static str]) {
    match kind {
        ReportKind::Case => (SUMMARY.into_iter().chain(ANNUAL).collect(), &[]),
        ReportKind::Annual | ReportKind::Peers => (SUMMARY.to_vec(), &PORTFOLIO),
        ReportKind::Summary | ReportKind::Volume => (ANNUAL.to_vec(), &[]),
        ReportKind::Portfolio => (SUMMARY.to_vec(), &[]),
        ReportKind::Index | ReportKind::Shared => (Vec::new(), &[]),
    }
}

/// The settings of an edition without the studies, which are a part of it if it names them.
pub struct Reduced {
    source: Arc<Source>,
    node: Node,
    studies: Option<Studies>,
}

/// Where the studies stood, their key, and each with its id.
struct Studies {
    at: usize,
    key: Node,
    all: Vec<(Node, Node)>,
}

impl Reduced {
    /// Its text without studies.
    pub fn without_studies(&self) -> String {
        written(&self.node, &self.source)
    }

    /// Its text with those of its studies that are kept.
    pub fn with_studies(self, is_kept: impl Fn(&str) -> bool) -> String {
        let Reduced { source, mut node, studies } = self;
        if let (Some(Studies { at, key, mut all }), NodeKind::Map(entries)) = (studies, &mut node.kind) {
            all.retain(|(id, _)| matches!(&id.kind, NodeKind::Text(id) if is_kept(id)));
            if !all.is_empty() {
                let mark = key.mark.next();
                entries.insert(at, (key, Node { mark, kind: NodeKind::Map(all) }));
            }
        }
        written(&node, &source)
    }
}

/// Returns the settings of the edition of a report, or of all. `None` if they can't be read.
pub fn reduced(workspace: &Workspace, report: Option<&ReportId>, scope: Scope) -> Option<Reduced> {
    let kind = report.map(ReportId::kind);
    let source = workspace.common.iter().find(|source| source.name() == SETTINGS)?.clone();
    let NodeKind::Map(mut entries) = parse(&mut Diagnostics::default(), &source)?.kind else { return None };
    let (unread, unread_annual) = kind.map(unread).unwrap_or_default();
    entries.retain(|(key, _)| !DECIDED.iter().chain(&unread).any(|own| key.is(own)));
    entries.retain_mut(|(key, value)| match &mut value.kind {
        NodeKind::Map(inner) if key.is("annual") => {
            inner.retain(|(key, _)| !unread_annual.iter().any(|own| key.is(own)));
            !inner.is_empty()
        }
        _ => true,
    });
    // A build may have been asked for other years than the settings name.
    if let Some(year) = report.and_then(ReportId::year) {
        let years = entries.iter().position(|(key, _)| key.is("years"));
        let at = years.unwrap_or(entries.len());
        entries.retain(|(key, _)| !key.is("years"));
        entries.insert(at, (text("years"), number(year as usize)));
    }
    // What the public may see is for everybody. Other editions are still not for the public.
    if workspace.audience == Audience::Public {
        entries.retain(|(key, _)| !key.is("disclosure"));
    } else {
        entries.push((text("audience"), text(&workspace.audience.to_string())));
    }
    entries.extend(lacking(workspace, kind, scope).map(|lacking| (text(EDITION), lacking)));
    let studies = entries.iter().position(|(key, _)| key.is("studies")).and_then(|at| {
        let (key, value) = entries.remove(at);
        let NodeKind::Map(all) = value.kind else { return None };
        Some(Studies { at, key, all })
    });
    Some(Reduced { source, node: map(entries), studies })
}

/// Returns the images that the settings of an edition name.
pub fn images(workspace: &Workspace, kind: Option<ReportKind>) -> BTreeSet<String> {
    let (unread, unread_annual) = kind.map(unread).unwrap_or_default();
    let images = workspace.settings.images(unread_annual.is_empty());
    let images = images.filter(|_| !unread.contains(&"colophon"));
    images.filter_map(|image| picture::path(&image.value).ok()).collect()
}

/// What an edition says of cases that are not in it; `None` if there is nothing to say.
fn lacking(workspace: &Workspace, kind: Option<ReportKind>, scope: Scope) -> Option<Node> {
    let mut entries = Vec::new();
    let is_there = |card: &&Card| match scope {
        Scope::One(own) => *card.id == *own.case.id,
        Scope::All(failed) => !has_failed(failed, &card.id),
    };
    let others = workspace.all() - workspace.cards.iter().filter(is_there).count();
    // The report on a case says the same whether there are others or not.
    if others > 0 && kind != Some(ReportKind::Case) {
        entries.push((text("others"), number(others)));
    }
    if let Scope::One(own) = scope {
        let context = workspace.context();
        let names = own.cases_named().filter_map(|own| Some((context.name_of_case(&own.value)?, own.value)));
        let names: BTreeMap<String, &Text> = names.map(|(name, id)| (id, name)).collect();
        let names: Vec<_> = names.into_iter().map(|(id, name)| (text(&id), of_text(name))).collect();
        entries.extend((!names.is_empty()).then(|| (text("elsewhere"), map(names))));
    }
    if let Scope::All(_) = scope {
        let mut withheld: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for missing in &workspace.withheld {
            *withheld.entry(missing.study.as_deref()).or_default() += 1;
        }
        let row = |(study, count): (Option<&str>, usize)| {
            let study = study.map(|study| (text("study"), text(study)));
            map(study.into_iter().chain([(text("number"), number(count))]).collect())
        };
        if !withheld.is_empty() {
            let rows = withheld.into_iter().map(row).collect();
            entries.push((text("withheld"), node(NodeKind::List(rows))));
        }
    }
    (!entries.is_empty()).then(|| map(entries))
}

fn of_text(own: &Text) -> Node {
    match own {
        Text::Plain(own) => text(own),
        Text::Languages(all) => map(all.iter().map(|(language, own)| (text(language), text(own))).collect()),
    }
}

fn node(kind: NodeKind) -> Node {
    Node { mark: NodeId::NOWHERE, kind }
}

fn map(entries: Vec<(Node, Node)>) -> Node {
    node(NodeKind::Map(entries))
}

fn text(own: &str) -> Node {
    node(NodeKind::Text(own.to_owned()))
}

fn number(own: usize) -> Node {
    node(NodeKind::Number(own.to_string()))
}
