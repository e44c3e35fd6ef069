//! Rules on Markdown prose, of a case and of the settings: no raw HTML, only images of the workspace, and only citations that lead somewhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, closest, suggest};
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::check::slips::{slips, without_code};
use crate::document::markdown::citation::{CLAIM, Citation, CitedWork, first_key};
use crate::document::markdown::fault::{Fault, FaultKind};
use crate::document::markdown::parse::{DEEPEST, Parsed};
use crate::document::markdown::{Document, Inline, each_inline_of};
use crate::document::picture::{self, ENDINGS, ImageFault};
use crate::model::case::raw::RawCase;
use crate::model::case::{Passage, Prose, Record};
use crate::model::references::References;
use crate::yaml::shape::Located;

/// What prose is checked against.
pub struct Ground<'a> {
    /// The folder of the workspace.
    pub root: &'a Path,
    /// The largest file that is read, in bytes.
    pub largest: u64,
    /// The references.
    pub references: &'a References,
    /// Whether there are references that could not be read: then no key is unknown.
    pub is_unread: bool,
    /// How many quotations may stand inside each other.
    pub nesting: usize,
}

/// What prose refers to.
#[derive(Default)]
pub struct ProseUses {
    /// The keys that it cites.
    pub cited: BTreeSet<String>,
    /// The files of the images that it shows, whether they exist or not.
    pub images: BTreeSet<String>,
}

/// The file that prose stands in, and what it may cite and show there.
struct Place<'a> {
    source: &'a Arc<Source>,
    /// The keys that it may cite beside references, each with whether it is a work, which has authors.
    own: Vec<(String, bool)>,
    /// What these keys are, after "neither".
    are: &'static str,
    /// Whether images may stand in it.
    shows_images: bool,
}

/// Checks every prose field of a case, and its logos.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase, ground: &Ground) -> ProseUses {
    let mut named = ProseUses::default();
    let grants = raw.case.records.iter().flat_map(|record| record.grants.entries());
    let portraits = raw.case.records.iter().filter_map(|record| record.foreword.as_ref()?.portrait.as_ref());
    for mark in grants.filter_map(|grant| grant.logo.as_ref()).chain(portraits) {
        named.images.extend(picture::path(&mark.value));
        logo(diagnostics, &raw.source, mark, ground);
    }
    let works = |id: &String| raw.case.sources.entries.iter().any(|source| source.id == *id && source.cite.is_some());
    let own = raw.case.sources.ids.iter().map(|id| (id.clone(), works(id))).collect();
    let within = Place { source: &raw.source, own, are: "a source of this case", shows_images: true };
    for passage in raw.case.records.iter().flat_map(Record::prose).flat_map(|prose| &prose.0) {
        check_passage(diagnostics, &within, passage, ground, &mut named);
    }
    named
}

/// Checks prose of the settings: findings, which may name claims, and forewords, for which there are none.
pub fn of_settings(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    prose: &Prose,
    claims: &[String],
    ground: &Ground,
) {
    let own = claims.iter().map(|id| (format!("{CLAIM}{id}"), false)).collect();
    let within = Place { source, own, are: "a claim", shows_images: false };
    let mut named = ProseUses::default();
    prose.0.iter().for_each(|passage| check_passage(diagnostics, &within, passage, ground, &mut named));
}

fn check_passage(
    diagnostics: &mut Diagnostics,
    within: &Place,
    passage: &Passage,
    ground: &Ground,
    named: &mut ProseUses,
) {
    let Parsed { document, faults, places } = &passage.parse(ground.nesting);
    let bare = without_code(&passage.text, places);
    faults.iter().for_each(|fault| foreign(diagnostics, within, passage, fault, ground.nesting));
    if within.shows_images {
        named.images.extend(images(diagnostics, within.source, (passage, &bare), document, ground));
    } else {
        no_images(diagnostics, within.source, passage, document);
    }
    for slip in slips(&passage.text, &bare, places, document) {
        let span = place(within.source, passage, slip.range);
        diagnostics.push(Diagnostic::warning(Code::Slip, span, slip.message).help(slip.help));
    }
    named.cited.extend(cited(diagnostics, within, (passage, &bare), document, ground));
}

