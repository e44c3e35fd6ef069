//! What is left of small case files for each audience.

use super::Disclosed;
use crate::base::source::Source;
use crate::yaml::shape::audience::Audience::{self, Internal, Participants, Public};
use crate::yaml::shape::notation::Notations;

/// A case file with these lines behind its name, as an audience sees it.
fn seen(audience: Audience, text: &str) -> String {
    let source = Source::new("cases/quay.yaml", format!("name: Quay\n{text}\n"));
    let read = Disclosed::read(&source, &Notations::default(), audience).expect("it can be read").text();
    let again = Source::new("cases/quay.yaml", read.clone());
    let twice = Disclosed::read(&again, &Notations::default(), audience).expect("it can be read").text();
    assert_eq!(twice, read, "what is left has nothing more to leave out");
    read.strip_prefix("name: Quay\n").expect("the name stays").to_owned()
}

#[test]
fn what_an_audience_may_see_stays_without_comments() {
    let text = "industry: Food # said so\nfounded: { is: 2009, disclosure: participants }\n";
    let all = "industry: Food\nfounded:\n  is: 2009\n  disclosure: participants\n";
    assert_eq!(seen(Internal, text), all);
    assert_eq!(seen(Participants, text), all);
    assert_eq!(seen(Public, text), "industry: Food\nfounded: withheld\nwithheld:\n  statements: 1\n");
}

#[test]
fn what_rests_on_a_hidden_source_is_left_out_with_it() {
    let sources = "sources: { talk: { kind: interview, disclosure: internal }, paper: { kind: documentation, rests_on: talk } }\n";
    let text = format!(
        "{sources}stated_in: talk\nindustry: Food\nfounded: {{ is: 2009, source: paper }}\nhistory: [{{ text: It began, source: talk }}]"
    );
    assert_eq!(
        seen(Public, &text),
        "sources:\n  paper:\n    kind: documentation\nindustry: withheld\nfounded:\n  is: 2009\n  source: paper\nhistory: withheld\n\
         withheld:\n  sources:\n    - kind: interview\n      number: 1\n  events: 1\n  statements: 1\n"
    );
}

#[test]
fn a_list_that_lacks_an_entry_says_so() {
    let text = "initiated_by: { list: { is: closed, words: only these }, are: [{ kind: firm }, { kind: hospital, disclosure: internal }] }";
    assert_eq!(
        seen(Public, text),
        "initiated_by:\n  list:\n    is: closed\n    words: only these\n  are:\n    - kind: firm\n  withheld: 1\nwithheld:\n  statements: 1\n"
    );
    let text = "records: [{ stages: [{ in: growth, is: seed }, { in: growth, is: tree, disclosure: internal }, { in: growth, is: stump, \
                disclosure: participants }], funding: { are: [{ kind: grant }, { kind: funds, disclosure: internal }], withheld: 2 } }]";
    assert_eq!(
        seen(Public, text),
        "records:\n  - stages:\n      are:\n        - in: growth\n          is: seed\n      withheld: 2\n    funding:\n      are:\n        - \
         kind: grant\n      withheld: 3\nwithheld:\n  statements: 3\n"
    );
    let text = "initiated_by: { list: closed, are: [{ kind: hospital, disclosure: internal }] }";
    assert_eq!(seen(Public, text), "initiated_by: withheld\nwithheld:\n  statements: 1\n");
}

#[test]
fn a_hidden_observation_leaves_the_name_of_what_it_is_of() {
    let text = "records: [{ observed: { f: { d: { list: closed, seen: [a, { is: b, disclosure: internal }, { new: X, disclosure: internal }], \
                absent: [{ is: b, disclosure: internal }] } } } }]";
    assert_eq!(
        seen(Public, text),
        "records:\n  - observed:\n      f:\n        d:\n          list: closed\n          seen:\n            - a\n          withheld:\n            - new: \
         withheld\n            - b\nwithheld:\n  observations: 3\n"
    );
    let text = "records: [{ observed: { f: { d: { list: closed, seen: [{ new: X, disclosure: internal }] }, e: { seen: [a] } } } }]";
    assert_eq!(
        seen(Public, text),
        "records:\n  - observed:\n      f:\n        d:\n          list: closed\n          withheld:\n            - new: withheld\n        e:\n          \
         seen:\n            - a\nwithheld:\n  observations: 1\n",
        "a closed list still says what is absent"
    );
}

