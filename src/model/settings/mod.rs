//! `casebook.yaml`: what holds for the whole workspace.

pub mod annual;
pub mod attribute;
pub mod coder;
pub mod displays;
pub mod summary;
pub mod tables;
pub mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::base::budget::Budget;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::base::rules::Code;
use crate::base::source::{LARGEST_FILE, Source};
use crate::base::text::{LanguageCode, Text};
use crate::document::markdown::parse::NESTING;
use crate::model::case::yearly::{Foreword, OwnHeading};
use crate::model::case::{Prose, SentenceName};
use crate::model::citation_style::CitationStyle;
use crate::model::facts::FactSpec;
use crate::model::settings::annual::AnnualPlan;
use crate::model::settings::attribute::Attribute;
use crate::model::settings::coder::Coder;
use crate::model::settings::displays::{Display, TruthTable};
use crate::model::settings::summary::SummaryPlan;
use crate::model::settings::tables::{Shows, TableSpec};
use crate::model::settings::value::{Between, Day, Issn, Orcid, ProseDepth, Size};
use crate::yaml::condition::Condition;
use crate::yaml::decode::{Choice, Fields};
use crate::yaml::lookup::Lookup;
use crate::yaml::memo::parse;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::ids::StudyId;
use crate::yaml::shape::list::{ById, List, Named, OneOrMany};
use crate::yaml::shape::schema::{Help, Properties, Schemas, words};
use crate::yaml::shape::{FromKey, FromYaml, Located, Reader, is_word};
use crate::yaml::{Node, NodeId, NodeKind};
use crate::{choice, shape};

/// The file of the settings.
pub const SETTINGS: &str = "casebook.yaml";

/// The key of what an edition says of cases that are not in it.
pub const EDITION: &str = "edition";

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
        /// The years that a build makes annual reports on: some years, `all` of which there are records, or the `newest`; none without it.
        years: Option<Years> = "[2025, 2026]",
        /// For whom reports are made, if a build is not asked for others; `public` by default.
        audience: Option<Audience> = "participants",
        /// Who may know of cases that say nothing of it themselves; everybody by default.
        disclosure: Option<Audience> = "internal",
        /// What PDFs carry: what they were made from, as far as their readers may see it (`made-from`, without the key), or `none`.
        attachments: Option<Attachments> = "none",
        /// The plan of write-ups: the order of their sentences, and which are left out.
        write_up: Option<WriteUpPlan> = "{ without: [second-framework] }",
        /// What the summary says across cases: by what they are grouped, and which sentences are left out.
        summary: Option<SummaryPlan> = "{ group_by: industry }",
        /// What annual reports say: how figures are headed, which sentences of the summary are left out, and forewords.
        annual: Option<AnnualPlan> = "{ headings: plain, forewords: { 2026: { text: A year of moving., by: Ada Holm } } }",
        /// What annual reports say of themselves at their end.
        colophon: Option<Colophon> = "{ publisher: Harbour Office, licence: CC BY 4.0 }",
        /// What the authors find across the cases, in Markdown with citations; `[@claim:its-id]` shows the verdict on a claim.
        findings: Option<Prose> = "Clusters grow with their stage [@claim:larger], as others saw before [@enright2003]",
        /// Sets of cases that belong together, by id.
        studies: ById<Study> = "{ my-study: { title: Our study } }",
        /// What cases say of themselves besides what every case file can: attributes by id.
        attributes: ById<Attribute> = "{ pupils: { label: Pupils, kind: quantity, unit: pupils } }",
        /// Who codes observations, where several do: by id.
        coders: ById<Coder> = "{ anna: { name: Anna Holm }, reader: { name: Reader, machine: yes, version: '2.1' } }",
        /// The tables of the summary, in order. Without it there is one of all cases and some for each framework.
        tables: List<TableSpec> = "[{ id: cases, title: All cases, show: cases, columns: [name, industry] }]",
        /// What becomes of warnings, by code: `allow`, `warn` or `deny`.
        rules: Rules = "{ CB0205: allow }",
        /// The largest files and the deepest nesting of prose that are read.
        limits: Option<Raised> = "{ file_size: 64 }",
        /// What an edition says of cases that are not in it. Casebook writes it into what it publishes.
        edition: Option<Lacking> = "{ others: 9 }",
    }
}

