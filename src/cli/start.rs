//! `init`, `new`, `templates` and `schema`: files that a user starts from. None of them replaces a file that a user wrote.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::{Diagnostics, Strictness, suggest};
use crate::base::terminal::{self, Terminal, count};
use crate::base::write::{Folder, create};
use crate::base::{locale, source};
use crate::build::outcome::Outcome;
use crate::build::workspace;
use crate::cli::schema::{self, KINDS};
use crate::model::indicator::DEFAULTS as INDICATORS;
use crate::report::template::DEFAULTS;

const WORKSPACE: [(&str, &str); 5] = [
    ("casebook.yaml", include_str!("start/casebook.yaml")),
    ("references.yaml", include_str!("start/references.yaml")),
    ("frameworks/growth.yaml", include_str!("start/growth.yaml")),
    ("frameworks/facilitation.yaml", include_str!("start/facilitation.yaml")),
    ("cases/harbour-cluster.yaml", include_str!("start/harbour-cluster.yaml")),
];

macro_rules! example {
    ($name:literal) => {
        ($name, include_str!(concat!("../../examples/portfolio/", $name)))
    };
}

/// The files of the example of a portfolio: the folder `examples/portfolio/`.
pub const PORTFOLIO: [(&str, &str); 21] = [
    example!("casebook.yaml"),
    example!("references.yaml"),
    example!("claims.yaml"),
    example!("frameworks/enright.yaml"),
    example!("frameworks/facilitator-life-cycle.yaml"),
    example!("frameworks/solvell-drivers.yaml"),
    example!("images/programme.svg"),
    example!("cases/dolina-mleka.yaml"),
    example!("cases/drevarsky-klaster.yaml"),
    example!("cases/emballageringen.yaml"),
    example!("cases/fodevaredalen.yaml"),
    example!("cases/havneklyngen.yaml"),
    example!("cases/jardvarmi.yaml"),
    example!("cases/mosekraft.yaml"),
    example!("cases/nordlys-design.yaml"),
    example!("cases/obuda-optika.yaml"),
    example!("cases/ostseeglas.yaml"),
    example!("cases/plegma-naftilias.yaml"),
    example!("cases/sundbyen.yaml"),
    example!("cases/vindkysten.yaml"),
    example!("cases/zelena-reka.yaml"),
];
const CASE: &str = include_str!("start/case.yaml");

/// What `casebook init` writes.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// One invented cluster.
    Small,
    /// Fourteen invented clusters over six years.
    Portfolio,
}

/// `casebook init`: a workspace that builds at once.
///
/// # Errors
/// If one of its files is there already, or can't be written.
pub fn init(dir: &Path, example: Example, terminal: Terminal) -> Result<Outcome> {
    let files: &[(&str, &str)] = match example {
        Example::Small => &WORKSPACE,
        Example::Portfolio => &PORTFOLIO,
    };
    if let Some((taken, _)) = files.iter().find(|(name, _)| dir.join(name).exists()) {
        bail!("{} is there already; choose an empty folder: casebook init my-clusters", dir.join(taken).display());
    }
    for (name, text) in files {
        create(&dir.join(name), text.as_bytes())?;
    }
    schemas(&dir.canonicalize()?)?;
    let quote = if dir.display().to_string().contains(' ') { "\"" } else { "" };
    let step = if dir == Path::new(".") { String::new() } else { format!("cd {quote}{}{quote} && ", dir.display()) };
    terminal.say(&format!("made a workspace of {} in {}", count(files.len() + KINDS.len(), "file"), dir.display()));
    terminal
        .say(&format!("Next: {step}casebook build; then open out/index.html in a browser, or run casebook serve and see what you change"));
    Ok(Outcome::Done)
}

