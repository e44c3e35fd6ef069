//! `casebook.yaml`: what holds for the whole workspace.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::case::value::{Date, When};
use crate::choice;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::lookup::{Lookup, Wanted};
use crate::markdown::parse::{DEEPEST, NESTING};
use crate::references::CitationStyle;
use crate::shape;
use crate::shape::ids::{FrameworkId, Id, LifeCycleId, StudyId};
use crate::shape::list::{ById, List, Named};
use crate::shape::schema::{Help, Properties, Schemas, words, written};
use crate::shape::{Field, Form, Marked, Reader, is_word};
use crate::source::{Limits, Source};
use crate::text::{LanguageCode, Text, Written, is_reserved};
use crate::written;
use crate::yaml::decode::{Choice, Fields};
use crate::yaml::{Kind, Mark, Node, parse};

shape! {
    /// The settings of a workspace.
    #[derive(Debug)]
    Settings("casebook.yaml") check check {
        /// The title of the whole.
        title: Text = "Our clusters",
        /// Who publishes the reports.
        authors: List<Author> = "[{ name: Ada Holm, orcid: 0000-0002-1825-0097 }]",
        /// The date in every document: a full date, since nothing reads the clock.
        date: Day = "2026-11-21",
        /// The language of the reports by its code in BCP 47, or several; `en` by default.
        language: Languages = "[en, da]",
        /// The language whose order names are sorted in; the first of the reports by default.
        sort: Option<LanguageCode> = "da",
        /// How works are cited and listed: a style of the Citation Style Language by its name; `apa` by default.
        citation_style: Option<CitationStyle> = "chicago-author-date",
        /// What every report says of all that is in it, like that the clusters are invented.
        notice: Option<Text> = "All clusters in this report are invented",
        /// The years that a build makes annual reports on: some years, or `all` of which there are records; none without it.
        years: Option<Years> = "[2025, 2026]",
        /// What annual reports say of themselves at their end.
        colophon: Option<Colophon> = "{ publisher: Harbour Office, licence: CC BY 4.0 }",
        /// Sets of cases that belong together, by id.
        studies: ById<Study> = "{ my-study: { title: Our study } }",
        /// The tables of the summary, in order. Without it there is one of all cases and some for each framework.
        tables: List<TableSpec> = "[{ id: cases, title: All cases, show: cases, columns: [name, industry] }]",
        /// What becomes of warnings, by code: `allow`, `warn` or `deny`.
        rules: Rules = "{ CB0205: allow }",
        /// The largest files and the deepest nesting that are read.
        limits: Option<Raised> = "{ file_size: 64 }",
    }
}

shape! {
    /// Somebody who publishes the reports.
    #[derive(Debug)]
    Author("an author `{ name, orcid }`") {
        /// The name.
        name: String = "Ada Holm",
        /// The ORCID identifier.
        orcid: Option<Orcid> = "0000-0002-1825-0097",
    }
}

shape! {
    /// A set of cases that belong together.
    #[derive(Debug)]
    Study("a study `{ title, question, method }`") {
        /// The title.
        title: Text = "Nine Danish clusters",
        /// The question.
        question: Option<Text> = "What changes from one stage to the next?",
        /// How the cases were chosen.
        selection: Option<Text> = "To represent the stages fairly",
        /// How the data was gathered and analysed.
        method: Option<Text> = "Interviews and documents",
        /// How validity was checked.
        validity: Option<Text> = "The cases were shown to those interviewed",
    }
}

shape! {
    /// What annual reports say of themselves at their end.
    #[derive(Debug)]
    Colophon("a colophon `{ publisher, contact, licence, issn, logo }`") {
        /// Who publishes them.
        publisher: Option<Text> = "Harbour Office, Aarhus",
        /// Where questions go, if the case does not say.
        contact: Option<Text> = "post@harbour.example",
        /// On which terms others may use them.
        licence: Option<Text> = "CC BY 4.0",
        /// The number of the series.
        issn: Option<Issn> = "2049-3630",
        /// The publisher's logo: a file of the workspace.
        logo: Option<Marked<String>> = "images/logo.svg",
        /// What the logo shows, for those who can't see it; the publisher by default.
        logo_text: Option<Text> = "Harbour Office",
        /// What else a reader should know.
        note: Option<Text> = "Printed on request",
    }
}

