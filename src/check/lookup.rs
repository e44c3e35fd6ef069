//! Rules on names that point elsewhere: they must name something.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, closest, listing, suggest};
use crate::base::rules::Code;
use crate::base::source::Source;
use crate::base::text::{is_id, primary};
use crate::check::Raw;
use crate::model::case::observed::{MISSING, MIXED};
use crate::model::case::raw::RawCase;
use crate::model::case::{Case, Owner};
use crate::model::facts::column::Column;
use crate::model::framework::{Dimension, Framework};
use crate::model::indicator::Unread;
use crate::yaml::NodeId;
use crate::yaml::lookup::{Lookup, Wanted};

/// Everything that names can point to.
pub struct Tables<'a> {
    frameworks: Vec<&'a Framework>,
    unread: &'a [String],
    cases: Vec<&'a str>,
    indicators: Vec<&'a str>,
    groups: Vec<&'a str>,
    /// Indicators that could not be read.
    unread_indicators: &'a Unread,
    /// Frameworks with errors. What seems to be missing in them may only be written wrongly.
    faulty: Vec<&'a str>,
    studies: Option<Vec<&'a str>>,
    attributes: Option<Vec<&'a str>>,
    coders: Option<Vec<&'a str>>,
    /// The languages of the reports.
    languages: Vec<&'a str>,
    references: Option<Vec<&'a str>>,
    references_unread: bool,
    /// The ids of the words for what a case can be.
    things: &'a [String],
}

impl<'a> Tables<'a> {
    /// Gathers what was read.
    pub fn new(raw: &'a Raw, diagnostics: &Diagnostics) -> Tables<'a> {
        let faulty = raw.frameworks.iter().filter(|raw| diagnostics.errors_under(raw.source.name()) > 0);
        let elsewhere = raw.settings.iter().filter_map(|settings| settings.edition.as_ref());
        let elsewhere = elsewhere.flat_map(|edition| &edition.elsewhere.ids);
        Tables {
            faulty: faulty.map(|raw| &*raw.framework.id).collect(),
            references_unread: raw.references_unread,
            things: &raw.things,
            frameworks: raw.frameworks.iter().map(|raw| &raw.framework).collect(),
            unread: &raw.unread_frameworks,
            cases: raw.case_ids.iter().chain(elsewhere).map(String::as_str).collect(),
            indicators: raw.indicators.all().map(|indicator| &*indicator.id).collect(),
            unread_indicators: &raw.indicators.unread,
            groups: raw.indicators.groups.iter().map(|group| &*group.id).collect(),
            studies: raw
                .settings
                .as_ref()
                .filter(|_| !diagnostics.is_misshapen("casebook.yaml"))
                .map(|s| s.studies.ids.iter().map(String::as_str).collect()),
            // Without any, their key may be misspelt.
            attributes: raw
                .settings
                .as_ref()
                .map(|settings| settings.attributes.ids.iter().map(String::as_str).collect::<Vec<&str>>())
                .filter(|ids| !(ids.is_empty() && diagnostics.is_misshapen("casebook.yaml"))),
            coders: raw
                .settings
                .as_ref()
                .map(|settings| settings.coders.ids.iter().map(String::as_str).collect::<Vec<&str>>())
                .filter(|ids| !(ids.is_empty() && diagnostics.is_misshapen("casebook.yaml"))),
            languages: raw.settings.iter().flat_map(|settings| settings.language.codes()).collect(),
            references: raw.references.as_ref().map(|all| all.keys().collect()),
        }
    }

    fn framework(&self, id: &str) -> Option<&'a Framework> {
        self.frameworks.iter().find(|framework| framework.id == *id).copied()
    }

    /// Whether the contents of a framework are not fully known, because its file has errors or can't be read.
    fn is_unclear(&self, id: &str) -> bool {
        self.faulty.contains(&id) || self.unread.iter().any(|unread| unread == id)
    }
}

