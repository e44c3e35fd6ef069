//! YAML → [`Indicators`]: the files of the program and of the workspace, checked as one set.

use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::is_id;
use crate::model::indicator::unit::PLAIN;
use crate::model::indicator::{Aggregate, DEFAULTS, Group, Indicator, Indicators, formula};
use crate::yaml::decode::Fields;
use crate::yaml::lookup::ByFile;
use crate::yaml::memo::{MEMO, parse};
use crate::yaml::shape::ids::Id;
use crate::yaml::shape::notation::Notation;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeKind};

/// Reads the indicators: the workspace's files, and those of the program's files whose names are not among them. Also returns the
/// names in the workspace's files that point elsewhere.
pub fn read(diagnostics: &mut Diagnostics, own: &[Arc<Source>]) -> (Indicators, ByFile) {
    let usual = DEFAULTS.iter().map(|(name, text)| {
        let replaced = own.iter().find(|source| source.stem() == *name).cloned();
        replaced.unwrap_or_else(|| Source::new(format!("indicators/{name}.yaml"), *text))
    });
    let further = own.iter().filter(|source| DEFAULTS.iter().all(|(name, _)| source.stem() != *name)).cloned();
    let mut all = Indicators::default();
    let mut lookups = Vec::new();
    for source in usual.chain(further) {
        if !is_id(source.stem()) {
            let help = "name the file with lower case letters, digits and single hyphens";
            let message = format!("`{}` can't be the name of a group of indicators", source.stem());
            diagnostics.push(Diagnostic::error(Code::WrongForm, Span::start_of(&source), message).help(help));
        }
        let Some(node) = parse(diagnostics, &source) else {
            all.unread.any = true;
            all.unread.groups.insert(source.stem().to_owned());
            continue;
        };
        let mut reader = Reader::new(diagnostics, &source);
        let group = Group::read(&mut reader, &node);
        let names = reader.lookups;
        if own.iter().any(|own| own.name() == source.name()) {
            lookups.push((source.clone(), names));
        }
        let is_read =
            |id: &String| group.as_ref().is_some_and(|group| group.indicators.iter().any(|one| one.id.0 == *id));
        all.unread.ids.extend(ids_of(&node).into_iter().filter(|id| !is_read(id)));
        match group {
            Some(group) => {
                all.groups.push(group);
                all.sources.push(source);
            }
            None => {
                all.unread.groups.insert(source.stem().to_owned());
                all.unread.units.extend(units_of(&node));
            }
        }
    }
    check(diagnostics, &all);
    (all, lookups)
}

/// The ids of indicators that a file has, those with mistakes too.
fn ids_of(node: &Node) -> Vec<String> {
    let Some(Node { kind: NodeKind::List(items), .. }) = node.get("indicators") else { return Vec::new() };
    let id = |item: &Node| match &item.get("id")?.kind {
        NodeKind::Text(id) | NodeKind::Number(id) => Some(id.clone()),
        _ => None,
    };
    items.iter().filter_map(id).collect()
}

/// The ids of units that a file has.
fn units_of(node: &Node) -> Vec<String> {
    let Some(Node { kind: NodeKind::Map(units), .. }) = node.get("units") else { return Vec::new() };
    let id = |unit: &Node| match &unit.kind {
        NodeKind::Text(id) => Some(id.clone()),
        _ => None,
    };
    units.iter().filter_map(|(unit, _)| id(unit)).collect()
}

impl Indicator {
    pub(super) fn check(&self, reader: &mut Reader, fields: &Fields) {
        let mut conflict = |key: &str, message: String, help: &str| {
            let mark = fields.mark_of(key).unwrap_or(fields.mark());
            reader.d.error(Code::Conflict, mark, message, help);
        };
        if self.id.0 == MEMO {
            let message = "`memo` is the key of your own notes, so that no record could give this figure".to_owned();
            conflict("id", message, "give the indicator another id");
        }
        let plain = matches!(self.unit.notation(), Notation::Date | Notation::Text);
        if plain && self.aggregate != Aggregate::None {
            let message = format!("a {} has no {}", *self.unit, self.aggregate);
            conflict("aggregate", message, "write `aggregate: none`");
        }
        if plain && self.formula.is_some() {
            conflict("formula", format!("a {} can't be computed", *self.unit), "give it the unit of a number");
        }
        self.check_may_be(&mut conflict);
        if self.aggregate == Aggregate::ShareOfSums && self.formula.is_none() {
            let message = "a share of sums needs a formula".to_owned();
            conflict("aggregate", message, "add `formula: …`, or write `mean` or `median`");
        }
        if self.unit.notation() == Notation::Percentage && self.aggregate == Aggregate::Sum {
            let message = "percentages of several cases can't be added up".to_owned();
            conflict("aggregate", message, "write `mean`, `median` or, with a formula, `share of sums`");
        }
    }
}

