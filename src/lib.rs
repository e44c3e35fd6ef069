//! Casebook turns YAML case files about business clusters into case reports and cross-case tables.
//!
//! The pipeline: [`base`] and [`yaml`] → [`model`] → [`check`] → [`analysis`] → [`report`] → [`document`] → [`build`] → [`cli`]. `ARCHITECTURE.md` tells
//! which way imports run.

pub mod analysis;
pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod document;
pub mod model;
pub mod report;
pub mod yaml;

#[cfg(test)]
mod test_support;
