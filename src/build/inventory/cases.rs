//! Reads and checks the cases of a workspace, each on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{Claims, scope};
use crate::base::diagnostic::Diagnostics;
use crate::base::source::{self, Source};
use crate::base::threads;
use crate::base::timings::timed;
use crate::build::inventory::reader::read_file;
use crate::build::workspace::{Faulty, Withdrawn};
use crate::check::{Checker, Raw, consent, coverage, identity, prose, protected};
use crate::model::case::card::Card;
use crate::model::case::protected::Protected;
use crate::model::case::{self, Case, Person, Withheld};
use crate::model::disclosed::Disclosed;
use crate::model::references::References;
use crate::report::matrix::parts::Missing;
use crate::yaml::shape::Located;
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::ids::StudyId;
use crate::yaml::shape::notation::Notations;

/// What is kept in memory of the cases after they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The cases in full, with their files.
    Open,
    /// Only their cards. With thousands of cases, that takes a fraction of the memory (docs/performance.md).
    Cards,
}

/// What is gone with people who withdrew, for everybody; `None` if nobody did.
fn withdrawn(source: &Arc<Source>, case: &Case, notations: &Notations) -> Option<Withdrawn> {
    let is_gone = |person: &Person| person.consent.as_ref().is_some_and(|consent| consent.withdrawn.is_some());
    let people = case.people.iter().filter(|person| is_gone(person)).count();
    let statements = |case: &Case| case.withheld.as_ref().map_or(0, Withheld::statements);
    let left = (people > 0).then(|| Disclosed::read(source, notations, Audience::Internal)).flatten()?;
    Some(Withdrawn {
        case: case.id.to_string(),
        people,
        sources: case.sources.len() - left.case.sources.len(),
        statements: statements(&left.case).saturating_sub(statements(case)),
    })
}

/// A case that was read and checked on its own.
pub struct Checked {
    card: Card,
    /// Whether its study is known. If not, the case may belong to any study.
    readable: bool,
    /// The case and its file, if they are to be kept.
    open: Option<(Case, Arc<Source>)>,
    /// Whether it may belong to each part of each claim, see [`scope::may_belong`].
    pub may_belong: Vec<bool>,
    /// The names that the audience may not know.
    pub protected: Vec<Protected>,
    /// The names of people that it may know.
    pub open_names: Vec<String>,
    /// The pseudonyms of its people, and its own.
    pub pseudonyms: Vec<Located<String>>,
    /// The ids of other cases that its readers read of, with their positions.
    pub cases_named: Vec<Located<String>>,
    /// What it is called, in all languages: its name, and its pseudonym.
    pub case_names: Vec<String>,
    /// What is gone with people who withdrew.
    withdrawn: Option<Withdrawn>,
    /// Whether the audience may not know of the case at all.
    is_withheld: bool,
}

impl Checked {
    /// Its card.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Whether anything is made of it.
    pub fn is_shown(&self) -> bool {
        !self.is_withheld
    }
}

/// How cases are read.
pub struct Reading<'a> {
    /// The size of the largest file that is read, in bytes.
    pub largest: u64,
    /// How the figures of each indicator are written, by indicator id.
    pub notations: &'a Notations,
    /// What is kept of the cases.
    pub keep: Keep,
    /// For whom reports are made.
    pub audience: Audience,
    /// The claims, if every condition of them can be evaluated.
    pub claims: Option<(&'a Claims, Ground<'a>)>,
}

