//! Stages that somebody assessed a case in, and whether the criteria of life cycles are met.

use serde_json::{Value, json};

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::{Evidence, Fact, Known, YesNo};
use crate::model::case::words::{Answer, Confidence};
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::{LifeCycleId, ReferenceKey, StageId};
use crate::yaml::shape::link::Link;
use crate::yaml::shape::schema::{Help, Properties, Schemas};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeKind};

shape! {
    /// A stage that somebody assessed a cluster in.
    #[derive(Clone, Debug)]
    Assessment("an assessment `{ in, is, by, basis }`") none "not assessed" check check {
        /// The life cycle: the id of a framework with stages.
        life_cycle("in"): LifeCycleId = "enright",
        /// The stage: an id of that life cycle.
        stage("is"): StageId = "latent",
        /// Who assessed it: text, or `{ cite: … }` for the authors of a work in references.yaml.
        by: Option<Rater> = "the board",
        /// On what basis.
        basis: Option<Text> = "general assessment",
        /// Of which part of the cluster, if not of the whole.
        part: Option<Text> = "the suppliers",
        /// Who disagrees, and why.
        dissent: Option<Text> = "Two members of the board see it as working already",
        /// What drove the change, where the stage is another one than before: a characteristic of a framework of drivers.
        driver: Option<Link> = "{ framework: solvell-drivers, dimension: growth, is: social-capital }",
        /// Whether this is what those who assessed it agreed on: then it alone is the stage.
        agreed: Option<YesNo> = "yes",
        /// How confident whoever assessed it is.
        confidence: Option<Confidence> = "medium",
        /// Where it comes from.
        evidence: Evidence,
    }
}

/// Who assessed a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rater {
    /// In words.
    Text(Text),
    /// The authors of a work, by its key in references.yaml.
    Authors(ReferenceKey),
}

shape! {
    /// The authors of a work.
    CitedRater("the authors of a work `{ cite }`") {
        /// The key of the work in references.yaml.
        cite: ReferenceKey = "paper-a",
    }
}

impl FromYaml for Rater {
    const NAME: &'static str = "Rater";

    fn read(reader: &mut Reader, node: &Node) -> Option<Rater> {
        let cites = |(key, _): &(Node, Node)| matches!(&key.kind, NodeKind::Text(key) if key == "cite");
        match &node.kind {
            NodeKind::Map(entries) if entries.iter().any(cites) => {
                CitedRater::read(reader, node).map(|rater| Rater::Authors(rater.cite))
            }
            _ => Text::read(reader, node).map(Rater::Text),
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let (text, cited) = (Text::schema(schemas), CitedRater::schema(schemas));
        json!({ "anyOf": [text, cited] })
    }
}

impl Assessment {
    /// Whether it is what those who assessed the stage agreed on.
    pub fn is_agreed(&self) -> bool {
        self.agreed == Some(YesNo::Yes)
    }

    fn check(&self, reader: &mut Reader, _: &Fields) {
        let wanted = Wanted::Stage { life_cycle: self.life_cycle.to_string(), stage: self.stage.to_string() };
        reader.point(wanted, self.stage.1);
    }
}

/// Whether the criteria of life cycles are met.
#[derive(Clone, Debug, Default)]
pub struct CriteriaAll(pub Vec<Met>);

/// Whether a criterion of a life cycle is met.
#[derive(Clone, Debug)]
pub struct Met {
    /// The life cycle.
    pub life_cycle: String,
    /// The criterion.
    pub criterion: String,
    /// The answer.
    pub answer: Fact<Answer>,
}

impl CriteriaAll {
    /// Returns the answer for a criterion.
    pub fn answer(&self, life_cycle: &str, criterion: &str) -> Option<&Fact<Answer>> {
        let met = self.0.iter().find(|met| met.life_cycle == life_cycle && met.criterion == criterion)?;
        Some(&met.answer)
    }
}

impl FromKey for CriteriaAll {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<CriteriaAll> {
        let mut all = CriteriaAll::default();
        let Some(mut cycles) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of life cycles"))
        else {
            return Some(all);
        };
        for (life_cycle, key, node) in cycles.rest() {
            reader.point(Wanted::LifeCycle(life_cycle.clone()), key.mark);
            let Some(mut criteria) = reader.d.fields(node, "a mapping of criteria") else { continue };
            for (criterion, key, node) in criteria.rest() {
                let wanted = Wanted::Criterion { life_cycle: life_cycle.clone(), criterion: criterion.clone() };
                reader.point(wanted, key.mark);
                let answer = Fact::read(reader, node, |_, _| {});
                if matches!(answer.value, Known::None) {
                    let help = "write yes, partly, no or not recorded";
                    reader.d.error(Code::WrongChoice, node.mark, "`none` does not answer whether it is met", help);
                }
                all.0.push(Met { life_cycle: life_cycle.clone(), criterion, answer });
            }
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let answer = properties.schemas.define("Met", |schemas| Fact::<Answer>::schema(schemas, |_| {}));
        let criteria = json!({ "type": "object", "minProperties": 1, "additionalProperties": answer });
        properties.add(key, help, json!({ "type": "object", "minProperties": 1, "additionalProperties": criteria }));
    }
}
