//! What all clusters come to together, with of how many clusters each figure is.

use crate::analysis::measure::{self, Pair, Together};
use crate::model::case::Record;
use crate::model::indicator::formula::{Number, Reason};
use crate::model::indicator::{Aggregate, Group, Indicator};
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::matrix::portfolio::tables::glance;
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::annual::figures::{label as annual_label, number_text, reason_text, shown_change};
use crate::report::view::scene::Scene;

/// What stands for all clusters, by indicator of a group; nothing if no cluster has a figure of it.
pub fn totals(scene: Scene, portfolio: &Portfolio, group: &Group) -> Option<Parts> {
    let (now, before) = (portfolio.pairs(), portfolio.pairs_before());
    let (of, of_before) = (portfolio.of(), portfolio.of_before());
    let mut rows = Vec::new();
    let mut full = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for indicator in group.indicators.iter().filter(|one| one.is_number() && one.aggregate != Aggregate::None) {
        let together = measure::together(scene.indicators, indicator, &now);
        let last = measure::together(scene.indicators, indicator, &before);
        if [&together, &last].iter().all(|one| one.of.is_empty() && one.bounded.is_empty()) {
            continue;
        }
        let label = annual_label(scene, indicator);
        if !together.bounded.is_empty() {
            let names: Vec<String> = together.bounded.iter().map(|at| scene.get(&portfolio.cases[*at].name)).collect();
            let parts = [("what", scene.get(&indicator.label).into()), ("names", scene.locale.list(&names).into())];
            notes.push(scene.say("bounded", &parts));
        }
        if indicator.changed.iter().any(|changed| i32::try_from(changed.year.0) == Ok(portfolio.year)) {
            let parts = [("what", scene.get(&indicator.label).into()), ("year", portfolio.year.to_string().into())];
            notes.push(scene.say("definition-changed-in", &parts));
        }
        let (change, compared) = like_for_like(scene, indicator, &now, of);
        let spread = spread(scene, indicator, &together);
        let said = |together: &Together, of: usize| {
            let text = value_text(scene, indicator, together);
            (text, scene.of(together.of.len(), of))
        };
        let ((last_text, last_of), (now_text, now_of)) = (said(&last, of_before), said(&together, of));
        // "13 of 14" is not parted.
        let whole = |of: &str| of.replace(' ', "\u{a0}");
        let both = |text: &str, of: &str| scene.say("of-clusters", &[("value", text.into()), ("of", whole(of).into())]);
        let inner = indicator.part_of.is_some() || indicator.some_of.is_some() || indicator.some_of_last.is_some();
        let how = scene.coded("aggregate", indicator.aggregate);
        let [least, middle, most] = &spread;
        let range = if together.of.len() > 1 { format!("{least} – {middle} – {most}") } else { String::new() };
        let named = match indicator.aggregate {
            Aggregate::Mean | Aggregate::Median => {
                scene.say("label-unit", &[("label", label.as_str().into()), ("unit", how.as_str().into())])
            }
            _ => label.clone(),
        };
        let first = if inner { format!("– {named}") } else { named };
        let change_of = if change.is_empty() { String::new() } else { both(&change, &compared) };
        rows.push(vec![
            Cell::plain(first),
            Cell::plain(if of_before == 0 { String::new() } else { both(&last_text, &last_of) }),
            Cell::plain(both(&now_text, &now_of)),
            Cell::plain(change_of),
            Cell::plain(range),
        ]);
        full.push(
            [
                &indicator.id.0,
                &label,
                &how,
                &last_text,
                &last_of,
                &now_text,
                &now_of,
                &change,
                &compared,
                least,
                middle,
                most,
            ]
            .map(|text| Cell::plain(text.as_str()))
            .to_vec(),
        );
    }
    if rows.is_empty() {
        return None;
    }
    let number = |text: String| Heading { text, number: true };
    let clusters = |year: i32| scene.say("clusters-in", &[("year", year.to_string().into())]);
    let (year, last) = (portfolio.year, portfolio.year - 1);
    let columns = vec![
        head(scene.word("indicator")),
        number(last.to_string()),
        number(year.to_string()),
        number(scene.word("change-in-both")),
        number(scene.word("least-middle-most")),
    ];
    let full_columns = vec![
        head(scene.word("indicator-id")),
        head(scene.word("indicator")),
        head(scene.word("together")),
        number(last.to_string()),
        head(clusters(last)),
        number(year.to_string()),
        head(clusters(year)),
        number(scene.word("change-in-both")),
        head(scene.word("clusters-in-both")),
        number(scene.word("least")),
        number(scene.word("middle")),
        number(scene.word("most")),
    ];
    let parts_of_year: Vec<String> = portfolio
        .cases
        .iter()
        .filter(|case| case.of_year(portfolio.year).is_some_and(Record::is_part_of_year))
        .map(|case| scene.get(&case.name))
        .collect();
    let in_part = (!parts_of_year.is_empty())
        .then(|| scene.say("part-of-year", &[("names", scene.locale.list(&parts_of_year).into())]));
    let note = std::iter::once(scene.word("totals-note")).chain(in_part).chain(notes).collect::<Vec<_>>().join(" ");
    Some(Parts { kind: "totals", columns, rows, note, full: Some(Full::new(full_columns, full)) })
}

