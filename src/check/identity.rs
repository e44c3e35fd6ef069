//! Rules on ids and names that must be unique.

use std::collections::BTreeMap;

use crate::case::RawCase;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::framework::RawFramework;
use crate::references::References;
use crate::source::Span;
use crate::text::Text;

/// Two cases of one id are a mistake; two of one name are probably one.
pub fn cases(diagnostics: &mut Diagnostics, cases: &[RawCase]) {
    let mut ids: BTreeMap<&str, &RawCase> = BTreeMap::new();
    let mut names: BTreeMap<&Text, &RawCase> = BTreeMap::new();
    for raw in cases {
        let first_of_name = *names.entry(&raw.case.name).or_insert(raw);
        let first = *ids.entry(&raw.case.id).or_insert(raw);
        if !std::ptr::eq(first, raw) {
            let message = format!("two cases have the id `{}`", raw.case.id);
            let doubled = Diagnostic::error(Code::DoubledId, Span::start_of(&raw.source), message)
                .label(Span::start_of(&first.source), "the first one")
                .help("a case's id is the name of its file: rename one of the two, whatever folders they are in");
            diagnostics.push(doubled);
        } else if !std::ptr::eq(first_of_name, raw) && *raw.case.name != Text::default() {
            let doubled =
                Diagnostic::warning(Code::DoubledId, raw.case.name.mark.span(&raw.source), "two cases have this name")
                    .label(first_of_name.case.name.mark.span(&first_of_name.source), "the first one")
                    .help(
                        "if one is a copy, delete it; if they are two clusters, add to the name what tells them apart",
                    );
            diagnostics.push(doubled);
        }
    }
}

/// Two framework files of one id are a mistake.
pub fn frameworks(diagnostics: &mut Diagnostics, frameworks: &[RawFramework]) {
    for (at, raw) in frameworks.iter().enumerate() {
        if let Some(first) = frameworks[..at].iter().find(|other| other.framework.id == raw.framework.id) {
            let message = format!("two frameworks have the id `{}`", raw.framework.id);
            let doubled = Diagnostic::error(Code::DoubledId, Span::start_of(&raw.source), message)
                .label(Span::start_of(&first.source), "the first one")
                .help("a framework's id is the name of its file: rename one of the two");
            diagnostics.push(doubled);
        }
    }
}

/// One id for a source and a reference would make citations ambiguous.
pub fn sources(diagnostics: &mut Diagnostics, raw: &RawCase, references: &References) {
    for source in raw.case.sources.iter().filter(|source| references.contains(&source.id)) {
        let message = format!("`{}` is a source of this case and a reference in references.yaml", source.id);
        let help = "give the source another id, so that `[@…]` can mean only one of the two";
        diagnostics.push(Diagnostic::error(Code::DoubledId, source.mark.span(&raw.source), message).help(help));
    }
}
