//! What of a case file an audience may see: the file without what is hidden from it, which is counted. Reports are made from that,
//! and PDFs carry it, so nothing can be in a report that is not in there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::raw::RawCase;
use crate::model::case::read::{read_for, read_tree};
use crate::model::case::{Case, SourceKind, Withheld};
use crate::model::facts::FactSpec;
use crate::model::facts::spelled::spelled;
use crate::yaml::decode::Choice;
use crate::yaml::lookup::{Lookup, Wanted};
use crate::yaml::shape::audience::Audience;
use crate::yaml::shape::notation::Notations;
use crate::yaml::shape::{Hidden, Located, SourceName};
use crate::yaml::written::written;
use crate::yaml::{Node, NodeId, NodeKind};

/// A case file for an audience.
pub struct Disclosed {
    /// The case, without what the audience may not see.
    pub case: Case,
    /// The quotations that are left, each with its source.
    pub quoted: Vec<(NodeId, Arc<SourceName>)>,
    /// The ids that what is left of the file names.
    pub lookups: Vec<Lookup>,
    /// Whether it goes by its pseudonym.
    pub is_renamed: bool,
    /// What is left of the file.
    node: Node,
    /// The file.
    pub source: Arc<Source>,
}

impl Disclosed {
    /// Reads a case file for an audience. `None` if it can't be read; mistakes in it are not told of here.
    pub fn read(source: &Arc<Source>, notations: &Notations, audience: Audience) -> Option<Disclosed> {
        let (raw, node) = read_for(&mut Diagnostics::default(), source, notations, audience)?;
        Disclosed::of(raw, node, notations, audience)
    }

    /// Leaves out of a case file, as it was read for an audience, what that may not see.
    pub fn of(raw: RawCase, node: Node, notations: &Notations, audience: Audience) -> Option<Disclosed> {
        let source = raw.source.clone();
        let read = |node: &Node| read_tree(&mut Diagnostics::default(), &source, node, notations, audience);
        let (mut node, mut counts) = (node, counted(raw.case.withheld.as_ref()));
        let (mut hidden, mut known, mut left) = (raw.hidden.clone(), raw.known.clone(), None);
        let may_know = audience.may_see(raw.case.disclosure.unwrap_or(Audience::Internal));
        let is_renamed = raw.case.pseudonym.is_some() && !may_know;
        if is_renamed {
            node = renamed(node, audience);
        }
        // What is left out may have been named elsewhere, and what names it goes too.
        let mut is_left = is_renamed;
        while is_left || !hidden.is_empty() {
            is_left = false;
            let mut pruner = Pruner { hidden: &hidden, known: &known, counts: &mut counts, observed: Vec::new() };
            node = pruner.whole(node);
            let again = read(&node)?;
            hidden = again.hidden.clone();
            hidden.extend(dangling(&again));
            hidden.extend(outdated(&raw.case, &again.case));
            known = again.known.clone();
            left = Some((again.case, again.quoted, again.lookups));
        }
        let (case, quoted, lookups) = left.unwrap_or((raw.case, raw.quoted, raw.lookups));
        Some(Disclosed { case, lookups, quoted, is_renamed, node, source })
    }

    /// The ids of other cases that it names, with their positions.
    pub fn cases_named(&self) -> impl Iterator<Item = Located<String>> {
        self.lookups.iter().filter_map(|lookup| match &lookup.wanted {
            Wanted::Case(id) => Some(Located { value: id.clone(), mark: lookup.mark }),
            _ => None,
        })
    }

    /// What is left of the file.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The file as YAML, without comments.
    pub fn text(&self) -> String {
        written(&self.node, &self.source)
    }
}

/// A case file in which the pseudonym stands in place of the name, and which the audience may see.
fn renamed(node: Node, audience: Audience) -> Node {
    let NodeKind::Map(mut entries) = node.kind else { return node };
    let pseudonym = entries.iter().position(|(key, _)| key.is("pseudonym")).map(|at| entries.remove(at).1);
    entries.retain(|(key, _)| !key.is("short_name"));
    let value = |entries: &mut [(Node, Node)], name: &str, value: Option<Node>| {
        let entry = entries.iter_mut().find(|(key, _)| key.is(name));
        entry.zip(value).into_iter().for_each(|(entry, value)| entry.1 = value);
    };
    value(&mut entries, "name", pseudonym);
    value(&mut entries, "disclosure", Some(text(NodeId::NOWHERE, &audience.to_string())));
    Node { mark: node.mark, kind: NodeKind::Map(entries) }
}