impl Indicator {
    /// Reports what `may_be` says of figures that are no numbers, that are computed, or that are no percentages.
    fn check_may_be(&self, conflict: &mut impl FnMut(&str, String, &str)) {
        let form = self.form();
        if self.may_be.is_empty() {
        } else if !self.is_number() {
            conflict("may_be", format!("a {} is neither negative nor over 100 %", *self.unit), "leave this key out");
        } else if form.notation == Notation::Computed {
            let help = "leave this key out: it says which figures records can give";
            conflict("may_be", "a computed figure may be whatever its formula gives".to_owned(), help);
        } else if form.over && form.notation != Notation::Percentage {
            let message = format!("only percentages can be over 100 %, and `{}` is in `{}`", self.id, *self.unit);
            conflict("may_be", message, "leave it out, or write `unit: percent`");
        }
    }
}

/// Checks that ids are unique, and that the units and indicators that are named exist.
fn check(diagnostics: &mut Diagnostics, all: &Indicators) {
    let mut known: Vec<(&Id, &Arc<Source>)> = Vec::new();
    for (group, source) in all.groups.iter().zip(&all.sources) {
        for indicator in &group.indicators {
            match known.iter().find(|(id, _)| id.0 == indicator.id.0) {
                Some((first, where_first)) => {
                    let message = format!("two indicators have the id `{}`", indicator.id);
                    let doubled = Diagnostic::error(Code::DoubledId, indicator.id.1.span(source), message);
                    let doubled = match where_first.name() == source.name() {
                        true => doubled.label(first.1.span(where_first), "first defined here"),
                        false => doubled,
                    };
                    let help = format!(
                        "give this one another id, or change the one of {0}: `casebook indicators {1}` copies that file if it is the program's",
                        where_first.name(),
                        where_first.stem()
                    );
                    diagnostics.push(doubled.help(help));
                }
                None => known.push((&indicator.id, source)),
            }
            related(diagnostics, source, indicator, all);
            units(diagnostics, source, indicator, all);
            formula::check(diagnostics, source, indicator, all);
            formula::circles(diagnostics, source, indicator, all);
        }
        for id in &group.at_a_glance {
            let own: Vec<&str> = group.indicators.iter().map(|one| &*one.id).collect();
            if !own.contains(&&**id) && !all.is_unread(id) {
                let message = format!("this file has no indicator `{id}`");
                diagnostics
                    .push(Diagnostic::error(Code::UnknownId, id.1.span(source), message).help(suggest(id, &own)));
            }
        }
    }
}

/// Checks that the indicators that `own` is a part or a subset of exist and have its unit, and that none of them is computed.
fn related(diagnostics: &mut Diagnostics, source: &Arc<Source>, own: &Indicator, all: &Indicators) {
    let ids = [&own.part_of, &own.some_of, &own.some_of_last, &own.adds_to, &own.takes_from];
    for id in ids.into_iter().flatten() {
        let Some(whole) = all.find(id).filter(|whole| whole.id.0 != own.id.0) else {
            if all.is_unread(id) {
                continue;
            }
            let ids: Vec<&str> = all.all().map(|one| &*one.id).filter(|one| *one != &*own.id).collect();
            let message = format!("there is no other indicator `{id}`");
            diagnostics.push(Diagnostic::error(Code::UnknownId, id.1.span(source), message).help(suggest(id, &ids)));
            continue;
        };
        if *whole.unit != *own.unit || !own.is_number() {
            let message = format!("`{}` is in `{}`, and `{id}` in `{}`", own.id, *own.unit, *whole.unit);
            let wrong = Diagnostic::error(Code::UnlikeUnits, id.1.span(source), message);
            diagnostics.push(wrong.help("a part has the unit of the whole"));
        }
        if whole.formula.is_some() || own.formula.is_some() {
            let message = "a part and its whole are figures of records, and one of these is computed".to_owned();
            let wrong = Diagnostic::error(Code::Conflict, id.1.span(source), message);
            diagnostics.push(wrong.help("leave this key out"));
        }
    }
}

fn units(diagnostics: &mut Diagnostics, source: &Arc<Source>, own: &Indicator, all: &Indicators) {
    let known: Vec<&str> = all.groups.iter().flat_map(|group| group.units.ids.iter().map(String::as_str)).collect();
    for unit in std::iter::once(&own.unit.one).chain(&own.unit.per) {
        let is_unread = all.unread.any || all.unread.units.contains(unit);
        if !known.contains(&unit.as_str()) && !PLAIN.contains(&unit.as_str()) && !is_unread {
            let names: Vec<&str> = known.iter().copied().chain(PLAIN).collect();
            let help = format!("{}; a file names its own under `units`", suggest(unit, &names));
            let message = format!("there is no unit `{unit}`");
            diagnostics.push(Diagnostic::error(Code::UnknownId, own.unit.mark.span(source), message).help(help));
        }
    }
}
