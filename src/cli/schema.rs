//! `casebook schema`: prints or writes the JSON Schemas of the files that users write, for their editors: the general ones, or
//! those with the ids of a workspace.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::analysis::claims::Claims;
use crate::base::diagnostic::Strictness;
use crate::base::terminal::{self, Terminal, count};
use crate::base::text::Text;
use crate::base::write::Folder;
use crate::build::inventory::{Inventory, Keep, inventory};
use crate::build::outcome::BuildOutcome;
use crate::build::workspace::has_common_mistakes;
use crate::cli::globals::Globals;
use crate::model::case::Case;
use crate::model::framework::Framework;
use crate::model::indicator::Group;
use crate::model::settings::Settings;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::schema::{Lens, LensDimension, Vocabulary};
use crate::yaml::shape::schema_of;

/// What `casebook schema` takes.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The kind of file [default: case]
    #[arg(value_parser = KINDS)]
    pub kind: Option<String>,
    /// Write all schemas into schemas/ of the workspace, with the workspace's own ids
    #[arg(long, conflicts_with = "kind")]
    pub write: bool,
}

/// The kinds of files that have a schema.
pub const KINDS: [&str; 5] = ["case", "framework", "indicators", "casebook", "claims"];

/// Prints a schema, or writes all of them.
///
/// # Errors
/// If the workspace can't be read, or if a schema can't be written.
pub fn run(args: &SchemaArgs, globals: &Globals) -> Result<BuildOutcome> {
    if args.write {
        return write(&globals.root()?, globals.terminal());
    }
    // The ids of a workspace are included only if it is named with `--workspace`.
    let named = globals.workspace.is_some().then(|| globals.root()).transpose()?;
    print(args.kind.as_deref().unwrap_or("case"), named.as_deref())
}

/// Prints the schema of a kind of file; with the ids of a workspace, if one is named.
fn print(kind: &str, root: Option<&Path>) -> Result<BuildOutcome> {
    let inventory =
        root.map(|root| inventory(root, Strictness::default(), Keep::Cards, Audience::Internal)).transpose()?;
    let vocabulary = inventory.as_ref().map(vocabulary);
    let text = text(kind, vocabulary.as_ref()).with_context(|| format!("there is no schema `{kind}`"))?;
    terminal::print(&text)?;
    Ok(BuildOutcome::Done)
}

/// Writes all schemas, with the ids of the workspace, into its `schemas/`.
fn write(root: &Path, terminal: Terminal) -> Result<BuildOutcome> {
    let written = write_all(root)?;
    terminal.say(&format!("{} in schemas/, with the ids of this workspace", count(written, "schema")));
    terminal.say("Run `casebook schema --write` again when frameworks, studies or references get new ids");
    Ok(BuildOutcome::Done)
}

/// Writes all schemas of a workspace, and returns how many. Schemas are generated and not written by hand, so existing ones are
/// replaced.
///
/// # Errors
/// If the files that they are made from have mistakes, or if a schema can't be written.
pub fn write_all(root: &Path) -> Result<usize> {
    let inventory = inventory(root, Strictness::default(), Keep::Cards, Audience::Internal)?;
    if has_common_mistakes(&inventory.diagnostics) {
        bail!(
            "the frameworks, settings or references have mistakes: run `casebook check`, mend them, and run this again"
        );
    }
    let vocabulary = vocabulary(&inventory);
    let folder = Folder::open(root)?;
    for kind in KINDS {
        folder.write(&file(kind), text(kind, Some(&vocabulary)).unwrap_or_default().as_bytes())?;
    }
    Ok(KINDS.len())
}

/// Returns the path in a workspace of the schema of a kind.
pub fn file(kind: &str) -> String {
    format!("schemas/{kind}.schema.json")
}

/// Returns the schema of a kind of file as JSON text, or `None` if there is no such kind. With a vocabulary, the schema has the
/// ids of a workspace.
pub fn text(kind: &str, vocabulary: Option<&Vocabulary>) -> Option<String> {
    let schema = match kind {
        "case" => schema_of::<Case>("A case file of casebook", vocabulary),
        "framework" => schema_of::<Framework>("A framework file of casebook", vocabulary),
        "indicators" => schema_of::<Group>("A file of indicators of casebook", vocabulary),
        "casebook" => schema_of::<Settings>("casebook.yaml", vocabulary),
        "claims" => schema_of::<Claims>("The claims of a casebook", vocabulary),
        _ => return None,
    };
    Some(format!("{schema:#}\n"))
}

/// Returns the ids of a workspace, whatever mistakes it has.
pub fn vocabulary(inventory: &Inventory) -> Vocabulary {
    let language = inventory.settings.as_ref().map_or("en", |settings| settings.language.first());
    let label = |text: &Text| text.get(language).to_owned();
    let cycles = || inventory.frameworks.iter().filter(|framework| !framework.stages.is_empty());
    let lens = |framework: &Framework| Lens {
        id: framework.id.to_string(),
        title: label(&framework.title),
        dimensions: framework
            .dimensions
            .iter()
            .map(|dimension| LensDimension {
                id: dimension.id.to_string(),
                label: label(&dimension.label),
                characteristics: dimension
                    .characteristics
                    .iter()
                    .map(|item| (item.id.to_string(), label(&item.label)))
                    .collect(),
            })
            .collect(),
    };
    let mut stages: Vec<String> = cycles().flat_map(|cycle| &cycle.stages).map(|stage| stage.id.to_string()).collect();
    stages.sort();
    stages.dedup();
    Vocabulary {
        studies: inventory.settings.iter().flat_map(|settings| settings.studies.ids.clone()).collect(),
        references: inventory.references.keys().map(str::to_owned).collect(),
        cases: inventory.ids.clone(),
        coders: inventory.settings.iter().flat_map(|settings| settings.coders.ids.clone()).collect(),
        indicators: inventory
            .indicators
            .all()
            .filter(|indicator| indicator.formula.is_none())
            .map(|indicator| (indicator.id.to_string(), label(&indicator.label), indicator.form()))
            .collect(),
        attributes: inventory
            .settings
            .iter()
            .flat_map(|settings| settings.attributes.iter())
            .map(|own| (own.id.clone(), label(&own.value.label), own.value.form()))
            .collect(),
        life_cycles: cycles().map(|framework| framework.id.to_string()).collect(),
        stages,
        lenses: inventory.frameworks.iter().filter(|framework| !framework.dimensions.is_empty()).map(lens).collect(),
    }
}
