//! Grids of cases by characteristics, every cell with its evidence; and the register of evidence, which cells link to and which
//! links back.

use std::collections::BTreeMap;

use crate::analysis::mapping::{self, Cell as Mapped, Status, map};
use crate::model::case::{Case, Evidence, Observation, Seen};
use crate::model::facts::column::Column;
use crate::model::framework::links::Spot;
use crate::model::framework::{Characteristic, Dimension, Framework};
use crate::report::matrix::content::Content;
use crate::report::matrix::evidence_id::{Identity, ids};
use crate::report::matrix::grade::Grade;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::register::{self, Origin};
use crate::report::matrix::signs::{on_page, status_sign};
use crate::report::matrix::table::{Cell, Full, Heading, Link};
use crate::report::view::context::Context;
use crate::report::view::facts::{content, heading_of, words};
use crate::report::view::phrase::{full_label, outside_label};
use crate::report::view::rating;

/// Whether somebody states something else than an observation.
fn is_disputed(observation: &Observation) -> bool {
    !observation.evidence.also_said.is_empty()
}

/// Whether a row of a grid shows something that somebody disputes.
fn has_disputed(line: &Line) -> bool {
    line.cells.iter().any(|cell| cell.support().any(is_disputed)) || outside_disputed(line)
}

/// Whether somebody disputes what a record has outside the framework.
fn outside_disputed(line: &Line) -> bool {
    let mut lists = line.seen.into_iter().flat_map(|seen| seen.all());
    lists.any(|(_, list)| mapping::outside(list).any(is_disputed))
}

/// The largest number of groups in the counts that are shown for a grid that is too large.
const MOST_GROUPS: usize = 8;

/// What a grid shows.
pub struct Grid<'a> {
    /// The id of its table.
    pub id: &'a str,
    /// The framework.
    pub framework: &'a Framework,
    /// The dimension.
    pub dimension: &'a Dimension,
    /// The life cycle that stages are taken from.
    pub life_cycle: Option<&'a Framework>,
    /// What rows are grouped by.
    pub group: Option<Column>,
    /// The cases, in their order.
    pub cases: Vec<&'a Case>,
}

/// A row of a grid: a case, with the dimension as its newest record shows it.
pub struct Line<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its cells; none for a case without a record.
    pub cells: Vec<Mapped<'a>>,
    /// What is recorded of the dimension.
    pub seen: Option<&'a Seen>,
}

impl<'a> Grid<'a> {
    /// The rows of the grid, one for each case.
    pub fn lines(&self, context: Context<'a>) -> Vec<Line<'a>> {
        let line = |case: &&'a Case| {
            let mapping = map(case.newest()?, self.framework, context.frameworks);
            let own = mapping.dimensions.into_iter().find(|mapped| std::ptr::eq(mapped.dimension, self.dimension))?;
            Some(Line { case, seen: own.seen, cells: own.cells })
        };
        let empty = |case: &&'a Case| Line { case, seen: None, cells: Vec::new() };
        self.cases.iter().map(|case| line(case).unwrap_or_else(|| empty(case))).collect()
    }

    /// Whether the grid is small enough for a report to show all of its cells.
    pub fn fits(&self, context: Context) -> bool {
        self.cases.len() * self.dimension.characteristics.len() <= context.settings.grid_cells()
    }