#[test]
fn what_is_hidden_whole_is_said_to_be_withheld() {
    let text = "place: { text: The quay, countries: [DK], disclosure: internal }\n\
                secretariat: { name: { is: Office, disclosure: internal }, initiated_by: [{ kind: firm, disclosure: internal }] }\n\
                records: [{ last_agenda: { fair: { became: done, why: It rained, quote: We did it, disclosure: internal } } }]";
    assert_eq!(
        seen(Public, text),
        "place: withheld\nsecretariat:\n  name: withheld\n  initiated_by: withheld\nrecords:\n  - last_agenda:\n      fair:\n        \
         became: withheld\nwithheld:\n  statements: 4\n"
    );
}

#[test]
fn quotations_notes_and_prose_are_left_out_alone() {
    let text = "industry: { is: Food, quote: { text: we cook, disclosure: internal }, note: { text: She whispered, disclosure: internal } }\n\
                records: [{ narrative: { text: A day., disclosure: participants }, facilitators: 2 }]";
    assert_eq!(
        seen(Public, text),
        "industry:\n  is: Food\nrecords:\n  - facilitators: 2\nwithheld:\n  quotations: 1\n  statements: 2\n"
    );
    assert!(seen(Participants, text).contains("A day."));
}

#[test]
fn a_person_is_known_by_the_role_or_the_pseudonym() {
    let text = "people: { a: { role: chair, name: Ada Holm, disclosure: internal, pseudonym: M1, protect: Mrs Holm, consent: { quoted: no } } }";
    assert_eq!(seen(Public, text), "people:\n  a:\n    role: chair\n    disclosure: internal\n    pseudonym: M1\n");
    let text = "people: { a: { role: chair, name: Ada Holm, disclosure: public, consent: { quoted: by name } } }";
    assert_eq!(seen(Public, text), "people:\n  a:\n    role: chair\n    name: Ada Holm\n    disclosure: public\n");
}

#[test]
fn whoever_withdraws_takes_along_what_rests_on_them_alone() {
    let text = "sources: { one: { kind: interview, with: a }, two: { kind: interview, with: [a, b] } }\n\
                people: { a: { role: chair, consent: { withdrawn: 2026-09-01 } }, b: { role: clerk } }\n\
                industry: { is: Food, source: one }\nfounded: { is: 2009, source: two }";
    for audience in [Internal, Participants] {
        let left = seen(audience, text);
        assert!(!left.contains("chair") && !left.contains("Food") && left.contains("2009"), "{left}");
        assert!(left.contains("two:\n    kind: interview\n    with:\n      - b\n"), "{left}");
    }
}

#[test]
fn what_names_something_left_out_goes_too() {
    let text = "records:\n- actors: { list: [{ id: forge, name: Forge, disclosure: internal }, { id: mill, name: Mill }] }\n\
                \x20 aims: [{ text: To forge, of: forge }, { text: To mill, of: mill }]\n\
                history: [{ id: start, text: It began, disclosure: internal }, { text: It went on, after: start }]\n";
    let left = seen(Public, text);
    assert!(
        !left.to_lowercase().contains("forge") && left.contains("To mill") && left.contains("It went on"),
        "{left}"
    );
    assert!(!left.contains("start") && left.contains("events: 1"), "{left}");
}

#[test]
fn an_own_sentence_on_what_is_left_out_goes_too() {
    let text = "founded: { is: 2009, disclosure: internal }\nindustry: Food\n\
                write_up: { founded: { is: A child of 2009., written_for: { founded: 2009 } }, opening: { is: It cooks., written_for: { industry: Food } } }";
    let left = seen(Public, text);
    assert!(!left.contains("2009") && left.contains("It cooks."), "{left}");
}

#[test]
fn the_words_of_a_hidden_source_that_close_a_list_are_left_out() {
    let text = "sources: { talk: { kind: interview, disclosure: internal }, paper: { kind: documentation } }\nstated_in: talk\n\
                initiated_by: { list: { is: closed, words: only those }, are: [{ kind: firm, source: paper }] }";
    let left = seen(Public, text);
    assert!(!left.contains("only those") && left.contains("kind: firm") && !left.contains("list:"), "{left}");
}

#[test]
fn what_stands_beside_a_list_of_which_nothing_is_left_stays() {
    let text = "secretariat: { name: Harbour Office, initiated_by: [{ kind: firm, disclosure: internal }] }";
    assert_eq!(
        seen(Public, text),
        "secretariat:\n  name: Harbour Office\n  initiated_by: withheld\nwithheld:\n  statements: 1\n"
    );
    let text =
        "records: [{ actors: { total: 4, list: { list: closed, are: [{ name: Forge, disclosure: internal }] } } }]";
    assert_eq!(
        seen(Public, text),
        "records:\n  - actors:\n      total: 4\n      list: withheld\nwithheld:\n  statements: 1\n"
    );
}
