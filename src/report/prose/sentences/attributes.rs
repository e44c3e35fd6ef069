//! What attributes of the settings say of the case, each by its clause.

use crate::model::case::attributes::Attributed;
use crate::model::case::figures::Amount;
use crate::model::case::{Fact, Known, SentenceName};
use crate::model::settings::attribute::Attribute;
use crate::report::prose::aggregate::FEW;
use crate::report::prose::draft::{Draft, authors_on, on_silence, split};
use crate::report::prose::types::Teller;
use crate::report::view::facts::{attributed, level_label};

/// The name of the sentences.
const NAME: SentenceName = SentenceName::Attributes;
/// The id of the fact that they tell.
const FACT: &str = "attributes";

/// An attribute with its value in the case.
struct Given<'t> {
    attribute: &'t Attribute,
    fact: &'t Fact<Attributed>,
    value: &'t Attributed,
}

/// The sentences. A clause is in the present tense, and of a case that has ended none is told.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let shown = |own: &Given| attributed(teller.context, own.attribute, own.value);
    let given = given(teller);
    let (own, instead) = split(teller, NAME, FACT, &given, |own| (&own.fact.evidence, shown(own)));
    let (told, others): (Vec<_>, Vec<_>) =
        own.into_iter().map(|own| (clause(teller, own), own)).partition(|(clause, _)| clause.is_some());
    // Three and two rather than four and one.
    let in_each = told.len().div_ceil(told.len().div_ceil(FEW).max(1)).max(1);
    let sentences = told.chunks(in_each).map(|some| {
        let clauses: Vec<String> = some.iter().filter_map(|(clause, _)| clause.clone()).collect();
        let draft = Draft::new(NAME, "tell-attributes").about_case().slot("list", teller.in_order(&clauses));
        some.iter().fold(draft, |draft, (_, own)| {
            let value = labelled(teller, own, shown(own));
            draft.tells_as(teller, FACT, &own.fact.evidence, value, &shown(own))
        })
    });
    let mut all: Vec<Draft> = sentences.chain(instead).collect();
    let others = others.into_iter().map(|(_, own)| own);
    all.extend(authors_on(teller, NAME, FACT, others, |own| (&own.fact.evidence, shown(own))));
    all.extend(silent(teller));
    all
}

/// The attributes that the case has a value of, in the order of the settings.
fn given<'t>(teller: &Teller<'t>) -> Vec<Given<'t>> {
    let (case, all) = (teller.case, &teller.context.settings.attributes);
    let given = all.iter().filter_map(|own| {
        let fact = case.attribute(&own.id)?;
        Some(Given { attribute: &own.value, fact, value: fact.value.value()? })
    });
    given.collect()
}

/// What the author tells of attributes of which nothing is recorded, or of which there is none.
fn silent(teller: &Teller) -> Vec<Draft> {
    let known = teller.case.all_attributes();
    let silent = known.iter().filter(|own| matches!(own.value.value, Known::None | Known::NotRecorded));
    silent.filter_map(|own| on_silence(teller, NAME, FACT, &own.value.evidence)).collect()
}

/// "Pupils: 310".
fn labelled(teller: &Teller, own: &Given, value: String) -> String {
    let label = teller.context.get(&own.attribute.label);
    teller.say("explain-fact", &[("what", label.into()), ("value", value.into())])
}

fn clause(teller: &Teller, own: &Given) -> Option<String> {
    if teller.tense == "past" || matches!(own.value, Attributed::Truth(false)) {
        return None;
    }
    own.attribute.clause(&teller.context.locale.language, &in_text(teller, own)?)
}

/// A value as running text has it, with its unit. `None` for one of a unit that has no word for one.
fn in_text(teller: &Teller, own: &Given) -> Option<String> {
    let amount = match own.value {
        Attributed::Level(word) => return Some(teller.inner(&level_label(teller.context, own.attribute, word))),
        Attributed::Truth(_) => return Some(String::new()),
        Attributed::Amount(amount) => amount,
    };
    Some(match amount {
        Amount::Date(date) => teller.when(date),
        Amount::Money(money) => teller.money(money),
        Amount::Quantity(quantity) => {
            let unit = match (&own.attribute.unit, teller.plural(quantity) == 1.0) {
                (None, _) => return Some(teller.quantity(quantity)),
                (Some(_), true) => own.attribute.one.as_ref()?,
                (Some(unit), false) => unit,
            };
            format!("{}\u{a0}{}", teller.quantity(quantity), teller.context.get(unit))
        }
        Amount::Percentage(_) | Amount::Text(_) => attributed(teller.context, own.attribute, own.value),
    })
}
