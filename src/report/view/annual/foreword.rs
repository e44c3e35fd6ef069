//! What somebody says before an annual report begins, in their own words and with their name.

use crate::document::markdown::citation::Citation;
use crate::model::case::Passage;
use crate::model::case::yearly::Foreword;
use crate::report::view::annual::types::ForewordView;
use crate::report::view::context::Context;
use crate::report::view::make::{citations, cited_work, embedded};
use crate::report::view::phrase::shown_logo;
use crate::report::view::types::ProseView;

/// A foreword with its text as it was made, in a report that lies `depth` folders below that of its year.
pub fn foreword(context: Context, own: &Foreword, text: ProseView, depth: usize) -> ForewordView {
    let (by, portrait_text) = (context.opt(own.by.as_ref()), context.opt(own.portrait_text.as_ref()));
    let portrait = own.portrait.as_ref().map(|file| shown_logo(context, &file.value, depth));
    ForewordView {
        text,
        portrait: portrait.unwrap_or_default(),
        portrait_text: if portrait_text.is_empty() { by.clone() } else { portrait_text },
        by,
    }
}

/// The foreword of the report on all clusters, from the settings.
fn of_year(context: Context<'_>, year: i32) -> Option<(&Foreword, &Passage)> {
    let own = context.settings.annual.as_ref()?.forewords.iter().find(|own| own.id == year.to_string())?;
    Some((&own.value, own.text.get(&context.locale.language)?))
}

/// The view of the foreword of the report on all clusters; `None` if there is none.
pub fn of_all(context: Context, year: i32) -> Option<ForewordView> {
    let (own, passage) = of_year(context, year)?;
    let cite = |citation: &Citation| cited_work(context, citation);
    Some(foreword(context, own, embedded(context, "foreword", passage, &cite), 0))
}

/// The works that the foreword of the report on all clusters cites.
pub fn cited(context: Context, year: i32) -> Vec<Citation> {
    of_year(context, year).map(|(_, passage)| citations(context, passage)).unwrap_or_default()
}
