//! A framework compared with the cases: its profile with counts of their observations, and a test of how well it fits them.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::mapping::{Mapped, Mapping, Placement, Position, Status, map};
use crate::model::case::{Case, Characterised};
use crate::model::framework::{Characteristic, Dimension, Framework, Stage, find};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, listed_cases};
use crate::report::view::context::Context;

/// A framework's characteristics by stage: where it expects them, and in how many of the stage's cases they were observed ("2
/// of 3"). Cases that record nothing on the dimension count neither for nor against.
pub fn profile(context: Context, framework: &Framework, cases: &[&Case]) -> Parts {
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    let mut columns = vec![head(context.word("dimension")), head(context.word("characteristic"))];
    let stages: Vec<_> = framework.maps.iter().filter_map(|id| life_cycle?.stage(id)).collect();
    columns.extend(stages.iter().map(|stage| head(context.get(stage.short()))));
    let mappings: Vec<Mapping> = cases
        .iter()
        .filter_map(|case| case.newest())
        .map(|record| map(record, framework, context.frameworks))
        .collect();
    let page = columns.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, heading)| heading.clone()).collect();
    let drawn = framework.dimensions.iter().enumerate().map(|(at, dimension)| {
        let cells = (0..stages.len()).map(|stage| drawn(context, framework, (dimension, at), stage, &mappings));
        std::iter::once(Cell::plain(context.get(&dimension.label))).chain(cells).collect()
    });
    let drawn = drawn.collect();
    let mut rows = Vec::new();
    for (at, dimension) in framework.dimensions.iter().enumerate() {
        for (item, characteristic) in dimension.characteristics.iter().enumerate() {
            let mut row =
                vec![Cell::plain(context.get(&dimension.label)), Cell::plain(context.get(&characteristic.label))];
            row.extend((0..stages.len()).map(|stage| {
                let expected = characteristic.is_expected_in(&framework.maps[stage]);
                count_cell(expected, count(mappings.iter(), stage, at, item))
            }));
            rows.push(row);
        }
    }
    let placed = |case: &&&Case| {
        let record = case.newest();
        let mapping = record.map(|record| map(record, framework, context.frameworks));
        mapping.is_some_and(|mapping| matches!(mapping.position, Position::Mapped(_)))
    };
    let elsewhere: Vec<String> =
        cases.iter().filter(|case| !placed(case)).map(|case| context.get(&case.name)).collect();
    let mut key = context.word("profile-note");
    if !elsewhere.is_empty() {
        let names = context.locale.list(&elsewhere);
        let parts = [("k", elsewhere.len().into()), ("n", cases.len().into()), ("names", names.into())];
        key = format!("{key} {}", context.say("profile-elsewhere", &parts));
    }
    Parts { kind: "profile", columns: page, rows: drawn, note: key, full: Some(Full::new(columns, rows)) }
}

/// What a framework lists in a dimension for a stage, as a page draws it: each characteristic with the cases that show it, then what
/// they show besides.
fn drawn(
    context: Context,
    framework: &Framework,
    (dimension, at): (&Dimension, usize),
    stage: usize,
    mappings: &[Mapping],
) -> Cell {
    let one = |(item, characteristic): (usize, &Characteristic)| {
        let expected = characteristic.is_expected_in(&framework.maps[stage]);
        let count = count(mappings.iter(), stage, at, item);
        let label = context.get(&characteristic.label);
        let counted = match count.content() {
            Content::Word(_) | Content::NotRecorded => label,
            content => {
                let slots = [("text", label.as_str().into()), ("aside", content.words(context.locale).into())];
                context.say("tell-aside", &slots)
            }
        };
        (expected || count.observed > 0).then_some((expected, counted))
    };
    let all: Vec<(bool, String)> = dimension.characteristics.iter().enumerate().filter_map(one).collect();
    let of = |expected: bool| {
        let own = all.iter().filter(|(own, _)| *own == expected);
        own.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("; ")
    };
    let (listed, besides) = (of(true), of(false));
    let besides = (!besides.is_empty()).then(|| context.say("profile-besides", &[("list", besides.into())]));
    let parts: Vec<String> = std::iter::once(listed).filter(|text| !text.is_empty()).chain(besides).collect();
    Cell::plain(parts.join(". "))
}

fn count_cell(expected: bool, count: Count) -> Cell {
    let counted = |id| Content::Counted(id, Box::new(count.content()));
    Cell::of(match expected {
        true => counted("cell-expected"),
        false if count.observed > 0 => counted("cell-not-expected-but"),
        false => Content::Word("cell-not-expected"),
    })
}

