//! Ids: those that a file defines, and those that it refers to, which `check` looks up.

use serde_json::{Value, json};

use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::schema::{Help, Properties, Schemas, Vocabulary, words};
use crate::yaml::shape::{FromKey, FromYaml, Reader};
use crate::yaml::{Node, NodeId};

/// The form of an id, as a regular expression.
const PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of an id: one of the known ones, or their pattern if none are known.
pub fn schema(known: Option<&[String]>) -> Value {
    match known {
        Some(known) if !known.is_empty() => words(&known.iter().map(|id| (id.as_str(), "")).collect::<Vec<_>>()),
        _ => json!({
            "type": ["string", "number"], "pattern": PATTERN,
            "patternErrorMessage": "Ids are lower case letters, digits and single hyphens",
        }),
    }
}

macro_rules! text_like {
    ($($name:ident),+) => {$(
        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }
    )+};
}

/// An id and its position.
#[derive(Clone, Debug, Default)]
pub struct Id(pub String, pub NodeId);

/// The id of a file: its name without folders and extension. Takes no key of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stem(pub String);

/// The name of a file, relative to the workspace. Takes no key of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName(pub String);

text_like!(Id, Stem, FileName);

impl FromYaml for Id {
    const NAME: &'static str = "Id";

    fn read(reader: &mut Reader, node: &Node) -> Option<Id> {
        reader.d.id(node).map(|id| Id(id, node.mark))
    }

    fn schema(_: &mut Schemas) -> Value {
        schema(None)
    }
}

impl FromKey for Stem {
    fn pick(reader: &mut Reader, _: &mut Fields, _: &'static str) -> Option<Stem> {
        Some(Stem(reader.d.source.stem().to_owned()))
    }

    fn describe(_: &mut Properties, _: &'static str, _: Help) {}
}

impl FromKey for FileName {
    fn pick(reader: &mut Reader, _: &mut Fields, _: &'static str) -> Option<FileName> {
        Some(FileName(reader.d.source.name().to_owned()))
    }

    fn describe(_: &mut Properties, _: &'static str, _: Help) {}
}

macro_rules! pointers {
    ($($(#[doc = $doc:literal])+ $name:ident: $wanted:ident $(, $known:expr)?;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
            pub struct $name(pub String);

            impl FromYaml for $name {
                const NAME: &'static str = stringify!($name);

                fn read(reader: &mut Reader, node: &Node) -> Option<$name> {
                    let id = reader.d.id(node)?;
                    reader.point(Wanted::$wanted(id.clone()), node.mark);
                    Some($name(id))
                }

                fn schema(schemas: &mut Schemas) -> Value {
                    let known: Option<fn(&Vocabulary) -> Vec<String>> = None $(.or(Some($known)))?;
                    let known = schemas.vocabulary.zip(known).map(|(vocabulary, known)| known(vocabulary));
                    schema(known.as_deref())
                }
            }
        )+

        text_like!($($name),+);
    };
}

pointers! {
    /// The id of a study.
    StudyId: Study, |known| known.studies.clone();
    /// The id of a source of the same case.
    SourceId: Source;
    /// The id of a person of the same case.
    PersonId: Person;
    /// The key of a reference.
    ReferenceKey: Reference, |known| known.references.clone();
    /// The id of a group of indicators: the stem of their file.
    GroupId: Group;
    /// The id of a framework with dimensions.
    FrameworkId: Framework, |known| known.lenses.iter().map(|lens| lens.id.clone()).collect();
    /// The id of a framework with stages.
    LifeCycleId: LifeCycle, |known| known.life_cycles.clone();
    /// The id of a named actor of the same case.
    ActorId: Actor;
    /// The id of an event of the same case.
    EventId: Event;
    /// The id of a phase of the same case.
    PhaseId: Phase;
    /// The id of a coder.
    CoderId: Coder, |known| known.coders.clone();
    /// The id of another case.
    CaseId: Case, |known| known.cases.clone();
}

/// The id of a stage. The mapping around it names the life cycle.
#[derive(Clone, Debug, Default)]
pub struct StageId(pub String, pub NodeId);

text_like!(StageId);

impl FromYaml for StageId {
    const NAME: &'static str = "StageId";

    fn read(reader: &mut Reader, node: &Node) -> Option<StageId> {
        reader.d.id(node).map(|id| StageId(id, node.mark))
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schema(schemas.vocabulary.map(|known| known.stages.as_slice()))
    }
}
