//! `casebook publish`: marks the records of a year in case files as published, and keeps their figures in `published/`. The rest
//! of each file stays as it is, byte for byte.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::rewrite::{FileChange, rewrite};
use crate::base::source::{self, LARGEST_FILE, Source};
use crate::base::terminal::count;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::{BuildOutcome, unknown_cases};
use crate::build::workspace::Workspace;
use crate::cli::globals::Globals;
use crate::cli::record::{in_brackets, line_ending, unplaced, value_below};
use crate::cli::values::YEARS;
use crate::model::case::date::Date;
use crate::model::case::{Case, Record, Status};
use crate::model::published::FOLDER;
use crate::yaml::edit::{Revision, Value};
use crate::yaml::places::{Places, Shape, Step, Style};
use crate::yaml::shape::audience::Audience;

/// What `casebook publish` takes.
#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    /// The ids of the cases [default: all with a record of the year]
    #[arg(value_name = "CASE")]
    pub cases: Vec<String>,
    /// The year to publish
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(YEARS))]
    pub year: i32,
}

/// Marks the records of a year as published, and keeps their figures in `published/`. Cases that were published
/// before stay as they were.
///
/// # Errors
/// If the YAML of a file does not allow the change, or if a file can't be written.
pub fn run(args: &PublishArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, ids, year, terminal) = (&globals.root()?, args.cases.as_slice(), args.year, globals.terminal());
    let inventory = inventory(root, Strictness::default(), Keep::Open, Audience::Public)?;
    unknown_cases(&inventory.ids, ids)?;
    let next = "run `casebook publish` again; nothing was written";
    let (workspace, diagnostics) = match inventory.sound() {
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
    let doubts = doubts_about(&records, &diagnostics);
    if !doubts.is_empty() {
        let what = count(doubts.len(), "doubt");
        let mut told = Diagnostics::default();
        told.extend(doubts);
        terminal.diagnostics(&told)?;
        terminal.say(&format!("{what} about these figures. Correct or confirm them, then run `casebook publish` again; nothing was written"));
        return Ok(BuildOutcome::Mistakes);
    }
    let marked: Vec<&Publishable> = records.iter().filter(|own| own.record.status != Some(Status::Published)).collect();
    let new = not_kept(&workspace, &records, year);
    if new.is_empty() && marked.is_empty() {
        terminal
            .say(&format!("nothing was published anew: no case has a record for {year} that was not published before"));
        return Ok(BuildOutcome::Done);
    }
    let revisions: Vec<Revision> =
        marked.iter().map(|own| with_status(own.source, own.at, year)).collect::<Result<_>>()?;
    let edition = Kept::of(root, year, &new, *workspace.settings.date)?;
    // The figures come last, so that the command can be run again if something fails before.
    let changes: Vec<FileChange> =
        revisions.iter().map(Revision::change).chain((!new.is_empty()).then(|| edition.change())).collect();
    rewrite(root, &changes)?;
    terminal.say(&done(&records, &marked, year, &edition.name));
    Ok(BuildOutcome::Done)
}

/// Returns the warnings about figures that are to be published.
fn doubts_about(records: &[Publishable], diagnostics: &Diagnostics) -> Vec<Diagnostic> {
    let sorted = diagnostics.sorted().into_iter();
    sorted.filter(|doubt| records.iter().any(|own| own.is_doubted(doubt))).cloned().collect()
}

/// Returns the records whose figures are not kept yet.
fn not_kept<'p, 'a>(workspace: &Workspace, records: &'p [Publishable<'a>], year: i32) -> Vec<&'p Publishable<'a>> {
    let kept = workspace.editions.iter().find(|edition| edition.year == year);
    let is_kept = |id: &str| kept.is_some_and(|edition| edition.cases.0.iter().any(|(own, _)| own == id));
    records.iter().filter(|own| !is_kept(&own.case.id)).collect()
}

/// Returns what was done, in words.
fn done(records: &[Publishable], marked: &[&Publishable], year: i32, file: &str) -> String {
    let drafts = marked.iter().filter(|own| own.record.status == Some(Status::Draft));
    let drafts: Vec<&str> = drafts.map(|own| &*own.case.id).collect();
    let drafts = match drafts.as_slice() {
        [] => String::new(),
        ids => format!("; no more a draft: {}", ids.join(", ")),
    };
    let number = count(records.len(), "record");
    format!("{number} of {year} in {file}: corrections are restated from now on{drafts}")
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

    /// Returns whether a warning is about a figure of the record.
    fn is_doubted(&self, doubt: &Diagnostic) -> bool {
        let start = |record: &Record| record.mark.span(self.source).range.start;
        let own = start(self.record);
        let next = self.case.records.iter().map(start).filter(|start| *start > own).min();
        let inside = (own..next.unwrap_or(usize::MAX)).contains(&doubt.span.range.start);
        inside && doubt.code.is_of_figures() && doubt.span.source.name() == self.source.name()
    }

    /// Returns the figures of the record: for each, the id of its indicator, its text in the file, and its YAML value. For a
    /// restated figure, these are the text and the value that it had before.
    fn figures(&self) -> Result<Vec<(&str, String, Value)>> {
        let (source, file) = (self.source, self.source.name());
        let places = Places::of(source.text()).with_context(|| unplaced(file))?;
        let mut meaning = Value::of(source).with_context(|| unplaced(file))?;
        let own = self.record.figures.0.iter().map(|figure| {
            let id = figure.indicator.as_str();
            let path = [Step::Key("records"), Step::At(self.at), Step::Key("figures"), Step::Key(id)];
            let inside: [&[&str]; 3] = [&["restated", "was"], &["is"], &[]];
            let found = inside.into_iter().find_map(|keys| {
                let path: Vec<Step> = path.into_iter().chain(keys.iter().copied().map(Step::Key)).collect();
                Some((places.written_out(places.find(&path)?)?, meaning.find(&path)?.clone()))
            });
            let (text, value) = found.with_context(|| in_brackets(file, "a figure"))?;
            Ok((id, text, value))
        });
        own.collect()
    }
}

