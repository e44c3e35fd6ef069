//! What is wrong in a Markdown text.

use std::ops::Range;

/// Something in a text that the dialect does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands in the Markdown text, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FaultKind,
}

/// What the dialect does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Raw HTML.
    Html,
    /// An image without a text for those who can't see it.
    NoAlternative,
    /// A link to something else than a web page or a mail address.
    Link,
    /// A heading more than one level below the one before it.
    SkippedLevel,
    /// A footnote that leads to itself, be it by way of others.
    NoteInNote,
    /// A footnote that nothing refers to.
    LonelyNote,
    /// A second footnote of one name.
    DoubledNote,
    /// A footnote in the heading of a table, which may stand on several pages.
    NoteInHead,
    /// Quotations or lists inside each other, deeper than any text needs.
    TooDeep,
    /// Front matter that is not what `docs/templates.md` says.
    FrontMatter(String),
}
