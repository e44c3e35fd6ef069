//! What the template of a case report sees. There are no nulls in it: a value that is absent reads "not recorded", and a text
//! that may be missing is empty. `docs/templates.md` describes every field for authors of templates.
//!
//! It is one file, over 500 lines long, since it is a list: what a template of case reports can name.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::view::figure::Figure;

/// The whole workspace, for every template.
#[derive(Serialize)]
pub struct Book {
    /// The title of the whole.
    pub title: String,
    /// The date, as YYYY-MM-DD.
    pub date: String,
    /// The date in words.
    pub dated: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The language code.
    pub language: String,
    /// What every report says of all that is in it, or empty.
    pub notice: String,
    /// Whether the report is a part of the volume, which has method and references of its own.
    pub volume: bool,
}

/// A study.
#[derive(Serialize, Default)]
pub struct StudyView {
    /// The id; empty for a case without a study.
    pub id: String,
    /// The title.
    pub title: String,
    /// The question, or empty.
    pub question: String,
    /// How the cases were chosen, or empty.
    pub selection: String,
    /// How the data was gathered and analysed, or empty.
    pub method: String,
    /// How validity was checked, or empty.
    pub validity: String,
}

/// A text with where it comes from.
#[derive(Serialize, Default, Clone, PartialEq)]
pub struct ItemView {
    /// The text.
    pub text: String,
    /// Whether something is recorded.
    pub recorded: bool,
    /// Where it comes from; empty where that is the case's `stated_in`.
    pub source: String,
    /// The source's own words, or empty.
    pub words: String,
    /// The source's own sentence, or empty.
    pub quote: String,
    /// The author's translation of that sentence, or empty.
    pub translation: String,
    /// What else a reader should know, or empty.
    pub note: String,
    /// What was done about it, or empty.
    pub response: String,
    /// The characteristics of other frameworks through which it counts here, or empty.
    pub way: String,
    /// Who coded it, and as what, where coders disagree; or empty.
    pub by: String,
    /// Passages that speak against it.
    pub against: Vec<Said>,
    /// Statements that disagree.
    pub also_said: Vec<Said>,
}

/// A statement that disagrees, or a passage that speaks against one.
#[derive(Serialize, Clone, PartialEq)]
pub struct Said {
    /// What it says.
    pub text: String,
    /// Whose statement it is, if not the source's own; or empty.
    pub who: String,
    /// Where it comes from.
    pub source: String,
    /// The source's own sentence, or empty.
    pub quote: String,
    /// The author's translation of that sentence, or empty.
    pub translation: String,
    /// What else a reader should know, or empty.
    pub note: String,
}

/// A list that may be unrecorded or said to be empty.
#[derive(Serialize)]
pub struct ListView {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The entries.
    pub items: Vec<ItemView>,
    /// Whether one of them has the source's own words.
    pub worded: bool,
}

/// Prose, for a template.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct ProseView {
    /// The prose as Markdown, or empty.
    pub text: String,
    /// Its headings, each with its level and its words.
    #[serde(skip)]
    pub headings: Vec<(u8, String)>,
}

/// A table row: cells that name something, and an item that is said of it.
#[derive(Serialize, Clone)]
pub struct Row {
    /// The first columns.
    pub cells: Vec<String>,
    /// The last column.
    pub item: ItemView,
}

/// A list of rows.
#[derive(Serialize)]
pub struct Rows {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The rows.
    pub items: Vec<Row>,
}

/// The secretariat.
#[derive(Serialize)]
pub struct SecretariatView {
    /// `recorded`, `none` or `not recorded`.
    pub state: &'static str,
    /// The name.
    pub name: ItemView,
    /// When it was founded.
    pub founded: ItemView,
    /// Who brought it about.
    pub initiated_by: ListView,
    /// Where it is seated.
    pub hosted_by: ItemView,
}

/// A source of the case.
#[derive(Serialize)]
pub struct SourceView {
    /// What reports call it.
    pub id: String,
    /// The kind.
    pub kind: String,
    /// The title, or empty.
    pub title: String,
    /// The people interviewed.
    pub with: Vec<String>,
    /// The sources that it rests on, as reports call them.
    pub rests_on: Vec<String>,
    /// The date, or empty.
    pub date: String,
    /// The reference, short, or empty.
    pub reference: String,
    /// What else a reader should know, or empty.
    pub note: String,
}

