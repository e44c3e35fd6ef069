//! The files that PDFs carry: the edition that each report was made from.

use std::collections::BTreeSet;

use crate::base::diagnostic::Diagnostic;
use crate::base::locale::Locale;
use crate::base::rules::Code;
use crate::base::source::{REFERENCES, Source, Span};
use crate::build::edition::{EditionFile, Scope, edition};
use crate::build::workspace::Workspace;
use crate::document::typeset::world::Attachment;
use crate::model::settings::SETTINGS;
use crate::report::report_id::ReportId;

/// Returns the edition that a report was made from, as attachments of its PDF; none if the settings say so, or if cases are
/// missing. `images` are the files that the
/// report shows. `None` if it is larger than the settings allow.
pub fn attachments(
    workspace: &Workspace,
    locale: &Locale,
    report: &ReportId,
    scope: Scope,
    images: &BTreeSet<String>,
) -> Option<Vec<Attachment>> {
    let is_partial = matches!(scope, Scope::All(failed) if !(failed.is_empty() && workspace.faulty.is_empty()));
    if !workspace.settings.has_attachments() || is_partial {
        return Some(Vec::new());
    }
    let files = edition(workspace, Some(report), scope, images, workspace.settings.edition_size())?;
    Some(files.into_iter().map(|file| attachment(locale, file)).collect())
}

/// The note that a PDF carries nothing, since its edition would be too large.
pub fn too_large(workspace: &Workspace, path: &str) -> Diagnostic {
    let most = workspace.settings.edition_size() / 1024 / 1024;
    let message = format!("`{path}.pdf` carries nothing of what it was made from: that is more than {most} MiB");
    let help = "raise `limits: { edition_size: … }`, or say `attachments: none`";
    let span = Span::start_of(&Source::new(SETTINGS, ""));
    Diagnostic::note(Code::LargeEdition, span, message).help(help)
}

fn attachment(locale: &Locale, EditionFile { name, bytes }: EditionFile) -> Attachment {
    let (word, media) = kind(&name);
    Attachment { description: format!("{}: {name}", locale.word(word)), media, name, bytes }
}

/// What a file of an edition is: the id of the words for it, and its media type.
fn kind(name: &str) -> (&'static str, &'static str) {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.to_lowercase().ends_with(ending));
    let media = [
        (&[".yaml", ".yml"][..], "application/yaml"),
        (&[".md"], "text/markdown"),
        (&[".html"], "text/html"),
        (&[".css"], "text/css"),
        (&[".js"], "text/javascript"),
        (&[".typ", ".ftl"], "text/plain"),
        (&[".svg"], "image/svg+xml"),
        (&[".png"], "image/png"),
        (&[".jpg", ".jpeg"], "image/jpeg"),
        (&[".webp"], "image/webp"),
        (&[".gif"], "image/gif"),
        (&[".ttf"], "font/ttf"),
        (&[".otf"], "font/otf"),
    ];
    let media = media.iter().find(|(endings, _)| ends(endings)).map_or("application/octet-stream", |(_, media)| media);
    let word = match name {
        SETTINGS => "attached-settings",
        "claims.yaml" => "attached-claims",
        name if REFERENCES.contains(&name) => "attached-references",
        name if name.starts_with("cases/") => "attached-case",
        name if name.starts_with("frameworks/") => "attached-framework",
        name if name.starts_with("indicators/") => "attached-indicators",
        _ if media.starts_with("image/") => "attached-image",
        _ => "attached-layout",
    };
    (word, media)
}
