//! The names of a case that not everybody may know.

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::{Case, Person};
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::{Located, Reader};

/// The keys that say in a case file what not everybody may know. A file without any of them has no name to protect.
pub const PRIVATE: [&str; 4] = ["disclosure", "protect", "pseudonym", "consent"];

/// A name that an audience may not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// What must not occur.
    pub name: String,
    /// Whose name it is.
    pub whose: Whose,
    /// Who may know it.
    pub disclosure: Audience,
}

impl Protected {
    /// Who may know it, in words.
    pub fn how(&self) -> &'static str {
        match self.disclosure {
            Audience::Participants => "for participants only",
            Audience::Internal | Audience::Public => "internal",
        }
    }
}

/// Whose name something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A person's.
    Person {
        /// The id.
        id: String,
        /// The whole name.
        name: String,
        /// What the person is called instead: the pseudonym, else the role in English or in the first language that it has; empty without
        /// one.
        instead: String,
    },
    /// A case's.
    Case {
        /// The id.
        id: String,
        /// The pseudonym in English or in the first language that it has; empty without one.
        instead: String,
    },
    /// The name of whoever goes by this pseudonym in the key (`pseudonyms.yaml`).
    Key(String),
}

/// A person's whole name and its family name.
pub fn names_of(whole: &str) -> [&str; 2] {
    let family = match whole.split_once(',') {
        Some((family, _)) => family.trim(),
        None => whole.rsplit(char::is_whitespace).next().unwrap_or(whole),
    };
    [whole, family]
}

impl Person {
    /// Whether an audience may not know its name, which may be given by `protect` alone.
    pub fn is_hidden_from(&self, audience: Audience) -> bool {
        (self.name.is_some() || !self.protect.is_empty())
            && !audience.may_see(self.disclosure.unwrap_or(Audience::Internal))
    }

    /// What must not occur in texts: what the file lists, else the name and the family name.
    fn protected(&self, id: &str) -> Vec<Protected> {
        let Some(whole) = self.name.as_ref().or_else(|| self.protect.iter().next()) else { return Vec::new() };
        let names: Vec<&str> = match self.protect.is_empty() {
            true => names_of(whole).to_vec(),
            false => self.protect.iter().map(String::as_str).collect(),
        };
        let role = || self.role.as_ref().map(|role| role.get("en").to_owned());
        let pseudonym = self.pseudonym.as_ref().map(|own| own.value.clone());
        let instead = pseudonym.or_else(role).unwrap_or_default();
        let whose = Whose::Person { id: id.to_owned(), name: whole.clone(), instead };
        let disclosure = self.disclosure.unwrap_or(Audience::Internal);
        names.into_iter().map(|name| Protected { name: name.to_owned(), whose: whose.clone(), disclosure }).collect()
    }
}

impl Case {
    /// Whether something of it was left out, since its readers may not see it.
    pub fn lacks(&self) -> bool {
        self.withheld.is_some()
    }

    /// Reports pseudonyms of two people.
    pub(super) fn check_pseudonyms(&self, reader: &mut Reader) {
        let mut known: Vec<&str> = Vec::new();
        for own in self.people.iter().filter_map(|person| person.pseudonym.as_ref()) {
            if known.contains(&own.value.as_str()) {
                let message = format!("two people have the pseudonym `{}`", own.value);
                reader.d.error(Code::DoubledId, own.mark, message, "give one of the two another pseudonym");
            }
            known.push(&own.value);
        }
    }

    /// Whether an audience may not know of the case at all. `disclosure` says who may know of it or, if it has a pseudonym, its name.
    pub fn is_withheld_from(&self, audience: Audience, disclosure: Audience) -> bool {
        self.pseudonym.is_none() && !audience.may_see(disclosure)
    }

    /// The names in the case that an audience may not know. `disclosure` says who may know of it or, if it has a pseudonym, its name.
    pub fn protected(&self, audience: Audience, disclosure: Audience) -> Vec<Protected> {
        let is_hidden = !audience.may_see(disclosure);
        let is_withheld = self.is_withheld_from(audience, disclosure);
        let people = self.people.iter().filter(|person| is_withheld || person.is_hidden_from(audience));
        let instead = self.pseudonym.as_ref().map(|own| own.value.get("en").to_owned()).unwrap_or_default();
        let of_case = |name: &str, disclosure: Audience| Protected {
            name: name.to_owned(),
            whose: Whose::Case { id: self.id.to_string(), instead: instead.clone() },
            disclosure,
        };
        let names = std::iter::once(&self.name.text).chain(&self.short_name).flat_map(Text::all);
        // An id of one word may be an ordinary word.
        let id = Some(&*self.id.0).filter(|id| is_withheld && id.contains('-'));
        let names = names.filter(|_| is_hidden).chain(id).map(|name| of_case(name, disclosure));
        let listed = self.protect.iter().filter(|_| audience != Audience::Internal);
        let listed = listed.map(|name| of_case(name, Audience::Internal));
        people.flat_map(|person| person.protected(&person.id)).chain(names).chain(listed).collect()
    }

    /// What the case is called, in all languages: its name, and its pseudonym.
    pub fn names(&self) -> Vec<String> {
        let all = std::iter::once(&self.name.text).chain(self.pseudonym.iter().map(|own| &own.value));
        all.flat_map(Text::all).map(str::to_owned).collect()
    }

    /// The pseudonyms of people and of the case, in all languages, each with its position.
    pub fn pseudonyms(&self) -> Vec<Located<String>> {
        let of_people = self.people.iter().filter_map(|person| person.pseudonym.clone());
        let own =
            self.pseudonym.iter().flat_map(|own| own.value.all().into_iter().map(|text| (text.to_owned(), own.mark)));
        of_people.chain(own.map(|(value, mark)| Located { value, mark })).collect()
    }

    /// The names of people in the case that an audience may know. `disclosure` says who may know of it or, if it has a pseudonym, its
    /// name.
    pub fn open_names(&self, audience: Audience, disclosure: Audience) -> Vec<String> {
        let is_open = !self.is_withheld_from(audience, disclosure);
        let open = self.people.iter().filter(|person| is_open && !person.is_hidden_from(audience));
        open.filter_map(|person| person.name.clone()).collect()
    }
}