/// The years of annual reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Years {
    /// All of which there are records.
    All,
    /// These.
    Some(Vec<i32>),
}

impl Form for Years {
    const NAME: &'static str = "Years";

    fn read(reader: &mut Reader, node: &Node) -> Option<Years> {
        if is_word(node, "all") {
            return Some(Years::All);
        }
        let year =
            |reader: &mut Reader, node: &Node| Between::<1900, 2200>::read(reader, node).map(|year| year.0 as i32);
        match node.kind {
            Kind::List(_) => {
                let items = reader.d.list(node);
                Some(Years::Some(items.iter().filter_map(|item| year(reader, item)).collect()))
            }
            _ => year(reader, node).map(|year| Years::Some(vec![year])),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let year = Between::<1900, 2200>::schema(schemas);
        json!({ "anyOf": [{ "enum": ["all"] }, year, { "type": "array", "minItems": 1, "items": year }] })
    }
}

/// The number of a series of publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issn(pub String);

impl Written for Issn {
    const KIND: &'static str = "an ISSN";
    const PATTERN: &'static str = "^[0-9]{4}-[0-9]{3}[0-9X]$";
    const EXAMPLES: &'static [&'static str] = &["2049-3630"];
}

impl FromStr for Issn {
    type Err = String;

    /// Checks the form and the last sign, a check digit with the weights 8 to 2 modulo 11, after ISO 3297.
    fn from_str(text: &str) -> Result<Issn, String> {
        let signs: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        let form = text.len() == 9 && text.as_bytes().get(4) == Some(&b'-') && signs.len() == 8;
        let digits: Option<Vec<u32>> = signs.iter().take(7).map(|c| c.to_digit(10)).collect();
        let Some(digits) = digits.filter(|_| form) else {
            return Err("write two groups of four digits, like 2049-3630".to_owned());
        };
        let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let wanted = match (11 - sum % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        match signs[7] == wanted {
            true => Ok(Issn(text.to_owned())),
            false => {
                Err("its last sign does not fit the others: a digit is mistyped or two have changed places".to_owned())
            }
        }
    }
}

/// Tables that the summary has unasked, where there is something to show in them.
pub const OWN_TABLES: [&str; 2] = ["claims", "evidence"];

shape! {
    /// A table of the summary.
    #[derive(Debug)]
    TableSpec("a table `{ id, title, show }`") check check {
        /// The id, which is the name of its CSV file.
        id: Id = "all-cases",
        /// The caption.
        title: Text = "All cases at a glance",
        /// A note below it.
        note: Option<Text> = "Table 2 of the paper",
        /// The study whose cases it covers; all cases without one.
        study: Option<StudyId> = "nine-danish-clusters",
        /// What it shows.
        show: Shows,
        /// Where it stands in the file.
        mark: Mark,
    }
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
        /// What rows are sorted by before they are by name.
        order: Option<Column>,
    },
    /// How cases fare with what a framework expects: those it was derived from apart from others.
    Tested {
        /// The framework.
        framework: String,
    },
    /// On what evidence observations rest, by case, by dimension and by kind of source.
    Coverage,
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
        /// The life cycle of stages, if not the framework's own.
        life_cycle: Option<String>,
        /// What rows are grouped by.
        group: Option<Column>,
        /// What rows are sorted by before they are by name.
        order: Option<Column>,
    },
}

/// A column of a table of cases; short, it is just what it shows.
#[derive(Debug)]
pub struct ColumnSpec {
    /// What it shows.
    pub show: Column,
    /// Its heading, if not the usual one.
    pub title: Option<Text>,
}

shape! {
    /// A column with a heading of its own.
    #[derive(Debug)]
    LongColumn("a column `{ show, title }`") {
        /// What it shows.
        show: Column = "name",
        /// Its heading.
        title: Option<Text> = "Name of cluster",
    }
}

