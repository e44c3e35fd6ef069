//! From Markdown to a document tree, and from the tree to PDF and HTML. Nothing here knows what a case is.

pub mod inks;
pub mod markdown;
pub mod photo;
pub mod picture;
pub mod typeset;
pub mod web;
