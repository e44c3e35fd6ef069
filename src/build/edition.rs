//! The published edition: what reports were made from, as far as their readers may see it, as a workspace of its own that makes the same
//! reports. PDFs carry it, and `casebook edition` writes it as a folder. An edition of an edition is itself.

pub mod settings;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::analysis::mapping;
use crate::base::diagnostic::Diagnostics;
use crate::base::source::{self, Source};
use crate::build::render::has_failed;
use crate::build::workspace::{Workspace, usual};
use crate::document::photo;
use crate::document::typeset::world::SANS;
use crate::model::disclosed::Disclosed;
use crate::model::indicator::DEFAULTS;
use crate::model::settings::SETTINGS;
use crate::report::report_id::{ReportId, ReportKind};
use crate::yaml::lookup::Wanted;
use crate::yaml::memo::parse;
use crate::yaml::written::written;

/// A file of an edition.
#[derive(Debug)]
pub struct EditionFile {
    /// Its path in the workspace.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Which cases an edition has.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    /// One, for the reports on it.
    One(&'a Disclosed),
    /// All but those whose reports could not be made, for the reports that compare them.
    All(&'a [ReportId]),
}

/// Returns the files of the edition that makes a report, or everything that the workspace makes, sorted by name. `images` are files of the
/// workspace that its reports show besides those that cases, settings and templates name. `None` if it is larger than `most` bytes.
pub fn edition(
    workspace: &Workspace,
    report: Option<&ReportId>,
    scope: Scope,
    images: &BTreeSet<String>,
    most: u64,
) -> Option<Vec<EditionFile>> {
    let kind = report.map(ReportId::kind);
    let (files, size) = (Vec::new(), 0);
    let (ids, words, cited) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut making = Making { workspace, files, ids, words, cited, size, most };
    let mut shown = images.clone();
    match scope {
        Scope::One(own) => {
            making.case(own)?;
            shown.extend(
                workspace.cards.iter().filter(|card| *card.id == *own.case.id).flat_map(|card| card.images.clone()),
            );
        }
        Scope::All(failed) => {
            for card in workspace.cards.iter().filter(|card| !has_failed(failed, &card.id)) {
                making.case(&workspace.open(card).ok()?)?;
                shown.extend(card.images.clone());
            }
        }
    }
    making.layout(kind)?;
    let reduced = settings::reduced(workspace, report, scope)?;
    making.note(&reduced.without_studies());
    making.common(scope)?;
    let settings = reduced.with_studies(|study| making.names(study));
    making.add(SETTINGS, settings)?;
    making.references()?;
    shown.extend(settings::images(workspace, kind));
    making.pictures(shown)?;
    making.files.sort_by(|one, other| one.name.cmp(&other.name));
    Some(making.files)
}

/// An edition that is being made.
struct Making<'w> {
    workspace: &'w Workspace,
    files: Vec<EditionFile>,
    /// The ids of what cases name.
    ids: BTreeSet<String>,
    /// All words of its other texts, as far as they may be ids.
    words: BTreeSet<String>,
    /// All words of cases: a work that is called by none of them all is no part of it.
    cited: BTreeSet<String>,
    size: u64,
    most: u64,
}

impl Making<'_> {
    /// Adds a case, as far as its readers may see it.
    fn case(&mut self, own: &Disclosed) -> Option<()> {
        let text = own.text();
        self.cited.extend(words(&text).iter().cloned());
        self.ids.extend(own.lookups.iter().filter_map(|lookup| match &lookup.wanted {
            Wanted::Study(id) | Wanted::Framework(id) | Wanted::Staged(id) | Wanted::LifeCycle(id) => Some(id.clone()),
            Wanted::Indicator(id) | Wanted::Group(id) => Some(id.clone()),
            _ => None,
        }));
        // A framework may be read for the life cycle of the case alone.
        let used = own.case.records.iter().flat_map(|record| mapping::used(record, &self.workspace.frameworks));
        self.ids.extend(used.map(|framework| framework.id.to_string()));
        self.push(own.source.name().to_owned(), text.into_bytes())
    }

