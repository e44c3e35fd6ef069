//! The portfolio in a year: what compares clusters, against the year before. Every table and every total says how many clusters it is
//! of; what is not recorded is never filled in from another year.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::case::{Assessment, Case, Known, Record, Status};
use crate::claims::{Claims, outcome};
use crate::framework::{Framework, find};
use crate::indicator::formula::{Number, Reason};
use crate::indicator::{Aggregate, Group, Indicator};
use crate::mapping::assessed;
use crate::matrix::claims::claims as claims_table;
use crate::matrix::figure::{distributions, flow};
use crate::matrix::table::{Cell, Full, Heading, Table};
use crate::matrix::{Covered, Missing, Order, Parts, head};
use crate::measure::{self, Found, Pair, Together};
use crate::view::annual::{self, ColophonView, FigureRow, number_text, reason_text, shown_change, side_by_side};
use crate::view::figure::Figure;
use crate::view::phrase::full_label;
use crate::view::{Scene, StageView, make};

/// What the template of the annual report on a portfolio sees.
#[derive(Serialize)]
pub struct PortfolioView {
    /// The year.
    pub year: String,
    /// The year before.
    pub before: String,
    /// How many clusters have a record of the year.
    pub covers: usize,
    /// How many there are in the year.
    pub of: usize,
    /// Clusters without a record of the year: name and why.
    pub absent: Vec<[String; 2]>,
    /// Clusters whose record is a draft.
    pub drafts: Vec<String>,
    /// What all clusters come to together at a glance: label, value, and of how many clusters it is with its change; in rows of the
    /// same length, the last ones of the last row may be empty.
    pub glance: Vec<Vec<[String; 3]>>,
    /// What stands out, as sentences.
    pub highlights: Vec<String>,
    /// Figures that belong to no table.
    pub figures: Vec<Figure>,
    /// The tables, in order.
    pub tables: Vec<Table>,
    /// The clusters, one page each.
    pub clusters: Vec<ClusterView>,
    /// The colophon.
    pub colophon: ColophonView,
    /// The works that are cited, formatted.
    pub references: Vec<String>,
}

/// A cluster on its page.
#[derive(Serialize)]
pub struct ClusterView {
    /// The name.
    pub name: String,
    /// The link of its own report.
    pub report: String,
    /// `draft`, `published`, or empty.
    pub status: &'static str,
    /// The industry, or "not recorded".
    pub industry: String,
    /// Where it is, or "not recorded".
    pub place: String,
    /// The assessed stages.
    pub stages: Vec<StageView>,
    /// `assessed`, `not assessed` or `not recorded`.
    pub stage_state: &'static str,
    /// How the stage moved since the year before, or empty.
    pub movement: String,
    /// The figures at a glance, in rows of the same length.
    pub glance: Vec<Vec<FigureRow>>,
    /// The period of the record before, or empty.
    pub before: String,
    /// The agenda, with who sees to it.
    pub agenda: Vec<annual::DecisionRow>,
    /// How many figures that records can give are recorded: "k of n".
    pub recorded: String,
    /// Prose, or empty.
    pub narrative: String,
}

/// The clusters of a year, as they stood then.
pub struct Portfolio<'a> {
    /// The year.
    pub year: i32,
    /// Clusters with a record of the year, by name.
    pub cases: Vec<&'a Case>,
    /// All cases that could be used.
    pub all: Vec<&'a Case>,
    /// Cases that could not.
    pub missing: &'a [Missing],
}

/// Why a cluster has no record of a year.
enum Absence {
    /// It was founded later.
    NotYet,
    /// It had come to its end.
    Ended,
    /// Nobody knows: it should have one.
    NoRecord,
}

fn absence(case: &Case, year: i32) -> Absence {
    let founded = case.founded.value.value();
    if case.ended.as_ref().is_some_and(|ended| ended.on.year < year) {
        Absence::Ended
    } else if founded.is_some_and(|date| date.year > year) {
        Absence::NotYet
    } else {
        Absence::NoRecord
    }
}

