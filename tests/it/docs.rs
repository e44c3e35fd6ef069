//! The documentation agrees with the program.

use std::collections::BTreeSet;

use casebook::build::workspace::Workspace;
use casebook::model::case::Case;
use casebook::report::matrix::portfolio;
use casebook::report::matrix::portfolio::clusters::Portfolio;
use casebook::report::view::context::Context;
use casebook::report::view::{annual, make};
use serde_json::Value;

use crate::workspace::{examined, repository};

fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                names(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

#[test]
fn every_field_of_a_template_is_described() {
    let (workspace, _): (Workspace, _) = examined(&repository("."));
    let context = workspace.context();
    let mut found = BTreeSet::new();
    for case in &workspace.cases {
        names(&serde_json::to_value(make::case(context, case)).expect("a view can be shown"), &mut found);
    }
    let tables = casebook::build::render::tables(&workspace, context, &[]).expect("there are tables");
    let parts = casebook::build::render::summary_parts(&workspace, context, &[]).expect("there is a summary");
    names(&serde_json::to_value(parts.across).expect("a paragraph can be shown"), &mut found);
    let tables: Vec<_> = tables.iter().map(|table| table.view(context.locale)).collect();
    names(&serde_json::to_value(tables).expect("a table can be shown"), &mut found);
    let (yearly, _) = examined(&repository("tests/yearly"));
    let context = Context { year: Some(2025), ..yearly.context() };
    let cases: Vec<Case> = yearly.cases.iter().filter_map(|case| case.as_of(2025)).collect();
    for case in &cases {
        names(&serde_json::to_value(annual::annual(context, case)).expect("a view can be shown"), &mut found);
    }
    let order = casebook::build::render::order(context.settings).expect("the language is known");
    let (all, cases) = (yearly.cases.iter().collect(), cases.iter().collect());
    let portfolio = Portfolio { year: 2025, cases, all, missing: &[] };
    let (view, _) = portfolio::portfolio(context, &portfolio, &[], &yearly.claims, &order);
    names(&serde_json::to_value(view).expect("a view can be shown"), &mut found);
    let text = std::fs::read_to_string(repository("docs/templates.md")).expect("it is there");
    let missing: Vec<&String> = found
        .iter()
        .filter(|name| {
            !["`", ".", " "]
                .iter()
                .any(|before| ["`", ",", " "].iter().any(|after| text.contains(&format!("{before}{name}{after}"))))
        })
        .collect();
    assert!(missing.is_empty(), "docs/templates.md does not describe {missing:?}");
}

#[test]
fn the_readme_lists_every_command() {
    use clap::CommandFactory;
    let text = std::fs::read_to_string(repository("README.md")).expect("it is there");
    for command in casebook::cli::args::Args::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        assert!(
            text.contains(&format!("`casebook {}", command.get_name())),
            "{} is not in README.md",
            command.get_name()
        );
    }
}

#[test]
fn the_list_of_messages_is_what_the_program_explains() {
    let path = repository("docs/diagnostics.md");
    let wanted = casebook::base::rules::document();
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found != wanted && std::env::var_os("UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, &wanted).expect("it can be written");
    }
    assert!(found == wanted, "docs/diagnostics.md is not up to date; run `UPDATE=1 cargo test` twice");
}

#[test]
fn every_rule_has_a_reason_and_a_wrong_and_a_right_example() {
    for code in casebook::base::rules::Code::ALL {
        let text = code.text();
        let (reason, examples) = text.split_once("```").unwrap_or_else(|| panic!("{code} has no example"));
        assert!(reason.lines().count() > 1 || reason.len() > 60, "{code} has a reason");
        assert!(examples.contains("wrong") && examples.contains("right"), "{code} has a wrong and a right example");
    }
}
