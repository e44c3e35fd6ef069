//! What was published: the figures of each case for a year, kept in `published/<year>.yaml`. A record that is published is
//! frozen: a figure that differs from what is kept there must say that it was restated.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::model::case::date::Date;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::figures::{Amount, Figures};
use crate::model::case::{Case, Known};
use crate::shape;
use crate::yaml::lookup::{Lookup, Wanted};
use crate::yaml::shape::notation::Notations;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, parse};

/// The folder of these files.
pub const FOLDER: &str = "published";

shape! {
    /// What was published of a case for a year.
    #[derive(Clone, Debug)]
    Kept("what was published `{ on, figures }`") {
        /// When.
        on: Date = "2026-02-15",
        /// The figures as they were.
        figures: Figures = "{ members: 118 }",
    }
}

/// What was published for a year, by case.
#[derive(Debug, Default)]
pub struct Published(pub Vec<(String, Kept)>);

impl FromYaml for Published {
    const NAME: &'static str = "Published";

    fn read(reader: &mut Reader, node: &Node) -> Option<Published> {
        let mut cases = reader.d.fields(node, "a mapping of cases")?;
        let mut all = Published::default();
        for (id, key, node) in cases.rest() {
            reader.point(Wanted::Case(id.clone()), key.mark);
            all.0.extend(Kept::read(reader, node).map(|kept| (id, kept)));
        }
        Some(all)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let kept = Kept::schema(schemas);
        json!({ "type": "object", "additionalProperties": kept })
    }
}

/// A file of what was published for a year.
#[derive(Debug)]
pub struct Edition {
    /// The year.
    pub year: i32,
    /// What was published, by case.
    pub cases: Published,
}

/// Reads a file of what was published, and the names in it that point elsewhere. `None` if it can't be read.
pub fn read(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    notations: &Notations,
) -> Option<(Edition, Vec<Lookup>)> {
    let Some(year) = source.stem().parse().ok().filter(|year| (1900..=2200).contains(year)) else {
        let help = "name it by its year, like published/2026.yaml; `casebook publish` writes such files";
        let message = format!("`{}` is no year", source.stem());
        diagnostics.push(Diagnostic::error(Code::WrongForm, Span::start_of(source), message).help(help));
        return None;
    };
    let node = parse(diagnostics, source)?;
    let mut reader = Reader { notations, ..Reader::new(diagnostics, source) };
    let cases = Published::read(&mut reader, &node)?;
    Some((Edition { year, cases }, reader.lookups))
}

/// Compares a case with what was published about it: a figure that has changed since must be restated.
pub fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>, case: &Case, editions: &[Edition]) {
    for edition in editions {
        let Some((_, kept)) = edition.cases.0.iter().find(|(id, _)| *case.id == *id) else { continue };
        let Some(record) = case.of_year(edition.year) else {
            let message = format!("a record for {} was published on {}, and there is none", edition.year, kept.on);
            let span = Span::start_of(source);
            diagnostics.push(Diagnostic::error(Code::Frozen, span, message).help("put it back"));
            continue;
        };
        let mut ids: Vec<&str> = kept.figures.0.iter().map(|figure| figure.indicator.as_str()).collect();
        ids.extend(
            record.figures.0.iter().map(|figure| figure.indicator.as_str()).filter(|id| kept.figures.of(id).is_none()),
        );
        for id in ids {
            let was = kept.figures.of(id).map_or(&Known::NotRecorded, |figure| &figure.amount.value);
            let own = record.figures.of(id);
            let now = own.map_or(&Known::NotRecorded, |figure| &figure.amount.value);
            let told = own.and_then(|figure| figure.restated.as_ref()).map_or(now, |restated| &restated.was);
            if told == was {
                continue;
            }
            let said = |value: &Known<Amount>| match value {
                Known::NotRecorded => "not recorded".to_owned(),
                Known::Withheld => WITHHELD.to_owned(),
                Known::None => "none".to_owned(),
                Known::Is(amount) => amount.written(),
            };
            let published = format!("`{id}` was published as {} on {}", said(was), kept.on);
            let (message, help) = match own.and_then(|figure| figure.restated.as_ref()) {
                Some(_) => (
                    format!("{published}, and not as {}", said(told)),
                    format!("write `was: {}`: what stands in {FOLDER}/{}.yaml", said(was), edition.year),
                ),
                None => (
                    format!("{published}, and is {} now", said(told)),
                    "write the new figure as `{ is: …, restated: { was: …, on: …, why: … } }` with the published one as `was`, or put that back".to_owned(),
                ),
            };
            let span = own.map_or(record.mark, |figure| figure.key).span(source);
            // A figure that could not be read does not count as changed.
            if own.is_none_or(|figure| !diagnostics.errors_within(&figure.amount.evidence.mark.span(source))) {
                diagnostics.push(Diagnostic::error(Code::Frozen, span, message).help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::case::figures::Amount;

    #[test]
    fn what_was_published_is_told_as_a_file_has_it() {
        let money = "DKK 1184500".parse().expect("it is money");
        let count = "about 1987".parse().expect("it is a quantity");
        assert_eq!(Amount::Money(money).written(), "DKK 1184500");
        assert_eq!(Amount::Quantity(count).written(), "about 1987");
    }
}
