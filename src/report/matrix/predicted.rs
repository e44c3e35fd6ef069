//! What the stage of a case would have it show, what it shows, and what kind of replication that is; and what a framework lists for
//! one stage alone.

use crate::analysis::fit::{Agreement, fit};
use crate::analysis::mapping::{Cell as Mapped, Mapping, Placement, Position, Status, map};
use crate::base::text::{capital, lower_first};
use crate::model::case::{Case, Expected};
use crate::model::framework::{Characteristic, Framework, Stage, find};
use crate::report::across::shared::of_known;
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, head, without_empty};
use crate::report::matrix::profile::derived_from;
use crate::report::matrix::table::{Cell, Full};
use crate::report::prose::realise::finished;
use crate::report::view::context::Context;
use crate::report::view::phrase::status_id;

/// A case seen through the framework.
struct Seen<'a> {
    case: &'a Case,
    mapping: Mapping<'a>,
}

impl Seen<'_> {
    /// What the case records on, of what its stage expects (or, without a place in a stage, of nothing).
    fn expected(&self) -> Vec<&Mapped<'_>> {
        self.recorded().filter(|cell| cell.place == Placement::Expected).collect()
    }

    /// The characteristics of dimensions on which anything is recorded.
    fn recorded(&self) -> impl Iterator<Item = &Mapped<'_>> {
        self.mapping.dimensions.iter().filter(|mapped| mapped.is_recorded()).flat_map(|mapped| &mapped.cells)
    }

    /// Whether it shows a characteristic; `None` where nothing is recorded on its dimension, or it is withheld.
    fn shows(&self, item: &Characteristic) -> Option<bool> {
        let mut known = self.recorded().filter(|cell| !cell.is_undecided());
        let own = known.find(|cell| std::ptr::eq(cell.characteristic, item))?;
        Some(own.status.is_seen())
    }
}

fn seen<'a>(context: Context<'a>, framework: &'a Framework, cases: &[&'a Case]) -> Vec<Seen<'a>> {
    let one = |case: &&'a Case| Some(Seen { case, mapping: map(case.newest()?, framework, context.frameworks) });
    cases.iter().filter_map(one).collect()
}

fn stages<'a>(context: Context<'a>, framework: &'a Framework) -> Vec<&'a Stage> {
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    framework.maps.iter().filter_map(|id| life_cycle?.stage(id)).collect()
}

/// The kinds of replication (Yin, Case Study Research and Applications): a case shows what was predicted of it, for a like reason as
/// others, or something contrary, for a reason that was known before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replication {
    /// What is observed resembles the assessed stage more than any other.
    Literal,
    /// It resembles another stage more, and a contrast was expected when the case was selected.
    Theoretical,
    /// It resembles another stage more, or none, though a likeness was expected.
    Neither,
    /// It resembles its stage, though a contrast was expected.
    Unexpected,
    /// It resembles its stage and another one equally.
    Undecided,
    /// Nothing that the framework places in stages is observed, or nothing is recorded.
    Unknown,
    /// Its stage is withheld from the readers.
    Withheld,
    /// It has no place in a stage of the framework, so nothing is predicted.
    Unpredicted,
}

impl Replication {
    /// The kind of a case, of which `expects` was expected when it was selected.
    fn of(agreement: Option<Agreement>, is_placed: bool, expects: Expected) -> Replication {
        match (is_placed, agreement, expects) {
            (false, ..) => Replication::Unpredicted,
            (_, None | Some(Agreement::Unassessed), _) => Replication::Unknown,
            (_, Some(Agreement::Tied), _) => Replication::Undecided,
            (_, Some(Agreement::Agrees), Expected::Likeness) => Replication::Literal,
            (_, Some(Agreement::Agrees), Expected::Contrast) => Replication::Unexpected,
            (_, Some(Agreement::Tension | Agreement::None), Expected::Contrast) => Replication::Theoretical,
            (_, Some(Agreement::Tension | Agreement::None), Expected::Likeness) => Replication::Neither,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Replication::Literal => "replication-literal",
            Replication::Theoretical => "replication-theoretical",
            Replication::Neither => "replication-neither",
            Replication::Unexpected => "replication-unexpected",
            Replication::Undecided => "replication-undecided",
            Replication::Unknown => "replication-unknown",
            Replication::Withheld => "withheld",
            Replication::Unpredicted => "replication-unpredicted",
        }
    }
}

