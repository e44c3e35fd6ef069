//! Document tree → HTML: the same tree that the PDF is made from, so that the two can't disagree.

pub mod body;
pub mod escape;
pub mod page;
