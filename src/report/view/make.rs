//! Makes the view of a checked case.

use crate::analysis::measure::{self, Pair};
use crate::model::indicator::Indicator;
use crate::model::settings::attribute::Attribute;
use crate::report::view::annual::figures::shown;
use crate::report::view::facts::attributed;
use std::borrow::Cow;

use crate::analysis::mapping;
use crate::base::text::{Text, capital};
use crate::document::markdown::citation::{Citation, CitedWork};
use crate::document::markdown::emit::{self, Embedding, Emitted};
use crate::document::markdown::{self, Inline};
use crate::document::picture;
use crate::model::case::date::When;
use crate::model::case::evidence::WITHHELD;
use crate::model::case::{Case, Event, Evidence, Known, Passage, Prose, Record, Secretariat, Withheld};
use crate::model::framework::find;
use crate::model::references::format::Cited;
use crate::model::settings::Study;
use crate::report::view::context::{Context, NOT_RECORDED};
use crate::report::view::phrase::{
    as_of, facilitators_phrase, fact, full_label, item, list, people, person_and_role, rows, shown_actor, shown_event,
    shown_funding, shown_goal, shown_initiator, shown_kind, shown_nace, shown_nuts, shown_person, shown_place,
    shown_remark, state,
};
use crate::report::view::types::{
    Book, CaseView, ItemView, ProseView, RecordView, Row, Rows, SecretariatView, SourceView, StageView, Stages, Strip,
    StudyView, WriteUpView,
};
use crate::report::view::write_up;
use crate::report::view::{change, drawings, lens};
use crate::yaml::shape::list::Named;

/// The view of the workspace.
pub fn book(context: Context) -> Book {
    let settings = context.settings;
    let date = settings.date;
    Book {
        title: context.get(&settings.title),
        date: format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)),
        dated: context.date(&date),
        authors: settings.authors.iter().map(|author| author.name.clone()).collect(),
        language: context.locale.language.clone(),
        notice: context.opt(settings.notice.as_ref()),
        volume: context.bound,
    }
}

/// The view of a study.
pub fn study(context: Context, study: &Named<Study>) -> StudyView {
    StudyView {
        id: study.id.clone(),
        title: context.get(&study.title),
        question: context.opt(study.question.as_ref()),
        selection: context.opt(study.selection.as_ref()),
        method: context.opt(study.method.as_ref()),
        validity: context.opt(study.validity.as_ref()),
    }
}

/// The view of a case for its report, which names the source of most statements once.
pub fn case(context: Context, case: &Case) -> CaseView {
    case_view(context, case, stated_in(case))
}

/// The source and place that the report of a case names once for all.
pub fn stated_in(case: &Case) -> Option<&Evidence> {
    case.newest().and_then(|record| record.stated_in.as_ref()).or(case.stated_in.as_ref())
}

/// The view of a case in which every statement names its source.
pub fn case_in_full(context: Context, case: &Case) -> CaseView {
    case_view(context, case, None)
}

/// The views of all records before the newest one, the latest first, in which every statement names its source.
pub fn older_in_full(context: Context, case: &Case) -> Vec<RecordView> {
    let records = case.in_order().into_iter().rev().skip(1);
    records.map(|record| record_view(context, case, record)).collect()
}

