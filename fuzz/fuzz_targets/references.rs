//! Fuzzes references and citations: any text is citations, places and works, or messages; no letter of a sentence is lost, and what is
//! read can be formatted.

#![no_main]

use casebook::base::diagnostic::Diagnostics;
use casebook::base::source::Source;
use casebook::document::markdown::Inline;
use casebook::document::markdown::citation::{Citation, ESCAPED};
use casebook::document::markdown::sentences::in_sentences;
use casebook::model::citation_style::CitationStyle;
use casebook::model::references::locator::Place;
use casebook::model::references::read::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = (Place::of(text), Citation::between_brackets(text));
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ESCAPED).collect::<String>();
    let inlines = in_sentences(vec![Inline::Text(text.to_owned())], false);
    let shown = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Citation(citation) => citation.written(),
        _ => String::new(),
    });
    assert_eq!(bare(&shown.collect::<String>()), bare(text));
    for name in ["references.yaml", "references.bib", "references.json"] {
        let mut diagnostics = Diagnostics::default();
        let Some(works) = read(&mut diagnostics, &[Source::new(name, text)]) else {
            assert!(diagnostics.errors() > 0, "what can't be read is reported");
            continue;
        };
        let wanted: Vec<Citation> = works.keys().take(3).map(Citation::of).collect();
        works.cited(CitationStyle::default(), "da", &wanted);
    }
});