shape! {
    /// The largest files and the deepest nesting that are read.
    #[derive(Debug)]
    Raised("limits `{ file_size, yaml_nesting, yaml_repetition, prose_nesting, grid_cells }`") {
        /// The largest file that is read, in MiB; 32 by default.
        file_size: Option<Size> = "64",
        /// How deep lists and mappings may stand inside each other in YAML; 128 by default, 250 at most.
        yaml_nesting: Option<YamlDepth> = "250",
        /// How many times as much as a YAML file holds its aliases may stand for; 100 by default.
        yaml_repetition: Option<Times> = "1000",
        /// How many quotations, or twice as many lists, may stand inside each other in prose; 8 by default, 13 at most.
        prose_nesting: Option<ProseDepth> = "12",
        /// How many cells a grid may have in a report; one with more is counted there, and whole only as CSV. 2000 by default.
        grid_cells: Option<Size> = "4000",
    }
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
        /// Who brought the cluster about.
        InitiatedBy = "initiated_by",
        /// Whose money finances it: public, private or mixed.
        Sector = "sector",
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
        /// How cases fare with what a framework expects.
        Tested = "tested",
        /// On what evidence observations rest.
        Coverage = "coverage",
    }
}

impl Choice for Level {
    const ALL: &'static [(&'static str, Level)] =
        &[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];
}

impl Settings {
    /// The study of an id.
    pub fn study(&self, id: &str) -> Option<&Named<Study>> {
        self.studies.iter().find(|study| study.id == id)
    }

    /// The first language of the reports. What does not depend on the language of a report, as outcomes of claims, is found in it.
    pub fn first_language(&self) -> &str {
        self.language.first()
    }

    /// The language whose order names are sorted in.
    pub fn sort(&self) -> &str {
        self.sort.as_ref().map_or(self.language.first(), |sort| &sort.0)
    }

    /// How much files other than the settings may hold.
    pub fn limits(&self) -> Limits {
        let usual = Limits::default();
        let Some(raised) = &self.limits else { return usual };
        Limits {
            file_size: raised.file_size.map_or(usual.file_size, |mebibytes| mebibytes.0 * 1024 * 1024),
            yaml_nesting: raised.yaml_nesting.map_or(usual.yaml_nesting, |depth| depth.0 as usize),
            yaml_repetition: raised.yaml_repetition.map_or(usual.yaml_repetition, |times| times.0),
        }
    }

    /// How many cells a grid may have in a report.
    pub fn grid_cells(&self) -> usize {
        let own = self.limits.as_ref().and_then(|limits| limits.grid_cells.as_ref());
        own.map_or(2000, |cells| cells.0 as usize)
    }

    /// How many quotations, or twice as many lists, may stand inside each other in prose.
    pub fn prose_nesting(&self) -> usize {
        let own = self.limits.as_ref().and_then(|limits| limits.prose_nesting.as_ref());
        own.map_or(NESTING, |depth| depth.0 as usize)
    }

    fn check(&self, reader: &mut Reader, _: &Fields) {
        for (at, table) in self.tables.iter().enumerate() {
            if let Some(first) = self.tables[..at].iter().find(|earlier| *earlier.id == *table.id) {
                let message = format!("two tables have the id `{}`", table.id);
                let doubled = Diagnostic::error(Code::DoubledId, table.mark.span(reader.d.source), message)
                    .label(first.mark.span(reader.d.source), "first defined here")
                    .help("give one of the two another id");
                reader.d.diagnostics.push(doubled);
            }
        }
    }
}

/// Reads the settings, `None` if something obligatory is missing, and the names in them that point elsewhere.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> (Option<Settings>, Vec<Lookup>) {
    let Some(node) = parse(diagnostics, source) else { return (None, Vec::new()) };
    let mut reader = Reader::new(diagnostics, source);
    let settings = Settings::read(&mut reader, &node);
    (settings, reader.lookups)
}

impl TableSpec {
    fn check(&self, reader: &mut Reader, _: &Fields) {
        if OWN_TABLES.contains(&&*self.id) {
            let message = format!("casebook makes a table `{}` of its own", self.id);
            reader.d.error(Code::DoubledId, self.id.1, message, "give this table another id");
        }
        if is_reserved(&self.id) {
            let help = "give the table another id: it is the name of its CSV file";
            let message = format!("Windows reserves the name `{}`", self.id);
            reader.d.error(Code::WrongForm, self.id.1, message, help);
        }
    }
}