/// Reports images where none can stand.
fn no_images(diagnostics: &mut Diagnostics, source: &Arc<Source>, passage: &Passage, document: &Document) {
    each_inline_of(document, &mut |inline| {
        let Inline::Image { url, .. } = inline else { return };
        let range = passage.text.find(url.as_str()).map_or(0..0, |at| at..at + url.len());
        let message = "prose of the settings can't show an image";
        let help = "show it in the `narrative` of a case, or take it out";
        let span = place(source, passage, range);
        diagnostics.push(Diagnostic::error(Code::Prose, span, message).help(help));
    });
}

/// Reports a construct that the Markdown dialect of prose does not have.
fn foreign(diagnostics: &mut Diagnostics, within: &Place, narrative: &Passage, fault: &Fault, nesting: usize) {
    let deep = format!(
        "at most {nesting} quotations or {} lists can stand inside each other; take some out, or write a larger `limits: \
         {{ prose_nesting: … }}` in casebook.yaml, up to {DEEPEST}",
        2 * nesting
    );
    let (message, help) = match fault.kind {
        FaultKind::Html => ("raw HTML is not passed on", "write it in Markdown, or put a \\ before the <"),
        FaultKind::Link => {
            ("this link leads nowhere that a reader can go", "begin it with https://, http:// or mailto:")
        }
        FaultKind::NoteInNote => ("this footnote leads to itself", "take out the reference to it inside it"),
        FaultKind::LonelyNote => {
            ("nothing refers to this footnote", "refer to it in the text, like [^1], or take it out")
        }
        FaultKind::LonelyDefinition => (
            "no link uses this definition, so that no reader sees it",
            "use it in the text, like [words][name], or take it out; notes for yourself stand after a # outside the text",
        ),
        FaultKind::DoubledNote => ("there are two footnotes of this name", "give one of them another name"),
        FaultKind::NoteInHead => (
            "a footnote can't stand in the heading of a table",
            "write `Note: …` below the table, with an empty line before it",
        ),
        FaultKind::NoAlternative => (
            "this image has no text for those who can't see it",
            "write it in the square brackets: ![what the image shows](file.png)",
        ),
        FaultKind::TooDeep => ("this is nested too deeply", deep.as_str()),
        // The levels of headings are set where prose enters a report, and prose has no front matter.
        FaultKind::SkippedLevel | FaultKind::FrontMatter(_) => return,
    };
    let span = place(within.source, narrative, fault.range.clone());
    diagnostics.push(Diagnostic::error(Code::Prose, span, message).help(help));
}

/// Returns the keys that prose cites. Reports keys of no source or work, citations that can't be formatted, and text that looks like a
/// citation but is not read as one.
fn cited(
    diagnostics: &mut Diagnostics,
    within: &Place,
    (narrative, bare): (&Passage, &str),
    document: &Document,
    ground: &Ground,
) -> BTreeSet<String> {
    let own = within.own.iter().map(|own| own.0.as_str());
    let known: Vec<&str> = own.chain(ground.references.keys()).collect();
    let mut found: Vec<&Citation> = Vec::new();
    let mut lost: BTreeSet<&str> = BTreeSet::new();
    each_inline_of(document, &mut |inline| match inline {
        Inline::Citation(citation) => found.push(citation),
        Inline::Text(text) => lost.extend(mentioned(text, &known)),
        _ => {}
    });
    // After a backslash, no citation is meant.
    lost.retain(|key| !bare.contains(&format!("\\@{key}")) && !bare.contains(&format!("\\[@{key}")));
    let mut told: BTreeSet<(String, Code, String, String)> = BTreeSet::new();
    let mut cited: BTreeSet<String> = BTreeSet::new();
    for citation in found {
        for work in &citation.works {
            let is_known = known.contains(&work.key.as_str());
            let faults = [
                (Code::UnknownReference, unknown(within, citation, work, &known).filter(|_| !ground.is_unread)),
                (Code::Prose, misused(within, citation, work)),
            ];
            for (code, (message, help)) in faults.into_iter().filter_map(|(code, fault)| Some((code, fault?))) {
                told.insert((work.key.clone(), code, message, help));
            }
            if is_known {
                cited.insert(work.key.clone());
            }
        }
    }
    for key in lost {
        let (message, help) = not_read(key);
        told.insert((key.to_owned(), Code::Prose, message, help));
    }
    for (key, code, message, help) in told {
        for at in places_of(bare, &key) {
            let span = place(within.source, narrative, at..at + 1 + key.len());
            diagnostics.push(Diagnostic::error(code, span, &message).help(&help));
        }
    }
    cited
}

