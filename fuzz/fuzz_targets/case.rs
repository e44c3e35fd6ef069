//! Fuzzes reading a case file: any text results in a case or in messages, every message can be shown, and what readers may see of it
//! reads as itself.

#![no_main]

use casebook::model::case::read;
use casebook::model::disclosed::Disclosed;
use casebook::yaml::shape::audience::Audience;
use casebook::base::diagnostic::Diagnostics;
use casebook::base::message::MessageFormat;
use casebook::base::source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut diagnostics = Diagnostics::default();
    let source = Source::new("cases/fuzz.yaml", text);
    let read = read::read(&mut diagnostics, &source, &Default::default());
    assert!(read.is_some() || diagnostics.errors() > 0, "what can't be read is reported");
    // Mistakes keep everything from being made.
    let seen = |source| Disclosed::read(source, &Default::default(), Audience::Public);
    if let Some(public) = (diagnostics.errors() == 0).then(|| seen(&source)).flatten() {
        let again = Source::new("cases/fuzz.yaml", public.text());
        let twice = seen(&again).expect("what readers may see can be read");
        assert_eq!(twice.text(), public.text(), "an edition of an edition is itself");
    }
    for format in [MessageFormat::Human, MessageFormat::Json] {
        format.render(&diagnostics.sorted(), false, 100);
    }
});
