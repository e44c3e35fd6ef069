//! Ratings as tables show them: a sign in a cell, and what it means in words.

use rust_decimal::Decimal;

use crate::analysis::mapping::CellRating;
use crate::base::locale::MINUS;
use crate::model::framework::scale::{Scale, ScaleKind, ScaleLevel};
use crate::report::view::context::Context;

/// The sign of a rating that goes both ways.
const MIXED_SIGN: &str = "±";
/// The sign of a rating that could not be made.
const MISSING_SIGN: &str = "∅";

/// What stands in a cell; empty if there is no rating.
pub fn sign(context: Context, scale: &Scale, rating: &CellRating) -> String {
    match rating {
        CellRating::None => String::new(),
        CellRating::Missing => MISSING_SIGN.to_owned(),
        CellRating::Mixed => MIXED_SIGN.to_owned(),
        CellRating::Level(place) => {
            scale.levels.get(*place).map(|level| level_sign(context, level)).unwrap_or_default()
        }
        CellRating::Contested(all) => all.iter().map(|one| sign(context, scale, one)).collect::<Vec<_>>().join("/"),
    }
}

/// What a rating means: "+2 (supports it strongly)"; empty if there is none.
pub fn words(context: Context, scale: &Scale, rating: &CellRating) -> String {
    match rating {
        CellRating::None => String::new(),
        CellRating::Missing => context.word("rating-missing"),
        CellRating::Mixed => context.word("rating-mixed"),
        CellRating::Level(place) => {
            scale.levels.get(*place).map(|level| level_words(context, level)).unwrap_or_default()
        }
        CellRating::Contested(all) => {
            let each: Vec<String> = all.iter().map(|one| words(context, scale, one)).collect();
            context.say("rating-contested", &[("list", context.locale.list(&each).into())])
        }
    }
}

/// The signs of a scale that ratings use, in its order, each with what it means. A level that only says its number needs no explanation.
pub fn key<'r>(
    context: Context,
    scale: &Scale,
    ratings: impl Iterator<Item = &'r CellRating>,
) -> Vec<(String, String)> {
    let (mut used, mut is_contested): (Vec<&CellRating>, bool) = (Vec::new(), false);
    for rating in ratings {
        match rating {
            CellRating::Contested(all) => {
                used.extend(all);
                is_contested = true;
            }
            one => used.push(one),
        }
    }
    if used.iter().all(|rating| **rating == CellRating::None) {
        return Vec::new();
    }
    let levels = scale.levels.iter().filter_map(|level| {
        let label = level.label.as_ref().map_or_else(|| minus(&level.word), |label| context.get(label));
        Some((level_sign(context, level), label)).filter(|(sign, label)| sign != label)
    });
    let others = [(CellRating::Mixed, "rating-mixed"), (CellRating::Missing, "rating-missing")];
    let others = others.into_iter().filter(|(rating, _)| used.contains(&rating));
    let others = others.map(|(rating, word)| (sign(context, scale, &rating), context.word(word)));
    let contested = is_contested.then(|| ("a/b".to_owned(), context.word("ratings-differ")));
    levels.chain(others).chain(contested).collect()
}

/// The sign of a level: its own, else a number itself, and of a word its label.
fn level_sign(context: Context, level: &ScaleLevel) -> String {
    let is_number = level.word.starts_with(|c: char| c.is_ascii_digit() || "+-−.".contains(c));
    match (&level.sign, &level.label) {
        (Some(sign), _) => sign.clone(),
        (None, Some(label)) if !is_number => context.get(label),
        (None, _) => minus(&level.word),
    }
}

/// A level with what it means.
pub fn level_words(context: Context, level: &ScaleLevel) -> String {
    let sign = level_sign(context, level);
    match &level.label {
        Some(label) if context.get(label) != sign => {
            context.say("tell-aside", &[("text", sign.into()), ("aside", context.get(label).into())])
        }
        _ => sign,
    }
}

/// A median as tables show it: a level, a number between two with equal steps, or the two between which it lies.
pub fn median(context: Context, scale: &Scale, (low, high): (usize, usize)) -> String {
    let middle = || Some((scale.value(low)? + scale.value(high)?) / Decimal::TWO);
    match middle().filter(|_| low != high && scale.kind() == ScaleKind::Interval) {
        Some(middle) => context.locale.number(middle, usize::from(!middle.is_integer())),
        None => between(context, scale, (low, high)),
    }
}

/// From one level to another, or the one that both are.
pub fn between(context: Context, scale: &Scale, (low, high): (usize, usize)) -> String {
    let level = |place: usize| sign(context, scale, &CellRating::Level(place));
    match low == high {
        true => level(low),
        false => context.say("from-to", &[("from", level(low).into()), ("to", level(high).into())]),
    }
}

/// A level with the minus sign that print has.
fn minus(word: &str) -> String {
    match word.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')) {
        Some(rest) => format!("{MINUS}{rest}"),
        None => word.to_owned(),
    }
}
