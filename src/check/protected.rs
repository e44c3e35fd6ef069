//! Names that may not be spread, in texts that go out: a report would print them wherever they stand.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::folded::{Folded, Lookout, SHORTEST, Sought};
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::base::text::Text;
use crate::model::case::protected::{Protected, Whose};
use crate::model::disclosed::Disclosed;
use crate::yaml::memo::parse;
use crate::yaml::{Node, NodeKind};

/// The names of a workspace that may not be spread, without those that some case says openly.
pub struct Names<'a> {
    all: Vec<(&'a Protected, Sought)>,
    lookout: Option<Lookout>,
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
        let lookout = Lookout::new(all.iter().map(|(_, sought)| sought.clone()).collect());
        Names { all, lookout }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &'a Protected> {
        self.all.iter().map(|(one, _)| *one)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Reports every place in a file where a name stands that may not be spread. `usual` is the program's own file of that name: its
    /// lines name nobody of the workspace.
    pub fn check(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, usual: &str) {
        // The program gives some files their names.
        if usual.is_empty() && source.name().contains('/') {
            self.in_name(diagnostics, source);
        }
        let is_yaml = source.name().ends_with(".yaml") || source.name().ends_with(".yml");
        let parsed = if is_yaml { parse(&mut Diagnostics::default(), source) } else { None };
        match parsed {
            Some(node) => self.check_tree(diagnostics, source, &node),
            None => self.in_plain(diagnostics, source, usual),
        }
    }

    /// Reports every place in what an audience sees of a case file where a name stands that may not be spread.
    pub fn check_case(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, disclosed: &Disclosed) {
        // The file of a case that goes by its pseudonym is named after that, see `case_file`; its folders are not.
        match source.name().rsplit_once('/') {
            Some((folder, _)) if disclosed.is_renamed => self.in_path(diagnostics, source, folder),
            _ => self.in_name(diagnostics, source),
        }
        self.check_tree(diagnostics, source, disclosed.node());
    }

    fn in_name(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>) {
        let name = source.name();
        self.in_path(diagnostics, source, name.rsplit_once('.').map_or(name, |(name, _)| name));
    }

    fn in_path(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, path: &str) {
        if let Some(one) = path.split('/').find_map(|part| self.first(part)) {
            self.tell(diagnostics, source, 0..0, one);
        }
    }

    /// Looks through all keys and values: as they are read and, where a name is found, as they are written.
    fn check_tree(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, node: &Node) {
        let texts = match &node.kind {
            NodeKind::List(items) => return items.iter().for_each(|item| self.check_tree(diagnostics, source, item)),
            NodeKind::Map(entries) => {
                return entries.iter().for_each(|(key, value)| {
                    self.check_tree(diagnostics, source, key);
                    self.check_tree(diagnostics, source, value);
                });
            }
            NodeKind::Text(text) | NodeKind::Number(text) => text,
            NodeKind::Null | NodeKind::Bool(_) | NodeKind::Tagged(_) => return,
        };
        let Some(first) = self.first(texts) else { return };
        let mut found = Vec::new();
        let whole = node.mark.whole(source);
        self.in_text(source.text(), whole.clone(), &mut found);
        if found.is_empty() {
            found.push((whole, first));
        }
        found.into_iter().for_each(|(range, one)| self.tell(diagnostics, source, range, one));
    }

    /// Looks through a file that is no YAML.
    fn in_plain(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, usual: &str) {
        let text = source.text();
        let mut found = Vec::new();
        if self.first(text).is_some() {
            self.in_text(text, 0..text.len(), &mut found);
        }
        // In code, words stand beside each other that are no text.
        let is_plain = |range: &Range<usize>| {
            text[range.clone()].chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "-_'’.,".contains(c))
        };
        let is_code = [".typ", ".css", ".js"].iter().any(|ending| source.name().ends_with(ending));
        let lines: BTreeSet<&str> = usual.lines().map(str::trim).collect();
        found.retain(|(range, _)| (!is_code || is_plain(range)) && !lines.contains(line(text, range.start)));
        found.into_iter().for_each(|(range, one)| self.tell(diagnostics, source, range, one));
    }

    fn tell(&self, diagnostics: &mut Diagnostics, source: &Arc<Source>, range: Range<usize>, one: &Protected) {
        let span = Span { source: source.clone(), range };
        let what = if span.range.is_empty() { "the name of this file has a name that" } else { "this name" };
        let message = format!("{what} is {}", one.how());
        diagnostics.push(Diagnostic::error(Code::Protected, span, message).help(instead(one)));
    }

    /// The first name that stands in a text.
    fn first(&self, text: &str) -> Option<&'a Protected> {
        self.lookout.as_ref()?.first(text).and_then(|at| self.all.get(at)).map(|(one, _)| *one)
    }

    /// The places in a part of a text, each with the longest name that stands there.
    fn in_text<'f>(&'f self, text: &str, part: Range<usize>, found: &mut Vec<(Range<usize>, &'f Protected)>) {
        let folded = Folded::of(&text[part.clone()]);
        for (one, sought) in &self.all {
            for range in folded.find(sought) {
                let own = part.start + range.start..part.start + range.end;
                let is_told = found.iter().any(|(told, _)| told.start <= own.start && own.end <= told.end);
                if !is_told {
                    found.push((own, one));
                }
            }
        }
    }
}

/// Reports the file of a case that goes by its pseudonym and is not named after it: its name is in paths, links and addresses.
pub fn case_file(diagnostics: &mut Diagnostics, source: &Arc<Source>, pseudonym: &Text) {
    let names: Vec<String> = pseudonym.all().into_iter().map(slug::slugify).collect();
    if let Some(first) = names.first().filter(|_| !names.iter().any(|name| name == source.stem())) {
        let message = "the name of this file may tell which case it is, and is in what readers get";
        let help = format!(
            "name it after the pseudonym, `{first}.yaml`, and write `{first}` wherever files name the case `{}`",
            source.stem()
        );
        diagnostics.push(Diagnostic::error(Code::Protected, Span::start_of(source), message).help(help));
    }
}

/// What to write in place of a name.
fn instead(protected: &Protected) -> String {
    match &protected.whose {
        Whose::Person { id, name, instead } => {
            let instead = if instead.is_empty() { String::new() } else { format!(", “{instead}”") };
            format!(
                "write the role or the pseudonym{instead}; if another one of that name is meant, list at `people: {id}` what must not occur: `protect: [{name}]`"
            )
        }
        Whose::Key(pseudonym) => format!("write the pseudonym, “{pseudonym}”"),
        Whose::Case { id, instead } => {
            let instead = match instead.as_str() {
                "" => "take it out here".to_owned(),
                pseudonym => format!("write the pseudonym, “{pseudonym}”"),
            };
            format!("{instead}, or change `disclosure` or `protect` in the file of the case `{id}` if it may be known")
        }
    }
}

/// The line of a text that a place is in, without the spaces around it.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::check::protected::Names;
    use crate::model::case::protected::{Protected, Whose};
    use crate::yaml::shape::audience::Audience;

    fn told(name: &str, file: &str, text: &str, usual: &str) -> Vec<String> {
        let protected = Protected {
            name: name.to_owned(),
            whose: Whose::Person { id: "clerk".to_owned(), name: name.to_owned(), instead: String::new() },
            disclosure: Audience::Internal,
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
    }
}
