//! Rules on sources and evidence: values without a source, observations without evidence, sources that nothing names.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Span;
use crate::check::Raw;
use crate::document::markdown::{Inline, each_inline_of};
use crate::model::case::raw::RawCase;
use crate::yaml::NodeId;
use crate::yaml::lookup::{Lookup, Wanted};

/// Reports values without a source, observations without evidence, and sources that nothing names. `cited` are the keys that
/// prose cites.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase, cited: &BTreeSet<String>) {
    // A source that can't be read would cause all of these warnings.
    if diagnostics.is_misshapen(raw.source.name()) {
        return;
    }
    let help = "add `stated_in: …` at the top of the case or of the record, or `source: …` here";
    first_of(diagnostics, raw, Code::NoSource, &raw.unattributed, ["has no source", "have no source"], help);
    unlocated(diagnostics, raw);
    uncited(diagnostics, raw, cited);
}

/// Reports all of the marked values in one warning, at the first of them.
fn first_of(diagnostics: &mut Diagnostics, raw: &RawCase, code: Code, marks: &[NodeId], what: [&str; 2], help: &str) {
    let Some(first) = marks.first() else { return };
    let [one, many] = what;
    let message = match marks.len() {
        1 => format!("this {one}"),
        2 => format!("this and another value of the case {many}"),
        count => format!("this and {} other values of the case {many}", count - 1),
    };
    diagnostics.push(Diagnostic::warning(code, first.span(&raw.source), message).help(help));
}

/// Reports observations without evidence: in one warning for the whole case, or, if every observation must have evidence, one
/// by one.
fn unlocated(diagnostics: &mut Diagnostics, raw: &RawCase) {
    let help = "add the place in the source, `at: p. 12`, or its words, `quote: …`";
    let without_source: BTreeSet<NodeId> = raw.unattributed.iter().copied().collect();
    let (sourceless, placeless): (Vec<NodeId>, Vec<NodeId>) =
        raw.unlocated.iter().partition(|mark| without_source.contains(mark));
    if !diagnostics.wants_evidence() {
        let what = ["has a source and no place in it", "have a source and no place in it"];
        return first_of(diagnostics, raw, Code::NoEvidence, &placeless, what, help);
    }
    let mut each = |marks: &[NodeId], message: &str, help: &str| {
        for mark in marks {
            let mistake = Diagnostic::warning(Code::NoEvidence, mark.span(&raw.source), message);
            diagnostics.push(mistake.help(help));
        }
    };
    each(&placeless, "this observation has a source and no place in it", help);
    each(
        &sourceless,
        "this observation has no source",
        "add its source and the place in it: `source: report, at: p. 12`",
    );
}

fn uncited(diagnostics: &mut Diagnostics, raw: &RawCase, cited: &BTreeSet<String>) {
    let named: BTreeSet<&str> = raw
        .lookups
        .iter()
        .filter_map(|lookup| match &lookup.wanted {
            Wanted::Source(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    // A dangling name may be meant for a source that seems to be unused.
    if named.iter().any(|id| !raw.case.sources.ids.iter().any(|known| known == id)) {
        return;
    }
    for source in raw.case.sources.iter() {
        if named.contains(source.id.as_str()) || cited.contains(&source.id) || source.confirmed.is_some() {
            continue;
        }
        let message = format!("nothing in this case comes from the source `{}`", source.id);
        let help = "name it where it is used (`source`, `stated_in`, or `[@id]` in prose), or take it out; if it is right \
                    all the same, add `confirmed: why`";
        diagnostics.push(Diagnostic::warning(Code::UncitedSource, source.key.span(&raw.source), message).help(help));
    }
}

/// The keys of the works that a case cites outside its prose.
pub fn cited(raw: &RawCase) -> impl Iterator<Item = &str> {
    raw.lookups.iter().filter_map(|lookup| work(lookup))
}

fn work(lookup: &Lookup) -> Option<&str> {
    match &lookup.wanted {
        Wanted::Reference(key) => Some(key),
        _ => None,
    }
}

/// Reports all works that nothing cites in one note, at the first of them. Does nothing if there are errors, since what can't
/// be read may cite any of them. `of_cases` are the works that cases cite.
pub fn works(diagnostics: &mut Diagnostics, raw: &Raw, of_cases: &BTreeSet<String>) {
    let Some(references) = &raw.references else { return };
    if diagnostics.errors() > 0 {
        return;
    }
    let of_files = raw.lookups.iter().flat_map(|(_, lookups)| lookups);
    let of_frameworks = raw.frameworks.iter().flat_map(|framework| &framework.lookups);
    let mut cited: BTreeSet<&str> = of_cases.iter().map(String::as_str).collect();
    if let Some(settings) = &raw.settings {
        let forewords = settings.forewords().map(|foreword| &foreword.text);
        for passage in settings.findings.iter().chain(forewords).flat_map(|prose| &prose.0) {
            each_inline_of(passage.document(settings.prose_nesting()), &mut |inline| {
                if let Inline::Citation(citation) = inline {
                    cited.extend(citation.works.iter().map(|work| work.key.as_str()));
                }
            });
        }
    }
    cited.extend(of_files.chain(of_frameworks).filter_map(work));
    let idle: Vec<&(String, Span)> =
        references.places().iter().filter(|(key, _)| !cited.contains(key.as_str())).collect();
    let Some((first, span)) = idle.first() else { return };
    let message = match idle.len() {
        1 => format!("nothing cites the work `{first}`"),
        2 => format!("nothing cites the work `{first}` and another one"),
        count => format!("nothing cites the work `{first}` and {} others", count - 1),
    };
    let help = "cite it with `cite:`, `rests_on:` or `[@key]`, or take it out; that it is there does no harm";
    diagnostics.push(Diagnostic::note(Code::UncitedWork, span.clone(), message).help(help));
}
