//! `casebook record`: adds a record of a period to a case file, with the figures of the record before it as comments. The rest of
//! the file stays as it is, byte for byte.

use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::Strictness;
use crate::base::rewrite::rewrite;
use crate::base::source::Source;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::{BuildOutcome, unknown_cases};
use crate::cli::globals::Globals;
use crate::cli::values::YEARS;
use crate::model::case::{Case, Record};
use crate::model::indicator::Indicators;
use crate::yaml::edit::{Revision, Value};
use crate::yaml::places::{Extent, Places, Shape, Step, Style};
use crate::yaml::shape::audience::Audience;

/// What `casebook record` takes.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// The id of the case
    #[arg(value_name = "CASE")]
    pub case: String,
    /// The year of the record
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(YEARS), required_unless_present = "period")]
    pub year: Option<i32>,
    /// A period other than a calendar year, like 2025/26 or "H1 2026"
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
    /// Returns the period as it is written in a file.
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
/// If there is no such case, if it has a record of that period already, or if its file is written in a way that nothing can be
/// added to.
pub fn run(args: &RecordArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, id, terminal) = (&globals.root()?, args.case.as_str(), globals.terminal());
    let period = args.year.map(Period::Year).or(args.period.clone().map(Period::Named));
    let period = &period.context("a record needs a year or a period")?;
    // Only this case must be without mistakes.
    let inventory = inventory(root, Strictness::default(), Keep::Open, Audience::Internal)?;
    unknown_cases(&inventory.ids, &[id.to_owned()])?;
    let found = inventory.with_sources().find(|(case, _)| case.id == *id);
    let Some((case, source)) = found else {
        return globals.refuse(&inventory.diagnostics, "run `casebook record` again; nothing was written");
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
    let revision = with_record(&inventory.indicators, case, source, &period.text(), year)?;
    rewrite(root, &[revision.change()])?;
    terminal.say(&format!(
        "{} has a record for {}. Next: write its figures, then casebook build --year {year}",
        source.name(),
        period.text()
    ));
    Ok(BuildOutcome::Done)
}

/// Returns a YAML value as it is written after the colon of its key. If it has several lines, these are indented by `depth`
/// spaces.
pub fn value_below(value: &str, depth: usize) -> String {
    let set_in = |line: &str| format!("\n{}{}", " ".repeat(depth), line);
    match value.split_once('\n') {
        None => format!(" {value}"),
        Some((head, rest)) if value.starts_with(['|', '>']) => {
            format!(" {head}{}", rest.lines().map(set_in).collect::<String>())
        }
        Some(_) => value.lines().map(set_in).collect(),
    }
}

/// Adds a record to a case file. `year` is the year of the period.
///
/// # Errors
/// If the file is written in a way that no record can be added to.
pub fn with_record(
    indicators: &Indicators,
    case: &Case,
    source: &Arc<Source>,
    period: &str,
    year: i32,
) -> Result<Revision> {
    let text = source.text();
    let places = Places::of(text).with_context(|| unplaced(source.name()))?;
    let Gap { at, indent, index } = Gap::of(case, source, &places)?;
    let before = last_before(case, year).and_then(|record| Some((index_of(case, record)?, record)));
    let record = |indent: &str| template(indicators, &places, before, period, indent);
    let mut new = match index {
        Some(_) => record(&indent),
        None => format!("\n{indent}records:\n{}", record(&format!("{indent}  "))),
    };
    let is_first_line = index == Some(0) || text[..at].ends_with('\n');
    if !is_first_line {
        new.insert(0, '\n');
    }
    let new = new.replace('\n', line_ending(text));
    let what = format!("the list of records, to which one for {period} is to be added,");
    Revision::new(source, (at..at, &new), &what, |meaning| {
        let record = [("period", Value::of_text(period)?), ("status", Value::Text("draft".to_owned()))];
        let record = Value::Map(record.map(|(key, value)| (Value::Text(key.to_owned()), value)).into());
        match (index, meaning.find(&[Step::Key("records")])) {
            (Some(index), Some(list)) => {
                let items = list.items()?;
                (index <= items.len()).then(|| items.insert(index, record))
            }
            (None, None) => {
                meaning.entries()?.push((Value::Text("records".to_owned()), Value::List(vec![record])));
                Some(())
            }
            _ => None,
        }
    })
}

