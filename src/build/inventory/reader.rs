//! Reads the files of a workspace, except its cases.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::analysis::claims::{self, Claims};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Strictness};
use crate::base::locale::{self, Locale};
use crate::base::rules::Code;
use crate::base::source::{self, LARGEST_FILE, REFERENCES, Source, Span};
use crate::base::text::LanguageCode;
use crate::build::workspace::{Look, unreadable};
use crate::model::framework::{self, RawFramework};
use crate::model::indicator::{self, Indicators};
use crate::model::pseudonyms::{self, Entry, KEY, is_key};
use crate::model::published::{self, Edition};
use crate::model::references::{self, References};
use crate::model::settings::{self, Settings};
use crate::report::template::{self, Templates};
use crate::yaml::lookup::ByFile;
use crate::yaml::shape::notation::Notations;

/// The extensions of YAML files.
const YAML: [&str; 2] = ["yaml", "yml"];

/// Reads the files of a workspace, one kind after the other.
pub struct WorkspaceReader<'a> {
    root: &'a Path,
    /// The messages about the files.
    pub diagnostics: Diagnostics,
    /// The size of the largest file that is read, in bytes.
    pub largest: u64,
    /// The files that all cases have in common.
    pub common: Vec<Arc<Source>>,
    /// The names in the files that are still to be looked up.
    pub lookups: ByFile,
}

/// The result of reading the references.
pub struct ReadReferences {
    /// Their content, if all files could be read.
    pub read: Option<References>,
    /// Whether there is a file of them.
    exists: bool,
}

impl ReadReferences {
    /// Returns whether there are references that could not be read.
    pub fn is_unread(&self) -> bool {
        self.exists && self.read.is_none()
    }
}

/// The result of reading the frameworks.
pub struct ReadFrameworks {
    /// Those that could be read.
    pub read: Vec<RawFramework>,
    /// The ids of those that could not be read.
    pub unread: Vec<String>,
}

/// The templates, the languages and the look of reports.
pub struct Layout {
    /// All templates.
    pub templates: Templates,
    /// The languages of the reports, at least one.
    pub locales: Vec<Arc<Locale>>,
    /// The files that determine what they look like.
    pub look: Look,
    /// The workspace's own files of fixed words.
    pub words: Vec<Arc<Source>>,
}

/// The names of case files.
pub struct CaseNames {
    /// Those that can be read.
    pub readable: Vec<String>,
    /// All of them, including those that can't be read.
    pub all: Vec<String>,
}

impl CaseNames {
    /// Returns the ids of all cases: the file names without folder and extension.
    pub fn ids(&self) -> Vec<String> {
        self.all.iter().map(|name| source::stem(name).to_owned()).collect()
    }
}