shape! {
    /// What an edition says of cases that are not in it.
    #[derive(Debug, Default)]
    Lacking("cases that are not in an edition, `{ others, elsewhere, withheld }`") {
        /// How many cases the workspace has besides.
        others: Option<Size> = "9",
        /// The names of those that are named here, by id.
        elsewhere: ById<Text> = "{ harbour-cluster: The harbour cluster }",
        /// How many its readers may not know of, by study.
        withheld: List<WithheldCases> = "[{ study: nine-danish-clusters, number: 1 }]",
    }
}

shape! {
    /// How many cases of a study the readers of an edition may not know of.
    #[derive(Debug)]
    WithheldCases("a number of cases, `{ study, number }`") {
        /// The study; of cases of none without it.
        study: Option<StudyId> = "nine-danish-clusters",
        /// How many.
        number: Size = "1",
    }
}

choice! {
    /// What PDFs carry.
    Attachments {
        /// What they were made from, as far as their readers may see it.
        MadeFrom = "made-from",
        /// Nothing.
        None = "none",
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
    /// The plan of write-ups. docs/write-ups.md lists the sentences.
    #[derive(Debug)]
    WriteUpPlan("a plan `{ paragraphs, without }`") {
        /// Paragraphs, each a list of sentences by their names, in order; what is not named follows in the usual order.
        paragraphs: List<Vec<SentenceName>> = "[[opening, founded, specialisation], [stage, expected]]",
        /// Sentences that are left out.
        without: OneOrMany<SentenceName> = "[second-framework]",
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
        logo: Option<Located<String>> = "images/logo.svg",
        /// What the logo shows, for those who can't see it; the publisher by default.
        logo_text: Option<Text> = "Harbour Office",
        /// What else a reader should know.
        note: Option<Text> = "Printed on request",
    }
}

/// The years of annual reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Years {
    /// All years that have records.
    All,
    /// The newest year that has records: of those that the settings name or, if they name none, of all.
    Newest,
    /// The given years.
    Some(Vec<i32>),
}

impl Years {
    /// The words for [`Years::All`] and [`Years::Newest`].
    pub const WORDS: [(&'static str, Years); 2] = [("all", Years::All), ("newest", Years::Newest)];
}

impl FromYaml for Years {
    const NAME: &'static str = "Years";

    fn read(reader: &mut Reader, node: &Node) -> Option<Years> {
        if let Some((_, years)) = Years::WORDS.iter().find(|(word, _)| is_word(node, word)) {
            return Some(years.clone());
        }
        let year =
            |reader: &mut Reader, node: &Node| Between::<1900, 2200>::read(reader, node).map(|year| year.0 as i32);
        match node.kind {
            NodeKind::List(_) => {
                let items = reader.d.list(node);
                Some(Years::Some(items.iter().filter_map(|item| year(reader, item)).collect()))
            }
            _ => year(reader, node).map(|year| Years::Some(vec![year])),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let year = Between::<1900, 2200>::schema(schemas);
        json!({ "anyOf": [{ "enum": ["all", "newest"] }, year, { "type": "array", "minItems": 1, "items": year }] })
    }
}

shape! {
    /// The largest files and the deepest nesting of prose that are read.
    #[derive(Debug)]
    Raised("limits `{ file_size, prose_nesting, grid_cells, table_rows, report_seconds, report_memory, edition_size }`") {
        /// The largest file that is read, in MiB; 32 by default.
        file_size: Option<Size> = "64",
        /// How many quotations, or twice as many lists, may stand inside each other in prose; 8 by default, 13 at most.
        prose_nesting: Option<ProseDepth> = "12",
        /// How many cells a grid may have in a report; one with more is counted there, and whole only as CSV. 2000 by default.
        grid_cells: Option<Size> = "4000",
        /// How many rows any other table of the summary may have in a report; of one with more only counts stand there, and all of it as CSV. 300 by default.
        table_rows: Option<Size> = "1000",
        /// How many seconds making a report may take, first of its text and then of its pages; 300 by default.
        report_seconds: Option<Size> = "900",
        /// How much memory typesetting a report may take, in MiB; 4096 by default.
        report_memory: Option<Size> = "8192",
        /// How large what a PDF carries may be, in MiB; 16 by default. A PDF whose edition is larger carries none.
        edition_size: Option<Size> = "64",
    }
}

impl Choice for Level {
    const ALL: &'static [(&'static str, Level)] =
        &[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];
}

impl Settings {
    /// The conditions that tables ask of each case.
    pub fn conditions(&self) -> Vec<&Condition> {
        let shown = self.tables.iter().filter_map(|table| match &table.show {
            Shows::Display(Display::TruthTable(table)) => Some(table),
            _ => None,
        });
        shown.flat_map(TruthTable::all).filter_map(|own| own.holds.as_ref()).collect()
    }

