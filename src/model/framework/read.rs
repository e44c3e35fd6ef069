//! YAML → [`RawFramework`]. Reports every structural mistake in the file, and every id that should be defined in the same file
//! and is not.

use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::is_id;
use crate::model::framework::{Characteristic, Dimension, Framework, RawFramework};
use crate::yaml::NodeId;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::memo::parse;
use crate::yaml::shape::ids::Id;
use crate::yaml::shape::{FromYaml, Reader};

/// Reads one framework file. `None` if it is not YAML or not a mapping.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<RawFramework> {
    if !is_id(source.stem()) {
        let help = "name the file with lower case letters, digits and single hyphens";
        let message = format!("`{}` can't be the id of a framework", source.stem());
        diagnostics.push(Diagnostic::error(Code::WrongForm, Span::start_of(source), message).help(help));
    }
    let node = parse(diagnostics, source)?;
    let mut reader = Reader::new(diagnostics, source);
    let framework = Framework::read(&mut reader, &node)?;
    let lookups = reader.lookups;
    Some(RawFramework { source: source.clone(), framework, lookups })
}

impl Framework {
    pub(super) fn check(&self, reader: &mut Reader, fields: &Fields) {
        let meant = ["stages", "dimensions"];
        if meant.iter().all(|key| fields.mark_of(key).is_none()) && !fields.has_like(&meant) {
            let help = "add `stages` for a life cycle, or `dimensions` for a framework";
            let message = "this framework has neither stages nor dimensions";
            reader.d.error(Code::MissingKey, fields.mark(), message, help);
        }
        match (&self.life_cycle, fields.mark_of("life_cycle"), fields.mark_of("maps")) {
            (Some(life_cycle), _, _) => {
                for stage in &self.maps {
                    let wanted = Wanted::Stage { life_cycle: life_cycle.to_string(), stage: stage.to_string() };
                    reader.point(wanted, stage.1);
                }
            }
            (None, None, Some(mark)) => {
                let help = "add `life_cycle: …`, or leave `maps` out";
                reader.d.error(Code::MissingKey, mark, "stages can be mapped only in a life cycle", help);
            }
            (None, _, _) => {}
        }
        let maps: Vec<Id> = self.maps.iter().map(|stage| Id(stage.0.clone(), stage.1)).collect();
        unique(reader, maps.iter(), "mapped stage");
        unique(reader, self.stages.iter().map(|stage| &stage.id), "stage");
        unique(reader, self.criteria.iter().map(|criterion| &criterion.id), "criterion");
        let known: Vec<&str> = self.criteria.iter().map(|criterion| &*criterion.id).collect();
        for stage in &self.stages {
            unique(reader, stage.criteria.iter().map(|expectation| &expectation.id), "criterion");
            let ids = stage.criteria.iter().map(|expectation| &expectation.id);
            named(reader, ids, &known, |id| format!("this life cycle has no criterion `{id}`"));
        }
        let aims = || self.aims.iter().flat_map(|aims| &aims.value.0).filter_map(|aim| aim.id.as_ref());
        unique(reader, aims(), "aim");
        let known: Vec<&str> = aims().map(|id| &**id).collect();
        let served =
            self.dimensions.iter().flat_map(|dimension| &dimension.characteristics).flat_map(|item| &item.serves);
        named(reader, served, &known, |id| format!("this framework has no aim `{id}`"));
        unique(reader, self.dimensions.iter().map(|dimension| &dimension.id), "dimension");
        let items = self.dimensions.iter().flat_map(|dimension| &dimension.characteristics);
        for link in
            items.flat_map(|item| item.same_as.iter().chain(&item.part_of)).filter(|link| *link.framework == *self.id)
        {
            let help = "name a characteristic of another framework; here, one characteristic is enough";
            reader.d.error(
                Code::Conflict,
                link.dimension.1,
                "this leads to a characteristic of the same framework",
                help,
            );
        }
        for dimension in &self.dimensions {
            circles(reader, dimension);
            unique(reader, dimension.characteristics.iter().map(|item| &item.id), "characteristic");
        }
    }
}

/// Reports characteristics that continue as themselves, over however many steps: a figure has no beginning to draw them from.
fn circles(reader: &mut Reader, dimension: &Dimension) {
    let next = |item: &Characteristic| dimension.characteristic(item.continues_as.as_deref()?);
    for item in &dimension.characteristics {
        let steps = std::iter::successors(next(item), |item| next(item)).take(dimension.characteristics.len());
        if let (true, Some(to)) = (steps.into_iter().any(|step| step.id == *item.id), &item.continues_as) {
            let message = format!("`{}` continues as itself in the end", item.id);
            reader.d.error(Code::Conflict, to.1, message, "take out one of the steps that lead back");
        }
    }
}

/// Reports ids that are not among those that the file defines.
fn named<'n>(reader: &mut Reader, ids: impl Iterator<Item = &'n Id>, known: &[&str], message: impl Fn(&str) -> String) {
    for Id(id, mark) in ids.filter(|id| !known.contains(&&***id)) {
        reader.d.error(Code::UnknownId, *mark, message(id), suggest(id, known));
    }
}

fn unique<'n>(reader: &mut Reader, ids: impl Iterator<Item = &'n Id>, what: &str) {
    let mut seen: Vec<(&str, NodeId)> = Vec::new();
    for Id(id, mark) in ids {
        match seen.iter().find(|(known, _)| known == id) {
            Some((_, first)) => {
                let message = format!("two of one kind have the id `{id}`: the id of each {what} stands once");
                let doubled = Diagnostic::error(Code::DoubledId, mark.span(reader.d.source), message)
                    .label(first.span(reader.d.source), "first defined here")
                    .help("give one of the two another id");
                reader.d.diagnostics.push(doubled);
            }
            None => seen.push((id, *mark)),
        }
    }
}