/// Reads and checks all cases, on all cores. Files that can't be read as YAML are missing from the result.
pub fn check_cases(diagnostics: &mut Diagnostics, raw: &Raw, names: &[String], reading: &Reading) -> Vec<Checked> {
    let none = References::default();
    let checker = Checker::new(raw, diagnostics, &none);
    let rules = diagnostics.apart();
    let &Reading { notations, audience, .. } = reading;
    let usual = raw.settings.as_ref().and_then(|settings| settings.disclosure).unwrap_or(Audience::Public);
    let is_known = |id: &StudyId| raw.settings.as_ref().is_some_and(|settings| settings.study(id).is_some());
    let work = |name: &String| {
        let mut found = rules.apart();
        let source = read_file(&mut found, &raw.root, name, reading.largest);
        let read =
            source.and_then(|source| timed("read", || case::read::read_for(&mut found, &source, notations, audience)));
        let checked = read.and_then(|(read, node)| {
            let prose::ProseUses { mut cited, images } = timed("check", || checker.case(&mut found, &read));
            cited.extend(coverage::cited(&read).map(str::to_owned));
            let readable = !read.study_unclear && read.case.study.as_ref().is_none_or(is_known);
            // A word that can't be read may have been meant to keep the case from everybody.
            let unread = if node.get("disclosure").is_some() { Audience::Internal } else { usual };
            let disclosure = read.case.disclosure.unwrap_or(unread);
            let (protected, open_names) =
                (read.case.protected(audience, disclosure), read.case.open_names(audience, disclosure));
            let (source, is_withheld) = (read.source.clone(), read.case.is_withheld_from(audience, disclosure));
            let pseudonym = read.case.pseudonym.clone();
            let case_names = read.case.names();
            let withdrawn = withdrawn(&source, &read.case, notations);
            let (agreed, pseudonyms) = (consent::consents(&read.case), read.case.pseudonyms());
            let disclosed = Disclosed::of(read, node, notations, audience)?;
            if audience != Audience::Internal && !is_withheld {
                consent::check(&mut found, &source, &disclosed, &agreed);
            }
            if let Some(own) = pseudonym.filter(|_| disclosed.is_renamed) {
                protected::case_file(&mut found, &source, &own.value);
            }
            let cases_named: Vec<Located<String>> = disclosed.cases_named().collect();
            let named = cases_named.iter().map(|own| own.value.clone()).collect();
            let case = disclosed.case;
            let card = Card::new(&case, source.hash(), named, images);
            let may_belong = reading.claims.map(|(claims, ground)| scope::may_belong(claims, &case, ground));
            let open = (reading.keep == Keep::Open).then_some((case, source));
            let may_belong = may_belong.unwrap_or_default();
            let checked = Checked {
                card,
                readable,
                open,
                may_belong,
                protected,
                open_names,
                pseudonyms,
                cases_named,
                case_names,
                withdrawn,
                is_withheld,
            };
            Some((checked, cited))
        });
        (found.into_all(), checked)
    };
    let mut cited = BTreeSet::new();
    let mut all = Vec::new();
    for (found, checked) in threads::each(names, work) {
        diagnostics.extend(found);
        if let Some((checked, own)) = checked {
            cited.extend(own);
            all.push(checked);
        }
    }
    let again = |card: &Card| {
        source::read(&raw.root, &card.file, reading.largest).unwrap_or_else(|_| Source::new(&*card.file, ""))
    };
    identity::cases(diagnostics, all.iter().map(|one| &one.card), again);
    coverage::works(diagnostics, raw, &cited);
    all
}

/// The cases of a workspace, sorted into those with and those without mistakes.
pub struct Cases {
    /// The cases with mistakes, which can't be used.
    pub faulty: Vec<Faulty>,
    /// Cases that the audience may not know of.
    pub withheld: Vec<Missing>,
    /// What is gone from others with people who withdrew.
    pub withdrawn: Vec<Withdrawn>,
    /// The cards of the cases without mistakes.
    pub cards: Vec<Card>,
    /// The cases without mistakes in full, if they are kept.
    pub open: Vec<Case>,
    /// Their files.
    pub sources: Vec<Arc<Source>>,
}

/// Sorts cases into those with and those without mistakes. If two cases have the same id, neither is used, since their reports
/// would have the same name.
pub fn sort_out(diagnostics: &Diagnostics, checked: Vec<Checked>, names: &[String]) -> Cases {
    let has_mistakes = |name: &&String| diagnostics.errors_under(name) > 0;
    let broken: BTreeSet<&str> = names.iter().filter(has_mistakes).map(|name| source::stem(name)).collect();
    let mut studies: BTreeMap<String, Option<String>> = BTreeMap::new();
    let (mut withheld, mut withdrawn) = (Vec::new(), Vec::new());
    let (mut cards, mut open, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for one in checked {
        if one.readable {
            studies.insert(one.card.file.clone(), one.card.study.clone());
        }
        if one.is_withheld {
            withheld.push(Missing {
                id: one.card.id,
                study: one.card.study,
                readable: one.readable,
                is_withheld: true,
            });
            continue;
        }
        if broken.contains(&*one.card.id) {
            continue;
        }
        withdrawn.extend(one.withdrawn);
        cards.push(one.card);
        let (case, source) = one.open.unzip();
        open.extend(case);
        sources.extend(source);
    }
    let is_faulty = |name: &&String| {
        let id = source::stem(name);
        broken.contains(id) && !withheld.iter().any(|one: &Missing| one.id == id)
    };
    let faulty = names.iter().filter(is_faulty).map(|name| {
        let read = studies.get(name);
        let study = read.cloned().flatten();
        let id = source::stem(name).to_owned();
        Faulty { missing: Missing { id: id.clone(), study, readable: read.is_some(), is_withheld: false }, id }
    });
    let faulty = faulty.collect();
    Cases { faulty, withheld, withdrawn, cards, open, sources }
}