impl Form for ColumnSpec {
    const NAME: &'static str = "ColumnSpec";

    fn read(reader: &mut Reader, node: &Node) -> Option<ColumnSpec> {
        match node.kind {
            Kind::Map(_) => LongColumn::read(reader, node).map(|LongColumn { show, title }| ColumnSpec { show, title }),
            _ => Some(ColumnSpec { show: Column::read(reader, node)?, title: None }),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (short, long) = (Column::schema(schemas), LongColumn::schema(schemas));
        json!({ "anyOf": [short, long] })
    }
}

/// Which keys a table has depends on what it shows.
impl Field for Shows {
    fn pick(reader: &mut Reader, fields: &mut Fields, _: &'static str) -> Option<Shows> {
        match ShowKind::pick(reader, fields, "show") {
            Some(ShowKind::Cases) => Shows::cases(reader, fields),
            Some(ShowKind::Profile) => Shows::staged(reader, fields).map(|framework| Shows::Profile { framework }),
            Some(ShowKind::Grid) => Shows::grid(reader, fields),
            Some(ShowKind::Tested) => Shows::staged(reader, fields).map(|framework| Shows::Tested { framework }),
            Some(ShowKind::Coverage) => Some(Shows::Coverage),
            None => {
                // The keys that it should have are not known.
                fields.rest();
                None
            }
        }
    }

    fn describe(properties: &mut Properties, _: &'static str, _: Help) {
        let help = |doc: &'static [&'static str], examples| Help { doc, examples };
        ShowKind::describe(properties, "show", help(&["What the table shows."], &["cases"]));
        Option::<Vec<ColumnSpec>>::describe(
            properties,
            "columns",
            help(&["The columns of a table of cases."], &["[name, stage, { show: actors, title: Members }]"]),
        );
        Option::<LifeCycleId>::describe(
            properties,
            "life_cycle",
            help(
                &[
                    "The life cycle of the stages in a table of cases or a grid; a grid has that of its framework without it.",
                ],
                &["enright"],
            ),
        );
        let order =
            help(&["What the rows of a table of cases or a grid are sorted by, before they are by name."], &["stage"]);
        Option::<Column>::describe(properties, "order", order);
        let framework = help(&["The framework of a profile, a grid or a test."], &["facilitator-life-cycle"]);
        Option::<FrameworkId>::describe(properties, "framework", framework);
        Option::<Id>::describe(properties, "dimension", help(&["The dimension of a grid."], &["tasks"]));
        let group = help(&["What the rows of a grid are grouped by."], &["stage"]);
        Option::<Column>::describe(properties, "group_by", group);
    }
}

impl Shows {
    /// A framework that must be on a life cycle.
    fn staged(reader: &mut Reader, fields: &mut Fields) -> Option<String> {
        let framework = FrameworkId::pick(reader, fields, "framework")?.0;
        let mark = fields.mark_of("framework").unwrap_or(fields.mark());
        reader.point(Wanted::Staged(framework.clone()), mark);
        Some(framework)
    }

    fn cases(reader: &mut Reader, fields: &mut Fields) -> Option<Shows> {
        let columns = Vec::<ColumnSpec>::pick(reader, fields, "columns");
        let life_cycle = Option::<LifeCycleId>::pick(reader, fields, "life_cycle")?;
        let order = Option::pick(reader, fields, "order")?;
        let stages =
            order == Some(Column::Stage) || columns.iter().flatten().any(|column| column.show == Column::Stage);
        if stages && fields.mark_of("life_cycle").is_none() {
            let help = "add `life_cycle: …`, the id of a framework with stages";
            let message = "a table with stages needs the key `life_cycle`";
            reader.d.error(Code::MissingKey, fields.mark(), message, help);
        }
        Some(Shows::Cases { columns: columns?, life_cycle: life_cycle.map(|id| id.0), order })
    }

