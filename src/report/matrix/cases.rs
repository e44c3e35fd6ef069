//! The headings of tables with one row per case.

use crate::model::facts::FactKind;
use crate::model::facts::column::Column;
use crate::model::settings::tables::ColumnSpec;
use crate::report::matrix::table::Heading;
use crate::report::view::context::Context;

/// The heading of a column.
pub fn heading(context: Context, column: &ColumnSpec) -> Heading {
    let text = column.title.as_ref().map_or_else(|| heading_of(context, column.show), |title| context.get(title));
    Heading { text, number: matches!(column.show.kind, FactKind::Number) }
}

/// The usual heading of a column.
pub fn heading_of(context: Context, column: Column) -> String {
    context.word(column.label)
}
