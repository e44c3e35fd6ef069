//! What templates see: cases with their mappings as plain texts. `types` has the types, `make` fills them, `phrase` has the
//! phrases for entries, `words` the words for single values, `drawings` the figures of a case, and `annual` the view of annual
//! reports.

pub mod annual;
pub mod change;
pub mod context;
pub mod drawings;
pub mod facts;
pub mod figure;
pub mod findings;
pub mod foreign;
pub mod lens;
pub mod make;
pub mod phrase;
pub mod rating;
pub mod types;
pub mod words;
pub mod write_up;
