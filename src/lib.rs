//! Casebook turns YAML case files about business clusters into case reports, cross-case tables and annual stage reports.
//!
//! The modules are a pipeline, from the ground up. Each imports only from those before it, as `tests/it/tidy.rs` checks.
//!
//! 1. [`base`] reads and writes files, and provides messages, languages and the terminal.
//! 2. [`yaml`] parses text into typed values, each with its position in the file, and reports what is wrong with them.
//! 3. [`document`] parses Markdown into a tree, and turns trees into PDF and HTML. It knows nothing of cases.
//! 4. [`model`] defines what files are read into: cases, frameworks, indicators, settings, references; and the table of all
//!    [facts](model::facts) of a case.
//! 5. [`analysis`] computes what cases show: the [mapping](analysis::mapping) of a record through a framework, which stage it
//!    resembles ([`fit`](analysis::fit)), [measures](analysis::measure) of indicators, and whether [claims](analysis::claims)
//!    hold. Its results are not in words yet.
//! 6. [`check`] reports all mistakes of a run. Only cases and frameworks without mistakes go on to reports.
//! 7. [`report`] turns cases and results into views, tables and Markdown, in the words of a language.
//! 8. [`build`] decides which reports a workspace has and which of them are stale, and makes them in every format.
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
