//! `casebook init`: makes a workspace that builds at once. It never replaces a file that a user wrote.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::base::terminal::count;
use crate::base::write::create;
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::schema::{self, KINDS};

const WORKSPACE: [(&str, &str); 5] = [
    ("casebook.yaml", include_str!("init/casebook.yaml")),
    ("references.yaml", include_str!("init/references.yaml")),
    ("frameworks/growth.yaml", include_str!("init/growth.yaml")),
    ("frameworks/facilitation.yaml", include_str!("init/facilitation.yaml")),
    ("cases/harbour-cluster.yaml", include_str!("init/harbour-cluster.yaml")),
];

macro_rules! example {
    ($name:literal) => {
        ($name, include_str!(concat!("../../examples/portfolio/", $name)))
    };
}

/// The files of the example `cluster`: its own are in the folder `examples/cluster/`, the others are those of the portfolio.
pub const CLUSTER: [(&str, &str); 7] = [
    ("casebook.yaml", include_str!("../../examples/cluster/casebook.yaml")),
    ("cases/havneklyngen.yaml", include_str!("../../examples/cluster/cases/havneklyngen.yaml")),
    example!("references.yaml"),
    example!("frameworks/enright.yaml"),
    example!("frameworks/facilitator-life-cycle.yaml"),
    example!("frameworks/solvell-drivers.yaml"),
    example!("images/programme.svg"),
];

/// The files of the example `portfolio`, from the folder `examples/portfolio/`.
pub const PORTFOLIO: [(&str, &str); 26] = [
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
    example!("published/2021.yaml"),
    example!("published/2022.yaml"),
    example!("published/2023.yaml"),
    example!("published/2024.yaml"),
    example!("published/2025.yaml"),
];

/// What `casebook init` takes.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder to create the workspace in
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Start from a larger example
    #[arg(long, value_enum, value_name = "EXAMPLE")]
    pub example: Option<Example>,
}

/// An example to begin with.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Example {
    /// One invented cluster with records of two years, for its annual report
    Cluster,
    /// Fourteen invented clusters with records of six years
    Portfolio,
}

/// Writes the files of a new workspace: of one with a single invented cluster, or of an example.
///
/// # Errors
/// If one of its files is there already, or can't be written.
pub fn run(args: &InitArgs, globals: &Globals) -> Result<BuildOutcome> {
    let (dir, terminal) = (args.dir.as_path(), globals.terminal());
    let files: &[(&str, &str)] = match args.example {
        None => &WORKSPACE,
        Some(Example::Cluster) => &CLUSTER,
        Some(Example::Portfolio) => &PORTFOLIO,
    };
    if let Some((taken, _)) = files.iter().find(|(name, _)| dir.join(name).exists()) {
        bail!("{} is there already; choose an empty folder: casebook init my-clusters", dir.join(taken).display());
    }
    for (name, text) in files {
        create(&dir.join(name), text.as_bytes())?;
    }
    schema::write_all(&dir.canonicalize()?)?;
    let quote = if dir.display().to_string().contains(' ') { "\"" } else { "" };
    let step = if dir == Path::new(".") { String::new() } else { format!("cd {quote}{}{quote} && ", dir.display()) };
    terminal.say(&format!("made a workspace of {} in {}", count(files.len() + KINDS.len(), "file"), dir.display()));
    terminal
        .say(&format!("Next: {step}casebook build; then open out/index.html in a browser, or run casebook serve and see what you change"));
    Ok(BuildOutcome::Done)
}
