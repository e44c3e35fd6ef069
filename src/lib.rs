//! Casebook turns YAML case files about business clusters into case reports, cross-case tables and annual stage reports.
//!
//! `ls src` is the pipeline, from the ground up; a room imports from those before it, and `tests/it/tidy.rs` holds that.
//!
//! 1. [`base`] reads and writes files, and has messages, languages and the terminal.
//! 2. [`yaml`] turns text into typed values, each with its place in the file, and says what is wrong with it.
//! 3. [`document`] reads Markdown into a tree, and makes PDF and HTML of trees. It knows no cases.
//! 4. [`model`] has what files become: cases, frameworks, indicators, settings, references; and the table of all
//!    [facts](model::facts) of a case.
//! 5. [`analysis`] says what cases show: the [mapping](analysis::mapping) of a record through a framework, which stage it
//!    resembles ([`fit`](analysis::fit)), [measures](analysis::measure) of indicators, and [claims](analysis::claims) held against
//!    cases. No words yet.
//! 6. [`check`] lets through what is sound, and reports all mistakes of a run.
//! 7. [`report`] makes views, tables and Markdown of it, in the words of a language.
//! 8. [`build`] says which reports a workspace has, which of them are stale, and makes them in every format.
//! 9. [`cli`] has a file for each command.
//!
//! ```
//! use casebook::base::diagnostic::Diagnostics;
//! use casebook::base::source::Source;
//! use casebook::model::case::{Known, read};
//! use casebook::model::facts::{FactSpec, value::Value};
//!
//! let source = Source::new("cases/harbour.yaml", "name: Harbour Cluster\nfounded: about 2010\nindusty: Boats\n");
//! let mut diagnostics = Diagnostics::default();
//! let raw = read::read(&mut diagnostics, &source, &Default::default()).expect("it is a mapping");
//!
//! let founded = FactSpec::find("founded").expect("every case may have it").of(&raw.case);
//! assert!(matches!(founded.value, Known::Is(Value::Date(date)) if date.to_string() == "about 2010"));
//!
//! let [mistake] = diagnostics.sorted()[..] else { panic!("there is one mistake") };
//! assert_eq!(mistake.span.position(), ("cases/harbour.yaml", 3, 1));
//! assert!(mistake.help.as_deref().is_some_and(|help| help.contains("industry")));
//! ```

pub mod analysis;
pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod document;
pub mod model;
pub mod report;
pub mod yaml;
