//! Rules on ids and names that must be unique.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::Text;
use crate::model::case::card::Card;
use crate::model::case::raw::RawCase;
use crate::model::framework::RawFramework;
use crate::model::references::References;

/// Reports cases with the same id, which is an error, and with the same name, which are probably one case. `source` reads the
/// file of a case again.
pub fn cases<'a>(
    diagnostics: &mut Diagnostics,
    cards: impl Iterator<Item = &'a Card>,
    source: impl Fn(&Card) -> Arc<Source>,
) {
    let mut ids: BTreeMap<&str, &Card> = BTreeMap::new();
    let mut names: BTreeMap<&Text, &Card> = BTreeMap::new();
    let mut short_names: BTreeMap<&Text, &Card> = BTreeMap::new();
    let place = |card: &Card| card.name.mark.span(&source(card));
    for card in cards {
        let short = card.short_name.as_ref().unwrap_or(&card.name);
        let first_of_short = *short_names.entry(short).or_insert(card);
        let first_of_name = *names.entry(&card.name).or_insert(card);
        let first = *ids.entry(&card.id).or_insert(card);
        if !std::ptr::eq(first, card) {
            let message = format!("two cases have the id `{}`", card.id);
            let doubled = Diagnostic::error(Code::DoubledId, Span::start_of(&source(card)), message)
                .label(Span::start_of(&source(first)), "the first one")
                .help("a case's id is the name of its file: rename one of the two, whatever folders they are in");
            diagnostics.push(doubled);
        } else if !std::ptr::eq(first_of_name, card) && *card.name != Text::default() {
            let doubled = Diagnostic::warning(Code::DoubledId, place(card), "two cases have this name")
                .label(place(first_of_name), "the first one")
                .help("if one is a copy, delete it; if they are two clusters, add to the name what tells them apart");
            diagnostics.push(doubled);
        } else if !std::ptr::eq(first_of_short, card) && *short != Text::default() {
            let doubled =
                Diagnostic::warning(Code::DoubledId, place(card), "two cases are called the same in narrow columns")
                    .label(place(first_of_short), "the first one")
                    .help("give one of them another `short_name`");
            diagnostics.push(doubled);
        }
    }
}

/// Reports framework files with the same id.
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

/// Reports sources with the id of a reference, which would make citations ambiguous.
pub fn sources(diagnostics: &mut Diagnostics, raw: &RawCase, references: &References) {
    for source in raw.case.sources.iter().filter(|source| references.contains(&source.id)) {
        let message = format!("`{}` is a source of this case and a reference", source.id);
        let help = "give the source another id, so that `[@…]` can mean only one of the two";
        diagnostics.push(Diagnostic::error(Code::DoubledId, source.mark.span(&raw.source), message).help(help));
    }
}
