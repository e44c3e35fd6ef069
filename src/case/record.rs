//! YAML → [`Record`]: what is known of a case at one date.

use crate::case::read::{Reader, is_not_recorded};
use crate::case::{
    Actor, Assessment, Characterised, Competence, ContextFigure, Form, Funding, Goal, KindOfActor, Known, ListKind,
    Observation, Observed, Prose, Record, Seen,
};
use crate::code::Code;
use crate::lookup::{Lookup, Wanted};
use crate::yaml::decode::Fields;
use crate::yaml::{Kind, Node};

impl Reader<'_> {
    pub(super) fn record(&mut self, node: &Node) -> Option<Record> {
        let mut f = self.d.fields(node, "a record")?;
        let outer = self.stated_in.clone();
        self.stated(&mut f);
        let mut record = Record {
            mark: node.mark,
            confirmed: self.take_text(&mut f, "confirmed"),
            stated_in: self.default_evidence(),
            stages: self.stages(&mut f),
            situation: self.fact(&mut f, "situation", Reader::text),
            funding: self.entries(&mut f, "funding", Reader::funding),
            aims: self.entries(&mut f, "aims", Reader::remark),
            goals: self.entries(&mut f, "goals", Reader::goal),
            ambitions: self.entries(&mut f, "ambitions", Reader::remark),
            competences: self.entries(&mut f, "competences", Reader::competence),
            context: self.entries(&mut f, "context", Reader::context_figure),
            events: self.entries(&mut f, "events", Reader::event),
            observed: f.take("observed").map_or_else(Vec::new, |node| self.observed(node)),
            narrative: f.take("narrative").and_then(|node| {
                let text = self.d.scalar(node, "Markdown text")?;
                Some(Prose { text, mark: node.mark })
            }),
            ..Record::default()
        };
        self.as_of(&mut f, &mut record);
        self.actors(&mut f, &mut record);
        self.facilitators(&mut f, &mut record);
        f.finish(&mut self.d);
        self.stated_in = outer;
        Some(record)
    }

    fn as_of(&mut self, f: &mut Fields, record: &mut Record) {
        let as_of = f.take("as_of");
        record.period =
            f.take("period").filter(|node| !is_not_recorded(node)).and_then(|node| self.d.scalar(node, "a period"));
        let Some(node) = as_of else { return };
        record.as_of = self.undated(node).map_or(Known::NotRecorded, Known::Is);
        if record.period.is_some() {
            let help = "keep `as_of` or `period`";
            self.d.error(Code::Conflict, node.mark, "a record has a date or a period, not both", help);
        }
    }

    fn actors(&mut self, f: &mut Fields, record: &mut Record) {
        let Some(node) = f.take("actors") else { return };
        if let Kind::Text(text) = &node.kind
            && matches!(text.as_str(), "not recorded" | "none")
        {
            record.actors_total.value = if text == "none" { Known::None } else { Known::NotRecorded };
            record.actors_total.evidence = self.inherited(node.mark);
            return;
        }
        let Some(mut f) = self.d.fields(node, "a mapping with `total`, `kinds` or `list`") else { return };
        record.actors_total = self.fact(&mut f, "total", Reader::parsed);
        record.actor_kinds = self.entries(&mut f, "kinds", Reader::kind_of_actor);
        record.actors = self.entries(&mut f, "list", Reader::actor);
        f.finish(&mut self.d);
    }

    fn facilitators(&mut self, f: &mut Fields, record: &mut Record) {
        let Some(node) = f.take("facilitators") else { return };
        record.facilitators = self.fact_node(node, Reader::parsed, |reader, f| {
            record.employment = f.take("employment").and_then(|node| reader.d.choice(node));
        });
    }

    fn stages(&mut self, f: &mut Fields) -> Known<Vec<Assessment>> {
        let Some(node) = f.take("stages") else { return Known::NotRecorded };
        match &node.kind {
            Kind::Text(text) if text == "not assessed" => Known::None,
            Kind::Text(text) if text == "not recorded" => Known::NotRecorded,
            _ => {
                let items = self.d.list(node);
                Known::Is(items.iter().filter_map(|item| self.assessment(item)).collect())
            }
        }
    }

    fn assessment(&mut self, node: &Node) -> Option<Assessment> {
        let mut f = self.d.fields(node, "an assessment `{ in, is, by, basis }`")?;
        let life_cycle = f.need("in").and_then(|node| self.pointer(node, Wanted::LifeCycle));
        let within = life_cycle.clone();
        let stage = f.need("is").and_then(|node| {
            let id = self.d.id(node)?;
            if let Some(life_cycle) = within {
                self.lookups.push(Lookup { wanted: Wanted::Stage { life_cycle, stage: id.clone() }, mark: node.mark });
            }
            Some(id)
        });
        let (by, basis, part) =
            (self.take_text(&mut f, "by"), self.take_text(&mut f, "basis"), self.take_text(&mut f, "part"));
        let confidence = self.take_choice(&mut f, "confidence");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Assessment { life_cycle: life_cycle?, stage: stage?, by, basis, part, confidence, evidence })
    }

    fn kind_of_actor(&mut self, node: &Node) -> Option<KindOfActor> {
        let mut f = self.d.fields(node, "a kind of actor `{ kind, part }`")?;
        let kind = f.need("kind").and_then(|node| self.d.choice(node));
        let size = self.take_choice(&mut f, "size");
        let count = self.take_parsed(&mut f, "count");
        let part = self.take_choice(&mut f, "part");
        let words = self.take_text(&mut f, "words");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(KindOfActor { kind: kind?, size, count, part, words, evidence })
    }

    fn actor(&mut self, node: &Node) -> Option<Actor> {
        let mut f = self.d.fields(node, "an actor `{ name, kind, sector, part }`")?;
        let name = self.need_text(&mut f, "name");
        let kind = self.take_choice(&mut f, "kind");
        let sector = self.take_choice(&mut f, "sector");
        let form = f.take("form").and_then(|node| self.optional_word::<Form>(node));
        let (part, joined) = (self.take_text(&mut f, "part"), self.take_text(&mut f, "joined"));
        let from = f.take("from").and_then(|node| self.undated(node));
        let to = f.take("to").and_then(|node| self.undated(node));
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Actor { name: name?, kind, sector, form, part, joined, from, to, evidence })
    }

    fn funding(&mut self, node: &Node) -> Option<Funding> {
        let mut f = self.d.fields(node, "a funding `{ kind, sector, share, amount }`")?;
        let kind = f.need("kind").and_then(|node| self.d.choice(node));
        let sector = f.take("sector").and_then(|node| self.optional_word(node));
        let from = self.take_text(&mut f, "from");
        let share = self.take_choice(&mut f, "share");
        let amount = self.take_parsed(&mut f, "amount");
        let per = self.take_choice(&mut f, "per");
        let over = self.take_parsed(&mut f, "over");
        let when = self.take_choice(&mut f, "when");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Funding { kind: kind?, sector, from, share, amount, per, over, when, evidence })
    }

    fn goal(&mut self, node: &Node) -> Option<Goal> {
        let mut f = self.d.fields(node, "a goal `{ text, target, within }`")?;
        let text = self.need_text(&mut f, "text");
        let target = self.take_parsed(&mut f, "target");
        let unit = self.take_text(&mut f, "unit");
        let within = self.take_parsed(&mut f, "within");
        let place = self.take_text(&mut f, "where");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Goal { text: text?, target, unit, within, place, evidence })
    }

    fn competence(&mut self, node: &Node) -> Option<Competence> {
        let mut f = self.d.fields(node, "a competence `{ holder, text }`")?;
        let (holder, text) = (self.need_text(&mut f, "holder"), self.need_text(&mut f, "text"));
        let count = self.take_parsed(&mut f, "count");
        let unit = self.take_text(&mut f, "unit");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Competence { holder: holder?, text: text?, count, unit, evidence })
    }

    fn context_figure(&mut self, node: &Node) -> Option<ContextFigure> {
        let mut f = self.d.fields(node, "a figure on the region `{ indicator, value }`")?;
        let (indicator, value) = (self.need_text(&mut f, "indicator"), self.need_text(&mut f, "value"));
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(ContextFigure { indicator: indicator?, value: value?, evidence })
    }

    fn observed(&mut self, node: &Node) -> Vec<Observed> {
        let Some(mut f) = self.d.fields(node, "a mapping of frameworks") else { return Vec::new() };
        let mut all = Vec::new();
        for (framework, key, node) in f.rest() {
            self.lookups.push(Lookup { wanted: Wanted::Framework(framework.clone()), mark: key.mark });
            let Some(mut dimensions) = self.d.fields(node, "a mapping of dimensions") else { continue };
            let mut observed = Observed { framework: framework.clone(), dimensions: Vec::new() };
            for (dimension, key, node) in dimensions.rest() {
                let wanted = Wanted::Dimension { framework: framework.clone(), dimension: dimension.clone() };
                self.lookups.push(Lookup { wanted, mark: key.mark });
                observed.dimensions.extend(self.seen(&framework, dimension, node));
            }
            all.push(observed);
        }
        all
    }

    fn seen(&mut self, framework: &str, dimension: String, node: &Node) -> Option<Seen> {
        if matches!(&node.kind, Kind::Text(text) if text == "not recorded") {
            return None;
        }
        let mut f = self.d.fields(node, "a mapping with `seen`, `planned`, `past` or `absent`")?;
        let list = self.take_choice(&mut f, "list").unwrap_or(ListKind::Open);
        let mut taken = |key| {
            let Some(node) = f.take(key) else { return Vec::new() };
            let items = self.d.list(node);
            items.iter().filter_map(|item| self.observation(framework, &dimension, item)).collect()
        };
        let (seen, planned, past, absent) = (taken("seen"), taken("planned"), taken("past"), taken("absent"));
        f.finish(&mut self.d);
        Some(Seen { dimension, list, seen, planned, past, absent })
    }

    fn observation(&mut self, framework: &str, dimension: &str, node: &Node) -> Option<Observation> {
        if !matches!(node.kind, Kind::Map(_)) {
            let what = self.characteristic(framework, dimension, node)?;
            let evidence = self.inherited(node.mark);
            return Some(Observation { what, words: None, response: None, evidence });
        }
        let mut f = self.d.fields(node, "an observation `{ is, words }` or `{ new }`")?;
        let new = f.take("new");
        let what = match new {
            Some(node) => {
                let text = self.text(node).map(Characterised::New);
                if let Some(known) = f.take("is") {
                    let help = "keep `is` for a characteristic of the framework, `new` for one that it lacks";
                    self.d.error(Code::Conflict, known.mark, "an observation has `is` or `new`, not both", help);
                }
                text
            }
            None => f.need("is").and_then(|node| self.characteristic(framework, dimension, node)),
        };
        let (words, response) = (self.take_text(&mut f, "words"), self.take_text(&mut f, "response"));
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Observation { what: what?, words, response, evidence })
    }

    fn characteristic(&mut self, framework: &str, dimension: &str, node: &Node) -> Option<Characterised> {
        let id = self.d.id(node)?;
        let (framework, dimension) = (framework.to_owned(), dimension.to_owned());
        let wanted = Wanted::Characteristic { framework, dimension, id: id.clone() };
        self.lookups.push(Lookup { wanted, mark: node.mark });
        Some(Characterised::Known(id))
    }

    // Where statements come from.
}
