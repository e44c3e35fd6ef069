//! The data structure: from the sources' own words to characteristics and dimensions (Gioia, Corley and Hamilton 2013).

use serde_json::{Value, json};

use crate::model::case::Case;
use crate::report::matrix::displays::{Scope, unshown, words_of};
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::phrase::full_label;

/// The kind of figure.
pub const DATA_STRUCTURE: &str = "data-structure";

/// What sources say of a characteristic.
struct Said<'a> {
    case: &'a Case,
    words: String,
    from: String,
}

/// A characteristic with what sources say of it, in the order of cases.
struct Theme<'a> {
    dimension: String,
    label: String,
    said: Vec<Said<'a>>,
}

fn themes<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Vec<Theme<'a>> {
    let mapped = scope.mapped(context, cases);
    let mut all = Vec::new();
    for (at, dimension) in &scope.dimensions {
        for (place, item) in dimension.characteristics.iter().enumerate() {
            let own = mapped.iter().filter_map(|(case, mapping)| Some((*case, mapping.as_ref()?)));
            let cells = own.map(|(case, mapping)| (case, &mapping.dimensions[*at].cells[place]));
            let said = cells.filter(|(_, cell)| cell.status.is_seen()).flat_map(|(case, cell)| {
                cell.observations.iter().filter_map(move |one| {
                    Some(Said { case, words: words_of(context, one)?, from: full_label(context, &one.evidence) })
                })
            });
            let said: Vec<Said> = said.collect();
            if !said.is_empty() {
                let (dimension, label) = (scope.head(context, dimension), context.get(&item.label));
                all.push(Theme { dimension, label, said });
            }
        }
    }
    all
}

/// The words of sources with the characteristics and dimensions that they were read as. What is observed without words is not in it.
pub fn table<'a>(context: Context<'a>, scope: &Scope<'a>, cases: &[&'a Case]) -> Option<Parts> {
    let ids = ["dimension", "characteristic", "words-of-the-source", "column-name", "where-from"];
    let columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    let mut rows = Vec::new();
    let themes = themes(context, scope, cases);
    for theme in &themes {
        for said in &theme.said {
            rows.push(vec![
                Cell::plain(theme.dimension.as_str()),
                Cell::plain(theme.label.as_str()),
                Cell::plain(said.words.as_str()),
                Cell::short_case(context, said.case),
                Cell::plain(said.from.as_str()),
            ]);
        }
    }
    let (shown, mut page) = below_first(&columns, &rows);
    // A characteristic stands once, at the first of its words.
    let mut last: Option<String> = None;
    for row in page.iter_mut().filter(|row| !row[0].heads) {
        let label = row[0].content.words(context.locale);
        if last.as_ref() == Some(&label) {
            row[0] = Cell::plain("");
        }
        last = Some(label);
    }
    let (shown, page) = without_empty(&shown, &page);
    let is_shown = |case: &Case| themes.iter().flat_map(|theme| &theme.said).any(|said| *said.case.id == *case.id);
    Some(Parts {
        kind: "data-structure",
        columns: shown,
        rows: page,
        note: unshown(context, cases, is_shown).unwrap_or_default(),
        full: Some(Full::new(columns, rows)),
    })
}

/// So many words of sources stand in the figure for each characteristic; the table has all.
const WORDS: usize = 3;
/// A figure has at most this many characteristics, and at least two.
const THEMES: std::ops::RangeInclusive<usize> = 2..=24;

/// The data structure as a figure: words, characteristics and dimensions side by side. Empty if there are too few or too many.
pub fn figure(context: Context, id: &str, scope: &Scope, title: &str, cases: &[&Case]) -> Figure {
    let themes = themes(context, scope, cases);
    if !THEMES.contains(&themes.len()) {
        return Figure::default();
    }
    let words = |theme: &Theme| -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for said in &theme.said {
            if !all.contains(&said.words) {
                all.push(said.words.clone());
            }
        }
        let more = all.len().saturating_sub(WORDS);
        all.truncate(WORDS);
        all.extend((more > 0).then(|| context.say("and-more-words", &[("count", more.into())])));
        all
    };
    let groups = themes.chunk_by(|one, other| one.dimension == other.dimension);
    let groups: Vec<Value> = groups
        .map(|group| {
            let items: Vec<Value> =
                group.iter().map(|theme| json!({ "label": theme.label, "words": words(theme) })).collect();
            json!({ "label": group[0].dimension, "items": items })
        })
        .collect();
    let heads = ["words-of-the-source", "characteristic", "dimension"].map(|id| context.word(id));
    let lines = themes.iter().map(|theme| {
        let slots = [
            ("dimension", theme.dimension.as_str().into()),
            ("name", theme.label.as_str().into()),
            ("words", words(theme).join("; ").into()),
        ];
        context.say("data-structure-line", &slots)
    });
    let alt = std::iter::once(context.word("data-structure-alt")).chain(lines).collect::<Vec<_>>().join(" ");
    let data = json!({ "heads": heads, "groups": groups });
    Figure::new(context, DATA_STRUCTURE, format!("{DATA_STRUCTURE}--{id}"), 0, title.to_owned(), alt, data)
}