impl Portfolio<'_> {
    /// How many clusters there are in the year: those with a record, and those that should have one.
    fn of(&self) -> usize {
        let lacking = self.absent().filter(|case| matches!(absence(case, self.year), Absence::NoRecord)).count();
        self.cases.len() + lacking + self.missing.len()
    }

    /// Clusters without a record of the year.
    fn absent(&self) -> impl Iterator<Item = &Case> {
        self.all.iter().copied().filter(|case| case.of_year(self.year).is_none())
    }

    /// The records of the year with those of the year before.
    fn pairs(&self) -> Vec<Pair<'_>> {
        self.cases.iter().filter_map(|case| Pair::of(case, self.year)).collect()
    }

    /// The records of the year before, with those before them, of all clusters that have one.
    fn pairs_before(&self) -> Vec<Pair<'_>> {
        self.all.iter().filter_map(|case| Pair::of(case, self.year - 1)).collect()
    }

    /// How many clusters there were in the year before.
    fn of_before(&self) -> usize {
        let year = self.year - 1;
        let there = |case: &&&Case| case.of_year(year).is_some() || matches!(absence(case, year), Absence::NoRecord);
        self.all.iter().filter(there).count() + self.missing.len()
    }

    fn covered(&self, scene: Scene, order: &Order) -> Covered<'_> {
        let mut covered = Covered::new(scene, None, &self.cases, order, &[]);
        covered.of = self.of();
        covered
    }
}

/// The view of a portfolio. `before` are the clusters of the year before, as they stood then.
pub fn portfolio(
    scene: Scene,
    portfolio: &Portfolio,
    before: &[&Case],
    claims: &Claims,
    order: &Order,
) -> PortfolioView {
    let cycles: Vec<&Framework> = scene.frameworks.iter().filter(|cycle| is_used(cycle, &portfolio.cases)).collect();
    let mut tables = Vec::new();
    let finish = |parts: Parts, id: &str, title: String| parts.finish(id, title, "", portfolio.covered(scene, order));
    let mut figures = Vec::new();
    for cycle in &cycles {
        let single = cycles.len() == 1;
        let id = |name: &str| if single { name.to_owned() } else { format!("{name}--{}", cycle.id) };
        let parts = by_stage(scene, portfolio, cycle);
        let title = scene.say("clusters-by-stage", &[("life_cycle", scene.get(&cycle.title).into())]);
        tables.push(finish(parts, &id("stages"), title));
        figures.push(flow(scene, cycle, portfolio.year, &portfolio.cases));
        if let Some(parts) = movements(scene, portfolio, cycle) {
            let years = [("from", (portfolio.year - 1).to_string().into()), ("to", portfolio.year.to_string().into())];
            tables.push(finish(parts, &id("movements"), scene.say("movements", &years)));
        }
    }
    for group in &scene.indicators.groups {
        if let Some(parts) = totals(scene, portfolio, group) {
            let title = scene.say("totals", &[("group", scene.get(&group.title).into())]);
            tables.push(finish(parts, &format!("totals--{}", &*group.id), title));
        }
    }
    figures.push(distributions(scene, &glance(scene), &portfolio.cases, portfolio.year));
    tables.push(finish(clusters(scene, portfolio), "clusters", scene.word("all-clusters")));
    tables.push(finish(lacking(scene, portfolio), "lacking", scene.word("who-lacks-what")));
    let cases = &portfolio.cases;
    tables.extend(claims_table(scene, claims, cases, order, &[]).map(|table| Table { of: portfolio.of(), ..table }));
    if let Some(parts) = definitions(scene, portfolio) {
        tables.push(finish(parts, "definitions", scene.word("definitions")));
    }
    let drafts = cases.iter().filter(|case| case.newest().is_some_and(|own| own.status == Some(Status::Draft)));
    PortfolioView {
        year: portfolio.year.to_string(),
        before: (portfolio.year - 1).to_string(),
        covers: cases.len(),
        of: portfolio.of(),
        absent: absent(scene, portfolio),
        drafts: drafts.map(|case| scene.get(&case.name)).collect(),
        glance: side_by_side(at_a_glance(scene, portfolio)),
        highlights: highlights(scene, portfolio, before, &cycles, claims),
        figures: figures.into_iter().filter(Figure::is_there).collect(),
        tables,
        clusters: cases.iter().map(|case| cluster(scene, portfolio, case)).collect(),
        colophon: annual::colophon(scene, None),
        references: scene.works.map(|works| works.works().to_vec()).unwrap_or_default(),
    }
}

