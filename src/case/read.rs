//! YAML → [`RawCase`]. Every mistake of shape in the file is reported; what can be read is read all the same.

use std::sync::Arc;

use crate::case::value::{Date, Written};
use crate::case::{
    Case, CaseSource, Event, Evidence, Fact, Initiator, Known, Person, Place, RawCase, Remark, Secretariat, Statement,
};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lookup::{Lookup, Wanted};
use crate::source::{Source, Span};
use crate::text::{Text, is_id, is_reserved};
use crate::yaml::decode::{Choice, Decoder, Fields, is_language_map};
use crate::yaml::{Kind, Mark, Node, parse};

/// Reads one case file. `None` if it is not YAML or no mapping.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<RawCase> {
    check_id(diagnostics, source);
    let node = parse(diagnostics, source)?;
    let decoder = Decoder { diagnostics, source };
    let mut reader = Reader {
        d: decoder,
        lookups: Vec::new(),
        unattributed: Vec::new(),
        sources: Vec::new(),
        people: Vec::new(),
        study_unclear: false,
        stated_in: Stated::default(),
    };
    let (case, name_mark) = reader.case(&node)?;
    let Reader { lookups, unattributed, sources, people, study_unclear, .. } = reader;
    Some(RawCase { source: source.clone(), case, lookups, sources, people, unattributed, name_mark, study_unclear })
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

/// The source and place of everything that names none.
#[derive(Clone, Default)]
pub(super) struct Stated {
    source: Option<String>,
    at: Option<String>,
}

pub(super) struct Reader<'a> {
    pub(super) d: Decoder<'a>,
    pub(super) lookups: Vec<Lookup>,
    unattributed: Vec<Mark>,
    sources: Vec<String>,
    people: Vec<String>,
    study_unclear: bool,
    pub(super) stated_in: Stated,
}