/// Looks up every name. `case` is the case whose sources and people a name may mean.
pub fn resolve(
    diagnostics: &mut Diagnostics,
    source: &Arc<Source>,
    lookups: &[Lookup],
    tables: &Tables,
    case: Option<&RawCase>,
) {
    // If no sources or people were read, their key may be misspelt. Then that is the error, and not every name that leads to
    // them.
    let misshapen = diagnostics.is_misshapen(source.name());
    let lost = |wanted: &Wanted| match wanted {
        Wanted::Source(_) => case.is_some_and(|case| case.case.sources.ids.is_empty()),
        Wanted::Person(_) => case.is_some_and(|case| case.case.people.ids.is_empty()),
        _ => false,
    };
    for Lookup { wanted, mark } in lookups.iter().filter(|lookup| !(misshapen && lost(&lookup.wanted))) {
        match wanted {
            Wanted::Languages(languages) => diagnostics.extend(untranslated(languages, *mark, source, tables)),
            Wanted::Language if tables.languages.len() > 1 => {
                let message = "this prose is in one language, and reports are in several";
                let help = format!(
                    "write it in each: `{{ {} }}`",
                    tables.languages.iter().map(|language| format!("{language}: …")).collect::<Vec<_>>().join(", ")
                );
                diagnostics.push(Diagnostic::warning(Code::Untranslated, mark.span(source), message).help(help));
            }
            _ => {}
        }
        if let Some((code, message, help)) = fault(wanted, tables, case) {
            diagnostics.push(Diagnostic::error(code, mark.span(source), message).help(help));
        }
    }
}

/// A warning about a text that is missing in languages of the reports; `None` if it is in all of them.
fn untranslated(languages: &[String], mark: NodeId, source: &Arc<Source>, tables: &Tables) -> Option<Diagnostic> {
    let said = |wanted: &&&str| languages.iter().any(|own| own == **wanted || primary(own) == primary(wanted));
    let lacking: Vec<&&str> = tables.languages.iter().filter(|wanted| !said(wanted)).collect();
    if lacking.is_empty() {
        return None;
    }
    let lacking: Vec<String> = lacking.iter().map(|language| format!("`{language}`")).collect();
    let shown = tables.languages.iter().find(said).map(ToString::to_string).or_else(|| languages.first().cloned())?;
    let message = format!("this text is missing in {}", lacking.join(" and "));
    let doubt = Diagnostic::warning(Code::Untranslated, mark.span(source), message);
    Some(doubt.help(format!("add it; until then reports show it in `{shown}`, or do without")))
}

type Dangling = (Code, String, String);

