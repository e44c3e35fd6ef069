//! What all else stands on: files, messages, the terminal, text and languages. Nothing here knows what a case is.

pub mod decimal;
pub mod diagnostic;
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