/// Names of what the case does not have (any more).
fn dangling(raw: &RawCase) -> Vec<(NodeId, Hidden)> {
    let case = &raw.case;
    let actors = case.records.iter().flat_map(|record| record.actors.list.entries());
    let actors: BTreeSet<&str> = actors.filter_map(|actor| actor.id.as_ref().map(|id| id.0.as_str())).collect();
    let events = case.all_events().filter_map(|event| event.id.as_ref());
    let events: BTreeSet<&str> = events.map(|id| id.0.as_str()).collect();
    let lost = |wanted: &Wanted| match wanted {
        Wanted::Source(id) => (!case.sources.ids.contains(id)).then_some(Hidden::Silent),
        Wanted::Person(id) => (!case.people.ids.contains(id)).then_some(Hidden::Silent),
        Wanted::Event(id) => (!events.contains(id.as_str())).then_some(Hidden::Silent),
        Wanted::Actor(id) => (!actors.contains(id.as_str())).then_some(Hidden::Silent),
        Wanted::Owner(id) => (!actors.contains(id.as_str())).then_some(Hidden::Owned),
        _ => None,
    };
    let named = raw.lookups.iter().filter_map(|lookup| Some((lookup.mark, lost(&lookup.wanted)?)));
    named.chain(unplanned(case)).collect()
}

/// What became of something that the agenda of the record before does not have (any more).
fn unplanned(case: &Case) -> Vec<(NodeId, Hidden)> {
    let records = case.in_order();
    let pairs = records.windows(2);
    let lost =
        pairs.flat_map(|pair| pair[1].last_agenda.iter().filter(|entry| !pair[0].agenda.ids.contains(&entry.id)));
    lost.map(|entry| (entry.key.next(), Hidden::Statement)).collect()
}

/// A person's own sentences and headings that were written for facts which are not shown any more.
fn outdated(raw: &Case, left: &Case) -> Vec<(NodeId, Hidden)> {
    let of = |case: &Case, fact: &str| FactSpec::find(fact).map(|spec| spelled(&spec.of(case)));
    let sentences = left
        .write_up
        .0
        .iter()
        .map(|(_, wording)| wording)
        .filter(|wording| wording.written_for.0.iter().any(|(fact, _, _)| of(raw, fact) != of(left, fact)));
    let headings = left.records.iter().flat_map(|record| {
        record.headings.iter().filter(|heading| {
            let figures = heading.written_for.iter().flat_map(|figures| &figures.0);
            figures
                .into_iter()
                .any(|(id, ..)| record.figures.of(id).is_some_and(|figure| figure.amount.value.is_unknown()))
        })
    });
    let marks = sentences.map(|wording| wording.mark).chain(headings.map(|heading| heading.mark));
    marks.map(|mark| (mark, Hidden::Statement)).collect()
}

/// The key of the entries of a list in its long form.
const ENTRIES: &str = "are";

/// Takes out of a tree what is hidden.
struct Pruner<'a> {
    hidden: &'a BTreeMap<NodeId, Hidden>,
    /// The lists that may be said to be withheld.
    known: &'a BTreeSet<NodeId>,
    counts: &'a mut BTreeMap<Counted, u64>,
    /// The characteristics that hidden observations of the dimension are of; `None` for what the framework does not have.
    observed: Vec<Option<String>>,
}

/// What is counted: the key of [`Withheld`], and of sources their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    Source(&'static str),
    Events,
    Quotations,
    Observations,
    Statements,
}

/// What is left of a value.
struct Left {
    /// The value, if anything of it is left.
    node: Option<Node>,
    /// How many of its entries were left out, if it is a list.
    lost: usize,
}

impl Left {
    fn of(node: Option<Node>) -> Left {
        Left { node, lost: 0 }
    }
}

