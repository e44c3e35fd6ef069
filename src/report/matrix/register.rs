//! The register of evidence as a page shows it.

use crate::model::case::Case;
use crate::report::matrix::parts::without_empty;
use crate::report::matrix::table::{Cell, Heading};
use crate::report::view::context::Context;

/// The columns of the register that a page shows, below the case; and the one of them that it shortens.
const SHOWN: [usize; 5] = [0, 2, 3, WHERE_FROM, 5];
const WHERE_FROM: usize = 4;

/// Where an observation is from.
pub struct Origin<'c> {
    /// Its case.
    pub case: &'c Case,
    /// The source, with the place in it.
    pub place: String,
    /// The same with what is quoted, and what others say.
    pub whole: String,
}

/// The register as a page shows it: its rows below the name of their case, with of each place only what tells it from the others of
/// the case. `columns` and `rows` are those of the whole table, `from` says of each row where it is from.
pub fn on_page(
    context: Context,
    columns: &[Heading],
    rows: &[Vec<Cell>],
    from: &[Origin],
) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let all: Vec<(&Vec<Cell>, &Origin)> = rows.iter().zip(from).collect();
    let mut page: Vec<Vec<Cell>> = Vec::new();
    for own in all.chunk_by(|(_, one), (_, other)| one.case.id == other.case.id) {
        let common = common_place(own.iter().map(|(_, origin)| origin.place.as_str()));
        page.push(above(context, own[0].1.case, common));
        for (row, Origin { whole, .. }) in own {
            let rest = whole.strip_prefix(common).unwrap_or(whole).trim_start_matches([',', ':', ';', ' ']);
            let cell = |at: &usize| if *at == WHERE_FROM { Cell::plain(rest) } else { row[*at].clone() };
            page.push(SHOWN.iter().map(cell).collect());
        }
    }
    let head: Vec<Heading> = SHOWN.iter().map(|at| columns[*at].clone()).collect();
    without_empty(&head, &page)
}

/// The row above the entries of a case, with what all their places begin with.
fn above(context: Context, case: &Case, common: &str) -> Vec<Cell> {
    let name = context.get(&case.name);
    let text = match common.is_empty() {
        true => name,
        false => context.say("register-from", &[("case", name.into()), ("place", common.into())]),
    };
    Cell { short: Some(text), ..Cell::case(context, case) }.above(SHOWN.len())
}

/// What all places begin with, up to a comma or the end.
fn common_place<'p>(mut places: impl Iterator<Item = &'p str>) -> &'p str {
    let Some(first) = places.next() else { return "" };
    let ends: Vec<usize> = first.match_indices(", ").map(|(at, _)| at).chain([first.len()]).collect();
    let shared = |place: &str| {
        let shares = |end: &&usize| {
            place.strip_prefix(&first[..**end]).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
        };
        ends.iter().filter(shares).max().copied().unwrap_or_default()
    };
    &first[..places.map(shared).min().unwrap_or(first.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_share_what_they_begin_with_up_to_a_comma() {
        let common = |places: &[&'static str]| common_place(places.iter().copied());
        assert_eq!(common(&["paper, Cases, p. 1", "paper, Cases, p. 2"]), "paper, Cases");
        assert_eq!(common(&["paper, Cases", "paper, Cases, p. 2"]), "paper, Cases");
        assert_eq!(common(&["paper, p. 1", "paper, p. 12"]), "paper");
        assert_eq!(common(&["paper", "papers"]), "");
        assert_eq!(common(&["no source", "paper, p. 3"]), "");
        assert_eq!(common(&["paper, p. 3"]), "paper, p. 3");
        assert_eq!(common(&[]), "");
    }
}
