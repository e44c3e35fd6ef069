//! Reads all YAML files below a folder with serde_yaml and does nothing else: what `casebook check` is measured against.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads what it measures, and prints what it found"
)]

use walkdir::WalkDir;

fn main() {
    let Some(folder) = std::env::args().nth(1).filter(|argument| !argument.starts_with('-')) else {
        println!("usage: parse FOLDER (run by benches/check.py)");
        return;
    };
    let entries = WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml"));
    let parsed = files.map(|entry| {
        let text = std::fs::read_to_string(entry.path()).expect("it can be read");
        serde_yaml::from_str::<serde_yaml::Value>(&text).expect("it is YAML")
    });
    println!("{} files", parsed.count());
}