/// Whether some of the cases were assessed in a life cycle.
fn is_used(cycle: &Framework, cases: &[&Case]) -> bool {
    let stages = cases.iter().filter_map(|case| case.newest()).flat_map(|record| record.stages.entries());
    !cycle.stages.is_empty() && stages.into_iter().any(|one| *one.life_cycle == *cycle.id)
}

/// The indicators that reports show at a glance.
fn glance(scene: Scene<'_>) -> Vec<&Indicator> {
    let ids = scene.indicators.groups.iter().flat_map(|group| &group.at_a_glance);
    ids.filter_map(|id| scene.indicators.find(id)).collect()
}

/// Clusters without a record, with the reason.
fn absent(scene: Scene, portfolio: &Portfolio) -> Vec<[String; 2]> {
    let name = |id: &str| portfolio.all.iter().find(|case| *case.id == *id).map(|case| scene.get(&case.name));
    let row = |case: &Case| {
        let why = match (absence(case, portfolio.year), &case.ended) {
            (Absence::NotYet, _) => scene.word("not-yet-founded"),
            (Absence::Ended, Some(ended)) => {
                let on = scene.date(&ended.on);
                match ended.into.as_ref().map(|into| name(into).unwrap_or_else(|| into.to_string())) {
                    Some(into) => scene.say("merged-into", &[("case", into.into()), ("on", on.into())]),
                    None => scene.say("closed", &[("on", on.into())]),
                }
            }
            _ => scene.say("no-record-for", &[("year", portfolio.year.to_string().into())]),
        };
        [scene.get(&case.name), why]
    };
    let unreadable = portfolio.missing.len();
    let faulty = (unreadable > 0)
        .then(|| [scene.say("cases", &[("count", unreadable.into())]), scene.word("file-with-mistakes")]);
    portfolio.absent().map(row).chain(faulty).collect()
}

/// The place of a case's stage in a life cycle, in one of its records.
fn place(cycle: &Framework, record: Option<&Record>) -> Option<usize> {
    let stage = assessed(record?, cycle)?;
    cycle.stages.iter().position(|own| *own.id == *stage.id)
}

/// How a place in a life cycle compares with the one before: an id of words.
fn moved(before: usize, now: usize) -> &'static str {
    match now.cmp(&before) {
        std::cmp::Ordering::Less => "movement-back",
        std::cmp::Ordering::Equal => "movement-same",
        std::cmp::Ordering::Greater => "movement-forward",
    }
}

/// The link from the report on a portfolio to that on a cluster.
fn link(scene: Scene, portfolio: &Portfolio, case: &Case) -> Cell {
    Cell { report: format!("{}/{}.md", portfolio.year, case.id), ..Cell::plain(scene.get(&case.name)) }
}

/// The clusters of each stage, and how many there were in the year before.
fn by_stage(scene: Scene, portfolio: &Portfolio, cycle: &Framework) -> Parts {
    let names = |at: Option<usize>| -> Vec<String> {
        let own = portfolio.cases.iter().filter(|case| place(cycle, case.newest()) == at);
        own.map(|case| scene.get(&case.name)).collect()
    };
    let before = |at: Option<usize>| {
        let last = portfolio.all.iter().filter_map(|case| case.of_year(portfolio.year - 1));
        last.filter(|record| place(cycle, Some(record)) == at).count()
    };
    let of_before = portfolio.pairs_before().len();
    let row = |at: Option<usize>, label: String| {
        let own = names(at);
        let listed = if own.is_empty() { scene.word("none") } else { own.join("; ") };
        let last = if of_before == 0 { scene.word("no-records") } else { scene.of(before(at), of_before) };
        [label, last, scene.of(own.len(), portfolio.cases.len()), listed].map(Cell::plain).to_vec()
    };
    let stages = cycle.stages.iter().enumerate().map(|(at, stage)| row(Some(at), scene.get(&stage.label)));
    let none = (!names(None).is_empty() || before(None) > 0).then(|| row(None, scene.word("no-one-stage")));
    let number = |text: String| Heading { text, number: true };
    Parts {
        kind: "stages",
        columns: vec![
            head(scene.word("stage")),
            number((portfolio.year - 1).to_string()),
            number(portfolio.year.to_string()),
            head(scene.say("clusters-in", &[("year", portfolio.year.to_string().into())])),
        ],
        rows: stages.chain(none).collect(),
        note: scene.word("by-stage-note"),
        full: None,
    }
}

