//! Makes the view of a record seen through frameworks: what is observed and expected, which stage it resembles, what comes
//! next.

use crate::analysis::fit::{Agreement, Fit, StageFit, fit};
use crate::analysis::mapping::{self, Borrowed, Cell, Mapped, Mapping, Position, Status, threads};
use crate::base::text::lower_first;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::{Case, Fact, Observation, Record, Seen};
use crate::model::framework::links::{Route, Tie};
use crate::model::framework::{Dimension, Framework, Stage};
use crate::report::view::context::Context;
use crate::report::view::drawings;
use crate::report::view::phrase::{fact, item, outside_label, said, status_id};
use crate::report::view::rating;
use crate::report::view::types::{
    Agenda, AgendaDimension, AgendaItem, ApartView, CriteriaView, CriterionView, DimensionView, FitView, ItemView,
    KeyFact, MappingView, Row, StageFitView, StepView, ThreadsView, ThroughView,
};
use crate::report::view::words::share;
use crate::yaml::shape::list::Named;

/// The view of a record through a framework.
pub fn mapping_view(context: Context, case: &Case, mapping: &Mapping) -> MappingView {
    let framework = mapping.framework;
    let derived =
        framework.derived_from.as_ref().map(|from| &*from.study).filter(|study| case.study.as_deref() == Some(*study));
    let dimensions: Vec<DimensionView> =
        mapping.dimensions.iter().map(|mapped| dimension_view(context, mapping, mapped)).collect();
    MappingView {
        id: framework.id.to_string(),
        title: context.get(&framework.title),
        note: context.opt(framework.note.as_ref()),
        rests_on: framework.rests_on.iter().filter_map(|key| context.works?.short(key)).collect(),
        derived_from: derived
            .and_then(|id| context.settings.study(id))
            .map(|study| context.get(&study.title))
            .unwrap_or_default(),
        besides: dimensions
            .iter()
            .any(|own| [&own.early, &own.late, &own.elsewhere, &own.outside].iter().any(|all| !all.is_empty())),
        position: match mapping.position {
            Position::NoLifeCycle => "no life cycle",
            Position::NotAssessed => "not assessed",
            Position::Withheld => WITHHELD,
            Position::Contested => "contested",
            Position::NotMapped => "not mapped",
            Position::Mapped(_) => "mapped",
        },
        stage: mapping.stage.map(|stage| context.get(&stage.label)).unwrap_or_default(),
        aims: mapping.stage.map(|stage| aims(context, framework, stage)).unwrap_or_default(),
        fit: fit_view(context, mapping),
        figure: drawings::matrix(context, case, mapping),
        summaries: summaries(context, mapping),
        told: told(context, mapping, &dimensions),
        not_recorded: dimensions.iter().filter(|d| !d.recorded).map(|d| d.label.clone()).collect(),
        dimensions,
        agenda: agenda(context, mapping),
    }
}

/// The author's summaries, dimension by dimension.
fn summaries(context: Context, mapping: &Mapping) -> Vec<KeyFact> {
    let of = |mapped: &Mapped| {
        let summary = mapped.seen.and_then(|seen| seen.summary.as_ref())?;
        Some(KeyFact { label: context.get(&mapped.dimension.label), text: context.get(&summary.0) })
    };
    mapping.dimensions.iter().filter_map(of).collect()
}

/// The observations of which there is more to read than the label.
fn told(context: Context, mapping: &Mapping, dimensions: &[DimensionView]) -> Vec<Row> {
    let staged = matches!(mapping.position, Position::Mapped(_));
    let mut rows = Vec::new();
    for dimension in dimensions {
        let groups: [(&str, &[ItemView]); 9] = [
            ("observed", &dimension.observed),
            ("observed-early", &dimension.early),
            ("observed-late", &dimension.late),
            ("observed-elsewhere", &dimension.elsewhere),
            (if staged { "observed-outside" } else { "observed" }, &dimension.outside),
            ("planned", &dimension.planned),
            ("past", &dimension.past),
            ("absent", &dimension.absent),
            ("coded-differently", &dimension.contested),
        ];
        for (status, items) in groups {
            let own = items.iter().filter(|item| says_more(item));
            rows.extend(own.map(|item| Row { cells: vec![context.word(status)], item: item.clone() }));
        }
    }
    rows
}

