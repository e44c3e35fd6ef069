//! What the template of the annual report of a cluster sees beside the case itself, which it sees as it stood in that year.

pub mod figures;
pub mod plans;
pub mod stages;

use serde::Serialize;

use crate::document::picture;
use crate::model::case::{Case, Person, Record, Status};
use crate::report::view::annual::figures::{group_view, restated};
use crate::report::view::annual::plans::{decision_row, grant_view, last_agenda, part_of, suggestions};
use crate::report::view::annual::stages::stages;
use crate::report::view::make::{self, as_of, prose};
use crate::report::view::phrase::{capital, item, shown_person};
use crate::report::view::{Item, Row, Scene};

/// The annual report of a cluster.
#[derive(Serialize)]
pub struct AnnualView {
    /// The year.
    pub year: String,
    /// The period, as the record calls it.
    pub period: String,
    /// The period of the record before; empty if there is none.
    pub before: String,
    /// The year before, if there is no record of it though there are earlier ones; else empty.
    pub gap: String,
    /// `draft`, `published`, or empty.
    pub status: &'static str,
    /// The stages over the years, the latest last.
    pub stages: Vec<StageRow>,
    /// The figures at a glance, in rows of the same length; the last ones of the last row may be empty.
    pub glance: Vec<Vec<FigureRow>>,
    /// The indicators by group.
    pub groups: Vec<GroupView>,
    /// Figures that were corrected after they were published.
    pub restated: Vec<RestatedRow>,
    /// What became of the agenda of the record before.
    pub last_agenda: Vec<DecisionRow>,
    /// What the secretariat has decided to do.
    pub agenda: Vec<DecisionRow>,
    /// What frameworks suggest, and whether a decision takes it up.
    pub suggestions: Vec<SuggestionRow>,
    /// Goals, and how far they are.
    pub goals: Vec<GoalRow>,
    /// Grants.
    pub grants: Vec<GrantView>,
    /// Stories.
    pub stories: Vec<StoryView>,
    /// The board.
    pub board: Vec<Row>,
    /// The staff.
    pub staff: Vec<Row>,
    /// The colophon.
    pub colophon: ColophonView,
}

/// A stage of a life cycle in a year.
#[derive(Serialize)]
pub struct StageRow {
    /// The period.
    pub period: String,
    /// The stage, or why there is none.
    pub stage: String,
    /// `first`, `same`, `forward` or `back`; empty where it can't be compared.
    pub movement: &'static str,
    /// Who assessed it.
    pub by: String,
    /// On what basis.
    pub basis: String,
    /// Who disagrees, or empty.
    pub dissent: String,
    /// What drove the change, or empty.
    pub driver: String,
    /// Where it comes from; its text is empty.
    pub evidence: Item,
}

/// Indicators that belong together.
#[derive(Serialize)]
pub struct GroupView {
    /// The title.
    pub title: String,
    /// What a reader should know about all of them, or empty.
    pub note: String,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// The first and the last year of the series; empty where no row has one.
    pub series: String,
    /// What there is to say of single rows.
    pub remarks: Vec<String>,
}

/// An indicator of a cluster.
#[derive(Serialize, Default, Clone)]
pub struct FigureRow {
    /// The id.
    pub id: String,
    /// The name, with the unit where that is not in it.
    pub label: String,
    /// Whether it is a part or some of another.
    pub inner: bool,
    /// What it was in the record before.
    pub before: String,
    /// What it is; the text of a figure, with where it comes from.
    pub now: Item,
    /// How it changed, or empty.
    pub change: String,
    /// The same with the period since when, or empty.
    pub since: String,
    /// `better`, `worse`, or empty where that is not said.
    pub trend: &'static str,
    /// All years in plain numbers, for a small line: a space between two, `–` for what is not known, `|` where the definition changed.
    pub series: String,
}

/// A figure that was corrected after it was published.
#[derive(Serialize)]
pub struct RestatedRow {
    /// The indicator.
    pub label: String,
    /// The period.
    pub period: String,
    /// The figure as it was published.
    pub was: String,
    /// The figure as it is.
    pub is: String,
    /// When it was corrected.
    pub on: String,
    /// Why.
    pub why: String,
}