/// An assessed stage.
#[derive(Serialize)]
pub struct StageView {
    /// The stage's name.
    pub label: String,
    /// Its definition, or empty.
    pub definition: String,
    /// The life cycle's title.
    pub life_cycle: String,
    /// The works that it rests on, short.
    pub rests_on: Vec<String>,
    /// All stages of the life cycle, in order.
    pub strip: Vec<Strip>,
    /// Who assessed it, or "not recorded".
    pub by: String,
    /// On what basis, or "not recorded".
    pub basis: String,
    /// Of which part, or empty for the whole.
    pub part: String,
    /// How confident, or empty.
    pub confidence: String,
    /// Who disagrees, and why; or empty.
    pub dissent: String,
    /// Where it comes from, with what else there is to say; its text is empty.
    pub evidence: ItemView,
}

/// One stage of a life cycle.
#[derive(Serialize)]
pub struct Strip {
    /// The name for narrow places.
    pub label: String,
    /// Whether the case was assessed in it.
    pub current: bool,
}

/// All stages that a record was assessed in.
#[derive(Serialize)]
pub struct Stages {
    /// `assessed`, `not assessed` or `not recorded`.
    pub state: &'static str,
    /// The assessments.
    pub items: Vec<StageView>,
}

/// What is known at one date.
#[derive(Serialize)]
pub struct RecordView {
    /// The date or period, or "not recorded".
    pub as_of: String,
    /// Assessed stages.
    pub stages: Stages,
    /// The situation, in words that are not those of a stage.
    pub situation: ItemView,
    /// How many actors.
    pub actors_total: ItemView,
    /// Kinds of actors: kind, number, part.
    pub actor_kinds: Rows,
    /// Named actors: name, kind with form, sector, when; the item is the part played.
    pub actors: Rows,
    /// How many facilitators.
    pub facilitators: ItemView,
    /// Funding.
    pub funding: ListView,
    /// What the cluster is for.
    pub aims: ListView,
    /// Goals that can be measured.
    pub goals: ListView,
    /// Planned or hoped for.
    pub ambitions: ListView,
    /// What actors of the region are able to do: who; the item is what.
    pub competences: Rows,
    /// Figures on the region: indicator; the item is the figure.
    pub context: Rows,
    /// The timeline: when; the item is what.
    pub events: Rows,
    /// What happened over the years, as a figure.
    pub timeline: Figure,
    /// The named actors by kind and sector, as a figure.
    pub actors_figure: Figure,
    /// Prose as Markdown, or empty.
    pub narrative: ProseView,
    /// How the record is seen through each framework.
    pub mappings: Vec<MappingView>,
    /// What the record shows through frameworks that nothing was observed for directly.
    pub through: Vec<ThroughView>,
    /// The criteria of life cycles.
    pub criteria: Vec<CriteriaView>,
}

/// The criteria of a life cycle as a record answers them.
#[derive(Serialize)]
pub struct CriteriaView {
    /// The life cycle's title.
    pub life_cycle: String,
    /// The stages that expect something of the criteria.
    pub stages: Vec<String>,
    /// The criteria.
    pub rows: Vec<CriterionView>,
    /// Whether any of them has an answer.
    pub answered: bool,
}

/// A criterion of a life cycle.
#[derive(Serialize)]
pub struct CriterionView {
    /// The name.
    pub label: String,
    /// What a reader should know about it, or empty.
    pub note: String,
    /// What each stage expects: `yes`, `partly`, `no`, or empty.
    pub expects: Vec<String>,
    /// The record's answer: `yes`, `partly`, `no` or `not recorded`.
    pub answer: ItemView,
}

/// What a record shows in a framework by way of observations in others.
#[derive(Serialize)]
pub struct ThroughView {
    /// The framework's id.
    pub id: String,
    /// The framework's title.
    pub title: String,
    /// References that it rests on, short.
    pub rests_on: Vec<String>,
    /// What counts in it: the dimension; the item is the characteristic, with the way in which it counts.
    pub rows: Vec<Row>,
}