fn case_view(context: Context, case: &Case, stated_in: Option<&Evidence>) -> CaseView {
    let empty = Record::default();
    let record = case.newest().unwrap_or(&empty);
    let works = works(context, || cited(context, case));
    let context = Context { stated_in, works: Some(&works), ..context };
    let own_study = case.study.as_deref().and_then(|id| context.settings.study(id));
    let called = |id: &str| {
        let own = case.sources.iter().find(|source| source.id == id).and_then(|source| source.label.as_ref());
        own.map_or_else(|| id.to_owned(), |label| context.get(label))
    };
    let mut view = CaseView {
        id: case.id.to_string(),
        name: context.get(&case.name),
        thing: context.word(&format!("thing-{}", case.is_a.as_ref().map_or("cluster", |thing| &thing.0))),
        file: case.file.to_string(),
        study: own_study.map(|own| study(context, own)).unwrap_or_default(),
        industry: fact(context, &case.industry, |text| context.get(text)),
        specialisation: fact(context, &case.specialisation, |text| context.get(text)),
        nace: case.nace.as_ref().map(shown_nace).unwrap_or_default(),
        nuts: case.nuts.as_ref().map(shown_nuts).unwrap_or_default(),
        place: fact(context, &case.place, |place| shown_place(context, place)),
        founded: fact(context, &case.founded, |date| context.date(date)),
        initiated_by: list(&case.initiated_by, |initiator| shown_initiator(context, initiator)),
        history: rows(&case.history, |event| phased_event(context, case, event)),
        models: list(&case.models, |remark| shown_remark(context, remark)),
        secretariat: secretariat(context, case),
        people: rows(&people(case), |person| shown_person(context, person)),
        withheld: case.withheld.as_ref().map(|own| withheld(context, own)).unwrap_or_default(),
        people_named: case.people.iter().any(|person| person.shown_name().is_some()),
        sources: case
            .sources
            .iter()
            .map(|source| {
                let with = source.with.iter().filter_map(|id| case.people.iter().find(|person| *id == person.id));
                SourceView {
                    id: called(&source.id),
                    kind: capital(&context.coded("source", source.kind)),
                    title: context.opt(source.title.as_ref()),
                    with: with.map(|person| person_and_role(context, person)).collect(),
                    rests_on: source.rests_on.iter().map(|id| called(id)).collect(),
                    date: source.date.map(|date| context.date(&date)).unwrap_or_default(),
                    reference: source.cite.as_deref().and_then(|key| works.short(key)).unwrap_or_default(),
                    note: context.opt(source.note.as_ref().map(|note| &note.0)),
                }
            })
            .collect(),
        stated_in: stated_in.map(|main| full_label(context, main)).unwrap_or_default(),
        references: works.works().to_vec(),
        record_count: case.records.len(),
        record: record_view(context, case, record),
        changes: change::changes(context, case),
        series: drawings::series(context, case),
        // Annual reports have words of their own.
        write_up: if context.year.is_none() { write_up::view(context, case) } else { WriteUpView::default() },
        key_facts: Vec::new(),
        attributes: attributes(context, case),
        figures: figures(context, record),
        strips: Vec::new(),
        evidence: Vec::new(),
        phased: case.all_events().any(|event| event.phase.is_some()),
    };
    view.key_facts = write_up::key_facts(context, &view, case);
    view.strips = write_up::strips(context, &view.record.stages);
    view.evidence = write_up::evidence(context, &view);
    view
}

/// The works that a document cites, formatted in the style and language of the report: those of the context, if it has any,
/// else the `wanted` ones.
pub fn works<'s>(context: Context<'s>, wanted: impl FnOnce() -> Vec<Citation>) -> Cow<'s, Cited> {
    let style = context.settings.citation_style.unwrap_or_default();
    match context.works {
        Some(works) => Cow::Borrowed(works),
        None => Cow::Owned(context.references.cited(style, &context.locale.language, &wanted())),
    }
}

/// The works that the report of a case cites, in the order in which it cites them: in its narrative, as what its frameworks
/// rest on, and as its sources.
pub fn cited(context: Context, case: &Case) -> Vec<Citation> {
    cited_beside(context, case, case.newest().into_iter().flat_map(|record| &record.narrative))
}

/// The same of the annual report on a case, which prints the stories of the year too.
pub fn cited_in_annual(context: Context, case: &Case) -> Vec<Citation> {
    cited_beside(context, case, case.newest().into_iter().flat_map(Record::prose))
}

fn cited_beside<'c>(context: Context, case: &Case, prose: impl Iterator<Item = &'c Prose>) -> Vec<Citation> {
    let record = case.newest();
    let mut wanted = Vec::new();
    for passage in prose.filter_map(|prose| prose.get(&context.locale.language)) {
        markdown::each_inline_of(context.prose(passage), &mut |inline| {
            if let Inline::Citation(citation) = inline {
                let (all, each) = of_works(case, citation);
                wanted.extend(all.map_or(each, |all| vec![all]));
            }
        });
    }
    let used = record.map_or_else(Vec::new, |record| mapping::lenses(record, context.frameworks));
    let cycles = record.map_or_else(Vec::new, |record| record.stages.entries().iter().collect());
    let cycles = cycles.iter().filter_map(|stage| find(context.frameworks, &stage.life_cycle));
    let rests_on = cycles.chain(used).flat_map(|framework| &framework.rests_on).map(|key| key.to_string());
    let sources = case.sources.iter().filter_map(|source| source.cite.as_deref()).map(str::to_owned);
    wanted.extend(rests_on.chain(sources).map(|key| Citation::of(&key)));
    wanted
}

