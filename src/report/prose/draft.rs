//! A sentence before its words are made: a message of the locale with what is filled in, and the facts that it tells.

use fluent_bundle::FluentValue;

use crate::model::case::{Evidence, SentenceName};
use crate::model::facts::FactSpec;
use crate::report::prose::types::{By, Teller, Told};
use crate::report::view::phrase::full_label;
use crate::yaml::NodeId;

/// A sentence before its words are made.
pub struct Draft {
    /// The name of the sentence.
    pub name: SentenceName,
    /// The id of its message; empty if `text` is the sentence.
    pub message: &'static str,
    /// What is filled in.
    pub slots: Vec<(&'static str, FluentValue<'static>)>,
    /// A sentence that is there already.
    pub text: String,
    /// Whose words it is.
    pub by: By,
    /// Whether its subject is the case.
    pub is_about_case: bool,
    /// The facts that it tells.
    pub facts: Vec<Told>,
    /// The fact whose entries it only counts.
    pub counted: Option<&'static str>,
    /// Sentences that follow it: the author's own on these facts, and those that say where statements differ.
    pub followed_by: Vec<Draft>,
}

impl Draft {
    /// A sentence made of a message.
    pub fn new(name: SentenceName, message: &'static str) -> Draft {
        Draft {
            name,
            message,
            slots: Vec::new(),
            text: String::new(),
            by: By::Program,
            is_about_case: false,
            facts: Vec::new(),
            counted: None,
            followed_by: Vec::new(),
        }
    }

    /// No sentence at all: the entries of a fact stand in a table alone.
    pub fn silent(name: SentenceName, fact: &'static str) -> Draft {
        Draft { counted: Some(fact), ..Draft::new(name, "") }
    }

    /// Whether it is no sentence.
    pub fn is_silent(&self) -> bool {
        self.message.is_empty() && self.text.is_empty()
    }

    /// A sentence of somebody's own.
    pub fn verbatim(name: SentenceName, text: String, by: By) -> Draft {
        Draft { text, by, ..Draft::new(name, "") }
    }

    /// Fills something in.
    pub fn slot(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Draft {
        self.slots.push((name, value.into()));
        self
    }

    /// Makes the case the subject: `subject`, `it` and the like are filled in later.
    pub fn about_case(mut self) -> Draft {
        self.is_about_case = true;
        self
    }

    /// Adds a fact that the sentence tells, by the id of the fact. What the author tells of it, and what others say of it, follows.
    pub fn tells(self, teller: &Teller, fact: &str, evidence: &Evidence, value: String) -> Draft {
        let stated = value.clone();
        self.tells_as(teller, fact, evidence, value, &stated)
    }

    /// The same, where the statement on the fact is another than its value: of a characteristic, the source's words; empty if it only
    /// names it.
    pub fn tells_as(mut self, teller: &Teller, fact: &str, evidence: &Evidence, value: String, stated: &str) -> Draft {
        let told = told(teller, fact, evidence, value);
        self.followed_by.extend(differing(teller, self.name, &told, evidence, stated));
        if evidence.tell.as_ref().is_some_and(|tell| !tell.instead) {
            self.followed_by.extend(authors(teller, self.name, fact, evidence, told.value.clone()));
        }
        self.facts.push(told);
        self
    }

    /// Adds several facts of one kind, each with its evidence.
    pub fn tells_all<'e>(
        self,
        teller: &Teller,
        fact: &str,
        all: impl IntoIterator<Item = (&'e Evidence, String)>,
    ) -> Draft {
        all.into_iter().fold(self, |draft, (evidence, value)| draft.tells(teller, fact, evidence, value))
    }
}

/// Whether a sentence may be told with another, whose name both then have: the settings name neither, and nobody has words of their
/// own for the one that would lose its name.
pub fn may_join(teller: &Teller, with: SentenceName, own: SentenceName) -> bool {
    let plan = teller.context.settings.write_up.as_ref();
    let mut planned = plan.iter().flat_map(|plan| plan.without.iter().chain(plan.paragraphs.iter().flatten()));
    let is_planned = planned.any(|name| [with, own].contains(name));
    !is_planned && !teller.case.write_up.0.iter().any(|(name, _)| *name == own)
}

/// A fact as a sentence refers to it.
pub fn told(teller: &Teller, fact: &str, evidence: &Evidence, value: String) -> Told {
    Told { fact: FactSpec::known(fact), value, mark: evidence.mark, source: full_label(teller.context, evidence) }
}

/// What the author tells of a fact in place of the program, in the language of the report.
pub fn authors_words<'e>(teller: &Teller, evidence: &'e Evidence) -> Option<&'e str> {
    evidence.tell.as_ref().filter(|tell| tell.instead)?.text.in_language(&teller.context.locale.language)
}

