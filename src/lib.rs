//! Casebook turns YAML case files about business clusters into case reports and cross-case tables.
//!
//! The pipeline: [`source`] and [`yaml`] → [`case`], [`framework`], [`settings`], [`references`] → [`check`] →
//! [`mapping`] and [`fit`] → [`view`] and [`matrix`] → [`template`] → [`markdown`] → [`typeset`] → [`mod@write`]. `ARCHITECTURE.md` tells
//! which way imports run.

pub mod args;
pub mod bench_data;
pub mod build;
pub mod case;
pub mod check;
pub mod claims;
pub mod code;
pub mod condition;
pub mod diagnostic;
pub mod explain;
pub mod export;
pub mod fit;
pub mod forms;
pub mod framework;
pub mod indicator;
pub mod interrupt;
pub mod ledger;
pub mod locale;
pub mod lookup;
pub mod mapping;
pub mod markdown;
pub mod matrix;
pub mod measure;
pub mod message;
pub mod picture;
pub mod plan;
pub mod publish;
pub mod published;
pub mod record;
pub mod references;
pub mod render;
pub mod report;
pub mod run;
pub mod schema;
pub mod serve;
pub mod settings;
pub mod shape;
pub mod site;
pub mod source;
pub mod start;
pub mod state;
pub mod tasks;
pub mod template;
pub mod text;
pub mod threads;
pub mod timings;
pub mod typeset;
pub mod view;
pub mod volume;
pub mod watch;
pub mod web;
pub mod workspace;
pub mod write;
pub mod yaml;
