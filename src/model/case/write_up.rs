//! The sentences of a write-up by their names, and a person's own wording of some of them.

use serde_json::{Value, json};

use crate::base::text::Text;
use crate::yaml::decode::Fields;
use crate::yaml::shape::schema::{Help, Properties, Schemas, scalar};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId};
use crate::{choice, shape};

choice! {
    /// The sentences of a write-up. Each tells facts of its own.
    SentenceName {
        /// What the case is, where it is, and when it was founded.
        Opening = "opening",
        /// When and by whom it was founded.
        Founded = "founded",
        /// What it is specialised in.
        Specialisation = "specialisation",
        /// What attributes of the settings say of it.
        Attributes = "attributes",
        /// That it came to its end.
        Ended = "ended",
        /// How many actors it has, and which kinds are counted.
        Actors = "actors",
        /// Which kinds of actors take part.
        Kinds = "kinds",
        /// Which kinds of actors dominate.
        Dominant = "dominant",
        /// Actors by name.
        NamedActors = "named-actors",
        /// What it is for.
        Aims = "aims",
        /// Goals that can be measured.
        Goals = "goals",
        /// What is planned or hoped for.
        Ambitions = "ambitions",
        /// The secretariat.
        Secretariat = "secretariat",
        /// What the secretariat or its facilitators are for.
        SecretariatAims = "secretariat-aims",
        /// Where the secretariat is seated.
        Host = "host",
        /// The facilitators.
        Facilitators = "facilitators",
        /// The money.
        Funding = "funding",
        /// What was observed through the framework that comes first.
        Observed = "observed",
        /// What is planned, past or absent by that framework.
        Unobserved = "unobserved",
        /// What speaks against an observation.
        Against = "against",
        /// What those who coded the case do not agree on.
        Contested = "contested",
        /// What came before.
        History = "history",
        /// What happened.
        Events = "events",
        /// What it takes as its model.
        Models = "models",
        /// The region.
        Region = "region",
        /// What actors of the region are able to do.
        Competences = "competences",
        /// The assessed stage, by whom and on what ground.
        Stage = "stage",
        /// Who disagrees with the assessment.
        Dissent = "dissent",
        /// What drove the change of stage.
        Driver = "driver",
        /// Which criteria of the life cycle are met.
        Criteria = "criteria",
        /// The state of the case in the source's words.
        Situation = "situation",
        /// How what is seen compares with what the framework expects in the stage.
        Expected = "expected",
        /// What the framework expects there too and was not seen.
        Unseen = "unseen",
        /// What is seen and expected in another stage.
        OtherStage = "other-stage",
        /// That the framework was derived from this case.
        Derived = "derived",
        /// Which stage the observations resemble, where it is not the assessed one.
        Resembles = "resembles",
        /// What the next stage would add.
        NextStage = "next-stage",
        /// What a second framework says beyond the first.
        SecondFramework = "second-framework",
        /// What is recorded as there being none.
        None = "none",
        /// On what nothing is recorded.
        Missing = "missing",
    }
}

shape! {
    /// A person's own wording of a sentence of the write-up.
    #[derive(Clone, Debug)]
    Wording("a wording `{ is, written_for }`") {
        /// The sentence.
        is: Text = "The board sees it as a latent cluster.",
        /// What it was written for: facts with the values that they had, as `casebook explain CASE --prose` prints them.
        written_for: WrittenFor = "{ stage: latent }",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

/// Facts with the values that they had when a sentence was written, each with its position.
#[derive(Clone, Debug, Default)]
pub struct WrittenFor(pub Vec<(String, String, NodeId)>);

impl FromYaml for WrittenFor {
    const NAME: &'static str = "WrittenFor";

    fn read(reader: &mut Reader, node: &Node) -> Option<WrittenFor> {
        let mut fields = reader.d.fields(node, "a mapping of facts to values")?;
        let entries = fields.rest();
        // A value can be `not recorded`, and is printed nowhere.
        let read = |(fact, key, node): (String, &Node, &Node)| {
            Some((fact, reader.d.scalar(node, "text")?.trim().to_owned(), key.mark))
        };
        Some(WrittenFor(entries.into_iter().filter_map(read).collect()))
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "object", "minProperties": 1, "additionalProperties": scalar() })
    }
}

/// A person's own wordings, by the names of the sentences.
#[derive(Clone, Debug, Default)]
pub struct Wordings(pub Vec<(SentenceName, Wording)>);

impl FromKey for Wordings {
    fn pick(reader: &mut Reader, fields: &mut Fields, key: &'static str) -> Option<Wordings> {
        let mut all = Wordings::default();
        let Some(mut inner) = fields.take(key).and_then(|node| reader.d.fields(node, "a mapping of sentences")) else {
            return Some(all);
        };
        for (_, key, node) in inner.rest() {
            let name = reader.d.choice::<SentenceName>(key);
            all.0.extend(name.zip(Wording::read(reader, node)));
        }
        Some(all)
    }

    fn describe(properties: &mut Properties, key: &'static str, help: Help) {
        let (name, wording) = (SentenceName::schema(properties.schemas), Wording::schema(properties.schemas));
        let schema = json!({
            "type": "object", "minProperties": 1, "propertyNames": name, "additionalProperties": wording,
        });
        properties.add(key, help, schema);
    }
}
