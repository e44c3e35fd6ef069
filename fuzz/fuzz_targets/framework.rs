//! Fuzzes reading a framework file: any text results in a framework or in messages, and every message can be shown.

#![no_main]

use casebook::base::diagnostic::Diagnostics;
use casebook::model::framework::read;
use casebook::base::message::MessageFormat;
use casebook::base::source::Source;
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
