//! Which reports there are, what each is about, and what it is called. Names of reports and links between their Markdown are
//! made only here, and no code infers from a path what a report is about.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A report, whatever its language and format. Its name, like `cases/x`, is its path in the folder of a language, without an
/// extension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ReportId {
    /// The report on a case.
    Case(String),
    /// The annual report on a case.
    Annual {
        /// The year.
        year: i32,
        /// The case.
        case: String,
    },
    /// The summary of all cases.
    Summary,
    /// The annual report on all cases.
    Portfolio(i32),
    /// The sheet on where a case stands among the others in a year.
    Peers {
        /// The year.
        year: i32,
        /// The case.
        case: String,
    },
    /// All reports bound into one.
    Volume,
    /// The start page of the site.
    Index,
    /// The files that all reports of a format share, under the name that the format gives them.
    Shared(String),
}

/// The kind of a report, whichever case or year it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    /// A case.
    Case,
    /// A case in a year.
    Annual,
    /// All cases.
    Summary,
    /// All cases in a year.
    Portfolio,
    /// A case among the others in a year.
    Peers,
    /// Everything, in one volume.
    Volume,
    /// The start page.
    Index,
    /// The files that all reports of a format share.
    Shared,
}

impl ReportId {
    /// The report on a case.
    pub fn of_case(id: &str) -> ReportId {
        ReportId::Case(id.to_owned())
    }

    /// The kind of the report.
    pub fn kind(&self) -> ReportKind {
        match self {
            ReportId::Case(_) => ReportKind::Case,
            ReportId::Annual { .. } => ReportKind::Annual,
            ReportId::Summary => ReportKind::Summary,
            ReportId::Portfolio(_) => ReportKind::Portfolio,
            ReportId::Peers { .. } => ReportKind::Peers,
            ReportId::Volume => ReportKind::Volume,
            ReportId::Index => ReportKind::Index,
            ReportId::Shared(_) => ReportKind::Shared,
        }
    }

    /// The case that it is about, if it is about one.
    pub fn case(&self) -> Option<&str> {
        match self {
            ReportId::Case(case) | ReportId::Annual { case, .. } | ReportId::Peers { case, .. } => Some(case),
            _ => None,
        }
    }

    /// The year that it is on, if it is on one.
    pub fn year(&self) -> Option<i32> {
        match self {
            ReportId::Annual { year, .. } | ReportId::Peers { year, .. } | ReportId::Portfolio(year) => Some(*year),
            ReportId::Case(_) | ReportId::Summary | ReportId::Volume | ReportId::Index | ReportId::Shared(_) => None,
        }
    }

    /// The annual report on the same case, or on all cases.
    pub fn in_year(&self, year: i32) -> ReportId {
        match self.case() {
            Some(case) => ReportId::Annual { year, case: case.to_owned() },
            None => ReportId::Portfolio(year),
        }
    }

    /// The relative link to the report's Markdown from the Markdown of another report in the same language.
    pub fn seen_from(&self, other: &ReportId) -> String {
        let (own, other) = (self.to_string(), other.to_string());
        let common = |folder: &str| own.starts_with(folder) && folder.ends_with('/');
        let folders = other.match_indices('/').map(|(at, _)| &other[..=at]);
        let shared = folders.filter(|folder| common(folder)).map(str::len).max().unwrap_or(0);
        format!("{}{}.md", "../".repeat(other[shared..].matches('/').count()), &own[shared..])
    }
}

/// The folder of tables that are files of their own.
pub const TABLES: &str = "tables";

/// The folder of the reports on cases.
pub const CASES: &str = "cases";

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReportId::Case(case) => write!(f, "{CASES}/{case}"),
            ReportId::Annual { year, case } => write!(f, "reports/{year}/{case}"),
            ReportId::Summary => f.write_str("summary"),
            ReportId::Portfolio(year) => write!(f, "reports/{year}"),
            ReportId::Peers { year, case } => write!(f, "peers/{year}/{case}"),
            ReportId::Volume => f.write_str("casebook"),
            ReportId::Index => f.write_str("index"),
            ReportId::Shared(name) => f.write_str(name),
        }
    }
}

