//! Fuzzes small values: no text makes a parser panic, and a printed quantity is parsed as the same quantity.

#![no_main]

use casebook::model::case::date::Date;
use casebook::model::case::value::{Duration, Money, Percentage, Quantity};
use casebook::model::settings::value::Orcid;
use casebook::base::text::LanguageCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(quantity) = text.parse::<Quantity>() {
        let again: Quantity = quantity.to_string().replace(',', "").parse().expect("it printed itself");
        assert_eq!((quantity.qualifier, quantity.number, quantity.upper), (again.qualifier, again.number, again.upper));
    }
    let _ = (text.parse::<Money>(), text.parse::<Date>(), text.parse::<Duration>(), text.parse::<Percentage>());
    let _ = (text.parse::<LanguageCode>(), text.parse::<Orcid>());
});
