//! `record`: adds a record of a period to a case file, with the figures of the one before as comments. The rest of a file stays as it
//! is, byte for byte.

use anyhow::{Context, Result, bail};
use yamlpath::{Component, Document, FeatureKind, Route};

use crate::base::diagnostic::{Diagnostics, Strictness};
use crate::base::source::Source;
use crate::base::write::Folder;
use crate::build::outcome::{Outcome, unknown_cases};
use crate::build::survey::{Keep, Survey, survey};
use crate::cli::globals::Globals;
use crate::cli::values::YEARS;
use crate::model::case::{Case, Record};
use crate::model::indicator::Indicators;

/// What `casebook record` takes.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// The case
    #[arg(value_name = "CASE")]
    pub case: String,
    /// The year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(YEARS), required_unless_present = "period")]
    pub year: Option<i32>,
    /// Another period than a calendar year, like 2025/26 or "H1 2026"
    #[arg(long, value_name = "PERIOD", conflicts_with = "year")]
    pub period: Option<String>,
}

/// The period of a new record: a year, or what the user calls it.
#[derive(Debug, Clone)]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// Another period, like `2025/26`.
    Named(String),
}

impl Period {
    /// As it is written in a file.
    fn text(&self) -> String {
        match self {
            Period::Year(year) => year.to_string(),
            Period::Named(text) => text.trim().to_owned(),
        }
    }
}

/// Adds a record of a period to the file of a case.
///
/// # Errors
/// If there is no such case, it has a record of that period already, or its file is written in a way that nothing can be added to.
pub fn run(args: &RecordArgs, globals: &Globals) -> Result<Outcome> {
    let (root, id, voice) = (&globals.root()?, args.case.as_str(), globals.terminal());
    let period = args.year.map(Period::Year).or(args.period.clone().map(Period::Named));
    let period = &period.context("a record needs a year or a period")?;
    // The case alone must be sound.
    let workspace = survey(root, Strictness::default(), Keep::Open)?;
    unknown_cases(&workspace.ids, &[id.to_owned()])?;
    let found = workspace.with_sources().find(|(case, _)| case.id == *id);
    let Some((case, source)) = found else {
        return globals.refuse(&workspace.diagnostics, "run `casebook record` again; nothing was written");
    };
    let new = Record { period: Some(period.text()), ..Record::default() };
    let Some(year) = new.year() else {
        bail!(
            "`{}` is not a period; write a year, two of them, or a part of one: 2025, 2025/26, Q1 2025",
            period.text()
        );
    };
    let same = |record: &&Record| {
        let whole = record.is_whole_year() && new.is_whole_year() && record.year() == Some(year);
        whole || record.period.as_deref().map(str::trim) == Some(&period.text())
    };
    if let Some(there) = case.records.iter().find(same) {
        let span = there.mark.span(source);
        let (file, line, _) = span.position();
        bail!("{file} has a record for {} already, in line {line}", period.text());
    }
    let text = inserted(&workspace, case, source, &period.text(), year)?;
    let again = Source::new(source.name(), text.clone());
    let mut after = Diagnostics::default();
    let read_again = crate::model::case::read::read(&mut after, &again, &workspace.indicators.notations());
    if read_again.is_none_or(|raw| raw.case.records.len() != case.records.len() + 1) {
        bail!("no record could be added to {}: add one by hand, below the others under `records`", source.name());
    }
    Folder::open(root)?.write(source.name(), with_mark(source, &text).as_bytes())?;
    voice.say(&format!(
        "{} has a record for {}. Next: write its figures, then casebook build --year {year}",
        source.name(),
        period.text()
    ));
    Ok(Outcome::Done)
}

/// A value behind its key: of several lines, each set in.
pub fn value_below(value: &str, depth: usize) -> String {
    if !value.contains('\n') {
        return format!(" {value}");
    }
    let set_in = |line: &str| format!("\n{}{}", " ".repeat(depth), line);
    let is_block = value.starts_with(['|', '>']);
    match value.split_once('\n').filter(|_| is_block) {
        Some((head, rest)) => {
            format!(" {head}{}", rest.lines().map(|line| set_in(line.trim_start())).collect::<String>())
        }
        None => value.lines().map(set_in).collect(),
    }
}

/// The text of a file, with the mark of its encoding if it had one.
pub fn with_mark(source: &Source, text: &str) -> String {
    let mark = if source.bytes().starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
    format!("{mark}{text}")
}