/// What is wrong with text that has a known key and is not read as a citation, and what to do.
fn not_read(key: &str) -> (String, String) {
    (
        format!("`@{key}` is not read as a citation here"),
        format!(
            "write [@{key}, p. 14], several works as [@{key}; @other], a word before it as [see @{key}], or @{key} [p. 14] in the \
             sentence; with \\@{key} no work is meant"
        ),
    )
}

/// What is wrong with a key that is none, and what to do. A word behind an `@` in a sentence that is near no key is a word.
fn unknown(within: &Place, citation: &Citation, work: &CitedWork, known: &[&str]) -> Option<(String, String)> {
    let key = work.key.as_str();
    if key.is_empty() {
        return Some(("there is no key behind this @".to_owned(), "write a source or a work: [@report]".to_owned()));
    }
    let is_word = || citation.narrative && work.locator.is_none() && closest(key, known.iter().copied()).is_none();
    if known.contains(&key) || is_word() {
        return None;
    }
    let or = if citation.narrative { format!("; with \\@{key} no work is meant") } else { String::new() };
    let message = format!("`{key}` is neither {} nor a reference", within.are);
    Some((message, format!("{}{or}", suggest(key, known))))
}

/// What is wrong with how a key is cited, and what to do.
fn misused(within: &Place, citation: &Citation, work: &CitedWork) -> Option<(String, String)> {
    let key = work.key.as_str();
    if key.starts_with(CLAIM) {
        let is_alone = citation.works.len() == 1 && !citation.narrative && work.prefix.is_empty() && !work.bare;
        let (message, is_wrong) = match work.locator {
            Some(_) => ("a claim has no place to name", true),
            None => ("a claim stands alone in its brackets", !is_alone),
        };
        return is_wrong.then(|| (message.to_owned(), format!("write it alone: [@{key}]")));
    }
    let is_work = within.own.iter().all(|(id, is_work)| id != key || *is_work);
    if !is_work && (citation.narrative || work.bare) {
        let message = format!("`{key}` is a source without authors to name or leave out");
        return Some((message, format!("write [@{key}], or give the source a `cite:`")));
    }
    None
}

/// Checks that a logo is a file of the workspace that can be shown.
pub fn logo(diagnostics: &mut Diagnostics, source: &Arc<Source>, logo: &Located<String>, ground: &Ground) {
    let found = picture::path(&logo.value).and_then(|path| picture::check(ground.root, &path, ground.largest));
    diagnostics.extend(doubt(&logo.value, found, logo.mark.span(source), ground));
}

/// Checks that every image is a file of the workspace that can be shown. Returns these files.
fn images(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    (narrative, bare): (&Passage, &str),
    document: &Document,
    ground: &Ground,
) -> Vec<String> {
    let mut urls: Vec<&str> = Vec::new();
    each_inline_of(document, &mut |inline| {
        if let Inline::Image { url, .. } = inline {
            urls.push(url);
        }
    });
    let files = urls.iter().filter_map(|url| picture::path(url).ok()).collect();
    let mut from = 0;
    for url in urls {
        let found = picture::path(url).and_then(|path| picture::check(ground.root, &path, ground.largest));
        // Images come in the order of the text, those of footnotes last.
        let written = [format!("({url}"), format!("(<{url}"), (*url).to_owned()];
        let after = |from: usize| {
            written.iter().find_map(|text| Some(from + bare[from..].find(text)? + text.len() - url.len()))
        };
        let range = after(from).or_else(|| after(0)).map_or(0..0, |at| at..at + url.len());
        from = range.end.min(narrative.text.len());
        diagnostics.extend(doubt(url, found, place(source, narrative, range), ground));
    }
    files
}

/// What there is to say of an image.
fn doubt(url: &str, found: Result<bool, ImageFault>, span: Span, ground: &Ground) -> Option<Diagnostic> {
    match found {
        Err(fault) => {
            let (message, help) = told(url, &fault, ground);
            Some(Diagnostic::error(Code::Prose, span, message).help(help))
        }
        Ok(true) => {
            let message = format!("the image `{url}` says where it was taken");
            let help = "reports come with a copy that does not; take it out of the file too if you hand that on";
            Some(Diagnostic::note(Code::Position, span, message).help(help))
        }
        Ok(false) => None,
    }
}

