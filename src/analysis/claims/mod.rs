//! Claims: sentences about several cases, each with a condition that can be checked. `claims.yaml` lists them, `fields` defines
//! the fields that conditions may name and `values` their values, `kinds` checks conditions against these, `over` has the
//! functions over cases, and `outcome` evaluates claims for the cases.

pub mod fields;
pub mod kinds;
pub mod outcome;
pub mod over;
pub mod possible;
pub mod scope;
pub mod subject;
pub mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::analysis::claims::fields::FieldKind;
use crate::analysis::claims::kinds::{Checker, Expected};
use crate::analysis::claims::over::{CASES, FUNCTIONS};
use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::base::text::{Text, Written};
use crate::model::framework::Framework;
use crate::model::framework::links::Frameworks;
use crate::model::indicator::Indicators;
use crate::model::settings::Study;
use crate::model::settings::attribute::Attribute;
use crate::yaml::condition::Condition;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Lookup;
use crate::yaml::memo::parse;
use crate::yaml::shape::ids::{FrameworkId, Id, ReferenceKey, StudyId};
use crate::yaml::shape::list::{ById, Named};
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeId};
use crate::{choice, shape, written};

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
        /// For a claim on groups of cases as wholes: the groups that functions over cases go through, by id.
        groups: ById<CaseGroup> = "{ latent: { where: stage.enright == 'latent' } }",
        /// For a claim on a framework and not on cases: which framework.
        framework: Option<FrameworkId> = "facilitator-life-cycle",
        /// For a claim on every characteristic of a dimension of the framework, by itself.
        each: Option<Each> = "{ of: tasks, per: stage }",
        /// Of how many it is said: `all` (the default), `most`, `some`, `none`, or `at least 2`.
        quantifier: Option<Quantifier> = "most",
        /// What holds of a case (of a pair: `a` and `b`; of groups: functions over cases; of a framework: `stages` and `dimensions`), in CEL.
        holds: Condition = "actors.total > 100",
        /// When a case counts at all, in CEL, beyond that everything `holds` asks for is recorded.
        recorded: Option<Condition> = "founded > 2000",
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
    /// A group of cases, which functions over cases go through.
    #[derive(Debug)]
    CaseGroup("a group of cases `{ name, where }`") {
        /// What reports call the group; its id without it.
        name: Option<Text> = "{ en: latent clusters, da: latente klynger }",
        /// Which cases belong to it, in CEL.
        condition("where"): Condition = "stage.enright == 'latent'",
    }
}

shape! {
    /// The characteristics of a dimension of a framework, each by itself: a condition names it as `c`.
    #[derive(Debug)]
    Each("characteristics `{ of, per, where }`") {
        /// The dimension of the framework.
        of: Id = "tasks",
        /// With `stage`: the characteristic in each of the stages that expect it, which a condition names as `s`.
        per: Option<Per> = "stage",
        /// Which of them count, in CEL.
        condition("where"): Option<Condition> = "size(c.stages) > 1",
    }
}

choice! {
    /// What a characteristic is looked at in.
    Per {
        /// Each of the stages that expect it.
        Stage = "stage",
    }
}

shape! {
    /// Where a claim comes from.
    #[derive(Debug)]
    ClaimSource("a source `{ cite, at }`") {
        /// The key of a work in references.yaml.
        cite: ReferenceKey = "paper-a",
        /// The place in it.
        at: Option<Text> = "Cross case summary",
    }
}

impl Claim {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let framework = self.framework.is_some();
        let over = self.is_over_cases();
        let mut conflict = |is_wrong: bool, key: &str, message: &str, help: &str| {
            if let (true, Some(mark)) = (is_wrong, fields.mark_of(key)) {
                reader.d.error(Code::Conflict, mark, message, help);
            }
        };
        let (message, help) = ("a claim is on a framework or on cases", "keep `framework`, or `scope` and `pairs`");
        conflict(framework && !over, "scope", message, help);
        conflict(framework, "pairs", message, help);
        let help = "add `framework`, or leave `each` out";
        conflict(!framework, "each", "`each` goes through the characteristics of a framework", help);
        let message = "this claim has groups, and its condition no function over cases";
        let help = "write `holds: median(latent, actors.total) < median(working, actors.total)`, say, or give it a `scope` or `pairs`";
        conflict(!over, "groups", message, help);
        let message = "this claim compares groups as wholes, and not cases in pairs";
        conflict(
            over && !framework,
            "pairs",
            message,
            "name the groups under `groups`, or leave out the functions over cases",
        );
        let message = "this claim is true or false as a whole, since its condition has a function over cases";
        conflict(over && self.each.is_none(), "quantifier", message, "leave out `quantifier`");
        conflict(over, "recorded", message, "leave out `recorded`: the functions count the cases that have a value");
    }

    /// How many of the cases or pairs the condition has to be true of; all of them by default.
    pub fn quantifier(&self) -> Quantifier {
        self.quantifier.unwrap_or(Quantifier::All)
    }

    /// Whether the condition is on cases as a whole: it has a function over them.
    pub fn is_over_cases(&self) -> bool {
        self.holds.calls(&FUNCTIONS)
    }

    /// All conditions of the claim.
    pub fn conditions(&self) -> Vec<&Condition> {
        let scope = self.scope.iter().filter_map(|scope| scope.condition.as_ref());
        let pairs = self.pairs.iter().flat_map(|pairs| [Some(&pairs.a), Some(&pairs.b), pairs.condition.as_ref()]);
        let groups = self.groups.iter().map(|group| &group.condition);
        let each = self.each.iter().filter_map(|each| each.condition.as_ref());
        let own = [Some(&self.holds), self.recorded.as_ref()].into_iter();
        own.chain(pairs).flatten().chain(scope).chain(groups).chain(each).collect()
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

/// What the conditions of claims may name.
#[derive(Clone, Copy)]
pub struct Vocabulary<'a> {
    /// The frameworks.
    pub frameworks: &'a Frameworks,
    /// The indicators.
    pub indicators: &'a Indicators,
    /// The studies.
    pub studies: &'a [Named<Study>],
    /// The attributes.
    pub attributes: &'a [Named<Attribute>],
}

