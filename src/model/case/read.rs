//! YAML → [`RawCase`]. Every structural mistake in the file is reported; what can be read is read all the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::{is_id, is_reserved};
use crate::model::case::Case;
use crate::model::case::raw::RawCase;
use crate::yaml::memo::parse;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::notation::Notations;
use crate::yaml::shape::{FromYaml, Reader, is_word};
use crate::yaml::{Node, NodeKind};

/// Reads one case file; `notations` says how its figures are written. `None` if it is not YAML or not a mapping.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>, notations: &Notations) -> Option<RawCase> {
    read_for(diagnostics, source, notations, Audience::Internal).map(|(raw, _)| raw)
}

/// Reads one case file for an audience, and returns its tree too. What the audience may not see is read all the same, and noted
/// ([`RawCase::hidden`]).
pub fn read_for(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    notations: &Notations,
    audience: Audience,
) -> Option<(RawCase, Node)> {
    check_id(diagnostics, source);
    let node = parse(diagnostics, source)?;
    read_tree(diagnostics, source, &node, notations, audience).map(|raw| (raw, node))
}

/// Reads the tree of a case file, or what is left of it.
pub fn read_tree(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    node: &Node,
    notations: &Notations,
    audience: Audience,
) -> Option<RawCase> {
    let withdrawn = withdrawn(node);
    let mut reader = Reader { notations, audience, withdrawn, ..Reader::new(diagnostics, source) };
    let case = Case::read(&mut reader, node)?;
    let study_unclear = case.study.is_none() && node.get("study").is_some_and(|study| !is_word(study, "not recorded"));
    let Reader { lookups, unattributed, unlocated, hidden, quoted, known, .. } = reader;
    Some(RawCase {
        source: source.clone(),
        case,
        lookups,
        unattributed,
        unlocated,
        study_unclear,
        hidden,
        quoted,
        known,
    })
}

/// The people who withdrew their consent. What rests on them is found while the file is read, so they must be known before.
fn withdrawn(node: &Node) -> BTreeSet<String> {
    let people = node.get("people").map_or(&[][..], Node::entries).iter();
    let has = |person: &Node| person.get("consent").is_some_and(|consent| consent.get("withdrawn").is_some());
    let all = people.filter(|(_, person)| has(person));
    all.filter_map(|(key, _)| if let NodeKind::Text(id) = &key.kind { Some(id.clone()) } else { None }).collect()
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
