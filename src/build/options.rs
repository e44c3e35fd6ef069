//! The options of a build.

use std::path::PathBuf;

use crate::base::diagnostic::Strictness;
use crate::base::source::Fingerprint;
use crate::build::formats::Format;
use crate::model::settings::Years;
use crate::yaml::shape::audience::Audience;

/// What to build, and how.
#[derive(Debug, Default)]
pub struct BuildOptions {
    /// Only these cases and no summary; everything if empty.
    pub cases: Vec<String>,
    /// The formats to write.
    pub formats: Vec<Format>,
    /// The output folder, if not `out/` of the workspace.
    pub out: Option<PathBuf>,
    /// For whom, if not for those whom the settings name.
    pub audience: Option<Audience>,
    /// Whether files that casebook did not make may be replaced, in an output folder that is not casebook's own.
    pub overwrite: bool,
    /// Whether the summary may cover fewer cases than there are.
    pub allow_partial: bool,
    /// Whether everything is bound into one volume too.
    pub volume: bool,
    /// The years to make annual reports on, if not those of the settings.
    pub years: Option<Years>,
    /// Whether only the newest of several years is made, so that the build is faster.
    pub newest_year: bool,
    /// Checks beyond those that the settings ask for.
    pub strictness: Strictness,
    /// Whether everything is rebuilt, up to date or not.
    pub force: bool,
    /// Whether nothing is made, and the build only says what it would make.
    pub dry_run: bool,
    /// The program to start as worker processes, which typeset if there are many reports. Without it, threads typeset.
    pub program: Option<PathBuf>,
}

impl BuildOptions {
    /// Returns a hash of the options that make a difference for the reports.
    pub fn fingerprint(&self) -> Fingerprint {
        let BuildOptions { cases, formats, out: _, allow_partial, volume, years, newest_year, strictness, .. } = self;
        let (denied, evidence) = (strictness.deny_warnings, strictness.evidence);
        Fingerprint::of(&format!("{cases:?}{formats:?}{allow_partial}{volume}{years:?}{newest_year}{denied}{evidence}"))
    }

    /// Returns whether the reports on a case are asked for.
    pub fn wants(&self, case: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|wanted| wanted == case)
    }

    /// Returns whether a format is asked for.
    pub fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}
