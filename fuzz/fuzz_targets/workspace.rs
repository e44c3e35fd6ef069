//! Fuzzes whole workspaces: several small files at once, parted by lines `=== name`, are checked and then built to Markdown. What the check
//! lets through can be built, and the same files make the same bytes.

#![no_main]

use std::path::{Component, Path};

use casebook::base::message::MessageFormat;
use casebook::base::terminal::{ColorWhen, Terminal};
use casebook::build::examine::examine;
use casebook::build::formats::MARKDOWN;
use casebook::build::{BuildOptions, make};
use libfuzzer_sys::fuzz_target;

/// Whether a name is that of a file of a workspace, and leads nowhere else.
fn is_input(name: &str) -> bool {
    let parts: Vec<Component> = Path::new(name).components().collect();
    let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_))) && parts.len() <= 3;
    is_plain && name.len() < 60 && [".yaml", ".md", ".ftl", ".bib", ".json"].iter().any(|ending| name.ends_with(ending))
}

fuzz_target!(|text: &str| {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for part in text.split("\n=== ") {
        let Some((name, content)) = part.trim_start_matches("=== ").split_once('\n') else { continue };
        let file = folder.path().join(name);
        let made = is_input(name) && file.parent().is_some_and(|parent| std::fs::create_dir_all(parent).is_ok());
        let _ = made.then(|| std::fs::write(file, content));
    }
    let Ok((_, checked)) = examine(folder.path(), Default::default(), None, None) else { return };
    for format in [MessageFormat::Human, MessageFormat::Json] {
        format.render(&checked.sorted(), false, 100);
    }
    if checked.errors() > 0 {
        return;
    }
    let options = BuildOptions { formats: vec![MARKDOWN], ..BuildOptions::default() };
    let terminal = Terminal::new(ColorWhen::Never, true, MessageFormat::Human);
    let (built, _) = make(folder.path(), &options, terminal).expect("the build can work");
    assert_eq!(built.errors(), 0, "what passes the check can be built: {:?}", built.sorted());
});
