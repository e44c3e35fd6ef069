//! The command line: one file for each command.

pub mod args;
pub mod bench_data;
pub mod export;
pub mod publish;
pub mod record;
pub mod run;
pub mod schema;
pub mod serve;
pub mod start;
pub mod terminal_table;
pub mod watch;