impl FromStr for ReportId {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<ReportId, Infallible> {
        let parts: Vec<&str> = name.split('/').collect();
        let year = parts.get(1).and_then(|year| year.parse().ok());
        Ok(match (parts.as_slice(), year) {
            ([CASES, case], _) => ReportId::of_case(case),
            (["reports", _], Some(year)) => ReportId::Portfolio(year),
            (["reports", _, case], Some(year)) => ReportId::Annual { year, case: (*case).to_owned() },
            (["peers", _, case], Some(year)) => ReportId::Peers { year, case: (*case).to_owned() },
            (["summary"], _) => ReportId::Summary,
            (["casebook"], _) => ReportId::Volume,
            (["index"], _) => ReportId::Index,
            _ => ReportId::Shared(name.to_owned()),
        })
    }
}

impl From<String> for ReportId {
    fn from(name: String) -> ReportId {
        let Ok(id) = name.parse();
        id
    }
}

impl From<ReportId> for String {
    fn from(id: ReportId) -> String {
        id.to_string()
    }
}

impl ReportKind {
    /// All kinds.
    pub const ALL: [ReportKind; 8] = [
        ReportKind::Case,
        ReportKind::Annual,
        ReportKind::Summary,
        ReportKind::Portfolio,
        ReportKind::Peers,
        ReportKind::Volume,
        ReportKind::Index,
        ReportKind::Shared,
    ];

    /// The template that it is rendered through.
    pub fn template(self) -> &'static str {
        match self {
            ReportKind::Case => "case.md",
            ReportKind::Annual => "report.md",
            ReportKind::Summary => "summary.md",
            ReportKind::Portfolio => "portfolio.md",
            ReportKind::Peers => "peers.md",
            ReportKind::Volume => "volume.md",
            ReportKind::Index | ReportKind::Shared => "page.html",
        }
    }

    /// Whether the contents of such a report depend on the template with this name. The volume consists of other reports, and
    /// the start page holds the texts of reports in its search index.
    pub fn has_template(self, name: &str) -> bool {
        match self {
            ReportKind::Volume => {
                [ReportKind::Volume, ReportKind::Summary, ReportKind::Case].iter().any(|part| part.template() == name)
            }
            ReportKind::Index => true,
            _ => self.template() == name,
        }
    }

    /// The name of the kind in the template of pages.
    pub fn page(self) -> &'static str {
        match self {
            ReportKind::Case => "case",
            ReportKind::Annual | ReportKind::Peers => "report",
            ReportKind::Portfolio => "portfolio",
            ReportKind::Index => "index",
            ReportKind::Summary | ReportKind::Volume | ReportKind::Shared => "summary",
        }
    }

    /// Whether it is made from more than one case.
    pub fn compares_cases(self) -> bool {
        use ReportKind::{Index, Peers, Portfolio, Summary, Volume};
        matches!(self, Summary | Portfolio | Peers | Volume | Index)
    }

    /// Whether the search of the site covers its page. Annual reports are not covered.
    pub fn is_searched(self) -> bool {
        matches!(self, ReportKind::Case | ReportKind::Summary)
    }
}

#[cfg(test)]
mod tests {
    use super::ReportId;

    #[test]
    fn a_link_leads_from_one_report_to_another() {
        let id = |name: &str| ReportId::from(name.to_owned());
        for (from, to, link) in [
            ("summary", "cases/x", "cases/x.md"),
            ("cases/x", "cases/y", "y.md"),
            ("cases/x", "summary", "../summary.md"),
            ("reports/2025", "reports/2025/x", "2025/x.md"),
            ("reports/2025/x", "reports/2025/y", "y.md"),
            ("reports/2025/x", "reports/2024/x", "../2024/x.md"),
            ("reports/2025/x", "cases/x", "../../cases/x.md"),
            ("reports/2025", "peers/2025/x", "../peers/2025/x.md"),
            ("peers/2025/x", "reports/2025/x", "../../reports/2025/x.md"),
        ] {
            assert_eq!(id(to).seen_from(&id(from)), link, "{from} to {to}");
        }
    }

    #[test]
    fn a_name_says_which_report_it_is() {
        for (name, id) in [
            ("cases/x", ReportId::of_case("x")),
            ("reports/2025", ReportId::Portfolio(2025)),
            ("reports/2025/x", ReportId::Annual { year: 2025, case: "x".to_owned() }),
            ("peers/2025/x", ReportId::Peers { year: 2025, case: "x".to_owned() }),
            ("summary", ReportId::Summary),
            ("casebook", ReportId::Volume),
            ("index", ReportId::Index),
            ("site", ReportId::Shared("site".to_owned())),
        ] {
            assert_eq!(ReportId::from(name.to_owned()), id);
            assert_eq!(id.to_string(), name);
        }
    }
}
