//! `casebook.yaml`: what holds for the whole workspace.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::value::{Date, When, Written};
use crate::choice;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::lookup::{Lookup, Wanted};
use crate::source::Source;
use crate::text::{Text, is_reserved};
use crate::yaml::decode::{Choice, Decoder, Fields};
use crate::yaml::{Mark, Node, parse};

/// The settings of a workspace.
#[derive(Debug)]
pub struct Settings {
    /// The title of the whole.
    pub title: Text,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The date in every document.
    pub date: Date,
    /// The language of the reports.
    pub language: String,
    /// The language whose order names are sorted in.
    pub sort: String,
    /// Studies in the order of the file.
    pub studies: Vec<Study>,
    /// The tables of the summary, in order.
    pub tables: Vec<TableSpec>,
    /// What becomes of warnings.
    pub rules: BTreeMap<Code, Level>,
}

/// A set of cases that belong together.
#[derive(Debug)]
pub struct Study {
    /// The id.
    pub id: String,
    /// The title.
    pub title: Text,
    /// The question.
    pub question: Option<Text>,
    /// How the cases were chosen.
    pub selection: Option<Text>,
    /// How the data was gathered and analysed.
    pub method: Option<Text>,
    /// How validity was checked.
    pub validity: Option<Text>,
}

/// A table of the summary.
#[derive(Debug)]
pub struct TableSpec {
    /// The id, which is the name of its CSV file.
    pub id: String,
    /// The caption.
    pub title: Text,
    /// A note below it.
    pub note: Option<Text>,
    /// The study whose cases it covers; all cases without one.
    pub study: Option<String>,
    /// What it shows.
    pub show: Shows,
}

/// What a table shows.
#[derive(Debug)]
pub enum Shows {
    /// One row per case.
    Cases {
        /// The columns.
        columns: Vec<ColumnSpec>,
        /// The life cycle of stages.
        life_cycle: Option<String>,
        /// Whether rows are sorted by stage before they are by name.
        by_stage: bool,
    },
    /// A framework's characteristics by stage, with the cases' observations counted in it.
    Profile {
        /// The framework.
        framework: String,
    },
    /// Cases by characteristics of a dimension.
    Grid {
        /// The framework.
        framework: String,
        /// The dimension.
        dimension: String,
        /// Whether rows are grouped by the stage of the framework's life cycle.
        by_stage: bool,
    },
}

/// A column of a table of cases.
#[derive(Debug)]
pub struct ColumnSpec {
    /// What it shows.
    pub show: Column,
    /// Its heading, if not the usual one.
    pub title: Option<Text>,
}

choice! {
    /// What a column of a table of cases can show.
    Column {
        /// The case's name.
        Name = "name",
        /// The study.
        Study = "study",
        /// The industry.
        Industry = "industry",
        /// The place.
        Place = "place",
        /// When the cluster was founded.
        Founded = "founded",
        /// The secretariat's name.
        Secretariat = "secretariat",
        /// When the secretariat was founded.
        SecretariatFounded = "secretariat_founded",
        /// The assessed stage.
        Stage = "stage",
        /// How many actors.
        Actors = "actors",
        /// How many facilitators.
        Facilitators = "facilitators",
        /// The people interviewed.
        Interviewed = "interviewed",
        /// The funding.
        Funding = "funding",
    }
}

choice! {
    /// The kinds of tables.
    ShowKind {
        /// One row per case.
        Cases = "cases",
        /// A framework's profile with counts.
        Profile = "profile",
        /// Cases by characteristics.
        Grid = "grid",
    }
}

choice! {
    /// What rows are sorted or grouped by.
    OrderBy {
        /// By name.
        Name = "name",
        /// By stage, then by name.
        Stage = "stage",
    }
}

impl Choice for Level {
    const ALL: &'static [(&'static str, Level)] =
        &[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];
}

impl Settings {
    /// The study of an id.
    pub fn study(&self, id: &str) -> Option<&Study> {
        self.studies.iter().find(|study| study.id == id)
    }
}

/// Reads the settings, `None` if something obligatory is missing, and the names in them that point elsewhere.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> (Option<Settings>, Vec<Lookup>) {
    let Some(node) = parse(diagnostics, source) else { return (None, Vec::new()) };
    let mut reader = Reader { d: Decoder { diagnostics, source }, lookups: Vec::new() };
    let settings = reader.settings(&node);
    (settings, reader.lookups)
}

struct Reader<'a> {
    d: Decoder<'a>,
    lookups: Vec<Lookup>,
}

