//! The view of the annual report on a cluster. Beside it, the template sees the view of the case as it stood in that year.

pub mod figures;
pub mod foreword;
pub mod plans;
pub mod stages;
pub mod types;

use crate::analysis::measure::{self, Pair};
use crate::base::text::{Text, capital};
use crate::model::case::value::Quantity;
use crate::model::case::yearly::{Member, Story};
use crate::model::case::{Case, Goal, Known, Person, Record, Status};
use crate::model::indicator::{Indicator, Nature};
use crate::report::view::annual::figures::{group_view, restated};
use crate::report::view::annual::plans::{decision_row, grant_view, has, last_agenda, part_of, suggestions};
use crate::report::view::annual::stages::stages;
use crate::report::view::annual::types::{AnnualView, ColophonView, DecisionRow, GoalRow, GroupView, StoryView};
use crate::report::view::context::Context;
use crate::report::view::make::{self, prose};
use crate::report::view::phrase::{as_of, item, shown_logo, shown_person};
use crate::report::view::types::Row;
use crate::report::year::{Year, headings, pictures, summary};
use rust_decimal::prelude::ToPrimitive;

/// The view of the annual report on a case, for the year of the context. `case` must be the case as it stood in that year.
pub fn annual(context: Context, case: &Case) -> AnnualView {
    let (stated_in, works) = (make::stated_in(case), make::works(context, || make::cited_in_annual(context, case)));
    let context = Context { stated_in, works: Some(&works), ..context };
    let year = context.year.unwrap_or_default();
    let empty = Record::default();
    let record = case.newest().unwrap_or(&empty);
    let before = case.previous();
    let gap = before.and_then(Record::year).is_some_and(|own| own != year - 1);
    let own = Year::of_one(context.indicators, case, year);
    let view = |group| group_view(context, case, group, headings::of_group(context, own.as_ref(), group));
    let groups: Vec<GroupView> = context.indicators.groups.iter().filter_map(view).collect();
    let row = |own: &Indicator| groups.iter().flat_map(|group| &group.rows).find(|row| row.id == *own.id);
    let glance = context.indicators.at_a_glance().filter_map(row);
    let last = last_agenda(context, case, record, before);
    let agenda: Vec<DecisionRow> = record.agenda.iter().map(|decision| decision_row(context, case, decision)).collect();
    AnnualView {
        year: year.to_string(),
        period: as_of(context, record),
        before: before.map(|before| as_of(context, before)).unwrap_or_default(),
        gap: if gap { (year - 1).to_string() } else { String::new() },
        status: status(record),
        heading: own.as_ref().map(|own| headings::of_summary(context, own)).unwrap_or_default(),
        foreword: record.foreword.as_ref().and_then(|own| {
            let text = prose(context, case, "foreword", own.text.get(&context.locale.language)?);
            Some(foreword::foreword(context, own, text, 1))
        }),
        summary: own.as_ref().map(|own| summary(context, own)).unwrap_or_default(),
        stages: stages(context, case),
        years: groups.iter().map(|group| group.series.clone()).find(|series| !series.is_empty()).unwrap_or_default(),
        glance: side_by_side(glance.cloned().collect()),
        figures: pictures::of_one(context, case),
        groups,
        figures_withheld: record.figures.0.iter().any(|figure| matches!(figure.amount.value, Known::Withheld)),
        restated: case.in_order().into_iter().flat_map(|record| restated(context, record)).collect(),
        last_agenda_has: has(context, &last),
        agenda_has: has(context, &agenda),
        last_agenda: last,
        agenda,
        suggestions: suggestions(context, record),
        goals: record.goals.entries().iter().map(|goal| goal_row(context, goal)).collect(),
        grants: record.grants.entries().iter().map(|grant| grant_view(context, grant)).collect(),
        stories: record
            .stories
            .iter()
            .enumerate()
            .filter_map(|(at, story)| story_view(context, case, at, story))
            .collect(),
        members_of: members_of(context, record),
        members: record.members.iter().map(|member| member_row(context, member)).collect(),
        board: people(context, case, &record.board),
        staff: people(context, case, &record.staff),
        colophon: colophon(context, &[record], case.contact.as_ref(), 1),
    }
}

/// The status of a record: `draft`, `published`, or empty.
pub fn status(record: &Record) -> &'static str {
    match record.status {
        Some(Status::Draft) => "draft",
        Some(Status::Published) => "published",
        None => "",
    }
}