/// What changed from one record to the next.
#[derive(Serialize)]
pub struct ChangesView {
    /// The date or period of the record before; empty if there is none.
    pub from: String,
    /// The date or period of the newest record.
    pub to: String,
    /// What differs: what, before, after.
    pub rows: Vec<ChangeRow>,
}

/// Something that differs between two records.
#[derive(Serialize)]
pub struct ChangeRow {
    /// What it is.
    pub label: String,
    /// What the earlier record says.
    pub before: String,
    /// What the later record says.
    pub after: String,
}

/// A record seen through a framework.
#[derive(Serialize)]
pub struct MappingView {
    /// The framework's id.
    pub id: String,
    /// The framework's title.
    pub title: String,
    /// What a reader should know about it, or empty.
    pub note: String,
    /// References that it rests on, short.
    pub rests_on: Vec<String>,
    /// The title of the study that it was derived from if the case belongs to it, else empty.
    pub derived_from: String,
    /// Whether anything was observed besides what the stage expects.
    pub besides: bool,
    /// `mapped`, `not mapped`, `not assessed`, `withheld`, `contested` or `no life cycle`.
    pub position: &'static str,
    /// The assessed stage, or empty.
    pub stage: String,
    /// What facilitation aims at in this stage.
    pub aims: Vec<String>,
    /// How the observations resemble the stages.
    pub fit: FitView,
    /// The dimensions by the stages, as a figure.
    pub figure: Figure,
    /// The dimensions.
    pub dimensions: Vec<DimensionView>,
    /// What the author's summaries say of its dimensions.
    pub summaries: Vec<KeyFact>,
    /// What was observed, planned, past or absent, where the source's words say more than the label, or there is a note or an
    /// answer: status; the item is the characteristic.
    pub told: Vec<Row>,
    /// Labels of the dimensions on which nothing is recorded.
    pub not_recorded: Vec<String>,
    /// What the framework suggests to begin next.
    pub agenda: Agenda,
}

/// How the observations resemble the profiles of the stages.
#[derive(Serialize, Default)]
pub struct FitView {
    /// The stages; none where there is nothing to compare.
    pub stages: Vec<StageFitView>,
    /// How many characteristics are compared: all that the framework places in stages, in the dimensions with observations.
    pub compared: usize,
    /// How many of them are observed.
    pub observed: usize,
    /// How many of them are absent.
    pub absent: usize,
    /// How many of them are known: observed or absent.
    pub known: usize,
    /// The stages that the observations resemble most.
    pub nearest: Vec<String>,
    /// The share of all lists of as many observed and absent characteristics that resemble the same stages most. Empty if there
    /// is no other such list.
    pub chance: String,
    /// Where the two shares point to different stages, these stages; else nothing.
    pub apart: ApartView,
    /// `agrees`, `tied`, `tension`, `none` or `unassessed`; empty where there is nothing to compare.
    pub agreement: &'static str,
}

/// Stages to which the two shares point, each with one of its shares: "Latent (4 of 7)".
#[derive(Serialize, Default)]
pub struct ApartView {
    /// The stages of which the largest part of what they expect is observed, with that part.
    pub fullest: Vec<String>,
    /// The other stages, with how much of what they expect is observed.
    pub less_full: Vec<String>,
    /// The stages that expect the largest part of what is observed, with that part.
    pub widest: Vec<String>,
    /// The first stages, with how much of what is observed they expect.
    pub less_wide: Vec<String>,
}

/// How the observations resemble the profile of a stage.
#[derive(Serialize)]
pub struct StageFitView {
    /// The stage.
    pub label: String,
    /// "k of n": how many of the characteristics that it expects are observed.
    pub expected: String,
    /// "k of m": how many of the observed characteristics it expects.
    pub observed: String,
    /// "k of m": how many of the known characteristics agree with the stage.
    pub agrees: String,
    /// Whether the cluster was assessed in it.
    pub assessed: bool,
    /// Whether no other stage resembles the observations more.
    pub nearest: bool,
}

