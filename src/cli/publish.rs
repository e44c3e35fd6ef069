//! `publish`: says in case files that the records of a year are published, and keeps their figures in `published/`. The rest of a file
//! stays as it is, byte for byte.

use std::fmt::Write;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use yamlpath::{Component, Document, Route};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::source::{self, LARGEST_FILE, Source};
use crate::base::terminal::count;
use crate::base::write::Folder;
use crate::build::outcome::{Outcome, unknown_cases};
use crate::build::survey::{Keep, survey};
use crate::cli::globals::Globals;
use crate::cli::record::{extracted, in_brackets, value_below, with_mark};
use crate::cli::values::YEARS;
use crate::model::case::value::Date;
use crate::model::case::{Case, Record, Status};
use crate::model::published::{self, Edition, FOLDER};

/// What `casebook publish` takes.
#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    /// Only these cases [default: all with a record of the year]
    #[arg(value_name = "CASE")]
    pub cases: Vec<String>,
    /// The year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(YEARS))]
    pub year: i32,
}

/// Marks the records of a year as published, and keeps their figures in `published/`. Cases that were published
/// before stay as they were.
///
/// # Errors
/// If a file is written in a way that nothing can be changed in it, or can't be written.
pub fn run(args: &PublishArgs, globals: &Globals) -> Result<Outcome> {
    let (root, ids, year, voice) = (&globals.root()?, args.cases.as_slice(), args.year, globals.terminal());
    let survey = survey(root, Strictness::default(), Keep::Open)?;
    unknown_cases(&survey.ids, ids)?;
    let next = "run `casebook publish` again; nothing was written";
    let (workspace, diagnostics) = match survey.sound() {
        Ok(sound) => sound,
        Err(diagnostics) => return globals.refuse(&diagnostics, next),
    };
    let wanted = |id: &str| ids.is_empty() || ids.iter().any(|own| own == id);
    if workspace.faulty.iter().any(|faulty| wanted(&faulty.id)) {
        return globals.refuse(&diagnostics, next);
    }
    let records: Vec<Publishable> = workspace
        .with_sources()
        .filter(|(case, _)| wanted(&case.id))
        .filter_map(|(case, source)| Publishable::new(case, source, year))
        .collect();
    let doubts: Vec<Diagnostic> = diagnostics
        .sorted()
        .into_iter()
        .filter(|doubt| records.iter().any(|own| own.is_doubted(doubt)))
        .cloned()
        .collect();
    if !doubts.is_empty() {
        let number = doubts.len();
        let mut told = Diagnostics::default();
        told.extend(doubts);
        voice.diagnostics(&told)?;
        let what = count(number, "doubt");
        voice.say(&format!("{what} about these figures. Correct or confirm them, then run `casebook publish` again; nothing was written"));
        return Ok(Outcome::Mistakes);
    }
    let names = ["yaml", "yml"].map(|ending| format!("{FOLDER}/{year}.{ending}"));
    let there = names.iter().find_map(|name| source::read(root, name, LARGEST_FILE).ok());
    let file = there.as_ref().map_or(names[0].as_str(), |source| source.name()).to_owned();
    let kept = workspace.editions.iter().find(|edition| edition.year == year);
    let is_kept = |id: &str| kept.is_some_and(|edition| edition.cases.0.iter().any(|(own, _)| own == id));
    let new: Vec<&Publishable> = records.iter().filter(|own| !is_kept(&own.case.id)).collect();
    let marked: Vec<&Publishable> = records.iter().filter(|own| own.record.status != Some(Status::Published)).collect();
    if new.is_empty() && marked.is_empty() {
        voice
            .say(&format!("nothing was published anew: no case has a record for {year} that was not published before"));
        return Ok(Outcome::Done);
    }
    let mut text = there.map_or_else(
        || format!("# What was published for {year}. `casebook publish` writes it; corrections go into the case files, as `restated`.\n"),
        |source| source.text().trim_end().to_owned() + "\n",
    );
    for own in &new {
        text.push_str(&own.entry(*workspace.settings.date)?);
    }
    let mut again = Diagnostics::default();
    let read_again = published::read(&mut again, &Source::new(&file, text.clone()), &workspace.indicators.notations());
    let complete = |edition: &Edition| new.iter().all(|own| edition.cases.0.iter().any(|(id, _)| *own.case.id == *id));
    if again.errors() > 0 || !read_again.is_some_and(|(edition, _)| complete(&edition)) {
        bail!(
            "the figures could not be added to {file}: write it one entry a line, and figures on one line; nothing was written"
        );
    }
    let changed: Vec<(&str, String)> =
        marked.iter().map(|own| Ok((own.source.name(), own.published()?))).collect::<Result<_>>()?;
    // The figures last: what fails before can be done again.
    let folder = Folder::open(root)?;
    for (name, text) in &changed {
        folder.write(name, text.as_bytes())?;
    }
    folder.write(&file, text.as_bytes())?;
    let drafts = marked.iter().filter(|own| own.record.status == Some(Status::Draft));
    let drafts: Vec<&str> = drafts.map(|own| &*own.case.id).collect();
    let drafts = match drafts.as_slice() {
        [] => String::new(),
        ids => format!("; no more a draft: {}", ids.join(", ")),
    };
    let number = count(records.len(), "record");
    voice.say(&format!("{number} of {year} in {file}: corrections are restated from now on{drafts}"));
    Ok(Outcome::Done)
}

