//! `casebook templates`: copies the default templates, so that they can be changed.

use anyhow::{Result, bail};

use crate::base::diagnostic::suggest;
use crate::base::fixed_words;
use crate::base::terminal::count;
use crate::base::write::create;
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::report::template::DEFAULTS;

/// What `casebook templates` takes.
#[derive(Debug, clap::Args)]
pub struct TemplatesArgs {
    /// The templates to copy [default: all]
    pub names: Vec<String>,
}

/// Copies the named templates, or all if none is named. Existing files are left alone.
///
/// # Errors
/// If there is no such template, or it can't be written.
pub fn run(args: &TemplatesArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (root, names, terminal) = (globals.root()?, args.names.as_slice(), globals.terminal());
    let words = fixed_words::DEFAULTS.iter().map(|(language, text)| (format!("locales/{language}.ftl"), *text));
    let all: Vec<(String, &str)> =
        DEFAULTS.iter().map(|(name, text)| ((*name).to_owned(), *text)).chain(words).collect();
    let known: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no template `{name}`; {}", suggest(name, &known));
    }
    let wanted = all.iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    let mut made = 0;
    for (name, text) in wanted {
        let path = root.join("templates").join(name);
        if path.exists() {
            terminal.say(&format!("templates/{name} is there already and was left alone"));
            continue;
        }
        create(&path, text.as_bytes())?;
        made += 1;
        terminal.say(&format!("made templates/{name}"));
    }
    terminal.say(&format!("{}; delete a copy to have the default again", count(made, "template")));
    Ok(BuildOutcome::Done)
}