fn fault(wanted: &Wanted, tables: &Tables, case: Option<&RawCase>) -> Option<Dangling> {
    match wanted {
        Wanted::Languages(_) | Wanted::Language => None,
        Wanted::Study(id) => {
            let studies = tables.studies.as_ref()?;
            missing(Code::UnknownId, id, studies, || format!("there is no study `{id}` in casebook.yaml"))
        }
        Wanted::Reference(_) if tables.references_unread => None,
        Wanted::Reference(id) => {
            let known: Vec<&str> = tables.references.iter().flatten().copied().collect();
            let message = || match tables.references {
                Some(_) => format!("there is no reference `{id}`"),
                None => format!("there is no reference `{id}`, since the workspace has no references"),
            };
            missing(Code::UnknownReference, id, &known, message)
        }
        Wanted::Source(id) => {
            let known: Vec<&str> =
                case.map_or(Vec::new(), |case| case.case.sources.ids.iter().map(String::as_str).collect());
            missing(Code::UnknownSource, id, &known, || format!("this case has no source `{id}`"))
        }
        Wanted::Person(id) => {
            let known: Vec<&str> =
                case.map_or(Vec::new(), |case| case.case.people.ids.iter().map(String::as_str).collect());
            missing(Code::UnknownPerson, id, &known, || format!("this case has no person `{id}`"))
        }
        Wanted::Actor(id) | Wanted::Owner(id) => {
            let mut known = own_ids(case, |case| {
                let all = case.records.iter().flat_map(|record| record.actors.list.entries());
                all.filter_map(|actor| actor.id.as_deref()).collect()
            });
            if matches!(wanted, Wanted::Owner(_)) {
                known.extend(Owner::WORDS.map(|(word, _)| word));
            }
            missing(Code::UnknownId, id, &known, || format!("no actor of this case has the id `{id}`"))
        }
        Wanted::Event(id) => {
            let known = own_ids(case, |case| case.all_events().filter_map(|event| event.id.as_deref()).collect());
            missing(Code::UnknownId, id, &known, || format!("no event of this case has the id `{id}`"))
        }
        Wanted::Phase(id) => {
            let known = own_ids(case, |case| case.phases.ids.iter().map(String::as_str).collect());
            missing(Code::UnknownId, id, &known, || format!("this case has no phase `{id}` under `phases`"))
        }
        Wanted::Thing(id) => {
            let known: Vec<&str> = tables.things.iter().map(String::as_str).collect();
            let (code, message, help) =
                missing(Code::UnknownId, id, &known, || format!("no language of the reports has the word `{id}`"))?;
            let or = if help.ends_with('?') { " Or" } else { "; or" };
            let new = format!("write `thing-{id}` with all its forms into templates/locales");
            Some((code, message, format!("{help}{or} {new}")))
        }
        Wanted::Case(id) => {
            missing(Code::UnknownId, id, &tables.cases, || format!("there is no case `{id}` in this workspace"))
        }
        Wanted::Attribute(id) => {
            let known = tables.attributes.as_ref()?;
            let (code, message, help) =
                missing(Code::UnknownId, id, known, || format!("there is no attribute `{id}` in casebook.yaml"))?;
            let define = format!("define it there, under `attributes`: `{id}: {{ label: …, kind: text }}`");
            Some((code, message, if known.is_empty() { define } else { format!("{help}; or {define}") }))
        }
        Wanted::Coder(id) => {
            let known = tables.coders.as_ref()?;
            let (code, message, help) =
                missing(Code::UnknownId, id, known, || format!("there is no coder `{id}` in casebook.yaml"))?;
            let define = format!("define it there, under `coders`: `{id}: {{ name: … }}`");
            Some((code, message, if known.is_empty() { define } else { format!("{help}; or {define}") }))
        }
        Wanted::Column(id) => {
            let own = tables.attributes.as_ref()?.iter().copied();
            let known: Vec<&str> = Column::facts().map(|fact| fact.id).chain(own).collect();
            missing(Code::UnknownId, id, &known, || {
                format!("there is no column `{id}`: it is no fact and no attribute")
            })
        }
        Wanted::Indicator(id) if tables.unread_indicators.any || tables.unread_indicators.ids.contains(id) => None,
        Wanted::Group(id) if tables.unread_indicators.groups.contains(id) => None,
        Wanted::Indicator(id) => {
            let (code, message, help) =
                missing(Code::UnknownId, id, &tables.indicators, || format!("there is no indicator `{id}`"))?;
            // Nobody wants to read a hundred ids.
            let help = match help.starts_with("did you mean") {
                true => help,
                false => "`casebook indicators` lists them; others are defined in a file in indicators/".to_owned(),
            };
            Some((code, message, help))
        }
        Wanted::Group(id) => {
            missing(Code::UnknownId, id, &tables.groups, || format!("there is no group of indicators `{id}`"))
        }
        _ => fault_of_framework(wanted, tables),
    }
}

