//! The hidden command `bench-data`: makes a workspace of invented cases for benchmarks. The cases differ from each other, and
//! resemble what researchers and secretariats write. The same seed makes the same files.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use fastrand::Rng;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::base::terminal::count;
use crate::base::write::{create, put};
use crate::build::outcome::BuildOutcome;
use crate::cli::globals::Globals;
use crate::cli::init::PORTFOLIO;
use crate::model::framework::read::read;
use crate::model::framework::{Dimension, Framework};

const SETTINGS: &str = "\
title: Clusters to measure with
date: 2026-01-31
authors: [{ name: Nobody (all cases are invented) }]
language: en
studies:
  invented: { title: Invented clusters, question: How long does it take?, method: Drawn by lot. }
";

const CLAIMS: &str = "\
- id: public-funding
  text: Public authorities provide most of the funding of potential clusters.
  scope: { where: stage.enright == 'potential' }
  quantifier: most
  holds: funding.exists(f, f.sector == 'public' && f.share == 'mostly')
- id: size
  text: Most clusters have at least a hundred actors.
  quantifier: most
  holds: actors.total >= 100
";

const PLACES: [&str; 24] = [
    "Aalborg",
    "Bergen",
    "Brno",
    "Cork",
    "Dresden",
    "Esbjerg",
    "Gdańsk",
    "Ghent",
    "Graz",
    "Herning",
    "Kaunas",
    "Kolding",
    "Košice",
    "Lahti",
    "Linköping",
    "Lyon",
    "Maribor",
    "Odense",
    "Oulu",
    "Porto",
    "Skive",
    "Tartu",
    "Tromsø",
    "Zadar",
];

const INDUSTRIES: [&str; 20] = [
    "Biogas",
    "Cleantech",
    "Composites",
    "Dairy",
    "Design",
    "Food processing",
    "Furniture",
    "Geothermal energy",
    "Glass",
    "ICT",
    "Life science",
    "Maritime services",
    "Medical devices",
    "Optics",
    "Robotics",
    "Stainless steel",
    "Textiles",
    "Timber construction",
    "Water technology",
    "Wind energy",
];

const FIRST: [&str; 12] =
    ["Anders", "Birgit", "Dorota", "Eva", "Frode", "Grażyna", "Ilze", "João", "Kirsten", "Mads", "Søren", "Zuzana"];

const LAST: [&str; 12] = [
    "Ågård",
    "Andersen",
    "Brunner",
    "Dvořák",
    "Ferreira",
    "Hansen",
    "Kováčová",
    "Lindqvist",
    "Møller",
    "O'Brien",
    "Petrauskas",
    "Winther",
];

const WHO: [&str; 8] = [
    "The secretariat",
    "The board",
    "The regional authority",
    "A group of founding firms",
    "The university college",
    "The facilitator",
    "The largest member",
    "The working group on skills",
];

const DID: [&str; 10] = [
    "opened a shared test facility",
    "drew up a joint export plan",
    "asked all members what they needed most",
    "started a series of breakfast meetings",
    "hired a second project manager",
    "merged two small networks into one",
    "signed an agreement with a sister cluster abroad",
    "lost its municipal grant and replaced half of it by fees",
    "brought suppliers and researchers to one table",
    "published its first common catalogue of competences",
];

const WHY: [&str; 10] = [
    "because few firms knew one another",
    "after a difficult year for the industry",
    "to keep young engineers in the region",
    "since single firms could not bear the cost",
    "when the national programme asked for it",
    "so that trust could grow slowly",
    "although some members had doubts",
    "to be seen by customers further away",
    "as the strategy had foreseen",
    "while the number of members kept rising",
];

/// What `casebook bench-data` takes.
#[derive(Debug, clap::Args)]
pub struct BenchDataArgs {
    /// The folder to create the workspace in
    pub dir: PathBuf,
    /// How many cases
    #[arg(long, default_value_t = 1000)]
    pub cases: usize,
    /// The seed: the same one makes the same files
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// Makes a workspace with the given number of cases in a new folder.
///
/// # Errors
/// If the folder is a workspace already, or if a file can't be written.
pub fn run(args: &BenchDataArgs, globals: &Globals) -> Result<BuildOutcome> {
    let BenchDataArgs { dir, cases, seed } = args;
    if dir.join("casebook.yaml").exists() {
        bail!("{} is a workspace already; choose a new folder", dir.display());
    }
    let copied = ["references.yaml", "frameworks/enright.yaml", "frameworks/facilitator-life-cycle.yaml"];
    for (name, text) in PORTFOLIO.iter().filter(|(name, _)| copied.contains(name)) {
        create(&dir.join(name), text.as_bytes())?;
    }
    create(&dir.join("casebook.yaml"), SETTINGS.as_bytes())?;
    create(&dir.join("claims.yaml"), CLAIMS.as_bytes())?;
    let framework = facilitation().context("the example has no framework for facilitators")?;
    for at in 0..*cases {
        // Each case has its own seed, so that the first hundred of a thousand cases are the same as in a workspace of a hundred.
        let rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(at as u64));
        let (id, text) = Author { rng, framework: &framework }.case(at + 1);
        put(&dir.join(format!("cases/{id}.yaml")), text.as_bytes())?;
    }
    globals.terminal().say(&format!("made a workspace of {} in {}", count(*cases, "invented case"), dir.display()));
    Ok(BuildOutcome::Done)
}

/// Returns the framework of the example that has tasks and roles.
fn facilitation() -> Option<Framework> {
    let name = "frameworks/facilitator-life-cycle.yaml";
    let (_, text) = PORTFOLIO.iter().find(|(file, _)| *file == name)?;
    Some(read(&mut Diagnostics::default(), &Source::new(name, *text))?.framework)
}

