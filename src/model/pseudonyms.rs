//! The key of the pseudonyms, `pseudonyms.yaml`: who is who. It stays with those who work on the study, and nothing of it is handed out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::model::case::person;
use crate::model::case::protected::{Protected, Whose, names_of};
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::list::OneOrMany;
use crate::yaml::shape::{Located, Reader};
use crate::yaml::{NodeKind, parse};

/// The file, in the root of the workspace.
pub const KEY: &str = "pseudonyms.yaml";

/// Whether a file is a key by its name, however that is written: `Pseudonym.yml`, `pseudonyms.yaml.txt`, `.pseudonyms.csv`.
pub fn is_key(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    matches!(file.trim_start_matches('.').split_once('.'), Some(("pseudonym" | "pseudonyms", _)))
}

/// Who goes by a pseudonym.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The pseudonym.
    pub pseudonym: Located<String>,
    /// The name, or all that must not occur in texts.
    pub names: OneOrMany<String>,
    /// Whether the names are a list.
    is_list: bool,
}

/// Reads the key. Mistakes in it are reported, and what can be read is read all the same.
pub fn read(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Vec<Entry> {
    let Some(node) = parse(diagnostics, source) else { return Vec::new() };
    let mut reader = Reader::new(diagnostics, source);
    let Some(mut fields) = reader.d.fields(&node, "a mapping of pseudonyms to names") else { return Vec::new() };
    let mut all = Vec::new();
    for (pseudonym, key, node) in fields.rest() {
        let names = OneOrMany::<String>::read(&mut reader, node);
        person::check_protected(&mut reader, Some(key.mark), &names);
        let is_list = matches!(node.kind, NodeKind::List(_));
        all.push(Entry { pseudonym: Located { value: pseudonym, mark: key.mark }, names, is_list });
    }
    all
}

impl Entry {
    /// The names that must not occur in texts. `of_cases` are the names of cases: what goes by one of them has no family name.
    pub fn protected(&self, of_cases: &BTreeSet<String>) -> Vec<Protected> {
        let whose = Whose::Key(self.pseudonym.value.clone());
        let is_person = !self.is_list && !of_cases.contains(&self.pseudonym.value);
        let names = self.names.iter().flat_map(|name| match is_person {
            true => names_of(name).to_vec(),
            false => vec![name.as_str()],
        });
        let of = |name: &str| Protected { name: name.to_owned(), whose: whose.clone(), disclosure: Audience::Internal };
        names.map(of).collect()
    }
}
