//! The headings of tables with one row per case.

use crate::model::settings::tables::ColumnSpec;
use crate::report::matrix::table::Heading;
use crate::report::view::context::Context;
use crate::report::view::facts::{heading_of, is_date, is_number};

/// The heading of a column.
pub fn heading(context: Context, column: &ColumnSpec) -> Heading {
    let text = column.title.as_ref().map_or_else(|| heading_of(context, &column.show), |title| context.get(title));
    Heading { text, number: is_number(context, &column.show) && !is_date(context, &column.show) }
}