impl<'a> WorkspaceReader<'a> {
    /// Creates a reader that has read nothing yet.
    pub fn new(root: &'a Path) -> WorkspaceReader<'a> {
        let (common, lookups) = (Vec::new(), ByFile::new());
        WorkspaceReader { root, diagnostics: Diagnostics::default(), largest: LARGEST_FILE, common, lookups }
    }

    /// Reads the settings. They determine the level of warnings, and the largest file size, for everything that is read after
    /// them.
    pub fn settings(&mut self, strictness: Strictness) -> Option<Settings> {
        let source = self.one("casebook.yaml");
        self.common.extend(source.clone());
        let settings = source.and_then(|source| {
            let (settings, names) = settings::read(&mut self.diagnostics, &source);
            self.lookups.push((source, names));
            settings
        });
        let rules = settings.as_ref().map(|settings| settings.rules.0.clone()).unwrap_or_default();
        self.diagnostics.set_levels(rules, strictness);
        self.largest = settings.as_ref().map_or(LARGEST_FILE, Settings::largest_file);
        settings
    }

    /// Reads the references.
    pub fn references(&mut self) -> ReadReferences {
        let there: Vec<&str> = REFERENCES.into_iter().filter(|name| source::exists(self.root, name)).collect();
        let sources: Vec<Arc<Source>> = there.iter().filter_map(|name| self.if_there(name)).collect();
        self.common.extend(sources.clone());
        let is_whole = sources.len() == there.len();
        let read = references::read::read(&mut self.diagnostics, &sources).filter(|_| is_whole && !there.is_empty());
        ReadReferences { read, exists: !there.is_empty() }
    }

    /// Reads the claims. Returns their file, if there is one, and the claims.
    pub fn claims(&mut self) -> (Option<Arc<Source>>, Claims) {
        let source = self.if_there("claims.yaml");
        let claims = source.as_ref().map_or_else(Claims::default, |source| {
            let (claims, names) = claims::read(&mut self.diagnostics, source);
            self.lookups.push((source.clone(), names));
            claims
        });
        (source, claims)
    }

    /// Reads all frameworks.
    pub fn frameworks(&mut self) -> ReadFrameworks {
        let sources = self.all("frameworks", &YAML);
        let read: Vec<_> = sources.iter().map(|source| framework::read::read(&mut self.diagnostics, source)).collect();
        let unread = sources.iter().zip(&read).filter(|(_, framework)| framework.is_none());
        let unread = unread.map(|(source, _)| source.stem().to_owned());
        let names = source::find(self.root, "frameworks", &YAML).0.into_iter();
        let unreadable = names.filter(|name| !sources.iter().any(|source| source.name() == name));
        let unread = unread.chain(unreadable.map(|name| source::stem(&name).to_owned())).collect();
        self.common.extend(sources);
        ReadFrameworks { read: read.into_iter().flatten().collect(), unread }
    }

    /// Reads the workspace's own indicators. Returns them with the built-in ones.
    pub fn indicators(&mut self) -> Indicators {
        let sources = self.all("indicators", &YAML);
        let (indicators, names) = indicator::read::read(&mut self.diagnostics, &sources);
        self.lookups.extend(names);
        indicators
    }

    /// Reads what was published, by year.
    pub fn editions(&mut self, notations: &Notations) -> Vec<Edition> {
        let sources = self.all(published::FOLDER, &YAML);
        let read = |source: Arc<Source>| {
            let (edition, names) = published::read(&mut self.diagnostics, &source, notations)?;
            self.lookups.push((source, names));
            Some(edition)
        };
        sources.into_iter().filter_map(read).collect()
    }

    /// Reads the key of the pseudonyms. Returns its file, if there is one, and who is who.
    pub fn pseudonyms(&mut self) -> (Option<Arc<Source>>, Vec<Entry>) {
        let source = self.if_there(KEY);
        let entries = source.as_ref().map(|source| pseudonyms::read(&mut self.diagnostics, source));
        (source, entries.unwrap_or_default())
    }

    /// Reads the templates, the fixed words, and the files that determine what reports look like.
    ///
    /// # Errors
    /// If the built-in words can't be loaded.
    pub fn layout(&mut self, settings: Option<&Settings>) -> Result<Layout> {
        let sources = self.all("templates", &["md", "html", "typ", "css", "js"]);
        let is_plain = |source: &Arc<Source>| [".typ", ".css", ".js"].iter().any(|end| source.name().ends_with(end));
        let (plain, own): (Vec<_>, Vec<_>) = sources.into_iter().partition(is_plain);
        let words = self.all("templates/locales", &["ftl"]);
        let languages: Vec<&str> = settings.map_or_else(|| vec!["en"], |settings| settings.language.codes().collect());
        let file = self.common.first();
        let mark = |at: usize| file.zip(settings?.language.mark(at)).map(|(source, mark)| mark.span(source));
        let locales = locale::load(&mut self.diagnostics, &languages, &words, mark)?;
        let locales: Vec<Arc<Locale>> = locales.into_iter().map(Arc::new).collect();
        let budget = settings.map(Settings::budget).unwrap_or_default();
        let templates = template::load(&mut self.diagnostics, &own, &locales, budget);
        Ok(Layout { templates, locales, look: Look::new(&plain), words })
    }

    /// Finds the names of all case files, without reading the files.
    pub fn case_names(&mut self) -> CaseNames {
        let (mut readable, faults) = source::find(self.root, "cases", &YAML);
        readable.retain(|name| !is_key(name));
        let all: Vec<String> = readable.iter().chain(faults.iter().map(|fault| &fault.name)).cloned().collect();
        self.diagnostics.extend(faults.into_iter().map(unreadable));
        if all.is_empty() {
            let span = Span::start_of(&Source::new("casebook.yaml", ""));
            let nothing = Diagnostic::error(Code::NoCases, span, "there is no case file in cases/");
            self.diagnostics.push(nothing.help("add one with `casebook new NAME`; its name ends in .yaml"));
        }
        CaseNames { readable, all }
    }

    /// Warns about files that look like files of a workspace, but are not read because of their names.
    pub fn point_out_misnamed(&mut self, look: &Look) {
        let drawn: Vec<&str> = look.figures.iter().map(|(name, _)| name.as_str()).collect();
        let is_language = |name: &str| name.parse::<LanguageCode>().is_ok();
        let templates = source::misnamed_templates(self.root, &drawn, is_language);
        let help = "docs/templates.md lists the names of templates; fixed words are in locales/CODE.ftl";
        let templates = templates.into_iter().map(|name| misnamed(name).help(help));
        let folders = source::FOLDERS.into_iter().filter(|folder| *folder != "templates");
        let others = folders.flat_map(|folder| source::misnamed(self.root, folder));
        let others = others.chain(source::misspelt(self.root)).filter(|name| !is_key(name));
        let help = "its name should end in .yaml, in lower case, and not begin with a dot";
        let others = others.map(|name| misnamed(name).help(help));
        self.diagnostics.extend(templates.chain(others));
    }

    /// Reads an optional file, if it exists.
    fn if_there(&mut self, name: &str) -> Option<Arc<Source>> {
        source::exists(self.root, name).then(|| self.one(name)).flatten()
    }

    fn one(&mut self, name: &str) -> Option<Arc<Source>> {
        read_file(&mut self.diagnostics, self.root, name, self.largest)
    }

    /// Reads the files of a folder that have one of the extensions.
    fn all(&mut self, folder: &str, extensions: &[&str]) -> Vec<Arc<Source>> {
        let (names, faults) = source::find(self.root, folder, extensions);
        self.diagnostics.extend(faults.into_iter().map(unreadable));
        names.iter().filter_map(|name| self.one(name)).collect()
    }
}

/// Reads a file. If that fails, adds a message and returns `None`.
pub fn read_file(diagnostics: &mut Diagnostics, root: &Path, name: &str, largest: u64) -> Option<Arc<Source>> {
    match source::read(root, name, largest) {
        Ok(source) => Some(source),
        Err(fault) => {
            diagnostics.push(unreadable(fault));
            None
        }
    }
}

fn misnamed(name: String) -> Diagnostic {
    let span = Span::start_of(&Source::new(name, ""));
    Diagnostic::warning(Code::Misnamed, span, "this file is not read, because of its name")
}