/// The clusters whose stage is another one than in the year before, or is new; nothing if there is none.
fn movements(scene: Scene, portfolio: &Portfolio, cycle: &Framework) -> Option<Parts> {
    let mut rows = Vec::new();
    for case in &portfolio.cases {
        let Some(record) = case.newest() else { continue };
        let last = case.of_year(portfolio.year - 1);
        let (before, now) = (place(cycle, last), place(cycle, Some(record)));
        if before == now || last.is_none() {
            continue;
        }
        let name = |at: Option<usize>, record: Option<&Record>| match (at, record.map(|record| &record.stages)) {
            (Some(at), _) => scene.get(cycle.stages[at].short()),
            (None, Some(Known::Is(_))) => scene.word("no-one-stage"),
            (None, Some(Known::None)) => scene.word("not-assessed"),
            _ => scene.not_recorded(),
        };
        let movement = before.zip(now).map(|(before, now)| scene.word(moved(before, now))).unwrap_or_default();
        let own: Vec<&Assessment> = record.stages.entries().iter().filter(|one| *one.life_cycle == *cycle.id).collect();
        let drivers =
            own.iter().filter_map(|one| one.driver.as_ref()).map(|driver| annual::characteristic(scene, driver));
        let by = own.iter().filter_map(|one| one.by.as_ref()).map(|by| scene.get(by));
        let sources = own.iter().map(|one| full_label(scene, &one.evidence));
        let dissent = own.iter().filter_map(|one| one.dissent.as_ref()).map(|text| scene.get(text));
        let joined =
            |texts: Vec<String>| if texts.is_empty() { scene.not_recorded() } else { unique(texts).join("; ") };
        let says = |texts: Vec<String>| unique(texts).join("; ");
        rows.push(vec![
            link(scene, portfolio, case),
            Cell::plain(name(before, last)),
            Cell::plain(name(now, Some(record))),
            Cell::plain(movement),
            Cell::plain(joined(drivers.collect())),
            Cell::plain(format!("{} ({})", joined(by.collect()), says(sources.collect()))),
            Cell::plain(says(dissent.collect())),
        ]);
    }
    // Nobody need look for what nobody said.
    let dissents = rows.iter().any(|row: &Vec<Cell>| row.last().is_some_and(|last| !last.text.is_empty()));
    if !dissents {
        rows.iter_mut().for_each(|row| row.truncate(row.len() - 1));
    }
    let columns = [
        scene.word("column-name"),
        (portfolio.year - 1).to_string(),
        portfolio.year.to_string(),
        scene.word("movement"),
        scene.word("driver-heading"),
        scene.word("assessed-by-heading"),
        scene.word("dissent-heading"),
    ];
    let columns = columns.into_iter().take(if dissents { 7 } else { 6 }).map(head).collect();
    (!rows.is_empty()).then(|| Parts { kind: "movements", columns, rows, note: String::new(), full: None })
}

fn unique(mut texts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    texts.retain(|text| {
        let new = !seen.contains(text);
        seen.push(text.clone());
        new
    });
    texts
}

