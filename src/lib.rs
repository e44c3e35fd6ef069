//! Casebook turns YAML case files about business clusters into case reports and cross-case tables.

pub mod source;
pub mod diagnostic;
pub mod text;
pub mod yaml;
pub mod lookup;
pub mod markdown;
pub mod case;
pub mod framework;
pub mod references;
pub mod settings;
pub mod check;
pub mod mapping;
pub mod view;
pub mod matrix;
pub mod template;
pub mod typeset;
pub mod write;
pub mod report;
pub mod run;
pub mod start;
pub mod args;
