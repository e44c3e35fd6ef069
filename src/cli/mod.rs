//! The command line: one file for each command, with its options and what it does.

pub mod args;
pub mod bench_data;
pub mod build;
pub mod check;
pub mod edition;
pub mod explain;
pub mod export;
pub mod frameworks;
pub mod globals;
pub mod indicators;
pub mod init;
pub mod new;
pub mod publish;
pub mod record;
pub mod schema;
pub mod serve;
pub mod table;
pub mod templates;
pub mod terminal_table;
pub mod typeset;
pub mod values;
pub mod watch;
