//! The ten real cases, each with one thing changed: a mistake is reported at its line, and a change that is no mistake is not
//! reported. The JSON Schema, which is made from the same types, decides whether it is a mistake.

use std::sync::LazyLock;

use casebook::base::diagnostic::{Diagnostics, Severity};
use casebook::base::rules::Code;
use casebook::base::source::Source;
use casebook::build::formats::MARKDOWN;
use casebook::yaml::lookup::Wanted;
use casebook::yaml::{self, Node, NodeKind};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_yaml::Value;
use walkdir::WalkDir;

use crate::workspace::{Temporary, repository};

/// The path to a value: keys, and indexes in lists.
type Path = Vec<Step>;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    At(usize),
}

struct Model {
    file: String,
    value: Value,
    paths: Vec<Path>,
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let top = repository("cases");
    let entries = WalkDir::new(&top).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml"));
    let models: Vec<Model> = files
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("it can be read");
            let value: Value = serde_yaml::from_str(&text).expect("it is YAML");
            let mut paths = Vec::new();
            every_path(&value, &mut Vec::new(), &mut paths);
            let file = format!("cases/{}", entry.file_name().to_string_lossy());
            Model { file, value, paths }
        })
        .collect();
    assert_eq!(models.len(), 10);
    models
});

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let text = casebook::cli::schema::text("case", None).expect("there is a schema");
    jsonschema::draft7::new(&serde_json::from_str(&text).expect("it is JSON")).expect("the schema is valid")
});

/// Returns a workspace with everything that the cases refer to, and none of the cases.
fn workspace() -> Temporary {
    let workspace = Temporary::copy_of(".");
    std::fs::remove_dir_all(workspace.path().join("cases")).expect("it is there");
    // The tables would need more than one case, and are not tested here.
    let settings = workspace.read("casebook.yaml");
    workspace.write("casebook.yaml", settings.split("\ntables:").next().expect("there is a first part"));
    workspace
}

fn every_path(value: &Value, here: &mut Path, found: &mut Vec<Path>) {
    let mut inside = |step: Step, value: &Value| {
        here.push(step);
        found.push(here.clone());
        every_path(value, here, found);
        here.pop();
    };
    match value {
        Value::Mapping(entries) => {
            entries
                .iter()
                .for_each(|(key, value)| inside(Step::Key(key.as_str().unwrap_or_default().to_owned()), value));
        }
        Value::Sequence(items) => items.iter().enumerate().for_each(|(at, value)| inside(Step::At(at), value)),
        _ => {}
    }
}

fn value_at<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::At(at) => &mut value[*at],
    })
}

/// Returns the lines of a value and of its key, as the program itself finds them.
fn lines(text: &str, path: &[Step]) -> Vec<usize> {
    let source = Source::new("case.yaml", text);
    let root = yaml::parse(&mut Diagnostics::default(), &source).expect("it is YAML");
    let mut nodes: Vec<&Node> = vec![&root];
    for step in path {
        let inner = nodes.last().expect("there is one");
        let next = match (&inner.kind, step) {
            (NodeKind::Map(entries), Step::Key(wanted)) => {
                let (key, value) = entries
                    .iter()
                    .find(|(key, _)| matches!(&key.kind, NodeKind::Text(key) if key == wanted))
                    .expect("the key is there");
                vec![key, value]
            }
            (NodeKind::List(items), Step::At(at)) => vec![&items[*at]],
            _ => panic!("{path:?} leads nowhere"),
        };
        nodes = next;
    }
    nodes.iter().map(|node| source.line_column(node.mark.span(&source).range.start).0).collect()
}

/// Writes a case file and checks it. Returns line, code and message of every error.
fn errors(workspace: &Temporary, file: &str, text: &str) -> Vec<(usize, Code, String)> {
    workspace.write(file, text);
    let diagnostics = workspace.check();
    std::fs::remove_file(workspace.path().join(file)).expect("it is there");
    let errors = diagnostics.sorted().into_iter().filter(|d| d.severity == Severity::Error);
    errors.map(|d| (d.span.position().1, d.code, d.message.clone())).collect()
}

fn is_valid(value: &Value) -> bool {
    SCHEMA.is_valid(&serde_json::to_value(value).expect("YAML of a case is JSON"))
}

/// Returns whether a rule is about the structure of a file, and not about what its names refer to.
fn is_shape(code: Code) -> bool {
    (100..200).contains(&(code as u16))
}

/// Returns whether a key is an id that the author chose, so that renaming it is no mistake of the key.
fn is_id(path: &[Step]) -> bool {
    matches!(path, [Step::Key(top), Step::Key(_)] if ["people", "sources", "phases"].contains(&top.as_str()))
}