    fn grid(reader: &mut Reader, fields: &mut Fields) -> Option<Shows> {
        let framework = FrameworkId::pick(reader, fields, "framework");
        let dimension = Id::pick(reader, fields, "dimension");
        if let (Some(framework), Some(dimension)) = (&framework, &dimension) {
            let wanted = Wanted::Dimension { framework: framework.to_string(), dimension: dimension.to_string() };
            reader.point(wanted, dimension.1);
        }
        let life_cycle = Option::<LifeCycleId>::pick(reader, fields, "life_cycle")?;
        let group = Option::<Column>::pick(reader, fields, "group_by")?;
        let order = Option::<Column>::pick(reader, fields, "order")?;
        if let (Some(framework), None) = (&framework, &life_cycle) {
            let keys = [("group_by", group), ("order", order)].into_iter();
            for (key, _) in keys.filter(|(_, column)| *column == Some(Column::Stage)) {
                let mark = fields.mark_of(key).unwrap_or(fields.mark());
                reader.point(Wanted::Staged(framework.to_string()), mark);
            }
        }
        let life_cycle = life_cycle.map(|id| id.0);
        Some(Shows::Grid { framework: framework?.0, dimension: dimension?.0, life_cycle, group, order })
    }
}

/// What becomes of warnings, by code.
#[derive(Clone, Debug, Default)]
pub struct Rules(pub BTreeMap<Code, Level>);

impl Field for Rules {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Rules> {
        let mut rules = Rules::default();
        let Some(mut codes) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of codes")) else {
            return Some(rules);
        };
        let doubts = || Code::ALL.iter().filter(|code| code.is_doubt()).map(ToString::to_string).collect::<Vec<_>>();
        for (name, key, node) in codes.rest() {
            let level = reader.d.choice(node);
            match name.parse::<Code>() {
                Ok(code) if code.is_doubt() => rules.0.extend(level.map(|level| (code, level))),
                Ok(_) => {
                    let help = format!("only doubts can be allowed or denied: {}", doubts().join(", "));
                    reader.d.error(Code::WrongChoice, key.mark, format!("{name} is always a mistake"), help);
                }
                Err(()) => {
                    let help = format!("possible are {}", doubts().join(", "));
                    reader.d.error(Code::UnknownKey, key.mark, format!("there is no code `{name}`"), help);
                }
            }
        }
        Some(rules)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let levels = words(&[
            ("allow", "The warning is left out"),
            ("warn", "It stays a warning"),
            ("deny", "It becomes a mistake"),
        ]);
        let level = |code: &Code| {
            let mut level = levels.clone();
            level["description"] = json!(code.rule());
            (code.to_string(), level)
        };
        let codes: Map<String, Value> = Code::ALL.iter().filter(|code| code.is_doubt()).map(level).collect();
        let schema =
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": codes });
        properties.add(key, help, schema);
    }
}

/// A full date.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl Deref for Day {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.0
    }
}

impl Written for Day {
    const KIND: &'static str = "a full date";
    const PATTERN: &'static str = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$";
    const EXAMPLES: &'static [&'static str] = &["2026-11-21"];
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        let help = "write a full date like 2026-11-21: it stands in every document, since nothing reads the clock";
        let date: Option<Date> = text.parse().ok();
        let day = date.filter(|date| date.day.is_some() && date.when == When::At);
        day.map(Day).ok_or_else(|| help.to_owned())
    }
}

/// The languages of the reports, one at least; English if the settings name none.
#[derive(Clone, Debug)]
pub struct Languages(Vec<(LanguageCode, Mark)>);

impl Languages {
    /// Their codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| code.0.as_str())
    }

    /// The first, which stands in for another where a text is missing in that.
    pub fn first(&self) -> &str {
        self.codes().next().unwrap_or("en")
    }

    /// Where one of them is named, by its place in the order.
    pub fn mark(&self, at: usize) -> Option<Mark> {
        self.0.get(at).map(|(_, mark)| *mark)
    }
}

