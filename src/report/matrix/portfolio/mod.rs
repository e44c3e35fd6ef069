//! The annual report on a portfolio, which compares clusters with each other and with the year before. Every table and every
//! total says how many clusters it covers; what is not recorded is never filled in from another year.

pub mod clusters;
pub mod peers;
pub mod stages;
pub mod tables;
pub mod totals;
pub mod turned;
pub mod types;

use crate::analysis::claims::Claims;
use crate::analysis::claims::outcome::evaluate_all;
use crate::model::case::{Case, Record, Status};
use crate::model::framework::Framework;
use crate::report::matrix::claims::{claims as claims_table, ground};
use crate::report::matrix::figure::{distributions, flow};
use crate::report::matrix::order::Order;
use crate::report::matrix::parts::{Covered, Parts};
use crate::report::matrix::portfolio::clusters::{Absence, Portfolio, absence};
use crate::report::matrix::portfolio::stages::{by_stage, is_used, movements};
use crate::report::matrix::portfolio::tables::{asked, clusters, labels, lacking, recorded, restatements};
use crate::report::matrix::portfolio::totals::{at_a_glance, totals, years_text};
use crate::report::matrix::portfolio::turned::turned;
use crate::report::matrix::portfolio::types::{ClusterView, PortfolioView};
use crate::report::matrix::table::Table;
use crate::report::view::annual::{self, side_by_side};
use crate::report::view::context::Context;
use crate::report::view::figure::Figure;
use crate::report::view::make;
use crate::report::year::{Year, headings, pictures, summary};

/// The view of a portfolio, and its tables. `before` are the clusters of the year before, as they stood then.
pub fn portfolio(
    context: Context,
    portfolio: &Portfolio,
    before: &[&Case],
    claims: &Claims,
    order: &Order,
) -> (PortfolioView, Vec<Table>) {
    let cycles: Vec<&Framework> = context.frameworks.iter().filter(|cycle| is_used(cycle, &portfolio.cases)).collect();
    let mut tables = Vec::new();
    let own = Year::of_all(context.indicators, portfolio);
    let finish =
        |parts: Parts, id: &str, title: String| parts.finish(context, id, title, "", portfolio.covered(context, order));
    let mut figures = Vec::new();
    // Clusters with a record of the year before alone.
    let gone = portfolio.absent().filter(|case| case.of_year(portfolio.year - 1).is_some()).count();
    for cycle in &cycles {
        let single = cycles.len() == 1;
        let id = |name: &str| if single { name.to_owned() } else { format!("{name}--{}", cycle.id) };
        let parts = by_stage(context, portfolio, cycle);
        let title = context.say("clusters-by-stage", &[("life_cycle", context.get(&cycle.title).into())]);
        tables.push(finish(parts, &id("stages"), title));
        figures.push(flow(context, cycle, portfolio.year, &portfolio.cases, gone));
        if let Some(parts) = movements(context, portfolio, cycle) {
            let years = [("from", (portfolio.year - 1).to_string().into()), ("to", portfolio.year.to_string().into())];
            tables.push(finish(parts, &id("movements"), context.say("movements", &years)));
        }
    }
    for group in &context.indicators.groups {
        if let Some(parts) = totals(context, portfolio, group) {
            let finding = headings::of_group(context, Some(&own), group);
            let name = context.get(&group.title);
            let form = if finding == name { "plain" } else { "finding" };
            let slots =
                [("form", form.into()), ("group", name.into()), ("finding", finding.trim_end_matches('.').into())];
            tables.push(finish(parts, &format!("totals--{}", &*group.id), context.say("totals", &slots)));
        }
    }
    if let Some(parts) = restatements(context, portfolio) {
        tables.push(finish(parts, "restatements", context.word("restatements")));
    }
    figures.push(distributions(
        context,
        &context.indicators.at_a_glance().collect::<Vec<_>>(),
        &portfolio.cases,
        portfolio.year,
    ));
    tables.push(finish(clusters(context, portfolio), "clusters", context.word("all-clusters")));
    for (id, title, parts) in labels(context, portfolio) {
        tables.push(finish(parts, &format!("labels--{id}"), title));
    }
    if let Some(parts) = lacking(context, portfolio) {
        tables.push(finish(parts, "lacking", context.word("who-lacks-what")));
    }
    let cases = &portfolio.cases;
    let covered = portfolio.covered(context, order);
    let outcomes = evaluate_all(claims, &covered.cases, ground(context));
    let title = context.word("table-claims-clusters");
    tables.extend(claims_table(context, &outcomes, covered).map(|table| Table { title, ..table }));
    tables.extend(definitions(context, portfolio, order));
    let drafts = cases.iter().filter(|case| case.newest().is_some_and(|own| own.status == Some(Status::Draft)));
    figures.extend(pictures::of_all(context, portfolio));
    let glance = at_a_glance(context, portfolio);
    let records: Vec<&Record> = own.pairs.iter().map(|pair| pair.record).collect();
    let view = PortfolioView {
        year: portfolio.year.to_string(),
        before: (portfolio.year - 1).to_string(),
        first: portfolio.is_first(),
        covers: cases.len(),
        of: portfolio.of(),
        withheld: portfolio.withheld(),
        withheld_in: cases.iter().filter(|case| case.lacks()).count(),
        absent: absent(context, portfolio),
        drafts: drafts.map(|case| context.get(&case.name)).collect(),
        glance_years: if glance.iter().all(|row| row.series.is_empty()) {
            String::new()
        } else {
            years_text(context, portfolio)
        },
        glance: side_by_side(glance),
        overlap: match context.settings.annual.as_ref().and_then(|plan| plan.overlap.as_ref()) {
            Some(own) => context.get(own),
            None => context.word("overlap-note"),
        },
        staged: !cycles.is_empty(),
        heading: headings::of_summary(context, &own),
        summary: summary(context, &own),
        foreword: annual::foreword::of_all(context, portfolio.year),
        turned: turned(context, portfolio, before, claims),
        figures: figures.into_iter().filter(Figure::is_there).collect(),
        tables: tables.iter().map(|table| table.view(context.locale)).collect(),
        clusters: cases.iter().map(|case| cluster(context, portfolio, case)).collect(),
        colophon: annual::colophon(context, &records, None, 0),
        references: context.works.map(|works| works.works().to_vec()).unwrap_or_default(),
    };
    (view, tables)
}