/// For each case, below its stage and what a framework expects there: how much of it is observed, what is not, what is observed
/// besides, what kind of replication that is, and why the case was selected. What nothing is recorded on counts nowhere.
pub fn replication<'a>(context: Context<'a>, framework: &'a Framework, cases: &[&'a Case]) -> Parts {
    let ids = ["column-name", "stage", "predicted-seen", "predicted-not-seen", "predicted-besides", "replication"];
    let ids = ids.into_iter().chain(["selection"]);
    let columns: Vec<_> = ids.map(|id| head(context.word(id))).collect();
    let seen = seen(context, framework, cases);
    let stages = stages(context, framework);
    let (mut page, mut rows) = (Vec::new(), Vec::new());
    let mut total = (0, 0, 0);
    let unplaced =
        [Position::NotMapped, Position::Contested, Position::Withheld, Position::NotAssessed, Position::NoLifeCycle];
    for position in (0..stages.len()).map(Position::Mapped).chain(unplaced) {
        let own: Vec<&Seen> = seen.iter().filter(|seen| seen.mapping.position == position).collect();
        if own.is_empty() {
            continue;
        }
        page.push(Cell::plain(above(context, &stages, position, &own)).above(columns.len() - 1));
        for seen in own {
            let row = row(context, seen);
            if let Content::Of(k, n) = row[2].content {
                total = (total.0 + k, total.1 + n, total.2 + 1);
            }
            page.push(row.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, cell)| cell.clone()).collect());
            rows.push(row);
        }
    }
    let (observed, expected, counted) = total;
    if expected > 0 {
        let name = context.say("predicted-total", &[("count", counted.into())]);
        let mut all = vec![Cell::plain(name), Cell::of(Content::Of(observed, expected))];
        all.resize(columns.len() - 1, Cell::of(Content::Empty));
        page.push(all);
    }
    let shown: Vec<_> = columns.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, one)| one.clone()).collect();
    let (shown, page) = without_empty(&shown, &page);
    let note = note(context, framework, cases, &seen);
    Parts { kind: "replication", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) }
}

fn place(seen: &Seen) -> Option<usize> {
    match seen.mapping.position {
        Position::Mapped(at) => Some(at),
        Position::NoLifeCycle
        | Position::NotAssessed
        | Position::Withheld
        | Position::Contested
        | Position::NotMapped => None,
    }
}