/// Whether a source's words, a note or an answer say more of an observation than its label.
fn says_more(item: &ItemView) -> bool {
    let others = [&item.note, &item.quote, &item.response, &item.source, &item.by];
    let words = !item.words.is_empty() && item.words.to_lowercase() != item.text.to_lowercase();
    item.way.is_empty()
        && (words
            || others.iter().any(|text| !text.is_empty())
            || !item.also_said.is_empty()
            || !item.against.is_empty())
}

/// What facilitation aims at in a stage.
fn aims(context: Context, framework: &Framework, stage: &Stage) -> Vec<String> {
    let own = framework.aims.iter().find(|aims| *stage.id == *aims.id);
    own.map_or_else(Vec::new, |Named { value, .. }| value.0.iter().map(|aim| context.get(&aim.text)).collect())
}

fn fit_view(context: Context, mapping: &Mapping) -> FitView {
    let Some(fit) = fit(mapping) else { return FitView::default() };
    let stages = fit.stages.iter().map(|stage| StageFitView {
        label: context.get(stage.stage.short()),
        expected: context.of(stage.hits, stage.expected),
        observed: context.of(stage.hits, fit.observed),
        agrees: context.of(stage.agreeing, fit.known),
        assessed: mapping.stage.is_some_and(|own| *own.id == *stage.stage.id),
        nearest: stage.nearest,
    });
    let nearest = fit.stages.iter().filter(|stage| stage.nearest).map(|stage| context.get(stage.stage.short()));
    FitView {
        stages: stages.collect(),
        compared: fit.compared,
        observed: fit.observed,
        absent: fit.known - fit.observed,
        known: fit.known,
        nearest: nearest.collect(),
        chance: fit.chance.map(|chance| share(context.locale, chance.percent(), 0)).unwrap_or_default(),
        apart: apart_view(context, &fit),
        agreement: match fit.agreement {
            Agreement::Agrees => "agrees",
            Agreement::Tied => "tied",
            Agreement::Tension => "tension",
            Agreement::None => "none",
            Agreement::Unassessed => "unassessed",
        },
    }
}

/// The stages to which the two shares point, if these are different stages.
fn apart_view(context: Context, fit: &Fit) -> ApartView {
    let Some([fullest, widest]) = fit.apart() else { return ApartView::default() };
    let list = |stages: &[&StageFit], of: fn(&StageFit, &Fit) -> usize| {
        let item = |stage: &&StageFit| {
            let share = context.of(stage.hits, of(stage, fit));
            context
                .say("stage-with-share", &[("stage", context.get(stage.stage.short()).into()), ("share", share.into())])
        };
        stages.iter().map(item).collect()
    };
    let (expected, observed) = (|stage: &StageFit, _: &Fit| stage.expected, |_: &StageFit, fit: &Fit| fit.observed);
    ApartView {
        fullest: list(&fullest, expected),
        less_full: list(&widest, expected),
        widest: list(&widest, observed),
        less_wide: list(&fullest, observed),
    }
}

/// What the profile of the next stage suggests.
fn agenda(context: Context, mapping: &Mapping) -> Agenda {
    let Some(next) = mapping.next_stage() else { return Agenda::default() };
    let dimensions = mapping.dimensions.iter().map(|mapped| agenda_of(context, mapping.framework, mapped, next));
    let dimensions: Vec<AgendaDimension> = dimensions.collect();
    Agenda {
        stage: context.get(&next.label),
        aims: aims(context, mapping.framework, next),
        open: dimensions.iter().any(|dimension| !dimension.begin.is_empty()),
        dimensions,
    }
}