/// What stands for all clusters, by indicator of a group; nothing if no cluster has a figure of it.
fn totals(scene: Scene, portfolio: &Portfolio, group: &Group) -> Option<Parts> {
    let (now, before) = (portfolio.pairs(), portfolio.pairs_before());
    let (of, of_before) = (portfolio.of(), portfolio.of_before());
    let mut rows = Vec::new();
    let mut full = Vec::new();
    let mut bounded: Vec<String> = Vec::new();
    for indicator in group.indicators.iter().filter(|one| one.is_number() && one.aggregate != Aggregate::None) {
        let together = measure::together(scene.indicators, indicator, &now);
        let last = measure::together(scene.indicators, indicator, &before);
        if together.of.is_empty() && last.of.is_empty() {
            continue;
        }
        let label = annual::label(scene, indicator);
        if together.bounded > 0 {
            let parts = [("what", scene.get(&indicator.label).into()), ("count", together.bounded.into())];
            bounded.push(scene.say("bounded", &parts));
        }
        let (change, compared) = like_for_like(scene, indicator, &now);
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
    let note = std::iter::once(scene.word("totals-note")).chain(bounded).collect::<Vec<_>>().join(" ");
    Some(Parts { kind: "totals", columns, rows, note, full: Some(Full { columns: full_columns, rows: full }) })
}

/// What stands for several clusters in words.
fn value_text(scene: Scene, indicator: &Indicator, together: &Together) -> String {
    match &together.value {
        Ok(number) => number_text(scene, indicator, number),
        Err(Reason::Missing(..)) => scene.not_recorded(),
        Err(reason) => reason_text(scene, reason),
    }
}

/// The change since the year before in the clusters of which both years are known and comparable, and how many these are.
fn like_for_like(scene: Scene, indicator: &Indicator, pairs: &[Pair]) -> (String, String) {
    let known = |pair: &&Pair| measure::change(scene.indicators, indicator, **pair).is_ok();
    let both: Vec<Pair> = pairs.iter().filter(known).copied().collect();
    // A formula that asks for the year before can't be asked of that year as well.
    if both.is_empty() || measure::looks_back(indicator) {
        return Default::default();
    }
    let last: Vec<Pair> = both.iter().filter_map(|pair| Some(Pair { record: pair.last?, last: None })).collect();
    let (now, before) =
        (measure::together(scene.indicators, indicator, &both), measure::together(scene.indicators, indicator, &last));
    let change = now.value.ok().zip(before.value.ok());
    let change = change.and_then(|(now, before)| measure::difference(indicator, &now, &before).ok());
    let text = change.map(|change| shown_change(scene, indicator, &change)).unwrap_or_default();
    (text, scene.of(both.len(), pairs.len()))
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

/// All clusters with their stage and what reports show at a glance.
fn clusters(scene: Scene, portfolio: &Portfolio) -> Parts {
    let indicators = glance(scene);
    let pairs: BTreeMap<&str, Pair> =
        portfolio.cases.iter().filter_map(|case| Some((&*case.id.0, Pair::of(case, portfolio.year)?))).collect();
    let found = |case: &Case, indicator: &Indicator| {
        pairs.get(&*case.id.0).map(|pair| measure::find(scene.indicators, indicator, *pair))
    };
    // What no cluster has is not a column.
    let used: Vec<&Indicator> = indicators
        .into_iter()
        .filter(|indicator| {
            portfolio.cases.iter().any(|case| found(case, indicator).is_some_and(|found| found.is_there()))
        })
        .collect();
    let stage = |case: &Case| {
        let all = case.newest().map_or(&[][..], |record| record.stages.entries());
        let names = all.iter().filter_map(|one| {
            let stage = find(scene.frameworks, &one.life_cycle)?.stage(&one.stage)?;
            Some(scene.get(stage.short()))
        });
        let names = unique(names.collect());
        match (names.is_empty(), case.newest().map(|record| &record.stages)) {
            (false, _) => names.join("; "),
            (true, Some(Known::None)) => scene.word("not-assessed"),
            _ => scene.not_recorded(),
        }
    };
    let rows = portfolio.cases.iter().map(|case| {
        let figures = used.iter().map(|indicator| {
            let found = found(case, indicator).unwrap_or(Found::NotRecorded);
            Cell::plain(annual::shown(scene, indicator, &found).text)
        });
        [link(scene, portfolio, case), Cell::plain(stage(case))].into_iter().chain(figures).collect()
    });
    let headings = used.iter().map(|indicator| Heading { text: annual::label(scene, indicator), number: true });
    let first = ["column-name", "stage"].map(|id| head(scene.word(id)));
    Parts {
        kind: "clusters",
        columns: first.into_iter().chain(headings).collect(),
        rows: rows.collect(),
        note: String::new(),
        full: None,
    }
}

/// Which figures clusters lack, of those that some cluster gives in the year.
fn lacking(scene: Scene, portfolio: &Portfolio) -> Parts {
    let asked = asked(scene, portfolio);
    let rows = portfolio.cases.iter().map(|case| {
        let (k, lacking) = recorded(case, portfolio.year, &asked);
        let names: Vec<String> = lacking.iter().map(|indicator| scene.get(&indicator.label)).collect();
        let names = if names.is_empty() { scene.word("nothing-lacks") } else { names.join("; ") };
        vec![link(scene, portfolio, case), Cell::plain(scene.of(k, asked.len())), Cell::plain(names)]
    });
    let without = portfolio.absent().filter(|case| matches!(absence(case, portfolio.year), Absence::NoRecord));
    let without = without.map(|case| {
        let why = scene.say("no-record-for", &[("year", portfolio.year.to_string().into())]);
        vec![Cell::plain(scene.get(&case.name)), Cell::plain(scene.of(0, asked.len())), Cell::plain(why)]
    });
    Parts {
        kind: "lacking",
        columns: ["column-name", "figures-recorded", "figures-lacking"].map(|id| head(scene.word(id))).into(),
        rows: rows.chain(without).collect(),
        note: scene.word("lacking-note"),
        full: None,
    }
}

/// The indicators that some cluster gives a figure of in the year.
fn asked<'s>(scene: Scene<'s>, portfolio: &Portfolio) -> Vec<&'s Indicator> {
    let given = |indicator: &&Indicator| {
        portfolio.cases.iter().any(|case| {
            let figure = case.of_year(portfolio.year).and_then(|record| record.figures.of(&indicator.id));
            figure.is_some_and(|figure| !matches!(figure.amount.value, Known::NotRecorded))
        })
    };
    scene.indicators.all().filter(|indicator| indicator.formula.is_none()).filter(given).collect()
}