/// The threads of a dimension.
#[derive(Serialize)]
pub struct ThreadsView {
    /// The stages of the steps, or their numbers.
    pub headings: Vec<String>,
    /// The threads, each with as many steps as there are headings.
    pub rows: Vec<Vec<StepView>>,
}

/// A step of a thread.
#[derive(Serialize, Clone, Default)]
pub struct StepView {
    /// The characteristic; empty where the thread is over.
    pub label: String,
    /// What the record shows of it.
    pub status: String,
    /// Whether the assessed stage expects it.
    pub expected: bool,
}

/// A dimension as a record shows it.
#[derive(Serialize)]
pub struct DimensionView {
    /// The name.
    pub label: String,
    /// What a reader should know about it, or empty.
    pub note: String,
    /// Whether anything is recorded, in this framework or in others.
    pub recorded: bool,
    /// Its threads; none if it has none.
    pub threads: ThreadsView,
    /// `open` or `closed`; empty where nothing of the framework's own is recorded.
    pub list: String,
    /// The source's words that leave its list open or close it, in quotes; or empty.
    pub list_words: String,
    /// "k of n", or empty.
    pub fit: String,
    /// Observed, and expected in this stage or in no stage at all; without a stage all that is observed.
    pub observed: Vec<ItemView>,
    /// Observed, expected only in later stages.
    pub early: Vec<ItemView>,
    /// Observed, expected only in earlier stages.
    pub late: Vec<ItemView>,
    /// Observed, expected in earlier and later stages but not in this one.
    pub elsewhere: Vec<ItemView>,
    /// Observed, not in the framework.
    pub outside: Vec<ItemView>,
    /// Said to be absent, or expected in this stage and missing from a closed list; without a stage all that is absent.
    pub absent: Vec<ItemView>,
    /// Expected in this stage and not mentioned; without a stage all that is not mentioned.
    pub not_mentioned: Vec<ItemView>,
    /// Planned.
    pub planned: Vec<ItemView>,
    /// Once observed and no more.
    pub past: Vec<ItemView>,
    /// Coded differently by several coders, who have not agreed.
    pub contested: Vec<ItemView>,
}

/// What the framework suggests to begin next.
#[derive(Serialize, Default)]
pub struct Agenda {
    /// The next stage, or empty if the framework has none.
    pub stage: String,
    /// What facilitation aims at in it.
    pub aims: Vec<String>,
    /// Whether there is anything to begin.
    pub open: bool,
    /// What to begin, by dimension.
    pub dimensions: Vec<AgendaDimension>,
}

/// What to begin in one dimension.
#[derive(Serialize)]
pub struct AgendaDimension {
    /// The name.
    pub label: String,
    /// Whether anything is recorded on it.
    pub recorded: bool,
    /// What the next stage expects and the record does not show.
    pub begin: Vec<AgendaItem>,
    /// What is observed and the next stage no longer lists, which is no reason to drop it.
    pub no_longer_listed: Vec<String>,
}

/// One thing to begin.
#[derive(Serialize)]
pub struct AgendaItem {
    /// The characteristic.
    pub label: String,
    /// Whether it is planned already.
    pub planned: bool,
    /// Whether the present stage expects it too.
    pub expected_now: bool,
    /// The aims that it serves.
    pub serves: Vec<String>,
}