    /// Whether something of this id is named.
    fn names(&self, id: &str) -> bool {
        self.ids.contains(id) || self.words.contains(id)
    }

    /// Adds a text, with its words.
    fn add(&mut self, name: &str, text: String) -> Option<()> {
        self.note(&text);
        self.push(name.to_owned(), text.into_bytes())
    }

    fn note(&mut self, text: &str) {
        self.words.extend(words(text).iter().cloned());
    }

    fn push(&mut self, name: String, bytes: Vec<u8>) -> Option<()> {
        self.size += bytes.len() as u64;
        self.files.push(EditionFile { name, bytes });
        (self.size <= self.most).then_some(())
    }

    /// Adds those of the workspace's own templates, words, theme and figures that the reports are made with, if they are not those of
    /// the program.
    fn layout(&mut self, kind: Option<ReportKind>) -> Option<()> {
        let Workspace { templates, look, words, .. } = self.workspace;
        let lent = templates.lent();
        let is_read = |source: &&Arc<Source>| {
            let Some(kind) = kind else { return true };
            let name = source.name().trim_start_matches("templates/");
            match name.rsplit('.').next() {
                Some("md") => kind.has_template(name) || lent.contains(name),
                // Pages are made from these, and PDFs are not.
                Some("html" | "css" | "js") => false,
                _ => true,
            }
        };
        let all = templates.own().chain(look.own()).chain(words);
        for source in all.filter(|source| usual(source) != source.text()).filter(is_read) {
            self.add(source.name(), without_comments(source.name(), source.text()))?;
        }
        Some(())
    }

    /// Adds the claims, and those frameworks and indicators that what is there already names, by themselves or by others. What compares
    /// cases has all frameworks.
    fn common(&mut self, scope: Scope) -> Option<()> {
        let Workspace { common, indicators, .. } = self.workspace;
        let is_all = matches!(scope, Scope::All(_));
        if let Some(claims) = common.iter().find(|source| source.name() == CLAIMS && is_all) {
            self.add(CLAIMS, canonical(claims))?;
        }
        let frameworks = common.iter().filter(|source| source.name().starts_with("frameworks/"));
        let frameworks =
            frameworks.map(|source| Part { source, ids: vec![source.stem()], is_own: true, is_there: is_all });
        let groups = indicators.groups.iter().zip(&indicators.sources).map(|(group, source)| Part {
            source,
            ids: group.indicators.iter().map(|one| one.id.0.as_str()).chain([source.stem()]).collect(),
            is_own: !DEFAULTS.iter().any(|(id, text)| *id == source.stem() && *text == source.text()),
            is_there: false,
        });
        let mut rest: Vec<Part> = frameworks.chain(groups).collect();
        loop {
            let (named, others): (Vec<Part>, Vec<Part>) = rest.into_iter().partition(|part| part.is_named(self));
            if named.is_empty() {
                return Some(());
            }
            for Part { source, .. } in named {
                self.add(source.name(), canonical(source))?;
            }
            rest = others;
        }
    }

    /// Adds the works that are named.
    fn references(&mut self) -> Option<()> {
        let style = self.workspace.settings.citation_style.unwrap_or_default();
        match self.workspace.references.listed(style, |key| self.words.contains(key) || self.cited.contains(key)) {
            Some(text) => self.push(source::REFERENCES[0].to_owned(), text.into_bytes()),
            None => Some(()),
        }
    }

    /// Adds fonts and images, as they go out.
    fn pictures(&mut self, shown: BTreeSet<String>) -> Option<()> {
        let root = &self.workspace.root;
        let (fonts, _) = source::find(root, "templates/fonts", &["ttf", "otf"]);
        let (beside, _) = source::find(root, "templates", &["svg", "png", "jpg", "jpeg", "webp", "gif"]);
        let all: BTreeSet<String> = shown.into_iter().chain(beside).chain(fonts).collect();
        for name in all {
            let largest = self.workspace.settings.largest_file();
            let Some(bytes) = source::bytes(root, Path::new(&name), largest) else { continue };
            if name.starts_with("templates/fonts/") {
                // The program has some fonts anyway.
                if !SANS.contains(&bytes.as_slice()) {
                    self.push(name, bytes)?;
                }
            } else {
                self.push(name, photo::shown(bytes))?;
            }
        }
        Some(())
    }
}

