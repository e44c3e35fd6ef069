//! The outcomes of the claims, as a table.

pub mod deviation;
pub mod values;

use crate::model::expression::why::Why;
use std::collections::BTreeSet;

use crate::analysis::claims::outcome::{Found, Outcome, SaidOf, Verdict};
use crate::analysis::claims::subject::Ground;
use crate::analysis::claims::{Claim, ClaimSource, Quantifier};
use crate::report::matrix::claims::deviation::{against_it, deviation, lacking};
use crate::report::matrix::claims::values::measured;
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Covered, Parts, head};
use crate::report::matrix::table::{Cell, Full, Heading, Table, listed};
use crate::report::view::context::Context;
use crate::report::view::words;

/// What claims are evaluated with for a report.
pub fn ground(context: Context) -> Ground {
    Ground {
        frameworks: context.frameworks,
        indicators: context.indicators,
        language: context.settings.first_language(),
    }
}

/// The columns of the table for programs, which are the same in every language.
const COLUMNS: [&str; 12] =
    ["id", "text", "scope", "quantifier", "k", "n", "verdict", "deviants", "undecided", "silent", "source", "note"];

/// The table of claims with their outcomes for the cases that are covered: for each, whether it holds, in how many cases, and which cases deviate. `None` if there are no claims.
pub fn claims(context: Context, claims: &[(&Claim, Outcome)], covered: Covered) -> Option<Table> {
    if claims.is_empty() {
        return None;
    }
    let rows: Vec<ClaimRow> = claims.iter().map(|(claim, outcome)| ClaimRow::new(context, claim, outcome)).collect();
    let (page, keys) = on_page(context, &rows);
    let columns = COLUMNS.map(|id| Heading { text: id.to_owned(), number: matches!(id, "k" | "n") });
    let parts = Parts {
        kind: "claims",
        columns: PAGE.map(|id| head(context.word(id))).into(),
        rows: page,
        note: note(context, claims),
        full: Some(Full::new(columns.into(), rows.iter().map(|row| row.whole(context)))),
    };
    let mut table = parts.finish(context, "claims", context.word("table-claims"), "", covered);
    table.keys = keys;
    Some(table)
}

/// What counts neither for nor against a claim.
fn note(context: Context, claims: &[(&Claim, Outcome)]) -> String {
    let mut unknown = claims.iter().flat_map(|(_, outcome)| &outcome.not_recorded).flat_map(|found| &found.why);
    let form = if unknown.any(Why::is_withheld) { "withheld" } else { "plain" };
    context.say("claims-note", &[("form", form.into())])
}

/// The columns on a page.
const PAGE: [&str; 2] = ["claim", "claim-outcome"];

/// A place of a source with fewer claims than this has no row of its own above them.
const OF_A_PLACE: usize = 4;

/// The rows on a page, below rows that name the work that they are taken from, and the place there if it has several; and for each
/// row the id of its claim.
fn on_page(context: Context, rows: &[ClaimRow]) -> (Vec<Vec<Cell>>, Vec<String>) {
    let of_place = |row: &ClaimRow| rows.iter().filter(|own| own.source == row.source).count() >= OF_A_PLACE;
    let mut groups: Vec<(String, bool, Vec<&ClaimRow>)> = Vec::new();
    for row in rows {
        let is_place = of_place(row);
        let name = if is_place { row.source.clone().unwrap_or_default() } else { row.work.clone() };
        match groups.iter_mut().find(|(known, place, _)| *known == name && *place == is_place) {
            Some((.., own)) => own.push(row),
            None => groups.push((name, is_place, vec![row])),
        }
    }
    // Those of one work stand together.
    let works: Vec<String> = rows.iter().map(|row| row.work.clone()).collect();
    groups.sort_by_key(|(.., own)| works.iter().position(|work| *work == own[0].work));
    let (mut page, mut keys) = (Vec::new(), Vec::new());
    let is_named = rows.iter().any(|row| row.source.is_some());
    for (name, is_place, own) in groups {
        if is_named {
            let text = if name.is_empty() { context.word("claim-without-source") } else { name };
            page.push(Cell::plain(text).above(PAGE.len()));
            keys.push(String::new());
        }
        for row in own {
            page.push(row.shown(context, is_place));
            keys.push(row.claim.id.to_string());
        }
    }
    (page, keys)
}

