//! The volume: all reports bound into one document, in the order that the template `volume.md` gives them.

use std::collections::BTreeMap;

use crate::base::locale::Locale;
use crate::build::faults::Faults;
use crate::build::render::{Draft, case_draft, order, rendered, studies, summary_draft, usable, wanted_works};
use crate::build::workspace::Workspace;
use crate::document::markdown::{self, Block, Inline, bind};
use crate::model::case::Case;
use crate::report::report_id::{ReportId, ReportKind};
use crate::report::template::Erased;
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::make;

/// Drafts the volume in a language, without the reports in `failed`, which could not be made.
///
/// # Errors
/// The mistakes in the templates.
pub fn draft(workspace: &Workspace, locale: &Locale, failed: &[ReportId]) -> Result<Draft, Faults> {
    let context = workspace.context_in(locale);
    let mut cases: Vec<&Case> = usable(workspace, failed).collect();
    let order = order(context.settings)?;
    cases.sort_by(|a, b| order.compare(&context.get(&a.name), &context.get(&b.name)).then_with(|| a.id.cmp(&b.id)));
    // All chapters share one list of works, so that a work has the same name or number throughout.
    let works = make::works(context, || wanted_works(workspace, context, failed));
    let context = Context { works: Some(&works), bound: true, ..context };
    let views: Vec<_> = cases.iter().map(|case| make::case(context, case)).collect();
    let (book, studies, references) = (make::book(context), studies(context, &cases), works.works());
    let (covers, of, withheld) = (cases.len(), workspace.files(), workspace.withheld.len());
    let withheld_in = cases.iter().filter(|case| case.lacks()).count();
    let heading = context.heading_of_names();
    let values: [(&'static str, &dyn Erased); 9] = [
        ("heading", &heading),
        ("withheld", &withheld),
        ("withheld_in", &withheld_in),
        ("book", &book),
        ("studies", &studies),
        ("cases", &views),
        ("references", &references),
        ("covers", &covers),
        ("of", &of),
    ];
    let (markdown, mut document) = rendered(workspace, context, ReportKind::Volume, &values)?;
    let mut parts: BTreeMap<ReportId, Draft> = BTreeMap::new();
    for case in &cases {
        parts.insert(ReportId::of_case(&case.id), case_draft(workspace, context, case)?);
    }
    parts.insert(ReportId::Summary, summary_draft(workspace, context, failed)?.0);
    let mut figures: Vec<Figure> = Vec::new();
    let mut blocks = Vec::new();
    for block in std::mem::take(&mut document.blocks) {
        let part =
            bound_report(&block).and_then(|(report, title)| Some((parts.remove_entry(&report)?, title.to_owned())));
        let Some(((report, part), title)) = part else {
            blocks.push(block);
            continue;
        };
        let name = report.to_string();
        let prefix = if report == ReportId::Summary { String::new() } else { format!("{}--", name.replace('/', "-")) };
        let (chapter, notes) = bind::chapter(part.document, &name, &title, &prefix, |url| seen_from_top(&name, url));
        blocks.extend(chapter);
        document.notes.extend(notes);
        let moved =
            part.figures.into_iter().map(|figure| Figure { file: seen_from_top(&name, &figure.file), ..figure });
        figures.extend(moved);
    }
    document.blocks = blocks;
    Ok(Draft { markdown, document, figures })
}

/// If a block is an image link to the Markdown of a report, returns that report and the title of its chapter.
fn bound_report(block: &Block) -> Option<(ReportId, &str)> {
    match block {
        Block::Figure { image: Inline::Image { url, alternative, .. }, .. } => {
            Some((url.strip_suffix(".md")?.to_owned().into(), alternative))
        }
        _ => None,
    }
}

/// Converts an image path relative to a report, which may lie in a folder, to one relative to the volume.
fn seen_from_top(report: &str, url: &str) -> String {
    match (report.split_once('/'), url.strip_prefix("../")) {
        (None, _) => url.to_owned(),
        (Some(_), Some(above)) => above.to_owned(),
        (Some((folder, _)), None) => format!("{folder}/{url}"),
    }
}

/// Returns those figures of a draft that its template actually shows.
pub fn shown(draft: &Draft) -> Vec<&Figure> {
    let urls = markdown::images(&draft.document);
    draft.figures.iter().filter(|figure| urls.contains(&figure.file.as_str())).collect()
}