/// How many of some indicators a cluster gives, and those that it does not.
fn recorded<'i>(case: &Case, year: i32, asked: &[&'i Indicator]) -> (usize, Vec<&'i Indicator>) {
    let is_given = |indicator: &&&Indicator| {
        let figure = case.of_year(year).and_then(|record| record.figures.of(&indicator.id));
        figure.is_some_and(|figure| !matches!(figure.amount.value, Known::NotRecorded))
    };
    let lacking: Vec<&Indicator> = asked.iter().filter(|indicator| !is_given(indicator)).copied().collect();
    (asked.len() - lacking.len(), lacking)
}

/// The definitions of the indicators that clusters give figures of, or that are computed from them.
fn definitions(scene: Scene, portfolio: &Portfolio) -> Option<Parts> {
    let pairs = portfolio.pairs();
    let used =
        |indicator: &&Indicator| pairs.iter().any(|pair| measure::find(scene.indicators, indicator, *pair).is_there());
    let mut rows = Vec::new();
    let mut full = Vec::new();
    for group in &scene.indicators.groups {
        for indicator in group.indicators.iter().filter(used) {
            let formula = indicator.formula.as_ref().map(|formula| {
                let formula = formula.text.split_whitespace().collect::<Vec<_>>().join(" ");
                scene.say("computed-as", &[("formula", formula.into())])
            });
            let definition = indicator.definition.as_ref().map(|text| scene.get(text));
            let text = [definition, formula].into_iter().flatten().collect::<Vec<_>>().join(". ");
            let (label, source) = (scene.get(&indicator.label), scene.get(&indicator.source));
            let how = scene.coded("aggregate", indicator.aggregate);
            rows.push([&label, &text, &source].map(|text| Cell::plain(text.as_str())).to_vec());
            let all = [&indicator.id.0, &label, &text, &how, &source, &group.version];
            full.push(all.map(|text| Cell::plain(text.as_str())).to_vec());
        }
    }
    let named = |ids: &[&str]| ids.iter().map(|id| head(scene.word(id))).collect();
    let all = ["indicator-id", "indicator", "definition", "together", "source-of-definition", "version"];
    (!rows.is_empty()).then(|| Parts {
        kind: "definitions",
        columns: named(&["indicator", "definition", "source-of-definition"]),
        rows,
        note: String::new(),
        full: Some(Full { columns: named(&all), rows: full }),
    })
}