/// The characteristics that a stage expects and the record does not show, each with its dimension. Where nothing is recorded on a
/// dimension, nothing of it is suggested.
pub fn suggested<'m, 'a>(mapping: &'m Mapping<'a>, next: &Stage) -> Vec<(&'a Dimension, &'m Cell<'a>)> {
    let of = |mapped: &'m Mapped<'a>| {
        let begin = mapped.cells.iter().filter(|cell| !cell.status.is_seen() && is_listed(cell, next));
        begin.map(|cell| (mapped.dimension, cell)).collect::<Vec<_>>()
    };
    mapping.dimensions.iter().filter(|mapped| is_told(mapped)).flat_map(of).collect()
}

/// Whether anything is recorded on a dimension, by itself or through another framework.
fn is_told(mapped: &Mapped) -> bool {
    mapped.is_recorded() || mapped.is_borrowed()
}

/// Whether a stage expects a characteristic.
fn is_listed(cell: &Cell, stage: &Stage) -> bool {
    cell.characteristic.is_expected_in(&stage.id)
}

fn agenda_of(context: Context, framework: &Framework, mapped: &Mapped, next: &Stage) -> AgendaDimension {
    let listed = |cell: &Cell| is_listed(cell, next);
    let begin = mapped.cells.iter().filter(|cell| !cell.status.is_seen() && listed(cell));
    let no_longer = mapped.cells.iter().filter(|cell| {
        let before = matches!(cell.place, mapping::Placement::Expected | mapping::Placement::Late);
        cell.status.is_seen() && before && !listed(cell)
    });
    let all_aims = || framework.aims.iter().flat_map(|aims| &aims.value.0);
    let serves = |cell: &Cell| {
        let ids = cell.characteristic.serves.iter();
        let aims = ids.filter_map(|id| all_aims().find(|aim| aim.id.as_ref().is_some_and(|own| **own == **id)));
        aims.map(|aim| context.get(&aim.text)).collect()
    };
    AgendaDimension {
        label: context.get(&mapped.dimension.label),
        recorded: mapped.is_recorded(),
        no_longer_listed: no_longer.map(|cell| context.get(&cell.characteristic.label)).collect(),
        begin: begin
            .map(|cell| AgendaItem {
                label: context.get(&cell.characteristic.label),
                planned: cell.status == Status::Planned,
                expected_now: cell.place == mapping::Placement::Expected,
                serves: serves(cell),
            })
            .collect(),
    }
}

fn dimension_view(context: Context, mapping: &Mapping, mapped: &Mapped) -> DimensionView {
    use crate::analysis::mapping::Placement as At;
    let staged = matches!(mapping.position, Position::Mapped(_));
    let cells = |status: Status, place: &[At]| -> Vec<ItemView> {
        let wanted = mapped
            .cells
            .iter()
            .filter(|cell| cell.status.listed() == status && (place.is_empty() || place.contains(&cell.place)));
        wanted
            .flat_map(|cell| {
                let label = context.get(&cell.characteristic.label);
                supported(context, mapped.dimension, &label, cell)
            })
            .collect()
    };
    let expected: &[At] = if staged { &[At::Expected] } else { &[] };
    let only = |status: Status, place: At| if staged { cells(status, &[place]) } else { Vec::new() };
    let with_outside = |mut items: Vec<ItemView>, list: fn(&Seen) -> &[Observation]| {
        let observations = mapped.seen.map_or(&[][..], list);
        items.extend(
            mapping::outside(observations).map(|observation| outside_item(context, mapped.dimension, observation)),
        );
        items
    };
    let mut in_stage = cells(Status::Observed, expected);
    if staged {
        in_stage.extend(cells(Status::Observed, &[At::Unplaced]));
    }
    DimensionView {
        label: context.get(&mapped.dimension.label),
        note: notes(context, mapped.dimension),
        recorded: is_told(mapped),
        threads: threads_view(context, mapping, mapped),
        list: mapped.seen.map(|seen| seen.kind().to_string()).unwrap_or_default(),
        list_words: list_words(context, mapped),
        fit: mapped.expected_observed().map(|(k, n)| context.of(k, n)).unwrap_or_default(),
        observed: in_stage,
        early: only(Status::Observed, At::Early),
        late: only(Status::Observed, At::Late),
        elsewhere: only(Status::Observed, At::Elsewhere),
        outside: mapped.outside().map(|observation| outside_item(context, mapped.dimension, observation)).collect(),
        absent: absent(context, mapped, staged),
        not_mentioned: cells(Status::NotMentioned, expected),
        planned: with_outside(cells(Status::Planned, &[]), |seen| &seen.planned),
        past: with_outside(cells(Status::Past, &[]), |seen| &seen.past),
        contested: contested(context, mapped),
    }
}