/// The text of a file with a new record in it.
fn inserted(workspace: &Survey, case: &Case, source: &Source, period: &str, year: i32) -> Result<String> {
    let text = source.text();
    let document = Document::new(text).with_context(|| format!("{} can't be read", source.name()))?;
    let before = last_before(case, year);
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if case.records.is_empty() {
        let top = document.top_feature()?;
        if top.kind() != FeatureKind::BlockMapping {
            bail!(in_brackets(source.name(), "the case"));
        }
        let gap = if text.ends_with('\n') { "" } else { ending };
        let record = template(workspace, &document, None, period, "  ").replace('\n', ending);
        return Ok(format!("{text}{gap}{ending}records:{ending}{record}"));
    }
    let records = Route::default().with_key("records");
    let list = document.query_exact(&records)?.context("`records` has no value")?;
    if list.kind() != FeatureKind::BlockSequence {
        bail!(in_brackets(source.name(), "the list of records"));
    }
    let item = |at: usize| document.query_exact(&records.with_key(at))?.context("a record has no value");
    let newest_first = case.records.len() > 1 && {
        let years = [case.records.first(), case.records.last()].map(|record| record.and_then(Record::year));
        years[0] > years[1]
    };
    let edge = item(if newest_first { 0 } else { case.records.len() - 1 })?;
    let (start, end) = edge.location.byte_span;
    let dash = text[..start].rfind('-').context("a record has no dash")?;
    let line = text[..dash].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..dash];
    let at = before.and_then(|before| case.records.iter().position(|record| std::ptr::eq(record, before)));
    let new = template(workspace, &document, at.zip(before), period, indent).replace('\n', ending);
    if newest_first {
        return Ok(format!("{}{new}{}", &text[..line], &text[line..]));
    }
    let end = end_of(text, end, indent.len());
    let gap = if text[..end].ends_with('\n') { "" } else { ending };
    Ok(format!("{}{gap}{new}{}", &text[..end], &text[end..]))
}

/// That nothing can be added to something in a file, and what to do.
pub fn in_brackets(file: &str, what: &str) -> String {
    format!(
        "{what} in {file} is written in brackets, where nothing can be added without changing the rest; write it one entry a line, each record behind a dash, and run this again"
    )
}

/// Where a record ends: behind its last line, and behind comments that are set in deeper than its dash.
fn end_of(text: &str, end: usize, indent: usize) -> usize {
    let shallow = |line: &str| {
        let bare = line.trim_start_matches(' ');
        bare.trim().is_empty() || (bare.starts_with('#') && line.len() - bare.len() <= indent)
    };
    let mut end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    // Comments behind a block of text are taken for a part of it.
    while let Some(line) = text[..end].split_inclusive('\n').next_back().filter(|line| shallow(line)) {
        end -= line.len();
    }
    for line in text[end..].split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        if shallow(line) || !bare.starts_with('#') {
            break;
        }
        end += line.len();
    }
    end
}

/// The newest record before a year.
fn last_before(case: &Case, year: i32) -> Option<&Record> {
    case.in_order().into_iter().rfind(|record| record.year().is_some_and(|own| own < year))
}

/// A record with everything as comments: the figures of the one before in the order of the indicators, the agenda to be followed up.
fn template(
    workspace: &Survey,
    document: &Document,
    before: Option<(usize, &Record)>,
    period: &str,
    indent: &str,
) -> String {
    let mut lines = vec![format!("{indent}- period: {period}"), format!("{indent}  status: draft")];
    let mut say = |depth: usize, text: String| lines.push(format!("{indent}  # {}{text}", "  ".repeat(depth)));
    let Some((at, last)) = before else {
        say(0, "figures:          # take the # away here, and before each line that you fill in".to_owned());
        for indicator in glance(&workspace.indicators) {
            say(1, format!("{indicator}:"));
        }
        return lines.join("\n") + "\n";
    };
    let of = last.period.clone().or(last.as_of.map(|date| date.to_string())).unwrap_or_default();
    let raw = |route: &[Component]| extracted(document, at, route);
    say(
        0,
        format!(
            "Write this period's figures over those of {of}, and take the # away; what you leave out is not recorded."
        ),
    );
    match raw(&["stages".into()]) {
        Some(block) if block.starts_with('-') => {
            say(0, "stages:".to_owned());
            block.lines().for_each(|line| say(1, line.to_owned()));
        }
        Some(stages) => format!("stages: {stages}").lines().for_each(|line| say(0, line.to_owned())),
        None => {}
    }
    if !last.figures.0.is_empty() {
        say(0, "figures:".to_owned());
        for indicator in workspace.indicators.all() {
            let id = indicator.id.to_string();
            if last.figures.of(&id).is_none() {
                continue;
            }
            let figure = ["figures".into(), id.as_str().into(), "is".into()];
            if let Some(value) = raw(&figure).or_else(|| raw(&figure[..2])) {
                format!("{id}:{}", value_below(&value, 2)).lines().for_each(|line| say(1, line.to_owned()));
            }
        }
    }
    if !last.agenda.ids.is_empty() {
        say(0, "last_agenda:      # what became of it: done, partly, dropped, begun or decided".to_owned());
        for id in &last.agenda.ids {
            say(1, format!("{id}: {{ became: , why:  }}"));
        }
    }
    lines.join("\n") + "\n"
}

/// What stands under some keys of a record, as the file has it, set in no further than it is there.
pub fn extracted(document: &Document, at: usize, route: &[Component]) -> Option<String> {
    let route =
        route.iter().fold(Route::default().with_key("records").with_key(at), |all, key| all.with_key(key.clone()));
    let feature = document.query_exact(&route).ok().flatten()?;
    let (_, column) = feature.location.point_span.0;
    let set_in = " ".repeat(column);
    let lines =
        document.extract(&feature).trim().lines().map(|line| line.strip_prefix(&set_in).unwrap_or(line).to_owned());
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// The ids of the indicators that reports show at a glance, and that records give.
fn glance(indicators: &Indicators) -> Vec<String> {
    let all = indicators.groups.iter().flat_map(|group| &group.at_a_glance);
    all.filter(|id| indicators.find(id).is_some_and(|one| one.formula.is_none())).map(ToString::to_string).collect()
}
