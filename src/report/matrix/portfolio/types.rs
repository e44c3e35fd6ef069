//! What the template of the annual report on a portfolio sees.

use serde::Serialize;

use crate::report::across::types::AcrossParagraph;
use crate::report::matrix::table::TableView;
use crate::report::view::annual::types::{ColophonView, FigureRow, ForewordView};
use crate::report::view::figure::Figure;
use crate::report::view::types::StageView;

/// What the template of the annual report on a portfolio sees.
#[derive(Serialize)]
pub struct PortfolioView {
    /// The year.
    pub year: String,
    /// The year before.
    pub before: String,
    /// Whether no cluster has a record of the year before.
    pub first: bool,
    /// How many clusters have a record of the year.
    pub covers: usize,
    /// How many there are in the year that its readers may know of.
    pub of: usize,
    /// How many more its readers may not know of.
    pub withheld: usize,
    /// Of how many of those that have a record its readers may not know all.
    pub withheld_in: usize,
    /// Clusters without a record of the year: name and why.
    pub absent: Vec<[String; 2]>,
    /// Clusters whose record is a draft.
    pub drafts: Vec<String>,
    /// The totals of all clusters at a glance, in rows of the same length; the last ones of the last row may be empty.
    pub glance: Vec<Vec<FigureRow>>,
    /// The years of the small lines below them; empty if there are none.
    pub glance_years: String,
    /// What to know of organisations that are members of two clusters.
    pub overlap: String,
    /// Whether clusters were assessed in a life cycle.
    pub staged: bool,
    /// What the year came to, in a line; empty if nothing moved.
    pub heading: String,
    /// What the year came to, in paragraphs.
    pub summary: Vec<AcrossParagraph>,
    /// What somebody says before the report begins.
    pub foreword: Option<ForewordView>,
    /// The claims that turned since the year before, as sentences.
    pub turned: Vec<String>,
    /// Figures that belong to no table.
    pub figures: Vec<Figure>,
    /// The tables, in order.
    pub tables: Vec<TableView>,
    /// The clusters, one page each.
    pub clusters: Vec<ClusterView>,
    /// The colophon.
    pub colophon: ColophonView,
    /// The works that are cited, formatted.
    pub references: Vec<String>,
}

/// A cluster on its page.
#[derive(Serialize)]
pub struct ClusterView {
    /// The name.
    pub name: String,
    /// The link of its own report.
    pub report: String,
    /// The link of its sheet among the others; empty if there is none.
    pub peers: String,
    /// `draft`, `published`, or empty.
    pub status: &'static str,
    /// The industry, or "not recorded".
    pub industry: String,
    /// Where it is, or "not recorded".
    pub place: String,
    /// The assessed stages.
    pub stages: Vec<StageView>,
    /// `assessed`, `not assessed` or `not recorded`.
    pub stage_state: &'static str,
    /// What the year came to, in paragraphs.
    pub summary: Vec<AcrossParagraph>,
    /// The figures at a glance, in rows of the same length.
    pub glance: Vec<Vec<FigureRow>>,
    /// The years of the small lines below them; empty if there are none.
    pub years: String,
    /// The period of the record before, or empty.
    pub before: String,
    /// How many of the figures that at least one cluster gives are recorded: "k of n".
    pub recorded: String,
    /// Prose, or empty.
    pub narrative: String,
}
