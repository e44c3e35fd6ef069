//! Rules on what everything rests on: values without a source, observations without evidence, sources without a use.

use std::collections::BTreeSet;

use crate::case::RawCase;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lookup::Wanted;
use crate::yaml::Mark;

/// Looks for what has no source or no evidence, and for sources that nothing names. `cited` are the keys in the prose.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase, cited: &BTreeSet<String>) {
    // A source that can't be read would make all of these.
    if diagnostics.is_misshapen(raw.source.name()) {
        return;
    }
    let help = "add `stated_in: …` at the top of the case or of the record, or `source: …` here";
    first_of(diagnostics, raw, Code::NoSource, &raw.unattributed, ["has no source", "have no source"], help);
    let help = "add the place in the source, `at: p. 12`, or its words, `quote: …`";
    let what = ["has a source and no place in it", "have a source and no place in it"];
    first_of(diagnostics, raw, Code::NoEvidence, &raw.unlocated, what, help);
    uncited(diagnostics, raw, cited);
}

/// One warning for all such values of a case, at the first of them.
fn first_of(diagnostics: &mut Diagnostics, raw: &RawCase, code: Code, marks: &[Mark], what: [&str; 2], help: &str) {
    let Some(first) = marks.first() else { return };
    let [one, many] = what;
    let message = match marks.len() {
        1 => format!("this {one}"),
        2 => format!("this and another value of the case {many}"),
        count => format!("this and {} other values of the case {many}", count - 1),
    };
    diagnostics.push(Diagnostic::warning(code, first.span(&raw.source), message).help(help));
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
    // A name that leads nowhere may be meant for one of them.
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
