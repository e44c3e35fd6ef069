//! Reading a framework file: any text ends in a framework or in messages, and every message can be shown.

#![no_main]

use casebook::diagnostic::Diagnostics;
use casebook::framework::read;
use casebook::message::MessageFormat;
use casebook::source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut diagnostics = Diagnostics::default();
    let source = Source::new("frameworks/fuzz.yaml", text);
    let read = read::read(&mut diagnostics, &source);
    assert!(read.is_some() || diagnostics.errors() > 0, "what can't be read is reported");
    for format in [MessageFormat::Human, MessageFormat::Json] {
        format.render(&diagnostics.sorted(), false, 100);
    }
});
