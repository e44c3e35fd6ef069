//! Analysis of cases: their mappings onto frameworks, measures of their figures, and claims about several of them. The results
//! are values; `report` puts them into words.

pub mod agreement;
pub mod chance;
pub mod claims;
pub mod fit;
pub mod mapping;
pub mod measure;
pub mod movement;
pub mod peers;
pub mod ratings;
pub mod statistics;
pub mod truth_table;

#[cfg(test)]
pub mod test_support;