    /// The forewords of reports on all clusters.
    pub fn forewords(&self) -> impl Iterator<Item = &Foreword> {
        self.annual.iter().flat_map(|plan| plan.forewords.iter()).map(|own| &own.value)
    }

    /// The headings in the words of authors of the report on all clusters in a year.
    pub fn own_headings(&self, year: i32) -> &[OwnHeading] {
        let of_year = |plan: &'_ AnnualPlan| plan.own_headings.iter().position(|own| own.id == year.to_string());
        let found = self.annual.as_ref().and_then(|plan| Some(&*plan.own_headings[of_year(plan)?].value));
        found.unwrap_or_default()
    }

    /// Whether each cluster gets a sheet that shows where it stands among others.
    pub fn has_peers(&self) -> bool {
        self.annual.as_ref().is_some_and(|plan| plan.peers.is_some())
    }

    /// The images that the settings name: those of reports on one case, and those of reports on all if they are asked for.
    pub fn images(&self, of_all: bool) -> impl Iterator<Item = &Located<String>> {
        let logo = self.colophon.iter().filter_map(|colophon| colophon.logo.as_ref());
        let portraits = self.forewords().filter(move |_| of_all).filter_map(|foreword| foreword.portrait.as_ref());
        logo.chain(portraits)
    }

    /// Returns how large what a PDF carries may be, in bytes.
    pub fn edition_size(&self) -> u64 {
        let own = self.limits.as_ref().and_then(|limits| limits.edition_size.as_ref());
        own.map_or(16, |mebibytes| mebibytes.0) * 1024 * 1024
    }

    /// How many cases the workspace has besides that this is an edition of.
    pub fn others(&self) -> usize {
        let own = self.edition.as_ref().and_then(|own| own.others.as_ref());
        own.map_or(0, |others| others.0 as usize)
    }

    /// Whether PDFs carry what they were made from.
    pub fn has_attachments(&self) -> bool {
        self.attachments != Some(Attachments::None)
    }

    /// Returns the study with this id.
    pub fn study(&self, id: &str) -> Option<&Named<Study>> {
        self.studies.iter().find(|study| study.id == id)
    }

    /// Returns the first language of the reports. Results that don't depend on the language of a report, like outcomes of claims,
    /// are computed in it.
    pub fn first_language(&self) -> &str {
        self.language.first()
    }

    /// Returns the language in whose order names are sorted.
    pub fn sort(&self) -> &str {
        self.sort.as_ref().map_or(self.language.first(), |sort| &sort.0)
    }

    /// Returns the size limit for files other than the settings, in bytes.
    pub fn largest_file(&self) -> u64 {
        let own = self.limits.as_ref().and_then(|limits| limits.file_size.as_ref());
        own.map_or(LARGEST_FILE, |mebibytes| mebibytes.0 * 1024 * 1024)
    }

