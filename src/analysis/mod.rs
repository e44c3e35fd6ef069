//! What cases say: their mapping through frameworks, measures of their figures, and claims about several of them. No words.

pub mod claims;
pub mod fit;
pub mod mapping;
pub mod measure;
pub mod statistics;

#[cfg(test)]
pub mod test_support;
