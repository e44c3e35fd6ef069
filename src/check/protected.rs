//! Names that may not be spread, in texts that go out: a report would print them wherever they stand.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::folded::{Folded, SHORTEST, Sought};
use crate::base::rules::Code;
use crate::base::source::{self, Source, Span};
use crate::model::case::Disclosure;
use crate::model::case::card::Protected;
use crate::yaml::places::{Extent, Places, Shape};

/// The names of a workspace that may not be spread, without those that some case says openly.
pub struct Names<'a> {
    all: Vec<(&'a Protected, Sought)>,
}

impl<'a> Names<'a> {
    /// `open` are the names that may be spread: what is a word of them protects nobody.
    pub fn new(protected: impl Iterator<Item = &'a Protected>, open: &[&str]) -> Names<'a> {
        let open: Vec<Folded> = open.iter().map(|name| Folded::of(name)).collect();
        let is_open = |sought: &Sought| open.iter().any(|name| !name.find(sought).is_empty());
        let found = protected.filter_map(|one| Some((one, Sought::of(&one.name)?)));
        let found = found.filter(|(_, sought)| sought.letters() >= SHORTEST && !is_open(sought));
        let mut all: Vec<(&Protected, Sought)> = found.collect();
        // "Ada Holm" is told of as one name, and not as "Holm" once more.
        all.sort_by(|one, other| other.1.letters().cmp(&one.1.letters()).then_with(|| one.1.cmp(&other.1)));
        all.dedup_by(|one, other| one.1 == other.1);
        Names { all }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Reports every place in a file where a name stands that may not be spread, except where the file says that it may not. `usual` is the
    /// program's own file of that name: its lines name nobody of the workspace.
    pub fn check(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, usual: &str) {
        let text = source.text();
        let mut found: Vec<(Range<usize>, &Protected)> = Vec::new();
        let name = Folded::of(source::stem(source.name()));
        if let Some((one, _)) = self.all.iter().find(|(_, sought)| !name.find(sought).is_empty()) {
            found.push((0..0, one));
        }
        match Places::of(text).filter(|_| is_yaml(source.name())) {
            Some(places) => {
                let kept = kept(places.root());
                places.root().each_scalar(&mut |place, value| {
                    if !kept.contains(&place.range) {
                        self.in_value(text, place.range.clone(), value, &mut found);
                    }
                });
            }
            None => {
                self.in_text(text, 0, &mut found);
                // In code, words stand beside each other that are no text.
                let is_plain = |range: &Range<usize>| {
                    text[range.clone()]
                        .chars()
                        .all(|c| c.is_alphanumeric() || c.is_whitespace() || "-_'’.,".contains(c))
                };
                let is_code = [".typ", ".css", ".js"].iter().any(|ending| source.name().ends_with(ending));
                let lines: BTreeSet<&str> = usual.lines().map(str::trim).collect();
                found.retain(|(range, _)| (!is_code || is_plain(range)) && !lines.contains(line(text, range.start)));
            }
        }
        for (range, one) in found {
            let span = Span { source: source.clone(), range };
            let how = match one.disclosure {
                Disclosure::Participants => "for participants only",
                _ => "internal",
            };
            let what = if span.range.is_empty() { "the name of this file has a name that" } else { "this name" };
            let message = format!("{what} is {how}");
            let instead =
                if one.role.is_empty() { "the role".to_owned() } else { format!("the role, “{}”", one.role) };
            let help = format!(
                "write {instead}; if another one of that name is meant, list at `people: {}` what must not occur: `protect: [{}]`",
                one.person, one.whole
            );
            diagnostics.push(Diagnostic::error(Code::Protected, span, message).help(help));
        }
    }

    /// Looks through a value: as it is written, so that each place is found, and as it is read, where it has escapes.
    fn in_value<'f>(
        &'f self,
        text: &str,
        range: Range<usize>,
        value: &str,
        found: &mut Vec<(Range<usize>, &'f Protected)>,
    ) {
        let before = found.len();
        self.in_text(&text[range.clone()], range.start, found);
        let read = Folded::of(value);
        let hit = self.all.iter().find(|(_, sought)| !read.find(sought).is_empty());
        if let Some((one, _)) = hit.filter(|_| found.len() == before) {
            found.push((range, one));
        }
    }

    fn in_text<'f>(&'f self, text: &str, start: usize, found: &mut Vec<(Range<usize>, &'f Protected)>) {
        let folded = Folded::of(text);
        let before = found.len();
        for (one, sought) in &self.all {
            for range in folded.find(sought) {
                let own = start + range.start..start + range.end;
                let is_told = found[before..].iter().any(|(told, _)| told.start <= own.start && own.end <= told.end);
                if !is_told {
                    found.push((own, one));
                }
            }
        }
    }
}

/// The line of a text that a place is in, without the spaces around it.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default().trim()
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// The values that hold names so that they are known: `name` and `protect` of people. Reports print a name only if it may be spread.
fn kept(root: &Extent) -> Vec<Range<usize>> {
    let entries = |extent: &'_ Extent| match &extent.shape {
        Shape::Map(entries, _) => entries.clone(),
        _ => Vec::new(),
    };
    let is = |key: &Extent, name: &str| matches!(&key.shape, Shape::Scalar(own) if own == name);
    let mut kept = Vec::new();
    for (_, people) in entries(root).iter().filter(|(key, _)| is(key, "people")) {
        for (_, person) in entries(people) {
            for (_, value) in entries(&person).iter().filter(|(key, _)| is(key, "name") || is(key, "protect")) {
                value.each_scalar(&mut |place, _| kept.push(place.range.clone()));
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::check::protected::Names;
    use crate::model::case::Disclosure;
    use crate::model::case::card::Protected;

    fn told(name: &str, file: &str, text: &str, usual: &str) -> Vec<String> {
        let protected = Protected {
            name: name.to_owned(),
            whole: name.to_owned(),
            person: "clerk".to_owned(),
            role: String::new(),
            disclosure: Disclosure::Internal,
        };
        let mut diagnostics = Diagnostics::default();
        let source = Source::new(file, text);
        Names::new([&protected].into_iter(), &[]).check(&mut diagnostics, &source, usual);
        diagnostics.sorted().iter().map(|one| text[one.span.range.clone()].to_owned()).collect()
    }

    #[test]
    fn what_the_programs_own_file_says_names_nobody() {
        let usual = "<div hidden>\n  <p>Page</p>\n";
        assert_eq!(told("Hidden", "templates/page.html", usual, usual), [""; 0]);
        let changed = format!("{usual}<p>By Hidden, 2026</p>\n");
        assert_eq!(told("Hidden", "templates/page.html", &changed, usual), ["Hidden"]);
        assert_eq!(told("Hidden", "templates/page.html", usual, "").len(), 1, "a file of one's own");
    }

    #[test]
    fn code_is_no_text() {
        let theme = "#let x: y\n#let foot = [Drawn by X. Y. Holm]\n";
        assert_eq!(told("Xy Holm", "templates/theme.typ", theme, ""), [""; 0]);
        assert_eq!(told("X. Y. Holm", "templates/theme.typ", theme, ""), ["X. Y. Holm"]);
        assert_eq!(told("let foot", "templates/theme.typ", "#let: foot", ""), [""; 0]);
    }

    #[test]
    fn a_file_that_is_no_yaml_any_more_is_looked_through_whole() {
        assert_eq!(told("Ada Holm", "cases/a.yaml", "a: [ # by Ada Holm\n", ""), ["Ada Holm"]);
        assert_eq!(
            told("Ada Holm", "cases/a.yaml", "a: 1 # by Ada Holm\n", ""),
            [""; 0],
            "a comment is printed nowhere"
        );
        assert_eq!(told("Ada Holm", "cases/a.yaml", "people: { b: { name: Ada Holm } }\n", ""), [""; 0]);
    }
}
