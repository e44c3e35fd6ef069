//! YAML → [`RawFramework`]. Every mistake of shape in the file is reported, and every id of its own that names nothing in it.

use std::sync::Arc;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::framework::{Framework, RawFramework};
use crate::lookup::Wanted;
use crate::shape::ids::Id;
use crate::shape::{Form, Reader};
use crate::source::{Source, Span};
use crate::text::is_id;
use crate::yaml::decode::Fields;
use crate::yaml::{Mark, parse};

/// Reads one framework file. `None` if it is not YAML or no mapping.
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
        if fields.mark_of("stages").or(fields.mark_of("dimensions")).is_none() {
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
        unique(reader, self.stages.iter().map(|stage| &stage.id), "stage");
        unique(reader, self.dimensions.iter().map(|dimension| &dimension.id), "dimension");
        for dimension in &self.dimensions {
            unique(reader, dimension.characteristics.iter().map(|item| &item.id), "characteristic");
        }
    }
}

fn unique<'n>(reader: &mut Reader, ids: impl Iterator<Item = &'n Id>, what: &str) {
    let mut seen: Vec<(&str, Mark)> = Vec::new();
    for Id(id, mark) in ids {
        match seen.iter().find(|(known, _)| known == id) {
            Some((_, first)) => {
                let message = format!("two of one kind have the id `{id}`: a {what}'s id stands once");
                let doubled = Diagnostic::error(Code::DoubledId, mark.span(reader.d.source), message)
                    .label(first.span(reader.d.source), "first defined here")
                    .help("give one of the two another id");
                reader.d.diagnostics.push(doubled);
            }
            None => seen.push((id, *mark)),
        }
    }
}
