//! What the case is called in each sentence: its full name first, then "the cluster", then "it". What it is (a cluster, a school)
//! has its forms in the locale.

use fluent_bundle::FluentValue;

use crate::model::case::SentenceName;
use crate::report::prose::draft::Draft;
use crate::report::prose::realise::finished;
use crate::report::prose::types::{By, Paragraph, Sentence, Teller, VERBATIM};

/// How a sentence refers to the case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Name,
    Definite,
    Pronoun,
}

/// How a sentence refers to what it is about.
struct Refers {
    /// The case.
    form: Form,
    /// What stands where the sentence has the name of the case.
    own_name: Form,
    /// Whether a sentence before has told that there is a secretariat.
    is_introduced: bool,
}

/// Makes the words of all sentences.
pub fn realised(teller: &Teller, paragraphs: Vec<Vec<Draft>>) -> Vec<Paragraph> {
    let (mut is_first, mut has_differed, mut is_introduced) = (true, false, false);
    let all = paragraphs.into_iter().map(|drafts| {
        let mut before: Option<Form> = None;
        let mut last_on_secretariat = false;
        let sentences = drafts.into_iter().enumerate().map(|(at, mut draft)| {
            if draft.message == "tell-differ" {
                draft.slots.push(("order", if has_differed { "again" } else { "first" }.into()));
                has_differed = true;
            }
            let on_secretariat = is_on_secretariat(&draft);
            if on_secretariat && last_on_secretariat {
                draft
                    .slots
                    .iter_mut()
                    .filter(|(name, _)| *name == "owner")
                    .for_each(|(_, owner)| *owner = "secretariat-again".into());
                last_on_secretariat = false;
            } else {
                // "It" is clear only behind a sentence that begins with the secretariat.
                last_on_secretariat = on_secretariat && draft.name != SentenceName::Secretariat;
            }
            let form = match before {
                _ if is_first => Form::Name,
                // "It" is clear only behind a sentence on the case itself; and three in a row never begin alike.
                Some(Form::Name | Form::Definite) => Form::Pronoun,
                Some(Form::Pronoun) | None => Form::Definite,
            };
            before = draft.is_about_case.then_some(form);
            is_first &= !draft.is_about_case;
            // A sentence inside a paragraph does not begin with the full name again.
            let own_name = if at == 0 || form == Form::Name { Form::Name } else { Form::Definite };
            let text = text(teller, &draft, Refers { form, own_name, is_introduced });
            is_introduced |= introduces_secretariat(&draft);
            Sentence { name: draft.name, message: draft.message, text, facts: draft.facts, by: draft.by }
        });
        Paragraph { sentences: sentences.collect() }
    });
    all.collect()
}

/// Whether a sentence tells that there is a secretariat.
fn introduces_secretariat(draft: &Draft) -> bool {
    use SentenceName::{Aims, Facilitators, Host, Secretariat, SecretariatAims};
    let is_authors = draft.by == By::Author && [Aims, Facilitators, Host, SecretariatAims].contains(&draft.name);
    draft.name == Secretariat || is_authors || draft.slots.iter().any(is_secretariats)
}

/// Whether a slot says that a sentence is on something of the secretariat's.
fn is_secretariats((name, value): &(&'static str, FluentValue)) -> bool {
    *name == "owner" && matches!(value, FluentValue::String(owner) if owner == "secretariat")
}

/// Whether the secretariat is the subject of a sentence.
fn is_on_secretariat(draft: &Draft) -> bool {
    let has_subject = ["tell-facilitators", "tell-funding", "tell-secretariat"];
    has_subject.contains(&draft.message)
        && (draft.name == SentenceName::Secretariat || draft.slots.iter().any(is_secretariats))
}

/// The words of a sentence as it would stand alone, to count them.
pub fn alone(teller: &Teller, draft: &Draft) -> String {
    text(teller, draft, Refers { form: Form::Definite, own_name: Form::Name, is_introduced: true })
}

fn text(teller: &Teller, draft: &Draft, refers: Refers) -> String {
    let Refers { form, own_name, is_introduced } = refers;
    if draft.by != By::Program {
        return finished(&format!("{VERBATIM}{}", draft.text));
    }
    let thing = &teller.thing;
    let name = teller.context.get(&teller.case.name);
    let (subject, it) = match form {
        Form::Name => (format!("{VERBATIM}{name}"), thing.definite.clone()),
        Form::Definite => (thing.definite.clone(), thing.definite.clone()),
        Form::Pronoun => (thing.pronoun.clone(), thing.pronoun.clone()),
    };
    let secretariat = match is_introduced {
        true => teller.context.word("tell-the-secretariat"),
        false => teller.say("tell-own-secretariat", &[("genitive", thing.genitive.as_str().into())]),
    };
    let common: [(&'static str, FluentValue); 8] = [
        ("secretariat", secretariat.into()),
        ("subject", subject.into()),
        ("it", it.into()),
        ("the", thing.definite.as_str().into()),
        ("genitive", thing.genitive.as_str().into()),
        ("possessive", thing.possessive.as_str().into()),
        ("tense", teller.tense.into()),
        ("name", if own_name == Form::Name { format!("{VERBATIM}{name}") } else { thing.definite.clone() }.into()),
    ];
    // What the sentence itself fills in comes last, and so is what counts.
    let slots: Vec<(&str, FluentValue)> = common.into_iter().chain(draft.slots.iter().cloned()).collect();
    finished(&teller.say(draft.message, &slots))
}