/// A case seen through the framework.
struct Seen<'a> {
    case: &'a Case,
    mapping: Mapping<'a>,
}

/// Cases of a stage: how many there are, how many of them record the dimension and how many of these show a characteristic, and of how
/// many it is withheld, or contested.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    cases: usize,
    recorded: usize,
    observed: usize,
    withheld: usize,
    contested: usize,
}

impl Count {
    /// "k of n", or why there is no count.
    fn content(self) -> Content {
        match self {
            Count { cases: 0, .. } => Content::Word("no-case"),
            Count { recorded: 0, withheld: 0, contested: 0, .. } => Content::NotRecorded,
            Count { recorded: 0, withheld: 0, .. } => Content::Word("coded-differently"),
            Count { recorded: 0, .. } => Content::Withheld,
            Count { observed, recorded, .. } => Content::Of(observed, recorded),
        }
    }
}

/// Counts the cases of a stage that show a characteristic. Cases that record nothing on its dimension, or whose readers may not know it,
/// count neither for nor against, even if observations in other frameworks count there.
fn count<'m>(mappings: impl Iterator<Item = &'m Mapping<'m>>, stage: usize, at: usize, item: usize) -> Count {
    let mut count = Count::default();
    for mapping in mappings.filter(|mapping| mapping.position == Position::Mapped(stage)) {
        let mapped = &mapping.dimensions[at];
        count.cases += 1;
        let status = mapped.cells[item].status;
        let is_known = mapped.is_recorded() && !mapped.cells[item].is_undecided();
        count.recorded += usize::from(is_known);
        count.withheld += usize::from(status == Status::Withheld);
        count.contested += usize::from(status == Status::Contested);
        count.observed += usize::from(is_known && status.is_seen());
    }
    count
}

/// Cases that a framework is tested with, or that it was derived from.
struct Group<'a> {
    /// How many there are.
    all: usize,
    /// Those that have a record.
    cases: Vec<Seen<'a>>,
    stages: Vec<&'a Stage>,
}

/// Tests a framework with cases: for every characteristic, how many cases show it in each stage that expects it, and which
/// other cases show it; what is observed outside the framework; and what no case shows. Cases that the framework was derived
/// from have columns of their own: that they fit proves nothing.
pub fn tested<'a>(context: Context<'a>, framework: &'a Framework, cases: &[&'a Case]) -> Parts {
    let life_cycle = framework.life_cycle.as_deref().and_then(|id| find(context.frameworks, id));
    let stages: Vec<&Stage> = framework.maps.iter().filter_map(|id| life_cycle?.stage(id)).collect();
    let study = framework.derived_from.as_ref().map(|from| &*from.study);
    let is_own = |case: &Case| study.is_some() && case.study.as_deref() == study;
    let group = |own: bool| {
        let members: Vec<&Case> = cases.iter().copied().filter(|case| is_own(case) == own).collect();
        let seen = members
            .iter()
            .copied()
            .filter_map(|case| Some(Seen { case, mapping: map(case.newest()?, framework, context.frameworks) }));
        Group { all: members.len(), cases: seen.collect(), stages: stages.clone() }
    };
    let groups: Vec<Group> = match study {
        Some(_) => vec![group(true), group(false)],
        None => vec![group(false)],
    };
    let mut columns = vec!["dimension", "characteristic"];
    columns.extend(match study {
        Some(_) => ["own-where-expected", "own-elsewhere", "test-where-expected", "test-elsewhere"].as_slice(),
        None => &["where-expected", "elsewhere"],
    });
    let columns: Vec<_> = columns.into_iter().map(|id| head(context.word(id))).collect();
    let rows =
        framework.dimensions.iter().enumerate().flat_map(|(at, dimension)| tested_in(context, &groups, at, dimension));
    let (rows, page): (Vec<Vec<Cell>>, Vec<Vec<Cell>>) = rows.unzip();
    let (head, page) = below_first(&columns, &page);
    let (head, page) = without_empty(&head, &page);
    let note = verdict(context, framework, &groups);
    Parts { kind: "tested", columns: head, rows: page, note, full: Some(Full::new(columns, rows)) }
}

