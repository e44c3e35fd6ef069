//! Values of options that more than one command has.

use clap::ValueEnum;

use crate::base::diagnostic::Strictness;
use crate::model::settings::Years;
use crate::yaml::decode::Choice;
use crate::yaml::shape::audience::Audience;

/// What to treat as a mistake.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Deny {
    /// All warnings for which casebook.yaml says nothing else
    Warnings,
}

/// Returns the strictness that `--deny` asks for.
pub fn strictness(deny: Option<Deny>) -> Strictness {
    Strictness { deny_warnings: deny.is_some(), ..Strictness::default() }
}

/// For whom something is made.
#[derive(Debug, clap::Args)]
pub struct Readers {
    /// For whom: `public`, `participants` or `internal`; what they may not see is left out and counted [default: `audience` in
    /// casebook.yaml, else public]
    #[arg(long = "for", value_name = "AUDIENCE", value_parser = audience)]
    pub audience: Option<Audience>,
}

fn audience(text: &str) -> Result<Audience, String> {
    let found = Audience::ALL.iter().find(|(word, _)| *word == text).map(|(_, audience)| *audience);
    found.ok_or_else(|| "write `public`, `participants` or `internal`".to_owned())
}

/// The calendar years that records may be of.
pub const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;

/// Parses the years of `--year`: a year, several separated by commas, `all` or `newest`.
///
/// # Errors
/// If it is none of these.
pub fn years(text: &str) -> Result<Years, String> {
    if let Some((_, years)) = Years::WORDS.iter().find(|(word, _)| *word == text) {
        return Ok(years.clone());
    }
    let year = |part: &str| part.trim().parse().ok().filter(|year| YEARS.contains(&i64::from(*year)));
    let years: Option<Vec<i32>> = text.split(',').map(year).collect();
    years
        .map(Years::Some)
        .ok_or_else(|| "write a year, like 2026, several with commas between them, `all` or `newest`".to_owned())
}