/// What stands for several clusters in words.
fn value_text(scene: Scene, indicator: &Indicator, together: &Together) -> String {
    match &together.value {
        Ok(number) => number_text(scene, indicator, number),
        Err(Reason::Missing(..)) if indicator.formula.is_some() => scene.word("not-computable"),
        Err(Reason::Missing(..)) => scene.not_recorded(),
        Err(reason) => reason_text(scene, reason),
    }
}

/// The change since the year before in the clusters of which both years are known and comparable, and how many these are of all.
pub fn like_for_like(scene: Scene, indicator: &Indicator, pairs: &[Pair], of: usize) -> (String, String) {
    let known = |pair: &&Pair| measure::change(scene.indicators, indicator, **pair).is_ok();
    let both: Vec<Pair> = pairs.iter().filter(known).copied().collect();
    // A formula that asks for the year before can't be asked of that year as well.
    if both.is_empty() || measure::looks_back(scene.indicators, indicator) {
        return Default::default();
    }
    let last: Vec<Pair> = both.iter().filter_map(|pair| Some(Pair { record: pair.last?, last: None })).collect();
    let (now, before) =
        (measure::together(scene.indicators, indicator, &both), measure::together(scene.indicators, indicator, &last));
    let change = now.value.ok().zip(before.value.ok());
    let change = change.and_then(|(now, before)| measure::difference(indicator, &now, &before).ok());
    let text = change.map(|change| shown_change(scene, indicator, &change)).unwrap_or_default();
    (text, scene.of(both.len(), of))
}

/// The least, the middle and the most that single clusters have; empty where one cluster alone has a figure.
fn spread(scene: Scene, indicator: &Indicator, together: &Together) -> [String; 3] {
    let mut numbers: Vec<&Number> = together.of.iter().map(|(_, number)| number).collect();
    numbers.sort_by(|one, other| one.value.total_cmp(&other.value));
    let same = numbers.windows(2).all(|pair| pair[0].currency == pair[1].currency || pair[0].currency.is_none());
    let (Some(least), Some(most)) = (numbers.first(), numbers.last()) else { return Default::default() };
    if numbers.len() < 2 || !same {
        return Default::default();
    }
    let middle = measure::median(indicator, &numbers).map(|middle| number_text(scene, indicator, &middle));
    [number_text(scene, indicator, least), middle.unwrap_or_default(), number_text(scene, indicator, most)]
}

/// What all clusters come to together, of the indicators that reports show at a glance.
pub fn at_a_glance(scene: Scene, portfolio: &Portfolio) -> Vec<[String; 3]> {
    let pairs = portfolio.pairs();
    let row = |indicator: &Indicator| {
        let together = measure::together(scene.indicators, indicator, &pairs);
        if together.of.is_empty() && together.bounded.is_empty() {
            return None;
        }
        let label = annual_label(scene, indicator);
        let number = match &together.value {
            Ok(number) => number,
            Err(reason) => return Some([label, scene.word("not-computable"), reason_text(scene, reason)]),
        };
        let (change, compared) = like_for_like(scene, indicator, &pairs, portfolio.of());
        let of = [("of", scene.of(together.of.len(), portfolio.of()).into())];
        let changed = [("change", change.clone().into()), ("compared", compared.into())];
        let id = if change.is_empty() { "glance-of" } else { "glance-of-changed" };
        let said = scene.say(id, &of.into_iter().chain(changed).collect::<Vec<_>>());
        Some([label, number_text(scene, indicator, number), said])
    };
    glance(scene).into_iter().filter_map(row).collect()
}
