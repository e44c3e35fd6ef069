//! The files that are attached to PDFs: what each report was made from.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::mapping;
use crate::base::diagnostic::Diagnostics;
use crate::base::locale::Locale;
use crate::base::source::{REFERENCES, Source};
use crate::build::render::has_failed;
use crate::build::workspace::Workspace;
use crate::document::typeset::world::Attachment;
use crate::model::case::Case;
use crate::model::case::card::Card;
use crate::model::disclosed::Disclosed;
use crate::report::report_id::ReportId;
use crate::yaml::parse;
use crate::yaml::written::written;

/// Returns the files that the report of a case was made from: the case file as far as its readers may see it, the frameworks that the
/// case is mapped to, the indicators that it gives figures of, the references and the settings, all without comments; none if the settings
/// say so.
pub fn files_of_case(workspace: &Workspace, locale: &Locale, case: &Case, own: &Disclosed) -> Vec<Attachment> {
    if !workspace.settings.has_attachments() {
        return Vec::new();
    }
    let used = case.newest().map_or_else(Vec::new, |record| mapping::used(record, &workspace.frameworks));
    let used: BTreeSet<&str> = used.into_iter().map(|framework| &*framework.id).collect();
    let common = workspace.common.iter().filter(|source| match source.name().strip_prefix("frameworks/") {
        Some(_) => used.contains(source.stem()),
        None => source.name() != "claims.yaml",
    });
    attachments(common.chain(indicators_of(workspace, [case])), [named(own)], locale)
}

/// Returns the files of the indicators that the records of the cases give figures of.
pub fn indicators_of<'w, 'c>(
    workspace: &'w Workspace,
    cases: impl IntoIterator<Item = &'c Case>,
) -> impl Iterator<Item = &'w Arc<Source>> {
    let records = cases.into_iter().flat_map(|case| case.records.iter());
    let given: BTreeSet<&str> =
        records.flat_map(|record| &record.figures.0).map(|figure| figure.indicator.as_str()).collect();
    let groups = workspace.indicators.groups.iter().zip(&workspace.indicators.sources);
    let used = groups.filter(|(group, _)| group.indicators.iter().any(|one| given.contains(&*one.id.0)));
    used.map(|(_, source)| source).collect::<Vec<_>>().into_iter()
}

/// Returns the files that the summary was made from: everything that its cases have in common, `indicators` (the files of the
/// indicators that they give figures of), and the case files as far as their readers may see them, all without comments. If there are more
/// cases than a table shows, case files are attached only to the report of their own case. None if the settings say so.
pub fn files_of_summary(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
    indicators: &[Arc<Source>],
) -> Vec<Attachment> {
    if !workspace.settings.has_attachments() {
        return Vec::new();
    }
    let most = workspace.settings.table_rows();
    let covered = workspace.cards.iter().filter(|card| !has_failed(failed, &card.id));
    let covered: Vec<&Card> = covered.collect();
    let open = covered.iter().filter(|_| covered.len() <= most).filter_map(|card| workspace.open(card).ok());
    let cases = open.map(|opened| named(&opened));
    attachments(workspace.common.iter().chain(indicators), cases, locale)
}

/// The name of a case file, and its text as far as readers may see it.
fn named(own: &Disclosed) -> (String, String) {
    (own.source.name().to_owned(), own.text())
}

/// Converts files to attachments of a document, sorted by name.
fn attachments<'w>(
    common: impl Iterator<Item = &'w Arc<Source>>,
    cases: impl IntoIterator<Item = (String, String)>,
    locale: &Locale,
) -> Vec<Attachment> {
    let attach = |(name, text): (String, String)| Attachment {
        description: locale.word(match name.as_str() {
            "casebook.yaml" => "attached-settings",
            name if REFERENCES.contains(&name) => "attached-references",
            "claims.yaml" => "attached-claims",
            name if name.starts_with("frameworks/") => "attached-framework",
            name if name.starts_with("indicators/") => "attached-indicators",
            _ => "attached-case",
        }),
        name,
        bytes: text.into_bytes(),
    };
    let common = common.map(|source| (source.name().to_owned(), without_comments(source.name(), source.text())));
    let mut all: Vec<Attachment> = common.chain(cases).map(attach).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// The text of a file; of YAML without comments. The result is cached, since many reports carry the same files.
#[comemo::memoize]
fn without_comments(name: &str, text: &str) -> String {
    let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let source = Source::new(name, text);
    let node = if is_yaml { parse(&mut Diagnostics::default(), &source) } else { None };
    node.map_or_else(|| text.to_owned(), |node| written(&node, &source))
}