/// The rows of a dimension, which has the index `at` in the framework; each as the whole table has it, and as a page does.
fn tested_in(context: Context, groups: &[Group], at: usize, dimension: &Dimension) -> Vec<(Vec<Cell>, Vec<Cell>)> {
    let label = context.get(&dimension.label);
    // Nothing is recorded of any case in a stage, and no case shows anything: one row says so of all.
    let all = || {
        let all = context.say("all-of-them", &[("count", dimension.characteristics.len().into())]);
        let unknown = groups.iter().flat_map(|_| [Cell::of(Content::NotRecorded), Cell::of(Content::Empty)]);
        [label.clone(), all].map(Cell::plain).into_iter().chain(unknown).collect()
    };
    let characteristics = dimension.characteristics.iter().enumerate().map(|(item, characteristic)| {
        let own = context.get(&characteristic.label);
        let name = match characteristic.origin {
            Some(origin) => {
                context.say(&format!("origin-{origin}").replace(' ', "-"), &[("characteristic", own.into())])
            }
            None => own,
        };
        let of_group = |group: &Group| {
            let expected = group.where_expected(context, characteristic, at, item);
            [expected, group.elsewhere(context, at, item)]
        };
        [Cell::plain(label.clone()), Cell::plain(name)].into_iter().chain(groups.iter().flat_map(of_group)).collect()
    });
    let outside = context.say("register-outside", &[("name", label.as_str().into())]);
    let themes = themes(context, groups, at).into_iter().map(|(theme, [name, short])| {
        let of_group = |group: &Group| [Cell::plain(""), group.with_theme(context, at, &theme)];
        let row = |first: &str, second: String| -> Vec<Cell> {
            [Cell::plain(first), Cell::plain(second)].into_iter().chain(groups.iter().flat_map(of_group)).collect()
        };
        (row(&label, name), row(&outside, short))
    });
    let is_known = groups.iter().any(|group| group.knows(dimension, at));
    let characteristics: Vec<Vec<Cell>> = if is_known { characteristics.collect() } else { vec![all()] };
    characteristics.into_iter().map(|row| (row.clone(), row)).chain(themes).collect()
}

/// The labels of the themes outside the framework, with the number of cases that mention each, by theme in lower case; each label
/// also as it stands below a row that says where they are.
/// Spellings that differ only in capitals are one theme.
fn themes(context: Context, groups: &[Group], at: usize) -> BTreeMap<String, [String; 2]> {
    let mut themes: BTreeMap<String, (String, BTreeSet<&str>)> = BTreeMap::new();
    for seen in groups.iter().flat_map(|group| &group.cases) {
        for observation in seen.mapping.dimensions[at].outside() {
            if let Characterised::New(text) = &observation.what {
                let text = context.get(text);
                let (spelling, cases) = themes.entry(text.to_lowercase()).or_insert((text.clone(), BTreeSet::new()));
                *spelling = text.min(spelling.clone());
                cases.insert(&seen.case.id);
            }
        }
    }
    let label = |(theme, (text, cases)): (String, (String, BTreeSet<&str>))| {
        let parts = [("count", cases.len().into()), ("theme", text.as_str().into())];
        (theme, ["theme-outside", "theme-of"].map(|id| context.say(id, &parts)))
    };
    themes.into_iter().map(label).collect()
}

