//! Tests of what users rely on, feature by feature. Test data are files: to test another message or report, add a file.

#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]

mod across;
mod annual;
mod attributes;
mod budget;
mod build;
mod check;
mod citations;
mod claims;
mod commonmark;
mod constructs;
mod data;
mod destination;
mod docs;
mod edition;
mod evidence;
mod examples;
mod frameworks;
mod images;
mod incremental;
mod leaks;
mod lens;
mod message;
mod mutation;
mod numbers;
mod own_files;
mod papers;
mod peers;
mod predicted;
mod print;
mod prose;
mod schema;
mod serve;
mod sheets;
mod site;
mod spellings;
mod text;
mod tidy;
mod words;
mod workspace;
mod year;