/// Writes one case.
struct Author<'a> {
    rng: Rng,
    framework: &'a Framework,
}

impl Author<'_> {
    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.rng.usize(..of.len())]
    }

    /// Returns a random quantity, as people write one.
    fn quantity(&mut self, most: u32) -> String {
        let number = self.rng.u32(3..most);
        match self.rng.u32(..8) {
            0 => format!("about {}", number / 10 * 10 + 10),
            1 => format!("at least {number}"),
            2 => format!("{number} to {}", number + 1 + number / 5),
            3 => "not recorded".to_owned(),
            _ => number.to_string(),
        }
    }

    fn sentence(&mut self) -> String {
        format!("{} {} {}.", self.one(&WHO), self.one(&DID), self.one(&WHY))
    }

    /// Returns the id of a random case, and the text of its file.
    fn case(&mut self, number: usize) -> (String, String) {
        let (place, industry) = (self.one(&PLACES), self.one(&INDUSTRIES));
        let name = format!("{industry} {place} {number}");
        let founded = self.rng.u32(1988..2022);
        let manager = format!("{} {}", self.one(&FIRST), self.one(&LAST));
        let mut text = format!(
            "name: {name}\nstudy: invented\nindustry: {{ is: {industry}, at: p. {} }}\n\
             place: {{ text: {place} and surroundings, countries: [DK] }}\nfounded: {founded}\n\
             secretariat: {{ name: Secretariat of {industry} {place}, founded: {} }}\n\
             people:\n  manager: {{ role: cluster facilitator, name: \"{manager}\", disclosure: public }}\n\
             sources:\n  talk: {{ kind: interview, with: manager, date: 2024-{:02}-{:02} }}\n  \
             paper: {{ kind: documentation, title: Annual report of {industry} {place}, cite: paper-a }}\n\
             stated_in: {{ source: talk, at: \"minute {}\" }}\nrecords:\n",
            self.rng.u32(2..60),
            founded + self.rng.u32(..3),
            self.rng.u32(1..12),
            self.rng.u32(1..29),
            self.rng.u32(2..90),
        );
        let stage = self.rng.usize(..self.framework.maps.len());
        for (year, stage) in [(2024, stage.saturating_sub(self.rng.usize(..2))), (2025, stage)] {
            text.push_str(&self.record(year, stage, industry));
        }
        (slug::slugify(name), text)
    }

    fn record(&mut self, year: u32, stage: usize, industry: &str) -> String {
        let framework = self.framework;
        let mut text = format!(
            "  - as_of: {year}-12\n    stages:\n      - {{ in: enright, is: {}, by: the authors, basis: general assessment, at: p. {} }}\n    \
             actors:\n      total: {{ is: {}, source: paper, at: p. {} }}\n      kinds:\n        \
             - {{ kind: firm, size: sme, part: main }}\n        - {{ kind: knowledge institution, part: active }}\n",
            &*framework.maps[stage],
            self.rng.u32(2..30),
            self.quantity(400),
            self.rng.u32(1..40),
        );
        text.push_str(&format!("    facilitators: {}\n    funding:\n", self.rng.u32(1..9)));
        text.push_str(&format!(
            "      - {{ kind: membership fee, amount: EUR {}, per: year }}\n",
            self.rng.u32(2..40) * 50
        ));
        let (sector, share) = (self.one(&["public", "private"]), self.one(&["mostly", "partly"]));
        let (amount, over) = (self.rng.u32(5..900) * 1000, self.rng.u32(2..6));
        text.push_str(&format!(
            "      - {{ kind: grant, sector: {sector}, share: {share}, amount: EUR {amount}, over: {over} years }}\n"
        ));
        text.push_str(&format!(
            "    aims:\n      - text: \"{}\"\n    goals:\n      \
             - {{ text: New members, target: at least {}, within: {} years }}\n    \
             observed:\n      facilitator-life-cycle:\n",
            self.sentence(),
            self.rng.u32(5..80),
            self.rng.u32(1..5)
        ));
        for dimension in &framework.dimensions {
            text.push_str(&self.dimension(dimension, &framework.maps[stage]));
        }
        text.push_str("    narrative: |\n");
        for _ in 0..self.rng.u32(2..5) {
            let sentences: Vec<String> = (0..self.rng.u32(2..6)).map(|_| self.sentence()).collect();
            text.push_str(&format!("      {} In {industry} this is *usual* [@paper].\n\n", sentences.join(" ")));
        }
        text
    }

    /// Returns what was seen of a dimension: mostly what the stage expects.
    fn dimension(&mut self, dimension: &Dimension, stage: &str) -> String {
        if self.rng.u32(..6) == 0 {
            return format!("        {}: not recorded\n", &*dimension.id);
        }
        let mut text = format!("        {}:\n          list: open\n", &*dimension.id);
        let mut seen = String::new();
        for characteristic in &dimension.characteristics {
            let expected = characteristic.stages.iter().any(|one| **one == *stage);
            if self.rng.u32(..10) >= if expected { 6 } else { 1 } {
                continue;
            }
            let words = self.sentence();
            seen.push_str(&match self.rng.u32(..3) {
                0 => format!("            - {}\n", &*characteristic.id),
                1 => format!("            - {{ is: {}, words: \"{words}\" }}\n", &*characteristic.id),
                _ => format!(
                    "            - {{ is: {}, at: p. {}, quote: \"{words}\" }}\n",
                    &*characteristic.id,
                    self.rng.u32(1..60)
                ),
            });
        }
        if seen.is_empty() {
            seen = format!("            - {{ new: \"{} {}\" }}\n", self.one(&DID), self.one(&WHY));
        }
        text.push_str(&format!("          seen:\n{seen}"));
        text
    }
}