/// Like [`fault`], for names that lead into a framework.
fn fault_of_framework(wanted: &Wanted, tables: &Tables) -> Option<Dangling> {
    let known = |id: &str| tables.framework(id).filter(|_| !tables.is_unclear(id));
    match wanted {
        Wanted::Framework(id) => {
            let known: Vec<&str> = ids(tables, |framework| !framework.dimensions.is_empty());
            let message = || match tables.framework(id) {
                Some(_) => format!("`{id}` is a life cycle and has no dimensions"),
                None => format!("there is no framework `{id}`"),
            };
            if tables.is_unclear(id) { None } else { missing(Code::UnknownId, id, &known, message) }
        }
        Wanted::Staged(id) => {
            let framework = known(id)?;
            let message = format!("the framework `{id}` has no life cycle, so there are no stages to show");
            let help = "name a framework with `life_cycle`, or add `life_cycle: …` to a grid".to_owned();
            framework.life_cycle.is_none().then_some((Code::MissingKey, message, help))
        }
        Wanted::LifeCycle(id) => {
            let known: Vec<&str> = ids(tables, |framework| !framework.stages.is_empty());
            let message = || match tables.framework(id) {
                Some(_) => format!("the framework `{id}` has no stages"),
                None => format!("there is no life cycle `{id}`"),
            };
            if tables.is_unclear(id) { None } else { missing(Code::UnknownId, id, &known, message) }
        }
        Wanted::Stage { life_cycle, stage } => {
            let framework = known(life_cycle).filter(|framework| !framework.stages.is_empty())?;
            let known: Vec<&str> = framework.stages.iter().map(|stage| &*stage.id).collect();
            missing(Code::UnknownId, stage, &known, || format!("the life cycle `{life_cycle}` has no stage `{stage}`"))
        }
        Wanted::Criterion { life_cycle, criterion } => {
            let framework = known(life_cycle).filter(|framework| !framework.stages.is_empty())?;
            let known: Vec<&str> = framework.criteria.iter().map(|criterion| &*criterion.id).collect();
            let message = || format!("the life cycle `{life_cycle}` has no criterion `{criterion}`");
            missing(Code::UnknownId, criterion, &known, message)
        }
        Wanted::Dimension { framework, dimension } => {
            let found = known(framework).filter(|framework| !framework.dimensions.is_empty())?;
            let known: Vec<&str> = found.dimensions.iter().map(|dimension| &*dimension.id).collect();
            let message = || format!("the framework `{framework}` has no dimension `{dimension}`");
            missing(Code::UnknownId, dimension, &known, message)
        }
        Wanted::Ordered { framework, dimension } => {
            let found = known(framework)?;
            let own = |one: &&Dimension| dimension.as_ref().is_none_or(|id| one.id == *id);
            let scales = || found.dimensions.iter().filter(own).filter_map(|one| one.scale.as_ref());
            let what = match dimension {
                Some(id) => format!("the dimension `{id}` of `{framework}`"),
                None => format!("`{framework}`"),
            };
            let (message, help) = match (scales().count(), scales().any(|scale| scale.is_ordered())) {
                (_, true) => return None,
                (0, _) => (format!("{what} has no scale"), "add `scale: { levels: [-1, 0, 1] }` to a dimension"),
                _ => (
                    format!("the scale of {what} has no order, so that there is no median"),
                    "write `kind: ordinal` there, with the levels from the lowest to the highest",
                ),
            };
            Some((Code::MissingKey, message, help.to_owned()))
        }
        Wanted::Rating { framework, dimension, word } => {
            let found = known(framework)?.dimension(dimension)?;
            rating(framework, found, word)
        }
        Wanted::Characteristic { framework, .. } if tables.is_unclear(framework) => None,
        Wanted::Characteristic { framework, dimension, id, or_new } => {
            let found = tables.framework(framework)?.dimension(dimension)?;
            characteristic(framework, found, id, *or_new)
        }
        _ => None,
    }
}

/// What is wrong with a rating of an observation of a dimension.
fn rating(framework: &str, dimension: &Dimension, word: &str) -> Option<Dangling> {
    let Some(scale) = &dimension.scale else {
        let message = format!("the dimension `{}` of `{framework}` has no scale to rate on", dimension.id);
        let help = "add `scale: { levels: [-1, 0, 1] }` to it, or leave `rating` out".to_owned();
        return Some((Code::MissingKey, message, help));
    };
    if [MIXED, MISSING].contains(&word) || scale.place(word).is_some() {
        return None;
    }
    let known: Vec<&str> = scale.levels.iter().map(|level| level.word.as_str()).chain([MIXED, MISSING]).collect();
    let by_label = scale.levels.iter().find(|level| level.label.as_ref().is_some_and(|label| label.says(word)));
    let help = match by_label {
        Some(level) => format!("write its level: `{}`", level.word),
        None => format!("possible are {}", listing(&known)),
    };
    Some((Code::WrongChoice, format!("`{word}` is not on the scale of `{}`", dimension.id), help))
}

/// What is wrong with the name of a characteristic of a dimension. `or_new` says whether `{ new: … }` may stand in its place.
fn characteristic(framework: &str, dimension: &Dimension, id: &str, or_new: bool) -> Option<Dangling> {
    let known: Vec<&str> = dimension.characteristics.iter().map(|item| &*item.id).collect();
    if !is_id(id) {
        let by_label = dimension.characteristics.iter().find(|item| item.label.says(id));
        let help = match by_label {
            Some(item) => format!("write its id: `{}`", item.id),
            None => format!("write the id of a characteristic, or `{{ new: {id} }}` for what the framework lacks"),
        };
        return Some((Code::UnknownId, format!("`{id}` is not the id of a characteristic"), help));
    }
    let message = || format!("`{framework}` has no characteristic `{id}` in `{}`", dimension.id);
    let (code, message, help) = missing(Code::UnknownId, id, &known, message)?;
    let new = if or_new { " (for something that the framework lacks, write `{ new: … }`)" } else { "" };
    Some((code, message, format!("{help}{new}")))
}

