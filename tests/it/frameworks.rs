//! `casebook frameworks`: every framework of the program can be copied into a workspace and is right there, with the works that it
//! rests on.

use casebook::cli::frameworks::{self, FrameworksArgs};

use crate::workspace::{Temporary, examined, globals};

fn copy(folder: &Temporary, names: &[&str]) -> anyhow::Result<()> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    frameworks::run(&FrameworksArgs { names }, &globals(folder.path())).map(|_| ())
}

#[test]
fn every_framework_of_the_program_is_right_on_its_own() {
    for id in [
        "enright",
        "facilitator-life-cycle",
        "clusterpreneurs",
        "ingstrup",
        "menzel-fornahl",
        "mesquita",
        "molina-morales",
        "solvell-drivers",
        "zagorsek",
    ] {
        let folder = Temporary::copy_of("tests/none");
        folder.write("casebook.yaml", "title: T\ndate: 2027-01-01\n");
        folder.write("cases/a.yaml", "name: A\n");
        copy(&folder, &[id]).expect("it can be copied");
        let (workspace, diagnostics) = examined(folder.path());
        let found: Vec<_> = diagnostics.sorted().iter().map(|own| own.message.clone()).collect();
        assert!(diagnostics.errors() == 0 && workspace.frameworks.iter().any(|own| *own.id == *id), "{id}: {found:?}");
        assert!(folder.exists("references.yaml"), "{id} rests on a work");
        assert_eq!(folder.exists("frameworks/enright.yaml"), ["enright", "facilitator-life-cycle"].contains(&id));
    }
}

#[test]
fn works_are_added_to_those_that_are_there_and_what_is_there_stays() {
    let folder = Temporary::copy_of("tests/none");
    folder.write("casebook.yaml", "title: T\ndate: 2027-01-01\n");
    folder.write("cases/a.yaml", "name: A\n");
    folder.write(
        "references.yaml",
        "# Ours.\nboats:\n  type: Book\n  title: On Boats\n  author: \"Lind, Ida\"\n  date: 2019",
    );
    folder.write(
        "frameworks/enright.yaml",
        "title: Our own\nstages: [{ id: one, label: One }, { id: two, label: Two }]\n",
    );
    copy(&folder, &["enright", "solvell-drivers"]).expect("they can be copied");
    let references = folder.read("references.yaml");
    assert!(references.starts_with("# Ours.\nboats:\n"), "{references}");
    assert!(["enright-2003:", "solvell-2008:"].iter().all(|key| references.contains(key)), "{references}");
    assert!(folder.read("frameworks/enright.yaml").starts_with("title: Our own"));
    assert_eq!(examined(folder.path()).1.errors(), 0);
    copy(&folder, &["enright"]).expect("nothing is left to do");
    assert_eq!(folder.read("references.yaml"), references);
    let wrong = copy(&folder, &["enrigth"]).expect_err("there is none").to_string();
    assert!(wrong.contains("did you mean `enright`?"), "{wrong}");
}
