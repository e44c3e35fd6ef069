//! The sources of all cases: interviews and documents, with who spoke, when and how long.

use std::collections::BTreeMap;

use crate::base::text::lower_first;
use crate::model::case::{Case, SourceKind};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, below_first, head, without_empty};
use crate::report::matrix::table::{Cell, Full, Heading};
use crate::report::view::context::Context;

/// The sources, case by case.
pub fn table(context: Context, cases: &[&Case]) -> Parts {
    let ids = ["column-name", "source", "kind", "column-interviewed", "source-date", "source-length", "number"];
    let mut columns: Vec<Heading> = ids.map(|id| head(context.word(id))).into();
    columns[6].number = true;
    let mut counts: BTreeMap<SourceKind, usize> = BTreeMap::new();
    let (mut rows, mut silent) = (Vec::new(), Vec::new());
    for case in cases {
        if case.sources.is_empty() {
            silent.push(context.short_name(case));
        }
        for source in case.sources.iter() {
            let number = source.number.map_or(1, |number| number.0 as usize);
            *counts.entry(source.kind).or_default() += number;
            let people = source.with.iter().filter_map(|id| case.people.iter().find(|own| *own.id == **id));
            let roles = people.filter_map(|own| own.value.role.as_ref().map(|role| context.get(role)));
            let title = source.title.as_ref().map(|title| context.get(title));
            let work = || source.cite.as_ref().and_then(|key| context.works?.short(key));
            let date = source.date.map_or(Content::NotRecorded, Content::Date);
            let length = source.length.as_ref().map_or(Content::Empty, |text| Content::Text(context.get(text)));
            rows.push(vec![
                Cell::case(context, case),
                Cell::plain(title.or_else(work).unwrap_or_else(|| source.id.clone())),
                Cell::plain(context.coded("source", source.kind)),
                Cell::plain(roles.collect::<Vec<_>>().join("; ")),
                Cell::of(date),
                Cell::of(length),
                Cell::of(Content::Count(number)),
            ]);
        }
    }
    let kinds = counts.iter().map(|(kind, count)| {
        let name = lower_first(&context.coded("source", *kind));
        context.say("counted-kind", &[("name", name.into()), ("count", (*count).into())])
    });
    let kinds: Vec<String> = kinds.collect();
    let mut note = match kinds.is_empty() {
        true => String::new(),
        false => context.say("sources-note", &[("list", context.locale.list(&kinds).into())]),
    };
    if !silent.is_empty() {
        let without = context.say("sources-silent", &[("list", context.locale.list(&silent).into())]);
        note = format!("{note} {without}").trim().to_owned();
    }
    let (shown, page) = below_first(&columns, &rows);
    // That each stands for one is not said.
    let is_one = rows.iter().all(|row| row[6].content == Content::Count(1));
    let (shown, page) = match is_one {
        true => (shown[..5].to_vec(), page.into_iter().map(|row| row.into_iter().take(5).collect()).collect()),
        false => (shown, page),
    };
    let (shown, page) = without_empty(&shown, &page);
    Parts { kind: "sources", columns: shown, rows: page, note, full: Some(Full::new(columns, rows)) }
}