/// A record that is to be published.
struct Publishable<'a> {
    case: &'a Case,
    source: &'a Arc<Source>,
    record: &'a Record,
    at: usize,
}

impl<'a> Publishable<'a> {
    fn new(case: &'a Case, source: &'a Arc<Source>, year: i32) -> Option<Publishable<'a>> {
        let record = case.of_year(year)?;
        let at = case.records.iter().position(|own| std::ptr::eq(own, record))?;
        Some(Publishable { case, source, record, at })
    }

    /// Whether a warning is about a figure of the record.
    fn is_doubted(&self, doubt: &Diagnostic) -> bool {
        let start = |record: &Record| record.mark.span(self.source).range.start;
        let own = start(self.record);
        let next = self.case.records.iter().map(start).filter(|start| *start > own).min();
        let inside = (own..next.unwrap_or(usize::MAX)).contains(&doubt.span.range.start);
        inside && doubt.code.is_of_figures() && doubt.span.source.name() == self.source.name()
    }

    /// What is kept of the record: its figures as the file has them, of those that were restated what they were.
    fn entry(&self, on: Date) -> Result<String> {
        let document =
            Document::new(self.source.text()).with_context(|| format!("{} can't be read", self.source.name()))?;
        let (month, day) = (on.month.unwrap_or(1), on.day.unwrap_or(1));
        let mut text = format!("{}:\n  on: {:04}-{month:02}-{day:02}\n", self.case.id, on.year);
        if !self.record.figures.0.is_empty() {
            text.push_str("  figures:\n");
        }
        for figure in &self.record.figures.0 {
            let id = figure.indicator.as_str();
            let of = |keys: &[&str]| {
                let route: Vec<Component> =
                    ["figures", id].iter().chain(keys).map(|key| Component::from(*key)).collect();
                extracted(&document, self.at, &route)
            };
            let own = of(&["restated", "was"]).or_else(|| of(&["is"])).or_else(|| of(&[]));
            let own = own.with_context(|| in_brackets(self.source.name(), "a figure"))?;
            let _ = writeln!(text, "    {id}:{}", value_below(&own, 6));
        }
        Ok(text)
    }

    /// The text of the case file in which the record has `status: published`; the rest is as it was, byte for byte.
    fn published(&self) -> Result<String> {
        let document =
            Document::new(self.source.text()).with_context(|| format!("{} can't be read", self.source.name()))?;
        Ok(with_mark(self.source, &with_status(self.source, &document, self.at)?))
    }
}

/// The text of a case file in which a record has `status: published`.
fn with_status(source: &Source, document: &Document, at: usize) -> Result<String> {
    let text = source.text();
    let record = Route::default().with_key("records").with_key(at);
    if let Ok(Some(status)) = document.query_exact(&record.with_key("status")) {
        let (start, end) = status.location.byte_span;
        return Ok(format!("{}published{}", &text[..start], &text[end..]));
    }
    let first = document.query_exact(&record)?.context("a record has no value")?;
    let (start, _) = first.location.byte_span;
    let inside = if text[start..].starts_with('{') { start + 1 } else { start };
    let gap = if inside > start {
        " status: published,".to_owned()
    } else {
        let (_, column) = first.location.point_span.0;
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        format!("status: published{ending}{}", " ".repeat(column))
    };
    Ok(format!("{}{gap}{}", &text[..inside], &text[inside..]))
}