fn record_view(context: Context, case: &Case, record: &Record) -> RecordView {
    let lenses = mapping::lenses(record, context.frameworks);
    RecordView {
        as_of: as_of(context, record),
        stages: stages(context, record),
        situation: fact(context, &record.situation, |text| context.get(text)),
        actors_total: fact(context, &record.actors.total, |total| context.quantity(total)),
        actor_kinds: rows(&record.actors.kinds, |kind| shown_kind(context, kind)),
        actors: rows(&record.actors.list, |actor| shown_actor(context, record.actors.list.entries(), actor)),
        facilitators: facilitators(context, record),
        funding: list(&record.funding, |funding| shown_funding(context, funding)),
        aims: list(&record.aims, |remark| shown_remark(context, remark)),
        goals: list(&record.goals, |goal| shown_goal(context, goal)),
        ambitions: list(&record.ambitions, |remark| shown_remark(context, remark)),
        competences: rows(&record.competences, |competence| {
            let unit = context.opt(competence.unit.as_ref());
            let figure = competence.count.map(|count| format!(": {} {unit}", context.quantity(&count)));
            let figure = figure.map(|figure| figure.trim_end().to_owned());
            let text = format!("{}{}", context.get(&competence.text), figure.unwrap_or_default());
            Row { cells: vec![context.get(&competence.holder)], item: item(context, text, &competence.evidence) }
        }),
        context: rows(&record.context, |figure| Row {
            cells: vec![context.get(&figure.indicator)],
            item: item(context, context.get(&figure.value), &figure.evidence),
        }),
        events: events(context, case),
        timeline: drawings::timeline(context, case),
        actors_figure: drawings::actors(context, case, record),
        narrative: record
            .narrative
            .as_ref()
            .and_then(|prose| prose.get(&context.locale.language))
            .map(|own| prose(context, case, "narrative", own))
            .unwrap_or_default(),
        mappings: lenses
            .into_iter()
            .map(|framework| {
                let mapping = mapping::map(record, framework, context.frameworks);
                lens::mapping_view(context, case, &mapping)
            })
            .collect(),
        through: lens::through(context, record),
        criteria: lens::criteria(context, record),
    }
}

/// Prose of a case as Markdown, to be placed under a heading of level 2 in the report of a case. The names of its footnotes
/// begin with `field`, so that they are unique in the document.
pub fn prose(context: Context, case: &Case, field: &str, passage: &Passage) -> ProseView {
    embedded(context, field, passage, &|cited| citation(context, case, cited))
}

/// Prose as Markdown, to be placed under a heading of level 2. `cite` formats a citation, given its key and the place in the work.
pub fn embedded(context: Context, field: &str, passage: &Passage, cite: &dyn Fn(&Citation) -> String) -> ProseView {
    let quotes = context.locale.quotes();
    let captions = [context.locale.word("caption-table"), context.locale.word("caption-figure")];
    let image =
        |url: &str| picture::path(url).map_or_else(|_| url.to_owned(), |path| picture::shown(&path, context.depth(1)));
    let place = Embedding {
        level: 3,
        prefix: field,
        quotes: [&quotes[0], &quotes[1]],
        captions: [&captions[0], &captions[1]],
        cite,
        image: &image,
    };
    let Emitted { text, headings } = emit::markdown(context.prose(passage), &place);
    ProseView { text, headings }
}

/// A citation of a work in prose of the settings: formatted, or its key in brackets.
pub fn cited_work(context: Context, citation: &Citation) -> String {
    context.works.and_then(|works| works.citation(citation)).unwrap_or_else(|| citation.written())
}