    /// Returns how many cells a grid may have in a report.
    pub fn grid_cells(&self) -> usize {
        let own = self.limits.as_ref().and_then(|limits| limits.grid_cells.as_ref());
        own.map_or(2000, |cells| cells.0 as usize)
    }

    /// Returns how many rows any other table of the summary may have in a report.
    pub fn table_rows(&self) -> usize {
        let own = self.limits.as_ref().and_then(|limits| limits.table_rows.as_ref());
        own.map_or(300, |rows| rows.0 as usize)
    }

    /// Returns what making a report may take.
    pub fn budget(&self) -> Budget {
        let (own, usual) = (self.limits.as_ref(), Budget::default());
        let of = |size: Option<&Size>, usual: u64| size.map_or(usual, |size| size.0);
        Budget {
            seconds: of(own.and_then(|limits| limits.report_seconds.as_ref()), usual.seconds),
            mebibytes: of(own.and_then(|limits| limits.report_memory.as_ref()), usual.mebibytes),
        }
    }

    /// Returns the limit on nesting in prose: this many quotations, or twice as many lists, inside each other.
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
        for own in self.attributes.iter().filter(|own| FactSpec::find(&own.id).is_some()) {
            let message = format!("every case has `{}`, so that no attribute can have this id", own.id);
            let help = "give the attribute another id, or record what you mean under that key of the case";
            reader.d.error(Code::DoubledId, own.key, message, help);
        }
    }
}

/// Reads the settings and the names in them that point elsewhere. The settings are `None` if something obligatory is missing.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> (Option<Settings>, Vec<Lookup>) {
    let Some(node) = parse(diagnostics, source) else { return (None, Vec::new()) };
    let mut reader = Reader { audience: Audience::Public, ..Reader::new(diagnostics, source) };
    let settings = Settings::read(&mut reader, &node);
    for mark in std::mem::take(&mut reader.hidden).into_keys() {
        let message = "what casebook.yaml says is for all readers";
        reader.d.error(Code::Conflict, mark, message, "leave `disclosure` out, or the text");
    }
    (settings, reader.lookups)
}

/// How warnings are treated, by code.
#[derive(Clone, Debug, Default)]
pub struct Rules(pub BTreeMap<Code, Level>);

impl FromKey for Rules {
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

/// The languages of the reports, at least one; English if the settings name none.
#[derive(Clone, Debug)]
pub struct Languages(Vec<(LanguageCode, NodeId)>);

impl Languages {
    /// Returns the language codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| code.0.as_str())
    }

    /// Returns the first language, which stands in for another one in which a text is missing.
    pub fn first(&self) -> &str {
        self.codes().next().unwrap_or("en")
    }

    /// Returns the position in the file of a language, by its index.
    pub fn mark(&self, at: usize) -> Option<NodeId> {
        self.0.get(at).map(|(_, mark)| *mark)
    }
}

impl FromKey for Languages {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Languages> {
        let node = fields.take(key);
        let nodes = match node {
            Some(Node { kind: NodeKind::List(items), .. }) if !items.is_empty() => items.as_slice(),
            Some(node) => std::slice::from_ref(node),
            None => &[],
        };
        let mut languages: Vec<(LanguageCode, NodeId)> = Vec::new();
        for node in nodes {
            let code = LanguageCode::read(reader, node)?;
            if languages.iter().any(|(other, _)| *other == code) {
                let message = format!("`{}` stands twice", code.0);
                reader.d.error(Code::DoubledId, node.mark, message, "keep one of the two");
            }
            languages.push((code, node.mark));
        }
        if languages.is_empty() {
            languages.push((LanguageCode("en".to_owned()), NodeId::default()));
        }
        Some(Languages(languages))
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (one, many) = (LanguageCode::schema(properties.schemas), Vec::<LanguageCode>::schema(properties.schemas));
        properties.add(key, help, json!({ "anyOf": [one, many] }));
    }
}
