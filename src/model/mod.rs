//! The types that the files of a workspace become: cases, frameworks, indicators, settings, references.

pub mod case;
pub mod facts;
pub mod framework;
pub mod indicator;
pub mod published;
pub mod references;
pub mod settings;
