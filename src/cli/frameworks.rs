//! `casebook frameworks`: lists the frameworks that the program has, or copies some of them with the works that they rest on.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::base::diagnostic::{Diagnostics, Strictness, suggest};
use crate::base::rewrite::rewrite;
use crate::base::source::{self, LARGEST_FILE, Source};
use crate::base::terminal::{self, Terminal, count};
use crate::base::write::create;
use crate::build::inventory::{Keep, inventory};
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::record::line_ending;
use crate::cli::terminal_table::plain_table;
use crate::model::framework::Framework;
use crate::model::framework::read::read;
use crate::yaml::edit::{Revision, Value};
use crate::yaml::shape::audience::Audience;

macro_rules! framework {
    ($name:literal) => {
        ($name, include_str!(concat!("../../frameworks/", $name, ".yaml")))
    };
}

/// The frameworks that the program has, by id.
const LIBRARY: [(&str, &str); 9] = [
    framework!("enright"),
    framework!("facilitator-life-cycle"),
    framework!("clusterpreneurs"),
    framework!("ingstrup"),
    framework!("menzel-fornahl"),
    framework!("mesquita"),
    framework!("molina-morales"),
    framework!("solvell-drivers"),
    framework!("zagorsek"),
];

/// The works that they rest on, among others.
const REFERENCES: &str = include_str!("../../references.yaml");

/// What `casebook frameworks` takes.
#[derive(Debug, clap::Args)]
pub struct FrameworksArgs {
    /// The frameworks to copy, by id [default: list all of them]
    pub names: Vec<String>,
}

/// Lists all frameworks of the program, or copies those that are named, those that these refer to for their stages, and the works
/// that they rest on.
///
/// # Errors
/// If there is no such framework, or a file can't be read or written.
pub fn run(args: &FrameworksArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, terminal) = (globals.root()?, globals.terminal());
    if args.names.is_empty() { list(&root, terminal) } else { copy(&root, &args.names, terminal) }
}

/// Reads a framework of the program.
fn known(id: &str, text: &str) -> Result<Framework> {
    let mut diagnostics = Diagnostics::default();
    let raw = read(&mut diagnostics, &Source::new(format!("frameworks/{id}.yaml"), text));
    Ok(raw.with_context(|| format!("the framework `{id}` of the program can't be read"))?.framework)
}

fn list(root: &Path, terminal: Terminal) -> Result<BuildOutcome> {
    let inventory = inventory(root, Strictness::default(), Keep::Cards, Audience::Internal)?;
    let language = inventory.context().map_or_else(|| "en".to_owned(), |context| context.locale.language.clone());
    let mut rows = Vec::new();
    for (id, text) in LIBRARY {
        let own = known(id, text)?;
        let has = match own.stages.len() {
            0 => count(own.dimensions.len(), "dimension"),
            stages => count(stages, "stage"),
        };
        rows.push(vec![id.to_owned(), own.title.get(&language).to_owned(), has]);
    }
    terminal::print(&format!("{}\n", plain_table(&["Id", "Title", "What it has"], &rows)))?;
    terminal.say("`casebook frameworks NAME` copies one, with the works that it rests on");
    Ok(BuildOutcome::Done)
}

fn copy(root: &Path, names: &[String], terminal: Terminal) -> Result<BuildOutcome> {
    let ids: Vec<&str> = LIBRARY.iter().map(|(id, _)| *id).collect();
    if let Some(name) = names.iter().find(|name| !ids.contains(&name.as_str())) {
        bail!("there is no framework `{name}`; {}", suggest(name, &ids));
    }
    let mut wanted: BTreeSet<String> = names.iter().cloned().collect();
    let mut works = BTreeSet::new();
    for (id, text) in LIBRARY {
        if wanted.contains(id) {
            wanted.extend(known(id, text)?.life_cycle.map(|cycle| cycle.to_string()));
        }
    }
    let file = |id: &str| format!("frameworks/{id}.yaml");
    let there = |id: &str| wanted.contains(id) || root.join(file(id)).exists();
    for (id, text) in LIBRARY.iter().filter(|(id, _)| wanted.contains(*id)) {
        works.extend(known(id, text)?.rests_on.iter().map(ToString::to_string));
        if root.join(file(id)).exists() {
            terminal.say(&format!("{} is there already and was left alone", file(id)));
            continue;
        }
        create(&root.join(file(id)), on_its_own(text, &there).as_bytes())?;
        terminal.say(&format!("made {}", file(id)));
    }
    cite(root, &works, terminal)?;
    Ok(BuildOutcome::Done)
}

/// A framework without the links to frameworks that are not there, and without the study that it was derived from, which is one of
/// this project.
fn on_its_own(text: &str, there: &impl Fn(&str) -> bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut kept = String::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let inside = |own: &&&str| own.trim().is_empty() || depth(own) > depth(line);
        let end = at + 1 + lines[at + 1..].iter().take_while(inside).count();
        let block = &lines[at..end];
        let is_link = ["part_of:", "same_as:"].iter().any(|key| line.trim_start().starts_with(key));
        let leads = block.iter().filter_map(|line| line.split("framework: ").nth(1));
        let mut leads = leads.map(|rest| rest.split([',', ' ', '}']).next().unwrap_or_default());
        if line.starts_with("derived_from:") || (is_link && leads.any(|id| !there(id))) {
            at = end;
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
        at += 1;
    }
    kept
}

/// Adds works to the references of a workspace that are not there yet.
fn cite(root: &Path, works: &BTreeSet<String>, terminal: Terminal) -> Result<()> {
    const FILE: &str = "references.yaml";
    let entry = |key: &str| {
        let from = REFERENCES.find(&format!("\n{key}:\n"))? + 1;
        let rest = &REFERENCES[from..];
        let is_end = |at: &(usize, char)| rest[at.0 + 1..].starts_with(|c: char| !c.is_whitespace() || c == '\n');
        let end = rest.char_indices().filter(|(_, c)| *c == '\n').find(is_end).map_or(rest.len(), |(at, _)| at);
        Some(format!("{}\n", rest[..end].trim_end()))
    };
    let source: Result<Option<Arc<Source>>, _> =
        source::exists(root, FILE).then(|| source::read(root, FILE, LARGEST_FILE)).transpose();
    let source = source.map_err(|_| anyhow!("{FILE} can't be read"))?;
    let own = source.as_ref().and_then(Value::of);
    let has = |key: &str| {
        own.clone().and_then(|mut own| Some(own.entries()?.iter().any(|(own, _)| own.is_called(key)))) == Some(true)
    };
    let lacking: Vec<&String> = works.iter().filter(|key| !has(key)).collect();
    let entries: Vec<String> = lacking.iter().filter_map(|key| entry(key)).collect();
    if entries.is_empty() {
        return Ok(());
    }
    match &source {
        None => create(&root.join(FILE), entries.join("\n").as_bytes())?,
        Some(source) => {
            let text = source.text();
            let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
            let new = format!("{gap}{}", entries.join("\n")).replace('\n', line_ending(text));
            let added = Value::of_text(&entries.join("\n"));
            let end = text.len();
            let revision = Revision::new(source, (end..end, &new), "the list of works", |meaning| {
                meaning.entries()?.append(added?.entries()?);
                Some(())
            })?;
            rewrite(root, &[revision.change()])?;
        }
    }
    terminal.say(&format!(
        "{} in {FILE}: {}",
        count(entries.len(), "work"),
        lacking.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(", ")
    ));
    Ok(())
}