/// A claim with its outcome in words.
struct ClaimRow<'c> {
    claim: &'c Claim,
    source: Option<String>,
    /// The work that it is taken from, and the place there; empty without one.
    work: String,
    at: String,
    said_of: String,
    verdict: Verdict,
    values: Vec<String>,
    /// The same in short, as a page has them.
    short_values: Vec<String>,
    deviants: Vec<String>,
    undecided: Vec<String>,
    silent: Vec<String>,
    /// What speaks against it and what does not count, in short.
    against: String,
}

impl<'c> ClaimRow<'c> {
    fn new(context: Context, claim: &'c Claim, outcome: &Outcome) -> ClaimRow<'c> {
        let source = claim.source.as_ref().map(|source| {
            let work = work(context, source);
            source.at.as_ref().map_or(work.clone(), |at| format!("{work}, {}", context.get(at)))
        });
        let cited = claim.source.as_ref();
        let at = context.opt(cited.and_then(|source| source.at.as_ref()));
        let (open, closed): (Vec<&Found>, Vec<&Found>) =
            outcome.deviant(claim).iter().partition(|found| found.only_named);
        let deviant = |found: &&Found| deviation(context, claim, found);
        let verdict = outcome.verdict(claim);
        // What is measured may stay unsaid if it is one thing, which the claim names.
        let things: BTreeSet<(&str, &[String])> =
            outcome.measured.iter().map(|one| (one.path.as_str(), one.texts.as_slice())).collect();
        ClaimRow {
            claim,
            source,
            work: cited.map(|source| work(context, source)).unwrap_or_default(),
            at: if at.is_empty() { at } else { format!("({at})") },
            said_of: said_of(context, claim, verdict.of),
            verdict,
            values: outcome.measured.iter().map(|one| measured(context, claim, one, false)).collect(),
            short_values: outcome.measured.iter().map(|one| measured(context, claim, one, things.len() < 2)).collect(),
            deviants: closed.iter().chain(&open).map(deviant).collect(),
            undecided: outcome.undecided.iter().map(|found| deviation(context, claim, found)).collect(),
            silent: outcome.not_recorded.iter().map(|found| lacking(context, found)).collect(),
            against: against_it(context, claim, [&closed, &open], outcome),
        }
    }

    /// The verdict with the values of functions over cases.
    fn outcome(&self, context: Context, values: &[String]) -> String {
        let verdict = words::verdict(context.locale, &self.verdict);
        if values.is_empty() {
            return verdict;
        }
        context.say("claim-with-values", &[("verdict", verdict.into()), ("values", values.join("; ").into())])
    }

    /// The outcome on a page, with of how many the claim is said unless it is said of all.
    fn short_outcome(&self, context: Context) -> String {
        let Verdict { of, holds, k, n, .. } = self.verdict;
        let plain = match holds {
            Some(true) => "claim-holds",
            Some(false) => "claim-does-not-hold",
            None => "claim-unchecked",
        };
        // Where all cases have the values, the values say enough.
        let outcome = match of {
            SaidOf::Groups if k == n && !self.short_values.is_empty() => {
                let (verdict, values) = (context.word(plain), self.short_values.join("; "));
                context.say("claim-with-values", &[("verdict", verdict.into()), ("values", values.into())])
            }
            _ => self.outcome(context, &self.short_values),
        };
        match (self.verdict.of, self.claim.quantifier()) {
            (SaidOf::Framework | SaidOf::Groups, _) | (_, Quantifier::All | Quantifier::None) => outcome,
            _ => {
                let parts = [("of", self.said_of.as_str().into()), ("outcome", outcome.into())];
                context.say("claim-outcome-of", &parts)
            }
        }
    }

    /// The cells on a page; `is_placed` if a row above it names its place in the source.
    fn shown(&self, context: Context, is_placed: bool) -> Vec<Cell> {
        let language = &context.locale.language;
        let note = self.claim.note.as_ref().map(|note| note.get(language));
        let aside = [Some(self.at.as_str()).filter(|_| !is_placed), note, Some(self.against.as_str())];
        let aside = aside.into_iter().flatten().filter(|text| !text.is_empty());
        vec![
            Cell { aside: aside.collect::<Vec<_>>().join(" "), ..Cell::plain(self.claim.text.get(language)) },
            Cell::new(Content::Verdict(self.verdict), self.short_outcome(context)),
        ]
    }

    /// The cells for programs.
    fn whole(&self, context: Context) -> Vec<Cell> {
        let language = &context.locale.language;
        let counts = |count: usize| match self.verdict.of {
            SaidOf::Framework => Cell::of(Content::Empty),
            _ => Cell::of(Content::Count(count)),
        };
        let text = |text: Option<&str>| text.map_or(Cell::of(Content::Empty), Cell::plain);
        vec![
            Cell::plain(self.claim.id.to_string()),
            Cell::plain(self.claim.text.get(language)),
            text(scope(self.claim).as_deref()),
            Cell::plain(self.said_of.as_str()),
            counts(self.verdict.k),
            counts(self.verdict.n),
            Cell::plain(self.outcome(context, &self.values)),
            listed(context.locale, &self.deviants, ""),
            listed(context.locale, &self.undecided, ""),
            listed(context.locale, &self.silent, ""),
            text(self.source.as_deref()),
            text(self.claim.note.as_ref().map(|note| note.get(language))),
        ]
    }
}

/// The name of the work that a claim is taken from.
fn work(context: Context, source: &ClaimSource) -> String {
    context.works.and_then(|works| works.short(&source.cite)).unwrap_or_else(|| source.cite.to_string())
}

/// Of how many a claim is said.
fn said_of(context: Context, claim: &Claim, of: SaidOf) -> String {
    match (of, claim.quantifier()) {
        (SaidOf::Framework, _) => context.word("claim-of-framework"),
        (SaidOf::Groups, _) => context.word("claim-of-groups"),
        (_, Quantifier::All) => context.word("quantifier-all"),
        (_, Quantifier::Most) => context.word("quantifier-most"),
        (_, Quantifier::Some) => context.word("quantifier-some"),
        (_, Quantifier::None) => context.word("quantifier-none"),
        (_, Quantifier::AtLeast(count)) => context.say("quantifier-at-least", &[("count", count.into())]),
    }
}

/// What a claim is about, in the words of its file.
fn scope(claim: &Claim) -> Option<String> {
    let mut parts = Vec::new();
    let mut add = |key: &str, text: &str| parts.push(format!("{key}: {text}"));
    if let Some(scope) = &claim.scope {
        scope.study.iter().for_each(|study| add("study", study));
        scope.condition.iter().for_each(|condition| add("where", &condition.text));
    }
    if let Some(pairs) = &claim.pairs {
        add("a", &pairs.a.text);
        add("b", &pairs.b.text);
        pairs.condition.iter().for_each(|condition| add("pairs where", &condition.text));
    }
    claim.framework.iter().for_each(|framework| add("framework", framework));
    if let Some(each) = &claim.each {
        let per = each.per.map(|_| " per stage").unwrap_or_default();
        add("each", &format!("{}{per}", each.of));
        each.condition.iter().for_each(|condition| add("where", &condition.text));
    }
    claim.groups.iter().for_each(|group| add(&group.id, &group.condition.text));
    (!parts.is_empty()).then(|| parts.join("; "))
}