/// All that a passage cites, each with the place in it.
pub fn citations(context: Context, passage: &Passage) -> Vec<Citation> {
    let mut wanted = Vec::new();
    markdown::each_inline_of(context.prose(passage), &mut |inline| {
        if let Inline::Citation(citation) = inline {
            wanted.push(citation.clone());
        }
    });
    wanted
}

/// A citation of a case, of works alone: sources are replaced by the works that they are. `None` if a source is no work; then the
/// citations of its works one by one.
fn of_works(case: &Case, citation: &Citation) -> (Option<Citation>, Vec<Citation>) {
    let work = |cited: &CitedWork| {
        let source = case.sources.iter().find(|source| source.id == cited.key);
        let key = source.map_or(Some(cited.key.as_str()), |source| source.cite.as_deref())?;
        Some(CitedWork { key: key.to_owned(), ..cited.clone() })
    };
    let works: Option<Vec<CitedWork>> = citation.works.iter().map(work).collect();
    let single = |work: CitedWork| Citation { works: vec![work], narrative: citation.narrative };
    let each = citation.works.iter().filter_map(work).map(single).collect();
    (works.map(|works| Citation { works, narrative: citation.narrative }), each)
}

/// A citation in prose of a case. A source without a reference is named by its id.
fn citation(context: Context, case: &Case, citation: &Citation) -> String {
    let formatted = |citation: &Citation| context.works?.citation(citation);
    if let Some(all) = of_works(case, citation).0 {
        return formatted(&all).unwrap_or_else(|| citation.written());
    }
    let each = citation.works.iter().map(|work| {
        let own = Citation { works: vec![work.clone()], narrative: false };
        let text = of_works(case, &own).0.as_ref().and_then(formatted).unwrap_or_else(|| own.written());
        text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).map(str::to_owned).unwrap_or(text)
    });
    format!("({})", each.collect::<Vec<_>>().join("; "))
}

/// The attributes that a case records.
fn attributes(context: Context, case: &Case) -> Vec<Row> {
    let all = context.settings.attributes.iter();
    let row = |own: &Named<Attribute>| {
        let value = case.attribute(&own.id).filter(|value| !matches!(value.value, Known::NotRecorded))?;
        let item = fact(context, value, |value| attributed(context, &own.value, value));
        Some(Row { cells: vec![context.get(&own.value.label)], item })
    };
    all.filter_map(row).collect()
}

/// The figures of a record that is of no period.
fn figures(context: Context, record: &Record) -> Vec<Row> {
    if record.period.is_some() {
        return Vec::new();
    }
    let own = context.indicators.all().filter(|indicator| record.figures.of(&indicator.id).is_some());
    let row = |indicator: &Indicator| {
        let found = measure::find(context.indicators, indicator, Pair { record, last: None });
        Row { cells: vec![context.get(&indicator.label)], item: shown(context, indicator, &found) }
    };
    own.map(row).collect()
}

/// How much was left out of a case, since readers may not see it.
fn withheld(context: Context, own: &Withheld) -> String {
    let counted = |id: &str, number: u64| {
        let number = number as usize;
        context.say(&format!("withheld-{id}"), &[("count", number.into()), ("number", context.count(number).into())])
    };
    let sources = own.sources.iter().map(|own| counted(&own.kind.to_string().replace(' ', "-"), own.number.0));
    let others = [
        ("events", &own.events),
        ("quotations", &own.quotations),
        ("observations", &own.observations),
        ("statements", &own.statements),
    ];
    let others = others.into_iter().filter_map(|(id, number)| Some(counted(id, number.as_ref()?.0)));
    let all: Vec<String> = sources.chain(others).collect();
    context.say("withheld-what", &[("list", context.list(&all).into())])
}