/// All indicators by file, for the terminal: id, name, unit, what stands for several cases, and the formula of those that have one.
pub fn catalogue(scene: Scene) -> Vec<Table> {
    let of = |group: &Group| {
        let row = |indicator: &Indicator| {
            let formula = indicator.formula.as_ref().map(|formula| formula.text.clone()).unwrap_or_default();
            let how = scene.coded("aggregate", indicator.aggregate);
            [indicator.id.to_string(), scene.get(&indicator.label), indicator.unit.to_string(), how, formula]
                .map(Cell::plain)
                .to_vec()
        };
        let columns = ["indicator-id", "indicator", "export-unit", "together", "export-formula"];
        let parts = Parts {
            kind: "definitions",
            columns: columns.map(|id| head(scene.word(id))).into(),
            rows: group.indicators.iter().map(row).collect(),
            note: String::new(),
            full: None,
        };
        let title = format!("{} ({}.yaml, {})", scene.get(&group.title), &*group.id, group.version);
        let none = Covered { study: String::new(), cases: Vec::new(), of: 0 };
        parts.finish(&group.id, title, "", none)
    };
    scene.indicators.groups.iter().map(of).collect()
}

/// What all clusters come to together, of the indicators that reports show at a glance.
fn at_a_glance(scene: Scene, portfolio: &Portfolio) -> Vec<[String; 3]> {
    let pairs = portfolio.pairs();
    let row = |indicator: &Indicator| {
        let together = measure::together(scene.indicators, indicator, &pairs);
        let number = together.value.as_ref().ok()?;
        let (change, compared) = like_for_like(scene, indicator, &pairs);
        let of = [("of", scene.of(together.of.len(), portfolio.of()).into())];
        let changed = [("change", change.clone().into()), ("compared", compared.into())];
        let id = if change.is_empty() { "glance-of" } else { "glance-of-changed" };
        let said = scene.say(id, &of.into_iter().chain(changed).collect::<Vec<_>>());
        Some([annual::label(scene, indicator), number_text(scene, indicator, number), said])
    };
    glance(scene).into_iter().filter_map(row).collect()
}

/// Of so many indicators the largest growth is told.
const GROWTHS: usize = 3;

/// What stands out in the year, as sentences that were computed.
fn highlights(
    scene: Scene,
    portfolio: &Portfolio,
    before: &[&Case],
    cycles: &[&Framework],
    claims: &Claims,
) -> Vec<String> {
    let mut all: Vec<String> = glance(scene)
        .into_iter()
        .filter(|one| one.aggregate == Aggregate::Sum && one.formula.is_none())
        .filter_map(|indicator| largest(scene, portfolio, indicator))
        .take(GROWTHS)
        .collect();
    for cycle in cycles {
        for (id, wanted) in [("highlight-forward", "movement-forward"), ("highlight-back", "movement-back")] {
            let names: Vec<String> = portfolio
                .cases
                .iter()
                .filter_map(|case| {
                    let before = place(cycle, case.of_year(portfolio.year - 1))?;
                    let now = place(cycle, case.newest())?;
                    let step = [
                        ("name", scene.get(&case.name).into()),
                        ("from", scene.get(cycle.stages[before].short()).into()),
                        ("to", scene.get(cycle.stages[now].short()).into()),
                    ];
                    (moved(before, now) == wanted).then(|| scene.say("highlight-step", &step))
                })
                .collect();
            if !names.is_empty() {
                all.push(scene.say(id, &[("names", scene.locale.list(&names).into())]));
            }
        }
    }
    all.extend(turned(scene, portfolio, before, claims));
    let ended =
        portfolio.all.iter().filter(|case| case.ended.as_ref().is_some_and(|end| end.on.year == portfolio.year));
    let ended: Vec<String> = ended.map(|case| scene.get(&case.name)).collect();
    if !ended.is_empty() {
        all.push(scene.say("highlight-ended", &[("names", scene.locale.list(&ended).into())]));
    }
    let first = portfolio.cases.iter().filter(|case| case.years().first() == Some(&portfolio.year));
    let first: Vec<String> = first.map(|case| scene.get(&case.name)).collect();
    if !first.is_empty() && first.len() < portfolio.cases.len() {
        all.push(scene.say("highlight-first", &[("names", scene.locale.list(&first).into())]));
    }
    all
}