impl Pruner<'_> {
    /// What is left of the file, with what was left out of it counted at its end.
    fn whole(&mut self, node: Node) -> Node {
        let NodeKind::Map(entries) = node.kind else { return node };
        let (mut entries, _) = self.entries(entries);
        entries.retain(|(key, _)| !key.is(WITHHELD));
        entries.extend((!self.counts.is_empty()).then(|| (text(NodeId::NOWHERE, WITHHELD), told(self.counts))));
        Node { mark: node.mark, kind: NodeKind::Map(entries) }
    }

    fn value(&mut self, node: Node) -> Left {
        let Some(hidden) = self.hidden.get(&node.mark) else { return self.inside(node) };
        let counted = match hidden {
            Hidden::Source(kind) => Counted::Source(kind),
            Hidden::Event => Counted::Events,
            Hidden::Quotation => Counted::Quotations,
            Hidden::Observation => Counted::Observations,
            Hidden::Value | Hidden::Statement => Counted::Statements,
            Hidden::Silent | Hidden::Owned => return Left::of(None),
        };
        *self.counts.entry(counted).or_default() += 1;
        match hidden {
            Hidden::Observation => self.observed.push(characteristic(&node)),
            Hidden::Value => return Left::of(Some(withheld(node.mark))),
            _ => {}
        }
        Left::of(None)
    }

    /// What is left of a value that may have something hidden in it.
    fn inside(&mut self, node: Node) -> Left {
        let mark = node.mark;
        match node.kind {
            NodeKind::List(items) => {
                let (all, before) = (items.len(), self.observed.len());
                let kept: Vec<Node> = items.into_iter().filter_map(|item| self.value(item).node).collect();
                let lost = all - kept.len();
                // Observations are named in their dimension.
                let is_told = lost > 0 && self.known.contains(&mark) && self.observed.len() == before;
                let node = match kept.is_empty() && lost > 0 {
                    true => is_told.then(|| withheld(mark)),
                    false if is_told => Some(lacking(mark, kept, lost)),
                    false => Some(Node { mark, kind: NodeKind::List(kept) }),
                };
                Left { node, lost }
            }
            NodeKind::Map(entries) => {
                let is_owned = |value: &Node| self.hidden.get(&value.mark) == Some(&Hidden::Owned);
                if entries.iter().any(|(_, value)| is_owned(value)) {
                    *self.counts.entry(Counted::Statements).or_default() += 1;
                    return Left::of(None);
                }
                let outer = std::mem::take(&mut self.observed);
                let (mut kept, lost) = self.entries(entries);
                self.observations(&mut kept, mark);
                self.observed = outer;
                let node = match kept.iter().any(|(key, _)| key.is(ENTRIES)) {
                    // Nothing is left of a list in its long form.
                    false if lost > 0 => Some(withheld(mark)),
                    _ if kept.is_empty() => self.known.contains(&mark).then(|| withheld(mark)),
                    _ => {
                        add_withheld(&mut kept, lost);
                        Some(Node { mark, kind: NodeKind::Map(kept) })
                    }
                };
                Left::of(node)
            }
            kind => Left::of(Some(Node { mark, kind })),
        }
    }

    /// What is left of the entries of a mapping, and how many were left out if it is a list in its long form.
    fn entries(&mut self, entries: Vec<(Node, Node)>) -> (Vec<(Node, Node)>, usize) {
        let mut lost = 0;
        let mut kept: Vec<(Node, Node)> = Vec::new();
        for (key, value) in entries {
            let left = self.value(value);
            if key.is(ENTRIES) {
                lost = left.lost;
            }
            kept.extend(left.node.map(|value| (key, value)));
        }
        (kept, lost)
    }

    /// Adds the characteristics that hidden observations are of to what is left of their dimension.
    fn observations(&mut self, entries: &mut Vec<(Node, Node)>, mark: NodeId) {
        let ids = std::mem::take(&mut self.observed);
        if ids.is_empty() {
            return;
        }
        let earlier = entries.iter().position(|(key, _)| key.is(WITHHELD)).map(|at| entries.remove(at).1);
        let earlier: Vec<Option<String>> = match earlier.map(|node| node.kind) {
            Some(NodeKind::List(items)) => items.iter().map(characteristic).collect(),
            _ => Vec::new(),
        };
        let all: BTreeSet<Option<String>> = earlier.into_iter().chain(ids).collect();
        let new = || Node { mark, kind: NodeKind::Map(vec![(text(mark, "new"), withheld(mark))]) };
        let items = all.into_iter().map(|id| id.map_or_else(new, |id| text(mark, &id))).collect();
        entries.push((text(mark, WITHHELD), Node { mark, kind: NodeKind::List(items) }));
    }
}

