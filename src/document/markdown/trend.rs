//! Sparklines: table cells whose numbers are drawn as a small line. In a table of the class `trends`, the cells of the last
//! column, and in one of the class `lines`, those of the last row hold plain numbers separated by spaces, with `–` for an unknown value and `|` where the line breaks. Negative numbers have
//! a minus sign or a hyphen.

use std::fmt::Write;

use crate::document::markdown::{Table, plain};

/// Width and height of a sparkline, in SVG user units.
const SIZE: (f64, f64) = (64.0, 14.0);
/// The margin around the line, in the same units.
const EDGE: f64 = 2.0;
/// The least range of values that the height stands for, as a fraction of the largest absolute value: it makes a small change
/// look small.
const LEAST: f64 = 0.25;

/// Returns the index of the table's column of sparklines, if it has one.
pub fn column(table: &Table) -> Option<usize> {
    let has = table.classes.iter().any(|class| class == "trends");
    table.head.len().checked_sub(1).filter(|_| has)
}

/// Whether the cell of a row and a column holds a sparkline.
pub fn is_drawn(table: &Table, row: usize, at: usize) -> bool {
    column(table) == Some(at) || (has_lines(table) && row + 1 == table.rows.len())
}

/// Whether the last row of a table is one of sparklines.
pub fn has_lines(table: &Table) -> bool {
    table.classes.iter().any(|class| class == "lines")
}

/// Returns the alternative text of a sparkline: the heading of its column, and the numbers.
pub fn described(table: &Table, at: usize, text: &str) -> String {
    let heading = table.head.get(at).map(|head| plain(head)).unwrap_or_default();
    format!("{heading}: {}", text.replace(" | ", "; "))
}

/// Draws the text of a cell as an SVG sparkline, in the colour of the text around it. `None` if the text holds anything but
/// numbers, or fewer than two of them.
pub fn line(text: &str) -> Option<String> {
    let mut points: Vec<Option<f64>> = Vec::new();
    let mut breaks: Vec<usize> = Vec::new();
    for word in text.split_whitespace() {
        match word {
            "|" => breaks.push(points.len()),
            "–" => points.push(None),
            number => points
                .push(Some(number.replace('\u{2212}', "-").parse().ok().filter(|number: &f64| number.is_finite())?)),
        }
    }
    let known: Vec<f64> = points.iter().flatten().copied().collect();
    let (low, high) =
        known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(*n), high.max(*n)));
    if known.len() < 2 {
        return None;
    }
    let span = (high - low).max(LEAST * high.abs().max(low.abs())).max(f64::MIN_POSITIVE);
    let middle = f64::midpoint(low, high);
    let steps = (points.len() - 1).max(1) as f64;
    let x = |at: usize| EDGE + at as f64 / steps * (SIZE.0 - 2.0 * EDGE);
    let y = |value: f64| SIZE.1 / 2.0 - (value - middle) / span * (SIZE.1 - 2.0 * EDGE);
    let mut path = String::new();
    let mut joined = false;
    for (at, point) in points.iter().enumerate() {
        let Some(value) = point else {
            joined = false;
            continue;
        };
        joined &= !breaks.contains(&at);
        let _ = write!(path, "{}{:.1} {:.1}", if joined { "L" } else { "M" }, x(at), y(*value));
        joined = true;
    }
    // A point without neighbours makes no line, so it is drawn as a dot.
    let alone = points.iter().enumerate().filter_map(|(at, point)| {
        let beside = |other: Option<usize>| other.and_then(|other| points.get(other)).is_some_and(Option::is_some);
        let before = beside(at.checked_sub(1)) && !breaks.contains(&at);
        let after = beside(Some(at + 1)) && !breaks.contains(&(at + 1));
        Some((at, (*point)?)).filter(|_| !before && !after)
    });
    let last = points.iter().enumerate().rev().find_map(|(at, point)| Some((at, (*point)?)));
    let mut dots = String::new();
    for (at, value) in alone.chain(last) {
        let _ = write!(dots, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"1.8\" fill=\"currentColor\"/>", x(at), y(value));
    }
    for at in breaks.iter().filter(|at| **at > 0 && **at < points.len()) {
        let middle = f64::midpoint(x(at - 1), x(*at));
        let _ = write!(
            dots,
            "<path d=\"M{middle:.1} 1L{middle:.1} {:.1}\" stroke=\"currentColor\" stroke-width=\"0.6\" stroke-dasharray=\"1.5 1.5\" fill=\"none\"/>",
            SIZE.1 - 1.0
        );
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\"><path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.3\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>{dots}</svg>",
        SIZE.0, SIZE.1
    ))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn numbers_become_a_line_with_gaps_and_breaks() {
        let svg = line("98 104 – 112 | 118").expect("these are numbers");
        assert_eq!(svg.matches('M').count(), 4, "two lines, a point after the break, and the break itself: {svg}");
        assert!(line("98").is_none() && line("98 many").is_none() && line("").is_none() && line("NaN inf").is_none());
    }
}