/// A framework or a group of indicators that may be a part of an edition.
struct Part<'w> {
    source: &'w Arc<Source>,
    ids: Vec<&'w str>,
    /// Whether it is the workspace's own, and not one that the program has anyway.
    is_own: bool,
    /// Whether it is a part of it whoever names it.
    is_there: bool,
}

impl Part<'_> {
    /// Whether it is named: by the id that a case has, or by a word, if it is the workspace's own.
    fn is_named(&self, making: &Making) -> bool {
        self.is_there || self.ids.iter().any(|id| making.ids.contains(*id) || self.is_own && making.words.contains(*id))
    }
}

const CLAIMS: &str = "claims.yaml";

/// The words of a text that may be ids: small letters without accents, digits and hyphens. The result is cached, since many reports have
/// the same files.
#[comemo::memoize]
fn words(text: &str) -> Arc<BTreeSet<String>> {
    let is_in = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let words = text.split(|c| !is_in(c)).map(|word| word.trim_matches('-')).filter(|word| !word.is_empty());
    Arc::new(words.map(str::to_owned).collect())
}

/// A template or a file of fixed words without comments. What is code for Typst or a browser stays as it is.
fn without_comments(name: &str, text: &str) -> String {
    match name.rsplit('.').next() {
        Some("ftl") => text.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect(),
        Some("md" | "html") if !has_raw(text) => without_remarks(text),
        _ => text.to_owned(),
    }
}

/// Whether a template has text that stays as it is: what looks like a comment there is shown.
fn has_raw(text: &str) -> bool {
    text.split("%}").any(|tag| tag.trim_end_matches(['-', ' ', '\n', '\t']).ends_with("raw"))
}

/// A template whose comments are empty: what stands around them is as it was.
fn without_remarks(text: &str) -> String {
    let mut parts = text.split("{#");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (remark, rest) = part.split_once("#}").unwrap_or((part, ""));
        let trims = |is_so: bool| if is_so { "-" } else { "" };
        let (before, after) = (trims(remark.starts_with('-')), trims(remark.len() > 1 && remark.ends_with('-')));
        kept.extend(["{#", before, " ", after, "#}", rest]);
    }
    kept
}

/// A file of YAML without comments. The result is cached, since many reports carry the same files.
fn canonical(source: &Source) -> String {
    canonical_text(source.name(), source.text())
}

#[comemo::memoize]
fn canonical_text(name: &str, text: &str) -> String {
    let source = Source::new(name, text);
    parse(&mut Diagnostics::default(), &source).map_or_else(|| text.to_owned(), |node| written(&node, &source))
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_of_templates_and_words_do_not_go_along() {
        let told = |name: &str, text: &str| without_comments(name, text);
        assert_eq!(told("templates/a.md", "a {#- one -#} b {# two #}c"), "a {#- -#} b {# #}c");
        assert_eq!(told("templates/a.md", "{# over\nlines -#}\nb {#-#} {##}"), "{# -#}\nb {#- #} {# #}");
        assert_eq!(told("templates/a.md", "{% raw %}{# shown #}{% endraw %}"), "{% raw %}{# shown #}{% endraw %}");
        assert_eq!(
            told("templates/a.md", "{%- raw -%}{# shown #}{%- endraw -%}"),
            "{%- raw -%}{# shown #}{%- endraw -%}"
        );
        assert_eq!(told("templates/locales/en.ftl", "# one\na = A # b\n## two\n"), "a = A # b\n");
        assert_eq!(told("templates/theme.typ", "// one\n#let a = 1"), "// one\n#let a = 1");
    }
}
