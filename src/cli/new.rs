//! `casebook new`: adds a case file with every common key explained.

use anyhow::{Result, bail};

use crate::base::source;
use crate::base::text::is_reserved;
use crate::base::write::create;
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::schema;

const CASE: &str = include_str!("new/case.yaml");

/// What `casebook new` takes.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The cluster's name
    pub name: String,
}

/// Writes a case file for the cluster's name, and the schemas if there are none.
///
/// # Errors
/// If no file name can be made from the name, or if there is a case of that id already.
pub fn run(args: &NewArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, name, terminal) = (globals.root()?, args.name.as_str(), globals.terminal());
    let id: String = slug::slugify(name).chars().take(60).collect();
    let id = id.trim_end_matches('-').to_owned();
    if id.is_empty() || is_reserved(&id) {
        bail!("no file name can be made of `{name}`; give a name with some letters or digits");
    }
    let (cases, _) = source::find(&root, "cases", &["yaml", "yml"]);
    if let Some(taken) = cases.iter().find(|file| source::stem(file) == id) {
        bail!("there is a case of this id already: {taken}");
    }
    let quoted = serde_json::Value::from(name).to_string();
    let file = format!("cases/{id}.yaml");
    create(&root.join(&file), CASE.replace("NAME", &quoted).as_bytes())?;
    if !root.join(schema::file("case")).exists() {
        schema::write_all(&root)?;
        terminal.say("made schemas/, which lets an editor complete and check what you type");
    }
    terminal.say(&format!("made {file}. Next: fill it in, then casebook check"));
    Ok(BuildOutcome::Done)
}
