//! Claims: sentences about several cases, each with a condition that can be checked. `claims.yaml` lists them, `fields` defines
//! the fields that conditions may name, `kinds` checks conditions against these, and `outcome` evaluates claims for the cases.

pub mod fields;
pub mod kinds;
pub mod outcome;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::analysis::claims::fields::FieldKind;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::base::text::{Text, Written};
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::settings::Study;
use crate::yaml::condition::Condition;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Lookup;
use crate::yaml::shape::ids::{FrameworkId, Id, ReferenceKey, StudyId};
use crate::yaml::shape::list::Named;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeId, parse};
use crate::{shape, written};

/// All claims of a workspace.
#[derive(Debug, Default)]
pub struct Claims(pub Vec<Claim>);

shape! {
    /// A sentence about several cases with a condition that can be checked.
    #[derive(Debug)]
    Claim("a claim `{ id, text, holds }`") check check {
        /// The id.
        id: Id = "working-clusters-are-larger",
        /// The sentence.
        text: Text = "Working clusters have more actors than latent ones.",
        /// Which cases it is about; all of them without it.
        scope: Option<Scope> = "{ study: nine-danish-clusters, where: stage.enright == 'potential' }",
        /// For a claim that compares two groups: which cases stand on either side. Every case of the one is compared with every
        /// case of the other.
        pairs: Option<Pairs> = "{ a: stage.enright == 'latent', b: stage.enright == 'working' }",
        /// For a claim on a framework and not on cases: which framework.
        framework: Option<FrameworkId> = "facilitator-life-cycle",
        /// Of how many it is said: `all` (the default), `most`, `some`, `none`, or `at least 2`.
        quantifier: Option<Quantifier> = "most",
        /// What holds of a case (of a pair: `a` and `b`; of a framework: `stages` and `dimensions`), in CEL.
        holds: Condition = "actors.total > 100",
        /// When a case counts at all, in CEL. Without it: whenever everything that `holds` asks for is recorded.
        recorded: Option<Condition> = "size(funding) > 0",
        /// Where the sentence comes from.
        source: Option<ClaimSource> = "{ cite: paper-a, at: Cross case summary }",
        /// What a reader should know about it.
        note: Option<Text> = "The paper says it of the group and not of each case",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

shape! {
    /// Which cases a claim is about.
    #[derive(Debug)]
    Scope("a scope `{ study, where }`") {
        /// Only cases of this study.
        study: Option<StudyId> = "nine-danish-clusters",
        /// Only cases of which this holds, in CEL.
        condition("where"): Option<Condition> = "stage.enright == 'potential'",
    }
}

shape! {
    /// The two groups that a claim compares.
    #[derive(Debug)]
    Pairs("pairs `{ a, b, where }`") {
        /// The cases on the one side, in CEL.
        a: Condition = "stage.enright == 'latent'",
        /// The cases on the other side, in CEL.
        b: Condition = "stage.enright == 'working'",
        /// Which of the pairs count, in CEL: the two cases are `a` and `b`.
        condition("where"): Option<Condition> = "a.stage.enright != b.stage.enright",
    }
}

shape! {
    /// Where a claim comes from.
    #[derive(Debug)]
    ClaimSource("a source `{ cite, at }`") {
        /// The key of a work in references.yaml.
        cite: ReferenceKey = "paper-a",
        /// The place in it.
        at: Option<String> = "Cross case summary",
    }
}

impl Claim {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if let (Some(_), Some(mark)) = (&self.framework, fields.mark_of("scope").or(fields.mark_of("pairs"))) {
            let message = "a claim is on a framework or on cases";
            reader.d.error(Code::Conflict, mark, message, "keep `framework`, or `scope` and `pairs`");
        }
    }

    /// How many of the cases or pairs the condition has to be true of; all of them by default.
    pub fn quantifier(&self) -> Quantifier {
        self.quantifier.unwrap_or(Quantifier::All)
    }
}

/// How many of the cases or pairs the condition of a claim has to be true of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// Every one.
    All,
    /// More than half.
    Most,
    /// At least one.
    Some,
    /// Not a single one.
    None,
    /// At least this many.
    AtLeast(usize),
}

impl Quantifier {
    /// Whether a claim holds if its condition is true of `k` out of `n`.
    pub fn holds(self, k: usize, n: usize) -> bool {
        match self {
            Quantifier::All => k == n,
            Quantifier::Most => 2 * k > n,
            Quantifier::Some => k > 0,
            Quantifier::None => k == 0,
            Quantifier::AtLeast(least) => k >= least,
        }
    }
}

impl FromStr for Quantifier {
    type Err = String;

