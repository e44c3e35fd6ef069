//! From what cases say to views, tables and Markdown. Words begin here.

pub mod explain;
pub mod matrix;
pub mod report_id;
pub mod template;
pub mod view;