impl Reader<'_> {
    fn settings(&mut self, node: &Node) -> Option<Settings> {
        let mut f = self.d.fields(node, "the settings")?;
        let title = f.need("title").and_then(|node| self.d.text(node));
        let authors = f.take("authors").map_or_else(Vec::new, |node| {
            let items = self.d.list(node);
            items.iter().filter_map(|item| self.author(item)).collect()
        });
        let date = f.need("date").and_then(|node| self.date(node));
        let language = f.take("language").and_then(|node| self.language(node));
        let sort = f.take("sort").and_then(|node| self.language(node));
        let studies: Vec<Study> = f.take("studies").map_or_else(Vec::new, |node| self.studies(node));
        let tables: Vec<(TableSpec, Mark)> = f.take("tables").map_or_else(Vec::new, |node| {
            let items = self.d.list(node);
            items.iter().filter_map(|item| Some((self.table(item)?, item.mark))).collect()
        });
        self.unique(&tables);
        let rules = f.take("rules").map_or_else(BTreeMap::new, |node| self.rules(node));
        f.finish(&mut self.d);
        let language = language.unwrap_or_else(|| "en".to_owned());
        Some(Settings {
            title: title?,
            authors,
            date: date?,
            sort: sort.unwrap_or_else(|| language.clone()),
            language,
            studies,
            tables: tables.into_iter().map(|(table, _)| table).collect(),
            rules,
        })
    }

    fn rules(&mut self, node: &Node) -> BTreeMap<Code, Level> {
        let Some(mut f) = self.d.fields(node, "a mapping of codes") else { return BTreeMap::new() };
        let doubts = || Code::ALL.iter().filter(|code| code.is_doubt()).map(ToString::to_string).collect::<Vec<_>>();
        let mut rules = BTreeMap::new();
        for (name, key, node) in f.rest() {
            let level = self.d.choice(node);
            match name.parse::<Code>() {
                Ok(code) if code.is_doubt() => rules.extend(level.map(|level| (code, level))),
                Ok(_) => {
                    let help = format!("only doubts can be allowed or denied: {}", doubts().join(", "));
                    self.d.error(Code::WrongChoice, key.mark, format!("{name} is always a mistake"), help);
                }
                Err(()) => {
                    let help = format!("possible are {}", doubts().join(", "));
                    self.d.error(Code::UnknownKey, key.mark, format!("there is no code `{name}`"), help);
                }
            }
        }
        rules
    }

    fn author(&mut self, node: &Node) -> Option<String> {
        let mut f = self.d.fields(node, "an author `{ name }`")?;
        let name = f.need("name").and_then(|node| self.d.line(node));
        f.finish(&mut self.d);
        name
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let date: Date = self.d.parsed(node, Date::KIND)?;
        if date.day.is_none() || date.when != When::At {
            let help = "write a full date like 2026-11-21: it stands in every document, since nothing reads the clock";
            self.d.error(Code::WrongForm, node.mark, "this date is no day", help);
            return None;
        }
        Some(date)
    }

    fn language(&mut self, node: &Node) -> Option<String> {
        let code = self.d.scalar(node, "a language code")?;
        if !icu_locale_core::Locale::try_from_str(&code).is_ok_and(|locale| locale.id.language.as_str() == code) {
            let help = "write a language code like en or da";
            self.d.error(Code::WrongForm, node.mark, format!("`{code}` is not a language code"), help);
            return None;
        }
        Some(code)
    }

    fn studies(&mut self, node: &Node) -> Vec<Study> {
        let Some(mut f) = self.d.fields(node, "a mapping of studies") else { return Vec::new() };
        let mut studies = Vec::new();
        for (id, key, node) in f.rest() {
            self.d.check_id(key.mark, &id);
            let Some(mut f) = self.d.fields(node, "a study `{ title, question, method }`") else { continue };
            let title = f.need("title").and_then(|node| self.d.text(node));
            let mut text = |key| f.take(key).and_then(|node| self.d.text(node));
            let (question, selection) = (text("question"), text("selection"));
            let (method, validity) = (text("method"), text("validity"));
            f.finish(&mut self.d);
            studies.extend(title.map(|title| Study { id, title, question, selection, method, validity }));
        }
        studies
    }

    fn table(&mut self, node: &Node) -> Option<TableSpec> {
        let mut f = self.d.fields(node, "a table `{ id, title, show }`")?;
        let id = f.need("id").and_then(|node| {
            let id = self.d.id(node)?;
            if is_reserved(&id) {
                let help = "give the table another id: it is the name of its CSV file";
                self.d.error(Code::WrongForm, node.mark, format!("Windows reserves the name `{id}`"), help);
            }
            Some(id)
        });
        let title = f.need("title").and_then(|node| self.d.text(node));
        let note = f.take("note").and_then(|node| self.d.text(node));
        let study = self.pointer(&mut f, "study", Wanted::Study);
        let kind = f.need("show").and_then(|node| self.d.choice(node));
        let show = kind.and_then(|kind| match kind {
            ShowKind::Cases => self.cases(&mut f),
            ShowKind::Profile => self.profile(&mut f),
            ShowKind::Grid => self.grid(&mut f),
        });
        if kind.is_some() {
            f.finish(&mut self.d);
        }
        Some(TableSpec { id: id?, title: title?, note, study, show: show? })
    }

    fn cases(&mut self, f: &mut Fields) -> Option<Shows> {
        let columns: Option<Vec<ColumnSpec>> = f.need("columns").map(|node| {
            let items = self.d.list(node);
            items.iter().filter_map(|item| self.column(item)).collect()
        });
        let life_cycle = self.pointer(f, "life_cycle", Wanted::LifeCycle);
        let by_stage = self.order(f, "order");
        let stages = by_stage || columns.iter().flatten().any(|column| column.show == Column::Stage);
        if stages && life_cycle.is_none() {
            let help = "add `life_cycle: …`, the id of a framework with stages";
            self.d.error(Code::MissingKey, f.mark(), "a table with stages needs the key `life_cycle`", help);
        }
        Some(Shows::Cases { columns: columns?, life_cycle, by_stage })
    }

    fn column(&mut self, node: &Node) -> Option<ColumnSpec> {
        if !matches!(node.kind, crate::yaml::Kind::Map(_)) {
            return Some(ColumnSpec { show: self.d.choice(node)?, title: None });
        }
        let mut f = self.d.fields(node, "a column `{ show, title }`")?;
        let show = f.need("show").and_then(|node| self.d.choice(node));
        let title = f.take("title").and_then(|node| self.d.text(node));
        f.finish(&mut self.d);
        Some(ColumnSpec { show: show?, title })
    }

    fn profile(&mut self, f: &mut Fields) -> Option<Shows> {
        let framework = self.needed(f, "framework", Wanted::Framework);
        Some(Shows::Profile { framework: framework? })
    }

    fn grid(&mut self, f: &mut Fields) -> Option<Shows> {
        let framework = self.needed(f, "framework", Wanted::Framework);
        let dimension = f.need("dimension").and_then(|node| {
            let dimension = self.d.id(node)?;
            if let Some(framework) = framework.clone() {
                let wanted = Wanted::Dimension { framework, dimension: dimension.clone() };
                self.lookups.push(Lookup { wanted, mark: node.mark });
            }
            Some(dimension)
        });
        let by_stage = self.order(f, "group_by");
        Some(Shows::Grid { framework: framework?, dimension: dimension?, by_stage })
    }

    fn order(&mut self, f: &mut Fields, key: &'static str) -> bool {
        f.take(key).and_then(|node| self.d.choice(node)) == Some(OrderBy::Stage)
    }

    fn pointer(&mut self, f: &mut Fields, key: &'static str, wanted: impl Fn(String) -> Wanted) -> Option<String> {
        f.take(key).and_then(|node| self.point(node, wanted))
    }

    fn needed(&mut self, f: &mut Fields, key: &'static str, wanted: impl Fn(String) -> Wanted) -> Option<String> {
        f.need(key).and_then(|node| self.point(node, wanted))
    }

    fn point(&mut self, node: &Node, wanted: impl Fn(String) -> Wanted) -> Option<String> {
        let id = self.d.id(node)?;
        self.lookups.push(Lookup { wanted: wanted(id.clone()), mark: node.mark });
        Some(id)
    }

    fn unique(&mut self, tables: &[(TableSpec, Mark)]) {
        for (at, (table, mark)) in tables.iter().enumerate() {
            if let Some((_, first)) = tables[..at].iter().find(|(earlier, _)| earlier.id == table.id) {
                let message = format!("two tables have the id `{}`", table.id);
                let doubled = Diagnostic::error(Code::DoubledId, mark.span(self.d.source), message)
                    .label(first.span(self.d.source), "first defined here")
                    .help("give one of the two another id");
                self.d.diagnostics.push(doubled);
            }
        }
    }
}
