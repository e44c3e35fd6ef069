//! Quotations in another language than the report's: pages and PDFs say of them in which, for screen readers and hyphenation.
//! Markdown has no sign for it, so they are marked in the document tree, by what stands in the report's quotation marks.

use std::collections::BTreeMap;

use crate::base::text::{Text, primary, unbound};
use crate::document::markdown::{Document, Inline, change_texts};
use crate::model::case::{Case, CaseSource};
use crate::report::view::context::Context;

/// The quotations of cases that are in another language than the report.
pub struct Foreign {
    /// Each with its language: in quotation marks, and as it is, which may fill a cell of a table.
    quotations: BTreeMap<String, String>,
    /// The opening and the closing quotation mark of the report.
    marks: Option<(char, char)>,
}

impl Foreign {
    /// The quotations of `cases`.
    pub fn of<'c>(context: Context, cases: impl IntoIterator<Item = &'c Case>) -> Foreign {
        let foreign = |(text, source): (&Text, Option<&CaseSource>)| {
            // Words that the author gives in several languages are translated.
            let Text::Plain(text) = text else { return None };
            let language = language(context, source?)?;
            let is_own = primary(&language) == primary(&context.locale.language);
            let forms = [text.clone(), context.quoted(text)];
            (!is_own).then(|| forms.map(|form| (unbound(&form).into_owned(), language.clone())))
        };
        let quotations: BTreeMap<String, String> = cases
            .into_iter()
            .flat_map(|case| case.quotations().filter_map(foreign).flatten().collect::<Vec<_>>())
            .collect();
        let sample = context.quoted("");
        Foreign { quotations, marks: sample.chars().next().zip(sample.chars().next_back()) }
    }

    /// Marks the quotations in a document.
    pub fn mark(&self, document: &mut Document) {
        if !self.quotations.is_empty() {
            change_texts(document, &mut |text| self.parts(text));
        }
    }

    /// A text with its foreign quotations marked; `None` if it has none.
    fn parts(&self, text: &str) -> Option<Vec<Inline>> {
        if let Some(language) = self.quotations.get(&*unbound(text)) {
            return Some(vec![foreign(language, text)]);
        }
        let (open, close) = self.marks?;
        let mut parts = Vec::new();
        let mut rest = text;
        let mut at = 0;
        while let Some(start) = rest[at..].find(open).map(|found| at + found) {
            let ends = rest[start..].match_indices(close).map(|(found, mark)| start + found + mark.len());
            let known = ends.filter_map(|end| Some((end, self.quotations.get(&*unbound(&rest[start..end]))?))).next();
            let Some((end, language)) = known else {
                at = start + open.len_utf8();
                continue;
            };
            parts.extend((start > 0).then(|| Inline::Text(rest[..start].to_owned())));
            parts.push(foreign(language, &rest[start..end]));
            (rest, at) = (&rest[end..], 0);
        }
        if parts.is_empty() {
            return None;
        }
        parts.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
        Some(parts)
    }
}

fn foreign(language: &str, text: &str) -> Inline {
    Inline::Foreign { language: language.to_owned(), content: vec![Inline::Text(text.to_owned())] }
}

/// The language that a source is in: what the case file says, else that of the work that it cites.
fn language(context: Context, source: &CaseSource) -> Option<String> {
    let own = source.language.as_ref().map(|code| code.0.clone());
    own.or_else(|| context.references.language(source.cite.as_deref()?))
}
