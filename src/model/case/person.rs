//! The people whom a case names.

use crate::base::diagnostic::Diagnostic;
use crate::base::folded::Sought;
use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::consent::Consent;
use crate::model::case::evidence::Evidence;
use crate::model::case::yearly::Helix;
use crate::shape;
use crate::yaml::NodeId;
use crate::yaml::decode::Fields;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::list::OneOrMany;
use crate::yaml::shape::{Hidden, Located, Reader};

shape! {
    /// Somebody whom the case names.
    #[derive(Clone, Debug)]
    Person("a person `{ role, name, disclosure }`") check check {
        /// The role.
        role: Option<Text> = "cluster facilitator",
        /// The name. It needs `disclosure`.
        name: Option<String> = "Ada Holm",
        /// The organisation.
        organisation: Option<Text> = "Harbour Office",
        /// The part of society that somebody on a board comes from.
        helix: Option<Helix> = "business",
        /// Who may know the name.
        disclosure: Option<Audience> = "public",
        /// What the person is called wherever the name may not be known.
        pseudonym: Option<Located<String>> = "M1",
        /// What the person agreed to.
        consent: Option<Consent> = "{ quoted: anonymously }",
        /// What must not occur in any text if the name may not be spread; without it, the name and the family name.
        protect: OneOrMany<String> = "[Ada Holm, Mrs Holm]",
        /// Where it comes from.
        evidence: Evidence,
    }
}

/// Reports words that must not occur and are too short to be looked for.
pub fn check_protected(reader: &mut Reader, mark: Option<NodeId>, words: &[String]) {
    if let (Some(mark), Some(short)) = (mark, words.iter().find(|own| Sought::is_short(own))) {
        let message = format!("`{short}` is too short to be looked for in texts");
        reader.d.error(Code::WrongForm, mark, message, "write three letters or more, or leave it out");
    }
}

/// The keys of a person that only those may know who know its name, and the one that only those may know who don't: they could find the
/// person under it in what is made for others.
const PRIVATE: [&str; 3] = ["name", "protect", "pseudonym"];

impl Person {
    /// What the person is called: the name, if it may be known, else the pseudonym.
    pub fn shown_name(&self) -> Option<&String> {
        self.name.as_ref().or(self.pseudonym.as_ref().map(|own| &own.value))
    }

    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let is_hidden = self.is_hidden_from(reader.audience);
        let hidden = |key: &&&str| match **key {
            "pseudonym" => self.name.is_some() && !is_hidden,
            _ => is_hidden,
        };
        let private = PRIVATE.iter().filter(hidden).chain(&["consent"]);
        let private = private.filter_map(|key| fields.mark_of(key));
        let private: Vec<NodeId> = private.filter(|_| reader.audience != Audience::Internal).collect();
        reader.hidden.extend(private.into_iter().map(|key| (key.next(), Hidden::Silent)));
        if self.consent.as_ref().is_some_and(|consent| consent.withdrawn.is_some()) {
            reader.hidden.insert(fields.mark(), Hidden::Silent);
        }
        if let (Some(mark), None) = (fields.mark_of("name"), fields.mark_of("disclosure")) {
            let help = "add `disclosure: public`, `participants` or `internal`";
            let message = "a name needs a disclosure: how far it may be spread";
            let missing = Diagnostic::error(Code::MissingKey, mark.span(reader.d.source), message);
            reader.d.diagnostics.push(missing.help(help));
        }
        check_protected(reader, fields.mark_of("protect"), &self.protect);
        let is_short = self.disclosure.is_some() && self.is_hidden_from(Audience::Public) && self.protect.is_empty();
        let name = self.name.as_deref().filter(|name| is_short && Sought::is_short(name));
        if let (Some(mark), Some(name)) = (fields.mark_of("name"), name) {
            let message =
                format!("`{name}` is too short to be looked for in texts, so that it may be printed where it stands");
            let help =
                "list at `protect` how the person is named in texts, like `protect: [Mr Li]`, or leave the name out";
            let span = mark.span(reader.d.source);
            reader.d.diagnostics.push(Diagnostic::warning(Code::Protected, span, message).help(help));
        }
    }
}