impl Reader<'_> {
    fn case(&mut self, node: &Node) -> Option<(Case, Mark)> {
        let mut f = self.d.fields(node, "a case")?;
        self.stated(&mut f);
        let name = f.need("name");
        let name_mark = name.map_or(Mark::default(), |name| name.mark);
        let name = name.and_then(|name| self.text(name));
        let study = f.take("study").and_then(|node| self.pointer(node, Wanted::Study));
        self.study_unclear = study.is_none() && f.mark_of("study").is_some();
        let case = Case {
            stated_in: self.default_evidence(),
            id: self.d.source.stem().to_owned(),
            file: self.d.source.name().to_owned(),
            study,
            industry: self.fact(&mut f, "industry", Reader::text),
            specialisation: self.fact(&mut f, "specialisation", Reader::text),
            place: self.place(&mut f),
            founded: self.fact(&mut f, "founded", Reader::date),
            initiated_by: self.entries(&mut f, "initiated_by", Reader::initiator),
            history: self.entries(&mut f, "history", Reader::event),
            models: self.entries(&mut f, "models", Reader::remark),
            secretariat: self.secretariat(&mut f),
            people: self.named(&mut f, "people", |reader, id, node| {
                reader.people.push(id.clone());
                reader.person(id, node)
            }),
            sources: self.named(&mut f, "sources", |reader, id, node| {
                reader.sources.push(id.clone());
                reader.case_source(id, node)
            }),
            records: f.take("records").map_or_else(Vec::new, |node| {
                let items = self.d.list(node);
                items.iter().filter_map(|item| self.record(item)).collect()
            }),
            name: name.unwrap_or(Text::Plain(String::new())),
        };
        f.finish(&mut self.d);
        // A case without a name is not let through, but the names in it are looked up all the same.
        Some((case, name_mark))
    }

    fn initiator(&mut self, node: &Node) -> Option<Initiator> {
        let mut f = self.d.fields(node, "an initiator `{ kind, name, words }`")?;
        let initiator = Initiator {
            kind: self.take_choice(&mut f, "kind"),
            name: self.take_text(&mut f, "name"),
            words: self.take_text(&mut f, "words"),
            evidence: self.evidence(&mut f),
        };
        if initiator.kind.is_none() && initiator.name.is_none() && initiator.words.is_none() {
            let help = "add `kind`, `name` or `words`";
            self.d.error(Code::MissingKey, f.mark(), "this initiator says nothing of who it is", help);
        }
        f.finish(&mut self.d);
        Some(initiator)
    }

    pub(super) fn event(&mut self, node: &Node) -> Option<Event> {
        let mut f = self.d.fields(node, "an event `{ text, on }`")?;
        let text = self.need_text(&mut f, "text");
        let on = f.take("on").and_then(|node| self.undated(node));
        let from = f.take("from").and_then(|node| self.undated(node));
        let to = f.take("to").and_then(|node| self.undated(node));
        if let (Some(_), Some(mark)) = (&on, f.mark_of("from").or(f.mark_of("to"))) {
            self.d.error(Code::Conflict, mark, "an event is `on` a date, or goes `from` and `to`", "keep one of them");
        }
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Event { text: text?, on, from, to, evidence })
    }

    pub(super) fn remark(&mut self, node: &Node) -> Option<Remark> {
        if let Kind::Text(_) = node.kind {
            let text = self.text(node)?;
            return Some(Remark { text, evidence: self.inherited(node.mark) });
        }
        let mut f = self.d.fields(node, "an entry `{ text }`")?;
        let text = self.need_text(&mut f, "text");
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Some(Remark { text: text?, evidence })
    }

    fn secretariat(&mut self, f: &mut Fields) -> Known<Secretariat> {
        let Some(node) = f.take("secretariat") else { return Known::NotRecorded };
        self.known(node, |reader, node| {
            let mut f = reader.d.fields(node, "a secretariat `{ name, founded, initiated_by }`")?;
            let secretariat = Secretariat {
                name: reader.fact(&mut f, "name", Reader::text),
                founded: reader.fact(&mut f, "founded", Reader::date),
                initiated_by: reader.entries(&mut f, "initiated_by", Reader::initiator),
                hosted_by: reader.fact(&mut f, "hosted_by", Reader::text),
            };
            f.finish(&mut reader.d);
            Some(secretariat)
        })
    }

    fn person(&mut self, id: String, node: &Node) -> Option<Person> {
        let mut f = self.d.fields(node, "a person `{ role, name, disclosure }`")?;
        let person = Person {
            id,
            role: self.take_text(&mut f, "role"),
            name: f.take("name").and_then(|node| self.d.line(node)),
            organisation: self.take_text(&mut f, "organisation"),
            disclosure: self.take_choice(&mut f, "disclosure"),
            evidence: self.evidence(&mut f),
        };
        if let (Some(mark), None) = (f.mark_of("name"), f.mark_of("disclosure")) {
            let help = "add `disclosure: public`, `participants` or `internal`";
            self.d.error(Code::MissingKey, mark, "a name needs a disclosure: how far it may be spread", help);
        }
        f.finish(&mut self.d);
        Some(person)
    }

    fn case_source(&mut self, id: String, node: &Node) -> Option<CaseSource> {
        let mut f = self.d.fields(node, "a source `{ kind, cite }`")?;
        let kind = f.need("kind").and_then(|node| self.d.choice(node));
        let title = self.take_text(&mut f, "title");
        let cite = f.take("cite").and_then(|node| self.pointer(node, Wanted::Reference));
        let with = f.take("with").map_or_else(Vec::new, |node| {
            let items = self.d.one_or_many(node);
            items.iter().filter_map(|item| self.pointer(item, Wanted::Person)).collect()
        });
        let date = f.take("date").and_then(|node| self.date(node));
        let note = self.take_text(&mut f, "note");
        let confirmed = self.take_text(&mut f, "confirmed");
        f.finish(&mut self.d);
        Some(CaseSource { id, kind: kind?, title, cite, with, date, note, confirmed, mark: node.mark })
    }

    fn place(&mut self, f: &mut Fields) -> Fact<Place> {
        let Some(node) = f.take("place") else { return Fact::default() };
        if let Kind::Map(entries) = &node.kind
            && entries
                .iter()
                .any(|(key, _)| matches!(&key.kind, Kind::Text(key) if key == "text" || key == "countries"))
        {
            let Some(mut f) = self.d.fields(node, "a place `{ text, countries }`") else { return Fact::default() };
            let text = self.need_text(&mut f, "text");
            let countries = f.take("countries").map_or_else(Vec::new, |node| {
                let items = self.d.one_or_many(node);
                items.iter().filter_map(|item| self.country(item)).collect()
            });
            let evidence = self.evidence(&mut f);
            f.finish(&mut self.d);
            let value = text.map_or(Known::NotRecorded, |text| Known::Is(Place { text, countries }));
            return Fact { value, evidence, mark: node.mark };
        }
        let text_only =
            |reader: &mut Self, node: &Node| reader.text(node).map(|text| Place { text, countries: Vec::new() });
        self.fact_node(node, text_only, |_, _| {})
    }

    fn country(&mut self, node: &Node) -> Option<String> {
        let code = self.d.scalar(node, "a country code")?;
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Some(code);
        }
        let help = "write the two capital letters of ISO 3166, like DK or SE";
        self.d.error(Code::WrongForm, node.mark, format!("`{code}` is not a country code"), help);
        None
    }

    pub(super) fn stated(&mut self, f: &mut Fields) {
        let Some(node) = f.take("stated_in") else { return };
        if let Kind::Map(_) = node.kind {
            let Some(mut f) = self.d.fields(node, "a source `{ source, at }`") else { return };
            self.stated_in.source = f.need("source").and_then(|node| self.pointer(node, Wanted::Source));
            self.stated_in.at = f.take("at").and_then(|node| self.d.line(node));
            f.finish(&mut self.d);
        } else {
            self.stated_in = Stated { source: self.pointer(node, Wanted::Source), at: None };
        }
    }

    pub(super) fn default_evidence(&self) -> Option<Evidence> {
        let source = self.stated_in.source.clone()?;
        Some(Evidence { source: Some(source), at: self.stated_in.at.clone(), ..Evidence::default() })
    }

    pub(super) fn inherited(&mut self, mark: Mark) -> Evidence {
        if self.stated_in.source.is_none() {
            self.unattributed.push(mark);
        }
        Evidence { mark, ..self.default_evidence().unwrap_or_default() }
    }

    pub(super) fn evidence(&mut self, f: &mut Fields) -> Evidence {
        let mut evidence = self.place_in_source(f);
        evidence.note = self.take_text(f, "note");
        evidence.confirmed = self.take_text(f, "confirmed");
        evidence.mark = f.mark();
        if let Some(node) = f.take("also_said") {
            let items = self.d.one_or_many(node);
            evidence.also_said = items.iter().filter_map(|item| self.statement(item)).collect();
        }
        if evidence.source.is_none() {
            self.unattributed.push(f.mark());
        }
        evidence
    }

    fn place_in_source(&mut self, f: &mut Fields) -> Evidence {
        let named = f.take("source").and_then(|node| self.pointer(node, Wanted::Source));
        let at = f.take("at").and_then(|node| self.d.line(node));
        let quote = self.take_text(f, "quote");
        let (source, at) = match named {
            Some(source) => (Some(source), at),
            None => (self.stated_in.source.clone(), at.or_else(|| self.stated_in.at.clone())),
        };
        Evidence { source, at, quote, ..Evidence::default() }
    }

    fn statement(&mut self, node: &Node) -> Option<Statement> {
        let mut f = self.d.fields(node, "a statement `{ text, source, at, quote }`")?;
        let text = self.need_text(&mut f, "text");
        let mut evidence = self.place_in_source(&mut f);
        evidence.note = self.take_text(&mut f, "note");
        f.finish(&mut self.d);
        Some(Statement { text: text?, evidence })
    }

    // Values, short or long.

    pub(super) fn fact<T>(
        &mut self,
        f: &mut Fields,
        key: &'static str,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> Fact<T> {
        f.take(key).map_or_else(Fact::default, |node| self.fact_node(node, read, |_, _| {}))
    }

    pub(super) fn fact_node<T>(
        &mut self,
        node: &Node,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
        more: impl FnOnce(&mut Self, &mut Fields),
    ) -> Fact<T> {
        let long = match &node.kind {
            Kind::Map(entries) => !is_language_map(entries),
            _ => false,
        };
        if !long {
            let value = self.known(node, read);
            let silent = matches!(value, Known::NotRecorded);
            let evidence = if silent { Evidence::default() } else { self.inherited(node.mark) };
            return Fact { value, evidence, mark: node.mark };
        }
        let Some(mut f) = self.d.fields(node, "a value `{ is, source, at, quote, note }`") else {
            return Fact::default();
        };
        let value = f.need("is").map_or(Known::NotRecorded, |node| self.known(node, read));
        more(self, &mut f);
        let evidence = self.evidence(&mut f);
        f.finish(&mut self.d);
        Fact { value, evidence, mark: node.mark }
    }

    pub(super) fn known<T>(&mut self, node: &Node, read: impl Fn(&mut Self, &Node) -> Option<T>) -> Known<T> {
        match &node.kind {
            Kind::Text(text) if text.trim() == "not recorded" => Known::NotRecorded,
            Kind::Text(text) if text.trim() == "none" => Known::None,
            _ => read(self, node).map_or(Known::NotRecorded, Known::Is),
        }
    }

    pub(super) fn entries<T>(
        &mut self,
        f: &mut Fields,
        key: &'static str,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> Known<Vec<T>> {
        let Some(node) = f.take(key) else { return Known::NotRecorded };
        self.known(node, |reader, node| {
            let items = reader.d.list(node);
            Some(items.iter().filter_map(|item| read(reader, item)).collect())
        })
    }

    fn named<T>(
        &mut self,
        f: &mut Fields,
        key: &'static str,
        read: impl Fn(&mut Self, String, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = f.take(key) else { return Vec::new() };
        let Some(mut f) = self.d.fields(node, "a mapping of ids") else { return Vec::new() };
        let mut all = Vec::new();
        for (id, key, node) in f.rest() {
            self.d.check_id(key.mark, &id);
            all.extend(read(self, id, node));
        }
        all
    }

    pub(super) fn text(&mut self, node: &Node) -> Option<Text> {
        self.d.text(node)
    }

    pub(super) fn date(&mut self, node: &Node) -> Option<Date> {
        self.parsed(node)
    }

    pub(super) fn undated(&mut self, node: &Node) -> Option<Date> {
        if is_not_recorded(node) { None } else { self.date(node) }
    }

    pub(super) fn parsed<T: Written>(&mut self, node: &Node) -> Option<T> {
        self.d.parsed(node, T::KIND)
    }

    /// A value that may be missing or not recorded.
    pub(super) fn take_parsed<T: Written>(&mut self, f: &mut Fields, key: &'static str) -> Option<T> {
        f.take(key).filter(|node| !is_not_recorded(node)).and_then(|node| self.parsed(node))
    }

    pub(super) fn optional_word<T: Choice>(&mut self, node: &Node) -> Option<T> {
        if matches!(&node.kind, Kind::Text(text) if text == "not recorded") { None } else { self.d.choice(node) }
    }

    pub(super) fn take_text(&mut self, f: &mut Fields, key: &'static str) -> Option<Text> {
        f.take(key).filter(|node| !is_not_recorded(node)).and_then(|node| self.text(node))
    }

    pub(super) fn need_text(&mut self, f: &mut Fields, key: &'static str) -> Option<Text> {
        f.need(key).and_then(|node| self.text(node))
    }

    pub(super) fn take_choice<T: Choice>(&mut self, f: &mut Fields, key: &'static str) -> Option<T> {
        f.take(key).and_then(|node| self.d.choice(node))
    }

    pub(super) fn pointer(&mut self, node: &Node, wanted: impl Fn(String) -> Wanted) -> Option<String> {
        let id = self.d.id(node)?;
        self.lookups.push(Lookup { wanted: wanted(id.clone()), mark: node.mark });
        Some(id)
    }
}

pub(super) fn is_not_recorded(node: &Node) -> bool {
    matches!(&node.kind, Kind::Text(text) if text.trim() == "not recorded")
}
