//! Makes views, tables and Markdown from cases. Here values become words.

pub mod across;
pub mod data;
pub mod explain;
pub mod matrix;
pub mod prose;
pub mod report_id;
pub mod template;
pub mod view;
pub mod year;