/// The table of what the figures mean; `None` if none are given.
pub fn definitions(context: Context, portfolio: &Portfolio, order: &Order) -> Option<Table> {
    let parts = tables::definitions(context, portfolio)?;
    let covered = portfolio.covered(context, order);
    // What figures mean is said of no cluster.
    let covered = Covered { of: covered.cases.len(), withheld: 0, ..covered };
    Some(parts.finish(context, "definitions", context.word("definitions"), "", covered))
}

/// Clusters without a record, with the reason.
fn absent(context: Context, portfolio: &Portfolio) -> Vec<[String; 2]> {
    let name = |id: &str| portfolio.all.iter().find(|case| *case.id == *id).map(|case| context.get(&case.name));
    let row = |case: &Case| {
        let why = match (absence(case, portfolio.year), &case.ended) {
            (Absence::NotYet, _) => context.word("not-yet-founded"),
            (Absence::NotBegun, _) => context.word("not-yet-recorded"),
            (Absence::Ended, Some(ended)) => {
                let on = context.date(&ended.on);
                match ended.into.as_ref().map(|into| name(into).unwrap_or_else(|| into.to_string())) {
                    Some(into) => context.say("merged-into", &[("case", into.into()), ("on", on.into())]),
                    None => context.say("closed", &[("on", on.into())]),
                }
            }
            _ => context.say("no-record-for", &[("year", portfolio.year.to_string().into())]),
        };
        [context.get(&case.name), why]
    };
    let faulty = portfolio.faulty().map(|missing| [missing.id.clone(), context.word("file-with-mistakes")]);
    portfolio.absent().map(row).chain(faulty).collect()
}

/// A cluster on its page.
fn cluster(context: Context, portfolio: &Portfolio, case: &Case) -> ClusterView {
    let own = make::case(context, case);
    let report = annual::annual(context, case);
    let asked = asked(context, portfolio);
    let (k, n, _) = recorded(case, portfolio.year, &asked);
    ClusterView {
        name: own.name,
        report: portfolio.link(case),
        peers: portfolio.link_to_peers(context, case),
        status: report.status,
        industry: own.industry.text,
        place: own.place.text,
        stage_state: own.record.stages.state,
        stages: own.record.stages.items,
        summary: report.summary,
        glance: report.glance,
        years: report.years,
        before: report.before,
        recorded: context.of(k, n),
        narrative: own.record.narrative.text,
    }
}