/// A stage with what is expected in it, of the dimensions on which its cases record anything; or why the cases are in none.
fn above(context: Context, stages: &[&Stage], position: Position, cases: &[&Seen]) -> String {
    let stage = match position {
        Position::Mapped(at) => stages[at],
        Position::NotMapped => return context.word("predicted-nothing"),
        Position::Contested => return context.word("predicted-contested"),
        Position::Withheld => return capital(&context.word("stage-withheld")),
        Position::NotAssessed | Position::NoLifeCycle => return context.word("predicted-unassessed"),
    };
    let mut names: Vec<String> = Vec::new();
    for cell in cases.iter().flat_map(|seen| seen.expected()) {
        let name = lower_first(&context.get(&cell.characteristic.label));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let label = context.get(&stage.label);
    if names.is_empty() {
        return label;
    }
    context.say("predicted-in", &[("stage", label.into()), ("names", context.locale.list(&names).into())])
}

fn row(context: Context, seen: &Seen) -> Vec<Cell> {
    // What is planned, past or absent says so; what is observed or not mentioned is in its column.
    let name = |cell: &Mapped| {
        let label = lower_first(&context.get(&cell.characteristic.label));
        match cell.status {
            Status::Planned | Status::Past | Status::Absent | Status::Withheld | Status::Contested => {
                let status = context.word(status_id(cell.status));
                context.say("tell-aside", &[("text", label.into()), ("aside", status.into())])
            }
            Status::Observed | Status::Countered | Status::NotMentioned | Status::NotRecorded => label,
        }
    };
    let names = |cells: &mut dyn Iterator<Item = &Mapped>| Cell::plain(cells.map(name).collect::<Vec<_>>().join("; "));
    let expected = seen.expected();
    let observed = expected.iter().filter(|cell| cell.status.is_seen()).count();
    let known = expected.iter().filter(|cell| !cell.is_undecided()).count();
    let counted = match (place(seen), known) {
        (None, _) => Cell::of(Content::Empty),
        (_, 0) => Cell::of(unknown(expected.iter().map(|cell| cell.status))),
        (_, all) => Cell::of(Content::Of(observed, all)),
    };
    let missing = names(&mut expected.iter().copied().filter(|cell| !cell.status.is_seen()));
    let besides = names(&mut seen.recorded().filter(|cell| cell.status.is_seen() && cell.place != Placement::Expected));
    let fit = fit(&seen.mapping);
    let expects = seen.case.selection.as_ref().map_or(Expected::Likeness, |selection| selection.expects);
    let kind = match seen.mapping.position {
        Position::Withheld => Replication::Withheld,
        _ => Replication::of(fit.as_ref().map(|fit| fit.agreement), place(seen).is_some(), expects),
    };
    // What is withheld may be what is predicted.
    let is_open = kind == Replication::Unknown && seen.recorded().any(|cell| cell.status == Status::Withheld);
    let kind = if is_open { Replication::Withheld } else { kind };
    let nearest = fit.iter().flat_map(|fit| &fit.stages).filter(|stage| stage.nearest);
    let nearest: Vec<String> = nearest.map(|own| lower_first(&context.get(&own.stage.label))).collect();
    let slots = [("count", nearest.len().into()), ("stages", context.locale.list(&nearest).into())];
    let stage = match (seen.mapping.stage, seen.mapping.position) {
        (Some(stage), _) => Cell::plain(context.get(&stage.label)),
        (None, Position::Contested) => Cell::of(Content::Word("stage-is-contested")),
        (None, Position::Withheld) => Cell::of(Content::Withheld),
        (None, _) => Cell::of(Content::Word("not-assessed")),
    };
    let selection = seen.case.selection.as_ref().map(|selection| context.get(&selection.reason));
    vec![
        Cell::short_case(context, seen.case),
        stage,
        counted,
        missing,
        besides,
        match kind {
            // What only observations in other frameworks show is not recorded here.
            Replication::Unpredicted | Replication::Withheld => Cell::plain(context.word(kind.id())),
            _ if seen.recorded().next().is_none() => Cell::of(Content::NotRecorded),
            kind => Cell::plain(context.say(kind.id(), &slots)),
        },
        selection.map_or(Cell::of(Content::Empty), Cell::plain),
    ]
}

/// What the kinds of replication mean, whether the framework came from these cases, and which cases have no record.
fn note(context: Context, framework: &Framework, cases: &[&Case], seen: &[Seen]) -> String {
    let study = framework.derived_from.as_ref().map(|from| &*from.study);
    let own = cases.iter().filter(|case| study.is_some() && case.study.as_deref() == study).count();
    let derived = (own > 0).then(|| derived_from(context, own, cases.len()));
    let lacking = cases.iter().filter(|case| !seen.iter().any(|seen| seen.case.id == case.id));
    let lacking: Vec<String> = lacking.map(|case| context.short_name(case)).collect();
    let lacking = (!lacking.is_empty())
        .then(|| finished(&context.say("predicted-lacking", &[("names", context.locale.list(&lacking).into())])));
    let parts = [derived, Some(context.word("replication-note")), lacking];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a framework lists for one stage alone: in which cases of the stage it is observed, and in which others.
pub fn exclusive<'a>(
    context: Context<'a>,
    framework: &'a Framework,
    dimension: Option<&str>,
    cases: &[&'a Case],
) -> Parts {
    let ids = ["stage", "exclusive-listed", "exclusive-seen", "exclusive-elsewhere"];
    let columns: Vec<_> = ids.map(|id| head(context.word(id))).into();
    let seen = seen(context, framework, cases);
    let stages = stages(context, framework);
    let dimensions = framework.dimensions.iter().filter(|own| dimension.is_none_or(|id| *own.id == *id));
    let items: Vec<&Characteristic> = dimensions.flat_map(|dimension| &dimension.characteristics).collect();
    let rows = stages.iter().enumerate().map(|(at, stage)| {
        let is_alone = |item: &&&Characteristic| {
            stages.iter().all(|other| item.is_expected_in(&other.id) == std::ptr::eq(*other, *stage))
        };
        let alone: Vec<&Characteristic> = items.iter().filter(is_alone).copied().collect();
        exclusive_row(context, (stage, at), &alone, &seen)
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let (shown, page) = without_empty(&columns, &rows);
    let note = context.word("exclusive-note");
    Parts { kind: "exclusive", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) }
}

/// Why nothing is known of what has these statuses: it is withheld, coders disagree, or nothing is recorded.
fn unknown(statuses: impl Iterator<Item = Status>) -> Content {
    let all: Vec<Status> = statuses.collect();
    if all.contains(&Status::Withheld) {
        Content::Withheld
    } else if all.contains(&Status::Contested) {
        Content::Word("coded-differently")
    } else {
        Content::NotRecorded
    }
}

/// What a case is called.
type Name<'n> = &'n dyn Fn(&Case) -> String;

fn exclusive_row(
    context: Context,
    (stage, at): (&Stage, usize),
    alone: &[&Characteristic],
    seen: &[Seen],
) -> Vec<Cell> {
    let showing = |item: &Characteristic, inside: bool| -> Vec<&Seen> {
        let own = seen.iter().filter(|seen| (place(seen) == Some(at)) == inside);
        own.filter(|seen| seen.shows(item) == Some(true)).collect()
    };
    let statuses = |item: &Characteristic| {
        let own = seen.iter().filter(|own| place(own) == Some(at)).flat_map(|own| own.recorded());
        own.filter(|cell| std::ptr::eq(cell.characteristic, item)).map(|cell| cell.status).collect::<Vec<_>>()
    };
    let known =
        |item: &Characteristic| seen.iter().filter(|own| place(own) == Some(at) && own.shows(item).is_some()).count();
    let with = |item: &Characteristic, who: String| {
        context.say("tell-aside", &[("text", context.get(&item.label).into()), ("aside", who.into())])
    };
    // By their names, and on a page by their short names.
    let cell = |of: &dyn Fn(&Characteristic, Name) -> Option<String>| {
        let names: [Name; 2] = [&|case| context.get(&case.name), &|case| context.short_name(case)];
        let [whole, page] =
            names.map(|name| alone.iter().filter_map(|item| of(item, name)).collect::<Vec<_>>().join("; "));
        Cell::new(whole, page)
    };
    let named = |seen: &&Seen, name: Name| match seen.mapping.position {
        Position::Withheld => {
            let aside = context.word("stage-withheld");
            context.say("tell-aside", &[("text", name(seen.case).into()), ("aside", aside.into())])
        }
        _ => name(seen.case),
    };
    let list = |cases: &[&Seen], name: Name| {
        context.locale.list(&cases.iter().map(|one| named(one, name)).collect::<Vec<_>>())
    };
    let of = seen.iter().filter(|own| place(own) == Some(at)).count();
    let listed = cell(&|item, name| {
        let who = match (showing(item, true), known(item)) {
            _ if of == 0 => context.word("no-case"),
            (_, 0) => unknown(statuses(item).into_iter()).words(context.locale),
            (own, known) if own.is_empty() => context.word("exclusive-nobody") + &of_known(context, known, of),
            (own, known) => list(&own, name) + &of_known(context, known, of),
        };
        Some(with(item, who))
    });
    let elsewhere = cell(&|item, name| {
        let others = showing(item, false);
        (!others.is_empty()).then(|| with(item, list(&others, name)))
    });
    let observed = alone.iter().map(|item| showing(item, true).len()).sum();
    let counted = match alone.iter().map(|item| known(item)).sum() {
        _ if alone.is_empty() || of == 0 => Content::Empty,
        0 => unknown(alone.iter().flat_map(|item| statuses(item))),
        all => Content::Of(observed, all),
    };
    vec![Cell::plain(context.get(&stage.label)), listed, Cell::of(counted), elsewhere]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a case that was selected with an expectation is, by what it resembles.
    #[test]
    fn a_replication_is_as_predicted_or_contrary_for_a_reason_known_before() {
        use Agreement::{Agrees, Tension, Tied};
        let of = |agreement, expects| Replication::of(agreement, true, expects);
        assert_eq!(of(Some(Agrees), Expected::Likeness), Replication::Literal);
        assert_eq!(of(Some(Tension), Expected::Contrast), Replication::Theoretical);
        assert_eq!(of(Some(Agreement::None), Expected::Contrast), Replication::Theoretical);
        assert_eq!(of(Some(Tension), Expected::Likeness), Replication::Neither);
        assert_eq!(of(Some(Agreement::None), Expected::Likeness), Replication::Neither);
        assert_eq!(of(Some(Agrees), Expected::Contrast), Replication::Unexpected);
        for expects in [Expected::Likeness, Expected::Contrast] {
            // What is not known decides nothing.
            assert_eq!(of(Some(Tied), expects), Replication::Undecided);
            assert_eq!(of(None, expects), Replication::Unknown);
            assert_eq!(Replication::of(Some(Agrees), false, expects), Replication::Unpredicted);
        }
    }
}