/// The author's sentence that stands in place of the program's on a fact, if there is one.
pub fn instead(teller: &Teller, name: SentenceName, fact: &str, evidence: &Evidence, value: &str) -> Option<Draft> {
    let text = authors_words(teller, evidence)?;
    let told = told(teller, fact, evidence, value.to_owned());
    let followed_by = differing(teller, name, &told, evidence, value).into_iter().collect();
    Some(Draft { facts: vec![told], followed_by, ..Draft::verbatim(name, text.to_owned(), By::Author) })
}

/// The author's sentence on a fact, if there is one in the language of the report.
fn authors(teller: &Teller, name: SentenceName, fact: &str, evidence: &Evidence, value: String) -> Option<Draft> {
    let text = evidence.tell.as_ref()?.text.in_language(&teller.context.locale.language)?;
    let facts = vec![told(teller, fact, evidence, value)];
    Some(Draft { facts, ..Draft::verbatim(name, text.to_owned(), By::Author) })
}

/// The author's sentence on a fact of which nothing is recorded.
pub fn on_silence(teller: &Teller, name: SentenceName, fact: &str, evidence: &Evidence) -> Option<Draft> {
    authors(teller, name, fact, evidence, teller.context.not_recorded())
}

/// A number of entries that a table has, as a sentence refers to it. It has no place of its own in the case file, unless `mark` is one.
pub fn number(fact: &'static str, mark: NodeId, value: String) -> Told {
    Told { fact: FactSpec::known(fact), value, mark, source: String::new() }
}

/// No sentence but the author's on the entries of a list: a table has it.
pub fn tabled<'e, T: 'e>(
    teller: &Teller,
    name: SentenceName,
    fact: &'static str,
    entries: impl IntoIterator<Item = &'e T>,
    show: impl Fn(&T) -> (&Evidence, String),
) -> Vec<Draft> {
    std::iter::once(Draft::silent(name, fact)).chain(authors_on(teller, name, fact, entries, show)).collect()
}

/// The author's sentences on the entries of a list.
pub fn authors_on<'e, T: 'e>(
    teller: &Teller,
    name: SentenceName,
    fact: &'static str,
    entries: impl IntoIterator<Item = &'e T>,
    show: impl Fn(&T) -> (&Evidence, String),
) -> Vec<Draft> {
    let told = entries.into_iter().filter_map(|entry| {
        let (evidence, value) = show(entry);
        authors(teller, name, fact, evidence, value)
    });
    told.collect()
}

/// Splits entries into those that the program tells, and the author's sentences that stand in place of the others.
pub fn split<'e, T>(
    teller: &Teller,
    name: SentenceName,
    fact: &str,
    entries: impl IntoIterator<Item = &'e T>,
    show: impl Fn(&T) -> (&Evidence, String),
) -> (Vec<&'e T>, Vec<Draft>) {
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for entry in entries {
        let (evidence, value) = show(entry);
        match instead(teller, name, fact, evidence, &value) {
            Some(draft) => others.push(draft),
            None => own.push(entry),
        }
    }
    (own, others)
}

/// A sentence that says that statements on a fact differ, if others are recorded.
fn differing(teller: &Teller, name: SentenceName, told: &Told, evidence: &Evidence, stated: &str) -> Option<Draft> {
    if evidence.also_said.is_empty() {
        return None;
    }
    let context = teller.context;
    let at = |evidence: &Evidence| teller.place(evidence).unwrap_or_else(|| full_label(context, evidence));
    let statement = |order: &'static str, text: String, at: String| {
        teller.say("tell-statement", &[("order", order.into()), ("text", text.into()), ("at", at.into())])
    };
    let form = match stated {
        "" => "named",
        _ if stated.starts_with(context.quoted("").chars().next().unwrap_or_default()) => "quoted",
        _ => "first",
    };
    let own = statement(form, stated.to_owned(), at(evidence));
    // The sentence rests on each of the statements.
    let also = evidence.also_said.iter().map(|said| Told {
        value: context.get(&said.text),
        mark: said.evidence.mark,
        source: full_label(context, &said.evidence),
        ..told.clone()
    });
    let facts = std::iter::once(told.clone()).chain(also).collect();
    let others = evidence.also_said.iter().map(|said| {
        let text = teller.inner(&context.get(&said.text));
        let at = at(&said.evidence);
        match said.who.as_ref().map(|who| context.get(who)) {
            Some(who) => {
                let slots = [("who", who.into()), ("text", text.into()), ("at", at.into())];
                teller.say("tell-statement-of", &slots)
            }
            None => statement("more", text, at),
        }
    });
    let statements: Vec<String> = std::iter::once(own).chain(others).collect();
    // What is said of a characteristic is that it is there or not; its name says what it is about.
    let what = match told.fact.id {
        "observed" => told.value.clone(),
        "attributes" => teller.attribute_at(told.mark),
        "actors" => context.word("tell-number-of-actors"),
        "facilitators" => context.word("tell-number-of-facilitators"),
        _ => teller.inner(&context.word(told.fact.label)),
    };
    let draft = Draft::new(name, "tell-differ").slot("what", what).slot("statements", teller.semicolons(&statements));
    Some(Draft { facts, ..draft })
}
