//! Faults in a Markdown text.

use std::ops::Range;

/// Something in a text that the dialect does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The byte range in the Markdown text.
    pub range: Range<usize>,
    /// The kind of fault.
    pub kind: FaultKind,
}

/// What the dialect does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Raw HTML.
    Html,
    /// An image without an alternative text for readers who can't see it.
    NoAlternative,
    /// A link to anything but a web page or a mail address or, in a report, a place in the document or another report.
    Link,
    /// A heading more than one level below the one before it.
    SkippedLevel,
    /// A footnote that leads to itself, directly or through others.
    NoteInNote,
    /// A footnote that nothing refers to.
    LonelyNote,
    /// A definition of a link that no link uses, like `[memo]: # (text)`: no reader sees it.
    LonelyDefinition,
    /// A second footnote of the same name.
    DoubledNote,
    /// A footnote in the header of a table, which may be repeated on several pages.
    NoteInHead,
    /// Quotations or lists nested more deeply than the limit allows.
    TooDeep,
    /// Front matter that `docs/templates.md` does not allow, with a message.
    FrontMatter(String),
}
