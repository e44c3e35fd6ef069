//! What the template of the annual report on a cluster sees.

use crate::report::across::types::AcrossParagraph;
use crate::report::view::figure::Figure;
use crate::report::view::types::{ItemView, ProseView, Row};
use serde::Serialize;

/// The annual report of a cluster.
#[derive(Serialize)]
pub struct AnnualView {
    /// The year.
    pub year: String,
    /// The period, as the record calls it.
    pub period: String,
    /// The period of the record before; empty if there is none.
    pub before: String,
    /// The year before, if there is no record of it though there are earlier ones; else empty.
    pub gap: String,
    /// `draft`, `published`, or empty.
    pub status: &'static str,
    /// What the year came to, in a line; empty if nothing moved.
    pub heading: String,
    /// What the year came to, in paragraphs.
    pub summary: Vec<AcrossParagraph>,
    /// What somebody says before the report begins.
    pub foreword: Option<ForewordView>,
    /// The stages over the years, the latest last.
    pub stages: Vec<StageRow>,
    /// The figures at a glance, in rows of the same length; the last ones of the last row may be empty.
    pub glance: Vec<Vec<FigureRow>>,
    /// The years of the small lines below them; empty if there are none.
    pub years: String,
    /// Pictures of its years.
    pub figures: Vec<Figure>,
    /// The indicators by group.
    pub groups: Vec<GroupView>,
    /// Whether a figure of the year was left out.
    pub figures_withheld: bool,
    /// Figures that were corrected after they were published.
    pub restated: Vec<RestatedRow>,
    /// What became of the agenda of the record before.
    pub last_agenda: Vec<DecisionRow>,
    /// What the secretariat has decided to do.
    pub agenda: Vec<DecisionRow>,
    /// What is recorded of the agenda of the record before: `owner`, `due`, `why`.
    pub last_agenda_has: Vec<&'static str>,
    /// What is recorded of the agenda: `owner`, `due`, `status`, `takes_up`.
    pub agenda_has: Vec<&'static str>,
    /// What frameworks suggest, and whether a decision takes it up.
    pub suggestions: Vec<SuggestionRow>,
    /// Goals, and how far they are.
    pub goals: Vec<GoalRow>,
    /// Grants.
    pub grants: Vec<GrantView>,
    /// Stories.
    pub stories: Vec<StoryView>,
    /// "5 of 27": how many of the members are listed, where these are not all; else empty.
    pub members_of: String,
    /// The members by name: name, number, kind and since when, each empty where it is not recorded.
    pub members: Vec<[String; 4]>,
    /// The board.
    pub board: Vec<Row>,
    /// The staff.
    pub staff: Vec<Row>,
    /// The colophon.
    pub colophon: ColophonView,
}

/// What somebody says before the report begins.
#[derive(Serialize)]
pub struct ForewordView {
    /// The text as Markdown.
    pub text: ProseView,
    /// Who writes it, or empty.
    pub by: String,
    /// The link of a picture of who writes it, or empty.
    pub portrait: String,
    /// What it shows.
    pub portrait_text: String,
}

/// A stage of a life cycle in a year.
#[derive(Serialize, Clone)]
pub struct StageRow {
    /// The year that the period ends in.
    pub year: Option<i32>,
    /// The period, or the span of some that say the same.
    pub period: String,
    /// The stage, or why there is none.
    pub stage: String,
    /// `first`, `same`, `forward` or `back`; empty where it can't be compared.
    pub movement: &'static str,
    /// Who assessed it.
    pub by: String,
    /// On what basis.
    pub basis: String,
    /// Who disagrees, or empty.
    pub dissent: String,
    /// What drove the change, or empty.
    pub driver: String,
    /// Where it comes from; its text is empty.
    pub evidence: ItemView,
}

/// Indicators that belong together.
#[derive(Serialize)]
pub struct GroupView {
    /// The title.
    pub title: String,
    /// What its figures did, or the title.
    pub heading: String,
    /// What a reader should know about all of them, or empty.
    pub note: String,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// The period of the record before; empty where that gives none of the figures.
    pub before: String,
    /// The first and the last year of the series; empty where no row has one.
    pub series: String,
    /// What there is to say of single rows.
    pub remarks: Vec<String>,
}

