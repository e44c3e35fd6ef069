//! The types that the files of a workspace are read into: cases, frameworks, indicators, settings, references.

pub mod case;
pub mod citation_style;
pub mod disclosed;
pub mod expression;
pub mod facts;
pub mod framework;
pub mod indicator;
pub mod pseudonyms;
pub mod published;
pub mod references;
pub mod settings;