    /// The grid as a table. If it does not fit, the page shows counts, and only CSV has all cells. `register` has the ids of
    /// all pieces of evidence.
    pub fn table(&self, context: Context<'a>, register: &Register<'a>) -> Parts {
        let lines = self.lines(context);
        let mut columns = vec![head(context.word("column-name"))];
        columns.extend(self.dimension.characteristics.iter().map(|item| head(context.get(&item.label))));
        columns.push(head(context.word("outside-heading")));
        if let Some(group) = &self.group {
            columns.insert(0, head(heading_of(context, group)));
        }
        let rows = lines.iter().map(|line| {
            let mut row = Vec::new();
            row.extend(self.group.as_ref().map(|group| Cell::of(content(context, line.case, group, self.life_cycle))));
            row.push(Cell::short_case(context, line.case));
            match line.cells.as_slice() {
                [] => row.extend(self.dimension.characteristics.iter().map(|_| Cell::new(Content::NotRecorded, ""))),
                cells => row.extend(cells.iter().map(|cell| self.cell(context, cell, register))),
            }
            let outside = self.outside(context, line, register);
            row.push(if outside_disputed(line) { outside.disputed(context) } else { outside });
            row
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if self.fits(context) {
            let rated = lines.iter().flat_map(|line| &line.cells).map(|cell| &cell.rating);
            let scale = self.dimension.scale.as_ref();
            let ratings = scale.map(|scale| rating::key(context, scale, rated)).unwrap_or_default();
            return on_page(context, columns, rows, &ratings, lines.iter().any(has_disputed));
        }
        let full = Full::new(columns, rows);
        let (counted, counts) = self.counts(context, &lines);
        let (cases, characteristics) = (self.cases.len(), self.dimension.characteristics.len());
        let parts = [("cases", cases.into()), ("characteristics", characteristics.into()), ("table", self.id.into())];
        let note = context.say("grid-counts", &parts);
        Parts { kind: "counts", columns: counted, rows: counts, note, full: Some(full) }
    }

    fn cell(&self, context: Context, cell: &Mapped<'a>, register: &Register<'a>) -> Cell {
        let shown = self.undisputed(context, cell, register);
        if cell.support().any(is_disputed) { shown.disputed(context) } else { shown }
    }

    fn undisputed(&self, context: Context, cell: &Mapped<'a>, register: &Register<'a>) -> Cell {
        let status = cell.status;
        let (rated, rating) = self.dimension.scale.as_ref().map_or_else(Default::default, |scale| {
            (rating::sign(context, scale, &cell.rating), rating::words(context, scale, &cell.rating))
        });
        if !status.is_seen() && status != Status::Contested {
            let sign = if rated.is_empty() { status_sign(status).to_owned() } else { rated };
            return Cell::new(Content::Status { status, grade: None, by_way: false, rating }, sign);
        }
        let grade = status.is_seen().then(|| Grade::of(cell.support().map(|observation| &observation.evidence)));
        let own = match grade {
            Some(grade) if status == Status::Observed => grade.sign(),
            _ => status_sign(status),
        };
        // A rating says that it is observed; what it does not say stands beside it.
        let sign = match (rated.is_empty(), status) {
            (true, _) => own.to_owned(),
            (false, Status::Observed) => rated,
            (false, _) => format!("{rated} {own}"),
        };
        let by_way = cell.observations.is_empty();
        let content = Content::Status { status, grade, by_way, rating };
        Cell { links: register.links(&sign, cell.support()), ..Cell::new(content, sign) }
    }

    /// The cell for what a record has outside the framework: a count on the page, all names in CSV.
    fn outside(&self, context: Context, line: &Line<'a>, register: &Register<'a>) -> Cell {
        let Some(seen) = line.seen else { return Cell::new(Content::NotRecorded, "") };
        let names = |list: &'a [Observation]| {
            let mut names: Vec<String> = mapping::outside(list).map(|one| outside_label(context, one)).collect();
            names.sort();
            names
        };
        let mut texts = names(&seen.seen);
        let count = texts.len();
        for (status, list) in [("planned", &seen.planned), ("past", &seen.past), ("absent", &seen.absent)] {
            let said = |name: String| {
                context.say("status-of", &[("status", context.word(status).into()), ("name", name.into())])
            };
            texts.extend(names(list).into_iter().map(said));
        }
        match count {
            0 if texts.is_empty() && seen.conceals_new() => Cell::new(Content::Withheld, status_sign(Status::Withheld)),
            0 if texts.is_empty() => Cell::new(Content::Word("nothing-observed"), ""),
            0 => Cell::new(texts.join("; "), ""),
            _ => {
                let short = count.to_string();
                // The text is a count, so it links only to the first entry in the register; the others stand below that one.
                let links = register.links(&short, mapping::outside(&seen.seen)).into_iter().take(1).collect();
                Cell { links, ..Cell::new(texts.join("; "), short) }
            }
        }
    }

    /// Counts the cases that show each characteristic: by the column that rows are grouped by, if that makes few groups, else
    /// by stage, else for all cases together.
    fn counts(&self, context: Context, lines: &[Line]) -> (Vec<Heading>, Vec<Vec<Cell>>) {
        let by = |column: Option<&Column>| {
            let mut groups: Vec<(String, Vec<&Line>)> = Vec::new();
            for line in lines {
                let name = column.map_or_else(
                    || context.word("all-cases"),
                    |column| words(context, line.case, column, self.life_cycle),
                );
                match groups.iter().position(|(known, _)| *known == name) {
                    Some(at) => groups[at].1.push(line),
                    None if groups.len() == MOST_GROUPS => return None,
                    None => groups.push((name, vec![line])),
                }
            }
            Some(groups)
        };
        let by_stage = self.life_cycle.and_then(|_| by(Some(&Column::usual("stage"))));
        let groups = self
            .group
            .as_ref()
            .and_then(|column| by(Some(column)))
            .or(by_stage)
            .or_else(|| by(None))
            .unwrap_or_default();
        let mut columns = vec![head(context.word("characteristic"))];
        let heading = |(name, lines): &(String, Vec<&Line>)| {
            let cases = context.say("cases", &[("count", lines.len().into())]);
            head(context.say("group-of", &[("group", name.as_str().into()), ("cases", cases.into())]))
        };
        columns.extend(groups.iter().map(heading));
        let rows = self.dimension.characteristics.iter().enumerate().map(|(at, item)| {
            let observed = |line: &Line| line.cells.get(at).is_some_and(|cell| cell.status.is_seen());
            let is_known = |line: &&Line| !line.cells.get(at).is_some_and(mapping::Cell::is_undecided);
            let count = |(_, lines): &(String, Vec<&Line>)| {
                share(&lines.iter().copied().filter(is_known).collect::<Vec<_>>(), observed)
            };
            std::iter::once(Cell::plain(context.get(&item.label))).chain(groups.iter().map(count)).collect()
        });
        let mut rows: Vec<Vec<Cell>> = rows.collect();
        let has_outside = |line: &Line| line.seen.is_some_and(|seen| mapping::outside(&seen.seen).next().is_some());
        let outside = groups.iter().map(|(_, lines)| share(lines, has_outside));
        rows.push(std::iter::once(Cell::plain(context.word("outside-something"))).chain(outside).collect());
        (columns, rows)
    }
}

/// "k of n": for how many cases something holds, of those for which the dimension is recorded.
fn share(lines: &[&Line], holds: impl Fn(&Line) -> bool) -> Cell {
    let recorded: Vec<&&Line> = lines.iter().filter(|line| line.seen.is_some()).collect();
    match recorded.len() {
        0 => Cell::of(Content::NotRecorded),
        all => Cell::of(Content::Of(recorded.iter().filter(|line| holds(line)).count(), all)),
    }
}

/// All observations that grids show, each with an id and with the grids that use it.
pub struct Register<'a> {
    /// The observations, case by case.
    entries: Vec<Entry<'a>>,
    /// The id of each of these, as [`ids`] gives it.
    ids: Vec<String>,
    /// The index of each observation that links can lead to, by its address in memory.
    places: BTreeMap<*const Observation, usize>,
}