/// Where a new record goes in a file.
struct Gap {
    /// The byte offset at which it is inserted: the start of a line, or the end of the text.
    at: usize,
    /// The indentation of its line, or of the key `records` if there is no list yet.
    indent: String,
    /// Its index in the list of records, or `None` if there is no list yet.
    index: Option<usize>,
}

impl Gap {
    fn of(case: &Case, source: &Source, places: &Places) -> Result<Gap> {
        let (file, text) = (source.name(), source.text());
        let Some(list) = places.find(&[Step::Key("records")]) else {
            let Extent { range, shape: Shape::Map(_, Style::Block) } = places.root() else {
                bail!(in_brackets(file, "the case"));
            };
            return Ok(Gap { at: places.end(), indent: " ".repeat(places.column(range.start)), index: None });
        };
        let (range, items) = match &list.shape {
            Shape::List(items, Style::Block) => (&list.range, items),
            Shape::List(_, Style::Flow) => bail!(in_brackets(file, "the list of records")),
            _ => bail!(
                "`records` in {file} is no list of its own; write one, each record behind a dash, and run this again"
            ),
        };
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let indent = text[line..range.start].to_owned();
        Ok(match is_newest_first(case) {
            true => Gap { at: above_comments(text, line, indent.len()), indent, index: Some(0) },
            false => Gap { at: end_of(text, range.end, indent.len()), indent, index: Some(items.len()) },
        })
    }
}

/// Returns the line ending of a text.
pub fn line_ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Returns whether the records of a case begin with the newest one.
fn is_newest_first(case: &Case) -> bool {
    let year = |record: Option<&Record>| record.and_then(Record::year);
    case.records.len() > 1 && year(case.records.first()) > year(case.records.last())
}

/// Returns the index of a record among the records of its case.
fn index_of(case: &Case, record: &Record) -> Option<usize> {
    case.records.iter().position(|own| std::ptr::eq(own, record))
}

/// Returns the message that the places of values in a file can't be found, which should not happen to a file that could be read.
pub fn unplaced(file: &str) -> String {
    format!("the places of the values of {file} can't be found; change it by hand; nothing was written")
}

/// Returns the message that nothing can be added to something in a file because it is written in brackets, and what to do.
pub fn in_brackets(file: &str, what: &str) -> String {
    format!(
        "{what} in {file} is written in brackets, where nothing can be added without changing the rest; write it one entry a line, each record behind a dash, and run this again"
    )
}

/// Returns the byte offset above the comments that stand right above a line at an offset, and no less deep than it: they belong to it.
fn above_comments(text: &str, line: usize, indent: usize) -> usize {
    let mut at = line;
    while let Some(above) = text[..at].split_inclusive('\n').next_back() {
        let bare = above.trim_start_matches(' ');
        if !bare.starts_with('#') || above.len() - bare.len() < indent {
            break;
        }
        at -= above.len();
    }
    at
}