/// A case.
#[derive(Serialize)]
pub struct CaseView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The word for what it is: "cluster".
    pub thing: String,
    /// The file.
    pub file: String,
    /// The study.
    pub study: StudyView,
    /// The industry.
    pub industry: ItemView,
    /// What it is specialised in.
    pub specialisation: ItemView,
    /// The codes of its activities with their revision; empty if there are none.
    pub nace: String,
    /// The codes of its regions with their vintage; empty if there are none.
    pub nuts: String,
    /// Where it is.
    pub place: ItemView,
    /// When it was founded.
    pub founded: ItemView,
    /// Who brought it about.
    pub initiated_by: ListView,
    /// What came before: when; the item is what.
    pub history: Rows,
    /// Its models.
    pub models: ListView,
    /// The secretariat.
    pub secretariat: SecretariatView,
    /// The people: role; the item is the name if it is public.
    pub people: Rows,
    /// Whether any of them is named.
    pub people_named: bool,
    /// How much was left out, since readers may not see it, as a sentence; empty if nothing was.
    pub withheld: String,
    /// The sources.
    pub sources: Vec<SourceView>,
    /// The source and place of every statement that names none, or empty.
    pub stated_in: String,
    /// The works that the sources and the frameworks cite, formatted.
    pub references: Vec<String>,
    /// How many records the file has.
    pub record_count: usize,
    /// The newest record.
    pub record: RecordView,
    /// What changed from the record before.
    pub changes: ChangesView,
    /// The numbers that several records give, over time, as a figure.
    pub series: Figure,
    /// The write-up.
    pub write_up: WriteUpView,
    /// The facts beside the title, in rows.
    pub key_facts: Vec<Vec<KeyFact>>,
    /// The attributes that are recorded, in the order of the settings: what each is called; the item is what it is.
    pub attributes: Vec<Row>,
    /// The figures of a record that is of no period, and so in no annual report: the indicator; the item is the figure.
    pub figures: Vec<Row>,
    /// The stages of each life cycle that the newest record is assessed in, with what stands below each.
    pub strips: Vec<StripView>,
    /// What sources say of the facts that the write-up tells, in their own words or at places of their own.
    pub evidence: Vec<EvidenceRow>,
    /// Whether its events belong to phases.
    pub phased: bool,
}

impl CaseView {
    /// All figures that its report can show.
    pub fn figures(&self) -> Vec<&Figure> {
        let record = &self.record;
        let own = [&self.series, &record.timeline, &record.actors_figure].into_iter();
        own.chain(record.mappings.iter().map(|mapping| &mapping.figure)).filter(|figure| figure.is_there()).collect()
    }
}

/// A write-up.
#[derive(Serialize, Default)]
pub struct WriteUpView {
    /// The line on source and date above it.
    pub source: String,
    /// Its paragraphs; none in a language without sentences for it.
    pub paragraphs: Vec<ParagraphView>,
    /// The sentences by their names. Several of one name stand behind each other.
    pub sentences: BTreeMap<String, String>,
    /// All of it, without paragraphs.
    pub text: String,
    /// The ids of lists of which sentences tell only how many entries there are, or nothing: tables have them.
    pub counted: Vec<&'static str>,
    /// What the publisher changed of it, or empty.
    pub changed: String,
}

/// A paragraph of a write-up.
#[derive(Serialize, Clone, Default)]
pub struct ParagraphView {
    /// The text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<SentenceView>,
}

/// A sentence of a write-up.
#[derive(Serialize, Clone, Default)]
pub struct SentenceView {
    /// Its name.
    pub name: String,
    /// The text.
    pub text: String,
    /// Whose words it is: `program`, `author` or `publisher`.
    pub by: &'static str,
    /// The facts that it tells, each with its source.
    pub facts: Vec<String>,
}

/// A fact beside the title.
#[derive(Serialize, Clone, Default)]
pub struct KeyFact {
    /// What it is.
    pub label: String,
    /// The value.
    pub text: String,
}

/// A statement with what a source says of it.
#[derive(Serialize, Clone, Default)]
pub struct EvidenceRow {
    /// What it is about.
    pub label: String,
    /// What it says, with its evidence.
    pub item: ItemView,
}

/// The stages of a life cycle, with the assessed ones marked.
#[derive(Serialize, Clone, Default)]
pub struct StripView {
    /// The life cycle's title.
    pub life_cycle: String,
    /// The works that it rests on, short.
    pub rests_on: Vec<String>,
    /// Which part of the case was assessed, or empty for the whole.
    pub part: String,
    /// The stages.
    pub steps: Vec<StepMark>,
}

/// A stage in a strip.
#[derive(Serialize, Clone, Default)]
pub struct StepMark {
    /// Its name for narrow places.
    pub label: String,
    /// What stands below it, or empty.
    pub mark: String,
    /// Who assessed the case in it.
    #[serde(skip)]
    pub raters: Vec<String>,
}