struct Entry<'a> {
    case: &'a Case,
    spot: Option<Spot>,
    dimension: &'a Dimension,
    observation: &'a Observation,
    /// The grids that use it: the id of the table, its dimension, and the characteristic that it counts as there, if that is
    /// another one.
    used: Vec<(&'a str, &'a Dimension, Option<&'a Characteristic>)>,
}

impl Entry<'_> {
    fn identity(&self, context: Context) -> Identity {
        let framework =
            context.frameworks.iter().find(|own| own.dimensions.iter().any(|d| std::ptr::eq(d, self.dimension)));
        Identity::new(self.case, framework.map_or("", |own| &own.id), &self.dimension.id, self.observation)
    }
}

impl<'a> Register<'a> {
    /// Collects all observations that grids show, case by case and in the order of the frameworks. The order of lists in the
    /// files does not matter.
    pub fn new(context: Context<'a>, grids: &[Grid<'a>]) -> Register<'a> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: BTreeMap<*const Observation, usize> = BTreeMap::new();
        let mut order: Vec<&Case> = Vec::new();
        for grid in grids.iter().filter(|grid| grid.fits(context)) {
            for line in grid.lines(context) {
                if !order.iter().any(|case| case.id == line.case.id) {
                    order.push(line.case);
                }
                let mut note = |observation: &'a Observation,
                                spot: Option<Spot>,
                                dimension: &'a Dimension,
                                counts_as: Option<&'a Characteristic>| {
                    let at = *known.entry(std::ptr::from_ref(observation)).or_insert_with(|| {
                        entries.push(Entry { case: line.case, spot, dimension, observation, used: Vec::new() });
                        entries.len() - 1
                    });
                    if !entries[at].used.iter().any(|(id, ..)| *id == grid.id) {
                        entries[at].used.push((grid.id, grid.dimension, counts_as));
                    }
                };
                for cell in line.cells.iter().filter(|cell| cell.status.is_seen() || cell.status == Status::Contested) {
                    let spot = context.frameworks.spot(&grid.framework.id, &grid.dimension.id, &cell.characteristic.id);
                    cell.observations.iter().for_each(|observation| note(observation, spot, grid.dimension, None));
                    for borrowed in &cell.borrowed {
                        let (_, dimension, _) = context.frameworks.at(borrowed.way.from);
                        note(borrowed.observation, Some(borrowed.way.from), dimension, Some(cell.characteristic));
                    }
                }
                let outside = line.seen.map_or(&[][..], |seen| &seen.seen);
                mapping::outside(outside).for_each(|observation| note(observation, None, grid.dimension, None));
            }
        }
        let rank = |case: &Case| order.iter().position(|known| known.id == case.id);
        entries.sort_by_cached_key(|entry| {
            let place = context.frameworks.place(entry.dimension);
            (rank(entry.case), place, entry.spot.is_none(), entry.spot, said(context, entry.observation))
        });
        let identities: Vec<Identity> = entries.iter().map(|entry| entry.identity(context)).collect();
        let places = entries.iter().enumerate().map(|(at, entry)| (std::ptr::from_ref(entry.observation), at));
        // If the page does not show the rows of the register, nothing can link to them.
        let places = places.filter(|_| entries.len() <= context.settings.table_rows()).collect();
        Register { ids: ids(&identities), entries, places }
    }

    /// The id of the entry that a grid's link to the entry at `at` names: its own or, if it is outside the framework, that of
    /// the case's first such entry, since the grid links only to this one.
    fn anchor(&self, at: usize, grid: &str) -> &str {
        let entry = &self.entries[at];
        let beside = |other: &Entry| {
            other.case.id == entry.case.id && other.spot.is_none() && other.used.iter().any(|(id, ..)| *id == grid)
        };
        let first = self.entries.iter().position(beside).filter(|_| entry.spot.is_none());
        &self.ids[first.unwrap_or(at)]
    }

    /// The links to some observations, in the order of the register: `sign` links to the first, a plus to each of the others.
    fn links(&self, sign: &str, support: impl Iterator<Item = &'a Observation>) -> Vec<Link> {
        let places = support.filter_map(|one| self.places.get(&std::ptr::from_ref(one)));
        let mut places: Vec<usize> = places.copied().collect();
        places.sort_unstable();
        let text = |at: usize| if at == 0 { sign } else { "+" };
        let link = |(at, place): (usize, usize)| Link { text: text(at).to_owned(), to: self.ids[place].clone() };
        places.into_iter().enumerate().map(link).collect()
    }

    /// How many entries there are of each dimension, in the order of the frameworks.
    fn counts(&self, context: Context) -> Vec<Vec<Cell>> {
        let mut counts: BTreeMap<_, (&Dimension, usize)> = BTreeMap::new();
        for entry in &self.entries {
            counts.entry(context.frameworks.place(entry.dimension)).or_insert((entry.dimension, 0)).1 += 1;
        }
        let row = |(dimension, count): &(&Dimension, usize)| {
            vec![Cell::plain(context.get(&dimension.label)), Cell::of(Content::Count(*count))]
        };
        counts.values().map(row).collect()
    }

    /// The register as a table with the id `id`; `None` if it is empty.
    pub fn table(&self, context: Context, id: &str) -> Option<Parts> {
        if self.entries.is_empty() {
            return None;
        }
        let columns = [
            "register-id",
            "column-name",
            "register-observed",
            "words-of-the-source",
            "register-where-from",
            "register-used-in",
        ];
        let columns = columns.map(|id| head(context.word(id)));
        let rows = self.entries.iter().enumerate().map(|(at, entry)| {
            let label = match entry.spot {
                Some(spot) => context.get(&context.frameworks.at(spot).2.label),
                None => {
                    let name = outside_label(context, entry.observation);
                    context.say("register-outside", &[("name", name.into())])
                }
            };
            let used = entry.used.iter();
            let links: Vec<Link> = used
                .map(|(id, dimension, counts_as)| {
                    let dimension = context.get(&dimension.label);
                    let text = match counts_as {
                        Some(item) => {
                            let parts =
                                [("dimension", dimension.into()), ("characteristic", context.get(&item.label).into())];
                            context.say("register-as", &parts)
                        }
                        None => dimension,
                    };
                    Link { text, to: format!("{id}--{}", self.anchor(at, id)) }
                })
                .collect();
            let names: Vec<&str> = links.iter().map(|link| link.text.as_str()).collect();
            let used = Cell { links: links.clone(), ..Cell::new(names.join("; "), "") };
            vec![
                Cell::plain(self.ids[at].as_str()),
                Cell::case(context, entry.case),
                Cell::plain(coded(context, entry.dimension, entry.observation, label)),
                Cell::plain(context.opt(entry.observation.words.as_ref())),
                Cell::plain(where_from(context, entry.observation)),
                used,
            ]
        });
        let columns: Vec<Heading> = columns.into();
        if self.entries.len() <= context.settings.table_rows() {
            let rows: Vec<Vec<Cell>> = rows.collect();
            let from = self.entries.iter().map(|entry| {
                let evidence = &entry.observation.evidence;
                let (place, whole) = (full_label(context, evidence), where_from(context, entry.observation));
                Origin { case: entry.case, place, whole }
            });
            let (head, page) = register::on_page(context, &columns, &rows, &from.collect::<Vec<_>>());
            let full = Some(Full::new(columns, rows));
            return Some(Parts {
                kind: "register",
                columns: head,
                rows: page,
                note: context.word("register-note"),
                full,
            });
        }
        let mut counted = vec![head(context.word("dimension")), head(context.word("table-evidence"))];
        counted[1].number = true;
        let note = context.say("register-counts", &[("count", self.entries.len().into()), ("table", id.into())]);
        let counts = self.counts(context);
        Some(Parts { kind: "cases", columns: counted, rows: counts, note, full: Some(Full::new(columns, rows)) })
    }
}