/// What coders disagree on, with who coded it as what.
fn contested(context: Context, mapped: &Mapped) -> Vec<ItemView> {
    let lists = mapped.seen.map(|seen| seen.all()).into_iter().flatten();
    let lists: Vec<(&str, &[Observation])> = lists.collect();
    let listed = |one: &Observation| {
        let own = lists.iter().find(|(_, list)| list.iter().any(|own| std::ptr::eq(own, one)));
        own.map_or("not-recorded", |(list, _)| if *list == "seen" { "observed" } else { list })
    };
    let cells = mapped.cells.iter().filter(|cell| cell.status == Status::Contested);
    let items = cells.flat_map(|cell| cell.observations.iter().map(move |one| (cell, *one)));
    let item = |(cell, one): (&Cell, &Observation)| {
        let coder = one.by.as_deref().map(|id| context.coder(id)).unwrap_or_default();
        let by = [("coder", coder.into()), ("status", context.word(listed(one)).into())];
        let item = observed(context, Some(mapped.dimension), context.get(&cell.characteristic.label), one);
        ItemView { by: context.say("coded-by", &by), ..item }
    };
    items.map(item).collect()
}

/// The observations that a cell rests on, as one item each. If there are none, a single item without a source.
fn supported(context: Context, dimension: &Dimension, label: &str, cell: &Cell) -> Vec<ItemView> {
    let own =
        cell.observations.iter().map(|observation| observed(context, Some(dimension), label.to_owned(), observation));
    let others = cell.borrowed.iter().map(|Borrowed { observation, way }| ItemView {
        way: way_label(context, way),
        ..observed(context, None, label.to_owned(), observation)
    });
    let mut items: Vec<ItemView> = own.collect();
    if cell.status.is_seen() {
        items.extend(others);
    } else if let Some(last) = items.last_mut() {
        // The source itself says otherwise, which takes precedence: what was seen through other frameworks is only noted.
        let ways = cell
            .borrowed
            .iter()
            .map(|borrowed| context.say("seen-elsewhere", &[("way", way_label(context, borrowed.way).into())]));
        let notes = std::iter::once(std::mem::take(&mut last.note)).filter(|note| !note.is_empty());
        last.note = notes.chain(ways).collect::<Vec<_>>().join(" ");
    }
    match items.is_empty() {
        true => vec![ItemView { text: label.to_owned(), recorded: true, ..ItemView::default() }],
        false => items,
    }
}

/// How an observation gets from one framework into another: "Seminars (Facilitator tasks), a part of it".
pub fn way_label(context: Context, way: &Route) -> String {
    let named = |spot| {
        let (_, dimension, item) = context.frameworks.at(spot);
        format!("{} ({})", context.get(&item.label), context.get(&dimension.label))
    };
    let mut text = named(way.from);
    for (at, (tie, to)) in way.steps.iter().enumerate() {
        let last = at + 1 == way.steps.len();
        let id = match (tie, last) {
            (Tie::SameAs, true) => "way-same-as-it",
            (Tie::SameAs, false) => "way-same",
            (Tie::PartOf, true) => "way-part-of-it",
            (Tie::PartOf, false) => "way-part",
        };
        text = context.say(id, &[("one", text.into()), ("other", named(*to).into())]);
    }
    text
}