impl Field for Languages {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Languages> {
        let node = fields.take(key);
        let nodes = match node {
            Some(Node { kind: Kind::List(items), .. }) if !items.is_empty() => items.as_slice(),
            Some(node) => std::slice::from_ref(node),
            None => &[],
        };
        let mut languages: Vec<(LanguageCode, Mark)> = Vec::new();
        for node in nodes {
            let code = LanguageCode::read(reader, node)?;
            if languages.iter().any(|(other, _)| *other == code) {
                let message = format!("`{}` stands twice", code.0);
                reader.d.error(Code::DoubledId, node.mark, message, "keep one of the two");
            }
            languages.push((code, node.mark));
        }
        if languages.is_empty() {
            languages.push((LanguageCode("en".to_owned()), Mark::default()));
        }
        Some(Languages(languages))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (one, many) = (LanguageCode::schema(properties.schemas), Vec::<LanguageCode>::schema(properties.schemas));
        properties.add(key, help, json!({ "anyOf": [one, many] }));
    }
}

/// The identifier of a researcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orcid(pub String);

impl Written for Orcid {
    const KIND: &'static str = "an ORCID identifier";
    const PATTERN: &'static str = r"^(https://orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$";
    const EXAMPLES: &'static [&'static str] = &["0000-0002-1825-0097"];
}

impl FromStr for Orcid {
    type Err = String;

    /// Checks the form and the last sign, which is a check digit after ISO 7064 MOD 11-2, as ORCID describes it in
    /// "Structure of the ORCID Identifier".
    fn from_str(text: &str) -> Result<Orcid, String> {
        let own = text.strip_prefix("https://orcid.org/").unwrap_or(text);
        let groups: Vec<&str> = own.split('-').collect();
        let (digits, last) = own.split_at_checked(own.len().saturating_sub(1)).unwrap_or(("", ""));
        let form = groups.len() == 4
            && groups.iter().all(|group| group.len() == 4)
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !form {
            return Err("write four groups of four digits, like 0000-0002-1825-0097".to_owned());
        }
        let total =
            digits.bytes().filter(u8::is_ascii_digit).fold(0, |total, b| (total + u32::from(b - b'0')) * 2 % 11);
        let wanted = match (12 - total % 11) % 11 {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        };
        match wanted == last {
            true => Ok(Orcid(own.to_owned())),
            false => {
                Err("its last sign does not fit the others: a digit is mistyped or two have changed places".to_owned())
            }
        }
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug)]
pub struct Between<const LEAST: u64, const MOST: u64>(pub u64);

/// A size in MiB, or a number of cells.
type Size = Between<1, 1_000_000>;
/// A depth of nesting in YAML: from what serde_yaml reads to what the slower reader can.
type YamlDepth = Between<128, 250>;
/// How many times as much as it holds a file may stand for: from what serde_yaml reads.
type Times = Between<100, 1_000_000>;
/// A depth of nesting that Typst can set.
type ProseDepth = Between<1, { DEEPEST as u64 }>;

impl<const LEAST: u64, const MOST: u64> Written for Between<LEAST, MOST> {
    const KIND: &'static str = "a number that is possible here";
    const PATTERN: &'static str = "^[0-9]+$";
    const EXAMPLES: &'static [&'static str] = &["12"];
    const NUMERIC: bool = true;
}

impl<const LEAST: u64, const MOST: u64> FromStr for Between<LEAST, MOST> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (LEAST..=MOST).contains(number));
        number.map(Between).ok_or_else(|| format!("write a number from {LEAST} to {MOST}, without a unit"))
    }
}

written!(Day, LanguageCode, Orcid, Issn);

impl<const LEAST: u64, const MOST: u64> Form for Between<LEAST, MOST> {
    const NAME: &'static str = "Between";

    fn read(reader: &mut Reader, node: &Node) -> Option<Self> {
        reader.d.parsed(node, Self::KIND)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(&format!("From{LEAST}To{MOST}"), |_| written::<Self>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_researchers_are_known_by_their_check_digit() {
        for right in [
            "0000-0002-1825-0097",
            "0000-0001-5109-3700",
            "0000-0002-1694-233X",
            "https://orcid.org/0000-0002-1825-0097",
        ] {
            assert!(right.parse::<Orcid>().is_ok(), "{right}");
        }
        for wrong in ["0000-0002-1825-0098", "0000-0002-8125-0097", "0000000218250097", "", "0000-0002-1825-009x"] {
            assert!(wrong.parse::<Orcid>().is_err(), "{wrong}");
        }
    }
}