/// Checks every condition of claims against the fields that exist.
pub fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>, claims: &Claims, vocabulary: Vocabulary) {
    let case = fields_of_case(diagnostics, vocabulary);
    for claim in &claims.0 {
        check_one(&mut Checker { diagnostics, source, case: &case }, claim, vocabulary.frameworks);
    }
}

/// Checks the conditions that tables of the settings ask of each case.
pub fn check_tables(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    conditions: &[&Condition],
    vocabulary: Vocabulary,
) {
    let case = fields_of_case(diagnostics, vocabulary);
    let mut checker = Checker { diagnostics, source, case: &case };
    for condition in conditions {
        if checker.check(condition, case.clone()) {
            checker.check_fixed(condition, &case, Expected::Both);
        }
    }
}

/// The fields of a case that conditions may name.
fn fields_of_case(diagnostics: &Diagnostics, vocabulary: Vocabulary) -> BTreeMap<String, FieldKind> {
    let mut case =
        fields::of_case(vocabulary.frameworks, vocabulary.indicators, vocabulary.studies, vocabulary.attributes);
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
    case
}

/// Checks the conditions of a claim.
fn check_one(checker: &mut Checker, claim: &Claim, frameworks: &Frameworks) {
    let case = checker.case;
    let scope = claim.scope.as_ref().and_then(|scope| scope.condition.as_ref());
    let sides = claim.pairs.iter().flat_map(|pairs| [&pairs.a, &pairs.b]);
    let groups = claim.groups.iter().map(|group| &group.condition);
    for condition in scope.into_iter().chain(sides).chain(groups) {
        if checker.check(condition, case.clone()) {
            checker.check_fixed(condition, case, Expected::Both);
        }
    }
    let of_groups = claim.groups.iter().map(|group| group.id.as_str()).chain([CASES]);
    let of_groups = of_groups.map(|name| (name.to_owned(), FieldKind::Cases));
    let mut asked = match claim.framework.as_deref().map(|id| frameworks.iter().find(|found| *found.id == *id)) {
        // A framework that does not exist is reported where it is named.
        Some(None) => return,
        Some(Some(framework)) => {
            let mut fields = fields::of_framework(framework);
            if let Some(each) = &claim.each {
                fields.extend(check_each(checker, framework, each));
            }
            fields
        }
        None if claim.pairs.is_some() => ["a", "b"].map(|name| (name.to_owned(), FieldKind::Map(case.clone()))).into(),
        None if claim.is_over_cases() => BTreeMap::new(),
        None => case.clone(),
    };
    if let Some(condition) = claim.pairs.as_ref().and_then(|pairs| pairs.condition.as_ref()) {
        checker.check(condition, asked.clone());
    }
    if claim.is_over_cases() && claim.pairs.is_none() {
        asked.extend(of_groups);
    }
    for (condition, expected) in
        std::iter::once((&claim.holds, Expected::Both)).chain(claim.recorded.iter().map(|own| (own, Expected::True)))
    {
        if checker.check(condition, asked.clone()) && claim.framework.is_none() {
            checker.check_fixed(condition, &asked, expected);
        }
    }
}

/// Checks which characteristics a claim is on. Returns the fields that stand for one of them.
fn check_each(checker: &mut Checker, framework: &Framework, each: &Each) -> Vec<(String, FieldKind)> {
    let dimensions: Vec<&str> = framework.dimensions.iter().map(|dimension| &*dimension.id.0).collect();
    if !dimensions.contains(&&*each.of.0) {
        let message = format!("`{}` has no dimension `{}`", framework.id, each.of);
        let error = Diagnostic::error(Code::UnknownId, each.of.1.span(checker.source), message);
        checker.diagnostics.push(error.help(suggest(&each.of, &dimensions)));
        return ["c", "s"].map(|name| (name.to_owned(), FieldKind::Any)).into();
    }
    let mut fields = vec![("c".to_owned(), fields::of_characteristic(framework, &each.of))];
    if each.per.is_some() {
        fields.push(("s".to_owned(), fields::stage_of(framework)));
    }
    if let Some(condition) = &each.condition {
        let own = fields.iter().cloned().chain(fields::of_framework(framework));
        checker.check(condition, own.collect());
    }
    fields
}

#[cfg(test)]
mod tests;