/// The cluster in which an indicator rose most, as a part of what it was.
fn largest(scene: Scene, portfolio: &Portfolio, indicator: &Indicator) -> Option<String> {
    let changes = portfolio.cases.iter().filter_map(|case| {
        let pair = Pair::of(case, portfolio.year)?;
        let change = measure::change(scene.indicators, indicator, pair).ok()?;
        Some((change.relative?, case, change))
    });
    let changes: Vec<_> = changes.collect();
    let (relative, case, change) = changes.iter().max_by(|one, other| {
        // Of two that rose by the same part, the first by name.
        one.0.total_cmp(&other.0).then_with(|| other.1.id.cmp(&one.1.id))
    })?;
    let parts = [
        ("what", annual::label(scene, indicator).into()),
        ("name", scene.get(&case.name).into()),
        ("change", shown_change(scene, indicator, change).into()),
        ("of", scene.of(changes.len(), portfolio.cases.len()).into()),
    ];
    (*relative > 0.0).then(|| scene.say("highlight-largest", &parts))
}

/// Claims that hold in the year and did not in the year before, or the other way round.
fn turned(scene: Scene, portfolio: &Portfolio, before: &[&Case], claims: &Claims) -> Vec<String> {
    let language = scene.settings.first_language();
    let held = |claim, cases: &[&Case]| {
        let outcome = outcome::evaluate(claim, cases, scene.frameworks, scene.indicators, language);
        (outcome.holds(claim), outcome.count())
    };
    let mut all = Vec::new();
    for claim in &claims.0 {
        let ((last, (k_last, n_last)), (now, (k, n))) = (held(claim, before), held(claim, &portfolio.cases));
        if let (Some(last), Some(now)) = (last, now)
            && last != now
        {
            let parts = [
                ("claim", scene.quoted(claim.text.get(&scene.locale.language)).into()),
                ("before", scene.of(k_last, n_last).into()),
                ("now", scene.of(k, n).into()),
            ];
            all.push(scene.say(if now { "highlight-claim-holds" } else { "highlight-claim-fails" }, &parts));
        }
    }
    all
}

/// A cluster on its page.
fn cluster(scene: Scene, portfolio: &Portfolio, case: &Case) -> ClusterView {
    let own = make::case(scene, case);
    let report = annual::annual(scene, case);
    let asked = asked(scene, portfolio);
    let (k, _) = recorded(case, portfolio.year, &asked);
    let movement = report.stages.last().filter(|row| row.period == report.period).map(|row| row.movement);
    let movement = movement.filter(|movement| !movement.is_empty());
    ClusterView {
        name: own.name,
        report: format!("{}/{}.md", portfolio.year, case.id),
        status: report.status,
        industry: own.industry.text,
        place: own.place.text,
        stage_state: own.record.stages.state,
        stages: own.record.stages.items,
        movement: movement.map(|movement| scene.word(&format!("movement-{movement}"))).unwrap_or_default(),
        glance: report.glance,
        before: report.before,
        agenda: report.agenda,
        recorded: scene.of(k, asked.len()),
        narrative: own.record.narrative,
    }
}
