//! The way of prose: read, written again, read as a part of a document, and turned into Typst.

#![no_main]

use casebook::locale::Locale;
use casebook::markdown::emit;
use casebook::markdown::{Block, plain};
use casebook::markdown::parse::{NESTING, document, prose};
use casebook::typeset::markup::markup;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static LOCALE: Locale = Locale::usual("en").expect("English is there");
}

fuzz_target!(|text: &str| {
    let (tree, faults) = prose(text, NESTING);
    if !faults.is_empty() {
        return;
    }
    let written = emit::markdown(&tree, 3, "narrative", &|key, locator| format!("({key}{})", locator.unwrap_or_default()));
    let whole = format!("---\ntitle: T\n---\n\n# T\n\n## Before\n\n{written}\n\n## After\n");
    let (read, faults) = document(&whole);
    assert!(faults.is_empty(), "what was let through is sound, not {faults:?}: {whole}");
    let after = matches!(read.blocks.last(), Some(Block::Heading { content, .. }) if plain(content) == "After");
    assert!(after, "nothing reaches what follows");
    LOCALE.with(|locale| markup(locale, &read, &[], &[]));
});