fn threads_view(context: Context, mapping: &Mapping, mapped: &Mapped) -> ThreadsView {
    let threads = threads(mapped);
    let steps = threads.iter().map(Vec::len).max().unwrap_or_default();
    let stage = |cell: &Cell| match cell.characteristic.stages.as_slice() {
        [one] => mapping.life_cycle.and_then(|cycle| cycle.stage(one)).map(|stage| context.get(stage.short())),
        _ => None,
    };
    let heading = |at: usize| {
        let stages: Vec<Option<String>> =
            threads.iter().filter_map(|thread| thread.get(at)).map(|cell| stage(cell)).collect();
        let same = stages.iter().all(|stage| *stage == stages[0]);
        stages.first().cloned().flatten().filter(|_| same)
    };
    // Stages, if each step has its own; else numbers.
    let named: Option<Vec<String>> = (0..steps).map(heading).collect();
    let headings =
        named.unwrap_or_else(|| (1..=steps).map(|step| context.say("step", &[("number", step.into())])).collect());
    let step = |cell: &&Cell| StepView {
        label: context.get(&cell.characteristic.label),
        status: context.word(status_id(cell.status)),
        expected: cell.place == mapping::Placement::Expected,
    };
    let rows = threads.iter().map(|thread| {
        let mut row: Vec<StepView> = thread.iter().map(step).collect();
        row.resize(steps, StepView::default());
        row
    });
    ThreadsView { headings, rows: rows.collect() }
}

/// What a record shows through frameworks that nothing was observed for directly.
pub fn through(context: Context, record: &Record) -> Vec<ThroughView> {
    let views = mapping::indirect(record, context.frameworks).into_iter().map(|mapping| {
        let mut rows = Vec::new();
        for mapped in &mapping.dimensions {
            for cell in mapped.cells.iter().filter(|cell| !cell.borrowed.is_empty()) {
                let items =
                    supported(context, mapped.dimension, &context.get(&cell.characteristic.label), cell).into_iter();
                rows.extend(items.map(|item| Row { cells: vec![context.get(&mapped.dimension.label)], item }));
            }
        }
        ThroughView {
            id: mapping.framework.id.to_string(),
            title: context.get(&mapping.framework.title),
            rests_on: mapping.framework.rests_on.iter().filter_map(|key| context.works?.short(key)).collect(),
            rows,
        }
    });
    views.collect()
}

/// The criteria of those life cycles that a record is assessed in, or whose criteria it answers.
pub fn criteria(context: Context, record: &Record) -> Vec<CriteriaView> {
    let concerned = |framework: &&Framework| {
        let assessed = record.stages.entries().iter().any(|one| *one.life_cycle == *framework.id);
        let answered = record.criteria.0.iter().any(|met| *framework.id == *met.life_cycle);
        !framework.criteria.is_empty() && (assessed || answered)
    };
    let view = |life_cycle: &Framework| {
        let stages: Vec<&Stage> = life_cycle.stages.iter().filter(|stage| !stage.criteria.is_empty()).collect();
        let rows = life_cycle.criteria.iter().map(|criterion| {
            let expects = |stage: &&Stage| {
                let own = stage.criteria.iter().find(|expectation| *expectation.id == *criterion.id);
                own.map(|expectation| context.coded("answer", expectation.expects)).unwrap_or_default()
            };
            let unanswered = Fact::default();
            let answer = record.criteria.answer(&life_cycle.id, &criterion.id).unwrap_or(&unanswered);
            CriterionView {
                label: context.get(&criterion.label),
                note: context.opt(criterion.note.as_ref()),
                expects: stages.iter().map(expects).collect(),
                answer: fact(context, answer, |answer| context.coded("answer", answer)),
            }
        });
        let rows: Vec<CriterionView> = rows.collect();
        CriteriaView {
            life_cycle: context.get(&life_cycle.title),
            stages: stages.iter().map(|stage| context.get(stage.short())).collect(),
            answered: rows.iter().any(|row| row.answer.recorded),
            rows,
        }
    };
    context.frameworks.iter().filter(concerned).map(view).collect()
}

