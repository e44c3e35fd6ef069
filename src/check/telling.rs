//! Rules on what the write-up of a case is made of: the shapes of free texts, sentences of the author's, a person's own wordings,
//! and what events and actors say of each other.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::raw::RawCase;
use crate::model::case::{Event, Evidence};
use crate::model::facts::spelled::spelled;
use crate::model::facts::{FACTS, FactSpec};
use crate::yaml::NodeId;
use crate::yaml::shape::ids::Id;

/// How an infinitive begins that is no noun phrase, by language.
const INFINITIVES: [(&str, &str); 2] = [("en", "To "), ("da", "At ")];

/// Checks what write-ups are made of.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase) {
    let mut telling = Telling { diagnostics, raw };
    telling.shapes();
    telling.wordings();
    telling.ids();
    telling.order();
}

struct Telling<'a> {
    diagnostics: &'a mut Diagnostics,
    raw: &'a RawCase,
}

impl Telling<'_> {
    fn doubt(&mut self, code: Code, mark: NodeId, message: String, help: &str) {
        let doubt = Diagnostic::warning(code, mark.span(&self.raw.source), message);
        self.diagnostics.push(doubt.help(help));
    }

    /// Doubts free texts of another shape than the write-up needs.
    fn shapes(&mut self) {
        let case = &self.raw.case;
        let mut nouns: Vec<(&Text, &Evidence)> = Vec::new();
        let mut others: Vec<(&Text, &Evidence)> = Vec::new();
        nouns.extend(case.specialisation.value.value().map(|text| (text, &case.specialisation.evidence)));
        for record in &case.records {
            nouns.extend(record.goals.entries().iter().map(|goal| (&goal.text, &goal.evidence)));
            nouns.extend(record.ambitions.entries().iter().map(|one| (&one.text, &one.evidence)));
            others.extend(record.aims.entries().iter().map(|one| (&one.text, &one.evidence)));
        }
        others.extend(case.all_events().map(|event| (&event.text, &event.evidence)));
        let stopped = |text: &str| text.trim_end().ends_with('.') && !text.trim_end().ends_with("etc.");
        for (text, evidence) in nouns.iter().chain(&others) {
            if evidence.confirmed.is_none() && versions(text).iter().any(|(_, text)| stopped(text)) {
                let message = "this ends with a full stop, and stands inside a sentence of the write-up".to_owned();
                self.doubt(
                    Code::Shape,
                    evidence.mark,
                    message,
                    "leave the full stop out; for a sentence of your own there is `tell`",
                );
            }
        }
        let infinitive = |(language, text): &(&str, &str)| {
            INFINITIVES.iter().any(|(own, start)| own == language && text.starts_with(start))
        };
        for (text, evidence) in nouns {
            let doubtful = evidence.confirmed.is_none() && evidence.tell.as_ref().is_none_or(|tell| !tell.instead);
            if doubtful && versions(text).iter().any(infinitive) {
                let message = "this is an infinitive, where the write-up needs a noun phrase".to_owned();
                self.doubt(
                    Code::Shape,
                    evidence.mark,
                    message,
                    "write it like `A second office` and not like `To open a second office`",
                );
            }
        }
        for evidence in case.all_evidence() {
            let Some(tell) = &evidence.tell else { continue };
            if versions(&tell.text).iter().any(|(_, text)| sentences(text) > 1) {
                let message = "`tell` takes one sentence, and this is more than one".to_owned();
                self.doubt(
                    Code::Shape,
                    tell.mark,
                    message,
                    "join them with a semicolon, or tell the second at another fact",
                );
            }
        }
    }

    /// Checks that a person's own wordings were written for the facts as they are.
    fn wordings(&mut self) {
        let case = &self.raw.case;
        for (name, wording) in &case.write_up.0 {
            for (fact, value, mark) in &wording.written_for.0 {
                let Some(spec) = FactSpec::find(fact) else {
                    let known: Vec<&str> = FACTS.iter().map(|fact| fact.id).collect();
                    let span = mark.span(&self.raw.source);
                    let unknown = Diagnostic::error(Code::UnknownId, span, format!("there is no fact `{fact}`"));
                    self.diagnostics.push(unknown.help(suggest(fact, &known)));
                    continue;
                };
                let now = spelled(&spec.of(case));
                if now != *value {
                    let message =
                        format!("the sentence `{name}` was written for {fact} `{value}`, which is `{now}` now");
                    let help = "read the sentence again, mend it, and write the new value here";
                    self.doubt(Code::OldWording, *mark, message, help);
                }
            }
        }
    }

    /// Reports ids of actors and events that stand twice.
    fn ids(&mut self) {
        let case = &self.raw.case;
        let events: Vec<&Id> = case.all_events().filter_map(|event| event.id.as_ref()).collect();
        let records = case.records.iter().map(|record| {
            record.actors.list.entries().iter().filter_map(|actor| actor.id.as_ref()).collect::<Vec<_>>()
        });
        for ids in records.chain([events]) {
            let mut known = BTreeSet::new();
            for id in ids.into_iter().filter(|id| !known.insert(id.0.clone())) {
                let span = id.1.span(&self.raw.source);
                let twice = Diagnostic::error(Code::Conflict, span, format!("the id `{id}` stands twice"));
                self.diagnostics.push(twice.help("give one of the two another id"));
            }
        }
    }

    /// Reports events that come after themselves, by way of others.
    fn order(&mut self) {
        let all: Vec<&Event> = self.raw.case.all_events().collect();
        let find = |id: &str| all.iter().find(|event| event.id.as_deref() == Some(id));
        for event in &all {
            let mut next = event.after.as_deref();
            let mut steps = 0;
            while let Some(id) = next.filter(|_| steps <= all.len()) {
                steps += 1;
                let Some(before) = find(id) else { break };
                if std::ptr::eq(*before, *event) {
                    let span = event.evidence.mark.span(&self.raw.source);
                    let circle = Diagnostic::error(Code::Conflict, span, "this event comes after itself");
                    self.diagnostics.push(circle.help("one of the `after` on the way leads the wrong way"));
                    break;
                }
                next = before.after.as_deref();
            }
        }
    }
}

/// A text in each of its languages; a text that is the same in all has none.
fn versions(text: &Text) -> Vec<(&str, &str)> {
    match text {
        Text::Plain(text) => vec![("en", text)],
        Text::Languages(texts) => texts.iter().map(|(language, text)| (language.as_str(), text.as_str())).collect(),
    }
}

/// How many sentences a text has. A full stop behind a short word may be that of an abbreviation.
fn sentences(text: &str) -> usize {
    let letters: Vec<char> = text.trim_end().chars().collect();
    let ends = (0..letters.len()).filter(|at| {
        let next = letters.get(at + 1).is_some_and(|c| c.is_whitespace());
        let begins = letters.get(at + 2).is_some_and(|c| c.is_uppercase());
        let word = letters[..*at].iter().rev().take_while(|c| c.is_alphanumeric()).count();
        let is_stop = matches!(letters[*at], '!' | '?') || (letters[*at] == '.' && (word > 3 || word == 0));
        is_stop && next && begins
    });
    1 + ends.count()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_are_counted_and_abbreviations_are_none() {
        let cases = [
            ("One sentence.", 1),
            ("One sentence", 1),
            ("Two firms left. Three came.", 2),
            ("The region of St. Gallen has two.", 1),
            ("It grew (6.1 c). It fell.", 2),
            ("Did it grow? It did!", 2),
            ("He left in Jan. Nobody followed.", 1),
        ];
        for (text, count) in cases {
            assert_eq!(sentences(text), count, "{text}");
        }
    }
}