fn ids<'a>(tables: &Tables<'a>, wanted: impl Fn(&Framework) -> bool) -> Vec<&'a str> {
    tables.frameworks.iter().filter(|framework| wanted(framework)).map(|framework| &*framework.id).collect()
}

/// The ids that a case defines.
fn own_ids<'c>(case: Option<&'c RawCase>, of: impl Fn(&'c Case) -> Vec<&'c str>) -> Vec<&'c str> {
    case.map_or_else(Vec::new, |case| of(&case.case))
}

fn missing(code: Code, id: &str, known: &[&str], message: impl FnOnce() -> String) -> Option<Dangling> {
    // A definition with an invalid id is reported where it stands. Names that lead to it are not reported as well.
    let meant = |known: &&str| !is_id(known) && slug::slugify(known) == *id;
    if known.contains(&id) || known.iter().any(meant) {
        return None;
    }
    let names: BTreeSet<&str> = known.iter().copied().collect();
    Some((code, message(), suggest(id, &names.into_iter().collect::<Vec<_>>())))
}

/// `continues_as` must name a characteristic of the same dimension.
pub fn threads(diagnostics: &mut Diagnostics, source: &Arc<Source>, framework: &Framework) {
    for dimension in &framework.dimensions {
        for item in &dimension.characteristics {
            let Some(next) = &item.continues_as else { continue };
            let known: Vec<&str> = dimension.characteristics.iter().map(|item| &*item.id).collect();
            let message = || format!("the dimension `{}` has no characteristic `{next}` to continue as", dimension.id);
            if let Some((code, message, help)) = missing(Code::UnknownId, next, &known, message) {
                diagnostics.push(Diagnostic::error(code, next.1.span(source), message).help(help));
            }
        }
    }
}

/// Checks that `maps` has its stages in the order of the life cycle, and that characteristics and aims name only stages in
/// `maps`.
pub fn mapped(diagnostics: &mut Diagnostics, source: &Arc<Source>, framework: &Framework, tables: &Tables) {
    let known: Vec<&str> = framework.maps.iter().map(|stage| &**stage).collect();
    let life_cycle = framework.life_cycle.as_ref().and_then(|id| tables.framework(id));
    let place = |stage: &str| life_cycle.and_then(|cycle| cycle.stages.iter().position(|own| own.id == *stage));
    for pair in framework.maps.windows(2) {
        let (one, other) = (place(&pair[0]), place(&pair[1]));
        if one.zip(other).is_some_and(|(one, other)| other < one) {
            let message = format!("`{}` comes before `{}` in the life cycle", pair[1], pair[0]);
            let wrong = Diagnostic::error(Code::Conflict, pair[1].1.span(source), message);
            diagnostics.push(wrong.help("write the stages in the order of the life cycle"));
        }
    }
    // If `maps` has a similar stage that the life cycle does not have, it is that one that is misspelt.
    let dangling: Vec<&str> = known
        .iter()
        .copied()
        .filter(|stage| life_cycle.is_some_and(|life_cycle| life_cycle.stage(stage).is_none()))
        .collect();
    let meant = |stage: &str| closest(stage, dangling.iter().copied()).is_some();
    let items = framework.dimensions.iter().flat_map(|dimension| &dimension.characteristics);
    let expected = items.flat_map(|item| &item.stages).map(|stage| (&*stage.0, stage.1));
    let aims = framework.aims.iter().map(|aim| (aim.id.as_str(), aim.key));
    for (stage, mark) in expected.chain(aims).filter(|(stage, _)| !known.contains(stage) && !meant(stage)) {
        let (message, help) = match known.is_empty() {
            true => (
                "this framework names stages and does not say which it maps".to_owned(),
                "add `life_cycle: …` and `maps: […]`, its stages in order".to_owned(),
            ),
            false => (
                format!("this framework does not map a stage `{stage}`"),
                format!("{}; `maps` lists them", suggest(stage, &known)),
            ),
        };
        diagnostics.push(Diagnostic::error(Code::UnknownId, mark.span(source), message).help(help));
        if known.is_empty() {
            return;
        }
    }
}
