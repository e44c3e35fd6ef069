//! The tables of reports as CSV.

use crate::build::faults::Faults;
use crate::build::formats::format::{Format, Material, OutputFormat, TableFormat};
use crate::build::report::Files;
use crate::report::matrix::table;

/// The tables as CSV.
pub const CSV: Format = Format(&Csv);

struct Csv;

impl OutputFormat for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "The tables of the summary and of annual reports, as CSV"
    }

    fn files(&self, _: &mut Material) -> Result<Files, Faults> {
        Ok(Vec::new())
    }

    fn tables(&self) -> Option<TableFormat> {
        Some(TableFormat { extension: "csv", write: table::csv })
    }
}
