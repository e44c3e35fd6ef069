//! YAML → [`RawFramework`]. Every mistake of shape in the file is reported.

use std::sync::Arc;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::framework::{Characteristic, Dimension, Framework, RawFramework, Stage};
use crate::lookup::{Lookup, Wanted};
use crate::source::{Source, Span};
use crate::text::{Text, is_id};
use crate::yaml::decode::{Decoder, Fields};
use crate::yaml::{Mark, Node, parse};

/// Reads one framework file. `None` if it is not YAML, is no mapping or has no title.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<RawFramework> {
    if !is_id(source.stem()) {
        let help = "name the file with lower case letters, digits and single hyphens";
        let message = format!("`{}` can't be the id of a framework", source.stem());
        diagnostics.push(Diagnostic::error(Code::WrongForm, Span::start_of(source), message).help(help));
    }
    let node = parse(diagnostics, source)?;
    let mut reader = Reader { d: Decoder { diagnostics, source }, lookups: Vec::new() };
    let framework = reader.framework(&node)?;
    let lookups = reader.lookups;
    Some(RawFramework { source: source.clone(), framework, lookups })
}

struct Reader<'a> {
    d: Decoder<'a>,
    lookups: Vec<Lookup>,
}

impl Reader<'_> {
    fn framework(&mut self, node: &Node) -> Option<Framework> {
        let mut f = self.d.fields(node, "a framework")?;
        let title = f.need("title").and_then(|node| self.d.text(node));
        let note = f.take("note").and_then(|node| self.d.text(node));
        let rests_on = self.ids(&mut f, "rests_on", Wanted::Reference);
        let stages = self.list(&mut f, "stages", Reader::stage);
        self.unique(stages.iter().map(|(stage, mark)| (stage.id.as_str(), *mark)), "stage");
        let life_cycle = f.take("life_cycle").and_then(|node| {
            let id = self.d.id(node)?;
            self.lookups.push(Lookup { wanted: Wanted::LifeCycle(id.clone()), mark: node.mark });
            Some(id)
        });
        let maps = match &life_cycle {
            Some(life_cycle) => {
                self.ids(&mut f, "maps", |stage| Wanted::Stage { life_cycle: life_cycle.clone(), stage })
            }
            None => self.without_life_cycle(&mut f),
        };
        let derived_from = f.take("derived_from").and_then(|node| self.derived_from(node));
        let aims = self.aims(&mut f, &maps);
        let dimensions = self.list(&mut f, "dimensions", |reader, node| reader.dimension(node, &maps));
        self.unique(dimensions.iter().map(|(dimension, mark)| (dimension.id.as_str(), *mark)), "dimension");
        if stages.is_empty() && dimensions.is_empty() {
            let help = "add `stages` for a life cycle, or `dimensions` for a framework";
            self.d.error(Code::MissingKey, f.mark(), "this framework has neither stages nor dimensions", help);
        }
        f.finish(&mut self.d);
        Some(Framework {
            id: self.d.source.stem().to_owned(),
            title: title?,
            note,
            rests_on,
            stages: stages.into_iter().map(|(stage, _)| stage).collect(),
            life_cycle,
            maps,
            derived_from,
            aims,
            dimensions: dimensions.into_iter().map(|(dimension, _)| dimension).collect(),
        })
    }

    fn without_life_cycle(&mut self, f: &mut Fields) -> Vec<String> {
        if let Some(node) = f.take("maps") {
            let help = "add `life_cycle: …`, or leave `maps` out";
            self.d.error(Code::MissingKey, node.mark, "stages can be mapped only in a life cycle", help);
        }
        Vec::new()
    }

    fn derived_from(&mut self, node: &Node) -> Option<String> {
        let mut f = self.d.fields(node, "a mapping `{ study }`")?;
        let study = f.need("study").and_then(|node| {
            let id = self.d.id(node)?;
            self.lookups.push(Lookup { wanted: Wanted::Study(id.clone()), mark: node.mark });
            Some(id)
        });
        f.finish(&mut self.d);
        study
    }

    fn aims(&mut self, f: &mut Fields, maps: &[String]) -> Vec<(String, Text)> {
        let Some(mut f) = f.take("aims").and_then(|node| self.d.fields(node, "a mapping of stages")) else {
            return Vec::new();
        };
        let mut aims = Vec::new();
        for (stage, key, node) in f.rest() {
            self.mapped(&stage, key.mark, maps);
            aims.extend(self.d.text(node).map(|text| (stage, text)));
        }
        aims
    }

    fn stage(&mut self, node: &Node) -> Option<Stage> {
        let mut f = self.d.fields(node, "a stage `{ id, label, definition }`")?;
        let id = f.need("id").and_then(|node| self.d.id(node));
        let label = f.need("label").and_then(|node| self.d.text(node));
        let short = f.take("short").and_then(|node| self.d.text(node));
        let definition = f.take("definition").and_then(|node| self.d.text(node));
        f.finish(&mut self.d);
        Some(Stage { id: id?, label: label?, short, definition })
    }

    fn dimension(&mut self, node: &Node, maps: &[String]) -> Option<Dimension> {
        let mut f = self.d.fields(node, "a dimension `{ id, label, characteristics }`")?;
        let id = f.need("id").and_then(|node| self.d.id(node));
        let label = f.need("label").and_then(|node| self.d.text(node));
        let note = f.take("note").and_then(|node| self.d.text(node));
        let read = |reader: &mut Self, node: &Node| reader.characteristic(node, maps);
        let characteristics: Vec<(Characteristic, Mark)> = match f.need("characteristics") {
            Some(node) => self.items(node, read),
            None => Vec::new(),
        };
        self.unique(characteristics.iter().map(|(item, mark)| (item.id.as_str(), *mark)), "characteristic");
        f.finish(&mut self.d);
        let characteristics = characteristics.into_iter().map(|(item, _)| item).collect();
        Some(Dimension { id: id?, label: label?, note, characteristics })
    }

    fn characteristic(&mut self, node: &Node, maps: &[String]) -> Option<Characteristic> {
        let mut f = self.d.fields(node, "a characteristic `{ id, label, stages }`")?;
        let id = f.need("id").and_then(|node| self.d.id(node));
        let label = f.need("label").and_then(|node| self.d.text(node));
        let stages = f.take("stages").map_or_else(Vec::new, |node| {
            let items = self.d.one_or_many(node);
            let mut stages = Vec::new();
            for item in items {
                let Some(stage) = self.d.id(item) else { continue };
                self.mapped(&stage, item.mark, maps);
                stages.push(stage);
            }
            stages
        });
        let continues_as = f.take("continues_as").and_then(|node| self.d.id(node));
        let note = f.take("note").and_then(|node| self.d.text(node));
        f.finish(&mut self.d);
        Some(Characteristic { id: id?, label: label?, stages, continues_as, note, mark: node.mark })
    }

    fn mapped(&mut self, stage: &str, mark: Mark, maps: &[String]) {
        if !maps.iter().any(|known| known == stage) {
            let known: Vec<&str> = maps.iter().map(String::as_str).collect();
            let message = format!("this framework does not map a stage `{stage}`");
            self.d.error(Code::UnknownId, mark, message, format!("{}; `maps` lists them", suggest(stage, &known)));
        }
    }

    fn ids(&mut self, f: &mut Fields, key: &'static str, wanted: impl Fn(String) -> Wanted) -> Vec<String> {
        let Some(node) = f.take(key) else { return Vec::new() };
        let mut ids = Vec::new();
        for item in self.d.one_or_many(node) {
            let Some(id) = self.d.id(item) else { continue };
            self.lookups.push(Lookup { wanted: wanted(id.clone()), mark: item.mark });
            ids.push(id);
        }
        ids
    }

    fn list<T>(
        &mut self,
        f: &mut Fields,
        key: &'static str,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> Vec<(T, Mark)> {
        f.take(key).map_or_else(Vec::new, |node| self.items(node, read))
    }

    fn items<T>(&mut self, node: &Node, read: impl Fn(&mut Self, &Node) -> Option<T>) -> Vec<(T, Mark)> {
        let items = self.d.list(node);
        items.iter().filter_map(|item| Some((read(self, item)?, item.mark))).collect()
    }

    fn unique<'n>(&mut self, ids: impl Iterator<Item = (&'n str, Mark)>, what: &str) {
        let mut seen: Vec<(&str, Mark)> = Vec::new();
        for (id, mark) in ids {
            match seen.iter().find(|(known, _)| *known == id) {
                Some((_, first)) => {
                    let message = format!("two of one kind have the id `{id}`: a {what}'s id stands once");
                    let doubled = Diagnostic::error(Code::DoubledId, mark.span(self.d.source), message)
                        .label(first.span(self.d.source), "first defined here")
                        .help("give one of the two another id");
                    self.d.diagnostics.push(doubled);
                }
                None => seen.push((id, mark)),
            }
        }
    }
}