/// A member: name, number in the register, kind and since when.
pub fn member_row(context: Context, member: &Member) -> [String; 4] {
    let kind = member.kind.map(|kind| capital(&context.coded("actor", kind))).unwrap_or_default();
    let since = member.since.map(|date| context.date(&date)).unwrap_or_default();
    let number = member.number.as_ref().map(|number| number.0.clone()).unwrap_or_default();
    [member.name.clone(), number, kind, since]
}

/// "5 of 27": how many of the members are listed, where the number of members says that these are not all; else empty.
fn members_of(context: Context, record: &Record) -> String {
    let size = context.indicators.all().find(|own| own.nature == Some(Nature::Size) && own.is_number());
    let number = size.and_then(|size| {
        let pair = Pair { record, last: None };
        measure::number(size, &measure::find(context.indicators, size, pair)).ok()
    });
    let all = number.and_then(|number| number.value.to_usize());
    let listed = record.members.len();
    all.filter(|all| *all > listed).map(|all| context.of(listed, all)).unwrap_or_default()
}

/// A goal, and how much of it is reached.
fn goal_row(context: Context, goal: &Goal) -> GoalRow {
    let unit = context.opt(goal.unit.as_ref());
    let shown = |quantity: &Quantity| format!("{} {unit}", context.quantity(quantity)).trim_end().to_owned();
    let share = goal.reached.zip(goal.target).map(|(reached, target)| part_of(context, &reached, &target));
    GoalRow {
        text: context.get(&goal.text),
        target: goal.target.as_ref().map_or_else(|| context.not_recorded(), shown),
        reached: goal.reached.as_ref().map_or_else(|| context.not_recorded(), shown),
        share: share.unwrap_or_default(),
        evidence: item(context, String::new(), &goal.evidence),
    }
}

/// The view of a story, which has the index `at` in its record; `None` if the story has no text.
fn story_view(context: Context, case: &Case, at: usize, story: &Story) -> Option<StoryView> {
    let text = story.text.get(&context.locale.language)?;
    let field = format!("story-{}", at + 1);
    Some(StoryView { title: context.get(&story.title), text: prose(context, case, &field, text) })
}

/// The largest number of figures that stand side by side.
const SIDE_BY_SIDE: usize = 5;

/// Arranges figures in rows of the same length. The last row is filled up with default values.
pub fn side_by_side<T: Clone + Default>(all: Vec<T>) -> Vec<Vec<T>> {
    let rows = all.len().div_ceil(SIDE_BY_SIDE).max(1);
    let columns = all.len().div_ceil(rows).max(1);
    let filled = |row: &[T]| {
        let mut row = row.to_vec();
        row.resize(columns, T::default());
        row
    };
    all.chunks(columns).map(filled).collect()
}

/// Some people of a case: role, organisation, helix; the item is the name if it is public.
fn people(context: Context, case: &Case, ids: &[crate::yaml::shape::ids::PersonId]) -> Vec<Row> {
    let found = ids.iter().filter_map(|id| case.people.iter().find(|person| *id == person.id));
    let row = |person: &Person| {
        let helix = person.helix.map(|helix| context.coded("helix", helix)).unwrap_or_default();
        let mut row = shown_person(context, &person);
        row.cells.push(capital(&helix));
        row
    };
    found.map(|person| row(person)).collect()
}

/// The colophon of a report made of some records, which lies `depth` folders below that of its year. `contact` takes the place of the contact
/// of all.
pub fn colophon(context: Context, records: &[&Record], contact: Option<&Text>, depth: usize) -> ColophonView {
    let own = context.settings.colophon.as_ref();
    let contact = contact.or(own.and_then(|own| own.contact.as_ref()));
    let publisher = context.opt(own.and_then(|own| own.publisher.as_ref()));
    let logo_text = context.opt(own.and_then(|own| own.logo_text.as_ref()));
    let is_given = |one: &Indicator| records.iter().any(|record| record.figures.of(&one.id).is_some());
    let used = context.indicators.groups.iter().filter(|group| group.indicators.iter().any(is_given));
    ColophonView {
        contact: context.opt(contact),
        licence: context.opt(own.and_then(|own| own.licence.as_ref())),
        issn: own.and_then(|own| own.issn.as_ref()).map(|issn| issn.0.clone()).unwrap_or_default(),
        logo: own
            .and_then(|own| own.logo.as_ref())
            .map(|logo| shown_logo(context, &logo.value, depth))
            .unwrap_or_default(),
        logo_text: if logo_text.is_empty() { publisher.clone() } else { logo_text },
        publisher,
        note: context.opt(own.and_then(|own| own.note.as_ref())),
        versions: used.map(|group| format!("{} {}", context.get(&group.title), group.version)).collect(),
    }
}