/// An indicator of a cluster.
#[derive(Serialize, Default, Clone)]
pub struct FigureRow {
    /// The id.
    pub id: String,
    /// The name, with the unit where that is not in it.
    pub label: String,
    /// The name where there is little room.
    pub short: String,
    /// Whether it is counted in another indicator.
    pub inner: bool,
    /// What it was in the record before.
    pub before: String,
    /// What it is; the text of a figure, with where it comes from.
    pub now: ItemView,
    /// How it changed, or empty.
    pub change: String,
    /// How it changed since which period, or empty.
    pub since: String,
    /// All years in plain numbers, for a small line: separated by spaces, with `–` for what is not known, and `|` where the
    /// definition or the currency changed.
    pub series: String,
}

/// A figure that was corrected after it was published.
#[derive(Serialize)]
pub struct RestatedRow {
    /// The indicator.
    pub label: String,
    /// The period.
    pub period: String,
    /// The figure as it was published.
    pub was: String,
    /// The figure as it is.
    pub is: String,
    /// When it was corrected.
    pub on: String,
    /// Why.
    pub why: String,
}

/// Something that was decided.
#[derive(Serialize)]
pub struct DecisionRow {
    /// What.
    pub text: String,
    /// Who sees to it, or "not recorded".
    pub owner: String,
    /// By when, or "not recorded".
    pub due: String,
    /// How far it is or what became of it, or "not recorded".
    pub status: String,
    /// Why, or empty.
    pub why: String,
    /// The suggestion that it takes up, or empty.
    pub takes_up: String,
    /// Where it comes from; its text is empty.
    pub evidence: ItemView,
}

/// Something that a framework suggests.
#[derive(Serialize)]
pub struct SuggestionRow {
    /// The framework.
    pub framework: String,
    /// The dimension.
    pub dimension: String,
    /// What.
    pub label: String,
    /// The stage that expects it.
    pub stage: String,
    /// Whether the present stage expects it too.
    pub expected_now: bool,
    /// Whether it is planned.
    pub planned: bool,
    /// The decision that takes it up, or empty.
    pub decision: String,
}

/// A goal.
#[derive(Serialize)]
pub struct GoalRow {
    /// What.
    pub text: String,
    /// How much, or "not recorded".
    pub target: String,
    /// How much of it is reached, or "not recorded".
    pub reached: String,
    /// How much of the target that is, or empty.
    pub share: String,
    /// Where it comes from; its text is empty.
    pub evidence: ItemView,
}

/// A grant.
#[derive(Serialize)]
pub struct GrantView {
    /// What it is for.
    pub title: String,
    /// Who gives it.
    pub funder: String,
    /// From when to when, or "not recorded".
    pub period: String,
    /// How much, or "not recorded".
    pub amount: String,
    /// How much comes in addition, or "not recorded".
    pub co_financing: String,
    /// What it is meant to achieve: indicator, target, what is reached, and how much of the target that is.
    pub targets: Vec<GoalRow>,
    /// The text that the funder requires, or empty.
    pub acknowledgement: String,
    /// The link of the logo that the funder requires, or empty.
    pub logo: String,
    /// What the logo shows.
    pub logo_text: String,
    /// How wide the logo is, in millimetres.
    pub logo_width: u64,
}

/// A story.
#[derive(Serialize)]
pub struct StoryView {
    /// The title.
    pub title: String,
    /// The text as Markdown.
    pub text: ProseView,
}

/// What the report says of itself at its end.
#[derive(Serialize)]
pub struct ColophonView {
    /// Who publishes it, or empty.
    pub publisher: String,
    /// Where questions go, or empty.
    pub contact: String,
    /// On which terms others may use it, or empty.
    pub licence: String,
    /// The number of the series, or empty.
    pub issn: String,
    /// The link of the logo, or empty.
    pub logo: String,
    /// What the logo shows.
    pub logo_text: String,
    /// What else a reader should know, or empty.
    pub note: String,
    /// The versions of the definitions of its indicators: group and version.
    pub versions: Vec<String>,
}
