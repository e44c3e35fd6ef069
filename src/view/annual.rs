//! What the template of the annual report of a cluster sees beside the case itself, which it sees as it stood in that year.

use serde::Serialize;

use crate::case::figures::{Figure, Target};
use crate::case::value::Date;
use crate::case::yearly::{Decision, Grant, Progress};
use crate::case::{Amount, Assessment, Case, Known, Person, Record, Status};
use crate::framework::{Framework, find as framework_of};
use crate::indicator::formula::{Number, Reason};
use crate::indicator::{Direction, Group, Indicator};
use crate::mapping::{self, Mapping};
use crate::measure::{self, Change, Found, Pair};
use crate::picture;
use crate::shape::Measure;
use crate::shape::link::Link;
use crate::view::lens::suggested;
use crate::view::make::{self, as_of, prose};
use crate::view::phrase::{capital, item, shown_person};
use crate::view::{Item, Row, Scene};

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
    let glance = at_a_glance
        .filter_map(|id| groups.iter().flat_map(|group| &group.rows).find(|row| row.id == **id && row.now.recorded));
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
        restated: restated(scene, case),
        last_agenda: last_agenda(scene, record, before),
        agenda: record.agenda.iter().map(|decision| decision_row(scene, decision)).collect(),
        suggestions: suggestions(scene, record),
        goals: record
            .goals
            .entries()
            .iter()
            .map(|goal| {
                let unit = scene.opt(goal.unit.as_ref());
                let shown = |quantity: &crate::case::value::Quantity| {
                    format!("{} {unit}", scene.quantity(quantity)).trim_end().to_owned()
                };
                GoalRow {
                    text: scene.get(&goal.text),
                    target: goal.target.as_ref().map_or_else(|| scene.not_recorded(), shown),
                    reached: goal.reached.as_ref().map_or_else(|| scene.not_recorded(), shown),
                    share: goal
                        .reached
                        .zip(goal.target)
                        .map(|(reached, target)| part_of(scene, reached.number.value, target.number.value))
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
fn people(scene: Scene, case: &Case, ids: &[crate::shape::ids::PersonId]) -> Vec<Row> {
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
fn shown_logo(scene: Scene, path: &str, depth: usize) -> String {
    picture::path(path).map(|path| picture::shown(&path, scene.depth(depth))).unwrap_or_default()
}

/// The stages of all years of a case, by life cycle.
fn stages(scene: Scene, case: &Case) -> Vec<StageRow> {
    let records = case.in_order();
    let mut rows = Vec::new();
    let mut last: Option<(String, usize)> = None;
    for record in records {
        let period = as_of(scene, record);
        let none = |state: &str| StageRow {
            period: period.clone(),
            stage: scene.word(state),
            movement: "",
            by: String::new(),
            basis: String::new(),
            dissent: String::new(),
            driver: String::new(),
            evidence: Item::default(),
        };
        match &record.stages {
            Known::NotRecorded => rows.push(none("not-recorded")),
            Known::None => rows.push(none("not-assessed")),
            Known::Is(all) => {
                for assessment in all {
                    let Some(cycle) = framework_of(scene.frameworks, &assessment.life_cycle) else { continue };
                    let at = cycle.stages.iter().position(|stage| *stage.id == *assessment.stage);
                    let row = stage_row(scene, &period, cycle, assessment);
                    let before = last.as_ref().filter(|(id, _)| **id == *cycle.id);
                    let movement = match (at, before) {
                        (Some(at), Some((_, before))) => {
                            ["back", "same", "forward"][1 + usize::from(at > *before) - usize::from(at < *before)]
                        }
                        (Some(_), None) if rows.iter().all(|row: &StageRow| row.by.is_empty()) => "first",
                        _ => "",
                    };
                    rows.push(StageRow { movement: if assessment.part.is_some() { "" } else { movement }, ..row });
                    if let Some(at) = at.filter(|_| assessment.part.is_none()) {
                        last = Some((cycle.id.to_string(), at));
                    }
                }
            }
        }
    }
    rows
}

fn stage_row(scene: Scene, period: &str, cycle: &Framework, assessment: &Assessment) -> StageRow {
    let stage = cycle.stage(&assessment.stage).map(|stage| scene.get(&stage.label)).unwrap_or_default();
    let part = assessment
        .part
        .as_ref()
        .map(|part| scene.say("stage-in-part", &[("stage", stage.clone().into()), ("part", scene.get(part).into())]));
    StageRow {
        period: period.to_owned(),
        stage: part.unwrap_or(stage),
        movement: "",
        by: assessment.by.as_ref().map_or_else(|| scene.not_recorded(), |by| scene.get(by)),
        basis: assessment.basis.as_ref().map_or_else(|| scene.not_recorded(), |basis| scene.get(basis)),
        dissent: scene.opt(assessment.dissent.as_ref()),
        driver: assessment.driver.as_ref().map(|driver| characteristic(scene, driver)).unwrap_or_default(),
        evidence: item(scene, String::new(), &assessment.evidence),
    }
}

/// The name of a characteristic.
pub fn characteristic(scene: Scene, link: &Link) -> String {
    let named = framework_of(scene.frameworks, &link.framework)
        .and_then(|framework| framework.dimension(&link.dimension)?.characteristic(&link.is));
    named.map(|one| scene.get(&one.label)).unwrap_or_default()
}

/// A group of indicators; nothing if the case has no figure in it.
fn group_view(scene: Scene, case: &Case, group: &Group) -> Option<GroupView> {
    let record = case.newest()?;
    let last = case.previous();
    let pair = Pair { record, last: case.of_year(record.year()? - 1) };
    let mut rows = Vec::new();
    let mut remarks = Vec::new();
    for indicator in &group.indicators {
        let now = measure::find(scene.indicators, indicator, pair);
        let before = last.map(|record| {
            let own = Pair { record, last: record.year().and_then(|year| case.of_year(year - 1)) };
            measure::find(scene.indicators, indicator, own)
        });
        let asked = match &now {
            Found::NotComputable(_) => measure::is_begun(scene.indicators, indicator, pair),
            now => now.is_there() || before.as_ref().is_some_and(Found::is_there),
        };
        if asked {
            rows.push(figure_row(scene, case, indicator, pair, &now, before.as_ref()));
            remarks.extend(remarks_on(scene, indicator, pair, &now));
        }
    }
    let of_years = rows.iter().any(|row| !row.series.is_empty());
    let years = case.years();
    let series = years.first().zip(years.last()).filter(|_| of_years);
    let series = series.map(|(first, last)| {
        scene.say("span-of-years", &[("from", first.to_string().into()), ("to", last.to_string().into())])
    });
    (!rows.is_empty()).then(|| GroupView {
        title: scene.get(&group.title),
        note: scene.opt(group.note.as_ref()),
        rows,
        series: series.unwrap_or_default(),
        remarks,
    })
}

fn figure_row(
    scene: Scene,
    case: &Case,
    indicator: &Indicator,
    pair: Pair,
    now: &Found,
    before: Option<&Found>,
) -> FigureRow {
    let last = case.previous().filter(|_| before.is_some());
    // Against the record before, whatever its year: its period stands above the column.
    let change = measure::change(scene.indicators, indicator, Pair { record: pair.record, last });
    let computed = indicator.formula.is_some();
    let period = last.map(|last| as_of(scene, last)).unwrap_or_default();
    let change = match (&change, before) {
        (Ok(_), _) if computed && measure::looks_back(indicator) => None,
        (Ok(change), _) => Some(("since", shown_change(scene, indicator, change))),
        (Err(Reason::Changed(_)), Some(before)) if [now, before].iter().all(|found| found.is_there()) => {
            Some(("not-comparable-with", scene.word("not-comparable")))
        }
        (Err(_), _) => None,
    };
    let since =
        change.as_ref().map(|(said, change)| scene.say(said, &[("change", change.into()), ("period", period.into())]));
    let better = measure::change(scene.indicators, indicator, Pair { record: pair.record, last }).ok();
    let better = better.filter(|change| change.by.value != 0.0).and_then(|change| match indicator.direction? {
        Direction::More => Some(change.by.value > 0.0),
        Direction::Less => Some(change.by.value < 0.0),
        Direction::Neither => None,
    });
    FigureRow {
        id: indicator.id.to_string(),
        label: label(scene, indicator),
        inner: indicator.part_of.is_some() || indicator.some_of.is_some() || indicator.some_of_last.is_some(),
        before: before.map(|before| shown(scene, indicator, before).text).unwrap_or_default(),
        now: shown(scene, indicator, now),
        change: change.map(|(_, change)| change).unwrap_or_default(),
        since: since.unwrap_or_default(),
        trend: better.map_or("", |better| if better { "better" } else { "worse" }),
        series: series(scene, case, indicator),
    }
}

/// Words in which an indicator is named: with its unit, where that is not in its name.
pub fn label(scene: Scene, indicator: &Indicator) -> String {
    let name = scene.get(&indicator.label);
    if indicator.unit.measure() != Measure::Quantity || indicator.unit.per.is_some() {
        return name;
    }
    let unit = scene.opt(scene.indicators.unit(&indicator.unit.one));
    match name.to_lowercase().contains(&unit.to_lowercase()) {
        true => name,
        false => scene.say("label-unit", &[("label", name.into()), ("unit", unit.into())]),
    }
}

/// What was found, as a reader sees it.
pub fn shown(scene: Scene, indicator: &Indicator, found: &Found) -> Item {
    let of = |figure: &Figure, text: String| {
        let was = figure.restated.as_ref().map(|restated| {
            let was = scene.known(&restated.was, |amount| amount_text(scene, amount));
            scene.say("restated", &[("is", text.clone().into()), ("was", was.into())])
        });
        item(scene, was.unwrap_or(text), &figure.amount.evidence)
    };
    let plain = |text: String, recorded: bool| Item { text, recorded, ..Item::default() };
    match found {
        Found::NotRecorded => plain(scene.not_recorded(), false),
        Found::None(figure) => of(figure, scene.word("none")),
        Found::Given(figure, amount) => of(figure, amount_text(scene, amount)),
        Found::Computed(number) => plain(number_text(scene, indicator, number), true),
        Found::NotComputable(_) => plain(scene.word("not-computable"), false),
    }
}

/// A figure as a record gives it.
pub fn amount_text(scene: Scene, amount: &Amount) -> String {
    match amount {
        Amount::Quantity(quantity) => scene.quantity(quantity),
        Amount::Money(money) => scene.money(money),
        Amount::Percentage(part) => scene.percentage(part),
        Amount::Date(date) => scene.date(date),
        Amount::Text(text) => scene.get(text),
    }
}

/// A number of an indicator in words.
pub fn number_text(scene: Scene, indicator: &Indicator, number: &Number) -> String {
    let signed = |value: f64, decimals: usize| {
        // What rounds to nothing has no sign.
        let shown = scene.locale.number(value.abs(), decimals);
        let zero = format!("{:.decimals$}", value.abs()).chars().all(|c| matches!(c, '0' | '.'));
        if value < 0.0 && !zero { format!("\u{2212}{shown}") } else { shown }
    };
    let text = match (&number.currency, indicator.unit.one.as_str()) {
        (_, "percent") => {
            let digits = if indicator.formula.is_some() { indicator.digits() } else { number.decimals };
            scene.say("percentage", &[("number", signed(number.value * 100.0, digits).into())])
        }
        (Some(currency), _) => {
            let amount = signed(number.value, number.decimals);
            scene.say("money", &[("currency", currency.as_str().into()), ("amount", amount.into())])
        }
        (None, _) => signed(number.value, number.decimals),
    };
    if number.about {
        scene.say("qualified", &[("qualifier", scene.word("qualifier-about").into()), ("value", text.into())])
    } else {
        text
    }
}

/// A change in words: "+6 (+5 %)", "−3 percentage points".
pub fn shown_change(scene: Scene, indicator: &Indicator, change: &Change) -> String {
    let sign = |value: f64| match value {
        value if value > 0.0 => "+",
        value if value < 0.0 => "\u{2212}",
        _ => "±",
    };
    let value = change.by.value;
    if indicator.unit.one == "percent" {
        let digits = change.by.decimals;
        let points = scene.locale.number(value.abs() * 100.0, digits);
        if points.chars().all(|c| matches!(c, '0' | '.' | ',')) {
            return scene.word("no-change");
        }
        let points = format!("{}{points}", sign(value));
        return scene.say("points", &[("number", points.into())]);
    }
    if value == 0.0 {
        return scene.word("no-change");
    }
    let amount = scene.locale.number(value.abs(), change.by.decimals);
    let amount = match &change.by.currency {
        Some(currency) => scene.say("money", &[("currency", currency.as_str().into()), ("amount", amount.into())]),
        None => amount,
    };
    let by = format!("{}{amount}", sign(value));
    let Some(relative) = change.relative else { return by };
    let digits = usize::from(relative.abs() < 0.1);
    let part = scene.say("percentage", &[("number", scene.locale.number(relative.abs() * 100.0, digits).into())]);
    scene.say("change", &[("by", by.into()), ("part", format!("{}{part}", sign(relative)).into())])
}

/// All years of an indicator in plain numbers, see [`FigureRow::series`]; empty for fewer than three.
fn series(scene: Scene, case: &Case, indicator: &Indicator) -> String {
    let years = case.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    let mut points: Vec<String> = Vec::new();
    let mut known = 0;
    for year in *first..=*last {
        let pair = Pair::of(case, year);
        if pair.is_some_and(|pair| measure::is_broken(scene.indicators, indicator, pair.record)) && known > 0 {
            points.push("|".to_owned());
        }
        let number =
            pair.and_then(|pair| measure::number(indicator, &measure::find(scene.indicators, indicator, pair)).ok());
        known += usize::from(number.is_some());
        points.push(number.map_or_else(|| "–".to_owned(), |number| plain_number(number.value)));
    }
    if known < 3 || !indicator.is_number() { String::new() } else { points.join(" ") }
}

/// A number without groups of digits, with four digits after the point at most.
fn plain_number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What there is to say of a row: why it can't be computed or compared, and who was asked.
fn remarks_on(scene: Scene, indicator: &Indicator, pair: Pair, now: &Found) -> Vec<String> {
    let name = scene.get(&indicator.label);
    let mut remarks = Vec::new();
    if let Found::NotComputable(reason) = now {
        let why = reason_text(scene, reason);
        remarks.push(scene.say("remark", &[("what", name.clone().into()), ("remark", why.into())]));
    }
    let figure = pair.record.figures.of(&indicator.id);
    let year = pair.record.year().and_then(|year| u64::try_from(year).ok());
    let changed = indicator.changed.iter().find(|changed| Some(changed.year.0) == year).map(|changed| &changed.what);
    if let Some(what) = figure.and_then(|figure| figure.broken.as_ref()).or(changed) {
        remarks.push(
            scene.say("definition-changed", &[("what", name.clone().into()), ("change", scene.get(what).into())]),
        );
    }
    if let Some(survey) = figure.and_then(|figure| figure.survey.as_ref()) {
        let rate =
            survey.response_rate.map(|rate| scene.say("response-rate", &[("rate", scene.percentage(&rate).into())]));
        let year = survey.year.map(|year| scene.date(&year));
        let wording = survey.wording.as_ref().map(|wording| scene.quoted(&scene.get(wording)));
        let count = scene.say("answered", &[("count", scene.quantity(&survey.n).into())]);
        let parts: Vec<String> = [Some(count), rate, year, wording].into_iter().flatten().collect();
        remarks.push(scene.say("remark", &[("what", name.into()), ("remark", parts.join("; ").into())]));
    }
    remarks
}

/// Why there is no number.
pub fn reason_text(scene: Scene, reason: &Reason) -> String {
    let name = |id: &str| scene.indicators.find(id).map(|one| scene.get(&one.label)).unwrap_or_else(|| id.to_owned());
    match reason {
        Reason::Missing(id, false) => scene.say("reason-missing", &[("what", name(id).into())]),
        Reason::Missing(id, true) => scene.say("reason-missing-last", &[("what", name(id).into())]),
        Reason::NoLast => scene.word("reason-no-last"),
        Reason::Bounded(id) => scene.say("reason-bounded", &[("what", name(id).into())]),
        Reason::Zero(id) if id.is_empty() => scene.word("reason-zero-sum"),
        Reason::Zero(id) => scene.say("reason-zero", &[("what", name(id).into())]),
        Reason::Currencies => scene.word("reason-currencies"),
        Reason::Changed(id) => scene.say("reason-changed", &[("what", name(id).into())]),
    }
}

/// Figures of all records that were corrected after they were published.
fn restated(scene: Scene, case: &Case) -> Vec<RestatedRow> {
    let mut rows = Vec::new();
    for record in case.in_order() {
        for figure in &record.figures.0 {
            let (Some(restated), Some(indicator)) = (&figure.restated, scene.indicators.find(&figure.indicator)) else {
                continue;
            };
            rows.push(RestatedRow {
                label: scene.get(&indicator.label),
                period: as_of(scene, record),
                was: scene.known(&restated.was, |amount| amount_text(scene, amount)),
                is: scene.known(&figure.amount.value, |amount| amount_text(scene, amount)),
                on: scene.date(&restated.on),
                why: scene.get(&restated.why),
            });
        }
    }
    rows
}

fn or_not(scene: Scene, text: Option<String>) -> String {
    text.unwrap_or_else(|| scene.not_recorded())
}

fn decision_row(scene: Scene, decision: &Decision) -> DecisionRow {
    DecisionRow {
        text: scene.get(&decision.text),
        owner: or_not(scene, decision.owner.as_ref().map(|owner| scene.get(owner))),
        due: or_not(scene, decision.due.map(|due: Date| scene.date(&due))),
        status: or_not(scene, decision.status.map(|status| scene.coded("progress", status))),
        why: String::new(),
        takes_up: decision.takes_up.as_ref().map(|link| characteristic(scene, link)).unwrap_or_default(),
        evidence: item(scene, String::new(), &decision.evidence),
    }
}

/// The agenda of the record before, with what became of it.
fn last_agenda(scene: Scene, record: &Record, before: Option<&Record>) -> Vec<DecisionRow> {
    let agenda = before.map(|before| before.agenda.iter()).into_iter().flatten();
    let row = |decision: &crate::shape::list::Named<Decision>| {
        let follow = record.last_agenda.iter().find(|follow| follow.id == decision.id);
        let became: Option<Progress> = follow.map(|follow| follow.became);
        DecisionRow {
            status: or_not(scene, became.map(|became| scene.coded("progress", became))),
            why: scene.opt(follow.and_then(|follow| follow.why.as_ref())),
            ..decision_row(scene, decision)
        }
    };
    agenda.map(row).collect()
}

/// What all frameworks suggest to begin next, beside the decisions that take it up.
fn suggestions(scene: Scene, record: &Record) -> Vec<SuggestionRow> {
    let lenses = mapping::lenses(record, scene.frameworks);
    let mappings: Vec<Mapping> =
        lenses.into_iter().map(|framework| mapping::map(record, framework, scene.frameworks)).collect();
    let mut rows = Vec::new();
    for mapping in &mappings {
        let Some(next) = mapping.next_stage() else { continue };
        for (dimension, cell) in suggested(mapping, next) {
            let takes_up = |decision: &Decision| {
                decision.takes_up.as_ref().is_some_and(|link| {
                    *link.framework == *mapping.framework.id
                        && *link.dimension == *dimension.id
                        && *link.is == *cell.characteristic.id
                })
            };
            let decision = record.agenda.iter().find(|decision| takes_up(decision));
            rows.push(SuggestionRow {
                framework: scene.get(&mapping.framework.title),
                dimension: scene.get(&dimension.label),
                label: scene.get(&cell.characteristic.label),
                stage: scene.get(&next.label),
                expected_now: cell.place == mapping::Place::Expected,
                planned: cell.status == mapping::Status::Planned,
                decision: decision.map(|decision| scene.get(&decision.text)).unwrap_or_default(),
            });
        }
    }
    rows
}

/// "k of n" in per cent.
fn part_of(scene: Scene, part: f64, whole: f64) -> String {
    if whole == 0.0 {
        return String::new();
    }
    scene.say("percentage", &[("number", scene.locale.number(part / whole * 100.0, 0).into())])
}

fn grant_view(scene: Scene, grant: &Grant) -> GrantView {
    let funder = scene.get(&grant.funder);
    let logo_text = scene.opt(grant.logo_text.as_ref());
    GrantView {
        title: scene.get(&grant.title),
        period: or_not(scene, scene.span(grant.from.as_ref(), grant.to.as_ref())),
        amount: or_not(scene, grant.amount.as_ref().map(|amount| scene.money(amount))),
        co_financing: or_not(scene, grant.co_financing.as_ref().map(|amount| scene.money(amount))),
        targets: grant.targets.0.iter().map(|target| target_row(scene, target)).collect(),
        acknowledgement: scene.opt(grant.acknowledgement.as_ref()),
        logo: grant.logo.as_ref().map(|logo| shown_logo(scene, &logo.value, 1)).unwrap_or_default(),
        logo_text: if logo_text.is_empty() { funder.clone() } else { logo_text },
        funder,
    }
}

fn target_row(scene: Scene, target: &Target) -> GoalRow {
    let value = |amount: &Known<Amount>| match amount.value() {
        Some(Amount::Quantity(quantity)) => Some(quantity.number.value),
        Some(Amount::Money(money)) => Some(money.amount.value),
        _ => None,
    };
    let share = value(&target.actual).zip(value(&target.target)).map(|(part, whole)| part_of(scene, part, whole));
    GoalRow {
        text: scene.indicators.find(&target.indicator).map(|one| label(scene, one)).unwrap_or_default(),
        target: scene.known(&target.target, |amount| amount_text(scene, amount)),
        reached: scene.known(&target.actual, |amount| amount_text(scene, amount)),
        share: share.unwrap_or_default(),
        evidence: Item::default(),
    }
}
