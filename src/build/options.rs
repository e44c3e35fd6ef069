//! What a build is asked for.

use std::path::PathBuf;

use crate::base::diagnostic::Strictness;
use crate::base::source::Fingerprint;
use crate::build::formats::Format;
use crate::model::settings::Years;

/// What to build.
#[derive(Debug, Default)]
pub struct BuildOptions {
    /// Only these cases and no summary; everything if empty.
    pub cases: Vec<String>,
    /// The formats to write.
    pub formats: Vec<Format>,
    /// Where to, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// Whether files may be replaced that casebook did not make, in a folder that is not its own.
    pub overwrite: bool,
    /// Whether the summary may cover fewer cases than there are.
    pub allow_partial: bool,
    /// Whether everything is bound into one volume too.
    pub volume: bool,
    /// The years to make annual reports on, if not those of the settings.
    pub years: Option<Years>,
    /// Whether of several years only the newest is made, for who waits.
    pub newest_year: bool,
    /// What more is asked of the input than the settings ask.
    pub strictness: Strictness,
    /// Whether everything is made anew, whatever is there.
    pub force: bool,
    /// Whether nothing is made, and only said what would be.
    pub dry_run: bool,
    /// The program whose processes typeset many reports; without one, threads do.
    pub program: Option<PathBuf>,
}

impl BuildOptions {
    /// A hash of all that is asked for, as far as it makes a difference for the reports.
    pub fn fingerprint(&self) -> Fingerprint {
        let BuildOptions { cases, formats, out: _, allow_partial, volume, years, newest_year, strictness, .. } = self;
        let (denied, evidence) = (strictness.deny_warnings, strictness.evidence);
        Fingerprint::of(&format!("{cases:?}{formats:?}{allow_partial}{volume}{years:?}{newest_year}{denied}{evidence}"))
    }

    /// Whether the reports on a case are asked for.
    pub fn wants(&self, case: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|wanted| wanted == case)
    }

    /// Whether a format is asked for.
    pub fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}