/// The absent characteristics: all that the source says are absent, and those that the stage expects and a closed list does not
/// have.
fn absent(context: Context, mapped: &Mapped, staged: bool) -> Vec<ItemView> {
    let absent = mapped.cells.iter().filter(|cell| {
        let expected = !staged || cell.place == mapping::Placement::Expected;
        cell.status == Status::Absent && (expected || !cell.observations.is_empty())
    });
    let mut items: Vec<ItemView> = Vec::new();
    for cell in absent {
        let label = context.get(&cell.characteristic.label);
        items.extend(supported(context, mapped.dimension, &label, cell));
    }
    let said = mapped.seen.map_or(&[][..], |seen| &seen.absent[..]);
    items.extend(mapping::outside(said).map(|observation| outside_item(context, mapped.dimension, observation)));
    items
}

fn outside_item(context: Context, dimension: &Dimension, observation: &Observation) -> ItemView {
    let label = outside_label(context, observation);
    let held = observation.held_against.iter().filter_map(|link| {
        let framework = context.frameworks.iter().find(|own| *own.id == *link.framework)?;
        let dimension = framework.dimension(&link.dimension)?;
        let label = lower_first(&context.get(&dimension.characteristic(&link.is)?.label));
        let dimension = lower_first(&context.get(&dimension.label));
        Some(context.say("characteristic-of", &[("name", label.into()), ("dimension", dimension.into())]))
    });
    let held = held.collect::<Vec<_>>().join("; ");
    let label = match held.is_empty() {
        true => label,
        false => context.say("held-against", &[("name", label.into()), ("others", held.into())]),
    };
    observed(context, Some(dimension), label, observation)
}

/// The source's words that leave its list open or close it, in quotes.
fn list_words(context: Context, mapped: &Mapped) -> String {
    let words = mapped.seen.and_then(|seen| seen.list.as_ref()?.words.as_ref());
    words.map(|words| context.quoted(&context.get(words))).unwrap_or_default()
}

/// What a reader should know of a dimension and of its characteristics.
fn notes(context: Context, dimension: &Dimension) -> String {
    let ended = |text: String| if text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") };
    let own = dimension.note.as_ref().map(|note| context.get(note));
    let of_items = dimension
        .characteristics
        .iter()
        .filter_map(|item| Some(format!("{}: {}", context.get(&item.label), context.get(item.note.as_ref()?))));
    own.into_iter().chain(of_items).map(ended).collect::<Vec<_>>().join(" ")
}

/// An observation; `dimension` is the one on whose scale it may be rated.
fn observed(context: Context, dimension: Option<&Dimension>, label: String, observation: &Observation) -> ItemView {
    let mut item = item(context, label, &observation.evidence);
    item.words = context.opt(observation.words.as_ref());
    item.response = context.opt(observation.response.as_ref());
    item.by = match &observation.by {
        Some(coder) => context.coder(coder),
        None if observation.is_agreed => context.word("coders-agreed"),
        None => String::new(),
    };
    item.against = observation.against.iter().map(|passage| said(context, &passage.0)).collect();
    if let Some(scale) = dimension.and_then(|dimension| dimension.scale.as_ref()) {
        let rating = rating::words(context, scale, &mapping::rating(scale, &[observation]));
        if !rating.is_empty() {
            item.text = context.say("rated", &[("name", item.text.as_str().into()), ("rating", rating.into())]);
        }
    }
    item
}