/// Something that was decided.
#[derive(Serialize)]
pub struct DecisionRow {
    /// What.
    pub text: String,
    /// Who sees to it, or "not recorded".
    pub owner: String,
    /// Until when, or "not recorded".
    pub due: String,
    /// How far it is or what became of it, or "not recorded".
    pub status: String,
    /// Why, or empty.
    pub why: String,
    /// The suggestion that it takes up, or empty.
    pub takes_up: String,
    /// Where it comes from; its text is empty.
    pub evidence: Item,
}

/// Something that a framework suggests.
#[derive(Serialize)]
pub struct SuggestionRow {
    /// The framework.
    pub framework: String,
    /// The dimension.
    pub dimension: String,
    /// What.
    pub label: String,
    /// The stage that expects it.
    pub stage: String,
    /// Whether the present stage expects it too.
    pub expected_now: bool,
    /// Whether it is planned.
    pub planned: bool,
    /// The decision that takes it up, or empty.
    pub decision: String,
}

/// A goal.
#[derive(Serialize)]
pub struct GoalRow {
    /// What.
    pub text: String,
    /// How much, or "not recorded".
    pub target: String,
    /// How much of it is reached, or "not recorded".
    pub reached: String,
    /// How much of the target that is, or empty.
    pub share: String,
    /// Where it comes from; its text is empty.
    pub evidence: Item,
}

/// A grant.
#[derive(Serialize)]
pub struct GrantView {
    /// What it is for.
    pub title: String,
    /// Who gives it.
    pub funder: String,
    /// From when to when, or "not recorded".
    pub period: String,
    /// How much, or "not recorded".
    pub amount: String,
    /// How much comes in addition, or "not recorded".
    pub co_financing: String,
    /// What it is to bring about: indicator, target, actual, and how much of the target that is.
    pub targets: Vec<GoalRow>,
    /// The text that the funder requires, or empty.
    pub acknowledgement: String,
    /// The link of the logo that the funder requires, or empty.
    pub logo: String,
    /// What the logo shows.
    pub logo_text: String,
}

/// A story.
#[derive(Serialize)]
pub struct StoryView {
    /// The title.
    pub title: String,
    /// The text as Markdown.
    pub text: String,
}

/// What the report says of itself at its end.
#[derive(Serialize)]
pub struct ColophonView {
    /// Who publishes it, or empty.
    pub publisher: String,
    /// Where questions go, or empty.
    pub contact: String,
    /// On which terms others may use it, or empty.
    pub licence: String,
    /// The number of the series, or empty.
    pub issn: String,
    /// The link of the logo, or empty.
    pub logo: String,
    /// What the logo shows.
    pub logo_text: String,
    /// What else a reader should know, or empty.
    pub note: String,
    /// The versions of the definitions of its indicators: group and version.
    pub versions: Vec<String>,
}

