//! The works that cases and frameworks cite, formatted by hayagriva. `read.rs` reads and checks `references.yaml`, `imported.rs` what other
//! programs export, and `names.rs` says whose names are in it. `format.rs` makes citations and the list of references, whose Markdown
//! `listed.rs` writes; `locator.rs` says which place in a work a citation means, and `dates.rs` where a day stands.

pub mod dates;
pub mod format;
pub mod imported;
pub mod listed;
pub mod locator;
pub mod names;
pub mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::Library;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{Locale as CslLocale, LocaleCode, Style};

use crate::base::source::Span;
use crate::base::text::primary;
use crate::document::markdown::citation::Citation;
use crate::model::citation_style::CitationStyle;
use crate::model::references::format::{Cited, Formatter};

/// All references of a workspace.
#[derive(Default)]
pub struct References {
    library: Library,
    keys: Vec<(String, Span)>,
    /// A cache of formatted citations, by what was asked for.
    known: Mutex<BTreeMap<Asked, Cited>>,
}

/// A key of the cache: a style, a language, and the citations.
type Asked = (String, String, Vec<Citation>);

/// The largest number of lists of cited works in the cache. Most cases of a study cite the same few works; where each cites its
/// own, a cache gains nothing.
const KNOWN: usize = 100;

/// Decodes a style. The last one is cached: a workspace has one style, and every report asks for it.
fn decoded(style: ArchivedStyle) -> Arc<Style> {
    static LAST: Mutex<Option<(ArchivedStyle, Arc<Style>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = last.as_ref().filter(|(known, _)| *known == style) {
        return known.clone();
    }
    let new = Arc::new(style.get());
    *last = Some((style, new.clone()));
    new
}

/// A work without a field, and what it is a part of without it.
fn without(work: serde_yaml::Value, field: &str) -> serde_yaml::Value {
    match work {
        serde_yaml::Value::Mapping(own) => {
            let kept = own.into_iter().filter(|(key, _)| key.as_str() != Some(field));
            serde_yaml::Value::Mapping(kept.map(|(key, value)| (key, without(value, field))).collect())
        }
        serde_yaml::Value::Sequence(own) => own.into_iter().map(|value| without(value, field)).collect(),
        value => value,
    }
}

/// How a style lists one work.
fn printed(key: &str, work: &serde_yaml::Value, style: CitationStyle) -> Option<Vec<String>> {
    let works = serde_yaml::Mapping::from_iter([(key.into(), work.clone())]);
    let library = hayagriva::io::from_yaml_str(&serde_yaml::to_string(&works).ok()?).ok()?;
    Some(References { library, ..References::default() }.format(style, "en", &[Citation::of(key)]).works().to_vec())
}

impl References {
    /// Every key, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(key, _)| key.as_str())
    }

    /// Every key, with its position in its file.
    pub fn places(&self) -> &[(String, Span)] {
        &self.keys
    }

    /// Whether there is a reference with this key.
    pub fn contains(&self, key: &str) -> bool {
        self.library.get(key).is_some()
    }

    /// Those of its works that are kept, as `references.yaml` has them, with an abstract or a note only where the style prints it; `None`
    /// if none is kept.
    pub fn listed(&self, style: CitationStyle, is_kept: impl Fn(&str) -> bool) -> Option<String> {
        let kept = self.library.iter().filter(|entry| is_kept(entry.key()));
        let works = kept.filter_map(|entry| {
            let work = ["abstract", "note"].iter().try_fold(serde_yaml::to_value(entry).ok()?, |work, field| {
                let bare = without(work.clone(), field);
                let is_shown =
                    bare != work && printed(entry.key(), &bare, style)? != printed(entry.key(), &work, style)?;
                Some(if is_shown { work } else { bare })
            });
            Some((serde_yaml::Value::from(entry.key()), work?))
        });
        let works: serde_yaml::Mapping = works.collect();
        if works.is_empty() { None } else { serde_yaml::to_string(&works).ok() }
    }

    /// The language of a work, if its entry names one.
    pub fn language(&self, key: &str) -> Option<String> {
        Some(self.library.get(key)?.language()?.to_string())
    }

    /// Formats the works that one document cites, in a style and a language. `wanted` is in the order of the citations, since
    /// some styles number works. Citations with unknown keys are left out.
    pub fn cited(&self, style: CitationStyle, language: &str, wanted: &[Citation]) -> Cited {
        let name = style.0.names().first().copied().unwrap_or_default().to_owned();
        let key = (name, language.to_owned(), wanted.to_vec());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cited) = known().get(&key) {
            return cited.clone();
        }
        let cited = self.format(style, language, wanted);
        if known().len() < KNOWN {
            known().insert(key, cited.clone());
        }
        cited
    }

    fn format(&self, style: CitationStyle, language: &str, wanted: &[Citation]) -> Cited {
        static LOCALES: OnceLock<Vec<CslLocale>> = OnceLock::new();
        let locales = LOCALES.get_or_init(locales);
        let style = decoded(style.0);
        let Style::Independent(style) = &*style else { return Cited::default() };
        let in_language = |code: &&LocaleCode| primary(&code.0) == primary(language);
        let codes = || locales.iter().filter_map(|locale| locale.lang.as_ref());
        let exact = codes().find(|code| code.0 == language || (language == "en" && code.0 == "en-US"));
        let locale = exact.or_else(|| codes().find(in_language)).cloned();
        let mut seen = BTreeSet::new();
        let is_known = |citation: &&Citation| citation.works.iter().all(|work| self.contains(&work.key));
        let known: Vec<&Citation> = wanted.iter().filter(is_known).filter(|one| seen.insert(*one)).collect();
        Formatter { library: &self.library, style, locale, locales }.format(&known)
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;

    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::document::markdown::Inline;
    use crate::document::markdown::citation::Citation;
    use crate::document::markdown::sentences::in_sentences;
    use crate::model::citation_style::CitationStyle;
    use crate::model::references::{References, read};

    const WORKS: &str = "z:\n  type: article\n  title: Clusters and their works\n  author: [\"Sørensen, Åse\"]\n  date: 2020\n  page-range: 1-20\n  parent: { type: periodical, title: An invented journal, volume: 3, issue: 1 }\n  serial-number: { doi: \"10.1016/S0000-0000(20)00001-5\" }\nm:\n  type: report\n  title: The clusters of a year\n  author: Uddannelses- og Forskningsministeriet\n  date: 2024\nv:\n  type: book\n  title: A book\n  author: [\"de Vries, Joey\"]\n  date: 2014\n  publisher: An invented press\n";

    fn works() -> References {
        read_works(WORKS)
    }

    fn read_works(works: &str) -> References {
        let mut diagnostics = Diagnostics::default();
        let read = read::read(&mut diagnostics, &[Source::new("references.yaml", works)]).expect("it can be read");
        assert_eq!(diagnostics.errors(), 0, "{:?}", diagnostics.sorted());
        read
    }

    /// A citation as prose has it: between brackets, or in the sentence.
    fn wanted(text: &str) -> Citation {
        match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            Some(inside) => Citation::between_brackets(inside).expect("it is well formed"),
            None => match in_sentences(vec![Inline::Text(text.to_owned())], false).pop() {
                Some(Inline::Citation(citation)) => citation,
                other => panic!("{other:?} is no citation"),
            },
        }
    }

    #[test]
    fn every_style_that_can_be_chosen_names_authors_and_leads_to_the_doi() {
        let works = works();
        for style in ArchivedStyle::all().iter().filter(|style| CitationStyle::can_be_chosen(**style)) {
            let all = ["z", "m", "v"].map(Citation::of);
            let list = works.cited(CitationStyle(*style), "en", &all).works().join("\n");
            for name in ["rensen", "Forskningsministeriet", "Vries"] {
                assert!(
                    list.to_lowercase().contains(&name.to_lowercase()),
                    "{:?}: {name} is not in\n{list}",
                    style.names()
                );
            }
            if list.contains("doi.org") {
                assert!(
                    list.contains("<https://doi.org/10.1016/S0000-0000(20)00001-5>"),
                    "{:?}: {list}",
                    style.names()
                );
            }
        }
    }

    #[test]
    fn works_that_are_passed_on_have_notes_and_abstracts_only_where_the_style_prints_them() {
        let noted =
            WORKS.replace("  title: A book\n", "  title: A book\n  abstract: Of a book.\n  note: She told me so.\n");
        let noted = noted.replace("An invented journal,", "An invented journal, note: Ask Ida.,");
        let (works, mut printing) = (read_works(&noted), 0);
        for style in ArchivedStyle::all().iter().filter(|style| CitationStyle::can_be_chosen(**style)) {
            let list = |works: &References| {
                works.cited(CitationStyle(*style), "en", &["z", "m", "v"].map(Citation::of)).works().join("\n")
            };
            let passed = works.listed(CitationStyle(*style), |_| true).expect("there are works");
            assert_eq!(list(&read_works(&passed)), list(&works), "{:?}", style.names());
            for note in ["Of a book", "She told me so", "Ask Ida"] {
                assert_eq!(passed.contains(note), list(&works).contains(note), "{:?}: {passed}", style.names());
                printing += usize::from(passed.contains(note));
            }
        }
        assert!(printing > 0, "some styles print notes");
    }

    #[test]
    fn names_and_places_are_cited_as_they_are() {
        let works = works();
        let asked = ["[@z, pp. 3-5]", "[@m]", "[@v, p. xii]", "[@v, kapitel 3]", "[@v, the annex]"].map(wanted);
        let apa = works.cited(CitationStyle::default(), "en", &asked);
        let cited = |citation: &Citation| apa.citation(citation).expect("it is cited");
        assert_eq!(
            asked.iter().map(cited).collect::<Vec<_>>(),
            [
                "(Sørensen, 2020, pp. 3–5)",
                "(Uddannelses- og Forskningsministeriet, 2024)",
                "(de Vries, 2014, p. xii)",
                "(de Vries, 2014, Chapter 3)",
                "(de Vries, 2014, the annex)",
            ]
        );
        let danish = works.cited(CitationStyle::default(), "da", &asked);
        assert_eq!(danish.citation(&wanted("[@z, pp. 3-5]")).as_deref(), Some("(Sørensen, 2020, s. 3–5)"));
    }

    /// Doubled punctuation is taken out where parts of a reference meet, and never within what an author wrote.
    #[test]
    fn titles_keep_their_own_punctuation() {
        let titles = [
            "The .NET platform",
            "Les grappes : une étude",
            "Why ?. And what then",
            "A title ... with dots",
            "Clusters , as they are",
            "Etc.,. and so on",
            "Two  spaces",
            "What for?",
            "The firm A.B.",
        ];
        let entry = |(at, title): (usize, &&str)| {
            format!(
                "w{at}: {{ type: report, title: {title:?}, author: \"Berg, Liv\", date: {}, publisher: An invented press }}\n",
                2001 + at
            )
        };
        let works = read_works(&titles.iter().enumerate().map(entry).collect::<String>());
        let asked: Vec<Citation> = (0..titles.len()).map(|at| Citation::of(&format!("w{at}"))).collect();
        for style in [ArchivedStyle::AmericanPsychologicalAssociation, ArchivedStyle::ModernLanguageAssociation] {
            let list = works.cited(CitationStyle(style), "en", &asked).works().join("\n");
            for title in titles {
                // A full stop at the end is that of the reference.
                let known = list.to_lowercase().contains(title.trim_end_matches('.').to_lowercase().as_str());
                assert!(known, "{:?}: {title:?} is not in\n{list}", style.names());
            }
            assert!(!list.contains("?*.") && !list.contains(".*."), "{:?}: {list}", style.names());
        }
    }

    /// What hayagriva makes otherwise: letters in the order of citation, a collection of an archive, "marts 1", no name.
    #[test]
    fn letters_follow_the_list_and_days_their_language() {
        let works = read_works(
            "zebra: { type: report, title: Zebras, author: \"Hansen, Per\", date: 2021 }\n\
             apple: { type: report, title: Apples, author: \"Hansen, Per\", date: 2021 }\n\
             edited: { type: anthology, title: An edited book, editor: [\"Jensen, Ida\", \"Olsen, Ole\"], date: 2018 }\n\
             day: { type: web, title: Nyt 3 marts, author: \"Berg, Liv\", date: 2022-03-01 }\n",
        );
        let asked = ["[@zebra]", "[@apple]", "@edited", "[@day]"].map(wanted);
        let of = |style: ArchivedStyle, language: &str| {
            let cited = works.cited(CitationStyle(style), language, &asked);
            (
                asked.iter().map(|one| cited.citation(one).expect("it is cited")).collect::<Vec<_>>(),
                cited.works().join("\n"),
            )
        };
        let (cited, list) = of(ArchivedStyle::AmericanPsychologicalAssociation, "da");
        assert_eq!(cited, ["(Hansen, 2021b)", "(Hansen, 2021a)", "Jensen & Olsen (2018)", "(Berg, 2022)"]);
        assert!(list.contains("Hansen, P. (2021a). *Apples*.\nHansen, P. (2021b). *Zebras*."), "{list}");
        assert!(list.contains("Jensen, I., & Olsen, O. (red.). (2018). *An edited book*."), "{list}");
        assert!(list.contains("Berg, L. (2022, 1. marts). *Nyt 3 marts*."), "{list}");
        let (cited, _) = of(ArchivedStyle::ChicagoAuthorDate, "da");
        assert_eq!(cited[2], "Jensen og Olsen (2018)");
        let (cited, _) = of(ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers, "en");
        assert_eq!(cited[..2], ["[1]", "[2]"], "numbers follow the text");
    }

    /// Several works, works with a word before them, without their authors and with the authors in the sentence: as Pandoc has them.
    #[test]
    fn citations_have_the_forms_that_pandoc_gives_them() {
        let works = works();
        let asked = [
            "[@z; @v, p. 3]",
            "[see @z, pp. 3-5; also @v]",
            "[-@v]",
            "[-@v, p. 3]",
            "@v [p. 3]",
            "@m",
            "[@z; -@v, p. 3]",
            "[@z; @v, the annex]",
            "@z [the annex]",
        ];
        let of = |style: ArchivedStyle| {
            let wanted = asked.map(wanted);
            let cited = works.cited(CitationStyle(style), "en", &wanted);
            wanted.iter().map(|one| cited.citation(one).expect("it is cited")).collect::<Vec<_>>()
        };
        assert_eq!(
            of(ArchivedStyle::AmericanPsychologicalAssociation),
            [
                "(de Vries, 2014, p. 3; Sørensen, 2020)",
                "(see Sørensen, 2020, pp. 3–5; also de Vries, 2014)",
                "(2014)",
                "(2014, p. 3)",
                "de Vries (2014, p. 3)",
                "Uddannelses- og Forskningsministeriet (2024)",
                "(Sørensen, 2020; 2014, p. 3)",
                "(Sørensen, 2020; de Vries, 2014, the annex)",
                "Sørensen (2020, the annex)",
            ]
        );
        assert_eq!(
            of(ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers),
            [
                "[1], [2, p. 3]",
                "(see [1, pp. 3–5], also [2])",
                "[2]",
                "[2, p. 3]",
                "J. de Vries [2, p. 3]",
                "Uddannelses- og Forskningsministeriet [3]",
                "[1], [2, p. 3]",
                "[1], [2, the annex]",
                "Å. Sørensen [1, the annex]",
            ]
        );
    }
}
