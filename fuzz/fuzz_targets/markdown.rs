//! Fuzzes the path of prose: parsed, written again, parsed as a part of a document, and converted to Typst and HTML.

#![no_main]

use casebook::base::locale::Locale;
use casebook::document::markdown::emit::{self, Embedding, Emitted};
use casebook::document::markdown::parse::{NESTING, Parsed, Punctuation, document, prose};
use casebook::document::markdown::{Block, plain};
use casebook::document::typeset::markup::markup;
use casebook::document::web::body::{Shown, Surroundings, body};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static LOCALE: Locale = Locale::usual("en").expect("English is there");
}

fuzz_target!(|text: &str| {
    // Control characters are refused earlier, since no font has them.
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return;
    }
    let Parsed { document: tree, faults, .. } = prose(text, NESTING, Punctuation::Smart);
    if !faults.is_empty() {
        return;
    }
    let place = Embedding {
        level: 3,
        prefix: "narrative",
        quotes: ["“", "”"],
        captions: ["Table", "Figure"],
        cite: &|citation| citation.written(),
        image: &|url| url.to_owned(),
    };
    let Emitted { text: written, .. } = emit::markdown(&tree, &place);
    let whole = format!("---\ntitle: T\n---\n\n# T\n\n## Before\n\n{written}\n\n## After\n");
    let (read, faults) = document(&whole);
    assert!(faults.is_empty(), "what was let through is sound, not {faults:?}: {whole}");
    let after = matches!(read.blocks.last(), Some(Block::Heading { content, .. }) if plain(content) == "After");
    assert!(after, "nothing reaches what follows");
    LOCALE.with(|locale| {
        markup(locale, &read, &[], &[]);
        let around = Surroundings { show: &|url| Shown::File(url.to_owned()), sheet: &|_| None };
        let html = body(locale, &read, &around).html;
        assert!(!html.contains("<script"), "text is text");
    });
});
