//! YAML → [`RawCase`]. Every structural mistake in the file is reported; what can be read is read all the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::{is_id, is_reserved};
use crate::model::case::Case;
use crate::model::case::raw::RawCase;
use crate::yaml::shape::notation::Form;
use crate::yaml::shape::{FromYaml, Reader, is_word};
use crate::yaml::{Node, NodeKind, parse};

/// Reads one case file; `notations` says how its figures are written. `None` if it is not YAML or not a mapping.
pub fn read(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    notations: &BTreeMap<String, Form>,
) -> Option<RawCase> {
    check_id(diagnostics, source);
    let node = parse(diagnostics, source)?;
    let mut reader = Reader { notations, ..Reader::new(diagnostics, source) };
    let case = Case::read(&mut reader, &node)?;
    let study_unclear = case.study.is_none() && has_key(&node, "study");
    let Reader { lookups, unattributed, unlocated, .. } = reader;
    Some(RawCase { source: source.clone(), case, lookups, unattributed, unlocated, study_unclear })
}

fn has_key(node: &Node, wanted: &str) -> bool {
    let NodeKind::Map(entries) = &node.kind else { return false };
    let recorded = |value: &Node| !is_word(value, "not recorded");
    entries.iter().any(|(key, value)| matches!(&key.kind, NodeKind::Text(key) if key == wanted) && recorded(value))
}

fn check_id(diagnostics: &mut Diagnostics, source: &Arc<Source>) {
    let id = source.stem();
    if is_id(id) && !is_reserved(id) {
        return;
    }
    let slug = slug::slugify(id);
    let advice = if slug.is_empty() || is_reserved(&slug) { "my-case".to_owned() } else { slug };
    let message = format!("`{id}` can't be the id of a case");
    let help = format!(
        "name the file `{advice}.yaml`: lower case letters without accents, digits and single hyphens, and no name \
         that Windows reserves"
    );
    diagnostics.push(Diagnostic::error(Code::WrongForm, Span::start_of(source), message).help(help));
}