/// What was left out of the file before.
fn counted(withheld: Option<&Withheld>) -> BTreeMap<Counted, u64> {
    let Some(Withheld { sources, events, quotations, observations, statements }) = withheld else {
        return BTreeMap::new();
    };
    let word = |kind| SourceKind::ALL.iter().find(|(_, own)| *own == kind).map(|(word, _)| Counted::Source(word));
    let sources = sources.iter().filter_map(|own| Some((word(own.kind)?, own.number.0)));
    let others = [
        (Counted::Events, events),
        (Counted::Quotations, quotations),
        (Counted::Observations, observations),
        (Counted::Statements, statements),
    ];
    let others = others.into_iter().filter_map(|(counted, number)| Some((counted, number.as_ref()?.0)));
    sources.chain(others).collect()
}

/// What was left out, as [`Withheld`] is written.
fn told(counts: &BTreeMap<Counted, u64>) -> Node {
    let mark = NodeId::NOWHERE;
    let map = |entries| Node { mark, kind: NodeKind::Map(entries) };
    let number = |number: &u64| Node { mark, kind: NodeKind::Number(number.to_string()) };
    let (mut sources, mut others) = (Vec::new(), Vec::new());
    for (counted, count) in counts {
        let key = match counted {
            Counted::Source(kind) => {
                sources.push(map(vec![(text(mark, "kind"), text(mark, kind)), (text(mark, "number"), number(count))]));
                continue;
            }
            Counted::Events => "events",
            Counted::Quotations => "quotations",
            Counted::Observations => "observations",
            Counted::Statements => "statements",
        };
        others.push((text(mark, key), number(count)));
    }
    if !sources.is_empty() {
        others.insert(0, (text(mark, "sources"), Node { mark, kind: NodeKind::List(sources) }));
    }
    map(others)
}

/// A list in its long form, with what is left of its entries and how many were left out.
fn lacking(mark: NodeId, entries: Vec<Node>, lost: usize) -> Node {
    let entries = Node { mark: NodeId::NOWHERE, kind: NodeKind::List(entries) };
    let mut kept = vec![(text(mark, ENTRIES), entries)];
    add_withheld(&mut kept, lost);
    Node { mark, kind: NodeKind::Map(kept) }
}

/// Adds to a list in its long form how many entries were left out, besides those that already were.
fn add_withheld(entries: &mut Vec<(Node, Node)>, lost: usize) {
    if lost == 0 {
        return;
    }
    let earlier = entries.iter().position(|(key, _)| key.is(WITHHELD)).map(|at| entries.remove(at).1);
    let earlier = match earlier.map(|node| node.kind) {
        Some(NodeKind::Number(number)) => number.parse().unwrap_or(0),
        _ => 0,
    };
    let number = NodeKind::Number((earlier + lost).to_string());
    entries.push((text(NodeId::NOWHERE, WITHHELD), Node { mark: NodeId::NOWHERE, kind: number }));
}

fn text(mark: NodeId, own: &str) -> Node {
    Node { mark, kind: NodeKind::Text(own.to_owned()) }
}

fn withheld(mark: NodeId) -> Node {
    text(mark, WITHHELD)
}

/// The id of the characteristic of an observation; `None` of one that the framework does not have.
fn characteristic(observation: &Node) -> Option<String> {
    match &observation.kind {
        NodeKind::Text(id) => Some(id.clone()),
        _ => observation.get("is").and_then(characteristic),
    }
}

#[cfg(test)]
mod tests;
