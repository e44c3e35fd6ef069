//! Rules on what people agreed to: nothing is printed beyond that.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::base::text::Text;
use crate::model::case::{Case, Consent, Person, Quoting};
use crate::model::disclosed::Disclosed;
use crate::yaml::shape::list::Named;

/// What people of a case agreed to, by their ids.
pub type Consents = BTreeMap<String, Consent>;

/// What the people of a case agreed to. What readers see of the case does not have it.
pub fn consents(case: &Case) -> Consents {
    let of = |person: &Named<Person>| Some((person.id.clone(), person.consent.clone()?));
    case.people.iter().filter_map(of).collect()
}

/// Reports quotations that readers would see although nobody agreed to that, and people who would be recognised although they agreed to be
/// quoted anonymously.
pub fn check(diagnostics: &mut Diagnostics, source: &Arc<Source>, disclosed: &Disclosed, consents: &Consents) {
    let case = &disclosed.case;
    let mut quoted: Vec<&str> = Vec::new();
    for (mark, name) in &disclosed.quoted {
        let people = heard(case, &name.id);
        quoted.extend(people.iter().map(|person| person.id.as_str()));
        // Of several people any may have said it.
        let reasons = people.iter().map(|person| beyond(consents.get(&person.id)?));
        let Some(reason) = reasons.collect::<Option<Vec<_>>>().and_then(|reasons| reasons.into_iter().next()) else {
            continue;
        };
        let message = format!("this would be printed beyond consent: {reason}");
        let help = "leave the quotation out, or write `quote: { text: …, disclosure: internal }`";
        diagnostics.push(Diagnostic::error(Code::BeyondConsent, mark.span(source), message).help(help));
    }
    let is_anonymous = |person: &&Named<Person>| {
        let agreed = consents.get(&person.id).and_then(|consent| consent.quoted);
        agreed == Some(Quoting::Anonymously) && quoted.contains(&person.id.as_str())
    };
    for person in case.people.iter().filter(is_anonymous) {
        let key = person.key.span(source);
        if let Some(name) = &person.name {
            let message = format!("`{name}` agreed to be quoted anonymously, and would be quoted by name");
            let help = "write `disclosure: internal` beside the name, or leave the quotations out";
            diagnostics.push(Diagnostic::error(Code::BeyondConsent, key, message).help(help));
        } else if let Some(role) = person.role.as_ref().filter(|role| is_only(case, role)) {
            let message = format!("one person alone has the role “{}”, and is quoted anonymously", role.get("en"));
            let help = "readers may know who that is: give the role in wider words, or leave the quotations out";
            diagnostics.push(Diagnostic::warning(Code::Recognisable, key, message).help(help));
        }
    }
}

/// The people who were interviewed for a source.
fn heard<'c>(case: &'c Case, source: &str) -> Vec<&'c Named<Person>> {
    let with = case.sources.iter().find(|own| own.id == source).map(|own| &own.with);
    let ids = with.into_iter().flatten();
    ids.filter_map(|id| case.people.iter().find(|person| person.id == id.0)).collect()
}

/// Why somebody may not be quoted at all; `None` if they may.
fn beyond(consent: &Consent) -> Option<&'static str> {
    match consent.quoted? {
        Quoting::No => Some("the person who said it did not agree to be quoted"),
        Quoting::AfterApproval if consent.approved.is_none() => {
            Some("the person who said it has not approved of it yet; write `approved:` with the date")
        }
        Quoting::AfterApproval | Quoting::Anonymously | Quoting::ByName => None,
    }
}

/// Whether one person alone has a role.
fn is_only(case: &Case, role: &Text) -> bool {
    case.people.iter().filter(|person| person.role.as_ref() == Some(role)).count() == 1
}