fn any_path() -> impl Strategy<Value = (usize, usize)> {
    (0..MODELS.len()).prop_flat_map(|model| (Just(model), 0..MODELS[model].paths.len()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_renamed_key_is_reported_at_its_line((model, at) in any_path()) {
        let Model { file, value, paths } = &MODELS[model];
        let path = &paths[at];
        let Some((Step::Key(key), parent)) = path.split_last() else { return Ok(()) };
        prop_assume!(!is_id(path));
        let mut mutated = value.clone();
        let Value::Mapping(entries) = value_at(&mut mutated, parent) else { panic!("a key is in a mapping") };
        let renamed: serde_yaml::Mapping = entries
            .iter()
            .map(|(name, value)| match name.as_str() == Some(key) {
                true => (format!("{key}xq").into(), value.clone()),
                false => (name.clone(), value.clone()),
            })
            .collect();
        *entries = renamed;
        let text = serde_yaml::to_string(&mutated).expect("it can be written");
        let expected = lines(&text, &[parent, &[Step::Key(format!("{key}xq"))]].concat());
        let errors = errors(&workspace(), file, &text);
        prop_assert!(errors.iter().any(|(line, ..)| expected.contains(line)), "{path:?}: {errors:?}, not {expected:?}");
    }

    #[test]
    fn a_value_of_another_kind_is_reported_at_its_line((model, at) in any_path(), list in any::<bool>()) {
        let Model { file, value, paths } = &MODELS[model];
        let path = &paths[at];
        let mut mutated = value.clone();
        let place = value_at(&mut mutated, path);
        let text = |text: &str| Value::from(text);
        *place = match (&place, list) {
            (Value::Sequence(_), true) | (Value::Mapping(_), false) => text("swapped"),
            (Value::Sequence(_), false) => Value::Mapping([(text("swapped"), text("x"))].into_iter().collect()),
            (Value::Mapping(_), true) => Value::Sequence(vec![text("swapped")]),
            (_, true) => Value::Sequence(vec![place.clone()]),
            (_, false) => Value::Mapping([(text("swapped"), place.clone())].into_iter().collect()),
        };
        let text = serde_yaml::to_string(&mutated).expect("it can be written");
        let expected = lines(&text, path);
        let errors = errors(&workspace(), file, &text);
        if is_valid(&mutated) {
            prop_assert!(!errors.iter().any(|(_, code, _)| is_shape(*code)), "{path:?}: {errors:?}");
        } else {
            let found = errors.iter().any(|(line, code, _)| expected.contains(line) && is_shape(*code));
            prop_assert!(found, "{path:?}: {errors:?}, not {expected:?}: {text}");
        }
    }

    #[test]
    fn a_missing_key_is_reported_at_its_parent_if_it_is_obligatory((model, at) in any_path()) {
        let Model { file, value, paths } = &MODELS[model];
        let path = &paths[at];
        let Some((Step::Key(key), parent)) = path.split_last() else { return Ok(()) };
        // A name is allowed only beside its disclosure, which the schema does not express.
        prop_assume!(key != "disclosure" && !path.contains(&Step::Key("initiated_by".to_owned())));
        let mut mutated = value.clone();
        let Value::Mapping(entries) = value_at(&mut mutated, parent) else { panic!("a key is in a mapping") };
        entries.remove(key.as_str());
        let text = serde_yaml::to_string(&mutated).expect("it can be written");
        let expected = lines(&text, parent);
        let errors = errors(&workspace(), file, &text);
        if is_valid(&mutated) {
            prop_assert!(!errors.iter().any(|(_, code, _)| is_shape(*code)), "{path:?}: {errors:?}");
        } else {
            let found = errors.iter().any(|(line, code, _)| expected.contains(line) && is_shape(*code));
            prop_assert!(found, "{path:?}: {errors:?}, not {expected:?}");
        }
    }
}

/// Misspells names that refer to something elsewhere, one at a time.
#[test]
fn a_misspelt_reference_is_reported_at_its_line() {
    let workspace = workspace();
    let mut count = 0;
    for Model { file, value, .. } in MODELS.iter() {
        let text = serde_yaml::to_string(value).expect("it can be written");
        assert_eq!(errors(&workspace, file, &text), [], "{file} is sound as it is");
        let source = Source::new(file.as_str(), text.as_str());
        let raw = casebook::model::case::read::read(&mut Diagnostics::default(), &source, &Default::default())
            .expect("it can be read");
        // One name in seven, over all ten cases.
        let names =
            raw.lookups.iter().filter(|lookup| !matches!(lookup.wanted, Wanted::Languages(_) | Wanted::Language));
        for lookup in names.step_by(7) {
            let span = lookup.mark.span(&source);
            let misspelt = format!("{}xq{}", &text[..span.range.end], &text[span.range.end..]);
            let errors = errors(&workspace, file, &misspelt);
            let line = span.position().1;
            assert!(errors.iter().any(|(at, code, _)| *at == line && !is_shape(*code)), "{file}:{line}: {errors:?}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} names were misspelt");
}

#[test]
fn what_is_left_out_is_no_mistake_and_no_key_fact() {
    let workspace = workspace();
    for Model { file, value, .. } in MODELS.iter() {
        for (path, label) in [
            (["industry"].as_slice(), "Industry"),
            (&["founded"], "Founded"),
            (&["place"], "Place"),
            (&["records", "0", "actors", "total"], "Actors"),
            (&["records", "0", "facilitators"], "Facilitators"),
        ] {
            let steps: Path =
                path.iter().map(|step| step.parse().map_or_else(|_| Step::Key((*step).to_owned()), Step::At)).collect();
            let (Some((Step::Key(key), parent)), mut mutated) = (steps.split_last(), value.clone()) else { continue };
            if let Value::Mapping(entries) = value_at(&mut mutated, parent) {
                entries.remove(key.as_str());
            }
            let text = serde_yaml::to_string(&mutated).expect("it can be written");
            workspace.write(file, &text);
            let diagnostics = workspace.check();
            assert_eq!(diagnostics.errors(), 0, "{file} without {path:?}: {:?}", diagnostics.sorted());
            workspace.build_with(&[MARKDOWN], false);
            let report = workspace.read(&format!("out/en/{}", file.replace(".yaml", ".md")));
            let facts =
                report.lines().skip_while(|line| !line.starts_with("Table {.glance")).nth(2).unwrap_or_default();
            assert!(facts.starts_with('|') && !facts.contains(label), "{file} without {path:?}: {facts}");
        }
        std::fs::remove_file(workspace.path().join(file)).expect("it is there");
    }
}