impl Group<'_> {
    /// The counts of the stages that expect a characteristic: "Potential: 2 of 3, Latent: 0 of 3".
    fn where_expected(&self, context: Context, characteristic: &Characteristic, at: usize, item: usize) -> Cell {
        let counts = self.stages.iter().enumerate().filter(|(_, stage)| characteristic.is_expected_in(&stage.id));
        let counts: Vec<(String, Count)> =
            counts.map(|(place, stage)| (context.get(stage.short()), self.count(place, at, item))).collect();
        if !counts.is_empty() && counts.iter().all(|(_, count)| count.cases == 0) {
            return Cell::of(Content::Word("no-case"));
        }
        let text = |(name, count): &(String, Count)| {
            let count = count.content().words(context.locale);
            context.say("stage-count", &[("stage", name.as_str().into()), ("count", count.into())])
        };
        Cell::plain(counts.iter().map(text).collect::<Vec<_>>().join(", "))
    }

    /// Whether anything is recorded of its cases in a dimension, be it withheld: of those in a stage, or a characteristic that any case
    /// shows.
    fn knows(&self, dimension: &Dimension, at: usize) -> bool {
        let shows = |seen: &Seen| seen.mapping.dimensions[at].cells.iter().any(|cell| cell.status.is_seen());
        let is_told = |stage: usize, item: usize| {
            let Count { recorded, withheld, contested, .. } = self.count(stage, at, item);
            recorded + withheld + contested > 0
        };
        let items = 0..dimension.characteristics.len();
        (0..self.stages.len()).any(|stage| items.clone().any(|item| is_told(stage, item)))
            || self.cases.iter().any(shows)
    }

    /// In how many of the cases of a stage a characteristic is observed.
    fn count(&self, stage: usize, at: usize, item: usize) -> Count {
        count(self.cases.iter().map(|seen| &seen.mapping), stage, at, item)
    }

    /// The cases that show a characteristic in a stage that does not expect it, or without an assessed stage.
    fn elsewhere(&self, context: Context, at: usize, item: usize) -> Cell {
        let cell = |seen: &Seen| {
            let cell = &seen.mapping.dimensions[at].cells[item];
            cell.status.is_seen() && cell.place != Placement::Expected
        };
        let stage = |case: &Case| {
            let seen = self.cases.iter().find(|seen| seen.case.id == case.id)?;
            Some(match (seen.mapping.stage, seen.mapping.position) {
                (Some(stage), _) => context.get(stage.short()),
                (None, Position::Contested) => context.word("stage-is-contested"),
                (None, Position::Withheld) => context.word("stage-withheld"),
                (None, _) => context.word("no-stage"),
            })
        };
        let own = self.cases.iter().filter(|seen| cell(seen)).map(|seen| seen.case);
        listed_cases(context, own, |case, name| {
            let stage = stage(case).unwrap_or_default();
            context.say("name-in-stage", &[("name", name.into()), ("stage", stage.into())])
        })
    }

    fn with_theme(&self, context: Context, at: usize, theme: &str) -> Cell {
        let has = |seen: &&Seen| {
            let mut outside = seen.mapping.dimensions[at].outside();
            outside
                .any(|one| matches!(&one.what, Characterised::New(text) if context.get(text).to_lowercase() == *theme))
        };
        listed_cases(context, self.cases.iter().filter(has).map(|seen| seen.case), |_, name| name)
    }

    /// How many cases have an assessed stage that the framework maps, and something recorded in the framework.
    fn placed(&self) -> usize {
        let recorded = |mapping: &Mapping| mapping.dimensions.iter().any(Mapped::is_recorded);
        let placed = |seen: &&Seen| matches!(seen.mapping.position, Position::Mapped(_)) && recorded(&seen.mapping);
        self.cases.iter().filter(placed).count()
    }

    /// The characteristics that some stage with cases expects, and that none of these cases shows.
    fn unseen(&self, context: Context, framework: &Framework) -> Vec<String> {
        let mut unseen = Vec::new();
        for (at, dimension) in framework.dimensions.iter().enumerate() {
            for (item, characteristic) in dimension.characteristics.iter().enumerate() {
                let expecting =
                    self.stages.iter().enumerate().filter(|(_, stage)| characteristic.is_expected_in(&stage.id));
                let counts: Vec<Count> = expecting.map(|(place, _)| self.count(place, at, item)).collect();
                let recorded: usize = counts.iter().map(|count| count.recorded).sum();
                if recorded > 0
                    && counts.iter().all(|count| count.observed == 0 && count.withheld + count.contested == 0)
                {
                    unseen.push(context.get(&characteristic.label));
                }
            }
        }
        unseen
    }
}

/// That a framework was derived from some of the cases, or from all of them.
pub fn derived_from(context: Context, own: usize, all: usize) -> String {
    match own == all {
        true => context.word("tested-own-all"),
        false => context.say("tested-own", &[("own", own.into()), ("all", all.into())]),
    }
}

/// The note on a test of a framework: on how many cases it rests, and what none of them shows.
fn verdict(context: Context, framework: &Framework, groups: &[Group]) -> String {
    let mut notes = Vec::new();
    if let [own, others] = groups {
        notes.push(derived_from(context, own.all, own.all + others.all));
        notes.push(match others.placed() {
            0 => context.word("tested-none"),
            placed => context.say("tested-by", &[("placed", placed.into()), ("others", others.all.into())]),
        });
    }
    for (at, group) in groups.iter().enumerate() {
        let unseen = group.unseen(context, framework);
        if !unseen.is_empty() {
            let id = if groups.len() == 2 && at == 0 { "tested-unseen-own" } else { "tested-unseen" };
            notes.push(context.say(id, &[("names", unseen.join("; ").into())]));
        }
    }
    notes.push(context.word("tested-note"));
    notes.join(" ")
}