/// What is wrong with an image, and what to do.
fn told(url: &str, fault: &ImageFault, ground: &Ground) -> (String, String) {
    let copy = "copy the file into the workspace and name it as seen from there, like images/harbour.jpg";
    match fault {
        ImageFault::Elsewhere => (format!("the image `{url}` is not in the workspace"), copy.to_owned()),
        ImageFault::Outside => (
            format!("`{url}` does not lead to a file of the workspace"),
            "name it as seen from the folder of casebook.yaml, like images/harbour.jpg".to_owned(),
        ),
        ImageFault::Ending => {
            (format!("`{url}` is no image that can be shown"), format!("it may be one of: {}", ENDINGS.join(", ")))
        }
        ImageFault::Active => {
            (format!("the image `{url}` has scripts in it"), "save it as a plain drawing, or as PNG".to_owned())
        }
        ImageFault::Html => (
            format!("the text of the drawing `{url}` is HTML, which only browsers show"),
            "save it as PNG, or with text of its own (draw.io: without \"Formatted Text\"; Mermaid: htmlLabels: false)"
                .to_owned(),
        ),
        ImageFault::Compressed => (
            format!("the drawing `{url}` is compressed, or one in it is"),
            "save it as plain SVG, not as SVGZ: what stands in it is looked at before it is shown".to_owned(),
        ),
        ImageFault::TooLarge(width, height) => (
            format!("the image `{url}` is too large: {width} × {height} pixels"),
            format!("save it smaller: an image may have {} million pixels", picture::LARGEST / 1_000_000),
        ),
        ImageFault::Missing => {
            (format!("there is no image `{url}` in the workspace that can be read"), meant(ground, url))
        }
        ImageFault::Broken(reason) => {
            (format!("the image `{url}` can't be read: {reason}"), "save it anew, in one of the usual forms".to_owned())
        }
    }
}

/// The advice on an image that does not exist: a file beside it with a similar name, if there is one.
fn meant(ground: &Ground, url: &str) -> String {
    let path = picture::path(url).unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside: Vec<String> = source::beside(ground.root, folder);
    let names: Vec<&str> = beside.iter().map(String::as_str).collect();
    match closest(&path, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "name it as seen from the folder of casebook.yaml, with the same capitals".to_owned(),
    }
}

/// The known keys that a text mentions as `@key` without citing them.
fn mentioned<'t>(text: &'t str, known: &[&str]) -> Vec<&'t str> {
    let begins = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric());
    let keys = text.match_indices('@').map(|(at, _)| at).filter(begins).map(|at| first_key(&text[at + 1..]));
    keys.filter(|key| known.contains(key)).collect()
}

/// The place of a piece of a prose field in the YAML file. It is exact if the field's lines are lines of the file, as in a
/// literal block (`|`); otherwise it is the whole field.
fn place(source: &Arc<Source>, prose: &Passage, range: Range<usize>) -> Span {
    let field = prose.mark.span(source);
    let text = source.text();
    let before = &prose.text[..prose.text.floor_char_boundary(range.start)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let wanted = prose.text[line_start..].lines().next().unwrap_or_default();
    let first = source.line_column(field.range.start).0 + before.matches('\n').count();
    // The field begins either at the `|` of a literal block, in the line above the text, or at the text itself.
    let lines = [first, first + 1].map(|line| source.offset(line, 1));
    let line_at = |start: usize| text[start..].lines().next().unwrap_or_default();
    let start = lines.into_iter().find(|start| !wanted.is_empty() && line_at(*start).ends_with(wanted));
    let Some(start) = start else { return field };
    let line = line_at(start);
    let column = before.len() - line_start;
    let start = start + (line.len() - wanted.len()) + column;
    Span { source: source.clone(), range: start..start + range.len().min(wanted.len() - column) }
}

/// The offsets of `@key` in a text, wherever it may be a citation; the first occurrence of the key if there is none.
fn places_of(text: &str, key: &str) -> Vec<usize> {
    let begins = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    let ends = |at: &usize| !text[at + 1 + key.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let all: Vec<usize> =
        text.match_indices(&format!("@{key}")).map(|(at, _)| at).filter(begins).filter(ends).collect();
    if all.is_empty() { vec![text.find(key).map_or(0, |at| at.saturating_sub(1))] } else { all }
}