/// The file that keeps what was published for a year, with the figures to add.
struct Kept {
    name: String,
    revision: Option<Revision>,
    /// The whole text, if the file does not exist yet.
    text: String,
}

impl Kept {
    /// # Errors
    /// If the figures can't be written so that they mean the same as in the case files.
    fn of(root: &Path, year: i32, new: &[&Publishable], on: Date) -> Result<Kept> {
        let names = ["yaml", "yml"].map(|ending| format!("{FOLDER}/{year}.{ending}"));
        let there = names.iter().find_map(|name| source::read(root, name, LARGEST_FILE).ok());
        let name = there.as_ref().map_or(names[0].as_str(), |source| source.name()).to_owned();
        let (mut text, mut entries) = (String::new(), Vec::new());
        for own in new {
            let (entry, meaning) = entry(own, on)?;
            text.push_str(&entry);
            entries.push((Value::of_text(&own.case.id).with_context(|| unplaced(own.source.name()))?, meaning));
        }
        let what = format!("the figures of {year}, which are to be kept,");
        if let Some(source) = there {
            let old = source.text();
            let ending = line_ending(old);
            let gap = if old.ends_with('\n') { "" } else { ending };
            let added = format!("{gap}{}", text.replace('\n', ending));
            let revision = Revision::new(&source, (old.len()..old.len(), &added), &what, |meaning| {
                meaning.entries().map(|kept| kept.extend(entries))
            })?;
            return Ok(Kept { name, revision: Some(revision), text: String::new() });
        }
        let text = format!(
            "# What was published for {year}. `casebook publish` writes it; corrections go into the case files, as `restated`.\n{text}"
        );
        if !new.is_empty() && Value::of_text(&text) != Some(Value::Map(entries)) {
            bail!(
                "{what} can't be written to {name} as the case files have them; write each of them on one line; nothing was written"
            );
        }
        Ok(Kept { name, revision: None, text })
    }

    fn change(&self) -> FileChange<'_> {
        match &self.revision {
            Some(revision) => revision.change(),
            None => FileChange { name: &self.name, old: None, new: self.text.clone().into_bytes() },
        }
    }
}

/// Returns what is kept of a record, as YAML text and as a value.
fn entry(own: &Publishable, on: Date) -> Result<(String, Value)> {
    let (month, day) = (on.month.unwrap_or(1), on.day.unwrap_or(1));
    let day = format!("{:04}-{month:02}-{day:02}", on.year);
    let mut text = format!("{}:\n  on: {day}\n", own.case.id);
    let mut meaning = vec![(Value::Text("on".to_owned()), Value::Text(day))];
    let figures = own.figures()?;
    if !figures.is_empty() {
        text.push_str("  figures:\n");
        let mut values = Vec::new();
        for (id, figure, value) in figures {
            let _ = writeln!(text, "    {id}:{}", value_below(&figure, 6));
            values.push((Value::of_text(id).with_context(|| unplaced(own.source.name()))?, value));
        }
        meaning.push((Value::Text("figures".to_owned()), Value::Map(values)));
    }
    Ok((text, Value::Map(meaning)))
}

/// Sets the status of a record in a case file to `published`. The rest stays as it is, byte for byte. `at` is the index of the
/// record.
///
/// # Errors
/// If that can't be written without changing something else.
pub fn with_status(source: &Arc<Source>, at: usize, year: i32) -> Result<Revision> {
    let text = source.text();
    let places = Places::of(text).with_context(|| unplaced(source.name()))?;
    let record = [Step::Key("records"), Step::At(at)];
    let status = [record[0], record[1], Step::Key("status")];
    let what = format!("the status of the record of {year}");
    let published = || Value::Text("published".to_owned());
    if let Some(there) = places.find(&status) {
        return Revision::new(source, (there.range.clone(), "published"), &what, |meaning| {
            meaning.find(&status).map(|status| *status = published())
        });
    }
    let place = places.find(&record).and_then(|place| places.target(place)).with_context(|| unplaced(source.name()))?;
    let start = place.range.start;
    let (start, new) = match place.shape {
        Shape::Map(_, Style::Flow) => (start + 1, " status: published,".to_owned()),
        _ => (start, format!("status: published{}{}", line_ending(text), " ".repeat(places.column(start)))),
    };
    Revision::new(source, (start..start, &new), &what, |meaning| {
        let entries = meaning.find(&record)?.entries()?;
        entries.insert(0, (Value::Text("status".to_owned()), published()));
        Some(())
    })
}