/// The report of a case on the year of the scene; `case` is as it stood in that year.
pub fn annual(scene: Scene, case: &Case) -> AnnualView {
    let (stated_in, works) = (make::stated_in(scene, case), make::works(scene, || make::cited(scene, case)));
    let scene = Scene { stated_in: &stated_in, works: Some(&works), ..scene };
    let year = scene.year.unwrap_or_default();
    let empty = Record::default();
    let record = case.newest().unwrap_or(&empty);
    let before = case.previous();
    let gap = before.and_then(Record::year).is_some_and(|own| own != year - 1);
    let groups: Vec<GroupView> =
        scene.indicators.groups.iter().filter_map(|group| group_view(scene, case, group)).collect();
    let at_a_glance = scene.indicators.groups.iter().flat_map(|group| &group.at_a_glance);
    let glance = at_a_glance.filter_map(|id| groups.iter().flat_map(|group| &group.rows).find(|row| row.id == **id));
    AnnualView {
        year: year.to_string(),
        period: as_of(scene, record),
        before: before.map(|before| as_of(scene, before)).unwrap_or_default(),
        gap: if gap { (year - 1).to_string() } else { String::new() },
        status: match record.status {
            Some(Status::Draft) => "draft",
            Some(Status::Published) => "published",
            None => "",
        },
        stages: stages(scene, case),
        glance: side_by_side(glance.cloned().collect()),
        groups,
        restated: case.in_order().into_iter().flat_map(|record| restated(scene, record)).collect(),
        last_agenda: last_agenda(scene, record, before),
        agenda: record.agenda.iter().map(|decision| decision_row(scene, decision)).collect(),
        suggestions: suggestions(scene, record),
        goals: record
            .goals
            .entries()
            .iter()
            .map(|goal| {
                let unit = scene.opt(goal.unit.as_ref());
                let shown = |quantity: &crate::model::case::value::Quantity| {
                    format!("{} {unit}", scene.quantity(quantity)).trim_end().to_owned()
                };
                GoalRow {
                    text: scene.get(&goal.text),
                    target: goal.target.as_ref().map_or_else(|| scene.not_recorded(), shown),
                    reached: goal.reached.as_ref().map_or_else(|| scene.not_recorded(), shown),
                    share: goal
                        .reached
                        .zip(goal.target)
                        .map(|(reached, target)| part_of(scene, &reached, &target))
                        .unwrap_or_default(),
                    evidence: item(scene, String::new(), &goal.evidence),
                }
            })
            .collect(),
        grants: record.grants.entries().iter().map(|grant| grant_view(scene, grant)).collect(),
        stories: record
            .stories
            .iter()
            .enumerate()
            .filter_map(|(at, story)| {
                let text = story.text.get(&scene.locale.language)?;
                Some(StoryView {
                    title: scene.get(&story.title),
                    text: prose(scene, case, &format!("story-{}", at + 1), &text.text),
                })
            })
            .collect(),
        board: people(scene, case, &record.board),
        staff: people(scene, case, &record.staff),
        colophon: colophon(scene, Some(case)),
    }
}

/// At most so many figures stand side by side.
const SIDE_BY_SIDE: usize = 4;

/// Figures in rows of the same length.
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
fn people(scene: Scene, case: &Case, ids: &[crate::yaml::shape::ids::PersonId]) -> Vec<Row> {
    let found = ids.iter().filter_map(|id| case.people.iter().find(|person| *id == person.id));
    let row = |person: &Person| {
        let helix = person.helix.map(|helix| scene.coded("helix", helix)).unwrap_or_default();
        let mut row = shown_person(scene, &person);
        row.cells.push(capital(&helix));
        row
    };
    found.map(|person| row(person)).collect()
}

/// The colophon; a case may have a contact of its own.
pub fn colophon(scene: Scene, case: Option<&Case>) -> ColophonView {
    let own = scene.settings.colophon.as_ref();
    let contact = case.and_then(|case| case.contact.as_ref()).or(own.and_then(|own| own.contact.as_ref()));
    let publisher = scene.opt(own.and_then(|own| own.publisher.as_ref()));
    let logo_text = scene.opt(own.and_then(|own| own.logo_text.as_ref()));
    let depth = usize::from(case.is_some());
    let used = scene.indicators.groups.iter();
    ColophonView {
        contact: scene.opt(contact),
        licence: scene.opt(own.and_then(|own| own.licence.as_ref())),
        issn: own.and_then(|own| own.issn.as_ref()).map(|issn| issn.0.clone()).unwrap_or_default(),
        logo: own
            .and_then(|own| own.logo.as_ref())
            .map(|logo| shown_logo(scene, &logo.value, depth))
            .unwrap_or_default(),
        logo_text: if logo_text.is_empty() { publisher.clone() } else { logo_text },
        publisher,
        note: scene.opt(own.and_then(|own| own.note.as_ref())),
        versions: used.map(|group| format!("{} {}", scene.get(&group.title), group.version)).collect(),
    }
}

/// The link of an image of the workspace, in a report that lies so deep among those on no year.
pub fn shown_logo(scene: Scene, path: &str, depth: usize) -> String {
    picture::path(path).map(|path| picture::shown(&path, scene.depth(depth))).unwrap_or_default()
}
