//! The signs in the cells of grids, and what is said of them below.

use crate::analysis::mapping::Status;
use crate::report::matrix::content::Content;
use crate::report::matrix::grade::Grade;
use crate::report::matrix::parts::Parts;
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::prose::realise::finished;
use crate::report::view::context::Context;
use crate::report::view::drawings::ALL;
use crate::report::view::phrase::status_id;

/// The sign of a status; that of what is observed is a [`Grade`]'s.
pub fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Observed => "●",
        Status::Countered => "◐",
        Status::Planned => "△",
        Status::Past => "◇",
        Status::Absent => "–",
        Status::Withheld => "▪",
        Status::Contested => "≠",
        Status::NotMentioned => "·",
        Status::NotRecorded => "",
    }
}

/// A grid on a page: with the signs that it has explained below it, and without the last column if that has nothing.
pub fn on_page(
    context: Context,
    columns: Vec<Heading>,
    rows: Vec<Vec<Cell>>,
    ratings: &[(String, String)],
    disputed: bool,
) -> Parts {
    let full = Full::new(columns.clone(), rows.clone());
    let cells: Vec<&Content> = rows.iter().flatten().map(|cell| plain(&cell.content)).collect();
    let used = |content: &dyn Fn(&Content) -> bool| cells.iter().any(|cell| content(cell));
    let grades = [Grade::Several, Grade::One, Grade::Attributed, Grade::Unsupported];
    let grades = grades
        .into_iter()
        .filter(|own| used(&|cell| matches!(cell, Content::Status { status: Status::Observed, grade: Some(grade), rating, .. } if grade == own && rating.is_empty())));
    let statuses = ALL.into_iter().filter(|own| !matches!(own, Status::Observed | Status::NotRecorded));
    // A rating stands in place of some signs.
    let is_signed = |status: Status, rating: &str| rating.is_empty() || status.is_seen() || status.is_undecided();
    let statuses = statuses.filter(|own| {
        used(&|cell| matches!(cell, Content::Status { status, rating, .. } if status == own && is_signed(*own, rating)))
    });
    let silent =
        used(&|cell| matches!(cell, Content::NotRecorded | Content::Status { status: Status::NotRecorded, .. }));
    let explained = |sign: &str, words: String| context.say("key", &[("sign", sign.into()), ("words", words.into())]);
    let observed = grades.map(|grade| {
        let words = context.say("cell-observed", &[("grade", context.word(grade.id()).into())]);
        explained(grade.sign(), words)
    });
    let others = statuses.map(|status| explained(status_sign(status), context.word(status_id(status))));
    let rated = ratings.iter().map(|(sign, words)| explained(sign, words.clone()));
    let key: Vec<String> =
        rated.chain(observed).chain(others).chain(silent.then(|| context.word("key-not-recorded"))).collect();
    let has_outside = rows.iter().any(|row| row.last().is_some_and(|cell| cell.content.is_value()));
    let notes = [
        has_outside.then_some("grid-outside"),
        rows.iter().flatten().any(|cell| !cell.links.is_empty()).then_some("grid-links"),
        disputed.then_some("note-disputed"),
    ];
    let notes = notes.into_iter().flatten().map(|id| context.word(id));
    let note: Vec<String> = std::iter::once(finished(&key.join("; "))).chain(notes).collect();
    let shown = if has_outside { columns.len() } else { columns.len() - 1 };
    let rows = rows.into_iter().map(|row| row.into_iter().take(shown).collect()).collect();
    Parts { kind: "grid", columns: columns[..shown].to_vec(), rows, note: note.join(" "), full: Some(full) }
}

/// What a cell holds, whether others state something else or not.
fn plain(content: &Content) -> &Content {
    match content {
        Content::Disputed(inner) => inner,
        own => own,
    }
}