/// `casebook new`: a case file with every common key explained.
///
/// # Errors
/// If no file name can be made of the name, or there is such a case already.
pub fn new_case(root: &Path, name: &str, terminal: Terminal) -> Result<Outcome> {
    let id: String = slug::slugify(name).chars().take(60).collect();
    let id = id.trim_end_matches('-').to_owned();
    if id.is_empty() || crate::base::text::is_reserved(&id) {
        bail!("no file name can be made of `{name}`; give a name with some letters or digits");
    }
    let (cases, _) = source::find(root, "cases", &["yaml", "yml"]);
    if let Some(taken) = cases.iter().find(|file| source::stem(file) == id) {
        bail!("there is a case of this id already: {taken}");
    }
    let quoted = serde_json::Value::from(name).to_string();
    let file = format!("cases/{id}.yaml");
    create(&root.join(&file), CASE.replace("NAME", &quoted).as_bytes())?;
    if !root.join(schema::file("case")).exists() {
        schemas(root)?;
        terminal.say("made schemas/, which lets an editor complete and check what you type");
    }
    terminal.say(&format!("made {file}. Next: fill it in, then casebook check"));
    Ok(Outcome::Done)
}

/// `casebook schema KIND`: the schema of a kind of file; with the ids of a workspace, if one is named.
///
/// # Errors
/// If the program could not work at all.
pub fn print_schema(kind: &str, root: Option<&Path>) -> Result<Outcome> {
    let workspace =
        root.map(|root| workspace::read(&mut Diagnostics::default(), root, Strictness::default())).transpose()?;
    let vocabulary = workspace.as_ref().map(schema::vocabulary);
    let text = schema::text(kind, vocabulary.as_ref()).with_context(|| format!("there is no schema `{kind}`"))?;
    terminal::print(&text)?;
    Ok(Outcome::Done)
}

/// `casebook schema --write`: all schemas, with the ids of the workspace, into its `schemas/`.
///
/// # Errors
/// If one of them can't be written.
pub fn write_schemas(root: &Path, terminal: Terminal) -> Result<Outcome> {
    let written = schemas(root)?;
    terminal.say(&format!("{} in schemas/, with the ids of this workspace", count(written, "schema")));
    terminal.say("Run `casebook schema --write` again when frameworks, studies or references get new ids");
    Ok(Outcome::Done)
}

/// Writes all schemas of a workspace. They are made and not written by hand, so they replace those that are there.
fn schemas(root: &Path) -> Result<usize> {
    let mut diagnostics = Diagnostics::default();
    let workspace = workspace::read(&mut diagnostics, root, Strictness::default())?;
    if diagnostics.errors() > diagnostics.errors_under("cases/") {
        bail!(
            "the frameworks, settings or references have mistakes: run `casebook check`, mend them, and run this again"
        );
    }
    let vocabulary = schema::vocabulary(&workspace);
    let folder = Folder::open(root)?;
    for kind in KINDS {
        folder.write(&schema::file(kind), schema::text(kind, Some(&vocabulary)).unwrap_or_default().as_bytes())?;
    }
    Ok(KINDS.len())
}

/// `casebook indicators NAME`: copies of files of indicators, to be changed.
///
/// # Errors
/// If the program has no such file, or a copy is there already.
pub fn indicators(root: &Path, names: &[String], terminal: Terminal) -> Result<Outcome> {
    let known: Vec<&str> = INDICATORS.iter().map(|(name, _)| *name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no file of indicators `{name}`; {}", suggest(name, &known));
    }
    for (name, text) in INDICATORS.iter().filter(|(name, _)| names.iter().any(|own| own == name)) {
        let file = format!("indicators/{name}.yaml");
        if root.join(&file).exists() {
            terminal.say(&format!("{file} is there already and was left alone"));
            continue;
        }
        create(&root.join(&file), text.as_bytes())?;
        terminal.say(&format!("made {file}; delete it to have the program's own again"));
    }
    Ok(Outcome::Done)
}

/// `casebook templates`: copies of the default templates, to be changed.
///
/// # Errors
/// If there is no such template, or a copy is there already.
pub fn templates(root: &Path, names: &[String], terminal: Terminal) -> Result<Outcome> {
    let words = locale::DEFAULTS.iter().map(|(language, text)| (format!("locales/{language}.ftl"), *text));
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
    Ok(Outcome::Done)
}