    fn from_str(text: &str) -> Result<Quantifier, String> {
        match text {
            "all" => Ok(Quantifier::All),
            "most" => Ok(Quantifier::Most),
            "some" => Ok(Quantifier::Some),
            "none" => Ok(Quantifier::None),
            _ => {
                let number = text.strip_prefix("at least ").and_then(|number| number.trim().parse().ok());
                let number = number.filter(|number| *number > 0);
                number
                    .map(Quantifier::AtLeast)
                    .ok_or_else(|| "write `all`, `most`, `some`, `none` or `at least 2`".to_owned())
            }
        }
    }
}

impl fmt::Display for Quantifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantifier::All => f.write_str("all"),
            Quantifier::Most => f.write_str("most"),
            Quantifier::Some => f.write_str("some"),
            Quantifier::None => f.write_str("none"),
            Quantifier::AtLeast(least) => write!(f, "at least {least}"),
        }
    }
}

impl Written for Quantifier {
    const KIND: &'static str = "a quantifier";
    const PATTERN: &'static str = "^(all|most|some|none|at least [1-9][0-9]*)$";
    const EXAMPLES: &'static [&'static str] = &["all", "most", "some", "none", "at least 2"];
}

written!(Quantifier);

impl FromYaml for Claims {
    const NAME: &'static str = "Claims";

    fn read(reader: &mut Reader, node: &Node) -> Option<Claims> {
        Vec::read(reader, node).map(Claims)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(Self::NAME, |schemas| {
            let claims = Vec::<Claim>::schema(schemas);
            json!({ "type": "array", "minItems": 1, "items": claims["items"] })
        })
    }
}

/// Reads the claims, and the names in them that point elsewhere.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> (Claims, Vec<Lookup>) {
    let Some(node) = parse(diagnostics, source) else { return Default::default() };
    let mut reader = Reader::new(diagnostics, source);
    let claims = Claims::read(&mut reader, &node).unwrap_or_default();
    for (at, claim) in claims.0.iter().enumerate() {
        if let Some(first) = claims.0[..at].iter().find(|earlier| *earlier.id == *claim.id) {
            let doubled = Diagnostic::error(
                Code::DoubledId,
                claim.id.1.span(source),
                format!("two claims have the id `{}`", claim.id),
            );
            let doubled = doubled.label(first.id.1.span(source), "first defined here");
            reader.d.diagnostics.push(doubled.help("give one of the two another id"));
        }
    }
    (claims, reader.lookups)
}

/// Checks every condition against the fields that exist.
pub fn check(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    claims: &Claims,
    frameworks: &Frameworks,
    indicators: &Indicators,
    studies: &[Named<Study>],
) {
    let FieldKind::Map(mut case) = fields::of_case(frameworks, indicators, studies) else { return };
    // It is unknown which fields a file with errors would define. The errors are reported there, so here any field is allowed.
    if diagnostics.errors_under("frameworks/") > 0 {
        case.extend(["stage", "observed"].map(|field| (field.to_owned(), FieldKind::Any)));
    }
    if diagnostics.errors_under("indicators/") > 0 {
        case.insert("figures".to_owned(), FieldKind::Any);
    }
    if diagnostics.errors_under("casebook.yaml") > 0 {
        case.insert("study".to_owned(), FieldKind::Any);
    }
    let both = ["a", "b"].map(|name| (name.to_owned(), FieldKind::Map(case.clone()))).into_iter().collect();
    for claim in &claims.0 {
        let scope = claim.scope.as_ref().and_then(|scope| scope.condition.as_ref());
        let sides = claim.pairs.iter().flat_map(|pairs| [&pairs.a, &pairs.b]);
        for condition in scope.into_iter().chain(sides) {
            kinds::check(diagnostics, source, condition, &case);
        }
        let of_framework = claim.framework.as_ref().map(|id| frameworks.iter().find(|found| *found.id == **id));
        let asked = match (&of_framework, &claim.pairs) {
            (Some(Some(framework)), _) => match fields::of_framework(framework) {
                FieldKind::Map(fields) => fields,
                _ => continue,
            },
            // A framework that does not exist is reported where it is named.
            (Some(None), _) => continue,
            (None, Some(_)) => BTreeMap::clone(&both),
            (None, None) => case.clone(),
        };
        let both_sides = claim.pairs.iter().flat_map(|pairs| &pairs.condition);
        for condition in std::iter::once(&claim.holds).chain(&claim.recorded).chain(both_sides) {
            kinds::check(diagnostics, source, condition, &asked);
        }
    }
}

#[cfg(test)]
mod tests;