/// Returns the byte offset where a record ends: after its last line, and after comments that are indented deeper than its dash.
fn end_of(text: &str, end: usize, indent: usize) -> usize {
    let shallow = |line: &str| {
        let bare = line.trim_start_matches(' ');
        bare.trim().is_empty() || (bare.starts_with('#') && line.len() - bare.len() <= indent)
    };
    let mut end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    // The parser takes comments after a block scalar for a part of it.
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

/// Returns the newest record before a year.
fn last_before(case: &Case, year: i32) -> Option<&Record> {
    case.in_order().into_iter().rfind(|record| record.year().is_some_and(|own| own < year))
}

/// Returns the text of a new record, in which everything to fill in is a comment: the stages and figures of the record before it,
/// in the order of the indicators, its agenda, to be followed up, its goals, board and staff; without a record before it, the indicators at a glance.
fn template(
    indicators: &Indicators,
    places: &Places,
    before: Option<(usize, &Record)>,
    period: &str,
    indent: &str,
) -> String {
    let mut lines = vec![format!("{indent}- period: {period}"), format!("{indent}  status: draft")];
    let mut say = |depth: usize, text: String| lines.push(format!("{indent}  #{}{text}", "  ".repeat(depth)));
    let Some((at, last)) = before else {
        say(0, "figures:          # take the # away here, and before each line that you fill in".to_owned());
        for indicator in glance(indicators) {
            say(1, format!("{indicator}:"));
        }
        return lines.join("\n") + "\n";
    };
    let of = last.period.clone().or(last.as_of.map(|date| date.to_string())).unwrap_or_default();
    let raw = |path: &[Step]| {
        let path = [&[Step::Key("records"), Step::At(at)], path].concat();
        places.find(&path).map(|place| places.written(place))
    };
    say(
        0,
        format!(
            " Write this period's figures over those of {of}, and take the # away; what you leave out is not recorded."
        ),
    );
    let lists = |key: &str| -> Vec<(usize, String)> {
        match raw(&[Step::Key(key)]) {
            Some(block) if block.starts_with('-') => {
                std::iter::once((0, format!("{key}:"))).chain(block.lines().map(|line| (1, line.to_owned()))).collect()
            }
            Some(value) => format!("{key}: {value}").lines().map(|line| (0, line.to_owned())).collect(),
            None => Vec::new(),
        }
    };
    lists("stages").into_iter().for_each(|(depth, line)| say(depth, line));
    if !last.figures.0.is_empty() {
        say(0, "figures:".to_owned());
        for indicator in indicators.all() {
            let id = indicator.id.to_string();
            if last.figures.of(&id).is_none() {
                continue;
            }
            let of = |key: &str| raw(&["figures", &id, key].map(Step::Key));
            let value = of("is").or_else(|| raw(&["figures", &id].map(Step::Key)));
            let survey = |key: &str| {
                let value = raw(&["figures", &id, "survey", key].map(Step::Key))?;
                (!value.contains('\n')).then(|| format!("{key}: {value}"))
            };
            let asked: Vec<String> = ["n", "response_rate", "wording"].into_iter().filter_map(survey).collect();
            let asked = (!asked.is_empty()).then(|| format!("survey: {{ {} }}", asked.join(", ")));
            let source = of("source").map(|source| format!("source: {source}"));
            let more: Vec<String> = [source, asked].into_iter().flatten().collect();
            match value {
                Some(value) if !more.is_empty() => say(1, format!("{id}: {{ is: {value}, {} }}", more.join(", "))),
                Some(value) => {
                    format!("{id}:{}", value_below(&value, 2)).lines().for_each(|line| say(1, line.to_owned()))
                }
                None => {}
            }
        }
    }
    if !last.agenda.ids.is_empty() {
        say(0, "last_agenda:      # what became of it: decided (and no more), begun, partly, done or dropped; and why, if you like".to_owned());
        for id in &last.agenda.ids {
            say(1, format!("{id}: {{ became: decided }}"));
        }
    }
    for key in ["goals", "board", "staff"] {
        lists(key).into_iter().for_each(|(depth, line)| say(depth, line));
    }
    lines.join("\n") + "\n"
}

/// Returns the ids of the indicators that reports show at a glance, except computed ones.
fn glance(indicators: &Indicators) -> Vec<String> {
    let reported = indicators.at_a_glance().filter(|one| one.formula.is_none());
    reported.map(|one| one.id.to_string()).collect()
}
