//! What all other modules build on: files, messages, the terminal, text and languages. Nothing here knows of cases.

pub mod budget;
pub mod decimal;
pub mod diagnostic;
pub mod fixed_words;
pub mod folded;
pub mod fraction;
pub mod interrupt;
pub mod locale;
pub mod message;
pub mod rewrite;
pub mod rules;
pub mod source;
pub mod terminal;
pub mod text;
pub mod threads;
pub mod timings;
pub mod write;