/// What is observed, with its rating and its coder: "Time set aside (+1, Ida Vang)".
fn coded(context: Context, dimension: &Dimension, observation: &Observation, label: String) -> String {
    let rating =
        dimension.scale.as_ref().map(|scale| rating::sign(context, scale, &mapping::rating(scale, &[observation])));
    let coder = observation.by.as_deref().map(|coder| context.coder(coder));
    let details: Vec<String> = rating.into_iter().chain(coder).filter(|detail| !detail.is_empty()).collect();
    match details.is_empty() {
        true => label,
        false => context.say("tell-aside", &[("text", label.into()), ("aside", details.join(", ").into())]),
    }
}

/// The key by which observations of one characteristic are sorted: label, words and source.
fn said(context: Context, observation: &Observation) -> (String, String, String) {
    let words = context.opt(observation.words.as_ref());
    (outside_label(context, observation), words, where_from(context, observation))
}

/// Source, place and quote of an observation, of all statements that disagree with it, and of what speaks against it.
fn where_from(context: Context, observation: &Observation) -> String {
    let evidence = &observation.evidence;
    let one = |evidence: &Evidence| match &evidence.quote {
        Some(quote) => format!("{}: {}", full_label(context, evidence), context.quoted(&context.get(&quote.text))),
        None => full_label(context, evidence),
    };
    let also = evidence.also_said.iter();
    let also = also.map(|said| {
        let parts = [("text", context.get(&said.text).into()), ("source", one(&said.evidence).into())];
        context.say("also-said-by", &parts)
    });
    let mut also: Vec<String> = also.collect();
    also.extend(observation.against.iter().map(|passage| {
        let parts = [("source", one(&passage.0).into())];
        context.say("against-by", &parts)
    }));
    also.sort();
    std::iter::once(one(evidence)).chain(also).collect::<Vec<_>>().join("; ")
}