fn stages(context: Context, record: &Record) -> Stages {
    let state = match &record.stages {
        Known::Is(_) => "assessed",
        Known::None => "not assessed",
        Known::NotRecorded => NOT_RECORDED,
        Known::Withheld => WITHHELD,
    };
    let items = record.stages.entries().iter().filter_map(|assessment| {
        let life_cycle = find(context.frameworks, &assessment.life_cycle)?;
        let stage = life_cycle.stage(&assessment.stage)?;
        let strip = life_cycle
            .stages
            .iter()
            .map(|other| Strip { label: context.get(other.short()), current: *other.id == *stage.id });
        let or_not = |text: Option<&Text>| text.map_or_else(|| context.not_recorded(), |text| context.get(text));
        Some(StageView {
            label: context.get(&stage.label),
            definition: context.opt(stage.definition.as_ref()),
            life_cycle: context.get(&life_cycle.title),
            rests_on: life_cycle.rests_on.iter().filter_map(|key| context.works?.short(key)).collect(),
            strip: strip.collect(),
            by: assessment.by.as_ref().map_or_else(|| context.not_recorded(), |by| context.rater(by)),
            basis: or_not(assessment.basis.as_ref()),
            part: context.opt(assessment.part.as_ref()),
            confidence: assessment.confidence.map(|one| context.coded("confidence", one)).unwrap_or_default(),
            dissent: context.opt(assessment.dissent.as_ref()),
            evidence: item(context, String::new(), &assessment.evidence),
        })
    });
    Stages { state, items: items.collect() }
}

fn secretariat(context: Context, case: &Case) -> SecretariatView {
    let empty = Secretariat::default();
    let secretariat = case.secretariat.value().unwrap_or(&empty);
    SecretariatView {
        state: state(&case.secretariat),
        name: fact(context, &secretariat.name, |text| context.get(text)),
        founded: fact(context, &secretariat.founded, |date| context.date(date)),
        initiated_by: list(&secretariat.initiated_by, |initiator| shown_initiator(context, initiator)),
        hosted_by: fact(context, &secretariat.hosted_by, |text| context.get(text)),
    }
}

fn facilitators(context: Context, record: &Record) -> ItemView {
    ItemView {
        text: facilitators_phrase(context, &record.facilitators),
        ..fact(context, &record.facilitators.count, |_| String::new())
    }
}

/// The events in all records of the case, by date and without duplicates: a timeline covers more than the newest record.
fn events(context: Context, case: &Case) -> Rows {
    let mut all: Vec<&Event> = case.records.iter().flat_map(|record| record.events.entries()).collect();
    all.sort_by_key(|event| {
        let date = event.on.or(event.from).map_or((i32::MAX, 0, 0, When::At), |date| date.key());
        (date, context.get(&event.text))
    });
    all.dedup_by_key(|event| (event.on, event.from, event.to, context.get(&event.text)));
    let all = following(all);
    let told = match (all.is_empty(), case.newest().map(|record| &record.events)) {
        (false, _) => Known::Is(all),
        (true, Some(Known::None)) => Known::None,
        (true, Some(Known::Withheld)) => Known::Withheld,
        (true, _) => Known::NotRecorded,
    };
    rows(&told, |event| phased_event(context, case, event))
}

/// Puts undated events of which it is told after which event they came behind that one.
fn following(mut all: Vec<&Event>) -> Vec<&Event> {
    let is_told = |event: &&Event| event.after.is_some() && event.on.or(event.from).is_none();
    let mut late: Vec<&Event> = all.iter().copied().filter(is_told).collect();
    all.retain(|event| !is_told(event));
    // One after another, since an event may come after one that is itself told so. What runs in a circle stays at the end.
    while !late.is_empty() {
        let place = |event: &&Event| all.iter().rposition(|own| own.id.as_deref() == event.after.as_deref());
        let Some((at, to)) = late.iter().enumerate().find_map(|(at, event)| Some((at, place(event)?))) else { break };
        let event = late.remove(at);
        // Those that came after the same event keep their order.
        let behind = all[to + 1..].iter().take_while(|own| own.after.is_some() && own.after == event.after).count();
        all.insert(to + 1 + behind, event);
    }
    all.extend(late);
    all
}

/// An event with its date and its phase.
fn phased_event(context: Context, case: &Case, event: &Event) -> Row {
    let row = shown_event(context, event);
    let phase = event.phase.as_ref().and_then(|id| case.phases.iter().find(|phase| phase.id == **id));
    let phase = phase.map(|phase| context.get(&phase.value)).unwrap_or_default();
    Row { cells: [row.cells, vec![phase]].concat(), ..row }
}
